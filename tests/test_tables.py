"""Figures read out of tables, each with what its row, its column, the title and the units above it say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.tables import read_tables
from nigao.report import Cell, Table

CALENDAR = Calendar("2025", "2026")
Merges = dict[tuple[int, int], tuple[int, int]]


def table(rows: list[list[str | None]], name: str = "表1", merges: Merges | None = None) -> tuple[Table, str]:
    """A table as a reader hands it on, and the text its cells stand in. None: covered by a merged cell."""
    cells, text = [], ""
    for row, texts in enumerate(rows):
        for column, shown in enumerate(texts):
            text += "\t" if column else ""
            if shown is None:
                continue
            span = (merges or {}).get((row, column), (1, 1))
            address = f"{chr(65 + column)}{row + 1}"
            cells.append(Cell(shown, row, column, len(text), len(text) + len(shown), address, *span))
            text += shown
        text += "\n"
    return Table(name, tuple(cells), 0, len(text)), text


def read(
    rows: list[list[str | None]], name: str = "表1", merges: Merges | None = None, file: str = ""
) -> tuple[dict[str, Figure], list[str]]:
    """Figures by cell address, and the warnings. Each figure's surface is where it says it is."""
    made, text = table(rows, name, merges)
    figures, warnings = read_tables([made], text, calendar=CALENDAR, name=file)
    for figure in figures:
        assert text[figure.start : figure.end] == figure.text
        assert figure.place.startswith(f"{name}!")
    return {figure.place.rpartition("!")[2]: figure for figure in figures}, warnings


def told(figure: Figure) -> tuple[str, str, str, str, str, str]:
    return figure.indicator, figure.value, figure.unit, figure.measure, figure.status, figure.period


def test_unit_of_the_corner_scales_every_cell_and_years_stand_in_columns():
    cells, warnings = read(
        [
            ["2025年主要经济指标", None, None, None],
            ["", "", "", "单位：万元"],
            ["指标", "2024年", "2025年", "同比增长（%）"],
            ["固定资产投资", "1,200.5", "12.5", "↓3.1"],
        ],
        merges={(0, 0): (1, 4)},
    )
    assert told(cells["B4"]) == ("固定资产投资", "12005000", "元", "level", "actual", "2024")
    assert told(cells["C4"]) == ("固定资产投资", "125000", "元", "level", "actual", "2025")
    assert told(cells["D4"]) == ("固定资产投资", "-3.1", "%", "change", "actual", "2025")
    assert warnings == []


def test_heads_of_two_rows_tell_target_outcome_and_rate_apart():
    cells, _ = read(
        [
            ["指标名称", "计量单位", "2025年", None, None, "2026年目标"],
            [None, None, "目标", "完成", "完成率", None],
            ["城镇新增就业", "万人", "1.2", "1.3", "108.3%", "1.2左右"],
            ["优良天数比例", "%", "80", "81.2", "101.5", "82以上"],
        ],
        merges={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 3), (0, 5): (2, 1)},
    )
    assert told(cells["C3"]) == ("城镇新增就业", "12000", "人", "level", "target", "2025")
    assert told(cells["D3"]) == ("城镇新增就业", "13000", "人", "level", "actual", "2025")
    assert told(cells["E3"]) == ("城镇新增就业完成率", "108.3", "%", "level", "actual", "2025")
    assert told(cells["F3"]) == ("城镇新增就业", "12000", "人", "level", "target", "2026")
    assert (cells["F3"].comparator, cells["F4"].comparator) == ("approx", "ge")


def test_a_long_table_takes_year_unit_and_scope_from_their_columns():
    cells, warnings = read(
        [
            ["指标", "年份", "数值", "单位", "同比（%）", "口径", "责任单位"],
            ["地区生产总值", "2025", "5.2", "万亿元", "5.4", "全市", "发展改革委"],
            ["绿色出行比例", "2024", "75.6", "%", "", "中心城区", "交通委"],
        ]
    )
    assert told(cells["C2"]) == ("地区生产总值", "5200000000000", "元", "level", "actual", "2025")
    assert told(cells["E2"]) == ("地区生产总值", "5.4", "%", "change", "actual", "2025")
    assert (cells["C2"].scope, cells["C3"].scope, cells["C3"].period) == ("", "中心城区", "2024")
    assert set(cells) == {"C2", "E2", "C3"}
    assert warnings == []


