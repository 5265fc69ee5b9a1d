"""材料: what the archive holds; taking files in, seeing what was recognised, correcting it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

import streamlit as st

from nigao.errors import NotFound
from nigao.handed_in import called
from nigao.ledger import Source
from nigao.orders import FileOrder, ImportOrder
from nigao.quantity.amount import written
from nigao.report import Report, Role
from nigao.review import Job
from nigao.standing import STANDINGS
from nigao.work.intake import Wishes
from nigao.workspace import Workspace
from ui.leaving import download
from ui.manuscript import Mark, manuscript, pieces
from ui.outline import choose
from ui.parts import ROLE_NAMES, active_jobs, attempt, day, go_to, may, notice, only, plain, popover, progress_of, reviewer, soft, warn
from ui.start import begin

ROLES: list[Role] = ["report", "material", "metrics"]
PAGE_CHARACTERS = 6000


def page(workspace: Workspace) -> None:
    """The page 材料."""
    st.title("材料")
    notice()
    active = active_jobs(workspace)
    if workspace.intake.is_empty() and not active:
        if st.session_state.get("sample"):
            load_examples(workspace)
            st.rerun()
        _first_run(workspace)
    _progress(workspace, active)
    if may(workspace, "intake.correct"):
        if not active:
            _whose(workspace)
        _handed_in(workspace)
        if not active:
            _without_year(workspace)
            _next_step(workspace)
            _unit(workspace)
    if not st.session_state.get("sample") and only(workspace, "intake.take_in"):
        _upload(workspace)
    _archive(workspace)
    if may(workspace, "intake.bring_back"):
        _thrown_away(workspace)


def _unit(workspace: Workspace) -> None:
    """Whose workspace this is, once that was said; a slip can be put right."""
    unit = workspace.archive.unit()
    if not unit or not workspace.archive.unit_is_said() or st.session_state.get("sample"):
        return
    with popover(f"本单位：{unit}", "whose-unit"):
        soft("改了以后，各份材料是本单位、部门还是参考，会重新判断；您已经逐份说过的不变。")
        name = st.text_input("本单位的名称", unit, key=f"unit-{unit}")
        if st.button("改过来", key="unit-change", disabled=name.strip() in ("", unit)):
            attempt(lambda: workspace.intake.set_unit(name), "已改，各份材料的归属已重新判断。")
            st.rerun()


def _whose(workspace: Workspace) -> None:
    """Asked once, from what the first report says: only this unit's and its departments' papers bear a figure out."""
    unit = workspace.archive.unit()
    if not unit or workspace.archive.unit_is_said() or st.session_state.get("sample"):
        return
    with st.container(border=True):
        plain(f"从已放入的总结看，这里是“{unit}”的工作区，对吗？只有本单位和所属部门的材料能作数字的出处，外单位和上级的只作参考。")
        yes, other, change = st.columns([1, 2, 1], vertical_alignment="bottom")
        if yes.button("对", type="primary", width="stretch"):
            attempt(lambda: workspace.intake.set_unit(unit))
            st.rerun()
        name = other.text_input("不是，应为", placeholder="本单位的名称")
        if change.button("改过来", width="stretch", disabled=not name.strip()):
            attempt(lambda: workspace.intake.set_unit(name), "已改，各份材料的归属已重新判断。")
            st.rerun()


def _first_run(workspace: Workspace) -> None:
    if workspace.person:
        if not only(workspace, "intake.set_unit"):
            return
        plain("还没有材料。把去年的工作总结、各部门材料和数据表放进来，就可以起草今年的稿子。")
        st.session_state["show_upload"] = True
        return
    plain("从去年的总结开始。把去年的工作总结、各部门材料和数据表放进来，就可以起草今年的稿子；也可以先用自带的示例走一遍。")
    left, right = st.columns(2)
    if left.button("用示例试一试", type="primary", width="stretch"):
        st.session_state.update(sample=True, draft=None)
        st.rerun()
    if right.button("上传去年的总结", width="stretch"):
        st.session_state["show_upload"] = True
        st.rerun()
    soft("示例是公开的政府工作报告和由它摘出的数据表、部门材料，放在单独的地方，不会混进您的材料。您的文件只存在本机的工作区里。")


def _handed_in(workspace: Workspace) -> None:
    """Departments' papers that call themselves reports are used only as material: one click makes them so."""
    found = workspace.intake.handed_in()
    if not found:
        return
    warn(f"有{len(found)}份像是各部门报来的总结，现在按“总结”收着，起草时不会用到。不是本单位所属部门的，请先点掉。")
    named = {source.id: f"{called(source)}：{source.title or source.filename}" for source in found}
    chosen = st.multiselect(
        "各部门报来的",
        list(named),
        default=list(named),
        format_func=named.__getitem__,
        key=f"handed-in-{len(found)}",
        label_visibility="collapsed",
    )
    if st.button(
        "都作为部门材料" if len(chosen) == len(found) else f"把这{len(chosen)}份作为部门材料", type="primary", disabled=not chosen
    ):
        theirs = [source for source in found if source.id in chosen]
        with st.spinner("正在改为部门材料"):
            attempt(
                lambda: workspace.intake.as_material(theirs), f"已把{len(theirs)}份改为部门材料，起草时会用到；改错了可以在下面逐份更正。"
            )
        st.rerun()


