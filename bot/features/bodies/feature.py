"""Who sits where: asked by anybody, changed by the secretariat and by a body's own chair."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.calendar import local_day
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.ports import NewId, Store
from bot.core.text import escape, join_names
from bot.core.turn import THOSE_WHO_BELONG, Reply, Turn
from bot.features.bodies import cards, texts
from bot.features.bodies.changes import Changes
from bot.features.bodies.holdings import build_holdings
from bot.features.bodies.journal import write_changes
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder, finder_of
from bot.features.bodies.overview import build_overview
from bot.features.bodies.own import OwnSeats
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import Contact, Post
from bot.features.bodies.wording import Ask, Listener, Question


def build_bodies(store: Store, seating: Seating, new_id: NewId) -> Feature:
    """Return the feature."""
    finder = finder_of(seating.cooperation)
    listener = Listener(finder)
    asking, changes = _Asking(seating, finder, listener), Changes(seating, finder, listener, new_id)
    write_changes(seating, new_id)
    return Feature(
        name="bodies",
        subject=Subject.SEATS,
        commands=(OwnSeats(seating, finder).command, *asking.commands, *changes.commands),
        presses=(Press(cards.ShowBody, asking.show), *changes.presses),
        overview=build_overview(store, seating),
        holdings=build_holdings(new_id),
        last_deed=changes.last_deed,
    )


class _Asking:
    """The questions about seats. What the lists do not know is left to the reports."""

    def __init__(self, seating: Seating, finder: Finder, listener: Listener) -> None:
        self._seating = seating
        self._finder = finder
        self._listener = listener

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be asked: who sits where by anybody, what is vacant and who was there by those who belong."""

        def asks(*kinds: Ask) -> Any:
            def recognise(said: str) -> tuple[Question, str] | None:
                question = self._listener.question(said)
                return (question, said) if question and question.ask in kinds else None

            return recognise

        return (
            Command(
                "lineup",
                texts.SAY_LINEUP,
                texts.ABOUT_LINEUP,
                asks(Ask.LINEUP, Ask.HEADS, Ask.PERSON, Ask.COUNT),
                self._answer,
            ),
            Command(
                "vacancies",
                texts.SAY_VACANCIES,
                texts.ABOUT_VACANCIES,
                asks(Ask.VACANCIES),
                self._answer,
                who=THOSE_WHO_BELONG,
            ),
            Command(
                "seat-history",
                texts.SAY_HISTORY,
                texts.ABOUT_HISTORY,
                asks(Ask.HISTORY),
                self._answer,
                who=THOSE_WHO_BELONG,
            ),
        )

    async def show(self, turn: Turn, press: cards.ShowBody) -> Reply:
        """Answer the question for the body that was chosen."""
        question = self._listener.question(press.said)
        body = next((each for each in self._seating.cooperation.bodies if each.id == press.body), None)
        reply = await self._of_body(turn, question, body) if question and body else None
        return reply or Reply(text=texts.VACANCIES_UNTOLD(turn.lang))

    async def _answer(self, turn: Turn, asked: tuple[Question, str]) -> Reply | None:
        reply = await self._found(turn, *asked)
        return replace(reply, outcome="answered") if reply else None

    async def _found(self, turn: Turn, question: Question, said: str) -> Reply | None:
        body = question.bodies[0] if len(question.bodies) == 1 else None
        if question.here or (question.ask is Ask.VACANCIES and not question.bodies and not question.municipality):
            body = self._finder.here(turn)
            if question.here and body is None:
                mine = tuple(dict.fromkeys(each.body for each in await self._seating.own_charges(turn)))
                if len(mine) == 1:
                    return await self._of_body(turn, question, mine[0])
                if mine:
                    return await self._which(turn, mine, said)
                return await self._which(turn, self._seating.cooperation.bodies, said)
        if question.ask is Ask.PERSON:
            return await self._person(turn, question.name)
        if len(question.bodies) > 1:
            return await self._which(turn, question.bodies, said)
        if question.ask is Ask.VACANCIES:
            return await self._vacancies(turn, question, body)
        if body:
            return await self._of_body(turn, question, body)
        return await self._municipality(turn, question)

    async def _which(self, turn: Turn, bodies: Sequence[Body], said: str) -> Reply | None:
        """Ask which body is meant of those whose seats are known."""
        known = [each for each in bodies if (await self._seating.lineup(each, local_day(turn.at))).known]
        return Reply(card=cards.bodies_card(said, known, turn.lang, change=False)) if known else None

    async def _of_body(self, turn: Turn, question: Question, body: Body) -> Reply | None:
        if question.ask is Ask.VACANCIES:
            return await self._vacancies(turn, question, body)
        if question.ask is Ask.HISTORY:
            return await self._history(turn, question, body)
        if question.ask is Ask.COUNT:
            return await self._count(turn, body)
        if question.ask is Ask.HEADS:
            return await self._heads(turn, question, body)
        return await self._lineup(turn, question, body)

    async def _count(self, turn: Turn, body: Body) -> Reply | None:
        lineup = await self._seating.lineup(body, local_day(turn.at))
        if not lineup.known:
            return None
        counts = {
            "seats": len(lineup.placings),
            "holders": sum(each.holder is not None for each in lineup.placings),
            "stand_ins": sum(each.stand_in is not None for each in lineup.placings),
        }
        name = cards.capital(cards.named(body, turn.lang))
        return Reply(text=self._dated(turn, texts.SEAT_COUNT(turn.lang, body=name, **counts)))

    async def _lineup(self, turn: Turn, question: Question, body: Body) -> Reply | None:
        lineup = await self._seating.lineup(body, local_day(turn.at))
        if not lineup.known:
            return None
        if question.municipality is None:
            latest = await self._seating.latest_change(body)
            return Reply(card=cards.lineup_card(lineup, latest, turn.lang, turn.at))
        for placing in lineup.placings:
            if placing.municipality.code == question.municipality.code:
                lines = cards.seat_lines(body, placing, question.post, turn.lang)
                return Reply(text=self._dated(turn, " ".join(lines)))
        towns = join_names([each.municipality.name for each in lineup.placings], turn.lang)
        name = cards.named(body, turn.lang)
        return Reply(text=texts.NOT_A_SEAT(turn.lang, town=question.municipality.name, body=name, towns=towns))

    async def _heads(self, turn: Turn, question: Question, body: Body) -> Reply | None:
        lineup = await self._seating.lineup(body, local_day(turn.at))
        wants_vice = question.post is Post.VICE_CHAIR
        if (lineup.vice_chair if wants_vice else lineup.chair) is None:
            # What the lists do not know the reports may.
            return None
        lines = cards.heads_lines(lineup, turn.lang, turn.at)
        return Reply(text=self._dated(turn, " ".join(lines[::-1] if wants_vice else lines)))

    def _dated(self, turn: Turn, said: str) -> str:
        date = cards.day_of(local_day(turn.at), turn.lang, turn.at)
        return f"{said}\n\n*{texts.AS_OF(turn.lang, date=date)}*"

    async def _municipality(self, turn: Turn, question: Question) -> Reply | None:
        if question.municipality is None:
            return None
        seats = await self._seating.seats_of_municipality(question.municipality, local_day(turn.at))
        known = [(body, placing) for body, placing in seats if placing.holder or placing.stand_in]
        if not known:
            return None
        return Reply(card=cards.municipality_card(question.municipality, known, turn.lang, turn.at))

    async def _person(self, turn: Turn, name: str) -> Reply | None:
        found = [
            (each, charges)
            for each in await self._seating.find(name)
            if (charges := await self._seating.charges(each, local_day(turn.at)))
        ]
        found = [pair for pair in found if any(charge.post.of_seat for charge in pair[1])]
        if not found:
            return None
        if len(found) > 1:
            names = join_names([self._placed(contact) for contact, _ in found[:8]], turn.lang)
            return Reply(text=f"{texts.WHICH_PERSON(turn.lang, name=escape(name))} {names}.")
        contact, charges = found[0]
        return Reply(card=cards.person_card(contact, charges, turn.lang, turn.at))

    def _placed(self, contact: Contact) -> str:
        towns = {each.code: each.name for each in self._seating.cooperation.municipalities}
        name, town = escape(contact.name), towns.get(contact.municipality)
        return f"{name} ({town})" if town else name

    async def _history(self, turn: Turn, question: Question, body: Body) -> Reply | None:
        post = question.post or Post.HOLDER
        town = question.municipality if post.of_seat else None
        rows = await self._seating.history(body, town.code if town else "", post)
        if not rows:
            return Reply(text=texts.HISTORY_NONE(turn.lang))
        place = cards.capital(cards.where(body, town, post, turn.lang))
        return Reply(card=cards.history_card(texts.HISTORY_TITLE(turn.lang, post=place), rows, turn.lang))

    async def _vacancies(self, turn: Turn, question: Question, body: Body | None) -> Reply:
        day = local_day(turn.at)
        town = question.municipality.code if question.municipality else ""
        if not await self._seating.knows_anybody(body):
            return Reply(text=texts.VACANCIES_UNTOLD(turn.lang))
        found = await self._seating.vacancies(day, body, town)
        if question.post:
            found = [each for each in found if each.post is question.post]
        if not found:
            return Reply(text=texts.VACANCIES_NONE(turn.lang, date=cards.day_of(day, turn.lang, turn.at)))
        return Reply(card=cards.vacancies_card(found, turn.lang, turn.at))
