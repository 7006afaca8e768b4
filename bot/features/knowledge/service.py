"""Asking, passing questions on to the secretariat, its answers, and the facts that these become."""

import asyncio
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.core.journal import Entry, in_both, write_down
from bot.core.outbox import edit, post
from bot.core.ports import (
    ADDRESSES,
    Address,
    AlreadyThere,
    Collection,
    Conflict,
    Kept,
    NewId,
    Store,
    Transaction,
)
from bot.core.text import Lang, Text
from bot.core.turn import Message, Reply, Scope, Turn
from bot.features.bodies.model import Secretariat
from bot.features.bodies.reach import lang_of, way_to
from bot.features.bodies.service import People
from bot.features.knowledge import cards, texts
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.model import LONGEST_ANSWER, Answer
from bot.features.knowledge.questions import (
    COUNTS,
    LAST_QUESTIONS,
    LEARNED,
    MOST_WAITING,
    PASSED,
    REMEMBERED_FOR,
    VERDICTS,
    Count,
    LastQuestion,
    LearnedFact,
    PassedQuestion,
    State,
    Verdict,
    fact_of,
    settled,
    still_remembered,
)
from bot.features.knowledge.reading import leans_back

T = TypeVar("T")

REPLY_GIVES_UP = dt.timedelta(days=30)
"""How long an answer, or a question to the secretariat, is tried."""

SWEPT_EVERY, SWEPT_AT_ONCE = 10, 20
"""How many forgotten questions are taken away at every tenth that is kept, so that they never pile up."""

_NUMBERS, _STAMP = "questions", "learned"


class NoSuchQuestion(Exception):
    """There is no question with that number."""


class TooManyWait(Exception):
    """So many questions of the same person wait already that no more are taken."""


class TooLongForFact(Exception):
    """The answer that was given is longer than a fact may be."""


