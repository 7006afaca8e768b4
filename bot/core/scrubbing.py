"""Takes a person out of what is kept: their ids and names in any text of a document, whatever its shape."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec

from bot.core.holding import Subject
from bot.core.ports import Collection, Transaction
from bot.core.text import Text, escape

T = TypeVar("T")

SOMEBODY: Final = Text(sv="någon", en="somebody")
_SHORTEST_NAME: Final = 3
"""Shorter names are parts of too many words to be looked for."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What may stand of a person in texts: `ids` and e-mails, which leave nothing behind, and `names`."""

    ids: tuple[str, ...]
    names: tuple[str, ...]

    @staticmethod
    def of(subject: Subject) -> "Traces":
        """Return what a person may be known by; a name as cards write it too."""
        names = {each.strip() for each in subject.names if len(each.strip()) >= _SHORTEST_NAME}
        ids = {subject.member, subject.contact, *subject.teams_ids, *subject.emails} - {""}
        return Traces(_longest_first(ids), _longest_first(names | {escape(name) for name in names}))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.ids and not self.names

    def cleaner(self) -> Callable[[str], str]:
        """Return what takes them out of a text: one that is a name is left empty, a name in a sentence is "någon"."""
        ids, names = _any_of(self.ids), _any_of(self.names, "s?")

        def clean(text: str) -> str:
            if names.fullmatch(text.strip()):
                return ""
            return names.sub(_somebody, ids.sub("", text))

        return clean


def _any_of(texts: tuple[str, ...], ending: str = "") -> re.Pattern[str]:
    """Return what finds whole words that are one of the texts, with an ending; nothing when there are none."""
    found = "|".join(map(re.escape, texts)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{found})({ending})(?!\w)", re.IGNORECASE)


def _somebody(found: re.Match[str]) -> str:
    # "Anna Eks plats" is "någons plats".
    return SOMEBODY("sv") + found[1].lower()


def _longest_first(texts: Iterable[str]) -> tuple[str, ...]:
    # "Anna Ek" is taken before "Anna".
    return tuple(sorted(texts, key=lambda each: (-len(each), each)))


def scrubbed(value: T, clean: Callable[[str], str]) -> T:
    """Return a document with every text in it cleaned; the same object when nothing of the person was there.

    Raises msgspec.ValidationError when the document would no longer be of its type.
    """
    before = msgspec.to_builtins(value)
    after = _cleaned(before, clean)
    return value if after == before else msgspec.convert(after, type(value))


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(each, clean) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_cleaned(each, clean) for each in value)
    return value


async def scrub_all(tx: Transaction, collection: Collection[Any], subject: Subject) -> int:
    """Take a person out of every document of a collection; return how many held them."""
    traces = Traces.of(subject)
    if traces.empty:
        return 0
    clean, found = traces.cleaner(), 0
    for kept in [kept async for kept in tx.all(collection)]:
        without = scrubbed(kept.value, clean)
        if without is not kept.value:
            await tx.put(collection, kept, without)
            found += 1
    return found
