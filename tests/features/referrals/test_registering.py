"""A referral comes: in a sentence, a letter or a form; registered once; and do we answer it jointly?"""

import datetime as dt

import pytest

from bot.core.journal import read_journal
from bot.core.turn import Reply
from bot.features.broadcasts.model import BROADCASTS, Group
from bot.features.referrals.model import State
from tests.conversation import Chat, channel, read
from tests.features.referrals.conftest import LANSPLAN, Office
from tests.features.referrals.letters import LETTERS


async def _fill_in(chat: Chat, **written: str) -> Reply | None:
    """Press the form's button with what is written in it."""
    assert chat.last is not None
    assert chat.last.card is not None
    button = next(each for each in chat.last.card.buttons if each.title == "Registrera")
    assert button.action is not None
    return await chat.press_raw(button.action.pack() | written)


async def test_a_sentence_is_shown_whole_and_kept_at_the_press(office: Office) -> None:
    chat = office.gunilla
    shown = read(await chat.say(LANSPLAN))
    assert "Diarienummer: TRV 2026/123" in shown
    assert "Sista svarsdag: måndag 15 mars (v. 11)" in shown
    assert "Inget är sparat än" in shown
    asked = read(await chat.press("Registrera"))
    assert "Svarar vi gemensamt på Länsplan för regional transportinfrastruktur?" in asked
    assert "Planeringscheferna, Ledningsgruppen och Samarbetskommittén har inget möte i tid" in asked
    assert office.world.to_channel() == []


async def test_what_is_missing_is_asked_for_one_thing_at_a_time(office: Office) -> None:
    chat = office.gunilla
    assert "Vem har skickat remissen?" in read(await chat.say("ny remiss: Regional cykelplan"))
    assert "När är sista svarsdag?" in read(await chat.say("Region Stockholm"))
    assert "Det kan jag inte läsa som en dag" in read(await chat.say("snart"))
    assert "har varit" in read(await chat.say("1 mars 2020"))
    assert "Vilket organ ska bereda svaret?" in read(await chat.say("30 april"))
    assert "Ny remiss: Regional cykelplan" in read(await chat.say("klimatstrategerna"))
    assert "Svarar vi gemensamt" in read(await chat.say("registrera"))


@pytest.mark.parametrize("day", ["sista svarsdag är 15 mars", "sista datum är den 15 mars", "det är 15 mars"])
async def test_what_is_asked_for_is_answered_in_a_whole_sentence(office: Office, day: str) -> None:
    """ "sista svarsdag är 15 mars" was taken for the moving of a day."""
    chat = office.gunilla
    await chat.say("ny remiss: Länsplan från Region Stockholm, leds av planeringscheferna")
    assert "Sista svarsdag: måndag 15 mars" in read(await chat.say(day))


async def test_help_and_cancel_work_at_every_step(office: Office) -> None:
    chat = office.gunilla
    await chat.say("ny remiss: Regional cykelplan")
    assert "Du registrerar en remiss. Vem har skickat" in read(await chat.say("hjälp"))
    assert "fem infrastruktursatsningar" in read(await chat.say("vilka är de fem prioriteringarna?"))
    assert "När är sista svarsdag" in read(await chat.say("Region Stockholm"))
    assert "Då registrerar jag ingen remiss" in read(await chat.say("avbryt"))


async def test_a_pasted_letter_is_a_proposal_that_a_press_confirms(office: Office) -> None:
    chat = office.gunilla
    letter = LETTERS[4]
    assert "Vilket organ ska bereda svaret?" in read(await chat.say(letter.text))
    assert letter.number in read(await chat.say("planeringscheferna"))
    await chat.press("Registrera")
    kept = await office.referral()
    assert (kept.title, kept.issuer, kept.number, kept.due_on) == (
        letter.title,
        letter.issuer,
        letter.number,
        letter.due_on,
    )
    assert kept.link == letter.link
    assert kept.about.startswith("Länsplanen redovisar")


async def test_the_form_says_what_is_wrong_and_loses_nothing(office: Office) -> None:
    chat = office.gunilla
    await chat.say("ny remiss")
    wrong = read(await _fill_in(chat, title="Nationell plan", due="den 40 mars", link="bild.png", lead=""))
    for fault in ("Från saknas", "kan jag inte läsa: *den 40 mars*", "Länken ska börja", "Bereds av saknas"):
        assert fault in wrong
    fields = {part.id: part.value for part in chat.last.card.parts if hasattr(part, "id")}  # type: ignore[union-attr]
    assert fields["title"] == "Nationell plan"
    assert fields["due"] == "den 40 mars"
    written = {"title": "Nationell plan", "issuer": "Trafikverket", "due": "2027-03-15", "lead": "planeringschefer"}
    done = await _fill_in(chat, **written)
    assert "Svarar vi gemensamt på Nationell plan?" in read(done)


async def test_a_hundred_pages_in_a_field_are_refused_with_a_clear_word(office: Office) -> None:
    chat = office.gunilla
    await chat.say("ny remiss")
    said = read(await _fill_in(chat, title="T", issuer="I", due="15 mars", about="sida " * 60_000))
    assert "för mycket text" in said
    assert "jag gjorde inget" in said
    assert "Det var 315 000 tecken" in read(await chat.say("Remiss av plan, svar senast den 5 mars 2027. " * 7_000))


