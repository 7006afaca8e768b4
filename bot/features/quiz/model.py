"""The quiz: its questions, made of the library's facts, where somebody is in it, and what is counted of it."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from bot.core.ports import Collection
from bot.core.swedish.letters import fold, tidy
from bot.core.text import LANGS, Lang
from bot.features.knowledge.model import Fact, Library, TopicKind

QUESTIONS: Final = 5
OPTIONS: Final = 4
AT_LEAST: Final = 5
"""How many answers are shown together; fewer could tell who gave them."""
KEPT_FOR: Final = dt.timedelta(days=1)
SPOKEN_WITHIN: Final = dt.timedelta(minutes=15)
"""How long after a question "sluta" means the quiz, and not another conversation."""
LONGEST_ROW: Final = 110
"""Characters of an option, two lines on a phone."""
SUBJECTS: Final[tuple[TopicKind, ...]] = ("priority", "goal", "focus_area")
"""What is asked about, what matters most first."""

T = TypeVar("T")
_COMPLETING: Final = ("genom", "for", "utifran", "med", "baserad", "inriktad", "att", "i", "pa", "till", "som")
"""How rows begin that complete a sentence; beside others the one that does not would be found by its form alone."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a fact's list: the fact's id, and the row's number from 0."""

    fact: str
    number: int


