"""Two versions of a draft as one text with Word's tracked changes: accepting all gives the new one, rejecting all the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import count, groupby
from typing import Any

from documents import layout
from documents.docx_blocks import Block
from documents.docx_tables import table
from documents.layout_title import break_title
from documents.wordml import el, run
from nigao.diff import diff
from nigao.merge_align import align
from nigao.printable import clean

Step = tuple[Block | None, Block | None]
Change = Callable[[str], Any]  # "w:ins" or "w:del" → the element with number, author and date


def tracked(old: Sequence[Block], new: Sequence[Block], author: str, at: datetime) -> Iterator[Any]:
    """The paragraphs and tables of both versions, in order. author, at: who changed and when, for every change."""
    numbers = count(1)

    def change(name: str) -> Any:
        return el(name, id=next(numbers), author=author, date=at.strftime("%Y-%m-%dT%H:%M:%SZ"))

    for is_row, steps in groupby(_steps(old, new), key=lambda step: any(block is not None and block.is_row for block in step)):
        if is_row:
            yield _table(list(steps), change)
        else:
            yield from (_paragraph(step, change) for step in steps)


def _steps(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Step]:
    """Pairs that can be told inside one paragraph; all others apart, the old one first."""
    for i, j in align([_key(block) for block in old], [_key(block) for block in new]):
        before, after = None if i is None else old[i], None if j is None else new[j]
        if before and after and _shown(before) != _shown(after) and not _inside(before, after):
            yield before, None
            yield None, after
        else:
            yield before, after


def _key(block: Block) -> str:
    """What is compared: the text alone, so that styles make no two paragraphs alike."""
    return clean(block.text)


def _shown(block: Block) -> tuple[str, str, str, object]:
    return block.style, clean(block.text), block.mark, block.indent


def _inside(before: Block, after: Block) -> bool:
    same = (before.style, before.indent) == (after.style, after.indent)
    return same and before.style != layout.TITLE and not before.is_row and not after.is_row


def _paragraph(step: Step, change: Change) -> Any:
    before, after = step
    block = after or before
    assert block is not None
    properties = el("w:pPr", el("w:pStyle", val=block.style))
    if block.indent:
        properties.append(el("w:ind", **dict(block.indent)))
    if before is None or after is None:
        name = "w:ins" if before is None else "w:del"
        properties.append(el("w:rPr", change(name)))
        return el("w:p", properties, _marked(block, name, change))
    return el("w:p", properties, *_mixed(before, after, change))


def _marked(block: Block, name: str, change: Change) -> Any:
    """A whole paragraph's runs as one change."""
    made = change(name)
    lines = break_title(clean(block.text).strip(), layout.TITLE_CHARACTERS) if block.style == layout.TITLE else [clean(block.text)]
    for number, line in enumerate(lines):
        if number:
            made.append(el("w:r", el("w:br")))
        made.append(run(line + (block.mark if number == len(lines) - 1 else ""), deleted=name == "w:del"))
    return made


def _mixed(before: Block, after: Block, change: Change) -> Iterator[Any]:
    if before.style == layout.TITLE:
        for number, line in enumerate(break_title(clean(after.text).strip(), layout.TITLE_CHARACTERS)):
            if number:
                yield el("w:r", el("w:br"))
            yield run(line)
        return
    for piece in diff(clean(before.text) + before.mark, clean(after.text) + after.mark):
        if piece.kind == "same":
            yield run(piece.text)
        else:
            made = change("w:ins" if piece.kind == "added" else "w:del")
            made.append(run(piece.text, deleted=piece.kind == "removed"))
            yield made


def _table(steps: Sequence[Step], change: Change) -> Any:
    rows, marks = [], []
    for before, after in steps:
        block = after or before
        assert block is not None
        name = "" if before and after else "w:ins" if after else "w:del"
        cells = [clean(cell) for cell in block.text.split("\t")]
        rows.append([[_cell(text, name, change)] if text else [] for text in cells])
        marks.append(change(name) if name else None)
    return table(rows, changes=marks)


def _cell(text: str, name: str, change: Change) -> Any:
    if not name:
        return run(text)
    made = change(name)
    made.append(run(text, deleted=name == "w:del"))
    return made
