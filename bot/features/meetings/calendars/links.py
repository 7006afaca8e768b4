"""What an address of a calendar is shown as where somebody pastes it: whose it is, the next meeting, how to subscribe.

The address of a person's own calendar is answered with a warning that tells nothing of whose it is or what is in it.
"""

from bot.core.card import Button, Card, Part, Words
from bot.core.text import shorten
from bot.core.turn import Hit, Role, Turn
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.meetings import cards
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.calendars import texts
from bot.features.meetings.calendars.service import FEED_ROOM, MEETING_ROOM, Calendars
from bot.features.meetings.model import Meeting, State, state_at
from bot.features.meetings.service import Meetings


class CalendarLinks:
    """Shows calendars by their address, to those who belong; a warning about a personal one is for everybody."""

    def __init__(self, calendars: Calendars, meetings: Meetings) -> None:
        self._calendars = calendars
        self._meetings = meetings

    async def unfurl(self, turn: Turn) -> list[Hit]:
        """Return what lies at the address in `turn.text`; nothing at one that leads nowhere, any more or at all."""
        if key := self._calendars.addresses.key_in(FEED_ROOM, turn.text):
            return await self._feed(turn, key)
        if key := self._calendars.addresses.key_in(MEETING_ROOM, turn.text):
            meeting = None if turn.role is Role.OUTSIDER else await self._calendars.meeting_at(key)
            return [self._meeting(turn, meeting)] if meeting else []
        return []

    async def _feed(self, turn: Turn, key: str) -> list[Hit]:
        kind, whose = await self._calendars.whose(key)
        if kind == "person":
            return [_warning(turn)]
        bodies = self._meetings.named([whose])
        if not bodies or turn.role is Role.OUTSIDER:
            return []
        return [await self._body(turn, bodies[0])]

    async def _body(self, turn: Turn, body: Body) -> Hit:
        lang, name = turn.lang, named(body, turn.lang)
        title = texts.CALENDAR_OF(lang, body=name)
        ahead = await self._meetings.coming(turn.at, [body.id])
        said = meeting_texts.NONE_AHEAD(lang, body=capital(name))
        if ahead:
            where = cards.where_of(ahead[0], lang)
            said = texts.NEXT(lang, when=cards.in_full(ahead[0], lang, turn.at), where=where)
        parts = (
            Words(title, strong=True),
            Words(said),
            Words(texts.HOW(lang)),
            Words(texts.OURS(lang, body=name), small=True),
        )
        return Hit(shorten(title, 80), shorten(said, 120), Card(title, parts))

    def _meeting(self, turn: Turn, meeting: Meeting) -> Hit:
        lang, bodies = turn.lang, self._meetings.named(meeting.bodies)
        when = cards.in_full(meeting, lang, turn.at)
        title = capital(meeting_texts.TITLE(lang, bodies=cards.names_of(bodies, lang), when=when))
        state = state_at(meeting, turn.at)
        if state is State.CANCELLED:
            title = meeting_texts.CANCELLED_TITLE(lang, title=title)
            return Hit(shorten(title, 80), "", Card(title, (Words(title, strong=True),)))
        if state is State.HELD:
            title = meeting_texts.HELD_TITLE(lang, title=title)
        parts: list[Part] = [Words(title, strong=True), *cards.details(meeting, lang, turn.at, time=False)]
        buttons: tuple[Button, ...] = ()
        if state is not State.HELD:
            parts.append(Words(texts.AS_IT_IS_NOW(lang), small=True))
            address = self._calendars.addresses.of(MEETING_ROOM, meeting.id)
            buttons = (Button(meeting_texts.IN_CALENDAR(lang), url=address),)
        about = shorten(cards.where_of(meeting, lang), 120)
        return Hit(shorten(title, 80), about, Card(title, tuple(parts), buttons))


def _warning(turn: Turn) -> Hit:
    title, said = texts.PERSONAL(turn.lang), texts.PERSONAL_WHY(turn.lang)
    parts = (Words(title, strong=True), Words(said), Words(texts.PERSONAL_HOW(turn.lang)))
    return Hit(shorten(title, 80), shorten(said, 120), Card(title, parts))
