"""A year of turnover, as Teams tells of it: who comes, who goes, what they press, and the ledger kept by hand."""

import datetime as dt
import itertools
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from bot.core.calendar import is_office_day, local_day
from bot.features.bodies.history import Tenure, tenure_on
from bot.features.bodies.seats import CONTACTS, SEATS, Filling, Post
from bot.features.newcomers.model import next_morning
from tests.conftest import cooperation
from tests.microsoft import BOT, TENANT, Request
from tests.scenarios.teams import KANSLI, Somebody, Stage, card_of, words

YEAR = 2027
START = dt.datetime(2026, 12, 28, 8, tzinfo=dt.UTC)
BEFORE = dt.date(2024, 1, 1)
LAST_ON = dt.date(YEAR + 1, 2, 1)
DAY = dt.timedelta(days=1)
BODIES = tuple(cooperation().bodies[:6])
TOWNS = cooperation().municipalities
FILLINGS = tuple(
    Filling(body.id, town.code, Post.HOLDER, f"Gamla {body.short.sv.split()[0].title()}-{town.name}", BEFORE)
    for body in BODIES
    for town in TOWNS
)
FIRST = ("Anna", "Anna", "Bo", "Cia", "Dag", "Eva", "Finn", "Gun", "Hans", "Ida", "Jan", "Kaj", "Lea", "Maj", "Nils")
LAST = ("Ek", "Alm", "Lind", "Rönn", "Gran", "Tall")


@dataclass
class Fresh:
    """A newcomer: when they come, to which seats, and how they are.

    `kind` is answers, never, stops, guest (cannot be written to in person), week (leaves after one), moves or three.
    """

    who: Somebody
    on: dt.date
    seats: tuple[tuple[int, int], ...]
    kind: str = "answers"

    @property
    def teams_id(self) -> str:
        return f"29:{self.who.key}"


