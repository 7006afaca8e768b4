"""The facts as an index: which of them hold the words of a question, and how much of it."""

import math
from collections import defaultdict
from dataclasses import dataclass, field

from bot.core.text import LANGS
from bot.features.knowledge.kinds import Kinds, fit, kinds_of
from bot.features.knowledge.model import Fact, Library
from bot.features.knowledge.words import Vocabulary, Word

ANSWER_STRENGTH = 0.5
TOPIC_STRENGTH = 0.75
BROADER_STRENGTH = 0.25
ONCE = 0.7
"""How strongly a fact holds a word that one of its phrasings has; the more have it the nearer to 1."""
UNKNOWN_WEIGHT = 4.0
CANDIDATES = 30


@dataclass(slots=True)
class Entry:
    """One fact as the index sees it.

    `phrases` is key → [(number of the phrasing, strength)]; `mass` the weight of every phrasing; `kinds` what each
    phrasing asks for; `asked_keys` all keys of the phrasings; `years` those the fact speaks of.
    """

    fact: Fact
    strengths: dict[str, float] = field(default_factory=dict)
    phrases: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    mass: list[float] = field(default_factory=list)
    kinds: list[Kinds] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    words: list[list[Word]] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    answer_keys: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word of a question with its weight in it."""

    word: Word
    weight: float


@dataclass(slots=True)
class Match:
    """How well a fact meets a question: all figures from 0 to 1.

    `coverage` is the share of the question's weight that the fact holds, `phrase` the likeness to its nearest phrasing,
    `kind` how well it is of the kind asked for, `missing` the heaviest word that it lacks as a share of the whole.
    """

    entry: Entry
    coverage: float
    phrase: float
    kind: float
    nearest: int
    missing: float
    score: float = 0.0


class FactIndex:
    """All facts, searchable by the words of a question."""

    def __init__(self, library: Library) -> None:
        self._topics = {topic.id: topic for topic in library.topics}
        self.vocabulary = Vocabulary(
            {lang: [line for fact in library.facts for line in _lines(fact, lang)] for lang in LANGS},
            [
                (topic.id, lang, alias)
                for topic in library.topics
                for lang in LANGS
                for alias in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang))
            ],
        )
        self.entries = [self._entry(fact) for fact in library.facts]
        self.by_id = {entry.fact.id: entry for entry in self.entries}
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for key, strength in entry.strengths.items():
                self.postings[key].append((number, strength))
        count = len(self.entries)
        self.rarity: dict[str, float] = {
            key: math.log((count + 1) / (sum(strength for _, strength in rows) + 0.5))
            for key, rows in self.postings.items()
        }
        for entry in self.entries:
            entry.mass = [sum(self.weight(word) for word in words) for words in entry.words]
            entry.words = []

    def _entry(self, fact: Fact) -> Entry:
        entry = Entry(fact)
        times: dict[str, float] = defaultdict(float)
        for lang in LANGS:
            for phrase in (fact.question.in_lang(lang), *fact.asked.in_lang(lang)):
                words = [word for word in self.vocabulary.read(phrase, lang) if not word.year or word.year != 2021]
                number = len(entry.words)
                entry.words.append(words)
                entry.texts.append(phrase)
                entry.kinds.append(kinds_of(phrase))
                keys: dict[str, float] = {}
                for word in words:
                    for key, strength in word.keys.items():
                        if strength > keys.get(key, 0.0):
                            keys[key] = strength
                for key, strength in keys.items():
                    entry.phrases.setdefault(key, []).append((number, strength))
                    times[key] += strength
            for line in _answer_lines(fact, lang):
                for word in self.vocabulary.read(line, lang):
                    for key, strength in word.keys.items():
                        entry.answer_keys.add(key)
                        entry.strengths[key] = max(ANSWER_STRENGTH * strength, entry.strengths.get(key, 0.0))
                    if word.year:
                        entry.years.add(word.year)
        self._add_topics(entry)
        for key, total in times.items():
            strength = min(1.0, ONCE * total if total < 1 else ONCE + (1 - ONCE) * (1 - 0.5 ** (total - 1)))
            entry.strengths[key] = max(strength, entry.strengths.get(key, 0.0))
        entry.years.update(fact.years)
        entry.years.update(word.year for words in entry.words for word in words if word.year)
        return entry

    def _add_topics(self, entry: Entry) -> None:
        for place, topic_id in enumerate(entry.fact.about):
            strength = TOPIC_STRENGTH if place == 0 else TOPIC_STRENGTH * 0.8
            seen: set[str] = set()
            current = topic_id
            while current in self._topics and current not in seen:
                seen.add(current)
                key = f"@{current}"
                entry.strengths[key] = max(strength, entry.strengths.get(key, 0.0))
                topic = self._topics[current]
                for lang in LANGS:
                    for name in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang)):
                        for word in self.vocabulary.read(name, lang):
                            held = 0.7 * strength
                            for own in (word.own,):
                                entry.strengths[own] = max(held, entry.strengths.get(own, 0.0))
                strength = BROADER_STRENGTH if strength > BROADER_STRENGTH else 0.0
                if not strength:
                    break
                current = topic.part_of

    def weight(self, word: Word) -> float:
        """Return how much a word says: the rarer among the facts the more."""
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
            phrase, nearest = self._nearest(entry, weighed, total, kinds)
            missing = max(item.weight * (1 - here.get(number, 0.0)) for item, here in zip(weighed, best, strict=True))
            kind = max(fit(kinds, entry.fact.kind), 0.9 * _same_kind(kinds, entry.kinds[nearest]) if nearest >= 0 else 0.0)
            found.append(Match(entry, held[number] / total, phrase, kind, nearest, missing / total))
        return found

    def _nearest(self, entry: Entry, weighed: list[Weighed], total: float, kinds: Kinds) -> tuple[float, int]:
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
        for number, value in shared.items():
            likeness = 2 * value / (total + max(entry.mass[number], value))
            likeness *= 0.9 + 0.1 * _same_kind(kinds, entry.kinds[number])
            if likeness > best:
                best, nearest = likeness, number
        return best, nearest


def _same_kind(asked: Kinds, other: Kinds) -> float:
    if not asked or not other:
        return 0.7
    return max(min(weight, other.get(kind, 0.0)) for kind, weight in asked.items())


def _answer_lines(fact: Fact, lang: str) -> list[str]:
    sv = lang == "sv"
    lines = [fact.answer.sv if sv else fact.answer.en]
    if fact.list:
        lines.extend(fact.list.sv if sv else fact.list.en)
    if fact.more:
        lines.append(fact.more.sv if sv else fact.more.en)
    return lines


def _lines(fact: Fact, lang: str) -> list[str]:
    sv = lang == "sv"
    return [
        fact.question.sv if sv else fact.question.en,
        *(fact.asked.sv if sv else fact.asked.en),
        *_answer_lines(fact, lang),
    ]
