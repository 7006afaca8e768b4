"""The secretariat's side: the questions that wait, their answers, and the facts that these become."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.core.feature import Command, Press
from bot.core.swedish.letters import plain
from bot.core.text import Text
from bot.core.turn import SECRETARIAT_ONLY, Reply, Scope, Turn
from bot.features.knowledge import cards, texts
from bot.features.knowledge.model import LONGEST_ANSWER
from bot.features.knowledge.questions import LONGEST_REPLY, AlreadySettled, PassedQuestion, State
from bot.features.knowledge.service import NoReplyYet, NoSuchQuestion, Questions, TooLongForFact

M = TypeVar("M")

_NUMBER = r"(?:nr\.?|nummer|no\.?|number|#)?\s*(\d{1,9})"
_LISTS_QUESTIONS = re.compile(
    r"(?:visa |lista |show |list )?(?:alla |all )?(?:(?:obesvarade|väntande|öppna|unanswered|waiting|open) )?"
    r"(?:frågor(?:na)?|questions)(?: som väntar| till kansliet)?"
    r"|vilka frågor väntar|which questions (?:are )?wait(?:ing)?"
)
_SHOWS = re.compile(rf"(?:visa |öppna |show |open )?(?:fråga|question) {_NUMBER}")
_LISTS_FACTS = re.compile(
    r"(?:visa |lista |show |list )?"
    r"(?:(?:kansliets|egna|lärda|inlärda|våra|our|learned|the secretariat's) )?(?:fakta|facts)"
)
_FORGETS = re.compile(rf"(?:glöm|ta bort|radera|forget|remove|delete) (?:fakta|faktan|faktat|fact) {_NUMBER}")
_KEEPS = re.compile(rf"gör (?:fråga )?{_NUMBER} till fakta|make (?:question )?{_NUMBER} a fact")
_SETTLES = re.compile(
    rf"(svara(?: på)?|answer|reply(?: to)?|fakta|fact|avsluta|stäng|close)(?: fråga| question)? {_NUMBER}"
    r"(?:\s*[:;,.–-]\s*|\s+|$)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_MEANS = {"svara": "reply", "answer": "reply", "reply": "reply", "fakta": "fact", "fact": "fact"}


@dataclass(frozen=True, slots=True)
class Settling:
    """What somebody at the secretariat says of a question: its number, and the answer or the reason."""

    number: str
    reply: str


def _says(pattern: re.Pattern[str]) -> Callable[[str], bool | None]:
    return lambda said: True if len(said) < 60 and pattern.fullmatch(plain(said)) else None


def _numbers(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    def recognise(said: str) -> str | None:
        found = pattern.fullmatch(plain(said)) if len(said) < 60 else None
        return next((str(int(number)) for number in found.groups() if number), None) if found else None

    return recognise


def _settles(what: str) -> Callable[[str], Settling | None]:
    def recognise(said: str) -> Settling | None:
        found = _SETTLES.fullmatch(said.strip())
        if found is None or _MEANS.get(found[1].lower().split()[0], "close") != what:
            return None
        return Settling(str(int(found[2])), found[3].strip())

    return recognise


def _ours(
    name: str,
    say: Text,
    about: Text,
    recognise: Callable[[str], M | None],
    run: Callable[[Turn, M], Awaitable[Reply]],
    *,
    shown: bool = True,
) -> Command[M]:
    """Return a command of the secretariat's: in their own chats alone, since it tells who asked what."""
    where = frozenset({Scope.PERSONAL})
    return Command(name, say, about, recognise, run, who=SECRETARIAT_ONLY, where=where, shown=shown)


