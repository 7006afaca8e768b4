"""Figures of attendance: asked about in words, shown on cards, fetched as documents."""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from bot.core.calendar import local_day
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.page import DOCX_TYPE, XLSX_TYPE, Addresses, Document, Page
from bot.core.report import Block, Chapter, Place
from bot.core.text import Lang, Text, join_names
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Scope, Turn
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder
from bot.features.reports import cards, texts
from bot.features.reports.model import period_of
from bot.features.reports.service import LINK_LASTS, Kind, Statistics
from bot.features.reports.sheet.workbook import written_sheet
from bot.features.reports.wording import Ask, Question, Reader
from bot.features.reports.written import written
from bot.features.reports.yearly.appendix import appendix
from bot.features.reports.yearly.chapter import meetings_chapter
from bot.features.reports.yearly.document import written_report
from bot.features.reports.yearly.external import external_chapter
from bot.features.reports.yearly.outline import TITLES, Part, outline

FETCHERS = frozenset({Role.CHAIR, Role.SECRETARIAT})
"""Who fetches documents; what is in them names no persons but chairs."""
ONLY_HERE = frozenset({Ask.OWN, Ask.SELDOM, Ask.PERSONS})
"""What is asked of the meetings that the bot has seen alone."""
ROOM = "rapporter"


def build_reports(statistics: Statistics, finder: Finder, addresses: Addresses, others: Sequence[Feature]) -> Feature:
    """Return the feature; `others` are the features whose chapters the yearly report has beside its own."""
    documents = Documents(statistics, [each for feature in others for each in feature.chapters])
    asking = _Asking(statistics, finder, addresses, documents)
    return Feature(
        name="reports",
        subject=Subject.ATTENDANCE,
        commands=asking.commands,
        presses=asking.presses,
        pages=(Page(ROOM, documents.serve),),
    )


class Documents:
    """The yearly report, with the chapters of all features, and the spreadsheet; both made when they are fetched."""

    def __init__(self, statistics: Statistics, others: Sequence[Chapter]) -> None:
        self._statistics = statistics
        self._others = tuple(others)

    async def parts(self, year: int, lang: Lang, now: dt.datetime) -> list[Part]:
        """Return the report's chapters in order, those that nobody writes empty."""
        written = [(chapter.place, await chapter.write(year, lang, now)) for chapter in self._others]
        return outline([*written, *await self._own(year, lang, now)])

    async def _own(self, year: int, lang: Lang, now: dt.datetime) -> list[tuple[Place, list[Block]]]:
        """Return what this feature writes itself, counted once for all of it."""
        material = await self._statistics.material(year)
        found = await self._statistics.year(year, now, material)
        heads = {body: await self._statistics.heads(presidium) for body, presidium in material.presidiums.items()}
        cooperation = self._statistics.seating.cooperation
        return [
            (Place.EXTERNAL_MEETINGS, external_chapter(found, lang)),
            (Place.MEETINGS, meetings_chapter(found, material.presidiums, heads, cooperation, lang)),
            (Place.APPENDIX, appendix(found.register, cooperation, lang)),
        ]

    async def report(self, year: int, lang: Lang, now: dt.datetime) -> bytes:
        """Return the yearly report as a Word document."""
        cooperation = self._statistics.seating.cooperation
        parts = await self.parts(year, lang, now)
        period = period_of(year, local_day(now))
        return await asyncio.to_thread(written_report, cooperation.name(lang), period, parts, lang, now)

    async def sheet(self, year: int, lang: Lang, now: dt.datetime) -> bytes:
        """Return the year's attendance as a spreadsheet."""
        register = await self._statistics.register(year, now)
        return await asyncio.to_thread(written_sheet, register, self._statistics.seating.cooperation, lang, now)

    async def serve(self, key: str, now: dt.datetime) -> Document | None:
        """Return the document that lies under an address."""
        link = await self._statistics.link(key, now)
        if link is None:
            return None
        name = texts.FILE_NAME if link.kind is Kind.REPORT else texts.SHEET_NAME
        if link.kind is Kind.REPORT:
            return Document(name(link.lang, year=link.year), DOCX_TYPE, await self.report(link.year, link.lang, now))
        return Document(name(link.lang, year=link.year), XLSX_TYPE, await self.sheet(link.year, link.lang, now))


