"""A file of questions with their right answers, scored: the secretariat's regression test for its knowledge."""

import re
import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from bot.core.text import shorten
from bot.features.knowledge.model import Answer

LONGEST_REPLY = 1500
_SPACE = re.compile(r"[\s\u00a0\u202f\u2009]+")
_NARROW = re.compile(r"[\u00a0\u202f\u2009]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what its answer has to hold.

    Of every list in `must` one string has to be in the answer, of `must_not` none; case and kinds of space do not
    count. `ctx` is the person's previous question. An unanswerable question is right when it is not answered.
    """

    id: str
    q: str
    group: str
    answerable: bool
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    ctx: str | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was answered wrongly, and what was said."""

    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class Score:
    """What came of a file of questions: right and all by group, the misses, the median length of answers."""

    right: dict[str, int]
    asked: dict[str, int]
    misses: tuple[Miss, ...]
    median_length: float


def read_questions(lines: Iterable[str]) -> list[Question]:
    """Return the questions of a JSON-lines file; raises ValueError with the line that is wrong and why."""
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(msgspec.json.decode(line, type=Question))
        except msgspec.DecodeError as reason:
            raise ValueError(f"Line {number} is not a question: {reason}") from reason
    return questions


def is_right(question: Question, answer: Answer) -> bool:
    """Tell whether an answer is what the question asks for."""
    if not question.answerable:
        return answer.status != "answered"
    said = f" {_SPACE.sub(' ', answer.text).lower()} "
    if answer.status != "answered" or len(said) > LONGEST_REPLY:
        return False
    if any(_plain(wrong) in said for wrong in question.must_not):
        return False
    return all(any(_plain(way) in said for way in ways) for ways in question.must)


def _plain(words: str) -> str:
    return _NARROW.sub(" ", words).lower()


def evaluate(questions: Iterable[Question], ask: Callable[[str, str | None], Answer]) -> Score:
    """Ask every question, with the previous one where there is one, and return the score."""
    right: dict[str, int] = {}
    asked: dict[str, int] = {}
    misses: list[Miss] = []
    lengths: list[int] = []
    for question in questions:
        answer = ask(question.q, question.ctx)
        asked[question.group] = asked.get(question.group, 0) + 1
        right.setdefault(question.group, 0)
        if is_right(question, answer):
            right[question.group] += 1
        else:
            misses.append(Miss(question, answer))
        if question.answerable:
            lengths.append(len(answer.text))
    return Score(right, asked, tuple(misses), statistics.median(lengths) if lengths else 0.0)


def share(score: Score, group: str) -> float:
    """Return the part of a group's questions that were answered rightly, from 0 to 1."""
    return score.right[group] / score.asked[group]


def score_lines(score: Score, bars: Mapping[str, float]) -> list[str]:
    """Return the score for a terminal: a line for each group with its bar where it has one, and the median length.

    `bars` are parts from 0 to 1 by group; the empty name is for the groups that have none of their own.
    """
    width = max(map(len, score.asked), default=0)
    lines = []
    for group, asked in score.asked.items():
        line = f"{group:{width}}  {score.right[group]:>4}/{asked:<4} {share(score, group):4.0%}"
        bar = bars.get(group, bars.get(""))
        if bar is not None:
            line += f"   bar {bar:.0%}" + ("" if share(score, group) >= bar else "   below the bar")
        lines.append(line)
    lines.append(f"median length of an answer: {score.median_length:.0f} characters")
    return lines


def reaches(score: Score, bars: Mapping[str, float]) -> bool:
    """Tell whether every group reaches its bar; a group without a bar always does."""
    return all(share(score, group) >= bars.get(group, bars.get("", 0.0)) for group in score.asked)


def miss_lines(misses: Iterable[Miss]) -> list[str]:
    """Return what went wrong, a line for each question: what was asked, what was expected and what was said."""
    lines = []
    for miss in misses:
        question, answer = miss.question, miss.answer
        after = f" (after: {question.ctx})" if question.ctx else ""
        wanted = " + ".join(ways[0] for ways in question.must if ways) if question.answerable else "no answer"
        said = shorten(answer.text, 160)
        lines.append(
            f"{question.id} {question.group}: {question.q}{after} | expected: {wanted} | {answer.status}: {said}"
        )
    return lines
