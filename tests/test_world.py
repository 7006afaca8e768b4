"""Time passes as people live it: what is due happens at its own time, also when days go by at once."""

import datetime as dt

import pytest

from bot.clock import MovableClock
from bot.core import outbox
from bot.core.ports import Store, Transaction
from bot.core.turn import Message
from bot.pages import MISSES, Misses
from tests.conversation import NOW, person
from tests.world import living

HOUR = dt.timedelta(hours=1)


async def test_a_message_for_later_arrives_at_its_time_and_an_answer_at_once(memory: Store) -> None:
    async with living(memory) as world:
        await world.chat("Per Berg").say("hej")
        to = f"person:{person('Per Berg').id}"

        async def post_all(tx: Transaction) -> None:
            for hours in (0, 1, 30):
                words, at = Message(f"efter {hours}"), NOW + hours * HOUR
                await outbox.post(tx, to=to, message=words, not_before=at, dedupe_key=str(hours))

        await memory.run(post_all)
        await world.settle()
        assert [each.words for each in world.to_person("Per Berg")] == ["efter 0"]
        await world.until(NOW + 48 * HOUR)
        assert [(each.words, each.at) for each in world.to_person("Per Berg")[1:]] == [
            ("efter 1", NOW + HOUR),
            ("efter 30", NOW + 30 * HOUR),
        ]
        assert world.clock() == NOW + 48 * HOUR


def test_a_clock_goes_forward_only() -> None:
    clock = MovableClock(start=NOW)
    clock.move_to(NOW + HOUR)
    with pytest.raises(ValueError, match="forward"):
        clock.move_to(NOW)
    running = MovableClock(source=lambda: NOW)
    running.move_to(NOW + HOUR)
    assert running() == clock() == NOW + HOUR


def test_who_tries_many_addresses_waits_and_others_do_not() -> None:
    misses = Misses()
    for _ in range(MISSES):
        assert not misses.too_many("10.0.0.1", NOW)
        misses.note("10.0.0.1", NOW)
    assert misses.too_many("10.0.0.1", NOW + dt.timedelta(seconds=59))
    assert not misses.too_many("10.0.0.1", NOW + HOUR)
    assert not misses.too_many("10.0.0.2", NOW)
