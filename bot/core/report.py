"""The yearly report as the features write it: each its part of a chapter, put in order and set by one of them."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.core.card import Chart, Rows, Table, Words
from bot.core.text import Lang

Block = Words | Rows | Table | Chart
"""What a chapter is made of: strong words are a heading in it, small ones what stands under a table or a chart.

Unlike on a card nothing in them is markup, so names are written as they are.
"""


class Place(IntEnum):
    """The chapters of a yearly report, in their order."""

    INTRODUCTION = 1
    GOALS = 2
    FOLLOW_UP = 3
    REFERRALS = 4
    EXTERNAL_MEETINGS = 5
    PROJECTS = 6
    MEETINGS = 7
    ACCOUNTS = 8
    APPENDIX = 9


Write = Callable[[int, Lang, dt.datetime], Awaitable[Sequence[Block]]]
"""Returns what a feature has to tell of a year as it stands at an instant; nothing when it has nothing to tell."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A feature's part of one chapter. Several may write in the same; they follow in the order of the features."""

    place: Place
    write: Write
