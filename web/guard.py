"""Keeps other web sites off a page that is meant for this machine.

A site open in the same browser could name this machine as its own host (DNS rebinding) or post to it
from afar. Requests for another host, or sent by another site's page, are refused.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class OwnOrigin:
    """Refuses requests that carry the origin of another site."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin and urlsplit(origin).netloc != headers.get("host"):
                await PlainTextResponse("Not from another site.", 403)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def guards(host: str) -> list[Middleware]:
    """Return the guards of a page bound to `host`: none once it is opened to a network or a proxy."""
    if host not in LOOPBACK:
        return []
    hosts = ["127.0.0.1", "localhost", "[::1]"]
    return [Middleware(TrustedHostMiddleware, allowed_hosts=hosts), Middleware(OwnOrigin)]
