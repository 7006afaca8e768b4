"""The vocabulary of dates in Swedish and English, and the cutting of a text into tokens.

Words are looked up by their folded form: lower case, without diacritics and apostrophes, so that "lördag", "LORDAG" and
"lordag" are one word. Where folding makes two words one ("mån" and "man"), the raw form decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

LONGEST = 2_000
"""Characters of a text that are read; nobody writes the date of a meeting after that."""

MOST = 300
"""Tokens of a text that are read."""

_TOKEN = re.compile(r"\d+|[^\W\d_](?:[^\W\d_]|['’´\u0300-\u036f](?=[^\W\d_\s])|[\u0300-\u036f])*|[^\w\s]|_")
_SPELLED = 6  # letters: shorter words are too near other words for a spelling mistake to be forgiven
_DIGITS = 8

_COMPOUND = re.compile(
    r"((?:man|tis|ons|tors|fre|lor|son)dag|imorgon|lucia)(s?)(morgon|formiddag|eftermiddag|kvall|lunch|natt|bitti)(?:en)?$"
)
"""Swedish writes a weekday and a part of it as one word: fredagseftermiddag."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign, in its folded and lower-case forms, with its place; `glued` to the one before it."""

    key: str
    raw: str
    start: int
    end: int
    glued: bool
    number: int | None


def tokenize(text: str) -> list[Token]:
    """Cut the first `LONGEST` characters of a text into tokens, and keep the first `MOST`."""
    tokens: list[Token] = []
    last = -1
    for match in islice(_TOKEN.finditer(text[:LONGEST]), MOST):
        raw = match.group().lower()
        if (compound := _COMPOUND.match(fold(raw))) is not None and len(fold(raw)) == len(raw):
            cut = match.start() + compound.end(1)
            day, part = compound.group(1), compound.group(3)
            tokens.append(Token(day, raw[: len(day)], match.start(), cut, match.start() == last, None))
            tokens.append(
                Token(part, raw[compound.start(3) :], match.start() + compound.start(3), match.end(), True, None)
            )
            last = match.end()
            continue
        number = int(raw) if raw.isdecimal() and len(raw) <= _DIGITS else None
        tokens.append(Token(spelled(fold(raw)), raw, match.start(), match.end(), match.start() == last, number))
        last = match.end()
    return tokens


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return a word in lower case without diacritics and apostrophes; all dashes are the same dash."""
    if word in DASHES:
        return "-"
    if word == "är":
        return word  # else it would be "år"
    if word.endswith(("'s", "’s", "´s")) and word[:-2] in _WEEKDAYS_EN:
        return word[:-2]
    if word.isascii():
        return word.replace("'", "") if len(word) > 1 else word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(c for c in parts if not unicodedata.combining(c) and c not in "’´'").lower() or word


DASHES = frozenset("-–—−‐‑‒")

_WEEKDAYS_SV = ("mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
_WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = ("mand", "tis tisd tue tues", "ons onsd weds", "tors torsd thu thur thurs", "fre", "lor", "sond")
WEAK_DAYS: Mapping[str, int] = {"man": 0, "mon": 0, "wed": 2, "fri": 4, "sat": 5, "son": 6, "sun": 6, "tor": 3}
"""Short forms that are everyday words too; they need a date's company."""

WEEKDAYS: Mapping[str, int] = {
    form: n
    for n, (sv, en, short) in enumerate(zip(_WEEKDAYS_SV, _WEEKDAYS_EN, _SHORT_DAYS, strict=True))
    for form in (sv, sv + "en", en, *short.split())
}
GENITIVE_DAYS: Mapping[str, int] = {f: n for n, sv in enumerate(_WEEKDAYS_SV) for f in (sv + "s", sv + "ens")}
PLURAL_DAYS: Mapping[str, int] = {
    form: n
    for n, (sv, en) in enumerate(zip(_WEEKDAYS_SV, _WEEKDAYS_EN, strict=True))
    for form in (sv + "ar", sv + "arna", en + "s")
}

