"""Who is let in: Teams with its signed token, and in development this machine alone.

The channel token's rules are those of "Authenticate requests from the Bot Connector service to your bot" (Microsoft
Learn, read 2026-11), all of them required.
"""

import asyncio
import binascii
import datetime as dt
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeGuard
from urllib.parse import urlsplit

import aiohttp
import jwt
import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from bot.core.ports import Clock
from bot.settings import is_loopback
from bot.teams.activity import Activity

ISSUER: Final = "https://api.botframework.com"
CHANNEL: Final = "msteams"
"""Other channels let their clients choose their own `from` and `channelData`, on which all rights rest."""

LEEWAY_SECONDS: Final = 300
KEYS_HOLD: Final = dt.timedelta(hours=24)
REFRESH_AT_MOST: Final = dt.timedelta(minutes=1)
"""How often a key that is not known may make us ask for the keys again."""
AFTER_FAULT: Final = dt.timedelta(seconds=2)
"""How long the metadata is left alone after a fault while there are no keys at all."""
METADATA_SECONDS: Final = 10.0
RETRY_AFTER_SECONDS: Final = 5
MAX_METADATA_BYTES: Final = 1024 * 1024
MIN_KEY_BITS: Final = 2048
REMEMBERED_TOKENS: Final = 1000

_PASSED_ON: Final = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")

_URL_SAFE: Final = bytes.maketrans(b"-_+/=", b"+/!!!")

log = logging.getLogger(__name__)


class Refused(Exception):
    """A request is not let in. `status` is 401, 403 or 503; the message says why, and is for logs and the response."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Knock:
    """What a request shows at the door. `peer` is the address that connected; `headers` are matched without case."""

    headers: Mapping[str, str]
    peer: str


class Gate(Protocol):
    """Decides who is let in."""

    async def admit(self, knock: Knock, activity: Activity) -> None:
        """Return when the request may pass; raises Refused."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key of the Bot Connector, and the channels it may speak for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class MetadataDown(Exception):
    """The keys could not be fetched."""


class Keys:
    """The Bot Connector's keys by id, fetched when first needed and kept; while a fetch fails the old ones hold.

    Many may ask at once; one fetch is under way at a time.
    """

    def __init__(self, session: aiohttp.ClientSession, metadata_url: str, now: Clock) -> None:
        self._session, self._metadata_url, self._now = session, metadata_url, now
        self._keys: dict[str, Key] = {}
        self._fetched_at: dt.datetime | None = None
        self._failed_at: dt.datetime | None = None
        self._lock = asyncio.Lock()
        self.generation = 0

    async def key(self, kid: str) -> Key | None:
        """Return the key, or None when the Bot Connector has no such key; raises MetadataDown when nobody knows."""
        found = self._keys.get(kid)
        if found is not None and not self._is_old(KEYS_HOLD):
            return found
        async with self._lock:
            found = self._keys.get(kid)
            if not self._is_old(KEYS_HOLD if found is not None else REFRESH_AT_MOST):
                return found
            patience = AFTER_FAULT if self._fetched_at is None else REFRESH_AT_MOST
            if self._failed_at is None or not self._failed_at <= self._now() < self._failed_at + patience:
                await self._refresh()
            found = self._keys.get(kid)
            if found is None and self._failed_at is not None:
                raise MetadataDown
            return found

    def _is_old(self, after: dt.timedelta) -> bool:
        # An instant that lies ahead was noted before the machine's clock was set back.
        return self._fetched_at is None or not self._fetched_at <= self._now() < self._fetched_at + after

    async def _refresh(self) -> None:
        try:
            metadata = await self._get(self._metadata_url)
            address = metadata.get("jwks_uri")
            self._check_address(address)
            keys = _keys_in(await self._get(str(address)))
        except (MetadataDown, aiohttp.ClientError, TimeoutError, ValueError) as fault:
            self._failed_at = self._now()
            log.warning("the Bot Connector's keys could not be fetched: %s %s", type(fault).__name__, fault)
            return
        self._fetched_at, self._failed_at = self._now(), None
        self._keys = keys
        self.generation += 1

    def _check_address(self, address: object) -> None:
        parts = urlsplit(address if isinstance(address, str) else "")
        local = is_loopback(parts.hostname) and is_loopback(urlsplit(self._metadata_url).hostname)
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise MetadataDown("jwks_uri is no https address")

    async def _get(self, url: str) -> Mapping[str, Any]:
        timeout = aiohttp.ClientTimeout(total=METADATA_SECONDS)
        async with self._session.get(url, timeout=timeout, allow_redirects=False) as answer:
            body = await answer.content.read(MAX_METADATA_BYTES)
            while len(body) < MAX_METADATA_BYTES and (more := await answer.content.read(MAX_METADATA_BYTES)):
                body += more
        if answer.status != 200:
            raise MetadataDown(f"status {answer.status}")
        try:
            said = msgspec.json.decode(body)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as fault:
            raise MetadataDown("not JSON") from fault
        if not isinstance(said, dict):
            raise MetadataDown("not a JSON object")
        return said


