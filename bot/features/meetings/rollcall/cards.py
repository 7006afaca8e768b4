"""How attendance is asked for and shown, and the buttons on it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Choice, Facts, Field, Part, Rows, Words
from bot.core.journal import in_both
from bot.core.text import Lang, Text, escape, join_names
from bot.core.when import write_moment
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.bodies.seats import Contact
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.attendance import Attendance, Mark, Outcome, Roll, RollCall
from bot.features.meetings.cards import in_full, title_of, written
from bot.features.meetings.model import Called, Guest, Meeting, Says
from bot.features.meetings.rollcall import texts

SEAT_FIELD = "seat-"
"""A seat's choice is called so, with the municipality's code after it."""
GUESTS_FIELD = "guests"
VACANT = "vacant"
LONGEST_GUESTS = 500
MOST_MEETINGS = 6

_KEYS: Mapping[str, Mark] = {
    "holder": Mark(Outcome.PRESENT_HOLDER),
    "holder-online": Mark(Outcome.PRESENT_HOLDER, online=True),
    "stand-in": Mark(Outcome.PRESENT_STAND_IN),
    "stand-in-online": Mark(Outcome.PRESENT_STAND_IN, online=True),
    "excused": Mark(Outcome.EXCUSED),
    "absent": Mark(Outcome.ABSENT),
}
_NAMES = {mark: key for key, mark in _KEYS.items()}
_WORDS: Mapping[Mark, Text] = {
    _KEYS["holder"]: texts.WORD_HOLDER,
    _KEYS["holder-online"]: texts.WORD_ONLINE,
    _KEYS["stand-in"]: texts.WORD_STAND_IN,
    _KEYS["stand-in-online"]: texts.WORD_STAND_IN_ONLINE,
    _KEYS["excused"]: texts.WORD_EXCUSED,
    _KEYS["absent"]: texts.WORD_ABSENT,
}


@dataclass(frozen=True, slots=True)
class NoteAttendance(Action):
    """Note what the card shows, whose choices come along in the payload; it was made from the version `seen`."""

    name: ClassVar[str] = "attendance-note"
    meeting: str
    body: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class NoteMine(Action):
    """Note these marks over those that somebody else noted, which are at version `seen`."""

    name: ClassVar[str] = "attendance-note-mine"
    meeting: str
    body: str
    seen: int
    marks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShowAttendance(Action):
    """Show what is noted; with `form`, to correct it."""

    name: ClassVar[str] = "attendance-show"
    meeting: str
    body: str
    form: bool = True


@dataclass(frozen=True, slots=True)
class NoteFor(Action):
    """Note for one of several meetings what somebody said."""

    name: ClassVar[str] = "attendance-note-for"
    meeting: str
    body: str
    said: str


def marks_in(payload: Mapping[str, object]) -> dict[str, Mark]:
    """Return the marks that a card's choices say, by municipality; what is no choice of ours is left out."""
    found = {}
    for name, value in payload.items():
        if name.startswith(SEAT_FIELD) and isinstance(value, str) and value in _KEYS:
            found[name.removeprefix(SEAT_FIELD)] = _KEYS[value]
    return found


def packed(marks: Mapping[str, Mark]) -> dict[str, str]:
    """Return marks as a button carries them."""
    return {code: _NAMES[mark] for code, mark in marks.items()}


def unpacked(marks: Mapping[str, str]) -> dict[str, Mark]:
    """Return the marks that a button carries."""
    return {code: _KEYS[key] for code, key in marks.items() if key in _KEYS}


def word_of(mark: Mark | None, lang: Lang) -> str:
    """Return a mark in a word or two."""
    return (_WORDS[mark] if mark else texts.WORD_NOTHING)(lang)


