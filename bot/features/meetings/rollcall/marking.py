"""What was said of who was there, and how it is noted of the seats."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.features.meetings.attendance import Mark, Outcome
from bot.features.meetings.model import Called, Says


class Deed(StrEnum):
    """What is said of a municipality; that it was not there is excused or not by what it had said before."""

    PRESENT = "present"
    HOLDER = "holder"
    STAND_IN = "stand_in"
    EXCUSED = "excused"
    NOT_THERE = "not_there"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one municipality; `online` when it took part so."""

    deed: Deed
    online: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who was there, as somebody said it: by municipality code, and of the `rest` when anything was said of it.

    `unread` is what should have been a municipality and is none; `unclear` is what may mean one thing or the other.
    """

    said: Mapping[str, Said]
    rest: Deed | None = None
    unread: str = ""
    unclear: str = ""

    @property
    def says_anything(self) -> bool:
        """Whether anything was understood."""
        return bool(self.said) or self.rest is not None


def marks_of(spoken: Spoken, called: Iterable[Called], base: Mapping[str, Mark]) -> dict[str, Mark]:
    """Return what is to be noted of the seats, when `base` is what is noted or expected and somebody says more."""
    marks = dict(base)
    for each in called:
        code = each.municipality.code
        said = spoken.said.get(code)
        if said is None and spoken.rest and not each.vacant:
            said = Said(spoken.rest)
        if said and (mark := _mark(said, each, base.get(code))):
            marks[code] = mark
    return marks


def _mark(said: Said, called: Called, before: Mark | None) -> Mark | None:
    there = before if before and before.outcome.represents else None
    match said.deed:
        case Deed.NOT_THERE | Deed.EXCUSED if called.vacant:
            return None
        case Deed.NOT_THERE:
            told = called.rsvp is not None and called.rsvp.says is Says.HINDERED
            excused = told or (before is not None and before.outcome is Outcome.EXCUSED)
            return Mark(Outcome.EXCUSED if excused else Outcome.ABSENT)
        case Deed.EXCUSED:
            return Mark(Outcome.EXCUSED)
        case Deed.STAND_IN:
            return Mark(Outcome.PRESENT_STAND_IN, said.online)
        case Deed.HOLDER if called.holder:
            return Mark(Outcome.PRESENT_HOLDER, said.online)
    if there:
        return Mark(there.outcome, said.online or there.online)
    return Mark(Outcome.PRESENT_HOLDER if called.holder else Outcome.PRESENT_STAND_IN, said.online)
