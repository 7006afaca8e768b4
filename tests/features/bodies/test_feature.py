"""Seats in conversation: who sits where, changes with a card to save, rights, and the way back."""

import dataclasses
import datetime as dt
import json

import pytest

from bot.app import Bot
from bot.core.turn import Kind, Message, Role, Turn
from bot.features.bodies.seats import Filling, Post
from tests.conftest import DATA
from tests.conversation import NOW, Chat, channel, person, personal, read
from tests.features.bodies.conftest import FILLINGS, House

TAKES_OVER = "Karin Ek tar över Salems plats i planeringscheferna från 1 januari"


async def test_anybody_may_ask_who_sits_where(house: House) -> None:
    for chat in (house.member, house.chair, house.secretariat, house.guest, house.outsider):
        words = read(await chat.say("vilka sitter i planeringscheferna"))
        assert "Tyresö | Per Berg | Åsa Öberg" in words
        assert "Salem | vakant | vakant" in words
        assert "Mehmet Aydin är ordförande" in words
        assert "example.org" not in words


async def test_one_seat_in_a_sentence_with_the_day(house: House) -> None:
    words = read(await house.member.say("vem sitter för Tyresö i planeringscheferna?"))
    assert words.startswith("Per Berg sitter för Tyresö i planeringscheferna. Åsa Öberg är ersättare.")
    assert "23 november" in words
    words = read(await house.member.say("vem är ersättare för Salem i klimat"))
    assert words.startswith("Salem har ingen ersättare i klimatstrategerna just nu.")
    words = read(await house.member.say("who is the stand-in for Tyresö in the planning managers", locale="en-GB"))
    assert words.startswith("Åsa Öberg is the stand-in for Tyresö in the planning managers.")


async def test_this_group_in_a_chat_is_the_own_one_and_no_group_that_is_called_so(house: House) -> None:
    """ "den här gruppen" was NKI-gruppen."""
    assert "Tyresö | Per Berg | Åsa Öberg" in read(await house.chair.say("vilka sitter i den här gruppen?"))
    assert "Vilket organ menar du?" in read(await house.secretariat.say("vilka sitter i den här gruppen?"))
    assert "Tyresö | Per Berg" in read(await house.chair.say("who sits in this group?", locale="sv-SE"))


async def test_a_municipality_a_person_and_the_channels_own_body(house: House) -> None:
    assert "Klimatstrategerna | Karin Holmlund | vakant" in read(await house.member.say("vem sitter för Salem"))
    words = read(await house.member.say("var sitter Mehmet?"))
    assert "Botkyrka, ordinarie i planeringscheferna sedan 1 mars 2024" in words
    assert "Ordförande i planeringscheferna sedan 1 januari" in words
    here = Chat(house.bot, who=person("Åsa Öberg"), place=channel())
    assert "Tyresö | Per Berg" in read(await here.say("vilka sitter här?"))


async def test_todays_chair_is_told_with_the_day_and_the_report_with_its_own(house: House) -> None:
    words = read(await house.member.say("vem är ordförande i planeringscheferna"))
    assert words.startswith("Mehmet Aydin är ordförande i planeringscheferna sedan 1 januari.")
    assert "Per Berg är vice ordförande" in words
    words = read(await house.member.say("vem är ordförande i ledningsgruppen?"))
    assert "Magnus Gyllestad" in words
    assert "Verksamhetsberättelse 2021" in words


async def test_with_no_lists_every_question_goes_to_the_reports(bot: Bot) -> None:
    await bot.seating.lay_out()
    said = read(await Chat(bot).say("vem är ordförande i samarbetskommittén?"))
    assert "Boel Godner" in said
    assert "Verksamhetsberättelse" in said
    assert "ingen förteckning" in read(await Chat(bot).say("vakanser"))