def test_a_transposed_table_has_its_indicators_in_the_head_and_years_in_the_rows():
    cells, _ = read(
        [["年份", "社会消费品零售总额（亿元）", "增速（%）", "全省位次"], ["2023年", "100", "5", "3"], ["2024年", "110", "10", "第2位"]]
    )
    assert told(cells["B2"]) == ("社会消费品零售总额", "10000000000", "元", "level", "actual", "2023")
    assert told(cells["C3"]) == ("社会消费品零售总额", "10", "%", "change", "actual", "2024")
    assert told(cells["D3"]) == ("社会消费品零售总额", "2", "位", "rank", "actual", "2024")
    assert cells["D2"].unit == "位"


def test_districts_as_rows_become_the_scope_and_the_total_is_the_whole():
    cells, _ = read([["地区", "企业数（家）", "营业收入（万元）"], ["东城区", "10", "20"], ["西城区", "1", "2"], ["合计", "11", "22"]])
    assert (cells["B2"].indicator, cells["B2"].scope, cells["B2"].unit) == ("企业", "东城区", "家")
    assert (cells["C3"].indicator, cells["C3"].scope, cells["C3"].value) == ("营业收入", "西城区", "20000")
    assert (cells["C4"].indicator, cells["C4"].scope) == ("营业收入", "")


def test_districts_under_years_take_the_indicator_from_the_title():
    cells, _ = read(
        [["各区地区生产总值（单位：亿元）", None, None], ["地区", "2024年", "2025年"], ["海淀区", "100", "120"], ["朝阳区", "90", "95"]],
        merges={(0, 0): (1, 3)},
    )
    assert (cells["C3"].indicator, cells["C3"].scope, cells["C3"].value) == ("地区生产总值", "海淀区", "12000000000")


def test_rows_of_which_keep_their_parent_unless_their_name_stands_by_itself():
    cells, _ = read(
        [
            ["指标", "2025年（亿元）"],
            ["地区生产总值", "100"],
            ["　其中：第一产业", "10"],
            ["　　　　第二产业", "40"],
            ["一般公共预算收入", "20"],
            ["  其中：税收收入", "15"],
        ]
    )
    assert [cells[f"B{row}"].indicator for row in range(2, 7)] == [
        "地区生产总值",
        "地区生产总值其中第一产业",
        "地区生产总值其中第二产业",
        "一般公共预算收入",
        "税收收入",
    ]


@pytest.mark.parametrize("head", ["1—9月", "一季度", "上半年", "前三季度", "截至9月底"])
def test_a_part_of_the_year_never_equals_the_year(head: str):
    cells, _ = read([["指标", head, "全年"], ["固定资产投资（亿元）", "30.5", "40"]], file="2025年指标.xlsx")
    assert cells["B2"].period == cells["C2"].period == "2025"
    assert cells["B2"].scope
    assert cells["C2"].scope == ""


def test_last_year_is_counted_from_the_year_the_title_says():
    cells, _ = read(
        [["2023年财政收支表", None, None], ["项目", "上年数", "本年数"], ["税收收入（万元）", "100", "120"]], merges={(0, 0): (1, 3)}
    )
    assert (cells["B3"].period, cells["C3"].period) == ("2022", "2023")


def test_a_table_of_targets_alone_is_about_the_year_planned():
    cells, _ = read([["指标", "目标"], ["地区生产总值增速", "5%左右"], ["财政收入（亿元）", "40"]])
    assert told(cells["B2"]) == ("地区生产总值", "5", "%", "change", "target", "2026")
    assert cells["B3"].status == "target"


def test_a_fall_told_by_the_head_is_negative():
    cells, _ = read([["指标", "2025年下降（%）"], ["单位产值能耗", "3.2"]])
    assert (cells["B2"].measure, cells["B2"].value) == ("change", "-3.2")


def test_empty_cells_and_dashes_are_no_figures():
    cells, warnings = read([["指标", "2024年", "2025年"], ["用电量（亿千瓦时）", "—", "12"], ["用水量（万吨）", "", "/"]])
    assert set(cells) == {"C2"}
    assert cells["C2"].unit == "千瓦时"
    assert warnings == []


def test_spreadsheet_errors_are_said_and_not_read():
    cells, warnings = read([["指标", "2025年"], ["用电量（亿千瓦时）", "#REF!"]])
    assert cells == {}
    assert any("B2" in warning and "公式错误" in warning for warning in warnings)


def test_a_table_without_a_head_keeps_what_its_rows_name_and_says_so():
    cells, warnings = read([["社会用电量", "5.2亿千瓦时"], ["一般公共预算收入", "600亿元"]])
    assert told(cells["B2"])[:3] == ("一般公共预算收入", "60000000000", "元")
    assert "没有表头" in warnings[0]


