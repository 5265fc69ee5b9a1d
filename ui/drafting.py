"""起草: the conversation at the left, the manuscript with its outline at the right."""

from __future__ import annotations

import streamlit as st

from nigao.commands import Draft
from nigao.draft import DraftSection
from nigao.errors import BadCall
from nigao.review import DraftView, Job, Message, SectionView
from nigao.workspace import Workspace
from nigao.writing.provenance import OF_WORDS
from ui.manuscript import figure_marks, manuscript, paragraphs_of
from ui.outline import in_hand, section_choice
from ui.parts import MODE_NAMES, act, active_jobs, attempt, go_to, notice, plain, progress_of, reviewer, running_on, soft, warn
from ui.sources import evidence_panel

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Her screen is 768 pixels high: the conversation, the next steps and the input stay in sight together.
CHAT_HEIGHT = 380
WHICH = {"whole": "总结和打算", "review": "只写总结", "plan": "只写打算"}


def page(workspace: Workspace) -> None:
    """The page 起草."""
    st.title("起草")
    notice()
    active = active_jobs(workspace)
    view = current_draft(workspace)
    if view is None:
        _start(workspace)
        return
    running = running_on(active, view.id)
    _bar(workspace, view)
    if running is None:
        _finished(workspace, view)
    left, right = st.columns([58, 42], gap="medium")
    with left:
        _conversation(workspace, view, running)
    with right:
        _manuscript(workspace, view, running)


def current_draft(workspace: Workspace) -> DraftView | None:
    """The draft in hand: the one chosen, else the one last worked on."""
    drafts = workspace.desk.drafts()
    chosen = st.session_state.get("draft")
    if st.session_state.get("new_draft") or not drafts:
        return None
    found = next((draft for draft in drafts if draft.id == chosen), None)
    return found or max(drafts, key=lambda draft: draft.updated)


def _start(workspace: Workspace) -> None:
    """Choose what to write after which report."""
    passed = {source.id for source in workspace.intake.handed_in()}
    rows = [row for row in workspace.archive.overview() if row.source.role == "report" and row.source.id not in passed]
    if not rows:
        plain("还没有可以参照的往年总结。")
        soft("请先到“材料”页上传去年的工作总结，或点“用示例试一试”。")
        return
    if workspace.desk.drafts() and st.button("返回正在写的稿子"):
        st.session_state["new_draft"] = False
        st.rerun()
    with st.form("start", border=True):
        st.subheader("新起一份稿子")
        titles = {row.source.id: f"{row.source.title or row.source.filename}（{row.source.year or '年份未识别'}）" for row in rows}
        ids = sorted(titles, key=lambda id: next(r.source.year or 0 for r in rows if r.source.id == id), reverse=True)
        like = st.selectbox("参照哪一份往年总结", ids, format_func=titles.__getitem__)
        newest = next(row.source.year for row in rows if row.source.id == ids[0])
        a, b, c = st.columns(3)
        year = a.number_input("起草哪一年的打算", 2000, 2100, (newest or 2025) + 1, step=1)
        which = b.selectbox("写什么", list(WHICH), format_func=WHICH.__getitem__)
        modes = list(workspace.drafting.modes)
        mode = c.selectbox("方式", modes, format_func=MODE_NAMES.__getitem__)
        title = st.text_input("标题", placeholder="不填则按往年的标题顺延")
        one, two = st.columns(2)
        outline_only = one.form_submit_button("先列提纲，边聊边写", width="stretch")
        write_all = two.form_submit_button("列提纲并起草全文", type="primary", width="stretch")
    asked = st.chat_input("也可以直接说：按去年的框架起草2026年工作打算")
    if asked:
        _begin_by_words(workspace, asked)
    if outline_only or write_all:
        attempt(lambda: begin(workspace, int(year), like or "", title, which or "whole", mode or "", write_all))
        st.rerun()


def begin(
    workspace: Workspace,
    year: int | None = None,
    like: str = "",
    title: str = "",
    which: str = "whole",
    mode: str = "",
    write_all: bool = True,
) -> None:
    """Set a draft up, make it the one in hand, and start writing it. Raises BadCall when there is nothing to follow."""
    id = workspace.drafting.start(year, like=like, title=title, which=which, mode=mode)
    st.session_state.update(draft=id, new_draft=False)
    if write_all:
        workspace.doing.do_all(id, [Draft(section.id) for section in workspace.desk.view(id).sections], reviewer())


