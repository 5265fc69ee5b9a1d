"""What a reviewer's file changes in a draft: edits by section, comments as tasks, and what cannot be placed, never dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nigao.diff import Piece, diff
from nigao.draft import Draft
from nigao.merge_align import align, likeness
from nigao.printable import clean

_OURS = re.compile(r"^〔核\d+-\d+〕")
_STATE = re.compile(r"〔(?:未写|没有写完|写作中|待核|已核|退回|有问题)〕$")
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|[0-9]+[.．]|（[0-9]+）)")
_ANNEX = re.compile(r"^附\s*件\s*[0-9]*$")
_END = re.compile(r"[。！？；]$")
_FRAME_STYLES = frozenset({"公文主送", "公文附件说明", "公文落款"})
_LONGEST_HEADING = 60  # characters


@dataclass(frozen=True, slots=True)
class ReviewedParagraph:
    """A paragraph, a table's row with its cells divided by tabs. authors: who made tracked changes in it. style: its name."""

    text: str
    authors: tuple[str, ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedComment:
    """anchor: the words it is on. paragraph, start: index in ``after`` and offset where they begin, -1 if unknown. at: as the file says."""

    author: str
    text: str
    anchor: str = ""
    paragraph: int = -1
    start: int = 0
    at: str = ""

    @property
    def ours(self) -> bool:
        """Whether the export itself wrote it."""
        return _OURS.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A reviewed file: after accepting its tracked changes, before them, and its comments."""

    after: tuple[ReviewedParagraph, ...]
    before: tuple[ReviewedParagraph, ...] = ()
    comments: tuple[ReviewedComment, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedSection:
    """A section the reviewer changed. index: in the draft. heading: as it now stands, "" if its heading is gone; old_heading: as it was.

    diff: of the old text to the new one, paragraphs divided by a newline. authors: of tracked changes, () for plain edits.
    """

    index: int
    old_heading: str
    heading: str
    paragraphs: tuple[str, ...]
    before: tuple[str, ...]
    authors: tuple[str, ...] = ()

    @property
    def diff(self) -> list[Piece]:
        """Old text to new."""
        return diff("\n".join(self.before), "\n".join(self.paragraphs))

    @property
    def text_changed(self) -> bool:
        """Whether the body changed, not the heading alone."""
        return self.paragraphs != self.before


@dataclass(frozen=True, slots=True)
class Task:
    """A reviewer's comment as something to do. index: section in the draft, -1 where it belongs to none."""

    index: int
    heading: str
    anchor: str
    author: str
    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An edit that belongs to no section; why in Chinese."""

    text: str
    why: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergeResult:
    """Changed sections only, tasks, and what a person must place."""

    sections: tuple[MergedSection, ...] = ()
    tasks: tuple[Task, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether something waits for a person."""
        return bool(self.tasks or self.unplaced or any(not s.heading or s.heading != s.old_heading for s in self.sections))

    def lines(self) -> list[str]:
        """What happened, a Chinese sentence each."""
        lines = [f"“{s.old_heading or '开头'}”{_what(s)}{'（' + '、'.join(s.authors) + '）' if s.authors else ''}。" for s in self.sections]
        lines += [f"批注（{task.author or '未署名'}）：{task.text}——{task.heading or '全文'}“{_short(task.anchor)}”" for task in self.tasks]
        lines += [f"没有归到任何部分：{one.text}（{one.why}）" for one in self.unplaced]
        return lines or ["与稿子一致，没有改动。"]

    def as_json(self) -> dict[str, Any]:
        """For other programs."""
        return {
            "sections": [
                {
                    "index": s.index,
                    "heading": s.heading,
                    "old_heading": s.old_heading,
                    "paragraphs": list(s.paragraphs),
                    "authors": list(s.authors),
                    "diff": [{"kind": piece.kind, "text": piece.text} for piece in s.diff],
                }
                for s in self.sections
            ],
            "tasks": [
                {"index": t.index, "heading": t.heading, "anchor": t.anchor, "author": t.author, "text": t.text, "at": t.at}
                for t in self.tasks
            ],
            "unplaced": [{"text": one.text, "why": one.why, "authors": list(one.authors)} for one in self.unplaced],
        }


def _short(words: str, length: int = 40) -> str:
    return words if len(words) <= length else words[:length] + "…"


def _what(section: MergedSection) -> str:
    if not section.heading and not section.paragraphs:
        return "被删去"
    done = [] if section.heading == section.old_heading else [f"标题改为“{section.heading}”" if section.heading else "标题被删去"]
    if section.text_changed:
        done.append("正文有改动")
    return "，".join(done)


@dataclass(frozen=True, slots=True)
class _Base:
    """A line of the draft as exported. section: -1 for what stands around the sections."""

    text: str
    section: int
    heading: bool = False


@dataclass
class _Sorting:
    """Where the reviewed lines went."""

    bodies: dict[int, list[str]] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    authors: dict[int, list[str]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
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
            sections.append(MergedSection(index, section.heading, heading, after, before, authors))
    tasks = tuple(_task(draft, comment, sorting) for comment in reviewed.comments if not comment.ours and comment.text)
    return MergeResult(tuple(sections), tasks, tuple(sorting.unplaced))


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
    here, new_heading = -1, ""
    for i, j in _pairs(base, [paragraph for _, paragraph in lines]):
        if j is None:
            continue
        number, paragraph = lines[j]
        if i is not None:
            here, new_heading = base[i].section, ""
            _matched(sorting, base[i], paragraph)
        elif _frame(paragraph):
            if paragraph.authors:
                sorting.unplaced.append(Unplaced(paragraph.text, "主送、附件说明、署名或日期的改动，请在导出时填写", paragraph.authors))
        elif _looks_new_heading(paragraph.text):
            new_heading = paragraph.text
            sorting.unplaced.append(Unplaced(paragraph.text, "新增的标题，请先在提纲中加上这一部分", paragraph.authors))
        elif new_heading:
            sorting.unplaced.append(Unplaced(paragraph.text, f"在新增的标题“{new_heading}”之下", paragraph.authors))
        elif here >= 0:
            sorting.bodies.setdefault(here, []).append(paragraph.text)
            sorting.credit(here, paragraph.authors)
        else:
            sorting.unplaced.append(Unplaced(paragraph.text, "在第一部分之前", paragraph.authors))
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
