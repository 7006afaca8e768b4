"""How somebody is told that a meeting cannot be as they wish, or is not theirs to plan."""

from bot.core.text import Text, escape
from bot.core.turn import Reply, Role, Turn
from bot.features.bodies.cards import named
from bot.features.meetings import texts
from bot.features.meetings.faults import NotAllowed
from bot.features.meetings.model import Fault

PLANNERS = frozenset({Role.CHAIR, Role.SECRETARIAT})
"""Who plans at all; that a chair plans for their own body alone is the service's to say."""
LONGEST_KEY = 100

FAULTS: dict[Fault, Text] = {
    Fault.ENDS_FIRST: texts.ENDS_FIRST,
    Fault.PAST: texts.PAST,
    Fault.TOO_LONG: texts.TOO_LONG,
    Fault.TOO_FAR: texts.TOO_FAR,
    Fault.TOO_MANY: texts.TOO_MANY,
}


def refused(turn: Turn, refusal: NotAllowed) -> Reply:
    """Return who may plan for a body."""
    lang = turn.lang
    name = escape(refusal.chair.name) if refusal.chair else ""
    chair = texts.CHAIR_NAMED(lang, name=name) if name else texts.THE_CHAIR(lang)
    return Reply(text=texts.ONLY_CHAIR(lang, body=named(refusal.body, lang), chair=chair))
