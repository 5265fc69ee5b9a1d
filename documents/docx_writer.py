"""Writes a draft as a DOCX in 公文 layout (GB/T 9704-2012); what goes where is decided in ``docx_blocks``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from documents import layout
from documents.annex import annex_elements
from documents.changes import tracked
from documents.comments import Note, add_notes, notes_of
from documents.docx_blocks import Block, blocks
from documents.docx_package import blank_package
from documents.docx_tables import table
from documents.layout_title import break_title
from documents.wordml import el, paragraph, q, run
from nigao.draft import Draft
from nigao.errors import BadCall, FileDamaged
from nigao.ports import ExportOptions
from nigao.printable import GAP, clean, cuts, visible

Located = list[tuple[int, int, Any]]  # (start, end, run) of one section's text, in document order


class DocxWriter:
    """The port Writer, and tracked changes besides."""

    def write(self, draft: Draft, options: ExportOptions) -> bytes:
        """The draft as a DOCX file. Raises BadCall for an unknown font profile, FileDamaged for a template Word would not open."""
        document = _open(options)
        notes = notes_of(draft) if options.comments else {}
        placed: dict[int, Located] = {}
        marks = _Marks(notes, _carried(draft) if options.mark_states else {}, placed)
        _append(document, _elements(blocks(draft, options), marks))
        if options.annex:
            _append(document, annex_elements(draft, options.seal))
        if options.comments:
            add_notes(document, notes, placed)
        return _finish(document, draft, options)

    def write_changes(self, old: Draft, new: Draft, options: ExportOptions) -> bytes:
        """The new draft with its differences from the old one as tracked changes: accepting all gives new, rejecting all gives old."""
        document = _open(options)
        author = clean(new.unit or options.signed_by or "拟稿").strip()
        _append(document, tracked(blocks(old, options), blocks(new, options), author, datetime.now(UTC)))
        return _finish(document, new, options)


def _open(options: ExportOptions) -> Any:
    from docx import Document

    if options.fonts not in layout.PROFILES:
        raise BadCall(f"没有字体方案“{options.fonts}”，请用 gb 或 system。")
    if options.template is None:
        return Document(io.BytesIO(blank_package(options.fonts)))
    document = _open_template(options.template)
    _add_styles(document, options.fonts)
    return document


def _open_template(path: Path) -> Any:
    import zipfile

    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    try:
        return Document(str(path))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, XMLSyntaxError, OpcError) as error:
        raise FileDamaged(f"红头模板“{path.name}”打不开，请用 Word 或 WPS 另存为 .docx 后再用。") from error


def _add_styles(document: Any, fonts: str) -> None:
    """Our styles beside the template's own; those it already has under our names stay as the unit changed them."""
    from docx.oxml.parser import parse_xml

    styles = document.styles.element
    known = {style.get(q("w:styleId")) for style in styles.findall(q("w:style"))}
    for text in [*layout.own_styles(layout.PROFILES[fonts]), *layout.comment_styles()]:
        style = parse_xml(text.replace("<w:style ", f'<w:style xmlns:w="{layout.WORD}" ', 1))
        if style.get(q("w:styleId")) not in known:
            styles.append(style)


def _append(document: Any, elements: Iterable[Any]) -> None:
    body = document.element.body
    last = body.find(q("w:sectPr"))
    for element in elements:
        if last is None:
            body.append(element)
        else:
            last.addprevious(element)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is shown on a section's words: notes at their places, words carried over from last year in grey; placed: where runs stand."""

    notes: dict[int, list[Note]]
    carried: dict[int, list[tuple[int, int]]]
    placed: dict[int, Located]


def _carried(draft: Draft) -> dict[int, list[tuple[int, int]]]:
    return {n: [(e.start, e.end) for e in section.evidence if e.verdict == "carried"] for n, section in enumerate(draft.sections)}


