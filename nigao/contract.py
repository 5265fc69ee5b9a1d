"""The JSON shapes other programs rely on (docs/contract.md); anything may be added to them, nothing taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from nigao.checks.finding import Finding, Span
from nigao.draft import Draft, DraftSection, Evidence, Hit
from nigao.figures.figure import Figure
from nigao.fulfilment import Fulfilled
from nigao.ledger import Entry
from nigao.report import Heading
from nigao.work.intake import Taken

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
        "sections": [_section(section) for section in draft.sections],
    }
