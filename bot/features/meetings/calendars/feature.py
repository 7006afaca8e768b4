"""Calendars: an address to subscribe to for each person and each body, and a new one when it has gone astray."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.core.action import Action
from bot.core.calendar import local_day
from bot.core.card import Button, Card, Part, Words
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.page import Page
from bot.core.swedish.letters import plain
from bot.core.text import escape
from bot.core.turn import THOSE_WHO_BELONG, Reply, Scope, Turn
from bot.features.bodies.cards import named
from bot.features.bodies.model import Body
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.calendars import texts
from bot.features.meetings.calendars.holdings import HOLDING
from bot.features.meetings.calendars.links import CalendarLinks
from bot.features.meetings.calendars.service import FEED_ROOM, MEETING_ROOM, Calendars, of_body, of_person
from bot.features.meetings.service import Meetings
from bot.features.meetings.wording import Reader

_MINE = re.compile(
    r"(?:hej,? |visa |jag vill ha |ge mig |show |give me )*(?:min|mina|my) (?:egen |own )?"
    r"(?:kalender\w*|möteskalender|calendar)(?: ?address?| feed)?"
    r"|(?:prenumerera|subscribe) (?:på|to) (?:mina|my) (?:möten|meetings)|kalender(?:n|adress(?:en)?|prenumeration)?"
    r"|calendar"
)
_OF_BODY = re.compile(
    r"(?:hej,? |visa |ge mig |show |give me |the )*(?:kalender(?:n|adress\w*)?|calendar(?: address)?) "
    r"(?:för|till|i|for|of) .+|(?:prenumerera|subscribe) (?:på|to) .+|\S+s kalender(?:n|adress\w*)?"
)
_RENEW = re.compile(
    r"(?:hej,? |jag vill ha |ge mig |byt till |give me |i want )*(?:en |a )?(?:ny kalenderadress|new calendar address)"
    r"(?: (?:för|till|i|for|of) .+)?|byt kalenderadress(?: (?:för|till|i) .+)?"
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class RenewCalendar(Action):
    """Give a calendar a new address; `body` is empty for the person's own."""

    name: ClassVar[str] = "calendar-renew"
    body: str = ""


def build_calendars(calendars: Calendars, meetings: Meetings) -> Feature:
    """Return the feature."""
    showing = _Showing(calendars, meetings)
    return Feature(
        name="calendars",
        subject=Subject.MEETINGS,
        commands=showing.commands,
        presses=(Press(RenewCalendar, showing.press, THOSE_WHO_BELONG),),
        unfurl=CalendarLinks(calendars, meetings).unfurl,
        holdings=(HOLDING,),
        pages=(Page(FEED_ROOM, calendars.serve_feed), Page(MEETING_ROOM, calendars.serve_meeting)),
    )


