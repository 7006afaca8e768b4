"""Who is let in, asked over HTTP with tokens signed by real keys."""

import asyncio
import base64
import datetime as dt
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from bot.clock import CheckedClock
from bot.teams.auth import ChannelTokens, Keys, MetadataDown
from tests.microsoft import APP_ID, OTHER_TENANT, TENANT, Microsoft, activity, jwk, private_key
from tests.teams.conftest import DEVELOPMENT, Bot, Watch, serving, settings


def _from_now(seconds: int) -> int:
    """Return an instant beside the present one: a suite that runs for minutes must not age its tokens."""
    return int(time.time()) + seconds


def _unsigned(microsoft: Microsoft) -> str:
    def part(said: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()

    claims = json.loads(base64.urlsafe_b64decode(microsoft.sign().split(".")[1] + "=="))
    return f"{part({'alg': 'none', 'kid': 'first'})}.{part(claims)}."


def _foreign_signature(microsoft: Microsoft) -> str:
    signed, other = microsoft.sign(), microsoft.sign(key=1)
    return f"{signed.rpartition('.')[0]}.{other.rpartition('.')[2]}"


def _public_key_as_secret(microsoft: Microsoft) -> str:
    return microsoft.sign(algorithm="HS256")


def _in_the_other_alphabet(microsoft: Microsoft) -> str:
    """Return a good token whose signature is written with + and /, as nobody may: two texts would be one token."""
    tokens = (microsoft.sign(jti=number) for number in range(1000))
    signed, _, signature = next(token for token in tokens if {"-", "_"} & set(token.rpartition(".")[2])).rpartition(".")
    return f"{signed}.{signature.replace('-', '+').replace('_', '/')}"


BAD_TOKENS: dict[str, Callable[[Microsoft], str]] = {
    "expired": lambda ms: ms.sign(exp=_from_now(-301)),
    "not yet": lambda ms: ms.sign(nbf=_from_now(400)),
    "no exp": lambda ms: ms.sign(without=("exp",)),
    "no nbf": lambda ms: ms.sign(without=("nbf",)),
    "exp is a text": lambda ms: ms.sign(exp="later"),
    "exp is true": lambda ms: ms.sign(exp=True),
    "garbage": lambda _: "garbage",
    "three dots": lambda _: "a.b.c",
    "letters outside ASCII": lambda _: "åäö.åäö.åäö",
    "bad signature": lambda ms: ms.sign(key=1),
    "another token's signature": _foreign_signature,
    "the other alphabet": _in_the_other_alphabet,
    "padded": lambda ms: f"{ms.sign()}==",
    "one part more": lambda ms: f"{ms.sign()}.",
    "a part less": lambda ms: ms.sign().rpartition(".")[0],
    "a word before the signature": lambda ms: "{0}.x.{2}".format(*ms.sign().rpartition(".")),
    "a letter less": lambda ms: ms.sign()[:-1],
    "a space within": lambda ms: "{0}. {2}".format(*ms.sign().rpartition(".")),
    "alg none": _unsigned,
    "HS256": _public_key_as_secret,
    "RS512": lambda ms: ms.sign(algorithm="RS512"),
    "no kid": lambda ms: ms.sign(kid=None),
    "unknown kid": lambda ms: ms.sign(kid="nobody's"),
    "critical header": lambda ms: ms.sign(headers={"crit": ["exp"]}),
    "no iss": lambda ms: ms.sign(without=("iss",)),
    "wrong iss": lambda ms: ms.sign(iss="https://sts.windows.net/botframework/"),
    "emulator's iss": lambda ms: ms.sign(iss="https://login.microsoftonline.com/botframework.com/v2.0"),
    "no aud": lambda ms: ms.sign(without=("aud",)),
    "wrong aud": lambda ms: ms.sign(aud=OTHER_TENANT),
    "several auds": lambda ms: ms.sign(aud=[OTHER_TENANT]),
    "no serviceurl": lambda ms: ms.sign(without=("serviceurl",)),
    "wrong serviceurl": lambda ms: ms.sign(serviceurl="https://smba.trafficmanager.net/emea/"),
    "serviceurl without its last slash": lambda ms: ms.sign(serviceurl=ms.service_url.rstrip("/")),
}


@pytest.mark.parametrize("case", BAD_TOKENS)
async def test_a_token_that_is_not_right_is_refused(bot: Bot, microsoft: Microsoft, case: str) -> None:
    status, body, headers = await bot.post(activity(microsoft), BAD_TOKENS[case](microsoft))
    assert (status, body["error"]["code"]) == (401, "Unauthorized")
    assert headers["WWW-Authenticate"] == "Bearer"
    assert bot.turns == []
    assert microsoft.requests == []


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ", "Basic YTpi", "bearer"])
async def test_there_is_no_way_in_without_a_token(bot: Bot, microsoft: Microsoft, authorization: str) -> None:
    status, _, _ = await bot.post(activity(microsoft), token=None, headers={"Authorization": authorization})
    assert status == 401
    assert bot.turns == []


@pytest.mark.parametrize(
    "changes",
    [{"serviceUrl": None}, {"channelId": None}, {"channelId": "directline"}, {"serviceUrl": "https://evil.example/"}],
    ids=["no serviceUrl", "no channelId", "another channel", "another serviceUrl"],
)
async def test_an_activity_that_its_token_does_not_cover_is_refused(bot: Bot, changes: dict[str, Any]) -> None:
    status, _, _ = await bot.says(**changes)
    assert status == 401
    assert bot.turns == []


@pytest.mark.parametrize("case", [{"exp": -200}, {"nbf": 200}], ids=["just run out", "just ahead"])
async def test_clocks_may_differ_by_five_minutes(bot: Bot, microsoft: Microsoft, case: dict[str, int]) -> None:
    claims: dict[str, Any] = {claim: _from_now(seconds) for claim, seconds in case.items()}
    status, _, _ = await bot.post(activity(microsoft), microsoft.sign(**claims))
    assert status == 200


async def test_a_token_that_was_good_is_refused_when_it_runs_out(bot: Bot, microsoft: Microsoft) -> None:
    token = microsoft.sign()
    assert (await bot.post(activity(microsoft), token))[0] == 200
    bot.watch.ahead = dt.timedelta(hours=1, minutes=6)
    assert (await bot.post(activity(microsoft), token))[0] == 401


async def test_a_good_token_does_not_carry_another_service_url(bot: Bot, microsoft: Microsoft) -> None:
    token = microsoft.sign()
    assert (await bot.post(activity(microsoft), token))[0] == 200
    assert (await bot.post(activity(microsoft, serviceUrl=f"{microsoft.url}/other/"), token))[0] == 401


@pytest.mark.parametrize("endorsements", [None, [], ["webchat"]])
async def test_a_key_speaks_only_for_the_channels_it_is_endorsed_for(
    bot: Bot, microsoft: Microsoft, endorsements: list[str] | None
) -> None:
    microsoft.published = [jwk("first", private_key(0), endorsements)]
    assert (await bot.says())[0] == 401


async def test_malformed_keys_do_not_break_the_others(bot: Bot, microsoft: Microsoft) -> None:
    good = jwk("first", private_key(0), ["msteams"])
    microsoft.published = [
        jwk(None, private_key(1), ["msteams"]),
        {"kid": "broken", "kty": "RSA"},
        {"kid": "broken too", "kty": "RSA", "n": 7, "e": []},
        {"kid": "ec", "kty": "EC", "crv": "P-256", "x": "", "y": ""},
        {"kid": 7, "kty": "RSA"},
        "not a key",
        None,
        good,
    ]
    assert (await bot.says())[0] == 200


async def test_a_new_key_is_fetched_at_once(bot: Bot, microsoft: Microsoft) -> None:
    assert (await bot.says())[0] == 200
    microsoft.published.append(jwk("second", private_key(1), ["msteams"]))
    bot.watch.ahead = dt.timedelta(minutes=2)
    assert (await bot.post(activity(microsoft), microsoft.sign(key=1, kid="second")))[0] == 200
    assert microsoft.metadata_fetches == 2


async def test_unknown_keys_make_us_ask_at_most_once_a_minute(bot: Bot, microsoft: Microsoft) -> None:
    assert (await bot.says())[0] == 200
    bot.watch.ahead = dt.timedelta(minutes=2)
    statuses = {(await bot.post(activity(microsoft), microsoft.sign(kid=f"made up {n}")))[0] for n in range(5)}
    assert statuses == {401}
    assert microsoft.metadata_fetches == 2


async def test_a_key_that_is_taken_back_lets_nobody_in(bot: Bot, microsoft: Microsoft) -> None:
    token = microsoft.sign()
    assert (await bot.post(activity(microsoft), token))[0] == 200
    microsoft.published = [jwk("second", private_key(1), ["msteams"])]
    bot.watch.ahead = dt.timedelta(minutes=2)
    assert (await bot.post(activity(microsoft), microsoft.sign(key=1, kid="second")))[0] == 200
    assert (await bot.post(activity(microsoft), token))[0] == 401


async def test_without_metadata_nobody_is_let_in_until_it_is_back(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.metadata_status = 500
    status, body, headers = await bot.says()
    assert (status, body["error"]["code"]) == (503, "ServiceUnavailable")
    assert int(headers["Retry-After"]) > 0
    microsoft.metadata_status = 200
    bot.watch.ahead = dt.timedelta(seconds=5)
    assert (await bot.says())[0] == 200


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"jwks_uri": 7}', b"[" * 100_000, b" " * 2_000_000])
async def test_metadata_that_makes_no_sense_is_as_good_as_none(bot: Bot, microsoft: Microsoft, body: bytes) -> None:
    microsoft.metadata_body = body
    assert (await bot.says())[0] == 503


@pytest.mark.parametrize("address", ["http://login.example/keys", "file:///etc/passwd", "keys", "ftp://127.0.0.1/keys"])
async def test_keys_are_fetched_over_https_beyond_this_machine(bot: Bot, microsoft: Microsoft, address: str) -> None:
    microsoft.jwks_uri = address
    assert (await bot.says())[0] == 503


@pytest.mark.parametrize("published", [[], [None], [jwk("weak", private_key(0), ["msteams"]) | {"n": "AQAB"}]])
async def test_keys_that_cannot_be_used_are_as_good_as_none(bot: Bot, microsoft: Microsoft, published: Any) -> None:
    microsoft.published = published
    assert (await bot.says())[0] == 503


async def test_old_keys_hold_while_metadata_is_down(bot: Bot, microsoft: Microsoft) -> None:
    assert (await bot.says())[0] == 200
    microsoft.metadata_status = 500
    bot.watch.ahead = dt.timedelta(hours=25)
    later = _from_now(25 * 3600)
    assert (await bot.post(activity(microsoft), microsoft.sign(nbf=later - 10, exp=later + 3600)))[0] == 200
    unknown = microsoft.sign(key=1, kid="second", nbf=later - 10, exp=later + 3600)
    assert (await bot.post(activity(microsoft), unknown))[0] == 503
    assert microsoft.metadata_fetches == 2


async def test_many_at_once_fetch_the_keys_once(bot: Bot, microsoft: Microsoft) -> None:
    answers = await asyncio.gather(*(bot.says(id=str(n)) for n in range(20)))
    assert {status for status, _, _ in answers} == {200}
    assert microsoft.metadata_fetches == 1
    assert len(microsoft.logins) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"channelData": {"tenant": {"id": OTHER_TENANT}}},
        {"conversation": {"id": "a:anna", "tenantId": OTHER_TENANT}},
        {"channelData": {"tenant": {"id": OTHER_TENANT}}, "conversation": {"id": "a:anna"}},
        {"channelData": None, "conversation": {"id": "a:anna"}},
    ],
    ids=["channelData's is foreign", "conversation's is foreign", "the only one is foreign", "none is told"],
)
async def test_only_allowed_tenants_are_let_in(bot: Bot, changes: dict[str, Any]) -> None:
    status, body, _ = await bot.says(**changes)
    assert (status, body["error"]["code"]) == (403, "Forbidden")
    assert bot.turns == []


