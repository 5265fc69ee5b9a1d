"""「用新到的材料更新」: which sentences of a draft change with what came in after they were written; proposes, changes nothing.

Each section is thought twice, without the new sources and with them; only where the two differ is anything proposed, and only on
sentences that stand as they were drafted. What a person wrote stays hers; of her sentences a figure that is told otherwise now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from nigao.commands import Amend, Draft, SectionId
from nigao.desk.hunks import changes
from nigao.desk.proposing import part
from nigao.desk.state import Kept, Part, SectionRow
from nigao.draft import DraftSection, SectionTask
from nigao.errors import BadCall
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Source
from nigao.ports import Archive, Desk, Drafter
from nigao.standing import BEARING
from nigao.work.drafting import Drafting
from nigao.work.put_right import REMARK, put_right


@dataclass(frozen=True, slots=True)
class Renewed:
    """What would change. sources: those that came later; parts: one for each run of sentences; unused: words without a place; replaced:
    (new, old) papers of which the new one takes the old one's place."""

    sources: tuple[Source, ...]
    parts: tuple[Part, ...]
    unused: int = 0
    replaced: tuple[tuple[Source, Source], ...] = ()

    @property
    def text(self) -> str:
        """What is asked, in one sentence."""
        names = "、".join(source.title or source.filename for source in self.sources[:3]) + ("等" if len(self.sources) > 3 else "")
        sections = len({one.section for one in self.parts})
        rest = f"另有{self.unused}处没有找到地方放，列在各部分的“没有用上的材料”里。" if self.unused else ""
        instead = "".join(f"“{new.filename}”是“{old.filename}”的新稿，按新稿写，旧稿可以在“材料”页删去。" for new, old in self.replaced)
        return f"新到{len(self.sources)}份材料（{names}），涉及{sections}个部分，共{len(self.parts)}处要改，逐处看过再采用。{instead}{rest}"


@dataclass(frozen=True, slots=True)
class Renewing:
    """drafter: the one that needs no model and always says the same, so that two of its texts can be compared."""

    archive: Archive
    desk: Desk
    drafting: Drafting
    drafter: Drafter

    def renewed(self, draft: str, section: SectionId | None = None, source: str = "") -> Renewed:
        """The changes that new sources ask for. Raises BadCall where there is nothing new or nothing changes."""
        kept = self.desk.load(draft)
        rows = [row for row in kept.state.standing() if row.id in kept.current and section in (None, row.id)]
        fresh = {row.id: self._fresh(kept, row, source) for row in rows}
        if not any(fresh.values()):
            raise BadCall("没有比稿子更新的材料；新材料先在“材料”页上传，再来更新。")
        parts: list[Part] = []
        unused = 0
        said = self._said_by_hand(kept)
        replaced = self._replaced({one.id: one for found in fresh.values() for one in found}.values())
        for row in rows:
            if not fresh[row.id]:
                continue
            task = self.drafting.task(draft, Draft(row.id), passages=False)
            before = self._written(_without(task, fresh[row.id]))
            after = self._written(_without(task, [old for new, old in replaced if new in fresh[row.id]]))
            told = {finding.values for finding in before.findings}
            unused += sum(one.code == "draft.unused" and one.values not in told for one in after.findings)
            came = tuple(source.id for source in fresh[row.id])
            calendar = task.brief.calendar(row.item.kind if row.item.kind in ("review", "plan") else "")
            found = self._parts(row, kept.current[row.id].section, before, after, came, calendar)
            parts += [one for one in found if not _gives_up(one, said, calendar)]
        sources = tuple({one.id: one for found in fresh.values() for one in found}.values())
        if not parts:
            names = "、".join(one.title or one.filename for one in sources[:3])
            rest = f"，有{unused}处没有找到地方放" if unused else ""
            raise BadCall(f"新到的材料（{names}）没有改变稿子里的句子{rest}。")
        return Renewed(sources, tuple(parts), unused, replaced)

    def _fresh(self, kept: Kept, row: SectionRow, source: str) -> list[Source]:
        """The sources that came after the section was last drafted, to the second; one more than came changes nothing."""
        drafted = [one for one in self.desk.versions(kept.state.id, row.position or 0) if one.kind in ("drafted", "redrafted")]
        since = drafted[-1].at if drafted else ""
        own = {one.id for standing in BEARING for one in self.archive.sources() if one.standing == standing}
        rows = [one for one in self.archive.overview() if one.source.id in own and one.source.id != kept.state.head.like]
        if source:
            return [one.source for one in rows if source in (one.source.id, one.source.title, one.source.filename)]
        return [one.source for one in rows if since and one.added[:19] >= since[:19] and one.source.id not in kept.state.head.unticked]

    def _said_by_hand(self, kept: Kept) -> list[Figure]:
        """The values a person put right, filled in or chose, but for what came in on a department's sheet: they are not given up for what is new."""
        papers = {one.title for one in self.archive.sources()}
        return [one.figure for one in kept.state.head.stated if one.holds or one.source not in papers]

    def _replaced(self, fresh: Iterable[Source]) -> tuple[tuple[Source, Source], ...]:
        """Which of the new papers is a later state of one that was there."""
        new = list(fresh)
        known = [one for one in self.archive.sources() if one.standing in BEARING and one not in new]
        return tuple((late, old) for late in new for old in known if _of_one_paper(late, old))

    def _written(self, task: SectionTask) -> DraftSection:
        return self.drafter.draft(replace(task, current=None, asked=None), lambda progress: None, lambda: False)

    def _parts(
        self, row: SectionRow, now: DraftSection, before: DraftSection, after: DraftSection, came: tuple[str, ...], calendar: Calendar
    ) -> Iterator[Part]:
        found = [
            *changes(row.id, before.text, after.text, now.text, REMARK),
            *put_right(row.id, before.text, after.text, now.text, calendar),
        ]
        for change in found:
            yield part(
                replace(change, sources=came),
                change.old,
                change.new,
                f"依据{_whence(change, after)}" if _whence(change, after) else row.name,
            )


