"""Leavers and empty seats: asked about when somebody is out of a team, marked vacant, and chased every month."""

import datetime as dt
from dataclasses import replace
from typing import Final

from bot.core.calendar import is_office_day, local_day
from bot.core.errands import send_for
from bot.core.overview import Focus, Overview, Section
from bot.core.ports import Kept, NewId, Store, Transaction
from bot.core.text import Lang
from bot.core.timers import Timer, set_timer, stop_timers
from bot.core.turn import Conversation, Kind, Person, Reply, Role, Scope, Turn
from bot.features.bodies.history import tenure_on
from bot.features.bodies.lineup import Vacancy
from bot.features.bodies.model import Body
from bot.features.bodies.proposals import Revision
from bot.features.bodies.record import contact_in, history_of, read_board
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import CONTACTS, Board, Change, Contact, Edit, Post, carry_out, split_key
from bot.features.newcomers import cards
from bot.features.newcomers.letters import Letters, Words
from bot.features.newcomers.model import (
    DEPARTURES,
    REMINDED_AFTER,
    SETTLED_AFTER,
    Answer,
    Departure,
    Held,
    Left,
    next_morning,
    working_days_after,
)

REMIND_DEPARTURE: Final = "newcomers.remind-departure"
SETTLE_DEPARTURE: Final = "newcomers.settle-departure"
CHASE: Final = "newcomers.chase-vacancies"
CHASE_LATER: Final = "newcomers.chase-vacancies-later"
_DAY = dt.timedelta(days=1)


class NoSuchDeparture(Exception):
    """There is no such question any more."""


