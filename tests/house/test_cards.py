"""Every golden card against the Adaptive Cards schema that Teams knows, and within Teams' sizes."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

TESTS = Path(__file__).resolve().parents[1]
GOLDEN = sorted(path for path in TESTS.rglob("golden/**/*.json"))
LARGEST_BYTES = 80 * 1024
"""What a bot's message should stay under, as UTF-16; source: Microsoft Learn, message size limits, read 2026-11."""
MOST_BUTTONS = 6
"""How many buttons Teams shows; source: Microsoft Learn, Adaptive Cards in Teams, read 2026-11."""


def cards(path: Path) -> Iterator[Any]:
    """Return the cards in a golden file: one, or several in a list or under names."""
    held = json.loads(path.read_text(encoding="utf-8"))
    for each in held if isinstance(held, list) else [held] if "body" in held else held.values():
        if isinstance(each, dict) and each.get("type") == "AdaptiveCard":
            yield each


def known(part: Any) -> Any:
    """Return a part without Teams' own elements, which the schema does not know: their fallback in their place."""
    match part:
        case {"type": str(kind), "fallback": fallback} if kind.startswith("Chart."):
            return known(fallback)
        case dict():
            return {key: known(value) for key, value in part.items() if key != "msteams"}
        case list():
            return [each for each in map(known, part) if each != "drop"]
    return part


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: str(path.relative_to(TESTS)))
def test_a_golden_card_is_one_that_teams_takes(path: Path) -> None:
    schema = json.loads(resources.files("adaptive_cards.schemas").joinpath("schema-1.5.json").read_text("utf-8"))
    found = list(cards(path))
    assert found, "the file holds no card"
    for card in found:
        faults = list(jsonschema.Draft6Validator(schema).iter_errors(known(card)))
        assert [fault.message for fault in map(jsonschema.exceptions.best_match, [faults]) if fault] == []
        assert card["version"] == "1.5"
        assert card["fallbackText"].strip()
        assert len(json.dumps(card, ensure_ascii=False).encode("utf-16-le")) <= LARGEST_BYTES
        assert len(card.get("actions", [])) <= MOST_BUTTONS


def test_there_are_golden_cards() -> None:
    assert GOLDEN
