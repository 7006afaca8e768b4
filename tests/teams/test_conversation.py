"""A message comes in over HTTP, and its reply is posted to Teams' connector."""

from tests.microsoft import APP_ID, BOT, SECRET, TENANT, Microsoft, activity
from tests.teams.conftest import Bot


async def test_a_message_becomes_a_turn_and_its_reply_is_posted(bot: Bot, microsoft: Microsoft) -> None:
    status, body, _ = await bot.says()
    assert (status, body) == (200, None)
    [turn] = bot.turns
    assert turn.text == "vilka är prioriteringarna?"
    assert turn.person.id == "aaaaaaaa-0000-4000-8000-000000000001"
    assert turn.person.tenant == TENANT
    [request] = microsoft.requests
    assert request.path == "/v3/conversations/a%3Aanna/activities/1700000000000"
    assert request.authorization == "Bearer ours-1"
    assert request.body["text"] == "du sa vilka är prioriteringarna?"
    assert request.body["replyToId"] == "1700000000000"
    assert request.body["from"]["id"] == BOT
    assert request.body["recipient"]["id"] == "29:anna"


async def test_our_token_is_asked_for_once(bot: Bot, microsoft: Microsoft) -> None:
    for _ in range(3):
        await bot.says()
    assert microsoft.logins == [
        {
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": SECRET,
            "scope": "https://api.botframework.com/.default",
            "tenant": TENANT,
        }
    ]


async def test_replies_go_into_the_response_where_teams_expects_them(bot: Bot, microsoft: Microsoft) -> None:
    status, body, _ = await bot.post(activity(microsoft, deliveryMode="expectReplies", text="hej"))
    assert status == 200
    assert [reply["text"] for reply in body["activities"]] == ["du sa hej"]
    assert microsoft.requests == []
