"""Keeps broadcasts: written, looked at by somebody else, sent, watched, stopped, corrected and taken back."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.card import Card
from bot.core.journal import Entry, in_both, write_down
from bot.core.outbox import OUTBOX
from bot.core.ports import Kept, NewId, Store, Transaction
from bot.core.text import LANGS, Lang, Text
from bot.core.timers import Timer, UseCase, set_timer
from bot.core.turn import Message, Person, Reply, Turn
from bot.core.when import write_moment
from bot.features.bodies.reach import lang_of, way_to
from bot.features.bodies.seats import CONTACTS
from bot.features.broadcasts import texts
from bot.features.broadcasts.audience import Audiences
from bot.features.broadcasts.cards import Painter, Report, Shown, counted
from bot.features.broadcasts.model import (
    BEFORE,
    BROADCASTS,
    GOING,
    HABITS,
    Audience,
    Broadcast,
    Delivery,
    Group,
    Habit,
    How,
    State,
    lapsed,
)
from bot.features.broadcasts.sending import Sending, next_number

R = TypeVar("R")

WATCH: Final = "broadcast-watch"
FIRST_LOOK: Final = dt.timedelta(seconds=2)
LONGEST_PAUSE: Final = dt.timedelta(minutes=10)
"""The sender's card is changed often at first, then each time after a fifth of what has passed, up to this."""
MOST_UNREACHED: Final = 50
MOST_LISTED: Final = 8
LISTS_FOR: Final = dt.timedelta(days=60)


class Gone(Exception):
    """There is no such broadcast."""


class Lapsed(Exception):
    """The draft is too old to be sent."""


class Already(Exception):
    """The broadcast is no longer where it was; `broadcast` is as it is now."""

    def __init__(self, broadcast: Broadcast) -> None:
        super().__init__(broadcast.state.value)
        self.broadcast = broadcast


