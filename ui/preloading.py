"""What the browser will need for 写稿, told with the page itself: Streamlit's own page asks for a widget's script only when it draws one."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import cache
from importlib import resources
from typing import Any

App = Callable[[Any, Any, Any], Awaitable[None]]

# By the names Streamlit 1.67 gives the scripts of its widgets; one that is not there any more is left out.
_WIDGETS = ("Html", "TextInput", "BidiComponent", "Selectbox", "Button", "ButtonGroup", "ChatInput", "Popover")
_IMPORT = re.compile(r'(?:import|from)\s*"\./([^"]+\.js)"')


class Preloading:
    """ASGI middleware: a Link header at every page, by which the browser fetches the widgets' scripts beside the page's own."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request or connection; an address in the header is told from the page's own, whatever path a proxy puts before it."""

        async def sending(message: Any) -> None:
            if message["type"] == "http.response.start" and _is_page(message["headers"]):
                message = {**message, "headers": [*message["headers"], (b"link", _links())]}
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)


def _is_page(headers: Any) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)


@cache
def _links() -> bytes:
    return ", ".join(f"<./static/js/{name}>; rel=modulepreload; crossorigin" for name in _scripts()).encode()


def _scripts() -> list[str]:
    """The widgets' scripts and what these import, but for what the page itself names."""
    static = resources.files("streamlit") / "static"
    folder, page = static / "static" / "js", (static / "index.html").read_text(encoding="utf-8")
    here = [file.name for file in folder.iterdir()]
    found = dict.fromkeys(name for widget in _WIDGETS for name in here if name.startswith(f"{widget}."))
    waiting = list(found)
    while waiting:
        for name in _IMPORT.findall((folder / waiting.pop()).read_text(encoding="utf-8")):
            if name not in found and name not in page:
                found[name] = None
                waiting.append(name)
    return list(found)
