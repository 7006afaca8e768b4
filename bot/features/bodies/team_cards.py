"""The cards of teams: which body a team is the team of, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Choice, Part, Words
from bot.core.text import Lang, escape
from bot.features.bodies import texts
from bot.features.bodies.cards import capital, named
from bot.features.bodies.model import Body


@dataclass(frozen=True, slots=True)
class BindTeam(Action):
    """Let a team be a body's; `body` comes from the button, `other` from the list of bodies beside it."""

    name: ClassVar[str] = "teams.bind"
    team: str
    body: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class NoBody(Action):
    """The team is no body's."""

    name: ClassVar[str] = "teams.none"
    team: str


def which_body_card(team_id: str, team_name: str, guess: Body | None, bodies: Sequence[Body], lang: Lang) -> Card:
    """Return the question which body a team is the team of, with the guess as the first button."""
    name = escape(team_name) or texts.TEAM_UNNAMED(lang)
    said = texts.TEAM_IS_IT(lang, team=name, body=named(guess, lang)) if guess else texts.TEAM_WHICH(lang, team=name)
    options = tuple((body.id, capital(named(body, lang))) for body in bodies)
    parts: list[Part] = [Words(said), Choice("other", texts.TEAM_OTHER(lang), options, guess.id if guess else "")]
    buttons = [
        Button(texts.TEAM_CHOOSE_BUTTON(lang), BindTeam(team_id)),
        Button(texts.TEAM_NONE(lang), NoBody(team_id)),
    ]
    if guess:
        yes = texts.TEAM_YES(lang, body=named(guess, lang))
        buttons.insert(0, Button(yes, BindTeam(team_id, guess.id)))
    return Card(said, tuple(parts), tuple(buttons))


def bound_card(team_name: str, body: Body | None, before: str | None, lang: Lang, by: str = "") -> Card:
    """Return whose team it is now, and by whom it was said when that was somebody else."""
    name = escape(team_name) or texts.TEAM_UNNAMED(lang)
    if body is None:
        said = texts.TEAM_NOBODYS(lang, team=name)
    else:
        said = texts.TEAM_BOUND(lang, team=name, body=named(body, lang))
    if before:
        said = f"{said} {texts.TEAM_BEFORE(lang, team=escape(before))}"
    parts = [Words(said)]
    if by:
        parts.append(Words(texts.TEAM_SAID_BY(lang, name=escape(by)), small=True))
    return Card(said, tuple(parts))


def team_gone(team_name: str, body: Body, lang: Lang) -> str:
    """Return that a body's team is gone, so that nothing can be written there."""
    return texts.TEAM_GONE(lang, team=escape(team_name), body=named(body, lang))


def channel_gone(team_name: str, body: Body, lang: Lang) -> str:
    """Return that a body's channel is gone, and where it is written to instead."""
    return texts.CHANNEL_GONE(lang, team=escape(team_name), body=named(body, lang))
