"""Reads who is who from the data folder: the cooperation, and the invented people of the demonstration."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bot.features.bodies.demo import Someone
from bot.features.bodies.model import Cooperation
from bot.library import DataFault, Reader

T = TypeVar("T")

_RENAMED = {"from": "start", "to": "end"}


def read_cooperation(folder: Path) -> Cooperation:
    """Return who is who of `cooperation.yaml`; raises DataFault."""
    return _read(folder, "cooperation.yaml", Cooperation)


def read_demo(folder: Path) -> tuple[Someone, ...]:
    """Return the invented people of `demo/people.yaml`; raises DataFault."""
    return _read(folder, "demo/people.yaml", tuple[Someone, ...])


def _read(folder: Path, name: str, what: type[T]) -> T:
    reader = Reader(folder)
    path = folder / name
    value = reader.yaml(path)
    if not reader.faults:
        try:
            return msgspec.convert(_renamed(value), what)
        except (msgspec.ValidationError, ValueError) as fault:
            reader.fault(path, None, f"{fault}; correct it.")
    raise DataFault(reader.faults)


def _renamed(value: Any) -> Any:
    match value:
        case dict():
            return {_RENAMED.get(key, key): _renamed(inner) for key, inner in value.items()}
        case list():
            return [_renamed(inner) for inner in value]
        case _:
            return value
