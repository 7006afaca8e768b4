"""What is asked of referrals."""

import pytest

from bot.core.turn import Kind
from tests.conversation import read
from tests.features.referrals.conftest import LANSPLAN, Office


async def test_open_referrals_are_asked_for_before_there_is_any(office: Office) -> None:
    """On an empty store the question went to the library, which said "Det står inte"."""
    assert await office.say("Gunilla Ström", "vilka remisser är öppna") == "Ingen remiss är öppen just nu."
    assert "2021" in await office.say("Gunilla Ström", "vilka remisser svarade vi på 2021?")


async def test_what_one_municipality_has_answered(office: Office) -> None:
    """The reports answered with what they know of the municipality."""
    await office.register()
    await office.say("Anders Viklund", "vi avstyrker avsnitt 3 i länsplanen, eftersom det saknas finansiering för det")
    told = await office.say("Gunilla Ström", "vad svarade Salem på länsplanen?")
    assert "Salem avstyrker avsnitt 3" in told
    assert "saknas finansiering" in told
    assert "Det skrev Anders Viklund" in told
    told = await office.say("Per Berg", "har Huddinge svarat?")
    assert "Huddinge har inte svarat" in told
    assert "Där svarar Lukas Josefsén, ersättare Emma Clarke, senast måndag 22 februari (v. 8)." in told
    assert "Nynäshamn saknar ledamot" in await office.say("Gunilla Ström", "vad svarade Nynäshamn?")
    for said in ("har vi svarat på länsplanen?", "kan jag se vårt svar på länsplanen?", "har ni fått vårt svar?"):
        assert "Tyresö har inte svarat" in await office.say("Per Berg", said)
    assert "Salem avstyrker avsnitt 3" in await office.say("Gunilla Ström", "har vi fått svar från Salem?")
    assert "Salem avstyrker" in await office.say("Gunilla Ström", "vad säger Salem om länsplanen")


async def test_texts_are_for_those_who_have_a_part_in_the_answer(office: Office) -> None:
    await office.register()
    await office.say("Anders Viklund", "vi avstyrker avsnitt 3 i länsplanen, eftersom det saknas finansiering för det")
    told = await office.say("Karin Holmlund", "vad svarade Salem på länsplanen?")
    assert "Salem avstyrker avsnitt 3" in told
    assert "finansiering" not in told
    assert "Viklund" not in told


async def test_who_has_answered_to_a_meeting_is_another_question(office: Office) -> None:
    await office.register()
    for said in ("har Salem svarat till torsdag?", "har Salem svarat på inbjudan?", "vilka har svarat till mötet?"):
        assert "Länsplan" not in await office.say("Gunilla Ström", said)


async def test_with_several_referrals_a_municipality_is_told_of_in_each(office: Office) -> None:
    await office.register()
    await office.register(LANSPLAN.replace("Länsplan för regional", "Cykelplan för").replace("/123", "/124"))
    await office.say("Anders Viklund", "vi avstår från cykelplanen")
    told = await office.say("Gunilla Ström", "har Salem svarat?")
    assert "Länsplan för regional transportinfrastruktur: Salem har inte svarat." in told
    assert "Cykelplan för transportinfrastruktur: Salem avstår." in told


@pytest.mark.parametrize(
    "said",
    [
        "vilka har svarat på länsplaneremissen?",
        "har alla svarat på länsplanen?",
        "vilka saknas på länsplanen?",
        "vilka kommuner avstyrker länsplanen?",
        "vad är sista dag för länsplanen?",
        "när ska länsplanen vara besvarad?",
        "ska vi tillstyrka länsplanen?",
    ],
)
async def test_how_it_stands_can_be_asked_in_many_ways(office: Office, said: str) -> None:
    """These went to the reports, which answered about 2021."""
    await office.register()
    assert "0 av 8 kommuner har svarat." in await office.say("Gunilla Ström", said)
    asked = "which municipalities have answered the länsplan?"
    assert "0 of 8 municipalities have answered." in await office.say("Gunilla Ström", asked)


