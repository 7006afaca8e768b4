"""What comes in over HTTP, well formed or not."""

import asyncio
import gzip
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from bot.core.action import Action
from bot.core.card import Button, Card, Words
from bot.core.ports import Address, Later, Sent
from bot.core.turn import Kind, Message, Reply, Turn
from tests.microsoft import Fault, Microsoft, activity
from tests.teams.conftest import DEVELOPMENT, Bot, serving

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
TOAST = "application/vnd.microsoft.activity.message"
CARD = Card("Anmälan", (Words("Du kommer på torsdag."),), (Button("Förhinder", Action()),))


def press(microsoft: Microsoft, **changes: Any) -> dict[str, Any]:
    """Return the invoke of a pressed Action.Execute, with some of it changed."""
    action = {"type": "Action.Execute", "verb": "come", "data": {"do": "come", "meeting": "m1"}}
    value: dict[str, Any] = {"action": action, "trigger": "manual"}
    return activity(
        microsoft, **({"type": "invoke", "name": "adaptiveCard/action", "text": None, "value": value} | changes)
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"message"',
        b"{}",
        b'{"type": null}',
        b'{"type": ""}',
        b'{"type": 7}',
        b"\xff\xfe",
        b'{"type": "message", "text": "\\ud800"}',
        b'{"type": "message", "text": NaN}',
        b"[" * 100_000,
        b'{"type":"message","value":' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"}",
    ],
)
async def test_what_is_no_activity_is_refused(bot: Bot, body: bytes) -> None:
    status, said, _ = await bot.post(body)
    assert (status, said["error"]["code"]) == (400, "BadSyntax")
    assert bot.turns == []


@pytest.mark.parametrize(
    "changes",
    [
        {"text": 7},
        {"from": "Anna"},
        {"from": None},
        {"from": {"id": 7}},
        {"conversation": []},
        {"conversation": {}},
        {"channelData": "no"},
        {"entities": {}},
        {"timestamp": "yesterday"},
        {"timestamp": "0001-01-01T00:00:00+14:00"},
        {"timestamp": "0001-01-01T00:00:00Z"},
        {"timestamp": "9999-12-31T23:59:59Z"},
        {"id": "x" * 401},
        {"id": "a\x00b"},
        {"locale": "sv-SE\n"},
        {"from": {"id": "29:anna\x1b[2J"}},
        {"conversation": {"id": "a:anna\n"}},
        {"channelData": {"tenant": {"id": "\x00"}}},
        {"id": {}},
        {"locale": ["sv"]},
        {"membersAdded": "all"},
        {"membersAdded": ["Anna"]},
    ],
    ids=str,
)
async def test_wrong_types_are_refused(bot: Bot, changes: dict[str, Any]) -> None:
    body = activity(bot.microsoft) | changes
    assert (await bot.post(body))[0] == 400
    assert bot.turns == []


async def test_other_content_is_refused(bot: Bot, microsoft: Microsoft) -> None:
    body = json.dumps(activity(microsoft)).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"):
        assert (await bot.post(body, headers={"Content-Type": kind}))[0] == 415
    assert (await bot.post(body, headers={"Content-Type": "application/json; charset=UTF-8"}))[0] == 200


async def test_what_is_too_large_is_refused(bot: Bot, microsoft: Microsoft) -> None:
    large = json.dumps(activity(microsoft, text="x" * 1_100_000)).encode()
    assert (await bot.post(large))[0] == 413

    async def in_pieces() -> Any:
        for at in range(0, len(large), 10_000):
            yield large[at : at + 10_000]

    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {microsoft.sign()}"}
    async with bot.client.post(f"{bot.url}/api/messages", data=in_pieces(), headers=headers) as answer:
        assert answer.status == 413
    assert bot.turns == []


