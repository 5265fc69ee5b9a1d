"""The side bar: which mode, which archive, how much; and what the tool does not do."""

from __future__ import annotations

import streamlit as st

from nigao.workspace import Workspace
from ui.parts import MODE_NAMES, go_to, lines, may, plain
from ui.signed_in import signed_in


def _sample() -> None:
    """That this is the sample, and the way back."""
    plain("正在看示例：与您自己的材料、稿子互不相干。", "ng-quote")
    if st.button("回到自己的材料", width="stretch"):
        st.session_state.update(sample=False, draft=None, new_draft=False)
        go_to("materials")
    if st.button("清除示例", width="stretch", help="示例里的材料和稿子全部删掉，自己的不受影响"):
        st.session_state["drop_sample"] = True
        go_to("materials")


def _who(workspace: Workspace) -> None:
    """Who is at the keyboard of this machine: typed once, still there after a reload and in a tab opened later.

    Noted only when typed: a tab left open from before would otherwise put its own, empty one back.
    """
    if not st.session_state.get("reviewer"):
        st.session_state["reviewer"] = workspace.archive.noted("reviewer")

    def typed() -> None:
        workspace.archive.note("reviewer", str(st.session_state["reviewer"]).strip())

    st.text_input("核稿人", key="reviewer", on_change=typed, placeholder="您的姓名", help="记在每一稿、每一次采纳上")


def _facts(workspace: Workspace) -> list[str]:
    """How drafts are written here, and from how much."""
    mode = workspace.drafting.modes[0]
    facts = [f"方式：{MODE_NAMES[mode]}{' ' + workspace.drafting.model_name() if mode == 'model' else ''}"]
    if may(workspace, "archive.overview"):
        rows = workspace.archive.overview()
        facts.append(f"档案：{len(rows)}份材料，{sum(row.figures for row in rows)}个数字")
    return facts


def _where_it_goes(workspace: Workspace) -> str:
    """Whether anything leaves this machine."""
    settings = workspace.settings
    if settings.has_model or settings.has_embeddings:
        return f"已设置模型地址，起草和问答时会把相关材料发送到：{settings.base_url}"
    return "没有设置模型地址，任何内容都不会发出本机。"


def _ruled(first: str, *more: str) -> None:
    """Quiet lines below a rule."""
    lines((first, "ng-soft ng-ruled"), *((text, "ng-soft") for text in more))


def sidebar(workspace: Workspace) -> None:
    """Small facts that are always in sight."""
    with st.sidebar:
        lines(("拟稿", "ng-text"), ("每个数字都有出处", "ng-soft"))
        if st.session_state.get("sample"):
            _sample()
        _ruled(*_facts(workspace))
        if workspace.person:
            signed_in(workspace, workspace.person)
        else:
            _who(workspace)
        _ruled("本工具不签发、不代替审核。", _where_it_goes(workspace))
