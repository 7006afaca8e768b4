"""Welcome, help, language, and a word for those who say nothing."""

import re
from collections.abc import Callable, Sequence

from bot.core.feature import Command, Feature, Press, Subject
from bot.core.swedish.letters import plain
from bot.core.text import Lang
from bot.core.turn import Kind, Reply, Scope, Turn
from bot.features.bodies.model import Cooperation
from bot.features.bodies.service import People
from bot.features.home import texts
from bot.features.home.cards import welcome_card
from bot.features.home.helping import Help, ShowHelp, asks_for_help
from bot.features.home.service import Welcomes
from bot.features.home.undoing import undo_command

_GREETINGS = frozenset(
    "hej hejsan tja tjena tjenare hallå halloj goddag morgon morron kväll hello hi hey morning".split()
)
_BESIDE_GREETING = frozenset("god good på dig du boten bot där alla there afternoon evening".split())
_LANGUAGES: dict[str, Lang] = {"english": "en", "engelska": "en", "svenska": "sv", "swedish": "sv"}
_BESIDE_LANGUAGE = frozenset(
    """
    language språk byt till svara mig på prata skriv säg visa ta det den igen kan kunde du snälla
    switch to answer me in speak write say show that it again can could you please tack thanks
    """.split()
)


def _greets(bot: str) -> Callable[[str], bool | None]:
    """Return what recognises a greeting to the bot of that name."""
    beside = _GREETINGS | _BESIDE_GREETING | set(re.findall(r"\w+", bot.lower()))

    def says_hello(said: str) -> bool | None:
        words = set(re.findall(r"\w+", said.lower())) if len(said) < 60 else set()
        return True if words & _GREETINGS and words <= beside else None

    return says_hello


def _asks_for_language(said: str) -> Lang | None:
    words = plain(said).split() if len(said) < 60 else []
    named = [_LANGUAGES[word] for word in words if word in _LANGUAGES]
    return named[0] if len(named) == 1 and len(words) - 1 == sum(word in _BESIDE_LANGUAGE for word in words) else None


def _says_nothing(said: str) -> bool | None:
    letters = [character for character in said[:100] if character.isalnum()]
    return True if (not letters and "?" not in said) or (len(letters) == 1 and letters[0].isalpha()) else None


def build_home(people: People, welcomes: Welcomes, cooperation: Cooperation, others: Sequence[Feature]) -> Feature:
    """Return the feature; `others` are the features whose commands help shows."""

    async def welcome(turn: Turn) -> Reply | None:
        if not await welcomes.is_first(turn.conversation.id, turn.at):
            return None
        if turn.conversation.scope is Scope.PERSONAL:
            return Reply(card=welcome_card(cooperation, turn.lang))
        return Reply(text=texts.WELCOME_TEAM(turn.lang, bot=cooperation.bot, cooperation=cooperation.name(turn.lang)))

    async def leave(turn: Turn) -> None:
        await welcomes.forget(turn.conversation.id)

    async def greet(turn: Turn, _: object) -> Reply:
        return Reply(card=welcome_card(cooperation, turn.lang), outcome="smalltalk")

    async def choose_language(turn: Turn, lang: Lang) -> Reply:
        await people.choose_language(turn, lang)
        return Reply(text=texts.LANGUAGE_CHOSEN(lang))

    async def ask_for_words(turn: Turn, _: object) -> Reply:
        return Reply(
            text=texts.NOTHING_SAID(turn.lang, example=cooperation.try_asking[0](turn.lang)), outcome="smalltalk"
        )

    async def say_help(turn: Turn, subject: Subject | str) -> Reply:
        return await Help(cooperation, (*others, home)).say(turn, subject)

    async def show_help(turn: Turn, press: ShowHelp) -> Reply:
        return await Help(cooperation, (*others, home)).show(turn, press)

    home = Feature(
        name="home",
        commands=(
            Command("nothing", texts.SAY_HELP, texts.ABOUT_HELP, _says_nothing, ask_for_words, shown=False),
            Command("help", texts.SAY_HELP, texts.ABOUT_HELP, asks_for_help, say_help, in_menu=True),
            Command("hello", texts.SAY_HELLO, texts.ABOUT_HELLO, _greets(cooperation.bot), greet, shown=False),
            Command(
                "language", texts.SAY_ENGLISH, texts.ABOUT_ENGLISH, _asks_for_language, choose_language, in_menu=True
            ),
            undo_command([each.last_deed for each in others if each.last_deed]),
        ),
        presses=(Press(ShowHelp, show_help),),
        events={Kind.INSTALLED: welcome, Kind.UNINSTALLED: leave},
    )
    return home
