"""Teams and Microsoft's logins as one bot sees them, on loopback: asks, takes replies, gives out keys and tokens."""

import asyncio
import base64
import datetime as dt
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from benchmarks.bots import APP_ID, TENANT

ISSUER = "https://api.botframework.com"
_KID = "benchmark"
_SECONDS_FOR_A_REPLY = 60.0


class SilentBot(Exception):
    """The bot refused a message or never replied to it."""


@dataclass(slots=True)
class Teams:
    """One bot's Teams. Everything it counts is since it opened.

    `people` each have a personal chat of their own; a chat has at most one message under way.
    """

    key: rsa.RSAPrivateKey
    people: int = 48
    replies: int = 0
    logins: int = 0
    connections: set[object] = field(default_factory=set)
    last_reply: str = ""
    _awaited: dict[str, asyncio.Future[float]] = field(default_factory=dict)
    _number: int = 1_768_000_000_000
    _runner: web.AppRunner | None = None
    _session: aiohttp.ClientSession | None = None
    port: int = 0

    @property
    def url(self) -> str:
        """The address that stands for all of Microsoft's."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> "Teams":
        app = web.Application()
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_get("/common/discovery/instance", self._instances)
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._authority)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_post("/teams/v3/conversations/{conversation}/activities", self._take)
        app.router.add_post("/teams/v3/conversations/{conversation}/activities/{activity}", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS_FOR_A_REPLY))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def token(self) -> str:
        """Return a channel token for this bot, different from every other, valid for an hour."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": APP_ID,
            "nbf": now - 60,
            "exp": now + 3600,
            "serviceurl": f"{self.url}/teams/",
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": _KID, "x5t": _KID})

    async def ask(self, bot_port: int, person: int, text: str, token: str) -> float:
        """Send one person's message and return the seconds until the reply was in their chat.

        Raises SilentBot when the bot answers the HTTP request with anything but 2xx, or does not reply.
        """
        assert self._session is not None
        activity = self._message(person, text)
        conversation = activity["conversation"]["id"]
        reply: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._awaited[conversation] = reply
        body = json.dumps(activity).encode()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}
        asked = time.perf_counter()
        async with self._session.post(
            f"http://127.0.0.1:{bot_port}/api/messages", data=body, headers=headers
        ) as answer:
            if answer.status // 100 != 2:
                raise SilentBot(f"{answer.status} {await answer.text()}")
            await answer.read()
        try:
            async with asyncio.timeout(_SECONDS_FOR_A_REPLY):
                return await reply - asked
        except TimeoutError:
            raise SilentBot("No reply came.") from None

    def _message(self, person: int, text: str) -> dict[str, Any]:
        now = dt.datetime.now(dt.UTC)
        return {
            "text": text,
            "textFormat": "plain",
            "attachments": [{"contentType": "text/html", "content": f"<p>{text}</p>"}],
            "type": "message",
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%S.%f0Z"),
            "localTimestamp": (now + dt.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S.%f0+01:00"),
            "id": self._next_id(),
            "channelId": "msteams",
            "serviceUrl": f"{self.url}/teams/",
            "from": {
                "id": f"29:1aKUKaxB9O-tbDNbHyiHXvZ6HF9GAmJVyS7u8pFbhZXkTqZKbWq3kH5nA{person:04}",
                "name": f"Ledamot {person}",
                "aadObjectId": str(uuid.UUID(int=0x6A8F_0000_4000_8000_0000_0000_0000_0000 + person)),
            },
            "conversation": {
                "conversationType": "personal",
                "tenantId": TENANT,
                "id": f"a:1pL6i0oY3C0K8oAj8Lj4KMyBfCkZ1kqXx1uV1o0Qd7yqBq0cV0vC4iH2oF0{person:04}",
            },
            "recipient": {"id": f"28:{APP_ID}", "name": "Södertörnsboten"},
            "entities": [
                {
                    "locale": "sv-SE",
                    "country": "SE",
                    "platform": "Windows",
                    "timezone": "Europe/Stockholm",
                    "type": "clientInfo",
                }
            ],
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "sv-SE",
            "localTimezone": "Europe/Stockholm",
        }

    def _next_id(self) -> str:
        self._number += 1
        return str(self._number)

    async def _take(self, request: web.Request) -> web.Response:
        arrived = time.perf_counter()
        self.connections.add(request.transport and request.transport.get_extra_info("peername"))
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            return web.json_response({"error": {"code": "Unauthorized"}}, status=401)
        activity = await request.json()
        waiting = self._awaited.get(request.match_info["conversation"])
        if activity.get("type") == "message" and waiting is not None and not waiting.done():
            self.replies += 1
            self.last_reply = str(activity.get("text") or activity.get("summary") or "")
            waiting.set_result(arrived)
        return web.json_response({"id": self._next_id()}, status=201)

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": ISSUER,
                "authorization_endpoint": "https://invalid.botframework.com",
                "jwks_uri": f"{self.url}/v1/.well-known/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            }
        )

    async def _keys(self, _: web.Request) -> web.Response:
        numbers = self.key.public_key().public_numbers()
        entry = {
            "kty": "RSA",
            "use": "sig",
            "kid": _KID,
            "x5t": _KID,
            "n": _base64(numbers.n),
            "e": _base64(numbers.e),
            "endorsements": ["msteams", "webchat", "directline"],
        }
        return web.json_response({"keys": [entry]})

    async def _instances(self, _: web.Request) -> web.Response:
        host = "login.microsoftonline.com"
        return web.json_response(
            {
                "tenant_discovery_endpoint": f"https://{host}/{TENANT}/v2.0/.well-known/openid-configuration",
                "metadata": [{"preferred_network": host, "preferred_cache": host, "aliases": [host]}],
            }
        )

    async def _authority(self, request: web.Request) -> web.Response:
        tenant = f"https://login.microsoftonline.com/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{tenant}/v2.0",
                "authorization_endpoint": f"{tenant}/oauth2/v2.0/authorize",
                "token_endpoint": f"{tenant}/oauth2/v2.0/token",
            }
        )

    async def _login(self, _: web.Request) -> web.Response:
        self.logins += 1
        now = int(time.time())
        claims = {"aud": ISSUER, "appid": APP_ID, "tid": TENANT, "nbf": now - 60, "exp": now + 3600}
        token = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": _KID})
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": token})


def make_key() -> rsa.RSAPrivateKey:
    """Return a new key to sign channel tokens with, of the size that Microsoft uses."""
    return rsa.generate_private_key(public_exponent=65_537, key_size=2048)


def _base64(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
