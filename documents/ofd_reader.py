"""OFD files (GB/T 33190-2016): the text of their pages, line by line, with tables that the places of the words show."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from documents.builder import DocumentBuilder
from documents.ooxml import Package, attribute, child, local
from documents.pdf_lines import Letter, Line, line_of, without_furniture
from documents.pdf_reader import Page, compose
from documents.pdf_tables import unruled
from nigao.errors import FileEmpty, FileTooLarge
from nigao.report import Document

MOST_PAGES = 1500
_POINTS = 72 / 25.4  # OFD counts in millimetres
_HIGH = 1.3  # a letter's box is that much higher than its size


def read_ofd(data: bytes, name: str) -> Document:
    """Read an .ofd. Raises FileRefused."""
    package = Package(data, name)
    pages = [_page(root) for root in _pages(package, name)]
    if not any(page.lines for page in pages):
        raise FileEmpty(f"“{name}”里没有文字（可能是扫描的图片），请用 WPS 或阅读器另存为 .docx 再导入。")
    kept, marks = without_furniture([page.lines for page in pages])
    builder = DocumentBuilder()
    if marks:
        builder.warn(f"每页重复的水印文字“{marks[0]}”没有读取。")
    for page, lines in zip(pages, kept, strict=True):
        page.lines, page.tables = lines, unruled(lines)
    compose(pages, builder)
    return builder.build()


def _pages(package: Package, name: str) -> Iterator[Any]:
    """The root of each page's content, in order."""
    top = package.xml("OFD.xml")
    if top is None:
        raise package.damaged()
    count = 0
    for body in (one for one in top if local(one) == "DocBody"):
        place = _text(child(body, "DocRoot")).lstrip("/")
        document = package.xml(place)
        pages = child(document, "Pages") if document is not None else None
        templates = _templates(package, document, place) if document is not None else {}
        for page in pages if pages is not None else ():
            count += 1
            if count > MOST_PAGES:
                raise FileTooLarge(f"“{name}”超过{MOST_PAGES}页，请拆分后再导入。")
            root = package.xml(_located(place, attribute(page, "BaseLoc") or ""))
            if root is not None:
                for used in [one for one in root if local(one) == "Template"]:
                    if (below := templates.get(attribute(used, "TemplateID") or "")) is not None:
                        root.extend(deepcopy(one) for one in below if local(one) == "Content")
                yield root


def _located(place: str, location: str) -> str:
    """The part that a document at ``place`` names."""
    return location.lstrip("/") if location.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(place), location))


def _templates(package: Package, document: Any, place: str) -> dict[str, Any]:
    """The pages that other pages are laid over, by their number: the head, the rules and the names of a form."""
    common = child(document, "CommonData")
    found = {}
    for one in common if common is not None else ():
        if local(one) == "TemplatePage" and (root := package.xml(_located(place, attribute(one, "BaseLoc") or ""))) is not None:
            found[attribute(one, "ID") or ""] = root
    return found


def _page(root: Any) -> Page:
    """The lines of a page, from top to bottom."""
    letters = [letter for element in root.iter() if local(element) == "TextObject" and _is_shown(element) for letter in _letters(element)]
    height = max((-one[2] for one in letters), default=0.0) * 1.05
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: -(one[2] + one[4])):
        middle = (letter[2] + letter[4]) / 2
        if rows and rows[-1][-1][2] < middle < rows[-1][-1][4]:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    lines: list[Line] = []
    for row in rows:
        lines += line_of([(ch, x0, y0 + height, x1, y1 + height) for ch, x0, y0, x1, y1 in row], height)
    return Page(lines, 0, 0)


def _is_shown(element: Any) -> bool:
    return attribute(element, "Visible") not in ("false", "0") and attribute(element, "Alpha") != "0"


def _letters(element: Any) -> Iterator[Letter]:
    """Each letter with its box in points; y upwards from the page's top, so below zero. Turned text is passed over: watermarks."""
    boundary, matrix = _numbers(attribute(element, "Boundary")), _numbers(attribute(element, "CTM"))
    size = next(iter(_numbers(attribute(element, "Size"))), 4.0)
    if len(boundary) < 4:
        return
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if abs(b) > 0.05 * abs(a) or abs(c) > 0.05 * abs(d):
        return
    wide, high = size * abs(a), size * abs(d)
    for code in (one for one in element if local(one) == "TextCode"):
        x, y = (next(iter(_numbers(attribute(code, axis))), 0.0) for axis in ("X", "Y"))
        steps = _steps(attribute(code, "DeltaX"))
        for number, letter in enumerate(_text(code)):
            step = steps[number] if number < len(steps) else size * (0.5 if letter.isascii() else 1.0)
            left = (boundary[0] + a * x + e) * _POINTS
            base = -(boundary[1] + d * y + f) * _POINTS
            right = left + min(abs(a * step), wide) * _POINTS
            if letter.strip():
                yield letter, left, base - 0.2 * _HIGH * high * _POINTS, right, base + 0.8 * _HIGH * high * _POINTS
            x += step


def _steps(text: str | None) -> list[float]:
    """The distances of letters; "g 3 5.2" says the same one three times."""
    parts, steps = (text or "").split(), list[float]()
    while parts:
        if parts[0] == "g" and len(parts) > 2 and parts[1].isdecimal():
            steps += _numbers(parts[2]) * min(int(parts[1]), 10_000)
            del parts[:3]
        else:
            steps += _numbers(parts.pop(0))
    return steps


def _numbers(text: str | None) -> list[float]:
    found = []
    for part in (text or "").split():
        try:
            found.append(float(part))
        except ValueError:
            continue
    return found


def _text(element: Any | None) -> str:
    return (element.text or "").strip() if element is not None else ""
