"""What somebody asks of their own seats: which they have, who stands in for them, who sits for their municipality."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bot.core.calendar import local_day
from bot.core.feature import Command
from bot.core.text import Lang, escape, join_names
from bot.core.turn import Reply, Turn
from bot.features.bodies import cards, texts
from bot.features.bodies.lineup import Charge, Placing
from bot.features.bodies.model import Body
from bot.features.bodies.naming import Finder, words_of
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import Post
from bot.features.bodies.wording import plain

LONGEST: Final = 120
_OWN: Final = re.compile(r"\b(?:jag|mig|min|mina|oss|var|vara|i|me|my|us|our)\b")
_SEATS = r"(?:uppdrag|platser|plats|natverk|organ|grupper|grupp|seats?|bodies|networks|groups)"
_STAND_INS = r"(?:ersattare|suppleant\w*|stand-?ins?|deput(?:y|ies))"
_WHERE = r"(?: (?:i|in|pa|for|on|hos) .{2,60})?"
_MINE: Final = re.compile(
    rf"(?:och |and )?(?:(?:i )?(?:vilka|vilket|vilken|vad for|which|what) {_SEATS}"
    r" (?:har|sitter|ar|tillhor|do|am) (?:jag|i)"
    r"(?: have| sit| part| belong)?(?: med)?(?: i| av| in| of| to)?"
    rf"|(?:vilka ar |vad ar |what are )?(?:mina|my) (?:uppdrag|platser|natverk|seats|bodies|networks)"
    rf"|(?:var|vad) sitter jag(?: med)?(?: i)?|where do i sit|har jag (?:nagot|nagra|nat) {_SEATS}.{{0,30}}"
    rf"|sitter jag i (?:nagot|nagon|nagra) {_SEATS})"
)
_MY_STAND_IN: Final = re.compile(
    rf"(?:och |and )?(?:(?:vem|vilka|vilken|who) (?:ar|blir|is|are) (?:min|mina|my) {_STAND_INS}{_WHERE}"
    rf"|vem (?:ersatter|gar in for|hoppar in for|kan ersatta) mig{_WHERE}"
    rf"|who (?:stands in|deputises|deputizes|can stand in) for me{_WHERE}|har jag (?:nagon |en )?{_STAND_INS}{_WHERE})"
)
_OUR_SEAT: Final = re.compile(
    rf"(?:och |and )?(?:(?:vem|vilka|who) (?:ar|is|are) (?:var|vara|our) "
    rf"(?P<post>{_STAND_INS}|ledamot\w*|ordinarie|representant\w*|kontaktperson\w*|member|representative){_WHERE}"
    rf"|(?:vem|vilka|who) (?:sitter|sits) (?:for|at) (?:oss|us|var kommun|min kommun|our municipality){_WHERE}"
    rf"|vem (?:representerar|foretrader) (?:oss|var kommun){_WHERE})"
)


class Own(StrEnum):
    """What somebody asks of what is their own."""

    SEATS = "seats"
    STAND_IN = "stand_in"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question of one's own seats, in all bodies or in those that are named; of a `post` alone where one is said."""

    own: Own
    bodies: tuple[Body, ...] = ()
    post: Post | None = None


def asks_of_own(said: str, finder: Finder) -> OwnQuestion | None:
    """Return what somebody asks of their own seats, or None."""
    if len(said) > LONGEST:
        return None
    text = plain(said)
    if not _OWN.search(text):
        return None
    found = _OUR_SEAT.fullmatch(text)
    own = Own.TOWN if found else None
    if own is None and _MY_STAND_IN.fullmatch(text):
        own = Own.STAND_IN
    if own is None and _MINE.fullmatch(text):
        own = Own.SEATS
    if own is None:
        return None
    post = Post.STAND_IN if found and re.match(_STAND_INS, found["post"] or "") else None
    bodies = tuple(dict.fromkeys(body for each in finder.bodies(words_of(said)) for body in each.values))
    return OwnQuestion(own, bodies, post)


class OwnSeats:
    """Answers what somebody asks of their own seats."""

    def __init__(self, seating: Seating, finder: Finder) -> None:
        self._seating, self._finder = seating, finder

    @property
    def command(self) -> Command[Any]:
        """What may be asked."""
        return Command(
            "own-seats",
            texts.SAY_OWN,
            texts.ABOUT_OWN,
            lambda said: asks_of_own(said, self._finder),
            self._tell,
        )

    async def _tell(self, turn: Turn, asked: OwnQuestion) -> Reply:
        charges = await self._seating.own_charges(turn)
        mine = [each for each in charges if not asked.bodies or each.body in asked.bodies]
        if not charges:
            return Reply(text=texts.NO_CHARGE(turn.lang), outcome="answered")
        if asked.own is Own.TOWN:
            lines = await self._of_town(turn, asked, charges)
        else:
            seats_alone = asked.own is Own.STAND_IN
            lines = [await self._line(turn, each) for each in mine if each.post.of_seat or not seats_alone]
        if not lines:
            names = join_names([cards.named(body, turn.lang) for body in asked.bodies], turn.lang)
            return Reply(text=texts.NOT_YOURS(turn.lang, bodies=names), outcome="answered")
        date = cards.day_of(local_day(turn.at), turn.lang, turn.at)
        said = "\n".join(lines)
        return Reply(text=f"{said}\n\n*{texts.AS_OF(turn.lang, date=date)}*", outcome="answered")

    async def _line(self, turn: Turn, charge: Charge) -> str:
        lang, body = turn.lang, cards.named(charge.body, turn.lang)
        if charge.municipality is None:
            said = texts.YOU_CHAIR if charge.post is Post.CHAIR else texts.YOU_ARE_VICE
            return said(lang, body=body)
        placing = await self._placing(turn, charge.body, charge.municipality.code)
        return _seat_in_words(charge, placing, body, lang)

    async def _of_town(self, turn: Turn, asked: OwnQuestion, charges: Sequence[Charge]) -> list[str]:
        towns = {each.municipality.code: each.municipality for each in charges if each.municipality}
        bodies = asked.bodies or tuple(dict.fromkeys(each.body for each in charges if each.municipality))
        seats = [(body, await self._placing(turn, body, code)) for body in bodies for code in towns]
        return [" ".join(cards.seat_lines(body, placing, asked.post, turn.lang)) for body, placing in seats if placing]

    async def _placing(self, turn: Turn, body: Body, code: str) -> Placing | None:
        lineup = await self._seating.lineup(body, local_day(turn.at))
        return next((each for each in lineup.placings if each.municipality.code == code), None)


def _seat_in_words(charge: Charge, placing: Placing | None, body: str, lang: Lang) -> str:
    town = charge.municipality.name if charge.municipality else ""
    if charge.post is Post.STAND_IN:
        holder = placing.holder if placing else None
        if holder is None:
            return texts.YOU_STAND_IN_ALONE(lang, town=town, body=body)
        return texts.YOU_STAND_IN(lang, town=town, body=body, name=escape(holder.name))
    stand_in = placing.stand_in if placing else None
    if stand_in is None:
        return texts.YOU_SIT_ALONE(lang, town=town, body=body)
    return texts.YOU_SIT(lang, town=town, body=body, name=escape(stand_in.name))
