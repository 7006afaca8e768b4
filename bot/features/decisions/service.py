"""Keeps decisions and meetings with others."""

from bot.core.deed import UNDO_WITHIN
from bot.core.journal import Entry, in_both, write_down
from bot.core.ports import NewId, Store, Transaction
from bot.core.turn import Turn
from bot.features.bodies.model import Body
from bot.features.bodies.seating import Seating
from bot.features.decisions import cards, texts
from bot.features.decisions.model import NOTES, Kind, Note


class Decisions:
    """What was written down in one cooperation."""

    def __init__(self, store: Store, seating: Seating, new_id: NewId) -> None:
        self._store = store
        self._new_id = new_id
        self.seating = seating
        self.bodies: dict[str, Body] = {body.id: body for body in seating.cooperation.bodies}

    def new_key(self) -> str:
        """Return a key that nobody has used before."""
        return self._new_id()

    async def every(self, kind: Kind) -> list[Note]:
        """Return all notes of a kind."""
        return [kept.value for kept in await self._store.run(lambda tx: tx.find(NOTES, kind=kind))]

    async def save(self, turn: Turn, note: Note) -> Note:
        """Write a note down; the same key a second time writes nothing more."""

        async def work(tx: Transaction) -> Note:
            kept = await tx.get(NOTES, note.id)
            if kept:
                return kept.value
            await tx.add(NOTES, note.id, note)
            said = in_both(lambda lang: texts.WROTE(lang, what=cards.in_line(note, self.bodies, lang)))
            await write_down(tx, self._new_id, Entry(note.about, turn.at, turn.person.id, turn.person.name, said))
            return note

        return await self._store.run(work)

    async def note(self, key: str) -> Note | None:
        """Return a note, or None."""
        kept = await self._store.run(lambda tx: tx.get(NOTES, key))
        return kept.value if kept else None

    async def latest(self, turn: Turn) -> Note | None:
        """Return the note that the person wrote down last within a week, as far as it has not been removed."""
        found = await self._store.run(lambda tx: tx.find(NOTES, by=turn.person.id))
        mine = [kept.value for kept in found if turn.at - kept.value.at <= UNDO_WITHIN]
        return max(mine, key=lambda note: note.at, default=None)

    async def remove(self, turn: Turn, key: str) -> bool:
        """Take a note away; False when it is gone already."""

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(NOTES, key)
            if kept is None:
                return False
            await tx.remove(NOTES, kept)
            note = kept.value
            said = in_both(lambda lang: texts.DID_REMOVE(lang, what=cards.in_line(note, self.bodies, lang)))
            await write_down(tx, self._new_id, Entry(note.about, turn.at, turn.person.id, turn.person.name, said))
            return True

        return await self._store.run(work)
