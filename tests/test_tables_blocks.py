"""Sheets that hold more than one table, heads of accounts, units and remarks: each value is what a person sees it to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_files import docx, paragraph
from openpyxl import Workbook

from documents.reader import FileReader
from nigao.work.intake import read_report

Rows = list[list[object]]
Told = tuple[str, str, str]


@pytest.fixture(scope="module")
def reader():
    reader = FileReader()
    yield reader
    reader.close()


@pytest.fixture
def sheet(reader, tmp_path: Path):
    def read(rows: Rows, *merges: str) -> tuple[dict[str, Told], tuple[str, ...]]:
        """(indicator, value, unit) by cell, and the warnings."""
        book = Workbook()
        page = book.active
        assert page is not None
        for row in rows:
            page.append(row)
        for merge in merges:
            page.merge_cells(merge)
        book.save(tmp_path / "2025年统计资料.xlsx")
        report = read_report(reader, tmp_path / "2025年统计资料.xlsx")
        told = {one.place.partition("!")[2]: (one.indicator, one.value, one.unit) for one in report.figures}
        return told, report.warnings

    return read


def test_tables_side_by_side_keep_their_own_names_and_units(sheet):
    head = ["指标", "单位", "2024", "2025"]
    told, _ = sheet(
        [
            [*head, None, *head],
            ["粮食产量", "万吨", 41.3, 42.6, None, "用电量", "亿千瓦时", 8.1, 8.9],
            ["肉类产量", "万吨", 3.1, 3.3, None, "用水量", "万吨", 920, 915],
        ]
    )
    assert told["D2"] == ("粮食产量", "426000", "吨")
    assert told["D3"] == ("肉类产量", "33000", "吨")
    assert told["I2"] == ("用电量", "890000000", "千瓦时")
    assert told["H3"] == ("用水量", "9200000", "吨")


def test_a_head_that_begins_again_beside_itself_begins_another_table(sheet):
    told, _ = sheet([["指标", "单位", "数值"] * 2, ["户籍人口", "万人", 51.2, "公路里程", "公里", 1820]])
    assert told == {"C2": ("户籍人口", "512000", "人"), "F2": ("公路里程", "1820", "公里")}


def test_four_tables_under_one_title_each_go_by_their_own(sheet):
    head = ["指标", "2024年", "2025年"]
    told, _ = sheet(
        [
            ["青石县2025年统计资料"],
            ["一、财政（万元）", None, None, None, "二、金融（亿元）"],
            [*head, None, *head],
            ["税收收入", 100, 110, None, "存款余额", 300, 330],
            ["非税收入", 50, 55, None, "贷款余额", 200, 222],
            [None],
            ["三、外贸（亿美元）", None, None, None, "四、旅游（万人次）"],
            [*head, None, *head],
            ["出口总额", 5.1, 5.6, None, "接待游客", 120, 150],
            ["进口总额", 2.1, 2.2, None, "过夜游客", 20, 25],
        ],
        "A1:G1",
    )
    assert told["C4"] == ("税收收入", "1100000", "元")
    assert told["G5"] == ("贷款余额", "22200000000", "元")
    assert told["C9"] == ("出口总额", "560000000", "美元")
    assert told["G10"] == ("过夜游客", "250000", "人次")


def test_a_title_after_a_blank_row_brings_its_own_unit_with_or_without_a_head(sheet):
    told, _ = sheet(
        [
            ["表一 工业情况（单位：亿元）"],
            ["指标", "2024年", "2025年"],
            ["规上工业增加值", 40.2, 43.8],
            [None],
            ["表二 农业情况（单位：万吨）"],
            ["指标", "2024年", "2025年"],
            ["粮食产量", 41.3, 42.6],
            [None],
            ["表三 产品产量（单位：万条）"],
            ["轮胎", 12, 13],
        ]
    )
    assert told["C3"] == ("规上工业增加值", "4380000000", "元")
    assert told["C7"] == ("粮食产量", "426000", "吨")
    assert told["C10"] == ("轮胎产量", "130000", "条")


def test_another_head_opens_another_table_without_any_blank_row(sheet):
    told, _ = sheet(
        [
            ["指标", "单位", "2024年", "2025年"],
            ["地区生产总值", "亿元", 120, 128.6],
            ["乡镇", "常住人口（人）", "耕地面积（亩）"],
            ["东河镇", 30500, 21000],
            ["西山乡", 18000, 32000],
        ]
    )
    assert told["B4"] == ("常住人口", "30500", "人")
    assert told["C5"] == ("耕地面积", "32000", "亩")


def test_a_column_left_blank_and_groups_between_blank_rows_do_not_divide_a_table(sheet):
    told, _ = sheet(
        [
            ["指标", "2024年", None, "2025年"],
            ["一、工业"],
            ["工业投资（亿元）", 50, None, 57.2],
            [None],
            ["二、贸易"],
            ["出口（亿元）", 10, None, 11],
        ]
    )
    assert told["D3"] == ("工业投资", "5720000000", "元")
    assert told["D6"] == ("出口", "1100000000", "元")


def test_each_column_of_an_account_is_what_its_head_says_of_the_row(sheet):
    told, _ = sheet(
        [
            ["青石县2025年1—11月财政收支情况表"],
            [None, None, None, None, "单位：万元、%"],
            ["项目", "年初预算", "1—11月累计", None, None],
            [None, None, "完成数", "占预算%", "同比±%"],
            ["一、一般公共预算收入", 160000, 148200, 92.6, 4.8],
            ["其中：税收收入", 104000, 96300, 92.6, 5.5],
        ],
        "A1:E1", "A3:A4", "B3:B4", "C3:E3",
    )  # fmt: skip
    assert told["D5"] == ("一般公共预算收入占预算比重", "92.6", "%")
    assert told["E5"] == ("一般公共预算收入", "4.8", "%")
    assert told["C6"] == ("税收收入", "963000000", "元")
    assert told["E6"] == ("税收收入", "5.5", "%")


def test_a_column_of_shares_is_in_per_cent_whatever_unit_the_row_names(sheet):
    told, warnings = sheet([["项目", "预算数", "完成数", "同比±%", "占预算%"], ["一般公共预算收入（万元）", 160000, 148200, 4.8, 92.6]])
    assert told["E2"] == ("一般公共预算收入占预算比重", "92.6", "%")
    assert told["D2"] == ("一般公共预算收入", "4.8", "%")
    assert warnings == ()


@pytest.mark.parametrize(
    ("unit", "value", "base"),
    [("亿斤", "13240000000", "斤"), ("万羽", "1324000", "羽"), ("万把", "1324000", "把"), ("亿m³", "13240000000", "立方米")],
)
def test_any_scale_goes_with_any_measure_word(sheet, unit: str, value: str, base: str):
    told, warnings = sheet([["指标", "单位", "2025年"], ["总产量", unit, 132.4], ["古树", "株", 120]])
    assert told["C2"] == ("总产量", value, base)
    assert warnings == ()


def test_a_unit_that_is_none_is_said(sheet):
    told, warnings = sheet([["指标", "单位", "2025年"], ["总产量", "见注", 132.4], ["古树", "株", 120], ["水库", "座", 7]])
    assert told["C2"] == ("总产量", "132.4", "")
    assert any("见注" in one for one in warnings)


def test_numbers_with_remarks_marks_and_blanks_are_numbers(sheet):
    told, warnings = sheet(
        [
            ["指标", "单位", "2024年", "2025年"],
            ["旅游收入", "亿元", "≈18.6", "19.3（快报）"],
            ["游客", "万人次", "280.4*", "302.5(初步)"],
            ["化肥用量", "吨", "1 234", "1 250"],
            ["低保人数", "人", "4,210人", "4 108人"],
            ["用电量", "亿千瓦时", "8.1①", "预计8.9"],
        ]
    )
    values = {place: value for place, (_, value, _) in told.items()}
    assert (values["C2"], values["D2"]) == ("1860000000", "1930000000")
    assert (values["C3"], values["D3"]) == ("2804000", "3025000")
    assert (values["C4"], values["D4"]) == ("1234", "1250")
    assert (values["C5"], values["D5"]) == ("4210", "4108")
    assert (values["C6"], values["D6"]) == ("810000000", "890000000")
    assert warnings == ()


def test_a_change_told_in_brackets_behind_a_number_is_read_too(reader, tmp_path):
    (tmp_path / "2025年指标.csv").write_text(
        "指标,单位,2025年\n地区生产总值,亿元,128.6（增长6.2%）\n用电量,万千瓦时,12\n", encoding="utf-8"
    )
    figures = read_report(reader, tmp_path / "2025年指标.csv").figures
    assert [(one.text, one.value, one.unit, one.measure) for one in figures][:2] == [
        ("128.6", "12860000000", "元", "level"),
        ("6.2%", "6.2", "%", "change"),
    ]


def test_a_cell_among_numbers_that_cannot_be_read_is_named(sheet):
    _, warnings = sheet([["指标", "单位", "2025年"], ["旅游收入", "亿元", "待核实12"], ["游客", "万人次", 302.5]])
    assert any("C2" in one and "待核实12" in one for one in warnings)


def test_what_is_counted_may_stand_only_in_the_title(sheet):
    told, _ = sheet(
        [["2025年用电量（万千瓦时）"], ["行业", "1月", "2月", "3月", "合计"], ["工业", 100, 110, 120, 330], ["居民", 50, 51, 52, 153]],
        "A1:E1",
    )
    assert told["E3"] == ("工业用电量", "3300000", "千瓦时")
    assert told["B4"] == ("居民用电量", "500000", "千瓦时")


def test_heads_that_tell_what_happened_speak_of_what_the_title_names(sheet):
    told, _ = sheet(
        [
            ["2025年各镇招商引资考核（单位：万元）"],
            ["序号", "镇（街道）", "目标任务", "实际到位", "完成率", "排名"],
            [1, "东城街道", 50000, 61200, "122.4%", 1],
            [2, "南河镇", 30000, 28500, "95.0%", 2],
        ],
        "A1:F1",
    )
    assert told["D3"] == ("招商引资实际到位", "612000000", "元")
    assert told["E3"] == ("招商引资完成率", "122.4", "%")
    assert told["F4"] == ("招商引资", "2", "位")


# --- which of several units --------------------------------------------------------------------------------------


def test_of_several_units_over_a_table_each_column_takes_the_one_its_name_is_told_in(sheet):
    told, warnings = sheet(
        [[None, None, None, "单位：万元、个、万亩"], ["乡镇", "项目个数", "投资额", "造林面积"], ["东城街道", 12, 5.2, 0.3]]
    )
    assert told == {"B3": ("项目", "12", "个"), "C3": ("投资额", "52000", "元"), "D3": ("造林面积", "3000", "亩")}
    assert warnings == ()


def test_of_several_units_names_that_do_not_tell_take_them_in_order_or_none_and_it_is_said(sheet):
    told, _ = sheet([[None, None, "单位：万吨、万只"], ["乡镇", "蔬菜", "家禽"], ["东城街道", 1.2, 3.5], ["南河镇", 2, 4]])
    assert told["B3"] == ("蔬菜", "12000", "吨") and told["C3"] == ("家禽", "35000", "只")
    told, warnings = sheet(
        [[None, None, None, "单位：万吨、万只"], ["乡镇", "蔬菜", "家禽", "花卉"], ["东城街道", 1, 3, 4], ["南河镇", 2, 4, 5]]
    )
    assert told["B3"] == ("蔬菜", "1", "")
    assert any("“蔬菜”用的是哪一个没有认出" in one for one in warnings)


def test_a_count_under_a_table_in_money_is_a_count(sheet):
    told, _ = sheet([["2025年产业项目（单位：万元）"], ["乡镇", "企业数", "税收"], ["东城街道", 12, 520], ["南河镇", 3, 99]])
    assert told["B3"] == ("企业", "12", "家") and told["C3"] == ("税收", "5200000", "元")


def test_a_note_under_the_rows_tells_the_unit(sheet):
    told, _ = sheet([["项目", "2025年"], ["税收收入", 13.1], ["非税收入", 2.9], ["注：金额单位为亿元，含上级返还。"]])
    assert told["B2"] == ("税收收入", "1310000000", "元")


def test_what_stands_in_the_column_of_units_is_a_unit_known_or_not_and_points_are_a_change(sheet):
    told, _ = sheet(
        [["指标", "单位", "2025年"], ["温室气体", "万吨CO2当量", 12.3], ["产值", "亿RMB", 3.4], ["税收占比提高", "个百分点", 1.2]]
    )
    assert told["C2"] == ("温室气体", "123000", "吨CO2当量") and told["C3"] == ("产值", "340000000", "RMB")
    assert told["C4"] == ("税收占比", "1.2", "百分点")


# --- as offices lay them out -------------------------------------------------------------------------------------


def test_the_head_over_the_names_tells_the_unit(sheet):
    told, _ = sheet(
        [["2025年固定资产投资完成情况"], ["行业（亿元）", "2024年", "2025年"], ["农业", 3.1, 3.6], ["制造业", 21.4, 24.9]], "A1:C1"
    )
    assert told["C4"] == ("制造业固定资产投资", "2490000000", "元")


def test_tables_side_by_side_without_a_gap_go_by_the_titles_merged_over_them(sheet):
    told, _ = sheet(
        [
            ["财政收入（万元）", None, None, "财政支出（万元）"],
            ["项目", "2024年", "2025年", "项目", "2024年", "2025年"],
            ["增值税", 32000, 33500, "教育支出", 61000, 63200],
            ["罚没收入", 2100, 1900, "卫生健康支出", 30800, 31900],
        ],
        "A1:C1", "D1:F1",
    )  # fmt: skip
    assert told["C3"] == ("增值税", "335000000", "元") and told["F3"] == ("教育支出", "632000000", "元")
    assert told["C4"] == ("罚没收入", "19000000", "元")  # a number among numbers, though it looks like a year


def test_a_numbered_title_with_its_unit_opens_a_table_whatever_its_head_is_called(sheet):
    told, _ = sheet(
        [
            ["表1 2025年粮食生产"],
            [None, None, "单位：公顷、吨"],
            ["品种", "播种面积", "总产量"],
            ["水稻", 12500, 93400],
            ["玉米", 4300, 26100],
            ["表2 2025年畜牧生产"],
            [None, None, "单位：万头、吨"],
            ["种类", "出栏", "肉产量"],
            ["生猪", 32.5, 26300],
        ],
        "A1:C1", "A6:C6",
    )  # fmt: skip
    assert told["B4"] == ("水稻播种面积", "12500", "公顷")
    assert told["B9"] == ("生猪出栏", "325000", "头") and told["C9"] == ("生猪肉产量", "26300", "吨")


def test_what_an_amount_grew_by_is_told_in_the_amounts_own_unit(sheet):
    told, _ = sheet(
        [
            [None, None, None, None, "单位：万元"],
            ["项目", "累计完成", "上年同期累计", "增减额", "增减%"],
            ["一般公共预算收入", 131000, 124800, 6200, 5.0],
            ["　　一、税收收入", 98000, 92500, 5500, 5.9],
            ["　　　其中：增值税", 41000, 39800, 1200, 3.0],
        ]
    )
    assert told["D3"] == ("一般公共预算收入", "62000000", "元") and told["E3"] == ("一般公共预算收入", "5", "%")
    assert told["B5"] == ("增值税", "410000000", "元")


def test_a_lower_head_that_stands_under_several_needs_the_upper_ones_name(sheet):
    told, _ = sheet(
        [
            ["年份", "粮食", None, "油料", None],
            [None, "播种面积（万亩）", "总产量（万吨）", "播种面积（万亩）", "总产量（万吨）"],
            ["2024年", 62.5, 41.3, 11.5, 2.0],
            ["2025年", 63.0, 42.6, 11.9, 2.2],
        ],
        "A1:A2", "B1:C1", "D1:E1",
    )  # fmt: skip
    assert told["B4"] == ("粮食播种面积", "630000", "亩") and told["D3"] == ("油料播种面积", "115000", "亩")


def test_a_note_may_tell_several_units_and_each_column_takes_its_own(sheet):
    told, _ = sheet(
        [["乡镇", "林业产值", "造林面积"], ["东河镇", 2310, 1860], ["西山乡", 1780, 2205], ["注：产值单位为万元，面积单位为亩。"]]
    )
    assert told["B2"] == ("林业产值", "23100000", "元") and told["C3"] == ("造林面积", "2205", "亩")


def test_a_letter_in_brackets_says_that_a_number_is_not_final(sheet):
    told, warnings = sheet(
        [["指标", "单位", "2024年", "2025年"], ["用电量", "亿千瓦时", 8.1, "8.9(P)"], ["水库", "座", "7座（含在建1座）", 8]]
    )
    assert told["D2"] == ("用电量", "890000000", "千瓦时") and told["C3"] == ("水库", "7", "座")
    assert warnings == ()


def test_a_table_of_words_alone_is_read_as_the_sentences_in_it(sheet):
    told, _ = sheet([["单位", "工作情况"], ["水利局", "详见附件"], ["林业局", "造林2.6万亩"]])
    assert told == {"B3": ("造林", "26000", "亩")}


def test_columns_of_the_whole_area_and_its_parts_say_where_and_not_what(sheet, reader, tmp_path):
    told, _ = sheet([["项目", "年份", "全县", "其中：城区"], ["常住人口（万人）", 2024, 31.7, 12.2], [None, 2025, 31.5, 12.6]], "A2:A3")
    assert set(told.values()) == {("常住人口", value, "人") for value in ("317000", "122000", "315000", "126000")}
    report = read_report(reader, tmp_path / "2025年统计资料.xlsx")
    assert [(one.scope, one.period) for one in report.figures] == [("", "2024"), ("城区", "2024"), ("", "2025"), ("城区", "2025")]


def test_a_table_that_begins_lower_than_the_one_beside_it_has_a_title_of_its_own(sheet):
    told, _ = sheet(
        [
            ["一、工业（亿元）"],
            ["指标", "2024年", "2025年"],
            ["总产值", 120, 131, None, "二、招商（个）"],
            ["利润", 8.1, 8.8, None, "类别", "2024年", "2025年"],
            ["税金", 4.1, 4.6, None, "新签约项目", 41, 48],
            [None, None, None, None, "开工项目", 30, 36],
        ]
    )
    assert told["C5"] == ("税金", "460000000", "元")
    assert told["G6"] == ("开工项目", "36", "个")


def test_the_sum_of_the_parts_of_an_area_is_of_what_the_title_names(sheet):
    told, warnings = sheet(
        [
            ["分乡镇固定资产投资（万元）"],
            ["乡镇", "1—12月", "增长±%"],
            ["东河镇", 61200, 9.1],
            ["西山镇", 38800, -2.5],
            ["合计", 100000, 4.3],
        ]
    )
    assert told["B5"] == ("固定资产投资", "1000000000", "元")
    assert told["C5"] == ("固定资产投资", "4.3", "%")
    assert warnings == ()


def test_a_table_of_contents_and_a_cover_hold_no_figures(reader, tmp_path):
    book = Workbook()
    cover, contents = book.active, book.create_sheet("目录")
    assert cover is not None
    for line in ("青石县统计月报", "2025年12月", "青石县统计局编"):
        cover.append([line])
    for row in (["序号", "表名", "页码"], [1, "主要指标", 3], [2, "分乡镇", 5]):
        contents.append(row)
    book.save(tmp_path / "月报.xlsx")
    report = read_report(reader, tmp_path / "月报.xlsx")
    assert (report.figures, report.warnings) == ((), ())


def test_an_apostrophe_before_a_number_is_no_part_of_it(sheet):
    assert sheet([["指标", "单位", "2025年"], ["亏损企业", "家", "'18"]])[0] == {"C2": ("亏损企业", "18", "家")}


def test_the_rest_of_a_table_goes_by_the_title_over_its_beginning(reader, tmp_path):
    def rows(*texts: str) -> str:
        cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in texts)
        return f"<w:tr>{cells}</w:tr>"

    head = rows("项目名称", "总投资", "2025年完成")
    tables = [f"<w:tbl>{head}{rows(*row)}</w:tbl>" for row in (("城北水厂", "4200", "3100"), ("县医院新院区", "18600", "9400"))]
    title = paragraph("青石县2025年重点项目投资") + paragraph("单位：万元")
    (tmp_path / "项目.docx").write_bytes(docx(f"{title}{tables[0]}{paragraph('续表')}{tables[1]}"))
    told = {(one.value, one.unit) for one in read_report(reader, tmp_path / "项目.docx").figures}
    assert {("42000000", "元"), ("186000000", "元"), ("94000000", "元")} <= told


def test_a_unit_that_fills_a_table_in_is_no_unit_of_its_numbers(sheet):
    told, _ = sheet(
        [["2025年财务简表"], ["编制单位：青石城投集团", None, "单位：万元"], ["项目", "本年数"], ["营业收入", "86,400.50"]], "A1:C1"
    )
    assert told == {"B4": ("营业收入", "864005000", "元")}


def test_quarters_and_the_year_in_a_column_are_periods(sheet, reader, tmp_path):
    sheet([["年度", "季度", "财政收入（万元）"], [2025, "一季度", 21000], [None, "二季度", 24000], [2025, "全年", 96200]], "A2:A3")
    figures = read_report(reader, tmp_path / "2025年统计资料.xlsx").figures
    assert [(one.indicator, one.period, one.scope) for one in figures] == [
        ("财政收入", "2025", "一季度"),
        ("财政收入", "2025", "二季度"),
        ("财政收入", "2025", ""),
    ]


def test_units_under_the_years_are_the_columns_units(sheet):
    told, _ = sheet([["指标", "2024年", "2025年", "增长"], [None, "亿元", "亿元", "%"], ["财政收入", 9.1, 9.6, 5.5]], "A1:A2")
    assert told == {"B3": ("财政收入", "910000000", "元"), "C3": ("财政收入", "960000000", "元"), "D3": ("财政收入", "5.5", "%")}


def test_what_is_done_of_a_plan_and_what_rose_beside_it_are_results(sheet, reader, tmp_path):
    head = ["指标名称", "计量单位", "2025年计划", "1-12月完成", "完成计划%", "比去年同期±%", "全市位次"]
    told, _ = sheet([["2025年重点工作目标考核"], head, ["限上零售额", "亿元", 20, 19.1, 95.5, -1.3, 6]], "A1:G1")
    assert told["E3"] == ("限上零售额完成率", "95.5", "%")
    assert told["F3"] == ("限上零售额", "-1.3", "%")
    assert told["G3"] == ("限上零售额", "6", "位")
    figures = read_report(reader, tmp_path / "2025年统计资料.xlsx").figures
    assert [one.status for one in figures] == ["target", "actual", "actual", "actual", "actual"]


def test_the_mark_of_a_note_is_no_part_of_a_name_and_notes_are_no_units(sheet):
    told, warnings = sheet(
        [["主要指标", "单位", "2025年*"], ["粮食总产量①", "万吨", 42.6], ["注：①为抽样调查数；含禽肉0.8万吨。"]], "A3:C3"
    )
    assert told["C2"] == ("粮食总产量", "426000", "吨")
    assert warnings == ()


def test_a_row_of_units_under_the_names_is_no_row_of_figures(sheet):
    for corner in (None, "单位"):
        told, _ = sheet([["年份", "粮食产量", "新增就业"], [corner, "万吨", "人"], [2024, 41.3, 3200], [2025, 42.6, 3350]])
        assert told["B4"] == ("粮食产量", "426000", "吨")
        assert told["C4"] == ("新增就业", "3350", "人")


def test_the_rest_of_a_table_further_down_a_sheet_goes_by_the_title_and_unit_of_its_beginning(sheet):
    head = ["乡镇", "2024年", "2025年"]
    first = [["2025年各乡镇粮食产量（单位：吨）"], head, ["东城街道", 4120, 4260], ["西河镇", 3980, 4050]]
    told, _ = sheet([*first, ["2025年各乡镇粮食产量（续）"], head, ["南山镇", 2875, 2910], ["北塘乡", 1530, 1495]])
    assert told["C7"] == ("粮食产量", "2910", "吨")


def test_rows_alone_at_the_top_of_a_page_go_on_under_the_head_of_the_page_before(reader, tmp_path):
    def rows(*texts: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in texts) + "</w:tr>"

    first = f"<w:tbl>{rows('指标', '单位', '2024年', '2025年')}{rows('粮食产量', '万吨', '41.3', '42.6')}</w:tbl>"
    rest = f"<w:tbl>{rows('新增就业', '人', '3200', '3350')}{rows('床位', '张', '3456', '3789')}</w:tbl>"
    (tmp_path / "指标.docx").write_bytes(docx(f"{paragraph('青石县2025年统计资料')}{first}{paragraph('')}{rest}"))
    report = read_report(reader, tmp_path / "指标.docx")
    assert ("新增就业", "3350", "人", "2025") in {(one.indicator, one.value, one.unit, one.period) for one in report.figures}
    (tmp_path / "指标.docx").write_bytes(docx(f"{first}{paragraph('另有几项未列入考核的指标如下。')}{rest}"))
    assert any("没有表头" in one for one in read_report(reader, tmp_path / "指标.docx").warnings)


def test_a_name_broken_over_two_lines_of_its_cell_is_one_name(sheet):
    told, _ = sheet([["指\n标", "计量\n单位", "2025年\n实绩"], ["粮食\n总产量", "万吨", 42.6]])
    assert told["C2"] == ("粮食总产量", "426000", "吨")


def test_a_pivot_tables_own_words_are_no_names_and_its_total_is_of_all_its_years(sheet, reader, tmp_path):
    told, _ = sheet(
        [["求和项:金额（万元）", "列标签"], ["行标签", "2024年", "2025年", "总计"], ["教育支出", 41, 43, 84], ["住房支出", 29, 31, 60]]
    )
    assert told["B3"] == ("教育支出", "410000", "元")
    periods = {one.place: one.period for one in read_report(reader, tmp_path / "2025年统计资料.xlsx").figures}
    assert [periods[f"Sheet!{column}3"] for column in "BCD"] == ["2024", "2025", "2024-2025"]


def test_a_share_kept_as_a_fraction_is_named_as_doubtful(sheet):
    _, warnings = sheet([["指标", "单位", "2024年", "2025年"], ["城镇化率", "%", 0.583, 0.5921], ["人口自然增长率", "%", 0.4, 0.3]])
    assert [one for one in warnings if "59.21%" in one or "58.3%" in one]
    assert not any("D3" in one or "C3" in one for one in warnings)


def test_a_name_that_stands_once_over_the_years_of_its_rows_is_each_rows(sheet):
    told, _ = sheet(
        [["类别", "年份", "数值（万吨）"], ["粮食产量", 2024, 41.3], [None, 2025, 42.6], ["蔬菜产量", 2024, 20.5], [None, 2025, 21.4]]
    )
    assert (told["C3"], told["C5"]) == (("粮食产量", "426000", "吨"), ("蔬菜产量", "214000", "吨"))


def test_the_line_over_a_table_in_a_document_may_say_its_unit_in_brackets(reader, tmp_path):
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>"
        for a, b in (("乡镇", "到位"), ("东城街道", "6.12"), ("西河镇", "4.05"))
    )
    (tmp_path / "招商.docx").write_bytes(docx(f"{paragraph('2025年招商引资（亿元）')}<w:tbl>{rows}</w:tbl>"))
    assert {(one.value, one.unit) for one in read_report(reader, tmp_path / "招商.docx").figures} == {
        ("612000000", "元"),
        ("405000000", "元"),
    }
