"""Elements of WordprocessingML made from names and values; knows nothing of layout or drafts."""

from __future__ import annotations

from typing import Any

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def q(name: str) -> str:
    """The name “w:p” as lxml spells it."""
    prefix, local = name.split(":")
    return f"{{{NS[prefix]}}}{local}"


def el(name: str, *children: Any, **attributes: str | int) -> Any:
    """An element python-docx understands; attributes are put in the w namespace."""
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(q(f"w:{key}"), str(value))
    for child in children:
        made.append(child)
    return made


def run(text: str, *properties: Any, deleted: bool = False) -> Any:
    """A run of text; the hint keeps “”‘’—… in the Chinese font."""
    made = el("w:r", el("w:rPr", el("w:rFonts", hint="eastAsia"), *properties))
    leaf = el("w:delText" if deleted else "w:t")
    leaf.text = text
    leaf.set(_SPACE, "preserve")
    made.append(leaf)
    return made


def paragraph(style: str, *content: Any, **indent: int) -> Any:
    """A paragraph in a style; indent: attributes of w:ind that differ from the style's."""
    properties = el("w:pPr", el("w:pStyle", val=style))
    if indent:
        properties.append(el("w:ind", **indent))
    return el("w:p", properties, *content)
