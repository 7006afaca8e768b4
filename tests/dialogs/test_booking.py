"""A meeting planned in conversation: one sentence, or one thing at a time."""

import datetime as dt

import pytest

from tests.conversation import NOW, Chat, read
from tests.features.meetings.conftest import BOOKING, Hall, hall

__all__ = ["hall"]


async def test_a_whole_sentence_is_shown_and_booked_by_a_press(hall: Hall) -> None:
    chat = hall.secretariat
    words = read(await chat.say(BOOKING))
    assert "När: torsdag 21 januari (v. 3) kl. 9–11" in words
    assert "Var: Tyresö slott" in words
    assert "Gäster: Trafikverket" in words
    preview = chat.last
    words = read(await chat.press("Boka"))
    assert "Planeringscheferna: bokat" in words
    assert "Kallelsen läggs i kanalen: planeringscheferna." in words
    chat.last = preview
    assert "Planeringscheferna: bokat" in read(await chat.press("Boka"))
    assert "Ett möte är inbokat" in read(await chat.say("vilka möten har planeringscheferna i vår"))


async def test_a_number_alone_is_no_day(hall: Hall) -> None:
    """ "7" became tomorrow at seven, and the place was asked for."""
    chat = hall.secretariat
    await chat.say("boka planeringscheferna")
    words = read(await chat.say("7"))
    assert "Vilken dag och tid ska planeringscheferna ses?" in words
    assert "Var ses ni?" in read(await chat.say("torsdag v. 3 kl. 9–11"))


async def test_what_is_missing_is_asked_for_one_thing_at_a_time(hall: Hall) -> None:
    chat = hall.secretariat
    assert "Vilket organ" in read(await chat.say("boka ett möte"))
    assert "känner jag inte" in read(await chat.say("blomvännerna"))
    assert "Vilken dag och tid ska klimatstrategerna ses?" in read(await chat.say("klimatstrategerna"))
    assert "Vilken dag i v. 6 (8–12 februari), och vilken tid?" in read(await chat.say("v 6"))
    assert "Vilken tid tisdag 9 februari (v. 6)?" in read(await chat.say("tisdag"))
    assert "Mehmet Aydin" in read(await chat.say("vilka sitter i planeringscheferna?"))
    assert "Du bokar ett möte. Vilken tid tisdag 9 februari" in read(await chat.say("hjälp"))
    assert "Var ses ni?" in read(await chat.say("10-12"))
    words = read(await chat.say("i Nykvarns kommunhus"))
    assert "När: tisdag 9 februari (v. 6) kl. 10–12" in words
    assert "Var: Nykvarns kommunhus" in words
    assert "Klimatstrategerna: bokat" in read(await chat.say("ja"))
    assert read(await chat.say("avbryt")) != "Då bokar jag inget."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("32 januari", "Det kan jag inte läsa som en tid som kommer."),
        ("3 december 11-9", "Mötet skulle sluta innan det börjar."),
        ("i går kl 9", "Det kan jag inte läsa som en tid som kommer."),
        ("3 december 2039 kl 9-11", "Det är mer än tre år bort."),
    ],
)
async def test_a_time_that_cannot_be_gets_a_clear_word_and_the_dialog_goes_on(hall: Hall, said: str, told: str) -> None:
    chat = hall.secretariat
    await chat.say("boka ledningsgruppen")
    assert read(await chat.say(said)).startswith(told)
    assert "Var ses ni?" in read(await chat.say("3 december 9-11"))
    assert read(await chat.say("avbryt")) == "Då bokar jag inget."


async def test_it_lapses_after_a_day_with_a_word(hall: Hall) -> None:
    chat = hall.secretariat
    await chat.say("boka ledningsgruppen")
    chat.now = NOW + dt.timedelta(hours=25)
    assert "mer än ett dygn" in read(await chat.say("3 december 9-11"))
    await chat.say(BOOKING)
    chat.now += dt.timedelta(hours=25)
    assert "mer än ett dygn" in read(await chat.press("Boka"))


