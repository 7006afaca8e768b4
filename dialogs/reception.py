"""Keeps the conversation with newcomers: what they answer is noted, and what follows from it is set going."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from bot.core.calendar import local_day
from bot.core.ports import Kept, Store, Transaction
from bot.core.text import Lang
from bot.core.timers import Timer, set_timer, stop_timers
from bot.core.turn import Reply, Turn
from bot.features.bodies.channels import channel_of
from bot.features.bodies.history import tenure_on
from bot.features.bodies.naming import Finder
from bot.features.bodies.record import contact_in, history_of
from bot.features.bodies.seating import Seating
from bot.features.bodies.seats import CONTACTS, Post, seats_of
from bot.features.newcomers.claims import Claims
from bot.features.newcomers.introducing import LONGEST_WORDS, Buddies, Introductions, Published
from bot.features.newcomers.letters import Letters, about
from bot.features.newcomers.model import (
    CLAIMS,
    NEWCOMERS,
    REMINDED_AFTER,
    Answer,
    Newcomer,
    next_morning,
    working_days_after,
)
from bot.features.newcomers.onboarding import Onboarding, told_key
from bot.features.newcomers.programme import Lesson
from dialogs import texts
from dialogs.newcomer import LONGEST_ANSWER, TALKS, Option, Step, Talk, following, moved, welcomed
from dialogs.welcome_cards import Scene, step_card

R = TypeVar("R")

NUDGE: Final = "newcomers.nudge"
RESUME: Final = "newcomers.resume"


@dataclass(frozen=True, slots=True)
class Known:
    """A newcomer and the conversation with them, as they are kept."""

    talk: Kept[Talk]
    newcomer: Kept[Newcomer]


@dataclass(frozen=True, slots=True)
class Noted:
    """What came of an answer: how things stand now, and a sentence to be said first, empty when there is none."""

    scene: Scene
    said: str = ""


class Reception:
    """Receives newcomers. `posted` is called when something was posted or a timer set."""

    def __init__(
        self,
        store: Store,
        seating: Seating,
        letters: Letters,
        claims: Claims,
        onboarding: Onboarding,
        introductions: Introductions,
        buddies: Buddies,
        posted: Callable[[], None],
    ) -> None:
        self.store = store
        self.seating = seating
        self.letters = letters
        self.onboarding = onboarding
        self.introductions = introductions
        self._claims = claims
        self._buddies = buddies
        self._posted = posted
        self.finder = Finder(seating.cooperation)

    # By the clock

    async def greet(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Welcome a newcomer to the bodies that they have not been welcomed to."""
        person = timer.about.removeprefix(about(""))
        kept = await tx.get(NEWCOMERS, person)
        if kept is None or not kept.value.listens:
            return
        talk = await tx.get(TALKS, person)
        before = talk.value.greeted if talk else ()
        fresh = [body for body in kept.value.bodies if body not in before]
        if not fresh:
            return
        scene = await self.welcome(tx, kept, fresh, now)
        key = f"greet:{person}:{'+'.join(fresh)}"[:300]
        await self.letters.write(
            tx,
            kept.value,
            key,
            now,
            lambda lang: Reply(card=step_card(scene, lang)),
            body=fresh[0],
            # Who is not welcomed at all is not asked for their seat either.
            if_unsure="twice",
        )

    async def welcome(self, tx: Transaction, kept: Kept[Newcomer], bodies: list[str], now: dt.datetime) -> Scene:
        """Begin the conversation with a newcomer, or add bodies to it; plan what they get and one reminder."""
        person = kept.id
        old = await tx.get(TALKS, person)
        talk = old.value if old else Talk(person, now)
        for body in bodies:
            talk = welcomed(talk, body, now)
            await self.onboarding.enrol(tx, kept.value, body, now)
        newcomer = replace(kept.value, greeted_at=kept.value.greeted_at or now)
        await tx.put(NEWCOMERS, kept, newcomer)
        talk = await self._settled(tx, talk, newcomer, now)
        await _keep(tx, old, talk)
        at = working_days_after(now, REMINDED_AFTER)
        await set_timer(tx, key=f"nudge:{person}", runs=NUDGE, at=at, about=about(person))
        return await self.scene(tx, talk, newcomer, now)

    async def nudge(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Remind once of questions that were left."""
        known = await self.known(tx, timer.about.removeprefix(about("")))
        if known is None or not known.newcomer.value.listens:
            return
        talk = known.talk.value
        if not talk.open or talk.waits or talk.reminded:
            return
        await tx.put(TALKS, known.talk, replace(talk, reminded=True, aside=False))
        await self._go_on(tx, known, f"nudge:{talk.person}:{len(talk.greeted)}", texts.STILL_OPEN, now)

    async def resume(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Take the questions up on the day that the newcomer wanted it."""
        known = await self.known(tx, timer.about.removeprefix(about("")))
        if known is None or not known.newcomer.value.listens or not known.talk.value.waits:
            return
        talk = replace(known.talk.value, waits=False, aside=False)
        if talk.step is Step.START:
            talk = await self._settled(tx, replace(talk, step=Step.TOWN), known.newcomer.value, now)
        known = replace(known, talk=await tx.put(TALKS, known.talk, talk))
        await self._go_on(tx, known, f"resume:{talk.person}:{local_day(now)}", texts.TODAY_THEN, now)

    async def _go_on(
        self, tx: Transaction, known: Known, key: str, before: Callable[[Lang], str], now: dt.datetime
    ) -> None:
        scene = await self.scene(tx, known.talk.value, known.newcomer.value, now)
        await self.letters.write(
            tx, known.newcomer.value, key, now, lambda lang: Reply(card=step_card(scene, lang, before(lang)))
        )

    # Reading

    async def known(self, tx: Transaction, person: str) -> Known | None:
        """Return a newcomer and the conversation with them, or None when there is none."""
        talk = await tx.get(TALKS, person)
        newcomer = await tx.get(NEWCOMERS, person) if talk else None
        return Known(talk, newcomer) if talk and newcomer else None

    async def look(self, turn: Turn) -> tuple[Known, Scene] | None:
        """Return the conversation with the person of a turn, and what its card needs."""

        async def work(tx: Transaction) -> tuple[Known, Scene] | None:
            known = await self.known(tx, turn.person.id)
            if known is None:
                return None
            return known, await self.scene(tx, known.talk.value, known.newcomer.value, turn.at)

        return await self.store.run(work)

    async def scene(self, tx: Transaction, talk: Talk, newcomer: Newcomer, now: dt.datetime) -> Scene:
        """Return what the card of a conversation needs."""
        cooperation = self.seating.cooperation
        asked = talk.seats if talk.step in {Step.START, Step.SEAT} else talk.greeted
        bodies = tuple(self.seating.body(body) for body in asked or talk.greeted)
        body = bodies[0] if bodies else None
        options = await self._options(tx, talk.seats[0], newcomer.municipality, now) if talk.seats else ()
        channel = await channel_of(tx, self.finder, body) if body else None
        return Scene(
            cooperation.bot,
            talk,
            newcomer,
            bodies,
            cooperation.municipalities,
            options,
            channel.name if channel else "",
            await self._seats_of(tx, newcomer, now),
            await self.introductions.of(tx, newcomer.person) is not None,
        )

    async def _options(self, tx: Transaction, body: str, town: str, now: dt.datetime) -> tuple[Option, ...]:
        found = []
        for post in (Post.HOLDER, Post.STAND_IN) if town else ():
            who = await contact_in(tx, tenure_on(await history_of(tx, body, town, post), local_day(now)))
            found.append(Option(post.value, who.name if who else ""))
        return tuple(found)

    async def _seats_of(self, tx: Transaction, newcomer: Newcomer, now: dt.datetime) -> tuple[tuple[str, str], ...]:
        """Return (body, how it stands) of every seat that is theirs or asked for: "has" or "asked"."""
        found = []
        for body in newcomer.bodies:
            if await self._has_seat(tx, newcomer, body, now):
                found.append((body, "has"))
            elif await tx.find(CLAIMS, person=newcomer.person, answer=Answer.WAITING, body=body):
                found.append((body, "asked"))
        return tuple(found)

    async def _has_seat(self, tx: Transaction, newcomer: Newcomer, body: str, now: dt.datetime) -> bool:
        for contact in await tx.find(CONTACTS, member=newcomer.person):
            for post in (Post.HOLDER, Post.STAND_IN):
                for town in self.seating.cooperation.municipalities:
                    tenure = tenure_on(await history_of(tx, body, town.code, post), local_day(now))
                    if tenure and tenure.person == contact.id:
                        return True
        return False

    # What the newcomer says

    async def answer(self, turn: Turn, step: Step, value: str, words: str | None = None) -> Noted | None:
        """Note an answer to a step, also to one that was passed before; None when there is no conversation.

        `words` are what an introduction is to say, None where nothing was said of that.
        """

        async def work(tx: Transaction) -> Noted | None:
            known = await self.known(tx, turn.person.id)
            if known is None:
                return None
            talk, newcomer = known.talk.value, known.newcomer.value
            introduced = await self.introductions.of(tx, turn.person.id) is not None
            if words is not None and step is Step.PREVIEW:
                talk = replace(talk, words=words[:LONGEST_WORDS])
            if value == "show" and step is Step.PREVIEW:
                await tx.put(TALKS, known.talk, talk)
                return Noted(await self.scene(tx, talk, newcomer, turn.at))
            after, said = await self._take(tx, turn, talk, newcomer, step, value)
            if after != newcomer:
                await tx.put(NEWCOMERS, known.newcomer, after)
                if step in {Step.TITLE, Step.WISHES, Step.TOWN} and introduced:
                    # What stands in the channel keeps to what they say of themselves.
                    await self.introductions.publish(tx, after, talk.words, turn.at)
            if step is talk.step:
                talk = following(talk, town=bool(after.municipality), consent=_consent(after, step, value))
            if step is Step.TOWN and after.municipality != newcomer.municipality:
                talk = moved(talk)
            talk = await self._settled(tx, replace(talk, at=turn.at), after, turn.at)
            await tx.put(TALKS, known.talk, talk)
            if talk.step is Step.DONE:
                await self._end(tx, after, turn.at)
            return Noted(await self.scene(tx, talk, after, turn.at), said)

        return await self.change(work)

    async def _take(
        self, tx: Transaction, turn: Turn, talk: Talk, newcomer: Newcomer, step: Step, value: str
    ) -> tuple[Newcomer, str]:
        """Return the newcomer after an answer, and what is to be said of it; "skip" changes nothing."""
        if value == "skip":
            return newcomer, ""
        match step:
            case Step.TOWN:
                return replace(newcomer, municipality=value), ""
            case Step.SEAT if value in {Post.HOLDER, Post.STAND_IN} and talk.seats and newcomer.municipality:
                await self._claims.ask(tx, newcomer, talk.seats[0], newcomer.municipality, Post(value), turn.at)
            case Step.CONSENT if value == "yes":
                return replace(newcomer, consented_at=newcomer.consented_at or turn.at), ""
            case Step.TITLE if newcomer.consented_at:
                return replace(newcomer, title=value[:LONGEST_ANSWER]), ""
            case Step.WISHES if newcomer.consented_at:
                return replace(newcomer, wishes=value[:LONGEST_ANSWER]), ""
            case Step.PRESENT if newcomer.consented_at:
                return replace(newcomer, presents=value == "yes"), ""
            case Step.PREVIEW if newcomer.consented_at:
                return await self._introduce(tx, turn, talk, newcomer, yes=value == "yes")
            case Step.BUDDY if value == "yes":
                asked = await self._buddies.seek(tx, newcomer, turn.at)
                return newcomer, (texts.BUDDY_ASKED if asked else texts.BUDDY_NOBODY)(turn.lang)
        return newcomer, ""

    async def _introduce(
        self, tx: Transaction, turn: Turn, talk: Talk, newcomer: Newcomer, *, yes: bool
    ) -> tuple[Newcomer, str]:
        if not yes:
            return replace(newcomer, presents=False), ""
        newcomer = replace(newcomer, presents=True)
        came = await self.introductions.publish(tx, newcomer, talk.words[:LONGEST_WORDS], turn.at)
        said = {
            Published.POSTED: texts.POSTED,
            Published.CHANGED: texts.POST_CHANGED,
            Published.NO_CHANNEL: texts.NO_CHANNEL,
            Published.REMOVED_BEFORE: texts.POSTED_BEFORE,
        }[came]
        return newcomer, said(turn.lang)

    async def _settled(self, tx: Transaction, talk: Talk, newcomer: Newcomer, now: dt.datetime) -> Talk:
        """Return the conversation past what is known already: the municipality by the lists, a seat that is theirs."""
        while True:
            town = newcomer.municipality
            known_town = talk.step is Step.TOWN and town and talk.back is None and await self._listed(tx, newcomer)
            no_preview = talk.step is Step.PREVIEW and talk.back is None and newcomer.presents is False
            seated = talk.step is Step.SEAT and (
                not talk.seats
                or town not in seats_of(self.seating.body(talk.seats[0]), self.seating.cooperation)
                or await self._has_seat(tx, newcomer, talk.seats[0], now)
            )
            if not (known_town or no_preview or seated):
                return talk
            talk = following(talk, town=bool(town), consent=newcomer.consented_at is not None or None)

    async def _listed(self, tx: Transaction, newcomer: Newcomer) -> bool:
        """Tell whether the lists say that they come from the municipality that is noted."""
        found = await tx.find(CONTACTS, member=newcomer.person)
        return any(kept.value.municipality == newcomer.municipality for kept in found)

    async def _end(self, tx: Transaction, newcomer: Newcomer, now: dt.datetime) -> None:
        await stop_timers(tx, key=f"nudge:{newcomer.person}")
        for body in newcomer.bodies:
            await self.onboarding.begin(tx, newcomer, body, now)

    async def read(self, turn: Turn, lesson: Lesson | None, body: str) -> Scene | None:
        """Begin: note that the first lesson has been shown, or go to the questions when there is none."""

        async def work(tx: Transaction) -> Scene | None:
            known = await self.known(tx, turn.person.id)
            if known is None:
                return None
            newcomer = known.newcomer.value
            if lesson and told_key(lesson, body) not in newcomer.told:
                newcomer = replace(newcomer, told=(*newcomer.told, told_key(lesson, body)))
                await tx.put(NEWCOMERS, known.newcomer, newcomer)
            talk = replace(known.talk.value, step=Step.READING, waits=False, aside=False, at=turn.at)
            if lesson is None:
                talk = await self._settled(
                    tx, following(talk, town=bool(newcomer.municipality), consent=None), newcomer, turn.at
                )
            await tx.put(TALKS, known.talk, talk)
            await stop_timers(tx, key=f"resume:{turn.person.id}")
            return await self.scene(tx, talk, newcomer, turn.at)

        return await self.change(work)

    async def move(self, turn: Turn, change: Callable[[Talk], Talk]) -> Scene | None:
        """Change where the conversation is; None when there is none."""

        async def work(tx: Transaction) -> Scene | None:
            known = await self.known(tx, turn.person.id)
            if known is None:
                return None
            talk = replace(change(known.talk.value), at=turn.at)
            if talk != known.talk.value:
                await tx.put(TALKS, known.talk, talk)
            return await self.scene(tx, talk, known.newcomer.value, turn.at)

        return await self.change(work)

    async def wait(self, turn: Turn) -> Scene | None:
        """Go on in the morning of the next working day."""
        scene = await self.move(turn, lambda talk: replace(talk, waits=True, aside=False))
        if scene:
            key, at = f"resume:{turn.person.id}", next_morning(turn.at)

            async def work(tx: Transaction) -> None:
                await set_timer(tx, key=key, runs=RESUME, at=at, about=about(turn.person.id))

            await self.change(work)
        return scene

    async def stop(self, turn: Turn) -> bool:
        """Send nothing more to a newcomer by itself; False when they are none."""

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(NEWCOMERS, turn.person.id)
            if kept is None:
                return False
            if kept.value.stopped_at is None:
                await tx.put(NEWCOMERS, kept, replace(kept.value, stopped_at=turn.at))
            await self.onboarding.stop(tx, kept.value)
            await self.letters.stop(tx, turn.person.id, turn.at)
            await stop_timers(tx, about=about(turn.person.id))
            talk = await tx.get(TALKS, turn.person.id)
            if talk and talk.value.open:
                await tx.put(TALKS, talk, replace(talk.value, step=Step.DONE, waits=False, back=None))
            return True

        return await self.change(work)

    async def begin_again(self, turn: Turn) -> Scene | None:
        """Begin anew with somebody who is new, who had stopped, or who asks for it; None when they are no newcomer."""

        async def work(tx: Transaction) -> Scene | None:
            kept = await tx.get(NEWCOMERS, turn.person.id)
            if kept is None or not kept.value.bodies:
                return None
            await stop_timers(tx, about=about(turn.person.id))
            if kept.value.stopped_at:
                kept = await tx.put(NEWCOMERS, kept, replace(kept.value, stopped_at=None))
            old = await tx.get(TALKS, turn.person.id)
            if old:
                await tx.remove(TALKS, old)
            return await self.welcome(tx, kept, list(kept.value.bodies), turn.at)

        return await self.change(work)

    async def take_away(self, turn: Turn) -> bool:
        """Take the introduction away from the channel; False when there is none."""
        return await self.change(lambda tx: self.introductions.remove(tx, turn.person.id, turn.at))

    async def change(self, work: Callable[[Transaction], Awaitable[R]]) -> R:
        """Do some work in a transaction, after which something may have been posted."""
        result = await self.store.run(work)
        self._posted()
        return result


async def forget_talk(tx: Transaction, person: str) -> int:
    """Forget the conversation with somebody; return how much that was."""
    kept = await tx.get(TALKS, person)
    if kept is None:
        return 0
    await tx.remove(TALKS, kept)
    return 1


def _consent(newcomer: Newcomer, step: Step, value: str) -> bool | None:
    if step is Step.CONSENT and value in {"no", "skip"} and newcomer.consented_at is None:
        return False
    return True if newcomer.consented_at else None


async def _keep(tx: Transaction, old: Kept[Talk] | None, talk: Talk) -> None:
    if old is None:
        await tx.add(TALKS, talk.person, talk)
    else:
        await tx.put(TALKS, old, talk)
