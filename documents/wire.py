"""How a document travels between the reading child and its parent: length and JSON, nothing that could be executed."""

from __future__ import annotations

import json
import struct
from dataclasses import fields
from typing import IO, Any

from nigao import errors
from nigao.figures.figure import Figure
from nigao.report import Cell, Document, Heading, Identity, Passage, Report, Section, StyledHeading, Table

# Lines recognised in pictures of pages: page number as text → {"lines": [[text, x0, x1, y0, y1]…], "height": h}, in points.
Seen = dict[str, dict[str, Any]]

LARGEST = 256 * 1024 * 1024


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """One message: four bytes of length, then UTF-8 JSON."""
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    stream.write(struct.pack(">I", len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message, None when the other side is gone."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    data = stream.read(length) if length <= LARGEST else b""
    if len(data) < length:
        return None
    message: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    return message


def packed(document: Document) -> dict[str, Any]:
    """A document as plain lists."""
    return {
        "text": document.text,
        "tables": [[t.name, t.start, t.end, [[c.text, c.row, c.column, c.start, c.end, c.address, c.rows, c.columns] for c in t.cells]]
                   for t in document.tables],
        "styled": [[s.start, s.end, s.level] for s in document.styled],
        "pages": list(document.pages),
        "warnings": list(document.warnings),
        "pictures": list(document.pictures),
    }  # fmt: skip


def unpacked(message: dict[str, Any]) -> Document:
    """The document back from its lists."""
    return Document(
        text=message["text"],
        tables=tuple(Table(name, tuple(Cell(*cell) for cell in cells), start, end) for name, start, end, cells in message["tables"]),
        styled=tuple(StyledHeading(*one) for one in message["styled"]),
        pages=tuple(message["pages"]),
        warnings=tuple(message["warnings"]),
        pictures=tuple(message["pictures"]),
    )


def packed_findings(report: Report) -> dict[str, Any]:
    """What was recognised in a document, as plain lists; the document itself stays where it is."""
    at = {id(heading): number for number, heading in enumerate(report.headings)}
    return {
        "headings": [_flat(heading) for heading in report.headings],
        "sections": [[at[id(section.heading)], section.path, section.start, section.end] for section in report.sections],
        "passages": [_flat(passage) for passage in report.passages],
        "figures": [_flat(figure) for figure in report.figures],
        "warnings": list(report.warnings),
    }


def unpacked_findings(message: dict[str, Any], filename: str, digest: str, identity: Identity, document: Document) -> Report:
    """The report back, around the document it is of."""
    headings = tuple(Heading(*one) for one in message["headings"])
    return Report(
        filename=filename,
        digest=digest,
        identity=identity,
        document=document,
        headings=headings,
        sections=tuple(Section(headings[at], tuple(path), start, end) for at, path, start, end in message["sections"]),
        passages=tuple(Passage(text, tuple(path), start, end) for text, path, start, end in message["passages"]),
        figures=tuple(Figure(*one) for one in message["figures"]),
        warnings=tuple(message["warnings"]),
    )


def _flat(record: Any) -> list[Any]:
    return [getattr(record, field.name) for field in fields(record)]


def refusal(error: errors.FileRefused) -> dict[str, Any]:
    """A refusal by the name of its class."""
    return {"error": type(error).__name__, "message": str(error)}


def raised(message: dict[str, Any]) -> errors.FileRefused:
    """The refusal back; an unknown class is a damaged file."""
    kinds = (errors.FileDamaged, errors.FileEncrypted, errors.FileEmpty, errors.FileScanned, errors.FileTooLarge, errors.FileUnsupported)
    kind = next((one for one in kinds if one.__name__ == message["error"]), errors.FileDamaged)
    return kind(message["message"])