async def test_a_withdrawn_referral_is_said_to_be_so(office: Office) -> None:
    await office.register()
    chat = office.gunilla
    await chat.say("ta bort länsplaneremissen")
    await chat.press("Ta bort")
    told = await office.say("Gunilla Ström", "vilka har svarat på länsplaneremissen?")
    assert told == "Länsplan för regional transportinfrastruktur: borttagen."


async def test_the_library_still_answers_of_earlier_years_while_a_referral_is_open(office: Office) -> None:
    await office.register()
    for said in ("vad är en remiss?", "vilka remisser svarade vi på 2021?", "vad innebär det att svara på en remiss?"):
        assert "av 8 kommuner" not in await office.say("Gunilla Ström", said)


async def test_referrals_are_found_from_any_chat_but_not_by_outsiders(office: Office) -> None:
    await office.register()
    await office.register(LANSPLAN.replace("Länsplan för regional", "Cykelplan för").replace("/123", "/124"))
    chat = office.gunilla
    await chat.say("cykelplanen är besvarad i dag")
    await chat.press("Notera och skicka")

    async def found(who: str, words: str, tenant: str = "home") -> list[str]:
        reply = await office.world.chat(who, tenant).happen(Kind.SEARCHED, text=words)
        return [hit.title for hit in reply.hits if "plan för" in hit.title] if reply else []

    lans, cykel = "Länsplan för regional transportinfrastruktur", "Cykelplan för transportinfrastruktur"
    for words in ("länsplanen", "länsplan region", "TRV 2026/123", "remisser"):
        assert await found("Per Berg", words) == [lans], words
    assert await found("Per Berg", "transportinfrastruktur") == [lans, cykel]
    assert await found("Per Berg", "cykelplanen") == [cykel]
    assert await found("Okänd Person", "länsplanen", "elsewhere") == []


@pytest.mark.parametrize("said", ["läs upp remisserna", "visa remisserna", "räkna upp alla remisser"])
async def test_the_referrals_are_read_out(office: Office, said: str) -> None:
    """ "läs upp remisserna" was answered that the bot cannot help with that."""
    await office.register()
    assert "En remiss pågår" in await office.say("Per Berg", said)


async def test_help_tells_a_round_in_its_order(office: Office) -> None:
    """What stood first was how an answer is taken back."""
    told = await office.say("Gunilla Ström", "hjälp remisser")
    rows = ["ny remiss:", "vi svarar gemensamt", "inget att erinra", "gör ett utkast", "är besvarad", "tar tillbaka"]
    places = [told.index(row) for row in rows]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "said", ["vilka remisser är på gång?", "har vi några remisser på gång?", "vilka remisser ligger ute nu?"]
)
async def test_what_goes_on_is_not_what_was(office: Office, said: str) -> None:
    """With nothing open these were answered from the yearly report."""
    assert "Ingen remiss är öppen" in await office.say("Mehmet Aydin", said)
    await office.register()
    assert "Länsplan" in read(await office.gunilla.say(said))


@pytest.mark.parametrize(
    "said", ["vad är dnr för länsplanen?", "vem har skickat länsplanen?", "från vem är länsplanen?"]
)
async def test_what_an_open_referral_says_of_itself(office: Office, said: str) -> None:
    """It was answered from the yearly report's plan of the same name."""
    await office.register()
    words = read(await office.gunilla.say(said))
    assert "Diarienummer:" in words
    assert "Verksamhetsberättelse" not in words


async def test_the_answer_is_put_together_and_the_referral_closed_in_other_words(office: Office) -> None:
    await office.register()
    assert "Utkast" in read(await office.gunilla.say("sätt ihop svaret"))
    assert read(await office.gunilla.say("stäng remissen")).startswith("Ta bort remissen Länsplan")


@pytest.mark.parametrize(
    "how",
    ["planeringscheferna bereder", "planeringscheferna leder arbetet", "och planeringscheferna tar hand om svaret"],
)
async def test_the_body_that_leads_may_stand_first(office: Office, how: str) -> None:
    said = f"ny remiss: Cykelplan 2030, från Region Stockholm, svar senast 20 mars, {how}"
    words = read(await office.gunilla.say(said))
    assert "Bereds av: planeringscheferna" in words
    assert "Titel: Cykelplan 2030\n" in words
