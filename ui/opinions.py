"""意见: the comments that came back with a reviewed file, what became of each, and the table of it."""

from __future__ import annotations

import streamlit as st

from nigao.adoption import HEADERS, became
from nigao.commands import AnswerOpinion
from nigao.review import DraftView
from nigao.workspace import Workspace
from ui.leaving import download
from ui.parts import act, day, may, plain, popover, soft

ANSWERS = ("已采纳", "部分采纳", "未采纳")


def opinions(workspace: Workspace, view: DraftView) -> None:
    """Every comment with a place to answer it; nothing while none has come back."""
    kept = workspace.merging.opinions(view.id)
    if not kept:
        return
    now = workspace.drafting.as_draft(view.id)
    waiting = sum(1 for _, opinion in kept if not opinion.answer)
    st.subheader(f"意见（{len(kept)}条，{waiting}条没有答复）")
    download(
        "下载意见采纳情况表.xlsx",
        f"{view.title}（意见采纳情况表）.xlsx",
        lambda: workspace.table(HEADERS, workspace.merging.adoption(view.id), "意见采纳情况表"),
        f"opinions-{view.id}",
    )
    for id, opinion in kept:
        task = opinion.task
        with st.container(border=True):
            plain(f"{task.author or '未署名'}：{task.text}")
            soft(task.heading or "全文")
            if task.anchor:
                plain(task.anchor[:120], "ng-quote")
            if opinion.answer:
                soft(f"{opinion.answer}（{opinion.by}，{day(opinion.at)}）")
            else:
                soft(became(opinion, now))
            if not may(workspace, "do.answer_opinion"):
                continue
            with popover("改答复" if opinion.answer else "答复", f"answer-{id}"):
                _answer(workspace, view, id)


def _answer(workspace: Workspace, view: DraftView, id: int) -> None:
    chosen = st.radio("采纳情况", ANSWERS, horizontal=True, key=f"adopted-{id}")
    why = st.text_input("说明", placeholder="例如：以统计局数为准", key=f"adopted-why-{id}")
    if st.button("记下", key=f"adopted-do-{id}"):
        words = f"{chosen}：{why.strip()}" if why.strip() else str(chosen)
        act(workspace, view.id, AnswerOpinion(id, words))
        st.rerun()
