"""What the buttons on the cards of referrals do."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.features.referrals.model import Says, State


@dataclass(frozen=True, slots=True)
class Decide(Action):
    """Choose how a referral is answered."""

    name: ClassVar[str] = "referral-decide"
    referral: str
    state: State


@dataclass(frozen=True, slots=True)
class AnswerReferral(Action):
    """What a municipality says, pressed; `municipality` is a code, empty for the person's own."""

    name: ClassVar[str] = "referral-answer"
    referral: str
    says: Says
    municipality: str = ""
    personal: bool = False


@dataclass(frozen=True, slots=True)
class WriteRemark(Action):
    """A remark written in a form, on one section."""

    name: ClassVar[str] = "referral-remark"
    referral: str
    municipality: str
    section: str = ""
    position: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ShowReferral(Action):
    """Show how it stands with a referral."""

    name: ClassVar[str] = "referral-show"
    referral: str


@dataclass(frozen=True, slots=True)
class Retry(Action):
    """Go on with what was said (kept under `key`), of the referral that the person means."""

    name: ClassVar[str] = "referral-this-one"
    referral: str
    key: str


@dataclass(frozen=True, slots=True)
class MakeDraft(Action):
    """Make a draft of the joint answer."""

    name: ClassVar[str] = "referral-draft"
    referral: str


@dataclass(frozen=True, slots=True)
class CloseReferral(Action):
    """Note that the joint answer has been sent."""

    name: ClassVar[str] = "referral-close"
    referral: str
    answered_on: dt.date
    link: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawReferral(Action):
    """Take a referral off the list."""

    name: ClassVar[str] = "referral-withdraw"
    referral: str


@dataclass(frozen=True, slots=True)
class TellOutcome(Action):
    """What became of an answered referral."""

    name: ClassVar[str] = "referral-outcome"
    referral: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class AskLater(Action):
    """Ask again later what became of it."""

    name: ClassVar[str] = "referral-ask-later"
    referral: str


@dataclass(frozen=True, slots=True)
class LeaveReferral(Action):
    """Leave everything as it is."""

    name: ClassVar[str] = "referral-leave"


@dataclass(frozen=True, slots=True)
class RemindNow(Action):
    """Remind those who have not answered; `towns` are codes with spaces between, empty for all of them."""

    name: ClassVar[str] = "referral-remind"
    referral: str
    towns: str = ""
