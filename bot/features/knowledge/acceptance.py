"""What makes the fact that comes nearest one to give, beside how sure it is, and what makes it none."""

import re
from collections.abc import Set

from bot.features.knowledge.comparing import Considered, alike
from bot.features.knowledge.demands import TOLD_BY, Demand
from bot.features.knowledge.index import Match
from bot.features.knowledge.reading import Reading
from bot.features.knowledge.words import tokens_of

MOST_IN_NAME = 3
"""Words of a name that is written instead of a question."""
STRONG = 0.8
"""How strongly a word means a subject that it is an inflected name of."""
BARELY = 0.2
"""A fact that holds a name no more than this does not speak of it."""
COUNTED = 0.55
"""How nearly what an answer counts must be what is asked for; a firm is nearly a company."""
MOST_UNKNOWN = 0.5
"""Share of a question's weight from which a word that nobody here has heard of is what it is about."""
LEAST_LETTERS = 5
"""A shorter word that nobody knows is rather a slip or an abbreviation."""
ABOUT_AS_WELL = 0.15
"""A fact that scores so little after the first of its subject may as well be the one that is meant."""

_THING = re.compile(
    r"\W*(?:(?:och|men|and|but) )?(?:(?:vilk\w+|hur många|antal(?:et)?|which|how many)"
    r"|(?:vem|vad|who|what) (?:är|var|e|va|is|was|were|are)(?: (?:den|det|de|en|ett|the|a|an))?) (?P<thing>[^\W\d_]+)",
    re.IGNORECASE,
)
"""How a question names the thing or person that it asks for."""
_NAMES_THEM = re.compile(
    r"^- |: |\bbland (?:annat|andra|dem)\b|\bnamn|\bvilka\b|\b[A-ZÅÄÖ]\w+(?:,| och) [A-ZÅÄÖ]", re.MULTILINE
)
"""How an answer names things, or tells that the report does not."""
_ACTS = frozenset(
    f"={name}"
    for name in "meet take_part member lead responsible initiate arrange take_place decide pay represent".split()
)
"""Concepts of what people do, and of meetings, which have no names."""
_ACTED = re.compile(r"(?:ade|ades|te|tes|de|des|its|ats)\Z")
_MONTHS = dict(
    zip(
        "jan feb mar apr maj jun jul aug sep okt nov dec may oct".split(),
        (*range(1, 13), 5, 10),
        strict=True,
    )
)
_MONTH = (
    r"(?P<month>jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:s|ch)?|apr(?:il)?|ma[jy]|jun[ie]?|jul[iy]?|aug(?:usti?)?"
    r"|sep(?:t(?:ember)?)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(rf"\b(?P<day>\d{{1,2}})(?::?(?:e|a)|st|nd|rd|th)?\s(?:of )?{_MONTH}\b", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)", re.IGNORECASE)
_TOLD_ASIDE = frozenset({"when", "who", "amount"})
"""Kinds of answers that are told in passing: a day, a name, a sum."""
_ASKED_FOR = frozenset({"=date", "=name", "=time_of_day"})
"""Concepts that name no more than the kind of answer."""
_TELLING = re.compile(r"\d[\d ]*\d|\d|[A-ZÅÄÖ][\wåäöé]{2,}")
"""Numbers and names, which an answer is told by."""


def names_alone(reading: Reading, one: Considered) -> bool:
    """Tell whether a question is the name of what a fact is about and nothing else: "avgiften", "spår till Tyresö"."""
    if one.match.entry.gap is not None or not one.fact.about:
        return False
    topic = f"@{one.fact.about[0]}"
    return (
        0 < len(reading.weighed) <= MOST_IN_NAME
        and all(kind < 1 for kind in reading.kinds.values())
        and not reading.continues
        and len(tokens_of(reading.text)) <= MOST_IN_NAME
        and all(item.word.keys.get(topic, 0.0) >= STRONG for item in reading.weighed)
    )