class CountChanged(Exception):
    """The audience is no longer as large as it was shown."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(str(shown.preview.count))
        self.shown = shown


class NeedsApproval(Exception):
    """Somebody else has to approve it first."""


class NotYourself(Exception):
    """Nobody approves their own broadcast."""


class Broadcasts:
    """The broadcasts of one cooperation. `secretariat` are person ids; `posted` is called when something was posted."""

    def __init__(
        self,
        store: Store,
        audiences: Audiences,
        secretariat: frozenset[str],
        new_id: NewId,
        posted: Callable[[], None],
    ) -> None:
        self._store = store
        self._audiences = audiences
        self._secretariat = secretariat
        self._new_id = new_id
        self._posted = posted
        self._lang = audiences.cooperation.language
        self.sending = Sending(store, audiences)
        self.painter = Painter(audiences.cooperation)

    @property
    def use_cases(self) -> Mapping[str, UseCase]:
        """What the timers name."""
        return {**self.sending.use_cases, WATCH: self._watch}

    # Before it goes

    async def draft(
        self, turn: Turn, audience: Audience, text: str, at: dt.datetime | None, instead_of: str = ""
    ) -> Shown:
        """Keep a broadcast that has not been sent, and return it with its audience; it may replace one's own draft."""

        async def work(tx: Transaction) -> Shown:
            old = await tx.get(BROADCASTS, instead_of) if instead_of else None
            mine = old is not None and old.value.by == turn.person.id and old.value.state in BEFORE
            fresh = Broadcast(
                id=old.value.id if old and mine else self._new_id(),
                number=old.value.number if old and mine else await next_number(tx),
                by=turn.person.id,
                by_name=turn.person.name,
                made_at=turn.at,
                audience=audience,
                sv=self.painter.letter(text, turn.person.name, "sv"),
                en=self.painter.letter(text, turn.person.name, "en"),
                text=text,
                send_at=at,
            )
            if old and mine:
                await self._withdraw_questions(tx, old.value, turn.at)
                await tx.put(BROADCASTS, old, fresh)
            else:
                await tx.add(BROADCASTS, fresh.id, fresh)
            return await self._shown(tx, fresh, turn)

        return await self._done(work)

    async def shown(self, turn: Turn, key: str) -> Shown:
        """Return a broadcast that has not been sent, with its audience as it is now; raises Gone, Already, Lapsed."""

        async def work(tx: Transaction) -> Shown:
            return await self._shown(tx, (await self._waiting(tx, key, turn.at)).value, turn)

        return await self._store.run(work)

    async def send(self, turn: Turn, key: str, count: int) -> Broadcast:
        """Send a broadcast that is small enough for one pair of eyes.

        Raises Gone, Already, Lapsed, and CountChanged and NeedsApproval, when nothing has been sent.
        """

        async def work(tx: Transaction) -> Broadcast:
            kept = await self._waiting(tx, key, turn.at)
            shown = await self._shown(tx, kept.value, turn)
            if shown.preview.count != count:
                raise CountChanged(shown)
            if shown.needs_approval:
                raise NeedsApproval
            return await self._release(tx, kept, shown, turn, How.SMALL)

        return await self._done(work)

    async def ask(self, turn: Turn, key: str, count: int) -> list[str]:
        """Ask the others at the secretariat to approve, and return their names.

        Raises Gone, Already, Lapsed, and CountChanged when nobody has been asked.
        """

        async def work(tx: Transaction) -> list[str]:
            kept = await self._waiting(tx, key, turn.at)
            shown = await self._shown(tx, kept.value, turn)
            if shown.preview.count != count:
                raise CountChanged(shown)
            fresh = replace(kept.value, state=State.ASKED, shown=count)
            await tx.put(BROADCASTS, kept, fresh)
            if kept.value.state is State.DRAFT:
                await self._note(tx, fresh, turn, lambda lang: self._did(texts.DID_ASK, shown, lang, turn.at))
            colleagues = await self._colleagues(tx, turn.person)
            for person, _ in colleagues:
                lang = await lang_of(tx, person, self._lang)
                await outbox.post(
                    tx,
                    to=f"person:{person}",
                    message=_message(self.painter.approval_card(shown, lang, turn.at)),
                    not_before=turn.at,
                    dedupe_key=f"{_question(fresh)}{person}:{fresh.made_at:%Y%m%dT%H%M%S%f}",
                    about=_question(fresh),
                    marks_late=False,
                    lang=lang,
                )
            return [name for _, name in colleagues]

        return await self._done(work)

    async def approve(self, turn: Turn, key: str) -> Broadcast:
        """Approve a colleague's broadcast, which then goes; raises Gone, Already, Lapsed, NotYourself."""

        async def work(tx: Transaction) -> Broadcast:
            kept = await self._asked(tx, key, turn)
            shown = await self._shown(tx, kept.value, turn)
            return await self._release(tx, kept, shown, turn, How.COLLEAGUE)

        return await self._done(work)

    async def decline(self, turn: Turn, key: str) -> Broadcast:
        """Say that a colleague's broadcast should not go, and tell them; raises Gone, Already, Lapsed, NotYourself."""

        async def work(tx: Transaction) -> Broadcast:
            kept = await self._asked(tx, key, turn)
            fresh = replace(kept.value, state=State.DROPPED, ended_by_name=turn.person.name, ended_at=turn.at)
            await tx.put(BROADCASTS, kept, fresh)
            people = await self._people(tx, fresh.audience)
            await self._note(tx, fresh, turn, texts.DID_DECLINE)
            await self._settle_questions(tx, fresh, turn, texts.DECLINED_BY)
            lang = await lang_of(tx, fresh.by, self._lang)
            whom = self.painter.whom(fresh.audience, people, lang)
            said = texts.DECLINED_BY(lang, name=turn.person.name, whom=whom)
            await outbox.post(
                tx,
                to=f"person:{fresh.by}",
                message=Message(text=said, summary=said),
                not_before=turn.at,
                dedupe_key=f"{fresh.key}:declined",
                about=_card_of(fresh),
                lang=lang,
            )
            return fresh

        return await self._done(work)

    async def confirm(self, turn: Turn, key: str, number: str) -> Broadcast:
        """Approve one's own broadcast by the number of recipients.

        Raises Gone, Already, Lapsed; CountChanged when the number is another. NotYourself when it is a colleague's.
        """

        async def work(tx: Transaction) -> Broadcast:
            kept = await self._waiting(tx, key, turn.at)
            if kept.value.by != turn.person.id:
                raise NotYourself
            shown = await self._shown(tx, kept.value, turn)
            if number.strip() != str(shown.preview.count):
                raise CountChanged(shown)
            return await self._release(tx, kept, shown, turn, How.NUMBER)

        return await self._done(work)

    async def drop(self, turn: Turn, key: str) -> None:
        """Send nothing; raises Gone, Already, Lapsed."""

        async def work(tx: Transaction) -> None:
            kept = await self._waiting(tx, key, turn.at)
            fresh = replace(kept.value, state=State.DROPPED, ended_by_name=turn.person.name, ended_at=turn.at)
            await tx.put(BROADCASTS, kept, fresh)
            await self._withdraw_questions(tx, fresh, turn.at)

        await self._done(work)

    # When it goes

    async def stop(self, turn: Turn, key: str) -> Report:
        """Stop a broadcast at once; raises Gone, and Already when there is nothing left to stop."""

        async def begin(tx: Transaction) -> None:
            kept = await self._kept(tx, key)
            tally = await self.sending.tally_of(tx, kept.value)
            over = kept.value.state is State.SENT and not tally.waiting
            if over or not await self.sending.begin_stop(tx, key, turn.at, turn.person.name):
                raise Already(kept.value)
            await self._note(tx, kept.value, turn, texts.DID_STOP)

        await self._store.run(begin)
        await self.sending.stop(key, turn.at)
        self._posted()
        return await self.report(key)

    async def take_back(self, turn: Turn, key: str) -> Report:
        """Stop a broadcast and delete what has arrived; raises Gone, Already."""

        async def work(tx: Transaction) -> None:
            kept = await self._kept(tx, key)
            if not await self.sending.take_back(tx, key, turn.at, turn.person.name):
                raise Already(kept.value)
            await self._note(tx, kept.value, turn, texts.DID_TAKE_BACK)
            await self._begin_watch(tx, kept.value, turn.at)

        await self._store.run(work)
        await self.sending.stop(key, turn.at)
        self._posted()
        return await self.report(key)

    async def correct(self, turn: Turn, key: str, text: str) -> int:
        """Put another text in the place of the one that went out; return how many had got it. Raises Gone, Already."""

        async def work(tx: Transaction) -> int:
            kept = await self._kept(tx, key)
            old = kept.value
            if not old.text:
                raise Already(old)
            words = {lang: self.painter.letter(text, old.by_name, lang, turn.at) for lang in LANGS}
            if not await self.sending.correct(tx, key, words, turn.at):
                raise Already(old)
            again = await self._kept(tx, key)
            await tx.put(BROADCASTS, again, replace(again.value, text=text))
            await self._note(tx, old, turn, in_both(lambda lang: texts.DID_CORRECT(lang, text=text)))
            await self._begin_watch(tx, old, turn.at)
            return (await outbox.counts(tx, old.key)).sent

        return await self._done(work)

    # Looking

    async def broadcast(self, key: str) -> Broadcast:
        """Return a broadcast; raises Gone."""
        return (await self._store.run(lambda tx: self._kept(tx, key))).value

    async def report(self, key: str) -> Report:
        """Return how a broadcast goes; raises Gone."""

        async def work(tx: Transaction) -> Report:
            return await self._report(tx, (await self._kept(tx, key)).value)

        return await self._store.run(work)

    async def unreached(self, key: str) -> list[tuple[Delivery, str]]:
        """Return those whom a broadcast did not reach."""
        return await self._store.run(lambda tx: self.sending.unreached(tx, key))

    async def numbered(self, number: str) -> Broadcast | None:
        """Return the broadcast that people call by a number."""
        found = await self._store.run(lambda tx: tx.find(BROADCASTS, number=number))
        return found[-1].value if found else None

    async def latest(self, now: dt.datetime) -> list[Report]:
        """Return the latest broadcasts that are more than drafts, the last first."""

        async def work(tx: Transaction) -> list[Report]:
            kept = await tx.between(BROADCASTS, "made_at", now - LISTS_FOR)
            more = [each.value for each in reversed(kept) if each.value.state not in {State.DRAFT, State.DROPPED}]
            return [await self._report(tx, each) for each in more[:MOST_LISTED]]

        return await self._store.run(work)

    async def limit(self) -> int:
        """Return above how many recipients somebody else approves."""
        return await self._store.run(_limit)

    async def set_limit(self, turn: Turn, limit: int) -> None:
        """Let somebody else approve above so many recipients from now on."""

        async def work(tx: Transaction) -> None:
            kept = await tx.get(HABITS, "secretariat")
            if kept is None:
                await tx.add(HABITS, "secretariat", Habit(limit))
            else:
                await tx.put(HABITS, kept, Habit(limit))
            said = in_both(lambda lang: texts.DID_LIMIT(lang, limit=limit))
            await write_down(tx, self._new_id, Entry("broadcasts", turn.at, turn.person.id, turn.person.name, said))

        await self._store.run(work)

    # In the transaction

    async def _done(self, work: Callable[[Transaction], Awaitable[R]]) -> R:
        result = await self._store.run(work)
        self._posted()
        return result

    async def _kept(self, tx: Transaction, key: str) -> Kept[Broadcast]:
        kept = await tx.get(BROADCASTS, key)
        if kept is None:
            raise Gone
        return kept

    async def _waiting(self, tx: Transaction, key: str, now: dt.datetime) -> Kept[Broadcast]:
        kept = await self._kept(tx, key)
        if kept.value.state not in BEFORE:
            raise Already(kept.value)
        if lapsed(kept.value, now):
            raise Lapsed
        return kept

    async def _asked(self, tx: Transaction, key: str, turn: Turn) -> Kept[Broadcast]:
        kept = await self._waiting(tx, key, turn.at)
        if kept.value.state is not State.ASKED:
            raise Already(kept.value)
        if kept.value.by == turn.person.id:
            raise NotYourself
        return kept

    async def _shown(self, tx: Transaction, broadcast: Broadcast, turn: Turn) -> Shown:
        preview = await self._audiences.preview(tx, broadcast.audience, local_day(broadcast.send_at or turn.at))
        colleagues = tuple([name for _, name in await self._colleagues(tx, turn.person)])
        people = await self._people(tx, broadcast.audience)
        return Shown(broadcast, preview, people, await _limit(tx), colleagues)

    async def _colleagues(self, tx: Transaction, person: Person) -> list[tuple[str, str]]:
        """Return id and name of the others at the secretariat whom the bot can write to."""
        others = sorted(self._secretariat - {person.id})
        return [(each, way.name) for each in others if (way := await way_to(tx, each))]

    async def _people(self, tx: Transaction, audience: Audience) -> dict[str, str]:
        wanted = [part.person for part in audience.parts if part.group is Group.PERSON] + list(audience.but_people)
        found = {}
        for key in wanted:
            if kept := await tx.get(CONTACTS, key):
                found[key] = kept.value.name
        return found

    async def _release(self, tx: Transaction, kept: Kept[Broadcast], shown: Shown, turn: Turn, how: How) -> Broadcast:
        """Let it go, now or at its time."""
        old = kept.value
        at = old.send_at if old.send_at and old.send_at > turn.at else turn.at
        fresh = replace(
            old,
            state=State.SCHEDULED,
            send_at=at,
            shown=shown.preview.count,
            approved_by=turn.person.id,
            approved_by_name=turn.person.name,
            approved_how=how,
            approved_at=turn.at,
        )
        await tx.put(BROADCASTS, kept, fresh)
        count = shown.preview.count
        if how is How.COLLEAGUE:
            await self._note(tx, fresh, turn, in_both(lambda lang: texts.DID_APPROVE(lang, count=counted(count, lang))))
            await self._settle_questions(tx, fresh, turn, texts.APPROVED_BY)
        else:
            what = texts.DID_SEND if at == turn.at else texts.DID_SCHEDULE
            await self._note(
                tx, fresh, turn, lambda lang: self._did(what, replace(shown, broadcast=fresh), lang, turn.at)
            )
            if how is How.NUMBER:
                said = in_both(lambda lang: texts.DID_CONFIRM(lang, count=counted(count, lang)))
                await self._note(tx, fresh, turn, said)
            await self._withdraw_questions(tx, fresh, turn.at)
        await self.sending.schedule(tx, fresh, at)
        await self._begin_watch(tx, fresh, turn.at)
        return fresh

    def _did(self, what: Text, shown: Shown, lang: Lang, now: dt.datetime) -> str:
        broadcast = shown.broadcast
        whom = self.painter.whom(broadcast.audience, shown.people, lang)
        # The journal is read on other days: never "tomorrow".
        far = now - dt.timedelta(days=30)
        when = write_moment(broadcast.send_at, None, lang, far) if broadcast.send_at else ""
        return what(lang, whom=whom, text=broadcast.text, when=when)

    async def _note(
        self, tx: Transaction, broadcast: Broadcast, turn: Turn, said: Text | Callable[[Lang], str]
    ) -> None:
        words = said if isinstance(said, Text) else in_both(said)
        entry = Entry(broadcast.key, turn.at, turn.person.id, turn.person.name, words)
        await write_down(tx, self._new_id, entry)

    async def _withdraw_questions(self, tx: Transaction, broadcast: Broadcast, now: dt.datetime) -> None:
        await outbox.withdraw(tx, now, about=_question(broadcast), take_back=True)

    async def _settle_questions(self, tx: Transaction, broadcast: Broadcast, turn: Turn, said: Text) -> None:
        """Let the colleagues' cards say who decided."""
        people = await self._people(tx, broadcast.audience)
        for kept in await tx.find(OUTBOX, about=_question(broadcast)):
            if kept.value.does != "send":
                continue
            lang = kept.value.lang
            values = {
                "name": turn.person.name,
                "count": counted(broadcast.shown, lang),
                "whom": self.painter.whom(broadcast.audience, people, lang),
            }
            words = said(lang, **values)
            await outbox.edit(tx, kept.id, Message(text=words, summary=words), turn.at)

    # The sender's card

    async def _begin_watch(self, tx: Transaction, broadcast: Broadcast, now: dt.datetime) -> None:
        """Show the author how it goes on a card that is changed as it goes."""
        if not broadcast.by:
            return
        await self._draw(tx, broadcast.id, now)
        first = max(now, broadcast.send_at or now) + FIRST_LOOK
        await set_timer(tx, key=_card_of(broadcast), runs=WATCH, at=first, about=_card_of(broadcast))

    async def _watch(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        key = timer.about.removeprefix(_CARD)
        report = await self._draw(tx, key, now)
        if report is None:
            return
        broadcast = report.broadcast
        deletes = await outbox.counts(tx, broadcast.key, "delete")
        updates = await outbox.counts(tx, broadcast.key, "update")
        busy = report.tally.waiting + deletes.waiting + updates.waiting
        if broadcast.state in GOING | {State.SCHEDULED} or busy or broadcast.sweep:
            since = broadcast.begun_at or now
            pause = min(max((now - since) / 5, FIRST_LOOK), LONGEST_PAUSE)
            at = max(now + pause, broadcast.send_at or now)
            await set_timer(tx, key=_card_of(broadcast), runs=WATCH, at=at, about=timer.about)

    async def _draw(self, tx: Transaction, key: str, now: dt.datetime) -> Report | None:
        kept = await tx.get(BROADCASTS, key)
        if kept is None or not kept.value.by:
            return None
        report = await self._report(tx, kept.value)
        lang = await lang_of(tx, kept.value.by, self._lang)
        message = _message(self.painter.report_card(report, lang, now))
        row = await tx.get(OUTBOX, _card_of(kept.value))
        if row is None:
            await outbox.post(
                tx,
                to=f"person:{kept.value.by}",
                message=message,
                not_before=now,
                dedupe_key=_card_of(kept.value),
                about=_card_of(kept.value),
                marks_late=False,
                lang=lang,
            )
        elif row.value.message != message:
            await outbox.edit(tx, row.id, message, now)
        return report

    async def _report(self, tx: Transaction, broadcast: Broadcast) -> Report:
        tally = await self.sending.tally_of(tx, broadcast)
        unreached: list[tuple[Delivery, str]] = []
        if tally.unreachable + tally.failed:
            unreached = await self.sending.unreached(tx, broadcast.id, MOST_UNREACHED)
        deleted = (await outbox.counts(tx, broadcast.key, "delete")).sent if broadcast.state is State.TAKEN_BACK else 0
        return Report(broadcast, tally, tuple(unreached), await self._people(tx, broadcast.audience), deleted)


_CARD = "broadcast-card:"


def _card_of(broadcast: Broadcast) -> str:
    return f"{_CARD}{broadcast.id}"


def _question(broadcast: Broadcast) -> str:
    return f"broadcast-approval:{broadcast.id}"


def _message(card: Card) -> Message:
    return Message.of(Reply(card=card))


async def _limit(tx: Transaction) -> int:
    kept = await tx.get(HABITS, "secretariat")
    return kept.value.limit if kept else Habit().limit
