"""Composition: the only place where concrete things are named; the web application, its start and its stop."""

import asyncio
import contextlib
import datetime as dt
import gc
import hmac
import logging
import signal
import socket
import tempfile
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
from aiohttp import web

from bot.browser import texts as page_texts
from bot.browser.lobby import Lobby
from bot.browser.room import Room
from bot.clock import MovableClock, let_time_pass, utc_now
from bot.console import Console, Inbox, read_lines, talk
from bot.cooperation import read_cooperation, read_demo, read_demo_cooperation, read_demo_seats, read_template
from bot.core.calendar import local_day
from bot.core.errands import Run
from bot.core.feature import Feature, Routine
from bot.core.overview import Focus, Overview, Section
from bot.core.page import Addresses, Page
from bot.core.ports import (
    ADDRESSES,
    Address,
    Clock,
    Delivery,
    Roster,
    RosterUnknown,
    Sender,
    Store,
    StoreFault,
    Transaction,
)
from bot.core.text import LANGS, Text
from bot.core.timers import TIMERS, Prepared, UseCase, set_timer
from bot.core.turn import Conversation, Message, Person, Reply, Role, Turn
from bot.dispatcher import Dispatcher
from bot.errands import Errands
from bot.features.activities.feature import build_activities
from bot.features.activities.service import Activities
from bot.features.bodies import texts
from bot.features.bodies.binding import build_teams
from bot.features.bodies.cards import capital, where
from bot.features.bodies.demo import HOME_TENANT, Someone
from bot.features.bodies.feature import build_bodies
from bot.features.bodies.listing import Plan, change_rows, plan, understand
from bot.features.bodies.model import Cooperation
from bot.features.bodies.record import join_contact
from bot.features.bodies.seating import Changed, Revision, Seating
from bot.features.bodies.seats import Board, Contact, Filling, complete
from bot.features.bodies.service import People
from bot.features.bodies.teams import TEAMS, BodyTeams, Team
from bot.features.broadcasts.audience import Audiences
from bot.features.broadcasts.feature import build_broadcasts
from bot.features.broadcasts.service import Broadcasts
from bot.features.decisions.feature import build_decisions
from bot.features.decisions.service import Decisions
from bot.features.home.feature import build_home
from bot.features.home.personal.feature import build_personal
from bot.features.home.service import Welcomes
from bot.features.home.standing import build_standing
from bot.features.knowledge.feature import build_knowledge
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import Library
from bot.features.meetings.answers.feature import build_answers
from bot.features.meetings.calendars.feature import build_calendars
from bot.features.meetings.calendars.service import MEETING_ROOM, Calendars
from bot.features.meetings.cards import names_of, warnings
from bot.features.meetings.changes.feature import build_changes
from bot.features.meetings.feature import build_meetings
from bot.features.meetings.lists import listing as meeting_lists
from bot.features.meetings.lists import texts as list_texts
from bot.features.meetings.model import Slot
from bot.features.meetings.reminders.feature import build_reminders
from bot.features.meetings.reminders.sends import Sends
from bot.features.meetings.reminders.service import Reminders
from bot.features.meetings.rollcall.feature import build_attendance
from bot.features.meetings.rollcall.service import RollCalls
from bot.features.meetings.service import Changed as MeetingsChanged
from bot.features.meetings.service import Meetings, fingerprint
from bot.features.newcomers.claims import Claims
from bot.features.newcomers.feature import Parts, build_newcomers
from bot.features.newcomers.gatherings import IntroductionMeetings
from bot.features.newcomers.introducing import Buddies, Introductions
from bot.features.newcomers.leaving import Leaving
from bot.features.newcomers.letters import Letters
from bot.features.newcomers.noticing import Noticing
from bot.features.newcomers.onboarding import Onboarding
from bot.features.newcomers.programme import Programme
from bot.features.records.feature import build_records
from bot.features.records.model import Form
from bot.features.records.service import Records, document_of
from bot.features.referrals.feature import build_referrals
from bot.features.referrals.joint import JointAnswers, Template
from bot.features.referrals.record import Ground
from bot.features.referrals.service import Referrals
from bot.features.reports.feature import build_reports
from bot.features.reports.service import Statistics
from bot.library import read_library
from bot.logs import begin_logging
from bot.member_list import read_member_list
from bot.metrics import CONTENT_TYPE, Metrics
from bot.onboarding import read_onboarding
from bot.package import build_package
from bot.pages import page_routes
from bot.rehearsal import SERVICE_URL, Place
from bot.settings import DEFAULT_STORE, DevSettings, Settings, StartFault
from bot.store.copies import backup
from bot.store.open import FILE, open_store
from bot.teams.auth import Knock, from_this_machine
from bot.teams.host import TeamsHost
from bot.timekeeper import Timekeeper
from bot.turns import KeptTurns
from bot.worker import Pulse, Worker
from dialogs.booking import build_booking
from dialogs.reception import Reception, forget_talk
from dialogs.referral import build_registration
from dialogs.welcome import build_welcome

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
REST_SECONDS = 1.0
"""How long requests that are no turns (health, metrics) may take when the turns have finished."""
KEEPALIVE_SECONDS = 300.0
"""How long a quiet connection is kept: longer than the proxies and load balancers before the bot (Azure's, 240 s)."""
ANYWHERE = "0.0.0.0"  # noqa: S104 - serve stands behind a proxy or in a container and must be reached there


