"""Settings as a value; read once, at the door, from the environment and an ``.env`` file."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from nigao.errors import BadCall

Auth = Literal["", "accounts", "header", "oidc"]


@dataclass(frozen=True, slots=True)
class Oidc:
    """An OpenID Connect provider. issuer: its address; client, secret: what it knows us by; address: where people open the page;
    claim: which of the things it tells of a person is the name of her account."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    address: str
    claim: str = "preferred_username"

    @property
    def back(self) -> str:
        """Where it sends a person back to."""
        return f"{self.address}/sign-in/back"

    @property
    def scope(self) -> str:
        """What is asked of it: who somebody is, and what is told with that."""
        return "openid email" if self.claim == "email" else "openid profile"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. With only ``home`` given, all works on one machine with no network.

    home: the workspace's folder. database_url: SQLAlchemy URL, "" for SQLite in home. base_url, api_key, model: the chat
    endpoint; excerpt mode without base_url or model. plan_model, repair_model: other models of that endpoint for these steps, "" for
    the same. context: tokens the model can take. deadline: seconds for one model call, the one limit of time there is.
    temperature: None where none is sent. extra_body: parameters of the service's own, sent with every chat request.
    auth: how one signs in, "" where the workspace is nobody's but the person's at this machine. auth_header: where a proxy names the
    person; auth_trusted: the proxy's addresses. oidc: the provider, where one signs in there. account: as whom the command line acts in a shared workspace. apart: background work is
    done by processes of its own, so that the page may be served by several.
    """

    home: Path
    database_url: str = ""
    chroma_url: str = ""
    base_url: str = ""
    api_key: str = ""
    model: str = ""
    plan_model: str = ""
    repair_model: str = ""
    embedding_model: str = ""
    context: int = 8192
    max_output: int = 2048
    deadline: float = 120.0
    concurrency: int = 2
    temperature: float | None = 0.3
    extra_body: Mapping[str, object] = field(default_factory=dict, hash=False)
    auth: Auth = ""
    auth_header: str = ""
    auth_trusted: tuple[str, ...] = ()
    oidc: Oidc | None = None
    account: str = ""
    apart: bool = False

    @property
    def shared(self) -> bool:
        """Whether several people use the workspace, each under an account."""
        return bool(self.auth)

    @property
    def has_sessions(self) -> bool:
        """Whether it is here that a person's being signed in is kept, not with a proxy."""
        return self.auth in ("accounts", "oidc")

    @property
    def has_model(self) -> bool:
        """Whether a chat model may be called: only when an address and a name are set."""
        return bool(self.base_url and self.model)

    @property
    def has_embeddings(self) -> bool:
        """Whether an embedding endpoint may be called."""
        return bool(self.base_url and self.embedding_model)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], home: Path) -> Settings:
        """Read the variables of the contract; ``home`` is already decided (option, NIGAO_HOME or platform default). Raises BadCall."""
        get = environment.get
        return cls(
            home=home,
            database_url=get("NIGAO_DATABASE_URL", ""),
            chroma_url=get("NIGAO_CHROMA_URL", ""),
            base_url=_service(get("OPENAI_BASE_URL", "")),
            api_key=_key(get("OPENAI_API_KEY", "")),
            model=get("NIGAO_MODEL", "").strip(),
            plan_model=get("NIGAO_PLAN_MODEL", ""),
            repair_model=get("NIGAO_REPAIR_MODEL", ""),
            embedding_model=get("NIGAO_EMBEDDING_MODEL", "").strip(),
            context=_number(environment, "NIGAO_CONTEXT", 8192),
            max_output=_number(environment, "NIGAO_MAX_OUTPUT", 2048),
            deadline=float(_number(environment, "NIGAO_DEADLINE", 120)),
            concurrency=_number(environment, "NIGAO_CONCURRENCY", 2),
            temperature=_temperature(environment.get("NIGAO_TEMPERATURE", "").strip()),
            extra_body=_extra_body(environment.get("NIGAO_EXTRA_BODY", "").strip()),
            auth=(auth := _auth(environment.get("NIGAO_AUTH", "").strip())),
            auth_header=_header(environment.get("NIGAO_AUTH_HEADER", "").strip(), auth),
            auth_trusted=_trusted(environment.get("NIGAO_AUTH_TRUSTED", "").strip(), auth),
            oidc=_oidc(environment) if auth == "oidc" else None,
            account=environment.get("NIGAO_USER", "").strip(),
            apart=_apart(environment.get("NIGAO_WORKER", "").strip()),
        )


# What people copy from a service's papers along with its address: the place of one of its deeds.
_DEED = re.compile(r"(?:/(?:chat/completions|completions|embeddings|responses|models)|/api/(?:generate|chat|tags|embed))?/*$")
_NEAR = re.compile(r"localhost|\[|\d+(?:\.\d+){3}|[^./]+(?::\d+)?(?:/|$)|[^/]+:\d+", re.IGNORECASE)