def roll_call_card(
    roll: Roll, lang: Lang, now: dt.datetime, *, again: bool = False, marks: Mapping[str, Mark] | None = None
) -> Card:
    """Return the form in which attendance is noted or corrected, filled in with `marks`, else as it stands."""
    meeting, marked = roll.gathering.meeting, roll.marks if marks is None else marks
    head = (texts.NOT_NOTED_YET if again else texts.WHO_CAME)(
        lang, bodies=capital(named(roll.body, lang)), when=in_full(meeting, lang, now)
    )
    parts: list[Part] = [
        Words(head, strong=True),
        Words((texts.NOTED_SO if roll.noted else texts.FILLED_IN)(lang)),
    ]
    parts += [_choice(each, marked.get(each.municipality.code), lang) for each in _of_body(roll)]
    guests = roll.noted.guests if roll.noted else meeting.guests
    label = texts.GUESTS_CAME(lang)
    parts.append(Field(GUESTS_FIELD, label, value=guests_as_written(guests), max_chars=LONGEST_GUESTS))
    if towns := [each.municipality.name for each in _of_body(roll) if not each.vacant]:
        parts.append(Words(texts.OR_IN_WORDS(lang, town=towns[-1]), small=True))
    button = Button(texts.IS_RIGHT(lang), NoteAttendance(meeting.id, roll.body.id, roll.version))
    return Card(head, tuple(parts), (button,))


def _choice(called: Called, mark: Mark | None, lang: Lang) -> Choice:
    options: list[tuple[str, str]] = []
    if called.holder:
        options.append(("holder", texts.AS_HOLDER(lang, name=called.holder.name)))
        options.append(("holder-online", texts.AS_HOLDER_ONLINE(lang, name=called.holder.name)))
    stand_in = called.stand_in.name if called.stand_in else texts.SOMEBODY_ELSE(lang)
    options.append(("stand-in", texts.AS_STAND_IN(lang, name=stand_in)))
    options.append(("stand-in-online", texts.AS_STAND_IN_ONLINE(lang, name=stand_in)))
    if called.vacant:
        options.append((VACANT, texts.NOBODY_SEATED(lang)))
    else:
        options += [("excused", texts.EXCUSED(lang)), ("absent", texts.ABSENT(lang))]
    value = _NAMES[mark] if mark else VACANT
    if value not in dict(options):
        # Noted while somebody else had the seat: what was noted must be there to be kept.
        options.append((value, capital(word_of(mark, lang))))
    name = called.municipality.name
    return Choice(f"{SEAT_FIELD}{called.municipality.code}", name, tuple(options), value)


def noted_card(
    roll: Roll,
    lang: Lang,
    now: dt.datetime,
    *,
    names: bool,
    may_correct: bool,
    said: Sequence[str] = (),
) -> Card:
    """Return the attendance as it is noted; with `names` also who came. `said` is what is to be read first."""
    noted = roll.noted
    if noted is None:
        raise ValueError("Nobody has noted this attendance")
    title = title_of_roll(roll, lang, now)
    counted = count_of(noted, lang)
    parts: list[Part] = [Words(each) for each in said]
    parts += [Words(title, strong=True), Words(counted)]
    pairs = list(_standings(roll, noted, lang, names=names))
    if noted.guests:
        pairs.append((texts.GUESTS(lang), escape(guests_as_written(noted.guests))))
    if pairs:
        parts.append(Facts(tuple(pairs)))
    parts.append(Words(_by(roll, noted, lang, now), small=True))
    show = ShowAttendance(noted.meeting, noted.body)
    buttons = (Button(texts.CORRECT(lang), show),) if may_correct else ()
    return Card(f"{title}. {counted}", tuple(parts), buttons)


def title_of_roll(roll: Roll, lang: Lang, now: dt.datetime) -> str:
    """Return whose meeting it was and when."""
    when = in_full(roll.gathering.meeting, lang, now)
    return texts.TITLE(lang, bodies=capital(named(roll.body, lang)), when=when)


