"""Imported reports, searched word by word (BM25) for a piece to quote."""

import math
import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.stems import stem
from bot.core.swedish.letters import fold
from bot.core.text import Lang
from bot.features.knowledge.model import Passage
from bot.features.knowledge.words import is_small, tokens_of

ENOUGH = 0.8
"""Share of a question's weight that a passage must hold to be quoted."""
FEWEST_WORDS = 2
"""Words of a question that a passage must hold to be quoted."""
LONGEST_QUOTE = 360
COMMON = 0.25
"""Words that more of the passages than this hold are not searched for."""
_K1 = 1.4
_B = 0.6
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A piece of a passage that holds what was asked, and the share of the question that the passage holds."""

    passage: Passage
    text: str
    share: float


class PassageIndex:
    """Passages by the stems of their words."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._numbers: dict[str, array[int]] = {}
        self._times: dict[str, array[int]] = {}
        self._lengths = array("H")
        for number, passage in enumerate(passages):
            tokens = tokens_of(f"{passage.title} {passage.section} {passage.text}")
            self._lengths.append(min(len(tokens), 65535))
            for term, times in Counter(map(_term, tokens)).items():
                numbers = self._numbers.get(term)
                if numbers is None:
                    numbers = self._numbers[term] = array("I")
                    self._times[term] = array("B")
                numbers.append(number)
                self._times[term].append(min(times, 255))
        self._mean = sum(self._lengths) / len(passages) if passages else 1.0

    def best(self, question: str, lang: Lang) -> Quotation | None:
        """Return the best piece to quote, or None when no passage holds enough of the question."""
        terms = {_term(token) for token in tokens_of(question) if not is_small(token, lang)}
        count = len(self._passages)
        rarity = {term: math.log(1 + count / (1 + len(self._numbers.get(term, ())))) for term in terms}
        total = sum(rarity.values())
        searched = [t for t in terms if t in self._numbers and len(self._numbers[t]) <= max(20, COMMON * count)]
        if not total or not searched:
            return None
        scores: dict[int, float] = {}
        held: dict[int, float] = {}
        for term in searched:
            weight = rarity[term]
            for number, times in zip(self._numbers[term], self._times[term], strict=True):
                spread = times + _K1 * (1 - _B + _B * self._lengths[number] / self._mean)
                scores[number] = scores.get(number, 0.0) + weight * times * (_K1 + 1) / spread
                held[number] = held.get(number, 0.0) + weight
        best = max(scores, key=lambda number: (held[number], scores[number], -number))
        passage = self._passages[best]
        words = set(map(_term, tokens_of(f"{passage.title} {passage.section} {passage.text}")))
        met = terms & words
        share = sum(rarity[term] for term in met) / total
        if share < ENOUGH or len(met) < FEWEST_WORDS:
            return None
        return Quotation(passage, _excerpt(passage.text, met, rarity), share)


@lru_cache(maxsize=65536)
def _term(token: str) -> str:
    return token if token[0].isdigit() else stem(fold(token), "sv")


def _excerpt(text: str, terms: set[str], rarity: dict[str, float]) -> str:
    """Return whole sentences around the one that holds most of the terms, at most LONGEST_QUOTE characters."""
    sentences = _SENTENCE.split(" ".join(text.split()))
    worth = [sum(rarity[t] for t in terms & set(map(_term, tokens_of(sentence)))) for sentence in sentences]
    at = max(range(len(sentences)), key=lambda n: (worth[n], -n))
    first = last = at
    length = len(sentences[at])
    while True:
        after = last + 1 < len(sentences) and length + len(sentences[last + 1]) < LONGEST_QUOTE
        before = first > 0 and length + len(sentences[first - 1]) < LONGEST_QUOTE
        if after:
            last += 1
            length += len(sentences[last]) + 1
        elif before:
            first -= 1
            length += len(sentences[first]) + 1
        else:
            break
    quote = " ".join(sentences[first : last + 1])
    if len(quote) > 2 * LONGEST_QUOTE:
        quote = quote[: 2 * LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return quote