def new_id() -> str:
    """Return an identifier that nobody has used before: 32 hexadecimal digits."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot put together, whatever it is spoken to through; `warm` does what can wait until after the start."""

    dispatcher: Dispatcher
    features: tuple[Feature, ...]
    people: People
    seating: Seating
    meetings: Meetings
    store: Store
    metrics: Metrics
    addresses: Addresses
    warm: Callable[[], None]

    async def take(self, turn: Turn) -> Reply | None:
        """Return the reply to a turn, and count it."""
        reply = await self.dispatcher.take(turn)
        self.metrics.count_turn(turn, reply)
        return reply

    @property
    def pages(self) -> tuple[Page, ...]:
        """What is fetched over the web."""
        return tuple(page for feature in self.features for page in feature.pages)

    @property
    def use_cases(self) -> Mapping[str, UseCase | Prepared]:
        """What timers may name."""
        return {name: run for feature in self.features for name, run in feature.use_cases.items()}

    @property
    def errands(self) -> Mapping[str, Run]:
        """What may be asked of the world."""
        return {name: run for feature in self.features for name, run in feature.errands.items()}

    async def lay_out(self, now: dt.datetime) -> None:
        """Keep what must be there before the first turn: seats, and the timers of what comes again by itself."""
        await self.seating.lay_out()
        routines = [routine for feature in self.features for routine in feature.routines]

        async def work(tx: Transaction) -> None:
            for routine in routines:
                await _keep_routine(tx, routine, now)

        await self.store.run(work)


@dataclass(slots=True)
class Engine:
    """What works beside the turns: the store, the worker and, once the bot is put together, time and errands."""

    store: Store
    worker: Worker
    clock: Clock
    timekeeper: Timekeeper | None = None
    errands: Errands | None = None

    def wake(self) -> None:
        """Let them look at once: something was posted, or a timer set."""
        self.worker.wake()
        if self.timekeeper:
            self.timekeeper.wake()
        if self.errands:
            self.errands.wake()

    @contextlib.asynccontextmanager
    async def keeping_time(self, bot: "Bot") -> AsyncIterator[None]:
        """Run what timers name and see to errands as long as the block lasts."""
        self.timekeeper = Timekeeper(self.store, bot.use_cases, self.clock, posted=self.wake)
        self.errands = Errands(self.store, bot.errands, self.clock, posted=self.wake)
        working = [asyncio.create_task(self.timekeeper.run()), asyncio.create_task(self.errands.run())]
        try:
            yield
        finally:
            self.timekeeper.stop()
            self.errands.stop()
            await asyncio.gather(*working)


async def _keep_routine(tx: Transaction, routine: Routine, now: dt.datetime) -> None:
    key = f"routine:{routine.runs}"
    kept = await tx.get(TIMERS, key)
    first = routine.repeats.next_after(now)
    if first and (kept is None or kept.value.repeats != routine.repeats):
        await set_timer(
            tx,
            key=key,
            runs=routine.runs,
            at=first,
            useful_seconds=routine.useful_seconds,
            repeats=routine.repeats,
        )


