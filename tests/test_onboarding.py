"""The lessons of the data folder: every mistake is told with its file, its line and what to do."""

from pathlib import Path

import pytest

from bot.library import DataFault
from bot.onboarding import read_onboarding
from tests.conftest import DATA, cooperation, library, programme

GOOD = """
- id: start
  day: 0
  title: {sv: Hej, en: Hello}
  text: {sv: "Det här är {body}.", en: "This is {body}."}
  facts: [priorities-list]
"""


def _faults(tmp_path: Path, text: str) -> list[str]:
    folder = tmp_path / "data"
    (folder / "onboarding").mkdir(parents=True)
    (folder / "onboarding" / "all.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFault) as told:
        read_onboarding(folder, library(), cooperation())
    return list(told.value.faults)


@pytest.mark.parametrize(
    ("was", "is_", "said"),
    [
        ("day: 0", "day: 999", "line 3: day 999 of start is none of the first year; write 0 to 365."),
        ("priorities-list", "nothing-here", "line 6: there is no fact 'nothing-here'; correct facts of start."),
        ("id: start", "id: Start!", "line 2: the id 'Start!' should be a-z, 0-9 and hyphens; rename it."),
        ("facts:", "factz:", "there is no key 'factz' here; correct its spelling."),
        ("{body}.", "{bodi}.", "{bodi} in start is nothing that can be filled in; write one of {bodies}, {body}"),
        ("{body}.", "{body.", "a brace in start has no partner"),
        ("day: 0", "day: soon", "line 3: 'day' should be a whole number and is text"),
        ("  facts: [priorities-list]", "  bodies: [nobody]", "there is no body 'nobody' in cooperation.yaml"),
        ("  facts: [priorities-list]", "  shows: [questions]", "start shows questions and asks none; add asks."),
        ("Det här är {body}.", "x" * 601, "has 601 characters (sv); shorten it to 600."),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(tmp_path: Path, was: str, is_: str, said: str) -> None:
    assert any(
        "data/onboarding/all.yaml" in fault and said in fault for fault in _faults(tmp_path, GOOD.replace(was, is_))
    )


def test_a_lesson_that_is_there_twice_is_told(tmp_path: Path) -> None:
    assert any("the lesson start is there twice" in fault for fault in _faults(tmp_path, GOOD + GOOD))


def test_a_folder_without_lessons_is_no_mistake(tmp_path: Path) -> None:
    assert read_onboarding(tmp_path, library(), cooperation()).lessons == ()


def test_every_body_has_its_lessons_on_the_days_that_were_promised() -> None:
    assert (DATA / "onboarding").is_dir()
    for body in cooperation().bodies:
        lessons = programme().for_body(body.id)
        assert {lesson.day for lesson in lessons} == {0, 3, 10, 30}
        assert len({lesson.id for lesson in lessons}) == len(lessons)


def test_a_bodys_own_lesson_takes_the_place_of_the_one_for_all() -> None:
    committee = programme().lesson("taking-part", "samarbetskommitten")
    network = programme().lesson("taking-part", "planeringschefer")
    assert committee
    assert network
    assert "politiska organ" in (committee.text.sv if committee.text else "")
    assert committee != network


def test_the_five_priorities_are_quoted_not_written_twice() -> None:
    together = programme().lesson("together", "planeringschefer")
    assert together
    [_, fact] = programme().quoted(together)
    assert fact.list is not None
    assert len(fact.list.sv) == 5
    for path in (DATA / "onboarding").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not any(row in text for row in fact.list.sv)
