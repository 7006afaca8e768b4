"""The registration of a referral as a state machine: what is known, what is missing, and what an answer adds.

The state is plain JSON in the store, so that it survives a restart.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.calendar import local_day
from bot.core.ports import Collection
from bot.core.swedish.consent import consents
from bot.core.swedish.letters import plain
from bot.features.bodies.naming import Finder
from bot.features.referrals.letters import (
    LONGEST_ABOUT,
    LONGEST_TITLE,
    Proposal,
    body_in,
    clean_title,
    is_letter,
    read_day,
    read_letter,
)
from bot.features.referrals.model import LONGEST_NUMBER, Referral, number_key
from bot.features.referrals.wording import asks
from dialogs.short_words import CANCELS, DROPS, HELPS, SMALL, UNDOES

LONGEST_ANSWER = 300
_CONFIRMS = frozenset({"registrera", "spara", "register", "save"})
_SMALL = SMALL | {"läget"}


class Asks(StrEnum):
    """What is asked for; nothing when all is known that has to be."""

    TITLE = "title"
    ISSUER = "issuer"
    DUE = "due"
    LEAD = "lead"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Intake:
    """A registration under way. `lead`, `group` and `audience` are ids; `at` is when it was last spoken of.

    `aside` is whether something else has been said since, to which a bare yes or no then belongs.
    """

    key: str
    at: dt.datetime
    title: str = ""
    issuer: str = ""
    number: str = ""
    link: str = ""
    due_on: dt.date | None = None
    about: str = ""
    lead: str = ""
    group: str = ""
    audience: tuple[str, ...] = ()
    aside: bool = False


INTAKES: Collection[Intake] = Collection("referral_intakes", Intake, unique=("key",))


class Said(StrEnum):
    """What somebody's words were to a registration under way."""

    ADDS = "adds"
    CANCELS = "cancels"
    HELPS = "helps"
    CONFIRMS = "confirms"
    UNREAD = "unread"
    PAST = "past"
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood; `intake` as it is now; `past` the day that was said and has been."""

    said: Said
    intake: Intake
    past: dt.date | None = None


def missing(intake: Intake) -> Asks:
    """Return what to ask for next."""
    if not intake.title:
        return Asks.TITLE
    if not intake.issuer:
        return Asks.ISSUER
    if intake.due_on is None:
        return Asks.DUE
    return Asks.NOTHING if intake.lead else Asks.LEAD


def add(intake: Intake, proposal: Proposal, now: dt.datetime) -> Heard:
    """Return a registration with all that one sentence or letter says; a day that has been is told, not kept."""
    day = proposal.due_on
    past = day if day and day < local_day(now) else None
    fresh = replace(
        intake,
        title=proposal.title or intake.title,
        issuer=proposal.issuer or intake.issuer,
        number=proposal.number[:LONGEST_NUMBER] or intake.number,
        link=proposal.link or intake.link,
        due_on=intake.due_on if past else day or intake.due_on,
        about=proposal.about or intake.about,
        lead=proposal.lead or intake.lead,
        group=proposal.group or intake.group,
        at=now,
    )
    return Heard(Said.PAST if past else Said.ADDS, fresh, past)


def hear(intake: Intake, said: str, finder: Finder, now: dt.datetime) -> Heard:
    """Return what an answer adds to a registration; a question or another command is something else."""
    words, wanted = plain(said), missing(intake)
    if intake.aside and words not in DROPS and (consents(said) is not None or words in UNDOES):
        return Heard(Said.ELSE, intake)
    if words in CANCELS:
        return Heard(Said.CANCELS, intake)
    if words in HELPS or said.strip() == "?":
        return Heard(Said.HELPS, intake)
    if is_letter(said):
        return add(intake, read_letter(said, now), now)
    if wanted is Asks.NOTHING:
        return Heard(Said.CONFIRMS if consents(said) or words in _CONFIRMS else Said.ELSE, intake)
    if asks(said) or words in _SMALL or len(said) > LONGEST_ANSWER:
        return Heard(Said.ELSE, intake)
    return _answer(intake, wanted, said, finder, now)


def _answer(intake: Intake, wanted: Asks, said: str, finder: Finder, now: dt.datetime) -> Heard:
    """Return what the answer to a question adds."""
    match wanted:
        case Asks.TITLE:
            title = clean_title(said)
            return Heard(Said.ADDS, replace(intake, title=title, at=now)) if title else Heard(Said.UNREAD, intake)
        case Asks.ISSUER if consents(said) is not None or not any(map(str.isalpha, said)):
            return Heard(Said.UNREAD, intake)
        case Asks.ISSUER:
            issuer = " ".join(said.split()).strip(" .")[:LONGEST_TITLE].removeprefix("från ").removeprefix("Från ")
            return Heard(Said.ADDS, replace(intake, issuer=issuer, at=now))
        case Asks.DUE:
            day = read_day(said, now)
            return add(intake, Proposal(due_on=day), now) if day else Heard(Said.UNREAD, intake)
    body = body_in(said, finder)
    if body is None:
        return Heard(Said.UNREAD if len(said.split()) <= 4 else Said.ELSE, intake)
    return Heard(Said.ADDS, replace(intake, lead=body.id, at=now))


def referral_of(intake: Intake, by: str, by_name: str, now: dt.datetime) -> Referral:
    """Return the referral that a whole registration comes to; it gets the same id whenever it is made.

    Raises ValueError when something is missing.
    """
    if missing(intake) is not Asks.NOTHING or intake.due_on is None:
        raise ValueError(missing(intake).value)
    return Referral(
        id=intake.key,
        title=" ".join(intake.title.split())[:LONGEST_TITLE],
        issuer=" ".join(intake.issuer.split())[:LONGEST_TITLE],
        due_on=intake.due_on,
        lead=intake.lead,
        registered_by=by,
        registered_by_name=by_name,
        registered_at=now,
        number=" ".join(intake.number.split())[:LONGEST_NUMBER],
        number_key=number_key(intake.number[:LONGEST_NUMBER]),
        link=intake.link[:1000],
        about=intake.about[:LONGEST_ABOUT],
        group=intake.group if intake.group != intake.lead else "",
        audience=tuple(key for key in intake.audience if key not in {intake.lead, intake.group}),
    )
