"""Conversations around the answers: asking, passing on, the secretariat's answer, and what it becomes."""

import asyncio
import dataclasses
import datetime as dt
from typing import Any

import pytest

from bot.core.card import card_json
from bot.core.turn import Message
from bot.features.knowledge.questions import (
    LAST_QUESTIONS,
    LEARNED,
    PASSED,
    VERDICTS,
    PassedQuestion,
    without_person,
)
from bot.features.knowledge.service import SWEPT_EVERY
from tests.conversation import NOW, channel, person, read
from tests.features.knowledge.conftest import GUNILLA, KARIN, LOVISA, TOBIAS, House

UNKNOWN = "hur djup är badsjön vid kyrkan?"
UNKNOWN_ENGLISH = "who won the hockey final?"


def card_of(message: Message) -> dict[str, Any]:
    assert message.card is not None
    return message.card


def words_of(message: Message) -> str:
    return str(card_of(message)["fallbackText"]).replace("\N{NO-BREAK SPACE}", " ")


def titles(message: Message) -> list[str]:
    return [button["title"] for button in card_of(message).get("actions", [])]


async def test_an_answer_gives_the_fact_its_list_and_the_source_last(house: House) -> None:
    reply = await house.chat(KARIN).say("vilka är prioriteringarna?")
    assert read(reply) == (
        "Samarbetet driver två satsningar:\n– Bron\n– Tunneln\nPlanen, avsnitt 3.1\n[Bra svar] [Fel svar]"
    )
    assert reply is not None
    assert (reply.outcome, reply.sources) == ("answered", ("Planen, avsnitt 3.1",))


async def test_each_question_is_answered_in_its_own_language(house: House) -> None:
    chat = house.chat(KARIN)
    assert "The bridge" in read(await chat.say("what are the priorities?"))
    assert "Bron" in read(await chat.say("vilka är prioriteringarna?"))


async def test_a_channel_gets_the_same_answer_and_a_guest_too(house: House) -> None:
    for who in (KARIN, LOVISA):
        assert "Tunneln" in read(await house.chat(who, channel()).say("vilka är prioriteringarna?"))


async def test_a_follow_up_builds_on_the_question_before_in_that_conversation(whole: House) -> None:
    chat = whole.chat(KARIN)
    assert "självklara valet" in read(await chat.say("Vad är huvudmålet för näringsliv?"))
    subgoals = read(await chat.say("och delmålen?"))
    assert "samsyn" in subgoals
    assert "ekonomisk effektivitet" not in subgoals
    assert "ekonomisk effektivitet" in read(await whole.chat(KARIN, channel()).say("och delmålen?"))
    assert "Akademisk utbildning" in read(await chat.say("vad är huvudmålet för utbildning då?"))
    third = read(await chat.say("och för infrastruktur?"))
    assert "hållbar utveckling" in third
    contexts = [last.context for last in await whole.kept(LAST_QUESTIONS)]
    assert any("nfrastruktur" in context and "mål" in context for context in contexts)


async def test_a_question_that_stands_alone_is_not_led_astray_by_the_one_before(whole: House) -> None:
    chat = whole.chat(KARIN)
    await chat.say("vilka är de fem prioriteringarna?")
    for stranger in ("hur djup är badsjön vid kyrkan?", "who won the ice hockey final?"):
        reply = await chat.say(stranger)
        assert reply is not None
        assert reply.outcome == "unknown"


async def test_a_question_is_forgotten_after_a_day(house: House) -> None:
    chat = house.chat(KARIN)
    await chat.say("vad kostade utredningen av bron?")
    chat.now = NOW + dt.timedelta(days=1, minutes=1)
    assert "330 943" not in read(await chat.say("och den?"))


async def test_forgotten_questions_are_taken_away(house: House) -> None:
    for name in ("Ada", "Bo", "Cecilia"):
        await house.chat(person(name)).say("vilka är prioriteringarna?")
    later = house.chat(KARIN, now=NOW + dt.timedelta(days=2))
    for _ in range(SWEPT_EVERY):
        await later.say("vilka är prioriteringarna?")
    assert len(await house.kept(LAST_QUESTIONS)) == 1


