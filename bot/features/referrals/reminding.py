"""The secretariat reminds those who have not answered a referral, now and not first when the chase comes to it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.calendar import local_day
from bot.core.card import Button, Card, Part, Rows, Words
from bot.core.feature import Command, Press, when_it
from bot.core.ports import Transaction
from bot.core.text import Lang, join_names
from bot.core.turn import SECRETARIAT_ONLY, Reply, Turn
from bot.features.bodies.cards import named
from bot.features.referrals import answer_texts, buttons, cards, reminding_texts, texts
from bot.features.referrals.answering import not_done
from bot.features.referrals.chasing import Chasing, recipient
from bot.features.referrals.meaning import Meaning, sensible
from bot.features.referrals.model import Debt, Round, Standing, State
from bot.features.referrals.saying import Reader
from bot.features.referrals.service import Changed, Gone, Referrals
from bot.features.referrals.wording import asks_to_remind, names_referrals, tells_who_owe


@dataclass(frozen=True, slots=True)
class Owing:
    """Who owes an answer to a referral: those to be written to in person by their id, those who are named, and none."""

    round: Round
    reached: tuple[tuple[str, Debt], ...]
    named: tuple[Debt, ...]
    vacant: tuple[Debt, ...]

    @property
    def towns(self) -> list[str]:
        """The names of the municipalities that can be reminded."""
        return [debt.row.municipality.name for debt in (*(debt for _, debt in self.reached), *self.named)]


class Reminding:
    """Shows who is to be reminded, and does it at the press."""

    def __init__(self, referrals: Referrals, meaning: Meaning, chasing: Chasing) -> None:
        self._referrals = referrals
        self._meaning = meaning
        self._chasing = chasing
        self._reader = Reader(referrals.ground.finder)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said."""
        return (
            Command(
                "referral-remind",
                reminding_texts.SAY_REMIND,
                reminding_texts.ABOUT_REMIND,
                when_it(asks_to_remind),
                self._show,
                who=SECRETARIAT_ONLY,
            ),
        )

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed."""
        return (Press(buttons.RemindNow, self._remind, who=SECRETARIAT_ONLY),)

    async def _show(self, turn: Turn, said: str) -> Reply | None:
        named = names_referrals(said) or tells_who_owe(said)
        if not await self._referrals.any():
            return Reply(text=answer_texts.NONE_OPEN(turn.lang)) if named else None
        found = await self._meaning.find(turn, said, State.JOINT, alone=named)
        if found is None and named:
            return await self._meaning.none(turn, said)
        if found is None or isinstance(found, Reply):
            return found
        codes = self._reader.towns(said)
        if set(codes) <= set(self._reader.towns(f"{found.title} {found.issuer}")):
            codes = ()
        owing = await self._referrals.run(lambda tx: self._owing(tx, found.id, codes, turn.at))
        if not owing.towns and not owing.vacant:
            return Reply(text=_answered(owing.round, codes, turn.lang))
        return Reply(card=remind_card(owing, codes, turn.lang))

    async def _remind(self, turn: Turn, press: buttons.RemindNow) -> Reply:
        lang, codes = turn.lang, press.towns.split()
        if not sensible(press.referral):
            return Reply(text=answer_texts.NO_SUCH(lang))

        async def work(tx: Transaction) -> tuple[Owing, bool]:
            owing = await self._owing(tx, press.referral, codes, turn.at)
            fresh = await self._chasing.remind(tx, owing.reached, owing.named, turn.at)
            return owing, fresh

        try:
            owing, fresh = await self._referrals.run(work)
        except (Gone, Changed) as fault:
            return not_done(turn, fault)
        title = cards.title_of(owing.round.referral)
        if not owing.towns:
            return Reply(text=_answered(owing.round, codes, lang), replaces=True)
        text = reminding_texts.REMINDED if fresh else reminding_texts.REMINDED_ALREADY
        return Reply(text=text(lang, title=title, towns=join_names(owing.towns, lang)), replaces=True)

    async def _owing(self, tx: Transaction, key: str, codes: Collection[str], now: dt.datetime) -> Owing:
        """Return who owes an answer, of all or of some municipalities; raises Gone and Changed."""
        kept = await self._referrals.kept(tx, key)
        if kept.value.state is not State.JOINT:
            raise Changed(kept.value)
        found = await self._referrals.round_in(tx, key, local_day(now))
        reached: list[tuple[str, Debt]] = []
        spoken: list[Debt] = []
        vacant: list[Debt] = []
        for row in found.owing:
            if codes and row.municipality.code not in codes:
                continue
            debt = Debt(found, row)
            if row.standing is Standing.VACANT:
                vacant.append(debt)
            elif to := await recipient(tx, row):
                reached.append((to, debt))
            else:
                spoken.append(debt)
        return Owing(found, tuple(reached), tuple(spoken), tuple(vacant))


def remind_card(owing: Owing, codes: Sequence[str], lang: Lang) -> Card:
    """Return who would be reminded, and how."""
    referral = owing.round.referral
    head = reminding_texts.SHALL_I(lang, title=cards.title_of(referral))
    parts: list[Part] = [Words(head, strong=True)]
    if owing.reached:
        rows = tuple(
            reminding_texts.IN_PERSON(
                lang,
                town=debt.row.municipality.name,
                who=cards.people_of(debt.row, lang),
                said=texts.ROWS[debt.row.standing](lang),
            )
            for _, debt in owing.reached
        )
        parts += [Words(reminding_texts.IN_PERSON_HEAD(lang)), Rows(rows)]
    if owing.named:
        towns = join_names([debt.row.municipality.name for debt in owing.named], lang)
        parts.append(Words(reminding_texts.IN_CHANNEL(lang, towns=towns, body=named(owing.round.lead, lang))))
    if owing.vacant:
        towns = join_names([debt.row.municipality.name for debt in owing.vacant], lang)
        parts.append(Words(reminding_texts.NOBODY_SITS(lang, towns=towns)))
    if not owing.towns:
        return Card(head, tuple(parts))
    remind = Button(reminding_texts.REMIND_NOW(lang), buttons.RemindNow(referral.id, " ".join(codes)))
    return Card(head, tuple(parts), (remind, Button(texts.LEAVE_IT(lang), buttons.LeaveReferral())), asks=True)


def _answered(found: Round, codes: Collection[str], lang: Lang) -> str:
    """Return that nobody is to be reminded."""
    title = cards.title_of(found.referral)
    asked = [row for row in found.rows if row.municipality.code in codes]
    if not asked:
        return reminding_texts.ALL_ANSWERED(lang, title=title)
    rows = [f"{row.municipality.name} {cards.says_of(row, lang)}" for row in asked]
    return reminding_texts.ANSWERED(lang, title=title, said=join_names(rows, lang))
