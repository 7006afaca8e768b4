"""The stem of a word, in the language that it is written in."""

from collections.abc import Sequence
from functools import lru_cache

import Stemmer

from bot.core.swedish.forms import LEMMAS
from bot.core.text import Lang

_SWEDISH = Stemmer.Stemmer("swedish", 0)
_ENGLISH = Stemmer.Stemmer("english", 0)

_SWEDISH_ENDINGS = (("ing", 4), ("et", 4), ("ad", 4), ("aron", 3), ("aro", 3))
"""(ending, letters that must be left): what Snowball leaves on some forms of a word and takes from others."""
_ENDS = tuple(ending for ending, _ in _SWEDISH_ENDINGS)

_ENGLISH_LEMMAS = {
    form: lemma
    for lemma, forms in {
        "be": "is are was were been being am",
        "have": "has had having",
        "do": "does did done doing",
        "go": "goes went gone",
        "hold": "held holds",
        "meet": "met meets",
        "pay": "paid pays",
        "spend": "spent spends",
        "send": "sent sends",
        "lead": "led leads",
        "run": "ran runs running",
        "take": "took taken takes",
        "give": "gave given gives",
        "come": "came comes",
        "become": "became becomes",
        "choose": "chose chosen chooses",
        "write": "wrote written writes",
        "sit": "sat sits sitting",
        "get": "got gotten gets",
        "make": "made makes",
        "build": "built builds",
        "bring": "brought brings",
        "know": "knew known knows",
        "speak": "spoke spoken speaks",
        "say": "said says",
        "begin": "began begun begins",
        "grow": "grew grown grows",
        "leave": "left leaves",
        "keep": "kept keeps",
        "draw": "drew drawn draws",
        "see": "saw seen sees",
        "find": "found finds",
        "tell": "told tells",
        "win": "won wins",
        "lose": "lost loses",
        "set": "sets setting",
        "person": "people persons",
        "good": "better best well",
        "bad": "worse worst",
        "many": "more most",
    }.items()
    for form in forms.split()
}


@lru_cache(maxsize=8192)
def stem(word: str, lang: Lang) -> str:
    """Return the stem of a folded word; irregular forms share the stem of their dictionary form."""
    if lang == "sv":
        return _cut(_SWEDISH.stemWord(LEMMAS.get(word, word)))
    return str(_ENGLISH.stemWord(_ENGLISH_LEMMAS.get(word, word)))


def stem_all(words: Sequence[str], lang: Lang) -> list[str]:
    """Return the stem of every word as `stem` does, in one sweep."""
    if lang == "sv":
        return [_cut(found) for found in _SWEDISH.stemWords([LEMMAS.get(word, word) for word in words])]
    return list(_ENGLISH.stemWords([_ENGLISH_LEMMAS.get(word, word) for word in words]))


def _cut(found: str) -> str:
    if found.endswith(_ENDS):
        for ending, left in _SWEDISH_ENDINGS:
            if found.endswith(ending) and len(found) - len(ending) >= left:
                return found[: -len(ending)]
    return found