def _service(said: str) -> str:
    """The address of a service as its client wants it: with its scheme, with /v1 where it names no path, without a deed's. Raises BadCall."""
    text = unicodedata.normalize("NFKC", said).strip(" \t\r\n\"'“”‘’<>`")
    if not text:
        return ""
    text = text if "://" in text else f"{'http' if _NEAR.match(text) else 'https'}://{text}"
    try:
        parts = urlsplit(text)
        sound = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0 and text.isascii()
    except ValueError:
        sound = False
    if not sound or re.search(r"\s", text):
        raise BadCall(f"设置 OPENAI_BASE_URL 要写成模型服务的网址，例如 http://127.0.0.1:8000/v1，现在是“{said.strip()[:60]}”。")
    path = _DEED.sub("", re.sub(r"/{2,}", "/", parts.path))
    return f"{parts.scheme.lower()}://{parts.netloc}{path or '/v1'}"


def _key(said: str) -> str:
    """A key without the blanks and the word Bearer it was copied with."""
    return re.sub(r"^Bearer\s+", "", said.strip(" \t\r\n\"'“”"), flags=re.IGNORECASE)


def _auth(said: str) -> Auth:
    if said in get_args(Auth):
        return said  # type: ignore[return-value]
    raise BadCall(
        f"设置 NIGAO_AUTH 只能是 accounts（本程序的账号）、header（由代理登录）或 oidc（由统一身份认证登录），不设就是一人使用，现在是“{said[:40]}”。"
    )


_OIDC = ("NIGAO_OIDC_ISSUER", "NIGAO_OIDC_CLIENT", "NIGAO_OIDC_SECRET", "NIGAO_OIDC_ADDRESS")


def _oidc(environment: Mapping[str, str]) -> Oidc:
    given = {name: environment.get(name, "").strip() for name in _OIDC}
    missing = [name for name, said in given.items() if not said]
    if missing:
        raise BadCall(f"NIGAO_AUTH=oidc 时还要设 {'、'.join(missing)}，见 docs/operations.md。")
    for name in ("NIGAO_OIDC_ISSUER", "NIGAO_OIDC_ADDRESS"):
        there = urlsplit(given[name])
        if there.scheme not in ("https", "http") or not there.hostname:
            raise BadCall(f"设置 {name} 要写成网址，例如 https://sso.example.gov.cn，现在是“{given[name][:60]}”。")
    issuer, client, secret, address = given.values()
    return Oidc(issuer, client, secret, address.rstrip("/"), environment.get("NIGAO_OIDC_CLAIM", "").strip() or "preferred_username")


def _apart(said: str) -> bool:
    if said in ("", "apart"):
        return bool(said)
    raise BadCall(f"设置 NIGAO_WORKER 只能是 apart（后台的事由 nigao worker 另做），不设就由网页自己做，现在是“{said[:40]}”。")


def _header(said: str, auth: Auth) -> str:
    if auth == "header" and not re.fullmatch(r"[A-Za-z0-9-]+", said):
        raise BadCall("NIGAO_AUTH=header 时要用 NIGAO_AUTH_HEADER 写明代理把用户名放在哪个请求头里，例如 X-Remote-User。")
    return said


def _trusted(said: str, auth: Auth) -> tuple[str, ...]:
    """Addresses or networks, divided by commas."""
    given = tuple(part.strip() for part in said.split(",") if part.strip())
    try:
        for part in given:
            ip_network(part)
    except ValueError as error:
        raise BadCall(f"设置 NIGAO_AUTH_TRUSTED 要写成代理的地址，几个用逗号隔开，例如 127.0.0.1，现在是“{said[:40]}”。") from error
    if auth == "header" and not given:
        raise BadCall("NIGAO_AUTH=header 时要用 NIGAO_AUTH_TRUSTED 写明代理的地址，例如 127.0.0.1，只认从那里来的用户名。")
    return given


def _number(environment: Mapping[str, str], name: str, usual: int) -> int:
    said = environment.get(name, "").strip()
    if not said:
        return usual
    if not said.isascii() or not said.isdigit() or int(said) == 0:
        raise BadCall(f"设置 {name} 要写成正整数，例如 {usual}，现在是“{said[:40]}”。")
    return int(said)


def _temperature(said: str) -> float | None:
    """0 to 2; none (无) sends none."""
    if not said:
        return 0.3
    if said.lower() in ("none", "无", "不设"):
        return None
    try:
        value = float(said)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 2:
        raise BadCall(f"设置 NIGAO_TEMPERATURE 要写成0到2之间的数，例如 0.3，不发送就写 none，现在是“{said[:40]}”。")
    return value


def _extra_body(said: str) -> Mapping[str, object]:
    try:
        value = json.loads(said or "{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise BadCall(f'设置 NIGAO_EXTRA_BODY 要写成一个JSON对象，例如 {{"enable_thinking": false}}，现在是“{said[:40]}”。')
    return value
