"""What builds on a question that a command answered: "vilka sitter i planeringscheferna?", "och i ledningsgruppen?".

What the reports know is followed up by those who answer from them. Here the question before is said anew with another
body, municipality, role or year in its place, and goes to the commands again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.feature import Feature
from bot.core.ports import Store
from bot.core.turn import Reply, Turn
from bot.features.bodies.naming import Finder, words_of
from bot.features.knowledge.service import answered_elsewhere

LONGEST: Final = 80
_LEADS = re.compile(
    r"\s*(?:ok(?:ej)?,? |aha,? |tack[,.]? )?(?:och|men|hur är det (?:med|i|för)|samma (?:sak )?(?:för|i)|and|but"
    r"|what about|how about|same for)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:(?:vice |v\.? ?)?ordf(?:örande\w*|\b\.?)|ersättare\w*|suppleant\w*|ordinarie|ledam[oö]t\w*|ledamöter\w*"
    r"|(?:vice[ -]?|deputy )?chair\w*|stand[- ]?ins?|members?)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:(?:för|under|in|for) )?(?:20\d\d|i år|i fjol|förra året|nästa år|this year|last year|next year)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)+")
_SMALL: Final = frozenset(
    """
    och men då i för på av med hos då nu den det de där hur är samma sak ok okej aha tack kommun
    and but what about how same for in of the on at then now there
    """.split()
)
_WORD = re.compile(r"[^\W_]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something that can stand in the place of another of its kind, and where it stands in a text."""

    kind: str
    span: Span


def build_following(store: Store, finder: Finder) -> Feature:
    """Return the feature; it must be asked after every dialog."""

    async def listen(turn: Turn) -> Reply | Turn | None:
        said = turn.text
        if len(said) > LONGEST or _LEADS.match(said) is None or not (pieces := _pieces(said, finder)):
            return None
        before = await answered_elsewhere(store, turn)
        meant = followed(before, said, pieces, finder) if before else ""
        return replace(turn, text=meant) if meant else None

    return Feature(name="following", listens=listen)


def followed(before: str, said: str, pieces: Sequence[_Piece], finder: Finder) -> str:
    """Return the question before with what was said in the places of its kind; empty where they do not fit."""
    rest = said
    for piece in sorted(pieces, key=lambda each: each.span, reverse=True):
        rest = rest[: piece.span[0]] + " " + rest[piece.span[1] :]
    if not {word.lower() for word in _WORD.findall(rest)} <= _SMALL:
        return ""
    old = {piece.kind: piece.span for piece in _pieces(before, finder)}
    meant = before
    for piece in sorted(pieces, key=lambda each: old.get(each.kind, (0, 0)), reverse=True):
        words = said[slice(*piece.span)].strip()
        if piece.kind in old:
            start, end = old[piece.kind]
            meant = f"{meant[:start]}{words}{meant[end:]}"
        elif piece.kind == "year":
            meant = f"{meant.rstrip(' ?')} {words}?"
        else:
            return ""
    return meant


def _pieces(text: str, finder: Finder) -> list[_Piece]:
    """Return what a text names once, of each kind; what it names twice cannot be replaced."""
    words = words_of(text)
    named = {
        kind: [(words[each.start].start, words[min(each.end, len(words)) - 1].end) for each in found]
        for kind, found in (("body", finder.bodies(words)), ("town", finder.municipalities(words)))
    }
    named["role"] = [each.span() for each in _ROLE.finditer(text) if not _inside(each.span(), named["body"])]
    named["year"] = [each.span() for each in _YEAR.finditer(text)]
    taken = [span for spans in named.values() for span in spans]
    named["name"] = [each.span() for each in _NAME.finditer(text) if not _inside(each.span(), taken)]
    return [_Piece(kind, spans[0]) for kind, spans in named.items() if len(spans) == 1]


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