def _gives_up(one: Part, said: Sequence[Figure], calendar: Calendar) -> bool:
    """Whether a change would put another value where a person's stands."""
    old, new = (read_figures(text, calendar=calendar) for text in (one.before, one.after))

    def tell(figures: Sequence[Figure], value: Figure) -> bool:
        alike = (f for f in figures if f.measure == value.measure and f.unit == value.unit and f.value == value.value)
        return any(same_indicator(figure.indicator, value.indicator) for figure in alike)

    return any(tell(old, value) and not tell(new, value) for value in said)


_REVISED = re.compile(
    r"[（(【\[]?(?:修订|修改|更新|补充|核定|改|定|终|最终|新|正式|送审|征求意见|第?[一二三四五\d])(?:稿|版|后)[)）】\]]?|[vV]\d+|[-_（(]?\d{1,4}[)）]?$"
)


def _of_one_paper(late: Source, old: Source) -> bool:
    """Whether two sources are states of one paper of one department: the same year and, but for 修订稿, 定稿 or a number, the same name."""
    same = (late.role, late.department, late.unit, late.reviewed_year) == (old.role, old.department, old.unit, old.reviewed_year)
    return same and _bare(late.filename) == _bare(old.filename) != ""


def _bare(filename: str) -> str:
    return _REVISED.sub("", re.sub(r"\.[A-Za-z]+$", "", filename)).strip()


def _without(task: SectionTask, sources: Sequence[Source]) -> SectionTask:
    """The task as it was before these came."""
    gone = {source.id for source in sources}
    return replace(task, entries=tuple(one for one in task.entries if one.source.id not in gone), unticked=tuple({*task.unticked, *gone}))


def _whence(change: Amend, after: DraftSection) -> str:
    """The sources that bear out what is new in a change."""
    at = after.text.find(change.new.strip())
    here = [one for one in after.evidence if at <= one.start < at + len(change.new) and one.verdict not in ("carried", "gap")]
    return "、".join(dict.fromkeys(place.title or place.where for one in here for place in one.places))