@pytest.mark.parametrize("name", ["questions.jsonl"])
async def test_no_question_about_the_year_is_taken_from_the_reports(bot: Bot, name: str) -> None:
    await bot.seating.lay_out()
    asked = [json.loads(line)["q"] for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    bodies = next(feature for feature in bot.dispatcher._features if feature.name == "bodies")
    taken = [
        question
        for question in asked
        for command in bodies.commands
        if (meant := command.recognise(question)) is not None
        and await command.run(Turn("1", Kind.SAID, NOW, person(), personal(person()), text=question), meant) is not None
    ]
    assert taken == []


async def test_vacancies_are_for_those_who_belong(house: House) -> None:
    words = read(await house.guest.say("vilka platser är tomma?"))
    assert "Salem, ordinarie i planeringscheferna sedan 14 september" in words
    assert "Samarbetskommittén" not in words
    words = read(await house.outsider.say("vakanser"))
    assert words == "Det där kan bara den som är med i något av organen göra. Be kansliet om hjälp."
    assert "Alla platser" in read(await house.member.say("vilka platser är tomma för Tyresö i planeringscheferna"))


async def test_the_secretariat_fills_a_seat_sees_it_first_and_takes_it_back(house: House) -> None:
    chat = house.secretariat
    words = read(await chat.say(TAKES_OVER))
    assert "Salem, ordinarie i planeringscheferna: Karin Ek från fredag 1 januari" in words
    assert "Karin Ek är ny i förteckningen" in words
    preview = chat.last
    assert "Salem | vakant" in read(await chat.say("vilka sitter i planeringscheferna"))
    chat.last = preview
    words = read(await chat.press("Spara", email="karin.ek@example.org"))
    assert words.startswith("Klart.")
    assert "Gunilla Ström ändrade, måndag 23 november" in words
    done = chat.last
    assert "Från fredag 1 januari: Karin Ek, ordinarie för Salem" in read(
        await chat.say("vilka sitter i planeringscheferna")
    )
    chat.last = preview
    assert read(await chat.press("Spara")).startswith("Det är redan gjort.")
    people = await house.bot.seating.find("Karin Ek")
    assert [each.email for each in people] == ["karin.ek@example.org"]
    chat.last = done
    assert read(await chat.press("Ångra")).startswith("Ändringen är tillbakatagen.")
    assert "Karin Ek" not in read(await chat.say("vilka sitter i planeringscheferna"))
    assert read(await chat.say("ångra")).startswith("Du har inte ändrat något")


async def test_cancel_changes_nothing(house: House) -> None:
    await house.secretariat.say(TAKES_OVER)
    chat = house.secretariat
    await chat.say(TAKES_OVER)
    assert read(await chat.press("Avbryt")) == "Inget är ändrat."
    assert await house.bot.seating.find("Karin Ek") == []


async def test_the_chair_changes_their_own_body_and_no_other(house: House) -> None:
    chat = house.chair
    await chat.say("Bo Alm blir ersättare för Salem i planeringscheferna")
    assert read(await chat.press("Spara")).startswith("Klart.")
    words = read(await chat.say("Bo Alm blir ersättare för Salem i klimatstrategerna"))
    assert words == (
        "I klimatstrategerna är det ordföranden Lovisa Brandt och kansliet som ändrar platser. "
        "Be någon av dem om hjälp."
    )


async def test_nobody_else_changes_seats(house: House) -> None:
    for chat in (house.member, house.guest, house.outsider):
        assert read(await chat.say(TAKES_OVER)) == (
            "Det där kan bara ordföranden och kansliet göra. Be någon av dem om hjälp."
        )
    chat = house.secretariat
    await chat.say(TAKES_OVER)
    assert chat.last is not None
    card = Message.of(chat.last).card
    assert card is not None
    assert "Det där kan bara" in read(await house.member.press_on(card, "Spara"))
    other = house.chat("Lovisa Brandt", tenant="elsewhere")
    assert "kansliet som ändrar platser" in read(await other.press_on(card, "Spara"))
    assert await house.bot.seating.find("Karin Ek") == []


async def test_a_body_said_by_half_its_name_and_by_the_channel(house: House) -> None:
    chat = house.secretariat
    words = read(await chat.say("Bo Alm blir ersättare för Salem i tvärförbindelsen"))
    assert words.startswith("Vilket organ menar du?")
    words = read(await chat.press("Styrgruppen för Tvärförbindelsen"))
    assert "Salem, ersättare i styrgruppen för Tvärförbindelsen: Bo Alm" in words
    here = Chat(house.bot, who=person("Mehmet Aydin"), place=channel())
    assert "ersättare i planeringscheferna: Bo Alm" in read(await here.say("Bo Alm blir ersättare för Salem"))
    assert "I vilket organ?" in read(await chat.say("Bo Alm blir ersättare för Salem"))


async def test_a_name_that_is_nearly_known_is_asked_about(house: House) -> None:
    chat = house.secretariat
    words = read(await chat.say("Karin Holm tar över Salems plats i planeringscheferna"))
    assert words.startswith("Jag känner ingen Karin Holm.")
    asked = chat.last
    assert "Karin Holmlund i" not in read(await chat.press("Karin Holm är ny"))
    chat.last = asked
    assert "Karin Holmlund från" in read(await chat.press("Karin Holmlund (Salem)"))
    assert "Skriv för- och efternamn" in read(await chat.say("Göran tar över Salems plats i planeringscheferna"))


async def test_the_stand_in_moves_up_and_leaves_the_other_post(house: House) -> None:
    chat = house.chair
    words = read(await chat.say("Åsa Öberg tar över Tyresös plats i planeringscheferna från 1 januari"))
    assert "Tyresö, ordinarie i planeringscheferna: Åsa Öberg i stället för Per Berg" in words
    assert "Tyresö, ersättare i planeringscheferna: vakant" in words


async def test_somebody_leaves_everything_in_a_body(house: House) -> None:
    chat = house.secretariat
    words = read(await chat.say("Per Berg slutar i planeringscheferna 28 februari"))
    assert "Tyresö, ordinarie i planeringscheferna: vakant från måndag 1 mars" in words
    assert "Vice ordförande i planeringscheferna: vakant" in words
    await chat.press("Spara")
    history = read(await chat.say("historik för Tyresös plats i planeringscheferna"))
    assert "Per Berg: 1 januari 2026 – 28 februari 2027" in history


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Per Berg tar över Salems plats i planeringscheferna", "Per Berg sitter redan för Tyresö"),
        ("Per Berg blir ersättare för Tyresö i planeringscheferna", "kan inte vara båda"),
        ("Bo Alm tar över Salems plats i bibliotekscheferna", "”bibliotekscheferna” känner jag inte"),
        ("Bo Alm tar över Salems plats i NKI-gruppen", "Salem har ingen plats i NKI-gruppen"),
        ("Bo Alm tar över Uppsalas plats i planeringscheferna", "”Uppsala” är ingen av kommunerna"),
        ("Bo Alm tar över Salems plats i planeringscheferna från 31 november", "”31 november” är inget datum"),
        ("Nils Okänd slutar i planeringscheferna", "Jag hittar ingen som heter Nils Okänd"),
        ("Karin Ek ersätter Nils Okänd i planeringscheferna", "Jag hittar ingen som heter Nils Okänd"),
        ("Bo Alm blir ny ledamot i planeringscheferna", "För vilken kommun?"),
        ("ny ersättare för Salem i planeringscheferna", "Vem ska det vara?"),
        ("Per Berg är ordinarie för Tyresö i planeringscheferna", "Så är det redan"),
        ("Mehmet Aydin blir vice ordförande i planeringscheferna", "kan inte vara båda"),
    ],
)
async def test_what_cannot_be_gets_a_clear_word(house: House, said: str, answer: str) -> None:
    words = read(await house.secretariat.say(said))
    assert answer in words
    assert "[Spara]" not in words


