"""Signing in with an OpenID Connect provider: where a person is sent, and who comes back from there.

The authorization code flow with PKCE: https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth, RFC 7636.
"""

from __future__ import annotations

import hashlib
import secrets
import ssl
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from nigao.errors import NotSignedIn, WorkspaceFailed
from nigao.settings import Oidc

# Signed by a key only the provider has; one of ours (HS256) or none at all says nothing of who signed.
_SIGNED = ("RS256", "PS256", "ES256", "EdDSA")
_PATIENCE = 10.0  # seconds for one answer of the provider
_CLOCKS = 60  # seconds two clocks may differ
_NOT_HERS = "统一身份认证给的登录凭据不对，没有放行；请重新登录，仍不行请找管理员。"


@dataclass(frozen=True, slots=True)
class Leaving:
    """What must come back from the provider as it was sent: kept in the person's browser meanwhile."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def fresh(cls) -> Leaving:
        """Three values nobody can guess."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))

    @classmethod
    def kept(cls, cookie: str) -> Leaving | None:
        """As it was kept; None for what is none."""
        parts = cookie.split(".")
        return cls(*parts) if len(parts) == 3 and all(parts) else None

    def __str__(self) -> str:
        return f"{self.state}.{self.nonce}.{self.verifier}"


def sent_to(oidc: Oidc, leaving: Leaving) -> str:
    """The provider's address at which a person signs in. Raises WorkspaceFailed where the provider does not answer."""
    challenge = urlsafe_b64encode(hashlib.sha256(leaving.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": oidc.client,
        "redirect_uri": oidc.back,
        "scope": oidc.scope,
        "state": leaving.state,
        "nonce": leaving.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    address = str(_about(oidc)["authorization_endpoint"])
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def come_back(oidc: Oidc, code: str, leaving: Leaving) -> str:
    """The name the provider gives for a code. Raises NotSignedIn where what it gives does not hold, WorkspaceFailed where it does not answer."""
    about = _about(oidc)
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": oidc.back,
        "client_id": oidc.client,
        "code_verifier": leaving.verifier,
    }
    # as a client is known by its secret where nothing else was agreed: RFC 6749, 2.3.1
    given = _asked(oidc, "POST", str(about["token_endpoint"]), data=asked, auth=(oidc.client, oidc.secret))
    keys = _asked(oidc, "GET", str(about["jwks_uri"]))
    claims = _claims(oidc, str(given.get("id_token", "")), keys, leaving.nonce)
    if oidc.claim not in claims:
        claims = _told_apart(oidc, about, given, claims)
    return _name(oidc, claims)


def _claims(oidc: Oidc, token: str, keys: Any, nonce: str) -> dict[str, Any]:
    """What an ID token says, where it is the provider's, for us, now. Raises NotSignedIn."""
    wanted = jwt.JWTClaimsRegistry(
        leeway=_CLOCKS,
        iss={"essential": True, "value": oidc.issuer},
        aud={"essential": True, "value": oidc.client},
        sub={"essential": True},
        nonce={"essential": True, "value": nonce},
        exp={"essential": True},
    )
    try:
        claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=list(_SIGNED)).claims
        wanted.validate(claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotSignedIn(_NOT_HERS) from error
    return dict(claims)


def _told_apart(oidc: Oidc, about: dict[str, Any], given: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """What the provider tells of the token's person when it is asked: many name her only there (OpenID Connect Core, 5.3 and 5.4).

    Raises NotSignedIn where it tells of another.
    """
    address = about.get("userinfo_endpoint")
    if not isinstance(address, str):
        return {}
    told = _asked(oidc, "GET", address, headers={"Authorization": f"Bearer {given.get('access_token', '')}"})
    if told.get("sub") != claims["sub"]:
        raise NotSignedIn(_NOT_HERS)
    return told


def _name(oidc: Oidc, claims: dict[str, Any]) -> str:
    name = claims.get(oidc.claim)
    if not isinstance(name, str) or not name.strip():
        raise NotSignedIn(f"统一身份认证没有给出用户名（{oidc.claim}），没有放行；请管理员核对 NIGAO_OIDC_CLAIM。")
    return name.strip()


def _about(oidc: Oidc) -> dict[str, Any]:
    """What the provider says of itself; taken for its own only where it names the issuer that was set."""
    said = _asked(oidc, "GET", oidc.issuer.rstrip("/") + "/.well-known/openid-configuration")
    wanted = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    if said.get("issuer") != oidc.issuer or not all(isinstance(said.get(name), str) for name in wanted):
        raise WorkspaceFailed(f"{oidc.issuer} 不像统一身份认证的地址，请管理员核对 NIGAO_OIDC_ISSUER。")
    return said


def _asked(oidc: Oidc, method: str, address: str, headers: Mapping[str, str] | None = None, **sent: Any) -> dict[str, Any]:
    try:
        # straight there, by no proxy the machine has for the outside; a certificate of the house by SSL_CERT_FILE
        with httpx.Client(timeout=_PATIENCE, trust_env=False, verify=ssl.create_default_context()) as client:
            answer = client.request(method, address, headers={"Accept": "application/json", **(headers or {})}, **sent)
        if answer.status_code == 400:  # a code used twice, or too late: the person can try again
            raise NotSignedIn("这次登录已经过期，请重新登录。")
        said = answer.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise WorkspaceFailed(f"统一身份认证（{oidc.issuer}）没有应答，请稍后重新登录，仍不行请找管理员。") from error
    if not isinstance(said, dict):
        raise WorkspaceFailed(f"统一身份认证（{oidc.issuer}）答得不对，请找管理员。")
    return said
