"""What the seats say of a meeting: answered by themselves, by their stand-ins, and for those who phoned."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.core import outbox
from bot.core.journal import Entry, write_down
from bot.core.ports import ADDRESSES, AlreadyThere, Transaction
from bot.core.turn import Message, Reply, Turn
from bot.features.bodies.reach import lang_of
from bot.features.meetings import cards
from bot.features.meetings.diary import seats_for
from bot.features.meetings.faults import Gone, NotAnswerable
from bot.features.meetings.invitations import Invitations
from bot.features.meetings.model import (
    MEETINGS,
    RSVPS,
    Called,
    Gathering,
    Meeting,
    Rsvp,
    Says,
    about_meeting,
    is_coming,
    rsvp_key,
    state_at,
)

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted for a seat; `says` is None when a stand-in is not needed (yet).

    `asked` is whether the stand-in was asked or told now or before.
    """

    called: Called
    says: Says | None
    asked: bool = False


class Rsvps(Invitations):
    """What the seats say of the meetings."""

    async def answer(self, turn: Turn, key: str, says: Says, *, asks: bool = True) -> tuple[Gathering, list[Noted]]:
        """Note what the person says for each of their seats; nothing is noted for somebody without a seat.

        Raises Gone, and NotAnswerable when the meeting is cancelled or over.
        """

        async def work(tx: Transaction) -> tuple[Gathering, list[Noted]]:
            meeting = await self._answerable(tx, key, turn.at)
            noted = [
                await self._answer_for(tx, turn, meeting, each, says, asks)
                for each in seats_for(await self.gather_in(tx, meeting), turn.person.id)
            ]
            if any(each.says for each in noted):
                await self._heard(tx, meeting, turn.at)
            return await self.gather_in(tx, meeting), noted

        return await self._noted(work)

    async def stand_in(
        self, turn: Turn, key: str, body: str, town: str, *, comes: bool
    ) -> tuple[Gathering, Called | None]:
        """Note whether a stand-in who was asked comes; None when the seat's holder has said something else since.

        Raises Gone and NotAnswerable; LookupError when the person is not the stand-in.
        """

        async def work(tx: Transaction) -> tuple[Gathering, Called | None]:
            meeting = await self._answerable(tx, key, turn.at)
            gathering = await self.gather_in(tx, meeting)
            place = next(
                (each for each in gathering.called if (each.body.id, each.municipality.code) == (body, town)), None
            )
            if place is None or place.stand_in is None or place.stand_in.member != turn.person.id:
                raise LookupError(key)
            if place.rsvp is None or place.rsvp.says not in {Says.HINDERED, Says.STAND_IN}:
                return gathering, None
            says = Says.STAND_IN if comes else Says.HINDERED
            await self._keep(tx, turn, meeting, place, says, asked=place.rsvp.asked)
            await self._heard(tx, meeting, turn.at)
            return gathering, place

        return await self._noted(work)

    async def answer_for(
        self, turn: Turn, key: str, said: Mapping[tuple[str, str], Says], *, asks: bool = False
    ) -> tuple[Gathering, list[Noted]]:
        """Note what seats, by body and municipality, have let the chair or the secretariat know.

        A stand-in is told when they are sent, and asked when the seat is hindered and `asks`. Vacant seats are no
        concern of anybody's.

        Raises:
            Gone: there is no such meeting.
            NotAllowed: the person is neither of the secretariat nor chair of the bodies.
            NotAnswerable: the meeting is cancelled or over.
        """
        bodies = [
            body for body in self.named((await self.meeting(key)).bodies) if body.id in {each for each, _ in said}
        ]
        await self.check_rights(turn, bodies)

        async def work(tx: Transaction) -> tuple[Gathering, list[Noted]]:
            meeting = await self._answerable(tx, key, turn.at)
            noted = []
            for place in (await self.gather_in(tx, meeting)).called:
                says = said.get((place.body.id, place.municipality.code))
                if says is not None and not place.vacant:
                    noted.append(await self._hear_of(tx, turn, meeting, place, says, asks))
                    entry = cards.journal_of_answer(place, says)
                    await write_down(
                        tx, self._new_id, Entry(about_meeting(key), turn.at, turn.person.id, turn.person.name, entry)
                    )
            if noted:
                await self._heard(tx, meeting, turn.at)
            return await self.gather_in(tx, meeting), noted

        return await self._noted(work)

    async def _hear_of(
        self, tx: Transaction, turn: Turn, meeting: Meeting, place: Called, says: Says, asks: bool
    ) -> Noted:
        """Note what a seat says, and let its stand-in know when they are sent or, when `asks`, asked."""
        asked = bool(place.rsvp and place.rsvp.asked)
        wanted = place.stand_in is not None and (says is Says.STAND_IN or (says is Says.HINDERED and asks))
        if not wanted:
            await outbox.withdraw(tx, turn.at, about=_about_stand_in(meeting, place), take_back=True)
            asked = False
        elif not asked:
            asked = await self._ask(tx, turn, meeting, place, sent=says is Says.STAND_IN)
        await self._keep(tx, turn, meeting, place, says, asked=asked)
        return Noted(place, says, asked=asked)

    async def _heard(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        await self._tell(tx, meeting, now)
        for follow in self.answered:
            await follow(tx, meeting, now)

    async def _noted(self, work: Callable[[Transaction], Awaitable[R]]) -> R:
        try:
            result = await self._store.run(work)
        except AlreadyThere:
            # Two answered for one seat at the same moment: what is said last holds.
            result = await self._store.run(work)
        self._posted()
        return result

    async def _answerable(self, tx: Transaction, key: str, now: dt.datetime) -> Meeting:
        kept = await tx.get(MEETINGS, key)
        if kept is None:
            raise Gone
        if not is_coming(kept.value, now):
            raise NotAnswerable(kept.value, state_at(kept.value, now))
        return kept.value

    async def _answer_for(
        self, tx: Transaction, turn: Turn, meeting: Meeting, place: Called, says: Says, asks: bool
    ) -> Noted:
        before = place.rsvp.says if place.rsvp else None
        if place.holder is None or place.holder.member != turn.person.id:
            # A stand-in speaks for the seat when nobody holds it, or when its holder does not come.
            if place.holder is not None and before not in {Says.HINDERED, Says.STAND_IN}:
                return Noted(place, None)
            says = Says.HINDERED if says is Says.HINDERED else Says.STAND_IN
            await self._keep(tx, turn, meeting, place, says, asked=bool(place.rsvp and place.rsvp.asked))
            return Noted(place, says)
        if says is Says.STAND_IN and place.stand_in is None:
            says = Says.HINDERED
        if before is Says.STAND_IN and says is Says.HINDERED and place.rsvp and place.rsvp.asked:
            # The stand-in has said yes meanwhile; a second press takes nothing back.
            return Noted(place, before, asked=True)
        return await self._hear_of(tx, turn, meeting, place, says, asks)

    async def _ask(self, tx: Transaction, turn: Turn, meeting: Meeting, place: Called, *, sent: bool) -> bool:
        """Ask the stand-in, or tell them that they are `sent`; False when they cannot be reached."""
        who = place.stand_in
        if who is None or not who.member or await tx.get(ADDRESSES, f"person:{who.member}") is None:
            return False
        lang = await lang_of(tx, who.member, self._seating.cooperation.language)
        name = place.holder.name if place.holder else turn.person.name
        card = cards.stand_in_card(meeting, place, name, lang, turn.at, sent=sent)
        await outbox.post(
            tx,
            to=f"person:{who.member}",
            message=Message.of(Reply(card=card)),
            not_before=turn.at,
            dedupe_key=f"{_about_stand_in(meeting, place)}:{turn.at:%Y%m%dT%H%M%S%f}",
            about=_about_stand_in(meeting, place),
            gives_up_at=meeting.starts_at,
            lang=lang,
        )
        return True

    async def _keep(
        self, tx: Transaction, turn: Turn, meeting: Meeting, place: Called, says: Says, *, asked: bool
    ) -> None:
        key = rsvp_key(meeting.id, place.body.id, place.municipality.code)
        fresh = Rsvp(
            meeting.id,
            place.body.id,
            place.municipality.code,
            says,
            meeting.starts_at,
            turn.person.id,
            turn.person.name,
            turn.at,
            asked,
        )
        kept = await tx.get(RSVPS, key)
        if kept is None:
            await tx.add(RSVPS, key, fresh)
        else:
            await tx.put(RSVPS, kept, fresh)


def _about_stand_in(meeting: Meeting, place: Called) -> str:
    return f"stand-in:{rsvp_key(meeting.id, place.body.id, place.municipality.code)}"
