"""Who comes: asked before a meeting, and answered by the chair or the secretariat for those who phoned."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from bot.core import when
from bot.core.calendar import local_day
from bot.core.deed import Deed
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.text import escape, join_names
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Turn
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.bodies.naming import words_of
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.answering import Answering
from bot.features.meetings.answers import cards, texts
from bot.features.meetings.answers.wording import LONGEST, Hearing
from bot.features.meetings.cards import hindered_card, names_of, title_of
from bot.features.meetings.days import MOST_AHEAD
from bot.features.meetings.diary import seats_for
from bot.features.meetings.faults import Gone, NotAllowed, NotAnswerable
from bot.features.meetings.model import Gathering, Meeting, Says, State
from bot.features.meetings.refusing import LONGEST_KEY
from bot.features.meetings.service import Meetings
from bot.features.meetings.times import local_day_of
from bot.features.meetings.wording import Reader

Seats = Mapping[tuple[str, str], Says]


def build_answers(meetings: Meetings) -> Feature:
    """Return the feature."""
    answers = _Answers(meetings)
    return Feature(
        name="answers",
        commands=answers.commands,
        subject=Subject.MEETINGS,
        presses=answers.presses,
        last_deed=answers.last_deed,
    )


class _Answers:
    """Tells who comes, and notes what seats have let others know."""

    def __init__(self, meetings: Meetings) -> None:
        self._meetings = meetings
        self._reader = Reader(meetings.finder)
        self._own = Answering(meetings, self._reader)
        self._hearing = Hearing(meetings.finder)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""
        return (
            Command(
                "who-comes",
                texts.SAY_WHO_COMES,
                texts.ABOUT_WHO_COMES,
                self._hearing.asks_who_comes,
                self._who_comes,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
            Command(
                "answer-for",
                texts.SAY_FOR,
                texts.ABOUT_FOR,
                self._hearing.tells_for,
                self._tell,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; the service looks at the rights."""
        return (
            Press(cards.AnswerFor, self._press),
            Press(cards.AskStandIn, self._press_ask),
            Press(cards.TellFor, self._press_tell),
        )

    # Who comes

    async def _who_comes(self, turn: Turn, said: str) -> Reply | None:
        bodies, either = self._reader.body(said)
        wanted = bodies or either or await self._meetings.implied(turn)
        days = _days(said, turn.at)
        ahead = [each for each in await self._coming(turn, wanted) if _on(each, days)]
        if not ahead:
            if not days and not self._hearing.is_of_a_meeting(said):
                return None
            if days and (off := await self._cancelled(wanted, days)):
                return self._closed(turn, off, State.CANCELLED)
            return Reply(text=await self._none(turn, wanted, days), outcome="answered")
        gathering = await self._meetings.gather(ahead[0])
        may = await self._may(turn, gathering)
        asked = self._hearing.asked_of(said, gathering.called)
        card = cards.who_comes_card(gathering, turn.lang, turn.at, names=bool(may), answers_for=may, asked=asked)
        return Reply(card=card, outcome="answered")

    async def _coming(self, turn: Turn, bodies: Sequence[Body]) -> list[Meeting]:
        """Return the meetings ahead, of some bodies, else of all."""
        return await self._meetings.coming(turn.at, [body.id for body in bodies] if bodies else None)

    async def _cancelled(self, bodies: Sequence[Body], days: tuple[dt.date, dt.date]) -> Meeting | None:
        return await self._meetings.cancelled(bodies or self._meetings.seating.cooperation.bodies, days)

    async def _none(self, turn: Turn, bodies: Sequence[Body], days: tuple[dt.date, dt.date] | None) -> str:
        """Return that there is no such meeting, and which there are."""
        lang = turn.lang
        names = capital(names_of(bodies, lang))
        ahead = await self._coming(turn, bodies)
        if not days or not ahead:
            return meeting_texts.NONE_AHEAD(lang, body=names) if bodies else meeting_texts.NONE_BOOKED(lang)
        day = when.write_moment(days[0], None, lang, turn.at)
        titles = [title_of(self._meetings.named(each.bodies), each, lang, turn.at) for each in ahead[:MOST_AHEAD]]
        said = texts.NO_MEETING(lang, bodies=names, day=day) if bodies else texts.NO_MEETING_OF_ANY(lang, day=day)
        return f"{said} {meeting_texts.AHEAD(lang, rows=join_names(titles, lang))}"

    async def last_deed(self, turn: Turn) -> Deed | None:
        """Return the person's latest answer, for their own seat or another: what is said next holds instead."""
        latest = await self._meetings.latest_answer(turn)
        if latest is None:
            return None
        gathering, rsvp = latest
        mine = {(each.body.id, each.municipality.code) for each in seats_for(gathering, turn.person.id)}
        own = (rsvp.body, rsvp.municipality) in mine
        answers_for = () if own else await self._may(turn, gathering)

        async def ask_again() -> Reply:
            return Reply(card=cards.answered_card(gathering, rsvp, turn.lang, turn.at, answers_for=answers_for))

        return Deed(rsvp.at, ask_again)

    async def _may(self, turn: Turn, gathering: Gathering) -> list[Body]:
        return [body for body in gathering.bodies if await self._meetings.seating.may_change(turn, body)]

    # For those who phoned

    async def _tell(self, turn: Turn, said: str) -> Reply | None:
        bodies, either = self._reader.body(said)
        here = self._meetings.finder.here(turn)
        wanted = bodies or either or ((here,) if here else self._meetings.seating.cooperation.bodies)
        days = _days(said, turn.at)
        found, heads, unclear = [], turn.role in _HEADS, False
        ahead = [m for m in await self._meetings.coming(turn.at, [body.id for body in wanted]) if _on(m, days)]
        for meeting in ahead:
            gathering = await self._meetings.gather(meeting)
            unclear = unclear or self._hearing.is_unclear(said, gathering.called)
            if told := self._hearing.told_for(said, gathering.called):
                # Of a joint meeting a chair answers for the seats of their own body.
                own_bodies = {body.id for body in await self._may(turn, gathering)} & {body.id for body in wanted}
                found.append((gathering, _seats(gathering, told, own_bodies or {body.id for body in wanted})))
        found = [(gathering, seats) for gathering, seats in found if seats]
        # What may be about something else is left to those who come after, when there is nothing to note it on.
        sure = days is not None or self._hearing.is_all_of_it(said)
        if unclear and heads and (days or found):
            return Reply(text=texts.UNCLEAR(turn.lang))
        if not found:
            return await self._nobody(turn, said, bodies or ((here,) if here else ()), days, ahead) if sure else None
        if own := await self._for_own(turn, found):
            return own
        allowed = [(gathering, seats) for gathering, seats in found if await self._may_all(turn, seats)]
        if not allowed:
            return await self._refused(turn, found[0][0].bodies) if sure or bodies or here else None
        if len(allowed) > 1 and len({each.meeting.bodies for each, _ in allowed}) > 1:
            meetings = [(gathering.meeting, gathering.bodies) for gathering, _ in allowed]
            return Reply(card=cards.which_card(meetings, said, turn.lang, turn.at))
        gathering, seats = allowed[0]
        return await self._note(turn, gathering.meeting.id, seats)

    async def _nobody(
        self,
        turn: Turn,
        said: str,
        bodies: Sequence[Body],
        days: tuple[dt.date, dt.date] | None,
        ahead: Sequence[Meeting],
    ) -> Reply:
        """Return why nothing is noted: no such municipality, nobody of that name, or no meeting on those days."""
        lang, seating = turn.lang, self._meetings.seating
        stranger = self._hearing.stranger(said)
        if stranger and " " not in stranger and turn.role in _HEADS and not await seating.find(stranger):
            every = join_names([each.name for each in seating.cooperation.municipalities], lang)
            return Reply(text=texts.STRANGER(lang, name=escape(stranger), towns=every))
        if not ahead:
            if days and (off := await self._cancelled(bodies, days)):
                return self._closed(turn, off, State.CANCELLED)
            nothing = await self._none(turn, bodies or await self._meetings.implied(turn), days)
            return Reply(text=f"{nothing} {texts.NOTHING_NOTED(lang)}")
        if turn.role not in _HEADS and (refusal := await self._refused(turn, self._meetings.named(ahead[0].bodies))):
            return refusal
        towns = [each.values[0].name for each in self._meetings.finder.municipalities(words_of(said))]
        if towns:
            names = names_of(self._meetings.named(ahead[0].bodies), lang)
            return Reply(text=texts.NO_SEAT(lang, towns=join_names(list(dict.fromkeys(towns)), lang), bodies=names))
        return Reply(text=texts.WHO_IS_THAT(lang))

    async def _for_own(self, turn: Turn, found: Sequence[tuple[Gathering, Seats]]) -> Reply | None:
        """Answer for the person's own seat, when that is the one that they spoke of by its name."""
        gathering, seats = found[0]
        mine = {(each.body.id, each.municipality.code) for each in seats_for(gathering, turn.person.id)}
        if len(seats) != 1 or not set(seats) <= mine or await self._may(turn, gathering):
            return None
        [says] = seats.values()
        if says is Says.HINDERED and any(
            each.holder and each.holder.member == turn.person.id and each.stand_in for each in gathering.called
        ):
            return Reply(card=hindered_card(gathering, turn.lang, turn.at))
        return await self._own.answer(turn, gathering.meeting.id, says, asks=True, personal=True)

    async def _may_all(self, turn: Turn, seats: Seats) -> bool:
        bodies = self._meetings.named({body for body, _ in seats})
        return bool(bodies) and all([await self._meetings.seating.may_change(turn, body) for body in bodies])

    async def _press_tell(self, turn: Turn, press: cards.TellFor) -> Reply:
        if len(press.said) > LONGEST or not 0 < len(press.meeting) <= LONGEST_KEY:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang))
        try:
            gathering = await self._meetings.gather(await self._meetings.meeting(press.meeting))
        except Gone:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang))
        told = self._hearing.told_for(press.said, gathering.called)
        return await self._note(turn, press.meeting, _seats(gathering, told, set(gathering.meeting.bodies)))

    async def _press(self, turn: Turn, press: cards.AnswerFor) -> Reply:
        body, _, town = press.seat.partition("/")
        says = next((each for each in Says if each.value == press.says), None)
        if says is None or not town:
            return Reply(text=texts.CHOOSE_BOTH(turn.lang))
        return await self._note(turn, press.meeting, {(body, town): says})

    async def _press_ask(self, turn: Turn, press: cards.AskStandIn) -> Reply:
        seats = {(press.body, press.municipality): Says.HINDERED}
        return await self._note(turn, press.meeting, seats, asks=True)

    async def _note(self, turn: Turn, key: str, seats: Seats, *, asks: bool = False) -> Reply:
        lang = turn.lang
        if not 0 < len(key) <= LONGEST_KEY:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(lang))
        try:
            gathering, noted = await self._meetings.answer_for(turn, key, seats, asks=asks)
        except Gone:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(lang))
        except NotAllowed as refusal:
            return self._only_chair(turn, refusal)
        except NotAnswerable as fault:
            return self._closed(turn, fault.meeting, fault.state)
        if not noted:
            codes = {town for _, town in seats}
            towns = [each.municipality.name for each in gathering.called if each.municipality.code in codes]
            return Reply(text=texts.NOBODY_THERE(lang, towns=join_names(list(dict.fromkeys(towns)), lang)))
        return Reply(card=cards.noted_card(gathering, noted, lang, turn.at), replaces=turn.pressed is not None)

    def _closed(self, turn: Turn, meeting: Meeting, state: State) -> Reply:
        title = title_of(self._meetings.named(meeting.bodies), meeting, turn.lang, turn.at)
        said = meeting_texts.IS_CANCELLED if state is State.CANCELLED else meeting_texts.HAS_BEEN
        return Reply(text=said(turn.lang, title=title))

    async def _refused(self, turn: Turn, bodies: Sequence[Body]) -> Reply | None:
        try:
            await self._meetings.check_rights(turn, bodies)
        except NotAllowed as refusal:
            return self._only_chair(turn, refusal)
        return None

    def _only_chair(self, turn: Turn, refusal: NotAllowed) -> Reply:
        lang = turn.lang
        name = escape(refusal.chair.name) if refusal.chair else ""
        chair = meeting_texts.CHAIR_NAMED(lang, name=name) if name else meeting_texts.THE_CHAIR(lang)
        return Reply(text=texts.ONLY_CHAIR(lang, body=named(refusal.body, lang), chair=chair))


_HEADS = frozenset({Role.CHAIR, Role.SECRETARIAT})


def _seats(gathering: Gathering, told: Mapping[str, Says], bodies: set[str]) -> dict[tuple[str, str], Says]:
    """Return what was said of the seats, of the bodies that are meant, where somebody has the seat or nobody has."""
    return {
        (each.body.id, each.municipality.code): told[each.municipality.code]
        for each in gathering.called
        if each.body.id in bodies and each.municipality.code in told
    }


def _days(said: str, now: dt.datetime) -> tuple[dt.date, dt.date] | None:
    moment = when.read(said, now)
    if moment is None:
        return None
    return local_day_of(moment.start), local_day_of(moment.end or moment.start)


def _on(meeting: Meeting, days: tuple[dt.date, dt.date] | None) -> bool:
    return days is None or days[0] <= local_day(meeting.starts_at) <= days[1]
