"""How referrals are shown, and the buttons on them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.card import Button, Card, Choice, Facts, Field, Part, Rows, Table, Words
from bot.core.text import Lang, escape, join_names, shorten
from bot.core.when import write_date
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body, Cooperation
from bot.features.bodies.texts import SOMEBODY
from bot.features.referrals import answer_texts, joint_texts, texts
from bot.features.referrals.buttons import AnswerReferral, Decide, MakeDraft, Retry, ShowReferral, WriteRemark
from bot.features.referrals.model import (
    CHOICES,
    Position,
    Referral,
    Remark,
    Round,
    Row,
    Standing,
    State,
)
from bot.features.referrals.timetable import MEETINGS, Step, Timetable, Warn

SHORT_TITLE: Final = 60
LONGEST_NAME: Final = 80
"""Characters of a name that is not known, said back."""
MOST_ROWS: Final = 12
MOST_BUTTONS: Final = 5


# Words


def title_of(referral: Referral) -> str:
    """Return the title as it is shown."""
    return escape(referral.title)


def short_title(referral: Referral) -> str:
    """Return the title as it fits in a sentence or on a button."""
    return escape(shorten(referral.title, SHORT_TITLE))


def date_of(day: dt.date, lang: Lang, now: dt.datetime) -> str:
    """Return a date in full."""
    return write_date(day, lang, now)


def day_of(day: dt.date, lang: Lang, now: dt.datetime) -> str:
    """Return a date without its week."""
    return write_date(day, lang, now, week=False)


def section_of(section: str, lang: Lang) -> str:
    """Return a section in a sentence."""
    if not section:
        return texts.WHOLE(lang)
    name = escape(section)
    return texts.SECTION(lang, section=name) if _is_numbered(section) else f"”{name}”"


def says_of(row: Row, lang: Lang) -> str:
    """Return in words what a municipality has said: "avstyrker avsnitt 3, tillstyrker helheten"."""
    said = texts.ROWS[row.standing](lang)
    response = row.response
    if response and row.standing is Standing.CONTRIBUTED:
        positions: dict[Position, list[str]] = {}
        for each in response.remarks[:MOST_ROWS]:
            positions.setdefault(each.position, []).append(each.section)
        said = join_names([_position_words(each, sections, lang) for each, sections in positions.items()], lang)
        if len(response.remarks) > MOST_ROWS:
            said = f"{said} …"
    return texts.R_LATE(lang, said=said) if response and response.late else said


def _position_words(position: Position, sections: Sequence[str], lang: Lang) -> str:
    """Return a position on some sections: "avstyrker helheten och avsnitt 3, 4 och 5"."""
    numbers = sorted(
        (each for each in sections if _is_numbered(each)), key=lambda each: [*map(int, re.findall(r"\d+", each))]
    )
    named = [section_of(each, lang) for each in sections if not _is_numbered(each)]
    if numbers:
        joined = join_names([escape(each) for each in numbers], lang)
        several = len(numbers) > 1
        named.append(texts.SECTIONS(lang, sections=joined) if several else texts.SECTION(lang, section=joined))
    text = texts.REMARKS_ON if position is Position.REMARKS else texts.POSITION_ON
    values = {} if position is Position.REMARKS else {"position": texts.POSITIONS[position](lang)}
    return text(lang, section=join_names(named, lang), **values)


def _is_numbered(section: str) -> bool:
    return section[:1].isdigit() or len(section) == 1


def step_words(step: Step, found: Round, lang: Lang, bodies: "Deciders") -> str:
    """Return what is done at a step."""
    body = bodies.of(step, found.lead)
    text = texts.STEPS[step]
    if step not in MEETINGS:
        return text(lang)
    return text(lang, body=capital(named(body, lang)) if body else "")


@dataclass(frozen=True, slots=True)
class Deciders:
    """The bodies that take the steps after the lead body."""

    management: Body | None
    committee: Body | None

    def of(self, step: Step, lead: Body | None) -> Body | None:
        """Return the body of a step."""
        return {Step.LEAD: lead, Step.PREPARE: self.management, Step.DECIDE: self.committee}.get(step)


def deciders(cooperation: Cooperation) -> Deciders:
    """Return the management group and the committee."""
    kinds = {body.kind: body for body in reversed(cooperation.bodies)}
    return Deciders(kinds.get("management_group"), kinds.get("committee"))


def timetable_rows(timetable: Timetable, found: Round, lang: Lang, now: dt.datetime, by: Deciders) -> Rows:
    """Return the timetable, a row for each step."""
    rows = []
    for each in timetable.steps:
        text = texts.STEP_WRITTEN if each.written else texts.STEP_ROW
        step = step_words(each.step, found, lang, by)
        rows.append(text(lang, day=capital(date_of(each.on, lang, now)), step=step))
    return Rows(tuple(rows))


def warning_rows(timetable: Timetable, lead: Body | None, lang: Lang, by: Deciders) -> list[str]:
    """Return what speaks against a timetable; the bodies that have no meeting in time in one sentence."""
    alone = [texts.WARNINGS[each.warn](lang) for each in timetable.cautions if each.warn is not Warn.NO_MEETING]
    steps = [each.step for each in timetable.cautions if each.warn is Warn.NO_MEETING and each.step]
    bodies = [named(body, lang) for step in steps if (body := by.of(step, lead))]
    if bodies:
        alone.append(texts.W_NO_MEETING(lang, bodies=capital(join_names(bodies, lang))))
    return alone


def facts_of(referral: Referral, lang: Lang, now: dt.datetime, lead: Body | None) -> Facts:
    """Return what is known of a referral."""
    pairs = [
        (texts.ISSUER(lang), escape(referral.issuer)),
        (texts.NUMBER(lang), escape(referral.number)),
        (texts.DUE(lang), date_of(referral.due_on, lang, now)),
        (texts.LEAD(lang), named(lead, lang) if lead else ""),
        (texts.CONCERNS(lang), escape(shorten(referral.about, 300))),
    ]
    return Facts(tuple((name, value) for name, value in pairs if value))


def people_of(row: Row, lang: Lang) -> str:
    """Return who sits there: "Anna Ek, ersättare Per Berg"."""
    if row.holder and row.stand_in:
        return texts.WITH_STAND_IN(lang, holder=escape(row.holder.name), stand_in=escape(row.stand_in.name))
    who = row.holder or row.stand_in
    return escape(who.name) if who else ""


# Deciding


def question_card(found: Round, lang: Lang, now: dt.datetime, by: Deciders) -> Card:
    """Return the first question: whether we answer jointly, with the timetable that it would give."""
    referral = found.referral
    question = texts.SHALL_WE(lang, title=title_of(referral))
    parts: list[Part] = [Words(question, strong=True), facts_of(referral, lang, now, found.lead)]
    if referral.timetable.steps:
        parts += [Words(texts.IF_JOINT(lang)), timetable_rows(referral.timetable, found, lang, now, by)]
    if warned := warning_rows(referral.timetable, found.lead, lang, by):
        parts.append(Rows(tuple(warned)))
    titles = (texts.JOINTLY, texts.APART, texts.NOT_AT_ALL)
    buttons = [Button(title(lang), Decide(referral.id, state)) for title, state in zip(titles, CHOICES, strict=True)]
    if referral.link:
        buttons.append(Button(texts.OPEN_LINK(lang), url=referral.link))
    return Card(question, tuple(parts), tuple(buttons), picks=True)


def decided_card(
    found: Round, channels: Sequence[Body], unbound: Sequence[Body], lang: Lang, now: dt.datetime, by: Deciders
) -> Card:
    """Return what was chosen, who hears of it, and the timetable."""
    referral = found.referral
    told = join_names([named(body, lang) for body in channels], lang)
    if told:
        said = texts.CHOSEN[referral.state](lang, title=title_of(referral), channels=told)
    else:
        state = texts.STATES[referral.state](lang)
        said = texts.CHOSEN_NOWHERE(lang, said=capital(state) if lang == "sv" else state, title=title_of(referral))
    parts: list[Part] = [Words(said)]
    if unbound:
        parts.append(Words(texts.NO_CHANNEL(lang, bodies=join_names([named(body, lang) for body in unbound], lang))))
    if referral.state is State.JOINT:
        parts.append(timetable_rows(referral.timetable, found, lang, now, by))
        if warned := warning_rows(referral.timetable, found.lead, lang, by):
            parts.append(Rows(tuple(warned)))
    return Card(said, tuple(parts))


def changed_mind(found: Round, lang: Lang) -> str:
    """Return what the channel hears when another choice is made."""
    return texts.CHANGED_MIND(lang, said=texts.STATES[found.referral.state](lang), title=title_of(found.referral))


# The card in the channel


def channel_card(found: Round, lang: Lang, now: dt.datetime, *, answers: bool) -> Card:
    """Return the card in the channel, with a row for every municipality; it tells dates in full, for it stays there."""
    referral = found.referral
    long_ago = now - dt.timedelta(days=30)
    head = texts.CARD_HEAD(lang, title=title_of(referral))
    parts: list[Part] = [Words(head, strong=True)]
    due = date_of(referral.due_on, lang, long_ago)
    if referral.state is State.WITHDRAWN:
        who = escape(referral.decided_by_name) or SOMEBODY(lang)
        parts.append(Words(texts.CARD_WITHDRAWN(lang, name=who)))
        return Card(head, tuple(parts))
    parts.append(facts_of(referral, lang, long_ago, found.lead))
    link = [Button(texts.OPEN_LINK(lang), url=referral.link)] if referral.link else []
    if referral.state in {State.SEPARATE, State.DECLINED}:
        text = texts.CARD_SEPARATE if referral.state is State.SEPARATE else texts.CARD_DECLINED
        values = {"issuer": escape(referral.issuer), "day": due} if referral.state is State.SEPARATE else {}
        parts.append(Words(text(lang, **values)))
        return Card(head, tuple(parts), tuple(link))
    deadline = date_of(referral.deadline, lang, long_ago)
    if referral.state is State.ANSWERED and referral.answered_on:
        parts.append(Words(texts.CARD_ANSWERED(lang, day=date_of(referral.answered_on, lang, long_ago))))
        summary = joint_texts.SENT_HEAD(lang, title=title_of(referral))
    else:
        parts.append(Words(texts.CARD_ASKS(lang, day=deadline)))
        summary = texts.CARD_SUMMARY(lang, title=title_of(referral), day=deadline)
    parts += [_count(found, lang), rows_table(found, lang)]
    if referral.state is State.ANSWERED:
        answer = [Button(texts.OPEN_ANSWER(lang), url=referral.answer_link)] if referral.answer_link else []
        return Card(summary, tuple(parts), tuple(answer))
    buttons = answer_buttons(referral, lang) if answers else []
    if answers:
        parts.append(Words(texts.CARD_HOW(lang), small=True))
    return Card(summary, tuple(parts), (*buttons, *link))


def _count(found: Round, lang: Lang) -> Words:
    return Words(texts.COUNT(lang, count=found.answered, all=len(found.rows)))


def rows_table(found: Round, lang: Lang) -> Table:
    """Return what every municipality has said."""
    rows = tuple((row.municipality.name, says_of(row, lang)) for row in found.rows)
    return Table((texts.TOWN(lang), texts.ANSWER(lang)), rows)


def answer_buttons(referral: Referral, lang: Lang, town: str = "", *, personal: bool = False) -> list[Button]:
    """Return the four answers."""
    return [Button(text(lang), AnswerReferral(referral.id, says, town, personal)) for says, text in texts.SAYS.items()]


def status_card(
    found: Round, lang: Lang, now: dt.datetime, by: Deciders, *, town: str = "", drafts: bool = False, note: str = ""
) -> Card:
    """Return how it stands with a referral: the answers and the timetable; `town` may answer here."""
    referral = found.referral
    state = texts.STATES[referral.state](lang)
    head = f"{title_of(referral)}: {state}"
    parts: list[Part] = [Words(note)] if note else []
    parts.append(Words(head, strong=True))
    if referral.state in {State.JOINT, State.ANSWERED}:
        parts += [_count(found, lang), rows_table(found, lang)]
    if referral.state is State.JOINT:
        parts.append(timetable_rows(referral.timetable, found, lang, now, by))
        if warned := warning_rows(referral.timetable, found.lead, lang, by):
            parts.append(Rows(tuple(warned)))
    parts.append(facts_of(referral, lang, now, found.lead))
    buttons = answer_buttons(referral, lang, town, personal=True) if town and referral.state is State.JOINT else []
    if drafts and referral.state in {State.JOINT, State.ANSWERED}:
        buttons.append(Button(texts.MAKE_DRAFT(lang), MakeDraft(referral.id)))
    if referral.answer_link:
        buttons.append(Button(texts.OPEN_ANSWER(lang), url=referral.answer_link))
    elif referral.link:
        buttons.append(Button(texts.OPEN_LINK(lang), url=referral.link))
    return Card(head, tuple(parts), tuple(buttons))


def office_card(found: Round, lang: Lang, now: dt.datetime) -> Card:
    """Return what the municipalities' offices get: what is decided, and the days that matter."""
    referral = found.referral
    title, issuer = title_of(referral), escape(referral.issuer)
    deadline: list[Part] = []
    match referral.state:
        case State.JOINT:
            said = joint_texts.OFFICE_JOINT(lang, title=title, issuer=issuer)
            deadline = [Facts(((texts.S_TEXTS(lang), date_of(referral.deadline, lang, now)),))]
        case State.SEPARATE:
            said = f"{title}. {texts.CARD_SEPARATE(lang, issuer=issuer, day=date_of(referral.due_on, lang, now))}"
        case _:
            said = f"{title}. {texts.CARD_DECLINED(lang)}"
    link = (Button(texts.OPEN_LINK(lang), url=referral.link),) if referral.link else ()
    return Card(said, (Words(said), facts_of(referral, lang, now, found.lead), *deadline), link)


