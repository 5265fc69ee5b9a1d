"""Taking a reviewed file back: edits to their sections as new versions, comments as tasks, what cannot be placed shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nigao.adoption import Opinion, adoption_rows, opinions_of
from nigao.errors import BadCall
from nigao.merge import MergeResult, ReviewedDocument, merge
from nigao.ports import Desk
from nigao.review import Message
from nigao.work.drafting import Drafting
from nigao.work.reviewing import Reviewing


@dataclass(frozen=True, slots=True)
class Merging:
    """read_reviewed: opens a reviewed DOCX. Raises FileRefused."""

    desk: Desk
    drafting: Drafting
    reviewing: Reviewing
    read_reviewed: Callable[[Path], ReviewedDocument]

    def merge(self, draft: str, path: Path, by: str = "") -> MergeResult:
        """Keep each changed section as a new version by its reviewer, its figures checked; comments and loose edits stay in the
        conversation as tasks. by: whose edits those without a name are. Raises FileRefused, NotFound.
        """
        before = self.drafting.as_draft(draft)
        result = merge(before, self.read_reviewed(path))
        self.desk.add_opinions(draft, opinions_of(result.tasks, before))
        for section in result.sections:
            if section.text_changed and section.paragraphs:
                author = "、".join(section.authors) or by or "改稿人"
                self.reviewing.edit(draft, section.index, "\n".join(section.paragraphs), author, "收回改过的稿子", "merged")
        self._tell(draft, result)
        return result

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