def _finished(workspace: Workspace, view: DraftView) -> None:
    """When every section is written: the whole as a file, one click away."""
    if any(section.current is None for section in view.sections):
        return
    says, get, on = st.columns([5, 2, 2], vertical_alignment="center")
    gaps = workspace.exporting.readiness(view.id).gaps
    with says:
        plain(f"全文已写好，有{gaps}处【待补】。可以先下载送审稿看一看，再到“核稿”页逐部分采纳。")
    options = workspace.export_options(annex=True, comments=True, mark_states=True, signed_by=view.unit)
    name = f"{view.title}（送审稿）.docx"
    get.download_button(
        "下载送审稿", lambda: workspace.exporting.review_copy(view.id, options), name, WORD, type="primary", width="stretch"
    )
    if on.button("去核稿", width="stretch"):
        go_to("review")


def _begin_by_words(workspace: Workspace, text: str) -> None:
    def begin() -> None:
        id = workspace.chat.begin(text, reviewer())
        if id is None:
            raise BadCall("请先说要起草什么，例如“按去年的框架起草2026年工作打算”，也可以用上面的表单。")
        st.session_state.update(draft=id, new_draft=False)

    attempt(begin)
    st.rerun()


def _bar(workspace: Workspace, view: DraftView) -> None:
    """Which draft, in which mode; change, begin another, throw away."""
    drafts = workspace.desk.drafts()
    names = {draft.id: f"{draft.title}（{len([s for s in draft.sections if s.current])}/{len(draft.sections)}）" for draft in drafts}
    left, middle, right = st.columns([6, 2, 2], vertical_alignment="bottom")
    ids = list(names)
    chosen = left.selectbox("稿子", ids, index=ids.index(view.id), format_func=names.__getitem__, label_visibility="collapsed")
    if chosen != view.id:
        st.session_state["draft"] = chosen
        st.rerun()
    if middle.button("新起一份", width="stretch"):
        st.session_state["new_draft"] = True
        st.rerun()
    with right.popover("更多", width="stretch"):
        soft(f"方式：{MODE_NAMES[view.mode]} {view.model}")
        if st.checkbox("确定删除这份稿子（30天内可以找回）", key=f"sure-{view.id}") and st.button("删除这份稿子"):
            attempt(lambda: workspace.desk.remove(view.id), "已删除。")
            st.session_state.pop("draft", None)
            st.rerun()


# --- the conversation ---------------------------------------------------------------------------------------------


def _conversation(workspace: Workspace, view: DraftView, running: Job | None) -> None:
    messages = workspace.desk.conversation(view.id)
    with st.container(height=CHAT_HEIGHT, border=True):
        if not messages:
            _examples(view)
        for message in messages[-60:]:
            _message(workspace, message)
        if running:
            _watch(workspace, running.id)
        else:
            _how_it_ended(workspace, view)
    _suggestions(workspace, view)
    asked = st.chat_input("说要写什么、改什么、查什么，回车发送", key=f"ask-{view.id}")
    if asked:
        _say(workspace, view, asked)


def _examples(view: DraftView) -> None:
    """What can be said, before anything was."""
    begun = any(section.current for section in view.sections)
    plain("稿子可以边聊边改。可以这样说：" if begun else "这是按往年框架列出的提纲。可以这样说：")
    written = ("第二部分精简到300字", "去年金融这一段怎么写的", "还缺哪些数", "哪些目标没有完成")
    for example in written if begun else ("起草第一部分", "去年金融这一段怎么写的", "第二部分再精简一些", "起草全文"):
        soft(f"　· {example}")


def _message(workspace: Workspace, message: Message) -> None:
    with st.chat_message("user" if message.role == "person" else "assistant", avatar=_avatar(message.role)):
        plain(message.text)
        if message.sources:
            names = {row.source.id: row.source.title or row.source.filename for row in workspace.archive.overview()}
            soft("出处：" + "；".join(names.get(source, "已删除的材料") for source in message.sources))


