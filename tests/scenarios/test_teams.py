"""The whole bot in Teams: real tokens, real HTTP, the project's own data, and the worker that keeps promises."""

import asyncio
import datetime as dt
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.features.knowledge.knowledge import Knowledge
from tests.microsoft import BOT, TENANT, activity
from tests.scenarios.teams import (
    ANNA,
    ANNA_IN_CHANNEL,
    EMMA,
    KANSLI,
    NUMBERS,
    TEAM,
    THREAD,
    Somebody,
    Teams,
    bot_in_teams,
    card_of,
    mention,
    words,
)


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Teams]:
    async with bot_in_teams(tmp_path) as running:
        yield running


async def test_an_installation_is_welcomed_once_in_a_chat_and_once_in_a_team(teams: Teams) -> None:
    added: dict[str, Any] = {
        "type": "conversationUpdate", "text": None, "membersAdded": [{"id": BOT}, {"id": "29:anna"}],
    }  # fmt: skip
    told: dict[str, Any] = {"type": "installationUpdate", "text": None, "action": "add"}
    in_team = {"conversation": {"id": TEAM, "conversationType": "channel", "isGroup": True, "tenantId": TENANT}}
    for who, place in ((ANNA, {}), (ANNA_IN_CHANNEL, in_team)):
        statuses = await asyncio.gather(
            teams.post(who, **added, **place), teams.post(who, **told, **place), teams.post(who, **added, **place)
        )
        assert [status for status, _ in statuses] == [200, 200, 200]
    [chat] = teams.there("a:anna")
    assert "Jag är Södertörnsboten" in words(chat)
    assert "replyToId" not in chat
    [team] = teams.there(TEAM)
    assert "Nämn mig med @" in words(team)
    await teams.post(ANNA, type="conversationUpdate", text=None, membersRemoved=[{"id": BOT}])
    await teams.post(ANNA, **told)
    assert len(teams.there("a:anna")) == 2


async def test_a_mention_in_a_channel_is_answered_in_its_thread(teams: Teams) -> None:
    question = str(next(NUMBERS))
    status, body = await teams.post(
        ANNA_IN_CHANNEL,
        id=question,
        text="<at>Södertörnsboten</at>&nbsp;vilka är prioriteringarna?",
        entities=[mention()],
    )
    assert (status, body) == (200, None)
    [answer] = teams.there(THREAD)
    assert "Tvärförbindelse Södertörn" in words(answer)
    assert "Spår till Tyresö" in words(answer)
    assert answer["replyToId"] == question
    [request] = teams.microsoft.requests
    assert request.path.endswith(f"messageid%3D1700000000001/activities/{question}")
    assert request.authorization == "Bearer ours-1"


@pytest.mark.parametrize("kind", ["channel", "groupChat"])
async def test_what_people_say_to_each_other_gets_no_reply_and_a_pressed_card_does(teams: Teams, kind: str) -> None:
    place = {"id": THREAD, "conversationType": kind, "isGroup": True, "tenantId": TENANT}
    for entities in ([], [mention("Bo Ask", "29:bo")]):
        status, body = await teams.post(
            ANNA_IN_CHANNEL, conversation=place, text="vilka är prioriteringarna?", entities=entities
        )
        assert (status, body) == (200, None)
    assert teams.microsoft.requests == []
    await teams.post(ANNA_IN_CHANNEL, conversation=place, text="<at>Södertörnsboten</at>", entities=[mention()])
    [bare] = teams.there(THREAD)
    assert "Jag ser ingen fråga" in words(bare)
    status, body = await teams.post(
        ANNA_IN_CHANNEL,
        conversation=place,
        type="invoke",
        name="adaptiveCard/action",
        value={"action": {"type": "Action.Execute", "verb": "home.help", "data": {"do": "home.help"}}},
    )
    assert status == 200
    assert body["statusCode"] == 200


async def test_what_teams_sends_again_is_answered_once(teams: Teams) -> None:
    said = activity(teams.microsoft, **(ANNA.said | {"text": "vilka är prioriteringarna?"}))
    answers = await asyncio.gather(*(teams.send(said) for _ in range(5)))
    answers.append(await teams.send(said))
    assert [status for status, _ in answers] == [200] * 6
    assert len(teams.there("a:anna")) == 1


async def test_two_hundred_turns_at_once_in_one_conversation_are_all_answered_once(teams: Teams) -> None:
    said = [activity(teams.microsoft, **(ANNA.said | {"text": f"hjälp {'?' * (n % 3)}"})) for n in range(200)]
    answers = await asyncio.gather(*(teams.send(each) for each in said))
    assert {status for status, _ in answers} == {200}
    assert sorted(reply["replyToId"] for reply in teams.there("a:anna")) == sorted(each["id"] for each in said)


