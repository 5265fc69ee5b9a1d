"""Where each clause of a text comes from: this year's material, last year's text, a person's own hand; and what an edit leaves of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from nigao.draft import DraftSection, Evidence, Place, Verdict
from nigao.printable import GAP
from nigao.writing.sentences import clauses, groups, sentences

Origin = Literal["fresh", "carried", "stated", "open"]
# Verdicts on the words of a clause; every other verdict is on a figure inside one.
OF_WORDS = frozenset({"quoted", "carried", "stated"})
# A shorter clause (再上新台阶) is everybody's words.
OWN_WORDS = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause or sentence where it stands in a section's text, without the mark that ends a clause."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Traced:
    """A stretch with its origin: this year's, carried over from last year, typed by a person, or open (it has a 【待补】)."""

    stretch: Stretch
    origin: Origin


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sentences of a section are whose."""

    fresh: int = 0
    carried: int = 0
    stated: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """All sentences."""
        return self.fresh + self.carried + self.stated + self.open

    def __str__(self) -> str:
        named = (("今年", self.fresh), ("去年", self.carried), ("手写", self.stated), ("缺", self.open))
        return f"本节{self.total}句" + "，".join(f"{name}{n}" for name, n in named if n).join(("：", "") if self.total else ("", ""))


def clauses_in(text: str) -> list[Stretch]:
    """The clauses of a text of several paragraphs, in order."""
    return [
        Stretch(words, at + start + clause.start, at + start + clause.start + len(words))
        for at, sentence in _sentences(text)
        for start, group in groups(sentence)
        for clause in clauses(group)
        if (words := clause.text.rstrip("：:"))
    ]


def sentences_in(text: str) -> list[Stretch]:
    """The sentences of a text of several paragraphs, in order, with their end marks."""
    return [Stretch(sentence, at, at + len(sentence)) for at, sentence in _sentences(text)]


def _sentences(text: str) -> list[tuple[int, str]]:
    found, begin = [], 0
    for line in text.split("\n"):
        found += [(begin + start, sentence) for start, sentence in sentences(line)]
        begin += len(line) + 1
    return found


def traced_clauses(section: DraftSection) -> list[Traced]:
    """Every clause of a section with its origin."""
    return [Traced(one, _origin(one, section.evidence)) for one in clauses_in(section.text)]


def tally(section: DraftSection) -> Tally:
    """A section's sentences by origin; a sentence with a gap counts as open, one of several origins as the freshest of them."""
    found = {"fresh": 0, "carried": 0, "stated": 0, "open": 0}
    traced = traced_clauses(section)
    for sentence in sentences_in(section.text):
        origins = {one.origin for one in traced if sentence.start <= one.stretch.start < sentence.end}
        if origins:
            found[next(origin for origin in ("open", "stated", "fresh", "carried") if origin in origins)] += 1
    return Tally(**found)


def _origin(clause: Stretch, evidence: Sequence[Evidence]) -> Origin:
    here = [one for one in evidence if one.start < clause.end and one.end > clause.start]
    if GAP.search(clause.text):
        return "open"
    words = {one.verdict for one in here if one.verdict in OF_WORDS and _covers(one, clause)}
    if "stated" in words:
        return "stated"
    return "carried" if "carried" in words else "fresh"


def _covers(one: Evidence, clause: Stretch) -> bool:
    return 2 * (min(one.end, clause.end) - max(one.start, clause.start)) > clause.end - clause.start


