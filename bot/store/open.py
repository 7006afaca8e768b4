"""The store that a setting asks for."""

from pathlib import Path
from typing import Final

from bot.core.ports import Store
from bot.store.tiny import open_tiny

FILE: Final = "store.sqlite"
"""The embedded store's file, in the bot's data folder."""


async def open_store(url: str, folder: Path) -> Store:
    """Return the store named by `BOT_STORE`: `tinydb:` in `folder`, `memory:`, or `postgresql://…`.

    Raises:
        ValueError: no such kind of store.
        StoreBusy: another process has it.
        StoreFault: it cannot be opened.
    """
    match url.partition(":")[0]:
        case "tinydb":
            return open_tiny(folder / FILE)
        case "memory":
            return open_tiny(None)
        case "postgresql" | "postgres":
            # Its driver is an extra of the package: those who stay on one machine need not have it.
            from bot.store.postgresql import open_postgresql

            return await open_postgresql(url)
        case _:
            raise ValueError(f"BOT_STORE is tinydb:, memory: or postgresql://…, not {url!r}.")
