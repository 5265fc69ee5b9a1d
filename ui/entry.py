"""One figure of the ledger: what it was read as, its sentence, its place in the document; putting it right, joining its name to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from nigao.corrections import Alias, Correction, Restated, key_of
from nigao.errors import NotFound
from nigao.figures.figure import Measure, Status
from nigao.ledger import Entry
from nigao.quantity.amount import written
from nigao.workspace import Workspace
from ui.manuscript import Mark, manuscript, paragraphs_of
from ui.parts import attempt, day, may, plain, popover, reviewer, soft

STATUS: dict[Status, str] = {"actual": "实绩", "target": "目标"}
MEASURE: dict[Measure, str] = {"level": "数值", "change": "增减", "rank": "位次"}
AROUND = 600


def where(entry: Entry) -> str:
    """Where in its file an entry stands, as a reader would look it up."""
    page = f"第{entry.page}页" if entry.page else ""
    return entry.figure.place or page or entry.figure.section


def show_entry(workspace: Workspace, entry: Entry) -> None:
    """The figure with all that can be done with it."""
    figure = entry.figure
    made = {correction.key: correction for correction in workspace.books.corrections()}.get(key_of(entry.source.id, figure))
    with st.container(border=True):
        period, scope = figure.period or "年份未写明", f"，{figure.scope}" if figure.scope else ""
        plain(f"{figure.text}：{figure.indicator}{scope}，{period}，{STATUS[figure.status]}，折合 {written(figure.value, figure.unit)}")
        soft(f"{entry.source.title}　{entry.source.filename}　{where(entry)}")
        plain(entry.sentence, "ng-quote")
        if made:
            _withdraw(workspace, made, "entry")
        see, correct, join, _ = st.columns([1, 1, 1, 2])
        shown = see.toggle("在原文中看", key=f"see-{entry.id}")
        if not made and may(workspace, "books.correct"):
            with correct, popover("更正", f"correct-{entry.id}", width="stretch"):
                _correct(workspace, entry)
        if may(workspace, "books.join"):
            with join, popover("合并指标", f"join-{entry.id}", width="stretch"):
                _join(workspace, entry)
        if shown:
            _in_document(workspace, entry)


def _in_document(workspace: Workspace, entry: Entry) -> None:
    try:
        text = workspace.archive.report(entry.source.id).document.text
    except NotFound:
        soft("这份材料已经删除。")
        return
    figure = entry.figure
    start = text.rfind("\n", 0, max(0, figure.start - AROUND)) + 1
    end = text.find("\n", figure.end + AROUND)
    end = len(text) if end < 0 else end
    mark = Mark(figure.start - start, figure.end - start, "warn", figure.indicator)
    manuscript(paragraphs_of(text[start:end], [mark]), key=f"around-{entry.id}", selected=0, height=320)


def _correct(workspace: Workspace, entry: Entry) -> None:
    figure = entry.figure
    with st.form(f"correct-{entry.id}", border=False):
        words = st.text_input("数字（连单位）", figure.text.replace("\n", ""))
        indicator = st.text_input("指标", figure.indicator)
        a, b = st.columns(2)
        period = a.text_input("年份", figure.period, placeholder="2025，或 2021-2025")
        scope = b.text_input("口径（全域留空）", figure.scope)
        measure = a.selectbox("类型", list(MEASURE), index=list(MEASURE).index(figure.measure), format_func=MEASURE.__getitem__)
        status = b.selectbox("性质", list(STATUS), index=list(STATUS).index(figure.status), format_func=STATUS.__getitem__)
        reason = st.text_input("理由", placeholder="例如：原文是目标，不是完成数")
        typed = figure.text if words == figure.text.replace("\n", "") else words
        said = Restated(typed, indicator, period, scope, measure, status)
        save, none = st.columns(2)
        if save.form_submit_button("保存更正", type="primary"):
            attempt(lambda: workspace.books.correct(entry, said, reviewer(), reason), "已更正；起草和核对从现在起按更正后的数。")
            st.rerun()
        if none.form_submit_button("这不是数字"):
            attempt(lambda: workspace.books.correct(entry, None, reviewer(), reason), "已从台账移出，可在“人工更正”里恢复。")
            st.rerun()


def _join(workspace: Workspace, entry: Entry) -> None:
    names = [name for name in workspace.books.ledger().indicators() if name != entry.figure.indicator]
    with st.form(f"join-{entry.id}", border=False):
        soft(f"“{entry.figure.indicator}”与哪个指标是一回事？合并后统一用那个名称，以后导入的材料也照此办理。")
        chosen = st.selectbox("台账里的指标", ["", *names], format_func=lambda name: name or "请选择")
        typed = st.text_input("或者写一个名称")
        if st.form_submit_button("合并", type="primary"):
            usual = typed.strip() or chosen or ""
            attempt(lambda: workspace.books.join(entry.figure.indicator, usual, reviewer()), "已合并。")
            st.rerun()


# --- everything done by hand --------------------------------------------------------------------------------------------


def by_hand(workspace: Workspace, entries: Sequence[Entry]) -> None:
    """All corrections and joined names, each with who, when and why, and a way back."""
    corrections, aliases = workspace.books.corrections(), workspace.books.aliases()
    if not corrections and not aliases:
        plain("还没有人工更正。")
        soft("在“全部数字”里点一个数字，可以更正读错的数、移出不是数字的、合并叫法不同的指标。")
    if corrections:
        st.subheader(f"更正的数字（{len(corrections)}）")
    for number, correction in enumerate(corrections[:200]):
        with st.container(border=True):
            _withdraw(workspace, correction, f"all-{number}")
    st.subheader(f"指标的叫法（{len(aliases)}）")
    soft("材料里的叫法不同、说的是同一指标的，写在这里；名称里含有这个叫法的也一并替换。材料自己写明“以下简称”的，放入时自动学到。")
    titles = {source.id: source.title or source.filename for source in workspace.archive.sources()} if aliases else {}
    for alias in aliases:
        _alias(workspace, alias, titles)
    if may(workspace, "books.join"):
        _new_alias(workspace)


def _alias(workspace: Workspace, alias: Alias, titles: Mapping[str, str]) -> None:
    """One row of the table of names: who said it or where it was learnt, and a way to take it out or in again."""
    left, right = st.columns([5, 1], vertical_alignment="center")
    with left:
        plain(f"{alias.name}　→　{alias.usual}" + ("（已停用）" if alias.refused else ""))
        soft(f"学自《{titles.get(alias.source, '')}》：{alias.said}" if alias.learnt else f"{alias.by}，{day(alias.at)}")
    if alias.refused:
        if may(workspace, "books.join") and right.button("启用", key=f"rejoin-{alias.name}", width="stretch"):
            attempt(lambda: workspace.books.join(alias.name, alias.usual, reviewer()), "已启用，两个名称合在一起。")
            st.rerun()
    elif may(workspace, "books.part") and right.button("停用" if alias.learnt else "取消", key=f"part-{alias.name}", width="stretch"):
        attempt(lambda: workspace.books.part(alias.name), "已取消，两个名称又各算各的。")
        st.rerun()


def _new_alias(workspace: Workspace) -> None:
    with st.form("new-alias", clear_on_submit=False):
        a, b, c = st.columns([2, 2, 1], vertical_alignment="bottom")
        name = a.text_input("材料里的叫法", placeholder="例如：双软认定")
        usual = b.text_input("统一叫作", placeholder="例如：软件企业和软件产品认定")
        if c.form_submit_button("加上", width="stretch"):
            attempt(lambda: workspace.books.join(name, usual, reviewer()), "已加上。")
            st.rerun()


def _withdraw(workspace: Workspace, correction: Correction, key: str) -> None:
    was, now = correction.was, correction.now
    left, right = st.columns([5, 1], vertical_alignment="center")
    with left:
        if now is None:
            plain(f"“{was.text}”不是数字，已移出（原读作：{was.indicator}）")
        else:
            plain(f"“{was.text}”更正为：{_told(correction)}")
        soft(f"理由：{correction.reason}（{correction.by}，{day(correction.at)}）")
    if may(workspace, "books.withdraw") and right.button("撤销更正", key=f"withdraw-{key}", width="stretch"):
        attempt(lambda: workspace.books.withdraw(correction), "已撤销，恢复为原来读到的。")
        st.rerun()


def _told(correction: Correction) -> str:
    """Only what changed, each as before → after."""
    was, now = correction.was, correction.now
    assert now is not None
    both = [
        ("数值", was.text, now.text),
        ("指标", was.indicator, now.indicator),
        ("年份", was.period, now.period),
        ("口径", was.scope, now.scope),
        ("类型", MEASURE[was.measure], MEASURE[now.measure]),
        ("性质", STATUS[was.status], STATUS[now.status]),
    ]
    return "；".join(f"{name}由“{old or '空'}”改为“{new or '空'}”" for name, old, new in both if old != new) or "与原来相同"