# Times


def moved_words(before: Referral, found: Round, lang: Lang, now: dt.datetime) -> str:
    """Return what the channel hears of a new last day."""
    after, said = found.referral, []
    title = title_of(after)
    if before.due_on != after.due_on:
        said.append(texts.DUE_MOVED(lang, title=title, day=date_of(after.due_on, lang, now)))
    if before.deadline != after.deadline:
        was, is_now = date_of(before.deadline, lang, now), date_of(after.deadline, lang, now)
        said.append(texts.TEXTS_MOVED(lang, title=title, before=was, after=is_now))
    return " ".join(said)


def replanned_card(before: Referral, found: Round, by: Deciders, lang: Lang, now: dt.datetime) -> Card:
    """Return what a moved meeting did to a timetable."""
    after = found.referral
    head = texts.REPLANNED(lang, title=title_of(after))
    rows = []
    for each in after.timetable.steps:
        was = before.timetable.on(each.step)
        if was != each.on:
            step = step_words(each.step, found, lang, by)
            old = day_of(was, lang, now) if was else "–"
            rows.append(texts.REPLANNED_ROW(lang, step=step, before=old, after=date_of(each.on, lang, now)))
    parts: list[Part] = [Words(head)]
    if rows:
        parts.append(Rows(tuple(rows)))
    if warned := warning_rows(after.timetable, found.lead, lang, by):
        parts.append(Rows(tuple(warned)))
    return Card(head, tuple(parts), (Button(texts.SHOW(lang, title=short_title(after)), ShowReferral(after.id)),))


