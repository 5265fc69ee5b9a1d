"""A paper that does not say its year is asked about; the answer holds, and until then nothing is made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from workspace_case import opened_with

from nigao.errors import BadCall
from nigao.work.intake import Wishes
from nigao.workspace import Workspace

MAIN = "示例区2024年工作总结和2025年工作安排\n一、2024年工作回顾\n新增企业30家。\n二、2025年工作安排\n新增企业40家。\n"
PAPER = "示例区民政局工作总结\n一、主要工作\n发放低保金320万元，比2024年提高5%。城乡低保对象890人。\n"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return opened_with(tmp_path, {"示例区2024年总结.txt": MAIN, "民政局工作总结.txt": PAPER})


def test_a_paper_without_a_year_is_asked_about_and_the_likeliest_year_is_offered_first(opened: Workspace) -> None:
    (asked,) = opened.intake.without_year()
    assert asked.question == "“示例区民政局工作总结”没有写明年份，里面说的是哪一年的情况？"
    assert asked.choices[:2] == (2025, 2024)


def test_the_answer_is_the_year_of_its_figures_and_is_not_asked_again(opened: Workspace) -> None:
    (asked,) = opened.intake.without_year()
    assert {entry.figure.period for entry in opened.archive.entries(source=asked.source.id)} == {""}
    told = opened.intake.tell_year(asked.source.id, 2025)
    assert (told.identity.year, told.identity.reviewed_year) == (2025, 2025)
    assert {entry.figure.period for entry in opened.archive.entries(source=asked.source.id)} == {"2025"}
    assert opened.intake.without_year() == []


def test_a_report_with_a_plan_is_of_the_year_after_the_one_told(tmp_path: Path) -> None:
    text = "示例局工作总结和工作打算\n一、工作总结\n新增企业30家。\n二、工作打算\n新增企业40家。\n"
    opened = opened_with(tmp_path, {"总结和打算.txt": text})
    (asked,) = opened.intake.without_year()
    told = opened.intake.tell_year(asked.source.id, 2025)
    assert [figure.period for figure in told.figures] == ["2025", "2026"]


def test_a_form_with_its_years_struck_out_is_of_no_year_and_nobody_is_asked(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, {"总结.txt": "20xx年工作总结\n一、主要工作\n20xx年新增企业30家。\n"})
    assert opened.intake.without_year() == []


def test_a_year_that_is_none_is_refused_in_one_sentence(opened: Workspace) -> None:
    with pytest.raises(BadCall, match="四位数"):
        opened.intake.tell_year(opened.intake.without_year()[0].source.id, 25)


def test_one_click_on_the_page_answers(opened: Workspace) -> None:
    def script(workspace: object) -> None:
        from importlib import import_module

        import_module("ui.materials").page(workspace)

    drawn = AppTest.from_function(script, default_timeout=30, args=(opened,)).run()
    next(button for button in drawn.button if button.label == "2025年").click().run()
    assert not drawn.exception and not opened.intake.without_year()


def test_beside_departments_papers_of_a_year_that_year_is_offered_first(tmp_path: Path) -> None:
    files = {
        "总结.txt": "青川区住建局2024年工作总结和2025年工作计划\n一、2024年工作\n改造小区41个。\n二、2025年计划\n改造小区50个。\n",
        "建管科.txt": "建管科2025年工作总结\n一、主要工作\n建筑业总产值305亿元。\n",
        "质安站.txt": "质量安全监督站工作总结\n一、主要工作\n开展检查915次。\n",
    }
    (asked,) = opened_with(tmp_path, files).intake.without_year()
    assert asked.choices[0] == 2025


def test_the_year_said_at_import_of_a_paper_without_one_is_the_year_of_its_facts(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, {})
    paper = tmp_path / "资产管理部报告.txt"
    paper.write_text(
        "资产管理部关于今年以来工作情况的报告\n一、主要工作\n盘活房产6万平方米。\n二、下一步工作打算\n盘活房产5万平方米。\n",
        encoding="utf-8",
    )
    opened.intake.take_in(paper, Wishes(year=2026))
    told = {(entry.figure.text, entry.figure.period) for entry in opened.archive.entries()}
    assert told == {("6万平方米", "2026"), ("5万平方米", "2027")}
