import json
import re
from pathlib import Path

import pytest
import yaml

from bot.features.knowledge.model import LONGEST_ANSWER
from bot.library import DataFault, Reader, fact_schema, gap_schema, lesson_schema, read_library, topic_schema

DATA = Path(__file__).parents[1] / "data"
SCHEMAS = {
    "facts.json": fact_schema,
    "topics.json": topic_schema,
    "unknown.json": gap_schema,
    "onboarding.json": lesson_schema,
}

COOPERATION = """
municipalities:
  - {code: "0001", name: Alby}
documents:
  - id: plan
    title: {sv: Plan, en: Plan}
"""
TOPICS = """
- id: fair
  name: {sv: mässan, en: the fair}
  kind: event
"""
FACT = """
- id: fair-cost
  about: [fair]
  kind: amount
  question: {sv: Vad kostade mässan?, en: What did the fair cost?}
  answer: {sv: Den kostade 12 kr., en: It cost SEK 12.}
  source: {document: plan, section: "2"}
  valid_from: 2021-01-01
  owner: kansliet
"""


def folder(tmp_path: Path, facts: str = FACT, topics: str = TOPICS, cooperation: str = COOPERATION) -> Path:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "cooperation.yaml").write_text(cooperation, encoding="utf-8")
    (tmp_path / "knowledge" / "topics.yaml").write_text(topics, encoding="utf-8")
    (tmp_path / "knowledge" / "facts.yaml").write_text(facts, encoding="utf-8")
    return tmp_path


def faults(tmp_path: Path, **files: str) -> str:
    with pytest.raises(DataFault) as told:
        read_library(folder(tmp_path, **files))
    return str(told.value)


def test_the_data_folder_has_no_mistakes() -> None:
    library = read_library(DATA)
    assert len(library.facts) > 200
    assert len(library.municipalities) == 8


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    library = read_library(folder(tmp_path))
    assert [fact.id for fact in library.facts] == ["fair-cost"]
    assert library.facts[0].source.section == "2"
    assert library.municipalities == ("Alby",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("about: [fair]", "about: [circus]", r"line 3: there is no topic 'circus' in topics\.yaml; add it or correct"),
        ("kind: amount", "kind: price", r"line 4: 'price' is no kind; write one of who, when, where"),
        ("  owner: kansliet\n", "", r"line 2: 'owner' is missing; add it to the keys of fair-cost"),
        ("document: plan", "document: lost", r"line 7: there is no document 'lost' in cooperation\.yaml"),
        (
            "owner: kansliet",
            "owner: kansliet\n  next: [nowhere]",
            r"there is no fact 'nowhere'; correct next of fair-cost",
        ),
        (
            "owner: kansliet",
            "owner: kansliet\n  askd: [x]",
            r"line 10: there is no key 'askd' here; correct its spelling",
        ),
        ("id: fair-cost", "id: Fair Cost", r"line 2: the id 'Fair Cost' should be a-z, 0-9 and hyphens"),
        ("Den kostade", "Den kostade" + " mycket" * 90, r"line 6: the answer of fair-cost has \d+ characters \(sv\)"),
        ("valid_from: 2021-01-01", "valid_from: 2021-01-01\n  valid_to: 2020-01-01", "ends before it begins"),
        ("about: [fair]", "about: fair", "'about' should be a list and is text"),
        ("about: [fair]", "about: []", "is about nothing; name at least one topic"),
        ("owner: kansliet", "owner: kansliet\n  list: {sv: [a], en: [a, b]}", "1 rows in Swedish and 2 in English"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_what_to_do(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in FACT
    said = faults(tmp_path, facts=FACT.replace(old, new))
    assert re.search(r"/knowledge/facts\.yaml, line \d+: ", said)
    assert re.search(told, said), said


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    assert re.search(r"facts\.yaml, line \d+: .*; check indents", faults(tmp_path, facts="- id: [\n- x: {"))


def test_a_fact_that_stands_twice_is_told(tmp_path: Path) -> None:
    assert "the fact fair-cost is there twice; rename or remove one" in faults(tmp_path, facts=FACT + FACT)


def test_a_topic_within_an_unknown_one_is_told(tmp_path: Path) -> None:
    assert "there is no topic 'summer'" in faults(tmp_path, topics=TOPICS + "  part_of: summer\n")


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    said = faults(tmp_path, facts=FACT.replace("[fair]", "[circus]").replace("document: plan", "document: lost"))
    assert len(said.splitlines()) == 2


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    made = folder(tmp_path)
    (made / "knowledge" / "topics.yaml").unlink()
    with pytest.raises(DataFault, match=r"topics\.yaml: the file is missing"):
        read_library(made)


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    made = folder(tmp_path)
    (made / "knowledge" / "facts.yaml").write_bytes("- id: mässa".encode("latin-1"))
    with pytest.raises(DataFault, match="not UTF-8; save it as UTF-8"):
        read_library(made)


def test_what_nothing_answers_is_read_and_checked(tmp_path: Path) -> None:
    made = folder(tmp_path)
    gap = "- id: fair-weather\n  reason: not_told\n  about: [fair]\n  asked: {sv: [regnade det på mässan], en: []}\n"
    (made / "unknown.yaml").write_text(gap, encoding="utf-8")
    assert [gap.id for gap in read_library(made).gaps] == ["fair-weather"]
    (made / "unknown.yaml").write_text(gap.replace("[fair]", "[circus]"), encoding="utf-8")
    with pytest.raises(DataFault, match=r"unknown\.yaml, line 3: there is no topic 'circus'"):
        read_library(made)


def test_a_broken_passage_is_told(tmp_path: Path) -> None:
    made = folder(tmp_path)
    (made / "passages").mkdir()
    (made / "passages" / "a.jsonl").write_text('{"document": 1}\n', encoding="utf-8")
    with pytest.raises(DataFault, match=r"a\.jsonl, line 1: the passage cannot be read"):
        read_library(made)


def test_all_answers_fit_a_phone() -> None:
    for fact in read_library(DATA).facts:
        assert max(len(fact.said("sv")), len(fact.said("en"))) <= LONGEST_ANSWER, fact.id


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_for_editors_is_current(name: str) -> None:
    kept = (DATA / "schema" / name).read_text(encoding="utf-8")
    assert json.loads(kept) == SCHEMAS[name](), (
        f"data/schema/{name} is out of date: .venv/bin/python -m bot.library writes it anew"
    )


@pytest.mark.parametrize(
    "written",
    [
        "a: [1, 2.5, 2021-01-02, true, null, ~, 'x', \"1\"]",
        "a: 1_000\nb: -1\nc: .5\nd: yes\ne:\nf: ''\ng: 12:30\nh: 0012",
        "- &x {a: 1}\n- *x\n- <<: *x\n  c: 2",
        "1: a\n2021-01-02: b",
        "a: !!str 1\nb: !!int '3'\nc: !!set {x, y}",
        "a: 1\na: 2",
        "",
    ],
)
def test_data_is_read_as_the_safe_loader_reads_it(tmp_path: Path, written: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(written, encoding="utf-8")
    assert Reader(tmp_path).yaml(path) == yaml.safe_load(written)


@pytest.mark.parametrize("written", ["a: !!python/object/apply:os.getcwd []", "!odd x", "a: &x [*x]", "? [1]\n: 2"])
def test_what_is_no_plain_data_is_a_fault(tmp_path: Path, written: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(written, encoding="utf-8")
    reader = Reader(tmp_path)
    assert reader.yaml(path) is None
    assert len(reader.faults) == 1
