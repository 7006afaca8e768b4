"""Translates between Teams' words and ours: an Activity becomes a Turn, a Message becomes JSON for the connector."""

import datetime as dt
import html
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.core.text import Lang
from bot.core.turn import FROM_AFAR, Conversation, Kind, Message, Person, Scope, Turn
from bot.teams.activity import Account, Activity, Malformed, instant
from bot.teams.extension import CARD_TYPE, KINDS, filled_in, words_of

MEETING_EVENTS: Final = {
    "application/vnd.microsoft.meetingStart": Kind.MEETING_BEGAN,
    "application/vnd.microsoft.meetingEnd": Kind.MEETING_ENDED,
}
PRESS_INVOKE: Final = "adaptiveCard/action"
MAX_TEXT_CHARS: Final = 28_000
"""What Teams lets a person write in one message is about 28 KB; longer text is not a person's and is cut."""
MAX_NAME_CHARS: Final = 200
MAX_LINK_CHARS: Final = 2000
MAX_MENTIONS: Final = 100
MAX_DEPTH: Final = 32
"""How deep a pressed payload may nest; cards' payloads are flat."""

_SCOPES: Final = {"personal": Scope.PERSONAL, "channel": Scope.CHANNEL, "groupChat": Scope.GROUP}
_UNPRINTABLE: Final = {
    **{code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"},
    # Marks that turn the direction of all that follows: a name with one in it could rewrite what stands around it.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    0xA0: " ",
}
_CHANGES: Final = frozenset(
    {
        "channelCreated",
        "channelRenamed",
        "channelDeleted",
        "channelRestored",
        "teamRenamed",
        "teamArchived",
        "teamUnarchived",
        "teamDeleted",
        "teamHardDeleted",
        "teamRestored",
    }
)


def turn_of(activity: Activity, now: dt.datetime) -> Turn | None:
    """Return what happened, or None for what the bot has no use for (reactions, edits, typing, read receipts).

    What is said among several people is for the bot when it mentions the bot, and else for them alone.
    Entra object ids and tenants are in lower case. `at` is the activity's own time, else `now`. Of an installation
    Teams tells twice, by installationUpdate and by conversationUpdate with the bot among the added; both become
    INSTALLED. Of an upgrade it tells with CHANGED and `change` "upgraded". Raises Malformed when a pressed card's
    payload is not one.
    """
    kind, change = _kind_of(activity)
    if kind is None or not (activity.conversation and activity.conversation.id):
        return None
    conversation = _conversation(activity)
    if kind is Kind.SAID and not _is_for_bot(activity, conversation.scope):
        return None
    locale = _locale(activity)
    return Turn(
        id=activity.id or "",
        kind=kind,
        at=instant(activity.timestamp) if activity.timestamp else now,
        person=person_of(activity.from_ or Account(), conversation.tenant),
        conversation=conversation,
        lang=lang_of(locale),
        text=_clean(words_of(activity))[:MAX_TEXT_CHARS] if kind in FROM_AFAR else _text(activity),
        pressed=_payload(activity, kind),
        people=tuple(person_of(account, conversation.tenant) for account in _others(activity)),
        reply_to=activity.reply_to_id or "",
        locale=locale,
        bot_id=(activity.recipient and activity.recipient.id) or "",
        change=change,
        link=_link(activity) if kind in MEETING_EVENTS.values() else "",
    )


def lang_of(locale: str) -> Lang:
    """Return English for those whose client speaks English, Swedish for all others."""
    return "en" if locale.lower().partition("-")[0] == "en" else "sv"


def _kind_of(activity: Activity) -> tuple[Kind | None, str]:
    match activity.type:
        case "message":
            return (Kind.PRESSED if isinstance(activity.value, dict) else Kind.SAID), ""
        case "invoke" if activity.name == PRESS_INVOKE:
            return Kind.PRESSED, ""
        case "invoke":
            return KINDS.get(activity.name or ""), ""
        case "event":
            return MEETING_EVENTS.get(activity.name or ""), ""
        case "installationUpdate":
            action = activity.action or ""
            if action.endswith("-upgrade"):
                return (Kind.CHANGED, "upgraded") if action.startswith("add") else (None, "")
            return {"add": Kind.INSTALLED, "remove": Kind.UNINSTALLED}.get(action), ""
        case "conversationUpdate":
            return _update_kind(activity)
    return None, ""


def _update_kind(activity: Activity) -> tuple[Kind | None, str]:
    if activity.members_added:
        return (Kind.INSTALLED if _has_bot(activity, activity.members_added) else Kind.ADDED), ""
    if activity.members_removed:
        return (Kind.UNINSTALLED if _has_bot(activity, activity.members_removed) else Kind.REMOVED), ""
    event = (activity.channel_data and activity.channel_data.event_type) or ""
    return (Kind.CHANGED, event) if event in _CHANGES else (None, "")


def _has_bot(activity: Activity, accounts: Iterable[Account]) -> bool:
    return any(_is_bot(activity, account.id) for account in accounts)


def _is_bot(activity: Activity, account_id: object) -> bool:
    return bool(account_id) and activity.recipient is not None and account_id == activity.recipient.id


def _is_for_bot(activity: Activity, scope: Scope) -> bool:
    """Tell whether something said is for the bot: never its own echo, nor what another bot says."""
    teams_id = (activity.from_ and activity.from_.id) or ""
    if teams_id.startswith("28:"):
        return False
    return scope is Scope.PERSONAL or _mentions_bot(activity)


def _mentions_bot(activity: Activity) -> bool:
    return any(
        isinstance(entity, dict)
        and entity.get("type") == "mention"
        and isinstance(mentioned := entity.get("mentioned"), dict)
        and _is_bot(activity, mentioned.get("id"))
        for entity in activity.entities or ()
    )


def _others(activity: Activity) -> list[Account]:
    accounts = (
        (activity.members_added or activity.members_removed or []) if activity.type == "conversationUpdate" else []
    )
    return [account for account in accounts if account.id and not _is_bot(activity, account.id)]


def person_of(account: Account, tenant: str) -> Person:
    """Return the person of a Teams account; `tenant` is the conversation's, for accounts that do not tell theirs."""
    teams_id = account.id or ""
    return Person(
        id=(account.aad_object_id or account.object_id or "").lower() or teams_id,
        teams_id=teams_id,
        name=" ".join(_clean(account.name or "").split())[:MAX_NAME_CHARS],
        tenant=(account.tenant_id or "").lower() or tenant,
        email=_clean(account.email or "").strip()[:MAX_NAME_CHARS],
    )


def _conversation(activity: Activity) -> Conversation:
    said, data = activity.conversation, activity.channel_data
    team = data.team if data else None
    channel = (data and data.channel and data.channel.id) or (data and data.teams_channel_id) or ""
    tenant = (data and data.tenant and data.tenant.id) or (said and said.tenant_id) or ""
    scope = _SCOPES.get((said and said.conversation_type) or "")
    if scope is None:
        scope = Scope.CHANNEL if channel else Scope.GROUP if said and said.is_group else Scope.PERSONAL
    return Conversation(
        id=(said and said.id) or "",
        scope=scope,
        service_url=activity.service_url or "",
        tenant=tenant.lower(),
        team_id=(team and team.id) or (data and data.teams_team_id) or "",
        team_name=_clean((team and team.name) or "")[:MAX_NAME_CHARS],
        channel_id=channel,
    )


def _locale(activity: Activity) -> str:
    if activity.locale:
        return activity.locale[:35]
    for entity in activity.entities or ():
        if isinstance(entity, dict) and entity.get("type") == "clientInfo" and isinstance(entity.get("locale"), str):
            return str(entity["locale"])[:35]
    return ""


def _text(activity: Activity) -> str:
    # Teams writes the space after a mention as an entity, in an otherwise plain text.
    text = (activity.text or "").replace("&nbsp;", " ")
    for entity in (activity.entities or ())[:MAX_MENTIONS] if "<at" in text else ():
        if not (isinstance(entity, dict) and entity.get("type") == "mention"):
            continue
        words, mentioned = entity.get("text"), entity.get("mentioned")
        if not (isinstance(words, str) and words.startswith("<at") and isinstance(mentioned, dict)):
            continue
        if _is_bot(activity, mentioned.get("id")):
            text = text.replace(words, " ")
        elif isinstance(name := mentioned.get("name"), str):
            text = text.replace(words, name[:MAX_NAME_CHARS], 1)
    return _clean(text[: MAX_TEXT_CHARS * 2]).strip()[:MAX_TEXT_CHARS]


def _clean(text: str) -> str:
    return text if text.isprintable() else text.translate(_UNPRINTABLE)


def _payload(activity: Activity, kind: Kind) -> Mapping[str, Any] | None:
    if kind is Kind.PRESSED:
        return _pressed(activity)
    data = filled_in(activity) if kind in FROM_AFAR else None
    return None if data is None else _clean_payload(data)


def _link(activity: Activity) -> str:
    link = activity.value.get("JoinUrl") if isinstance(activity.value, dict) else None
    return _clean(link)[:MAX_LINK_CHARS] if isinstance(link, str) else ""


def _pressed(activity: Activity) -> Mapping[str, Any]:
    if activity.type == "message":
        return _clean_payload(activity.value)
    action = activity.value.get("action") if isinstance(activity.value, dict) else None
    if not isinstance(action, dict) or action.get("type") != "Action.Execute":
        raise Malformed("`value.action` is not an Action.Execute")
    data = action.get("data")
    if not (data is None or isinstance(data, dict)) or not isinstance(action.get("verb", ""), str | None):
        raise Malformed("`value.action` holds no payload")
    return _clean_payload(data or {})


def _clean_payload(payload: Mapping[str, Any]) -> dict[str, Any]:
    return {_clean(key): _clean_values(value, 1) for key, value in payload.items()}


def _clean_values(values: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise Malformed("the payload nests too deep")
    match values:
        case str():
            return _clean(values)
        case dict():
            return {_clean(key): _clean_values(value, depth + 1) for key, value in values.items()}
        case list():
            return [_clean_values(value, depth + 1) for value in values]
    return values


def message_json(message: Message) -> dict[str, Any]:
    """Return a message as the connector takes it.

    Each of `message.mentions` is (Teams id, name); the text or the card holds `<at>name</at>` where it belongs.
    """
    drawn: dict[str, Any] = {"type": "message", "textFormat": "markdown"}
    if message.text:
        drawn["text"] = message.text
    if message.summary and message.card is not None:
        drawn["summary"] = message.summary
    entities = [
        {"type": "mention", "text": f"<at>{html.escape(name)}</at>", "mentioned": {"id": teams_id, "name": name}}
        for teams_id, name in message.mentions
    ]
    if message.card is not None:
        card = message.card | {"msteams": {"entities": entities}} if entities else message.card
        drawn["attachments"] = [{"contentType": CARD_TYPE, "content": card}]
    elif entities:
        drawn["entities"] = entities
    return drawn