async def test_what_is_not_known_is_said_and_offered_to_the_secretariat(house: House) -> None:
    reply = await house.chat(KARIN).say(UNKNOWN)
    assert "Ska jag skicka frågan till kansliet?" in read(reply)
    assert "[Skicka till kansliet]" in read(reply)
    assert "Planen" in read(reply)
    english = await house.chat(LOVISA).say(UNKNOWN_ENGLISH)
    assert "[Send to the secretariat]" in read(english)


async def test_the_secretariat_is_not_told_to_ask_itself(staffed: House) -> None:
    """Whoever is the secretariat was asked whether the question should be sent to the secretariat."""
    office = staffed.chat(GUNILLA)
    assert "Ska jag lägga frågan på kansliets lista?" in read(await office.say("vad kostar en ishall i Salem?"))
    assert read(await office.press("Lägg på listan")) == (
        "Frågan ligger på kansliets lista (nummer 1). Ni får den som ett kort, och svaret kan bli fakta."
    )
    english = read(await office.say("what does an ice rink in Salem cost, do you know?"))
    assert "Shall I put the question on the secretariat's list?" in english
    assert "list (number 2)" in read(await office.say("yes please"))


async def test_passing_on_by_button_reaches_each_at_the_secretariat(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN)
    reply = await chat.press("Skicka till kansliet")
    assert read(reply) == "Kansliet har fått din fråga (nummer 1). Svaret kommer hit."
    rows = await staffed.rows()
    assert sorted(row.to for row in rows) == [f"person:{GUNILLA.id}", f"person:{TOBIAS.id}"]
    card = rows[0].message
    assert "Fråga 1 från Karin Holmlund" in words_of(card)
    assert UNKNOWN in words_of(card)
    assert titles(card) == ["Svara", "Svara och gör till fakta", "Kan inte besvaras"]
    assert staffed.posted


@pytest.mark.parametrize("yes", ["ja", "Ja tack!", "skicka", "ja tack skicka den", "gör det", "okej, skicka frågan"])
async def test_passing_on_in_words(staffed: House, yes: str) -> None:
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN)
    assert "nummer 1" in read(await chat.say(yes))
    assert len(await staffed.rows()) == 2


async def test_passing_on_in_english_words(staffed: House) -> None:
    chat = staffed.chat(KARIN, locale="en-GB")
    await chat.say(UNKNOWN_ENGLISH)
    assert "The secretariat has your question (number 1)" in read(await chat.say("yes please, send it"))


@pytest.mark.parametrize("no", ["nej tack", "glöm det", "nej, det behövs inte"])
async def test_no_means_no_and_yes_to_nothing_is_no_passing_on(staffed: House, no: str) -> None:
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN)
    assert read(await chat.say(no)) == "Då låter jag det vara."
    await chat.say("ja")
    assert await staffed.kept(PASSED) == []
    await staffed.chat(LOVISA).say("ja")
    assert await staffed.kept(PASSED) == []


async def test_a_yes_after_another_answer_or_a_day_passes_nothing_on(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN)
    await chat.say("vilka är prioriteringarna?")
    await chat.say("ja")
    await chat.say(UNKNOWN)
    chat.now = NOW + dt.timedelta(days=2)
    await chat.say("ja")
    assert await staffed.kept(PASSED) == []


@pytest.mark.parametrize("between", ["hjälp", "när är nästa möte?", "boka blomvännerna på torsdag"])
async def test_a_yes_after_something_else_is_not_to_the_offer(staffed: House, between: str) -> None:
    """A yes to the question of a booking passed on what had been asked before it."""
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN)
    await chat.say(between)
    await chat.say("ja")
    assert await staffed.kept(PASSED) == []


