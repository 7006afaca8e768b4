"""What a reading comes to."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time or a stretch that somebody wrote.

    `start` is a date, or an aware datetime in Europe/Stockholm. `end` is None, or of the same kind: the last day of a
    stretch of days, or the moment when a stretch of time ends. `rrule` is an RFC 5545 rule in local time whose first
    occurrence is `start`. `fuzzy` tells that any point between start and end was meant ("i början av februari").
    `span` is where it stands in the text, as character indices.

    Raises ValueError when the end is not after the start, or of another kind.
    """

    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None = None
    rrule: str | None = None
    fuzzy: bool = False
    span: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        if self.end is not None and (type(self.end) is not type(self.start) or self.end <= self.start):
            raise ValueError(
                f"A moment ends after it begins, and with the same kind of value: {self.start}, {self.end}"
            )

    @property
    def has_time(self) -> bool:
        """Whether a time of day is known, not only a date."""
        return isinstance(self.start, dt.datetime)

    def to_json(self) -> dict[str, str | None]:
        """Return `start`, `end` and `rrule` with Stockholm local times to the minute and no offset."""
        end = None if self.end is None else _written(self.end)
        return {"start": _written(self.start), "end": end, "rrule": self.rrule}


def _written(point: dt.date | dt.datetime) -> str:
    return point.strftime("%Y-%m-%dT%H:%M") if isinstance(point, dt.datetime) else point.isoformat()
