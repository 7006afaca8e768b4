"""How longer stretches are written: months, seasons, quarters, half-years and years, and parts of them."""

import datetime as dt

from dateutil.relativedelta import relativedelta

from bot.core import calendar
from bot.core.when.days import DAY, WEEK, Day, Stretch, month_end, month_of
from bot.core.when.reader import Reader
from bot.core.when.rule import Read, Rule
from bot.core.when.week_rules import read_relative_week, read_week
from bot.core.when.words import WEAK_MONTHS, Phrases

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

_INSIDE = frozenset("i av pa under of in".split())


def read_month(r: Reader, i: int, *, sure: bool = False) -> Read:
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


def read_relative_month(r: Reader, i: int) -> Read:
    """Read a month by its place to this one: "nästa månad"."""
    read = _MONTHS.at(r.tokens, i)
    if read is None or (r.key(i) in ("manaden", "the") and read[0] == 0 and r.key(i - 1) not in _INSIDE):
        return None
    first = r.today.replace(day=1) + relativedelta(months=read[0])
    return Day(window=month_of(first)), read[1]


def read_season(r: Reader, i: int) -> Read:
    """Read a season: "i vår", "hösten 2027"."""
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


def read_quarter(r: Reader, i: int) -> Read:
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


def read_half_year(r: Reader, i: int) -> Read:
    """Read a half of this year or the next: "första halvåret"."""
    read = _HALVES.at(r.tokens, i)
    if read is None:
        return None
    year = r.year(read[1])
    start = dt.date(r.today.year if year is None else year[0], read[0], 1)
    if year is None and month_end(start + relativedelta(months=5)) < r.today:
        start = start.replace(year=start.year + 1)
    return Day(window=Stretch(start, month_end(start + relativedelta(months=5)))), read[1] if year is None else year[1]


def read_year_window(r: Reader, i: int) -> Read:
    """Read a whole year: "nästa år", "under 2027"."""
    read = _YEARS.at(r.tokens, i)
    year, j = (r.today.year + read[0], read[1]) if read is not None else (0, i)
    if read is None:
        named = r.one_of(i, "under", "ar", "during", "year", "av", "of")
        digits = r.digits(named) if named is not None else None
        if named is None or digits is None or r.width(named) != 4 or not 1900 <= digits <= 2100:
            return None
        year, j = digits, named + 1
    return Day(window=Stretch(dt.date(year, 1, 1), dt.date(year, 12, 31))), j


def read_turn_of_month(r: Reader, i: int) -> Read:
    """Read månadsskiftet januari/februari and månadsskiftet."""
    if r.key(i) not in ("manadsskiftet", "manadsskifte"):
        return None
    j = r.one_of(i + 1, "i") or i + 1
    first = r.month(j)
    if first is None:
        end = month_end(r.today)
        return Day(window=Stretch(end - DAY, end + 2 * DAY)), i + 1
    second = r.month(r.skip(first[1], ("/", "-", "och")))
    window = read_month(r, j, sure=True)
    if window is None or window[0].window is None:
        return None
    end = window[0].window.end
    return Day(window=Stretch(end - DAY, end + 2 * DAY)), second[1] if second is not None else first[1]


def read_part(r: Reader, i: int) -> Read:
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


def read_end_of(r: Reader, i: int) -> Read:
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
    return read_month(r, i, sure=True)


_WHOLES: tuple[Rule, ...] = (
    read_relative_month,
    _sure_month,
    read_week,
    read_relative_week,
    read_season,
    read_quarter,
    read_half_year,
    read_year_window,
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