def test_numbers_without_any_names_are_not_read_and_that_is_said():
    cells, warnings = read([["1", "2"], ["3", "4"]])
    assert cells == {}
    assert len(warnings) == 1
    assert "没有表头" in warnings[0]


def test_a_cell_that_names_another_unit_than_its_head_goes_by_its_own_and_is_said():
    cells, warnings = read([["指标", "2025年（万元）"], ["税收收入", "300"], ["土地收入", "12亿元"]])
    assert (cells["B2"].value, cells["B3"].value) == ("3000000", "1200000000")
    assert any("B3" in warning and "亿元" in warning and "万元" in warning for warning in warnings)


def test_a_head_repeated_on_the_next_page_is_no_row():
    cells, _ = read([["指标", "2025年（万元）"], ["税收收入", "3"], ["指标", "2025年（万元）"], ["土地收入", "4"]])
    assert set(cells) == {"B2", "B4"}


def test_sentences_in_cells_are_read_as_text():
    cells, _ = read([["重点工作", "责任单位", "完成情况"], ["推进重大项目", "发展改革委", "全年完成固定资产投资120亿元"]])
    assert (cells["C2"].value, cells["C2"].unit) == ("12000000000", "元")


def test_telephone_numbers_codes_and_dates_are_no_figures():
    cells, _ = read([["单位名称", "联系电话", "成立日期", "职工人数（人）"], ["第一中学", "88886666", "2020-01-01", "120"]])
    assert set(cells) == {"D2"}


def test_a_merge_declared_over_the_whole_sheet_does_no_harm():
    rows: list[list[str | None]] = [["说明", None], ["指标", "2025年"], ["用电量（亿千瓦时）", "12"]]
    cells, _ = read(rows, merges={(0, 0): (1048576, 16384)})
    assert isinstance(cells, dict)


UNITS = {"元": 0, "万元": 4, "亿元": 8, "万人": 4, "千公顷": 3, "亿千瓦时": 8, "家": 0}


@given(st.decimals(min_value=0, max_value=10**7, places=2), st.sampled_from(sorted(UNITS)), st.booleans())
def test_a_value_is_the_cell_times_the_scale_of_its_unit_wherever_the_unit_stands(number: Decimal, unit: str, in_head: bool):
    shown = f"{number}"
    head, row = ("2025年" + f"（{unit}）", "甲指标总量") if in_head else ("2025年", f"甲指标总量（{unit}）")
    cells, _ = read([["指标", head], [row, shown], ["乙指标总量", "1"]])
    assert Decimal(cells["B2"].value) == number.scaleb(UNITS[unit])


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=5), min_size=1, max_size=6))
def test_no_table_of_any_texts_breaks_the_reading(rows: list[list[str]]):
    read([[text.replace("\n", " ").replace("\t", " ") for text in row] for row in rows])


def test_a_row_that_says_only_growth_speaks_of_the_row_above_it():
    cells, _ = read([["", "2024", "2025"], ["用电量（亿千瓦时）", "105", "111"], ["增速", "5.0%", "5.7%"]])
    assert told(cells["C3"]) == ("用电量", "5.7", "%", "change", "actual", "2025")


def test_rows_of_which_take_their_parents_unit():
    cells, _ = read(
        [["指标", "本月止累计", "去年同期", "增减±%"], ["工业总产值（万元）", "120", "100", "20"], ["  #高技术产业", "20", "10", "100"]]
    )
    assert told(cells["B3"]) == ("工业总产值其中高技术产业", "200000", "元", "level", "actual", "2025")
    assert cells["C3"].period == "2024"
    assert cells["D3"].period == "2025"


@pytest.mark.parametrize("head", ["增长", "增速", "同比", "同比（%）", "±%", "比2025年增长"])
@pytest.mark.parametrize(
    "years", [("2026年", "2025年"), ("2025年", "2026年"), ("2026年", "上年"), ("2026年完成", "2025年"), ("2024年", "2026年", "2025年")]
)
def test_growth_behind_several_years_is_the_latest_ones_in_whichever_order_they_stand(years: tuple[str, ...], head: str):
    amounts = ["13.6", "12.7", "12.1"][: len(years)]
    cells, _ = read([["指标", *years, head], ["工业用电量（亿千瓦时）", *amounts, "7.1"]])
    growth = cells["BCDE"[len(years)] + "2"]
    assert told(growth) == ("工业用电量", "7.1", "%", "change", "actual", "2026")


