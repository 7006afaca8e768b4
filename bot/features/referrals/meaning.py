"""Which referral somebody means; when it is not clear it is asked, and what was said goes on by a press."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.feature import Command, Press
from bot.core.ports import Collection, Transaction
from bot.core.text import escape, shorten
from bot.core.turn import Reply, Turn
from bot.features.bodies.naming import words_of
from bot.features.referrals import answer_texts, buttons, cards, joint_texts, texts
from bot.features.referrals.model import OPEN, Referral, State
from bot.features.referrals.naming import Named, meant, weakly
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

    def goes_on_with(self, commands: Sequence[Command[Any]]) -> Press[buttons.Retry]:
        """Return the button by which what was said goes on, to one of these commands."""
        self._commands = tuple(commands)
        return Press(buttons.Retry, self._go_on)

    async def find(
        self, turn: Turn, said: str, *states: State, also: Sequence[State] = (), alone: bool = True, asks: bool = False
    ) -> Referral | Reply | None:
        """Return the referral that is meant, the question which one, how the one that is meant stands, or None.

        One that is named is meant in whatever state it is: those in `states` first, then those in `also`; of any other
        it is said how it stands. With `alone` something said of no referral by name means the only one in `states`, or
        asks which. With `asks` it is a question, which others may answer when nothing here fits; else it is said when
        there has never been any.
        """
        every = await self._referrals.those(*State)
        if not every and not asks:
            return Reply(text=answer_texts.NONE_YET(turn.lang))
        among = [each for each in every if each.state in states]
        accepted = [each for each in every if each.state in {*states, *also}]
        if turn.pressed is not None and turn.pressed.get("do") == buttons.Retry.name:
            return next((each for each in accepted if each.id == turn.pressed.get("referral")), None)
        names = self._names(said, every)
        if names.found:
            fits = [each for each in names.found if each in among] or [each for each in names.found if each in accepted]
            if fits:
                return await self._one(turn, fits)
            return None if asks else self._elsewhere(turn, names.found[0], states)
        if not alone or not among:
            return None
        if names.unknown:
            return None if asks else await self._ask(turn, among, names.unknown)
        return await self._one(turn, weakly(said, among) or among)

    async def none(self, turn: Turn, said: str) -> Reply | None:
        """Return that no referral fits what was said of one; None when there has never been any."""
        if not await self._referrals.any():
            return None
        unknown = (await self.names(said)).unknown
        if unknown:
            return Reply(text=answer_texts.UNKNOWN_PART(turn.lang, name=escape(shorten(unknown, cards.LONGEST_NAME))))
        return Reply(text=answer_texts.NONE_WAITS(turn.lang))

    async def names(self, said: str) -> Named:
        """Return what a text names, whatever can be done with it."""
        return self._names(said, await self._referrals.those(*State))

    def _names(self, said: str, every: Sequence[Referral]) -> Named:
        standing = [each for each in every if each.state is not State.WITHDRAWN]
        names = meant(said, standing, self._towns)
        if names.found:
            return names
        # One that was withdrawn is only meant when no other is: its name may be used again.
        withdrawn = meant(said, every, self._towns)
        return withdrawn if withdrawn.found else names

    @property
    def _towns(self) -> frozenset[str]:
        towns = self._referrals.ground.seating.cooperation.municipalities
        names = (word.folded for each in towns for word in words_of(each.name))
        return frozenset(form for name in names for form in (name, f"{name}s"))

    async def _one(self, turn: Turn, found: Sequence[Referral]) -> Referral | Reply:
        if len(found) > 1:
            body = self._referrals.ground.finder.here(turn)
            found = [each for each in found if body and body.id in {each.lead, each.group}] or found
        return found[0] if len(found) == 1 else await self._ask(turn, found)

    def _elsewhere(self, turn: Turn, referral: Referral, wanted: Sequence[State]) -> Reply:
        """Return how a referral stands with which that cannot be done."""
        lang, title = turn.lang, cards.title_of(referral)
        if referral.state is State.ANSWERED and referral.answered_on:
            day = cards.date_of(referral.answered_on, lang, turn.at)
            return Reply(text=answer_texts.ANSWERED_ALREADY(lang, title=title, day=day))
        if State.ANSWERED in wanted and referral.state in OPEN:
            day = cards.date_of(referral.due_on, lang, turn.at)
            return Reply(text=joint_texts.OUTCOME_NOT_YET(lang, title=title, day=day))
        return Reply(text=answer_texts.STANDS(lang, title=title, said=texts.STATES[referral.state](lang)))

    async def _ask(self, turn: Turn, found: Sequence[Referral], unknown: str = "") -> Reply:
        key = self._referrals.ground.new_id()

        async def work(tx: Transaction) -> None:
            for old in await tx.between(PENDING, "at", end=turn.at - KEPT_FOR):
                await tx.remove(PENDING, old)
            await tx.add(PENDING, key, Pending(turn.text, turn.person.id, turn.at))

        await self._referrals.ground.store.run(work)
        return Reply(card=cards.which_card(found, turn.lang, key, unknown))

    async def _go_on(self, turn: Turn, press: buttons.Retry) -> Reply:
        kept = await self._referrals.ground.store.run(lambda tx: tx.get(PENDING, press.key)) if press.key else None
        if kept is None or kept.value.by != turn.person.id:
            return Reply(text=answer_texts.SAY_AGAIN(turn.lang))
        for command in self._commands:
            said = command.recognise(kept.value.said)
            if said is not None and turn.role in command.who and (reply := await command.run(turn, said)):
                return reply
        return Reply(text=answer_texts.NO_SUCH(turn.lang))
