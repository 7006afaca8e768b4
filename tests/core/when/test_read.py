import datetime as dt

import pytest

from bot.core import calendar
from bot.core.when import Moment, answer_line, read
from bot.core.when.loose import read_absolute

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=calendar.STOCKHOLM)


def start(text: str, now: dt.datetime = NOW) -> dt.date | None:
    moment = read(text, now)
    return None if moment is None else moment.start


def test_now_may_be_given_in_any_zone_or_as_stockholm_time() -> None:
    utc = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)  # half past midnight on the 24th in Stockholm

    assert start("imorgon", utc) == dt.date(2026, 11, 25)
    assert start("imorgon", utc.replace(tzinfo=None)) == dt.date(2026, 11, 24)


def test_a_time_is_aware_and_in_stockholm() -> None:
    at = start("torsdag 17 juni kl 9")

    assert isinstance(at, dt.datetime)
    assert at.astimezone(dt.UTC) == dt.datetime(2027, 6, 17, 7, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("boka klimatstrategerna tors v 3 kl 9-11 i Salem", "tors v 3 kl 9-11"),
        ("Svar senast den 28 februari, tack", "senast den 28 februari"),
        ("möte varannan tisdag kl 9 med kansliet", "varannan tisdag kl 9"),
        ("Let's meet on Jan 14 at 9:30 in Salem", "Jan 14 at 9:30"),
    ],
)
def test_the_span_says_what_was_read(text: str, found: str) -> None:
    moment = read(text, NOW)

    assert moment is not None
    assert text[slice(*moment.span)] == found


def test_a_window_is_fuzzy_and_a_week_is_not() -> None:
    window, week = read("i början av februari", NOW), read("vecka 6", NOW)

    assert window is not None
    assert window.fuzzy
    assert week is not None
    assert not week.fuzzy


@pytest.mark.parametrize(
    "text", ["tis 1/12 kl 9", "tisdag v. 49 kl 9", "TISDAG DEN 1 DECEMBER KL 9", "tisdag 1 dec, kl. 9.00"]
)
def test_many_ways_say_the_same(text: str) -> None:
    assert start(text) == dt.datetime(2026, 12, 1, 9, 0, tzinfo=calendar.STOCKHOLM)


def test_letters_with_loose_diacritics_are_the_same_letters() -> None:
    assert start("lo\u0308rdag") == start("lördag") == start("lordag") == dt.date(2026, 11, 28)


def test_one_slip_of_the_finger_is_forgiven() -> None:
    assert start("trosdag kl 9") == start("torsdag kl 9")
    assert start("14 janauri") == start("14 januari")


def test_a_weekday_that_contradicts_its_date_is_asked_about() -> None:
    assert start("onsdag 14 januari") is None


@pytest.mark.parametrize(
    "text",
    [
        "man kan undra",
        "jag är fri",
        "my son sat in the sun",
        "we may march on",
        "Jan skriver",
        "jul i tunneln 3",
        "maj",
    ],
)
def test_everyday_words_are_not_short_days_and_months(text: str) -> None:
    moment = read(text, NOW)

    assert moment is None or text in ("maj", "jul i tunneln 3")


class TestLooseForms:
    """dateparser's part: whole dates in forms that the grammar has no rule for, and never against a refusal."""

    def test_a_whole_date_of_another_kind_is_read(self) -> None:
        assert start("14 tammikuuta 2027") == dt.date(2027, 1, 14)

    def test_a_date_without_its_year_is_never_left_to_it(self) -> None:
        assert read_absolute("15 tammikuuta", NOW.replace(tzinfo=None)) is None

    @pytest.mark.parametrize(
        "text",
        [
            "31 november 2027",
            "32 januari 2027",
            "torsdag den 15 januari 2027",
            "vecka 54 2027",
            "14 januari 2025",
            "30 february 2027",
        ],
    )
    def test_it_never_overrides_a_refusal(self, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        monkeypatch.setattr("bot.core.when.loose.read_absolute", lambda text, _: asked.append(text))

        assert start(text) is None
        assert asked == []


class TestAnswerLine:
    def test_the_contract(self) -> None:
        assert answer_line({"text": "varannan onsdag 10-12", "now": "2026-11-23T09:00"}) == {
            "start": "2026-11-25T10:00",
            "end": "2026-11-25T12:00",
            "rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        }
        assert answer_line({"text": "imorgon", "now": "2026-11-23T09:00"}) == {
            "start": "2026-11-24",
            "end": None,
            "rrule": None,
        }
        assert answer_line({"text": "vecka 54", "now": "2026-11-23T09:00"}) is None

    @pytest.mark.parametrize(
        "request_",
        [{}, {"text": 3, "now": "2026-11-23T09:00"}, {"text": "imorgon"}, {"text": "imorgon", "now": "snart"}],
    )
    def test_a_malformed_request_is_told_plainly(self, request_: dict[str, object]) -> None:
        with pytest.raises(ValueError, match=r'"(text|now)"'):
            answer_line(request_)


def test_a_moment_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Moment(dt.date(2027, 1, 14), dt.date(2027, 1, 14))
