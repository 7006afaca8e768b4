"""Where a peer finds the machine's own Microsoft instead of the real one."""

import os
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests

APP_ID = os.environ["PEER_APP_ID"]
SECRET = os.environ["PEER_SECRET"]
TENANT = os.environ["PEER_TENANT"]
PORT = int(os.environ["PORT"])
MICROSOFT = os.environ["PEER_MICROSOFT"]
OPENID_METADATA = f"{MICROSOFT}/v1/.well-known/openidconfiguration"
KEYS = f"{MICROSOFT}/v1/.well-known/keys"


def send_logins_to_loopback() -> None:
    """Let what `requests` sends to any other host go to MICROSOFT: MSAL refuses to be told of an http authority."""
    send = requests.Session.send
    there = urlsplit(MICROSOFT)

    def rerouted(session: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        if parts.hostname != there.hostname:
            request.url = urlunsplit((there.scheme, there.netloc, parts.path, parts.query, ""))
        return send(session, request, **options)

    requests.Session.send = rerouted  # type: ignore[method-assign, assignment]
