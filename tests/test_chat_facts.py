"""Values a person states, and questions about figures: each goes where it was said and nowhere else, and a question changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chat_case import play, state, take_back
from workspace_case import opened_with, written

from nigao.workspace import Workspace

REPORT = (Path(__file__).parent / "data" / "chat" / "示例区_2025.txt").read_text(encoding="utf-8")
MATERIAL = """示例区民政局2025年工作总结
一、2025年工作情况
城镇新增就业1.4万人。新增养老床位260张，建成老年食堂9个。拆除违法建设5万平方米。研发投入达到13亿元。
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str]]:
    opened = opened_with(tmp_path_factory.mktemp("facts"), {"示例区_2025.txt": REPORT, "民政局.txt": MATERIAL})
    draft = written(opened, 2026).id
    play(opened, draft, [{"say": "研发投入填13亿元"}])
    yield opened, draft


def _said(drafted: tuple[Workspace, str], words: str) -> tuple[dict[str, str], str, bool]:
    """(sections whose text is another, what they say now; the reply; whether something is proposed), all taken back again."""
    opened, draft = drafted
    steps = sum(1 for entry in opened.desk.journal(draft) if entry.patch and not entry.undone)
    try:
        states, reply, proposed = play(opened, draft, [{"say": words}])
    finally:
        take_back(opened, draft, steps)
    assert state(opened, draft) == states[0]
    return {b.bare: b.text for a, b in zip(states[0], states[-1], strict=True) if a.text != b.text}, reply, proposed


def test_a_value_said_after_another_of_a_named_section_goes_into_that_section(drafted: tuple[Workspace, str]) -> None:
    changed, _, _ = _said(drafted, "办好民生实事里城镇新增就业按1.5万人填，新增学位按2100个填")
    assert list(changed) == ["办好民生实事"]
    assert "城镇新增就业1.5万人" in changed["办好民生实事"] and "新增学位2100个" in changed["办好民生实事"]


def test_what_is_to_be_filled_in_never_takes_the_place_of_a_figure(drafted: tuple[Workspace, str]) -> None:
    changed, reply, proposed = _said(drafted, "研发投入那个空填15亿元")
    assert not changed and proposed and "现在是13亿元" in reply
