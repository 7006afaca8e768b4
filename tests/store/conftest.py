"""The three stores, by turns."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.ports import Store
from tests.store.notes import KINDS, opened


@pytest.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    async with opened(request.param, tmp_path, url) as empty:
        yield empty
