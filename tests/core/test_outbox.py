import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import outbox
from bot.core.outbox import OPEN, OUTBOX, OutboxRow, State, Tally
from bot.core.ports import Delivery, Failed, Later, Sent, Store, Transaction, Unknown, Unreachable
from bot.core.recurrence import Rule
from bot.core.turn import Message

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
LEASE = dt.timedelta(seconds=60)


def row(**given: object) -> OutboxRow:
    fresh = OutboxRow(
        to="person:åsa",
        message=Message(text="Hej", summary="Hej"),
        not_before=NOW,
        gives_up_at=NOW + dt.timedelta(days=1),
        dedupe_key="hej",
    )
    return outbox.waiting(replace(fresh, **given))  # type: ignore[arg-type]


def attempted(delivery: Delivery) -> OutboxRow:
    return outbox.settle(outbox.claim(row(), NOW, LEASE), delivery, NOW, 0.0)


deliveries: st.SearchStrategy[Delivery] = st.one_of(
    st.just(Sent("m1", "c1")),
    st.builds(Later, st.floats(0, 3600), st.just("429"), st.booleans()),
    st.just(Unreachable("403 MessageWritesBlocked")),
    st.just(Failed("413")),
    st.just(Unknown("timeout")),
)


@given(st.lists(st.tuples(deliveries, st.floats(0, 0.999)), max_size=60), st.sampled_from(["twice", "not"]))
def test_a_row_is_either_due_again_or_ended_with_a_reason(said: list[tuple[Delivery, float]], if_unsure: str) -> None:
    now, here = NOW, row(if_unsure=if_unsure)
    sends, unknowns = 0, 0
    for delivery, rand in said:
        if here.state not in OPEN:
            break
        assert here.due_at is not None
        assert here.place is not None
        now = max(now, here.due_at)
        if outbox.past_use(here, now):
            here = outbox.give_up(here, now)
            break
        claimed = outbox.claim(here, now, LEASE)
        assert (claimed.token, claimed.attempts) == (here.token + 1, here.attempts + 1)
        sends += 1
        unknowns += isinstance(delivery, Unknown)
        here = outbox.settle(claimed, delivery, now, rand)
        if isinstance(delivery, Later) and here.state is State.WAITING and here.due_at:
            assert here.due_at >= now + dt.timedelta(seconds=delivery.seconds) - dt.timedelta(microseconds=1)
    if here.state in OPEN:
        assert here.due_at is not None
        assert not outbox.past_use(here, here.due_at)
    else:
        assert (here.due_at, here.place) == (None, None)
        assert here.settled_at == now
        assert here.reason or here.state is State.SENT
    assert unknowns <= (1 if if_unsure == "not" else outbox.UNSURE_ATTEMPTS)
    assert sends == here.attempts


@pytest.mark.parametrize(
    ("delivery", "state"),
    [
        (Sent("m1", "c1"), State.SENT),
        (Later(5, "429"), State.WAITING),
        (Unreachable("403"), State.UNREACHABLE),
        (Failed("413"), State.FAILED),
        (Unknown("timeout"), State.WAITING),
    ],
)
def test_each_outcome_leads_somewhere(delivery: Delivery, state: State) -> None:
    assert outbox.settle(outbox.claim(row(), NOW, LEASE), delivery, NOW, 0.5).state is state


def test_rather_not_twice_means_that_doubt_ends_it() -> None:
    ended = outbox.settle(outbox.claim(row(if_unsure="not"), NOW, LEASE), Unknown("timeout"), NOW, 0)
    assert ended.state is State.FAILED
    assert ended.reason == "nobody knows whether it arrived: timeout"


def test_changing_a_message_again_does_no_harm_so_doubt_never_ends_it() -> None:
    here = row(does="update", changes="other", if_unsure="not")
    for _ in range(6):
        here = outbox.settle(outbox.claim(here, NOW, LEASE), Unknown("timeout"), NOW, 0)
        assert here.state is State.WAITING


