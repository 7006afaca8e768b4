"""A cooperation into which people come and from which they go, and a roster that tells who is there."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from bot.core.ports import RosterUnknown, Store
from bot.core.turn import Conversation, Kind, Person
from bot.features.bodies.seats import Filling, Post
from tests.conversation import Chat, channel, person
from tests.world import World, living

NEW_YEAR = dt.date(2026, 1, 1)
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)

FILLINGS = (
    Filling("planeringschefer", "0138", Post.HOLDER, "Per Berg", NEW_YEAR),
    Filling("planeringschefer", "0138", Post.STAND_IN, "Åsa Öberg", NEW_YEAR),
    Filling("planeringschefer", "0127", Post.HOLDER, "Mehmet Aydin", dt.date(2024, 3, 1)),
    Filling("planeringschefer", "0128", Post.HOLDER, "Karin Holm", NEW_YEAR),
    Filling("planeringschefer", "", Post.CHAIR, "Mehmet Aydin", NEW_YEAR, home="0127"),
    Filling("ledningsgruppen", "0128", Post.HOLDER, "Anders Viklund", NEW_YEAR),
    Filling("klimatstrateger", "0136", Post.HOLDER, "Lovisa Brandt", NEW_YEAR),
)


@dataclass
class Lists:
    """Tells who is in a team as the test says; knows nothing of a team that is not `there`."""

    there: dict[str, list[Person]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def members(self, conversation: Conversation) -> Sequence[Person]:
        self.asked.append(conversation.team_id)
        if conversation.team_id not in self.there:
            raise RosterUnknown("Teams does not say")
        return tuple(self.there[conversation.team_id])

    async def channels(self, conversation: Conversation) -> Sequence[tuple[str, str]]:
        raise RosterUnknown(conversation.team_id)


def team_of(team: str = "Planeringschefer") -> Conversation:
    """Return a team as an event names it: without a thread."""
    return replace(channel(team), id=channel(team).team_id)


@dataclass
class Town:
    """The world, and what happens in its teams."""

    world: World
    lists: Lists

    def at(self, *moved: dt.timedelta) -> dt.datetime:
        """Return an instant so long from now."""
        return self.world.clock() + sum(moved, dt.timedelta())

    async def event(self, kind: Kind, *names: str, team: str = "Planeringschefer", nameless: bool = False) -> None:
        """Let Teams tell that people were added or removed."""
        people = tuple(replace(person(name), name="") if nameless else person(name) for name in names)
        chat = Chat(self.world.bot, who=person("Tobias Lager"), place=team_of(team), now=self.world.clock())
        assert await chat.happen(kind, people=people) is None

    async def add(self, *names: str, team: str = "Planeringschefer", nameless: bool = False) -> None:
        """Let people be added to a team, in truth and as Teams tells."""
        self.lists.there.setdefault(team_of(team).team_id, []).extend(person(name) for name in names)
        await self.event(Kind.ADDED, *names, team=team, nameless=nameless)

    async def remove(self, *names: str, team: str = "Planeringschefer") -> None:
        """Let people be taken out of a team, in truth and as Teams tells."""
        self.vanish(*names, team=team)
        await self.event(Kind.REMOVED, *names, team=team)

    def vanish(self, *names: str, team: str = "Planeringschefer") -> None:
        """Let people be taken out of a team without a word from Teams."""
        gone = {person(name).id for name in names}
        key = team_of(team).team_id
        self.lists.there[key] = [each for each in self.lists.there[key] if each.id not in gone]

    async def pass_time(self, *moved: dt.timedelta) -> None:
        """Let time pass."""
        await self.world.until(self.at(*moved))

    def told(self, name: str) -> list[str]:
        """Return what somebody has been told in their own chat, oldest first."""
        return [each.words for each in self.world.to_person(name)]


@pytest.fixture
async def town(memory: Store) -> AsyncIterator[Town]:
    """Seats filled, the planning managers' team known and listed, the secretariat and the chair met."""
    lists = Lists()
    async with living(memory, roster=lists, chases=True) as world:
        await world.bot.seating.fill(FILLINGS)
        found = Town(world, lists)
        lists.there[team_of().team_id] = [
            person(name) for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Karin Holm")
        ]
        for name in ("Gunilla Ström", "Mehmet Aydin", "Per Berg", "Karin Holm"):
            await world.chat(name).say("hej")
        await world.in_channel("Per Berg").say("hej")
        await found.pass_time(DAY)
        yield found
