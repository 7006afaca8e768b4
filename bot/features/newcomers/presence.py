"""Who is in a team, as events and rosters tell: events come twice, late, falsely or not at all."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core.ports import Collection
from bot.core.turn import Person

SHORT_ABSENCE: Final = dt.timedelta(days=1)
"""Who is taken out of a team and comes back within this time has never been away."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A person in a team; its document id is team and person.

    `since` is when they came (UTC), None for those who were there when the bot first looked. `gone_at` is when they
    were taken out, None while they are there. `sure` is whether a roster has shown them: what only an event tells may
    be false.
    """

    team: str
    person: str
    teams_id: str
    name: str = ""
    tenant: str = ""
    email: str = ""
    since: dt.datetime | None = None
    gone_at: dt.datetime | None = None
    sure: bool = False

    @property
    def who(self) -> Person:
        """The person."""
        return Person(self.person, self.teams_id, self.name, self.tenant, self.email)


@dataclass(frozen=True, slots=True)
class Listed:
    """That the roster of a team has been read; its document id is the team's."""

    at: dt.datetime


PRESENCES: Collection[Presence] = Collection("presences", Presence, equal=("team", "person", "teams_id"))
LISTED: Collection[Listed] = Collection("rosters", Listed)


class News(StrEnum):
    """What something that was told means."""

    NOTHING = "nothing"
    ARRIVED = "arrived"
    BACK = "back"
    GONE = "gone"
    NEVER_CAME = "never_came"


def presence_key(team: str, person: str) -> str:
    """Return the id under which a presence is kept."""
    return f"{team}|{person}"


def shown(known: Presence, person: Person) -> Presence:
    """Return a presence with all that is told of the person now; what is left out stays as it was known."""
    return replace(
        known,
        person=person.id or known.person,
        teams_id=person.teams_id or known.teams_id,
        name=person.name or known.name,
        tenant=person.tenant or known.tenant,
        email=person.email or known.email,
    )


def added(known: Presence | None, team: str, person: Person, now: dt.datetime) -> tuple[Presence, News]:
    """Return what an event that somebody was added makes of what is known."""
    if known is None:
        fresh = Presence(team, person.id, person.teams_id, person.name, person.tenant, person.email, since=now)
        return fresh, News.ARRIVED
    seen = shown(known, person)
    if known.gone_at is None:
        return seen, News.NOTHING
    if now - known.gone_at <= SHORT_ABSENCE:
        return replace(seen, gone_at=None), News.BACK
    return replace(seen, since=now, gone_at=None, sure=False), News.ARRIVED


def removed(known: Presence | None, team: str, person: Person, now: dt.datetime) -> tuple[Presence, News]:
    """Return what an event that somebody was taken out makes of what is known."""
    if known is None:
        gone = Presence(team, person.id, person.teams_id, person.name, person.tenant, person.email, gone_at=now)
        return gone, News.GONE
    if known.gone_at is not None:
        return known, News.NOTHING
    return replace(known, gone_at=now), News.GONE


def listed(
    known: Presence | None, team: str, person: Person, now: dt.datetime, *, first: bool
) -> tuple[Presence, News]:
    """Return what a roster that names somebody makes of what is known; `first` when no roster was read before.

    A roster is right where an event was not: whom it names has not left, unless they have been away for long.
    """
    after, news = added(known, team, person, now)
    if known is None and first:
        return replace(after, since=None, sure=True), News.NOTHING
    return replace(after, sure=True), news


def unlisted(known: Presence, now: dt.datetime) -> tuple[Presence, News]:
    """Return what a roster that does not name somebody makes of what is known."""
    if known.gone_at is not None:
        return known, News.NOTHING
    if not known.sure:
        # Only an event has told of them: somebody in a shared channel, or never added after all.
        return known, News.NEVER_CAME
    return replace(known, gone_at=now), News.GONE
