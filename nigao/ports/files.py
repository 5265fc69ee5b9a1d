"""Files read, and drafts written as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from nigao.draft import Draft
from nigao.report import Document, Identity, Report


class Reader(Protocol):
    """Opens a file within limits of time and memory. Raises FileRefused."""

    def read(self, path: Path, name: str = "", on_page: Callable[[int, int], None] = ...) -> Document:
        """name: what to call the file in messages. on_page: told (pages done, pages) before each page that must be recognised."""

    def study(self, name: str, digest: str, document: Document, identity: Identity) -> Report:
        """All that can be recognised in a document just read, within the same limits. name: its file's name."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a final file says of itself. digest: of all that was signed; signed: (heading, by, at); waived: (finding, by, why); ruled:
    (indicator, by, why) of the conflicts a person decided; left: (gap, by, why) of 【待补】 left open on purpose; without: headings of what
    nobody signed, which is not in the file."""

    digest: str
    signed: tuple[tuple[str, str, str], ...]
    waived: tuple[tuple[str, str, str], ...]
    ruled: tuple[tuple[str, str, str], ...]
    left: tuple[tuple[str, str, str], ...]
    without: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a draft leaves. fonts: "gb" (仿宋_GB2312 …) or "system" (fonts on a plain Windows).

    template: a unit's own DOCX with its 红头, behind which the text is put. states: each section's SectionState where it is known.
    seal: of a final file. made_of: of a review copy, which versions are in it (``copies.Copy``).
    """

    annex: bool = False
    comments: bool = False
    fonts: str = "gb"
    signed_by: str = ""
    date: str = ""
    addressee: str = ""
    mark_states: bool = False
    template: Path | None = None
    states: tuple[str, ...] = ()
    seal: Seal | None = None
    made_of: str = ""


MOST_PAGES = 60  # of a preview


class Writer(Protocol):
    """Turns a draft into a DOCX file's bytes."""

    def write(self, draft: Draft, options: ExportOptions) -> bytes: ...

    def write_changes(self, old: Draft, new: Draft, options: ExportOptions) -> bytes:
        """The new draft with its differences from the old one as tracked changes."""

    def pages(self, content: bytes) -> list[bytes]:
        """A DOCX file's first ``MOST_PAGES`` pages as PNG pictures. Raises BadCall where nothing is installed that can lay pages out, FileRefused."""
