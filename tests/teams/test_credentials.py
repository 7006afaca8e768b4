"""Our own token: asked for off the loop, once, in time."""

import asyncio
import datetime as dt
import time
from typing import Any

import aiohttp
import pytest
import requests

from bot.teams.credentials import ClientSecret, KeptToken, LoopbackSecret, ManagedIdentity, NoToken
from tests.microsoft import APP_ID, SECRET, TENANT, Microsoft, activity
from tests.teams.conftest import Bot, Watch, serving, settings


class Entra:
    """Gives out tokens when told to."""

    def __init__(self) -> None:
        self.given = 0
        self.refuses = False
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def fetch(self) -> tuple[str, float]:
        self.given += 1
        await self.may_answer.wait()
        if self.refuses:
            raise NoToken("invalid_client")
        return f"token-{self.given}", 3600.0


async def test_many_who_ask_at_once_share_one_fetch() -> None:
    entra = Entra()
    entra.may_answer.clear()
    kept = KeptToken(entra, Watch())
    asking = [asyncio.create_task(kept.token()) for _ in range(20)]
    await asyncio.sleep(0)
    entra.may_answer.set()
    assert set(await asyncio.gather(*asking)) == {"token-1"}
    assert entra.given == 1


async def test_a_token_is_renewed_before_it_runs_out() -> None:
    entra, watch = Entra(), Watch()
    kept = KeptToken(entra, watch)
    assert await kept.token() == "token-1"
    watch.ahead = dt.timedelta(minutes=54)
    assert await kept.token() == "token-1"
    watch.ahead = dt.timedelta(minutes=56)
    assert await kept.token() == "token-2"


async def test_an_old_token_is_used_to_its_end_while_entra_refuses() -> None:
    entra, watch = Entra(), Watch()
    kept = KeptToken(entra, watch)
    await kept.token()
    entra.refuses = True
    watch.ahead = dt.timedelta(minutes=56)
    assert await kept.token() == "token-1"
    assert await kept.token() == "token-1"
    assert entra.given == 2
    watch.ahead = dt.timedelta(minutes=61)
    with pytest.raises(NoToken, match="invalid_client"):
        await kept.token()


async def test_entra_is_left_alone_for_a_while_after_a_refusal() -> None:
    entra, watch = Entra(), Watch()
    entra.refuses = True
    kept = KeptToken(entra, watch)
    for _ in range(3):
        with pytest.raises(NoToken):
            await kept.token()
    assert entra.given == 1
    entra.refuses = False
    watch.ahead = dt.timedelta(seconds=6)
    assert await kept.token() == "token-2"


async def test_a_refusal_that_lies_ahead_since_the_clock_was_set_back_is_none() -> None:
    entra, watch = Entra(), Watch(dt.timedelta(days=1))
    kept = KeptToken(entra, watch)
    entra.refuses = True
    with pytest.raises(NoToken):
        await kept.token()
    entra.refuses, watch.ahead = False, dt.timedelta()
    assert await kept.token() == "token-2"


async def test_a_token_that_was_forgotten_is_not_used_again() -> None:
    kept = KeptToken(Entra(), Watch())
    kept.forget("token-0")
    assert await kept.token() == "token-1"
    kept.forget("token-0")
    assert await kept.token() == "token-1"
    kept.forget("token-1")
    assert await kept.token() == "token-2"


class Rerouted(requests.Session):
    """Takes what MSAL sends to Entra to the local server, since MSAL speaks https alone."""

    def __init__(self, microsoft: Microsoft) -> None:
        super().__init__()
        self.trust_env = False
        self._url = microsoft.url

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(method, str(url).replace("https://login.test", self._url), *args, **kwargs)


async def test_a_client_secret_is_shown_by_msal_without_holding_up_the_loop(microsoft: Microsoft) -> None:
    with Rerouted(microsoft) as rerouted:
        source = ClientSecret(APP_ID, SECRET, TENANT, "https://login.test", rerouted)
        assert await source.fetch() == ("ours-1", 3600.0)
        assert await source.fetch() == ("ours-2", 3600.0)
        [first, _] = microsoft.logins
        assert (first["client_id"], first["client_secret"], first["tenant"]) == (APP_ID, SECRET, TENANT)
        assert "https://api.botframework.com/.default" in first["scope"]
        microsoft.login_status = 401
        with pytest.raises(NoToken, match="invalid_client"):
            await source.fetch()


async def test_entra_out_of_reach_gives_no_token(unused_tcp_port: int) -> None:
    login = f"https://127.0.0.1:{unused_tcp_port}"
    with pytest.raises(NoToken):
        await ClientSecret(APP_ID, SECRET, TENANT, login).fetch()
    async with aiohttp.ClientSession() as session:
        with pytest.raises(NoToken):
            await LoopbackSecret(APP_ID, SECRET, TENANT, f"http://127.0.0.1:{unused_tcp_port}", session).fetch()


async def test_a_secret_is_not_sent_in_the_clear_beyond_this_machine() -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(ValueError, match="loopback"):
            LoopbackSecret(APP_ID, SECRET, TENANT, "http://login.example", session)


@pytest.mark.parametrize("seconds", [3600, "3599", None, "soon"])
async def test_odd_answers_give_no_token(microsoft: Microsoft, seconds: Any) -> None:
    microsoft.token_seconds = seconds
    async with aiohttp.ClientSession() as session:
        source = LoopbackSecret(APP_ID, SECRET, TENANT, microsoft.url, session)
        if seconds in (None, "soon"):
            with pytest.raises(NoToken):
                await source.fetch()
        else:
            assert await source.fetch() == ("ours-1", float(seconds))


async def test_a_managed_identity_is_asked_by_msal(microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{microsoft.url}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "here")
    told = settings(microsoft, app_type="UserAssignedMSI", app_password="")
    async with serving(microsoft, told=told) as bot:
        await bot.says()
        await bot.says(id="2")
    assert [request.authorization for request in microsoft.requests] == ["Bearer ours-1"] * 2
    [login] = microsoft.logins
    assert (login["client_id"], login["resource"]) == (APP_ID, "https://api.botframework.com")
    assert (await ManagedIdentity(APP_ID).fetch())[1] == pytest.approx(3600, abs=5)
    microsoft.login_status = 500
    with pytest.raises(NoToken):
        await ManagedIdentity(APP_ID).fetch()


async def test_a_slow_entra_does_not_hold_up_the_loop(microsoft: Microsoft) -> None:
    """The loop turns while a thread waits for Entra."""
    with Rerouted(microsoft) as rerouted:
        fetching = asyncio.create_task(ClientSecret(APP_ID, SECRET, TENANT, "https://login.test", rerouted).fetch())
        longest, last = 0.0, time.perf_counter()
        while not fetching.done():
            await asyncio.sleep(0)
            longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
        await fetching
    assert longest < 1.0


async def test_a_reply_waits_for_the_token_and_arrives(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.token_seconds = 1
    await bot.post(activity(microsoft))
    await bot.post(activity(microsoft, id="2"))
    assert [request.authorization for request in microsoft.requests] == ["Bearer ours-1", "Bearer ours-2"]
