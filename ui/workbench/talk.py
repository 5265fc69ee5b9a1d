"""对话: what was said about the draft, what waits for a yes, the work under way, and the place to say more."""

from __future__ import annotations

import json
from importlib import resources

import streamlit as st

from nigao import commands_json
from nigao.commands import Draft
from nigao.orders import CommandsOrder
from nigao.review import DraftView, Job, Message
from nigao.workspace import Workspace
from ui.hand import in_hand, locate
from ui.parts import act, attempt, cost, may, only, plain, progress_of, reviewer, soft, warn
from ui.proposals import proposals
from ui.workbench.hearing import after_said

SHOWN = 60
FEW = 3  # sections a job may have written for the manuscript to go there


def talk(workspace: Workspace, view: DraftView, running: Job | None) -> None:
    """The pane."""
    messages = workspace.desk.conversation(view.id)
    with st.container(height=320, border=False, key="talk-log", autoscroll=True):
        if not messages:
            _examples(view)
        for message in messages[-SHOWN:]:
            _message(workspace, message)
        proposals(workspace, view, messages[-1].proposal if messages else "", spoken=True)
        if running:
            _watch(workspace, running.id)
        else:
            _how_it_ended(workspace, view)
    if not only(workspace, "chat.say"):
        return
    _next_steps(workspace, view)
    asked = st.chat_input("说要写什么、改什么", key=f"ask-{view.id}")
    if asked:
        say(workspace, view, asked)


def _examples(view: DraftView) -> None:
    """What can be said, before anything was."""
    begun = any(section.current for section in view.sections)
    plain("稿子可以边聊边改，也可以直接在左边写。可以这样说：" if begun else "这是按往年框架列出的提纲。可以这样说：")
    written = ("第二部分精简到300字", "去年金融这一段怎么写的", "还缺哪些数", "哪些目标没有完成")
    examples = written if begun else ("起草第一部分", "去年金融这一段怎么写的", "第二部分再精简一些", "起草全文")
    soft(*(f"　· {example}" for example in examples))


def _message(workspace: Workspace, message: Message) -> None:
    avatar = resources.files("ui") / "assets" / ("person.png" if message.role == "person" else "pen.png")
    with st.chat_message("user" if message.role == "person" else "assistant", avatar=str(avatar)):
        plain(message.text)
        if message.sources:
            names = {row.source.id: row.source.title or row.source.filename for row in workspace.archive.overview()}
            soft("出处：" + "；".join(names.get(source, "已删除的材料") for source in message.sources))
        if message.usage.calls:
            soft(cost(message.usage))


def say(workspace: Workspace, view: DraftView, text: str) -> None:
    """Say something; the manuscript goes to what it changed."""
    attempt(lambda: after_said(workspace, view.id, workspace.chat.say(view.id, text, in_hand(view).position, reviewer())))
    st.rerun()


def _next_steps(workspace: Workspace, view: DraftView) -> None:
    """Next steps as buttons; a click is the same as typing it."""
    offered = workspace.chat.suggestions(view, in_hand(view).position)[:3]
    with st.container(horizontal=True, gap="small", key="next-steps"):
        for words in offered:
            if st.button(words, key=f"next-{view.id}-{words}"):
                say(workspace, view, words)


# --- work under way ---------------------------------------------------------------------------------------------------


@st.fragment(run_every=0.5)
def _watch(workspace: Workspace, id: str) -> None:
    """Background work as it goes; the page is drawn anew when it ends or a section is done."""
    job = workspace.jobs.job(id)
    seen = st.session_state.setdefault("seen_done", {})
    if job.state not in ("waiting", "running", "stopping"):
        _go_to_what_was_written(job)
        st.rerun(scope="app")
    if seen.get(id) not in (None, job.done):
        seen[id] = job.done
        st.rerun(scope="app")
    seen[id] = job.done
    progress_of(workspace, job)
    if job.partial:
        plain(job.partial[-600:])


def _go_to_what_was_written(job: Job) -> None:
    if job.kind != "commands" or job.state != "done":
        return
    written = [
        id
        for text in CommandsOrder.loaded(job.payload).commands
        for id in commands_json.sections_of(commands_json.from_json(json.loads(text)))
    ]
    if 0 < len(written) <= FEW:
        locate(job.draft, written[0], flash=True)


def _how_it_ended(workspace: Workspace, view: DraftView) -> None:
    latest = max(workspace.jobs.jobs(draft=view.id), key=lambda job: job.created, default=None)
    if latest is None or latest.state not in ("failed", "stopped"):
        return
    warn(latest.error or "已停止，写好的部分都已保存。")
    missing = [Draft(s.id) for s in view.sections if s.current is None or s.state == "failed"]
    if (
        missing
        and may(workspace, "do.draft", *view.sections)
        and st.button("重试" if latest.state == "failed" else "接着写", key=f"again-{latest.id}")
    ):
        act(workspace, view.id, missing)
        st.rerun()
