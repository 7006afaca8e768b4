"""The places of the demonstration: bodies' channels and personal chats, in a terminal or a browser on this machine."""

import datetime as dt
from dataclasses import dataclass

from bot.core import when
from bot.core.calendar import to_utc
from bot.core.turn import Conversation, Person, Scope
from bot.features.bodies.demo import HOME_TENANT

SERVICE_URL = "console:"
"""The service URL of everybody who talks on this machine."""
WORK_BEGINS = dt.time(8)


@dataclass(frozen=True, slots=True)
class Place:
    """A body's channel, by its id and the name that people use; with no id, the personal chat."""

    id: str = ""
    name: str = ""


def conversation_at(place: Place, person: Person) -> Conversation:
    """Return the channel of a place, or the person's own chat."""
    if not place.id:
        return Conversation(f"console:{person.id}", Scope.PERSONAL, SERVICE_URL, HOME_TENANT)
    return Conversation(
        id=f"console:{place.id}",
        scope=Scope.CHANNEL,
        service_url=SERVICE_URL,
        tenant=HOME_TENANT,
        team_id=place.id,
        team_name=place.name,
        channel_id=f"console:{place.id}",
    )


def time_said(said: str, now: dt.datetime) -> dt.datetime | None:
    """Return the UTC instant that somebody wants to move to, None when it is none or has been.

    A day without a time begins when people come to work.
    """
    moment = when.read(said, now)
    if moment is None:
        return None
    start = moment.start
    at = to_utc(start if isinstance(start, dt.datetime) else dt.datetime.combine(start, WORK_BEGINS))
    return at if at >= now else None
