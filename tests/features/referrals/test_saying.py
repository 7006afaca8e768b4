"""What a municipality says of a referral in words of its own: noted as it is meant, or asked about."""

import pytest

from bot.features.referrals.model import Position, Says
from tests.conversation import read
from tests.features.referrals.conftest import LANSPLAN, Office

CYKELPLAN = LANSPLAN.replace("Länsplan för regional transportinfrastruktur", "Cykelplan för länet").replace(
    "/123", "/124"
)
YES, NO, REMARK = Position.SUPPORTS, Position.OPPOSES, Position.REMARKS


@pytest.mark.parametrize(
    "said",
    [
        "vi kommer inte att avstyrka länsplanen",
        "vi vill inte tillstyrka länsplanen",
        "vi kommer inte att lämna synpunkter på länsplanen",
        "vi avstår inte från länsplanen",
        "vi har inte tagit emot länsplanen",
        "vi kanske avstyrker länsplanen",
        "vi lutar åt att tillstyrka länsplanen",
        "jag tror att vi avstår från länsplanen",
        "vi har nog inget att erinra på länsplanen",
        "maybe we support the länsplan",
    ],
)
async def test_a_denied_or_uncertain_position_was_kept_as_that_position(office: Office, said: str) -> None:
    """ "vi kommer inte att avstyrka" and "vi kanske avstyrker" were kept as "avstyrker"."""
    await office.register()
    chat = office.world.chat("Per Berg")
    asked = read(await chat.say(said))
    assert "så inget är noterat" in asked or "so nothing is noted" in asked
    await office.world.settle()
    assert "Tyresö | har inte svarat" in office.card().words
    english = "so nothing is noted" in asked
    assert "Tyresö a" in read(await chat.press("We abstain" if english else "Vi avstår"))


async def test_a_denied_position_in_english(office: Office) -> None:
    await office.register()
    chat = office.world.chat("Per Berg")
    assert "so nothing is noted" in read(await chat.say("we will not oppose the länsplan"))
    assert read(await chat.press("We abstain"))


