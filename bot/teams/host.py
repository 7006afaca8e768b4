"""The bot's host in Teams: the SDK's adapter, the edge, the door and the way out, put together."""

import asyncio
import contextlib
import datetime as dt
import email.utils
import logging
import secrets
import traceback
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import aiohttp
from aiohttp import web
from aiohttp.connector import Connection

from bot.clock import CheckedClock
from bot.core.ports import Clock, Delivery, Roster, Sender, Sent
from bot.core.texts import APOLOGY
from bot.core.turn import Kind, Message, Reply, Turn
from bot.settings import DevSettings, Settings
from bot.spans import NO_SPANS, TURN, Span, Spans
from bot.teams.activity import Activity
from bot.teams.adapter import TeamsAdapter, TurnContext
from bot.teams.auth import ChannelTokens, Gate, Keys, LoopbackAuth
from bot.teams.connector import AllowedHosts, Connector
from bot.teams.credentials import (
    ClientSecret,
    Credentials,
    KeptToken,
    LoopbackSecret,
    ManagedIdentity,
    NoCredentials,
    NoToken,
    Source,
)
from bot.teams.edge import Edge, NotTaken
from bot.teams.exchange import Exchange, Pause
from bot.teams.roster import TeamsRoster
from bot.teams.turn_limit import TurnLimit
from bot.turns import turn_mark

STOP_SECONDS: Final = 10.0
POOLED: Final = 64
"""Connections to the connector at most; Teams lets an app make 50 requests a second in a tenant."""
KEEP_SECONDS: Final = 30.0
ASK_SECONDS: Final = 5.0
"""How long Microsoft may take to tell the time."""
LOOPBACK_HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")

_EXCHANGE: Final = "exchange"

log = logging.getLogger(__name__)

Take = Callable[[Turn], Awaitable[Reply | None]]
Told = Callable[[Turn, Delivery], None]
Keep = Callable[[Turn, Message, Delivery, dt.datetime], Awaitable[None]]


