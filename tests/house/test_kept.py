"""What is kept about people goes when the bot says that it goes, and all that can be kept is looked at."""

from pathlib import Path

from tests.house.kept import AS_LONG_AS, measure, places, spans_in
from tests.house.somebody import collections, field_names

NAMING = frozenset(
    "person name email teams_id member contact owner asker buddy newcomer noted_by chair holder by to".split()
)
NOBODY = frozenset({"teams"})
"""Collections with such a field that name no person: a team has a name."""


def names_people(fields: set[str]) -> bool:
    return bool(fields & NAMING) or any(field.endswith(("_by", "_by_name")) for field in fields)


async def test_what_the_bot_says_of_how_long_it_keeps_something_is_what_it_does(tmp_path: Path) -> None:
    kinds = await measure(tmp_path)
    remembered = next(kind.days for kind in kinds if kind.holding.name == "members")
    for kind in kinds:
        words = kind.holding.kept_for.sv
        if kind.days is None:
            assert spans_in(words) == [], words
        elif AS_LONG_AS in words:
            assert kind.days == remembered, words
        else:
            assert any(kind.days in span for span in spans_in(words)), f"{kind.holding.name}: {kind.days}, {words}"


async def test_all_kinds_are_told_in_one_way(tmp_path: Path) -> None:
    for kind in await measure(tmp_path):
        for said in (kind.holding.what, kind.holding.why, kind.holding.ground, kind.holding.kept_for):
            for words in (said.sv, said.en):
                assert words[0].islower() or words[0].isdigit(), words
                assert not words.endswith("."), words


async def test_what_is_named_goes_in_time_or_on_a_wish_but_for_the_journal(tmp_path: Path) -> None:
    found = await places(tmp_path)
    assert {place.name for place in found if place.stays_when_forgotten} == {"journal"}
    assert {place.name for place in found if place.days is None} == {"activities", "journal", "notes_of_record"}
    assert max(place.days or 0 for place in found) <= 3 * 366


async def test_every_collection_that_can_name_somebody_is_looked_at(tmp_path: Path) -> None:
    looked_at = {place.name for place in await places(tmp_path)}
    can = {name for name, collection in collections().items() if names_people(field_names(collection))}
    assert can - NOBODY - looked_at == set()
    assert len(looked_at) > 40


def test_spans_are_read_as_people_mean_them() -> None:
    assert spans_in("tills vidare") == []
    assert 365 in spans_in("högst ett år")[0]
    assert 400 in spans_in("ett drygt år")[0]
    assert 400 not in spans_in("ett år")[0]
    assert [len(spans_in(words)) for words in ("namnet två år, annat ett dygn", "13 månader")] == [2, 1]
