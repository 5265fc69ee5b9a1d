"""A workspace of its own with a few text files taken in, for tests that go through the use cases."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bootstrap import open_workspace
from nigao.commands import Accept, Draft, Edit, SectionId
from nigao.desk.results import Result
from nigao.review import DraftView
from nigao.settings import Settings
from nigao.workspace import Workspace

# Last year's report of two fields of work, its figures told as results and as aims.
TWO_FIELDS = """示例县2024年政府工作总结和2025年工作打算
一、2024年工作回顾
（一）民生保障
坚持就业优先，扎实推进社会保障体系建设。城镇新增就业1.2万人。
（二）城乡建设
深入推进城市更新，加强市政设施管护。新建公园12座。
二、2025年工作打算
城镇新增就业1.3万人以上。
"""


def opened_with(folder: Path, files: Mapping[str, str]) -> Workspace:
    """The workspace in ``folder``/home, the files (name → text) written beside it and taken in, in their order."""
    opened = open_workspace(Settings(home=folder / "home"))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        opened.intake.take_in(folder / name)
    return opened


def written(opened: Workspace, year: int) -> DraftView:
    """A whole draft for ``year``, every section written."""
    draft = opened.drafting.start(year)
    opened.doing.do_all(draft, [Draft(section.id) for section in opened.desk.view(draft).sections], "撰稿人")
    opened.worker.run_waiting()
    return opened.desk.view(draft)


def section_id(opened: Workspace, draft: str, position: int) -> SectionId:
    """The id of the section at a place."""
    return opened.desk.view(draft).sections[position].id


def edit(opened: Workspace, draft: str, position: int, text: str, by: str = "撰稿人") -> Result:
    """A section's text as a person writes it."""
    return opened.doing.do(draft, Edit(section_id(opened, draft, position), text), by)


def accept(opened: Workspace, draft: str, position: int, by: str = "核稿人") -> Result:
    """A section signed."""
    return opened.doing.do(draft, Accept(section_id(opened, draft, position)), by)


def texts(opened: Workspace, draft: str) -> list[str]:
    """Every section's text as it stands."""
    return [section.current.section.text if section.current else "" for section in opened.desk.view(draft).sections]
