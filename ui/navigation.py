"""The four pages in the order of the work, and the record of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from nigao.workspace import Workspace
from ui import export, ledger, materials, record, workbench
from ui.editor import bundle
from ui.parts import safely, theme
from ui.sidebar import sidebar


def show(workspace: Workspace) -> None:
    """Draw the page in hand."""
    theme()
    rooms = [
        ("材料", "materials", materials),
        ("台账", "ledger", ledger),
        ("写稿", "write", workbench),
        ("导出", "export", export),
        ("记录", "record", record),
    ]
    pages = {
        path: st.Page(partial(room.page, workspace), title=title, url_path=path, default=path == "materials") for title, path, room in rooms
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()))
    sidebar(workspace)
    bundle()
    safely(chosen.title, chosen.run)
