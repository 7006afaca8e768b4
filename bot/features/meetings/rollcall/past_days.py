"""The day of a meeting that has been, as people say it: "i går", "i torsdags", "den 4 mars"."""

import datetime as dt
import re
from typing import Final

from bot.core import when
from bot.core.calendar import local_day
from bot.features.bodies.naming import words_of
from bot.features.meetings.times import local_day_of

LOOKED_BACK: Final = (dt.timedelta(days=31), dt.timedelta(days=300), dt.timedelta(0))
"""How far back a date without a month or a year is looked for; at last it can only be one ahead."""
MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|may|oct"
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "mandag monday",
            "tisdag tuesday",
            "onsdag wednesday",
            "torsdag thursday",
            "fredag friday",
            "lordag saturday",
            "sondag sunday",
        )
    )
    for word in words.split()
}
_WEEKDAY = re.compile(rf"\b(i |forra |last )?({'|'.join(_WEEKDAYS)})(?:s|en|ens)?\b")
_DATED = re.compile(
    rf"\d{{1,2}}(?::?[ea])?\s*(?:{MONTHS})|(?:{MONTHS})[a-z]*\s+\d|\d/\d|\bden \d"
    r"|\b(?:v|vecka|week)\.?\s*\d|\d{4}-\d",
    re.IGNORECASE,
)
_AGO = {"i dag": 0, "idag": 0, "today": 0, "i gar": 1, "igar": 1, "yesterday": 1, "i forrgar": 2, "i forgar": 2}


def read_past_days(said: str, now: dt.datetime) -> tuple[dt.date, dt.date] | None:
    """Return the days that are meant by words about what has been, both included; None when no day is said."""
    today = local_day(now)
    folded = bare_letters(said)
    for words, days in _AGO.items():
        if re.search(rf"\b{words}\b", folded):
            day = today - dt.timedelta(days=days)
            return day, day
    if not _DATED.search(said):
        found = _WEEKDAY.search(folded)
        if found is None:
            return None
        ago = (today.weekday() - _WEEKDAYS[found[2]]) % 7 or (7 if found[1] else 0)
        day = today - dt.timedelta(days=ago)
        return day, day
    for back in LOOKED_BACK:
        moment = when.read(said, now - back)
        if moment is None:
            continue
        first = local_day_of(moment.start)
        if first <= today or not back:
            return first, local_day_of(moment.end) if moment.end else first
    return None


def bare_letters(said: str) -> str:
    """Return a text without capitals, marks and dots, as words with a space between."""
    return " ".join(word.folded for word in words_of(said))
