"""Who comes too often is told so once and rests, and nobody else is touched."""

import datetime as dt
import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from bot.core.pace import Comers, Heard, Pace, Spent, come

PACE = Pace(at_once=5, every_seconds=2.0)
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)

WAITS = st.lists(st.floats(0, 30, allow_nan=False), max_size=80)


def heard_at(instants: list[float]) -> list[Heard]:
    spent: Spent | None = None
    heard = []
    for at in instants:
        spent, said = come(PACE, spent, at)
        heard.append(said)
    return heard


def summed(waits: list[float]) -> list[float]:
    at, instants = 0.0, []
    for wait in waits:
        at += wait
        instants.append(at)
    return instants


def test_so_many_at_once_and_then_one_word_and_then_none() -> None:
    assert heard_at([0.0] * 8) == [Heard.YES] * 5 + [Heard.NO_MORE] + [Heard.NOT_YET] * 2


def test_after_the_rest_all_is_theirs_again() -> None:
    rested = [0.0] * 6 + [9.9] + [10.0] * 6
    assert heard_at(rested)[5:] == [Heard.NO_MORE, Heard.NOT_YET] + [Heard.YES] * 5 + [Heard.NO_MORE]


def test_who_keeps_the_pace_is_always_heard() -> None:
    assert set(heard_at([0.0] * 5 + [2.0 * number for number in range(1, 200)])) == {Heard.YES}


@given(WAITS)
def test_never_more_than_the_pace_in_any_span(waits: list[float]) -> None:
    instants = summed(waits)
    taken = [at for at, heard in zip(instants, heard_at(instants), strict=True) if heard is Heard.YES]
    for first, begun in enumerate(taken):
        for last in range(first, len(taken)):
            most = PACE.at_once + (taken[last] - begun) / PACE.every_seconds
            assert last - first + 1 <= most + 1e-6


@given(WAITS)
def test_the_word_comes_at_most_once_a_rest(waits: list[float]) -> None:
    instants = summed(waits)
    told = [at for at, heard in zip(instants, heard_at(instants), strict=True) if heard is Heard.NO_MORE]
    assert all(later - earlier >= PACE.rest_seconds for earlier, later in itertools.pairwise(told))


@given(WAITS)
def test_who_waits_for_a_rest_is_heard(waits: list[float]) -> None:
    instants = summed(waits)
    assert heard_at([*instants, (instants[-1] if instants else 0.0) + PACE.rest_seconds])[-1] is Heard.YES


def test_a_clock_that_is_set_back_silences_nobody() -> None:
    told = heard_at([86_400.0] * 6 + [0.0] * 5)
    assert told[5] is Heard.NO_MORE
    assert told[6:] == [Heard.YES] * 5


def test_each_is_counted_alone_and_the_quiet_are_forgotten() -> None:
    comers = Comers(PACE, remembered=100)
    assert [comers.come("anna", NOW) for _ in range(6)][-1] is Heard.NO_MORE
    assert comers.come("bo", NOW) is Heard.YES
    assert comers.come("anna", NOW) is Heard.NOT_YET
    for number in range(300):
        comers.come(f"somebody {number}", NOW)
    assert comers.remembered == 100
    later = NOW + dt.timedelta(minutes=1)
    for number in range(100):
        comers.come("anna", later + dt.timedelta(seconds=number * 3))
    assert comers.remembered == 1


def test_coming_costs_microseconds_however_many_there_are() -> None:
    comers = Comers(PACE)
    for number in range(12_000):
        comers.come(f"somebody {number}", NOW)
    begun = time.process_time()
    for number in range(10_000):
        comers.come(f"somebody {number % 1_000}", NOW)
    assert (time.process_time() - begun) / 10_000 < 50e-6
    assert comers.remembered == 10_000
