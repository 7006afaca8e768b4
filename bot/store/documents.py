"""How a frozen dataclass becomes the JSON document that is kept, and comes back; the same for every store."""

import datetime as dt
import math
from typing import Any, Final, TypeVar

import msgspec

from bot.core.ports import Collection, StoreFault, Unserialisable

T = TypeVar("T")

LONGEST_KEY: Final = 1_000
"""Bytes of UTF-8 that an id or an indexed text may have; PostgreSQL's index entries end at about 2 700."""


def encode(collection: Collection[T], value: T) -> dict[str, Any]:
    """Return the JSON value of a document.

    Aware datetimes become UTC text of fixed width (2026-11-23T09:00:00.000000Z), so that the order of the texts is the
    order of the instants, whatever the zones and fractions were.

    Raises:
        Unserialisable: the value cannot be written as JSON, or could not be read back as its type.
    """
    if not isinstance(value, collection.type):
        raise Unserialisable(f"{collection.name} keeps {collection.type.__name__}, not {type(value).__name__}.")
    try:
        document = _plain(msgspec.to_builtins(value, str_keys=True, builtin_types=(dt.datetime,)))
        msgspec.convert(document, type=collection.type, str_keys=True)
    except (TypeError, ValueError, OverflowError, RecursionError, NotImplementedError) as fault:
        raise Unserialisable(f"A document of {collection.name} cannot be kept: {fault}") from fault
    for name in collection.equal + collection.ordered + collection.unique:
        _check_indexed(collection, name, value, document)
    if not isinstance(document, dict):
        raise Unserialisable(f"{collection.name} keeps dataclasses, not {type(value).__name__}.")
    return document


def text_of(collection: Collection[Any], document: dict[str, Any]) -> str:
    """Return as JSON text a document whose value is `encode`'s; raises Unserialisable for what JSON cannot hold."""
    try:
        return msgspec.json.encode(document).decode()
    except (TypeError, ValueError, OverflowError, RecursionError) as fault:
        raise Unserialisable(f"A document of {collection.name} cannot be kept: {fault}") from fault


def decode(collection: Collection[T], document: object) -> T:
    """Return the value of a kept document.

    Raises:
        StoreFault: the document does not fit the type; a migration is missing.
    """
    try:
        return msgspec.convert(document, type=collection.type, str_keys=True)
    except msgspec.ValidationError as fault:
        raise StoreFault(f"A document of {collection.name} does not fit {collection.type.__name__}: {fault}") from fault


def check_key(key: str) -> str:
    """Return the id as plain text; raises Unserialisable when it is empty, too long or cannot be written."""
    if not isinstance(key, str) or not key:
        raise Unserialisable("An id is a text that is not empty.")
    try:
        return _indexed(key)
    except ValueError as fault:
        raise Unserialisable(f"An id cannot be kept: {fault}") from fault


def keepable(*texts: str) -> bool:
    """Return whether these texts can be in a store at all; what cannot is not looked for."""
    try:
        for text in texts:
            _text(text)
    except ValueError:
        return False
    return True


def check_fields(collection: Collection[Any], names: tuple[str, ...], among: tuple[str, ...]) -> None:
    """Raise ValueError when a field is asked for that the collection has not declared."""
    for name in names:
        if name not in among:
            raise ValueError(f"{collection.name} has no index on {name}; declare it in the Collection.")


def sortable(value: dt.datetime | dt.date | str) -> str:
    """Return the text by which a value of an ordered field is kept and compared.

    Raises:
        ValueError: a datetime without a zone has no place on the line of time.
    """
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise ValueError("a datetime without a zone cannot be put in order")
        return _instant(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _instant(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _plain(value: Any) -> Any:
    # json would write NaN as null and PostgreSQL refuses NUL: what cannot come back the same is refused for all stores.
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {_text(str(name)): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is not a number that JSON has")
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="microseconds") if value.tzinfo is None else _instant(value)
    return value


def _text(value: str) -> str:
    if "\x00" in value:
        raise ValueError("a text holds the character NUL")
    if not value.isascii():
        value.encode()
    return str(value)


def _indexed(value: str) -> str:
    if len(_text(value).encode()) > LONGEST_KEY:
        raise ValueError(f"a text to look up by is longer than {LONGEST_KEY} bytes")
    return str(value)


def _check_indexed(collection: Collection[T], name: str, value: T, document: Any) -> None:
    given = getattr(value, name)
    kept = document[name]
    if given is None:
        return
    if not isinstance(kept, str):
        raise Unserialisable(f"{collection.name}.{name} is looked up by and must be a text, date or datetime.")
    try:
        _indexed(kept)
        if name in collection.ordered:
            sortable(given)
    except ValueError as fault:
        raise Unserialisable(f"{collection.name}.{name} cannot be kept: {fault}") from fault
