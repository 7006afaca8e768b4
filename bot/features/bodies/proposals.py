"""What a change of seats would do and what it did, post by post, and why it cannot be made."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.ports import Transaction
from bot.features.bodies.history import History, tenure_after, tenure_on
from bot.features.bodies.model import Body
from bot.features.bodies.record import contact_in
from bot.features.bodies.seats import (
    Board,
    Change,
    Contact,
    Edit,
    Line,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a preview: the post, who has it on the first day that changes, and who comes instead."""

    line: Line
    start: dt.date
    end: dt.date | None
    was: Contact | None
    becomes: Contact | None
    after: tuple[Contact, dt.date] | None = None
    """Who is known to come later, so that the change ends then."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change. `edits` carry it out; `seen` tells the state that it was made from."""

    edits: tuple[Edit, ...]
    rows: tuple[Row, ...]
    seen: str
    newcomer: str = ""
    """The name of somebody whom the lists do not have yet."""


class NotAllowed(Exception):
    """This person may not change this body; `body` tells whose chair may, and `chair` who that is today."""

    def __init__(self, body: Body, chair: Contact | None) -> None:
        super().__init__(body.id)
        self.body = body
        self.chair = chair


class Changed(Exception):
    """The seats are no longer as they were when the proposal was shown; nothing was changed."""


class NothingToUndo(Exception):
    """The person has changed nothing lately that can be taken back."""


class ChangedSince(Exception):
    """Somebody changed the same posts afterwards, so an earlier change cannot be taken back."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change as it was carried out; `again` when it had been already."""

    change: Change
    rows: tuple[Row, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A board as it should be, and the people who are new or whose e-mail or municipality became known."""

    board: Board
    contacts: tuple[Contact, ...] = ()


NEW_PERSON = "new"
"""The id, in a proposal, of somebody whom the lists do not have yet."""


def fingerprint(board: Board, edits: Sequence[Edit]) -> str:
    """Return the state of the posts that edits touch, as text to compare."""
    rows = []
    for edit in edits:
        line = board.line(edit.body, edit.municipality, edit.post)
        rows += [f"{each.person[:8]}:{each.start or ''}:{each.end or ''}" for each in (line.history if line else ())]
        rows.append("/")
    return ";".join(rows)[-600:]


async def rows_between(
    tx: Transaction, changed: Sequence[tuple[Line, Line]], edits: Sequence[Edit], fresh: Contact | None = None
) -> tuple[Row, ...]:
    """Return a row for each pair of lines that differ; `fresh` is somebody whom the lists do not have yet."""
    rows = []
    for old, new in changed:
        edit = next(
            (
                each
                for each in edits
                if (each.body, each.post) == (new.body, new.post) and each.municipality in {new.municipality, ""}
            ),
            None,
        )
        start = edit.start if edit else _first_difference(old.history, new.history)
        now, then = tenure_on(new.history, start), tenure_on(old.history, start)
        after = tenure_after(new.history, start)
        comes = await contact_in(tx, after)
        rows.append(
            Row(
                new,
                start,
                now.end if now else None,
                await contact_in(tx, then),
                fresh if now and fresh and now.person == NEW_PERSON else await contact_in(tx, now),
                (comes, after.start) if comes and after and after.start else None,
            )
        )
    return tuple(rows)


async def rows_of(tx: Transaction, change: Change, edits: Sequence[Edit]) -> tuple[Row, ...]:
    """Return what a change changed, post by post; `edits` tell the first day of each where they are known."""
    return await rows_between(tx, tuple(zip(change.before, change.after, strict=True)), edits)


def _first_difference(old: History, new: History) -> dt.date:
    """Return the first day on which two histories tell different people."""
    edges = {day for tenure in (*old, *new) for day in (tenure.start, tenure.end) if day}
    days = sorted({*edges, *(day + dt.timedelta(days=1) for day in edges if day < dt.date.max)})
    for day in days:
        was, now = tenure_on(old, day), tenure_on(new, day)
        if (was and was.person) != (now and now.person):
            return day
    return days[0] if days else dt.date.min
