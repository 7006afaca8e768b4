"""Reminds when the time has come: decided then, once for each rung and time of a meeting."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.card import Card
from bot.core.deed import UNDO_WITHIN
from bot.core.journal import Entry, in_both, write_down
from bot.core.outbox import OUTBOX, OutboxRow
from bot.core.ports import Kept, NewId, Store, Transaction
from bot.core.timers import Timer, UseCase
from bot.core.turn import Turn
from bot.features.bodies.model import Body
from bot.features.meetings.cards import names_of
from bot.features.meetings.faults import Changed, Gone, NotAnswerable
from bot.features.meetings.model import (
    MEETINGS,
    Gathering,
    Meeting,
    State,
    about_meeting,
    is_coming,
    state_at,
)
from bot.features.meetings.reminders import preferences, texts
from bot.features.meetings.reminders.ladder import (
    ASKING,
    LADDERS,
    NEWS_HOLDS,
    REMINDED,
    How,
    Kind,
    Ladder,
    Reminded,
    Rung,
    occasions,
    reminded_key,
    stamp,
)
from bot.features.meetings.reminders.letters import Letter, Letters
from bot.features.meetings.reminders.planning import RUNS, plan_reminders, rungs_of
from bot.features.meetings.reminders.preferences import Wants
from bot.features.meetings.service import Meetings

R = TypeVar("R")

PLANS_ALL = "plan-reminders"
"""The use case that runs each night."""
ROW = "reminder:"
"""What the keys of reminders in the outbox begin with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rung comes to for a meeting, as it stands."""

    gathering: Gathering
    rung: Rung
    bodies: tuple[Body, ...]
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A reminder in the outbox; `starts_at` is the time of its meeting then, as it stands in keys."""

    kept: Kept[OutboxRow]
    starts_at: str
    rung: Rung
    recipient: str

    @property
    def person(self) -> str:
        """Whose it is, a person id; empty in a channel."""
        return self.recipient.removeprefix("person:") if self.recipient.startswith("person:") else ""


class RemindedLately(Exception):
    """Those who have not answered for a meeting were reminded `at` a UTC instant, too lately to be so again."""

    def __init__(self, gathering: Gathering, at: dt.datetime) -> None:
        super().__init__(gathering.meeting.id)
        self.gathering = gathering
        self.at = at