def _avatar(role: str) -> str:
    from importlib import resources

    return str(resources.files("ui") / "assets" / ("person.png" if role == "person" else "pen.png"))


def _say(workspace: Workspace, view: DraftView, text: str) -> None:
    current = in_hand(view)

    def speak() -> None:
        answer = workspace.chat.say(view.id, text, current, reviewer())
        st.session_state["draft"] = (answer.draft if answer else "") or view.id

    attempt(speak)
    st.rerun()


def _suggestions(workspace: Workspace, view: DraftView) -> None:
    """Next steps as buttons; a click is the same as typing it."""
    offered = workspace.chat.suggestions(view, in_hand(view))
    for column, words in zip(st.columns(3), offered[:3], strict=False):
        if column.button(words, key=f"next-{view.id}-{words}", width="stretch"):
            _say(workspace, view, words)


def _how_it_ended(workspace: Workspace, view: DraftView) -> None:
    latest = max(workspace.jobs.jobs(draft=view.id), key=lambda job: job.created, default=None)
    if latest and latest.state in ("failed", "stopped"):
        _cut_short(workspace, view, latest)


@st.fragment(run_every=0.4)
def _watch(workspace: Workspace, id: str) -> None:
    """Background work as it goes; the page is drawn anew when it ends or a section is done."""
    job = workspace.jobs.job(id)
    if job.state not in ("waiting", "running", "stopping"):
        st.rerun(scope="app")
    seen = st.session_state.setdefault("seen_done", {})
    if seen.get(id) not in (None, job.done):
        seen[id] = job.done
        st.rerun(scope="app")
    seen[id] = job.done
    progress_of(workspace, job)
    if job.partial:
        plain(job.partial[-1200:])


def _cut_short(workspace: Workspace, view: DraftView, job: Job) -> None:
    warn(job.error or "已停止，写好的部分都已保存。")
    if st.button("接着写", key=f"again-{job.id}"):
        act(workspace, view.id, [Draft(s.id) for s in view.sections if s.current is None or s.state == "failed"])
        st.rerun()


# --- the manuscript -----------------------------------------------------------------------------------------------


def _manuscript(workspace: Workspace, view: DraftView, running: Job | None) -> None:
    done = sum(1 for section in view.sections if section.current)
    accepted = sum(1 for section in view.sections if section.accepted is not None)
    soft(f"提纲：共{len(view.sections)}个部分，已写{done}，已核{accepted}")
    with st.container(border=True):
        position = section_choice(view, "draft", 150)
    _section(view, view.sections[position])
    if running is None:
        _write_button(workspace, view, view.sections[position])


def _section(view: DraftView, section: SectionView) -> None:
    current = section.current.section if section.current else None
    if section.note and section.state in ("failed", "rejected"):
        warn(section.note)
    shown = _shown(section, current)
    key = f"picked-{view.id}-{section.position}"
    picked = manuscript(
        shown, key=f"m-{view.id}-{section.position}", selected=st.session_state.get(key), height=330, empty="这一部分还没有写。"
    )
    if picked is not None and picked != st.session_state.get(key):
        st.session_state[key] = picked
        st.rerun()
    if current:
        figures = sum(1 for evidence in current.evidence if evidence.verdict not in ("gap", *OF_WORDS))
        gaps = sum(1 for evidence in current.evidence if evidence.verdict == "gap")
        usage = f"　{current.usage.calls}次调用、{current.usage.tokens_in + current.usage.tokens_out}令牌" if current.usage.calls else ""
        soft(f"{len(current.text)}字　{figures}个数字　{gaps}处待补　用时{current.usage.seconds:.1f}秒{usage}")
        evidence_panel(current, st.session_state.get(key))


def _shown(section: SectionView, current: DraftSection | None) -> list[dict[str, object]]:
    heading = {"style": f"h{min(section.item.level, 3)}", "pieces": [{"text": f"{section.item.number}{section.item.title}"}]}
    return [heading, *paragraphs_of(current.text, figure_marks(current))] if current and current.paragraphs else []


def _write_button(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    words = "重写这一部分" if section.current else "起草这一部分"
    if st.button(words, key=f"w-{view.id}-{section.position}", width="stretch"):
        act(workspace, view.id, Draft(section.id))
        st.rerun()