async def test_clashes_red_days_and_holiday_weeks_are_told_before(hall: Hall) -> None:
    await hall.book()
    chat = hall.secretariat
    words = read(await chat.say("boka planeringscheferna 21 januari 10-12 digitalt"))
    assert "Planeringscheferna har redan ett möte torsdag 21 januari (v. 3) kl. 9–11." in words
    assert "[Boka ändå]" in words
    assert "är röd dag" in read(await chat.say("boka planeringscheferna 6 januari 9-11 digitalt"))
    assert "semesterveckorna" in read(await chat.say("boka planeringscheferna 15 juli 9-11 digitalt"))


async def test_a_clash_that_came_meanwhile_is_shown_before_anything_is_booked(hall: Hall) -> None:
    chat, other = hall.secretariat, hall.chat("Tobias Lager")
    await chat.say("boka planeringscheferna 28 januari 9-11 digitalt")
    await other.say("boka planeringscheferna 28 januari 10-12 digitalt")
    await other.press("Boka")
    words = read(await chat.press("Boka"))
    assert "Någon har bokat något samtidigt." in words
    assert "bokat" in read(await chat.press("Boka ändå"))


async def test_a_series_waits_for_its_time_in_the_channel(hall: Hall) -> None:
    chat = hall.secretariat
    words = read(await chat.say("boka planeringscheferna andra torsdagen varje månad 9–11 våren 2027, fem möten"))
    assert "Var ses ni?" in words
    words = read(await chat.say("vet inte än"))
    assert "Boka 5 möten" in words
    assert "5 möten bokade" in read(await chat.press("Boka"))
    rows = await hall.rows()
    assert len(rows) == 5
    assert all(kept.value.not_before > NOW for kept in rows)


async def test_a_yes_to_something_else_books_nothing(hall: Hall) -> None:
    chat = hall.secretariat
    await chat.say(BOOKING)
    assert "Ska jag lägga frågan" in read(await chat.say("vad kostar Tvärförbindelsen att bygga?"))
    assert "bokat" not in read(await chat.say("ja"))
    assert not any(row.id.startswith("invitation:") for row in await hall.rows())
    assert "Planeringscheferna: bokat" in read(await chat.say("boka"))


async def test_who_may_book(hall: Hall) -> None:
    words = read(await hall.chat("Lovisa Brandt").say("boka planeringscheferna på fredag"))
    assert words.startswith("Möten i planeringscheferna kan bara ordföranden Mehmet Aydin och kansliet")
    assert "Det där kan bara ordföranden och kansliet göra." in read(await hall.member.say("boka ett möte"))
    assert "boka" not in read(await hall.member.say("hjälp med möten"))
    assert "boka planeringscheferna" in read(await hall.secretariat.say("hjälp med möten"))
    assert "planeringscheferna ses?" in read(await hall.chat("Mehmet Aydin").say("boka ett möte"))


async def test_in_english(hall: Hall) -> None:
    chat = Chat(hall.bot, who=hall.secretariat.who, locale="en-GB")
    words = read(await chat.say("book the planning managers 11 February 10-12 at Tyresö slott"))
    assert "When: Thursday 11 February (week 6) 10 am–12 noon" in words
    assert "Where: Tyresö slott" in words
    assert "booked" in read(await chat.press("Book"))


async def test_a_body_that_nobody_knows_is_told_by_its_name_and_the_rest_is_kept(hall: Hall) -> None:
    chat = hall.secretariat
    words = read(await chat.say("boka blomvännerna torsdag v 3 kl 9–11 på Tyresö slott"))
    assert words.startswith("Jag känner inget organ som heter blomvännerna. Vilket organ ska ses?")
    assert "När: torsdag 21 januari (v. 3) kl. 9–11\nVar: Tyresö slott" in read(await chat.say("planeringscheferna"))
    await chat.say("avbryt")
    assert read(await chat.say("boka fem möten våren 2027")).startswith("Vilket organ ska ses?")


