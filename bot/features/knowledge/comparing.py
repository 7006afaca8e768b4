"""Facts beside a question, in figures that can be read: what ranks them, and what makes one of them sure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from operator import mul

from bot.features.knowledge.demands import LOOSE, Demand, falls_short, lacks
from bot.features.knowledge.index import FactIndex, Match, Weighed
from bot.features.knowledge.kinds import Kinds
from bot.features.knowledge.model import Fact, FactKind, Topic
from bot.features.knowledge.reading import Reading
from bot.features.knowledge.weights import RANKED
from bot.features.knowledge.words import PART, Word

NAMED = frozenset(
    {"person", "organisation", "place", "project", "study", "referral", "body", "event", "priority", "document"}
)
"""Kinds of topics that a question means by name, so that a fact without them hardly answers it."""

NEARLY_EXACT = 0.8
"""Likeness to a phrasing from which a question is nearly that phrasing."""
NEAR = 3
"""The place in `Considered.ranked` of nearness to the fact before: a bare "varför?" stays with what was spoken of."""
HEARD = 9
"""The place in `Considered.ranked` of the coverage of the new words."""
CARRIED = 0.45
"""What a word of the previous question weighs beside those of the new one."""
LEAST_SUBJECT = 2.0
"""What a name in the previous question weighs at least before that: a follow-up stays with its subject."""
CARRIED_ASIDE = 0.15
"""What it weighs when it belongs to what was asked then and not to what it was about."""

SOUGHT = (("which",), ("what",), ("who",), ("when", "where", "why"), ("how", "whether"))
"""Sorts of questions whose first word after the question word is weighed alike."""

_MONTHS = frozenset(
    f"={name}"
    for name in "january february march april may_month june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A question with what it carries over from the one before, made ready to be held against facts.

    `names` tells which of its words name something; `counted` and `titled` are the place of the word asked about when a
    number or a person is asked for, else -1; `own` is the weight of what the question says itself.
    """

    reading: Reading
    weighed: list[Weighed]
    weights: list[float]
    kinds: Kinds
    total: float
    own: float
    names: list[bool]
    counted: int
    titled: int


@dataclass(slots=True)
class Considered:
    """A fact beside a question: what ranks it among the others, and what makes it sure.

    `ranked` is likeness to the nearest phrasing, coverage of the question, fitness of kind, nearness to the previous
    fact, share of names that the fact lacks, share of the heaviest word that it lacks, how much it lacks the word asked
    about, whether it lacks the sort of answer asked for, likeness to the three nearest phrasings, coverage of the new
    words, coverage by what is asked about the fact, and how much the question leans to it.
    """

    fact: Fact
    match: Match
    ranked: tuple[float, ...]
    question: Weighing
    met: frozenset[Demand]
    _alone: tuple[float, ...] | None = None

    @property
    def alone(self) -> tuple[float, ...]:
        """What else speaks for or against the fact, whatever the others are; most facts are never asked for it."""
        if self._alone is None:
            self._alone = _figures_alone(self.question, self.match, self.met)
        return self._alone


def sure(considered: Sequence[Considered], scores: Sequence[float], at: int) -> tuple[float, ...]:
    """Return the figures of how sure a candidate is, the constant first.

    After its own figures come how far it scores before the next fact of another subject, how much more the question
    leans to it, and, beside what comes nearest of that which nothing answers: the score, likeness to the nearest
    phrasing and to the three nearest, coverage, and how much more the question leans to it.
    """
    one = considered[at]
    subject = one.fact.about[:1]
    ahead = leant = FAR_AHEAD
    gap = -1
    for place, other in enumerate(considered):
        if other.match.entry.gap is not None:
            if gap < 0 or scores[place] > scores[gap]:
                gap = place
        elif other.fact.about[:1] != subject:
            ahead = min(ahead, scores[at] - scores[place])
            leant = min(leant, one.match.leaning - other.match.leaning)
    if gap < 0:
        return (1.0, *one.ranked, *one.alone, ahead, leant, *NO_GAP)
    other = considered[gap]
    beside = (
        max(-FAR_AHEAD, min(FAR_AHEAD, scores[at] - scores[gap])),
        one.match.phrase - other.match.phrase,
        one.match.phrases - other.match.phrases,
        max(-FAR_AHEAD, one.match.coverage - other.match.coverage),
        one.match.leaning - max(c.match.leaning for c in considered if c.match.entry.gap is not None),
    )
    return (1.0, *one.ranked, *one.alone, ahead, leant, *beside)


