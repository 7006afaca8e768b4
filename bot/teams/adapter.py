"""The SDK's part: its turn, its pipeline and its error hook, behind our own edge, door and connector.

Only `process_activity` of the SDK's adapter is used. Its HTTP part answers 500 to invokes, its authentication has an
anonymous path, and its connector asks for a token and opens a connection at each turn (botbuilder-core 4.17.1).
"""

from collections.abc import Awaitable, Callable
from typing import NoReturn

from botbuilder.core import TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity as SdkActivity
from botbuilder.schema import ChannelAccount, ConversationAccount
from botframework.connector.auth import AuthenticateRequestResult, BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.connector_factory import ConnectorFactory

from bot.teams.activity import Activity
from bot.teams.connector import Connector
from bot.teams.credentials import RESOURCE

__all__ = ["TeamsAdapter", "TurnContext"]

Logic = Callable[[TurnContext], Awaitable[None]]
OnTurnError = Callable[[TurnContext, Exception], Awaitable[None]]


class TeamsAdapter(CloudAdapterBase):
    """The SDK's adapter for activities that the edge has let in."""

    def __init__(self, connector: Connector, on_turn_error: OnTurnError) -> None:
        factory = _OneConnector(connector)
        super().__init__(_ClosedDoor(factory))
        self.on_turn_error = on_turn_error
        self._admitted = AuthenticateRequestResult()
        self._admitted.audience = RESOURCE
        self._admitted.claims_identity = ClaimsIdentity({}, True)
        self._admitted.connector_factory = factory

    async def run(self, activity: Activity, logic: Logic) -> None:
        """Run `logic` in a turn of the SDK; what it raises goes to the error hook."""
        await self.process_activity(self._admitted, _sdk_activity(activity), logic)


def _sdk_activity(activity: Activity) -> SdkActivity:
    """Return what the SDK's turn needs. How replies are delivered is the exchange's business, so it is not told."""
    conversation, sender, recipient = activity.conversation, activity.from_, activity.recipient
    return SdkActivity(
        type=activity.type,
        id=activity.id,
        channel_id=activity.channel_id,
        service_url=activity.service_url,
        locale=activity.locale,
        name=activity.name,
        conversation=ConversationAccount(id=conversation.id if conversation else None),
        from_property=ChannelAccount(id=sender.id if sender else None),
        recipient=ChannelAccount(id=recipient.id if recipient else None),
    )


class _OneConnector(ConnectorFactory):
    """Gives the SDK our one connector for every service URL; its allow-list decides at each request."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, _service_url: str, _audience: str) -> Connector:
        return self._connector


class _ClosedDoor(BotFrameworkAuthentication):
    """What the SDK asks about authentication. The edge has asked already, and there is no other way in."""

    def __init__(self, factory: ConnectorFactory) -> None:
        self._factory = factory

    async def authenticate_request(self, _activity: SdkActivity, _auth_header: str) -> NoReturn:
        raise PermissionError("activities come in by the edge")

    async def authenticate_streaming_request(self, _auth_header: str, _channel_id_header: str) -> NoReturn:
        raise PermissionError("there is no streaming")

    def create_connector_factory(self, _claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._factory

    async def create_user_token_client(self, _claims_identity: ClaimsIdentity) -> None:
        return None
