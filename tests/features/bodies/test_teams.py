"""Teams and bodies: asked when the bot is added, followed when teams and channels change."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.ports import Store
from bot.core.turn import Conversation, Kind
from bot.features.bodies.channels import channel_of
from bot.features.bodies.naming import Finder
from bot.features.bodies.teams import TEAMS
from tests.conftest import cooperation
from tests.conversation import Chat, channel, read
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living


async def _written_to(world: World, body: str) -> str | None:
    found = next(each for each in cooperation().bodies if each.id == body)

    async def work(tx: Any) -> str | None:
        address = await channel_of(tx, Finder(cooperation()), found)
        return address.id if address else None

    return await world.store.run(work)


def _elsewhere(team: Conversation, key: str) -> Conversation:
    return replace(team, id=f"{key};messageid=1", channel_id=key)


async def _added_to(world: World, team: str) -> Chat:
    await world.secretariat.say("hej")
    place = replace(channel(team), id=channel(team).team_id)
    chat = Chat(world.bot, place=place, now=world.clock())
    await chat.happen(Kind.INSTALLED)
    await world.settle()
    return chat


async def test_the_secretariat_is_asked_once_and_one_press_confirms_the_guess(memory: Store) -> None:
    async with living(memory) as world:
        await world.chat("Tobias Lager").say("hej")
        chat = await _added_to(world, "Planeringschefer Södertörn")
        await chat.happen(Kind.INSTALLED)
        await world.settle()
        [asked] = world.to_person("Gunilla Ström")
        assert "Planeringschefer Södertörn" in asked.words
        assert "Är det planeringscheferna?" in asked.words
        done = await world.press_on(asked, "Ja, planeringscheferna", world.secretariat)
        assert read(done) == "Teamet Planeringschefer Södertörn hör till planeringscheferna. Jag skriver till dem där."
        await world.settle()
        [other] = world.to_person("Tobias Lager")
        assert "Gunilla Ström svarade" in other.words
        assert await _written_to(world, "planeringschefer") == "conversation:19:planeringschefer södertörn@thread.tacv2"
        again = await world.press_on(asked, "Ja, planeringscheferna", world.secretariat)
        assert read(again) == read(done)
        await world.settle()
        assert len(world.to_person("Gunilla Ström")) == 1


async def test_a_team_of_no_known_name_is_chosen_from_the_list_and_may_be_nobodys(memory: Store) -> None:
    async with living(memory) as world:
        await _added_to(world, "Projekt Blå")
        [asked] = world.to_person("Gunilla Ström")
        assert "Vilket organ är det?" in asked.words
        assert "Välj ett organ" in read(await world.press_on(asked, "Välj i listan", world.secretariat))
        chosen = await world.press_on(asked, "Välj i listan", world.secretariat, other="klimatstrateger")
        assert "klimatstrategerna" in read(chosen)
        assert await _written_to(world, "klimatstrateger") == "conversation:19:projekt blå@thread.tacv2"
        none = await world.press_on(asked, "Inget organ", world.secretariat)
        assert "hör inte till något organ" in read(none)
        assert await _written_to(world, "klimatstrateger") is None


async def test_only_the_secretariat_says_whose_team_it_is(memory: Store) -> None:
    async with living(memory) as world:
        await world.bot.seating.fill(FILLINGS)
        await _added_to(world, "Planeringschefer")
        [asked] = world.to_person("Gunilla Ström")
        refused = await world.press_on(asked, "Inget organ", world.chat("Mehmet Aydin"))
        assert "kansliet" in read(refused)
        assert [kept.value.body async for kept in _teams(memory)] == [None]


async def _teams(store: Store) -> Any:
    async def work(tx: Any) -> list[Any]:
        return [kept async for kept in tx.all(TEAMS)]

    for kept in await store.run(work):
        yield kept


async def test_a_renamed_team_is_still_the_bodys_and_who_sits_here_is_still_answered(memory: Store) -> None:
    async with living(memory) as world:
        await world.bot.seating.fill(FILLINGS)
        chat = await _added_to(world, "Planeringschefer")
        [asked] = world.to_person("Gunilla Ström")
        await world.press_on(asked, "Ja, planeringscheferna", world.secretariat)
        assert chat.place
        renamed = replace(chat.place, team_name="Grupp 7")
        await Chat(world.bot, place=renamed).happen(Kind.CHANGED, change="teamRenamed")
        answer = await Chat(world.bot, place=renamed).say("vilka sitter här?")
        assert "Tyresö | Per Berg | Åsa Öberg" in read(answer)
        listed = read(await world.secretariat.say("vilka team"))
        assert "Grupp 7: Planeringscheferna" in listed


async def test_a_deleted_channel_and_a_deleted_team_are_told_of(memory: Store) -> None:
    async with living(memory) as world:
        chat = await _added_to(world, "Planeringschefer")
        [asked] = world.to_person("Gunilla Ström")
        await world.press_on(asked, "Ja, planeringscheferna", world.secretariat)
        assert chat.place
        side = _elsewhere(chat.place, "19:remisser@thread.tacv2")
        told = await Chat(world.bot, who=world.secretariat.who, place=side).say("skriv här")
        assert "i den här kanalen" in read(told)
        assert await _written_to(world, "planeringschefer") == "conversation:19:remisser@thread.tacv2"
        await Chat(world.bot, place=side).happen(Kind.CHANGED, change="channelDeleted")
        await world.settle()
        assert "Allmänt" in world.to_person("Gunilla Ström")[-1].words
        assert await _written_to(world, "planeringschefer") == f"conversation:{chat.place.team_id}"
        await Chat(world.bot, place=chat.place).happen(Kind.CHANGED, change="teamDeleted")
        await Chat(world.bot, place=chat.place).happen(Kind.CHANGED, change="teamHardDeleted")
        await world.settle()
        assert "är borta" in world.to_person("Gunilla Ström")[-1].words
        assert len(world.to_person("Gunilla Ström")) == 3
        assert await _written_to(world, "planeringschefer") is None
        await Chat(world.bot, place=chat.place).happen(Kind.CHANGED, change="teamRestored")
        assert await _written_to(world, "planeringschefer") == f"conversation:{chat.place.team_id}"


async def test_a_body_has_one_team_and_the_new_one_takes_over(memory: Store) -> None:
    async with living(memory) as world:
        for team in ("Planeringschefer", "Planerare nya"):
            chat = await _added_to(world, team)
            said = await Chat(world.bot, who=world.secretariat.who, place=chat.place).say(
                "koppla teamet till planeringscheferna"
            )
        assert "Till teamet Planeringschefer skriver jag inte längre." in read(said)
        assert await _written_to(world, "planeringschefer") == "conversation:19:planerare nya@thread.tacv2"


async def test_a_team_nobody_has_spoken_for_is_found_by_its_name(memory: Store) -> None:
    async with living(memory) as world:
        await world.in_channel("Per Berg").say("hej")
        assert await _written_to(world, "planeringschefer") == "conversation:19:planeringschefer@thread.tacv2"
        assert await _written_to(world, "klimatstrateger") is None


async def test_a_question_that_could_not_be_asked_is_asked_when_the_secretariat_turns_up(memory: Store) -> None:
    async with living(memory) as world:
        await Chat(world.bot, place=channel("Klimatstrateger")).happen(Kind.INSTALLED)
        await world.settle()
        assert world.to_person("Gunilla Ström") == []
        await world.secretariat.say("hej")
        await world.settle()
        [asked] = world.to_person("Gunilla Ström")
        assert "klimatstrategerna" in asked.words


@pytest.mark.parametrize("said", ["write here", "Skriv här."])
async def test_a_member_cannot_say_where_the_bot_writes(memory: Store, said: str) -> None:
    async with living(memory) as world:
        await world.bot.seating.fill(FILLINGS)
        refused = await world.in_channel("Åsa Öberg").say(said)
        assert "ordförande" in read(refused) or "kansliet" in read(refused)
