"""Where a body is written to: the channel of its team."""

import datetime as dt

from bot.core.ports import ADDRESSES, Address, Transaction
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder
from bot.features.bodies.teams import TEAMS, Team, teams_in

_EVER = dt.datetime.min.replace(tzinfo=dt.UTC)


async def channel_of(tx: Transaction, finder: Finder, body: Body) -> Address | None:
    """Return where a body is written to, or None when it has no team.

    That is the channel of the team that somebody said is the body's; else of a team that is called so, one that works
    before others, then the one that was heard of last.
    """
    bound = [kept.value for kept in await tx.find(TEAMS, body=body.id) if not kept.value.gone_at]
    if bound:
        return await _address(tx, max(bound, key=lambda team: team.said_at or _EVER))
    named = [
        await _address(tx, kept.value)
        for kept in await teams_in(tx)
        if kept.value.body is None and not kept.value.gone_at and finder.which_body(kept.value.name) == body
    ]
    working = [each for each in named if not each.unreachable] or named
    return max(working, key=lambda each: each.seen_at or _EVER) if working else None


async def _address(tx: Transaction, team: Team) -> Address:
    """Return how a team's channel is reached, kept from now on where nobody has written in it yet."""
    key = f"conversation:{team.channel}"
    kept = await tx.get(ADDRESSES, key)
    if kept:
        return kept.value
    fresh = Address(key, team.service_url, team.tenant, team.channel, channel_id=team.channel, name=team.name)
    await tx.add(ADDRESSES, key, fresh)
    return fresh
