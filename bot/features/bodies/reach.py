"""How somebody is written to in a chat of their own: whether that can be, and in which language."""

from bot.core.ports import ADDRESSES, Address, Transaction
from bot.core.text import Lang
from bot.features.bodies.model import MEMBERS, spoken_by


async def way_to(tx: Transaction, person: str) -> Address | None:
    """Return how a person (an id) is written to, None when they cannot be as far as is known, or the id is empty."""
    kept = await tx.get(ADDRESSES, f"person:{person}") if person else None
    return kept.value if kept and not kept.value.unreachable else None


async def lang_of(tx: Transaction, person: str, default: Lang) -> Lang:
    """Return the language to write to a person (an id) in: the chosen one, else English where their client is."""
    kept = await tx.get(MEMBERS, person) if person else None
    return spoken_by(kept.value if kept else None, default)
