"""A body that joins a meeting that is booked already, or leaves it."""

import pytest

from bot.core.outbox import State
from bot.core.ports import Store
from bot.core.turn import Message
from tests.conversation import read
from tests.features.meetings.conftest import Hall
from tests.world import living


async def _channels(hall: Hall) -> None:
    """Let the bot know the channel of the climate strategists, too."""
    await hall.in_channel("Lovisa Brandt", "Klimatstrateger").say("hej")


async def _standing(hall: Hall, body: str) -> list[str]:
    """Return the invitations that lie in a body's channel, or are on their way there."""
    return [
        kept.id
        for kept in await hall.rows()
        if f":{body}:" in kept.id
        and kept.value.does == "send"
        and kept.value.state is not State.CANCELLED
        and not kept.value.withdrawn
    ]


@pytest.mark.parametrize(
    "said",
    [
        "lägg till klimatstrategerna på mötet 21 januari",
        "lägg till klimatstrategerna på planeringschefernas möte den 21 januari",
        "bjud in klimatstrategerna till mötet 21 januari",
        "klimatstrategerna ska också vara med den 21 januari",
        "ta med klimatstrategerna på mötet v 3",
        "add klimatstrategerna to the meeting on 21 January",
    ],
)
async def test_a_body_joins(hall: Hall, said: str) -> None:
    """These were answered from the yearly report, or made the body a guest."""
    await _channels(hall)
    await hall.book()
    office = hall.secretariat
    english = said.startswith("add")
    words = read(await office.say(said))
    assert ("Joins: the climate strategists" if english else "Är med: klimatstrategerna") in words
    await office.press("Save" if english else "Spara")
    assert await _standing(hall, "planeringschefer")
    assert await _standing(hall, "klimatstrateger")
    assert read(await hall.chat("Per Berg").say("nästa möte i klimatstrategerna")).startswith(
        "Planeringscheferna och klimatstrategerna ses torsdag 21 januari"
    )


async def test_it_can_be_taken_back_and_the_body_can_leave(hall: Hall) -> None:
    await _channels(hall)
    await hall.book()
    office = hall.secretariat
    await office.say("lägg till klimatstrategerna på mötet 21 januari")
    await office.press("Spara")
    assert await _standing(hall, "klimatstrateger")
    await office.say("ångra")
    await office.say("ja")
    assert not await _standing(hall, "klimatstrateger")
    assert "har inget möte inbokat" in read(await office.say("nästa möte i klimatstrategerna"))
    await office.say("lägg till klimatstrategerna på mötet 21 januari")
    await office.press("Spara")
    assert "Är inte längre med" in read(await office.say("ta bort klimatstrategerna från mötet 21 januari"))
    await office.press("Spara")
    assert "har inget möte inbokat" in read(await office.say("nästa möte i klimatstrategerna"))
    assert not await _standing(hall, "klimatstrateger")
    assert await _standing(hall, "planeringschefer")


async def test_answers_stand_and_the_new_seats_are_asked(hall: Hall) -> None:
    await hall.book()
    await hall.chat("Per Berg").say("jag kommer 21 januari")
    office = hall.secretariat
    await office.say("lägg till klimatstrategerna på mötet 21 januari")
    await office.press("Spara")
    assert "Kommer: Tyresö" in str((await hall.invitation())["fallbackText"])


async def test_what_speaks_against_it_is_said(hall: Hall) -> None:
    await hall.book()
    office = hall.secretariat
    await office.say("boka klimatstrategerna 21 januari kl 10-12 digitalt")
    await office.press("Boka")
    words = read(await office.say("lägg till klimatstrategerna på planeringschefernas möte 21 januari"))
    assert "Är med: klimatstrategerna" in words
    assert "Klimatstrategerna har redan ett möte torsdag 21 januari (v. 3) kl. 10–12." in words


async def test_what_cannot_be_is_told(hall: Hall) -> None:
    await hall.book()
    office = hall.secretariat
    said = read(await office.say("lägg till planeringscheferna på planeringschefernas möte 21 januari"))
    assert said == "Det står redan så. Inget har ändrats."
    said = read(await office.say("ta bort klimatstrategerna från mötet 21 januari"))
    assert said.startswith("Klimatstrategerna är inte med på mötet torsdag 21 januari")
    said = read(await office.say("ta bort planeringscheferna från mötet 21 januari"))
    assert said.startswith("Ett möte behöver minst ett organ.")
    chair = hall.chat("Mehmet Aydin")
    said = read(await chair.say("lägg till klimatstrategerna på mötet 21 januari"))
    assert "klimatstrategerna" in said
    assert "kansliet" in said


async def test_the_place_ends_where_the_meeting_is_named(hall: Hall) -> None:
    """ "Rådhuset för mötet 21 januari" became the place."""
    await hall.book()
    words = read(await hall.secretariat.say("byt plats till Rådhuset för mötet 21 januari"))
    assert "Plats: Tyresö slott → Rådhuset\n" in words


async def test_whoever_joins_again_is_invited_anew(memory: Store) -> None:
    """The invitation that had been taken back was edited, where nobody saw it."""
    async with living(memory) as world:
        await world.in_channel("Lovisa Brandt", "Klimatstrateger").say("hej")
        office = await world.book("boka planeringscheferna tors v 3 kl 9–11 på Tyresö slott")
        for said, standing in (("lägg till", 1), ("ta bort", 0), ("lägg till", 1)):
            where = "på" if said == "lägg till" else "från"
            await office.say(f"{said} klimatstrategerna {where} mötet 21 januari")
            await office.press("Spara")
            await world.settle()
            assert len(world.to_channel("Klimatstrateger")) == standing


async def test_a_button_that_names_a_body_twice_or_none_changes_nothing(hall: Hall) -> None:
    await hall.book()
    office = hall.secretariat
    await office.say("lägg till klimatstrategerna på mötet 21 januari")
    assert office.last is not None
    card = Message.of(office.last).card
    assert card is not None
    [save] = [button["data"] for button in card["actions"] if button["title"] == "Spara"]
    for bodies in (["planeringschefer", "planeringschefer"], ["nobody"], []):
        said = await office.press_raw({**save, "alteration": {**save["alteration"], "bodies": bodies}})
        assert "Inget har ändrats nu" in read(said)
        assert "har inget möte inbokat" in read(await office.say("nästa möte i klimatstrategerna"))
        assert read(await office.say("nästa möte i planeringscheferna")).startswith("Planeringscheferna ses")
