"""The cards of seats: who sits where, what would change, and what was changed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.core.action import Action
from bot.core.calendar import local_day
from bot.core.card import Button, Card, Field, Part, Rows, Table, Words
from bot.core.text import Lang, escape
from bot.core.when import write_date
from bot.core.when.writing import write_day_of_year
from bot.features.bodies import texts
from bot.features.bodies.history import Tenure
from bot.features.bodies.lineup import Charge, Lineup, Placing, Vacancy
from bot.features.bodies.model import Body, Cooperation, Municipality
from bot.features.bodies.proposals import Done, Proposal, Row
from bot.features.bodies.seats import Change, Contact, Edit, Post

EMAIL_FIELD = "email"
MOST_ROWS = 20

POSTS = {
    Post.HOLDER: texts.HOLDER,
    Post.STAND_IN: texts.STAND_IN,
    Post.CHAIR: texts.CHAIR,
    Post.VICE_CHAIR: texts.VICE_CHAIR,
}


@dataclass(frozen=True, slots=True)
class SaveChange(Action):
    """Carry out what the card shows. `key` makes that a second press changes nothing more."""

    name: ClassVar[str] = "bodies.save"
    key: str
    edits: tuple[Edit, ...]
    seen: str
    newcomer: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class DropChange(Action):
    """Leave everything as it is."""

    name: ClassVar[str] = "bodies.drop"


@dataclass(frozen=True, slots=True)
class UndoChange(Action):
    """Take a change back."""

    name: ClassVar[str] = "bodies.undo"
    key: str


@dataclass(frozen=True, slots=True)
class SpecifyChange(Action):
    """What was said, with what the person chose since: a body, a contact's id or "new"."""

    name: ClassVar[str] = "bodies.specify"
    said: str
    body: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class ShowBody(Action):
    """The question that was asked, for the body that was chosen."""

    name: ClassVar[str] = "bodies.show"
    said: str
    body: str


def named(body: Body, lang: Lang) -> str:
    """Return a body as it is named in a sentence: "planeringscheferna", "Ledningsgruppen"."""
    return (body.name if body.kind in {"committee", "management_group"} else body.short)(lang)


def capital(words: str) -> str:
    """Return words with a capital first."""
    return words[:1].upper() + words[1:]


def where(body: Body, municipality: Municipality | None, post: Post, lang: Lang) -> str:
    """Return which post it is: "Tyresö, ordinarie i planeringscheferna"."""
    said = POSTS[post](lang)
    if municipality is None:
        return texts.POST_OF_BODY(lang, post=said, body=named(body, lang))
    return texts.POST_OF_TOWN(lang, town=municipality.name, post=said, body=named(body, lang))


def day_of(day: dt.date, lang: Lang, now: dt.datetime) -> str:
    """Return a day as it is written here, without its weekday's week number."""
    return write_date(day, lang, now, week=False)


def past_day(day: dt.date, lang: Lang, now: dt.datetime) -> str:
    """Return a day of a history: "14 september", with the year when it is another one."""
    written = write_day_of_year(day, lang)
    return written.removesuffix(f" {day.year}") if day.year == local_day(now).year else written


def who(contact: Contact | None, lang: Lang) -> str:
    """Return a person's name, or that there is nobody."""
    return escape(contact.name) if contact else texts.VACANT(lang)


def lineup_card(lineup: Lineup, latest: Change | None, lang: Lang, now: dt.datetime) -> Card:
    """Return who sits in a body: a row for each municipality, the chair, and who comes later."""
    body = named(lineup.body, lang)
    rows = tuple((each.municipality.name, who(each.holder, lang), who(each.stand_in, lang)) for each in lineup.placings)
    date = day_of(lineup.day, lang, now)
    headings = (texts.TOWN(lang), texts.HOLDER_HEADING(lang), texts.STAND_IN_HEADING(lang))
    heads = heads_lines(lineup, lang, now, short=True)
    parts: list[Part] = [
        Words(texts.LINEUP_TITLE(lang, body=capital(body), date=date), strong=True),
        Words(" ".join(heads) or texts.NO_HEADS(lang)),
        Table(headings, rows),
    ]
    later = tuple(
        texts.LATER_ROW(
            lang,
            date=day_of(start, lang, now),
            name=escape(contact.name),
            post=POSTS[post](lang),
            town=placing.municipality.name,
        )
        for placing in lineup.placings
        for post, contact, start in placing.later
    )
    if later:
        parts.append(Rows(later))
    if latest:
        by = escape(latest.by_name) or texts.SOMEBODY(lang)
        parts.append(Words(texts.LATEST(lang, name=by, date=day_of(local_day(latest.at), lang, now)), small=True))
    return Card(texts.LINEUP_SUMMARY(lang, body=body), tuple(parts))


