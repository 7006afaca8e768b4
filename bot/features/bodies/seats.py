"""Seats and presidiums: who has which post, and what may be decided about it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.core.ports import Collection
from bot.core.swedish.letters import fold
from bot.features.bodies.history import History, appoint, tenure_on, vacate
from bot.features.bodies.model import Body, Cooperation

FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
"""Days outside these are slips of the pen."""


class Post(StrEnum):
    """What somebody can be in a body: for a municipality, or at its head."""

    HOLDER = "holder"
    STAND_IN = "stand_in"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"

    @property
    def of_seat(self) -> bool:
        """Whether the post belongs to a municipality's seat, not to the body as a whole."""
        return self in {Post.HOLDER, Post.STAND_IN}

    @property
    def beside(self) -> "Post":
        """The other post of the same seat or presidium, which the same person cannot have at the same time."""
        return _BESIDE[self]


_BESIDE = {
    Post.HOLDER: Post.STAND_IN,
    Post.STAND_IN: Post.HOLDER,
    Post.CHAIR: Post.VICE_CHAIR,
    Post.VICE_CHAIR: Post.CHAIR,
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One municipality in one body: who held it and who stood in, from when to when; gaps are vacancies."""

    body: str
    municipality: str
    holder: History = ()
    stand_in: History = ()

    @property
    def id(self) -> str:
        """The id under which it is kept."""
        return seat_id(self.body, self.municipality)


@dataclass(frozen=True, slots=True)
class Presidium:
    """The chair and the vice chair of a body, from when to when."""

    body: str
    chair: History = ()
    vice_chair: History = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A person whom the lists name, whether the bot has met them or not.

    `member` is the id of the Member they turned out to be, empty until they are met; `key` and `email` are folded for
    looking up; `municipality` is a code, empty where nobody has said; `posts` are the keys of the posts that the person
    has had, so that what they may do is found with a few reads.
    """

    id: str
    name: str
    key: str
    email: str = ""
    municipality: str = ""
    member: str = ""
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing to change: from `start` (and until `end`) `person` has the post, or nobody when that is empty."""

    body: str
    post: Post
    municipality: str
    person: str
    start: dt.date
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """Somebody's time in a post, named as lists name people: by name, with e-mail and municipality where known."""

    body: str
    municipality: str
    post: Post
    name: str
    start: dt.date | None = None
    end: dt.date | None = None
    email: str = ""
    home: str = ""
    """The code of the municipality that a chair comes from."""


@dataclass(frozen=True, slots=True)
class Line:
    """The history of one post; `municipality` is empty for chair and vice chair."""

    body: str
    municipality: str
    post: Post
    history: History = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did: the histories of the posts before and after. `by` is a person's id, `at` a UTC instant.

    `undone_at` is when it was taken back.
    """

    id: str
    by: str
    by_name: str
    at: dt.datetime
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    undone_at: dt.datetime | None = None


SEATS: Collection[Seat] = Collection("seats", Seat, equal=("body", "municipality"))
PRESIDIUMS: Collection[Presidium] = Collection("presidiums", Presidium)
CONTACTS: Collection[Contact] = Collection("contacts", Contact, equal=("key", "email", "member"))
CHANGES: Collection[Change] = Collection("seat_changes", Change, equal=("by",), ordered=("at",))


class Why(StrEnum):
    """Why somebody cannot be seated so."""

    TWO_SEATS = "two_seats"
    STAND_IN_IS_HOLDER = "stand_in_is_holder"
    VICE_IS_CHAIR = "vice_is_chair"
    NOT_IN_BODY = "not_in_body"
    ODD_DATE = "odd_date"
    ENDS_FIRST = "ends_first"
    NOTHING_CHANGES = "nothing_changes"


class CannotSeat(Exception):
    """The rules of the seats do not allow it; nothing was changed. `edit` is what was asked for."""

    def __init__(self, why: Why, edit: Edit, other: str = "") -> None:
        super().__init__(f"{why}: {edit.body}/{edit.municipality}/{edit.post}")
        self.why = why
        self.edit = edit
        self.other = other
        """The code of the municipality whose seat the person has already."""


def seat_id(body: str, municipality: str) -> str:
    """Return the id of a seat."""
    return f"{body}/{municipality}"


def post_key(body: str, municipality: str, post: Post) -> str:
    """Return the key by which a contact remembers a post: "planeringschefer/0138/holder"."""
    return f"{body}/{municipality}/{post}"


def split_key(key: str) -> tuple[str, str, Post]:
    """Return body, municipality and post of such a key."""
    body, municipality, post = key.split("/")
    return body, municipality, Post(post)


def name_key(name: str) -> str:
    """Return a name as it is looked up: "Åsa  Öberg" and "asa oberg" are the same."""
    return " ".join(fold(name).split())


def seats_of(body: Body, cooperation: Cooperation) -> tuple[str, ...]:
    """Return the codes of the municipalities that have a seat in a body."""
    return body.municipalities or tuple(each.code for each in cooperation.municipalities)


def with_history(document: Any, post: Post, history: History) -> Any:
    """Return a seat or a presidium with another history of one of its posts."""
    return replace(document, **{post.value: history})


@dataclass(frozen=True, slots=True)
class Board:
    """Seats and presidiums as they stand, by their ids."""

    seats: Mapping[str, Seat] = field(default_factory=lambda: MappingProxyType({}))
    presidiums: Mapping[str, Presidium] = field(default_factory=lambda: MappingProxyType({}))

    @staticmethod
    def of(seats: Iterable[Seat], presidiums: Iterable[Presidium]) -> "Board":
        """Return the board of these."""
        return Board({seat.id: seat for seat in seats}, {each.body: each for each in presidiums})

    def line(self, body: str, municipality: str, post: Post) -> Line | None:
        """Return the history of a post, or None when there is no such seat or body."""
        document = self.seats.get(seat_id(body, municipality)) if post.of_seat else self.presidiums.get(body)
        if document is None:
            return None
        return Line(body, municipality if post.of_seat else "", post, getattr(document, post.value))

    def lines(self) -> Iterator[Line]:
        """Go through every post: the presidiums first, then the seats."""
        for presidium in self.presidiums.values():
            yield Line(presidium.body, "", Post.CHAIR, presidium.chair)
            yield Line(presidium.body, "", Post.VICE_CHAIR, presidium.vice_chair)
        for seat in self.seats.values():
            yield Line(seat.body, seat.municipality, Post.HOLDER, seat.holder)
            yield Line(seat.body, seat.municipality, Post.STAND_IN, seat.stand_in)

    def put(self, line: Line) -> "Board":
        """Return the board with another history of one post; KeyError when there is no such seat or body."""
        if line.post.of_seat:
            key = seat_id(line.body, line.municipality)
            return replace(self, seats={**self.seats, key: with_history(self.seats[key], line.post, line.history)})
        changed = with_history(self.presidiums[line.body], line.post, line.history)
        return replace(self, presidiums={**self.presidiums, line.body: changed})


def complete(board: Board, cooperation: Cooperation) -> Board:
    """Return the board with an empty seat for every municipality of every body, where it had none."""
    seats = [Seat(body.id, code) for body in cooperation.bodies for code in seats_of(body, cooperation)]
    return Board(
        {**{seat.id: seat for seat in seats}, **board.seats},
        {**{body.id: Presidium(body.id) for body in cooperation.bodies}, **board.presidiums},
    )


def implied(board: Board, edit: Edit) -> tuple[Edit, ...]:
    """Return an edit with what follows from it: a stand-in who takes the seat no longer stands in, and so on."""
    beside = board.line(edit.body, edit.municipality, edit.post.beside)
    if not edit.person or beside is None or edit.post not in {Post.HOLDER, Post.CHAIR}:
        return (edit,)
    has = tenure_on(beside.history, edit.start)
    if has is None or has.person != edit.person:
        return (edit,)
    last = min(filter(None, (edit.end, has.end)), default=None)
    return (Edit(edit.body, edit.post.beside, edit.municipality, "", edit.start, last), edit)


def carry_out(board: Board, edits: Iterable[Edit]) -> Board:
    """Return the board after edits that are made together.

    Raises CannotSeat when a person would have two seats of one body or both posts of a seat, when a municipality has
    no seat in the body, or when a date is none that people live by.
    """
    together = tuple(edits)
    for edit in together:
        board = write_down(board, edit)
    for edit in together:
        check_clashes(board, edit)
    return board


def write_down(board: Board, edit: Edit) -> Board:
    """Return the board after one edit, before anybody has looked for people in two places at once.

    Raises CannotSeat for a seat that does not exist and for dates that cannot be.
    """
    line = board.line(edit.body, edit.municipality, edit.post)
    if line is None:
        raise CannotSeat(Why.NOT_IN_BODY, edit)
    if not all(FIRST_DAY <= day <= LAST_DAY for day in (edit.start, edit.end) if day):
        raise CannotSeat(Why.ODD_DATE, edit)
    if edit.end is not None and edit.end < edit.start:
        raise CannotSeat(Why.ENDS_FIRST, edit)
    if edit.person:
        history = appoint(line.history, edit.person, edit.start, edit.end)
    else:
        history = vacate(line.history, edit.start, edit.end)
    return board.put(replace(line, history=history))


def check_clashes(board: Board, edit: Edit) -> None:
    """Raise CannotSeat when the person of an edit is in two places of the body at once."""
    if not edit.person:
        return
    line = board.line(edit.body, edit.municipality, edit.post)
    mine = [tenure for tenure in (line.history if line else ()) if tenure.person == edit.person]
    for other in board.lines():
        if other.body != edit.body or other.post.of_seat != edit.post.of_seat:
            continue
        same_place = other.municipality == edit.municipality or not edit.post.of_seat
        if same_place and other.post is edit.post:
            continue
        if any(a.person == edit.person and a.overlaps(b) for a in other.history for b in mine):
            if not same_place:
                raise CannotSeat(Why.TWO_SEATS, edit, other.municipality)
            raise CannotSeat(Why.STAND_IN_IS_HOLDER if edit.post.of_seat else Why.VICE_IS_CHAIR, edit)


def differences(before: Board, after: Board) -> tuple[tuple[Line, Line], ...]:
    """Return the posts whose history differs, as they were and as they are."""
    pairs = zip(before.lines(), after.lines(), strict=True)
    return tuple((old, new) for old, new in pairs if old.history != new.history)
