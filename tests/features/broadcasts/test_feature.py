"""Broadcasts in conversation: written, looked at by somebody else, sent, stopped, corrected and taken back."""

import asyncio
import datetime as dt

import pytest

from bot.core.journal import read_journal
from bot.core.ports import Later, Store, Unreachable
from bot.features.broadcasts import texts
from bot.features.broadcasts.model import BROADCASTS, LONGEST_TEXT
from tests.conversation import NOW, Chat, read
from tests.features.broadcasts.test_sending import furnish
from tests.world import World, living

MINUTE = dt.timedelta(minutes=1)
SAID = "skicka till planeringscheferna: Underlaget finns på Teams."


async def later(world: World, minutes: float = 1) -> None:
    await world.until(world.clock() + minutes * MINUTE)


def report(world: World, name: str = "Gunilla Ström") -> str:
    """Return the sender's card as it stands."""
    return [each for each in world.to_person(name) if each.message.card][-1].words


async def lower_limit(world: World, limit: int) -> None:
    assert "godkänna" in read(await world.secretariat.say(f"gränsen för utskick är {limit}"))


async def test_a_sentence_is_shown_with_its_recipients_and_goes_with_one_press(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        words = read(await chat.say(SAID))
        assert words.startswith("Utskick till 1 mottagare\nTill: planeringscheferna")
        assert "Mottagare: kanalen för planeringscheferna" in words
        assert "Underlaget finns på Teams.\n\n*Gunilla Ström, kansliet*" in words
        assert world.to_channel() == []
        preview = chat.last
        assert "Utskick 1 går nu." in read(await chat.press("Skicka"))
        await later(world)
        assert [each.words for each in world.to_channel()] == [
            "Underlaget finns på Teams.\n\n*Gunilla Ström, kansliet*"
        ]
        assert "Utskick 1 är skickat" in report(world)
        assert "Skickade: 1\nVäntar: 0\nNås inte i Teams: 0\nMisslyckades: 0\nTotalt: 1" in report(world)
        chat.last = preview
        assert "Det är redan skickat." in read(await chat.press("Skicka"))


async def test_those_not_reached_are_told_with_reason_and_a_text_for_mail(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        gone = f"person:{world.chat('Per Berg').who.id}"
        world.teams.refuses[gone] = Unreachable("403 Forbidden")
        chat = world.secretariat
        words = read(await chat.say("utskick till alla ledamöter: Hej"))
        assert "Utskick till 4 mottagare" in words
        assert "1 av dem når jag inte i Teams." in words
        await chat.press("Skicka")
        await later(world)
        card = report(world)
        assert "Skickade: 2\nVäntar: 0\nNås inte i Teams: 2\nMisslyckades: 0\nTotalt: 4" in card
        assert "Per Berg (Tyresö): tar inte emot meddelanden från mig" in card
        assert "Karin Holmlund (Salem): har ingen chatt med mig än" in card
        text = read(await world.press_on(world.to_person("Gunilla Ström")[-1], "Text för e-post", chat))
        assert "per.berg@example.org" in text
        assert "Saknar e-postadress: Karin Holmlund (Salem)" in text
        assert text.endswith("Hej\n\n*Gunilla Ström, kansliet*")


async def test_offices_are_listed_for_mail(memory: Store) -> None:
    async with living(memory) as world:
        chat = world.secretariat
        words = read(await chat.say("skicka till kommunernas kanslier: Hej"))
        assert "Utskick till 8 mottagare" in words
        assert "Ingen av dem når jag i Teams." in words
        words = read(await chat.say("skicka till registratorerna i Salem och Tyresö: Hej"))
        assert "Mottagare: Salems kommuns registratur och Tyresö kommuns registratur" in words


async def test_above_the_limit_a_colleague_approves_and_only_one_of_two_presses_counts(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await world.chat("Tobias Lager").say("hej")
        await lower_limit(world, 2)
        chat = world.secretariat
        await chat.say("utskick till alla ledamöter: Hej på er")
        words = read(await chat.press("Be Tobias Lager godkänna"))
        assert "Jag har frågat Tobias Lager" in words
        await later(world)
        asked = world.to_person("Tobias Lager")[-1]
        assert asked.words.startswith("Gunilla Ström vill skicka det här till 4 mottagare. Godkänner du?")
        assert world.to_person("Per Berg") == []
        own = read(await world.press_on(asked, "Godkänn och skicka", chat))
        assert own == "Ditt eget utskick kan du inte godkänna. Tobias Lager på kansliet kan."
        first, second = await asyncio.gather(
            world.press_on(asked, "Godkänn och skicka", world.chat("Tobias Lager")),
            world.press_on(asked, "Låt bli", world.chat("Tobias Lager")),
        )
        assert sorted(read(each)[:10] for each in (first, second)) == ["Det är red", "Godkänt. U"]
        await later(world)
        assert len(world.to_person("Per Berg")) == 1
        assert "Tobias Lager godkände utskicket till 4 mottagare." in world.to_person("Tobias Lager")[-1].words
        assert "Godkänt av: Tobias Lager" in report(world)
        refused = read(await world.press_on(asked, "Godkänn och skicka", world.chat("Per Berg")))
        assert "kan bara kansliet göra" in refused


async def test_a_colleague_who_says_no_stops_it_and_the_author_is_told(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await world.chat("Tobias Lager").say("hej")
        await lower_limit(world, 1)
        chat = world.secretariat
        await chat.say("utskick till alla ledamöter: Hej")
        await chat.press("Be Tobias Lager godkänna")
        await later(world)
        await world.press_on(world.to_person("Tobias Lager")[-1], "Låt bli", world.chat("Tobias Lager"))
        await later(world)
        assert "Tobias Lager godkände inte utskicket till ledamöterna" in world.to_person("Gunilla Ström")[-1].words
        assert world.to_person("Per Berg") == []


async def test_alone_the_number_is_written(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        await lower_limit(world, 3)
        chat = world.secretariat
        await chat.say("utskick till alla ledamöter: Hej")
        assert "Skriv antalet mottagare" in read(await chat.press("Skicka"))
        assert "Utskicket har 4 mottagare, inte 5. Inget är skickat." in read(await chat.press("Skicka", number="5"))
        assert "inte 0" in read(await chat.press("Skicka"))
        assert "går nu" in read(await chat.press("Skicka", number=" 4 "))
        await later(world)
        assert "Godkänt av: Gunilla Ström, som skrev antalet" in report(world)
        kept = await memory.run(lambda tx: tx.find(BROADCASTS, number="1"))
        entries = await memory.run(lambda tx: read_journal(tx, kept[0].value.key))
        assert [entry.said.sv for entry in entries] == [
            "Skickade ett utskick till ledamöterna: Hej",
            "Godkände utskicket ensam, genom att skriva antalet (4 mottagare)",
        ]


async def test_a_later_time_is_kept_and_can_be_stopped(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        words = read(await chat.say("skicka på torsdag kl 9 till planeringscheferna: Hej"))
        assert "När: på torsdag kl. 9" in words
        assert "Utskick 1 går på torsdag kl. 9." in read(await chat.press("Skicka då"))
        words = read(await chat.say("skicka imorgon kl 9 till planeringscheferna: Hallå"))
        await chat.press("Skicka då")
        assert "Vilket utskick?" in read(await chat.say("stoppa utskicket"))
        assert "stoppade utskick 2" in read(await chat.say("stoppa utskick 2"))
        await world.until(NOW + dt.timedelta(days=4))
        assert [each.message.text[:3] for each in world.to_channel()] == ["Hej"]
        assert world.to_channel()[0].first == NOW + dt.timedelta(days=3)
        assert read(await chat.say("stoppa utskicket")) == "Det är inget utskick på gång."
        assert "hade redan gått till alla" in read(await chat.say("stoppa utskick 1"))


async def test_a_broadcast_is_stopped_midway_and_the_numbers_still_add_up(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        busy = f"person:{world.chat('Per Berg').who.id}"
        world.teams.refuses[busy] = Later(600, "429")
        chat = world.secretariat
        await chat.say("utskick till alla ledamöter: Hej")
        await chat.press("Skicka")
        await later(world)
        assert "Utskick 1 går ut" in report(world)
        assert "Skickade: 2\nVäntar: 1\nNås inte i Teams: 1" in report(world)
        words = read(await chat.say("stoppa utskicket"))
        assert words.startswith("Gunilla Ström stoppade utskick 1")
        assert "Skickade: 2\nVäntar: 0\nNås inte i Teams: 1\nMisslyckades: 0\nStoppade: 1\nTotalt: 4" in words
        world.teams.refuses.clear()
        await later(world, 60)
        assert world.to_person("Per Berg") == []
        assert "stoppade utskick 1" in report(world)


async def test_a_text_is_corrected_where_it_stands_and_taken_back(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say("skicka till planeringscheferna: Vi ses på Tyresö slot.")
        await chat.press("Skicka")
        await later(world)
        await chat.say("rätta utskicket")
        assert "Vad ska det stå?" in read(await chat.press("Rätta", text=" "))
        words = read(await chat.press("Rätta", text="Vi ses på Tyresö slott."))
        assert words.startswith("Rättat. 1 har fått det gamla")
        await later(world)
        stands = world.to_channel()
        assert len(stands) == 1
        assert stands[0].words.startswith("Vi ses på Tyresö slott.")
        assert "Rättat måndag 23 november (v. 48) kl. 9" in stands[0].words
        assert "tog tillbaka utskick 1" in read(await chat.say("ta tillbaka utskicket"))
        await later(world)
        assert world.to_channel() == []
        assert "Raderade: 1" in report(world)
        assert read(await chat.say("ta tillbaka utskick 1")) == "Det är tillbakataget."
        assert read(await chat.say("rätta utskick 1")) == "Det är tillbakataget."


async def test_what_cannot_be_is_said_and_nothing_is_lost(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        words = read(await chat.say("skicka till vaktmästarna: Viktigt."))
        assert words.startswith("Nytt utskick\nJag vet inte vilka ”vaktmästarna” är.")
        form = chat.last
        assert form is not None
        assert form.card is not None
        assert [getattr(part, "value", None) for part in form.card.parts[-3:]] == ["vaktmästarna", "Viktigt.", ""]
        words = read(await chat.press("Förhandsgranska", whom="planeringscheferna", text="Viktigt.", when="smuldag"))
        assert "”smuldag” är ingen tid som jag kan läsa" in words
        words = read(
            await chat.press("Förhandsgranska", whom="ordförandena i ledningsgruppen", text="Viktigt.", when="")
        )
        assert "Det finns ingen att skicka till: ordförandena och vice ordförandena i Ledningsgruppen." in words
        words = read(await chat.press("Förhandsgranska", whom="", text="Viktigt.", when=""))
        assert "Till vilka ska det gå?" in words
        words = read(await chat.say("skicka till arbetsgruppen: Hej"))
        assert "Vilket organ menar du: remissgruppen" in words
        hundred_pages = "Sidan är full av text. " * 9_000
        assert "ett utskick får ha högst" in read(await chat.say(f"skicka till planeringscheferna: {hundred_pages}"))
        await chat.say("utskick")
        words = read(await chat.press("Förhandsgranska", whom="planeringscheferna", text=hundred_pages))
        assert "för mycket text för ett fält" in words
        await chat.say("utskick")
        words = read(await chat.press("Förhandsgranska", whom="planeringscheferna", text="a" * (LONGEST_TEXT + 1)))
        assert "Texten är 5001 tecken" in words
        assert world.to_channel() == []


@pytest.mark.parametrize("name", ["Per Berg", "Mehmet Aydin"])
async def test_only_the_secretariat_sends_and_only_in_its_own_chat(memory: Store, name: str) -> None:
    async with living(memory) as world:
        await furnish(world)
        assert "kan bara kansliet göra" in read(await world.chat(name).say(SAID))
        assert "i vår egen chatt" in read(await world.in_channel("Gunilla Ström").say(SAID))


async def test_an_old_preview_is_not_sent_when_the_recipients_have_changed_or_a_week_has_gone(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say("utskick till ersättarna i planeringscheferna: Hej")
        chair = world.chat("Mehmet Aydin")
        await chair.say("Stina Nyqvist blir ersättare för Botkyrka i planeringscheferna från i dag")
        await chair.press("Spara")
        words = read(await chat.press("Skicka"))
        assert "nu är det 2 mottagare, inte 1. Inget är skickat än." in words
        await world.until(NOW + dt.timedelta(days=8))
        chat.now = world.clock()
        assert "för gammalt" in read(await chat.press("Skicka"))


async def test_in_english(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = Chat(world.bot, who=world.secretariat.who, now=world.clock(), locale="en-GB")
        words = read(await chat.say("send to the planning managers and all chairs except Salem: The papers are here."))
        assert words.startswith("Broadcast to 3 recipients\nTo: the planning managers and the chairs and vice chairs")
        assert "goes now" in read(await chat.press("Send"))
        await later(world)
        assert "Broadcast 1" in read(await chat.say("broadcast 1"))


async def test_the_overview_tells_what_goes_next_and_what_waits(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        await chat.say("skicka på torsdag kl 9 till planeringscheferna: Hej")
        await chat.press("Skicka då")
        words = read(await chat.say("utskicken"))
        assert "1 | planeringscheferna | går på torsdag kl. 9" in words


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("meddela planeringscheferna: Salen är bytt till Ekliden.", "Salen är bytt till Ekliden."),
        ("informera planeringscheferna om att salen är bytt", "Salen är bytt."),
        ("kan du säga till planeringscheferna att salen är bytt", "Salen är bytt."),
        ("säg till planeringscheferna att salen är bytt", "Salen är bytt."),
        ("tell the planning managers that the room is changed", "The room is changed."),
    ],
)
async def test_to_let_somebody_know_is_a_broadcast(memory: Store, said: str, text: str) -> None:
    """ "meddela planeringscheferna: …" was answered with something out of the year's report."""
    async with living(memory) as world:
        await furnish(world)
        words = read(await world.secretariat.say(said))
        assert "1 mottagare" in words or "1 recipient" in words
        assert text in words
        assert world.to_channel() == []


@pytest.mark.parametrize(
    "said", ["berätta för mig att du fungerar", "berätta om planeringscheferna", "meddela förhinder"]
)
async def test_to_tell_the_secretariat_something_is_no_broadcast(memory: Store, said: str) -> None:
    async with living(memory) as world:
        await furnish(world)
        assert "tskick" not in read(await world.secretariat.say(said))


async def test_what_waits_for_approval_can_be_stopped_in_words(memory: Store) -> None:
    """ "stoppa utskicket" said that no broadcast was on its way."""
    async with living(memory) as world:
        await furnish(world)
        await world.chat("Tobias Lager").say("hej")
        await lower_limit(world, 2)
        chat = world.secretariat
        await chat.say("utskick till alla ledamöter: Hej")
        assert "väntar på godkännande" in read(await chat.press("Be Tobias Lager godkänna"))
        assert read(await chat.say("stoppa utskicket")) == texts.DROPPED("sv")
        assert "inget utskick på gång" in read(await chat.say("stoppa utskicket"))


async def test_all_the_offices_are_not_listed_by_name(memory: Store) -> None:
    """It said "kommunernas kanslier för Botkyrka, Haninge, Huddinge, …", all eight."""
    async with living(memory) as world:
        every = "Botkyrka, Haninge, Huddinge, Nykvarn, Nynäshamn, Salem, Södertälje och Tyresö"
        words = read(await world.secretariat.say(f"skicka till registratorerna i {every}: Hej"))
        assert "Till: kommunernas kanslier\n" in words
        words = read(await world.secretariat.say("skicka till registratorerna i Salem och Tyresö: Hej"))
        assert "Till: kommunernas kanslier för Salem och Tyresö\n" in words
