"""The cards of newcomers and leavers: what is asked of those who decide, and what became of it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Facts, Part, Rows, Words
from bot.core.text import Lang, escape
from bot.core.texts import AND_MORE
from bot.core.when import write_date
from bot.features.bodies.cards import capital, named, past_day, where
from bot.features.bodies.lineup import Vacancy
from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.seats import Contact, Post
from bot.features.meetings.cards import in_full, where_of
from bot.features.meetings.model import Meeting, State
from bot.features.newcomers import texts
from bot.features.newcomers.model import Answer, Claim, Left, Newcomer
from bot.features.newcomers.pairing import Pairing

MOST_ROWS = 25


@dataclass(frozen=True, slots=True)
class AnswerClaim(Action):
    """Let a newcomer have the seat that they claim, or not."""

    name: ClassVar[str] = "newcomers.claim"
    key: str
    yes: bool


@dataclass(frozen=True, slots=True)
class AnswerDeparture(Action):
    """Somebody who is out of the team has left their posts, or has not."""

    name: ClassVar[str] = "newcomers.departure"
    key: str
    yes: bool


@dataclass(frozen=True, slots=True)
class StopLessons(Action):
    """Send a newcomer nothing more by itself."""

    name: ClassVar[str] = "newcomers.stop"
    person: str


@dataclass(frozen=True, slots=True)
class GiveFeedback(Action):
    """Give the secretariat the answers to the questions of a lesson."""

    name: ClassVar[str] = "newcomers.feedback"
    person: str
    lesson: str
    body: str
    answer1: str = ""
    answer2: str = ""
    answer3: str = ""


@dataclass(frozen=True, slots=True)
class AnswerBuddy(Action):
    """Be a newcomer's buddy, or not."""

    name: ClassVar[str] = "newcomers.buddy"
    key: str
    yes: bool


@dataclass(frozen=True, slots=True)
class AnswerGathering(Action):
    """Come to an introduction meeting, or not."""

    name: ClassVar[str] = "newcomers.gathering"
    meeting: str
    comes: bool


# Seats


def claim_card(
    key: str,
    claim: Claim,
    body: Body,
    town: Municipality,
    had: Contact | None,
    lang: Lang,
    now: dt.datetime,
    *,
    reminds: bool = False,
    changed: bool = False,
) -> Card:
    """Return the question whether a newcomer takes a seat."""
    said = _claimed(claim, body, town, had, lang)
    parts: list[Part] = []
    if changed:
        parts.append(Words(texts.CLAIM_CHANGED(lang)))
    elif reminds:
        parts.append(Words(texts.CLAIM_AGAIN(lang, date=past_day(claim.asked_at, lang, now))))
    parts.append(Words(said))
    yes = texts.CLAIM_YES(lang, date=past_day(claim.start, lang, now))
    buttons = (Button(yes, AnswerClaim(key, yes=True)), Button(texts.NO_BUTTON(lang), AnswerClaim(key, yes=False)))
    return Card(said, tuple(parts), buttons)


def _claimed(claim: Claim, body: Body, town: Municipality, had: Contact | None, lang: Lang) -> str:
    if claim.post is Post.STAND_IN:
        text = texts.CLAIM_STAND_IN_AFTER if had else texts.CLAIM_STAND_IN
    else:
        text = texts.CLAIM_AFTER if had else texts.CLAIM_VACANT
    values = {"name": escape(claim.name), "town": town.name, "body": named(body, lang)}
    return text(lang, had=escape(had.name), **values) if had else text(lang, **values)


def claim_done_card(claim: Claim, body: Body, town: Municipality, had: Contact | None, lang: Lang) -> Card:
    """Return the question as it ended."""
    values = {"name": escape(claim.name), "town": town.name, "body": named(body, lang)}
    match claim.answer:
        case Answer.YES:
            ended = texts.CLAIM_IS_YES(lang, by=escape(claim.by_name), **values)
        case Answer.NO:
            ended = texts.CLAIM_IS_NO(lang, by=escape(claim.by_name), **values)
        case _:
            ended = texts.CLAIM_IS_OLD(lang, **values)
    return Card(ended, (Words(ended), Words(_claimed(claim, body, town, had, lang), small=True)))


