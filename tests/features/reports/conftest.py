"""The house of the bodies with two years of meetings behind it, and their attendance noted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.app import Bot, compose
from bot.core.page import Addresses
from bot.core.ports import Store, Transaction
from bot.features.meetings.attendance import ROLL_CALLS, Attendance, Outcome, RollCall, roll_call_key
from bot.features.meetings.model import MEETINGS, RSVPS, Form, Guest, Meeting, Rsvp, Says, State, rsvp_key
from tests.conftest import SECRETARIAT, cooperation, library, understanding
from tests.conversation import HOME, Chat, channel, person
from tests.features.bodies.conftest import FILLINGS, House
from tests.world import ADDRESS

H, S, E, A = Outcome.PRESENT_HOLDER, Outcome.PRESENT_STAND_IN, Outcome.EXCUSED, Outcome.ABSENT

# Of Botkyrka, Tyresö and Salem in the planning managers' network; Salem's seat is empty from 14 September.
YEAR_2026: tuple[tuple[dt.date, str], ...] = (
    (dt.date(2026, 1, 15), "HHH"),
    (dt.date(2026, 3, 12), "HSA"),
    (dt.date(2026, 4, 16), "EHE"),
    (dt.date(2026, 6, 11), "HHA"),
    (dt.date(2026, 9, 24), "HE"),
    (dt.date(2026, 10, 22), "HH"),
)
# Tyresö had nobody before 2026.
YEAR_2025: tuple[tuple[dt.date, str], ...] = tuple((dt.date(2025, month, 10), "HA") for month in (2, 4, 9, 12))
LETTERS = {"H": H, "S": S, "E": E, "A": A}


@dataclass
class Archive(House):
    """The house with its store."""

    store: Store

    def in_channel(self, name: str, team: str = "Planeringschefer") -> Chat:
        return Chat(self.bot, who=person(name), place=channel(team))

    async def held(self, day: dt.date, *, form: Form = Form.ONLINE, cancelled: bool = False) -> Meeting:
        """Keep a meeting of the planning managers that was held, or should have been."""
        start = dt.datetime.combine(day, dt.time(8), tzinfo=dt.UTC)
        state = State.CANCELLED if cancelled else State.PLANNED
        meeting = Meeting(
            f"m{day}", ("planeringschefer",), start, start + dt.timedelta(hours=2), form, state=state,
            guests=(Guest(organisation="Trafikverket"),) if day.month == 6 else (),
        )  # fmt: skip
        await self.store.run(lambda tx: tx.add(MEETINGS, meeting.id, meeting))
        return meeting

    async def noted(self, meeting: Meeting, towns: Sequence[str], outcomes: str, *, silent: bool = False) -> None:
        """Note what became of some seats at a meeting, each of which had said so unless they were silent."""
        marks = tuple(
            Attendance(meeting.id, "planeringschefer", town, LETTERS[letter], "p", "Per Berg", meeting.ends_at)
            for town, letter in zip(towns, outcomes, strict=True)
        )
        roll = RollCall(
            meeting.id, "planeringschefer", meeting.starts_at, marks, meeting.guests, "p", "Per Berg", meeting.ends_at
        )
        says = {H: Says.ATTENDING, S: Says.STAND_IN, E: Says.HINDERED, A: Says.ATTENDING}

        async def work(tx: Transaction) -> None:
            await tx.add(ROLL_CALLS, roll_call_key(meeting.id, "planeringschefer"), roll)
            for mark in () if silent else marks:
                key = (meeting.id, "planeringschefer", mark.municipality)
                rsvp = Rsvp(*key, says[mark.outcome], meeting.starts_at, "p", "Per Berg", meeting.starts_at)
                await tx.add(RSVPS, rsvp_key(*key), rsvp)

        await self.store.run(work)


@pytest.fixture
async def reporting(memory: Store) -> Bot:
    """The bot with pages that are reached from outside."""
    return compose(
        memory,
        library(),
        cooperation(),
        understanding=understanding(),
        secretariat=frozenset(each.id for each in SECRETARIAT),
        home_tenant=HOME,
        addresses=Addresses(ADDRESS),
    )


@pytest.fixture
async def archive(reporting: Bot, memory: Store) -> Archive:
    """Six meetings of the planning managers in 2026 and four in 2025; one cancelled, one whose roll nobody called."""
    await reporting.seating.lay_out()
    assert await reporting.seating.fill(FILLINGS)
    found = Archive(reporting, memory)
    for name in ("Per Berg", "Åsa Öberg", "Mehmet Aydin", "Lovisa Brandt"):
        await found.chat(name).say("hej")
    for day, outcomes in YEAR_2026:
        meeting = await found.held(day, form=Form.ON_SITE if day.month == 6 else Form.ONLINE)
        towns = ("0127", "0138", "0128")[: len(outcomes)]
        await found.noted(meeting, towns, outcomes, silent=day.month == 10)
    for day, outcomes in YEAR_2025:
        await found.noted(await found.held(day), ("0127", "0128"), outcomes)
    await found.held(dt.date(2026, 5, 7), cancelled=True)
    await found.held(dt.date(2026, 11, 17))
    return found
