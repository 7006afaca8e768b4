"""How a day is counted within a month, a quarter, a week or a year: första torsdagen i mars, årets sista vardag."""

import datetime as dt

from dateutil.relativedelta import relativedelta

from bot.core import calendar
from bot.core.when.days import DAY, Day, Stretch, month_end, nth_in
from bot.core.when.period_rules import read_month, read_quarter, read_relative_month, read_year_window
from bot.core.when.reader import Reader
from bot.core.when.rule import WRONG, Read
from bot.core.when.week_rules import read_relative_week, weekday_at
from bot.core.when.words import Phrases

_OWNERS: Phrases[tuple[int, int]] = Phrases.of(
    {
        (1, 0): "manadens, denna manads, den har manadens, this months, the months",
        (1, 1): "nasta manads, kommande manads, next months",
        (3, 0): "kvartalets, detta kvartals, this quarters, the quarters",
        (3, 1): "nasta kvartals, kommande kvartals, next quarters",
        (12, 0): "arets, innevarande ars, this years, the years",
        (12, 1): "nasta ars, kommande ars, next years",
    }
)
"""Months that a period takes, and how many such periods ahead it lies."""


def counted(r: Reader, i: int) -> tuple[int | str, int] | None:
    """Read what an ordinal counts: a weekday (0 is Monday), "workday" or "day"."""
    if (weekday := weekday_at(r, i, sure=True)) is not None:
        return weekday
    workday = r.one_of(
        i, "vardagen", "vardag", "arbetsdagen", "arbetsdag", "helgfria dagen", "working day", "business day", "weekday"
    )
    if workday is not None:
        return "workday", workday
    day = r.one_of(i, "dagen", "dag", "day", "datumet")
    return None if day is None else ("day", day)


def nth_phrase(r: Reader, i: int) -> tuple[tuple[int, int | str], int] | None:
    """Read första torsdagen, sista vardagen, the second Tuesday; the ordinal with what it counts."""
    j = r.one_of(i, "den", "the") or i
    ordinal = r.ordinal(j)
    if ordinal is None or abs(ordinal[0]) > 31:
        return None
    what = counted(r, ordinal[1])
    return None if what is None else ((ordinal[0], what[0]), what[1])


def read_nth(r: Reader, i: int) -> Read:
    """Read tredje onsdagen i januari, sista dagen i februari, andra tisdagen nästa månad, sista januari."""
    read = nth_phrase(r, i)
    if read is None:
        return _end_of_month(r, i) or _nth_week(r, i)
    (nth, what), j = read
    k = r.skip(j, ("i", "in", "of", "av", "pa", "under"))
    window = (
        read_month(r, k, sure=True)
        or read_relative_month(r, k)
        or read_year_window(r, k)
        or read_quarter(r, k)
        or read_relative_week(r, k)
    )
    if window is None:
        return Day(nth=(nth, what)), j
    return _nth_day(r, nth, what, window[0]), window[1]


def _nth_day(r: Reader, nth: int, what: int | str, window: Day) -> Day:
    stretch = window.window or (Stretch(window.week, window.week + 6 * DAY) if window.week else None)
    if stretch is None:
        return WRONG
    date = nth_in(stretch.start, stretch.end, nth, what)
    if date is not None and date < r.today and stretch.start <= r.today <= stretch.end and stretch.fuzzy:
        months = 12 if (stretch.end - stretch.start).days < 32 else 0
        later = stretch.start + relativedelta(months=months)
        date = nth_in(later, month_end(later), nth, what) if months else None
    return WRONG if date is None else Day(date=date)


def read_owned(r: Reader, i: int) -> Read:
    """Read nästa månads första tisdag, decembers andra fredag, årets sista vardag."""
    owner = _owner(r, i)
    counted_day = nth_phrase(r, owner[1]) if owner is not None else None
    if owner is None or counted_day is None:
        return None
    return _nth_day(r, *counted_day[0], Day(window=owner[0])), counted_day[1]


def _owner(r: Reader, i: int) -> tuple[Stretch, int] | None:
    named = _OWNERS.at(r.tokens, i)
    if named is not None:
        (months, ahead), j = named
        first = dt.date(r.today.year, (r.today.month - 1) // months * months + 1, 1)
        start = first + relativedelta(months=months * ahead)
        return Stretch(start, month_end(start + relativedelta(months=months - 1)), fuzzy=False), j
    month = read_month(r, i, sure=True)
    return None if month is None or month[0].window is None else (month[0].window, month[1])


def _end_of_month(r: Reader, i: int) -> Read:
    """Read sista februari, den sista mars, den siste i månaden."""
    j = r.one_of(i, "den", "the") or i
    if r.key(j) not in ("sista", "siste", "last"):
        return None
    k = r.one_of(j + 1, "i", "of") or j + 1
    window = read_month(r, k, sure=True) or (read_relative_month(r, k) if k > j + 1 else None)
    if window is None or window[0].window is None:
        return None
    return Day(date=window[0].window.end), window[1]


def _nth_week(r: Reader, i: int) -> Read:
    """Read första veckan i februari, sista veckan i mars, sista helgen i maj."""
    j = r.one_of(i, "den", "the") or i
    ordinal = r.ordinal(j)
    named = r.one_of(ordinal[1], "veckan", "vecka", "week", "helgen", "weekend") if ordinal is not None else None
    if ordinal is None or named is None:
        return None
    k = r.skip(named, ("i", "in", "of", "av"))
    window = read_month(r, k, sure=True) or read_relative_month(r, k)
    if window is None or window[0].window is None:
        return None
    stretch = window[0].window
    if r.key(named - 1) in ("helgen", "weekend"):
        saturday = nth_in(stretch.start, stretch.end, ordinal[0], 5)
        return (WRONG if saturday is None else Day(window=Stretch(saturday, saturday + DAY, fuzzy=False))), window[1]
    # A week belongs to the month that its Thursday lies in, as ISO weeks belong to years.
    thursday = nth_in(stretch.start, stretch.end, ordinal[0], 3)
    return (WRONG if thursday is None else Day(week=calendar.week_start(thursday))), window[1]
