"""Decisions and external meetings: written down in a sentence after a look, asked about with source, and reported."""

import datetime as dt

import pytest

from bot.core.journal import JOURNAL
from bot.core.ports import Store
from bot.core.report import Place
from bot.features.decisions.model import NOTES
from bot.features.decisions.wording import is_note, read_note, read_question
from tests.conversation import NOW, Chat, read
from tests.features.broadcasts.test_sending import furnish
from tests.world import living

MET = "vi träffade Trafikverket den 3 mars om Tvärförbindelsen"
DECIDED = "Planeringscheferna beslutade i dag att ta fram en gemensam cykelplan, § 12"


@pytest.mark.parametrize(
    ("said", "on"),
    [
        (MET, dt.date(2026, 3, 3)),
        ("Vi mötte Region Stockholm i torsdags om bussdepån.", dt.date(2026, 11, 19)),
        ("vi träffade Trafikverket i måndags", dt.date(2026, 11, 16)),
        ("we met with Trafikverket yesterday about the cross link", dt.date(2026, 11, 22)),
        ("Kansliet besökte Telge Inköp 2026-03-03 om klimatkrav", dt.date(2026, 3, 3)),
        ("Samarbetskommittén beslutade den 14 januari 2025 att anta planen (§ 4)", dt.date(2025, 1, 14)),
        ("beslut i Samarbetskommittén 14 januari 2025: anta planen (§ 4)", dt.date(2025, 1, 14)),
        ("notera möte med Trafikverket i måndags om bussar", dt.date(2026, 11, 16)),
        ("planeringscheferna fattade beslut i torsdags: anta planen", dt.date(2026, 11, 19)),
        ("Samarbetskommittén tog beslut om budgeten 14 januari 2025", dt.date(2025, 1, 14)),
        ("notera beslut: planeringscheferna antar planen", None),
        ("vi träffade Trafikverket om länsplanen", None),
    ],
)
def test_the_day_that_has_been(said: str, on: dt.date | None) -> None:
    assert is_note(said)
    written = read_note(said, NOW)
    assert written is not None
    assert written.on == on


