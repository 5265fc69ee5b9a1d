"""Contradictions inside one document, and what is none."""

from __future__ import annotations

import re

import pytest

from examples import damaged_file
from nigao.checks.consistency import CODES, consistency
from nigao.checks.finding import Finding
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures, read_mentions
from nigao.figures.tables import read_tables
from nigao.mention import in_text
from nigao.own_year.paper import paper_years
from nigao.report import Cell, Table


def check(text: str, name: str = "甲区2025年工作报告") -> list[Finding]:
    """What the check says of a text of the year 2025 (reviewing 2024); every place is where it says it is."""
    found = consistency(text, read_mentions(text, calendar=paper_years(name, text).calendar))
    for finding in found:
        assert finding.code in CODES
        assert all(text[place.start : place.end] == place.text for place in finding.places if finding.code != "consistency.numbering")
    return found


def codes(text: str) -> list[str]:
    return [finding.code for finding in check(text)]


REVIEW = "一、2024年工作回顾\n"


def test_the_same_indicator_told_twice_with_other_values():
    (finding,) = check(REVIEW + "全年技术合同交易额达到16.8亿元。\n科技创新取得进展。\n技术合同交易额达到16.01亿元。")
    assert (finding.code, finding.severity) == ("consistency.value", "error")
    assert [place.text for place in finding.places] == ["16.8亿元", "16.01亿元"]
    assert "16.8亿元" in finding.message
    assert "16.01亿元" in finding.message


@pytest.mark.parametrize(
    "second",
    [
        "技术合同交易额达到16.84亿元。",  # rounds to it
        "技术合同交易额突破16亿元。",  # a bound it keeps
        "技术合同交易额约17亿元。",
        "高新区技术合同交易额达到3亿元。",  # a part of the area
        "1—9月，技术合同交易额达到12亿元。",  # a part of the year
        "技术合同交易额增长12%。",
        "力争技术合同交易额达到20亿元。",
        "2023年技术合同交易额为14亿元。",
        "“十四五”以来技术合同交易额累计达到60亿元。",
        "技术合同交易额居全市第2位。",
    ],
)
def test_what_can_be_true_together_is_no_contradiction(second: str):
    assert codes(REVIEW + f"全年技术合同交易额达到16.8亿元。\n科技创新取得进展。\n{second}") == []


def test_two_values_in_one_sentence_are_of_two_things():
    assert codes(REVIEW + "技术合同交易额达到16.8亿元，其中流向区外的技术合同交易额达到12亿元。") == []
    assert codes(REVIEW + "技术合同交易额达到16.8亿元，技术合同交易额达到12亿元由企业完成。") == []


def test_parts_that_are_all_of_a_whole_must_add_up_to_it():
    (finding,) = check(REVIEW + "全区市级以上创新平台达到446家（其中研发平台406家，孵化载体30家）。")
    assert finding.code == "consistency.sum"
    assert finding.places[0].text == "446家"


@pytest.mark.parametrize(
    "text",
    [
        "全区市级以上创新平台达到446家（其中研发平台416家，孵化载体30家）。",
        "全区研发平台达到446家，其中国家级4家、省级35家。",
        "引进金融机构17家，其中银行分支机构13家。",
        "完成投资120.5亿元，其中工业投资60.3亿元、基础设施投资60.2亿元。",
    ],
)
def test_sums_that_hold_and_lists_of_examples_are_left_alone(text: str):
    assert codes(REVIEW + text) == []


def test_a_part_greater_than_its_whole():
    assert codes(REVIEW + "引进金融机构17家，其中银行分支机构31家。") == ["consistency.sum"]


def test_words_that_say_up_where_the_numbers_go_down():
    assert codes(REVIEW + "绿色出行比例从75.6%提升至70.5%。") == ["consistency.direction"]
    assert codes(REVIEW + "绿色出行比例从75.6%提升至76.5%。") == []


def test_a_rank_is_better_where_its_number_is_smaller():
    assert codes(REVIEW + "营商环境考核从全省第9位提升至第2位。") == []
    assert codes(REVIEW + "营商环境考核从全省第2位提升至第9位。") == ["consistency.rank"]


def test_percentage_points_that_do_not_follow_from_the_two_rates():
    assert codes(REVIEW + "绿色出行比例从75.6%提升至76.5%，提高0.9个百分点。") == []
    assert codes(REVIEW + "绿色出行比例从75.6%提升至76.5%，提高1.9个百分点。") == ["consistency.growth"]


def test_growth_that_does_not_follow_from_the_two_years():
    text = REVIEW + "2023年进出口总额100亿元。\n2024年进出口总额{}亿元，增长12.5%。"
    assert codes(text.format("112.5")) == []
    assert codes(text.format("125.1")) == ["consistency.growth"]


def test_real_growth_is_not_held_against_amounts_in_current_prices():
    assert codes(REVIEW + "2023年地区生产总值100亿元。\n2024年地区生产总值104亿元，增长6%。") == []


def test_doubling_that_is_none():
    assert codes(REVIEW + "高新技术企业从100家增加到210家，翻了一番。") == []
    assert codes(REVIEW + "高新技术企业从100家增加到150家，翻了一番。") == ["consistency.multiple"]