async def test_a_packed_body_is_refused(bot: Bot, microsoft: Microsoft) -> None:
    for body in (gzip.compress(json.dumps(activity(microsoft, text=" " * 5_000_000)).encode()), b"not gzip"):
        assert (await bot.post(body, headers={"Content-Encoding": "gzip"}))[0] == 415
    as_it_is = json.dumps(activity(microsoft)).encode()
    assert (await bot.post(as_it_is, headers={"Content-Encoding": "identity"}))[0] == 200


async def test_a_body_that_comes_too_slowly_is_given_up(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.teams.edge.BODY_SECONDS", 0.01)

    async def never_done() -> Any:
        yield b"{"
        await asyncio.Event().wait()

    headers = {"Content-Type": "application/json"}
    async with bot.client.post(f"{bot.url}/api/messages", data=never_done(), headers=headers) as answer:
        assert answer.status == 408


async def test_two_tokens_are_one_too_many(bot: Bot, microsoft: Microsoft) -> None:
    body = json.dumps(activity(microsoft)).encode()
    both = [("Content-Type", "application/json"), *[("Authorization", f"Bearer {microsoft.sign()}")] * 2]
    async with bot.client.post(f"{bot.url}/api/messages", data=body, headers=both) as answer:
        assert answer.status == 401


async def test_a_long_text_comes_through_cut(bot: Bot) -> None:
    assert (await bot.says(text="x" * 100_000))[0] == 200
    assert len(bot.turns[0].text) == 28_000


async def test_a_long_text_written_in_escapes_comes_through_cut(bot: Bot, microsoft: Microsoft) -> None:
    body = json.dumps(activity(microsoft, text="ö" * 100_000)).encode()
    assert len(body) > 600_000
    assert (await bot.post(body))[0] == 200
    assert bot.turns[0].text == "ö" * 28_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    "type id timestamp serviceUrl channelId from recipient conversation channelData locale text value name action "
    "deliveryMode replyToId entities membersAdded membersRemoved".split()
)
TYPES = st.sampled_from(["message", "invoke", "conversationUpdate", "installationUpdate", "messageReaction", "event"])