async def test_a_decision_is_understood_however_it_is_led_in(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        for said, what in (
            ("planeringscheferna fattade beslut i dag: anta planen", "anta planen"),
            ("anteckna att planeringscheferna beslutade i dag att anta planen", "anta planen"),
            ("nytt beslut: planeringscheferna antar planen i dag", "planeringscheferna antar planen"),
        ):
            words = read(await chat.say(said))
            assert f"Beslut i planeringscheferna\nDag: 23 november 2026\nBeslut: {what}" in words
        in_channel = world.in_channel("Gunilla Ström")
        assert "Beslut i planeringscheferna" in read(await in_channel.say("vi beslutade i dag att anta planen"))
        unnamed = read(await chat.say("vi beslutade i dag att anta planen"))
        assert unnamed.startswith("Vilket organ beslutade? Skriv det med i meningen.")
        assert "beslutade i dag att …" in read(await chat.say("nytt beslut"))


@pytest.mark.parametrize("said", ["när träffade vi Trafikverket?", "vad beslutade Ledningsgruppen", "vi ses i morgon"])
def test_what_is_no_note(said: str) -> None:
    assert is_note(said) is None


@pytest.mark.parametrize("said", ["vilka är prioriteringarna", "vem beslutar om länsplanen", "beslutade"])
def test_what_is_no_question_of_ours(said: str) -> None:
    assert read_question(said) is None


async def test_a_meeting_is_shown_written_down_once_and_asked_for(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        words = read(await chat.say(MET))
        assert "Externt möte: Trafikverket\nDag: 3 mars 2026\nOm: Tvärförbindelsen" in words
        preview = chat.last
        assert "Nedskrivet." in read(await chat.press("Skriv ner"))
        chat.last = preview
        await chat.press("Skriv ner")
        assert await memory.run(lambda tx: tx.count(NOTES)) == 1
        assert await memory.run(lambda tx: tx.count(JOURNAL, about="external-meeting:x")) == 0
        member = world.chat("Per Berg")
        for question in (
            "när träffade vi Trafikverket senast?",
            "externa möten i år",
            "vem har vi träffat om Tvärförbindelsen",
        ):
            words = read(await member.say(question))
            assert "3 mars 2026: Trafikverket, om Tvärförbindelsen" in words
            assert words.endswith("Nedskrivet av Gunilla Ström 23 november 2026")
        assert "Trafikverket, om Tvär" not in read(await member.say("externa möten 2025"))
        assert "Trafikverket, om Tvär" not in read(await world.chat("Nils X", tenant="elsewhere").say("externa möten"))


async def test_a_decision_is_written_by_the_own_chair_and_the_secretariat_alone(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chair = world.chat("Mehmet Aydin")
        words = read(await chair.say(DECIDED))
        assert "Beslut i planeringscheferna" in words
        assert "Beslut: ta fram en gemensam cykelplan\nParagraf: § 12" in words
        await chair.press("Skriv ner")
        other = "Klimatstrategerna beslutade i går att starta ett pilotprojekt"
        assert "ordföranden och kansliet" in read(await chair.say(other))
        assert "kan bara ordföranden och kansliet göra" in read(await world.chat("Åsa Öberg").say(other))
        words = read(await world.chat("Åsa Öberg").say("vad har planeringscheferna beslutat om cykelplan?"))
        assert "Planeringscheferna beslutade 23 november 2026 att ta fram en gemensam cykelplan (§ 12)" in words
        for said in ("vilka beslut har fattats om cykelplan?", "which decisions have been made about cykelplan?"):
            assert "cykelplan (§ 12)" in read(await world.chat("Åsa Öberg").say(said))
        for about in ("badhus", "gemensam badhusplan"):
            words = read(await world.chat("Åsa Öberg").say(f"vad beslutade planeringscheferna om {about}?"))
            assert "cykelplan (§ 12)" not in words, about
        english = Chat(world.bot, who=world.chat("Åsa Öberg").who, now=world.clock(), locale="en-GB")
        assert "The planning managers decided on 23 November 2026" in read(await english.say("decisions"))


async def test_what_is_missing_or_cannot_be(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        assert "Vilken dag var det?" in read(await chat.say("vi träffade Trafikverket om länsplanen"))
        assert "Vilket organ beslutade?" in read(await chat.say("Bokklubben beslutade i dag att läsa mer"))
        long = "Ledningsgruppen beslutade i dag att " + "a" * 1_100
        assert "1100 tecken av högst 1000" in read(await chat.say(long))
        assert "Så långt tillbaka" in read(await chat.say("vi träffade Trafikverket den 3 mars 2011 om allt"))
        await chat.say(MET)
        assert "Inget är nedskrivet" in read(await chat.press("Låt bli"))
        await chat.say(MET)
        await chat.press("Skriv ner")
        saved = chat.last
        assert read(await chat.press("Ta bort")) == "Borttaget."
        chat.last = saved
        assert "redan borttaget" in read(await chat.press("Ta bort"))
        assert await memory.run(lambda tx: tx.count(NOTES)) == 0
        assert await memory.run(lambda tx: tx.count(JOURNAL)) >= 2


async def test_a_meeting_with_others_is_removed_by_who_wrote_it_and_the_secretariat_alone(memory: Store) -> None:
    """Any chair could remove it."""
    async with living(memory) as world:
        await furnish(world)
        first, other = world.chat("Mehmet Aydin"), world.chat("Lovisa Brandt")
        await first.say(MET)
        saved = await first.press("Skriv ner")
        other.last = saved
        assert "Den som skrev ner det kan ta bort det" in read(await other.press("Ta bort"))
        assert await memory.run(lambda tx: tx.count(NOTES)) == 1
        assert read(await first.press("Ta bort")) == "Borttaget."
        await first.say(MET)
        await first.press("Skriv ner")
        chat = world.secretariat
        chat.last = first.last
        assert read(await chat.press("Ta bort")) == "Borttaget."


async def test_they_stand_in_the_yearly_report(memory: Store) -> None:
    async with living(memory) as world:
        await furnish(world)
        chat = world.secretariat
        for said in (MET, DECIDED, "vi träffade Region Stockholm den 5 maj 2025 om depån"):
            await chat.say(said)
            await chat.press("Skriv ner")
        chapters = {
            each.place: each
            for feature in world.bot.features
            for each in feature.chapters
            if feature.name == "decisions"
        }
        blocks = str(await chapters[Place.EXTERNAL_MEETINGS].write(2026, "sv", NOW))
        assert "Ett externt möte har skrivits ner. Förra året: 1." in blocks
        assert "('3 mars 2026', 'Trafikverket', 'Tvärförbindelsen')" in blocks
        blocks = str(await chapters[Place.MEETINGS].write(2026, "sv", NOW))
        assert "('23 november 2026', 'Planeringscheferna', '12', 'ta fram en gemensam cykelplan')" in blocks
        assert await chapters[Place.MEETINGS].write(2024, "sv", NOW) == []
