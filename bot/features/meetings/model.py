"""Meetings, what a seat says of one, and what may be decided about them."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.core.calendar import eve, in_quiet_weeks, is_working_day, local_day, red_day, school_holiday
from bot.core.ports import Collection
from bot.core.text import Lang, Text
from bot.features.bodies.model import Body, Municipality, StandingAgenda
from bot.features.bodies.seats import Contact

USUAL_LENGTH = dt.timedelta(hours=2)
"""How long a meeting is when nobody has said when it ends."""
LONGEST = dt.timedelta(hours=12)
BEFORE_NOW = LONGEST
"""How long before now a meeting that is under way may have begun."""
FARTHEST_AHEAD = dt.timedelta(days=3 * 366)
MOST_IN_SERIES = 40
TOLD_BEFORE = dt.timedelta(days=30)
"""How long before the meeting the invitation to one of a series goes out."""


class State(StrEnum):
    """Where a meeting is in its life; that it is held follows from the clock."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HELD = "held"


class Form(StrEnum):
    """How one takes part."""

    ON_SITE = "on_site"
    ONLINE = "online"
    HYBRID = "hybrid"


class What(StrEnum):
    """What somebody did to a meeting."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody from outside; either may be empty, not both."""

    name: str = ""
    organisation: str = ""


def guests_without(guests: tuple[Guest, ...], names: Sequence[str]) -> tuple[Guest, ...]:
    """Return guests without people of these names, by organisation alone where one is known.

    Who is noted by a name alone may stand as an organisation.
    """
    left = [
        Guest("" if each.name in names else each.name, "" if each.organisation in names else each.organisation)
        for each in guests
    ]
    return tuple(each for each in dict.fromkeys(left) if each.name or each.organisation)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a meeting, where it lies on the web; `minutes` for what was noted there."""

    title: str
    link: str
    minutes: bool = False


class Part(StrEnum):
    """What of a meeting can be changed without moving it."""

    BODIES = "bodies"
    PLACE = "place"
    LINK = "link"
    FORM = "form"
    AGENDA = "agenda"
    GUESTS = "guests"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Event:
    """What was done to a meeting, by whom and when.

    `starts_at` is the time that it had before, `parts` what was changed of it where it was not moved.
    """

    what: What
    by_name: str
    at: dt.datetime
    starts_at: dt.datetime
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of one body, or of several together. Times are UTC instants; `bodies` are ids.

    `series` is the key of the booking when it made several meetings. `version` grows whenever it is changed.
    """

    id: str
    bodies: tuple[str, ...]
    starts_at: dt.datetime
    ends_at: dt.datetime
    form: Form = Form.ON_SITE
    place: str = ""
    link: str = ""
    agenda: tuple[str, ...] = ()
    guests: tuple[Guest, ...] = ()
    papers: tuple[Paper, ...] = ()
    state: State = State.PLANNED
    series: str = ""
    version: int = 0
    history: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise ValueError("A meeting's times have a zone")
        if self.ends_at <= self.starts_at:
            raise ValueError("A meeting ends after it begins")
        if not self.bodies:
            raise ValueError("A meeting belongs to a body")


class Says(StrEnum):
    """What a seat says of a meeting."""

    ATTENDING = "attending"
    ONLINE = "online"
    STAND_IN = "stand_in"
    HINDERED = "hindered"


@dataclass(frozen=True, slots=True)
class Rsvp:
    """What a seat says of a meeting at `starts_at`; moved, the meeting is to be answered anew.

    `by_name` said it, `at` a UTC instant; `asked` is whether the stand-in has been asked or told.
    """

    meeting: str
    body: str
    municipality: str
    says: Says
    starts_at: dt.datetime
    by: str
    by_name: str
    at: dt.datetime
    asked: bool = False

    @property
    def represents(self) -> bool:
        """Whether the municipality will be there."""
        return self.says is not Says.HINDERED


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """What somebody did to one or more meetings; `before` is empty for a booking. `undone_at` is when it was undone."""

    id: str
    by: str
    by_name: str
    at: dt.datetime
    before: tuple[Meeting, ...]
    after: tuple[Meeting, ...]
    undone_at: dt.datetime | None = None


MEETINGS: Collection[Meeting] = Collection("meetings", Meeting, equal=("series",), ordered=("starts_at",))
RSVPS: Collection[Rsvp] = Collection("rsvps", Rsvp, equal=("meeting",))
MEETING_CHANGES: Collection[MeetingChange] = Collection(
    "meeting_changes", MeetingChange, equal=("by",), ordered=("at",)
)