class _Showing:
    """Shows the addresses to those whose meetings they hold."""

    def __init__(self, calendars: Calendars, meetings: Meetings) -> None:
        self._calendars = calendars
        self._meetings = meetings
        self._reader = Reader(meetings.finder)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""

        def fits(pattern: re.Pattern[str]) -> Any:
            return lambda said: said if len(said) < _LONGEST and pattern.fullmatch(plain(said)) else None

        def of_body(said: str) -> str | None:
            return said if fits(_OF_BODY)(said) and len(self._reader.body(said)[0]) == 1 else None

        return (
            Command("calendar", texts.SAY_MINE, texts.ABOUT_MINE, fits(_MINE), self._mine, who=THOSE_WHO_BELONG),
            Command(
                "calendar-body",
                texts.SAY_BODY,
                texts.ABOUT_BODY,
                of_body,
                self._of_body,
                who=THOSE_WHO_BELONG,
            ),
            Command(
                "calendar-renew",
                texts.SAY_RENEW,
                texts.ABOUT_RENEW,
                fits(_RENEW),
                self._renew,
                who=THOSE_WHO_BELONG,
            ),
        )

    async def _mine(self, turn: Turn, _: str) -> Reply:
        if turn.conversation.scope is not Scope.PERSONAL:
            here = self._meetings.finder.here(turn)
            if here is None:
                return Reply(text=texts.IN_PRIVATE_ALONE(turn.lang))
            return await self._show_body(turn, here, texts.IN_PRIVATE(turn.lang))
        return await self._show_own(turn)

    async def _of_body(self, turn: Turn, said: str) -> Reply:
        [body], _ = self._reader.body(said)
        return await self._show_body(turn, body)

    async def _renew(self, turn: Turn, said: str) -> Reply:
        bodies, _ = self._reader.body(said)
        if bodies:
            return await self._renew_body(turn, bodies[0])
        if turn.conversation.scope is not Scope.PERSONAL:
            here = self._meetings.finder.here(turn)
            return await self._renew_body(turn, here) if here else Reply(text=texts.IN_PRIVATE_ALONE(turn.lang))
        return await self._show_own(turn, renew=True)

    async def press(self, turn: Turn, press: RenewCalendar) -> Reply:
        """Renew the address of the card that was pressed."""
        if not press.body:
            if turn.conversation.scope is not Scope.PERSONAL:
                return Reply(text=texts.IN_PRIVATE_ALONE(turn.lang))
            return await self._show_own(turn, renew=True)
        bodies = self._meetings.named([press.body])
        if not bodies:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang))
        return await self._renew_body(turn, bodies[0])

    async def _show_own(self, turn: Turn, *, renew: bool = False) -> Reply:
        lang = turn.lang
        sees_all = self._calendars.sees_all(turn.person.id)
        if not sees_all and not await self._meetings.bodies_of(turn):
            return Reply(text=texts.NO_SEAT(lang))
        if not self._calendars.reached:
            return Reply(text=texts.NOT_REACHED(lang))
        address = await self._calendars.address(of_person(turn.person.id), lang, turn.at, renew=renew)
        what = texts.RENEWED if renew else texts.WHAT_ALL if sees_all else texts.WHAT_MINE
        return self._card(turn, texts.YOUR_CALENDAR(lang), what(lang), address, texts.ONLY_YOURS(lang), RenewCalendar())

    async def _show_body(self, turn: Turn, body: Body, said: str = "", *, renew: bool = False) -> Reply:
        if not self._calendars.reached:
            return Reply(text=texts.NOT_REACHED(turn.lang))
        own = self._calendars.cooperation.language
        address = await self._calendars.address(of_body(body), own, turn.at, renew=renew)
        lang, name = turn.lang, named(body, turn.lang)
        what = texts.RENEWED(lang) if renew else texts.WHAT_BODY(lang, body=name)
        renewing = RenewCalendar(body.id) if await self._meetings.seating.may_change(turn, body) else None
        title = texts.CALENDAR_OF(lang, body=name)
        return self._card(turn, title, f"{said} {what}".strip(), address, texts.OURS(lang, body=name), renewing)

    async def _renew_body(self, turn: Turn, body: Body) -> Reply:
        if await self._meetings.seating.may_change(turn, body):
            return await self._show_body(turn, body, renew=True)
        lang = turn.lang
        chair = (await self._meetings.seating.lineup(body, local_day(turn.at))).chair
        who = meeting_texts.CHAIR_NAMED(lang, name=escape(chair.name)) if chair else meeting_texts.THE_CHAIR(lang)
        return Reply(text=texts.ONLY_CHAIR_RENEWS(lang, body=named(body, lang), chair=who))

    def _card(
        self, turn: Turn, title: str, what: str, address: str, careful: str, renewing: RenewCalendar | None
    ) -> Reply:
        lang = turn.lang
        parts: list[Part] = [
            Words(title, strong=True),
            Words(what),
            Words(address),
            Words(texts.HOW(lang)),
            Words(careful, small=True),
        ]
        buttons = [Button(texts.OPEN(lang), url=address)]
        if renewing:
            buttons.append(Button(texts.RENEW(lang), renewing))
        return Reply(card=Card(title, tuple(parts), tuple(buttons)), replaces=turn.pressed is not None)
