"""What the words of a question lean towards: a second opinion on which fact it asks for, learned from the phrasings.

The index counts what a fact holds; this weighs what tells it from its siblings. "när" beside a date, "de" beside a
name: every sign that a question gives has a weight for every fact that it was ever confused over, learned once by
`benchmarks/leanings.py` and kept in `data/leanings.json`.
"""

import base64
import math
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.swedish.letters import fold
from bot.features.knowledge.kinds import Kinds
from bot.features.knowledge.model import Leanings
from bot.features.knowledge.words import Word

SMALL = 0.4
"""What a small word says beside one that carries meaning."""
SORT = 0.5
"""What the sort of a thing says beside its name: that it is a person, that it is part of the municipalities."""
KIND = 0.7
KIND_OF_THING = 0.4
"""What it says that just this kind of answer is asked about just this concept or name."""
SCALE = 64
"""A weight of so much is kept as 1."""


def signs_of(
    words: Iterable[tuple[Word, float]],
    small: Iterable[str],
    kinds: Kinds,
    sorts: Mapping[str, tuple[str, ...]],
    present: Collection[int],
) -> dict[str, float]:
    """Return the signs that a question gives, each with how strongly.

    Args:
        words: those that carry meaning, each with how much of it counts, from 0 to 1.
        small: the words that only hold the question together.
        kinds: what is asked for.
        sorts: key of a topic → the signs of what sort of thing it is.
        present: the years that the facts are about, which say nothing.
    """
    signs = _meant(words, present)
    for key in signs.keys() & sorts.keys():
        for sort in sorts[key]:
            signs[sort] = max(SORT * signs[key], signs.get(sort, 0.0))
    asked = [kind for kind, weight in kinds.items() if weight >= 1]
    things = [(key, strength) for key, strength in signs.items() if key[0] in "=@%"]
    for kind in asked:
        for key, strength in things:
            signs[f"{kind}*{key}"] = KIND_OF_THING * strength
    for kind, weight in kinds.items():
        signs[f"#{kind}"] = KIND * weight
    for token in small:
        signs[f"~{fold(token)}"] = SMALL
    return signs


def _meant(words: Iterable[tuple[Word, float]], present: Collection[int]) -> dict[str, float]:
    """Return the keys of words, each as strongly as the word that has it most counts."""
    meant: dict[str, float] = {}
    for word, share in words:
        if not word.year:
            for key, strength in word.keys.items():
                meant[key] = max(strength * share, meant.get(key, 0.0))
        elif word.year not in present:
            meant["#year"] = 1.0
    return meant


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


@dataclass(frozen=True, slots=True)
class _Row:
    """What one sign leans to: places in the index in order, their weights, and the most that it leans to a gap."""

    places: "array[int]"
    weights: "array[float]"
    most_gap: float


@dataclass(frozen=True, slots=True)
class Leant:
    """How a question leans: to each fact by its `things`, all but small words and kinds.

    `told` is above 0 when facts answer such; `signs` are those that are known, each with its share of the question.
    """

    things: list[float]
    told: float
    signs: list[tuple[_Row, float]]

    def to(self, place: int) -> tuple[float, float]:
        """Return how much the question leans to a fact, about 1 for the right one, and how much is said against it.

        Against it speaks the one sign that leans most to what nothing answers before the fact.
        """
        leaning = against = 0.0
        for row, share in self.signs:
            places = row.places
            at = bisect_left(places, place)
            weight = row.weights[at] if at < len(places) and places[at] == place else 0.0
            leaning += share * weight
            lost = share * (row.most_gap - weight)
            if lost > against:
                against = lost
        return leaning, against


class Leaning:
    """Tells how much a question leans towards each fact of an index.

    Args:
        leanings: what was learned.
        ids: the facts and gaps of the index, in its order; those that nothing was learned of lean nowhere.
        gaps: those of them that are gaps.
    """

    def __init__(self, leanings: Leanings, ids: Sequence[str], gaps: Collection[str]) -> None:
        self._signs = leanings.signs
        self._rows: dict[str, _Row] = {}
        places = {fact_id: number for number, fact_id in enumerate(ids)}
        self._places = [places.get(fact_id, -1) for fact_id in leanings.facts]
        self._gaps = frozenset(places[gap] for gap in gaps)
        learned = set(leanings.facts)
        self.knows = [fact_id in learned for fact_id in ids]
        self._count = len(ids)

    def _row(self, sign: str) -> _Row:
        row = self._rows.get(sign)
        if row is None:
            numbers, weights = _unpacked(self._signs[sign][1])
            pairs = sorted(
                (self._places[number], weight / SCALE) for number, weight in zip(numbers, weights, strict=True)
            )
            placed = [(place, weight) for place, weight in pairs if place >= 0]
            most_gap = max((weight for place, weight in placed if place in self._gaps), default=0.0)
            row = _Row(array("H", [p for p, _ in placed]), array("f", [w for _, w in placed]), most_gap)
            self._rows[sign] = row
        return row

    def of(self, signs: Mapping[str, float]) -> Leant:
        """Return how a question with these signs leans."""
        known = self._signs
        shares = [(sign, strength * known[sign][0]) for sign, strength in signs.items() if sign in known]
        length = math.sqrt(sum(value * value for _, value in shares)) or 1.0
        things = [0.0] * self._count
        told = 0.0
        rows = []
        for sign, value in shares:
            row = self._row(sign)
            share = value / length
            told += share * known[sign][2]
            rows.append((row, share))
            if sign[0] not in "~#":
                for place, weight in zip(row.places, row.weights, strict=True):
                    things[place] += share * weight
        return Leant(things, told, rows)
