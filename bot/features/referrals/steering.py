"""What the secretariat does with a referral: the choice to answer, the days, and that it is off the list."""

import datetime as dt
from dataclasses import replace
from typing import Any

from bot.core.feature import Command, Press, when_it
from bot.core.text import escape
from bot.core.turn import SECRETARIAT_ONLY, Reply, Turn
from bot.core.when import write_date
from bot.features.bodies.model import Body
from bot.features.referrals import answer_cards, answer_texts, buttons, cards, texts
from bot.features.referrals.answering import not_done
from bot.features.referrals.meaning import Meaning, sensible
from bot.features.referrals.model import CHOICES, OPEN, Referral, Round, State
from bot.features.referrals.service import BadDay, Changed, Gone, Referrals
from bot.features.referrals.wording import Choice, Moving, names_referrals, read_choice, read_moving, withdraws

SOME_DAY = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
"""Whether a day is said at all does not depend on when it is read."""
CHOOSABLE = (State.REGISTERED, State.JOINT, State.SEPARATE, State.DECLINED)


class Steering:
    """Choosing, moving and withdrawing."""

    def __init__(self, referrals: Referrals, meaning: Meaning) -> None:
        self._referrals = referrals
        self._meaning = meaning

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""

        def moves(said: str) -> str | None:
            return said if read_moving(said, SOME_DAY) else None

        return (
            Command(
                "referral-choose", texts.SAY_CHOOSE, texts.ABOUT_CHOOSE, read_choice, self._choose, who=SECRETARIAT_ONLY
            ),
            Command("referral-move", texts.SAY_MOVE, texts.ABOUT_MOVE, moves, self._move, who=SECRETARIAT_ONLY),
            Command(
                "referral-withdraw",
                texts.SAY_WITHDRAW,
                texts.ABOUT_WITHDRAW,
                when_it(withdraws),
                self._withdraw,
                who=SECRETARIAT_ONLY,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed."""
        return (
            Press(buttons.Decide, self._press_decide, who=SECRETARIAT_ONLY),
            Press(buttons.WithdrawReferral, self._press_withdraw, who=SECRETARIAT_ONLY),
            Press(buttons.LeaveReferral, self._leave),
        )

    async def _choose(self, turn: Turn, choice: Choice) -> Reply | None:
        found = await self._meaning.find(turn, choice.naming, *CHOOSABLE, alone="remiss" in choice.naming.lower())
        if found is None or isinstance(found, Reply):
            return found
        return await self._decide(turn, found.id, choice.state)

    async def _press_decide(self, turn: Turn, press: buttons.Decide) -> Reply:
        if not sensible(press.referral) or press.state not in CHOICES:
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        return await self._decide(turn, press.referral, press.state)

    async def _decide(self, turn: Turn, key: str, state: State) -> Reply:
        lang = turn.lang
        try:
            done = await self._referrals.decide(turn, key, state)
        except (Gone, Changed) as fault:
            return not_done(turn, fault)
        referral = done.round.referral
        if not done.fresh:
            said = f"{cards.title_of(referral)}: {texts.STATES[referral.state](lang)}."
            return Reply(text=texts.CHOSEN_ALREADY(lang, said=said), replaces=turn.pressed is not None)
        told = self._bodies(done.round.lead, referral.group, *referral.audience)
        channels = [body for body in told if body not in done.unbound]
        card = cards.decided_card(done.round, channels, done.unbound, lang, turn.at, self._referrals.deciders)
        return Reply(card=card, replaces=turn.pressed is not None)

    def _bodies(self, lead: Body, *others: str) -> list[Body]:
        found = [lead, *(self._referrals.ground.body(key) for key in others if key)]
        return list(dict.fromkeys(body for body in found if body))

    async def _move(self, turn: Turn, said: str) -> Reply | None:
        lang = turn.lang
        moving = read_moving(said, turn.at)
        if moving is None:
            return None
        found = await self._meaning.find(turn, said, *OPEN, alone=not moving.named, asks=moving.named)
        if found is None:
            return None if moving.named else await self._meaning.none(turn, said)
        if isinstance(found, Reply):
            return found
        if moving.negated:
            day = write_date(found.due_on, lang, turn.at)
            return Reply(text=texts.NOT_MOVED(lang, title=cards.title_of(found), day=day))
        return await self._move_it(turn, found, moving)

    async def _move_it(self, turn: Turn, found: Referral, moving: Moving) -> Reply:
        lang = turn.lang
        if moving.by:
            moving = replace(moving, day=(found.deadline if moving.texts else found.due_on) + moving.by)
        if moving.day is None:
            return Reply(text=texts.WHICH_DAY(lang, title=cards.short_title(found)))
        try:
            after = await self._move_to(turn, found.id, moving)
        except BadDay:
            if moving.texts:
                due = write_date(found.due_on, lang, turn.at)
                return Reply(text=texts.BAD_TEXTS_DAY(lang, due=due))
            return Reply(text=texts.BAD_NEW_DUE(lang, day=write_date(moving.day, lang, turn.at)))
        except (Gone, Changed) as fault:
            return not_done(turn, fault)
        return Reply(card=cards.moved_card(after, lang, turn.at, self._referrals.deciders))

    async def _move_to(self, turn: Turn, key: str, moving: Moving) -> Round:
        if moving.texts:
            return await self._referrals.move(turn, key, texts_on=moving.day)
        return await self._referrals.move(turn, key, due_on=moving.day)

    async def _withdraw(self, turn: Turn, said: str) -> Reply | None:
        by_name = names_referrals(said)
        found = await self._meaning.find(turn, said, *CHOOSABLE, alone=by_name)
        if found is None and by_name:
            return await self._meaning.none(turn, said)
        if found is None or isinstance(found, Reply):
            return found
        return Reply(card=answer_cards.withdraw_card(found, turn.lang))

    async def _press_withdraw(self, turn: Turn, press: buttons.WithdrawReferral) -> Reply:
        if not sensible(press.referral):
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        try:
            after = await self._referrals.withdraw(turn, press.referral)
        except (Gone, Changed) as fault:
            return not_done(turn, fault)
        return Reply(text=texts.WITHDRAWN(turn.lang, title=escape(after.referral.title)), replaces=True)

    async def _leave(self, turn: Turn, _: buttons.LeaveReferral) -> Reply:
        return Reply(text=texts.LEFT(turn.lang), replaces=True)
