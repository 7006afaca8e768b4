"""What is booked on a day: asked about in a sentence, or by the day alone."""

import pytest

from bot.features.bodies.naming import finder_of
from bot.features.meetings.days import may_ask_of_days, read_days
from bot.features.meetings.wording import Reader
from tests.conftest import cooperation
from tests.conversation import NOW, read
from tests.features.meetings.conftest import Hall

ASKED = (
    "har vi möte på fredag?",
    "har vi något möte på torsdag",
    "vad händer på torsdag?",
    "vad händer nästa vecka",
    "fredag",
    "på torsdag?",
    "10 december",
    "idag",
    "i morgon",
    "vecka 50",
    "v. 50",
    "nästa vecka",
    "vad har vi inplanerat nästa vecka?",
    "har jag något på torsdag?",
    "är det något på fredag",
    "finns det några möten i januari?",
    "vilka möts på torsdag?",
    "vad gör vi på torsdag",
    "möten på fredag",
    "har planeringscheferna något inbokat i januari",
    "vad är inbokat i december",
    "vad står i kalendern på torsdag",
    "träffas vi nästa vecka?",
    "do we have a meeting on Friday?",
    "what's on next week?",
    "anything on Thursday?",
)
ELSE = (
    "vad händer med länsplanen på torsdag?",
    "oktober",
    "i april",
    "2021",
    "26 oktober 2021",
    "vad hände i december?",
    "jag kommer på torsdag",
    "jag kan inte 10 december",
    "boka planeringscheferna 10 december",
    "hur många möten hade vi i mars?",
    "vilka remisser svarade vi på i april?",
    "påminn mig på torsdag",
    "senast den 28 februari",
    "kl 9",
    "varje torsdag",
    "är det klart till fredag?",
    "har vi fått svar till fredag",
    "äntligen fredag",
    "anstånd en vecka",
    "vad beslutades den 13 mars?",
)


@pytest.mark.parametrize("said", ASKED)
async def test_a_day_is_asked_about(hall: Hall, said: str) -> None:
    """Each of these was offered to the secretariat, or taken for small talk, before."""
    words = read(await hall.chat("Per Berg").say(said))
    assert "möte" in words or "meeting" in words
    assert "kansliet" not in words
    assert "secretariat" not in words


@pytest.mark.parametrize("said", ELSE)
def test_what_says_more_than_a_day_is_something_else(said: str) -> None:
    asked = may_ask_of_days(said, Reader(finder_of(cooperation())))
    assert asked is None or read_days(asked, NOW) is None


async def test_one_meeting_is_shown_whole_and_can_be_answered(hall: Hall) -> None:
    await hall.book()
    member = hall.chat("Per Berg")
    words = read(await member.say("har vi möte den 21 januari?"))
    assert words.startswith("Planeringscheferna ses torsdag 21 januari (v. 3) kl. 9–11.")
    assert "Var: Tyresö slott" in words
    assert read(await member.press("Kommer")).startswith("Noterat: Tyresö kommer till planeringscheferna")
    for said in ("v 3", "torsdag den 21 januari", "vad händer vecka 3?", "vilka möten är det i januari?"):
        assert read(await member.say(said)).startswith("Planeringscheferna ses torsdag 21 januari")
    english = read(await member.say("what do we have booked in week 3?"))
    assert english.startswith("The planning managers meet Thursday 21 January")


async def test_a_day_without_meetings_says_so_and_what_lies_ahead(hall: Hall) -> None:
    await hall.book()
    words = read(await hall.chat("Per Berg").say("har vi möte på fredag?"))
    assert words == (
        "Jag känner inte till något möte på fredag. Så här ser det ut framåt: "
        "Planeringscheferna torsdag 21 januari (v. 3) kl. 9–11."
    )
    assert "inget möte inbokat" in read(await hall.chat("Per Berg").say("nästa möte i ledningsgruppen"))
    other = read(await hall.chat("Per Berg").say("har ledningsgruppen möte 21 januari?"))
    assert other.startswith("Jag känner inte till något möte torsdag 21 januari")


async def test_several_meetings_are_listed_and_a_cancelled_one_is_told(hall: Hall) -> None:
    await hall.book()
    office = hall.secretariat
    await office.say("boka klimatstrategerna 21 januari kl 13-15 digitalt")
    await office.press("Boka")
    words = read(await hall.chat("Per Berg").say("vad händer den 21 januari?"))
    assert "2 möten är inbokade" in words
    assert "klimatstrategerna" in words
    # "Vi" are the planning managers, whose seat Per holds.
    assert read(await hall.chat("Per Berg").say("ses vi den 21 januari?")).startswith("Planeringscheferna ses")
    await office.say("ställ in planeringscheferna 21 januari")
    await office.press("Ställ in")
    assert "inställt" in read(await hall.chat("Per Berg").say("ses vi den 21 januari?")).lower()


async def test_the_swedish_i_is_nobody(hall: Hall) -> None:
    """ "Vad är inbokat i januari?" was asked of the own bodies alone, since "i" was taken for the English one."""
    office = hall.secretariat
    await office.say("boka klimatstrategerna 21 januari kl 13-15 digitalt")
    await office.press("Boka")
    words = read(await hall.chat("Per Berg").say("vad är inbokat i januari?"))
    assert words.startswith("Klimatstrategerna ses torsdag 21 januari")
    assert "klimat" not in read(await hall.chat("Per Berg").say("what do I have booked on 21 January?")).lower()


async def test_in_a_channel_it_is_the_bodys_own(hall: Hall) -> None:
    office = hall.secretariat
    await office.say("boka klimatstrategerna 21 januari kl 13-15 digitalt")
    await office.press("Boka")
    words = read(await hall.in_channel("Per Berg").say("vad händer den 21 januari?"))
    assert words == "Jag känner inte till något möte torsdag 21 januari (v. 3)."


async def test_a_stranger_is_told_of_no_meeting(hall: Hall) -> None:
    await hall.book()
    assert "Tyresö slott" not in read(await hall.chat("Gäst Gästsson", tenant="elsewhere").say("21 januari"))
