"""What the municipalities answer: on the card, in words and in the form, by whoever has the seat, with its history."""

import asyncio

from bot.features.referrals.model import Says
from tests.conversation import read
from tests.features.referrals.conftest import LANSPLAN, Office


async def test_a_press_in_the_channel_puts_the_card_in_place_with_a_new_row(office: Office) -> None:
    await office.register()
    reply = await office.press("Mehmet Aydin", "Inget att erinra")
    assert reply is not None
    assert reply.replaces
    assert "Botkyrka | har inget att erinra" in read(reply)
    assert "Botkyrka | har inget att erinra" in office.card().words
    assert "1 av 8 kommuner har svarat" in office.card().words
    assert len(office.world.to_channel()) == 1


async def test_a_guest_answers_for_their_municipality(office: Office) -> None:
    await office.register()
    await office.press("Lovisa Brandt", "Vi avstår", tenant="haninge")
    assert "Haninge | avstår" in office.card().words


async def test_remarks_in_words_are_kept_by_section_with_positions(office: Office) -> None:
    await office.register()
    said = await office.say(
        "Per Berg",
        "vi lämnar synpunkter på avsnitt 3: vi avstyrker förslaget. Det saknar finansiering.\n"
        "Vi tillstyrker avsnitt 4.2 som det är skrivet.\nAvsnitt 5 behöver en tidplan.",
        channel=True,
    )
    assert "avstyrker avsnitt 3, tillstyrker avsnitt 4.2 och lämnar synpunkter på avsnitt 5" in said
    response = await office.response("0138")
    assert [(each.section, each.position.value) for each in response.remarks] == [
        ("3", "opposes"),
        ("4.2", "supports"),
        ("5", "remarks"),
    ]
    assert response.remarks[0].text == "vi avstyrker förslaget. Det saknar finansiering."


async def test_a_promise_in_the_channel_brings_a_form_in_person(office: Office) -> None:
    await office.register()
    reply = await office.press("Per Berg", "Vi lämnar synpunkter")
    assert "Jag skickar ett formulär" in read(reply)
    assert "Tyresö | lämnar synpunkter, texten väntas" in office.card().words
    form = office.world.to_person("Per Berg")[-1]
    assert "Tyresös synpunkter på Länsplan" in form.words
    chat = office.world.chat("Per Berg")
    assert "Inget är sparat än" in read(await office.world.press_on(form, "Spara avsnittet", chat))
    saved = await office.world.press_on(
        form, "Spara avsnittet", chat, section="Avsnitt 3", position="opposes", text="Pengar saknas."
    )
    assert "Avstyrker avsnitt 3" in read(saved) or "Avstyrker ”Avsnitt 3”" in read(saved)
    await office.world.settle()
    assert "Tyresö | avstyrker" in office.card().words


async def test_the_stand_in_answers_and_the_holder_is_told_what_stood_there(office: Office) -> None:
    await office.register()
    await office.say("Åsa Öberg", "Tyresö har inget att erinra på länsplanen")
    said = await office.say("Per Berg", "vi avstyrker länsplanen eftersom spåren saknas i den")
    assert "Förut stod det att Tyresö har inget att erinra, enligt Åsa Öberg" in said
    response = await office.response("0138")
    assert [(each.says, each.by_name) for each in response.history] == [(Says.NOTHING, "Åsa Öberg")]
    assert response.by_name == "Per Berg"


async def test_two_answering_for_one_seat_at_once_are_both_kept(office: Office) -> None:
    await office.register()
    card = office.card()
    await asyncio.gather(
        office.world.press_on(card, "Inget att erinra", office.world.chat("Per Berg")),
        office.world.press_on(card, "Vi avstår", office.world.chat("Åsa Öberg")),
    )
    response = await office.response("0138")
    assert {response.by_name, *(each.by_name for each in response.history)} == {"Per Berg", "Åsa Öberg"}
    assert {response.says, response.history[0].says} == {Says.NOTHING, Says.ABSTAINS}


async def test_the_same_press_twice_changes_nothing(office: Office) -> None:
    await office.register()
    await office.press("Per Berg", "Inget att erinra")
    assert "Det står redan så" in read(await office.press("Per Berg", "Inget att erinra"))
    assert (await office.response("0138")).history == ()


