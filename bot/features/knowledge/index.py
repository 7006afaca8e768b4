"""The facts as an index: which of them hold the words of a question, and how much of it."""

import datetime as dt
import math
import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from sys import intern
from typing import Any, get_args

from bot.core.text import LANGS, Lang
from bot.features.knowledge.demands import BY_PHRASING, EVERY_DEMAND, Demand, counted_in, demanded_by, held_by
from bot.features.knowledge.kinds import Kinds, fit, opening
from bot.features.knowledge.leanings import Leaning, signs_of
from bot.features.knowledge.model import Fact, FactKind, Gap, GapReason, Library, Source, Topic, Wording
from bot.features.knowledge.words import LINE, Vocabulary, Word, tokens_of, tokens_of_lines

ANSWER_STRENGTH = 0.5
TOPIC_STRENGTH = 0.75
BROADER = 0.35
ONCE = 0.7
"""How strongly a fact holds a word that one of its phrasings has; the more have it the nearer to 1."""
UNKNOWN_WEIGHT = 4.0
LIGHT = 0.4
CANDIDATES = 8
CANDIDATES_LEANT_TO = 4
"""How many of the facts that the question leans to most are considered, whatever they hold of it."""
OTHER_OPENING = 0.9
"""What the likeness of a phrasing is worth that asks for something else."""
SORT_OF: dict[FactKind, FactKind] = {"count": "which", "amount": "what", "status": "how"}
"""Kinds of questions whose first word after the question word is of the same sort as that of another."""
WORDS_KEPT = 40
_TWO_NAMES = re.compile(r"\b([A-ZÅÄÖ][a-zåäöé]+) ([A-ZÅÄÖ][a-zåäöé]+)\b")
MOST_IN_BYTES = 256
"""Phrasings whose numbers fit a byte each."""
FLOOR = 0.4
"""Facts that hold less than this share of what the best one holds are left out."""
SPREADS_KEPT = 2000
WEIGHTS_KEPT = 20_000
ASKINGS_KEPT = 500


@dataclass(slots=True)
class Phrases:
    """The phrasings of one fact, made when a question first comes near it.

    `held` is key → numbers of phrasings that hold it, strength, numbers of others, strength …; `mass` the weight of
    each phrasing, `openings` what it asks for, `asks` what more than one of them asks for, `demands` what more than one
    demands. `sought` is sort of question → the words first after the question word: "hur många *möten*", "vem *leder*".
    """

    held: dict[str, tuple[Any, ...]]
    mass: list[float]
    openings: list[FactKind | None]
    asks: frozenset[FactKind]
    demands: frozenset[Demand]
    sought: dict[FactKind, tuple[Word, ...]]
    _known: dict[Word, "tuple[array[int], array[float]]"] = field(default_factory=dict)

    def with_word(self, word: Word) -> "tuple[array[int], array[float]]":
        """Return the numbers of the phrasings that hold a word, and how strongly; what was asked lately is kept."""
        known = self._known.get(word)
        if known is None:
            here: dict[int, float] = {}
            for key, strength in word.keys.items():
                pairs = iter(self.held.get(key, ()))
                for numbers, kept in zip(pairs, pairs, strict=True):
                    value = strength * kept
                    for number in numbers:
                        if value > here.get(number, 0.0):
                            here[number] = value
            if len(self._known) >= WORDS_KEPT:
                self._known.clear()
            known = self._known[word] = (array("H", here.keys()), array("d", here.values()))
        return known


