"""Keeps the plan's activities, and asks their owners each quarter."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.core import outbox
from bot.core.calendar import add_working_days, local_day, to_utc
from bot.core.journal import Entry, in_both, write_down
from bot.core.ports import Kept, NewId, Store, Transaction
from bot.core.recurrence import Rule
from bot.core.text import Lang, Text
from bot.core.timers import Timer, set_timer
from bot.core.turn import Message, Reply, Role, Turn
from bot.features.activities import cards, texts
from bot.features.activities.model import (
    ACTIVITIES,
    MOST,
    REMINDED_AFTER,
    Activity,
    State,
    Status,
    asking_day,
    quarter_of,
    waits,
    with_status,
)
from bot.features.bodies.reach import lang_of, way_to
from bot.features.bodies.seats import CONTACTS, Contact

ASK: Final = "activities-ask"
REMIND: Final = "activities-remind"
AT: Final = dt.time(9)
QUARTERLY: Final = Rule("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=10", dt.date(2026, 1, 1), AT)
USEFUL_SECONDS: Final = 14 * 24 * 3600.0


class NoSuchActivity(Exception):
    """There is no activity with that number."""


class Closed(Exception):
    """The activity is done or removed."""


class NotYours(Exception):
    """Somebody else owns the activity."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(activity.number)
        self.activity = activity


