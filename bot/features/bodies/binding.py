"""Whose team is it: asked of the secretariat when the bot is added, followed when teams and channels change."""

import re
from typing import Any

from bot.core.feature import Command, Feature, Press, Subject
from bot.core.overview import Focus, Section
from bot.core.text import escape
from bot.core.turn import SECRETARIAT_ONLY, Kind, Reply, Role, Scope, Turn
from bot.features.bodies import team_cards, texts
from bot.features.bodies.cards import capital, named
from bot.features.bodies.changes import MAY_CHANGE
from bot.features.bodies.examples import examples_of
from bot.features.bodies.seating import Seating
from bot.features.bodies.teams import BodyTeams, Team
from bot.features.bodies.wording import plain

_BINDS = re.compile(
    r"(?:koppla|knyt|bind|connect)\b.*\bteam\w*\b.*|(?:det har|detta|this)(?: teamet| team)? (?:ar|is)\b.*\bteam\b.*"
    r"|(?:det har|detta|this) team(?:et)? (?:ar|hor till|tillhor|is|belongs to)\b.*"
)
_WRITES_HERE = re.compile(
    r"(?:skriv|posta|write|post)(?: till oss| to us)? (?:har|i den har kanalen|here|in this channel)"
)
_LISTS = re.compile(r"(?:visa |lista |show |list )?(?:vilka |alla |which |all )?teams?(?:en)?(?: ar du i| are you in)?")
_LONGEST_KEY = 200


def build_teams(teams: BodyTeams, seating: Seating) -> Feature:
    """Return the feature; it must be asked about installations before the one that welcomes."""
    binding = _Binding(teams, seating)
    return Feature(
        name="teams",
        subject=Subject.SEATS,
        commands=binding.commands,
        presses=(
            Press(team_cards.BindTeam, binding.bind, SECRETARIAT_ONLY),
            Press(team_cards.NoBody, binding.bind_to_none, SECRETARIAT_ONLY),
        ),
        events={Kind.INSTALLED: binding.install, Kind.UNINSTALLED: binding.leave, Kind.CHANGED: binding.follow},
        overview=binding.overview,
    )


class _Binding:
    def __init__(self, teams: BodyTeams, seating: Seating) -> None:
        self._teams = teams
        self._seating = seating

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        def says(pattern: re.Pattern[str]) -> Any:
            return lambda said: said if len(said) < 200 and pattern.fullmatch(plain(said)) else None

        channel = frozenset({Scope.CHANNEL})
        return (
            Command("bind-team", texts.SAY_BIND, texts.ABOUT_BIND, says(_BINDS), self._say, SECRETARIAT_ONLY, channel),
            Command(
                "write-here",
                texts.SAY_WRITE_HERE,
                texts.ABOUT_WRITE_HERE,
                says(_WRITES_HERE),
                self._write_here,
                MAY_CHANGE,
                channel,
            ),
            Command("teams", texts.SAY_TEAMS, texts.ABOUT_TEAMS, says(_LISTS), self._list, SECRETARIAT_ONLY),
        )

    async def install(self, turn: Turn) -> None:
        if turn.conversation.team_id:
            await self._teams.install(turn)

    async def leave(self, turn: Turn) -> None:
        if turn.conversation.team_id:
            await self._teams.leave(turn)

    async def follow(self, turn: Turn) -> None:
        if turn.conversation.team_id:
            await self._teams.follow(turn)

    async def bind(self, turn: Turn, press: team_cards.BindTeam) -> Reply:
        body = press.body or press.other
        if not body:
            return Reply(text=texts.TEAM_CHOOSE(turn.lang))
        return await self._bind(turn, press.team, body)

    async def bind_to_none(self, turn: Turn, press: team_cards.NoBody) -> Reply:
        return await self._bind(turn, press.team, "")

    async def _bind(self, turn: Turn, team: str, body: str) -> Reply:
        sensible = 0 < len(team) <= _LONGEST_KEY and len(body) <= _LONGEST_KEY
        bound = await self._teams.bind(turn, team, body) if sensible else None
        if bound is None:
            return Reply(text=texts.TEAM_UNKNOWN(turn.lang))
        before = bound.before.name if bound.before else None
        card = team_cards.bound_card(bound.team.name, bound.body, before, turn.lang)
        return Reply(card=card, replaces=turn.pressed is not None)

    async def _say(self, turn: Turn, said: str) -> Reply:
        body = self._teams.finder.which_body(said)
        if body is None:
            name = turn.conversation.team_name
            guess = self._teams.finder.which_body(name)
            card = team_cards.which_body_card(turn.conversation.team_id, name, guess, self._teams.bodies, turn.lang)
            return Reply(card=card)
        return await self._bind(turn, turn.conversation.team_id, body.id)

    async def _write_here(self, turn: Turn, _: str) -> Reply:
        body = self._teams.finder.here(turn)
        if body is None:
            return Reply(text=texts.TEAM_NO_BODY_HERE(turn.lang, **examples_of(self._seating.cooperation, turn.lang)))
        if not await self._seating.may_change(turn, body):
            return Reply(
                text=texts.ONLY_CHAIR(turn.lang, body=named(body, turn.lang), chair=texts.THE_CHAIR(turn.lang))
            )
        await self._teams.write_here(turn)
        return Reply(text=texts.WRITES_HERE(turn.lang, body=named(body, turn.lang)))

    async def _list(self, turn: Turn, _: str) -> Reply:
        rows = [self._row(turn, team) for team in await self._teams.every()]
        if not rows:
            return Reply(text=texts.TEAMS_NONE(turn.lang))
        return Reply(text="\n".join([texts.TEAMS_TITLE(turn.lang), "", *(f"- {row}" for row in rows)]))

    def _row(self, turn: Turn, team: Team) -> str:
        body = self._teams.body_of(team)
        name = escape(team.name) or texts.TEAM_UNNAMED(turn.lang)
        if body is None:
            text = texts.TEAM_ROW_NOBODYS if team.body == "" else texts.TEAM_ROW_UNSAID
            return text(turn.lang, team=name)
        text = texts.TEAM_ROW if team.body else texts.TEAM_ROW_GUESSED
        return text(turn.lang, team=name, body=capital(named(body, turn.lang)))

    async def overview(self, turn: Turn, focus: Focus) -> list[Section]:
        """Tell the secretariat of teams of which nobody has said whose they are."""
        if turn.role is not Role.SECRETARIAT or focus.body or focus.municipality:
            return []
        unsaid = [team for team in await self._teams.every() if team.body is None and team.asked_at]
        rows = tuple(self._row(turn, team) for team in unsaid)
        return [Section(texts.TEAMS_UNSAID(turn.lang), rows, place=80)] if rows else []
