"""The data folder, read and checked: every mistake is told with its file, its line and what to do."""

import datetime as dt
import inspect
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec
import yaml

from bot.core.text import LANGS
from bot.features.knowledge.model import (
    LONGEST_ANSWER,
    Document,
    Fact,
    FactKind,
    Gap,
    Leanings,
    Library,
    Passage,
    Topic,
    TopicKind,
    Wordings,
)
from bot.features.newcomers.programme import Lesson

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]
    """The safe loader, without its detours for text, lists and keys that are text: they are nearly all there is."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Return the tag of a node; what is quoted, or begins as no number, date or truth does, is text."""
        if kind is yaml.ScalarNode and (not implicit[0] or value[:1] not in self.yaml_implicit_resolvers):
            return _TEXT
        return str(super().resolve(kind, value, implicit))

    def built(self, node: yaml.Node) -> Any:
        """Return what a node stands for."""
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _TEXT else self.construct_object(node)
        if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
            return [self.built(item) for item in node.value]
        if node.tag == _KEYS and all(key.tag == _TEXT for key, _ in node.value):
            return {key.value: self.built(value) for key, value in node.value}
        return self.construct_object(node, deep=True)


_TEXT = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_KEYS = "tag:yaml.org,2002:map"

_T = TypeVar("_T")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Tell whether a text is an id as the data folder has them: a-z, 0-9 and hyphens."""
    return _ID.fullmatch(text) is not None


class DataFault(Exception):
    """The data folder has mistakes; `faults` are whole sentences, one for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class _Municipality:
    code: str
    name: str


@dataclass(slots=True)
class Reader:
    """Reads one folder and gathers what is wrong in it."""

    folder: Path
    faults: list[str] = field(default_factory=list)
    _trees: dict[Path, yaml.Node | None] = field(default_factory=dict)

    def shown(self, path: Path) -> str:
        """Return a file's name as people know it: data/knowledge/x.yaml."""
        return f"{self.folder.name}/{path.relative_to(self.folder).as_posix()}"

    def fault(self, path: Path, line: int | None, words: str) -> None:
        """Keep a fault."""
        where = f", line {line}" if line else ""
        self.faults.append(f"{self.shown(path)}{where}: {words}")

    def text(self, path: Path) -> str | None:
        """Return what a file holds, or None with a fault."""
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.fault(path, None, "the file is missing; put it there.")
        except UnicodeDecodeError:
            self.fault(path, None, "the file is not UTF-8; save it as UTF-8.")
        except OSError as reason:
            self.fault(path, None, f"the file cannot be read ({reason.strerror}); check its permissions.")
        return None

    def yaml(self, path: Path) -> Any:
        """Return what a YAML file holds, or None with a fault."""
        text = self.text(path)
        if text is None:
            return None
        try:
            loader = _Loader(text)
            node = loader.get_single_node()
            return None if node is None else loader.built(node)
        except (yaml.YAMLError, RecursionError) as reason:
            mark = getattr(reason, "problem_mark", None)
            problem = getattr(reason, "problem", None) or "the text is not YAML"
            line = mark.line + 1 if mark else None
            self.fault(
                path, line, f"{problem}; check indents, colons, quotes and brackets here and on the line before."
            )
            return None

    def line(self, path: Path, steps: list[str | int]) -> int | None:
        """Return the line (from 1) where the value at the end of `steps` stands, or the nearest around it."""
        if path not in self._trees:
            self._trees[path] = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
        node = self._trees[path]
        if node is None:
            return None
        for step in steps:
            found = _child(node, step)
            if found is None:
                break
            node = found
        return int(node.start_mark.line) + 1

    def rows(self, path: Path, what: type[_T], steps: list[str | int], values: Any) -> Iterator[tuple[int, _T]]:
        """Yield (position, value) of every row that is well formed, and gather what is wrong with the others."""
        if values is None:
            return
        if not isinstance(values, list):
            self.fault(path, 1, "a list is expected; begin every item with '- '.")
            return
        for number, value in enumerate(values):
            at = [*steps, number]
            try:
                yield number, msgspec.convert(value, what, builtin_types=(dt.date,))
            except msgspec.ValidationError as reason:
                words, inner = _explained(str(reason))
                name = value.get("id") if isinstance(value, dict) else None
                of = f" of {name}" if isinstance(name, str) else ""
                self.fault(path, self.line(path, [*at, *inner]), f"{words}{of}.")
                continue
            for key in _unknown_keys(value, what):
                self.fault(path, self.line(path, [*at, key]), f"there is no key '{key}' here; correct its spelling.")


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value if not isinstance(value, yaml.ScalarNode) else key  # type: ignore[no-any-return]
        return None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]  # type: ignore[no-any-return]
    return None


