"""A newcomer's seat: they say whose it was, and it changes hands when the chair or the secretariat says so."""

import datetime as dt
from dataclasses import replace
from typing import Final

from bot.core.calendar import local_day
from bot.core.ports import Kept, NewId, Store, Transaction
from bot.core.timers import Timer, set_timer, stop_timers
from bot.core.turn import Person, Reply, Turn
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.proposals import Changed
from bot.features.bodies.record import add_contact, contact_in, history_of, join_contact
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import CONTACTS, CannotSeat, Change, Contact, Edit, Post, Why, seats_of, split_key
from bot.features.newcomers import cards
from bot.features.newcomers.letters import Letters
from bot.features.newcomers.model import (
    CLAIMS,
    NEWCOMERS,
    REMINDED_AFTER,
    Answer,
    Claim,
    Newcomer,
    working_days_after,
)

REMIND_CLAIM: Final = "newcomers.remind-claim"


class NoSuchClaim(Exception):
    """There is no such claim any more."""


class Claims:
    """The seats that newcomers say are theirs."""

    def __init__(self, store: Store, seating: Seating, letters: Letters, new_id: NewId) -> None:
        self._store = store
        self._seating = seating
        self._letters = letters
        self._new_id = new_id

    def place_of(self, claim: Claim) -> tuple[Body, Municipality]:
        """Return the body and the municipality of a claim's seat."""
        return self._seating.body(claim.body), self._seating.municipality(claim.municipality)

    # The newcomer says

    async def ask(
        self, tx: Transaction, newcomer: Newcomer, body: str, municipality: str, post: Post, now: dt.datetime
    ) -> Claim | None:
        """Ask those who decide whether a newcomer takes a seat; None when they have it already.

        What the newcomer claimed in the same body before is withdrawn. Its first day is the day on which they came.
        """
        if municipality not in seats_of(self._seating.body(body), self._seating.cooperation):
            return None
        mine = await self._contact_of(tx, newcomer.person)
        had = tenure_on(await history_of(tx, body, municipality, post), local_day(now))
        if mine and had and had.person == mine.id:
            return None
        for kept in await tx.find(CLAIMS, person=newcomer.person, answer=Answer.WAITING, body=body):
            if (kept.value.municipality, kept.value.post) == (municipality, post):
                return kept.value
            await self._close(tx, kept, replace(kept.value, answer=Answer.WITHDRAWN, answered_at=now), now)
        arrived = next((each.on for each in reversed(newcomer.arrivals) if each.body == body), local_day(now))
        claim = Claim(newcomer.person, newcomer.name, body, municipality, post, arrived, now, had.person if had else "")
        key = self._new_id()
        await tx.add(CLAIMS, key, claim)
        await self._put_question(tx, key, claim, now, reminds=False)
        at = working_days_after(now, REMINDED_AFTER)
        await set_timer(tx, key=f"claim:{key}", runs=REMIND_CLAIM, at=at, about=key)
        return claim

    async def remind(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Ask once more when nobody has answered; the overview goes on telling of it."""
        kept = await tx.get(CLAIMS, timer.about)
        if kept and kept.value.answer is Answer.WAITING:
            await self._put_question(tx, timer.about, kept.value, now, reminds=True)

    async def _put_question(self, tx: Transaction, key: str, claim: Claim, now: dt.datetime, *, reminds: bool) -> None:
        body, town = self.place_of(claim)
        had = await self._had(tx, claim)
        await self._letters.ask(
            tx,
            await self._letters.deciders(tx, claim.body, local_day(now)),
            f"claim:{key}:{'again' if reminds else 'asked'}",
            _about(key),
            now,
            lambda lang: Reply(card=cards.claim_card(key, claim, body, town, had, lang, now, reminds=reminds)),
        )

    # They decide

    async def answer(self, turn: Turn, key: str, *, yes: bool) -> Claim:
        """Let a seat change hands, or not, and return the claim as it stands; a second press changes nothing.

        Raises NoSuchClaim, NotAllowed, CannotSeat, and Changed when the seat has another holder than the card showed.
        """
        kept = await self._store.run(lambda tx: tx.get(CLAIMS, key))
        if kept is None:
            raise NoSuchClaim
        claim = kept.value
        if claim.answer is not Answer.WAITING:
            return claim
        if yes:
            await self._seat(turn, key, claim)
        else:
            await self._seating.check_rights(turn, self._seating.body(claim.body))

        async def work(tx: Transaction) -> Claim:
            here = await tx.get(CLAIMS, key)
            if here is None:
                raise NoSuchClaim
            if here.value.answer is not Answer.WAITING:
                return here.value
            answer = Answer.YES if yes else Answer.NO
            return await self._settle(tx, here, answer, turn.person.name, turn.at)

        return await self._store.run(work)

    async def _seat(self, turn: Turn, key: str, claim: Claim) -> None:
        """Carry the change out, unless somebody has done it already."""

        async def prepare(tx: Transaction) -> tuple[str, str]:
            contact = await self._contact_of(tx, claim.person)
            if contact is None:
                contact = await join_contact(tx, Person(claim.person, "", claim.name))
            if contact is None:
                made = await add_contact(tx, self._new_id(), claim.name, "", claim.municipality)
                fresh = await tx.get(CONTACTS, made.id)
                if fresh:
                    contact = (await tx.put(CONTACTS, fresh, replace(made, member=claim.person))).value
            had = tenure_on(
                await history_of(tx, claim.body, claim.municipality, claim.post), max(local_day(turn.at), claim.start)
            )
            return contact.id if contact else "", had.person if had else ""

        await self._seating.check_rights(turn, self._seating.body(claim.body))
        contact, has = await self._store.run(prepare)
        if has == contact:
            return
        if has != claim.instead_of:
            await self._store.run(lambda tx: self._shown_anew(tx, key, has))
            raise Changed
        edit = Edit(claim.body, claim.post, claim.municipality, contact, claim.start)
        try:
            proposal = await self._seating.propose(turn, [edit])
        except CannotSeat as fault:
            if fault.why is Why.NOTHING_CHANGES:
                return
            raise
        await self._seating.carry_out(turn, f"claim-{key}", proposal.edits, proposal.seen)

    async def _shown_anew(self, tx: Transaction, key: str, has: str) -> None:
        kept = await tx.get(CLAIMS, key)
        if kept:
            await tx.put(CLAIMS, kept, replace(kept.value, instead_of=has))

    async def card(self, key: str, turn: Turn) -> Reply:
        """Return the question as it stands now."""

        async def work(tx: Transaction) -> Reply:
            kept = await tx.get(CLAIMS, key)
            if kept is None:
                raise NoSuchClaim
            body, town = self.place_of(kept.value)
            had = await self._had(tx, kept.value)
            card = cards.claim_card(key, kept.value, body, town, had, turn.lang, turn.at, changed=True)
            return Reply(card=card, replaces=True)

        return await self._store.run(work)

    async def seats_changed(self, tx: Transaction, change: Change) -> None:
        """Hear of a change of seats: what a newcomer claims and has been given by hand is answered."""
        for line in change.after:
            for kept in await tx.find(CLAIMS, body=line.body, answer=Answer.WAITING):
                claim = kept.value
                if (line.municipality, line.post) != (claim.municipality, claim.post):
                    continue
                tenure = tenure_on(line.history, max(local_day(change.at), claim.start))
                contact = await contact_in(tx, tenure)
                if contact and contact.member == claim.person:
                    await self._settle(tx, kept, Answer.YES, change.by_name, change.at)

    async def left(self, tx: Transaction, person: Person, body: Body, _: dt.date, now: dt.datetime) -> None:
        """Withdraw what somebody claims in a body that they have left."""
        for kept in await tx.find(CLAIMS, person=person.id, answer=Answer.WAITING, body=body.id):
            await self._close(tx, kept, replace(kept.value, answer=Answer.WITHDRAWN, answered_at=now), now)

    async def waiting(self, body: str = "", municipality: str = "") -> list[Claim]:
        """Return the claims that nobody has answered, the oldest first."""
        found = await self._store.run(lambda tx: tx.find(CLAIMS, answer=Answer.WAITING))
        claims = [kept.value for kept in found]
        return [
            each
            for each in sorted(claims, key=lambda claim: claim.asked_at)
            if body in {"", each.body} and municipality in {"", each.municipality}
        ]

    async def unseated(self, day: dt.date) -> list[tuple[Newcomer, str, dt.date]]:
        """Return newcomers, with body and day of arrival, who have neither a seat there nor a question about one."""

        async def work(tx: Transaction) -> list[tuple[Newcomer, str, dt.date]]:
            found = []
            async for kept in tx.all(NEWCOMERS):
                for arrival in kept.value.arrivals:
                    waits = await tx.find(CLAIMS, person=kept.id, answer=Answer.WAITING, body=arrival.body)
                    if arrival.left_on is None and not waits and not await _sits(tx, kept.id, arrival.body, day):
                        found.append((kept.value, arrival.body, arrival.on))
            return found

        return await self._store.run(work)

    async def _settle(
        self, tx: Transaction, kept: Kept[Claim], answer: Answer, by_name: str, now: dt.datetime
    ) -> Claim:
        claim = replace(kept.value, answer=answer, by_name=by_name, answered_at=now)
        await self._close(tx, kept, claim, now)
        newcomer = await tx.get(NEWCOMERS, claim.person)
        if newcomer and newcomer.value.listens:
            body, town = self.place_of(claim)
            await self._letters.write(
                tx,
                newcomer.value,
                f"claim:{kept.id}:told",
                now,
                lambda lang: Reply(text=cards.claim_told(claim, body, town, lang)),
                body=claim.body,
            )
        return claim

    async def _close(self, tx: Transaction, kept: Kept[Claim], claim: Claim, now: dt.datetime) -> None:
        await tx.put(CLAIMS, kept, claim)
        await stop_timers(tx, key=f"claim:{kept.id}")
        body, town = self.place_of(claim)
        had = await self._had(tx, claim)
        await self._letters.retell(
            tx, _about(kept.id), now, lambda lang: Reply(card=cards.claim_done_card(claim, body, town, had, lang))
        )

    async def _had(self, tx: Transaction, claim: Claim) -> Contact | None:
        kept = await tx.get(CONTACTS, claim.instead_of) if claim.instead_of else None
        return kept.value if kept else None

    async def _contact_of(self, tx: Transaction, person: str) -> Contact | None:
        found = await tx.find(CONTACTS, member=person)
        return found[0].value if found else None


def _about(key: str) -> str:
    return f"seat-claim:{key}"


async def _sits(tx: Transaction, person: str, body: str, day: dt.date) -> bool:
    for contact in await tx.find(CONTACTS, member=person):
        for key in contact.value.posts:
            place, municipality, post = split_key(key)
            tenure = tenure_on(await history_of(tx, place, municipality, post), day) if place == body else None
            if tenure and tenure.person == contact.id:
                return True
    return False
