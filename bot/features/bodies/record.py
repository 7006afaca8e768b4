"""How seats are read and written within a transaction."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.ports import Collection, NewId, Transaction
from bot.core.turn import Person
from bot.features.bodies.history import History, Tenure, put_in_order, tenure_on
from bot.features.bodies.model import Standing
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
    Line,
    Post,
    Presidium,
    Seat,
    Why,
    check_clashes,
    differences,
    name_key,
    post_key,
    split_key,
)


async def read_board(tx: Transaction, body: str = "") -> Board:
    """Return the seats and presidiums of one body, or of all."""
    if body:
        kept = await tx.get(PRESIDIUMS, body)
        return Board.of([each.value for each in await tx.find(SEATS, body=body)], [kept.value] if kept else [])
    return Board.of(
        [kept.value async for kept in tx.all(SEATS)],
        [kept.value async for kept in tx.all(PRESIDIUMS)],
    )


async def save(tx: Transaction, before: Board, after: Board) -> None:
    """Write what differs, and what each person has had."""
    for key, seat in after.seats.items():
        if before.seats[key] != seat:
            await _put(tx, SEATS, key, seat)
    for key, presidium in after.presidiums.items():
        if before.presidiums[key] != presidium:
            await _put(tx, PRESIDIUMS, key, presidium)
    had: dict[str, list[str]] = {}
    for _, new in differences(before, after):
        for tenure in new.history:
            had.setdefault(tenure.person, []).append(post_key(new.body, new.municipality, new.post))
    for person, keys in had.items():
        kept = await tx.get(CONTACTS, person)
        if kept and not set(keys) <= set(kept.value.posts):
            await tx.put(CONTACTS, kept, replace(kept.value, posts=tuple(dict.fromkeys([*kept.value.posts, *keys]))))


async def write_board(
    tx: Transaction, before: Board, after: Board, key: str, by: str, by_name: str, at: dt.datetime
) -> Change:
    """Save a board and keep who changed it, unless nothing differs."""
    changed = differences(before, after)
    change = Change(key, by, by_name, at, tuple(old for old, _ in changed), tuple(new for _, new in changed))
    if changed:
        await save(tx, before, after)
        await tx.add(CHANGES, key, change)
    return change


async def fill_board(tx: Transaction, board: Board, fillings: Sequence[Filling], new_id: NewId) -> None:
    """Seat people in an empty board; the same name from the same municipality is one person. Raises CannotSeat."""
    people: dict[tuple[str, str], Contact] = {}
    tenures: dict[tuple[str, str, Post], list[Tenure]] = {}
    for filling in fillings:
        home = filling.municipality or filling.home
        who = people.get((name_key(filling.name), home))
        if who is None:
            who = await add_contact(tx, new_id(), filling.name, filling.email, home)
            people[who.key, home] = who
        place = (filling.body, filling.municipality, filling.post)
        tenures.setdefault(place, []).append(Tenure(who.id, filling.start, filling.end))
    after = board
    for (body, municipality, post), rows in tenures.items():
        if board.line(body, municipality, post) is None:
            raise CannotSeat(Why.NOT_IN_BODY, Edit(body, post, municipality, "", dt.date.min))
        after = after.put(Line(body, municipality, post, put_in_order(rows)))
    for (body, municipality, post), rows in tenures.items():
        for tenure in rows:
            check_clashes(after, Edit(body, post, municipality, tenure.person, tenure.start or dt.date.min))
    await save(tx, board, after)


async def _put(tx: Transaction, collection: Collection[Seat] | Collection[Presidium], key: str, value: object) -> None:
    if collection is SEATS and isinstance(value, Seat):
        seat = await tx.get(SEATS, key)
        if seat:
            await tx.put(SEATS, seat, value)
    elif isinstance(value, Presidium):
        presidium = await tx.get(PRESIDIUMS, key)
        if presidium:
            await tx.put(PRESIDIUMS, presidium, value)


async def add_contact(tx: Transaction, key: str, name: str, email: str, municipality: str) -> Contact:
    """Keep a person whom the lists have not named before."""
    fresh = Contact(key, " ".join(name.split()), name_key(name), email.strip().casefold(), municipality)
    await tx.add(CONTACTS, key, fresh)
    return fresh


async def contact_in(tx: Transaction, tenure: Tenure | None) -> Contact | None:
    """Return whose tenure it is."""
    kept = await tx.get(CONTACTS, tenure.person) if tenure else None
    return kept.value if kept else None


async def contacts_in(tx: Transaction, tenures: Iterable[Tenure | None]) -> dict[str, Contact]:
    """Return by their ids whose tenures these are, in one question."""
    found = await tx.get_all(CONTACTS, [tenure.person for tenure in tenures if tenure])
    return {key: kept.value for key, kept in found.items()}


async def history_of(tx: Transaction, body: str, municipality: str, post: Post) -> History:
    """Return the history of one post, empty when there is no such seat or body."""
    if post.of_seat:
        seat = await tx.get(SEATS, Seat(body, municipality).id)
        history = getattr(seat.value, post.value) if seat else ()
    else:
        presidium = await tx.get(PRESIDIUMS, body)
        history = getattr(presidium.value, post.value) if presidium else ()
    found: History = history
    return found


async def join_contact(tx: Transaction, person: Person) -> Contact | None:
    """Return the contact whom a person is, joining the two at the first meeting; None when no list names them.

    A person is known by their id, else by an e-mail that one contact alone has, else by a name that one contact alone
    has and that nobody has been joined under before. Where two people could be meant, nobody is joined.
    """
    known = await tx.find(CONTACTS, member=person.id)
    if known:
        return known[0].value
    same = await tx.find(CONTACTS, email=person.email.strip().casefold()) if person.email.strip() else []
    if not same and (key := name_key(person.name)):
        same = await tx.find(CONTACTS, key=key)
        if any(kept.value.email for kept in same) and person.email.strip():
            return None
    if len(same) != 1 or same[0].value.member:
        return None
    joined = replace(same[0].value, member=person.id)
    await tx.put(CONTACTS, same[0], joined)
    return joined


async def standing_of(tx: Transaction, contact: Contact | None, day: dt.date) -> Standing:
    """Return what the seats say of a contact on a day."""
    if contact is None:
        return Standing.UNSEATED if await tx.count(CONTACTS) else Standing.UNTOLD
    held = [post for key in contact.posts if (post := await _held(tx, contact.id, key, day))]
    if any(not post.of_seat for post in held):
        return Standing.HEADS
    return Standing.SEATED if held else Standing.UNSEATED


async def _held(tx: Transaction, person: str, key: str, day: dt.date) -> Post | None:
    body, municipality, post = split_key(key)
    tenure = tenure_on(await history_of(tx, body, municipality, post), day)
    return post if tenure and tenure.person == person else None
