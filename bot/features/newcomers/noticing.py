"""Notices who comes and who goes: by Teams' events, by the roster every night, by the seats, by what people say."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.errands import send_for
from bot.core.ports import Kept, Roster, Store, Transaction
from bot.core.timers import Timer, set_timer, stop_timers
from bot.core.turn import Message, Person, Role, Turn
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import MEMBERS, Body
from bot.features.bodies.record import history_of, join_contact, read_board
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import CONTACTS, Change, Contact, name_key, split_key
from bot.features.bodies.teams import TEAMS, BodyTeams, Team, teams_in
from bot.features.newcomers import texts
from bot.features.newcomers.letters import Letters, about
from bot.features.newcomers.model import (
    LONG_SEATED,
    NEWCOMERS,
    SETTLES_IN,
    Newcomer,
    comes,
    goes,
    office_hour,
)
from bot.features.newcomers.presence import (
    LISTED,
    PRESENCES,
    SHORT_ABSENCE,
    Listed,
    News,
    Presence,
    added,
    listed,
    presence_key,
    removed,
    unlisted,
)

COMPARE: Final = "newcomers.compare"
NIGHTLY: Final = "newcomers.nightly"
LEFT: Final = "newcomers.left"
GREET: Final = "newcomers.greet"
"""Run by the conversation with newcomers, which begins with it."""

Leaves = Callable[[Transaction, Person, Body, dt.date, dt.datetime], Awaitable[None]]
"""What is to be done when somebody has left a body: who, which body, their last day, now."""

Returns = Callable[[Transaction, str, str, dt.datetime], Awaitable[None]]
"""What is to be done when somebody is in a team again: the person's id, the body's, now."""


class Noticing:
    """Notices comings and goings. `roster` asks Teams who is there, None where there is no Teams."""

    def __init__(
        self,
        store: Store,
        seating: Seating,
        teams: BodyTeams,
        letters: Letters,
        roster: Roster | None,
        posted: Callable[[], None],
        leaves: Sequence[Leaves],
        returns: Returns,
    ) -> None:
        self._store = store
        self._seating = seating
        self._teams = teams
        self._letters = letters
        self._roster = roster
        self._posted = posted
        self._leaves = tuple(leaves)
        self._returns = returns

    # What Teams tells

    async def added(self, turn: Turn) -> None:
        """Take note of those who were added to a team."""
        await self._event(turn, added)

    async def removed(self, turn: Turn) -> None:
        """Take note of those who were taken out of a team."""
        await self._event(turn, removed)

    async def _event(
        self,
        turn: Turn,
        decide: Callable[[Presence | None, str, Person, dt.datetime], tuple[Presence, News]],
    ) -> None:
        team_id = turn.conversation.team_id
        if not team_id:
            return

        async def work(tx: Transaction) -> None:
            kept = await tx.get(TEAMS, team_id)
            if kept is None:
                return
            for person in turn.people:
                known = await _known(tx, team_id, person)
                after, news = decide(known.value if known else None, team_id, person, turn.at)
                await self._note(tx, kept.value, known, after, news, turn.at)
            if self._roster:
                await send_for(tx, runs=COMPARE, about=team_id, at=turn.at)

        await self._store.run(work)
        self._posted()

    async def met(self, turn: Turn) -> None:
        """Hear of somebody who has added the bot to their own chat: seated lately they are new, else they are asked."""

        async def work(tx: Transaction) -> None:
            for contact in await tx.find(CONTACTS, member=turn.person.id):
                for key in contact.value.posts:
                    body, municipality, post = split_key(key)
                    tenure = tenure_on(await history_of(tx, body, municipality, post), local_day(turn.at))
                    mine = tenure and tenure.person == contact.id and post.of_seat
                    if mine and tenure and tenure.start and local_day(turn.at) - tenure.start <= LONG_SEATED:
                        await self._seated(tx, contact.id, body, tenure.start, turn.at)
            if turn.role is Role.OUTSIDER and await tx.get(NEWCOMERS, turn.person.id) is None:
                # After the welcome, which answers the installation itself.
                await outbox.post(
                    tx,
                    to=f"person:{turn.person.id}",
                    message=Message(text=texts.ARE_YOU_NEW(turn.lang), summary=texts.ARE_YOU_NEW(turn.lang)),
                    not_before=turn.at + dt.timedelta(seconds=5),
                    dedupe_key=f"are-you-new:{turn.person.id}",
                    about=about(turn.person.id),
                    if_unsure="not",
                    marks_late=False,
                    lang=turn.lang,
                )

        await self._store.run(work)
        self._posted()

    async def nightly(self, tx: Transaction, _: Timer, now: dt.datetime) -> None:
        """Have every roster compared, and notice those whom a list has seated."""
        for kept in await teams_in(tx):
            if self._roster and not kept.value.gone_at and self._teams.body_of(kept.value):
                await send_for(tx, runs=COMPARE, about=kept.id, at=now)
        board = await read_board(tx)
        today = local_day(now)
        for line in board.lines():
            tenure = tenure_on(line.history, today) if line.post.of_seat else None
            if tenure and tenure.start and today - tenure.start <= LONG_SEATED:
                await self._seated(tx, tenure.person, line.body, tenure.start, now)

    async def compare(self, team_id: str, now: dt.datetime) -> None:
        """Ask Teams who is in a team and compare it with what is known; raises RosterUnknown."""
        kept = await self._store.run(lambda tx: tx.get(TEAMS, team_id))
        if kept is None or kept.value.gone_at or self._roster is None:
            return
        people = await self._roster.members(kept.value.conversation)
        if not people:
            # A team has somebody in it; an empty answer is no answer.
            return

        async def work(tx: Transaction) -> None:
            team = await tx.get(TEAMS, team_id)
            if team:
                await self._take_list(tx, team.value, people, now)

        await self._store.run(work)
        self._posted()

    async def _take_list(self, tx: Transaction, team: Team, people: Sequence[Person], now: dt.datetime) -> None:
        first = await tx.get(LISTED, team.id) is None
        if first:
            await tx.add(LISTED, team.id, Listed(now))
        named: set[str] = set()
        for person in people:
            known = await _known(tx, team.id, person)
            after, news = listed(known.value if known else None, team.id, person, now, first=first)
            named.add(presence_key(team.id, after.person))
            await self._note(tx, team, known, after, news, now)
        for kept in await tx.find(PRESENCES, team=team.id):
            if kept.id not in named:
                after, news = unlisted(kept.value, now)
                await self._note(tx, team, kept, after, news, now)

    async def _note(
        self,
        tx: Transaction,
        team: Team,
        known: Kept[Presence] | None,
        after: Presence,
        news: News,
        now: dt.datetime,
    ) -> None:
        """Keep what is known now, and do what follows from the news."""
        key = presence_key(team.id, after.person)
        body = self._teams.body_of(team)
        if news is News.NEVER_CAME and known:
            await tx.remove(PRESENCES, known)
            if body:
                await self._take_back(tx, after.who, body)
            return
        if known and known.id != key:
            # Teams has told who it is whom only a Teams id was known of.
            await tx.remove(PRESENCES, known)
            known = await tx.get(PRESENCES, key)
        if known is None:
            await tx.add(PRESENCES, key, after)
        elif known.value != after:
            await tx.put(PRESENCES, known, after)
        await self._act(tx, team, body, after, news, now)

    async def _act(
        self, tx: Transaction, team: Team, body: Body | None, after: Presence, news: News, now: dt.datetime
    ) -> None:
        key = presence_key(team.id, after.person)
        if news is News.GONE:
            at = now + SHORT_ABSENCE
            await set_timer(tx, key=f"left:{key}", runs=LEFT, at=at, about=key)
            return
        if news in {News.BACK, News.ARRIVED}:
            await stop_timers(tx, key=f"left:{key}")
            if body:
                await self._returns(tx, after.person, body.id, now)
        if news is News.ARRIVED:
            await self._letters.keep_address(tx, after.who, team)
            if body and after.person not in self._letters.secretariat:
                await self.arrive(tx, after.who, body, local_day(now), now)
        elif after.sure and after.name:
            await self._learn_name(tx, after)

    async def left(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Let somebody have left who has been out of a team for a day."""
        kept = await tx.get(PRESENCES, timer.about)
        if kept is None or kept.value.gone_at is None:
            return
        team = await tx.get(TEAMS, kept.value.team)
        body = self._teams.body_of(team.value) if team else None
        who, last_on = kept.value.who, local_day(kept.value.gone_at)
        await tx.remove(PRESENCES, kept)
        if body is None or await self._is_in(tx, who.id, body):
            return
        await self.leave(tx, who, body, last_on, now)

    # Comings and goings, however they were noticed

    async def arrive(self, tx: Transaction, person: Person, body: Body, on: dt.date, now: dt.datetime) -> bool:
        """Let somebody be new in a body, and have them greeted; return whether that is news.

        Who has had a seat there for long is a colleague whom the team was late to get.
        """
        contact = await join_contact(tx, person)
        if contact and await _long_seated(tx, contact, body, local_day(now)):
            return False
        known = await tx.get(NEWCOMERS, person.id)
        home = contact.municipality if contact else ""
        fresh = Newcomer(person.id, person.teams_id, person.name, municipality=home)
        newcomer, news = comes(known.value if known else None, fresh, body.id, on)
        if known is None:
            await tx.add(NEWCOMERS, person.id, newcomer)
        elif known.value != newcomer:
            await tx.put(NEWCOMERS, known, newcomer)
        if news:
            at = office_hour(now + SETTLES_IN)
            await set_timer(tx, key=f"greet:{person.id}:{body.id}", runs=GREET, at=at, about=about(person.id))
        return news

    async def leave(self, tx: Transaction, person: Person, body: Body, last_on: dt.date, now: dt.datetime) -> None:
        """Let somebody have left a body: nothing more is said to them of it, and those who must know are told."""
        known = await tx.get(NEWCOMERS, person.id)
        if known and body.id in known.value.bodies:
            after = goes(known.value, body.id, last_on)
            await tx.put(NEWCOMERS, known, after)
            await stop_timers(tx, key=f"greet:{person.id}:{body.id}")
            if not after.bodies:
                await self._letters.stop(tx, person.id, now)
                await stop_timers(tx, about=about(person.id))
        for leaves in self._leaves:
            await leaves(tx, person, body, last_on, now)

    async def seats_changed(self, tx: Transaction, change: Change) -> None:
        """Hear of a change of seats: who has a new one is new, if the bot knows them, and who had one has left."""
        today = local_day(change.at)
        for was, becomes in zip(change.before, change.after, strict=True):
            if not becomes.post.of_seat:
                continue
            had, has = tenure_on(was.history, today), tenure_on(becomes.history, today)
            if had and (has is None or has.person != had.person):
                await self._unseated(tx, had.person, becomes.body, change.at)
            before = {tenure.person for tenure in was.history}
            for tenure in becomes.history:
                if tenure.person not in before and (tenure.end is None or tenure.end >= today):
                    await self._seated(tx, tenure.person, becomes.body, tenure.start or today, change.at)

    async def _seated(self, tx: Transaction, contact_id: str, body_id: str, on: dt.date, now: dt.datetime) -> None:
        contact = await tx.get(CONTACTS, contact_id)
        body = next((each for each in self._teams.bodies if each.id == body_id), None)
        if contact is None or body is None:
            return
        key = contact.value.member or await self._find_in_team(tx, contact.value, body)
        if not key:
            return
        member = await tx.get(MEMBERS, key)
        person = Person(key, member.value.teams_id if member else "", contact.value.name)
        known = await tx.get(NEWCOMERS, person.id)
        was_here = known and any(each.body == body_id for each in known.value.arrivals)
        if not was_here and person.id not in self._letters.secretariat:
            await self.arrive(tx, person, body, min(on, local_day(now)), now)

    async def _find_in_team(self, tx: Transaction, contact: Contact, body: Body) -> str:
        """Return the person in the body's team who is a contact that nobody has met, empty when there is none."""
        for team in await teams_in(tx):
            if self._teams.body_of(team.value) == body:
                for kept in await tx.find(PRESENCES, team=team.id):
                    if name_key(kept.value.name) == contact.key and kept.value.gone_at is None:
                        joined = await join_contact(tx, kept.value.who)
                        return kept.value.person if joined and joined.id == contact.id else ""
        return ""

    async def _unseated(self, tx: Transaction, contact_id: str, body_id: str, now: dt.datetime) -> None:
        contact = await tx.get(CONTACTS, contact_id)
        body = next((each for each in self._teams.bodies if each.id == body_id), None)
        known = await tx.get(NEWCOMERS, contact.value.member) if contact and contact.value.member else None
        if known is None or body is None or contact is None or body.id not in known.value.bodies:
            return
        for key in contact.value.posts:
            place, municipality, post = split_key(key)
            tenure = tenure_on(await history_of(tx, place, municipality, post), local_day(now))
            if place == body.id and tenure and tenure.person == contact_id:
                # From holder to stand-in, or to another seat: still there.
                return
        person = Person(known.value.person, known.value.teams_id, known.value.name)
        await self.leave(tx, person, body, local_day(now), now)

    async def _take_back(self, tx: Transaction, person: Person, body: Body) -> None:
        """Take back an arrival that was none."""
        known = await tx.get(NEWCOMERS, person.id)
        await stop_timers(tx, key=f"greet:{person.id}:{body.id}")
        if known is None or known.value.greeted_at:
            return
        rest = tuple(each for each in known.value.arrivals if each.body != body.id)
        if rest:
            await tx.put(NEWCOMERS, known, replace(known.value, arrivals=rest))
        else:
            await tx.remove(NEWCOMERS, known)

    async def _learn_name(self, tx: Transaction, presence: Presence) -> None:
        known = await tx.get(NEWCOMERS, presence.person)
        if known and (known.value.name, known.value.teams_id) != (presence.name, presence.teams_id):
            await join_contact(tx, presence.who)
            named = replace(known.value, name=presence.name, teams_id=presence.teams_id or known.value.teams_id)
            await tx.put(NEWCOMERS, known, named)

    async def _is_in(self, tx: Transaction, person: str, body: Body) -> bool:
        """Tell whether somebody is in another team of the body's."""
        for kept in await tx.find(PRESENCES, person=person):
            team = await tx.get(TEAMS, kept.value.team)
            if kept.value.gone_at is None and team and self._teams.body_of(team.value) == body:
                return True
        return False


async def _known(tx: Transaction, team: str, person: Person) -> Kept[Presence] | None:
    """Return what is known of somebody in a team, by their id or else by their Teams id."""
    kept = await tx.get(PRESENCES, presence_key(team, person.id))
    if kept or not person.teams_id:
        return kept
    same = [each for each in await tx.find(PRESENCES, teams_id=person.teams_id) if each.value.team == team]
    return same[0] if same else None


async def _long_seated(tx: Transaction, contact: Contact, body: Body, day: dt.date) -> bool:
    for key in contact.posts:
        body_id, municipality, post = split_key(key)
        if body_id != body.id:
            continue
        tenure = tenure_on(await history_of(tx, body_id, municipality, post), day)
        if tenure and tenure.person == contact.id and (tenure.start is None or day - tenure.start > LONG_SEATED):
            return True
    return False
