"""One indicator over the years: its chart with the targets set, the places that tell it, and its table for the draft."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import InvalidOperation
from typing import Any

import streamlit as st

from nigao.commands import Tabulate
from nigao.excerpt.surface import own
from nigao.ledger import Entry
from nigao.quantity.amount import low_end
from nigao.workspace import Workspace
from ui.entry import MEASURE, STATUS, where
from ui.hand import current_draft, in_hand, locate
from ui.leaving import picture_of
from ui.parts import act, go_to, may, plain, popover, soft

SCALES = ((10**8, "亿"), (10**4, "万"))


def series(workspace: Workspace, entries: Sequence[Entry]) -> None:
    """The years of an indicator a person chooses; the picture can be kept, the table put into her draft."""
    ledger = workspace.books.ledger()
    names = _with_several_years(entries)
    if not names:
        plain("还没有哪个指标有两年以上的数字。")
        soft("放入更多年份的总结或数据表，就能看历年走势。")
        return
    indicator = st.selectbox("指标", names)
    measure = (
        st.segmented_control("看", ["level", "change"], format_func=MEASURE.__getitem__, default="level", key="series-measure") or "level"
    )
    rows: list[dict[str, Any]] = []
    for status in ("actual", "target"):
        for point in ledger.series(indicator or "", measure=measure, status=status):
            value = _number(point.entries[0])
            if value is not None:
                rows.append({"年份": point.period, "数值": value, "性质": STATUS[status]})
    if rows:
        with st.container(key="series-chart"):
            unit = next((e.figure.unit for p in ledger.series(indicator or "", measure=measure) for e in p.entries), "")
            _chart(rows, indicator or "", unit)
        picture_of("series-chart", "下载走势图", f"{indicator}历年走势.png")
    else:
        soft("这个指标没有这一类数字。")
    _into_draft(workspace, indicator or "")
    for point in reversed(ledger.series(indicator or "", measure=measure)):
        for entry in point.entries[:3]:
            soft(f"{point.period}　{own(entry.figure)}　{entry.source.title}　{where(entry)}")
        for computed in ledger.computed(indicator or "", point.period):
            soft(f"　　算出：{computed.formula}")


def _with_several_years(entries: Sequence[Entry]) -> list[str]:
    """Indicators told of more than one year, those with the most years of one measure first."""
    years: dict[str, dict[str, set[str]]] = {}
    for entry in entries:
        figure = entry.figure
        if figure.indicator and figure.period:
            years.setdefault(figure.indicator, {}).setdefault(figure.measure, set()).add(figure.period)
    length = {name: (len(found.get("level", ())), max(map(len, found.values()))) for name, found in years.items()}
    return sorted((name for name, (_, most) in length.items() if most > 1), key=lambda name: (-length[name][0], -length[name][1], name))


def _number(entry: Entry) -> float | None:
    """For drawing only; the ledger itself never holds a float."""
    try:
        return float(low_end(entry.figure.value))
    except InvalidOperation:
        return None


def _chart(rows: list[dict[str, Any]], name: str, unit: str) -> None:
    import altair as alt
    import pandas as pd

    factor, scale = next(((f, word) for f, word in SCALES if max(abs(row["数值"]) for row in rows) >= f), (1, ""))
    drawn = pd.DataFrame([row | {"数值": row["数值"] / factor} for row in rows])
    base = alt.Chart(drawn, title=f"{name}（{scale}{unit}）" if unit else name).encode(
        x=alt.X("年份:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("数值:Q", title=None, scale=alt.Scale(zero=False)),
        color=alt.Color("性质:N", scale=alt.Scale(domain=["实绩", "目标"], range=["#9b2c1f", "#8f8778"]), title=None),
        strokeDash=alt.StrokeDash("性质:N", legend=None),
    )
    st.altair_chart((base.mark_line() + base.mark_point(filled=True, size=60)).properties(height=280), width="stretch")


def _into_draft(workspace: Workspace, indicator: str) -> None:
    """The years as a table at the end of a section of the draft in hand."""
    view = current_draft(workspace)
    if view is None or not view.sections or not may(workspace, "do.tabulate", in_hand(view)):
        return
    with popover("列成表放进稿子", f"tabulate-{indicator}"):
        soft(f"把“{indicator}”历年的数列成一张小表，放在所选部分的末尾，每个数带着出处；导出后是 Word 表格。")
        sections = {section.id: f"{section.item.number}{section.item.title}" or "（开头）" for section in view.sections}
        ids = list(sections)
        at = ids.index(in_hand(view).id)
        chosen = st.selectbox("放进哪一部分", ids, index=at, format_func=sections.__getitem__, key=f"tabulate-in-{indicator}")
        if st.button("放进去", type="primary", key=f"tabulate-now-{indicator}"):
            if chosen and act(workspace, view.id, Tabulate(chosen, indicator)):
                locate(view.id, chosen, flash=True)
                go_to("write")
            st.rerun()
