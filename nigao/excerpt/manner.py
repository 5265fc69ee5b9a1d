"""In which scale and with which marks a text writes its amounts, so that figures put beside them are written so (34,203万元)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from nigao.figures.figure import Figure

Manner = Callable[[Figure], str]
_SHAPE = re.compile(r"^(?P<number>\d[\d,，]*(?:\.\d+)?)(?P<rest>[^\d]{1,4})$")
_MOST, _MANY = 0.8, 8


def no_manner(figure: Figure) -> str:
    """Figures as their sources write them."""
    return ""


def manner_of(figures: Iterable[Figure]) -> Manner:
    """For a figure a sample of how the text writes amounts of its unit, "" where it writes them in several ways."""
    shapes: dict[str, Counter[str]] = {}
    for figure in figures:
        match = _SHAPE.match(figure.text)
        if match and figure.measure != "rank" and figure.unit == "元":
            grouped = bool(re.search(r"\d[,，]\d{3}", match["number"]))
            shapes.setdefault(figure.unit, Counter())[("1,000" if grouped else "1") + match["rest"]] += 1
    usual = {unit: shape for unit, counted in shapes.items() if (shape := _usual(counted))}
    return lambda figure: usual.get(figure.unit, "")


def _usual(counted: Counter[str]) -> str:
    """The shape nearly all have; a number below a thousand has no marks to show, so the marked shape speaks for its scale."""
    merged: Counter[str] = Counter()
    for shape, times in counted.items():
        marked = "1,000" + shape.removeprefix("1")
        merged[marked if not shape.startswith("1,") and marked in counted else shape] += times
    shape, times = merged.most_common(1)[0]
    return shape if times >= _MANY and times >= _MOST * sum(merged.values()) else ""