def _without_year(workspace: Workspace) -> None:
    """A paper that does not say its year is asked about, one at a time; another year than those offered is set where it is corrected."""
    asked = next(iter(workspace.intake.without_year()), None)
    if asked is None or not asked.choices:
        return
    with st.container(border=True):
        plain(f"{asked.question}填上以后，其中的数字才知道是哪一年的。")
        for column, year in zip(st.columns(len(asked.choices)), asked.choices, strict=True):
            if column.button(f"{year}年", key=f"year_{asked.source.id}_{year}", width="stretch"):
                attempt(partial(workspace.intake.tell_year, asked.source.id, year), f"已记为{year}年的情况。")
                st.rerun()
        soft("都不是的，在下面逐份更正。")


def _next_step(workspace: Workspace) -> None:
    """Once there is a report to follow and nothing is being written yet: one button leads on."""
    if workspace.desk.drafts() or not workspace.drafting.years_to_write():
        return
    year = workspace.drafting.years_to_write()[0]
    plain(f"材料已读好，可以按往年的框架起草{year - 1}年总结和{year}年打算。")
    if st.button(f"起草{year}年的稿子", type="primary") and attempt(lambda: begin(workspace)):
        go_to("write")


def load_examples(workspace: Workspace) -> None:
    """Import the shipped examples in the background."""
    files = [FileOrder(str(path), path.name, **wishes) for path, wishes in workspace.examples()]  # type: ignore[arg-type]
    workspace.jobs.enqueue("import", "", ImportOrder(tuple(files), reviewer()).dumped())


def _upload(workspace: Workspace) -> None:
    open_now = bool(st.session_state.get("show_upload"))
    if workspace.intake.is_empty() and not open_now:
        return  # the first run has its own button for it
    with st.expander("上传材料", expanded=open_now):
        with st.form("upload", clear_on_submit=True, border=False):
            uploads = st.file_uploader("选择文件", accept_multiple_files=True, label_visibility="collapsed")
            role, year, unit, department = st.columns(4)
            wishes: dict[str, Any] = {
                "role": role.selectbox("类别", ["", *ROLES], format_func=lambda r: ROLE_NAMES.get(r, "自动识别")),
                "year": year.text_input("年份", placeholder="自动识别"),
                "unit": unit.text_input("单位", placeholder="自动识别"),
                "department": department.text_input("报送部门", placeholder="自动识别"),
            }
            if st.form_submit_button("读入", type="primary") and uploads:
                _enqueue(workspace, uploads, wishes)
        soft(
            "能读 Word（docx、doc、wps）、Excel（xlsx、xls、et）、PDF、OFD、CSV、TXT、Markdown、网页、邮件和 zip；读不了的会说明原因，不影响其他文件。"
        )


def _enqueue(workspace: Workspace, uploads: list[Any], wishes: dict[str, Any]) -> None:
    year = str(wishes["year"]).strip()
    if year and not (year.isdigit() and len(year) == 4):
        warn("年份请填四位数字，例如 2025；文件已保留，请改好后再点“读入”。")
        year = ""
    kept = {key: value for key, value in wishes.items() if key != "year" and value}
    files = [
        FileOrder(str(workspace.keep_upload(up.name, up.getvalue())), up.name, year=int(year) if year else None, **kept) for up in uploads
    ]
    workspace.jobs.enqueue("import", "", ImportOrder(tuple(files), reviewer()).dumped())
    st.session_state["show_upload"] = False  # what was read is what is looked at next
    st.rerun()


def _progress(workspace: Workspace, active: list[Job]) -> None:
    """Running imports, refreshed while there are any; then what became of the last files."""
    running = next((job for job in active if job.kind == "import"), None)
    if running:
        _watch(workspace, running.id)
    _last_results(workspace)


