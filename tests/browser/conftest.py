"""The page as a newcomer gets it, shared by the tests of a module."""

from collections.abc import Iterator

import pytest

from tests.browser.chromium import dev


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is."""
    with dev(tmp_path_factory.mktemp("dev")) as found:
        yield found
