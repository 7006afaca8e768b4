"""Microsoft Teams SDK (microsoft-teams-apps) 2.1.1: an App that echoes, on its own FastAPI and uvicorn."""

import asyncio

import uvicorn
from fastapi import FastAPI
from microsoft_teams.api import MessageActivity
from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
from microsoft_teams.apps import ActivityContext, App, FastAPIAdapter

from benchmarks.peers import loopback


def _server(app: FastAPI) -> uvicorn.Server:
    # The kit's own server listens to every address and writes a line for each request.
    return uvicorn.Server(uvicorn.Config(app=app, host="127.0.0.1", port=loopback.PORT, log_level="warning"))


def main() -> None:
    """Serve on loopback until stopped."""
    loopback.send_logins_to_loopback()
    app = App(
        client_id=loopback.APP_ID,
        client_secret=loopback.SECRET,
        tenant_id=loopback.TENANT,
        cloud=with_overrides(PUBLIC, openid_metadata_url=loopback.OPENID_METADATA),
        http_server_adapter=FastAPIAdapter(server_factory=_server),
    )

    @app.on_message
    async def echo(context: ActivityContext[MessageActivity]) -> None:
        await context.send(f"Echo: {context.activity.text}")

    asyncio.run(app.start(loopback.PORT))


if __name__ == "__main__":
    main()
