"""One turn's way back: where a reply goes, and what the response to the turn's own request holds."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.core.ports import Delivery, Later, Sent, Unknown
from bot.core.text import shorten
from bot.core.turn import FROM_AFAR, Kind, Message, Reply, Turn
from bot.teams.activity import Activity
from bot.teams.connector import Connector
from bot.teams.extension import CARD_TYPE, extension_answer
from bot.teams.surface import message_json
from bot.teams.texts import NOTED

MESSAGE_TYPE: Final = "application/vnd.microsoft.activity.message"
MAX_TOAST_CHARS: Final = 200
"""What is said beside a pressed card, when the card itself is answered elsewhere."""
MAX_WAIT_SECONDS: Final = 5.0
TRIES: Final = 3
CARRY_SECONDS: Final = 12.0
"""Two waits of five seconds, and all that a message's reply may take; Teams waits fifteen for the answer."""
PRESS_SECONDS: Final = 4.0
"""How long the card on show may take to be changed: whoever pressed waits for the answer, which needs no connector."""

Pause = Callable[[float], Awaitable[None]]


class Exchange:
    """Carries the reply of one turn.

    A message's reply is posted to where the message stands, or put in the place of the pressed card. A pressed card's
    invoke is answered in its response with the new card, or with a line when the reply is posted as a message of its
    own. Where Teams expects the replies in the response, they all go there.

    `response` is what the response holds in the end, None for nothing; `delivery` what came of the reply; `unheard` a
    reply that did not arrive, or perhaps not, and that can be sent later.
    """

    def __init__(self, turn: Turn, activity: Activity, connector: Connector, pause: Pause) -> None:
        self.turn = turn
        self.delivery: Delivery | None = None
        self.unheard: Message | None = None
        self._activity, self._connector, self._pause = activity, connector, pause
        self._replies: list[Mapping[str, Any]] | None = [] if activity.delivery_mode == "expectReplies" else None
        self._invoke: dict[str, Any] | None = _unless_said_more(turn, activity) if activity.type == "invoke" else None

    @property
    def response(self) -> Mapping[str, Any] | None:
        """Return what the response holds, None for an empty one."""
        if self._invoke is not None:
            return self._invoke
        return None if self._replies is None else {"activities": self._replies}

    async def give(self, reply: Reply) -> None:
        """Carry the reply to the person. An empty one is not carried."""
        if self.turn.kind in FROM_AFAR:
            self._invoke = extension_answer(self._activity, reply, self.turn.lang)
            return
        if not reply.text and reply.card is None:
            return
        message = Message.of(reply)
        drawn = message_json(message) | self._addressing()
        if self._invoke is not None:
            self._invoke = await self._answer_invoke(reply, message, drawn)
        elif self._replies is not None:
            self._replies.append(drawn)
            self.delivery = Sent("", self.turn.conversation.id)
        elif not (reply.replaces and await self._put(drawn)) and not await self._post(drawn):
            self.unheard = message if isinstance(self.delivery, Later | Unknown) else None

    async def _answer_invoke(self, reply: Reply, message: Message, drawn: Mapping[str, Any]) -> dict[str, Any]:
        if message.card is None:
            self.delivery = Sent("", self.turn.conversation.id)
            return _invoke_answer(message.text)
        # The response changes the card for the person who pressed; the others see the change by an update.
        if reply.replaces:
            if not (self._replies is None and await self._put(drawn)):
                self.delivery = Sent("", self.turn.conversation.id)
            return _invoke_answer(message.card)
        if self._replies is None and await self._post(drawn):
            return _invoke_answer(shorten(message.summary, MAX_TOAST_CHARS))
        return _invoke_answer(message.card)

    def _addressing(self) -> dict[str, Any]:
        said = self._activity
        addressing: dict[str, Any] = {"conversation": {"id": self.turn.conversation.id}}
        if said.recipient and said.recipient.id:
            addressing["from"] = {"id": said.recipient.id, "name": said.recipient.name or ""}
        if said.from_ and said.from_.id:
            addressing["recipient"] = {"id": said.from_.id, "name": said.from_.name or ""}
        if said.locale:
            addressing["locale"] = said.locale
        if reply_to := self._reply_to():
            addressing["replyToId"] = reply_to
        return addressing

    def _reply_to(self) -> str:
        match self.turn.kind:
            case Kind.SAID:
                return self.turn.id
            case Kind.PRESSED:
                return self.turn.reply_to or self.turn.id
        return ""

    async def _put(self, drawn: Mapping[str, Any]) -> bool:
        if not self.turn.reply_to:
            return False
        place = self.turn.conversation
        return await self._carry(lambda: self._connector.put(place.service_url, place.id, self.turn.reply_to, drawn))

    async def _post(self, drawn: Mapping[str, Any]) -> bool:
        place = self.turn.conversation
        return await self._carry(lambda: self._connector.post(place.service_url, place.id, drawn, self._reply_to()))

    async def _carry(self, make: Callable[[], Awaitable[Delivery]]) -> bool:
        """Make the request, again after a short wait where that is asked for, and remember what came of it."""
        tries = TRIES if self._invoke is None else 1
        try:
            async with asyncio.timeout(CARRY_SECONDS if self._invoke is None else PRESS_SECONDS):
                for attempt in range(1, tries + 1):
                    self.delivery = Unknown("timeout")
                    self.delivery = await make()
                    wait = self.delivery.seconds if isinstance(self.delivery, Later) else None
                    if wait is None or wait > MAX_WAIT_SECONDS or attempt == tries:
                        break
                    await self._pause(wait)
        except TimeoutError:
            pass
        return isinstance(self.delivery, Sent)


def _unless_said_more(turn: Turn, activity: Activity) -> dict[str, Any]:
    if turn.kind in FROM_AFAR:
        return extension_answer(activity, Reply(text=NOTED(turn.lang) if turn.kind is Kind.POINTED else ""), turn.lang)
    return _invoke_answer(NOTED(turn.lang))


def _invoke_answer(value: str | dict[str, Any]) -> dict[str, Any]:
    kind = MESSAGE_TYPE if isinstance(value, str) else CARD_TYPE
    return {"statusCode": 200, "type": kind, "value": value}
