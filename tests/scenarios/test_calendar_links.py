"""An address of a calendar, pasted where the bot is not: Teams asks what to show, over HTTP."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.ports import ADDRESSES
from bot.features.meetings.calendars.service import SUBSCRIPTIONS
from bot.pages import MISSES
from tests.features.bodies.conftest import FILLINGS
from tests.microsoft import OTHER_TENANT, TENANT
from tests.scenarios.teams import ADDRESS, KANSLI, Somebody, Teams, bot_in_teams, card_of, words

START = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
PER = Somebody("per", "Per Berg", "dddddddd-0000-4000-8000-000000000011")
MEHMET = Somebody("mehmet", "Mehmet Aydin", "dddddddd-0000-4000-8000-000000000013", "en-GB")
STRANGER = Somebody(
    "nils",
    "Nils Ingenstans",
    "dddddddd-0000-4000-8000-000000000012",
    changes={
        "from": {
            "id": "29:nils",
            "name": "Nils Ingenstans",
            "aadObjectId": "dddddddd-0000-4000-8000-000000000012",
            "tenantId": OTHER_TENANT,
        }
    },
)


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Teams]:
    async with bot_in_teams(tmp_path, start=START) as running:
        await running.bot.seating.fill(FILLINGS)
        for who in (KANSLI, PER):
            await running.post(who, text="hej")
        await running.post(KANSLI, text="boka planeringscheferna 17 december kl 9-11 på Rådhuset, gäst Trafikverket")
        await running.post(KANSLI, text="boka")
        yield running


async def said_to(teams: Teams, who: Somebody, text: str) -> str:
    await teams.post(who, text=text)
    return words(teams.there(f"a:{who.key}")[-1])


async def address_for(teams: Teams, who: Somebody, text: str) -> str:
    return next(line for line in (await said_to(teams, who, text)).splitlines() if line.startswith(ADDRESS))


async def shown(teams: Teams, who: Somebody, link: str) -> list[dict[str, Any]]:
    """Return the cards that Teams is given for a link, pasted in a chat that the bot is not in."""
    place = {"id": "19:others@thread.v2", "conversationType": "groupChat", "isGroup": True, "tenantId": TENANT}
    status, answer = await teams.post(
        who, type="invoke", name="composeExtension/queryLink", text=None, value={"url": link}, conversation=place
    )
    assert status == 200
    assert answer["composeExtension"]["type"] == "result"
    return [
        {**each["content"], "preview": each["preview"]["content"]} for each in answer["composeExtension"]["attachments"]
    ]


def read(card: dict[str, Any]) -> str:
    return str(card["fallbackText"]).replace("\N{NO-BREAK SPACE}", " ")


async def test_the_calendar_of_a_body_says_whose_when_and_how(teams: Teams) -> None:
    address = await address_for(teams, PER, "kalender för planeringscheferna")
    [card] = await shown(teams, PER, address)
    told = read(card)
    assert told.startswith("Kalender för planeringscheferna")
    assert "Nästa möte är torsdag 17 december (v. 51) kl. 9–11, Rådhuset." in told
    assert "Prenumerera från webben" in told
    assert "dela den bara inom planeringscheferna" in told
    assert "actions" not in card
    assert address not in str(card)
    assert card["preview"]["title"] == "Kalender för planeringscheferna"
    [english] = await shown(teams, MEHMET, address.replace("https://", "webcal://"))
    assert "The next meeting is" in read(english)


async def test_a_body_without_meetings_has_a_calendar_too(teams: Teams) -> None:
    address = await address_for(teams, KANSLI, "kalender för klimatstrategerna")
    [card] = await shown(teams, KANSLI, address)
    assert "Klimatstrategerna har inget möte inbokat som jag vet." in read(card)


@pytest.mark.parametrize("who", [PER, KANSLI, STRANGER], ids=["its owner", "the secretariat", "a stranger"])
async def test_a_personal_address_is_warned_about_and_tells_nothing(teams: Teams, who: Somebody) -> None:
    address = await address_for(teams, PER, "min kalender")
    [card] = await shown(teams, who, address)
    told = read(card)
    assert "personlig kalenderadress" in told
    assert "ny kalenderadress" in told
    for secret in ("Per", "Berg", "planeringscheferna", "december", "Rådhuset", "Trafikverket", address, PER.id):
        assert secret not in str(card), secret


async def test_all_personal_addresses_are_answered_alike(teams: Teams) -> None:
    mine, theirs = [await address_for(teams, who, "min kalender") for who in (PER, KANSLI)]
    assert mine != theirs
    assert await shown(teams, PER, mine) == await shown(teams, PER, theirs)


async def test_a_renewed_address_and_one_that_never_was_give_nothing(teams: Teams) -> None:
    old = await address_for(teams, PER, "min kalender")
    new = await address_for(teams, PER, "ny kalenderadress")
    assert await shown(teams, PER, old) == []
    assert len(await shown(teams, PER, new)) == 1
    bodys = await address_for(teams, KANSLI, "kalender för planeringscheferna")
    await said_to(teams, KANSLI, "ny kalenderadress för planeringscheferna")
    for link in (
        bodys,
        f"{ADDRESS}/kalender/{'0' * 32}/kalender.ics",
        f"{ADDRESS}/mote/nowhere",
        f"{ADDRESS}/dokument/x",
        ADDRESS,
        new.replace("boten.example.org", "boten.example.org.ond.example"),
        "",
        "x" * 5000,
    ):
        assert await shown(teams, PER, link) == [], link


async def test_those_from_outside_see_no_meetings(teams: Teams) -> None:
    address = await address_for(teams, PER, "kalender för planeringscheferna")
    assert await shown(teams, STRANGER, address) == []
    assert await shown(teams, STRANGER, await _meeting_link(teams)) == []


async def _meeting_link(teams: Teams) -> str:
    await teams.post(PER, text="nästa möte")
    buttons = card_of(teams.there("a:per")[-1])["actions"]
    return next(str(each["url"]) for each in buttons if each["title"] == "Lägg i kalendern")


async def test_a_meetings_file_is_shown_as_the_meeting_that_it_is(teams: Teams) -> None:
    link = await _meeting_link(teams)
    [card] = await shown(teams, PER, link)
    assert read(card).startswith("Planeringscheferna torsdag 17 december (v. 51) kl. 9–11")
    assert "Trafikverket" in read(card)
    assert [each["url"] for each in card["actions"]] == [link]
    assert card["preview"]["text"] == "Rådhuset"
    await said_to(teams, KANSLI, "ställ in planeringscheferna 17 december")
    cancelling = card_of(teams.there("a:gunilla")[-1])
    verb = next(each["verb"] for each in cancelling["actions"] if each["title"] == "Ställ in")
    await teams.press(KANSLI, cancelling, verb)
    [off] = await shown(teams, PER, link)
    assert read(off).startswith("Inställt: Planeringscheferna torsdag 17 december")
    assert "actions" not in off
    assert "Trafikverket" not in read(off)


async def test_a_meeting_that_is_over_is_said_to_be(teams: Teams) -> None:
    link = await _meeting_link(teams)
    await teams.until(dt.datetime(2026, 12, 18, 8, tzinfo=dt.UTC))
    [card] = await shown(teams, PER, link)
    assert read(card).startswith("Har varit: Planeringscheferna")
    assert "actions" not in card


async def test_looking_leaves_no_trace_of_the_chat_and_renews_nothing(teams: Teams) -> None:
    address = await address_for(teams, PER, "min kalender")
    store = teams.bot.store
    before = await store.run(lambda tx: tx.find(SUBSCRIPTIONS, owner=f"person:{PER.id}"))
    known = await store.run(lambda tx: tx.count(ADDRESSES))
    await teams.until(START + dt.timedelta(days=30))
    await shown(teams, PER, address)
    assert await store.run(lambda tx: tx.find(SUBSCRIPTIONS, owner=f"person:{PER.id}")) == before
    assert await store.run(lambda tx: tx.count(ADDRESSES)) == known


async def test_who_tries_many_addresses_is_asked_to_wait(teams: Teams) -> None:
    address = await address_for(teams, PER, "kalender för planeringscheferna")
    assert (await teams.fetch(address))[0] == 200
    tried = [(await teams.fetch(f"{ADDRESS}/kalender/{number}"))[0] for number in range(MISSES)]
    assert set(tried) == {404}
    assert (await teams.fetch(f"{ADDRESS}/kalender/once-more"))[0] == 429
    await teams.until(teams.clock() + dt.timedelta(minutes=1))
    assert (await teams.fetch(address))[0] == 200
