"""How recurrence is written, and when it first happens."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.core import calendar
from bot.core.when.days import DAY, month_end, nth_in
from bot.core.when.nth_rules import nth_phrase
from bot.core.when.reader import Reader
from bot.core.when.week_rules import weekday_at
from bot.core.when.words import PLURAL_DAYS, Phrases

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS = (0, 1, 2, 3, 4)
_HORIZON = 3_000  # days: beyond the longest interval that anybody writes


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurrence as written; `freq` is None while only a part of it is known ("udda veckor").

    `nth` is an ordinal with a weekday (0 is Monday), "day" or "workday"; `also` are further ordinals of it, or further
    days of the month. `parity` is 1 for odd ISO weeks, 0 for even.
    """

    freq: str | None = None
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, int | str] | None = None
    monthday: int | None = None
    also: tuple[int, ...] = ()
    parity: int | None = None
    yearday: tuple[int, int] | None = None

    def joined(self, other: "Repeat") -> "Repeat":
        """Return the pieces of both as one recurrence; the first word on each counts."""
        return Repeat(
            freq=self.freq or other.freq,
            interval=self.interval if self.interval > 1 else other.interval,
            weekdays=self.weekdays or other.weekdays,
            nth=self.nth or other.nth,
            monthday=self.monthday or other.monthday,
            also=self.also or other.also,
            parity=other.parity if self.parity is None else self.parity,
            yearday=self.yearday or other.yearday,
        )


Read = tuple[Repeat, int] | None

_EACH = frozenset("varje varenda each every all alla samtliga var vart".split())
_SECOND = ("varannan", "vartannat", "var annan", "every other", "every second", "each other")
_FREQS = {
    "dag": ("DAILY", 1),
    "day": ("DAILY", 1),
    "days": ("DAILY", 1),
    "dagar": ("DAILY", 1),
    "vecka": ("WEEKLY", 1),
    "veckor": ("WEEKLY", 1),
    "week": ("WEEKLY", 1),
    "weeks": ("WEEKLY", 1),
    "manad": ("MONTHLY", 1),
    "manader": ("MONTHLY", 1),
    "month": ("MONTHLY", 1),
    "months": ("MONTHLY", 1),
    "kvartal": ("MONTHLY", 3),
    "quarter": ("MONTHLY", 3),
    "halvar": ("MONTHLY", 6),
    "ar": ("YEARLY", 1),
    "year": ("YEARLY", 1),
}
_ADVERBS: Phrases[Repeat] = Phrases.of(
    {
        Repeat("DAILY"): "dagligen, daily",
        Repeat("WEEKLY"): (
            "veckovis, weekly, en gang i veckan, en gang per vecka, once a week, once weekly, 1 gang i veckan"
        ),
        Repeat("WEEKLY", 2): "biweekly, fortnightly, every fortnight, en gang varannan vecka",
        Repeat("MONTHLY"): ("manadsvis, monthly, en gang i manaden, en gang per manad, once a month, 1 gang i manaden"),
        Repeat("MONTHLY", 3): "kvartalsvis, quarterly, en gang i kvartalet, en gang per kvartal, once a quarter",
        Repeat("MONTHLY", 6): "en gang i halvaret, en gang per halvar, halvarsvis, twice a year",
        Repeat("YEARLY"): "arligen, yearly, annually, en gang om aret, en gang per ar, once a year",
        Repeat("WEEKLY", weekdays=_WORKDAYS): (
            "vardagar, pa vardagar, weekdays, on weekdays, alla vardagar, helgfria vardagar"
        ),
        Repeat(parity=1): (
            "udda veckor, udda vecka, ojamna veckor, ojamn vecka, odd weeks, odd week, udda veckonummer"
        ),
        Repeat(parity=0): "jamna veckor, jamn vecka, jamna vecka, even weeks, even week, jamna veckonummer",
    }
)
_WORKDAY_WORDS = ("vardag", "arbetsdag", "weekday", "working day", "workday", "business day", "vardagar", "weekdays")
_PARTS = frozenset("morgon formiddag eftermiddag kvall lunch morning afternoon evening".split())
_LISTS = frozenset({",", "och", "and", "samt", "&"})
_JOINS = frozenset({",", "och", "and", "samt", "&", "/", "pa", "on"})