class _Asking:
    """Questions about figures. What is not in the meetings that the bot has seen is left to those who come after."""

    def __init__(self, statistics: Statistics, finder: Finder, addresses: Addresses, documents: Documents) -> None:
        self._statistics = statistics
        self._finder = finder
        self._addresses = addresses
        self._documents = documents
        self._reader = Reader(finder)
        self._towns = {each.code: each for each in statistics.seating.cooperation.municipalities}

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be asked."""

        def asks(what: Ask) -> Callable[[str], Question | None]:
            def recognise(said: str) -> Question | None:
                question = self._reader.question(said)
                return question if question and question.ask is what else None

            return recognise

        def command(name: str, say: Text, about: Text, ask: Ask, run: Any, *, shown: bool = True) -> Command[Any]:
            return Command(name, say, about, asks(ask), run, who=THOSE_WHO_BELONG, passes_on=True, shown=shown)

        return (
            command("attendance-figures", texts.SAY_FIGURES, texts.ABOUT_FIGURES, Ask.FIGURES, self._figures),
            command("own-attendance", texts.SAY_OWN, texts.ABOUT_OWN, Ask.OWN, self._own),
            command("seldom", texts.SAY_SELDOM, texts.ABOUT_SELDOM, Ask.SELDOM, self._seldom, shown=False),
            command(
                "attendance-persons", texts.SAY_PERSONS, texts.ABOUT_PERSONS, Ask.PERSONS, self._by_person, shown=False
            ),
            command("report", texts.SAY_REPORT, texts.ABOUT_REPORT, Ask.REPORT, self._report),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed."""
        return (
            Press(cards.ShowMore, self._more, who=THOSE_WHO_BELONG),
            Press(cards.ShowPersons, self._persons, who=THOSE_WHO_BELONG),
            Press(cards.GetDocuments, self._get_documents, who=THOSE_WHO_BELONG),
        )

    async def _year(self, turn: Turn, question: Question) -> int | Reply | None:
        """Return the year that is meant; a reply when it lies ahead or nothing was held, None for the reports' years.

        What is asked of oneself, or of who seldom comes, no report knows of any year.
        """
        today = local_day(turn.at).year
        year = question.year_at(today)
        if year is None:
            year = await self._statistics.latest_year(turn.at)
            if year is not None:
                return year
            unsaid = question.ask in ONLY_HERE or (turn.role in FETCHERS and question.ask is Ask.REPORT)
            return Reply(text=texts.NOTHING_EVER(turn.lang), outcome="answered") if unsaid else None
        if year > today:
            return Reply(text=texts.NOT_YET(turn.lang, year=year), outcome="answered")
        if await self._statistics.any_begun(year, turn.at):
            return year
        if year == today or question.ask in ONLY_HERE:
            return Reply(text=texts.NOTHING_HELD(turn.lang, year=year), outcome="answered")
        return None

    def _which(self, turn: Turn, bodies: Sequence[Body]) -> Reply:
        names = join_names([named(each, turn.lang) for each in bodies[:6]], turn.lang)
        return Reply(text=texts.WHICH_BODY(turn.lang, bodies=names))

    # Figures

    async def _figures(self, turn: Turn, question: Question) -> Reply | None:
        year = await self._year(turn, question)
        if not isinstance(year, int):
            return year
        if len(question.bodies) > 1:
            return self._which(turn, question.bodies)
        if question.municipality:
            return await self._town(turn, question, year)
        found = await self._statistics.year(year, turn.at)
        may_fetch = turn.role in FETCHERS
        body = question.bodies[0] if question.bodies else self._finder.here(turn)
        if body is None:
            if not found.all.held:
                return Reply(text=texts.NOTHING_HELD(turn.lang, year=year), outcome="answered")
            return Reply(card=cards.year_card(found, turn.lang, documents=may_fetch), outcome="answered")
        mine = next((each for each in found.bodies if each.body.id == body.id and each.now.held), None)
        if mine is None:
            return self._none_of(turn, body, year)
        return Reply(card=cards.body_card(mine, self._towns, turn.lang, documents=may_fetch), outcome="answered")

    def _none_of(self, turn: Turn, body: Body, year: int) -> Reply:
        name = capital(named(body, turn.lang))
        return Reply(text=texts.NOTHING_HELD_BY(turn.lang, body=name, year=year), outcome="answered")

    async def _town(self, turn: Turn, question: Question, year: int) -> Reply:
        assert question.municipality is not None  # noqa: S101 - callers have looked
        town = question.municipality
        found = await self._statistics.town(town.code, year, turn.at, question.bodies)
        if not found.held:
            return Reply(text=texts.NO_FIGURES_OF(turn.lang, town=town.name, year=year), outcome="answered")
        return Reply(card=cards.town_card(found, town, turn.lang), outcome="answered")

    async def _more(self, turn: Turn, press: cards.ShowMore) -> Reply:
        body = self._body(press.body)
        if body is None or not await self._statistics.any_begun(press.year, turn.at):
            return Reply(text=texts.NOTHING_HELD(turn.lang, year=press.year))
        found = await self._statistics.year(press.year, turn.at)
        mine = next((each for each in found.bodies if each.body.id == body.id), None)
        if mine is None:
            return self._none_of(turn, body, press.year)
        return Reply(card=cards.more_card(mine, self._towns, turn.lang))

    def _body(self, key: str) -> Body | None:
        return next((each for each in self._statistics.seating.cooperation.bodies if each.id == key), None)

    # Persons

    async def _own(self, turn: Turn, question: Question) -> Reply | None:
        year = await self._year(turn, question)
        if not isinstance(year, int):
            return year
        if turn.conversation.scope is not Scope.PERSONAL:
            return Reply(text=texts.ONLY_IN_PRIVATE(turn.lang))
        contact = await self._statistics.seating.contact_of(turn)
        if contact is None:
            return Reply(text=texts.NOT_ON_LISTS(turn.lang))
        found = await self._statistics.own(contact, year, turn.at)
        if question.bodies:
            found = [pair for pair in found if pair[0] in question.bodies]
        if not found:
            return Reply(text=texts.OWN_NOTHING(turn.lang, year=year), outcome="answered")
        of_year = written(period_of(year, local_day(turn.at)), turn.lang)
        return Reply(card=cards.own_card(found, of_year, turn.lang), outcome="answered")

    async def _seldom(self, turn: Turn, question: Question) -> Reply | None:
        year = await self._year(turn, question)
        if not isinstance(year, int):
            return year
        if len(question.bodies) > 1:
            return self._which(turn, question.bodies)
        body = question.bodies[0] if question.bodies else self._finder.here(turn) or await self._only_body(turn)
        register = await self._statistics.register(year, turn.at)
        calls = [each for each in register.calls if body is None or each.body == body.id]
        in_private = turn.conversation.scope is Scope.PERSONAL
        persons = in_private and body is not None and await self._statistics.seating.may_change(turn, body)
        card = cards.seldom_card(body, calls, register.period, self._towns, turn.lang, persons=persons)
        if card is None:
            return Reply(text=texts.SELDOM_NONE(turn.lang, year=year), outcome="answered")
        return Reply(card=card, outcome="answered")

    async def _only_body(self, turn: Turn) -> Body | None:
        bodies = list(dict.fromkeys(each.body for each in await self._statistics.seating.own_charges(turn)))
        return bodies[0] if len(bodies) == 1 else None

    async def _by_person(self, turn: Turn, question: Question) -> Reply | None:
        year = await self._year(turn, question)
        if not isinstance(year, int):
            return year
        body = question.bodies[0] if question.bodies else self._finder.here(turn) or await self._only_body(turn)
        if body is None or len(question.bodies) > 1:
            return self._which(turn, question.bodies or self._statistics.seating.cooperation.bodies)
        return await self._persons(turn, cards.ShowPersons(body.id, year))

    async def _persons(self, turn: Turn, press: cards.ShowPersons) -> Reply:
        body = self._body(press.body)
        if body is None or not await self._statistics.seating.may_change(turn, body):
            return Reply(text=texts.PERSONS_REFUSED(turn.lang))
        if turn.conversation.scope is not Scope.PERSONAL:
            return Reply(text=texts.ONLY_IN_PRIVATE(turn.lang))
        if not await self._statistics.any_begun(press.year, turn.at):
            return self._none_of(turn, body, press.year)
        found = await self._statistics.persons(body, press.year, turn.at)
        of_year = written(period_of(press.year, local_day(turn.at)), turn.lang)
        return Reply(card=cards.persons_card(body, found, of_year, self._towns, turn.lang))

    # Documents

    async def _report(self, turn: Turn, question: Question) -> Reply | None:
        year = await self._year(turn, question)
        if not isinstance(year, int):
            return year
        return await self._documents_of(turn, year)

    async def _get_documents(self, turn: Turn, press: cards.GetDocuments) -> Reply:
        if not await self._statistics.any_begun(press.year, turn.at):
            return Reply(text=texts.NOTHING_HELD(turn.lang, year=press.year))
        return await self._documents_of(turn, press.year)

    async def _documents_of(self, turn: Turn, year: int) -> Reply:
        if turn.role not in FETCHERS:
            return Reply(text=texts.REPORT_REFUSED(turn.lang, year=year))
        if not self._addresses.base:
            return Reply(text=texts.NO_ADDRESS(turn.lang))
        lang = self._statistics.seating.cooperation.language
        found = await self._statistics.year(year, turn.at)
        parts = await self._documents.parts(year, lang, turn.at)
        keys = await self._statistics.open_link((Kind.REPORT, Kind.SPREADSHEET), year, lang, turn.at)
        report = self._addresses.of(ROOM, keys[Kind.REPORT], texts.FILE_NAME(lang, year=year))
        sheet = self._addresses.of(ROOM, keys[Kind.SPREADSHEET], texts.SHEET_NAME(lang, year=year))
        chapters = [TITLES[part.place](turn.lang) for part in parts if part.blocks and part.place is not Place.APPENDIX]
        until = local_day(turn.at + LINK_LASTS)
        return Reply(card=cards.documents_card(found, chapters, report, sheet, until, turn.lang))
