"""Home: the first words, help, language and a word for those who say nothing."""

import pytest

from bot.app import Bot
from bot.core.turn import Kind
from bot.features.home.texts import HELP_SUBJECTS
from tests.conversation import Chat, channel, person, read


async def test_the_bot_presents_itself_once_where_it_is_installed(bot: Bot) -> None:
    chat = Chat(bot)
    welcome = read(await chat.happen(Kind.INSTALLED))
    assert "Södertörnsboten" in welcome
    assert "[Vad kan du mer?]" in welcome
    assert await chat.happen(Kind.INSTALLED) is None
    await chat.happen(Kind.UNINSTALLED)
    assert await chat.happen(Kind.INSTALLED) is not None


async def test_in_a_team_the_bot_presents_itself_in_one_short_message(bot: Bot) -> None:
    reply = await Chat(bot, place=channel()).happen(Kind.INSTALLED)
    assert reply is not None
    assert reply.card is None
    assert "@" in reply.text
    assert len(reply.text) < 300


@pytest.mark.parametrize(
    "said",
    [
        "hjälp",
        "Hjälp!",
        "HELP",
        "?",
        "vad kan du?",
        "Vad kan du göra",
        "hur funkar du",
        "visa hjälp tack",
    ],
)
async def test_help_lists_what_can_be_done(bot: Bot, said: str) -> None:
    words = read(await Chat(bot).say(said))
    assert words.startswith("Det här kan jag hjälpa dig med")
    assert "english" in words


async def test_help_is_short_and_tells_more_subject_by_subject(bot: Bot) -> None:
    chat = Chat(bot)
    short = read(await chat.say("hjälp"))
    assert len(short.splitlines()) < 15
    meetings = read(await chat.press("Möten"))
    assert meetings.startswith("Möten")
    assert "min kalender" in meetings
    assert "inget att erinra" not in meetings
    referrals = await chat.press("Remisser")
    assert referrals is not None
    assert referrals.replaces
    assert "inget att erinra" in read(referrals)


async def test_who_writes_english_is_answered_in_it_until_swedish_is_chosen(bot: Bot) -> None:
    chat = Chat(bot)
    assert read(await chat.say("what can you do")).startswith("What I can help you with")
    assert read(await chat.say("hjälp")).startswith("Det här kan jag")
    assert "svenska" in read(await chat.say("can you say that in swedish please"))
    assert read(await chat.say("what can you do")).startswith("Det här kan jag")


async def test_help_shows_each_only_what_they_may_do(bot: Bot) -> None:
    member, secretariat = Chat(bot), Chat(bot, who=person("Gunilla Ström"))
    assert "Utskick och frågor" in read(await secretariat.say("hjälp"))
    assert "Utskick och frågor" not in read(await member.say("hjälp"))
    assert "flytta ett möte" in read(await secretariat.say("hjälp med möten"))
    assert "flytta ett möte" not in read(await member.say("hjälp med möten"))


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("hjälp med möten", "Möten"),
        ("hjälp mig med närvaron", "Närvaro"),
        ("hjälp om remisser", "Remisser"),
        ("help with meetings", "Möten"),
        ("hjälp med nätverken", "Organ och platser"),
        ("hjälp med utskick", "Det här kan jag hjälpa dig med"),
        ("hjälp med deklarationen", "Det här kan jag hjälpa dig med"),
    ],
)
async def test_help_with_a_subject_is_of_that_subject(bot: Bot, said: str, begins: str) -> None:
    assert read(await Chat(bot).say(said)).startswith(begins)


async def test_an_old_or_foreign_subject_gets_the_short_help(bot: Bot) -> None:
    assert "Tryck på det" in read(await Chat(bot).press_raw({"do": "home.help", "subject": "väder"}))


async def test_every_feature_with_commands_to_say_has_a_subject_with_a_name(bot: Bot) -> None:
    shown = {feature.subject for feature in bot.features if any(command.shown for command in feature.commands)}
    assert shown == set(HELP_SUBJECTS)


async def test_the_button_of_the_welcome_shows_help(bot: Bot) -> None:
    chat = Chat(bot)
    await chat.happen(Kind.INSTALLED)
    assert read(await chat.press("Vad kan du mer?")).startswith("Det här kan jag")


@pytest.mark.parametrize("said", ["hej", "Hej hej!", "tjena", "Hejsan boten", "god morgon", "hallå där"])
async def test_a_greeting_is_greeted(bot: Bot, said: str) -> None:
    reply = await Chat(bot).say(said)
    assert reply is not None
    assert reply.outcome == "smalltalk"
    assert read(reply).startswith("Hej.")


async def test_a_language_is_kept_until_another_is_chosen(bot: Bot) -> None:
    chat = Chat(bot)
    assert "English" in read(await chat.say("english please"))
    assert read(await chat.say("help")).startswith("What I can help you with")
    assert "svenska" in read(await chat.say("svara på svenska"))
    assert read(await chat.say("hjälp")).startswith("Det här kan jag")


@pytest.mark.parametrize(
    "said", ["engelska skolan i tyresö", "hej vem är ordförande", "hjälp mig hitta remissen om länsplanen"]
)
async def test_a_question_that_begins_like_a_command_is_still_a_question(bot: Bot, said: str) -> None:
    reply = await Chat(bot).say(said)
    assert reply is not None
    assert reply.outcome in {"answered", "unknown"}


@pytest.mark.parametrize("said", ["", "   ", "a", "B)", "🎉🎉", "...", "!!!", "\N{NO-BREAK SPACE}"])
async def test_nothing_said_gets_an_example(bot: Bot, said: str) -> None:
    assert "Vilka är de fem prioriteringarna?" in read(await Chat(bot).say(said))


async def test_a_card_from_last_year_gets_todays_help(bot: Bot) -> None:
    words = read(await Chat(bot).press_raw({"do": "meetings.rsvp2025", "meeting": "x"}))
    assert "gammalt" in words
    assert "Det här kan jag hjälpa dig med" in words
