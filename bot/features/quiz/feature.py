"""The quiz in conversation: its questions, how it went, and the reminder that may follow."""

from dataclasses import replace

from bot.core.card import Part
from bot.core.feature import Command, Feature, Press
from bot.core.turn import SECRETARIAT_ONLY, THOSE_WHO_BELONG, Reply, Role, Scope, Turn
from bot.features.bodies.cards import named
from bot.features.bodies.naming import Finder
from bot.features.bodies.seating import Seating
from bot.features.quiz import cards, texts
from bot.features.quiz.cards import Shelf
from bot.features.quiz.model import Sitting
from bot.features.quiz.service import (
    FORGET,
    NoChannel,
    NoSuchReminder,
    NotWaiting,
    Over,
    Quizzes,
    build_holding,
)
from bot.features.quiz.wording import asks_for_quiz, asks_for_results, option_in, wants_to_stop

ALONE = frozenset({Scope.PERSONAL})
LONGEST_KEY = 200


def build_quiz(quizzes: Quizzes, shelf: Shelf, seating: Seating, finder: Finder) -> Feature:
    """Return the feature."""
    asking, telling = _Asking(quizzes, shelf), _Telling(quizzes, shelf, seating, finder)
    return Feature(
        name="quiz",
        commands=(
            Command("quiz", texts.SAY_QUIZ, texts.ABOUT_QUIZ, asks_for_quiz, asking.begin, where=ALONE, in_menu=True),
            Command(
                "quiz-results",
                texts.SAY_RESULTS,
                texts.ABOUT_RESULTS,
                asks_for_results,
                telling.results,
                who=THOSE_WHO_BELONG,
                where=ALONE,
            ),
        ),
        presses=(
            Press(cards.BeginQuiz, asking.begin),
            Press(cards.AnswerQuiz, asking.answer),
            Press(cards.StopQuiz, asking.stop),
            Press(cards.ProposeReminder, telling.propose, THOSE_WHO_BELONG),
            Press(cards.DecideReminder, telling.decide, SECRETARIAT_ONLY),
        ),
        listens=asking.listen,
        use_cases={FORGET: quizzes.forget},
        holdings=(build_holding(),),
    )


class _Asking:
    """The quiz itself, in somebody's own chat."""

    def __init__(self, quizzes: Quizzes, shelf: Shelf) -> None:
        self._quizzes = quizzes
        self._shelf = shelf

    async def begin(self, turn: Turn, _: object) -> Reply:
        """Begin, or show the question that waits."""
        begun = await self._quizzes.begin(turn)
        if begun is None:
            return Reply(text=texts.NO_QUESTIONS(turn.lang))
        sitting, fresh = begun
        return self._question(turn, sitting, self._intro(turn, sitting) if fresh else [])

    def _intro(self, turn: Turn, sitting: Sitting) -> list[Part]:
        to_count = [each for each in sitting.bodies if each not in sitting.counted_in]
        counted = bool(sitting.counted_in) and not to_count
        bodies = self._quizzes.bodies(to_count)
        return cards.intro_parts(len(sitting.questions), bodies, turn.lang, counted=counted)

    def _question(self, turn: Turn, sitting: Sitting, before: list[Part], *, replaces: bool = False) -> Reply:
        question = sitting.question
        if question is None:
            return Reply(text=texts.OVER(turn.lang))
        card = cards.question_card(sitting, question, self._shelf, turn.lang, before)
        return Reply(card=card, replaces=replaces)

    async def listen(self, turn: Turn) -> Reply | None:
        """Take an option that is named soon after a question, or end the quiz; all else is answered as always."""
        stops, option = wants_to_stop(turn.text), option_in(turn.text)
        if turn.conversation.scope is not Scope.PERSONAL or not (stops or option is not None):
            return None
        sitting = await self._quizzes.asked(turn)
        if sitting is None or (stops and not await self._quizzes.stop(turn)):
            return None
        if option is None:
            return Reply(text=texts.STOPPED(turn.lang))
        reply = await self.answer(turn, cards.AnswerQuiz(sitting.key, len(sitting.answers), option))
        return replace(reply, replaces=False)

    async def answer(self, turn: Turn, press: cards.AnswerQuiz) -> Reply:
        """Tell whether it was right, and ask the next question or tell how it went."""
        try:
            result = await self._quizzes.answer(turn, press.quiz, press.number, press.option)
        except NotWaiting:
            return Reply(text=texts.ANSWERED_ALREADY(turn.lang))
        except Over:
            return Reply(text=texts.OVER(turn.lang))
        told = cards.told_parts(result.told, self._shelf, turn.lang)
        if not result.over:
            return self._question(turn, result.sitting, told, replaces=True)
        bodies = self._quizzes.bodies(result.counted)
        card = cards.result_card(result.sitting.answers, bodies, told, turn.lang, again=result.again)
        return Reply(card=card, replaces=True)

    async def stop(self, turn: Turn, press: cards.StopQuiz) -> Reply:
        """End it from the card."""
        stopped = await self._quizzes.stop(turn, press.quiz or "-")
        return Reply(text=(texts.STOPPED if stopped else texts.OVER)(turn.lang), replaces=stopped)


class _Telling:
    """How it went, for the secretariat and the chairs."""

    def __init__(self, quizzes: Quizzes, shelf: Shelf, seating: Seating, finder: Finder) -> None:
        self._quizzes = quizzes
        self._shelf = shelf
        self._seating = seating
        self._finder = finder

    async def results(self, turn: Turn, said: str) -> Reply:
        """Tell how it went in the bodies that the person may see, or in the one that they name."""
        body, seen = self._finder.which_body(said), await self._quizzes.overseen(turn)
        bodies = [each for each in seen if body is None or each.id == body.id]
        if not bodies:
            return Reply(text=texts.ONLY_THOSE(turn.lang))
        found = await self._quizzes.results(bodies)
        whole = len(bodies) > 1
        return Reply(card=cards.results_card(found, self._shelf, turn.lang, whole=whole))

    async def propose(self, turn: Turn, press: cards.ProposeReminder) -> Reply:
        """Show the secretariat the reminder before it is posted: whoever pressed, or those whom a chair asks."""
        lang = turn.lang
        try:
            body, fact = await self._quizzes.reminder(press.body[:LONGEST_KEY], press.fact[:LONGEST_KEY])
            if not await self._seating.may_change(turn, body):
                return Reply(text=texts.ONLY_THOSE(lang))
            if turn.role is Role.SECRETARIAT:
                card = cards.preview_card(body, fact, self._shelf, lang, self._quizzes.language)
                return Reply(card=card)
            fresh = await self._quizzes.suggest(turn, body.id, fact.id)
        except NoSuchReminder:
            return Reply(text=texts.GONE(lang))
        return Reply(text=(texts.PASSED_ON if fresh else texts.PASSED_ALREADY)(lang))

    async def decide(self, turn: Turn, press: cards.DecideReminder) -> Reply:
        """Post the reminder, or not."""
        lang = turn.lang
        if not press.yes:
            return Reply(text=texts.LEFT(lang), replaces=True)
        try:
            body, fresh = await self._quizzes.post(turn, press.body[:LONGEST_KEY], press.fact[:LONGEST_KEY])
        except NoSuchReminder:
            return Reply(text=texts.GONE(lang))
        except NoChannel:
            body = next(iter(self._quizzes.bodies([press.body[:LONGEST_KEY]])))
            return Reply(text=texts.NO_CHANNEL(lang, body=named(body, lang)))
        return Reply(
            text=(texts.POSTED if fresh else texts.POSTED_ALREADY)(lang, body=named(body, lang)), replaces=True
        )
