"""Calendars, read back by two libraries that know nothing of each other, through moves and cancellations."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendar import STOCKHOLM
from bot.core.holding import Subject
from bot.core.ports import Store
from bot.core.turn import Reply
from bot.features.meetings.calendars.files import Entry, write_calendar
from bot.features.meetings.calendars.holdings import HOLDING
from bot.features.meetings.model import Event, Form, Guest, Meeting, Paper, State, What
from tests.conftest import cooperation
from tests.conversation import NOW, read
from tests.features.bodies.conftest import FILLINGS
from tests.world import ADDRESS, World, living

BOOKING = "boka planeringscheferna 21 januari 9-11 på Tyresö slott https://teams.example/x. Agenda: Budget; Länsplanen"
BODY = next(each for each in cooperation().bodies if each.id == "planeringschefer")
SPRING = dt.datetime(2027, 3, 25, 8, tzinfo=dt.UTC)
"""The Thursday before the clocks go forward: 9 o'clock in Stockholm."""


@pytest.fixture
async def world(memory: Store) -> AsyncIterator[World]:
    async with living(memory) as alive:
        assert await alive.bot.seating.fill(FILLINGS)
        for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Lovisa Brandt"):
            await alive.chat(name).say("hej")
        await alive.in_channel("Per Berg").say("hej")
        await alive.book(BOOKING)
        yield alive


def address_in(reply: Reply | None) -> str:
    return next(line for line in read(reply).splitlines() if line.startswith(ADDRESS))


async def fetch(world: World, address: str) -> bytes | None:
    room, key, *_ = address.removeprefix(f"{ADDRESS}/").split("/")
    [page] = [page for page in world.bot.pages if page.room == room]
    found = await page.serve(key, world.clock())
    return found.body if found else None


async def events(world: World, address: str) -> list[dict[str, Any]]:
    """Return what both libraries read alike."""
    body = await fetch(world, address)
    assert body is not None, "there is nothing at that address"
    return both(body)


def both(body: bytes) -> list[dict[str, Any]]:
    """Return the events of a calendar file as icalendar reads them, which must be as vobject does."""
    one = [_of_icalendar(each) for each in icalendar.Calendar.from_ical(body).walk("VEVENT")]
    read_by_other = vobject.readOne(body.decode())
    other = [_of_vobject(each) for each in read_by_other.contents.get("vevent", [])]
    assert one == other
    return one


def _of_icalendar(event: Any) -> dict[str, Any]:
    assert event.errors == []
    told = {key: str(event[key]) for key in ("UID", "SUMMARY", "STATUS", "TRANSP")}
    told |= {key: str(event.get(key, "")) for key in ("LOCATION", "URL", "DESCRIPTION")}
    times = {key: event[key].dt.astimezone(dt.UTC) for key in ("DTSTART", "DTEND", "DTSTAMP")}
    return told | times | {"SEQUENCE": event["SEQUENCE"]}


def _of_vobject(event: Any) -> dict[str, Any]:
    def text(key: str) -> str:
        return str(getattr(event, key).value) if hasattr(event, key) else ""

    told = {key: text(key.lower()) for key in ("UID", "SUMMARY", "STATUS", "TRANSP", "LOCATION", "URL", "DESCRIPTION")}
    times = {key: getattr(event, key.lower()).value.astimezone(dt.UTC) for key in ("DTSTART", "DTEND", "DTSTAMP")}
    return told | times | {"SEQUENCE": int(event.sequence.value)}


async def test_a_meeting_as_a_file_from_the_invitation(world: World) -> None:
    card = world.to_channel()[0].message.card
    assert card is not None
    url = next(button["url"] for button in card["actions"] if button["title"] == "Lägg i kalendern")
    [event] = await events(world, url)
    assert event["SUMMARY"] == "Planeringscheferna"
    assert event["LOCATION"] == "Tyresö slott"
    assert event["URL"] == "https://teams.example/x"
    told = event["DESCRIPTION"].split("\n")
    assert told[:2] == ["Länk: https://teams.example/x", "Dagordning:"]
    assert {line.partition(" ")[2] for line in told[2:]} >= {"Budget", "Länsplanen"}
    assert event["DTSTART"] == dt.datetime(2027, 1, 21, 8, tzinfo=dt.UTC)
    assert event["DTEND"] - event["DTSTART"] == dt.timedelta(hours=2)
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CONFIRMED", "OPAQUE", 0)
    assert await fetch(world, f"{ADDRESS}/mote/nowhere") is None