async def test_remarks_on_the_whole_had_no_verb(office: Office) -> None:
    """It said "Tyresö synpunkter på helheten"."""
    await office.register()
    said = await office.say("Per Berg", "vi avstyrker inte länsplanen")
    assert "Tyresö lämnar synpunkter på helheten" in said


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("vi har inte några synpunkter på länsplanen", Says.NOTHING),
        ("Hej! Tyresö har inga egna synpunkter på länsplanen.", Says.NOTHING),
        ("Inget att anmärka från Tyresö", Says.NOTHING),
        ("vi har inget emot länsplanen", Says.NOTHING),
        ("Som ersättare för Tyresö: vi har inget att erinra på länsplanen", Says.NOTHING),
        ("vi har inget att errinra på lansplanen", Says.NOTHING),
        ("länsplaneremissen: inget att erinra", Says.NOTHING),
        ("we have no problem with the länsplan", Says.NOTHING),
        ("vi yttrar oss inte över länsplanen", Says.ABSTAINS),
        ("vi avstår från att lämna synpunkter på länsplanen", Says.ABSTAINS),
        ("vi har beslutat att inte svara på länsplanen", Says.ABSTAINS),
        ("vi kommer inte att yttra oss om länsplanen", Says.ABSTAINS),
        ("vi lämnar inget eget yttrande", Says.ABSTAINS),
        ("vi ändrar till att avstå från länsplanen", Says.ABSTAINS),
        ("vi har lite synpunkter på länsplanen", Says.CONTRIBUTES),
        ("tack, vi har fått länsplanen", Says.RECEIVED),
    ],
)
async def test_answers_without_a_text(office: Office, said: str, says: Says) -> None:
    """ "vi yttrar oss inte" and "avstår från att lämna synpunkter" were kept as remarks to come."""
    await office.register()
    assert "Noterat om Länsplan" in await office.say("Per Berg", said) or says is Says.NOTHING
    assert (await office.response("0138")).says is says


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("vi avstryker länsplanen", [("", NO, False)]),
        ("Tyresö ställer sig bakom länsplanen", [("", YES, False)]),
        ("vi stödjer länsplanen", [("", YES, False)]),
        ("vi motsätter oss länsplanen", [("", NO, False)]),
        ("länsplanen tillstyrks", [("", YES, False)]),
        ("skriv att vi tillstyrker länsplanen", [("", YES, False)]),
        ("kommunstyrelsen beslutade i dag att avstyrka länsplanen", [("", NO, True)]),
        ("vi är positiva till länsplanen", [("", REMARK, True)]),
        ("vi stödjer inte länsplanen", [("", REMARK, True)]),
        ("vi har inga invändningar mot länsplanen, men vill se fler cykelvägar", [("", REMARK, True)]),
        ("Vi avstyrker. Motivering: planen saknar finansiering.", [("", NO, True)]),
        ("vi avstyrker avsnitt 3 i länsplanen: det saknas pengar", [("3", NO, True)]),
        (
            "vi avstyrker avsnitt 3 i länsplanen men tillstyrker avsnitt 4",
            [("3", NO, False), ("4", YES, False)],
        ),
        ("vi tillstyrker avsnitt 3, 4.1 och 5", [("3", YES, False), ("4.1", YES, False), ("5", YES, False)]),
        ("vi avstyrker kapitel 2–4 i länsplanen", [("2", NO, False), ("3", NO, False), ("4", NO, False)]),
        ("vi tillstyrker planen i stort men avstyrker avsnitt 4", [("", YES, False), ("4", NO, False)]),
        (
            "Tyresös yttrande: vi tillstyrker men önskar att avsnitt 2 förtydligas",
            [("", YES, False), ("2", REMARK, True)],
        ),
        ("vi avstyrker avsnitt 3, i övrigt inget att erinra", [("3", NO, True)]),
        (
            "Tyresö avstyrker förslaget i dess nuvarande form. Avsnitt 3 kostar för mycket. Vi tillstyrker avsnitt 4.",
            [("", NO, True), ("3", REMARK, True), ("4", YES, False)],
        ),
        ("we approve the länsplan", [("", YES, False)]),
        ("Hej! Vi ändrar oss, vi avstyrker avsnitt 3 i länsplanen", [("3", NO, False)]),
        ("nej, vi tillstyrker länsplanen", [("", YES, False)]),
        ("- avsnitt 3: tillstyrks\n- avsnitt 5: avstyrks, det är för dyrt", [("3", YES, False), ("5", NO, False)]),
        ("Länsplanen\nAvsnitt 1: vi tillstyrker\nAvsnitt 2: vi avstyrker", [("1", YES, False), ("2", NO, False)]),
        ("Länsplanen - vi tillstyrker", [("", YES, False)]),
        ("ändra vårt svar på länsplanen till tillstyrker", [("", YES, False)]),
        ("sorry, I meant that we oppose chapter 4 of the länsplan", [("4", NO, True)]),
        ("vi ställer oss inte bakom länsplanen", [("", REMARK, True)]),
        (
            "Tyresö ställer sig i huvudsak bakom länsplanen, men vill framhålla att Spårväg syd behövs.",
            [("", REMARK, True)],
        ),
    ],
)
async def test_positions_are_kept_as_they_are_said(
    office: Office, said: str, expected: list[tuple[str, Position, bool]]
) -> None:
    """Of two positions in a sentence one was lost, "men …" was lost, and words such as "stödjer" not understood."""
    await office.register()
    assert "Noterat om Länsplan" in await office.say("Per Berg", said)
    remarks = (await office.response("0138")).remarks
    assert [(each.section, each.position, bool(each.text)) for each in remarks] == expected


async def test_a_whole_letter_is_kept_without_its_greeting_headings_and_closing(office: Office) -> None:
    """The greeting was a remark on the whole, and the name of the writer stood in the last one."""
    await office.register()
    await office.say(
        "Per Berg",
        "Hej! Här kommer Tyresös synpunkter på länsplanen.\n\nAvsnitt 2.1: Vi tillstyrker inriktningen.\n"
        "Avsnitt 3: Vi avstyrker bostadsmålen, de är orimligt höga för kommunen.\n"
        "Avsnitt 4.2 bör kompletteras med hamnen.\n\nMed vänlig hälsning\nPer Berg\nTyresö kommun",
    )
    assert [(each.section, each.position, each.text) for each in (await office.response("0138")).remarks] == [
        ("2.1", YES, ""),
        ("3", NO, "Vi avstyrker bostadsmålen, de är orimligt höga för kommunen."),
        ("4.2", REMARK, "Avsnitt 4.2 bör kompletteras med hamnen."),
    ]


