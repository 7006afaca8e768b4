"""The documents: fetched by an address, opened by others' readers, and agreeing with a count made apart."""

import datetime as dt
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pytest
from openpyxl.chart import BarChart

from bot.app import Bot, new_id
from bot.core.calendar import local_day
from bot.core.card import Chart, Rows, Table, Words
from bot.core.page import Document
from bot.core.report import Chapter, Place
from bot.core.text import Lang
from bot.core.turn import Message
from bot.features.bodies.history import Tenure
from bot.features.meetings.attendance import Outcome
from bot.features.reports.feature import Documents
from bot.features.reports.model import Kept, Period
from bot.features.reports.service import REPORT_LINKS, Statistics
from bot.features.reports.sheet.workbook import written_sheet
from bot.features.reports.yearly.chapter import answers_kept, in_words, numbers_of
from bot.features.reports.yearly.document import written_report
from bot.features.reports.yearly.outline import Part
from tests.conftest import cooperation
from tests.conversation import NOW, Chat, read
from tests.features.reports.conftest import YEAR_2026, Archive
from tests.features.reports.years import NOW as LATER
from tests.features.reports.years import Made, Noted, meeting, seat
from tests.world import ADDRESS


async def fetch(archive: Archive, chat: Chat, title: str, now: dt.datetime = NOW) -> Document | None:
    """Return what lies behind a button of the latest card."""
    assert chat.last is not None
    card = Message.of(chat.last).card
    assert card is not None
    url = next(button["url"] for button in card["actions"] if button["title"] == title)
    assert url.startswith(f"{ADDRESS}/rapporter/")
    key = url.removeprefix(f"{ADDRESS}/rapporter/").split("/")[0]
    page = next(page for page in archive.bot.pages if page.room == "rapporter")
    return await page.serve(key, now)


def words_of(document: Document) -> list[str]:
    found = docx.Document(io.BytesIO(document.body))
    return [each.text.replace("\N{NO-BREAK SPACE}", " ") for each in found.paragraphs]


async def test_the_secretariat_gets_the_report_as_far_as_it_exists(archive: Archive) -> None:
    chat = archive.secretariat
    said = read(await chat.say("rapport för 2026"))
    assert "Den bygger på 7 möten. Skrivna kapitel: Möten och närvaro." in said
    document = await fetch(archive, chat, "Öppna rapporten")
    assert document is not None
    assert document.name == "Rapport 2026.docx"
    text = words_of(document)
    assert text[0] == "Södertörnskommunerna: verksamhetsberättelse 2026"
    assert [line for line in text if re.match(r"\d\. ", line)] == [
        "1. Inledning",
        "2. Övergripande mål och fokusområden",
        "3. Uppföljning av fokusområdena",
        "4. Gemensamma remissvar",
        "5. Externa möten",
        "6. Projekt",
        "7. Möten och närvaro",
        "8. Bokslut",
    ]
    prose = "\n".join(text)
    assert (
        "Nätverket har haft sju möten till och med 23 november: ett på plats och sex digitala (möte 1–7). "
        "Ett möte ställdes in. För ett möte är närvaron inte noterad (möte 7), och det räknas därför inte i det som "
        "följer. Ordförande har varit Mehmet Aydin, Botkyrka. Vice ordförande har varit Per Berg, Tyresö."
    ) in prose
    assert (
        "Närvaron har varit hög: kommunerna har varit representerade vid 11 av 16 möjliga tillfällen, 69 procent, "
        "mot 50 procent 2025. Ersättare har kommit en gång. Förhinder har anmälts tre gånger, och två gånger har en "
        "kommun uteblivit utan att säga det. Av 14 svar på kallelserna stämde tolv med vad som sedan hände; två som "
        "hade sagt ja uteblev. Svar saknades två gånger."
    ) in prose
    assert "Salem saknar ordinarie representant sedan 14 september (71 dagar)." in prose
    assert "Extern gäst har varit Trafikverket (11 juni)." in prose


