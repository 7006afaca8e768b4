"""How it is shown who comes, and the buttons on it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Choice, Facts, Part, Words
from bot.core.text import Lang, escape, join_names
from bot.features.bodies.cards import capital
from bot.features.bodies.model import Body
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.answers import texts
from bot.features.meetings.cards import guests_of, in_full, names_of, own_answers, title_of, written
from bot.features.meetings.model import Called, Gathering, Meeting, Rsvp, Says
from bot.features.meetings.rsvps import Noted

MOST_MEETINGS = 6
_WORDS = {
    Says.ATTENDING: texts.COMES,
    Says.ONLINE: texts.COMES_ONLINE,
    Says.STAND_IN: texts.SENDS,
    Says.HINDERED: texts.HINDERED,
}
_LABELS = {
    Says.ATTENDING: meeting_texts.COME,
    Says.ONLINE: meeting_texts.COME_ONLINE,
    Says.STAND_IN: meeting_texts.BY_STAND_IN,
    Says.HINDERED: meeting_texts.HINDERED,
}


@dataclass(frozen=True, slots=True)
class AnswerFor(Action):
    """Note what a seat has let somebody know; the card's fields fill in `seat` (body and municipality) and `says`."""

    name: ClassVar[str] = "meeting-answer-for"
    meeting: str
    seat: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class AskStandIn(Action):
    """Ask the stand-in of a seat that is hindered."""

    name: ClassVar[str] = "meeting-ask-stand-in"
    meeting: str
    body: str
    municipality: str


@dataclass(frozen=True, slots=True)
class TellFor(Action):
    """Note for one of several meetings what somebody said."""

    name: ClassVar[str] = "meeting-tell-for"
    meeting: str
    said: str


def who_comes_card(
    gathering: Gathering,
    lang: Lang,
    now: dt.datetime,
    *,
    names: bool,
    answers_for: Sequence[Body],
    asked: Sequence[str] = (),
) -> Card:
    """Return who comes; with `names` who holds the seats. The person may answer for the seats of `answers_for`.

    What the municipalities of `asked` (codes) have said is read first.
    """
    meeting, bodies = gathering.meeting, gathering.bodies
    title = texts.TITLE(lang, bodies=capital(names_of(bodies, lang)), when=in_full(meeting, lang, now))
    counted = meeting_texts.REPRESENTED(lang, count=gathering.represented, all=gathering.possible)
    silent = gathering.silent
    # Who is to chase them has them by name below.
    waiting = "" if silent and names else texts.SILENT(lang, towns=join_names(silent, lang))
    waiting = waiting if silent else texts.ALL_ANSWERED(lang)
    if all(each.vacant for each in gathering.called):
        counted, waiting = texts.NOBODY_SITS(lang), ""
    rows = [_says_of(each, lang) for each in gathering.called if each.municipality.code in asked]
    parts: list[Part] = [Words(f"{join_names(list(dict.fromkeys(rows)), lang)}.")] if rows else []
    parts += [Words(title, strong=True), Words(f"{counted} {waiting}".strip())]
    pairs = []
    for says, label in _LABELS.items():
        if found := [each for each in gathering.called if each.rsvp and each.rsvp.says is says]:
            shown = dict.fromkeys(_shown(each, lang, names=names) for each in found)
            pairs.append((label(lang), join_names(list(shown), lang)))
    if names and silent:
        shown = dict.fromkeys(_shown(each, lang, names=True) for each in gathering.called if each.silent)
        pairs.append((meeting_texts.NOT_ANSWERED(lang), join_names(list(shown), lang)))
    if gathering.vacant:
        pairs.append((meeting_texts.VACANT(lang), join_names(gathering.vacant, lang)))
    if meeting.guests:
        pairs.append((meeting_texts.GUESTS(lang), guests_of(meeting.guests, lang)))
    if pairs:
        parts.append(Facts(tuple(pairs)))
    form, buttons = _form(gathering, answers_for, lang)
    return Card(f"{title}. {counted}", (*parts, *form), buttons)


