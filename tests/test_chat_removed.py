"""A section that was taken out is put back by saying so, whatever was done since."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import edit, opened_with, written

from nigao.asking.removed import wanted_back
from nigao.commands import Remove
from nigao.workspace import Workspace

LAST = (
    "示例县2024年政府工作总结和2025年工作打算\n一、2024年工作回顾\n（一）民生保障\n城镇新增就业1.2万人。\n（二）人才队伍持续壮大\n引进人才26人。\n"
    "（三）城乡建设\n新建公园12座。\n二、2025年工作打算\n城镇新增就业1.3万人以上。\n"
)


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Workspace, str]:
    workspace = opened_with(tmp_path, {"示例县2024年政府工作总结.txt": LAST})
    draft = written(workspace, 2026).id
    gone = next(one for one in workspace.desk.view(draft).sections if "人才" in one.item.title)
    workspace.doing.do(draft, Remove(gone.id), "王敏")
    edit(workspace, draft, 1, "城镇新增就业情况良好。")
    return workspace, draft


def titles(workspace: Workspace, draft: str) -> list[str]:
    return [one.item.title for one in workspace.desk.view(draft).sections]


@pytest.mark.parametrize(
    "words",
    [
        "把删掉的人才队伍那一节找回来",
        "找回“人才队伍持续壮大”这一节",
        "恢复删去的部分",
        "把刚才删的那一节恢复",
        "人才队伍持续壮大还是放回去吧",
    ],
)
def test_a_section_taken_out_earlier_is_put_back_with_its_text(opened: tuple[Workspace, str], words: str) -> None:
    workspace, draft = opened
    workspace.chat.say(draft, words)
    assert titles(workspace, draft)[2] == "人才队伍持续壮大"
    assert "引进人才" in workspace.desk.view(draft).sections[2].current.section.text  # type: ignore[union-attr]
    assert workspace.desk.view(draft).sections[1].current.section.text == "城镇新增就业情况良好。"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words",
    ["人才队伍那一节不要找回来", "删去的那一节还能找回来吗", "把删掉的那句话找回来", "把民生保障恢复", "删去的人才队伍去年怎么写的"],
)
def test_what_is_asked_denied_or_said_of_something_else_puts_nothing_back(opened: tuple[Workspace, str], words: str) -> None:
    workspace, draft = opened
    workspace.chat.say(draft, words)
    assert "人才队伍持续壮大" not in titles(workspace, draft)


def test_of_several_the_named_one_is_meant_and_without_a_name_the_last(opened: tuple[Workspace, str]) -> None:
    workspace, draft = opened
    workspace.doing.do(draft, Remove(workspace.desk.view(draft).sections[2].id), "王敏")
    state = workspace.desk.load(draft).state
    assert [row.item.title for row in state.removed()] == ["城乡建设", "人才队伍持续壮大"]
    for words, title in (("把人才队伍那节找回来", "人才队伍持续壮大"), ("把删掉的那一节恢复", "城乡建设")):
        assert (row := wanted_back(words, state.removed(), state.standing())) is not None and row.item.title == title
