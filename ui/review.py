"""核稿: one section at a time, its sources and findings beside it; accept, edit, redraft, reject, compare versions."""

from __future__ import annotations

import streamlit as st

from nigao.commands import Accept, Edit, Reject, Restore, Waive
from nigao.desk.gate import OpenFinding
from nigao.draft import DraftSection
from nigao.review import DraftView, Job, SectionView, Version
from nigao.workspace import Workspace
from ui.drafting import current_draft
from ui.inspection import LIGHTS, inspection, switch_off
from ui.manuscript import figure_marks, manuscript, paragraphs_of
from ui.outline import section_choice, take_in_hand
from ui.parts import act, active_jobs, attempt, day, notice, plain, progress_of, reviewer, running_on, show_diff, soft, state_badge, warn
from ui.points import points
from ui.sources import evidence_panel

KINDS = {"drafted": "起草", "edited": "手工改", "redrafted": "重写", "merged": "收回", "restored": "恢复"}


def page(workspace: Workspace) -> None:
    """The page 核稿."""
    st.title("核稿")
    notice()
    active = active_jobs(workspace)
    view = current_draft(workspace)
    if view is None:
        plain("还没有稿子。")
        soft("请先到“起草”页按往年的框架起一份。")
        return
    left, middle, right = st.columns([22, 48, 30], gap="medium")
    with left:
        soft(view.title)
        with st.container(border=True):
            position = section_choice(view, "review", 540)
    section = view.sections[position]
    running = running_on(active, view.id)
    findings = [found for found in workspace.reviewing.open_findings(view.id) if found.position == position]
    with middle:
        _head(workspace, section, running)
        _body(workspace, view, section, running)
    with right:
        _aside(workspace, view, section, findings)


def _head(workspace: Workspace, section: SectionView, running: Job | None) -> None:
    from html import escape

    st.html(f"<b>{escape(section.item.number + section.item.title)}</b>　{state_badge(section.state)}")
    with st.container():  # always there, so that the page below keeps its place from section to section, and when work begins and ends
        if section.note:
            soft(section.note)
        if running:
            _watch(workspace, running.id)


@st.fragment(run_every=0.5)
def _watch(workspace: Workspace, id: str) -> None:
    job = workspace.jobs.job(id)
    if job.state not in ("waiting", "running", "stopping"):
        st.rerun(scope="app")
    progress_of(workspace, job)


def _body(workspace: Workspace, view: DraftView, section: SectionView, running: Job | None) -> None:
    points(workspace, view, section, busy=running is not None)
    if section.current is None:
        plain("这一部分还没有写。")
        if section.item.like:
            _last_year(section, expanded=True)
        return
    editing = f"editing-{view.id}-{section.position}"
    if st.session_state.get(editing):
        _edit(workspace, view, section, editing)
    else:
        _read(view, section)
        _actions(workspace, view, section, editing)
    _last_year(section)
    _versions(workspace, view, section)


def _read(view: DraftView, section: SectionView) -> None:
    current = _current(section)
    key = f"picked-{view.id}-{section.position}"
    shown = paragraphs_of(current.text, figure_marks(current))
    picked = manuscript(
        shown, key=f"r-{view.id}-{section.position}", selected=st.session_state.get(key), height=400, empty="这一部分只有标题，没有正文。"
    )
    if picked is not None and picked != st.session_state.get(key):
        st.session_state[key] = picked
        st.rerun()


def _number(section: SectionView) -> int:
    return section.current.number if section.current else 0


def _current(section: SectionView) -> DraftSection:
    assert section.current is not None
    return section.current.section


def _actions(workspace: Workspace, view: DraftView, section: SectionView, editing: str) -> None:
    accept, edit, redraft, reject = st.columns(4)
    if accept.button("采纳", type="primary", width="stretch", disabled=section.state == "accepted"):
        if act(workspace, view.id, Accept(section.id), _number(section)):
            _go_on(view, section)
        st.rerun()
    if edit.button("改", width="stretch"):
        st.session_state[editing] = True
        st.session_state[f"{editing}-base"] = _number(section)
        st.rerun()
    with redraft.popover("重写", width="stretch"):
        remark = st.text_area(
            "意见", placeholder="例如：精简到300字；突出项目建设；不要重复开头的数字", key=f"remark-{view.id}-{section.position}"
        )
        if st.button("按意见重写", key=f"redo-{view.id}-{section.position}"):
            workspace.chat.say(view.id, f"这一部分{remark}", section.position, reviewer())
            st.rerun()
    with reject.popover("退回", width="stretch"):
        reason = st.text_area("理由", placeholder="退回的理由会留在这一部分旁边", key=f"reason-{view.id}-{section.position}")
        if st.button("退回这一部分", key=f"back-{view.id}-{section.position}"):
            act(workspace, view.id, Reject(section.id, reason))
            st.rerun()


def _go_on(view: DraftView, section: SectionView) -> None:
    """After accepting: on to the next section that waits for review."""
    waiting = [s.position for s in view.sections if s.position > section.position and s.state in ("pending", "failed")]
    if waiting:
        take_in_hand(view, waiting[0])


