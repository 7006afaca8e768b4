"""Figures in conversation: what each may see, and of what."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Bot
from bot.core.card import card_json
from bot.core.turn import Message
from tests.conversation import Chat, read
from tests.features.reports.conftest import Archive

LEAD = (
    "Kommunerna har varit representerade vid 11 av 16 tillfällen, 69 %, på 6 möten. "
    "Det är högt för organet: 50 % 2025. Samma tid året före: 3 av 6."
)
GOLDEN = Path(__file__).parent / "golden"


async def test_the_year_of_a_body_is_told_against_its_own_history(archive: Archive) -> None:
    said = read(await archive.member.say("hur var närvaron i planeringscheferna i år"))
    assert said.splitlines() == [
        "Planeringscheferna 2026 till och med 23 november",
        LEAD,
        "Kommun | På plats | Förhinder | Uteblev",
        "Botkyrka | 5 av 6, 83 % | 1 | 0",
        "Salem | 1 av 4, 25 % | 1 | 2",
        "Tyresö | 5 av 6, 83 % | 1 | 0",
        "Närvaron är inte noterad för ett möte (17 november). Det räknas inte.",
        "[Visa mer]",
    ]


async def test_the_card_is_drawn_as_the_golden_file_says(archive: Archive) -> None:
    reply = await archive.secretariat.say("närvaron i planeringscheferna 2026")
    assert reply is not None
    assert reply.card is not None
    drawn = card_json(reply.card)
    assert drawn == json.loads((GOLDEN / "body.json").read_text(encoding="utf-8"))
    assert drawn["body"][2]["type"] == "Chart.HorizontalBar.Stacked"
    assert drawn["body"][3]["type"] == "Table"


async def test_more_tells_kinds_answers_changes_vacancies_guests_and_the_meetings_counted(archive: Archive) -> None:
    chat = archive.member
    await chat.say("närvaron i planeringscheferna")
    said = read(await chat.press("Visa mer"))
    assert "Möten: 7 (1 på plats, 6 digitala, 1 inställt)" in said
    assert "Ersättare kom: en gång" in said
    assert "12 av 14 gjorde som de hade sagt, 2 uteblev, 2 sa inget i förväg" in said
    assert "Utan ordinarie: Salem 71 dagar; Haninge" in said
    assert "Gäster: Trafikverket (11 juni)" in said
    assert "15 januari, 12 mars, 16 april, 11 juni, 24 september och 22 oktober" in said


async def test_in_a_bodys_channel_the_body_need_not_be_named(archive: Archive) -> None:
    assert read(await archive.in_channel("Per Berg").say("närvaron")).startswith("Planeringscheferna 2026")
    assert read(await archive.member.say("närvaron")).startswith("Närvaron 2026")


async def test_the_year_of_all_bodies_and_of_a_municipality(archive: Archive) -> None:
    year = read(await archive.member.say("närvaron i fjol"))
    assert "Planeringscheferna | 4 | 4 av 8, 50 % | –" in year
    town = read(await archive.member.say("statistik för Salem"))
    assert "Salem har varit representerad vid 1 av 4 tillfällen, 25 %. Samma tid året före: 0 av 3." in town
    assert "Räknade möten: 15 januari, 12 mars, 16 april och 11 juni" in town
    assert "Utan ordinarie: planeringscheferna 71 dagar" in town


async def test_in_english_too(archive: Archive) -> None:
    said = read(
        await replace(archive.member, locale="en-GB").say("how was attendance in the planning network this year")
    )
    assert "The municipalities were represented on 11 of 16 occasions, 69%, at 6 meetings." in said
    assert "Attendance is not noted for one meeting (17 November). It is not counted." in said


async def test_ones_own_attendance_is_shown_to_oneself_in_ones_own_chat(archive: Archive) -> None:
    said = read(await archive.chat("Per Berg").say("min närvaro"))
    assert "Planeringscheferna: med på 4 av 6 möten, 67 %; ersättaren kom en gång; förhinder en gång" in said
    assert "Planeringscheferna: ersättare en gång" in read(await archive.member.say("min närvaro"))
    assert "bara i din egen chatt" in read(await archive.in_channel("Per Berg").say("min närvaro"))
    assert "inte på någon plats" in read(await archive.secretariat.say("min närvaro"))


async def test_who_seldom_comes_are_municipalities_and_persons_only_for_those_who_may_know(archive: Archive) -> None:
    member = archive.member
    said = read(await member.say("vem kommer sällan i planeringscheferna"))
    assert said.splitlines()[2:5] == [
        "Salem | 1 av 4, 25 % | 1 | 2",
        "Botkyrka | 5 av 6, 83 % | 1 | 0",
        "Tyresö | 5 av 6, 83 % | 1 | 0",
    ]
    assert "Visa per person" not in said
    chair = archive.chair
    await chair.say("vem kommer sällan i planeringscheferna")
    persons = read(await chair.press("Visa per person"))
    assert "Anders Viklund (Salem) | 1 av 4, 25 % | 0 | 1 | 2" in persons
    assert chair.last is not None
    assert chair.last.card is not None


@pytest.mark.parametrize("who", ["Åsa Öberg", "Lovisa Brandt"])
async def test_a_copied_button_shows_no_persons_to_others(archive: Archive, who: str) -> None:
    chair = archive.chair
    card = Message.of(await chair.say("vem kommer sällan i planeringscheferna")).card  # type: ignore[arg-type]
    assert card is not None
    said = read(await archive.chat(who).press_on(card, "Visa per person"))
    assert "Viklund" not in said
    assert "kansliet och organets ordförande" in said


@pytest.mark.parametrize(
    "said", ["närvaro per person", "närvaron per ledamot i planeringscheferna", "attendance by person"]
)
async def test_attendance_by_person_is_asked_for_in_words(archive: Archive, said: str) -> None:
    """It was answered with the attendance of 2021."""
    assert "Anders Viklund (Salem) | 1 av 4, 25 % | 0 | 1 | 2" in read(await archive.chair.say(said))
    assert "visar jag för kansliet och organets ordförande" in read(await archive.member.say(said))
    if "planeringscheferna" not in said:
        assert "Vilket organ menar du" in read(await archive.secretariat.say(said))


async def test_persons_are_never_shown_in_a_channel(archive: Archive) -> None:
    in_channel = archive.in_channel("Mehmet Aydin")
    assert "Visa per person" not in read(await in_channel.say("vem kommer sällan"))
    pressed = await in_channel.press_raw({"do": "reports.persons", "body": "planeringschefer", "year": 2026})
    assert "Viklund" not in read(pressed)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("närvaron 2031", "2031 har inte börjat än."),
        ("närvaron i klimatstrategerna", "Klimatstrategerna har inte haft något möte 2026."),
        ("närvaron i arbetsgruppen", "Vilket organ menar du"),
        ("vem kommer sällan i klimatstrategerna", "ingen kommun har fyra möten"),
    ],
)
async def test_what_there_is_nothing_of_is_said_plainly(archive: Archive, said: str, answer: str) -> None:
    assert answer in read(await archive.member.say(said))


async def test_what_the_bot_has_not_seen_is_left_to_the_reports(archive: Archive) -> None:
    assert "Verksamhetsberättelse 2021" in read(await archive.member.say("hur var närvaron i planeringscheferna 2021"))
    assert "Räknade" not in read(await archive.outsider.say("närvaron"))


async def test_with_no_meetings_at_all_nothing_is_counted(bot: Bot) -> None:
    for said in ("närvaron 2027", "min närvaro", "vem kommer sällan", "rapport för 2027", "närvaro"):
        reply = await Chat(bot).say(said)
        assert reply is not None
        assert reply.outcome != "command"


@pytest.mark.parametrize(
    "payload",
    [
        {"do": "reports.more", "body": "planeringschefer", "year": 1066},
        {"do": "reports.more", "body": "ingenting", "year": 2026},
        {"do": "reports.more", "body": "klimatstrateger", "year": 2026},
        {"do": "reports.persons", "body": "ingenting", "year": 2026},
        {"do": "reports.persons", "body": "planeringschefer", "year": 99999},
        {"do": "reports.documents", "year": 0},
        {"do": "reports.documents", "year": "i fjol"},
    ],
)
async def test_an_odd_button_gets_a_word(archive: Archive, payload: dict[str, object]) -> None:
    said = read(await archive.secretariat.press_raw(payload))
    assert said
    assert "gick fel" not in said
