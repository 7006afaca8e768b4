"""How Swedish is typed: folded letters, and a key for words that sound alike."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u00b4\u0060"), "'")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
_PLAIN = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "è": "e", "ü": "u", "ø": "o", "æ": "a", "ß": "ss"})


_RARE = re.compile(r"[^\x00-\x9f\xa1-\xb3\xb5-\xff]|`")


@lru_cache(maxsize=64)
def tidy(text: str) -> str:
    """Return text in lower case with one kind of dash, apostrophe and space; the letters are kept."""
    # Every command looks at the same words in a turn: they are made ready once.
    if _RARE.search(text) is None:
        return text.lower()
    composed = unicodedata.normalize("NFC", text)
    return composed.translate(_DASHES).translate(_QUOTES).translate(_SPACES).lower()


@lru_cache(maxsize=64)
def plain(said: str) -> str:
    """Return what was said in lower case, with single spaces and without closing punctuation."""
    return " ".join(tidy(said).split()).rstrip(" .,!?…")


def fold(text: str) -> str:
    """Return text in lower case without diacritics, as when somebody types on a foreign keyboard: "tyreso"."""
    plain = text.lower().translate(_PLAIN)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain).lower()
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


def fold_all(words: Sequence[str]) -> list[str]:
    """Return every word as `fold` does, in one sweep; no word holds a line break."""
    if not words:
        return []
    plain = "\n".join(words).lower().translate(_PLAIN)
    return [word if word.isascii() else fold(word) for word in plain.split("\n")]


_SOUNDS = (
    *(("sch", "$"), ("skj", "$"), ("stj", "$"), ("sj", "$"), ("sh", "$"), ("tion", "$on"), ("sion", "$on")),
    *(("tj", "c"), ("kj", "c"), ("chef", "$ef"), ("ck", "k"), ("ch", "c"), ("ph", "f"), ("q", "k")),
    *(("hj", "j"), ("gj", "j"), ("lj", "j"), ("dj", "j"), ("hv", "v"), ("w", "v"), ("x", "ks"), ("z", "s")),
    *(
        ("ce", "se"),
        ("ci", "si"),
        ("cy", "si"),
        ("c", "k"),
        ("dt", "t"),
        ("ä", "e"),
        ("å", "o"),
        ("é", "e"),
        ("y", "i"),
    ),
)
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return a key that Swedish spellings of the same sound share: "slått" and "slott", "vise" and "vice"."""
    return fold(_heard(word))


def sound_all(words: Sequence[str]) -> list[str]:
    """Return the key of every word as `sound` does, in one sweep; no word holds a line break."""
    return fold_all(_heard("\n".join(words)).split("\n")) if words else []


def _heard(words: str) -> str:
    key = words
    for written, heard in _SOUNDS:
        if written in key:
            key = key.replace(written, heard)
    return _DOUBLE.sub(r"\1", key)
