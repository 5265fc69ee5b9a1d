"""Door 1: the Streamlit page. Page configuration and navigation only."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import bootstrap
from nigao.errors import NigaoError, NotAllowed, NotSignedIn
from nigao.people.account import Person
from nigao.people.admitting import admitted
from nigao.settings import Settings
from nigao.work.worker import PAGE
from nigao.workspace import Workspace
from ui.entrance import COOKIE, introduced
from ui.navigation import show
from ui.signed_in import turned_away


@st.cache_resource(show_spinner="正在打开工作区")
def _workspace(home: str, sample: bool) -> Workspace:
    """One workspace for the whole server, and one for the sample, each with its worker in the background where none works apart."""
    settings = bootstrap.load_settings(home)
    workspace = bootstrap.open_workspace(bootstrap.sample_of(settings) if sample else settings, owner=True)
    if not workspace.settings.apart:
        workspace.worker.start(PAGE)
    return workspace


def _shared(settings: Settings) -> Workspace:
    """The workspace for whoever the entrance let in. Raises NotSignedIn where her session has ended since."""
    workspace, name = _workspace(str(settings.home), False), introduced(st.context.headers)
    token = st.context.cookies.get(COOKIE, "")

    def who() -> Person:
        person = workspace.accounts.signed_in(token) if settings.has_sessions else workspace.accounts.person(name)
        if person is None:
            raise NotSignedIn("登录已失效，请重新登录。") if settings.has_sessions else NotAllowed("这个账号已停用，请找管理员。")
        return person

    st.session_state.update(reviewer=who().name, sample=False)
    return admitted(workspace, who)


def _in_hand(settings: Settings) -> Workspace:
    """The real workspace, or the sample's while a person looks at that; who has nothing of her own yet comes back to the sample.

    The sample is a world of its own: nothing in it ever bears out real work.
    """
    home, there = str(settings.home), bootstrap.sample_of(settings).home.exists()
    if st.session_state.pop("drop_sample", False) and there:
        bootstrap.drop_sample(_workspace(home, True))
        _workspace.clear(home, True)
        st.session_state.update(sample=False, draft=None)
    real = _workspace(home, False)
    if st.session_state.get("sample") is None:
        st.session_state["sample"] = there and real.intake.is_empty() and not real.jobs.jobs(active_only=True)
    return _workspace(home, True) if st.session_state["sample"] else real


def main() -> None:
    """Draw one run of the page."""
    st.set_page_config(page_title="拟稿", page_icon=str(Path(__file__).parent / "ui" / "assets" / "pen.png"), layout="wide")
    try:
        settings = bootstrap.load_settings()
        workspace = _shared(settings) if settings.shared else _in_hand(settings)
    except NotSignedIn as error:
        turned_away(str(error))
        return
    except NigaoError as error:
        st.error(str(error))
        return
    show(workspace)


main()