async def test_two_referrals_in_a_sentence_get_each_its_own_answer(office: Office) -> None:
    """It was asked which one, and the first answer was noted on whichever was pressed."""
    await office.register()
    await office.register(CYKELPLAN)
    said = await office.say("Per Berg", "vi avstår från länsplanen och har inget att erinra på cykelplanen")
    assert "Noterat om Länsplan för regional transportinfrastruktur: Tyresö avstår" in said
    assert "Noterat om Cykelplan för länet: Tyresö har inget att erinra" in said
    said = await office.say("Gunilla Ström", "Salem tillstyrker cykelplanen men avstår från månplanen")
    assert "Noterat om Cykelplan för länet: Salem tillstyrker helheten" in said
    assert "Jag känner ingen remiss om månplanen, så där är inget noterat." in said


async def test_several_municipalities_in_a_sentence(office: Office) -> None:
    """The secretariat had to write one message for each that it had heard on the phone."""
    await office.register()
    await office.say("Gunilla Ström", "Salem och Tyresö har inget att erinra på länsplanen")
    await office.say("Gunilla Ström", "Haninge tillstyrker och Huddinge avstyrker länsplanen")
    rows = office.card().words
    for row in (
        "Salem | har inget att erinra",
        "Tyresö | har inget att erinra",
        "Haninge | tillstyrker helheten",
        "Huddinge | avstyrker helheten",
    ):
        assert row in rows
    said = await office.say("Per Berg", "Salem och Tyresö avstår från länsplanen")
    assert "För Salem svarar Anders Viklund" in said
    assert "Tyresö avstår" in said


async def test_a_municipality_in_the_name_of_a_referral_does_not_answer(office: Office) -> None:
    plan = "ny remiss: Översiktsplan för {} från {} kommun, svar senast 15 mars, leds av planeringscheferna"
    await office.register(plan.format("Haninge", "Haninge"))
    await office.register(plan.format("Salem", "Salems"))
    said = await office.say("Per Berg", "på översiktsplanen för Haninge har vi inget att erinra")
    assert "Noterat om Översiktsplan för Haninge: Tyresö har inget att erinra" in said
    assert "Noterat om Översiktsplan för Salem" in await office.say("Per Berg", "vi tillstyrker Salems översiktsplan")


@pytest.mark.parametrize(
    "said",
    ["vi återkommer om länsplanen", "vi instämmer i Salems svar på länsplanen", "svar kommer på länsplaneremissen"],
)
async def test_what_is_no_answer_is_said_to_be_none(office: Office, said: str) -> None:
    """The reports answered, with something that had a word in common."""
    await office.register()
    asked = await office.say("Per Berg", said)
    assert "men jag är inte säker på vad Tyresö svarar, så inget är noterat" in asked
    assert "[Inget att erinra]" in asked
    assert "Tyresö | har inte svarat" in office.card().words


async def test_somebody_who_says_that_they_have_answered_reads_what_stands(office: Office) -> None:
    await office.register()
    await office.say("Per Berg", "vi tillstyrker länsplanen")
    assert "Nu står det: Tyresö tillstyrker helheten." in await office.say("Per Berg", "vi har redan svarat")


@pytest.mark.parametrize("said", ["kan vi få anstånd med länsplanen?", "vi hinner inte svara på länsplanen"])
async def test_who_wants_more_time_hears_the_day_and_who_can_move_it(office: Office, said: str) -> None:
    await office.register()
    asked = await office.say("Per Berg", said)
    assert "väntas senast måndag 22 februari (v. 8)" in asked
    assert "säg till kansliet" in asked


async def test_the_secretariat_is_asked_what_a_municipality_answered(office: Office) -> None:
    await office.register()
    chat = office.gunilla
    assert "vad Salem svarar" in read(await chat.say("Salem har svarat på länsplanen"))
    assert "Salem avstår" in read(await chat.press("Vi avstår"))


@pytest.mark.parametrize("said", ["hur svarar jag på remissen?", "vi vill ändra vårt svar", "hur ändrar vi vårt svar?"])
async def test_how_one_answers_is_told_with_the_buttons(office: Office, said: str) -> None:
    await office.register()
    chat = office.world.chat("Per Berg")
    assert "Svara för Tyresö på Länsplan" in read(await chat.say(said))
    assert "Tyresö avstår" in read(await chat.press("Vi avstår"))
    assert "Svara för" not in await office.say("Karin Holmlund", said)


