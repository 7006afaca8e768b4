"""The conversation with a newcomer as a state machine: what has been asked, what an answer means, what comes next.

The state is plain JSON in the store, so that it survives a restart; what is told is kept with the newcomer.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.ports import Collection
from bot.core.swedish.letters import plain
from bot.features.bodies.naming import Finder
from bot.features.bodies.seats import name_key
from bot.features.meetings.wording import asks
from dialogs.short_words import HELPS

LONGEST_TOWN = 6
"""Words beyond which an answer is no mere municipality."""
LONGEST_ANSWER = 300

_YES = frozenset("ja japp jo visst gärna okej ok absolut yes sure please".split()) | {
    "ja tack",
    "ja gärna",
    "yes please",
}
_NO = frozenset("nej nä no nope".split()) | {"nej tack", "helst inte", "no thanks", "no thank you"}
_NOW = _YES | {"nu", "börja", "starta", "kör", "now", "start", "begin", "fortsätt", "continue"}
_LATER = frozenset("senare imorgon tomorrow later".split()) | {"i morgon", "inte nu", "en annan gång", "not now"}
_NEVER = _NO | {"inte alls", "not at all", "aldrig"}
_STOP = frozenset("stopp stop sluta avbryt cancel".split()) | {
    "inga fler",
    "inga fler sådana här",
    "no more",
    "no more of these",
    "lämna mig i fred",
    "leave me alone",
}
_SKIP = frozenset("skip vidare nästa next".split()) | {
    "hoppa över",
    "vet inte",
    "vet ej",
    "vill inte svara",
    "spelar ingen roll",
    "skip it",
    "don't know",
}
_BACK = frozenset("tillbaka backa back".split()) | {"gå tillbaka", "go back"}
_SMALL = frozenset("hej hejsan tack hello hi thanks english svenska engelska swedish läget".split()) | {
    "tack så mycket"
}
_VACANT = re.compile(r"\b(?:vakant|tom|ingen|vacant|empty|nobody|ny plats)\b")
_STAND_IN = re.compile(r"\b(?:ersättare|suppleant|stand[- ]?in|deputy)\b")
_NO_SEAT = re.compile(r"\b(?:ingen plats|bara med|no seat|gäst|guest)\b")


class Step(StrEnum):
    """What the newcomer is asked, in this order."""

    START = "start"
    READING = "reading"
    TOWN = "town"
    SEAT = "seat"
    CONSENT = "consent"
    TITLE = "title"
    WISHES = "wishes"
    PRESENT = "present"
    PREVIEW = "preview"
    BUDDY = "buddy"
    DONE = "done"


ORDER = tuple(Step)
PERSONAL = frozenset({Step.TITLE, Step.WISHES, Step.PRESENT, Step.PREVIEW})
"""Steps that ask for more than name and seat: only with consent."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation with a newcomer; its document id is the person's.

    `greeted` are the bodies that they have been welcomed to, `seats` those of which the seat is still to be asked, the
    first of them now. `at` is when something was last said (UTC). `waits` is whether they want to go on another day,
    `reminded` whether they have been reminded once. `words` is what they want the introduction to say. `aside` is
    whether something else has been said since, to which a bare yes or no then belongs. `back` is the step to return to
    when one answer is being corrected.
    """

    person: str
    at: dt.datetime
    step: Step = Step.START
    greeted: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    words: str = ""
    waits: bool = False
    reminded: bool = False
    aside: bool = False
    back: Step | None = None

    @property
    def open(self) -> bool:
        """Whether an answer is awaited."""
        return self.step is not Step.DONE


TALKS: Collection[Talk] = Collection("newcomer_talks", Talk)


class Means(StrEnum):
    """What somebody's words are to the conversation."""

    ANSWERS = "answers"
    SKIPS = "skips"
    WAITS = "waits"
    STOPS = "stops"
    GOES_BACK = "goes_back"
    HELPS = "helps"
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood; `value` is the answer: a code, "yes", "no", a post, or the words themselves."""

    means: Means
    value: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A seat that can be taken: the post, and the name of who has it, empty when it is vacant."""

    post: str
    name: str = ""


def welcomed(talk: Talk, body: str, now: dt.datetime) -> Talk:
    """Return the conversation once somebody has been welcomed to a body, with one seat more to ask about."""
    more = replace(talk, greeted=(*talk.greeted, body), seats=(*talk.seats, body), at=now, reminded=False)
    return replace(more, step=Step.SEAT) if talk.step is Step.DONE else more


