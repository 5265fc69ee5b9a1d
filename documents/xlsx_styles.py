"""How a workbook's cells look, as far as it decides what a person reads: number format, struck through, white on white."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from documents.number_format import code_of
from documents.ooxml import attribute, child, is_on, local

# White by colour, by the palette of old workbooks (1, 9), by the theme's first colour.
_WHITE = {"indexed": ("1", "9"), "theme": ("0",)}


@dataclass(frozen=True, slots=True)
class Style:
    """code: its number format's; struck: the text is crossed out; unseen: white letters on no colour."""

    code: str = "General"
    struck: bool = False
    unseen: bool = False


PLAIN = Style()


def styles_of(root: Any | None) -> list[Style]:
    """The looks that cells name by number. root: of xl/styles.xml."""
    if root is None:
        return []
    custom = {}
    for one in _children(root, "numFmts"):
        id = attribute(one, "numFmtId") or ""
        if id.isdecimal():
            custom[int(id)] = attribute(one, "formatCode") or ""
    fonts = list(_children(root, "fonts"))
    bare = [_is_bare(one) for one in _children(root, "fills")]
    return [_style(one, custom, fonts, bare) for one in _children(root, "cellXfs")]


def is_struck(properties: Any | None) -> bool:
    """Whether a font or the properties of a run cross the text out."""
    return properties is not None and is_on(child(properties, "strike"))


def _style(one: Any, custom: dict[int, str], fonts: list[Any], bare: list[bool]) -> Style:
    font = _at(fonts, attribute(one, "fontId"))
    fill = _at(bare, attribute(one, "fillId"))
    code = attribute(one, "numFmtId") or "0"
    white = font is not None and _is_white(child(font, "color"))
    return Style(code_of(int(code) if code.isdecimal() else 0, custom), is_struck(font), white and fill is not False)


def _is_white(color: Any | None) -> bool:
    if color is None or attribute(color, "tint") not in (None, "0"):
        return False
    if (attribute(color, "rgb") or "").upper()[-6:] == "FFFFFF":
        return True
    return any(attribute(color, name) in values for name, values in _WHITE.items())


def _is_bare(fill: Any) -> bool:
    pattern = child(fill, "patternFill")
    if pattern is None:
        return child(fill, "gradientFill") is None
    color = child(pattern, "fgColor")
    return attribute(pattern, "patternType") in (None, "none") or (color is not None and _is_white(color))


def _at(items: list[Any], index: str | None) -> Any | None:
    return items[int(index)] if index is not None and index.isdecimal() and int(index) < len(items) else None


def _children(root: Any, name: str) -> Iterator[Any]:
    found = child(root, name)
    return (one for one in (found if found is not None else ()) if local(one))
