"""Meetings in conversation: asked about, answered, moved, cancelled and taken back."""

import asyncio
import datetime as dt

from bot.core.turn import Kind
from tests.conversation import NOW, read
from tests.features.meetings.conftest import Hall

SILENT = "Har inte svarat: Botkyrka och Tyresö"


async def test_with_no_meetings_it_says_so_and_what_was_is_left_to_the_reports(hall: Hall) -> None:
    """With nothing booked yet all of it went to the reports of earlier years."""
    for chat in (hall.chat("Per Berg"), hall.secretariat):
        for said in ("när är nästa möte?", "vilka möten har vi i vår?", "vilka kommer på torsdag?"):
            assert "möte" in read(await chat.say(said))
            assert "Verksamhetsberättelse" not in read(chat.last)
    words = read(await hall.chat("Per Berg").say("jag kommer inte på torsdag"))
    assert words == "Du har inget möte framför dig som jag vet."
    assert "du har ingen plats" in read(await hall.secretariat.say("jag kommer inte på torsdag"))
    for said in (
        "ställ in mötet",
        "flytta mötet v 3 till v 4",
        "ändra mötet v. 3",
        "protokollet ligger på https://x.se/p",
    ):
        words = read(await hall.secretariat.say(said))
        assert words == "Inget möte är inbokat som jag vet, så det finns inget att ändra."
    words = read(await hall.secretariat.say("vilka frågor diskuterades på planeringschefernas möten?"))
    assert "Verksamhetsberättelse 2021" in words


async def test_the_next_meeting_and_those_of_the_spring(hall: Hall) -> None:
    await hall.book()
    member = hall.chat("Per Berg")
    words = read(await member.say("när är nästa möte?"))
    assert words.startswith("Planeringscheferna ses torsdag 21 januari (v. 3) kl. 9–11.")
    assert "Var: Tyresö slott" in words
    assert "Trafikverket" in words
    assert "Ett möte är inbokat" in read(await member.say("vilka möten har planeringscheferna i vår"))
    assert "har inget möte inbokat" in read(await member.say("nästa möte i ledningsgruppen"))
    none = read(await member.say("vilka möten har planeringscheferna i februari"))
    assert none.startswith("Jag känner inte till något möte 1–28 februari. Så här ser det ut framåt")


async def test_the_invitation_shows_who_comes_and_who_is_silent(hall: Hall) -> None:
    await hall.book()
    card = await hall.invitation()
    assert SILENT in str(card["fallbackText"])
    assert "Saknar ledamot: Haninge" in str(card["fallbackText"])
    words = read(await hall.in_channel("Per Berg").press_on(card, "Kommer"))
    assert "1 av 8 kommuner har sagt att de är med." in words
    assert "Kommer: Tyresö" in words
    assert "Har inte svarat: Botkyrka" in str((await hall.invitation())["fallbackText"])


async def test_two_pressing_at_once_both_count(hall: Hall) -> None:
    await hall.book()
    card = await hall.invitation()
    await asyncio.gather(
        hall.in_channel("Per Berg").press_on(card, "Kommer"),
        hall.chat("Mehmet Aydin").press_on(card, "Deltar digitalt"),
    )
    said = str((await hall.invitation())["fallbackText"])
    assert "2 av 8 kommuner" in said
    assert "Kommer: Tyresö" in said
    assert "Deltar digitalt: Botkyrka" in said


async def test_the_stand_in_is_asked_and_accepts_with_one_press(hall: Hall) -> None:
    await hall.book()
    card = await hall.invitation()
    holder, stand_in = hall.in_channel("Per Berg"), hall.chat("Åsa Öberg")
    assert "Förhinder: Tyresö" in read(await holder.press_on(card, "Förhinder"))
    await holder.press_on(card, "Förhinder")
    asked = await hall.to("Åsa Öberg")
    assert len(asked) == 1
    assert "Per Berg har förhinder. Kan du ta Tyresös plats" in str(asked[0]["fallbackText"])
    assert read(await stand_in.press_on(asked[0], "Jag kommer")).startswith("Tack. Du tar Tyresös plats")
    assert "Ersättare kommer: Tyresö" in str((await hall.invitation())["fallbackText"])
    assert "Kommer: Tyresö" in read(await holder.press_on(card, "Kommer"))
    assert "sagt något annat sedan dess" in read(await stand_in.press_on(asked[0], "Jag kommer"))


async def test_answers_in_words(hall: Hall) -> None:
    await hall.book()
    holder = hall.chat("Per Berg")
    words = read(await holder.say("jag kan inte den 21 januari"))
    assert words.startswith("Du har ett möte torsdag 21 januari (v. 3) kl. 9–11: planeringscheferna.")
    words = read(await holder.press("Bara förhinder"))
    assert words == "Noterat: Tyresö har förhinder, planeringscheferna torsdag 21 januari (v. 3) kl. 9–11."
    assert await hall.to("Åsa Öberg") == []
    words = read(await holder.say("jag kan inte den 21 januari, min ersättare kommer"))
    assert "Tyresös ersättare kommer" in words
    assert "Jag säger det till Åsa Öberg." in words
    assert "Botkyrka har ingen ersättare" in read(
        await hall.chat("Mehmet Aydin").say("jag får förhinder på mötet, min ersättare kommer")
    )
    assert "Du har inget möte på fredag" in read(await holder.say("jag kan inte på fredag"))


