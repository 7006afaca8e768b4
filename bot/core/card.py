"""Cards as values: what a person sees, apart from how Teams draws it.

A card is built of a few frozen parts, becomes Adaptive Card 1.5 JSON for Teams and plain text for notifications,
terminals and clients that cannot draw cards. Sources: Adaptive Cards 1.5 schema; Teams renders 1.5 (2026-10).
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.action import Action

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.5"

_MENTION = re.compile(r"<at>([^<>]*)</at>")
"""Somebody mentioned, as Teams writes it; words of other people's have their brackets escaped."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `strong` for a heading, `small` for what comes last, such as a source."""

    text: str
    strong: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Complete list of things, one per row; `numbered` when their order says something."""

    rows: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of name and value."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings, all of the same length."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lying bars, one for each (label, values): a value for each of the `series`, laid after one another.

    `told` is whether a table beside it tells the same: then it is left out where it cannot be drawn.
    """

    title: str
    series: tuple[str, ...]
    bars: tuple[tuple[str, tuple[float, ...]], ...]
    told: bool = False

    def __post_init__(self) -> None:
        if not self.series or any(len(values) != len(self.series) for _, values in self.bars):
            raise ValueError(f"Each bar of {self.title!r} needs a value for each series")


@dataclass(frozen=True, slots=True)
class Field:
    """A field to write in; its value arrives under `id` in the payload of whichever button is pressed."""

    id: str
    label: str
    value: str = ""
    long: bool = False
    max_chars: int = 4000


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice among (value, label) pairs; its value arrives under `id`."""

    id: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""


Part = Words | Rows | Facts | Table | Chart | Field | Choice


@dataclass(frozen=True, slots=True)
class Button:
    """A button that does `action`, or opens `url`."""

    title: str
    action: Action | None = None
    url: str = ""

    def __post_init__(self) -> None:
        if (self.action is None) == (not self.url):
            raise ValueError(f"The button {self.title!r} needs either an action or an address")


@dataclass(frozen=True, slots=True)
class Card:
    """What the bot shows: parts from top to bottom, then buttons. `summary` is what a notification says.

    A card that `asks` may be answered in words: a yes presses its first button, a no its last, with what stands in its
    fields as it is; a no to an only button lets it be. One that `picks` may be answered with what stands on a button,
    or in its choice, or with a part that is in no other.
    """

    summary: str
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    asks: bool = False
    picks: bool = False

    def __post_init__(self) -> None:
        if not self.summary.strip():
            raise ValueError("A card needs a summary that makes sense as a notification")
        if self.asks and not (self.buttons and all(button.action for button in self.buttons)):
            raise ValueError(f"{self.summary!r} cannot be answered with yes or no")
        if self.picks and not any(button.action for button in self.buttons):
            raise ValueError(f"{self.summary!r} has nothing to pick")


def card_text(card: Card) -> str:
    """Return all that a person reads on the card, as plain text with the buttons in brackets last."""
    lines = [_MENTION.sub(lambda m: html.unescape(m[1]), line) for part in card.parts for line in _part_lines(part)]
    if card.buttons:
        lines.append(" ".join(f"[{button.title}]" for button in card.buttons))
    return "\n".join(lines)


def _part_lines(part: Part) -> list[str]:
    match part:
        case Words(text=text):
            return [text]
        case Rows(rows=rows, numbered=numbered):
            return [f"{number}. {row}" if numbered else f"– {row}" for number, row in enumerate(rows, start=1)]
        case Facts(pairs=pairs):
            return [f"{name}: {value}" for name, value in pairs]
        case Table(headings=headings, rows=rows):
            return [" | ".join(headings), *(" | ".join(row) for row in rows)]
        case Chart():
            return [] if part.told else [part.title, *(_bar_line(part, label, values) for label, values in part.bars)]
        case Choice(label=label, options=options, value=value):
            return [f"{label}: {dict(options)[value]}" if value in dict(options) else label]
        case Field(label=label):
            return [label]


def _bar_line(chart: Chart, label: str, values: Sequence[float]) -> str:
    if len(chart.series) == 1:
        return f"{label}: {values[0]:g}"
    return f"{label}: {', '.join(f'{name} {value:g}' for name, value in zip(chart.series, values, strict=True))}"


def card_json(card: Card) -> dict[str, Any]:
    """Return the Adaptive Card as JSON values, version 1.5, with `fallbackText`."""
    drawn: dict[str, Any] = {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": VERSION,
        "fallbackText": card_text(card),
        "body": [element for part in card.parts for element in _part_json(part)],
    }
    if card.buttons:
        drawn["actions"] = [_button_json(button) for button in card.buttons]
    return drawn


def _part_json(part: Part) -> list[dict[str, Any]]:
    match part:
        case Words(text=text, strong=strong, small=small):
            block: dict[str, Any] = {"type": "TextBlock", "text": text, "wrap": True}
            if strong:
                block |= {"weight": "Bolder"}
            if small:
                block |= {"size": "Small", "isSubtle": True}
            return [block]
        case Rows(rows=rows, numbered=numbered):
            marks = [f"{n}. " if numbered else "- " for n in range(1, len(rows) + 1)]
            return [
                {
                    "type": "TextBlock",
                    "text": "\n".join(m + r for m, r in zip(marks, rows, strict=True)),
                    "wrap": True,
                    "spacing": "Small",
                }
            ]
        case Facts(pairs=pairs):
            return [{"type": "FactSet", "facts": [{"title": name, "value": value} for name, value in pairs]}]
        case Table(headings=headings, rows=rows):
            return [
                {
                    "type": "Table",
                    "firstRowAsHeader": True,
                    "showGridLines": False,
                    "columns": [{"width": 1} for _ in headings],
                    "rows": [_row_json(headings, strong=True), *(_row_json(row) for row in rows)],
                    "fallback": {"type": "TextBlock", "wrap": True, "text": "\n".join(_part_lines(part))},
                }
            ]
        case Chart():
            return [_chart_json(part)]
        case Field(id=id_, label=label, value=value, long=long, max_chars=max_chars):
            field: dict[str, Any] = {
                "type": "Input.Text",
                "id": id_,
                "label": label,
                "isMultiline": long,
                "maxLength": max_chars,
            }
            return [field | ({"value": value} if value else {})]
        case Choice(id=id_, label=label, options=options, value=value):
            choice: dict[str, Any] = {
                "type": "Input.ChoiceSet",
                "id": id_,
                "label": label,
                "choices": [{"title": title, "value": key} for key, title in options],
            }
            return [choice | ({"value": value} if value else {})]


def _chart_json(chart: Chart) -> dict[str, Any]:
    """Return a chart as Teams draws it; Teams for iOS leaves charts out (AdaptiveCards#9120, open 2026-10)."""
    drawn: dict[str, Any] = {"title": chart.title}
    if len(chart.series) == 1:
        data = [{"x": label, "y": values[0]} for label, values in chart.bars]
        drawn |= {"type": "Chart.HorizontalBar", "data": data}
    else:
        stacks = [
            {
                "title": label,
                "data": [{"legend": name, "value": value} for name, value in zip(chart.series, values, strict=True)],
            }
            for label, values in chart.bars
        ]
        drawn |= {"type": "Chart.HorizontalBar.Stacked", "data": stacks}
    text = "\n".join(_part_lines(chart))
    return drawn | {"fallback": "drop" if chart.told else {"type": "TextBlock", "wrap": True, "text": text}}


def _row_json(cells: Sequence[str], *, strong: bool = False) -> dict[str, Any]:
    weight = {"weight": "Bolder"} if strong else {}
    return {
        "type": "TableRow",
        "cells": [
            {"type": "TableCell", "items": [{"type": "TextBlock", "text": cell, "wrap": True} | weight]}
            for cell in cells
        ],
    }


def _button_json(button: Button) -> dict[str, Any]:
    if button.action is None:
        return {"type": "Action.OpenUrl", "title": button.title, "url": button.url}
    payload = button.action.pack()
    return {
        "type": "Action.Execute",
        "title": button.title,
        "verb": button.action.name,
        "data": payload,
        "fallback": {"type": "Action.Submit", "title": button.title, "data": payload},
    }
