"""Of which referral something is said: one that is named is meant in whatever state it is, or none is."""

import pytest

from bot.features.referrals.model import Says
from tests.conversation import read
from tests.features.referrals.conftest import LANSPLAN, Office

OTHER = "ny remiss: Nationell plan från Trafikverket, dnr TRV 2026/7, svar senast 20 mars, leds av planeringscheferna"


async def one_answered_and_one_open(office: Office) -> None:
    await office.register()
    await office.register(OTHER)
    chat = office.gunilla
    await chat.say("länsplanen är besvarad i dag")
    await chat.press("Notera och skicka")
    await office.world.settle()


async def test_what_is_said_of_an_answered_referral_landed_on_the_only_open_one(office: Office) -> None:
    """ "vi avstyrker länsplanen" was noted on Nationell plan once Länsplan had been answered."""
    await one_answered_and_one_open(office)
    said = await office.say("Mehmet Aydin", "vi avstyrker länsplanen")
    assert "Noterat om Länsplan" in said
    assert "kom inte med" in said
    assert "Länsplan" in office.world.to_person("Gunilla Ström")[-1].words
    assert "Botkyrka har inte svarat" not in said
    assert "0 av 8 kommuner har svarat" in read(await office.gunilla.say("hur går det med nationella planen"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Salem avstår från länsplanen", "Noterat om Länsplan"),
        ("länsplanen är besvarad i dag", "står redan som besvarad"),
        ("länsplanens svarsdag är flyttad till 3 april", "är redan besvarad"),
        ("gör ett utkast till svar på länsplanen", "Länsplan"),
        ("ta bort remissen om länsplanen", "är redan besvarad"),
        ("vi svarar var för sig på länsplanen", "är redan besvarad"),
    ],
)
async def test_the_secretariat_said_it_of_an_answered_referral_and_the_open_one_was_taken(
    office: Office, said: str, answer: str
) -> None:
    """All of these acted on Nationell plan, the only one still open."""
    await one_answered_and_one_open(office)
    reply = await office.say("Gunilla Ström", said)
    assert answer in reply
    assert "Nationell" not in reply


async def test_an_outcome_of_one_under_way_landed_on_the_one_that_was_answered(office: Office) -> None:
    """ "utfall för nationella planen" was kept on Länsplan, the only answered one."""
    await one_answered_and_one_open(office)
    said = await office.say("Gunilla Ström", "utfall för nationella planen: de tog med spåren")
    assert "Nationell plan är inte besvarad än" in said
    assert "Sparat: Länsplan" in await office.say("Gunilla Ström", "utfall för länsplanen: de tog med spåren")


async def test_a_withdrawn_referral_is_no_other_and_its_name_may_be_used_again(office: Office) -> None:
    """What was said of one that had been taken off the list was noted on the one that was left."""
    await office.register()
    await office.register(OTHER)
    chat = office.gunilla
    await chat.say("ta bort remissen om länsplanen")
    await chat.press("Ta bort")
    assert "Länsplan för regional transportinfrastruktur: borttagen." in await office.say(
        "Per Berg", "vi avstår från länsplanen"
    )
    await office.register(LANSPLAN)
    assert "Noterat om Länsplan" in await office.say("Per Berg", "vi avstår från länsplanen")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("vi avstår från remissen om cykelplanen", "cykelplanen"),
        ("vi har synpunkter på remissen om månen", "månen"),
        ("hej! vi har inget att erinra på cykelplanen", "cykelplanen"),
        ("vi avstyrker cykelplanen, eftersom länsplanen räcker", "cykelplanen"),
        ("mottagen, cykelplanen", "cykelplanen"),
        ("vi avstår från TRV 2026/999", "TRV 2026/999"),
    ],
)
async def test_a_referral_that_does_not_exist_was_taken_for_the_only_open_one(
    office: Office, said: str, name: str
) -> None:
    """A municipality's answer was written on the open referral, over what stood there."""
    await office.register()
    await office.say("Per Berg", "vi har inget att erinra")
    reply = await office.say("Per Berg", said)
    title = "Länsplan för regional transportinfrastruktur"
    assert reply.startswith(f"Jag känner ingen remiss om {name}. Menar du {title}?")
    assert (await office.response("0138")).says is Says.NOTHING


@pytest.mark.parametrize(
    "said",
    [
        "ta bort remissen om månen",
        "gör ett utkast till svar på månen",
        "månen är besvarad i dag",
        "månens svarsdag är flyttad till 3 april",
        "vi svarar gemensamt på remissen om månen",
        "svaret på månen är skickat",
    ],
)
async def test_the_secretariat_named_a_referral_that_does_not_exist(office: Office, said: str) -> None:
    """Each of these acted on the only open referral."""
    await office.register()
    before = await office.referral()
    assert "Jag känner ingen remiss om måne" in await office.say("Gunilla Ström", said)
    assert await office.referral() == before


async def test_what_was_said_of_an_unknown_name_goes_on_by_a_press(office: Office) -> None:
    await office.register()
    chat = office.world.chat("Per Berg")
    await chat.say("vi avstår från lensplaanen")
    assert "Noterat om Länsplan" in read(await chat.press("Länsplan för regional transportinfrastruktur"))


async def test_one_that_was_recalled_is_named_without_the_word(office: Office) -> None:
    await office.register()
    assert "Ta bort remissen Länsplan" in await office.say("Gunilla Ström", "länsplanen är återkallad")
    assert "remissen" not in await office.say("Gunilla Ström", "kallelsen är återkallad")


async def test_with_several_open_an_unknown_name_asks_which_in_english_too(office: Office) -> None:
    await office.register()
    await office.register(OTHER)
    said = await office.say("Per Berg", "vi avstår från cykelplanen")
    assert "Jag känner ingen remiss om cykelplanen. Vilken menar du?" in said
    chat = office.world.chat("Emma Clarke", locale="en-GB")
    assert "I know no referral about moon" in read(await chat.say("we abstain from the moon"))


@pytest.mark.parametrize(
    "said",
    [
        "vi har inget att erinra",
        "vi har tyvärr inget att erinra i det här ärendet",
        "Hej! Vi avstår från att svara den här gången.",
        "Tyresö avstår från remissen",
        "vi avstyrker avsnitt 3 och 4 eftersom kostnaden är för hög",
        "vi avstyrker förslaget, det saknar finansiering för etapp ett",
        "vi har tagit emot remissen från Region Stockholm",
        "vi avstår på grund av tidsbrist",
    ],
)
async def test_a_sentence_that_names_no_referral_still_means_the_only_open_one(office: Office, said: str) -> None:
    await office.register()
    assert "Noterat om Länsplan" in await office.say("Per Berg", said)


@pytest.mark.parametrize(
    "said",
    [
        "vi har inget att erinra på länsplanen",
        "vi svarar gemensamt på länsplanen",
        "gör ett utkast till svar på länsplanen",
        "ta bort remissen om länsplanen",
    ],
)
async def test_nothing_can_be_done_to_a_referral_before_there_is_any(office: Office, said: str) -> None:
    """It was answered with what the report of 2021 tells of the plan."""
    assert (await office.say("Gunilla Ström", said)).startswith("Ingen remiss är registrerad än")


@pytest.mark.parametrize(
    "said", ["to move January 21 pm 1 January planning the", "flytta remissen 4 mars om 1 april planeringen"]
)
async def test_words_in_disorder_are_no_fault(office: Office, said: str) -> None:
    """A day within what might be a name was cut out, and the name then not found where it stood."""
    assert "gick fel" not in read(await office.gunilla.say(said))
    await office.register()
    assert "gick fel" not in read(await office.gunilla.say(said))
