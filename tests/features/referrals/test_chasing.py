"""The chase: only those who owe, at most one message a day each, and in the end a list of whom to phone."""

import datetime as dt

from bot.core.ports import Later, Unreachable
from tests.conversation import person, read
from tests.features.referrals.conftest import LANSPLAN, Office
from tests.world import Arrived

REMINDED = ("Per Berg", "Anders Viklund", "Maria Sandell", "Mehmet Aydin", "Lukas Josefsén", "Lovisa Brandt")


def chases(office: Office, name: str) -> list[Arrived]:
    """Return the reminders that somebody has got."""
    return [
        each for each in office.world.to_person(name) if "väntar på" in each.words and "Vi väntar" not in each.words
    ]


async def test_only_those_who_have_not_answered_are_reminded_and_an_answer_stops_it(office: Office) -> None:
    await office.register()
    await office.press("Mehmet Aydin", "Inget att erinra")
    await office.until("2027-02-15")
    assert chases(office, "Mehmet Aydin") == []
    reminder, buttons = chases(office, "Anders Viklund")[0].words.split("\n")
    assert reminder == (
        "Jag väntar på Salem: Länsplan för regional transportinfrastruktur: svar senast måndag 22 februari (v. 8)"
    )
    assert buttons == "[Mottagen] [Vi lämnar synpunkter] [Inget att erinra] [Vi avstår]"
    await office.world.press_on(chases(office, "Anders Viklund")[0], "Vi avstår", office.world.chat("Anders Viklund"))
    await office.until("2027-03-10")
    assert len(chases(office, "Anders Viklund")) == 1
    assert [each.first.date().isoformat() for each in chases(office, "Per Berg")] == [
        "2027-02-15",
        "2027-02-18",
        "2027-02-22",
    ]


async def test_those_who_cannot_be_reached_in_person_are_named_in_the_channel(office: Office) -> None:
    await office.register()
    await office.until("2027-02-15")
    named = [each for each in office.world.to_channel() if "når dem inte" in each.words]
    assert len(named) == 1
    assert "Nykvarn (Petra Nyqvist)" in named[0].words
    assert "Nynäshamn saknar ledamot" in named[0].words
    assert "Salem" not in named[0].words


async def test_the_stand_in_is_reminded_when_the_holder_cannot_be_reached(office: Office) -> None:
    office.world.teams.refuses[f"person:{person('Per Berg').id}"] = Unreachable("blocked")
    await office.register()
    await office.until("2027-02-15")
    assert chases(office, "Åsa Öberg") == []
    await office.until("2027-02-18")
    assert len(chases(office, "Åsa Öberg")) == 1


async def test_several_open_referrals_are_one_message_a_day(office: Office) -> None:
    for number, title in enumerate(("Länsplan", "Cykelplan", "Klimatplan")):
        await office.register(LANSPLAN.replace("Länsplan", title).replace("/123", f"/{number}"))
    await office.until("2027-02-15")
    assert [each.words.split("\n")[0] for each in chases(office, "Anders Viklund")] == ["Tre saker väntar på Salem"]
    await office.until("2027-03-20")
    for name in REMINDED:
        days = [each.first.date() for each in chases(office, name)]
        assert len(days) == len(set(days)) == 3


async def test_a_promised_text_is_reminded_of_as_that_and_not_at_first(office: Office) -> None:
    await office.register()
    await office.press("Per Berg", "Vi lämnar synpunkter")
    await office.until("2027-02-15")
    assert chases(office, "Per Berg") == []
    await office.until("2027-02-18")
    assert "texten ni har lovat" in chases(office, "Per Berg")[0].words


async def test_in_the_end_the_secretariat_gets_a_list_of_whom_to_phone_once(office: Office) -> None:
    await office.register()
    for name in ("Mehmet Aydin", "Lukas Josefsén", "Maria Sandell", "Per Berg"):
        await office.press(name, "Inget att erinra")
    await office.until("2027-03-20")
    lists = [each for each in office.world.to_person("Gunilla Ström") if "Att ringa" in each.words]
    assert len(lists) == 1
    assert lists[0].first.date() == dt.date(2027, 2, 23)
    for row in (
        "Haninge, Lovisa Brandt",
        "Nykvarn, Petra Nyqvist",
        "Nynäshamn, ingen ledamot",
        "Salem, Anders Viklund",
    ):
        assert row in lists[0].words
    assert "Tyresö" not in lists[0].words


