"""What matters in a draft as Word comments on exactly the words it concerns; each carries a token that survives renumbering."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nigao.draft import Draft, DraftSection, Evidence
from nigao.printable import clean
from nigao.writing.provenance import tally

AUTHOR = "拟稿核对"
_OF_ONE_KIND = 5
TOKEN = re.compile(r"^〔核(\d+)-(\d+)〕")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment to be: text[start:end] of a section is what it concerns; both -1 put it on the section's first words."""

    start: int
    end: int
    text: str


def notes_of(draft: Draft) -> dict[int, list[Note]]:
    """Every section's notes by its index: one a finding that matters, and one that says whose its sentences are."""
    found = {}
    for index, section in enumerate(draft.sections):
        notes = [*_findings(section), *_whose(section)]
        found[index] = [Note(n.start, n.end, f"〔核{index + 1}-{number}〕{n.text}") for number, n in enumerate(notes, 1)]
    return found


def _findings(section: DraftSection) -> Iterator[Note]:
    """What a person must look at; of many of one kind the first few, the last of them saying how many more there are."""
    length = len(section.text)
    seen: Counter[str] = Counter()
    matters = [finding for finding in section.findings if finding.severity != "note"]
    kinds = Counter(finding.code for finding in matters)
    for finding in matters:
        seen[finding.code] += 1
        if seen[finding.code] > _OF_ONE_KIND and finding.severity != "error":
            continue
        place = finding.places[0] if finding.places else None
        fits = place is not None and 0 <= place.start < place.end <= length
        start, end = (place.start, place.end) if place is not None and fits else (-1, -1)
        beside = [one for one in section.evidence if (one.start, one.end) == (start, end) and one.places]
        left = kinds[finding.code] - _OF_ONE_KIND
        more = f"（本节还有{left}处同类的，见“体检”）" if seen[finding.code] == _OF_ONE_KIND and left > 0 else ""
        yield Note(start, end, finding.message + more + "".join(_told(one) for one in beside))


def _whose(section: DraftSection) -> Iterator[Note]:
    """本节12句：今年7，去年5; and what found no place in it."""
    counted = tally(section)
    unused = [finding.message for finding in section.findings if finding.code == "draft.unused"]
    if counted.total:
        yield Note(-1, -1, f"{counted}。" + "".join(f"\n{one}" for one in unused[:_OF_ONE_KIND]))


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
