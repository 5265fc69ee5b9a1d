"""Who else is in a draft, and where: seen while their pages are drawn, by whichever page server."""

from __future__ import annotations

from contextlib import suppress

from streamlit.runtime.scriptrunner import get_script_run_ctx

from nigao.errors import WorkspaceFailed
from nigao.workspace import Workspace


def _tab() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def i_am_in(workspace: Workspace, draft: str, section: str, name: str) -> None:
    """This tab's person is in a section; one who gave no name is nobody to others."""
    if name:
        with suppress(WorkspaceFailed):  # a full disk takes no word of it, and a page is to be seen all the same
            workspace.presence.put(draft, _tab(), section, name)


def others(workspace: Workspace, draft: str, me: str) -> dict[str, list[str]]:
    """By section: who else is in it."""
    return workspace.presence.others(draft, _tab(), me)
