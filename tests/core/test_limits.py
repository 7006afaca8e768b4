import datetime as dt
import math
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.limits import CONVERSATION, EVERYWHERE, Limiter, Window

SECOND = 1_000_000
START = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def after(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def most_within(instants: Sequence[float], span: float) -> int:
    return max((sum(1 for other in instants if 0 <= other - start < span) for start in instants), default=0)


wants = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from([0.0, 0.0, 0.01, 0.2, 0.9, 1.0, 3.0, 40.0, 3601.0])),
    max_size=150,
)


@given(wants)
@example([("a", pause) for pause in (0.01, 1.0, 0.0, 0.2, 0.9, 0.9)])
def test_no_window_is_ever_exceeded_and_the_told_wait_is_enough(wanted: list[tuple[str, float]]) -> None:
    windows, everywhere = (Window(3, 1.0), Window(4, 2.0), Window(9, 30.0)), (Window(5, 1.0),)
    limiter = Limiter(windows, everywhere, slack_seconds=0.0)
    # In whole microseconds, as instants are: sums of floats made 3.01 - 1.01 less than the two seconds of a window.
    now, sent = 0, []
    for lane, pause in wanted:
        now += round(pause * SECOND)
        wait = limiter.take(lane, START + dt.timedelta(microseconds=now))
        if wait > 0:
            now += math.ceil(wait * SECOND) + 1
            assert limiter.take(lane, START + dt.timedelta(microseconds=now)) == 0
        sent.append((lane, now))
    for window in windows:
        for lane in "abc":
            assert most_within([at for each, at in sent if each == lane], window.seconds * SECOND) <= window.count
    for window in everywhere:
        assert most_within([at for _, at in sent], window.seconds * SECOND) <= window.count


def test_making_a_conversation_is_a_request_more_and_waits_until_there_is_room_for_both() -> None:
    limiter = Limiter(conversation=(), everywhere=(Window(3, 1.0),), slack_seconds=0.0)
    assert limiter.take("a", after(0.0)) == 0
    assert limiter.take("b", after(0.5), makes_it=True) == 0
    assert limiter.take("c", after(0.9)) == pytest.approx(0.1, abs=1e-6)
    assert limiter.take("c", after(1.0), makes_it=True) == pytest.approx(0.5, abs=1e-6)
    assert limiter.take("c", after(1.0)) == 0


def test_one_conversation_gets_what_teams_allows_and_no_more() -> None:
    limiter, now, sent = Limiter(), 0.0, []
    while now < 3_700:
        wait = limiter.take("chat", after(now))
        if wait:
            now += wait + 1e-6
        else:
            sent.append(now)
    assert [most_within(sent, window.seconds) for window in CONVERSATION] == [7, 8, 60, 1_800]


def test_all_conversations_together_get_fifty_a_second() -> None:
    limiter = Limiter()
    assert sum(limiter.take(f"chat {number}", START) == 0 for number in range(80)) == EVERYWHERE[0].count
    assert limiter.room(START) == 0
    assert 1.0 <= limiter.wait_everywhere(START) < 1.1
    assert limiter.room(after(1.1)) == 50


def test_a_conversation_that_must_be_made_costs_a_request_more() -> None:
    limiter = Limiter()
    assert sum(limiter.take(f"person {number}", START, makes_it=True) == 0 for number in range(80)) == 25


@pytest.mark.parametrize("senders", [1, 2, 4])
def test_several_senders_stay_within_the_limits_together(senders: int) -> None:
    limiters = [Limiter() for _ in range(senders)]
    for limiter in limiters:
        limiter.share_among(senders)
    assert sum(limiter.take(f"chat {n}", START) == 0 for limiter in limiters for n in range(60)) <= 50
    assert sum(limiter.take("one chat", after(9)) == 0 for limiter in limiters for _ in range(10)) <= 7


def test_a_429_pauses_one_conversation_or_all() -> None:
    limiter = Limiter()
    limiter.pause(20, START, "a")
    assert limiter.wait("a", after(5)) == 15
    assert limiter.take("b", after(5)) == 0
    limiter.pause(10, after(5))
    assert limiter.room(after(6)) == 0
    assert limiter.paused_seconds(after(6)) == 9
    assert limiter.take("b", after(6)) == 9
    assert limiter.take("b", after(15)) == 0
    assert limiter.take("a", after(20)) == 0


def test_when_many_conversations_are_refused_all_wait() -> None:
    limiter = Limiter()
    for number in range(4):
        limiter.refused("a", 20, after(number))
        limiter.refused(f"b{number}", 20, after(number))
    assert limiter.paused_seconds(after(4)) == 20 - 1


def test_a_few_refusals_among_many_answers_pause_their_own_conversations_alone() -> None:
    limiter = Limiter()
    for number in range(100):
        limiter.refused(f"a{number}", 20, START)
        limiter.accepted()
        limiter.accepted()
    assert limiter.paused_seconds(START) == 0
    assert limiter.wait("a7", START) == 20


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    limiter = Limiter()
    limiter.pause(60, START, "a")
    limiter.pause(1, START, "a")
    assert limiter.wait("a", after(30)) == 30


def test_a_clock_that_is_set_back_stops_nothing_for_longer_than_the_window() -> None:
    limiter = Limiter((Window(1, 2.0),), ())
    assert limiter.take("a", after(3600)) == 0
    assert limiter.take("a", START) <= 2.1


def test_quiet_conversations_are_forgotten() -> None:
    limiter = Limiter()
    for number in range(5_000):
        limiter.pause(1, after(number), f"chat {number}")
        limiter.took(f"chat {number}", after(number))
    assert limiter.remembered <= 3_601


def test_without_limits_everything_goes_at_once() -> None:
    limiter = Limiter((), ())
    assert all(limiter.take("a", START) == 0 for _ in range(500))
    assert limiter.room(START) > 100


def test_a_pause_ends_when_the_clock_is_set_back() -> None:
    limiter = Limiter()
    limiter.pause(20, after(3600))
    limiter.pause(20, after(3600), "a")
    assert (limiter.paused_seconds(after(3601)), limiter.wait("a", after(3601))) == (19, 19)
    assert (limiter.paused_seconds(after(0)), limiter.wait("a", after(0))) == (0, 0)
    assert limiter.room(after(0)) > 0
