"""Finds the meetings that somebody wants to take out of the journal: by body and day, or the latest of a body."""

import datetime as dt

from bot.core import when
from bot.core.calendar import local_day
from bot.core.journal import in_both
from bot.core.matter import FindMatters, Matter
from bot.core.ports import Transaction
from bot.core.text import Lang
from bot.features.meetings import cards
from bot.features.meetings.model import MEETINGS, Meeting, about_meeting
from bot.features.meetings.service import Meetings
from bot.features.meetings.times import local_day_of
from bot.features.meetings.wording import Reader


def build_matters(meetings: Meetings, reader: Reader) -> FindMatters:
    """Return what is declared of it."""

    def titled(meeting: Meeting) -> Matter:
        def title(lang: Lang) -> str:
            names = cards.names_of(meetings.named(meeting.bodies), lang)
            # Whoever reads the file reads it on another day: the date with its year.
            return f"{names}, {when.write_date(meeting.starts_at, lang, meeting.starts_at + dt.timedelta(days=400))}"

        return Matter(about_meeting(meeting.id), in_both(title))

    async def find(tx: Transaction, said: str, now: dt.datetime) -> list[Matter]:
        bodies, either = reader.body(said)
        wanted = {body.id for body in bodies or either}
        if not wanted:
            return []
        kept = await tx.between(MEETINGS, "starts_at")
        theirs = [each.value for each in kept if wanted & set(each.value.bodies)]
        moment = when.read(said, now)
        if moment is None:
            held = [each for each in theirs if each.starts_at <= now]
            return [titled(held[-1])] if held else []
        day = local_day_of(moment.start)
        # A day without a year is read as one that comes; what is taken out has often been.
        days = {day} | ({day.replace(year=day.year - 1)} if (day.month, day.day) != (2, 29) else set())
        return [titled(each) for each in theirs if local_day(each.starts_at) in days]

    return find
