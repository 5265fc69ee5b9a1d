"""缺数: every 【待补】 of the draft as a field: what it was last year, who reports it, what the ledger could put there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import streamlit as st

from nigao.commands import Fill, LeaveOpen
from nigao.excerpt.surface import own
from nigao.people.rights import On
from nigao.review import DraftView
from nigao.work.missing import NOBODY, MissingRow
from nigao.workspace import Workspace
from ui.hand import in_hand, locate
from ui.leaving import download
from ui.parts import act, may, plain, popover, soft

SHOWN = 30


def gaps(workspace: Workspace, view: DraftView, rows: Sequence[MissingRow]) -> None:
    """The pane."""
    if not rows:
        plain("没有待补的数。")
        return
    here = in_hand(view)
    waiting = [row for row in rows if row.gap.left is None]
    soft(f"全稿待补{len(waiting)}处" + (f"，另有{len(rows) - len(waiting)}处写明了留着" if len(waiting) < len(rows) else "") + "。")
    _sheets(workspace, view)
    only = st.toggle("只看这一部分", key=f"gaps-here-{view.id}")
    shown = [row for row in waiting if not only or row.gap.row.id == here.id]
    for number, row in enumerate(shown[:SHOWN]):
        _row(workspace, view, row, number)
    if len(shown) > SHOWN:
        soft(f"先列{SHOWN}处，填好后显示后面的。")


def _sheets(workspace: Workspace, view: DraftView) -> None:
    """A sheet for each department, to be sent out."""

    def packed() -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, sheet in workspace.missing.sheets(view.id):
                archive.writestr(name, sheet)
        return content.getvalue()

    download("下载催报单（分部门）", f"{view.title}催报单.zip", packed, f"sheets-{view.id}", width="stretch")


def _row(workspace: Workspace, view: DraftView, row: MissingRow, number: int) -> None:
    gap = row.gap.gap
    key = f"{view.id}-{row.gap.id}"
    with st.container(border=True):
        name = (gap.says if row.year in gap.says else f"{row.year}年{gap.says}") if gap.indicator else gap.says or "待补"
        if st.button(name[:40], key=f"gap-go-{key}", type="tertiary"):
            locate(view.id, row.gap.row.id, gap.start, gap.end)
            st.rerun()
        last = own(row.last.figure) if row.last else (gap.last.value or gap.last.sentence[:40]) if gap.last else "没有"
        soft(f"去年：{last}　报送：{row.department or NOBODY}")
        right = On((row.gap.row.given,), (row.department,))
        if workspace.why_not("do.fill", right):
            return
        for entry in row.candidates[:3]:
            words = f"用{row.words(entry)}（{entry.source.title or entry.source.filename}）"
            if st.button(words, key=f"gap-take-{key}-{entry.id}", width="stretch"):
                act(workspace, view.id, Fill(row.gap.id, row.words(entry), entry.source.title or entry.source.filename))
                st.rerun()
        with popover("填写，或留着", f"gap-pop-{key}"):
            value = st.text_input("填什么", key=f"gap-value-{key}")
            source = st.text_input("从哪里来", key=f"gap-source-{key}", placeholder="例如：统计局12月快报")
            if st.button("填入", type="primary", key=f"gap-fill-{key}") and act(workspace, view.id, Fill(row.gap.id, value, source)):
                st.rerun()
            if not may(workspace, "do.leave_open"):
                return
            reason = st.text_input("留着不填的理由", key=f"gap-why-{key}", placeholder="例如：年报3月才出")
            if st.button("留着待补", key=f"gap-leave-{key}") and act(workspace, view.id, LeaveOpen(row.gap.id, reason)):
                st.rerun()
