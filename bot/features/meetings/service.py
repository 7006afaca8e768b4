"""All that is kept of meetings, in one place for those who ask, plan and answer."""

from bot.features.meetings.planning import Planning
from bot.features.meetings.rsvps import Rsvps


class Meetings(Planning, Rsvps):
    """The meetings of one cooperation, as they are planned and answered for the seats."""
