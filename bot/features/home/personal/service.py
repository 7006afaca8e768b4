"""Goes through all that is kept about people: to tell, to erase, and to let time take its part."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from bot.core.errands import ERRANDS, send_for
from bot.core.holding import Erasure, Holding, Subject
from bot.core.ports import Collection, NewId, Store, StoreFault, Transaction
from bot.core.scrubbing import Traces
from bot.core.text import Lang, Text
from bot.core.timers import TIMERS, Timer
from bot.core.turn import Turn
from bot.features.bodies.model import MEMBERS
from bot.features.bodies.seats import CONTACTS, name_key

log = logging.getLogger(__name__)

FILE_LASTS: Final = dt.timedelta(days=1)
WIPE: Final = "personal-wipe"
"""The errand that follows the night's retention: it asks the disk, and so is done outside of the transaction."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """An address under which somebody fetches all that is kept about them; `person` is a person id."""

    person: str
    lang: Lang
    expires_at: dt.datetime


DISCLOSURES: Collection[Disclosure] = Collection("disclosures", Disclosure, equal=("person",), ordered=("expires_at",))


@dataclass(frozen=True, slots=True)
class Told:
    """What one holding has about somebody."""

    holding: Holding
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What an erasure takes, by holding, and what stays."""

    goes: tuple[Holding, ...]
    stays: tuple[Text, ...]
    count: int


class _Looked(Exception):
    """What an erasure would do; raised so that it does nothing."""

    def __init__(self, found: Forgotten) -> None:
        super().__init__()
        self.found = found


class Privacy:
    """All holdings of the bot. Everything happens in one transaction."""

    def __init__(self, store: Store, holdings: Sequence[Holding], new_id: NewId) -> None:
        self._store = store
        self._holdings = tuple(holdings)
        self._new_id = new_id

    async def subject(self, turn: Turn) -> Subject:
        """Return the person of a turn: everything by which they may be known."""
        return await self._store.run(lambda tx: self._subject(tx, turn.person.id, turn))

    async def find(self, who: str) -> list[Subject]:
        """Return those who may be meant: by person id, else by e-mail, else by name; each once."""
        wanted = who.strip()

        async def work(tx: Transaction) -> list[Subject]:
            if await tx.get(MEMBERS, wanted):
                return [await self._subject(tx, wanted)]
            contacts = await tx.find(CONTACTS, email=wanted.casefold()) or await tx.find(CONTACTS, key=name_key(wanted))
            found = [
                await self._subject(tx, kept.value.member)
                if kept.value.member
                else Subject("", kept.id, (kept.value.name,), tuple(filter(None, (kept.value.email,))))
                for kept in contacts
            ]
            known = {subject.member for subject in found}
            met = [kept async for kept in tx.all(MEMBERS) if name_key(kept.value.name) == name_key(wanted)]
            return found + [await self._subject(tx, kept.id) for kept in met if kept.id not in known]

        return await self._store.run(work)

    async def _subject(self, tx: Transaction, person: str, turn: Turn | None = None) -> Subject:
        member = await tx.get(MEMBERS, person)
        contacts = await tx.find(CONTACTS, member=person)
        contact = contacts[0] if contacts else None
        said = turn.person if turn else None
        names = [said.name if said else "", member.value.name if member else "", contact.value.name if contact else ""]
        emails = [said.email if said else "", contact.value.email if contact else ""]
        teams_ids = [said.teams_id if said else "", member.value.teams_id if member else ""]
        return Subject(
            person,
            contact.id if contact else "",
            tuple(dict.fromkeys(filter(None, names))),
            tuple(dict.fromkeys(filter(None, emails))),
            tuple(dict.fromkeys(filter(None, teams_ids))),
        )

    async def tell(self, subject: Subject) -> list[Told]:
        """Return what is kept about somebody, of those kinds of which there is anything."""

        async def work(tx: Transaction) -> list[Told]:
            found = [Told(each, tuple(await each.tell(tx, subject))) for each in self._holdings]
            return [told for told in found if told.rows]

        return await self._store.run(work)

    async def preview(self, subject: Subject, now: dt.datetime) -> Forgotten:
        """Return what an erasure would take and leave, having changed nothing."""

        async def work(tx: Transaction) -> None:
            raise _Looked(await self._erase(tx, subject, now))

        try:
            await self._store.run(work)
        except _Looked as looked:
            return looked.found
        raise AssertionError

    async def forget(self, subject: Subject, now: dt.datetime) -> Forgotten:
        """Erase what is the person's to have erased; a second time there is nothing left to erase."""
        found = await self._store.run(lambda tx: self._erase(tx, subject, now))
        try:
            await self._store.wipe()
        except StoreFault as fault:
            log.warning("what was erased lies on the disk until the night: %s", type(fault).__name__)
        return found

    async def wipe(self, _about: str, _now: dt.datetime) -> None:
        """Leave nothing on the disk of what went in the night, nor of what had to be remembered for a moment."""
        await self._store.wipe()

    async def _erase(self, tx: Transaction, subject: Subject, now: dt.datetime) -> Forgotten:
        told = [each for each in self._holdings if await each.tell(tx, subject)]
        done: list[Erasure] = [await each.erase(tx, subject, now) for each in self._holdings]
        for link in await tx.find(DISCLOSURES, person=subject.member):
            await tx.remove(DISCLOSURES, link)
        await _call_off(tx, subject)
        goes = [holding for holding, each in zip(self._holdings, done, strict=True) if each.erased and holding in told]
        stays = dict.fromkeys(text for each in done for text in each.stay)
        return Forgotten(tuple(goes), tuple(stays), sum(each.erased for each in done))

    async def expire(self, tx: Transaction, _: Timer, now: dt.datetime) -> None:
        """Take away what has been kept for long enough, of every kind; addresses of files too."""
        for holding in self._holdings:
            if holding.expire and (count := await holding.expire(tx, now)):
                log.info("kept for long enough: %d of %s", count, holding.name)
        for link in await tx.between(DISCLOSURES, "expires_at", None, now):
            await tx.remove(DISCLOSURES, link)
        await send_for(tx, runs=WIPE, about="store", at=now)

    async def open_file(self, turn: Turn) -> str:
        """Make an address under which the person fetches all of it; return its key."""
        key = self._new_id()
        link = Disclosure(turn.person.id, turn.lang, turn.at + FILE_LASTS)

        async def work(tx: Transaction) -> None:
            await tx.add(DISCLOSURES, key, link)

        await self._store.run(work)
        return key

    async def file(self, key: str, now: dt.datetime) -> tuple[Lang, bytes] | None:
        """Return all that is kept about the person of an address as JSON; None when there is nothing under it."""
        kept = await self._store.run(lambda tx: tx.get(DISCLOSURES, key)) if key else None
        if kept is None or kept.value.expires_at <= now:
            return None
        lang = kept.value.lang
        subject = await self._store.run(lambda tx: self._subject(tx, kept.value.person))
        whole = {
            "hämtat": now.isoformat(),
            "uppgifter": [
                {
                    "vad": each.holding.what(lang),
                    "varför": each.holding.why(lang),
                    "grund": each.holding.ground(lang),
                    "sparas": each.holding.kept_for(lang),
                    "rader": list(each.rows),
                }
                for each in await self.tell(subject)
            ],
        }
        return lang, msgspec.json.format(msgspec.json.encode(whole), indent=2)


async def _call_off(tx: Transaction, subject: Subject) -> None:
    """Take away what was to be decided or asked for somebody later; it is named by their id."""
    clean = Traces.of(subject).cleaner()
    for timer in [kept async for kept in tx.all(TIMERS)]:
        if clean(timer.id) != timer.id or clean(timer.value.about) != timer.value.about:
            await tx.remove(TIMERS, timer)
    for errand in [kept async for kept in tx.all(ERRANDS)]:
        if clean(errand.value.about) != errand.value.about:
            await tx.remove(ERRANDS, errand)
