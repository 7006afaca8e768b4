"""The times that somebody says of meetings: one or several, a series, or a time of day for days that are known."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core import when
from bot.core.calendar import STOCKHOLM, local_day, to_utc
from bot.core.recurrence import Rule
from bot.core.swedish.letters import fold, tidy
from bot.features.meetings.model import MOST_IN_SERIES, USUAL_LENGTH, Slot

MOST_YEARS = 5
"""How many years ahead a year can be that somebody plans."""
SEASON = re.compile(
    r"\b(?:under |för |i |in |the )*(våren|varen|vår|hösten|hosten|höst|spring|autumn)\b(?:\s+(20\d\d))?", re.IGNORECASE
)
NUMBERS = {
    word: number
    for number, words in enumerate(
        ("två two", "tre three", "fyra four", "fem five", "sex six", "sju seven", "åtta eight", "nio nine", "tio ten"),
        start=2,
    )
    for word in words.split()
}
COUNT = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)})\s+(?:möten|mote?n|sammanträden|gånger|ganger|meetings|times)\b", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?:\b(?:under|för|i|hela|in|for|during|all|of|the|whole)\s+)*\b(?:(året|år|year)\s+)?(20\d\d)\b(?![-/.:]\d)",
    re.IGNORECASE,
)
_OF_A_DATE = re.compile(
    r"(?:\d|\b(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*|\b(?:vår|höst|host|spring|autumn)\w*"
    r"|\b(?:kl|klockan|at))[ .,/-]*$",
    re.IGNORECASE,
)
"""What stands before a year that belongs to a date, or before an hour that is written as one."""
_HOURS = re.compile(r"(?<![\d./–-])\b(\d{1,2})(?:[.:](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[.:](\d\d))?(?![\d./-])")
_ONLY_HOURS = re.compile(
    r"(?:(?:kl\b\.?|klockan|at)\s*)?"
    r"(?:\d{1,2}(?:[.:]\d\d)?|(?:halv|kvart (?:i|över)|half past|quarter (?:to|past)) \w+|noon)"
    r"(?:\s*(?:[ap]m|[ap]\.m\.?|fm|em))?(?:\s*[-–—]\s*\d{1,2}(?:[.:]\d\d)?(?:\s*(?:[ap]m|fm|em))?)?",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[\n;,]|\s+(?:och|and|samt)\s+")
_DATE = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}/\d{1,2}(?:[ /-]\d{4})?\b"
    r"|\b\d{1,2}(?::?e|th|st|nd|rd)?\s+(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*",
    re.IGNORECASE,
)
_TIMELY = re.compile(
    r"\d|\b(?:mån|tis|ons|tors?|fre|lör|sön|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|vecka|v\b|dag\b|morgon"
    r"|mon|tue|wed|thu|fri|sat|sun|week)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Times:
    """What was said of when. `slots` are whole; `days` lack a time of day.

    `week` is a Monday, and `year` a year, when only that was said.

    `ends_first` when an end before its start was said; `unread` when something like a day could not be one, and `bad`
    what of a list of days could not.
    """

    slots: tuple[Slot, ...] = ()
    days: tuple[dt.date, ...] = ()
    week: dt.date | None = None
    ends_first: bool = False
    unread: bool = False
    bad: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    year: int | None = None

    @property
    def said(self) -> bool:
        """Whether anything was understood."""
        return bool(self.slots or self.days or self.week)


def read_times(said: str, now: dt.datetime, week: dt.date | None = None) -> Times:
    """Return what a text says of when; a weekday alone lies in `week` (its Monday) when that is given."""
    if ends_first(said):
        return Times(ends_first=True)
    series = _series(said, now)
    if series:
        return series
    year, said = _year_in(said, now)
    many = _many(said, now)
    if many:
        return many
    moment = None
    if week is not None and not re.search(r"\d{1,2}\s*/|\b(?:v|vecka|week)\b", said, re.IGNORECASE):
        year, number, _ = week.isocalendar()
        moment = when.read(f"{said} v {number} {year}", now)
        if moment is not None and (moment.fuzzy or local_day_of(moment.start) - week >= dt.timedelta(days=7)):
            moment = None
    moment = moment or when.read(said, now)
    if moment is None:
        return Times(unread=_TIMELY.search(said) is not None, year=year)
    if isinstance(moment.start, dt.datetime):
        return Times(slots=(_slot(moment),), span=moment.span)
    if moment.end is None:
        return Times(days=(moment.start,), span=moment.span)
    whole_week = moment.start.weekday() == 0 and (local_day_of(moment.end) - moment.start).days in (4, 6)
    return Times(week=moment.start, span=moment.span) if whole_week else Times(unread=True, span=moment.span)


def ends_first(said: str) -> bool:
    """Tell whether a stretch of hours is said whose end is not after its start: "kl 11–9"."""
    return any(_ends_first(found, said) for found in _HOURS.finditer(said))


def _ends_first(found: re.Match[str], said: str) -> bool:
    if re.match(r"\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", said[found.end() :], re.IGNORECASE):
        return False
    hours = [int(found[1]), int(found[3])]
    if max(hours) > 24:
        return False
    start, end = hours[0] * 60 + int(found[2] or 0), hours[1] * 60 + int(found[4] or 0)
    return end <= start


def read_clock(said: str, days: Sequence[dt.date], now: dt.datetime) -> Times:
    """Return the days with the time of day that a text says; unread when it says none."""
    if ends_first(said):
        return Times(ends_first=True)
    slots = []
    for day in days:
        moment = when.read(f"{day.isoformat()} {said}", now)
        if moment is None or not isinstance(moment.start, dt.datetime) or local_day(moment.start) != day:
            return Times(unread=True)
        slots.append(_slot(moment))
    return Times(slots=tuple(slots))


def local_day_of(point: dt.date) -> dt.date:
    """Return the Stockholm date of a date or a moment."""
    return local_day(point) if isinstance(point, dt.datetime) else point


def span_of_season(said: str, now: dt.datetime) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a half-year that is named: spring is January-June, autumn August-December."""
    found = SEASON.search(said)
    if found is None:
        return None
    spring = fold(found[1])[:1] in {"v", "s"}
    today = local_day(now)
    year = int(found[2]) if found[2] else today.year
    if not found[2] and spring and today > dt.date(year, 6, 30):
        year += 1
    return (dt.date(year, 1, 1), dt.date(year, 6, 30)) if spring else (dt.date(year, 8, 1), dt.date(year, 12, 31))


