"""Attendance as Teams speaks: meetings' own events and roll calls over HTTP, and calendars fetched by their address."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import icalendar
import pytest

from bot.features.meetings.attendance import ROLL_CALLS, RollCall
from tests.conversation import NOW
from tests.features.bodies.conftest import FILLINGS
from tests.microsoft import TENANT
from tests.scenarios.teams import IN_CHANNEL, KANSLI, TEAM, Somebody, Teams, bot_in_teams, card_of, mention, words

START = dt.datetime(2027, 1, 21, 8, tzinfo=dt.UTC)
OVER = START + dt.timedelta(hours=2)
MEHMET = Somebody("mehmet", "Mehmet Aydin", "dddddddd-0000-4000-8000-000000000004")
PER = Somebody("per", "Per Berg", "eeeeeeee-0000-4000-8000-000000000005")
GUEST = Somebody(
    "asa",
    "Åsa Öberg",
    "ffffffff-0000-4000-8000-000000000006",
    changes={**IN_CHANNEL, "from": {"id": "29:asa", "name": "Åsa Öberg", "aadObjectId": "f" * 36, "tenantId": "other"}},
)
LINK = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%221%22%7d"


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Teams]:
    """The planning managers with a meeting on 21 January 9-11; Mehmet Aydin is chair."""
    async with bot_in_teams(tmp_path, start=NOW) as alive:
        assert await alive.bot.seating.fill(FILLINGS)
        for who in (MEHMET, PER, KANSLI):
            await alive.post(who, text="hej")
        channel = Somebody(PER.key, PER.name, PER.id, changes=IN_CHANNEL)
        await alive.post(channel, text="<at>Södertörnsboten</at> hej", entities=[mention()])
        await alive.post(KANSLI, text=f"boka planeringscheferna 21 januari 9-11 {LINK}")
        preview = (await alive.arrives("a:gunilla", 2))[-1]
        await alive.press(KANSLI, card_of(preview), _verb(card_of(preview), "Boka"))
        yield alive


def _verb(card: dict[str, Any], title: str) -> str:
    return str(next(button["verb"] for button in card["actions"] if button["title"] == title))


def event(name: str, link: str = LINK, **changes: Any) -> dict[str, Any]:
    """Return a meeting's event as Teams posts it."""
    return {
        "type": "event",
        "name": f"application/vnd.microsoft.{name}",
        "text": None,
        "entities": [],
        "conversation": {"isGroup": True, "tenantId": TENANT, "id": "19:meeting_x@thread.v2"},
        "channelData": {"tenant": {"id": TENANT}, "meeting": {"id": "MCMxOTptZWV0aW5n"}},
        "value": {"MeetingType": "Scheduled", "Title": "Planeringscheferna", "Id": "MCMx", "JoinUrl": link},
        **changes,
    }


def asked(teams: Teams) -> list[Any]:
    return [said for said in teams.there("a:mehmet") if "Vilka var med" in words(said)]


async def roll_calls(teams: Teams) -> list[RollCall]:
    async def work(tx: Any) -> list[RollCall]:
        return [kept.value async for kept in tx.all(ROLL_CALLS)]

    return await teams.bot.store.run(work)


async def test_the_end_that_teams_tells_asks_the_chair_who_notes_it_with_a_press(teams: Teams) -> None:
    await teams.until(START)
    assert (await teams.post(PER, **event("meetingStart")))[0] == 200
    await teams.until(OVER + dt.timedelta(minutes=10))
    assert asked(teams) == []
    assert (await teams.post(PER, **event("meetingEnd", link=LINK.split("?")[0])))[0] == 200
    await teams.until(OVER + dt.timedelta(minutes=11))
    [card] = asked(teams)
    status, answer = await teams.press(MEHMET, card_of(card), "attendance-note", **{"seat-0138": "absent"})
    assert status == 200
    assert "1 av 2 kommuner var med." in answer["value"]["fallbackText"]
    [noted] = await roll_calls(teams)
    assert noted.noted_by == MEHMET.id


async def test_a_meeting_in_the_channel_is_known_by_its_team(teams: Teams) -> None:
    await teams.until(OVER - dt.timedelta(minutes=20))
    ended = event("meetingEnd", link="https://teams.microsoft.com/l/meetup-join/other", **IN_CHANNEL)
    assert (await teams.post(PER, **ended))[0] == 200
    await teams.until(OVER - dt.timedelta(minutes=19))
    assert len(asked(teams)) == 1


@pytest.mark.parametrize("value", [None, [], {"JoinUrl": 7}, {"JoinUrl": "x" * 9000}, "meeting"])
async def test_an_odd_event_does_no_harm(teams: Teams, value: Any) -> None:
    await teams.until(OVER - dt.timedelta(minutes=20))
    assert (await teams.post(PER, **event("meetingEnd", value=value)))[0] == 200
    await teams.until(OVER)
    assert len(asked(teams)) == 1


async def test_a_guest_from_another_tenant_is_answered_in_the_channel(teams: Teams) -> None:
    await teams.until(OVER)
    await teams.post(MEHMET, text="alla utom Tyresö")
    question = "<at>Södertörnsboten</at> vem var med på förra mötet?"
    await teams.post(GUEST, text=question, entities=[mention()])
    told = words(teams.there(f"{TEAM};messageid=1700000000001")[-1])
    assert "Frånvarande: Tyresö" in told


async def test_a_calendar_is_fetched_by_its_address_and_not_by_the_old_one(teams: Teams) -> None:
    await teams.post(MEHMET, text="min kalender")
    old = _address(words(teams.there("a:mehmet")[-1]))
    status, body = await teams.fetch(old)
    assert status == 200
    [meeting] = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert meeting["URL"] == LINK
    await teams.post(MEHMET, text="ny kalenderadress")
    new = _address(words(teams.there("a:mehmet")[-1]))
    assert (await teams.fetch(old))[0] == 404
    assert (await teams.fetch(new))[0] == 200
    invitation = card_of(teams.there(TEAM)[-1])
    file = next(button["url"] for button in invitation["actions"] if button["title"] == "Lägg i kalendern")
    status, body = await teams.fetch(file)
    assert status == 200
    assert icalendar.Calendar.from_ical(body).walk("VEVENT")[0]["UID"] == meeting["UID"]


def _address(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("https://boten"))
