"""The page's own addresses: who is there, what is said, and a clock that can be moved. Served by `dev` alone."""

import asyncio
import datetime as dt
import uuid
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from aiohttp import web

from bot.browser import texts
from bot.browser.lobby import Lobby, Shown
from bot.core import when
from bot.core.ports import Clock
from bot.core.text import LANGS, Lang, Text
from bot.core.turn import Kind, Message, Person, Reply, Turn
from bot.features.bodies.demo import Someone
from bot.rehearsal import Place, conversation_at, time_said

PAGE: Final = Path(__file__).parent / "page"
FILES: Final = {
    "page.css": "text/css",
    "page.js": "text/javascript",
    "vendor/adaptivecards.min.js": "text/javascript",
    "vendor/markdown-it.min.js": "text/javascript",
}
WAIT_SECONDS: Final = 20.0
LONGEST_NAME: Final = 80
LONGEST_TEXT: Final = 28_000
LONGEST_STEP: Final = dt.timedelta(days=400)
LONG_AGO: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - seen from there, every date is written out whole
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

Admit = Callable[[web.Request], bool]
Describe = Callable[[Someone, dt.datetime], Awaitable[Text]]


class _Said(msgspec.Struct, frozen=True):
    person: str
    place: str = ""
    text: str = ""
    pressed: dict[str, Any] | None = None
    message: str = ""


class _Arrival(msgspec.Struct, frozen=True):
    person: str


class _Newcomer(msgspec.Struct, frozen=True):
    name: str
    place: str


class _Step(msgspec.Struct, frozen=True):
    hours: float = 0.0
    said: str = ""


