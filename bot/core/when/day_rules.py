"""How days are written: one rule per way, and how the pieces of one expression are put together."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from dateutil.relativedelta import relativedelta

from bot.core import calendar
from bot.core.when import days
from bot.core.when.days import DAY, WEEK, Day, Relation, Stretch, find, month_end, month_of, nth_in
from bot.core.when.feasts import FEASTS, Feast, next_feast
from bot.core.when.reader import Reader
from bot.core.when.time_rules import HEDGES
from bot.core.when.words import GENITIVE_DAYS, UNITS, WEAK_DAYS, WEAK_MONTHS, WEEKDAYS, Phrases

Read = tuple[Day, int] | None
Rule = Callable[[Reader, int], Read]

_DEEPEST = 2
_LONGEST_RANGE = 12  # weeks

WRONG = Day(wrong=True)
GONE = Day(gone=True)

GLUE = frozenset(", ( ) i den det av pa om under in on of the som är samma redan just nu".split())
"""Words that may stand between the pieces of one day expression."""

TO = (
    "till och med",
    "till o med",
    "t . o . m .",
    "t . o . m",
    "tom .",
    "tom",
    "fram till",
    "till",
    "through",
    "until",
    "to",
    "-",
)
"""Words that lead to the end of a stretch."""

_RELATIVE: Phrases[int] = Phrases.of(
    {
        0: "idag, i dag, dagens datum, today",
        1: (
            "imorgon, i morgon, imorron, i morron, imorrn, i morrn, imorn, i morn, tomorrow, tmrw, tomorow, "
            "imorgonbitti"
        ),
        2: (
            "overmorgon, i overmorgon, iovermorgon, i overimorgon, overimorgon, over morgon, i over morgon, "
            "the day after tomorrow, day "
            "after tomorrow"
        ),
    }
)
_GONE: Phrases[None] = Phrases(
    dict.fromkeys(
        "igar, i gar, forrgar, i forrgar, iforrgar, yesterday, the day before yesterday, i morse, imorse, haromdagen, "
        "i natt som var, last night, last week, last month, last year, last weekend, forra veckan, forra manaden, "
        "forra aret, i fjol, ifjol, forra helgen, i helgen som var, i forra veckan, i forra manaden, forrforra veckan, "
        "forra kvartalet, last quarter, forra varen, forra hosten, forra sommaren, i vintras, i varas, i "
        "somras, i hostas, "
        "i julas, i paskas, gardagen, nyss, forut".split(", ")
    )
)
_LAST = frozenset("forra forre senaste last past previous foregaende forrforra".split())
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
_MONTHS: Phrases[int] = Phrases.of(
    {
        0: "denna manad, den har manaden, innevarande manad, i manaden, manaden, this month, the month",
        1: "nasta manad, kommande manad, nastkommande manad, manaden som kommer, next month, the coming month",
        2: "nastnasta manad, manaden efter nasta, the month after next",
    }
)
_SEASONS: Phrases[tuple[int, int]] = Phrases.of(
    {
        (3, 5): "var, varen, i var, pa varen, till varen, varterminen, this spring, spring, the spring",
        (6, 8): "sommar, sommaren, i sommar, till sommaren, this summer, summer, the summer",
        (9, 11): "host, hosten, i host, till hosten, this autumn, this fall, autumn, the autumn, fall",
        (12, 2): "vinter, vintern, i vinter, till vintern, this winter, winter, the winter",
    }
)
_BARE_SEASONS = frozenset("var host fall spring varen".split())
_HALVES: Phrases[int] = Phrases(
    {
        "forsta halvaret": 1,
        "andra halvaret": 7,
        "forsta halvan av aret": 1,
        "andra halvan av aret": 7,
        "the first half of the year": 1,
        "the second half of the year": 7,
    }
)
_YEARS: Phrases[int] = Phrases(
    {
        "nasta ar": 1,
        "next year": 1,
        "i ar": 0,
        "this year": 0,
        "aret": 0,
        "the year": 0,
        "aret efter nasta": 2,
        "i aret": 0,
    }
)
_PARTS: Phrases[str] = Phrases.of(
    {
        "start": (
            "borjan av, borjan pa, borjan i, i borjan av, i borjan pa, i borjan, tidigt i, tidigt pa, "
            "tidigt, tidig, early, "
            "early in, the beginning of, beginning of, the start of, start of, inledningen av, i inledningen av, "
            "at the beginning of, in the beginning of, forsta delen av"
        ),
        "middle": (
            "mitten av, mitten pa, mitten i, i mitten av, i mitten pa, i mitten, mitt i, medio, mid, mid -, "
            "the middle of, "
            "middle of, in the middle of"
        ),
        "end": (
            "slutet av, slutet pa, slutet i, i slutet av, i slutet pa, i slutet, vid slutet av, sent i, "
            "sent pa, sen, late, "
            "late in, the end of, end of, at the end of, ultimo, utgangen av, vid utgangen av"
        ),
        "first half": "forsta halvan av, forsta halvan i, the first half of, first half of",
        "second half": "andra halvan av, andra halvan i, sista halvan av, the second half of, second half of, later",
        "later": "senare, senare i, later, later in, resten av, rest of, the rest of",
    }
)
_SOON: Phrases[tuple[int, int, str]] = Phrases(
    {
        "nagra dagar": (3, 5, "day"),
        "nagon dag": (1, 3, "day"),
        "ett par dagar": (2, 3, "day"),
        "par dagar": (2, 3, "day"),
        "a few days": (3, 5, "day"),
        "a couple of days": (2, 3, "day"),
        "nagra veckor": (3, 5, "week"),
        "nagon vecka": (1, 2, "week"),
        "ett par veckor": (2, 3, "week"),
        "par veckor": (2, 3, "week"),
        "a few weeks": (3, 5, "week"),
        "a couple of weeks": (2, 3, "week"),
        "ett par manader": (2, 3, "month"),
        "nagra manader": (3, 4, "month"),
        "a few months": (3, 4, "month"),
        "a couple of months": (2, 3, "month"),
    }
)
_ENDS: Phrases[str] = Phrases.of(
    {
        "week": (
            "veckans slut, veckan är slut, veckan är over, veckan tar slut, helgen borjar, end of week, "
            "eow, the week is over"
        ),
        "month": "manadens slut, manaden är slut, manaden är over, end of month, eom, the month is over",
        "year": "arets slut, aret är slut, aret är over, end of year, eoy, the year is over",
    }
)
_EVENTS = (
    "motet",
    "mote",
    "tradet",
    "trade",
    "konferensen",
    "meeting",
    "traffen",
    "workshopen",
    "seminariet",
    "conference",
)
_INSIDE = frozenset("i av pa under of in".split())
_BEFORE = frozenset("fore innan before preceding".split())
_AFTER = frozenset("efter after following fran from".split())
_FIXED_LENGTHS: Phrases[days.Offset] = Phrases(
    {
        "ett halvar": (6, "month"),
        "ett halvt ar": (6, "month"),
        "halvar": (6, "month"),
        "half a year": (6, "month"),
        "ett kvartal": (3, "month"),
        "a quarter": (3, "month"),
        "a fortnight": (14, "day"),
        "fortnight": (14, "day"),
        "ett och ett halvt ar": (18, "month"),
        "en och en halv manad": (45, "day"),
        "ett dygn": (1, "day"),
        "working days": (1, "workday"),
    }
)


def day_phrase(r: Reader, i: int, *, stretches: bool = True) -> Read:
    """Read as many pieces of one day expression as stand together from token `i`."""
    place = (i, r.depth, stretches)
    if place not in r.memory:
        r.memory[place] = _pieces(r, i, stretches=stretches) if r.depth <= _DEEPEST else None
    return cast(Read, r.memory[place])


def _pieces(r: Reader, i: int, *, stretches: bool) -> Read:
    read = _atom(r, i)
    if read is None:
        return None
    day, j = read
    while (more := _next_piece(r, day, j)) is not None:
        day, j = more
    return _with_end(r, day, j) if stretches else (day, j)


def _next_piece(r: Reader, day: Day, j: int) -> Read:
    k = r.skip(j, GLUE)
    more = _atom(r, k)
    if more is None:
        # A piece may begin with what is otherwise glue: "i nästa vecka", "om två veckor", "den 14".
        more = next((atom for m in range(j, k) if (atom := _atom(r, m)) is not None), None)
    if more is None:
        return None
    merged = day.with_pieces_of(more[0])
    return None if merged is None else (merged, more[1])


def _with_end(r: Reader, day: Day, j: int) -> Read:
    if day.until or day.until_week or day.wrong or day.gone:
        return day, j
    end = r.one_of(j, *TO)
    if end is None:
        return day, j
    read = day_phrase(r, r.skip(end, GLUE), stretches=False)
    if read is None or read[0].wrong or read[0].gone:
        return day, j
    to = read[0]
    if day.weekday is not None and day.week is None and to.week is not None:
        day = replace(day, week=to.week)
    return replace(day, to=to), read[1]


def _atom(r: Reader, i: int) -> Read:
    if i >= len(r.tokens):
        return None
    reads = [read for rule in _RULES if (read := rule(r, i)) is not None]
    return max(reads, key=lambda read: read[1], default=None)


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


def _relative(r: Reader, i: int) -> Read:
    if (read := _RELATIVE.at(r.tokens, i)) is None:
        return None
    return Day(date=r.today + read[0] * DAY), read[1]


def _gone(r: Reader, i: int) -> Read:
    read = _GONE.at(r.tokens, i)
    if read is not None:
        return GONE, read[1]
    if (
        r.key(i) in _LAST
        and r.key(i + 1) in WEEKDAYS
        and r.key(i + 2) not in ("i", "of", "in", "before", "fore", "every")
    ):
        return GONE, i + 2
    if r.key(i) == "i" and r.key(i + 1) in GENITIVE_DAYS:
        return GONE, i + 2
    return _ago(r, i)


def _ago(r: Reader, i: int) -> Read:
    j = r.words(i, "for")
    length = _length(r, j if j is not None else i)
    if length is None:
        return None
    end = length[1]
    if r.key(end) in ("sedan", "sen") and j is not None:
        return GONE, end + 1
    return (GONE, end + 1) if r.key(end) == "ago" else None


def _iso(r: Reader, i: int) -> Read:
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
    day = _week_of(year, number)
    weekday = r.digits(j + 3)
    if r.key(j + 2) == "-" and r.glued(j + 2) and weekday is not None and 1 <= weekday <= 7 and r.width(j + 3) == 1:
        return replace(day, weekday=weekday - 1), j + 4
    return day, j + 2


def _run_together(r: Reader, i: int) -> Read:
    """Read 20270114 and, as personal numbers have taught people here, 270114."""
    number, width = r.digits(i), r.width(i)
    if number is None or width not in (6, 8) or r.glued(i) or (r.glued(i + 1) and r.key(i + 1) not in (",", ".")):
        return None
    year, rest = divmod(number, 10_000)
    day = _date(year + (2000 if width == 6 else 0), rest // 100, rest % 100)
    if day.date is None or not 2000 <= day.date.year <= 2100:
        return None
    return day, i + 1


def _slashed(r: Reader, i: int) -> Read:
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


def _dotted(r: Reader, i: int) -> Read:
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
    """Tell whether 14.1 can only be a date: one digit cannot be minutes, and only a time or a day stands beside it."""
    closed = r.width(i + 2) == 1 and i + 3 == len(r.tokens) and len(r.tokens) > 3 and r.key(i - 1) in WEEKDAYS
    return (
        closed
        or (r.width(i + 2) == 1 and r.key(i + 3) in ("kl", "klockan"))
        or (r.key(i + 3) == "." and i + 4 == len(r.tokens))
    )


def _named(r: Reader, i: int) -> Read:
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


def _month_first(r: Reader, i: int) -> Read:
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


def _year_first(r: Reader, i: int) -> Read:
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


def _of_month(r: Reader, i: int) -> Read:
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


def _weekday(r: Reader, i: int) -> Read:
    if (bare := weekday_at(r, i)) is not None:
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


def _in_company(r: Reader, i: int) -> bool:
    before, after = r.key(i - 1), r.key(r.dot(i + 1))
    beside = r.digits(r.dot(i + 1)) is not None or r.digits(i - 1) is not None
    return (
        beside
        or before in _COMPANY
        or after in _COMPANY
        or len(r.tokens) <= 2
        or before in WEEKDAYS
        or after in WEEKDAYS
    )


def _week(r: Reader, i: int) -> Read:
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
    return replace(_week_of(year[0], number), weekday=weekday[0]), year[1]


def _until_week(day: Day, first: dt.date, last: int) -> Day:
    year = first.isocalendar().year
    until = _week_of(year, last).week
    if until is not None and until < first:
        until = _week_of(year + 1, last).week
    return WRONG if until is None else replace(day, until_week=until)


def _week_of(year: int, number: int) -> Day:
    try:
        return Day(week=calendar.monday_of(year, number))
    except ValueError:
        return WRONG


def _numbered_week(r: Reader, number: int, year: int | None) -> Day:
    if year is not None:
        return _week_of(year, number)
    first = r.today.isocalendar().year
    for candidate in range(first, first + 8):
        day = _week_of(candidate, number)
        if day.week is not None and day.week + 6 * DAY >= r.today:
            return day
    return WRONG


def _relative_week(r: Reader, i: int) -> Read:
    read = _WEEKS.at(r.tokens, i)
    if read is None or (r.key(i) == "veckan" and read[1] == i + 1 and not _bounded(r, i)):
        return None
    return Day(week=calendar.week_start(r.today) + read[0] * WEEK), read[1]


def _bounded(r: Reader, i: int) -> bool:
    return r.key(i - 1) in ("av", "pa", "i") or r.key(i + 1) == "ut"


def _weekend(r: Reader, i: int) -> Read:
    read = _WEEKENDS.at(r.tokens, i)
    if read is None:
        return None
    saturday = calendar.week_start(r.today) + 5 * DAY + read[0] * WEEK
    return Day(window=Stretch(saturday, saturday + DAY, fuzzy=False)), read[1]


def _feast(r: Reader, i: int) -> Read:
    j = r.one_of(i, "den", "the") or i
    read = FEASTS.at(r.tokens, j)
    if read is None:
        return None
    rule, j = read
    year = r.year(j)
    feast = next_feast(rule, r.today) if year is None else rule(year[0])
    return _of_feast(feast), j if year is None else year[1]


def _of_feast(feast: Feast) -> Day:
    if feast.stretch:
        return Day(window=Stretch(feast.first, feast.last))
    return Day(date=feast.date, around=(feast.first, feast.last))


def _squeeze(r: Reader, i: int) -> Read:
    if r.key(i) not in ("klamdag", "klamdagen"):
        return None
    base = _anchor(r, i + 1)
    if base is None:
        return Day(date=calendar.next_squeeze_day(r.today - DAY)), i + 1
    found, sign, j = base
    near = [found.last + n * DAY for n in range(1, 5)] if sign > 0 else [found.first - n * DAY for n in range(1, 5)]
    date = next((d for d in near if calendar.is_squeeze_day(d)), None)
    return (WRONG if date is None else Day(date=date)), j


def _length(r: Reader, i: int) -> tuple[days.Offset, int] | None:
    """Read a count of days or longer: två veckor, 14 dagar, tre arbetsdagar, a fortnight."""
    if (fixed := _FIXED_LENGTHS.at(r.tokens, i)) is not None:
        return fixed
    number = r.number(i)
    if number is None:
        return None
    count, j = number[0], r.skip(number[1], HEDGES)
    if k := r.one_of(
        j, "helgfria dagar", "helgfria vardagar", "working days", "working day", "business days", "business day"
    ):
        return (count, "workday"), k
    if r.raw(j) == "mån":
        return (count, "month"), r.dot(j + 1)
    if r.key(j) in ("kvartal", "quarters"):
        return (3 * count, "month"), j + 1
    if r.key(j) == "halvar":
        return (6 * count, "month"), j + 1
    unit = UNITS.get(r.key(j))
    if unit is None or unit in ("minute", "hour"):
        return None
    return (count, unit), j + 1


def booked_in(r: Reader, i: int) -> bool:
    """Tell whether "in" is the particle of a Swedish verb: "boka in två timmar"."""
    return r.key(i) == "in" and r.key(i - 1) in ("boka", "bokar", "lagg", "lagga", "satt", "satta", "skriv", "ring")


def _ahead(r: Reader, i: int) -> Read:
    """Read om två veckor, inom 10 dagar, in a fortnight, two weeks from now."""
    j = None if booked_in(r, i) else r.one_of(i, "om", "inom", "in", "within", "senast om")
    if j is not None:
        j = r.skip(j, HEDGES)
        if (soon := _SOON.at(r.tokens, j)) is not None:
            low, high, unit = soon[0]
            return Day(window=Stretch(days.moved(r.today, (low, unit)), days.moved(r.today, (high, unit)))), soon[1]
        length = _length(r, j)
        return None if length is None else (Day(offset=length[0]), r.one_of(length[1], "tid") or length[1])
    length = _length(r, i)
    if length is None:
        return None
    end = r.one_of(length[1], "fran nu", "framat", "from now", "on", "hence")
    if end is None or r.key(end - 1) == "on":
        return None
    return Day(offset=length[0]), end


def _anchored(r: Reader, i: int) -> Read:
    """Read two weeks before Christmas, dagen efter X, veckan före X, fredagen före X, a week from Thursday."""
    j = r.one_of(i, "den", "the") or i
    length = _length(r, j) or _a_day(r, j)
    if length is not None:
        base = _anchor(r, length[1])
        return None if base is None else (_away(base, length[0]), base[2])
    return _week_beside(r, j) or _weekday_beside(r, j)


_Anchor = tuple[days.Found, int, int]


def _anchor(r: Reader, i: int) -> _Anchor | None:
    """Read "före" or "efter" and the day that follows; the days found, -1 or 1, and the index after."""
    sign = -1 if r.key(i) in _BEFORE else 1 if r.key(i) in _AFTER else 0
    on_a_day = r.key(i) in ("on", "pa") and r.key(i + 1) in WEEKDAYS
    if sign == 0 and not on_a_day:
        return None
    starts = (i + 1, r.skip(i + 1, GLUE), *(r.skip(i + n, GLUE) for n in (2, 3) if _is_event(r, i + n - 1)))
    inner = replace(r, depth=r.depth + 1)
    read = next((read for k in starts if (read := day_phrase(inner, k, stretches=False)) is not None), None)
    if read is None:
        return None
    found = find(read[0], r.today)
    return None if found is None else (found, sign or 1, read[1])


def _is_event(r: Reader, i: int) -> bool:
    """Tell whether the word is what takes place on the day: "två dagar före mötet den 28 januari"."""
    return r.key(i).endswith(_EVENTS)


def _a_day(r: Reader, i: int) -> tuple[days.Offset, int] | None:
    end = r.one_of(i, "dagen", "dan", "dag", "day", "kvallen", "eftermiddagen")
    return None if end is None else ((1, "day"), end)


def _away(base: _Anchor, offset: days.Offset) -> Day:
    found, sign, _ = base
    count, unit = offset
    start = found.first if sign < 0 else found.last
    try:
        return Day(date=days.moved(start, (sign * count, unit)))
    except (ValueError, OverflowError):
        return WRONG


def _week_beside(r: Reader, i: int) -> Read:
    named = r.one_of(i, "veckan", "vecka", "week", "helgen", "weekend")
    base = _anchor(r, named) if named is not None else None
    if named is None or base is None or r.key(named) in ("fran", "from"):
        return None
    found, sign, j = base
    monday = calendar.week_start(found.start) + sign * WEEK
    if r.key(i) not in ("helgen", "weekend"):
        return Day(week=monday), j
    saturday = (
        calendar.week_start(found.start - DAY if sign < 0 else found.start) + 5 * DAY - (WEEK if sign < 0 else 0 * DAY)
    )
    saturday += WEEK if sign > 0 and saturday <= found.last else 0 * DAY
    return Day(window=Stretch(saturday, saturday + DAY, fuzzy=False)), j


def _weekday_beside(r: Reader, i: int) -> Read:
    """Read fredagen före jul, första måndagen efter påsk, sista vardagen före midsommar."""
    ordinal = r.ordinal(i)
    nth, j = ordinal if ordinal is not None and abs(ordinal[0]) <= 5 else (1, i)
    what = _counted(r, j)
    base = _anchor(r, what[1]) if what is not None else None
    if what is None or base is None or (what[0] == "day" and ordinal is None) or r.key(what[1]) in ("fran", "from"):
        return None
    found, sign, end = base
    start = found.last + DAY if sign > 0 else found.first - 70 * DAY
    date = nth_in(start, start + 69 * DAY, sign * abs(nth), what[0])
    return (WRONG if date is None else Day(date=date)), end


def _counted(r: Reader, i: int) -> tuple[int | str, int] | None:
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
    what = _counted(r, ordinal[1])
    return None if what is None else ((ordinal[0], what[0]), what[1])


def _nth(r: Reader, i: int) -> Read:
    """Read tredje onsdagen i januari, sista dagen i februari, andra tisdagen nästa månad, sista januari."""
    read = nth_phrase(r, i)
    if read is None:
        return _end_of_month(r, i) or _nth_week(r, i)
    (nth, what), j = read
    k = r.skip(j, ("i", "in", "of", "av", "pa", "under"))
    window = (
        _month(r, k, sure=True) or _relative_month(r, k) or _year_window(r, k) or _quarter(r, k) or _relative_week(r, k)
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


def _end_of_month(r: Reader, i: int) -> Read:
    """Read sista februari, den sista mars, den siste i månaden."""
    j = r.one_of(i, "den", "the") or i
    if r.key(j) not in ("sista", "siste", "last"):
        return None
    k = r.one_of(j + 1, "i", "of") or j + 1
    window = _month(r, k, sure=True) or (_relative_month(r, k) if k > j + 1 else None)
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
    window = _month(r, k, sure=True) or _relative_month(r, k)
    if window is None or window[0].window is None:
        return None
    stretch = window[0].window
    if r.key(named - 1) in ("helgen", "weekend"):
        saturday = nth_in(stretch.start, stretch.end, ordinal[0], 5)
        return (WRONG if saturday is None else Day(window=Stretch(saturday, saturday + DAY, fuzzy=False))), window[1]
    # A week belongs to the month that its Thursday lies in, as ISO weeks belong to years.
    thursday = nth_in(stretch.start, stretch.end, ordinal[0], 3)
    return (WRONG if thursday is None else Day(week=calendar.week_start(thursday))), window[1]


def _month(r: Reader, i: int, *, sure: bool = False) -> Read:
    """Read januari, i mars, februari 2027."""
    month = r.month(i)
    if month is None:
        return None
    year = r.year(month[1])
    weak = r.key(i) in WEAK_MONTHS or len(r.key(i)) <= 3
    if weak and not (sure or year is not None or _led(r, i) or len(r.tokens) == 1):
        return None
    if r.key(i) == "jul" and r.swedish and year is None:
        return None
    if year is not None:
        return Day(window=month_of(dt.date(year[0], month[0], 1))), year[1]
    first = dt.date(r.today.year, month[0], 1)
    if month_end(first) < r.today:
        first = first.replace(year=first.year + 1)
    return Day(window=month_of(first)), month[1]


def _led(r: Reader, i: int) -> bool:
    """Tell whether a preposition makes a short or common word a month: "i jan", but not "I may"."""
    before = r.key(i - 1)
    return before in ("in", "of", "under", "av", "senast") or (before == "i" and r.key(i) not in ("may", "march"))


def _relative_month(r: Reader, i: int) -> Read:
    read = _MONTHS.at(r.tokens, i)
    if read is None or (r.key(i) in ("manaden", "the") and read[0] == 0 and r.key(i - 1) not in _INSIDE):
        return None
    first = r.today.replace(day=1) + relativedelta(months=read[0])
    return Day(window=month_of(first)), read[1]


def _season(r: Reader, i: int) -> Read:
    j = i
    ahead = 0
    if (named := r.one_of(i, "nasta", "next")) is not None:
        j, ahead = named, 1
    read = _SEASONS.at(r.tokens, j)
    if read is None:
        return None
    (first, _), end = read
    year = r.year(end)
    bare = end == j + 1 and r.key(j) in _BARE_SEASONS and r.raw(j) not in ("våren", "hösten")
    bare = bare and r.key(i - 1) not in ("tidig", "early", "sen", "late")
    if bare and not ahead and year is None:
        return None
    if year is not None:
        start = dt.date(year[0], first, 1)
        return Day(window=_season_from(start)), year[1]
    start = _coming_season(r, first)
    if ahead and start <= r.today + 90 * DAY and first != 12:
        start = start.replace(year=start.year + 1)
    return Day(window=_season_from(start)), end


def _season_from(start: dt.date) -> Stretch:
    return Stretch(start, month_end(start + relativedelta(months=2)))


def _coming_season(r: Reader, first: int) -> dt.date:
    """Return the first day of the season meant; one with less than a fortnight left is next year's."""
    for year in (r.today.year - 1, r.today.year):
        start = dt.date(year, first, 1)
        if _season_from(start).end >= r.today + 2 * WEEK:
            return start
    return dt.date(r.today.year + 1, first, 1)


