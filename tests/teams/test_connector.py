"""The way out: where messages go, what each answer means, and who is never shown our token."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ports import Address, Delivery, Failed, Later, Sent, Unknown, Unreachable
from bot.core.turn import Message
from bot.teams.connector import AllowedHosts, Connector
from bot.teams.credentials import NoCredentials
from tests.microsoft import BOT, TENANT, Fault, Microsoft
from tests.teams.conftest import Bot, Watch

TEAMS = ("smba.trafficmanager.net", "*.botframework.com")


def address(microsoft: Microsoft, **changes: Any) -> Address:
    said: dict[str, Any] = {
        "id": "person:anna",
        "service_url": microsoft.service_url,
        "tenant": TENANT,
        "conversation_id": "a:anna",
        "teams_id": "29:anna",
    }
    return Address(**(said | changes))


HEJ = Message(text="Hej")


async def test_a_message_is_posted_to_its_conversation(bot: Bot, microsoft: Microsoft) -> None:
    there = "19:plan@thread.tacv2;messageid=17"
    outcome = await bot.host.sender.send(address(microsoft, conversation_id=there), HEJ)
    assert outcome == Sent("message-1", there)
    [request] = microsoft.requests
    assert request.path == "/v3/conversations/19%3Aplan%40thread.tacv2%3Bmessageid%3D17/activities"
    assert request.body["from"] == {"id": BOT}
    assert request.body["text"] == "Hej"


async def test_a_chat_is_made_where_there_is_none(bot: Bot, microsoft: Microsoft) -> None:
    outcome = await bot.host.sender.send(address(microsoft, conversation_id=""), HEJ)
    assert outcome == Sent("message-2", "a:chat-with-29:anna")
    assert microsoft.requests[0].body == {
        "isGroup": False,
        "bot": {"id": BOT},
        "members": [{"id": "29:anna"}],
        "tenantId": TENANT,
        "channelData": {"tenant": {"id": TENANT}},
    }


async def test_a_thread_is_opened_in_a_channel(bot: Bot, microsoft: Microsoft) -> None:
    there = address(microsoft, conversation_id="", channel_id="19:plan@thread.tacv2")
    outcome = await bot.host.sender.send(there, HEJ)
    assert outcome == Sent("1", "19:plan@thread.tacv2;messageid=1")
    [request] = microsoft.requests
    assert request.body["isGroup"] is True
    assert request.body["activity"]["text"] == "Hej"


async def test_a_message_is_changed_and_taken_back(bot: Bot, microsoft: Microsoft) -> None:
    assert await bot.host.sender.update(address(microsoft), "m1", HEJ) == Sent("message-1", "a:anna")
    assert await bot.host.sender.delete(address(microsoft), "m1") == Sent("m1", "a:anna")
    assert [(r.method, r.path) for r in microsoft.requests] == [
        ("PUT", "/v3/conversations/a%3Aanna/activities/m1"),
        ("DELETE", "/v3/conversations/a%3Aanna/activities/m1"),
    ]


async def test_an_address_that_leads_nowhere_fails(bot: Bot, microsoft: Microsoft) -> None:
    nowhere = address(microsoft, conversation_id="", teams_id="")
    assert isinstance(await bot.host.sender.send(nowhere, HEJ), Failed)
    assert isinstance(await bot.host.sender.update(nowhere, "m1", HEJ), Failed)
    assert isinstance(await bot.host.sender.delete(nowhere, "m1"), Failed)
    assert microsoft.requests == []


BLOCKED = json.dumps({"errorCode": 209, "message": json.dumps({"subCode": "MessageWritesBlocked", "details": None})})
NOT_FOUND = json.dumps({"error": {"code": "ConversationNotFound", "message": "Anna Ek"}})
GONE = json.dumps({"error": {"code": "ActivityNotFoundInConversation"}})


@pytest.mark.parametrize(
    ("fault", "sent", "changed"),
    [
        (Fault(400), Failed("400"), Failed("400")),
        (Fault(403, BLOCKED), Unreachable("403 MessageWritesBlocked"), Unreachable("403 MessageWritesBlocked")),
        (Fault(403, "<html>"), Unreachable("403"), Unreachable("403")),
        (Fault(404, NOT_FOUND), Unreachable("404 ConversationNotFound"), Unreachable("404 ConversationNotFound")),
        (Fault(404, GONE), Unreachable("404 ActivityNotFoundInConversation"), Failed("404: the message is gone")),
        (Fault(401), Later(60, "401", everyone=True), Later(60, "401", everyone=True)),
        (Fault(408), Unknown("408"), Later(5, "408")),
        (Fault(409), Failed("409"), Failed("409")),
        (Fault(412), Later(5, "412"), Later(5, "412")),
        (Fault(413), Failed("413"), Failed("413")),
        (Fault(429, headers={"Retry-After": "17"}), Later(17, "429"), Later(17, "429")),
        (Fault(429), Later(5, "429"), Later(5, "429")),
        (Fault(429, headers={"Retry-After": "soon"}), Later(5, "429"), Later(5, "429")),
        (Fault(429, headers={"Retry-After": "nan"}), Later(5, "429"), Later(5, "429")),
        (Fault(429, headers={"Retry-After": "-3"}), Later(1, "429"), Later(1, "429")),
        (Fault(429, headers={"Retry-After": "Mon, 23 Nov 2099 08:00:00 GMT"}), Later(3600, "429"), Later(3600, "429")),
        (Fault(500), Unknown("500"), Later(5, "500")),
        (Fault(502, "<html>"), Unknown("502"), Later(5, "502")),
        (Fault(503), Later(5, "503"), Later(5, "503")),
        (Fault(504), Unknown("504"), Later(5, "504")),
        (Fault(drops=True), Unknown("ServerDisconnectedError"), Later(5, "ServerDisconnectedError")),
        (Fault(200, "<html>"), Sent("", "a:anna"), Sent("m1", "a:anna")),
        (Fault(201, "{"), Sent("", "a:anna"), Sent("m1", "a:anna")),
    ],
    ids=lambda value: f"{value.status} {value.body[:20]} {dict(value.headers)}" if isinstance(value, Fault) else "",
)
async def test_each_answer_has_a_meaning(
    bot: Bot, microsoft: Microsoft, fault: Fault, sent: Delivery, changed: Delivery
) -> None:
    microsoft.faults["a:anna"] = fault
    assert await bot.host.sender.send(address(microsoft), HEJ) == sent
    assert await bot.host.sender.update(address(microsoft), "m1", HEJ) == changed


async def test_what_cannot_be_posted_twice_is_posted_once(bot: Bot, microsoft: Microsoft) -> None:
    for fault in (Fault(502), Fault(500), Fault(503), Fault(drops=True)):
        microsoft.requests.clear()
        microsoft.faults["a:anna"] = fault
        await bot.host.sender.send(address(microsoft), HEJ)
        assert len(microsoft.requests) == 1


async def test_a_chat_that_could_not_be_made_can_be_asked_for_again(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.faults["new"] = Fault(502)
    assert await bot.host.sender.send(address(microsoft, conversation_id=""), HEJ) == Later(5, "502")
    microsoft.faults["new"] = Fault(403, BLOCKED)
    blocked = await bot.host.sender.send(address(microsoft, conversation_id=""), HEJ)
    assert blocked == Unreachable("403 MessageWritesBlocked")
    thread = address(microsoft, conversation_id="", channel_id="19:plan@thread.tacv2")
    microsoft.faults["new"] = Fault(502)
    assert await bot.host.sender.send(thread, HEJ) == Unknown("502")
    microsoft.faults["new"] = Fault(201, "{}")
    assert isinstance(await bot.host.sender.send(address(microsoft, conversation_id=""), HEJ), Failed)


async def test_taking_back_what_is_gone_is_no_fault(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.faults["a:anna"] = Fault(404, GONE)
    assert await bot.host.sender.delete(address(microsoft), "m1") == Sent("m1", "a:anna")


async def test_a_refused_token_is_renewed_once(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.faults["a:anna"] = Fault(401, times=1)
    assert isinstance(await bot.host.sender.send(address(microsoft), HEJ), Sent)
    assert [request.authorization for request in microsoft.requests] == ["Bearer ours-1", "Bearer ours-2"]


async def test_without_a_token_everybody_waits(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.login_status = 401
    outcome = await bot.host.sender.send(address(microsoft), HEJ)
    assert outcome == Later(10, "no token: invalid_client", everyone=True)
    assert microsoft.requests == []


async def test_nobody_home_means_later(bot: Bot, microsoft: Microsoft, unused_tcp_port: int) -> None:
    nobody = address(microsoft, service_url=f"http://127.0.0.1:{unused_tcp_port}/")
    outcome = await bot.host.sender.send(nobody, HEJ)
    assert isinstance(outcome, Later)


async def test_no_answer_in_time_means_unknown(microsoft: Microsoft) -> None:
    microsoft.faults["a:anna"] = Fault(hangs=True)
    async with aiohttp.ClientSession() as session:
        hosts = AllowedHosts(["127.0.0.1"])
        connector = Connector(session, NoCredentials(), hosts, BOT, Watch(), timeout_seconds=0.05)
        assert await connector.send(address(microsoft), HEJ) == Unknown("TimeoutError")
        assert await connector.update(address(microsoft), "m1", HEJ) == Later(5, "TimeoutError")


async def test_a_message_that_is_no_text_fails(bot: Bot, microsoft: Microsoft) -> None:
    assert isinstance(await bot.host.sender.send(address(microsoft), Message(text="\ud800")), Failed)
    assert microsoft.requests == []


@pytest.fixture
async def attacker() -> AsyncIterator[tuple[str, list[str]]]:
    """A host that keeps every Authorization header it is shown."""
    shown: list[str] = []

    async def anything(request: web.Request) -> web.Response:
        shown.append(request.headers.get("Authorization", ""))
        return web.json_response({"id": "stolen"})

    app = web.Application()
    app.add_routes([web.route("*", "/{rest:.*}", anything)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://localhost:{runner.addresses[0][1]}", shown
    await runner.cleanup()


async def test_our_token_is_never_shown_to_a_foreign_host(
    bot: Bot, microsoft: Microsoft, attacker: tuple[str, list[str]]
) -> None:
    url, shown = attacker
    assert isinstance(await bot.host.sender.send(address(microsoft, service_url=url), HEJ), Failed)
    assert shown == []
    assert microsoft.logins == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_our_token_does_not_follow_a_redirect(
    bot: Bot, microsoft: Microsoft, attacker: tuple[str, list[str]], status: int
) -> None:
    url, shown = attacker
    microsoft.faults["a:anna"] = Fault(status, headers={"Location": url})
    assert await bot.host.sender.send(address(microsoft), HEJ) == Failed(str(status))
    assert await bot.host.sender.update(address(microsoft), "m1", HEJ) == Failed(str(status))
    assert shown == []


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/emea/",
        "https://SMBA.trafficmanager.net",
        "https://smba.trafficmanager.net:443/emea",
        "https://europe.botframework.com/",
        "https://a.b.botframework.com/x/y/",
    ],
)
def test_teams_hosts_are_allowed(url: str) -> None:
    assert AllowedHosts(TEAMS).base(url) is not None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smba.trafficmanager.net",
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/smba.trafficmanager.net",
        "https://evil.example#smba.trafficmanager.net",
        "https://evil.example\\@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://user:pass@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/?next=https://evil.example",
        "https://evilbotframework.com/",
        "https://botframework.com/",
        "ftp://smba.trafficmanager.net/",
        "https://[::1",
        "https://127.0.0.1/",
        "http://localhost/",
        "file:///etc/passwd",
    ],
)
def test_other_hosts_are_not_allowed(url: str) -> None:
    assert AllowedHosts(TEAMS).base(url) is None


def test_loopback_is_allowed_where_it_is_named() -> None:
    hosts = AllowedHosts(["127.0.0.1:4000", "localhost"])
    allowed = [
        url
        for url in (
            "http://127.0.0.1:4000/",
            "http://127.0.0.1:4001/",
            "http://localhost:7/",
            "https://localhost/",
            "http://[::1]:7/",
        )
        if hosts.base(url)
    ]
    assert allowed == ["http://127.0.0.1:4000/", "http://localhost:7/", "https://localhost/"]


@given(st.text())
def test_no_service_url_is_too_strange(url: str) -> None:
    base = AllowedHosts(TEAMS).base(f"https://{url}")
    assert base is None or (base.raw_host or "").endswith((".botframework.com", "smba.trafficmanager.net"))