def test_growth_behind_each_year_is_that_years_and_behind_two_things_the_nearer_ones():
    cells, _ = read([["指标", "2026年", "增长", "2025年", "增长"], ["工业用电量（亿千瓦时）", "13.6", "7.1", "12.7", "5.2"]])
    assert (cells["C2"].period, cells["E2"].period) == ("2026", "2025")
    cells, _ = read([["园区", "2026年产值（亿元）", "2025年税收（亿元）", "增长"], ["东园区", "30", "2", "6"], ["西园区", "20", "1", "5"]])
    assert (cells["D2"].indicator, cells["D2"].period) == ("税收", "2025")


def test_growth_behind_parts_of_two_years_is_of_the_latest_ones_part():
    cells, _ = read([["指标", "2026年1—9月", "2025年", "增长"], ["工业用电量（亿千瓦时）", "13.6", "12.7", "7.1"]])
    assert (cells["D2"].period, cells["D2"].scope) == ("2026", cells["B2"].scope)


def test_growth_over_several_years_is_about_all_of_them():
    cells, _ = read([["项目", "2020年", "2025年", "年均增长（%）"], ["用电量（亿千瓦时）", "100", "130", "5.4"]])
    assert (cells["D2"].measure, cells["D2"].period) == ("change", "2021-2025")


def test_titles_that_name_two_units_give_rates_the_per_cent():
    cells, _ = read(
        [
            ["主要指标", None, None],
            ["", "", "单位：亿元、%"],
            ["指标", "2024年", "2025年"],
            ["工业投资", "3", "4"],
            ["投资占比", "30", "40"],
        ],
        merges={(0, 0): (1, 3)},
    )
    assert (cells["C4"].unit, cells["C5"].unit) == ("元", "%")


def test_the_lines_above_a_table_in_a_document_say_its_year_and_unit():
    above = "有关情况见下表。\n表1 2023年各项收入\n单位：万元\n"
    made, text = table([["项目", "金额"], ["税收收入", "12.5"]])
    cells = tuple(replace(cell, start=cell.start + len(above), end=cell.end + len(above)) for cell in made.cells)
    moved = Table("表1", cells, len(above), len(above) + made.end)
    (figure,), warnings = read_tables([moved], above + text, calendar=CALENDAR)
    assert told(figure) == ("税收收入", "125000", "元", "level", "actual", "2023")
    assert warnings == []


def test_several_tables_and_tables_with_nothing_in_them():
    first, text = table([["指标", "2025年"], ["用电量（亿千瓦时）", "12"]])
    empty = Table("空表", (), 0, 0)
    figures, warnings = read_tables([empty, first, empty], text, calendar=CALENDAR)
    assert [figure.place for figure in figures] == ["表1!B2"]
    assert warnings == []


def test_notes_under_a_table_are_read_as_text_and_suggested_targets_as_targets():
    cells, _ = read(
        [
            ["指标", "2025年完成", "2026年建议目标"],
            ["招商引资（亿元）", "12", "15左右"],
            ["注：预计全年一般公共预算收入达到8亿元。", None, None],
        ],
        merges={(2, 0): (1, 3)},
    )
    assert told(cells["C2"]) == ("招商引资", "1500000000", "元", "level", "target", "2026")
    assert (cells["A3"].indicator, cells["A3"].value) == ("一般公共预算收入", "800000000")


def test_a_lower_head_that_stands_alone_in_its_row():
    cells, _ = read([["年度", "用电量（亿千瓦时）", "用电量"], ["", "", "增速(%)"], ["2023", "100", "5.0"], ["2024", "106", "5.5"]])
    assert told(cells["C4"]) == ("用电量", "5.5", "%", "change", "actual", "2024")


def test_a_plain_increase_is_in_the_indicators_own_unit_and_of_rates_in_points():
    cells, _ = read(
        [["类别", "2024年", "2025年", "增减"], ["专利授权量（件）", "1000", "1200", "200"], ["发明专利占比（%）", "20", "25", "5"]]
    )
    assert told(cells["D2"]) == ("专利授权量", "200", "件", "change", "actual", "2025")
    assert told(cells["D3"]) == ("发明专利占比", "5", "百分点", "change", "actual", "2025")


def test_a_head_of_two_rows_without_merges_as_a_csv_has_it():
    cells, warnings = read(
        [["", "2024年", "", "2025年", ""], ["指标", "数值", "同比", "数值", "同比"], ["出口（亿元）", "10", "5%", "11", "10%"]]
    )
    assert told(cells["C3"]) == ("出口", "5", "%", "change", "actual", "2024")
    assert told(cells["D3"]) == ("出口", "1100000000", "元", "level", "actual", "2025")
    assert warnings == []


def test_a_list_of_items_with_values_among_words():
    cells, _ = read([["项目", "内容"], ["建设地点", "高新区"], ["总投资", "12亿元"], ["责任人", "见附表"]])
    assert told(cells["B3"])[:3] == ("总投资", "1200000000", "元")


