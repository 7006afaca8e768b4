"""How days are told by others (in two weeks, the day after Easter), and how the pieces of an expression are joined."""

from dataclasses import replace
from typing import cast

from bot.core import calendar
from bot.core.when import days
from bot.core.when.date_rules import (
    read_dotted,
    read_iso,
    read_month_first,
    read_named,
    read_of_month,
    read_run_together,
    read_slashed,
    read_year_first,
)
from bot.core.when.days import DAY, WEEK, Day, Stretch, find, nth_in
from bot.core.when.feasts import FEASTS, Feast, next_feast
from bot.core.when.nth_rules import counted, read_nth, read_owned
from bot.core.when.period_rules import (
    read_end_of,
    read_half_year,
    read_month,
    read_part,
    read_quarter,
    read_relative_month,
    read_season,
    read_turn_of_month,
    read_year_window,
)
from bot.core.when.reader import Reader
from bot.core.when.rule import GONE, WRONG, Read, Rule
from bot.core.when.time_rules import HEDGES
from bot.core.when.week_rules import read_relative_week, read_week, read_weekday, read_weekend
from bot.core.when.words import GENITIVE_DAYS, UNITS, WEEKDAYS, Phrases

_DEEPEST = 2

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
            "overmorrn, i overmorrn, overmorron, i overmorron, "
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
    return _with_end(r, i, day, j) if stretches else (day, j)


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


def _with_end(r: Reader, i: int, day: Day, j: int) -> Read:
    if day.until or day.until_week or day.wrong or day.gone:
        return day, j
    before = r.key(i - 2) if r.key(i - 1) in GLUE else r.key(i - 1)
    end = r.one_of(j, *TO) or (r.one_of(j, "och", "and") if before in ("mellan", "between") else None)
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
    if r.key(i - 1) in ("hela", "halva", "all", "whole", "full", "half"):
        return None  # "hela dagen på tisdag" is no other day
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
    what = counted(r, j)
    base = _anchor(r, what[1]) if what is not None else None
    if what is None or base is None or (what[0] == "day" and ordinal is None) or r.key(what[1]) in ("fran", "from"):
        return None
    found, sign, end = base
    start = found.last + DAY if sign > 0 else found.first - 70 * DAY
    date = nth_in(start, start + 69 * DAY, sign * abs(nth), what[0])
    return (WRONG if date is None else Day(date=date)), end


_RULES: tuple[Rule, ...] = (
    _relative,
    _gone,
    read_iso,
    read_run_together,
    read_slashed,
    read_dotted,
    read_named,
    read_month_first,
    read_year_first,
    read_of_month,
    read_weekday,
    read_week,
    read_relative_week,
    read_weekend,
    _feast,
    _squeeze,
    _ahead,
    _anchored,
    read_nth,
    read_owned,
    read_month,
    read_relative_month,
    read_season,
    read_quarter,
    read_half_year,
    read_year_window,
    read_turn_of_month,
    read_part,
    read_end_of,
)