def test_heading_numbers_given_twice_or_left_out():
    assert codes("一、回顾\n（一）甲方面。\n（二）乙方面。\n（二）丙方面。\n二、打算\n（一）丁方面。\n") == ["consistency.numbering"]
    assert codes("一、回顾\n（一）甲方面。\n（三）乙方面。\n二、打算\n") == ["consistency.numbering"]
    assert codes("一、回顾\n（一）甲方面。\n（二）乙方面。\n二、打算\n（一）丙方面。\n") == []


def test_the_scraped_summary_with_its_known_contradictions():
    found = check(damaged_file().read_text("utf-8"), "高新区科技创新工作总结暨20xx年工作打算")
    told = {tuple(re.sub(r"\s", "", place.text) for place in finding.places[:2]): finding for finding in found}
    assert told[("16.8亿", "16.01亿")].severity == "error"
    assert told[("416家", "446家")].severity == "error"
    assert told[("245家", "263家")].severity == "warning"
    assert [finding.code for finding in found].count("consistency.numbering") == 1
    assert not any(finding.code == "consistency.sum" for finding in found)
    assert len(found) == 4


def test_a_text_without_figures_has_nothing_to_contradict():
    assert check("") == []
    assert check("各位代表：大家好。") == []


def check_table(rows: list[list[str]]) -> list[Finding]:
    """What the check says of a table's figures."""
    cells, text = [], ""
    for row, texts in enumerate(rows):
        for column, shown in enumerate(texts):
            cells.append(Cell(shown, row, column, len(text), len(text) + len(shown), f"{chr(65 + column)}{row + 1}"))
            text += shown + ("\n" if column == len(texts) - 1 else "\t")
    figures, _ = read_tables([Table("表1", tuple(cells), 0, len(text))], text, calendar=Calendar("2025", "2026"))
    return consistency(text, in_text(text, figures))


def test_a_total_row_that_its_rows_do_not_make_up():
    rows = [["地区", "企业数（家）", "营业收入（万元）"], ["东城区", "10", "20.5"], ["西城区", "5", "2.2"], ["合计", "{}", "22.7"]]
    assert check_table([[text.format("15") for text in row] for row in rows]) == []
    (finding,) = check_table([[text.format("16") for text in row] for row in rows])
    assert (finding.code, finding.places[0].text) == ("consistency.sum", "16")
    assert "表1!B4" in finding.message


def test_a_growth_column_that_its_years_do_not_bear_out():
    rows = [
        ["指标", "2024年", "2025年", "同比（%）"],
        ["固定资产投资（亿元）", "100.0", "112.5", "{}"],
        ["地区生产总值（亿元）", "100.0", "104.0", "6.0"],
    ]
    assert check_table([[text.format("12.5") for text in row] for row in rows]) == []
    (finding,) = check_table([[text.format("10.2") for text in row] for row in rows])
    assert (finding.code, finding.severity) == ("consistency.growth", "warning")


def test_a_text_and_its_table_that_tell_one_indicator_differently():
    text = REVIEW + "2024年技术合同交易额达到16.8亿元。\n"
    figures = read_figures(text, calendar=Calendar("2024", "2025"))
    told = "16.01"
    table = Figure(told, len(text), len(text) + 5, "1601000000", "元", "技术合同交易额", period="2024", place="表1!C5")
    (finding,) = consistency(text + told, in_text(text + told, [*figures, table]))
    assert finding.code == "consistency.value"
    assert "表1!C5" in finding.message


def test_accounts_of_two_budgets_of_the_city_and_of_its_districts_are_not_one_amount_told_twice():
    text = (
        "一、2024年预算执行情况\n"
        "1.一般公共预算。全市一般公共预算收入完成107.8亿元，加上转移性收入142.1亿元、上年结转收入22.4亿元、调入资金60.5亿元，收入总计332.8亿元。\n"
        "市本级一般公共预算收入完成25.4亿元，加上转移性收入23.2亿元、上年结转收入6亿元、调入资金13.1亿元，收入总计67.7亿元。\n"
        "2.政府性基金预算。全市政府性基金收入完成83.2亿元，调入资金4.5亿元。\n"
        "3.政府债务情况。省财政厅核定我市2024年政府债务限额186.5亿元，其中：一般债务117.8亿元；市级政府债务限额79.3亿元，其中：一般债务64.3亿元。"
        "截至年底，市级政府债务余额64.9亿元，其中：一般债务53.4亿元。\n"
    )
    assert check(text) == []
    (finding,) = check(text + "综上，全市一般公共预算收入完成106.9亿元。")
    assert [place.text for place in finding.places] == ["107.8亿元", "106.9亿元"]


def test_what_stands_on_two_lines_of_a_page_is_one_sentence():
    told = (
        "全年工作进展顺利，各项指标稳步提升。全区技术合同交易额达到16.8亿元，科技型企业不断壮大，产业集群加快形成并取得明显成效，"
        "创新平台建设取得新的进展和成效，科技服务体系更加完善，创新生态不断优化，干部群众精神面貌焕然一新。"
        "全年技术合同交易额达到16.01亿元，比上年有较大增长，创新活力进一步增强和释放，各方面工作都走在前列。"
    )
    wrapped = "\n".join(told[at : at + 26] for at in range(0, len(told), 26))
    assert "交易\n额达到16.8" in wrapped
    assert codes(REVIEW + wrapped) == ["consistency.value"]
