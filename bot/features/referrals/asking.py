"""What people ask of referrals: which are open, how one stands, which have been answered, and what became of them.

With nothing in the store that fits, a question goes on to those who come after: the reports know of earlier years.
"""

from typing import Any

from bot.core.calendar import local_day
from bot.core.feature import Command, Press, when_it
from bot.core.text import escape
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Scope, Turn
from bot.features.bodies.cards import capital
from bot.features.referrals import answer_cards, answer_texts, buttons, cards, joint_texts, texts
from bot.features.referrals.joint import JointAnswers
from bot.features.referrals.meaning import Meaning, sensible
from bot.features.referrals.model import OPEN, Referral, State
from bot.features.referrals.saying import Reader
from bot.features.referrals.service import Gone, Referrals
from bot.features.referrals.wording import (
    asks_answered,
    asks_of_answers,
    asks_of_now,
    asks_of_one,
    asks_of_town,
    asks_of_us,
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
        self._reader = Reader(referrals.ground.finder)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be asked."""
        return (
            Command(
                "referrals-answered", texts.SAY_ANSWERED, texts.ABOUT_ANSWERED, when_it(asks_answered), self._answered
            ),
            Command("referrals-open", texts.SAY_LIST, texts.ABOUT_LIST, when_it(asks_open), self._open, in_menu=True),
            Command("referral-town", texts.SAY_TOWN, texts.ABOUT_TOWN, when_it(asks_of_town), self._town),
            Command("referral-outcome", texts.SAY_OUTCOME, texts.ABOUT_OUTCOME, when_it(asks_outcome), self._outcome),
            Command("referral-status", texts.SAY_STATUS, texts.ABOUT_STATUS, when_it(asks_status), self._status),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed."""
        return (Press(buttons.ShowReferral, self._show, who=THOSE_WHO_BELONG),)

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
            return Reply(text=answer_texts.NONE_OPEN(turn.lang), outcome="answered")
        return Reply(card=answer_cards.open_card(rounds, turn.lang, turn.at), outcome="answered")

    async def _town(self, turn: Turn, said: str) -> Reply | None:
        if turn.role not in THOSE_WHO_BELONG:
            return None
        codes, day = self._reader.towns(said), local_day(turn.at)
        if not codes and not asks_of_us(said):
            return None
        names = await self._meaning.names(said)
        found = [each for each in names.found if each.state in {State.ANSWERED, *OPEN}]
        if not names.found and not names.unknown and asks_of_answers(said):
            answered = sorted(await self._referrals.those(State.ANSWERED), key=lambda each: each.answered_on or day)
            found = await self._referrals.those(State.JOINT) or answered[-1:]
            if codes and not found and await self._referrals.any():
                return Reply(text=answer_texts.NONE_OPEN(turn.lang), outcome="answered")
        rounds = [await self._referrals.round(each.id, day) for each in found]
        own = {each.id: await self._referrals.towns(turn, each) for each in found}
        codes = codes or tuple({code: code for each in own.values() for code in each})
        asked = [each for each in rounds if any(row.municipality.code in codes for row in each.rows)]
        if not asked:
            return None
        # A text is read in the draft by those who have a part in it; who has answered is for all to see.
        whole = turn.role is Role.SECRETARIAT or bool(own[asked[0].referral.id])
        return Reply(card=answer_cards.towns_card(asked, codes, turn.lang, turn.at, whole=whole), outcome="answered")

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
                return joint_texts.OUTCOME_NOT_YET(lang, title=title, day=due)
            return capital(f"{title}: {texts.STATES[referral.state](lang)}.")
        day = cards.date_of(referral.answered_on, lang, turn.at)
        issuer = escape(referral.issuer)
        if not referral.outcome or referral.outcome_on is None:
            follow = cards.date_of(referral.follow_up_on or referral.due_on, lang, turn.at)
            return joint_texts.OUTCOME_UNKNOWN(lang, issuer=issuer, title=title, day=day, follow=capital(follow))
        noted = cards.date_of(referral.outcome_on, lang, turn.at)
        what = joint_texts.OUTCOME_IS(lang, title=title, outcome=escape(referral.outcome))
        return f"{what}\n\n{joint_texts.OUTCOME_WHEN(lang, issuer=issuer, day=day, noted=noted)}"

    async def _status(self, turn: Turn, said: str) -> Reply | None:
        if turn.role not in THOSE_WHO_BELONG:
            return None
        others = (State.ANSWERED, State.SEPARATE, State.DECLINED)
        found = await self._meaning.find(turn, said, *OPEN, also=others, alone=asks_of_one(said), asks=True)
        if found is None and names_referrals(said) and (gone := (await self._meaning.names(said)).found):
            state = texts.STATES[gone[0].state](turn.lang)
            return Reply(text=f"{cards.title_of(gone[0])}: {state}.", outcome="answered")
        if found is None or isinstance(found, Reply):
            return found
        return await self._card(turn, found.id)

    async def _show(self, turn: Turn, press: buttons.ShowReferral) -> Reply:
        if not sensible(press.referral):
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        try:
            return await self._card(turn, press.referral)
        except Gone:
            return Reply(text=answer_texts.NO_SUCH(turn.lang))

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
