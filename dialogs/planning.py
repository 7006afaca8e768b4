"""The planning of meetings as a state machine: what is known, what is missing, and what an answer adds.

The state is plain JSON in the store, so that it survives a restart.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.ports import Collection
from bot.core.swedish.consent import consents
from bot.core.swedish.letters import plain
from bot.features.meetings.model import Fault, Form, Guest, Meeting, Slot, fault_of
from bot.features.meetings.times import Times, read_clock, read_times
from bot.features.meetings.wording import Reader, Wish, asks, read_place
from dialogs.short_words import CANCELS, DROPS, HELPS, SMALL, UNDOES

MOST_TIME_WORDS = 8
"""Up to how many words a time, said though the body is asked for, is kept as the time of the meeting."""
_CANCELS = CANCELS | {"avbryt bokningen"}
_CONFIRMS = frozenset({"boka", "boka det", "boka ändå", "book", "book it"})
_LATER = frozenset(
    {
        "vet inte än",
        "vet inte",
        "vet ej",
        "hoppa över",
        "ingen plats",
        "senare",
        "don't know yet",
        "don't know",
        "skip",
        "later",
        "meddelas senare",
    }
)
_ONLINE = frozenset({"teams", "microsoft teams", "ms teams", "online", "digitalt"})
_SMALL = SMALL | {"ja", "ok"}


class Asks(StrEnum):
    """What the planner is asked for; nothing when all is known."""

    BODY = "body"
    DAY = "day"
    TIME = "time"
    PLACE = "place"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Plan:
    """A booking under way.

    `bodies` are ids; `days` lack a time of day; `week` is a Monday; `year` is all that was said of when; `at` is when
    it was last spoken of. `aside` is whether something else has been said since: a bare yes or no then belongs to that.
    """

    key: str
    at: dt.datetime
    bodies: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    days: tuple[dt.date, ...] = ()
    week: dt.date | None = None
    year: int | None = None
    place: str = ""
    link: str = ""
    form: Form | None = None
    place_later: bool = False
    guests: tuple[Guest, ...] = ()
    agenda: tuple[str, ...] = ()
    aside: bool = False


PLANS: Collection[Plan] = Collection("plans", Plan, unique=("key",))


class Said(StrEnum):
    """What somebody's words were to a booking under way."""

    ADDS = "adds"
    CANCELS = "cancels"
    HELPS = "helps"
    CONFIRMS = "confirms"
    UNREAD = "unread"
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood; `plan` as it is now, `fault` why a time cannot be, `bad` which of several days cannot.

    `whole` is whether the words can be nothing else than this answer.
    """

    said: Said
    plan: Plan
    fault: Fault | None = None
    bad: tuple[str, ...] = ()
    whole: bool = False


def missing(plan: Plan) -> Asks:
    """Return what to ask for next."""
    if not plan.bodies:
        return Asks.BODY
    if plan.days:
        return Asks.TIME
    if not plan.slots:
        return Asks.DAY
    if not (plan.place or plan.link or plan.place_later or plan.form is Form.ONLINE):
        return Asks.PLACE
    return Asks.NOTHING


def begin(plan: Plan, wish: Wish, now: dt.datetime) -> Heard:
    """Return a booking with all that one sentence says."""
    plan = replace(
        plan,
        bodies=tuple(body.id for body in wish.bodies) or plan.bodies,
        place=wish.place or plan.place,
        link=wish.link or plan.link,
        form=wish.form or plan.form,
        guests=(*plan.guests, *wish.guests),
        agenda=(*plan.agenda, *wish.agenda),
        at=now,
    )
    return _with_times(plan, wish.times, now)


def hear(plan: Plan, said: str, reader: Reader, now: dt.datetime) -> Heard:
    """Return what an answer adds to a booking; a question or another command is something else."""
    words, wanted = plain(said), missing(plan)
    if plan.aside and words not in DROPS and (consents(said) is not None or words in UNDOES):
        return Heard(Said.ELSE, plan)
    if words in _CANCELS:
        return Heard(Said.CANCELS, plan)
    if words in HELPS or said.strip() == "?":
        return Heard(Said.HELPS, plan)
    if wanted is Asks.NOTHING:
        return Heard(Said.CONFIRMS if consents(said) or words in _CONFIRMS else Said.ELSE, plan)
    if asks(said) or reader.moves(said) or reader.cancels(said) or reader.answer(said) or words in _SMALL:
        return Heard(Said.ELSE, plan)
    match wanted:
        case Asks.BODY:
            return _body(plan, said, reader, now)
        case Asks.DAY:
            return _day(plan, said, reader, now)
        case Asks.TIME:
            return _time(plan, said, reader, now)
    return _place(plan, said, reader, now)


def meetings_of(plan: Plan) -> tuple[Meeting, ...]:
    """Return the meetings that a whole plan comes to; they get the same ids whenever they are made."""
    ordered = sorted(plan.slots, key=lambda slot: slot.starts_at)
    return tuple(
        Meeting(
            id=f"{plan.key}-{number}",
            bodies=plan.bodies,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            form=plan.form or (Form.ONLINE if plan.link and not plan.place else Form.ON_SITE),
            place=plan.place,
            link=plan.link,
            agenda=plan.agenda,
            guests=plan.guests,
            series=plan.key if len(ordered) > 1 else "",
        )
        for number, slot in enumerate(ordered, start=1)
    )


def _with_times(plan: Plan, times: Times, now: dt.datetime) -> Heard:
    if times.ends_first:
        return Heard(Said.ADDS, plan, Fault.ENDS_FIRST)
    if times.unread and not times.said:
        return Heard(Said.UNREAD, plan, bad=times.bad)
    for slot in times.slots:
        if fault := fault_of(slot, now):
            return Heard(Said.ADDS, plan, fault)
    if not times.said:
        return Heard(Said.ADDS, replace(plan, year=times.year or plan.year))
    # What is said anew takes the place of what was said of times before.
    return Heard(Said.ADDS, replace(plan, slots=times.slots, days=times.days, week=times.week))


def _body(plan: Plan, said: str, reader: Reader, now: dt.datetime) -> Heard:
    wish = reader.booking(said, now)
    if not wish.bodies and wish.times.said and len(said.split()) <= MOST_TIME_WORDS:
        return begin(plan, wish, now)
    if not wish.bodies:
        return Heard(Said.UNREAD if len(said.split()) <= 3 else Said.ELSE, plan)
    return begin(plan, wish, now)


def _day(plan: Plan, said: str, reader: Reader, now: dt.datetime) -> Heard:
    if plan.week is None and said.strip().isdigit():
        # A number alone could be a day, an hour or a week.
        return Heard(Said.UNREAD, plan)
    times = read_times(said, now, plan.week)
    if plan.year and (whole := read_times(f"{said} under året {plan.year}", now)).said:
        times = whole
    if not times.said and not times.ends_first:
        return Heard(Said.UNREAD if times.unread else Said.ELSE, plan)
    wish = reader.booking(said, now)
    return begin(plan, replace(wish, times=times, bodies=()), now)


def _time(plan: Plan, said: str, reader: Reader, now: dt.datetime) -> Heard:
    times = read_clock(said, plan.days, now)
    if times.slots:
        times = replace(times, slots=(*plan.slots, *times.slots))
    if times.unread:
        times = read_times(said, now)
        if not times.slots:
            return Heard(Said.UNREAD if times.unread or times.said else Said.ELSE, plan)
    wish = reader.booking(said, now)
    return begin(plan, replace(wish, times=times, bodies=()), now)


def _place(plan: Plan, said: str, reader: Reader, now: dt.datetime) -> Heard:
    if plain(said) in _LATER:
        return Heard(Said.ADDS, replace(plan, place_later=True, at=now))
    if plain(said) in _ONLINE:
        return Heard(Said.ADDS, replace(plan, form=Form.ONLINE, at=now), whole=True)
    wish = reader.booking(said, now)
    place = wish.place
    if not (place or wish.link or wish.form is Form.ONLINE):
        place = read_place(said)
        if not place or len(said) > 200:
            return Heard(Said.ELSE, plan)
    return begin(plan, replace(wish, place=place, bodies=(), times=Times()), now)
