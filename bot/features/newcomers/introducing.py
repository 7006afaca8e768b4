"""Introductions in the channel, and the buddy who is asked first."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.ports import Collection, Kept, NewId, Store, Transaction
from bot.core.timers import Timer, set_timer, stop_timers
from bot.core.turn import Message, Person, Reply, Turn
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body
from bot.features.bodies.reach import way_to
from bot.features.bodies.record import contact_in
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import SEATS
from bot.features.newcomers import cards
from bot.features.newcomers.letters import Letters, about
from bot.features.newcomers.model import NEWCOMERS, Answer, Newcomer, working_days_after
from bot.features.newcomers.pairing import PAIRINGS, Candidate, Pairing, choose

NEXT_BUDDY: Final = "newcomers.next-buddy"
ANSWERS_WITHIN: Final = 5
"""Working days after which somebody else is asked to be the buddy."""
MOST_ASKED: Final = 3
LONGEST_WORDS: Final = 600


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the channel has been told of a newcomer, at their wish; its document id is the person's."""

    person: str
    body: str
    words: str
    posted_at: dt.datetime
    removed_at: dt.datetime | None = None


INTRODUCTIONS: Collection[Introduction] = Collection("introductions", Introduction)


class Published(StrEnum):
    """What came of an introduction."""

    POSTED = "posted"
    CHANGED = "changed"
    NO_CHANNEL = "no_channel"
    REMOVED_BEFORE = "removed_before"


class Introductions:
    """The introductions: posted once, changed or taken away at any time."""

    def __init__(self, seating: Seating, letters: Letters) -> None:
        self._seating = seating
        self._letters = letters

    def town_of(self, newcomer: Newcomer) -> str:
        """Return the name of a newcomer's municipality, empty when it is not known."""
        towns = {each.code: each.name for each in self._seating.cooperation.municipalities}
        return towns.get(newcomer.municipality, "")

    async def publish(self, tx: Transaction, newcomer: Newcomer, words: str, now: dt.datetime) -> Published:
        """Introduce a newcomer in the channel of their first body, or change what stands there."""
        kept = await tx.get(INTRODUCTIONS, newcomer.person)
        body_id = kept.value.body if kept else next(iter(newcomer.bodies), "")
        if not body_id:
            return Published.NO_CHANNEL
        body, town = self._seating.body(body_id), self.town_of(newcomer)
        lang = self._seating.cooperation.language
        said = Reply(card=cards.introduction_card(newcomer, town, body, words, lang))
        if kept:
            if kept.value.removed_at:
                return Published.REMOVED_BEFORE
            await outbox.edit(tx, _key(newcomer.person), Message.of(said), now)
            await tx.put(INTRODUCTIONS, kept, replace(kept.value, words=words))
            return Published.CHANGED
        key, belongs_to = _key(newcomer.person), introduction_of(newcomer.person)
        if not await self._letters.to_channel(tx, body, key, belongs_to, now, lambda _: said):
            return Published.NO_CHANNEL
        await tx.add(INTRODUCTIONS, newcomer.person, Introduction(newcomer.person, body_id, words, now))
        return Published.POSTED

    async def remove(self, tx: Transaction, person: str, now: dt.datetime) -> bool:
        """Take an introduction away; return whether there was one."""
        kept = await tx.get(INTRODUCTIONS, person)
        if kept is None or kept.value.removed_at:
            return False
        await outbox.withdraw(tx, now, dedupe_key=_key(person), take_back=True)
        await tx.put(INTRODUCTIONS, kept, replace(kept.value, words="", removed_at=now))
        return True

    async def of(self, tx: Transaction, person: str) -> Introduction | None:
        """Return the introduction that stands in the channel, or None."""
        kept = await tx.get(INTRODUCTIONS, person)
        return kept.value if kept and kept.value.removed_at is None else None


