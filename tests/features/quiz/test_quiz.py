"""The quiz in conversation: asked, answered, stopped; counted without names; and what becomes of what is hard."""

import asyncio
import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import pytest

from bot.core.holding import Subject
from bot.core.journal import read_journal
from bot.core.outbox import OUTBOX, OutboxRow
from bot.core.ports import Store, Transaction
from bot.core.timers import TIMERS
from bot.core.turn import Message, Reply
from bot.features.bodies.seats import Filling, Post
from bot.features.quiz.model import SITTINGS, TALLIES, Sitting, Tally
from tests.conversation import Chat, read
from tests.features.bodies.conftest import FILLINGS, NEW_YEAR
from tests.world import World, living

DAY = dt.timedelta(days=1)
PLANNERS = "planeringschefer"
TAKERS = ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Eva Lind", "Olle Ek")
MORE = (
    Filling(PLANNERS, "0136", Post.HOLDER, "Eva Lind", NEW_YEAR),
    Filling(PLANNERS, "0126", Post.HOLDER, "Olle Ek", NEW_YEAR),
)


async def furnish(world: World) -> None:
    assert await world.bot.seating.fill((*FILLINGS, *MORE))
    for name in (*TAKERS, "Lovisa Brandt"):
        await world.chat(name).say("hej")
    await world.in_channel("Per Berg").say("hej")


def card_of(reply: Reply | None) -> dict[str, Any]:
    assert reply is not None
    card = Message.of(reply).card
    assert card is not None
    return card


async def sitting_of(world: World, chat: Chat) -> Sitting | None:
    kept = await world.store.run(lambda tx: tx.get(SITTINGS, chat.who.id))
    return kept.value if kept else None


async def tallies(world: World) -> list[Tally]:
    return [kept.value for kept in await world.store.run(lambda tx: tx.find(TALLIES, body=PLANNERS))]


async def answer(world: World, chat: Chat, *, right: bool = True) -> str:
    """Press the right button of the question that waits, or a wrong one; return what came back."""
    sitting = await sitting_of(world, chat)
    assert sitting is not None
    assert sitting.question is not None
    place = sitting.question.right if right else (sitting.question.right + 1) % 4
    return read(await chat.press(str(place + 1)))


async def take(world: World, chat: Chat, rights: Sequence[bool] = (True,) * 5) -> str:
    words = read(await chat.say("quiz"))
    for right in rights:
        words = await answer(world, chat, right=right)
    return words


