"""The entrance of a shared workspace: nothing of the page is served to who is not signed in. Stands in front of Streamlit, in plain HTML,
so that the password goes by a form to us and the session's token in a cookie no script can read."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from html import escape
from importlib import resources
from string import Template
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from nigao.errors import NigaoError, NotAllowed, NotSignedIn, WorkspaceFailed
from nigao.people.account import Person
from nigao.people.accounts import LASTS, Accounts
from nigao.people.proxied import named_by_proxy
from nigao.settings import Oidc, Settings
from ui.oidc import Leaving, come_back, sent_to

COOKIE = "nigao_session"
SIGN_IN, SIGN_OUT, BACK = "/sign-in", "/sign-out", "/sign-in/back"
_LEAVING, _AWAY = "nigao_leaving", 600  # while a person is at the provider, seconds at most
# Of nobody's contents: whether the server runs, and Streamlit's own scripts and pictures.
_OPEN = ("/_stcore/health", "/static/")
# Put on what is let in, and taken off what comes from outside: who it is, and that it was the entrance that said so.
_PERSON, _PROOF = "x-nigao-person", "x-nigao-proof"
_MOST = 8192  # bytes of a form
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

App = Callable[[Any, Any, Any], Awaitable[None]]


class Entrance:
    """ASGI middleware. opened: gives the settings and the accounts; asked at each request, so that it opens them at the first."""

    def __init__(self, app: App, opened: Callable[[], tuple[Settings, Accounts]]) -> None:
        self._app = app
        self._opened = opened

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request or connection."""
        path = scope.get("path", "")
        if scope["type"] not in ("http", "websocket") or path.startswith(_OPEN):
            await self._app(scope, receive, send)
            return
        try:
            settings, accounts = await run_in_threadpool(self._opened)
            if scope["type"] == "http" and settings.has_sessions and path in (SIGN_IN, SIGN_OUT, BACK):
                answer = await _at_the_door(Request(scope, receive), settings, accounts)
            else:
                person = await run_in_threadpool(_who, scope, settings, accounts)
                await self._app(_introduced(scope, person), receive, send)
                return
        except NigaoError as error:
            answer = _refusal(scope, error)
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, send)


def introduced(headers: Mapping[str, str]) -> str:
    """Who the entrance let in, by the headers of her connection. Raises NotSignedIn where they did not come through it."""
    if not secrets.compare_digest(headers.get(_PROOF, ""), _proof()):
        raise NotSignedIn("共用的工作区请用 nigao serve 打开网页。")
    return unquote(headers[_PERSON])


@cache
def _proof() -> str:
    return secrets.token_hex(16)


def _introduced(scope: Any, person: Person) -> Any:
    ours = (_PERSON.encode(), _PROOF.encode())
    kept = [(name, value) for name, value in scope["headers"] if name.lower() not in ours]
    return {**scope, "headers": [*kept, (ours[0], quote(person.name).encode()), (ours[1], _proof().encode())]}


def _who(scope: Any, settings: Settings, accounts: Accounts) -> Person:
    if settings.auth == "header":
        headers = Headers(scope=scope)
        address = scope["client"][0] if scope.get("client") else ""
        name = named_by_proxy(headers.getlist(settings.auth_header), address, settings.auth_trusted)
        found = accounts.person(name)
        if found is None:
            raise NotAllowed("这里没有给您开账号，或已停用，请找管理员。")
        return found
    found = accounts.signed_in(HTTPConnection(scope).cookies.get(COOKIE, ""))
    if found is None:
        raise NotSignedIn("登录已失效，请重新登录。")
    return found


def _refusal(scope: Any, error: NigaoError) -> Response:
    status = 503 if isinstance(error, WorkspaceFailed) else 403
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return PlainTextResponse(str(error), status, _HEADERS)
    if isinstance(error, NotSignedIn):
        return RedirectResponse(SIGN_IN, 303)
    return HTMLResponse(_page("message.html", text=str(error)), status, _HEADERS)


