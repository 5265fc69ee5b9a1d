"""Web pages and the .doc and .xls files that are web pages inside: their text by blocks, their tables; nothing they link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from documents.builder import DocumentBuilder, GridCell
from documents.plain import decode
from nigao.errors import FileDamaged
from nigao.letters import raised, together
from nigao.report import Document

_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br", "tr", "section", "article", "blockquote", "pre", "center", "title",
           "td", "th"}  # fmt: skip
_UNSEEN = {"script", "style", "head", "noscript", "template", "select", "textarea", "iframe", "object", "svg", "nav", "footer", "del", "s",
           "strike"}  # fmt: skip
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|(?<![\w-])opacity\s*:\s*0?\.?0+\s*(?:%|;|!|$)|"
    r"font-size\s*:\s*0(?:\.0+)?\s*(?:[a-z%]+)?\s*(?:;|!|$)",
    re.I,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
# A selector of one element: a tag, a class, an id, or a tag with either.
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<class>[\w-]+)|#(?P<id>[\w-]+))?", re.I)
DEEPEST = 200


def read_html(data: bytes, name: str) -> Document:
    """Read a web page. Raises FileRefused."""
    builder = DocumentBuilder()
    put_page(data, name, builder)
    return builder.build()


def put_page(data: bytes, name: str, builder: DocumentBuilder) -> None:
    """Put what a web page shows behind what was read before. Raises FileRefused."""
    from lxml import etree

    text = decode(data, name)
    try:
        parser = etree.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError) as error:
        raise FileDamaged(f"“{name}”的网页内容有误，请用 Word 或 WPS 打开后另存为 .docx 再导入。") from error
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):  # what follows such a place is not in the tree
        raise FileDamaged(f"“{name}”的网页元素一层套一层，多得无法读取，请用 Word 或 WPS 打开后另存为 .docx 再导入。")
    reader = _HtmlReader(_Hiding(root), builder)
    if root is not None:
        reader.walk(root, 0)
        reader.flush()


class _Hiding:
    """What a page's own styles and its elements hide; of selectors those of one element alone are understood."""

    def __init__(self, root: Any) -> None:
        self._rules: set[tuple[str, str, str]] = set()
        for style in root.iter("style") if root is not None else ():
            for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", style.text or "", flags=re.S)[:100_000]):
                if _HIDDEN.search(body):
                    self._rules |= {_selector(one) for one in selectors.split(",")}
        self._rules.discard(("", "", ""))

    def __call__(self, element: Any) -> bool:
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            return True
        if not self._rules or not isinstance(element.tag, str):
            return False
        tag = element.tag.lower()
        names = [("", ""), *((name, "") for name in (element.get("class") or "").split()), ("", element.get("id") or "")]
        return any((one, *name) in self._rules for name in names for one in ("", tag))


def _selector(text: str) -> tuple[str, str, str]:
    """(tag, class, id) it asks for; nothing where it is of another kind."""
    match = _SELECTOR.fullmatch(text.strip())
    return ((match["tag"] or "").lower(), match["class"] or "", match["id"] or "") if match else ("", "", "")


class _HtmlReader:
    def __init__(self, hidden: _Hiding, builder: DocumentBuilder) -> None:
        self.builder = builder
        self._hidden = hidden
        self._text = ""
        self._tables = 0

    def flush(self) -> None:
        self.builder.paragraph(together(" ".join(self._text.split())))
        self._text = ""

    def walk(self, element: Any, depth: int) -> None:
        """Text of an element and what is in it; deeper than DEEPEST only its bare text."""
        if depth > DEEPEST:
            self._text += "".join(element.itertext())
            return
        self._text += element.text or ""
        for one in element:
            tag = one.tag if isinstance(one.tag, str) else ""
            if self._hidden(one):
                self.builder.warn("网页里隐藏的内容没有读取。")
            elif tag == "table":
                self._table(one, depth)
            elif tag == "sup":
                self._text += raised(self._shown(one, depth))
            elif tag and tag not in _UNSEEN:
                if tag in _BLOCKS:
                    self.flush()
                self.walk(one, depth + 1)
                if tag in _BLOCKS:
                    self.flush()
            self._text += one.tail or ""

    def _shown(self, element: Any, depth: int) -> str:
        """The text of an element and what is in it, as one stretch."""
        if depth > DEEPEST:
            return "".join(element.itertext())
        parts = [element.text or ""]
        for one in element:
            if self._hidden(one):
                self.builder.warn("网页里隐藏的内容没有读取。")
            elif isinstance(one.tag, str) and one.tag not in _UNSEEN:
                inner = self._shown(one, depth + 1)
                parts.append(raised(inner) if one.tag == "sup" else f" {inner} " if one.tag in _BLOCKS else inner)
            parts.append(one.tail or "")
        return "".join(parts)

    def _table(self, table: Any, depth: int) -> None:
        self.flush()
        rows = [list(_cells(row)) for row in table.iter("tr") if not self._hidden(row)]
        if len(rows) < 2 or max(map(len, rows)) < 2 or table.find(".//table") is not None:
            self.walk(table, depth + 1)  # laid out with a table, not one
            self.flush()
            return
        grid, taken = [], set[tuple[int, int]]()
        for at, row in enumerate(rows):
            column = 0
            for cell in row:
                if self._hidden(cell):  # it takes no place either
                    self.builder.warn("网页里隐藏的内容没有读取。")
                    continue
                while (at, column) in taken:
                    column += 1
                tall, wide = _span(cell, "rowspan"), _span(cell, "colspan")
                taken |= {(at + i, column + j) for i in range(tall) for j in range(wide)}
                grid.append(GridCell(" ".join(self._shown(cell, depth).split()), at, column, tall, wide))
                column += wide
        self._tables += 1
        self.builder.table(f"表{self._tables}", grid)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _span(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), 100)) if value.isdecimal() else 1
