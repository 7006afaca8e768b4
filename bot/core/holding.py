"""What a feature keeps about people: told to those who ask for it, erased on their wish, and in time by itself."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.core.ports import Transaction
from bot.core.text import Text

ERASED: Final = "person:erased"
"""The recipient of a message when it is no longer kept whom it went to."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whom it is about: everything by which they may be known in a store.

    `member` is the person id that Teams gives, `contact` the id on the lists of members; either may be empty.
    """

    member: str
    contact: str
    names: tuple[str, ...]
    emails: tuple[str, ...] = ()
    teams_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Erasure:
    """What came of an erasure: how much was `erased`, and what had to `stay`, each with the reason as a sentence."""

    erased: int = 0
    stay: tuple[Text, ...] = ()


Tell = Callable[[Transaction, Subject], Awaitable[list[dict[str, Any]]]]
"""Returns what is kept about somebody, as JSON values with Swedish keys."""
Erase = Callable[[Transaction, Subject, dt.datetime], Awaitable[Erasure]]
"""Takes away what is the person's to have erased; what is needed for statistics loses all that names them."""
Expire = Callable[[Transaction, dt.datetime], Awaitable[int]]
"""Takes away what has been kept for long enough; returns how much that was."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of personal data in a feature.

    `what` names it, `why` is the purpose, `ground` the legal ground in the GDPR, `kept_for` how long, all four as they
    stand inside a sentence: no capital first, no full stop last. `name` is used in documents and logs. A kind that
    goes with something else has no `expire` of its own.
    """

    name: str
    what: Text
    why: Text
    ground: Text
    kept_for: Text
    tell: Tell
    erase: Erase
    expire: Expire | None = None
