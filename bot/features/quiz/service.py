"""Keeps the quizzes under way, counts what came of them without names, and posts the reminders that follow."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.holding import Erasure, Holding, Subject
from bot.core.journal import Entry, in_both, write_down
from bot.core.ports import Kept, NewId, Store, Transaction
from bot.core.text import Lang
from bot.core.texts import GROUND_INTEREST
from bot.core.timers import Timer, set_timer, stop_timers
from bot.core.turn import Message, Reply, Role, Turn
from bot.features.bodies.channels import channel_of
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder
from bot.features.bodies.reach import lang_of
from bot.features.bodies.seating import Seating
from bot.features.knowledge.model import Fact, Library
from bot.features.quiz import cards, texts
from bot.features.quiz.cards import Shelf, Told
from bot.features.quiz.model import (
    AT_LEAST,
    KEPT_FOR,
    SITTINGS,
    TALLIES,
    Sitting,
    Tally,
    counted,
    questions_of,
)

FORGET: Final = "quiz-forget"


class NotWaiting(Exception):
    """The question has been answered already, though the quiz goes on."""


class Over(Exception):
    """There is no such quiz under way."""


class NoSuchReminder(Exception):
    """The fact, the body or the answers that a reminder was about are not there."""


class NoChannel(Exception):
    """The body has no channel that can be written in."""


@dataclass(frozen=True, slots=True)
class Result:
    """A quiz after an answer; `over` when that was the last. `counted` are bodies in which it counts now.

    `again` is whether it had been counted earlier the same day.
    """

    sitting: Sitting
    told: Told
    over: bool
    counted: tuple[str, ...] = ()
    again: bool = False


class Quizzes:
    """The quiz of one cooperation. `secretariat` are person ids; `posted` is called when something was posted."""

    def __init__(
        self,
        store: Store,
        library: Library,
        shelf: Shelf,
        seating: Seating,
        finder: Finder,
        secretariat: frozenset[str],
        new_id: NewId,
        posted: Callable[[], None],
    ) -> None:
        self._store = store
        self._library = library
        self._shelf = shelf
        self._seating = seating
        self._finder = finder
        self._secretariat = secretariat
        self._new_id = new_id
        self._posted = posted
        self._bodies = {body.id: body for body in seating.cooperation.bodies}

    def bodies(self, keys: Sequence[str]) -> list[Body]:
        """Return bodies by their ids, those that are no more left out."""
        return [self._bodies[key] for key in keys if key in self._bodies]

    # The quiz

    async def begin(self, turn: Turn) -> tuple[Sitting, bool] | None:
        """Return a quiz and whether it is new, else it was under way; None when there is nothing to ask."""
        bodies = await self._own_bodies(turn)
        day, key = local_day(turn.at), self._new_id()
        questions = questions_of(self._library, day, key)

        async def work(tx: Transaction) -> tuple[Sitting, bool] | None:
            kept = await tx.get(SITTINGS, turn.person.id)
            if kept and kept.value.under_way(turn.at) and self._known(kept.value):
                shown = await tx.put(SITTINGS, kept, replace(kept.value, asked_at=turn.at))
                return shown.value, False
            if not questions:
                return None
            before = kept.value.counted_today(day) if kept else ()
            fresh = Sitting(key, turn.at, turn.at, questions, (), bodies, day if before else None, before)
            if kept:
                await tx.put(SITTINGS, kept, fresh)
            else:
                await tx.add(SITTINGS, turn.person.id, fresh)
            await set_timer(
                tx, key=_timer(turn.person.id), runs=FORGET, at=turn.at + KEPT_FOR, about=_timer(turn.person.id)
            )
            return fresh, True

        begun = await self._store.run(work)
        self._posted()
        return begun

    async def asked(self, turn: Turn) -> Sitting | None:
        """Return somebody's quiz when they have just been asked a question of it."""
        kept = await self._store.run(lambda tx: tx.get(SITTINGS, turn.person.id))
        return kept.value if kept is not None and kept.value.listens(turn.at) else None

    async def answer(self, turn: Turn, key: str, number: int, option: int) -> Result:
        """Take an answer, and count them all after the last one. Raises NotWaiting, Over."""
        day = local_day(turn.at)

        async def work(tx: Transaction) -> Result:
            kept = await tx.get(SITTINGS, turn.person.id)
            if kept is None or kept.value.key != key or not kept.value.under_way(turn.at):
                raise Over
            question = kept.value.question
            if question is None or not self._known(kept.value):
                raise Over
            if number != len(kept.value.answers) or not 0 <= option < len(question.options):
                raise NotWaiting
            right = option == question.right
            sitting = replace(kept.value, asked_at=turn.at, answers=(*kept.value.answers, right))
            if sitting.question is not None:
                await tx.put(SITTINGS, kept, sitting)
                return Result(sitting, Told(question, right), over=False)
            before = sitting.counted_today(day)
            fresh = tuple(body for body in sitting.bodies if body not in before)
            for body in fresh:
                await _count(tx, body, sitting)
            done = Sitting(sitting.key, sitting.begun_at, turn.at, counted_on=day, counted_in=(*before, *fresh))
            await self._close(tx, turn.person.id, kept, done)
            return Result(sitting, Told(question, right), over=True, counted=fresh, again=bool(before))

        # Two who are the first to be done in a body would else begin its count twice.
        async with self._store.alone("quiz"):
            return await self._store.run(work)

    async def stop(self, turn: Turn, key: str = "") -> bool:
        """End a quiz, the one with `key` where that is given, and count nothing of it; return whether there was one."""

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(SITTINGS, turn.person.id)
            if kept is None or not kept.value.under_way(turn.at) or (key and kept.value.key != key):
                return False
            await self._close(tx, turn.person.id, kept, replace(kept.value, questions=(), answers=(), bodies=()))
            return True

        return await self._store.run(work)

    async def _close(self, tx: Transaction, person: str, kept: Kept[Sitting], done: Sitting) -> None:
        """Keep until the day is over no more than where somebody has been counted; nothing when that is nowhere."""
        if done.counted_in:
            await tx.put(SITTINGS, kept, done)
        else:
            await tx.remove(SITTINGS, kept)
            await stop_timers(tx, key=_timer(person))

    async def forget(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Forget a quiz a day after it began."""
        kept = await tx.get(SITTINGS, timer.about.removeprefix(_timer("")))
        if kept and now - kept.value.begun_at >= KEPT_FOR:
            await tx.remove(SITTINGS, kept)

    def _known(self, sitting: Sitting) -> bool:
        """Tell whether the library still has all that a quiz asks, as it may not after a new version."""
        return all(
            question.fact in self._shelf.facts and all(self._shelf.row(row, "sv") for row in question.options)
            for question in sitting.questions
        )

    async def _own_bodies(self, turn: Turn) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.body.id for each in await self._seating.own_charges(turn)))

    # What came of it

    async def results(self, bodies: Sequence[Body]) -> list[tuple[Body, list[Tally]]]:
        """Return how each fact was answered in bodies."""

        async def work(tx: Transaction) -> list[tuple[Body, list[Tally]]]:
            return [(body, [kept.value for kept in await tx.find(TALLIES, body=body.id)]) for body in bodies]

        return await self._store.run(work)

    async def reminder(self, body: str, fact: str) -> tuple[Body, Fact]:
        """Return what a reminder is about; raises NoSuchReminder."""
        return await self._store.run(lambda tx: self._reminder(tx, body, fact))

    async def _reminder(self, tx: Transaction, body: str, fact: str) -> tuple[Body, Fact]:
        if body not in self._bodies or fact not in self._shelf.facts:
            raise NoSuchReminder
        tally = await tx.get(TALLIES, f"{body}|{fact}")
        if tally is None or tally.value.shown < AT_LEAST:
            raise NoSuchReminder
        return self._bodies[body], self._shelf.facts[fact]

    @property
    def language(self) -> Lang:
        """The language of the channels."""
        return self._seating.cooperation.language

    async def suggest(self, turn: Turn, body: str, fact: str) -> bool:
        """Show the secretariat a reminder that a chair suggests; return whether it is new. Raises NoSuchReminder."""

        async def work(tx: Transaction) -> bool:
            where, what = await self._reminder(tx, body, fact)
            fresh = False
            for person in sorted(self._secretariat):
                lang = await lang_of(tx, person, self.language)
                card = cards.preview_card(where, what, self._shelf, lang, self.language, by=turn.person.name)
                fresh |= await outbox.post(
                    tx,
                    to=f"person:{person}",
                    message=Message.of(Reply(card=card)),
                    not_before=turn.at,
                    dedupe_key=f"quiz-suggestion:{body}:{fact}:{_month(turn)}:{turn.person.id}:{person}",
                    about=f"quiz:{body}",
                    marks_late=False,
                    lang=lang,
                )
            return fresh

        async with self._store.alone("quiz"):
            fresh = await self._store.run(work)
        self._posted()
        return fresh

    async def post(self, turn: Turn, body: str, fact: str) -> tuple[Body, bool]:
        """Post a reminder in a body's channel, once a month; return the body, and whether it is new.

        Raises NoSuchReminder, NoChannel.
        """

        async def work(tx: Transaction) -> tuple[Body, bool]:
            where, what = await self._reminder(tx, body, fact)
            channel = await channel_of(tx, self._finder, where)
            if channel is None:
                raise NoChannel
            fresh = await outbox.post(
                tx,
                to=channel.id,
                message=Message.of(Reply(card=cards.reminder_card(what, self._shelf, self.language))),
                not_before=turn.at,
                dedupe_key=f"quiz-reminder:{body}:{fact}:{_month(turn)}",
                about=f"quiz:{body}",
                if_unsure="not",
                marks_late=False,
                lang=self.language,
            )
            if fresh:
                said = in_both(lambda lang: texts.DID_POST(lang, question=what.question.in_lang(lang)))
                entry = Entry(f"body:{body}", turn.at, turn.person.id, turn.person.name, said)
                await write_down(tx, self._new_id, entry)
            return where, fresh

        async with self._store.alone("quiz"):
            done = await self._store.run(work)
        self._posted()
        return done

    async def overseen(self, turn: Turn) -> list[Body]:
        """Return the bodies whose results somebody may see: all to the secretariat, to a chair their own."""
        every = list(self._bodies.values())
        if turn.role is Role.SECRETARIAT:
            return every
        return [body for body in every if await self._seating.may_change(turn, body)]


def _timer(person: str) -> str:
    return f"quiz:{person}"


def _month(turn: Turn) -> str:
    return f"{local_day(turn.at):%Y-%m}"


async def _count(tx: Transaction, body: str, sitting: Sitting) -> None:
    for question, right in zip(sitting.questions, sitting.answers, strict=True):
        key = f"{body}|{question.fact}"
        kept = await tx.get(TALLIES, key)
        if kept:
            await tx.put(TALLIES, kept, counted(kept.value, right=right))
        else:
            await tx.add(TALLIES, key, counted(Tally(body, question.fact), right=right))


def build_holding() -> Holding:
    """Return what is kept of somebody for a day; what is counted names nobody."""

    async def tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
        kept = await tx.get(SITTINGS, subject.member) if subject.member else None
        if kept is None:
            return []
        return [
            {
                "började": kept.value.begun_at.isoformat(),
                "rätt eller fel hittills": list(kept.value.answers),
                "räknad i": list(kept.value.counted_in),
            }
        ]

    async def erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
        kept = await tx.get(SITTINGS, subject.member) if subject.member else None
        if kept is None:
            return Erasure()
        await tx.remove(SITTINGS, kept)
        await stop_timers(tx, key=_timer(subject.member))
        return Erasure(1)

    return Holding(
        name="quiz",
        what=texts.HELD,
        why=texts.WHY,
        ground=GROUND_INTEREST,
        kept_for=texts.KEPT,
        tell=tell,
        erase=erase,
    )
