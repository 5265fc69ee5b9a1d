"""Where a person is when she says something: the draft's sections with their texts, the one open on the screen, and the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nigao.commands import Command, SectionId
from nigao.draft import DraftSection, OutlineItem
from nigao.review import DraftView, SectionView


@dataclass(frozen=True, slots=True)
class Scene:
    """current: position of the section open on the screen, None for none. year: the one 今年 means, the draft's reviewed year.
    spared: positions of the sections said to stay as they are. recent: the section changed last, None for none. deed: what was done last
    and still stands, None for nothing. before: for each section that was changed the version that stood before it was last. unit: whose draft
    it is.
    """

    sections: tuple[SectionView, ...] = ()
    current: int | None = None
    year: int = 0
    spared: frozenset[int] = frozenset()
    recent: int | None = None
    deed: Command | None = None
    before: Mapping[SectionId, int] = field(default_factory=dict)
    unit: str = ""

    @classmethod
    def of(
        cls,
        view: DraftView,
        current: int | None,
        recent: SectionId | None = None,
        deed: Command | None = None,
        before: Mapping[SectionId, int] | None = None,
    ) -> Scene:
        """A draft with one of its sections open; a position there is none of counts as none open. recent, deed: what was changed last, and how."""
        inside = current if current is not None and 0 <= current < len(view.sections) else None
        changed = next((section.position for section in view.sections if section.id == recent), None)
        return cls(view.sections, inside, view.reviewed_year, recent=changed, deed=deed, before=before or {}, unit=view.unit)

    @property
    def last(self) -> type[Command] | None:
        """The kind of what was done last."""
        return type(self.deed) if self.deed is not None else None

    def item(self, position: int) -> OutlineItem:
        """The heading at a place."""
        return self.sections[position].item

    def id(self, position: int) -> SectionId:
        """The section at a place, for good."""
        return self.sections[position].id

    def text(self, position: int) -> str:
        """What the section says now, "" before anything is written."""
        current = self.sections[position].current
        return current.section.text if current else ""

    def content(self, position: int) -> DraftSection | None:
        """The section as it stands with its evidence."""
        current = self.sections[position].current
        return current.section if current else None

    def name(self, position: int) -> str:
        """A section as the conversation names it."""
        item = self.item(position)
        return f"“{item.number}{item.title or '开头'}”"

    def names(self, positions: Sequence[int]) -> str:
        """Several sections as the conversation names them."""
        return "、".join(self.name(one) for one in positions[:4]) + (f"等{len(positions)}个部分" if len(positions) > 4 else "")

    def block(self, position: int) -> tuple[int, ...]:
        """A part: its heading with everything below it."""
        level = self.item(position).level
        below = [position]
        for index in range(position + 1, len(self.sections)):
            if self.item(index).level <= level:
                break
            below.append(index)
        return tuple(below)

    def written(self, positions: Sequence[int]) -> tuple[int, ...]:
        """Those that have a text, parts taken with everything below them; without those that are to stay."""
        found = dict.fromkeys(below for one in positions for below in self.block(one))
        return tuple(one for one in found if self.text(one) and one not in self.spared)

    @property
    def left_out(self) -> tuple[int, ...]:
        """The sections said to stay as they are, without what stands below one of them."""
        below = {p for one in self.spared for p in self.block(one)[1:]}
        return tuple(p for p in sorted(self.spared) if p not in below)

    def by_hand(self, position: int) -> bool:
        """Whether a person has written in the section, or signed it: writing it afresh would lose that."""
        section = self.sections[position]
        if section.current is None:
            return False
        typed = section.current.kind in ("edited", "merged") or any(one.verdict == "stated" for one in section.current.section.evidence)
        return typed or section.accepted is not None
