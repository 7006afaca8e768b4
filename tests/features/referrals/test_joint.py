"""The joint answer: drafts with every section and dissent, the template, the end, and what became of it."""

import datetime as dt
import io

import pytest
from docx import Document
from docx.document import Document as Word

from bot.core.ports import Store
from bot.features.referrals.document import word_of
from bot.features.referrals.draft import BrokenTemplate, Content, Draft, Part, Voice, lines_of, markdown_of
from bot.features.referrals.model import Position
from bot.features.referrals.timetable import Warn
from tests.conversation import NOW, read
from tests.features.referrals.conftest import LANSPLAN, Office

S, O, R = Position.SUPPORTS, Position.OPPOSES, Position.REMARKS  # noqa: E741

CONTENT = Content(
    cooperation="Kommunerna i söder",
    title="Förslag till länsplan för regional transportinfrastruktur i Stockholms län 2030–2041",
    issuer="Region Stockholm",
    number="TRN 2026-0311",
    due_on=dt.date(2027, 3, 15),
    dated_on=dt.date(2027, 2, 24),
    asked=8,
    parts=(
        Part("", (Voice("Haninge", S, ""), Voice("Salem", R, "Planen saknar en tydlig koppling till bostadsmålen."))),
        Part(
            "3",
            (
                Voice("Botkyrka", O, "Förslaget saknar finansiering.\nSpår till Flemingsberg måste in före 2034."),
                Voice("Haninge", O, "Vi delar Botkyrkas bild och vill se en etappindelning."),
                Voice("Tyresö", S, "Tyresö anser att prioriteringen är rimlig med dagens ramar.", late=True),
            ),
            dissent=("Tyresö",),
        ),
        Part("4.2", (Voice("Huddinge", S, ""), Voice("Södertälje", O, "Kostnaden är för hög.")), split=True),
        Part("Bilaga 2", (Voice("Salem", R, "Kartan på sidan 14 visar fel stråk."),)),
    ),
    nothing=("Nykvarn",),
    abstains=(),
    promised=(),
    silent=(),
    vacant=("Nynäshamn",),
    decided_on=dt.date(2027, 3, 11),
    signatories=(("Boel Exempelsson", "Ordförande, Samarbetskommittén"), ("Anna Exempel", "Strateg, kansliet")),
)
DRAFT = Draft("k", "r", 2, "g", "Gunilla Ström", NOW, CONTENT)


def _read(body: bytes) -> Word:
    return Document(io.BytesIO(body))


def _template(*lines: str) -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Vårt brevhuvud {{datum}}"
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _texts(document: Word) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_draft_has_the_order_that_recipients_expect() -> None:
    headings = [line.text for line in lines_of(CONTENT) if line.kind == "heading"]
    assert headings == [
        "Sammanfattning",
        "Ställningstaganden",
        "Avvikande meningar",
        "Inget att erinra",
        "Kommuner som inte lämnar synpunkter här",
        "Beredning",
    ]
    sections = [line.text for line in lines_of(CONTENT) if line.kind == "subheading"]
    assert sections == ["Förslaget som helhet", "Avsnitt 3", "Avsnitt 4.2", "Bilaga 2"]


@pytest.mark.parametrize("make", [lambda: "\n".join(_texts(_read(word_of(DRAFT)))), lambda: markdown_of(DRAFT)])
def test_every_voice_and_every_dissent_is_in_it(make) -> None:  # type: ignore[no-untyped-def]
    written = make().replace("\\", "")
    for part in CONTENT.parts:
        for voice in part.voices:
            assert all(line in written for line in voice.text.split("\n"))
    assert "Avsnitt 3: Tyresö tillstyrker, till skillnad från Botkyrka och Haninge, som avstyrker." in written
    assert "Avsnitt 4.2: Huddinge tillstyrker och Södertälje avstyrker." in written
    assert "Nykvarn har inget att erinra." in written
    assert "Nynäshamn saknar ledamot och har inte kunnat svara." in written
    assert "(inkom sent)" in written


def test_the_template_is_filled_where_it_says_so() -> None:
    template = _template("Yttrande {{diarienummer}} till {{mottagare}}", "{{titel}}", "{{yttrande}}", "Vår adress")
    document = _read(word_of(DRAFT, template))
    texts = _texts(document)
    assert texts[0] == "Yttrande TRN 2026-0311 till Region Stockholm"
    assert texts[1].startswith("Yttrande över förslag till länsplan")
    assert texts[2] == "Sammanfattning"
    assert texts[-1] == "Vår adress"
    assert document.sections[0].header.paragraphs[0].text == "Vårt brevhuvud 24 februari 2027"


