"""The plan's activities in conversation, in läget and in the yearly report."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.core.calendar import local_day
from bot.core.card import Table, Words
from bot.core.deed import last_in_journal
from bot.core.feature import Command, Feature, Press, Routine
from bot.core.holding import Erasure, Holding, Subject
from bot.core.overview import Focus, Section
from bot.core.ports import Store, Transaction
from bot.core.report import Block, Chapter, Place
from bot.core.scrubbing import scrub_all
from bot.core.text import Lang, escape
from bot.core.texts import GROUND_INTEREST
from bot.core.turn import SECRETARIAT_ONLY, THOSE_WHO_BELONG, Reply, Role, Turn
from bot.features.activities import cards, texts
from bot.features.activities.model import (
    ACTIVITIES,
    LONGEST_STATUS,
    LONGEST_TITLE,
    MOST,
    State,
    quarter_of,
    waits,
)
from bot.features.activities.service import (
    ASK,
    QUARTERLY,
    REMIND,
    USEFUL_SECONDS,
    Activities,
    Closed,
    NoSuchActivity,
    NotYours,
    ThereAlready,
    TooMany,
)
from bot.features.activities.wording import (
    Asked,
    Wish,
    asks_about,
    asks_for_list,
    asks_which,
    is_meant,
    read_new,
    read_status,
    read_wish,
)
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import Contact

PLACE = 45


def build_activities(store: Store, activities: Activities, seating: Seating) -> Feature:
    """Return the feature."""
    desk = _Desk(activities, seating)

    def hidden(name: str, recognise: Any, run: Any) -> Command[Any]:
        return Command(
            name, texts.SAY_LIST, texts.ABOUT_LIST, recognise, run, THOSE_WHO_BELONG, passes_on=True, shown=False
        )

    return Feature(
        name="activities",
        commands=(
            Command("new-activity", texts.SAY_NEW, texts.ABOUT_NEW, read_new, desk.add, who=SECRETARIAT_ONLY),
            Command("activity-status", texts.SAY_STATUS, texts.ABOUT_STATUS, read_status, desk.status),
            Command("activity", texts.SAY_DONE, texts.ABOUT_DONE, read_wish, desk.change, who=SECRETARIAT_ONLY),
            hidden("which-activities", asks_which, desk.which),
            hidden("about-activity", asks_about, desk.tell),
            Command("activities", texts.SAY_LIST, texts.ABOUT_LIST, asks_for_list, desk.show, who=THOSE_WHO_BELONG),
        ),
        presses=(Press(cards.SayStatus, desk.press),),
        use_cases={ASK: activities.ask, REMIND: activities.remind},
        routines=(Routine(ASK, QUARTERLY, USEFUL_SECONDS),),
        overview=desk.overview,
        chapters=(Chapter(Place.FOLLOW_UP, desk.chapter),),
        holdings=(_holding(),),
        last_deed=last_in_journal(store, "activity:", texts.INSTEAD),
    )


class _Unknown(Exception):
    """The owner who is named is nobody, or several; the sentence says so."""


class _Desk:
    def __init__(self, activities: Activities, seating: Seating) -> None:
        self._activities = activities
        self._seating = seating

    async def add(self, turn: Turn, asked: Asked) -> Reply:
        lang = turn.lang
        if len(asked.text) > LONGEST_TITLE:
            return Reply(text=texts.TITLE_LONG(lang, count=len(asked.text), limit=LONGEST_TITLE))
        if not asked.owner or not asked.text:
            return Reply(text=texts.NO_OWNER(lang))
        try:
            activity, reached = await self._activities.add(turn, asked.text, await self._owner(turn, asked.owner))
        except _Unknown as fault:
            return Reply(text=str(fault))
        except ThereAlready as fault:
            return Reply(text=texts.THERE_ALREADY(lang, number=fault.activity.number))
        except TooMany:
            return Reply(text=texts.TOO_MANY(lang, limit=MOST))
        owner = escape(activity.owner_name)
        said = texts.ADDED(lang, number=activity.number, title=escape(activity.title), owner=owner)
        return Reply(text=said if reached else f"{said} {texts.NOT_REACHED(lang, owner=owner)}")

    async def _owner(self, turn: Turn, name: str) -> Contact:
        found = await self._seating.find(name)
        if len(found) != 1:
            raise _Unknown((texts.SEVERAL_OWNERS if found else texts.UNKNOWN_OWNER)(turn.lang, name=escape(name)))
        return found[0]

    async def show(self, turn: Turn, _: object) -> Reply:
        every = await self._activities.every()
        return Reply(card=cards.list_card(every, turn.lang)) if every else Reply(text=texts.NONE(turn.lang))

    async def which(self, turn: Turn, states: tuple[State, ...]) -> Reply | None:
        """Show the activities in some states; where the plan has none here, what the reports tell is asked for."""
        every = await self._activities.every()
        if not every:
            return None
        found = [each for each in every if each.state in states]
        if not found:
            return Reply(text=texts.NONE_SUCH(turn.lang), outcome="answered")
        return Reply(card=cards.list_card(found, turn.lang), outcome="answered")

    async def tell(self, turn: Turn, words: str) -> Reply | None:
        """Tell how the activity goes that is asked about, and whose it is; what is none is left to others."""
        found = [each for each in await self._activities.every() if is_meant(each.title, words)]
        return Reply(card=cards.list_card(found, turn.lang), outcome="answered") if found else None

    async def _guarded(self, turn: Turn, number: str, doing: Callable[[], Awaitable[Reply]]) -> Reply:
        try:
            return await doing()
        except NoSuchActivity:
            return Reply(text=texts.NO_SUCH(turn.lang, number=escape(number[:9])))
        except Closed:
            return Reply(text=texts.IS_CLOSED(turn.lang, number=escape(number[:9])))
        except NotYours as fault:
            owner = escape(fault.activity.owner_name)
            return Reply(text=texts.NOT_YOURS(turn.lang, number=fault.activity.number, owner=owner))

    async def status(self, turn: Turn, asked: Asked) -> Reply:
        return await self._guarded(turn, asked.number, lambda: self._say(turn, asked.number, asked.text))

    async def press(self, turn: Turn, press: cards.SayStatus) -> Reply:
        """Take what the owner says on the card."""
        if not 0 < len(press.number) <= 9 or len(press.quarter) > 9:
            return Reply(text=texts.NO_SUCH(turn.lang, number=escape(press.number[:9])))

        async def take() -> Reply:
            text = " ".join(press.text.split())
            if press.done:
                said = text[:LONGEST_STATUS]
                done = await self._activities.finish(turn, press.number, said, quarter=press.quarter)
                return Reply(text=texts.THANKS_DONE(turn.lang, number=done.number), replaces=True)
            reply = await self._say(turn, press.number, text, same=press.same, quarter=press.quarter)
            return replace(reply, replaces=bool(text and len(text) <= LONGEST_STATUS) or press.same)

        return await self._guarded(turn, press.number, take)

    async def _say(self, turn: Turn, number: str, text: str, *, same: bool = False, quarter: str = "") -> Reply:
        lang = turn.lang
        if len(text) > LONGEST_STATUS:
            return Reply(text=texts.STATUS_LONG(lang, count=len(text), limit=LONGEST_STATUS))
        if not text and not same:
            return Reply(text=texts.NOTHING_SAID(lang))
        status = await self._activities.say(turn, number, text, same=same, quarter=quarter)
        if status is None:
            return Reply(text=texts.NO_EARLIER(lang))
        return Reply(text=texts.THANKS(lang, number=number, text=escape(status.text)))

    async def change(self, turn: Turn, asked: Asked) -> Reply:
        lang, number = turn.lang, asked.number

        async def do() -> Reply:
            match asked.wish:
                case Wish.DONE:
                    await self._activities.finish(turn, number)
                    return Reply(text=texts.DONE(lang, number=number))
                case Wish.REMOVE:
                    await self._activities.remove(turn, number)
                    return Reply(text=texts.REMOVED(lang, number=number))
            try:
                owner = await self._owner(turn, asked.owner)
            except _Unknown as fault:
                return Reply(text=str(fault))
            await self._activities.give(turn, number, owner)
            return Reply(text=texts.OWNED(lang, owner=escape(owner.name), number=number))

        return await self._guarded(turn, number, do)

    # In läget and in the report

    async def overview(self, turn: Turn, focus: Focus) -> list[Section]:
        """Tell whose status is waited for: all to the secretariat, of one municipality to those who ask for it."""
        if focus.body or (turn.role is not Role.SECRETARIAT and not focus.municipality):
            return []
        rows = []
        for each in await self._activities.every():
            if not waits(each, quarter_of(local_day(turn.at))):
                continue
            owner = await self._seating.contact(each.owner)
            if focus.municipality and (owner is None or owner.municipality != focus.municipality):
                continue
            name = escape(each.owner_name) or "–"
            row = texts.OVERVIEW_WAITS(turn.lang, number=each.number, title=escape(each.title), owner=name)
            rows.append(row)
        return [Section(texts.OVERVIEW(turn.lang), tuple(rows), PLACE)] if rows else []

    async def chapter(self, year: int, lang: Lang, _: dt.datetime) -> Sequence[Block]:
        """Return the follow-up of the plan: the activities of a year, with what was last said of each in it."""
        rows, done = [], 0
        for each in await self._activities.every():
            finished = local_day(each.done_at).year if each.done_at else None
            if local_day(each.made_at).year > year or (finished and finished < year):
                continue
            said = each.latest_in(year)
            status = said.text if said else "–"
            if each.state is State.DONE and finished == year:
                done += 1
                status = (
                    f"{texts.IS_DONE(lang).capitalize()}. {said.text}" if said else texts.IS_DONE(lang).capitalize()
                )
            rows.append((each.title, each.owner_name or "–", status))
        if not rows:
            return []
        headings = (texts.CH_TITLE(lang), texts.CH_OWNER(lang), texts.CH_STATUS(lang))
        return [Words(texts.CH_HEAD(lang, done=done, count=len(rows))), Table(headings, tuple(rows))]


def _holding() -> Holding:
    async def tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
        found = await tx.find(ACTIVITIES, owner=subject.contact) if subject.contact else []
        return [
            {"aktivitet": each.value.title, "status": [status.text for status in each.value.statuses]} for each in found
        ]

    async def erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
        # What was done stays for the yearly report; names go from its words, too.
        return Erasure(await scrub_all(tx, ACTIVITIES, subject))

    return Holding(
        name="activities",
        what=texts.HOLDING,
        why=texts.HOLDING_WHY,
        ground=GROUND_INTEREST,
        kept_for=texts.HOLDING_KEPT,
        tell=tell,
        erase=erase,
    )
