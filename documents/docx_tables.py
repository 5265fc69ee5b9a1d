"""A table in 公文 layout: inside the 版心, header repeated on every page, rows never split; its text comes ready as runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from documents import layout
from documents.wordml import el, paragraph

_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(rows: Sequence[Sequence[Sequence[Any]]], widths: Sequence[int] = (), changes: Sequence[Any] = ()) -> Any:
    """rows: cells of runs, the first row the header. widths: twips of each column, equal where not given.

    changes: for each row the element that marks it as inserted or deleted, or None; () for a plain table.
    """
    count = max(len(row) for row in rows)
    wide = list(widths) or [layout.TEXT_WIDTH // count] * count
    borders = el("w:tblBorders", *(el(f"w:{side}", val="single", sz=4, space=0, color="000000") for side in _BORDERS))
    properties = el("w:tblPr", el("w:tblW", w=sum(wide), type="dxa"), el("w:jc", val="center"), borders, el("w:tblLayout", type="fixed"))
    grid = el("w:tblGrid", *(el("w:gridCol", w=width) for width in wide))
    return el(
        "w:tbl",
        properties,
        grid,
        *(_row(row, wide, number == 0, mark) for number, (row, mark) in enumerate(zip(rows, changes or [None] * len(rows), strict=True))),
    )


def _row(row: Sequence[Sequence[Any]], widths: Sequence[int], header: bool, change: Any) -> Any:
    """A row; where it has fewer cells than the grid, the last one spans the rest."""
    properties = el("w:trPr", el("w:cantSplit"))
    if header:
        properties.append(el("w:tblHeader"))
    if change is not None:
        properties.append(change)
    made = el("w:tr", properties)
    for index, runs in enumerate(row):
        last = index == len(row) - 1
        span = len(widths) - index if last else 1
        cell = el("w:tcPr", el("w:tcW", w=sum(widths[index : index + span]), type="dxa"))
        if span > 1:
            cell.append(el("w:gridSpan", val=span))
        cell.append(el("w:vAlign", val="center"))
        made.append(el("w:tc", cell, paragraph(layout.TABLE_HEAD if header else layout.TABLE, *runs)))
    return made
