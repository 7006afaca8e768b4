"""The message extension: things found from any chat, links of ours shown as cards, and messages pointed out.

Names and shapes from Teams' message extensions (Microsoft Learn, read 2026-11): `composeExtension/query`, `/queryLink`,
`/fetchTask` and `/submitAction`.
"""

import html
import re
from collections.abc import Mapping
from typing import Any, Final

from bot.core.card import Card, card_json
from bot.core.text import Lang
from bot.core.turn import Hit, Kind, Reply
from bot.teams.activity import Activity, Malformed
from bot.teams.texts import ASK_TITLE

QUERY: Final = "composeExtension/query"
LINK: Final = "composeExtension/queryLink"
FETCH: Final = "composeExtension/fetchTask"
SUBMIT: Final = "composeExtension/submitAction"
KINDS: Final = {QUERY: Kind.SEARCHED, LINK: Kind.LINKED, FETCH: Kind.POINTED, SUBMIT: Kind.POINTED}
CARD_TYPE: Final = "application/vnd.microsoft.card.adaptive"
PREVIEW_TYPE: Final = "application/vnd.microsoft.card.thumbnail"
LONGEST_QUERY: Final = 1_000

_TAG: Final = re.compile(r"<[^<>]*>")


def words_of(activity: Activity) -> str:
    """Return what is searched for, the link, or the message pointed out; raises Malformed."""
    value = activity.value
    if not isinstance(value, dict):
        raise Malformed("`value` is no object")
    match activity.name:
        case "composeExtension/query":
            return _query(value)
        case "composeExtension/queryLink":
            return _text(value.get("url"), "value.url")
        case "composeExtension/fetchTask":
            return _message(value)
    return ""


def filled_in(activity: Activity) -> Mapping[str, Any] | None:
    """Return what was filled in and submitted, None when nothing was; raises Malformed."""
    if activity.name != SUBMIT:
        return None
    data = activity.value.get("data") if isinstance(activity.value, dict) else None
    if not isinstance(data, dict):
        raise Malformed("`value.data` is no object")
    return data


def extension_answer(activity: Activity, reply: Reply, lang: Lang) -> dict[str, Any]:
    """Return the body with which such an invoke is answered: what was found, or what is said instead."""
    if activity.name == QUERY and reply.text and not reply.hits:
        return {"composeExtension": {"type": "message", "text": reply.text}}
    if activity.name in {QUERY, LINK}:
        found = [_attachment(hit) for hit in reply.hits]
        return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": found}}
    if reply.card is None:
        return {"task": {"type": "message", "value": reply.text}}
    shown = {"contentType": CARD_TYPE, "content": _submitting(reply.card)}
    return {"task": {"type": "continue", "value": {"title": ASK_TITLE(lang), "card": shown}}}


def _submitting(card: Card) -> dict[str, Any]:
    """Return a card for a task module, whose buttons submit: Action.Execute is not carried there."""
    drawn = card_json(card)
    drawn["actions"] = [
        {"type": "Action.Submit", "title": button["title"], "data": button["data"]} for button in drawn["actions"]
    ]
    return drawn


def _attachment(hit: Hit) -> dict[str, Any]:
    return {
        "contentType": CARD_TYPE,
        "content": card_json(hit.card),
        "preview": {"contentType": PREVIEW_TYPE, "content": {"title": hit.title, "text": hit.about}},
    }


def _query(value: Mapping[str, Any]) -> str:
    listed = value.get("parameters")
    for each in listed if isinstance(listed, list) else []:
        # Teams asks once with `initialRun` before anything is written.
        if isinstance(each, dict) and each.get("name") != "initialRun":
            return _text(each.get("value"), "value.parameters")[:LONGEST_QUERY]
    return ""


def _message(value: Mapping[str, Any]) -> str:
    payload = value.get("messagePayload")
    body = payload.get("body") if isinstance(payload, dict) else None
    if not isinstance(body, dict):
        raise Malformed("`value.messagePayload.body` is missing")
    content = _text(body.get("content"), "value.messagePayload.body.content")
    if body.get("contentType") == "html":
        content = html.unescape(_TAG.sub(" ", content))
    return " ".join(content.split())


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise Malformed(f"`{where}` is no text")
    return value
