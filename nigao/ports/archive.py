"""The stored sources, their vectors, and who finds passages in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from nigao.corrections import Alias, Correction
from nigao.draft import Hit
from nigao.ledger import Entry, Ruling, Source
from nigao.ports.progress import OnProgress
from nigao.report import Identity, Passage, Report, Standing


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages or figures count; None or () means all."""

    years: tuple[int, ...] = ()
    unit: str = ""
    role: str = ""
    department: str = ""
    heading: str = ""
    sources: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A source thrown away: enough to show it and to take it in again. at: when (ISO 8601, UTC)."""

    id: str
    filename: str
    identity: Identity
    standing: Standing
    at: str
    original: bytes


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its counts, for lists: nothing of its text is loaded. added: when it came (ISO 8601, UTC)."""

    source: Source
    sections: int
    figures: int
    warnings: int
    added: str = ""


class Archive(Protocol):
    """The stored sources: the truth. One call is one transaction."""

    def add(self, report: Report, original: bytes, standing: Standing = "own") -> str:
        """Keep a report with everything in it, or nothing; the same content again returns the same id and changes nothing.

        One that was removed is so no longer.
        """

    def by_digest(self, digest: str) -> str | None: ...

    def source(self, id: str) -> Source: ...

    def sources(self, only: Filter = Filter()) -> list[Source]: ...

    def overview(self) -> list[SourceRow]:
        """Every source with its counts, newest first; quick for hundreds of reports."""

    def report(self, id: str) -> Report: ...

    def original(self, id: str) -> bytes: ...

    def correct(self, id: str, report: Report) -> None:
        """Replace what was recognised (identity, and the figures and passages that follow from it)."""

    def remove(self, id: str) -> None:
        """Throw a source away; for 30 days it can be taken back."""

    def removed(self) -> list[Removed]:
        """The sources that can be taken back, the latest first."""

    def forget(self, id: str) -> None:
        """A removed source is one no longer: it came in again."""

    def set_standings(self, standings: Mapping[str, Standing], said: bool) -> None:
        """Whether sources are this unit's, its departments' or references; said: by a person, so that it is never recognised anew."""

    def said_standings(self) -> set[str]:
        """The sources whose standing a person said."""

    def unit(self) -> str:
        """Whose workspace this is, "" while nobody knows."""

    def unit_is_said(self) -> bool:
        """Whether a person has said whose it is, or agreed with what the first report says."""

    def set_unit(self, unit: str, said: bool) -> None: ...

    def noted(self, name: str) -> str:
        """What a page was told last time (who is at the keyboard, how a draft leaves), "" if it never was."""

    def note(self, name: str, value: str) -> None:
        """Remember it for the next time."""

    def entries(self, indicator: str = "", period: str = "", source: str = "") -> list[Entry]:
        """Figures as persons want them read (corrections and aliases laid over them), with source and sentence; ``indicator`` matches as a substring, in document order within a source."""

    def passages(self, source: str = "") -> Iterator[tuple[str, str, Passage]]:
        """(passage id, source id, passage), in a stable order."""

    def keyword_search(self, query: str, k: int, only: Filter = Filter()) -> list[tuple[str, Hit]]:
        """(passage id, hit) by character bigrams, best first."""

    def hits(self, passage_ids: Sequence[str]) -> dict[str, Hit]: ...

    def rule(self, ruling: Ruling) -> None: ...

    def rulings(self) -> list[Ruling]: ...

    def put_alias(self, alias: Alias) -> None:
        """Keep a unit's own name of an indicator; a later one for the same name replaces the earlier."""

    def learn(self, names: Sequence[Alias]) -> None:
        """Keep names that a source defines, where nobody has said or refused them."""

    def drop_alias(self, name: str) -> None:
        """Forget a name; a learnt one is kept as refused."""

    def aliases(self) -> list[Alias]: ...

    def put_correction(self, correction: Correction) -> None:
        """Keep a correction of one figure; a later one of the same figure replaces the earlier."""

    def drop_correction(self, correction: Correction) -> None: ...

    def corrections(self) -> list[Correction]: ...

    def identity(self, id: str) -> Identity: ...

    def stamp(self) -> int:
        """A number that changes with every change of the sources, for whoever keeps something derived from them."""

    def word_counts(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """(number of passages, in how many of them each word stands), words as ``retrieval.tokens`` cuts them."""


class Vectors(Protocol):
    """The passages' vectors, kept with the passages they belong to; bytes here, numbers only to whoever made them."""

    def missing(self, model: str, limit: int) -> list[tuple[str, Passage]]:
        """(passage id, passage) of up to ``limit`` passages this model has no vectors of yet."""

    def put(self, model: str, rows: Sequence[tuple[str, bytes]]) -> None: ...

    def all(self, model: str, after: str = "0") -> Iterator[tuple[str, str, bytes]]:
        """(passage id, source id, bytes) with an id above ``after``, in the order of ids, which are never given twice."""

    def count(self, model: str) -> int: ...

    def clear(self, model: str = "") -> None: ...


class Retriever(Protocol):
    """Finds passages; never raises for an empty archive."""

    def search(self, query: str, k: int, only: Filter = Filter()) -> list[Hit]: ...

    def index(self, source: str) -> None:
        """Take a stored source's passages into the derived index."""

    def forget(self, source: str) -> None: ...

    def later(self) -> AbstractContextManager[None]:
        """While it lasts sources come in: what is made in the background waits for its end."""

    def finish(self) -> int:
        """Complete the derived index now, at the end of an import; how much was missing."""

    def rebuild(self, on_progress: OnProgress | None = None) -> int:
        """Throw the derived index away and build it from the database; the number of passages indexed."""
