"""Typed button payloads: what a card's button carries, and how an old or foreign one is told from ours."""

import dataclasses
from collections.abc import Mapping
from typing import Any, ClassVar, Self

import msgspec

NAME_KEY = "do"
MAX_VALUE_CHARS = 20_000


class OldButton(Exception):
    """A pressed button that this version of the bot does not know, or whose payload is not ours."""


class TooMuch(Exception):
    """A pressed button with more in a field than anybody writes; nothing was done."""


@dataclasses.dataclass(frozen=True, slots=True)
class Action:
    """What pressing a button means; subclasses are frozen dataclasses of JSON values.

    `name` is what goes over the wire and stays for as long as cards with it live in Teams.
    """

    name: ClassVar[str] = ""

    def pack(self) -> dict[str, Any]:
        """Return the payload as JSON values."""
        return {NAME_KEY: self.name, **{k: v for k, v in msgspec.to_builtins(self).items() if v not in (None, "")}}

    @classmethod
    def unpack(cls, payload: Mapping[str, Any]) -> Self:
        """Return the action of a payload; raises OldButton when it does not fit, TooMuch when a field holds too much.

        Values of the card's inputs lie in the same payload under their own names.
        """
        fields = {field.name for field in dataclasses.fields(cls)}
        known = {key: value for key, value in payload.items() if key in fields}
        if any(isinstance(value, str) and len(value) > MAX_VALUE_CHARS for value in known.values()):
            raise TooMuch(f"a value of {cls.name} is too long")
        try:
            return msgspec.convert(known, cls)
        except msgspec.ValidationError as fault:
            raise OldButton(f"{cls.name}: {fault}") from fault


def name_of(payload: object) -> str:
    """Return the action name in a payload; raises OldButton when there is none."""
    name = payload.get(NAME_KEY) if isinstance(payload, Mapping) else None
    if not isinstance(name, str) or not name:
        raise OldButton("the payload has no action")
    return name
