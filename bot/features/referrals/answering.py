"""Answering for a municipality: in words, on the card in the channel, and in the form."""

from typing import Any

from bot.core.calendar import local_day
from bot.core.feature import Command, Press
from bot.core.text import escape, grouped
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Scope, Turn
from bot.features.bodies.cards import capital, named
from bot.features.referrals import cards, texts
from bot.features.referrals.meaning import Meaning, sensible
from bot.features.referrals.model import LONGEST_REMARK, Row, Says, Standing, State
from bot.features.referrals.service import Changed, Gone, Noted, NotYourSeat, Referrals, WhichTown, piece_of
from bot.features.referrals.wording import Answer, Reader, read_choice


class Answering:
    """What is said and pressed for a municipality."""

    def __init__(self, referrals: Referrals, meaning: Meaning) -> None:
        self._referrals = referrals
        self._meaning = meaning
        self._reader = Reader(referrals.ground.finder)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""
        return (Command("referral-answer", texts.SAY_ANSWER, texts.ABOUT_ANSWER, self._reader.answer, self._say),)

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; the service looks at whose seat it is."""
        return (Press(cards.AnswerReferral, self._press), Press(cards.WriteRemark, self._write))

    async def _say(self, turn: Turn, answer: Answer) -> Reply | None:
        if turn.role not in THOSE_WHO_BELONG:
            return None
        if turn.role is Role.SECRETARIAT and not answer.municipality and read_choice(answer.naming):
            # "Vi svarar inte" of the secretariat is a choice for all, not a municipality that abstains.
            return None
        # By name it may be one that was answered, or one that is not answered jointly.
        others = (State.REGISTERED, State.ANSWERED, State.SEPARATE, State.DECLINED)
        found = await self._meaning.find(turn, answer.naming, State.JOINT, also=others)
        if found is None or isinstance(found, Reply):
            return found
        if answer.unclear:
            return Reply(text=texts.UNCLEAR(turn.lang, title=cards.short_title(found)))
        if len(turn.text) > LONGEST_REMARK:
            return Reply(text=texts.TOO_LONG(turn.lang, count=grouped(len(turn.text)), most=grouped(LONGEST_REMARK)))
        return await self._answer(turn, found.id, answer)

    async def _press(self, turn: Turn, press: cards.AnswerReferral) -> Reply:
        if not sensible(press.referral) or (press.municipality and not sensible(press.municipality)):
            return Reply(text=texts.NO_SUCH(turn.lang))
        answer = Answer(press.says, (), press.municipality, "")
        return await self._answer(turn, press.referral, answer, pressed=True, personal=press.personal)

    async def _answer(
        self, turn: Turn, key: str, answer: Answer, *, pressed: bool = False, personal: bool = True
    ) -> Reply:
        in_channel = turn.conversation.scope is not Scope.PERSONAL
        try:
            noted = await self._referrals.answer(
                turn, key, answer.says, answer.pieces, answer.municipality, forms=pressed and in_channel
            )
        except Gone:
            return Reply(text=texts.NO_SUCH(turn.lang))
        except Changed as fault:
            return not_joint(turn, fault)
        except NotYourSeat as fault:
            return self._whose(turn, fault)
        except WhichTown:
            return await self._which_town(turn, key)
        first = noted[0]
        if answer.says is Says.CONTRIBUTES and first.row.standing is Standing.PROMISED and not in_channel:
            return Reply(card=cards.form_card(first.round, first.row, turn.lang, turn.at, self._said(turn, noted)))
        worth_words = personal or any(self._needs_words(turn, each) for each in noted)
        if not pressed or worth_words:
            return Reply(text=self._said(turn, noted))
        card = cards.channel_card(first.round, self._referrals.ground.lang, turn.at, answers=True)
        return Reply(card=card, replaces=True)

    def _needs_words(self, turn: Turn, noted: Noted) -> bool:
        """Tell whether the card in the channel does not say all that somebody who presses should know."""
        other = noted.before is not None and noted.before.by != turn.person.id and not noted.unchanged
        late = noted.row.response is not None and noted.row.response.late
        promised = noted.row.standing is Standing.PROMISED
        return other or late or promised or noted.unchanged

    def _said(self, turn: Turn, all_noted: list[Noted]) -> str:
        return " ".join(self._one(turn, each) for each in all_noted)

    def _one(self, turn: Turn, noted: Noted) -> str:
        lang, row, referral = turn.lang, noted.row, noted.round.referral
        title, town = cards.short_title(referral), row.municipality.name
        said = cards.says_of(row, lang)
        if noted.unchanged:
            return texts.NOTED_SAME(lang, town=town, said=said, title=title)
        parts = [texts.NOTED(lang, town=town, said=said, title=title)]
        before, response = noted.before, row.response
        if before and before.by != turn.person.id and before.says is not Says.RECEIVED:
            was = cards.says_of(Row(row.municipality, row.holder, row.stand_in, before), lang)
            parts.append(texts.NOTED_BEFORE(lang, town=town, before=was, name=escape(before.by_name)))
        if response and response.late and response.says is not Says.RECEIVED:
            if referral.state is State.ANSWERED and referral.answered_on:
                parts.append(texts.NOTED_AFTER(lang, day=cards.day_of(referral.answered_on, lang, turn.at)))
            else:
                parts.append(texts.NOTED_LATE(lang, day=cards.day_of(referral.deadline, lang, turn.at)))
        elif row.standing is Standing.PROMISED and turn.conversation.scope is not Scope.PERSONAL:
            parts.append(texts.FORM_SENT(lang) if noted.form else texts.WRITE_IN_THREAD(lang))
        elif not (response and response.late):
            parts.append(texts.CHANGE_UNTIL(lang, day=cards.date_of(referral.deadline, lang, turn.at)))
        return " ".join(parts)

    def _whose(self, turn: Turn, fault: NotYourSeat) -> Reply:
        lang, row, body = turn.lang, fault.row, named(fault.round.lead, turn.lang)
        if row is None:
            return Reply(text=texts.NOT_YOUR_SEAT(lang, body=body))
        who = cards.people_of(row, lang)
        if not who:
            return Reply(text=texts.NOBODY_THERE(lang, town=row.municipality.name, body=body))
        return Reply(text=capital(texts.NOT_THEIR_SEAT(lang, who=who, town=row.municipality.name)))

    async def _which_town(self, turn: Turn, key: str) -> Reply:
        found = await self._referrals.round(key, local_day(turn.at))
        town = found.rows[0].municipality.name if found.rows else ""
        return Reply(text=texts.WHICH_TOWN(turn.lang, town=town, title=cards.short_title(found.referral)))

    async def _write(self, turn: Turn, press: cards.WriteRemark) -> Reply:
        lang = turn.lang
        if not sensible(press.referral, press.municipality):
            return Reply(text=texts.NO_SUCH(lang))
        if len(press.text) > LONGEST_REMARK:
            return Reply(text=texts.TOO_LONG(lang, count=grouped(len(press.text)), most=grouped(LONGEST_REMARK)))
        piece = piece_of(press.section, press.position, press.text)
        if piece is None:
            return Reply(text=texts.EMPTY_REMARK(lang))
        try:
            noted = await self._referrals.answer(turn, press.referral, Says.CONTRIBUTES, (piece,), press.municipality)
        except Gone:
            return Reply(text=texts.NO_SUCH(lang))
        except Changed as fault:
            return not_joint(turn, fault)
        except NotYourSeat as fault:
            return self._whose(turn, fault)
        first = noted[0]
        return Reply(
            card=cards.form_card(first.round, first.row, lang, turn.at, self._said(turn, noted)), replaces=True
        )


def not_joint(turn: Turn, fault: Changed) -> Reply:
    """Return that there is no joint answer to do something with."""
    referral = fault.referral
    said = texts.STATES[referral.state](turn.lang)
    return Reply(text=texts.NOT_JOINT(turn.lang, title=cards.title_of(referral), said=said))
