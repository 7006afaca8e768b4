"""How a frozen dataclass becomes the JSON document that is kept, and comes back; the same for every store."""

import datetime as dt
import math
from typing import Any, Final, Generic, TypeVar

import msgspec

from bot.core.ports import Collection, Kept, StoreFault, Unserialisable

T = TypeVar("T")

ZONELESS: Final = "a datetime without a zone cannot be put in order"
LONGEST_KEY: Final = 1_000
"""Bytes of UTF-8 that an id or an indexed text may have; PostgreSQL's index entries end at about 2 700."""

_AS_IT_IS: Final = frozenset({str, int, bool, type(None)})
_DECODERS: Final[dict[type, msgspec.json.Decoder[Any]]] = {}
_OPENERS: Final[dict[type, msgspec.json.Decoder[Any]]] = {}
_NUL: Final = rb"\u0000"


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
        plain = msgspec.to_builtins(value, str_keys=True, builtin_types=(dt.datetime,))
        msgspec.convert(plain, type=collection.type, str_keys=True)
        document = _plain(plain)
    except (TypeError, ValueError, OverflowError, RecursionError, NotImplementedError) as fault:
        raise Unserialisable(f"A document of {collection.name} cannot be kept: {fault}") from fault
    if not isinstance(document, dict):
        raise Unserialisable(f"{collection.name} keeps dataclasses, not {type(value).__name__}.")
    for name in collection.equal + collection.unique:
        _check_indexed(collection, name, document[name])
    for name in collection.ordered:
        _check_indexed(collection, name, document[name])
        given = getattr(value, name)
        if isinstance(given, dt.datetime) and given.tzinfo is None:
            raise Unserialisable(f"{collection.name}.{name} cannot be kept: {ZONELESS}")
    return document


def text_of(collection: Collection[Any], document: dict[str, Any]) -> str:
    """Return as JSON text a document whose value is `encode`'s; raises Unserialisable for what JSON cannot hold."""
    try:
        text = msgspec.json.encode(document)
        if _NUL in text:
            _refuse_nul(document)
    except (TypeError, ValueError, OverflowError, RecursionError) as fault:
        raise Unserialisable(f"A document of {collection.name} cannot be kept: {fault}") from fault
    return text.decode()


def decode_text(collection: Collection[T], text: str | bytes) -> T:
    """Return the value of a document that is kept as JSON text.

    Raises:
        StoreFault: the document does not fit the type; a migration is missing.
    """
    decoder = _DECODERS.get(collection.type)
    if decoder is None:
        decoder = _DECODERS[collection.type] = msgspec.json.Decoder(collection.type)
    try:
        value: T = decoder.decode(text)
    except msgspec.DecodeError as fault:
        raise StoreFault(f"A document of {collection.name} does not fit {collection.type.__name__}: {fault}") from fault
    return value


class _Envelope(msgspec.Struct, Generic[T], frozen=True):
    """How a document stands in the embedded store: its own id and version around the value."""

    key: str
    version: int
    value: T


def decode_kept(collection: Collection[T], text: str) -> Kept[T]:
    """Return a document of the embedded store as it was read; see `decode_text`."""
    decoder = _OPENERS.get(collection.type)
    if decoder is None:
        decoder = _OPENERS[collection.type] = msgspec.json.Decoder(_Envelope[collection.type])  # type: ignore[name-defined]
    try:
        found: _Envelope[T] = decoder.decode(text)
    except msgspec.DecodeError as fault:
        raise StoreFault(f"A document of {collection.name} does not fit {collection.type.__name__}: {fault}") from fault
    return Kept(found.key, found.value, found.version)


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
    for text in texts:
        if "\x00" in text:
            return False
        if not text.isascii():
            try:
                text.encode()
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
            raise ValueError(ZONELESS)
        return _instant(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _instant(value: dt.datetime) -> str:
    if value.tzinfo is not dt.UTC:
        value = value.astimezone(dt.UTC)
    return value.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    # msgspec would write NaN as null: what cannot come back the same is refused for all stores.
    if isinstance(value, dict):
        return {
            name if type(name) is str else str(name): part if type(part) in _AS_IT_IS else _plain(part)
            for name, part in value.items()
        }
    if isinstance(value, list | tuple):
        return [part if type(part) in _AS_IT_IS else _plain(part) for part in value]
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="microseconds") if value.tzinfo is None else _instant(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is not a number that JSON has")
    return str(value) if isinstance(value, str) else value


def _refuse_nul(value: Any) -> None:
    # PostgreSQL keeps no NUL. The text may hold the escape of one, or somebody may have written just that.
    if isinstance(value, str):
        _text(value)
    elif isinstance(value, dict):
        for name, part in value.items():
            _text(name)
            _refuse_nul(part)
    elif isinstance(value, list):
        for part in value:
            _refuse_nul(part)


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


def _check_indexed(collection: Collection[Any], name: str, kept: object) -> None:
    if kept is None:
        return
    if not isinstance(kept, str):
        raise Unserialisable(f"{collection.name}.{name} is looked up by and must be a text, date or datetime.")
    # A character is four bytes at most; the rest of what may be wrong with a text is found when all is written.
    if len(kept) > LONGEST_KEY // 4:
        try:
            _indexed(kept)
        except ValueError as fault:
            raise Unserialisable(f"{collection.name}.{name} cannot be kept: {fault}") from fault
