"""Learns how much every figure of a match says, and writes bot/features/knowledge/weights.py.

Run `python -m benchmarks.weights [--write]`. What it learns from: phrasings of the facts that are held out, one
part in four at a time; the development questions in data/questions.jsonl and those of tests/features/knowledge;
questions that nothing answers. No chance is involved: the same data gives the same weights. It prints what
cross-validation over the questions says.
"""

import datetime as dt
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.features.knowledge import weights
from bot.features.knowledge.evaluation import Question, is_right, read_questions
from bot.features.knowledge.knowledge import Considered, Knowledge
from bot.features.knowledge.model import Answer, Fact, Library, Wordings
from bot.library import read_library

ROOT = Path(__file__).parent.parent
FOLDS = 4
EVERY = 12
WEIGHTS = {"outside": 2.0, "paraphrase": 10.0, "hard": 5.0, "near": 2.5}
SETS = {
    "data/questions.jsonl": None,
    "tests/features/knowledge/rephrased.jsonl": "hard",
    "tests/features/knowledge/near_misses.jsonl": "near",
}
"""Files of questions, and the group that they count as: their own where it is None."""
REFUSED = ("refuse", "outside", "near")
"""Of the held-out phrasings one in so many is asked, to be done in a minute."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question's candidates: figures of each for ranking and for sureness, and which of them are right."""

    ranked: tuple[tuple[float, ...], ...]
    sure: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    weight: float
    group: str = ""


def _questions(path: str, group: str | None) -> list[Question]:
    questions = read_questions((ROOT / path).read_text(encoding="utf-8").splitlines())
    return [replace(question, group=group) if group else question for question in questions]


def held_out(library: Library) -> Iterator[Example]:
    """Yield every held-out phrasing with the candidates that the other phrasings give."""
    for fold in range(FOLDS):
        kept, asked = _part(library, fold)
        knowledge = Knowledge(kept)
        for fact, phrase in asked:
            considered = knowledge.consider(phrase)
            yield _example(considered, [c.fact.id == fact.id for c in considered], 0.5, "asked")
        for number, (fact, phrase) in enumerate(asked):
            if number % 3:
                continue
            considered = [
                c
                for c in knowledge.consider(phrase)
                if c.fact.id != fact.id and c.fact.about[0] != fact.about[0] and c.fact.id not in fact.next
            ]
            if considered:
                yield _example(considered, [False] * len(considered), 0.3, "taken away")