async def test_no_json_is_too_strange(microsoft: Microsoft) -> None:
    """Whatever JSON is posted, the answer is never a 5xx (501 tells that an invoke is not known)."""
    examples: list[Any] = []

    @effort(max_examples=300, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(JSON, st.dictionaries(FIELDS, JSON, max_size=3), TYPES)
    def gather(anything: Any, changes: dict[str, Any], kind: str) -> None:
        examples.append(anything)
        examples.append(activity(microsoft) | {"type": kind, "name": "adaptiveCard/action"} | changes)

    gather()
    async with serving(microsoft, told=DEVELOPMENT) as bot:
        for example in examples:
            status, _, _ = await bot.post(json.dumps(example).encode(), token=None)
            assert status in {200, 400, 403, 501}, example


async def test_a_pressed_card_is_answered_with_the_new_card_for_all(microsoft: Microsoft) -> None:
    async def take(turn: Turn) -> Reply:
        assert turn.kind is Kind.PRESSED
        assert turn.pressed == {"do": "come", "meeting": "m1"}
        return Reply(card=CARD, replaces=True)

    async with serving(microsoft, take) as bot:
        status, body, _ = await bot.post(press(microsoft, replyToId="card-1"))
    assert status == 200
    assert (body["statusCode"], body["type"]) == (200, ADAPTIVE)
    assert body["value"]["body"][0]["text"] == "Du kommer på torsdag."
    [request] = microsoft.requests
    assert (request.method, request.path) == ("PUT", "/v3/conversations/a%3Aanna/activities/card-1")
    assert request.body["attachments"][0]["content"] == body["value"]


async def test_a_card_of_its_own_is_posted_and_the_press_answered_with_a_line(microsoft: Microsoft) -> None:
    async def take(_turn: Turn) -> Reply:
        return Reply(card=CARD)

    async with serving(microsoft, take) as bot:
        _, body, _ = await bot.post(press(microsoft, replyToId="card-1"))
        assert body == {"statusCode": 200, "type": TOAST, "value": "Anmälan"}
        assert [request.method for request in microsoft.requests] == ["POST"]
        microsoft.faults["a:anna"] = Fault(403)
        _, body, _ = await bot.post(press(microsoft, replyToId="card-1"))
        assert body["type"] == ADAPTIVE


async def test_a_press_is_answered_with_text_or_with_a_line_when_there_is_nothing_to_say(bot: Bot) -> None:
    _, body, _ = await bot.post(press(bot.microsoft))
    assert body == {"statusCode": 200, "type": TOAST, "value": "du sa "}
    async with serving(bot.microsoft, _nothing) as silent:
        _, body, _ = await silent.post(press(bot.microsoft, locale="en-GB"))
    assert body == {"statusCode": 200, "type": TOAST, "value": "It is noted."}


async def _nothing(_turn: Turn) -> None:
    return None


@pytest.mark.parametrize(
    "value",
    [
        None,
        "press",
        [],
        {},
        {"action": "press"},
        {"action": {}},
        {"action": {"type": "Action.Submit"}},
        {"action": {"type": "Action.Execute", "data": "x"}},
        {"action": {"type": "Action.Execute", "verb": 7}},
        {"action": {"type": "Action.Execute", "data": {"a": json.loads("[" * 40 + "]" * 40)}}},
    ],
    ids=str,
)
async def test_a_malformed_press_is_told_so(bot: Bot, value: Any) -> None:
    status, body, _ = await bot.post(press(bot.microsoft) | {"value": value})
    assert status == 200
    assert (body["statusCode"], body["type"]) == (400, "application/vnd.microsoft.error")
    assert body["value"]["message"].startswith("Jag kunde inte läsa")
    assert bot.turns == []


@pytest.mark.parametrize("name", [None, "task/fetch", "composeExtension/selectItem"])
async def test_an_unknown_invoke_is_not_implemented(bot: Bot, name: str | None) -> None:
    assert (await bot.post(press(bot.microsoft, name=name)))[0] == 501
    assert bot.turns == []


async def test_a_submitted_card_is_a_press_and_its_card_is_replaced(microsoft: Microsoft) -> None:
    async def take(turn: Turn) -> Reply:
        assert turn.pressed == {"do": "come"}
        return Reply(card=CARD, replaces=True)

    async with serving(microsoft, take) as bot:
        await bot.says(text=None, value={"do": "come"}, replyToId="card-1")
        assert [request.method for request in microsoft.requests] == ["PUT"]
        microsoft.faults["a:anna"] = Fault(404, times=1)
        await bot.says(text=None, value={"do": "come"}, replyToId="card-1")
        assert [request.method for request in microsoft.requests] == ["PUT", "PUT", "POST"]


async def test_what_goes_wrong_is_told_with_a_reference_and_logged_without_words(
    microsoft: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    async def take(turn: Turn) -> Reply:
        raise KeyError(f"{turn.person.name} sa {turn.text}")

    async with serving(microsoft, take) as bot:
        assert (await bot.says(text="hemligt", locale="en-US"))[0] == 200
        _, body, _ = await bot.post(press(microsoft))
        assert (await bot.says(type="conversationUpdate", membersAdded=[{"id": "29:bo"}]))[0] == 200
    [apology] = microsoft.posted
    reference = apology["text"].rstrip(".").rpartition(" ")[2]
    assert apology["text"].startswith("Something went wrong")
    assert f"reference {reference}: KeyError" in caplog.text
    assert "in take" in caplog.text
    assert body["value"].startswith("Något gick fel")
    assert "Anna" not in caplog.text
    assert "hemligt" not in caplog.text


async def test_a_reply_waits_a_little_when_asked_to(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.faults["a:anna"] = Fault(429, headers={"Retry-After": "2"}, times=1)
    await bot.says()
    assert bot.paused == [2.0]
    assert [type(outcome).__name__ for outcome in bot.told] == ["Sent"]


async def test_a_reply_that_does_not_arrive_is_told(bot: Bot, microsoft: Microsoft) -> None:
    microsoft.faults["a:anna"] = Fault(429, headers={"Retry-After": "60"})
    assert (await bot.says())[0] == 200
    assert bot.paused == []
    assert [type(outcome).__name__ for outcome in bot.told] == ["Later"]
    assert [message.text for message in bot.kept] == ["du sa vilka är prioriteringarna?"]


async def test_what_could_not_be_taken_and_gets_no_words_is_sent_again_by_teams(microsoft: Microsoft) -> None:
    async def fails(_: Turn) -> Reply:
        return Reply(outcome="failed")

    async def apologises(_: Turn) -> Reply:
        return Reply(text="Något gick fel", outcome="failed")

    came = {"type": "conversationUpdate", "text": None, "membersAdded": [{"id": "29:ny"}]}
    async with serving(microsoft, fails) as bot:
        status, _, headers = await bot.says(**came)
        assert (status, headers["Retry-After"]) == (503, "5")
    async with serving(microsoft, apologises) as bot:
        assert (await bot.says())[0] == 200


async def test_a_reply_of_which_nobody_knows_is_kept_and_one_that_is_refused_is_not(
    bot: Bot, microsoft: Microsoft
) -> None:
    microsoft.faults["a:anna"] = Fault(502)
    await bot.says()
    assert len(bot.kept) == 1
    microsoft.faults["a:anna"] = Fault(403)
    await bot.says()
    assert len(bot.kept) == 1


async def test_a_press_is_answered_in_time_though_the_connector_hangs(
    microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.teams.exchange.PRESS_SECONDS", 0.1)

    async def take(_: Turn) -> Reply:
        return Reply(card=CARD, replaces=True)

    microsoft.faults["a:anna"] = Fault(hangs=True)
    async with serving(microsoft, take) as bot:
        async with asyncio.timeout(3):
            status, body, _ = await bot.post(press(microsoft, replyToId="card-1"))
        assert status == 200
        assert "Du kommer på torsdag." in str(body["value"])
        assert bot.kept == []


async def test_stopping_lets_turns_finish_and_takes_no_new_ones(microsoft: Microsoft) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def take(_turn: Turn) -> Reply:
        begun.set()
        await may_end.wait()
        return Reply(text="klart")

    async with serving(microsoft, take) as bot:
        under_way = asyncio.create_task(bot.says())
        await begun.wait()
        stopping = asyncio.create_task(bot.host.stop())
        await asyncio.sleep(0)
        status, body, headers = await bot.says(id="late")
        assert (status, body["error"]["code"], "Retry-After" in headers) == (503, "Stopping", True)
        may_end.set()
        assert (await under_way)[0] == 200
        await stopping
    assert [posted["text"] for posted in microsoft.posted] == ["klart"]
    assert len(bot.turns) == 1


async def test_stopping_does_not_wait_for_ever(microsoft: Microsoft) -> None:
    begun, never = asyncio.Event(), asyncio.Event()

    async def take(_turn: Turn) -> Reply:
        begun.set()
        await never.wait()
        return Reply(text="för sent")

    async with serving(microsoft, take, stop_seconds=0.05) as bot:
        under_way = asyncio.create_task(bot.says())
        await begun.wait()
        await bot.host.stop()
        with pytest.raises(Exception, match="disconnected"):
            await under_way
    assert microsoft.posted == []


async def test_stopping_lets_messages_under_way_arrive(microsoft: Microsoft) -> None:
    async with serving(microsoft) as bot:
        there = Address("person:anna", microsoft.service_url, conversation_id="a:anna")
        microsoft.slow = asyncio.Event()
        sending = asyncio.create_task(bot.host.sender.send(there, Message(text="Hej")))
        await microsoft.arrived.wait()
        stopping = asyncio.create_task(bot.host.stop())
        await asyncio.sleep(0)
        microsoft.slow.set()
        assert isinstance(await sending, Sent)
        await stopping
        assert await bot.host.sender.send(there, Message(text="Hej")) == Later(5, "the bot is stopping")
