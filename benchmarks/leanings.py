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
from pathlib import Path

from bot.core.text import LANGS
from bot.features.knowledge.index import FactIndex
from bot.features.knowledge.kinds import kinds_of
from bot.features.knowledge.leanings import SCALE, packed, signs_of
from bot.features.knowledge.model import Leanings, Library
from bot.features.knowledge.words import tokens_of
from bot.library import read_library

ROOT = Path(__file__).parent.parent
FILE = ROOT / "data" / "leanings.json"
ROUNDS = 8
FARTHEST = 0.3
"""How far one phrasing moves the weights at most."""
LEAST = 3
"""Weights below so many parts of SCALE are dropped."""


def _examples(library: Library) -> tuple[list[str], list[tuple[int, dict[str, float]]]]:
    """Return the ids of facts and gaps, and for every phrasing the number of its own and its signs."""
    index = FactIndex(library)
    vocabulary = index.vocabulary
    examples = []
    for number, entry in enumerate(index.entries):
        for lang, phrase in entry.texts:
            tokens = tokens_of(phrase)
            words = [(word, 1.0) for word in vocabulary.read(tokens, lang)]
            examples.append((number, signs_of(words, vocabulary.small(tokens, lang), kinds_of(phrase), index.present)))
    return [entry.fact.id for entry in index.entries], examples


def learn(library: Library, rounds: int = ROUNDS) -> Leanings:
    """Return what the phrasings of a library teach."""
    ids, examples = _examples(library)
    times = Counter(sign for _, signs in examples for sign in signs)
    rarity = {sign: round(math.sqrt(math.log((len(examples) + 1) / (count + 1))), 3) for sign, count in times.items()}
    known = list(times)
    places = {sign: place for place, sign in enumerate(known)}
    rows: list[tuple[int, list[tuple[int, float]]]] = []
    for number, signs in examples:
        told = [(places[sign], strength * rarity[sign]) for sign, strength in signs.items()]
        length = math.sqrt(sum(value * value for _, value in told)) or 1.0
        rows.append((number, [(place, value / length) for place, value in told]))
    weights: list[dict[int, float]] = [{} for _ in known]
    summed: list[dict[int, float]] = [{} for _ in known]
    order = random.Random(1)
    step = 0
    for _ in range(rounds):
        order.shuffle(rows)
        for number, told in rows:
            step += 1
            scores: dict[int, float] = {}
            for place, value in told:
                for other, weight in weights[place].items():
                    scores[other] = scores.get(other, 0.0) + value * weight
            own = scores.pop(number, 0.0)
            rival = max(scores, key=scores.__getitem__, default=-1)
            if rival < 0:
                rival = (number + 1) % len(ids)
            lost = 1 - own + max(scores.get(rival, 0.0), 0.0)
            if lost <= 0:
                continue
            far = min(FARTHEST, lost / 2)
            for place, value in told:
                row, sums = weights[place], summed[place]
                move = far * value
                row[number] = row.get(number, 0.0) + move
                row[rival] = row.get(rival, 0.0) - move
                sums[number] = sums.get(number, 0.0) + move * step
                sums[rival] = sums.get(rival, 0.0) - move * step
    signs = {}
    for place, sign in enumerate(known):
        sums = summed[place]
        row = {n: round(SCALE * (weight - sums[n] / (step + 1))) for n, weight in weights[place].items()}
        row = {n: max(-127, min(127, weight)) for n, weight in row.items() if abs(weight) >= LEAST}
        signs[sign] = (rarity[sign], packed(row))
    return Leanings(tuple(ids), signs)


def main() -> None:
    """Learn and write."""
    leanings = learn(read_library(ROOT / "data"))
    signs = {sign: leanings.signs[sign] for sign in sorted(leanings.signs)}
    lines = ",\n".join(f"{json.dumps(sign, ensure_ascii=False)}: {json.dumps(kept)}" for sign, kept in signs.items())
    FILE.write_text(f'{{"facts": {json.dumps(leanings.facts)},\n"signs": {{\n{lines}\n}}}}\n', encoding="utf-8")
    held = sum(len(row) // 4 for _, row in signs.values())
    sys.stdout.write(f"{len(signs)} signs, {held} weights, {FILE.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
