"""The four pages in the order of the work, and the record of it."""

from __future__ import annotations

import logging
from functools import partial

import streamlit as st

from nigao.errors import NigaoError
from nigao.workspace import Workspace
from ui import export, ledger, materials, record, workbench
from ui.parts import theme
from ui.sidebar import sidebar

_log = logging.getLogger("nigao")


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
    try:
        chosen.run()
    except NigaoError as error:
        st.error(str(error))
    except Exception:  # noqa: BLE001 - the last line before the person: the log gets it whole, she gets one sentence and a way on
        _log.exception("page %s", chosen.title)
        st.error("这一页出了内部错误，已保存的内容都在。请刷新页面重试，仍不行请把日志交给维护人员。")