async def test_the_figures_of_the_documents_agree_with_a_count_made_apart(archive: Archive) -> None:
    chat = archive.secretariat
    await chat.say("rapport för 2026")
    by_hand = Counter(letter for _, letters in YEAR_2026 for letter in letters)
    report = await fetch(archive, chat, "Öppna rapporten")
    assert report is not None
    tables = docx.Document(io.BytesIO(report.body)).tables
    towns = [[cell.text for cell in row.cells] for row in tables[1].rows][1:]
    assert [row[0] for row in towns] == ["Botkyrka", "Salem", "Tyresö"]
    assert [sum(int(row[at]) for row in towns) for at in (2, 3, 4, 5)] == [by_hand[letter] for letter in "HSEA"]
    assert [row[1] for row in towns] == ["1–6", "1–4", "1–6"]
    sheet = await fetch(archive, chat, "Öppna i Excel")
    assert sheet is not None
    assert sheet.name == "Närvaro 2026.xlsx"
    page = openpyxl.load_workbook(io.BytesIO(sheet.body))["Platser och möten"]
    rows: list[Any] = list(page.iter_rows(min_row=2, values_only=True))
    headings = [cell.value for cell in page[1]]
    counted = [row for row in rows if row[headings.index("Räknas")] == 1]
    assert len(counted) == by_hand.total()
    assert [
        sum(row[headings.index(name)] for row in counted) for name in ("Ordinarie", "Ersättare", "Förhinder", "Uteblev")
    ] == [by_hand[letter] for letter in "HSEA"]
    assert all(isinstance(row[headings.index("Datum")], dt.datetime) for row in rows)
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:N{len(rows) + 1}"


async def test_no_person_but_the_presidium_is_named_in_a_document(archive: Archive) -> None:
    chat = archive.secretariat
    await chat.say("rapport för 2026")
    for title in ("Öppna rapporten", "Öppna i Excel"):
        document = await fetch(archive, chat, title)
        assert document is not None
        whole = b"".join(zipfile.ZipFile(io.BytesIO(document.body)).read(name) for name in _names(document))
        assert b"Viklund" not in whole
        assert "Åsa".encode() not in whole


def _names(document: Document) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(document.body)).namelist()


async def test_an_address_works_for_a_month_and_a_wrong_one_never(archive: Archive) -> None:
    chat = archive.chair
    await chat.say("rapport för 2026")
    assert await fetch(archive, chat, "Öppna i Excel", NOW + dt.timedelta(days=29)) is not None
    assert await fetch(archive, chat, "Öppna i Excel", NOW + dt.timedelta(days=30)) is None
    page = next(page for page in archive.bot.pages if page.room == "rapporter")
    for key in ("", "fel", "x" * 200, "../../etc/passwd"):
        assert await page.serve(key, NOW) is None


async def test_expired_addresses_are_taken_away_when_a_new_one_is_made(archive: Archive) -> None:
    await archive.secretariat.say("rapport för 2026")
    later = replace(archive.secretariat, now=NOW + dt.timedelta(days=31))
    await later.say("rapport för 2026")
    assert await archive.store.run(lambda tx: tx.count(REPORT_LINKS)) == 2


async def test_the_report_is_for_those_who_write_it(archive: Archive) -> None:
    said = read(await archive.member.say("rapport för 2026"))
    assert "Öppna" not in said
    assert "kansliet och ordförandena" in said
    pressed = await archive.member.press_raw({"do": "reports.documents", "year": 2026})
    assert "Öppna" not in read(pressed)


async def test_without_an_address_on_the_web_the_bot_says_so(archive: Archive, bot: Bot) -> None:
    said = read(await Chat(bot, who=archive.secretariat.who).say("rapport för 2026"))
    assert "BOT_ADDRESS" in said


async def test_chapters_of_other_features_stand_in_their_places(archive: Archive) -> None:
    async def write(year: int, _: Lang, __: dt.datetime) -> list[Words]:
        return [Words(f"Sju yttranden {year}.")]

    statistics = Statistics(archive.store, archive.bot.seating, new_id)
    parts = await Documents(statistics, [Chapter(Place.REFERRALS, write)]).parts(2026, "sv", NOW)
    assert [part.place for part in parts] == list(Place)
    assert parts[3].blocks == (Words("Sju yttranden 2026."),)
    assert not parts[0].blocks


DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CHART = Chart("Utfall <per> kommun", ("ordinarie", "uteblev"), (("Haninge & Co", (3.0, 1.0)), ("Salem", (4.0, 0.0))))


