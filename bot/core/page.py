"""What is fetched over the web by a long random address: calendars and documents."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

CALENDAR_TYPE: Final = "text/calendar; charset=utf-8"
DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARKDOWN_TYPE: Final = "text/markdown; charset=utf-8"
JSON_TYPE: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it is handed out: `name` with its ending; `inline` when a client reads it again and again."""

    name: str
    type: str
    body: bytes
    inline: bool = False


Serve = Callable[[str, dt.datetime], Awaitable[Document | None]]
"""Returns what lies under a key at an instant, None when there is nothing (any more). The key comes from anybody."""


@dataclass(frozen=True, slots=True)
class Page:
    """Addresses of the form `/<room>/<key>`, with or without a file name after the key."""

    room: str
    serve: Serve


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the bot's pages are reached from outside; `base` is empty when they are not."""

    base: str = ""

    def of(self, room: str, key: str, name: str = "") -> str:
        """Return the whole address of something, empty when pages are not reached from outside."""
        tail = f"/{quote(name)}" if name else ""
        return f"{self.base}/{room}/{quote(key, safe='')}{tail}" if self.base else ""
