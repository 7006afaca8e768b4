"""The activities that Teams posts, as far as the bot reads them.

Names and shapes from the Bot Framework protocol (Activity schema 3.1) and Teams' own `channelData`. What is not read is
not declared, and passes unread.
"""

import datetime as dt
from typing import Annotated, Any, Final

import msgspec

MAX_ID_CHARS: Final = 400
"""Teams' ids are under 200 characters; two together make a key of the store, which holds 1 000 bytes."""

YEARS: Final = range(1970, 2200)
"""Times that people and their calendars can be reckoned from without leaving what a datetime can hold."""

Id = Annotated[str, msgspec.Meta(max_length=MAX_ID_CHARS, pattern=r"^[^\x00-\x1f\x7f]*\Z")]
"""What names somebody, something or an address: kept, compared and sent back, so nothing invisible may be in it."""


class Malformed(Exception):
    """What came is not an activity; the message says where, without repeating anything of it."""


class Account(msgspec.Struct, rename="camel", frozen=True):
    """A person or a bot. `aad_object_id` is called `objectId` in rosters; `email` stands in rosters alone."""

    id: Id | None = None
    name: str | None = None
    aad_object_id: Id | None = None
    object_id: Id | None = None
    tenant_id: Id | None = None
    email: str | None = None


class ConversationAccount(msgspec.Struct, rename="camel", frozen=True):
    """A chat or channel thread; `conversation_type` is personal, channel or groupChat."""

    id: Id | None = None
    conversation_type: str | None = None
    is_group: bool | None = None
    tenant_id: Id | None = None


class Named(msgspec.Struct, rename="camel", frozen=True):
    """A tenant, team or channel."""

    id: Id | None = None
    name: str | None = None


class ChannelData(msgspec.Struct, rename="camel", frozen=True):
    """What Teams adds of its own."""

    tenant: Named | None = None
    team: Named | None = None
    channel: Named | None = None
    event_type: str | None = None
    teams_channel_id: Id | None = None
    teams_team_id: Id | None = None


class Activity(msgspec.Struct, rename="camel", frozen=True):
    """One activity. `timestamp` is UTC in ISO 8601, with up to seven decimals."""

    type: str
    id: Id | None = None
    timestamp: str | None = None
    service_url: Id | None = None
    channel_id: str | None = None
    from_: Account | None = msgspec.field(name="from", default=None)
    recipient: Account | None = None
    conversation: ConversationAccount | None = None
    channel_data: ChannelData | None = None
    locale: Id | None = None
    text: str | None = None
    value: Any = None
    name: str | None = None
    action: str | None = None
    delivery_mode: str | None = None
    reply_to_id: Id | None = None
    entities: list[Any] | None = None
    members_added: list[Account] | None = None
    members_removed: list[Account] | None = None

    def tenants(self) -> frozenset[str]:
        """Return every tenant the activity says it comes from, in lower case."""
        said = (
            self.channel_data and self.channel_data.tenant and self.channel_data.tenant.id,
            self.conversation and self.conversation.tenant_id,
        )
        return frozenset(tenant.lower() for tenant in said if tenant)


_DECODER = msgspec.json.Decoder(Activity)
_SPOKEN = frozenset({"message", "invoke"})


def read_activity(body: bytes) -> Activity:
    """Return the activity of a request's body; raises Malformed for anything that is not one."""
    try:
        activity = _DECODER.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as fault:
        raise Malformed(str(fault)[:200] if isinstance(fault, msgspec.ValidationError) else "not JSON") from fault
    if not activity.type:
        raise Malformed("`type` is empty")
    if activity.type in _SPOKEN and not (activity.conversation and activity.conversation.id):
        raise Malformed("`conversation.id` is missing")
    if activity.type in _SPOKEN and not (activity.from_ and activity.from_.id):
        raise Malformed("`from.id` is missing")
    if activity.timestamp:
        instant(activity.timestamp)
    return activity


def instant(timestamp: str) -> dt.datetime:
    """Return an aware UTC instant; a timestamp without zone is UTC. Raises Malformed."""
    try:
        at = dt.datetime.fromisoformat(timestamp)
        at = (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError) as fault:
        raise Malformed("`timestamp` is not a time") from fault
    if at.year not in YEARS:
        raise Malformed("`timestamp` is no time that a bot lives in")
    return at