def repeat_phrase(r: Reader, i: int) -> Read:
    """Read a recurrence, or a piece of one, at token `i`."""
    reads = [read for rule in (_nth_of, _monthday_of, _every, _plural, _adverb) if (read := rule(r, i)) is not None]
    return max(reads, key=lambda read: read[1], default=None)


def _adverb(r: Reader, i: int) -> Read:
    read = _ADVERBS.at(r.tokens, i)
    if read is None:
        return None
    weekdays = _weekdays(r, r.skip(read[1], _JOINS)) if read[0].freq == "WEEKLY" and not read[0].weekdays else None
    return read if weekdays is None else (replace(read[0], weekdays=weekdays[0]), weekdays[1])


def _every(r: Reader, i: int) -> Read:
    interval = _interval(r, i)
    if interval is None:
        return None
    count, j = interval
    workday = r.one_of(j, *_WORKDAY_WORDS)
    if workday is not None:
        return Repeat("WEEKLY", weekdays=_WORKDAYS), workday
    if r.key(j) in _PARTS:
        return Repeat("DAILY", count), j  # the part of the day is read by its own rule
    weekdays = _weekdays(r, j)
    if weekdays is not None:
        return Repeat("WEEKLY", count, weekdays[0]), weekdays[1]
    if r.key(j) not in _FREQS or r.key(i) in ("alla", "all", "samtliga"):
        return None
    freq, each = _FREQS[r.key(j)]
    repeat = Repeat(freq, count * each)
    on = _weekdays(r, r.skip(j + 1, _JOINS)) if freq == "WEEKLY" else None
    return (repeat, j + 1) if on is None else (replace(repeat, weekdays=on[0]), on[1])


def _interval(r: Reader, i: int) -> tuple[int, int] | None:
    """Read varje, varannan, var tredje, every three: the interval, and the index after."""
    if (j := r.one_of(i, *_SECOND)) is not None:
        return 2, j
    if r.key(i) not in _EACH:
        return None
    number = r.ordinal(i + 1) or (r.number(i + 1) if r.key(i) in ("every", "each") else None)
    if number is not None and 1 <= number[0] <= 52:
        return number
    return None if r.key(i) in ("var", "vart") else (1, i + 1)


def _weekdays(r: Reader, i: int) -> tuple[tuple[int, ...], int] | None:
    """Read a list of weekdays in the singular or plural."""
    first = _weekday(r, i)
    if first is None:
        return None
    found, j = [first[0]], first[1]
    last = _weekday(r, j + 1) if r.key(j) in ("-", "till", "to") else None
    if last is not None and last[0] > first[0]:
        return tuple(range(first[0], last[0] + 1)), last[1]
    while (more := _weekday(r, r.skip(j, _JOINS))) is not None and r.skip(j, _JOINS) > j:
        found.append(more[0])
        j = more[1]
    return tuple(sorted(set(found))), j


def _weekday(r: Reader, i: int) -> tuple[int, int] | None:
    if r.key(i) in PLURAL_DAYS:
        return PLURAL_DAYS[r.key(i)], i + 1
    return weekday_at(r, i, sure=True)


def _plural(r: Reader, i: int) -> Read:
    if r.key(i) not in PLURAL_DAYS:
        return None
    weekdays = _weekdays(r, i)
    return None if weekdays is None else (Repeat("WEEKLY", weekdays=weekdays[0]), weekdays[1])


def _nth_of(r: Reader, i: int) -> Read:
    """Read första och tredje torsdagen i varje månad, last Friday of every month, sista vardagen varje kvartal."""
    every = r.one_of(i, "every", "each", "varje")
    earlier, start = _earlier(r, i if every is None else every)
    read = nth_phrase(r, start) or _plural_nth(r, start)
    if read is None:
        return None
    nth, j = read
    repeat = _ordinals(Repeat("MONTHLY", nth=nth), earlier)
    if every is not None and (end := r.one_of(j, "of the month", "in the month", "i manaden")) is not None:
        return repeat, end
    k = r.skip(j, ("i", "in", "of", "av", "pa"))
    each = _every(r, k) or _monthly(r, k)
    if each is not None and each[0].freq == "MONTHLY":
        return replace(repeat, interval=each[0].interval), each[1]
    within = _within(r, j + 1) if r.key(j) in ("i", "of", "in") else None
    if within is not None and (earlier or _has_passed(r, nth, within[0])):
        return replace(repeat, interval=within[0]), within[1]
    return None


