"""What people say of decisions and of meetings with others: written down, and asked about."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from bot.core import when
from bot.core.calendar import local_day
from bot.core.swedish.letters import fold, plain
from bot.features.decisions.model import Kind

LONGEST: Final = 1_500
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("mandags", "monday"),
            ("tisdags", "tuesday"),
            ("onsdags", "wednesday"),
            ("torsdags", "thursday"),
            ("fredags", "friday"),
            ("lordags", "saturday"),
            ("sondags", "sunday"),
        )
    )
    for name in names
}
_NEAR = re.compile(
    r"\b(?P<today>i dag|idag|today)\b|\b(?P<yesterday>i går|igår|yesterday)\b|\b(?P<before>i förrgår)\b"
    r"|\b(?:i|last) (?P<weekday>måndags|tisdags|onsdags|torsdags|fredags|lördags|söndags|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:den |on )?(?:the )?(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?(?: of)? "
    r"(?:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[ck]t|nov|de[cs])[a-z]*(?: \d{4})?)\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"(?:i dag |idag |i går |igår )?(?:vi|kansliet|we|the secretariat) (?:har )?(?P<near>i dag |idag |i går |igår )?"
    r"(?:träffade|träffat|traffade|mötte|mött|motte|besökte|hade (?:ett )?möte med|uppvaktade|met(?: with)?|visited"
    r"|had a meeting with) (?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_DECIDED = re.compile(
    r"(?P<body>.{2,80}?) (?:har )?(?:beslutade|beslutat|beslöt|beslot|decided"
    r"|(?:fattade|fattat|tog|tagit) (?:ett )?beslut(?: om)?|(?:took|made) (?:a|the) decision(?: on)?)\b(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_DECISION_OF = re.compile(
    r"(?:beslut|decision) (?:i|av|in|of|by) (?P<body>[^:]{2,80}?)\s*:\s*(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_WRITES = r"(?:notera|anteckna|skriv (?:ner|upp|in)|registrera|note|record|write down)"
_WRITTEN_AS = re.compile(
    rf"(?:{_WRITES} (?:att |that )?)?(?:(?:ett )?(?:nytt )?beslut(?:et)?|(?:a )?(?:new )?decision)\s*:\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_MET_AS = re.compile(
    rf"{_WRITES} (?:ett |an? )?(?:externt |external )?(?:möte|mote|meeting) (?:med|with) (?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_IN = re.compile(rf"{_WRITES} (?:att |that )", re.IGNORECASE)
_WISHES = re.compile(
    rf"(?:{_WRITES} )?(?:ett |an? )?(?:(?:nytt|new) )?(?P<decision>beslut|decision)"
    rf"|{_WRITES} (?:ett |an? )?(?:externt |external )?(?:möte|mote|meeting)|nytt externt möte|new external meeting",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r",?\s*(?:\(?\s*(?:§|paragraf|paragraph)\s*(?P<number>\d{1,4}\s?[a-z]?)\)?)\s*\.?\s*$", re.IGNORECASE
)
_ABOUT = re.compile(r"\s+(?:om|angående|kring|about|on the subject of)\s+", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:vad|vilka|vilket|när|nar|vem|har|what|which|when|who|did|have|visa|lista|show|list)\b", re.IGNORECASE
)
_ASKS_DECISIONS = re.compile(
    r"(?:(?:vad|what) (?:har |did |has )?(?P<body>.+?)? ?(?:beslutade|beslutat|beslöt|beslot|decide|decided)"
    r"(?: (?P<body2>[^?]+?))?"
    r"|(?:visa |lista |show |list )?(?:vilka |which |alla |all |våra |our )?(?:beslut(?:en)?|decisions)"
    r"(?: (?:har |did |has )?(?P<body3>.+?))?(?: (?:har )?(?:tagits?|fattats?|taken|made|been taken|been made))?)"
    r"(?: (?:om|angående|about|on) (?P<about>.+?))?(?: (?:i år|this year|20\d\d|under 20\d\d))?",
    re.IGNORECASE,
)
_ASKS_MEETINGS = re.compile(
    r"(?:(?:när|nar|when) (?:träffade|traffade|mötte|motte|besökte|did) (?:vi|we) ?(?:meet |see )?"
    r"(?:senast |last )?(?P<whom>.+?)"
    r"|(?:visa |lista |show |list )?(?:vilka |which |alla |all |våra |our )?(?:externa möten|external meetings)"
    r"(?: (?:har vi haft|har vi|have we had|we have had))?(?: med (?P<whom2>.+?)| with (?P<whom3>.+?))?"
    r"|(?:vilka|vem|who|whom) har vi (?:träffat|traffat|mött|mott)|who(?:m)? have we met)"
    r"(?: (?:om|angående|about) (?P<about>.+?))?(?: (?:i år|this year|20\d\d|under 20\d\d|senast))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_THIS_YEAR = re.compile(r"\b(?:i år|this year)\b")
_LED_IN = re.compile(r"(?:om|angående|about|on) (?P<about>.+)")
_TAKEN = re.compile(
    r"^(?:har|have|were|har fattats|har tagits|fattats|tagits|(?:have )?been(?: taken| made)?)(?= |$) ?"
)
THIS_YEAR: Final = -1


@dataclass(frozen=True, slots=True)
class Written:
    """Something to be written down, as far as it was said. `on` is None when no day was said or it lies ahead."""

    kind: Kind
    what: str
    on: dt.date | None
    body: str = ""
    whom: str = ""
    paragraph: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `body` and `whom` are words, `year` 0 when none was said, and THIS_YEAR for "i år"."""

    kind: Kind
    about: str = ""
    body: str = ""
    whom: str = ""
    year: int = 0


