"""Reads what newcomers get from the data folder: every mistake is told with its file, its line and what to do."""

from collections.abc import Iterator
from pathlib import Path

from bot.core.text import LANGS, placeholders
from bot.features.bodies.model import Cooperation
from bot.features.knowledge.model import Library
from bot.features.newcomers.programme import (
    LAST_DAY,
    LONGEST_TEXT,
    PLACEHOLDERS,
    Lesson,
    Programme,
    programme_of,
)
from bot.library import DataFault, Reader, is_id


def read_onboarding(folder: Path, library: Library, cooperation: Cooperation) -> Programme:
    """Return the lessons of `onboarding/*.yaml`; raises DataFault with every mistake that was found.

    A folder without lessons is no mistake: newcomers are then welcomed and asked, and get nothing more.
    """
    reader = Reader(folder)
    known = {fact.id for fact in library.facts}
    bodies = {body.id for body in cooperation.bodies}
    lessons: list[Lesson] = []
    seen: dict[tuple[str, str], str] = {}
    for path in sorted((folder / "onboarding").glob("*.yaml")):
        for number, lesson in reader.rows(path, Lesson, [], reader.yaml(path)):
            for step, words in _faults(lesson, known, bodies):
                reader.fault(path, reader.line(path, [number, step]), words)
            for body in lesson.bodies or ("",):
                if (lesson.id, body) in seen:
                    where = f" for {body}" if body else ""
                    words = f"the lesson {lesson.id} is there twice{where}; rename or remove one."
                    reader.fault(path, reader.line(path, [number]), words)
                seen[lesson.id, body] = path.name
            lessons.append(lesson)
    if reader.faults:
        raise DataFault(reader.faults)
    return programme_of(lessons, library.facts)


def _faults(lesson: Lesson, facts: set[str], bodies: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (key, sentence) for what is wrong with one lesson."""
    if not is_id(lesson.id):
        yield "id", f"the id '{lesson.id}' should be a-z, 0-9 and hyphens; rename it."
    if not 0 <= lesson.day <= LAST_DAY:
        yield "day", f"day {lesson.day} of {lesson.id} is none of the first year; write 0 to {LAST_DAY}."
    for fact in lesson.facts:
        if fact not in facts:
            yield "facts", f"there is no fact '{fact}'; correct facts of {lesson.id}."
    for body in lesson.bodies:
        if body not in bodies:
            yield "bodies", f"there is no body '{body}' in cooperation.yaml; correct bodies of {lesson.id}."
    yield from _text_faults(lesson)


def _text_faults(lesson: Lesson) -> Iterator[tuple[str, str]]:
    if "questions" in lesson.shows and not lesson.asks:
        yield "shows", f"{lesson.id} shows questions and asks none; add asks."
    if lesson.text is None and not lesson.facts and not lesson.shows:
        yield "id", f"{lesson.id} says nothing; add text, facts or shows."
    for lang in LANGS:
        words = lesson.text.in_lang(lang) if lesson.text else ""
        if len(words) > LONGEST_TEXT:
            yield "text", f"the text of {lesson.id} has {len(words)} characters ({lang}); shorten it to {LONGEST_TEXT}."
        yield from _placeholder_faults(lesson, words)


def _placeholder_faults(lesson: Lesson, words: str) -> Iterator[tuple[str, str]]:
    try:
        unknown = placeholders(words) - PLACEHOLDERS
    except ValueError:
        yield "text", f"a brace in {lesson.id} has no partner; write {{body}} whole, or take it away."
        return
    for name in sorted(unknown):
        known = ", ".join(f"{{{each}}}" for each in sorted(PLACEHOLDERS))
        yield "text", f"{{{name}}} in {lesson.id} is nothing that can be filled in; write one of {known}."