def compose(
    store: Store,
    library: Library,
    cooperation: Cooperation,
    *,
    secretariat: frozenset[str] = frozenset(),
    home_tenant: str = "",
    addresses: Addresses = Addresses(),  # noqa: B008 - a frozen value
    roster: Roster | None = None,
    programme: Programme = Programme(),  # noqa: B008 - a frozen value
    make_id: Callable[[], str] = new_id,
    posted: Callable[[], None] = lambda: None,
    read_template: Callable[[], Template | None] = lambda: None,
) -> Bot:
    """Return the bot.

    `secretariat` are person ids; `addresses` where its pages are reached; `roster` tells who is in a team, None where
    there is no Teams; `programme` what newcomers get; `posted` is called when something was put in the outbox or a
    timer was set; `read_template` gives the Word template of joint answers as it is now.
    """
    people = People(store, secretariat, home_tenant)
    understanding = Knowledge(library)
    knowledge = build_knowledge(understanding, store, people, make_id, posted, cooperation.secretariat)
    seating = Seating(store, cooperation, make_id)
    bodies = build_bodies(store, seating, make_id)
    body_teams = BodyTeams(store, cooperation, secretariat, posted)
    teams = build_teams(body_teams, seating)
    planned = Meetings(store, seating, make_id, posted, lambda meeting: addresses.of(MEETING_ROOM, meeting.id))
    meetings, booking = build_meetings(planned), build_booking(store, planned)
    changes = build_changes(planned)
    reminding = Reminders(store, planned, make_id, posted, secretariat=secretariat, home_tenant=home_tenant)
    reminders = build_reminders(reminding, Sends(store, planned, reminding, make_id, posted), planned)
    attendance = build_attendance(RollCalls(store, planned, secretariat, make_id, posted), planned)
    answers = build_answers(planned)
    calendars = build_calendars(Calendars(store, planned, secretariat, make_id, addresses), planned)
    written = Broadcasts(store, Audiences(cooperation), secretariat, make_id, posted)
    broadcasts = build_broadcasts(written, seating)
    ground = Ground(store, seating, written.sending, make_id, posted, secretariat, addresses, planned.finder)
    asked = Referrals(ground)
    planned.follows.append(asked.follow)
    referrals, registration = build_referrals(asked, JointAnswers(asked, read_template)), build_registration(asked)
    others: list[Feature] = []
    letters = Letters(cooperation, body_teams.finder, secretariat)
    newcomers, welcome = _newcomers(
        store, planned, people, body_teams, letters, roster, programme, make_id, posted, others
    )
    shown = [knowledge, booking, meetings, changes, reminders, attendance, registration, referrals]
    decisions = build_decisions(Decisions(store, seating, make_id))
    activities = build_activities(Activities(store, cooperation.language, make_id, posted), seating)
    shown += [answers, calendars, bodies, broadcasts, decisions, activities, teams, newcomers, welcome]
    reports = build_reports(Statistics(store, seating, make_id), planned.finder, addresses, shown)
    shown = [*shown, reports]
    standing = build_standing(store, people, seating, posted, [each.overview for each in shown if each.overview])
    records = build_records(Records(store, [each.matters for each in shown if each.matters], make_id), addresses)
    shown = [standing, *shown, records]
    personal = build_personal(store, addresses, make_id, [each for feature in shown for each in feature.holdings])
    shown = [*shown, personal]
    home = build_home(people, Welcomes(store), cooperation, shown)
    # Whose team it is and who is new come before the welcome, which ends a turn. A conversation under way is asked
    # first; meetings know of "nästa möte" and "ångra" before bodies do.
    features = [
        teams,
        newcomers,
        home,
        personal,
        standing,
        welcome,
        booking,
        registration,
        reminders,
        changes,
        meetings,
        attendance,
        referrals,
    ]
    features += [records, reports, answers, calendars, broadcasts, activities, decisions, bodies, knowledge]
    others += [feature for feature in features if feature not in (newcomers, welcome)]
    metrics = Metrics()
    return Bot(
        Dispatcher(features, KeptTurns(store), people.meet, make_id, metrics.count_failure),
        tuple(features),
        people,
        seating,
        planned,
        store,
        metrics,
        addresses,
        understanding.warm,
    )


