"""How meetings are shown, and the buttons on them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Facts, Part, Rows, Words
from bot.core.journal import in_both
from bot.core.text import Lang, Text, escape, join_names
from bot.core.texts import AND_MORE
from bot.core.when import write_date, write_moment
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.bodies.texts import SOMEBODY
from bot.features.meetings import texts
from bot.features.meetings.model import (
    Called,
    Clash,
    Form,
    Gathering,
    Guest,
    Meeting,
    MeetingChange,
    Odd,
    Oddity,
    Says,
    Slot,
    State,
    What,
    oddities,
    overlapping_each_other,
    state_at,
)
from bot.features.meetings.model import Part as MeetingPart

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Answer(Action):
    """A seat's answer, pressed on an invitation; `asks` whether the stand-in is to be asked."""

    name: ClassVar[str] = "meeting-answer"
    meeting: str
    says: Says
    asks: bool = True
    personal: bool = False


@dataclass(frozen=True, slots=True)
class StandIn(Action):
    """What a stand-in answers who was asked to come."""

    name: ClassVar[str] = "meeting-stand-in"
    meeting: str
    body: str
    municipality: str
    comes: bool


@dataclass(frozen=True, slots=True)
class MoveMeeting(Action):
    """Move a meeting that was at `version` to a time; `seen` tells the clashes that were shown."""

    name: ClassVar[str] = "meeting-move"
    key: str
    meeting: str
    version: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    seen: str = ""


@dataclass(frozen=True, slots=True)
class CancelMeeting(Action):
    """Cancel a meeting that was at `version`."""

    name: ClassVar[str] = "meeting-cancel"
    key: str
    meeting: str
    version: int


@dataclass(frozen=True, slots=True)
class UndoMeeting(Action):
    """Take back a change."""

    name: ClassVar[str] = "meeting-undo"
    key: str


@dataclass(frozen=True, slots=True)
class LeaveMeeting(Action):
    """Leave everything as it is."""

    name: ClassVar[str] = "meeting-leave"


def names_of(bodies: Sequence[Body], lang: Lang) -> str:
    """Return bodies as they are named: "planeringscheferna och klimatstrategerna"."""
    return join_names([named(body, lang) for body in bodies], lang)


def written(slot: Slot | Meeting, lang: Lang, now: dt.datetime) -> str:
    """Return when it is, as people write it."""
    return write_moment(slot.starts_at, slot.ends_at, lang, now)


def in_full(slot: Slot | Meeting, lang: Lang, now: dt.datetime) -> str:
    """Return when it is with weekday and week, however near."""
    far = now - dt.timedelta(days=30)
    return write_moment(slot.starts_at, slot.ends_at, lang, far)


def title_of(bodies: Sequence[Body], meeting: Slot | Meeting, lang: Lang, now: dt.datetime) -> str:
    """Return a meeting in one line."""
    return capital(texts.TITLE(lang, bodies=names_of(bodies, lang), when=written(meeting, lang, now)))


def the_meeting(bodies: Sequence[Body], lang: Lang) -> str:
    """Return "sammanträdet" for politicians, "mötet" for everybody else."""
    political = any(body.kind == "committee" for body in bodies)
    return (texts.THE_SITTING if political else texts.THE_MEETING)(lang)


def where_of(meeting: Meeting, lang: Lang) -> str:
    """Return where a meeting is, on site or not."""
    how = {Form.ONLINE: texts.ONLINE(lang), Form.HYBRID: texts.HYBRID(lang), Form.ON_SITE: ""}[meeting.form]
    place = escape(meeting.place)
    return ", ".join(part for part in (place, how) if part) or texts.PLACE_UNSAID(lang)


def guests_of(guests: Iterable[Guest], lang: Lang) -> str:
    """Return guests in one line."""
    said = []
    for guest in guests:
        if guest.name and guest.organisation:
            said.append(texts.GUEST_OF(lang, name=escape(guest.name), organisation=escape(guest.organisation)))
        else:
            said.append(escape(guest.name or guest.organisation))
    return join_names(said, lang)


