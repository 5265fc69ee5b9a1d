"""The five pages in the order of the work."""

from __future__ import annotations

from functools import partial

import streamlit as st

from nigao.workspace import Workspace
from ui import drafting, export, ledger, materials, review
from ui.parts import theme
from ui.sidebar import sidebar


def show(workspace: Workspace) -> None:
    """Draw the page in hand."""
    theme()
    move = st.session_state.pop("go_to", None)
    if move:
        st.session_state[move[0]] = move[1]
    rooms = [
        ("材料", "materials", materials),
        ("台账", "ledger", ledger),
        ("起草", "draft", drafting),
        ("核稿", "review", review),
        ("导出", "export", export),
    ]
    pages = [st.Page(partial(room.page, workspace), title=title, url_path=path, default=path == "materials") for title, path, room in rooms]
    chosen = st.navigation(pages)
    sidebar(workspace)
    chosen.run()