async def test_the_same_case_number_is_said_and_shown_and_registers_nothing(office: Office) -> None:
    await office.register()
    again = read(await office.gunilla.say(LANSPLAN.replace("TRV 2026/123", "trv 2026/0123")))
    assert "är redan registrerad, av Gunilla Ström" in again
    assert "0 av 8 kommuner har svarat" in again
    assert len(office.world.to_channel()) == 1


async def test_a_second_press_registers_nothing_more(office: Office) -> None:
    chat = office.gunilla
    first = await chat.say(LANSPLAN)
    await chat.press("Registrera")
    assert first is not None
    chat.last = first
    assert "inte bestämt om vi svarar gemensamt" in read(await chat.press("Registrera"))
    assert (await office.referral()).state is State.REGISTERED


async def test_only_the_secretariat_registers(office: Office) -> None:
    assert "kansliet" in await office.say("Per Berg", LANSPLAN)


async def test_jointly_is_told_in_the_channel_and_to_the_offices(office: Office) -> None:
    chat = await office.register()
    assert "Vi svarar gemensamt på Länsplan" in read(chat.last)
    card = office.card()
    assert "Säg vad din kommun tycker senast måndag 22 februari (v. 8)" in card.words
    assert "Nynäshamn | saknar ledamot" in card.words
    assert "Salem | har inte svarat" in card.words
    broadcasts = await office.world.store.run(lambda tx: tx.between(BROADCASTS, "made_at"))
    assert [kept.value.audience.parts[0].group for kept in broadcasts] == [Group.OFFICES]
    assert broadcasts[0].value.listed == 8


async def test_each_on_its_own_is_an_outcome_too_and_can_be_changed(office: Office) -> None:
    chat = await office.register(choice="Var för sig")
    assert "svarar var för sig på Länsplan" in read(chat.last)
    assert "Kommunerna svarar var för sig till Region Stockholm, senast måndag 15 mars" in office.card().words
    card = office.card().message.card
    assert card is not None
    assert "actions" not in card
    assert "skicka ert svar till Region Stockholm" in await office.say(
        "Per Berg", "vi har inget att erinra på länsplanen"
    )
    assert "Vi svarar gemensamt" in await office.say("Gunilla Ström", "vi svarar gemensamt på länsplanen")
    assert "Säg vad din kommun tycker" in office.card().words
    assert "Ändrat av kansliet: vi svarar gemensamt" in office.world.to_channel()[-1].words


async def test_we_do_not_answer(office: Office) -> None:
    await office.register(choice="Vi svarar inte")
    assert "Det blir inget gemensamt svar" in office.card().words
    assert (await office.referral()).state is State.DECLINED


async def test_a_referral_that_was_recalled_is_taken_off_and_its_number_is_free(office: Office) -> None:
    await office.register()
    chat = office.gunilla
    assert "Ta bort remissen" in read(await chat.say("ta bort remissen om länsplanen"))
    assert "är borttagen" in read(await chat.press("Ta bort"))
    await office.world.settle()
    assert "Gunilla Ström tog bort remissen" in office.card().words
    assert "Ny remiss" in read(await office.gunilla.say(LANSPLAN))


async def test_everything_is_in_the_journal(office: Office) -> None:
    await office.register()
    await office.say("Per Berg", "vi har inget att erinra på länsplanen")
    key = f"referral:{(await office.referral()).id}"
    entries = await office.world.store.run(lambda tx: read_journal(tx, key))
    said = [(entry.by_name, entry.said("sv")) for entry in entries]
    assert [name for name, _ in said] == ["Gunilla Ström", "Gunilla Ström", "Per Berg"]
    assert "Tyresö har inget att erinra" in said[-1][1]


@pytest.mark.parametrize("said", ["vilka remisser svarade vi på i april?", "vad blev det av länsplanen?"])
async def test_with_nothing_kept_questions_go_on_to_the_reports(office: Office, said: str) -> None:
    assert "2021" in await office.say("Per Berg", said) or said.startswith("vad blev")


async def test_a_letter_pasted_in_a_channel_belongs_to_its_body(office: Office) -> None:
    chat = office.world.in_channel("Gunilla Ström")
    assert "Ny remiss" in read(await chat.say(LETTERS[0].text))
    assert chat.place == channel()


async def test_a_decision_told_while_a_body_is_asked_for_is_not_that_body(office: Office) -> None:
    # A decision of Ledningsgruppen was read as who prepares the answer, and lost.
    chat = office.gunilla
    await chat.say("registrera remiss Trafikplan 2030 från Region Stockholm sista svarsdag 15 januari")
    assert "Bereds av" not in read(
        await chat.say("Ledningsgruppen beslutade 18 november att anställa en projektledare")
    )
    assert "Bereds av: planeringscheferna" in read(await chat.say("planeringscheferna"))


@pytest.mark.parametrize(
    "begun", ["ny remiss", "ny remiss: Trafikplan 2030", "ny remiss: Trafikplan 2030 från Region Stockholm"]
)
async def test_a_question_while_something_is_asked_for_is_answered_as_always(office: Office, begun: str) -> None:
    """`närvaron 2026` became the title of a referral or its issuer."""
    chat = office.gunilla
    await chat.say(begun)
    for question, answer in {
        "närvaron 2026": "Inga möten har hållits 2026.",
        "vilka prioriteringar har vi?": "Södertörnskommunerna driver fem",
        "läget": "Läget ",
    }.items():
        assert answer in read(await chat.say(question))
    chat.now += dt.timedelta(hours=25)
    assert "mer än ett dygn" in read(await chat.say("15 mars"))
