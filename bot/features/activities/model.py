"""Activities of the plan, what their owners say of them, and when they are asked."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core.calendar import add_working_days, is_working_day
from bot.core.ports import Collection

LONGEST_TITLE: Final = 200
LONGEST_STATUS: Final = 600
"""Characters of a status: two lines are asked for, and four are taken."""
MOST: Final = 200
"""How many activities a plan may have."""
REMINDED_AFTER: Final = 5
"""Working days after which an owner who has not answered is reminded, once."""


class State(StrEnum):
    """Where an activity is."""

    GOING = "going"
    DONE = "done"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Status:
    """What somebody said of an activity for a quarter ("2026-4"), at a UTC instant."""

    quarter: str
    text: str
    by: str
    by_name: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that the plan says shall be done. `number` is what people call it; `owner` is a contact's id.

    `statuses` are in order of time, several of a quarter where it was told again; `asked` and `reminded` are the
    quarters in which the owner was last asked and reminded.
    """

    number: str
    title: str
    owner: str
    owner_name: str
    by: str
    made_at: dt.datetime
    state: State = State.GOING
    done_at: dt.datetime | None = None
    statuses: tuple[Status, ...] = ()
    asked: str = ""
    reminded: str = ""

    @property
    def about(self) -> str:
        """What its messages and the journal call it."""
        return f"activity:{self.number}"

    def status_in(self, quarter: str) -> Status | None:
        """Return what was last said of it for a quarter."""
        return next((each for each in reversed(self.statuses) if each.quarter == quarter), None)

    def latest_in(self, year: int) -> Status | None:
        """Return what was last said of it in a year."""
        return next((each for each in reversed(self.statuses) if each.quarter.startswith(f"{year}-")), None)


ACTIVITIES: Collection[Activity] = Collection("activities", Activity, equal=("state", "owner"), ordered=("made_at",))


def quarter_of(day: dt.date) -> str:
    """Return the quarter of a day: "2026-4"."""
    return f"{day.year}-{(day.month + 2) // 3}"


def asking_day(day: dt.date) -> dt.date:
    """Return the working day on or after a day; owners are asked on the 10th of each quarter's last month."""
    return day if is_working_day(day) else add_working_days(day, 1)


def with_status(activity: Activity, status: Status) -> Activity:
    """Return an activity with one status more."""
    return replace(activity, statuses=(*activity.statuses, status))


def waits(activity: Activity, quarter: str) -> bool:
    """Tell whether the owner has been asked in a quarter and nobody has answered."""
    return activity.state is State.GOING and activity.asked == quarter and activity.status_in(quarter) is None
