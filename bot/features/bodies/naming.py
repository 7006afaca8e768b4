"""Finds the bodies and municipalities that somebody names: inflected, shortened, misspelled, without å, ä and ö."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, NamedTuple, TypeVar

from rapidfuzz.distance import OSA

from bot.core.stems import stem
from bot.core.swedish.letters import fold, fold_all
from bot.core.turn import Turn
from bot.features.bodies.model import Body, Cooperation, Municipality

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset("for i the a av of natverket natverk och and den det".split())
_LEADS = frozenset("i in for till to on of fran from".split())
_SHORTEST_PREFIX = 5
_INITIALS = 3
_WORDS_REMEMBERED: Final = 4096
_COOPERATIONS_REMEMBERED: Final = 4
"""A bot has one; tests and tools that put several bots together have a few."""
TEXTS_REMEMBERED: Final = 16
"""Of one turn several commands ask the same; more than the turns under way need not be remembered."""


class Word(NamedTuple):
    """A word of a text: as written, folded, and where it stands."""

    written: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """Something that a text names, several `values` when it can be any of them; `start` and `end` are word indices."""

    values: tuple[T, ...]
    start: int
    end: int


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text, hyphens and apostrophes apart; kept, since every command asks in a turn."""
    found = list(_WORD.finditer(text))
    written = [each[0] for each in found]
    return tuple(
        map(Word, written, fold_all(written), (each.start() for each in found), (each.end() for each in found))
    )


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[T]):
    value: T
    words: tuple[str, ...]
    """Folded words, empty ones left out."""
    initials: bool = False


