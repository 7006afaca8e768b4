"""What holds for every text and every day."""

import datetime as dt
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core import calendar
from bot.core.text import LANGS, Lang
from bot.core.when import Moment, read, write_date, write_moment
from bot.core.when.words import DASHES, MONTHS, NUMBERS, ORDINALS, PLURAL_DAYS, UNITS, WEEKDAYS

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=calendar.STOCKHOLM)
NOWS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2040, 12, 31)).map(  # noqa: DTZ001 - made local at once
    lambda naive: calendar.to_utc(naive).astimezone(calendar.STOCKHOLM)
)
# ruff: noqa: E501
VOCABULARY = [
    *sorted(WEEKDAYS), *sorted(MONTHS), *sorted(NUMBERS), *sorted(ORDINALS), *sorted(PLURAL_DAYS), *sorted(UNITS), *sorted(DASHES),
    *"idag imorgon i övermorgon nästa denna vecka v. v veckan helgen kl klockan halv kvart över i på om inom före efter innan senast".split(),
    *"till och med från mellan varje varannan var udda jämna veckor början mitten slutet av jul påsk midsommar nyår lunch fm em".split(),
    *"förmiddag eftermiddag kväll next this every other half past to from by before after the of am pm : . , / ? flytta inte".split(),
    *"0 1 2 3 7 9 10 12 13 14 24 25 30 31 32 53 54 99 2026 2027 0930 1330 20270114 270114 28 mars 2027 2.30 sedan igår förra".split(),
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join)


def check(moment: Moment | None, now: dt.datetime, text: str) -> None:
    if moment is None:
        return
    local = calendar.to_local(now)
    for point in (moment.start, moment.end):
        if isinstance(point, dt.datetime):
            assert point.tzinfo is calendar.STOCKHOLM
            assert calendar.exists(point)
            assert point.replace(tzinfo=None) >= local.replace(second=0, microsecond=0, tzinfo=None)
        elif point is not None:
            assert point >= local.date()
    if moment.end is not None:
        assert moment.end > moment.start
    first, last = moment.span
    assert 0 <= first < last <= len(text)


@given(text=st.text(max_size=80), now=NOWS)
def test_any_text_at_all_is_read_or_refused(text: str, now: dt.datetime) -> None:
    check(read(text, now), now, text)


@settings(max_examples=400)
@given(text=SENTENCES, now=NOWS, lang=st.sampled_from([None, *LANGS]))
@example(text="28 mars 2027 kl 2.30", now=NOW, lang="sv")
@example(text="om 99999999 veckor", now=NOW, lang="sv")
@example(text="varje 31 februari", now=NOW, lang="sv")
@example(text="i helgen", now=dt.datetime(2026, 11, 29, 9, 0, tzinfo=calendar.STOCKHOLM), lang="sv")
@example(text="0 minuter på måndag kl 17", now=NOW, lang="sv")
@example(text="i juni", now=dt.datetime(2026, 6, 30, 9, 0, tzinfo=calendar.STOCKHOLM), lang="sv")
def test_words_of_time_in_any_order_give_nothing_past_and_nothing_backwards(
    text: str, now: dt.datetime, lang: Lang | None
) -> None:
    check(read(text, now, lang), now, text)


@given(days=st.integers(1, 360), lang=st.sampled_from(LANGS), now=NOWS)
def test_a_written_date_is_read_as_the_same_date(days: int, lang: Lang, now: dt.datetime) -> None:
    day = now.date() + dt.timedelta(days=days)

    moment = read(write_date(day, lang, now), now, lang)

    assert moment is not None
    assert moment.start == day


@given(
    days=st.integers(1, 360), hour=st.integers(7, 18), minute=st.sampled_from([0, 15, 30, 45]), lang=st.sampled_from(LANGS), now=NOWS
)  # fmt: skip
def test_a_written_meeting_is_read_as_the_same_meeting(
    days: int, hour: int, minute: int, lang: Lang, now: dt.datetime
) -> None:
    start = dt.datetime.combine(now.date() + dt.timedelta(days=days), dt.time(hour, minute), calendar.STOCKHOLM)
    end = start + dt.timedelta(hours=2)

    moment = read(write_moment(start, end, lang, now), now, lang)

    assert moment is not None
    assert (moment.start, moment.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "1" * 100_000,
        "1." * 50_000,
        "kl 9 " * 20_000,
        "före " * 20_000,
        "två veckor före " * 6_000,
        "första måndagen efter " * 5_000,
        "torsdag till " * 8_000,
        "en timme och " * 8_000,
        "i " * 50_000,
        "😀" * 100_000,
        "o\u0308" * 50_000,
    ],
    ids=lambda text: text[:16],
)
def test_a_very_long_text_is_read_quickly(text: str) -> None:
    started = time.perf_counter()
    check(read(text, NOW), NOW, text)

    assert time.perf_counter() - started < 0.5


def test_what_stands_after_the_part_that_is_read_changes_nothing() -> None:
    assert read("torsdag kl 9 " + "x" * 5_000 + " fredag kl 10", NOW) == read("torsdag kl 9", NOW)