async def test_a_moved_deadline_begins_a_new_ladder_and_is_said_in_the_channel(office: Office) -> None:
    await office.register()
    await office.until("2027-02-16")
    assert len(chases(office, "Per Berg")) == 1
    said = await office.say("Gunilla Ström", "länsplanens svarsdag är flyttad till 30 april")
    assert "Flyttat. Ny tidtabell" in said
    assert "sista svarsdag är nu fredag 30 april" in office.world.to_channel()[-1].words
    assert "senast fredag 9 april" in office.card().words
    await office.until("2027-03-25")
    assert len(chases(office, "Per Berg")) == 1
    await office.until("2027-05-05")
    assert len(chases(office, "Per Berg")) == 4


async def test_nobody_is_reminded_in_july_or_on_a_red_day(office: Office) -> None:
    await office.until("2027-04-01")
    await office.register(LANSPLAN.replace("15 mars", "31 augusti 2027"))
    await office.until("2027-09-10")
    days = [each.first.date() for each in chases(office, "Per Berg")]
    assert days
    assert not [day for day in days if day.weekday() > 4 or dt.date(2027, 7, 12) <= day <= dt.date(2027, 8, 8)]


async def test_an_answer_that_comes_while_the_reminder_waits_takes_it_back(office: Office) -> None:
    for number, title in enumerate(("Länsplan", "Cykelplan")):
        await office.register(LANSPLAN.replace("Länsplan", title).replace("/123", f"/{number}"))
    await office.until("2027-02-15", 7)
    office.world.teams.refuses[f"person:{person('Anders Viklund').id}"] = Later(3600, "429")
    office.world.teams.refuses[f"person:{person('Per Berg').id}"] = Later(3600, "429")
    await office.until("2027-02-15", 8)
    chat = office.world.chat("Anders Viklund")
    await chat.say("vi har inget att erinra på länsplanen")
    await office.world.chat("Per Berg").say("vi avstår från länsplanen")
    await office.world.chat("Per Berg").say("vi avstår från cykelplanen")
    office.world.teams.refuses.clear()
    await office.until("2027-02-15", 18)
    assert [each.words.split("\n")[0] for each in chases(office, "Anders Viklund")] == [
        "Jag väntar på Salem: Cykelplan för regional transportinfrastruktur: svar senast måndag 22 februari (v. 8)"
    ]
    assert chases(office, "Per Berg") == []


async def test_without_chat_and_channel_there_is_a_text_for_an_email(office: Office) -> None:
    said = LANSPLAN.replace("planeringscheferna", "klimatstrategerna")
    await office.register(said)
    await office.until("2027-02-15")
    pasted = [each for each in office.world.to_person("Gunilla Ström") if "klistra in" in each.words]
    assert len(pasted) == 1
    assert "Karin Holmlund" in pasted[0].words
    assert "Hej. Vi väntar på ert svar" in pasted[0].words


async def test_the_overview_tells_who_owes_what(office: Office) -> None:
    await office.register()
    await office.press("Per Berg", "Inget att erinra")
    said = await office.say("Gunilla Ström", "hur går det med länsplanen")
    assert "1 av 8 kommuner har svarat" in said
    assert "pågår" in read(await office.gunilla.say("vilka remisser är öppna"))


async def test_the_overview_tells_of_days_that_have_been(office: Office) -> None:
    """A last day that had been was told as one to come, and an answer that should have gone was not told of."""
    await office.register()
    await office.until("2027-02-15")
    assert "kommunerna senast måndag 22 februari" in await office.say("Gunilla Ström", "läget")
    await office.until("2027-02-24")
    said = await office.say("Gunilla Ström", "läget")
    assert "kommunernas sista dag var måndag 22 februari. Väntar ännu på Botkyrka" in said
    assert "är besvarad" not in said
    await office.until("2027-03-16")
    said = await office.say("Gunilla Ström", "läget")
    assert "är besvarad i dag* när svaret är skickat; sista dag var måndag 15 mars." in said
    told = said.partition("Skriv *")[2].partition("*")[0]
    assert "När du trycker" in await office.say("Gunilla Ström", told)