class Desk:
    """What the secretariat may do with questions and facts, by buttons and in words."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What the secretariat may say."""
        return (
            _ours("questions", texts.SAY_QUESTIONS, texts.ABOUT_QUESTIONS, _says(_LISTS_QUESTIONS), self._list),
            _ours("reply", texts.SAY_REPLY, texts.ABOUT_REPLY, _settles("reply"), self._reply_in_words),
            _ours("fact", texts.SAY_FACT, texts.ABOUT_FACT, _settles("fact"), self._fact_in_words),
            _ours("close", texts.SAY_CLOSE, texts.ABOUT_CLOSE, _settles("close"), self._close_in_words),
            _ours("facts", texts.SAY_FACTS, texts.ABOUT_FACTS, _says(_LISTS_FACTS), self._list_facts),
            _ours("forget", texts.SAY_FORGET, texts.ABOUT_FORGET, _numbers(_FORGETS), self._forget),
            _ours("keep", texts.SAY_FACT, texts.ABOUT_FACT, _numbers(_KEEPS), self._keep_in_words, shown=False),
            _ours("show", texts.SAY_SHOW, texts.ABOUT_SHOW, _numbers(_SHOWS), self._show, shown=False),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What the secretariat may press."""
        return (
            Press(cards.GiveReply, self._give_reply, SECRETARIAT_ONLY),
            Press(cards.CloseQuestion, self._close, SECRETARIAT_ONLY),
            Press(cards.KeepFact, self._press_keep, SECRETARIAT_ONLY),
            Press(cards.ForgetFact, self._press_forget, SECRETARIAT_ONLY),
            Press(cards.ShowQuestion, self._press_show, SECRETARIAT_ONLY),
        )

    async def _list(self, turn: Turn, _: object) -> Reply:
        waiting = await self._questions.waiting()
        if not waiting:
            return Reply(text=texts.WAITING_NONE(turn.lang))
        return Reply(card=cards.waiting_card(waiting, turn.lang, turn.at))

    async def _show(self, turn: Turn, number: str) -> Reply:
        try:
            return Reply(card=cards.question_card(await self._questions.question(number), turn.lang, turn.at))
        except NoSuchQuestion:
            return _no_such(turn, number)

    async def _press_show(self, turn: Turn, press: cards.ShowQuestion) -> Reply:
        return await self._show(turn, press.number)

    async def _give_reply(self, turn: Turn, press: cards.GiveReply) -> Reply:
        return await self._settle(turn, press.number, "answered", press.reply.strip(), fact=press.fact)

    async def _close(self, turn: Turn, press: cards.CloseQuestion) -> Reply:
        return await self._settle(turn, press.number, "closed", press.reply.strip())

    async def _reply_in_words(self, turn: Turn, said: Settling) -> Reply:
        return await self._settle(turn, said.number, "answered", said.reply)

    async def _close_in_words(self, turn: Turn, said: Settling) -> Reply:
        return await self._settle(turn, said.number, "closed", said.reply)

    async def _settle(self, turn: Turn, number: str, state: State, reply: str, *, fact: bool = False) -> Reply:
        if state == "answered" and not reply:
            return Reply(text=texts.REPLY_EMPTY(turn.lang, number=number))
        if len(reply) > LONGEST_REPLY:
            return Reply(text=texts.REPLY_TOO_LONG(turn.lang, limit=LONGEST_REPLY))
        if fact and len(reply) > LONGEST_ANSWER:
            return _too_long(turn, number)
        try:
            done = await self._questions.settle(turn, number, state, reply, fact=fact)
        except NoSuchQuestion:
            return _no_such(turn, number)
        except AlreadySettled as first:
            return _was_first(first.question, turn)
        return Reply(card=cards.question_card(done, turn.lang, turn.at), replaces=turn.pressed is not None)

    async def _fact_in_words(self, turn: Turn, said: Settling) -> Reply:
        if said.reply:
            try:
                question = await self._questions.question(said.number)
            except NoSuchQuestion:
                return _no_such(turn, said.number)
            if question.state == "waiting":
                return await self._settle(turn, said.number, "answered", said.reply, fact=True)
        return await self._keep(turn, said.number, said.reply)

    async def _keep_in_words(self, turn: Turn, number: str) -> Reply:
        return await self._keep(turn, number)

    async def _press_keep(self, turn: Turn, press: cards.KeepFact) -> Reply:
        return await self._keep(turn, press.number)

    async def _keep(self, turn: Turn, number: str, corrected: str = "") -> Reply:
        try:
            await self._questions.make_fact(turn, number, corrected)
        except NoSuchQuestion:
            return _no_such(turn, number)
        except NoReplyYet:
            return Reply(text=texts.NO_REPLY_YET(turn.lang, number=number))
        except TooLongForFact:
            return _too_long(turn, number)
        return Reply(text=texts.FACT_KEPT(turn.lang, number=number))

    async def _list_facts(self, turn: Turn, _: object) -> Reply:
        learned = await self._questions.learned()
        return Reply(card=cards.facts_card(learned, turn.lang)) if learned else Reply(text=texts.FACTS_NONE(turn.lang))

    async def _forget(self, turn: Turn, number: str) -> Reply:
        said = texts.FACT_FORGOTTEN if await self._questions.forget(turn, number) else texts.NO_SUCH_FACT
        return Reply(text=said(turn.lang, number=number))

    async def _press_forget(self, turn: Turn, press: cards.ForgetFact) -> Reply:
        return await self._forget(turn, press.number)


def _no_such(turn: Turn, number: str) -> Reply:
    return Reply(text=texts.NO_SUCH_QUESTION(turn.lang, number=number[:9]))


def _too_long(turn: Turn, number: str) -> Reply:
    return Reply(text=texts.FACT_TOO_LONG(turn.lang, number=number, limit=LONGEST_ANSWER))


def _was_first(question: PassedQuestion, turn: Turn) -> Reply:
    if question.settled_by == turn.person.id:
        return Reply(text=texts.FIRST_WAS_YOU(turn.lang, number=question.number))
    name = question.settled_by_name or texts.SOMEBODY(turn.lang)
    return Reply(text=texts.FIRST_WAS(turn.lang, name=name, number=question.number))
