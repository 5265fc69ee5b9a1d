"""写稿: one place to draft and to review: the outline and the manuscript at the left, the panes at the right, as high as the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from nigao.commands import BringBack
from nigao.desk.state import Kept, SectionRow
from nigao.draft import Usage
from nigao.review import DraftHead, DraftView, Job, is_heading_alone
from nigao.workspace import Workspace
from ui.editor import drawn, editor
from ui.hand import PANES, current_draft, in_hand
from ui.leaving import download
from ui.parts import MODE_NAMES, act, active_jobs, attempt, cost, may, notice, plain, running_on, safely, soft
from ui.start import start
from ui.workbench.data import editor_data
from ui.workbench.gaps import gaps
from ui.workbench.hearing import hearer
from ui.workbench.more import more
from ui.workbench.origin import origin
from ui.workbench.past import last_year, versions
from ui.workbench.people import i_am_in
from ui.workbench.remarks import remarks
from ui.workbench.sources import choice, offer
from ui.workbench.talk import talk

GONE = 6  # of the sections taken out as many can be put back here; the chat knows them all


def page(workspace: Workspace) -> None:
    """The page 写稿."""
    active = active_jobs(workspace)
    view = current_draft(workspace)
    if view is None:
        notice()
        start(workspace)
        return
    if workspace.reviewing.refresh(view.id):  # a material was put right, a ruling made: what is shown is by today's ledger
        view = workspace.desk.view(view.id)
    with st.container(key="workbench", gap="small"):
        kept = workspace.desk.load(view.id)
        _bar(workspace, view, kept.state.removed())
        if not view.sections:
            _nothing(view)
            return
        _bench(workspace, view, kept, running_on(active, view.id))
    more(workspace, view)
    choice(workspace, view.id)
    drawn(view.id)


def _nothing(view: DraftView) -> None:
    """A draft whose outline is empty, since the report it follows has no such part."""
    plain("这份稿子的提纲是空的：参照的那份总结里没有要写的这一部分。")
    if st.button("换一份参照，新起一份", type="primary", key=f"again-{view.id}"):
        st.session_state["new_draft"] = True
        st.rerun()


def _bar(workspace: Workspace, view: DraftView, removed: Sequence[SectionRow]) -> None:
    """Which draft, how far it is, and what can be done with the whole of it."""
    drafts = workspace.desk.drafts()
    parts = [section for section in view.sections if not is_heading_alone(section)]
    written = sum(1 for section in parts if section.current)
    signed = sum(1 for section in parts if section.state == "accepted")
    names = _names(drafts)
    title, which, says, file, rest = st.columns([6, 30, 26, 14, 10], vertical_alignment="center")
    title.title("写稿")
    ids = list(names)
    chosen = which.selectbox("稿子", ids, index=ids.index(view.id), format_func=names.__getitem__, label_visibility="collapsed")
    if chosen != view.id:
        st.session_state["draft"] = chosen
        st.rerun()
    with says:
        every = len(parts)
        soft(f"全文已写好，{every}个部分，已核{signed}" if written == every else f"{every}个部分，已写{written}，已核{signed}")
    options = workspace.export_options(annex=True, comments=True, mark_states=True, signed_by=view.unit)
    name = f"{view.title}（送审稿）.docx"
    with file:
        download("下载送审稿", name, lambda: workspace.exporting.review_copy(view.id, options), f"review-copy-{view.id}", width="stretch")
    with rest.popover("更多", width="stretch", key=f"draft-more-{view.id}"):
        _rest(workspace, view, removed)


def _names(drafts: Sequence[DraftHead]) -> dict[str, str]:
    """What each draft is called in the list, no two alike: the list knows its choices by their words alone."""
    names: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for draft in reversed(drafts):  # the oldest first
        seen[draft.title] += 1
        names[draft.id] = draft.title if seen[draft.title] == 1 else f"{draft.title}（第{seen[draft.title]}份）"
    return names


def _rest(workspace: Workspace, view: DraftView, removed: Sequence[SectionRow]) -> None:
    soft(f"方式：{MODE_NAMES[view.mode]} {view.model}")
    usage = sum((section.current.section.usage for section in view.sections if section.current), Usage())
    characters = sum(len(section.current.section.text) for section in view.sections if section.current)
    soft(f"{characters}字　{cost(usage)}")
    if not may(workspace, "drafting.start"):
        return
    offer(workspace, view.id)
    for row in removed[:GONE]:
        if st.button(f"放回“{row.heading[:20]}”", key=f"back-{view.id}-{row.id}", width="stretch", help="删去的部分连同正文放回原处"):
            act(workspace, view.id, BringBack(row.id))
            st.rerun()
    if st.button("新起一份", width="stretch"):
        st.session_state["new_draft"] = True
        st.rerun()
    if st.checkbox("确定删除这份稿子（30天内可以找回）", key=f"sure-{view.id}") and st.button("删除这份稿子"):
        attempt(lambda: workspace.desk.remove(view.id), f"已删除“{view.title}”，30天内可以在“更多”里找回。")
        st.session_state.pop("draft", None)
        st.rerun()
    for id, title, _ in workspace.desk.removed():
        if st.button(f"找回“{title[:20]}”", key=f"back-{id}", width="stretch"):
            attempt(lambda id=id: workspace.desk.bring_back(id), f"已找回“{title}”。")  # type: ignore[misc]
            st.session_state["draft"] = id
            st.rerun()


def _bench(workspace: Workspace, view: DraftView, kept: Kept, running: Job | None) -> None:
    i_am_in(workspace, view.id, in_hand(view).id, str(st.session_state.get("reviewer") or "").strip())
    wide = bool(st.session_state.get("wide"))
    columns = st.columns([68, 32] if not wide else [56, 22, 22], gap="small")
    with columns[0]:
        editor(editor_data(workspace, view, kept, workspace.missing.rows(view.id)), hearer(workspace, view.id))
    turn = st.session_state.pop("turn_pane", None)
    if turn:
        st.session_state["pane2" if wide and turn != "对话" else "pane"] = turn
    with columns[1]:
        _pane(workspace, view.id, running, "pane", PANES[0])
    if wide:
        with columns[2]:
            _pane(workspace, view.id, running, "pane2", PANES[1])


@st.fragment
def _pane(workspace: Workspace, draft: str, running: Job | None, key: str, default: str) -> None:
    """Tabs with the one chosen below them; only that one is drawn, and turning them leaves the manuscript alone."""
    safely(key, lambda: _tabs(workspace, draft, running, key, default))


def _tabs(workspace: Workspace, draft: str, running: Job | None, key: str, default: str) -> None:
    st.session_state.setdefault(key, default)
    chosen = st.segmented_control("看什么", PANES, key=key, label_visibility="collapsed", required=True, width="stretch") or default
    last = st.session_state.get(f"{key}-last", chosen)
    st.session_state[f"{key}-last"] = chosen
    if chosen != last and st.session_state.get("wide"):
        st.rerun()  # the other pane may have this one open
    with st.container(key=f"{key}-body", gap="small"):
        notice(passing=True)
        if key == "pane2" and chosen == st.session_state.get("pane"):
            soft("左边已经打开这一页。")
        else:
            _room(workspace, workspace.desk.view(draft), running, chosen)


def _room(workspace: Workspace, view: DraftView, running: Job | None, name: str) -> None:
    rooms: dict[str, Callable[[], None]] = {
        "对话": lambda: talk(workspace, view, running),
        "出处": lambda: origin(workspace, view),
        "意见": lambda: remarks(workspace, view, workspace.reviewing.open_findings(view.id)),
        "缺数": lambda: gaps(workspace, view, workspace.missing.rows(view.id)),
        "去年": lambda: last_year(workspace, view),
        "各稿": lambda: versions(workspace, view),
    }
    rooms[name]()
