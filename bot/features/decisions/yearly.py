"""Decisions and meetings with others in the yearly report."""

import datetime as dt
from collections.abc import Sequence

from bot.core.card import Table, Words
from bot.core.report import Block, Chapter, Place
from bot.core.text import Lang
from bot.core.when.writing import write_day_of_year
from bot.features.bodies.cards import capital, named
from bot.features.decisions import texts
from bot.features.decisions.model import Kind, of_year
from bot.features.decisions.service import Decisions


def build_chapters(decisions: Decisions) -> tuple[Chapter, ...]:
    """Return their parts of the report: the external meetings' own chapter, and decisions beside the meetings."""

    async def meetings(year: int, lang: Lang, _: dt.datetime) -> Sequence[Block]:
        every = await decisions.every(Kind.MEETING)
        notes, before = of_year(every, year), of_year(every, year - 1)
        if not notes:
            return []
        count = len(notes)
        said = texts.CH_ONE(lang) if count == 1 else texts.CH_COUNT(lang, count=count)
        last = f" {texts.CH_LAST_YEAR(lang, count=len(before))}" if before else ""
        headings = (texts.CH_DATE(lang), texts.CH_WHOM(lang), texts.CH_ABOUT(lang))
        rows = tuple((write_day_of_year(note.on, lang), note.whom, note.what or "–") for note in notes)
        return [Words(said + last), Table(headings, rows)]

    async def taken(year: int, lang: Lang, _: dt.datetime) -> Sequence[Block]:
        notes = of_year(await decisions.every(Kind.DECISION), year)
        if not notes:
            return []
        headings = (texts.CH_DATE(lang), texts.CH_BODY(lang), "§", texts.WHAT(lang))
        rows = []
        for note in notes:
            body = decisions.bodies.get(note.body)
            name = capital(named(body, lang)) if body else note.body
            rows.append((write_day_of_year(note.on, lang), name, note.paragraph or "–", note.what))
        return [Words(texts.DECISIONS_TITLE(lang), strong=True), Table(headings, tuple(rows))]

    return Chapter(Place.EXTERNAL_MEETINGS, meetings), Chapter(Place.MEETINGS, taken)
