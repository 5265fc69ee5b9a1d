"""Taking a reviewed file back: edits to their sections as new versions, comments as tasks, what cannot be placed shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from nigao.adoption import Opinion, adoption_rows, opinions_of
from nigao.draft import Draft, OutlineItem
from nigao.errors import BadCall
from nigao.merge import merge
from nigao.ports import Desk
from nigao.returned import MergedSection, MergeResult, ReviewedDocument
from nigao.review import Message
from nigao.work.drafting import Drafting
from nigao.work.outlining import Outlining
from nigao.work.reviewing import Reviewing


@dataclass(frozen=True, slots=True)
class Merging:
    """read_reviewed: opens a reviewed DOCX. Raises FileRefused."""

    desk: Desk
    drafting: Drafting
    outlining: Outlining
    reviewing: Reviewing
    read_reviewed: Callable[[Path], ReviewedDocument]

    def merge(self, draft: str, path: Path, by: str = "") -> MergeResult:
        """Keep each changed section as a new version by its reviewer, its figures checked; headings follow, sections put in come into
        the outline; comments and loose edits stay in the conversation as tasks. by: whose edits those without a name are.
        Raises FileRefused, NotFound.
        """
        before = self.drafting.as_draft(draft)
        result = merge(before, self.read_reviewed(path))
        self._rename(draft, result.sections)
        self.desk.add_opinions(draft, opinions_of(result.tasks, _retitled(before, result.sections)))
        for section in result.sections:
            if section.text_changed and section.paragraphs:
                self._keep(draft, section.index, section.paragraphs, section.authors, by)
        for new in reversed(result.added):  # from the last, so that the places told still hold
            view = self.desk.view(draft)
            kind = view.sections[new.after].item.kind
            self.outlining.insert(view, new.after, OutlineItem(new.number, new.title, new.level, kind))
            self._keep(draft, new.after + 1, new.paragraphs, new.authors, by)
        self._tell(draft, result)
        return result

    def _keep(self, draft: str, position: int, paragraphs: Sequence[str], authors: Sequence[str], by: str) -> None:
        author = "、".join(authors) or by or "改稿人"
        self.reviewing.edit(draft, position, "\n".join(paragraphs), author, "收回改过的稿子", "merged")

    def _rename(self, draft: str, sections: Sequence[MergedSection]) -> None:
        """A heading the reviewer rewrote is rewritten in the outline; its number follows from its place."""
        for section in sections:
            view = self.desk.view(draft)
            if section.title and section.title != view.sections[section.index].item.title:
                self.outlining.rename(view, section.index, section.title)

    def opinions(self, draft: str) -> list[tuple[int, Opinion]]:
        """(id, opinion) of every comment that came back, the ones answered too. Raises NotFound."""
        return self.desk.opinions(draft)

    def answer(self, draft: str, id: int, answer: str, by: str) -> None:
        """Keep what became of an opinion. Raises BadCall without words, NotFound."""
        if not answer.strip():
            raise BadCall("请写明采纳情况，例如“已采纳”或“以统计局数为准，未采纳”。")
        self.desk.answer_opinion(draft, id, answer.strip(), by)

    def adoption(self, draft: str) -> list[tuple[str, ...]]:
        """意见采纳情况表 under ``adoption.HEADERS``. Raises NotFound."""
        return adoption_rows([opinion for _, opinion in self.desk.opinions(draft)], self.drafting.as_draft(draft))

    def _tell(self, draft: str, result: MergeResult) -> None:
        """What waits for a person is kept where it will be seen tomorrow as well."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.desk.say(draft, Message("assistant", "已收回改过的稿子：\n" + "\n".join(result.lines()), at))


def _retitled(draft: Draft, sections: Sequence[MergedSection]) -> Draft:
    """The draft under the headings the reviewer gave it: an opinion finds its section by its title."""
    titles = {section.index: section.title for section in sections if section.title}
    kept = tuple(replace(section, title=titles.get(index, section.title)) for index, section in enumerate(draft.sections))
    return replace(draft, sections=kept)
