"""What the buttons on the cards of broadcasts mean."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action


@dataclass(frozen=True, slots=True)
class PreviewBroadcast(Action):
    """Show the broadcast that the form holds; `draft` is the one that it replaces."""

    name: ClassVar[str] = "broadcast-preview"
    whom: str = ""
    text: str = ""
    when: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class SendBroadcast(Action):
    """Send what the preview shows to as many as it told of."""

    name: ClassVar[str] = "broadcast-send"
    id: str
    count: int


@dataclass(frozen=True, slots=True)
class AskForApproval(Action):
    """Ask the others at the secretariat to approve."""

    name: ClassVar[str] = "broadcast-ask"
    id: str
    count: int


@dataclass(frozen=True, slots=True)
class SayAlone(Action):
    """Tell that nobody else is there to approve: the number is asked for instead."""

    name: ClassVar[str] = "broadcast-alone"
    id: str


@dataclass(frozen=True, slots=True)
class ConfirmNumber(Action):
    """Approve one's own broadcast by writing how many get it."""

    name: ClassVar[str] = "broadcast-confirm"
    id: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ApproveBroadcast(Action):
    """Approve a colleague's broadcast, or with `no` say that it should not go."""

    name: ClassVar[str] = "broadcast-approve"
    id: str
    no: bool = False


@dataclass(frozen=True, slots=True)
class ChangeDraft(Action):
    """Open the form with the draft in it."""

    name: ClassVar[str] = "broadcast-change"
    id: str


@dataclass(frozen=True, slots=True)
class DropBroadcast(Action):
    """Send nothing."""

    name: ClassVar[str] = "broadcast-drop"
    id: str


@dataclass(frozen=True, slots=True)
class ShowNames(Action):
    """Show everybody who gets it."""

    name: ClassVar[str] = "broadcast-names"
    id: str


@dataclass(frozen=True, slots=True)
class ShowBroadcast(Action):
    """Show how it goes."""

    name: ClassVar[str] = "broadcast-show"
    id: str


@dataclass(frozen=True, slots=True)
class StopBroadcast(Action):
    """Stop it."""

    name: ClassVar[str] = "broadcast-stop"
    id: str


@dataclass(frozen=True, slots=True)
class TakeBackBroadcast(Action):
    """Stop it and delete what has arrived."""

    name: ClassVar[str] = "broadcast-take-back"
    id: str


@dataclass(frozen=True, slots=True)
class OpenCorrection(Action):
    """Open the text to be corrected."""

    name: ClassVar[str] = "broadcast-open"
    id: str


@dataclass(frozen=True, slots=True)
class CorrectBroadcast(Action):
    """Put another text in the place of the one that went out."""

    name: ClassVar[str] = "broadcast-correct"
    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ShowMailText(Action):
    """Show what to paste into an e-mail to those who are not reached in Teams."""

    name: ClassVar[str] = "broadcast-mail"
    id: str
