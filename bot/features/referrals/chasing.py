"""The chase: those who owe an answer are reminded, at most once a day each, however many referrals are open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.core import outbox
from bot.core.calendar import is_office_day, local_day, to_utc
from bot.core.outbox import OUTBOX
from bot.core.ports import Transaction
from bot.core.recurrence import Rule
from bot.core.text import Lang
from bot.core.timers import Timer
from bot.core.turn import Message, Reply
from bot.features.bodies.channels import channel_of
from bot.features.bodies.reach import lang_of, way_to
from bot.features.referrals import chase_cards
from bot.features.referrals.chase import CHASED, Chased, after, due_rung, to_phone
from bot.features.referrals.model import Debt, Referral, Row, State, response_key
from bot.features.referrals.record import (
    Ground,
    about_referral,
    round_of,
    tell_channels,
    tell_secretariat,
    with_state,
)
from bot.features.referrals.timetable import Step

CHASE = "referrals-chase"
EVERY_MORNING = Rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", dt.date(2026, 1, 1), dt.time(9, 0))
USEFUL_SECONDS = 7 * 3600.0
"""A reminder of the morning goes out until the end of the working day."""
DAY_ENDS = dt.time(17, 0)


@dataclass(frozen=True, slots=True)
class _Owed:
    debt: Debt
    chased: Chased | None
    rung: int | None
    phone: bool

    @property
    def referral(self) -> Referral:
        return self.debt.round.referral

    @property
    def town(self) -> str:
        return self.debt.row.municipality.code


class Chasing:
    """Reminds, by the clock; `check` first sees to it that the timetables are still true."""

    def __init__(self, ground: Ground, check: Callable[[Transaction, dt.datetime], Awaitable[None]]) -> None:
        self._ground = ground
        self._check = check

    async def run(self, tx: Transaction, _: Timer, now: dt.datetime) -> None:
        """Remind everybody who is to be reminded today, and list for the secretariat whom to phone."""
        today = local_day(now)
        if not is_office_day(today):
            return
        await self._check(tx, now)
        await self._tell_due(tx, today, now)
        owed = await _owed(tx, self._ground, today, now)
        reached: dict[str, list[_Owed]] = defaultdict(list)
        spoken: dict[str, list[_Owed]] = defaultdict(list)
        for each in owed:
            to = await recipient(tx, each.debt.row)
            if to:
                reached[to].append(each)
            else:
                spoken[each.debt.round.lead.id].append(each)
        reminded: list[_Owed] = []
        for person, debts in reached.items():
            if any(each.rung is not None for each in debts):
                await self._remind(tx, person, [each.debt for each in debts], now)
                reminded += debts
        pasted: list[_Owed] = []
        for body, debts in spoken.items():
            due = [each for each in debts if each.rung is not None]
            if due and not await self._name(tx, body, [each.debt for each in debts], now):
                pasted += due
            reminded += due
        for each in reminded:
            if each.rung is not None:
                await _mark(tx, each, after(each.chased, each.referral, each.town, each.rung, today))
        await self._tell_secretariat(tx, pasted, [each for each in owed if each.phone], today, now)

    async def _tell_due(self, tx: Transaction, today: dt.date, now: dt.datetime) -> None:
        """Tell the secretariat of an answer that is to be sent today."""
        for referral in await with_state(tx, State.JOINT):
            if (referral.timetable.on(Step.SEND) or referral.due_on) == today:
                await tell_secretariat(
                    tx,
                    self._ground,
                    f"referral-due:{referral.id}:{today}",
                    about_referral(referral.id),
                    now,
                    partial(_due_reply, referral, now),
                )

    async def remind(
        self, tx: Transaction, reached: Sequence[tuple[str, Debt]], spoken: Sequence[Debt], now: dt.datetime
    ) -> bool:
        """Remind now of one referral, in person and in the channel of its body; False when all had been so today."""
        fresh = False
        for person in dict.fromkeys(person for person, _ in reached):
            debts = [debt for to, debt in reached if to == person]
            fresh |= await self._remind(tx, person, debts, now, debts[0].round.referral.id)
        if spoken:
            lead, key = spoken[0].round.lead.id, spoken[0].round.referral.id
            fresh |= await self._name(tx, lead, list(spoken), now, key)
        return fresh

    async def _remind(
        self, tx: Transaction, person: str, debts: list[Debt], now: dt.datetime, referral: str = ""
    ) -> bool:
        """Remind somebody, at most once a day, and once a day of a `referral` alone; False when it had been done."""
        name = f"chase:{person}:{local_day(now)}{referral and ':'}{referral}"
        if await tx.get(OUTBOX, name):
            return False
        lang = await lang_of(tx, person, self._ground.lang)
        await outbox.post(
            tx,
            to=f"person:{person}",
            message=Message.of(Reply(card=chase_cards.chase_card(debts, lang, now))),
            not_before=now,
            dedupe_key=name,
            about=about_chase(person),
            gives_up_at=_end_of_day(now),
            if_unsure="not",
            marks_late=False,
            lang=lang,
        )
        return True

    async def _name(self, tx: Transaction, body: str, debts: list[Debt], now: dt.datetime, referral: str = "") -> bool:
        """Name in the channel those who cannot be reached in person; False when there is none, or it had been done."""
        name = f"chase-channel:{body}:{local_day(now)}{referral and ':'}{referral}"
        if referral and await tx.get(OUTBOX, name):
            return False
        found = self._ground.body(body)
        address = await channel_of(tx, self._ground.finder, found) if found else None
        if address is None or address.unreachable:
            return False
        await outbox.post(
            tx,
            to=address.id,
            message=Message.of(Reply(card=chase_cards.named_card(debts, self._ground.lang, now))),
            not_before=now,
            dedupe_key=name,
            about=about_chase(f"channel:{body}"),
            gives_up_at=_end_of_day(now),
            if_unsure="not",
            marks_late=False,
            lang=self._ground.lang,
        )
        return True

    async def _tell_secretariat(
        self, tx: Transaction, pasted: list[_Owed], phones: list[_Owed], today: dt.date, now: dt.datetime
    ) -> None:
        if pasted:
            debts = [each.debt for each in pasted]
            await tell_secretariat(
                tx,
                self._ground,
                f"chase-paste:{today}",
                "chase-list",
                now,
                lambda lang: Reply(card=chase_cards.paste_card(debts, lang, self._ground.lang, now)),
            )
        if phones:
            debts_late = [each.debt for each in phones]
            await tell_secretariat(
                tx,
                self._ground,
                f"chase-phone:{today}",
                "chase-list",
                now,
                lambda lang: Reply(card=chase_cards.phone_card(debts_late, lang)),
            )
            for each in phones:
                chased = each.chased if each.chased and each.chased.deadline == each.referral.deadline else None
                fresh = chased or Chased(each.referral.id, each.town, each.referral.deadline)
                await _mark(tx, each, replace(fresh, listed=True))


def _due_reply(referral: Referral, now: dt.datetime, lang: Lang) -> Reply:
    return Reply(card=chase_cards.due_card(referral, lang, now))


async def _owed(tx: Transaction, ground: Ground, today: dt.date, now: dt.datetime) -> list[_Owed]:
    found = []
    for referral in await with_state(tx, State.JOINT):
        # Whoever has got a channel since, or whose seat was filled, is on the card from today on.
        await tell_channels(tx, ground, referral, now)
        whole = await round_of(tx, ground, referral, today)
        if whole is None:
            continue
        for row in whole.owing:
            kept = await tx.get(CHASED, response_key(referral.id, row.municipality.code))
            chased = kept.value if kept else None
            rung, phone = due_rung(referral, row, chased, today), to_phone(referral, row, chased, today)
            found.append(_Owed(Debt(whole, row), chased, rung, phone))
    return found


async def recipient(tx: Transaction, row: Row) -> str:
    """Return whom to remind in person: the holder, else the stand-in; empty when neither can be reached."""
    for contact in (row.holder, row.stand_in):
        if contact and contact.member and await way_to(tx, contact.member):
            return contact.member
    return ""


async def settle_chases(tx: Transaction, ground: Ground, rows: Sequence[Row], now: dt.datetime) -> None:
    """Take what has been answered out of the reminders that are on their way: nobody is reminded after answering."""
    today = local_day(now)
    members = {each.member for row in rows for each in (row.holder, row.stand_in) if each and each.member}
    waiting = [
        kept
        for member in sorted(members)
        for kept in await tx.find(OUTBOX, about=about_chase(member))
        if kept.value.state in outbox.OPEN and kept.value.does == "send"
    ]
    for body in ground.seating.cooperation.bodies:
        waiting += [
            kept
            for kept in await tx.find(OUTBOX, about=about_chase(f"channel:{body.id}"))
            if kept.value.state in outbox.OPEN and kept.value.does == "send"
        ]
    if not waiting:
        return
    owed = await _owed_now(tx, ground, today)
    for kept in waiting:
        channel = kept.value.about.startswith(about_chase("channel:"))
        if channel:
            body_id = kept.value.about.removeprefix(about_chase("channel:"))
            left = [each for each in owed if each.round.lead.id == body_id and not await recipient(tx, each.row)]
            card = chase_cards.named_card(left, kept.value.lang, now) if left else None
        else:
            person = kept.value.to.removeprefix("person:")
            left = [each for each in owed if await recipient(tx, each.row) == person]
            card = chase_cards.chase_card(left, kept.value.lang, now) if left else None
        if card is None or kept.value.state is not outbox.State.WAITING:
            await outbox.withdraw(tx, now, dedupe_key=kept.id)
        else:
            await outbox.edit(tx, kept.id, Message.of(Reply(card=card)), now)


async def _owed_now(tx: Transaction, ground: Ground, today: dt.date) -> list[Debt]:
    found: list[Debt] = []
    for referral in await with_state(tx, State.JOINT):
        whole = await round_of(tx, ground, referral, today)
        if whole and today <= referral.deadline:
            found += [Debt(whole, row) for row in whole.owing]
    return found


async def _mark(tx: Transaction, each: _Owed, chased: Chased) -> None:
    name = response_key(each.referral.id, each.town)
    kept = await tx.get(CHASED, name)
    if kept is None:
        await tx.add(CHASED, name, chased)
    else:
        await tx.put(CHASED, kept, chased)


def about_chase(whom: str) -> str:
    """Return what the reminders to somebody, or in a channel, belong to."""
    return f"chase:{whom}"


def _end_of_day(now: dt.datetime) -> dt.datetime:
    return max(to_utc(dt.datetime.combine(local_day(now), DAY_ENDS)), now + dt.timedelta(minutes=1))
