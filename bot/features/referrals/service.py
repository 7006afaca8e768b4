"""Registers referrals, plans and moves them, and keeps what the municipalities answer."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.outbox import OUTBOX
from bot.core.ports import Kept, Transaction
from bot.core.text import LANGS, Lang
from bot.core.turn import Message, Reply, Role, Turn
from bot.features.bodies.model import Body
from bot.features.bodies.reach import lang_of, way_to
from bot.features.meetings.model import MEETINGS, Meeting
from bot.features.meetings.model import State as MeetingState
from bot.features.referrals import cards, texts
from bot.features.referrals.chasing import settle_chases
from bot.features.referrals.model import (
    LONGEST_NUMBER,
    OPEN,
    REFERRALS,
    RESPONSES,
    Position,
    Referral,
    ReferralResponse,
    Remark,
    Round,
    Row,
    Says,
    State,
    answer_of,
    number_key,
    response_key,
    taken_back,
)
from bot.features.referrals.record import (
    Ground,
    about_referral,
    both,
    round_of,
    say_in_channel,
    tell_channels,
    tell_offices,
    tell_secretariat,
    timetable_of,
    towns_of,
    with_state,
    write,
)
from bot.features.referrals.remarks import Piece
from bot.features.referrals.timetable import Timetable

R = TypeVar("R")


class Gone(Exception):
    """There is no such referral any more."""


class Changed(Exception):
    """The referral is not in the state in which this can be done; nothing was changed."""

    def __init__(self, referral: Referral) -> None:
        super().__init__(referral.state.value)
        self.referral = referral


class BadDay(Exception):
    """A day that cannot be: it has been, or comes after the issuer's deadline. Nothing was changed."""


class NotYourSeat(Exception):
    """The person may not answer for that municipality; `row` tells who may, None when none was named."""

    def __init__(self, found: Round, row: Row | None) -> None:
        super().__init__(found.referral.id)
        self.round = found
        self.row = row


class WhichTown(Exception):
    """The secretariat answers for a municipality, and has not said which."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A referral as it was registered; `known` when its case number was there already, and nothing was added."""

    round: Round
    known: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What was chosen; `unbound` are the bodies whose channel is not known, `fresh` whether it was not so before."""

    round: Round
    unbound: tuple[Body, ...] = ()
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted for a municipality, and what stood there before; `form` when a form was sent in person."""

    round: Round
    row: Row
    before: ReferralResponse | None
    form: bool = False

    @property
    def unchanged(self) -> bool:
        """Whether the same had been said before."""
        return self.before is not None and self.before == self.row.response


