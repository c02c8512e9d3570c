"""A browser without a screen: asks our routes, keeps cookies, follows nothing by itself."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers

from mallipaja.ui.server.headers import MIDDLEWARE
from mallipaja.ui.server.routes import ROUTES

SERVICE = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
HOST = "mallipaja.example"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    @property
    def form_secret(self) -> str:
        found = re.search(r'name="form_secret" value="([^"]+)"', self.text)
        assert found, self.text
        return found.group(1)

    @property
    def set_cookies(self) -> dict[str, str]:
        """Every Set-Cookie line by cookie name."""
        return {line.split("=", 1)[0]: line for line in self.headers.getlist("set-cookie")}


@dataclass
class Browser:
    """Asks the service with its cookies; ``extra`` headers go with every request."""

    cookies: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    address: str = "192.0.2.1"

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, b"", headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        sent = {
            "content-type": "application/x-www-form-urlencoded",
            "sec-fetch-site": "same-origin",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return self._ask("POST", path, urlencode(fields).encode(), sent)

    def send(self, path: str, **fields: str) -> Answer:
        """Open the page at the path and send its form."""
        return self.post(path, {"form_secret": self.get(path).form_secret, **fields})

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        parts = urlsplit(path)
        sent = {"host": HOST, "content-length": str(len(body)), **self.extra, **headers}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "root_path": "",
            "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
            "headers": [(k.encode(), v.encode()) for k, v in sent.items() if v],
            "client": (self.address, 50000), "server": (HOST, 80),
        }  # fmt: skip
        answer = asyncio.run(_run(scope, body))
        for line in answer.headers.getlist("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        return answer


async def _run(scope: dict[str, Any], body: bytes) -> Answer:
    sent: list[dict[str, Any]] = []

    given: list[bytes] = [body]

    async def receive() -> dict[str, Any]:
        if given:
            return {"type": "http.request", "body": given.pop(), "more_body": False}
        await asyncio.Event().wait()  # the browser stays until it has its answer
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await SERVICE(scope, receive, send)
    content = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), content)
