"""Guests told after a meeting: "gäster i går var Anna Ek från Trafikverket", noted beside the seats."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core.card import Words
from bot.core.feature import Command
from bot.core.text import escape
from bot.core.turn import THOSE_WHO_BELONG, Reply, Role, Turn
from bot.features.meetings.attendance import Mark, Roll
from bot.features.meetings.faults import Gone, NotAllowed
from bot.features.meetings.model import Guest
from bot.features.meetings.rollcall import cards, texts
from bot.features.meetings.rollcall.past_days import read_past_days
from bot.features.meetings.rollcall.service import NotBegun, NotHeld, RollCalls
from bot.features.meetings.service import Meetings
from bot.features.meetings.wording import MOST_GUESTS, Reader, read_guests

LONGEST: Final = 300
MEANT_WITHIN: Final = dt.timedelta(days=14)
"""How long after a meeting guests are told of it without its day."""
_PLACED = (
    r"(?:\s+(?:på|vid|i|at|on|in)\s+(?:mötet|sammanträdet|träffen|the meeting|[^:,]{1,40}?))?"
    r"(?:\s+(?:i går|igår|i dag|idag|i förrgår|yesterday|today|i \w+dags|den \d{1,2}\S*(?: \w+)?))?"
)
_LISTED = re.compile(
    rf"(?:hej,? )?(?:som |våra |our |as )?(?:gäst(?:er|erna|en)?|guests?){_PLACED}"
    r"(?:\s*:\s*|\s+(?:var|deltog|kom|hade vi|were|was|we had)\s+)(?P<who>.+)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:hej,? )?(?P<who>.+?)\s+(?:var|deltog|kom|was|were|attended|came)\s+"
    r"(?:också\s+|även\s+|also\s+)?(?:med\s+|där\s+)?"
    rf"(?:som\s+|as\s+)?(?:en\s+|a\s+)?(?:gäst(?:er)?|guests?){_PLACED}",
    re.IGNORECASE,
)
_HAD = re.compile(
    rf"(?:vi|we) (?:hade|had)\s+(?P<who>.+?)\s+(?:som|as)\s+(?:gäst(?:er)?|guests?){_PLACED}", re.IGNORECASE
)
_NO_NAMES = re.compile(r"(?:jag|vi|ni|du|det|den|han|hon|de|vem|vilka|alla|ingen|i|we|you|they|who)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """Guests who were at a meeting, and all that was said."""

    guests: tuple[Guest, ...]
    said: str


def read_told(said: str) -> Told | None:
    """Return the guests whom somebody tells of after a meeting, or None."""
    lowered = said.casefold()
    if len(said) > LONGEST or not ("gäst" in lowered or "guest" in lowered) or said.rstrip().endswith("?"):
        return None
    text = " ".join(said.split()).rstrip(" .!")
    found = next((hit for pattern in (_LISTED, _HAD, _SAID) if (hit := pattern.fullmatch(text))), None)
    if found is None or _NO_NAMES.match(found["who"]):
        return None
    guests = tuple(read_guests(found["who"]))[:MOST_GUESTS]
    return Told(guests, said) if guests else None


class Guests:
    """Guests noted afterwards, by the secretariat and by the body's own chair."""

    def __init__(self, roll_calls: RollCalls, meetings: Meetings) -> None:
        self._rolls = roll_calls
        self._meetings = meetings
        self._reader = Reader(meetings.finder)

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said; it comes before what is said of the seats, which it could be taken for."""
        return (
            Command(
                "attendance-guests",
                texts.SAY_GUESTS,
                texts.ABOUT_GUESTS,
                read_told,
                self._say,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
        )

    async def _say(self, turn: Turn, told: Told) -> Reply | None:
        lang = turn.lang
        roll = await self._meant(turn, told)
        if roll is None:
            plans = turn.role in {Role.CHAIR, Role.SECRETARIAT}
            return Reply(text=(texts.NO_MEETING_OF_GUESTS if plans else texts.WHO_NOTES)(lang))
        if roll.noted is None:
            # The seats are not known yet: the form comes with the guests in it, and nothing is noted till it is saved.
            meeting = roll.gathering.meeting
            ahead = replace(meeting, guests=_added(meeting.guests, told.guests))
            filled = replace(roll, gathering=replace(roll.gathering, meeting=ahead))
            card = cards.roll_call_card(filled, lang, turn.at)
            said = texts.GUESTS_FILLED_IN(lang, guests=escape(cards.guests_as_written(ahead.guests)))
            return Reply(card=replace(card, parts=(Words(said), *card.parts)))

        def decide(before: Roll) -> tuple[Mapping[str, Mark], Sequence[Guest] | None]:
            standing = before.noted.guests if before.noted else before.gathering.meeting.guests
            return before.marks, _added(standing, told.guests)

        try:
            after = await self._rolls.note(turn, roll.gathering.meeting.id, roll.body, decide)
        except (Gone, NotAllowed, NotBegun, NotHeld):
            # It was there a moment ago: whoever changed it has told of it.
            return None
        same = (texts.SAME_AS_NOTED(lang),) if after == roll else ()
        return Reply(card=cards.noted_card(after, lang, turn.at, names=True, may_correct=True, said=same))

    async def _meant(self, turn: Turn, told: Told) -> Roll | None:
        """Return the latest meeting that the person may note and that can be meant, None when there is none."""
        bodies, either = self._reader.body(told.said)
        here = self._meetings.finder.here(turn)
        wanted = bodies or either or ((here,) if here else self._meetings.seating.cooperation.bodies)
        days = read_past_days(told.said, turn.at)
        for roll in await self._rolls.rolls(turn.at, wanted, days):
            meeting = roll.gathering.meeting
            begun = meeting.starts_at <= turn.at and (days or turn.at - meeting.ends_at <= MEANT_WITHIN)
            if begun and await self._rolls.may_note(turn, roll.body, meeting):
                return roll
        return None


def _added(before: Sequence[Guest], told: Sequence[Guest]) -> tuple[Guest, ...]:
    return tuple(dict.fromkeys([*before, *told]))