def _quarter(r: Reader, i: int) -> Read:
    """Read Q1, kvartal 1, första kvartalet 2027, nästa kvartal."""
    this = (r.today.month - 1) // 3
    if (j := r.one_of(i, "nasta kvartal", "next quarter", "kommande kvartal")) is not None:
        return Day(window=_quarter_from(r.today.year + (this + 1) // 4, (this + 1) % 4)), j
    if (j := r.one_of(i, "detta kvartal", "det har kvartalet", "this quarter", "kvartalet", "the quarter")) is not None:
        return Day(window=_quarter_from(r.today.year, this)), j
    read = _quarter_number(r, i)
    if read is None or not 1 <= read[0] <= 4:
        return None
    year = r.year(read[1])
    if year is not None:
        return Day(window=_quarter_from(year[0], read[0] - 1)), year[1]
    return Day(window=_quarter_from(r.today.year + (read[0] - 1 < this), read[0] - 1)), read[1]


def _quarter_number(r: Reader, i: int) -> tuple[int, int] | None:
    number = r.digits(i + 1)
    if r.key(i) in ("q", "kvartal", "kv") and number is not None and (r.key(i) != "q" or r.glued(i + 1)):
        return number, i + 2
    j = r.one_of(i, "det", "the") or i
    ordinal = r.ordinal(j)
    if ordinal is None or r.key(ordinal[1]) not in ("kvartalet", "kvartal", "quarter"):
        return None
    return (4 if ordinal[0] == -1 else ordinal[0]), ordinal[1] + 1


def _quarter_from(year: int, index: int) -> Stretch:
    start = dt.date(year, 3 * index + 1, 1)
    return Stretch(start, month_end(start + relativedelta(months=2)))


def _half_year(r: Reader, i: int) -> Read:
    read = _HALVES.at(r.tokens, i)
    if read is None:
        return None
    year = r.year(read[1])
    start = dt.date(r.today.year if year is None else year[0], read[0], 1)
    if year is None and month_end(start + relativedelta(months=5)) < r.today:
        start = start.replace(year=start.year + 1)
    return Day(window=Stretch(start, month_end(start + relativedelta(months=5)))), read[1] if year is None else year[1]


def _year_window(r: Reader, i: int) -> Read:
    read = _YEARS.at(r.tokens, i)
    year, j = (r.today.year + read[0], read[1]) if read is not None else (0, i)
    if read is None:
        named = r.one_of(i, "under", "ar", "during", "year", "av", "of")
        digits = r.digits(named) if named is not None else None
        if named is None or digits is None or r.width(named) != 4 or not 1900 <= digits <= 2100:
            return None
        year, j = digits, named + 1
    return Day(window=Stretch(dt.date(year, 1, 1), dt.date(year, 12, 31))), j


def _turn_of_month(r: Reader, i: int) -> Read:
    """Read månadsskiftet januari/februari and månadsskiftet."""
    if r.key(i) not in ("manadsskiftet", "manadsskifte"):
        return None
    j = r.one_of(i + 1, "i") or i + 1
    first = r.month(j)
    if first is None:
        end = month_end(r.today)
        return Day(window=Stretch(end - DAY, end + 2 * DAY)), i + 1
    second = r.month(r.skip(first[1], ("/", "-", "och")))
    window = _month(r, j, sure=True)
    if window is None or window[0].window is None:
        return None
    end = window[0].window.end
    return Day(window=Stretch(end - DAY, end + 2 * DAY)), second[1] if second is not None else first[1]


def _part(r: Reader, i: int) -> Read:
    """Read the beginning, middle or end of a month, a week or another stretch."""
    part = _PARTS.at(r.tokens, i)
    if part is None:
        return None
    k = r.skip(part[1], ("i", "av", "pa", "in", "of", "den", "-", "delen"))
    whole = next((w for m in (part[1], k) for rule in _WHOLES if (w := rule(r, m)) is not None), None)
    if whole is None:
        return None
    day, end = _not_over(r, whole[0], k, part[0]), whole[1]
    if day.week is not None and day.weekday is None:
        return Day(window=_part_of_week(r, day.week, part[0])), end
    if day.window is None:
        return None
    window = _part_of(r, day.window, part[0])
    # "Före slutet av januari" lets all of January pass.
    return Day(window=window, around=(window.end + DAY, window.end) if part[0] == "end" else None), end


def _not_over(r: Reader, whole: Day, i: int, part: str) -> Day:
    """Return the stretch whose part is meant: on 23 November the beginning of the year is next year's."""
    if whole.window is None or _part_of(r, whole.window, part).end >= r.today:
        return whole
    step = relativedelta(months=1) if _MONTHS.at(r.tokens, i) is not None else relativedelta(years=1)
    start = whole.window.start + step
    end = whole.window.end + DAY + step - DAY
    return Day(window=Stretch(start, end, whole.window.fuzzy)) if whole.window.end >= r.today else whole


def _end_of(r: Reader, i: int) -> Read:
    """Read veckans slut, månadens slut, veckan är slut, end of week."""
    read = _ENDS.at(r.tokens, i)
    if read is None:
        return None
    monday = calendar.week_start(r.today)
    end = {"week": max(monday + 4 * DAY, r.today), "month": month_end(r.today), "year": dt.date(r.today.year, 12, 31)}[
        read[0]
    ]
    return Day(date=end, around=(end + DAY, end)), read[1]


def _sure_month(r: Reader, i: int) -> Read:
    return _month(r, i, sure=True)


_WHOLES: tuple[Rule, ...] = (
    _relative_month,
    _sure_month,
    _week,
    _relative_week,
    _season,
    _quarter,
    _half_year,
    _year_window,
)
_WEEK_PARTS = {
    "start": (0, 1),
    "middle": (2, 3),
    "end": (3, 4),
    "first half": (0, 2),
    "second half": (2, 4),
    "later": (2, 4),
}
_THIRDS = {
    "start": (0.0, 0.33),
    "middle": (0.33, 0.66),
    "end": (0.66, 1.0),
    "first half": (0.0, 0.5),
    "second half": (0.5, 1.0),
}


def _part_of_week(r: Reader, monday: dt.date, part: str) -> Stretch:
    first, last = _WEEK_PARTS[part]
    start, end = monday + first * DAY, monday + last * DAY
    if part == "later" and monday <= r.today:
        start = r.today + DAY
        end = max(end, start)
    return Stretch(start, end)


def _part_of(r: Reader, whole: Stretch, part: str) -> Stretch:
    length = (whole.end - whole.start).days + 1
    if length <= 31:
        start, end = {
            "start": (1, 10),
            "middle": (11, 20),
            "end": (21, 31),
            "first half": (1, 15),
            "second half": (16, 31),
        }.get(part, (1, 31))
        stretch = Stretch(whole.start + (start - 1) * DAY, min(whole.start + (end - 1) * DAY, whole.end))
    else:
        # The end of a year is December, not its last four months.
        year_end = part == "end" and length > 300
        low, high = (0.916, 1.0) if year_end else _THIRDS.get(part, (0.0, 1.0))
        first = whole.start + round(low * length) * DAY
        stretch = Stretch(first, max(first, whole.start + (round(high * length) - 1) * DAY))
    if part == "later":
        stretch = Stretch(max(whole.start, r.today + DAY), whole.end)
    return stretch


_RULES: tuple[Rule, ...] = (
    _relative,
    _gone,
    _iso,
    _run_together,
    _slashed,
    _dotted,
    _named,
    _month_first,
    _year_first,
    _of_month,
    _weekday,
    _week,
    _relative_week,
    _weekend,
    _feast,
    _squeeze,
    _ahead,
    _anchored,
    _nth,
    _month,
    _relative_month,
    _season,
    _quarter,
    _half_year,
    _year_window,
    _turn_of_month,
    _part,
    _end_of,
)
