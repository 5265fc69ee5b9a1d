"""The panel that shows where a figure comes from: the source's sentence, its file and place, and what differs."""

from __future__ import annotations

import streamlit as st

from nigao.draft import DraftSection, Evidence
from ui.manuscript import LOOKS
from ui.parts import plain, soft


def evidence_panel(section: DraftSection, picked: int | None) -> None:
    """The evidence of the mark that was clicked; a hint while none is."""
    if picked is None or not 0 <= picked < len(section.evidence):
        soft("点有下划线的数字看出处。")
        return
    show_evidence(section, section.evidence[picked])


def show_evidence(section: DraftSection, evidence: Evidence) -> None:
    """One piece of evidence with all its places."""
    _, words = LOOKS[evidence.verdict]
    with st.container(border=True):
        plain(f"“{section.text[evidence.start : evidence.end][:60]}”　{words}")
        if evidence.note:
            soft(evidence.note)
        for place in evidence.places[:5]:
            soft(f"{place.title}　{place.where}")
            plain(place.sentence, "ng-quote")
        if not evidence.places and evidence.verdict == "unsupported":
            soft("在工作区的全部材料里没有找到这个数字，请核实，或补充材料后重新核对。")
