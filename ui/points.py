"""要点: what a section is going to say, proposed by the model, changed by a person, followed when the section is written."""

from __future__ import annotations

import streamlit as st

from nigao.commands import Draft, SetPoints
from nigao.errors import NigaoError
from nigao.review import DraftView, SectionView
from nigao.workspace import Workspace
from ui.parts import act, soft, warn


def points(workspace: Workspace, view: DraftView, section: SectionView, busy: bool) -> None:
    """Shown for drafts that a model writes; an excerpt follows last year's text. busy: the draft is being worked on."""
    if view.mode != "model":
        return
    key = f"points-{view.id}-{section.position}"
    with st.expander(f"这一部分的要点（{len(section.item.points)}条）", expanded=section.current is None):
        soft("一行一条：先说什么、用哪些数、用哪份材料。写的时候按这里来；不列，就由模型自己安排。")
        ask = st.button("请模型列要点", key=f"propose-{key}")
        with st.empty():  # a place of its own: what is said here must not push the box along
            if ask:
                _propose(workspace, view, section, key)
        st.session_state.setdefault(key, "\n".join(section.item.points))
        text = st.text_area("要点", height=160, label_visibility="collapsed", key=key)
        keep, write = st.columns(2)
        given = text.split("\n")
        if keep.button("保存要点", key=f"keep-{key}", width="stretch"):
            act(workspace, view.id, SetPoints(section.id, tuple(given)))
            st.rerun()
        if write.button("按要点写", key=f"write-{key}", type="primary", width="stretch", disabled=busy):
            act(workspace, view.id, [SetPoints(section.id, tuple(given)), Draft(section.id)])
            st.rerun()


def _propose(workspace: Workspace, view: DraftView, section: SectionView, key: str) -> None:
    """The model's points in the box, nothing kept until the person says so."""
    with st.spinner("正在列要点"):
        try:
            proposed = workspace.drafting.plan(view.id, section.id)
        except NigaoError as error:
            warn(str(error))
            return
    if not proposed:
        warn("模型没有列出要点，请自己写几条，或直接起草。")
        return
    st.session_state[key] = "\n".join(proposed)
