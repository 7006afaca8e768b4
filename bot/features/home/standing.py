"""Läget: how things stand, put together of what every feature tells; asked for, or sent on Mondays."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from bot.core import outbox
from bot.core.action import Action
from bot.core.calendar import add_working_days, is_working_day, local_day, name_of_week, to_utc
from bot.core.card import Button, Card, Part, Rows, Words
from bot.core.feature import Command, Feature, Press
from bot.core.holding import Erasure, Holding, Subject
from bot.core.overview import Focus, Overview, Section
from bot.core.ports import Collection, Store, Transaction
from bot.core.recurrence import Rule
from bot.core.swedish.letters import plain
from bot.core.text import escape, join_names
from bot.core.texts import AND_MORE
from bot.core.timers import Prepared, Timer, UseCase, set_timer, stop_timers
from bot.core.turn import THOSE_WHO_BELONG, Message, Reply, Role, Scope, Turn
from bot.core.when import write_date
from bot.features.bodies.cards import capital, named
from bot.features.bodies.examples import examples_of
from bot.features.bodies.model import MEMBERS
from bot.features.bodies.naming import finder_of
from bot.features.bodies.seating import Seating
from bot.features.bodies.service import People
from bot.features.home import texts
from bot.features.home.outlook import build_outlook

AT: Final = dt.time(8)
MOST_ROWS: Final = 8
"""Rows of one section; the rest are counted."""
DIGEST: Final = "home-digest"
USEFUL_SECONDS: Final = 12 * 3600.0
_MONDAYS: Final = "FREQ=WEEKLY;BYDAY=MO"

_STANDING = re.compile(
    r"(?:hej,? )?(?:(?:kan du )?(?:visa|ge mig|berätta om|show(?: me)?|hur är|vad är|how is|what is|what's) )?(?:the )?"
    r"(?:läget|laget|status(?:en)?|lägesbild(?:en)?|lägesrapport(?:en)?|overview|state of play)"
    r"(?: (?:för|for|i|hos|of|in) (?P<of>.+?))?(?: (?:just nu|nu|i dag|idag|now|right now|today|please|tack))*"
    r"|vad (?:är på gång|händer|väntar)(?: just nu| nu| framöver| i dag| idag)?|what(?: is|'s) (?:going on|coming up)"
)
_SUBSCRIBES = re.compile(
    r"(?:kan du )?(?:skicka|ge mig|send(?: me)?) (?:mig )?(?:läget|laget|status(?:en)?|the status|the overview)"
    r" (?:varje måndag|varje vecka|på måndagar|every monday|every week|on mondays)"
)
_ENDS = re.compile(
    r"(?:sluta|inte|stop) (?:att )?(?:skicka|sending|send) (?:mig |me )?(?:läget|laget|status(?:en)?|the status"
    r"|the overview)(?: (?:varje måndag|på måndagar|every monday|on mondays))?"
    r"|skicka inte (?:läget|laget)(?: (?:längre|mer|varje måndag))?"
)
_HERE = frozenset({"oss", "här", "gruppen", "us", "here", "the group"})


@dataclass(frozen=True, slots=True)
class Subscribe(Action):
    """Send it every Monday from now on."""

    name: ClassVar[str] = "home-digest-on"


@dataclass(frozen=True, slots=True)
class Unsubscribe(Action):
    """Send it no more."""

    name: ClassVar[str] = "home-digest-off"


@dataclass(frozen=True, slots=True)
class Digest:
    """Somebody who wants it on Mondays, since when."""

    person: str
    since: dt.datetime


DIGESTS: Collection[Digest] = Collection("digests", Digest)


@dataclass(frozen=True, slots=True)
class View:
    """What somebody may see: of what, called what."""

    focus: Focus
    name: str


def read_standing(said: str) -> str | None:
    """Return what somebody asks how it stands with, empty for all that is theirs; None when they ask something else."""
    found = _STANDING.fullmatch(plain(said)) if len(said) < 120 else None
    return (found["of"] or "").strip() if found else None


def _says(pattern: re.Pattern[str]) -> Callable[[str], bool | None]:
    return lambda said: True if len(said) < 120 and pattern.fullmatch(plain(said)) else None


def build_standing(
    store: Store, people: People, seating: Seating, posted: Callable[[], None], overviews: Sequence[Overview]
) -> Feature:
    """Return the feature; `overviews` are what the features declare."""
    standing = _Standing(store, people, seating, posted, [*overviews, build_outlook(store)])
    return Feature(
        name="standing",
        commands=(
            Command(
                "standing",
                texts.SAY_STANDING,
                texts.ABOUT_STANDING,
                read_standing,
                standing.show,
                who=THOSE_WHO_BELONG,
                passes_on=True,
                in_menu=True,
            ),
            Command(
                "digest",
                texts.SAY_DIGEST,
                texts.ABOUT_DIGEST,
                _says(_SUBSCRIBES),
                standing.subscribe,
                who=THOSE_WHO_BELONG,
            ),
            Command("no-digest", texts.SAY_NO_DIGEST, texts.ABOUT_NO_DIGEST, _says(_ENDS), standing.end, shown=False),
        ),
        presses=(
            Press(Subscribe, standing.subscribe, THOSE_WHO_BELONG),
            Press(Unsubscribe, standing.end),
        ),
        use_cases={DIGEST: Prepared(standing.prepare)},
        holdings=(_holding(),),
    )


class _Standing:
    def __init__(
        self,
        store: Store,
        people: People,
        seating: Seating,
        posted: Callable[[], None],
        overviews: Sequence[Overview],
    ) -> None:
        self._store = store
        self._people = people
        self._seating = seating
        self._posted = posted
        self._overviews = tuple(overviews)
        self._finder = finder_of(seating.cooperation)

    async def show(self, turn: Turn, of: str) -> Reply | None:
        """Show how it stands with what was asked for, or leave the turn to those who know what was meant."""
        body, town = None, None
        if of and of not in _HERE:
            body, town = self._finder.which_body(of), self._finder.which_municipality(of)
            if body is None and town is None:
                return None
        elif turn.conversation.scope is not Scope.PERSONAL or of:
            body = self._finder.here(turn)
            if body is None:
                return Reply(text=texts.STANDING_WHOSE(turn.lang, **examples_of(self._seating.cooperation, turn.lang)))
        focus = Focus(body.id if body else "", town.code if town and not body else "")
        if body or town:
            name = named(body, turn.lang) if body else town.name if town else ""
            if not await self._may_see(turn, focus):
                return await self._refusal(turn, focus, name)
            views = [View(focus, name)]
        else:
            views = await self._own(turn)
            if not views:
                return Reply(text=texts.STANDING_NOT_YOURS(turn.lang))
        wants = await self._wants(turn.person.id)
        personal = turn.conversation.scope is Scope.PERSONAL
        return Reply(card=await self._card(turn, views, offers=personal and not wants), outcome="answered")

    async def _own(self, turn: Turn) -> list[View]:
        """Return what is somebody's own: all for the secretariat, for a chair the body, else the municipality."""
        if turn.role is Role.SECRETARIAT:
            return [View(Focus(), "")]
        charges = await self._seating.own_charges(turn)
        headed = dict.fromkeys(each.body for each in charges if not each.post.of_seat)
        if headed:
            return [View(Focus(body=body.id), named(body, turn.lang)) for body in headed]
        towns = dict.fromkeys(each.municipality for each in charges if each.municipality)
        return [View(Focus(municipality=town.code), town.name) for town in towns if town]

    async def _may_see(self, turn: Turn, focus: Focus) -> bool:
        if turn.role is Role.SECRETARIAT:
            return True
        contact = await self._seating.contact_of(turn)
        if contact is None:
            return False
        charges = await self._seating.own_charges(turn)
        if focus.body:
            return any(each.body.id == focus.body and not each.post.of_seat for each in charges)
        return any(
            focus.municipality == (each.municipality.code if each.municipality else contact.municipality)
            for each in charges
        )

    async def _refusal(self, turn: Turn, focus: Focus, name: str) -> Reply:
        if not focus.body:
            return Reply(text=texts.STANDING_OF_TOWN(turn.lang, town=name))
        lineup = await self._seating.lineup(self._seating.body(focus.body), local_day(turn.at))
        if lineup.chair:
            return Reply(text=texts.STANDING_OF_BODY(turn.lang, body=name, chair=escape(lineup.chair.name)))
        return Reply(text=texts.STANDING_OF_BODY_ONLY_US(turn.lang, body=name))

    async def _sections(self, turn: Turn, focus: Focus) -> list[Section]:
        found = [section for overview in self._overviews for section in await overview(turn, focus)]
        return sorted((section for section in found if section.rows), key=lambda section: section.place)

    async def _card(self, turn: Turn, views: Sequence[View], *, offers: bool, digest: bool = False) -> Card:
        lang, today = turn.lang, local_day(turn.at)
        names = join_names([view.name for view in views if view.name], lang)
        if digest:
            title = texts.STANDING_WEEK(lang, week=name_of_week(today, lang))
        else:
            # The card may be read on another day: the date in full.
            date = write_date(today, lang, turn.at)
            title = (
                texts.STANDING_TITLE_OF(lang, name=names, date=date) if names else texts.STANDING_TITLE(lang, date=date)
            )
        parts: list[Part] = [Words(title, strong=True)]
        rows = 0
        for view in views:
            sections = await self._sections(turn, view.focus)
            if len(views) > 1 and sections:
                parts.append(Words(capital(view.name), strong=True))
            for section in sections:
                rows += len(section.rows)
                shown = section.rows[:MOST_ROWS]
                if len(section.rows) > MOST_ROWS:
                    shown = (*shown, AND_MORE(lang, count=len(section.rows) - MOST_ROWS))
                parts += [Words(f"**{section.title}**"), Rows(shown)]
        if not rows:
            parts.append(Words(texts.STANDING_NOTHING(lang)))
        buttons = (Button(texts.DIGEST_ON_BUTTON(lang), Subscribe()),) if offers else ()
        if digest:
            buttons = (Button(texts.DIGEST_OFF_BUTTON(lang), Unsubscribe()),)
        return Card(title, tuple(parts), buttons)

    # On Mondays

    async def _wants(self, person: str) -> bool:
        return await self._store.run(lambda tx: tx.get(DIGESTS, person)) is not None

    async def subscribe(self, turn: Turn, _: Any) -> Reply:
        """Send it every Monday from now on."""
        if not await self._own(turn):
            return Reply(text=texts.STANDING_NOT_YOURS(turn.lang))
        rule = Rule(_MONDAYS, local_day(turn.at), AT)
        first = rule.next_after(turn.at)

        async def work(tx: Transaction) -> bool:
            if await tx.get(DIGESTS, turn.person.id):
                return False
            await tx.add(DIGESTS, turn.person.id, Digest(turn.person.id, turn.at))
            if first:
                await set_timer(
                    tx,
                    key=f"{DIGEST}:{turn.person.id}",
                    runs=DIGEST,
                    at=first,
                    about=_about(turn.person.id),
                    useful_seconds=USEFUL_SECONDS,
                    repeats=rule,
                )
            return True

        fresh = await self._store.run(work)
        self._posted()
        return Reply(text=(texts.DIGEST_ON if fresh else texts.DIGEST_WAS_ON)(turn.lang))

    async def end(self, turn: Turn, _: Any) -> Reply:
        """Send it no more."""

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(DIGESTS, turn.person.id)
            await stop_timers(tx, about=_about(turn.person.id))
            if kept is None:
                return False
            await tx.remove(DIGESTS, kept)
            return True

        ended = await self._store.run(work)
        return Reply(text=(texts.DIGEST_OFF if ended else texts.DIGEST_WAS_OFF)(turn.lang))

    async def prepare(self, timer: Timer, now: dt.datetime) -> UseCase:
        """Put the week's overview together; on a red Monday it is put off to the next working day."""
        person, today = timer.about.removeprefix(_about("")), local_day(now)
        if not is_working_day(today):
            return self._put_off(person, add_working_days(today, 1))
        turn = await self._people.spoken_to(person, now)
        views = await self._own(turn) if turn else []
        if turn is None or not views:
            # Whoever has left every body gets no more of it.
            return self._forget(person)
        message = Message.of(Reply(card=await self._card(turn, views, offers=False, digest=True)))
        lang = turn.lang

        async def send(tx: Transaction, _: Timer, now: dt.datetime) -> None:
            await outbox.post(
                tx,
                to=f"person:{person}",
                message=message,
                not_before=now,
                dedupe_key=f"digest:{person}:{today.isoformat()}",
                about=_about(person),
                gives_up_at=now + dt.timedelta(days=2),
                lang=lang,
            )

        return send

    def _put_off(self, person: str, day: dt.date) -> UseCase:
        async def put_off(tx: Transaction, _: Timer, __: dt.datetime) -> None:
            at = to_utc(dt.datetime.combine(day, AT))
            key = f"{DIGEST}:{person}:{day.isoformat()}"
            await set_timer(tx, key=key, runs=DIGEST, at=at, about=_about(person), useful_seconds=USEFUL_SECONDS)

        return put_off

    def _forget(self, person: str) -> UseCase:
        async def forget(tx: Transaction, _: Timer, __: dt.datetime) -> None:
            await stop_timers(tx, about=_about(person))
            if kept := await tx.get(DIGESTS, person):
                await tx.remove(DIGESTS, kept)

        return forget


