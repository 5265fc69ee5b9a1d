"""Changing a draft's outline: headings renamed, moved, added, taken out; numbers follow, versions stay with their section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.draft import OutlineItem
from nigao.errors import BadCall
from nigao.planning import renumbered
from nigao.ports import Desk
from nigao.review import DraftView


@dataclass(frozen=True, slots=True)
class _Change:
    """What was done to an outline: as it was, where each section went (None: taken out), as it was left."""

    before: list[OutlineItem]
    went: list[int | None]
    after: list[OutlineItem]


class Outlining:
    """Edits outlines; each answer is the sentence the conversation shows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._before: dict[str, _Change] = {}  # by draft: its last change, until something else is done

    def rename(self, view: DraftView, position: int, title: str) -> str:
        """Give a heading another title."""
        items = [section.item for section in view.sections]
        old = items[position].title
        items[position] = replace(items[position], title=title.strip())
        self._keep(view, items, list(range(len(items))))
        return f"已把标题“{old}”改为“{title.strip()}”。"

    def move(self, view: DraftView, position: int, target: int, after: bool) -> str:
        """Move a heading, with all below it, before or after another of the same rank. Raises BadCall into its own part."""
        block = _block(view, position)
        if target in block:
            raise BadCall("不能把一个部分移到它自己里面，请换一个位置。")
        rest = [index for index in range(len(view.sections)) if index not in block]
        at = rest.index(_block(view, target)[-1]) + 1 if after else rest.index(target)
        order = [*rest[:at], *block, *rest[at:]]
        self._keep(view, [view.sections[index].item for index in order], order)
        return f"已移动“{view.sections[position].item.title}”，编号已顺延。"

    def add(self, view: DraftView, title: str, after: int | None) -> str:
        """Add a heading after another with what is below it, of the same level; at the end if none is named."""
        items = [section.item for section in view.sections]
        at = _block(view, after)[-1] + 1 if after is not None else len(items)
        beside = items[after if after is not None else -1] if items else OutlineItem("", "", 1)
        new = OutlineItem(beside.number, title.strip(), beside.level, kind=beside.kind)
        keep: list[int | None] = list(range(len(items)))
        self._keep(view, [*items[:at], new, *items[at:]], [*keep[:at], None, *keep[at:]])
        return f"已增加“{title.strip()}”，编号已顺延。"

    def insert(self, view: DraftView, after: int, item: OutlineItem) -> None:
        """Put a section in right behind another in the order of the text, whatever their levels; the numbers run on."""
        items = [section.item for section in view.sections]
        keep: list[int | None] = list(range(len(items)))
        at = after + 1
        self._keep(view, [*items[:at], item, *items[at:]], [*keep[:at], None, *keep[at:]])

    def set_points(self, view: DraftView, position: int, points: Sequence[str]) -> None:
        """What a section is to say, a line a point; it is followed when the section is next written."""
        items = [section.item for section in view.sections]
        items[position] = replace(items[position], points=tuple(line for point in points if (line := point.strip(" -*•\t"))))
        self._desk.set_outline(view.id, items, list(range(len(items))))

    def remove(self, view: DraftView, position: int) -> str:
        """Take a heading out with all below it."""
        block = _block(view, position)
        if len(block) == len(view.sections):
            raise BadCall("提纲至少要留一个部分。")
        order = [index for index in range(len(view.sections)) if index not in block]
        self._keep(view, [view.sections[index].item for index in order], order)
        return f"已从提纲中去掉“{view.sections[position].item.title}”，编号已顺延。"

    def undo(self, draft: str) -> str:
        """Take back the last change of an outline; "" where there is none to take back, or a section would come back without its text."""
        change = self._before.pop(draft, None)
        if change is None or None in change.went or [s.item for s in self._desk.view(draft).sections] != change.after:
            return ""
        self._desk.set_outline(draft, change.before, change.went)
        return "已撤销刚才对提纲的改动，编号已还原。"

    def settle(self, draft: str) -> None:
        """What was last done to the outline stays: something else was done since."""
        self._before.pop(draft, None)

    def _keep(self, view: DraftView, items: Sequence[OutlineItem], keep: Sequence[int | None]) -> None:
        now_at = {old: new for new, old in enumerate(keep) if old is not None}
        after = list(renumbered(items))
        went = [now_at.get(old) for old in range(len(view.sections))]
        self._before[view.id] = _Change([section.item for section in view.sections], went, after)
        self._desk.set_outline(view.id, after, keep)


def _block(view: DraftView, position: int) -> list[int]:
    """The section and everything below it."""
    level = view.sections[position].item.level
    block = [position]
    for section in view.sections[position + 1 :]:
        if section.item.level <= level:
            break
        block.append(section.position)
    return block