class NoReplyYet(Exception):
    """The question has not been answered, so there is nothing to make a fact of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, under an id of its own. `after` is the question that the asked one leans on, empty for none."""

    answer: Answer
    id: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A question that has been passed on; `reached` when somebody at the secretariat gets it now."""

    question: PassedQuestion
    reached: bool


class Questions:
    """What surrounds the answers. `posted` is called when something was put in the outbox."""

    def __init__(
        self,
        knowledge: Knowledge,
        store: Store,
        people: People,
        new_id: NewId,
        posted: Callable[[], None],
        secretariat: Secretariat,
    ) -> None:
        self._written = knowledge
        self._knowledge = knowledge
        self._learned_at = 0
        self._remembered = 0
        self._learning = asyncio.Lock()
        self._store = store
        self._people = people
        self._new_id = new_id
        self._posted = posted
        self._owner = secretariat

    async def ask(self, turn: Turn, *, remember: bool = True) -> Asked:
        """Answer what was said, from the person's previous question too, and `remember` it for the next."""
        key, answer_id = _key(turn.conversation.id, turn.person.id), self._new_id()

        async def work(tx: Transaction) -> Asked | int:
            stamp = await _version(tx, COUNTS, _STAMP)
            if stamp != self._learned_at:
                return stamp
            kept = await tx.get(LAST_QUESTIONS, key)
            last = kept.value if kept and still_remembered(kept.value, turn.at) else None
            remembered = last.context if last else ""
            # Most questions stand alone, and the one before would only lead them astray.
            after = remembered if leans_back(turn.text) else ""
            # A word or two may tell no language: then it is the one that was spoken just before.
            spoken = self._knowledge.lang_of(turn.text) or (last.lang if last else turn.lang)
            answer = self._knowledge.ask(turn.text, after or None, spoken)
            if remember and answer.status in {"answered", "unknown"}:
                context = self._context(turn.text, after, answer)
                fresh = LastQuestion(turn.text, context, answer.lang, turn.at, after)
                await _keep(tx, LAST_QUESTIONS, key, kept, fresh)
                await self._sweep(tx, key, turn.at)
                return Asked(answer, answer_id, after)
            return Asked(answer, answer_id)

        while isinstance(asked := await self._store.run(work, soon=True), int):
            await self._learn(asked)
        return asked

    async def note_elsewhere(self, turn: Turn) -> None:
        """Remember a question that a command has answered, for the next to build on."""
        key = _key(turn.conversation.id, turn.person.id)

        async def work(tx: Transaction) -> None:
            kept = await tx.get(LAST_QUESTIONS, key)
            await _keep(
                tx, LAST_QUESTIONS, key, kept, LastQuestion(turn.text, turn.text, turn.lang, turn.at, elsewhere=True)
            )
            await self._sweep(tx, key, turn.at)

        await self._store.run(work, soon=True)

    async def _sweep(self, tx: Transaction, own_key: str, now: dt.datetime) -> None:
        self._remembered += 1
        if self._remembered % SWEPT_EVERY:
            return
        for kept in await tx.between(LAST_QUESTIONS, "at", None, now - REMEMBERED_FOR, limit=SWEPT_AT_ONCE):
            if kept.id != own_key:
                await tx.remove(LAST_QUESTIONS, kept)

    async def find(self, words: str, lang: Lang) -> list[tuple[Answer, str]]:
        """Return the answers nearest to some words with what they answer, the best first; nothing is remembered."""
        stamp = await self._store.run(lambda tx: _version(tx, COUNTS, _STAMP))
        if stamp != self._learned_at:
            await self._learn(stamp)
        found = self._knowledge.find(words, lang)
        return [(answer, self._knowledge.question_of(answer.facts[0], lang)) for answer in found]

    def _context(self, said: str, after: str, answer: Answer) -> str:
        """Return the question for a next one to build on: of a follow-up, what it came to mean.

        One that was not understood leaves the question before it in its place.
        """
        if not after:
            return said
        meant = self._knowledge.question_of(answer.facts[0], answer.lang) if answer.facts else ""
        return meant or after

    async def _learn(self, stamp: int) -> None:
        """Take in the facts that the secretariat has made since, here or in another process."""
        async with self._learning:
            if self._learned_at == stamp:
                return
            facts = [fact_of(learned, self._owner.short) for learned in await self.learned()]
            # Everybody else is answered meanwhile: all facts are indexed anew, which takes up to a second.
            self._knowledge = await asyncio.to_thread(self._written.with_facts, facts) if facts else self._written
            self._learned_at = stamp

    async def pass_on(self, turn: Turn, question: str, lang: Lang, after: str = "") -> Passed:
        """Keep a question for the secretariat and send it to those of them whom the bot has met; raises TooManyWait."""

        async def work(tx: Transaction) -> Passed:
            return await self._pass_on(tx, turn, question, lang, after)

        return self._told(await self._store.run(work))

    async def judge(self, turn: Turn, verdict: Verdict, answer_id: str) -> None:
        """Keep what somebody thought of an answer; a wrong one is put before the secretariat without their name."""
        key = _key(answer_id, turn.person.id)

        async def work(tx: Transaction) -> None:
            kept = await tx.get(VERDICTS, key)
            if kept and kept.value.good == verdict.good:
                return
            await _keep(tx, VERDICTS, key, kept, verdict)
            if not verdict.good:
                await _dispute(tx, verdict)

        await self._store.run(work)

    async def waiting(self) -> list[PassedQuestion]:
        """Return the questions that wait, the oldest first."""

        async def work(tx: Transaction) -> list[PassedQuestion]:
            return [kept.value for kept in await tx.find(PASSED, state="waiting")]

        return sorted(await self._store.run(work), key=lambda question: question.passed_at)

    async def question(self, number: str) -> PassedQuestion:
        """Return a question; raises NoSuchQuestion."""

        async def work(tx: Transaction) -> PassedQuestion:
            return (await _question(tx, number)).value

        return await self._store.run(work)

    async def show_waiting(self, turn: Turn) -> None:
        """Send somebody at the secretariat the questions that came before the bot could reach them."""

        async def work(tx: Transaction) -> bool:
            unseen = [
                kept
                for kept in await tx.find(PASSED, state="waiting")
                if kept.value.asker and turn.person.id not in kept.value.shown_to
            ]
            for kept in unseen:
                shown = await self._show_to(tx, kept.value, turn.person.id, turn.at)
                await tx.put(PASSED, kept, shown)
            return bool(unseen)

        if await self._store.run(work):
            self._posted()

    async def settle(self, turn: Turn, number: str, state: State, reply: str, *, fact: bool = False) -> PassedQuestion:
        """Answer or close a question: the asker is told, the others at the secretariat see who did it.

        Raises:
            NoSuchQuestion: no question has that number.
            AlreadySettled: somebody was first; nothing was changed.
        """

        async def work(tx: Transaction) -> PassedQuestion:
            kept = await _question(tx, number)
            done = settled(kept.value, state, reply, turn.person.id, turn.person.name, turn.at)
            done = replace(done, is_fact=fact)
            await tx.put(PASSED, kept, done)
            if fact:
                await self._teach(tx, done, reply, turn)
            await self._reply(tx, done, turn.at)
            await self._retell(tx, done, turn)
            return done

        done = await self._store.run(work)
        self._posted()
        return done

    async def make_fact(self, turn: Turn, number: str, answer: str = "") -> PassedQuestion:
        """Make a fact of the answer that was given, or correct it to `answer`.

        Raises:
            NoSuchQuestion: no question has that number, or its words have been erased.
            NoReplyYet: there is no answer.
            TooLongForFact: the answer is longer than LONGEST_ANSWER.
        """

        async def work(tx: Transaction) -> PassedQuestion:
            kept = await _question(tx, number)
            if not kept.value.question:
                raise NoSuchQuestion
            said = answer or kept.value.reply
            if not said or kept.value.state == "waiting":
                raise NoReplyYet
            if len(said) > LONGEST_ANSWER:
                raise TooLongForFact
            done = replace(kept.value, is_fact=True)
            await tx.put(PASSED, kept, done)
            await self._teach(tx, done, said, turn)
            await self._retell(tx, done, turn)
            return done

        done = await self._store.run(work)
        self._posted()
        return done

    async def learned(self) -> list[LearnedFact]:
        """Return the facts that the secretariat has made, the oldest first."""

        async def work(tx: Transaction) -> list[LearnedFact]:
            return [kept.value async for kept in tx.all(LEARNED)]

        return await self._store.run(work)

    async def forget(self, turn: Turn, number: str) -> bool:
        """Remove a fact that the secretariat has made; False when there is none with that number."""

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(LEARNED, number)
            if kept is None:
                return False
            await tx.remove(LEARNED, kept)
            await _count(tx, _STAMP)
            question = await tx.get(PASSED, number)
            if question:
                await tx.put(PASSED, question, replace(question.value, is_fact=False))
            said = in_both(lambda lang: texts.FORGOT_FACT(lang, question=kept.value.question))
            await self._write_down(tx, number, turn, said)
            return True

        return await self._store.run(work)

    def _told(self, passed: Passed) -> Passed:
        self._posted()
        return passed

    async def _pass_on(self, tx: Transaction, turn: Turn, question: str, lang: Lang, after: str) -> Passed:
        words = " ".join(question.split())
        key = _key(turn.person.id, words.casefold(), after)
        again = [kept.value for kept in await tx.find(PASSED, key=key) if kept.value.state == "waiting"]
        if again:
            return Passed(again[0], bool(again[0].shown_to))
        own = await tx.find(PASSED, asker=turn.person.id, state="waiting")
        if len(own) >= MOST_WAITING:
            raise TooManyWait
        fresh = PassedQuestion(
            number=str(await _count(tx, _NUMBERS)),
            question=words,
            lang=lang,
            passed_at=turn.at,
            after=" ".join(after.split()),
            asker=turn.person.id,
            asker_name=turn.person.name,
            asker_teams_id=turn.person.teams_id,
            place=await _place(tx, turn),
            place_name=turn.conversation.team_name,
            key=key,
        )
        for person_id in sorted(self._people.secretariat):
            if await tx.get(ADDRESSES, f"person:{person_id}"):
                fresh = await self._show_to(tx, fresh, person_id, turn.at)
        await tx.add(PASSED, fresh.number, fresh)
        return Passed(fresh, bool(fresh.shown_to))

    async def _show_to(
        self, tx: Transaction, question: PassedQuestion, person_id: str, now: dt.datetime
    ) -> PassedQuestion:
        lang = await lang_of(tx, person_id, "sv")
        await post(
            tx,
            to=f"person:{person_id}",
            message=Message.of(Reply(card=cards.question_card(question, lang, now))),
            not_before=now,
            dedupe_key=_shown_key(question, person_id),
            about=_about(question),
            gives_up_at=now + REPLY_GIVES_UP,
            marks_late=False,
            lang=lang,
        )
        return replace(question, shown_to=(*question.shown_to, person_id))

    async def _reply(self, tx: Transaction, question: PassedQuestion, now: dt.datetime) -> None:
        if not question.asker:
            return
        own = await way_to(tx, question.asker)
        has_chat = own is not None and own.conversation_id
        to = f"person:{question.asker}" if has_chat else question.place
        in_thread = to.startswith("conversation:")
        message = Message.of(Reply(card=cards.reply_card(question, self._owner.short, in_thread=in_thread)))
        if in_thread and question.asker_teams_id:
            message = replace(message, mentions=((question.asker_teams_id, question.asker_name),))
        await post(
            tx,
            to=to,
            message=message,
            not_before=now,
            dedupe_key=f"{_about(question)}:reply",
            about=_about(question),
            gives_up_at=now + REPLY_GIVES_UP,
            lang=question.lang,
        )

    async def _retell(self, tx: Transaction, question: PassedQuestion, turn: Turn) -> None:
        """Show on everybody's card what came of the question; the pressed one is replaced by the reply to its press."""
        for person_id in question.shown_to:
            if person_id == turn.person.id and turn.pressed is not None:
                continue
            lang = await lang_of(tx, person_id, "sv")
            message = Message.of(Reply(card=cards.question_card(question, lang, turn.at)))
            await edit(tx, _shown_key(question, person_id), message, turn.at)

    async def _teach(self, tx: Transaction, question: PassedQuestion, answer: str, turn: Turn) -> None:
        kept = await tx.get(LEARNED, question.number)
        fact = LearnedFact(
            number=question.number,
            question=f"{question.after} {question.question}".strip(),
            answer=answer,
            lang=question.lang,
            owner=self._owner.id,
            made_at=turn.at,
            made_by=turn.person.id,
            asked=() if question.after else (question.question,),
        )
        await _keep(tx, LEARNED, question.number, kept, fact)
        await _count(tx, _STAMP)
        said = in_both(lambda lang: texts.WROTE_FACT(lang, question=fact.question, answer=answer))
        await self._write_down(tx, question.number, turn, said)

    async def _write_down(self, tx: Transaction, number: str, turn: Turn, said: Text) -> None:
        entry = Entry(f"fact:{number}", turn.at, turn.person.id, turn.person.name, said)
        await write_down(tx, self._new_id, entry)


