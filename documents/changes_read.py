"""A Word file's paragraphs with its tracked changes accepted or rejected, and where its comments stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from documents.wordml import q
from nigao.returned import ReviewedParagraph

_INSERTED = frozenset({q("w:ins"), q("w:moveTo")})
_DELETED = frozenset({q("w:del"), q("w:moveFrom")})
_CHANGES = _INSERTED | _DELETED
_PPR, _AUTHOR = q("w:pPr"), q("w:author")
_TEXT = frozenset({q("w:t"), q("w:delText")})
# A copy of what was already read (mc:Fallback) and boxes, whose paragraphs are walked on their own.
_APART = frozenset({"Fallback", "txbxContent", "pPr", "rPr", "tbl"})


@dataclass
class Anchor:
    """What a comment is on: its words, and the paragraph (index in the walk's result) and offset where they begin."""

    paragraph: int
    start: int
    text: str = ""


@dataclass
class Walk:
    """One reading of a body; accept: whether the changes are taken or refused. styles: id → name."""

    accept: bool
    styles: Mapping[str, str] = field(default_factory=dict)
    paragraphs: list[ReviewedParagraph] = field(default_factory=list)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _text: str = ""
    _authors: list[str] = field(default_factory=list)
    _lead: str = ""
    _lead_authors: list[str] = field(default_factory=list)

    @property
    def _gone(self) -> frozenset[str]:
        return _DELETED if self.accept else _INSERTED

    def body(self, body: Any) -> Walk:
        """Read everything in document order."""
        for child in body:
            self._block(child)
        self._end_lead()
        return self

    def _block(self, node: Any) -> None:
        if not isinstance(node.tag, str):
            return
        if node.tag == q("w:p"):
            self._paragraph(node)
        elif node.tag == q("w:tbl"):
            self._end_lead()
            for row in node.iterchildren(q("w:tr")):
                self._row(row)
        elif node.tag in {q("w:commentRangeStart"), q("w:commentRangeEnd")}:
            self._content(node)
        elif _local(node) not in _APART and node.tag != q("w:sectPr"):
            for child in node:
                self._block(child)

    def _paragraph(self, node: Any) -> None:
        """A paragraph; where its mark is gone, what is left of it stands at the head of the next one, as in Word."""
        self._text, self._authors = self._lead, list(self._lead_authors)
        self._lead, self._lead_authors = "", []
        for child in node:
            self._content(child)
        marks = _marks(node)
        self._authors += [mark.get(_AUTHOR, "") for mark in marks]
        if any(mark.tag in self._gone for mark in marks):
            self._lead, self._lead_authors = self._text, self._authors if self._text else []
        else:
            self._keep(self._text, self._authors, self.styles.get(_style_id(node), ""))
        for box in node.iter(q("w:txbxContent")):
            if not any(_local(above) == "Fallback" for above in box.iterancestors()):
                for child in box:
                    self._block(child)

    def _end_lead(self) -> None:
        if self._lead:
            self._keep(self._lead, self._lead_authors, "")
        self._lead, self._lead_authors = "", []

    def _keep(self, text: str, authors: list[str], style: str) -> None:
        self.paragraphs.append(ReviewedParagraph(text, tuple(dict.fromkeys(name for name in authors if name)), style))
        self._text, self._authors = "", []

    def _row(self, row: Any) -> None:
        """A row as its cells divided by tabs."""
        marks = {child.tag for child in row.findall(f"{q('w:trPr')}/*")}
        self._authors = []
        if marks & self._gone:
            return
        cells = []
        for cell in row.iterchildren(q("w:tc")):
            self._text = ""
            for part in cell.iter(q("w:p")):
                for child in part:
                    self._content(child)
                self._authors += [mark.get(_AUTHOR, "") for mark in _marks(part)]
            cells.append(self._text)
        self._keep("\t".join(cells), self._authors, "")

    def _content(self, node: Any) -> None:
        """What stands inside a paragraph, added to the text at hand."""
        tag = node.tag
        if not isinstance(tag, str) or _local(node) in _APART:
            return
        if tag in _INSERTED or tag in _DELETED:
            self._authors.append(node.get(_AUTHOR, ""))
            if tag in self._gone:
                self._inside_gone(node)
                return
        if tag in _TEXT:
            self._say(node.text or "")
        elif tag == q("w:tab"):
            self._say("\t")
        elif tag in {q("w:commentRangeStart"), q("w:commentRangeEnd"), q("w:commentReference")}:
            self._comment(node)
        else:
            for child in node:
                self._content(child)

    def _inside_gone(self, node: Any) -> None:
        """Comments in text that is gone still have a place."""
        for child in node.iter(q("w:commentRangeStart"), q("w:commentRangeEnd"), q("w:commentReference")):
            self._comment(child)

    def _say(self, text: str) -> None:
        self._text += text
        for id in self._open:
            self.anchors[id].text += text

    def _comment(self, node: Any) -> None:
        id = node.get(q("w:id"), "")
        if _local(node) == "commentRangeEnd":
            self._open.discard(id)
            return
        if id not in self.anchors:
            self.anchors[id] = Anchor(len(self.paragraphs), len(self._text))
        if _local(node) == "commentRangeStart":
            self._open.add(id)


def _marks(paragraph: Any) -> list[Any]:
    """The changes of the paragraph's mark."""
    properties = paragraph.find(f"{_PPR}/{q('w:rPr')}") if paragraph.find(_PPR) is not None else None
    return [] if properties is None else [child for child in properties if child.tag in _CHANGES]


def _style_id(paragraph: Any) -> str:
    style = paragraph.find(f"{_PPR}/{q('w:pStyle')}") if paragraph.find(_PPR) is not None else None
    return "" if style is None else str(style.get(q("w:val"), ""))


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]