FAR_AHEAD = 0.4
"""A fact that scores so much before the next is as far ahead as can be."""
NO_GAP = (0.25, 0.3, 0.3, 0.2, 0.8)
"""What a fact is ahead of what nothing answers when nothing of that kind is near."""


class Comparing:
    """Compares questions with the facts of an index."""

    def __init__(self, index: FactIndex, topics: Collection[Topic]) -> None:
        self._index = index
        self._sorts = {f"@{topic.id}": topic.kind for topic in topics}
        self._entities = frozenset(f"@{topic.id}" for topic in topics if topic.kind in NAMED)

    def _carried(self, reading: Reading, before: Reading) -> list[Weighed]:
        """Return the words of the previous question that the new one leaves unsaid.

        A month, a number or a name gives way to a new one of its sort; when something else is asked for, what was
        asked for before weighs little beside what it was about.
        """
        new = {key for item in reading.weighed for key in item.word.keys}
        sorts = {self._sorts[key] for key in new if key in self._sorts}
        said = {
            k for item in reading.weighed for k, strength in item.word.keys.items() if k[0] == "=" and strength > PART
        }
        dated = not new.isdisjoint(_MONTHS) or any(item.word.number for item in reading.weighed)
        other = bool(reading.kinds) and max(reading.kinds, key=reading.kinds.__getitem__) not in before.kinds
        kept = []
        for item in before.weighed:
            keys = item.word.keys.keys()
            if item.word.own in new or (dated and (keys & _MONTHS or item.word.number)):
                continue
            if not said.isdisjoint(key for key, strength in item.word.keys.items() if strength > PART):
                continue
            topics = [self._sorts[key] for key in keys if key in self._sorts]
            if topics and new.isdisjoint(keys) and sorts.issuperset(topics):
                continue
            weight = max(item.weight, LEAST_SUBJECT) if topics else item.weight
            kept.append(Weighed(item.word, weight * (CARRIED if topics or not other else CARRIED_ASIDE)))
        return kept

    def compare(self, reading: Reading, before: Reading | None, context: Match | None) -> list[Considered]:
        """Return the facts and gaps that come near a question, best first.

        `before` is the question that it may lean on, None for none; `context` what fits that best.
        """
        question = self._weighing(reading, before)
        weight = self._index.weight
        shares = ((item.word, min(1.0, item.weight / (weight(item.word) or 1.0))) for item in question.weighed)
        signs = self._index.signs(shares, reading.small, question.kinds)
        found: list[Considered] = []
        for match in self._index.matches(question.weighed, question.kinds, signs):
            met = self._index.meets(match.entry)
            ranked = _figures(question, match, met, _related(match.entry.fact, context, new=bool(reading.weighed)))
            match.score = sum(map(mul, RANKED, ranked))
            found.append(Considered(match.entry.fact, match, ranked, question, met))
        found.sort(key=lambda item: (-item.match.score, item.fact.id))
        return found

    def _weighing(self, reading: Reading, before: Reading | None) -> Weighing:
        weighed = [*reading.weighed, *(self._carried(reading, before) if before else ())]
        kinds = reading.kinds or (before.kinds if before else {})
        weights = [item.weight for item in weighed]
        return Weighing(
            reading,
            weighed,
            weights,
            kinds,
            total=sum(weights) or 1.0,
            own=sum(weights[: len(reading.weighed)]) or 1.0,
            names=[not item.word.keys.keys().isdisjoint(self._entities) for item in weighed],
            counted=reading.focus if kinds.get("count", 0.0) >= 1 else -1,
            titled=reading.focus if kinds.get("who", 0.0) >= 1 else -1,
        )


def _figures(question: Weighing, match: Match, met: frozenset[Demand], related: float) -> tuple[float, ...]:
    """Return what ranks a fact among the others: see `Considered.ranked`."""
    reading, total = question.reading, question.total
    asked = match.entry.asked
    lost = [weight * (1 - held) for weight, held in zip(question.weights, match.held, strict=True)]
    unasked = sum(item.weight * (1 - _strength(item.word, asked)) for item in question.weighed)
    return (
        match.phrase,
        match.coverage,
        match.kind,
        related,
        sum(compress(lost, question.names)) / total,
        max(lost, default=0.0) / total,
        1 - match.held[reading.focus] if reading.focus >= 0 else 0.0,
        lacks(reading.demands, met),
        match.phrases,
        1 - sum(lost[: len(reading.weighed)]) / question.own if reading.weighed else 1.0,
        1 - unasked / total,
        match.leaning,
    )


