"""The word "ångra": what somebody did last, in whatever feature, is taken back, or it is said why not."""

import re
from collections.abc import Sequence

from bot.core.deed import LastDeed, latest_of
from bot.core.feature import Command, when_it
from bot.core.swedish.letters import fold
from bot.core.turn import Reply, Turn
from bot.features.home import texts

_UNDO = re.compile(
    r"(?:kan du |jag vill |please |can you )?(?:angra|undo|ta tillbaka|take back)"
    r"(?: (?:min|mitt|den|det|the|my|it|that|jag gjorde))*"
    r"(?: (?:senaste|sista|sist|nyss|last|latest))?(?: (?:andringen|andring|bytet|change))?"
    r"(?: av (?:platsen|platserna))?"
)


def undo_command(ways: Sequence[LastDeed]) -> Command[str]:
    """Return the command; `ways` are what the features declare."""

    async def undo(turn: Turn, _: str) -> Reply:
        deed = await latest_of(turn, ways)
        return await deed.take_back() if deed else Reply(text=texts.NOTHING_TO_UNDO(turn.lang))

    return Command("undo", texts.SAY_UNDO, texts.ABOUT_UNDO, when_it(_asks_to_undo), undo)


def _asks_to_undo(said: str) -> bool:
    words = " ".join(fold(said).split()).rstrip(" .!,?")
    return len(words) < 60 and _UNDO.fullmatch(words) is not None
