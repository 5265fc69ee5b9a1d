"""去年 and 各稿: what this section said last year, and what it said before it said this."""

from __future__ import annotations

import streamlit as st

from nigao.commands import Restore
from nigao.review import DraftView, Version
from nigao.workspace import Workspace
from ui.hand import in_hand
from ui.parts import act, cost, day, may, plain, show_diff, soft

KINDS = {"drafted": "起草", "edited": "手工改", "redrafted": "重写", "merged": "收回", "restored": "恢复"}


def last_year(workspace: Workspace, view: DraftView) -> None:
    """The section as it was last year, beside the manuscript; on demand what differs."""
    section = in_hand(view)
    plain(f"{section.item.number}{section.item.title}" or "（开头）")
    if not section.item.like:
        soft("去年没有对应的部分。")
        return
    if section.current and st.toggle("标出不同", key=f"like-diff-{view.id}"):
        soft("绿底是今年多出来的，划掉的是今年没有的。")
        show_diff(section.item.like, section.current.section.text)
    else:
        plain(section.item.like, "ng-quote ng-serif")


def versions(workspace: Workspace, view: DraftView) -> None:
    """Every version of the section with who and when; what differs from now; bringing one back."""
    section = in_hand(view)
    plain(f"{section.item.number}{section.item.title}" or "（开头）")
    kept = workspace.desk.versions(view.id, section.position)
    if not kept or section.current is None:
        soft("这一部分还没有写。")
        return
    now = section.current
    names = {version.number: _name(version, now.number) for version in kept}
    numbers = sorted(names, reverse=True)
    key = f"{view.id}-{section.id}-{len(kept)}"
    old = st.selectbox("和哪一稿比", numbers, index=min(1, len(numbers) - 1), format_func=names.__getitem__, key=f"old-{key}")
    chosen = next(version for version in kept if version.number == old)
    if chosen.number == now.number:
        soft("这就是现在的一稿。")
    elif may(workspace, "do.restore", section) and st.button(f"恢复第{old}稿", key=f"restore-{key}-{old}"):
        act(workspace, view.id, Restore(section.id, chosen.number))
        st.rerun()
    if chosen.section.usage.calls:
        soft(f"第{old}稿{cost(chosen.section.usage)}")
    soft("绿底是现在多出来的，划掉的是现在没有的。")
    show_diff(chosen.section.text, now.section.text)


def _name(version: Version, now: int) -> str:
    here = "　现在" if version.number == now else ""
    remark = f"：{version.remark[:20]}" if version.remark else ""
    return f"第{version.number}稿　{KINDS[version.kind]}　{version.by}　{day(version.at)}{remark}{here}"
