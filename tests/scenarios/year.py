"""A year of the cooperation's meetings, played by conversation and buttons alone, and a ledger kept beside it.

Eight bodies of eight seats, forty meetings, a chair for each body. The secretariat plans; members answer on the card,
early, late, after a reminder or never; stand-ins are sent; seats change hands; meetings are moved, cancelled and held
jointly; chairs call the roll. The ledger is kept by this script alone, from what it did, never from the bot.
"""

import datetime as dt
import io
import random
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import unquote

from openpyxl import load_workbook

from bot.core.calendar import in_quiet_weeks, is_working_day, local_day, to_local, to_utc
from bot.features.bodies.seats import Filling, Post
from bot.features.meetings.attendance import ROLL_CALLS, Outcome
from tests.conftest import cooperation
from tests.microsoft import TENANT
from tests.scenarios.teams import KANSLI, Somebody, Stage, card_of, words

START = dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.UTC)
YEAR = 2027
OTHER = "99999999-0000-4000-8000-000000000009"
BODIES = tuple(body for body in cooperation().bodies if not body.municipalities)
TOWNS = tuple(town.code for town in cooperation().municipalities)
NAME_OF = {town.code: town.name for town in cooperation().municipalities}
FIRST = "Ada Bo Cia Dag Eli Fia Gun Hed Ivo Jan Kaj Lea Mia Nils Ola Pia Rut Siv Tor Ulf Vera Ylva".split()
LAST = "Alm Berg Dahl Ek Falk Gran Hav Ljung".split()
LINKS = {"samarbetskommitten", "planeringschefer"}
"""Bodies whose meetings are hybrid, with a link."""


