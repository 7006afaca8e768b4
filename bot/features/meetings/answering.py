"""What somebody says of their own seat at a meeting, in words and by a press."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot.core import when
from bot.core.calendar import local_day
from bot.core.card import Card, Words
from bot.core.feature import Command, Press
from bot.core.swedish.letters import fold
from bot.core.text import escape, join_names
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Turn
from bot.features.bodies.cards import named
from bot.features.meetings import cards, texts
from bot.features.meetings.faults import Gone, NotAnswerable
from bot.features.meetings.model import Gathering, Meeting, Says, State
from bot.features.meetings.refusing import LONGEST_KEY
from bot.features.meetings.rsvps import Noted
from bot.features.meetings.service import Meetings
from bot.features.meetings.times import local_day_of
from bot.features.meetings.wording import (
    Answered,
    Reader,
    read_day_of_answer,
)

MOST_BARE_WORDS = 3
"""Up to how many words somebody says no more than whether they come: "jag kommer inte"."""


class Answering:
    """What a seat says of a meeting."""

    def __init__(self, meetings: Meetings, reader: Reader) -> None:
        self._meetings = meetings
        self._reader = reader

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""

        def recognise(said: str) -> tuple[Answered, str] | None:
            answered = self._reader.answer(said)
            return (answered, said) if answered else None

        return (
            Command(
                "meeting-answer",
                texts.SAY_ANSWER,
                texts.ABOUT_ANSWER,
                recognise,
                self._say,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; a seat is what gives the right, so everybody may try."""
        return (Press(cards.Answer, self._press), Press(cards.StandIn, self._stand_in))

    async def _say(self, turn: Turn, meant: tuple[Answered, str]) -> Reply | None:
        answered, said = meant
        mine = await self._meetings.mine(turn)
        moment = read_day_of_answer(said, turn.at)
        if not mine:
            # Somebody without a meeting ahead who says more than that they (cannot) come may speak of something else.
            sure = moment is not None or len(said.split()) <= MOST_BARE_WORDS
            return await self._nothing(turn, moment) if sure else None
        chosen = mine[:1]
        if moment:
            first, last = local_day_of(moment.start), local_day_of(moment.end or moment.start)
            chosen = [each for each in mine if first <= local_day(each.meeting.starts_at) <= last]
        bodies, _ = self._reader.body(said)
        if bodies:
            chosen = [each for each in chosen if set(bodies) & set(each.bodies)]
        if not chosen:
            day = when.write_moment(moment.start, None, turn.lang, turn.at) if moment else ""
            names = cards.names_of(mine[0].bodies, turn.lang)
            spelled = cards.written(mine[0].meeting, turn.lang, turn.at)
            next_one = texts.TITLE(turn.lang, bodies=names, when=spelled)
            return Reply(text=texts.NOTHING_THAT_DAY(turn.lang, day=day, next=next_one))
        if answered.by and (other := self._other_than_stand_in(turn, chosen[0], answered)):
            return other
        if answered.says is None:
            return Reply(card=cards.unclear_card(chosen[0], turn.lang, turn.at))
        if answered.says is Says.HINDERED and self._has_stand_in(turn, chosen[0]):
            return Reply(card=cards.hindered_card(chosen[0], turn.lang, turn.at))
        return await self.answer(turn, chosen[0].meeting.id, answered.says, asks=True, personal=True)

    async def _nothing(self, turn: Turn, moment: when.Moment | None) -> Reply:
        """Say that nothing was noted: the person has no meeting ahead, or no seat at all and who meets that day."""
        lang = turn.lang
        if await self._meetings.bodies_of(turn):
            return Reply(text=texts.NOTHING_AHEAD(lang))
        said = [texts.NO_SEAT(lang)]
        if moment:
            days = local_day_of(moment.start), local_day_of(moment.end or moment.start)
            found = [each for each in await self._meetings.on_days(*days) if each.state is not State.CANCELLED]
            titles = [cards.title_of(self._meetings.named(each.bodies), each, lang, turn.at) for each in found[:3]]
            said += [texts.THAT_DAY(lang, rows=join_names(titles, lang))] if titles else []
        if turn.role is Role.SECRETARIAT:
            town = self._meetings.seating.cooperation.municipalities[0].name
            said.append(texts.FOR_ANOTHER(lang, town=town))
        return Reply(text=" ".join(said))

    def _other_than_stand_in(self, turn: Turn, gathering: Gathering, answered: Answered) -> Reply | None:
        """Return that the seat's stand-in is another than who was named; None when it is them or there is none."""
        own = [each for each in gathering.called if each.holder and each.holder.member == turn.person.id]
        stand_in = next((each.stand_in for each in own if each.stand_in), None)
        if stand_in is None or set(fold(answered.by).split()) <= set(fold(stand_in.name).split()):
            return None
        said = texts.ANOTHER_STAND_IN(turn.lang, name=escape(answered.by), stand_in=escape(stand_in.name))
        card = cards.hindered_card(gathering, turn.lang, turn.at)
        return Reply(card=replace(card, summary=said, parts=(Words(said), *card.parts)))

    def _has_stand_in(self, turn: Turn, gathering: Gathering) -> bool:
        return any(each.holder and each.holder.member == turn.person.id and each.stand_in for each in gathering.called)

    async def _press(self, turn: Turn, press: cards.Answer) -> Reply:
        return await self.answer(turn, press.meeting, press.says, asks=press.asks, personal=press.personal)

    async def answer(
        self,
        turn: Turn,
        key: str,
        says: Says,
        *,
        asks: bool,
        personal: bool,
        drawn: Callable[[Gathering], Awaitable[Card]] | None = None,
    ) -> Reply:
        """Note what the person says for their seats; in a channel the card is `drawn` anew, by default the invitation.

        `asks` is whether the stand-in is to be asked.
        """
        if not key or len(key) > LONGEST_KEY:
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        try:
            gathering, noted = await self._meetings.answer(turn, key, says, asks=asks)
        except Gone:
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        except NotAnswerable as fault:
            return self._closed(turn, fault)
        if not noted:
            names = cards.names_of(gathering.bodies, turn.lang)
            return Reply(text=texts.NOT_YOUR_SEAT(turn.lang, body=names))
        worth_saying = personal or any(self._needs_words(each, asks=asks) for each in noted)
        if worth_saying:
            said = " ".join(self._said(turn, gathering.meeting, each, says, asks=asks) for each in noted)
            return Reply(text=said)
        lang = self._meetings.seating.cooperation.language
        card = await drawn(gathering) if drawn else cards.invitation_card(gathering, lang, turn.at)
        return Reply(card=card, replaces=True)

    def _needs_words(self, noted: Noted, *, asks: bool) -> bool:
        hindered = noted.says in {Says.HINDERED, Says.STAND_IN}
        return noted.says is None or (hindered and asks and not noted.asked)

    def _said(self, turn: Turn, meeting: Meeting, noted: Noted, pressed: Says, *, asks: bool) -> str:
        lang, place = turn.lang, noted.called
        town, body = place.municipality.name, named(place.body, lang)
        if noted.says is None:
            holder = escape(place.holder.name) if place.holder else ""
            return texts.WAIT_FOR_HOLDER(lang, town=town, body=body, name=holder)
        words = {
            Says.ATTENDING: texts.YOU_COME,
            Says.ONLINE: texts.YOU_COME_ONLINE,
            Says.STAND_IN: texts.STAND_IN_COMES,
            Says.HINDERED: texts.YOU_ARE_HINDERED,
        }[noted.says]
        said = [words(lang, town=town, body=body, when=cards.written(meeting, lang, turn.at))]
        holds = place.holder is not None and place.holder.member == turn.person.id
        if holds and noted.says in {Says.HINDERED, Says.STAND_IN} and asks:
            if place.stand_in is None:
                said.append(texts.NO_STAND_IN(lang, town=town, body=body))
            else:
                tell = texts.STAND_IN_TOLD if pressed is Says.STAND_IN else texts.STAND_IN_ASKED
                told = tell if noted.asked else texts.STAND_IN_UNKNOWN
                said.append(told(lang, name=escape(place.stand_in.name)))
        return " ".join(said)

    def _closed(self, turn: Turn, fault: NotAnswerable) -> Reply:
        bodies = self._meetings.named(fault.meeting.bodies)
        title = cards.title_of(bodies, fault.meeting, turn.lang, turn.at)
        text = texts.IS_CANCELLED if fault.state is State.CANCELLED else texts.HAS_BEEN
        return Reply(text=text(turn.lang, title=title))

    async def _stand_in(self, turn: Turn, press: cards.StandIn) -> Reply:
        if any(not part or len(part) > LONGEST_KEY for part in (press.meeting, press.body, press.municipality)):
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        try:
            gathering, place = await self._meetings.stand_in(
                turn, press.meeting, press.body, press.municipality, comes=press.comes
            )
        except Gone:
            return Reply(text=texts.NO_SUCH_MEETING(turn.lang))
        except NotAnswerable as fault:
            return self._closed(turn, fault)
        except LookupError:
            names = cards.names_of(self._meetings.named([press.body]), turn.lang)
            return Reply(text=texts.NOT_YOUR_SEAT(turn.lang, body=names))
        town = next(
            (each.municipality.name for each in gathering.called if each.municipality.code == press.municipality), ""
        )
        if place is None:
            return Reply(text=texts.HOLDER_COMES_AFTER_ALL(turn.lang, town=town), replaces=True)
        when_ = cards.written(gathering.meeting, turn.lang, turn.at)
        body = named(place.body, turn.lang)
        if press.comes:
            return Reply(text=texts.YOU_TAKE_IT(turn.lang, town=town, body=body, when=when_), replaces=True)
        return Reply(text=texts.YOU_CANNOT(turn.lang, body=body, when=when_), replaces=True)
