"""Characters that Word keeps by the number they have in a symbol font (w:sym), as the characters a reader takes them for."""

from __future__ import annotations

from typing import Any

from documents.ooxml import attribute

# The font Symbol holds digits and most marks where ASCII does, and these of mathematics.
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0x6D: "μ", 0x57: "Ω", 0xD6: "√",
}  # fmt: skip
_BOXES = {
    "wingdings": {0xFE: "☑", 0xFC: "✓", 0xFD: "☒", 0xFB: "✗", 0xA8: "□", 0x6F: "□", 0x71: "□"},
    "wingdings 2": {0x52: "☑", 0x50: "✓", 0x53: "☒", 0x4F: "✗", 0xA3: "□", 0x2A: "□"},
}


def symbol(element: Any) -> str:
    """The character of a w:sym; "" for bullets, arrows and pictures."""
    try:
        number = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    font = (attribute(element, "font") or "").lower()
    code = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if font in _BOXES:
        return _BOXES[font].get(code, "")
    if font == "symbol":
        return _SYMBOL.get(code) or (chr(code) if chr(code) in "0123456789.,%()+/:=<>" else "")
    return chr(number) if 0x20 <= number < 0xE000 and not number >= 0xD800 else ""
