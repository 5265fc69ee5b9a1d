"""The outline to choose a section from: titles with their states, one of them in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import streamlit as st

from nigao.review import STATE_NAMES, DraftView


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    assets = resources.files("ui") / "assets"
    return st.components.v2.component(
        "nigao_outline",
        html='<div class="list"></div>',
        css=(assets / "outline.css").read_text(encoding="utf-8"),
        js=(assets / "outline.js").read_text(encoding="utf-8"),
    )


def choose(rows: Sequence[dict[str, object]], state_key: str, key: str, height: int) -> int:
    """Show the rows ({"title", "level", "state", "look"}); the index in hand, kept in the session under ``state_key``."""
    now = int(st.session_state.get(state_key, 0))
    now = now if now < len(rows) else 0
    result = _component()(key=key, data={"rows": list(rows), "selected": now, "height": height}, on_picked_change=lambda: None)
    if result.picked is not None and int(result.picked) != now:
        st.session_state[state_key] = int(result.picked)
        st.rerun()
    return now


def in_hand(view: DraftView) -> int:
    """The position of the section in hand."""
    position = int(st.session_state.get(f"section-{view.id}", 0))
    return position if position < len(view.sections) else 0


def take_in_hand(view: DraftView, position: int) -> None:
    """Make another section the one in hand, from the next run on."""
    st.session_state[f"section-{view.id}"] = position


def section_choice(view: DraftView, page: str, height: int) -> int:
    """The draft's outline with the state of each section; the position in hand."""
    rows: list[dict[str, object]] = [
        {
            "title": f"{section.item.number}{section.item.title or '（开头）'}",
            "level": section.item.level,
            "state": STATE_NAMES[section.state],
            "look": section.state,
        }
        for section in view.sections
    ]
    return choose(rows, f"section-{view.id}", f"outline-{page}-{view.id}", height)