@st.fragment(run_every=1.0)
def _watch(workspace: Workspace, id: str) -> None:
    job = workspace.jobs.job(id)
    if job.state in ("waiting", "running", "stopping"):
        progress_of(workspace, job)
        _rows(job, only_refused=False)
    else:
        st.rerun(scope="app")


def _last_results(workspace: Workspace) -> None:
    ended = [job for job in workspace.jobs.jobs() if job.kind == "import" and job.state in ("done", "failed", "stopped")]
    if not ended:
        return
    job = max(ended, key=lambda j: j.created)
    if job.id == st.session_state.get("dismissed_import"):
        return
    refused = _refused(job)
    if job.error:
        warn(job.error)
    if refused:
        st.subheader(f"有{len(refused)}个文件没有收")
        _rows(job, only_refused=True)
        left, right, _ = st.columns([1, 1, 4])
        if left.button("重试", key="retry-import"):
            _retry(workspace, job, refused)
        if right.button("知道了", key="dismiss-import"):
            st.session_state["dismissed_import"] = job.id
            st.rerun()


def _refused(job: Job) -> list[dict[str, Any]]:
    return [row for row in json.loads(job.partial or "[]") if row["status"] == "refused"]


def _retry(workspace: Workspace, job: Job, refused: list[dict[str, Any]]) -> None:
    names = {row["path"] for row in refused}
    files = [file for file in ImportOrder.loaded(job.payload).files if file.name in names]
    workspace.jobs.enqueue("import", "", ImportOrder(tuple(files), reviewer()).dumped())
    st.rerun()


def _rows(job: Job, only_refused: bool) -> None:
    for row in json.loads(job.partial or "[]"):
        if row["status"] == "refused":
            warn(f"{row['path']}：{row['error']}")
        elif not only_refused:
            soft(f"已收 {row['path']}：{row['title']}，{row['sections']}个章节，{row['figures']}个数字")


def _archive(workspace: Workspace) -> None:
    rows = workspace.archive.overview()
    if not rows:
        return
    st.subheader(f"已收{len(rows)}份")
    count = Counter(row.source.standing for row in rows)
    names = {"": f"全部 {len(rows)}"} | {one: f"{name} {count[one]}" for one, name in STANDINGS.items() if count[one]}
    if len(names) > 2:
        shown = st.segmented_control("归属", list(names), default="", format_func=names.__getitem__, label_visibility="collapsed")
        rows = [row for row in rows if shown in (None, "", row.source.standing)]
    table = [
        {
            "归属": STANDINGS[row.source.standing],
            "名称": row.source.title or row.source.filename,
            "年份": _years(row.source),
            "单位": row.source.unit,
            "类别": ROLE_NAMES[row.source.role],
            "部门": row.source.department,
            "章节数": row.sections,
            "数字数": row.figures,
            "状态": f"有{row.warnings}条说明" if row.warnings else "已读",
        }
        for row in rows
    ]
    if (chosen := _chosen([row.source.id for row in rows], table)) is not None:
        _document(workspace, chosen)
    else:
        soft("点一行左侧的方框，看读到的原文、目录和数字，或更正识别结果。")


def _chosen(ids: Sequence[str], table: Sequence[dict[str, object]]) -> str | None:
    """The source of the row that is ticked; the same one when the rows are in another order, as after a correction."""
    order = sha256("".join(ids).encode()).hexdigest()[:12]
    kept = st.session_state.get("open_source")
    event = st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(kept)] if kept in ids else []}},
        key=f"archive-{order}",
    )
    rows = event.selection.rows
    st.session_state["open_source"] = ids[rows[0]] if rows else None
    return ids[rows[0]] if rows else None


def _years(source: Source) -> str:
    """The same words for a report of any unit: the year it looks back on, and the year it plans if it does."""
    if source.year is None:
        return "未识别"
    plans = source.reviewed_year is not None and source.reviewed_year != source.year
    return f"总结{source.reviewed_year}、安排{source.year}" if plans else str(source.year)


def _document(workspace: Workspace, id: str) -> None:
    try:
        report = workspace.archive.report(id)
    except NotFound:
        return
    st.divider()
    st.subheader(report.identity.title or report.filename)
    for text in report.warnings:
        warn(text)
    _correction(workspace, id, report)
    left, right = st.columns([30, 70], gap="medium")
    with left:
        start = _outline(report, id)
    with right:
        _text(report, id, start)


