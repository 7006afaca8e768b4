"""The welcome."""

from bot.core.card import Button, Card, Rows, Words
from bot.core.text import Lang
from bot.features.bodies.model import Cooperation
from bot.features.home import texts
from bot.features.home.helping import ShowHelp


def welcome_card(cooperation: Cooperation, lang: Lang) -> Card:
    """Return the first card that a person sees."""
    hello = texts.HELLO(lang, bot=cooperation.bot, cooperation=cooperation.name(lang))
    return Card(
        summary=hello,
        parts=(Words(hello), Rows(tuple(example(lang) for example in cooperation.try_asking))),
        buttons=(Button(texts.HELP_BUTTON(lang), ShowHelp()),),
    )
