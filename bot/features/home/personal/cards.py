"""How personal data is shown and asked about."""

from collections.abc import Sequence
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Part, Rows, Words
from bot.core.text import Lang
from bot.features.bodies.cards import capital
from bot.features.home.personal import texts
from bot.features.home.personal.service import Forgotten, Told


class AskForget(Action):
    """The wish to be forgotten, before it has been confirmed."""

    name: ClassVar[str] = "personal.ask"


class ForgetMe(Action):
    """The confirmed wish."""

    name: ClassVar[str] = "personal.forget"


class LeaveMe(Action):
    """No wish after all."""

    name: ClassVar[str] = "personal.leave"


def told_card(told: Sequence[Told], url: str, lang: Lang) -> Card:
    """Return what is kept about somebody, with why and for how long; `url` is of all of it, empty without pages."""
    title = texts.TITLE(lang)
    parts: list[Part] = [Words(title, strong=True)]
    for each in told:
        holding = each.holding
        parts.append(Words(texts.KIND(lang, what=capital(holding.what(lang)), count=len(each.rows))))
        why = texts.WHY(
            lang, why=capital(holding.why(lang)), ground=holding.ground(lang), kept_for=holding.kept_for(lang)
        )
        parts.append(Words(why, small=True))
    buttons = [Button(texts.FORGET_BUTTON(lang), AskForget())]
    if url:
        parts.append(Words(texts.AS_A_FILE(lang), small=True))
        buttons.insert(0, Button(texts.FETCH(lang), url=url))
    return Card(title, tuple(parts), tuple(buttons))


def ask_card(found: Forgotten, lang: Lang) -> Card:
    """Return what would go and what would stay, and the question."""
    title = texts.ASK_TITLE(lang)
    parts: list[Part] = [Words(title, strong=True)]
    if found.goes:
        parts += [Words(texts.ASK_GOES(lang)), Rows(tuple(capital(each.what(lang)) for each in found.goes))]
    if found.stays:
        parts += [Words(texts.ASK_STAYS(lang)), Rows(tuple(each(lang) for each in found.stays))]
    parts.append(Words(texts.ASK_STATISTICS(lang), small=True))
    buttons = (Button(texts.YES(lang), ForgetMe()), Button(texts.NO(lang), LeaveMe()))
    return Card(title, tuple(parts), buttons, asks=True)


def done_card(found: Forgotten, lang: Lang) -> Card:
    """Return that it is done, and what stays."""
    title = texts.DONE(lang)
    parts: list[Part] = [Words(title, strong=True)]
    if found.stays:
        parts += [Words(texts.DONE_STAYS(lang)), Rows(tuple(each(lang) for each in found.stays))]
    return Card(title, (*parts, Words(texts.DONE_LAST(lang), small=True)))