@pytest.mark.parametrize("between", ["spännande", "jaha", "det låter bra"])
async def test_a_remark_is_no_yes_and_a_yes_after_it_is_to_nothing(staffed: House, between: str) -> None:
    """ "ok" after "spännande" passed "spännande" on to the secretariat as a question."""
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN)
    assert read(await chat.say(between)) == "Säg till om du undrar något mer."
    await chat.say("ok")
    assert await staffed.kept(PASSED) == []


async def test_a_word_that_tells_no_language_is_answered_in_the_one_spoken_before(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN_ENGLISH)
    assert read(await chat.say("ok hm")).startswith("Tell me")


async def test_somebody_elses_yes_in_the_channel_is_not_mine(staffed: House) -> None:
    await staffed.chat(KARIN, channel()).say(UNKNOWN)
    await staffed.chat(LOVISA, channel()).say("ja")
    assert await staffed.kept(PASSED) == []


async def test_pressing_twice_passes_on_once(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN)
    first = read(await chat.press("Skicka till kansliet"))
    again = await chat.press_raw({"do": "knowledge.pass_on", "question": UNKNOWN, "lang": "sv"})
    assert read(again) == first
    assert len(await staffed.rows()) == 2


async def passed_on(house: House, who: Any = KARIN, place: Any = None, question: str = UNKNOWN) -> Message:
    """Let somebody pass a question on; return the card that Gunilla gets."""
    chat = house.chat(who, place)
    await chat.say(question)
    await chat.press("Skicka till kansliet")
    await house.send()
    return (await house.rows(f"person:{GUNILLA.id}"))[-1].message


async def test_the_answer_reaches_the_asker_in_their_own_chat(staffed: House) -> None:
    card = await passed_on(staffed)
    reply = await staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="Fyra meter.")
    assert reply is not None
    assert reply.replaces
    assert "Gunilla Ström svarade i dag." in read(reply)
    assert "[Gör till fakta]" in read(reply)
    to_karin = (await staffed.rows(f"person:{KARIN.id}"))[-1].message
    assert words_of(to_karin) == (f"Svar från kansliet\nDu frågade: {UNKNOWN}\nFyra meter.\nKansliet, 23 november 2026")
    assert to_karin.summary == "Svar från kansliet: Fyra meter."


async def test_the_others_cards_tell_who_took_it(staffed: House) -> None:
    card = await passed_on(staffed)
    await staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="Fyra meter.")
    to_tobias = (await staffed.rows(f"person:{TOBIAS.id}"))[-1]
    assert to_tobias.does == "update"
    assert "Gunilla Ström svarade" in words_of(to_tobias.message)
    assert "Svara" not in titles(to_tobias.message)


async def test_the_second_is_told_who_was_first(staffed: House) -> None:
    card = await passed_on(staffed)
    await staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="Fyra meter.")
    second = await staffed.chat(TOBIAS).press_on(card_of(card), "Svara", reply="Vet inte.")
    assert read(second) == "Gunilla Ström hann före med fråga 1. Ditt svar är inte skickat."
    again = await staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="Fem meter.")
    assert read(again) == "Du har redan tagit hand om fråga 1."
    assert len(await staffed.rows(f"person:{KARIN.id}")) == 1


async def test_a_question_from_a_channel_is_answered_there_when_there_is_no_chat(staffed: House) -> None:
    card = await passed_on(staffed, LOVISA, channel())
    assert "Ställd i Planeringschefer" in words_of(card)
    await staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="Fyra meter.")
    row = (await staffed.rows(f"conversation:{channel().id}"))[-1]
    assert "Lovisa Brandt, du frågade:" in words_of(row.message)
    assert row.message.mentions == ((LOVISA.teams_id, "Lovisa Brandt"),)


async def test_a_question_from_a_channel_is_answered_in_the_chat_when_there_is_one(staffed: House) -> None:
    await staffed.chat(KARIN).say("hej")
    card = await passed_on(staffed, KARIN, channel())
    await staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="Fyra meter.")
    assert len(await staffed.rows(f"person:{KARIN.id}")) == 1