async def test_whom_the_press_of_an_answer_is_not_for(hall: Hall) -> None:
    await hall.book()
    card = await hall.invitation()
    assert "ingen plats" in read(await hall.outsider.press_on(card, "Kommer"))
    assert "Du behövs först när Per Berg får förhinder" in read(await hall.chat("Åsa Öberg").press_on(card, "Kommer"))
    late = hall.chat("Per Berg")
    late.now = NOW + dt.timedelta(days=100)
    assert "har redan varit" in read(await late.press_on(card, "Kommer"))
    await hall.secretariat.say("ställ in planeringscheferna 21 januari")
    chat = hall.secretariat
    await chat.say("ställ in planeringscheferna 21 januari")
    await chat.press("Ställ in")
    assert "är inställt. Du behöver inte svara." in read(await hall.chat("Per Berg").press_on(card, "Kommer"))


async def test_a_move_is_shown_told_and_taken_back_with_the_answers(hall: Hall) -> None:
    await hall.book()
    await hall.in_channel("Per Berg").press_on(await hall.invitation(), "Kommer")
    chair = hall.chat("Mehmet Aydin")
    words = read(await chair.say("flytta planeringscheferna 21 januari till 6 januari kl 13"))
    assert "Från: torsdag 21 januari (v. 3) kl. 9–11" in words
    assert "Till: onsdag 6 januari (v. 1) kl. 13–15" in words
    assert "är röd dag" in words
    preview = chair.last
    assert "flyttat" in read(await chair.press("Flytta ändå"))
    card = str((await hall.invitation())["fallbackText"])
    assert card.startswith("Planeringscheferna onsdag 6 januari (v. 1) kl. 13–15")
    assert "Mehmet Aydin flyttade mötet" in card
    assert "0 av 8" in card
    chair.last = preview
    assert "flyttat" in read(await chair.press("Flytta ändå"))
    assert "taget tillbaka" in read(await chair.say("ångra"))
    assert "1 av 8" in str((await hall.invitation())["fallbackText"])


async def test_only_the_secretariat_and_the_own_chair_move_and_cancel(hall: Hall) -> None:
    await hall.book()
    for said in ("flytta planeringscheferna 21 januari till 28 januari", "ställ in planeringscheferna 21 januari"):
        words = read(await hall.chat("Lovisa Brandt").say(said))
        assert words.startswith("Möten i planeringscheferna kan bara ordföranden Mehmet Aydin och kansliet")
    words = read(await hall.secretariat.say("ställ in planeringscheferna 22 januari"))
    assert "Jag hittar inget möte" in words
    assert "torsdag 21 januari" in words
    words = read(await hall.secretariat.say("flytta planeringscheferna 21 januari till 28 januari kl 11-9"))
    assert "sluta innan det börjar" in words


async def test_a_channel_that_is_met_later_gets_its_invitations_when_asked(hall: Hall) -> None:
    chat = hall.secretariat
    words = read(await chat.say("boka klimatstrategerna 21 januari 9-11 digitalt"))
    words = read(await chat.press("Boka"))
    assert "Jag vet ännu inte vilken kanal klimatstrategerna har" in words
    chair = hall.in_channel("Lovisa Brandt", "Klimatstrateger")
    assert read(await chair.say("skicka kallelserna")) == "En kallelse läggs ut här."
    assert read(await chair.say("skicka kallelserna")) == "Alla kallelser är redan utlagda."
    assert "organets egen kanal" in read(await hall.secretariat.say("skicka kallelserna"))


async def test_a_booking_taken_back_leaves_nothing(hall: Hall) -> None:
    chat = hall.secretariat
    await chat.say("boka planeringscheferna 21 januari 9-11 digitalt")
    await chat.press("Boka")
    card = await hall.invitation()
    assert "taget tillbaka" in read(await chat.press("Ångra"))
    assert [kept.id for kept in await hall.rows()] == []
    assert read(await hall.chat("Per Berg").press_on(card, "Kommer")) == "Det mötet finns inte längre."


async def test_meetings_are_found_from_any_chat_but_not_by_outsiders(hall: Hall) -> None:
    await hall.book()
    for words in ("planeringscheferna", "Tyresö slott", "trafikverket", "möten"):
        found = await hall.chat("Per Berg").happen(Kind.SEARCHED, text=words)
        assert found is not None
        assert any("torsdag 21 januari" in hit.card.summary for hit in found.hits), words
    none = await hall.outsider.happen(Kind.SEARCHED, text="planeringscheferna möten")
    assert none is not None
    assert not any("torsdag 21 januari" in hit.card.summary for hit in none.hits)


async def test_meetings_are_counted_as_far_as_the_bot_knows_them(hall: Hall) -> None:
    """They were asked of the reports, which knew nothing of this year."""
    member = hall.chat("Per Berg")
    assert "Planeringscheferna har inget möte inbokat" in read(await member.say("hur många möten är inbokade?"))
    await hall.book()
    assert read(await member.say("hur många möten har vi kvar?")).startswith("Ett möte är inbokat")
    assert read(await member.say("how many meetings are booked?")).startswith("One meeting is booked")
    held = "hur många möten har planeringscheferna haft i år?"
    assert "har inte haft något möte i år" in read(await member.say(held))
    member.now = dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC)
    assert read(await member.say(held)) == "Planeringscheferna har haft ett möte i år."
    words = read(await member.say("hur många möten hade planeringscheferna 2021?"))
    assert "Verksamhetsberättelse 2021" in words


async def test_seats_are_counted(hall: Hall) -> None:
    member = hall.chat("Per Berg")
    assert "platser:" in read(await member.say("hur många ledamöter har planeringscheferna?"))
    assert "seats, of which" in read(await member.say("how many seats do the planning managers have?"))
