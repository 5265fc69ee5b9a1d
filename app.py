"""Door 1: the Streamlit page. Page configuration and navigation only."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import bootstrap
from nigao.errors import NigaoError
from nigao.workspace import Workspace
from ui.navigation import show


@st.cache_resource(show_spinner="正在打开工作区")
def _workspace(home: str) -> Workspace:
    """One workspace for the whole server, whose worker runs in the background."""
    workspace = bootstrap.open_workspace(bootstrap.load_settings(home or None), owner=True)
    workspace.worker.start()
    return workspace


def main() -> None:
    """Draw one run of the page."""
    st.set_page_config(page_title="拟稿", page_icon=str(Path(__file__).parent / "ui" / "assets" / "pen.png"), layout="wide")
    try:
        workspace = _workspace(str(bootstrap.load_settings().home))
    except NigaoError as error:
        st.error(str(error))
        return
    show(workspace)


main()
