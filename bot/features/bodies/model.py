"""Municipalities, bodies and members, and what a person may do."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.language import is_english
from bot.core.ports import Collection
from bot.core.text import Lang, Text
from bot.core.turn import Kind, Person, Role, Turn


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; `code` is Statistics Sweden's four digits as text."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody's time in an office; `start` and `end` are inclusive dates, None where nobody has said."""

    name: str
    municipality: str
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Other ways people write a name, in each language."""

    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingAgenda:
    """What is on a body's agenda at every meeting: first, and last."""

    opening: tuple[Text, ...] = ()
    closing: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the cooperation. `municipalities` are codes, empty when all have a seat."""

    id: str
    kind: str
    name: Text
    short: Text
    purpose: Text
    aliases: Names = Names()
    municipalities: tuple[str, ...] = ()
    chair: tuple[Office, ...] = ()
    vice_chair: tuple[Office, ...] = ()
    standing_agenda: StandingAgenda = StandingAgenda()


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody at the secretariat."""

    name: str
    role: Text


@dataclass(frozen=True, slots=True)
class Secretariat:
    """Those who run it all."""

    id: str
    name: Text
    short: Text
    people: tuple[Clerk, ...] = ()


@dataclass(frozen=True, slots=True)
class Registry:
    """A municipality's own office, where its matters are registered; `email` is empty where nobody has said."""

    municipality: str
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Who is who, as the data folder tells it.

    `time_zone` is an IANA name; `try_asking` questions to suggest; `bot` what the bot calls itself; `offices` are those
    of the municipalities; `referral_template` is the Word template of joint answers, a path in the folder; `privacy`
    and `terms` the addresses of its privacy notice and terms of use, the website where they are empty.
    """

    name: Text
    municipalities: tuple[Municipality, ...]
    secretariat: Secretariat
    bodies: tuple[Body, ...]
    try_asking: tuple[Text, ...]
    offices: tuple[Registry, ...] = ()
    referral_template: str = ""
    website: str = ""
    language: Lang = "sv"
    time_zone: str = "Europe/Stockholm"
    bot: str = "Boten"
    privacy: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person whom the bot has met, as Teams names them. `lang` is the language they chose, None until they do."""

    id: str
    teams_id: str
    name: str
    tenant: str
    locale: str = ""
    lang: Lang | None = None


MEMBERS: Collection[Member] = Collection("members", Member)


def meet_member(known: Member | None, person: Person, locale: str) -> Member:
    """Return what is to be kept of a person who said something: the newest names, and the language they chose."""
    if known is None:
        return Member(person.id, person.teams_id, person.name, person.tenant, locale)
    return replace(
        known,
        teams_id=person.teams_id or known.teams_id,
        name=person.name or known.name,
        tenant=person.tenant or known.tenant,
        locale=locale or known.locale,
    )


class Standing(StrEnum):
    """What the seats say of a person on a day: chair or vice chair of a body, in a seat, in none, or nothing at all.

    Nothing is said of anybody until the first list of members has been given to the bot.
    """

    HEADS = "heads"
    SEATED = "seated"
    UNSEATED = "unseated"
    UNTOLD = "untold"


def role_of(
    person: Person, secretariat: frozenset[str], home_tenant: str, standing: Standing = Standing.UNTOLD
) -> Role:
    """Return what a person is to the cooperation. An empty `home_tenant` means that nobody is a guest."""
    if person.id in secretariat:
        return Role.SECRETARIAT
    if standing is Standing.HEADS:
        return Role.CHAIR
    if standing is Standing.UNSEATED:
        return Role.OUTSIDER
    if home_tenant and person.tenant and person.tenant != home_tenant:
        return Role.GUEST
    return Role.MEMBER


def spoken_by(member: Member | None, default: Lang) -> Lang:
    """Return the language to write to somebody in: the chosen one, else English where their client is."""
    if member is None:
        return default
    return member.lang or ("en" if member.locale.lower().startswith("en") else default)


LONGEST_SAMPLE = 200
"""Characters of a message that tell which language it is in."""


def language_of(member: Member, turn: Turn) -> Lang:
    """Return the language to answer in: the chosen one, else English for who writes it or has it, else Swedish."""
    if member.lang:
        return member.lang
    written = turn.kind is Kind.SAID and is_english(turn.text[:LONGEST_SAMPLE])
    return "en" if written or (turn.locale or member.locale).lower().startswith("en") else "sv"
