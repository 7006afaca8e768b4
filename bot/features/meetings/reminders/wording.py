"""What people say of reminders: when a body is reminded, how much one person wants, what goes out next."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.swedish.letters import plain, tidy
from bot.features.bodies.model import Body
from bot.features.meetings.reminders.ladder import (
    DAY,
    FARTHEST,
    MOST_RUNGS,
    NEAREST,
    Kind,
    Rung,
    in_order,
    natural_kind,
)
from bot.features.meetings.reminders.preferences import Wants
from bot.features.meetings.wording import Reader, names_meeting

LONGEST = 300

_POLITE = r"(?:hej,? |kan du |kan ni |vill du |jag vill |snälla |please |can you |could you )*"
_REMIND = re.compile(rf"{_POLITE}(?:påminn|paminn|remind)\b")
_REMINDERS = r"(?:påminnelse\w*|paminnelse\w*|reminders?)"
_SHOW = re.compile(
    rf"{_POLITE}(?:visa|vilka|när|nar|hur|lista|show|which|when|what|list)\b.*\b(?:{_REMINDERS}|påminner du|påminns"
    r"|paminns|do you remind)\b.*"
)
_CHANGE = re.compile(rf"{_POLITE}(?:ändra|andra|byt|sätt|satt|change|set)\b.*\b{_REMINDERS}\b.*")
_RESET = re.compile(
    rf"{_POLITE}(?:återställ|aterstall|reset|restore)\b.*\b{_REMINDERS}\b.*"
    rf"|.*\bvanliga {_REMINDERS}\b.*|.*\b(?:the )?usual {_REMINDERS}\b.*"
)
_NONE = re.compile(
    rf"{_POLITE}(?:ta bort|stäng av|stang av|inga|slopa|remove|no|turn off)\b.*\b{_REMINDERS}\b.*"
    r"|.*\b(?:påminn|paminn|remind)\b.*\b(?:aldrig|inte alls|never)\b.*"
)
_ABOUT = re.compile(r"p[åa]min|remind")
"""What every wish about reminders holds."""
_REFERRALS = re.compile(r"\b(?:remiss\w*|referral\w*|yttrand\w*)\b")
_OF_A_THING = re.compile(
    r"\b(?:om|about|of) (?!(?:sina |deras |nästa |kommande |the |their |next )?(?:möte|sammanträde|meeting))\w"
)
_BEFORE = re.compile(r"\b(?:före|fore|innan|before|ahead)\b")
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "en ett one",
            "två tva two",
            "tre three",
            "fyra four",
            "fem five",
            "sex six",
            "sju seven",
            "åtta atta eight",
            "nio nine",
            "tio ten",
        ),
        start=1,
    )
    for word in words.split()
}
_UNITS = (
    (re.compile(r"d(?:ag|agar|ygn)?|days?"), DAY),
    (re.compile(r"veck(?:a|or)|v|weeks?"), 7 * DAY),
    (re.compile(r"h|tim(?:me|mar|mars)?|hours?"), dt.timedelta(hours=1)),
    (re.compile(r"min(?:ut|uter|uters)?|minutes?"), dt.timedelta(minutes=1)),
)
_HALF_HOUR = re.compile(r"\b(?:en )?(?:halvtimme|half an hour|halv timme)\b")
_DAY_BEFORE = re.compile(r"\b(?:dagen|kvällen|the day|day) (?:före|fore|innan|before)\b")
_PIECE = re.compile(r"(?<!\w)(\d{1,4}|" + "|".join(_NUMBERS) + r")(?:\s+([^\W\d_]+))?(?!\w)")
_SAYS = (
    (re.compile(r"\b(?:namn|namnen|by name|names?)\b"), Kind.NAMED),
    (re.compile(r"\b(?:inte (?:har )?svarat|tysta|silent|not answered)\b"), Kind.SILENT),
    (re.compile(r"\b(?:dagordning\w*|agenda\w*)\b"), Kind.AGENDA),
    (re.compile(r"\b(?:länk\w*|lank\w*|link)\b"), Kind.LINK),
    (re.compile(r"\b(?:kanal\w*|channel)\b"), Kind.CHANNEL),
)
_SPLIT = re.compile(r"[,;]|\b(?:och|and|samt)\b")

_TACK = r"(?:,? (?:tack|till mig|please|thanks))*"
_PROMPTS = re.compile(
    rf"{_POLITE}(?:(?:påminn|paminn|påminna|paminna|remind)\b"
    rf"|(?:skicka|send) (?:ut )?(?:en |ett |a )?(?:ny |new )?{_REMINDERS} (?:till|to)\b).*"
    r"\b(?:(?:inte|ej|ännu inte) (?:\w+ ){0,2}?(?:svarat|anmält sig|hört av sig|svarar)|(?:är|ar) tysta|de tysta"
    r"|(?:not|haven't|hasn't|havent)(?: \w+){0,2}? (?:answered|replied|responded)|(?:the )?silent ones)\b"
)
_OF_A_DAY = re.compile(r"\d|\b(?:i dag|idag|i morgon|imorgon|today|tomorrow|\w+dag(?:en)?|\w{3,6}day)\b")
_WANTS = (
    (
        re.compile(
            rf"(?:{_POLITE}(?:ha |få |i want |send me )?(?:färre|farre|mindre|inte så många|fewer|less) {_REMINDERS}"
            rf"{_TACK}"
            r"|(?:påminn|remind) (?:mig|me) (?:mer sällan|mindre(?: ofta)?|less(?: often)?))"
        ),
        Wants.FEWER,
    ),
    (
        re.compile(
            rf"{_POLITE}(?:påminn mig |paminn mig |{_REMINDERS} |remind me )?(?:bara|endast|only) "
            r"(?:dagen|the day|on the day) (?:före|fore|innan|before)" + _TACK
        ),
        Wants.DAY_BEFORE,
    ),
    (
        re.compile(
            rf"(?:{_POLITE}(?:ha |få |i want |send me )?(?:inga|no) (?:fler |more )?{_REMINDERS}(?: alls)?{_TACK}"
            r"|(?:sluta|stop) (?:att )?(?:påminna|paminna|reminding) (?:mig|me)"
            r"|(?:påminn|paminn) mig (?:inte|aldrig)(?: mer| alls)?|(?:don't|never) remind me(?: again)?)"
        ),
        Wants.NONE,
    ),
    (
        re.compile(
            rf"(?:{_POLITE}(?:ha |få |i want |send me )?(?:alla|all) {_REMINDERS}{_TACK}"
            r"|(?:påminn|paminn) mig (?:som vanligt|alltid|igen)|remind me (?:as usual|always|again))"
        ),
        Wants.ALL,
    ),
)
_MINE = re.compile(
    rf"(?:mina |my |visa mina |show my )?{_REMINDERS}|(?:hur ofta|när) påminner du mig|how often do you remind me"
)
_SENDS = re.compile(
    rf"{_POLITE}(?:visa |show )?(?:(?:nästa|nasta|kommande) utskick(?:en)?|utskicken som väntar"
    r"|vad (?:skickas|skickar du|går ut|skickar boten|ska skickas) (?:härnäst|härnast|nu|framöver|sen|snart)"
    r"|(?:the )?next sends?|what (?:do you|will you|goes|is) (?:send|sent|out) next)"
)


class Asks(StrEnum):
    """What somebody wants of a body's reminders."""

    SHOW = "show"
    SET = "set"
    RESET = "reset"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LadderWish:
    """What was said of a body's reminders; `rungs` are empty when no time was understood, `odd` when one cannot be."""

    asks: Asks
    bodies: tuple[Body, ...] = ()
    rungs: tuple[Rung, ...] = ()
    odd: bool = False


