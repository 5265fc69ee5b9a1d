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
