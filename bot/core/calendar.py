"""Time as the municipalities of Stockholm county keep it: the zone, red days, eves, working days and week numbers."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.core.text import Lang, Text

STOCKHOLM = ZoneInfo("Europe/Stockholm")

FIRST_QUIET_WEEK = 28
"""The first of the ISO weeks when Swedish offices are empty (industrisemestern)."""
LAST_QUIET_WEEK = 31

_DAY = dt.timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


# Zone


def to_local(at: dt.datetime) -> dt.datetime:
    """Return an aware instant as aware Stockholm time; a naive one is taken to be Stockholm wall-clock time already."""
    return at.replace(tzinfo=STOCKHOLM) if at.tzinfo is None else at.astimezone(STOCKHOLM)


def to_utc(wall: dt.datetime) -> dt.datetime:
    """Return the UTC instant of a Stockholm wall-clock time.

    A time that the clocks skip in March is moved past the gap (02:30 becomes 03:30 summer time). One that occurs twice
    in October is its first occurrence unless `fold=1` says otherwise. An aware argument keeps its own zone.
    """
    return to_local(wall).astimezone(dt.UTC)


def exists(wall: dt.datetime) -> bool:
    """Tell whether the clocks of Stockholm ever show this time; false in the hour skipped in March."""
    naive = wall.replace(tzinfo=None)
    return to_utc(naive).astimezone(STOCKHOLM).replace(tzinfo=None) == naive.replace(fold=0)


def local_day(at: dt.datetime) -> dt.date:
    """Return the date in Stockholm at an instant."""
    return to_local(at).date()


# Weeks


def week_of(day: dt.date) -> tuple[int, int]:
    """Return the ISO year and week number that people here mean by "v. 2"."""
    year, week, _ = day.isocalendar()
    return year, week


def monday_of(year: int, week: int) -> dt.date:
    """Return the Monday of an ISO week; ValueError when the year has no such week."""
    return dt.date.fromisocalendar(year, week, 1)


def week_start(day: dt.date) -> dt.date:
    """Return the Monday of the week that `day` belongs to."""
    return day - dt.timedelta(days=day.weekday())


def in_quiet_weeks(day: dt.date) -> bool:
    """Tell whether a day lies in weeks 28–31, when nobody should be called to a meeting."""
    return FIRST_QUIET_WEEK <= week_of(day)[1] <= LAST_QUIET_WEEK


# Red days and eves


@cache
def red_days(year: int) -> Mapping[dt.date, Text]:
    """Return the year's Swedish public holidays with their names, ordinary Sundays left out.

    Source: lag (1989:253) om allmänna helgdagar, as the `holidays` library keeps it. The library is imported at the
    first call, which takes about 0.3 s.
    """
    import holidays

    swedish = holidays.country_holidays("SE", years=year, language="sv", include_sundays=False)
    english = holidays.country_holidays("SE", years=year, language="en_US", include_sundays=False)
    return MappingProxyType({day: Text(sv=name, en=english[day]) for day, name in sorted(swedish.items())})


def easter(year: int) -> dt.date:
    """Return Easter Sunday (påskdagen)."""
    from dateutil.easter import easter as easter_sunday

    return easter_sunday(year)


def midsummer_eve(year: int) -> dt.date:
    """Return midsommarafton, the Friday between 19 and 25 June."""
    return _on_or_after(dt.date(year, 6, 19), weekday=4)


def all_saints(year: int) -> dt.date:
    """Return alla helgons dag, the Saturday between 31 October and 6 November."""
    return _on_or_after(dt.date(year, 10, 31), weekday=_SATURDAY)


@cache
def eves(year: int) -> Mapping[dt.date, Text]:
    """Return the days before red days that have names of their own; many offices close at noon or earlier on them."""
    sunday = easter(year)
    return MappingProxyType(
        {
            dt.date(year, 1, 5): Text(sv="Trettondagsafton", en="Epiphany Eve"),
            sunday - 3 * _DAY: Text(sv="Skärtorsdagen", en="Maundy Thursday"),
            sunday - _DAY: Text(sv="Påskafton", en="Easter Saturday"),
            dt.date(year, 4, 30): Text(sv="Valborgsmässoafton", en="Walpurgis Night"),
            sunday + 48 * _DAY: Text(sv="Pingstafton", en="Whitsun Eve"),
            midsummer_eve(year): Text(sv="Midsommarafton", en="Midsummer Eve"),
            all_saints(year) - _DAY: Text(sv="Allhelgonaafton", en="All Saints' Eve"),
            dt.date(year, 12, 24): Text(sv="Julafton", en="Christmas Eve"),
            dt.date(year, 12, 31): Text(sv="Nyårsafton", en="New Year's Eve"),
        }
    )


def school_holiday(day: dt.date) -> Text | None:
    """Return the school holiday that a day is likely to lie in, or None; summer is left to the quiet weeks.

    Each municipality decides its own terms (skolförordningen 2011:185, 3 kap. 3 §), so this is the rule that those of
    Stockholm county follow in their läsårstider: sportlov in week 9, höstlov in week 44, jullov from 21 December to 7
    January, and påsklov in the week before Easter or the week after it, of which both are told.
    """
    if day.month == 12 and day.day >= 21:
        return Text(sv="jullov", en="Christmas holidays")
    if day.month == 1 and day.day <= 7:
        return Text(sv="jullov", en="Christmas holidays")
    if week_of(day)[1] == 9:
        return Text(sv="sportlov", en="winter sports holidays")
    if week_of(day)[1] == 44:
        return Text(sv="höstlov", en="autumn holidays")
    weeks = (week_start(day) - week_start(easter(day.year))).days // 7
    return Text(sv="påsklov i många kommuner", en="Easter holidays in many municipalities") if weeks in (0, 1) else None


def red_day(day: dt.date) -> Text | None:
    """Return the name of the public holiday on a day, or None."""
    return red_days(day.year).get(day)


def eve(day: dt.date) -> Text | None:
    """Return the name of the eve on a day, or None."""
    return eves(day.year).get(day)


def occasion(day: dt.date) -> Text | None:
    """Return why a day is unsuitable for a meeting by its name: a public holiday or an eve; else None."""
    return red_day(day) or eve(day)


# Working days


def is_working_day(day: dt.date) -> bool:
    """Tell whether offices work: Monday to Friday, no public holiday, and not midsummer, Christmas or New Year's Eve.

    The three eves count as Sundays in lag (1930:173) om beräkning av lagstadgad tid.
    """
    closed = (midsummer_eve(day.year), dt.date(day.year, 12, 24), dt.date(day.year, 12, 31))
    return day.weekday() < _SATURDAY and day not in closed and day not in red_days(day.year)


def is_office_day(day: dt.date) -> bool:
    """Tell whether people can be expected to read what they are sent: a working day outside weeks 28–31."""
    return is_working_day(day) and not in_quiet_weeks(day)


def add_working_days(day: dt.date, count: int) -> dt.date:
    """Return the day that lies `count` working days after `day`, or before it when `count` is negative."""
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def is_squeeze_day(day: dt.date) -> bool:
    """Tell whether a day is a klämdag: a working day alone between days off."""
    return is_working_day(day) and not is_working_day(day - _DAY) and not is_working_day(day + _DAY)


def next_squeeze_day(day: dt.date) -> dt.date:
    """Return the first klämdag after `day`."""
    day += _DAY
    while not is_squeeze_day(day):
        day += _DAY
    return day


def name_of_week(day: dt.date, lang: Lang) -> str:
    """Return the week of a day as it is written: "v. 2" or "week 2"."""
    week = week_of(day)[1]
    return f"v. {week}" if lang == "sv" else f"week {week}"


def _on_or_after(day: dt.date, weekday: int) -> dt.date:
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)
