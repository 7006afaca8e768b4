"""The appendix: the rules by which figures are counted, and the meetings by number, so that each can be checked."""

import datetime as dt
from collections.abc import Mapping

from bot.core.card import Rows, Table, Words
from bot.core.report import Block
from bot.core.text import Lang, join_names
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body, Cooperation
from bot.features.meetings.model import Form, Meeting
from bot.features.reports.model import Held, Register, tally
from bot.features.reports.written import short_day
from bot.features.reports.yearly import texts

_FORMS = {Form.ON_SITE: texts.FORM_ON_SITE, Form.ONLINE: texts.FORM_ONLINE, Form.HYBRID: texts.FORM_HYBRID}
RULES = (
    texts.RULE_MANDATE,
    texts.RULE_STAND_IN,
    texts.RULE_EXCUSED,
    texts.RULE_CANCELLED,
    texts.RULE_JOINT,
    texts.RULE_PERCENT,
    texts.RULE_LEVEL,
    texts.RULE_CHANGES,
)


def appendix(register: Register, cooperation: Cooperation, lang: Lang) -> list[Block]:
    """Return the rules, and the meetings by number."""
    if not register.held:
        return []
    bodies = {each.id: each for each in cooperation.bodies}
    calls: dict[int, list[int]] = {}
    for at, call in enumerate(register.calls):
        calls.setdefault(call.held.number, []).append(at)
    rows = []
    for each in register.held:
        found = tally(register.calls[at] for at in calls.get(each.number, ()))
        came = f"{found.represented} / {found.possible}" if found.possible else texts.NOT_NOTED_MARK(lang)
        rows.append((str(each.number), *_where_and_when(each.meeting, each.day, bodies, lang), came))
    headings = (texts.COLUMN_NUMBER, texts.COLUMN_DAY, texts.COLUMN_BODY, texts.COLUMN_WHERE, texts.COLUMN_CAME)
    blocks: list[Block] = [
        Words(texts.RULES(lang), strong=True),
        Rows(tuple(each(lang) for each in RULES)),
        Words(texts.THE_MEETINGS(lang), strong=True),
        Table(tuple(each(lang) for each in headings), tuple(rows)),
    ]
    if register.cancelled:
        lines = tuple(_cancelled(each, bodies, lang) for each in register.cancelled)
        blocks += [Words(texts.CANCELLED_MEETINGS(lang), strong=True), Rows(lines)]
    return blocks


def _where_and_when(meeting: Meeting, day: dt.date, bodies: Mapping[str, Body], lang: Lang) -> tuple[str, str, str]:
    names = join_names([capital(named(bodies[key], lang)) for key in meeting.bodies if key in bodies], lang)
    where = _FORMS[meeting.form](lang)
    return short_day(day, lang), names, f"{where}, {meeting.place}" if meeting.place else where


def _cancelled(meeting: Meeting, bodies: Mapping[str, Body], lang: Lang) -> str:
    day, names, _ = _where_and_when(meeting, Held(0, meeting).day, bodies, lang)
    return f"{day}, {names}"
