"""The demonstration: the bot with invented people on this machine, in a terminal and on a page. Never in Teams."""

import datetime as dt
import logging
import socket
from functools import partial
from pathlib import Path
from typing import Final

from bot.app import Bot, compose
from bot.browser import texts as page_texts
from bot.browser.lobby import Lobby
from bot.browser.room import Room
from bot.clock import MovableClock, let_time_pass, utc_now
from bot.console import Console, Inbox, read_lines, talk
from bot.cooperation import read_demo, read_demo_cooperation, read_demo_seats, read_template
from bot.core.calendar import local_day
from bot.core.page import Addresses
from bot.core.ports import (
    ADDRESSES,
    Address,
    Roster,
    Transaction,
)
from bot.core.text import LANGS, Text
from bot.core.turn import Role
from bot.features.bodies.cards import where
from bot.features.bodies.demo import HOME_TENANT, Someone
from bot.features.bodies.model import Cooperation
from bot.features.bodies.record import join_contact
from bot.features.bodies.seats import Filling
from bot.features.bodies.teams import TEAMS, Team
from bot.features.knowledge.model import Library
from bot.features.newcomers.programme import Programme
from bot.library import read_library
from bot.logs import begin_logging
from bot.onboarding import read_onboarding
from bot.pages import page_routes
from bot.rehearsal import SERVICE_URL, Place
from bot.serving import LOOPBACK, Engine, Ways, bound, listening, running, serving, until_told_to_stop
from bot.settings import DevSettings, StartFault
from bot.teams.auth import Knock, from_this_machine
from bot.teams.host import TeamsHost


async def run_chat(settings: DevSettings, data: Path, name: str, place: str) -> None:
    """Talk with the bot in this terminal until there are no more lines; its pages are served on loopback meanwhile."""
    begin_logging(logging.CRITICAL)
    library, cooperation, demo = read_library(data), read_demo_cooperation(data), read_demo(data)
    programme = read_onboarding(data, library, cooperation)
    inbox = Inbox()
    clock = MovableClock(utc_now)
    with bound(LOOPBACK, 0) as door:
        async with running(settings.store, settings.folder, inbox, clock) as engine:
            bot = _compose_dev(engine, library, cooperation, demo, door, data, programme)
            seats = read_demo_seats(data, cooperation)
            await _seat(bot, _everybody(demo, seats), seats, clock())
            async with engine.keeping_time(bot), listening(page_routes(bot.pages, clock), door):
                await _talk(bot, cooperation, demo, inbox, engine, clock, name, place)


_TRY: Final = Text(
    sv="Prova {bot} i webbläsaren: {url} (aktiviteter till {url}api/messages)",
    en="Try {bot} in the browser: {url} (activities to {url}api/messages)",
)


async def run_dev(settings: DevSettings, data: Path, name: str, place: str, *, with_chat: bool) -> None:
    """Serve the bot on loopback with no credentials, and talk with it in this terminal when there is one."""
    begin_logging(logging.CRITICAL if with_chat else logging.INFO)
    library, cooperation, demo = read_library(data), read_demo_cooperation(data), read_demo(data)
    programme = read_onboarding(data, library, cooperation)
    clock = MovableClock(utc_now)
    with bound(LOOPBACK, settings.port) as door:
        inbox = Inbox()
        lobby = Lobby(clock, inbox)
        ways = Ways(lobby)
        async with running(settings.store, settings.folder, ways, clock) as engine:
            bot = _compose_dev(engine, library, cooperation, demo, door, data, programme, ways)
            seats = read_demo_seats(data, cooperation)
            everybody = _everybody(demo, seats)
            room = _room(bot, cooperation, everybody, lobby, engine, clock)
            # Before anything is awaited: the worker must not give terminals what is for Teams.
            host = TeamsHost(settings, bot.take, now=clock, told=bot.metrics.count_delivery, keep=bot.replies.keep)
            ways.teams, ways.roster = host.sender, host.roster
            await _seat(bot, everybody, seats, clock())
            async with (
                engine.keeping_time(bot),
                serving(host, bot, engine, door, metrics_token="", more=room.routes()),
            ):
                print(_TRY(cooperation.language, bot=cooperation.bot, url=f"{_base(door)}/"), flush=True)  # noqa: T201
                if with_chat:
                    await _talk(bot, cooperation, demo, inbox, engine, clock, name, place)
                else:
                    await until_told_to_stop(engine.store)


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