def count_of(noted: RollCall, lang: Lang) -> str:
    """Return how many municipalities were there."""
    count, of = noted.represented, len(noted.seats)
    return texts.COUNTED_ALL(lang, all=of) if count == of > 1 else texts.COUNTED(lang, count=count, all=of)


def _standings(roll: Roll, noted: RollCall, lang: Lang, *, names: bool) -> Iterable[tuple[str, str]]:
    for label, fits in (
        (texts.ON_SITE, lambda each: each.outcome is Outcome.PRESENT_HOLDER and not each.online),
        (texts.ONLINE, lambda each: each.outcome is Outcome.PRESENT_HOLDER and each.online),
        (texts.BY_STAND_IN, lambda each: each.outcome is Outcome.PRESENT_STAND_IN),
        (texts.EXCUSED, lambda each: each.outcome is Outcome.EXCUSED),
        (texts.ABSENT, lambda each: each.outcome is Outcome.ABSENT),
    ):
        if found := [_town(roll, each, lang, names=names) for each in noted.seats if fits(each)]:
            yield label(lang), join_names(found, lang)
    vacant = [each.municipality.name for each in _of_body(roll) if each.vacant and not noted.of(each.municipality.code)]
    if vacant:
        yield texts.NOBODY_SEATED(lang), join_names(vacant, lang)


def _town(roll: Roll, each: Attendance, lang: Lang, *, names: bool) -> str:
    town = name_of_town(roll, each.municipality)
    online = each.online and each.outcome is Outcome.PRESENT_STAND_IN
    about = [escape(each.person_name)] if names and each.person_name else []
    about += [texts.WORD_ONLINE(lang)] if online else []
    return meeting_texts.TOWN_BY(lang, town=town, name=", ".join(about)) if about else town


def name_of_town(roll: Roll, code: str) -> str:
    """Return what a municipality is called, its code where the body has it no longer."""
    return next((each.municipality.name for each in roll.gathering.called if each.municipality.code == code), code)


def _by(roll: Roll, noted: RollCall, lang: Lang, now: dt.datetime) -> str:
    said = [texts.NOTED_BY(lang, name=escape(noted.noted_by_name), when=_at(noted.noted_at, lang, now))]
    later = [each for each in noted.seats if each.before]
    if later:
        last = max(later, key=lambda each: each.noted_at)
        towns = [name_of_town(roll, each.municipality) for each in later if each.noted_at == last.noted_at]
        said.append(
            texts.CORRECTED_BY(
                lang,
                name=escape(last.noted_by_name),
                towns=join_names(towns, lang),
                when=_at(last.noted_at, lang, now),
            )
        )
    return " ".join(said)


def _at(at: dt.datetime, lang: Lang, now: dt.datetime) -> str:
    return write_moment(at.replace(second=0, microsecond=0), None, lang, now)


def meanwhile_card(roll: Roll, marks: Mapping[str, Mark], lang: Lang, now: dt.datetime) -> Card:
    """Return what somebody else noted meanwhile, how it differs, and the choice between the two."""
    noted = roll.noted
    if noted is None:
        raise ValueError("Nobody has noted this attendance")
    at, name = max(
        [(noted.noted_at, noted.noted_by_name), *((each.noted_at, each.noted_by_name) for each in noted.seats)]
    )
    head = texts.MEANWHILE(lang, name=escape(name), when=_at(at, lang, now))
    theirs = roll.marks
    rows = tuple(
        texts.DIFFERS(
            lang, town=name_of_town(roll, code), noted=word_of(theirs.get(code), lang), yours=word_of(mark, lang)
        )
        for code, mark in marks.items()
        if theirs.get(code) != mark
    )
    buttons = (
        Button(texts.NOTE_MINE(lang), NoteMine(noted.meeting, noted.body, roll.version, packed(marks))),
        Button(texts.KEEP_THEIRS(lang), ShowAttendance(noted.meeting, noted.body, form=False)),
    )
    return Card(head, (Words(head), Rows(rows)), buttons)


