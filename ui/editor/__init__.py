"""The manuscript editor as a component of the page: data in, events out, each handled once. What both hold is in README.md beside this."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import streamlit as st

from nigao.errors import NigaoError

_log = logging.getLogger("nigao")

Event = Mapping[str, Any]
CONFLICT: Mapping[str, Any] = {"conflict": True}


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    dist = resources.files("ui.editor") / "dist"
    # Not in a shadow root: input methods and selections of older browsers know the page's own tree only.
    return st.components.v2.component(
        "nigao_editor",
        html='<div class="ng-editor"></div>',
        css=(dist / "editor.css").read_text(encoding="utf-8"),
        js=(dist / "editor.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )


def editor(data: Mapping[str, Any], hear: Callable[[Event], Mapping[str, Any] | None]) -> None:
    """Show a draft. hear is told each event once, before the page is drawn with what came of it; what it returns or raises refuses the event."""
    key = f"editor-{data['draft']}"
    heard = st.session_state.setdefault(f"{key}-heard", {"ack": None, "refused": []})

    def listen() -> None:
        _listen(st.session_state[key].get("out"), heard, hear)

    _component()(key=key, data=json.dumps({**data, **heard}, ensure_ascii=False).encode(), on_out_change=listen)


def _listen(message: Any, heard: dict[str, Any], hear: Callable[[Event], Mapping[str, Any] | None]) -> None:
    if not isinstance(message, dict) or not isinstance(message.get("items"), list):
        return
    client = str(message.get("client"))
    last = heard["ack"]["n"] if heard["ack"] and heard["ack"]["client"] == client else 0
    refused = heard["refused"] if last else []
    for item in message["items"]:
        if not isinstance(item, dict) or not isinstance(item.get("n"), int) or item["n"] <= last:
            continue
        refusal = _tell(item, hear)
        last = item["n"]
        if refusal is not None:
            refused = [*refused[-20:], {"n": last, **refusal}]
    heard.update(ack={"client": client, "n": last}, refused=refused)


def _tell(item: Event, hear: Callable[[Event], Mapping[str, Any] | None]) -> Mapping[str, Any] | None:
    try:
        return hear(item)
    except NigaoError as error:
        return {"message": str(error)}
    except Exception:  # noqa: BLE001 - what she typed must come back refused, never be taken for saved
        _log.exception("editor event %s", item.get("kind"))
        return {"message": "内部错误，请重试；仍不行请把日志交给维护人员。"}