class Buddies:
    """Buddies for newcomers: asked one after the other, told of each other when one says yes."""

    def __init__(self, store: Store, seating: Seating, letters: Letters, new_id: NewId) -> None:
        self._store = store
        self._seating = seating
        self._letters = letters
        self._new_id = new_id

    async def seek(self, tx: Transaction, newcomer: Newcomer, now: dt.datetime) -> bool:
        """Ask somebody to be a newcomer's buddy, unless one is asked or found already; return whether one was."""
        before = [kept.value async for kept in tx.all(PAIRINGS)]
        mine = [pairing for pairing in before if pairing.newcomer == newcomer.person]
        if any(pairing.answer in {Answer.WAITING, Answer.YES} for pairing in mine) or len(mine) >= MOST_ASKED:
            return False
        for body_id in newcomer.bodies:
            candidates = await self._candidates(tx, body_id, local_day(now))
            chosen = choose(candidates, newcomer.person, newcomer.municipality, before)
            if chosen:
                await self._ask(tx, newcomer, chosen, self._seating.body(body_id), now)
                return True
        return False

    async def _ask(self, tx: Transaction, newcomer: Newcomer, chosen: Candidate, body: Body, now: dt.datetime) -> None:
        key = self._new_id()
        pairing = Pairing(
            newcomer.person, chosen.person, newcomer.municipality, chosen.municipality, body.id, now,
            buddy_name=chosen.name,
        )  # fmt: skip
        await tx.add(PAIRINGS, key, pairing)
        town = self._town(newcomer.municipality)
        await self._letters.ask(
            tx,
            [chosen.person],
            f"buddy:{key}",
            f"buddy:{key}",
            now,
            lambda lang: Reply(card=cards.buddy_card(key, newcomer.name, town, body, lang)),
        )
        at = working_days_after(now, ANSWERS_WITHIN)
        await set_timer(tx, key=f"buddy:{key}", runs=NEXT_BUDDY, at=at, about=key)

    async def _candidates(self, tx: Transaction, body: str, day: dt.date) -> list[Candidate]:
        """Return the holders of a body who can be written to and are not new themselves."""
        found = []
        for kept in await tx.find(SEATS, body=body):
            contact = await contact_in(tx, tenure_on(kept.value.holder, day))
            if contact is None or not contact.member or await tx.get(NEWCOMERS, contact.member):
                continue
            if await way_to(tx, contact.member):
                found.append(Candidate(contact.member, contact.name, kept.value.municipality))
        return found

    async def next(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Ask somebody else when nobody has answered."""
        kept = await tx.get(PAIRINGS, timer.about)
        if kept and kept.value.answer is Answer.WAITING:
            await self._close(tx, kept, Answer.SILENCE, now)
            await self._seek_on(tx, kept.value.newcomer, now)

    async def answer(self, turn: Turn, key: str, *, yes: bool) -> tuple[Pairing, str] | None:
        """Note what somebody says who was asked; return it with the newcomer's name, None when it is not theirs.

        What was answered before, or is no longer needed, stays as it was.
        """

        async def work(tx: Transaction) -> tuple[Pairing, str] | None:
            kept = await tx.get(PAIRINGS, key)
            if kept is None or kept.value.buddy != turn.person.id:
                return None
            newcomer = await tx.get(NEWCOMERS, kept.value.newcomer)
            name = newcomer.value.name if newcomer else ""
            if kept.value.answer is not Answer.WAITING or newcomer is None:
                return kept.value, name
            after = await self._close(tx, kept, Answer.YES if yes else Answer.NO, turn.at)
            if not yes:
                await self._seek_on(tx, kept.value.newcomer, turn.at)
            elif newcomer.value.listens:
                town = self._town(after.buddy_town)
                await self._letters.write(
                    tx,
                    newcomer.value,
                    f"buddy:{key}:found",
                    turn.at,
                    lambda lang: Reply(text=cards.buddy_found(after.buddy_name, town, lang)),
                    body=after.body,
                )
            return after, name

        return await self._store.run(work)

    async def left(self, tx: Transaction, person: Person, body: Body, _: dt.date, now: dt.datetime) -> None:
        """Ask nobody any more on behalf of somebody who has left, nor somebody who has left."""
        for kept in [
            *await tx.find(PAIRINGS, newcomer=person.id, answer=Answer.WAITING),
            *await tx.find(PAIRINGS, buddy=person.id, answer=Answer.WAITING),
        ]:
            if kept.value.body == body.id:
                await self._close(tx, kept, Answer.WITHDRAWN, now)

    async def _seek_on(self, tx: Transaction, person: str, now: dt.datetime) -> None:
        newcomer = await tx.get(NEWCOMERS, person)
        if newcomer and newcomer.value.listens:
            await self.seek(tx, newcomer.value, now)

    async def _close(self, tx: Transaction, kept: Kept[Pairing], answer: Answer, now: dt.datetime) -> Pairing:
        after = replace(kept.value, answer=answer)
        await tx.put(PAIRINGS, kept, after)
        await stop_timers(tx, key=f"buddy:{kept.id}")
        newcomer = await tx.get(NEWCOMERS, after.newcomer)
        name = newcomer.value.name if newcomer else ""
        await self._letters.retell(
            tx, f"buddy:{kept.id}", now, lambda lang: Reply(card=cards.buddy_done_card(after, name, lang))
        )
        return after

    def _town(self, code: str) -> str:
        return next((each.name for each in self._seating.cooperation.municipalities if each.code == code), "")


def introduction_of(person: str) -> str:
    """Return what a newcomer's introduction belongs to in the outbox."""
    return f"introduction:{person}"


def _key(person: str) -> str:
    return f"{about(person)}:introduction"
