"""Learns what every sign in a question leans towards, from the phrasings, and writes data/leanings.json.

Run `python -m benchmarks.leanings` after phrasings were added or changed, then `python -m benchmarks.weights --write`.
How: every phrasing is read as a question; where another fact leans as much as its own, the signs in it are moved
towards its own and away from the other, just so far that it would have been told right (the passive-aggressive
algorithm, Crammer et al. 2006), ROUNDS times through; the mean over all steps is kept, since it holds for new
questions better than the last step. Small weights are dropped. The same data gives the same file.
"""

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.features.knowledge.index import FactIndex
from bot.features.knowledge.kinds import kinds_of
from bot.features.knowledge.leanings import SCALE, packed
from bot.features.knowledge.model import Leanings, Library
from bot.features.knowledge.words import tokens_of
from bot.library import survey_library

ROOT = Path(__file__).parent.parent
FILE = ROOT / "data" / "leanings.json"
ROUNDS = 6
FARTHEST = 0.3
"""How far one phrasing moves the weights at most."""
COMMON = 300
"""Signs in more phrasings than these alone make no fact a rival; that saves most of the time."""
LEAST = 6
"""Weights below so many parts of SCALE are dropped."""


def _examples(library: Library) -> tuple[list[str], list[tuple[int, dict[str, float]]], int]:
    """Return the ids of facts and gaps, for every phrasing the number of its own and its signs, and the first gap."""
    index = FactIndex(library)
    vocabulary = index.vocabulary
    examples = []
    for number, entry in enumerate(index.entries):
        for lang, phrase in entry.texts:
            tokens = tokens_of(phrase)
            words = [(word, 1.0) for word in vocabulary.read(tokens, lang)]
            examples.append((number, index.signs(words, vocabulary.small(tokens, lang), kinds_of(phrase))))
    return [entry.fact.id for entry in index.entries], examples, len(library.facts)


Told = list[tuple[int, float]]
"""The signs of one phrasing by number, each with its share of it."""


@dataclass(slots=True)
class Weights:
    """The weights of every sign for every fact, and what their mean over all steps is made from."""

    rows: list[dict[int, float]]
    sums: list[dict[int, float]]
    common: list[bool]

    def scores(self, told: Told, number: int) -> dict[int, float]:
        """Return how much a phrasing leans to its own fact (`number`) and to every rival."""
        scores = {number: 0.0}
        for sign, share in told:
            if not self.common[sign]:
                for other, weight in self.rows[sign].items():
                    scores[other] = scores.get(other, 0.0) + share * weight
        for sign, share in told:
            if self.common[sign]:
                row = self.rows[sign]
                for other in scores.keys() & row.keys():
                    scores[other] += share * row[other]
        return scores

    def move(self, told: Told, number: int, far: float, step: int) -> None:
        """Move the signs of a phrasing towards a fact, or away from it when `far` is below 0."""
        for sign, share in told:
            row, sums = self.rows[sign], self.sums[sign]
            row[number] = row.get(number, 0.0) + far * share
            sums[number] = sums.get(number, 0.0) + far * share * step

    def mean(self, sign: int, steps: int) -> dict[int, int]:
        """Return the mean weights of one sign, in parts of SCALE, without the small ones."""
        sums = self.sums[sign]
        mean = {number: round(SCALE * (w - sums[number] / (steps + 1))) for number, w in self.rows[sign].items()}
        return {number: max(-127, min(127, w)) for number, w in mean.items() if abs(w) >= LEAST}


def learn(library: Library, rounds: int = ROUNDS) -> Leanings:
    """Return what the phrasings of a library teach."""
    ids, examples, first_gap = _examples(library)
    times = Counter(sign for _, signs in examples for sign in signs)
    rarity = {sign: round(math.sqrt(math.log((len(examples) + 1) / (count + 1))), 3) for sign, count in times.items()}
    numbers = {sign: number for number, sign in enumerate(times)}
    phrasings: list[tuple[int, Told]] = []
    for number, signs in examples:
        told = [(numbers[sign], strength * rarity[sign]) for sign, strength in signs.items()]
        length = math.sqrt(sum(value * value for _, value in told)) or 1.0
        phrasings.append((number, [(sign, value / length) for sign, value in told]))
    weights = Weights([{} for _ in times], [{} for _ in times], [count > COMMON for count in times.values()])
    steps = 0
    for number, told in _shuffled(phrasings, rounds):
        steps += 1
        scores = weights.scores(told, number)
        own = scores.pop(number)
        rival = max(scores, key=scores.__getitem__, default=(number + 1) % len(ids))
        lost = 1 - own + max(scores.get(rival, 0.0), 0.0)
        if lost > 0:
            far = min(FARTHEST, lost / 2)
            weights.move(told, number, far, steps)
            weights.move(told, rival, -far, steps)
    answered = _learn_told(phrasings, len(times), first_gap, rounds)
    return Leanings(
        tuple(ids),
        {
            sign: (rarity[sign], packed(weights.mean(number, steps)), round(answered[number], 3))
            for sign, number in numbers.items()
        },
    )


def _shuffled(phrasings: Sequence[tuple[int, Told]], rounds: int) -> Iterator[tuple[int, Told]]:
    """Yield all phrasings as many times as there are rounds, each time in another order, always the same ones."""
    order = list(phrasings)
    shuffle = random.Random(1).shuffle  # noqa: S311 - an order, not a secret
    for _ in range(rounds):
        shuffle(order)
        yield from order


def _learn_told(phrasings: Sequence[tuple[int, Told]], count: int, first_gap: int, rounds: int) -> list[float]:
    """Return how much each sign tells that facts answer a question, in the same way: facts above 1, gaps below -1."""
    weights, sums = [0.0] * count, [0.0] * count
    steps = 0
    for number, told in _shuffled(phrasings, rounds):
        steps += 1
        wanted = 1.0 if number < first_gap else -1.0
        lost = 1 - wanted * sum(share * weights[sign] for sign, share in told)
        if lost > 0:
            far = wanted * min(FARTHEST, lost)
            for sign, share in told:
                weights[sign] += far * share
                sums[sign] += far * share * steps
    return [weight - total / (steps + 1) for weight, total in zip(weights, sums, strict=True)]


def main() -> None:
    """Learn and write."""
    library, faults = survey_library(ROOT / "data")
    faults = [fault for fault in faults if FILE.name not in fault]
    if faults:
        sys.exit("\n".join(faults))
    leanings = learn(library)
    signs = {sign: leanings.signs[sign] for sign in sorted(leanings.signs)}
    lines = ",\n".join(f"{json.dumps(sign, ensure_ascii=False)}: {json.dumps(kept)}" for sign, kept in signs.items())
    FILE.write_text(f'{{"facts": {json.dumps(leanings.facts)},\n"signs": {{\n{lines}\n}}}}\n', encoding="utf-8")
    held = sum(len(row) // 4 for _, row, _ in signs.values())
    sys.stdout.write(f"{len(signs)} signs, {held} weights, {FILE.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