def test_a_later_answer_after_the_deadline_gives_up_and_keeps_what_stood_in_the_way() -> None:
    claimed = outbox.claim(row(), NOW, LEASE)
    ended = outbox.settle(claimed, Later(2 * 86_400, "429"), NOW, 0)
    assert (ended.state, ended.reason) == (State.FAILED, "given up: 429")


@given(st.integers(1, 40), st.floats(0, 3600), st.floats(0, 0.999))
def test_pauses_grow_but_never_undercut_what_was_asked(attempts: int, asked: float, rand: float) -> None:
    pause = outbox.later_seconds(attempts, asked, rand)
    assert asked <= pause <= max(asked * 1.1, outbox.LONGEST_BACKOFF_SECONDS)


async def test_each_message_is_counted_once_by_what_became_of_it(memory: Store) -> None:
    async def work(tx: Transaction) -> None:
        for state in State:
            await tx.add(OUTBOX, state, replace(row(dedupe_key=state.value, about="möte"), state=state))
        await tx.add(OUTBOX, "changed", row(dedupe_key="changed", about="möte", does="update", changes="sent"))

    await memory.run(work)
    counted = await memory.run(lambda tx: outbox.counts(tx, "möte"))
    assert counted == Tally(waiting=2, sent=1, unreachable=1, failed=1, cancelled=1)
    assert counted.total == len(State)


def late_text(here: OutboxRow, by: dt.timedelta) -> str:
    return outbox.worded(here, NOW + by).text


def test_a_late_message_says_so_in_the_recipients_language() -> None:
    hours = dt.timedelta(hours=3)
    assert late_text(row(), dt.timedelta(minutes=5)) == "Hej"
    assert late_text(row(), hours) == "Det här skulle ha kommit tidigare.\n\nHej"
    assert late_text(row(lang="en"), hours) == "This should have come earlier.\n\nHej"
    assert late_text(row(marks_late=False), hours) == "Hej"


def test_a_late_card_says_so_first() -> None:
    card = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "TextBlock", "text": "Möte"}],
        "fallbackText": "Möte",
    }
    message = outbox.worded(row(message=Message(card=card, summary="Möte")), NOW + dt.timedelta(hours=1))
    assert message.card is not None
    assert [block["text"] for block in message.card["body"]] == ["Det här skulle ha kommit tidigare.", "Möte"]
    assert message.card["fallbackText"].startswith("Det här skulle")
    assert len(card["body"]) == 1


MONDAYS = Rule("FREQ=WEEKLY;BYDAY=MO", dt.date(2026, 11, 2), dt.time(9, 0))


def test_after_a_standstill_a_repeated_message_is_the_latest_one() -> None:
    missed = row(repeats=MONDAYS, not_before=NOW - dt.timedelta(days=14), gives_up_at=NOW - dt.timedelta(days=12))
    assert outbox.past_use(missed, NOW)
    folded = outbox.folded(missed, NOW + dt.timedelta(hours=1))
    assert folded.not_before == NOW
    assert not outbox.past_use(folded, NOW + dt.timedelta(hours=1))


@pytest.mark.parametrize("ends", [Sent("m"), Failed("413"), Unreachable("403")])
def test_whatever_became_of_one_the_next_of_a_series_follows(ends: Delivery) -> None:
    first = row(repeats=MONDAYS, series="läget", dedupe_key="läget")
    ended = outbox.settle(outbox.claim(first, NOW, LEASE), ends, NOW, 0)
    fresh = outbox.following(ended, NOW)
    assert fresh is not None
    assert fresh.not_before == NOW + dt.timedelta(days=7)
    assert fresh.dedupe_key == "läget@2026-11-30T08:00Z"
    assert (fresh.attempts, fresh.state) == (0, State.WAITING)


stories: list[Callable[[OutboxRow], OutboxRow]] = [
    lambda here: outbox.drop(here, outbox.WITHDRAWN, NOW),
    lambda here: replace(here, withdrawn=True),
]


@pytest.mark.parametrize("withdrawn", stories)
def test_a_series_that_was_withdrawn_is_over(withdrawn: Callable[[OutboxRow], OutboxRow]) -> None:
    assert outbox.following(withdrawn(row(repeats=MONDAYS, series="läget")), NOW) is None
