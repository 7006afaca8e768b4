"""Referrals, what the municipalities say of them, and what may be decided about it."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.core.calendar import local_day
from bot.core.ports import Collection
from bot.core.swedish.letters import fold
from bot.features.bodies.model import Body, Municipality
from bot.features.bodies.seats import Contact
from bot.features.referrals.timetable import Step, Timetable

MOST_REMARKS: Final = 60
LONGEST_REMARK: Final = 20_000
"""Characters of one remark: about eight pages. Longer texts belong in a document of their own."""
LONGEST_NUMBER: Final = 60
MOST_HISTORY: Final = 40
FOLLOWED_UP_AFTER: Final = dt.timedelta(days=182)
"""How long after the answer it is asked what became of it: authorities decide within half a year as a rule."""


NO_TIMETABLE: Final = Timetable()


class State(StrEnum):
    """Where a referral is in its life."""

    REGISTERED = "registered"
    """Nobody has said yet whether we answer together."""
    JOINT = "joint"
    SEPARATE = "separate"
    DECLINED = "declined"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


OPEN: Final = frozenset({State.REGISTERED, State.JOINT})
CHOICES: Final = (State.JOINT, State.SEPARATE, State.DECLINED)
"""What the first question can be answered with: together, each on its own, not at all."""


@dataclass(frozen=True, slots=True)
class Referral:
    """A proposal that an issuer wants to hear about until `due_on`, a Stockholm date.

    `number` is the issuer's case number as written, `number_key` folded to be compared, None when there is none.
    `lead` and `group` are the ids of the body that prepares the answer and of the working group that writes, `audience`
    of other bodies that are told. `texts_on` is the municipalities' last day when somebody has set it by hand.
    `version` grows with every change of the timetable.
    """

    id: str
    title: str
    issuer: str
    due_on: dt.date
    lead: str
    registered_by: str
    registered_by_name: str
    registered_at: dt.datetime
    number: str = ""
    number_key: str | None = None
    link: str = ""
    about: str = ""
    group: str = ""
    audience: tuple[str, ...] = ()
    state: State = State.REGISTERED
    timetable: Timetable = NO_TIMETABLE
    texts_on: dt.date | None = None
    version: int = 0
    decided_by_name: str = ""
    decided_on: dt.date | None = None
    answered_on: dt.date | None = None
    answer_link: str = ""
    follow_up_on: dt.date | None = None
    outcome: str = ""
    outcome_on: dt.date | None = None

    @property
    def deadline(self) -> dt.date:
        """The last day for what the municipalities say."""
        return self.timetable.on(Step.TEXTS) or self.due_on


def number_key(number: str) -> str | None:
    """Return a case number to be compared, None for none: letters and digits only, leading zeros apart."""
    parts = re.findall(r"[a-z]+|\d+", fold(number))
    return "-".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)[:200] or None


class Says(StrEnum):
    """What a municipality says of a referral."""

    RECEIVED = "received"
    CONTRIBUTES = "contributes"
    NOTHING = "nothing"
    ABSTAINS = "abstains"


class Position(StrEnum):
    """What a municipality thinks of a section."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a municipality says of one section, empty for the whole; `text` may be empty when the position says it."""

    section: str
    position: Position
    text: str
    by_name: str
    at: dt.datetime
    late: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a municipality said before it said something else."""

    says: Says
    remarks: tuple[Remark, ...]
    by_name: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReferralResponse:
    """What a municipality says of a referral now, who said it, and what was said before, oldest first.

    `late` is whether it came after the municipalities' last day, or after the joint answer had been sent.
    """

    referral: str
    municipality: str
    says: Says
    by: str
    by_name: str
    at: dt.datetime
    remarks: tuple[Remark, ...] = ()
    late: bool = False
    history: tuple[Said, ...] = ()


REFERRALS: Collection[Referral] = Collection(
    "referrals", Referral, equal=("state", "lead"), ordered=("due_on",), unique=("number_key",)
)
RESPONSES: Collection[ReferralResponse] = Collection(
    "referral_responses", ReferralResponse, equal=("referral", "municipality", "by")
)


def response_key(referral: str, municipality: str) -> str:
    """Return the id under which a municipality's answer is kept."""
    return f"{referral}|{municipality}"


class Standing(StrEnum):
    """How it stands with one municipality."""

    VACANT = "vacant"
    SILENT = "silent"
    RECEIVED = "received"
    PROMISED = "promised"
    """It has said that it will contribute, and the text is still to come."""
    CONTRIBUTED = "contributed"
    NOTHING = "nothing"
    ABSTAINS = "abstains"


OWING: Final = frozenset({Standing.VACANT, Standing.SILENT, Standing.RECEIVED, Standing.PROMISED})
"""Those from whom something is still to come."""


