"""Who is met, in which language and with which rights, and how they are reached."""

import dataclasses
import datetime as dt

import pytest

from bot.core.ports import ADDRESSES, Address, Kept, Store, Transaction
from bot.core.turn import Conversation, Kind, Person, Role, Scope, Turn
from bot.features.bodies.service import People

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
KARIN = Person("aad-karin", "29:karin", "Karin Holmlund", "home")
OWN = Conversation("a:karin", Scope.PERSONAL, "https://smba.trafficmanager.net/emea/", "home")
CHANNEL = Conversation(
    "19:plan@thread.tacv2;messageid=5",
    Scope.CHANNEL,
    OWN.service_url,
    "home",
    "19:plan",
    "Plan",
    "19:plan@thread.tacv2",
)


def said(person: Person = KARIN, place: Conversation = OWN, at: dt.datetime = NOW, locale: str = "sv-SE") -> Turn:
    return Turn("1", Kind.SAID, at, person, place, locale=locale)


async def _address(store: Store, key: str) -> Kept[Address] | None:
    async def work(tx: Transaction) -> Kept[Address] | None:
        return await tx.get(ADDRESSES, key)

    return await store.run(work)


async def test_roles_come_of_settings_and_tenant(memory: Store) -> None:
    people = People(memory, frozenset({"aad-anna"}), "home")
    assert (await people.meet(said())).role is Role.MEMBER
    assert (await people.meet(said(Person("aad-anna", "29:anna", "Anna", "home")))).role is Role.SECRETARIAT
    assert (await people.meet(said(Person("aad-gast", "29:gast", "Lovisa", "elsewhere")))).role is Role.GUEST


@pytest.mark.parametrize(("locale", "lang"), [("sv-SE", "sv"), ("en-GB", "en"), ("fi-FI", "sv"), ("", "sv")])
async def test_the_client_tells_the_language_until_the_person_does(memory: Store, locale: str, lang: str) -> None:
    people = People(memory, frozenset(), "home")
    assert (await people.meet(said(locale=locale))).lang == lang
    await people.choose_language(said(), "en")
    assert (await people.meet(said(locale=locale))).lang == "en"


async def test_a_language_can_be_chosen_before_anything_else(memory: Store) -> None:
    people = People(memory, frozenset(), "home")
    await people.choose_language(said(), "en")
    assert (await people.meet(said())).lang == "en"


async def test_a_person_met_in_a_channel_has_no_chat_until_they_write_there(memory: Store) -> None:
    people = People(memory, frozenset(), "home")
    await people.meet(said(place=CHANNEL))
    person = await _address(memory, "person:aad-karin")
    place = await _address(memory, "conversation:19:plan@thread.tacv2")
    assert person is not None
    assert (person.value.conversation_id, person.value.teams_id) == ("", "29:karin")
    assert place is not None
    assert place.value.conversation_id == "19:plan@thread.tacv2"
    await people.meet(said())
    await people.meet(said(place=CHANNEL))
    person = await _address(memory, "person:aad-karin")
    assert person is not None
    assert person.value.conversation_id == "a:karin"


async def test_a_word_from_somebody_revives_their_address_and_ordinary_turns_write_nothing(memory: Store) -> None:
    people = People(memory, frozenset(), "home")
    await people.meet(said())
    first = await _address(memory, "person:aad-karin")
    assert first is not None
    await people.meet(said(at=NOW + dt.timedelta(hours=3)))
    assert await _address(memory, "person:aad-karin") == first

    async def block(tx: Transaction) -> None:
        kept = await tx.get(ADDRESSES, "person:aad-karin")
        assert kept is not None
        await tx.put(ADDRESSES, kept, dataclasses.replace(kept.value, unreachable="blocked"))

    await memory.run(block)
    await people.meet(said(at=NOW + dt.timedelta(hours=4)))
    revived = await _address(memory, "person:aad-karin")
    assert revived is not None
    assert revived.value.unreachable == ""
