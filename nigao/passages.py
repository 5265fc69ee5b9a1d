"""Cutting a document into passages that can be found and quoted; none crosses a section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from nigao.figures.tables_blocks import blocks_of
from nigao.report import Document, Passage, Section, Table

SHORTEST = 100
LONGEST = 400
# A sentence ends with its mark and the quotes or brackets that close with it.
_SENTENCE = re.compile(r"[^。！？!?；;]*(?:[。！？!?；;]+[”’）)」』]*|$)")


def passages_of(text: str, sections: Sequence[Section], tables: Sequence[Table] = ()) -> list[Passage]:
    """Passages of 100–400 characters ending at sentence ends, in document order, each with the heading path it stands under.

    Neighbouring short paragraphs of a section are joined (the newline stays); a section shorter than that is one short passage.
    A row of a table is a passage of its own, its ``text`` led by the table's name and head; start and end are the row's.
    """
    passages: list[Passage] = []
    for start, end, path in _stretches(text, sections):
        inside = [table for table in tables if start <= table.start and table.end <= end]
        at = start
        for table in inside:
            passages += _running(text, at, table.start, path)
            passages += _rows(text, table, path)
            at = table.end
        passages += _running(text, at, end, path)
    return passages


def passages_in(document: Document, sections: Sequence[Section]) -> list[Passage]:
    """The passages of a document with its tables."""
    return passages_of(document.text, sections, document.tables)


def _stretches(text: str, sections: Sequence[Section]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(start, end, path) between one heading and the next, the opening included; together they are the text."""
    at, path = 0, tuple[str, ...]()
    for section in sections:
        yield at, section.start, path
        at, path = section.start, section.path
    yield at, len(text), path


def _running(text: str, start: int, end: int, path: tuple[str, ...]) -> list[Passage]:
    """Sentences gathered up to the wanted length; a new paragraph begins a new passage once the current one is long enough."""
    passages: list[Passage] = []
    begin = stop = -1
    for left, right, opens in _sentences(text, start, end):
        full = begin >= 0 and (right - begin > LONGEST or (opens and stop - begin >= SHORTEST))
        if full:
            passages.append(Passage(text[begin:stop], path, begin, stop))
            begin = -1
        begin, stop = (left if begin < 0 else begin), right
    if begin >= 0:
        passages.append(Passage(text[begin:stop], path, begin, stop))
    return _tail_joined(text, passages)


def _tail_joined(text: str, passages: list[Passage]) -> list[Passage]:
    """A short last passage joins the one before where both fit."""
    if len(passages) > 1 and passages[-1].end - passages[-1].start < SHORTEST:
        before, last = passages[-2:]
        if last.end - before.start <= LONGEST:
            return [*passages[:-2], Passage(text[before.start : last.end], before.heading_path, before.start, last.end)]
    return passages


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it opens a paragraph) of each sentence without its outer blanks; an endless one is cut at LONGEST."""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        opens = True
        for match in _SENTENCE.finditer(line.group()):
            inner = match.group().strip()
            if not inner:
                continue
            left = start + line.start() + match.start() + match.group().index(inner)
            for cut in range(left, left + len(inner), LONGEST):
                yield cut, min(cut + LONGEST, left + len(inner)), opens
                opens = False


def _rows(text: str, table: Table, path: tuple[str, ...]) -> Iterator[Passage]:
    """Each row of a table that holds something, led by the table's name and the head of the block it stands in."""
    rows = [(m.start() + table.start, m.group()) for m in re.finditer(r"[^\n]+", text[table.start : table.end])]
    filled = [(at, row) for at, row in rows if row.strip()]
    heads = _heads(table, filled)
    for at, row in filled:
        head = heads[at]
        lead = f"{table.name}：{head}\n" if row != head else f"{table.name}："
        for cut in range(0, len(row), LONGEST):
            piece = row[cut : cut + LONGEST]
            yield Passage(f"{lead[: 2 * LONGEST]}{piece}", path, at + cut, at + cut + len(piece))


def _heads(table: Table, rows: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Offset of each row → the head of the first block it belongs to: its first row of several cells."""
    several = {at for at, row in rows if len([cell for cell in row.split("\t") if cell.strip()]) > 1}
    first = next((row for at, row in rows if at in several), "")
    heads = dict.fromkeys((at for at, _ in rows), first)
    blocks = blocks_of(table)
    if len(blocks) < 2:
        return heads
    starts, texts, done = [at for at, _ in rows], dict(rows), set[int]()
    for block in blocks:
        own = sorted({starts[max(0, bisect_right(starts, cell.start) - 1)] for cell in block.table.cells})
        head = next((texts[at] for at in own if at in several), first)
        heads.update((at, head) for at in own if at not in done)
        done.update(own)
    return heads
