"""The planning of meetings in conversation: a sentence, what is missing one thing at a time, a preview, a press."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Words
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.ports import Kept, Store
from bot.core.text import escape, join_names
from bot.core.turn import Reply, Role, Turn
from bot.core.when import write_date, write_moment
from bot.features.bodies.cards import named
from bot.features.bodies.model import Body
from bot.features.meetings import cards
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.faults import Changed, NotAllowed
from bot.features.meetings.model import Fault, Meeting, Slot, with_standing
from bot.features.meetings.planning import Done, fingerprint
from bot.features.meetings.refusing import FAULTS, PLANNERS, refused
from bot.features.meetings.service import Meetings
from bot.features.meetings.wording import Reader
from dialogs import texts
from dialogs.planning import PLANS, Asks, Heard, Plan, Said, begin, hear, meetings_of, missing
from dialogs.referring import INTAKES
from dialogs.underway import LONGEST_KEY, Elsewhere, Underway, build_holding, lapsed, place_of


@dataclass(frozen=True, slots=True)
class Book(Action):
    """Book what the preview shows; `seen` tells the clashes that were shown."""

    name: ClassVar[str] = "plan-book"
    key: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Drop(Action):
    """Book nothing."""

    name: ClassVar[str] = "plan-drop"
    key: str


def build_booking(store: Store, meetings: Meetings, elsewhere: Elsewhere) -> Feature:
    """Return the feature."""
    booking = _Booking(store, meetings, elsewhere)
    return Feature(
        name="booking",
        subject=Subject.MEETINGS,
        commands=(Command("book", texts.SAY_BOOK, texts.ABOUT_BOOK, booking.recognise, booking.start, who=PLANNERS),),
        presses=(Press(Book, booking.book), Press(Drop, booking.drop)),
        listens=booking.listen,
        holdings=(build_holding("bookings-under-way", PLANS, texts.HOLDS_BOOKING),),
    )


class _Booking:
    def __init__(self, store: Store, meetings: Meetings, elsewhere: Elsewhere) -> None:
        self._underway = Underway(store, PLANS)
        self._registrations = Underway(store, INTAKES)
        self._meetings = meetings
        self._reader = Reader(meetings.finder)
        self._elsewhere = elsewhere

    def recognise(self, said: str) -> str | None:
        return said if self._reader.books(said) else None

    async def start(self, turn: Turn, said: str) -> Reply:
        wish = self._reader.booking(said, turn.at)
        bodies = wish.bodies or await self._implied(turn, wish.either)
        heard = begin(Plan(self._meetings.new_key(), turn.at), replace(wish, bodies=bodies), turn.at)
        if not bodies and not heard.bad and heard.said is Said.UNREAD:
            # Whose meeting it is comes first; the time is asked for after that.
            heard = replace(heard, said=Said.ADDS)
        reply = await self._go_on(turn, heard)
        if not wish.bodies and not wish.either and (name := self._reader.unknown_body(said, turn.at)):
            return Reply(text=texts.NO_SUCH_BODY(turn.lang, name=escape(name), ask=reply.as_text()))
        return reply

    async def listen(self, turn: Turn) -> Reply | None:
        kept = await self._underway.of(turn)
        if kept is None or (self._reader.books(turn.text) and missing(kept.value) is not Asks.NOTHING):
            return None
        heard = hear(kept.value, turn.text, self._reader, turn.at)
        over = lapsed(kept.value, turn.at)
        if heard.said is Said.CANCELS and await self._left_for_another(turn, kept.value):
            return None
        if heard.said is Said.ELSE or self._belongs_elsewhere(kept.value, heard, turn.text, over=over):
            if not kept.value.aside:
                await self._underway.keep(turn, replace(kept.value, aside=True))
            return None
        if over:
            await self._underway.forget(turn)
            return Reply(text=texts.LAPSED(turn.lang))
        match heard.said:
            case Said.CANCELS:
                await self._underway.forget(turn)
                return Reply(text=texts.DROPPED(turn.lang))
            case Said.HELPS:
                return Reply(text=self._help(turn, kept.value))
            case Said.CONFIRMS:
                return await self._book(turn, kept.value, await self._seen(kept.value))
        return await self._go_on(turn, heard)

    async def _left_for_another(self, turn: Turn, plan: Plan) -> bool:
        """Tell whether a registration was begun in the middle of a booking: the last begun is dropped first."""
        other = await self._registrations.of(turn) if plan.aside else None
        return other is not None and other.value.at >= plan.at

    def _belongs_elsewhere(self, plan: Plan, heard: Heard, said: str, *, over: bool) -> bool:
        """Tell whether words that could be an answer are another command, or a question that the knowledge answers.

        Of a booking that is `over` any place may be a question: nobody waits for one any more.
        """
        if heard.said not in {Said.ADDS, Said.UNREAD}:
            return over and heard.said is Said.HELPS
        if heard.whole or self._elsewhere.command(said):
            return not heard.whole
        asked = missing(plan) is (Asks.BODY if heard.said is Said.UNREAD else Asks.PLACE)
        return asked and (over or heard.said is Said.UNREAD) and self._elsewhere.answers(said)

    async def book(self, turn: Turn, press: Book) -> Reply:
        if not 0 < len(press.key) <= LONGEST_KEY:
            return Reply(text=texts.LAPSED(turn.lang))
        done = await self._meetings.booked(press.key)
        if done:
            return self._done(turn, done)
        kept = await self._underway.by_key(press.key)
        if kept is None or lapsed(kept.value, turn.at) or missing(kept.value) is not Asks.NOTHING:
            return Reply(text=texts.LAPSED(turn.lang), replaces=True)
        return await self._book(turn, kept.value, press.seen)

    async def drop(self, turn: Turn, press: Drop) -> Reply:
        kept = await self._underway.by_key(press.key)
        if kept and not await self._may_drop(turn, kept):
            return Reply(text=texts.NOT_YOURS_TO_DROP(turn.lang))
        await self._underway.forget_key(press.key)
        return Reply(text=texts.DROPPED(turn.lang), replaces=True)

    async def _may_drop(self, turn: Turn, kept: Kept[Plan]) -> bool:
        """Tell whether a booking under way is the person's own, or one of bodies that they plan for."""
        if kept.id == place_of(turn) or turn.role is Role.SECRETARIAT:
            return True
        bodies = self._meetings.named(kept.value.bodies)
        return bool(bodies) and all([await self._meetings.seating.may_change(turn, body) for body in bodies])

    async def _implied(self, turn: Turn, either: Sequence[Body]) -> tuple[Body, ...]:
        """Return the channel's own body, or the only one that the person chairs."""
        here = self._meetings.finder.here(turn)
        if here:
            return (here,)
        mine = [each for each in await self._meetings.bodies_of(turn) if not either or each in either]
        chaired = [each for each in mine if await self._meetings.seating.may_change(turn, each)]
        return tuple(chaired) if len(chaired) == 1 and turn.role is Role.CHAIR else ()

    async def _go_on(self, turn: Turn, heard: Heard) -> Reply:
        """Keep the plan, and ask for what is missing or show it whole."""
        plan, lang = replace(heard.plan, aside=False), turn.lang
        bodies = self._meetings.named(plan.bodies)
        try:
            await self._meetings.check_rights(turn, bodies)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        await self._underway.keep(turn, plan)
        if heard.fault:
            return Reply(text=FAULTS[heard.fault](lang))
        if heard.bad:
            said = join_names([escape(day) for day in heard.bad], lang)
            return Reply(text=texts.BAD_DAYS(lang, said=said))
        wanted = missing(plan)
        ask = self._ask(turn, plan)
        if heard.said is Said.UNREAD:
            again = {Asks.BODY: texts.NOT_A_BODY, Asks.TIME: texts.NOT_A_CLOCK}.get(wanted, texts.NOT_A_TIME)
            return Reply(text=again(lang, ask=ask))
        if wanted is not Asks.NOTHING:
            return Reply(text=ask)
        return await self._preview(turn, plan)

    def _ask(self, turn: Turn, plan: Plan) -> str:
        lang = turn.lang
        match missing(plan):
            case Asks.BODY:
                every = self._meetings.seating.cooperation.bodies
                return texts.ASK_BODY(lang, bodies=join_names([named(body, lang) for body in every], lang))
            case Asks.DAY if plan.week:
                friday = plan.week + dt.timedelta(days=4)
                return texts.ASK_DAY_IN_WEEK(lang, week=write_moment(plan.week, friday, lang, turn.at))
            case Asks.DAY if plan.year:
                bodies = cards.names_of(self._meetings.named(plan.bodies), lang)
                return texts.ASK_DAYS_IN_YEAR(lang, bodies=bodies, year=plan.year)
            case Asks.DAY:
                return texts.ASK_DAY(lang, bodies=cards.names_of(self._meetings.named(plan.bodies), lang))
            case Asks.TIME:
                one = write_date(plan.days[0], lang, turn.at)
                days = one if len(plan.days) == 1 else texts.DAYS_MANY(lang, count=len(plan.days))
                return texts.ASK_TIME(lang, days=days)
            case Asks.PLACE:
                return texts.ASK_PLACE(lang)
        return texts.HELP_READY(lang)

    def _help(self, turn: Turn, plan: Plan) -> str:
        ask = self._ask(turn, plan)
        return ask if missing(plan) is Asks.NOTHING else texts.HELP(turn.lang, ask=ask)

    async def _preview(self, turn: Turn, plan: Plan, *, news: bool = False) -> Reply:
        bodies, made = self._meetings.named(plan.bodies), self._made(plan)
        slots = [Slot(each.starts_at, each.ends_at) for each in made]
        clashes = await self._meetings.clashes(bodies, slots)
        warned = cards.warnings(slots, clashes, turn.lang, turn.at, self._meetings.named)
        book = Book(plan.key, fingerprint(clashes))
        card = cards.booking_card(bodies, made, warned, book, Drop(plan.key), turn.lang, turn.at)
        if news:
            card = replace(card, parts=(Words(texts.CLASHES_CHANGED(turn.lang)), *card.parts))
        return Reply(card=card, replaces=turn.pressed is not None)

    def _made(self, plan: Plan) -> tuple[Meeting, ...]:
        """Return the meetings that a whole plan comes to, with the standing items of their body around the others."""
        bodies, lang = self._meetings.named(plan.bodies), self._meetings.seating.cooperation.language
        return tuple(replace(each, agenda=with_standing(bodies, each.agenda, lang)) for each in meetings_of(plan))

    async def _seen(self, plan: Plan) -> str:
        slots = [Slot(each.starts_at, each.ends_at) for each in self._made(plan)]
        return fingerprint(await self._meetings.clashes(self._meetings.named(plan.bodies), slots))

    async def _book(self, turn: Turn, plan: Plan, seen: str) -> Reply:
        made = self._made(plan)
        if any(each.starts_at <= turn.at for each in made):
            return Reply(text=FAULTS[Fault.PAST](turn.lang))
        try:
            done = await self._meetings.book(turn, plan.key, made, seen)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        except Changed:
            return await self._preview(turn, plan, news=True)
        await self._underway.forget_key(plan.key)
        return self._done(turn, done)

    def _done(self, turn: Turn, done: Done) -> Reply:
        if done.change.undone_at:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(turn.lang), replaces=turn.pressed is not None)
        bodies = self._meetings.named(done.change.after[0].bodies)
        card = cards.done_card(done.change, bodies, done.unbound, turn.lang, turn.at)
        return Reply(card=card, replaces=turn.pressed is not None)