def after_edit(before: DraftSection, paragraphs: Sequence[str], earlier: Iterable[DraftSection] = ()) -> tuple[Evidence, ...]:
    """What bears the text out once a person has made it ``paragraphs``.

    A clause kept from before keeps what bore it out, wherever it stands now; a new or changed clause is ``stated``, and so is what
    was put in place of a 【待补】, whose clause stays what it was. A clause put back as it once was is again what it was then: earlier
    are texts before that, the latest first, looked at only as long as something new is left. Every 【待补】 of the new text is a gap.
    Figures of changed clauses are the guard's to judge.
    """
    text = "\n".join(paragraphs)
    moved, stated = _aligned(before.text, text)
    kept = [piece for one in before.evidence for piece in _pieces(one, before.text, moved)]
    known = {(one.start, one.end) for one in kept if one.verdict == "gap"}
    gaps = [Evidence(m.start(), m.end(), "gap", note=_note(m.group(), before)) for m in GAP.finditer(text) if m.span() not in known]
    new = [(start, end) for start, end in stated if not GAP.fullmatch(text[start:end])]
    back, typed = _put_back(new, text, earlier)
    return tuple(sorted((*kept, *gaps, *back, *typed), key=lambda one: (one.start, -one.end)))


def _put_back(new: list[tuple[int, int]], text: str, earlier: Iterable[DraftSection]) -> tuple[list[Evidence], list[Evidence]]:
    """What bore out those new stretches that once stood like that, and the others as typed."""
    back: list[Evidence] = []
    texts = iter(earlier)
    while new and (before := next(texts, None)) is not None:
        if not any(text[start:end] in before.text for start, end in new):
            continue  # told quickly, as mostly nothing was put back
        moved, then_new = _aligned(before.text, text)
        again = [span for span in new if span not in then_new and _stood(span, moved)]
        for one in before.evidence if again else ():
            pieces = _pieces(one, before.text, moved) if one.verdict in OF_WORDS else []
            back += [piece for piece in pieces if any(start <= piece.start and piece.end <= end for start, end in again)]
        new = [span for span in new if span not in again]
    return back, [Evidence(start, end, "stated") for start, end in new]


def _stood(span: tuple[int, int], moved: dict[int, int]) -> bool:
    """Whether a whole stretch of the new text is one that was moved there."""
    there = set(moved.values())
    return all(at in there for at in range(*span))


def recognised(
    evidence: Sequence[Evidence], before: DraftSection, text: str, origin: Callable[[str], tuple[Verdict, tuple[Place, ...]]]
) -> tuple[Evidence, ...]:
    """The evidence of a text with what is new in it told as somebody else's words where it is: last year's, pasted or typed once more.

    origin: whose words a clause is, and where; asked only of clauses long enough to be somebody's (``OWN_WORDS`` characters).
    """
    old = {one.text for one in clauses_in(before.text)}
    found = []
    for one in evidence:
        words = text[one.start : one.end]
        if one.verdict == "stated" and len(words) >= OWN_WORDS and words not in old:
            verdict, places = origin(words)
            one = replace(one, verdict=verdict, places=places)
        found.append(one)
    return tuple(found)


def sourced(
    evidence: Sequence[Evidence], before: DraftSection, text: str, origin: Callable[[str], tuple[Verdict, tuple[Place, ...]]]
) -> tuple[Evidence, ...]:
    """The evidence of a text that was put together from sources: what is new in it told as theirs where they have its words.

    origin: whose words a clause is, and where. A new clause that no source has and that tells a figure was made of it; the figure bears
    it out.
    """
    old = {one.text for one in clauses_in(before.text)}
    found = []
    for one in evidence:
        words = text[one.start : one.end]
        if one.verdict != "stated" or words in old:
            found.append(one)
            continue
        verdict, places = origin(words)
        if verdict != "stated" or not re.search(r"\d", words):
            found.append(replace(one, verdict=verdict, places=places))
    return tuple(found)


def _note(gap: str, before: DraftSection) -> str:
    """What was said of the same gap before."""
    return next((e.note for e in before.evidence if e.verdict == "gap" and before.text[e.start : e.end] == gap), "")


