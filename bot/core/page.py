"""What is fetched over the web by a long random address: calendars and documents."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

CALENDAR_TYPE: Final = "text/calendar; charset=utf-8"
DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARKDOWN_TYPE: Final = "text/markdown; charset=utf-8"
JSON_TYPE: Final = "application/json"
LONGEST_KEY: Final = 200
"""Characters of a key in an address; ours have 32."""


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

    def key_in(self, room: str, link: str) -> str:
        """Return the key in an address of ours that `of` gave, empty when `link` is no such address.

        Calendars write webcal for https, and people http; the rest must be as it was given.
        """
        scheme, _, rest = link.strip().partition("://")
        _, _, ours = self.base.partition("://")
        if not ours or scheme.lower() not in {"http", "https", "webcal"}:
            return ""
        host, _, path = re.split(r"[?#]", rest, maxsplit=1)[0].partition("/")
        our_host, _, our_path = ours.partition("/")
        parts = path.removeprefix(f"{our_path}/" if our_path else "").split("/")
        known = host.lower() == our_host.lower() and path.startswith(our_path) and len(parts) in {2, 3}
        return unquote(parts[1]) if known and parts[0] == room and len(parts[1]) <= LONGEST_KEY else ""
