"""Somebody who sends turns without end is told once and then not heard; the others notice nothing."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.features.meetings.model import RSVPS
from bot.store.open import open_store
from tests.features.bodies.conftest import FILLINGS
from tests.microsoft import OTHER_TENANT, TENANT, activity
from tests.scenarios.teams import (
    ANNA,
    ANNA_IN_CHANNEL,
    EMMA,
    KANSLI,
    THREAD,
    Somebody,
    Teams,
    bot_in_teams,
    card_of,
    mention,
    words,
)

START = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
HALF_A_MINUTE = dt.timedelta(seconds=30)
TOO_MANY = "Det kom många meddelanden på en gång"


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Teams]:
    """Time stands still; ten turns at once, and one in three seconds after that."""
    async with bot_in_teams(tmp_path, start=START, turns_per_minute=20) as running:
        yield running


def chat(who: Somebody) -> str:
    return f"a:{who.key}"


def limited(teams: Teams) -> dict[str, float]:
    lines = teams.bot.metrics.text().decode().splitlines()
    counted = [line.split() for line in lines if line.startswith("bot_limited_turns_total{")]
    return {name.partition('"')[2].partition('"')[0]: float(number) for name, number in counted}


async def test_one_sentence_and_then_silence_until_the_time_that_it_names(teams: Teams) -> None:
    for _ in range(10):
        await teams.post(ANNA, text="hej")
    assert len(teams.there(chat(ANNA))) == 10
    for _ in range(30):
        assert await teams.post(ANNA, text="hej") == (200, None)
    told = words(teams.there(chat(ANNA))[-1])
    assert len(teams.there(chat(ANNA))) == 11
    assert told.startswith(TOO_MANY)
    assert "om 30 sekunder" in told
    assert limited(teams) == {"said": 30.0}
    await teams.until(START + HALF_A_MINUTE)
    await teams.post(ANNA, text="vilka är de fem prioriteringarna?")
    assert "Tvärförbindelse Södertörn" in words(teams.there(chat(ANNA))[-1])


async def test_the_sentence_comes_in_the_language_of_the_client(teams: Teams) -> None:
    for _ in range(12):
        await teams.post(EMMA, text="hello")
    assert words(teams.there(chat(EMMA))[-1]).startswith("Many messages came at once")


async def test_wherever_they_write_it_is_the_same_person_and_nobody_else(teams: Teams) -> None:
    for who in (ANNA, ANNA_IN_CHANNEL) * 6:
        await teams.post(who, text="<at>Södertörnsboten</at> hej", entities=[mention()])
    told = [said for place in (chat(ANNA), THREAD) for said in teams.there(place) if TOO_MANY in words(said)]
    assert len(told) == 1
    await teams.post(KANSLI, text="hej")
    assert TOO_MANY not in words(teams.there(chat(KANSLI))[-1])


async def test_the_same_id_in_another_tenant_is_somebody_else(tmp_path: Path) -> None:
    async with bot_in_teams(tmp_path, start=START, turns_per_minute=20) as teams:
        for _ in range(12):
            await teams.post(ANNA, text="hej")
        elsewhere = {**ANNA.said["from"], "tenantId": OTHER_TENANT}
        place = {"conversationType": "personal", "tenantId": TENANT, "id": "a:another"}
        await teams.post(ANNA, text="hej", **{"from": elsewhere, "conversation": place})
        assert TOO_MANY not in words(teams.there("a:another")[-1])


async def test_a_press_too_many_is_never_said_to_be_noted(teams: Teams) -> None:
    button = {"do": "knowledge.pass_on", "question": "Vad kostar bilen?", "lang": "sv"}
    action = {"type": "Action.Execute", "verb": "knowledge.pass_on", "data": button}
    pressed: dict[str, Any] = {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "text": None,
        "value": {"action": action},
    }
    answers = [(await teams.post(ANNA, **pressed))[1] for _ in range(14)]
    assert not any(TOO_MANY in str(each["value"]) for each in answers[:10])
    assert all(each["statusCode"] == 200 and str(each["value"]).startswith(TOO_MANY) for each in answers[10:])
    assert limited(teams) == {"pressed": 4.0}


async def test_searching_counts_apart(teams: Teams) -> None:
    query = {"commandId": "search", "parameters": [{"name": "words", "value": "prioriteringarna"}]}
    asked: dict[str, Any] = {"type": "invoke", "name": "composeExtension/query", "text": None, "value": query}
    answers = [(await teams.post(ANNA, **asked))[1]["composeExtension"] for _ in range(12)]
    assert [each["type"] for each in answers] == ["result"] * 10 + ["message"] * 2
    assert answers[-1]["text"].startswith(TOO_MANY)
    await teams.post(ANNA, text="hej")
    assert TOO_MANY not in words(teams.there(chat(ANNA))[-1])
    link = {**asked, "name": "composeExtension/queryLink", "value": {"url": "https://example.se"}}
    assert (await teams.post(ANNA, **link))[1]["composeExtension"]["attachments"] == []
    pointed = {
        **asked,
        "name": "composeExtension/fetchTask",
        "value": {"messagePayload": {"body": {"content": "Vad?"}}},
    }
    tasks = [(await teams.post(ANNA, **pointed))[1]["task"] for _ in range(12)]
    assert [each["type"] for each in tasks] == ["continue"] * 9 + ["message"] * 3
    assert all(each["value"].startswith(TOO_MANY) for each in tasks[9:])


async def test_what_teams_tells_of_by_itself_is_never_dropped(teams: Teams) -> None:
    for _ in range(12):
        await teams.post(ANNA, text="hej")
    status, _ = await teams.post(ANNA, type="installationUpdate", text=None, action="remove")
    assert status == 200
    assert "installationUpdate" not in limited(teams)
    assert sum(limited(teams).values()) == 2


async def test_what_was_under_way_goes_on_after_the_rest(teams: Teams) -> None:
    await teams.post(KANSLI, text="boka klimatstrategerna v 6")
    assert "Vilken dag i v. 6" in words(teams.there(chat(KANSLI))[-1])
    await teams.post(KANSLI, text="tisdag 10-12")
    for _ in range(20):
        await teams.post(KANSLI, text="hjälp")
    assert TOO_MANY in words(teams.there(chat(KANSLI))[-1])
    await teams.until(START + HALF_A_MINUTE)
    await teams.post(KANSLI, text="i Nykvarns kommunhus")
    told = words(teams.there(chat(KANSLI))[-1])
    assert "tisdag 9 februari (v. 6) kl. 10–12" in told
    assert "Nykvarns kommunhus" in told


async def test_many_people_press_at_once_in_one_channel(tmp_path: Path) -> None:
    store = await open_store("memory:", tmp_path)
    async with bot_in_teams(tmp_path, store, start=START, turns_per_minute=4) as teams:
        await teams.bot.seating.fill(FILLINGS)
        await teams.post(ANNA_IN_CHANNEL, text="<at>Södertörnsboten</at> hej", entities=[mention()])
        await teams.post(KANSLI, text="boka planeringscheferna 17 december kl 9-11 på Rådhuset")
        await teams.post(KANSLI, text="boka")
        await teams.until(START + dt.timedelta(hours=1))
        card = next(card_of(said) for said in teams.in_channel("19:plan@thread.tacv2") if "Förhinder" in words(said))
        members = [filling.name for filling in FILLINGS if filling.body == "planeringschefer"]
        crowd = [
            replace(ANNA_IN_CHANNEL, key=f"p{number}", name=name, id=f"eeeeeeee-0000-4000-8000-{number:012}")
            for number, name in enumerate([*members, *(f"Ny Person {each}" for each in range(40))])
        ]
        verb, title = next((each["verb"], each["title"]) for each in card["actions"] if each["title"] == "Kommer")
        answers = await asyncio.gather(*(teams.press(who, card, verb, title) for who in crowd))
        assert not any(TOO_MANY in str(body) for _, body in answers)
        assert {status for status, _ in answers} == {200}
        before = await store.run(lambda tx: tx.count(RSVPS))
        assert before
        for _ in range(10):
            await teams.press(crowd[0], card, verb, title)
        assert await store.run(lambda tx: tx.count(RSVPS)) == before
        assert limited(teams)["pressed"] >= 8


async def test_a_bot_that_is_asked_for_replies_in_the_response_is_given_none(teams: Teams) -> None:
    said = [activity(teams.microsoft, **ANNA.said, text="hej", deliveryMode="expectReplies") for _ in range(13)]
    replies = [(await teams.send(each))[1]["activities"] for each in said]
    assert [len(each) for each in replies] == [1] * 11 + [0] * 2
    assert replies[10][0]["text"].startswith(TOO_MANY)
