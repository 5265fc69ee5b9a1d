"""催报单: what a draft lacks goes out as a sheet a department, comes back filled in, and finds its places."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from workspace_case import opened_with, written

from nigao.workspace import Workspace

LAST = """示例县2024年政府工作总结和2025年工作打算
一、2024年工作回顾
全县地区生产总值完成120.5亿元，增长5.2%。城镇新增就业1.2万人。新建公园12座。
二、2025年工作打算
城镇新增就业1.3万人以上。
"""
SHEET = "指标,2024年,2025年,单位,责任部门\n地区生产总值,120.5,,亿元,统计局\n城镇新增就业,1.2,,万人,人社局\n新建公园,12,,座,住建局\n"


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Workspace, str, Path]:
    workspace = opened_with(tmp_path, {"示例县2024年政府工作总结.txt": LAST, "示例县主要指标.csv": SHEET})
    return workspace, written(workspace, 2026).id, tmp_path


def sheet_of(workspace: Workspace, draft: str, department: str) -> bytes:
    return dict(workspace.missing.sheets(draft))[f"{department}缺数催报单.xlsx"]


def filled(content: bytes, numbers: dict[str, object], folder: Path, name: str = "回报.xlsx") -> Path:
    """The sheet with numbers put beside the indicators that have these words in their names."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=5):
        for words, number in numbers.items():
            if str(row[0].value or "") == words:
                row[4].value = number  # type: ignore[assignment]
    path = folder / name
    book.save(path)
    return path


def text_of(workspace: Workspace, draft: str) -> str:
    return "\n".join(section.text for section in workspace.drafting.as_draft(draft).sections)


def take(workspace: Workspace, path: Path) -> tuple[str, tuple[str, ...]]:
    (taken,) = workspace.intake.take_in_all(path)
    assert taken.source is not None, taken.error
    return taken.source, (*taken.warnings, *workspace.missing.fill_returned(taken.source).why)


def test_each_department_gets_its_own_sheet_with_last_years_numbers(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, _ = opened
    assert {"统计局缺数催报单.xlsx", "人社局缺数催报单.xlsx", "住建局缺数催报单.xlsx"} <= {
        name for name, _ in workspace.missing.sheets(draft)
    }
    sheet = load_workbook(io.BytesIO(sheet_of(workspace, draft, "统计局"))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert (rows[0][0], rows[1][0]) == ("缺数催报单", "填报部门：统计局")
    assert rows[4][:6] == ["地区生产总值", "2025年", "完成数", "120.5亿元", None, "亿元"]
    assert rows[4][7] == "全县地区生产总值完成（　　）亿元，增长……"  # a name alone says little to who is asked
    assert "签字" in str(rows[-1][0])


def test_a_filled_sheet_fills_the_gaps_in_the_departments_name(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    path = filled(sheet_of(workspace, draft, "统计局"), {"地区生产总值": 131.4, "地区生产总值增速": 5.6}, folder)
    source, why = take(workspace, path)
    assert why == ()
    assert "全县地区生产总值完成131.4亿元，增长5.6%。" in text_of(workspace, draft)
    kept = workspace.archive.source(source)
    assert (kept.department, kept.role, kept.year) == ("统计局", "metrics", 2025)


def test_a_negative_number_of_a_sheet_turns_growth_into_a_fall(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    path = filled(sheet_of(workspace, draft, "统计局"), {"地区生产总值": 118.4, "地区生产总值增速": -1.7}, folder)
    assert take(workspace, path)[1] == ()
    assert "全县地区生产总值完成118.4亿元，下降1.7%。" in text_of(workspace, draft)


def test_text_where_a_number_belongs_is_said_and_not_read(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    path = filled(sheet_of(workspace, draft, "人社局"), {"城镇新增就业": "比去年略多"}, folder)
    _, why = take(workspace, path)
    assert any("“城镇新增就业”填的是“比去年略多”，不是数字" in one for one in why)
    assert "【待补：城镇新增就业（万人）】" in text_of(workspace, draft)


def test_nothing_given_is_no_number_and_no_fault(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    source, why = take(workspace, filled(sheet_of(workspace, draft, "住建局"), {"新建公园": "无"}, folder))
    assert (why, workspace.archive.report(source).figures) == ((), ())


def test_a_number_that_contradicts_the_first_sheet_waits_for_a_ruling(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    content = sheet_of(workspace, draft, "统计局")
    other = folder / "other.csv"
    other.write_text("指标,2025年,单位\n地区生产总值,129.9,亿元\n", encoding="utf-8")
    list(workspace.intake.take_in_all(other))
    _, why = take(workspace, filled(content, {"地区生产总值": 131.4}, folder))
    assert any("不一致，请裁定后填" in one for one in why)
    assert "131.4" not in text_of(workspace, draft)


def test_the_same_sheet_twice_changes_nothing(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    path = filled(sheet_of(workspace, draft, "统计局"), {"地区生产总值": 131.4}, folder)
    first, _ = take(workspace, path)
    before = text_of(workspace, draft)
    again, why = take(workspace, path)
    assert (again, text_of(workspace, draft)) == (first, before)
    assert all("已经填好" in one for one in why)


def test_a_number_that_cannot_be_is_asked_about_and_kept(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    source, why = take(workspace, filled(sheet_of(workspace, draft, "住建局"), {"新建公园": -5}, folder))
    assert any("填的是负数，上年是12座" in one for one in why)
    assert "【待补：新建公园（座）】" in text_of(workspace, draft) and workspace.archive.report(source).figures


def test_a_number_of_another_order_of_magnitude_is_asked_about(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    _, why = take(workspace, filled(sheet_of(workspace, draft, "人社局"), {"城镇新增就业": 13000}, folder))
    assert any("相差50倍以上，可能单位不同" in one for one in why)
    assert "【待补：城镇新增就业（万人）】" in text_of(workspace, draft)


def test_a_sheet_of_another_department_is_kept_and_asked_about(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    path = filled(sheet_of(workspace, draft, "住建局"), {"新建公园": 15}, folder)
    book = load_workbook(path)
    book.active["A2"].value = "填报部门：档案局"  # type: ignore[index,union-attr]
    book.save(path)
    _, why = take(workspace, path)
    assert any("问的是“住建局”，这张表是“档案局”的" in one for one in why)
    assert "【待补：新建公园（座）】" in text_of(workspace, draft)


def test_a_number_with_a_remark_waits_until_the_remark_is_read(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    path = filled(sheet_of(workspace, draft, "住建局"), {"新建公园": 15}, folder)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    remarks = {"新建公园": "口径有调整，含口袋公园"}
    for row in sheet.iter_rows(min_row=5):
        row[6].value = remarks.get(str(row[0].value or ""))  # type: ignore[assignment]
    book.save(path)
    source, why = take(workspace, path)
    assert why == ("新建公园15座：备注写着“口径有调整，含口袋公园”，已收进台账，请看过再填。",)
    assert "【待补：新建公园（座）】" in text_of(workspace, draft) and workspace.archive.report(source).figures


def test_a_remark_without_a_number_is_said(opened: tuple[Workspace, str, Path]) -> None:
    workspace, draft, folder = opened
    path = filled(sheet_of(workspace, draft, "人社局"), {}, folder)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet["G5"].value = "待省厅核定，下周报"
    book.save(path)
    assert any("没有填数，备注写着“待省厅核定，下周报”" in one for one in take(workspace, path)[1])