def read_wants(said: str) -> Wants | None:
    """Return how much somebody wants to be reminded, or None."""
    words = plain(said)
    return next((wants for pattern, wants in _WANTS if pattern.fullmatch(words)), None) if len(words) < 80 else None


def asks_mine(said: str) -> bool:
    """Tell whether somebody asks how they are reminded."""
    return len(said) < 80 and _MINE.fullmatch(plain(said)) is not None


def asks_sends(said: str) -> bool:
    """Tell whether somebody asks what goes out next."""
    return len(said) < 80 and _SENDS.fullmatch(plain(said)) is not None


def asks_to_prompt(reader: Reader, said: str) -> bool:
    """Tell whether somebody wants those reminded, now, who have not answered for a meeting.

    What they have not answered may be something else, a referral by its name: then neither a meeting nor a body nor a
    day stands after that.
    """
    if len(said) > LONGEST or not _ABOUT.search(said.casefold()):
        return False
    words = plain(said)
    found = _PROMPTS.match(words)
    if found is None or _REFERRALS.search(words) or _BEFORE.search(words):
        return False
    rest = words[found.end() :].strip()
    return not rest or names_meeting(rest) or any(reader.body(rest)) or _OF_A_DAY.search(rest) is not None


def tells_of_what(said: str) -> bool:
    """Tell whether it is said what they have not answered for."""
    found = _PROMPTS.match(plain(said))
    return found is not None and bool(plain(said)[found.end() :].strip())