class ThereAlready(Exception):
    """An activity with that title is there already."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(activity.number)
        self.activity = activity


class TooMany(Exception):
    """The plan is full."""


class Activities:
    """The activities of one cooperation. `posted` is called when something was put in the outbox."""

    def __init__(self, store: Store, lang: Lang, new_id: NewId, posted: Callable[[], None]) -> None:
        self._store = store
        self._lang = lang
        self._new_id = new_id
        self._posted = posted

    async def every(self) -> list[Activity]:
        """Return all that have not been removed, in order of their numbers."""
        found = await self._store.run(lambda tx: tx.between(ACTIVITIES, "made_at"))
        return sorted(
            (kept.value for kept in found if kept.value.state is not State.REMOVED), key=lambda each: int(each.number)
        )

    async def add(self, turn: Turn, title: str, owner: Contact) -> tuple[Activity, bool]:
        """Add an activity; return it, and whether its owner can be asked. Raises ThereAlready, TooMany."""

        async def work(tx: Transaction) -> tuple[Activity, bool]:
            there = [kept.value for kept in await tx.between(ACTIVITIES, "made_at")]
            same = [each for each in there if each.state is State.GOING and each.title.casefold() == title.casefold()]
            if same:
                raise ThereAlready(same[0])
            if len(there) >= MOST:
                raise TooMany
            number = str(max((int(each.number) for each in there), default=0) + 1)
            fresh = Activity(number, title, owner.id, owner.name, turn.person.id, turn.at)
            await tx.add(ACTIVITIES, number, fresh)
            said = in_both(lambda lang: texts.DID_ADD(lang, title=title, owner=owner.name))
            await self._note(tx, fresh, turn, said)
            return fresh, await _address_of(tx, fresh) is not None

        async with self._store.alone("activities"):
            return await self._store.run(work)

    async def say(self, turn: Turn, number: str, text: str, *, same: bool = False, quarter: str = "") -> Status | None:
        """Keep how an activity goes; None when it should be as last time and there is none.

        Raises NoSuchActivity, Closed, NotYours.
        """

        async def work(tx: Transaction) -> Status | None:
            kept = await self._of(tx, turn, number)
            last = kept.value.statuses[-1] if kept.value.statuses else None
            words = last.text if same and last else text
            if not words:
                return None
            return (await self._say(tx, turn, kept, words, quarter)).value.statuses[-1]

        return await self._store.run(work)

    async def _say(self, tx: Transaction, turn: Turn, kept: Kept[Activity], words: str, quarter: str) -> Kept[Activity]:
        activity = kept.value
        status = Status(quarter or quarter_of(local_day(turn.at)), words, turn.person.id, turn.person.name, turn.at)
        said = in_both(lambda lang: texts.DID_SAY(lang, title=activity.title, text=words))
        await self._note(tx, activity, turn, said)
        return await tx.put(ACTIVITIES, kept, with_status(activity, status))

    async def finish(self, turn: Turn, number: str, text: str = "", *, quarter: str = "") -> Activity:
        """Note that an activity is done, with what is said of it last; raises NoSuchActivity, Closed, NotYours."""

        async def work(tx: Transaction) -> Activity:
            kept = await self._of(tx, turn, number)
            if text:
                kept = await self._say(tx, turn, kept, text, quarter)
            done = replace(kept.value, state=State.DONE, done_at=turn.at)
            await tx.put(ACTIVITIES, kept, done)
            await self._note(tx, done, turn, in_both(lambda lang: texts.DID_FINISH(lang, title=done.title)))
            return done

        return await self._store.run(work)

    async def remove(self, turn: Turn, number: str) -> None:
        """Take an activity out of the plan; raises NoSuchActivity."""

        async def work(tx: Transaction) -> None:
            kept = await self._kept(tx, number)
            await tx.put(ACTIVITIES, kept, replace(kept.value, state=State.REMOVED))
            title = kept.value.title
            await self._note(tx, kept.value, turn, in_both(lambda lang: texts.DID_REMOVE(lang, title=title)))

        await self._store.run(work)

    async def give(self, turn: Turn, number: str, owner: Contact) -> None:
        """Let somebody else own an activity; raises NoSuchActivity, Closed, NotYours."""

        async def work(tx: Transaction) -> None:
            kept = await self._of(tx, turn, number)
            await tx.put(ACTIVITIES, kept, replace(kept.value, owner=owner.id, owner_name=owner.name))
            title = kept.value.title
            said = in_both(lambda lang: texts.DID_OWN(lang, owner=owner.name, title=title))
            await self._note(tx, kept.value, turn, said)

        await self._store.run(work)

    async def _kept(self, tx: Transaction, number: str) -> Kept[Activity]:
        kept = await tx.get(ACTIVITIES, number)
        if kept is None or kept.value.state is State.REMOVED:
            raise NoSuchActivity
        return kept

    async def _of(self, tx: Transaction, turn: Turn, number: str) -> Kept[Activity]:
        """Return an activity that is going and that the person may speak of."""
        kept = await self._kept(tx, number)
        if turn.role is not Role.SECRETARIAT:
            found = await tx.find(CONTACTS, member=turn.person.id)
            if not found or found[0].id != kept.value.owner:
                raise NotYours(kept.value)
        if kept.value.state is State.DONE:
            raise Closed
        return kept

    async def _note(self, tx: Transaction, activity: Activity, turn: Turn, said: Text) -> None:
        entry = Entry(activity.about, turn.at, turn.person.id, turn.person.name, said)
        await write_down(tx, self._new_id, entry)

    # By the clock

    async def ask(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Ask the owners how it goes, on the first working day; whoever has said so this quarter is not asked."""
        today = local_day(now)
        day = asking_day(today)
        if day != today:
            at = to_utc(dt.datetime.combine(day, AT))
            await set_timer(tx, key=f"{ASK}:{day.isoformat()}", runs=ASK, at=at, useful_seconds=USEFUL_SECONDS)
            return
        quarter = quarter_of(local_day(timer.occurs_at))
        for kept in await tx.find(ACTIVITIES, state=State.GOING):
            if kept.value.asked != quarter and kept.value.status_in(quarter) is None:
                await tx.put(ACTIVITIES, kept, replace(kept.value, asked=quarter))
                await self._ask(tx, kept.value, quarter, now, again=False)
        at = to_utc(dt.datetime.combine(add_working_days(today, REMINDED_AFTER), AT))
        key = f"{REMIND}:{quarter}"
        await set_timer(tx, key=key, runs=REMIND, at=at, about=quarter, useful_seconds=USEFUL_SECONDS)

    async def remind(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Remind the owners who have not answered, once."""
        quarter = timer.about
        for kept in await tx.find(ACTIVITIES, state=State.GOING):
            if waits(kept.value, quarter) and kept.value.reminded != quarter:
                await tx.put(ACTIVITIES, kept, replace(kept.value, reminded=quarter))
                await self._ask(tx, kept.value, quarter, now, again=True)

    async def _ask(self, tx: Transaction, activity: Activity, quarter: str, now: dt.datetime, *, again: bool) -> None:
        to = await _address_of(tx, activity)
        if to is None:
            # Läget tells the secretariat that nobody has answered.
            return
        lang = await lang_of(tx, to.removeprefix("person:"), self._lang)
        card = cards.ask_card(activity, quarter, lang, again=again)
        await outbox.post(
            tx,
            to=to,
            message=Message.of(Reply(card=card)),
            not_before=now,
            dedupe_key=f"{activity.about}:{quarter}:{'again' if again else 'asks'}",
            about=activity.about,
            lang=lang,
        )


async def _address_of(tx: Transaction, activity: Activity) -> str | None:
    """Return how the owner is reached, None when they have no chat with the bot."""
    contact = await tx.get(CONTACTS, activity.owner)
    way = await way_to(tx, contact.value.member) if contact else None
    return way.id if way else None