def moved_card(found: Round, lang: Lang, now: dt.datetime, by: Deciders) -> Card:
    """Return the new timetable after a day was moved."""
    said = texts.MOVED_DONE(lang, title=title_of(found.referral))
    parts: list[Part] = [Words(said), timetable_rows(found.referral.timetable, found, lang, now, by)]
    if warned := warning_rows(found.referral.timetable, found.lead, lang, by):
        parts.append(Rows(tuple(warned)))
    return Card(said, tuple(parts))


# Answering


def form_card(found: Round, row: Row, lang: Lang, now: dt.datetime, note: str = "") -> Card:
    """Return the form for a municipality's remarks, a section at a time, with those that are there."""
    head = answer_texts.FORM_HEAD(lang, town=row.municipality.name, title=title_of(found.referral))
    parts: list[Part] = [Words(note)] if note else []
    parts.append(Words(head, strong=True))
    remarks = row.response.remarks if row.response else ()
    if remarks:
        rows = tuple(remark_row(each, lang) for each in remarks)
        parts += [Words(answer_texts.SO_FAR(lang)), Rows(rows)]
    parts += [
        Words(answer_texts.WRITE_TEXT(lang, day=date_of(found.referral.deadline, lang, now)), small=True),
        Field("section", answer_texts.FORM_SECTION(lang), max_chars=120),
        Choice(
            "position",
            answer_texts.FORM_POSITION(lang),
            tuple((each.value, text(lang)) for each, text in texts.POSITIONS.items()),
            value=Position.REMARKS.value,
        ),
        Field("text", answer_texts.FORM_TEXT(lang), long=True, max_chars=20_000),
    ]
    save = WriteRemark(found.referral.id, row.municipality.code)
    return Card(head, tuple(parts), (Button(answer_texts.SAVE(lang), save),))