def _newcomers(
    store: Store,
    planned: Meetings,
    people: People,
    teams: BodyTeams,
    letters: Letters,
    roster: Roster | None,
    programme: Programme,
    make_id: Callable[[], str],
    posted: Callable[[], None],
    others: Sequence[Feature],
) -> tuple[Feature, Feature]:
    """Return newcomers and the conversation with them; `others` are the features that tell what waits for a seat."""
    seating = planned.seating
    claims = Claims(store, seating, letters, make_id)
    leaving = Leaving(store, seating, letters, make_id, _together(others))
    introductions, buddies = Introductions(store, seating, letters), Buddies(store, seating, letters, make_id)
    onboarding = Onboarding(store, seating, planned, letters, programme, _together(others))
    leaves = (claims.left, leaving.left, buddies.left)
    noticing = Noticing(store, seating, teams, letters, roster, posted, leaves, leaving.came_back)
    gatherings = IntroductionMeetings(store, letters)
    planned.follows.append(gatherings.follow)
    parts = Parts(letters, noticing, claims, leaving, onboarding, buddies, gatherings)
    newcomers = build_newcomers(parts, seating, forget_talk)
    reception = Reception(store, seating, letters, claims, onboarding, introductions, buddies, posted)
    return newcomers, build_welcome(reception, noticing, teams, people, _is_command_of(others))


def _is_command_of(features: Sequence[Feature]) -> Callable[[str], bool]:
    """Return what tells whether words are a command of one of some features."""

    def tell(said: str) -> bool:
        return any(command.recognise(said) is not None for feature in features for command in feature.commands)

    return tell


def _together(features: Sequence[Feature]) -> Overview:
    """Return how things stand in several features."""

    async def tell(turn: Turn, focus: Focus) -> list[Section]:
        told = [await feature.overview(turn, focus) for feature in features if feature.overview]
        return sorted((section for sections in told for section in sections), key=lambda section: section.place)

    return tell


@dataclass(slots=True)
class _Ways:
    """The way to people: terminals by their inbox, all others by the connector; and who is there, once Teams is."""

    terminals: Sender
    teams: Sender | None = None
    roster: Roster | None = None

    async def members(self, conversation: Conversation) -> Sequence[Person]:
        """Return who is there; raises RosterUnknown, also as long as there is no Teams."""
        if self.roster is None:
            raise RosterUnknown("there is no Teams")
        return await self.roster.members(conversation)

    async def channels(self, conversation: Conversation) -> Sequence[tuple[str, str]]:
        """Return the channels of a team; raises RosterUnknown, also as long as there is no Teams."""
        if self.roster is None:
            raise RosterUnknown("there is no Teams")
        return await self.roster.channels(conversation)

    def _way(self, address: Address) -> Sender:
        return self.terminals if self.teams is None or address.service_url == SERVICE_URL else self.teams

    async def send(self, address: Address, message: Message) -> Delivery:
        return await self._way(address).send(address, message)

    async def update(self, address: Address, message_id: str, message: Message) -> Delivery:
        return await self._way(address).update(address, message_id, message)

    async def delete(self, address: Address, message_id: str) -> Delivery:
        return await self._way(address).delete(address, message_id)


async def run_chat(settings: DevSettings, data: Path, name: str, place: str) -> None:
    """Talk with the bot in this terminal until there are no more lines; its pages are served on loopback meanwhile."""
    begin_logging(logging.CRITICAL)
    library, cooperation, demo = read_library(data), read_demo_cooperation(data), read_demo(data)
    programme = read_onboarding(data, library, cooperation)
    inbox = Inbox()
    clock = MovableClock(utc_now)
    with _bound(LOOPBACK, 0) as door:
        async with _running(settings.store, settings.folder, inbox, clock) as engine:
            bot = _compose_dev(engine, library, cooperation, demo, door, data, programme)
            seats = read_demo_seats(data, cooperation)
            await _seat(bot, _everybody(demo, seats), seats, clock())
            async with engine.keeping_time(bot), _listening(page_routes(bot.pages, clock), door):
                await _talk(bot, cooperation, demo, inbox, engine, clock, name, place)


