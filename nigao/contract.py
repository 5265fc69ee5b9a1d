"""The JSON shapes other programs rely on (docs/contract.md); anything may be added to them, nothing taken away."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from nigao.checks.finding import Finding, Span
from nigao.commands_json import name_of
from nigao.desk.gate import Section
from nigao.desk.results import Conflict, Done, Proposed, Queued, Refused, Result
from nigao.desk.state import DraftState, Kept, Proposal
from nigao.desk.state import Entry as JournalEntry
from nigao.draft import Draft, DraftSection, Evidence, Hit
from nigao.figures.figure import Figure
from nigao.fulfilment import Fulfilled, TaskTold
from nigao.ledger import Entry, Source
from nigao.report import Heading
from nigao.review import DraftView, Message, SectionView
from nigao.work.intake import Taken
from nigao.work.missing import MissingRow
from nigao.work.reviewing import sections_of

Json = dict[str, Any]


def figure(figure: Figure) -> Json:
    """One figure with the fields of the annotation guideline."""
    return asdict(figure)


def entry(entry: Entry) -> Json:
    """A figure of the ledger with its source."""
    return {**figure(entry.figure), "source": entry.source.id, "title": entry.source.title, "sentence": entry.sentence, "page": entry.page}


def heading(heading: Heading) -> Json:
    """One heading of an outline."""
    return {
        "level": heading.level,
        "number": heading.number,
        "title": heading.title,
        "run_in": heading.run_in,
        "start": heading.start,
        "end": heading.end,
        "kind": heading.kind,
    }


def taken(taken: Taken) -> Json:
    """What became of one imported file."""
    return {**asdict(taken), "warnings": list(taken.warnings)}


def hit(hit: Hit) -> Json:
    """One passage found."""
    return {
        "text": hit.passage.text,
        "score": hit.score,
        "source": hit.source.id,
        "title": hit.source.title,
        "heading_path": list(hit.passage.heading_path),
        "start": hit.passage.start,
        "end": hit.passage.end,
    }


def _span(span: Span) -> Json:
    return asdict(span)


def finding(finding: Finding) -> Json:
    """A finding on a draft: its first place gives text, start and end; further places are kept under ``places``."""
    first = finding.places[0] if finding.places else Span("", 0, 0)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "text": first.text,
        "start": first.start,
        "end": first.end,
        "nearest": figure(finding.nearest) if finding.nearest else None,
        "source": finding.nearest_source or None,
        "indicator": finding.indicator,
        "places": [_span(place) for place in finding.places],
        "fix": finding.fix,
        "choices": [asdict(choice) for choice in finding.choices],
    }


def contradiction(finding: Finding) -> Json:
    """A finding inside one document."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "places": [_span(place) for place in finding.places],
        "indicator": finding.indicator,
        "values": list(finding.values),
    }


def fulfilled(row: Fulfilled) -> Json:
    """One target with what became of it."""
    return {
        "indicator": row.indicator,
        "target": figure(row.target),
        "outcome": figure(row.outcome) if row.outcome else None,
        "verdict": row.verdict,
        "note": row.note,
        "target_sentence": row.target_sentence,
        "outcome_sentence": row.outcome_sentence,
    }


def task_told(row: TaskTold) -> Json:
    """One promise without a number with what later papers say of it."""
    return {
        "promise": row.task.what,
        "verdict": row.verdict,
        "target_sentence": row.task.sentence,
        "outcome_sentence": row.saying.text if row.saying else "",
        "source": row.saying.title if row.saying else "",
    }


def checked(findings: Sequence[Finding], unsupported: Sequence[Span]) -> Json:
    """What a check of a draft found."""
    return {"findings": [finding(one) for one in findings], "unsupported": [_span(span) for span in unsupported]}


def _evidence(evidence: Evidence) -> Json:
    return {
        "start": evidence.start,
        "end": evidence.end,
        "source": evidence.places[0].source if evidence.places else None,
        "verdict": evidence.verdict,
        "note": evidence.note,
        "places": [asdict(place) for place in evidence.places],
    }


def _section(section: DraftSection) -> Json:
    return {
        "heading": section.heading,
        "level": section.level,
        "paragraphs": list(section.paragraphs),
        "evidence": [_evidence(one) for one in section.evidence],
        "findings": [finding(one) for one in section.findings],
        "state": section.state,
        "prompt": section.prompt,
        "usage": asdict(section.usage),
    }


def draft(draft: Draft) -> Json:
    """A draft with its sections; offsets count in a section's paragraphs joined by a newline."""
    return {
        "draft": draft.id,
        "title": draft.title,
        "year": draft.year,
        "unit": draft.unit,
        "mode": draft.mode,
        "model": draft.model,
        "usage": asdict(draft.usage),
        "sections": [_section(section) for section in draft.sections],
    }


# --- drafts on the desk ---------------------------------------------------------------------------------------------


