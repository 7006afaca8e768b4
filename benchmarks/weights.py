"""Learns how much every figure of a match says, and writes bot/features/knowledge/weights.py.

Run `python -m benchmarks.weights [--write]`. What it learns from: phrasings of the facts that are held out, one
part in four at a time; the development questions in data/questions.jsonl and those of tests/features/knowledge;
questions that nothing answers. No chance is involved: the same data gives the same weights. It prints what
cross-validation over the questions says.
"""

import datetime as dt
import math
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from operator import mul
from pathlib import Path

from benchmarks.leanings import learn
from bot.core.text import Lang
from bot.features.knowledge import weights
from bot.features.knowledge.comparing import Considered, sure
from bot.features.knowledge.evaluation import Question, is_right, read_questions
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import Answer, Fact, Library, Wordings
from bot.library import read_library

ROOT = Path(__file__).parent.parent
FOLDS = 4
FEWER_ROUNDS = 4
"""How often the phrasings that are kept are gone through to learn what signs lean to."""
EVERY = 5
"""Of the held-out phrasings one in so many is asked, to be done in minutes."""
EVERY_GAP = 2
"""The same of the phrasings that nothing answers."""
EVERY_NEW_GAP = 2
"""The same of those of a gap that is left out as a whole."""
UNTHOUGHT_OF = ("not_told", "elsewhere", "general", "future")
"""Reasons of the gaps that are left out as a whole: the others are known by their words."""
WEIGHTS = {"outside": 2.0, "paraphrase": 10.0, "hard": 5.0, "near": 4.0}
SETS = {
    "data/questions.jsonl": None,
    "tests/features/knowledge/rephrased.jsonl": "hard",
    "tests/features/knowledge/near_misses.jsonl": "near",
    "tests/features/knowledge/beside.jsonl": None,
    "tests/features/knowledge/officers.jsonl": None,
    "tests/features/knowledge/colleagues.jsonl": None,
    "tests/features/knowledge/teams.jsonl": None,
}
"""Files of questions, and the group that they count as: their own where it is None."""
LEAST_ANSWERED = 0.972
"""Share of the development questions that facts answer which must not be lost to caution."""
REFUSED = ("refuse", "outside", "near", "gap", "new gap", "taken away")


@dataclass(frozen=True, slots=True)
class Example:
    """One question's candidates and which of them are right."""

    considered: tuple[Considered, ...]
    right: tuple[bool, ...]
    weight: float
    group: str = ""


def _questions(path: str, group: str | None) -> list[Question]:
    questions = read_questions((ROOT / path).read_text(encoding="utf-8").splitlines())
    return [replace(question, group=group) if group else question for question in questions]


def held_out(library: Library) -> Iterator[Example]:
    """Yield every held-out phrasing of facts and gaps with the candidates that the other phrasings give."""
    parts = [_part(library, fold) for fold in range(FOLDS)]
    with ProcessPoolExecutor() as pool:
        learned = list(pool.map(learn, [kept for kept, _, _ in parts], [FEWER_ROUNDS] * FOLDS))
    for (kept, asked, in_vain), leanings in zip(parts, learned, strict=True):
        knowledge = Knowledge(replace(kept, leanings=leanings))
        for fact, phrase in asked:
            considered = knowledge.consider(phrase)
            yield _example(considered, [_tells(c, fact) for c in considered], 0.5, "asked")
        for number, (fact, phrase) in enumerate(asked):
            if number % 2:
                continue
            considered = [c for c in knowledge.consider(phrase) if not _tells(c, fact) and c.fact.id not in fact.next]
            if any(c.match.entry.gap is None for c in considered):
                yield _example(considered, [False] * len(considered), 0.25, "taken away")
        for group, phrase in in_vain:
            considered = knowledge.consider(phrase)
            if any(c.match.entry.gap is None for c in considered):
                yield _example(considered, [False] * len(considered), 0.5, group)


def _tells(candidate: Considered, fact: Fact) -> bool:
    """Tell whether a candidate says what stands in the answer of a fact: itself, or most of the names and numbers."""
    if candidate.fact.id == fact.id:
        return True
    told = set(_TELLING.findall(fact.said("sv")))
    return len(told) > 1 and len(told & set(_TELLING.findall(candidate.fact.said("sv")))) / len(told) > 0.7


_TELLING = re.compile(r"\d[\d ]*\d|\d|[A-ZÅÄÖ][\wåäöé]{2,}")


