"""How weekdays and weeks are written: torsdag, v. 3, nästa vecka, helgen."""

import datetime as dt
from dataclasses import replace

from bot.core import calendar
from bot.core.when.days import DAY, WEEK, Day, Relation, Stretch
from bot.core.when.reader import Reader
from bot.core.when.rule import WRONG, Read
from bot.core.when.words import GENITIVE_DAYS, WEAK_DAYS, WEEKDAYS, Phrases

_LONGEST_RANGE = 12  # weeks

_NEXT: Phrases[Relation] = Phrases(
    {
        "nasta": "next",
        "next": "next",
        "nastnasta": "after_next",
        "nast nasta": "after_next",
        "kommande": "coming",
        "nastkommande": "coming",
        "narmaste": "coming",
        "the coming": "coming",
        "coming": "coming",
        "upcoming": "coming",
        "this coming": "coming",
        "nu pa": "coming",
        "nu till": "coming",
        "nu kommande": "coming",
        "denna": "coming",
        "den har": "coming",
        "this": "coming",
        "forstkommande": "coming",
    }
)

_WEEKS: Phrases[int] = Phrases.of(
    {
        0: (
            "denna veckas, veckans, denna vecka, denna veckan, den har veckan, i veckan, innevarande "
            "vecka, this week, nu i veckan, veckan"
        ),
        1: "nasta vecka, nasta veckan, i nasta vecka, nasta veckas, veckan efter, kommande vecka, "
        "kommande veckan, next week, the coming week, "
        "nastkommande vecka, veckan som kommer, the following week",
        2: "veckan efter nasta, veckan efter nasta vecka, nastnasta vecka, nast nasta vecka, veckan darpa, "
        "the week after next, week after next",
    }
)

_WEEK_WORDS = frozenset("v vecka veckan veckor veckorna week weeks wk w".split())
_WEEKENDS: Phrases[int] = Phrases.of(
    {
        0: (
            "i helgen, helgen, den har helgen, denna helg, till helgen, kommande helg, this weekend, the "
            "weekend, at the weekend"
        ),
        1: "nasta helg, next weekend, helgen darpa",
    }
)


def read_weekday(r: Reader, i: int) -> Read:
    """Read a weekday, as it is or with what tells of which week: "nästa torsdag"."""
    if (bare := weekday_at(r, i)) is not None:
        if r.raw(i).endswith("day") and r.key(bare[1]) == "week" and r.digits(bare[1] + 1) is None:
            return Day(weekday=bare[0], offset=(1, "week")), bare[1] + 1  # "Thursday week" is that of the week after
        return Day(weekday=bare[0]), bare[1]
    read = _NEXT.at(r.tokens, i)
    named = weekday_at(r, read[1], sure=True) if read is not None else None
    if read is None or named is None:
        return None
    relation = read[0]
    if (r.key(i) == "denna" or r.key(i) == "this" or r.key(i) == "den") and named[0] == r.today.weekday():
        relation = "this"
    return Day(weekday=named[0], relation=relation), named[1]


def weekday_at(r: Reader, i: int, *, sure: bool = False) -> tuple[int, int] | None:
    """Read a weekday; a short form that is an everyday word too only in a date's company, or when `sure`."""
    key = r.key(i)
    if key in WEEKDAYS:
        return WEEKDAYS[key], r.dot(i + 1) if len(key) < 6 else i + 1
    if key in GENITIVE_DAYS:
        return GENITIVE_DAYS[key], i + 1
    if key not in WEAK_DAYS:
        return None
    swedish_form = r.raw(i) in ("mån", "sön")
    if key in ("man", "son") and not swedish_form:
        # "man kl 9" is a Monday without its ring; elsewhere "man" is the pronoun.
        begins = i == 0 or r.key(i - 1) in ("pa", "nasta", "varje")
        return (0, i + 1) if key == "man" and begins and r.key(i + 1) in ("kl", "klockan", "v", "vecka") else None
    if not (sure or swedish_form or _in_company(r, i)):
        return None
    return WEAK_DAYS[key], r.dot(i + 1)


