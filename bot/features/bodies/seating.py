"""Keeps the seats: who sits where, the changes that people make, and the way back."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from rapidfuzz import fuzz

from bot.core.calendar import local_day
from bot.core.deed import UNDO_WITHIN
from bot.core.ports import Kept, NewId, Store, Transaction
from bot.core.turn import Role, Turn
from bot.features.bodies.history import History, Tenure, tenure_after, tenure_on
from bot.features.bodies.lineup import Charge, Lineup, Placing, Vacancy
from bot.features.bodies.model import Body, Cooperation, Municipality
from bot.features.bodies.proposals import (
    NEW_PERSON,
    Changed,
    ChangedSince,
    Done,
    NotAllowed,
    NothingToUndo,
    Proposal,
    Revision,
    fingerprint,
    rows_between,
    rows_of,
)
from bot.features.bodies.record import add_contact, contact_in, fill_board, history_of, read_board, save, write_board
from bot.features.bodies.seats import (
    CHANGES,
    CONTACTS,
    PRESIDIUMS,
    SEATS,
    Board,
    CannotSeat,
    Change,
    Contact,
    Edit,
    Filling,
    Post,
    Presidium,
    Seat,
    Why,
    carry_out,
    differences,
    implied,
    name_key,
    seats_of,
    split_key,
)

_ALIKE = 84
"""How alike two names are, of 100, for one to be suggested instead of the other."""


class Seating:
    """The seats of one cooperation. `new_id` makes ids that nobody has used before."""

    def __init__(self, store: Store, cooperation: Cooperation, new_id: NewId) -> None:
        self._store = store
        self._new_id = new_id
        self._cooperation = cooperation
        self._bodies: Mapping[str, Body] = MappingProxyType({body.id: body for body in cooperation.bodies})
        self._municipalities = MappingProxyType({each.code: each for each in cooperation.municipalities})
        self._listeners: list[Listens] = []

    @property
    def cooperation(self) -> Cooperation:
        """Who is who."""
        return self._cooperation

    def body(self, key: str) -> Body:
        """Return a body by its id; KeyError when there is none."""
        return self._bodies[key]

    def municipality(self, code: str) -> Municipality:
        """Return a municipality by its code; KeyError when there is none."""
        return self._municipalities[code]

    def tell(self, listener: "Listens") -> None:
        """Let `listener` hear of every change that is made or taken back, in its transaction."""
        self._listeners.append(listener)

    async def _told(self, tx: Transaction, change: Change) -> Change:
        for listener in self._listeners if change.after else ():
            await listener(tx, change)
        return change

    # Setting up

    async def lay_out(self) -> None:
        """Put a seat for every municipality of every body into the store, where it is missing."""

        async def work(tx: Transaction) -> None:
            for body in self._cooperation.bodies:
                if await tx.get(PRESIDIUMS, body.id) is None:
                    await tx.add(PRESIDIUMS, body.id, Presidium(body.id))
                for code in seats_of(body, self._cooperation):
                    seat = Seat(body.id, code)
                    if await tx.get(SEATS, seat.id) is None:
                        await tx.add(SEATS, seat.id, seat)

        await self._store.run(work)

    async def fill(self, fillings: Iterable[Filling]) -> bool:
        """Seat people once: does nothing and returns False when anybody is known already.

        Raises CannotSeat when the fillings break the rules of the seats; nothing is kept then.
        """
        wanted = tuple(fillings)

        async def work(tx: Transaction) -> bool:
            if await tx.count(CONTACTS):
                return False
            await fill_board(tx, await read_board(tx), wanted, self._new_id)
            return True

        return await self._store.run(work)

    # Asking

    async def lineup(self, body: Body, day: dt.date) -> Lineup:
        """Return who sits in a body on a day."""

        async def work(tx: Transaction) -> Lineup:
            kept = await tx.get(PRESIDIUMS, body.id)
            presidium = kept.value if kept else Presidium(body.id)
            chair, vice = tenure_on(presidium.chair, day), tenure_on(presidium.vice_chair, day)
            placings = []
            for code in seats_of(body, self._cooperation):
                seat = await tx.get(SEATS, Seat(body.id, code).id)
                placings.append(await self._placing(tx, seat.value if seat else Seat(body.id, code), day))
            return Lineup(
                body,
                day,
                await contact_in(tx, chair),
                await contact_in(tx, vice),
                tuple(placings),
                chair.start if chair else None,
                vice.start if vice else None,
            )

        return await self._store.run(work)

    async def _placing(self, tx: Transaction, seat: Seat, day: dt.date) -> Placing:
        later = []
        for post, history in ((Post.HOLDER, seat.holder), (Post.STAND_IN, seat.stand_in)):
            after = tenure_after(history, day)
            who = await contact_in(tx, after)
            if after and after.start and who:
                later.append((post, who, after.start))
        return Placing(
            self._municipalities[seat.municipality],
            await contact_in(tx, tenure_on(seat.holder, day)),
            await contact_in(tx, tenure_on(seat.stand_in, day)),
            tuple(later),
        )

    async def seats_of_municipality(self, municipality: Municipality, day: dt.date) -> list[tuple[Body, Placing]]:
        """Return the seats of a municipality in every body."""

        async def work(tx: Transaction) -> list[tuple[Body, Placing]]:
            found = []
            for body in self._cooperation.bodies:
                seat = await tx.get(SEATS, Seat(body.id, municipality.code).id)
                if seat:
                    found.append((body, await self._placing(tx, seat.value, day)))
            return found

        return await self._store.run(work)

    async def history(self, body: Body, municipality: str, post: Post) -> list[tuple[Tenure, Contact]]:
        """Return everybody who has had a post, the latest first."""

        async def work(tx: Transaction) -> list[tuple[Tenure, Contact]]:
            line = (await read_board(tx, body.id)).line(body.id, municipality, post)
            found = [(tenure, await contact_in(tx, tenure)) for tenure in reversed(line.history if line else ())]
            return [(tenure, contact) for tenure, contact in found if contact]

        return await self._store.run(work)

    async def knows_anybody(self, body: Body | None = None) -> bool:
        """Tell whether anybody has ever been seated, in one body or in any."""

        async def work(tx: Transaction) -> bool:
            board = await read_board(tx, body.id if body else "")
            return any(line.history for line in board.lines() if line.post.of_seat)

        return await self._store.run(work)

    async def vacancies(self, day: dt.date, body: Body | None = None, municipality: str = "") -> list[Vacancy]:
        """Return the posts of seats that nobody has on a day: holders first, then stand-ins.

        A body in which nobody has ever been seated is left out: its list has not been given to the bot.
        """

        async def work(tx: Transaction) -> list[Vacancy]:
            board = await read_board(tx, body.id if body else "")
            used = {line.body for line in board.lines() if line.post.of_seat and line.history}
            found = [
                Vacancy(
                    self._bodies[line.body],
                    self._municipalities[line.municipality],
                    line.post,
                    _vacant_since(line.history, day),
                    after.start if (after := tenure_after(line.history, day)) else None,
                )
                for line in board.lines()
                if line.post.of_seat
                and line.body in used
                and line.body in self._bodies
                and line.municipality in self._municipalities
                and (not municipality or line.municipality == municipality)
                and tenure_on(line.history, day) is None
            ]
            order = {key: place for place, key in enumerate(self._bodies)}
            return sorted(found, key=lambda each: (each.post is Post.STAND_IN, order[each.body.id]))

        return await self._store.run(work)

    async def charges(self, contact: Contact, day: dt.date) -> list[Charge]:
        """Return what a person is on a day or later, in the order of the bodies."""

        async def work(tx: Transaction) -> list[Charge]:
            found = []
            for key in contact.posts:
                charge = await self._charge(tx, contact.id, key, day)
                if charge:
                    found.append(charge)
            order = {key: place for place, key in enumerate(self._bodies)}
            return sorted(found, key=lambda each: (order[each.body.id], not each.post.of_seat))

        return await self._store.run(work)

    async def own_charges(self, turn: Turn, day: dt.date | None = None) -> list[Charge]:
        """Return what the person of a turn is on a day, by default today; nothing when no list names them."""
        contact = await self.contact_of(turn)
        if contact is None:
            return []
        on = day or local_day(turn.at)
        return [each for each in await self.charges(contact, on) if each.tenure.covers(on)]

    async def _charge(self, tx: Transaction, person: str, key: str, day: dt.date) -> Charge | None:
        body, municipality, post = split_key(key)
        history = await history_of(tx, body, municipality, post)
        mine = [each for each in history if each.person == person and (each.end is None or each.end >= day)]
        if not mine or body not in self._bodies:
            return None
        return Charge(self._bodies[body], self._municipalities.get(municipality), post, mine[0])

    async def find(self, name: str) -> list[Contact]:
        """Return the people who are called so: by whole name, else by a part of it that is a whole word."""

        async def work(tx: Transaction) -> list[Contact]:
            key = name_key(name)
            exact = [kept.value for kept in await tx.find(CONTACTS, key=key)] if key else []
            if exact or not key:
                return exact
            parts = set(key.split())
            return [kept.value async for kept in tx.all(CONTACTS) if parts <= set(kept.value.key.split())]

        return await self._store.run(work)

    async def alike(self, name: str) -> list[Contact]:
        """Return at most three people whose names look like this one, the likest first."""

        async def work(tx: Transaction) -> list[Contact]:
            key = name_key(name)
            scored = [(fuzz.ratio(key, kept.value.key), kept.value) async for kept in tx.all(CONTACTS)]
            scored = [(score, contact) for score, contact in scored if score >= _ALIKE or _begins(contact.key, key)]
            return [contact for _, contact in sorted(scored, key=lambda pair: -pair[0])[:3]]

        return await self._store.run(work)

    async def contact(self, key: str) -> Contact | None:
        """Return a person by the contact's id."""

        async def work(tx: Transaction) -> Contact | None:
            kept = await tx.get(CONTACTS, key)
            return kept.value if kept else None

        return await self._store.run(work)

    async def contact_of(self, turn: Turn) -> Contact | None:
        """Return the contact whom the person of a turn is, or None when no list names them."""

        async def work(tx: Transaction) -> Contact | None:
            found = await tx.find(CONTACTS, member=turn.person.id)
            return found[0].value if found else None

        return await self._store.run(work)

    async def may_change(self, turn: Turn, body: Body) -> bool:
        """Tell whether the person may change a body: the secretariat may, and its own chair and vice chair."""
        return turn.role is Role.SECRETARIAT or await self.presides(turn, body)

    async def presides(self, turn: Turn, body: Body, day: dt.date | None = None) -> bool:
        """Tell whether the person is chair or vice chair of a body on a day, by default today."""
        return any(each.body.id == body.id and not each.post.of_seat for each in await self.own_charges(turn, day))

    # Changing

    async def propose(self, turn: Turn, edits: Sequence[Edit], newcomer: str = "") -> Proposal:
        """Return what edits would change, without changing anything.

        An edit's person is a contact's id, or "new" for `newcomer`, whom the lists do not have yet.

        Raises:
            NotAllowed: the person may not change one of the bodies.
            CannotSeat: the rules of the seats do not allow it, or nothing would change.
        """
        await self._check_rights(turn, edits)

        async def work(tx: Transaction) -> Proposal:
            board = await read_board(tx)
            every = tuple(each for edit in edits for each in implied(board, edit))
            after = carry_out(board, every)
            changed = differences(board, after)
            if not changed:
                raise CannotSeat(Why.NOTHING_CHANGES, edits[0])
            fresh = Contact(NEW_PERSON, newcomer, name_key(newcomer)) if newcomer else None
            return Proposal(every, await rows_between(tx, changed, every, fresh), fingerprint(board, every), newcomer)

        return await self._store.run(work)

    async def carry_out(
        self, turn: Turn, key: str, edits: Sequence[Edit], seen: str, newcomer: str = "", email: str = ""
    ) -> Done:
        """Carry out a proposal under an id of its own; the same one a second time changes nothing.

        Raises NotAllowed, CannotSeat, and Changed when the seats are no longer as the proposal saw them.
        """
        await self._check_rights(turn, edits)

        async def work(tx: Transaction) -> Done:
            kept = await tx.get(CHANGES, key)
            if kept:
                return Done(kept.value, await rows_of(tx, kept.value, edits), again=True)
            board = await read_board(tx)
            if fingerprint(board, edits) != seen:
                raise Changed
            real = tuple(edits)
            if newcomer:
                home = next((edit.municipality for edit in edits if edit.person == NEW_PERSON), "")
                fresh = await add_contact(tx, self._new_id(), newcomer, email, home)
                real = tuple(replace(each, person=fresh.id) if each.person == NEW_PERSON else each for each in edits)
            for each in real:
                if each.person and await tx.get(CONTACTS, each.person) is None:
                    raise Changed
            after = carry_out(board, real)
            change = await write_board(tx, board, after, key, turn.person.id, turn.person.name, turn.at)
            await self._told(tx, change)
            return Done(change, await rows_of(tx, change, real))

        # Rules that look at several seats hold only when one change at a time is made.
        async with self._store.alone(_ALONE):
            return await self._store.run(work)

    async def undo(self, turn: Turn, key: str = "") -> Done:
        """Take back the latest change that this person has made within a week, or the one with this key.

        Raises:
            NothingToUndo: there is none, or it is not theirs, too old, or taken back already.
            ChangedSince: somebody has changed the same posts since; nothing was changed.
            NotAllowed: the person may no longer change one of the bodies.
        """
        latest = await self._store.run(lambda tx: _latest(tx, turn, key))
        if latest is None:
            raise NothingToUndo
        await self._check_rights(
            turn, [Edit(line.body, line.post, line.municipality, "", local_day(turn.at)) for line in latest.after]
        )

        async def work(tx: Transaction) -> Done:
            kept = await _latest_kept(tx, turn, latest.id)
            if kept is None:
                raise NothingToUndo
            board = await read_board(tx)
            back = board
            for was, became in zip(latest.before, latest.after, strict=True):
                if board.line(became.body, became.municipality, became.post) != became:
                    raise ChangedSince
                back = back.put(was)
            await tx.put(CHANGES, kept, replace(kept.value, undone_at=turn.at))
            await save(tx, board, back)
            undone = Change(latest.id, turn.person.id, turn.person.name, turn.at, latest.after, latest.before)
            await self._told(tx, undone)
            return Done(undone, await rows_of(tx, undone, ()))

        async with self._store.alone(_ALONE):
            return await self._store.run(work)

    async def latest_by(self, turn: Turn) -> Change | None:
        """Return the latest change that the person of a turn may take back, or None."""
        return await self._store.run(lambda tx: _latest(tx, turn, ""))

    async def latest_change(self, body: Body) -> Change | None:
        """Return the latest change that touched a body and stands."""

        async def work(tx: Transaction) -> Change | None:
            kept = [each.value for each in await tx.between(CHANGES, "at")]
            mine = [each for each in kept if not each.undone_at and any(line.body == body.id for line in each.after)]
            return mine[-1] if mine else None

        return await self._store.run(work)

    async def revise(
        self, key: str, by: str, at: dt.datetime, decide: Callable[[Board, Mapping[str, Contact]], "Revision"]
    ) -> Change:
        """Carry out what `decide` makes of the board and the people, in one transaction.

        Nothing is kept when it raises. A revision that changes nothing leaves no trace.
        """

        async def work(tx: Transaction) -> Change:
            board = await read_board(tx)
            people = {kept.id: kept.value async for kept in tx.all(CONTACTS)}
            revision = decide(board, MappingProxyType(people))
            for contact in revision.contacts:
                known = await tx.get(CONTACTS, contact.id)
                if known is None:
                    await tx.add(CONTACTS, contact.id, contact)
                elif known.value != contact:
                    await tx.put(CONTACTS, known, contact)
            return await self._told(tx, await write_board(tx, board, revision.board, key, "", by, at))

        async with self._store.alone(_ALONE):
            return await self._store.run(work)

    async def look(self) -> tuple[Board, Mapping[str, Contact]]:
        """Return all seats, presidiums and people as they stand."""

        async def work(tx: Transaction) -> tuple[Board, Mapping[str, Contact]]:
            people = {kept.id: kept.value async for kept in tx.all(CONTACTS)}
            return await read_board(tx), MappingProxyType(people)

        return await self._store.run(work)

    async def check_rights(self, turn: Turn, body: Body) -> None:
        """Raise NotAllowed unless the person may change a body."""
        if not await self.may_change(turn, body):
            raise NotAllowed(body, (await self.lineup(body, local_day(turn.at))).chair)

    async def _check_rights(self, turn: Turn, edits: Sequence[Edit]) -> None:
        for key in dict.fromkeys(edit.body for edit in edits):
            await self.check_rights(turn, self._bodies[key])


Listens = Callable[[Transaction, Change], Awaitable[None]]
"""Hears of a change of seats in the transaction that makes it; `before` and `after` are the histories that differ."""

_ALONE = "seats"


def _vacant_since(history: History, day: dt.date) -> dt.date | None:
    ends = [tenure.end for tenure in history if tenure.end and tenure.end < day]
    return max(ends) + dt.timedelta(days=1) if ends else None


def _begins(whole: str, part: str) -> bool:
    """Tell whether each word of a name begins one of another's: "karin holm" and "karin holmlund"."""
    theirs = whole.split()
    return len(part) >= 4 and all(any(word.startswith(each) for word in theirs) for each in part.split())


async def _latest(tx: Transaction, turn: Turn, key: str) -> Change | None:
    kept = await _latest_kept(tx, turn, key)
    return kept.value if kept else None


async def _latest_kept(tx: Transaction, turn: Turn, key: str) -> Kept[Change] | None:
    mine = [
        kept
        for kept in await tx.find(CHANGES, by=turn.person.id)
        if kept.value.undone_at is None and turn.at - kept.value.at <= UNDO_WITHIN and key in {"", kept.id}
    ]
    return max(mine, key=lambda kept: kept.value.at) if mine else None