def which_card(found: Sequence[tuple[Meeting, Body]], said: str, lang: Lang, now: dt.datetime) -> Card:
    """Return the question which of several meetings is meant."""
    head = texts.WHICH_MEETING(lang)
    bodies: dict[str, list[Body]] = {}
    for meeting, body in found:
        bodies.setdefault(meeting.id, []).append(body)
    meetings = {meeting.id: meeting for meeting, _ in found}
    buttons = tuple(
        Button(title_of(of, meetings[key], lang, now), NoteFor(key, of[0].id, said))
        for key, of in list(bodies.items())[:MOST_MEETINGS]
    )
    return Card(head, (Words(head),), buttons, picks=True)


def unnoted_card(roll: Roll, lang: Lang, now: dt.datetime, *, may_note: bool) -> Card:
    """Return that nobody has noted the attendance, and what had been said before the meeting."""
    meeting = roll.gathering.meeting
    said = texts.NOBODY_NOTED(lang, body=named(roll.body, lang), when=written(meeting, lang, now))
    answers = [each for each in _of_body(roll) if not each.vacant]
    coming = sum(each.rsvp is not None and each.rsvp.says is not Says.HINDERED for each in answers)
    parts = (Words(said), Words(texts.THEY_SAID(lang, count=coming, all=len(answers))))
    show = ShowAttendance(meeting.id, roll.body.id)
    return Card(said, parts, (Button(texts.WHO_CAME_BUTTON(lang), show),) if may_note else ())


def journal_of(before: Roll, after: Roll) -> Text:
    """Return what was noted or corrected, as the journal keeps it."""
    noted = after.noted
    if noted is None:
        raise ValueError("Nobody has noted this attendance")

    def first(lang: Lang) -> str:
        missing = [
            texts.MISSING(lang, label=label(lang), towns=join_names(towns, lang))
            for label, outcome in ((texts.EXCUSED, Outcome.EXCUSED), (texts.ABSENT, Outcome.ABSENT))
            if (towns := [name_of_town(after, each.municipality) for each in noted.seats if each.outcome is outcome])
        ]
        return texts.JOURNAL_NOTED(
            lang,
            body=named(after.body, lang),
            count=noted.represented,
            all=len(noted.seats),
            missing=" ".join(missing),
        ).strip()

    def later(lang: Lang) -> str:
        codes = dict.fromkeys([*before.marks, *after.marks])
        rows = [
            texts.JOURNAL_ROW(
                lang,
                town=name_of_town(after, code),
                before=word_of(before.marks.get(code), lang),
                after=word_of(after.marks.get(code), lang),
            )
            for code in codes
            if before.marks.get(code) != after.marks.get(code)
        ]
        rows = rows or [texts.JOURNAL_GUESTS(lang)]
        return texts.JOURNAL_CORRECTED(lang, body=named(after.body, lang), rows="; ".join(rows))

    return in_both(first if before.noted is None else later)


def guests_as_written(guests: Iterable[Guest]) -> str:
    """Return guests as a person types them, so that they can be read again: "Anna Ek (Trafikverket), Region"."""
    return ", ".join(
        f"{guest.name} ({guest.organisation})"
        if guest.name and guest.organisation
        else guest.name or guest.organisation
        for guest in guests
    )


def _of_body(roll: Roll) -> list[Called]:
    return [each for each in roll.gathering.called if each.body.id == roll.body.id]


def waits_row(meeting: Meeting, body: Body, chair: Contact | None, lang: Lang, now: dt.datetime) -> str:
    """Return that an attendance is not noted, and who the chair is."""
    values = {"body": named(body, lang), "when": written(meeting, lang, now)}
    if chair is None:
        return texts.WAITS_NO_CHAIR(lang, **values)
    return texts.WAITS(lang, **values, chair=escape(chair.name))