def rsvp_key(meeting: str, body: str, municipality: str) -> str:
    """Return the id under which a seat's answer is kept."""
    return f"{meeting}|{body}|{municipality}"


def about_meeting(key: str) -> str:
    """Return what messages, timers and the journal name that belong to a meeting."""
    return f"meeting:{key}"


def state_at(meeting: Meeting, now: dt.datetime) -> State:
    """Return where a meeting is in its life at an instant."""
    if meeting.state is not State.CANCELLED and meeting.ends_at <= now:
        return State.HELD
    return meeting.state


def is_coming(meeting: Meeting, now: dt.datetime) -> bool:
    """Tell whether a meeting lies ahead or is under way."""
    return state_at(meeting, now) in {State.PLANNED, State.MOVED}


@dataclass(frozen=True, slots=True)
class Slot:
    """A time for a meeting, as UTC instants."""

    starts_at: dt.datetime
    ends_at: dt.datetime


class Fault(StrEnum):
    """Why there can be no meeting at a time."""

    ENDS_FIRST = "ends_first"
    PAST = "past"
    TOO_LONG = "too_long"
    TOO_FAR = "too_far"
    TOO_MANY = "too_many"


def fault_of(slot: Slot, now: dt.datetime) -> Fault | None:
    """Return why there can be no meeting at a time, or None when there can."""
    if slot.ends_at <= slot.starts_at:
        return Fault.ENDS_FIRST
    if slot.starts_at <= now:
        return Fault.PAST
    if slot.ends_at - slot.starts_at > LONGEST:
        return Fault.TOO_LONG
    return Fault.TOO_FAR if slot.starts_at - now > FARTHEST_AHEAD else None


class Odd(StrEnum):
    """What makes a day unsuitable for a meeting, though it is allowed."""

    RED = "red"
    EVE = "eve"
    WEEKEND = "weekend"
    QUIET = "quiet"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Oddity:
    """A day that is unsuitable; `name` is the holiday's own name, None where it has none."""

    day: dt.date
    odd: Odd
    name: Text | None = None


def oddities(slot: Slot) -> list[Oddity]:
    """Return what makes a day unsuitable: a red day, an eve, a weekend, weeks 28-31, a school holiday."""
    day = local_day(slot.starts_at)
    found = []
    if name := red_day(day):
        found.append(Oddity(day, Odd.RED, name))
    elif name := eve(day):
        found.append(Oddity(day, Odd.EVE, name))
    elif not is_working_day(day):
        found.append(Oddity(day, Odd.WEEKEND))
    if in_quiet_weeks(day):
        found.append(Oddity(day, Odd.QUIET))
    if (name := school_holiday(day)) and not found:
        found.append(Oddity(day, Odd.SCHOOL, name))
    return found


@dataclass(frozen=True, slots=True)
class Clash:
    """Another meeting at the same time, of the same body or with the same people (their names)."""

    slot: Slot
    meeting: Meeting
    same_body: bool
    people: tuple[str, ...] = ()


def overlaps(meeting: Meeting, slot: Slot) -> bool:
    """Tell whether a meeting that stands takes some of a time; one that ends when the other begins does not."""
    return meeting.state is not State.CANCELLED and (
        meeting.starts_at < slot.ends_at and slot.starts_at < meeting.ends_at
    )


def overlapping_each_other(slots: Sequence[Slot]) -> bool:
    """Tell whether two of several times fall together."""
    ordered = sorted(slots, key=lambda slot: slot.starts_at)
    return any(later.starts_at < earlier.ends_at for earlier, later in itertools.pairwise(ordered))


def moved(meeting: Meeting, slot: Slot, by_name: str, now: dt.datetime) -> Meeting:
    """Return a meeting at another time."""
    event = Event(What.MOVED, by_name, now, meeting.starts_at)
    return replace(
        meeting,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        state=State.MOVED,
        version=meeting.version + 1,
        history=(*meeting.history, event),
    )


def cancelled(meeting: Meeting, by_name: str, now: dt.datetime) -> Meeting:
    """Return a meeting that will not be."""
    event = Event(What.CANCELLED, by_name, now, meeting.starts_at)
    return replace(meeting, state=State.CANCELLED, version=meeting.version + 1, history=(*meeting.history, event))