async def test_nobody_answers_for_another_municipality(office: Office) -> None:
    await office.register()
    said = await office.say("Per Berg", "Salem har inget att erinra på länsplanen")
    assert said == "Anders Viklund svarar för Salem. Kansliet kan också notera det." or "Anders Viklund" in said
    assert "saknar ledamot" in await office.say("Per Berg", "Nynäshamn avstår från länsplanen")
    assert "ingen plats i planeringscheferna" in await office.say(
        "Karin Holmlund", "vi har inget att erinra på länsplanen"
    )


async def test_the_secretariat_notes_what_it_heard_on_the_phone(office: Office) -> None:
    await office.register()
    assert "För vilken kommun?" in await office.say("Gunilla Ström", "inget att erinra på länsplanen")
    assert "Nynäshamn har inget att erinra" in await office.say(
        "Gunilla Ström", "Nynäshamn har inget att erinra på länsplanen"
    )
    assert "Nynäshamn | har inget att erinra" in office.card().words


async def test_received_is_shown_but_still_owed(office: Office) -> None:
    await office.register()
    await office.press("Anders Viklund", "Mottagen")
    assert "Salem | har tagit emot den" in office.card().words
    assert "0 av 8 kommuner har svarat" in office.card().words


async def test_a_late_answer_is_kept_marked_and_told_to_the_secretariat(office: Office) -> None:
    await office.register()
    await office.until("2027-02-23", 6)
    said = await office.say("Maria Sandell", "vi avstyrker avsnitt 2 i länsplanen, eftersom kostnaden är för hög")
    assert "svaret är märkt som sent" in said
    assert "Södertälje | avstyrker avsnitt 2 (kom sent)" in office.card().words
    assert "märkt som sent" in office.world.to_person("Gunilla Ström")[-1].words


async def test_with_several_open_it_is_asked_which_and_what_was_said_goes_on(office: Office) -> None:
    await office.register()
    await office.register(LANSPLAN.replace("Länsplan för regional", "Cykelplan för regional").replace("/123", "/124"))
    chat = office.world.chat("Per Berg")
    assert "Vilken remiss menar du?" in read(await chat.say("vi har inget att erinra"))
    said = read(await chat.press("Cykelplan för regional transportinfrastruktur"))
    assert "Noterat om Cykelplan" in said
    assert "Noterat om Länsplan" in await office.say("Per Berg", "vi avstår från att svara på länsplanen")


async def test_english_people_are_answered_in_english(office: Office) -> None:
    await office.register()
    chat = office.world.chat("Emma Clarke", locale="en-GB")
    said = read(await chat.say("we have nothing to object to the länsplan"))
    assert said.startswith("Noted on Länsplan")
    assert "Huddinge has nothing to object" in said


async def test_old_and_odd_buttons_get_a_word(office: Office) -> None:
    await office.register()
    chat = office.world.chat("Per Berg")
    for payload in (
        {"do": "referral-answer", "referral": "x" * 300, "says": "nothing"},
        {"do": "referral-answer", "referral": "gone", "says": "nothing"},
        {"do": "referral-remark", "referral": "gone", "municipality": "0138", "text": "x"},
        {"do": "referral-show", "referral": "gone"},
        {"do": "referral-draft", "referral": "gone"},
    ):
        assert "finns inte längre" in read(await chat.press_raw(payload))
    assert "gått för lång tid" in read(await chat.press_raw({"do": "referral-this-one", "referral": "a", "key": "b"}))


async def test_questions_are_no_answers(office: Office) -> None:
    await office.register()
    await office.say("Per Berg", "ska vi avstyrka avsnitt 3?")
    assert "Tyresö | har inte svarat" in office.card().words


async def test_a_text_of_a_hundred_pages_is_refused_and_nothing_is_noted(office: Office) -> None:
    await office.register()
    said = await office.say("Per Berg", "vi lämnar synpunkter på avsnitt 3 i länsplanen: " + "text " * 60_000)
    assert "jag har plats för" in said
    assert "Tyresö | har inte svarat" in office.card().words


async def test_a_short_word_of_the_title_names_it_in_english(office: Office) -> None:
    await office.register(LANSPLAN.replace("Länsplan för regional transportinfrastruktur", "Regional bus plan"))
    chat = office.world.chat("Emma Clarke", locale="en-GB")
    assert "Huddinge abstains" in read(await chat.say("we abstain from the bus plan"))
    assert "1 of 8 municipalities have answered" in read(await chat.say("how is the bus plan going"))
