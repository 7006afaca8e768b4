"""Whether somebody can be written to in a chat of their own, and in which language."""

from dataclasses import replace

import pytest

from bot.core.ports import ADDRESSES, Address, Store, Transaction
from bot.core.text import Lang
from bot.features.bodies.model import MEMBERS, Member
from bot.features.bodies.reach import lang_of, way_to

PER = Address(
    "person:per", "https://smba.trafficmanager.net/emea/", "home", "a:per", teams_id="29:per", name="Per Berg"
)


async def test_a_way_is_one_that_works(memory: Store) -> None:
    async def work(tx: Transaction) -> None:
        assert await way_to(tx, "") is None
        assert await way_to(tx, "per") is None
        kept = await tx.add(ADDRESSES, PER.id, PER)
        assert await way_to(tx, "per") == PER
        await tx.put(ADDRESSES, kept, replace(PER, unreachable="blocked"))
        assert await way_to(tx, "per") is None

    await memory.run(work)


@pytest.mark.parametrize(
    ("chosen", "locale", "default", "lang"),
    [
        ("sv", "en-GB", "sv", "sv"),
        ("en", "sv-SE", "sv", "en"),
        (None, "en-US", "sv", "en"),
        (None, "sv-SE", "sv", "sv"),
        (None, "", "en", "en"),
    ],
)
async def test_the_language_is_the_chosen_one_else_that_of_the_client(
    memory: Store, chosen: Lang | None, locale: str, default: Lang, lang: Lang
) -> None:
    async def work(tx: Transaction) -> None:
        assert await lang_of(tx, "", default) == default
        assert await lang_of(tx, "per", default) == default
        await tx.add(MEMBERS, "per", Member("per", "29:per", "Per Berg", "home", lang=chosen, locale=locale))
        assert await lang_of(tx, "per", default) == lang

    await memory.run(work)
