"""Takes parts of the journal out."""

import datetime as dt
from collections.abc import Sequence

from bot.core.journal import JOURNAL, Entry, read_journal, write_down
from bot.core.matter import FindMatters, Matter
from bot.core.page import DOCX_TYPE, JSON_TYPE, Document
from bot.core.ports import NewId, Store, Transaction
from bot.core.text import Lang
from bot.core.turn import Turn
from bot.features.broadcasts.model import BROADCASTS
from bot.features.records import texts
from bot.features.records.documents import as_docx, as_json
from bot.features.records.model import EXPORTS, KEPT_FOR, Export, Extract, Form

ALL = "journal"


class Records:
    """The journal of one cooperation; `finders` are what the features declare."""

    def __init__(self, store: Store, finders: Sequence[FindMatters], new_id: NewId) -> None:
        self._store = store
        self._finders = tuple(finders)
        self._new_id = new_id

    async def find(self, said: str, now: dt.datetime) -> list[Matter]:
        """Return what words name, each matter once."""

        async def work(tx: Transaction) -> list[Matter]:
            found = [matter for finder in self._finders for matter in await finder(tx, said, now)]
            return list({matter.about: matter for matter in found}.values())

        return await self._store.run(work)

    async def keep(self, turn: Turn, matter: Matter | None) -> tuple[str, int]:
        """Keep for a week what somebody takes out, None for the whole journal; return its key and how much it is."""

        async def work(tx: Transaction) -> tuple[str, int]:
            for old in await tx.between(EXPORTS, "made_at", end=turn.at - KEPT_FOR, limit=50):
                await tx.remove(EXPORTS, old)
            export = Export(
                title=matter.title(turn.lang) if matter else texts.JOURNAL(turn.lang),
                number=matter.number if matter else "",
                abouts=await _abouts(tx, matter) if matter else (),
                made_at=turn.at,
                lang=turn.lang,
            )
            count = len((await _extract(tx, export, turn.at)).entries)
            key = self._new_id()
            if count:
                await tx.add(EXPORTS, key, export)
                about = matter.about if matter else ALL
                who = turn.person
                await write_down(tx, self._new_id, Entry(about, turn.at, who.id, who.name, texts.DID_EXPORT))
            return key, count

        return await self._store.run(work)

    async def serve(self, key: str, now: dt.datetime) -> Document | None:
        """Return what lies under a key with its form last; None when there is nothing (any more)."""
        name, _, form = key.rpartition("-")
        if form not in set(Form) or not name or len(name) > 100:
            return None

        async def work(tx: Transaction) -> Extract | None:
            kept = await tx.get(EXPORTS, name)
            if kept is None or now - kept.value.made_at > KEPT_FOR:
                return None
            return await _extract(tx, kept.value, now)

        extract = await self._store.run(work)
        return document_of(extract, Form(form)) if extract else None

    async def extract(self, matter: Matter | None, lang: Lang, now: dt.datetime) -> Extract:
        """Return a part of the journal, None for the whole."""

        async def work(tx: Transaction) -> Extract:
            title = matter.title(lang) if matter else texts.JOURNAL(lang)
            abouts = await _abouts(tx, matter) if matter else ()
            return await _extract(tx, Export(title, matter.number if matter else "", abouts, now, lang), now)

        return await self._store.run(work)


def document_of(extract: Extract, form: Form) -> Document:
    """Return an extract as a file."""
    name = texts.FILE(extract.lang, name=extract.number or extract.title)
    safe = "".join(character if character.isalnum() or character in " -" else "-" for character in name)
    if form is Form.DOCX:
        return Document(f"{safe}.docx", DOCX_TYPE, as_docx(extract))
    return Document(f"{safe}.json", JSON_TYPE, as_json(extract))


async def _abouts(tx: Transaction, matter: Matter) -> tuple[str, ...]:
    """Return the journal's keys of a matter: its own, what belongs to it, and the broadcasts about it."""
    broadcasts = [kept.value.key for kept in await tx.find(BROADCASTS, about=matter.about)]
    return tuple(dict.fromkeys([matter.about, *matter.also, *broadcasts]))


async def _extract(tx: Transaction, export: Export, now: dt.datetime) -> Extract:
    if export.abouts:
        entries = [entry for about in export.abouts for entry in await read_journal(tx, about)]
        entries.sort(key=lambda entry: entry.at)
    else:
        entries = [kept.value for kept in await tx.between(JOURNAL, "at")]
    return Extract(export.title, export.number, now, tuple(entries), export.lang)
