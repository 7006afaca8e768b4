"""The journal: who did what when to a referral, a meeting, a broadcast or a fact. Entries are added, never changed.

It is what is exported for registration (diarieföring), so an entry says in words what was done.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.ports import Collection, NewId, Transaction
from bot.core.text import LANGS, Lang, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. `about` is what it was done to, such as `meeting:<id>` or `referral:<id>`.

    `by` is a person id, empty where the bot did it by itself at its time; `by_name` what the person was called then.
    `said` tells what was done, in Swedish and English. `at` is an aware UTC instant.
    """

    about: str
    at: dt.datetime
    by: str
    by_name: str
    said: Text


JOURNAL: Collection[Entry] = Collection("journal", Entry, equal=("about", "by"), ordered=("at",))


def in_both(said: Callable[[Lang], str]) -> Text:
    """Return a sentence with its names and dates filled in as an entry keeps it, in both languages."""
    whole = {lang: said(lang).replace("{", "{{").replace("}", "}}") for lang in LANGS}
    return Text(sv=whole["sv"], en=whole["en"])


async def write_down(tx: Transaction, new_id: NewId, entry: Entry) -> None:
    """Add an entry, in the transaction of what it tells about."""
    await tx.add(JOURNAL, new_id(), entry)


async def read_journal(tx: Transaction, about: str) -> list[Entry]:
    """Return all that was done to something, oldest first."""
    found = [kept.value for kept in await tx.find(JOURNAL, about=about)]
    return sorted(found, key=lambda entry: entry.at)