async def run_dev(settings: DevSettings, data: Path, name: str, place: str, *, with_chat: bool) -> None:
    """Serve the bot on loopback with no credentials, and talk with it in this terminal when there is one."""
    begin_logging(logging.CRITICAL if with_chat else logging.INFO)
    library, cooperation, demo = read_library(data), read_demo_cooperation(data), read_demo(data)
    programme = read_onboarding(data, library, cooperation)
    clock = MovableClock(utc_now)
    with _bound(LOOPBACK, settings.port) as door:
        inbox = Inbox()
        lobby = Lobby(clock, inbox)
        ways = _Ways(lobby)
        async with _running(settings.store, settings.folder, ways, clock) as engine:
            bot = _compose_dev(engine, library, cooperation, demo, door, data, programme, ways)
            seats = read_demo_seats(data, cooperation)
            everybody = _everybody(demo, seats)
            room = _room(bot, cooperation, everybody, lobby, engine, clock)
            # Before anything is awaited: the worker must not give terminals what is for Teams.
            host = TeamsHost(settings, bot.take, now=clock, told=bot.metrics.count_delivery)
            ways.teams, ways.roster = host.sender, host.roster
            await _seat(bot, everybody, seats, clock())
            async with (
                engine.keeping_time(bot),
                _serving(host, bot, engine, door, metrics_token="", more=room.routes()),
            ):
                print(f"{cooperation.bot}: {_base(door)}/ (/api/messages)", flush=True)  # noqa: T201
                if with_chat:
                    await _talk(bot, cooperation, demo, inbox, engine, clock, name, place)
                else:
                    await _until_told_to_stop()


async def run_serve(settings: Settings, data: Path) -> None:
    """Serve the bot to Teams until it is told to stop."""
    begin_logging(logging.INFO, as_json=True)
    library, cooperation = read_library(data), read_cooperation(data)
    programme = read_onboarding(data, library, cooperation)
    with _bound(ANYWHERE, settings.port) as door:
        ways = _Ways(Inbox())
        async with _running(settings.store, settings.folder, ways, utc_now) as engine:
            bot = compose(
                engine.store,
                library,
                cooperation,
                secretariat=settings.secretariat,
                home_tenant=settings.app_tenant,
                addresses=Addresses(settings.address),
                roster=ways,
                programme=programme,
                posted=engine.wake,
                read_template=partial(read_template, data, cooperation),
            )
            await bot.lay_out(utc_now())
            host = TeamsHost(settings, bot.take, now=utc_now, told=bot.metrics.count_delivery)
            ways.teams, ways.roster = host.sender, host.roster
            async with (
                engine.keeping_time(bot),
                _serving(host, bot, engine, door, settings.metrics_token),
            ):
                log.info("listening on port %d", door.getsockname()[1])
                await _until_told_to_stop()


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
        _make(folder)
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
        _make(folder)
    store = await open_store(url, folder)
    try:
        bot = compose(store, read_library(data), cooperation)
        await bot.lay_out(now)
        key = new_id()
        listed = meeting_lists.compare(rows, await bot.meetings.coming(now), cooperation, key, now, lang)
        faults = sorted([*faults, *listed.faults], key=lambda fault: fault.number)
        if faults:
            said = [list_texts.ROW(lang, number=fault.number, said=fault.said) for fault in faults]
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


def _compose_dev(
    engine: Engine,
    library: Library,
    cooperation: Cooperation,
    demo: tuple[Someone, ...],
    door: socket.socket,
    data: Path,
    programme: Programme,
    roster: Roster | None = None,
) -> Bot:
    secretariat = frozenset(someone.person.id for someone in demo if someone.role == Role.SECRETARIAT)
    return compose(
        engine.store,
        library,
        cooperation,
        secretariat=secretariat,
        home_tenant=HOME_TENANT,
        addresses=Addresses(_base(door)),
        roster=roster,
        programme=programme,
        posted=engine.wake,
        read_template=partial(read_template, data, cooperation),
    )


