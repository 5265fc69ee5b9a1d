"""记录: who put in, ruled, corrected, signed, let be and exported what, and when; it is only ever added to."""

from __future__ import annotations

import streamlit as st

from nigao.record import DEEDS, HEADERS, Wanted, row_of
from nigao.workspace import Workspace
from ui.leaving import download
from ui.parts import notice, plain, soft

SHOWN = 1000


def page(workspace: Workspace) -> None:
    """The page 记录."""
    st.title("记录")
    notice()
    every = workspace.record.lines()
    if not every:
        plain("还没有记录。放入材料、裁定数字、采纳和导出之后，谁在什么时候做的，都会记在这里。")
        return
    broken = workspace.record.broken_at()
    if broken:
        st.error(f"第{broken}条起与当初记下的不同，可能有人直接改过数据库，请用备份核对。")
    wanted = _wanted(sorted({line.who for line in every}))
    found = [line for line in every if wanted.has(line)]
    soft(f"共{len(found)}条" + (f"，先列{SHOWN}条" if len(found) > SHOWN else "") + "。只增不改，每一条锁住前一条。")
    rows = [row_of(line) for line in found]
    st.dataframe([dict(zip(HEADERS, row, strict=True)) for row in rows[:SHOWN]], hide_index=True, width="stretch", height=520)
    download("下载记录.xlsx", "记录.xlsx", lambda: workspace.table(HEADERS, rows, "记录"), "record-file")


def _wanted(people: list[str]) -> Wanted:
    """What the person wants to see."""
    a, b, c, d, e = st.columns([2, 2, 2, 2, 3])
    who = a.selectbox("谁", ["", *people], format_func=lambda name: name or "所有人")
    deed = b.selectbox("事项", ["", *DEEDS], format_func=lambda deed: DEEDS.get(deed, "全部"))
    since = c.date_input("从", None, format="YYYY-MM-DD")
    until = d.date_input("到", None, format="YYYY-MM-DD")
    words = e.text_input("提到", placeholder="例如 生产总值")
    return Wanted(who or "", deed or "", str(since or ""), str(until or ""), words.strip())