def _correction(workspace: Workspace, id: str, report: Report) -> None:
    found = report.identity
    if not may(workspace, "intake.correct"):
        download("下载原件", report.filename, lambda: workspace.archive.original(id), f"original-{id}")
        return
    kept = workspace.archive.source(id)
    with st.expander("更正识别结果"), st.form(f"correct-{id}", border=False):
        title = st.text_input("名称", found.title)
        a, b, c, d, e = st.columns(5)
        ranks = list(STANDINGS)
        standing = e.selectbox(
            "归属", ranks, index=ranks.index(kept.standing), format_func=STANDINGS.__getitem__, help="参考只作对照，不作数字的出处"
        )
        unit = a.text_input("单位", found.unit)
        year = b.text_input("总结年份", str(found.reviewed_year or found.year or ""), help="所报的事是哪一年的；安排随之是下一年的")
        role = c.selectbox("类别", ROLES, index=ROLES.index(found.role), format_func=ROLE_NAMES.__getitem__)
        department = d.text_input("报送部门", found.department)
        if st.form_submit_button("保存更正", type="primary"):
            if year and not (year.isdigit() and len(year) == 4):
                warn("年份请填四位数字，例如 2025。")
                return
            said = standing if standing != kept.standing else None
            wishes = Wishes(None, unit, role, department, title, said, about=int(year) if year else None)
            attempt(lambda: workspace.intake.correct(id, wishes), "已更正，数字的年份已随之重新判断。")
            st.rerun()
    get, drop, _ = st.columns([1, 1, 3])
    with get:
        download("下载原件", report.filename, lambda: workspace.archive.original(id), f"original-{id}", width="stretch")
    with drop.popover("删除", width="stretch"):
        plain(f"删除“{found.title or report.filename}”？它不再作任何数字的出处；30天内可以在本页下方找回。")
        if st.button("删除这份材料", key=f"drop-{id}"):
            attempt(lambda: workspace.intake.remove(id), f"已删除“{found.title or report.filename}”，30天内可以找回。")
            st.rerun()


def _thrown_away(workspace: Workspace) -> None:
    """What was thrown away and can be taken back."""
    materials, drafts = workspace.intake.removed(), workspace.desk.removed()
    if not materials and not drafts:
        return
    with st.expander(f"最近删去的（{len(materials) + len(drafts)}）"):
        soft("删去30天内可以找回。")
        for gone in materials:
            name = gone.identity.title or gone.filename
            _take_back(f"材料　{name}　{day(gone.at)}删去", f"back-{gone.id}", partial(workspace.intake.bring_back, gone.id), name)
        for id, title, at in drafts:
            _take_back(f"稿子　{title}　{day(at)}删去", f"back-{id}", partial(workspace.desk.bring_back, id), title)


def _take_back(words: str, key: str, back: Callable[[], object], name: str) -> None:
    says, button = st.columns([5, 1], vertical_alignment="center")
    with says:
        plain(words)
    if button.button("找回", key=key, width="stretch"):
        attempt(back, f"已找回“{name}”。")
        st.rerun()


def _outline(report: Report, id: str) -> int:
    """The outline as a list to jump by; where the text shown should start."""
    soft("目录")
    headings = [heading for heading in report.headings if heading.kind != "title"]
    if not headings:
        soft("没有认出标题。")
        return 0
    rows = [{"title": f"{heading.number}{heading.title}", "level": heading.level} for heading in headings]
    chosen = choose(rows, f"toc-{id}", f"contents-{id}", 500)
    return headings[chosen].start


def _text(report: Report, id: str, start: int) -> None:
    """The document as read from ``start`` on, figures underlined; a click tells what each is."""
    end = min(len(report.document.text), start + PAGE_CHARACTERS)
    marks = [Mark(f.start, f.end, "plain", f"{f.indicator}　{f.period}　{f.scope}") for f in report.figures if start <= f.start < end]
    shown, base = [], start
    for line in report.document.text[start:end].split("\n"):
        shown.append({"pieces": pieces(line, marks, base)})
        base += len(line) + 1
    picked = manuscript(shown, key=f"doc-{id}-{start}", height=520, empty="没有读到文字。")
    inside = [figure for figure in report.figures if start <= figure.start < end]
    if picked is not None and picked < len(inside):
        figure = inside[picked]
        status = "目标" if figure.status == "target" else "实绩"
        period = figure.period or "年份未写明"
        plain(f"{figure.text}：{figure.indicator or '指标未识别'}，{period}，{status}，折合 {written(figure.value, figure.unit)}")
    soft(f"共{len(report.figures)}个数字，这里显示{len(inside)}个。点数字看它被读成什么。")
