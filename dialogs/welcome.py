"""The conversation with newcomers: begun by the clock or in words; waits, goes back, is corrected and stopped."""

import re
from dataclasses import replace
from typing import Any, Final

from bot.core.calendar import local_day
from bot.core.card import Card, Words
from bot.core.feature import Command, Feature, Press, Subject
from bot.core.ports import Transaction
from bot.core.swedish.letters import plain
from bot.core.text import Lang, escape
from bot.core.turn import Reply, Role, Turn
from bot.features.bodies.cards import named
from bot.features.bodies.model import Body
from bot.features.bodies.service import People
from bot.features.bodies.teams import TEAMS, BodyTeams
from bot.features.newcomers import texts as newcomer_texts
from bot.features.newcomers.cards import GiveFeedback, StopLessons
from bot.features.newcomers.noticing import GREET, Noticing
from bot.features.newcomers.presence import PRESENCES
from dialogs import texts
from dialogs.newcomer import PERSONAL, Heard, Means, Step, correcting, hear, preceding
from dialogs.reception import NUDGE, RESUME, Known, Reception
from dialogs.underway import Elsewhere
from dialogs.welcome_cards import (
    AnswerStep,
    JoinBody,
    Scene,
    TakeAway,
    read_card,
    step_card,
    waits_card,
    which_body_card,
)

LONGEST_KEY: Final = 200
LONGEST_WORDS: Final = 4000

_NEW = re.compile(
    r"(?:hej )?(?:jag är (?:alldeles )?ny(?:tt|a)?(?: här| i teamet)?|ny här|i am new(?: here)?|i'm new(?: here)?)"
    r"|(?:jag är ny(?:tt|a)?|i am new|i'm new) (?:i|in|hos|to) .{2,60}"
)
_GO_ON = re.compile(r"(?:fortsätt|börja nu|continue|go on)(?: med frågorna)?")
_CORRECTS = re.compile(
    r"(?:ändra|rätta|byt|fel|change|correct|wrong)(?: på)?(?: min| mitt| mina| my)? "
    r"(kommun|plats|titel|presentation|önskemål|municipality|seat|title|introduction|wishes)\w*"
)
_TAKES_AWAY = re.compile(
    r"(?:ta bort|radera|remove|delete|take away)(?: min| my)? (?:presentation\w*|introduction)(?: ur kanalen)?"
)
_STOPS = re.compile(r"inga fler(?: sådana här)?|no more of these|sluta skicka(?: sådana här)?|stop sending(?: these)?")
_STEPS = {
    "kommun": Step.TOWN,
    "municipality": Step.TOWN,
    "plats": Step.SEAT,
    "seat": Step.SEAT,
    "titel": Step.TITLE,
    "title": Step.TITLE,
    "önskemål": Step.WISHES,
    "wishes": Step.WISHES,
    "presentation": Step.PREVIEW,
    "introduction": Step.PREVIEW,
}


def build_welcome(
    reception: Reception,
    noticing: Noticing,
    teams: BodyTeams,
    people: People,
    elsewhere: Elsewhere,
) -> Feature:
    """Return the feature."""
    welcome = _Welcome(reception, noticing, teams, people, elsewhere)
    return Feature(
        name="welcome",
        subject=Subject.SEATS,
        commands=welcome.commands,
        presses=(
            Press(AnswerStep, welcome.press),
            Press(JoinBody, welcome.join),
            Press(TakeAway, welcome.press_take_away),
            Press(StopLessons, welcome.press_stop),
            Press(GiveFeedback, welcome.feedback),
        ),
        listens=welcome.listen,
        use_cases={GREET: reception.greet, NUDGE: reception.nudge, RESUME: reception.resume},
    )


