"""Teams' words become ours, and ours Teams'."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.turn import Conversation, Kind, Message, Person, Scope, Turn
from bot.teams.activity import read_activity
from bot.teams.surface import message_json, turn_of
from tests.microsoft import BOT, TENANT, Microsoft, activity

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TEAM = "19:plan@thread.tacv2"
BO = {"id": "29:bo", "aadObjectId": "BBBBBBBB-0000-4000-8000-000000000002"}
IN_TEAM = {"team": {"id": TEAM, "name": "Planeringschefer"}, "channel": {"id": TEAM}, "tenant": {"id": TENANT}}


def read(**changes: Any) -> Turn | None:
    return turn_of(read_activity(json.dumps(activity(Microsoft(), **changes)).encode()), NOW)


def turn(**changes: Any) -> Turn:
    read_turn = read(**changes)
    assert read_turn is not None
    return read_turn


def mention(name: str, teams_id: str) -> dict[str, Any]:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": teams_id, "name": name}}


def test_what_anna_says_in_her_own_chat() -> None:
    said = turn()
    assert said.person == Person("aaaaaaaa-0000-4000-8000-000000000001", "29:anna", "Anna Ek", TENANT)
    assert said.conversation == Conversation("a:anna", Scope.PERSONAL, "/emea/", TENANT)
    assert said.at == dt.datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=dt.UTC)
    assert (said.id, said.kind, said.lang, said.locale) == ("1700000000000", Kind.SAID, "sv", "sv-SE")
    assert said.bot_id == BOT


def test_what_is_said_in_a_channel_stays_in_its_thread() -> None:
    said = turn(
        conversation={"id": f"{TEAM};messageid=17", "conversationType": "channel", "isGroup": True},
        channelData=IN_TEAM,
        text="<at>Södertörnsboten</at> när ses vi?",
        entities=[mention("Södertörnsboten", BOT)],
    )
    place = Conversation(f"{TEAM};messageid=17", Scope.CHANNEL, "/emea/", TENANT, TEAM, "Planeringschefer", TEAM)
    assert said.conversation == place
    assert said.text == "när ses vi?"


@pytest.mark.parametrize(
    ("text", "entities", "left"),
    [
        ("<at>Bot</at>", [mention("Bot", BOT)], ""),
        ("hej <at>Bot</at>\xa0du", [mention("Bot", BOT)], "hej   du"),
        ("<at>Bot</at>&nbsp;R&amp;D", [mention("Bot", BOT)], "R&amp;D"),
        ("<at>Bot</at> fråga <at>Bo Ask</at>", [mention("Bot", BOT), mention("Bo Ask", "29:bo")], "fråga Bo Ask"),
        ("<at>Bot (test)*+</at> hej", [mention("Bot (test)*+", BOT)], "hej"),
        ("<at>A<B</at> hej", [mention("A<B", BOT)], "hej"),
        ("<at>Bot</at> hej <at>Bot</at>", [mention("Bot", BOT)], "hej"),
        ("hej", [{"type": "mention"}, {"type": "mention", "text": 7, "mentioned": 7}, "x", None, 7], "hej"),
        ("a<at b", [{"type": "mention", "text": "a", "mentioned": {"id": "29:bo", "name": "x" * 900}}], "a<at b"),
        ("hej\x00\x07 du\x7f\nrad", [], "hej du\nrad"),
        (None, [], ""),
        ("   ", None, ""),
        ("👍🏽", None, "👍🏽"),
        ("<b>hej</b> & <script>", None, "<b>hej</b> & <script>"),
    ],
)
def test_the_mention_of_the_bot_is_taken_out(text: str | None, entities: Any, left: str) -> None:
    assert turn(text=text, entities=entities).text == left


@pytest.mark.parametrize("kind", ["channel", "groupChat"])
@pytest.mark.parametrize(
    "entities",
    [
        None,
        [],
        [mention("Bo Ask", "29:bo")],
        [{"type": "mention"}, {"type": "mention", "mentioned": 7}, {"type": "clientInfo", "mentioned": {"id": BOT}}],
    ],
)
def test_what_people_say_to_each_other_is_not_for_the_bot(kind: str, entities: Any) -> None:
    place = {"id": f"{TEAM};messageid=17", "conversationType": kind, "isGroup": True}
    assert read(conversation=place, text="<at>Bot</at> hej", entities=entities) is None
    pressed = read(conversation=place, text=None, value={"do": "come"}, entities=entities)
    assert pressed is not None
    assert pressed.kind is Kind.PRESSED
    spoken_to = [*(entities or []), mention("Bot", BOT)]
    said = read(conversation=place, text="<at>Bot</at> hej", entities=spoken_to)
    assert said is not None
    assert said.text == "hej"


@pytest.mark.parametrize("teams_id", [BOT, "28:another"])
def test_bots_are_not_answered_lest_they_go_on_for_ever(teams_id: str) -> None:
    assert read(**{"from": {"id": teams_id, "name": "Bot"}}) is None


def test_marks_that_turn_the_direction_of_text_are_taken_out() -> None:
    said = turn(text="\u202eneila\u2066 hej\x85", **{"from": {"id": "29:anna", "name": "A\u202enna"}})
    assert (said.text, said.person.name) == ("neila hej", "Anna")


def test_many_mentions_do_not_make_a_text_grow_without_end() -> None:
    grown = turn(text="<at>" * 100, entities=[mention("", "29:bo") | {"text": "<at>"}] * 5_000)
    assert len(grown.text) <= 28_000


@pytest.mark.parametrize(
    ("locale", "entity", "lang"),
    [
        ("sv-SE", None, "sv"),
        ("en-US", None, "en"),
        ("EN", None, "en"),
        ("fi-FI", None, "sv"),
        ("eng", None, "sv"),
        (None, "en-GB", "en"),
        (None, None, "sv"),
        (None, 7, "sv"),
    ],
)
def test_language_follows_the_persons_client(locale: str | None, entity: Any, lang: str) -> None:
    assert turn(locale=locale, entities=[{"type": "clientInfo", "locale": entity}]).lang == lang


def test_somebody_without_an_object_id_is_known_by_the_teams_id() -> None:
    assert turn(**{"from": {"id": "29:guest"}}).person == Person("29:guest", "29:guest", "", TENANT)


def test_a_pressed_card_carries_its_payload() -> None:
    pressed = turn(text=None, value={"do": "come", "note": "a\x00b", "deep": [{"x": 1}]}, replyToId="card-1")
    assert (pressed.kind, pressed.reply_to) == (Kind.PRESSED, "card-1")
    assert pressed.pressed == {"do": "come", "note": "ab", "deep": [{"x": 1}]}
    assert turn(value="a word").kind is Kind.SAID


@pytest.mark.parametrize(
    ("changes", "kind", "change", "people"),
    [
        ({"type": "conversationUpdate", "membersAdded": [BO]}, Kind.ADDED, "", ["29:bo"]),
        ({"type": "conversationUpdate", "membersAdded": [BO, {"id": BOT}]}, Kind.INSTALLED, "", ["29:bo"]),
        ({"type": "conversationUpdate", "membersRemoved": [BO]}, Kind.REMOVED, "", ["29:bo"]),
        ({"type": "conversationUpdate", "membersRemoved": [{"id": BOT}]}, Kind.UNINSTALLED, "", []),
        ({"type": "installationUpdate", "action": "add"}, Kind.INSTALLED, "", []),
        ({"type": "installationUpdate", "action": "add-upgrade"}, Kind.CHANGED, "upgraded", []),
        ({"type": "installationUpdate", "action": "remove"}, Kind.UNINSTALLED, "", []),
        (
            {"type": "conversationUpdate", "channelData": IN_TEAM | {"eventType": "channelRenamed"}},
            Kind.CHANGED,
            "channelRenamed",
            [],
        ),
        (
            {"type": "conversationUpdate", "channelData": IN_TEAM | {"eventType": "teamDeleted"}},
            Kind.CHANGED,
            "teamDeleted",
            [],
        ),
    ],
)
def test_what_happens_around_a_conversation(changes: Any, kind: Kind, change: str, people: list[str]) -> None:
    happened = turn(**changes)
    assert (happened.kind, happened.change) == (kind, change)
    assert [person.teams_id for person in happened.people] == people


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "messageUpdate"},
        {"type": "messageDelete"},
        {"type": "typing"},
        {"type": "event", "name": "application/vnd.microsoft.readReceipt"},
        {"type": "installationUpdate", "action": "remove-upgrade"},
        {"type": "installationUpdate"},
        {"type": "conversationUpdate", "topicName": "x"},
        {"type": "conversationUpdate", "channelData": {"eventType": "somethingNew"}},
        {"type": "conversationUpdate", "membersAdded": [BO], "conversation": None},
        {"type": "invoke", "name": "task/fetch"},
        {"type": "endOfConversation"},
        {"type": "invented"},
    ],
)
def test_the_rest_passes_unanswered(changes: Any) -> None:
    assert read(**changes) is None


def test_a_message_without_time_happened_now() -> None:
    assert turn(timestamp=None).at == NOW
    assert turn(timestamp="2026-11-23T09:00:00+01:00").at == NOW
    assert turn(timestamp="2026-11-23T08:00:00").at == NOW


def test_a_text_is_drawn_with_its_mentions() -> None:
    drawn = message_json(Message(text="<at>Bo &amp; Ask</at> hej", mentions=(("29:bo", "Bo & Ask"),)))
    assert drawn == {
        "type": "message",
        "textFormat": "markdown",
        "text": "<at>Bo &amp; Ask</at> hej",
        "entities": [
            {"type": "mention", "text": "<at>Bo &amp; Ask</at>", "mentioned": {"id": "29:bo", "name": "Bo & Ask"}}
        ],
    }


def test_a_card_is_drawn_with_its_summary_and_keeps_the_one_it_came_from() -> None:
    card: dict[str, Any] = {"type": "AdaptiveCard"}
    drawn = message_json(Message(card=card, summary="Möte", mentions=(("29:bo", "Bo"),)))
    [attachment] = drawn["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert attachment["content"]["msteams"]["entities"][0]["text"] == "<at>Bo</at>"
    assert drawn["summary"] == "Möte"
    assert card == {"type": "AdaptiveCard"}


@given(st.text())
def test_whatever_is_written_has_no_control_characters_left(text: str) -> None:
    said = turn(text="".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")).text
    assert not {letter for letter in said if ord(letter) < 32} - {"\n", "\t"}
    assert said == said.strip()
