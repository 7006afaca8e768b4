"""How reminders are shown, and the buttons on them."""

import datetime as dt
import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.calendar import local_day
from bot.core.card import Button, Card, Choice, Part, Rows, Words
from bot.core.text import Lang, Text, escape, join_names
from bot.core.when import write_date, write_moment
from bot.features.bodies.cards import capital
from bot.features.bodies.model import Body
from bot.features.bodies.seats import Contact
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.cards import Answer, details, in_full, names_of, title_of, written
from bot.features.meetings.model import Called, Gathering, Says, State, lacks_agenda
from bot.features.meetings.reminders import texts
from bot.features.meetings.reminders.ladder import DAY, Kind, Ladder, Rung
from bot.features.meetings.reminders.preferences import Wants

HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AnswerReminder(Action):
    """A seat's answer, pressed on a reminder in a body's channel, which is then drawn anew."""

    name: ClassVar[str] = "reminder-answer"
    meeting: str
    body: str
    rung: str
    says: Says


@dataclass(frozen=True, slots=True)
class ChooseReminders(Action):
    """Be reminded so from now on."""

    name: ClassVar[str] = "reminders-choose"
    wants: Wants


@dataclass(frozen=True, slots=True)
class SaveLadder(Action):
    """Give a body these reminders, an empty list for none, or with `usual` the usual ones.

    `seen` is what it had when the card was shown.
    """

    name: ClassVar[str] = "reminders-save"
    body: str
    rungs: tuple[Rung, ...]
    seen: str
    usual: bool = False


@dataclass(frozen=True, slots=True)
class LeaveLadder(Action):
    """Leave the reminders as they are."""

    name: ClassVar[str] = "reminders-leave"


@dataclass(frozen=True, slots=True)
class UndoLadder(Action):
    """Take back the latest change of a body's reminders; `seen` is what it led to."""

    name: ClassVar[str] = "reminders-undo"
    body: str
    seen: str


@dataclass(frozen=True, slots=True)
class StopSend(Action):
    """Stop what was chosen among `keys`, by its number on the card, from 1."""

    name: ClassVar[str] = "sends-stop"
    keys: tuple[str, ...]
    chosen: str = "1"


@dataclass(frozen=True, slots=True)
class SendNow(Action):
    """Send what was chosen among `keys` now, by its number on the card, from 1."""

    name: ClassVar[str] = "sends-now"
    keys: tuple[str, ...]
    chosen: str = "1"


@dataclass(frozen=True, slots=True)
class ResumeSend(Action):
    """Let what was stopped go out after all."""

    name: ClassVar[str] = "sends-resume"
    key: str


@dataclass(frozen=True, slots=True)
class ShowSends(Action):
    """Show what goes out next."""

    name: ClassVar[str] = "sends-show"


# Reminders


@dataclass(frozen=True, slots=True)
class Named:
    """A silent seat as it is named in a channel: by municipality, and by the person where that is wanted.

    `teams_id` lets the person be mentioned; empty where it is not known.
    """

    municipality: str
    name: str = ""
    teams_id: str = ""

    def written(self, lang: Lang) -> str:
        """Return the seat in words."""
        if not self.name:
            return self.municipality
        return meeting_texts.TOWN_BY(lang, town=self.municipality, name=self.person)

    @property
    def person(self) -> str:
        """The person's name, as a mention where that is possible."""
        return f"<at>{html.escape(self.name)}</at>" if self.teams_id else escape(self.name)


