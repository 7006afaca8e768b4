"""How single dates are written: 2027-01-14, 14/1, 14 januari, den 14."""

import datetime as dt
from dataclasses import replace

from bot.core.when.days import Day
from bot.core.when.reader import Reader
from bot.core.when.rule import WRONG, Read
from bot.core.when.week_rules import numbered_week_of
from bot.core.when.words import UNITS, WEEKDAYS


def _date(year: int, month: int, day: int) -> Day:
    try:
        return Day(date=dt.date(year, month, day))
    except ValueError:
        return WRONG


def _coming(r: Reader, month: int, day: int) -> Day:
    """Return the next such date; 29 February waits for its leap year."""
    for year in range(r.today.year, r.today.year + 9):
        found = _date(year, month, day)
        if found.date is not None and found.date >= r.today:
            return found
    return WRONG


def read_iso(r: Reader, i: int) -> Read:
    """Read a date or week as machines write it: 2027-01-14, 2027-W02."""
    year = r.digits(i)
    if year is None or r.width(i) != 4 or not 1900 <= year <= 2100:
        return None
    if (week := _iso_week(r, i, year)) is not None:
        return week
    month, day = r.digits(i + 2), r.digits(i + 4)
    same = r.key(i + 1) == r.key(i + 3) and r.key(i + 1) in ("-", "/", ".")
    if not same or month is None or day is None or not r.glued(i + 2) or r.width(i + 2) > 2 or r.width(i + 4) > 2:
        return None
    return _date(year, month, day), i + 5


def _iso_week(r: Reader, i: int, year: int) -> Read:
    j = i + 2 if r.key(i + 1) == "-" else i + 1
    number = r.digits(j + 1)
    if r.key(j) not in ("v", "w", "vecka") or number is None:
        return None
    day = numbered_week_of(year, number)
    weekday = r.digits(j + 3)
    if r.key(j + 2) == "-" and r.glued(j + 2) and weekday is not None and 1 <= weekday <= 7 and r.width(j + 3) == 1:
        return replace(day, weekday=weekday - 1), j + 4
    return day, j + 2