_COMPANY = frozenset("kl at v vecka week next this every on pa varje nasta - / fm em am pm morning afternoon".split())

_OF_A_WEEK = frozenset("i in of av".split())


def _in_company(r: Reader, i: int) -> bool:
    follows = r.dot(i + 1)
    before, after = r.key(i - 1), r.key(follows)
    beside = r.digits(follows) is not None or r.digits(i - 1) is not None
    return (
        beside
        or (after in _OF_A_WEEK and r.key(follows + 1) in _WEEK_WORDS)
        or before in _COMPANY
        or after in _COMPANY
        or len(r.tokens) <= 2
        or before in WEEKDAYS
        or after in WEEKDAYS
    )


def read_week(r: Reader, i: int) -> Read:
    """Read vecka 3, v. 3, v.7–8, vecka 2 2027."""
    if r.key(i) not in _WEEK_WORDS:
        return None
    j = r.one_of(r.dot(i + 1), "nr", "nummer", "number", "no") or r.dot(i + 1)
    number = r.digits(j)
    if number is None or r.width(j) > 2 or (r.key(i) == "w" and not r.glued(j)):
        return None
    last = r.digits(r.skip(j + 1, ("-", "v", ".")))
    k = r.skip(j + 1, ("-", "v", "."))
    ranged = last is not None and r.key(j + 1) == "-" and r.width(k) <= 2 and last <= 53
    if ranged and last is not None and last - number > _LONGEST_RANGE and r.key(j + 2) != "v":
        ranged = False  # "v 2-27" is week 2 of 2027, as "3/12-27" is a date of 2027
    end = k + 1 if ranged else j + 1
    year = r.year(end)
    day = _numbered_week(r, number, None if year is None else year[0])
    if year is None and not ranged and (later := _year_after_weekday(r, number, end)) is not None:
        return later
    if ranged and last is not None and day.week is not None:
        day = _until_week(day, day.week, last)
    return day, end if year is None else year[1]


def _year_after_weekday(r: Reader, number: int, i: int) -> Read:
    """Read the rest of "v 20 onsdag 2028"."""
    weekday = weekday_at(r, i, sure=True)
    year = r.year(weekday[1]) if weekday is not None else None
    if weekday is None or year is None:
        return None
    return replace(numbered_week_of(year[0], number), weekday=weekday[0]), year[1]


def _until_week(day: Day, first: dt.date, last: int) -> Day:
    year = first.isocalendar().year
    until = numbered_week_of(year, last).week
    if until is not None and until < first:
        until = numbered_week_of(year + 1, last).week
    return WRONG if until is None else replace(day, until_week=until)


def numbered_week_of(year: int, number: int) -> Day:
    """Return a week by year and number, wrong when the year has none such."""
    try:
        return Day(week=calendar.monday_of(year, number))
    except ValueError:
        return WRONG


def _numbered_week(r: Reader, number: int, year: int | None) -> Day:
    if year is not None:
        return numbered_week_of(year, number)
    first = r.today.isocalendar().year
    for candidate in range(first, first + 8):
        day = numbered_week_of(candidate, number)
        if day.week is not None and day.week + 6 * DAY >= r.today:
            return day
    return WRONG


def read_relative_week(r: Reader, i: int) -> Read:
    """Read a week by its place to this one: "nästa vecka"."""
    read = _WEEKS.at(r.tokens, i)
    if read is None or (r.key(i) == "veckan" and read[1] == i + 1 and not _bounded(r, i)):
        return None
    return Day(week=calendar.week_start(r.today) + read[0] * WEEK), read[1]


def _bounded(r: Reader, i: int) -> bool:
    return r.key(i - 1) in ("av", "pa", "i") or r.key(i + 1) == "ut"


def read_weekend(r: Reader, i: int) -> Read:
    """Read a weekend: "i helgen", "nästa helg"."""
    read = _WEEKENDS.at(r.tokens, i)
    if read is None:
        return None
    saturday = calendar.week_start(r.today) + 5 * DAY + read[0] * WEEK
    return Day(window=Stretch(saturday, saturday + DAY, fuzzy=False)), read[1]
