"""Every line of expressions.jsonl, read as a sensible secretary would."""

import datetime as dt
import itertools
import json
import pathlib
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from bot.core.when import answer_line

EXPRESSIONS = [
    json.loads(line) for line in pathlib.Path(__file__).with_name("expressions.jsonl").read_text("utf-8").splitlines()
]


def same(wanted: str, got: str | None) -> bool:
    return got is not None and (got == wanted if "T" in wanted else got[:10] == wanted)


def in_window(item: dict[str, Any], start: str) -> bool:
    if "T" in item["start"]:
        return "T" in start and bool(item["start"] <= start < item["window_end"])
    return bool(item["start"] <= start[:10] <= item["window_end"])


def dates_of(rule: str, start: str) -> list[dt.datetime]:
    return list(itertools.islice(rrulestr(rule, dtstart=dt.datetime.fromisoformat(start)), 5))


def fits(item: dict[str, Any], wanted: str, got: dict[str, str | None]) -> bool:
    start, _, end = wanted.partition("/")
    if not same(start, got["start"]) or (end and not same(end, got["end"])):
        return False
    if "rrule" not in item:
        return got["rrule"] is None
    assert got["start"] is not None
    return got["rrule"] is not None and dates_of(got["rrule"], got["start"]) == dates_of(item["rrule"], start)


def right(item: dict[str, Any], got: dict[str, str | None] | None) -> bool:
    also = item.get("also", [])
    if got is None:
        return item["start"] is None or None in also
    if item["start"] is not None:
        if "window_end" in item:
            assert got["start"] is not None
            return in_window(item, got["start"])
        whole = item["start"] + (f"/{item['end']}" if "end" in item else "")
        if fits(item, whole, got) and ("end" in item or got["end"] is None):
            return True
    return any(fits(item, other, got) for other in also if other is not None)


@pytest.mark.parametrize("item", EXPRESSIONS, ids=[f"{item['now'][:10]} {item['text']}" for item in EXPRESSIONS])
def test_an_expression_is_read_as_a_secretary_would(item: dict[str, Any]) -> None:
    got = answer_line({"text": item["text"], "now": item["now"]})

    assert right(item, got), f"{item['text']}: {got}"


def test_every_category_is_there_in_both_languages() -> None:
    swedish = {item["category"] for item in EXPRESSIONS if item["lang"] == "sv"}
    english = {item["category"] for item in EXPRESSIONS if item["lang"] == "en"}

    assert len(EXPRESSIONS) >= 250
    assert english <= swedish
