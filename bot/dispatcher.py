"""Gives each turn to the feature it belongs to: rights, duplicates, and one turn at a time per conversation."""

import dataclasses
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.core.action import OldButton, TooMuch, name_of
from bot.core.card import Words
from bot.core.feature import Command, Feature, Press
from bot.core.ports import NewId
from bot.core.text import Lang, Text
from bot.core.texts import (
    APOLOGY,
    ASK_CHAIR,
    NOT_ALLOWED,
    NOT_HERE,
    OLD_CARD,
    ONLY_IN_CHANNEL,
    TOO_MUCH,
    WHO_CHAIR,
    WHO_MEMBERS,
    WHO_SECRETARIAT,
)
from bot.core.turn import Kind, Reply, Role, Scope, Turn
from bot.turns import TURN, Turns, turn_mark

log = logging.getLogger(__name__)

HITS = 10
"""How many things a search shows."""
COMMAND_CHARS = 20_000
"""How much of what was said the commands look at; nobody writes a command longer than this."""

Meet = Callable[[Turn], Awaitable[Turn]]
"""Remembers who was met and returns the turn with the person's role and language filled in."""


class Dispatcher:
    """Takes turns. Features are asked in order; the first that understands gets the turn.

    `failed` is called for each turn that ends in an apology.
    """

    def __init__(
        self,
        features: Sequence[Feature],
        turns: Turns,
        meet: Meet,
        new_id: NewId,
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        self._features = tuple(features)
        self._turns = turns
        self._meet = meet
        self._new_id = new_id
        self._failed = failed
        self._presses: dict[str, Press[Any]] = {}
        for feature in self._features:
            for press in feature.presses:
                if press.action.name in self._presses or not press.action.name:
                    raise ValueError(f"Two buttons are called {press.action.name!r}, or one has no name")
                self._presses[press.action.name] = press
        answering = [feature.answer for feature in self._features if feature.answer]
        if len(answering) != 1:
            raise ValueError("Exactly one feature answers what no command understood")
        self._answer = answering[0]

    async def take(self, turn: Turn) -> Reply | None:
        """Return the reply to a turn, or None when there is nothing to say. Never raises for a fault in a feature.

        A fault is logged under a reference that the person is given; nothing that was said is logged.
        """
        TURN.set(turn_mark(turn.id))
        try:
            async with self._turns.alone(turn.conversation.id):
                return await self._take_alone(turn)
        except Exception as fault:
            return self._apologise(turn, fault)

    async def _take_alone(self, turn: Turn) -> Reply | None:
        if await self._turns.was_taken(turn):
            log.info("a turn came again and is dropped")
            return None
        try:
            turn = await self._meet(turn)
            reply = await self._give(turn)
        except Exception as fault:
            reply = self._apologise(turn, fault)
        await self._turns.note(turn)
        return reply

    def _apologise(self, turn: Turn, fault: Exception) -> Reply:
        reference = self._new_id()[:8]
        self._failed()
        log.error(
            "turn failed, reference %s: %s",
            reference,
            type(fault).__name__,
            exc_info=_nameless(fault),
            extra={"reference": reference},
        )
        if turn.kind not in {Kind.SAID, Kind.PRESSED, Kind.POINTED}:
            return Reply(outcome="failed")
        return Reply(text=APOLOGY(turn.lang, reference=reference), outcome="failed")

    async def _give(self, turn: Turn) -> Reply | None:
        if turn.kind is Kind.PRESSED:
            return await self._press(turn)
        if turn.kind in {Kind.SEARCHED, Kind.LINKED}:
            return await self._find(turn)
        return await (self._said(turn) if turn.kind is Kind.SAID else self._happened(turn))

    async def _happened(self, turn: Turn) -> Reply | None:
        for feature in self._features:
            if (event := feature.events.get(turn.kind)) and (reply := await event(turn)):
                return reply
        return None

    async def _said(self, turn: Turn) -> Reply | None:
        for feature in self._features:
            if feature.listens and (reply := await feature.listens(turn)):
                return reply
        said = turn.text[:COMMAND_CHARS]
        for feature in self._features:
            for command in feature.commands:
                meant = command.recognise(said)
                if meant is not None and (reply := await _run(command, turn, meant)):
                    return reply
        return await self._answer(turn)

    async def _find(self, turn: Turn) -> Reply:
        ways = [each.search if turn.kind is Kind.SEARCHED else each.unfurl for each in self._features]
        found = [await way(turn) for way in ways if way]
        # In turns, so that one feature with much to show leaves room for the others.
        mixed = [hits[place] for place in range(HITS) for hits in found if place < len(hits)]
        return Reply(hits=tuple(mixed[:HITS]))

    async def _press(self, turn: Turn) -> Reply:
        try:
            press = self._presses.get(name_of(turn.pressed))
            if press is None:
                return await self._old_card(turn)
            action = press.action.unpack(turn.pressed or {})
        except OldButton as fault:
            log.info("an old or foreign button was pressed: %s", type(fault).__name__)
            return await self._old_card(turn)
        except TooMuch:
            return Reply(text=TOO_MUCH(turn.lang))
        if turn.role not in press.who:
            return Reply(text=refuse(press.who, turn.lang))
        return await press.run(turn, action)

    async def _old_card(self, turn: Turn) -> Reply:
        for feature in self._features:
            for command in feature.commands:
                if command.name == "help":
                    today = await command.run(turn, None) or Reply(text=OLD_CARD(turn.lang))
                    card = today.card and dataclasses.replace(
                        today.card, parts=(Words(OLD_CARD(turn.lang)), *today.card.parts)
                    )
                    return dataclasses.replace(today, card=card)
        return Reply(text=OLD_CARD(turn.lang))


async def _run(command: Command[Any], turn: Turn, meant: object) -> Reply | None:
    if turn.role not in command.who:
        return None if command.passes_on else Reply(text=refuse(command.who, turn.lang))
    if turn.conversation.scope not in command.where:
        return Reply(text=(NOT_HERE if Scope.PERSONAL in command.where else ONLY_IN_CHANNEL)(turn.lang))
    return await command.run(turn, meant)


def refuse(who: frozenset[Role], lang: Lang) -> str:
    """Return the sentence that says who can do what was asked for."""
    can, ask = _named(who)
    return NOT_ALLOWED(lang, who=can(lang), who_to_ask=ask(lang))


def _named(who: frozenset[Role]) -> tuple[Text, Text]:
    if Role.MEMBER in who:
        return WHO_MEMBERS, WHO_SECRETARIAT
    if Role.CHAIR in who:
        return WHO_CHAIR, ASK_CHAIR
    return WHO_SECRETARIAT, WHO_SECRETARIAT


def _nameless(fault: BaseException) -> BaseException:
    """Return a fault to log whose message cannot hold somebody's words, with the same traceback."""
    return RuntimeError(type(fault).__name__).with_traceback(fault.__traceback__)
