"""The whole draft looked at (体检), beside one section of it: what was found here, one click to put it right, checks off and on again."""

from __future__ import annotations

import streamlit as st

from nigao.checks.catalogue import CATALOGUE, check_name
from nigao.checks.finding import Finding
from nigao.commands import Edit, SwitchOff, SwitchOn
from nigao.review import DraftView, SectionView, SwitchedOff
from nigao.work.inspecting import Inspection
from nigao.workspace import Workspace
from ui.hand import locate
from ui.parts import act, day, may, plain, popover, soft

LIGHTS = {"error": "必须处理", "warning": "请核实", "note": "提示"}
SHOWN = 40


def fix_words(finding: Finding) -> str:
    """What a click on its fix does."""
    place = finding.places[0].text
    taken_out = len(finding.fix) < 2 < len(place) and finding.fix in place  # only the character beside it is put back
    return "删去这一处" if taken_out else f"改为“{finding.fix[:16]}”"


def inspection(workspace: Workspace, view: DraftView, section: SectionView) -> None:
    """On demand, since it looks at the whole text: with what concerns this section first."""
    off = workspace.reviewing.switched_off(view.id)
    if off:
        _off(workspace, view, off)
    if not st.toggle("全稿体检", key=f"inspect-{view.id}", help="前后矛盾、去年的句子和提法、没有用上的材料、编号、标点和数字写法"):
        return
    found = _found(workspace, view, off)
    here = [finding for position, finding in found.findings if position == section.position and finding.places]
    soft(f"全稿{len(found.findings)}条，其中这一部分{len(here)}条。")
    if share := found.carried.get(section.position):
        soft(f"这一部分有{share:.0%}的文字与去年总结相同或相近。")
    fixable = [finding for finding in here if finding.fix and finding.code.startswith("wording")]
    if len(fixable) > 1 and st.button(
        f"标点和写法的{len(fixable)}处全部改好", width="stretch", key=f"fix-all-{view.id}-{section.position}"
    ):
        _fix(workspace, view, section, fixable)
    for number, finding in enumerate(here[:SHOWN]):
        _finding(workspace, view, section, finding, number)
    if len(here) > SHOWN:
        soft(f"先列{SHOWN}条。")
    _elsewhere(view, section, found)


def _found(workspace: Workspace, view: DraftView, off: list[SwitchedOff]) -> Inspection:
    """Kept in the session until the draft, the archive or the checks that are off change."""
    state = (view.id, view.updated, workspace.archive.stamp(), tuple(switched.code for switched in off))
    kept = st.session_state.get("inspection")
    if kept is None or kept[0] != state:
        with st.spinner("正在体检全稿"):
            kept = st.session_state["inspection"] = (state, workspace.inspecting.whole(view.id))
    found: Inspection = kept[1]
    return found


def _finding(workspace: Workspace, view: DraftView, section: SectionView, finding: Finding, number: int) -> None:
    key = f"{view.id}-{section.position}-{number}-{finding.code}"
    with st.container(border=True):
        plain(f"{LIGHTS[finding.severity]}　{finding.message}")
        plain(finding.places[0].text[:80], "ng-quote")
        fix, off = st.columns(2)
        if (
            finding.fix
            and may(workspace, "do.edit", section)
            and fix.button(fix_words(finding), key=f"inspection-fix-{key}", width="stretch")
        ):
            _fix(workspace, view, section, [finding])
        if not may(workspace, "do.switch_off"):
            return
        with off, popover("关闭此项", f"inspect-off-{key}", width="stretch"):
            switch_off(workspace, view, finding.code, key)


def switch_off(workspace: Workspace, view: DraftView, code: str, key: str) -> None:
    """Ask which check to leave out of this draft, and why."""
    family = code.partition(".")[0]
    names = {code: f"只关“{CATALOGUE[code].name}”" if code in CATALOGUE else "只关这一项", family: f"关掉“{check_name(family)}”这一类"}
    chosen = st.radio("关闭哪些", list(names), format_func=names.__getitem__, key=f"off-what-{key}")
    reason = st.text_input("理由", placeholder="例如：本单位沿用这一写法", key=f"off-why-{key}")
    if st.button("在这份稿子里关闭", key=f"off-do-{key}"):
        act(workspace, view.id, SwitchOff(chosen or code, reason))
        st.rerun()


def _off(workspace: Workspace, view: DraftView, off: list[SwitchedOff]) -> None:
    with st.expander(f"已关闭的检查（{len(off)}）"):
        for switched in off:
            name = check_name(switched.code)
            plain(name)
            soft(f"{switched.reason}（{switched.by}，{day(switched.at)}）")
            if may(workspace, "do.switch_on") and st.button("恢复", key=f"on-{view.id}-{switched.code}"):
                act(workspace, view.id, SwitchOn(switched.code))
                st.rerun()


def _elsewhere(view: DraftView, section: SectionView, found: Inspection) -> None:
    """What concerns other sections, and the draft as a whole."""
    others = [(position, finding) for position, finding in found.findings if position != section.position or not finding.places]
    if not others:
        return
    with st.expander(f"全稿其他（{len(others)}）"):
        for position, finding in others[:SHOWN]:
            where = view.sections[position].item.title if finding.places else "全稿"
            soft(f"{LIGHTS[finding.severity]}　{where}")
            plain(finding.message, "ng-quote")
        places = sorted({position for position, finding in others if finding.places})
        if places:
            chosen = st.selectbox(
                "转到", places, format_func=lambda p: f"{view.sections[p].item.number}{view.sections[p].item.title}", key=f"go-{view.id}"
            )
            if st.button("看这一部分", key=f"go-do-{view.id}"):
                locate(view.id, view.sections[chosen].id)
                st.rerun()


def _fix(workspace: Workspace, view: DraftView, section: SectionView, findings: list[Finding]) -> None:
    """Write the fixes into the text, the last first so that the offsets of the others hold."""
    assert section.current is not None
    text = section.current.section.text
    for finding in sorted(findings, key=lambda f: -f.places[0].start):
        place = finding.places[0]
        if text[place.start : place.end] == place.text:
            text = text[: place.start] + finding.fix + text[place.end :]
    act(workspace, view.id, Edit(section.id, text, "采用体检意见"))
    st.rerun()