async def answered_elsewhere(store: Store, turn: Turn) -> str:
    """Return the person's last question here when a command answered it not long ago, else nothing."""
    key = _key(turn.conversation.id, turn.person.id)
    kept = await store.run(lambda tx: tx.get(LAST_QUESTIONS, key))
    recent = kept is not None and kept.value.elsewhere and still_remembered(kept.value, turn.at)
    return kept.value.question if kept and recent else ""


def _key(*parts: str) -> str:
    """Return an id of what may be long or personal, such as a conversation's id."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _about(question: PassedQuestion) -> str:
    return f"question:{question.number}"


def _shown_key(question: PassedQuestion, person_id: str) -> str:
    return f"{_about(question)}:{person_id}"


async def _keep(tx: Transaction, collection: Collection[T], key: str, kept: Kept[T] | None, value: T) -> None:
    if kept is None:
        await tx.add(collection, key, value)
    else:
        await tx.put(collection, kept, value)


async def _version(tx: Transaction, collection: Collection[Count], key: str) -> int:
    kept = await tx.get(collection, key)
    return kept.value.value if kept else 0


async def _count(tx: Transaction, key: str) -> int:
    kept = await tx.get(COUNTS, key)
    if kept is None:
        try:
            await tx.add(COUNTS, key, Count(1))
        except AlreadyThere as fault:
            raise Conflict(str(fault)) from fault
        return 1
    await tx.put(COUNTS, kept, Count(kept.value.value + 1))
    return kept.value.value + 1


async def _question(tx: Transaction, number: str) -> Kept[PassedQuestion]:
    kept = await tx.get(PASSED, number)
    if kept is None:
        raise NoSuchQuestion
    return kept


async def _place(tx: Transaction, turn: Turn) -> str:
    """Return the address id of where something was said, and see to it that a thread has an address."""
    place = turn.conversation
    if place.scope is Scope.PERSONAL:
        return f"person:{turn.person.id}"
    key = f"conversation:{place.id}"
    if await tx.get(ADDRESSES, key) is None:
        thread = Address(
            id=key,
            service_url=place.service_url,
            tenant=place.tenant,
            conversation_id=place.id,
            channel_id=place.channel_id,
            name=place.team_name,
            seen_at=turn.at,
        )
        await tx.add(ADDRESSES, key, thread)
    return key


async def _dispute(tx: Transaction, verdict: Verdict) -> None:
    """Put a wrong answer on the secretariat's list, once for each question and answer."""
    words = " ".join(verdict.question.split())
    key = _key(words.casefold(), verdict.after, *verdict.facts)
    for kept in await tx.find(PASSED, key=key):
        if kept.value.state == "waiting":
            await tx.put(PASSED, kept, replace(kept.value, times=kept.value.times + 1))
            return
    number = str(await _count(tx, _NUMBERS))
    fresh = PassedQuestion(
        number, words, verdict.lang, verdict.at, verdict.after, facts=verdict.facts, disputes=True, key=key
    )
    await tx.add(PASSED, number, fresh)
