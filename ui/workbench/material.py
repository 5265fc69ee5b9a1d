"""材料 and the text: what came in since it was written, what of it found no place, and last year's sentences, kept or taken out at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nigao.checks.finding import Finding
from nigao.commands import NotWanted, PutIn, Renew, SettleCarried
from nigao.desk.gate import OpenFinding
from nigao.ledger import Source
from nigao.review import DraftView, SectionView
from nigao.standing import BEARING
from nigao.workspace import Workspace
from ui.hand import in_hand, locate
from ui.parts import act, inert, may, plain, soft

SHOWN = 12
UNUSED = "draft.unused"


def renewal(workspace: Workspace, view: DraftView) -> None:
    """「用新到的材料更新」, where something came in after the draft was begun."""
    came = _came_later(workspace, view)
    if not came:
        return
    names = "、".join(source.title or source.filename for source in came[:3]) + (f"等{len(came)}份" if len(came) > 3 else "")
    soft(f"起草之后又收到：{names}")
    if may(workspace, "do.renew") and st.button("用新到的材料更新", width="stretch", help="只提出要改的句子，逐处看过再采用；手写过的不动"):
        with st.spinner("正在比对新到的材料"):
            act(workspace, view.id, Renew())
        st.rerun()


def _came_later(workspace: Workspace, view: DraftView) -> list[Source]:
    left_out = set(workspace.desk.load(view.id).state.head.unticked)
    rows = workspace.archive.overview()
    later = [row.source for row in rows if row.added[:19] >= view.created[:19] and row.source.standing in BEARING]
    return [source for source in later if source.id not in left_out and source.id != view.like]


def unused(workspace: Workspace, view: DraftView, found: Sequence[OpenFinding]) -> None:
    """Words of this year's material that found no place, each put into the section in hand by one click."""
    here = in_hand(view)
    listed = [one for one in found if one.finding.code == UNUSED and one.finding.values]
    if not listed:
        return
    listed.sort(key=lambda one: one.position != here.position)
    with st.expander(f"没有用上的材料和数字（{len(listed)}）"):
        soft(f"点一下，放进现在这一部分“{_name(here)}”里意思最近的一句后面；要放进别处，先在稿子里点到那一部分。")
        for number, one in enumerate(listed[:SHOWN]):
            _unused(workspace, view, here, one.finding, f"{view.id}-{number}")
        if len(listed) > SHOWN:
            soft(f"先列{SHOWN}处，放进去后显示后面的。")


def _unused(workspace: Workspace, view: DraftView, here: SectionView, finding: Finding, key: str) -> None:
    words = finding.values[0]
    with st.container(border=True):
        soft(finding.message.partition("：")[0])
        plain(words, "ng-quote")
        if not may(workspace, "do.put_in", here):
            return
        take, leave = st.columns(2)
        if take.button("放进这一部分", key=f"put-in-{key}", width="stretch") and act(workspace, view.id, PutIn(here.id, words)):
            locate(view.id, here.id, flash=True)
            st.rerun()
        if leave.button("不要", key=f"not-wanted-{key}", width="stretch", help="不再列出；可以撤回") and act(
            workspace, view.id, NotWanted(here.id, words)
        ):
            st.rerun()


def carried(workspace: Workspace, view: DraftView) -> None:
    """The sentences of the section in hand that are last year's: those chosen are kept on this person's word, or taken out."""
    here = in_hand(view)
    text = here.current.section if here.current else None
    clauses = list(dict.fromkeys(text.text[one.start : one.end] for one in text.evidence if one.verdict == "carried")) if text else []
    if not clauses:
        return
    with st.expander(f"这一部分沿用去年的（{len(clauses)}）"):
        soft(f"“{_name(here)}”里去年的话。今年仍然成立的保留，不成立的删去。")
        version = here.current.number if here.current else 0
        chosen = [c for n, c in enumerate(clauses) if st.checkbox(inert(c), value=True, key=f"carried-{here.id}-{version}-{n}")]
        if not may(workspace, "do.settle_carried", here):
            return
        keep, drop = st.columns(2)
        every = "全部" if len(chosen) == len(clauses) else f"{len(chosen)}处"
        if keep.button(f"保留{every}", key=f"carried-keep-{here.id}", disabled=not chosen, width="stretch"):
            _settle(workspace, view, here, chosen, keep=True)
        if drop.button(f"删去{every}", key=f"carried-drop-{here.id}", disabled=not chosen, width="stretch"):
            _settle(workspace, view, here, chosen, keep=False)


def _settle(workspace: Workspace, view: DraftView, here: SectionView, clauses: Sequence[str], keep: bool) -> None:
    if act(workspace, view.id, SettleCarried(here.id, tuple(clauses), keep)):
        locate(view.id, here.id)
    st.rerun()


def _name(section: SectionView) -> str:
    return f"{section.item.number}{section.item.title}" or "（开头）"
