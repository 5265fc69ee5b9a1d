"""What waits in the queue: frozen values with their JSON, so that no worker picks a dictionary apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from nigao import codec

T = TypeVar("T", bound="_Order")


@dataclass(frozen=True, slots=True)
class _Order:
    def dumped(self) -> str:
        """As the queue keeps it."""
        return codec.dump(self)

    @classmethod
    def loaded(cls: type[T], text: str) -> T:
        """As the queue kept it."""
        return codec.load(cls, text)


@dataclass(frozen=True, slots=True)
class FileOrder:
    """One uploaded file: where it waits, what to call it, and what the person said about it."""

    path: str
    name: str
    year: int | None = None
    unit: str = ""
    role: str = ""
    department: str = ""
    title: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class ImportOrder(_Order):
    """Files to be taken in, in order. by: whose they are."""

    files: tuple[FileOrder, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class CommandsOrder(_Order):
    """Commands (as JSON) a drafter carries out. by: whose they are; group: the step they belong to, the job's id if ""."""

    commands: tuple[str, ...]
    by: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class SaidOrder(_Order):
    """Something said that a model is to understand or answer. section: position of the one open on the screen.

    rewrite: ids of sections that are to be rewritten as the text remarks, and proposed.
    """

    text: str
    by: str = ""
    section: int | None = None
    understand: bool = False
    unify: bool = False
    rewrite: tuple[str, ...] = ()