def claim_told(claim: Claim, body: Body, town: Municipality, lang: Lang) -> str:
    """Return what the newcomer is told of the answer."""
    text = texts.SEAT_CONFIRMED if claim.answer is Answer.YES else texts.SEAT_REFUSED
    return text(lang, by=escape(claim.by_name), town=town.name, body=named(body, lang))


# Leavers


def departure_card(
    key: str,
    left: Left,
    body: Body,
    towns: Mapping[str, str],
    lang: Lang,
    now: dt.datetime,
    *,
    settles_at: dt.datetime | None,
) -> Card:
    """Return the question whether somebody who is out of a team has left the posts that they had."""
    departure = left.departure
    name = escape(departure.name)
    gone = past_day(departure.last_on, lang, now)
    said = texts.DEPARTURE_ASK(lang, name=name, body=named(body, lang), date=gone)
    posts = tuple(capital(where(body, _town(place.municipality, towns), place.post, lang)) for place in left.held)
    parts: list[Part] = [Words(said)]
    if posts:
        parts += [Words(texts.DEPARTURE_POSTS(lang)), Rows(posts)]
    parts += [Words(_ask_line(each, towns, lang)) for each in left.ask]
    if settles_at:
        parts.append(Words(texts.DEPARTURE_SETTLES(lang, date=write_date(settles_at, lang, now, week=False))))
    buttons = (
        Button(texts.DEPARTURE_YES(lang), AnswerDeparture(key, yes=True)),
        Button(texts.DEPARTURE_NO(lang), AnswerDeparture(key, yes=False)),
    )
    return Card(said, tuple(parts), buttons)


def departed_card(left: Left, body: Body, towns: Mapping[str, str], lang: Lang, now: dt.datetime) -> Card:
    """Return how the question ended: what is vacant, whom to ask, and what waits for the seat."""
    departure = left.departure
    values = {"name": escape(departure.name), "body": named(body, lang)}
    vacant_from = past_day(departure.last_on + dt.timedelta(days=1), lang, now)
    match departure.answer:
        case Answer.YES:
            said = texts.DEPARTED(lang, by=escape(departure.by_name), date=vacant_from, **values)
        case Answer.SILENCE:
            said = texts.DEPARTED_SILENTLY(lang, date=vacant_from, **values)
        case Answer.NO:
            said = texts.STAYS(lang, by=escape(departure.by_name), **values)
        case _:
            said = texts.DEPARTURE_IS_OLD(lang, **values)
    parts: list[Part] = [Words(said)]
    if departure.answer in {Answer.YES, Answer.SILENCE}:
        parts += [Words(_ask_line(each, towns, lang)) for each in left.ask]
        rows = tuple(row for section in left.waits for row in section.rows)
        if rows:
            parts += [Words(texts.WAITS_FOR_SEAT(lang), strong=True), Rows(rows[:MOST_ROWS])]
    return Card(said, tuple(parts))


def chase_card(
    rows: Sequence[tuple[Vacancy, tuple[Contact, str] | None]],
    body_of: Callable[[str], Body],
    lang: Lang,
    now: dt.datetime,
) -> Card:
    """Return the seats without a holder, since when, and whom to ask about each."""
    title = texts.CHASE_ONE(lang) if len(rows) == 1 else texts.CHASE_TITLE(lang, count=len(rows))
    said = [_chased(vacancy, who, body_of, lang, now) for vacancy, who in rows[:MOST_ROWS]]
    if len(rows) > MOST_ROWS:
        said.append(AND_MORE(lang, count=len(rows) - MOST_ROWS))
    first = rows[0][0]
    how = texts.CHASE_HOW(lang, town=first.municipality.name, body=named(first.body, lang))
    return Card(title, (Words(title, strong=True), Rows(tuple(said)), Words(how, small=True)))


