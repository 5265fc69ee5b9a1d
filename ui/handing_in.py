"""报送: what a department hands in and what is asked of it; it sees its own and nothing else."""

from __future__ import annotations

import json

import streamlit as st

from nigao.orders import FileOrder, ImportOrder
from nigao.review import Job
from nigao.workspace import Workspace
from ui.leaving import download
from ui.parts import ROLE_NAMES, attempt, day, notice, plain, progress_of, soft, warn


def page(workspace: Workspace) -> None:
    """The page 报送."""
    assert workspace.person is not None
    st.title("报送")
    notice()
    soft(f"{workspace.person.department}交来的材料和要填的数，只有本部门和写稿的人看得到。")
    running = next((job for job in workspace.jobs.jobs(active_only=True) if job.kind == "import"), None)
    _asked(workspace, workspace.person.department)
    _upload(workspace)
    if running:
        _watch(workspace, running.id)
    _last(workspace)
    _mine(workspace)


def _asked(workspace: Workspace, department: str) -> None:
    asked = workspace.missing.asked_of(department)
    st.subheader("催报单")
    if not asked:
        plain("现在没有要填的数。")
    for number, (title, count, sheet) in enumerate(asked):
        plain(f"{title}：要填{count}个数。下载后在“本年数”一栏填好，从下面交上来。")
        download("下载催报单.xlsx", f"{department}催报单.xlsx", lambda sheet=sheet: sheet, f"asked-{number}")  # type: ignore[misc]


def _upload(workspace: Workspace) -> None:
    st.subheader("交材料")
    with st.form("hand-in", clear_on_submit=True, border=False):
        uploads = st.file_uploader("选择文件", accept_multiple_files=True, label_visibility="collapsed")
        if st.form_submit_button("交上去", type="primary") and uploads:
            files = tuple(FileOrder(str(workspace.keep_upload(one.name, one.getvalue())), one.name) for one in uploads)
            attempt(lambda: workspace.jobs.enqueue("import", "", ImportOrder(files).dumped()))
            st.rerun()


@st.fragment(run_every=0.5)
def _watch(workspace: Workspace, id: str) -> None:
    job = workspace.jobs.job(id)
    if job.state in ("waiting", "running", "stopping"):
        progress_of(workspace, job)
    else:
        st.rerun(scope="app")


def _last(workspace: Workspace) -> None:
    """What became of the files handed in last."""
    ended = [job for job in workspace.jobs.jobs() if job.kind == "import" and job.state in ("done", "failed", "stopped")]
    if ended:
        _became(max(ended, key=lambda job: job.created))


def _became(job: Job) -> None:
    if job.error:
        warn(job.error)
    for row in json.loads(job.partial or "[]"):
        if row["status"] == "refused":
            warn(f"{row['path']}：{row['error']}")
        else:
            soft(f"已收 {row['path']}：{row['figures']}个数字")
            for told in row["warnings"]:
                warn(told)


def _mine(workspace: Workspace) -> None:
    rows = workspace.archive.overview()
    st.subheader(f"本部门的材料（{len(rows)}份）")
    if rows:
        shown = [
            {
                "名称": row.source.title or row.source.filename,
                "类别": ROLE_NAMES[row.source.role],
                "数字数": row.figures,
                "交来": day(row.added),
            }
            for row in rows
        ]
        st.dataframe(shown, hide_index=True, width="stretch")
