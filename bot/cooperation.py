"""Reads who is who from the data folder: the cooperation, and the invented people of the demonstration."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bot.features.bodies.demo import Someone
from bot.features.bodies.model import Cooperation, Office, Registry
from bot.features.bodies.seats import Filling, Post
from bot.features.referrals.joint import Template
from bot.library import DataFault, Reader

T = TypeVar("T")

LARGEST_TEMPLATE = 20_000_000
"""Bytes; a template with a few pictures in it is far below."""
_RENAMED = {"from": "start", "to": "end"}


def read_cooperation(folder: Path) -> Cooperation:
    """Return who is who of `cooperation.yaml`; raises DataFault."""
    return _read(folder, "cooperation.yaml", Cooperation)


def read_demo_cooperation(folder: Path) -> Cooperation:
    """Return who is who, with the invented addresses of `demo/offices.yaml`; raises DataFault."""
    offices = _read(folder, "demo/offices.yaml", tuple[Registry, ...])
    return replace(read_cooperation(folder), offices=offices)


def read_template(folder: Path, cooperation: Cooperation) -> Template | None:
    """Return the secretariat's Word template for joint answers as it lies in the folder now, None when none is named.

    It is read each time, so that a mended template needs no restart; a file outside the folder is not read.
    """
    name = cooperation.referral_template
    if not name:
        return None
    path = (folder / name).resolve()
    try:
        inside = path.is_relative_to(folder.resolve())
        return Template(name, path.read_bytes() if inside and path.stat().st_size <= LARGEST_TEMPLATE else None)
    except OSError:
        return Template(name, None)


def read_demo(folder: Path) -> tuple[Someone, ...]:
    """Return the invented people of `demo/people.yaml`; raises DataFault."""
    return _read(folder, "demo/people.yaml", tuple[Someone, ...])


@dataclass(frozen=True, slots=True)
class _Time:
    name: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _DemoSeat:
    municipality: str
    holder: tuple[_Time, ...] = ()
    stand_in: tuple[_Time, ...] = ()


@dataclass(frozen=True, slots=True)
class _DemoBody:
    body: str
    seats: tuple[_DemoSeat, ...]
    chair: tuple[Office, ...] = ()
    vice_chair: tuple[Office, ...] = ()


def read_demo_seats(folder: Path, cooperation: Cooperation) -> tuple[Filling, ...]:
    """Return who sits where in the demonstration, with the cooperation's own chairs; raises DataFault."""
    rows = _read(folder, "demo/seats.yaml", tuple[_DemoBody, ...])
    return tuple(filling for row in rows for filling in _fillings(row, cooperation))


def _fillings(row: _DemoBody, cooperation: Cooperation) -> Iterator[Filling]:
    body = next((each for each in cooperation.bodies if each.id == row.body), None)
    for seat in row.seats:
        for post, times in ((Post.HOLDER, seat.holder), (Post.STAND_IN, seat.stand_in)):
            for time in times:
                yield Filling(row.body, seat.municipality, post, time.name, time.start, time.end)
    heads = (
        (Post.CHAIR, row.chair or (body.chair if body else ())),
        (Post.VICE_CHAIR, row.vice_chair or (body.vice_chair if body else ())),
    )
    for post, offices in heads:
        for office in offices:
            yield Filling(row.body, "", post, office.name, office.start, office.end, home=office.municipality)


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
