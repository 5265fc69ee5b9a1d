"""Rows to values: how a source, a passage, a figure stand in the tables. No queries here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.report import Document, Heading, Identity, Passage, Report, Section, StyledHeading, Table
from nigao.surroundings import Surroundings
from storage.schema import documents, figures, passages, sources

SOURCE_COLUMNS = [sources.c[n] for n in ("id", "title", "unit", "year", "role", "department", "filename", "reviewed_year", "standing")]
PASSAGE_COLUMNS = [passages.c[n] for n in ("text", "path", "start_at", "end_at")]
_FIGURE_NAMES = (
    "text",
    "start_at",
    "end_at",
    "value",
    "unit",
    "indicator",
    "measure",
    "status",
    "comparator",
    "period",
    "scope",
    "section",
    "place",
)
FIGURE_COLUMNS = [figures.c[n] for n in _FIGURE_NAMES]
IDENTITY_COLUMNS = [sources.c[n] for n in ("title", "unit", "year", "reviewed_year", "role", "department")]
DOCUMENT_COLUMNS = [documents.c.text, documents.c.shape]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is kept of a report beside its text, passages and figures; read whole or not at all, so one JSON."""

    tables: tuple[Table, ...] = ()
    styled: tuple[StyledHeading, ...] = ()
    pages: tuple[int, ...] = ()
    read_warnings: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = ()


def shape_of(report: Report) -> Shape:
    """The part of a report that is kept as one JSON."""
    document = report.document
    return Shape(
        tables=document.tables,
        styled=document.styled,
        pages=document.pages,
        read_warnings=document.warnings,
        headings=report.headings,
        sections=report.sections,
        warnings=report.warnings,
    )


def report_of(filename: str, digest: str, identity: Identity, text: str, shape: Shape, found: tuple[list[Passage], list[Figure]]) -> Report:
    """A report put together from its parts; equal to the one that was kept. found: its passages and figures, in order."""
    return Report(
        filename=filename,
        digest=digest,
        identity=identity,
        document=Document(text=text, tables=shape.tables, styled=shape.styled, pages=shape.pages, warnings=shape.read_warnings),
        headings=shape.headings,
        sections=shape.sections,
        passages=tuple(found[0]),
        figures=tuple(found[1]),
        warnings=shape.warnings,
    )


def source_of(row: Any) -> Source:
    """A source from SOURCE_COLUMNS."""
    return Source(*row)


def passage_of(text: str, path: str, start: int, end: int) -> Passage:
    """A passage from PASSAGE_COLUMNS."""
    return Passage(text, _path(path), start, end)


@lru_cache(maxsize=4096)
def _path(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def passage_row(source: str, position: int, passage: Passage) -> dict[str, object]:
    """The row of a passage, without its id."""
    path = json.dumps(passage.heading_path, ensure_ascii=False)
    return {"source": source, "position": position, "text": passage.text, "path": path, "start_at": passage.start, "end_at": passage.end}


def identity_row(identity: Identity) -> dict[str, object]:
    """The columns of ``sources`` that say what a document is."""
    return {column.name: getattr(identity, column.name) for column in IDENTITY_COLUMNS}


def figure_rows(source: str, report: Report) -> list[dict[str, object]]:
    """The rows of a report's figures, each with the sentence and page it stands in."""
    around = Surroundings(report.document)
    rows = []
    for position, figure in enumerate(report.figures):
        row: dict[str, object] = {name: getattr(figure, name.removesuffix("_at")) for name in _FIGURE_NAMES}
        row |= {"source": source, "position": position, "sentence": around.sentence(figure), "page": around.page(figure)}
        rows.append(row)
    return rows


def entry_of(row: Any, by_id: dict[str, Source]) -> Entry:
    """An entry from (source, position, sentence, page, *FIGURE_COLUMNS)."""
    source, position, sentence, page, *figure = row
    return Entry(Figure(*figure), by_id[source], sentence, page, f"{source}-{position}")