async def test_a_tenant_is_the_same_in_capitals(bot: Bot) -> None:
    assert (await bot.says(channelData={"tenant": {"id": TENANT.upper()}}))[0] == 200


async def test_several_tenants_can_be_allowed(microsoft: Microsoft) -> None:
    told = settings(microsoft, tenants=frozenset({TENANT, OTHER_TENANT}))
    async with serving(microsoft, told=told) as bot:
        assert (await bot.says(channelData={"tenant": {"id": OTHER_TENANT}}))[0] == 200


async def test_development_needs_no_token_and_speaks_to_this_machine_alone(microsoft: Microsoft) -> None:
    async with serving(microsoft, told=DEVELOPMENT) as bot:
        assert (await bot.post(activity(microsoft), token=None))[0] == 200
        assert microsoft.requests[0].authorization == ""
        for headers in ({"Host": "bot.example"}, {"Host": "[bad"}, {"X-Forwarded-For": "10.0.0.1"}):
            assert (await bot.post(activity(microsoft), token=None, headers=headers))[0] == 403
        for foreign in ("https://smba.trafficmanager.net/emea/", "http://evil.example", "http://[", "127.0.0.1"):
            assert (await bot.post(activity(microsoft, serviceUrl=foreign), token=None))[0] == 403
        assert len(bot.turns) == 1