def _part(library: Library, fold: int) -> tuple[Library, list[tuple[Fact, str]], list[tuple[str, str]]]:
    """Return the library without one phrasing in FOLDS and one gap in FOLDS, and some of those phrasings.

    A gap that is left out as a whole tells how near misses fare that nobody thought of.
    """
    facts, gaps = [], []
    asked: list[tuple[Fact, str]] = []
    in_vain: list[tuple[str, str]] = []
    number = fold
    for fact in library.facts:
        kept, held_back, number = _parted(fact.asked, number, EVERY)
        facts.append(replace(fact, asked=kept))
        asked += [(fact, phrase) for phrase in held_back]
    for place, gap in enumerate(library.gaps):
        kept, held_back, number = _parted(gap.asked, number, EVERY_GAP)
        if place % FOLDS == fold and gap.reason in UNTHOUGHT_OF:
            phrases = (*gap.asked.sv, *gap.asked.en)
            in_vain += [("new gap", phrase) for phrase in phrases[::EVERY_NEW_GAP]]
        else:
            gaps.append(replace(gap, asked=kept))
            in_vain += [("gap", phrase) for phrase in held_back]
    return replace(library, facts=tuple(facts), gaps=tuple(gaps)), asked, in_vain


def _parted(asked: Wordings, number: int, every: int) -> tuple[Wordings, list[str], int]:
    """Return phrasings without one in FOLDS, one in `every` of those, and the number that the last one had."""
    kept: dict[Lang, list[str]] = {"sv": [], "en": []}
    held_back = []
    for lang, phrases in kept.items():
        for phrase in asked.in_lang(lang):
            number += 1
            if number % FOLDS:
                phrases.append(phrase)
            elif (number // FOLDS) % every == 0:
                held_back.append(phrase)
    return Wordings(tuple(kept["sv"]), tuple(kept["en"])), held_back, number


def development(knowledge: Knowledge, strict: Knowledge, questions: Sequence[Question]) -> list[Example]:
    """Return the development questions with their candidates.

    Left out are those that `strict`, which knows no gaps, refuses for what they ask: sureness has no say there.
    """
    examples = []
    for question in questions:
        if not question.answerable and strict.barred(question.q, question.ctx):
            continue
        considered = knowledge.consider(question.q, question.ctx)
        right = [
            question.answerable
            and c.match.entry.gap is None
            and is_right(question, Answer("answered", _both_langs(c.fact), "sv"))
            for c in considered
        ]
        examples.append(_example(considered, right, WEIGHTS.get(question.group, 6.0), question.group))
    return examples


def _both_langs(fact: Fact) -> str:
    return fact.said("sv") + "\n" + fact.said("en")


def _example(considered: Sequence[Considered], right: Sequence[bool], weight: float, group: str) -> Example:
    return Example(tuple(considered), tuple(right), weight, group)


def learn_ranking(examples: Sequence[Example], start: Sequence[float], rounds: int = 40) -> list[float]:
    """Return weights that put a right candidate first: softmax over the facts, gradient ascent."""
    useful = []
    for example in examples:
        facts = [n for n, c in enumerate(example.considered) if c.match.entry.gap is None]
        right = [example.right[n] for n in facts]
        if any(right) and not all(right):
            useful.append(([example.considered[n].ranked for n in facts], right, example.weight))
    learned = [12 * w for w in start]
    for turn in range(rounds):
        gradient = [0.0] * len(learned)
        total = 0.0
        for rows, right, weight in useful:
            scores = [sum(map(mul, learned, row)) for row in rows]
            top = max(scores)
            powers = [math.exp(s - top) for s in scores]
            whole = sum(powers)
            good = sum(p for p, r in zip(powers, right, strict=True) if r)
            total += weight
            for row, power, is_it in zip(rows, powers, right, strict=True):
                pull = weight * ((power / good if is_it else 0.0) - power / whole)
                for place, value in enumerate(row):
                    gradient[place] += pull * value
        rate = 12.0 / (1 + turn / 15)
        learned = [w + rate * g / total - 0.0005 * rate * w for w, g in zip(learned, gradient, strict=True)]
    size = sum(abs(w) for w in learned[:3]) or 1.0
    return [w / size for w in learned]


def standing(example: Example, ranking: Sequence[float]) -> tuple[tuple[float, ...], bool] | None:
    """Return the figures of sureness of the fact that the ranking puts first, and whether it is right."""
    scores = [sum(map(mul, ranking, c.ranked)) for c in example.considered]
    facts = [n for n, c in enumerate(example.considered) if c.match.entry.gap is None]
    if not facts:
        return None
    at = max(facts, key=scores.__getitem__)
    return sure(example.considered, scores, at), example.right[at]


def learn_sureness(examples: Sequence[Example], ranking: Sequence[float], rounds: int = 8) -> list[float]:
    """Return weights (constant first) of how sure the first candidate is: logistic regression by Newton's method."""
    rows = []
    for example in examples:
        stands = standing(example, ranking)
        if stands:
            rows.append((*stands, example.weight))
    size = len(rows[0][0])
    learned = [0.0] * size
    for _ in range(rounds):
        slope = [-SMALL * w if place else 0.0 for place, w in enumerate(learned)]
        bend = [[SMALL if place == other else 0.0 for other in range(size)] for place in range(size)]
        for row, right, weight in rows:
            guess = sureness(row, learned)
            error = weight * (right - guess)
            steep = weight * guess * (1 - guess)
            for place, value in enumerate(row):
                if value:
                    slope[place] += error * value
                    line, share = bend[place], steep * value
                    for other in range(place + 1):
                        line[other] += share * row[other]
        for place in range(size):
            for other in range(place):
                bend[other][place] = bend[place][other]
        learned = [w + step for w, step in zip(learned, solved(bend, slope), strict=True)]
    return learned


SMALL = 1.0
"""How strongly weights are kept small, against the weight of one example."""


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Return x where matrix · x = right, for a matrix that is symmetric and positive."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for place, pivot in enumerate(rows):
        for row in rows[place + 1 :]:
            factor = row[place] / pivot[place]
            for column in range(place, len(pivot)):
                row[column] -= factor * pivot[column]
    found = [0.0] * len(rows)
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        known = sum(map(mul, row[place + 1 : -1], found[place + 1 :]))
        found[place] = (row[-1] - known) / row[place]
    return found


def sureness(row: Sequence[float], learned: Sequence[float]) -> float:
    """Return how sure a candidate is, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(mul, learned, row))))))


def outcome(
    examples: Sequence[Example], ranking: Sequence[float], learned: Sequence[float], accept: float
) -> dict[str, tuple[int, int]]:
    """Return (right, all) by group for one threshold."""
    counts: dict[str, tuple[int, int]] = {}
    for example in examples:
        stands = standing(example, ranking)
        answered = stands is not None and sureness(stands[0], learned) >= accept
        right = stands is not None and stands[1]
        good = not answered if example.group in REFUSED else answered and right
        done, asked = counts.get(example.group, (0, 0))
        counts[example.group] = (done + good, asked + 1)
    return counts


def threshold(examples: Sequence[Example], ranking: Sequence[float], learned: Sequence[float]) -> float:
    """Return the highest threshold at which the mean of the groups that can be answered is LEAST_ANSWERED or more."""
    answerable = [example for example in examples if example.group not in REFUSED]
    for step in range(45, 5, -1):
        shares = [right / asked for right, asked in outcome(answerable, ranking, learned, step / 50).values()]
        if sum(shares) >= LEAST_ANSWERED * len(shares):
            return step / 50
    return 5 / 50


def main() -> None:
    """Learn, print and, with --write, write."""
    library = read_library(ROOT / "data")
    knowledge = Knowledge(library)
    questions = [question for path, group in SETS.items() for question in _questions(path, group)]
    lines = (ROOT / "benchmarks" / "data" / "out_of_scope.txt").read_text(encoding="utf-8").splitlines()
    outside = [Question("", line, "outside", False) for line in lines if line and not line.startswith("#")]
    asked = list(held_out(library))
    known = development(knowledge, Knowledge(replace(library, gaps=())), [*questions, *outside])
    print(f"{len(asked)} held-out phrasings, {len(questions)} development questions, {len(outside)} out of scope")
    summed: dict[str, tuple[int, int]] = {}
    for fold in range(5):
        seen = [e for n, e in enumerate(known) if n % 5 != fold]
        train = asked + seen
        test = [e for n, e in enumerate(known) if n % 5 == fold]
        ranking = learn_ranking(train, weights.RANKED)
        learned = learn_sureness(train, ranking)
        accept = threshold(seen, ranking, learned)
        for group, (right, of) in outcome(test, ranking, learned, accept).items():
            done, total = summed.get(group, (0, 0))
            summed[group] = (done + right, total + of)
    print("cross-validated:", {g: f"{r}/{n} = {r / n:.0%}" for g, (r, n) in summed.items()})
    ranking = learn_ranking(asked + known, weights.RANKED)
    learned = learn_sureness(asked + known, ranking)
    accept = threshold(known, ranking, learned)
    firsts = [standing(e, ranking) for e in asked if e.group == "asked"]
    print(f"held-out phrasings with the right fact first: {sum(bool(f and f[1]) for f in firsts)}/{len(firsts)}")
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
