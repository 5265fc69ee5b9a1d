"""Settings as a value; read once, at the door, from the environment and an ``.env`` file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. With only ``home`` given, all works on one machine with no network.

    home: the workspace's folder. database_url: SQLAlchemy URL, "" for SQLite in home. base_url, api_key, model: the chat
    endpoint; excerpt mode without base_url or model. context: tokens the model can take. deadline: seconds for one model call.
    """

    home: Path
    database_url: str = ""
    chroma_url: str = ""
    base_url: str = ""
    api_key: str = ""
    model: str = ""
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
        """Read the variables of the contract; ``home`` is already decided (option, NIGAO_HOME or platform default)."""
        get = environment.get
        return cls(
            home=home,
            database_url=get("NIGAO_DATABASE_URL", ""),
            chroma_url=get("NIGAO_CHROMA_URL", ""),
            base_url=get("OPENAI_BASE_URL", ""),
            api_key=get("OPENAI_API_KEY", ""),
            model=get("NIGAO_MODEL", ""),
            embedding_model=get("NIGAO_EMBEDDING_MODEL", ""),
            context=int(get("NIGAO_CONTEXT", "") or 8192),
            max_output=int(get("NIGAO_MAX_OUTPUT", "") or 2048),
            deadline=float(get("NIGAO_DEADLINE", "") or 120),
            concurrency=int(get("NIGAO_CONCURRENCY", "") or 2),
        )
