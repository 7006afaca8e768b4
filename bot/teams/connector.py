"""The way out to Teams: its connector's REST API over one pooled client, and what each of its answers means.

Paths and statuses from the Bot Framework connector API v3 and Teams' rate-limit and proactive-message pages (2026-10).
"""

import asyncio
import contextlib
import datetime as dt
import email.utils
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import aiohttp
import msgspec
from yarl import URL

from bot.core.ports import Address, Clock, Delivery, Failed, Later, Sent, Unknown, Unreachable
from bot.core.turn import Message
from bot.settings import is_loopback
from bot.spans import ASK, NO_SPANS, SEND, Spans
from bot.teams.credentials import Credentials, NoToken
from bot.teams.surface import message_json

TIMEOUT_SECONDS: Final = 15.0
CONNECT_SECONDS: Final = 5.0
LATER_SECONDS: Final = 5.0
"""When the other side asks to wait and does not say how long."""
REFUSED_TOKEN_SECONDS: Final = 60.0
NO_TOKEN_SECONDS: Final = 10.0
"""How long all sending rests when Entra gives no token."""
MAX_LATER_SECONDS: Final = 3600.0
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9_.~-]")
MAX_ANSWER_BYTES: Final = 4 * 1024 * 1024
"""A page of 500 members is about 200 KB."""

