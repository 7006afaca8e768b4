"""What goes out next: reminders as they would be decided now, and the messages that wait in the outbox."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bot.core import outbox
from bot.core.deed import UNDO_WITHIN
from bot.core.journal import Entry, in_both, write_down
from bot.core.outbox import OUTBOX, OutboxRow, State
from bot.core.ports import ADDRESSES, Kept, NewId, Store, Transaction
from bot.core.text import Lang, Text, escape, join_names, shorten
from bot.core.timers import TIMERS, Timer
from bot.core.turn import Role, Turn
from bot.features.bodies.cards import named
from bot.features.bodies.channels import channel_of
from bot.features.bodies.model import Body
from bot.features.meetings.cards import in_full, names_of
from bot.features.meetings.model import MEETINGS, about_meeting
from bot.features.meetings.reminders import texts
from bot.features.meetings.reminders.cards import SendRow
from bot.features.meetings.reminders.ladder import HANDLED, REMINDED, Handled, How, Kind, occasions, reminded_key
from bot.features.meetings.reminders.letters import Letter
from bot.features.meetings.reminders.planning import RUNS, plan_reminders, rungs_of, timer_of
from bot.features.meetings.reminders.service import Outcome, Reminders
from bot.features.meetings.service import Meetings

MOST_ROWS: Final = 10
MOST_LOOKED: Final = 100
"""How many of those that wait are looked at for somebody who may see few of them."""
MOST_READ: Final = 500
"""How many timers and rows are read at most: a large broadcast has thousands."""
MOST_NAMES: Final = 4
LONGEST_SUMMARY: Final = 160
TIMER, ROW = "t|", "r|"

_WHAT: dict[Kind, Text] = {
    Kind.CHANNEL: texts.WHAT_CHANNEL,
    Kind.SILENT: texts.WHAT_SILENT,
    Kind.NAMED: texts.WHAT_NAMED,
    Kind.AGENDA: texts.WHAT_AGENDA,
    Kind.LINK: texts.WHAT_LINK,
}


class NoSuchSend(Exception):
    """It has been sent or stopped already, or never was."""


class NotYours(Exception):
    """This person may not stop or send that."""


@dataclass(frozen=True, slots=True)
class _Send:
    """Something that goes out: a timer, or rows of the outbox that say the same; `bodies` are those whose it is."""

    row_in: Callable[[Lang], SendRow]
    bodies: tuple[Body, ...]
    timer: Kept[Timer] | None = None
    posted: tuple[Kept[OutboxRow], ...] = ()
    outcomes: tuple[Outcome, ...] = ()


class Sends:
    """What goes out next in one cooperation. `posted` is called when something was hurried."""

    def __init__(
        self, store: Store, meetings: Meetings, reminders: Reminders, new_id: NewId, posted: Callable[[], None]
    ) -> None:
        self._new_id = new_id
        self._store = store
        self._meetings = meetings
        self._reminders = reminders
        self._posted = posted

    async def coming(self, turn: Turn) -> tuple[list[SendRow], int]:
        """Return what goes out next, as far as the person may see it, and how many more wait after that."""

        async def read(tx: Transaction) -> tuple[list[Kept[Timer]], list[Kept[OutboxRow]]]:
            timers = await tx.between(TIMERS, "due_at", limit=MOST_READ)
            rows = await tx.between(OUTBOX, "due_at", limit=MOST_READ)
            together = {_same(kept.value) or kept.id: kept for kept in reversed(rows) if _waits(kept.value)}
            return [kept for kept in timers if kept.value.runs.startswith(RUNS)], list(together.values())

        timers, rows = await self._store.run(read)
        waiting: list[Kept[Timer] | Kept[OutboxRow]] = [*timers, *rows]
        waiting.sort(key=lambda kept: kept.value.due_at or turn.at)
        found: list[SendRow] = []
        for looked, kept in enumerate(waiting, start=1):
            send = await self._store.run(partial(self._as_send, kept, turn))
            if send and await self._may_plan(turn, send.bodies):
                found.append(send.row_in(turn.lang))
            if len(found) == MOST_ROWS or looked == MOST_LOOKED:
                return found, len(waiting) - looked if turn.role is Role.SECRETARIAT else 0
        return found, 0

    async def _as_send(self, kept: Kept[Timer] | Kept[OutboxRow], turn: Turn, tx: Transaction) -> "_Send | None":
        if isinstance(kept.value, Timer):
            return await self._of_timer(tx, Kept(kept.id, kept.value, kept.version), turn)
        return await self._of_row(tx, Kept(kept.id, kept.value, kept.version), turn)

    async def stop(self, turn: Turn, key: str) -> SendRow:
        """Let something not go out; raises NoSuchSend and NotYours."""
        send = await self._find(turn, key)

        async def work(tx: Transaction) -> None:
            if send.timer:
                kept = await self._still(tx, send.timer)
                for outcome in send.outcomes:
                    meeting = outcome.gathering.meeting
                    await self._reminders.note(tx, meeting, outcome.rung, How.STOPPED, turn.at)
                await tx.remove(TIMERS, kept)
            else:
                for row in await self._still_waiting(tx, send):
                    await tx.put(OUTBOX, row, outbox.drop(row.value, outbox.STOPPED, turn.at))
            await self._note(tx, turn, send, key, stopped=True)

        await self._store.run(work)
        return send.row_in(turn.lang)

    async def send_now(self, turn: Turn, key: str) -> tuple[SendRow, int]:
        """Let something go out at once; return it and to how many. Raises NoSuchSend and NotYours."""
        send = await self._find(turn, key)

        async def work(tx: Transaction) -> int:
            if send.timer:
                kept = await self._still(tx, send.timer)
                # Decided anew: somebody may have answered since the list was shown.
                found = await self._reminders.outcomes(tx, kept.value, turn.at)
                count = sum([await self._reminders.carry_out(tx, each, turn.at) for each in found])
                await tx.remove(TIMERS, kept)
                await self._note(tx, turn, send, key, stopped=False)
                return count
            rows = await self._still_waiting(tx, send)
            for row in rows:
                await tx.put(OUTBOX, row, outbox.waiting(replace(row.value, not_before=turn.at)))
            await self._note(tx, turn, send, key, stopped=False)
            return len(rows)

        count = await self._store.run(work)
        self._posted()
        return send.row_in(turn.lang), count

    async def resume(self, turn: Turn, key: str) -> SendRow:
        """Let what was stopped go out at its time after all; raises NoSuchSend and NotYours."""
        if key.startswith(TIMER):
            await self._resume_timer(turn, key)
        else:
            await self._resume_row(turn, key)
        self._posted()
        send = await self._find(turn, key)

        async def work(tx: Transaction) -> None:
            await self._write_down(tx, turn, send, texts.WROTE_RESUMED)
            for kept in await tx.find(HANDLED, send=key):
                if kept.value.undone_at is None:
                    await tx.put(HANDLED, kept, replace(kept.value, undone_at=turn.at))

        await self._store.run(work)
        return send.row_in(turn.lang)

    async def latest(self, turn: Turn) -> Kept[Handled] | None:
        """Return what the person stopped or sent early last within a week, as far as it has not been taken back."""
        found = await self._store.run(lambda tx: tx.find(HANDLED, by=turn.person.id))
        mine = [kept for kept in found if kept.value.undone_at is None and turn.at - kept.value.at <= UNDO_WITHIN]
        return max(reversed(mine), key=lambda kept: kept.value.at) if mine else None

    async def leave(self, turn: Turn, handled: Kept[Handled]) -> None:
        """Speak no more of what was sent early: it cannot be taken back."""
        await self._store.run(lambda tx: tx.put(HANDLED, handled, replace(handled.value, undone_at=turn.at)))

    async def _note(self, tx: Transaction, turn: Turn, send: "_Send", key: str, *, stopped: bool) -> None:
        """Keep who took a send into their own hands."""
        await tx.add(HANDLED, self._new_id(), Handled(key, turn.person.id, turn.at, stopped))
        await self._write_down(tx, turn, send, texts.WROTE_STOPPED if stopped else texts.WROTE_HURRIED)

    async def _write_down(self, tx: Transaction, turn: Turn, send: "_Send", text: Text) -> None:
        """Keep in the journal that somebody took a send into their own hands."""
        about = send.timer.value.about if send.timer else send.posted[0].value.about
        said = in_both(lambda lang: _written(text, turn, send.row_in(lang), lang))
        await write_down(tx, self._new_id, Entry(about, turn.at, turn.person.id, turn.person.name, said))

    async def _resume_timer(self, turn: Turn, key: str) -> None:
        meeting_id = _meeting_in(key)

        async def work(tx: Transaction) -> None:
            kept = await tx.get(MEETINGS, meeting_id)
            if kept is None:
                raise NoSuchSend
            for body in kept.value.bodies:
                for each in occasions(await rungs_of(tx, body), kept.value.starts_at):
                    done = await tx.get(REMINDED, reminded_key(kept.id, kept.value.starts_at, each.rung))
                    fits = timer_key(timer_of(kept.id, each)) == key
                    if fits and done and done.value.how is How.STOPPED and each.at > turn.at:
                        await tx.remove(REMINDED, done)
            await plan_reminders(tx, kept.value, turn.at)

        meeting = await self._store.run(lambda tx: tx.get(MEETINGS, meeting_id))
        if meeting is None:
            raise NoSuchSend
        if not await self._may_plan(turn, self._meetings.named(meeting.value.bodies)):
            raise NotYours
        await self._store.run(work)

    async def _resume_row(self, turn: Turn, key: str) -> None:
        def stopped(row: OutboxRow) -> bool:
            return row.state is State.CANCELLED and row.reason == outbox.STOPPED

        async def read(tx: Transaction) -> _Send | None:
            row = await tx.get(OUTBOX, key.removeprefix(ROW))
            return await self._of_row(tx, row, turn, stopped) if row and stopped(row.value) else None

        send = await self._store.run(read)
        if send is None:
            raise NoSuchSend
        if not await self._may_plan(turn, send.bodies):
            raise NotYours

        async def work(tx: Transaction) -> None:
            for each in send.posted:
                row = await tx.get(OUTBOX, each.id)
                if row and stopped(row.value):
                    at = max(row.value.not_before, turn.at)
                    again = replace(row.value, reason="", settled_at=None, lost_at=None, not_before=at)
                    await tx.put(OUTBOX, row, outbox.waiting(again))

        await self._store.run(work)

    async def _find(self, turn: Turn, key: str) -> _Send:
        async def work(tx: Transaction) -> _Send | None:
            if key.startswith(TIMER):
                timer = await tx.get(TIMERS, key.removeprefix(TIMER))
                return await self._of_timer(tx, timer, turn) if timer and timer.value.due_at else None
            row = await tx.get(OUTBOX, key.removeprefix(ROW)) if key.startswith(ROW) else None
            return await self._of_row(tx, row, turn) if row and _waits(row.value) else None

        send = await self._store.run(work)
        if send is None:
            raise NoSuchSend
        if not await self._may_plan(turn, send.bodies):
            raise NotYours
        return send

    async def _still_waiting(self, tx: Transaction, send: _Send) -> list[Kept[OutboxRow]]:
        rows = [row for each in send.posted if (row := await tx.get(OUTBOX, each.id)) and _waits(row.value)]
        if not rows:
            raise NoSuchSend
        return rows

    async def _still(self, tx: Transaction, timer: Kept[Timer]) -> Kept[Timer]:
        kept = await tx.get(TIMERS, timer.id)
        if kept is None or kept.value.due_at is None:
            raise NoSuchSend
        return kept

    async def _may_plan(self, turn: Turn, bodies: tuple[Body, ...]) -> bool:
        """Tell whether somebody sees to what goes out: the secretariat to all, a chair to that of their own body."""
        every = bodies or self._meetings.seating.cooperation.bodies
        return all([await self._meetings.seating.may_change(turn, body) for body in every])

    async def _of_timer(self, tx: Transaction, kept: Kept[Timer], turn: Turn) -> _Send | None:
        found = await self._reminders.outcomes(tx, kept.value, turn.at)
        letters = [letter for each in found for letter in each.letters]
        if not letters:
            return None
        gathering, what = found[0].gathering, _WHAT[found[0].rung.kind]
        at = max(kept.value.due_at or kept.value.occurs_at, turn.at)

        def row_in(lang: Lang) -> SendRow:
            title = f"{names_of(gathering.bodies, lang)} {in_full(gathering.meeting, lang, turn.at)}"
            return SendRow(timer_key(kept.id), at, what(lang, meeting=title), _whom(letters, lang))

        return _Send(row_in, gathering.bodies, timer=kept, outcomes=tuple(found))

    async def _of_row(
        self, tx: Transaction, kept: Kept[OutboxRow], turn: Turn, fits: "Callable[[OutboxRow], bool] | None" = None
    ) -> _Send:
        """Return a row together with those that say the same about the same, as far as they wait, or are `fits`."""
        row, fitting = kept.value, fits or _waits
        same = _same(row)
        found = await tx.find(OUTBOX, about=row.about) if same else []
        rows = [each for each in found if fitting(each.value) and _same(each.value) == same] or [kept]
        meeting = await tx.get(MEETINGS, row.about.removeprefix(about_meeting(""))) if row.about else None
        channels: dict[str, Body] = {}
        for body in self._meetings.seating.cooperation.bodies:
            if here := await channel_of(tx, self._meetings.finder, body):
                channels[here.id] = body
        names = []
        for each in rows[:MOST_NAMES]:
            address = await tx.get(ADDRESSES, each.value.to)
            names.append(escape(address.value.name) if address else each.value.to.partition(":")[0])
        summary = shorten(row.message.summary or row.message.text, LONGEST_SUMMARY)
        what = summary if summary.endswith((".", "?", "…")) else f"{summary}."

        def row_in(lang: Lang) -> SendRow:
            whom = [
                texts.THE_CHANNEL(lang, body=named(channels[each.value.to], lang))
                if each.value.to in channels
                else name
                for each, name in zip(rows, names, strict=False)
            ]
            return SendRow(f"{ROW}{kept.id}", max(row.not_before, turn.at), what, _listed(whom, len(rows), lang))

        if meeting:
            bodies = self._meetings.named(meeting.value.bodies)
        else:
            theirs = [channels.get(each.value.to) for each in rows]
            # What goes to others too is the secretariat's alone.
            bodies = () if None in theirs else tuple(dict.fromkeys(body for body in theirs if body))
        return _Send(row_in, bodies, posted=tuple(rows))


def _same(row: OutboxRow) -> str:
    """Return what rows have in common that say the same about the same; empty for one that is by itself."""
    return f"{row.about}|{row.message.summary or row.message.text}" if row.about else ""


def _waits(row: OutboxRow) -> bool:
    return row.state is State.WAITING and row.does == "send"


def timer_key(key: str) -> str:
    """Return how a timer is named on the card."""
    return f"{TIMER}{key}"


def _meeting_in(key: str) -> str:
    """Return the id of the meeting that a timer on the card is about; raises NoSuchSend."""
    parts = key.removeprefix(TIMER).split(":")
    if len(parts) != 4:
        raise NoSuchSend
    return parts[1]


def _written(text: Text, turn: Turn, row: SendRow, lang: Lang) -> str:
    return text(lang, name=turn.person.name, what=row.what, whom=row.whom)


def _whom(letters: list[Letter], lang: Lang) -> str:
    names = []
    for letter in letters:
        if letter.body:
            said = texts.THE_CHANNEL if letter.to else texts.CHANNEL_UNKNOWN
            names.append(said(lang, body=named(letter.body, lang)))
        else:
            names.append(escape(letter.name))
    names = list(dict.fromkeys(names))
    return _listed(names[:MOST_NAMES], len(names), lang)


def _listed(names: list[str], count: int, lang: Lang) -> str:
    """Return the first of `count` names, and how many more there are."""
    if count > len(names):
        return texts.AND_OTHERS(lang, names=", ".join(names), count=count - len(names))
    return join_names(names, lang)