def channel_card(
    rung: Rung, body: Body, gathering: Gathering, named: Sequence[Named], lang: Lang, now: dt.datetime
) -> Card:
    """Return a reminder in a body's channel, true also when it is drawn anew later: `named` are those it is about."""
    kind, meeting, bodies = rung.kind, gathering.meeting, gathering.bodies
    when, names = in_full(meeting, lang, now), capital(names_of(bodies, lang))
    if meeting.state is State.CANCELLED:
        head = meeting_texts.CANCELLED_TITLE(
            lang, title=capital(meeting_texts.TITLE(lang, bodies=names_of(bodies, lang), when=when))
        )
        return Card(head, (Words(head, strong=True),))
    meets = texts.MEETS(lang, bodies=names, when=when)
    if kind in {Kind.AGENDA, Kind.LINK}:
        parts: list[Part] = [Words(meets, strong=True)]
        if kind is Kind.AGENDA:
            parts += details(meeting, lang, now, time=False)
            if lacks_agenda(bodies, meeting.agenda):
                parts.append(Words(texts.AGENDA_MISSING(lang)))
        if named and kind is Kind.AGENDA:
            people = join_names(list(dict.fromkeys(each.person for each in named)), lang)
            parts.append(Words(texts.FOR_THOSE_WITHOUT_CHAT(lang, names=people), small=True))
        return Card(meets, tuple(parts), tuple(_link(gathering, lang)))
    said = [meets]
    towns = list(dict.fromkeys(each.written(lang) for each in named))
    if not gathering.silent:
        said.append(texts.ALL_DONE(lang))
    elif kind is not Kind.SILENT:
        said.append(_count(gathering, lang))
    if towns:
        said.append(texts.WAITING_FOR(lang, towns=join_names(towns, lang)))
    buttons = [
        Button(title(lang), AnswerReminder(meeting.id, body.id, rung.key, says))
        for title, says in (
            (meeting_texts.COME, Says.ATTENDING),
            (meeting_texts.COME_ONLINE, Says.ONLINE),
            (meeting_texts.HINDERED, Says.HINDERED),
        )
    ]
    return Card(meets, (Words(" ".join(said)),), tuple(buttons))


def _count(gathering: Gathering, lang: Lang) -> str:
    done = len({each.municipality.code for each in gathering.called if each.rsvp})
    if not done:
        return texts.NOBODY_YET(lang)
    return texts.SOME_DONE(lang, count=done, all=gathering.possible)


def ask_card(gathering: Gathering, place: Called, lang: Lang, now: dt.datetime) -> Card:
    """Return the reminder to one person whose seat is silent."""
    bodies = capital(names_of(gathering.bodies, lang))
    when = written(gathering.meeting, lang, now)
    said = texts.ASK_YOU(lang, bodies=bodies, when=when, town=place.municipality.name)
    return Card(said, (Words(said),), (*_answers(gathering, lang), _fewer(lang)))


def agenda_card(
    gathering: Gathering, place: Called | None, silent: Sequence[Called], lang: Lang, now: dt.datetime
) -> Card:
    """Return the agenda for somebody who is expected, and for the chair the seats that are `silent`.

    `place` is None for a chair who is not expected in a seat.
    """
    meeting, bodies = gathering.meeting, gathering.bodies
    when, names = written(meeting, lang, now), names_of(bodies, lang)
    meets = texts.MEETS(lang, bodies=capital(names), when=when)
    parts: list[Part] = []
    if place is None:
        towns = list(dict.fromkeys(each.municipality.name for each in silent))
        meets = (
            texts.CHAIR_LIST_ONE(lang, town=towns[0], bodies=names, when=when)
            if len(towns) == 1
            else texts.CHAIR_LIST(lang, count=len(towns), bodies=names, when=when)
        )
        parts = [Words(meets, strong=True), Rows(tuple(_reached(each, lang) for each in silent))]
        return Card(meets, tuple(parts))
    parts = [Words(meets, strong=True), *details(meeting, lang, now, time=False)]
    if lacks_agenda(bodies, meeting.agenda):
        parts.append(Words(texts.AGENDA_MISSING(lang)))
    if silent:
        parts += [Words(texts.SILENT_TO_CHAIR(lang), strong=True), Rows(tuple(_reached(each, lang) for each in silent))]
    answers: tuple[Button, ...] = ()
    if place.rsvp is None:
        parts.append(Words(texts.NOT_ANSWERED_YET(lang)))
        answers = _answers(gathering, lang)
    else:
        answers = _answers(gathering, lang)[-1:]
    return Card(meets, tuple(parts), (*_link(gathering, lang), *answers, _fewer(lang)))


def link_card(gathering: Gathering, lang: Lang, now: dt.datetime) -> Card:
    """Return the link to a meeting that is about to begin."""
    bodies = capital(names_of(gathering.bodies, lang))
    said = texts.LINK_NOW(lang, bodies=bodies, when=written(gathering.meeting, lang, now))
    return Card(said, (Words(said),), (*_link(gathering, lang), _fewer(lang)))