def _figures_alone(question: Weighing, match: Match, met: frozenset[Demand]) -> tuple[float, ...]:
    """Return what makes a fact sure, whatever the other facts are.

    These are: the share of words that nobody knows; likeness times coverage; how long the question is; the heaviest
    word that the fact lacks; how much it lacks the word asked about, of what sort it may be; how nearly the question is
    one of its phrasings; the heaviest word that no phrasing has; how much they lack what is counted; how far the answer
    is from telling a number of it; how much the phrasings lack the title of who is asked for; whether a number, or a
    word that decides by itself, is in none of them; how much facts answer such questions, and how much one sign speaks
    against; the demands that the fact does not meet; the compound and the name that its phrasings lack most; and how
    far they are from asking about the same thing, for each sort of question.
    """
    reading = question.reading
    asked = match.entry.asked
    by_asked = [_strength(item.word, asked) for item in question.weighed]
    lost = max((w * (1 - held) for w, held in zip(question.weights, match.held, strict=True)), default=0.0)
    unasked = max((w * (1 - held) for w, held in zip(question.weights, by_asked, strict=True)), default=0.0)
    focus = 1 - match.held[reading.focus] if reading.focus >= 0 else 0.0
    unsought = 0.0 if match.entry.gap else _unsought(match, *reading.sought)
    return (
        sum(item.weight for item in question.weighed if not item.word.known) / question.total,
        match.phrase * match.coverage,
        min(len(question.weighed), 8) / 8,
        lost / 5,
        focus * match.kind,
        max(0.0, match.phrase - NEARLY_EXACT) / (1 - NEARLY_EXACT),
        min(unasked, 5.0) / 5,
        1 - by_asked[question.counted] if question.counted >= 0 else 0.0,
        _uncounted(question.weighed[question.counted].word, match) if question.counted >= 0 else 0.0,
        1 - by_asked[question.titled] if question.titled >= 0 else 0.0,
        float(any(item.word.number and not held for item, held in zip(question.weighed, by_asked, strict=True))),
        float(any(own not in asked for own in reading.hard)),
        match.told,
        match.against,
        *(float(demand in reading.demands and demand not in met) for demand in LOOSE),
        float(falls_short(reading.demands, met)),
        max((1 - min(_strength(part, asked) for part in parts) for parts in reading.compounds), default=0.0),
        max((1 - held for held in compress(by_asked, question.names)), default=0.0),
        *(unsought if reading.sought[0] in sorts else 0.0 for sorts in SOUGHT),
    )


def _strength(word: Word, asked: Collection[str]) -> float:
    """Return how strongly a word is among the keys of some phrasings."""
    best = 0.0
    for key, strength in word.keys.items():
        if strength > best and key in asked:
            best = strength
    return best


def _uncounted(word: Word, match: Match) -> float:
    """Return how far an answer is from telling a number of what a word means, from 0 to 1."""
    if match.entry.gap is not None:
        return 0.0
    return 1 - max((alike(word, other) for other in match.entry.counted), default=0.0)


def _unsought(match: Match, sort: FactKind | None, words: tuple[Word, ...]) -> float:
    """Return how far the phrasings of a fact are from asking about the same thing, from 0 to 1.

    Those of the same sort of question count, or all of them where there are none.
    """
    if not words or sort is None or match.entry.phrases is None:
        return 0.0
    sought = match.entry.phrases.sought
    others = sought.get(sort) or tuple(chain.from_iterable(sought.values()))
    return 1 - min(max((alike(word, other) for other in others), default=0.0) for word in words)


def alike(word: Word, other: Word) -> float:
    """Return how strongly two words share a key."""
    if word is other:
        return 1.0
    best, keys = 0.0, other.keys
    for key in word.keys.keys() & keys.keys():
        best = max(best, word.keys[key] * keys[key])
    return best


def _related(fact: Fact, context: Match | None, *, new: bool) -> float:
    if context is None:
        return 0.0
    other = context.entry.fact
    if fact.id == other.id:
        return 0.6 if new else 1.0
    if fact.id in other.next or fact.about[:1] == other.about[:1]:
        return 1.0
    return 0.6 if set(fact.about) & set(other.about) else 0.0
