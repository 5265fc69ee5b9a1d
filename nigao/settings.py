"""Settings as a value; read once, at the door, from the environment and an ``.env`` file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nigao.errors import BadCall


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. With only ``home`` given, all works on one machine with no network.

    home: the workspace's folder. database_url: SQLAlchemy URL, "" for SQLite in home. base_url, api_key, model: the chat
    endpoint; excerpt mode without base_url or model. plan_model, repair_model: other models of that endpoint for these steps, "" for
    the same. context: tokens the model can take. deadline: seconds for one model call.
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
        )


def _number(environment: Mapping[str, str], name: str, usual: int) -> int:
    said = environment.get(name, "").strip()
    if not said:
        return usual
    if not said.isascii() or not said.isdigit() or int(said) == 0:
        raise BadCall(f"设置 {name} 要写成正整数，例如 {usual}，现在是“{said[:40]}”。")
    return int(said)
