"""The same bot in a terminal: no Teams, no network."""

import asyncio
import contextlib
import datetime as dt
import os
import threading
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.core import when
from bot.core.ports import Address, Clock, Delivery, Sent
from bot.core.text import Lang, Text
from bot.core.turn import Kind, Message, Reply, Turn
from bot.features.bodies.demo import Someone
from bot.rehearsal import Place, conversation_at, time_said

INTRODUCTION = Text(
    sv="Du skriver som {name}, {place}. /hjälp berättar om terminalen, /slut avslutar.",
    en="You write as {name}, {place}. /help tells about the terminal, /quit leaves.",
)
PERSONAL = Text(sv="i personlig chatt", en="in personal chat")
CHANNEL = Text(sv="i kanalen för {body}", en="in the channel of {body}")
TERMINAL_HELP = Text(
    sv="/som NAMN  byt person: {people}\n"
    "/i ORGAN   gå till ett organs kanal, /i personligt tillbaka: {bodies}\n"
    "/1         tryck på knapp 1 i det senaste kortet; text efter siffran fyller kortets fält\n"
    "/tid NÄR   låt tiden gå, till exempel /tid i morgon kl 9; det som ska hända hinner hända\n"
    "/slut      sluta",
    en="/as NAME   be somebody else: {people}\n"
    "/in BODY   go to a body's channel, /in personal back: {bodies}\n"
    "/1         press button 1 of the latest card; text after the digit fills the card's field\n"
    "/time WHEN let time pass, such as /time tomorrow at 9; what is due happens meanwhile\n"
    "/quit      leave",
)
NO_BUTTON = Text(sv="Det finns ingen sådan knapp att trycka på nu.", en="There is no such button to press now.")
NO_BODY = Text(
    sv="Något organ som heter {body} finns inte. De som finns: {bodies}.",
    en="There is no body called {body}. There are: {bodies}.",
)
NO_COMMAND = Text(
    sv="Terminalen kan inte {command}. Skriv /hjälp.", en="The terminal cannot do {command}. Write /help."
)
TIME_IS = Text(sv="Klockan är {when}.", en="The time is {when}.")
NO_TIME = Text(
    sv="Skriv en tid längre fram, till exempel /tid på torsdag kl 9.",
    en="Write a time ahead, such as /time on Thursday at 9.",
)
NOTHING_BACK = Text(sv="(inget svar)", en="(no reply)")
WAITING = Text(
    sv="(nytt till {name}: {count} st, /som {name} visar)",
    en="(new for {name}: {count}, /as {name} shows)",
)


@dataclass(slots=True)
class Inbox:
    """The way out to terminals: a Sender that keeps messages until somebody looks there.

    `listener` is called at each arrival with the address.
    """

    arrived: dict[str, list[Message]] = field(default_factory=dict)
    listener: Callable[[Address], None] = lambda _: None

    async def send(self, address: Address, message: Message) -> Delivery:
        """Keep a new message."""
        self.arrived.setdefault(address.id, []).append(message)
        self.listener(address)
        return Sent(id=str(uuid.uuid4()), conversation_id=address.conversation_id or address.id)

    async def update(self, address: Address, message_id: str, message: Message) -> Delivery:
        """Keep a changed message as a new one: a terminal cannot change what it has printed."""
        await self.send(address, message)
        return Sent(id=message_id, conversation_id=address.conversation_id or address.id)

    async def delete(self, address: Address, message_id: str) -> Delivery:
        """Take a message back: what is printed stays printed."""
        return Sent(id=message_id, conversation_id=address.conversation_id or address.id)

    def take(self, address_id: str) -> list[Message]:
        """Return what has arrived at an address, and forget it there."""
        return self.arrived.pop(address_id, [])


