"""Dates as people here write them."""

import datetime as dt

from bot.core import calendar
from bot.core.text import Lang

_DAYS: dict[Lang, tuple[str, ...]] = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: dict[Lang, tuple[str, ...]] = {
    "sv": (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_NEAR: dict[Lang, tuple[str, str]] = {"sv": ("i dag", "i morgon"), "en": ("today", "tomorrow")}
_SOON = 7  # days within which a weekday alone says which day is meant
_YEAR_SAID = 300  # days beyond which a date without a year is hard to place


def write_date(day: dt.date, lang: Lang, now: dt.datetime, *, week: bool = True) -> str:
    """Return a date in full: "torsdag 14 januari (v. 2)", with the year only when it would be in doubt.

    Args:
        day: A date, or a datetime whose Stockholm date is written.
        lang: The language to write in.
        now: When it is read; aware, or naive Stockholm time.
        week: Whether to add the ISO week.
    """
    date = calendar.local_day(day) if isinstance(day, dt.datetime) else day
    today = calendar.local_day(now)
    year = (
        f" {date.year}"
        if not today <= date <= today + dt.timedelta(days=_YEAR_SAID) and date.year != today.year
        else ""
    )
    written = f"{_DAYS[lang][date.weekday()]} {date.day} {_MONTHS[lang][date.month - 1]}{year}"
    return f"{written} ({calendar.name_of_week(date, lang)})" if week else written


def write_day_of_year(day: dt.date, lang: Lang) -> str:
    """Return a date as it stands in a source: "14 januari 2027"; a datetime is written as its Stockholm date."""
    date = calendar.local_day(day) if isinstance(day, dt.datetime) else day
    return f"{date.day} {_MONTHS[lang][date.month - 1]} {date.year}"


def write_moment(start: dt.date, end: dt.date | None, lang: Lang, now: dt.datetime) -> str:
    """Return a day or a meeting's time: "torsdag 14 januari (v. 2) kl. 9–11", and "på torsdag kl. 9–11" within a week.

    Args:
        start: A date, or a datetime (aware, or naive Stockholm time).
        end: None, or of the same kind as `start`: the last day, or the moment when it ends.
        lang: The language to write in.
        now: When it is read; aware, or naive Stockholm time.
    """
    if not isinstance(start, dt.datetime):
        return _write_days(start, end, lang, now)
    begins = calendar.to_local(start)
    ends = calendar.to_local(end) if isinstance(end, dt.datetime) else None
    day = _write_near(begins.date(), lang, now)
    if ends is not None and ends.date() != begins.date() and ends.time() != dt.time():
        until = f"{write_date(ends, lang, now, week=False)} {_hours(ends, None, lang)}"
        return f"{day} {_hours(begins, None, lang)} – {until}"
    return f"{day} {_hours(begins, ends, lang)}"


def _write_days(start: dt.date, end: dt.date | None, lang: Lang, now: dt.datetime) -> str:
    if end is None or end <= start:
        return _write_near(start, lang, now)
    if start.weekday() == 0 and (end - start).days in (4, 6):
        week = calendar.name_of_week(start, lang)
        return f"{week} ({_write_stretch(start, end, lang, now)})"
    return _write_stretch(start, end, lang, now)


def _write_stretch(start: dt.date, end: dt.date, lang: Lang, now: dt.datetime) -> str:
    months = _MONTHS[lang]
    year = f" {end.year}" if end > calendar.local_day(now) + dt.timedelta(days=_YEAR_SAID) else ""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {months[end.month - 1]}{year}"
    return f"{start.day} {months[start.month - 1]} – {end.day} {months[end.month - 1]}{year}"


def _write_near(day: dt.date, lang: Lang, now: dt.datetime) -> str:
    ahead = (day - calendar.local_day(now)).days
    if ahead in (0, 1):
        return _NEAR[lang][ahead]
    if 1 < ahead < _SOON:
        return f"{'på' if lang == 'sv' else 'on'} {_DAYS[lang][day.weekday()]}"
    return write_date(day, lang, now)


def _hours(start: dt.datetime, end: dt.datetime | None, lang: Lang) -> str:
    if lang == "sv":
        until = "" if end is None else "–24" if end.time() == dt.time() else f"–{_figures(end.hour, end.minute, '.')}"
        return f"kl. {_figures(start.hour, start.minute, '.')}{until}"
    if end is None:
        return f"at {_english(start)}"
    same_half = (start.hour < 12) == (end.hour < 12) and end.time() != dt.time() and start.time() != dt.time(12)
    first = _figures((start.hour - 1) % 12 + 1, start.minute, ":") if same_half else _english(start)
    return f"{first}–{_english(end)}"


def _english(at: dt.datetime) -> str:
    if at.time() == dt.time(12):
        return "12 noon"
    if at.time() == dt.time():
        return "midnight"
    return f"{_figures((at.hour - 1) % 12 + 1, at.minute, ':')} {'am' if at.hour < 12 else 'pm'}"


def _figures(hour: int, minute: int, sign: str) -> str:
    return f"{hour}{sign}{minute:02d}" if minute else f"{hour}"
