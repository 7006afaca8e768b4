"""Why something about a meeting cannot be done."""

from bot.features.bodies.model import Body
from bot.features.bodies.seats import Contact
from bot.features.meetings.model import (
    Meeting,
    State,
)


class NotAllowed(Exception):
    """This person may not plan for this body; `chair` is who may besides the secretariat, None when nobody is."""

    def __init__(self, body: Body, chair: Contact | None) -> None:
        super().__init__(body.id)
        self.body = body
        self.chair = chair


class Gone(Exception):
    """There is no such meeting any more."""


class Changed(Exception):
    """The meeting, or what clashes with it, is no longer as it was shown; nothing was changed."""


class NothingToUndo(Exception):
    """The person has changed no meeting lately that can be taken back."""


class NotAnswerable(Exception):
    """A meeting that is cancelled or over cannot be answered."""

    def __init__(self, meeting: Meeting, state: State) -> None:
        super().__init__(state.value)
        self.meeting = meeting
        self.state = state
