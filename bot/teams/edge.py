"""The HTTP edge: what comes in at POST /api/messages, step by step, and what is answered.

Content type (415), size (413), JSON and shape (400), who it is (401, 403, 503), then the turn. A message is answered
200 with an empty body, or with the replies where Teams expects them there; an invoke with what it asks for.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import aiohttp
import msgspec
from aiohttp import web

from bot.core.ports import Clock
from bot.core.turn import Turn
from bot.teams.activity import Activity, Malformed, read_activity
from bot.teams.auth import RETRY_AFTER_SECONDS, Gate, Knock, Refused
from bot.teams.extension import KINDS
from bot.teams.surface import PRESS_INVOKE, lang_of, turn_of
from bot.teams.texts import UNREADABLE_PRESS

MAX_BODY_BYTES: Final = 1024 * 1024
"""Teams' own activities stay under 100 KB; 100 000 characters, each written as an escape, are 600 KB."""
BODY_SECONDS: Final = 10.0

log = logging.getLogger(__name__)


class NotTaken(Exception):
    """What happened could not be taken, and nobody waits for a word about it: Teams shall send it again."""


Body = Mapping[str, Any]
TakeTurn = Callable[[Activity, Turn], Awaitable[Body | None]]
"""Takes a turn, and returns what the response shall hold: None for nothing."""


class Edge:
    """Answers HTTP for the bot. Everything that is let in and means something goes to `take`."""

    def __init__(self, gate: Gate, take: TakeTurn, now: Clock) -> None:
        self._gate, self._take, self._now = gate, take, now
        self._under_way: set[asyncio.Task[Any]] = set()
        self._closing = False

    async def messages(self, request: web.Request) -> web.Response:
        """Answer one POST of an activity."""
        if self._closing:
            return refuse(503, "Stopping", "the bot is stopping")
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
        try:
            return await self._messages(request)
        finally:
            if task is not None:
                self._under_way.discard(task)

    async def close(self, seconds: float) -> None:
        """Take no new turns, and let those under way finish; those not done after `seconds` are cancelled."""
        self._closing = True
        under_way = self._under_way - {asyncio.current_task()}
        if not under_way:
            return
        _, late = await asyncio.wait(under_way, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            log.error("%d turns were not done after %.0f s and were cancelled", len(late), seconds)
            await asyncio.wait(late, timeout=1)

    async def _messages(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json" or (request.charset or "utf-8").lower() not in {"utf-8", "utf8"}:
            return refuse(415, "UnsupportedMediaType", "an activity is application/json in UTF-8")
        if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            # Teams never packs. A packed body can swell a thousandfold, before anybody has shown a token.
            return refuse(415, "UnsupportedMediaType", "an activity comes unpacked")
        try:
            body = await _body(request)
        except (aiohttp.ClientPayloadError, web.RequestPayloadError, aiohttp.http_exceptions.HttpProcessingError):
            return refuse(400, "BadSyntax", "the body cannot be read")
        except TimeoutError:
            return refuse(408, "Timeout", "the body took too long")
        if body is None:
            return refuse(413, "TooLarge", f"an activity is at most {MAX_BODY_BYTES} bytes")
        try:
            activity = read_activity(body)
            await self._gate.admit(_knock(request), activity)
        except Malformed as fault:
            return refuse(400, "BadSyntax", str(fault))
        except Refused as fault:
            log.warning("refused with %d: %s", fault.status, fault)
            return refuse(fault.status, _REFUSALS[fault.status], str(fault))
        return await self._admitted(activity)

    async def _admitted(self, activity: Activity) -> web.Response:
        if activity.type == "invoke" and activity.name != PRESS_INVOKE and activity.name not in KINDS:
            return refuse(501, "NotImplemented", "the bot has no answer to this invoke")
        try:
            turn = turn_of(activity, self._now())
        except Malformed as fault:
            if activity.name != PRESS_INVOKE:
                return refuse(400, "BadSyntax", str(fault))
            return _json(invoke_fault(400, "BadRequest", UNREADABLE_PRESS(lang_of(activity.locale or ""))))
        try:
            answer = await self._take(activity, turn) if turn is not None else None
        except NotTaken:
            return refuse(503, "ServiceUnavailable", "it could not be taken now; send it again")
        return web.Response() if answer is None else _json(answer)


_REFUSALS: Final = {401: "Unauthorized", 403: "Forbidden", 503: "ServiceUnavailable"}


def refuse(status: int, code: str, why: str) -> web.Response:
    """Return an error response, as the Bot Framework shapes them."""
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return _json({"error": {"code": code, "message": why}}, status, headers)


def invoke_fault(status: int, code: str, message: str) -> Body:
    """Return the body with which an invoke is told that it failed; the HTTP response around it is 200."""
    return {
        "statusCode": status,
        "type": "application/vnd.microsoft.error",
        "value": {"code": code, "message": message},
    }


def _json(body: Body, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(body), status=status, headers=headers, content_type="application/json", charset="utf-8"
    )


def _knock(request: web.Request) -> Knock:
    """Return what the request shows; raises Refused when it shows two of what there may be one."""
    if len(request.headers.getall("Authorization", ())) > 1:
        raise Refused(401, "there is more than one Authorization header")
    return Knock(request.headers, request.remote or "")


async def _body(request: web.Request) -> bytes | None:
    """Return the body, or None when it is too large; raises TimeoutError when it comes too slowly."""
    if (request.content_length or 0) > MAX_BODY_BYTES:
        return None
    content = request.content
    if content.is_eof() and content.exception() is None:
        # It came together with the headers, as nearly always: there is nothing to wait for.
        whole = content.read_nowait()
        return None if len(whole) > MAX_BODY_BYTES else whole
    body = bytearray()
    async with asyncio.timeout(BODY_SECONDS):
        async for chunk in content.iter_any():
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                return None
    return bytes(body)
