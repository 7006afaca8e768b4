"""CPU of one press on an invitation, and of what else is said of meetings, with 5 000 meetings in the store.

Run `python -m benchmarks.meetings`. The bodies, municipalities and seats are the project's demonstration data, on the
embedded store on disk, with the answers of all seats and the invitations as they were sent. Half of the meetings have
been, half lie ahead. A press is the whole turn: whose it is, what they may, the answer, the card for everybody and its
update in the outbox. CPU is the process's own, all threads. The bar is 5 ms for a press. `--meetings N` draws fewer.
"""

import argparse
import asyncio
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from bot.app import Bot, compose, new_id
from bot.cooperation import read_cooperation, read_demo_seats
from bot.core.outbox import OUTBOX, OutboxRow, State
from bot.core.page import Addresses
from bot.core.ports import Store, Transaction
from bot.core.turn import Conversation, Kind, Message, Person, Reply, Scope, Turn
from bot.features.bodies.model import Body
from bot.features.bodies.seats import Filling, Post
from bot.features.meetings.cards import Answer
from bot.features.meetings.model import MEETINGS, RSVPS, Meeting, Rsvp, Says, about_meeting, rsvp_key
from bot.features.meetings.rollcall.cards import NoteAttendance
from bot.library import read_library
from bot.store.open import open_store

ROOT = Path(__file__).parent.parent
NOW = dt.datetime(2027, 1, 20, 8, tzinfo=dt.UTC)
BAR_MS = 5.0
PRESSES = 200
HOME = "home"
SERVICE_URL = "https://smba.trafficmanager.net/emea/"
SAYS = (Says.ATTENDING, Says.ATTENDING, Says.ONLINE, Says.STAND_IN, Says.HINDERED)


def person(name: str) -> Person:
    """Return somebody in Teams, the same for the same name."""
    key = name.lower().replace(" ", "-")
    return Person(f"aad-{key}", f"29:{key}", name, HOME)


class Hall:
    """The bot with its meetings; `turns` numbers what is said."""

    def __init__(self, bot: Bot, store: Store, fillings: tuple[Filling, ...]) -> None:
        self.bot = bot
        self.store = store
        self.bodies = bot.seating.cooperation.bodies
        self.holders = {
            (each.body, each.municipality): each.name
            for each in fillings
            if each.post is Post.HOLDER and (each.end is None or each.end >= NOW.date())
        }
        self.chairs = {
            each.body: each.name
            for each in fillings
            if each.post is Post.CHAIR and (each.end is None or each.end >= NOW.date())
        }
        self.turns = 0

    def channel(self, body: Body) -> Conversation:
        """Return the thread in a body's channel."""
        team = f"19:{body.id}@thread.tacv2"
        return Conversation(
            f"{team};messageid=1", Scope.CHANNEL, SERVICE_URL, HOME, team, body.short.sv.capitalize(), team
        )

    async def take(
        self,
        name: str,
        place: Conversation | None = None,
        *,
        text: str = "",
        pressed: Mapping[str, Any] | None = None,
    ) -> Reply | None:
        """Let somebody say or press something."""
        self.turns += 1
        who = person(name)
        where = place or Conversation(f"a:{who.id}", Scope.PERSONAL, SERVICE_URL, HOME)
        kind = Kind.SAID if pressed is None else Kind.PRESSED
        return await self.bot.take(
            Turn(f"t{self.turns}", kind, NOW, who, where, text=text, pressed=pressed, locale="sv-SE")
        )