async def test_a_feed_follows_what_is_moved_and_cancelled_with_the_same_uid(world: World) -> None:
    address = address_in(await world.chat("Per Berg").say("min kalender"))
    [first] = await events(world, address)
    chat = world.secretariat
    await chat.say("flytta planeringscheferna 21 januari till 28 januari kl 13")
    await chat.press("Flytta")
    [moved] = await events(world, address)
    assert moved["UID"] == first["UID"]
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    assert moved["DTSTART"] == dt.datetime(2027, 1, 28, 12, tzinfo=dt.UTC)
    await chat.say("ställ in planeringscheferna 28 januari")
    await chat.press("Ställ in")
    [off] = await events(world, address)
    assert off["UID"] == first["UID"]
    assert off["SEQUENCE"] > moved["SEQUENCE"]
    assert (off["STATUS"], off["TRANSP"], off["SUMMARY"]) == (
        "CANCELLED",
        "TRANSPARENT",
        "Inställt: Planeringscheferna",
    )
    await chat.press("Ångra")
    [back] = await events(world, address)
    assert back["STATUS"] == "CONFIRMED"
    assert back["SEQUENCE"] > off["SEQUENCE"]


async def test_each_has_the_meetings_that_call_them(world: World) -> None:
    await world.book("boka klimatstrateger 22 januari 9-11 digitalt")
    feeds = {
        name: address_in(await world.chat(name).say("min kalender"))
        for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Lovisa Brandt", "Gunilla Ström")
    }
    assert len(set(feeds.values())) == 5

    async def summaries(name: str) -> list[tuple[str, str]]:
        return [(each["SUMMARY"], each["TRANSP"]) for each in await events(world, feeds[name])]

    ours, theirs = ("Planeringscheferna", "OPAQUE"), ("Klimatstrategerna", "OPAQUE")
    assert await summaries("Per Berg") == [ours]
    assert await summaries("Mehmet Aydin") == [ours]
    assert await summaries("Lovisa Brandt") == [theirs]
    assert await summaries("Gunilla Ström") == [ours, theirs]
    # A stand-in is called when the holder sends them, and the holder is then free.
    assert await summaries("Åsa Öberg") == []
    await world.press_on(world.to_channel()[0], "Förhinder, ersättare kommer", world.in_channel("Per Berg"))
    assert await summaries("Åsa Öberg") == [ours]
    assert await summaries("Per Berg") == [("Planeringscheferna", "TRANSPARENT")] or await summaries("Per Berg") == [
        ours
    ]


async def test_a_new_address_kills_the_old_one(world: World) -> None:
    member = world.chat("Per Berg")
    old = address_in(await member.say("min kalender"))
    assert address_in(await member.say("min kalender")) == old
    reply = await member.say("ny kalenderadress")
    assert "Den gamla har slutat fungera" in read(reply)
    new = address_in(reply)
    assert new != old
    assert await fetch(world, old) is None
    assert len(await events(world, new)) == 1
    assert address_in(await member.press("Ny adress")) not in {old, new}
    assert await fetch(world, new) is None


async def test_twice_at_once_gives_one_address(world: World) -> None:
    one, other = world.chat("Per Berg"), world.chat("Per Berg", locale="sv-SE")
    replies = await asyncio.gather(one.say("min kalender"), other.say("min kalender"))
    assert len({address_in(each) for each in replies}) == 1


async def test_a_bodys_calendar_is_for_those_who_belong_and_renewed_by_its_chair(world: World) -> None:
    member = world.chat("Per Berg", tenant="elsewhere")
    reply = await member.say("kalender för planeringscheferna")
    assert read(reply).startswith("Kalender för planeringscheferna\nHär ligger alla möten i planeringscheferna.")
    address = address_in(reply)
    assert len(await events(world, address)) == 1
    lovisa = world.chat("Lovisa Brandt")
    assert address_in(await lovisa.say("kalender för planeringscheferna")) == address
    assert "[Ny adress]" not in read(lovisa.last)
    words = read(await lovisa.say("ny kalenderadress för planeringscheferna"))
    assert (
        words == "Adressen för planeringscheferna kan bara ordföranden Mehmet Aydin och kansliet byta. Be någon av dem."
    )
    assert await fetch(world, address) is not None
    assert address_in(await world.chat("Mehmet Aydin").say("ny kalenderadress för planeringscheferna")) != address
    assert await fetch(world, address) is None
    outsider = world.chat("Nils Ingenstans", tenant="elsewhere")
    assert ADDRESS not in read(await outsider.say("kalender för planeringscheferna"))
    assert ADDRESS not in read(await outsider.say("min kalender"))
    assert "calendar" in read(await world.chat("Per Berg", locale="en-GB").say("my calendar"))