async def test_a_card_that_has_been_overtaken_saves_nothing(house: House) -> None:
    first, second = house.secretariat, house.chair
    await first.say(TAKES_OVER)
    await second.say("Bo Alm tar över Salems plats i planeringscheferna")
    assert read(await second.press("Spara")).startswith("Klart.")
    assert "Någon har ändrat platsen" in read(await first.press("Spara"))
    await first.say("Eva Dahl tar över Salems plats i planeringscheferna från 1 mars")
    assert read(await first.press("Spara")).startswith("Klart.")
    assert "Någon har ändrat samma platser efter dig" in read(await second.say("ångra"))


async def test_an_odd_address_and_an_odd_payload_are_refused(house: House) -> None:
    chat = house.secretariat
    await chat.say(TAKES_OVER)
    assert "ingen e-postadress" in read(await chat.press("Spara", email="karin vid kommunen"))
    words = read(await chat.press_raw({"do": "bodies.save", "key": "x", "edits": [], "seen": ""}))
    assert "sparade inget" in words
    forged = {"body": "naringslivschefer", "post": "holder", "municipality": "0128", "start": "2027-01-01"}
    words = read(
        await chat.press_raw({"do": "bodies.save", "key": "x", "edits": [{**forged, "person": "nobody"}], "seen": "/"})
    )
    assert "sparade inget" in words
    words = read(await chat.press_raw({"do": "bodies.save", "key": "x", "edits": [{"body": 1}], "seen": ""}))
    assert "gammalt" in words


