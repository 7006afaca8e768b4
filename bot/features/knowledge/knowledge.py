"""Questions understood and answered from the facts: `Knowledge.ask` is the seam to the rest of the bot."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.core.language import guess_lang
from bot.core.swedish.letters import fold, tidy
from bot.core.text import LANGS, Lang, join_names, set_numbers
from bot.features.knowledge import texts
from bot.features.knowledge.index import Entry, FactIndex, Match, Weighed
from bot.features.knowledge.kinds import Kinds, kinds_of, lacks
from bot.features.knowledge.manners import Manner, manner_of
from bot.features.knowledge.model import LONGEST_ANSWER, Answer, Fact, GapReason, Library, Reason, Source, Topic
from bot.features.knowledge.passages import PassageIndex, Quotation
from bot.features.knowledge.weights import ACCEPT, ANSWERED, RANKED
from bot.features.knowledge.words import Word, tokens_of

LONGEST_QUESTION = 600
"""Characters of a question that are read; what follows them is left out."""

FRAGMENT = 4
"""A question of so few words leans on the one before, whatever it would mean alone: "och bron då?"."""

_BOTH = re.compile(
    r"\s*(?:,?\s*\b(?:och|samt|and|as well as)\b|[,;?.])\s+"
    r"(?=(?:på vilk\w+|när|nar|var|hur|vem|vilka|vilken|vilket|vad|varför|on which"
    r"|when|how|who|where|which|what|why)\b)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:on |in |på |i )?(?:när|nar|var|hur|vem|vilka|vilken|vilket|vad|varför|when|how|who|where|which|what|why)\b"
    r"(?: många| mycket| many| much)?",
    re.IGNORECASE,
)
_QUESTION_WORDS = frozenset(
    """
    hur vad vem vems vilka vilken vilket när nar var vart varför varfor
    who whom whose what which when where why how
    """.split()
)
_RELATIVE_YEAR = re.compile(
    r"\b(?:i [åa]r|(?:det )?här året|innevarande år|i ?fjol|förra [åa]ret|året innan"
    r"|this year|last year|the year before)\b"
)
_COMPARED = re.compile(
    r"\b(?:än|mot|med|från|sedan|sen|than|with|since|from|on|to)(?: the)? "
    r"(?:året innan|året före|förra året|föregående år|i ?fjol|year before|previous year|last year)\b"
)
"""What the report compares its own year with."""
UNTOLD_YEAR = 0
"""A year that is told by the day of asking ("i år"): no fact speaks of it."""
_CONTINUES = re.compile(
    r"^(?:och|men|sa|fast|and|but|what about|how about|okej och|ok och|ah|aha|jaha)\b|\bda\??$|\bthen\??$"
)
_POINTS_BACK = re.compile(
    r"\b(?:den|dem|dom|de|han|hon|honom|henne|hans|hennes|deras|dess|denna|detta|dessa|dar|darifran|da|samma|ovriga|andra|"
    r"it|its|they|them|their|he|him|his|she|her|there|that|those|these|this|same|others?)\b"
    r"|\bdet\??$|\b(?:var|ar|blev|kostade|kostar) det\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was understood."""

    text: str
    lang: Lang
    weighed: tuple[Weighed, ...]
    kinds: Kinds
    years: frozenset[int]
    hard: Mapping[str, str]
    focus: int
    small: tuple[str, ...]
    continues: bool
    points_back: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The fact that fits best, how sure that is, and why it must not be given, if so.

    `beside` is another fact of the same subject that fits about as well, so that both are said.
    """

    match: Match | None
    confidence: float
    reason: Reason
    ranked: tuple[Match, ...] = ()
    beside: Match | None = None


@dataclass(frozen=True, slots=True)
class Considered:
    """A fact beside a question: what ranks it among the others, and what makes it sure.

    `ranked` is likeness to the nearest phrasing, coverage of the question, fitness of kind, nearness to the previous
    fact, share of names that the fact lacks, share of the heaviest word that it lacks, how much it lacks the word asked
    about, whether it lacks the sort of answer asked for, likeness to the three nearest phrasings, coverage of the new
    words, coverage by what is asked about the fact, and how much the question leans to it. `alone` adds what else
    speaks for or against it, whatever the other facts are.
    """

    fact: Fact
    match: Match
    ranked: tuple[float, ...]
    alone: tuple[float, ...]


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


_SOMEBODY = frozenset(
    {"=chair", "=committee", "=directors", "=municipality", "=secretariat", "=government", "=consultant"}
)
"""Concepts of those who could hold an opinion."""

NAMED = frozenset(
    {"person", "organisation", "place", "project", "study", "referral", "body", "event", "priority", "document"}
)
"""Kinds of topics that a question means by name, so that a fact without them hardly answers it."""

ACCEPT_PLAIN = 0.25
"""How sure a fact must be that holds every word of a short question and is of its kind ("vem var moderator")."""

ANSWERS_KEPT = 1000
"""How many answers are kept for those who ask the same; some two kilobytes each."""

_QUOTABLE = frozenset({"nothing_found", "other_year"})
_NOTHING = Found(None, 0.0, "nothing_found")

_HARD_REASONS: dict[str, Reason] = {
    "=contact": "contact",
    "=wage": "private",
    "=private": "private",
    "=next_time": "future",
    "=last_time": "other_year",
    "=machine": "instruction",
    "=write_for_me": "instruction",
}


_WEIGHED = frozenset({"=opinion", "=view"})
"""Concepts that people also ask for facts with ("vad tyckte deltagarna"): how sure the bot is decides there."""

_GAP_REASONS: dict[GapReason, Reason] = {
    "contact": "contact",
    "opinion": "opinion",
    "private": "private",
    "future": "future",
    "other_year": "other_year",
    "smalltalk": "small_talk",
    "instruction": "instruction",
    "task": "instruction",
}


class Knowledge:
    """Answers questions from a library, with nothing but what stands in it.

    Built once; the same question always gets the same answer, so one instance serves everybody.
    """

    def __init__(self, library: Library, *, first: Sequence[Fact] = ()) -> None:
        self._library = library
        self._kept: dict[tuple[str, str | None, Lang | None], Answer] = {}
        self._first = {_bare(words): fact for fact in first for words in fact.asked.sv + fact.asked.en}
        self._index = FactIndex(library)
        self._as_asked = _as_asked(self._index.entries)
        self._documents = {document.id: document for document in library.documents}
        self._passages = PassageIndex(library.passages)
        self._lately: dict[tuple[str, Lang], tuple[Reading, Found]] = {}
        self._sorts = {f"@{topic.id}": topic.kind for topic in library.topics}
        self._people = frozenset(
            f"@{topic.id}" for topic in library.topics if topic.kind in ("person", "organisation", "body")
        )
        self._entities = frozenset(f"@{topic.id}" for topic in library.topics if topic.kind in NAMED)
        self._years_in_names = {f"@{topic.id}": years for topic in library.topics if (years := _years_in_names(topic))}

    def ask(self, question: str, previous: str | None = None, lang: Lang | None = None) -> Answer:
        """Return the answer to a question. The same question is often asked, so the latest answers are kept.

        Args:
            question: what the person wrote.
            previous: the same person's previous question, for follow-ups.
            lang: the language to answer in; that of the question when it is None.
        """
        asked = (question, previous, lang)
        answer = self._kept.get(asked)
        if answer is None:
            if len(self._kept) >= ANSWERS_KEPT:
                self._kept.clear()
            answer = self._kept[asked] = self._ask(question, previous, lang)
        return answer

    def find(self, words: str, lang: Lang, count: int = 5) -> list[Answer]:
        """Return the answers of the facts nearest to some words, the best first: what a search shows."""
        near = [
            item.fact
            for item in self.consider(words)
            if item.match.entry.gap is None and item.match.coverage >= LEAST_HELD
        ]
        return [self._answer([fact], lang, 1.0) for fact in list(dict.fromkeys(near))[:count]]

    def _ask(self, question: str, previous: str | None, lang: Lang | None) -> Answer:
        text = " ".join(question.split())[:LONGEST_QUESTION]
        spoken = guess_lang(text) or self._index.vocabulary.lang_of(text)
        answer_lang = lang or spoken or (guess_lang(previous) if previous else None) or "sv"
        if not any(c.isalnum() for c in text):
            return Answer("smalltalk", texts.NO_ANSWER["empty"](answer_lang), answer_lang, reason="empty")
        manner = manner_of(text)
        word_for_word = self._word_for_word(text, previous)
        if word_for_word and manner != "command":
            return self._answer([word_for_word], answer_lang, 1.0)
        if manner is not None:
            return self._beside(manner, answer_lang)
        read_lang: Lang = spoken or answer_lang
        found = self._find_all(text, previous, read_lang)
        good = [item for item in found if item.match and not item.reason]
        if len(good) < len(found) or not good:
            worst = next(item for item in found if not item.match or item.reason)
            quotation = self._passages.best(text, read_lang) if worst.reason in _QUOTABLE else None
            if quotation:
                return _quoted(quotation, answer_lang)
            if worst.reason == "small_talk":
                return Answer("smalltalk", texts.SMALL_TALK(answer_lang), answer_lang)
            near = tuple(match.entry.fact.id for match in worst.ranked[:3] if match.entry.gap is None)
            return replace(self._no_answer(answer_lang, worst.reason or "nothing_found"), near=near)
        facts = list(dict.fromkeys(item.match.entry.fact for item in good if item.match))
        beside = good[0].beside if len(good) == 1 else None
        if beside and sum(len(fact.said(answer_lang)) for fact in (*facts, beside.entry.fact)) <= LONGEST_ANSWER:
            facts.append(beside.entry.fact)
        return self._answer(facts, answer_lang, min(item.confidence for item in good))

    def _word_for_word(self, text: str, previous: str | None) -> Fact | None:
        """Return the fact that is asked for in the very words of one of its phrasings, learned facts first."""
        if learned := self._first.get(_bare(text)):
            return learned
        asked = self._asked_alike(text, previous)
        return asked.fact if asked and asked.gap is None else None

    def _asked_alike(self, text: str, previous: str | None) -> Entry | None:
        """Return the fact or gap that has a text as a phrasing; none for a text that leans on the one before it."""
        return None if previous and self.leans_back(text) else self._as_asked.get(_plain(text))

    def _beside(self, manner: Manner, lang: Lang) -> Answer:
        """Return what is said to that which is no question to look up."""
        if manner == "instruction":
            return self._no_answer(lang, "instruction", offer=False)
        if manner == "command":
            return Answer("command", texts.COMMAND(lang), lang)
        said = {"hello": texts.HELLO, "thanks": texts.THANKS, "small_talk": texts.SMALL_TALK}[manner]
        return Answer("smalltalk", said(lang), lang)

    def warm(self) -> None:
        """Make ready for the first questions what can wait until after the start; safe in a thread of its own."""
        self._index.warm()

    def forget_answers(self) -> None:
        """Let the next question be answered as a new one: what was kept of those before is let go."""
        self._kept.clear()
        self._lately.clear()

    def with_facts(self, extra: Sequence[Fact]) -> "Knowledge":
        """Return knowledge of these facts too. Asked word for word as in `asked`, they go before all others."""
        return Knowledge(replace(self._library, facts=(*self._library.facts, *extra)), first=extra)

    def question_of(self, fact_id: str, lang: Lang) -> str:
        """Return the question that a fact answers, empty when there is no such fact."""
        entry = self._index.by_id.get(fact_id)
        return entry.fact.question.in_lang(lang) if entry else ""

    def leans_back(self, question: str) -> bool:
        """Tell whether a question reads as one that builds on the question before it."""
        plain = " ".join(re.sub(r"[^\w\s]+", " ", fold(tidy(question))).split())
        return len(plain.split()) <= FRAGMENT or bool(_CONTINUES.search(plain) or _POINTS_BACK.search(plain))

    def explain(self, question: str, previous: str | None = None) -> str:
        """Return how a question was understood and which facts came near, for those who mend the facts."""
        text = " ".join(question.split())[:LONGEST_QUESTION]
        lang: Lang = guess_lang(text) or self._index.vocabulary.lang_of(text) or "sv"
        lines: list[str] = []
        reading = self._read(text, lang)
        lines.append(f"{lang} {reading.kinds} years={sorted(reading.years)} hard={sorted(reading.hard.values())}")
        lines.append("  ".join(f"{w.word.text}{'' if w.word.known else '?'}:{w.weight:.1f}" for w in reading.weighed))
        for found in self._find_all(text, previous, lang):
            lines.append(f"confidence {found.confidence:.2f} {found.reason}")
            for match in found.ranked[:4]:
                near = match.entry.texts[match.nearest][1] if match.nearest >= 0 else ""
                lines.append(
                    f"  {match.score:.3f} {match.entry.fact.id} coverage={match.coverage:.2f} "
                    f"phrase={match.phrase:.2f} kind={match.kind:.2f} held={[round(h, 1) for h in match.held]} | {near}"
                )
        return "\n".join(lines)

    def _find_all(self, text: str, previous: str | None, lang: Lang) -> list[Found]:
        """Return what was found for a question, or for each of the two questions in it."""
        alike = self._asked_alike(text, previous)
        if alike and alike.gap is not None:
            return [Found(None, 0.0, _GAP_REASONS.get(alike.gap, "nothing_found"))]
        whole = self._find(text, previous, lang)
        parts = _both(text)
        if len(parts) == 2:
            first = self._find(parts[0], previous, lang)
            second = self._find(parts[1], parts[0], lang)
            if first.match and second.match and not first.reason and not second.reason:
                return [first, second]
        return [whole]

    def _read(self, text: str, lang: Lang) -> Reading:
        vocabulary = self._index.vocabulary
        tokens = vocabulary.mended(tokens_of(text), lang)
        words = [word for word in vocabulary.read(tokens, lang, join=True) if word.year not in self._index.present]
        years = frozenset(word.year for word in words if word.year and not _is_part_of_name(word))
        for word in words:
            for key in self._years_in_names.keys() & word.keys.keys():
                years -= self._years_in_names[key]
        compared = bool(_COMPARED.search(tidy(text)))
        if not compared and _RELATIVE_YEAR.search(tidy(text)):
            years |= {UNTOLD_YEAR}
        weighed = self._index.weigh(words)
        plain = " ".join(re.sub(r"[^\w\s]+", " ", fold(tidy(text))).split())
        typed = set(tokens_of(text))
        hard = {
            word.own: key
            for word in words
            for key in word.keys
            if key in vocabulary.hard
            and word.text in typed
            and (len(word.text) > 3 or word.function or word.own[0] == "=")
            and not (compared and key == "=last_time")
        }
        if not any(self._is_somebody(word) for word in words) and not re.search(r"\b(?:du|ni|you)\b", plain):
            hard = {own: key for own, key in hard.items() if key != "=view"}
        return Reading(
            text,
            lang,
            tuple(weighed),
            kinds_of(" ".join(tokens)),
            years,
            hard,
            self._focus(tokens, words, lang),
            vocabulary.small(tokens, lang),
            continues=bool(_CONTINUES.search(plain)),
            points_back=bool(_POINTS_BACK.search(plain)),
        )

    def _focus(self, tokens: list[str], words: list[Word], lang: Lang) -> int:
        """Return the place of the word asked about ("hur många *kvinnor*"), -1 where there is none."""
        for position, token in enumerate(tokens):
            if token in _QUESTION_WORDS:
                after = self._index.vocabulary.read(tokens[position + 1 :], lang, join=True)
                owns = [word.own for word in words]
                return next((owns.index(word.own) for word in after if word.own in owns), -1)
        return -1

    def _is_somebody(self, word: Word) -> bool:
        return not word.keys.keys().isdisjoint(self._people) or not word.keys.keys().isdisjoint(_SOMEBODY)

    def _find(self, text: str, previous: str | None, lang: Lang) -> Found:
        reading, alone = self._alone(text, lang)
        if not previous or not any(c.isalnum() for c in previous):
            return alone
        before_text = " ".join(previous.split())[:LONGEST_QUESTION]
        before_lang: Lang = guess_lang(before_text) or self._index.vocabulary.lang_of(before_text) or lang
        before, context = self._alone(before_text, before_lang)
        together = self._best(reading, before, context.ranked[0] if context.ranked else None)
        leans = reading.continues or reading.points_back or len(reading.weighed) <= 2
        topical = any(key in self._entities or key[0] == "@" for item in reading.weighed for key in item.word.keys)
        if leans and (reading.continues or not topical or alone.reason):
            return together
        if leans:
            return together if together.confidence >= alone.confidence else alone
        if alone.match and not alone.reason:
            return alone if alone.confidence >= together.confidence - 0.15 else together
        return together if not topical else alone

    def _alone(self, text: str, lang: Lang) -> tuple[Reading, Found]:
        """Return how a question is read and what fits it alone; the last few are kept, since follow-ups ask again."""
        kept = self._lately.get((text, lang))
        if kept is None:
            reading = self._read(text, lang)
            kept = reading, self._best(reading, None, None)
            if len(self._lately) >= LATELY:
                del self._lately[next(iter(self._lately))]
            self._lately[text, lang] = kept
        return kept

    def consider(self, question: str, previous: str | None = None) -> list[Considered]:
        """Return the facts and gaps that were considered, best first: what the weights are learned from."""
        text = " ".join(question.split())[:LONGEST_QUESTION]
        lang: Lang = guess_lang(text) or self._index.vocabulary.lang_of(text) or "sv"
        reading = self._read(text, lang)
        before = self._read(previous, guess_lang(previous) or lang) if previous else None
        context = self._considered(before, None, None) if before else []
        return self._considered(reading, before, context[0].match if context else None)

    def _carried(self, reading: Reading, before: Reading) -> list[Weighed]:
        """Return the words of the previous question that the new one leaves unsaid.

        A month, a number or a name gives way to a new one of its sort; when something else is asked for, what was
        asked for before weighs little beside what it was about.
        """
        new = {key for item in reading.weighed for key in item.word.keys}
        sorts = {self._sorts[key] for key in new if key in self._sorts}
        dated = not new.isdisjoint(_MONTHS) or any(item.word.number for item in reading.weighed)
        other = bool(reading.kinds) and max(reading.kinds, key=reading.kinds.__getitem__) not in before.kinds
        kept = []
        for item in before.weighed:
            keys = item.word.keys.keys()
            if item.word.own in new or (dated and (keys & _MONTHS or item.word.number)):
                continue
            topics = [self._sorts[key] for key in keys if key in self._sorts]
            if topics and new.isdisjoint(keys) and sorts.issuperset(topics):
                continue
            weight = max(item.weight, LEAST_SUBJECT) if topics else item.weight
            kept.append(Weighed(item.word, weight * (CARRIED if topics or not other else CARRIED_ASIDE)))
        return kept

    def _considered(self, reading: Reading, before: Reading | None, context: Match | None) -> list[Considered]:
        weighed = list(reading.weighed)
        kinds = reading.kinds
        if before:
            weighed += self._carried(reading, before)
            kinds = kinds or before.kinds
        weights = [item.weight for item in weighed]
        total = sum(weights) or 1.0
        own = sum(weights[: len(reading.weighed)]) or 1.0
        names = [not item.word.keys.keys().isdisjoint(self._entities) for item in weighed]
        unknown = sum(item.weight for item in weighed if not item.word.known) / total
        counted = reading.focus if reading.focus >= 0 and kinds.get("count", 0.0) >= 1 else -1
        titled = reading.focus if reading.focus >= 0 and kinds.get("who", 0.0) >= 1 else -1
        found: list[Considered] = []
        weight = self._index.weight
        counted_words = ((item.word, min(1.0, item.weight / (weight(item.word) or 1.0))) for item in weighed)
        signs = self._index.signs(counted_words, reading.small, kinds)
        for match in self._index.matches(weighed, kinds, signs):
            asked = match.entry.asked
            by_asked = [
                max((strength for key, strength in item.word.keys.items() if key in asked), default=0.0)
                for item in weighed
            ]
            lost = [weight * (1 - held) for weight, held in zip(weights, match.held, strict=True)]
            unasked = [weight * (1 - held) for weight, held in zip(weights, by_asked, strict=True)]
            focus = 1 - match.held[reading.focus] if reading.focus >= 0 else 0.0
            most_lost = max(lost, default=0.0)
            ranked = (
                match.phrase,
                match.coverage,
                match.kind,
                _related(match.entry.fact, context, new=bool(reading.weighed)),
                sum(value for value, name in zip(lost, names, strict=True) if name) / total,
                most_lost / total,
                focus,
                lacks(kinds, match.entry.gives),
                match.phrases,
                1 - sum(lost[: len(reading.weighed)]) / own if reading.weighed else 1.0,
                1 - sum(unasked) / total,
                match.leaning,
            )
            match.score = sum(weight * value for weight, value in zip(RANKED, ranked, strict=True))
            alone = (
                unknown,
                match.phrase * match.coverage,
                min(len(weighed), 8) / 8,
                most_lost / 5,
                focus * match.kind,
                max(0.0, match.phrase - NEARLY_EXACT) / (1 - NEARLY_EXACT),
                min(max(unasked, default=0.0), 5.0) / 5,
                1 - by_asked[counted] if counted >= 0 else 0.0,
                1 - by_asked[titled] if titled >= 0 else 0.0,
                float(any(item.word.number and not held for item, held in zip(weighed, by_asked, strict=True))),
                float(any(own not in asked for own in reading.hard)),
                match.told,
                match.against,
            )
            found.append(Considered(match.entry.fact, match, ranked, alone))
        found.sort(key=lambda item: (-item.match.score, item.fact.id))
        return found

    def _best(self, reading: Reading, before: Reading | None, context: Match | None) -> Found:
        considered = self._considered(reading, before, context)
        if not considered:
            return _NOTHING
        years = reading.years or (before.years if before else frozenset())
        hard = {**before.hard, **reading.hard} if before else reading.hard
        scores = [item.match.score for item in considered]
        at = next((n for n, item in enumerate(considered) if item.match.entry.gap is None), -1)
        if at < 0:
            return Found(considered[0].match, 0.0, self._refusal(considered[0].match, years, hard), ())
        best = considered[at]
        figures = sure(considered, scores, at)
        speaks = sum(weight * value for weight, value in zip(ANSWERED, figures, strict=True))
        confidence = 1 / (1 + math.exp(-speaks))
        reason = self._refusal(best.match, years, hard)
        unheard = before is not None and bool(reading.weighed) and best.ranked[HEARD] < LEAST_NEW
        strange = best.match.coverage < LEAST_HELD
        plain = at == 0 and len(reading.weighed) <= 2 and _is_held_whole(best.match)
        if not reason and (unheard or strange or confidence < (ACCEPT_PLAIN if plain else ACCEPT)):
            reason = (at > 0 and self._refusal(considered[0].match, years, hard)) or (
                "nothing_found" if _WEIGHED.isdisjoint(hard.values()) else "opinion"
            )
        after = (item.match for item in considered[at + 1 :] if item.match.entry.gap is None)
        other = next((match for match in after if _says_as_well(best.match, match)), None)
        if other and self._refusal(other, years, hard):
            other = None
        return Found(best.match, confidence, reason, tuple(item.match for item in considered), other)

    def _refusal(self, match: Match, years: frozenset[int], hard: Mapping[str, str]) -> Reason:
        entry = match.entry
        if entry.gap is not None:
            return _GAP_REASONS.get(entry.gap, "nothing_found")
        if years - entry.years:
            return "other_year"
        for own, key in sorted(hard.items()):
            if own not in entry.asked and key not in _WEIGHED:
                return _HARD_REASONS.get(key, "nothing_found")
        return ""

    def _answer(self, facts: list[Fact], lang: Lang, confidence: float) -> Answer:
        sources = self._sources([fact.source for fact in facts], lang)
        said = "\n\n".join(set_numbers(fact.said(lang)) for fact in facts)
        return Answer(
            "answered",
            f"{said}\n*{'; '.join(sources)}*",
            lang,
            facts=tuple(fact.id for fact in facts),
            sources=tuple(sources),
            confidence=confidence,
        )

    def source_of(self, fact: Fact, lang: Lang) -> str:
        """Return where a fact stands, as people read it."""
        return self._sources([fact.source], lang)[0]

    def _sources(self, sources: list[Source], lang: Lang) -> list[str]:
        by_document: dict[str, list[str]] = {}
        for source in sources:
            sections = by_document.setdefault(source.document, [])
            if source.section and source.section not in sections:
                sections.append(source.section)
        shown = []
        for document_id, sections in by_document.items():
            document = self._documents.get(document_id)
            title = document.title.in_lang(lang) if document else document_id
            if len(sections) > 1:
                shown.append(texts.SECTIONS(lang, title=title, sections=join_names(sections, lang)))
            elif sections:
                shown.append(texts.SECTION(lang, title=title, section=sections[0]))
            else:
                shown.append(title)
        return shown

    def _no_answer(self, lang: Lang, reason: Reason, *, offer: bool = True) -> Answer:
        said = [texts.NO_ANSWER[reason](lang)]
        titles = [document.title.in_lang(lang) for document in self._library.documents]
        if offer and reason in ("nothing_found", "other_year", "future") and titles:
            said.append(texts.LOOKED_IN(lang, titles=join_names(titles, lang)))
        offered = offer and reason != "instruction"
        if offered:
            said.append(texts.OFFER(lang))
        return Answer("unknown", " ".join(said), lang, reason=reason, offer=offered)


def _quoted(quotation: Quotation, lang: Lang) -> Answer:
    passage = quotation.passage
    section = passage.section
    if passage.page and section:
        source = texts.QUOTED_PAGE(lang, title=passage.title, section=section, page=passage.page)
    elif passage.page:
        source = texts.QUOTED_ONLY_PAGE(lang, title=passage.title, page=passage.page)
    else:
        source = texts.QUOTED_SECTION(lang, title=passage.title, section=section) if section else passage.title
    said = f"{texts.QUOTED(lang, title=passage.title)}\n> {quotation.text}\n*{source}*"
    return Answer("answered", said, lang, sources=(source,), confidence=quotation.share, offer=True)


def _both(text: str) -> list[str]:
    """Return the two questions that a text holds, each whole, or an empty list."""
    parts = [part.strip() for part in _BOTH.split(text) if part.strip()]
    if len(parts) != 2:
        return []
    first, second = parts
    if len(first.split()) <= 2 and _ASKING.match(first):
        rest = _ASKING.sub("", second, count=1).strip()
        return [f"{first} {rest}", second]
    return [first, second] if _ASKING.match(first) or len(first.split()) > 3 else []


NEARLY_EXACT = 0.8
"""Likeness to a phrasing from which a question is nearly that phrasing."""
HEARD = 9
"""The place in `Considered.ranked` of the coverage of the new words."""
CARRIED = 0.45
"""What a word of the previous question weighs beside those of the new one."""
LEAST_SUBJECT = 2.0
"""What a name in the previous question weighs at least before that: a follow-up stays with its subject."""
ABOUT_AS_WELL = 0.15
"""A fact that scores so little after the first of its subject may as well be the one that is meant."""
LATELY = 64
"""Questions whose reading is kept, to lean follow-ups on."""
LEAST_HELD = 0.25
"""Share of a question's weight that a fact must hold to answer it at all."""
LEAST_NEW = 0.2
"""Share of a follow-up's own words that a fact must hold: the subject alone does not answer "och badstranden?"."""
CARRIED_ASIDE = 0.15
"""What it weighs when it belongs to what was asked then and not to what it was about."""

