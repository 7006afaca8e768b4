"""The answer, and what the secretariat and those who ask see of questions passed on."""

import datetime as dt
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.calendar import local_day
from bot.core.card import Button, Card, Field, Part, Rows, Words
from bot.core.text import Lang, Text, escape, shorten
from bot.core.turn import Hit
from bot.core.when.writing import write_date
from bot.features.knowledge import texts
from bot.features.knowledge.model import Answer
from bot.features.knowledge.questions import LONGEST_QUESTION, LONGEST_REPLY, LearnedFact, PassedQuestion, said_by

REPLY_FIELD = "reply"
QUESTION_FIELD = "question"
SHOWN_ROWS = 10
_ROW = re.compile(r"(?:[-–•*]|(\d{1,2})\.) +(.*)")


@dataclass(frozen=True, slots=True)
class PassOn(Action):
    """The button that passes a question on to the secretariat."""

    name: ClassVar[str] = "knowledge.pass_on"
    question: str
    lang: Lang = "sv"
    after: str = ""


@dataclass(frozen=True, slots=True)
class Judge(Action):
    """The buttons under an answer. `answer` is an id of its own; `facts` those it was given."""

    name: ClassVar[str] = "knowledge.judge"
    answer: str
    question: str
    good: bool
    facts: tuple[str, ...] = ()
    lang: Lang = "sv"
    after: str = ""


@dataclass(frozen=True, slots=True)
class GiveReply(Action):
    """The secretariat's answer; `fact` when the bot shall give it from now on."""

    name: ClassVar[str] = "knowledge.reply"
    number: str
    reply: str = ""
    fact: bool = False


@dataclass(frozen=True, slots=True)
class CloseQuestion(Action):
    """The question cannot be answered; `reply` may say why."""

    name: ClassVar[str] = "knowledge.close"
    number: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class KeepFact(Action):
    """An answer given becomes a fact."""

    name: ClassVar[str] = "knowledge.keep_fact"
    number: str


@dataclass(frozen=True, slots=True)
class ForgetFact(Action):
    """A fact of the secretariat's is removed."""

    name: ClassVar[str] = "knowledge.forget_fact"
    number: str


@dataclass(frozen=True, slots=True)
class ShowQuestion(Action):
    """One of the questions on the list is opened."""

    name: ClassVar[str] = "knowledge.show"
    number: str


def parts_of(text: str) -> tuple[Part, ...]:
    """Return an answer's markdown as parts of a card: paragraphs, lists, and the source last and small."""
    parts: list[Part] = []
    rows: list[str] = []
    numbered = False

    def close() -> None:
        if rows:
            parts.append(Rows(tuple(rows), numbered))
            rows.clear()

    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for index, line in enumerate(lines):
        found = _ROW.fullmatch(line)
        if found and (not rows or numbered == bool(found[1])):
            numbered = bool(found[1])
            rows.append(found[2])
            continue
        close()
        is_source = index == len(lines) - 1 and len(line) > 2 and line[0] == line[-1] == "*" != line[1]
        parts.append(Words(line.strip("*"), small=True) if is_source else Words(line))
    close()
    return tuple(parts)


def answer_card(answer: Answer, question: str, answer_id: str, after: str = "") -> Card:
    """Return an answer with its source and the buttons to say what it was worth."""
    lang = answer.lang

    def judge(*, good: bool) -> Judge:
        return Judge(answer_id, question, good, answer.facts, lang, after)

    return Card(
        summary=shorten(answer.text.replace("*", ""), 200) or answer.text,
        parts=parts_of(answer.text),
        buttons=(
            Button(texts.GOOD_BUTTON(lang), judge(good=True)),
            Button(texts.WRONG_BUTTON(lang), judge(good=False)),
        ),
    )


def fact_hit(answer: Answer, question: str) -> Hit:
    """Return an answer as something found: to be put into any chat, so without buttons."""
    said = answer.text.replace("*", "")
    card = Card(summary=shorten(said, 200) or said, parts=parts_of(answer.text))
    return Hit(shorten(question, 80), shorten(said, 120), card)


