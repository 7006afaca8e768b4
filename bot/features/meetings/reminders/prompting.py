"""Reminding those who have not answered, when somebody asks for it: a preview, a press, and at most once a day."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from bot.core import when
from bot.core.action import Action
from bot.core.calendar import local_day
from bot.core.card import Button, Card, Part, Words
from bot.core.feature import Command, Press, when_it
from bot.core.text import escape, join_names
from bot.core.turn import Reply, Role, Turn
from bot.features.meetings import cards as meeting_cards
from bot.features.meetings import texts as meeting_texts
from bot.features.meetings.faults import Gone, NotAllowed, NotAnswerable
from bot.features.meetings.model import Meeting
from bot.features.meetings.refusing import LONGEST_KEY, PLANNERS, refused
from bot.features.meetings.reminders import texts
from bot.features.meetings.reminders.cards import LeaveLadder
from bot.features.meetings.reminders.service import Outcome, RemindedLately, Reminders
from bot.features.meetings.reminders.wording import asks_to_prompt, tells_of_what
from bot.features.meetings.service import Meetings
from bot.features.meetings.times import local_day_of
from bot.features.meetings.wording import Reader


@dataclass(frozen=True, slots=True)
class Prompt(Action):
    """Remind those who have not answered for a meeting, at once."""

    name: ClassVar[str] = "reminders-prompt"
    meeting: str


class Prompting:
    """Reminders beside the ladder, by the secretariat and by a body's own chair."""

    def __init__(self, reminders: Reminders, meetings: Meetings, reader: Reader) -> None:
        self._reminders = reminders
        self._meetings = meetings
        self._reader = reader

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """What may be said; it comes before the ladders, which are spoken of with the same verb."""
        recognise = when_it(lambda said: asks_to_prompt(self._reader, said))
        return (Command("reminders-prompt", texts.SAY_PROMPT, texts.ABOUT_PROMPT, recognise, self._ask, who=PLANNERS),)

    @property
    def presses(self) -> tuple[Press[Any], ...]:
        """What may be pressed; the service looks at the rights."""
        return (Press(Prompt, self._send, PLANNERS),)

    async def _ask(self, turn: Turn, said: str) -> Reply | None:
        lang = turn.lang
        named, _ = self._reader.body(said)
        here = self._meetings.finder.here(turn)
        bodies = named or ((here,) if here else ())
        if not bodies and turn.role is not Role.SECRETARIAT:
            mine = await self._meetings.bodies_of(turn)
            bodies = tuple([each for each in mine if await self._meetings.seating.may_change(turn, each)])
        try:
            await self._meetings.check_rights(turn, bodies)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        ahead = await self._meetings.coming(turn.at, [each.id for each in bodies] if bodies else None)
        if moment := when.read(said, turn.at):
            first, last = local_day_of(moment.start), local_day_of(moment.end or moment.start)
            ahead = [each for each in ahead if first <= local_day(each.starts_at) <= last]
        ahead = [each for each in ahead if each.starts_at > turn.at]
        if not ahead:
            # "Påminn dem som inte har svarat", with no meeting to speak of, is of a referral.
            return Reply(text=texts.NOBODY_TO_PROMPT(lang)) if tells_of_what(said) else None
        chosen = await self._first_with_silent(ahead)
        if chosen is None:
            gathering = await self._meetings.gather(ahead[0])
            title = meeting_cards.title_of(gathering.bodies, gathering.meeting, lang, turn.at)
            return Reply(text=texts.ALL_HAVE_ANSWERED(lang, title=title))
        try:
            outcome = await self._reminders.prompt(turn, chosen.id, sends=False)
        except RemindedLately as lately:
            return self._lately(turn, lately)
        return Reply(card=self._preview(turn, outcome))

    async def _first_with_silent(self, ahead: list[Meeting]) -> Meeting | None:
        for meeting in ahead:
            if (await self._meetings.gather(meeting)).silent:
                return meeting
        return None

    def _preview(self, turn: Turn, outcome: Outcome) -> Card:
        lang, gathering = turn.lang, outcome.gathering
        title = meeting_cards.title_of(gathering.bodies, gathering.meeting, lang, turn.at)
        summary = texts.PROMPT_TITLE(lang, title=title)
        towns = texts.WAITING_FOR(lang, towns=join_names(gathering.silent, lang))
        parts: list[Part] = [Words(summary, strong=True), Words(towns), Words(_whom(outcome, turn))]
        if not outcome.letters:
            return Card(summary, tuple(parts))
        buttons = (
            Button(texts.PROMPT_NOW(lang), Prompt(gathering.meeting.id)),
            Button(texts.LEAVE_PROMPT(lang), LeaveLadder()),
        )
        return Card(summary, tuple(parts), buttons, asks=True)

    async def _send(self, turn: Turn, press: Prompt) -> Reply:
        lang = turn.lang
        if not 0 < len(press.meeting) <= LONGEST_KEY:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(lang))
        try:
            outcome = await self._reminders.prompt(turn, press.meeting, sends=True)
        except NotAllowed as refusal:
            return refused(turn, refusal)
        except Gone:
            return Reply(text=meeting_texts.NO_SUCH_MEETING(lang))
        except NotAnswerable as fault:
            title = meeting_cards.title_of(self._meetings.named(fault.meeting.bodies), fault.meeting, lang, turn.at)
            return Reply(text=texts.TOO_LATE_TO_PROMPT(lang, title=title), replaces=True)
        except RemindedLately as lately:
            return replace(self._lately(turn, lately), replaces=True)
        title = meeting_cards.title_of(outcome.gathering.bodies, outcome.gathering.meeting, lang, turn.at)
        if not outcome.gathering.silent:
            return Reply(text=texts.ALL_HAVE_ANSWERED(lang, title=title), replaces=True)
        if not outcome.letters:
            return Reply(text=_whom(outcome, turn), replaces=True)
        return Reply(text=texts.PROMPTED(lang, title=title, whom=_names(outcome, turn)), replaces=True)

    def _lately(self, turn: Turn, lately: RemindedLately) -> Reply:
        lang, gathering = turn.lang, lately.gathering
        title = meeting_cards.title_of(gathering.bodies, gathering.meeting, lang, turn.at)
        at = when.write_moment(lately.at, None, lang, turn.at)
        towns = join_names(gathering.silent, lang)
        return Reply(text=texts.PROMPTED_LATELY(lang, title=title, at=at, towns=towns))


def _names(outcome: Outcome, turn: Turn) -> str:
    """Return to whom an outcome goes: people by name, and the channels of bodies."""
    lang = turn.lang
    people = [escape(letter.name) for letter in outcome.letters if letter.body is None]
    channels = [
        texts.IN_CHANNEL_OF(lang, bodies=meeting_cards.names_of([letter.body], lang))
        for letter in outcome.letters
        if letter.body
    ]
    return join_names([*people, *channels], lang)


def _whom(outcome: Outcome, turn: Turn) -> str:
    if not outcome.letters:
        return texts.NOBODY_REACHED(turn.lang)
    return texts.PROMPT_GOES_TO(turn.lang, whom=_names(outcome, turn))