async def test_a_door_needs_somebody_to_open_for(bot: Bot, microsoft: Microsoft) -> None:
    keys = Keys(bot.client, microsoft.metadata_url, bot.watch)
    for app_id, tenants in (("", frozenset({TENANT})), (APP_ID, frozenset[str]())):
        with pytest.raises(ValueError, match="app id"):
            ChannelTokens(app_id, tenants, keys, bot.watch)


async def test_keys_fetched_while_the_clock_was_ahead_do_not_hold_for_longer(bot: Bot, microsoft: Microsoft) -> None:
    bot.watch.ahead = dt.timedelta(days=3)
    keys = Keys(bot.client, microsoft.metadata_url, bot.watch)
    assert await keys.key("first") is not None
    bot.watch.ahead = dt.timedelta()
    microsoft.published = [jwk("second", private_key(0), ["msteams"])]
    assert await keys.key("first") is None
    assert await keys.key("second") is not None


async def test_keys_that_could_not_be_fetched_while_the_clock_was_ahead_are_asked_for(
    bot: Bot, microsoft: Microsoft
) -> None:
    bot.watch.ahead, microsoft.metadata_status = dt.timedelta(days=3), 500
    keys = Keys(bot.client, microsoft.metadata_url, bot.watch)
    with pytest.raises(MetadataDown):
        await keys.key("first")
    bot.watch.ahead, microsoft.metadata_status = dt.timedelta(), 200
    assert await keys.key("first") is not None


@pytest.mark.parametrize("ahead", [dt.timedelta(days=1), dt.timedelta(hours=-1)])
async def test_a_good_token_is_for_later_when_the_clock_is_wrong(microsoft: Microsoft, ahead: dt.timedelta) -> None:
    watch = Watch()
    clock = CheckedClock(watch)
    async with serving(microsoft, now=clock) as bot:
        assert (await bot.says())[0] == 200
        watch.ahead = ahead
        status, _, headers = await bot.says()
        assert (status, headers["Retry-After"]) == (503, "5")
        await bot.host.ask_the_time()
        assert (await bot.says())[0] == 503
        watch.ahead = dt.timedelta()
        await bot.host.ask_the_time()
        assert (await bot.says())[0] == 200
        # An old token is refused for good as long as the clock is right.
        old = microsoft.sign(exp=int(microsoft.now.timestamp()) - 3600)
        assert (await bot.post(activity(microsoft), old))[0] == 401
