"""A local server that plays Microsoft: signed tokens and their keys, Entra's tokens, and Teams' connector.

It misbehaves where it is told to: per conversation, or as a whole. It listens on a free port of loopback.
"""

import asyncio
import base64
import datetime as dt
import email.utils
import functools
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from bot.clock import utc_now
from bot.core.ports import Clock

APP_ID = "11111111-1111-4111-8111-111111111111"
TENANT = "22222222-2222-4222-8222-222222222222"
OTHER_TENANT = "33333333-3333-4333-8333-333333333333"
SECRET = "not-a-secret"
BOT = f"28:{APP_ID}"
ISSUER = "https://api.botframework.com"


@functools.cache
def private_key(number: int) -> RSAPrivateKey:
    """Return one of the test run's RSA keys; making one takes long."""
    assert number >= 0
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwk(kid: str | None, key: RSAPrivateKey, endorsements: list[str] | None) -> dict[str, Any]:
    """Return a key as it is published."""
    public = key.public_key().public_numbers()
    entry: dict[str, Any] = {"kty": "RSA", "use": "sig", "n": _number(public.n), "e": _number(public.e)}
    if kid is not None:
        entry["kid"] = kid
    if endorsements is not None:
        entry["endorsements"] = endorsements
    return entry


def _number(value: int) -> str:
    return base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8)).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Fault:
    """What the connector does instead of what it should. `hangs` never answers; `drops` closes without a word."""

    status: int = 500
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1_000_000
    hangs: bool = False
    drops: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A request that the connector received, `at` an instant of its clock; `refused` when a fault answered it."""

    method: str
    path: str
    query: Mapping[str, str]
    authorization: str
    body: Any
    at: dt.datetime
    refused: bool = False


class Microsoft:
    """Plays Microsoft's part; `url` is where, `clock` tells the time that tokens are signed at.

    `rosters` are who is in a team, by its id, where it is not `members`. Nobody of `out_of_reach` (Teams ids) has a
    chat.
    """

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self.url = ""
        self.published: list[Any] = [jwk("first", private_key(0), ["msteams", "webchat"])]
        self.metadata_status = 200
        self.metadata_fetches = 0
        self.metadata_body: bytes | None = None
        self.jwks_uri = ""
        self.login_status = 200
        self.logins: list[Mapping[str, str]] = []
        self.token_seconds = 3600
        self.requests: list[Request] = []
        self.faults: dict[str, Fault] = {}
        self.members: list[dict[str, Any]] = []
        self.rosters: dict[str, list[dict[str, Any]]] = {}
        self.out_of_reach: set[str] = set()
        self.channels: list[dict[str, Any]] = []
        self.arrived = asyncio.Event()
        self.slow: asyncio.Event | None = None
        self._made = 0
        self._release = asyncio.Event()

    @property
    def now(self) -> dt.datetime:
        """What its clock shows."""
        return self._clock()

    @property
    def service_url(self) -> str:
        """Where the connector is."""
        return f"{self.url}/emea/"

    @property
    def metadata_url(self) -> str:
        """Where the OpenID metadata is."""
        return f"{self.url}/v1/.well-known/openidconfiguration"

    @property
    def posted(self) -> list[Any]:
        """Return the activities that were posted or put, oldest first."""
        return [request.body for request in self.requests if "/activities" in request.path and request.body]

    def sign(
        self,
        key: int = 0,
        kid: str | None = "first",
        algorithm: str = "RS256",
        without: tuple[str, ...] = (),
        headers: Mapping[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """Return a token as the Bot Connector signs them, with some of it changed."""
        now = int(self._clock().timestamp())
        said = {
            "iss": ISSUER,
            "aud": APP_ID,
            "nbf": now - 10,
            "exp": now + 3600,
            "serviceurl": self.service_url,
        } | claims
        signer: Any = private_key(key) if algorithm.startswith("RS") else "x" * 64 if algorithm == "HS256" else None
        kept = {name: value for name, value in said.items() if name not in without}
        return jwt.encode(kept, signer, algorithm=algorithm, headers={"kid": kid, **(headers or {})} if kid else {})

    def routes(self) -> list[web.RouteDef]:
        """Return everything that is played."""
        return [
            web.get("/v1/.well-known/openidconfiguration", self._metadata),
            web.get("/v1/.well-known/keys", self._keys),
            web.post("/{tenant}/oauth2/v2.0/token", self._login),
            web.get("/{tenant}/v2.0/.well-known/openid-configuration", self._authority),
            web.get("/msi/token", self._identity),
            web.route("*", "/emea/{rest:.*}", self._connector),
        ]

    @asynccontextmanager
    async def playing(self) -> AsyncIterator["Microsoft"]:
        """Serve on a free port until the end of the block."""
        app = web.Application()
        app.add_routes(self.routes())
        app.on_response_prepare.append(self._date)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            self._release.set()
            await runner.cleanup()

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = email.utils.format_datetime(self._clock(), usegmt=True)

    async def _metadata(self, _request: web.Request) -> web.Response:
        self.metadata_fetches += 1
        if self.metadata_body is not None:
            return web.Response(body=self.metadata_body, status=self.metadata_status)
        jwks_uri = self.jwks_uri or f"{self.url}/v1/.well-known/keys"
        return web.json_response({"issuer": ISSUER, "jwks_uri": jwks_uri}, status=self.metadata_status)

    async def _keys(self, _request: web.Request) -> web.Response:
        return web.json_response({"keys": self.published}, status=self.metadata_status)

    async def _authority(self, request: web.Request) -> web.Response:
        base = f"https://login.test/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        )

    async def _login(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.logins.append({key: str(value) for key, value in form.items()} | {"tenant": request.match_info["tenant"]})
        return self._token()

    async def _identity(self, request: web.Request) -> web.Response:
        self.logins.append(dict(request.query))
        return self._token(expires_on=int(self._clock().timestamp()) + self.token_seconds)

    def _token(self, **more: Any) -> web.Response:
        if self.login_status != 200:
            return web.json_response({"error": "invalid_client", "error_description": "no"}, status=self.login_status)
        said = {"token_type": "Bearer", "expires_in": self.token_seconds, "access_token": f"ours-{len(self.logins)}"}
        return web.json_response(said | more)

    async def _connector(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        path = request.raw_path.partition("?")[0].removeprefix("/emea")
        parts = request.match_info["rest"].split("/")
        fault = self.faults.get(parts[2] if len(parts) > 2 else "new")
        said = Request(
            request.method,
            path,
            dict(request.query),
            request.headers.get("Authorization", ""),
            json.loads(raw) if raw else None,
            self._clock(),
            fault is not None and fault.times > 0,
        )
        self.requests.append(said)
        self.arrived.set()
        if self.slow is not None:
            await self.slow.wait()
        if fault is not None and fault.times > 0:
            self.faults[parts[2] if len(parts) > 2 else "new"] = Fault(
                fault.status, fault.body, fault.headers, fault.times - 1, fault.hangs, fault.drops
            )
            return await self._misbehave(request, fault)
        return self._behave(said)

    async def _misbehave(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.hangs:
            await self._release.wait()
        if fault.drops and request.transport is not None:
            request.transport.close()
        kind = "application/json" if fault.body.startswith("{") else "text/html"
        return web.Response(status=fault.status, text=fault.body, headers=fault.headers, content_type=kind)

    def _behave(self, said: Request) -> web.Response:
        self._made += 1
        if said.path.endswith("/pagedmembers"):
            size, start = int(said.query["pageSize"]), int(said.query.get("continuationToken", "0"))
            members = self.rosters.get(unquote(said.path.split("/")[3]), self.members)
            page: dict[str, Any] = {"members": members[start : start + size]}
            if start + size < len(members):
                page["continuationToken"] = str(start + size)
            return web.json_response(page)
        if said.path.startswith("/v3/teams/"):
            return web.json_response({"conversations": self.channels})
        if said.path == "/v3/conversations":
            if said.body["isGroup"]:
                channel = said.body["channelData"]["channel"]["id"]
                made = {"id": f"{channel};messageid={self._made}", "activityId": str(self._made)}
            elif said.body["members"][0]["id"] in self.out_of_reach:
                return web.json_response({"error": {"code": "BotNotInConversationRoster"}}, status=403)
            else:
                made = {"id": f"a:chat-with-{said.body['members'][0]['id']}"}
            return web.json_response(made, status=201)
        if said.method == "DELETE":
            return web.Response()
        return web.json_response({"id": f"message-{self._made}"}, status=201)


def activity(microsoft: Microsoft, **changes: Any) -> dict[str, Any]:
    """Return what Teams posts when Anna writes in her own chat, with some of it changed."""
    said: dict[str, Any] = {
        "type": "message",
        "id": "1700000000000",
        "timestamp": "2026-11-23T08:00:00.1234567Z",
        "channelId": "msteams",
        "serviceUrl": microsoft.service_url,
        "from": {"id": "29:anna", "name": "Anna Ek", "aadObjectId": "AAAAAAAA-0000-4000-8000-000000000001"},
        "recipient": {"id": BOT, "name": "Södertörnsboten"},
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": "a:anna"},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "sv-SE",
        "text": "vilka är prioriteringarna?",
        "textFormat": "plain",
        "attachments": [{"contentType": "text/html", "content": "<p>vilka är prioriteringarna?</p>"}],
        "entities": [{"type": "clientInfo", "locale": "sv-SE", "country": "SE", "timezone": "Europe/Stockholm"}],
    }
    return {name: value for name, value in (said | changes).items() if value is not None}
