"""Which referral somebody means; when it is not clear it is asked, and what was said goes on by a press."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.feature import Command, Press
from bot.core.ports import Collection, Transaction
from bot.core.turn import Reply, Turn
from bot.features.referrals import cards, texts
from bot.features.referrals.model import Referral, State
from bot.features.referrals.naming import named
from bot.features.referrals.service import Referrals

KEPT_FOR: Final = dt.timedelta(days=1)
LONGEST_KEY: Final = 100
"""Characters of a key on a button; one that is longer was never made here."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What somebody said that could be about several referrals."""

    said: str
    by: str
    at: dt.datetime


PENDING: Collection[Pending] = Collection("referral_pending", Pending, equal=("by",), ordered=("at",))


def sensible(*keys: str) -> bool:
    """Tell whether keys on a button can be any of ours."""
    return all(0 < len(key) <= LONGEST_KEY for key in keys)


class Meaning:
    """Finds the referral that is meant."""

    def __init__(self, referrals: Referrals) -> None:
        self._referrals = referrals
        self._commands: tuple[Command[Any], ...] = ()

    def goes_on_with(self, commands: Sequence[Command[Any]]) -> Press[cards.Retry]:
        """Return the button by which what was said goes on, to one of these commands."""
        self._commands = tuple(commands)
        return Press(cards.Retry, self._go_on)

    async def find(self, turn: Turn, said: str, *states: State, alone: bool = True) -> Referral | Reply | None:
        """Return the referral that is meant among those in some states, the question which one, or None.

        With `alone` something said of no referral by name means the only one, or asks which.
        """
        among = await self._referrals.those(*states)
        if turn.pressed is not None and turn.pressed.get("do") == cards.Retry.name:
            return next((each for each in among if each.id == turn.pressed.get("referral")), None)
        found = named(said, among, alone=alone)
        if len(found) > 1:
            body = self._referrals.ground.finder.here(turn)
            here = [each for each in found if body and body.id in {each.lead, each.group}]
            found = here or found
        if len(found) == 1:
            return found[0]
        return await self._ask(turn, found) if found else None

    async def _ask(self, turn: Turn, found: Sequence[Referral]) -> Reply:
        key = self._referrals.ground.new_id()

        async def work(tx: Transaction) -> None:
            for old in await tx.between(PENDING, "at", end=turn.at - KEPT_FOR):
                await tx.remove(PENDING, old)
            await tx.add(PENDING, key, Pending(turn.text, turn.person.id, turn.at))

        await self._referrals.ground.store.run(work)
        return Reply(card=cards.which_card(found, turn.lang, key))

    async def _go_on(self, turn: Turn, press: cards.Retry) -> Reply:
        kept = await self._referrals.ground.store.run(lambda tx: tx.get(PENDING, press.key)) if press.key else None
        if kept is None or kept.value.by != turn.person.id:
            return Reply(text=texts.SAY_AGAIN(turn.lang))
        for command in self._commands:
            meant = command.recognise(kept.value.said)
            if meant is not None and turn.role in command.who and (reply := await command.run(turn, meant)):
                return reply
        return Reply(text=texts.NO_SUCH(turn.lang))
