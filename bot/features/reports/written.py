"""How figures are written: shares, days, years, times and guests, alike on cards, in Word and in the spreadsheet."""

import datetime as dt
from collections.abc import Iterable, Sequence

from bot.core.text import Lang, escape, join_names, set_numbers
from bot.core.when.writing import write_day_of_year
from bot.features.meetings.model import Guest
from bot.features.reports import texts
from bot.features.reports.model import Held, Period, Tally, rounded
from bot.features.reports.turnover import Gap


def percent(figure: float, lang: Lang) -> str:
    """Return a share as it is written: "91 %"."""
    return set_numbers(texts.PERCENT(lang, number=rounded(figure)))


def short_day(day: dt.date, lang: Lang) -> str:
    """Return a day of a year that is known: "14 januari"."""
    return write_day_of_year(day, lang).removesuffix(f" {day.year}")


def days_of(held: Iterable[Held], lang: Lang) -> str:
    """Return the days of meetings, each once: "14 januari och 11 februari"."""
    return join_names(list(dict.fromkeys(short_day(each.day, lang) for each in held)), lang)


def numbered(held: Iterable[Held], numbers: Iterable[int]) -> list[Held]:
    """Return the meetings with these numbers."""
    wanted = frozenset(numbers)
    return [each for each in held if each.number in wanted]


def written(period: Period, lang: Lang) -> str:
    """Return a year, and how far it has come when it is not over."""
    if period.whole:
        return texts.YEAR_WHOLE(lang, year=period.year)
    return texts.YEAR_SO_FAR(lang, year=period.year, day=short_day(period.last, lang))


def many_meetings(count: int, lang: Lang) -> str:
    """Return how many meetings."""
    return texts.ONE_MEETING(lang) if count == 1 else texts.MANY_MEETINGS(lang, count=count)


def times(count: int, lang: Lang) -> str:
    """Return how many times."""
    if count < 2:
        return texts.ONCE(lang) if count else texts.NEVER(lang)
    return texts.TIMES(lang, count=count)


def share(found: Tally, lang: Lang) -> str:
    """Return how often seats were represented, with the percentage where there may be one."""
    values = {"count": found.represented, "all": found.possible}
    if found.percent is None:
        return texts.SHARE(lang, **values)
    return texts.SHARE_PERCENT(lang, **values, percent=percent(found.percent, lang))


def of(count: int, every: int, figure: float | None, lang: Lang) -> str:
    """Return a share for a cell: "7 av 8, 88 %"."""
    if not every:
        return texts.NONE_COUNTED(lang)
    if figure is None:
        return texts.OF(lang, count=count, all=every)
    return texts.OF_PERCENT(lang, count=count, all=every, percent=percent(figure, lang))


def span_of_years(years: Sequence[int]) -> str:
    """Return years as they are written: "2024–2026"; those between that do not count make it no less a span."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def guests_named(guests: Iterable[Guest]) -> list[str]:
    """Return guests by organisation where they have one, each once; what somebody wrote is escaped."""
    return list(dict.fromkeys(escape(each.organisation or each.name) for each in guests))


def vacant_days(gaps: Iterable[Gap]) -> dict[str, int]:
    """Return the vacant days of each municipality, by code."""
    found: dict[str, int] = {}
    for each in gaps:
        found[each.municipality] = found.get(each.municipality, 0) + each.days
    return found
