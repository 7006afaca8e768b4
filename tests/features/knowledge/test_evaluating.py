"""`evaluate` on files of questions: what it prints, when it passes, and what is wrong with a file."""

import json
from pathlib import Path
from typing import Any

import pytest

import bot.__main__
from bot.__main__ import main

FACTS = """
- id: bridge-cost
  about: [bridge]
  kind: amount
  question: {sv: "Vad kostade utredningen av bron?", en: "What did the study of the bridge cost?"}
  answer: {sv: "Utredningen kostade 21 420 kr.", en: "The study cost SEK 21,420."}
  source: {document: plan, section: "3.2"}
  valid_from: 2021-01-01
  owner: kansliet
"""
QUESTION = {"id": "a1", "q": "vad kostade utredningen av bron?", "group": "swedish", "answerable": True}
RIGHT = {**QUESTION, "must": [["21 420"]]}
WRONG = {**QUESTION, "id": "a2", "must": [["99 000"]]}
REFUSED = {"id": "a3", "q": "vem vann hockeyfinalen?", "group": "refuse", "answerable": False}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    (folder / "knowledge").mkdir(parents=True)
    (folder / "cooperation.yaml").write_text("documents:\n  - id: plan\n    title: {sv: Planen, en: The plan}\n")
    (folder / "knowledge" / "topics.yaml").write_text(
        "- id: bridge\n  name: {sv: bron, en: the bridge}\n  kind: project\n"
    )
    (folder / "knowledge" / "facts.yaml").write_text(FACTS)
    monkeypatch.setattr(bot.__main__, "DATA", folder)


def write(tmp_path: Path, *questions: dict[str, Any]) -> str:
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(question) + "\n" for question in questions), encoding="utf-8")
    return str(file)


def test_each_group_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", write(tmp_path, RIGHT, WRONG, REFUSED)]) == 0
    swedish, refuse, median = capsys.readouterr().out.splitlines()
    assert swedish.split() == ["swedish", "1/2", "50%"]
    assert refuse.split() == ["refuse", "1/1", "100%"]
    assert median.startswith("median length of an answer: ")


def test_the_wrong_ones_are_shown_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--show", write(tmp_path, {**WRONG, "ctx": "hej"})]) == 0
    last = capsys.readouterr().out.splitlines()[-1].replace("\N{NO-BREAK SPACE}", " ")
    assert last.startswith("a2 swedish: vad kostade utredningen av bron? (after: hej) | expected: 99 000 | answered: ")


def test_how_the_wrong_ones_were_understood_is_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--explain", write(tmp_path, RIGHT, WRONG)]) == 0
    said = capsys.readouterr().out
    miss, how = said.split("| expected: ")
    assert str(WRONG["q"]) in miss
    assert "'amount': 1.0" in how
    assert "coverage=" in how


@pytest.mark.parametrize(
    ("bars", "code"),
    [([], 0), (["50"], 0), (["51"], 1), (["swedish=50", "100"], 0), (["swedish=60"], 1), (["refuse=100"], 0)],
)
def test_a_bar_decides_the_exit_code(
    tmp_path: Path, bars: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [part for bar in bars for part in ("--bar", bar)]
    assert main(["evaluate", write(tmp_path, RIGHT, WRONG, REFUSED), *arguments]) == code
    assert ("below the bar" in capsys.readouterr().out) == bool(code)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "holds no questions"),
        (b'{"id": "a1"}\n', "Line 1 is not a question"),
        (b"\n{broken\n", "Line 2 is not a question"),
        (b"\xe5\xe4\xf6", "is not UTF-8"),
    ],
)
def test_a_broken_file_is_told_with_its_line(
    tmp_path: Path, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(content)
    assert main(["evaluate", str(file)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert told in err
    assert "questions.jsonl" in err


@pytest.mark.parametrize("arguments", [["--bar", "much"], ["--bar", "101"], ["--bar", "finnish=50"]])
def test_a_bar_that_makes_no_sense_is_told(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", write(tmp_path, RIGHT), *arguments]) == 2
    assert "--bar" in capsys.readouterr().err


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (tmp_path / "nowhere.jsonl", tmp_path):
        assert main(["evaluate", str(file)]) == 2
        assert "cannot be read" in capsys.readouterr().err