def _base(door: socket.socket) -> str:
    return f"http://{LOOPBACK}:{door.getsockname()[1]}"


def _everybody(demo: tuple[Someone, ...], seats: tuple[Filling, ...]) -> tuple[Someone, ...]:
    """Return the invented people, those whom one is meant to be first, then all others who sit somewhere."""
    first = {someone.name for someone in demo}
    return (*demo, *(Someone(name) for name in sorted({filling.name for filling in seats} - first)))


async def _seat(bot: Bot, demo: tuple[Someone, ...], fillings: tuple[Filling, ...], now: dt.datetime) -> None:
    """Let the invented people have their seats, and be reached from the start as those who have the bot installed."""
    await bot.lay_out(now)
    await bot.seating.fill(fillings)

    async def work(tx: Transaction) -> None:
        for someone in demo:
            person = someone.person
            await join_contact(tx, person)
            key = f"person:{person.id}"
            if await tx.get(ADDRESSES, key) is None:
                address = Address(
                    id=key,
                    service_url=SERVICE_URL,
                    tenant=person.tenant,
                    conversation_id=f"console:{person.id}",
                    teams_id=person.teams_id,
                    name=person.name,
                )
                await tx.add(ADDRESSES, key, address)
        for body in bot.seating.cooperation.bodies:
            place = f"console:{body.id}"
            if await tx.get(ADDRESSES, f"conversation:{place}") is None:
                address = Address(
                    id=f"conversation:{place}",
                    service_url=SERVICE_URL,
                    tenant=HOME_TENANT,
                    conversation_id=place,
                    channel_id=place,
                    name=body.short.sv,
                )
                await tx.add(ADDRESSES, address.id, address)
            if await tx.get(TEAMS, body.id) is None:
                team = Team(body.id, body.short.sv, place, SERVICE_URL, HOME_TENANT, body.id, now, chose=True)
                await tx.add(TEAMS, team.id, team)

    await bot.store.run(work)


def _room(
    bot: Bot,
    cooperation: Cooperation,
    demo: tuple[Someone, ...],
    lobby: Lobby,
    engine: Engine,
    clock: MovableClock,
) -> Room:
    """Return the page where the bot is tried in a browser."""

    async def pass_time(until: dt.datetime) -> None:
        await let_time_pass(clock, until, engine.store, engine.wake)

    async def describe(someone: Someone, now: dt.datetime) -> Text:
        if someone.role == Role.SECRETARIAT:
            return page_texts.SECRETARIAT
        found = await bot.seating.find(someone.name)
        charges = await bot.seating.charges(found[0], local_day(now)) if len(found) == 1 else []
        whole = {
            lang: ", ".join(where(each.body, each.municipality, each.post, lang) for each in charges) for lang in LANGS
        }
        about = Text(**whole) if charges else page_texts.NO_SEAT
        guest = page_texts.GUEST
        return Text(sv=f"{about.sv}; {guest.sv}", en=f"{about.en}; {guest.en}") if someone.guest else about

    places = [Place(body.id, body.short.sv) for body in cooperation.bodies]
    return Room(
        bot.take,
        demo,
        places,
        lobby,
        clock,
        pass_time,
        describe,
        lambda request: from_this_machine(Knock(request.headers, request.remote or "")),
        cooperation.bot,
    )


async def _talk(
    bot: Bot,
    cooperation: Cooperation,
    demo: tuple[Someone, ...],
    inbox: Inbox,
    engine: Engine,
    clock: MovableClock,
    name: str,
    place: str,
) -> None:
    async def pass_time(until: dt.datetime) -> None:
        await let_time_pass(clock, until, engine.store, engine.wake)

    places = [Place(body.id, body.short.sv) for body in cooperation.bodies]
    console = Console(
        bot.take,
        demo,
        places,
        inbox,
        clock,
        lambda words: print(words, end="\n\n", flush=True),  # noqa: T201
        pass_time,
    )
    if name:
        console.become(name)
    if not console.enter(place):
        known = ", ".join(f"{each.id}" for each in places)
        raise StartFault(f"There is no body called {place!r}. Choose among: {known}.")
    await talk(console, read_lines())