def _unknown_keys(value: Any, what: type[Any]) -> list[str]:
    known = {f.name for f in msgspec.structs.fields(what)} if issubclass(what, msgspec.Struct) else _field_names(what)
    return [key for key in value if isinstance(key, str) and key not in known]


def _field_names(what: type[Any]) -> set[str]:
    return set(what.__dataclass_fields__)


_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+|\.\.\.)\]")


def _explained(message: str) -> tuple[str, list[str | int]]:
    """Return msgspec's finding as a plain sentence without its stop, and the steps to where it is."""
    words, _, path = message.partition(" - at ")
    steps: list[str | int] = []
    for name, index in _STEP.findall(path.strip("`$ ") if path else ""):
        if name:
            steps.append(name)
        elif index.isdigit():
            steps.append(int(index))
    missing = re.search(r"missing required field `(\w+)`", words)
    if missing:
        return f"'{missing[1]}' is missing; add it to the keys", steps
    enum = re.search(r"Invalid enum value '?(.*?)'?$", words)
    if enum and steps and steps[-1] == "kind":
        kinds = FactKind if "question" in message else None
        allowed = ", ".join(get_args(kinds)) if kinds else f"{', '.join(get_args(FactKind))} for a fact"
        return (
            f"'{enum[1]}' is no kind; write one of {allowed} or, for a topic, {', '.join(get_args(TopicKind))}",
            steps,
        )
    expected = re.search(r"Expected `(.+?)`, got `(.+?)`", words)
    at = f"'{steps[-1]}'" if steps and isinstance(steps[-1], str) else "the value"
    if expected:
        names = {
            "str": "text",
            "array": "a list",
            "object": "keys and values",
            "int": "a whole number",
            "date": "a date",
        }
        want, got = (names.get(e, e) for e in expected.groups())
        return f"{at} should be {want} and is {got}; put text with a colon or a number in quotes", steps
    return f"{at}: {words}; correct it", steps


def _read_topics(reader: Reader, path: Path) -> dict[str, Topic]:
    topics: dict[str, Topic] = {}
    for number, topic in reader.rows(path, Topic, [], reader.yaml(path)):
        if topic.id in topics:
            reader.fault(path, reader.line(path, [number]), f"the topic {topic.id} is there twice; remove one.")
        topics[topic.id] = topic
    for number, topic in enumerate(topics.values()):
        if topic.part_of and topic.part_of not in topics:
            line = reader.line(path, [number, "part_of"])
            reader.fault(path, line, f"there is no topic '{topic.part_of}'; add it or correct part_of of {topic.id}.")
    return topics


def _read_facts(reader: Reader, folder: Path, topics: dict[str, Topic], documents: set[str]) -> list[Fact]:
    facts: dict[str, Fact] = {}
    places: list[tuple[Path, int, Fact]] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "topics.yaml":
            continue
        for number, fact in reader.rows(path, Fact, [], reader.yaml(path)):
            if fact.id in facts:
                line = reader.line(path, [number])
                reader.fault(path, line, f"the fact {fact.id} is there twice; rename or remove one.")
                continue
            facts[fact.id] = fact
            places.append((path, number, fact))
    for path, number, fact in places:
        for step, words in _fact_faults(fact, facts.keys().__contains__, topics, documents):
            reader.fault(path, reader.line(path, [number, step]), words)
    return list(facts.values())