@dataclass(frozen=True, slots=True)
class Question:
    """Which of four rows is of a fact's list; exactly one is."""

    fact: str
    options: tuple[Row, ...]

    @property
    def right(self) -> int:
        """The place of the right option, from 0."""
        return next(place for place, row in enumerate(self.options) if row.fact == self.fact)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody's quiz; its document id is the person's, and it is removed a day after `begun_at`, a UTC instant.

    `asked_at` is when a question was last shown, a UTC instant.
    `key` names the try; `questions` are empty when it is over. `answers` tell of each question whether it was right.
    `bodies` are those that the person is in. `counted_in` are the bodies in which they were counted on `counted_on`.
    """

    key: str
    begun_at: dt.datetime
    asked_at: dt.datetime
    questions: tuple[Question, ...] = ()
    answers: tuple[bool, ...] = ()
    bodies: tuple[str, ...] = ()
    counted_on: dt.date | None = None
    counted_in: tuple[str, ...] = ()

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        return self.questions[len(self.answers)] if len(self.answers) < len(self.questions) else None

    def counted_today(self, day: dt.date) -> tuple[str, ...]:
        """Return the bodies in which the person has been counted on a day."""
        return self.counted_in if self.counted_on == day else ()

    def under_way(self, now: dt.datetime) -> bool:
        """Tell whether a question waits; what is older than a day is over."""
        return self.question is not None and now - self.begun_at < KEPT_FOR

    def listens(self, now: dt.datetime) -> bool:
        """Tell whether what is said may be meant for the quiz."""
        return self.under_way(now) and now - self.asked_at < SPOKEN_WITHIN


@dataclass(frozen=True, slots=True)
class Tally:
    """How a fact was answered in a body; nobody is named. Its document id is `<body>|<fact>`.

    `right` and `wrong` are what may be shown. The `new` ones wait until they are five together, so that nobody who
    looks before and after somebody's quiz sees what that one answered.
    """

    body: str
    fact: str
    right: int = 0
    wrong: int = 0
    new_right: int = 0
    new_wrong: int = 0

    @property
    def shown(self) -> int:
        """How many answers may be shown."""
        return self.right + self.wrong


SITTINGS: Collection[Sitting] = Collection("quiz_sittings", Sitting)
TALLIES: Collection[Tally] = Collection("quiz_tallies", Tally, equal=("body",))


def counted(tally: Tally, *, right: bool) -> Tally:
    """Return the tally with one answer more."""
    more = replace(tally, new_right=tally.new_right + right, new_wrong=tally.new_wrong + (not right))
    if more.new_right + more.new_wrong < AT_LEAST:
        return more
    return Tally(tally.body, tally.fact, more.right + more.new_right, more.wrong + more.new_wrong)


def hardest(tallies: Iterable[Tally]) -> Tally | None:
    """Return what most got wrong among what may be shown; None when at least half got everything right."""
    found = [each for each in tallies if each.shown >= AT_LEAST and each.wrong * 2 > each.shown]
    return max(found, key=lambda each: (each.wrong / each.shown, each.wrong, each.fact), default=None)


# Questions


def row_of(facts: Mapping[str, Fact], row: Row, lang: Lang) -> str:
    """Return the words of a row, empty when the library has it no more."""
    fact = facts.get(row.fact)
    rows = fact.list.in_lang(lang) if fact and fact.list else ()
    return rows[row.number] if row.number < len(rows) else ""


def questions_of(library: Library, day: dt.date, seed: str) -> tuple[Question, ...]:
    """Return up to five questions of different facts that hold on a day; another seed gives others.

    Priorities come first, then goals and focus areas.
    """
    kinds = {topic.id: topic.kind for topic in library.topics}
    lists = [
        fact for fact in library.facts if _is_list(fact) and any(kinds.get(each) in SUBJECTS for each in fact.about)
    ]
    found: list[Question] = []
    for kind in SUBJECTS:
        asked = [fact for fact in lists if kinds.get(fact.about[0]) == kind and _holds(fact, day)]
        for fact in _shuffled(asked, f"{seed}|{kind}"):
            question = _question(fact, lists, kinds, f"{seed}|{fact.id}")
            if question:
                found.append(question)
    return tuple(found[:QUESTIONS])


def _is_list(fact: Fact) -> bool:
    return bool(fact.kind == "which" and fact.list and fact.about and len(fact.list.sv) == len(fact.list.en) > 1)


def _holds(fact: Fact, day: dt.date) -> bool:
    return fact.valid_from <= day and (fact.valid_to is None or day <= fact.valid_to)


def _question(fact: Fact, lists: Sequence[Fact], kinds: Mapping[str, TopicKind], seed: str) -> Question | None:
    """Return a question of a fact, None when there are not three others that are surely wrong."""
    facts = {each.id: each for each in lists}
    own = _rows(fact)
    rights = [row for row in own if _fits(facts, row)]
    if not rights:
        return None
    right = _shuffled(rights, seed)[0]
    kind = kinds.get(fact.about[0])
    others = [each for each in lists if each.id != fact.id]
    near = [each for each in others if set(each.about) & set(fact.about) or kinds.get(each.about[0]) == kind]
    far = [each for each in others if each not in near]
    wrong: list[Row] = []
    form = _completes(facts, right)
    for alike in (True, False):
        for siblings in (near, far):
            rows = [row for each in siblings for row in _rows(each) if _fits(facts, row)]
            for row in _shuffled([row for row in rows if (_completes(facts, row) == form) == alike], seed):
                if len(wrong) < OPTIONS - 1 and not any(_alike(facts, row, taken) for taken in (*own, *wrong)):
                    wrong.append(row)
    if len(wrong) < OPTIONS - 1:
        return None
    return Question(fact.id, tuple(_shuffled([right, *wrong], f"{seed}|order")))


def _completes(facts: Mapping[str, Fact], row: Row) -> bool:
    """Tell whether a row completes a sentence ("Genom öppenhet") rather than names a thing."""
    return _WORD.findall(fold(tidy(row_of(facts, row, "sv"))))[:1] in [[word] for word in _COMPLETING]


def _rows(fact: Fact) -> list[Row]:
    return [Row(fact.id, number) for number in range(len(fact.list.sv) if fact.list else 0)]


def _fits(facts: Mapping[str, Fact], row: Row) -> bool:
    """Tell whether a row can be an option: short, and not a heading with what stands under it ("Näringsliv: …")."""
    words = [row_of(facts, row, lang) for lang in LANGS]
    return all(0 < len(each) <= LONGEST_ROW and ": " not in each for each in words)


def _alike(facts: Mapping[str, Fact], one: Row, other: Row) -> bool:
    """Tell whether one row says no more than the other, in either language: it could be right, or be the same twice."""
    for lang in LANGS:
        words, others = (frozenset(_WORD.findall(fold(tidy(row_of(facts, row, lang))))) for row in (one, other))
        if words <= others or others <= words:
            return True
    return False


def _shuffled(things: Sequence[T], seed: str) -> list[T]:
    """Return things in an order that the seed alone decides."""
    return sorted(things, key=lambda thing: hashlib.sha256(f"{seed}|{thing!r}".encode()).digest())
