"""Meetings: asked about, answered for a seat, moved, cancelled and taken back."""

from bot.core.feature import Feature, Subject
from bot.features.meetings.answering import Answering
from bot.features.meetings.asking import Asking
from bot.features.meetings.days import Days
from bot.features.meetings.holdings import HOLDINGS
from bot.features.meetings.matters import build_matters
from bot.features.meetings.moving import Moving
from bot.features.meetings.overview import build_overview
from bot.features.meetings.search import MeetingSearch
from bot.features.meetings.service import Meetings
from bot.features.meetings.wording import (
    Reader,
)


def build_meetings(meetings: Meetings) -> Feature:
    """Return the feature."""
    reader = Reader(meetings.finder)
    days = Days(meetings, reader)
    asking, answering = Asking(meetings, reader, days), Answering(meetings, reader)
    changing = Moving(meetings, reader)
    return Feature(
        name="meetings",
        subject=Subject.MEETINGS,
        commands=(*asking.commands, *days.commands, *answering.commands, *changing.commands),
        presses=(*answering.presses, *changing.presses),
        holdings=HOLDINGS,
        search=MeetingSearch(meetings, reader).search,
        overview=build_overview(meetings),
        matters=build_matters(meetings, reader),
        last_deed=changing.last_deed,
    )
