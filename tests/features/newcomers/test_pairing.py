"""Buddies: from another municipality, in turn, and not the same pair again."""

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.features.newcomers.model import Answer
from bot.features.newcomers.pairing import Candidate, Pairing, choose

START = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
TOWNS = ("0126", "0127", "0128", "0136", "0138", "0140", "0181", "0192")
CANDIDATES = tuple(Candidate(f"p{number}", f"Person {number}", town) for number, town in enumerate(TOWNS))


def _asked(towns: list[str], says: list[bool]) -> list[Pairing]:
    """Let newcomers from some municipalities ask in turn; each who is asked says yes or no."""
    before: list[Pairing] = []
    answers = iter(says)
    for number, town in enumerate(towns):
        for _ in range(3):
            chosen = choose(CANDIDATES, f"new{number}", town, before)
            if chosen is None:
                break
            yes = next(answers, True)
            at = START + dt.timedelta(days=len(before))
            answer = Answer.YES if yes else Answer.NO
            before.append(Pairing(f"new{number}", chosen.person, town, chosen.municipality, "b", at, answer))
            if yes:
                break
    return before


newcomers = st.lists(st.sampled_from(TOWNS), max_size=30)


@given(newcomers, st.lists(st.booleans(), max_size=60))
def test_a_buddy_is_from_another_municipality_and_nobody_is_asked_twice_for_one(
    towns: list[str], says: list[bool]
) -> None:
    pairings = _asked(towns, says)
    assert all(pairing.newcomer_town != pairing.buddy_town for pairing in pairings)
    assert len({(pairing.newcomer, pairing.buddy) for pairing in pairings}) == len(pairings)


@given(newcomers)
def test_everybody_who_can_is_asked_equally_often(towns: list[str]) -> None:
    served = Counter(pairing.buddy for pairing in _asked(towns, []))
    for pairing_number in range(1, len(towns) + 1):
        served = Counter(pairing.buddy for pairing in _asked(towns[:pairing_number], []))
        counts = [served[each.person] for each in CANDIDATES]
        # One may be passed over as long as the newcomers come from their own municipality.
        own = Counter(towns[:pairing_number])
        assert max(counts) - min(counts) <= 1 + max(own.values(), default=0)
    if len(set(towns)) == len(TOWNS):
        assert sum(served.values()) == len(towns)


def test_of_newcomers_from_one_municipality_each_gets_another_buddy_before_one_is_asked_again() -> None:
    pairings = _asked(["0128"] * 7, [])
    assert len({pairing.buddy for pairing in pairings}) == 7
    assert len({pairing.buddy for pairing in _asked(["0128"] * 8, [])}) == 7


def test_municipalities_that_have_met_least_meet_first() -> None:
    two = (Candidate("a", "A", "0126"), Candidate("b", "B", "0127"))
    before = [Pairing("old", "gone", "0128", "0126", "b", START, Answer.YES)]
    chosen = choose(two, "new", "0128", before)
    assert chosen is not None
    assert chosen.person == "b"


def test_there_may_be_nobody() -> None:
    assert choose([Candidate("a", "A", "0128")], "new", "0128", []) is None
    assert choose([Candidate("new", "A", "0126")], "new", "0128", []) is None
    said_no = [Pairing("new", "a", "0128", "0126", "b", START, Answer.NO)]
    assert choose([Candidate("a", "A", "0126")], "new", "0128", said_no) is None
