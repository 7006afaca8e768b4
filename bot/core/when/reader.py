"""A text under reading: its tokens, the moment of reading, and the small things that every rule asks for."""

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass, field
from functools import lru_cache

from bot.core.when.words import MONTHS, NUMBERS, ORDINAL_ENDINGS, ORDINALS, TENS_EN, Token

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SHORT_YEARS = range(20, 60)


@lru_cache(maxsize=512)
def _by_first(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for words in map(str.split, phrases):
        found.setdefault(words[0], []).append(words)
    return found


@dataclass(frozen=True, slots=True)
class Reader:
    """The tokens of a text and the naive Stockholm wall-clock time at which it is read.

    `moving` tells that the text asks to move something, so that "från" and "till" lead to the old time and the new.
    `depth` counts the expressions inside expressions ("dagen före dagen före jul"); `memory` keeps what has been read
    at a place, so that no text takes long.

    A rule takes a token index and returns what it read with the index after it, or None.
    """

    tokens: tuple[Token, ...]
    now: dt.datetime
    swedish: bool
    moving: bool = False
    depth: int = 0
    memory: dict[tuple[int, int, bool], object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def today(self) -> dt.date:
        """The date of reading."""
        return self.now.date()

    def key(self, i: int) -> str:
        """Return the folded word at `i`, or "" outside the text."""
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""

    def raw(self, i: int) -> str:
        """Return the word at `i` in lower case, or "" outside the text."""
        return self.tokens[i].raw if 0 <= i < len(self.tokens) else ""

    def digits(self, i: int) -> int | None:
        """Return the number written in digits at `i`."""
        return self.tokens[i].number if 0 <= i < len(self.tokens) else None

    def width(self, i: int) -> int:
        """Return how many characters the token at `i` has."""
        return len(self.tokens[i].raw) if 0 <= i < len(self.tokens) else 0

    def glued(self, i: int) -> bool:
        """Tell whether the token at `i` follows the one before it with no space between."""
        return 0 <= i < len(self.tokens) and self.tokens[i].glued

    def skip(self, i: int, words: Container[str]) -> int:
        """Return the index of the first token at or after `i` that is none of `words`."""
        while i < len(self.tokens) and self.tokens[i].key in words:
            i += 1
        return i

    def words(self, i: int, phrase: str) -> int | None:
        """Return the index after the words of `phrase` when they stand at `i`."""
        return self._any(i, _by_first((phrase,)))

    def one_of(self, i: int, *phrases: str) -> int | None:
        """Return the index after the first of these phrases that stands at `i`; list the longest first."""
        return self._any(i, _by_first(phrases))

    def _any(self, i: int, phrases: dict[str, list[list[str]]]) -> int | None:
        for words in phrases.get(self.key(i), ()):
            if all(self.key(i + n) == word for n, word in enumerate(words)):
                return i + len(words)
        return None

    def number(self, i: int) -> tuple[int, int] | None:
        """Read a whole number in digits or words: 14, fjorton, twenty-five."""
        digits = self.digits(i)
        if digits is not None:
            return digits, i + 1
        word = self.key(i)
        if word in TENS_EN:
            j = i + 2 if self.key(i + 1) == "-" else i + 1
            ones = NUMBERS.get(self.key(j), 0)
            return (TENS_EN[word] + ones, j + 1) if 0 < ones < 10 else (TENS_EN[word], i + 1)
        if word in ("a", "an"):
            return 1, i + 1
        return (NUMBERS[word], i + 1) if word in NUMBERS else None

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """Read an ordinal: tredje, 3:e, 3e, 15th, sista (-1), näst sista (-2)."""
        if (j := self.one_of(i, "nast sista", "second last", "second to last", "last but one")) is not None:
            return -2, j
        if self.key(i) in TENS_EN and self.key(i + 1) == "-" and 0 < ORDINALS.get(self.key(i + 2), 0) < 10:
            return TENS_EN[self.key(i)] + ORDINALS[self.key(i + 2)], i + 3
        if self.key(i) in ORDINALS:
            return ORDINALS[self.key(i)], i + 1
        return self._ordinal_digits(i)

    def _ordinal_digits(self, i: int) -> tuple[int, int] | None:
        digits = self.digits(i)
        if digits is None:
            return None
        j = i + 2 if self.key(i + 1) == ":" else i + 1
        if self.key(j) in ORDINAL_ENDINGS and self.glued(j):
            return digits, j + 1
        return None

    def month(self, i: int) -> tuple[int, int] | None:
        """Read a month's name with the dot of its short form."""
        number = MONTHS.get(self.key(i))
        if number is None:
            return None
        return number, self.dot(i + 1)

    def dot(self, i: int) -> int:
        """Return the index after the dot of an abbreviation, when there is one."""
        return i + 1 if self.key(i) == "." and self.glued(i) else i

    def year(self, i: int) -> tuple[int, int] | None:
        """Read the year that follows a date or a week: 2027, -27, år 2027, nästa år, next year, i år."""
        if (j := self.one_of(i, "nasta ar", "next year", "i nasta ar", "of next year")) is not None:
            return self.today.year + 1, j
        if (j := self.one_of(i, "i ar", "this year", "of this year")) is not None:
            return self.today.year, j
        j = self.skip(i, (",", "ar", "of", "year", "-", "/", "in"))
        digits = self.digits(j)
        if digits is None or j - i > 2:
            return None
        if self.width(j) == 4 and _FIRST_YEAR <= digits <= _LAST_YEAR:
            return digits, j + 1
        dashed = self.key(j - 1) in ("-", "/") and j > i and self.glued(j)
        if self.width(j) == 2 and digits in _SHORT_YEARS and dashed and self.key(j + 1) not in (":", "/", "."):
            return None if self.month(j + 1) else (2000 + digits, j + 1)
        return None

    def short_year(self, i: int) -> int | None:
        """Return the year that two or four digits at `i` stand for."""
        digits = self.digits(i)
        if digits is None:
            return None
        if self.width(i) == 4:
            return digits if _FIRST_YEAR <= digits <= _LAST_YEAR else None
        return 2000 + digits if self.width(i) == 2 else None
