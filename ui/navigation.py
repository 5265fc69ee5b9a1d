"""The pages in the order of the work, and the record of it: for each person those that are hers."""

from __future__ import annotations

from functools import partial
from types import ModuleType

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from nigao.workspace import Workspace
from ui import export, handing_in, ledger, materials, people, record, workbench
from ui.editor import bundle
from ui.parts import may, safely, theme
from ui.sidebar import sidebar
from ui.workbench.hearing import hearer


def _opens(workspace: Workspace, what: str) -> bool:
    """Whether a page has something for the person; the one for departments has for who hands in, that of accounts where there are any."""
    if not what:
        return workspace.person is not None and bool(workspace.person.department)
    return may(workspace, what) and (workspace.person is not None or not what.startswith("accounts."))


def _by_address(first: tuple[str, str, ModuleType], pages: dict[str, StreamlitPage]) -> list[StreamlitPage]:
    """The first page by its own address too: Streamlit shows it at / alone, and calls /materials a page that does not exist."""
    title, path, _ = first

    def go() -> None:
        st.switch_page(pages[path])

    return [st.Page(go, title=title, url_path=path, visibility="hidden")]


def show(workspace: Workspace) -> None:
    """Draw the page in hand."""
    theme()
    rooms = [
        ("材料", "materials", materials, "archive.entries"),
        ("台账", "ledger", ledger, "archive.entries"),
        ("写稿", "write", workbench, "desk.view"),
        ("导出", "export", export, "desk.view"),
        ("报送", "hand-in", handing_in, ""),
        ("记录", "record", record, "record.lines"),
        ("人员", "people", people, "accounts.every"),
    ]
    open_ones = [(title, path, room) for title, path, room, what in rooms if _opens(workspace, what)]
    pages = {
        path: st.Page(partial(room.page, workspace), title=title, url_path=path if number else "first", default=number == 0)
        for number, (title, path, room) in enumerate(open_ones)
    }
    st.session_state["pages"] = pages
    chosen = st.navigation([*pages.values(), *_by_address(open_ones[0], pages)] if open_ones else [])
    sidebar(workspace)
    bundle(partial(hearer, workspace))
    safely(chosen.title, chosen.run)