class _Welcome:
    def __init__(
        self,
        reception: Reception,
        noticing: Noticing,
        teams: BodyTeams,
        people: People,
        elsewhere: Elsewhere,
    ) -> None:
        self._reception = reception
        self._noticing = noticing
        self._teams = teams
        self._people = people
        self._elsewhere = elsewhere

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        def says(pattern: re.Pattern[str]) -> Any:
            return lambda said: said if len(said) < 120 and pattern.fullmatch(plain(said)) else None

        def corrects(said: str) -> Step | None:
            found = _CORRECTS.fullmatch(plain(said)) if len(said) < 60 else None
            return _STEPS[found[1]] if found else None

        return (
            Command("new", texts.SAY_NEW, texts.ABOUT_NEW, says(_NEW), self._is_new),
            Command("go-on", texts.SAY_GO_ON, texts.ABOUT_GO_ON, says(_GO_ON), self._go_on, shown=False),
            Command("correct", texts.SAY_CORRECT, texts.ABOUT_CORRECT, corrects, self._correct),
            Command("take-away", texts.SAY_TAKE_AWAY, texts.ABOUT_TAKE_AWAY, says(_TAKES_AWAY), self._take_away),
            Command("no-more", texts.SAY_GO_ON, texts.ABOUT_GO_ON, says(_STOPS), self._stop, shown=False),
        )

    # In words

    async def listen(self, turn: Turn) -> Reply | None:
        """Take what answers the question that waits; everything else goes where it belongs."""
        found = await self._reception.look(turn)
        if found is None or not found[0].talk.value.open or found[0].talk.value.waits:
            return None
        known, scene = found
        if known.newcomer.value.stopped_at or _CORRECTS.fullmatch(plain(turn.text)) or _NEW.fullmatch(plain(turn.text)):
            return None
        talk = known.talk.value
        command = self._elsewhere.command(turn.text[:LONGEST_WORDS])
        heard = hear(talk, turn.text[:LONGEST_WORDS], self._reception.finder, scene.options, command=command)
        match heard.means:
            case Means.ELSE:
                if not talk.aside:
                    await self._reception.move(turn, lambda talk: replace(talk, aside=True))
                return None
            case Means.STOPS:
                return await self._stop(turn, "")
            case Means.HELPS:
                return Reply(card=step_card(scene, turn.lang, texts.WELCOME_HELP(turn.lang)))
            case Means.WAITS:
                return await self._wait(turn)
            case Means.GOES_BACK:
                return self._shown(turn, await self._reception.move(turn, preceding))
        return await self._heard(turn, known, heard)

    async def _heard(self, turn: Turn, known: Known, heard: Heard) -> Reply:
        talk = known.talk.value
        value = "skip" if heard.means is Means.SKIPS else heard.value
        if talk.step is Step.START:
            return await self._begin(turn, known, value)
        return await self._answer(turn, talk.step, value)

    # Pressed

    async def press(self, turn: Turn, press: AnswerStep) -> Reply:
        """Take the answer of a button, of the person whose card it is alone."""
        lang = turn.lang
        if refused := await self._not_theirs(turn, press.person):
            return refused
        found = await self._reception.look(turn)
        step = next((each for each in Step if each.value == press.step), None)
        if found is None or step is None:
            return Reply(text=texts.NOTHING_TO_CHANGE(lang))
        known, scene = found
        if press.value == "language":
            other: Lang = "sv" if lang == "en" else "en"
            await self._people.choose_language(turn, other)
            return Reply(card=step_card(scene, other), replaces=True)
        if step is Step.START:
            return await self._begin(turn, known, press.value)
        if step is Step.READING and known.talk.value.step is not Step.READING:
            return self._shown(turn, scene)
        value = press.value or _written(step, press)
        if not value:
            return Reply(text=(texts.NO_SUCH_TOWN if step is Step.TOWN else texts.NOTHING_WRITTEN)(lang))
        if step is Step.TOWN and value != "skip" and value not in {town.code for town in scene.towns}:
            return Reply(text=texts.NO_SUCH_TOWN(lang))
        words = press.words[:LONGEST_WORDS] if step is Step.PREVIEW else None
        return await self._answer(turn, step, value[:LONGEST_WORDS], words)

    async def _begin(self, turn: Turn, known: Known, value: str) -> Reply:
        """Take the answer to the first question: now, tomorrow or not at all."""
        if value == "tomorrow":
            return await self._wait(turn)
        if value == "never":
            return await self._stop(turn, "")
        step = known.talk.value.step
        if step not in {Step.START, Step.READING} or known.newcomer.value.stopped_at:
            found = await self._reception.look(turn)
            return self._shown(turn, found[1] if found else None)
        newcomer = known.newcomer.value
        body = self._reception.seating.body((known.talk.value.greeted or newcomer.bodies)[0])
        # Who presses twice, or whose first answer got lost, still has it to read.
        again = step is Step.READING
        lesson = await self._reception.onboarding.first(newcomer, body, turn.lang, turn.at, again=again)
        scene = await self._reception.read(turn, lesson[0] if lesson else None, body.id)
        if scene is None or lesson is None:
            return self._shown(turn, scene)
        return Reply(card=read_card(scene, lesson[1], turn.lang), replaces=turn.pressed is not None)

    async def _answer(self, turn: Turn, step: Step, value: str, words: str | None = None) -> Reply:
        noted = await self._reception.answer(turn, step, value, words)
        return self._shown(turn, noted.scene if noted else None, noted.said if noted else "")

    def _shown(self, turn: Turn, scene: Scene | None, said: str = "") -> Reply:
        if scene is None:
            return Reply(text=texts.NOTHING_TO_CHANGE(turn.lang))
        return Reply(card=step_card(scene, turn.lang, said), replaces=turn.pressed is not None)

    async def _wait(self, turn: Turn) -> Reply:
        scene = await self._reception.wait(turn)
        if scene is None:
            return Reply(text=texts.NOTHING_TO_CHANGE(turn.lang))
        return Reply(card=waits_card(scene, turn.lang), replaces=turn.pressed is not None)

    async def _not_theirs(self, turn: Turn, person: str) -> Reply | None:
        if person == turn.person.id:
            return None

        async def work(tx: Transaction) -> str:
            known = await self._reception.known(tx, person[:LONGEST_KEY])
            return known.newcomer.value.name if known else ""

        name = await self._reception.store.run(work)
        shown = escape(name) or newcomer_texts.SOMEBODY_ELSE(turn.lang)
        return Reply(text=newcomer_texts.NOT_YOURS(turn.lang, name=shown))

    # Stopping, correcting, beginning

    async def _stop(self, turn: Turn, _: str) -> Reply:
        stopped = await self._reception.stop(turn)
        said = (newcomer_texts.STOPPED if stopped else texts.NOTHING_TO_CHANGE)(turn.lang)
        if turn.pressed is None:
            return Reply(text=said)
        return Reply(card=Card(said, (Words(said),)), replaces=True)

    async def press_stop(self, turn: Turn, press: StopLessons) -> Reply:
        """Stop, from the button of a lesson: the lesson itself stays to be read."""
        if refused := await self._not_theirs(turn, press.person):
            return refused
        await self._reception.stop(turn)
        return Reply(text=newcomer_texts.STOPPED(turn.lang))

    async def _go_on(self, turn: Turn, _: str) -> Reply | None:
        found = await self._reception.look(turn)
        if found is None or not found[0].talk.value.open:
            return None
        if found[0].talk.value.step is Step.START:
            return await self._begin(turn, found[0], "now")
        return self._shown(turn, await self._reception.move(turn, lambda talk: replace(talk, waits=False, aside=False)))

    async def _correct(self, turn: Turn, step: Step) -> Reply | None:
        found = await self._reception.look(turn)
        if found is None:
            return Reply(text=texts.NOTHING_TO_CHANGE(turn.lang))
        if step in PERSONAL and found[0].newcomer.value.consented_at is None:
            scene = await self._reception.move(turn, lambda talk: correcting(talk, Step.CONSENT))
            return self._shown(turn, scene, texts.NO_CONSENT(turn.lang))
        return self._shown(turn, await self._reception.move(turn, lambda talk: correcting(talk, step)))

    async def _take_away(self, turn: Turn, _: str) -> Reply:
        gone = await self._reception.take_away(turn)
        return Reply(text=(texts.TAKEN_AWAY if gone else texts.NOTHING_TO_TAKE_AWAY)(turn.lang))

    async def press_take_away(self, turn: Turn, press: TakeAway) -> Reply:
        """Take the introduction away, from a button."""
        return await self._not_theirs(turn, press.person) or await self._take_away(turn, "")

    async def _is_new(self, turn: Turn, said: str) -> Reply:
        body = self._teams.finder.which_body(said) or self._teams.finder.here(turn)
        if body is not None:
            return await self._come(turn, body)
        if scene := await self._reception.begin_again(turn):
            return self._shown(turn, scene)
        bodies = self._reception.seating.cooperation.bodies
        return Reply(card=which_body_card(turn.person.id, bodies, turn.lang))

    async def join(self, turn: Turn, press: JoinBody) -> Reply:
        """Be new in the body that was chosen."""
        if refused := await self._not_theirs(turn, press.person):
            return refused
        body = next((each for each in self._reception.seating.cooperation.bodies if each.id == press.body), None)
        if body is None:
            return Reply(text=texts.ASK_NEW_WHERE(turn.lang))
        return await self._come(turn, body)

    async def _come(self, turn: Turn, body: Body) -> Reply:
        """Let somebody be new in a body because they say so."""
        if turn.role is Role.OUTSIDER and not await self._is_in_team(turn, body):
            return Reply(text=texts.NOT_LET_IN(turn.lang, body=named(body, turn.lang)))
        day = local_day(turn.at)
        await self._reception.change(lambda tx: self._noticing.arrive(tx, turn.person, body, day, turn.at))
        scene = await self._reception.begin_again(turn)
        if scene is None:
            return Reply(text=texts.NOT_NEW(turn.lang, body=named(body, turn.lang)))
        return self._shown(turn, scene)

    async def _is_in_team(self, turn: Turn, body: Body) -> bool:
        async def work(tx: Transaction) -> bool:
            for kept in await tx.find(PRESENCES, person=turn.person.id):
                team = await tx.get(TEAMS, kept.value.team)
                if kept.value.gone_at is None and team and self._teams.body_of(team.value) == body:
                    return True
            return self._teams.finder.here(turn) == body

        return await self._reception.store.run(work)

    async def feedback(self, turn: Turn, press: GiveFeedback) -> Reply:
        """Give the secretariat the answers to the questions of a lesson."""
        if refused := await self._not_theirs(turn, press.person):
            return refused
        answers = tuple(each[:1000] for each in (press.answer1, press.answer2, press.answer3))
        known = {body.id for body in self._reception.seating.cooperation.bodies}
        if not any(each.strip() for each in answers) or press.body not in known:
            return Reply(text=newcomer_texts.FEEDBACK_EMPTY(turn.lang))
        fresh = await self._reception.onboarding.feedback(turn, press.lesson, press.body, answers)
        said = (newcomer_texts.FEEDBACK_THANKS if fresh else newcomer_texts.FEEDBACK_AGAIN)(turn.lang)
        return Reply(card=Card(said, (Words(said),)), replaces=True)


def _written(step: Step, press: AnswerStep) -> str:
    """Return what stands in the card's field."""
    if step is Step.TOWN:
        return press.town
    return " ".join(press.words.split()) if step in {Step.TITLE, Step.WISHES} else ""
