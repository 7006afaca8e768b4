"""What a feature declares of itself: commands, buttons, events, what runs by the clock, and for one of them answers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from bot.core.action import Action
from bot.core.deed import LastDeed
from bot.core.errands import Run
from bot.core.holding import Holding
from bot.core.matter import FindMatters
from bot.core.overview import Overview
from bot.core.page import Page
from bot.core.recurrence import Rule
from bot.core.report import Chapter
from bot.core.text import Text
from bot.core.timers import Prepared, UseCase
from bot.core.turn import EVERYONE, Hit, Kind, Reply, Role, Scope, Turn

M = TypeVar("M")
A = TypeVar("A", bound=Action)


@dataclass(frozen=True, slots=True)
class Command(Generic[M]):
    """Something a person can say to have done.

    `say` is what to type, as help shows it; `about` what it does; both have placeholders where the cooperation's own
    names stand, which `examples_of` in bodies fills. `who` may use it; `where` it works. `recognise` takes what was
    said and returns what was understood, or None, from the words alone: it is remembered which command understood
    them; `run` does it and returns the reply, or None to leave the turn to those who come after. With `passes_on` the
    turn of somebody else than `who` goes on to them too, instead of being refused: a question that the reports may
    answer. With `gives_way` the words are no command where a dialog is under way: they may answer its question. Those
    with `in_menu` are suggested by Teams as soon as one begins to write: they make sense as they stand in `say`, to
    most people.
    """

    name: str
    say: Text
    about: Text
    recognise: Callable[[str], M | None]
    run: Callable[[Turn, M], Awaitable[Reply | None]]
    who: frozenset[Role] = EVERYONE
    where: frozenset[Scope] = frozenset(Scope)
    passes_on: bool = False
    gives_way: bool = False
    shown: bool = True
    in_menu: bool = False


def when_it(fits: Callable[[str], object]) -> Callable[[str], str | None]:
    """Return a `recognise` that takes all that was said when `fits` sees something in it."""
    return lambda said: said if fits(said) else None


@dataclass(frozen=True, slots=True)
class Press(Generic[A]):
    """A button of the feature: its action class and what pressing it does."""

    action: type[A]
    run: Callable[[Turn, A], Awaitable[Reply]]
    who: frozenset[Role] = EVERYONE


@dataclass(frozen=True, slots=True)
class Routine:
    """A use case that runs again and again from the start on; its timer is `routine:<runs>`.

    `useful_seconds` is how long after its time a missed run still makes sense, None for always.
    """

    runs: str
    repeats: Rule
    useful_seconds: float | None = None


class Subject(StrEnum):
    """What a feature's commands are about; help shows them subject by subject."""

    MEETINGS = "meetings"
    ATTENDANCE = "attendance"
    REFERRALS = "referrals"
    SEATS = "seats"
    LETTERS = "letters"
    OTHER = "other"


Event = Callable[[Turn], Awaitable[Reply | None]]
Listen = Callable[[Turn], Awaitable[Reply | Turn | None]]
"""Takes what is said by returning a reply, or the press that was meant by it; a turn that presses nothing says in full
what was meant, and goes on to those who come after."""
Replied = Callable[[Turn, Reply], Awaitable[None]]
Answer = Callable[[Turn], Awaitable[Reply]]
Search = Callable[[Turn], Awaitable[list[Hit]]]
"""Returns what is found for the words, or the link, in `turn.text`, the best first; what the person may not see is not
among it."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One capability of the bot. At most one feature has `answer`, which takes what no command understood.

    `subject` is under which heading help shows its commands, and `shown_first` names those that it shows first, in that
    order: they are recognised in the order of `commands`. `listens` is asked first at everything that is said, and
    takes the turn by returning a reply: a dialog under way. `replied` is told each reply to what was said or pressed.
    `use_cases` are run by timers that name them, `routines` those that come again by themselves; `errands` ask the
    world, outside of transactions. `search` finds things from any chat, and `unfurl` what a link of ours leads to.
    `overview` tells how things stand, `matters` finds what the journal can be exported for, `holdings` what is kept
    about people, `pages` what is fetched over the web, `chapters` what the yearly report has of it. `last_deed` finds
    what somebody did last, for "ångra".
    """

    name: str
    commands: tuple[Command[Any], ...] = ()
    subject: Subject = Subject.OTHER
    shown_first: tuple[str, ...] = ()
    presses: tuple[Press[Any], ...] = ()
    events: Mapping[Kind, Event] = field(default_factory=dict)
    listens: Listen | None = None
    replied: Replied | None = None
    answer: Answer | None = None
    use_cases: Mapping[str, UseCase | Prepared] = field(default_factory=dict)
    routines: tuple[Routine, ...] = ()
    errands: Mapping[str, Run] = field(default_factory=dict)
    search: Search | None = None
    unfurl: Search | None = None
    overview: Overview | None = None
    matters: FindMatters | None = None
    holdings: tuple[Holding, ...] = ()
    pages: tuple[Page, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    last_deed: LastDeed | None = None