def _part(library: Library, fold: int) -> tuple[Library, list[tuple[Fact, str]]]:
    facts, asked = [], []
    number = fold
    for fact in library.facts:
        kept: dict[str, list[str]] = {"sv": [], "en": []}
        for lang, phrases in (("sv", fact.asked.sv), ("en", fact.asked.en)):
            for phrase in phrases:
                number += 1
                if number % FOLDS:
                    kept[lang].append(phrase)
                elif (number // FOLDS) % EVERY == 0:
                    asked.append((fact, phrase))
        facts.append(replace(fact, asked=Wordings(tuple(kept["sv"]), tuple(kept["en"]))))
    return replace(library, facts=tuple(facts)), asked


def development(knowledge: Knowledge, questions: Sequence[Question]) -> list[Example]:
    """Return the development questions with their candidates."""
    examples = []
    for question in questions:
        if not question.answerable and knowledge.ask(question.q, question.ctx).reason not in ("", "nothing_found"):
            continue
        considered = knowledge.consider(question.q, question.ctx)
        right = [
            question.answerable and is_right(question, Answer("answered", _both_langs(c.fact), "sv"))
            for c in considered
        ]
        examples.append(_example(considered, right, WEIGHTS.get(question.group, 6.0), question.group))
    return examples


def _both_langs(fact: Fact) -> str:
    return fact.said("sv") + "\n" + fact.said("en")


def _example(considered: Sequence[Considered], right: Sequence[bool], weight: float, group: str) -> Example:
    return Example(tuple(c.ranked for c in considered), tuple(c.sure for c in considered), tuple(right), weight, group)


def learn_ranking(examples: Sequence[Example], start: Sequence[float], rounds: int = 40) -> list[float]:
    """Return weights that put a right candidate first: softmax over the candidates, gradient ascent."""
    useful = [e for e in examples if any(e.right) and not all(e.right)]
    learned = [12 * w for w in start]
    for turn in range(rounds):
        gradient = [0.0] * len(learned)
        total = 0.0
        for example in useful:
            scores = [sum(w * v for w, v in zip(learned, row, strict=True)) for row in example.ranked]
            top = max(scores)
            powers = [math.exp(s - top) for s in scores]
            whole = sum(powers)
            good = sum(p for p, r in zip(powers, example.right, strict=True) if r)
            total += example.weight
            for row, power, right in zip(example.ranked, powers, example.right, strict=True):
                pull = example.weight * ((power / good if right else 0.0) - power / whole)
                for place, value in enumerate(row):
                    gradient[place] += pull * value
        rate = 12.0 / (1 + turn / 15)
        learned = [w + rate * g / total - 0.0005 * rate * w for w, g in zip(learned, gradient, strict=True)]
    size = sum(abs(w) for w in learned[:3]) or 1.0
    return [w / size for w in learned]


def first(example: Example, ranking: Sequence[float]) -> int:
    """Return the place of the candidate that the ranking puts first, -1 without candidates."""
    if not example.ranked:
        return -1
    scores = [sum(w * v for w, v in zip(ranking, row, strict=True)) for row in example.ranked]
    return max(range(len(scores)), key=lambda n: scores[n])


def learn_sureness(examples: Sequence[Example], ranking: Sequence[float], rounds: int = 400) -> list[float]:
    """Return weights (constant first) of how sure the first candidate is: logistic regression."""
    rows = []
    for example in examples:
        at = first(example, ranking)
        if at >= 0:
            rows.append(((1.0, *example.sure[at]), example.right[at], example.weight))
    learned = [0.0] * len(rows[0][0])
    pace = [1e-6] * len(learned)
    for _ in range(rounds):
        gradient = [0.0] * len(learned)
        total = 0.0
        for row, right, weight in rows:
            z = sum(w * v for w, v in zip(learned, row, strict=True))
            error = weight * ((1.0 if right else 0.0) - 1 / (1 + math.exp(-max(-30.0, min(30.0, z)))))
            total += weight
            for place, value in enumerate(row):
                gradient[place] += error * value
        for place, g in enumerate(gradient):
            step = g / total - 0.0003 * learned[place]
            pace[place] += step * step
            learned[place] += 0.5 * step / math.sqrt(pace[place])
    return learned


def sureness(example: Example, at: int, learned: Sequence[float]) -> float:
    """Return how sure a candidate is, from 0 to 1."""
    if at < 0:
        return 0.0
    z = sum(w * v for w, v in zip(learned, (1.0, *example.sure[at]), strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def outcome(
    examples: Sequence[Example], ranking: Sequence[float], learned: Sequence[float], accept: float
) -> dict[str, tuple[int, int]]:
    """Return (right, all) by group for one threshold."""
    counts: dict[str, tuple[int, int]] = {}
    for example in examples:
        at = first(example, ranking)
        answered = sureness(example, at, learned) >= accept
        good = (answered and example.right[at]) if example.group not in REFUSED else not answered
        done, asked = counts.get(example.group, (0, 0))
        counts[example.group] = (done + good, asked + 1)
    return counts


def best_threshold(examples: Sequence[Example], ranking: Sequence[float], learned: Sequence[float]) -> float:
    """Return the threshold with the best mean of the groups, where refusing weighs as one group and a half."""
    best, best_value = 0.5, -1.0
    for step in range(10, 90):
        accept = step / 100
        value = 0.0
        for group, (right, asked) in outcome(examples, ranking, learned, accept).items():
            value += right / asked * (1.5 if group == "refuse" else 0.5 if group in REFUSED else 1.0)
        if value > best_value:
            best, best_value = accept, value
    return best


def main() -> None:
    """Learn, print and, with --write, write."""
    library = read_library(ROOT / "data")
    knowledge = Knowledge(library)
    questions = [question for path, group in SETS.items() for question in _questions(path, group)]
    lines = (ROOT / "benchmarks" / "data" / "out_of_scope.txt").read_text(encoding="utf-8").splitlines()
    outside = [Question("", line, "outside", False) for line in lines if line and not line.startswith("#")]
    asked = list(held_out(library))
    known = development(knowledge, [*questions, *outside])
    print(f"{len(asked)} held-out phrasings, {len(questions)} development questions, {len(outside)} out of scope")
    summed: dict[str, tuple[int, int]] = {}
    for fold in range(5):
        train = asked + [e for n, e in enumerate(known) if n % 5 != fold]
        test = [e for n, e in enumerate(known) if n % 5 == fold]
        ranking = learn_ranking(train, weights.RANKED)
        learned = learn_sureness(train, ranking)
        accept = best_threshold([e for e in train if e.group not in ("asked", "taken away")], ranking, learned)
        for group, (right, of) in outcome(test, ranking, learned, accept).items():
            done, total = summed.get(group, (0, 0))
            summed[group] = (done + right, total + of)
    print("cross-validated:", {g: f"{r}/{n} = {r / n:.0%}" for g, (r, n) in summed.items()})
    ranking = learn_ranking(asked + known, weights.RANKED)
    learned = learn_sureness(asked + known, ranking)
    accept = best_threshold(known, ranking, learned)
    first_right = sum(any(e.right) and e.right[first(e, ranking)] for e in asked if e.group == "asked")
    print(f"held-out phrasings with the right fact first: {first_right}/{sum(e.group == 'asked' for e in asked)}")
    print("all:", outcome(known, ranking, learned, accept))
    print("RANKED", [round(w, 3) for w in ranking])
    print("ANSWERED", [round(w, 3) for w in learned], "ACCEPT", accept)
    if "--write" in sys.argv:
        write(ranking, learned, accept)


def _rows(values: Sequence[float]) -> str:
    return "".join(f"    {value:.3f},\n" for value in values)


def write(ranking: Sequence[float], learned: Sequence[float], accept: float) -> None:
    """Write the weights as a module, dated."""
    today = dt.datetime.now(tz=dt.UTC).date()
    told = f"How the figures of a match speak for a fact, as benchmarks/weights.py learned it on {today}; do not edit."
    text = f'''"""{told}"""

RANKED = (
{_rows(ranking)})
"""Weights of Considered.ranked."""

ANSWERED = (
{_rows(learned)})
"""The constant, then weights of Considered.sure."""

ACCEPT = {accept:.2f}
"""A fact that is less sure than this is not given."""
'''
    (ROOT / "bot" / "features" / "knowledge" / "weights.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