class TeamsHost:
    """Everything between Teams and the bot.

    Must be made inside a running event loop, and stopped in the same. With `Settings` it serves Teams: nothing comes
    in without the Bot Connector's token. With `DevSettings` it serves this machine alone, without credentials.

    `take` gives the reply to a turn. It is called for many turns at once; the order of a conversation's turns, and
    knowing a turn that Teams sends again by (conversation id, turn id), are its own business. Teams waits 15 seconds.
    What it raises is logged under a reference, without its message, and the person is given that reference.
    `told` hears what came of each reply, `limited` of each turn that is not taken since the person takes too many.
    `keep` is given the replies that did not arrive and may be sent later. `spans` is told of turns and requests. Where
    `now` is a CheckedClock, it is told the time that Microsoft's answers show.
    """

    def __init__(
        self,
        settings: Settings | DevSettings,
        take: Take,
        *,
        now: Clock,
        told: Told | None = None,
        keep: Keep | None = None,
        limited: Callable[[Turn], None] = lambda _: None,
        spans: Spans = NO_SPANS,
        pause: Pause = asyncio.sleep,
        stop_seconds: float = STOP_SECONDS,
    ) -> None:
        self._take, self._told, self._keep = take, told, keep
        self._now, self._pause, self._stop_seconds = now, pause, stop_seconds
        self._spans = spans
        checked = now if isinstance(now, CheckedClock) else None
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=POOLED, keepalive_timeout=KEEP_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            response_class=_telling(checked) if checked else aiohttp.ClientResponse,
        )
        self._tells_time = settings.openid_metadata if isinstance(settings, Settings) else ""
        gate: Gate
        credentials: Credentials
        if isinstance(settings, Settings):
            keys = Keys(self._session, settings.openid_metadata, now)
            in_doubt = checked.in_doubt if checked else lambda: False
            gate = ChannelTokens(settings.app_id, settings.tenants, keys, now, in_doubt)
            credentials = KeptToken(_source(settings, self._session), now)
            hosts, bot_id = AllowedHosts(settings.service_hosts), f"28:{settings.app_id}"
            self._limit = TurnLimit(settings.turns_per_minute, now, limited)
        else:
            gate, credentials = LoopbackAuth(), NoCredentials()
            hosts, bot_id = AllowedHosts(LOOPBACK_HOSTS), "28:development"
            self._limit = TurnLimit(0, now)
        self._credentials = credentials
        self._connector = Connector(self._session, credentials, hosts, bot_id, now, spans=spans)
        self._roster = TeamsRoster(self._connector)
        self._edge = Edge(gate, self._turn, now)
        self._adapter = TeamsAdapter(self._connector, _on_turn_error)

    @property
    def sender(self) -> Sender:
        """The way out, for what is not a reply."""
        return self._connector

    @property
    def roster(self) -> Roster:
        """Who is in a team or chat."""
        return self._roster

    async def try_credentials(self) -> str | None:
        """Ask for a token; return None when there is one, else Entra's word for why there is none."""
        try:
            await self._credentials.token()
        except NoToken as fault:
            return str(fault)
        return None

    async def ask_the_time(self) -> None:
        """Let Microsoft tell the time, which the clock is then compared with."""
        timeout = aiohttp.ClientTimeout(total=ASK_SECONDS)
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with self._session.get(self._tells_time, timeout=timeout, allow_redirects=False):
                pass

    def routes(self) -> list[web.RouteDef]:
        """Return the routes for the web application."""
        return [web.post("/api/messages", self._edge.messages)]

    async def stop(self) -> None:
        """Take no new turns (503), let turns and messages under way finish within ten seconds, and close what is open.

        After that the sender answers Later to everything.
        """
        clock = asyncio.get_running_loop()
        ends = clock.time() + self._stop_seconds
        await self._edge.close(self._stop_seconds)
        await self._connector.finish(max(ends - clock.time(), 0.0))
        await self._session.close()

    async def _turn(self, activity: Activity, turn: Turn) -> Mapping[str, Any] | None:
        place = turn.conversation.scope.value
        with self._spans.begin(
            TURN, turn=turn_mark(turn.id), kind=turn.kind.value, place=place, outcome="failed"
        ) as span:
            return await self._traced(activity, turn, span)

    async def _traced(self, activity: Activity, turn: Turn, span: Span) -> Mapping[str, Any] | None:
        exchange = Exchange(turn, activity, self._connector, self._pause)

        async def logic(context: TurnContext) -> None:
            context.turn_state[_EXCHANGE] = exchange
            instead = self._limit.too_many(turn, awaited=activity.type == "invoke")
            reply = instead or await self._take(turn)
            span.tell(outcome="limited" if instead else reply.outcome if reply else "nothing")
            if reply is not None:
                failed.append(reply.outcome == "failed" and not reply.text and activity.type != "invoke")
                await exchange.give(reply)

        failed: list[bool] = []
        await self._adapter.run(activity, logic)
        if any(failed):
            # Somebody came or left, say: what is not taken up now nobody would say again.
            raise NotTaken
        if exchange.delivery is not None:
            span.tell(delivery=type(exchange.delivery).__name__.lower())
            if not isinstance(exchange.delivery, Sent):
                log.warning(
                    "a reply did not arrive: %s, %s", type(exchange.delivery).__name__, exchange.delivery.reason
                )
            if self._told is not None:
                self._told(turn, exchange.delivery)
            if self._keep is not None and exchange.unheard is not None:
                await self._keep(turn, exchange.unheard, exchange.delivery, self._now())
        return exchange.response


def _telling(clock: CheckedClock) -> type[aiohttp.ClientResponse]:
    """Return the kind of answer that tells the clock its time when it comes; a trace of each request costs more."""

    class Dated(aiohttp.ClientResponse):
        last = ""

        async def start(self, connection: Connection) -> aiohttp.ClientResponse:
            answer = await super().start(connection)
            date = self.headers.get("Date", "")
            # The time is told in whole seconds: many answers tell the same one, and only a clock in doubt asks twice.
            if date != Dated.last or clock.doubted:
                Dated.last = date
                if (there := _instant(date)) is not None:
                    clock.told(there)
            return answer

    return Dated


def _instant(date: str) -> dt.datetime | None:
    try:
        there = email.utils.parsedate_to_datetime(date)
    except ValueError:
        return None
    return None if there.tzinfo is None else there


def _source(settings: Settings, session: aiohttp.ClientSession) -> Source:
    if settings.app_type == "UserAssignedMSI":
        return ManagedIdentity(settings.app_id)
    told = settings.app_id, settings.app_password, settings.app_tenant, settings.login
    return LoopbackSecret(*told, session) if settings.login.startswith("http://") else ClientSecret(*told)


async def _on_turn_error(context: TurnContext, fault: Exception) -> None:
    reference = secrets.token_hex(4)
    log.error("turn failed, reference %s: %s\n%s", reference, *_without_words(fault))
    exchange: Exchange = context.turn_state[_EXCHANGE]
    if exchange.turn.kind in {Kind.SAID, Kind.PRESSED}:
        await exchange.give(Reply(text=APOLOGY(exchange.turn.lang, reference=reference)))


def _without_words(fault: BaseException) -> tuple[str, str]:
    """Return the type of a fault and its frames; its message can hold names and what was said."""
    return type(fault).__name__, "".join(traceback.format_tb(fault.__traceback__)).rstrip()
