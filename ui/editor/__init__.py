"""The manuscript editor as a component of the page: data in, events out, each handled once. What both hold is in README.md beside this."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from importlib import resources
from typing import Any

import streamlit as st

from nigao.errors import NigaoError

_log = logging.getLogger("nigao")

Event = Mapping[str, Any]
CONFLICT: Mapping[str, Any] = {"conflict": True}


def _read(name: str) -> str:
    return resources.files("ui.editor").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _bundle() -> Callable[..., Any]:
    """The editor's code and style. What is the same on every run Streamlit sends once; what belongs to a changing part it sends with each."""
    css, js = _read("dist/editor.css"), _read("dist/editor.js")
    return st.components.v2.component("nigao_editor_bundle", html="<span></span>", css=css, js=js, isolate_styles=False)


def bundle(hearer: Callable[[str], Callable[[Event], Mapping[str, Any] | None]]) -> None:
    """Bring the editor to the page: on every page, so that the browser keeps it while another is looked at.

    What a manuscript had not sent when she left it comes from here. hearer: gives what hears the events of a draft, as in ``editor``.
    """
    with st.container(key="aside-editor"):
        message = _bundle()(key="editor-bundle", on_out_change=lambda: None).out
    if isinstance(message, dict) and isinstance(message.get("draft"), str):
        _listen(message, _heard(message["draft"]), hearer(message["draft"]))


def _heard(draft: str) -> dict[str, Any]:
    """What was heard of a draft's manuscript: the last event's number, and which were refused."""
    heard: dict[str, Any] = st.session_state.setdefault(f"editor-{draft}-heard", {"ack": None, "refused": []})
    return heard


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    # Not in a shadow root: input methods and selections of older browsers know the page's own tree only.
    return st.components.v2.component("nigao_editor", html='<div class="ng-editor"></div>', js=_read("mount.js"), isolate_styles=False)


def editor(data: Mapping[str, Any], hear: Callable[[Event], Mapping[str, Any] | None]) -> None:
    """Show a draft. hear is told each event once, before the page is drawn with what came of it; what it returns or raises refuses the event."""
    key = f"editor-{data['draft']}"
    heard = _heard(data["draft"])
    there = st.session_state.setdefault(f"{key}-there", set())

    def told(event: Event) -> Mapping[str, Any] | None:
        if event["kind"] != "lost":
            return hear(event)
        there.clear()
        return None

    def listen() -> None:
        # Where she turned to another page in the same run there is no such place any more: it comes by the bundle's.
        _listen((st.session_state.get(key) or {}).get("out"), heard, told)

    sections, digests = _only_new(data["sections"], there)
    st.session_state[f"{key}-given"] = digests
    _component()(key=key, data=json.dumps({**data, **heard, "sections": sections}, ensure_ascii=False).encode(), on_out_change=listen)


def drawn(draft: str) -> None:
    """The page was drawn to its end, so that the browser has what the editor was given; of a run that was overtaken it may not have it."""
    there = st.session_state.get(f"editor-{draft}-there")
    if there is not None:
        there.clear()
        there.update(st.session_state.get(f"editor-{draft}-given", ()))


def _only_new(sections: Sequence[Mapping[str, Any]], there: AbstractSet[str]) -> tuple[list[Mapping[str, Any]], list[str]]:
    """The sections, those the browser has by now only named; and all their names."""
    digests = [hashlib.blake2b(json.dumps(one, ensure_ascii=False).encode(), digest_size=8).hexdigest() for one in sections]
    return [{"same": d} if d in there else {**one, "digest": d} for one, d in zip(sections, digests, strict=True)], digests


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
