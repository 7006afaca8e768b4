# ruff: noqa: E501
import datetime as dt

import pytest

from bot.core import calendar
from bot.core.text import Lang
from bot.core.when import write_date, write_moment

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=calendar.STOCKHOLM)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=calendar.STOCKHOLM)


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        ("2027-01-14T09:00", "2027-01-14T11:00", "torsdag 14 januari (v. 2) kl. 9–11", "Thursday 14 January (week 2) 9–11 am"),
        ("2027-01-14T09:30", "2027-01-14T11:00", "torsdag 14 januari (v. 2) kl. 9.30–11", "Thursday 14 January (week 2) 9:30–11 am"),
        ("2027-01-14T11:00", "2027-01-14T13:00", "torsdag 14 januari (v. 2) kl. 11–13", "Thursday 14 January (week 2) 11 am–1 pm"),
        ("2026-11-23T13:00", "2026-11-23T15:00", "i dag kl. 13–15", "today 1–3 pm"),
        ("2026-11-24T08:15", None, "i morgon kl. 8.15", "tomorrow at 8:15 am"),
        ("2026-11-26T09:00", "2026-11-26T11:00", "på torsdag kl. 9–11", "on Thursday 9–11 am"),
        ("2026-11-30T12:00", None, "måndag 30 november (v. 49) kl. 12", "Monday 30 November (week 49) at 12 noon"),
        ("2028-01-13T09:00", None, "torsdag 13 januari 2028 (v. 2) kl. 9", "Thursday 13 January 2028 (week 2) at 9 am"),
        ("2026-11-27T20:00", "2026-11-28T00:00", "på fredag kl. 20–24", "on Friday 8 pm–midnight"),
    ],
)  # fmt: skip
def test_a_meeting_is_written_as_people_here_do(start: str, end: str | None, swedish: str, english: str) -> None:
    until = None if end is None else at(end)

    assert write_moment(at(start), until, "sv", NOW) == swedish
    assert write_moment(at(start), until, "en", NOW) == english


def test_an_instant_is_written_in_stockholm_time() -> None:
    assert (
        write_moment(dt.datetime(2027, 6, 17, 7, 0, tzinfo=dt.UTC), None, "sv", NOW) == "torsdag 17 juni (v. 24) kl. 9"
    )


@pytest.mark.parametrize(
    ("start", "end", "lang", "written"),
    [
        ("2027-02-08", "2027-02-14", "sv", "v. 6 (8–14 februari)"),
        ("2027-02-08", "2027-02-12", "en", "week 6 (8–12 February)"),
        ("2026-12-21", "2026-12-23", "sv", "21–23 december"),
        ("2026-12-28", "2027-01-03", "sv", "v. 53 (28 december – 3 januari)"),
        ("2027-02-28", None, "sv", "söndag 28 februari (v. 8)"),
        ("2026-11-24", None, "en", "tomorrow"),
    ],
)
def test_days_are_written_with_their_week(start: str, end: str | None, lang: Lang, written: str) -> None:
    last = None if end is None else dt.date.fromisoformat(end)

    assert write_moment(dt.date.fromisoformat(start), last, lang, NOW) == written


def test_a_date_in_the_past_carries_its_year_when_it_is_another() -> None:
    assert write_date(dt.date(2021, 1, 14), "sv", NOW) == "torsdag 14 januari 2021 (v. 2)"
    assert write_date(dt.date(2026, 9, 14), "sv", NOW, week=False) == "måndag 14 september"