def remark_row(remark: Remark, lang: Lang) -> str:
    """Return one remark: its position, section and text, the text cut."""
    words = capital(_position_words(remark.position, (remark.section,), lang))
    if not remark.text:
        return words
    return answer_texts.REMARK_ROW(lang, position=words, text=escape(shorten(remark.text, 160)))


def unclear_card(referral: Referral, said: str, town: str, lang: Lang) -> Card:
    """Return that it is not clear what a municipality answers, with the answers there are; `town` is its code."""
    return Card(said, (Words(said),), tuple(answer_buttons(referral, lang, town, personal=True)))


def late_words(found: Round, row: Row, lang: Lang, now: dt.datetime) -> str:
    """Return what the secretariat hears of a late answer."""
    referral = found.referral
    said = says_of(row, lang)
    text = answer_texts.LATE_AFTER_SENT if referral.state is State.ANSWERED else answer_texts.LATE_WORDS
    values = {"town": row.municipality.name, "said": said, "title": title_of(referral)}
    if referral.state is not State.ANSWERED:
        values["day"] = date_of(referral.deadline, lang, now)
    return text(lang, **values)


def which_card(referrals: Sequence[Referral], lang: Lang, key: str, unknown: str = "") -> Card:
    """Return the question which referral is meant, with what was said going on by a press.

    `unknown` is the name that somebody gave and no referral has.
    """
    question = answer_texts.WHICH(lang)
    if unknown:
        name, titles = escape(shorten(unknown, LONGEST_NAME)), [title_of(each) for each in referrals]
        only = len(titles) == 1
        question = (
            answer_texts.UNKNOWN_ONE(lang, name=name, title=titles[0])
            if only
            else answer_texts.UNKNOWN(lang, name=name)
        )
        if only:
            return Card(question, (Words(question),), (Button(short_title(referrals[0]), Retry(referrals[0].id, key)),))
    rows = Rows(tuple(title_of(each) for each in referrals[:MOST_ROWS]))
    buttons = tuple(Button(short_title(each), Retry(each.id, key)) for each in referrals[:MOST_BUTTONS])
    return Card(question, (Words(question), rows), buttons, picks=True)
