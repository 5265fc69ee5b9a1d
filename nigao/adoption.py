"""意见采纳情况表: what reviewers said in their comments, and what became of each in the draft as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nigao.draft import Draft
from nigao.returned import Task

HEADERS = ("序号", "意见人", "意见", "所在部分", "针对的文字", "采纳情况", "答复人")


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reviewer's comment as something to be answered.

    title, before: of its section when the comment came in, "" where it belongs to none. answer: what a person said became of it, ""
    while nobody has; by, at: who and when (ISO 8601, UTC).
    """

    task: Task
    title: str = ""
    before: str = ""
    answer: str = ""
    by: str = ""
    at: str = ""


def opinions_of(tasks: Iterable[Task], draft: Draft) -> list[Opinion]:
    """The comments with the text they speak of. draft: as commented on."""
    made = []
    for task in tasks:
        section = draft.sections[task.index] if 0 <= task.index < len(draft.sections) else None
        made.append(Opinion(task, section.title, section.text) if section else Opinion(task))
    return made


def adoption_rows(opinions: Sequence[Opinion], now: Draft) -> list[tuple[str, ...]]:
    """The table under ``HEADERS``: a person's answer where there is one, else what the text itself shows."""
    rows: list[tuple[str, ...]] = []
    for number, opinion in enumerate(opinions, 1):
        task = opinion.task
        rows.append((str(number), task.author, task.text, task.heading, task.anchor, opinion.answer or became(opinion, now), opinion.by))
    return rows


def became(opinion: Opinion, now: Draft) -> str:
    """What the draft as it stands shows of an opinion nobody has answered."""
    if not opinion.title and not opinion.before:
        return "待处理"
    after = next((section for section in now.sections if section.title == opinion.title), None)
    if after is None:
        return "所在部分已删去"
    if after.text == opinion.before:
        return "待处理（正文未改动）"
    anchor = opinion.task.anchor
    if anchor and anchor in after.text:
        around = next((line for line in opinion.before.split("\n") if anchor in line), "")
        return "待处理（所在段落未改动）" if around in after.text.split("\n") else "所在段落已修改，该处文字保留"
    return "已修改"
