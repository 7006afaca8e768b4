"""Misspelled words brought back to words that are known, by letters and by sound."""

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.swedish.letters import fold, fold_all, sound, sound_all

SHORTEST_REPAIRED = 4
KEPT = 4096
"""Words whose repair is remembered."""


class Speller:
    """Finds the known word that somebody meant.

    Args:
        words: every known word in lower case with its own letters, and how common it is.
    """

    __slots__ = ("_by_length", "_by_sound", "_common", "_meant")

    def __init__(self, words: Mapping[str, int]) -> None:
        self._common: dict[str, int] = {}
        self._by_sound: dict[str, str] = {}
        lengths: dict[int, list[str]] = defaultdict(list)
        every = list(words)
        for word, folded, key in zip(every, fold_all(every), sound_all(every), strict=True):
            times = words[word]
            if folded not in self._common:
                lengths[len(folded)].append(folded)
            self._common[folded] = max(times, self._common.get(folded, 0))
            rival = self._by_sound.get(key)
            if rival is None or self._common[rival] < times:
                self._by_sound[key] = folded
        self._by_length = dict(lengths)
        self._meant: dict[tuple[str, int], str | None] = {}

    def knows(self, folded: str) -> bool:
        """Tell whether a folded word is known as it stands."""
        return folded in self._common

    def meant(self, word: str, most: int = 3) -> str | None:
        """Return the known folded word that `word` (lower case, own letters) most likely is, or None.

        Words of up to six letters may differ in one place, up to eleven in two, longer ones in three; a word that
        sounds the same may differ more. `most` lowers that.
        """
        asked = (word, most)
        if asked not in self._meant:
            if len(self._meant) >= KEPT:
                self._meant.clear()
            self._meant[asked] = self._nearest(word, most)
        return self._meant[asked]

    def _nearest(self, word: str, most: int) -> str | None:
        folded = fold(word)
        if len(folded) < SHORTEST_REPAIRED:
            return None
        most = min(most, 1 if len(folded) <= 6 else 2 if len(folded) <= 11 else 3)
        heard = sound(word)
        best, best_cost = self._by_sound.get(heard), 0.6
        if best is None:
            best_cost = most + 0.75
        for length in range(len(folded) - most, len(folded) + most + 1):
            choices = self._by_length.get(length)
            if not choices:
                continue
            for choice, distance, _ in process.extract(
                folded, choices, scorer=OSA.distance, score_cutoff=most, limit=6
            ):
                cost = distance + (choice[0] != folded[0]) + 0.25 * OSA.distance(heard, sound(choice))
                cost -= min(self._common[choice], 40) / 200
                if cost < best_cost:
                    best, best_cost = choice, cost
        return best
