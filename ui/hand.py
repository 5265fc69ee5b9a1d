"""What is in hand: which draft, which of its sections, where in it to go, and what the right pane shows. Kept for the tab."""

from __future__ import annotations

import streamlit as st

from nigao.commands import SectionId
from nigao.review import DraftView, SectionView
from nigao.workspace import Workspace

PANES = ("对话", "出处", "意见", "缺数", "去年", "各稿")


def current_draft(workspace: Workspace) -> DraftView | None:
    """The draft in hand: the one chosen, else the one last worked on; None while a new one is being set up."""
    drafts = workspace.desk.drafts()
    if st.session_state.get("new_draft") or not drafts:
        return None
    chosen = st.session_state.get("draft")
    found = next((draft for draft in drafts if draft.id == chosen), None) or max(drafts, key=lambda draft: draft.updated)
    return workspace.desk.view(found.id)


def in_hand(view: DraftView) -> SectionView:
    """The section in hand: where the person is in the manuscript."""
    chosen = st.session_state.get(f"section-{view.id}")
    return next((section for section in view.sections if section.id == chosen), view.sections[0])


def take_in_hand(draft: str, section: SectionId) -> None:
    """Make another section the one in hand."""
    st.session_state[f"section-{draft}"] = section


def locate(draft: str, section: SectionId, start: int | None = None, end: int | None = None, flash: bool = False) -> None:
    """Have the manuscript go to a place."""
    take_in_hand(draft, section)
    last = st.session_state.get(f"locate-{draft}", {"n": 0})
    st.session_state[f"locate-{draft}"] = {"n": last["n"] + 1, "section": section, "start": start, "end": end, "flash": flash}


def show_pane(name: str) -> None:
    """Turn the right pane to one of ``PANES``, from the next run on."""
    st.session_state["turn_pane"] = name


def changed(draft: str, section: SectionId, told: str, revision: int) -> None:
    """Remember what was just done to a section, so that it can be taken back where it shows."""
    st.session_state[f"just-{draft}"] = (section, told, revision)


def just_changed(view: DraftView) -> tuple[SectionId, str] | None:
    """The section that was last changed for the person and what was done, as long as nothing else was done since."""
    section, told, revision = st.session_state.get(f"just-{view.id}", ("", "", -1))
    return (section, told) if revision == view.revision else None
