"""The invented people of the demonstration, whom one can be in a terminal."""

import uuid
from dataclasses import dataclass

from bot.core.text import Lang
from bot.core.turn import Person

HOME_TENANT = "home"
"""The tenant of the invented people who are not guests."""

_NAMESPACE = uuid.UUID("6d9b1c39-5d3c-4a36-9f3a-8f0d6f2f4a51")


@dataclass(frozen=True, slots=True)
class Someone:
    """A person one can be in the terminal; `bodies` are ids, `municipality` a code."""

    name: str
    bodies: tuple[str, ...] = ()
    municipality: str = ""
    role: str = ""
    guest: bool = False
    language: Lang = "sv"

    @property
    def person(self) -> Person:
        """The person as the bot meets them; the same name is always the same person."""
        key = str(uuid.uuid5(_NAMESPACE, self.name.casefold()))
        tenant = "guest" if self.guest else HOME_TENANT
        return Person(id=key, teams_id=f"console:{key}", name=self.name, tenant=tenant)
