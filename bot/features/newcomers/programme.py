"""What newcomers get over the weeks, as the data folder tells it: texts, the facts that they point at, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from bot.core.text import Lang
from bot.features.knowledge.model import Fact, Wording

Shows = Literal["purpose", "seats", "meeting", "open", "questions"]
"""What is put beside the text, as it stands on the day: the body's task, who sits there, its next meeting, what waits
for the municipality, the questions on how it has been."""

PLACEHOLDERS: Final = frozenset({"body", "bodies", "municipality", "cooperation", "secretariat"})
LONGEST_TEXT: Final = 600
LAST_DAY: Final = 365


@dataclass(frozen=True, slots=True)
class Lesson:
    """One message to a newcomer.

    `day` counts from the day on which they came. `facts` are ids of facts that are quoted, so that nothing is written
    twice. `bodies` are ids of those that it is for; a lesson for a body takes the place of the one with the same id
    for all. `asks` are the questions, where it shows questions.
    """

    id: str
    day: int
    title: Wording
    text: Wording | None = None
    facts: tuple[str, ...] = ()
    shows: tuple[Shows, ...] = ()
    bodies: tuple[str, ...] = ()
    asks: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """All lessons, and the facts that they quote by their ids."""

    lessons: tuple[Lesson, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))

    def for_body(self, body: str) -> tuple[Lesson, ...]:
        """Return the lessons of a body in order of their days, and of one day in the order of the data."""
        own = {each.id: each for each in self.lessons if body in each.bodies}
        general = {each.id: each for each in self.lessons if not each.bodies}
        return tuple(sorted({**general, **own}.values(), key=lambda lesson: lesson.day))

    def lesson(self, key: str, body: str) -> Lesson | None:
        """Return a lesson of a body, or None when the data no longer has it."""
        return next((each for each in self.for_body(body) if each.id == key), None)

    def quoted(self, lesson: Lesson) -> tuple[Fact, ...]:
        """Return the facts that a lesson quotes."""
        return tuple(self.facts[key] for key in lesson.facts if key in self.facts)


def said_by(fact: Fact, lang: Lang) -> tuple[str, tuple[str, ...]]:
    """Return the answer of a fact and its rows."""
    return fact.answer.in_lang(lang).strip(), fact.list.in_lang(lang) if fact.list else ()


def programme_of(lessons: Iterable[Lesson], facts: Iterable[Fact]) -> Programme:
    """Return the programme of lessons, with the facts that they quote."""
    every = tuple(lessons)
    wanted = {key for lesson in every for key in lesson.facts}
    return Programme(every, MappingProxyType({fact.id: fact for fact in facts if fact.id in wanted}))