def answered_card(
    gathering: Gathering, rsvp: Rsvp, lang: Lang, now: dt.datetime, *, answers_for: Sequence[Body]
) -> Card:
    """Return what somebody answered last, and the way to another answer: for seats of `answers_for`, else their own."""
    meeting = gathering.meeting
    town = next(
        (each.municipality.name for each in gathering.called if each.municipality.code == rsvp.municipality), ""
    )
    said = texts.ANSWERED_LAST(
        lang,
        says=_WORDS[rsvp.says](lang, town=town),
        bodies=names_of(gathering.bodies, lang),
        when=written(meeting, lang, now),
    )
    form, buttons = _form(gathering, answers_for, lang)
    return Card(said, (Words(said), *form), buttons or own_answers(meeting, lang))


def _form(gathering: Gathering, answers_for: Sequence[Body], lang: Lang) -> tuple[tuple[Part, ...], tuple[Button, ...]]:
    """Return the choices, and the button, with which the seats of some bodies are answered for."""
    options = _options(gathering, answers_for)
    if not options:
        return (), ()
    says = tuple((says.value, _LABELS[says](lang)) for says in _LABELS)
    choices = (Choice("seat", texts.ANSWER_FOR(lang), options), Choice("says", texts.THEY_SAY(lang), says))
    return choices, (Button(texts.NOTE(lang), AnswerFor(gathering.meeting.id)),)


def _says_of(each: Called, lang: Lang) -> str:
    """Return what a municipality has said, as a clause."""
    town = each.municipality.name
    if each.vacant:
        return texts.HAS_NOBODY(lang, town=town)
    return _WORDS[each.rsvp.says](lang, town=town) if each.rsvp else texts.SAYS_NOTHING(lang, town=town)


def _options(gathering: Gathering, bodies: Sequence[Body]) -> tuple[tuple[str, str], ...]:
    several = len(gathering.bodies) > 1
    return tuple(
        (
            f"{each.body.id}/{each.municipality.code}",
            f"{each.municipality.name}, {each.body.short.sv}" if several else each.municipality.name,
        )
        for each in gathering.called
        if each.body in bodies and not each.vacant
    )


def _shown(each: Called, lang: Lang, *, names: bool) -> str:
    town = each.municipality.name
    if not names:
        return town
    rsvp = each.rsvp
    who = each.stand_in if rsvp and rsvp.says is Says.STAND_IN else each.holder or each.stand_in
    about = [escape(who.name)] if who else []
    known = {contact.member for contact in (each.holder, each.stand_in) if contact}
    if rsvp and rsvp.by and rsvp.by not in known:
        about.append(texts.TOLD_BY(lang, name=escape(rsvp.by_name)))
    return meeting_texts.TOWN_BY(lang, town=town, name=", ".join(about)) if about else town


def noted_card(gathering: Gathering, noted: Sequence[Noted], lang: Lang, now: dt.datetime) -> Card:
    """Return what was noted for those who had been in touch, with what became of their stand-ins."""
    meeting = gathering.meeting
    rows = [_WORDS[each.says](lang, town=each.called.municipality.name) for each in noted if each.says]
    names = names_of(gathering.bodies, lang)
    head = texts.NOTED(lang, rows=join_names(rows, lang), bodies=names, when=written(meeting, lang, now))
    said, buttons = [head], []
    for each in noted:
        stand_in = each.called.stand_in
        if stand_in is None:
            continue
        name = escape(stand_in.name)
        if each.says is Says.STAND_IN:
            said.append(
                (meeting_texts.STAND_IN_TOLD if each.asked else meeting_texts.STAND_IN_UNKNOWN)(lang, name=name)
            )
        elif each.says is Says.HINDERED and each.asked:
            said.append(meeting_texts.STAND_IN_ASKED(lang, name=name))
        elif each.says is Says.HINDERED:
            ask = AskStandIn(meeting.id, each.called.body.id, each.called.municipality.code)
            buttons.append(Button(texts.ASK(lang, name=stand_in.name), ask))
    return Card(head, (Words(" ".join(said)),), tuple(buttons[:MOST_MEETINGS]))


def which_card(found: Sequence[tuple[Meeting, Sequence[Body]]], said: str, lang: Lang, now: dt.datetime) -> Card:
    """Return the question which of several meetings is meant."""
    head = texts.WHICH(lang)
    buttons = tuple(
        Button(title_of(bodies, meeting, lang, now), TellFor(meeting.id, said))
        for meeting, bodies in found[:MOST_MEETINGS]
    )
    return Card(head, (Words(head),), buttons, picks=True)