def _name(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}{'mark' * (number // 176)}"


def _names() -> dict[tuple[str, str, Post], str]:
    keys = [(body.id, code, post) for body in BODIES for code in TOWNS for post in (Post.HOLDER, Post.STAND_IN)]
    return {key: _name(number) for number, key in enumerate(keys)}


NAMES = _names()
BEGINS = dt.date(2026, 1, 1)
CHAIR_TOWN = {body.id: TOWNS[number % 8] for number, body in enumerate(BODIES)}
FILLINGS = tuple(Filling(body, code, post, name, BEGINS) for (body, code, post), name in NAMES.items()) + tuple(
    Filling(body.id, "", Post.CHAIR, NAMES[body.id, CHAIR_TOWN[body.id], Post.HOLDER], BEGINS, home=CHAIR_TOWN[body.id])
    for body in BODIES
)


def somebody(name: str, *, body: str = "", guest: bool = False) -> Somebody:
    """Return a person, in a body's channel when one is named; a guest is of another tenant."""
    key = re.sub(r"\W", "-", name.lower())
    changes: dict[str, Any] = {}
    if body:
        team = f"19:{body}@thread.tacv2"
        changes = {
            "conversation": {
                "id": f"{team};messageid=1", "conversationType": "channel", "isGroup": True, "tenantId": TENANT,
            },
            "channelData": {
                "tenant": {"id": TENANT}, "team": {"id": team, "name": _short(body)}, "channel": {"id": team},
            },
        }  # fmt: skip
    if guest:
        changes["from"] = {
            "id": f"29:{key}", "name": name, "aadObjectId": str(uuid.uuid5(uuid.NAMESPACE_DNS, key)), "tenantId": OTHER,
        }  # fmt: skip
    return Somebody(key, name, str(uuid.uuid5(uuid.NAMESPACE_DNS, key)), changes=changes)


def _short(body: str) -> str:
    return next(each.short.sv for each in BODIES if each.id == body)


@dataclass
class Called:
    """A time to which a meeting was called, from when and until when, and when each seat answered for it first."""

    at: dt.datetime
    since: dt.datetime
    until: dt.datetime
    answered: dict[tuple[str, str], dt.datetime] = field(default_factory=dict)


@dataclass
class Held:
    """A meeting as the ledger knows it: what became of each seat, by body and municipality, and each time called to."""

    bodies: tuple[str, ...]
    at: dt.datetime
    called: list[Called]
    cancelled: bool = False
    outcomes: dict[tuple[str, str], str] = field(default_factory=dict)

    @staticmethod
    def booked(bodies: tuple[str, ...], at: dt.datetime, now: dt.datetime) -> "Held":
        """Return a meeting that is booked now."""
        return Held(bodies, at, [Called(at, now, at)])


Act = Callable[[], Awaitable[None]]


class Year:
    """The year: what happens when, played on a stage."""

    def __init__(self, stage: Stage, seed: int = 1) -> None:
        self.stage = stage
        self.rand = random.Random(seed)  # noqa: S311 - the same year each time
        self.meetings: list[Held] = []
        self.called: list[Held] = []
        self.names = dict(NAMES)
        self.guests = {key for key in NAMES if key[2] is Post.HOLDER and self.rand.random() < 0.15}
        self.guests -= {(body.id, CHAIR_TOWN[body.id], Post.HOLDER) for body in BODIES}
        self.quiet = {key for key in NAMES if key[2] is Post.HOLDER and self.rand.random() < 0.2}
        self.holders = {
            (body, town): [(BEGINS, name)] for (body, town, post), name in NAMES.items() if post is Post.HOLDER
        }
        self.ends_at = _local(dt.date(YEAR + 1, 1, 10), 9)
        self._acts: list[tuple[dt.datetime, int, Act]] = []

    def person(self, body: str, town: str, post: Post = Post.HOLDER, *, here: bool = False) -> Somebody:
        """Return who has a seat now, in the body's channel when `here`."""
        guest = (body, town, post) in self.guests_then(self.stage.microsoft.now)
        return somebody(self.names[body, town, post], body=body if here or guest else "", guest=guest)

    def holder(self, body: str, town: str, at: dt.datetime) -> str:
        """Return the key of who held a seat at an instant, empty for a guest, who has no chat of their own."""
        if (body, town, Post.HOLDER) in self.guests_then(at):
            return ""
        names = [name for since, name in self.holders[body, town] if since <= local_day(at)]
        return somebody(names[-1]).key

    def guests_then(self, at: dt.datetime) -> set[tuple[str, str, Post]]:
        """Return the seats whose holders were guests at an instant."""
        return {
            key for key in self.guests if len(self.holders[key[:2]]) == 1 or self.holders[key[:2]][1][0] > local_day(at)
        }

    def at(self, when: dt.datetime, act: Act) -> None:
        """Let something happen at an instant."""
        self._acts.append((when, len(self._acts), act))

    async def play(self, until: dt.date = dt.date(YEAR + 1, 1, 10)) -> None:
        """Play the year, or what of it lies before a day; what lies after is not in the ledger then."""
        self.ends_at = _local(until, 9)
        await self._meet()
        await self._plan()
        while self._acts:
            self._acts.sort(key=lambda each: each[:2])
            when, _, act = self._acts.pop(0)
            if when >= self.ends_at:
                break
            await self.stage.until(when)
            await act()
        await self.stage.until(self.ends_at)
        self.called = self.meetings
        self.meetings = [meeting for meeting in self.meetings if meeting.at < self.ends_at]

    # The beginning

    async def _meet(self) -> None:
        """Everybody is met once: in their own chat, or for guests in the channel alone."""
        await self.stage.until(START)
        await self._say(KANSLI, "hej")
        for body, town, post in NAMES:
            if (body, town, post) in self.guests:
                await self._say(self.person(body, town, post), "hej", mention=True)
            else:
                await self._say(self.person(body, town, post), "hej")
        for key, town in CHAIR_TOWN.items():
            await self._say(self.person(key, town, here=True), "hej", mention=True)

    async def _plan(self) -> None:
        """The secretariat plans five meetings for each body, from a pasted list of dates."""
        for number, body in enumerate(BODIES):
            days = [_working(dt.date(YEAR, month, 4 + number * 2)) for month in (2, 4, 6, 9, 11)]
            listed = ", ".join(f"{day.day}/{day.month} {YEAR}" for day in days)
            where = f"hybrid på Rådhuset https://teams.example/{body.id}" if body.id in LINKS else "på Rådhuset"
            await self._say(KANSLI, f"boka {body.short.sv} {listed} kl 9-11 {where}")
            await self._press(self._last("a:gunilla"), "Boka", KANSLI)
            for day in days:
                self.meetings.append(Held.booked((body.id,), _local(day, 9), self.stage.microsoft.now))
        for meeting in self.meetings:
            self._expect(meeting)
        self._upheavals()

    def _upheavals(self) -> None:
        """Moves, cancellations, a joint meeting and changes of holder, spread over the year."""
        first, second, third = self.meetings[1], self.meetings[7], self.meetings[13]
        self.at(first.at - 12 * DAY, lambda: self._move(first, first.at + 7 * DAY))
        self.at(second.at - 5 * DAY, lambda: self._move(second, second.at + DAY))
        self.at(third.at - 16 * DAY, lambda: self._cancel(third))
        self.at(self.meetings[22].at - 2 * DAY, lambda: self._cancel(self.meetings[22]))
        booked_at = _local(dt.date(YEAR, 9, 1), 10)
        together = (BODIES[2].id, BODIES[3].id)
        joint = Held.booked(together, _local(_working(dt.date(YEAR, 10, 18)), 13), booked_at)
        self.at(booked_at, lambda: self._join(joint))
        for number, (key, town) in enumerate(
            ((BODIES[2].id, TOWNS[1]), (BODIES[2].id, TOWNS[5]), (BODIES[3].id, TOWNS[2]), (BODIES[5].id, TOWNS[0]))
        ):
            day = dt.date(YEAR, 3 + 2 * number, 15)
            self.at(_local(day, 10), partial(self._hand_over, key, town, day, number))

    # One meeting

    def _expect(self, meeting: Held) -> None:
        """Decide, for each seat of a meeting, what it says when and what becomes of it."""
        for body in meeting.bodies:
            for town in TOWNS:
                self._decide(meeting, body, town)
        for body in meeting.bodies:
            self.at(meeting.at + dt.timedelta(hours=3), partial(self._call_roll, meeting, body))

    def _decide(self, meeting: Held, body: str, town: str) -> None:
        rand, seat = self.rand, (body, town)
        days = rand.choice((20, 18, 10, 9, 5, 4)) if (body, town, Post.HOLDER) not in self.quiet else 0
        says = rand.choices(("Kommer", "Deltar digitalt", "Förhinder, ersättare kommer", "Förhinder"), (6, 2, 2, 1))[0]
        silent_comes = rand.random() < 0.7
        if not days:
            meeting.outcomes[seat] = "present" if silent_comes else "absent"
            return
        at = meeting.at - days * DAY + dt.timedelta(minutes=rand.randrange(240))
        if at <= START:
            return
        self.at(at, lambda: self._answer(meeting, body, town, says, meeting.at))

    async def _answer(self, meeting: Held, body: str, town: str, says: str, for_time: dt.datetime) -> None:
        if meeting.cancelled or meeting.at != for_time:
            return
        seat, who = (body, town), self.person(body, town, here=True)
        card = self._invitation(body, meeting, says)
        await self._press(card, says, who)
        meeting.called[-1].answered.setdefault(seat, self.stage.microsoft.now)
        meeting.outcomes[seat] = {
            "Kommer": "present", "Deltar digitalt": "present", "Förhinder, ersättare kommer": "stand-in",
            "Förhinder": "excused",
        }[says]  # fmt: skip

    async def _move(self, meeting: Held, to: dt.datetime) -> None:
        name, day = _short(meeting.bodies[0]), meeting.at
        await self._say(KANSLI, f"flytta {name} {_date(day)} till {_date(to)} kl 9")
        await self._press(self._last("a:gunilla"), "Flytta", KANSLI)
        now = self.stage.microsoft.now
        meeting.called[-1].until = now
        # Moved, a meeting is to be answered anew.
        meeting.at = to
        meeting.called.append(Called(to, now, to))
        meeting.outcomes.clear()
        for body in meeting.bodies:
            for town in TOWNS:
                self._decide_again(meeting, body, town)
            self.at(to + dt.timedelta(hours=3), partial(self._call_roll, meeting, body))

    def _decide_again(self, meeting: Held, body: str, town: str) -> None:
        meeting.outcomes[body, town] = "present"
        at = self.stage.microsoft.now + dt.timedelta(hours=self.rand.randrange(2, 40))
        if self.rand.random() < 0.6 and at < meeting.at - dt.timedelta(hours=4):
            self.at(at, lambda: self._answer(meeting, body, town, "Kommer", meeting.at))

    async def _cancel(self, meeting: Held) -> None:
        await self._say(KANSLI, f"ställ in {_short(meeting.bodies[0])} {_date(meeting.at)}")
        await self._press(self._last("a:gunilla"), "Ställ in", KANSLI)
        meeting.cancelled = True
        meeting.called[-1].until = self.stage.microsoft.now

    async def _join(self, meeting: Held) -> None:
        names = " och ".join(_short(body) for body in meeting.bodies)
        await self._say(KANSLI, f"boka {names} {_date(meeting.at)} kl 13-15 på Rådhuset")
        await self._press(self._last("a:gunilla"), "Boka", KANSLI)
        self.meetings.append(meeting)
        self._expect(meeting)

    async def _hand_over(self, body: str, town: str, day: dt.date, number: int) -> None:
        name = f"{('Alva', 'Börje', 'Disa', 'Efraim')[number]} Åman"
        said = f"{name} tar över {NAME_OF[town]}s plats i {_short(body)} från {day.day}/{day.month} {day.year}"
        await self._say(KANSLI, said)
        await self._press(self._last("a:gunilla"), "Spara", KANSLI)
        self.names[body, town, Post.HOLDER] = name
        self.holders[body, town].append((day, name))
        await self._say(self.person(body, town), "hej")

    async def _call_roll(self, meeting: Held, body: str) -> None:
        """The chair corrects the card that came after the meeting, and says that it is right."""
        if meeting.cancelled or self.stage.microsoft.now < meeting.at:
            return
        chair = self.person(body, CHAIR_TOWN[body])
        [card] = [each for each in self._cards(f"a:{chair.key}") if "Vilka var med?" in each[0]][-1:]
        values = {
            f"seat-{town}": {"present": "holder", "stand-in": "stand-in", "excused": "excused", "absent": "absent"}[
                meeting.outcomes[body, town]
            ]
            for town in TOWNS
            if meeting.outcomes[body, town] == "absent"
        }
        shown = {part["id"]: part.get("value", "") for part in card[1]["body"] if "id" in part}
        await self._press(card[1], "Stämmer", chair, **{**shown, **values})

    # What is seen and done

    async def _say(self, who: Somebody, said: str, *, mention: bool = False) -> None:
        entities: dict[str, Any] = {}
        if mention:
            from tests.scenarios.teams import mention as to_bot

            entities = {"entities": [to_bot()], "text": f"<at>Södertörnsboten</at> {said}"}
        status, _ = await self.stage.post(who, **({"text": said} | entities))
        assert status == 200, said

    async def _press(self, card: dict[str, Any], title: str, who: Somebody, **values: str) -> None:
        wanted = {title, f"{title} ändå"}
        button = next((each for each in card["actions"] if each["title"] in wanted), None)
        assert button, f"no {title!r} among {[each['title'] for each in card['actions']]} on {card['fallbackText']!r}"
        status, answer = await self.stage.press(who, card, button["verb"], button["title"], **values)
        assert status == 200, (title, status, answer)
        assert answer["statusCode"] == 200, answer

    def _cards(self, conversation: str) -> list[tuple[str, dict[str, Any]]]:
        """Return the cards that stand in a conversation, as they were first posted, with their words."""
        said = self.stage.in_channel(conversation) if conversation.startswith("19:") else self.stage.there(conversation)
        return [(words(each), card_of(each)) for each in said if each.get("attachments")]

    async def ask(self, said: str) -> None:
        """Let the secretariat say something."""
        await self._say(KANSLI, said)

    def last_card(self) -> dict[str, Any]:
        """Return the latest card in the secretariat's chat."""
        return self._last("a:gunilla")

    def _last(self, conversation: str) -> dict[str, Any]:
        return self._cards(conversation)[-1][1]

    def _invitation(self, body: str, meeting: Held, says: str) -> dict[str, Any]:
        """Return the latest card in the channel on which this can be said of the meeting."""
        day = _date(meeting.at)
        for said, card in reversed(self._cards(f"19:{body}@thread.tacv2")):
            if f" {day} " in said and any(each["title"] == says for each in card.get("actions", [])):
                return dict(card)
        raise AssertionError(f"there is no invitation to {body} {day}")


DAY = dt.timedelta(days=1)
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def _date(at: dt.datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1]}"


def _local(day: dt.date, hour: int) -> dt.datetime:
    return to_utc(dt.datetime.combine(day, dt.time(hour)))


def _working(day: dt.date) -> dt.date:
    while day.weekday() > 3:
        day += DAY
    return day


def totals(meetings: list[Held]) -> dict[str, Counter[str]]:
    """Return, by body, how many meetings were held and what became of the seats: the count by hand."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for meeting in meetings:
        if meeting.cancelled:
            continue
        for body in meeting.bodies:
            found[body]["meetings"] += 1
            for town in TOWNS:
                found[body][meeting.outcomes[body, town]] += 1
    return dict(found)


async def counted(stage: Stage) -> dict[str, Counter[str]]:
    """Return the same totals from what the bot has kept."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for kept in await stage.kept(ROLL_CALLS):
        found[kept.value.body]["meetings"] += 1
        for seat in kept.value.seats:
            found[kept.value.body][SAME[seat.outcome]] += 1
    return dict(found)


SAME = {
    Outcome.PRESENT_HOLDER: "present", Outcome.PRESENT_STAND_IN: "stand-in", Outcome.EXCUSED: "excused",
    Outcome.ABSENT: "absent",
}  # fmt: skip
ASKED = re.compile(
    r"ses (?:\S+ )*?(\d{1,2}) (\w+)(?: \d{4})? \(v\. \d+\).*Jag väntar på svar från (.+)\. Kommer du", re.DOTALL
)


@dataclass(frozen=True, order=True)
class Asked:
    """A reminder to one person: for which day's meeting and which municipality it asked, and when."""

    at: dt.datetime
    day: str
    town: str
    person: str


def asked(stage: Stage) -> list[Asked]:
    """Return the reminders that asked somebody in their own chat, as they were first sent."""
    found = []
    for request in stage.microsoft.requests:
        body = request.body or {}
        if request.method != "POST" or not request.path.startswith("/v3/conversations/a%3A"):
            continue
        if match := ASKED.search(words(body)):
            chat = unquote(request.path.split("/")[3])
            found.append(Asked(request.at, f"{match[1]} {match[2]}", match[3], chat))
    return found


def due(year: Year) -> list[Asked]:
    """Return the reminders that the ledger says were due to people: a week before, to those alone who were silent.

    The rule, told anew here: on a weekend, a red day or in weeks 28-31 it goes on the working day before; nobody is
    asked within a day of being called, nor those who can be written to in a channel alone.
    """
    found = []
    for meeting in year.called:
        for called in meeting.called:
            day = to_local(called.at).date() - 7 * DAY
            while not is_working_day(day) or in_quiet_weeks(day):
                day -= DAY
            at = to_utc(dt.datetime.combine(day, to_local(called.at).time()))
            if not called.since + DAY < at < called.until or at > year.ends_at:
                continue
            for body in meeting.bodies:
                for town in TOWNS:
                    who = year.holder(body, town, at)
                    answered = called.answered.get((body, town))
                    if who and (answered is None or answered > at):
                        found.append(Asked(at, _date(called.at), NAME_OF[town], f"a:{who}"))
    return found


async def reported(year: Year) -> dict[str, Counter[str]]:
    """Return the same totals from the spreadsheet that the secretariat is given, fetched by its address."""
    await year.ask(f"rapport för {YEAR}")
    button = next(each for each in year.last_card()["actions"] if "Excel" in each["title"])
    status, body = await year.stage.fetch(button["url"])
    assert status == 200
    sheet = load_workbook(io.BytesIO(body))["Platser och möten"]
    headings, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = {str(name): place for place, name in enumerate(headings)}
    names = {body.short.sv.casefold(): body.id for body in BODIES} | {
        body.name.sv.casefold(): body.id for body in BODIES
    }
    columns = {"Ordinarie": "present", "Ersättare": "stand-in", "Förhinder": "excused", "Uteblev": "absent"}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    numbers: dict[str, set[Any]] = defaultdict(set)
    for row in rows:
        key = names[str(row[at["Organ"]]).casefold()]
        numbers[key].add(row[at["Möte nr"]])
        for column, name in columns.items():
            if row[at[column]]:
                found[key][name] += 1
    for key, seen in numbers.items():
        found[key]["meetings"] = len(seen)
    return dict(found)


async def hold_true(year: Year) -> None:
    """Hold what is kept, what is reported and who was reminded against the ledger."""
    stage = year.stage
    assert await counted(stage) == totals(year.meetings)
    assert await reported(year) == totals(year.meetings)
    reminded, wanted = asked(stage), due(year)
    if stage.tells_instants:
        assert sorted(reminded) == sorted(wanted)
        return
    # Nothing is missing, and nothing came to who had answered.
    assert {(each.day, each.town, each.person) for each in reminded} == {
        (each.day, each.town, each.person) for each in wanted
    }
    for each in set(reminded):
        assert reminded.count(each) == 1 or stage.may_come_twice(each.at), each
