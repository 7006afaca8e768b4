"""The teams in Teams that the bot is in: which body each is the team of, and the channel to write in."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core import outbox
from bot.core.ports import Collection, Kept, Store, Transaction
from bot.core.text import Lang
from bot.core.turn import Conversation, Kind, Message, Reply, Scope, Turn
from bot.features.bodies import team_cards
from bot.features.bodies.model import Body, Cooperation
from bot.features.bodies.naming import Finder, finder_of
from bot.features.bodies.reach import lang_of

_GOES: Final = frozenset({"teamArchived", "teamDeleted", "teamHardDeleted"})
_COMES_BACK: Final = frozenset({"teamUnarchived", "teamRestored"})
_SEEN_IN: Final = frozenset({Kind.SAID, Kind.PRESSED, Kind.INSTALLED, Kind.ADDED})


@dataclass(frozen=True, slots=True)
class Team:
    """A team; its document id is Teams' id of it, which is also the id of its first channel.

    `body` is the id of the body whose team it is, empty when it is no body's, None until somebody has said. `channel`
    is where the body is written to: the one somebody `chose`, else the one that was heard of last. `asked_at` is when
    the secretariat was asked, `gone_at` when the bot could no longer write there (UTC).
    """

    id: str
    name: str
    channel: str
    service_url: str
    tenant: str = ""
    body: str | None = None
    said_at: dt.datetime | None = None
    chose: bool = False
    asked_at: dt.datetime | None = None
    gone_at: dt.datetime | None = None

    @property
    def conversation(self) -> Conversation:
        """The team as a conversation, to ask Teams about."""
        return Conversation(self.id, Scope.CHANNEL, self.service_url, self.tenant, self.id, self.name, self.channel)


TEAMS: Collection[Team] = Collection("teams", Team, equal=("body",))


async def sight(tx: Transaction, turn: Turn) -> str | None:
    """Remember the team that a turn comes from; return the id of its body as `Turn.body` holds it."""
    place = turn.conversation
    if not place.team_id:
        return None
    kept = await tx.get(TEAMS, place.team_id)
    if turn.kind not in _SEEN_IN:
        return kept.value.body if kept else None
    if kept is None:
        channel = place.channel_id or place.team_id
        await tx.add(
            TEAMS, place.team_id, Team(place.team_id, place.team_name, channel, place.service_url, place.tenant)
        )
        return None
    seen = seen_again(kept.value, turn)
    if seen != kept.value:
        await tx.put(TEAMS, kept, seen)
    return seen.body


def seen_again(team: Team, turn: Turn) -> Team:
    """Return a team as a turn shows it: its name of today, and the channel that was heard of last unless one is kept.

    Who writes in a team that was gone shows that it is there again; that somebody was added to it does not.
    """
    place = turn.conversation
    speaks = turn.kind in {Kind.SAID, Kind.PRESSED, Kind.INSTALLED}
    free = speaks and not team.chose and team.body is None and place.channel_id
    return replace(
        team,
        name=place.team_name or team.name,
        service_url=place.service_url or team.service_url,
        channel=place.channel_id if free else team.channel,
        gone_at=None if speaks else team.gone_at,
    )


def changed_by(team: Team, change: str, channel: str, name: str, now: dt.datetime) -> Team:
    """Return a team after something that Teams tells of: renamed, archived, deleted, back, or a channel of it gone."""
    if change in _GOES:
        return replace(team, gone_at=team.gone_at or now)
    if change in _COMES_BACK:
        return replace(team, gone_at=None, name=name or team.name)
    if change == "channelDeleted" and channel and channel == team.channel != team.id:
        return replace(team, channel=team.id, chose=False, name=name or team.name)
    return replace(team, name=name or team.name)


@dataclass(frozen=True, slots=True)
class Bound:
    """What came of saying whose team it is; `before` is the team that the body had, None when it had none."""

    team: Team
    body: Body | None
    before: Team | None = None


class BodyTeams:
    """The teams of one cooperation. `secretariat` are person ids; `posted` is called when something was posted."""

    def __init__(
        self, store: Store, cooperation: Cooperation, secretariat: frozenset[str], posted: Callable[[], None]
    ) -> None:
        self._store = store
        self._cooperation = cooperation
        self._finder = finder_of(cooperation)
        self._secretariat = secretariat
        self._posted = posted

    @property
    def finder(self) -> Finder:
        """Who is called what."""
        return self._finder

    @property
    def bodies(self) -> tuple[Body, ...]:
        """All bodies."""
        return self._cooperation.bodies

    def body_of(self, team: Team) -> Body | None:
        """Return the body whose team it is: the one that somebody said, else the one that its name says."""
        return body_of(team, self._finder, self._cooperation)

    async def install(self, turn: Turn) -> None:
        """Take note that the bot was added to a team, and ask the secretariat whose it is, once."""

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(TEAMS, turn.conversation.team_id)
            if kept is None or kept.value.body is not None or kept.value.asked_at is not None:
                return False
            team = replace(kept.value, asked_at=turn.at)
            await tx.put(TEAMS, kept, team)
            guess = self._finder.which_body(team.name)
            await self._to_secretariat(
                tx,
                f"team:{team.id}:asked:{turn.at:%Y%m%dT%H%M%S}",
                turn.at,
                lambda lang: Reply(card=team_cards.which_body_card(team.id, team.name, guess, self.bodies, lang)),
                about=about(team.id),
            )
            return True

        if await self._store.run(work):
            self._posted()

    async def follow(self, turn: Turn) -> None:
        """Follow what Teams tells of a team and its channels, and tell the secretariat when a body loses its place."""

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(TEAMS, turn.conversation.team_id)
            if kept is None:
                return False
            place = turn.conversation
            after = changed_by(kept.value, turn.change, place.channel_id, place.team_name, turn.at)
            if after == kept.value:
                return False
            await tx.put(TEAMS, kept, after)
            return await self._tell_loss(tx, kept.value, after, turn.at)

        if await self._store.run(work):
            self._posted()

    async def leave(self, turn: Turn) -> None:
        """Take note that the bot was taken out of a team; whose it was is kept, should it come back."""

        async def work(tx: Transaction) -> bool:
            kept = await tx.get(TEAMS, turn.conversation.team_id)
            if kept is None or kept.value.gone_at:
                return False
            after = replace(kept.value, gone_at=turn.at)
            await tx.put(TEAMS, kept, after)
            return await self._tell_loss(tx, kept.value, after, turn.at)

        if await self._store.run(work):
            self._posted()

    async def bind(self, turn: Turn, team_id: str, body_id: str) -> Bound | None:
        """Let a team be a body's, or with an empty id nobody's; None when there is no such team or body.

        A body has one team: the one it had is nobody's afterwards. In the channel of the turn that is where the body
        is written to.
        """
        body = next((each for each in self.bodies if each.id == body_id), None)
        if body_id and body is None:
            return None

        async def work(tx: Transaction) -> Bound | None:
            kept = await tx.get(TEAMS, team_id)
            if kept is None:
                return None
            place = turn.conversation
            here = place.channel_id if place.team_id == team_id else ""
            team = replace(kept.value, body=body_id, said_at=turn.at, channel=here or kept.value.channel)
            if team.body == kept.value.body and team.channel == kept.value.channel:
                return Bound(kept.value, body)
            before = None
            for other in await tx.find(TEAMS, body=body_id) if body_id else ():
                if other.id != team_id:
                    before = other.value
                    await tx.put(TEAMS, other, replace(other.value, body=""))
            await tx.put(TEAMS, kept, team)
            await self._settle_question(tx, turn, team, body)
            return Bound(team, body, before)

        found = await self._store.run(work)
        self._posted()
        return found

    async def write_here(self, turn: Turn) -> Body | None:
        """Let the channel of a turn be where its team's body is written to; None when the team is no body's."""
        body = self._finder.here(turn)
        if body is None or not turn.conversation.channel_id:
            return None

        async def work(tx: Transaction) -> None:
            kept = await tx.get(TEAMS, turn.conversation.team_id)
            if kept:
                await tx.put(TEAMS, kept, replace(kept.value, channel=turn.conversation.channel_id, chose=True))

        await self._store.run(work)
        return body

    async def every(self) -> list[Team]:
        """Return all teams that the bot is in, by name."""
        found = await self._store.run(teams_in)
        return sorted((kept.value for kept in found if not kept.value.gone_at), key=lambda team: team.name.casefold())

    async def _tell_loss(self, tx: Transaction, was: Team, now_is: Team, now: dt.datetime) -> bool:
        body = self.body_of(was)
        if body is None:
            return False
        if now_is.gone_at and not was.gone_at:
            told, lost = team_cards.team_gone, "team"
        elif now_is.channel != was.channel:
            told, lost = team_cards.channel_gone, was.channel
        else:
            return False
        key = f"team:{was.id}:lost:{lost}:{now:%Y%m%dT%H%M%S}"
        await self._to_secretariat(tx, key, now, lambda lang: Reply(text=told(now_is.name, body, lang)))
        return True

    async def _settle_question(self, tx: Transaction, turn: Turn, team: Team, body: Body | None) -> None:
        """Let the cards that ask whose team it is say what was answered."""
        for kept in await tx.find(outbox.OUTBOX, about=about(team.id)):
            if kept.value.does == "send":
                card = team_cards.bound_card(team.name, body, None, kept.value.lang, by=turn.person.name)
                await outbox.edit(tx, kept.id, Message.of(Reply(card=card)), turn.at)

    async def _to_secretariat(
        self, tx: Transaction, key: str, now: dt.datetime, reply: Callable[[Lang], Reply], about: str = ""
    ) -> None:
        for person in sorted(self._secretariat):
            lang = await lang_of(tx, person, self._cooperation.language)
            await outbox.post(
                tx,
                to=f"person:{person}",
                message=Message.of(reply(lang)),
                not_before=now,
                dedupe_key=f"{key}:{person}",
                about=about,
                lang=lang,
            )


def body_of(team: Team, finder: Finder, cooperation: Cooperation) -> Body | None:
    """Return the body whose team it is: the one that somebody said, else the one that its name says."""
    if team.body is not None:
        return next((body for body in cooperation.bodies if body.id == team.body), None)
    return finder.which_body(team.name)


async def teams_in(tx: Transaction) -> Sequence[Kept[Team]]:
    """Return all teams that the bot has been in; there are few."""
    return [kept async for kept in tx.all(TEAMS)]


def about(team_id: str) -> str:
    """Return what the questions about a team belong to in the outbox."""
    return f"team:{team_id}"
