"""The outline of the yearly report: its chapters in order, with what the features have written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.report import Block, Place
from bot.features.reports.yearly import texts

TITLES = {
    Place.INTRODUCTION: texts.INTRODUCTION,
    Place.GOALS: texts.GOALS,
    Place.FOLLOW_UP: texts.FOLLOW_UP,
    Place.REFERRALS: texts.REFERRALS,
    Place.EXTERNAL_MEETINGS: texts.EXTERNAL_MEETINGS,
    Place.PROJECTS: texts.PROJECTS,
    Place.MEETINGS: texts.MEETINGS_CHAPTER,
    Place.ACCOUNTS: texts.ACCOUNTS,
    Place.APPENDIX: texts.APPENDIX,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter as it is written; without `blocks` it is left to people."""

    place: Place
    blocks: tuple[Block, ...]


def outline(written: Iterable[tuple[Place, Sequence[Block]]]) -> list[Part]:
    """Return every chapter in order; several that write in one follow each other."""
    every = tuple(written)
    return [Part(place, tuple(block for at, blocks in every if at is place for block in blocks)) for place in Place]
