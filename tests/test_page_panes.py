"""What the panes of 写稿 offer, drawn without a browser: one click is one command."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from workspace_case import TWO_FIELDS, opened_with, texts, written

from nigao.commands import Edit
from nigao.workspace import Workspace

STRAY = "档案局2025年工作情况\n全年接收进馆档案2.3万卷，完成馆藏目录数字化转换。\n"
LATE = "人社局2025年工作情况\n全年城镇新增就业1.5万人，开展职业技能培训3200人次。\n"


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Workspace, str]:
    workspace = opened_with(tmp_path, {"示例县2024年政府工作总结.txt": TWO_FIELDS, "档案局2025年材料.txt": STRAY})
    return workspace, written(workspace, 2026).id


def remarks(workspace: Workspace, draft: str, holding: str) -> AppTest:
    """The pane 意见 with the section in hand that holds these words."""

    def script(workspace: object, draft: str, section: str) -> None:
        import streamlit as st

        from ui.workbench.remarks import remarks

        st.session_state.setdefault(f"section-{draft}", section)
        remarks(workspace, workspace.desk.view(draft), workspace.reviewing.open_findings(draft))  # type: ignore[attr-defined, arg-type]

    at = next(n for n, text in enumerate(texts(workspace, draft)) if holding in text)
    section = workspace.desk.view(draft).sections[at].id
    drawn = AppTest.from_function(script, default_timeout=30, args=(workspace, draft, section)).run()
    assert not drawn.exception
    return drawn


def click(drawn: AppTest, words: str) -> None:
    next(button for button in drawn.button if button.label == words).click().run()
    assert not drawn.exception


def test_what_found_no_place_is_put_into_the_section_in_hand(opened: tuple[Workspace, str]) -> None:
    workspace, draft = opened
    click(remarks(workspace, draft, "城市更新"), "放进这一部分")
    assert any("城市更新" in text and "接收进馆档案2.3万卷" in text for text in texts(workspace, draft))


def test_the_sentences_of_last_year_that_are_ticked_are_taken_out_and_the_others_stay(opened: tuple[Workspace, str]) -> None:
    workspace, draft = opened
    drawn = remarks(workspace, draft, "城市更新")
    next(box for box in drawn.checkbox if "市政设施" in box.label).uncheck().run()
    click(drawn, "删去1处")
    now = next(text for text in texts(workspace, draft) if "市政设施" in text)
    assert "城市更新" not in now


def test_what_came_later_is_named_and_its_changes_proposed_by_one_click(opened: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, draft = opened
    (tmp_path / "人社局2025年材料.txt").write_text(LATE, encoding="utf-8")
    workspace.intake.take_in(tmp_path / "人社局2025年材料.txt")
    before = texts(workspace, draft)
    click(remarks(workspace, draft, "就业优先"), "用新到的材料更新")
    assert texts(workspace, draft) == before
    assert any("1.5万人" in part.after for one in workspace.desk.load(draft).state.proposals.values() for part in one.parts)


def test_what_a_ruling_asks_of_a_draft_waits_among_its_remarks(opened: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, draft = opened
    for name, value in (("人社局", "1.5"), ("统计局", "1.6")):
        (tmp_path / f"{name}2025年材料.txt").write_text(f"{name}2025年工作情况\n全年城镇新增就业{value}万人。\n", encoding="utf-8")
        workspace.intake.take_in(tmp_path / f"{name}2025年材料.txt")
    section = next(one for one in workspace.desk.view(draft).sections if one.current and "就业" in one.current.section.text)
    workspace.doing.do(draft, Edit(section.id, "全年城镇新增就业1.5万人。"), "王敏")
    [conflict] = workspace.books.conflicts()
    other = next(entry for entry in conflict.entries if entry.figure.text == "1.6万人")
    assert workspace.settling.rule(conflict, other, "王敏", "以统计局为准") == 1
    click(remarks(workspace, draft, "城镇新增就业1.5万人"), "采用")
    assert any("全年城镇新增就业1.6万人" in text for text in texts(workspace, draft))


def test_a_heading_without_a_text_of_its_own_waits_for_nobody(tmp_path: Path) -> None:
    from ui.workbench.data import editor_data

    nested = "示例县2024年工作总结\n一、2024年工作\n（一）教育\n新建学校3所。\n（二）医疗\n新建医院1所。\n二、2025年打算\n继续努力，新建学校4所。\n"
    workspace = opened_with(tmp_path, {"示例县2024年政府工作总结.txt": nested})
    draft = written(workspace, 2026).id
    view, kept = workspace.desk.view(draft), workspace.reviewing.kept(draft)
    names = {one["title"]: one["stateName"] for one in editor_data(workspace, view, kept, workspace.missing.rows(draft))["sections"]}
    alone = {s.item.title for s in view.sections if s.current and not s.current.section.paragraphs}
    assert alone and {name: state for name, state in names.items() if state == "标题"}.keys() == alone


def test_a_proposal_nobody_answered_is_folded_away_once_something_else_is_spoken_of(opened: tuple[Workspace, str]) -> None:
    def script(workspace: object, draft: str) -> None:
        from ui.workbench.talk import talk

        talk(workspace, workspace.desk.view(draft), None)  # type: ignore[attr-defined, arg-type]

    workspace, draft = opened
    workspace.chat.say(draft, "第一部分删掉", 0)
    drawn = AppTest.from_function(script, default_timeout=30, args=(workspace, draft)).run()
    assert not drawn.exception and not drawn.expander and any(button.label == "采用" for button in drawn.button)
    workspace.chat.say(draft, "还缺哪些数", 0)
    drawn.run()
    (folded,) = drawn.expander
    assert "1条提议没有答复" in folded.label and any(button.label == "采用" for button in folded.button)


def test_what_was_left_of_markup_is_listed_and_can_be_let_be_as_a_kind(opened: tuple[Workspace, str]) -> None:
    workspace, draft = opened
    section = next(one for one in workspace.desk.view(draft).sections if one.current and "城市更新" in one.current.section.text)
    workspace.doing.do(draft, Edit(section.id, "* 城市更新取得成效。\n* 老旧小区改造12个 😀。"), "王敏")
    drawn = remarks(workspace, draft, "城市更新")
    assert {"必须处理：Markdown记号（2）", "必须处理：表情符号（1）"} <= {one.label for one in drawn.expander}
    assert any("关掉“模型和网页的残留”这一类" in one.options for one in drawn.radio)