def vacancy_row(vacancy: Vacancy, lang: Lang, now: dt.datetime) -> str:
    """Return which seat is empty, and since when."""
    town, body = vacancy.municipality.name, named(vacancy.body, lang)
    if vacancy.since is None:
        return texts.CHASE_EVER(lang, town=town, body=body)
    return texts.CHASE_SINCE(lang, town=town, body=body, date=past_day(vacancy.since, lang, now))


def _chased(
    vacancy: Vacancy,
    who: tuple[Contact, str] | None,
    body_of: Callable[[str], Body],
    lang: Lang,
    now: dt.datetime,
) -> str:
    said = vacancy_row(vacancy, lang, now)
    if who is None:
        return said
    contact, place = who
    return f"{said} {texts.CHASE_ASK(lang, name=escape(contact.name), body=named(body_of(place), lang))}"


def _ask_line(asked: tuple[str, Contact, str], towns: Mapping[str, str], lang: Lang) -> str:
    code, contact, _ = asked
    return texts.ASK_WHO_FOLLOWS(lang, name=escape(contact.name), town=towns.get(code, ""))


def _town(code: str, towns: Mapping[str, str]) -> Municipality | None:
    return Municipality(code, towns[code]) if code in towns else None


# Introductions and buddies


def introduction_card(newcomer: Newcomer, town: str, body: Body, words: str, lang: Lang) -> Card:
    """Return what the channel is told of a newcomer."""
    name = escape(newcomer.name)
    head = texts.INTRODUCED(lang, name=name, body=named(body, lang))
    pairs = []
    if newcomer.title:
        pairs.append((texts.TITLE_LABEL(lang), escape(newcomer.title)))
    if town:
        pairs.append((texts.TOWN_LABEL(lang), town))
    if newcomer.wishes:
        pairs.append((texts.WISHES_LABEL(lang), escape(newcomer.wishes)))
    parts: list[Part] = [Words(head, strong=True)]
    if pairs:
        parts.append(Facts(tuple(pairs)))
    if words.strip():
        parts.append(Words(escape(words)))
    return Card(head, tuple(parts))


def buddy_card(key: str, name: str, town: str, body: Body, lang: Lang) -> Card:
    """Return the question whether somebody wants to be a newcomer's buddy."""
    text = texts.BUDDY_ASK if town else texts.BUDDY_ASK_TOWNLESS
    values = {"name": escape(name), "body": named(body, lang)}
    said = text(lang, town=town, **values) if town else text(lang, **values)
    buttons = (
        Button(texts.BUDDY_YES(lang), AnswerBuddy(key, yes=True)),
        Button(texts.BUDDY_NO(lang), AnswerBuddy(key, yes=False)),
    )
    return Card(said, (Words(said), Words(texts.BUDDY_WHAT(lang))), buttons)


def buddy_done_card(pairing: Pairing, name: str, lang: Lang) -> Card:
    """Return what somebody answered who was asked to be a buddy."""
    text = {
        Answer.YES: texts.BUDDY_IS_YES,
        Answer.NO: texts.BUDDY_IS_NO,
    }.get(pairing.answer, texts.BUDDY_IS_OLD)
    said = text(lang, name=escape(name))
    return Card(said, (Words(said),))


def buddy_found(name: str, town: str, lang: Lang) -> str:
    """Return what a newcomer is told when somebody wants to be their buddy."""
    return texts.BUDDY_FOUND(lang, name=escape(name), town=town)


def gathering_card(meeting: Meeting, lang: Lang, now: dt.datetime) -> Card:
    """Return a newcomer's invitation to an introduction meeting, or that it is off."""
    when, where = in_full(meeting, lang, now), where_of(meeting, lang)
    if meeting.state is State.CANCELLED:
        said = texts.GATHERING_OFF(lang, when=when)
        return Card(said, (Words(said),))
    text = texts.GATHERING_MOVED if meeting.state is State.MOVED else texts.GATHERING
    said = text(lang, when=when)
    buttons = (
        Button(texts.GATHERING_YES(lang), AnswerGathering(meeting.id, comes=True)),
        Button(texts.GATHERING_NO(lang), AnswerGathering(meeting.id, comes=False)),
    )
    return Card(said, (Words(said), Words(texts.GATHERING_WHERE(lang, where=where))), buttons)
