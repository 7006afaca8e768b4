"""What every test can ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.ports import Store
from bot.store.open import open_store

# `postgres_url` is the address of an empty schema in a real PostgreSQL.
pytest_plugins = ("tests.store.postgres",)


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store in memory."""
    opened = await open_store("memory:", tmp_path)
    yield opened
    await opened.close()
