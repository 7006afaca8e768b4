"""Hands out the features' pages over the web: calendars and documents, each under a long random address.

Whoever has the address has the page, so a wrong one says nothing but that there is nothing, and those who try many are
asked to wait.
"""

import datetime as dt
import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Final
from urllib.parse import quote

from aiohttp import web

from bot.core.page import LONGEST_KEY, Document, Page
from bot.core.ports import Clock, StoreFault

log = logging.getLogger(__name__)

MISSES: Final = 20
MISSES_WITHIN: Final = dt.timedelta(minutes=1)
"""How many wrong addresses one caller may try in how long; after that the answer is 429."""
REMEMBERED_CALLERS: Final = 10_000

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Misses:
    """Counts the wrong addresses that each caller has tried lately."""

    def __init__(self) -> None:
        self._by_caller: OrderedDict[str, deque[dt.datetime]] = OrderedDict()

    def note(self, caller: str, now: dt.datetime) -> None:
        """Count one more."""
        self._by_caller.setdefault(caller, deque(maxlen=MISSES)).append(now)
        self._by_caller.move_to_end(caller)
        if len(self._by_caller) > REMEMBERED_CALLERS:
            self._by_caller.popitem(last=False)

    def too_many(self, caller: str, now: dt.datetime) -> bool:
        """Tell whether a caller has to wait."""
        tried = self._by_caller.get(caller, deque())
        return len(tried) == MISSES and now - tried[0] < MISSES_WITHIN


def page_routes(pages: Iterable[Page], clock: Clock) -> list[web.RouteDef]:
    """Return the routes of pages. A fault of the store gives 503, a wrong address 404, too many of them 429."""
    misses = Misses()
    routes = []
    for page in pages:
        serve = _handler(page, clock, misses)
        routes += [web.get(f"/{page.room}/{{key}}", serve), web.get(f"/{page.room}/{{key}}/{{name}}", serve)]
    return routes


def _handler(page: Page, clock: Clock, misses: Misses) -> Handler:
    async def serve(request: web.Request) -> web.StreamResponse:
        caller, now, key = request.remote or "", clock(), request.match_info["key"]
        if misses.too_many(caller, now):
            return web.Response(status=429, headers={"Retry-After": str(int(MISSES_WITHIN.total_seconds()))})
        try:
            found = await page.serve(key, now) if len(key) <= LONGEST_KEY else None
        except StoreFault as fault:
            log.warning("a page could not be read: %s", type(fault).__name__)
            return web.Response(status=503, headers={"Retry-After": "30"})
        if found is None:
            misses.note(caller, now)
            return web.Response(status=404, text="Här finns inget. There is nothing here.\n")
        return _response(found)

    return serve


def _response(document: Document) -> web.Response:
    how = "inline" if document.inline else "attachment"
    return web.Response(
        body=document.body,
        headers={
            "Content-Type": document.type,
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(document.name, safe='')}",
            "Cache-Control": "private, no-cache",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
            "Referrer-Policy": "no-referrer",
        },
    )