_MONTHS = frozenset(
    f"={name}"
    for name in "january february march april may_month june july august september october november december".split()
)


def _as_asked(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Return every phrasing, plain, that belongs to one fact or gap alone."""
    belongs: dict[str, Entry] = {}
    shared: set[str] = set()
    for entry in entries:
        for _, text in entry.texts:
            phrasing = _plain(text)
            if belongs.setdefault(phrasing, entry) is not entry:
                shared.add(phrasing)
    for phrasing in shared:
        del belongs[phrasing]
    return belongs


def _plain(question: str) -> str:
    return question.casefold().rstrip("?!. ")


def _years_in_names(topic: Topic) -> frozenset[int]:
    """Return the years that a subject is called by, such as that of a plan: they say nothing of when."""
    names = (name for lang in LANGS for name in (topic.name.in_lang(lang), *topic.aliases.in_lang(lang)))
    return frozenset(int(year) for name in names for year in re.findall(r"(?:19|20)\d\d", name))


def _bare(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


def _related(fact: Fact, context: Match | None, *, new: bool) -> float:
    if context is None:
        return 0.0
    other = context.entry.fact
    if fact.id == other.id:
        return 0.6 if new else 1.0
    if fact.id in other.next or fact.about[:1] == other.about[:1]:
        return 1.0
    return 0.6 if set(fact.about) & set(other.about) else 0.0


def _says_as_well(first: Match, other: Match) -> bool:
    """Tell whether another fact of the same subject fits about as well as the first."""
    fact, beside = first.entry.fact, other.entry.fact
    related = not set(fact.about).isdisjoint(beside.about) or beside.id in fact.next or fact.id in beside.next
    return related and first.score - other.score < ABOUT_AS_WELL


def answer_line(knowledge: Knowledge, request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer one line of `python -m bot ask`: {"q", "ctx", "lang"} → {"status", "text", "sources"}.

    Raises ValueError with a plain sentence when the request is malformed.
    """
    question, previous, lang = request.get("q"), request.get("ctx"), request.get("lang")
    if not isinstance(question, str):
        raise ValueError(  # noqa: TRY004 - what is wrong is the line, as for the others
            '"q" should be the question as text.'
        )
    if previous is not None and not isinstance(previous, str):
        raise ValueError('"ctx" should be the previous question as text, or null.')
    if lang is not None and lang not in LANGS:
        raise ValueError('"lang" should be "sv" or "en", or left out.')
    answer = knowledge.ask(question, previous, lang)
    return {"status": answer.status, "text": answer.text, "sources": list(answer.sources)}


def _is_part_of_name(word: Word) -> bool:
    """Tell whether a year belongs to a name ("Kollektivtrafikplan 2050"), and so says nothing of when."""
    return len(word.keys) > 1


def _is_held_whole(match: Match) -> bool:
    return match.kind >= 0.9 and bool(match.held) and min(match.held) >= 0.85
