"""What is booked on a day or in a stretch of days: asked about in a sentence, or by the day alone."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core import when
from bot.core.card import Card
from bot.core.feature import Command
from bot.core.swedish.letters import plain
from bot.core.text import join_names
from bot.core.turn import THOSE_WHO_BELONG, Reply, Scope, Turn
from bot.features.bodies.model import Body
from bot.features.meetings import cards, texts
from bot.features.meetings.model import Gathering, Meeting, State, is_coming
from bot.features.meetings.service import Meetings
from bot.features.meetings.times import local_day_of
from bot.features.meetings.wording import Reader, asks

MOST_AHEAD: Final = 3
"""How many of the meetings ahead are named when none is found on the days that were said."""
LONGEST: Final = 90
"""Characters; what is longer says more than a day."""
MOST_BARE_WORDS: Final = 5
LONGEST_BARE: Final = dt.timedelta(days=7)
"""A longer stretch by itself, such as a month, is more likely about what has been than about the calendar."""

_HINT: Final = re.compile(
    r"\b(?:i ?dag|i ?morgon|i ?övermorgon|i ?kväll|(?:mån|tis|ons|tors|fre|lör|sön|mon|tues|wednes|thurs|fri|satur|sun)"
    r"(?:dag|day)\w*|(?:mån|tis|ons|tors?|fre)|vecka\w*|v\.? ?\d{1,2}|helgen|month\w*|månad\w*|week\w*|today|tomorrow"
    r"|tonight|(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-zåäö]*|\d{1,2}[/.]\d{1,2}|den \d{1,2}"
    r"|\d{4}-\d\d-\d\d)\b"
)
_MEETING = r"(?:möten?a?|moten?|mötena|sammanträden?|träff(?:ar)?|meetings?)"
_SOME = r"(?:nåt|nat|något|nagot|nån|någon|några|nagra|nåra|ett|inga|inget|annat|mer|kvar)"
_BOOKED = r"(?:inbokat?|bokat?|bokade|inbokade|inplanerat|planerat?|planerade|på gång|på programmet|i kalendern)"
_WE = r"(?:vi|ni|jag)"
_BOUND: Final = re.compile(r"\b(?:senast|före|innan|efter|från|sedan|by|before|after|since|until)\b")
_OPENS: Final = re.compile(
    r"(?:hej,? |och |men |and |but |då )?(?:"
    rf"(?:vad|vilka|vilket|vem) (?:händer|hander|sker|möts|mots|ses|träffas|traffas|sammanträder|finns|står|gäller"
    rf"|(?:är|ar|blir)(?: det| som möts)?|(?:har|ska|gör|ser)(?: {_WE})?(?: {_BOOKED})?)(?: för {_SOME})?"
    rf"(?: (?:för )?{_MEETING})?"
    rf"|vilka (?:{_BOOKED} )?{_MEETING}(?: (?:är det|finns(?: det)?|har {_WE}|hålls|ligger|är {_BOOKED}))?"
    rf"|(?:är|ar|blir|finns|händer|ligger) (?:det|där)(?: {_SOME})?(?: {_MEETING})?"
    rf"|(?:har|ska|ses|möts|träffas)(?: {_WE})?(?: ses| träffas| mötas| på)?(?: {_SOME})?(?: {_MEETING})?"
    rf"|{_SOME}(?: {_MEETING})?|{_MEETING}|kalendern?|schemat?"
    rf"|(?:visa |show )(?:the )?(?:kalendern?|{_MEETING}|calendar)"
    r"|what(?:'s| is| are)? (?:on|happening|going on|booked|planned|there|the plan|we (?:have|doing)|do (?:we|i) have)"
    r"(?: on)?|(?:which|what) meetings(?: are there| do (?:we|i) have)?"
    r"|(?:is|are) there (?:anything|any meetings?|a meeting|something)(?: on)?"
    r"|do (?:we|i|you) (?:have|meet)(?: anything| any meetings?| a meeting| something)?"
    r"|(?:any|some) meetings?|anything(?: on)?|who meets?|calendar"
    rf")(?: {_BOOKED}| booked| planned| coming up)?(?= |$)"
)
_BETWEEN: Final = re.compile(r"(?: |,|på|pa|i|den|för|under|till|med|av|nu|då|on|in|for|the|at|of|\x00)*")
_ENDS: Final = re.compile(
    rf"(?: |,|då|nu|{_BOOKED}|för (?:oss|mig)|i kalendern|egentligen|for (?:us|me)|booked|planned)*"
)
_OURS: Final = re.compile(r"\b(?:vi|jag|ni|oss|mig|vår|vårt|våra|min|mitt|mina|we|(?:do|have|am) i|our|my|us|me)\b")


@dataclass(frozen=True, slots=True)
class AskedDays:
    """What may be a question of what is booked: `words` may say the days, `said` is all of it.

    `bare` tells that the days alone were said.
    """

    words: str
    said: str
    bare: bool


def may_ask_of_days(said: str, reader: Reader) -> AskedDays | None:
    """Return what may be a question of what is booked on some days; whether it is, `read_days` tells."""
    if len(said) > LONGEST or not _HINT.search(plain(said)):
        return None
    words = plain(reader.without_bodies(said))
    opening = _OPENS.match(words)
    bare = opening is None
    if bare and (len(words.split()) > MOST_BARE_WORDS or words != plain(said)):
        return None
    return AskedDays(words[opening.end() :] if opening else words, said, bare)


def read_days(asked: AskedDays, now: dt.datetime) -> when.Moment | None:
    """Return the days that are asked about, None when something else is said.

    Nothing may be said beside the days, the bodies and words that ask for what is booked: "vad händer med länsplanen på
    torsdag?" is another question.
    """
    moment = None if _BOUND.search(asked.words) else when.read(asked.words, now)
    if moment is None or moment.rrule or moment.span[1] <= moment.span[0]:
        return None
    first, last = moment.span
    if not (_BETWEEN.fullmatch(asked.words[:first]) and _ENDS.fullmatch(asked.words[last:])):
        return None
    stretch = moment.end - moment.start if moment.end is not None else dt.timedelta()
    return None if asked.bare and (moment.has_time or stretch > LONGEST_BARE) else moment


def may_answer_here(turn: Turn, gathering: Gathering) -> bool:
    """Tell whether somebody holds a seat at a meeting and is in their own chat, where they may answer for it."""
    return turn.conversation.scope is Scope.PERSONAL and any(
        each.holder and each.holder.member == turn.person.id for each in gathering.called
    )


class Days:
    """What is booked on the days that somebody names."""

    def __init__(self, meetings: Meetings, reader: Reader) -> None:
        self._meetings = meetings
        self._reader = reader

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be asked."""
        return (
            Command(
                "meetings-on-days",
                texts.SAY_DAYS,
                texts.ABOUT_DAYS,
                lambda said: may_ask_of_days(said, self._reader) if asks(said) else None,
                self._tell,
                who=THOSE_WHO_BELONG,
                passes_on=True,
            ),
            Command(
                "days-alone",
                texts.SAY_DAYS,
                texts.ABOUT_DAYS,
                lambda said: None if asks(said) else may_ask_of_days(said, self._reader),
                self._tell,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                gives_way=True,
                shown=False,
            ),
        )

    async def _tell(self, turn: Turn, asked: AskedDays) -> Reply | None:
        moment = read_days(asked, turn.at)
        if moment is None:
            return None
        return await self.tell_of(turn, await self._bodies(turn, asked), moment)

    async def tell_of(self, turn: Turn, bodies: Sequence[Body], moment: when.Moment) -> Reply:
        """Show what some bodies have booked on some days, or what lies ahead when that is nothing."""
        first = local_day_of(moment.start)
        last = local_day_of(moment.end) if moment.end is not None else first
        ids = {body.id for body in bodies}
        found = [each for each in await self._meetings.on_days(first, last) if ids & set(each.bodies)]
        if not found:
            return await self.tell_of_none(turn, bodies, moment)
        card = cards.list_card(found, turn.lang, turn.at, self._meetings.named)
        if len(found) == 1:
            card = await self._card_of(turn, found[0])
        return Reply(card=card, outcome="answered")

    async def tell_of_none(self, turn: Turn, bodies: Sequence[Body], moment: when.Moment) -> Reply:
        """Say that nothing is known on some days, and what lies ahead of them."""
        lang = turn.lang
        said = [texts.NONE_THAT_DAY(lang, day=when.write_moment(moment.start, moment.end, lang, turn.at))]
        ahead = await self._meetings.coming(turn.at, [body.id for body in bodies])
        if ahead:
            titles = [
                cards.title_of(self._meetings.named(each.bodies), each, lang, turn.at) for each in ahead[:MOST_AHEAD]
            ]
            said.append(texts.AHEAD(lang, rows=join_names(titles, lang)))
        return Reply(text=" ".join(said), outcome="answered")

    async def _card_of(self, turn: Turn, meeting: Meeting) -> Card:
        gathering = await self._meetings.gather(meeting)
        if meeting.state is State.CANCELLED or not is_coming(meeting, turn.at):
            return replace(cards.invitation_card(gathering, turn.lang, turn.at), buttons=())
        answers = may_answer_here(turn, gathering)
        return cards.next_card(gathering, turn.lang, turn.at, answers=answers, title=texts.MEETS_THEN)

    async def _bodies(self, turn: Turn, asked: AskedDays) -> Sequence[Body]:
        """Return the bodies that are named, else those that "vi" means, else all."""
        bodies, either = self._reader.body(asked.said)
        if bodies or either:
            return bodies or either
        ours = turn.conversation.scope is not Scope.PERSONAL or _OURS.search(plain(asked.said))
        implied = await self._meetings.implied(turn) if ours else ()
        return implied or self._meetings.seating.cooperation.bodies