def is_note(said: str) -> str | None:
    """Return what was said when somebody writes down a decision or a meeting that has been, else None."""
    text = " ".join(said.split())
    if len(text) > LONGEST or text.endswith("?") or _QUESTION.match(text):
        return None
    ways = (_MET, _MET_AS, _DECIDED, _DECISION_OF, _WRITTEN_AS)
    return said if any(way.fullmatch(text) for way in ways) else None


def wishes_note(said: str) -> str | None:
    """Return what was said when somebody wants to write something down and does not say what, else None."""
    words = plain(said)
    bare = _WISHES.fullmatch(words) if len(words) < 60 else None
    # One word alone asks for what there is.
    return said if bare and " " in words else None


def read_note(said: str, now: dt.datetime) -> Written | None:
    """Return what somebody writes down, with its day read as of `now` (aware)."""
    text = " ".join(said.split()).rstrip(" .")
    day, text = _take_day(text, now)
    ahead = day is not None and day > local_day(now)
    on = None if ahead else day
    text = _LEADS_IN.sub("", text, count=1)
    if found := _MET.fullmatch(text) or _MET_AS.fullmatch(text):
        whom, *about = _ABOUT.split(found["rest"], maxsplit=1)
        return Written(Kind.MEETING, (about or [""])[0].strip(" ,."), on, whom=whom.strip(" ,."), ahead=ahead)
    if written := _WRITTEN_AS.fullmatch(text):
        text = written["rest"]
    found = _DECIDED.fullmatch(text) or _DECISION_OF.fullmatch(text)
    if found or written:
        rest = (found["rest"] if found else text).strip(" ,:")
        paragraph = _PARAGRAPH.search(rest)
        if paragraph:
            rest = rest[: paragraph.start()]
        what = re.sub(r"^(?:att|that|to|om)\s+", "", rest.strip(" ,"), flags=re.IGNORECASE)
        number = paragraph["number"] if paragraph else ""
        body = found["body"].strip() if found else ""
        return Written(
            Kind.DECISION,
            what.strip(" ,."),
            on,
            body=body,
            paragraph=number,
            ahead=ahead,
        )
    return None


def _take_day(text: str, now: dt.datetime) -> tuple[dt.date | None, str]:
    """Return the day that a text says has been, and the text without it."""
    today = local_day(now)
    if found := _NEAR.search(text):
        back = 0 if found["today"] else 1 if found["yesterday"] else 2
        if found["weekday"]:
            back = (today.weekday() - _WEEKDAYS[fold(found["weekday"])]) % 7 or 7
        day: dt.date | None = today - dt.timedelta(days=back)
    elif found := _DATED.search(text):
        day = past_day(found[0], now)
    else:
        return None, text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return day, " ".join(rest.split())


def past_day(said: str, now: dt.datetime) -> dt.date | None:
    """Return the day that words name, the latest that has been where they name no year."""
    if re.search(r"\d{4}", said):
        moment = when.read(said, dt.datetime(1990, 1, 1, tzinfo=dt.UTC))
        return _day(moment.start) if moment else None
    # The reader of dates takes what lies ahead: read from a year ago it takes the latest that has been.
    moment = when.read(said, now - dt.timedelta(days=365))
    return _day(moment.start) if moment else None


def _day(start: dt.date) -> dt.date:
    return local_day(start) if isinstance(start, dt.datetime) else start


def read_question(said: str) -> Asked | None:
    """Return what somebody asks about decisions or meetings with others, None when they ask something else."""
    words = plain(said)
    if len(words) > 200:
        return None
    year = _YEAR.search(words)
    number = int(year[1]) if year else THIS_YEAR if _THIS_YEAR.search(words) else 0
    if found := _ASKS_DECISIONS.fullmatch(words):
        body, about = found["body"] or "", found["about"] or ""
        for rest in filter(None, (found["body2"], _TAKEN.sub("", found["body3"] or ""))):
            led = _LED_IN.fullmatch(rest)
            body, about = (body, led["about"]) if led else (body or rest, about)
        return Asked(Kind.DECISION, about, body, year=number)
    if found := _ASKS_MEETINGS.fullmatch(words):
        whom = found["whom"] or found["whom2"] or found["whom3"] or ""
        return Asked(Kind.MEETING, found["about"] or "", whom=whom, year=number)
    return None