def test_an_outcome_without_a_unit_has_the_targets():
    cells, _ = read([["指标名称", "目标值", "完成值"], ["上市企业", "100家", "104"]])
    assert (cells["C2"].unit, cells["C2"].status) == ("家", "actual")


def test_a_cell_is_told_with_the_unit_its_column_has() -> None:
    figures, _ = read(
        [["指标", "单位", "2025年", "同比（%）"], ["地区生产总值", "万亿元", "5.2", "5.4"], ["新增企业", "家", "1200", "-3.1"]]
    )
    assert [figures[cell].told for cell in ("C2", "D2", "C3", "D3")] == ["5.2万亿元", "5.4%", "1200家", "-3.1%"]


def test_a_change_without_a_unit_is_in_its_rows_unit_though_others_of_its_column_say_per_cent():
    cells, warnings = read(
        [
            ["类别", "指标", "单位", "2024年", "2025年", "2025年比上年增减"],
            ["人员", "在岗职工", "人", "1086", "1112", "26"],
            ["效率", "平均停电时间", "小时", "7.6", "7.2", "-0.4"],
            ["效率", "供电可靠率", "%", "99.82", "99.91", "0.09"],
            ["效率", "能效指数", "", "0.92", "0.96", "0.04"],
            ["业务", "售电量", "万千瓦时", "5000", "5200", "4.0%"],
            ["业务", "受理报装", "件", "812", "935", "15.1"],
        ]
    )
    changes = {one.indicator: (one.value, one.unit) for one in cells.values() if one.measure == "change"}
    assert changes == {
        "在岗职工": ("26", "人"),
        "平均停电时间": ("-0.4", "小时"),
        "供电可靠率": ("0.09", "百分点"),
        "能效指数": ("0.04", ""),
        "售电量": ("4", "%"),
        "受理报装": ("15.1", "%"),  # 935 is 15.1% more than 812
    }
    assert warnings == []


@pytest.mark.parametrize("head", ["增减", "±", "同比增减", "比去年增减", "与上年相比"])
def test_what_rose_is_told_by_the_amounts_beside_it_whatever_the_head_is_called(head: str):
    cells, _ = read([["项目", "上年", "本年", head], ["专任教师", "210人", "218人", "8"], ["毕业生就业率", "95.0%", "96.5%", "1.5"]])
    assert (cells["D2"].value, cells["D2"].unit) == ("8", "人")
    assert (cells["D3"].value, cells["D3"].unit) == ("1.5", "百分点")


def test_a_change_that_no_amount_and_no_head_explains_has_no_unit_and_is_asked_about():
    cells, warnings = read([["项目", "本年", "比上年增减"], ["服务满意指数", "96.2", "1.5"]])
    assert (cells["C2"].value, cells["C2"].unit) == ("1.5", "")
    assert warnings == ["表“表1”的“比上年增减”列没有写单位，不知道是增减多少还是百分之几，请核对。"]


@pytest.mark.parametrize("remark", ["目标15%", "年初目标15%以上", "计划：15%", "年度任务为15%"])
def test_what_a_remark_says_was_aimed_at_is_an_aim_of_its_row(remark: str):
    cells, _ = read([["指标", "2024年", "2025年", "备注"], ["双师型教师占比", "12.6%", "14.3%", remark], ["升学率", "84.5%", "86.1%", ""]])
    assert told(cells["D2"]) == ("双师型教师占比", "15", "%", "level", "target", "2025")


def test_a_sentence_under_an_aims_head_or_beside_next_years_plan_is_an_aim_of_that_year():
    cells, _ = read(
        [
            ["序号", "工作内容", "2025年目标", "完成情况", "备注"],
            ["1", "粮仓建设", "年内建成2万吨高标准粮仓", "主体工程11月完工", "未完成"],
            ["2", "绿色储粮", "覆盖率由70%提高到75%", "覆盖率76.5%", "完成"],
            ["3", "2026年打算", "", "6月底前投用2万吨粮仓，轮换粮食2.4万吨", ""],
            ["4", "下一步工作", "", "新建网点3个", ""],
        ],
        file="2025年重点工作完成情况表.xlsx",
    )
    told_so = {place: (figure.status, figure.period) for place, figure in cells.items()}
    assert told_so == {
        "C2": ("target", "2025"),
        "C3": ("target", "2025"),
        "D3": ("actual", "2025"),
        "D4": ("target", "2026"),
        "D5": ("target", "2026"),
    }
    assert cells["D4"].indicator == "轮换粮食"
