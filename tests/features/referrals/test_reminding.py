"""The secretariat has those reminded who have not answered, without waiting for the chase."""

import pytest

from tests.conversation import read
from tests.features.referrals.conftest import LANSPLAN, Office


def reminded(office: Office, name: str) -> list[str]:
    """Return the reminders that somebody has got."""
    return [each.words for each in office.world.to_person(name) if "Jag väntar på" in each.words]


async def test_those_who_owe_are_shown_and_reminded_at_the_press(office: Office) -> None:
    """It was answered with "Det kan jag inte hjälpa till med"."""
    chat = await office.register()
    await office.say("Per Berg", "vi har inget att erinra på länsplanen")
    shown = read(await chat.say("påminn dem som inte har svarat på länsplanen"))
    assert "Ska jag påminna om Länsplan för regional transportinfrastruktur nu?" in shown
    assert "Botkyrka, Mehmet Aydin (har inte svarat)" in shown
    assert "Nykvarn når jag inte i egen chatt, så dem nämner jag i kanalen" in shown
    assert "Nynäshamn saknar ledamot, så där finns ingen att påminna." in shown
    assert "Tyresö" not in shown
    assert reminded(office, "Mehmet Aydin") == []
    said = read(await chat.press("Påminn nu"))
    assert said.startswith("Jag påminner om Länsplan för regional transportinfrastruktur: Botkyrka, ")
    await office.world.settle()
    assert len(reminded(office, "Mehmet Aydin")) == 1
    assert reminded(office, "Per Berg") == []
    assert any("Nykvarn (Petra Nyqvist)" in each.words for each in office.world.to_channel())


async def test_once_a_day_is_enough(office: Office) -> None:
    chat = await office.register()
    for expected in ("Jag påminner om", "Ingen ny påminnelse gick."):
        await chat.say("påminn Botkyrka om länsplanen")
        assert read(await chat.press("Påminn nu")).startswith(expected)
        await office.world.settle()
    assert len(reminded(office, "Mehmet Aydin")) == 1
    assert reminded(office, "Maria Sandell") == []


async def test_who_has_answered_since_is_left_out_at_the_press(office: Office) -> None:
    chat = await office.register()
    await chat.say("påminn Botkyrka om länsplanen")
    await office.say("Mehmet Aydin", "vi avstår från länsplanen")
    assert "Botkyrka avstår. Där behövs ingen påminnelse." in read(await chat.press("Påminn nu"))
    assert reminded(office, "Mehmet Aydin") == []
    assert "Där behövs ingen påminnelse." in read(await chat.say("påminn Botkyrka om länsplanen"))


async def test_a_referral_that_was_removed_since_has_no_reminders(office: Office) -> None:
    chat = await office.register()
    await chat.say("påminn Botkyrka om länsplanen")
    card = chat.last
    await chat.say("ta bort remissen om länsplanen")
    await chat.press("Ta bort")
    chat.last = card
    assert "borttagen" in read(await chat.press("Påminn nu"))
    assert reminded(office, "Mehmet Aydin") == []


@pytest.mark.parametrize(
    "said", ["påminn planeringscheferna 10 dagar före", "påminn mig dagen före", "påminn Mehmet om mötet"]
)
async def test_reminders_of_meetings_are_not_of_referrals(office: Office, said: str) -> None:
    await office.register()
    assert "Länsplan" not in await office.say("Gunilla Ström", said)


async def test_only_the_secretariat_reminds(office: Office) -> None:
    await office.register()
    assert "Ska jag påminna" not in await office.say("Per Berg", "påminn dem som inte har svarat på länsplanen")


@pytest.mark.parametrize(
    "said",
    [
        "påminn dem som inte har svarat",
        "kan du påminna de kommuner som ännu inte har svarat",
        "påminn planeringscheferna om länsplanen",
        "remind those who have not answered",
    ],
)
async def test_the_only_referral_that_waits_needs_no_name(office: Office, said: str) -> None:
    await office.register()
    shown = read(await office.gunilla.say(said))
    assert "[Påminn nu]" in shown or "[Remind now]" in shown


async def test_with_two_that_wait_it_is_asked_which(office: Office) -> None:
    await office.register()
    await office.register(
        LANSPLAN.replace("Länsplan för regional transportinfrastruktur", "Cykelplan").replace("123", "124")
    )
    assert "[Cykelplan]" in read(await office.gunilla.say("påminn dem som inte har svarat"))


@pytest.mark.parametrize(
    "said", ["påminn dem som inte har svarat om mötet på torsdag", "påminn dem som inte har svarat på kallelsen"]
)
async def test_those_who_are_silent_about_a_meeting_are_not_meant(office: Office, said: str) -> None:
    await office.register()
    assert "[Påminn nu]" not in read(await office.gunilla.say(said))


async def test_a_yes_reminds_and_a_no_lets_it_be(office: Office) -> None:
    """The card asked and heard no answer in words."""
    await office.register()
    await office.gunilla.say("påminn dem som inte har svarat")
    assert "påminner" not in read(await office.gunilla.say("nej"))
    await office.gunilla.say("påminn dem som inte har svarat")
    assert read(await office.gunilla.say("ja")).startswith("Jag påminner om Länsplan")