class Console:
    """One terminal; `take` is the dispatcher's, `write` prints a paragraph, `pass_time` lets time pass until then."""

    def __init__(
        self,
        take: Callable[[Turn], Awaitable[Reply | None]],
        people: Sequence[Someone],
        places: Sequence[Place],
        inbox: Inbox,
        clock: Clock,
        write: Callable[[str], None],
        pass_time: Callable[[dt.datetime], Awaitable[None]],
    ) -> None:
        self._take = take
        self._people = tuple(people)
        self._places = tuple(places)
        self._inbox = inbox
        self._clock = clock
        self._write = write
        self._pass_time = pass_time
        self._me = self._people[0]
        self._place = Place()
        self._card: dict[str, Any] = {}
        inbox.listener = self._on_arrival

    @property
    def _lang(self) -> Lang:
        return self._me.language

    def become(self, name: str) -> None:
        """Be the person whose name begins so; a name that nobody has makes somebody new."""
        wanted = name.strip().casefold()
        known = [someone for someone in self._people if wanted in someone.name.casefold()]
        self._me = known[0] if known else Someone(name.strip())
        self._card = {}

    def enter(self, body: str) -> bool:
        """Go to a body's channel, or with "personal" to one's own chat; False when there is no such body."""
        wanted = body.strip().casefold()
        if wanted in {"", "personal", "personlig", "personligt"}:
            self._place = Place()
            return True
        found = [place for place in self._places if wanted in {place.id.casefold(), place.name.casefold()}]
        found = found or [place for place in self._places if wanted in f"{place.id} {place.name}".casefold()]
        if found:
            self._place = found[0]
        return bool(found)

    def introduce(self) -> None:
        """Say who one is, where, and show what has arrived meanwhile."""
        place = CHANNEL(self._lang, body=self._place.name) if self._place.id else PERSONAL(self._lang)
        self._write(INTRODUCTION(self._lang, name=self._me.name, place=place))
        self._show_arrived()

    async def line(self, line: str) -> bool:
        """Take one written line; False when it is time to leave."""
        if not line.startswith("/"):
            await self._turn(Kind.SAID, text=line)
            return True
        word, _, rest = line[1:].partition(" ")
        match word.casefold():
            case "slut" | "quit" | "q" | "exit":
                return False
            case "som" | "as":
                self.become(rest)
                self.introduce()
            case "i" | "in":
                if self.enter(rest):
                    self.introduce()
                else:
                    self._write(NO_BODY(self._lang, body=rest, bodies=self._body_names()))
            case "hjälp" | "help" | "h":
                people = ", ".join(someone.name for someone in self._people)
                self._write(TERMINAL_HELP(self._lang, people=people, bodies=self._body_names()))
            case "tid" | "time":
                await self._let_time_pass(rest)
            case number if number.isdecimal() and len(number) < 4:
                await self._press(int(number), rest)
            case other:
                self._write(NO_COMMAND(self._lang, command=f"/{other}"))
        return True

    async def _let_time_pass(self, said: str) -> None:
        at = time_said(said, self._clock())
        if at is None:
            self._write(NO_TIME(self._lang))
            return
        await self._pass_time(at)
        self._write(TIME_IS(self._lang, when=when.write_moment(at, None, self._lang, at)))

    async def arrive(self) -> None:
        """Open the chat for the first time: the bot welcomes whom it has been installed for."""
        await self._turn(Kind.INSTALLED)

    def _body_names(self) -> str:
        return ", ".join(place.name for place in self._places)

    async def _press(self, number: int, said: str) -> None:
        buttons = self._card.get("actions", [])
        if not 1 <= number <= len(buttons):
            self._write(NO_BUTTON(self._lang))
            return
        button = buttons[number - 1]
        if button["type"] == "Action.OpenUrl":
            self._write(button["url"])
            return
        values = {part["id"]: part.get("value", "") for part in self._card["body"] if "id" in part}
        if values and said:
            values[next(iter(values))] = said
        await self._turn(Kind.PRESSED, pressed={**button["data"], **values})

    async def _turn(self, kind: Kind, *, text: str = "", pressed: dict[str, object] | None = None) -> None:
        person = self._me.person
        reply = await self._take(
            Turn(
                id=str(uuid.uuid4()),
                kind=kind,
                at=self._clock(),
                person=person,
                conversation=conversation_at(self._place, person),
                lang=self._lang,
                locale=self._lang,
                text=text.strip(),
                pressed=pressed,
            )
        )
        if reply is not None:
            self._show(Message.of(reply))
        elif kind is not Kind.INSTALLED:
            self._write(NOTHING_BACK(self._lang))

    def _show(self, message: Message) -> None:
        if message.text:
            self._write(message.text)
        if message.card:
            self._card = message.card
            self._write(_numbered(message.card))

    def _address_here(self) -> str:
        return f"conversation:console:{self._place.id}" if self._place.id else f"person:{self._me.person.id}"

    def _on_arrival(self, address: Address) -> None:
        if address.id == self._address_here():
            self._show_arrived()
            return
        for someone in self._people:
            if address.id == f"person:{someone.person.id}":
                count = len(self._inbox.arrived.get(address.id, []))
                self._write(WAITING(self._lang, count=count, name=someone.name))

    def _show_arrived(self) -> None:
        for message in self._inbox.take(self._address_here()):
            self._show(message)


def _numbered(card: dict[str, Any]) -> str:
    buttons = card.get("actions", [])
    read: str = card["fallbackText"]
    words = read.rsplit("\n", 1)[0] if buttons else read
    marks = " ".join(f"[/{number} {button['title']}]" for number, button in enumerate(buttons, start=1))
    return "\n".join(filter(None, (words, marks)))


async def read_lines(descriptor: int = 0) -> AsyncIterator[str]:
    """Give the lines written in the terminal, or in a file or pipe, without stopping the event loop.

    A thread of its own reads the descriptor: it may be left waiting when the bot stops, without holding anything.
    """
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def give(line: str | None) -> None:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(lines.put_nowait, line)

    def read() -> None:
        rest = b""
        with contextlib.suppress(OSError):
            while chunk := os.read(descriptor, 65_536):
                *whole, rest = (rest + chunk).split(b"\n")
                for line in whole:
                    give(line.decode("utf-8", "replace").rstrip("\r"))
        if rest:
            give(rest.decode("utf-8", "replace"))
        give(None)

    threading.Thread(target=read, name="terminal", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line


async def talk(console: Console, lines: AsyncIterator[str]) -> None:
    """Take lines until there are no more, or somebody leaves."""
    console.introduce()
    await console.arrive()
    async for line in lines:
        if not await console.line(line):
            return
