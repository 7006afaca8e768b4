"""The message extension in Teams: searched from any chat, and a message passed on as a question."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.ports import ADDRESSES
from tests.scenarios.teams import ANNA, EMMA, KANSLI, Somebody, Teams, bot_in_teams, words


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Teams]:
    async with bot_in_teams(tmp_path) as running:
        yield running


async def invoke(teams: Teams, who: Somebody, name: str, value: Any) -> tuple[int, Any]:
    """Post an invoke from a chat that the bot is not in."""
    place = {"id": "19:others@thread.v2", "conversationType": "groupChat", "isGroup": True}
    return await teams.post(
        who, type="invoke", name=f"composeExtension/{name}", text=None, value=value, conversation=place
    )


def query(said: str) -> dict[str, Any]:
    return {"commandId": "search", "parameters": [{"name": "words", "value": said}], "queryOptions": {"count": 25}}


async def test_facts_are_found_and_come_as_cards_without_buttons(teams: Teams) -> None:
    status, answer = await invoke(teams, ANNA, "query", query("fem prioriteringarna"))
    assert status == 200
    found = answer["composeExtension"]["attachments"]
    assert any("Tvärförbindelse Södertörn" in each["content"]["fallbackText"] for each in found)
    assert found[0]["preview"]["content"]["title"]
    assert all("actions" not in each["content"] for each in found)
    _, english = await invoke(teams, EMMA, "query", query("priorities"))
    assert "Södertörn" in str(english)


@pytest.mark.parametrize("said", ["", "   ", "qwxz", "😀", "<b>", "x" * 5000])
async def test_nothing_found_is_an_empty_list(teams: Teams, said: str) -> None:
    status, answer = await invoke(teams, ANNA, "query", query(said))
    assert (status, answer["composeExtension"]["attachments"]) == (200, [])


async def test_before_anything_is_written_the_list_is_empty(teams: Teams) -> None:
    first = {"commandId": "search", "parameters": [{"name": "initialRun", "value": "true"}]}
    assert (await invoke(teams, ANNA, "query", first))[1]["composeExtension"]["attachments"] == []


async def test_a_message_is_passed_on_as_a_question_and_the_answer_comes_to_ones_own_chat(teams: Teams) -> None:
    await teams.post(KANSLI, text="hej")
    await teams.post(ANNA, text="hej")
    pointed = {"messagePayload": {"body": {"contentType": "html", "content": "<p>Vem beställde&nbsp;bilen?</p>"}}}
    status, form = await invoke(teams, ANNA, "fetchTask", pointed)
    assert status == 200
    card = form["task"]["value"]["card"]["content"]
    field = next(part for part in card["body"] if part["type"] == "Input.Text")
    assert field["value"] == "Vem beställde bilen?"
    assert card["actions"][0]["type"] == "Action.Submit"
    data = card["actions"][0]["data"] | {field["id"]: "Vem beställde bilen till mötet?"}
    status, done = await invoke(teams, ANNA, "submitAction", {"commandId": "ask", "data": data})
    assert status == 200
    assert "i din egen chatt" in done["task"]["value"]
    asked = await teams.arrives("a:gunilla", 2)
    assert "Vem beställde bilen till mötet?" in words(asked[-1])
    assert teams.there("19:others@thread.v2") == []


async def test_an_empty_question_is_asked_for_again(teams: Teams) -> None:
    _, again = await invoke(teams, ANNA, "submitAction", {"commandId": "ask", "data": {"question": " "}})
    assert again["task"]["type"] == "continue"


async def test_a_chat_that_the_bot_is_not_in_is_never_written_to(teams: Teams) -> None:
    await invoke(teams, ANNA, "query", query("prioriteringar"))
    known = await teams.bot.store.run(lambda tx: tx.get(ADDRESSES, "conversation:19:others@thread.v2"))
    assert known is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("query", None),
        ("query", {"parameters": [{"name": "words", "value": 7}]}),
        ("queryLink", {}),
        ("fetchTask", {"messagePayload": "hej"}),
        ("submitAction", {"data": []}),
    ],
)
async def test_what_is_malformed_gets_400(teams: Teams, name: str, value: Any) -> None:
    assert (await invoke(teams, ANNA, name, value))[0] == 400


async def test_a_foreign_link_shows_nothing(teams: Teams) -> None:
    _, answer = await invoke(teams, ANNA, "queryLink", {"url": "https://example.org/x"})
    assert answer["composeExtension"]["attachments"] == []