def _aligned(before: str, after: str) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Where each character of a kept clause stands now, and the stretches of the new text that are new."""
    old, new = clauses_in(before), clauses_in(after)
    pairs = _pairs([one.text for one in old], [one.text for one in new])
    moved: dict[int, int] = {}
    stated: list[tuple[int, int]] = []
    for index, clause in enumerate(new):
        if index in pairs:
            _move(old[pairs[index]], clause, before, after, moved)
        elif (filled := _filled(clause, old, set(pairs.values()))) is not None:
            number, spans = filled
            pairs[index] = number
            stated += _move_around(old[number], clause, spans, moved)
        else:
            stated.append((clause.start, clause.end))
    return moved, stated


def _pairs(old: list[str], new: list[str]) -> dict[int, int]:
    """New clause → the old one with the same words: those in order first, then what has moved."""
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        pairs.update({block.b + n: block.a + n for n in range(block.size)})
    taken, left = set(pairs.values()), defaultdict[str, list[int]](list)
    for number, words in enumerate(old):
        if number not in taken:
            left[words].append(number)
    for number, words in enumerate(new):
        if number not in pairs and left[words]:
            pairs[number] = left[words].pop(0)
    return pairs


def _move(old: Stretch, new: Stretch, before: str, after: str, moved: dict[int, int]) -> None:
    """A clause's characters, and the marks behind it as far as they are the same."""
    length = old.end - old.start
    for n in range(length):
        moved[old.start + n] = new.start + n
    a, b = old.end, new.end
    while a < len(before) and b < len(after) and before[a] == after[b] and not before[a].isalnum() and before[a] != "\n":
        moved[a] = b
        a, b = a + 1, b + 1


def _filled(clause: Stretch, old: Sequence[Stretch], taken: set[int]) -> tuple[int, list[tuple[int, int]]] | None:
    """The old clause of which this one is the same but for filled gaps, and the spans of what was put in, in the clause."""
    for number, one in enumerate(old):
        if number in taken or not GAP.search(one.text):
            continue
        pattern = "(.{1,40}?)".join(re.escape(words) for words in GAP.split(one.text))
        match = re.fullmatch(pattern, clause.text)
        if match:
            return number, [match.span(group) for group in range(1, len(match.groups()) + 1)]
    return None


def _move_around(old: Stretch, new: Stretch, spans: Sequence[tuple[int, int]], moved: dict[int, int]) -> list[tuple[int, int]]:
    """Move the words around the gaps; a gap left as it is moves too. What was put in, as spans of the new text."""
    put: list[tuple[int, int]] = []
    shift = new.start - old.start
    at = 0
    for gap, (start, end) in zip(GAP.finditer(old.text), spans, strict=True):
        for n in range(at, gap.start()):
            moved[old.start + n] = old.start + n + shift
        if new.text[start:end] == gap.group():
            for n in range(gap.start(), gap.end()):
                moved[old.start + n] = old.start + n + shift
        else:
            put.append((new.start + start, new.start + end))
        shift += (end - start) - len(gap.group())
        at = gap.end()
    for n in range(at, len(old.text)):
        moved[old.start + n] = old.start + n + shift
    return put


def _pieces(one: Evidence, before: str, moved: dict[int, int]) -> list[Evidence]:
    """What is left of a piece of evidence; words may come apart, a figure, quotation mark or gap holds as a whole or not at all."""
    there = [(n, moved[n]) for n in range(one.start, min(one.end, len(before))) if n in moved]
    stretches = [list(group) for _, group in groupby(there, key=lambda pair: pair[1] - pair[0])]
    if one.verdict not in OF_WORDS:
        whole = len(stretches) == 1 and len(there) == one.end - one.start
        stretches = stretches if whole else []
    return [
        Evidence(part[0][1], part[-1][1] + 1, one.verdict, one.places, one.note)
        for part in stretches
        if any(before[n].isalnum() for n, _ in part)
    ]


def kept_by_hand(section: DraftSection, words: str = "") -> tuple[Evidence, ...]:
    """The evidence once a person let the carried clauses stand (those in ``words``, "" for all): they are ``stated`` from now on."""
    at = section.text.find(words) if words else 0
    end = at + (len(words) or len(section.text))
    return tuple(
        Evidence(one.start, one.end, "stated", one.places, one.note) if one.verdict == "carried" and at <= one.start < end else one
        for one in section.evidence
    )
