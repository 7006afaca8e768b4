"""Home: the first words, help, language and a word for those who say nothing."""

import pytest

from bot.app import Bot
from bot.core.turn import Kind
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
        "what can you do",
    ],
)
async def test_help_lists_what_can_be_done(bot: Bot, said: str) -> None:
    words = read(await Chat(bot).say(said))
    assert words.startswith("Det här kan jag hjälpa dig med")
    assert "english" in words


async def test_help_shows_each_only_what_they_may_do(bot: Bot) -> None:
    member = read(await Chat(bot).say("hjälp"))
    secretariat = read(await Chat(bot, who=person("Gunilla Ström")).say("hjälp"))
    assert len(secretariat) > len(member)


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


@pytest.mark.parametrize("said", ["", "   ", "🎉🎉", "...", "!!!", "\N{NO-BREAK SPACE}"])
async def test_nothing_said_gets_an_example(bot: Bot, said: str) -> None:
    assert "Vilka är de fem prioriteringarna?" in read(await Chat(bot).say(said))


async def test_a_card_from_last_year_gets_todays_help(bot: Bot) -> None:
    words = read(await Chat(bot).press_raw({"do": "meetings.rsvp2025", "meeting": "x"}))
    assert "gammalt" in words
    assert "Det här kan jag hjälpa dig med" in words
