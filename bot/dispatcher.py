"""Gives each turn to the feature it belongs to: rights, duplicates, and one turn at a time per conversation."""

import dataclasses
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from bot.core.action import OldButton, TooMuch, name_of
from bot.core.card import Words
from bot.core.feature import Command, Feature, Press
from bot.core.ports import AlreadyThere, Conflict, NewId, StoreFault, StoreInDoubt, Unserialisable
from bot.core.text import Lang, Text
from bot.core.texts import (
    APOLOGY,
    ASK_CHAIR,
    NOT_ALLOWED,
    NOT_HERE,
    OLD_CARD,
    ONLY_IN_CHANNEL,
    OUT_OF_REACH,
    TOO_MUCH,
    UNSURE,
    WHO_CHAIR,
    WHO_MEMBERS,
    WHO_SECRETARIAT,
)
from bot.core.turn import Kind, Reply, Role, Scope, Turn
from bot.patience import within
from bot.turns import TURN, Turns, turn_mark

log = logging.getLogger(__name__)

HITS = 10
"""How many things a search shows."""
COMMAND_CHARS = 20_000
"""How much of what was said the commands look at; nobody writes a command longer than this."""
TURN_SECONDS: Final = 9.0
"""How long a turn may take before the person is told that something is wrong. Teams waits 15 seconds in all."""
SPOKEN_WITH: Final = 10_000
"""Of how many people it is remembered which language they were answered in, for when the store cannot tell."""

HEARD_BEFORE: Final = 1_000
"""Of how many sayings it is remembered which command hears something in them: people say the same few things."""

Meet = Callable[[Turn], Awaitable[Turn]]
"""Remembers who was met and returns the turn with the person's role and language filled in."""


class Dispatcher:
    """Takes turns. Features are asked in order; the first that understands gets the turn.

    `failed` is called for each turn that ends in an apology. A turn may take `seconds`; with `lets_go` nothing that it
    waits for hangs when it is given up.
    """

    def __init__(
        self,
        features: Sequence[Feature],
        turns: Turns,
        meet: Meet,
        new_id: NewId,
        failed: Callable[[], None] = lambda: None,
        seconds: float = TURN_SECONDS,
        *,
        lets_go: bool = False,
    ) -> None:
        self._features = tuple(features)
        self._turns = turns
        self._meet = meet
        self._new_id = new_id
        self._failed = failed
        self._seconds, self._lets_go = seconds, lets_go
        self._spoken: OrderedDict[str, Lang] = OrderedDict()
        self._commands = tuple(command for feature in self._features for command in feature.commands)
        self._listens = tuple(feature.listens for feature in self._features if feature.listens)
        self._replied = tuple(feature.replied for feature in self._features if feature.replied)
        self._silent: OrderedDict[str, int] = OrderedDict()
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
        under_way = _UnderWay()
        try:
            return await within(self._seconds, self._take_in_order(turn, under_way), lets_go=self._lets_go)
        except Exception as fault:
            return self._apologise(turn, fault, begun=under_way.begun)

    async def _take_in_order(self, turn: Turn, under_way: "_UnderWay") -> Reply | None:
        reply: Reply | None = None
        try:
            async with self._turns.alone(turn.conversation.id):
                reply = await self._take_alone(turn, under_way)
        except StoreFault as fault:
            if not under_way.done:
                raise
            # It is done, and the person is told so; only that it is over could not be written down.
            log.warning("a turn is done, and could not be closed: %s", type(fault).__name__)
        return under_way.reply if under_way.done else reply

    async def _take_alone(self, turn: Turn, under_way: "_UnderWay") -> Reply | None:
        if await self._turns.was_taken(turn):
            log.info("a turn came again and is dropped")
            return None
        try:
            turn = await self._meet(turn)
            self._note_language(turn)
            under_way.begun = True
            reply, meant = await self._give(turn)
            await self._tell(meant, reply)
        except Exception as fault:
            reply = self._apologise(turn, fault, begun=under_way.begun)
        under_way.reply, under_way.done = reply, True
        await self._turns.note(turn)
        return reply

    def _note_language(self, turn: Turn) -> None:
        self._spoken[turn.person.id] = turn.lang
        self._spoken.move_to_end(turn.person.id)
        if len(self._spoken) > SPOKEN_WITH:
            self._spoken.popitem(last=False)

    def _apologise(self, turn: Turn, fault: Exception, *, begun: bool) -> Reply:
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
        lang = self._spoken.get(turn.person.id, turn.lang)
        return Reply(text=_apology(fault, begun=begun)(lang, reference=reference), outcome="failed")

    async def _tell(self, turn: Turn, reply: Reply | None) -> None:
        if reply is None or turn.kind not in {Kind.SAID, Kind.PRESSED}:
            return
        for replied in self._replied:
            try:
                await replied(turn, reply)
            except StoreFault as fault:
                # What was asked for is done, and the person is to hear so.
                log.warning("a reply was not noted: %s", type(fault).__name__)

    async def _give(self, turn: Turn) -> tuple[Reply | None, Turn]:
        """Return the reply, and the turn with what was meant in full."""
        if turn.kind is Kind.SAID:
            return await self._said(turn)
        if turn.kind is Kind.PRESSED:
            return await self._press(turn), turn
        searched = turn.kind in {Kind.SEARCHED, Kind.LINKED}
        return await (self._find(turn) if searched else self._happened(turn)), turn

    async def _happened(self, turn: Turn) -> Reply | None:
        for feature in self._features:
            if (event := feature.events.get(turn.kind)) and (reply := await event(turn)):
                return reply
        return None

    async def _said(self, turn: Turn) -> tuple[Reply | None, Turn]:
        for listens in self._listens:
            if heard := await listens(turn):
                if isinstance(heard, Reply):
                    return heard, turn
                if heard.pressed is not None:
                    # The card is further up: what follows comes under what was said.
                    return dataclasses.replace(await self._press(heard), replaces=False), turn
                turn = heard
        said = turn.text[:COMMAND_CHARS]
        for command in self._commands[self._silent_before(said) :]:
            meant = command.recognise(said)
            if meant is not None and (reply := await _run(command, turn, meant)):
                return reply, turn
        return await self._answer(turn), turn

    def _silent_before(self, said: str) -> int:
        """Return how many commands, from the first on, hear nothing in what was said."""
        known = self._silent.get(said)
        if known is None:
            heard = (place for place, each in enumerate(self._commands) if each.recognise(said) is not None)
            known = self._silent[said] = next(heard, len(self._commands))
            if len(self._silent) > HEARD_BEFORE:
                self._silent.popitem(last=False)
        return known

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


@dataclasses.dataclass(slots=True)
class _UnderWay:
    """How far a turn has come: whether a feature has been given it, and whether it is done, with what reply."""

    begun: bool = False
    done: bool = False
    reply: Reply | None = None


def _apology(fault: Exception, *, begun: bool) -> Text:
    """Return what the person is told: that it was not done, or that nobody knows."""
    if isinstance(fault, StoreInDoubt) or (begun and isinstance(fault, TimeoutError)):
        return UNSURE
    if isinstance(fault, TimeoutError):
        return OUT_OF_REACH
    of_the_document = isinstance(fault, Conflict | AlreadyThere | Unserialisable)
    return OUT_OF_REACH if isinstance(fault, StoreFault) and not of_the_document else APOLOGY


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
