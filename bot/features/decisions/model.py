"""Decisions of the bodies and meetings with others, as somebody wrote them down."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.ports import Collection
from bot.core.stems import stem
from bot.core.swedish.letters import fold

LONGEST: Final = 1_000
"""Characters of what was decided or spoken of."""
FARTHEST_BACK: Final = dt.timedelta(days=3 * 366)
MOST_SHOWN: Final = 6


class Kind(StrEnum):
    """What was written down."""

    DECISION = "decision"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Note:
    """A decision of a body, or a meeting with somebody outside, on a Stockholm date.

    `what` is what was decided or spoken of; `body` an id, empty for a meeting; `whom` were met; `paragraph` is "12" of
    "§ 12", empty where none was said. `by_name` wrote it down at a UTC instant.
    """

    id: str
    kind: Kind
    on: dt.date
    what: str
    by: str
    by_name: str
    at: dt.datetime
    body: str = ""
    whom: str = ""
    paragraph: str = ""

    @property
    def about(self) -> str:
        """What the journal calls it."""
        return f"{'decision' if self.kind is Kind.DECISION else 'external-meeting'}:{self.id}"


NOTES: Collection[Note] = Collection("notes_of_record", Note, equal=("kind", "by"), ordered=("on",))

_EMPTY: Final = frozenset(
    "att om den det en ett och i pa for med av till var vi ni ska som the a of to on in about".split()
)


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text that say something, as stems."""
    words = "".join(character if character.isalnum() else " " for character in fold(text)).split()
    return frozenset(stem(word, "sv") for word in words if word not in _EMPTY and len(word) > 1)


def fitting(notes: Iterable[Note], asked: str) -> list[Note]:
    """Return the notes that are about what is asked, the latest first; all of them when nothing is."""
    wanted = words_in(asked)
    if not wanted:
        return _latest(notes)
    return _latest(note for note in notes if wanted <= words_in(f"{note.what} {note.whom}"))


def _latest(notes: Iterable[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: (note.on, note.at), reverse=True)


def of_year(notes: Iterable[Note], year: int) -> Sequence[Note]:
    """Return the notes of a year, the first first."""
    return sorted((note for note in notes if note.on.year == year), key=lambda note: (note.on, note.at))
