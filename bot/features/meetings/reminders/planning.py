"""Sets and stops the timers of a meeting's reminders, in the transaction that changes the meeting."""

import datetime as dt

from bot.core.ports import Transaction
from bot.core.timers import TIMERS, set_timer
from bot.features.meetings.model import Meeting, What, about_meeting, is_coming
from bot.features.meetings.reminders.ladder import (
    DEFAULT,
    LADDERS,
    REMINDED,
    Occasion,
    Rung,
    ahead,
    occasions,
    reminded_key,
    stamp,
    useful_for,
)

RUNS = "remind-"
"""What the names of the use cases begin with; the rung's kind follows."""


def timer_of(meeting: str, occasion: Occasion) -> str:
    """Return the key of the timer of a meeting's rung."""
    return f"reminder:{meeting}:{occasion.rung.key}:{stamp(occasion.at)}"


async def rungs_of(tx: Transaction, body: str) -> tuple[Rung, ...]:
    """Return a body's ladder."""
    kept = await tx.get(LADDERS, body)
    return DEFAULT if kept is None or kept.value.rungs is None else kept.value.rungs


async def plan_reminders(tx: Transaction, meeting: Meeting, now: dt.datetime) -> None:
    """Let the timers of a meeting be those that its ladders say: one for each rung that is to come.

    A rung that has been sent or stopped for this time of the meeting is not set again. Without a meeting ahead there
    are none.
    """
    wanted: dict[str, Occasion] = {}
    due: set[str] = set()
    if is_coming(meeting, now):
        for body in meeting.bodies:
            rungs = await rungs_of(tx, body)
            coming = ahead(rungs, meeting.starts_at, now, _told_at(meeting))
            for each in occasions(rungs, meeting.starts_at):
                if await tx.get(REMINDED, reminded_key(meeting.id, meeting.starts_at, each.rung)) is not None:
                    continue
                # The same rung of two bodies can be due at two times: holidays are merged for each body by itself.
                key = timer_of(meeting.id, each)
                if each in coming:
                    wanted[key] = each
                elif each.at <= now:
                    due.add(key)
    about = about_meeting(meeting.id)
    for kept in await tx.find(TIMERS, about=about):
        # One whose time has just come is left to the timekeeper.
        if kept.value.runs.startswith(RUNS) and kept.id not in wanted and kept.id not in due:
            await tx.remove(TIMERS, kept)
    for key, each in wanted.items():
        await set_timer(
            tx,
            key=key,
            runs=f"{RUNS}{each.rung.kind}",
            at=each.at,
            about=about,
            useful_seconds=useful_for(each, meeting.starts_at).total_seconds(),
        )


def _told_at(meeting: Meeting) -> dt.datetime | None:
    """Return when everybody was told of the meeting's time; None when it is back at one that they know."""
    latest = next((event for event in reversed(meeting.history) if event.what is not What.CHANGED), None)
    return latest.at if latest and latest.what in {What.BOOKED, What.MOVED} else None
