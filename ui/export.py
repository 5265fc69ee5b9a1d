"""导出: what is accepted, what is open and why; the file in the forms an office needs; and a reviewed file back in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from nigao.checks.catalogue import check_name
from nigao.commands import Accept
from nigao.errors import NigaoError
from nigao.ports import MOST_PAGES
from nigao.review import STATE_NAMES, DraftView
from nigao.work.exporting import Readiness
from nigao.workspace import Workspace
from ui.hand import current_draft
from ui.leaving import download
from ui.opinions import opinions
from ui.parts import act, empty, may, notice, only, plain, reviewer, soft, warn
from ui.proposals import proposals

FONTS = {"gb": "仿宋_GB2312 等（装有公文字体的电脑）", "system": "系统自带字体（仿宋、楷体、黑体）"}


def page(workspace: Workspace) -> None:
    """The page 导出."""
    st.title("导出")
    notice()
    view = current_draft(workspace)
    if view is None:
        empty("还没有稿子，请先按往年的框架起一份。", "去写稿", "write")
        return
    ready = workspace.exporting.readiness(view.id)
    left, right = st.columns([1, 1], gap="large")
    with left:
        _state(workspace, view, ready)
        _back(workspace, view)
    with right:
        _files(workspace, view, ready)


def _state(workspace: Workspace, view: DraftView, ready: Readiness) -> None:
    st.subheader(view.title)
    held = f"（其中{len(ready.blocked)}个还不能进定稿）" if ready.blocked else ""
    plain(
        f"已采纳{len(ready.accepted) + len(ready.blocked)}个部分{held}，还有{len(ready.open_sections)}个没有采纳；"
        f"{ready.told_errors}没有处理；{ready.gaps}处【待补】。"
    )
    pending = [s for s in view.sections if s.state in ("pending", "changed") and s.current and s.current.section.state == "complete"]
    if (
        pending
        and may(workspace, "do.accept")
        and st.button("把没有问题的部分全部采纳", help="有错误、【待补】或没有写完的部分会跳过，先列出来再由您确认")
    ):
        act(workspace, view.id, Accept())
        st.rerun()
    proposals(workspace, view, spoken=False)
    for blocked in ready.blocked:
        warn(f"{blocked.name}：{'；'.join(blocked.why)}")
    for switched in workspace.reviewing.switched_off(view.id):
        soft(f"这份稿子不查“{check_name(switched.code)}”：{switched.reason}（{switched.by}）")
    if any(one.open and one.origin == "chat" for one in workspace.desk.load(view.id).state.proposals.values()):
        with st.expander("对话里提出、还没有答复的"):
            proposals(workspace, view, spoken=True)
    if ready.open_sections:
        with st.expander("没有采纳的部分"):
            for heading, state in ready.open_sections:
                soft(f"{heading}　{STATE_NAMES[state]}")


def _files(workspace: Workspace, view: DraftView, ready: Readiness) -> None:
    st.subheader("格式")
    last = _last_time(workspace, view)
    keys = {name: f"export-{name}-{view.id}" for name in last}
    for name, value in last.items():
        st.session_state.setdefault(keys[name], value)  # a default that changes would make the box lose what is typed
    fonts = st.selectbox("字体", list(FONTS), format_func=FONTS.__getitem__, key=keys["fonts"])
    a, b = st.columns(2)
    addressee = a.text_input("主送", placeholder="可不填", key=keys["addressee"])
    signed = b.text_input("署名", key=keys["signed"])
    date = a.text_input("成文日期", placeholder="例如 2026年1月5日", key=keys["date"])
    annex = b.checkbox("附数据来源对照表", key=keys["annex"])
    told = {"fonts": fonts, "addressee": addressee, "signed": signed, "date": date, "annex": annex}
    if told != last:
        workspace.archive.note(f"export-{view.id}", json.dumps(told, ensure_ascii=False))
    template = _template(workspace)
    options = workspace.export_options(annex, False, fonts, signed, date, addressee, template=template)
    review = replace(options, comments=True, mark_states=True)
    st.subheader("下载")
    exporting = workspace.exporting
    _offer(
        workspace,
        "定稿",
        "只含已采纳的部分。",
        view,
        ready.final and may(workspace, "exporting.final"),
        lambda: exporting.final(view.id, options, reviewer()),
        hash(options),
        proof=lambda: exporting.proof(view.id, options),
        primary=True,
    )
    if only(workspace, "exporting.final"):
        for said in ready.goes_with() if ready.final else [ready.why_not()]:
            soft(said)
    _offer(
        workspace,
        "送审稿",
        "全文，标明各部分状态，沿用去年的话是灰色，要看的意见写成批注。",
        view,
        True,
        lambda: exporting.review_copy(view.id, review),
        hash(review),
    )
    _offer(
        workspace,
        "修订稿",
        "全文，与各部分上一稿的不同写成修订痕迹，接受全部就是现在的稿子。",
        view,
        True,
        lambda: exporting.changes(view.id, replace(options, annex=False)),
        hash(options),
    )


def _last_time(workspace: Workspace, view: DraftView) -> dict[str, object]:
    """How this draft was set up to leave the last time."""
    first: dict[str, object] = {"fonts": "gb", "addressee": "", "signed": view.unit, "date": "", "annex": False}
    kept = workspace.archive.noted(f"export-{view.id}")
    return first | (json.loads(kept) if kept else {})


def _template(workspace: Workspace) -> Path | None:
    """The unit's own 红头, kept for as long as the tab is open."""
    with st.container(key="one-docx-template"):
        upload = st.file_uploader("红头模板（可不传）", type=["docx"], help="本单位印好红头的 .docx，正文接在它后面")
    if upload is None:
        return None
    kept = st.session_state.get("template")
    if kept is None or kept[0] != upload.file_id:
        kept = st.session_state["template"] = (upload.file_id, workspace.keep_upload(upload.name, upload.getvalue()))
    path: Path = kept[1]
    return path


