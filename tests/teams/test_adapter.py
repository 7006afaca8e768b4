"""What we rely on in the SDK, which nobody mends any longer: botbuilder-core 4.17.1."""

import importlib.metadata

import aiohttp
import pytest
from botbuilder.core.cloud_adapter_base import CloudAdapterBase

from bot.teams.activity import Activity
from bot.teams.adapter import TeamsAdapter, TurnContext
from bot.teams.connector import AllowedHosts, Connector
from bot.teams.credentials import NoCredentials
from tests.microsoft import BOT
from tests.teams.conftest import Watch


async def _ignore(_context: TurnContext, _fault: Exception) -> None:
    return None


def test_the_sdk_is_the_one_that_was_read() -> None:
    assert importlib.metadata.version("botbuilder-core") == "4.17.1"


async def test_the_sdk_has_no_way_in_of_its_own() -> None:
    async with aiohttp.ClientSession() as session:
        connector = Connector(session, NoCredentials(), AllowedHosts([]), BOT, Watch())
        adapter = TeamsAdapter(connector, _ignore)
        door = adapter.bot_framework_authentication
        with pytest.raises(PermissionError):
            await door.authenticate_request(None, "")
        with pytest.raises(PermissionError):
            await door.authenticate_streaming_request("", "")
        with pytest.raises(PermissionError):
            await adapter.process_activity("", None, _ignore)
        assert await door.create_user_token_client(None) is None
        assert await door.create_connector_factory(None).create("https://evil.example", "") is connector


async def test_a_turn_of_the_sdk_carries_our_connector_and_tells_what_went_wrong() -> None:
    faults: list[Exception] = []

    async def keep(_context: TurnContext, fault: Exception) -> None:
        faults.append(fault)

    async def fail(context: TurnContext) -> None:
        assert context.turn_state[CloudAdapterBase.BOT_CONNECTOR_CLIENT_KEY] is connector
        raise KeyError

    async with aiohttp.ClientSession() as session:
        connector = Connector(session, NoCredentials(), AllowedHosts([]), BOT, Watch())
        await TeamsAdapter(connector, keep).run(Activity(type="message"), fail)
    assert [type(fault) for fault in faults] == [KeyError]