def draw(hall: Hall, count: int, dice: random.Random) -> list[Meeting]:
    """Return meetings of all bodies in turn, six hours apart, half of them before now."""
    made = []
    for number in range(count):
        start = NOW + dt.timedelta(hours=6 * (number - count // 2) + 1)
        body = hall.bodies[number % len(hall.bodies)]
        place = dice.choice(("Tyresö slott", "Kommunhuset i Huddinge"))
        made.append(Meeting(f"{number:032x}-1", (body.id,), start, start + dt.timedelta(hours=2), place=place))
    return made


async def fill(hall: Hall, meetings: list[Meeting], dice: random.Random) -> None:
    """Keep the meetings with the answers of their seats and their invitations."""
    for at in range(0, len(meetings), 250):
        part = meetings[at : at + 250]

        async def work(tx: Transaction, part: list[Meeting] = part) -> None:
            for meeting in part:
                await tx.add(MEETINGS, meeting.id, meeting)
                [body] = meeting.bodies
                for (of, town), name in hall.holders.items():
                    if of == body:
                        key, by = rsvp_key(meeting.id, body, town), person(name)
                        says = dice.choice(SAYS)
                        rsvp = Rsvp(meeting.id, body, town, says, meeting.starts_at, by.id, name, NOW)
                        await tx.add(RSVPS, key, rsvp)
                key = f"invitation:{meeting.id}:{body}:1"
                to = f"conversation:19:{body}@thread.tacv2"
                row = OutboxRow(to, Message(text="?"), NOW, None, key, about_meeting(meeting.id), State.SENT)
                await tx.add(OUTBOX, key, row)

        await hall.store.run(work)


async def measured(times: int, act: Callable[[int], Awaitable[object]]) -> tuple[float, float]:
    """Return the median and the 95th percentile of the CPU of an act, in ms; a tenth warms up."""
    spent = []
    for number in range(times + times // 10):
        began = time.process_time()
        await act(number)
        spent.append((time.process_time() - began) * 1000)
    ordered = sorted(spent[times // 10 :])
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]


async def run(count: int) -> bool:
    """Print the table; return whether a press keeps to the bar."""
    data = ROOT / "data"
    cooperation = read_cooperation(data)
    fillings = read_demo_seats(data, cooperation)
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store("tinydb:", Path(folder))
        bot = compose(
            store,
            read_library(data),
            cooperation,
            secretariat=frozenset({person("Gunilla Ström").id}),
            home_tenant=HOME,
            addresses=Addresses("https://boten.example.org"),
            make_id=new_id,
        )
        await bot.lay_out(NOW)
        await bot.seating.fill(fillings)
        hall, dice = Hall(bot, store, fillings), random.Random(4)  # noqa: S311 - the same meetings each time
        meetings = draw(hall, count, dice)
        await fill(hall, meetings, dice)
        for (of, _), name in hall.holders.items():
            body = bot.seating.body(of)
            await hall.take(name, hall.channel(body), text="hej")
        for name in hall.chairs.values():
            await hall.take(name, text="hej")
        ahead = [each for each in meetings if each.starts_at > NOW]
        over = [each for each in meetings if each.ends_at < NOW]
        towns = dict(hall.holders.keys())

        async def press(number: int) -> None:
            meeting = ahead[number * 7 % len(ahead)]
            body = bot.seating.body(meeting.bodies[0])
            name = hall.holders[body.id, towns[body.id]]
            says = (Says.ATTENDING, Says.ONLINE)[number % 2]
            reply = await hall.take(name, hall.channel(body), pressed=Answer(meeting.id, says).pack())
            assert reply is not None
            assert reply.card is not None, reply.text

        async def note(number: int) -> None:
            meeting = over[-1 - number % min(len(over), 300)]
            [of] = meeting.bodies
            reply = await hall.take(hall.chairs[of], pressed=NoteAttendance(meeting.id, of).pack())
            assert reply is not None
            assert reply.card is not None, reply.text

        async def say(text: str) -> None:
            body = hall.bodies[0]
            name = hall.chairs[body.id]
            reply = await hall.take(name, text=text)
            assert reply is not None
            assert "Något gick fel" not in reply.as_text()

        reply = await hall.take(hall.chairs[hall.bodies[0].id], text="min kalender")
        assert reply is not None
        key = reply.as_text().split("/kalender/")[1].split("/")[0]
        [feed] = [page for page in bot.pages if page.room == "kalender"]
        rows = [
            ("press on an invitation", *await measured(PRESSES, press)),
            ("press that notes a roll call", *await measured(PRESSES, note)),
            ("vilka kommer?", *await measured(50, lambda _: say("vilka kommer?"))),
            ("när är nästa möte?", *await measured(50, lambda _: say("när är nästa möte?"))),
            ("vem var med på förra mötet?", *await measured(50, lambda _: say("vem var med på förra mötet?"))),
            ("a person's calendar fetched", *await measured(10, lambda _: feed.serve(key, NOW))),
        ]
        await store.close()
    print(f"{count} meetings, {len(hall.holders)} seats; CPU in ms, bar {BAR_MS:g} ms for a press on an invitation")
    print()
    print("| what | median | 95th percentile |")
    print("| --- | --- | --- |")
    for what, median, late in rows:
        print(f"| {what} | {median:.1f} | {late:.1f} |")
    return rows[0][1] <= BAR_MS


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=5000)
    sys.exit(0 if asyncio.run(run(parser.parse_args().meetings)) else 1)
