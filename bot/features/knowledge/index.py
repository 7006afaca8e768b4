"""The facts as an index: which of them hold the words of a question, and how much of it."""

import datetime as dt
import math
from array import array
from collections import Counter
from dataclasses import dataclass, field
from heapq import nlargest
from typing import get_args

from bot.core.text import LANGS, Lang
from bot.features.knowledge.kinds import Kinds, fit, given_by, opening
from bot.features.knowledge.model import Fact, FactKind, Gap, GapReason, Library, Source, Wording
from bot.features.knowledge.words import Vocabulary, Word, tokens_of

ANSWER_STRENGTH = 0.5
TOPIC_STRENGTH = 0.75
BROADER = 0.35
ONCE = 0.7
"""How strongly a fact holds a word that one of its phrasings has; the more have it the nearer to 1."""
UNKNOWN_WEIGHT = 4.0
LIGHT = 0.4
CANDIDATES = 8
OTHER_OPENING = 0.9
"""What the likeness of a phrasing is worth that asks for something else."""
WORDS_KEPT = 60
FLOOR = 0.4
"""Facts that hold less than this share of what the best one holds are left out."""
SPREADS_KEPT = 4000


@dataclass(slots=True)
class Phrases:
    """The phrasings of one fact, made when a question first comes near it.

    `held` is key → [(number of the phrasing, strength)]; `mass` the weight of each, `openings` what it asks for.
    """

    held: dict[str, list[tuple[int, float]]]
    mass: list[float]
    openings: list[FactKind | None]
    _known: dict[Word, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def with_word(self, word: Word) -> tuple[tuple[int, float], ...]:
        """Return (number, strength) of the phrasings that hold a word; what was asked lately is kept."""
        known = self._known.get(word)
        if known is None:
            here: dict[int, float] = {}
            for key, strength in word.keys.items():
                for number, kept in self.held.get(key, ()):
                    value = strength * kept
                    if value > here.get(number, 0.0):
                        here[number] = value
            if len(self._known) >= WORDS_KEPT:
                self._known.clear()
            known = self._known[word] = tuple(here.items())
        return known


@dataclass(slots=True)
class Entry:
    """One fact as the index sees it.

    `strengths` is key → how strongly the fact holds it, from 0 to 1; `texts` the phrasings in both languages, and
    `tokens` their words; `asked` the keys of all of them; `years` those the fact speaks of; `gives` the kinds of answer
    that its answer holds at all; `asks` what more than one phrasing asks for;
    `gap` why it is no fact at all, but something that nothing answers.
    """

    fact: Fact
    texts: list[tuple[Lang, str]]
    tokens: list[tuple[Lang, list[str]]]
    strengths: dict[str, float] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    years: set[int] = field(default_factory=set)
    gives: frozenset[FactKind] = frozenset()
    asks: frozenset[FactKind] = frozenset()
    phrases: Phrases | None = None
    gap: GapReason | None = None


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
        self.entries = [*map(self._read, library.facts), *map(self._read_gap, library.gaps)]
        answers = {lang: [set(tokens_of(entry.fact.said(lang))) for entry in self.entries] for lang in LANGS}
        self.vocabulary = Vocabulary(
            [
                (topic.id, lang, alias)
                for topic in library.topics
                for lang in LANGS
                for alias in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang))
            ],
            {lang: [*answers[lang], *self._asked_in(lang)] for lang in LANGS},
        )
        self._topics = {topic.id: topic for topic in library.topics}
        self._topic_keys: dict[str, frozenset[str]] = {}
        self._spread: dict[Word, tuple[array[int], array[float]]] = {}
        self.by_id = {entry.fact.id: entry for entry in self.entries}
        self.postings: dict[str, list[tuple[int, float]]] = {}
        for number, entry in enumerate(self.entries):
            self._weigh_entry(entry, {lang: answers[lang][number] for lang in LANGS})
            for key, strength in entry.strengths.items():
                held = self.postings.get(key)
                if held is None:
                    self.postings[key] = [(number, strength)]
                else:
                    held.append((number, strength))
        count = len(self.entries)
        self.rarity: dict[str, float] = {
            key: math.log((count + 1) / (sum(strength for _, strength in rows) + 0.5))
            for key, rows in self.postings.items()
        }

    def _read_gap(self, gap: Gap) -> Entry:
        """Return what nothing answers as an entry beside the facts, with nothing to say."""
        nothing = Wording("", "")
        source = Source("")
        fact = Fact(gap.id, gap.about, "what", nothing, nothing, source, dt.date.min, "", gap.asked)
        entry = self._read(fact)
        entry.gap = gap.reason
        entry.gives = frozenset(get_args(FactKind))
        return entry

    def _asked_in(self, lang: Lang) -> list[list[str]]:
        return [tokens for entry in self.entries for of, tokens in entry.tokens if of == lang]

    def _read(self, fact: Fact) -> Entry:
        texts: list[tuple[Lang, str]] = [(lang, phrase) for lang in LANGS for phrase in _phrasings(fact, lang)]
        tokens = [(lang, tokens_of(text)) for lang, text in texts]
        openings = Counter(opening(words) for _, words in tokens)
        return Entry(
            fact,
            texts,
            tokens,
            gives=given_by(fact.said("sv")),
            asks=frozenset(kind for kind, count in openings.items() if kind and count > 1),
        )

    def _weigh_entry(self, entry: Entry, answers: dict[Lang, set[str]]) -> None:
        strengths = entry.strengths
        entry.years.update(entry.fact.years)
        for lang in LANGS:
            for token in answers[lang]:
                for key, strength in self.vocabulary.word(token, lang).keys.items():
                    if ANSWER_STRENGTH * strength > strengths.get(key, 0.0):
                        strengths[key] = ANSWER_STRENGTH * strength
        self._add_topics(entry)
        times = self._times_asked(entry)
        for key, total in times.items():
            strength = ONCE * total if total < 1 else ONCE + (1 - ONCE) * (1 - 0.5 ** (total - 1))
            if strength > strengths.get(key, 0.0):
                strengths[key] = strength
        entry.asked = frozenset(times)

    def _times_asked(self, entry: Entry) -> dict[str, float]:
        """Return key → how many times the phrasings of a fact hold it, each with its strength."""
        counts: dict[Lang, Counter[str]] = {"sv": Counter(), "en": Counter()}
        times: dict[str, float] = {}
        for lang, tokens in entry.tokens:
            counts[lang].update(tokens)
        for lang, counted in counts.items():
            together = self.vocabulary.meant_together([tokens for of, tokens in entry.tokens if of == lang], lang)
            for key, strength in together:
                times[key] = times.get(key, 0.0) + strength
            for token, count in counted.items():
                word = self.vocabulary.word(token, lang)
                if word.year:
                    entry.years.add(word.year)
                    if word.year in self.present:
                        continue
                for key, strength in word.keys.items():
                    times[key] = times.get(key, 0.0) + strength * count
        return times

    def _phrases(self, entry: Entry) -> Phrases:
        if entry.phrases is None:
            held: dict[str, list[tuple[int, float]]] = {}
            mass: list[float] = []
            for number, (lang, tokens) in enumerate(entry.tokens):
                keys: dict[str, float] = {}
                weight = 0.0
                for word in self.vocabulary.read(tokens, lang):
                    if word.year in self.present:
                        continue
                    weight += self.weight(word)
                    for key, strength in word.keys.items():
                        if strength > keys.get(key, 0.0):
                            keys[key] = strength
                for key, strength in keys.items():
                    held.setdefault(key, []).append((number, strength))
                mass.append(weight)
            entry.phrases = Phrases(held, mass, [opening(tokens) for _, tokens in entry.tokens])
        return entry.phrases

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

    def _facts_with(self, word: Word) -> "tuple[array[int], array[float]]":
        """Return the numbers of the facts that hold a word, and how strongly each; what was asked lately is kept."""
        known = self._spread.get(word)
        if known is None:
            here: dict[int, float] = {}
            for key, strength in word.keys.items():
                for number, kept in self.postings.get(key, ()):
                    value = strength * kept
                    if value > here.get(number, 0.0):
                        here[number] = value
            if len(self._spread) >= SPREADS_KEPT:
                self._spread.clear()
            known = self._spread[word] = (array("H", here.keys()), array("f", here.values()))
        return known

    def matches(self, weighed: list[Weighed], kinds: Kinds, most: int = CANDIDATES) -> list[Match]:
        """Return the facts that hold most of a question, with how well they meet it, in no particular order."""
        total = sum(item.weight for item in weighed)
        if not total:
            return []
        held: dict[int, float] = {}
        for item in weighed:
            weight = item.weight
            for number, value in zip(*self._facts_with(item.word), strict=True):
                held[number] = held.get(number, 0.0) + weight * value
        fits = {kind: fit(kinds, kind) for kind in get_args(FactKind)}
        share = 0.15 * total
        entries = self.entries
        floor = FLOOR * max(held.values(), default=0.0)
        near = [(value + share * fits[entries[n].fact.kind], -n) for n, value in held.items() if value >= floor]
        near.sort(reverse=True)
        found: list[Match] = []
        for _, negative in near[:most]:
            number = -negative
            entry = entries[number]
            asked = self._phrases(entry)
            phrase, phrases, nearest = self._nearest(asked, weighed, total, kinds)
            kind = fits[entry.fact.kind]
            for wanted, weight in kinds.items():
                if wanted in entry.asks or (nearest >= 0 and asked.openings[nearest] == wanted):
                    kind = max(kind, 0.9 * weight)
            strengths = entry.strengths
            of_each = tuple(
                max(strength * strengths.get(key, 0.0) for key, strength in item.word.keys.items()) for item in weighed
            )
            found.append(Match(entry, held[number] / total, phrase, phrases, kind, nearest, of_each))
        return found

    def _nearest(
        self, phrases: Phrases, weighed: list[Weighed], total: float, kinds: Kinds
    ) -> tuple[float, float, int]:
        shared: dict[int, float] = {}
        for item in weighed:
            weight = item.weight
            for number, value in phrases.with_word(item.word):
                shared[number] = shared.get(number, 0.0) + weight * value
        best, nearest = 0.0, -1
        alike = []
        masses, openings = phrases.mass, phrases.openings
        for number, value in shared.items():
            mass = masses[number]
            likeness = 2 * min(value, mass) / (total + mass)
            asks = openings[number]
            if asks and kinds:
                likeness *= OTHER_OPENING + (1 - OTHER_OPENING) * kinds.get(asks, 0.0)
            alike.append(likeness)
            if likeness > best:
                best, nearest = likeness, number
        return best, sum(nlargest(3, alike)) / 3, nearest


def _phrasings(fact: Fact, lang: Lang) -> tuple[str, ...]:
    question = fact.question.in_lang(lang)
    return (question, *fact.asked.in_lang(lang)) if question else fact.asked.in_lang(lang)


def _covered_years(library: Library) -> frozenset[int]:
    """Return the years that the documents speak of: a question that names one of them says nothing by it."""
    years: set[int] = set()
    for document in library.documents:
        if document.valid_from and document.valid_to:
            years.update(range(document.valid_from.year, document.valid_to.year + 1))
    return frozenset(years)