async def test_in_a_channel_only_the_channels_own_calendar_is_shown(world: World) -> None:
    words = read(await world.in_channel("Per Berg").say("min kalender"))
    assert "Din egen kalenderadress visar jag bara i vår egen chatt. Här är kanalens." in words
    assert "Kalender för planeringscheferna" in words


async def test_who_has_no_seat_has_no_calendar(world: World) -> None:
    gone = world.chat("Anders Viklund")
    assert ADDRESS not in read(await gone.say("min kalender"))


odd = st.text(st.characters(codec="utf-8"), max_size=200)


@given(odd, odd, odd, odd, st.integers(0, 8760))
def test_whatever_people_write_the_file_can_be_read_and_its_lines_are_short(
    place: str, item: str, guest: str, title: str, hours: int
) -> None:
    start = SPRING + dt.timedelta(hours=hours)
    meeting = Meeting(
        id="m-1",
        bodies=(BODY.id,),
        starts_at=start,
        ends_at=start + dt.timedelta(hours=2),
        form=Form.HYBRID,
        place=place,
        link="https://teams.example/x?a=1&b=2;3,4",
        agenda=(item, "Övrigt; frågor, och \\n annat"),
        guests=(Guest(guest, "Trafikverket"),),
        papers=(Paper(title, "https://example.org/a"),),
        state=State.MOVED,
        version=3,
        history=(Event(What.BOOKED, "Karin", NOW, start),),
    )
    body = write_calendar([Entry(meeting, (BODY,))], "Möten", "Samarbetet", "sv", NOW)
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\r" not in body.replace(b"\r\n", b"")
    assert b"\n" not in body.replace(b"\r\n", b"")
    body.decode()
    [event] = both(body)
    assert event["DTSTART"] == start
    assert event["DTEND"] == start + dt.timedelta(hours=2)
    assert "Övrigt; frågor, och \\n annat" in event["DESCRIPTION"]
    assert event["LOCATION"].endswith("digitalt")


def test_the_time_zone_tells_summer_from_winter_as_the_clocks_do() -> None:
    starts = [SPRING, SPRING + dt.timedelta(days=7), dt.datetime(2026, 10, 25, 8, 0, tzinfo=dt.UTC)]
    meetings = [Meeting(f"m{at}", (BODY.id,), at, at + dt.timedelta(hours=2)) for at in starts]
    body = write_calendar([Entry(each, (BODY,)) for each in meetings], "", "Samarbetet", "sv", NOW)
    assert b"TZID:Europe/Stockholm" in body
    [told] = icalendar.Calendar.from_ical(body).walk("VTIMEZONE")
    assert isinstance(told, icalendar.Timezone)
    zone = told.to_tz()
    for at in (SPRING, SPRING + dt.timedelta(days=7), dt.datetime(2026, 12, 24, 12, tzinfo=dt.UTC)):
        assert at.astimezone(zone).replace(tzinfo=None) == at.astimezone(STOCKHOLM).replace(tzinfo=None)
    assert [each["DTSTART"] for each in both(body)] == starts


async def test_a_pressed_button_for_a_body_that_is_gone(world: World) -> None:
    chat = world.chat("Per Berg")
    words = read(await chat.press_raw({"do": "calendar-renew", "body": "nowhere"}))
    assert words == "Det mötet finns inte längre."


async def test_an_address_is_told_erased_and_dropped_when_nobody_uses_it(world: World) -> None:
    member = world.chat("Per Berg")
    address = address_in(await member.say("min kalender"))
    subject = Subject(member.who.id, "", ("Per Berg",))
    [told] = await world.store.run(lambda tx: HOLDING.tell(tx, subject))
    assert told["gjordes"].startswith("2026-11-23")
    assert address.split("/")[-2] not in str(told)
    expire = HOLDING.expire
    assert expire is not None
    await world.until(NOW + dt.timedelta(days=30))
    await fetch(world, address)
    assert await world.store.run(lambda tx: expire(tx, NOW + dt.timedelta(days=380))) == 0
    assert await world.store.run(lambda tx: expire(tx, NOW + dt.timedelta(days=400))) == 1
    address = address_in(await member.say("min kalender"))
    assert (await world.store.run(lambda tx: HOLDING.erase(tx, subject, NOW))).erased == 1
    assert await fetch(world, address) is None