class Reminders:
    """The reminders of one cooperation. `posted` is called when something was put in the outbox or a timer was set."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        new_id: NewId,
        posted: Callable[[], None],
        *,
        secretariat: frozenset[str] = frozenset(),
        home_tenant: str = "",
    ) -> None:
        self._store = store
        self._meetings = meetings
        self._new_id = new_id
        self._posted = posted
        language = meetings.seating.cooperation.language
        self._letters = Letters(meetings.finder, language, secretariat, home_tenant)
        meetings.follows.append(self._planned)
        meetings.answered.append(self._answered)

    # Following the meetings

    async def _planned(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        """Set the timers of a meeting that was booked or changed, and let what was sent before say how it stands."""
        await plan_reminders(tx, meeting, now)
        if state_at(meeting, now) is State.HELD:
            return
        gathering = await self._meetings.gather_in(tx, meeting)
        for sent in await self._rows(tx, meeting):
            off = meeting.state is State.CANCELLED or sent.starts_at != stamp(meeting.starts_at)
            if off and sent.kept.value.state is outbox.State.WAITING:
                await outbox.withdraw(tx, now, dedupe_key=sent.kept.id)
            elif person := sent.person:
                message = await self._letters.to_person(tx, gathering, sent.rung, person, now)
                await outbox.edit(tx, sent.kept.id, message, now)
            else:
                await self._redraw(tx, sent, gathering, now)

    async def _answered(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        """Let the reminders in the channels say who is silent now."""
        sent = [each for each in await self._rows(tx, meeting) if not each.person]
        if sent:
            gathering = await self._meetings.gather_in(tx, meeting)
            for each in sent:
                await self._redraw(tx, each, gathering, now)

    async def _rows(self, tx: Transaction, meeting: Meeting) -> list["_Sent"]:
        found = []
        for kept in await tx.find(OUTBOX, about=about_meeting(meeting.id)):
            if kept.id.startswith(ROW) and kept.value.does == "send":
                _, _, starts_at, rung, recipient = kept.id.split(":", 4)
                found.append(_Sent(kept, starts_at, Rung.of(rung), recipient))
        return found

    async def _redraw(self, tx: Transaction, sent: "_Sent", gathering: Gathering, now: dt.datetime) -> None:
        for body in gathering.bodies:
            if sent.recipient == f"channel:{body.id}":
                letter = await self._letters.to_channel(tx, gathering, sent.rung, body, now)
                changes = await tx.find(OUTBOX, changes=sent.kept.id)
                if letter.message != (changes[-1] if changes else sent.kept).value.message:
                    await outbox.edit(tx, sent.kept.id, letter.message, now)

    async def channel_card(self, gathering: Gathering, key: str, body: Body, now: dt.datetime) -> Card:
        """Return a reminder in a channel as it stands; ValueError when the rung's key is none."""
        rung = Rung.of(key)
        return await self._store.run(lambda tx: self._letters.channel_card(tx, gathering, rung, body, now))

    # When the time has come

    @property
    def use_cases(self) -> Mapping[str, UseCase]:
        """What timers run."""
        return {PLANS_ALL: self._plan_all, **{f"{RUNS}{kind}": self._remind for kind in Kind}}

    async def _remind(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        for outcome in await self.outcomes(tx, timer, now):
            await self.carry_out(tx, outcome, now)

    async def outcomes(self, tx: Transaction, timer: Timer, now: dt.datetime) -> list[Outcome]:
        """Return what a timer would come to at `now`; nothing when its meeting is off or its rungs are done."""
        kept = await tx.get(MEETINGS, timer.about.removeprefix(about_meeting("")))
        if kept is None or not is_coming(kept.value, now) or now >= kept.value.starts_at:
            return []
        meeting = kept.value
        gathering = await self._meetings.gather_in(tx, meeting)
        due: dict[Rung, list[Body]] = {}
        for body in gathering.bodies:
            for each in occasions(await rungs_of(tx, body.id), meeting.starts_at):
                if each.at == timer.occurs_at and timer.runs == f"{RUNS}{each.rung.kind}":
                    due.setdefault(each.rung, []).append(body)
        found = []
        for rung, bodies in due.items():
            if await tx.get(REMINDED, reminded_key(meeting.id, meeting.starts_at, rung)) is None:
                letters = await self._letters.write(tx, gathering, rung, bodies, now)
                found.append(Outcome(gathering, rung, tuple(bodies), tuple(letters)))
        return found

    async def carry_out(self, tx: Transaction, outcome: Outcome, now: dt.datetime) -> int:
        """Post what a rung comes to, and note that it is done; return how many messages are new."""
        meeting, fresh = outcome.gathering.meeting, 0
        for letter in outcome.letters:
            fresh += await outbox.post(
                tx,
                # A channel that is not known makes a message that cannot be delivered, which is told as such.
                to=letter.to or f"conversation:{letter.recipient}",
                message=letter.message,
                not_before=now,
                dedupe_key=f"{ROW}{meeting.id}:{stamp(meeting.starts_at)}:{outcome.rung.key}:{letter.recipient}",
                about=about_meeting(meeting.id),
                gives_up_at=meeting.starts_at,
                if_unsure="not",
                marks_late=False,
                lang=letter.lang,
            )
        await self.note(tx, meeting, outcome.rung, How.SENT, now)
        return fresh

    async def prompt(self, turn: Turn, meeting: str, *, sends: bool) -> Outcome:
        """Return what it comes to, to remind those who have not answered for a meeting now, and send it when `sends`.

        Raises:
            NotAllowed: the person is neither of the secretariat nor chair of the meeting's bodies.
            Gone: there is no such meeting.
            NotAnswerable: it is off, or has begun.
            RemindedLately: they were reminded within a day.
        """
        await self._meetings.check_rights(turn, self._meetings.named((await self._meetings.meeting(meeting)).bodies))

        async def work(tx: Transaction) -> Outcome:
            kept = await tx.get(MEETINGS, meeting)
            if kept is None:
                raise Gone
            if not is_coming(kept.value, turn.at) or turn.at >= kept.value.starts_at:
                raise NotAnswerable(kept.value, state_at(kept.value, turn.at))
            gathering = await self._meetings.gather_in(tx, kept.value)
            for sent in await self._rows(tx, kept.value):
                asked = sent.rung.kind in ASKING and sent.kept.value.state is not outbox.State.CANCELLED
                if asked and turn.at - sent.kept.value.not_before < NEWS_HOLDS:
                    raise RemindedLately(gathering, sent.kept.value.not_before)
            days = (local_day(kept.value.starts_at) - local_day(turn.at)).days
            rung = Rung(Kind.SILENT, dt.timedelta(days=days))
            letters = await self._letters.write(tx, gathering, rung, gathering.bodies, turn.at)
            outcome = Outcome(gathering, rung, gathering.bodies, tuple(letters))
            if sends and letters:
                await self.carry_out(tx, outcome, turn.at)
                said = in_both(lambda lang: texts.WROTE_PROMPTED(lang, name=turn.person.name))
                entry = Entry(about_meeting(meeting), turn.at, turn.person.id, turn.person.name, said)
                await write_down(tx, self._new_id, entry)
            return outcome

        return await self._changed(work)

    async def note(self, tx: Transaction, meeting: Meeting, rung: Rung, how: How, now: dt.datetime) -> None:
        """Keep that a rung has been dealt with for a meeting at its time."""
        key = reminded_key(meeting.id, meeting.starts_at, rung)
        if await tx.get(REMINDED, key) is None:
            await tx.add(REMINDED, key, Reminded(meeting.id, meeting.starts_at, rung.key, how, now))

    # The ladders

    async def ladder(self, body: Body) -> tuple[tuple[Rung, ...], Ladder | None]:
        """Return a body's rungs, and what is kept of who chose them, None for the usual ones."""

        async def work(tx: Transaction) -> tuple[tuple[Rung, ...], Ladder | None]:
            kept = await tx.get(LADDERS, body.id)
            return await rungs_of(tx, body.id), kept.value if kept else None

        return await self._store.run(work)

    async def change_ladder(
        self, turn: Turn, body: Body, rungs: Sequence[Rung] | None, seen: str, *, undone: bool = False
    ) -> tuple[Rung, ...]:
        """Give a body these rungs, the usual ones for None, and set the timers of its meetings anew.

        Returns the rungs as they are now. Raises NotAllowed, and Changed when they are no longer as they were `seen`.
        """
        await self._meetings.check_rights(turn, [body])
        wanted = None if rungs is None else tuple(rungs)

        async def work(tx: Transaction) -> tuple[Rung, ...]:
            kept = await tx.get(LADDERS, body.id)
            current = kept.value.rungs if kept else None
            if current == wanted:
                return await rungs_of(tx, body.id)
            if ladder_seen(current) != seen:
                raise Changed
            fresh = Ladder(wanted, turn.person.id, turn.person.name, turn.at, current, undone)
            if kept:
                await tx.put(LADDERS, kept, fresh)
            else:
                await tx.add(LADDERS, body.id, fresh)
            await self._plan_body(tx, body, turn.at)
            said = in_both(lambda lang: texts.WROTE_LADDER(lang, name=turn.person.name, bodies=names_of([body], lang)))
            entry = Entry(f"body:{body.id}", turn.at, turn.person.id, turn.person.name, said)
            await write_down(tx, self._new_id, entry)
            return await rungs_of(tx, body.id)

        return await self._changed(work)

    async def undo_ladder(self, turn: Turn, body: Body, seen: str) -> tuple[Rung, ...]:
        """Give a body the rungs that it had before the latest change; raises NotAllowed and Changed."""
        _, ladder = await self.ladder(body)
        return await self.change_ladder(turn, body, ladder.before if ladder else None, seen, undone=True)

    async def latest_ladder(self, turn: Turn) -> tuple[Body, Ladder] | None:
        """Return the ladder that the person chose last within a week and that stands, with its body."""

        async def work(tx: Transaction) -> list[tuple[str, Ladder]]:
            return [(kept.id, kept.value) async for kept in tx.all(LADDERS) if kept.value.by == turn.person.id]

        mine = [
            (body, ladder)
            for key, ladder in await self._store.run(work)
            for body in self._meetings.named([key])
            if not ladder.undone and turn.at - ladder.at <= UNDO_WITHIN
        ]
        return max(mine, key=lambda pair: pair[1].at, default=None)

    async def _plan_body(self, tx: Transaction, body: Body, now: dt.datetime) -> None:
        for kept in await tx.between(MEETINGS, "starts_at", now):
            if body.id in kept.value.bodies and kept.value.state is not State.CANCELLED:
                await plan_reminders(tx, kept.value, now)

    async def _plan_all(self, tx: Transaction, _: Timer, now: dt.datetime) -> None:
        """Set the timers of every meeting ahead where they are missing: the usual ladder may have become another."""
        for kept in await tx.between(MEETINGS, "starts_at", now):
            await plan_reminders(tx, kept.value, now)

    # How much somebody wants

    async def wants(self, turn: Turn) -> Wants:
        """Return how much the person wants to be reminded."""
        return await self._store.run(lambda tx: preferences.wants_of(tx, turn.person.id))

    async def choose(self, turn: Turn, wants: Wants) -> None:
        """Remind the person so from now on."""
        await self._store.run(lambda tx: preferences.choose(tx, turn.person.id, wants, turn.at))

    async def _changed(self, work: Callable[[Transaction], Awaitable[R]]) -> R:
        result = await self._store.run(work)
        self._posted()
        return result


def ladder_seen(rungs: Sequence[Rung] | None) -> str:
    """Return what somebody chose for a body as text to compare, None for the usual."""
    return "usual" if rungs is None else ",".join(each.key for each in rungs) or "none"
