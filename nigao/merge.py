"""What a reviewer's file changes in a draft: edits by section, comments as tasks, and what cannot be placed, never dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nigao.draft import Draft
from nigao.merge_align import align, likeness
from nigao.printable import clean
from nigao.returned import AddedSection, MergedSection, MergeResult, ReviewedComment, ReviewedDocument, ReviewedParagraph, Task, Unplaced

_STATE = re.compile(r"〔(?:未写|没有写完|写作中|待核|核后有改|已核|退回|有问题)〕$")
_HEADING = re.compile(
    r"^\s*(?P<number>(?P<part>第[一二三四五六七八九十]+(?:部分|篇|章)[、：:．.，,\s]*)|(?P<first>[一二三四五六七八九十百]+、)|(?P<second>（[一二三四五六七八九十百]+）)|(?P<third>[0-9]+[.．])|（[0-9]+）)\s*"
)
_LEVELS = {"part": 1, "first": 1, "second": 2, "third": 3}
_ANNEX = re.compile(r"^附\s*件\s*[0-9]*$")
_END = re.compile(r"[。！？；]$")
_FRAME_STYLES = frozenset({"公文主送", "公文附件说明", "公文落款"})
_LONGEST_HEADING = 60  # characters


@dataclass(frozen=True, slots=True)
class _Base:
    """A line of the draft as exported. section: -1 for what stands around the sections."""

    text: str
    section: int
    heading: bool = False


@dataclass
class _New:
    """A section being put in: its heading as written and what follows."""

    after: int
    heading: str
    authors: list[str]
    lines: list[str] = field(default_factory=list)

    def made(self, draft: Draft) -> AddedSection:
        """The section, of the level that sections numbered so have in the draft, else by the form alone (GB/T 9704-2012, 7.3.3)."""
        form = _form(self.heading)
        like = (section.level for section in draft.sections if section.number and _form(section.heading) == form)
        level = next(like, _LEVELS.get(form, 4))
        return AddedSection(self.after, *heading_parts(self.heading), level, tuple(self.lines), tuple(dict.fromkeys(self.authors)))


@dataclass
class _Sorting:
    """Where the reviewed lines went."""

    bodies: dict[int, list[str]] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    authors: dict[int, list[str]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    added: list[_New] = field(default_factory=list)
    section_of: dict[int, int] = field(default_factory=dict)

    def credit(self, section: int, authors: Sequence[str]) -> None:
        """Remember who changed a section."""
        known = self.authors.setdefault(section, [])
        known += [author for author in authors if author not in known]


def merge(draft: Draft, reviewed: ReviewedDocument) -> MergeResult:
    """Place every line of the reviewed file; headings may be edited, renumbered or gone, lines may be cut, joined or moved."""
    base = _base(draft)
    sorting = _sort(base, _body(reviewed.after))
    _credit_deletions(draft, base, reviewed, sorting)
    sections = []
    for index, section in enumerate(draft.sections):
        before = tuple(line for line in clean(section.text).split("\n") if line.strip())
        after = tuple(sorting.bodies.get(index, ()))
        heading = sorting.headings.get(index, "")
        if [*map(_bare, before)] != [*map(_bare, after)] or _bare(heading) != _bare(clean(section.heading)):
            authors = tuple(sorting.authors.get(index, ()))
            sections.append(MergedSection(index, section.heading, heading, after, before, authors, heading_parts(heading)[1]))
    tasks = tuple(_task(draft, comment, sorting) for comment in reviewed.comments if not comment.ours and comment.text)
    return MergeResult(tuple(sections), tasks, tuple(sorting.unplaced), tuple(new.made(draft) for new in sorting.added))


def _form(heading: str) -> str:
    """Which form of numbering a heading has, "" for the lowest or none."""
    match = _HEADING.match(heading)
    return next((form for form in _LEVELS if match and match[form]), "")


def heading_parts(heading: str) -> tuple[str, str]:
    """Number and title of a heading, the number "" where it has none."""
    match = _HEADING.match(heading)
    return (match["number"], heading[match.end() :].strip()) if match else ("", heading.strip())


def _bare(text: str) -> str:
    return "".join(text.split())


def _base(draft: Draft) -> list[_Base]:
    lines = [_Base(clean(draft.title), -1)]
    for index, section in enumerate(draft.sections):
        if section.heading.strip():
            lines.append(_Base(clean(section.heading), index, heading=True))
        lines += [_Base(line, index) for line in clean(section.text).split("\n") if line.strip()]
    return lines


def _body(after: Sequence[ReviewedParagraph]) -> list[tuple[int, ReviewedParagraph]]:
    """The lines that count, with their index: no empty ones, no annex."""
    kept: list[tuple[int, ReviewedParagraph]] = []
    for number, paragraph in enumerate(after):
        text = paragraph.text.strip()
        if _ANNEX.match(text):
            break
        if text:
            kept.append((number, ReviewedParagraph(_STATE.sub("", text), paragraph.authors, paragraph.style)))
    return kept


def _sort(base: Sequence[_Base], lines: Sequence[tuple[int, ReviewedParagraph]]) -> _Sorting:
    sorting = _Sorting()
    here = -1
    new: _New | None = None
    for i, j in _pairs(base, [paragraph for _, paragraph in lines]):
        if j is None:
            continue
        number, paragraph = lines[j]
        if i is not None:
            here, new = base[i].section, None
            _matched(sorting, base[i], paragraph)
        elif _frame(paragraph):
            if paragraph.authors:
                sorting.unplaced.append(Unplaced(paragraph.text, "主送、附件说明、署名或日期的改动，请在导出时填写", paragraph.authors))
        elif here < 0:
            sorting.unplaced.append(Unplaced(paragraph.text, "在第一部分之前", paragraph.authors))
        elif _looks_new_heading(paragraph.text):
            new = _New(here, paragraph.text.strip(), list(paragraph.authors))
            sorting.added.append(new)
        elif new:
            new.lines.append(paragraph.text)
            new.authors += paragraph.authors
        else:
            sorting.bodies.setdefault(here, []).append(paragraph.text)
            sorting.credit(here, paragraph.authors)
        sorting.section_of[number] = here
    return sorting


def _pairs(base: Sequence[_Base], lines: Sequence[ReviewedParagraph]) -> list[tuple[int | None, int | None]]:
    """The alignment, without pairs of a heading with a body or with what stands around."""
    pairs: list[tuple[int | None, int | None]] = []
    for i, j in align([_bare(line.text) for line in base], [_bare(line.text) for line in lines]):
        if i is not None and j is not None and not _may_pair(base[i], lines[j]):
            pairs += [(i, None), (None, j)]
        else:
            pairs.append((i, j))
    return _retitled(base, lines, pairs)


def _may_pair(base: _Base, line: ReviewedParagraph) -> bool:
    if _bare(base.text) == _bare(line.text):
        return True
    if base.heading:
        return len(line.text) <= _LONGEST_HEADING and line.style not in _FRAME_STYLES
    return not (_frame(line) and base.section >= 0)


def _retitled(
    base: Sequence[_Base], lines: Sequence[ReviewedParagraph], pairs: list[tuple[int | None, int | None]]
) -> list[tuple[int | None, int | None]]:
    """A heading that is gone right beside a heading that is new, of one kind of numbering, is one heading rewritten."""
    made: list[tuple[int | None, int | None]] = []
    for i, j in pairs:
        before = made[-1] if made else (None, None)
        lost, found = (
            (before[0], j) if i is None and before[1] is None else (i, before[1]) if j is None and before[0] is None else (None, None)
        )
        if lost is not None and found is not None and base[lost].heading and _same_rank(base[lost].text, lines[found].text):
            made[-1] = (lost, found)
        else:
            made.append((i, j))
    return made


def _same_rank(old: str, new: str) -> bool:
    one, two = _HEADING.match(old), _HEADING.match(new)
    return bool(one and two and one.group().strip()[0] == two.group().strip()[0] and len(new) <= _LONGEST_HEADING) or (
        bool(one and two) and likeness(old, new) > 0.3
    )


def _matched(sorting: _Sorting, base: _Base, paragraph: ReviewedParagraph) -> None:
    if base.section < 0:
        if _bare(base.text) != _bare(paragraph.text):
            sorting.unplaced.append(Unplaced(paragraph.text, "总标题改了，请在提纲中改", paragraph.authors))
        return
    if base.heading:
        sorting.headings[base.section] = paragraph.text
    else:
        sorting.bodies.setdefault(base.section, []).append(paragraph.text)
    sorting.credit(base.section, paragraph.authors)


def _looks_new_heading(text: str) -> bool:
    return _HEADING.match(text) is not None and len(text) <= _LONGEST_HEADING and not _END.search(text)


def _frame(paragraph: ReviewedParagraph) -> bool:
    """Whether the line belongs to the letter around the sections: 主送, 附件说明, 署名, date."""
    text = paragraph.text.strip()
    if paragraph.style in _FRAME_STYLES:
        return True
    return bool(re.fullmatch(r"附件[：:].{1,40}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日", text))


def _credit_deletions(draft: Draft, base: Sequence[_Base], reviewed: ReviewedDocument, sorting: _Sorting) -> None:
    """Who deleted whole paragraphs stands only in the text before the changes."""
    changed = [(_bare(paragraph.text), paragraph.authors) for paragraph in reviewed.before if paragraph.authors]
    by_text = dict(changed)
    for line in base:
        if line.section >= 0:
            sorting.credit(line.section, by_text.get(_bare(line.text), ()))


def _task(draft: Draft, comment: ReviewedComment, sorting: _Sorting) -> Task:
    index = sorting.section_of.get(comment.paragraph, -1)
    heading = draft.sections[index].heading if index >= 0 else ""
    return Task(index, heading, comment.anchor, comment.author, comment.text, comment.at)