def newcomers() -> list[Fresh]:
    """Return thirty people spread over the year; the places of bodies and municipalities differ for all."""
    places = iter([(number % 6, (number * 5 + number // 6) % 8) for number in range(40)])
    kinds = {
        2: "never",
        5: "stops",
        8: "guest",
        11: "week",
        14: "moves",
        17: "three",
        20: "guest",
        23: "never",
        26: "stops",
    }
    found = []
    for number in range(30):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}{'sson' if number > 14 else ''}"
        key = f"new{number}"
        kind = kinds.get(number, "answers")
        who = Somebody(key, name, str(uuid.uuid5(uuid.NAMESPACE_DNS, key)), changes=_chat(key))
        on = dt.date(YEAR, 1, 11) + dt.timedelta(days=11 * number)
        if number == 16:
            on = dt.date(YEAR, 7, 13)
        count = 3 if kind == "three" else 2 if kind == "moves" else 1
        found.append(Fresh(who, on, tuple(itertools.islice(places, count)), kind))
    return sorted(found, key=lambda fresh: fresh.on)


def _chat(key: str) -> dict[str, Any]:
    place = {"conversationType": "personal", "tenantId": TENANT, "id": f"a:chat-with-29:{key}"}
    return {"conversation": place}


def team_id(body: int) -> str:
    return f"19:{BODIES[body].id}@thread.tacv2"


def in_team(body: int) -> dict[str, Any]:
    """Return what an activity in a body's team holds."""
    return {
        "conversation": {"id": team_id(body), "conversationType": "channel", "isGroup": True, "tenantId": TENANT},
        "channelData": {
            "tenant": {"id": TENANT},
            "team": {"id": team_id(body), "name": BODIES[body].short.sv},
            "channel": {"id": team_id(body)},
        },
    }


@dataclass
class Turnover:
    """Plays the year, and keeps the ledger of what is true."""

    stage: Stage
    ledger: dict[str, list[tuple[str, dt.date | None, dt.date | None]]] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)
    stopped: dict[str, set[str]] = field(default_factory=dict)
    people: list[Fresh] = field(default_factory=list)

    async def play(self, until: dt.date = LAST_ON) -> None:
        """Play the year, or those who come before a day, and what they do until then."""
        for filling in FILLINGS:
            self.ledger[f"{filling.body}/{filling.municipality}"] = [(filling.name, BEFORE, None)]
        await self.stage.post(KANSLI, text="hej")
        for body in range(6):
            self.stage.microsoft.rosters[team_id(body)] = [self._account("gunilla", KANSLI.name, KANSLI.id)]
            await self._event(body, "membersAdded", [{"id": BOT}])
        await self.stage.until(START + DAY)
        self.people = [fresh for fresh in newcomers() if fresh.on < until]
        departures: list[tuple[dt.date, Fresh]] = []
        for fresh in self.people:
            for on, leaver in [each for each in departures if each[0] <= fresh.on]:
                departures.remove((on, leaver))
                await self._goes(leaver, on)
            await self._comes(fresh)
            if fresh.kind in {"week", "moves"}:
                departures.append((fresh.on + dt.timedelta(days=7 if fresh.kind == "week" else 60), fresh))
        for on, leaver in departures:
            if on < until:
                await self._goes(leaver, on)
        await self.stage.until(dt.datetime.combine(until, dt.time(8), dt.UTC))

    async def _comes(self, fresh: Fresh) -> None:
        await self._at(fresh.on, 9)
        # Those who came while the one before them was waited for came a little later.
        fresh.on = local_day(self.stage.microsoft.now)
        if fresh.kind == "guest":
            self.stage.microsoft.out_of_reach.add(fresh.teams_id)
        seats = fresh.seats[:1] if fresh.kind == "moves" else fresh.seats
        for body, _ in seats:
            await self._added(fresh, body)
        # A false event: somebody in a shared channel who is in no team.
        await self._event(seats[0][0], "membersAdded", [{"id": "29:shared", "aadObjectId": str(uuid.UUID(int=7))}])
        if fresh.who.key == "new4":
            # Taken out by mistake and put back.
            await self._removed(fresh, seats[0][0])
            await self.stage.until(self.stage.microsoft.now + dt.timedelta(hours=3))
            await self._added(fresh, seats[0][0])
        await self.stage.until(self.stage.microsoft.now + dt.timedelta(hours=1))
        if fresh.kind == "never":
            return
        if not self._heard(fresh):
            # At weekends and in weeks 28-31 nobody is disturbed; the first words come when people are back.
            assert not is_office_day(fresh.on)
            await self.stage.until(next_morning(self.stage.microsoft.now))
        await self._talks(fresh, seats)

    async def _talks(self, fresh: Fresh, seats: tuple[tuple[int, int], ...]) -> None:
        who = fresh.who
        if fresh.kind == "guest":
            who = Somebody(who.key, who.name, who.id, changes=in_team(seats[0][0]))
        welcome = next(said for said in self._heard(fresh) if "välkommen" in words(said))
        if fresh.kind == "stops":
            await self._press(who, card_of(welcome), "Inte alls")
            self.stopped[who.key] = {words(said) for said in self._heard(fresh)}
            return
        card = await self._press(who, card_of(welcome), "Nu")
        card = await self._press(who, card, "Vidare")
        card = await self._press(who, card, "Välj", town=TOWNS[seats[0][1]].code)
        for body, town in seats:
            # The first municipality is their own; the other seats of one who joins three are for it too.
            assert town is not None
            had = self.ledger[f"{BODIES[body].id}/{TOWNS[seats[0][1]].code}"][-1]
            title = f"Efter {had[0]}" if had[2] is None else "Platsen är tom, jag tar den"
            card = await self._press(who, card, title)
        card = await self._press(who, card, "Ja, det går bra")
        card = await self._press(who, card, "Spara", words="planerare")
        card = await self._press(who, card, "Hoppa över")
        if int(who.key[3:]) % 3:
            self.agreed.add(who.name)
            card = await self._press(who, card, "Ja, visa mig först")
            card = await self._press(who, card, "Lägg ut", words="Roligt att vara här.")
        else:
            card = await self._press(who, card, "Nej tack")
        await self._press(who, card, "Nej tack")
        await self.stage.until(self.stage.microsoft.now + dt.timedelta(minutes=5))
        for body, _ in seats:
            await self._confirm(fresh, body, seats[0][1])

    async def _confirm(self, fresh: Fresh, body: int, town: int) -> None:
        asked = [said for said in self._to_gunilla() if f"{fresh.who.name} är ny i" in words(said)]
        for said in asked:
            yes = next(button for button in card_of(said)["actions"] if button["title"].startswith("Ja, från"))
            status, _ = await self.stage.press(KANSLI, card_of(said), yes["verb"], yes["title"])
            assert status == 200
        rows = self.ledger[f"{BODIES[body].id}/{TOWNS[town].code}"]
        name, start, end = rows[-1]
        if end is None:
            rows[-1] = (name, start, fresh.on - DAY)
        rows.append((fresh.who.name, fresh.on, None))

    async def _goes(self, fresh: Fresh, on: dt.date) -> None:
        await self._at(on, 10)
        on = local_day(self.stage.microsoft.now)
        body, town = fresh.seats[0]
        await self._removed(fresh, body)
        await self._removed(fresh, body)
        if fresh.kind == "moves":
            await self._added(fresh, fresh.seats[1][0])
        await self.stage.until(self.stage.microsoft.now + dt.timedelta(hours=25))
        asked = [said for said in self._to_gunilla() if f"{fresh.who.name} är inte med i teamet" in words(said)]
        await self.stage.press(KANSLI, card_of(asked[-1]), "newcomers.departure", "Ja, platsen är vakant")
        rows = self.ledger[f"{BODIES[body].id}/{TOWNS[town].code}"]
        rows[-1] = (rows[-1][0], rows[-1][1], on)
        if fresh.kind == "moves":
            second = fresh.seats[1][0]
            await self.stage.until(self.stage.microsoft.now + dt.timedelta(days=3))
            card = card_of([said for said in self._heard(fresh) if "Vems plats" in words(said)][-1])
            had = self.ledger[f"{BODIES[second].id}/{TOWNS[town].code}"][-1]
            await self._press(fresh.who, card, f"Efter {had[0]}")
            await self.stage.until(self.stage.microsoft.now + dt.timedelta(minutes=5))
            moved = Fresh(fresh.who, on, fresh.seats, fresh.kind)
            await self._confirm(moved, second, town)

    # How Teams tells it

    async def _at(self, day: dt.date, hour: int) -> None:
        await self.stage.until(max(dt.datetime.combine(day, dt.time(hour), dt.UTC), self.stage.microsoft.now))

    def _account(self, key: str, name: str, aad: str) -> dict[str, Any]:
        return {"id": f"29:{key}", "name": name, "aadObjectId": aad, "tenantId": TENANT}

    async def _added(self, fresh: Fresh, body: int) -> None:
        who = fresh.who
        self.stage.microsoft.rosters[team_id(body)].append(self._account(who.key, who.name, who.id))
        for _ in range(2):
            await self._event(body, "membersAdded", [{"id": fresh.teams_id, "aadObjectId": who.id}])

    async def _removed(self, fresh: Fresh, body: int) -> None:
        there = self.stage.microsoft.rosters[team_id(body)]
        self.stage.microsoft.rosters[team_id(body)] = [each for each in there if each["id"] != fresh.teams_id]
        await self._event(body, "membersRemoved", [{"id": fresh.teams_id, "aadObjectId": fresh.who.id}])

    async def _event(self, body: int, what: str, people: list[dict[str, Any]]) -> None:
        status, _ = await self.stage.post(
            KANSLI, type="conversationUpdate", text=None, **{what: people}, **in_team(body)
        )
        assert status == 200

    async def _press(self, who: Somebody, card: dict[str, Any], title: str, **values: str) -> dict[str, Any]:
        status, body = await self.stage.press(who, card, "welcome.answer", title, **values)
        assert status == 200
        if self.stage.may_come_twice(self.stage.microsoft.now) and not isinstance(body["value"], dict):
            # Taken when the bot was killed: sent again it is only acknowledged, and the card has changed already.
            return card_of(self.stage.there(who.said["conversation"]["id"])[-1])
        assert isinstance(body["value"], dict), body["value"]
        shown: dict[str, Any] = body["value"]
        return shown

    # What has arrived

    def _to_gunilla(self) -> list[Any]:
        return [said for request, said in self.said() if _place(request) == "a:gunilla"]

    def _heard(self, fresh: Fresh) -> list[Any]:
        return [said for _, _, said in self.heard(fresh)]

    def said(self) -> list[tuple[Request, Any]]:
        """Return every new message that the bot has sent by itself or in reply, in order."""
        found = []
        for request in self.stage.microsoft.requests:
            body = request.body or {}
            if request.path == "/v3/conversations" and body.get("isGroup"):
                found.append((request, body["activity"]))
            elif request.method == "POST" and "/activities" in request.path and body:
                found.append((request, body))
        return found

    def heard(self, fresh: Fresh) -> list[tuple[Request, str, Any]]:
        """Return what somebody has been told, and where: in their own chat, or in a channel that mentions them."""
        found = []
        for request, said in self.said():
            place = _place(request)
            if place == f"a:chat-with-{fresh.teams_id}" or (place.startswith("19:") and fresh.teams_id in str(said)):
                found.append((request, place, said))
        return found


def _place(request: Request) -> str:
    if request.path == "/v3/conversations":
        return str(request.body["channelData"]["channel"]["id"])
    return unquote(request.path.split("/")[3])


async def histories(stage: Stage) -> dict[str, list[tuple[str, dt.date | None, dt.date | None]]]:
    """Return who held each seat, by name, as the store has it."""
    names = {kept.id: kept.value.name for kept in await stage.kept(CONTACTS)}

    def row(tenure: Tenure) -> tuple[str, dt.date | None, dt.date | None]:
        return names[tenure.person], tenure.start, tenure.end

    return {kept.id: [row(each) for each in kept.value.holder] for kept in await stage.kept(SEATS)}


async def hold_true(played: Turnover, until: dt.date = LAST_ON) -> None:
    """Hold what is kept and what was said against the ledger."""
    stage = played.stage
    held = await histories(stage)
    assert {key: rows for key, rows in held.items() if rows} == played.ledger

    empty = {kept.id for kept in await stage.kept(SEATS) if tenure_on(kept.value.holder, until) is None}
    asked = {f"{body.id}/{town.code}" for body in BODIES for town in TOWNS}
    assert empty & asked == {key for key, rows in played.ledger.items() if rows[-1][2] is not None}

    for fresh in played.people:
        told = played.heard(fresh)
        assert told, fresh.who.name
        once = [(place, words(said)) for request, place, said in told if not stage.may_come_twice(request.at)]
        assert len(set(once)) == len(once), [each for each in once if once.count(each) > 1]
    for key, heard in played.stopped.items():
        [fresh] = [each for each in played.people if each.who.key == key]
        assert {words(said) for _, _, said in played.heard(fresh)} == heard

    introduced = [
        (request, line)
        for request, said in played.said()
        for line in words(said).splitlines()
        if " är ny i " in line and "Roligt att vara här." in words(said) and said.get("attachments")
    ]
    names = [line.split(" är ny i ")[0] for request, line in introduced if not stage.may_come_twice(request.at)]
    assert len(set(names)) == len(names)
    assert {line.split(" är ny i ")[0] for _, line in introduced} == played.agreed
