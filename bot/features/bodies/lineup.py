"""What is told of seats on a day: who sits in a body, which posts somebody has, which seats are empty."""

import datetime as dt
from dataclasses import dataclass

from bot.features.bodies.history import Tenure
from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.seats import (
    Contact,
    Post,
)


@dataclass(frozen=True, slots=True)
class Placing:
    """One seat on one day: who holds it and who stands in, None where it is vacant; `later` who comes after today."""

    municipality: Municipality
    holder: Contact | None
    stand_in: Contact | None
    later: tuple[tuple[Post, Contact, dt.date], ...] = ()


@dataclass(frozen=True, slots=True)
class Lineup:
    """A body on a day. `since` is when the chair took office, None when nobody has said."""

    body: Body
    day: dt.date
    chair: Contact | None
    vice_chair: Contact | None
    placings: tuple[Placing, ...]
    chair_since: dt.date | None = None
    vice_since: dt.date | None = None

    @property
    def known(self) -> bool:
        """Whether anybody is known to sit there."""
        return any(each.holder or each.stand_in or each.later for each in self.placings)


@dataclass(frozen=True, slots=True)
class Charge:
    """A post that a person has or will have."""

    body: Body
    municipality: Municipality | None
    post: Post
    tenure: Tenure


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post of a seat that nobody has on the day; `since` is the day after the last one left, None when never filled.

    `next_on` is when somebody comes.
    """

    body: Body
    municipality: Municipality
    post: Post
    since: dt.date | None
    next_on: dt.date | None
