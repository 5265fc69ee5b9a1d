"""出处: where the figure or clause that was clicked comes from: the source's sentence with its neighbours, its file and place."""

from __future__ import annotations

from html import escape

import streamlit as st

from nigao.draft import DraftSection, Evidence, Place
from nigao.errors import NotFound
from nigao.review import DraftView
from nigao.workspace import Workspace
from nigao.writing.provenance import OF_WORDS
from ui.manuscript import LOOKS
from ui.parts import plain, soft

AROUND = 120  # characters of the source before and after its sentence
PLACES = 5


def origin(workspace: Workspace, view: DraftView) -> None:
    """The pane."""
    id, start, end = st.session_state.get(f"origin-{view.id}", ("", 0, 0))
    section = next((one for one in view.sections if one.id == id), None)
    text = section.current.section if section and section.current else None
    found = [one for one in text.evidence if one.start < end and one.end > start] if text else []
    if text is None or not found:
        plain("点稿子里有下划线的数字、灰色的句子，这里显示它从哪里来。")
        soft("也可以按 Alt+↓、Alt+↑ 一处一处看有问题的地方。")
        return
    shown = sorted(found, key=lambda one: (one.verdict in OF_WORDS, abs(one.start - start) + abs(one.end - end)))
    for evidence in shown[:2]:
        _evidence(workspace, text, evidence)


def _evidence(workspace: Workspace, text: DraftSection, evidence: Evidence) -> None:
    with st.container(border=True):
        plain(f"“{text.text[evidence.start : evidence.end][:80]}”　{LOOKS[evidence.verdict][1]}")
        if evidence.note:
            soft(evidence.note)
        for place in evidence.places[:PLACES]:
            _place(workspace, place)
        if not evidence.places and evidence.verdict == "unsupported":
            soft("在工作区的全部材料里没有找到这个数字，请核实，或补充材料后重新核对。")
        if not evidence.places and evidence.verdict == "stated":
            soft("这是手写的，没有和材料对上。")


def _place(workspace: Workspace, place: Place) -> None:
    soft(f"{place.title}　{place.where}")
    before, after = _neighbours(workspace, place)
    st.html(
        f'<div class="ng-quote"><span class="ng-around">{escape(before)}</span>{escape(place.sentence)}'
        f'<span class="ng-around">{escape(after)}</span></div>'
    )


def _neighbours(workspace: Workspace, place: Place) -> tuple[str, str]:
    """What stands around the sentence in its document; nothing where the document is gone or the place is a table's cell."""
    try:
        text = workspace.archive.report(place.source).document.text
    except NotFound:
        return "", ""
    at = text.find(place.sentence, max(0, place.start - 2 * len(place.sentence) - AROUND)) if place.sentence else -1
    if at < 0:
        return "", ""
    end = at + len(place.sentence)
    return text[max(0, at - AROUND) : at].lstrip("\n"), text[end : end + AROUND].rstrip("\n")
