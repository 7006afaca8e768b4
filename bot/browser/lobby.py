"""What has been said in each place of the demonstration, as a page shows it."""

import asyncio
import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core.ports import Address, Clock, Delivery, Sender, Sent
from bot.core.turn import Message

KEPT: Final = 2_000
"""How many messages are shown at most, all places together; the oldest are forgotten."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands in a place (a conversation id). `who` is a person's name, empty for the bot.

    `version` grows with every change anywhere; `gone` when it was taken back; `edited` when the bot changed it.
    """

    id: str
    place: str
    who: str
    at: dt.datetime
    version: int
    text: str = ""
    card: dict[str, Any] | None = None
    edited: bool = False
    gone: bool = False


class Lobby:
    """A Sender that keeps what arrives and tells those who wait for it; `also` hears each message too."""

    def __init__(self, clock: Clock, also: Sender) -> None:
        self._clock = clock
        self._also = also
        self._shown: dict[str, Shown] = {}
        self._versions = itertools.count(1)
        self._numbers = itertools.count(1)
        self._news = asyncio.Event()
        self.version = 0

    async def send(self, address: Address, message: Message) -> Delivery:
        """Show a new message of the bot."""
        key = self.say(_place(address), "", message)
        await self._also.send(address, message)
        return Sent(id=key, conversation_id=_place(address))

    async def update(self, address: Address, message_id: str, message: Message) -> Delivery:
        """Show another message in the place of one."""
        self.change(message_id, message)
        await self._also.update(address, message_id, message)
        return Sent(id=message_id, conversation_id=_place(address))

    async def delete(self, address: Address, message_id: str) -> Delivery:
        """Show a message no more."""
        self._replace(message_id, lambda shown: replace(shown, gone=True, text="", card=None))
        return Sent(id=message_id, conversation_id=_place(address))

    def say(self, place: str, who: str, message: Message) -> str:
        """Show that somebody, or the bot, says something; return the id of the message."""
        key = f"shown-{next(self._numbers)}"
        self._keep(Shown(key, place, who, self._clock(), 0, message.text, message.card))
        return key

    def change(self, message_id: str, message: Message) -> bool:
        """Put another message in the place of one; False when that is not shown any more."""
        return self._replace(
            message_id, lambda shown: replace(shown, text=message.text, card=message.card, edited=True)
        )

    def since(self, version: int) -> list[Shown]:
        """Return what has changed since a version, oldest message first."""
        return [shown for shown in self._shown.values() if shown.version > version]

    async def wait(self, version: int, seconds: float) -> None:
        """Return when there is something newer than a version, or after so long."""
        try:
            async with asyncio.timeout(seconds):
                while self.version <= version:
                    await self._news.wait()
        except TimeoutError:
            return

    def _replace(self, key: str, changed: Callable[[Shown], Shown]) -> bool:
        if key not in self._shown or self._shown[key].gone:
            return False
        self._keep(changed(self._shown[key]))
        return True

    def _keep(self, shown: Shown) -> None:
        self.version = next(self._versions)
        self._shown[shown.id] = replace(shown, version=self.version)
        while len(self._shown) > KEPT:
            del self._shown[next(iter(self._shown))]
        self._news.set()
        self._news = asyncio.Event()


def _place(address: Address) -> str:
    return address.conversation_id or address.id
