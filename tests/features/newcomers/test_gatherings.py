"""Introduction meetings: everybody new since the last one is invited by themselves, in whatever body."""

from tests.conversation import Chat, person, read
from tests.features.newcomers.conftest import DAY, HOUR, Town, team_of


async def _plan(town: Town, said: str) -> None:
    gunilla = town.world.secretariat
    await gunilla.say(said)
    await gunilla.press("Boka")


def _invitations(town: Town, name: str) -> list[str]:
    return [words for words in town.told(name) if "introduktionsmöte" in words.lower()]


async def test_who_is_new_is_invited_once_whatever_their_body_and_those_who_come_later_too(town: Town) -> None:
    place = team_of("Klimatstrateger")
    await Chat(town.world.bot, who=person("Lovisa Brandt"), place=place).say("hej")
    town.lists.there[place.team_id] = [person("Lovisa Brandt")]
    await town.pass_time(DAY)
    await town.add("Anna Ek", team="Klimatstrateger")
    await town.pass_time(HOUR)
    await _plan(town, "boka introduktionsmöte för planeringscheferna 15 december kl 9-11 på Tyresö slott")
    await town.world.settle()
    [invited] = _invitations(town, "Anna Ek")
    assert "Välkommen på introduktionsmöte tisdag 15 december (v. 51) kl. 9–11" in invited
    assert "Plats: Tyresö slott" in invited
    assert _invitations(town, "Per Berg") == []
    await town.add("Bo Ask")
    await town.pass_time(2 * DAY)
    assert len(_invitations(town, "Bo Ask")) == 1
    assert len(_invitations(town, "Anna Ek")) == 1
    card = next(each for each in town.world.to_person("Anna Ek") if "introduktionsmöte" in each.words)
    anna = town.world.chat("Anna Ek")
    assert "anmäld till introduktionsmötet" in read(await town.world.press_on(card, "Jag kommer", anna))
    stolen = await town.world.press_on(card, "Jag kommer", town.world.chat("Per Berg"))
    assert "över eller inställt" in read(stolen)
    standing = read(await town.world.secretariat.say("läget"))
    assert "1 nya kommer, 0 kan inte, 1 har inte svarat." in standing
    await town.pass_time(20 * DAY)
    assert "över eller inställt" in read(await town.world.press_on(card, "Jag kan inte", town.world.chat("Anna Ek")))
    await _plan(town, "boka introduktionsmöte för planeringscheferna 26 januari kl 9-11 digitalt")
    await town.pass_time(2 * DAY)
    assert len(_invitations(town, "Anna Ek")) == 1


async def test_a_cancelled_introduction_meeting_is_told_of_and_the_next_invites_anew(town: Town) -> None:
    await town.add("Anna Ek")
    await town.pass_time(HOUR)
    await _plan(town, "boka introduktionsmöte för planeringscheferna 15 december kl 9-11 digitalt")
    gunilla = town.world.secretariat
    await gunilla.say("ställ in planeringschefernas möte 15 december")
    await gunilla.press("Ställ in")
    await town.world.settle()
    invited, off = _invitations(town, "Anna Ek")
    assert "Välkommen" in invited
    assert "blir inte av" in off
    await _plan(town, "boka introduktionsmöte för planeringscheferna 17 december kl 9-11 digitalt")
    await town.world.settle()
    assert "torsdag 17 december" in _invitations(town, "Anna Ek")[-1]


async def test_an_ordinary_meeting_invites_no_newcomers(town: Town) -> None:
    await town.add("Anna Ek")
    await town.pass_time(HOUR)
    await _plan(town, "boka planeringscheferna 15 december kl 9-11 digitalt")
    await town.pass_time(2 * DAY)
    assert _invitations(town, "Anna Ek") == []
