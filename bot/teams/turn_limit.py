"""How many turns a person may take in a while: a broken client, or a script, must not keep the bot from the others.

What somebody says or does counts, each for themselves in their tenant, wherever they do it. Searches count apart, since
Teams asks again at every few letters. What Teams tells of by itself (who came, that a meeting has ended) is never
limited: it would be lost.
"""

import logging
from collections.abc import Callable

from bot.core.pace import Comers, Heard, Pace
from bot.core.ports import Clock
from bot.core.turn import Kind, Reply, Turn
from bot.teams.texts import TOO_MANY_TURNS
from bot.turns import TURN, turn_mark

log = logging.getLogger(__name__)

SEARCHES = frozenset({Kind.SEARCHED, Kind.LINKED})
LIMITED = SEARCHES | {Kind.SAID, Kind.PRESSED, Kind.POINTED}


def pace_of(per_minute: int) -> Pace:
    """Return the pace for so many turns a minute: half of them may come at once."""
    return Pace(at_once=max(1, per_minute // 2), every_seconds=60.0 / per_minute)


class TurnLimit:
    """Keeps each person to a pace; 0 turns a minute is no limit. `limited` hears of each turn that is not taken."""

    def __init__(self, per_minute: int, now: Clock, limited: Callable[[Turn], None] = lambda _: None) -> None:
        self._pace = pace_of(per_minute) if per_minute else None
        self._comers = Comers(self._pace) if self._pace else None
        self._now, self._limited = now, limited

    def too_many(self, turn: Turn, *, awaited: bool) -> Reply | None:
        """Return None for a turn that is to be taken, else what is said to the person instead.

        They are told once, and then get an empty reply until they are heard again; where an answer is `awaited`, which
        they alone see, they are told each time, lest they take it for done.
        """
        if self._pace is None or self._comers is None or turn.kind not in LIMITED:
            return None
        lane = "searches" if turn.kind in SEARCHES else "turns"
        heard = self._comers.come(f"{lane}|{turn.person.tenant}|{turn.person.id}", self._now())
        if heard is Heard.YES:
            return None
        self._limited(turn)
        if heard is Heard.NO_MORE:
            TURN.set(turn_mark(turn.id))
            log.warning("somebody sends too many turns; not heard for %.0f s", self._pace.rest_seconds)
        if heard is Heard.NO_MORE or awaited:
            return Reply(text=TOO_MANY_TURNS(turn.lang, seconds=round(self._pace.rest_seconds)))
        return Reply()
