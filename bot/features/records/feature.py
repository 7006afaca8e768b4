"""The journal in conversation: taken out by the secretariat, for registration."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Words
from bot.core.feature import Command, Feature, Press
from bot.core.matter import Matter
from bot.core.page import Addresses, Page
from bot.core.swedish.letters import tidy
from bot.core.text import escape, shorten
from bot.core.turn import SECRETARIAT_ONLY, Reply, Scope, Turn
from bot.features.records import texts
from bot.features.records.model import Form
from bot.features.records.service import ALL, Records

ROOM = "journal"
LONGEST = 200
MOST_CHOICES = 6
_EXPORTS = re.compile(
    r"(?:kan du |please |snälla )?(?:exportera|ta ut|export)\s+"
    r"(?P<journal>journalen (?:för|över|till) |the journal (?:of|for) )?"
    r"(?P<kind>ärende(?:t)? |arende(?:t)? |(?:the )?case |(?:the )?matter |remiss(?:en)? |(?:the )?referral |mötet "
    r"|motet |(?:the )?meeting )?(?P<what>.+)",
    re.IGNORECASE,
)
_ALL = frozenset({"journalen", "hela journalen", "journal", "whole journal", "loggen", "allt", "everything"})
_NOT_OURS = re.compile(r"\b(?:närvaro\w*|statistik\w*|rapport\w*|attendance|statistics|report|kalender\w*|calendar)\b")


@dataclass(frozen=True, slots=True)
class TakeOut(Action):
    """Take one of several matters out; `about` is its key in the journal, `said` what named it."""

    name: ClassVar[str] = "records-take-out"
    about: str
    said: str


def read_export(said: str) -> str | None:
    """Return what somebody wants taken out of the journal, None when they want something else."""
    text = " ".join(said.split()).rstrip(" .!?")
    found = _EXPORTS.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or _NOT_OURS.search(tidy(found["what"])):
        return None
    what = str(found["what"])
    # "Exportera planeringscheferna" asks for their report: a matter has a number or a day, or is called one.
    is_matter = found["kind"] or found["journal"] or any(map(str.isdecimal, what)) or tidy(what) in _ALL
    return what if is_matter else None


def build_records(records: Records, addresses: Addresses) -> Feature:
    """Return the feature."""
    desk = _Desk(records, addresses)
    return Feature(
        name="records",
        commands=(
            Command(
                "export",
                texts.SAY_EXPORT,
                texts.ABOUT_EXPORT,
                read_export,
                desk.export,
                who=SECRETARIAT_ONLY,
                where=frozenset({Scope.PERSONAL}),
            ),
        ),
        presses=(Press(TakeOut, desk.take_out, SECRETARIAT_ONLY),),
        pages=(Page(ROOM, records.serve),),
    )


class _Desk:
    def __init__(self, records: Records, addresses: Addresses) -> None:
        self._records = records
        self._addresses = addresses

    async def export(self, turn: Turn, what: str) -> Reply:
        if tidy(what) in _ALL:
            return await self._give(turn, None)
        found = await self._records.find(what, turn.at)
        if not found:
            return Reply(text=texts.NOT_FOUND(turn.lang, said=escape(what)))
        if len(found) == 1:
            return await self._give(turn, found[0])
        title = texts.WHICH(turn.lang)
        buttons = [
            Button(shorten(each.title(turn.lang), 60), TakeOut(each.about, what)) for each in found[:MOST_CHOICES]
        ]
        return Reply(card=Card(title, (Words(title),), tuple(buttons)))

    async def take_out(self, turn: Turn, press: TakeOut) -> Reply:
        if not 0 < len(press.said) <= LONGEST:
            return Reply(text=texts.GONE(turn.lang))
        found = [each for each in await self._records.find(press.said, turn.at) if each.about == press.about]
        return await self._give(turn, found[0]) if found else Reply(text=texts.GONE(turn.lang))

    async def _give(self, turn: Turn, matter: Matter | None) -> Reply:
        lang = turn.lang
        if not self._addresses.of(ROOM, ALL):
            return Reply(text=texts.NO_ADDRESS(lang))
        title = escape(matter.title(lang)) if matter else texts.JOURNAL(lang)
        key, count = await self._records.keep(turn, matter)
        if not count:
            return Reply(text=texts.NOTHING_DONE(lang, title=title))
        counted = texts.ONE_ENTRY(lang) if count == 1 else texts.ENTRIES(lang, count=count)
        said = texts.READY(lang, title=title, count=counted)
        if matter and matter.number:
            said = texts.READY_NUMBER(lang, title=title, number=escape(matter.number), count=counted)
        buttons = (
            Button(texts.OPEN_WORD(lang), url=self._addresses.of(ROOM, f"{key}-{Form.DOCX}", "journal.docx")),
            Button(texts.OPEN_JSON(lang), url=self._addresses.of(ROOM, f"{key}-{Form.JSON}", "journal.json")),
        )
        return Reply(card=Card(said, (Words(said), Words(texts.KEPT(lang), small=True)), buttons))
