"""What people ask of referrals: which are open, how one stands, which have been answered, and what became of them.

With nothing in the store that fits, a question goes on to those who come after: the reports know of earlier years.
"""

from typing import Any

from bot.core.calendar import local_day
from bot.core.feature import Command, Press, when_it
from bot.core.text import escape
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Scope, Turn
from bot.features.bodies.cards import capital
from bot.features.referrals import answer_cards, cards, texts
from bot.features.referrals.joint import JointAnswers
from bot.features.referrals.meaning import Meaning, sensible
from bot.features.referrals.model import OPEN, Referral, State
from bot.features.referrals.service import Gone, Referrals
from bot.features.referrals.wording import (
    asks_answered,
    asks_of_now,
    asks_open,
    asks_outcome,
    asks_status,
    names_referrals,
    span_of,
)


class Asking:
    """Answers from what is kept."""

    def __init__(self, referrals: Referrals, joint: JointAnswers, meaning: Meaning) -> None:
        self._referrals = referrals
        self._joint = joint
        self._meaning = meaning

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be asked."""
        return (
            Command(
                "referrals-answered", texts.SAY_ANSWERED, texts.ABOUT_ANSWERED, when_it(asks_answered), self._answered
            ),
            Command("referrals-open", texts.SAY_LIST, texts.ABOUT_LIST, when_it(asks_open), self._open),
            Command("referral-outcome", texts.SAY_OUTCOME, texts.ABOUT_OUTCOME, when_it(asks_outcome), self._outcome),
            Command("referral-status", texts.SAY_STATUS, texts.ABOUT_STATUS, when_it(asks_status), self._status),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed."""
        return (Press(cards.ShowReferral, self._show, who=THOSE_WHO_BELONG),)

    async def _answered(self, turn: Turn, said: str) -> Reply | None:
        if turn.role not in THOSE_WHO_BELONG:
            return None
        first, last = span_of(said, turn.at)
        rounds = await self._joint.answered_between(first, last)
        if not rounds:
            return None
        return Reply(card=answer_cards.answered_card(rounds, first.year, turn.lang, turn.at), outcome="answered")

    async def _open(self, turn: Turn, said: str) -> Reply | None:
        if turn.role not in THOSE_WHO_BELONG:
            return None
        if not await self._referrals.any() and not asks_of_now(said):
            return None
        rounds = await self._referrals.rounds(local_day(turn.at), *OPEN)
        if not rounds:
            return Reply(text=texts.NONE_OPEN(turn.lang), outcome="answered")
        return Reply(card=answer_cards.open_card(rounds, turn.lang, turn.at), outcome="answered")

    async def _outcome(self, turn: Turn, said: str) -> Reply | None:
        if turn.role not in THOSE_WHO_BELONG:
            return None
        states = (State.ANSWERED, State.JOINT, State.SEPARATE, State.DECLINED)
        found = await self._meaning.find(turn, said, *states, alone=False, asks=True)
        if found is None or isinstance(found, Reply):
            return found
        return Reply(text=self._became(turn, found), outcome="answered")

    def _became(self, turn: Turn, referral: Referral) -> str:
        lang, title = turn.lang, cards.title_of(referral)
        if referral.state is not State.ANSWERED or referral.answered_on is None:
            if referral.state in OPEN:
                due = cards.date_of(referral.due_on, lang, turn.at)
                return texts.OUTCOME_NOT_YET(lang, title=title, day=due)
            return capital(f"{title}: {texts.STATES[referral.state](lang)}.")
        day = cards.date_of(referral.answered_on, lang, turn.at)
        issuer = escape(referral.issuer)
        if not referral.outcome or referral.outcome_on is None:
            follow = cards.date_of(referral.follow_up_on or referral.due_on, lang, turn.at)
            return texts.OUTCOME_UNKNOWN(lang, issuer=issuer, title=title, day=day, follow=capital(follow))
        noted = cards.date_of(referral.outcome_on, lang, turn.at)
        what = texts.OUTCOME_IS(lang, title=title, outcome=escape(referral.outcome))
        return f"{what}\n\n{texts.OUTCOME_WHEN(lang, issuer=issuer, day=day, noted=noted)}"

    async def _status(self, turn: Turn, said: str) -> Reply | None:
        if turn.role not in THOSE_WHO_BELONG:
            return None
        others = (State.ANSWERED, State.SEPARATE, State.DECLINED)
        found = await self._meaning.find(turn, said, *OPEN, also=others, alone=names_referrals(said), asks=True)
        if found is None or isinstance(found, Reply):
            return found
        return await self._card(turn, found.id)

    async def _show(self, turn: Turn, press: cards.ShowReferral) -> Reply:
        if not sensible(press.referral):
            return Reply(text=texts.NO_SUCH(turn.lang))
        try:
            return await self._card(turn, press.referral)
        except Gone:
            return Reply(text=texts.NO_SUCH(turn.lang))

    async def _card(self, turn: Turn, key: str) -> Reply:
        found = await self._referrals.round(key, local_day(turn.at))
        if found.referral.state is State.REGISTERED and turn.role is Role.SECRETARIAT:
            card = cards.question_card(found, turn.lang, turn.at, self._referrals.deciders)
            return Reply(card=card, outcome="answered")
        mine = await self._referrals.towns(turn, found.referral)
        town = mine[0] if mine and turn.conversation.scope is Scope.PERSONAL else ""
        drafts = turn.role is Role.SECRETARIAT or bool(mine)
        card = cards.status_card(found, turn.lang, turn.at, self._referrals.deciders, town=town, drafts=drafts)
        return Reply(card=card, outcome="answered")
