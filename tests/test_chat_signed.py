"""A signature is taken back where somebody says so, whatever reason she gives first."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import TWO_FIELDS, accept, edit, opened_with, written

from nigao.commands import Reject
from nigao.workspace import Workspace


@pytest.fixture
def signed(tmp_path: Path) -> tuple[Workspace, str]:
    """A draft whose first two fields of work are signed, the second last."""
    workspace = opened_with(tmp_path, {"示例县2024年政府工作总结.txt": TWO_FIELDS})
    draft = written(workspace, 2026).id
    for position, text in ((1, "就业形势平稳。"), (2, "城市更新顺利。")):
        edit(workspace, draft, position, text)
        accept(workspace, draft, position)
    return workspace, draft


def states(workspace: Workspace, draft: str) -> list[bool]:
    return [one.state == "accepted" for one in workspace.desk.view(draft).sections][1:3]


@pytest.mark.parametrize("words", ["住建局又来电话了，刚签的先不作数，给它撤下来", "刚才签的不算，撤下来", "刚签的那节先作废"])
def test_the_signature_just_given_is_taken_back(signed: tuple[Workspace, str], words: str) -> None:
    workspace, draft = signed
    workspace.chat.say(draft, words)
    assert states(workspace, draft) == [True, False]


@pytest.mark.parametrize("words", ["民生保障那节又有变化，先撤签，另外一节照旧", "民生保障那节把签字收回来"])
def test_an_earlier_one_is_asked_about_and_the_other_stays(signed: tuple[Workspace, str], words: str) -> None:
    workspace, draft = signed
    answer = workspace.chat.say(draft, words)
    wanted = [result.command for result in answer.results] if answer is not None else []
    assert wanted == [Reject(workspace.desk.view(draft).sections[1].id)] and states(workspace, draft) == [True, True]


def test_what_was_only_asked_or_is_to_stay_signed_stays(signed: tuple[Workspace, str]) -> None:
    workspace, draft = signed
    for words in ("刚签的那节别撤", "刚签的还作数吗", "民生保障那节先不撤签"):
        workspace.chat.say(draft, words)
    assert states(workspace, draft) == [True, True]


@pytest.mark.parametrize(
    "words", ["城市建设那节标题改成“城市更新”，改完这节就采纳", "请把城市建设那节标题改为“城市更新”，改好以后采纳这一节"]
)
def test_what_is_signed_after_a_change_is_the_section_changed_and_not_the_one_that_is_open(
    signed: tuple[Workspace, str], words: str
) -> None:
    workspace, draft = signed
    first, second = (workspace.desk.view(draft).sections[n].id for n in (1, 2))
    workspace.doing.do_all(draft, [Reject(first), Reject(second)], "王")
    workspace.chat.say(draft, words, 1)
    assert states(workspace, draft) == [False, True]


def test_a_share_said_of_nothing_makes_nothing_shorter(signed: tuple[Workspace, str]) -> None:
    workspace, draft = signed
    before = [one.current.number for one in workspace.desk.view(draft).sections if one.current]
    workspace.chat.say(draft, "改成15%", 1)
    assert [one.current.number for one in workspace.desk.view(draft).sections if one.current] == before