def _elements(flow: Sequence[Block], marks: _Marks) -> Iterable[Any]:
    for is_row, group in groupby(flow, key=lambda block: block.is_row and block.section):
        if is_row is not False:
            yield table([_row(block, marks) for block in group])
        else:
            yield from (_block(block, marks) for block in group)


def _block(block: Block, marks: _Marks) -> Any:
    if block.style == layout.TITLE:
        return paragraph(block.style, *title_runs(clean(block.text).strip()))
    runs = _runs(block, 0, len(block.text), marks)
    if block.mark:
        runs.append(run(block.mark, el("w:shd", val="clear", color="auto", fill="D9D9D9")))
    return paragraph(block.style, *runs, **dict(block.indent))


def title_runs(title: str) -> list[Any]:
    """A title's lines divided by line breaks."""
    runs: list[Any] = []
    for line in break_title(title, layout.TITLE_CHARACTERS):
        if runs:
            runs.append(el("w:r", el("w:br")))
        runs.append(run(line))
    return runs


def _row(block: Block, marks: _Marks) -> list[list[Any]]:
    cells, start = [], 0
    for cell in block.text.split("\t"):
        cells.append(_runs(block, start, start + len(cell), marks))
        start += len(cell) + 1
    return cells


def _runs(block: Block, start: int, end: int, marks: _Marks) -> list[Any]:
    """Runs of text[start:end], cut at every comment's edge and around gaps and carried words; where each stands is kept in ``placed``."""
    shown = visible(block.text)
    base = max(block.offset, 0)
    in_text = block.offset >= 0
    spans = [(note.start - base, note.end - base) for note in marks.notes.get(block.section, ())] if in_text else []
    carried = [(a - base, b - base) for a, b in marks.carried.get(block.section, ())] if in_text else []
    gaps = [match.span() for match in GAP.finditer(block.text)]
    runs = []
    for a, b in cuts(end - start, [(x - start, y - start) for x, y in [*spans, *carried, *gaps]]):
        text = "".join(shown[start + a : start + b])
        if text:
            grey = [el("w:color", val="7F7F7F")] if any(x <= start + a < y for x, y in carried) else []
            shade = [el("w:shd", val="clear", color="auto", fill="FFE699")] if any(x <= start + a < y for x, y in gaps) else []
            runs.append(run(text, *grey, *shade))
            where = (base + start + a, base + start + b) if in_text else (-1, -1)
            marks.placed.setdefault(block.section, []).append((*where, runs[-1]))
    return runs


MOST_COMMENT = 255  # characters a core property holds (python-docx)


def _sealed(options: ExportOptions) -> tuple[str, str]:
    """What a file says of itself: (who signed when and what was let be, the hash of what was signed); of a review copy, what it is made of."""
    if options.seal is None:
        return "", options.made_of
    seal = options.seal
    told = (
        f"{seal.at}导出定稿",
        f"{_by(seal.signed)}采纳{len(seal.signed)}个部分，最后一次在{max(at for *_, at in seal.signed)}",
        f"{_by(seal.waived)}写明理由保留{len(seal.waived)}处",
        f"{_by(seal.ruled)}裁定{len(seal.ruled)}处",
        f"{_by(seal.left)}写明理由留着{len(seal.left)}处【待补】",
        f"{len(seal.without)}个部分没有采纳，不在其中",
    )
    return clean("；".join(told))[:MOST_COMMENT], f"sha256:{seal.digest}"


def _by(deeds: Iterable[tuple[str, str, str]]) -> str:
    return "、".join(dict.fromkeys(name for _, name, _ in deeds))


def _finish(document: Any, draft: Draft, options: ExportOptions) -> bytes:
    properties, now = document.core_properties, datetime.now(UTC).replace(tzinfo=None)
    owner = clean(draft.unit or options.signed_by or "拟稿").strip()[:255]
    properties.title, properties.author, properties.last_modified_by = clean(draft.title).strip()[:255], owner, owner
    properties.comments, properties.keywords = _sealed(options)
    properties.subject, properties.language = "", "zh-CN"
    properties.created, properties.modified, properties.revision = now, now, 1
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
