"""What is taken out of the journal, and as what."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.journal import Entry
from bot.core.ports import Collection
from bot.core.text import Lang

KEPT_FOR: Final = dt.timedelta(days=7)
"""How long the address of an export works."""


class Form(StrEnum):
    """As what the journal is taken out."""

    JSON = "json"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Export:
    """What somebody has taken out; it is put together when it is fetched. `abouts` is empty for the whole journal."""

    title: str
    number: str
    abouts: tuple[str, ...]
    made_at: dt.datetime
    lang: Lang


EXPORTS: Collection[Export] = Collection("exports", Export, ordered=("made_at",))


@dataclass(frozen=True, slots=True)
class Extract:
    """A part of the journal as it stands at `at`; `entries` are in order of time."""

    title: str
    number: str
    at: dt.datetime
    entries: tuple[Entry, ...]
    lang: Lang


def kind_of(about: str) -> str:
    """Return what an entry is about, without its id: "meeting", "referral"."""
    return about.partition(":")[0]