def shown(view: DraftView, kept: Kept) -> Json:
    """A draft as it stands: sections with their findings, gaps counted, what waits for a yes."""
    sections = sections_of(kept)
    states = {one.id: one for one in view.sections}
    return {
        "draft": view.id,
        "title": view.title,
        "year": view.year,
        "unit": view.unit,
        "like": view.like,
        "sections": [_standing(section, states[section.row.id]) for section in sections],
        "gaps": sum(len(section.gaps) for section in sections),
        "proposals": [proposal(one, kept.state) for one in kept.state.proposals.values() if one.open],
        "removed": [{"section": row.id, "heading": row.heading} for row in kept.state.sections.values() if row.position is None],
    }


def _standing(section: Section, view: SectionView) -> Json:
    now = section.now
    return {
        "id": section.row.id,
        "position": view.position,
        "heading": section.row.heading,
        "level": section.row.item.level,
        "state": view.state,
        "version": view.current.number if view.current else 0,
        "accepted": view.accepted,
        "signed_by": view.signed_by or None,
        "note": view.note,
        "paragraphs": list(now.paragraphs) if now else [],
        "evidence": [_evidence(one) for one in now.evidence] if now else [],
        "usage": asdict(now.usage) if now else None,
        "findings": [{**finding(one.finding), "id": one.id, "waived": one.waived or None} for one in section.findings],
        "gaps": [{"gap": one.id, "text": one.text, "left": one.left.reason if one.left else None} for one in section.gaps],
    }


def proposal(one: Proposal, state: DraftState) -> Json:
    """What waits for a yes: its parts with what each would change."""
    return {
        "id": one.id,
        "command": json.loads(one.parts[0].command)["command"] if one.parts else None,
        "sections": _positions([part.section for part in one.parts if part.section], state),
        "text": one.text,
        "origin": one.origin,
        "by": one.by,
        "diff": [
            {"part": index, "command": json.loads(part.command)["command"], "before": part.before, "after": part.after, "label": part.label}
            for index, part in enumerate(one.parts)
            if index in one.waiting
        ],
    }


def _positions(sections: Sequence[str], state: DraftState) -> list[int]:
    """Where the sections stand, each once, in order; those taken out stand nowhere."""
    rows = (state.sections.get(id) for id in dict.fromkeys(sections))
    return sorted(row.position for row in rows if row is not None and row.position is not None)


def results(found: Sequence[Result], state: DraftState) -> Json:
    """What came of commands: ``{"done", "proposed", "refused"}``, with ``"conflict"`` where somebody else had saved."""
    done = [one for one in found if isinstance(one, Done | Queued)]
    told: Json = {
        "done": [_done(one, state) for one in done],
        "proposed": [proposal(state.proposals[one.id], state) for one in found if isinstance(one, Proposed)],
        "refused": next(({"command": name_of(one.command), "why": one.why} for one in found if isinstance(one, Refused)), None),
    }
    conflict = next((one for one in found if isinstance(one, Conflict)), None)
    if conflict is not None:
        told["conflict"] = {
            "base": conflict.base,
            "current": conflict.current,
            "yours": conflict.yours,
            "theirs": conflict.theirs,
            "merged": conflict.merged,
            "parked": conflict.parked or None,
        }
    return told


def _done(one: Done | Queued, state: DraftState) -> Json:
    command = one.command if isinstance(one, Done) else one.commands[0]
    row = state.sections.get(one.sections[0]) if len(one.sections) == 1 else None
    return {
        "command": name_of(command),
        "sections": _positions(one.sections, state),
        "version": row.current if row else None,
        "text": one.text,
    }


def said(messages: Sequence[Message], entries: Sequence[JournalEntry], state: DraftState, sources: Mapping[str, Source]) -> Json:
    """One turn of the conversation: the reply, what was carried out, what waits for a yes, what the answer rests on."""
    steps: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        steps.setdefault((entry.group, json.loads(entry.command)["command"]), []).extend(entry.sections)
    waiting = [message.proposal for message in messages if message.proposal]
    quoted = dict.fromkeys(id for message in messages for id in message.sources)
    return {
        "reply": "\n".join(message.text for message in messages),
        "done": [{"command": name, "sections": _positions(ids, state)} for (_, name), ids in steps.items()],
        "proposed": [proposal(state.proposals[id], state) for id in waiting if id in state.proposals and state.proposals[id].open],
        "sources": [{"source": id, "title": sources[id].title, "where": sources[id].filename} for id in quoted if id in sources],
    }


def gap(row: MissingRow) -> Json:
    """A 【待补】 with what helps to fill it."""
    one = row.gap.gap
    last = {**figure(row.last.figure), "source": row.last.source.id, "title": row.last.source.title} if row.last else None
    return {
        "gap": row.gap.id,
        "section": row.gap.row.position,
        "indicator": one.indicator,
        "year": row.year,
        "unit": one.unit,
        "status": one.status,
        "last": last,
        "department": row.department,
        "candidates": [
            {"figure": figure(e.figure), "source": e.source.id, "title": e.source.title, "value": row.words(e)} for e in row.candidates
        ],
        "text": one.mark,
    }
