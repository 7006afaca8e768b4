"""The cards of the joint answer: drafts, the end, what became of it, and lists of referrals."""

import datetime as dt
from collections.abc import Sequence

from bot.core.calendar import local_day
from bot.core.card import Button, Card, Field, Part, Rows, Words
from bot.core.text import Lang, escape, join_names, shorten
from bot.features.bodies.cards import capital
from bot.features.referrals import answer_texts, joint_texts, texts
from bot.features.referrals.buttons import (
    AskLater,
    CloseReferral,
    LeaveReferral,
    ShowReferral,
    TellOutcome,
    WithdrawReferral,
)
from bot.features.referrals.cards import (
    MOST_BUTTONS,
    MOST_ROWS,
    date_of,
    day_of,
    facts_of,
    people_of,
    remark_row,
    says_of,
    short_title,
    title_of,
)
from bot.features.referrals.draft import Draft, heading_of
from bot.features.referrals.model import Referral, Round, Row, Says, State


def drafts_card(
    found: Round, versions: Sequence[Draft], links: Sequence[tuple[str, str]], notes: Sequence[str], lang: Lang
) -> Card:
    """Return the latest version of a draft, and the way to all: `links` are (Word, text) addresses by version."""
    latest = versions[-1]
    content = latest.content
    head = joint_texts.DRAFT_HEAD(lang, title=title_of(found.referral), version=latest.version)
    heard = content.asked - len(content.silent) - len(content.vacant) - len(content.promised)
    count = len(content.parts)
    many = (
        joint_texts.SECTIONS_MANY(lang, count=count)
        if count > 1
        else (joint_texts.SECTIONS_ONE if count else joint_texts.SECTIONS_NONE)(lang)
    )
    parts: list[Part] = [Words(head, strong=True)]
    parts.append(Words(joint_texts.DRAFT_COUNT(lang, heard=heard, asked=content.asked, sections=many)))
    differ = [escape(heading_of(part)).lower() for part in content.parts if part.dissent or part.split]
    if differ:
        parts.append(Words(joint_texts.DRAFT_DISSENT(lang, sections=join_names(differ, lang))))
    parts += [Words(note) for note in notes]
    buttons: list[Button] = []
    if links and links[-1][0]:
        buttons = [
            Button(joint_texts.OPEN_WORD(lang), url=links[-1][0]),
            Button(joint_texts.OPEN_TEXT(lang), url=links[-1][1]),
        ]
        earlier = list(zip(versions[:-1], links[:-1], strict=True))[-3:]
        buttons += [
            Button(joint_texts.OPEN_EARLIER(lang, version=each.version), url=word)
            for each, (word, _) in reversed(earlier)
        ]
    return Card(head, tuple(parts), tuple(buttons))


def towns_card(rounds: Sequence[Round], codes: Sequence[str], lang: Lang, now: dt.datetime, *, whole: bool) -> Card:
    """Return what some municipalities have said of some referrals; with `whole` also their texts and who wrote them."""
    pairs = [(each, row) for each in rounds for row in each.rows if row.municipality.code in codes][:MOST_ROWS]
    said = [
        answer_texts.TOWN_SAYS(
            lang, title=title_of(found.referral), town=row.municipality.name, said=says_of(row, lang)
        )
        for found, row in pairs
    ]
    if len(pairs) > 1:
        return Card(said[0], (Rows(tuple(said)),), _shows([found.referral for found, _ in pairs], lang))
    found, row = pairs[0]
    parts: list[Part] = [Words(said[0])]
    response, day = row.response, date_of(found.referral.deadline, lang, now)
    if whole and response and any(each.text for each in response.remarks):
        parts.append(Rows(tuple(remark_row(each, lang) for each in response.remarks)))
    if whole and response:
        written = day_of(local_day(response.at), lang, now)
        parts.append(Words(answer_texts.TOWN_BY(lang, name=escape(response.by_name), day=written), small=True))
    if row.owes and (who := people_of(row, lang)) and found.referral.state is State.JOINT:
        parts.append(Words(answer_texts.TOWN_OWES(lang, who=who, day=day)))
    return Card(said[0], tuple(parts), _shows([found.referral], lang))


def _shows(referrals: Sequence[Referral], lang: Lang) -> tuple[Button, ...]:
    different = {each.id: each for each in referrals}.values()
    return tuple(
        Button(texts.SHOW(lang, title=short_title(each)), ShowReferral(each.id))
        for each in list(different)[:MOST_BUTTONS]
    )


def close_card(found: Round, close: CloseReferral, lang: Lang, now: dt.datetime) -> Card:
    """Return the preview of the end: who gets the answer."""
    referral = found.referral
    head = joint_texts.CLOSE_HEAD(lang, title=title_of(referral), day=date_of(close.answered_on, lang, now))
    answered = [row.municipality.name for row in found.rows if row.response and row.response.says is not Says.RECEIVED]
    what = (
        joint_texts.CLOSE_WHAT(lang, towns=join_names(answered, lang))
        if answered
        else joint_texts.CLOSE_WHAT_NOBODY(lang)
    )
    parts: list[Part] = [Words(head, strong=True), Words(what)]
    if not close.link:
        parts += [Words(joint_texts.CLOSE_NO_LINK(lang)), Field("link", joint_texts.ANSWER_LINK(lang), max_chars=1000)]
    buttons = (Button(joint_texts.CLOSE_DO(lang), close), Button(texts.LEAVE_IT(lang), LeaveReferral()))
    return Card(head, tuple(parts), buttons, asks=True)