async def test_an_english_question_is_answered_in_english(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say(UNKNOWN_ENGLISH)
    await chat.press("Send to the secretariat")
    await staffed.chat(GUNILLA).say("svara 1: Two million.")
    assert words_of((await staffed.rows(f"person:{KARIN.id}"))[-1].message).splitlines()[-1] == (
        "The secretariat, 23 November 2026"
    )


async def test_what_cannot_be_answered_is_told_with_the_reason(staffed: House) -> None:
    card = await passed_on(staffed)
    reply = await staffed.chat(GUNILLA).press_on(card_of(card), "Kan inte besvaras", reply="Den frågan är kommunens.")
    assert "Gunilla Ström avslutade frågan" in read(reply)
    told = words_of((await staffed.rows(f"person:{KARIN.id}"))[-1].message)
    assert "Kansliet kan inte svara på din fråga" in told
    assert "Den frågan är kommunens." in told


async def test_an_empty_answer_is_asked_for_again(staffed: House) -> None:
    card = await passed_on(staffed)
    reply = await staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="  ")
    assert "Skriv svaret först" in read(reply)
    assert "4000 tecken" in read(await staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="x" * 4001))
    assert await staffed.rows(f"person:{KARIN.id}") == []


async def test_the_secretariat_lists_opens_and_answers_in_words(staffed: House) -> None:
    await passed_on(staffed)
    await passed_on(staffed, LOVISA, channel(), "vem äger kiosken på torget?")
    gunilla = staffed.chat(GUNILLA)
    listed = read(await gunilla.say("obesvarade frågor"))
    assert listed.startswith("2 frågor väntar på svar\n– 1: ")
    assert "vem äger kiosken på torget? (Lovisa Brandt, i dag)" in listed
    assert "Fråga 2 från Lovisa Brandt" in read(await gunilla.press("Öppna 2"))
    assert "Gunilla Ström svarade" in read(await gunilla.say("Svara 2: Kommunen.\nSedan i våras."))
    assert "Kommunen.\nSedan i våras." in words_of((await staffed.rows(f"conversation:{channel().id}"))[-1].message)
    assert "En fråga väntar" in read(await gunilla.say("frågor"))
    assert "Gunilla Ström avslutade" in read(await gunilla.say("avsluta 1"))
    assert read(await gunilla.say("frågor")) == "Inga frågor väntar på svar."
    assert "Det finns ingen fråga 77" in read(await gunilla.say("svara 77: hej"))
    assert "Det finns ingen fråga 77" in read(await gunilla.say("fråga 77"))


async def test_the_day_is_said_as_people_say_it(staffed: House) -> None:
    await passed_on(staffed)
    for days, said in ((1, "i går"), (3, "måndag 23 november")):
        gunilla = staffed.chat(GUNILLA, now=NOW + dt.timedelta(days=days))
        assert f"(Karin Holmlund, {said})" in read(await gunilla.say("frågor"))
    english = staffed.chat(TOBIAS, now=NOW + dt.timedelta(days=3), locale="en-GB")
    assert "Asked in personal chat on Monday 23 November" in read(await english.say("question 1"))


async def test_only_the_secretariat_answers_and_makes_facts(staffed: House) -> None:
    card = await passed_on(staffed)
    for who in (KARIN, LOVISA):
        chat = staffed.chat(who)
        for said in ("svara 1: jag vet", "fakta 1: jag vet", "frågor", "avsluta 1", "glöm fakta 1", "kansliets fakta"):
            assert read(await chat.say(said)).startswith("Det där kan bara kansliet göra.")
        for button in ("Svara", "Svara och gör till fakta", "Kan inte besvaras"):
            refused = await chat.press_on(card_of(card), button, reply="jag vet")
            assert read(refused).startswith("Det där kan bara kansliet göra.")
    assert [question.state for question in await staffed.kept(PASSED)] == ["waiting"]
    assert await staffed.kept(LEARNED) == []