def test_a_mark_that_word_has_cut_in_pieces_is_filled_all_the_same() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("Till {{", "motta", "gare}}, "):
        paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)
    assert "Till Region Stockholm, " in _texts(_read(word_of(DRAFT, out.getvalue())))


@pytest.mark.parametrize("template", [b"", b"no zip", b"PK\x03\x04 half a zip", _template("x")[:2000]])
def test_a_broken_template_is_told_as_that(template: bytes) -> None:
    with pytest.raises(BrokenTemplate):
        word_of(DRAFT, template)


async def _answers(office: Office) -> None:
    await office.register()
    await office.say("Mehmet Aydin", "vi avstyrker avsnitt 3 i länsplanen eftersom finansieringen saknas helt")
    await office.say("Per Berg", "vi tillstyrker avsnitt 3 i länsplanen eftersom den är rimlig med dagens ramar")
    await office.say("Anders Viklund", "vi har inget att erinra på länsplanen")


async def test_versions_are_kept_and_the_same_again_is_no_new_one(office: Office) -> None:
    await _answers(office)
    chat = office.gunilla
    first = read(await chat.say("gör ett utkast till svar på länsplanen"))
    assert "version 1" in first
    assert "Meningarna går isär om avsnitt 3" in first
    assert "Inget har ändrats sedan version 1" in read(await chat.say("utkast länsplanen"))
    await office.say("Maria Sandell", "vi avstår från länsplanen")
    assert "version 2" in read(await office.gunilla.say("utkast länsplanen"))
    assert "plats i planeringscheferna" in await office.say("Karin Holmlund", "utkast länsplanen")


async def test_the_files_are_fetched_under_their_addresses(office: Office) -> None:
    await _answers(office)
    chat = office.gunilla
    await chat.say("utkast länsplanen")
    assert chat.last is not None
    assert chat.last.card is not None
    pages = {page.room: page for page in office.world.bot.pages}
    for button, room in zip(chat.last.card.buttons, ("utkast", "utkast-text"), strict=False):
        key = button.url.split(f"/{room}/")[1].split("/")[0]
        document = await pages[room].serve(key, NOW)
        assert document is not None
        assert document.name.startswith("Yttrande Länsplan")
        assert await pages[room].serve("wrong", NOW) is None
    assert b"Avvikande meningar" in (await pages["utkast-text"].serve(key, NOW)).body  # type: ignore[union-attr]


async def test_the_end_is_confirmed_and_told_to_all_who_answered(office: Office) -> None:
    await _answers(office)
    await office.until("2027-03-12")
    chat = office.gunilla
    shown = read(await chat.say("länsplanen är besvarad den 11 mars https://svar.example/lansplan"))
    assert "Botkyrka, Salem och Tyresö" in shown
    assert not [each for each in office.world.to_person("Per Berg") if "är skickat" in each.words]
    done = read(await chat.press("Notera och skicka"))
    assert "frågar jag vad det blev" in done
    await office.world.settle()
    for name in ("Mehmet Aydin", "Per Berg", "Anders Viklund"):
        sent = [each for each in office.world.to_person(name) if "är skickat" in each.words]
        assert len(sent) == 1
    assert "Besvarad torsdag 11 mars" in office.card().words
    assert "Ett gemensamt remissvar 2027" in await office.say("Per Berg", "vilka remisser har vi svarat på i år?")
    assert "står redan som besvarad" in read(await office.gunilla.say("länsplanen är besvarad den 11 mars"))


async def test_an_answer_that_comes_when_it_has_been_sent_is_kept_and_told(office: Office) -> None:
    await _answers(office)
    await office.until("2027-03-12")
    chat = office.gunilla
    await chat.say("länsplanen är besvarad i dag")
    await chat.press("Notera och skicka")
    said = await office.say("Lukas Josefsén", "vi avstyrker länsplanen eftersom bussarna saknas helt i den")
    assert "så det här kom inte med" in said
    assert "redan skickat" in office.world.to_person("Gunilla Ström")[-1].words


async def test_days_that_cannot_be_are_refused(office: Office) -> None:
    await _answers(office)
    assert "kan inte vara dagen" in read(await office.gunilla.say("länsplanen är besvarad den 12 mars 2027"))
    assert "kan inte vara dagen" in await _pressed(office, "länsplanen är besvarad den 12 mars 2025")
    assert "Vilken dag skickades" in read(await office.gunilla.say("länsplanen är besvarad"))


async def _pressed(office: Office, said: str) -> str:
    chat = office.gunilla
    await chat.say(said)
    return read(await chat.press("Notera och skicka"))


