"""What the command line does with a store or the data while no bot needs to run."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.app import compose, new_id
from bot.clock import utc_now
from bot.cooperation import read_cooperation
from bot.core.calendar import local_day
from bot.core.turn import Person
from bot.features.bodies import texts
from bot.features.bodies.cards import capital
from bot.features.bodies.listing import Plan, change_rows, plan, understand
from bot.features.bodies.proposals import Changed, Revision
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import Board, Contact, complete
from bot.features.home.personal import texts as personal_texts
from bot.features.home.personal.service import Privacy
from bot.features.meetings.cards import names_of, warnings
from bot.features.meetings.faults import Changed as MeetingsChanged
from bot.features.meetings.lists import listing as meeting_lists
from bot.features.meetings.lists import texts as list_texts
from bot.features.meetings.model import Slot
from bot.features.meetings.planning import fingerprint
from bot.features.records.model import Form
from bot.features.records.service import Records, document_of
from bot.library import read_library
from bot.member_list import read_member_list
from bot.package import build_package
from bot.serving import make_folder
from bot.settings import DEFAULT_STORE
from bot.store.copies import backup
from bot.store.open import FILE, open_store


async def run_package(data: Path, folder: Path, app_id: str, domain: str, version: str) -> bytes:
    """Return the Teams app package; raises DataFault, PackageFault."""
    store = await open_store("memory:", folder)
    try:
        cooperation = read_cooperation(data)
        bot = compose(store, read_library(data), cooperation)
        return build_package(folder, cooperation, bot.features, app_id, domain, version)
    finally:
        await store.close()


class NoSuchMatter(Exception):
    """Nothing, or more than one thing, is called so; the message is a whole sentence."""


async def run_export(url: str, folder: Path, data: Path, what: str, form: str) -> bytes:
    """Return the journal, or the part of it that words name, as a file; the store is only read.

    The embedded store is read from a copy, so that the bot may run meanwhile. Raises NoSuchMatter.
    """
    library, cooperation = read_library(data), read_cooperation(data)
    with tempfile.TemporaryDirectory() as place:
        if url == DEFAULT_STORE:
            backup(folder / FILE, Path(place) / FILE)
        store = await open_store(url, Path(place))
        try:
            bot = compose(store, library, cooperation)
            records = Records(store, [each.matters for each in bot.features if each.matters], new_id)
            found = await records.find(what, utc_now()) if what else [None]
            if len(found) != 1:
                titles = ", ".join(matter.title(cooperation.language) for matter in found if matter)
                raise NoSuchMatter(f"{what!r} may be {titles}." if titles else f"There is nothing called {what!r}.")
            extract = await records.extract(found[0], cooperation.language, utc_now())
            return document_of(extract, Form(form)).body
        finally:
            await store.close()


async def run_import_members(url: str, folder: Path, data: Path, file: Path, *, apply: bool) -> tuple[list[str], bool]:
    """Read a list of members, and save what it changes when `apply`; return what to print, and whether it was sound.

    Raises ListFault when the file cannot be read at all.
    """
    cooperation = read_cooperation(data)
    lang = cooperation.language
    entries, faults = understand(read_member_list(file), cooperation, lang)
    if url == DEFAULT_STORE:
        make_folder(folder)
    store = await open_store(url, folder)
    try:
        seating = Seating(store, cooperation, new_id)
        now = utc_now()

        def decide(board: Board, people: Mapping[str, Contact]) -> Plan:
            return plan(entries, complete(board, cooperation), people, cooperation, local_day(now), new_id, lang)

        made = decide(*await seating.look())
        faults = sorted([*faults, *made.faults], key=lambda fault: fault.number)
        if faults:
            said = [texts.LIST_ROW(lang, number=fault.number, said=fault.said) for fault in faults]
            return [*said, texts.LIST_REFUSED(lang)], False
        rows = [" | ".join(row) for row in change_rows(made, cooperation, lang)]
        if not rows and not made.contacts:
            return [texts.LIST_SAME(lang)], True
        table = [texts.LIST_HEADINGS(lang), *rows]
        if not apply:
            return [*table, texts.LIST_WOULD(lang, count=len(rows))], True
        await seating.lay_out()

        def revise(board: Board, people: Mapping[str, Contact]) -> Revision:
            final = decide(board, people)
            if final.faults:
                raise Changed
            return Revision(final.board, final.contacts)

        try:
            await seating.revise(new_id(), file.name, now, revise)
        except Changed:
            return [texts.LIST_REFUSED(lang)], False
        return [*table, texts.LIST_DONE(lang, count=len(rows))], True
    finally:
        await store.close()


async def run_import_meetings(url: str, folder: Path, data: Path, file: Path, *, apply: bool) -> tuple[list[str], bool]:
    """Read a list of meetings, and book what is new in it when `apply`; return what to print, and whether it was sound.

    Raises ListFault when the file cannot be read at all.
    """
    cooperation = read_cooperation(data)
    lang, now = cooperation.language, utc_now()
    rows, faults = meeting_lists.understand(read_member_list(file), cooperation, now, lang)
    if url == DEFAULT_STORE:
        make_folder(folder)
    store = await open_store(url, folder)
    try:
        bot = compose(store, read_library(data), cooperation)
        await bot.lay_out(now)
        key = new_id()
        listed = meeting_lists.compare(rows, await bot.meetings.coming(now), cooperation, key, now, lang)
        faults = sorted([*faults, *listed.faults], key=lambda fault: fault.number)
        if faults:
            said = [texts.LIST_ROW(lang, number=fault.number, said=fault.said) for fault in faults]
            return [*said, list_texts.REFUSED(lang)], False
        found = {each.id: await bot.meetings.clashes_of(each) for each in listed.meetings}
        notes = {
            each.id: warnings([Slot(each.starts_at, each.ends_at)], found[each.id], lang, now, bot.meetings.named)
            for each in listed.meetings
        }
        lines = meeting_lists.lines(listed, notes, cooperation, now, lang)
        count = len(listed.meetings)
        if not count:
            return [*lines, list_texts.SAME(lang)], True
        if not apply:
            return [*lines, list_texts.WOULD(lang, count=count)], True
        by = Person("", "", capital(cooperation.secretariat.short(lang)))
        seen = fingerprint([clash for clashes in found.values() for clash in clashes])
        try:
            done = await bot.meetings.enter(by, now, key, listed.meetings, seen)
        except MeetingsChanged:
            return [list_texts.REFUSED(lang)], False
        told = [list_texts.NO_CHANNEL(lang, bodies=names_of(done.unbound, lang))] if done.unbound else []
        return [*lines, list_texts.DONE(lang, count=count), *told], True
    finally:
        await store.close()


class NotOnePerson(Exception):
    """Nobody, or more than one, is meant; the message is a whole sentence."""


async def run_erase(url: str, folder: Path, data: Path, who: str, *, apply: bool) -> list[str]:
    """Erase what is somebody's to have erased, when `apply`, else only tell; return what to print.

    `who` is an Entra object id, an e-mail or a name. Raises NotOnePerson.
    """
    cooperation = read_cooperation(data)
    lang = cooperation.language
    if url == DEFAULT_STORE:
        make_folder(folder)
    store = await open_store(url, folder)
    try:
        bot = compose(store, read_library(data), cooperation)
        privacy = Privacy(store, [holding for feature in bot.features for holding in feature.holdings], new_id)
        found = await privacy.find(who)
        if len(found) != 1:
            several = f"{len(found)} are" if found else "Nobody is"
            raise NotOnePerson(f"{several} known as {who!r}. Give the Entra object id, or the e-mail on the list.")
        now = utc_now()
        done = await (privacy.forget if apply else privacy.preview)(found[0], now)
    finally:
        await store.close()
    goes = [personal_texts.ERASE_GOES(lang, what=each.what(lang)) for each in done.goes]
    stays = [personal_texts.ERASE_STAYS(lang, why=each(lang)) for each in done.stays]
    end = personal_texts.ERASE_DONE if apply else personal_texts.ERASE_WOULD
    return [*goes, *stays, end(lang, count=done.count)]
