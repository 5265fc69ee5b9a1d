"""Figures out of real workbooks, opened by the product's own reader: what a person saw in the sheet is what is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from documents.reader import FileReader
from examples import example_files
from examples.make_examples import ROWS
from nigao.figures.figure import Figure
from nigao.figures.tables import read_tables
from nigao.own_year.paper import paper_years


def figures_in(path: Path) -> tuple[dict[str, Figure], list[str]]:
    document = FileReader().read(path)
    figures, warnings = read_tables(document.tables, document.text, calendar=paper_years(path.name, document.text).calendar, name=path.name)
    assert all(document.text[figure.start : figure.end] == figure.text for figure in figures)
    return {figure.place: figure for figure in figures}, warnings


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "经济指标"
    sheet.append(["2025年主要经济指标", None, None, None, None])
    sheet.merge_cells("A1:E1")
    sheet.append([None, None, None, None, "单位：万元"])
    sheet.append(["指标", "2024年", "2025年", None, None])
    sheet.append([None, None, "绝对数", "同比增长", "占比"])
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:E3")
    sheet.append(["一般公共预算收入", 1200.5, 1300, 0.0829, 1])
    sheet.append(["　其中：税收收入", 800, 900, 0.125, 0.6923])
    for cell in (*sheet["D"][4:], *sheet["E"][4:]):
        cell.number_format = "0.0%"
    for cell in (*sheet["B"][4:], *sheet["C"][4:]):
        cell.number_format = "#,##0.00"
    targets = book.create_sheet("2026年目标")
    targets.append(["指标", "单位", "目标"])
    targets.append(["城镇新增就业", "万人", "1.2以上"])
    path = tmp_path / "2025年指标表.xlsx"
    book.save(path)
    return path


def test_heads_merged_over_rows_and_columns_and_cells_formatted_as_per_cent(workbook: Path):
    cells, warnings = figures_in(workbook)
    income = cells["经济指标!C5"]
    assert (income.text, income.value, income.unit, income.period) == ("1,300.00", "13000000", "元", "2025")
    assert (cells["经济指标!B5"].value, cells["经济指标!B5"].period) == ("12005000", "2024")
    growth = cells["经济指标!D6"]
    assert (growth.text, growth.value, growth.measure, growth.indicator) == ("12.5%", "12.5", "change", "税收收入")
    assert cells["经济指标!E6"].indicator.endswith("占比")
    assert cells["经济指标!E6"].unit == "%"
    assert warnings == []


def test_every_sheet_is_read_and_its_name_says_the_year(workbook: Path):
    target = figures_in(workbook)[0]["2026年目标!C2"]
    assert (target.value, target.status, target.period, target.comparator) == ("12000", "target", "2026", "ge")


def test_the_example_table_is_read_whole():
    path = next(path for path, wishes in example_files() if wishes["role"] == "metrics")
    cells, warnings = figures_in(path)
    assert warnings == []
    assert len(cells) == sum(bool(row.value) + bool(row.change) for row in ROWS)
    first = cells["主要指标!C3"]
    assert (first.indicator, first.value, first.unit, first.period) == ("地区生产总值", "5200000000000", "元", "2025")


def test_every_example_file_can_be_opened():
    reader = FileReader()
    assert all(reader.read(path).text for path, _ in example_files())
