"""How the quiz is shown, and what its buttons mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Part, Rows, Words
from bot.core.text import Lang, escape, join_names, set_numbers
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.knowledge.model import Fact
from bot.features.quiz import texts
from bot.features.quiz.model import AT_LEAST, QUESTIONS, Question, Row, Sitting, Tally, hardest, row_of

MOST_BUTTONS = 5


@dataclass(frozen=True, slots=True)
class BeginQuiz(Action):
    """Begin a quiz, or go on with the one that is under way."""

    name: ClassVar[str] = "quiz-begin"


@dataclass(frozen=True, slots=True)
class AnswerQuiz(Action):
    """Answer question `number` of the try `quiz` with an option's place; both count from 0."""

    name: ClassVar[str] = "quiz-answer"
    quiz: str
    number: int
    option: int


@dataclass(frozen=True, slots=True)
class StopQuiz(Action):
    """Answer no more of a try."""

    name: ClassVar[str] = "quiz-stop"
    quiz: str


@dataclass(frozen=True, slots=True)
class ProposeReminder(Action):
    """Suggest that a body is reminded of a fact."""

    name: ClassVar[str] = "quiz-propose"
    body: str
    fact: str


@dataclass(frozen=True, slots=True)
class DecideReminder(Action):
    """Post a reminder in the channel of a body, or not."""

    name: ClassVar[str] = "quiz-decide"
    body: str
    fact: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A question that has just been answered."""

    question: Question
    right: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """The facts that cards quote, by their ids; `source` says where one stands."""

    facts: Mapping[str, Fact]
    source: Callable[[Fact, Lang], str]

    def row(self, row: Row, lang: Lang) -> str:
        """Return the words of an option, which stand alone."""
        return capital(escape(row_of(self.facts, row, lang)))


def names_of(bodies: Sequence[Body], lang: Lang) -> str:
    """Return bodies as a sentence names them."""
    return join_names([named(body, lang) for body in bodies], lang)


def question_card(sitting: Sitting, question: Question, shelf: Shelf, lang: Lang, before: Sequence[Part] = ()) -> Card:
    """Return the question that waits, after what is said before it."""
    number, count = len(sitting.answers), len(sitting.questions)
    title = texts.NUMBER(lang, number=number + 1, count=count)
    asked = texts.ASKS(lang, question=shelf.facts[question.fact].question.in_lang(lang))
    options = Rows(tuple(shelf.row(row, lang) for row in question.options), numbered=True)
    buttons = [Button(str(place + 1), AnswerQuiz(sitting.key, number, place)) for place in range(len(question.options))]
    buttons.append(Button(texts.STOP(lang), StopQuiz(sitting.key)))
    parts = (*before, Words(title, strong=True), Words(asked), options)
    return Card(f"{title}. {asked}", parts, tuple(buttons), picks=True)


def intro_parts(count: int, bodies: Sequence[Body], lang: Lang, *, counted: bool) -> list[Part]:
    """Return what is said before the first question."""
    first = texts.INTRO(lang) if count == QUESTIONS else texts.INTRO_FEW(lang, count=count)
    if counted:
        second = texts.COUNTED_TODAY(lang)
    else:
        second = texts.COUNTS_IN(lang, bodies=names_of(bodies, lang)) if bodies else texts.COUNTS_NOWHERE(lang)
    return [Words(f"{first} {second}")]


def fact_parts(fact: Fact, shelf: Shelf, lang: Lang) -> list[Part]:
    """Return a fact with its source."""
    parts: list[Part] = [Words(set_numbers(fact.answer.in_lang(lang)))]
    if fact.list:
        parts.append(Rows(tuple(set_numbers(row) for row in fact.list.in_lang(lang))))
    if fact.more:
        parts.append(Words(set_numbers(fact.more.in_lang(lang))))
    return [*parts, Words(f"*{shelf.source(fact, lang)}*", small=True)]


def told_parts(told: Told, shelf: Shelf, lang: Lang) -> list[Part]:
    """Return whether an answer was right, with the fact and its source."""
    right = shelf.row(told.question.options[told.question.right], lang).rstrip(".")
    said = (texts.RIGHT if told.right else texts.WRONG)(lang, right=right)
    return [Words(said, strong=True), *fact_parts(shelf.facts[told.question.fact], shelf, lang)]


def result_card(
    answers: Sequence[bool], counted: Sequence[Body], told: Sequence[Part], lang: Lang, *, again: bool
) -> Card:
    """Return how it went; `counted` are the bodies in which it counts, `again` when it did earlier today."""
    title = texts.RESULT(lang, right=sum(answers), count=len(answers))
    parts: list[Part] = [*told, Words(title, strong=True)]
    if counted:
        parts.append(Words(texts.COUNTED(lang, bodies=names_of(counted, lang)), small=True))
    elif again:
        parts.append(Words(texts.COUNTED_TODAY(lang), small=True))
    return Card(title, tuple(parts), (Button(texts.AGAIN(lang), BeginQuiz()),))


def results_card(found: Sequence[tuple[Body, Sequence[Tally]]], shelf: Shelf, lang: Lang, *, whole: bool) -> Card:
    """Return how the quiz has gone in bodies; `whole` when it is about all, so that those with too few are together."""
    rows: list[str] = []
    parts: list[Part] = []
    buttons: list[Button] = []
    few = False
    for body, tallies in found:
        shown = [each for each in tallies if each.shown >= AT_LEAST and each.fact in shelf.facts]
        if not shown:
            few = True
            if not whole:
                rows.append(texts.TOO_FEW(lang, body=capital(named(body, lang))))
            continue
        right, count = sum(each.right for each in shown), sum(each.shown for each in shown)
        rows.append(texts.SHARE(lang, body=capital(named(body, lang)), share=round(100 * right / count)))
        worst = hardest(shown)
        if worst is None:
            parts.append(Words(texts.NOTHING_HARD(lang, body=capital(named(body, lang)))))
            continue
        question = shelf.facts[worst.fact].question.in_lang(lang)
        said = texts.HARDEST(lang, body=named(body, lang), question=question, wrong=worst.wrong, count=worst.shown)
        parts.append(Words(said))
        if len(buttons) < MOST_BUTTONS:
            label = texts.PROPOSE(lang, body=named(body, lang))
            buttons.append(Button(label, ProposeReminder(body.id, worst.fact)))
    title = texts.RESULTS(lang)
    rest: list[Part] = []
    if whole and few:
        rest.append(Words((texts.TOO_FEW_REST if rows else texts.TOO_FEW_ALL)(lang), small=True))
    listed: list[Part] = [Rows(tuple(set_numbers(row) for row in rows))] if rows else []
    return Card(title, (Words(title, strong=True), *listed, *parts, *rest), tuple(buttons))


def reminder_card(fact: Fact, shelf: Shelf, lang: Lang) -> Card:
    """Return what a body reads in its channel."""
    title = texts.REMINDER(lang)
    parts = (Words(title, strong=True), *fact_parts(fact, shelf, lang), Words(texts.TRY_IT(lang), small=True))
    return Card(f"{title}: {fact.answer.in_lang(lang)}", parts)


def preview_card(body: Body, fact: Fact, shelf: Shelf, lang: Lang, posted_in: Lang, by: str = "") -> Card:
    """Return a reminder as it will be posted, in the language of the channel, with what decides; `by` suggests it."""
    where = named(body, lang)
    said = texts.PREVIEW_FROM(lang, name=escape(by), body=where) if by else texts.PREVIEW(lang, body=where)
    buttons = (
        Button(texts.POST(lang), DecideReminder(body.id, fact.id, yes=True)),
        Button(texts.LEAVE(lang), DecideReminder(body.id, fact.id, yes=False)),
    )
    return Card(said, (Words(said), *reminder_card(fact, shelf, posted_in).parts), buttons)
