"""Sends newcomers what the programme says, a little at a time, as long as they want it."""

import datetime as dt
from dataclasses import replace
from typing import Final

from bot.core.calendar import local_day
from bot.core.card import Button, Card, Field, Part, Rows, Words
from bot.core.errands import call_off, send_for
from bot.core.overview import Focus, Overview
from bot.core.ports import Store, Transaction
from bot.core.text import Lang, escape
from bot.core.turn import Conversation, Kind, Person, Reply, Role, Scope, Turn
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body
from bot.features.bodies.seating import Seating
from bot.features.knowledge.model import Wording
from bot.features.meetings import cards as meeting_cards
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.diary import seats_for
from bot.features.meetings.model import Gathering, Says
from bot.features.meetings.service import Meetings
from bot.features.newcomers import texts
from bot.features.newcomers.cards import GiveFeedback, StopLessons
from bot.features.newcomers.letters import Letters, about
from bot.features.newcomers.model import NEWCOMERS, Newcomer, morning_of, next_morning, office_hour
from bot.features.newcomers.programme import Lesson, Programme, said_by

SEND: Final = "newcomers.lesson"
OF_A_BODY: Final = frozenset({"purpose", "seats", "meeting"})
"""What a lesson shows that is told of every body anew; everything else is told a person once."""
MOST_WAITING: Final = 12