def read_run_together(r: Reader, i: int) -> Read:
    """Read 20270114 and, as personal numbers have taught people here, 270114."""
    number, width = r.digits(i), r.width(i)
    if number is None or width not in (6, 8) or r.glued(i) or (r.glued(i + 1) and r.key(i + 1) not in (",", ".")):
        return None
    year, rest = divmod(number, 10_000)
    day = _date(year + (2000 if width == 6 else 0), rest // 100, rest % 100)
    if day.date is None or not 2000 <= day.date.year <= 2100:
        return None
    return day, i + 1


def read_slashed(r: Reader, i: int) -> Read:
    """Read 14/1, 14/1-27, 14/1 2027, 14/1/27."""
    day, month = r.digits(i), r.digits(i + 2)
    if day is None or month is None or r.key(i + 1) != "/" or not r.glued(i + 1) or not r.glued(i + 2):
        return None
    if r.width(i) > 2 or r.width(i + 2) > 2 or r.key(i + 3) in ("av", "of", "del", "delar") or r.key(i - 1) == "/":
        return None
    year = r.year(i + 3)
    if year is not None and _date_follows(r, year[1]):
        year = None
    if year is not None:
        return _date(year[0], month, day), year[1]
    return _coming(r, month, day), i + 3


def _date_follows(r: Reader, i: int) -> bool:
    return r.key(i) == "/" and r.glued(i)


def read_dotted(r: Reader, i: int) -> Read:
    """Read 14.1.2027, 14-01-2027, 14.01.27, and 14.1 after "den"."""
    day, sign, month = r.digits(i), r.key(i + 1), r.digits(i + 2)
    if day is None or month is None or sign not in (".", "-") or not r.glued(i + 1) or not r.glued(i + 2):
        return None
    if r.width(i) > 2 or r.width(i + 2) > 2:
        return None
    year = r.short_year(i + 4)
    if r.key(i + 3) == sign and r.glued(i + 3) and year is not None and r.glued(i + 4):
        return _date(year, month, day), i + 5
    if sign == "." and (r.key(i - 1) == "den" or _dotted_alone(r, i)):
        return _coming(r, month, day), r.dot(i + 3)
    return None


def _dotted_alone(r: Reader, i: int) -> bool:
    """Tell whether 14.1 can only be a date: a time follows, or one digit cannot be minutes and a day stands beside."""
    closed = r.width(i + 2) == 1 and i + 3 == len(r.tokens) and len(r.tokens) > 3 and r.key(i - 1) in WEEKDAYS
    follows = r.skip(i + 3, (",",))
    return (
        closed
        or (r.key(follows) in ("kl", "klockan") and r.number(follows + 1) is not None)
        or (r.key(i + 3) == "." and i + 4 == len(r.tokens))
    )


def read_named(r: Reader, i: int) -> Read:
    """Read 14 januari, den 3:e dec, 14–16 januari, femtonde januari 2027."""
    j = r.one_of(i, "den", "the") or i
    first = _day_number(r, j)
    if first is None:
        return None
    number, k = first
    if (pair := _two_numbers(r, number, k)) is not None:
        return pair
    k = r.one_of(k, "of", "i", "av", ".", "/") or k
    month = r.month(k)
    if month is None:
        return None
    day, end = _in_month(r, month[0], number, month[1])
    return day, end


def _day_number(r: Reader, i: int) -> tuple[int, int] | None:
    ordinal = r.ordinal(i)
    if ordinal is not None:
        return ordinal if ordinal[0] > 0 else None
    digits = r.digits(i)
    return None if digits is None or r.width(i) > 2 else (digits, i + 1)


def _in_month(r: Reader, month: int, number: int, i: int) -> tuple[Day, int]:
    year = r.year(i)
    if year is not None:
        return _date(year[0], month, number), year[1]
    return _coming(r, month, number), i


def _two_numbers(r: Reader, number: int, i: int) -> Read:
    """Read the rest of 14–16 januari."""
    k = r.one_of(
        i, "-", "till och med den", "till och med", "till den", "till", "och den", "och", "to the", "to", "and"
    )
    if r.moving and r.key(i) != "-":
        return None
    second = _day_number(r, k) if k is not None else None
    if second is None:
        return None
    month = r.month(r.one_of(second[1], "of", "i", "av") or second[1])
    if month is None:
        return None
    last, end = _in_month(r, month[0], second[0], month[1])
    first = last.date.replace(day=number) if last.date is not None and 0 < number < last.date.day else None
    return (Day(date=first, until=last.date) if first is not None else WRONG), end


def read_month_first(r: Reader, i: int) -> Read:
    """Read January 14, Jan 14th 2027, January 14–16."""
    month = r.month(i)
    if month is None:
        return None
    j = r.one_of(month[1], "the") or month[1]
    number = _day_number(r, j)
    if number is None or r.key(number[1]) in (":", "/") or _is_clock(r, j) or not 0 < number[0] <= 99:
        return None
    until = r.digits(number[1] + 1)
    if r.key(number[1]) == "-" and until is not None and r.glued(number[1]) and until > number[0] and until <= 31:
        day, end = _in_month(r, month[0], until, number[1] + 2)
        first = day.date.replace(day=number[0]) if day.date else None
        return (Day(date=first, until=day.date) if first else WRONG), end
    return _in_month(r, month[0], number[0], number[1])


def read_year_first(r: Reader, i: int) -> Read:
    """Read 2027 January 14, 2027 14 januari."""
    year = r.digits(i)
    if year is None or r.width(i) != 4 or not 1900 <= year <= 2100:
        return None
    first = r.month(i + 1)
    number = _day_number(r, first[1] if first is not None else i + 1)
    month = first or (r.month(number[1]) if number is not None else None)
    if month is None or number is None:
        return None
    return _date(year, month[0], number[0]), max(month[1], number[1])


def _is_clock(r: Reader, i: int) -> bool:
    return (
        r.key(i + 1) in (".", ":")
        and r.glued(i + 1)
        and r.glued(i + 2)
        and r.width(i + 2) == 2
        and r.digits(i + 2) is not None
    )


def read_of_month(r: Reader, i: int) -> Read:
    """Read den 14, den 3:e, the 15th, den femtonde."""
    j = r.one_of(i, "den", "the")
    k = j if j is not None else i
    ordinal = r.ordinal(k)
    if ordinal is not None and ordinal[0] > 0:
        spelled_out = r.digits(k) is None
        if (
            (spelled_out and (j is None or not _ends_there(r, ordinal[1])))
            or r.key(ordinal[1]) in UNITS
            or r.key(ordinal[1]) in WEEKDAYS
            or (j is None and ordinal[0] > 31)
        ):
            return None
        return (Day(dom=ordinal[0]) if ordinal[0] <= 31 else WRONG), ordinal[1]
    number = r.digits(k)
    if (
        r.key(i) != "den"
        or number is None
        or r.width(k) > 2
        or (r.key(k + 1) in ("/", ":", ".", "%") and r.glued(k + 2))
    ):
        return None
    return (Day(dom=number) if 1 <= number <= 31 else WRONG), k + 1


_AFTER_DOM = frozenset(
    ["", "kl", "klockan", "at", ",", ".", "?", "!", "nasta", "next", "i", "of", "varje", "every", "mellan", "pa"]
)


def _ends_there(r: Reader, i: int) -> bool:
    """Tell whether a spelled-out ordinal stands alone: "den tredje kl 9", not "den tredje remissen"."""
    return r.key(i) in _AFTER_DOM or r.digits(i) is not None
