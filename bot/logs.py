"""What is written to the log: events, and where faults happened. Never names, what was said, or what came in.

`serve` writes JSON, a line an event: `at` (UTC), `level`, `where`, `said`, and where there is one the `turn` that it
happened in, the `reference` that the person was given, and the `trace` of a fault.
"""

import datetime as dt
import json
import logging
import traceback
from types import TracebackType

from aiohttp.http_exceptions import HttpProcessingError

from bot.turns import TURN

_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def begin_logging(level: int, *, as_json: bool = False) -> None:
    """Write what happens to standard error from now on, one line an event, at this level and above."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if as_json else WordlessFormatter("%(levelname)s %(name)s %(message)s"))
    handler.addFilter(tell_malformed_http)
    logging.basicConfig(level=level, handlers=[handler])


class WordlessFormatter(logging.Formatter):
    """Writes of a fault its type and its frames, and so for what caused it; its message can hold anybody's words."""

    def formatException(self, ei: _Fault) -> str:  # noqa: N802 - the standard library's name
        """Return the frames and types, the cause first."""
        pieces: list[str] = []
        fault, seen = ei[1], set[int]()
        while fault is not None and id(fault) not in seen:
            seen.add(id(fault))
            frames = "".join(traceback.format_tb(fault.__traceback__))
            pieces.append(f"{frames}{type(fault).__qualname__}")
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\n".join(reversed(pieces))


class JsonFormatter(WordlessFormatter):
    """Writes an event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "said": record.getMessage(),
            "turn": TURN.get(),
            "reference": getattr(record, "reference", ""),
            "trace": self.formatException(record.exc_info) if record.exc_info else "",
        }
        return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


def tell_malformed_http(record: logging.LogRecord) -> bool:
    """Make one line of a request that is no HTTP: the library would write what came, on a dozen."""
    fault = record.exc_info[1] if record.exc_info else None
    if record.name == "aiohttp.server" and isinstance(fault, HttpProcessingError):
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args, record.exc_info = "malformed HTTP: %s", (type(fault).__name__,), None
    return True
