"""The pieces of a day expression, how they fit together, and which day they come to."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Literal

from dateutil.relativedelta import relativedelta

from bot.core import calendar

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)

Relation = Literal["coming", "next", "after_next", "this"]
Offset = tuple[int, str]
"""A count and a unit of `words.UNITS`."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both counted in; `fuzzy` when any of them was meant."""

    start: dt.date
    end: dt.date
    fuzzy: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """The pieces of a day expression that have been read so far; each is None until somebody wrote it.

    `date` is certain, `until` the last day when it begins a stretch. `around` are the days that "before" and
    "after" count from, when they are others. `week` and `until_week` are Mondays. `dom` is a day of a month not named.
    `nth` is an ordinal whose month is still to come. `to` ends a stretch.
    `wrong` is a date that does not exist, `gone` one that has been.
    """

    weekday: int | None = None
    relation: Relation | None = None
    date: dt.date | None = None
    until: dt.date | None = None
    around: tuple[dt.date, dt.date] | None = None
    week: dt.date | None = None
    until_week: dt.date | None = None
    window: Stretch | None = None
    dom: int | None = None
    offset: Offset | None = None
    nth: tuple[int, int | str] | None = None
    to: "Day | None" = None
    wrong: bool | None = None
    gone: bool | None = None

    def with_pieces_of(self, other: "Day") -> "Day | None":
        """Return both sets of pieces as one expression, or None when they cannot belong to the same one."""
        merged = self
        for field in fields(Day):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if theirs is None or mine == theirs:
                continue
            if mine is not None:
                return None
            merged = replace(merged, **{field.name: theirs})
        return merged if _fits(merged) else None


@dataclass(frozen=True, slots=True)
class Found:
    """The days that an expression came to: one day when `end` is None; `first` and `last` bound what is named."""

    start: dt.date
    end: dt.date | None
    fuzzy: bool
    first: dt.date
    last: dt.date
    kind: Literal["day", "week", "window"] = "day"


def _fits(day: Day) -> bool:
    anchors = sum(piece is not None for piece in (day.date, day.window))
    return anchors < 2 and not (day.window is not None and day.week is not None)


def find(day: Day, today: dt.date) -> Found | None:
    """Return the days meant, none before `today`; None when they do not exist, contradict each other or are past."""
    if day.wrong or day.gone:
        return None
    try:
        found = next((rule(day, today) for applies, rule in _RULES if applies(day)), None)
        if found is not None and day.to is not None:
            found = _stretched(found, day.to)
    except (ValueError, OverflowError):
        return None
    if found is None or (found.end or found.start) < today:
        return None
    return replace(found, start=max(found.start, today)) if found.end else found


def _one(day: dt.date) -> Found:
    return Found(day, None, False, day, day)


def _many(start: dt.date, end: dt.date, kind: Literal["day", "week", "window"], *, fuzzy: bool = False) -> Found:
    return Found(start, end if end > start else None, fuzzy, start, end, kind)


def _dated(day: Day, today: dt.date) -> Found | None:
    assert day.date is not None  # noqa: S101 - the table of rules has asked
    date = day.date if day.offset is None else moved(day.date, day.offset)
    contradicted = (
        (day.weekday is not None and date.weekday() != day.weekday)
        or (day.week is not None and date.isocalendar().week != day.week.isocalendar().week)
        or (day.dom is not None and date.day != day.dom)
    )
    if contradicted or (day.until is not None and day.until < date):
        return None
    if day.until is not None:
        return _many(date, day.until, "day")
    first, last = day.around or (date, date)
    return Found(date, None, False, first, last) if date >= today else None


def _in_week(day: Day, _: dt.date) -> Found | None:
    assert day.week is not None  # noqa: S101
    if day.dom is not None:
        days = [day.week + n * DAY for n in range(7)]
        hits = [d for d in days if d.day == day.dom and day.weekday in (None, d.weekday())]
        return _one(hits[0]) if hits else None
    if day.weekday is not None:
        return _one(day.week + day.weekday * DAY)
    return _many(day.week, (day.until_week or day.week) + 6 * DAY, "week")


