"""How many meetings: asked in words, of those that the bot knows, held this year or still ahead."""

import re
from enum import StrEnum

from bot.core.swedish.letters import plain

_ASKS = re.compile(
    r"(?:(?:och|men|and|but) )?(?:hur många|how many)(?: fler| more)? (?:möten|sammanträden|träffar|meetings)\b"
    r"(?P<rest>.*)"
)
_AHEAD = re.compile(
    r"\b(?:inbokade|bokade|planerade|planerat|kvar|återstår|framåt|kommande|framför|blir det|ska|booked|planned|left"
    r"|coming|upcoming|ahead|remain|remaining|scheduled)\b"
)
_HELD = re.compile(r"\b(?:haft|hållit|hållits|varit|hunnit|had|held|been)\b")
_THIS_YEAR = re.compile(r"\b(?:i år|hittills|det här året|this year|so far)\b")
_OTHER_YEAR = re.compile(r"\b(?:20\d\d|i fjol|förra året|last year|nästa år|next year)\b")
LONGEST = 150


class Count(StrEnum):
    """Which meetings are counted."""

    HELD = "held"
    AHEAD = "ahead"


def asks_how_many(said: str) -> Count | None:
    """Return which meetings somebody wants counted, None when they ask something else, or of another year."""
    found = _ASKS.fullmatch(plain(said)) if len(said) <= LONGEST else None
    if found is None or _OTHER_YEAR.search(found["rest"]):
        return None
    if _AHEAD.search(found["rest"]):
        return Count.AHEAD
    return Count.HELD if _HELD.search(found["rest"]) and _THIS_YEAR.search(found["rest"]) else None
