"""What is said while something else is asked for, and belongs to another part of the bot."""

from bot.features.activities.wording import read_new, read_status
from bot.features.activities.wording import read_wish as read_activity_wish
from bot.features.bodies.naming import Finder
from bot.features.broadcasts.wording import read_broadcast
from bot.features.broadcasts.wording import read_wish as read_broadcast_wish
from bot.features.decisions.wording import is_note
from bot.features.meetings.answers.wording import Hearing
from bot.features.meetings.rollcall.wording import Ear
from bot.features.meetings.wording import Reader
from bot.features.referrals.wording import asks_open


class Asides:
    """Knows a whole command from an answer to a question, in one cooperation."""

    def __init__(self, finder: Finder) -> None:
        self._reader = Reader(finder)
        self._hearing = Hearing(finder)
        self._ear = Ear(finder)

    def to_others(self, said: str) -> bool:
        """Tell whether something asks or tells about another matter, though it may name a body, a day or a place."""
        return (
            self._reader.asks_next(said)
            or self._reader.asks_list(said)
            or self._hearing.tells_for(said) is not None
            or self._ear.notes(said) is not None
            or is_note(said) is not None
            or read_new(said) is not None
            or read_status(said) is not None
            or read_activity_wish(said) is not None
            or read_broadcast(said) is not None
            or read_broadcast_wish(said) is not None
            or asks_open(said)
        )
