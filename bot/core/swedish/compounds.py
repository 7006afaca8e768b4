"""Swedish compounds taken apart: infrastrukturprioriteringar is infrastruktur and prioriteringar."""

from collections.abc import Callable

SHORTEST_PART = 3
SHORTEST_COMPOUND = 7
SHORTEST_CLIPPED = 4
"""Letters that a first part has at least when it has lost its last vowel, as karta has in kartbild."""
_LINKS = "seoau"


class Compounds:
    """Takes compounds apart into words that somebody knows.

    Args:
        knows: tells whether a folded word stands on its own; asked for the inflected last part and the bare first.
    """

    __slots__ = ("_knows",)

    def __init__(self, knows: Callable[[str], bool]) -> None:
        self._knows = knows

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a folded word, first to last, with links dropped; empty when it cannot be taken apart.

        Of several ways the one with the fewest and longest parts is taken.
        """
        return self._split(word, 3) if len(word) >= SHORTEST_COMPOUND else ()

    def _split(self, word: str, most: int) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        best_rank = (99, 0)
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            tail = word[cut:]
            whole = self._knows(tail)
            if not whole and (most < 3 or len(tail) < 2 * SHORTEST_PART or best_rank[0] == 2):
                continue
            if best_rank[0] == 2 and min(cut + 1, len(tail)) <= -best_rank[1]:
                continue
            head = self._first(word[:cut])
            if head is None:
                continue
            if whole:
                rest: tuple[str, ...] = (tail,)
            else:
                rest = self._split(tail, most - 1)
                if not rest:
                    continue
            rank = (1 + len(rest), -min(len(head), *(len(p) for p in rest)))
            if rank < best_rank:
                best, best_rank = (head, *rest), rank
        return best

    def _first(self, part: str) -> str | None:
        for bare in (part, part[:-1], part + "a", part + "e"):
            if bare == part[:-1] and part[-1] not in _LINKS:
                continue
            if len(bare) > len(part) and len(part) < SHORTEST_CLIPPED:
                continue
            if len(bare) >= SHORTEST_PART and self._knows(bare):
                return bare
        return None