def _offer(
    workspace: Workspace,
    name: str,
    says: str,
    view: DraftView,
    possible: bool,
    make: Callable[[], bytes],
    made_of: int,
    proof: Callable[[], bytes] | None = None,
    primary: bool = False,
) -> None:
    """The file, or its pages; made once for what it is made of, and a failure is said. proof: the file to look at, where that one
    leaves no trace."""

    def made() -> bytes:
        state = (view.id, workspace.desk.view(view.id).revision, workspace.archive.stamp(), made_of)
        kept = st.session_state.get(f"made-{name}")
        if kept is None or kept[0] != state:
            kept = st.session_state[f"made-{name}"] = (state, make())
        content: bytes = kept[1]
        return content

    get, see = st.columns([2, 1])
    look: dict[str, Any] = {"disabled": not possible, "width": "stretch"}
    with get:
        download(
            f"下载{name}", f"{view.title}（{name}）.docx", made, f"{name}-{view.id}", type="primary" if primary else "secondary", **look
        )
    seen = see.button("预览版面", key=f"see-{name}-{view.id}", **look)
    soft(says)
    if seen:
        _preview(workspace, proof or made)


def _preview(workspace: Workspace, made: Callable[[], bytes]) -> None:
    with st.spinner("正在排出版面"):
        try:
            pictures = workspace.exporting.pages(made())
        except NigaoError as error:
            warn(str(error))
            return
    soft(
        f"{'前' if len(pictures) == MOST_PAGES else '共'}{len(pictures)}页，由 LibreOffice 排出；没有公文字体的电脑上，字形与 Word 里略有不同。"
    )
    with st.container(height=640, border=True):
        for picture in pictures:
            st.image(picture, width="stretch")


def _back(workspace: Workspace, view: DraftView) -> None:
    st.subheader("收回改过的稿子")
    if not only(workspace, "merging.merge"):
        opinions(workspace, view)
        return
    with st.form("merge", clear_on_submit=True, border=True):
        with st.container(key="one-docx-merge"):
            upload = st.file_uploader("改过的 DOCX", label_visibility="collapsed")
        if st.form_submit_button("收回") and upload:
            path = workspace.keep_upload(upload.name, upload.getvalue())
            try:
                merged = workspace.merging.merge(view.id, path, by=reviewer())
            except NigaoError as error:
                warn(str(error))
            else:
                for line in merged.result.lines():
                    plain(line)
    soft("领导改过的 DOCX（修订、批注、直接改动都可以）放在这里，每处改动列为一条提议，逐处看过再采用。")
    opinions(workspace, view)