def heads_lines(lineup: Lineup, lang: Lang, now: dt.datetime, *, short: bool = False) -> list[str]:
    """Return a sentence for the chair and one for the vice chair, as far as they are known."""
    body = named(lineup.body, lang)
    found = []
    for said, contact, start in (
        (texts.IS_CHAIR, lineup.chair, lineup.chair_since),
        (texts.IS_VICE, lineup.vice_chair, lineup.vice_since),
    ):
        if contact:
            since = "" if short or not start else f" {texts.SINCE(lang, date=past_day(start, lang, now))}"
            found.append(said(lang, name=escape(contact.name), body=body, since=since))
    return found


def seat_lines(body: Body, placing: Placing, post: Post | None, lang: Lang) -> list[str]:
    """Return who holds one seat and who stands in, in sentences."""
    values = {"town": placing.municipality.name, "body": named(body, lang)}
    if post is Post.STAND_IN:
        if placing.stand_in is None:
            return [texts.SEAT_NO_STAND_IN(lang, **values)]
        return [texts.SEAT_ONLY_STAND_IN(lang, name=escape(placing.stand_in.name), **values)]
    if placing.holder is None:
        lines = [texts.SEAT_EMPTY(lang, **values)]
    else:
        lines = [texts.SEAT_HOLDER(lang, name=escape(placing.holder.name), **values)]
    if placing.stand_in and post is None:
        lines.append(texts.SEAT_STAND_IN(lang, name=escape(placing.stand_in.name)))
    return lines


def municipality_card(
    municipality: Municipality, seats: Sequence[tuple[Body, Placing]], lang: Lang, now: dt.datetime
) -> Card:
    """Return the seats of a municipality in every body."""
    title = texts.TOWN_TITLE(lang, town=municipality.name, date=day_of(local_day(now), lang, now))
    rows = tuple(
        (capital(named(body, lang)), who(placing.holder, lang), who(placing.stand_in, lang)) for body, placing in seats
    )
    headings = ("", texts.HOLDER_HEADING(lang), texts.STAND_IN_HEADING(lang))
    return Card(title, (Words(title, strong=True), Table(headings, rows)))


def person_card(contact: Contact, charges: Sequence[Charge], lang: Lang, now: dt.datetime) -> Card:
    """Return where somebody sits."""
    name = escape(contact.name)
    rows = tuple(
        capital(f"{where(each.body, each.municipality, each.post, lang)} {span_of(each.tenure, lang, now)}".strip())
        for each in charges
    )
    return Card(name, (Words(texts.PERSON_TITLE(lang, name=name), strong=True), Rows(rows)))


def span_of(tenure: Tenure, lang: Lang, now: dt.datetime) -> str:
    """Return from when and until when: "sedan 1 januari 2025", "från 1 januari till och med 30 juni"."""
    start = ""
    if tenure.start:
        said = texts.SINCE if tenure.start <= local_day(now) else texts.FROM
        start = said(lang, date=past_day(tenure.start, lang, now))
    end = texts.UNTIL(lang, date=past_day(tenure.end, lang, now)) if tenure.end else ""
    return " ".join(filter(None, (start, end)))


def history_card(title: str, rows: Sequence[tuple[Tenure, Contact]], lang: Lang) -> Card:
    """Return everybody who has had a post, the latest first."""
    lines = tuple(
        texts.HISTORY_SPAN(
            lang,
            name=escape(contact.name),
            start=write_day_of_year(tenure.start, lang) if tenure.start else texts.EARLIER(lang),
            end=write_day_of_year(tenure.end, lang) if tenure.end else texts.ONWARDS(lang),
        )
        for tenure, contact in rows[:MOST_ROWS]
    )
    return Card(title, (Words(title, strong=True), Rows(lines)))


def vacancies_card(vacancies: Sequence[Vacancy], lang: Lang, now: dt.datetime) -> Card:
    """Return the vacant places, holders before stand-ins."""
    count = len(vacancies)
    title = texts.VACANCIES_ONE(lang) if count == 1 else texts.VACANCIES_TITLE(lang, count=count)
    rows = [
        texts.VACANCY_ROW(
            lang,
            where=where(each.body, each.municipality, each.post, lang),
            since=f" {texts.SINCE(lang, date=past_day(each.since, lang, now))}" if each.since else "",
            next=texts.VACANCY_NEXT(lang, date=day_of(each.next_on, lang, now)) if each.next_on else "",
        )
        for each in vacancies[:MOST_ROWS]
    ]
    if count > MOST_ROWS:
        rows.append(texts.AND_MORE(lang, count=count - MOST_ROWS))
    return Card(title, (Words(title, strong=True), Rows(tuple(rows))))