def restored(before: Meeting, current: Meeting, by_name: str, now: dt.datetime) -> Meeting:
    """Return a meeting as it was before a change, with the way there and back in its history."""
    event = Event(What.RESTORED, by_name, now, current.starts_at)
    return replace(before, version=current.version + 1, history=(*current.history, event))


def with_standing(bodies: Sequence[Body], agenda: Sequence[str], lang: Lang) -> tuple[str, ...]:
    """Return an agenda with the standing items around it, those of the first body that has some."""
    standing = next((body.standing_agenda for body in bodies if body.standing_agenda != StandingAgenda()), None)
    if standing is None:
        return tuple(agenda)
    opening, closing = ([item(lang) for item in items] for items in (standing.opening, standing.closing))
    return tuple(dict.fromkeys([*opening, *(item for item in agenda if item not in closing), *closing]))


def lacks_agenda(bodies: Iterable[Body], agenda: Iterable[str]) -> bool:
    """Tell whether an agenda has nothing beside the standing items."""
    standing = [item for body in bodies for item in (*body.standing_agenda.opening, *body.standing_agenda.closing)]
    return set(agenda) <= {words for item in standing for words in (item.sv, item.en)}


@dataclass(frozen=True, slots=True)
class Alteration:
    """What is to become of a meeting's parts; None leaves one as it is. `bodies` are ids."""

    bodies: tuple[str, ...] | None = None
    place: str | None = None
    link: str | None = None
    form: Form | None = None
    agenda: tuple[str, ...] | None = None
    guests: tuple[Guest, ...] | None = None
    papers: tuple[Paper, ...] | None = None


def altered(meeting: Meeting, alteration: Alteration, by_name: str, now: dt.datetime) -> Meeting | None:
    """Return a meeting with some of its parts changed, None when nothing would differ."""
    wanted = {part: getattr(alteration, part.value) for part in Part}
    parts = tuple(part for part, value in wanted.items() if value is not None and value != getattr(meeting, part.value))
    if not parts:
        return None
    event = Event(What.CHANGED, by_name, now, meeting.starts_at, parts)
    fresh: dict[str, Any] = {part.value: wanted[part] for part in parts}
    return replace(meeting, **fresh, version=meeting.version + 1, history=(*meeting.history, event))


def told_at(meeting: Meeting, now: dt.datetime) -> dt.datetime:
    """Return when the invitation goes out: at once, or for one of a series a month before on a working day."""
    if not meeting.series:
        return now
    at = meeting.starts_at - TOLD_BEFORE
    while not is_working_day(local_day(at)):
        at -= dt.timedelta(days=1)
    return max(now, at)


@dataclass(frozen=True, slots=True)
class Called:
    """One seat at a meeting: who holds it and who stands in on that day, and what it says; None where nobody does."""

    body: Body
    municipality: Municipality
    holder: Contact | None
    stand_in: Contact | None
    rsvp: Rsvp | None

    @property
    def vacant(self) -> bool:
        """Whether nobody can answer for the seat."""
        return self.holder is None and self.stand_in is None

    @property
    def silent(self) -> bool:
        """Whether nobody has answered for the seat, though somebody sits there."""
        return self.rsvp is None and not self.vacant


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting with the seats that it calls; its calendar file is fetched at `calendar`, empty when it is not."""

    meeting: Meeting
    bodies: tuple[Body, ...]
    called: tuple[Called, ...]
    calendar: str = ""

    def towns(self, says: Says) -> list[str]:
        """Return the municipalities of which a seat says this."""
        return _names(each for each in self.called if each.rsvp and each.rsvp.says is says)

    @property
    def silent(self) -> list[str]:
        """The municipalities of which a seat has not answered, though somebody sits there."""
        return _names(each for each in self.called if each.silent)

    @property
    def vacant(self) -> list[str]:
        """The municipalities of which nobody has the seat on that day."""
        return _names(each for each in self.called if each.rsvp is None and each.vacant)

    @property
    def represented(self) -> int:
        """How many municipalities have said that they will be there."""
        return len({each.municipality.code for each in self.called if each.rsvp and each.rsvp.represents})

    @property
    def possible(self) -> int:
        """How many municipalities are called."""
        return len({each.municipality.code for each in self.called})


def _names(called: Iterable[Called]) -> list[str]:
    return list(dict.fromkeys(each.municipality.name for each in called))
