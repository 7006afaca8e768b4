"""The welcome and the help."""

from collections.abc import Sequence

from bot.core.action import Action
from bot.core.card import Button, Card, Part, Rows, Words
from bot.core.feature import Command
from bot.core.text import Lang
from bot.core.turn import Role, Scope
from bot.features.bodies.examples import examples_of
from bot.features.bodies.model import Cooperation
from bot.features.home import texts


class ShowHelp(Action):
    """The button that shows what the bot can do."""

    name = "home.help"


def welcome_card(cooperation: Cooperation, lang: Lang) -> Card:
    """Return the first card that a person sees."""
    hello = texts.HELLO(lang, bot=cooperation.bot, cooperation=cooperation.name(lang))
    return Card(
        summary=hello,
        parts=(Words(hello), Rows(tuple(example(lang) for example in cooperation.try_asking))),
        buttons=(Button(texts.HELP_BUTTON(lang), ShowHelp()),),
    )


def help_card(
    commands: Sequence[Command[object]], cooperation: Cooperation, role: Role, scope: Scope, lang: Lang
) -> Card:
    """Return what this person can do in this place, made from what the features declare."""
    examples = examples_of(cooperation, lang)
    rows = tuple(
        texts.HELP_ROW(lang, say=command.say(lang, **examples), about=command.about(lang, **examples))
        for command in commands
        if command.shown and role in command.who and scope in command.where
    )
    parts: list[Part] = [Words(texts.HELP_TITLE(lang), strong=True), Words(texts.HELP_ASK(lang)), Rows(rows)]
    if scope is not Scope.PERSONAL:
        parts.append(Words(texts.HELP_MENTION(lang), small=True))
    return Card(summary=texts.HELP_TITLE(lang), parts=tuple(parts))
