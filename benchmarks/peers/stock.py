"""Bot Framework SDK 4.17.1: CloudAdapter and an echo, as in Microsoft's sample 02.echo-bot."""

from aiohttp import web
from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
from botbuilder.core.integration import aiohttp_error_middleware
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import ChannelValidation

from benchmarks.peers import loopback


class Config:
    """The names that the SDK reads its configuration by."""

    PORT = loopback.PORT
    APP_ID = loopback.APP_ID
    APP_PASSWORD = loopback.SECRET
    APP_TYPE = "SingleTenant"
    APP_TENANTID = loopback.TENANT


class EchoBot(ActivityHandler):
    """Says what it was told."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Send the text back."""
        await turn_context.send_activity(MessageFactory.text(f"Echo: {turn_context.activity.text}"))


def main() -> None:
    """Serve on loopback until stopped."""
    loopback.send_logins_to_loopback()
    ChannelValidation.open_id_metadata_endpoint = loopback.OPENID_METADATA
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(Config()))
    bot = EchoBot()

    async def messages(request: web.Request) -> web.Response:
        answer: web.Response = await adapter.process(request, bot)
        return answer

    app = web.Application(middlewares=[aiohttp_error_middleware])
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=loopback.PORT, print=None)


if __name__ == "__main__":
    main()
