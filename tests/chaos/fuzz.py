"""Throws at the bot what nobody would send on purpose, and what somebody would, and looks for a turn that fails.

    python -m tests.chaos.fuzz [--turns 10000] [--seed 1]

Every button and every command that the features declare is pressed and said, with values of the right kind and of the
wrong, by everybody from the secretariat to an outsider, in personal chats, channels and group chats, while time goes
by. Buttons that the bot has really shown are pressed too, at once and later, whole and damaged. A turn may be refused
in any words; it may not fail (an apology with a reference), say nothing at all, or leave a timer that cannot be run.
"""

import argparse
import asyncio
import dataclasses
import datetime as dt
import enum
import logging
import random
import sys
import tempfile
import types
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.core.action import NAME_KEY, Action
from bot.core.text import LANGS, Lang
from bot.core.timers import TIMERS
from bot.core.turn import Conversation, Kind, Message, Person, Scope
from bot.features.bodies.examples import examples_of
from bot.store.open import open_store
from tests.conftest import cooperation
from tests.conversation import HOME, SERVICE_URL, Chat, channel, person, personal
from tests.features.bodies.conftest import FILLINGS
from tests.world import World, living

PEOPLE = (
    person("Gunilla Ström"),
    person("Tobias Lager"),
    person("Mehmet Aydin"),
    person("Per Berg"),
    person("Åsa Öberg"),
    person("Lovisa Brandt", "elsewhere"),
    person("Nils Ingenstans", "elsewhere"),
    Person("aad-evil", "29:evil", "<at>alla</at> [x](javascript:1) {{DATE(2027)}}", HOME),
)
ODD_TEXTS = (
    "", " ", "\n", "😀", "null", "{}", "a" * 5_000, "å" * 300, "<b>x</b>", "'; DROP TABLE", "../../etc/passwd",
    "{0}", "{name}", "%s", "\u202eabc", "1e999", "-1", "0128", "0138", "9999", "32 januari", "i morgon", "kl 25",
)  # fmt: skip
BOOKING = "boka planeringscheferna tors v 3 kl 9–11 på Tyresö slott, gäst Trafikverket"
KINDS = (Kind.ADDED, Kind.REMOVED, Kind.INSTALLED, Kind.CHANGED, Kind.SEARCHED, Kind.LINKED, Kind.POINTED)
CHANGES = ("teamRenamed", "channelDeleted", "channelRenamed", "teamDeleted", "upgraded", "", "nonsense")


@dataclass
class Report:
    """What came of it: `failed` are the turns that failed, by what they were."""

    turns: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    stuck: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.failed or self.silent or self.stuck)


