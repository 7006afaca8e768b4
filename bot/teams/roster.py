"""Who is in a team or chat, asked of Teams' connector page by page."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

import msgspec

from bot.core.ports import RosterUnknown, Sent
from bot.core.turn import Conversation, Person
from bot.teams.activity import Account
from bot.teams.connector import Answer, Connector, delivery
from bot.teams.surface import person_of

PAGE: Final = 500
"""Members per page; Teams gives at most 500."""
MAX_PAGES: Final = 100
GENERAL: Final = "General"
"""Teams gives the first channel of a team without a name."""


class TeamsRoster:
    """Asks Teams who is there. Raises RosterUnknown when Teams does not say, never half a list."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def members(self, conversation: Conversation) -> Sequence[Person]:
        """Return everybody in the team, channel or chat, without the bot; raises RosterUnknown."""
        path = f"/v3/conversations/{quote(_room(conversation), safe='')}/pagedmembers?pageSize={PAGE}"
        people: dict[str, Person] = {}
        token = ""
        for _ in range(MAX_PAGES):
            page = await self._get(
                conversation, path + (f"&continuationToken={quote(token, safe='')}" if token else "")
            )
            listed = page.get("members")
            if not isinstance(listed, list):
                raise RosterUnknown("the answer holds no members")
            for account in _accounts(listed):
                person = person_of(account, conversation.tenant)
                people[person.teams_id] = person
            following = page.get("continuationToken")
            if not isinstance(following, str) or following in {"", token}:
                return list(people.values())
            token = following
        raise RosterUnknown("there is no end to the pages")

    async def channels(self, conversation: Conversation) -> Sequence[tuple[str, str]]:
        """Return (channel id, name) of the team's channels; raises RosterUnknown."""
        if not conversation.team_id:
            raise RosterUnknown("the conversation is not in a team")
        said = await self._get(conversation, f"/v3/teams/{quote(conversation.team_id, safe='')}/conversations")
        listed = said.get("conversations")
        return [
            (channel["id"], channel["name"] if isinstance(channel.get("name"), str) and channel["name"] else GENERAL)
            for channel in (listed if isinstance(listed, list) else [])
            if isinstance(channel, dict) and isinstance(channel.get("id"), str)
        ]

    async def _get(self, conversation: Conversation, path: str) -> dict[str, Any]:
        answer = await self._connector.call("GET", conversation.service_url, path)
        outcome = delivery(answer, repeatable=True)
        if isinstance(outcome, Sent) and isinstance(answer, Answer):
            return dict(answer.body)
        raise RosterUnknown("" if isinstance(outcome, Sent) else outcome.reason)


def _room(conversation: Conversation) -> str:
    """Return the chat or channel that a thread is in."""
    return conversation.id.partition(";")[0]


def _accounts(listed: list[Any]) -> list[Account]:
    found = []
    for entry in listed:
        try:
            account = msgspec.convert(entry, Account)
        except msgspec.ValidationError:
            continue
        if account.id and not account.id.startswith("28:"):
            found.append(account)
    return found