async def test_roles_come_of_the_seats_of_today(house: House) -> None:
    async def role(name: str, tenant: str = "home") -> Role:
        who = person(name, tenant)
        turn = Turn("1", Kind.SAID, NOW, who, personal(who))
        return (await house.bot.people.meet(turn)).role

    assert await role("Mehmet Aydin") is Role.CHAIR
    assert await role("Per Berg") is Role.CHAIR
    assert await role("Åsa Öberg") is Role.MEMBER
    assert await role("Karin Holmlund", "elsewhere") is Role.GUEST
    assert await role("Anders Viklund") is Role.OUTSIDER
    assert await role("Nils Ingenstans", "elsewhere") is Role.OUTSIDER
    assert await role("Gunilla Ström") is Role.SECRETARIAT


async def test_a_guest_with_a_seat_is_a_member_of_their_own_body_alone(house: House) -> None:
    who = person("Karin Holmlund", "elsewhere")
    turn = await house.bot.people.meet(Turn("1", Kind.SAID, NOW, who, personal(who)))
    seating = house.bot.seating
    assert [each.body.id for each in await seating.own_charges(turn)] == ["klimatstrateger"]
    assert not await seating.may_change(turn, seating.body("klimatstrateger"))


async def test_what_somebody_is_on_a_day(house: House) -> None:
    who, seating = person("Anders Viklund"), house.bot.seating
    turn = await house.bot.people.meet(Turn("1", Kind.SAID, NOW, who, personal(who)))
    body, before = seating.body("planeringschefer"), dt.date(2026, 9, 13)
    assert await seating.own_charges(turn) == []
    [charge] = await seating.own_charges(turn, before)
    assert (charge.body, charge.post) == (body, Post.HOLDER)
    assert not await seating.presides(turn, body, before)
    who = person("Mehmet Aydin")
    turn = await house.bot.people.meet(Turn("2", Kind.SAID, NOW, who, personal(who)))
    assert [each.post for each in await seating.own_charges(turn)] == [Post.HOLDER, Post.CHAIR]
    assert await seating.presides(turn, body)
    assert not await seating.presides(turn, body, dt.date(2025, 12, 31))
    assert not await seating.presides(turn, seating.body("klimatstrateger"))


async def test_two_with_one_name_are_never_guessed_between(bot: Bot) -> None:
    twins = [
        Filling("planeringschefer", "0138", Post.HOLDER, "Anna Lind"),
        Filling("planeringschefer", "0128", Post.HOLDER, "Anna Lind"),
    ]
    await bot.seating.lay_out()
    await bot.seating.fill(twins)
    who = person("Anna Lind")
    turn = Turn("1", Kind.SAID, NOW, who, personal(who))
    assert (await bot.people.meet(turn)).role is Role.OUTSIDER
    chat = Chat(bot, who=person("Gunilla Ström"))
    words = read(await chat.say("Anna Lind slutar i planeringscheferna"))
    assert "Flera heter Anna Lind" in words
    assert "Salem, ordinarie i planeringscheferna: vakant" in read(await chat.press("Anna Lind (Salem)"))


async def test_a_second_person_under_a_name_that_is_taken_gets_nothing(house: House) -> None:
    await house.chair.say("hej")
    impostor = dataclasses.replace(person("Mehmet Aydin"), id="aad-somebody-else")
    turn = Turn("1", Kind.SAID, NOW, impostor, personal(impostor))
    assert (await house.bot.people.meet(turn)).role is Role.OUTSIDER


async def test_somebody_is_known_by_e_mail_under_another_name(house: House) -> None:
    per = dataclasses.replace(person("Pelle B"), email="Per.Berg@example.org")
    turn = Turn("1", Kind.SAID, NOW, per, personal(per))
    assert (await house.bot.people.meet(turn)).role is Role.CHAIR


async def test_the_seats_are_filled_once(house: House) -> None:
    assert not await house.bot.seating.fill(FILLINGS)
    await house.bot.seating.lay_out()
    board, people = await house.bot.seating.look()
    assert len(people) == 6
    assert len(board.seats) == 74
