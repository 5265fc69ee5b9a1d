"""A file on its way to the person: made when she asks, and offered to her browser until the browser says that it has it.

Streamlit's own button for a file that is made on demand forgets a click when the page is drawn anew in between: what it hands out has another
name on every run. Here the wish is kept in the session before anything is drawn, so that whichever run comes next sees to it.
"""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import streamlit as st

from nigao.errors import NigaoError
from ui.parts import warn

_log = logging.getLogger("nigao")


@dataclass(slots=True)
class _Wish:
    """One click: nothing made yet, the file, or why there is none."""

    id: str
    content: bytes | None = None
    refused: str = ""


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    assets = resources.files("ui") / "assets"
    return st.components.v2.component("nigao_leaving", html="<span></span>", js=(assets / "leaving.js").read_text(encoding="utf-8"))


@st.fragment
def download(label: str, name: str, make: Callable[[], bytes], key: str, **look: Any) -> None:
    """A button for a file, and below it why there is none. look: what a Streamlit button takes."""
    wishes: dict[str, _Wish] = st.session_state.setdefault("leaving", {})
    st.button(label, key=key, on_click=_wish, args=(key,), **look)
    wish = wishes.get(key)
    if wish is None:
        return
    if wish.content is None and not wish.refused:
        with st.spinner("正在生成文件"):
            _see_to(wish, make)
    if wish.refused:
        warn(wish.refused)
        del wishes[key]
    else:
        with st.container(key=f"aside-{key}"):
            _hand_over(key, name, wish)


def _wish(key: str) -> None:
    wishes: dict[str, _Wish] = st.session_state.setdefault("leaving", {})
    if key not in wishes or wishes[key].content is not None:  # clicked twice while it is being made: still one file
        wishes[key] = _Wish(uuid.uuid4().hex)


def _see_to(wish: _Wish, make: Callable[[], bytes]) -> None:
    try:
        wish.content = make()
    except NigaoError as error:
        wish.refused = str(error)
    except Exception:  # noqa: BLE001 - outside the page's own last line: the log gets it whole, she gets one sentence
        _log.exception("file not made")
        wish.refused = "文件没有做成，已保存的内容都在。请再点一次，仍不行请把日志交给维护人员。"


def _hand_over(key: str, name: str, wish: _Wish) -> None:
    """Give the browser the file; every run again until it says that it has it."""

    def had() -> None:
        st.session_state.get("leaving", {}).pop(key, None)

    head = json.dumps({"id": wish.id, "name": name}, ensure_ascii=False).encode()
    _component()(key=f"file-{key}", data=head + b"\n" + (wish.content or b""), on_had_change=had)


# --- what is drawn in the browser leaves from there ---------------------------------------------------------------------


@lru_cache(maxsize=1)
def _picture() -> Callable[..., Any]:
    assets = resources.files("ui") / "assets"
    css, js = (assets / "picture.css").read_text(encoding="utf-8"), (assets / "picture.js").read_text(encoding="utf-8")
    return st.components.v2.component("nigao_picture", html='<button type="button"></button>', css=css, js=js)


def picture_of(container: str, label: str, name: str) -> None:
    """A button that saves the chart in a container (by its key) as a PNG file."""
    _picture()(key=f"picture-{container}", data={"container": container, "label": label, "name": name})