def _keys_in(jwks: Mapping[str, Any]) -> dict[str, Key]:
    """Return the keys that can be used; one that is malformed is left out and harms no other. Raises MetadataDown."""
    listed = jwks.get("keys")
    found: dict[str, Key] = {}
    for entry in listed if isinstance(listed, list) else []:
        if not isinstance(entry, dict) or entry.get("kty") != "RSA" or entry.get("use", "sig") != "sig":
            continue
        kid, endorsed = entry.get("kid"), entry.get("endorsements")
        if not isinstance(kid, str) or not kid:
            continue
        try:
            public = jwt.PyJWK(entry, algorithm="RS256").key
        except (jwt.PyJWTError, ValueError, TypeError, KeyError):
            continue
        if isinstance(public, RSAPublicKey) and public.key_size >= MIN_KEY_BITS:
            names = endorsed if isinstance(endorsed, list) else []
            found[kid] = Key(public, frozenset(name for name in names if isinstance(name, str)))
    if not found:
        raise MetadataDown("there is no key that can be used")
    return found


@dataclass(frozen=True, slots=True)
class _Passed:
    """A token that was found good: until when, for which service URL, by which key."""

    not_before: float
    ends: float
    service_url: str
    endorsements: frozenset[str]


class ChannelTokens:
    """Lets in what the Bot Connector has signed for this bot, from tenants that are allowed. There is no other way in.

    A token that was found good is remembered by its hash until it runs out or the keys change; what concerns the
    activity and the time is looked at each time. A token whose time is not now is refused for the moment alone while
    the clock is `in_doubt`: Teams then sends the activity again.
    """

    def __init__(
        self,
        app_id: str,
        tenants: frozenset[str],
        keys: Keys,
        now: Clock,
        in_doubt: Callable[[], bool] = lambda: False,
    ) -> None:
        if not app_id or not tenants:
            raise ValueError("The app id and the allowed tenants are needed to tell who may come in")
        self._app_id, self._keys, self._now, self._in_doubt = app_id.lower(), keys, now, in_doubt
        self._tenants = frozenset(tenant.lower() for tenant in tenants)
        self._passed: OrderedDict[bytes, _Passed] = OrderedDict()
        self._generation = keys.generation

    async def admit(self, knock: Knock, activity: Activity) -> None:
        """Return when the token is the Bot Connector's for this activity and its tenant is allowed; raises Refused."""
        scheme, _, token = knock.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token or not token.isascii():
            raise Refused(401, "there is no bearer token")
        passed = await self._pass(token.strip())
        now = self._now().timestamp()
        if now >= passed.ends + LEEWAY_SECONDS:
            raise self._out_of_time("the token has run out")
        if now < passed.not_before - LEEWAY_SECONDS:
            raise self._out_of_time("the token does not hold yet")
        if activity.channel_id != CHANNEL or CHANNEL not in passed.endorsements:
            raise Refused(401, "the key does not speak for the channel")
        if activity.service_url != passed.service_url:
            raise Refused(401, "the token is for another service URL")
        tenants = activity.tenants()
        if not tenants or not tenants <= self._tenants:
            raise Refused(403, "the tenant is not allowed")

    def _out_of_time(self, why: str) -> Refused:
        return Refused(503, f"{why}, or the machine's clock is wrong") if self._in_doubt() else Refused(401, why)

    async def _pass(self, token: str) -> _Passed:
        digest = hashlib.sha256(token.encode()).digest()
        if self._generation != self._keys.generation:
            self._passed.clear()
            self._generation = self._keys.generation
        passed = self._passed.get(digest)
        if passed is not None:
            return passed
        passed = await self._read(token)
        self._passed[digest] = passed
        if len(self._passed) > REMEMBERED_TOKENS:
            self._passed.popitem(last=False)
        return passed

    async def _read(self, token: str) -> _Passed:
        signed, _, signature = token.rpartition(".")
        head, _, body = signed.partition(".")
        try:
            header = msgspec.json.decode(_unpacked(head))
        except (msgspec.MsgspecError, ValueError, RecursionError) as fault:
            raise Refused(401, "the token cannot be read") from fault
        if not isinstance(header, dict):
            raise Refused(401, "the token cannot be read")
        kid = header.get("kid")
        if header.get("alg") != "RS256" or "crit" in header or not isinstance(kid, str) or not kid:
            raise Refused(401, "the token is not signed as agreed")
        try:
            key = await self._keys.key(kid)
        except MetadataDown as fault:
            raise Refused(503, "the Bot Connector's keys are out of reach") from fault
        if key is None:
            raise Refused(401, "the token is signed with a key that is not known")
        try:
            key.public.verify(_unpacked(signature), signed.encode(), PKCS1v15(), SHA256())
            claims = msgspec.json.decode(_unpacked(body))
        except (InvalidSignature, msgspec.MsgspecError, ValueError, RecursionError) as fault:
            raise Refused(401, "the signature is not right") from fault
        return self._claims(claims, key)

    def _claims(self, claims: object, key: Key) -> _Passed:
        if not isinstance(claims, dict) or claims.get("iss") != ISSUER:
            raise Refused(401, "the token is issued by somebody else")
        audience = claims.get("aud")
        if not isinstance(audience, str) or audience.lower() != self._app_id:
            raise Refused(401, "the token is for somebody else")
        ends, not_before = claims.get("exp"), claims.get("nbf")
        if not (_is_time(ends) and _is_time(not_before)):
            raise Refused(401, "the token does not say when it holds")
        service_url = claims.get("serviceurl", claims.get("serviceUrl"))
        if not isinstance(service_url, str) or not service_url:
            raise Refused(401, "the token names no service URL")
        return _Passed(not_before, ends, service_url, key.endorsements)


