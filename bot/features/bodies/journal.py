"""Writes the changes of seats down in the journal, in the transaction in which they are made."""

import datetime as dt
from collections.abc import Sequence

from bot.core.journal import Entry, in_both, write_down
from bot.core.ports import NewId, Transaction
from bot.core.text import Lang, Text
from bot.features.bodies.cards import row_lines
from bot.features.bodies.model import Cooperation
from bot.features.bodies.proposals import Row, rows_of
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import Change

_LONG_AGO = dt.timedelta(days=3_660)


def write_changes(seating: Seating, new_id: NewId) -> None:
    """Let every change of seats from now on be written down, one entry for each body that it touches."""

    async def write(tx: Transaction, change: Change) -> None:
        rows = await rows_of(tx, change, ())
        for body in dict.fromkeys(row.line.body for row in rows):
            said = _said([row for row in rows if row.line.body == body], seating.cooperation, change.at)
            await write_down(tx, new_id, Entry(f"body:{body}", change.at, change.by, change.by_name, said))

    seating.tell(write)


def _said(rows: Sequence[Row], cooperation: Cooperation, at: dt.datetime) -> Text:
    def say(lang: Lang) -> str:
        # The journal is read years later: as of then each date has its year.
        return ". ".join(line.rstrip(".") for row in rows for line in row_lines(row, cooperation, lang, at + _LONG_AGO))

    return in_both(say)
