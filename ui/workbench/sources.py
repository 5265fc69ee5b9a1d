"""Which materials a draft draws on: those left out neither feed it nor bear a figure of it out; nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nigao.commands import UseSource
from nigao.ledger import Source
from nigao.standing import STANDINGS
from nigao.workspace import Workspace
from ui.parts import act, plain, soft

SHOWN = 5


def left_out(workspace: Workspace, draft: str) -> list[Source]:
    """The materials somebody left out of a draft, as far as they are still there."""
    unticked = set(workspace.desk.load(draft).state.head.unticked)
    return [source for source in workspace.archive.sources() if source.id in unticked] if unticked else []


def offer(workspace: Workspace, draft: str) -> None:
    """What is left out by now, and the way to the choice."""
    out = left_out(workspace, draft)
    if out:
        soft("这份稿子不用的材料：" + "、".join(_name(source) for source in out[:SHOWN]) + (f"等{len(out)}份" if len(out) > SHOWN else ""))
    if st.button("选用材料", width="stretch", help="有的材料只对这份稿子不用，不必删掉"):
        st.session_state["choose_sources"] = draft
        st.rerun()


def choice(workspace: Workspace, draft: str) -> None:
    """The dialog, once after the button was clicked."""
    if st.session_state.pop("choose_sources", None) == draft:
        _dialog(workspace, draft)


@st.dialog("这份稿子用哪些材料")
def _dialog(workspace: Workspace, draft: str) -> None:
    chooser(workspace, draft)


def chooser(workspace: Workspace, draft: str) -> None:
    """The list of what is left out, to add to and take from."""
    out = [source.id for source in left_out(workspace, draft)]
    names = _names(workspace.archive.sources())
    plain("列在下面的材料，这份稿子不用：起草时不引，也不作数字的出处。材料本身还在，别的稿子照用。")
    wanted = st.multiselect("不用的材料", list(names), default=out, format_func=names.__getitem__, placeholder="都用；点这里选出不用的")
    changes = [UseSource(id, False) for id in wanted if id not in out] + [UseSource(id, True) for id in out if id not in wanted]
    soft(f"改了{len(changes)}份，保存后各部分的数字会重新核对。" if changes else "选好后保存。")
    if st.button("保存", type="primary", disabled=not changes):
        act(workspace, draft, changes)
        st.rerun()


def _names(sources: Sequence[Source]) -> dict[str, str]:
    """What each is called in the list, no two alike: the list knows its choices by their words alone."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for source in sources:
        name = f"{_name(source)}（{STANDINGS[source.standing]}，{source.year or '年份未识别'}）"
        while name in taken:
            name += f"　{source.filename}"
        taken.add(name)
        names[source.id] = name
    return names


def _name(source: Source) -> str:
    return source.title or source.filename
