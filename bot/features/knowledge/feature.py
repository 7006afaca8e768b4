"""Answers to what people ask, and the way to the secretariat for what the bot does not know."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from bot.core.deed import last_in_journal
from bot.core.feature import Feature, Press, Subject
from bot.core.ports import NewId, Store
from bot.core.swedish.consent import consents
from bot.core.turn import Hit, Kind, Reply, Role, Scope, Turn
from bot.features.bodies.model import Secretariat
from bot.features.bodies.service import People
from bot.features.knowledge import cards, texts
from bot.features.knowledge.desk import Desk
from bot.features.knowledge.holdings import build_holding
from bot.features.knowledge.knowledge import Knowledge
from bot.features.knowledge.overview import build_overview
from bot.features.knowledge.questions import LONGEST_QUESTION, MOST_WAITING, Verdict
from bot.features.knowledge.service import Passed, Questions, TooManyWait

_MOST_FACTS = 20
_TURNS_UNDER_WAY = 64


def build_knowledge(
    knowledge: Knowledge,
    store: Store,
    people: People,
    new_id: NewId,
    posted: Callable[[], None],
    secretariat: Secretariat,
) -> Feature:
    """Return the feature; `posted` is called when something was put in the outbox."""
    questions = Questions(knowledge, store, people, new_id, posted, secretariat)
    asking, desk = _Asking(questions), Desk(questions)
    return Feature(
        name="knowledge",
        subject=Subject.LETTERS,
        commands=desk.commands,
        presses=(Press(cards.PassOn, asking.pass_on), Press(cards.Judge, asking.judge), *desk.presses),
        events={Kind.INSTALLED: asking.meet, Kind.POINTED: asking.point},
        search=asking.search,
        listens=asking.listen,
        replied=asking.note,
        answer=asking.answer,
        overview=build_overview(questions),
        holdings=(build_holding(),),
        last_deed=last_in_journal(store, "fact:", texts.INSTEAD),
    )


class _Asking:
    """What anybody may do: ask, say what an answer was worth, pass a question on."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._answered: deque[str] = deque(maxlen=_TURNS_UNDER_WAY)

    async def note(self, turn: Turn, reply: Reply) -> None:
        """Remember what somebody asked and a command answered: the next question may build on it."""
        if turn.kind is Kind.SAID and reply.outcome == "answered" and turn.id not in self._answered:
            await self._questions.note_elsewhere(turn)

    async def answer(self, turn: Turn) -> Reply:
        self._answered.append(turn.id)
        if len(turn.text) > LONGEST_QUESTION:
            return Reply(text=texts.TOO_LONG(turn.lang), outcome="unknown")
        accepted = consents(turn.text)
        # A yes or no is no question for the next to lean on.
        asked = await self._questions.ask(turn, remember=accepted is None)
        found = asked.answer
        if accepted is False or (accepted and found.status != "smalltalk"):
            return Reply(text=texts.NOTHING_UNDER_WAY(turn.lang), outcome="smalltalk")
        if found.status == "command":
            return Reply(text=texts.NOTHING_UNDER_WAY(found.lang), outcome="smalltalk")
        if found.status == "answered":
            card = cards.answer_card(found, turn.text, asked.id, asked.after)
            return Reply(card=card, outcome="answered", sources=found.sources)
        if found.reason == "seats" and turn.role is Role.SECRETARIAT:
            return Reply(text=texts.SEATS_HOW(found.lang), outcome="unknown")
        if found.offer:
            own = turn.role is Role.SECRETARIAT
            card = cards.offer_card(found.text, turn.text, found.lang, asked.after, own=own)
            return Reply(card=card, outcome=found.status)
        return Reply(text=found.text, outcome="unknown" if found.reason == "statement" else found.status)

    async def search(self, turn: Turn) -> list[Hit]:
        """Find facts for the words of a search; with no words, those that people are shown first."""
        if not turn.text.strip() or len(turn.text) > LONGEST_QUESTION:
            return []
        found = await self._questions.find(turn.text, turn.lang)
        return [cards.fact_hit(answer, question) for answer, question in found]

    async def point(self, turn: Turn) -> Reply:
        """Show a message that somebody pointed out, to be worded as a question; or pass the question on."""
        if turn.pressed is None:
            return Reply(card=cards.ask_card(turn.text[:LONGEST_QUESTION], turn.lang))
        said = turn.pressed.get(cards.QUESTION_FIELD)
        if not isinstance(said, str) or not said.strip():
            return Reply(card=cards.ask_card("", turn.lang))
        # The bot need not be in the chat where the message stands: the answer goes to the person's own.
        own = replace(turn, conversation=replace(turn.conversation, scope=Scope.PERSONAL, team_name="", channel_id=""))
        try:
            passed = await self._questions.pass_on(own, said.strip()[:LONGEST_QUESTION], turn.lang)
        except TooManyWait:
            return Reply(text=texts.TOO_MANY_WAIT(turn.lang, count=MOST_WAITING))
        told = texts.PASSED_FROM_AFAR if passed.reached else texts.KEPT_FOR_LATER
        return Reply(text=told(turn.lang, number=passed.question.number))

    async def listen(self, turn: Turn) -> None:
        await self.meet(turn)

    async def meet(self, turn: Turn) -> None:
        if turn.role is Role.SECRETARIAT:
            await self._questions.show_waiting(turn)

    async def pass_on(self, turn: Turn, press: cards.PassOn) -> Reply:
        if not _sensible(press.question, press.after):
            return Reply(text=texts.TOO_LONG(turn.lang))
        try:
            passed = await self._questions.pass_on(turn, press.question, press.lang, press.after)
        except TooManyWait:
            return Reply(text=texts.TOO_MANY_WAIT(turn.lang, count=MOST_WAITING))
        return Reply(text=_receipt(passed, turn))

    async def judge(self, turn: Turn, press: cards.Judge) -> Reply:
        if not _sensible(press.question, press.after) or len(press.facts) > _MOST_FACTS:
            return Reply(text=texts.TOO_LONG(turn.lang))
        verdict = Verdict(press.question, press.lang, press.facts, press.good, turn.at, press.after)
        await self._questions.judge(turn, verdict, press.answer)
        if press.good:
            return Reply(text=texts.THANKS_GOOD(press.lang))
        return Reply(card=cards.offer_card(texts.THANKS_WRONG(press.lang), press.question, press.lang, press.after))


def _sensible(question: str, after: str) -> bool:
    return 0 < len(question.strip()) <= LONGEST_QUESTION and len(after) <= LONGEST_QUESTION


def _receipt(passed: Passed, turn: Turn) -> str:
    if not passed.reached:
        said = texts.KEPT_FOR_LATER
    elif turn.role is Role.SECRETARIAT:
        said = texts.ON_LIST
    else:
        said = texts.PASSED_PERSONAL if turn.conversation.scope is Scope.PERSONAL else texts.PASSED_CHANNEL
    return said(passed.question.lang, number=passed.question.number)
