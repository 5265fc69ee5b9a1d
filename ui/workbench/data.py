"""A draft as the manuscript editor takes it (ui/editor/README.md): text, marks, suggestions, comments and what can be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

import streamlit as st

from nigao.adoption import Opinion
from nigao.commands import Amend
from nigao.desk.gate import Section
from nigao.desk.proposing import command_of
from nigao.desk.state import DraftState, Kept, Proposal
from nigao.desk.texts import standing
from nigao.diff import tokens
from nigao.draft import DraftSection, Evidence
from nigao.excerpt.surface import own
from nigao.review import STATE_NAMES, DraftView, SectionView, is_heading_alone
from nigao.work.missing import MissingRow
from nigao.work.reviewing import sections_of
from nigao.workspace import Workspace
from nigao.writing.provenance import OF_WORDS, tally
from ui.hand import in_hand, just_changed
from ui.manuscript import LOOKS
from ui.parts import may
from ui.workbench.people import others

_NUMBER = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?|[一二三四五六七八九十百千万亿两]+(?=[个家项次人位户件起条])")
_CLAUSES = {"quoted": "this", "carried": "carried", "stated": "stated"}
CANDIDATES = 4
_ASKS = {"write": "do.draft", "accept": "do.accept"}  # what each button of a section does


def editor_data(workspace: Workspace, view: DraftView, kept: Kept, missing: Sequence[MissingRow]) -> dict[str, Any]:
    """The whole of it. missing: the gaps with what helps to fill them."""
    gaps = {row.gap.id: row for row in missing}
    state, just = kept.state, just_changed(view)
    looked = {section.row.id: section for section in sections_of(kept)}
    person = str(st.session_state.get("reviewer") or "").strip()
    people = others(workspace, view.id, person)
    return {
        "draft": view.id,
        "person": person,
        "here": in_hand(view).id,
        "readOnly": not (may(workspace, "do.add") or any(may(workspace, "do.edit", one) for one in view.sections)),
        "wide": bool(st.session_state.get("wide")),
        "locate": st.session_state.get(f"locate-{view.id}"),
        "sections": [
            _section(workspace, section, looked[section.id], state, gaps)
            | {"undo": just[1] if just and just[0] == section.id else "", "people": people.get(section.id, [])}
            for section in view.sections
        ],
    }


def _section(workspace: Workspace, view: SectionView, looked: Section, state: DraftState, gaps: Mapping[str, MissingRow]) -> dict[str, Any]:
    text = view.current.section if view.current else None
    return {
        "id": view.id,
        "base": view.current.number if view.current else 0,
        "number": view.item.number,
        "title": view.item.title,
        "level": view.item.level,
        "state": view.state,
        "stateName": "标题" if is_heading_alone(view) else STATE_NAMES[view.state],
        "paragraphs": list(text.paragraphs) if text else [],
        "by": view.current.by if view.current else "",
        "counts": _counts(text) if text else {},
        "note": view.note if view.state in ("failed", "rejected") else "",
        "writing": "正在写这一部分，写好就能改。" if view.state == "writing" else _whose(workspace, view),
        "locked": not may(workspace, "do.edit", view),
        "actions": [one for one in _actions(view) if one["id"] not in _ASKS or may(workspace, _ASKS[one["id"]], view)],
        "marks": [*_marks(text, gaps, looked), *_findings(text, looked)] if text else [],
        "suggestions": list(_suggestions(text, view, state)) if text else [],
        "comments": list(_comments(text, view, state.opinions)) if text else [],
    }


@lru_cache(maxsize=400)
def _counts(text: DraftSection) -> Mapping[str, int]:
    found = tally(text)
    return {"sentences": found.total, "this": found.fresh, "last": found.carried, "stated": found.stated, "missing": found.open}


def _whose(workspace: Workspace, view: SectionView) -> str:
    """Whose the section is to write, where that is somebody else."""
    mine = workspace.person is not None and workspace.person.name == view.given
    return f"这一部分由{view.given}写。" if view.given and not mine else ""


def _actions(view: SectionView) -> list[dict[str, Any]]:
    if view.state == "writing":
        return []
    more = {"id": "more", "label": "更多"}
    if view.current is None:
        return [{"id": "write", "label": "起草", "primary": True}, more]
    accept = {"id": "accept", "label": "采纳", "primary": True}
    return [more] if view.state == "accepted" or not view.current.section.paragraphs else [accept, more]


# --- marks ------------------------------------------------------------------------------------------------------------


def hint_of(evidence: Evidence) -> str:
    """What a mark says when one rests on it."""
    where = f"：{evidence.places[0].title}　{evidence.places[0].where}" if evidence.places else ""
    note = f"。{evidence.note}" if evidence.note else ""
    return f"{LOOKS[evidence.verdict][1]}{where}{note}"


def _marks(text: DraftSection, gaps: Mapping[str, MissingRow], looked: Section) -> Iterator[dict[str, Any]]:
    open_at = {gap.gap.start: gap for gap in looked.gaps}
    for number, evidence in enumerate(text.evidence):
        if evidence.verdict == "gap":
            continue
        kind = "clause" if evidence.verdict in OF_WORDS else "figure"
        look = _CLAUSES[evidence.verdict] if kind == "clause" else LOOKS[evidence.verdict][0]
        yield {"id": str(number), "start": evidence.start, "end": evidence.end, "kind": kind, "look": look, "hint": hint_of(evidence)}
    for gap in open_at.values():
        hint = f"待补，已写明留着：{gap.left.reason}" if gap.left else "待补：点开填写"
        filled = _gap(gaps[gap.id]) if gap.id in gaps else {"id": gap.id}
        yield {"id": gap.id, "start": gap.gap.start, "end": gap.gap.end, "kind": "gap", "look": "gap", "hint": hint, "gap": filled}


def _gap(row: MissingRow) -> dict[str, Any]:
    gap = row.gap.gap
    last = own(row.last.figure) if row.last else gap.last.value or gap.last.sentence if gap.last else ""
    return {
        "id": row.gap.id,
        "indicator": gap.indicator or gap.says,
        "year": row.year,
        "unit": gap.unit,
        "last": last,
        "department": row.department,
        "candidates": [
            {"value": row.words(entry), "source": entry.source.title or entry.source.filename, "sentence": entry.sentence}
            for entry in row.candidates[:CANDIDATES]
        ],
    }


def _findings(text: DraftSection, looked: Section) -> Iterator[dict[str, Any]]:
    """What the checks found beside the figures, where it stands."""
    known = {(evidence.start, evidence.end) for evidence in text.evidence if evidence.verdict not in OF_WORDS}
    for found in looked.findings:
        finding = found.finding
        for place in finding.places[:1]:
            if found.waived or finding.severity == "note" or (place.start, place.end) in known:
                continue
            look = "bad" if finding.severity == "error" else "warn"
            yield {"id": found.id, "start": place.start, "end": place.end, "kind": "finding", "look": look, "hint": finding.message}


# --- suggestions and comments -----------------------------------------------------------------------------------------


def _suggestions(text: DraftSection, view: SectionView, state: DraftState) -> Iterator[dict[str, Any]]:
    for proposal in state.proposals.values():
        for index in proposal.waiting:
            command = command_of(proposal.parts[index])
            if isinstance(command, Amend) and command.section == view.id:
                yield from _suggestion(text.text, command, proposal, index)


def _suggestion(text: str, command: Amend, proposal: Proposal, index: int) -> Iterator[dict[str, Any]]:
    places = standing(text, command.old) if command.old else []
    if command.old and len(places) < command.nth:
        return
    start, new = (places[command.nth - 1], command.new) if command.old else (len(text), f"\n{command.new}")
    lead, tail = _same(command.old, new)
    yield {
        "id": f"{proposal.id}:{index}",
        "start": start + lead,
        "end": start + len(command.old) - tail,
        "text": new[lead : len(new) - tail],
        "number": sorted(_NUMBER.findall(command.old)) != sorted(_NUMBER.findall(new)),
        "by": proposal.by,
        "why": proposal.parts[index].label,
    }


def _same(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts share at the beginning and at the end, numbers kept whole."""
    before, after = tokens(old), tokens(new)
    lead = _common(before, after)
    tail = _common(before[lead:][::-1], after[lead:][::-1])
    return sum(map(len, before[:lead])), sum(map(len, before[len(before) - tail :]))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _comments(text: DraftSection, view: SectionView, opinions: Mapping[str, Opinion]) -> Iterator[dict[str, Any]]:
    """Reviewers' comments nobody has answered, where the words they are on still stand."""
    for id, opinion in opinions.items():
        task = opinion.task
        if opinion.answer or opinion.title != view.item.title:
            continue
        at = text.text.find(task.anchor) if task.anchor else -1
        span = (at, at + len(task.anchor)) if at >= 0 else (len(text.paragraphs[0]) if text.paragraphs else 0,) * 2
        yield {"id": int(id), "start": span[0], "end": span[1], "author": task.author or "未署名", "text": task.text}
