"""Meetings found from any chat: by the body, the place, the agenda or the guests."""

from bot.core.swedish.letters import fold
from bot.core.text import shorten
from bot.core.turn import Hit, Role, Turn
from bot.features.meetings import cards
from bot.features.meetings.model import Meeting
from bot.features.meetings.service import Meetings
from bot.features.meetings.wording import Reader

SHOWN = 5


class MeetingSearch:
    """Finds meetings that lie ahead; those from outside find none."""

    def __init__(self, meetings: Meetings, reader: Reader) -> None:
        self._meetings = meetings
        self._reader = reader

    async def search(self, turn: Turn) -> list[Hit]:
        """Return the meetings that the words name, the next one first; all of them when the words only say meeting."""
        words = [word for word in fold(turn.text).split() if len(word) > 1]
        if turn.role is Role.OUTSIDER or not words:
            return []
        bodies, either = self._reader.body(turn.text)
        named = {body.id for body in bodies or either}
        ahead = await self._meetings.coming(turn.at)
        found = [each for each in ahead if named & set(each.bodies) or any(word in self._words(each) for word in words)]
        return [await self._hit(each, turn) for each in found[:SHOWN]]

    def _words(self, meeting: Meeting) -> str:
        guests = (f"{guest.name} {guest.organisation}" for guest in meeting.guests)
        return fold(" ".join(("möte möten mötet meeting meetings", meeting.place, *meeting.agenda, *guests)))

    async def _hit(self, meeting: Meeting, turn: Turn) -> Hit:
        gathering = await self._meetings.gather(meeting)
        title = cards.title_of(gathering.bodies, meeting, turn.lang, turn.at)
        card = cards.next_card(gathering, turn.lang, turn.at, answers=False)
        return Hit(shorten(title, 80), shorten(cards.where_of(meeting, turn.lang), 120), card)