def _earlier(r: Reader, i: int) -> tuple[tuple[int, ...], int]:
    """Read the ordinals before the last of "första och tredje torsdagen"; return them with the last one's index."""
    found: list[int] = []
    j = r.one_of(i, "den", "the") or i
    while (ordinal := r.ordinal(j) or _bare_number(r, j)) is not None and r.key(ordinal[1]) in _LISTS:
        k = r.skip(ordinal[1], _LISTS | {"den", "the"})
        if r.ordinal(k) is None and _bare_number(r, k) is None:
            break
        found.append(ordinal[0])
        j = k
    return tuple(found), (j if found else i)


def _bare_number(r: Reader, i: int) -> tuple[int, int] | None:
    digits = r.digits(i)
    return (digits, i + 1) if digits is not None and r.width(i) <= 2 else None


def _ordinals(repeat: Repeat, earlier: tuple[int, ...]) -> Repeat:
    """Return the recurrence with the ordinals that stand before its last, in order of the month."""
    last = repeat.nth[0] if repeat.nth is not None else repeat.monthday or 0
    first, *others = sorted({*earlier, last}, key=lambda number: (number < 0, number))
    if repeat.nth is not None:
        return replace(repeat, nth=(first, repeat.nth[1]), also=tuple(others))
    return replace(repeat, monthday=first, also=tuple(others))


def _within(r: Reader, i: int) -> tuple[int, int] | None:
    """Read the period that a day comes again in when it says no "varje": its months, and the index after."""
    if (end := r.one_of(i, "manaden", "the month")) is not None:
        return 1, end
    end = r.one_of(i, "kvartalet", "the quarter")
    return None if end is None else (3, end)


def _monthly(r: Reader, i: int) -> Read:
    read = _ADVERBS.at(r.tokens, i)
    return read if read is not None and read[0].freq == "MONTHLY" else None


def _plural_nth(r: Reader, i: int) -> tuple[tuple[int, int | str], int] | None:
    ordinal = r.ordinal(i)
    if ordinal is None or r.key(ordinal[1]) not in PLURAL_DAYS:
        return None
    return (ordinal[0], PLURAL_DAYS[r.key(ordinal[1])]), ordinal[1] + 1


def _has_passed(r: Reader, nth: tuple[int, int | str], months: int) -> bool:
    """Tell whether this month's is over, so that "första torsdagen i månaden" can only mean every month's."""
    first = (r.today.month - 1) // months * months + 1
    start = dt.date(r.today.year, first if nth[0] > 0 else first + months - 1, 1)
    date = nth_in(start, month_end(start), *nth)
    return isinstance(nth[1], int) and (date is None or date < r.today)


def _monthday_of(r: Reader, i: int) -> Read:
    """Read den 15:e varje månad, den 1 och 15 varje månad, the 15th of every month, den sista varje månad."""
    j = r.one_of(i, "den", "the") or i
    earlier, last = _earlier(r, i)
    ordinal = r.ordinal(last if earlier else j)
    if ordinal is None and (earlier or j > i):
        ordinal = _bare_number(r, last if earlier else j)
    if ordinal is None or (earlier and j == i and r.ordinal(i) is None):
        return None
    number, k = ordinal
    each = _every(r, r.skip(k, ("i", "in", "of", "av")))
    fits = all(1 <= each_number <= 31 or each_number == -1 for each_number in (number, *earlier))
    if each is None or each[0].freq != "MONTHLY" or not fits:
        return None
    return _ordinals(replace(each[0], monthday=number), earlier), each[1]


# Meaning


def rule_of(repeat: Repeat, count: int | None) -> str:
    """Return the recurrence as an RFC 5545 rule in local time."""
    parts = [f"FREQ={repeat.freq}"]
    if repeat.interval > 1:
        parts.append(f"INTERVAL={repeat.interval}")
    if count is not None:
        parts.append(f"COUNT={count}")
    parts += _by(repeat)
    return ";".join(parts)