def details(meeting: Meeting, lang: Lang, now: dt.datetime, *, time: bool = True) -> list[Part]:
    """Return what is known of a meeting."""
    pairs = [(texts.WHEN(lang), in_full(meeting, lang, now))] if time else []
    pairs.append((texts.WHERE(lang), where_of(meeting, lang)))
    if meeting.guests:
        pairs.append((texts.GUESTS(lang), guests_of(meeting.guests, lang)))
    parts: list[Part] = [Facts(tuple(pairs))]
    if meeting.agenda:
        parts += [Words(texts.AGENDA(lang), strong=True), Rows(tuple(map(escape, meeting.agenda)), numbered=True)]
    if meeting.papers:
        links = tuple(f"[{escape(paper.title)}]({paper.link})" for paper in meeting.papers)
        parts += [Words(texts.PAPERS(lang), strong=True), Rows(links)]
    return parts


_PARTS: dict[MeetingPart, Text] = {
    MeetingPart.BODIES: texts.PART_BODIES,
    MeetingPart.PLACE: texts.PART_PLACE,
    MeetingPart.LINK: texts.PART_LINK,
    MeetingPart.FORM: texts.PART_FORM,
    MeetingPart.AGENDA: texts.PART_AGENDA,
    MeetingPart.GUESTS: texts.PART_GUESTS,
    MeetingPart.PAPERS: texts.PART_PAPERS,
}


def parts_in_words(parts: Sequence[MeetingPart], lang: Lang) -> str:
    """Return what was changed of a meeting: "platsen och dagordningen"."""
    return join_names([_PARTS[part](lang) for part in parts], lang)


def invitation_card(gathering: Gathering, lang: Lang, now: dt.datetime) -> Card:
    """Return the card in the channel, with what every seat has said; it tells dates in full, for it stays there."""
    meeting, bodies = gathering.meeting, gathering.bodies
    when = in_full(meeting, lang, now)
    title = capital(texts.TITLE(lang, bodies=names_of(bodies, lang), when=when))
    state = state_at(meeting, now)
    parts: list[Part]
    if state is State.CANCELLED:
        by = next((event.by_name for event in reversed(meeting.history) if event.what is What.CANCELLED), "")
        said = texts.CANCELLED_BY(lang, name=escape(by) or SOMEBODY(lang), what=the_meeting(bodies, lang))
        head = texts.CANCELLED_TITLE(lang, title=title)
        return Card(head, (Words(head, strong=True), Words(said)))
    head = texts.HELD_TITLE(lang, title=title) if state is State.HELD else title
    parts = [Words(head, strong=True)]
    last = meeting.history[-1] if meeting.history else None
    if last and last.what is What.CHANGED:
        who, what = escape(last.by_name) or SOMEBODY(lang), parts_in_words(last.parts, lang)
        parts.append(Words(texts.CHANGED_BY(lang, name=who, parts=what)))
        last = next((event for event in reversed(meeting.history) if event.what is not What.CHANGED), None)
    if last and last.what is What.MOVED:
        before = Slot(last.starts_at, last.starts_at + (meeting.ends_at - meeting.starts_at))
        who, said = escape(last.by_name) or SOMEBODY(lang), in_full(before, lang, now)
        parts.append(Words(texts.MOVED_FROM(lang, name=who, what=the_meeting(bodies, lang), when=said)))
    parts += details(meeting, lang, now, time=False)
    if gathering.possible:
        parts.append(Words(texts.REPRESENTED(lang, count=gathering.represented, all=gathering.possible)))
        parts.append(Facts(tuple(_standings(gathering, lang))))
    if state is State.HELD:
        return Card(head, tuple(parts))
    parts.append(Words(texts.SAY_IF_NOT(lang), small=True))
    buttons = [
        Button(texts.COME(lang), Answer(meeting.id, Says.ATTENDING)),
        Button(texts.COME_ONLINE(lang), Answer(meeting.id, Says.ONLINE)),
        Button(texts.SEND_STAND_IN(lang), Answer(meeting.id, Says.STAND_IN)),
        Button(texts.HINDERED(lang), Answer(meeting.id, Says.HINDERED)),
    ]
    if meeting.link:
        buttons.append(Button(texts.OPEN_LINK(lang), url=meeting.link))
    if gathering.calendar:
        buttons.append(Button(texts.IN_CALENDAR(lang), url=gathering.calendar))
    return Card(texts.INVITED(lang, bodies=capital(names_of(bodies, lang)), when=when), tuple(parts), tuple(buttons))