def _about(person: str) -> str:
    return f"digest:{person}"


def _holding() -> Holding:
    async def tell(tx: Transaction, subject: Subject) -> list[dict[str, Any]]:
        kept = await tx.get(DIGESTS, subject.member) if subject.member else None
        return [{"läget på måndagar sedan": kept.value.since.isoformat()}] if kept else []

    async def erase(tx: Transaction, subject: Subject, _: dt.datetime) -> Erasure:
        kept = await tx.get(DIGESTS, subject.member) if subject.member else None
        if kept is None:
            return Erasure()
        await stop_timers(tx, about=_about(subject.member))
        await tx.remove(DIGESTS, kept)
        return Erasure(1)

    async def expire(tx: Transaction, _: dt.datetime) -> int:
        """Stop writing to those whom the bot no longer remembers."""
        gone = [kept async for kept in tx.all(DIGESTS) if await tx.get(MEMBERS, kept.id) is None]
        for kept in gone:
            await stop_timers(tx, about=_about(kept.id))
            await tx.remove(DIGESTS, kept)
        return len(gone)

    return Holding(
        name="digests",
        what=texts.DIGEST_HOLDING,
        why=texts.DIGEST_WHY,
        ground=texts.DIGEST_GROUND,
        kept_for=texts.DIGEST_KEPT,
        tell=tell,
        erase=erase,
        expire=expire,
    )
