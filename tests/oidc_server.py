"""An OpenID Connect provider on this machine that lets everybody in under the name it is told; it can be made to say what is not so."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey


class Provider:
    """name: who signs in next. tells: claims other than the true ones. key: signs with another key. down: answers nothing.
    apart: names the person only to who asks with the access token, as most do; other: and then tells of another person."""

    def __init__(self) -> None:
        self.name, self.tells, self.down = "王敏", dict[str, Any](), False
        self.apart = self.other = False
        self.key = self._own = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"}, private=True)
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def about(self) -> dict[str, Any]:
        there = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys", "userinfo_endpoint": "/who"}
        return {"issuer": self.address, **{name: self.address + path for name, path in there.items()}}

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the person is sent back to."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """What a code is worth, once."""
        self.asked.append(sent)
        asked = self.codes.pop(sent["code"], None)
        if asked is None:
            return None
        now = int(time.time())
        claims = {"iss": self.address, "aud": asked["client_id"], "nonce": asked["nonce"], "iat": now, "exp": now + 300, "sub": "7"}
        named = {"preferred_username": self.name} if self.name and not self.apart else {}
        algorithm = "HS256" if isinstance(self.key, OctKey) else "RS256"
        token = jwt.encode({"alg": algorithm, "kid": "1"}, {**claims, **named, **self.tells}, self.key)
        return {"id_token": token, "access_token": "to ask with", "token_type": "Bearer"}

    def who(self, auth: str) -> dict[str, Any]:
        """What is told to who has an access token."""
        told = {"preferred_username": self.name} if self.name else {}
        return {"sub": "8" if self.other else "7", **told} if auth == "Bearer to ask with" else {"error": "invalid_token"}

    def keys(self) -> dict[str, Any]:
        return {"keys": [self._own.as_dict(private=False)]}

    def _handler(provider) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - self is the handler below
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                at = urlsplit(self.path)
                if provider.down:
                    self.send_error(503)
                elif at.path == "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize({name: said[0] for name, said in parse_qs(at.query).items()}))
                    self.end_headers()
                elif at.path == "/who":
                    self._give(provider.who(self.headers["Authorization"] or ""))
                else:
                    self._give(provider.keys() if at.path == "/keys" else provider.about())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                given = provider.token({name: said[0] for name, said in parse_qs(body).items()} | {"auth": self.headers["Authorization"]})
                self._give(given or {"error": "invalid_grant"}, 200 if given else 400)

            def _give(self, said: dict[str, Any], status: int = 200) -> None:
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
