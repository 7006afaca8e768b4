"""What is written to the log: events, and where faults happened. Never names, what was said, or what came in."""

import logging
import traceback
from types import TracebackType

from aiohttp.http_exceptions import HttpProcessingError

_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def begin_logging(level: int) -> None:
    """Write what happens to standard error from now on, one line an event, at this level and above."""
    handler = logging.StreamHandler()
    handler.setFormatter(WordlessFormatter("%(levelname)s %(name)s %(message)s"))
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


def tell_malformed_http(record: logging.LogRecord) -> bool:
    """Make one line of a request that is no HTTP: the library would write what came, on a dozen."""
    fault = record.exc_info[1] if record.exc_info else None
    if record.name == "aiohttp.server" and isinstance(fault, HttpProcessingError):
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args, record.exc_info = "malformed HTTP: %s", (type(fault).__name__,), None
    return True