def _standings(gathering: Gathering, lang: Lang) -> Iterable[tuple[str, str]]:
    for label, says in (
        (texts.COME, Says.ATTENDING),
        (texts.COME_ONLINE, Says.ONLINE),
        (texts.BY_STAND_IN, Says.STAND_IN),
        (texts.HINDERED, Says.HINDERED),
    ):
        if towns := gathering.towns(says):
            yield label(lang), join_names(towns, lang)
    if gathering.silent:
        yield texts.NOT_ANSWERED(lang), join_names(gathering.silent, lang)
    if gathering.vacant:
        yield texts.VACANT(lang), join_names(gathering.vacant, lang)


def warnings(
    slots: Sequence[Slot], clashes: Sequence[Clash], lang: Lang, now: dt.datetime, bodies: "Named"
) -> list[str]:
    """Return what speaks against some times: clashes first, then unsuitable days."""
    said = []
    for clash in clashes:
        when = in_full(clash.meeting, lang, now)
        others = bodies(clash.meeting.bodies)
        if clash.same_body:
            said.append(texts.CLASH_BODY(lang, bodies=capital(names_of(others, lang)), when=when))
        else:
            names = join_names([escape(name) for name in clash.people], lang)
            said.append(texts.CLASH_PEOPLE(lang, names=names, bodies=names_of(others, lang), when=when))
    if overlapping_each_other(slots):
        said.append(texts.OVERLAP_SELF(lang))
    said += [_oddity(each, lang, now) for slot in slots for each in oddities(slot)]
    return said