async def _at_the_door(request: Request, settings: Settings, accounts: Accounts) -> Response:
    """Signing in and out. Raises NotSignedIn, NotAllowed, WorkspaceFailed."""
    if request.url.path == SIGN_OUT:
        return await _sign_out(request, accounts, settings.oidc is not None)
    if settings.oidc is None:
        return await _sign_in(request, accounts)
    return await (_leave(settings.oidc) if request.url.path == SIGN_IN else _come_back(request, settings.oidc, accounts))


async def _leave(oidc: Oidc) -> Response:
    """To the provider; what must come back from there stays in the browser."""
    leaving = Leaving.fresh()
    answer = RedirectResponse(await run_in_threadpool(sent_to, oidc, leaving), 303, _HEADERS)
    answer.set_cookie(_LEAVING, str(leaving), _AWAY, SIGN_IN, httponly=True, samesite="lax", secure=oidc.address.startswith("https"))
    return answer


async def _come_back(request: Request, oidc: Oidc, accounts: Accounts) -> Response:
    """From the provider: only the browser that was sent there, with what was sent. Failures are told, not sent there again for ever."""
    said, leaving = request.query_params, Leaving.kept(request.cookies.get(_LEAVING, ""))
    try:
        if leaving is None or not secrets.compare_digest(said.get("state", "").encode(), leaving.state.encode()):
            raise NotSignedIn("这次登录已经过期，请重新登录。")
        if "code" not in said:
            raise NotSignedIn("没有在统一身份认证登录，请重新登录。")
        name = await run_in_threadpool(come_back, oidc, said["code"], leaving)
        token = await run_in_threadpool(accounts.admit, name)
    except NotSignedIn as error:
        return HTMLResponse(_page("signed_out.html", text=str(error)), 403, _HEADERS)
    answer = RedirectResponse("/", 303, _HEADERS)
    answer.set_cookie(COOKIE, token, int(LASTS.total_seconds()), httponly=True, samesite="lax", secure=oidc.address.startswith("https"))
    answer.delete_cookie(_LEAVING, SIGN_IN, httponly=True, samesite="lax")
    return answer


async def _sign_in(request: Request, accounts: Accounts) -> Response:
    if request.method != "POST":
        return HTMLResponse(_page("sign_in.html", text="", name=""), headers=_HEADERS)
    if not _own(request):
        return PlainTextResponse("这个请求来自别的网站，没有理会。", 403, _HEADERS)
    form = parse_qs((await _body(request)).decode("utf-8", "replace"), keep_blank_values=True)
    name, password = form.get("name", [""])[0], form.get("password", [""])[0]
    try:
        token = await run_in_threadpool(accounts.sign_in, name, password)
    except NigaoError as error:
        return HTMLResponse(_page("sign_in.html", text=str(error), name=name), 403, _HEADERS)
    answer = RedirectResponse("/", 303, _HEADERS)
    answer.set_cookie(COOKIE, token, int(LASTS.total_seconds()), httponly=True, samesite="lax", secure=_by_tls(request))
    return answer


async def _sign_out(request: Request, accounts: Accounts, elsewhere: bool) -> Response:
    """elsewhere: signed in with a provider, which would let her in again at once where she were sent there."""
    if request.method == "POST" and _own(request):
        await run_in_threadpool(accounts.sign_out, request.cookies.get(COOKIE, ""))
    answer: Response = RedirectResponse(SIGN_IN, 303, _HEADERS)
    if elsewhere:
        answer = HTMLResponse(_page("signed_out.html", text="已退出登录。"), headers=_HEADERS)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


async def _body(request: Request) -> bytes:
    """At most ``_MOST`` bytes; what is longer is no form of ours."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST:
            return b""
    return body


def _own(request: Request) -> bool:
    """Whether a form was sent from our own page."""
    origin = request.headers.get("origin", "")
    return urlsplit(origin).netloc == request.headers.get("host", "")


def _by_tls(request: Request) -> bool:
    return "https" in (request.url.scheme, request.headers.get("x-forwarded-proto", ""))


def _page(frame_of: str, **words: str) -> str:
    frame = (resources.files("ui") / "assets" / frame_of).read_text(encoding="utf-8")
    return Template(frame).substitute({key: escape(value) for key, value in words.items()})