async def test_who_asked_what_is_not_listed_in_a_channel(staffed: House) -> None:
    await passed_on(staffed)
    reply = read(await staffed.chat(GUNILLA, channel()).say("obesvarade frågor"))
    assert "Karin" not in reply
    assert "vår egen chatt" in reply


async def test_an_answer_becomes_a_fact_that_is_given_from_then_on(staffed: House) -> None:
    card = await passed_on(staffed)
    reply = await staffed.chat(GUNILLA).press_on(card_of(card), "Svara och gör till fakta", reply="Fyra meter.")
    assert "Jag svarar så på frågan från och med nu." in read(reply)
    for house in (staffed, staffed.restarted()):
        answer = await house.chat(LOVISA, channel()).say(UNKNOWN)
        assert read(answer).startswith("Fyra meter.\nKansliet, 23 november 2026")
        assert answer is not None
        assert answer.sources == ("Kansliet, 23 november 2026",)
    (fact,) = await staffed.kept(LEARNED)
    assert (fact.owner, fact.asked, fact.made_by) == ("kansliet", (UNKNOWN,), GUNILLA.id)
    assert "Bron" in read(await staffed.chat(KARIN).say("vilka är prioriteringarna?"))


async def test_an_answer_already_given_becomes_a_fact_with_one_press(staffed: House) -> None:
    card = await passed_on(staffed)
    gunilla = staffed.chat(GUNILLA)
    await gunilla.press_on(card_of(card), "Svara", reply="Fyra meter.")
    assert "Jag svarar så på frågan från och med nu" in read(await gunilla.press("Gör till fakta"))
    assert "Fyra meter" in read(await staffed.chat(LOVISA).say(UNKNOWN))


async def test_facts_are_listed_corrected_and_removed(staffed: House) -> None:
    await passed_on(staffed)
    gunilla = staffed.chat(GUNILLA)
    assert "inte lärt mig några fakta än" in read(await gunilla.say("kansliets fakta"))
    await gunilla.say("fakta 1: Fyra meter.")
    assert "Fyra meter." in words_of((await staffed.rows(f"person:{KARIN.id}"))[-1].message)
    await gunilla.say("fakta 1: Fem meter.")
    assert read(await staffed.chat(LOVISA).say(UNKNOWN)).startswith("Fem meter.")
    assert len(await staffed.rows(f"person:{KARIN.id}")) == 1
    assert f"1: {UNKNOWN} – Fem meter." in read(await gunilla.say("kansliets fakta"))
    assert read(await gunilla.press("Glöm 1")) == "Fakta 1 är borttagen."
    assert "Ska jag skicka frågan" in read(await staffed.chat(LOVISA).say(UNKNOWN))
    assert "Fakta 1 från kansliet finns inte" in read(await gunilla.say("glöm fakta 1"))


async def test_a_question_without_an_answer_is_no_fact(staffed: House) -> None:
    await passed_on(staffed)
    gunilla = staffed.chat(GUNILLA)
    assert "har inget svar än" in read(await gunilla.say("gör fråga 1 till fakta"))
    assert "ingen fråga 5" in read(await gunilla.say("fakta 5: nej"))
    assert await staffed.kept(LEARNED) == []


async def test_a_question_waits_honestly_until_the_secretariat_is_met(house: House) -> None:
    chat = house.chat(KARIN)
    await chat.say(UNKNOWN)
    assert "Jag har sparat din fråga (nummer 1)" in read(await chat.press("Skicka till kansliet"))
    assert await house.rows() == []
    assert "Bron" in read(await house.chat(GUNILLA).say("vilka är prioriteringarna?"))
    await house.chat(GUNILLA).say("hej")
    rows = await house.rows()
    assert [row.to for row in rows] == [f"person:{GUNILLA.id}"]
    assert "Fråga 1 från Karin Holmlund" in words_of(rows[0].message)
    await house.chat(GUNILLA).press_on(card_of(rows[0].message), "Svara", reply="Fyra meter.")
    assert len(await house.rows(f"person:{KARIN.id}")) == 1