async def test_half_a_year_later_it_is_asked_what_became_of_it(office: Office) -> None:
    await _answers(office)
    await office.until("2027-03-12")
    chat = office.gunilla
    await chat.say("länsplanen är besvarad i dag")
    await chat.press("Notera och skicka")
    assert "ingen berättat än" in await office.say("Per Berg", "vad blev det av länsplanen?")
    await office.until("2027-09-20")
    asked = [each for each in office.world.to_person("Gunilla Ström") if "Vad blev det av" in each.words]
    assert len(asked) == 1
    told = await office.world.press_on(asked[0], "Spara", office.gunilla, outcome="Regionen tog med spåren.")
    assert "Sparat" in read(told)
    assert "Regionen tog med spåren" in await office.say("Per Berg", "vad blev det av länsplanen?")
    chapters = [chapter for feature in office.world.bot.features for chapter in feature.chapters]
    blocks = [block for chapter in chapters for block in await chapter.write(2027, "sv", office.world.clock())]
    assert "Länsplan för regional transportinfrastruktur: Regionen tog med spåren." in str(blocks)


async def test_a_meeting_that_moves_moves_the_timetable_and_is_said_once(office: Office) -> None:
    chat = office.gunilla
    await chat.say("boka samarbetskommittén 11 mars 2027 kl 9–12 på stadshuset")
    await chat.press("Boka")
    await office.register()
    first = await office.referral()
    decide = next(each for each in first.timetable.steps if each.step == "decide")
    assert decide.meeting
    await chat.say("flytta samarbetskommittén 11 mars till 4 mars kl 9-12")
    await chat.press("Flytta ändå")  # week 9 is sportlov
    await office.world.until(office.world.clock() + dt.timedelta(minutes=1))
    told = [each for each in office.world.to_person("Gunilla Ström") if "ett möte har flyttats" in each.words]
    assert len(told) == 1
    assert "Samarbetskommittén beslutar: torsdag 4 mars (v. 9) (förut torsdag 11 mars)" in told[0].words
    assert (await office.referral()).timetable.on(decide.step) == dt.date(2027, 3, 4)
    assert "sista dag för kommunernas svar är nu" in office.world.to_channel()[-1].words


async def test_answers_to_meetings_and_the_passing_of_time_move_no_timetable(office: Office) -> None:
    chat = office.gunilla
    await chat.say("boka samarbetskommittén 10 december 2026 kl 9–12 på stadshuset")
    await chat.press("Boka")
    await office.register(LANSPLAN.replace("15 mars", "14 december"))
    first = (await office.referral()).timetable
    assert first.warned(Warn.SHORT)
    await office.until("2026-12-01")
    assert "Noterat" in await office.say("Boel Godner", "jag kommer på samarbetskommittén")
    await office.until("2026-12-02")
    assert (await office.referral()).timetable == first
    assert not [each for each in office.world.to_person("Gunilla Ström") if "har flyttats" in each.words]


async def test_a_booking_that_is_taken_back_is_found_in_the_morning(office: Office) -> None:
    chat = office.gunilla
    await chat.say("boka samarbetskommittén 11 mars 2027 kl 9–12 på stadshuset")
    await chat.press("Boka")
    booked = chat.last
    await office.register()
    assert (await office.referral()).timetable.steps[-2].meeting
    chat.last = booked
    await chat.press("Ångra")
    await office.until("2026-11-24")
    assert (await office.referral()).timetable.steps[-2].written


async def test_the_secretariat_hears_on_the_day_when_the_answer_is_to_be_sent(office: Office) -> None:
    await _answers(office)
    await office.until("2027-03-15")
    said = [each.words for each in office.world.to_person("Gunilla Ström")]
    assert len([each for each in said if "ska skickas till Region Stockholm i dag" in each]) == 1


async def test_what_is_kept_about_people_is_told_and_erased(office: Office, memory: Store) -> None:
    from bot.core.holding import Subject

    await _answers(office)
    holding = next(
        each for feature in office.world.bot.features for each in feature.holdings if each.name == "referral-answers"
    )
    per = Subject("aad-per-berg", "", ("Per Berg",))
    assert [each["kommun"] for each in await memory.run(lambda tx: holding.tell(tx, per))] == ["0138"]
    erased = await memory.run(lambda tx: holding.erase(tx, per, NOW))
    assert erased.erased == 1
    assert (await office.response("0138")).by_name == ""
    assert (await office.response("0138")).remarks[0].text
    assert await memory.run(lambda tx: holding.tell(tx, per)) == []