def test_charts_are_native_and_others_read_them() -> None:
    blocks = (Words("Rubrik", strong=True), Rows(("a", "b")), Table(("A", "B"), (("x", "1"),)), CHART)
    made = written_report("K", Period(2027, dt.date(2027, 12, 31)), [Part(Place.MEETINGS, blocks)], "sv", LATER)
    package = zipfile.ZipFile(io.BytesIO(made))
    drawn = next(name for name in package.namelist() if name.startswith("word/charts/chart"))
    tree: Any = next(ET.fromstring(package.read(drawn)).iter(f"{DRAWING}barChart"))  # noqa: S314
    bars: Any = BarChart.from_tree(tree)
    assert [[point.v for point in one.val.numRef.numCache.pt] for one in bars.ser] == [[3, 4], [1, 0]]
    assert [point.v for point in bars.ser[0].cat.strRef.strCache.pt] == ["Haninge & Co", "Salem"]
    numbers = next(name for name in package.namelist() if name.startswith("word/embeddings/"))
    sheet = openpyxl.load_workbook(io.BytesIO(package.read(numbers)))["Data"]
    assert [[cell.value for cell in row] for row in sheet] == [
        [None, "ordinarie", "uteblev"],
        ["Haninge & Co", 3, 1],
        ["Salem", 4, 0],
    ]
    text = package.read("word/document.xml").decode()
    assert "Haninge &amp; Co: ordinarie 3, uteblev 1" in text, "a chart is told in words too"


def test_what_people_paste_is_never_a_formula_nor_breaks_a_document(archive: Archive) -> None:
    del archive

    odd = replace(meeting("m", dt.date(2027, 3, 1), "planeringschefer"), place="=1+1\x0b\x00<b>&")
    seats = {"planeringschefer/0127": seat("planeringschefer", "0127", Tenure("a", None))}
    noted = (Noted("m", "planeringschefer", "0127", Outcome.PRESENT_HOLDER),)
    register = Made(seats, (odd,), (), noted).register
    book = openpyxl.load_workbook(io.BytesIO(written_sheet(register, cooperation(), "sv", LATER)))
    assert book.properties.title == "Närvaron 2027"
    cell = book["Möten"]["E2"]
    assert (cell.value, cell.data_type) == ("=1+1<b>&", "s")
    block = Table(("Plats",), ((odd.place,),))
    made = written_report("K", Period(2027, dt.date(2027, 12, 31)), [Part(Place.MEETINGS, (block,))], "sv", LATER)
    assert docx.Document(io.BytesIO(made)).tables[0].rows[1].cells[0].text == "=1+1<b>&"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((), ""), ((1,), "1"), ((1, 2), "1, 2"), ((1, 2, 3, 5), "1–3, 5"), ((9, 7, 8, 2), "2, 7–9")],
)
def test_numbers_are_drawn_together(numbers: tuple[int, ...], said: str) -> None:
    assert numbers_of(numbers) == said


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (Kept(silent_came=3), ""),
        (Kept(as_said=1), "Det enda svaret på kallelserna stämde med vad som sedan hände."),
        (Kept(as_said=2), "Båda svaren på kallelserna stämde med vad som sedan hände."),
        (Kept(as_said=3), "Alla tre svar på kallelserna stämde med vad som sedan hände."),
        (
            Kept(missing=1),
            "Det enda svaret på kallelserna stämde inte med vad som sedan hände: en som hade sagt ja uteblev.",
        ),
        (
            Kept(as_said=1, came_anyway=1),
            "Av två svar på kallelserna stämde ett med vad som sedan hände; en kom trots anmält förhinder.",
        ),
    ],
)
def test_few_answers_are_told_as_people_say_it(kept: Kept, said: str) -> None:
    assert " ".join(answers_kept(kept, "sv")) == said


def test_numbers_stand_in_letters_up_to_twelve() -> None:
    assert [in_words(number, "sv") for number in (0, 1, 12, 13)] == ["noll", "ett", "tolv", "13"]
    assert (in_words(1, "sv", people=True), in_words(1, "en")) == ("en", "one")


async def test_a_year_that_is_over_is_told_as_such(archive: Archive) -> None:
    chat = replace(archive.secretariat, now=dt.datetime(2027, 1, 11, 9, tzinfo=dt.UTC))
    assert read(await chat.say("rapport")).startswith("Rapporten för 2026\n")
    document = await fetch(archive, chat, "Öppna rapporten", chat.now)
    assert document is not None
    assert "under året" in "\n".join(words_of(document))
    assert local_day(chat.now).year == 2027