def following(talk: Talk, *, town: bool, consent: bool | None) -> Talk:
    """Return the conversation after the step that has just been answered or skipped.

    `town` is whether the municipality is known (without it no seat can be asked about), `consent` whether more than
    name and seat may be kept, None when that was not answered.
    """
    talk = replace(talk, waits=False, aside=False)
    if talk.step is Step.SEAT and talk.seats[1:]:
        return replace(talk, seats=talk.seats[1:])
    if talk.step is Step.SEAT:
        talk = replace(talk, seats=())
    if talk.back is not None:
        return replace(talk, step=talk.back, back=None)
    step = talk.step
    while step is not Step.DONE:
        step = ORDER[ORDER.index(step) + 1]
        if step is Step.SEAT and not (talk.seats and town):
            continue
        if step in PERSONAL and not consent:
            continue
        if step is Step.CONSENT and consent is not None:
            continue
        break
    return replace(talk, step=step)


def preceding(talk: Talk) -> Talk:
    """Return the conversation a step back; the first question stays the first."""
    at = max(ORDER.index(talk.step) - 1, ORDER.index(Step.TOWN))
    step = ORDER[at]
    if step is Step.PREVIEW:
        step = Step.PRESENT
    seats = talk.seats or (talk.greeted[-1:] if step is Step.SEAT else ())
    return replace(talk, step=step, seats=seats, back=None, aside=False)


def correcting(talk: Talk, step: Step) -> Talk:
    """Return the conversation at a step that is to be answered anew, after which it goes on where it was."""
    back = talk.back or (None if talk.step is Step.START else talk.step)
    seats = talk.seats or (talk.greeted if step is Step.SEAT else ())
    return replace(talk, step=step, back=back, seats=seats, waits=False, aside=False)


def moved(talk: Talk) -> Talk:
    """Return the conversation once somebody has said another municipality: with it, it is another seat."""
    passed = ORDER.index(talk.step) > ORDER.index(Step.SEAT)
    return correcting(talk, Step.SEAT) if passed else talk


def hear(talk: Talk, said: str, finder: Finder, options: tuple[Option, ...], *, command: bool) -> Heard:
    """Return what somebody's words are to the conversation.

    `options` are the seats that can be taken, `command` is whether the words are a command of something else.
    """
    words = plain(said)
    if talk.aside and words in _YES | _NO:
        return Heard(Means.ELSE)
    for known, means in ((_STOP, Means.STOPS), (HELPS, Means.HELPS), (_BACK, Means.GOES_BACK)):
        if words in known or (known is HELPS and said.strip() == "?"):
            return Heard(means)
    if words in _LATER:
        return Heard(Means.WAITS)
    if words in _SKIP and talk.step not in {Step.START, Step.READING}:
        return Heard(Means.SKIPS)
    if asks(said) or words in _SMALL:
        return Heard(Means.ELSE)
    value = _answer(talk.step, said, words, finder, options, command=command)
    return Heard(Means.ANSWERS, value) if value else Heard(Means.ELSE)


def _answer(step: Step, said: str, words: str, finder: Finder, options: tuple[Option, ...], *, command: bool) -> str:
    """Return the answer to a step that is in the words, empty when there is none."""
    match step:
        case Step.START:
            return "now" if words in _NOW else "never" if words in _NEVER else ""
        case Step.READING:
            return "yes" if words in _NOW | _SKIP else ""
        case Step.TOWN:
            town = finder.which_municipality(said) if len(words.split()) <= LONGEST_TOWN else None
            return town.code if town else ""
        case Step.SEAT:
            return _seat(said, words, options)
        case Step.TITLE | Step.WISHES:
            return " ".join(said.split())[:LONGEST_ANSWER] if not command and words not in _YES | _NO else ""
        case _:
            return "yes" if words in _YES else "no" if words in _NO else ""


def _seat(said: str, words: str, options: tuple[Option, ...]) -> str:
    if _NO_SEAT.search(words):
        return "none"
    parts = set(name_key(said).split())
    for option in options:
        name = name_key(option.name).split()
        if name and (set(name) <= parts or (name[0] in parts and _only_first(name[0], options))):
            return option.post
    if _STAND_IN.search(words) and any(option.post == "stand_in" for option in options):
        return "stand_in"
    if _VACANT.search(words) and any(option.post == "holder" and not option.name for option in options):
        return "holder"
    return ""


def _only_first(first: str, options: tuple[Option, ...]) -> bool:
    """Tell whether a first name is one person's alone among those who can be meant."""
    return sum(name_key(option.name).split()[:1] == [first] for option in options) == 1