def _in_window(day: Day, today: dt.date) -> Found | None:
    assert day.window is not None  # noqa: S101
    window = day.window
    if day.dom is not None:
        date = window.start.replace(day=day.dom)
        return _one(date) if day.weekday in (None, date.weekday()) else None
    if day.weekday is not None:
        date = on_or_after(max(window.start, today), day.weekday)
        return _one(date) if date <= window.end else None
    found = _many(window.start, window.end, "window", fuzzy=window.fuzzy)
    return found if day.around is None else replace(found, first=day.around[0], last=day.around[1])


def _of_month(day: Day, today: dt.date) -> Found | None:
    assert day.dom is not None  # noqa: S101
    month = today.replace(day=1)
    for _ in range(14):
        date = day_of(month, day.dom)
        if date is not None and date >= today and day.weekday in (None, date.weekday()):
            return _one(date)
        month += relativedelta(months=1)
    return None


def _on_weekday(day: Day, today: dt.date) -> Found | None:
    assert day.weekday is not None  # noqa: S101
    this_week = calendar.week_start(today) + day.weekday * DAY
    shift = {"next": WEEK, "after_next": 2 * WEEK, "this": 0 * WEEK}.get(day.relation or "")
    date = on_or_after(today + DAY, day.weekday) if shift is None else this_week + shift
    if day.offset is not None:
        count, unit = day.offset
        date = on_or_after(moved(today, day.offset), day.weekday) if unit == "month" else moved(date, (count, unit))
    return _one(date)


def _after_offset(day: Day, today: dt.date) -> Found | None:
    assert day.offset is not None  # noqa: S101
    return _one(moved(today, day.offset))


_RULES: tuple[tuple[Callable[[Day], bool], Callable[[Day, dt.date], Found | None]], ...] = (
    (lambda d: d.date is not None, _dated),
    (lambda d: d.week is not None, _in_week),
    (lambda d: d.window is not None, _in_window),
    (lambda d: d.dom is not None, _of_month),
    (lambda d: d.weekday is not None, _on_weekday),
    (lambda d: d.offset is not None, _after_offset),
)


def _stretched(found: Found, to: Day) -> Found | None:
    end = find(to, found.start)
    if end is None or end.last <= found.start:
        return None
    return _many(found.start, end.last, "day")


def moved(day: dt.date, offset: Offset) -> dt.date:
    """Return the day an offset away; ValueError or OverflowError beyond the calendar."""
    count, unit = offset
    if abs(count) > 4000:
        raise ValueError("Nobody books that far ahead")
    if unit == "workday":
        return calendar.add_working_days(day, count)
    return {
        "day": lambda: day + count * DAY,
        "week": lambda: day + count * WEEK,
        "month": lambda: day + relativedelta(months=count),
        "year": lambda: day + relativedelta(years=count),
    }[unit]()


def on_or_after(day: dt.date, weekday: int) -> dt.date:
    """Return the first such weekday that is not before `day`."""
    return day + (weekday - day.weekday()) % 7 * DAY


def day_of(month: dt.date, number: int) -> dt.date | None:
    """Return the numbered day of the month that `month` lies in; None when the month has no such day."""
    try:
        return month.replace(day=number)
    except ValueError:
        return None


def month_end(day: dt.date) -> dt.date:
    """Return the last day of a month."""
    return day.replace(day=1) + relativedelta(months=1) - DAY


def month_of(first: dt.date) -> Stretch:
    """Return a month as a stretch of days."""
    return Stretch(first, month_end(first))


def nth_in(start: dt.date, end: dt.date, nth: int, what: int | str) -> dt.date | None:
    """Return the nth weekday (0 is Monday), "day" or "workday" of a stretch; negative counts from its end.

    None when the stretch has too few of them.
    """
    days = [start + n * DAY for n in range((end - start).days + 1)]
    if isinstance(what, int):
        days = [d for d in days if d.weekday() == what]
    elif what == "workday":
        days = [d for d in days if calendar.is_working_day(d)]
    index = nth - 1 if nth > 0 else nth
    return days[index] if -len(days) <= index < len(days) else None