@pytest.mark.parametrize(
    ("days", "bad"),
    [
        ("14/1, 31/2, 11/3 kl 9-11", "31/2"),
        ("14 januari, 31 februari och 11 mars kl 9-11", "31 februari"),
        ("14/1 2026, 11/2 2027 kl 9-11", "14/1 2026"),
        ("2027-01-14, 2027-02-30, 2027-13-01 kl 9-11", "2027-02-30 och 2027-13-01"),
    ],
)
async def test_of_a_list_with_a_bad_day_nothing_is_taken(hall: Hall, days: str, bad: str) -> None:
    chat = hall.secretariat
    words = read(await chat.say(f"boka planeringscheferna digitalt {days}"))
    assert words.startswith(f"{bad} kan jag inte läsa som en dag som kommer")
    words = read(await chat.say("14/1, 11/2 och 11/3 kl 9-11"))
    assert words.startswith("Boka 3 möten: planeringscheferna?")


async def test_one_of_several_times_ends_before_it_begins(hall: Hall) -> None:
    words = read(await hall.secretariat.say("boka LG digitalt 14 januari 9-11, 11 februari 11-9"))
    assert words.startswith("Mötet skulle sluta innan det börjar.")
    assert "fredag 3 december" in read(await hall.secretariat.say("boka LG 2027-12-03 kl 9-11 digitalt"))


async def test_standing_items_and_school_holidays_are_shown(hall: Hall) -> None:
    words = read(await hall.secretariat.say("boka planeringscheferna 4 mars 9-11 digitalt. Agenda: Budget"))
    assert "1. Läget i kommunerna\n2. Budget\n3. Övriga frågor" in words
    assert "Torsdag 4 mars (v. 9) är det sportlov." in words


@pytest.mark.parametrize(
    "said",
    [
        "nästa möte",
        "Salem kommer inte 14 januari, de ringde",
        "rätta närvaron 8 december: Salem var med",
        "beslut i Ledningsgruppen 18 november: vi anställer en projektledare",
        "ny aktivitet: Upphandla en ny webbplats",
        "återkalla utskick 1",
        "registrera remiss Trafikplan 2030 från Region Stockholm",
    ],
)
async def test_a_whole_command_is_not_taken_for_the_place(hall: Hall, said: str) -> None:
    # "nästa möte" and "Salem kommer inte …" were shown as the place of the meeting.
    chat = hall.secretariat
    await chat.say("boka ledningsgruppen 3 december kl 9-11")
    assert "Var: " not in read(await chat.say(said))
    assert "Var: Salems kommunhus" in read(await chat.say("Salems kommunhus"))


async def test_a_booking_that_has_lapsed_swallows_no_command(hall: Hall) -> None:
    # A correction of attendance was answered with a word about an old booking, and lost.
    chat = hall.secretariat
    await chat.say("boka ledningsgruppen")
    chat.now = NOW + dt.timedelta(hours=25)
    assert "mer än ett dygn" not in read(await chat.say("rätta närvaron 8 december: Salem var med"))


QUESTIONS = {
    "närvaron 2026": "Inga möten har hållits 2026.",
    "min närvaro": "Inga möten har hållits",
    "läget": "Läget ",
    "vilka prioriteringar har vi?": "Södertörnskommunerna driver fem",
    "berätta om prioriteringarna": "Verksamhetsberättelse 2021",
}


@pytest.mark.parametrize("begun", ["boka ett möte", "boka ledningsgruppen", "boka ledningsgruppen 3 december",
                                   "boka ledningsgruppen 3 december kl 9-11"])  # fmt: skip
@pytest.mark.parametrize("late", [False, True])
async def test_a_question_at_any_point_is_answered_as_always(hall: Hall, begun: str, late: bool) -> None:
    """`närvaron 2026` was taken for a body, a place or an answer that came too late, and lost."""
    chat = hall.secretariat
    asked = read(await chat.say(begun))
    chat.now = NOW + dt.timedelta(hours=25 if late else 1)
    for question, answer in QUESTIONS.items():
        # While a place is asked for, anything that is no question or command is one.
        if late or "Var ses ni?" not in asked or not question.startswith("berätta"):
            assert answer in read(await chat.say(question))
    # Then it goes on where it was, or says that it is over.
    if late:
        assert "mer än ett dygn" in read(await chat.say("3 december 9-11 digitalt"))
    else:
        assert asked in read(await chat.say("hjälp"))


