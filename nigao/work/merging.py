"""Taking a reviewed file back: every edit as a proposal to take or leave, comments as opinions, what cannot be placed shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nigao.adoption import Opinion, adoption_rows, opinions_of
from nigao.commands import Add, Remove, Rename
from nigao.desk.doing import Doing
from nigao.desk.hunks import hunks
from nigao.desk.proposing import part
from nigao.desk.state import DraftState, Kept, Part, SectionRow
from nigao.draft import DraftSection
from nigao.merge import merge
from nigao.ports import Desk
from nigao.returned import MergedSection, MergeResult, ReviewedDocument
from nigao.review import Message
from nigao.work.drafting import Drafting
from nigao.work.reviewing import DraftTools


@dataclass(frozen=True, slots=True)
class Merged:
    """What a reviewed file holds, and the proposal its edits wait in, "" where there are none."""

    result: MergeResult
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Merging:
    """read_reviewed: opens a reviewed DOCX. Raises FileRefused."""

    desk: Desk
    drafting: Drafting
    doing: Doing
    tools: DraftTools
    read_reviewed: Callable[[Path], ReviewedDocument]

    def merge(self, draft: str, path: Path, by: str = "") -> Merged:
        """Propose each change of the file (text, heading, section put in or taken out); keep comments as opinions to be answered.

        Nothing of the draft changes before somebody takes a part; what is taken has to be signed again. by: whose edits those
        without a name are. Raises FileRefused, NotFound.
        """
        before = self.drafting.as_draft(draft)
        result = merge(before, self.read_reviewed(path))
        kept = self.desk.load(draft)
        rows = kept.state.standing()
        parts = [one for section in result.sections for one in self._parts(kept, rows[section.index], section)]
        parts += [
            part(
                Add(one.title, after=rows[one.after].id, text="\n".join(one.paragraphs), level=one.level),
                "",
                "\n".join((one.heading, *one.paragraphs)),
                _by(one.authors, "增加一节"),
            )
            for one in reversed(result.added)  # from the last, so that each stands behind the one it was put behind
        ]
        self.desk.add_opinions(draft, opinions_of(result.tasks, before))
        author = "、".join(dict.fromkeys(name for section in result.sections for name in section.authors)) or by or "改稿人"
        proposal = ""
        if parts:
            text = f"{author}改过的稿子里有{len(parts)}处改动，逐处看过再采用；采用之后要重新采纳。"
            proposal = self.doing.propose(draft, Rename(rows[0].id, ""), text, parts, author, "review").id
        self._tell(draft, result)
        return Merged(result, proposal)

    def _parts(self, kept: Kept, row: SectionRow, section: MergedSection) -> Iterator[Part]:
        """What the reviewer did to one section."""
        if not section.heading and section.old_heading and not section.paragraphs:
            text = "\n".join((section.old_heading, *section.before))
            yield part(Remove(row.id), text, "", _by(section.authors, "删去这一节"))
            return
        if section.title and section.title != row.item.title:
            yield part(Rename(row.id, section.title), row.item.title, section.title, _by(section.authors, "改标题"))
        if section.text_changed:
            now = kept.current.get(row.id)
            unsourced = self._unsourced(section, row, kept.state)
            for change in hunks(row.id, now.section.text if now else "", "\n".join(section.paragraphs), "收回改过的稿子"):
                words = [text for text in unsourced if text in change.new and text not in change.old]
                label = _by(section.authors, "改文字") + (f"；{'、'.join(words)}没有出处" if words else "")
                yield part(change, change.old, change.new, label)

    def _unsourced(self, section: MergedSection, row: SectionRow, state: DraftState) -> list[str]:
        """Figures of the reviewer's text that no source bears out."""
        checked = self.tools.checked(DraftSection(row.item.number, row.item.title, row.item.level, section.paragraphs), row, state)
        return [f.places[0].text for f in checked.findings if f.severity == "error" and f.places]

    def opinions(self, draft: str) -> list[tuple[int, Opinion]]:
        """(id, opinion) of every comment that came back, the ones answered too. Raises NotFound."""
        return [(int(id), opinion) for id, opinion in self.desk.load(draft).state.opinions.items()]

    def adoption(self, draft: str) -> list[tuple[str, ...]]:
        """意见采纳情况表 under ``adoption.HEADERS``. Raises NotFound."""
        return adoption_rows([opinion for _, opinion in self.opinions(draft)], self.drafting.as_draft(draft))

    def _tell(self, draft: str, result: MergeResult) -> None:
        """What waits for a person is kept where it will be seen tomorrow as well."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.desk.say(draft, Message("assistant", "已收回改过的稿子，改动都列为提议，还没有动稿子：\n" + "\n".join(result.lines()), at))


def _by(authors: Sequence[str], what: str) -> str:
    return f"{what}（{'、'.join(authors)}）" if authors else what
