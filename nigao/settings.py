"""Settings as a value; read once, at the door, from the environment and an ``.env`` file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nigao.errors import BadCall


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. With only ``home`` given, all works on one machine with no network.

    home: the workspace's folder. database_url: SQLAlchemy URL, "" for SQLite in home. base_url, api_key, model: the chat
    endpoint; excerpt mode without base_url or model. plan_model, repair_model: other models of that endpoint for these steps, "" for
    the same. context: tokens the model can take. deadline: seconds for one model call, the one limit of time there is.
    temperature: None where none is sent. extra_body: parameters of the service's own, sent with every chat request.
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
            base_url=get("OPENAI_BASE_URL", ""),
            api_key=get("OPENAI_API_KEY", ""),
            model=get("NIGAO_MODEL", ""),
            plan_model=get("NIGAO_PLAN_MODEL", ""),
            repair_model=get("NIGAO_REPAIR_MODEL", ""),
            embedding_model=get("NIGAO_EMBEDDING_MODEL", ""),
            context=_number(environment, "NIGAO_CONTEXT", 8192),
            max_output=_number(environment, "NIGAO_MAX_OUTPUT", 2048),
            deadline=float(_number(environment, "NIGAO_DEADLINE", 120)),
            concurrency=_number(environment, "NIGAO_CONCURRENCY", 2),
            temperature=_temperature(environment.get("NIGAO_TEMPERATURE", "").strip()),
            extra_body=_extra_body(environment.get("NIGAO_EXTRA_BODY", "").strip()),
        )


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