async def test_a_question_goes_to_the_secretariat_by_the_card_and_the_answer_comes_back(teams: Teams) -> None:
    await teams.post(KANSLI, type="installationUpdate", text=None, action="add")
    await teams.arrives("a:gunilla")
    await teams.post(ANNA, text="Vem vann hockeyfinalen?")
    [offer] = teams.there("a:anna")
    status, receipt = await teams.press(ANNA, card_of(offer), "knowledge.pass_on")
    assert (status, receipt["statusCode"]) == (200, 200)
    assert "Kansliet" in receipt["value"]

    _, passed = await teams.arrives("a:gunilla", 2)
    assert "Anna Ek" in words(passed)
    assert "Vem vann hockeyfinalen?" in words(passed)
    refused = await teams.press(ANNA, card_of(passed), "knowledge.reply", reply="Jag svarar själv.")
    assert "kansliet" in refused[1]["value"]
    status, settled = await teams.press(KANSLI, card_of(passed), "knowledge.reply", reply="Det gjorde Tyresö.")
    assert (status, settled["statusCode"]) == (200, 200)
    again = await teams.press(KANSLI, card_of(passed), "knowledge.reply", reply="Det gjorde Salem.")
    assert again[0] == 200

    answered = await teams.arrives("a:anna", 2)
    assert "Det gjorde Tyresö." in words(answered[-1])
    assert "Det gjorde Salem." not in json.dumps(teams.microsoft.posted, ensure_ascii=False)


async def test_a_card_from_last_year_is_answered_with_todays(teams: Teams) -> None:
    for payload in ({"do": "meetings.rsvp_2025", "meeting": "m1"}, {"verb": "foreign"}, {}, {"do": ["a"]}):
        action = {"type": "Action.Execute", "verb": "old", "data": payload}
        status, body = await teams.post(
            ANNA, type="invoke", name="adaptiveCard/action", text=None, value={"action": action}
        )
        assert (status, body["statusCode"]) == (200, 200)
    submitted = await teams.post(EMMA, text=None, value={"do": "meetings.rsvp_2025"})
    assert submitted == (200, None)
    assert "Det här kortet är gammalt" in words(teams.there("a:anna")[0])
    assert "This card is old" in words(teams.there("a:emma")[0])


async def test_a_fault_gives_an_apology_with_a_reference_in_ones_own_language(
    teams: Teams, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Knowledge, question: str, *__: object) -> None:
        raise KeyError(question)

    monkeypatch.setattr(Knowledge, "ask", broken)
    with caplog.at_level(logging.DEBUG):
        assert await teams.post(ANNA, text="vem äger Slussen?") == (200, None)
        assert await teams.post(EMMA, text="who owns Slussen?") == (200, None)
    [swedish], [english] = teams.there("a:anna"), teams.there("a:emma")
    assert words(swedish).startswith("Något gick fel hos mig")
    assert words(english).startswith("Something went wrong on my side")
    for said in (swedish, english):
        reference = words(said).rstrip(".").rpartition(" ")[2]
        assert f"reference {reference}: KeyError" in caplog.text
    for planted in ("Anna", "Emma", "Slussen"):
        assert planted not in caplog.text


CRAFTED = "**Kim** [klicka](https://ond.example) <at>Södertörnsboten</at> <b>fet</b> {{DATE(2026-11-23)}} | # `x`"


async def test_a_crafted_name_or_question_is_shown_as_text(teams: Teams) -> None:
    kim = Somebody("kim", CRAFTED, "dddddddd-0000-4000-8000-000000000004")
    await teams.post(KANSLI, type="installationUpdate", text=None, action="add")
    await teams.post(kim, text=f"{CRAFTED} vem vann hockeyfinalen?")
    [offer] = teams.there("a:kim")
    await teams.press(kim, card_of(offer), "knowledge.pass_on")
    _, passed = await teams.arrives("a:gunilla", 2)
    drawn = [block["text"] for block in card_of(passed)["body"] if block["type"] == "TextBlock"]
    assert any("Kim" in text for text in drawn)
    for text in drawn:
        for live in ("**Kim**", "[klicka](", "<at>", "<b>", "{{DATE"):
            assert live not in text, text
    assert "entities" not in passed


async def test_time_can_be_let_pass_with_tokens_of_that_time(tmp_path: Path) -> None:
    start = dt.datetime(2027, 3, 1, 8, 0, tzinfo=dt.UTC)
    async with bot_in_teams(tmp_path, start=start) as teams:
        assert (await teams.post(ANNA, text="vilka är prioriteringarna?"))[0] == 200
        await teams.until(start + dt.timedelta(days=30))
        assert (await teams.post(ANNA, text="och vilka ansvarar"))[0] == 200
        assert len(teams.there("a:anna")) == 2
        assert (await teams.fetch("https://boten.example.org/kalender/finns-inte"))[0] == 404
