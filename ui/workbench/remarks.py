"""意见: what asks for a person: errors and warnings grouped by kind, changes that wait for a yes, reviewers' comments, the inspection."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from nigao.checks.catalogue import check_name
from nigao.commands import Amend, Choose, Waive
from nigao.desk.gate import OpenFinding
from nigao.review import DraftView
from nigao.workspace import Workspace
from ui.hand import in_hand, locate
from ui.inspection import LIGHTS, fix_words, inspection, switch_off
from ui.opinions import opinions
from ui.parts import act, may, plain, popover, soft, warn
from ui.proposals import proposals
from ui.workbench.material import carried, renewal, unused

SHOWN = 12


def remarks(workspace: Workspace, view: DraftView, found: Sequence[OpenFinding]) -> None:
    """The pane."""
    renewal(workspace, view)
    proposals(workspace, view, spoken=False)
    opinions(workspace, view)
    asked = [one for one in found if one.finding.severity != "note" and not one.waived]
    if not asked:
        plain("数字都核对过，没有要处理的。")
    for code in dict.fromkeys(one.finding.code for one in sorted(asked, key=lambda one: one.finding.severity != "error")):
        _kind(workspace, view, [one for one in asked if one.finding.code == code])
    waived = [one for one in found if one.waived]
    if waived:
        with st.expander(f"写明理由保留的（{len(waived)}）"):
            for one in waived:
                plain(one.finding.message)
                soft(f"{one.waived}（{one.waived_by}）")
    unused(workspace, view, found)
    carried(workspace, view)
    inspection(workspace, view, in_hand(view))


def _kind(workspace: Workspace, view: DraftView, found: Sequence[OpenFinding]) -> None:
    """All findings of one kind, handled one by one or together."""
    first = found[0].finding
    name = check_name(first.code)
    key = f"{view.id}-{first.code}"
    with st.expander(f"{LIGHTS[first.severity]}：{name}（{len(found)}）", expanded=first.severity == "error"):
        for number, one in enumerate(found[:SHOWN]):
            _finding(workspace, view, one, f"{key}-{number}")
        if len(found) > SHOWN:
            soft(f"先列{SHOWN}处，处理后显示后面的。")
        together, off = st.columns(2)
        if len(found) > 1 and may(workspace, "do.waive"):
            with together, popover("这几处都保留", f"all-{key}", width="stretch"):
                reason = st.text_input("理由", key=f"all-why-{key}", placeholder="例如：以统计局12月快报为准")
                if st.button("都保留，记下理由", key=f"all-do-{key}"):
                    act(workspace, view.id, [Waive(one.id, reason) for one in found])
                    st.rerun()
        if not may(workspace, "do.switch_off"):
            return
        with off, popover("关闭此项", f"off-{key}", width="stretch"):
            switch_off(workspace, view, first.code, f"guard-{key}")


def _finding(workspace: Workspace, view: DraftView, found: OpenFinding, key: str) -> None:
    finding, section = found.finding, view.sections[found.position]
    (warn if finding.severity == "error" else plain)(finding.message)
    place = finding.places[0] if finding.places else None
    with st.container(horizontal=True, gap="small"):
        if st.button("去看", key=f"go-{key}"):
            locate(view.id, section.id, place.start if place else None, place.end if place else None)
            st.rerun()
        if finding.fix and place and may(workspace, "do.amend", section) and st.button(fix_words(finding), key=f"fix-{key}"):
            _fix(workspace, view, found)
        for number, choice in enumerate(finding.choices if may(workspace, "do.choose", section) else ()):
            if st.button(f"用{choice.value}", key=f"choose-{key}-{number}", help=f"以“{choice.title}”为准"):
                was = finding.choices[0].value
                act(workspace, view.id, Choose(section.id, finding.indicator, was, choice.value, choice.source))
                st.rerun()
        if finding.severity == "error" and may(workspace, "do.waive"):
            with popover("保留", f"keep-{key}"):
                reason = st.text_input("理由", key=f"why-{key}")
                if st.button("保留，记下理由", key=f"keep-do-{key}"):
                    act(workspace, view.id, Waive(found.id, reason))
                    st.rerun()


def _fix(workspace: Workspace, view: DraftView, found: OpenFinding) -> None:
    section, place = view.sections[found.position], found.finding.places[0]
    text = section.current.section.text if section.current else ""
    nth = text.count(place.text, 0, place.start) + 1
    act(workspace, view.id, Amend(section.id, place.text, found.finding.fix, nth, "采用核对意见"))
    st.rerun()
