"""What every test can ask for."""

from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import pytest

from bot.app import Bot, compose
from bot.cooperation import read_cooperation
from bot.core.ports import Store
from bot.features.bodies.model import Cooperation
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import Library
from bot.features.newcomers.programme import Programme
from bot.library import read_library
from bot.onboarding import read_onboarding
from bot.store.open import open_store
from tests.conversation import HOME, person

DATA = Path(__file__).resolve().parents[1] / "data"

SECRETARIAT = (person("Gunilla Ström"), person("Tobias Lager"))


@cache
def library() -> Library:
    """Return the project's own data, read once for all tests."""
    return read_library(DATA)


@cache
def understanding() -> Knowledge:
    """Return what answers from the project's own data, made once for all tests."""
    return Knowledge(library())


@cache
def cooperation() -> Cooperation:
    """Return who is who in the project's own data, read once for all tests."""
    return read_cooperation(DATA)


@cache
def programme() -> Programme:
    """Return what newcomers get in the project's own data, read once for all tests."""
    return read_onboarding(DATA, library(), cooperation())


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store in memory."""
    opened = await open_store("memory:", tmp_path)
    yield opened
    await opened.close()


def put_together(store: Store) -> Bot:
    """Return the bot with the project's own data; Gunilla Ström and Tobias Lager are the secretariat."""
    return compose(
        store,
        library(),
        cooperation(),
        understanding=understanding(),
        secretariat=frozenset(each.id for each in SECRETARIAT),
        home_tenant=HOME,
        programme=programme(),
    )


@pytest.fixture
def bot(memory: Store) -> Bot:
    """The bot on an empty store."""
    return put_together(memory)