class Named:
    """Finds bodies by their ids; one that is no longer in the data is left out."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies = {body.id: body for body in bodies}

    def __call__(self, ids: Iterable[str]) -> tuple[Body, ...]:
        """Return the bodies."""
        return tuple(self._bodies[key] for key in ids if key in self._bodies)


def _oddity(each: Oddity, lang: Lang, now: dt.datetime) -> str:
    date = capital(write_date(each.day, lang, now))
    match each.odd:
        case Odd.RED:
            return texts.RED_DAY(lang, date=date, name=each.name(lang) if each.name else "")
        case Odd.EVE:
            return texts.EVE_DAY(
                lang,
                date=date,
                name=each.name(lang).lower() if each.name and lang == "sv" else (each.name(lang) if each.name else ""),
            )
        case Odd.WEEKEND:
            return texts.WEEKEND(lang, date=date)
        case Odd.QUIET:
            return texts.QUIET_WEEK(lang, date=date)
        case Odd.SCHOOL:
            return texts.SCHOOL_HOLIDAY(lang, date=date, name=each.name(lang) if each.name else "")


def booking_card(
    bodies: Sequence[Body],
    meetings: Sequence[Meeting],
    warned: Sequence[str],
    book: Action,
    drop: Action,
    lang: Lang,
    now: dt.datetime,
) -> Card:
    """Return the preview of a booking; `meetings` are as they would be."""
    names = names_of(bodies, lang)
    many = len(meetings) > 1
    title = (
        texts.BOOK_MANY_TITLE(lang, count=len(meetings), bodies=names) if many else texts.BOOK_TITLE(lang, bodies=names)
    )
    parts: list[Part] = [Words(title, strong=True)]
    if many:
        parts.append(Rows(tuple(in_full(each, lang, now) for each in meetings)))
    parts += details(meetings[0], lang, now, time=not many)
    if warned:
        parts.append(Rows(tuple(warned)))
    go = texts.BOOK_ANYWAY if warned else texts.BOOK
    return Card(title, tuple(parts), (Button(go(lang), book), Button(texts.LEAVE_IT(lang), drop)))


def move_card(
    bodies: Sequence[Body], meeting: Meeting, move: MoveMeeting, warned: Sequence[str], lang: Lang, now: dt.datetime
) -> Card:
    """Return the preview of a move."""
    title = texts.MOVE_TITLE(lang, bodies=names_of(bodies, lang))
    slot = Slot(move.starts_at, move.ends_at)
    pairs = ((texts.FROM_TIME(lang), in_full(meeting, lang, now)), (texts.TO_TIME(lang), in_full(slot, lang, now)))
    parts: list[Part] = [Words(title, strong=True), Facts(pairs)]
    if warned:
        parts.append(Rows(tuple(warned)))
    go = texts.MOVE_ANYWAY if warned else texts.MOVE
    return Card(title, tuple(parts), (Button(go(lang), move), Button(texts.LEAVE_IT(lang), LeaveMeeting())), asks=True)


def cancel_card(bodies: Sequence[Body], meeting: Meeting, key: str, lang: Lang, now: dt.datetime) -> Card:
    """Return the preview of a cancellation."""
    title = texts.CANCEL_TITLE(lang, bodies=names_of(bodies, lang))
    parts: list[Part] = [Words(title, strong=True), *details(meeting, lang, now)]
    cancel = CancelMeeting(key, meeting.id, meeting.version)
    buttons = (Button(texts.CANCEL_IT(lang), cancel), Button(texts.LEAVE_IT(lang), LeaveMeeting()))
    return Card(title, tuple(parts), buttons, asks=True)


def done_card(
    change: MeetingChange,
    bodies: Sequence[Body],
    unbound: Sequence[Body],
    lang: Lang,
    now: dt.datetime,
    *,
    undone: bool = False,
) -> Card:
    """Return what was done, with the way back; `unbound` are the bodies whose channel is not known."""
    names, after = capital(names_of(bodies, lang)), change.after
    first = after[0] if after else change.before[0]
    if undone:
        title = texts.UNDONE_TITLE(lang, bodies=names)
    elif first.state is State.CANCELLED:
        title = texts.CANCELLED_DONE(lang, bodies=names)
    elif change.before and first.history[-1].what is What.CHANGED:
        title = texts.CHANGED_TITLE(lang, bodies=names)
    elif change.before:
        title = texts.MOVED_TITLE(lang, bodies=names)
    elif len(after) > 1:
        title = texts.BOOKED_MANY_TITLE(lang, bodies=names, count=len(after))
    else:
        title = texts.BOOKED_TITLE(lang, bodies=names)
    parts: list[Part] = [Words(title, strong=True), Rows(tuple(in_full(each, lang, now) for each in after))]
    if not change.before and not undone:
        bound = [body for body in bodies if body not in unbound]
        if bound:
            said = texts.INVITE_LATER if first.series else texts.INVITE_NOW
            parts.append(Words(said(lang, bodies=names_of(bound, lang))))
        if unbound:
            parts.append(Words(texts.NO_CHANNEL(lang, bodies=names_of(unbound, lang))))
    buttons = () if undone else (Button(texts.UNDO(lang), UndoMeeting(change.id)),)
    return Card(title, tuple(parts), buttons)


def journal_line(bodies: Sequence[Body], meeting: Meeting, name: str, lang: Lang, *, forgotten: bool = False) -> str:
    """Return the last thing that was done to a meeting, as the journal keeps it: plain words, dates in full."""
    last, slot = meeting.history[-1], Slot(meeting.starts_at, meeting.ends_at)
    # Read in another year, a date needs its own.
    said = texts.TITLE(lang, bodies=names_of(bodies, lang), when=_with_year(slot, lang))
    if forgotten:
        return texts.WROTE_FORGOTTEN(lang, name=name, meeting=said)
    match last.what:
        case What.MOVED:
            before = Slot(last.starts_at, last.starts_at + (meeting.ends_at - meeting.starts_at))
            return texts.WROTE_MOVED(lang, name=name, meeting=said, before=_with_year(before, lang))
        case What.CHANGED:
            return texts.WROTE_CHANGED(lang, name=name, meeting=said, parts=parts_in_words(last.parts, lang))
        case What.BOOKED:
            return texts.WROTE_BOOKED(lang, name=name, meeting=said)
        case What.CANCELLED:
            return texts.WROTE_CANCELLED(lang, name=name, meeting=said)
        case What.RESTORED:
            return texts.WROTE_RESTORED(lang, name=name, meeting=said)


def _with_year(slot: Slot, lang: Lang) -> str:
    long_before = slot.starts_at - dt.timedelta(days=700)
    return write_moment(slot.starts_at, slot.ends_at, lang, long_before)


def next_card(
    gathering: Gathering, lang: Lang, now: dt.datetime, *, answers: bool, title: Text = texts.NEXT_TITLE
) -> Card:
    """Return the next meeting, or another ahead; `answers` whether the person has a seat and may answer here."""
    meeting, bodies = gathering.meeting, gathering.bodies
    head = title(lang, bodies=capital(names_of(bodies, lang)), when=written(meeting, lang, now))
    parts: list[Part] = [Words(head), *details(meeting, lang, now, time=False)]
    buttons: list[Button] = []
    if answers:
        buttons = [
            Button(texts.COME(lang), Answer(meeting.id, Says.ATTENDING, personal=True)),
            Button(texts.COME_ONLINE(lang), Answer(meeting.id, Says.ONLINE, personal=True)),
            Button(texts.SEND_STAND_IN(lang), Answer(meeting.id, Says.STAND_IN, personal=True)),
            Button(texts.HINDERED(lang), Answer(meeting.id, Says.HINDERED, personal=True)),
        ]
    if meeting.link:
        buttons.append(Button(texts.OPEN_LINK(lang), url=meeting.link))
    if gathering.calendar:
        buttons.append(Button(texts.IN_CALENDAR(lang), url=gathering.calendar))
    return Card(head, tuple(parts), tuple(buttons))


def list_card(meetings: Sequence[Meeting], lang: Lang, now: dt.datetime, bodies: Named) -> Card:
    """Return the meetings that are planned."""
    count = len(meetings)
    title = texts.ONE_TITLE(lang) if count == 1 else texts.LIST_TITLE(lang, count=count)
    rows = [
        texts.LIST_ROW(
            lang,
            when=in_full(each, lang, now),
            bodies=names_of(bodies(each.bodies), lang),
            where=texts.CANCELLED_MARK(lang) if each.state is State.CANCELLED else where_of(each, lang),
        )
        for each in meetings[:MOST_ROWS]
    ]
    if count > MOST_ROWS:
        rows.append(AND_MORE(lang, count=count - MOST_ROWS))
    return Card(title, (Words(title, strong=True), Rows(tuple(rows))))


def journal_of_answer(place: Called, says: Says) -> Text:
    """Return what was noted for a seat that let somebody know, as the journal keeps it."""
    words = {
        Says.ATTENDING: texts.COME,
        Says.ONLINE: texts.COME_ONLINE,
        Says.STAND_IN: texts.BY_STAND_IN,
        Says.HINDERED: texts.HINDERED,
    }[says]
    return in_both(
        lambda lang: texts.JOURNAL_ANSWER(
            lang, town=place.municipality.name, body=named(place.body, lang), says=words(lang).lower()
        )
    )


def hindered_card(gathering: Gathering, lang: Lang, now: dt.datetime) -> Card:
    """Return the question whether the stand-in should be asked."""
    meeting = gathering.meeting
    said = texts.HAVE_MEETING(lang, when=written(meeting, lang, now), bodies=names_of(gathering.bodies, lang))
    buttons = (
        Button(texts.ASK_STAND_IN(lang), Answer(meeting.id, Says.HINDERED, personal=True)),
        Button(texts.JUST_HINDERED(lang), Answer(meeting.id, Says.HINDERED, asks=False, personal=True)),
    )
    return Card(said, (Words(said),), buttons)


def unclear_card(gathering: Gathering, lang: Lang, now: dt.datetime) -> Card:
    """Return the question whether somebody comes, when their words did not tell."""
    when_ = written(gathering.meeting, lang, now)
    said = texts.COMES_OR_NOT(lang, when=when_, bodies=names_of(gathering.bodies, lang))
    return Card(said, (Words(said),), own_answers(gathering.meeting, lang))


def own_answers(meeting: Meeting, lang: Lang) -> tuple[Button, ...]:
    """Return the buttons with which somebody says for their own seat whether they come."""
    return tuple(
        Button(title(lang), Answer(meeting.id, says, personal=True))
        for title, says in (
            (texts.COME, Says.ATTENDING),
            (texts.COME_ONLINE, Says.ONLINE),
            (texts.HINDERED, Says.HINDERED),
        )
    )


def stand_in_card(meeting: Meeting, place: Called, holder: str, lang: Lang, now: dt.datetime, *, sent: bool) -> Card:
    """Return the question to a stand-in, or the word that they are `sent`."""
    said = (texts.YOU_ARE_SENT if sent else texts.CAN_YOU_COME)(
        lang,
        name=escape(holder),
        town=place.municipality.name,
        body=named(place.body, lang),
        when=in_full(meeting, lang, now),
    )
    keys = (meeting.id, place.body.id, place.municipality.code)
    buttons = (
        Button(texts.I_COME(lang), StandIn(*keys, comes=True)),
        Button(texts.I_CANNOT(lang), StandIn(*keys, comes=False)),
    )
    parts: list[Part] = [Words(said), *details(meeting, lang, now, time=False)]
    return Card(said, tuple(parts), buttons)