async def test_five_questions_each_told_at_once_with_its_source(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        per = world.chat("Per Berg")
        words = read(await per.say("testa mig"))
        assert "Fråga 1 av 5" in words
        assert "räknas svaren för planeringscheferna, utan ditt namn" in words
        assert "Vilka är de fem prioriterade infrastruktursatsningarna?" in words
        words = await answer(world, per, right=False)
        assert words.startswith("Fel. Rätt svar: ")
        assert "Verksamhetsberättelse 2021, avsnitt 3.1" in words
        assert "Fråga 2 av 5" in words
        words = await answer(world, per)
        assert words.startswith("Rätt: ")
        for _ in range(3):
            words = await answer(world, per)
        assert "4 av 5 rätt" in words
        assert "Svaren är räknade för planeringscheferna, utan ditt namn." in words


async def test_a_question_in_between_is_answered_as_always(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        per = world.chat("Per Berg")
        await per.say("quiz")
        assert "Tvärförbindelse Södertörn" in read(await per.say("vilka är prioriteringarna?"))
        assert "Fråga 1 av 5" in read(await per.say("quiz"))
        assert "Fråga 2 av 5" in await answer(world, per)


async def test_stopping_counts_nothing(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        per = world.chat("Per Berg")
        await per.say("quiz")
        await answer(world, per)
        assert read(await per.say("avbryt")).startswith("Quizet är avslutat, och inget av det räknas.")
        assert await sitting_of(world, per) is None
        assert await tallies(world) == []
        card = card_of(await per.say("quiz"))
        assert read(await per.press_on(card, "Sluta")).startswith("Quizet är avslutat")
        assert read(await per.press_on(card, "Sluta")).startswith("Det quizet är slut.")


async def test_what_is_said_long_after_a_question_is_not_for_the_quiz(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        per = world.chat("Per Berg")
        await per.say("quiz")
        per.now += dt.timedelta(hours=2)
        assert "Quizet är avslutat" not in read(await per.say("sluta"))
        assert "Fråga 1 av 5" in read(await per.say("quiz"))
        assert "Fråga 2 av 5" in await answer(world, per)
        assert read(await per.say("sluta")).startswith("Quizet är avslutat")


async def test_old_buttons_and_two_presses_at_once_do_no_harm(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        per = world.chat("Per Berg")
        first = card_of(await per.say("quiz"))
        both = await asyncio.gather(per.press_on(first, "1"), per.press_on(first, "2"))
        assert sorted("Fråga 2 av 5" in read(reply) for reply in both) == [False, True]
        assert any("har du redan svarat på" in read(reply) for reply in both)
        sitting = await sitting_of(world, per)
        assert sitting is not None
        assert len(sitting.answers) == 1
        await per.say("sluta")
        assert read(await per.press_on(first, "3")).startswith("Det quizet är slut.")
        await per.say("quiz")
        assert read(await per.press_on(first, "3")).startswith("Det quizet är slut.")
        other = world.chat("Åsa Öberg")
        assert read(await other.press_on(first, "3")).startswith("Det quizet är slut.")


async def test_a_person_counts_once_a_day_and_is_forgotten_after_it(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await take(world, world.chat("Per Berg"))
        again = world.chat("Per Berg")
        assert "redan räknade i dag" in read(await again.say("quiz"))
        for _ in range(5):
            words = await answer(world, again)
        assert "redan räknade i dag" in words
        assert {each.new_right for each in await tallies(world)} == {1}
        await world.until(world.clock() + DAY)
        left = await kept_about(world)
        assert world.chat("Per Berg").who.id not in left
        assert "Per Berg" not in left
        await take(world, world.chat("Per Berg"))
        found = await tallies(world)
        assert max(each.new_right for each in found) == 2


async def kept_about(world: World) -> str:
    """Return all that is kept of the quiz, and all timers, as text."""

    async def work(tx: Transaction) -> list[object]:
        return [
            *[kept async for kept in tx.all(SITTINGS)],
            *[kept async for kept in tx.all(TALLIES)],
            *[kept async for kept in tx.all(TIMERS)],
        ]

    return repr(await world.store.run(work))


async def test_five_who_are_done_at_once_are_all_counted(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await asyncio.gather(*(take(world, world.chat(name), (False,) * 5) for name in TAKERS))
        first = next(each for each in await tallies(world) if each.fact == "priorities-list")
        assert (first.right, first.wrong, first.new_right, first.new_wrong) == (0, 5, 0, 0)


async def test_under_five_nothing_is_shown(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        for name in TAKERS[:4]:
            await take(world, world.chat(name), (False,) * 5)
        words = read(await world.secretariat.say("hur gick quizet"))
        assert "Inget organ har fem svar på samma fråga än" in words
        assert "%" not in words
        named = read(await world.secretariat.say("hur gick quizet för planeringscheferna?"))
        assert "Planeringscheferna: färre än fem svar" in named
        forged = {"do": "quiz-propose", "body": PLANNERS, "fact": "priorities-list"}
        assert read(await world.secretariat.press_raw(forged)).startswith("Det förslaget gäller inte längre.")
        posted = {"do": "quiz-decide", "body": PLANNERS, "fact": "priorities-list", "yes": True}
        assert read(await world.secretariat.press_raw(posted)).startswith("Det förslaget gäller inte längre.")


async def test_what_most_got_wrong_is_reminded_of_once_the_secretariat_says_so(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        for name in TAKERS:
            await take(world, world.chat(name), (False, True, True, True, True))
        gunilla = world.secretariat
        words = read(await gunilla.say("hur gick quizet"))
        assert "Planeringscheferna: " in words
        assert "5 av 5 svarade fel" in words
        assert "Övriga organ har färre än fem svar" in words
        preview = await gunilla.press("Påminn planeringscheferna")
        assert "Ska jag lägga ut den?" in read(preview)
        assert world.to_channel() == []
        card = card_of(preview)
        tobias = world.chat("Tobias Lager")
        done = await asyncio.gather(gunilla.press_on(card, "Lägg ut"), tobias.press_on(card, "Lägg ut"))
        assert sorted(read(each)[:30] for each in done) == [
            "Den påminnelsen är redan utlag",
            "Påminnelsen läggs ut i kanalen",
        ]
        await world.settle()
        (post,) = world.to_channel()
        assert post.words.startswith("En kort påminnelse")
        assert "Spår till Tyresö" in post.words
        journal = await world.store.run(lambda tx: read_journal(tx, f"body:{PLANNERS}"))
        assert [entry.said("sv").split(":")[0] for entry in journal if "quizet" in entry.said("sv")] == [
            "La ut en påminnelse i kanalen efter quizet"
        ]


async def test_a_chair_sees_their_own_body_and_suggests_to_the_secretariat(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        for name in TAKERS:
            await take(world, world.chat(name), (False, True, True, True, True))
        chair = world.chat("Mehmet Aydin")
        told = await chair.say("hur gick quizet")
        assert "Svårast för planeringscheferna" in read(told)
        remind = "Påminn planeringscheferna"
        assert read(await chair.press_on(card_of(told), remind)).startswith("Förslaget är hos kansliet")
        assert read(await chair.press_on(card_of(told), remind)).startswith("Du har redan föreslagit det")
        await world.chat("Gunilla Ström").say("hej")
        await world.settle()
        (asked,) = [each for each in world.to_person("Gunilla Ström") if "föreslår" in each.words]
        assert asked.words.startswith("Mehmet Aydin föreslår en påminnelse i kanalen för planeringscheferna.")
        assert "kansliet" in read(await world.press_on(asked, "Lägg ut", chair)).lower()
        assert world.to_channel() == []
        assert read(await world.press_on(asked, "Nej", world.secretariat)) == "Då lägger jag inte ut någon påminnelse."
        other = world.chat("Lovisa Brandt")
        assert "planeringscheferna" not in read(await other.say("hur gick quizet")).lower()
        member = world.chat("Åsa Öberg")
        assert read(await member.say("hur gick quizet")).startswith("Det ser kansliet")


async def test_a_chair_who_is_forgotten_leaves_no_trace_in_a_suggestion_however_often(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        for name in TAKERS:
            await take(world, world.chat(name), (False, True, True, True, True))
        await world.secretariat.say("hej")
        for _ in range(3):
            chair = world.chat("Mehmet Aydin")
            await chair.say("hur gick quizet")
            assert read(await chair.press("Påminn planeringscheferna")).startswith("Förslaget är hos kansliet")
            await world.settle()
            await chair.say("glöm mig")
            assert "Klart. Jag har glömt dig." in read(await chair.press("Ja, glöm mig"))

            async def posted(tx: Transaction) -> list[OutboxRow]:
                return [kept.value async for kept in tx.all(OUTBOX)]

            assert chair.who.id not in repr(await world.store.run(posted))


async def test_a_guest_and_somebody_in_no_body_and_english(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        guest = world.chat("Eva Lind", tenant="elsewhere", locale="en-GB")
        words = read(await guest.say("quiz"))
        assert "Question 1 of 5" in words
        words = await answer(world, guest)
        assert words.startswith("Right: ")
        assert read(await guest.say("stop")).startswith("The quiz is over")
        nobody = world.chat("Nils Ingenstans")
        assert "så dina svar räknas inte" in read(await nobody.say("quiz"))
        for _ in range(5):
            words = await answer(world, nobody)
        assert "5 av 5 rätt" in words
        assert await sitting_of(world, nobody) is None
        assert await tallies(world) == []
        assert "Fråga 1" not in read(await world.in_channel("Per Berg").say("quiz"))


async def test_what_is_kept_is_told_and_forgotten(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        per = world.chat("Per Berg")
        await per.say("quiz")
        await answer(world, per)
        assert "Quizet som du håller på med" in read(await per.say("vad vet du om mig?"))
        holding = next(each for feature in world.bot.features for each in feature.holdings if each.name == "quiz")
        subject = Subject(per.who.id, "", (per.who.name,))
        told = await world.store.run(lambda tx: holding.tell(tx, subject))
        assert json.loads(json.dumps(told))[0]["rätt eller fel hittills"] == [True]
        erased = await world.store.run(lambda tx: holding.erase(tx, subject, world.clock()))
        assert erased.erased == 1
        assert await sitting_of(world, per) is None


async def test_every_option_begins_with_a_capital(memory: Store) -> None:
    # They stood mixed: "elektrifiering av transportsektorn" beside "Spår till Tyresö".
    async with living(memory) as world:
        await furnish(world)
        words = read(await world.chat("Per Berg").say("quiz"))
        options = [line[3:] for line in words.splitlines() if line[:3] in {"1. ", "2. ", "3. ", "4. "}]
        assert len(options) == 4
        assert all(not option[0].islower() for option in options)


@pytest.mark.parametrize("form", ["{number}", "{letter}", "{letter})", "jag tror {named}", "alternativ {number}"])
async def test_an_option_is_named_in_words(memory: Store, form: str) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.chat("Per Berg")
        await chat.say("quiz")
        sitting = await sitting_of(world, chat)
        assert sitting is not None
        assert sitting.question is not None
        right = sitting.question.right
        said = form.format(number=right + 1, letter="abcd"[right], named=("ettan", "tvåan", "trean", "fyran")[right])
        await chat.say("vilka är kommunerna?")
        assert read(await chat.say(said)).startswith("Rätt:")


async def test_without_a_question_a_letter_is_no_answer(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.chat("Per Berg")
        assert "Jag ser ingen fråga" in read(await chat.say("b"))
        await chat.say("quiz")
        chat.now += dt.timedelta(minutes=20)
        assert "Jag ser ingen fråga" in read(await chat.say("b"))
