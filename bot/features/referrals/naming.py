"""Finds the referral that somebody means: by its case number, the words of its title, or as the only one."""

import re
from collections.abc import Sequence

from bot.core.stems import stem
from bot.features.bodies.naming import words_of
from bot.features.referrals.model import Referral, number_key

_SHORTEST = 4
_PREFIX = 5
_LONGEST_ENDING = 4
_EMPTY = frozenset(
    "remiss remissen remisser remissens remisserna internremiss forslag forslaget till over inom samt eller denna"
    " detta referral referrals proposal draft gallande avseende angaende rorande svar svaret yttrande samrad samradet"
    " with from have what about that this".split()
)
_COMMON = frozenset(
    "regional regionala regionens regionalt stockholm stockholms lan lans lanet plan planen plans program programmet"
    " sverige sveriges nationell nationella strategi strategin granskning betankandet promemorian region kommun"
    " kommuner trafik vag vagen andring andringar".split()
)
"""Words of many titles: alone they say little."""
_TINY = frozenset("for och att som den det med var vid via the and our har ska vad nar hur ett per han hon vem".split())
_NUMBERS = re.compile(r"[A-Za-zÅÄÖåäö]{0,8}[ -]?\d{2,5}[/-]\d{1,6}(?:[/-]\d{2,4})?")


def named(said: str, referrals: Sequence[Referral], *, alone: bool = True) -> list[Referral]:
    """Return the referrals that a text can mean: one when it is clear, several when it is not, none when none fits.

    With `alone` a text that names none means the only one there is, or any of them.
    """
    keys = {number_key(found[0]) for found in _NUMBERS.finditer(said)}
    by_number = [each for each in referrals if each.number_key and each.number_key in keys]
    if by_number:
        return by_number
    words = [word.folded for word in words_of(said)]
    scored = [(_score(words, each), each) for each in referrals]
    best = max((score for score, _ in scored), default=0.0)
    if best >= 1:
        return [each for score, each in scored if score >= best - 0.25]
    if best > 0 and sum(score > 0 for score, _ in scored) == 1 and alone:
        return [each for score, each in scored if score > 0]
    return list(referrals) if alone else []


def _score(words: Sequence[str], referral: Referral) -> float:
    score, seen = 0.0, set()
    for word in words:
        if word in _EMPTY or word in seen:
            continue
        seen.add(word)
        if any(_same(word, other.folded) for other in words_of(referral.title)):
            score += 0.3 if word in _COMMON else 1.0
        elif any(_same(word, other.folded) for other in words_of(referral.issuer)):
            score += 0.2 if word in _COMMON else 0.9
    return score


def _same(word: str, other: str) -> bool:
    """Tell whether two folded words are one in any form: "lansplanen" and "lansplan", "t28", "73"."""
    if word == other:
        is_name = len(word) == _SHORTEST - 1 and word not in _TINY
        return is_name or len(word) >= _SHORTEST or any(letter.isdigit() for letter in word)
    if min(len(word), len(other)) < _SHORTEST:
        return False
    if stem(word, "sv") == stem(other, "sv") and word[:_SHORTEST] == other[:_SHORTEST]:
        return True
    short, long = sorted((word, other), key=len)
    return len(short) >= _PREFIX and long.startswith(short) and len(long) - len(short) <= _LONGEST_ENDING
