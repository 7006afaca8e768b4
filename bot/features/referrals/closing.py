"""The joint answer in conversation: its drafts, that it has been sent, and what became of it."""

from typing import Any

from bot.core.calendar import local_day
from bot.core.card import Card
from bot.core.feature import Command, Press, when_it
from bot.core.text import escape, grouped
from bot.core.turn import SECRETARIAT_ONLY, THOSE_WHO_BELONG, Reply, Turn
from bot.features.bodies.cards import capital, named
from bot.features.referrals import answer_cards, answer_texts, buttons, cards, joint_texts, texts
from bot.features.referrals.answering import not_done
from bot.features.referrals.joint import (
    LONGEST_OUTCOME,
    TEXT_ROOM,
    WORD_ROOM,
    Drafted,
    JointAnswers,
    NotForYou,
    file_name,
)
from bot.features.referrals.meaning import Meaning, sensible
from bot.features.referrals.model import State
from bot.features.referrals.service import BadDay, Changed, Gone, Referrals
from bot.features.referrals.steering import SOME_DAY
from bot.features.referrals.wording import asks_for_draft, read_closing, read_outcome

LONGEST_LINK = 1_000


class Closing:
    """Drafting, closing and following up."""

    def __init__(self, referrals: Referrals, joint: JointAnswers, meaning: Meaning) -> None:
        self._referrals = referrals
        self._joint = joint
        self._meaning = meaning

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""
        return (
            Command(
                "referral-draft",
                texts.SAY_DRAFT,
                texts.ABOUT_DRAFT,
                when_it(asks_for_draft),
                self._draft,
                who=THOSE_WHO_BELONG,
            ),
            Command(
                "referral-outcome-told",
                texts.SAY_TELL,
                texts.ABOUT_TELL,
                when_it(read_outcome),
                self._tell,
                who=SECRETARIAT_ONLY,
            ),
            Command(
                "referral-close",
                texts.SAY_CLOSE,
                texts.ABOUT_CLOSE,
                when_it(lambda said: read_closing(said, SOME_DAY)),
                self._close,
                who=SECRETARIAT_ONLY,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed."""
        return (
            Press(buttons.MakeDraft, self._press_draft, who=THOSE_WHO_BELONG),
            Press(buttons.CloseReferral, self._press_close, who=SECRETARIAT_ONLY),
            Press(buttons.TellOutcome, self._press_outcome, who=SECRETARIAT_ONLY),
            Press(buttons.AskLater, self._ask_later, who=SECRETARIAT_ONLY),
        )

    # Drafts

    async def _draft(self, turn: Turn, said: str) -> Reply | None:
        found = await self._meaning.find(turn, said, State.JOINT, also=(State.ANSWERED,))
        if found is None or isinstance(found, Reply):
            return found
        return await self._make(turn, found.id)

    async def _press_draft(self, turn: Turn, press: buttons.MakeDraft) -> Reply:
        if not sensible(press.referral):
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        return await self._make(turn, press.referral)

    async def _make(self, turn: Turn, key: str) -> Reply:
        lang = turn.lang
        try:
            drafted = await self._joint.draft(turn, key)
        except (Gone, Changed) as fault:
            return not_done(turn, fault)
        except NotForYou:
            found = await self._referrals.round(key, local_day(turn.at))
            return Reply(text=joint_texts.NOT_FOR_YOU(lang, body=named(found.lead, lang)))
        return Reply(card=self._card(turn, drafted))

    def _card(self, turn: Turn, drafted: Drafted) -> Card:
        lang, addresses = turn.lang, self._referrals.ground.addresses
        links = [
            (
                addresses.of(WORD_ROOM, each.key, f"{file_name(each)}.docx"),
                addresses.of(TEXT_ROOM, each.key, f"{file_name(each)}.md"),
            )
            for each in drafted.versions
        ]
        notes = []
        if not drafted.fresh:
            notes.append(joint_texts.DRAFT_SAME(lang, version=drafted.versions[-1].version))
        if drafted.broken:
            notes.append(joint_texts.BROKEN_TEMPLATE(lang, name=escape(drafted.broken)))
        if not links[-1][0]:
            notes.append(joint_texts.NO_PAGES(lang))
        return answer_cards.drafts_card(drafted.round, drafted.versions, links, notes, lang)

    # Sent

    async def _close(self, turn: Turn, said: str) -> Reply | None:
        lang = turn.lang
        closing = read_closing(said, turn.at)
        if closing is None:
            return None
        states = (State.JOINT, State.REGISTERED)
        found = await self._meaning.find(turn, closing.naming, *states, also=(State.ANSWERED,))
        if found is None:
            return await self._meaning.none(turn, closing.naming)
        if isinstance(found, Reply):
            return found
        if closing.day is None:
            return Reply(text=joint_texts.CLOSE_DAY(lang, title=cards.short_title(found)))
        round_ = await self._referrals.round(found.id, local_day(turn.at))
        close = buttons.CloseReferral(found.id, closing.day, closing.link[:LONGEST_LINK])
        if found.state is State.ANSWERED or closing.day > local_day(turn.at):
            return await self._note(turn, close)
        return Reply(card=answer_cards.close_card(round_, close, lang, turn.at))

    async def _press_close(self, turn: Turn, press: buttons.CloseReferral) -> Reply:
        if not sensible(press.referral):
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        if press.link and not press.link.startswith(("https://", "http://")):
            return Reply(text=texts.BAD_LINK(turn.lang))
        return await self._note(turn, press)

    async def _note(self, turn: Turn, close: buttons.CloseReferral) -> Reply:
        lang = turn.lang
        try:
            closed = await self._joint.close(turn, close.referral, close.answered_on, close.link[:LONGEST_LINK])
        except (Gone, Changed) as fault:
            return not_done(turn, fault)
        except BadDay:
            return Reply(
                text=capital(joint_texts.BAD_CLOSE_DAY(lang, day=cards.date_of(close.answered_on, lang, turn.at)))
            )
        referral = closed.round.referral
        day = cards.date_of(referral.answered_on or close.answered_on, lang, turn.at)
        title = cards.title_of(referral)
        if closed.again:
            return Reply(text=joint_texts.CLOSED_AGAIN(lang, title=title, day=day), replaces=turn.pressed is not None)
        follow = cards.date_of(referral.follow_up_on or close.answered_on, lang, turn.at)
        said = joint_texts.CLOSED(lang, title=title, day=day, follow=capital(follow))
        return Reply(text=said, replaces=turn.pressed is not None)

    # What became of it

    async def _tell(self, turn: Turn, said: str) -> Reply | None:
        told = read_outcome(said)
        if told is None:
            return None
        which, what = told
        found = await self._meaning.find(turn, f"om {which}", State.ANSWERED)
        if found is None or isinstance(found, Reply):
            return found
        return await self._outcome(turn, found.id, what)

    async def _press_outcome(self, turn: Turn, press: buttons.TellOutcome) -> Reply:
        if not sensible(press.referral):
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        if not press.outcome.strip():
            return Reply(text=joint_texts.OUTCOME_EMPTY(turn.lang))
        return await self._outcome(turn, press.referral, press.outcome.strip())

    async def _outcome(self, turn: Turn, key: str, what: str) -> Reply:
        if len(what) > LONGEST_OUTCOME:
            return Reply(text=texts.TOO_LONG(turn.lang, count=grouped(len(what)), most=grouped(LONGEST_OUTCOME)))
        try:
            after = await self._joint.note_outcome(turn, key, what)
        except (Gone, Changed) as fault:
            return not_done(turn, fault)
        said = joint_texts.OUTCOME_NOTED(turn.lang, title=cards.title_of(after), outcome=escape(what))
        return Reply(text=said, replaces=turn.pressed is not None)

    async def _ask_later(self, turn: Turn, press: buttons.AskLater) -> Reply:
        if not sensible(press.referral):
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        try:
            after = await self._joint.ask_later(turn, press.referral)
        except Gone:
            return Reply(text=answer_texts.NO_SUCH(turn.lang))
        day = cards.date_of(after.follow_up_on or after.due_on, turn.lang, turn.at)
        return Reply(text=joint_texts.ASKED_LATER(turn.lang, day=day), replaces=True)
