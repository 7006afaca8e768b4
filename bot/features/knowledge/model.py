"""What the bot knows and how it answers: facts, topics, documents, passages, answers."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from bot.core.text import Lang

FactKind = Literal["who", "when", "where", "count", "amount", "which", "what", "why", "how", "status", "whether"]
TopicKind = Literal[
    "cooperation",
    "body",
    "focus_area",
    "goal",
    "priority",
    "project",
    "referral",
    "study",
    "event",
    "person",
    "organisation",
    "place",
    "document",
    "money",
    "activity",
]
Status = Literal["answered", "unknown", "command", "smalltalk"]

LONGEST_ANSWER = 600
"""Characters that an answer with its list may have in one language, so that it fits a phone."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The same thing said in Swedish and English."""

    sv: str
    en: str

    def in_lang(self, lang: Lang) -> str:
        """Return the words in one language."""
        return self.sv if lang == "sv" else self.en


@dataclass(frozen=True, slots=True)
class Wordings:
    """Several rows or phrasings in Swedish and in English."""

    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def in_lang(self, lang: Lang) -> tuple[str, ...]:
        """Return the rows in one language."""
        return self.sv if lang == "sv" else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands: the id of a document and the section's number in it, empty for the whole document."""

    document: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that facts speak of. `aliases` are the names people use; `part_of` the id of a broader topic."""

    id: str
    name: Wording
    kind: TopicKind
    part_of: str = ""
    aliases: Wordings = Wordings()


@dataclass(frozen=True, slots=True)
class Fact:
    """One question that a person can ask, answered.

    `about` are topic ids, the main one first. `list` are rows after the answer, complete. `asked` is how people ask
    for just this. `years` are those that the fact speaks of. `owner` keeps it true: the secretariat's id or a body's.
    `next` are ids of facts that people ask for next.
    """

    id: str
    about: tuple[str, ...]
    kind: FactKind
    question: Wording
    answer: Wording
    source: Source
    valid_from: dt.date
    owner: str
    asked: Wordings = Wordings()
    list: Wordings | None = None
    more: Wording | None = None
    years: tuple[int, ...] = ()
    valid_to: dt.date | None = None
    next: tuple[str, ...] = ()

    def said(self, lang: Lang) -> str:
        """Return the answer with its rows and what follows them, without the source."""
        rows = self.list.in_lang(lang) if self.list else ()
        parts = [self.answer.in_lang(lang), *(f"- {row}" for row in rows)]
        if self.more:
            parts.append(self.more.in_lang(lang))
        return "\n".join(part.strip() for part in parts)


GapReason = Literal[
    "contact",
    "opinion",
    "private",
    "future",
    "other_year",
    "elsewhere",
    "general",
    "not_told",
    "smalltalk",
    "instruction",
    "task",
]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that people ask and nothing here answers, so that it is told from what a fact answers.

    `about` are topic ids that such questions name, empty for anything; `asked` is how people ask.
    """

    id: str
    reason: GapReason
    about: tuple[str, ...] = ()
    asked: Wordings = Wordings()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of a document."""

    number: str
    title: Wording


@dataclass(frozen=True, slots=True)
class Document:
    """Something that facts are quoted from, and the period that it speaks of."""

    id: str
    title: Wording
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an imported report, to be quoted word for word. `page` counts from 1, 0 where there are no pages."""

    document: str
    title: str
    section: str
    text: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Leanings:
    """What signs in a question lean towards which facts and gaps, as benchmarks/leanings.py learned it.

    `facts` are ids in the order of their numbers; `signs` maps a sign to how rare it is, its packed row of weights,
    and how much it tells that facts answer such a question, below 0 that nothing does.
    """

    facts: tuple[str, ...] = ()
    signs: dict[str, tuple[float, str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Library:
    """All that the bot may answer from, as read from the data folder.

    `municipalities` are names of places that a question may be about, those of the cooperation.
    """

    facts: tuple[Fact, ...] = ()
    topics: tuple[Topic, ...] = ()
    documents: tuple[Document, ...] = ()
    passages: tuple[Passage, ...] = ()
    municipalities: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    leanings: Leanings = Leanings()


Reason = Literal[
    "",
    "empty",
    "nothing_found",
    "other_year",
    "future",
    "contact",
    "opinion",
    "private",
    "instruction",
    "small_talk",
    "statement",
    "seats",
    "wrong",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says to one question.

    `text` is all that the person reads, markdown, source included. `sources` are readable references. `confidence`
    lies between 0 and 1. `offer` tells that the question may be passed on to the secretariat; `reason` why there is no
    answer; `near` are ids of facts that came close.
    """

    status: Status
    text: str
    lang: Lang
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: float = 0.0
    offer: bool = False
    reason: Reason = ""
    near: tuple[str, ...] = ()