def told_card(gathering: Gathering, lang: Lang, now: dt.datetime) -> Card:
    """Return what a reminder says to somebody who has answered it, when the meeting has changed since."""
    bodies = capital(names_of(gathering.bodies, lang))
    said = texts.MEETS(lang, bodies=bodies, when=in_full(gathering.meeting, lang, now))
    parts = (Words(said, strong=True), *details(gathering.meeting, lang, now, time=False))
    return Card(said, parts, tuple(_link(gathering, lang)))


def cancelled_card(gathering: Gathering, lang: Lang, now: dt.datetime) -> Card:
    """Return what a reminder says once its meeting is off."""
    title = title_of(gathering.bodies, gathering.meeting, lang, now)
    said = meeting_texts.CANCELLED_TITLE(lang, title=title)
    return Card(said, (Words(said),))


def _reached(place: Called, lang: Lang) -> str:
    who: Contact | None = place.holder or place.stand_in
    if who is None:
        return place.municipality.name
    if who.email:
        return texts.PERSON_MAIL(lang, town=place.municipality.name, name=escape(who.name), email=escape(who.email))
    return texts.PERSON_NAME(lang, town=place.municipality.name, name=escape(who.name))


def _answers(gathering: Gathering, lang: Lang) -> tuple[Button, ...]:
    key = gathering.meeting.id
    return (
        Button(meeting_texts.COME(lang), Answer(key, Says.ATTENDING, personal=True)),
        Button(meeting_texts.COME_ONLINE(lang), Answer(key, Says.ONLINE, personal=True)),
        Button(meeting_texts.SEND_STAND_IN(lang), Answer(key, Says.STAND_IN, personal=True)),
        Button(meeting_texts.HINDERED(lang), Answer(key, Says.HINDERED, personal=True)),
    )


def _fewer(lang: Lang) -> Button:
    return Button(texts.FEWER(lang), ChooseReminders(Wants.FEWER))


def _link(gathering: Gathering, lang: Lang) -> list[Button]:
    link = gathering.meeting.link
    return [Button(meeting_texts.OPEN_LINK(lang), url=link)] if link else []


# How much somebody wants

_NOW: dict[Wants, Text] = {
    Wants.ALL: texts.NOW_ALL,
    Wants.FEWER: texts.NOW_FEWER,
    Wants.DAY_BEFORE: texts.NOW_DAY_BEFORE,
    Wants.NONE: texts.NOW_NONE,
}
_CHOOSE: dict[Wants, Text] = {
    Wants.ALL: texts.CHOOSE_ALL,
    Wants.FEWER: texts.FEWER,
    Wants.DAY_BEFORE: texts.CHOOSE_DAY_BEFORE,
    Wants.NONE: texts.CHOOSE_NONE,
}


def wants_card(wants: Wants, lang: Lang) -> Card:
    """Return how often somebody is reminded now, with the other ways."""
    buttons = tuple(Button(_CHOOSE[each](lang), ChooseReminders(each)) for each in Wants if each is not wants)
    return Card(_NOW[wants](lang), (Words(_NOW[wants](lang)),), buttons)


# The ladder

_DOES: dict[Kind, Text] = {
    Kind.CHANNEL: texts.DOES_CHANNEL,
    Kind.SILENT: texts.DOES_SILENT,
    Kind.NAMED: texts.DOES_NAMED,
    Kind.AGENDA: texts.DOES_AGENDA,
    Kind.LINK: texts.DOES_LINK,
}


