"""The facts as an index: which of them hold the words of a question, and how much of it."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain

from bot.core.text import LANGS, Lang
from bot.features.knowledge.kinds import Kinds, fit, given_by, opening
from bot.features.knowledge.model import Fact, FactKind, Library
from bot.features.knowledge.words import Vocabulary, Word, tokens_of

ANSWER_STRENGTH = 0.5
TOPIC_STRENGTH = 0.75
BROADER = 0.35
ONCE = 0.7
"""How strongly a fact holds a word that one of its phrasings has; the more have it the nearer to 1."""
UNKNOWN_WEIGHT = 4.0
LIGHT = 0.4
CANDIDATES = 30


@dataclass(slots=True)
class Entry:
    """One fact as the index sees it.

    `strengths` is key → how strongly the fact holds it, from 0 to 1; `phrases` key → [(number of the phrasing,
    strength)]; `texts` the phrasings; `mass` the weight of each; `years` those the fact speaks of;
    `gives` the kinds of answer that its answer holds at all; `asks` what more than one phrasing asks for.
    """

    fact: Fact
    strengths: dict[str, float] = field(default_factory=dict)
    phrases: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    mass: list[float] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    gives: frozenset[FactKind] = frozenset()
    asks: frozenset[FactKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word of a question with its weight in it."""

    word: Word
    weight: float


@dataclass(slots=True)
class Match:
    """How well a fact meets a question: all figures from 0 to 1.

    `coverage` is the share of the question's weight that the fact holds, `phrase` the likeness to its nearest phrasing
    and `phrases` to the three nearest, `kind` how well it is of the kind asked for, `held` how well it holds each word.
    """

    entry: Entry
    coverage: float
    phrase: float
    phrases: float
    kind: float
    nearest: int
    held: tuple[float, ...]
    score: float = 0.0


