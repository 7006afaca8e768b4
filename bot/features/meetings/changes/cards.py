"""The cards on which a meeting is changed without being moved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Choice, Facts, Field, Part, Words
from bot.core.text import Lang, Text, escape
from bot.features.bodies.model import Body
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.cards import LeaveMeeting, guests_of, names_of, title_of, written
from bot.features.meetings.changes import texts
from bot.features.meetings.model import Alteration, Form, Guest, Meeting

FORMS: dict[Form, Text] = {Form.ON_SITE: texts.ON_SITE, Form.ONLINE: texts.ONLINE, Form.HYBRID: texts.HYBRID}


@dataclass(frozen=True, slots=True)
class ChangeMeeting(Action):
    """Change parts of a meeting that was at `version`."""

    name: ClassVar[str] = "meeting-change"
    key: str
    meeting: str
    version: int
    alteration: Alteration


@dataclass(frozen=True, slots=True)
class FillMeeting(Action):
    """Give a meeting that was at `version` what stands in the card's fields."""

    name: ClassVar[str] = "meeting-fill"
    key: str
    meeting: str
    version: int
    place: str = ""
    link: str = ""
    form: str = ""
    agenda: str = ""
    guests: str = ""
    papers: str = ""


@dataclass(frozen=True, slots=True)
class Joining:
    """The bodies that join a meeting and those that leave it, and what speaks against that."""

    joins: Sequence[Body] = ()
    leaves: Sequence[Body] = ()
    warnings: Sequence[str] = ()


NOBODY = Joining()


def preview_card(
    bodies: Sequence[Body],
    meeting: Meeting,
    change: ChangeMeeting,
    lang: Lang,
    now: dt.datetime,
    moved: Joining = NOBODY,
) -> Card:
    """Return what would change."""
    meant = meeting_texts.TITLE(lang, bodies=names_of(bodies, lang), when=written(meeting, lang, now))
    title = texts.TITLE(lang, meeting=meant)
    wanted = change.alteration
    pairs: list[tuple[str, str]] = []
    if moved.joins:
        pairs.append((texts.JOINS(lang), names_of(moved.joins, lang)))
    if moved.leaves:
        pairs.append((texts.LEAVES(lang), names_of(moved.leaves, lang)))
    if wanted.place is not None:
        pairs.append((texts.PLACE(lang), _from_to(escape(meeting.place), escape(wanted.place), lang)))
    if wanted.link is not None:
        pairs.append((texts.LINK(lang), _from_to(meeting.link, wanted.link, lang)))
    if wanted.form is not None:
        pairs.append((texts.FORM(lang), _from_to(FORMS[meeting.form](lang), FORMS[wanted.form](lang), lang)))
    if wanted.agenda is not None:
        pairs += [(texts.NEW_ITEM(lang), escape(item)) for item in wanted.agenda if item not in meeting.agenda]
    if wanted.guests is not None:
        fresh = tuple(guest for guest in wanted.guests if guest not in meeting.guests)
        pairs += [(texts.NEW_GUEST(lang), guests_of([guest], lang)) for guest in fresh]
    if wanted.papers is not None:
        fresh_papers = [paper for paper in wanted.papers if paper not in meeting.papers]
        pairs += [(texts.NEW_PAPER(lang), f"[{escape(each.title)}]({each.link})") for each in fresh_papers]
    buttons = (Button(texts.SAVE(lang), change), Button(texts.LEAVE(lang), LeaveMeeting()))
    parts: list[Part] = [Words(title, strong=True), Facts(tuple(pairs)), *map(Words, moved.warnings)]
    return Card(title, tuple(parts), buttons, asks=True)


def form_card(bodies: Sequence[Body], meeting: Meeting, key: str, lang: Lang, now: dt.datetime) -> Card:
    """Return a card with all that can be changed of a meeting beside its time."""
    title = title_of(bodies, meeting, lang, now)
    options = tuple((form.value, words(lang)) for form, words in FORMS.items())
    parts = (
        Words(title, strong=True),
        Field("place", texts.PLACE(lang), meeting.place, max_chars=200),
        Field("link", texts.LINK(lang), meeting.link, max_chars=1000),
        Choice("form", texts.FORM(lang), options, meeting.form.value),
        Field("agenda", texts.AGENDA_FIELD(lang), "\n".join(meeting.agenda), long=True),
        Field(
            "guests", texts.GUESTS_FIELD(lang), "\n".join(_guest_row(each, lang) for each in meeting.guests), long=True
        ),
        Field(
            "papers",
            texts.PAPERS_FIELD(lang),
            "\n".join(f"{paper.title} {paper.link}" for paper in meeting.papers),
            long=True,
        ),
    )
    fill = FillMeeting(key, meeting.id, meeting.version)
    return Card(title, parts, (Button(texts.SAVE(lang), fill), Button(texts.LEAVE(lang), LeaveMeeting())))


def _guest_row(guest: Guest, lang: Lang) -> str:
    if guest.name and guest.organisation:
        return f"{guest.name} {'från' if lang == 'sv' else 'from'} {guest.organisation}"
    return guest.name or guest.organisation


def _from_to(before: str, after: str, lang: Lang) -> str:
    none = texts.NONE(lang)
    return texts.FROM_TO(lang, before=before or none, after=after or none)
