"""Coming and going, as Teams, the roster, the seats and the secretariat tell of it."""

import datetime as dt
from typing import Any

import pytest

from bot.core.ports import Store
from bot.core.timers import TIMERS
from bot.core.turn import Kind
from bot.features.newcomers.model import NEWCOMERS, Newcomer
from bot.features.newcomers.noticing import GREET
from tests.conversation import person, read
from tests.features.newcomers.conftest import DAY, HOUR, Town

ANNA = "Anna Ek"


async def _newcomers(store: Store) -> dict[str, Newcomer]:
    async def work(tx: Any) -> dict[str, Newcomer]:
        return {kept.value.name: kept.value async for kept in tx.all(NEWCOMERS)}

    return await store.run(work)


async def _greetings(store: Store) -> list[dt.datetime]:
    found = await store.run(lambda tx: tx.find(TIMERS, runs=GREET))
    return [kept.value.occurs_at for kept in found]


async def test_who_is_added_is_new_and_greeted_ten_minutes_later_in_office_hours(town: Town, memory: Store) -> None:
    await town.add(ANNA, nameless=True)
    await town.event(Kind.ADDED, ANNA)
    await town.world.settle()
    assert (await _newcomers(memory))[ANNA].bodies == ("planeringschefer",)
    assert await _greetings(memory) == [town.at(dt.timedelta(minutes=10))]


async def test_those_who_were_there_before_the_bot_are_not_new(town: Town, memory: Store) -> None:
    await town.pass_time(2 * DAY)
    assert await _newcomers(memory) == {}


async def test_who_has_sat_there_for_long_is_no_newcomer(town: Town, memory: Store) -> None:
    town.vanish("Per Berg")
    await town.pass_time(3 * DAY)
    await town.add("Per Berg")
    await town.world.settle()
    assert await _newcomers(memory) == {}


async def test_an_event_that_the_roster_denies_is_forgotten_before_a_word_is_said(town: Town, memory: Store) -> None:
    await town.event(Kind.ADDED, "Falsk Händelse")
    await town.pass_time(HOUR)
    assert await _newcomers(memory) == {}
    assert await _greetings(memory) == []


async def test_the_night_finds_whom_no_event_told_of(town: Town, memory: Store) -> None:
    key = next(iter(town.lists.there))
    town.lists.there[key].append(person(ANNA))
    await town.pass_time(DAY)
    assert list(await _newcomers(memory)) == [ANNA]


async def test_teams_that_does_not_answer_keeps_nobody_out(town: Town, memory: Store) -> None:
    town.lists.there.clear()
    await town.event(Kind.ADDED, ANNA)
    await town.pass_time(HOUR)
    assert list(await _newcomers(memory)) == [ANNA]
    assert town.told("Gunilla Ström") == []


async def test_removed_and_added_again_within_a_day_is_no_turnover(town: Town, memory: Store) -> None:
    await town.remove("Karin Holm")
    await town.pass_time(20 * HOUR)
    await town.add("Karin Holm")
    await town.pass_time(5 * DAY)
    assert town.told("Gunilla Ström") == []
    assert await _newcomers(memory) == {}


async def test_a_false_removal_is_found_out_in_the_night(town: Town) -> None:
    await town.event(Kind.REMOVED, "Karin Holm")
    await town.pass_time(5 * DAY)
    assert town.told("Gunilla Ström") == []


async def test_a_person_in_several_bodies_is_one_person(town: Town, memory: Store) -> None:
    await town.world.in_channel("Lovisa Brandt", "Klimatstrateger").say("hej")
    town.lists.there["19:klimatstrateger@thread.tacv2"] = [person("Lovisa Brandt")]
    await town.pass_time(DAY)
    await town.add(ANNA)
    await town.add(ANNA, team="Klimatstrateger")
    await town.world.settle()
    assert [each.bodies for each in (await _newcomers(memory)).values()] == [("planeringschefer", "klimatstrateger")]


@pytest.mark.parametrize(
    "said",
    [
        "Anna Ek är ny i planeringscheferna för Haninge efter Karin",
        "Anna Ek is new in the planning managers for Haninge",
    ],
)
async def test_the_secretariat_says_so_and_the_newcomer_is_known_when_she_comes(
    town: Town, memory: Store, said: str
) -> None:
    shown = await town.world.secretariat.say(said)
    assert "Haninge, ordinarie i planeringscheferna: Anna Ek" in read(shown)
    gunilla = town.world.secretariat
    gunilla.last = shown
    assert "Klart" in read(await gunilla.press("Spara"))
    assert await _newcomers(memory) == {}
    await town.add(ANNA)
    await town.world.settle()
    assert (await _newcomers(memory))[ANNA].municipality == "0136"


async def test_who_is_in_the_team_already_is_noticed_when_the_secretariat_says_so(town: Town, memory: Store) -> None:
    key = next(iter(town.lists.there))
    town.lists.there[key].append(person("Nora Vik"))
    await town.pass_time(DAY)
    await town.world.store.run(_forget_all)
    gunilla = town.world.secretariat
    await gunilla.say("Nora Vik tar över Haninges plats i planeringscheferna")
    await gunilla.press("Spara")
    assert (await _newcomers(memory))["Nora Vik"].municipality == "0136"


async def _forget_all(tx: Any) -> None:
    for kept in [each async for each in tx.all(NEWCOMERS)]:
        await tx.remove(NEWCOMERS, kept)


async def test_a_stranger_who_adds_the_bot_is_asked_once_and_a_member_is_not(town: Town) -> None:
    for name in ("Nils Ingenstans", "Per Berg"):
        for _ in range(2):
            await town.world.chat(name).happen(Kind.INSTALLED)
    await town.pass_time(HOUR)
    assert town.told("Nils Ingenstans") == ["Är du ny i något av organen? Skriv *jag är ny*, så hjälper jag dig in."]
    assert town.told("Per Berg") == []


async def test_somebody_seated_lately_who_adds_the_bot_is_welcomed(town: Town, memory: Store) -> None:
    gunilla = town.world.secretariat
    await gunilla.say("Nora Vik tar över Haninges plats i planeringscheferna från i dag")
    await gunilla.press("Spara")
    await town.world.chat("Nora Vik").happen(Kind.INSTALLED)
    assert list(await _newcomers(memory)) == ["Nora Vik"]
