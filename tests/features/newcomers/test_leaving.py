"""Leavers: asked about, marked vacant with a press or after silence; empty seats chased every month."""

import datetime as dt

from bot.core.ports import Store
from bot.core.turn import Kind
from bot.features.bodies.seats import SEATS
from tests.conversation import read
from tests.features.newcomers.conftest import DAY, HOUR, Town


async def _ends(store: Store) -> dt.date | None:
    kept = await store.run(lambda tx: tx.get(SEATS, "planeringschefer/0128"))
    assert kept
    return kept.value.holder[-1].end


async def test_the_secretariat_and_the_chair_are_asked_and_one_press_marks_the_seat_vacant(
    town: Town, memory: Store
) -> None:
    await town.remove("Karin Holm")
    await town.event(Kind.REMOVED, "Karin Holm")
    await town.pass_time(DAY, HOUR)
    [asked] = town.world.to_person("Gunilla Ström")
    assert asked.words.splitlines()[0] == (
        "Karin Holm är inte med i teamet för planeringscheferna sedan 24 november. Har Karin Holm lämnat uppdraget?"
    )
    assert "– Salem, ordinarie i planeringscheferna" in asked.words
    assert "Vem som tar över vet nog Anders Viklund i Salem." in asked.words
    [chair] = town.world.to_person("Mehmet Aydin")
    done = await town.world.press_on(chair, "Ja, platsen är vakant", town.world.chat("Mehmet Aydin"))
    assert "vakant från 25 november, bekräftade Mehmet Aydin" in read(done)
    assert await _ends(memory) == dt.date(2026, 11, 24)
    await town.world.settle()
    [asked] = town.world.to_person("Gunilla Ström")
    assert "bekräftade Mehmet Aydin" in asked.words
    again = await town.world.press_on(chair, "Nej, är kvar", town.world.chat("Mehmet Aydin"))
    assert read(again) == read(done)
    assert await _ends(memory) == dt.date(2026, 11, 24)


async def test_what_was_confirmed_is_taken_back_with_a_word(town: Town, memory: Store) -> None:
    await town.remove("Karin Holm")
    await town.pass_time(DAY, HOUR)
    [asked] = town.world.to_person("Gunilla Ström")
    await town.world.press_on(asked, "Ja, platsen är vakant", town.world.secretariat)
    await town.world.secretariat.say("ångra")
    assert await _ends(memory) is None


async def test_who_has_not_left_keeps_the_seat(town: Town, memory: Store) -> None:
    await town.remove("Karin Holm")
    await town.pass_time(DAY, HOUR)
    [asked] = town.world.to_person("Gunilla Ström")
    kept = await town.world.press_on(asked, "Nej, är kvar", town.world.secretariat)
    assert "Lägg gärna till Karin Holm i teamet igen" in read(kept)
    await town.pass_time(60 * DAY)
    assert await _ends(memory) is None


async def test_silence_is_reminded_once_and_then_the_seat_is_marked_vacant(town: Town, memory: Store) -> None:
    await town.remove("Karin Holm")
    await town.pass_time(6 * DAY)
    first, again = town.world.to_person("Gunilla Ström")
    assert "Svarar ingen markerar jag platsen som vakant måndag 7 december." in again.words
    assert await _ends(memory) is None
    await town.pass_time(9 * DAY)
    assert await _ends(memory) == dt.date(2026, 11, 24)
    first, again, *_ = town.world.to_person("Gunilla Ström")
    assert "Ingen svarade" in first.words
    assert "Ingen svarade" in again.words


async def test_who_comes_back_while_the_question_waits_has_not_left(town: Town, memory: Store) -> None:
    await town.remove("Karin Holm")
    await town.pass_time(2 * DAY)
    await town.add("Karin Holm")
    await town.pass_time(30 * DAY)
    assert await _ends(memory) is None
    assert "är med i teamet för planeringscheferna igen" in town.told("Gunilla Ström")[0]


async def test_a_member_may_not_say_who_has_left(town: Town) -> None:
    await town.remove("Karin Holm")
    await town.pass_time(DAY, HOUR)
    [asked] = town.world.to_person("Gunilla Ström")
    refused = await town.world.press_on(asked, "Ja, platsen är vakant", town.world.chat("Per Berg"))
    assert "ordförande" in read(refused)


async def test_a_leaver_without_a_seat_is_nobodys_business(town: Town) -> None:
    await town.add("Nils Bara Med")
    await town.pass_time(HOUR)
    await town.remove("Nils Bara Med")
    await town.pass_time(4 * DAY)
    assert town.told("Gunilla Ström") == []


async def test_empty_seats_are_chased_on_the_first_monday_with_whom_to_ask(town: Town) -> None:
    await town.world.secretariat.say("Salems plats i planeringscheferna är vakant från 1 december")
    gunilla = town.world.secretariat
    await gunilla.say("Salems plats i planeringscheferna är vakant från 1 december")
    await gunilla.press("Spara")
    await town.world.until(dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC))
    chased = town.told("Gunilla Ström")[-1]
    assert "Salem i planeringscheferna, vakant sedan 1 december. Fråga Anders Viklund (Ledningsgruppen)." in chased
    assert "Haninge i planeringscheferna, har aldrig varit tillsatt." in chased
    own = town.told("Mehmet Aydin")[-1]
    assert "Salem i planeringscheferna" in own
    assert "i klimatstrategerna" not in own
    before = len(town.told("Gunilla Ström"))
    await town.pass_time(20 * DAY)
    assert len(town.told("Gunilla Ström")) == before


async def test_nobody_is_chased_in_july_and_red_days_wait(town: Town) -> None:
    await town.world.until(dt.datetime(2027, 7, 4, tzinfo=dt.UTC))
    before = len(town.told("Gunilla Ström"))
    await town.world.until(dt.datetime(2027, 7, 31, tzinfo=dt.UTC))
    # The first Monday, 5 July, is in week 27.
    assert len(town.told("Gunilla Ström")) == before + 1
    await town.world.until(dt.datetime(2028, 1, 2, tzinfo=dt.UTC))
    before = len(town.told("Gunilla Ström"))
    await town.world.until(dt.datetime(2028, 1, 3, 12, tzinfo=dt.UTC))
    assert len(town.told("Gunilla Ström")) == before + 1
