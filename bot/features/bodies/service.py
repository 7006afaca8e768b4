"""Remembers the people whom the bot meets and how they are reached."""

import datetime as dt
from dataclasses import replace

from bot.core import outbox
from bot.core.calendar import local_day
from bot.core.ports import ADDRESSES, Address, Kept, Store, Transaction
from bot.core.text import Lang
from bot.core.turn import FROM_AFAR, Conversation, Kind, Person, Scope, Turn
from bot.features.bodies.model import MEMBERS, Member, Standing, language_of, meet_member, role_of
from bot.features.bodies.record import join_contact, standing_of
from bot.features.bodies.seats import CONTACTS
from bot.features.bodies.teams import sight

SEEN_AGAIN = dt.timedelta(days=1)
"""How old the last sight of somebody may grow before it is written anew: one write a day, not one a turn."""


class People:
    """The people whom the bot has met. `secretariat` holds person ids; `home_tenant` is the bot's own."""

    def __init__(self, store: Store, secretariat: frozenset[str], home_tenant: str) -> None:
        self._store = store
        self._secretariat = secretariat
        self._home_tenant = home_tenant

    async def meet(self, turn: Turn) -> Turn:
        """Return the turn with role and language, having remembered the person and the way to reach them."""
        if not turn.person.id:
            return turn

        async def work(tx: Transaction) -> tuple[Member, Standing, str | None]:
            member = await _remember(tx, turn)
            standing = await standing_of(tx, await join_contact(tx, turn.person), local_day(turn.at))
            return member, standing, await sight(tx, turn)

        member, standing, body = await self._store.run(work)
        role = role_of(turn.person, self._secretariat, self._home_tenant, standing)
        return replace(turn, role=role, lang=language_of(member, turn), body=body)

    async def spoken_to(self, person: str, now: dt.datetime) -> Turn | None:
        """Return a turn in which the bot itself speaks to somebody it has met, with their role and language of now."""

        async def work(tx: Transaction) -> tuple[Member, Standing] | None:
            kept = await tx.get(MEMBERS, person)
            if kept is None:
                return None
            found = await tx.find(CONTACTS, member=person)
            return kept.value, await standing_of(tx, found[0].value if found else None, local_day(now))

        known = await self._store.run(work)
        if known is None:
            return None
        member, standing = known
        who = Person(member.id, member.teams_id, member.name, member.tenant)
        place = Conversation(f"person:{member.id}", Scope.PERSONAL, "")
        turn = Turn("", Kind.SAID, now, who, place, locale=member.locale)
        role = role_of(who, self._secretariat, self._home_tenant, standing)
        return replace(turn, role=role, lang=language_of(member, turn))

    async def choose_language(self, turn: Turn, lang: Lang) -> None:
        """Answer this person in `lang` from now on."""

        async def work(tx: Transaction) -> None:
            kept = await tx.get(MEMBERS, turn.person.id)
            if kept is None:
                fresh = meet_member(None, turn.person, turn.locale)
                await tx.add(MEMBERS, turn.person.id, replace(fresh, lang=lang))
            else:
                await tx.put(MEMBERS, kept, replace(kept.value, lang=lang))

        await self._store.run(work)

    @property
    def secretariat(self) -> frozenset[str]:
        """The person ids of the secretariat."""
        return self._secretariat


async def _remember(tx: Transaction, turn: Turn) -> Member:
    kept = await tx.get(MEMBERS, turn.person.id)
    member = meet_member(kept.value if kept else None, turn.person, turn.locale)
    if kept is None:
        await tx.add(MEMBERS, member.id, member)
    elif kept.value != member:
        await tx.put(MEMBERS, kept, member)
    for address in addresses_in(turn):
        await _keep_address(tx, address, turn.at)
    return member


def addresses_in(turn: Turn) -> list[Address]:
    """Return the addresses that a turn tells: the conversation it came in, and the person's own chat."""
    place = turn.conversation
    if not place.service_url or turn.kind in FROM_AFAR:
        return []
    found = []
    if place.scope is Scope.PERSONAL:
        found.append(
            Address(
                id=f"person:{turn.person.id}",
                service_url=place.service_url,
                tenant=place.tenant,
                conversation_id=place.id,
                teams_id=turn.person.teams_id,
                name=turn.person.name,
            )
        )
    else:
        found.append(
            Address(
                id=f"conversation:{place.id.split(';')[0]}",
                service_url=place.service_url,
                tenant=place.tenant,
                conversation_id=place.id.split(";")[0],
                channel_id=place.channel_id,
                name=place.team_name,
            )
        )
        if turn.person.teams_id:
            found.append(
                Address(
                    id=f"person:{turn.person.id}",
                    service_url=place.service_url,
                    tenant=place.tenant,
                    teams_id=turn.person.teams_id,
                    name=turn.person.name,
                )
            )
    return found


async def _keep_address(tx: Transaction, fresh: Address, now: dt.datetime) -> None:
    kept: Kept[Address] | None = await tx.get(ADDRESSES, fresh.id)
    if kept is None:
        await tx.add(ADDRESSES, fresh.id, replace(fresh, seen_at=now))
        await outbox.revive(tx, fresh.id, now)
        return
    merged = replace(
        fresh,
        conversation_id=fresh.conversation_id or kept.value.conversation_id,
        teams_id=fresh.teams_id or kept.value.teams_id,
        name=fresh.name or kept.value.name,
        seen_at=kept.value.seen_at,
    )
    stale = kept.value.seen_at is None or now - kept.value.seen_at > SEEN_AGAIN
    if merged != kept.value or stale:
        await tx.put(ADDRESSES, kept, replace(merged, seen_at=now))
    if kept.value.unreachable:
        await outbox.revive(tx, fresh.id, now)