def _by(repeat: Repeat) -> list[str]:
    if repeat.nth is not None:
        first, what = repeat.nth
        numbers = (first, *repeat.also)
        if isinstance(what, int):
            return [f"BYDAY={','.join(f'{number}{_CODES[what]}' for number in numbers)}"]
        listed = ",".join(map(str, numbers))
        if what == "workday":
            return [f"BYDAY={','.join(_CODES[n] for n in _WORKDAYS)}", f"BYSETPOS={listed}"]
        return [f"BYMONTHDAY={listed}"]
    if repeat.monthday is not None:
        return [f"BYMONTHDAY={','.join(map(str, (repeat.monthday, *repeat.also)))}"]
    if repeat.weekdays:
        return [f"BYDAY={','.join(_CODES[n] for n in repeat.weekdays)}"]
    return []


def completed(repeat: Repeat) -> Repeat | None:
    """Return the recurrence with what follows from its pieces: "udda veckor" is every second week; None when none."""
    if repeat.parity is not None:
        if not repeat.weekdays:
            return None
        repeat = replace(repeat, freq="WEEKLY", interval=2)
    if repeat.nth is not None or repeat.monthday is not None:
        repeat = replace(repeat, freq="MONTHLY", weekdays=())
    if repeat.freq == "DAILY" and repeat.weekdays and repeat.interval % 7 == 0:
        repeat = replace(repeat, freq="WEEKLY", interval=repeat.interval // 7)  # "var fjortonde dag, på torsdagar"
    return repeat if repeat.freq is not None and repeat.interval <= 52 else None


def occurrences(repeat: Repeat, start: dt.date) -> Iterator[dt.date]:
    """Yield the dates of a recurrence from the first that fits on or after `start`, to the horizon."""
    first: dt.date | None = None
    for n in range(_HORIZON):
        day = start + n * DAY
        if _fits(repeat, day) and (first is None or _in_step(repeat, first, day)):
            first = first or day
            yield day


def _fits(repeat: Repeat, day: dt.date) -> bool:
    if repeat.parity is not None and day.isocalendar().week % 2 != repeat.parity:
        return False
    if repeat.nth is not None:
        first, what = repeat.nth
        return any(_is_nth(day, n, what) and _on_quarter(repeat, day, n) for n in (first, *repeat.also))
    if repeat.monthday is not None:
        wanted = {n if n > 0 else month_end(day).day for n in (repeat.monthday, *repeat.also)}
        return day.day in wanted and _on_quarter(repeat, day, repeat.monthday)
    if repeat.yearday is not None:
        return (day.month, day.day) == repeat.yearday
    return not repeat.weekdays or day.weekday() in repeat.weekdays


def _on_quarter(repeat: Repeat, day: dt.date, number: int) -> bool:
    """Tell whether the month begins a quarter or a half-year (ends it, for the last), when that is the interval."""
    return repeat.interval not in (3, 6) or day.month % repeat.interval == (1 if number > 0 else 0)


def _is_nth(day: dt.date, nth: int, what: int | str) -> bool:
    start = day.replace(day=1)
    if what == "workday":
        # RFC 5545 knows no public holidays, so the rule counts Mondays to Fridays.
        days = [d for n in range(month_end(day).day) if (d := start + n * DAY).weekday() < 5]
        return day in days and days.index(day) == (nth - 1 if nth > 0 else len(days) + nth)
    return nth_in(start, month_end(day), nth, what) == day


def _in_step(repeat: Repeat, first: dt.date, day: dt.date) -> bool:
    if repeat.freq == "WEEKLY":
        return (calendar.week_start(day) - calendar.week_start(first)).days // 7 % repeat.interval == 0
    months = 12 * (day.year - first.year) + day.month - first.month
    if repeat.freq == "MONTHLY":
        bare = repeat.nth is None and repeat.monthday is None
        return months % repeat.interval == 0 and (not bare or day.day == first.day)
    if repeat.freq == "YEARLY":
        return months % (12 * repeat.interval) == 0 and day.day == first.day
    return (day - first).days % repeat.interval == 0
