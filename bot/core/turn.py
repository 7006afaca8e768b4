"""One turn of a conversation, as the bot sees it: who said or did what, where, and what it replies."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from bot.core.card import Card, card_json, card_text
from bot.core.text import Lang


class Scope(StrEnum):
    """Where a conversation takes place."""

    PERSONAL = "personal"
    CHANNEL = "channel"
    GROUP = "group"


class Role(StrEnum):
    """What a person is to the cooperation, in the conversation at hand; rights are declared with these."""

    OUTSIDER = "outsider"
    GUEST = "guest"
    MEMBER = "member"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"


EVERYONE = frozenset(Role)
THOSE_WHO_BELONG = EVERYONE - {Role.OUTSIDER}
SECRETARIAT_ONLY = frozenset({Role.SECRETARIAT})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Teams. `id` is the Entra object id where Teams gives it, else the Teams id; `tenant` as text.

    `email` is known where Teams' roster has told it, else empty.
    """

    id: str
    teams_id: str
    name: str
    tenant: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat or a channel thread. `id` is Teams' own; `channel_id` and `team_id` are empty outside teams."""

    id: str
    scope: Scope
    service_url: str
    tenant: str = ""
    team_id: str = ""
    team_name: str = ""
    channel_id: str = ""


class Kind(StrEnum):
    """What happened."""

    SAID = "said"
    PRESSED = "pressed"
    ADDED = "added"
    REMOVED = "removed"
    INSTALLED = "installed"
    UNINSTALLED = "uninstalled"
    CHANGED = "changed"
    SEARCHED = "searched"
    LINKED = "linked"
    POINTED = "pointed"
    MEETING_BEGAN = "meeting_began"
    MEETING_ENDED = "meeting_ended"


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody said or did.

    `id` is Teams' activity id; `at` an aware UTC instant; `text` what was said, without the mention of the bot;
    `pressed` the payload of a pressed button; `people` those who were added or removed; `reply_to` the message whose
    button was pressed; `link` leads to the meeting in Teams that began or ended. `lang` is the language to answer in;
    `locale` what the person's client speaks. `body` is the id of the body whose team the conversation is in, empty when
    it is no body's, None when nobody has said.
    """

    id: str
    kind: Kind
    at: dt.datetime
    person: Person
    conversation: Conversation
    lang: Lang = "sv"
    text: str = ""
    pressed: Mapping[str, Any] | None = None
    people: tuple[Person, ...] = ()
    reply_to: str = ""
    locale: str = ""
    role: Role = Role.MEMBER
    bot_id: str = ""
    change: str = ""
    link: str = ""
    body: str | None = None


FROM_AFAR = frozenset({Kind.SEARCHED, Kind.LINKED, Kind.POINTED})
"""What happens in a chat that the bot need not be in: it cannot be written to, and nobody there is met."""

Outcome = Literal["answered", "unknown", "command", "smalltalk", "failed"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a line of `title` and `about` in a list, and the card that can be put into a chat."""

    title: str
    about: str
    card: Card


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says back: a text or a card. One reply per turn.

    `replaces` puts the card in the place of the one whose button was pressed. `hits` answer a search or a link.
    """

    text: str = ""
    card: Card | None = None
    outcome: Outcome = "command"
    sources: tuple[str, ...] = ()
    replaces: bool = False
    hits: tuple[Hit, ...] = ()

    def as_text(self) -> str:
        """Return all that the person reads, card included."""
        return "\n".join(part for part in (self.text, card_text(self.card) if self.card else "") if part)


@dataclass(frozen=True, slots=True)
class Message:
    """What goes over the wire to one conversation: plain JSON values, as kept in the outbox.

    `text` is markdown; `card` an Adaptive Card; `summary` what a notification says. Each of
    `mentions` is (Teams id, name); the text or the card holds `<at>name</at>` where the person is named.
    """

    text: str = ""
    card: dict[str, Any] | None = None
    summary: str = ""
    mentions: tuple[tuple[str, str], ...] = field(default=())

    @staticmethod
    def of(reply: Reply) -> "Message":
        """Return the message of a reply."""
        if reply.card is None:
            return Message(text=reply.text, summary=reply.text[:200])
        return Message(text=reply.text, card=card_json(reply.card), summary=reply.card.summary)
