"""Attendance: noted on a card or in words, corrected, asked about, and missed when nobody has noted it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.card import Card, Rows
from bot.core.deed import Deed
from bot.core.feature import Command, Feature, Press, Subject, when_it
from bot.core.overview import Focus, Section
from bot.core.text import escape, join_names
from bot.core.texts import AND_MORE
from bot.core.turn import THOSE_WHO_BELONG, Kind, Reply, Role, Turn
from bot.core.when import write_date
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.attendance import Mark, Roll
from bot.features.meetings.cards import names_of, title_of
from bot.features.meetings.faults import Gone, NotAllowed
from bot.features.meetings.model import Guest, Meeting
from bot.features.meetings.rollcall import cards, texts
from bot.features.meetings.rollcall.guests import Guests
from bot.features.meetings.rollcall.holdings import HOLDING
from bot.features.meetings.rollcall.marking import Spoken, marks_of
from bot.features.meetings.rollcall.past_days import read_past_days
from bot.features.meetings.rollcall.service import (
    ASK,
    ASK_AGAIN,
    Decide,
    NotBegun,
    NotedMeanwhile,
    NotHeld,
    RollCalls,
)
from bot.features.meetings.rollcall.wording import LONGEST, Ear, Meant
from bot.features.meetings.service import Meetings
from bot.features.meetings.wording import Reader, read_guests

LONGEST_KEY = 100
STILL_FRESH = dt.timedelta(days=3)
"""How long after a meeting "Salem var där" corrects what is noted without the word "rätta"."""
MEANT_WITHIN = dt.timedelta(days=14)
"""How long after a meeting words that name no meeting can be about it."""
MOST_LATEST = 3
"""How many of the latest meetings are named when none is found on the day that was said."""
MOST_ROWS = 6
PLACE_IN_OVERVIEW = 40


def build_attendance(roll_calls: RollCalls, meetings: Meetings) -> Feature:
    """Return the feature."""
    calling = _Calling(roll_calls, meetings)

    async def began(turn: Turn) -> None:
        await roll_calls.began(turn)

    async def ended(turn: Turn) -> None:
        await roll_calls.ended(turn)

    return Feature(
        name="attendance",
        subject=Subject.ATTENDANCE,
        commands=(*Guests(roll_calls, meetings).commands, *calling.commands),
        presses=calling.presses,
        events={Kind.MEETING_BEGAN: began, Kind.MEETING_ENDED: ended},
        use_cases={ASK: roll_calls.ask, ASK_AGAIN: roll_calls.ask_again},
        overview=calling.overview,
        holdings=(HOLDING,),
        last_deed=calling.last_deed,
    )


@dataclass(frozen=True, slots=True)
class _Target:
    """The meetings that are meant, each with one of its bodies; `reply` says what is in the way when there is none."""

    found: tuple[tuple[Meeting, Body], ...] = ()
    reply: Reply | None = None


class _Calling:
    """Noting, correcting and telling who was there."""

    def __init__(self, roll_calls: RollCalls, meetings: Meetings) -> None:
        self._rolls = roll_calls
        self._meetings = meetings
        self._reader = Reader(meetings.finder)
        self._ear = Ear(meetings.finder)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said; who may note for which body is the service's to say."""

        def notes(said: str) -> Meant | None:
            meant = self._ear.notes(said)
            return meant if meant and not meant.corrects else None

        def corrects(said: str) -> Meant | None:
            meant = self._ear.notes(said)
            return meant if meant and meant.corrects else None

        return (
            Command(
                "attendance-note",
                texts.SAY_NOTE,
                texts.ABOUT_NOTE,
                notes,
                self._say,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
            Command(
                "attendance-correct",
                texts.SAY_CORRECT,
                texts.ABOUT_CORRECT,
                corrects,
                self._say,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
            Command(
                "attendance-unnoted",
                texts.SAY_UNNOTED,
                texts.ABOUT_UNNOTED,
                when_it(self._ear.asks_what_is_unnoted),
                self._unnoted,
                who=frozenset({Role.CHAIR, Role.SECRETARIAT}),
                passes_on=True,
                shown=False,
            ),
            Command(
                "attendance-asked",
                texts.SAY_WHO_WAS,
                texts.ABOUT_WHO_WAS,
                self._ear.asks_who_was_there,
                self._tell,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed."""
        return (
            Press(cards.NoteAttendance, self._press_note),
            Press(cards.NoteMine, self._press_mine),
            Press(cards.ShowAttendance, self._press_show),
            Press(cards.NoteFor, self._press_for),
        )

    # In words

    async def _say(self, turn: Turn, meant: Meant) -> Reply | None:
        target = await self._target(turn, meant)
        if target is None or target.reply:
            return target.reply if target else None
        if len({meeting.id for meeting, _ in target.found}) > 1:
            return Reply(card=cards.which_card(target.found, meant.said, turn.lang, turn.at))
        return await self._note_said(turn, target.found, meant.said)

    async def last_deed(self, turn: Turn) -> Deed | None:
        """Return the attendance that the person noted last: it is not taken back, but can be corrected."""
        latest = await self._rolls.latest(turn)
        if latest is None:
            return None
        at, noted = latest
        meeting, body = await self._find(noted.meeting, noted.body)
        if meeting is None or body is None:
            return None

        async def correct() -> Reply:
            roll = await self._rolls.roll(meeting, body)
            return Reply(card=self._noted(turn, roll, (texts.CORRECT_IT(turn.lang),)))

        return Deed(at, correct)

    async def _note_said(self, turn: Turn, found: Sequence[tuple[Meeting, Body]], said: str) -> Reply | None:
        """Note what was said for one meeting, for each of the bodies that the person may note."""
        meeting, body = found[0]
        roll = await self._rolls.roll(meeting, body)
        spoken = self._ear.spoken(said, roll.gathering.called)
        if spoken.unread:
            return Reply(text=texts.UNREAD(turn.lang, said=escape(spoken.unread)))
        if spoken.unclear:
            return Reply(text=texts.UNCLEAR(turn.lang, said=escape(spoken.unclear)))
        if not spoken.says_anything:
            if stranger := self._ear.stranger(said):
                return Reply(text=texts.UNREAD(turn.lang, said=escape(stranger)))
            explicit = self._ear.notes(said)
            return await self._form(turn, roll) if explicit and explicit.explicit else None
        # The bodies of a joint meeting meet as one, so what is said holds for all of them.
        others = [of for _, of in found[1:]]
        for each, of in found[1:]:
            await self._note(turn, each, of, _as_said(spoken), spoken=spoken)
        return await self._note(turn, meeting, body, _as_said(spoken), spoken=spoken, others=others)

    async def _target(self, turn: Turn, meant: Meant) -> _Target | None:
        """Return which meeting is meant: of the bodies that are named, of the channel's, or of the person's own."""
        lang = turn.lang
        bodies, either = self._reader.body(meant.said)
        here = self._meetings.finder.here(turn)
        cooperation = self._meetings.seating.cooperation
        said_bodies = bodies or either
        wanted = said_bodies or ((here,) if here else cooperation.bodies)
        days = read_past_days(meant.said, turn.at)
        rolls = await self._rolls.rolls(turn.at, wanted, days)
        allowed = [each for each in rolls if await self._may(turn, each)]
        if meant.now:
            allowed = [each for each in allowed if each.gathering.meeting.ends_at >= turn.at]
            return _Target(tuple((each.gathering.meeting, each.body) for each in allowed)) if allowed else None
        # What may be about something else is left to those who come after, when there is nothing to note it on.
        sure = meant.explicit or self._ear.is_all_of_it(meant.said)
        own = said_bodies or await self._meetings.implied(turn)
        if not allowed:
            theirs = next((each for each in rolls if each.body in own), None)
            if theirs is None or not sure:
                return await self._nothing(turn, own or wanted, days) if sure else None
            try:
                await self._rolls.check_rights(turn, theirs.body, theirs.gathering.meeting)
            except NotAllowed as refusal:
                return _Target(reply=_refused(turn, refusal))
        if days is None and not (meant.explicit and said_bodies):
            allowed = [each for each in allowed if turn.at - each.gathering.meeting.ends_at <= MEANT_WITHIN]
        chosen = _choose(allowed, meant, turn.at, dated=days is not None)
        if not chosen:
            return await self._nothing(turn, own or wanted, days) if sure else None
        ahead = chosen[0].gathering.meeting
        if ahead.starts_at > turn.at:
            return _Target(reply=Reply(text=texts.NOT_BEGUN(lang, title=self._title(turn, ahead))))
        return _Target(tuple((each.gathering.meeting, each.body) for each in chosen))

    async def _may(self, turn: Turn, roll: Roll) -> bool:
        return await self._rolls.may_note(turn, roll.body, roll.gathering.meeting)

    async def _nothing(self, turn: Turn, bodies: Sequence[Body], days: tuple[dt.date, dt.date] | None) -> _Target:
        """Return why there is nothing to note: who notes, or which meetings there are instead."""
        lang = turn.lang
        if turn.role not in {Role.CHAIR, Role.SECRETARIAT}:
            return _Target(reply=Reply(text=texts.WHO_NOTES(lang)))
        if days and (off := await self._meetings.cancelled(bodies, days)):
            return _Target(reply=Reply(text=texts.WAS_CANCELLED(lang, title=self._title(turn, off))))
        held = await self._rolls.rolls(turn.at, bodies)
        if days:
            said = texts.NOTHING_THEN(lang, day=write_date(days[0], lang, turn.at))
            titles = dict.fromkeys(self._title(turn, each.gathering.meeting) for each in held)
            if titles:
                rows = join_names(list(titles)[:MOST_LATEST], lang)
                said = f"{said} {texts.THE_LATEST(lang, rows=rows)}"
            return _Target(reply=Reply(text=said))
        ahead = await self._meetings.coming(turn.at, [body.id for body in bodies])
        if ahead and not held:
            return _Target(reply=Reply(text=texts.NOT_BEGUN(lang, title=self._title(turn, ahead[0]))))
        if not await self._meetings.any():
            return _Target(reply=Reply(text=texts.NO_MEETINGS(lang)))
        example = texts.EXAMPLE(lang, **self._meetings.examples(lang))
        return _Target(reply=Reply(text=texts.NOTHING_TO_NOTE(lang, example=example)))

    def _title(self, turn: Turn, meeting: Meeting) -> str:
        return title_of(self._meetings.named(meeting.bodies), meeting, turn.lang, turn.at)

    # By buttons

    async def _press_note(self, turn: Turn, press: cards.NoteAttendance) -> Reply:
        payload = turn.pressed or {}
        marks, written = cards.marks_in(payload), payload.get(cards.GUESTS_FIELD)

        def decide(roll: Roll) -> tuple[Mapping[str, Mark], Sequence[Guest] | None]:
            known = {each.municipality.code for each in roll.gathering.called if each.body.id == roll.body.id}
            chosen = {code: mark for code, mark in marks.items() if code in known}
            standing = roll.noted.guests if roll.noted else roll.gathering.meeting.guests
            same = not isinstance(written, str) or written.strip() == cards.guests_as_written(standing)
            guests = None if same else tuple(read_guests(str(written)[: cards.LONGEST_GUESTS]))
            return {**roll.marks, **chosen}, guests

        return await self._pressed(turn, press.meeting, press.body, decide, seen=press.seen)

    async def _press_mine(self, turn: Turn, press: cards.NoteMine) -> Reply:
        marks = cards.unpacked(press.marks)
        return await self._pressed(
            turn, press.meeting, press.body, lambda roll: ({**roll.marks, **marks}, None), seen=press.seen
        )

    async def _press_for(self, turn: Turn, press: cards.NoteFor) -> Reply:
        meeting, body = await self._find(press.meeting, press.body)
        if meeting is None or body is None or len(press.said) > LONGEST:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang))
        try:
            await self._rolls.check_rights(turn, body, meeting)
        except NotAllowed as refusal:
            return _refused(turn, refusal)
        found = [
            (meeting, each)
            for each in sorted(self._meetings.named(meeting.bodies), key=lambda each: each != body)
            if await self._rolls.may_note(turn, each, meeting)
        ]
        return await self._note_said(turn, found, press.said) or await self._form(
            turn, await self._rolls.roll(meeting, body)
        )

    async def _press_show(self, turn: Turn, press: cards.ShowAttendance) -> Reply:
        meeting, body = await self._find(press.meeting, press.body)
        if meeting is None or body is None:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang))
        try:
            await self._rolls.check_rights(turn, body, meeting)
        except NotAllowed as refusal:
            return _refused(turn, refusal)
        if meeting.starts_at > turn.at:
            return Reply(text=texts.NOT_BEGUN(turn.lang, title=self._title(turn, meeting)))
        roll = await self._rolls.roll(meeting, body)
        if press.form or roll.noted is None:
            return await self._form(turn, roll)
        return Reply(card=self._noted(turn, roll), replaces=True)

    async def _find(self, key: str, body: str) -> tuple[Meeting | None, Body | None]:
        if not 0 < len(key) <= LONGEST_KEY:
            return None, None
        try:
            meeting = await self._meetings.meeting(key)
        except Gone:
            return None, None
        return meeting, next((each for each in self._meetings.named(meeting.bodies) if each.id == body), None)

    async def _pressed(self, turn: Turn, key: str, of: str, decide: Decide, *, seen: int) -> Reply:
        meeting, body = await self._find(key, of)
        if meeting is None or body is None:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang))
        return await self._note(turn, meeting, body, decide, seen=seen)

    # Both

    async def _form(self, turn: Turn, roll: Roll) -> Reply:
        return Reply(card=cards.roll_call_card(roll, turn.lang, turn.at), replaces=turn.pressed is not None)

    def _noted(self, turn: Turn, roll: Roll, said: Sequence[str] = ()) -> Any:
        return cards.noted_card(roll, turn.lang, turn.at, names=True, may_correct=True, said=said)

    async def _note(
        self,
        turn: Turn,
        meeting: Meeting,
        body: Body,
        decide: Decide,
        *,
        seen: int | None = None,
        spoken: Spoken | None = None,
        others: Sequence[Body] = (),
    ) -> Reply:
        lang = turn.lang
        replaces = turn.pressed is not None
        before = await self._rolls.roll(meeting, body)
        try:
            roll = await self._rolls.note(turn, meeting.id, body, decide, seen=seen)
        except Gone:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(lang))
        except NotAllowed as refusal:
            return _refused(turn, refusal)
        except NotHeld as fault:
            return Reply(text=texts.WAS_CANCELLED(lang, title=self._title(turn, fault.meeting)))
        except NotBegun as fault:
            return Reply(text=texts.NOT_BEGUN(lang, title=self._title(turn, fault.meeting)))
        except NotedMeanwhile as other:
            return Reply(card=cards.meanwhile_card(other.roll, other.marks, lang, turn.at), replaces=replaces)
        said = []
        if spoken and before.noted and before.version == roll.version:
            said.append(texts.SAME_AS_NOTED(lang))
        if spoken and (empty := _vacant_named(spoken, roll)):
            said.append(texts.VACANT_NOT_COUNTED(lang, towns=join_names(empty, lang)))
        if others:
            said.append(texts.ALSO_NOTED(lang, bodies=names_of(others, lang)))
        return Reply(card=self._noted(turn, roll, said), replaces=replaces)

    # Asked about

    async def _tell(self, turn: Turn, said: str) -> Reply | None:
        bodies, either = self._reader.body(said)
        implied = await self._meetings.implied(turn)
        wanted = bodies or either or implied or self._meetings.seating.cooperation.bodies
        days = read_past_days(said, turn.at)
        rolls = [
            each
            for each in await self._rolls.rolls(turn.at, wanted, days)
            if each.gathering.meeting.starts_at <= turn.at
        ]
        if not rolls:
            return Reply(text=self._none(turn, bodies or either or implied, days), outcome="answered")
        roll = rolls[0]
        may = await self._may(turn, roll)
        if roll.noted is None:
            card = cards.unnoted_card(roll, turn.lang, turn.at, may_note=may)
        else:
            first = self._of_towns(turn, roll, self._ear.asked_of(said, roll.gathering.called))
            card = cards.noted_card(roll, turn.lang, turn.at, names=may, may_correct=may, said=first)
        return Reply(card=card, outcome="answered")

    def _none(self, turn: Turn, bodies: Sequence[Body], days: tuple[dt.date, dt.date] | None) -> str:
        """Return that no meeting has been held, of some bodies or of any."""
        names = capital(names_of(bodies, turn.lang))
        if days is None:
            return texts.NO_MEETING_YET(turn.lang, bodies=names) if bodies else texts.NONE_YET(turn.lang)
        day = write_date(days[0], turn.lang, turn.at)
        if not bodies:
            return texts.NONE_THAT_DAY(turn.lang, day=day)
        return texts.NO_MEETING_BEFORE(turn.lang, bodies=names, day=day)

    def _of_towns(self, turn: Turn, roll: Roll, codes: Sequence[str]) -> list[str]:
        """Return how it was with the municipalities that somebody asked for."""
        lang, marks = turn.lang, roll.marks
        rows = [
            texts.TOWN_WAS(lang, town=cards.name_of_town(roll, code), mark=cards.word_of(marks[code], lang))
            for code in codes
            if code in marks
        ]
        return [join_names(rows, lang) + "."] if rows else []

    async def _unnoted(self, turn: Turn, _: str) -> Reply:
        """Tell which meetings' attendance waits to be noted."""
        rows = [row for section in await self.overview(turn, Focus()) for row in section.rows]
        if not rows:
            return Reply(text=texts.ALL_NOTED(turn.lang), outcome="answered")
        return Reply(card=Card(rows[0], (Rows(tuple(rows)),)), outcome="answered")

    async def overview(self, turn: Turn, focus: Focus) -> list[Section]:
        """Return the meetings whose attendance nobody has noted."""
        if focus.municipality:
            return []
        bodies = [
            body
            for body in self._meetings.seating.cooperation.bodies
            if focus.body in {"", body.id} and await self._meetings.seating.may_change(turn, body)
        ]
        waiting = await self._rolls.unnoted(turn.at, bodies)
        rows = [
            cards.waits_row(meeting, body, await self._rolls.chair_of(body, meeting), turn.lang, turn.at)
            for meeting, body in waiting[:MOST_ROWS]
        ]
        if len(waiting) > MOST_ROWS:
            rows.append(AND_MORE(turn.lang, count=len(waiting) - MOST_ROWS))
        return [Section(texts.ATTENDANCE(turn.lang), tuple(rows), PLACE_IN_OVERVIEW)] if rows else []


def _choose(rolls: Sequence[Roll], meant: Meant, now: dt.datetime, *, dated: bool) -> list[Roll]:
    """Return the attendance that is meant, of what the person may note, the latest first.

    A correction is about what was noted last; anything else about what nobody has noted, or has just been noted. All
    the bodies of one meeting are meant together; several meetings when it cannot be told which.
    """
    if dated:
        return list(rolls)
    begun = [each for each in rolls if each.gathering.meeting.starts_at <= now]
    noted = [each for each in begun if each.noted is not None]
    waiting = [each for each in begun if each.noted is None]
    if meant.corrects:
        return _of_one_meeting(noted or waiting)
    if waiting and (not noted or not _later(noted[0], waiting[0]) or meant.explicit):
        return waiting
    fresh = [each for each in noted if meant.explicit or now - each.gathering.meeting.ends_at <= STILL_FRESH]
    return _of_one_meeting(fresh) or waiting


def _later(one: Roll, other: Roll) -> bool:
    return one.gathering.meeting.starts_at > other.gathering.meeting.starts_at


def _of_one_meeting(rolls: Sequence[Roll]) -> list[Roll]:
    return [each for each in rolls if each.gathering.meeting.id == rolls[0].gathering.meeting.id]


def _as_said(spoken: Spoken) -> Decide:
    def decide(roll: Roll) -> tuple[Mapping[str, Mark], None]:
        called = [each for each in roll.gathering.called if each.body.id == roll.body.id]
        return marks_of(spoken, called, roll.marks), None

    return decide


def _vacant_named(spoken: Spoken, roll: Roll) -> list[str]:
    """Return the municipalities that somebody said were not there, though nobody has their seat."""
    return [
        each.municipality.name
        for each in roll.gathering.called
        if each.body.id == roll.body.id
        and each.vacant
        and each.municipality.code in spoken.said
        and (roll.noted is None or roll.noted.of(each.municipality.code) is None)
    ]


def _refused(turn: Turn, refusal: NotAllowed) -> Reply:
    """Return who notes the attendance of a body."""
    lang = turn.lang
    name = escape(refusal.chair.name) if refusal.chair else ""
    chair = meeting_texts.CHAIR_NAMED(lang, name=name) if name else meeting_texts.THE_CHAIR(lang)
    return Reply(text=texts.ONLY_CHAIR_NOTES(lang, body=named(refusal.body, lang), chair=chair))
