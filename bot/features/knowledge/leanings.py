"""What the words of a question lean towards: a second opinion on which fact it asks for, learned from the phrasings.

The index counts what a fact holds; this weighs what tells it from its siblings. "när" beside a date, "de" beside a
name: every sign that a question gives has a weight for every fact that it was ever confused over, learned once by
`benchmarks/leanings.py` and kept in `data/leanings.json`.
"""

import base64
import math
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.core.swedish.letters import fold
from bot.features.knowledge.kinds import Kinds
from bot.features.knowledge.model import Leanings
from bot.features.knowledge.words import Word

SMALL = 0.4
"""What a small word says beside one that carries meaning."""
KIND = 0.7
KIND_OF_THING = 0.4
"""What it says that just this kind of answer is asked about just this concept or name."""
SCALE = 64
"""A weight of so much is kept as 1."""


def signs_of(
    words: Iterable[tuple[Word, float]], small: Iterable[str], kinds: Kinds, present: Collection[int]
) -> dict[str, float]:
    """Return the signs that a question gives, each with how strongly.

    Args:
        words: those that carry meaning, each with how much of it counts, from 0 to 1.
        small: the words that only hold the question together.
        kinds: what is asked for.
        present: the years that the facts are about, which say nothing.
    """
    signs: dict[str, float] = {}
    for word, share in words:
        if word.year:
            if word.year not in present:
                signs["#year"] = 1.0
            continue
        for key, strength in word.keys.items():
            if strength * share > signs.get(key, 0.0):
                signs[key] = strength * share
    asked = [kind for kind, weight in kinds.items() if weight >= 1]
    things = [(key, strength) for key, strength in signs.items() if key[0] in "=@"]
    for kind in asked:
        for key, strength in things:
            signs[f"{kind}*{key}"] = KIND_OF_THING * strength
    for kind, weight in kinds.items():
        signs[f"#{kind}"] = KIND * weight
    for token in small:
        signs[f"~{fold(token)}"] = SMALL
    return signs


def packed(row: Mapping[int, int]) -> str:
    """Return a row of weights (number of a fact → weight from -127 to 127) as text."""
    numbers = sorted(row)
    return base64.b64encode(array("H", numbers).tobytes() + array("b", [row[n] for n in numbers]).tobytes()).decode()


def _unpacked(text: str) -> "tuple[array[int], array[int]]":
    raw = base64.b64decode(text)
    count = len(raw) // 3
    numbers, weights = array("H"), array("b")
    numbers.frombytes(raw[: 2 * count])
    weights.frombytes(raw[2 * count :])
    return numbers, weights


class Leaning:
    """Tells how much a question leans towards each fact of an index.

    Args:
        leanings: what was learned.
        ids: the facts and gaps of the index, in its order; those that nothing was learned of lean nowhere.
    """

    def __init__(self, leanings: Leanings, ids: Sequence[str]) -> None:
        self._signs = leanings.signs
        self._rows: dict[str, tuple[array[int], array[int]]] = {}
        places = {fact_id: number for number, fact_id in enumerate(ids)}
        self._places = [places.get(fact_id, len(ids)) for fact_id in leanings.facts]
        learned = set(leanings.facts)
        self.knows = [fact_id in learned for fact_id in ids]
        self._count = len(ids)

    def of(self, signs: Mapping[str, float]) -> list[float]:
        """Return how much the signs of a question lean towards each fact: about 1 for the right one, 0 for others."""
        known = self._signs
        told = [(key, strength * known[key][0]) for key, strength in signs.items() if key in known]
        length = math.sqrt(sum(value * value for _, value in told)) or 1.0
        found = [0.0] * (len(self._places) + 1)
        for key, value in told:
            row = self._rows.get(key)
            if row is None:
                row = self._rows[key] = _unpacked(known[key][1])
            share = value / (length * SCALE)
            for number, weight in zip(*row, strict=True):
                found[number] += share * weight
        by_place = [0.0] * (self._count + 1)
        for place, value in zip(self._places, found, strict=False):
            by_place[place] = value
        return by_place
