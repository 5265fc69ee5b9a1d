"""Setting a draft up: which report it follows, for which year, in which mode."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nigao.commands import Draft
from nigao.errors import BadCall
from nigao.ledger import Source
from nigao.workspace import Workspace
from ui.parts import MODE_NAMES, attempt, empty, only, reviewer

WHICH = {"whole": "总结和打算", "review": "只写总结", "plan": "只写打算"}


def start(workspace: Workspace) -> None:
    """Choose what to write after which report; a way on where there is none to follow."""
    st.title("写稿")
    reports = reports_first(workspace)
    if not reports:
        empty("还没有可以参照的往年总结。放入去年的工作总结，或先用自带的示例走一遍，就可以起草。", "去放材料", "materials")
        return
    if workspace.desk.drafts() and st.button("返回正在写的稿子"):
        st.session_state["new_draft"] = False
        st.rerun()
    if not only(workspace, "drafting.start"):
        return
    _form(workspace, reports)
    asked = st.chat_input("也可以直接说：按去年的框架起草2026年工作打算")
    if asked:
        _begin_by_words(workspace, asked)


def _form(workspace: Workspace, reports: list[Source]) -> None:
    titles = {source.id: f"{source.title or source.filename}（{source.year or '年份未识别'}）" for source in reports}
    with st.form("start", border=True):
        st.subheader("新起一份稿子")
        like = st.selectbox("参照哪一份往年总结", list(titles), format_func=titles.__getitem__)
        a, b, c = st.columns(3)
        year = a.number_input("起草哪一年的打算", 2000, 2100, (reports[0].year or 2025) + 1, step=1)
        which = b.selectbox("写什么", list(WHICH), format_func=WHICH.__getitem__)
        mode = c.selectbox("方式", list(workspace.drafting.modes), format_func=MODE_NAMES.__getitem__)
        title = st.text_input("标题", placeholder="不填则按往年的标题顺延")
        one, two = st.columns(2)
        outline_only = one.form_submit_button("先列提纲，边聊边写", width="stretch")
        write_all = two.form_submit_button("列提纲并起草全文", type="primary", width="stretch")
    if outline_only or write_all:
        attempt(lambda: begin(workspace, int(year), like or "", title, which or "whole", mode or "", write_all))
        st.rerun()


def reports_first(workspace: Workspace) -> list[Source]:
    """The reports a draft may follow or be held against: those of the unit in hand first, the newest year first."""
    passed = {source.id for source in workspace.intake.handed_in()}
    found = [source for source in workspace.archive.sources() if source.role == "report" and source.id not in passed]
    drafts = workspace.desk.drafts()
    unit = max(drafts, key=lambda draft: draft.updated).unit if drafts else _own_unit(found)
    return sorted(found, key=lambda s: (s.unit == unit, s.standing == "own", s.year or 0), reverse=True)


def _own_unit(reports: Sequence[Source]) -> str:
    """The unit most of the own reports are of."""
    units = [source.unit for source in reports if source.standing == "own"]
    return max(units, key=units.count, default="")


def begin(
    workspace: Workspace,
    year: int | None = None,
    like: str = "",
    title: str = "",
    which: str = "whole",
    mode: str = "",
    write_all: bool = True,
) -> None:
    """Set a draft up, make it the one in hand, and start writing it. Raises BadCall when there is nothing to follow."""
    id = workspace.drafting.start(year, like=like, title=title, which=which, mode=mode)  # type: ignore[arg-type]
    st.session_state.update(draft=id, new_draft=False)
    if write_all:
        workspace.doing.do_all(id, [Draft(section.id) for section in workspace.desk.view(id).sections], reviewer())


def _begin_by_words(workspace: Workspace, text: str) -> None:
    def begin() -> None:
        id = workspace.chat.begin(text, reviewer())
        if id is None:
            raise BadCall("请先说要起草什么，例如“按去年的框架起草2026年工作打算”，也可以用上面的表单。")
        st.session_state.update(draft=id, new_draft=False)

    attempt(begin)
    st.rerun()