@contextlib.contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """Hold the port from the start, so that a port in use is told before anything is written."""
    try:
        door = socket.create_server((host, port), backlog=512)
    except OSError as fault:
        raise StartFault(f"Port {port} cannot be used ({fault.strerror}). Stop what uses it, or set PORT.") from fault
    with contextlib.closing(door):
        yield door


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StartFault(f"The folder {folder} cannot be made ({fault.strerror}).") from fault


@contextlib.asynccontextmanager
async def _running(url: str, folder: Path, sender: Sender, clock: Clock) -> AsyncIterator[Engine]:
    """Open the store and start the worker; stop both in the end."""
    if url == DEFAULT_STORE:
        _make(folder)
    store = await open_store(url, folder)
    # The embedded store lets one process in; on PostgreSQL several share the work and Teams' limits.
    alone = url == DEFAULT_STORE
    worker = Worker(store, sender, clock, alone=alone, name="" if alone else new_id())
    working = asyncio.create_task(worker.run())
    try:
        yield Engine(store, worker, clock)
    finally:
        await worker.stop()
        await working
        await store.close()


@contextlib.asynccontextmanager
async def _serving(
    host: TeamsHost,
    bot: Bot,
    engine: Engine,
    door: socket.socket,
    metrics_token: str,
    more: Sequence[web.RouteDef] = (),
) -> AsyncIterator[None]:
    """Take requests at the door; in the end take no more and let those under way finish."""
    worker = engine.worker

    async def healthz(_: web.Request) -> web.Response:
        try:
            pulse = await worker.pulse()
        except StoreFault:
            return web.json_response({"status": "store"}, status=503)
        status = "stopping" if stopping.is_set() else _status(pulse)
        facts = msgspec.to_builtins(pulse)
        return web.json_response({"status": status, **facts}, status=200 if status == "ok" else 503)

    async def metrics(request: web.Request) -> web.Response:
        if not _may_read_metrics(request, metrics_token):
            return web.Response(status=403)
        with contextlib.suppress(StoreFault):
            bot.metrics.note_outbox(await worker.pulse(), engine.clock())
        bot.metrics.note_commits(bot.store.commits)
        return web.Response(body=bot.metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    stopping = asyncio.Event()
    worker.on_settled = bot.metrics.count_send
    routes = [
        *host.routes(),
        web.get("/healthz", healthz),
        web.get("/metrics", metrics),
        *page_routes(bot.pages, engine.clock),
        *more,
    ]
    try:
        async with _listening(routes, door, stop=host.stop):
            warming = asyncio.create_task(asyncio.to_thread(bot.warm))
            yield
            await warming
            stopping.set()
    finally:
        stopping.set()


@contextlib.asynccontextmanager
async def _listening(
    routes: Sequence[web.RouteDef], door: socket.socket, *, stop: Callable[[], Awaitable[None]] | None = None
) -> AsyncIterator[None]:
    """Listen at the door as long as the block lasts; `stop` lets what is under way finish before the door closes."""
    web_app = web.Application()
    web_app.add_routes(routes)
    runner = web.AppRunner(
        web_app,
        access_log=None,
        shutdown_timeout=REST_SECONDS,
        keepalive_timeout=KEEPALIVE_SECONDS,
        # The edge refuses packed bodies; unpacked here, what is left of one would be unpacked only to be thrown away.
        auto_decompress=False,
    )
    await runner.setup()
    try:
        # What was read at the start stays until the end: the collector need not go through it again and again.
        gc.freeze()
        await web.SockSite(runner, door).start()
        yield
    finally:
        if stop:
            await stop()
        await runner.cleanup()


def _may_read_metrics(request: web.Request, token: str) -> bool:
    if not token:
        return from_this_machine(Knock(request.headers, request.remote or ""))
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    shown = given.strip().encode("utf-8", "surrogateescape")
    return scheme.lower() == "bearer" and hmac.compare_digest(shown, token.encode("utf-8", "surrogateescape"))


def _status(pulse: Pulse) -> str:
    if not pulse.running:
        return "worker"
    return "outbox stands still" if pulse.stands_still else "ok"


async def _until_told_to_stop() -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, told.set)
    await told.wait()
    log.info("stopping: no new turns; those under way finish")