def span_of_year(said: str, now: dt.datetime) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a whole year that is named, this one or one to come: "planera året 2027"."""
    year, _ = _year_in(said, now)
    return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else None


def _year_in(said: str, now: dt.datetime) -> tuple[int | None, str]:
    """Return a year that is named by itself, and what was said without it; a bare "2027" is no clock here."""
    found = _YEAR.search(said)
    if found is None or not local_day(now).year <= int(found[2]) <= local_day(now).year + MOST_YEARS:
        return None, said
    if not found[1] and _OF_A_DATE.search(said[: found.start()]):
        return None, said
    left = found.end() - found.start()
    return int(found[2]), said[: found.start()] + " " * left + said[found.end() :]


def _series(said: str, now: dt.datetime) -> Times | None:
    counted = COUNT.search(said)
    season = span_of_season(said, now) or span_of_year(said, now)
    bare = SEASON.sub(" ", COUNT.sub(" ", _year_in(said, now)[1]))
    moment = when.read(bare, now)
    if moment is None or moment.rrule is None:
        return None
    count = int(counted[1]) if counted and counted[1].isdecimal() else NUMBERS[tidy(counted[1])] if counted else 0
    rule = re.sub(r";?(?:COUNT|UNTIL)=[^;]*", "", moment.rrule)
    wanted = min(count or (MOST_IN_SERIES if season else 10), MOST_IN_SERIES)
    starts = local_day_of(moment.start)
    if season and (season[0] > starts or "INTERVAL" not in rule):
        starts = max(season[0], local_day(now))
    timed = isinstance(moment.start, dt.datetime)
    clock = moment.start.time() if isinstance(moment.start, dt.datetime) else dt.time(12)
    recurs = Rule(rule, starts, clock)
    at = now
    found: list[dt.datetime] = []
    while len(found) < wanted and (following := recurs.next_after(at)):
        if season and local_day(following) > season[1]:
            break
        found.append(following)
        at = following
    if not timed:
        return Times(days=tuple(local_day(each) for each in found), span=(0, len(said)))
    length = USUAL_LENGTH
    if isinstance(moment.end, dt.datetime) and isinstance(moment.start, dt.datetime):
        length = moment.end - moment.start
    return Times(slots=tuple(Slot(each, each + length) for each in found), span=(0, len(said)))


def _many(said: str, now: dt.datetime) -> Times | None:
    """Return the times of a list of dates; one time of day that is said once holds for all that have none."""
    pieces = [piece.strip() for piece in _PIECES.split(said) if piece.strip()]
    read = [(piece, when.read(piece, now)) for piece in pieces if not _ONLY_HOURS.fullmatch(piece)]
    dated = [(piece, moment) for piece, moment in read if moment and not moment.fuzzy and not moment.rrule]
    bad = tuple(found[0] for piece, moment in read if moment is None and (found := _DATE.search(piece)))
    if len(dated) + len(bad) < 2 or not dated or len(dated) > MOST_IN_SERIES:
        return None
    if bad:
        return Times(unread=True, bad=bad)
    timed = [moment for _, moment in dated if isinstance(moment.start, dt.datetime)]
    if any(not isinstance(moment.start, dt.datetime) and moment.end for _, moment in dated):
        return None
    hours = next((piece for piece in pieces if _ONLY_HOURS.fullmatch(piece)), "")
    clock: Callable[[dt.date], Slot] | None = None
    if hours and (times := read_clock(hours, [local_day_of(dated[0][1].start)], now)).slots:
        clock = _same_clock(times.slots[0])
    elif timed:
        clock = _same_clock(_slot(timed[-1]))
    slots, days = [], []
    for _, moment in dated:
        if isinstance(moment.start, dt.datetime):
            slots.append(_slot(moment))
        elif clock:
            slots.append(clock(moment.start))
        else:
            days.append(moment.start)
    return Times(slots=tuple(dict.fromkeys(slots)), days=tuple(dict.fromkeys(days)), span=(0, len(said)))


def at_same_clock(day: dt.date, slot: Slot) -> Slot:
    """Return a time on another day with the same wall clock and length."""
    wall = slot.starts_at.astimezone(STOCKHOLM).time()
    start = to_utc(dt.datetime.combine(day, wall))
    return Slot(start, start + (slot.ends_at - slot.starts_at))


def _same_clock(slot: Slot) -> Callable[[dt.date], Slot]:
    return lambda day: at_same_clock(day, slot)


def _slot(moment: when.Moment) -> Slot:
    assert isinstance(moment.start, dt.datetime)  # noqa: S101 - callers have looked
    start = moment.start.astimezone(dt.UTC)
    end = moment.end.astimezone(dt.UTC) if isinstance(moment.end, dt.datetime) else start + USUAL_LENGTH
    return Slot(start, end)


def read_target(to: str, now: dt.datetime, old: Slot) -> Times:
    """Return the time that a meeting moves to; what is not said of it, its hour or its length, stays as it was."""
    if ends_first(to):
        return Times(ends_first=True)
    hours = _ONLY_HOURS.fullmatch(to.strip())
    moment = when.read(f"{local_day(old.starts_at).isoformat()} {to}" if hours else to, now)
    if moment is None or moment.rrule or moment.fuzzy:
        return Times(unread=True)
    if not isinstance(moment.start, dt.datetime):
        return Times(unread=True) if moment.end else Times(slots=(at_same_clock(moment.start, old),))
    slot = _slot(moment)
    if moment.end is None:
        slot = Slot(slot.starts_at, slot.starts_at + (old.ends_at - old.starts_at))
    return Times(slots=(slot,))
