"""台账: every figure with its source; conflicts first; one indicator over years; fulfilment of targets; what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nigao.commands import WriteFulfilment
from nigao.corrections import Restated
from nigao.excerpt.surface import own
from nigao.fulfilment import ONLY_NUMBERED, TOLD_NAMES, TaskTold
from nigao.ledger import Conflict, Entry
from nigao.quantity.amount import written
from nigao.quantity.period import Year
from nigao.workspace import Workspace
from ui.entry import MEASURE, STATUS, by_hand, show_entry, where
from ui.hand import current_draft
from ui.leaving import download
from ui.parts import act, attempt, day, empty, go_to, may, notice, plain, popover, reviewer, soft
from ui.series import series
from ui.start import reports_first

VERDICTS = {"met": "完成", "exceeded": "超额", "missed": "未完成", "no_data": "无材料", "unclear": "口径不同"}
SHOWN = 1000  # rows of a table; the file has them all
CONFLICTS = 20


def page(workspace: Workspace) -> None:
    """The page 台账."""
    st.title("台账")
    notice()
    entries = workspace.books.entries()
    if not entries:
        empty("台账里还没有数字。放入往年总结、部门材料或数据表，读到的每个数字都列在这里。", "去放材料", "materials")
        return
    open_conflicts = [conflict for conflict in workspace.books.conflicts() if conflict.ruling is None]
    rooms = {
        "各处不一": _conflicts,
        "全部数字": _figures,
        "历年走势": series,
        "目标完成情况": _fulfilment,
        "缺数催报单": _missing,
        "人工更正": by_hand,
    }
    names = list(rooms)
    st.session_state.setdefault("ledger-view", names[0 if open_conflicts else 1])
    chosen = st.segmented_control(
        "看什么",
        names,
        format_func=lambda name: f"{name}（{len(open_conflicts)}）" if name == names[0] else name,
        label_visibility="collapsed",
        key="ledger-view",
        required=True,
    )
    rooms[chosen or names[1]](workspace, entries)


# --- conflicts ------------------------------------------------------------------------------------------------------


def _conflicts(workspace: Workspace, entries: Sequence[Entry]) -> None:
    conflicts = workspace.books.conflicts()
    if not conflicts:
        plain("同一指标、同一年份、同一口径的数字，各处说法都一致。")
        return
    soft("同一指标、年份和口径，各处的数不同。不会自动取舍，请核实后裁定；裁定连同姓名和理由留存，以后导入的材料也照此执行。")
    shown = int(st.session_state.setdefault("conflicts-shown", CONFLICTS))
    for number, conflict in enumerate(conflicts[:shown]):
        _conflict(workspace, conflict, number)
    if len(conflicts) > shown:
        soft(f"共{len(conflicts)}处，先列{shown}处。")
        if st.button(f"再列{CONFLICTS}处"):
            st.session_state["conflicts-shown"] = shown + CONFLICTS
            st.rerun()


def _conflict(workspace: Workspace, conflict: Conflict, number: int) -> None:
    scope = f"〔{conflict.scope}〕" if conflict.scope else ""
    with st.container(border=True):
        values = " / ".join(dict.fromkeys(entry.figure.told for entry in conflict.entries))
        plain(f"{conflict.indicator}{scope}　{conflict.period or '年份未写明'}　{MEASURE[conflict.measure]}：{values}")
        for entry in conflict.entries[:8]:
            soft(f"{entry.figure.told}　{entry.source.title}　{where(entry)}")
            plain(entry.sentence, "ng-quote")
        if conflict.ruling:
            soft(
                f"已裁定为{written(conflict.ruling.value, conflict.ruling.unit)}：{conflict.ruling.reason}（{conflict.ruling.by}，{day(conflict.ruling.at)}）"
            )
            return
        if not may(workspace, "books.rule"):
            return
        options = _by_value(conflict)
        with popover("裁定", f"ruling-{number}"):
            chosen = st.radio("以哪一个为准", list(options), key=f"rule-{number}")
            reason = st.text_input("理由", placeholder="例如：以统计局年报为准", key=f"rule-why-{number}")
            if st.button("裁定", key=f"rule-do-{number}"):
                attempt(
                    lambda: workspace.settling.rule(conflict, options[chosen or ""][0], reviewer(), reason),
                    "已记下裁定；稿中用了另一个数的地方，改法列在“写稿”的“意见”里，等您采用。",
                )
                st.rerun()
        if may(workspace, "books.correct"):
            with popover("不是一回事", f"apart-{number}"):
                _apart(workspace, conflict, options, number)


def _by_value(conflict: Conflict) -> dict[str, list[Entry]]:
    """Each value once, with every place that tells it."""
    told: dict[str, list[Entry]] = {}
    for entry in conflict.entries:
        told.setdefault(entry.figure.told, []).append(entry)
    titles = {value: "、".join(dict.fromkeys(entry.source.title for entry in entries)) for value, entries in told.items()}
    return {f"{value}（{titles[value]}）": entries for value, entries in told.items()}


def _apart(workspace: Workspace, conflict: Conflict, options: dict[str, list[Entry]], number: int) -> None:
    """One of the values under a name of its own, so that two things are no longer taken for one."""
    soft("两个数说的不是同一件事：给其中一个起个分得清的名称，例如“高新技术企业（含入库培育）”。")
    chosen = st.radio("给哪一个改名称", list(options), key=f"apart-{number}")
    name = st.text_input("它应当叫", value=conflict.indicator, key=f"apart-name-{number}")
    if st.button("分开记", key=f"apart-do-{number}"):
        if name.strip() in ("", conflict.indicator):
            soft("请写一个与现在不同的名称。")
            return
        attempt(lambda: _rename(workspace, options[chosen or ""], name.strip()), "已分开记；可在“人工更正”里恢复。")
        st.rerun()


def _rename(workspace: Workspace, entries: Sequence[Entry], name: str) -> None:
    for entry in entries:
        figure = entry.figure
        said = Restated(figure.text, name, figure.period, figure.scope, figure.measure, figure.status)
        workspace.books.correct(entry, said, reviewer(), "与别处的数不是一回事")


# --- all figures ------------------------------------------------------------------------------------------------------


def _figures(workspace: Workspace, entries: Sequence[Entry]) -> None:
    name, year, department, status = st.columns(4)
    wanted = name.text_input("指标", placeholder="输入几个字")
    periods = sorted({entry.figure.period for entry in entries if entry.figure.period}, reverse=True)
    period = year.selectbox("年份", ["", *periods], format_func=lambda p: p or "全部")
    places = sorted({_from(entry) for entry in entries})
    place = department.selectbox("来自", ["", *places], format_func=lambda d: d or "全部")
    kind = status.selectbox("性质", ["", "actual", "target"], format_func=lambda s: STATUS.get(s, "全部"))
    found = [
        entry
        for entry in entries
        if wanted in entry.figure.indicator
        and (not period or entry.figure.period == period)
        and (not place or _from(entry) == place)
        and (not kind or entry.figure.status == kind)
    ]
    soft(
        f"共{len(found)}个数字"
        + (f"，先列{SHOWN}个，下载的表里是全部" if len(found) > SHOWN else "")
        + "。点一行左侧的方框看原句、更正或合并。"
    )
    event = st.dataframe(
        [_row(entry) for entry in found[:SHOWN]],
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        height=430,
        key="ledger-rows",
    )
    download("下载台账.xlsx", "台账.xlsx", lambda: workspace.sheet(found), "ledger-file")
    chosen = event.selection.rows
    if chosen and chosen[0] < len(found):
        show_entry(workspace, found[chosen[0]])


def _from(entry: Entry) -> str:
    return entry.source.department or entry.source.title or entry.source.filename


def _row(entry: Entry) -> dict[str, str]:
    figure = entry.figure
    return {
        "指标": figure.indicator,
        "数字": figure.told,
        "年份": figure.period,
        "口径": figure.scope,
        "类型": MEASURE[figure.measure],
        "性质": STATUS[figure.status],
        "来自": _from(entry),
        "位置": where(entry),
    }


# --- fulfilment and missing -------------------------------------------------------------------------------------------


def _fulfilment(workspace: Workspace, entries: Sequence[Entry]) -> None:
    reports = reports_first(workspace)
    if not reports:
        empty("还没有定目标的那份报告，请先放入去年的工作总结和打算。", "去放材料", "materials")
        return
    titles = {source.id: f"{source.title}（{source.year or '年份未识别'}）" for source in reports}
    results = {"": "当年的全部材料和数据表"} | titles
    a, b = st.columns(2)
    draft = current_draft(workspace)
    followed = list(titles).index(draft.like) if draft and draft.like in titles else 0
    earlier = a.selectbox("定目标的", list(titles), index=followed, format_func=titles.__getitem__)
    later = b.selectbox("报结果的", list(results), format_func=results.__getitem__)
    if earlier == later:
        soft("请选两份不同的报告。")
        return
    rows = workspace.books.fulfilment(earlier or "", later or "")
    counts = {words: sum(1 for row in rows if row.verdict == verdict) for verdict, words in VERDICTS.items()}
    soft(f"共{len(rows)}项目标：" + "，".join(f"{words}{count}项" for words, count in counts.items() if count) + f"。{ONLY_NUMBERED}")
    st.dataframe(
        [
            {
                "指标": row.indicator,
                "目标": own(row.target),
                "结果": own(row.outcome) if row.outcome else "",
                "判断": VERDICTS[row.verdict],
                "目标原句": row.target_sentence,
                "结果原句": row.outcome_sentence,
                "说明": row.note,
            }
            for row in rows
        ],
        hide_index=True,
        width="stretch",
        height=480,
    )
    _tasks(workspace.books.tasks(earlier or "", later or ""))
    _into_draft(workspace, earlier or "")


def _tasks(rows: Sequence[TaskTold]) -> None:
    """The promises without a number, each with the sentence that tells of it."""
    if not rows:
        return
    counts = {words: sum(1 for row in rows if row.verdict == verdict) for verdict, words in TOLD_NAMES.items()}
    plain(f"没有数字的任务{len(rows)}项：" + "，".join(f"{words}{count}项" for words, count in counts.items() if count) + "。")
    soft("“已完成”“未完成”只在材料自己这样说时才写；“已有说法”是材料说到了，是否完成请人核定；“没有说法”是材料里没有找到。")
    st.dataframe(
        [
            {
                "任务": row.task.what,
                "判断": TOLD_NAMES[row.verdict],
                "材料的说法": row.saying.text if row.saying else "",
                "出自": row.saying.title if row.saying else "",
                "计划原句": row.task.sentence,
            }
            for row in rows
        ],
        hide_index=True,
        width="stretch",
        height=min(480, 38 + 35 * len(rows)),
    )


def _into_draft(workspace: Workspace, earlier: str) -> None:
    """The table as a section of a draft that follows this report."""
    drafts = {draft.id: draft for draft in workspace.desk.drafts() if draft.like == earlier}
    if not may(workspace, "do.write_fulfilment"):
        return
    if not drafts:
        soft("按这份报告起草一份稿子后，可以把完成情况写成稿子的一节。")
        return
    a, b, c = st.columns([3, 1, 1], vertical_alignment="bottom")
    chosen = a.selectbox("写进哪份稿子", list(drafts), format_func=lambda id: f"{drafts[id].title}（{day(drafts[id].created)}）")
    told = b.button("写成“目标完成情况”一节", width="stretch")
    side_by_side = c.button("附一张对照表", width="stretch", help="目标、完成数、完成情况并排，作为稿子的一节")
    if told or side_by_side:
        if act(workspace, chosen, WriteFulfilment(as_table=side_by_side)):
            go_to("write")
        st.rerun()


def _missing(workspace: Workspace, entries: Sequence[Entry]) -> None:
    years = sorted({e.figure.when.year for e in entries if isinstance(e.figure.when, Year) and e.figure.status == "actual"}, reverse=True)
    if not years:
        plain("台账里的数字都没有写明年份，列不出缺数。")
        return
    year = st.selectbox("哪一年还缺", [years[0] + 1, *years], index=1)
    rows = workspace.books.missing(int(year or years[0]))
    soft(f"上一年有、{year}年还没有的指标，共{len(rows)}个。")
    table = [
        {
            "指标": row.indicator,
            "上年数": row.last.figure.told,
            "上年出处": row.last.source.title,
            "可能的报送部门": row.department,
            "本年目标": row.target.figure.told if row.target else "",
        }
        for row in rows
    ]
    st.dataframe(table, hide_index=True, width="stretch", height=480)
    if rows:
        download("下载催报单.xlsx", f"{year}年缺数催报单.xlsx", lambda: workspace.sheet([row.last for row in rows]), "missing-file")
