"""The bot's own token for Teams' connector: fetched off the loop, kept until it is nearly out, one fetch at a time."""

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import aiohttp
import requests

from bot.core.ports import Clock
from bot.settings import is_loopback

RESOURCE: Final = "https://api.botframework.com"
"""Whom the token is for. Source: Bot Framework authentication, connector API."""

EARLY: Final = dt.timedelta(minutes=5)
"""A token is renewed this long before it runs out; while that fails, the old one is used until the end."""

PATIENCE: Final = dt.timedelta(seconds=5)
"""After a refusal, Entra is left alone this long."""

FETCH_SECONDS: Final = 10.0


log = logging.getLogger(__name__)


class NoToken(Exception):
    """Entra, or the managed identity, gave no token. The message holds its error code and never a secret."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and its aware UTC end."""

    value: str
    ends_at: dt.datetime


class Source(Protocol):
    """Where tokens come from."""

    async def fetch(self) -> tuple[str, float]:
        """Return a fresh token and how many seconds it holds; raises NoToken."""


class Credentials(Protocol):
    """What the connector shows to be let in."""

    async def token(self) -> str:
        """Return a token that holds, or an empty text where none is needed; raises NoToken."""

    def forget(self, token: str) -> None:
        """Let go of a token that the other side refused."""


class NoCredentials:
    """For a connector on this machine that asks for none."""

    async def token(self) -> str:
        """Return an empty text."""
        return ""

    def forget(self, token: str) -> None:
        """Do nothing: there is nothing to let go of."""


class KeptToken:
    """Keeps the token of a source. Many may ask at once; one fetch is under way at a time."""

    def __init__(self, source: Source, now: Clock) -> None:
        self._source = source
        self._now = now
        self._kept: Token | None = None
        self._refused: tuple[dt.datetime, NoToken] | None = None
        self._lock = asyncio.Lock()

    async def token(self) -> str:
        """Return a token that holds; raises NoToken when there is none to be had."""
        if (kept := self._fresh()) is not None:
            return kept
        async with self._lock:
            if (kept := self._fresh()) is not None:
                return kept
            return await self._renew()

    def forget(self, token: str) -> None:
        """Let go of a token that the other side refused."""
        if self._kept and self._kept.value == token:
            self._kept = None

    def _fresh(self) -> str | None:
        return self._kept.value if self._kept and self._now() < self._kept.ends_at - EARLY else None

    async def _renew(self) -> str:
        now = self._now()
        try:
            # An instant that lies ahead was noted before the machine's clock was set back.
            if self._refused and self._refused[0] <= now < self._refused[0] + PATIENCE:
                raise self._refused[1]
            value, seconds = await self._source.fetch()
        except NoToken as refused:
            if not self._refused or self._refused[1] is not refused:
                self._refused = (now, refused)
                log.warning("there is no token to be had: %s", refused)
            if self._kept and now < self._kept.ends_at:
                return self._kept.value
            raise NoToken(str(refused)) from refused
        self._refused = None
        self._kept = Token(value, now + dt.timedelta(seconds=seconds))
        return value


class ClientSecret:
    """A client secret shown to Entra by MSAL, in a thread. `login` is the https address of Entra, without tenant."""

    def __init__(
        self, app_id: str, secret: str, tenant: str, login: str, http_client: requests.Session | None = None
    ) -> None:
        self._app_id, self._secret, self._authority = app_id, secret, f"{login}/{tenant}"
        self._http_client = http_client
        self._app: Any = None

    async def fetch(self) -> tuple[str, float]:
        """Return a fresh token and how many seconds it holds; raises NoToken."""
        return await asyncio.to_thread(self._fetch)

    def _fetch(self) -> tuple[str, float]:
        import msal  # 80 ms, which the start need not wait for; the first reply asks for a token

        try:
            if self._app is None:
                # Instance discovery asks Microsoft's public cloud about the authority; ours is named in the settings.
                self._app = msal.ConfidentialClientApplication(
                    self._app_id,
                    client_credential=self._secret,
                    authority=self._authority,
                    instance_discovery=False,
                    http_client=self._http_client,
                    timeout=FETCH_SECONDS,
                )
            self._app.remove_tokens_for_client()
            said = self._app.acquire_token_for_client(scopes=[f"{RESOURCE}/.default"])
        except (ValueError, KeyError, requests.RequestException) as fault:
            raise NoToken(type(fault).__name__) from fault
        return _token_in(said)


class _Patient(requests.Session):
    """A session that does not wait for ever, which MSAL's managed identity client otherwise does."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(*args, **{"timeout": FETCH_SECONDS} | kwargs)


class ManagedIdentity:
    """A user-assigned managed identity, asked by MSAL in a thread; the machine's own endpoint answers."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id

    async def fetch(self) -> tuple[str, float]:
        """Return a fresh token and how many seconds it holds; raises NoToken."""
        return await asyncio.to_thread(self._fetch)

    def _fetch(self) -> tuple[str, float]:
        import msal  # as in ClientSecret

        try:
            with _Patient() as http_client:
                # A client of its own each time: MSAL would else answer from its cache, and ours is the one that counts.
                client: Any = msal.ManagedIdentityClient(
                    msal.UserAssignedManagedIdentity(client_id=self._app_id), http_client=http_client
                )
                said = client.acquire_token_for_client(resource=RESOURCE)
        except (ValueError, KeyError, requests.RequestException, msal.ManagedIdentityError) as fault:
            raise NoToken(type(fault).__name__) from fault
        return _token_in(said)


class LoopbackSecret:
    """A client secret shown to an Entra played on this machine, over plain http, which MSAL refuses.

    Raises ValueError when `login` is not an address on loopback.
    """

    def __init__(self, app_id: str, secret: str, tenant: str, login: str, session: aiohttp.ClientSession) -> None:
        if not is_loopback(urlsplit(login).hostname):
            raise ValueError("A secret goes over plain http to loopback addresses alone")
        self._url = f"{login}/{tenant}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": app_id,
            "client_secret": secret,
            "scope": f"{RESOURCE}/.default",
        }
        self._session = session

    async def fetch(self) -> tuple[str, float]:
        """Return a fresh token and how many seconds it holds; raises NoToken."""
        timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS)
        try:
            async with self._session.post(self._url, data=self._form, timeout=timeout, allow_redirects=False) as answer:
                return _token_in(await answer.json(content_type=None))
        except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
            raise NoToken(type(fault).__name__) from fault


def _token_in(said: object) -> tuple[str, float]:
    if not isinstance(said, Mapping):
        raise NoToken("the answer is no JSON object")
    value, seconds = said.get("access_token"), said.get("expires_in")
    if isinstance(value, str) and value and isinstance(seconds, int | float | str):
        try:
            return value, float(seconds)
        except ValueError as fault:
            raise NoToken("the answer does not tell how long the token holds") from fault
    error = said.get("error")
    raise NoToken(error[:80] if isinstance(error, str) else "the answer holds no token")
