"""What comes back in a reviewed file, and what it changes in a draft; values only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from nigao.diff import Piece, diff

_OURS = re.compile(r"^〔核\d+-\d+〕")


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
    """A reviewed file: after accepting its tracked changes, before them, its comments, and what it says it was made of."""

    after: tuple[ReviewedParagraph, ...]
    before: tuple[ReviewedParagraph, ...] = ()
    comments: tuple[ReviewedComment, ...] = ()
    made_of: str = ""


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
    title: str = ""  # of the heading as it now stands, without its number

    @property
    def diff(self) -> list[Piece]:
        """Old text to new."""
        return diff("\n".join(self.before), "\n".join(self.paragraphs))

    @property
    def text_changed(self) -> bool:
        """Whether the body changed, not the heading alone."""
        return self.paragraphs != self.before


@dataclass(frozen=True, slots=True)
class AddedSection:
    """A section the reviewer put in. after: index of the section it stands behind. level: 1..4, by the form of its number."""

    after: int
    number: str
    title: str
    level: int
    paragraphs: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Number and title as the reviewer wrote them."""
        return f"{self.number}{self.title}"


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
    """Changed sections only, tasks, what a person must place, and sections that are new."""

    sections: tuple[MergedSection, ...] = ()
    tasks: tuple[Task, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    added: tuple[AddedSection, ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether something waits for a person."""
        return bool(self.tasks or self.unplaced or any(s.old_heading and not s.heading for s in self.sections))

    def lines(self) -> list[str]:
        """What happened, a Chinese sentence each."""
        lines = [f"“{s.old_heading or '开头'}”{_what(s)}{_by(s.authors)}。" for s in self.sections]
        lines += [f"新增“{one.heading}”{_by(one.authors)}。" for one in self.added]
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
            "added": [
                {
                    "after": one.after,
                    "heading": one.heading,
                    "level": one.level,
                    "paragraphs": list(one.paragraphs),
                    "authors": list(one.authors),
                }
                for one in self.added
            ],
        }


def _short(words: str, length: int = 40) -> str:
    return words if len(words) <= length else words[:length] + "…"


def _by(authors: tuple[str, ...]) -> str:
    return f"（{'、'.join(authors)}）" if authors else ""


def _what(section: MergedSection) -> str:
    if not section.heading and not section.paragraphs:
        return "被删去"
    done = [] if section.heading == section.old_heading else [f"标题改为“{section.heading}”" if section.heading else "标题被删去"]
    if section.text_changed:
        done.append("正文有改动")
    return "，".join(done)