class Leaving:
    """What happens when somebody with a post is out of the team. `outstanding` tells what waits for a seat."""

    def __init__(self, store: Store, seating: Seating, letters: Letters, new_id: NewId, outstanding: Overview) -> None:
        self._store = store
        self._seating = seating
        self._letters = letters
        self._new_id = new_id
        self._outstanding = outstanding

    async def left(self, tx: Transaction, person: Person, body: Body, last_on: dt.date, now: dt.datetime) -> None:
        """Ask those who decide whether somebody who is out of a team has left the posts that they have there."""
        found = await tx.find(CONTACTS, member=person.id)
        contact = found[0].value if found else None
        if contact is None or not await _posts(tx, contact.id, contact.posts, body.id, local_day(now)):
            return
        if await tx.find(DEPARTURES, person=person.id, body=body.id, answer=Answer.WAITING):
            return
        departure = Departure(person.id, contact.id, contact.name, body.id, last_on, now)
        key = self._new_id()
        await tx.add(DEPARTURES, key, departure)
        await self._put_question(tx, key, departure, now, reminds=False)
        at = working_days_after(now, REMINDED_AFTER)
        await set_timer(tx, key=f"departure:{key}", runs=REMIND_DEPARTURE, at=at, about=key)

    async def came_back(self, tx: Transaction, person: str, body: str, now: dt.datetime) -> None:
        """Withdraw the question whether somebody has left who is in the team again."""
        for kept in await tx.find(DEPARTURES, person=person, body=body, answer=Answer.WAITING):
            await self._close(tx, kept, replace(kept.value, answer=Answer.WITHDRAWN, answered_at=now), now)

    async def remind(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Ask once more, and say when the seat is marked vacant if nobody objects."""
        kept = await tx.get(DEPARTURES, timer.about)
        if kept is None or kept.value.answer is not Answer.WAITING:
            return
        await self._put_question(tx, timer.about, kept.value, now, reminds=True)
        await send_for(tx, runs=SETTLE_DEPARTURE, about=timer.about, at=_settles_at(kept.value))

    async def _put_question(
        self, tx: Transaction, key: str, departure: Departure, now: dt.datetime, *, reminds: bool
    ) -> None:
        body = self._seating.body(departure.body)
        contact = await tx.get(CONTACTS, departure.contact)
        posts = contact.value.posts if contact else ()
        held = await _posts(tx, departure.contact, posts, departure.body, local_day(now))
        ask = await self._whom_to_ask(tx, departure, held, local_day(now))
        left = Left(departure, held, ask)
        people = [
            each
            for each in await self._letters.deciders(tx, departure.body, local_day(now))
            if each != departure.person
        ]
        await self._letters.ask(
            tx,
            people,
            f"departure:{key}:{'again' if reminds else 'asked'}",
            _about(key),
            now,
            lambda lang: Reply(
                card=cards.departure_card(
                    key, left, body, self.towns, lang, now, settles_at=_settles_at(departure) if reminds else None
                )
            ),
        )

    # They decide

    async def answer(self, turn: Turn, key: str, *, yes: bool) -> Left:
        """Mark a leaver's posts vacant from the day after their last, or leave them; a second press changes nothing.

        Raises NoSuchDeparture and NotAllowed.
        """
        kept = await self._store.run(lambda tx: tx.get(DEPARTURES, key))
        if kept is None:
            raise NoSuchDeparture
        body = self._seating.body(kept.value.body)
        await self._seating.check_rights(turn, body)
        if kept.value.answer is not Answer.WAITING:
            return Left(kept.value, ())
        answer = Answer.YES if yes else Answer.NO
        return await self._decide(key, answer, turn.person.name, turn)

    async def settle(self, key: str, now: dt.datetime) -> None:
        """Mark the posts of somebody vacant about whom nobody has answered; an errand."""
        await self._decide(key, Answer.SILENCE, "", _as_secretariat(now, self._seating.cooperation.language))

    async def _decide(self, key: str, answer: Answer, by_name: str, turn: Turn) -> Left:
        kept = await self._store.run(lambda tx: tx.get(DEPARTURES, key))
        if kept is None or kept.value.answer is not Answer.WAITING:
            return Left(kept.value, ()) if kept else Left(_NOBODY, ())
        departure = kept.value
        day = local_day(turn.at)
        contact = await self._seating.contact(departure.contact)
        posts = contact.posts if contact else ()
        held = await self._store.run(lambda tx: _posts(tx, departure.contact, posts, departure.body, day))
        if answer is not Answer.NO and held:
            await self._vacate(turn, key, by_name, _edits(departure, held))
        waits: list[Section] = []
        for place in held if answer is not Answer.NO else ():
            if place.municipality:
                waits += await self._outstanding(turn, Focus(departure.body, place.municipality))

        async def work(tx: Transaction) -> Left:
            here = await tx.get(DEPARTURES, key)
            if here is None or here.value.answer is not Answer.WAITING:
                return Left(here.value if here else departure, held)
            after = replace(here.value, answer=answer, by_name=by_name, answered_at=turn.at)
            ask = await self._whom_to_ask(tx, after, held, day)
            left = Left(after, held, ask, tuple(waits))
            await self._close(tx, here, after, turn.at, left)
            return left

        return await self._store.run(work)

    async def _vacate(self, turn: Turn, key: str, by_name: str, edits: list[Edit]) -> None:
        if turn.person.id:
            # Somebody's own change, which they can take back.
            proposal = await self._seating.propose(turn, edits)
            await self._seating.carry_out(turn, f"departure-{key}", proposal.edits, proposal.seen)
            return

        def decide(board: Board, _: object) -> Revision:
            return Revision(carry_out(board, edits))

        await self._seating.revise(f"departure-{key}", by_name, turn.at, decide)

    async def _close(
        self,
        tx: Transaction,
        kept: Kept[Departure],
        after: Departure,
        now: dt.datetime,
        left: Left | None = None,
    ) -> None:
        await tx.put(DEPARTURES, kept, after)
        await stop_timers(tx, key=f"departure:{kept.id}")
        body, told = self._seating.body(after.body), left or Left(after, ())
        await self._letters.retell(
            tx,
            _about(kept.id),
            now,
            lambda lang: Reply(card=cards.departed_card(told, body, self.towns, lang, now)),
        )

    async def waiting(self, body: str = "") -> list[Departure]:
        """Return those about whom nobody has answered, the oldest first."""
        found = await self._store.run(lambda tx: tx.find(DEPARTURES, answer=Answer.WAITING))
        return sorted(
            (kept.value for kept in found if body in {"", kept.value.body}), key=lambda departure: departure.asked_at
        )

    async def seats_changed(self, tx: Transaction, change: Change) -> None:
        """Hear of a change of seats: a leaver who has no post there any more needs no question."""
        for body in dict.fromkeys(line.body for line in change.after):
            for kept in await tx.find(DEPARTURES, body=body, answer=Answer.WAITING):
                contact = await tx.get(CONTACTS, kept.value.contact)
                posts = contact.value.posts if contact else ()
                if not await _posts(tx, kept.value.contact, posts, body, local_day(change.at)) and change.by_name:
                    after = replace(kept.value, answer=Answer.YES, by_name=change.by_name, answered_at=change.at)
                    await self._close(tx, kept, after, change.at)

    # Whom to ask, and the chasing

    @property
    def towns(self) -> dict[str, str]:
        """The names of the municipalities by their codes."""
        return {each.code: each.name for each in self._seating.cooperation.municipalities}

    async def _whom_to_ask(
        self, tx: Transaction, departure: Departure, held: tuple[Held, ...], day: dt.date
    ) -> tuple[tuple[str, Contact, str], ...]:
        found = []
        for town in dict.fromkeys(place.municipality for place in held if place.municipality):
            who = await self.whom_to_ask(tx, departure.body, town, departure.contact, day)
            if who:
                found.append((town, *who))
        return tuple(found)

    async def whom_to_ask(
        self, tx: Transaction, body: str, municipality: str, but: str, day: dt.date
    ) -> tuple[Contact, str] | None:
        """Return who can say who follows in a municipality, and the id of the body where they sit.

        The seat's own holder or stand-in, the holder in a management group, then anybody who holds one of its seats.
        """
        bodies = self._seating.cooperation.bodies
        order = sorted(bodies, key=lambda each: (each.id != body, each.kind != "management_group"))
        for place in order:
            for post in (Post.HOLDER, Post.STAND_IN) if place.id == body else (Post.HOLDER,):
                tenure = tenure_on(await history_of(tx, place.id, municipality, post), day)
                contact = await contact_in(tx, tenure)
                if contact and contact.id != but:
                    return contact, place.id
        return None

    async def chase(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Tell those who decide which holders' seats are empty, since when, and whom to ask; every month."""
        if not is_office_day(local_day(now)):
            await set_timer(tx, key="vacancies:later", runs=CHASE_LATER, at=next_morning(now))
            return
        await self.chase_now(tx, timer, now)

    async def chase_now(self, tx: Transaction, _: Timer, now: dt.datetime) -> None:
        """Tell which seats are empty: the secretariat of all, each chair of their own body's."""
        day = local_day(now)
        empty = [each for each in await self._empty(tx, day) if each.next_on is None]
        if not empty:
            return
        asked = [
            (vacancy, await self.whom_to_ask(tx, vacancy.body.id, vacancy.municipality.code, "", day))
            for vacancy in empty
        ]
        mine: dict[str, list[tuple[Vacancy, tuple[Contact, str] | None]]] = {}
        for vacancy, who in asked:
            for person in await self._letters.deciders(tx, vacancy.body.id, day):
                mine.setdefault(person, []).append((vacancy, who))
        for person, rows in sorted(mine.items()):
            key = f"vacancies:{day:%Y-%m}"
            await self._letters.ask(tx, [person], key, "vacancies", now, self._chased(rows, now))

    def _chased(self, rows: list[tuple[Vacancy, tuple[Contact, str] | None]], now: dt.datetime) -> Words:
        return lambda lang: Reply(card=cards.chase_card(rows, self._seating.body, lang, now))

    async def _empty(self, tx: Transaction, day: dt.date) -> list[Vacancy]:
        board = await read_board(tx)
        used = {line.body for line in board.lines() if line.post.of_seat and line.history}
        known = {body.id: body for body in self._seating.cooperation.bodies}
        found: list[Vacancy] = []
        for line in board.lines():
            if line.post is not Post.HOLDER or line.body not in used or line.body not in known:
                continue
            if tenure_on(line.history, day) is None:
                ends = [tenure.end for tenure in line.history if tenure.end and tenure.end < day]
                later = [tenure.start for tenure in line.history if tenure.start and tenure.start > day]
                town = self._seating.municipality(line.municipality)
                since = max(ends) + _DAY if ends else None
                found.append(Vacancy(known[line.body], town, line.post, since, min(later, default=None)))
        return found


_NOBODY = Departure("", "", "", "", dt.date.min, dt.datetime.min.replace(tzinfo=dt.UTC), Answer.WITHDRAWN)


def _edits(departure: Departure, held: tuple[Held, ...]) -> list[Edit]:
    start = departure.last_on + _DAY
    return [Edit(departure.body, place.post, place.municipality, "", start) for place in held]


async def _posts(tx: Transaction, contact: str, keys: tuple[str, ...], body: str, day: dt.date) -> tuple[Held, ...]:
    """Return the posts that a contact has in a body on a day."""
    found = []
    for key in keys:
        body_id, municipality, post = split_key(key)
        tenure = tenure_on(await history_of(tx, body_id, municipality, post), day)
        if body_id == body and tenure and tenure.person == contact:
            found.append(Held(post, municipality))
    return tuple(found)


def _settles_at(departure: Departure) -> dt.datetime:
    return working_days_after(departure.asked_at, SETTLED_AFTER)


def _as_secretariat(now: dt.datetime, lang: Lang) -> Turn:
    """Return a turn in which nobody says anything, to ask how things stand as the secretariat sees them."""
    nobody = Person("", "", "")
    return Turn("", Kind.SAID, now, nobody, Conversation("", Scope.PERSONAL, ""), lang=lang, role=Role.SECRETARIAT)


def _about(key: str) -> str:
    return f"departure:{key}"