def ask_card(words: str, lang: Lang) -> Card:
    """Return the form in which a message becomes a question to the secretariat."""
    return Card(
        summary=texts.ASK_SECRETARIAT(lang),
        parts=(
            Words(texts.ASK_SECRETARIAT(lang)),
            Field(QUESTION_FIELD, texts.YOUR_QUESTION(lang), words, long=True, max_chars=LONGEST_QUESTION),
        ),
        buttons=(Button(texts.PASS_ON_BUTTON(lang), PassOn("", lang)),),
    )


def offer_card(text: str, question: str, lang: Lang, after: str = "", *, own: bool = False) -> Card:
    """Return what is said when there is no answer, with the button that passes the question on.

    `own` tells that somebody at the secretariat asks, who passes it on to themselves.
    """
    offer, button = (texts.OFFER_OWN, texts.ON_LIST_BUTTON) if own else (texts.OFFER, texts.PASS_ON_BUTTON)
    text = text.replace(texts.OFFER(lang), offer(lang))
    return Card(
        summary=shorten(text, 200),
        parts=tuple(Words(line) for line in text.splitlines() if line.strip()),
        buttons=(Button(button(lang), PassOn(question, lang, after)),),
        asks=True,
    )


def question_card(question: PassedQuestion, lang: Lang, now: dt.datetime) -> Card:
    """Return a question as the secretariat sees it: to be answered while it waits, else with what came of it."""
    title = _title(question, lang)
    parts: list[Part] = [Words(title, strong=True), Words(_asked(question, lang)), _where(question, lang, now)]
    if question.after:
        parts.insert(2, Words(texts.ASKED_AFTER(lang, question=escape(shorten(question.after, 200))), small=True))
    buttons: tuple[Button, ...]
    if question.state == "waiting":
        parts.append(Field(REPLY_FIELD, texts.REPLY_FIELD(lang), long=True, max_chars=LONGEST_REPLY))
        parts.append(Words(texts.WORDS_TO_REPLY(lang, number=question.number), small=True))
        close = texts.DISMISS_BUTTON if question.disputes else texts.CLOSE_BUTTON
        fact = Button(texts.REPLY_FACT_BUTTON(lang), GiveReply(question.number, fact=True))
        buttons = (fact, Button(close(lang), CloseQuestion(question.number)))
        if question.asker:
            buttons = (Button(texts.REPLY_BUTTON(lang), GiveReply(question.number)), *buttons)
    else:
        if question.reply:
            parts.append(Words(question.reply))
        parts.append(Words(_settled(question, lang, now), small=True))
        if question.is_fact:
            parts.append(Words(texts.IS_FACT(lang), small=True))
        kept = question.state == "answered" and question.reply and not question.is_fact
        buttons = (Button(texts.KEEP_FACT_BUTTON(lang), KeepFact(question.number)),) if kept else ()
    return Card(summary=f"{title}: {shorten(question.question, 150)}", parts=tuple(parts), buttons=buttons)


def _title(question: PassedQuestion, lang: Lang) -> str:
    if question.disputes:
        if question.times > 1:
            return texts.DISPUTED_TIMES(lang, number=question.number, times=question.times)
        return texts.ASKED_BY_NOBODY(lang, number=question.number)
    name = escape(question.asker_name) or texts.SOMEBODY(lang)
    return texts.ASKED_BY(lang, number=question.number, name=name)


def _asked(question: PassedQuestion, lang: Lang) -> str:
    return escape(question.question) or texts.NO_WORDS(lang)


def _where(question: PassedQuestion, lang: Lang, now: dt.datetime) -> Words:
    date = _day_of(question.passed_at, lang, now)
    if question.place_name:
        return Words(texts.ASKED_CHANNEL(lang, place=escape(question.place_name), date=date), small=True)
    where = texts.ASKED_PERSONAL if question.place.startswith("person:") else texts.ASKED_SOMEWHERE
    return Words(where(lang, date=date), small=True)


def _settled(question: PassedQuestion, lang: Lang, now: dt.datetime) -> str:
    date = _day_of(question.settled_at or question.passed_at, lang, now)
    said = texts.SETTLED_BY if question.state == "answered" else texts.CLOSED_BY
    return said(lang, name=escape(question.settled_by_name) or texts.SOMEBODY(lang), date=date)


