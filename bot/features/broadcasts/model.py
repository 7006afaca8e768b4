"""Broadcasts: to whom as a rule, what was said, who approved it, and what may be decided about one."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core.outbox import Tally
from bot.core.ports import Collection
from bot.core.text import Lang
from bot.core.turn import Message

LONGEST_TEXT: Final = 5_000
"""Characters of one broadcast; Teams takes about 28 KB in all, and nobody reads more in a chat."""
USUAL_LIMIT: Final = 25
"""Above how many recipients a second pair of eyes is asked for, until the secretariat says another number."""
LARGEST_LIMIT: Final = 1_000
FARTHEST_AHEAD: Final = dt.timedelta(days=366)
LAPSES_AFTER: Final = dt.timedelta(days=7)
"""How long a draft can be sent, and an approval be given: after that the recipients are another matter."""
KEPT_FOR: Final = dt.timedelta(days=365)
"""How long it is kept who got a broadcast: not longer than what became of the messages, which the outbox knows."""


class Group(StrEnum):
    """Who of some bodies is written to."""

    BODY = "body"
    CHANNEL = "channel"
    HOLDERS = "holders"
    STAND_INS = "stand_ins"
    SEATED = "seated"
    HEADS = "heads"
    OFFICES = "offices"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Part:
    """One group of some `bodies` (ids, empty for all), or one person (a contact's id).

    `only` are the codes of the municipalities that are meant, empty for all. BODY is the body's channel, or its seats
    in person where no channel is known or somebody is left out. HOLDERS are the holders of the seats, and the stand-in
    where nobody holds one. OFFICES are those of the municipalities.
    """

    group: Group
    bodies: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is written to, as a rule that is resolved when the broadcast goes out.

    `but` are codes of municipalities, `but_bodies` ids, `but_people` ids of contacts. Whoever has a seat in
    a body whose channel gets the broadcast is not written to in person, unless `twice`.
    """

    parts: tuple[Part, ...] = ()
    but: tuple[str, ...] = ()
    but_bodies: tuple[str, ...] = ()
    but_people: tuple[str, ...] = ()
    twice: bool = False

    @property
    def leaves_out(self) -> bool:
        """Whether a channel, in which everybody reads, would reach somebody who is left out."""
        return bool(self.but or self.but_people)

    def is_meant(self, municipality: str, only: tuple[str, ...]) -> bool:
        """Tell whether somebody from a municipality (a code) is written to by a part that is for `only` these."""
        return (not only or municipality in only) and municipality not in self.but


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is written to: a channel, a person or an office.

    `key` is the same for the same recipient however they were found; `to` an address id; `trouble` says why nothing
    reaches them in Teams as far as is known, empty when something may. `person` is a contact's id.
    """

    key: str
    to: str
    name: str
    lang: Lang
    trouble: str = ""
    email: str = ""
    municipality: str = ""
    person: str = ""

    @property
    def is_channel(self) -> bool:
        """Whether a whole channel reads it."""
        return self.key.startswith("channel:")


class State(StrEnum):
    """Where a broadcast is in its life."""

    DRAFT = "draft"
    ASKED = "asked"
    SCHEDULED = "scheduled"
    LISTING = "listing"
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"
    DROPPED = "dropped"


GOING: Final = frozenset({State.LISTING, State.SENDING})
BEFORE: Final = frozenset({State.DRAFT, State.ASKED})
ENDED: Final = frozenset({State.SENT, State.STOPPED, State.TAKEN_BACK, State.DROPPED})
OUT: Final = frozenset({State.LISTING, State.SENDING, State.SENT, State.STOPPED})


class How(StrEnum):
    """How a broadcast was approved."""

    SMALL = "small"
    COLLEAGUE = "colleague"
    NUMBER = "number"
    FEATURE = "feature"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Something said to an audience. `number` is what people call it; `by` a person id, empty for the bot itself.

    `text` is as the author wrote it, empty where a feature made the messages `sv` and `en`. `about` is what it belongs
    to, such as `referral:<id>`. `shown` is how many recipients the preview told of. `channels` are the bodies whose
    channel gets it, each with its address id, as found when it began. `cursor` is how far the audience has been listed,
    `listed` how many recipients that gave, `posted` how many of them have been put in the outbox, and `looks` how often
    in a row there was no room for more. `sweep` is a correction, a recall or a stop on its way through those that were
    posted, `swept` how far it has come. `calls` counts the steps, so that each has a timer of its own.
    """

    id: str
    number: str
    by: str
    by_name: str
    made_at: dt.datetime
    audience: Audience
    sv: Message
    en: Message
    text: str = ""
    about: str = ""
    state: State = State.DRAFT
    send_at: dt.datetime | None = None
    gives_up_at: dt.datetime | None = None
    shown: int = 0
    approved_by: str = ""
    approved_by_name: str = ""
    approved_how: How | None = None
    approved_at: dt.datetime | None = None
    begun_at: dt.datetime | None = None
    channels: tuple[tuple[str, str], ...] = ()
    cursor: int = 0
    listed: int = 0
    posted: int = 0
    looks: int = 0
    sweep: str = ""
    swept: int = 0
    corrected_at: dt.datetime | None = None
    ended_by_name: str = ""
    ended_at: dt.datetime | None = None
    calls: int = 0

    def message(self, lang: Lang) -> Message:
        """Return what is said in a language."""
        return self.sv if lang == "sv" else self.en

    @property
    def key(self) -> str:
        """What its messages and journal entries are about."""
        return about_of(self.id)


STOP: Final = "stop"
CORRECT: Final = "correct"
TAKE_BACK: Final = "take_back"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recipient of a broadcast as they were found when it went out; `place` puts them in order.

    `row` is the key of the message in the outbox. `person` is a contact's id, empty for channels and offices.
    """

    broadcast: str
    place: str
    row: str
    to: str
    name: str
    lang: Lang
    email: str = ""
    municipality: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Habit:
    """What the secretariat has said of broadcasts in general: `limit` is above how many a second look is needed."""

    limit: int = USUAL_LIMIT


BROADCASTS: Collection[Broadcast] = Collection(
    "broadcasts", Broadcast, equal=("number", "state", "about", "by"), ordered=("made_at",)
)
DELIVERIES: Collection[Delivery] = Collection("deliveries", Delivery, equal=("broadcast", "person"), ordered=("place",))


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number of the latest broadcast."""

    last: int


NUMBERING: Collection[Numbering] = Collection("broadcast_numbers", Numbering)
HABITS: Collection[Habit] = Collection("broadcast_habits", Habit)


def about_of(broadcast: str) -> str:
    """Return what the messages of a broadcast belong to."""
    return f"broadcast:{broadcast}"


def place_of(broadcast: str, number: int) -> str:
    """Return where the recipient with this number, from 0, stands among those of a broadcast."""
    return f"{broadcast}\x1f{number:09}"


def row_of(broadcast: str, key: str) -> str:
    """Return the key of a recipient's message in the outbox."""
    return f"{about_of(broadcast)}:{key}"


def lapsed(broadcast: Broadcast, now: dt.datetime) -> bool:
    """Tell whether a draft, or a question for approval, is too old to be sent."""
    return broadcast.state in BEFORE and now - broadcast.made_at > LAPSES_AFTER


def with_rest(broadcast: Broadcast, posted: Tally) -> Tally:
    """Return what became of all recipients: the messages in the outbox, and those that are not there (yet).

    Whoever has been listed and not been posted to waits, or with a broadcast that was stopped will not get it.
    """
    rest = broadcast.listed - posted.total
    if broadcast.state in GOING:
        return replace(posted, waiting=posted.waiting + rest)
    return replace(posted, cancelled=posted.cancelled + rest)
