"""Taking a reviewed file back: every edit as a proposal to take or leave, comments as opinions, what cannot be placed shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from nigao.adoption import Opinion, adoption_rows, opinions_of
from nigao.commands import Add, Amend, Remove, Rename
from nigao.copies import Copy
from nigao.desk.doing import Doing
from nigao.desk.hunks import wanted
from nigao.desk.proposing import part
from nigao.desk.state import DraftState, Kept, Part, SectionRow
from nigao.draft import Draft, DraftSection
from nigao.errors import BadCall, NotFound
from nigao.merge import heading_parts, merge
from nigao.ports import Desk
from nigao.returned import AddedSection, MergedSection, MergeResult, ReviewedDocument
from nigao.review import Message
from nigao.work.drafting import Drafting
from nigao.work.reviewing import DraftTools

_WORDS = 6  # characters from which on a clause is known again


@dataclass(frozen=True, slots=True)
class Merged:
    """What a reviewed file holds, and the proposal its edits wait in, "" where there are none."""

    result: MergeResult
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A draft as it left, and the sections that were in it, in its order."""

    draft: Draft
    rows: Sequence[SectionRow]


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
        reviewed = self.read_reviewed(path)
        kept = self.desk.load(draft)
        left = self._left(kept, Copy.read(reviewed.made_of))
        before = left.draft
        result = merge(before, reviewed)
        result = replace(
            result,
            sections=tuple(one for one in result.sections if self._is_theirs(left.rows[one.index], one)),
            added=tuple(one for one in result.added if not _stands(kept, one)),
        )
        made = {section.index: self._parts(kept, left.rows[section.index], section) for section in result.sections}
        # what was taken from the same file before is no change any more
        result = replace(result, sections=tuple(one for one in result.sections if any(made[one.index])))
        missed = [words for _, lost in made.values() for words in lost]
        parts = [one for found, _ in made.values() for one in found]
        parts += [
            part(
                Add(one.title, after=left.rows[one.after].id, text="\n".join(one.paragraphs), level=one.level),
                "",
                "\n".join((one.heading, *one.paragraphs)),
                _by(one.authors, "增加一节"),
            )
            for one in reversed(result.added)  # from the last, so that each stands behind the one it was put behind
        ]
        self.desk.add_opinions(draft, opinions_of(result.tasks, before))
        author = _authors(result) or by or "改稿人"
        proposal = ""
        if parts:
            text = f"{author}改过的稿子里有{len(parts)}处改动，逐处看过再采用；采用之后要重新采纳。"
            proposal = self.doing.propose(draft, Rename(kept.state.standing()[0].id, ""), text, parts, author, "review").id
        self._tell(draft, result, missed)
        return Merged(result, proposal)

    def _left(self, kept: Kept, copy: Copy | None) -> Left:
        """The draft as it left in the file; as it stands now where the file does not say. Raises BadCall where it left from another draft."""
        now, rows = self.drafting.as_draft(kept.state.id), kept.state.standing()
        if copy is None:
            return Left(now, rows)
        if copy.draft != kept.state.id:
            title = next((one.title for one in self.desk.drafts() if one.id == copy.draft), "")
            raise BadCall(f"这份文件是从{f'“{title}”' if title else '另一份稿子'}导出的，不是这一份，请打开那一份再收回。")
        there = [(row, section) for row, section in zip(rows, now.sections, strict=True) if row.id in copy.versions]
        return Left(
            replace(now, sections=tuple(self._as_it_left(kept, row, section, copy) for row, section in there)),
            tuple(row for row, _ in there),
        )

    def _as_it_left(self, kept: Kept, row: SectionRow, now: DraftSection, copy: Copy) -> DraftSection:
        number = copy.versions[row.id]
        if number == (row.current or 0):
            return now
        if not number:
            return replace(now, paragraphs=())
        with suppress(NotFound):
            then = self.tools.version(kept.state.id, row.id, number).section
            return replace(now, paragraphs=then.paragraphs, title=then.title)
        return now

    def _is_theirs(self, row: SectionRow, section: MergedSection) -> bool:
        """Whether the reviewer changed it: another number alone is ours, the sections around it were moved since."""
        gone = bool(section.old_heading) and not section.heading
        return gone or section.text_changed or self._renamed(row, section)

    def _renamed(self, row: SectionRow, section: MergedSection) -> bool:
        return bool(section.title) and section.title not in (row.item.title, heading_parts(section.old_heading)[1])

    def _parts(self, kept: Kept, row: SectionRow, section: MergedSection) -> tuple[list[Part], list[str]]:
        """What the reviewer did to one section, and what he did to words that are no longer there."""
        if not section.heading and section.old_heading and not section.paragraphs:
            text = "\n".join((section.old_heading, *section.before))
            return [part(Remove(row.id), text, "", _by(section.authors, "删去这一节"))], []
        parts, missed = [], []
        if self._renamed(row, section):
            parts.append(part(Rename(row.id, section.title), row.item.title, section.title, _by(section.authors, "改标题")))
        if section.text_changed:
            now = kept.current.get(row.id)
            unsourced = self._unsourced(section, row, kept.state)
            standing = now.section.text if now else ""
            asked = wanted(row.id, "\n".join(section.before), "\n".join(section.paragraphs), standing, "收回改过的稿子")
            gone = [one for one in asked if one.old and one.old not in standing and not _was_taken(one, standing)]
            missed = [f"“{row.heading or '开头'}”里“{one.old}”改为“{one.new}”" for one in gone]
            for change in (one for one in asked if one.old in standing):
                words = [text for text in unsourced if text in change.new and text not in change.old]
                label = _by(section.authors, "改文字") + (f"；{'、'.join(words)}没有出处" if words else "")
                parts.append(part(change, change.old, change.new, label))
        return parts, missed

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

    def _tell(self, draft: str, result: MergeResult, missed: Sequence[str]) -> None:
        """What waits for a person is kept where it will be seen tomorrow as well."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        lines = [*result.lines(), *(f"{one}：这里在送出以后又改过，没有列为提议，请对照着改。" for one in missed)]
        self.desk.say(draft, Message("assistant", "已收回改过的稿子，改动都列为提议，还没有动稿子：\n" + "\n".join(lines), at))


def _authors(result: MergeResult) -> str:
    """Who changed it by name; 等 where some of it says no name."""
    each = [*(one.authors for one in result.sections), *(one.authors for one in result.added)]
    names = "、".join(dict.fromkeys(name for authors in each for name in authors))
    return f"{names}等" if names and not all(each) else names


def _was_taken(change: Amend, standing: str) -> bool:
    """Whether the text says what the reviewer wanted: his words stand there, or nothing of what he struck out does."""
    if change.new:
        return change.new in standing
    return not any(words in standing for words in re.split("[，。；、]", change.old) if len(words) >= _WORDS)


def _stands(kept: Kept, added: AddedSection) -> bool:
    """Whether a section the reviewer put in was taken before: it stands under its title with the words he gave it."""
    texts = ((row.item.title, version.section.paragraphs) for row in kept.state.standing() if (version := kept.current.get(row.id)))
    return (added.title, added.paragraphs) in texts


def _by(authors: Sequence[str], what: str) -> str:
    return f"{what}（{'、'.join(authors)}）" if authors else what
