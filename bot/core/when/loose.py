"""Absolute dates in forms that the grammar does not know, left to dateparser under guard.

dateparser alone guesses: it reads "15 jan" as the year 2115. It is therefore asked only when the grammar found nothing
at all, and only about a short text that spells out a whole date, year included.
"""

import datetime as dt
import re

from bot.core import calendar
from bot.core.when.moment import Moment

_LONGEST = 48
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORDS = re.compile(r"[^\W\d_]{3,}")


def read_absolute(text: str, now: dt.datetime) -> Moment | None:
    """Return the day that a text spells out in full, or None.

    Args:
        text: The whole text; nothing but the date may stand in it.
        now: Naive Stockholm time.
    """
    years = _YEAR.findall(text)
    if len(text) > _LONGEST or len(years) != 1 or not _WORDS.search(text) or not _NUMBER.search(text):
        return None
    day = _parse(text, now)
    if (
        day is None
        or day.year != int(years[0])
        or day < now.date()
        or str(day.day) not in re.findall(r"[1-9]\d*", text)
    ):
        return None
    return Moment(day, span=(0, len(text)))


def _parse(text: str, now: dt.datetime) -> dt.date | None:
    import dateparser  # slow to import, and seldom needed

    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY", "RELATIVE_BASE": now, "PARSERS": ["absolute-time"]}
    try:
        found = dateparser.parse(text, languages=["sv", "en", "da", "nb", "fi", "de"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return None if found is None else calendar.to_local(found).date()