class Room:
    """The page. `take` is the dispatcher's, `describe` says who somebody is, `pass_time` lets time pass until then.

    `admit` tells whether a request comes from this machine and from no other page.
    """

    def __init__(
        self,
        take: Callable[[Turn], Awaitable[Reply | None]],
        people: Sequence[Someone],
        places: Sequence[Place],
        lobby: Lobby,
        clock: Clock,
        pass_time: Callable[[dt.datetime], Awaitable[None]],
        describe: Describe,
        admit: Admit,
        bot_name: str,
    ) -> None:
        self._take = take
        self._people = {someone.person.id: someone for someone in people}
        self._places = {place.id: place for place in places}
        self._lobby = lobby
        self._clock = clock
        self._pass_time = pass_time
        self._describe = describe
        self._admit = admit
        self._bot_name = bot_name
        self._passing = asyncio.Lock()
        self._met: set[str] = set()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes for the web application."""
        return [
            web.get("/", self._page),
            web.get("/page/{name:.+}", self._file),
            web.get("/page-api/world", self._world),
            web.get("/page-api/changes", self._changes),
            web.post("/page-api/arrive", self._arrive),
            web.post("/page-api/turn", self._turn),
            web.post("/page-api/newcomer", self._newcomer),
            web.post("/page-api/time", self._time),
        ]

    # The page itself

    async def _page(self, request: web.Request) -> web.Response:
        self._check(request)
        return _file(PAGE / "index.html", "text/html")

    async def _file(self, request: web.Request) -> web.Response:
        self._check(request)
        name = request.match_info["name"]
        if name not in FILES:
            raise web.HTTPNotFound
        return _file(PAGE / name, FILES[name])

    # What it asks for

    async def _world(self, request: web.Request) -> web.Response:
        self._check(request)
        return web.json_response(
            {
                "bot": self._bot_name,
                "people": [await self._person(someone) for someone in self._people.values()],
                "places": [{"id": place.id, "name": place.name} for place in self._places.values()],
                "texts": {lang: _texts(lang, self._bot_name) for lang in LANGS},
                **self._now(),
            }
        )

    async def _changes(self, request: web.Request) -> web.Response:
        self._check(request)
        since = request.query.get("since", "0")
        version = int(since) if since.isdecimal() and len(since) < 12 else 0
        await self._lobby.wait(version, WAIT_SECONDS)
        shown = [_message(each) for each in self._lobby.since(version)]
        return web.json_response({"version": self._lobby.version, "messages": shown, **self._now()})

    async def _arrive(self, request: web.Request) -> web.Response:
        """Somebody opens their own chat: the bot welcomes whom it has been installed for, the first time."""
        person = self._somebody((await self._read(request, _Arrival)).person)
        if person.person.id not in self._met:
            self._met.add(person.person.id)
            await self._give(person, Place(), Kind.INSTALLED)
        return web.json_response({})

    async def _turn(self, request: web.Request) -> web.Response:
        said = await self._read(request, _Said)
        person, place = self._somebody(said.person), self._somewhere(said.place)
        conversation = conversation_at(place, person.person)
        if said.pressed is None and not said.text.strip():
            raise web.HTTPBadRequest(text="Nothing was said.")
        if said.pressed is None:
            self._lobby.say(conversation.id, person.name, Message(text=said.text[:LONGEST_TEXT]))
        await self._give(
            person, place, Kind.SAID if said.pressed is None else Kind.PRESSED, said.text, said.pressed, said.message
        )
        return web.json_response({})

    async def _newcomer(self, request: web.Request) -> web.Response:
        asked = await self._read(request, _Newcomer)
        name = " ".join(asked.name.split())[:LONGEST_NAME]
        place = self._somewhere(asked.place)
        if not name or not place.id:
            raise web.HTTPBadRequest(text="A newcomer has a name and a body.")
        someone = Someone(name, bodies=(place.id,))
        self._people.setdefault(someone.person.id, someone)
        await self._give(someone, place, Kind.ADDED, people=(someone.person,))
        return web.json_response({"id": someone.person.id})

    async def _time(self, request: web.Request) -> web.Response:
        step = await self._read(request, _Step)
        now = self._clock()
        if not 0 <= step.hours <= LONGEST_STEP / dt.timedelta(hours=1):
            raise web.HTTPBadRequest(text="That is no time ahead.")
        until = time_said(step.said, now) if step.said else now + dt.timedelta(hours=step.hours)
        if until is None or until > now + LONGEST_STEP:
            return web.json_response({"moved": False, **self._now()})
        async with self._passing:
            await self._pass_time(max(until, self._clock()))
        return web.json_response({"moved": True, **self._now()})

    # How it is done

    async def _give(
        self,
        someone: Someone,
        place: Place,
        kind: Kind,
        text: str = "",
        pressed: dict[str, Any] | None = None,
        message: str = "",
        people: tuple[Person, ...] = (),
    ) -> None:
        conversation = conversation_at(place, someone.person)
        reply = await self._take(
            Turn(
                id=str(uuid.uuid4()),
                kind=kind,
                at=self._clock(),
                person=someone.person,
                conversation=conversation,
                lang=someone.language,
                locale=someone.language,
                text=text[:LONGEST_TEXT].strip(),
                pressed=pressed,
                people=people,
                reply_to=message,
            )
        )
        if reply is None or not reply.as_text():
            return
        answer = Message.of(reply)
        if not (reply.replaces and message and self._lobby.change(message, answer)):
            self._lobby.say(conversation.id, "", answer)

    async def _person(self, someone: Someone) -> dict[str, Any]:
        about = await self._describe(someone, self._clock())
        return {
            "id": someone.person.id,
            "name": someone.name,
            "about": {lang: about(lang) for lang in LANGS},
            "language": someone.language,
            "bodies": list(someone.bodies),
            "chat": conversation_at(Place(), someone.person).id,
        }

    def _now(self) -> dict[str, Any]:
        now = self._clock()
        return {"now": {lang: when.write_moment(now, None, lang, LONG_AGO) for lang in LANGS}}

    def _somebody(self, key: str) -> Someone:
        if key not in self._people:
            raise web.HTTPBadRequest(text="There is no such person.")
        return self._people[key]

    def _somewhere(self, key: str) -> Place:
        if not key:
            return Place()
        if key not in self._places:
            raise web.HTTPBadRequest(text="There is no such place.")
        return self._places[key]

    async def _read(self, request: web.Request, shape: type[Any]) -> Any:
        self._check(request)
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            return msgspec.json.decode(await request.read(), type=shape)
        except msgspec.DecodeError as fault:
            raise web.HTTPBadRequest(text=f"{fault}.") from fault

    def _check(self, request: web.Request) -> None:
        if not self._admit(request):
            raise web.HTTPForbidden(text="Only this machine may try the bot.")


def _texts(lang: Lang, bot_name: str) -> dict[str, str]:
    """Return what the page says, with the count left for the page to fill in."""
    every = {name: value for name, value in vars(texts).items() if isinstance(value, Text)}
    return {name: text(lang, bot=bot_name, count="{count}") for name, text in every.items()}


def _message(shown: Shown) -> dict[str, Any]:
    return {
        "id": shown.id,
        "place": shown.place,
        "who": shown.who,
        "at": {lang: when.write_moment(shown.at, None, lang, LONG_AGO) for lang in LANGS},
        "text": shown.text,
        "card": shown.card,
        "edited": shown.edited,
        "gone": shown.gone,
    }


def _file(path: Path, kind: str) -> web.Response:
    return web.Response(
        body=path.read_bytes(),
        content_type=kind,
        charset="utf-8",
        headers={"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"},
    )