def _edit(workspace: Workspace, view: DraftView, section: SectionView, editing: str) -> None:
    with st.form(f"edit-{view.id}-{section.position}", border=False):
        text = st.text_area("正文", _current(section).text, height=430, label_visibility="collapsed")
        save, cancel = st.columns(2)
        if save.form_submit_button("保存并核对数字", type="primary", width="stretch"):
            if act(workspace, view.id, Edit(section.id, text), st.session_state.get(f"{editing}-base")):
                st.session_state.pop(editing, None)
                st.session_state.pop(f"picked-{view.id}-{section.position}", None)
            st.rerun()
        if cancel.form_submit_button("不改了", width="stretch"):
            st.session_state.pop(editing, None)
            st.rerun()


def _last_year(section: SectionView, expanded: bool = False) -> None:
    with st.expander("去年这一部分", expanded=expanded):
        plain(section.item.like or "去年没有对应的部分。", "ng-quote")


def _versions(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    versions = workspace.desk.versions(view.id, section.position)
    with st.expander(f"各稿（共{len(versions)}稿）"):
        names = {v.number: _version_name(v) for v in versions}
        numbers = sorted(names, reverse=True)
        old = st.selectbox(
            "比较", numbers, index=min(1, len(numbers) - 1), format_func=names.__getitem__, key=f"old-{view.id}-{section.position}"
        )
        chosen = next(v for v in versions if v.number == old)
        soft("绿底是现在多出来的，划掉的是现在没有的。")
        show_diff(chosen.section.text, _current(section).text)
        if old != numbers[0] and st.button(f"恢复第{old}稿", key=f"restore-{view.id}-{section.position}-{old}"):
            act(workspace, view.id, Restore(section.id, int(old or 0)))
            st.rerun()


def _version_name(version: Version) -> str:
    remark = f"：{version.remark[:20]}" if version.remark else ""
    return f"第{version.number}稿　{KINDS[version.kind]}　{version.by}　{day(version.at)}{remark}"


def _aside(workspace: Workspace, view: DraftView, section: SectionView, findings: list[OpenFinding]) -> None:
    _steps(workspace, view, section)
    st.subheader("出处")
    if section.current:
        evidence_panel(section.current.section, st.session_state.get(f"picked-{view.id}-{section.position}"))
    st.subheader(f"核对意见（{len(findings)}）")
    if section.current and st.button("重新核对全稿数字", help="补了材料、更正了台账或作了裁定之后，按现在的材料再核对一遍"):
        _recheck(workspace, view)
    if not findings:
        soft("这一部分没有核对意见。")
    for number, found in enumerate(findings):
        _finding(workspace, view, section, found, number)
    inspection(workspace, view, section)


def _recheck(workspace: Workspace, view: DraftView) -> None:
    """Against the archive as it is now."""

    def again() -> None:
        with st.spinner("正在核对"):
            changed = workspace.reviewing.refresh(view.id)
        told = f"有{changed}个部分的核对结果变了。" if changed else "核对结果没有变化。"
        st.session_state["notice"] = ("success", told)

    attempt(again)
    st.rerun()


def _steps(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    """上一处问题 / 下一处问题, over the whole draft."""
    places = sorted({found.position for found in workspace.reviewing.open_findings(view.id, ("error", "warning")) if not found.waived})
    before = [position for position in places if position < section.position]
    after = [position for position in places if position > section.position]
    left, right = st.columns(2)
    if left.button("上一处问题", disabled=not before, width="stretch"):
        take_in_hand(view, before[-1])
        st.rerun()
    if right.button("下一处问题", disabled=not after, width="stretch"):
        take_in_hand(view, after[0])
        st.rerun()


def _finding(workspace: Workspace, view: DraftView, section: SectionView, found: OpenFinding, number: int) -> None:
    finding = found.finding
    key = f"{view.id}-{section.position}-{number}"
    with st.container(border=True):
        words = f"{LIGHTS[finding.severity]}　{finding.message}"
        (warn if finding.severity == "error" and not found.waived else plain)(words)
        if found.waived:
            soft(f"已保留：{found.waived}（{found.waived_by}）")
            return
        if finding.fix and st.button(f"改为“{finding.fix[:20]}”", key=f"fix-{key}"):
            _take_fix(workspace, view, section, found)
        keep, off = st.columns(2)
        if finding.severity == "error":
            with keep.popover("保留", width="stretch"):
                reason = st.text_input("理由", key=f"why-{key}")
                if st.button("保留，记下理由", key=f"keep-{key}"):
                    act(workspace, view.id, Waive(found.id, reason))
                    st.rerun()
        with off.popover("关闭此项", width="stretch"):
            switch_off(workspace, view, finding.code, f"guard-{key}")


def _take_fix(workspace: Workspace, view: DraftView, section: SectionView, found: OpenFinding) -> None:
    place = found.finding.places[0]
    text = _current(section).text
    fixed = text[: place.start] + found.finding.fix + text[place.end :]
    act(workspace, view.id, Edit(section.id, fixed, "采用核对意见"))
    st.rerun()
