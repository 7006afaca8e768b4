"""The page for the data-protection officer says what was found by trying, and names tests that there are."""

import re
from pathlib import Path

import pytest

from bot.app import Bot
from tests.house.dpia import HOLDS, PAGE, filled, tables

ROOT = Path(__file__).resolve().parents[2]


async def test_the_tables_are_what_is_found_by_trying() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page, await tables()) == page, "python -m tests.house.dpia writes them anew"
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(HOLDS)


@pytest.mark.parametrize("document", ["dpia.md", "threats.md", "personal-data.md"])
def test_every_test_that_is_named_is_there(document: str) -> None:
    page = (ROOT / "docs" / document).read_text(encoding="utf-8")
    named = {each.rstrip("/") for each in re.findall(r"`(tests/[\w/]+(?:\.py)?)", page)}
    assert named
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_a_table_without_a_place_is_told() -> None:
    with pytest.raises(ValueError, match="no place for register"):
        filled("# Sidan", {"register": ["| a |"]})


@pytest.mark.parametrize(
    "said", ["vad vet du om mig", "glöm mig", "inga påminnelser", "sluta skicka läget", "ny kalenderadress"]
)
def test_what_a_person_may_write_is_understood(bot: Bot, said: str) -> None:
    assert f"*{said}*" in PAGE.read_text(encoding="utf-8")
    commands = [command for feature in bot.features for command in feature.commands]
    assert any(command.recognise(said) is not None for command in commands)
