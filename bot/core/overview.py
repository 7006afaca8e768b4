"""How things stand, as each feature tells it: what waits, for whom, and until when."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.core.turn import Turn


@dataclass(frozen=True, slots=True)
class Focus:
    """What somebody asks about: all, one body (its id) or one municipality (its code)."""

    body: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One subject of the overview, in the reader's language.

    `rows` are whole sentences that are ready to be shown, the most urgent first; `place` puts the sections in order,
    the lowest first. A section without rows is left out.
    """

    title: str
    rows: tuple[str, ...]
    place: int = 50


Overview = Callable[[Turn, Focus], Awaitable[list[Section]]]
"""Tells how things stand in one feature at `turn.at`, in `turn.lang`, to a person with `turn.role`."""
