"""Who is asked to be whose buddy: somebody from another municipality, in turn, and not the same pair again."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.ports import Collection
from bot.features.newcomers.model import Answer


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be asked; `person` is their id, `municipality` a code."""

    person: str
    name: str
    municipality: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """That somebody was asked to be a newcomer's buddy, and what they said."""

    newcomer: str
    buddy: str
    newcomer_town: str
    buddy_town: str
    body: str
    asked_at: dt.datetime
    answer: Answer = Answer.WAITING
    buddy_name: str = ""


PAIRINGS: Collection[Pairing] = Collection("buddy_pairings", Pairing, equal=("newcomer", "buddy", "answer"))

_COUNTS = frozenset({Answer.WAITING, Answer.YES})


def choose(candidates: Iterable[Candidate], newcomer: str, town: str, before: Sequence[Pairing]) -> Candidate | None:
    """Return whom to ask, or None when there is nobody from another municipality who has not been asked already.

    First who has been a buddy least often, then the municipality that has had least to do with the newcomer's, then
    who was asked longest ago; what is still equal is settled by the ids, so that the same state gives the same answer.
    """
    asked = {pairing.buddy for pairing in before if pairing.newcomer == newcomer}
    served = Counter(pairing.buddy for pairing in before if pairing.answer in _COUNTS)
    together = Counter(
        frozenset((pairing.newcomer_town, pairing.buddy_town)) for pairing in before if pairing.answer in _COUNTS
    )
    latest: dict[str, dt.datetime] = {}
    for pairing in before:
        latest[pairing.buddy] = max(pairing.asked_at, latest.get(pairing.buddy, pairing.asked_at))
    ever = dt.datetime.min.replace(tzinfo=dt.UTC)
    fit = [
        each
        for each in candidates
        if each.person != newcomer and each.municipality != town and each.person not in asked
    ]
    return min(
        fit,
        key=lambda each: (
            served[each.person],
            together[frozenset((town, each.municipality))],
            latest.get(each.person, ever),
            each.person,
        ),
        default=None,
    )