async def test_an_answer_is_taken_back_and_stays_in_the_history(office: Office) -> None:
    await office.register()
    await office.say("Per Berg", "vi avstyrker länsplanen")
    said = await office.say("Åsa Öberg", "vi tar tillbaka vårt svar på länsplanen")
    assert said.startswith("Borttaget om Länsplan för regional transportinfrastruktur: Tyresö avstyrker helheten.")
    response = await office.response("0138")
    assert response.remarks == ()
    assert [(each.by_name, each.remarks[0].position) for each in response.history] == [("Per Berg", NO)]
    assert "0 av 8 kommuner har svarat" in office.card().words
    assert "inget svar" in await office.say("Per Berg", "stryk vårt svar")
    await office.say("Gunilla Ström", "Salem avstår från länsplanen")
    assert "Salem avstår" in await office.say("Gunilla Ström", "Salem tar tillbaka sitt svar på länsplanen")
    assert "svarar Anders Viklund" in await office.say("Per Berg", "Salem tar tillbaka sitt svar på länsplanen")
    assert "För vilken kommun?" in await office.say("Gunilla Ström", "vi tar tillbaka vårt svar på länsplanen")


async def test_nothing_is_taken_back_from_an_answer_that_was_sent(office: Office) -> None:
    await office.register()
    await office.say("Per Berg", "vi avstyrker länsplanen")
    chat = office.gunilla
    await chat.say("länsplanen är besvarad i dag")
    await chat.press("Notera och skicka")
    assert "är redan besvarad" in await office.say("Per Berg", "vi tar tillbaka vårt svar på länsplanen")
    assert (await office.response("0138")).remarks[0].position is NO


async def test_with_nothing_open_an_answer_is_told_that_it_went_nowhere(office: Office) -> None:
    """The reports said "Det står inte i det jag har"."""
    await office.register()
    chat = office.gunilla
    await chat.say("länsplanen är besvarad i dag")
    await chat.press("Notera och skicka")
    assert "Ingen remiss väntar på svar just nu" in await office.say("Per Berg", "vi avstår")
    assert "ingen remiss om cykelplanen" in await office.say("Per Berg", "vi avstår från cykelplanen")


async def test_where_an_answer_goes_that_is_not_asked_for_here(office: Office) -> None:
    """It said "Det finns inget gemensamt svar att göra det med"."""
    await office.register(choice="Var för sig")
    said = await office.say("Per Berg", "vi avstår från länsplanen")
    assert "skicka ert svar till Region Stockholm senast måndag 15 mars" in said
    await office.say("Gunilla Ström", "vi svarar inte på länsplanen")
    assert "Vi svarar inte gemensamt på Länsplan" in await office.say("Per Berg", "vi avstår från länsplanen")


async def test_a_promise_after_an_answer_says_what_stands(office: Office) -> None:
    """It said "Det står redan så", although something new had been promised."""
    await office.register()
    await office.say("Per Berg", "vi tillstyrker länsplanen")
    said = await office.say("Per Berg", "vi lämnar synpunkter på länsplanen")
    assert "Skriv det nya när det är klart" in said


@pytest.mark.parametrize(
    "said",
    [
        "vi har inget emot att byta tid",
        "vi tycker att mötet var bra",
        "tack för hjälpen",
        "vi har fått synpunkter från medborgare på busstrafiken",
        "vi hinner inte på torsdag",
        "jag avstår på torsdag den 3 december",
        "Tyresö avstår från mötet den 3 december",
        "Beslut: vi tillstyrker länsplanen",
    ],
)
async def test_what_is_said_of_other_things_is_no_answer(office: Office, said: str) -> None:
    await office.register()
    said = await office.say("Per Berg", said)
    assert "Noterat om" not in said
    assert "Länsplan" not in said
    assert "Tyresö | har inte svarat" in office.card().words


async def test_a_slip_or_a_gap_in_the_name_is_understood(office: Office) -> None:
    await office.register()
    for said in (
        "vi tillstyrker lönsplanen",
        "vi har inget att erinra på länsplaneremisen",
        "vi avstår från länsplannen",
        "vi avstyrker läns-planen",
    ):
        assert "Noterat om Länsplan" in await office.say("Per Berg", said)