def row_lines(row: Row, cooperation: Cooperation, lang: Lang, now: dt.datetime) -> list[str]:
    """Return what changes in one post."""
    body = next(each for each in cooperation.bodies if each.id == row.line.body)
    town = next((each for each in cooperation.municipalities if each.code == row.line.municipality), None)
    dates = texts.FROM(lang, date=day_of(row.start, lang, now))
    if row.end and not row.after:
        dates = f"{dates} {texts.UNTIL(lang, date=day_of(row.end, lang, now))}"
    values = {"where": capital(where(body, town, row.line.post, lang)), "dates": dates}
    was, becomes = row.was, row.becomes
    if becomes is None:
        said = (
            texts.ROW_VACANT(lang, was=escape(was.name), **values) if was else texts.ROW_VACANT_NOBODY(lang, **values)
        )
    elif was and was.id != becomes.id:
        said = texts.ROW_INSTEAD(lang, person=escape(becomes.name), was=escape(was.name), **values)
    else:
        said = texts.ROW(lang, person=escape(becomes.name), **values)
    after = row.after and texts.ROW_AFTER(lang, name=escape(row.after[0].name), date=day_of(row.after[1], lang, now))
    return [said, after] if after else [said]


def preview_card(
    proposal: Proposal, key: str, email: str, cooperation: Cooperation, lang: Lang, now: dt.datetime
) -> Card:
    """Return what would change, to be saved or dropped."""
    rows = tuple(line for row in proposal.rows for line in row_lines(row, cooperation, lang, now))
    title = texts.PREVIEW_TITLE(lang)
    parts: list[Part] = [Words(title, strong=True), Rows(rows)]
    if proposal.newcomer:
        name = escape(proposal.newcomer)
        parts.append(Words(texts.NEWCOMER(lang, name=name)))
        parts.append(Field(EMAIL_FIELD, texts.EMAIL(lang, name=proposal.newcomer), email, max_chars=200))
    save = SaveChange(key, proposal.edits, proposal.seen, proposal.newcomer)
    buttons = (Button(texts.SAVE_BUTTON(lang), save), Button(texts.DROP_BUTTON(lang), DropChange()))
    return Card(f"{title} {rows[0]}", tuple(parts), buttons, asks=True)


def done_card(done: Done, cooperation: Cooperation, lang: Lang, now: dt.datetime, *, undone: bool = False) -> Card:
    """Return what was changed, by whom and when."""
    title = texts.UNDONE_TITLE if undone else texts.AGAIN_TITLE if done.again else texts.DONE_TITLE
    # Whoever an undone change had seated does not leave: they were never there.
    shown = [replace(row, was=None) for row in done.rows] if undone else done.rows
    rows = tuple(line for row in shown for line in row_lines(row, cooperation, lang, now))
    change = done.change
    by = texts.DONE_BY(
        lang,
        name=escape(change.by_name) or texts.SOMEBODY(lang),
        date=day_of(local_day(change.at), lang, now),
    )
    parts = (Words(title(lang), strong=True), Rows(rows), Words(by, small=True))
    buttons = () if undone or change.undone_at else (Button(texts.UNDO_BUTTON(lang), UndoChange(change.id)),)
    return Card(title(lang), parts, buttons)


def people_card(
    title: str, said: str, body: str, people: Sequence[Contact], newcomer: str, lang: Lang, cooperation: Cooperation
) -> Card:
    """Return people of whom one is meant, and that it is somebody new where that can be."""
    towns = {each.code: each.name for each in cooperation.municipalities}
    buttons = [
        Button(
            texts.PERSON_OF(lang, name=each.name, town=towns.get(each.municipality) or each.email or "?"),
            SpecifyChange(said, body, each.id),
        )
        for each in people[:4]
    ]
    if newcomer:
        buttons.append(Button(texts.IS_NEW_BUTTON(lang, name=newcomer), SpecifyChange(said, body, "new")))
    return Card(title, (Words(title),), tuple(buttons))


def bodies_card(said: str, bodies: Sequence[Body], lang: Lang, *, change: bool) -> Card:
    """Return bodies of which one is meant."""
    title = texts.WHICH_BODY(lang)
    buttons = tuple(
        Button(capital(each.short(lang)), SpecifyChange(said, each.id) if change else ShowBody(said, each.id))
        for each in bodies[:6]
    )
    return Card(title, (Words(title),), buttons, picks=True)
