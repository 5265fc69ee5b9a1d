"""Paragraphs and sentences named by where they stand or by what they speak of: 最后一段, 夜间经济那句."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigao.asking.ref import WORD, Ref
from nigao.asking.scene import Scene
from nigao.asking.titles import FILLER
from nigao.text.numerals import number
from nigao.writing.provenance import sentences_in

NUMERAL = r"[一二三四五六七八九十\d]{1,3}"
_PARAGRAPH = re.compile(
    rf"(?:的|里面?的?|中的?)*(?P<last>倒数)?(?:第(?P<n>{NUMERAL})|(?P<end>最后|最末|末尾?|尾)|(?P<first>首|头一?|开头))(?:那|的)?(?:一)?(?:个)?"
    rf"(?:自然)?(?P<unit>段(?:话|落)?(?!时)|句(?:话)?)"
)
_SENTENCE = re.compile(rf"(?P<run>{WORD}{{2,16}}?)(?:的)?(?:那|这)一?句(?:话)?")


def paragraphs_about(name: str, scene: Scene) -> tuple[tuple[int, int], ...]:
    """(section, number of the paragraph) of what speaks of it: in a paragraph's first words, else in one paragraph only."""
    paragraphs = [(i, n, line) for i in range(len(scene.sections)) for n, line in enumerate(scene.text(i).split("\n"), 1) if line]
    leading = [(i, n) for i, n, line in paragraphs if name in re.split(r"[。；]", line)[0][:40]]
    if leading:
        return tuple(leading)
    holding = [(i, n) for i, n, line in paragraphs if name in line]
    return tuple(holding) if len(holding) == 1 else ()


def sentences_about(text: str, scene: Scene) -> Iterator[Ref]:
    """夜间经济那句: the one sentence of the draft (or of the open section) that says these words; 0 where it is not one."""
    for match in _SENTENCE.finditer(text):
        skipped = FILLER.match(match["run"])
        name = (match["run"][skipped.end() :] if skipped else match["run"]).strip("“”的")
        if len(name) < 2 or re.search("第|最后|末", name):
            continue
        places = [(p, n) for p in range(len(scene.sections)) for n, one in enumerate(sentences_in(scene.text(p)), 1) if name in one.text]
        here = [place for place in places if place[0] == scene.current]
        (position, nth), *more = here or places or [(-1, 0)]
        only = position >= 0 and not more
        yield Ref(
            match.end() - len(match.group()) + match.group().index(name),
            match.end(),
            "inside" if only else "here",
            (position,) if only else (),
            name,
            "sentence",
            nth if only else 0,
        )


def paragraphs(text: str) -> Iterator[Ref]:
    for match in _PARAGRAPH.finditer(text):
        unit = "sentence" if match["unit"].startswith("句") else "paragraph"
        nth = -1 if match["end"] else 1 if match["first"] else (number(match["n"] or "") or 0) * (-1 if match["last"] == "倒数" else 1)
        lead = re.match(r"(?:的|里面?的?|中的?)*", match.group())
        yield Ref(match.start() + (lead.end() if lead else 0), match.end(), "here", (), match.group(), unit, nth)  # type: ignore[arg-type]
