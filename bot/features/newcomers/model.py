"""Newcomers and leavers: what is known of them, what they have agreed to, and when something may be said."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core.calendar import add_working_days, is_office_day, local_day, to_local, to_utc
from bot.core.overview import Section
from bot.core.ports import Collection
from bot.core.turn import Message
from bot.features.bodies.seats import Contact, Post

MORNING: Final = dt.time(9)
DAY_BEGINS, DAY_ENDS = dt.time(8), dt.time(16, 30)
"""The bot begins no conversation outside these hours."""
SETTLES_IN: Final = dt.timedelta(minutes=10)
"""How long after an event the first words come: by then the roster has told whether it is true, and the name."""
LONG_SEATED: Final = dt.timedelta(days=60)
"""Who has been seated for longer than this when they turn up in the team is no newcomer."""
IS_NEW_FOR: Final = dt.timedelta(days=365)
REMINDED_AFTER: Final = 3
"""Working days after which a question that nobody has answered is asked once more."""
SETTLED_AFTER: Final = 8
"""Working days of silence after which the seat of somebody who is out of the team is marked vacant."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody's coming to a body; `left_on` is the last day, None while they are there. Dates in Stockholm."""

    body: str
    on: dt.date
    left_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who is new, in one body or several; its document id is the person's.

    `consented_at` is when they agreed that more is kept than name and seat (UTC), None until then: `title`, `wishes`
    and `presents` are kept with that alone. `presents` is whether they want to be introduced, None until they say.
    `stopped_at` is when they asked to be left alone. `told` are the lessons that have been sent, and the feedback that
    has been given.
    """

    person: str
    teams_id: str
    name: str
    arrivals: tuple[Arrival, ...] = ()
    municipality: str = ""
    greeted_at: dt.datetime | None = None
    consented_at: dt.datetime | None = None
    stopped_at: dt.datetime | None = None
    title: str = ""
    wishes: str = ""
    presents: bool | None = None
    told: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that they are in, in the order in which they came."""
        return tuple(dict.fromkeys(each.body for each in self.arrivals if each.left_on is None))

    @property
    def listens(self) -> bool:
        """Whether they may be written to."""
        return self.stopped_at is None and bool(self.bodies)

    @property
    def first_on(self) -> dt.date | None:
        """The day on which they came to the first of the bodies that they are in."""
        return min((each.on for each in self.arrivals if each.left_on is None), default=None)


NEWCOMERS: Collection[Newcomer] = Collection("newcomers", Newcomer)


class Answer(StrEnum):
    """What became of a question to the chair and the secretariat."""

    WAITING = "waiting"
    YES = "yes"
    NO = "no"
    SILENCE = "silence"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Claim:
    """A newcomer's word that they take a seat; it changes hands when the chair or the secretariat says so.

    `instead_of` is the contact whose seat it was as it was shown, empty when it was vacant; `start` the first day.
    """

    person: str
    name: str
    body: str
    municipality: str
    post: Post
    start: dt.date
    asked_at: dt.datetime
    instead_of: str = ""
    answer: Answer = Answer.WAITING
    by_name: str = ""
    answered_at: dt.datetime | None = None


CLAIMS: Collection[Claim] = Collection("seat_claims", Claim, equal=("person", "answer", "body"))


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody with a post who is out of the body's team; `contact` is theirs on the lists, `last_on` the last day."""

    person: str
    contact: str
    name: str
    body: str
    last_on: dt.date
    asked_at: dt.datetime
    answer: Answer = Answer.WAITING
    by_name: str = ""
    answered_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a leaver has: in a municipality's seat, or at the head of the body (then `municipality` is empty)."""

    post: Post
    municipality: str


@dataclass(frozen=True, slots=True)
class Left:
    """What became of a leaver's posts: what waits for them, and whom to ask in each municipality."""

    departure: Departure
    held: tuple[Held, ...]
    ask: tuple[tuple[str, Contact, str], ...] = ()
    """Municipality, whom to ask there, and the id of the body where that person sits."""
    waits: tuple[Section, ...] = ()


DEPARTURES: Collection[Departure] = Collection("departures", Departure, equal=("person", "answer", "body"))


@dataclass(frozen=True, slots=True)
class Letter:
    """Something said to a newcomer in their own chat, and what is said in `body`'s channel where that does not work.

    Its document id is the outbox key of the first.
    """

    person: str
    body: str
    public: Message
    tries: int = 0


LETTERS: Collection[Letter] = Collection("newcomer_letters", Letter, equal=("person",))


def comes(known: Newcomer | None, fresh: Newcomer, body: str, on: dt.date) -> tuple[Newcomer, bool]:
    """Return a person who has come to a body, and whether that is new: who is there already has not come."""
    person = known or fresh
    person = replace(person, name=fresh.name or person.name, teams_id=fresh.teams_id or person.teams_id)
    if body in person.bodies:
        return person, False
    return replace(person, arrivals=(*person.arrivals, Arrival(body, on))), True


def goes(newcomer: Newcomer, body: str, last_on: dt.date) -> Newcomer:
    """Return a person who has left a body."""
    arrivals = tuple(
        replace(each, left_on=max(last_on, each.on)) if each.body == body and each.left_on is None else each
        for each in newcomer.arrivals
    )
    return replace(newcomer, arrivals=arrivals)


def office_hour(at: dt.datetime) -> dt.datetime:
    """Return the first instant from `at` on when a conversation may be begun: in office hours of such a day, UTC."""
    wall = to_local(at).replace(tzinfo=None)
    day, time = wall.date(), wall.time()
    if is_office_day(day) and DAY_BEGINS <= time <= DAY_ENDS:
        return at
    if not is_office_day(day) or time > DAY_ENDS:
        day += dt.timedelta(days=1)
        while not is_office_day(day):
            day += dt.timedelta(days=1)
        return to_utc(dt.datetime.combine(day, MORNING))
    return to_utc(dt.datetime.combine(day, DAY_BEGINS))


def morning_of(day: dt.date) -> dt.datetime:
    """Return nine o'clock on the first day from `day` on when newcomers may be written to, UTC."""
    while not is_office_day(day):
        day += dt.timedelta(days=1)
    return to_utc(dt.datetime.combine(day, MORNING))


def next_morning(now: dt.datetime) -> dt.datetime:
    """Return nine o'clock on the next day when newcomers may be written to, UTC."""
    return morning_of(local_day(now) + dt.timedelta(days=1))


def working_days_after(now: dt.datetime, count: int) -> dt.datetime:
    """Return nine o'clock so many working days later, not in the quiet weeks, UTC."""
    return morning_of(add_working_days(local_day(now), count))
