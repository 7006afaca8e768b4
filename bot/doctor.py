"""Looks the installation over, part by part, and says what to do about what is wrong. Changes nothing."""

import datetime as dt
import email.utils
import importlib.util
import shutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.cooperation import read_cooperation
from bot.core.ports import ADDRESSES, Address, Clock, Kept, RosterUnknown, Store, StoreBusy, StoreFault, Transaction
from bot.core.turn import Conversation, Scope
from bot.library import DataFault, read_library
from bot.settings import DEFAULT_STORE, Settings, SettingsFault, read_settings
from bot.store.open import FILE, open_store
from bot.teams.host import TeamsHost

PATIENCE: Final = aiohttp.ClientTimeout(total=10)
PROTOBUF: Final = "application/x-protobuf"
ROOM_BYTES: Final = 1_000_000_000
"""How much room a disk should have left: many years of a store, and a copy of it while one is made."""
SKEW: Final = dt.timedelta(minutes=2)
"""How wrong the clock may be: tokens are refused five minutes before and after, by us and by Microsoft."""
WINTER, SUMMER = dt.datetime(2026, 1, 15, 12), dt.datetime(2026, 7, 15, 12)  # noqa: DTZ001 - wall-clock times


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part. `sound` is None where it could not be looked at; `advice` what to do."""

    part: str
    sound: bool | None
    said: str
    advice: str = ""

    def line(self) -> str:
        """Return the finding as it is printed."""
        mark = {True: "ok", False: "FAULT", None: "unknown"}[self.sound]
        return f"{mark:8}{self.part}: {self.said}" + (f"\n        {self.advice}" if self.advice else "")


async def examine(env: Mapping[str, str], data: Path, clock: Clock) -> AsyncIterator[Finding]:
    """Give a finding for each part, in the order in which faults are best mended."""
    try:
        settings = read_settings(env)
    except SettingsFault as fault:
        for said in fault.faults:
            yield Finding("settings", False, said, "Set it in the environment of the service; README lists all.")
        settings = None
    else:
        yield Finding("settings", True, "all that is needed is there and well formed")
    for finding in _chosen(settings) if settings else ():
        yield finding
    yield _data(data)
    for finding in (_zone(data), *(_disk(settings) if settings else ())):
        yield finding
    if settings is None:
        yield Finding("the rest", None, "not looked at, since the settings are not whole")
        return
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        yield await _metadata(session, settings, clock)
        yield await _outside(session, settings)
        if settings.traces:
            yield await _collector(session, settings.traces)
        store, finding = await _open(session, settings)
        yield finding
        host = TeamsHost(settings, _nobody, now=clock)
        try:
            yield await _credentials(host)
            if store:
                yield await _roster(store, host)
        finally:
            await host.stop()
            if store:
                await store.close()


def _chosen(settings: Settings) -> list[Finding]:
    """Return what is well formed and yet hardly meant."""
    found = []
    if not settings.secretariat:
        said = "BOT_SECRETARIAT is empty, so nobody has the secretariat's rights"
        advice = "Set it to the Entra object ids of those at the secretariat, with commas between."
        found.append(Finding("secretariat", False, said, advice))
    if not settings.turns_per_minute:
        said = "BOT_TURNS_PER_MINUTE is 0, so whoever sends messages without end is not held back"
        found.append(Finding("turns", None, said, "Take it away, for 60 a minute, once what needed it is over."))
    return found


async def _nobody(_: object) -> None:
    return None


def _data(data: Path) -> Finding:
    try:
        library, cooperation = read_library(data), read_cooperation(data)
    except DataFault as fault:
        return Finding("data", False, fault.faults[0], f"Mend it in {data}; {len(fault.faults)} in all.")
    return Finding("data", True, f"{len(library.facts)} facts, {len(cooperation.bodies)} bodies")


def _zone(data: Path) -> Finding:
    try:
        name = read_cooperation(data).time_zone
        zone = ZoneInfo(name)
        offsets = {wall.replace(tzinfo=zone).utcoffset() for wall in (WINTER, SUMMER)}
    except DataFault:
        return Finding("time zone", None, "not looked at, since the data cannot be read")
    except (ZoneInfoNotFoundError, ValueError):
        return Finding("time zone", False, "there is no data for the time zone", "Install the tzdata package anew.")
    if name == "Europe/Stockholm" and offsets != {dt.timedelta(hours=1), dt.timedelta(hours=2)}:
        return Finding("time zone", False, "the machine's time zone data are wrong", "Install the tzdata package anew.")
    return Finding("time zone", True, name)


def _disk(settings: Settings) -> list[Finding]:
    if settings.store != DEFAULT_STORE:
        return []
    folder = settings.folder
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    said = f"{free // 1_000_000} MB free where BOT_DATA is"
    return [Finding("disk", free >= ROOM_BYTES, said, "" if free >= ROOM_BYTES else "Make room, or move BOT_DATA.")]


async def _metadata(session: aiohttp.ClientSession, settings: Settings, clock: Clock) -> Finding:
    try:
        async with session.get(settings.openid_metadata) as answer:
            sound, date = answer.status == 200, answer.headers.get("Date", "")
    except (aiohttp.ClientError, TimeoutError) as fault:
        return Finding(
            "Microsoft's keys",
            False,
            f"{settings.openid_metadata} does not answer ({type(fault).__name__})",
            "Let the service reach login.botframework.com over https; without it no message from Teams is accepted.",
        )
    if not sound:
        return Finding(
            "Microsoft's keys", False, f"{settings.openid_metadata} answers with a fault", "Try again later."
        )
    told = email.utils.parsedate_to_datetime(date) if date else None
    if told and told.tzinfo and abs(clock() - told) > SKEW:
        wrong = int((clock() - told).total_seconds())
        return Finding("clock", False, f"the machine's clock is {wrong} s off", "Let it follow a time server (NTP).")
    return Finding("Microsoft's keys", True, "reached, and the clock agrees with Microsoft's")


async def _outside(session: aiohttp.ClientSession, settings: Settings) -> Finding:
    if not settings.address:
        return Finding(
            "address",
            None,
            "BOT_ADDRESS is not set, so calendars and documents are not offered",
            "Set it to where the bot is reached from outside, such as https://boten.example.se.",
        )
    try:
        async with session.get(f"{settings.address}/healthz") as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError) as fault:
        advice = "Is the bot running, and does the proxy lead there with a valid certificate?"
        return Finding("address", False, f"{settings.address} does not answer ({type(fault).__name__})", advice)
    if status != 200:
        return Finding("address", False, f"{settings.address}/healthz answers {status}", "Look at the bot's log.")
    return Finding("address", True, f"{settings.address} leads to a bot in good health")


async def _collector(session: aiohttp.ClientSession, endpoint: str) -> Finding:
    if importlib.util.find_spec("opentelemetry") is None:
        advice = "Install requirements-traces.lock, or take OTEL_EXPORTER_OTLP_ENDPOINT away."
        return Finding("traces", False, "the packages for traces are not installed, so the bot does not start", advice)
    try:
        # No spans at all: what a collector takes, and keeps nothing of.
        async with session.post(f"{endpoint}/v1/traces", data=b"", headers={"Content-Type": PROTOBUF}) as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError) as fault:
        advice = "Traces are dropped meanwhile; the bot does without. Is the collector running, and does it take HTTP?"
        return Finding("traces", False, f"{endpoint} does not answer ({type(fault).__name__})", advice)
    if status >= 400:
        advice = "Look at the collector; a key goes into OTEL_EXPORTER_OTLP_HEADERS, which is not sent here."
        return Finding("traces", None, f"{endpoint} answers {status} to traces without a key", advice)
    return Finding("traces", True, f"{endpoint} takes traces")


async def _open(session: aiohttp.ClientSession, settings: Settings) -> tuple[Store | None, Finding]:
    if settings.store == DEFAULT_STORE and not (settings.folder / FILE).exists():
        return None, Finding("store", None, "there is none yet; the bot makes it when it starts")
    try:
        store = await open_store(settings.store, settings.folder)
        await store.run(lambda tx: tx.count(ADDRESSES))
    except StoreBusy:
        return None, await _running(session, settings)
    except StoreFault as fault:
        advice = "See docs/deployment.md, backups: restore the latest copy, or mend the database's address."
        return None, Finding("store", False, f"it cannot be opened: {fault}", advice)
    return store, Finding("store", True, "opened and read")


async def _running(session: aiohttp.ClientSession, settings: Settings) -> Finding:
    try:
        async with session.get(f"http://127.0.0.1:{settings.port}/healthz") as answer:
            said = await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        said = {}
    if said.get("status") == "ok":
        return Finding("store", True, "in the hands of the running bot, which says that all is well")
    return Finding(
        "store",
        None,
        f"another process has it, and no bot on port {settings.port} says that all is well",
        "Look for a second bot, or one that is starting or stopping.",
    )


async def _credentials(host: TeamsHost) -> Finding:
    if (fault := await host.try_credentials()) is None:
        return Finding("credentials", True, "Entra gives the bot a token")
    advice = "Check MicrosoftAppId, the secret's end date and the tenant; for a managed identity, that it is assigned."
    return Finding("credentials", False, f"Entra gives no token ({fault})", advice)


async def _roster(store: Store, host: TeamsHost) -> Finding:
    async def work(tx: Transaction) -> list[Kept[Address]]:
        return [kept async for kept in tx.all(ADDRESSES) if kept.value.channel_id and not kept.value.unreachable]

    channels = await store.run(work)
    if not channels:
        return Finding("roster", None, "the bot is in no team yet; add it to one in Teams")
    at = channels[-1].value
    place = Conversation(at.conversation_id, Scope.CHANNEL, at.service_url, at.tenant, channel_id=at.channel_id)
    try:
        people = await host.roster.members(place)
    except RosterUnknown as fault:
        advice = "The bot must be installed in the team; in a shared channel also in the channel itself."
        return Finding("roster", False, f"Teams does not say who is in a team ({fault})", advice)
    return Finding("roster", True, f"Teams says who is in a team ({len(people)} people)")
