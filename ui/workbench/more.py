"""What can be done with a section beside writing in it: rewritten as a remark asks, sent back, its heading changed, moved or taken out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from nigao.commands import Add, Draft, Give, Move, Reject, Remove, Rename, SetPoints
from nigao.errors import NigaoError
from nigao.review import DraftView, SectionView
from nigao.workspace import Workspace
from ui.parts import act, attempt, may, reviewer, soft, warn
from ui.workbench.hearing import after_said

# What each room of the dialog does.
_ASKS = {
    "重写": "do.redraft",
    "要点": "do.set_points",
    "退回": "do.reject",
    "标题和位置": "do.move",
    "加一节": "do.add",
    "分工": "do.give",
    "删去": "do.remove",
}


def more(workspace: Workspace, view: DraftView) -> None:
    """The dialog of the section whose 「更多」 was clicked, once."""
    wanted = st.session_state.pop("more", None)
    section = next((one for one in view.sections if one.id == wanted), None)
    if section:
        _dialog(workspace, view, section)


@st.dialog("这一部分")
def _dialog(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    soft(f"{section.item.number}{section.item.title}" or "（开头）")
    rooms: dict[str, Callable[[Workspace, DraftView, SectionView], None]] = {
        "重写": _rewrite,
        "要点": _points,
        "退回": _reject,
        "标题和位置": _heading,
        "加一节": _add,
        "分工": _give,
        "删去": _remove,
    }
    if section.current is None:
        rooms.pop("退回")
    if view.mode != "model":
        rooms.pop("要点")
    for name, what in _ASKS.items():
        if not may(workspace, what, section):
            rooms.pop(name, None)
    if not workspace.person:
        rooms.pop("分工")
    if not rooms:
        soft("您的角色在这一部分没有可做的。")
        return
    chosen = st.segmented_control("做什么", list(rooms), default=next(iter(rooms)), label_visibility="collapsed", key=f"more-{section.id}")
    rooms[chosen or next(iter(rooms))](workspace, view, section)


def _rewrite(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    remark = st.text_area("意见（不填就按去年的框架和今年的材料重写）", placeholder="例如：精简到300字；突出项目建设；不要重复开头的数字")
    if not st.button("重写" if section.current else "起草", type="primary"):
        return
    if remark.strip():
        attempt(lambda: after_said(workspace, view.id, workspace.chat.say(view.id, f"这一部分{remark}", section.position, reviewer())))
    else:
        act(workspace, view.id, Draft(section.id))
    st.rerun()


def _points(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    soft("一行一条：先说什么、用哪些数、用哪份材料。写的时候按这里来；不列，就由模型自己安排。")
    key = f"points-{section.id}"
    st.session_state.setdefault(key, "\n".join(section.item.points))
    if st.button("请模型列要点"):
        _propose(workspace, view, section, key)
    given = tuple(st.text_area("要点", height=160, key=key).split("\n"))
    keep, write = st.columns(2)
    if keep.button("保存要点", width="stretch"):
        act(workspace, view.id, SetPoints(section.id, given))
        st.rerun()
    if write.button("按要点写", type="primary", width="stretch"):
        act(workspace, view.id, [SetPoints(section.id, given), Draft(section.id)])
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


def _reject(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    reason = st.text_area("理由", placeholder="退回的理由会留在这一部分旁边")
    if st.button("退回这一部分", type="primary"):
        act(workspace, view.id, Reject(section.id, reason))
        st.rerun()


def _heading(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    title = st.text_input("标题（编号自动顺延）", section.item.title)
    if st.button("改标题", type="primary"):
        act(workspace, view.id, Rename(section.id, title))
        st.rerun()
    beside = [one for one in view.sections if one.id != section.id and one.item.level == section.item.level]
    if not beside:
        return
    names = {one.id: f"{one.item.number}{one.item.title}" or "（开头）" for one in beside}
    target = st.selectbox("移到哪一节后面", list(names), format_func=names.__getitem__)
    if st.button("移动"):
        act(workspace, view.id, Move(section.id, after=target))
        st.rerun()


def _add(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    title = st.text_input("新的一节的标题")
    if st.button("加在这一节后面", type="primary"):
        act(workspace, view.id, Add(title, after=section.id))
        st.rerun()


def _give(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    soft("连同它下面的各节一起分给一个人写；撰稿只能写分给自己的部分。")
    names = ["", *workspace.accounts.writers()]
    at = names.index(section.given) if section.given in names else 0
    to = st.selectbox("分给谁", names, index=at, format_func=lambda name: name or "不分给谁")
    if st.button("分给这个人" if to else "不再分给谁", type="primary", disabled=(to or "") == section.given):
        act(workspace, view.id, Give(section.id, to or ""))
        st.rerun()


def _remove(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    soft("连同它下面的各节一起删去；删错了可以撤回（Ctrl+Z 或在对话里说“撤回”）。")
    if st.button("删去这一节", type="primary"):
        act(workspace, view.id, Remove(section.id))
        st.rerun()