class _Phrases(Generic[T]):
    """Names, found by the words in them: most words of what people say are in none."""

    def __init__(self, phrases: Iterable[_Phrase[T]]) -> None:
        self.all = tuple(phrases)
        self._by_letter: dict[str, set[str]] = defaultdict(set)
        self._by_first: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.all):
            self._by_first[phrase.words[0]].append(number)
            for part in phrase.words:
                self._by_letter[part[0]].add(part)
        self.like = lru_cache(_WORDS_REMEMBERED)(self._like)
        self.beginning = lru_cache(_WORDS_REMEMBERED)(self._beginning)

    def _like(self, word: str) -> frozenset[str]:
        """Return the words of names that a folded word can be; the first letter is never the slip."""
        return frozenset(part for part in self._by_letter.get(word[:1], ()) if _same(word, part))

    def _beginning(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the phrases that may begin with a folded word."""
        return tuple(number for part in self.like(word) for number in self._by_first.get(part, ()))


class Finder:
    """Knows the names of one cooperation."""

    def __init__(self, cooperation: Cooperation) -> None:
        self._by_id = {body.id: body for body in cooperation.bodies}
        self._bodies = _Phrases(phrase for body in cooperation.bodies for phrase in _phrases(body))
        self._formal = _Phrases(
            _Phrase(body, _meaning(name))
            for body in cooperation.bodies
            for name in (body.short.sv, body.name.sv, body.short.en, body.name.en, body.id)
        )
        self._cooperation = fold(cooperation.name.sv)
        self._municipalities = _Phrases(
            _Phrase(each, tuple(word.folded for word in words_of(each.name))) for each in cooperation.municipalities
        )
        self._bodies_in = lru_cache(TEXTS_REMEMBERED)(self._find_bodies)
        self._municipalities_in = lru_cache(TEXTS_REMEMBERED)(self._find_municipalities)

    def which_body(self, text: str) -> Body | None:
        """Return the one body that a text names, or None when it names none, several, or one of several."""
        return _only(self.bodies(words_of(text)))

    def here(self, turn: Turn) -> Body | None:
        """Return the body whose team a turn comes from: the one that somebody said, else the one that its name says."""
        if turn.body is not None:
            return self._by_id.get(turn.body)
        return self.which_body(turn.conversation.team_name) if turn.conversation.team_name else None

    def which_municipality(self, text: str) -> Municipality | None:
        """Return the one municipality that a text names, or None when it names none or several."""
        return _only(self.municipalities(words_of(text)))

    def bodies(self, words: Sequence[Word]) -> list[Found[Body]]:
        """Return the bodies that words name, in order of the text."""
        return list(self._bodies_in(tuple(words)))

    def _find_bodies(self, words: tuple[Word, ...]) -> list[Found[Body]]:
        return _found(words, self._bodies) or self._by_part(words)

    def municipalities(self, words: Sequence[Word]) -> list[Found[Municipality]]:
        """Return the municipalities that words name, in order of the text; "kommun" after a name belongs to it."""
        return list(self._municipalities_in(tuple(words)))

    def _find_municipalities(self, words: tuple[Word, ...]) -> list[Found[Municipality]]:
        found = _found(words, self._municipalities)
        return [
            Found(each.values, each.start, each.end + 1)
            if each.end < len(words) and words[each.end].folded in {"kommun", "kommuns", "kommunen", "municipality"}
            else each
            for each in found
        ]

    def _by_part(self, words: Sequence[Word]) -> list[Found[Body]]:
        """Return the bodies of which a word is a part of the name, or its beginning: "i klimat", "arbetsgruppen"."""
        for at, word in enumerate(words):
            if len(word.folded) < _INITIALS or word.folded in self._cooperation:
                continue
            if like := self._formal.like(word.folded):
                whole = [phrase for phrase in self._formal.all if not like.isdisjoint(phrase.words)]
                return [Found(_distinct(phrase.value for phrase in whole), at, at + 1)]
            if len(word.folded) < _SHORTEST_PREFIX:
                continue
            if len(words) > 1 and not (at > 0 and words[at - 1].folded in _LEADS):
                continue
            if begins := [phrase for phrase in self._formal.all if phrase.words[0].startswith(word.folded)]:
                return [Found(_distinct(phrase.value for phrase in begins), at, at + 1)]
        return []


@lru_cache(_COOPERATIONS_REMEMBERED)
def finder_of(cooperation: Cooperation) -> Finder:
    """Return who knows the names of a cooperation: one for all features, which remembers what they all ask."""
    return Finder(cooperation)


def _phrases(body: Body) -> Iterable[_Phrase[Body]]:
    seen: set[tuple[str, ...]] = set()
    for name in (body.name.sv, body.short.sv, body.name.en, body.short.en, *body.aliases.sv, *body.aliases.en, body.id):
        words = _meaning(name)
        if words and words not in seen:
            seen.add(words)
            yield _Phrase(body, words, initials=len(words) == 1 and len(words[0]) <= _INITIALS)


def _meaning(name: str) -> tuple[str, ...]:
    words = [word.folded for word in words_of(name)]
    return tuple(word for word in words if word not in _EMPTY) or tuple(words)


def _found(words: Sequence[Word], phrases: _Phrases[T]) -> list[Found[T]]:
    hits: list[tuple[int, int, int, int, T]] = []
    for at, word in enumerate(words):
        for number in phrases.beginning(word.folded):
            phrase = phrases.all[number]
            if end := _matches(words, at, phrase, phrases):
                weight = sum(map(len, phrase.words)) * 4 - _misses(words[at:end], phrase)
                hits.append((weight, at, number, end, phrase.value))
    hits.sort(key=lambda hit: (-hit[0], hit[1], hit[2]))
    chosen: list[Found[T]] = []
    for weight, start, _, end, _ in hits:
        if any(start < other.end and other.start < end for other in chosen):
            continue
        rivals = _distinct(value for w, s, _, _, value in hits if (w, s) == (weight, start))
        chosen.append(Found(rivals, start, end))
    return sorted(chosen, key=lambda each: each.start)


def _matches(words: Sequence[Word], at: int, phrase: _Phrase[T], phrases: _Phrases[T]) -> int:
    """Return the index after a phrase that begins at `at`, 0 when it does not; empty words may stand inside it."""
    here = at
    for number, part in enumerate(phrase.words):
        while number and here < len(words) and words[here].folded in _EMPTY and words[here].folded != part:
            here += 1
        if here >= len(words):
            return 0
        if phrase.initials:
            if words[here].written != part.upper() and (len(part) < _INITIALS or words[here].folded != part):
                return 0
        elif part not in phrases.like(words[here].folded):
            return 0
        here += 1
    return here


def _misses(words: Sequence[Word], phrase: _Phrase[T]) -> int:
    meant = [word.folded for word in words if word.folded not in _EMPTY]
    return sum(OSA.distance(word, part) for word, part in zip(meant, phrase.words, strict=False))


def _same(word: str, name: str) -> bool:
    """Tell whether a folded word is a name: in any form, or with a slip of the finger."""
    if word == name or word in (f"{name}s", f"{name}n"):
        return True
    if len(word) < _SHORTEST_PREFIX or len(name) < _SHORTEST_PREFIX:
        return False
    if stem(word, "sv") == stem(name, "sv") and word[:4] == name[:4]:
        return True
    bare = word[:-1] if word.endswith("s") and not name.endswith("s") else word
    distance = min(OSA.distance(word, name), OSA.distance(bare, name))
    if len(name) <= _SHORTEST_PREFIX + 1:
        # "salen" is no Salem: in short names letters may be swapped, doubled or left out, not be others.
        return distance == 1 and word[0] == name[0] and (len(bare) != len(name) or sorted(bare) == sorted(name))
    return distance <= (1 if len(name) < 9 else 2) and word[0] == name[0]


def _distinct(values: Iterable[T]) -> tuple[T, ...]:
    found: list[T] = []
    for value in values:
        if value not in found:
            found.append(value)
    return tuple(found)


def _only(found: list[Found[T]]) -> T | None:
    values = _distinct(value for each in found for value in each.values)
    return values[0] if len(values) == 1 else None