class FactIndex:
    """All facts, searchable by the words of a question."""

    def __init__(self, library: Library) -> None:
        self.present = _covered_years(library)
        phrasings = {lang: [[tokens_of(line) for line in _phrasings(fact, lang)] for fact in library.facts] for lang in LANGS}
        answers = {lang: [tokens_of(fact.said(lang)) for fact in library.facts] for lang in LANGS}
        self.vocabulary = Vocabulary(
            [
                (topic.id, lang, alias)
                for topic in library.topics
                for lang in LANGS
                for alias in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang))
            ],
            {lang: [*chain.from_iterable(phrasings[lang]), *answers[lang]] for lang in LANGS},
        )
        self._topics = {topic.id: topic for topic in library.topics}
        self._topic_keys: dict[str, frozenset[str]] = {}
        self.entries: list[Entry] = []
        asked: list[list[list[Word]]] = []
        for number, fact in enumerate(library.facts):
            entry, words = self._entry(
                fact,
                {lang: phrasings[lang][number] for lang in LANGS},
                {lang: answers[lang][number] for lang in LANGS},
            )
            self.entries.append(entry)
            asked.append(words)
        self.by_id = {entry.fact.id: entry for entry in self.entries}
        self.postings: dict[str, list[tuple[int, float]]] = {}
        for number, entry in enumerate(self.entries):
            for key, strength in entry.strengths.items():
                self.postings.setdefault(key, []).append((number, strength))
        count = len(self.entries)
        self.rarity: dict[str, float] = {
            key: math.log((count + 1) / (sum(strength for _, strength in rows) + 0.5))
            for key, rows in self.postings.items()
        }
        weights: dict[Word, float] = {}
        for entry, words in zip(self.entries, asked, strict=True):
            for phrase in words:
                total = 0.0
                for word in phrase:
                    weight = weights.get(word)
                    if weight is None:
                        weight = weights[word] = self.weight(word)
                    total += weight
                entry.mass.append(total)

    def _entry(
        self, fact: Fact, phrasings: dict[Lang, list[list[str]]], answers: dict[Lang, list[str]]
    ) -> tuple[Entry, list[list[Word]]]:
        entry = Entry(fact, years=set(fact.years), gives=given_by(fact.said("sv")))
        times: dict[str, float] = {}
        phrases = entry.phrases
        asked: list[list[Word]] = []
        for lang in LANGS:
            entry.texts.extend(_phrasings(fact, lang))
            for tokens in phrasings[lang]:
                words = self.vocabulary.read(tokens, lang)
                number = len(asked)
                keys: dict[str, float] = {}
                for word in words:
                    if word.year:
                        entry.years.add(word.year)
                        if word.year in self.present:
                            continue
                    for key, strength in word.keys.items():
                        if strength > keys.get(key, 0.0):
                            keys[key] = strength
                for key, strength in keys.items():
                    times[key] = times.get(key, 0.0) + strength
                    held = phrases.get(key)
                    if held is None:
                        phrases[key] = [(number, strength)]
                    else:
                        held.append((number, strength))
                asked.append([word for word in words if word.year not in self.present])
            for token in set(answers[lang]):
                word = self.vocabulary.word(token, lang)
                for key, strength in word.keys.items():
                    if ANSWER_STRENGTH * strength > entry.strengths.get(key, 0.0):
                        entry.strengths[key] = ANSWER_STRENGTH * strength
        openings = Counter(opening(tokens) for lang in LANGS for tokens in phrasings[lang])
        entry.asks = frozenset(kind for kind, count in openings.items() if kind and count > 1)
        self._add_topics(entry)
        for key, total in times.items():
            strength = ONCE * total if total < 1 else ONCE + (1 - ONCE) * (1 - 0.5 ** (total - 1))
            if strength > entry.strengths.get(key, 0.0):
                entry.strengths[key] = strength
        return entry, asked

    def _add_topics(self, entry: Entry) -> None:
        for place, topic_id in enumerate(entry.fact.about):
            strength = TOPIC_STRENGTH if place == 0 else TOPIC_STRENGTH * 0.8
            current = topic_id
            for share in (1.0, BROADER):
                if current not in self._topics:
                    break
                for key in self._keys_of_topic(current):
                    held = strength * share * (1.0 if key[0] == "@" else 0.7)
                    if held > entry.strengths.get(key, 0.0):
                        entry.strengths[key] = held
                current = self._topics[current].part_of

    def _keys_of_topic(self, topic_id: str) -> frozenset[str]:
        keys = self._topic_keys.get(topic_id)
        if keys is None:
            topic = self._topics[topic_id]
            keys = self._topic_keys[topic_id] = frozenset(
                [f"@{topic_id}"]
                + [
                    word.own
                    for lang in LANGS
                    for name in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang))
                    for word in self.vocabulary.read(tokens_of(name), lang)
                ]
            )
        return keys

    def weight(self, word: Word) -> float:
        """Return how much a word says: the rarer among the facts the more, light words less."""
        return self._said_by(word) * (LIGHT if word.light else 1.0)

    def _said_by(self, word: Word) -> float:
        if not word.known:
            return UNKNOWN_WEIGHT
        meanings = [self.rarity[key] for key in word.keys if key[0] in "=@" and key in self.rarity]
        if meanings:
            return max(0.3, min(max(meanings), max(self.rarity.get(word.own, 0.0), min(meanings))))
        rarity = self.rarity.get(word.own)
        if rarity is None:
            parts = [self.rarity[key] for key in word.keys if key in self.rarity]
            return max(parts) if parts else UNKNOWN_WEIGHT * 0.75
        return max(0.3, rarity)

    def weigh(self, words: list[Word]) -> list[Weighed]:
        """Return the words with their weights."""
        return [Weighed(word, self.weight(word)) for word in words]

    def matches(self, weighed: list[Weighed], kinds: Kinds, most: int = CANDIDATES) -> list[Match]:
        """Return the facts that hold most of a question, with how well they meet it, in no particular order."""
        total = sum(item.weight for item in weighed)
        if not total:
            return []
        held: dict[int, float] = defaultdict(float)
        best: list[dict[int, float]] = []
        for item in weighed:
            here: dict[int, float] = {}
            for key, strength in item.word.keys.items():
                for number, kept in self.postings.get(key, ()):
                    value = strength * kept
                    if value > here.get(number, 0.0):
                        here[number] = value
            best.append(here)
            for number, value in here.items():
                held[number] += item.weight * value
        ranked = sorted(held, key=lambda n: (-held[n] - 0.1 * total * fit(kinds, self.entries[n].fact.kind), n))[:most]
        found: list[Match] = []
        for number in ranked:
            entry = self.entries[number]
            phrase, phrases, nearest = self._nearest(entry, weighed, total)
            kind = fit(kinds, entry.fact.kind)
            for wanted, weight in kinds.items():
                if wanted in entry.asks:
                    kind = max(kind, 0.9 * weight)
            of_each = tuple(here.get(number, 0.0) for here in best)
            found.append(Match(entry, held[number] / total, phrase, phrases, kind, nearest, of_each))
        return found

    def _nearest(self, entry: Entry, weighed: list[Weighed], total: float) -> tuple[float, float, int]:
        shared: dict[int, float] = defaultdict(float)
        for item in weighed:
            here: dict[int, float] = {}
            for key, strength in item.word.keys.items():
                for number, kept in entry.phrases.get(key, ()):
                    value = strength * kept
                    if value > here.get(number, 0.0):
                        here[number] = value
            for number, value in here.items():
                shared[number] += item.weight * value
        best, nearest = 0.0, -1
        alike = []
        for number, value in shared.items():
            mass = entry.mass[number]
            likeness = 2 * min(value, mass) / (total + mass)
            alike.append(likeness)
            if likeness > best:
                best, nearest = likeness, number
        alike.sort(reverse=True)
        return best, sum(alike[:3]) / 3, nearest


def _phrasings(fact: Fact, lang: Lang) -> tuple[str, ...]:
    return (fact.question.in_lang(lang), *fact.asked.in_lang(lang))


def _covered_years(library: Library) -> frozenset[int]:
    """Return the years that the documents speak of: a question that names one of them says nothing by it."""
    years: set[int] = set()
    for document in library.documents:
        if document.valid_from and document.valid_to:
            years.update(range(document.valid_from.year, document.valid_to.year + 1))
    return frozenset(years)