_MONTHS = (
    "januari january jan",
    "februari february feb febr",
    "mars march mar",
    "april apr",
    "maj may",
    "juni june jun",
    "juli july jul",
    "augusti august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
MONTHS: Mapping[str, int] = {form: n for n, forms in enumerate(_MONTHS, 1) for form in forms.split()}
WEAK_MONTHS = frozenset({"jan", "mar", "march", "may", "jul", "jun"})
"""Months that are everyday words or names too: alone they are no date."""

_UNITS_SV = (
    "noll ett tva tre fyra fem sex sju atta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
)
_UNITS_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = {"tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "nittio": 90}
_TENS_EN = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}


def _numbers() -> dict[str, int]:
    found = {word: n for n, word in enumerate(_UNITS_SV.split())} | {
        word: n for n, word in enumerate(_UNITS_EN.split())
    }
    found |= {"en": 1, "aderton": 18, "tjugi": 20} | _TENS | _TENS_EN
    for word, ten in _TENS.items():
        found |= {word + one: ten + n for n, one in enumerate(_UNITS_SV.split()[1:10], 1)} | {word + "en": ten + 1}
    return found


NUMBERS: Mapping[str, int] = _numbers()
TENS_EN: Mapping[str, int] = _TENS_EN

_ORDINALS_SV = (
    "forsta andra tredje fjarde femte sjatte sjunde attonde nionde tionde elfte tolfte trettonde fjortonde femtonde "
    "sextonde sjuttonde artonde nittonde tjugonde tjugoforsta tjugoandra tjugotredje tjugofjarde "
    "tjugofemte tjugosjatte "
    "tjugosjunde tjugoattonde tjugonionde trettionde trettioforsta"
)
_ORDINALS_EN = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS: Mapping[str, int] = {
    **{word: n for n, word in enumerate(_ORDINALS_SV.split(), 1)},
    **{word: n for n, word in enumerate(_ORDINALS_EN.split(), 1)},
    "thirtieth": 30,
    "forste": 1,
    "sista": -1,
    "siste": -1,
    "last": -1,
}
ORDINAL_ENDINGS = frozenset({"a", "e", "st", "nd", "rd", "th"})

UNITS: Mapping[str, str] = {
    form: unit
    for unit, forms in {
        "minute": "minut minuter min mins minute minutes",
        "hour": "timme timma timmar timmars tim h hour hours hr hrs",
        "day": "dag dagar dagars dygn day days",
        "workday": "arbetsdag arbetsdagar vardag vardagar helgfria",
        "week": "vecka veckor veckors week weeks",
        "month": "manad manader month months",
        "year": "ar year years",
    }.items()
    for form in forms.split()
}


class Phrases(Generic[T]):
    """Fixed expressions of one word or more, and what each means; the longest that fits at a place is found."""

    __slots__ = ("_by_first",)

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for written, meaning in meanings.items():
            words = tuple(written.split())
            self._by_first.setdefault(words[0], []).append((words, meaning))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @classmethod
    def of(cls, written: Mapping[T, str]) -> "Phrases[T]":
        """Make a table from meanings, each with its expressions between commas."""
        return cls({phrase: meaning for meaning, phrases in written.items() for phrase in phrases.split(", ")})

    def at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """Return the meaning of the longest expression that begins at token `i`, and where it ends."""
        if i >= len(tokens):
            return None
        for words, meaning in self._by_first.get(tokens[i].key, ()):
            j = i + len(words)
            if j <= len(tokens) and all(tokens[i + k].key == word for k, word in enumerate(words)):
                return meaning, j
        return None

    def words(self) -> Iterable[str]:
        """Return every word that occurs in an expression."""
        return (word for entries in self._by_first.values() for words, _ in entries for word in words)


_LONG_NAMES = tuple(
    word
    for table in (WEEKDAYS, PLURAL_DAYS, MONTHS)
    for word in table
    if len(word) >= _SPELLED and word not in WEAK_MONTHS
)


@lru_cache(maxsize=4096)
def spelled(key: str) -> str:
    """Return the weekday or month that a long word is one slip of the finger away from, else the word itself."""
    if len(key) < _SPELLED or key in WEEKDAYS or key in PLURAL_DAYS or key in MONTHS or key in GENITIVE_DAYS:
        return key
    near = [name for name in _LONG_NAMES if name[0] == key[0] and OSA.distance(key, name, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else key