def _fact_faults(
    fact: Fact, known: Callable[[str], bool], topics: dict[str, Topic], documents: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield (key, sentence) for what is wrong with one fact beside the others."""
    if not is_id(fact.id):
        yield "id", f"the id '{fact.id}' should be a-z, 0-9 and hyphens; rename it."
    if not fact.about:
        yield "about", f"{fact.id} is about nothing; name at least one topic."
    for topic in fact.about:
        if topic not in topics:
            yield "about", f"there is no topic '{topic}' in topics.yaml; add it or correct about of {fact.id}."
    for following in fact.next:
        if not known(following):
            yield "next", f"there is no fact '{following}'; correct next of {fact.id}."
    source = fact.source.document
    if documents and source not in documents:
        yield "source", f"there is no document '{source}' in cooperation.yaml; correct source of {fact.id}."
    yield from _answer_faults(fact)


def _answer_faults(fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.valid_to and fact.valid_to < fact.valid_from:
        yield "valid_to", f"{fact.id} ends before it begins; correct valid_from or valid_to."
    rows = fact.list or Wordings()
    if len(rows.sv) != len(rows.en):
        counts = f"{len(rows.sv)} rows in Swedish and {len(rows.en)} in English"
        yield "list", f"the list of {fact.id} has {counts}; make them alike."
    for lang in LANGS:
        length = len(fact.said(lang))
        if length > LONGEST_ANSWER:
            yield "answer", f"the answer of {fact.id} has {length} characters ({lang}); shorten it to {LONGEST_ANSWER}."


def _read_gaps(reader: Reader, path: Path, topics: dict[str, Topic]) -> tuple[Gap, ...]:
    if not path.exists():
        return ()
    gaps = []
    for number, gap in reader.rows(path, Gap, [], reader.yaml(path)):
        for topic in gap.about:
            if topic not in topics:
                words = f"there is no topic '{topic}' in topics.yaml; add it or correct about of {gap.id}."
                reader.fault(path, reader.line(path, [number, "about"]), words)
        gaps.append(gap)
    return tuple(gaps)


def _read_passages(reader: Reader, folder: Path) -> Iterator[Passage]:
    decoder = msgspec.json.Decoder(Passage)
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate((reader.text(path) or "").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as reason:
                reader.fault(path, number, f"the passage cannot be read ({reason}); import the report again.")


def _read_leanings(reader: Reader, path: Path) -> Leanings:
    """Return what was learned from the phrasings; nothing where nobody has let it be learned."""
    text = reader.text(path) if path.exists() else None
    if text is None:
        return Leanings()
    try:
        return msgspec.json.decode(text, type=Leanings)
    except msgspec.DecodeError as reason:
        reader.fault(path, None, f"it cannot be read ({reason}); make it anew with python -m benchmarks.leanings.")
        return Leanings()


def read_library(folder: Path) -> Library:
    """Read `cooperation.yaml`, `knowledge/*.yaml`, `unknown.yaml` and `passages/*.jsonl` of the data folder.

    Raises DataFault with every mistake that was found.
    """
    library, faults = survey_library(folder)
    if faults:
        raise DataFault(faults)
    return library


def survey_library(folder: Path) -> tuple[Library, list[str]]:
    """Return what can be read of the data folder, and a sentence for every mistake in it."""
    reader = Reader(folder)
    path = folder / "cooperation.yaml"
    cooperation = reader.yaml(path)
    if cooperation is not None and not isinstance(cooperation, dict):
        reader.fault(path, 1, "keys and values are expected, as 'name: …'.")
        cooperation = None
    parts = cooperation or {}
    documents = [d for _, d in reader.rows(path, Document, ["documents"], parts.get("documents"))]
    municipalities = [
        m.name for _, m in reader.rows(path, _Municipality, ["municipalities"], parts.get("municipalities"))
    ]
    topics = _read_topics(reader, folder / "knowledge" / "topics.yaml")
    facts = _read_facts(reader, folder / "knowledge", topics, {d.id for d in documents})
    passages = tuple(_read_passages(reader, folder / "passages"))
    gaps = _read_gaps(reader, folder / "unknown.yaml", topics)
    library = Library(
        tuple(facts),
        tuple(topics.values()),
        tuple(documents),
        passages,
        tuple(municipalities),
        gaps,
        _read_leanings(reader, folder / "leanings.json"),
    )
    return library, reader.faults


def fact_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of facts, for editors."""
    return _schema(tuple[Fact, ...], "Facts that Södertörnsboten answers from")


def topic_schema() -> dict[str, Any]:
    """Return the JSON Schema of topics.yaml, for editors."""
    return _schema(tuple[Topic, ...], "Topics that facts speak of")


def _schema(rows: Any, title: str) -> dict[str, Any]:
    made = msgspec.json.schema(rows)
    for definition in made.get("$defs", {}).values():
        # Python 3.13 takes the indent out of docstrings, those before do not.
        definition["description"] = inspect.cleandoc(definition.get("description", ""))
        if definition.get("type") == "object":
            definition["additionalProperties"] = False
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **made}
    return dict(json.loads(json.dumps(whole)))


def gap_schema() -> dict[str, Any]:
    """Return the JSON Schema of unknown.yaml, for editors."""
    return _schema(tuple[Gap, ...], "What people ask and nothing here answers")


def lesson_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of lessons, for editors."""
    return _schema(tuple[Lesson, ...], "What newcomers get over the weeks")


def write_schemas(folder: Path) -> None:
    """Write the schemas to `schema/` in the data folder."""
    for name, schema in (
        ("facts.json", fact_schema()),
        ("topics.json", topic_schema()),
        ("unknown.json", gap_schema()),
        ("onboarding.json", lesson_schema()),
    ):
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        (folder / "schema" / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(__file__).parent.parent / "data")
