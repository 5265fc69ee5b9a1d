"""What is taken out is what was meant, and a section that was taken out is put back by saying so, whatever was done since."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import edit, opened_with, written

from nigao.asking.removed import wanted_back
from nigao.commands import Accept, Remove
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


@pytest.mark.parametrize(
    "words",
    ["民生保障那节，就业那句重复了，删掉", "民生保障那节就业情况那句多余，去掉", "把民生保障那节里，就业情况那句跟前面重复，删去吧"],
)
def test_of_a_section_whose_sentence_is_amiss_never_the_whole_is_to_go(opened: tuple[Workspace, str], words: str) -> None:
    workspace, draft = opened
    before = titles(workspace, draft)
    answer = workspace.chat.say(draft, words, 2)
    assert titles(workspace, draft) == before
    assert answer is not None and not any(isinstance(result.command, Remove) for result in answer.results)


def test_the_opening_is_signed_where_the_opening_paragraph_is_said_to_do(tmp_path: Path) -> None:
    workspace = opened_with(
        tmp_path,
        {
            "示例县2024年政府工作总结.txt": LAST.replace(
                "一、2024年", "2024年，全县上下团结一心，圆满完成了各项任务。现将工作报告如下。\n一、2024年", 1
            )
        },
    )
    draft = written(workspace, 2026).id
    edit(workspace, draft, 0, "现将工作情况报告如下。")
    answer = workspace.chat.say(draft, "开头这段可以了，采纳", 2)
    assert answer is not None and [r.command for r in answer.results] == [Accept(workspace.desk.view(draft).sections[0].id)]
    assert [one.state == "accepted" for one in workspace.desk.view(draft).sections][:3] == [True, False, False]
