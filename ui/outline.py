"""The outline to choose a section from: titles with their states, one of them in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import streamlit as st


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