@dataclass(slots=True)
class Entry:
    """One fact as the index sees it.

    `years` are those the fact speaks of; `gap` why it is no fact at all, but something that nothing answers; `phrases`,
    `met` and `counted`, the words of what its answer tells a number of, are made when a question first comes near it.
    """

    fact: Fact
    years: set[int]
    gap: GapReason | None = None
    phrases: Phrases | None = None
    met: frozenset[Demand] | None = None
    counted: tuple[Word, ...] = ()

    @property
    def texts(self) -> list[tuple[Lang, str]]:
        """The phrasings in both languages, in the order of their numbers."""
        return [(lang, phrase) for lang in LANGS for phrase in _phrasings(self.fact, lang)]

    @property
    def asked(self) -> Collection[str]:
        """The keys of all phrasings; none before a question has come near the fact."""
        return self.phrases.held.keys() if self.phrases else ()


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
    `leaning` is how much the question leans to it, about 1 for the right fact, `told` how much it is one that facts
    answer, `against` how much one sign speaks for what nothing does; likeness stands in where nothing was learned.
    """

    entry: Entry
    coverage: float
    phrase: float
    phrases: float
    kind: float
    nearest: int
    held: tuple[float, ...]
    leaning: float = 0.0
    told: float = 0.0
    against: float = 0.0
    score: float = 0.0


class FactIndex:
    """All facts, searchable by the words of a question."""

    def __init__(self, library: Library) -> None:
        self.present = _covered_years(library)
        self.entries = [Entry(fact, set(fact.years)) for fact in library.facts]
        self.entries += [Entry(_nothing_of(gap), set(), gap.reason) for gap in library.gaps]
        self.by_id = {entry.fact.id: entry for entry in self.entries}
        self.leaning = Leaning(
            library.leanings, [entry.fact.id for entry in self.entries], [gap.id for gap in library.gaps]
        )
        self._sorts = {f"@{topic.id}": tuple(_sorts_of(topic)) for topic in library.topics}
        rows = [
            {lang: [*map(intern, tokens_of_lines(_phrasings(entry.fact, lang)))] for lang in LANGS}
            for entry in self.entries
        ]
        answers = [{lang: dict.fromkeys(tokens_of(entry.fact.said(lang))) for lang in LANGS} for entry in self.entries]
        written: dict[Lang, Counter[str]] = {"sv": Counter(), "en": Counter()}
        for lang, counted in written.items():
            for answer in answers:
                counted.update(answer[lang].keys())
            for row in rows:
                counted.update(row[lang])
            del counted[LINE]
        self.vocabulary = Vocabulary(
            [
                (topic.id, lang, alias)
                for topic in library.topics
                for lang in LANGS
                for alias in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang))
            ],
            written,
        )
        self._people = [topic.name.sv for topic in library.topics if topic.kind == "person"]
        self._things = {
            word
            for topic in library.topics
            if topic.kind != "person"
            for word in topic.name.sv.split()
            if word.istitle()
        }
        self._topics = {topic.id: topic for topic in library.topics}
        self._topic_keys: dict[str, list[tuple[str, float]]] = {}
        self._spread: dict[Word, tuple[array[int], array[float], array[float]]] = {}
        self._kinds = [entry.fact.kind for entry in self.entries]
        self._weights: dict[Word, float] = {}
        self._fits: dict[
            tuple[tuple[FactKind, float], ...], tuple[dict[FactKind, float], dict[FactKind | None, float]]
        ] = {}
        numbers: dict[str, list[int]] = {}
        strengths: dict[str, list[float]] = {}
        for number, entry in enumerate(self.entries):
            for key, strength in self._strengths(entry, answers[number], rows[number]).items():
                held = numbers.get(key)
                if held is None:
                    numbers[key] = [number]
                    strengths[key] = [strength]
                else:
                    held.append(number)
                    strengths[key].append(strength)
        self._holders = {key: (array("H", held), array("d", strengths[key])) for key, held in numbers.items()}
        count = len(self.entries)
        self.rarity: dict[str, float] = {
            key: math.log((count + 1) / (sum(held) + 0.5)) for key, held in strengths.items()
        }

    def _strengths(
        self, entry: Entry, answer: dict[Lang, dict[str, None]], rows: dict[Lang, list[str]]
    ) -> dict[str, float]:
        """Return key → how strongly a fact holds it, from 0 to 1, by its answer, its topics and its phrasings."""
        strengths: dict[str, float] = {}
        for lang in LANGS:
            known = self.vocabulary.known(lang)
            for token in answer[lang]:
                for key, strength in known[token].keys.items():
                    if ANSWER_STRENGTH * strength > strengths.get(key, 0.0):
                        strengths[key] = ANSWER_STRENGTH * strength
        self._add_topics(entry.fact, strengths)
        for key, total in self._times_asked(entry, rows).items():
            strength = ONCE * total if total < 1 else ONCE + (1 - ONCE) * (1 - 0.5 ** (total - 1))
            if strength > strengths.get(key, 0.0):
                strengths[key] = strength
        return strengths

    def _times_asked(self, entry: Entry, rows: dict[Lang, list[str]]) -> dict[str, float]:
        """Return key → how many times the phrasings of a fact hold it, each with its strength."""
        times: dict[str, float] = {}
        for lang, tokens in rows.items():
            for key, strength in self.vocabulary.meant_together(tokens, lang):
                times[key] = times.get(key, 0.0) + strength
            known = self.vocabulary.known(lang)
            for token, count in Counter(tokens).items():
                word = known[token]
                if word.year:
                    entry.years.add(word.year)
                    if word.year in self.present:
                        continue
                for key, strength in word.keys.items():
                    times[key] = times.get(key, 0.0) + strength * count
        return times

    def warm(self) -> None:
        """Read the phrasings of every fact, which is otherwise done when a question first comes near it."""
        for entry in self.entries:
            self._phrases(entry)

    def _phrases(self, entry: Entry) -> Phrases:
        if entry.phrases is None:
            numbers: dict[Word, list[int]] = {}
            mass: list[float] = []
            openings: list[FactKind | None] = []
            sought: dict[FactKind, set[Word]] = {}
            demanded: Counter[Demand] = Counter()
            weighed, present = self._weights, self.present
            for lang in LANGS:
                tokens = tokens_of_lines(_phrasings(entry.fact, lang))
                words = self.vocabulary.read_lines(tokens, lang)
                weight = 0.0
                for word in words:
                    if word.text == LINE:
                        mass.append(weight)
                        weight = 0.0
                    elif not word.function and word.year not in present:
                        known = weighed.get(word)
                        weight += self.weight(word) if known is None else known
                        here = numbers.get(word)
                        if here is None:
                            numbers[word] = [len(mass)]
                        else:
                            here.append(len(mass))
                openings += _openings(tokens, words, sought)
                demanded.update(demanded_by(tokens))
            held: dict[str, tuple[Any, ...]] = {}
            for word, row in numbers.items():
                phrases = bytes(row) if len(mass) <= MOST_IN_BYTES else array("H", row)
                for key, strength in word.keys.items():
                    held[key] = (*held.get(key, ()), phrases, strength)
            asks = frozenset(kind for kind, count in Counter(openings).items() if kind and count > 1)
            demands = BY_PHRASING.intersection(demand for demand, count in demanded.items() if count > 1)
            entry.phrases = Phrases(held, mass, openings, asks, demands, {k: tuple(w) for k, w in sought.items()})
        return entry.phrases

    def meets(self, entry: Entry) -> frozenset[Demand]:
        """Return which demands a fact meets, by what stands in it and how people ask for it; a gap meets all."""
        if entry.met is None:
            if entry.gap is not None:
                entry.met = EVERY_DEMAND
            else:
                phrases = self._phrases(entry)
                kinds = (entry.fact.kind, *phrases.asks)
                entry.met = phrases.demands | held_by(entry.fact.said("sv"), kinds)
                if self._names_somebody(entry.fact):
                    entry.met |= {"person"}
                entry.counted = tuple(self.vocabulary.read(tokens_of(counted_in(entry.fact.said("sv"))), "sv"))
        return entry.met

    def _names_somebody(self, fact: Fact) -> bool:
        """Tell whether an answer names a person: one that is a topic, or a first and a last name that no thing has."""
        said = fact.said("sv")
        return any(name in said for name in self._people) or (
            fact.kind == "who" and any(self._things.isdisjoint(names) for names in _TWO_NAMES.findall(said))
        )

    def _add_topics(self, fact: Fact, strengths: dict[str, float]) -> None:
        for place, topic_id in enumerate(fact.about):
            strength = TOPIC_STRENGTH if place == 0 else TOPIC_STRENGTH * 0.8
            current = topic_id
            for share in (strength, strength * BROADER):
                if current not in self._topics:
                    break
                for key, told in self._keys_of_topic(current):
                    held = share * told
                    if held > strengths.get(key, 0.0):
                        strengths[key] = held
                current = self._topics[current].part_of

    def _keys_of_topic(self, topic_id: str) -> list[tuple[str, float]]:
        """Return the key of a topic and those of its names, each with how strongly it tells the topic."""
        keys = self._topic_keys.get(topic_id)
        if keys is None:
            topic = self._topics[topic_id]
            owns = {
                word.own: 1.0 if word.own[0] == "@" else 0.7
                for lang in LANGS
                for name in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang))
                for word in self.vocabulary.read(tokens_of(name), lang)
            }
            keys = self._topic_keys[topic_id] = [*{**owns, f"@{topic_id}": 1.0}.items()]
        return keys

    def signs(self, words: Iterable[tuple[Word, float]], small: Iterable[str], kinds: Kinds) -> dict[str, float]:
        """Return the signs that a question gives: see `signs_of`."""
        return signs_of(words, small, kinds, self._sorts, self.present)

    def weight(self, word: Word) -> float:
        """Return how much a word says: the rarer among the facts the more, light words less."""
        weight = self._weights.get(word)
        if weight is None:
            if len(self._weights) >= WEIGHTS_KEPT:
                self._weights.clear()
            weight = self._weights[word] = self._said_by(word) * (LIGHT if word.light else 1.0)
        return weight

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

    def _facts_with(self, word: Word) -> "tuple[array[int], array[float], array[float]]":
        """Return the numbers of the facts that hold a word, how strongly each of them holds it, and every fact.

        What was asked lately is kept.
        """
        known = self._spread.get(word)
        if known is None:
            every = array("f", bytes(4 * len(self.entries)))
            for key, strength in word.keys.items():
                holders = self._holders.get(key)
                if holders:
                    for number, kept in zip(*holders, strict=True):
                        value = strength * kept
                        if value > every[number]:
                            every[number] = value
            if len(self._spread) >= SPREADS_KEPT:
                self._spread.clear()
            held = array("H", [n for n, value in enumerate(every) if value])
            known = self._spread[word] = (held, array("f", filter(None, every)), every)
        return known

    def _fitting(self, kinds: Kinds) -> tuple[dict[FactKind, float], dict[FactKind | None, float]]:
        """Return kind → how well a fact of it fits what is asked, and what a phrasing that asks for it is worth."""
        asked = tuple(kinds.items())
        known = self._fits.get(asked)
        if known is None:
            every = get_args(FactKind)
            fits = {kind: fit(kinds, kind) for kind in every}
            worth: dict[FactKind | None, float] = {None: 1.0}
            for kind in every:
                worth[kind] = OTHER_OPENING + (1 - OTHER_OPENING) * kinds.get(kind, 0.0) if kinds else 1.0
            if len(self._fits) >= ASKINGS_KEPT:
                self._fits.clear()
            known = self._fits[asked] = fits, worth
        return known

    def matches(
        self, weighed: list[Weighed], kinds: Kinds, signs: Mapping[str, float], most: int = CANDIDATES
    ) -> list[Match]:
        """Return the facts that hold most of a question, with how well they meet it, in no particular order."""
        weights = [item.weight for item in weighed]
        total = sum(weights)
        if not total:
            return []
        held = [0.0] * len(self.entries)
        rows = []
        for item, weight in zip(weighed, weights, strict=True):
            numbers, values, row = self._facts_with(item.word)
            rows.append(row)
            for number, value in zip(numbers, values, strict=True):
                held[number] += weight * value
        fits, worth = self._fitting(kinds)
        by_kind = {kind: 0.15 * total * fitness for kind, fitness in fits.items()}
        entries = self.entries
        floor = max(FLOOR * max(held, default=0.0), 1e-9)
        near = [
            (value + by_kind[kind], -n)
            for n, (value, kind) in enumerate(zip(held, self._kinds, strict=True))
            if value >= floor
        ]
        near.sort(reverse=True)
        leant = self.leaning.of(signs)
        leanings = leant.things
        chosen = [-negative for _, negative in near[:most]]
        leant_to = nlargest(CANDIDATES_LEANT_TO, range(len(entries)), key=leanings.__getitem__)
        chosen += [number for number in leant_to if leanings[number] > 0 and number not in chosen]
        found: list[Match] = []
        for number in chosen:
            entry = entries[number]
            asked = self._phrases(entry)
            phrase, phrases, nearest = _nearest(asked, weighed, total, worth)
            kind = fits[entry.fact.kind]
            for wanted, weight in kinds.items():
                if wanted in asked.asks or (nearest >= 0 and asked.openings[nearest] == wanted):
                    kind = max(kind, 0.9 * weight)
            holds = tuple([row[number] for row in rows])
            match = Match(entry, held[number] / total, phrase, phrases, kind, nearest, holds)
            if self.leaning.knows[number]:
                match.leaning, match.against = leant.to(number)
                match.told = leant.told
            else:
                match.leaning = math.sqrt(phrase)
                match.told = max(match.leaning, leant.told)
            found.append(match)
        return found


def _openings(tokens: list[str], words: list[Word], sought: dict[FactKind, set[Word]]) -> Iterator[FactKind | None]:
    """Yield what each text in a row of tokens asks for, and put what it asks about into `sought`."""
    first = 0
    for at, token in enumerate(tokens):
        if token == LINE:
            asks_for, after = opening(tokens[first:at])
            if asks_for:
                for word in words[first + after : at]:
                    if not word.function:
                        sought.setdefault(SORT_OF.get(asks_for, asks_for), set()).add(word)
                        break
            yield asks_for
            first = at + 1


def _nearest(
    phrases: Phrases, weighed: list[Weighed], total: float, worth: dict[FactKind | None, float]
) -> tuple[float, float, int]:
    """Return the likeness to the nearest phrasing, that to the three nearest, and the number of the nearest."""
    shared = [0.0] * len(phrases.mass)
    for item in weighed:
        weight = item.weight
        for number, value in zip(*phrases.with_word(item.word), strict=True):
            shared[number] += weight * value
    alike = [
        2 * common / (total + mass) * worth[asks]
        for common, mass, asks in zip(map(min, shared, phrases.mass), phrases.mass, phrases.openings, strict=True)
    ]
    best = max(alike, default=0.0)
    return best, sum(sorted(alike)[-3:]) / 3, alike.index(best) if best else -1


def _sorts_of(topic: Topic) -> Iterator[str]:
    """Yield the signs of what sort of thing a topic is: its kind, and what it is part of."""
    yield f"%{topic.kind}"
    if topic.part_of:
        yield f"%{topic.part_of}"


def _nothing_of(gap: Gap) -> Fact:
    """Return what nothing answers as a fact with nothing to say."""
    nothing = Wording("", "")
    return Fact(gap.id, gap.about, "what", nothing, nothing, Source(""), dt.date.min, "", gap.asked)


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