def _unpacked(part: str) -> bytes:
    """Return the bytes of one part of a token; raises ValueError for a character that has no place in it."""
    packed = part.encode().translate(_URL_SAFE)
    return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4), strict_mode=True)


def _is_time(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def from_this_machine(knock: Knock) -> bool:
    """Tell whether a request was made on this machine, to this machine, by nobody's web page but its own.

    A request that was passed on by a proxy is not, since its peer says nothing of where it came from.
    """
    origin = knock.headers.get("Origin")
    return (
        is_loopback(knock.peer)
        and _on_loopback(f"//{knock.headers.get('Host', '')}")
        and (origin is None or _on_loopback(origin))
        and not any(name in knock.headers for name in _PASSED_ON)
    )


class LoopbackAuth:
    """Lets in this machine alone, for development: peer, Host, Origin and service URL must all be loopback."""

    async def admit(self, knock: Knock, activity: Activity) -> None:
        """Return when everything about the request is on this machine; raises Refused."""
        if not from_this_machine(knock):
            raise Refused(403, "only this machine may speak to the bot in development")
        if activity.service_url and not _on_loopback(activity.service_url):
            raise Refused(403, "only service URLs on this machine are answered in development")


def _on_loopback(address: str) -> bool:
    try:
        return is_loopback(urlsplit(address).hostname)
    except ValueError:
        return False
