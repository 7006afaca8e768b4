"""What makes the fact that comes nearest one to give, beside how sure it is, and what makes it none."""

import re

from bot.features.knowledge.comparing import Considered
from bot.features.knowledge.index import Match
from bot.features.knowledge.reading import Reading
from bot.features.knowledge.words import tokens_of

MOST_IN_NAME = 3
"""Words of a name that is written instead of a question."""
STRONG = 0.8
"""How strongly a word means a subject that it is an inflected name of."""
MOST_UNKNOWN = 0.5
"""Share of a question's weight from which a word that nobody here has heard of is what it is about."""
LEAST_LETTERS = 5
"""A shorter word that nobody knows is rather a slip or an abbreviation."""
ABOUT_AS_WELL = 0.15
"""A fact that scores so little after the first of its subject may as well be the one that is meant."""

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