class Referrals:
    """The referrals of one cooperation."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.deciders = cards.deciders(ground.seating.cooperation)

    async def run(self, work: Callable[[Transaction], Awaitable[R]]) -> R:
        """Do something in one transaction, and let the worker look."""
        result = await self.ground.store.run(work)
        self.ground.posted()
        return result

    # Asking

    async def round(self, key: str, day: dt.date) -> Round:
        """Return a referral with its municipalities on a day; raises Gone."""
        return await self.ground.store.run(lambda tx: self.round_in(tx, key, day))

    async def rounds(self, day: dt.date, *states: State) -> list[Round]:
        """Return the referrals in some states with their municipalities."""

        async def work(tx: Transaction) -> list[Round]:
            found = [await round_of(tx, self.ground, each, day) for each in await with_state(tx, *states)]
            return [each for each in found if each]

        return await self.ground.store.run(work)

    async def those(self, *states: State) -> list[Referral]:
        """Return the referrals in some states."""
        return await self.ground.store.run(lambda tx: with_state(tx, *states))

    async def any(self) -> bool:
        """Tell whether a referral has ever been registered."""
        return await self.ground.store.run(lambda tx: tx.count(REFERRALS)) > 0

    async def towns(self, turn: Turn, referral: Referral) -> list[str]:
        """Return the codes of the municipalities for which the person may answer."""
        day = local_day(turn.at)
        return await self.ground.store.run(lambda tx: towns_of(tx, self.ground, referral, turn.person.id, day))

    async def known_as(self, number: str) -> Referral | None:
        """Return the referral that has a case number already."""
        key = number_key(number[:LONGEST_NUMBER])

        async def work(tx: Transaction) -> Referral | None:
            found = await tx.find(REFERRALS, number_key=key) if key else []
            return found[0].value if found else None

        return await self.ground.store.run(work)

    async def round_in(self, tx: Transaction, key: str, day: dt.date) -> Round:
        """Return a referral with its municipalities on a day, in a transaction; raises Gone."""
        kept = await tx.get(REFERRALS, key)
        found = await round_of(tx, self.ground, kept.value, day) if kept else None
        if found is None:
            raise Gone
        return found

    async def kept(self, tx: Transaction, key: str) -> Kept[Referral]:
        """Return a referral to be changed; raises Gone."""
        kept = await tx.get(REFERRALS, key)
        if kept is None:
            raise Gone
        return kept

    # Registering and choosing

    async def register(self, turn: Turn, referral: Referral) -> Registered:
        """Keep a new referral with its timetable; one with the same case number is returned instead.

        The same id a second time registers nothing more. Raises BadDay when the deadline has been.
        """
        day = local_day(turn.at)
        if referral.due_on < day:
            raise BadDay

        async def work(tx: Transaction) -> Registered:
            again = await tx.get(REFERRALS, referral.id)
            if again:
                return Registered(await self.round_in(tx, referral.id, day))
            same = await tx.find(REFERRALS, number_key=referral.number_key) if referral.number_key else []
            if same:
                return Registered(await self.round_in(tx, same[0].id, day), known=True)
            made = replace(referral, timetable=await timetable_of(tx, self.ground, referral, day))
            await tx.add(REFERRALS, made.id, made)
            said = both(texts.J_REGISTERED, title=made.title, issuer=made.issuer, due=made.due_on.isoformat())
            await write(tx, self.ground, made, turn.at, turn, said)
            return Registered(await self.round_in(tx, made.id, day))

        return await self.run(work)

    async def decide(self, turn: Turn, key: str, state: State) -> Decided:
        """Choose whether we answer jointly, each on its own or not at all, and tell those concerned.

        Raises Gone, and Changed when the referral has been answered or withdrawn.
        """

        async def work(tx: Transaction) -> Decided:
            kept = await self.kept(tx, key)
            if kept.value.state in {State.ANSWERED, State.WITHDRAWN}:
                raise Changed(kept.value)
            day = local_day(turn.at)
            if kept.value.state is state:
                return Decided(await self.round_in(tx, key, day))
            first = kept.value.state is State.REGISTERED
            after = replace(kept.value, state=state, decided_by_name=turn.person.name, decided_on=day)
            after = replace(after, timetable=await timetable_of(tx, self.ground, after, day))
            await tx.put(REFERRALS, kept, after)
            await write(tx, self.ground, after, turn.at, turn, both(texts.J_DECIDED[state], title=after.title))
            unbound = await tell_channels(tx, self.ground, after, turn.at)
            found = await self.round_in(tx, key, day)
            if not first:
                said = cards.changed_mind(found, self.ground.lang)
                await say_in_channel(tx, self.ground, after, said, f"choice:{turn.id}", turn.at)
            await self._tell_offices(tx, found, turn)
            await settle_chases(tx, self.ground, found.rows, turn.at)
            return Decided(found, tuple(unbound), fresh=True)

        return await self.run(work)

    async def _tell_offices(self, tx: Transaction, found: Round, turn: Turn) -> None:
        """Let the municipalities' offices know at once what is decided, and until when."""
        messages: dict[Lang, Message] = {
            lang: Message.of(Reply(card=cards.office_card(found, lang, turn.at))) for lang in LANGS
        }
        await tell_offices(tx, self.ground, found, f"{found.referral.state}-{turn.id}", messages, turn)

    async def withdraw(self, turn: Turn, key: str) -> Round:
        """Take a referral off the list: registered by mistake, or recalled by the issuer. Its number is free again."""

        async def work(tx: Transaction) -> Round:
            kept = await self.kept(tx, key)
            if kept.value.state in {State.ANSWERED, State.WITHDRAWN}:
                raise Changed(kept.value)
            after = replace(kept.value, state=State.WITHDRAWN, number_key=None, decided_by_name=turn.person.name)
            await tx.put(REFERRALS, kept, after)
            await write(tx, self.ground, after, turn.at, turn, both(texts.J_WITHDRAWN, title=after.title))
            await tell_channels(tx, self.ground, after, turn.at)
            found = await self.round_in(tx, key, local_day(turn.at))
            await settle_chases(tx, self.ground, found.rows, turn.at)
            return found

        return await self.run(work)

    # Times

    async def move(self, turn: Turn, key: str, due_on: dt.date | None = None, texts_on: dt.date | None = None) -> Round:
        """Give a referral a new last day: the issuer's, or the municipalities'.

        Raises Gone, Changed when it is not open, and BadDay.
        """
        day = local_day(turn.at)

        async def work(tx: Transaction) -> Round:
            kept = await self.kept(tx, key)
            before = kept.value
            if before.state not in OPEN:
                raise Changed(before)
            if due_on:
                if due_on < day:
                    raise BadDay
                after = replace(before, due_on=due_on)
                said = both(texts.J_DUE_MOVED, before=before.due_on.isoformat(), after=due_on.isoformat())
            else:
                if texts_on is None or not day <= texts_on < before.due_on:
                    raise BadDay
                after = replace(before, texts_on=texts_on)
                said = both(texts.J_TEXTS_MOVED, before=before.deadline.isoformat(), after=texts_on.isoformat())
            made = await timetable_of(tx, self.ground, after, day, anew=True)
            after = replace(after, timetable=made, version=before.version + 1)
            await tx.put(REFERRALS, kept, after)
            await write(tx, self.ground, after, turn.at, turn, said)
            found = await self.round_in(tx, key, day)
            await self._tell_moved(tx, before, found, turn.at)
            return found

        return await self.run(work)

    async def _tell_moved(self, tx: Transaction, before: Referral, found: Round, now: dt.datetime) -> None:
        """Let the channel hear of a new last day; the card alone would be read by nobody twice."""
        after = found.referral
        if after.state is not State.JOINT:
            return
        await tell_channels(tx, self.ground, after, now)
        if before.deadline != after.deadline or before.due_on != after.due_on:
            said = cards.moved_words(before, found, self.ground.lang, now)
            await say_in_channel(tx, self.ground, after, said, f"moved:{after.version}", now)
        await settle_chases(tx, self.ground, found.rows, now)

    async def follow(self, tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
        """Plan anew the referrals whose steps a meeting took or can take, and tell the secretariat once.

        It is called for answers to meetings too, so a timetable that the meeting has no part in stays as it is.
        """
        for referral in await with_state(tx, *OPEN):
            mine = [each for each in referral.timetable.steps if each.meeting == meeting.id]
            off = meeting.state is MeetingState.CANCELLED
            lost = any(off or each.on != local_day(meeting.starts_at) for each in mine)
            if referral.due_on < local_day(now) or (mine and not lost) or (off and not mine):
                continue
            made = await timetable_of(tx, self.ground, referral, local_day(now))
            if lost or any(each.meeting == meeting.id for each in made.steps):
                await self._replan(tx, referral, made, now)

    async def check_meetings(self, tx: Transaction, now: dt.datetime) -> None:
        """Plan anew the referrals of which a meeting is no longer there: a booking that was taken back."""
        today = local_day(now)
        for referral in await with_state(tx, *OPEN):
            ahead = [each.meeting for each in referral.timetable.steps if each.meeting and each.on >= today]
            if referral.due_on >= today and any([await tx.get(MEETINGS, key) is None for key in ahead]):
                await self._replan(tx, referral, await timetable_of(tx, self.ground, referral, today), now)

    async def _replan(self, tx: Transaction, referral: Referral, made: Timetable, now: dt.datetime) -> None:
        if made.steps == referral.timetable.steps:
            return
        kept = await self.kept(tx, referral.id)
        after = replace(referral, timetable=made, version=referral.version + 1)
        await tx.put(REFERRALS, kept, after)
        await write(tx, self.ground, after, now, None, both(texts.J_REPLANNED, title=after.title))
        found = await self.round_in(tx, referral.id, local_day(now))
        await self._tell_moved(tx, referral, found, now)
        await self._tell_replanned(tx, referral, found, now)

    async def _tell_replanned(self, tx: Transaction, before: Referral, found: Round, now: dt.datetime) -> None:
        after = found.referral
        await tell_secretariat(
            tx,
            self.ground,
            f"replanned:{after.id}:{after.version}",
            about_referral(after.id),
            now,
            lambda lang: Reply(card=cards.replanned_card(before, found, self.deciders, lang, now)),
        )

    # Answering

    async def answer(
        self, turn: Turn, key: str, says: Says, pieces: Sequence[Piece] = (), town: str = "", *, forms: bool = False
    ) -> list[Noted]:
        """Note what a person says for their municipality, or for the one that the secretariat names.

        With `forms` somebody who promises to contribute gets a form to write in, where they can be reached.
        Raises Gone, Changed (not answered jointly), NotYourSeat, WhichTown.
        """
        day = local_day(turn.at)

        async def work(tx: Transaction) -> list[Noted]:
            kept = await self.kept(tx, key)
            referral = kept.value
            if referral.state not in OPEN | {State.ANSWERED}:
                raise Changed(referral)
            codes = await self._answering_for(tx, turn, referral, town, day)
            noted = [await self._note(tx, turn, referral, code, says, pieces) for code in codes]
            if any(not each.unchanged for each in noted):
                await tell_channels(tx, self.ground, referral, turn.at)
                await settle_chases(tx, self.ground, [each.row for each in noted], turn.at)
            if forms and says is Says.CONTRIBUTES and not pieces:
                noted = [replace(each, form=await self._send_form(tx, turn, each)) for each in noted]
            return noted

        return await self.run(work)

    async def take_back(self, turn: Turn, key: str, town: str = "") -> list[Noted]:
        """Take back what a person has answered for their municipality, or for one that the secretariat names.

        It stays in the history. Those that have not answered are not among what is returned.
        Raises Gone, Changed (the joint answer has been sent), NotYourSeat, WhichTown.
        """
        day = local_day(turn.at)

        async def work(tx: Transaction) -> list[Noted]:
            kept = await self.kept(tx, key)
            referral = kept.value
            if referral.state not in OPEN:
                raise Changed(referral)
            noted = []
            for code in await self._answering_for(tx, turn, referral, town, day):
                response = await tx.get(RESPONSES, response_key(key, code))
                if response is None or response.value.says is Says.RECEIVED:
                    continue
                after = taken_back(response.value, turn.person.id, turn.person.name, turn.at)
                await tx.put(RESPONSES, response, after)
                found = await self.round_in(tx, key, day)
                row = next(row for row in found.rows if row.municipality.code == code)
                said = both(texts.J_TAKEN_BACK, town=row.municipality.name, title=referral.title)
                await write(tx, self.ground, referral, turn.at, turn, said)
                noted.append(Noted(found, row, response.value))
            if noted:
                await tell_channels(tx, self.ground, referral, turn.at)
            return noted

        return await self.run(work)

    async def _answering_for(
        self, tx: Transaction, turn: Turn, referral: Referral, town: str, day: dt.date
    ) -> list[str]:
        found = await self.round_in(tx, referral.id, day)
        asked = [row.municipality.code for row in found.rows]
        mine = [code for code in await towns_of(tx, self.ground, referral, turn.person.id, day) if code in asked]
        if town and (town in mine or (turn.role is Role.SECRETARIAT and town in asked)):
            return [town]
        if town or not mine:
            if turn.role is Role.SECRETARIAT and not town:
                raise WhichTown
            raise NotYourSeat(found, next((row for row in found.rows if row.municipality.code == town), None))
        return mine

    async def _note(
        self, tx: Transaction, turn: Turn, referral: Referral, code: str, says: Says, pieces: Sequence[Piece]
    ) -> Noted:
        name = response_key(referral.id, code)
        kept = await tx.get(RESPONSES, name)
        before = kept.value if kept else None
        after = before
        for piece in pieces or (None,):
            remark = Remark(piece.section, piece.position, piece.text, turn.person.name, turn.at) if piece else None
            after = answer_of(after, referral, code, says, remark, turn.person.id, turn.person.name, turn.at)
        assert after is not None  # noqa: S101 - answer_of never returns None
        if kept is None:
            await tx.add(RESPONSES, name, after)
        elif after != before:
            await tx.put(RESPONSES, kept, after)
        found = await self.round_in(tx, referral.id, local_day(turn.at))
        row = next(row for row in found.rows if row.municipality.code == code)
        if after != before:
            town = row.municipality.name
            said = both(texts.J_ANSWERED[row.standing], town=town, title=referral.title)
            await write(tx, self.ground, referral, turn.at, turn, said)
            if after.late and after.says is not Says.RECEIVED:
                number = len(after.history)
                await tell_secretariat(
                    tx,
                    self.ground,
                    f"late:{name}:{number}",
                    about_referral(referral.id),
                    turn.at,
                    lambda lang: Reply(text=cards.late_words(found, row, lang, turn.at)),
                    but=turn.person.id,
                )
        return Noted(found, row, before)

    async def _send_form(self, tx: Transaction, turn: Turn, noted: Noted) -> bool:
        """Send the form for a text in person, once; False when the person cannot be reached so."""
        if not await way_to(tx, turn.person.id):
            return False
        lang = await lang_of(tx, turn.person.id, self.ground.lang)
        card = cards.form_card(noted.round, noted.row, lang, turn.at)
        name = f"referral-form:{response_key(noted.round.referral.id, noted.row.municipality.code)}:{turn.person.id}"
        await outbox.post(
            tx,
            to=f"person:{turn.person.id}",
            message=Message.of(Reply(card=card)),
            not_before=turn.at,
            dedupe_key=name,
            about=about_referral(noted.round.referral.id),
            lang=lang,
        )
        return await tx.get(OUTBOX, name) is not None


def piece_of(section: str, position: str, text: str) -> Piece | None:
    """Return a remark as it was written in a form, None when nothing was; an unknown position is a remark."""
    known = {each.value for each in Position}
    chosen = Position(position) if position in known else Position.REMARKS
    if not text.strip() and chosen is Position.REMARKS:
        return None
    return Piece(" ".join(section.split())[:120], chosen, text.strip())
