"""What is kept of questions: the one asked last, those passed on to the secretariat, and the facts they became."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from bot.core.calendar import local_day
from bot.core.ports import Collection
from bot.core.text import Lang, Text
from bot.core.when.writing import write_day_of_year
from bot.features.knowledge.kinds import kinds_of
from bot.features.knowledge.model import Fact, Source, Wording, Wordings
from bot.features.knowledge.texts import SAID_BY

REMEMBERED_FOR = dt.timedelta(days=1)
"""How long a question is remembered for the one that follows it, and an offer to pass it on stands."""

PERSON_KEPT_FOR = dt.timedelta(days=365)
"""How long it is kept who asked the secretariat something, and in which words."""

LONGEST_QUESTION = 1_000
"""Characters of a question; what is longer is no question that anybody could answer."""

LONGEST_REPLY = 4_000
"""Characters that the secretariat may answer with."""

MOST_WAITING = 20
"""How many questions of one person may wait for the secretariat at a time."""


@dataclass(frozen=True, slots=True)
class LastQuestion:
    """What a person asked last in a conversation, at an aware instant.

    `context` is the question that a following one builds on: the same, or what a follow-up came to mean. `after` is the
    one that this question itself leans on, empty when it stands alone. `elsewhere` tells that it was answered by a
    command, not from facts.
    """

    question: str
    context: str
    lang: Lang
    at: dt.datetime
    after: str = ""
    elsewhere: bool = False


LAST_QUESTIONS: Collection[LastQuestion] = Collection("last_questions", LastQuestion, ordered=("at",))


def still_remembered(last: LastQuestion, now: dt.datetime) -> bool:
    """Tell whether a question is recent enough to be built on."""
    return now - last.at < REMEMBERED_FOR


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody thought of an answer, without who: the question, the ids of the facts it was given, and when.

    `after` is the question before, when the question leans on it.
    """

    question: str
    lang: Lang
    facts: tuple[str, ...]
    good: bool
    at: dt.datetime
    after: str = ""


VERDICTS: Collection[Verdict] = Collection("verdicts", Verdict, ordered=("at",))

State = Literal["waiting", "answered", "closed"]


@dataclass(frozen=True, slots=True)
class PassedQuestion:
    """A question that waits for the secretariat, or did.

    `number` is its id, counted from 1, as people say it; `after` the question before, which it leans on. `asker` is a
    person id. A question that `disputes` stands for an answer that people called wrong and has no asker: `facts` are
    those of the answer, `times` how many said so. `place` is the address id where it was asked, `place_name` the team's
    name there, empty in a personal chat. `key` tells the same question by the same person. `shown_to` are the people
    who have had it as a card, by id.
    """

    number: str
    question: str
    lang: Lang
    passed_at: dt.datetime
    after: str = ""
    state: State = "waiting"
    asker: str = ""
    asker_name: str = ""
    asker_teams_id: str = ""
    place: str = ""
    place_name: str = ""
    facts: tuple[str, ...] = ()
    times: int = 1
    key: str = ""
    shown_to: tuple[str, ...] = ()
    reply: str = ""
    settled_by: str = ""
    settled_by_name: str = ""
    settled_at: dt.datetime | None = None
    is_fact: bool = False
    disputes: bool = False


PASSED: Collection[PassedQuestion] = Collection(
    "passed_questions", PassedQuestion, equal=("state", "asker", "key"), ordered=("passed_at",)
)


class AlreadySettled(Exception):
    """Somebody else answered or closed the question first."""

    def __init__(self, question: PassedQuestion) -> None:
        super().__init__(question.number)
        self.question = question


def settled(
    question: PassedQuestion, state: State, reply: str, by: str, by_name: str, now: dt.datetime
) -> PassedQuestion:
    """Return the question as the secretariat has dealt with it; raises AlreadySettled."""
    if question.state != "waiting":
        raise AlreadySettled(question)
    return replace(question, state=state, reply=reply, settled_by=by, settled_by_name=by_name, settled_at=now)


def without_person(question: PassedQuestion, now: dt.datetime) -> PassedQuestion:
    """Return what may be kept of a question: after a year neither its words nor who asked or answered."""
    if now - question.passed_at < PERSON_KEPT_FOR:
        return question
    return replace(anonymous(question), shown_to=(), settled_by="", settled_by_name="", place_name="")


def anonymous(question: PassedQuestion) -> PassedQuestion:
    """Return a question without its words and without who asked; one that waits is closed."""
    return replace(
        question,
        question="",
        after="",
        asker="",
        asker_name="",
        asker_teams_id="",
        place="",
        key="",
        reply="",
        state="closed" if question.state == "waiting" else question.state,
    )


@dataclass(frozen=True, slots=True)
class LearnedFact:
    """An answer of the secretariat that has become knowledge.

    `number` is that of the question and its id; `owner` who keeps it true; `asked` the words it was asked in, none when
    they mean something only after another question; `made_by` a person id.
    """

    number: str
    question: str
    answer: str
    lang: Lang
    owner: str
    made_at: dt.datetime
    made_by: str
    asked: tuple[str, ...] = ()


LEARNED: Collection[LearnedFact] = Collection("learned_facts", LearnedFact)


@dataclass(frozen=True, slots=True)
class Count:
    """A number that grows by one each time."""

    value: int


COUNTS: Collection[Count] = Collection("knowledge_counts", Count)


def said_by(owner_name: Text, at: dt.datetime, lang: Lang) -> str:
    """Return the source of what the secretariat has said: "Kansliet, 23 november 2026"."""
    owner = owner_name(lang)
    return SAID_BY(lang, owner=owner[:1].upper() + owner[1:], day=write_day_of_year(at, lang))


def fact_of(learned: LearnedFact, owner_name: Text) -> Fact:
    """Return a learned fact as one of the library's, the same in both languages since nobody has translated it."""
    both = Wording(learned.answer, learned.answer)
    day = local_day(learned.made_at)
    source = said_by(owner_name, learned.made_at, learned.lang)
    kinds = kinds_of(learned.question)
    return Fact(
        id=f"learned-{learned.number}",
        about=(f"learned-{learned.number}",),
        kind=max(kinds, key=lambda kind: kinds[kind]) if kinds else "what",
        question=Wording(learned.question, learned.question),
        answer=both,
        source=Source(source),
        valid_from=day,
        owner=learned.owner,
        asked=Wordings(sv=learned.asked) if learned.lang == "sv" else Wordings(en=learned.asked),
    )
