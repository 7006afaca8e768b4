"""How decisions and meetings with others are shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Facts, Rows, Words
from bot.core.text import Lang, escape
from bot.core.texts import AND_MORE
from bot.core.when.writing import write_day_of_year
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.decisions import texts
from bot.features.decisions.model import MOST_SHOWN, Kind, Note


@dataclass(frozen=True, slots=True)
class SaveNote(Action):
    """Write down what the card shows; `key` makes that a second press writes nothing more."""

    name: ClassVar[str] = "decision-save"
    key: str
    kind: Kind
    on: dt.date
    what: str = ""
    body: str = ""
    whom: str = ""
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class LeaveNote(Action):
    """Write nothing down."""

    name: ClassVar[str] = "decision-leave"


@dataclass(frozen=True, slots=True)
class RemoveNote(Action):
    """Take away what was written down."""

    name: ClassVar[str] = "decision-remove"
    key: str


def in_line(note: Note, bodies: Mapping[str, Body], lang: Lang) -> str:
    """Return a note in one line, without markup of its own."""
    date = write_day_of_year(note.on, lang)
    if note.kind is Kind.MEETING:
        said = texts.ONE_MEETING if note.what else texts.ONE_MEETING_BARE
        values = {"date": date, "whom": note.whom}
        return said(lang, **values, what=note.what) if note.what else said(lang, **values)
    body = bodies.get(note.body)
    name = capital(named(body, lang)) if body else note.body
    decision = texts.ONE_DECISION(lang, body=name, date=date, what=note.what)
    return texts.WITH_PARAGRAPH(lang, decision=decision, number=note.paragraph) if note.paragraph else decision


def source_of(note: Note, lang: Lang) -> str:
    """Return who wrote a note down, and when."""
    return texts.SOURCE(lang, name=escape(note.by_name) or "–", date=write_day_of_year(note.at, lang))


def _facts(note: Note, bodies: Mapping[str, Body], lang: Lang) -> tuple[str, Facts]:
    # Whoever checks it needs the year as well.
    pairs = [(texts.ON(lang), write_day_of_year(note.on, lang))]
    if note.kind is Kind.MEETING:
        title = texts.MEETING_TITLE(lang, whom=escape(note.whom))
        pairs += [(texts.ABOUT(lang), escape(note.what))] if note.what else []
    else:
        title = texts.DECISION_TITLE(lang, body=named(bodies[note.body], lang))
        pairs.append((texts.WHAT(lang), escape(note.what)))
        pairs += [(texts.PARAGRAPH(lang), f"§ {escape(note.paragraph)}")] if note.paragraph else []
    return title, Facts(tuple(pairs))


def preview_card(note: Note, bodies: Mapping[str, Body], lang: Lang) -> Card:
    """Return what would be written down."""
    title, facts = _facts(note, bodies, lang)
    save = SaveNote(note.id, note.kind, note.on, note.what, note.body, note.whom, note.paragraph)
    buttons = (Button(texts.SAVE(lang), save), Button(texts.LEAVE(lang), LeaveNote()))
    return Card(texts.SHALL_I(lang), (Words(texts.SHALL_I(lang)), Words(title, strong=True), facts), buttons, asks=True)


def saved_card(note: Note, bodies: Mapping[str, Body], lang: Lang) -> Card:
    """Return what was written down, with the way back."""
    title, facts = _facts(note, bodies, lang)
    buttons = (Button(texts.REMOVE(lang), RemoveNote(note.id)),)
    return Card(texts.SAVED(lang), (Words(title, strong=True), facts, Words(texts.SAVED(lang), small=True)), buttons)


def answer_card(notes: Sequence[Note], bodies: Mapping[str, Body], lang: Lang) -> Card:
    """Return the notes that answer a question, the latest first, with the source last."""
    shown = notes[:MOST_SHOWN]
    title = (texts.MEETINGS_TITLE if shown[0].kind is Kind.MEETING else texts.DECISIONS_TITLE)(lang)
    rows = [escape(in_line(note, bodies, lang)) for note in shown]
    if len(notes) > len(shown):
        rows.append(AND_MORE(lang, count=len(notes) - len(shown)))
    source = "; ".join(dict.fromkeys(source_of(note, lang) for note in shown[:2]))
    return Card(title, (Words(title, strong=True), Rows(tuple(rows)), Words(source, small=True)))
