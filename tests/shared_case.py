"""A shared workspace with an account of every role, two departments and a draft whose parts are given to two writers."""

from __future__ import annotations

import shutil
from pathlib import Path

from bootstrap import open_workspace
from nigao.commands import Draft, Give, SectionId
from nigao.desk.results import Done
from nigao.people.account import Person
from nigao.people.admitting import admitted
from nigao.settings import Settings
from nigao.work.intake import Wishes
from nigao.workspace import Workspace

PASSWORD = "晨光里的石榴树开花"
PEOPLE = {
    "管理员": ("admin", "管理员", ""),
    "主笔": ("王敏", "主笔", ""),
    "撰稿": ("李四", "撰稿", ""),
    "核稿": ("周正", "核稿", ""),
    "只读": ("吴读", "只读", ""),
    "报送": ("发改", "报送", "发展改革局"),
}
OTHERS = (("赵六", "撰稿", ""), ("教育", "报送", "教育局"))
LAST = (
    "示例区2025年工作总结和2026年工作打算\n一、2025年工作总结\n（一）产业发展\n新增企业30家。引进项目12个。\n"
    "（二）教育事业\n新建学校3所。教师培训800人次。\n二、2026年工作打算\n（一）产业发展\n新增企业40家。\n（二）教育事业\n新建学校4所。\n"
)
SHEETS = {
    "发展改革局": "发展改革局2026年工作情况\n2026年，全区新增企业36家，引进项目15个。\n",
    "教育局": "教育局2026年工作情况\n2026年，新建学校5所，校舍面积2.3万平方米。\n",
}


def prepared(home: Path) -> Path:
    """The workspace in ``home``, made once to be copied."""
    workspace = open_workspace(Settings(home=home, auth="accounts"))
    for name, role, department in (*PEOPLE.values(), *OTHERS):
        workspace.accounts.add(name, [role], department, PASSWORD)
    folder = home.parent
    for name, text in {"去年.txt": LAST, **{f"{one}.txt": text for one, text in SHEETS.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
        department = name.removesuffix(".txt") if name != "去年.txt" else ""
        workspace.intake.take_in(folder / name, Wishes(department=department, standing="department" if department else None))
    draft = workspace.drafting.start(2027)
    workspace.doing.do_all(draft, [Draft(one.id) for one in workspace.desk.view(draft).sections], "王敏")
    workspace.worker.run_waiting()
    for words, name in (("产业", "李四"), ("教育", "赵六")):
        assert isinstance(workspace.doing.do(draft, Give(section(workspace, words), name), "王敏"), Done)
    return home


def opened(home: Path, copy: Path) -> Workspace:
    """A copy of it, whole, as nobody in particular."""
    shutil.copytree(home, copy)
    return open_workspace(Settings(home=copy, auth="accounts"))


def as_(workspace: Workspace, who: str) -> Workspace:
    """The workspace as somebody may use it, by her role's or her own name."""
    name = PEOPLE[who][0] if who in PEOPLE else who

    def person() -> Person:
        found = workspace.accounts.person(name)
        assert found is not None
        return found

    return admitted(workspace, person)


def draft_of(workspace: Workspace) -> str:
    """The one draft."""
    return workspace.desk.drafts()[0].id


def section(workspace: Workspace, words: str) -> SectionId:
    """The first section whose title has these words."""
    return next(one.id for one in workspace.desk.view(draft_of(workspace)).sections if words in one.item.title)


def source_of(workspace: Workspace, department: str) -> str:
    """The id of a department's material."""
    return next(one.id for one in workspace.archive.sources() if one.department == department)
