"""The manuscript on the screen: text with every figure underlined by its verdict, and which one was clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import streamlit as st

# Colour is never the only sign: each look has a line of its own shape (theme in manuscript.css) and words in the hint.
LOOKS: dict[str, tuple[str, str]] = {
    "supported": ("ok", "有出处"),
    "quoted": ("quoted", "引自材料"),
    "carried": ("quoted", "沿用去年"),
    "stated": ("quoted", "手写"),
    "computed": ("warn", "由台账算出"),
    "rounded": ("warn", "按原数取整"),
    "context": ("warn", "数字有，含义不同"),
    "conflict": ("warn", "各处说法不一"),
    "gap": ("gap", "待补"),
    "unsupported": ("bad", "没有出处"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that can be clicked: start..end in the text, look and hint as shown."""

    start: int
    end: int
    look: str
    hint: str


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    assets = resources.files("ui") / "assets"
    return st.components.v2.component(
        "nigao_manuscript",
        html='<div class="page"></div>',
        css=(assets / "manuscript.css").read_text(encoding="utf-8"),
        js=(assets / "manuscript.js").read_text(encoding="utf-8"),
    )


def pieces(text: str, marks: Sequence[Mark], base: int = 0) -> list[dict[str, Any]]:
    """The text cut at the marks; of overlapping marks the shorter wins. base: offset of ``text`` in what the marks count in."""
    owner: list[int | None] = [None] * len(text)
    for index in sorted(range(len(marks)), key=lambda i: marks[i].start - marks[i].end):
        for place in range(max(0, marks[index].start - base), min(len(text), marks[index].end - base)):
            owner[place] = index
    cut: list[dict[str, Any]] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or owner[place] != owner[start]:
            cut.append(_piece(text[start:place], owner[start], marks))
            start = place
    return cut if text else []


def _piece(text: str, index: int | None, marks: Sequence[Mark]) -> dict[str, Any]:
    if index is None:
        return {"text": text}
    return {"text": text, "mark": index, "look": marks[index].look, "hint": marks[index].hint}


def paragraphs_of(text: str, marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Paragraphs of a text for the component."""
    shown, base = [], 0
    for line in text.split("\n"):
        shown.append({"pieces": pieces(line, marks, base)})
        base += len(line) + 1
    return shown if text else []


def manuscript(
    paragraphs: list[dict[str, Any]], key: str, selected: int | None = None, height: int | None = None, empty: str = ""
) -> int | None:
    """Show the paragraphs; the index of the mark just clicked (or reached by an arrow key), else None."""
    data = {"paragraphs": paragraphs, "selected": selected, "height": height, "empty": empty}
    result = _component()(key=key, data=data, on_picked_change=lambda: None)
    return None if result.picked is None else int(result.picked)
