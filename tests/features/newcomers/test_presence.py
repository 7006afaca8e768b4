"""Who is in a team, whatever the order in which events and rosters come."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn import Person
from bot.features.newcomers.presence import SHORT_ABSENCE, News, Presence, added, listed, removed, unlisted

START = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
ANNA = Person("anna", "29:anna", "Anna Ek")
HOUR = dt.timedelta(hours=1)

steps = st.lists(
    st.tuples(st.sampled_from(["added", "removed", "listed", "unlisted"]), st.integers(0, 72)), max_size=30
)


def _play(told: list[tuple[str, int]]) -> list[tuple[str, News, Presence | None, dt.datetime]]:
    known: Presence | None = None
    at, seen = START, []
    for what, hours in told:
        at += hours * HOUR
        match what:
            case "added":
                known, news = added(known, "team", ANNA, at)
            case "removed":
                known, news = removed(known, "team", ANNA, at)
            case "listed":
                known, news = listed(known, "team", ANNA, at, first=False)
            case _ if known:
                after, news = unlisted(known, at)
                known = None if news is News.NEVER_CAME else after
            case _:
                continue
        seen.append((what, news, known, at))
    return seen


@given(steps)
def test_nobody_comes_twice_without_having_left_for_more_than_a_day(told: list[tuple[str, int]]) -> None:
    there, gone_at = False, None
    for _, news, _, at in _play(told):
        if news is News.ARRIVED:
            assert not there
            assert gone_at is None or at - gone_at > SHORT_ABSENCE
        if news in {News.ARRIVED, News.BACK}:
            there, gone_at = True, None
        elif news is News.GONE:
            there, gone_at = False, at
        elif news is News.NEVER_CAME:
            there, gone_at = False, None


@given(steps)
def test_what_was_told_twice_is_told_once(told: list[tuple[str, int]]) -> None:
    once = [news for _, news, _, _ in _play(told) if news is not News.NOTHING]
    doubled = [step for what, hours in told for step in ((what, hours), (what, 0))]
    assert [news for _, news, _, _ in _play(doubled) if news is not News.NOTHING] == once


@given(steps)
def test_who_is_listed_is_there(told: list[tuple[str, int]]) -> None:
    for what, _, known, _ in _play(told):
        if what == "listed" and known:
            assert known.gone_at is None


def test_those_who_were_there_at_the_first_look_are_not_new() -> None:
    known, news = listed(None, "team", ANNA, START, first=True)
    assert (news, known.since) == (News.NOTHING, None)
    assert listed(None, "team", ANNA, START, first=False)[1] is News.ARRIVED


def test_an_event_that_no_roster_confirms_was_false() -> None:
    known, _ = added(None, "team", ANNA, START)
    assert unlisted(known, START + HOUR)[1] is News.NEVER_CAME
    sure, _ = listed(known, "team", ANNA, START + HOUR, first=False)
    assert unlisted(sure, START + 2 * HOUR)[1] is News.GONE


def test_a_removal_that_the_roster_denies_is_taken_back() -> None:
    known, _ = listed(None, "team", ANNA, START, first=True)
    gone, _ = removed(known, "team", ANNA, START + HOUR)
    back, news = listed(gone, "team", ANNA, START + 19 * HOUR, first=False)
    assert (news, back.gone_at) == (News.BACK, None)
