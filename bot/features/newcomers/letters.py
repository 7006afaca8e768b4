"""What is said to newcomers, in their own chat or else in the channel, and to those who decide about seats."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, Literal

from bot.core import outbox
from bot.core.outbox import OUTBOX, State
from bot.core.ports import ADDRESSES, Address, Transaction
from bot.core.text import Lang
from bot.core.timers import Timer, set_timer, stop_timers
from bot.core.turn import Message, Person, Reply
from bot.features.bodies.channels import channel_of
from bot.features.bodies.history import tenure_on
from bot.features.bodies.model import Body, Cooperation
from bot.features.bodies.naming import Finder
from bot.features.bodies.reach import lang_of
from bot.features.bodies.record import contact_in
from bot.features.bodies.seats import PRESIDIUMS
from bot.features.bodies.teams import Team
from bot.features.newcomers.model import LETTERS, Letter, Newcomer

REACH: Final = "newcomers.reach"
LOOKS_AFTER: Final = dt.timedelta(minutes=2)
LOOKS_AGAIN: Final = dt.timedelta(hours=2)
MOST_LOOKS: Final = 40
IN_CHANNEL: Final = "told in the channel"

Words = Callable[[Lang], Reply]
"""What to say, in the language of whoever reads it."""


class Letters:
    """The way to newcomers, and to the secretariat and the chairs. `secretariat` are person ids."""

    def __init__(self, cooperation: Cooperation, finder: Finder, secretariat: frozenset[str]) -> None:
        self._cooperation = cooperation
        self._finder = finder
        self._secretariat = secretariat

    @property
    def secretariat(self) -> frozenset[str]:
        """The person ids of the secretariat."""
        return self._secretariat

    async def lang_of(self, tx: Transaction, person: str) -> Lang:
        """Return the language to write to somebody in: the chosen one, else the client's, else the cooperation's."""
        return await lang_of(tx, person, self._cooperation.language)

    async def keep_address(self, tx: Transaction, person: Person, team: Team) -> None:
        """Keep how somebody is reached whom only a team's roster or event has told of."""
        key = f"person:{person.id}"
        if person.teams_id and await tx.get(ADDRESSES, key) is None:
            address = Address(key, team.service_url, team.tenant, teams_id=person.teams_id, name=person.name)
            await tx.add(ADDRESSES, key, address)

    # To newcomers

    async def write(
        self,
        tx: Transaction,
        newcomer: Newcomer,
        key: str,
        now: dt.datetime,
        words: Words,
        body: str = "",
        *,
        if_unsure: Literal["twice", "not"] = "not",
    ) -> bool:
        """Say something to a newcomer once: in their own chat, and where that does not work in the channel of `body`.

        `if_unsure` is what is done when nobody knows whether it arrived, as for the outbox. Returns whether it is new;
        what was said under the same key before is not said again.
        """
        lang = await self.lang_of(tx, newcomer.person)
        message = Message.of(words(lang))
        fresh = await outbox.post(
            tx,
            to=f"person:{newcomer.person}",
            message=message,
            not_before=now,
            dedupe_key=key,
            about=about(newcomer.person),
            if_unsure=if_unsure,
            marks_late=False,
            lang=lang,
        )
        if fresh and newcomer.name and newcomer.teams_id:
            place = body or next(iter(newcomer.bodies), "")
            public = mentioning(message, newcomer.teams_id, newcomer.name)
            await tx.add(LETTERS, key, Letter(newcomer.person, place, public))
            await set_timer(tx, key=f"letter:{key}", runs=REACH, at=now + LOOKS_AFTER, about=key)
        return fresh

    async def reach(self, tx: Transaction, timer: Timer, now: dt.datetime) -> None:
        """Look what became of a letter; say it in the channel, mentioning the person, when it did not arrive."""
        letter = await tx.get(LETTERS, timer.about)
        row = await tx.get(OUTBOX, timer.about)
        if letter is None or row is None:
            return
        if row.value.state in outbox.OPEN and letter.value.tries < MOST_LOOKS:
            await tx.put(LETTERS, letter, replace(letter.value, tries=letter.value.tries + 1))
            key = f"letter:{timer.about}"
            await set_timer(tx, key=key, runs=REACH, at=now + LOOKS_AGAIN, about=timer.about)
            return
        await tx.remove(LETTERS, letter)
        # What may have arrived is not said again.
        doubtful = row.value.reason.startswith(outbox.UNSURE)
        if row.value.state not in {State.UNREACHABLE, State.FAILED} or doubtful:
            return
        body = next((each for each in self._cooperation.bodies if each.id == letter.value.body), None)
        channel = await channel_of(tx, self._finder, body) if body else None
        if channel is None:
            return
        await outbox.post(
            tx,
            to=channel.id,
            message=letter.value.public,
            not_before=now,
            dedupe_key=f"{timer.about}:channel",
            about=about(letter.value.person),
            if_unsure="not",
            marks_late=False,
            lang=row.value.lang,
        )
        await outbox.told_otherwise(tx, timer.about, IN_CHANNEL, now)

    async def stop(self, tx: Transaction, person: str, now: dt.datetime) -> None:
        """Say nothing more of what waits to be said to somebody."""
        await outbox.withdraw(tx, now, about=about(person))
        for row in await tx.find(OUTBOX, to=f"person:{person}", about=about(person)):
            # What could not be told must not be told either when they turn up.
            await outbox.told_otherwise(tx, row.id, "no longer wanted", now)
        for letter in await tx.find(LETTERS, person=person):
            await stop_timers(tx, key=f"letter:{letter.id}")
            await tx.remove(LETTERS, letter)

    # To those who decide

    async def deciders(self, tx: Transaction, body: str, day: dt.date) -> list[str]:
        """Return the ids of those who are asked about the seats of a body: the secretariat, and its chair on a day."""
        presidium = await tx.get(PRESIDIUMS, body)
        chair = await contact_in(tx, tenure_on(presidium.value.chair, day)) if presidium else None
        return sorted(self._secretariat | ({chair.member} if chair and chair.member else set()))

    async def ask(
        self, tx: Transaction, people: list[str], key: str, belongs_to: str, now: dt.datetime, words: Words
    ) -> None:
        """Say something to each of some people, once."""
        for person in people:
            lang = await self.lang_of(tx, person)
            await outbox.post(
                tx,
                to=f"person:{person}",
                message=Message.of(words(lang)),
                not_before=now,
                dedupe_key=f"{key}:{person}",
                about=belongs_to,
                marks_late=False,
                lang=lang,
            )

    async def retell(self, tx: Transaction, belongs_to: str, now: dt.datetime, words: Words) -> None:
        """Let what was asked say how it ended, to all who were asked."""
        for row in await tx.find(OUTBOX, about=belongs_to):
            if row.value.does == "send":
                await outbox.edit(tx, row.id, Message.of(words(row.value.lang)), now)

    async def to_channel(
        self, tx: Transaction, body: Body, key: str, belongs_to: str, now: dt.datetime, words: Words
    ) -> bool:
        """Say something once in the channel of a body; return whether it has one."""
        channel = await channel_of(tx, self._finder, body)
        if channel is None:
            return False
        lang = self._cooperation.language
        await outbox.post(
            tx,
            to=channel.id,
            message=Message.of(words(lang)),
            not_before=now,
            dedupe_key=key,
            about=belongs_to,
            if_unsure="not",
            marks_late=False,
            lang=lang,
        )
        return True


def about(person: str) -> str:
    """Return what is said to a newcomer belongs to in the outbox."""
    return f"newcomer:{person}"


def mentioning(message: Message, teams_id: str, name: str) -> Message:
    """Return a message as it stands in a channel: with the person's name first, so that Teams tells them."""
    at = f"<at>{name}</at>"
    mentions = ((teams_id, name),)
    if message.card is None:
        return replace(
            message, text=f"{at} {message.text}", summary=f"{name}: {message.summary}"[:200], mentions=mentions
        )
    line: dict[str, Any] = {"type": "TextBlock", "text": at, "wrap": True}
    card = {**message.card, "body": [line, *message.card.get("body", ())]}
    card["fallbackText"] = f"{name}: {message.card.get('fallbackText', '')}"
    return replace(message, card=card, summary=f"{name}: {message.summary}"[:200], mentions=mentions)
