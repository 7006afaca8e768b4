"""Keeps replies that could not be delivered, so that they come when Teams takes messages again."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Final

from bot.core import outbox
from bot.core.ports import Delivery, Store, StoreFault, Transaction, Unknown
from bot.core.turn import Message, Scope, Turn

USEFUL: Final = dt.timedelta(hours=4)
"""How long an answer is of use to the one who asked; after half an hour it says that it should have come earlier."""
IN_DOUBT: Final = dt.timedelta(minutes=1)
"""How long one waits of which nobody knows whether it arrived: whoever hangs may still take the first."""

log = logging.getLogger(__name__)


class Replies:
    """The replies that wait; `posted` is called when one has been kept."""

    def __init__(self, store: Store, posted: Callable[[], None]) -> None:
        self._store = store
        self._posted = posted

    async def keep(self, turn: Turn, message: Message, delivery: Delivery, now: dt.datetime) -> None:
        """Keep the reply to a turn in the outbox, for the chat or the thread that the turn came in.

        It is sent once more at most when nobody knows whether it arrived: who hears nothing asks again.
        """
        place = turn.conversation
        alone = place.scope is Scope.PERSONAL

        async def work(tx: Transaction) -> None:
            await outbox.post(
                tx,
                to=f"person:{turn.person.id}" if alone else f"conversation:{place.id.split(';')[0]}",
                message=message,
                not_before=now + IN_DOUBT if isinstance(delivery, Unknown) else now,
                gives_up_at=now + USEFUL,
                if_unsure="not",
                dedupe_key=f"reply:{place.id}|{turn.id}",
                thread="" if alone else place.id,
                lang=turn.lang,
            )

        try:
            await self._store.run(work)
        except StoreFault:
            log.exception("a reply that did not arrive could not be kept either")
            return
        self._posted()
