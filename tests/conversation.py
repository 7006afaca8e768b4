"""Tests as conversations: `say("…")` and `press("…")`, as a given person in a given place, and what came back."""

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.app import Bot
from bot.core.turn import Conversation, Kind, Message, Person, Reply, Scope, Turn

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
"""A Monday, 9 o'clock in Stockholm."""

SERVICE_URL = "https://smba.trafficmanager.net/emea/"
HOME = "home"

_numbers = itertools.count(1)


def person(name: str = "Karin Holmlund", tenant: str = HOME) -> Person:
    """Return somebody with a name."""
    key = name.lower().replace(" ", "-")
    return Person(id=f"aad-{key}", teams_id=f"29:{key}", name=name, tenant=tenant)


def personal(who: Person) -> Conversation:
    """Return somebody's own chat with the bot."""
    return Conversation(f"a:{who.id}", Scope.PERSONAL, SERVICE_URL, HOME)


def channel(team: str = "Planeringschefer") -> Conversation:
    """Return a thread in a team's channel."""
    key = team.lower()
    return Conversation(
        id=f"19:{key}@thread.tacv2;messageid=1",
        scope=Scope.CHANNEL,
        service_url=SERVICE_URL,
        tenant=HOME,
        team_id=f"19:{key}@thread.tacv2",
        team_name=team,
        channel_id=f"19:{key}@thread.tacv2",
    )


@dataclass
class Chat:
    """One person's conversation with the bot; `now` can be moved. Every method returns what came back, or None."""

    bot: Bot
    who: Person = field(default_factory=person)
    place: Conversation | None = None
    now: dt.datetime = NOW
    locale: str = "sv-SE"
    last: Reply | None = None

    async def say(self, text: str, **changes: Any) -> Reply | None:
        """Say something."""
        return await self._turn(Kind.SAID, text=text, **changes)

    async def press(self, title: str, **values: str) -> Reply | None:
        """Press the button with this title on the latest card, with values for its fields."""
        assert self.last is not None
        card = Message.of(self.last).card
        assert card is not None, "the latest reply has no card"
        return await self.press_on(card, title, **values)

    async def press_on(self, card: Mapping[str, Any], title: str, **values: str) -> Reply | None:
        """Press the button with this title on any card, one from the outbox for example."""
        buttons = {button["title"]: button["data"] for button in card.get("actions", []) if "data" in button}
        assert title in buttons, f"there is no button {title!r}, only {sorted(buttons)}"
        return await self.press_raw({**buttons[title], **values})

    async def press_raw(self, payload: Mapping[str, Any]) -> Reply | None:
        """Press something that carries any payload."""
        return await self._turn(Kind.PRESSED, pressed=payload)

    async def happen(self, kind: Kind, **changes: Any) -> Reply | None:
        """Let something else happen: an installation, somebody added."""
        return await self._turn(kind, **changes)

    async def _turn(self, kind: Kind, **changes: Any) -> Reply | None:
        turn = Turn(
            **{
                "id": f"turn-{next(_numbers)}",
                "kind": kind,
                "at": self.now,
                "person": self.who,
                "conversation": self.place or personal(self.who),
                "locale": self.locale,
                **changes,
            }
        )
        reply = await self.bot.dispatcher.take(turn)
        self.last = reply or self.last
        return reply


def read(reply: Reply | None) -> str:
    """Return all that the person reads, with ordinary spaces."""
    assert reply is not None, "the bot said nothing"
    return reply.as_text().replace("\N{NO-BREAK SPACE}", " ")
