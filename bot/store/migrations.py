"""How documents kept by an earlier version become documents of this one."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.core.ports import StoreFault

Migration = Callable[[str, dict[str, Any]], dict[str, Any] | None]
"""Takes a collection's name and a document (JSON), returns the document of the next version, None to take it away.

Pure: it is run on every document of every collection, in one transaction with all the others, in whichever store.
"""

MIGRATIONS: Final[tuple[Migration, ...]] = ()
"""The nth makes version n+1 of version n. Append; never change or take away one that has been released."""


def version_of(migrations: Sequence[Migration]) -> int:
    """Return the schema version that these migrations lead to; the first version is 1."""
    return len(migrations) + 1


def needed(version: int, migrations: Sequence[Migration]) -> Sequence[Migration]:
    """Return the migrations that documents of `version` lack.

    Raises:
        StoreFault: the documents were kept by a newer version of the bot.
    """
    latest = version_of(migrations)
    if not 1 <= version <= latest:
        raise StoreFault(
            f"The store has schema version {version} and this version of the bot knows {latest}. "
            "Start the version that wrote it, or restore a backup."
        )
    return migrations[version - 1 :]


def migrated(collection: str, document: dict[str, Any], steps: Sequence[Migration]) -> dict[str, Any] | None:
    """Return the document after all steps, or None when one of them takes it away."""
    current: dict[str, Any] | None = document
    for step in steps:
        if current is None:
            break
        current = step(collection, current)
    return current
