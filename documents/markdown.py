"""Markdown (.md) as a person sees it: headings, lists and tables without their marks; its lines stay lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.builder import DocumentBuilder, GridCell
from nigao.letters import together
from nigao.report import Document

# None of these looks far ahead from each place: a line may have millions of characters.
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(\S.*)")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,}|(?:`{3}|~{3}).*)")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_LEAD = re.compile(r"\s*(?:>\s?)*(?:[-*+]\s+(?:\[[ xX]\]\s+)?)?")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.S)
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*\)")
_STRUCK = re.compile(r"~~[^~\n]+~~")
_MARKED = re.compile(
    r"(?P<mark>\*\*\*|\*\*|\*|`+)(?=\S)(?P<text>[^*`\n]*[^*`\s])(?P=mark)|(?<!\w)(?P<low>__?)(?=\S)(?P<said>[^_\n]*[^_\s])(?P=low)(?!\w)"
)
_WIDEST = 200
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_markdown(text: str) -> Document:
    """The document of a Markdown text."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._builder = DocumentBuilder()
        seen = _COMMENT.sub("", text)
        if seen != text:
            self._builder.warn("隐藏的注释没有读取。")
        self._lines = seen.split("\n")
        headings = [match for line in self._lines if (match := _HEADING.fullmatch(line))]
        tops = sum(len(match[1]) == 1 for match in headings)
        # A lone # over all else is the paper's title, what ## has is its first level.
        self._titled = tops == 1 and len(headings[0][1]) == 1 and self._first() == headings[0].group()
        self._tables = 0

    def _first(self) -> str:
        return next((line for line in self._lines if line.strip()), "")

    def read(self) -> Document:
        at = 0
        while at < len(self._lines):
            at = self._table(at) if self._opens_table(at) else self._line(at)
        return self._builder.build()

    def _line(self, at: int) -> int:
        line = self._lines[at]
        heading = _HEADING.fullmatch(line)
        if heading:
            level = len(heading[1]) - self._titled
            self._builder.paragraph(self._said(heading[2].rstrip().rstrip("#")), level if level else None)
        elif not _RULE.fullmatch(line):
            self._builder.paragraph(self._said(line[_LEAD.match(line).end() :]))  # type: ignore[union-attr]
        return at + 1

    def _said(self, text: str) -> str:
        """Words without the marks that only say how they look."""
        kept = _STRUCK.sub("", text)
        if kept != text:
            self._builder.warn("划掉（删除线）的文字没有读取。")
        kept = _LINK.sub(r"\1", _PICTURE.sub("", kept))
        bare = _MARKED.sub(lambda match: match["text"] or match["said"] or "", kept)
        # Marks are set off by blanks that Chinese does not have.
        return together(_ESCAPED.sub(r"\1", bare if bare == kept else _joined(bare)).strip())

    # --- tables ---------------------------------------------------------------------------------------------------

    def _opens_table(self, at: int) -> bool:
        if at + 1 >= len(self._lines) or "|" not in self._lines[at] or not _DIVIDER.fullmatch(self._lines[at + 1]):
            return False
        return 1 < len(_cells(self._lines[at])) == len(_cells(self._lines[at + 1])) <= _WIDEST

    def _table(self, at: int) -> int:
        end = at + 2
        while end < len(self._lines) and "|" in self._lines[end]:
            end += 1
        rows: Sequence[list[str]] = [_cells(self._lines[row]) for row in (at, *range(at + 2, end))]
        grid = [GridCell(self._said(text), row, column) for row, cells in enumerate(rows) for column, text in enumerate(cells) if text]
        self._tables += 1
        self._builder.table(f"表{self._tables}", grid)
        return end


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare)]


def _joined(text: str) -> str:
    """Without the single blanks between Chinese characters, and between them and numbers."""
    return re.sub(r"(?<=[\u3400-\u9fff，。；：、]) (?=[\u3400-\u9fff\d])|(?<=[\d%％]) (?=[\u3400-\u9fff])", "", text)
