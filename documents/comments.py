"""Findings and sources as Word comments on exactly the words they concern; each carries a token that survives renumbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.annex import VERDICTS
from nigao.draft import Draft, DraftSection, Evidence
from nigao.printable import clean

AUTHOR = "拟稿核对"
TOKEN = re.compile(r"^〔核(\d+)-(\d+)〕")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment to be: text[start:end] of a section is what it concerns; both -1 put it on the section's first words."""

    start: int
    end: int
    text: str


def notes_of(draft: Draft) -> dict[int, list[Note]]:
    """Every section's notes by its index; sources already told by a finding on the same words are said in that note."""
    found = {}
    for index, section in enumerate(draft.sections):
        notes = [*_findings(section), *_sources(section)]
        found[index] = [Note(n.start, n.end, f"〔核{index + 1}-{number}〕{n.text}") for number, n in enumerate(notes, 1)]
    return found


def _findings(section: DraftSection) -> Iterator[Note]:
    length = len(section.text)
    for finding in section.findings:
        place = finding.places[0] if finding.places else None
        fits = place is not None and 0 <= place.start < place.end <= length
        start, end = (place.start, place.end) if place is not None and fits else (-1, -1)
        beside = [one for one in section.evidence if (one.start, one.end) == (start, end) and one.places]
        yield Note(start, end, finding.message + "".join(_told(one) for one in beside))


def _sources(section: DraftSection) -> Iterator[Note]:
    taken = {(finding.places[0].start, finding.places[0].end) for finding in section.findings if finding.places}
    for one in section.evidence:
        if one.verdict != "gap" and (one.start, one.end) not in taken and 0 <= one.start < one.end <= len(section.text):
            yield Note(one.start, one.end, VERDICTS[one.verdict] + (f"：{one.note}" if one.note else "。") + _told(one))


def _told(evidence: Evidence) -> str:
    """Up to three places with the source's own words."""
    return "".join(
        f"\n出处：{place.where or place.title}" + (f"：“{place.sentence}”" if place.sentence else "") for place in evidence.places[:3]
    )


def add_notes(document: Any, notes: Mapping[int, Sequence[Note]], placed: Mapping[int, Sequence[tuple[int, int, Any]]]) -> None:
    """Put every note on its runs; ``placed`` has each section's runs with the offsets of their text."""
    from docx.text.run import Run

    for index, listed in notes.items():
        located = placed.get(index, ())
        for note in listed:
            on = [made for a, b, made in located if note.start <= a and b <= note.end and a >= 0] or [made for _, _, made in located[:1]]
            if on:
                runs = [Run(made, document) for made in (on[0], on[-1])]
                document.add_comment(runs, text=clean(note.text), author=AUTHOR, initials="核")
