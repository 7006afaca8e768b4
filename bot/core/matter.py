"""What can be exported for registration: a referral, a meeting or a broadcast, as people name it."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.core.ports import Transaction
from bot.core.text import Text


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that the journal knows. `about` is its key there, `also` the keys of what belongs to it.

    `title` says what it is in plain words, without markup; `number` is a case number, empty when it has none.
    """

    about: str
    title: Text
    number: str = ""
    also: tuple[str, ...] = ()


FindMatters = Callable[[Transaction, str, dt.datetime], Awaitable[list[Matter]]]
"""Returns what words name in one feature, read at an instant: "KS 2026/123", "utskick 12"."""
