"""When the bodies meet, as it is asked for in conversation."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core import when
from bot.core.calendar import STOCKHOLM, local_day
from bot.core.feature import Command, when_it
from bot.core.turn import THOSE_WHO_BELONG, Reply, Turn
from bot.features.bodies.cards import capital
from bot.features.bodies.model import Body
from bot.features.meetings import cards, texts
from bot.features.meetings.counting import Count, asks_how_many
from bot.features.meetings.days import Days, may_answer_here
from bot.features.meetings.model import State
from bot.features.meetings.service import Meetings
from bot.features.meetings.times import local_day_of, span_of_season
from bot.features.meetings.wording import (
    Reader,
    says_off,
)

LOOKS_AHEAD = dt.timedelta(days=60)
"""How far ahead a meeting lies at most that is asked about without its day."""


class Asking:
    """When the bodies meet."""

    def __init__(self, meetings: Meetings, reader: Reader, days: Days) -> None:
        self._meetings = meetings
        self._reader = reader
        self._days = days

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be asked."""
        return (
            Command(
                "next-meeting",
                texts.SAY_NEXT,
                texts.ABOUT_NEXT,
                when_it(self._reader.asks_next),
                self._next,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                in_menu=True,
            ),
            Command(
                "meeting-held",
                texts.SAY_WHETHER,
                texts.ABOUT_WHETHER,
                when_it(self._reader.asks_whether),
                self._whether,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                shown=False,
            ),
            Command(
                "count-meetings",
                texts.SAY_LIST,
                texts.ABOUT_LIST,
                lambda said: (said, count) if (count := asks_how_many(said)) else None,
                self._count,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                shown=False,
            ),
            Command(
                "meetings",
                texts.SAY_LIST,
                texts.ABOUT_LIST,
                when_it(self._reader.asks_list),
                self._list,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                in_menu=True,
            ),
        )

    async def _bodies(self, turn: Turn, said: str) -> tuple[Body, ...]:
        """Return the bodies that are named, else the channel's own, else the person's, else all."""
        bodies, either = self._reader.body(said)
        return bodies or either or await self._meetings.implied(turn) or self._meetings.seating.cooperation.bodies

    async def _whether(self, turn: Turn, said: str) -> Reply:
        """Tell whether there is a meeting on the days that were said, or how the next one stands."""
        bodies = await self._bodies(turn, said)
        moment = when.read(said, turn.at)
        first = local_day_of(moment.start) if moment else local_day(turn.at)
        last = local_day_of(moment.end or moment.start) if moment else first + LOOKS_AHEAD
        ids = {body.id for body in bodies}
        found = [each for each in await self._meetings.on_days(first, last) if ids & set(each.bodies)]
        if not found:
            return (
                await self._next(turn, said) if moment is None else await self._days.tell_of_none(turn, bodies, moment)
            )
        if moment and len(found) > 1:
            return await self._days.tell_of(turn, bodies, moment)
        off = [each for each in found if each.state is State.CANCELLED] if says_off(said) and not moment else []
        card = cards.invitation_card(await self._meetings.gather((off or found)[0]), turn.lang, turn.at)
        return Reply(card=replace(card, buttons=()), outcome="answered")

    async def _next(self, turn: Turn, said: str) -> Reply:
        bodies = await self._bodies(turn, said)
        ahead = await self._meetings.coming(turn.at, [body.id for body in bodies])
        if not ahead:
            return self._none(turn, bodies)
        gathering = await self._meetings.gather(ahead[0])
        card = cards.next_card(gathering, turn.lang, turn.at, answers=may_answer_here(turn, gathering))
        return Reply(card=card, outcome="answered")

    async def _list(self, turn: Turn, said: str) -> Reply:
        bodies = await self._bodies(turn, said)
        ahead = await self._meetings.coming(turn.at, [body.id for body in bodies])
        span = span_of_season(said, turn.at)
        if span is None and (moment := when.read(said, turn.at)) and not moment.rrule and not moment.has_time:
            return await self._days.tell_of(turn, bodies, moment)
        if span:
            ahead = [each for each in ahead if span[0] <= local_day(each.starts_at) <= span[1]]
        if not ahead:
            return self._none(turn, bodies)
        card = cards.list_card(ahead, turn.lang, turn.at, self._meetings.named)
        return Reply(card=card, outcome="answered")

    async def _count(self, turn: Turn, asked: tuple[str, Count]) -> Reply:
        """Count those of this year that have been, or show those ahead, which tells how many."""
        said, count = asked
        if count is Count.AHEAD:
            return await self._list(turn, said)
        bodies = await self._bodies(turn, said)
        year = dt.datetime(local_day(turn.at).year, 1, 1, tzinfo=STOCKHOLM)
        held = await self._meetings.held(year, turn.at, [body.id for body in bodies])
        of_all = len(bodies) == len(self._meetings.seating.cooperation.bodies)
        who = texts.ALL_OF_US(turn.lang) if of_all else capital(cards.names_of(bodies, turn.lang))
        said_of = {0: texts.HELD_NONE, 1: texts.HELD_ONE}.get(len(held), texts.HELD_COUNT)
        return Reply(text=said_of(turn.lang, who=who, count=len(held)), outcome="answered")

    def _none(self, turn: Turn, bodies: Sequence[Body]) -> Reply:
        of_all = len(bodies) == len(self._meetings.seating.cooperation.bodies)
        names = capital(cards.names_of(bodies, turn.lang))
        said = texts.NONE_BOOKED(turn.lang) if of_all else texts.NONE_AHEAD(turn.lang, body=names)
        return Reply(text=said, outcome="answered")
