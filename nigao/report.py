"""A document as it was read, and what was recognised in it. Values only: how files are opened is in ``documents``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nigao.figures.figure import Figure

Role = Literal["report", "material", "metrics"]
Standing = Literal["own", "department", "reference"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, placed in the document's text.

    row, column: 0-based, in the table's own grid. rows, columns: how many grid places a merged cell spans.
    start, end: Unicode offsets of ``text`` in ``Document.text``. address: what a reader would call it ("C5").
    """

    text: str
    row: int
    column: int
    start: int
    end: int
    address: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table in body order; ``name`` is what a reader would call it (a sheet's name, "表1")."""

    name: str
    cells: tuple[Cell, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StyledHeading:
    """A hint from the file's own styles: the paragraph at start..end is a heading of this level (1..4)."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader hands on: the text every offset counts in, and what the file said about its shape.

    text: paragraphs divided by a newline; tables stand in it in body order, a row a line, cells divided by tabs.
    pages: offset in ``text`` where each page begins (empty where the format has no pages).
    warnings: Chinese sentences, one for each thing repaired, dropped or not readable.
    pictures: numbers, from 0, of the pages that are pictures and gave no text.
    """

    text: str
    tables: tuple[Table, ...] = ()
    styled: tuple[StyledHeading, ...] = ()
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading where it stands.

    level: 1..4 (一、 / （一） / 1. / （1）or 一是). number: as written, "" if none. title: without number and final mark.
    run_in: whether text follows in the same paragraph. start, end: offsets of number and title in ``Document.text``.
    """

    level: int
    number: str
    title: str
    run_in: bool
    start: int
    end: int
    kind: Literal["title", "section", "enumeration"] = "section"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text that belongs to it: from the heading's start to the next heading of its level or above."""

    heading: Heading
    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that can be found and quoted; never crosses a section."""

    text: str
    heading_path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is; recognised, and correctable by a person.

    year: the year in its name (政府工作报告: year of delivery; 「2024年工作总结暨2025年工作打算」: 2025; material, metrics: the
    year its facts are about). reviewed_year: the year its review is about. department: who handed a material in.
    """

    title: str
    unit: str = ""
    year: int | None = None
    reviewed_year: int | None = None
    role: Role = "report"
    department: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A document with all that was recognised in it: what is stored, all of it or nothing."""

    filename: str
    digest: str
    identity: Identity
    document: Document
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    figures: tuple[Figure, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    @property
    def paragraphs(self) -> int:
        """Number of non-empty paragraphs."""
        return sum(1 for line in self.document.text.split("\n") if line.strip())