@dataclass(frozen=True, slots=True)
class Row:
    """One municipality in a referral: who sits there today, and what it has said."""

    municipality: Municipality
    holder: Contact | None
    stand_in: Contact | None
    response: ReferralResponse | None

    @property
    def standing(self) -> Standing:
        """How it stands with the municipality."""
        if self.response is None:
            return Standing.SILENT if self.holder or self.stand_in else Standing.VACANT
        match self.response.says:
            case Says.RECEIVED:
                return Standing.RECEIVED
            case Says.CONTRIBUTES:
                return Standing.CONTRIBUTED if self.response.remarks else Standing.PROMISED
            case Says.NOTHING:
                return Standing.NOTHING
        return Standing.ABSTAINS

    @property
    def owes(self) -> bool:
        """Whether something is still to come."""
        return self.standing in OWING


@dataclass(frozen=True, slots=True)
class Round:
    """A referral with the municipalities that are asked."""

    referral: Referral
    lead: Body
    rows: tuple[Row, ...]

    def with_standing(self, *standings: Standing) -> list[Row]:
        """Return the municipalities with which it stands so."""
        return [row for row in self.rows if row.standing in standings]

    @property
    def owing(self) -> list[Row]:
        """The municipalities from which something is still to come."""
        return [row for row in self.rows if row.owes]

    @property
    def answered(self) -> int:
        """How many municipalities have answered for good."""
        return len(self.rows) - len(self.owing)


def answer_of(
    before: ReferralResponse | None,
    referral: Referral,
    municipality: str,
    says: Says,
    remark: Remark | None,
    by: str,
    by_name: str,
    at: dt.datetime,
) -> ReferralResponse:
    """Return what a municipality says after somebody has said something more for it.

    A remark on a section takes the place of the earlier one on it. That the letter has been received takes nothing
    back; nothing to object and abstaining do take the remarks back, which stay in the history.
    """
    late = is_late(referral, at)
    if before is None:
        first = (replace(remark, late=late),) if remark else ()
        return ReferralResponse(referral.id, municipality, says, by, by_name, at, first, late)
    if says is Says.RECEIVED or (says is before.says and remark is None):
        return before
    remarks = before.remarks if says is Says.CONTRIBUTES else ()
    if remark:
        others = [each for each in remarks if section_key(each.section) != section_key(remark.section)]
        remarks = (*others, replace(remark, late=late))[-MOST_REMARKS:]
    earlier = Said(before.says, before.remarks, before.by_name, before.at)
    history = (*before.history, earlier)[-MOST_HISTORY:]
    return ReferralResponse(referral.id, municipality, says, by, by_name, at, tuple(remarks), late, history)


def taken_back(before: ReferralResponse, by: str, by_name: str, at: dt.datetime) -> ReferralResponse:
    """Return what a municipality says after its answer was taken back: only that it has the letter."""
    earlier = Said(before.says, before.remarks, before.by_name, before.at)
    history = (*before.history, earlier)[-MOST_HISTORY:]
    return replace(before, says=Says.RECEIVED, by=by, by_name=by_name, at=at, remarks=(), late=False, history=history)


def is_late(referral: Referral, at: dt.datetime) -> bool:
    """Tell whether something said now comes after the municipalities' last day, or after the joint answer."""
    return referral.state is State.ANSWERED or local_day(at) > referral.deadline


def section_key(section: str) -> str:
    """Return the name of a section to be compared: "Avsnitt 3.1" and "3.1" are one, "kap. 3" and "kapitel 3" too."""
    words = re.sub(r"^(?:avsnitt(?:et)?|avsn|kap(?:itel|itlet)?|section|chapter|del|punkt)\b\.?\s*", "", fold(section))
    return " ".join(words.split()).rstrip(" .:")


def in_order(remarks: Iterable[tuple[str, Remark]]) -> list[tuple[str, list[tuple[str, Remark]]]]:
    """Return (municipality, remark) pairs by section: the whole first, then numbers in their order, then names."""
    sections: dict[str, list[tuple[str, Remark]]] = {}
    names: dict[str, str] = {}
    for town, remark in remarks:
        key = section_key(remark.section)
        sections.setdefault(key, []).append((town, remark))
        names.setdefault(key, remark.section)
    return [(names[key], sections[key]) for key in sorted(sections, key=_place)]


def _place(key: str) -> tuple[int, list[int], str]:
    numbers = re.match(r"\d+(?:\.\d+)*", key)
    if not key:
        return (0, [], "")
    return (1, [int(n) for n in numbers[0].split(".")], key) if numbers else (2, [], key)


@dataclass(frozen=True, slots=True)
class Debt:
    """Something that one municipality owes in one referral."""

    round: Round
    row: Row
