"""The chapter on external meetings: whom the committee and the management group have met."""

from typing import Final

from bot.core.card import Rows, Words
from bot.core.report import Block
from bot.core.text import Lang
from bot.features.bodies.cards import capital, named
from bot.features.meetings.model import Form
from bot.features.reports.model import Visit
from bot.features.reports.summary import Year
from bot.features.reports.written import short_day
from bot.features.reports.yearly import texts

LEADING: Final = frozenset({"committee", "management_group"})
"""The kinds of bodies that meet others for the whole cooperation; the guests of networks stand with the networks."""


def external_chapter(year: Year, lang: Lang) -> list[Block]:
    """Return whom the leading bodies have met, of the guests that were noted, each with day, place and meeting."""
    blocks: list[Block] = []
    for each in year.bodies:
        if each.body.kind in LEADING and each.now.visits:
            rows = tuple(dict.fromkeys(_row(visit, lang) for visit in each.now.visits))
            blocks += [Words(texts.HAS_MET(lang, body=capital(named(each.body, lang)))), Rows(rows)]
    return blocks


def _row(visit: Visit, lang: Lang) -> str:
    meeting = visit.held.meeting
    text = texts.MET_ONLINE if meeting.form is Form.ONLINE else texts.MET_AT if meeting.place else texts.MET
    return text(
        lang,
        guest=visit.guest.organisation or visit.guest.name,
        day=short_day(visit.held.day, lang),
        place=meeting.place,
        number=visit.held.number,
    )