class Onboarding:
    """The lessons. `outstanding` tells what waits for a municipality."""

    def __init__(
        self,
        store: Store,
        seating: Seating,
        meetings: Meetings,
        letters: Letters,
        programme: Programme,
        outstanding: Overview,
    ) -> None:
        self._store = store
        self._seating = seating
        self._meetings = meetings
        self._letters = letters
        self._programme = programme
        self._outstanding = outstanding

    @property
    def programme(self) -> Programme:
        """What newcomers get."""
        return self._programme

    async def enrol(self, tx: Transaction, newcomer: Newcomer, body: str, now: dt.datetime) -> None:
        """Plan what a newcomer to a body gets: what is of the first day tomorrow morning, unless they ask sooner."""
        came = next((each.on for each in reversed(newcomer.arrivals) if each.body == body), local_day(now))
        for lesson in self._programme.for_body(body):
            if told_key(lesson, body) in newcomer.told:
                continue
            at = next_morning(now) if lesson.day == 0 else morning_of(came + dt.timedelta(days=lesson.day))
            await send_for(tx, runs=SEND, about=_about(newcomer.person, lesson, body), at=max(at, now))

    async def begin(self, tx: Transaction, newcomer: Newcomer, body: str, now: dt.datetime) -> None:
        """Send what is of the first day now."""
        for lesson in self._programme.for_body(body):
            if lesson.day == 0 and told_key(lesson, body) not in newcomer.told:
                await send_for(tx, runs=SEND, about=_about(newcomer.person, lesson, body), at=now)

    async def stop(self, tx: Transaction, newcomer: Newcomer) -> None:
        """Send nothing more."""
        for body in {each.body for each in newcomer.arrivals}:
            for lesson in self._programme.for_body(body):
                await call_off(tx, runs=SEND, about=_about(newcomer.person, lesson, body))

    async def send(self, what: str, now: dt.datetime) -> None:
        """Send a lesson, if the newcomer still wants it and has not had it; an errand."""
        person, _, rest = what.partition("|")
        key, _, body_id = rest.partition("|")
        lesson = self._programme.lesson(key, body_id)

        async def look(tx: Transaction) -> tuple[Newcomer | None, Lang]:
            kept = await tx.get(NEWCOMERS, person)
            return (kept.value if kept else None), await self._letters.lang_of(tx, person)

        newcomer, lang = await self._store.run(look)
        if lesson is None or newcomer is None or not wants(newcomer, lesson, body_id):
            return
        if (at := office_hour(now)) > now:
            await self._store.run(lambda tx: send_for(tx, runs=SEND, about=what, at=at))
            return
        card = await self.card(newcomer, lesson, self._seating.body(body_id), lang, now)

        async def work(tx: Transaction) -> None:
            kept = await tx.get(NEWCOMERS, person)
            if kept is None or not wants(kept.value, lesson, body_id):
                return
            done = told_key(lesson, body_id)
            await tx.put(NEWCOMERS, kept, replace(kept.value, told=(*kept.value.told, done)))
            if card:
                # The repeated part of a message is in the person's language already.
                await self._letters.write(
                    tx, kept.value, f"lesson:{person}:{done}", now, lambda _: Reply(card=card), body=body_id
                )

        await self._store.run(work)

    async def first(
        self, newcomer: Newcomer, body: Body, lang: Lang, now: dt.datetime, *, again: bool = False
    ) -> tuple[Lesson, Card] | None:
        """Return the first lesson of a body that the newcomer has not had, as a card without buttons to stop.

        `again` is for the one that they had last, of those of the first day.
        """
        lessons = [lesson for lesson in self._programme.for_body(body.id) if lesson.day == 0]
        for lesson in reversed(lessons) if again else lessons:
            if (told_key(lesson, body.id) in newcomer.told) is again:
                card = await self.card(newcomer, lesson, body, lang, now)
                if card:
                    return lesson, card
        return None

    async def card(self, newcomer: Newcomer, lesson: Lesson, body: Body, lang: Lang, now: dt.datetime) -> Card | None:
        """Return a lesson as a card, or None when there is nothing in it today."""
        title = self._filled(lesson.title, newcomer, body, lang)
        parts: list[Part] = [Words(capital(title), strong=True)]
        if lesson.text:
            parts.append(Words(self._filled(lesson.text, newcomer, body, lang)))
        for fact in self._programme.quoted(lesson):
            answer, rows = said_by(fact, lang)
            parts.append(Words(answer))
            if rows:
                parts.append(Rows(rows))
        buttons: list[Button] = []
        for shows in lesson.shows:
            shown, more = await self._shown(shows, newcomer, lesson, body, lang, now)
            parts += shown
            buttons += more
        if len(parts) == 1 and not buttons:
            return None
        if lesson.day:
            buttons.append(Button(texts.STOP_BUTTON(lang), StopLessons(newcomer.person)))
        return Card(capital(title), tuple(parts), tuple(buttons))

    async def _shown(
        self, shows: str, newcomer: Newcomer, lesson: Lesson, body: Body, lang: Lang, now: dt.datetime
    ) -> tuple[list[Part], list[Button]]:
        match shows:
            case "purpose":
                return [Words(body.purpose(lang))], []
            case "seats":
                return await self._seats(newcomer, body, lang, now), []
            case "meeting":
                return await self._meeting(newcomer, body, lang, now)
            case "open":
                return await self._open(newcomer, body, lang, now), []
            case _:
                fields: list[Part] = [
                    Field(f"answer{number}", ask.in_lang(lang), long=True, max_chars=1000)
                    for number, ask in enumerate(lesson.asks[:3], start=1)
                ]
                return fields, [Button(texts.FEEDBACK_BUTTON(lang), GiveFeedback(newcomer.person, lesson.id, body.id))]

    async def _seats(self, newcomer: Newcomer, body: Body, lang: Lang, now: dt.datetime) -> list[Part]:
        lineup = await self._seating.lineup(body, local_day(now))
        if not lineup.known:
            return []
        rows = [
            texts.SITS_FOR(lang, town=each.municipality.name, name=escape(each.holder.name))
            if each.holder
            else texts.NOBODY_SITS_FOR(lang, town=each.municipality.name)
            for each in lineup.placings
            if each.municipality.code != newcomer.municipality
        ]
        head = texts.WHO_SITS if newcomer.municipality else texts.WHO_SITS_ALL
        parts: list[Part] = [Words(head(lang)), Rows(tuple(rows))]
        if lineup.chair:
            parts.append(Words(texts.CHAIR_IS(lang, name=escape(lineup.chair.name))))
        return parts

    async def _meeting(
        self, newcomer: Newcomer, body: Body, lang: Lang, now: dt.datetime
    ) -> tuple[list[Part], list[Button]]:
        ahead = await self._meetings.coming(now, [body.id])
        if not ahead:
            return [Words(texts.NO_MEETING_YET(lang))], []
        meeting = ahead[0]
        when, where = meeting_cards.in_full(meeting, lang, now), meeting_cards.where_of(meeting, lang)
        parts: list[Part] = [Words(texts.NEXT_MEETING(lang, when=when, where=where))]
        gathering: Gathering = await self._meetings.gather(meeting)
        if not seats_for(gathering, newcomer.person):
            return parts, []
        come = meeting_cards.Answer(meeting.id, Says.ATTENDING, personal=True)
        cannot = meeting_cards.Answer(meeting.id, Says.HINDERED, personal=True)
        return parts, [Button(meeting_texts.COME(lang), come), Button(meeting_texts.HINDERED(lang), cannot)]

    async def _open(self, newcomer: Newcomer, body: Body, lang: Lang, now: dt.datetime) -> list[Part]:
        if not newcomer.municipality:
            return []
        person = Person(newcomer.person, newcomer.teams_id, newcomer.name)
        turn = Turn(
            "", Kind.SAID, now, person, Conversation("", Scope.PERSONAL, ""), lang=lang, role=Role.MEMBER, body=body.id
        )
        sections = await self._outstanding(turn, Focus(municipality=newcomer.municipality))
        rows = [row for section in sections for row in section.rows][:MOST_WAITING]
        town = self._seating.municipality(newcomer.municipality).name
        return [Rows(tuple(rows))] if rows else [Words(texts.NOTHING_OPEN(lang, town=town))]

    def _filled(self, wording: Wording, newcomer: Newcomer, body: Body, lang: Lang) -> str:
        cooperation = self._seating.cooperation
        towns = {each.code: each.name for each in cooperation.municipalities}
        return (
            wording.in_lang(lang)
            .strip()
            .format_map(
                {
                    "body": named(body, lang),
                    "bodies": named(body, lang),
                    "municipality": towns.get(newcomer.municipality) or texts.YOUR_TOWN(lang),
                    "cooperation": cooperation.name(lang),
                    "secretariat": cooperation.secretariat.short(lang),
                }
            )
        )

    # How it has been

    async def feedback(self, turn: Turn, key: str, body_id: str, answers: tuple[str, ...]) -> bool:
        """Give the secretariat what a newcomer answers to the questions of a lesson; False when it has it already."""
        lesson = self._programme.lesson(key, body_id)
        asks = lesson.asks if lesson else ()
        body = self._seating.body(body_id)

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(NEWCOMERS, turn.person.id)
            if kept is None or _FEEDBACK in kept.value.told:
                return False
            await tx.put(NEWCOMERS, kept, replace(kept.value, told=(*kept.value.told, _FEEDBACK)))
            first = kept.value.first_on or local_day(turn.at)

            def words(lang: Lang) -> Reply:
                title = texts.FEEDBACK_TITLE(lang, name=escape(turn.person.name), body=named(body, lang))
                parts: list[Part] = [Words(title, strong=True)]
                for ask, said in zip(asks, answers, strict=False):
                    if said.strip():
                        parts += [Words(ask.in_lang(lang)), Words(escape(said))]
                parts.append(Words(texts.FEEDBACK_SINCE(lang, date=first.isoformat()), small=True))
                return Reply(card=Card(title, tuple(parts)))

            people = sorted(self._letters.secretariat)
            await self._letters.ask(tx, people, f"feedback:{turn.person.id}", about(turn.person.id), turn.at, words)
            return True

        return await self._store.run(work)


_FEEDBACK: Final = "feedback"


def told_key(lesson: Lesson, body: str) -> str:
    """Return how it is noted that a lesson has been told: of the body anew, or once to the person."""
    return f"{lesson.id}:{body}" if OF_A_BODY & set(lesson.shows) else lesson.id


def wants(newcomer: Newcomer, lesson: Lesson, body: str) -> bool:
    """Tell whether a newcomer is to get a lesson: still there, not stopped, and not told before."""
    return newcomer.listens and body in newcomer.bodies and told_key(lesson, body) not in newcomer.told


def _about(person: str, lesson: Lesson, body: str) -> str:
    return f"{person}|{lesson.id}|{body}"