def read_ladder(reader: Reader, said: str) -> LadderWish | None:
    """Return what was said of a body's reminders, or None. Talk of referrals is not about meetings."""
    words = plain(said)
    if len(words) > LONGEST or not _ABOUT.search(words) or _REFERRALS.search(words):
        return None
    if read_wants(said) or asks_mine(said):
        return None
    bodies, either = reader.body(said)
    meant = bodies or either
    if _RESET.fullmatch(words):
        return LadderWish(Asks.RESET, meant)
    if _NONE.fullmatch(words):
        return LadderWish(Asks.NONE, meant) if meant else None
    if _SHOW.fullmatch(words) and re.search(_REMINDERS + r"|påminner du|påminns|paminns|do you remind", words):
        return LadderWish(Asks.SHOW, meant)
    timed = _BEFORE.search(words) is not None or _HALF_HOUR.search(words) is not None
    if not timed and _OF_A_THING.search(words):
        return None
    if not ((_REMIND.match(words) and (timed or meant)) or (_CHANGE.fullmatch(words) and meant)):
        return None
    if not meant and not timed:
        return None
    rungs, odd = read_rungs(reader.without_bodies(said))
    return LadderWish(Asks.SET, meant, rungs, odd)


def read_rungs(said: str) -> tuple[tuple[Rung, ...], bool]:
    """Return the rungs that a text says, and whether one of them cannot be: "10 dagar och 2 dagar före"."""
    words = tidy(said)
    found: list[Rung] = []
    bare: list[tuple[int, str]] = []
    odd = False
    for piece in _SPLIT.split(words):
        kind = next((kind for pattern, kind in _SAYS if pattern.search(piece)), None)
        spans = []
        if _DAY_BEFORE.search(piece):
            spans.append(DAY)
        elif _HALF_HOUR.search(piece):
            spans.append(dt.timedelta(minutes=30))
        elif number := _PIECE.search(piece):
            count = int(number[1]) if number[1].isdecimal() else _NUMBERS[number[1]]
            unit = next((span for pattern, span in _UNITS if pattern.fullmatch(number[2] or "")), None)
            if unit is None:
                # "10, 5 och 2 dagar": what has no unit has that of the next one.
                bare.append((count, piece))
                continue
            spans += [earlier * unit for earlier, _ in bare]
            bare.clear()
            spans.append(count * unit)
        for before in spans:
            whole = dt.timedelta(days=round(before / DAY)) if before >= DAY else before
            if not NEAREST <= whole <= FARTHEST:
                odd = True
                continue
            found.append(Rung(kind if kind and before == spans[-1] else natural_kind(whole), whole))
    rungs = in_order(found)
    return rungs[:MOST_RUNGS], odd or len(rungs) > MOST_RUNGS or (bool(bare) and not found)
