"""Where a body is written to: the channel of its team."""

import datetime as dt

from bot.core.ports import ADDRESSES, Address, Transaction
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder

_EVER = dt.datetime.min.replace(tzinfo=dt.UTC)


async def channel_of(tx: Transaction, finder: Finder, body: Body) -> Address | None:
    """Return the channel of a body's team that was heard of last, one that works before others; None when none is."""
    found = [
        kept.value
        async for kept in tx.all(ADDRESSES)
        if kept.value.channel_id and kept.value.name and finder.which_body(kept.value.name) == body
    ]
    working = [each for each in found if not each.unreachable] or found
    return max(working, key=lambda each: each.seen_at or _EVER) if working else None