def is_about_the_unknown(reading: Reading, match: Match) -> bool:
    """Tell whether a word that nobody knows, and the fact lacks, weighs most in a question: "vad blev elräkningen"."""
    total = sum(item.weight for item in reading.weighed)
    return any(
        not item.word.known and len(item.word.text) >= LEAST_LETTERS and not held and item.weight > MOST_UNKNOWN * total
        for item, held in zip(reading.weighed, match.held, strict=False)
    )


def seeks_the_unheard(reading: Reading, match: Match) -> bool:
    """Tell whether a question asks for something that nobody here has heard of: "which regatta", "vem var fänrik"."""
    asked = _THING.match(reading.text)
    return asked is not None and any(
        not item.word.known
        and not held
        and len(item.word.text) >= LEAST_LETTERS
        and item.word.text == asked["thing"].lower()
        for item, held in zip(reading.weighed, match.held, strict=False)
    )


def is_of_another_body(reading: Reading, match: Match, bodies: Set[str]) -> bool:
    """Tell whether a question names a body and the answer is about others only; `bodies` are topics that are one."""
    if bodies.isdisjoint(match.entry.fact.about):
        return False
    held = [
        kept
        for item, kept in zip(reading.weighed, match.held, strict=False)
        if any(key[0] == "@" and strength >= STRONG and key[1:] in bodies for key, strength in item.word.keys.items())
    ]
    return bool(held) and max(held) < BARELY


def tells_already(reading: Reading, met: Set[Demand]) -> bool:
    """Tell whether a follow-up asks for nothing but the day, place, name or sum that an answer has told already.

    `met` is what the answer meets: "vilket datum?" after where they met is answered by where and when they met.
    """
    wanted = {TOLD_BY[kind] for kind, weight in reading.kinds.items() if weight >= 1 and kind in _TOLD_ASIDE}
    bare = all(not _ASKED_FOR.isdisjoint(item.word.keys) for item in reading.weighed)
    return bool(wanted) and wanted <= met and bare


def tells_only_how_many(reading: Reading, match: Match) -> bool:
    """Tell whether a question asks which they are, and the answer only tells that there are some or so many."""
    sort, sought = reading.sought
    if sort != "which" or reading.kinds.get("count", 0.0) >= 1 or _NAMES_THEM.search(match.entry.fact.said("sv")):
        return False
    if any(_ACTED.search(word.text) or not _ACTS.isdisjoint(word.keys) for word in sought):
        return False
    return any(alike(word, other) >= COUNTED for word in sought for other in match.entry.counted)


def is_of_another_day(reading: Reading, match: Match) -> bool:
    """Tell whether a question names a day and the answer tells of other days only, unless it asks about the day."""
    if not any(item.word.number for item in reading.weighed) or {"when", "whether"} & reading.kinds.keys():
        return False
    asked = _days_in(reading.text)
    told = _days_in(match.entry.fact.said("sv")) if asked else asked
    return bool(told) and asked.isdisjoint(told)


def _days_in(text: str) -> set[tuple[int, int]]:
    """Return the days that a text names, each as month and day."""
    found = (*_DAY.finditer(text), *_DAY_AFTER.finditer(text))
    return {(_MONTHS[each["month"][:3].lower()], int(each["day"])) for each in found}


def is_held_whole(match: Match) -> bool:
    """Tell whether a fact holds every word of a question and is of its kind: "vem var moderator"."""
    return match.kind >= 0.9 and bool(match.held) and min(match.held) >= 0.85


def says_as_well(first: Match, other: Match) -> bool:
    """Tell whether another fact of the same subject fits about as well as the first, and adds to it."""
    fact, beside = first.entry.fact, other.entry.fact
    if first.score - other.score >= ABOUT_AS_WELL:
        return False
    related = not set(fact.about).isdisjoint(beside.about) or beside.id in fact.next or fact.id in beside.next
    return related and not set(_TELLING.findall(beside.said("sv"))) <= set(_TELLING.findall(fact.said("sv")))