_BUSY: Final = frozenset({412, 429, 503})
_AMBIGUOUS: Final = frozenset({408, 500, 502, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the connector answered. `body` is empty when it is not a JSON object; `wait` the Retry-After in seconds."""

    status: int
    body: Mapping[str, Any]
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No answer: `arrived` is False when it is sure that the request was not received."""

    reason: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """The request was not made: no token, or an address that is not allowed."""

    outcome: Later | Failed


class AllowedHosts:
    """Which addresses our token may be sent to.

    Each name is a host, `*.suffix` for every host under it, or `host:port`. Hosts are reached over https on its own
    port, or on the port that is named; loopback hosts that are named also over plain http.
    """

    def __init__(self, names: Iterable[str]) -> None:
        named = [name.lower().strip() for name in names]
        self._suffixes = tuple(name[1:] for name in named if name.startswith("*."))
        self._exact = frozenset(name for name in named if not name.startswith("*."))
        self._known: dict[str, URL | None] = {}

    def base(self, service_url: str) -> URL | None:
        """Return the address to build paths on, without a last slash, or None when it is not allowed."""
        if service_url not in self._known:
            if len(self._known) > 1000:
                self._known.clear()
            self._known[service_url] = self._base(service_url)
        return self._known[service_url]

    def _base(self, service_url: str) -> URL | None:
        try:
            url = URL(service_url.rstrip("/"))
            host, port = (url.raw_host or "").lower(), url.port
        except ValueError:
            return None
        if not host or url.user or url.password or url.raw_query_string or url.raw_fragment:
            return None
        local = is_loopback(host)
        if url.scheme != "https" and not (url.scheme == "http" and local):
            return None
        shown = f"[{host}]" if ":" in host else host
        if f"{shown}:{port}" in self._exact:
            return url
        named = shown in self._exact or host in self._exact or host.endswith(self._suffixes)
        return url if named and (local or port == 443) else None


class Connector:
    """Sends to Teams. Every answer becomes a Delivery; nothing is raised for what the other side does.

    Must be made inside a running event loop. `bot_id` is the bot's Teams id, `28:` and its app id.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        credentials: Credentials,
        hosts: AllowedHosts,
        bot_id: str,
        now: Clock,
        timeout_seconds: float = TIMEOUT_SECONDS,
        spans: Spans = NO_SPANS,
    ) -> None:
        self._spans = spans
        self._session, self._credentials, self._hosts = session, credentials, hosts
        self._bot, self._now = {"id": bot_id}, now
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds, sock_connect=CONNECT_SECONDS)

    async def send(self, address: Address, message: Message) -> Delivery:
        """Post a new message; makes the personal chat, or the channel thread, first where there is none."""
        drawn = message_json(message)
        if address.conversation_id:
            return await self.post(address.service_url, address.conversation_id, drawn)
        if address.channel_id:
            return await self._open_thread(address, drawn)
        if not address.teams_id:
            return Failed("the address has neither conversation, channel nor Teams id")
        chat = await self._open_chat(address)
        if not isinstance(chat, Sent):
            return chat
        return await self.post(address.service_url, chat.conversation_id, drawn)

    async def update(self, address: Address, message_id: str, message: Message) -> Delivery:
        """Put a message in the place of one sent before."""
        return await self.put(address.service_url, address.conversation_id, message_id, message_json(message))

    async def delete(self, address: Address, message_id: str) -> Delivery:
        """Take a message back; one that is gone already counts as taken back."""
        if not (address.conversation_id and message_id):
            return Failed("there is no message to take back")
        path = _path("conversations", address.conversation_id, "activities", message_id)
        answer = await self.call("DELETE", address.service_url, path)
        if isinstance(answer, Answer) and answer.status == 404 and _code(answer.body) != "ConversationNotFound":
            return Sent(message_id, address.conversation_id)
        return _settled(delivery(answer, repeatable=True), message_id, address.conversation_id)

    async def post(
        self, service_url: str, conversation_id: str, drawn: Mapping[str, Any], reply_to: str = ""
    ) -> Delivery:
        """Post an activity as JSON values, as a reply where `reply_to` names a message."""
        activity = {"from": self._bot, **drawn, "conversation": {"id": conversation_id}}
        if reply_to:
            activity["replyToId"] = reply_to
        path = _path("conversations", conversation_id, "activities", *([reply_to] if reply_to else []))
        answer = await self.call("POST", service_url, path, activity)
        return _settled(delivery(answer, repeatable=False), "", conversation_id)

    async def put(self, service_url: str, conversation_id: str, message_id: str, drawn: Mapping[str, Any]) -> Delivery:
        """Put an activity, as JSON values, in the place of one sent before."""
        if not (conversation_id and message_id):
            return Failed("there is no message to change")
        activity = {"from": self._bot, **drawn, "id": message_id, "conversation": {"id": conversation_id}}
        path = _path("conversations", conversation_id, "activities", message_id)
        answer = await self.call("PUT", service_url, path, activity)
        if isinstance(answer, Answer) and answer.status == 404 and _code(answer.body) != "ConversationNotFound":
            return Failed("404: the message is gone")
        return _settled(delivery(answer, repeatable=True), message_id, conversation_id)

    async def _open_chat(self, address: Address) -> Delivery:
        body: dict[str, Any] = {"isGroup": False, "bot": self._bot, "members": [{"id": address.teams_id}]}
        if address.tenant:
            body |= {"tenantId": address.tenant, "channelData": {"tenant": {"id": address.tenant}}}
        # Asking twice for the same chat gives the same chat, so that a lost answer does no harm.
        answer = await self.call("POST", address.service_url, "/v3/conversations", body)
        chat = delivery(answer, repeatable=True)
        if isinstance(chat, Sent) and not chat.id:
            return Failed("the chat was made and its id was not told")
        return Sent("", chat.id) if isinstance(chat, Sent) else chat

    async def _open_thread(self, address: Address, drawn: Mapping[str, Any]) -> Delivery:
        data: dict[str, Any] = {"channel": {"id": address.channel_id}}
        if address.tenant:
            data["tenant"] = {"id": address.tenant}
        body = {"isGroup": True, "bot": self._bot, "channelData": data, "activity": {**drawn, "from": self._bot}}
        answer = await self.call("POST", address.service_url, "/v3/conversations", body)
        made = delivery(answer, repeatable=False)
        if not isinstance(made, Sent) or not isinstance(answer, Answer):
            return made
        message_id = answer.body.get("activityId")
        return Sent(message_id if isinstance(message_id, str) else made.id.rpartition("messageid=")[2], made.id)

    async def finish(self, seconds: float) -> None:
        """Wait for the requests under way, at most so long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)

    async def call(
        self, method: str, service_url: str, path: str, body: Mapping[str, Any] | None = None
    ) -> Answer | NoAnswer | Closed:
        """Make one request with our token; a refused token is renewed once. Never follows a redirect."""
        base = self._hosts.base(service_url)
        if base is None:
            return Closed(Failed("the service URL is not among those that may be sent our token"))
        try:
            data = None if body is None else msgspec.json.encode(body)
        except (TypeError, ValueError, RecursionError) as fault:
            return Closed(Failed(f"the message cannot be written as JSON: {type(fault).__name__}"))
        url = URL(f"{base}{path}", encoded=True)
        with self._spans.begin(ASK if method == "GET" else SEND, method=method) as span:
            answer = await self._try(method, url, data)
            if isinstance(answer, Answer) and answer.status == 401:
                answer = await self._try(method, url, data)
            match answer:
                case Answer(status=status):
                    span.tell(status=status)
                case NoAnswer(reason=reason):
                    span.tell(fault=reason)
                case Closed():
                    span.tell(fault="NoToken")
        return answer

    async def _try(self, method: str, url: URL, data: bytes | None) -> Answer | NoAnswer | Closed:
        if self._session.closed:
            return NoAnswer("the bot is stopping", arrived=False)
        self._under_way += 1
        self._idle.clear()
        try:
            return await self._ask(method, url, data)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def _ask(self, method: str, url: URL, data: bytes | None) -> Answer | NoAnswer | Closed:
        headers = {"Content-Type": "application/json; charset=utf-8"} if data is not None else {}
        try:
            token = await self._credentials.token()
        except NoToken as fault:
            return Closed(Later(NO_TOKEN_SECONDS, f"no token: {fault}", everyone=True))
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as said:
                if said.status == 401:
                    self._credentials.forget(token)
                return Answer(said.status, await _object(said), self._wait_in(said))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as fault:
            return NoAnswer(type(fault).__name__, arrived=False)
        except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
            return NoAnswer(type(fault).__name__, arrived=True)

    def _wait_in(self, said: aiohttp.ClientResponse) -> float | None:
        told = said.headers.get("Retry-After")
        return _seconds(told, self._now()) if told else None


def delivery(answer: Answer | NoAnswer | Closed, *, repeatable: bool) -> Delivery:
    """Return what an answer means. `repeatable` requests do no harm when made twice, so doubt means Later."""
    match answer:
        case Closed(outcome=outcome):
            return outcome
        case NoAnswer(reason=reason, arrived=arrived):
            return Unknown(reason) if arrived and not repeatable else Later(LATER_SECONDS, reason)
    status = answer.status
    if 200 <= status < 300:
        made = answer.body.get("id")
        return Sent(made if isinstance(made, str) else "")
    reason = f"{status} {_code(answer.body)}".strip()
    if status in _BUSY:
        return Later(answer.wait or LATER_SECONDS, reason)
    if status in _AMBIGUOUS or status > 504:
        return Later(answer.wait or LATER_SECONDS, reason) if repeatable else Unknown(reason)
    if status == 401:
        return Later(REFUSED_TOKEN_SECONDS, reason, everyone=True)
    if status in {403, 404}:
        return Unreachable(reason)
    return Failed(reason)


def _settled(outcome: Delivery, message_id: str, conversation_id: str) -> Delivery:
    return Sent(outcome.id or message_id, conversation_id) if isinstance(outcome, Sent) else outcome


def _path(*parts: str) -> str:
    return "/v3/" + "/".join(_NOT_PLAIN.sub(lambda found: quote(found[0], safe=""), part) for part in parts)


def _code(body: Mapping[str, Any]) -> str:
    """Return what the connector calls the fault; a blocked bot is told in a JSON text inside `message`."""
    error = body.get("error")
    said = error.get("code") if isinstance(error, Mapping) else None
    inner = body.get("message")
    if isinstance(inner, str) and "subCode" in inner:
        try:
            found = msgspec.json.decode(inner)
        except (msgspec.MsgspecError, RecursionError):
            found = None
        said = found.get("subCode") if isinstance(found, dict) else said
    return said[:80] if isinstance(said, str) else ""


async def _object(answer: aiohttp.ClientResponse) -> Mapping[str, Any]:
    body = bytearray()
    try:
        while not answer.content.at_eof():
            body += await answer.content.readany()
            if len(body) > MAX_ANSWER_BYTES:
                return {}
        said = msgspec.json.decode(body) if body else {}
    except (aiohttp.ClientError, TimeoutError, msgspec.MsgspecError, UnicodeError, RecursionError):
        # The status has come, and says more than the body.
        return {}
    return said if isinstance(said, dict) else {}


def _seconds(retry_after: str, now: dt.datetime) -> float | None:
    """Return the seconds of a Retry-After, a number or a date, between one second and an hour."""
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            at = email.utils.parsedate_to_datetime(retry_after)
        except ValueError:
            return None
        seconds = ((at if at.tzinfo else at.replace(tzinfo=dt.UTC)) - now).total_seconds()
    return min(max(seconds, 1.0), MAX_LATER_SECONDS) if not math.isnan(seconds) else None
