"""How activities are shown, and what their owners are asked with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action
from bot.core.card import Button, Card, Field, Part, Rows, Words
from bot.core.text import Lang, escape, shorten
from bot.core.texts import AND_MORE
from bot.features.activities import texts
from bot.features.activities.model import LONGEST_STATUS, Activity, State

MOST_ROWS = 12
MOST_STATUS = 120


@dataclass(frozen=True, slots=True)
class SayStatus(Action):
    """Say how it goes, for the quarter in which it was asked; `same` as the last time."""

    name: ClassVar[str] = "activity-status"
    number: str
    quarter: str
    text: str = ""
    same: bool = False
    done: bool = False


def ask_card(activity: Activity, quarter: str, lang: Lang, *, again: bool) -> Card:
    """Return the question to the owner."""
    said = (texts.ASKS_AGAIN if again else texts.ASKS)(lang, title=escape(activity.title))
    parts: list[Part] = [Words(said)]
    last = activity.statuses[-1] if activity.statuses else None
    if last:
        words = texts.SAID_LAST(lang, name=escape(last.by_name) or "–", text=escape(last.text))
        parts.append(Words(words, small=True))
    parts.append(Field("text", texts.FIELD(lang), long=True, max_chars=LONGEST_STATUS))
    buttons = [Button(texts.SEND(lang), SayStatus(activity.number, quarter))]
    if last:
        buttons.append(Button(texts.SAME(lang), SayStatus(activity.number, quarter, same=True)))
    buttons.append(Button(texts.IS_READY(lang), SayStatus(activity.number, quarter, done=True)))
    return Card(said, tuple(parts), tuple(buttons))


def status_of(activity: Activity, lang: Lang) -> str:
    """Return how an activity goes, in a few words without markup."""
    last = activity.statuses[-1].text if activity.statuses else ""
    if activity.state is State.DONE:
        return f"{texts.IS_DONE(lang)}. {last}" if last else texts.IS_DONE(lang)
    return last or texts.NO_STATUS(lang)


def list_card(activities: Sequence[Activity], lang: Lang) -> Card:
    """Return the activities with what was last said of them."""
    title = texts.LIST_TITLE(lang)
    rows = [
        texts.ROW(
            lang,
            number=each.number,
            title=escape(each.title),
            owner=escape(each.owner_name) or "–",
            status=escape(shorten(status_of(each, lang), MOST_STATUS)),
        )
        for each in activities[:MOST_ROWS]
    ]
    if len(activities) > MOST_ROWS:
        rows.append(AND_MORE(lang, count=len(activities) - MOST_ROWS))
    return Card(title, (Words(title, strong=True), Rows(tuple(rows))))
