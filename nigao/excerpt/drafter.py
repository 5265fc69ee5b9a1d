"""The drafter that fills the Drafter port without a model: writes a section, or changes it as a remark asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nigao.commands import Draft, Redraft
from nigao.draft import Brief, DraftSection, Hit, SectionTask
from nigao.excerpt.compose import section
from nigao.excerpt.plan import Plan, plan
from nigao.excerpt.redraft import redrafted
from nigao.ports import Archive, Filter, OnProgress, Progress, ShouldStop, VariantsOf
from nigao.standing import BEARING


class ExcerptDrafter:
    """Writes from last year's text, this year's figures and material alone; the same task always gives the same section.

    materials: all passages of this year's material for a brief. With them every paragraph of material finds its one place in
    the draft; without, each section quotes only from the passages its task brings.
    """

    def __init__(self, materials: Callable[[Brief], Sequence[Hit]] | None = None) -> None:
        self._materials = materials

    @property
    def mode(self) -> str:
        """The mode's name in drafts."""
        return "excerpt"

    @property
    def model(self) -> str:
        """No model writes here."""
        return ""

    def variants(self, task: SectionTask, of: VariantsOf, should_stop: ShouldStop = lambda: False) -> tuple[str, ...]:
        """None: last year's wording is the only one known here."""
        return ()

    def plan(self, task: SectionTask, should_stop: ShouldStop = lambda: False) -> tuple[str, ...]:
        """Nothing: last year's text is the plan."""
        return ()

    def draft(self, task: SectionTask, on_progress: OnProgress, should_stop: ShouldStop) -> DraftSection:
        """Write the section; with a remark or length and a current text, change that text as asked and nothing else."""
        title = task.item.title or "开头"
        on_progress(Progress(f"正在摘编“{title}”"))
        thought = plan(task.brief, task.like_source, task.like_year, task.entries, task.overruled)
        written = self._redraft(task, thought, on_progress) or section(task, thought, self._passages(task))
        for number, paragraph in enumerate(written.paragraphs):
            on_progress(Progress(f"正在摘编“{title}”", number + 1, len(written.paragraphs), delta=paragraph + "\n"))
            if should_stop():
                break
        return written

    def _redraft(self, task: SectionTask, thought: Plan, on_progress: OnProgress) -> DraftSection | None:
        """The current text changed as asked; None where it is to be written afresh."""
        if task.current is None or not task.current.paragraphs or task.asked is None or isinstance(task.asked, Draft):
            return None
        changed = redrafted(task, thought)
        if changed is not None or task.asked == Redraft(task.asked.section):
            return changed
        on_progress(Progress("摘编方式只会精简、扩写、删段、换词、换数和重写，这条意见请手工修改，原文没有动"))
        return task.current

    def _passages(self, task: SectionTask) -> tuple[Hit, ...]:
        found = self._materials(task.brief) if self._materials else task.passages
        return tuple(hit for hit in found if hit.source.id not in task.unticked)


def materials_of(archive: Archive) -> Callable[[Brief], list[Hit]]:
    """Every passage of the archive's material for the years a brief speaks of, in a stable order; for ``ExcerptDrafter``."""

    def passages(brief: Brief) -> list[Hit]:
        years = (brief.reviewed_year, brief.year)
        own = archive.sources(Filter(standings=BEARING))
        fed = [one for one in own if one.role == "material" or (one.role, one.standing) == ("report", "department")]
        kept = [source for source in fed if (source.reviewed_year or source.year) in years]
        return [Hit(passage, source, 0.0) for source in kept for _, _, passage in archive.passages(source.id)]

    return passages