class _Faults(logging.Handler):
    """Keeps the last fault that a turn or a timer has logged, with where it happened."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.last = ""

    def emit(self, record: logging.LogRecord) -> None:
        where = ""
        fault = record.exc_info[1] if record.exc_info else None
        trace = fault.__traceback__ if fault else None
        while trace is not None:
            where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        self.last = f"{record.getMessage().split(', reference')[0]} {type(fault).__name__} {fault} {where}"

    def take(self) -> str:
        """Return the fault, and forget it."""
        said, self.last = self.last, ""
        return said


@contextmanager
def _listening() -> Iterator[_Faults]:
    faults = _Faults()
    log = logging.getLogger("bot")
    log.addHandler(faults)
    propagates, log.propagate = log.propagate, False
    try:
        yield faults
    finally:
        log.removeHandler(faults)
        log.propagate = propagates


class Fuzz:
    """One run against a world."""

    def __init__(self, world: World, rand: random.Random) -> None:
        self._world, self._rand = world, rand
        self._presses = [press for feature in world.bot.features for press in feature.presses]
        self._commands = [command for feature in world.bot.features for command in feature.commands]
        bodies, towns = cooperation().bodies, cooperation().municipalities
        self._ids = [*(body.id for body in bodies), *(town.code for town in towns)]
        self._names = [*(body.short.sv for body in bodies), *(town.name for town in towns)]
        self._shown: list[Mapping[str, Any]] = []

    async def turn(self) -> tuple[str, Chat, Any]:
        """Do one thing; return what it was, who did it and what came back."""
        rand, chat = self._rand, self._chat()
        match rand.random():
            case share if share < 0.30:
                press = rand.choice(self._presses)
                payload = self._payload(press.action)
                return f"press {press.action.name}", chat, await chat.press_raw(payload)
            case share if share < 0.55 and self._shown:
                payload = dict(rand.choice(self._shown[-400:]))
                if rand.random() < 0.3:
                    payload[rand.choice(list(payload))] = self._odd()
                return f"shown {payload.get(NAME_KEY)}", chat, await chat.press_raw(payload)
            case share if share < 0.93:
                said, name = self._words()
                return f"say {name}: {said[:100]!r}", chat, await chat.say(said)
        kind = rand.choice(KINDS)
        reply = await chat.happen(
            kind, people=(rand.choice(PEOPLE),), change=rand.choice(CHANGES), text=self._words()[0], pressed=None
        )
        return f"happens {kind}", chat, reply

    def keep(self, reply: Any) -> None:
        """Remember the buttons that were shown, in a reply or in what has arrived."""
        cards = [Message.of(reply).card] if reply else []
        cards += [each.message.card for each in self._world.teams.arrived[-3:]]
        for card in filter(None, cards):
            self._shown += [button["data"] for button in card.get("actions", []) if "data" in button]

    def _chat(self) -> Chat:
        who = self._rand.choice(PEOPLE)
        group = Conversation("19:group@thread.v2", Scope.GROUP, SERVICE_URL, HOME)
        team = channel(self._rand.choice(("Planeringschefer", "Klimatstrateger", "Fikarummet")))
        place = self._rand.choice((personal(who), personal(who), team, group))
        locale = self._rand.choice(("sv-SE", "sv-SE", "en-GB"))
        return Chat(self._world.bot, who=who, place=place, now=self._world.clock(), locale=locale)

    def _words(self) -> tuple[str, str]:
        rand = self._rand
        command = rand.choice(self._commands)
        lang: Lang = rand.choice(LANGS)
        said = command.say(lang, **examples_of(cooperation(), lang))
        match rand.random():
            case share if share < 0.25:
                return said, command.name
            case share if share < 0.45:
                swapped = [rand.choice((word, *self._names, *ODD_TEXTS)) for word in said.split()]
                return " ".join(swapped), command.name
            case share if share < 0.6:
                words = said.split()
                rand.shuffle(words)
                return " ".join(words[: rand.randint(1, len(words))]), command.name
            case share if share < 0.75:
                return f"{said} {rand.choice(self._names)} {rand.choice(ODD_TEXTS)}", command.name
            case share if share < 0.85:
                return rand.choice(
                    ("ja", "nej", "avbryt", "hjälp", "hoppa över", "ångra", "boka", "1", "kl 9", BOOKING)
                ), ""
        return rand.choice((*ODD_TEXTS, *self._names)), ""

    def _payload(self, action: type[Action]) -> dict[str, Any]:
        hints = typing.get_type_hints(action)
        values = {
            each.name: self._value(hints[each.name]) for each in dataclasses.fields(action) if self._rand.random() < 0.9
        }
        return {NAME_KEY: action.name, **values}

    def _value(self, kind: Any) -> Any:
        rand = self._rand
        if rand.random() < 0.1:
            return self._odd()
        if typing.get_origin(kind) in {tuple, list}:
            return [self._value(str) for _ in range(rand.randint(0, 4))]
        if typing.get_origin(kind) in {typing.Union, types.UnionType}:
            return rand.choice(
                (None, self._value(next(each for each in typing.get_args(kind) if each is not type(None))))
            )
        if typing.get_origin(kind) is typing.Literal:
            return rand.choice(typing.get_args(kind))
        if kind is bool:
            return rand.random() < 0.5
        if kind is int:
            return rand.choice((0, 1, 2, -1, 10**12))
        if isinstance(kind, enum.EnumType):
            return rand.choice([each.value for each in typing.cast(type[enum.Enum], kind)])
        return rand.choice((*self._ids, *ODD_TEXTS, *self._known()))

    def _known(self) -> list[str]:
        """Return ids that stand on cards that were shown."""
        return [value for shown in self._shown[-50:] for value in shown.values() if isinstance(value, str)]

    def _odd(self) -> Any:
        return self._rand.choice((None, True, 7, 1.5, [], {}, [[]], {"a": {}}, "x" * 25_000, *ODD_TEXTS))


async def run(turns: int, seed: int, folder: Path) -> Report:
    """Do so many things to a bot, in an order that the seed decides."""
    rand, report = random.Random(seed), Report()  # noqa: S311 - a test that can be repeated
    store = await open_store("memory:", folder)
    with _listening() as faults:
        async with living(store) as world:
            await world.bot.seating.fill(FILLINGS)
            for who in PEOPLE:
                await Chat(world.bot, who=who).say("hej")
                await Chat(world.bot, who=who, place=channel()).say("hej")
            chat = world.secretariat
            await chat.say(BOOKING)
            await chat.press("Boka")
            fuzz = Fuzz(world, rand)
            for number in range(turns):
                what, chat, reply = await fuzz.turn()
                report.turns += 1
                if fault := faults.take():
                    report.failed[f"{what} → {fault}"] += 1
                elif reply is None and what.startswith(("press", "shown", "say")):
                    report.silent[what] += 1
                fuzz.keep(reply)
                if number % 50 == 49:
                    await world.until(world.clock() + dt.timedelta(hours=rand.choice((1, 6, 24, 72))))
                    if fault := faults.take():
                        report.failed[f"time → {fault}"] += 1
            gone = await store.run(lambda tx: tx.find(TIMERS, runs=""))
            waiting = [kept async for kept in _failed_timers(world)]
            report.stuck = tuple(sorted({*waiting, *(kept.id for kept in gone)}))
    await store.close()
    return report


async def _failed_timers(world: World) -> Any:
    async def work(tx: Any) -> list[str]:
        return [f"{kept.value.runs}: {kept.value.reason}" async for kept in tx.all(TIMERS) if kept.value.attempts]

    for each in await world.store.run(work):
        yield each


def main() -> int:
    """Run it from the command line; the exit code is 1 when a turn failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = asyncio.run(run(chosen.turns, chosen.seed, Path(folder)))
    for name, counted in (("failed", report.failed), ("silent", report.silent)):
        for what, number in counted.most_common():
            print(f"{name} {number} × {what}")  # noqa: T201 - a script prints
    ended = f"{report.failed.total()} failed, {report.silent.total()} silent, stuck: {report.stuck}"
    print(f"{report.turns} turns, {ended}")  # noqa: T201
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