def sent_card(found: Round, lang: Lang, now: dt.datetime) -> Card:
    """Return what those who contributed, and the offices, get when the answer has been sent."""
    referral = found.referral
    head = joint_texts.SENT_HEAD(lang, title=title_of(referral))
    day = date_of(referral.answered_on or referral.due_on, lang, now)
    parts = (
        Words(head, strong=True),
        Words(joint_texts.SENT_WORDS(lang, issuer=escape(referral.issuer), day=day)),
        facts_of(referral, lang, now, None),
    )
    link = (Button(texts.OPEN_ANSWER(lang), url=referral.answer_link),) if referral.answer_link else ()
    return Card(head, parts, link)


def sent_words(found: Round, rows: Sequence[Row], lang: Lang, now: dt.datetime) -> str:
    """Return what the channel hears for those who contributed and cannot be reached in person."""
    referral = found.referral
    day = date_of(referral.answered_on or referral.due_on, lang, now)
    towns = join_names([row.municipality.name for row in rows], lang)
    said = joint_texts.SENT_CHANNEL(lang, title=title_of(referral), day=day, towns=towns)
    return f"{said} {joint_texts.SENT_LINK(lang, link=referral.answer_link)}" if referral.answer_link else said


def follow_up_card(referral: Referral, lang: Lang, now: dt.datetime) -> Card:
    """Return the question what became of an answer."""
    head = joint_texts.FOLLOW_HEAD(lang, title=title_of(referral))
    day = date_of(referral.answered_on or referral.due_on, lang, now)
    parts = (
        Words(head, strong=True),
        Words(joint_texts.FOLLOW_WHEN(lang, issuer=escape(referral.issuer), day=day)),
        Field("outcome", joint_texts.OUTCOME(lang), long=True, max_chars=2000),
    )
    buttons = (
        Button(answer_texts.SAVE_OUTCOME(lang), TellOutcome(referral.id)),
        Button(joint_texts.ASK_LATER(lang), AskLater(referral.id)),
    )
    return Card(head, parts, buttons)


# Lists


def open_row(found: Round, lang: Lang, now: dt.datetime) -> str:
    """Return an open referral in one sentence."""
    referral = found.referral
    values = {
        "title": title_of(referral),
        "issuer": escape(referral.issuer),
        "due": day_of(referral.due_on, lang, now),
    }
    if referral.state is State.REGISTERED:
        return texts.OPEN_UNDECIDED(lang, **values)
    day = day_of(referral.deadline, lang, now)
    return texts.OPEN_ROW(lang, **values, day=day, count=found.answered, all=len(found.rows))


def open_card(rounds: Sequence[Round], lang: Lang, now: dt.datetime) -> Card:
    """Return the referrals under way."""
    count = len(rounds)
    head = texts.OPEN_ONE(lang) if count == 1 else texts.OPEN_HEAD(lang, count=count)
    rows = Rows(tuple(open_row(each, lang, now) for each in rounds[:MOST_ROWS]))
    buttons = tuple(
        Button(texts.SHOW(lang, title=shorten(each.referral.title, 30)), ShowReferral(each.referral.id))
        for each in rounds[:MOST_BUTTONS]
    )
    return Card(head, (Words(head, strong=True), rows), buttons)


def answered_card(rounds: Sequence[Round], year: int, lang: Lang, now: dt.datetime) -> Card:
    """Return the joint answers of a year."""
    count = len(rounds)
    head = texts.ANSWERED_ONE(lang, year=year) if count == 1 else texts.ANSWERED_HEAD(lang, count=count, year=year)
    rows = []
    for each in rounds:
        referral = each.referral
        number = texts.NUMBER_TAIL(lang, number=escape(referral.number)) if referral.number else ""
        day = day_of(referral.answered_on or referral.due_on, lang, now)
        values = {"title": title_of(referral), "issuer": escape(referral.issuer), "number": number}
        rows.append(texts.ANSWERED_ROW(lang, day=capital(day), **values))
    return Card(head, (Words(head, strong=True), Rows(tuple(rows), numbered=True)))


def withdraw_card(referral: Referral, lang: Lang) -> Card:
    """Return the question whether a referral is to be taken off the list."""
    head = texts.WITHDRAW_HEAD(lang, title=title_of(referral))
    buttons = (
        Button(texts.WITHDRAW(lang), WithdrawReferral(referral.id)),
        Button(texts.LEAVE_IT(lang), LeaveReferral()),
    )
    return Card(head, (Words(head, strong=True), Words(texts.WITHDRAW_WHAT(lang))), buttons, asks=True)