def _day_of(at: dt.datetime, lang: Lang, now: dt.datetime) -> str:
    days = (local_day(now) - local_day(at)).days
    if days in (0, 1):
        return (texts.TODAY, texts.YESTERDAY)[days](lang)
    return texts.ON_DAY(lang, date=write_date(at, lang, now, week=False))


def waiting_card(waiting: Sequence[PassedQuestion], lang: Lang, now: dt.datetime) -> Card:
    """Return the questions that wait, the oldest first, the first ones with a button each."""
    shown = waiting[:SHOWN_ROWS]
    count = len(waiting)
    title = texts.WAITING_ONE(lang) if count == 1 else texts.WAITING_TITLE(lang, count=count)
    parts: list[Part] = [
        Words(title, strong=True),
        Rows(tuple(_waiting_row(question, lang, now) for question in shown)),
    ]
    if count > len(shown):
        parts.append(Words(texts.WAITING_MORE(lang, count=count - len(shown)), small=True))
    buttons = tuple(
        Button(texts.OPEN_BUTTON(lang, number=question.number), ShowQuestion(question.number)) for question in shown[:5]
    )
    return Card(summary=title, parts=tuple(parts), buttons=buttons)


def _waiting_row(question: PassedQuestion, lang: Lang, now: dt.datetime) -> str:
    date = _day_of(question.passed_at, lang, now)
    words = escape(shorten(question.question, 120)) or texts.NO_WORDS(lang)
    if question.disputes:
        return texts.WAITING_WRONG_ROW(lang, number=question.number, question=words, date=date)
    name = escape(question.asker_name) or texts.SOMEBODY(lang)
    return texts.WAITING_ROW(lang, number=question.number, question=words, name=name, date=date)


def facts_card(facts: Sequence[LearnedFact], lang: Lang) -> Card:
    """Return what the secretariat has taught the bot, the newest first."""
    newest = list(reversed(facts))[:SHOWN_ROWS]
    rows = tuple(
        texts.FACTS_ROW(
            lang,
            number=fact.number,
            question=escape(shorten(fact.question, 100)),
            answer=escape(shorten(fact.answer, 120)),
        )
        for fact in newest
    )
    buttons = tuple(
        Button(texts.FORGET_BUTTON(lang, number=fact.number), ForgetFact(fact.number)) for fact in newest[:5]
    )
    parts: list[Part] = [Words(texts.FACTS_TITLE(lang), strong=True), Rows(rows)]
    if len(facts) > len(newest):
        parts.append(Words(texts.WAITING_MORE(lang, count=len(facts) - len(newest)), small=True))
    return Card(summary=texts.FACTS_TITLE(lang), parts=tuple(parts), buttons=buttons)


def reply_card(question: PassedQuestion, owner_name: Text, *, in_thread: bool) -> Card:
    """Return the secretariat's answer as the one who asked gets it; in a thread it mentions them by name.

    The mention is `<at>name</at>`, as Teams wants it beside the message's `mentions`.
    """
    lang = question.lang
    closed = question.state == "closed"
    title = (texts.CLOSED_TITLE if closed else texts.REPLY_TITLE)(lang)
    asked = escape(shorten(question.question, 300))
    if in_thread:
        about = texts.REPLY_ASKED_CHANNEL(lang, name=mention_of(question), question=asked)
    else:
        about = texts.REPLY_ASKED(lang, question=asked)
    parts: list[Part] = [Words(title, strong=True), Words(about)]
    if question.reply:
        parts.append(Words(question.reply))
    at = question.settled_at or question.passed_at
    parts.append(Words(said_by(owner_name, at, lang), small=True))
    summary = title if closed else texts.REPLY_SUMMARY(lang, reply=shorten(question.reply, 150))
    return Card(summary=summary, parts=tuple(parts))


def mention_of(question: PassedQuestion) -> str:
    """Return the asker's name as it stands where Teams draws a mention."""
    return f"<at>{html.escape(question.asker_name)}</at>" if question.asker_teams_id else escape(question.asker_name)