def before_in_words(before: dt.timedelta, lang: Lang) -> str:
    """Return how long before a meeting: "7 dagar före", "Dagen före", "30 minuter före"."""
    if before >= DAY:
        return texts.DAY_BEFORE(lang) if before.days == 1 else texts.DAYS_BEFORE(lang, count=before.days)
    if before == HOUR:
        return texts.HOUR_BEFORE(lang)
    if before % HOUR == dt.timedelta(0):
        return texts.HOURS_BEFORE(lang, count=before // HOUR)
    return texts.MINUTES_BEFORE(lang, count=int(before.total_seconds() // 60))


def _rung_rows(rungs: Sequence[Rung], lang: Lang) -> list[Part]:
    if not rungs:
        return []
    rows = [
        texts.RUNG_ROW(lang, before=before_in_words(each.before, lang), what=_DOES[each.kind](lang)) for each in rungs
    ]
    return [Rows(tuple(rows)), Words(texts.LADDER_RULE(lang), small=True)]


def ladder_card(
    body: Body, rungs: Sequence[Rung], ladder: Ladder | None, lang: Lang, now: dt.datetime, *, news: str = ""
) -> Card:
    """Return a body's reminders; `ladder` is the one that somebody chose, None for the usual ones."""
    names = names_of([body], lang)
    title = (texts.LADDER_TITLE if rungs else texts.LADDER_NONE)(lang, bodies=names)
    parts: list[Part] = [Words(news)] if news else []
    parts += [Words(title, strong=True), *_rung_rows(rungs, lang)]
    if ladder is None or ladder.rungs is None:
        parts.append(Words(texts.LADDER_USUAL(lang), small=True))
    elif ladder.by_name:
        date = write_date(local_day(ladder.at), lang, now, week=False)
        parts.append(Words(texts.LADDER_CHOSEN(lang, name=escape(ladder.by_name), date=date), small=True))
    return Card(title, tuple(parts))


def ladder_preview(body: Body, save: SaveLadder, lang: Lang) -> Card:
    """Return a body's reminders as they would be."""
    title = (texts.LADDER_WOULD if save.rungs else texts.LADDER_NONE_WOULD)(lang, bodies=names_of([body], lang))
    buttons = (Button(texts.SAVE(lang), save), Button(texts.LEAVE(lang), LeaveLadder()))
    return Card(title, (Words(title, strong=True), *_rung_rows(save.rungs, lang)), buttons, asks=True)


def ladder_saved(body: Body, rungs: Sequence[Rung], undo: UndoLadder | None, lang: Lang) -> Card:
    """Return a body's reminders as they were saved, with the way back."""
    title = (texts.LADDER_SAVED if rungs else texts.LADDER_NONE)(lang, bodies=names_of([body], lang))
    buttons = (Button(texts.UNDO(lang), undo),) if undo else ()
    return Card(title, (Words(title, strong=True), *_rung_rows(rungs, lang)), buttons)


# The next sends


@dataclass(frozen=True, slots=True)
class SendRow:
    """One line of the next sends: its key, when (a UTC instant), what and to whom, in the reader's language."""

    key: str
    at: dt.datetime
    what: str
    whom: str


def send_line(row: SendRow, lang: Lang, now: dt.datetime) -> str:
    """Return one send in words."""
    when = capital(write_moment(row.at, None, lang, now))
    return texts.SEND_ROW(lang, when=when, what=row.what, whom=row.whom)


def sends_card(
    rows: Sequence[SendRow], more: int, lang: Lang, now: dt.datetime, *, news: str = "", resume: str = ""
) -> Card:
    """Return what goes out next, with ways to stop and hurry it; `resume` is the key of what was just stopped."""
    title = texts.SENDS_TITLE(lang)
    lines = tuple(send_line(row, lang, now) for row in rows)
    parts: list[Part] = [Words(news)] if news else []
    parts += [Words(title, strong=True), Rows(lines, numbered=True)]
    if more:
        parts.append(Words(texts.SENDS_MORE(lang, count=more)))
    parts.append(Words(texts.SENDS_NOTE(lang), small=True))
    options = tuple((str(number), f"{number}. {line}"[:120]) for number, line in enumerate(lines, start=1))
    parts.append(Choice("chosen", texts.WHICH_SEND(lang), options, "1"))
    keys = tuple(row.key for row in rows)
    buttons = [Button(texts.STOP_SEND(lang), StopSend(keys)), Button(texts.SEND_NOW(lang), SendNow(keys))]
    if resume:
        buttons.append(Button(texts.UNDO(lang), ResumeSend(resume)))
    return Card(title, tuple(parts), tuple(buttons))


def no_sends_card(lang: Lang, *, news: str = "", resume: str = "") -> Card:
    """Return that nothing waits, after something was stopped or sent."""
    said = texts.SENDS_NONE(lang)
    parts = (Words(news), Words(said)) if news else (Words(said),)
    return Card(said, parts, (Button(texts.UNDO(lang), ResumeSend(resume)),) if resume else ())
