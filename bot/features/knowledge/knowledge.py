"""Questions understood and answered from the facts: `Knowledge.ask` is the seam to the rest of the bot."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.core.language import guess_lang
from bot.core.text import LANGS, Lang, Text, join_names, set_numbers
from bot.features.knowledge import texts
from bot.features.knowledge.acceptance import (
    is_about_the_unknown,
    is_held_whole,
    is_of_another_body,
    is_of_another_day,
    names_alone,
    says_as_well,
    seeks_the_unheard,
    tells_already,
    tells_only_how_many,
)
from bot.features.knowledge.clauses import both, led_up_to, meant, one_each
from bot.features.knowledge.comparing import HEARD, NEAR, Comparing, Considered, sure
from bot.features.knowledge.demands import TOLD_BY, falls_short
from bot.features.knowledge.index import Entry, FactIndex, Match
from bot.features.knowledge.manners import Manner, manner_of
from bot.features.knowledge.model import LONGEST_ANSWER, Answer, Fact, GapReason, Library, Reason, Source, Status
from bot.features.knowledge.passages import PassageIndex, Quotation
from bot.features.knowledge.reading import Reader, Reading, cut_short, leans_back
from bot.features.knowledge.statements import Told, told_in
from bot.features.knowledge.weights import ACCEPT, ANSWERED


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


_BESIDE: Mapping[Manner, Text] = {
    "hello": texts.HELLO, "bye": texts.BYE, "thanks": texts.THANKS, "remark": texts.REMARK, "check": texts.CHECK,
    "self": texts.SELF, "small_talk": texts.SMALL_TALK,
}  # fmt: skip

_WEIGHED = frozenset({"=opinion", "=view"})
"""Concepts that people also ask for facts with ("vad tyckte deltagarna"): how sure the bot is decides there."""

_GAP_REASONS: dict[GapReason, Reason] = {
    "contact": "contact", "opinion": "opinion", "private": "private", "future": "future", "other_year": "other_year",
    "smalltalk": "small_talk", "instruction": "instruction", "task": "instruction",
}  # fmt: skip


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
        self._bodies = frozenset(topic.id for topic in library.topics if topic.kind == "body")
        self._lately: dict[tuple[str, Lang], tuple[Reading, Found]] = {}
        self._reader = Reader(self._index, library.topics)
        self._comparing = Comparing(self._index, library.topics)

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

    def lang_of(self, text: str) -> Lang | None:
        """Return the language that somebody wrote, None when nothing tells."""
        return self._reader.lang_of(cut_short(text))

    def find(self, words: str, lang: Lang, count: int = 5) -> list[Answer]:
        """Return the answers of the facts nearest to some words, the best first: what a search shows."""
        near = [
            item.fact
            for item in self.consider(words)
            if item.match.entry.gap is None and item.match.coverage >= LEAST_HELD
        ]
        return [self._answer([fact], lang, 1.0) for fact in list(dict.fromkeys(near))[:count]]

    def _ask(self, question: str, previous: str | None, lang: Lang | None) -> Answer:
        text = meant(cut_short(question))
        spoken = self._reader.lang_of(text)
        answer_lang = lang or spoken or (guess_lang(previous) if previous else None) or "sv"
        if not any(c.isalnum() for c in text):
            return Answer("smalltalk", texts.NO_ANSWER["empty"](answer_lang), answer_lang, reason="empty")
        manner = manner_of(text)
        word_for_word = self._word_for_word(text, previous)
        if word_for_word and manner != "command":
            return self._answer([word_for_word], answer_lang, 1.0)
        if manner is not None:
            return self._beside(manner, previous, answer_lang)
        if told := told_in(text):
            return _heard(told, answer_lang)
        read_lang: Lang = spoken or answer_lang
        found = self._find_all(text, previous, read_lang)
        if found[0].reason == "nothing_found" and (asked := self._led_up_to(text, read_lang)):
            found = self._find_all(asked, previous, read_lang)
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

    def _led_up_to(self, text: str, lang: Lang) -> str:
        """Return the question that somebody leads up to with words that name nothing: "jag är ny, vad är det här"."""
        before, asked = led_up_to(text)
        named = (key for item in self._reader.read(before, lang).weighed for key in item.word.keys) if asked else ()
        return "" if any(key[0] == "@" or key.isdigit() for key in named) else asked

    def _word_for_word(self, text: str, previous: str | None) -> Fact | None:
        """Return the fact that is asked for in the very words of one of its phrasings, learned facts first."""
        if learned := self._first.get(_bare(text)):
            return learned
        asked = self._asked_alike(text, previous)
        return asked.fact if asked and asked.gap is None else None

    def _asked_alike(self, text: str, previous: str | None) -> Entry | None:
        """Return the fact or gap that has a text as a phrasing; none for a text that leans on the one before it."""
        return None if previous and leans_back(text) else self._as_asked.get(_plain(text))

    def _beside(self, manner: Manner, previous: str | None, lang: Lang) -> Answer:
        """Return what is said to that which is no question to look up."""
        if manner == "more":
            return self._more(previous, lang)
        if manner == "instruction":
            return self._no_answer(lang, "instruction", offer=False)
        if manner == "command":
            return Answer("command", texts.COMMAND(lang), lang)
        return Answer("smalltalk", _BESIDE[manner](lang), lang)

    def _more(self, previous: str | None, lang: Lang) -> Answer:
        """Return what can be asked after the previous question, to who wants to know more."""
        answer = self.ask(previous, None, lang) if previous else None
        facts = [self._index.by_id[name].fact for name in answer.facts] if answer else []
        questions = [self.question_of(other, lang) for fact in facts for other in fact.next][:MOST_NEXT]
        said = texts.MORE(lang) + "".join(f"\n- {each}" for each in questions if each)
        return Answer("smalltalk", said if any(questions) else texts.MORE_OF_WHAT(lang), lang)

    def warm(self) -> None:
        """Make ready for the first questions what can wait until after the start; safe in a thread of its own."""
        self._index.warm()

    def with_facts(self, extra: Sequence[Fact]) -> "Knowledge":
        """Return knowledge of these facts too. Asked word for word as in `asked`, they go before all others."""
        return Knowledge(replace(self._library, facts=(*self._library.facts, *extra)), first=extra)

    def question_of(self, fact_id: str, lang: Lang) -> str:
        """Return the question that a fact answers, empty when there is no such fact."""
        entry = self._index.by_id.get(fact_id)
        return entry.fact.question.in_lang(lang) if entry else ""

    def explain(self, question: str, previous: str | None = None) -> str:
        """Return how a question was understood and which facts came near, for those who mend the facts."""
        text = meant(cut_short(question))
        lang: Lang = self._reader.lang_of(text) or "sv"
        lines: list[str] = []
        reading = self._reader.read(text, lang)
        if self.barred(question, previous):
            lines.append("the nearest fact must not be given, however sure it is")
        lines.append(
            f"{lang} {reading.kinds} years={sorted(reading.years)} hard={sorted(reading.hard.values())} "
            f"demands={sorted(reading.demands)}"
        )
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
        parts = both(text)
        if len(parts) == 2:
            first = self._find(parts[0], previous, lang)
            second = self._find(parts[1], parts[0], lang)
            if first.match and second.match and not first.reason and not second.reason:
                return [first, second]
        each = [self._find(part, previous, lang) for part in one_each(text, partial(self._is_body, lang=lang))]
        entries = {found.match.entry.fact.id for found in each if found.match and not found.reason}
        if len(entries) == 2 and not (
            whole.match and whole.match.kind >= 1 and min(whole.match.held, default=0) >= HELD
        ):
            return each
        return [whole]

    def _is_body(self, word: str, lang: Lang) -> bool:
        keys = self._index.vocabulary.word(word, lang).keys
        return any(key[0] == "@" and key[1:] in self._bodies for key in keys)

    def _find(self, text: str, previous: str | None, lang: Lang) -> Found:
        reading, alone = self._alone(text, lang)
        if not previous or not any(c.isalnum() for c in previous):
            return alone
        before_text = cut_short(previous)
        before_lang: Lang = self._reader.lang_of(before_text) or lang
        before, context = self._alone(before_text, before_lang)
        if context.match and not context.reason and tells_already(reading, self._index.meets(context.match.entry)):
            return replace(context, beside=None)
        together = self._best(reading, before, context.ranked[0] if context.ranked else None)
        leans = reading.continues or reading.points_back or len(reading.weighed) <= 2
        topical = any(key[0] == "@" for item in reading.weighed for key in item.word.keys)
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
            reading = self._reader.read(text, lang)
            kept = reading, self._best(reading, None, None)
            if len(self._lately) >= LATELY:
                del self._lately[next(iter(self._lately))]
            self._lately[text, lang] = kept
        return kept

    def consider(self, question: str, previous: str | None = None) -> list[Considered]:
        """Return the facts and gaps that were considered, best first: what the weights are learned from."""
        reading, before, context = self._asked(question, previous)
        return self._comparing.compare(reading, before, context)

    def barred(self, question: str, previous: str | None = None) -> bool:
        """Tell whether the fact that fits best must not be given however sure it is: for a year, a word, a demand."""
        if manner_of(question) is not None:
            return True
        reading, before, context = self._asked(question, previous)
        facts = (
            item.match for item in self._comparing.compare(reading, before, context) if item.match.entry.gap is None
        )
        best = next(facts, None)
        return best is not None and bool(self._barred(best, reading, before))

    def _asked(self, question: str, previous: str | None) -> tuple[Reading, Reading | None, Match | None]:
        """Return how a question and the one before it are read, and what answers that."""
        text = meant(cut_short(question))
        lang: Lang = self._reader.lang_of(text) or "sv"
        before = self._reader.read(previous, guess_lang(previous) or lang) if previous else None
        context = self._comparing.compare(before, None, None) if before else []
        return self._reader.read(text, lang), before, context[0].match if context else None

    def _best(self, reading: Reading, before: Reading | None, context: Match | None) -> Found:
        considered = self._comparing.compare(reading, before, context)
        if not considered:
            return _NOTHING
        scores = [item.match.score for item in considered]
        at = next((n for n, item in enumerate(considered) if item.match.entry.gap is None), -1)
        if at < 0:
            return Found(considered[0].match, 0.0, self._barred(considered[0].match, reading, before), ())
        named = -1 if before else next((n for n, item in enumerate(considered) if names_alone(reading, item)), -1)
        at = named if named >= 0 else at
        best = considered[at]
        figures = sure(considered, scores, at)
        speaks = sum(weight * value for weight, value in zip(ANSWERED, figures, strict=True))
        confidence = 1 / (1 + math.exp(-speaks))
        reason = self._barred(best.match, reading, before)
        unheard = before is not None and bool(reading.weighed) and best.ranked[HEARD] < LEAST_NEW
        astray = before is not None and not reading.weighed and not best.ranked[NEAR]
        strange = (
            best.match.coverage < LEAST_HELD
            or is_about_the_unknown(reading, best.match)
            or seeks_the_unheard(reading, best.match)
            or is_of_another_day(reading, best.match)
            or tells_only_how_many(reading, best.match)
            or is_of_another_body(reading, best.match, self._bodies)
        )
        plain = at == 0 and len(reading.weighed) <= 2 and is_held_whole(best.match)
        again = context is not None and best.match.entry is context.entry and self._asks_anew(reading, context.entry)
        enough = 0.0 if named >= 0 else ACCEPT_PLAIN if plain else ACCEPT
        if not reason and (unheard or astray or again or strange or confidence < enough):
            opinion = not _WEIGHED.isdisjoint(self._hard(reading, before).values())
            reason = (at > 0 and self._barred(considered[0].match, reading, before)) or (
                "opinion" if opinion else "nothing_found"
            )
        after = (item.match for item in considered[at + 1 :] if item.match.entry.gap is None)
        other = next((match for match in after if named < 0 and says_as_well(best.match, match)), None)
        if other and self._barred(other, reading, before):
            other = None
        return Found(best.match, confidence, reason, tuple(item.match for item in considered), other)

    def _asks_anew(self, reading: Reading, entry: Entry) -> bool:
        """Tell whether a follow-up asks for what a fact has not said already: "sedan när?" after who it was."""
        asked = {kind for kind, weight in reading.kinds.items() if weight >= 1} & TOLD_BY.keys()
        said = {entry.fact.kind, *(entry.phrases.asks if entry.phrases else ())}
        return bool(asked) and asked.isdisjoint(said) and self._index.meets(entry).isdisjoint(map(TOLD_BY.get, asked))

    def _hard(self, reading: Reading, before: Reading | None) -> Mapping[str, str]:
        return {**before.hard, **reading.hard} if before else reading.hard

    def _barred(self, match: Match, reading: Reading, before: Reading | None) -> Reason:
        """Return why a fact must not be given, however sure it is: for a year, a word, or what it does not hold."""
        entry = match.entry
        if entry.gap is not None:
            return _GAP_REASONS.get(entry.gap, "nothing_found")
        if (reading.years or (before.years if before else frozenset())) - entry.years:
            return "other_year"
        for own, key in sorted(self._hard(reading, before).items()):
            if own not in entry.asked and key not in _WEIGHED:
                return _HARD_REASONS.get(key, "nothing_found")
        demands = reading.demands
        if before and not reading.weighed:
            demands |= before.demands & {"denied"}
        if not falls_short(demands, self._index.meets(entry)):
            return ""
        return "nothing_found" if _WEIGHED.isdisjoint(self._hard(reading, before).values()) else "opinion"

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


def _heard(told: Told, lang: Lang) -> Answer:
    """Return what is said to a statement: it asks for no fact, however many of its words a fact holds."""
    reason: Reason = "statement" if told == "plain" else told
    status: Status = "unknown" if told == "seats" else "smalltalk"
    return Answer(status, texts.NO_ANSWER[reason](lang), lang, reason=reason, offer=told == "seats")


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


MOST_NEXT = 3
"""Questions that are named to who wants to know more."""
LATELY = 64
"""Questions whose reading is kept, to lean follow-ups on."""
LEAST_HELD = 0.25
"""Share of a question's weight that a fact must hold to answer it at all."""
HELD = 0.65
"""How much of each word of a question about two bodies one fact must hold to answer for both."""
LEAST_NEW = 0.2
"""Share of a follow-up's own words that a fact must hold: the subject alone does not answer "och badstranden?"."""


def _as_asked(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Return every phrasing, plain, that belongs to one fact or gap alone."""
    belongs: dict[str, Entry] = {}
    shared: set[str] = set()
    for entry in entries:
        for _, text in entry.texts:
            plain = _plain(text)
            phrasing = text if plain == text else plain  # most are: the fact's own is kept rather than another like it
            if belongs.setdefault(phrasing, entry) is not entry:
                shared.add(phrasing)
    for phrasing in shared:
        del belongs[phrasing]
    return belongs


def _plain(question: str) -> str:
    return question.casefold().rstrip("?!. ")


def _bare(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


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