async def test_good_and_wrong_answers_are_kept_with_the_question(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say("vilka är prioriteringarna?")
    card = chat.last
    assert read(await chat.press("Bra svar")) == "Tack, det är bra att veta."
    (good,) = await staffed.kept(VERDICTS)
    assert (good.question, good.facts, good.good) == ("vilka är prioriteringarna?", ("priorities",), True)
    assert card is not None
    assert card.card is not None
    wrong = await chat.press_on(card_json(card.card), "Fel svar")
    assert "utan ditt namn" in read(wrong)
    await chat.press_on(card_json(card.card), "Fel svar")
    (verdict,) = await staffed.kept(VERDICTS)
    assert not verdict.good
    listed = read(await staffed.chat(GUNILLA).say("frågor"))
    assert "vilka är prioriteringarna? (fel svar, i dag)" in listed
    assert "Karin" not in listed
    assert await staffed.rows() == []


async def test_the_same_wrong_answer_is_one_row_and_can_be_passed_on_with_a_name(staffed: House) -> None:
    for who in (KARIN, LOVISA):
        chat = staffed.chat(who)
        await chat.say("vilka är prioriteringarna?")
        await chat.press("Fel svar")
    (disputed,) = await staffed.kept(PASSED)
    assert (disputed.times, disputed.asker, disputed.asker_name) == (2, "", "")
    await chat.press("Skicka till kansliet")
    assert [question.asker for question in await staffed.kept(PASSED)] == ["", LOVISA.id]
    gunilla = staffed.chat(GUNILLA)
    await gunilla.say("fråga 1")
    assert "fel svar 2 gånger" in read(gunilla.last)
    assert "Gunilla Ström avslutade" in read(await gunilla.press("Svaret är rätt"))


async def test_a_wrong_answer_is_corrected_by_a_fact(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say("vilka är prioriteringarna?")
    await chat.press("Fel svar")
    await staffed.chat(GUNILLA).say("fakta 1: Numera bara bron.")
    assert "Numera bara bron." in read(await chat.say("vilka är prioriteringarna?"))
    assert await staffed.rows(f"person:{KARIN.id}") == []


async def test_a_follow_up_is_passed_on_with_the_question_before_it(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say("vad kostade utredningen av bron?")
    await chat.say("och badstranden?")
    await chat.say("ja tack")
    card = (await staffed.rows(f"person:{GUNILLA.id}"))[-1].message
    assert "och badstranden?\nEfter frågan: vad kostade utredningen av bron?" in words_of(card)
    await staffed.chat(GUNILLA).press_on(card_of(card), "Svara och gör till fakta", reply="En miljon kr.")
    (fact,) = await staffed.kept(LEARNED)
    assert (fact.question, fact.asked) == ("vad kostade utredningen av bron? och badstranden?", ())


async def test_a_wrong_answer_to_a_follow_up_is_shown_with_the_question_before_it(whole: House) -> None:
    await whole.chat(GUNILLA).say("hej")
    chat = whole.chat(KARIN)
    await chat.say("Vad är huvudmålet för näringsliv?")
    await chat.say("och för utbildning?")
    await chat.press("Fel svar")
    opened = read(await whole.chat(GUNILLA).say("fråga 1"))
    assert "Efter frågan: Vad är huvudmålet för näringsliv?" in opened


async def test_nobody_fills_the_secretariats_list_alone(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    for number in range(25):
        await chat.press_raw({"do": "knowledge.pass_on", "question": f"hur djup är sjö {number}?", "lang": "sv"})
    assert "redan 20 frågor" in read(chat.last)
    assert len(await staffed.kept(PASSED)) == 20
    await chat.say(UNKNOWN)
    assert "redan 20 frågor" in read(await chat.say("ja tack"))


async def test_a_fact_has_to_fit_a_phone(staffed: House) -> None:
    card = await passed_on(staffed)
    gunilla = staffed.chat(GUNILLA)
    long = "Sjön är djup. " * 50
    assert "högst 600 tecken" in read(await gunilla.press_on(card_of(card), "Svara och gör till fakta", reply=long))
    assert "Gunilla Ström svarade" in read(await gunilla.press_on(card_of(card), "Svara", reply=long))
    assert "högst 600 tecken" in read(await gunilla.press("Gör till fakta"))
    assert "Jag svarar så" in read(await gunilla.say("fakta 1: Fyra meter."))


async def test_somebody_elses_markup_does_nothing_on_the_card(staffed: House) -> None:
    chat = staffed.chat(KARIN)
    await chat.say("vad är <b>badstrand</b> [klicka](http://elak.se)?")
    await chat.press("Skicka till kansliet")
    shown = words_of((await staffed.rows(f"person:{GUNILLA.id}"))[-1].message)
    assert r"\[klicka\](http://elak.se)" in shown


@pytest.mark.parametrize("said", ["", "   ", "🎉🎉", "...", "x" * 100_000, "hej " * 25_000])
async def test_whatever_is_said_gets_one_sensible_reply(staffed: House, said: str) -> None:
    reply = await staffed.chat(KARIN).say(said)
    assert 0 < len(read(reply)) < 700


async def test_a_long_text_is_met_with_a_friendly_sentence(house: House) -> None:
    assert read(await house.chat(KARIN).say("varför " * 150)).startswith("Det där är längre än jag kan läsa")
    assert read(await house.chat(KARIN, locale="en-GB").say("why " * 300)).startswith("That is longer than I can")


@pytest.mark.parametrize(
    "payload",
    [
        {"do": "knowledge.of_last_year", "id": 7},
        {"do": "knowledge.reply"},
        {"do": "knowledge.judge", "answer": 1},
        {"do": "knowledge.pass_on", "question": ["x"]},
    ],
)
async def test_a_card_from_last_year_is_met_with_todays(staffed: House, payload: dict[str, Any]) -> None:
    assert "Det här kortet är gammalt" in read(await staffed.chat(GUNILLA).press_raw(payload))


@pytest.mark.parametrize("question", ["", "  ", "x" * 1_001])
async def test_a_forged_button_passes_nothing_on(staffed: House, question: str) -> None:
    chat = staffed.chat(KARIN)
    await chat.press_raw({"do": "knowledge.pass_on", "question": question or " ", "lang": "sv"})
    await chat.press_raw({"do": "knowledge.judge", "question": question or " ", "answer": "1", "good": False})
    assert await staffed.kept(PASSED) == []


async def test_help_shows_the_secretariat_its_commands_and_nobody_else(staffed: House) -> None:
    assert "svara 12: ditt svar" in read(await staffed.chat(GUNILLA).say("hjälp med frågor"))
    assert "svara 12" not in read(await staffed.chat(KARIN).say("hjälp med frågor"))
    assert "answer 12: your answer" in read(await staffed.chat(GUNILLA, locale="en-GB").say("help with questions"))


async def test_two_answers_at_once_become_one(staffed: House) -> None:
    card = await passed_on(staffed)
    replies = await asyncio.gather(
        staffed.chat(GUNILLA).press_on(card_of(card), "Svara", reply="Två."),
        staffed.chat(TOBIAS).press_on(card_of(card), "Svara", reply="Tre."),
    )
    assert sum("hann före" in read(reply) for reply in replies) == 1
    assert len(await staffed.rows(f"person:{KARIN.id}")) == 1


def test_after_a_year_neither_the_words_nor_the_asker_are_kept() -> None:
    asked = PassedQuestion(
        "1", UNKNOWN, "sv", NOW, asker="a", asker_name="Karin", place="person:a", key="k", reply="Två."
    )
    assert without_person(asked, NOW + dt.timedelta(days=364)) == asked
    bare = without_person(asked, NOW + dt.timedelta(days=365))
    assert not {"a", "Karin", UNKNOWN, "person:a", "Två."} & set(map(str, dataclasses.astuple(bare)))
    assert (bare.number, bare.passed_at, bare.state) == ("1", NOW, "closed")
    assert without_person(bare, NOW + dt.timedelta(days=800)) == bare
