"""Formulas of Word's equation editor on one line, as a person would type them: 3/4, 10⁸, √2."""

from __future__ import annotations

import re
from typing import Any

from documents.ooxml import attribute, child, local

_UP = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_DOWN = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_PLAIN = re.compile(r"[\w.%％\u4e00-\u9fff]*")
_DEEPEST = 60


def formula(element: Any, depth: int = 0) -> str:
    """The text of an m: element with its fractions, powers and roots."""
    if depth > _DEEPEST:
        return "".join(element.itertext())
    kind = local(element)
    inner = {local(one): formula(one, depth + 1) for one in element if local(one) in ("num", "den", "e", "sup", "sub", "deg")}
    if kind == "f":
        return f"{_kept(inner.get('num', ''))}/{_kept(inner.get('den', ''))}"
    if kind in ("sSup", "sSub", "sSubSup"):
        return _kept(inner.get("e", "")) + _small(inner.get("sub", ""), _DOWN, "_") + _small(inner.get("sup", ""), _UP, "^")
    if kind == "rad":
        return f"{_small(inner.get('deg', ''), _UP, '')}√{_kept(inner.get('e', ''))}"
    if kind == "d":
        return _bracketed(element, depth)
    if kind == "t":
        return element.text or ""
    if kind.endswith("Pr") or kind in ("delText", "instrText", "del", "moveFrom"):
        return ""
    return "".join(formula(one, depth + 1) for one in element)


def _bracketed(element: Any, depth: int) -> str:
    opening, closing = (child(element, "dPr", name) for name in ("begChr", "endChr"))
    left = attribute(opening, "val") if opening is not None else None
    right = attribute(closing, "val") if closing is not None else None
    inner = "|".join(formula(one, depth + 1) for one in element if local(one) == "e")
    return f"{'(' if left is None else left}{inner}{')' if right is None else right}"


def _kept(text: str) -> str:
    """In brackets, where it is more than one thing."""
    return text if _PLAIN.fullmatch(text) or (text.startswith("(") and text.endswith(")")) else f"({text})"


def _small(text: str, table: dict[int, int], mark: str) -> str:
    raised = text.translate(table)
    return raised if all(ord(one) in table for one in text) else f"{mark}{_kept(text)}"