async def test_teams_is_where_a_meeting_is(hall: Hall) -> None:
    """It is a command too, and was kept as a place of that name."""
    chat = hall.secretariat
    await chat.say("boka ledningsgruppen 3 december kl 9-11")
    assert "Var: digitalt" in read(await chat.say("teams"))


async def test_help_within_a_booking_is_about_the_booking(hall: Hall) -> None:
    chat = hall.secretariat
    await chat.say("boka ledningsgruppen")
    assert "avbryt" in read(await chat.say("hjälp"))
    chat.now = NOW + dt.timedelta(hours=25)
    assert "Det här kan jag hjälpa dig med" in read(await chat.say("hjälp"))


async def test_an_extra_meeting_is_no_body(hall: Hall) -> None:
    # "Jag känner inget organ som heter extra" was the answer.
    assert "känner inget organ" not in read(await hall.secretariat.say("kalla till extra möte 15 december kl 9"))


async def test_a_new_meeting_is_one_to_book(hall: Hall) -> None:
    words = read(await hall.secretariat.say("nytt möte 18 december kl 9 planeringscheferna digitalt"))
    assert words.startswith("Boka planeringscheferna?")


async def test_a_time_said_while_the_body_is_asked_for_is_kept(hall: Hall) -> None:
    """It was taken for a question to the reports."""
    chat = hall.secretariat
    assert "Vilket organ" in read(await chat.say("boka ett möte"))
    assert "Vilket organ" in read(await chat.say("3 december kl 9-11 digitalt"))
    words = read(await chat.say("ledningsgruppen"))
    assert "torsdag 3 december" in words
    assert "[Boka]" in words


async def test_a_year_alone_is_a_year_to_plan_and_no_clock(hall: Hall) -> None:
    """ "planera året 2027" was read as this evening at 20.27."""
    chat = hall.secretariat
    assert "Vilket organ" in read(await chat.say("planera året 2027"))
    assert "Vilka dagar ska planeringscheferna ses under 2027?" in read(await chat.say("planeringscheferna"))
    assert "Var ses ni?" in read(await chat.say("första torsdagen varje månad kl 9-11"))
    words = read(await chat.say("vet inte än"))
    assert "Boka 12 möten: planeringscheferna?" in words
    assert "torsdag 7 januari (v. 1) kl. 9–11" in words
    assert "torsdag 2 december 2027 (v. 48) kl. 9–11" in words


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("planera planeringscheferna 2027 första torsdagen varje månad kl 9-11 digitalt", 12),
        ("boka planeringscheferna digitalt 14 januari 2027 9-11", 1),
        ("boka planeringscheferna digitalt 2027: 14 januari, 11 februari och 11 mars kl 9-11", 3),
    ],
)
async def test_a_year_among_the_days(hall: Hall, said: str, slots: int) -> None:
    words = read(await hall.secretariat.say(said))
    assert ("När: torsdag 14 januari" if slots == 1 else f"Boka {slots} möten") in words


async def test_in_a_channel_nobody_else_drops_a_booking_under_way(hall: Hall) -> None:
    """Anybody could."""
    begun = hall.in_channel("Gunilla Ström")
    await begun.say(BOOKING)
    preview = begun.last
    other = hall.in_channel("Åsa Öberg")
    other.last = preview
    assert "Någon annan håller på med den bokningen" in read(await other.press("Avbryt"))
    assert "bokat" in read(await begun.press("Boka"))


async def test_a_chair_drops_what_somebody_began_for_the_own_body(hall: Hall) -> None:
    begun = hall.in_channel("Gunilla Ström")
    await begun.say(BOOKING)
    chair = hall.in_channel("Mehmet Aydin")
    chair.last = begun.last
    assert "Då bokar jag inget" in read(await chair.press("Avbryt"))
