"""Comparing a draft with what people really wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigao.backtest import compare, metrics_from, rouge_l, run_backtest
from nigao.backtest.headings import likeness
from nigao.draft import Draft, DraftSection
from nigao.excerpt import ExcerptDrafter
from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.outline import outline
from nigao.report import Document, Identity, Report

EARLIER = """2025年某市政府工作报告
一、2024年工作回顾
过去一年，全市地区生产总值增长5.2%，一般公共预算收入增长3.1%。
深入实施创新驱动发展战略，研发经费投入达到12.3亿元，高新技术企业达到245家。成功举办第三届创新大会。
坚持以人民为中心，城镇新增就业2.1万人。
二、2025年重点工作
地区生产总值增长5%左右，城镇新增就业2万人以上。
"""
LATER = """2026年某市政府工作报告
一、2025年工作回顾
过去一年，全市地区生产总值增长5.4%，一般公共预算收入增长4.8%。
持续优化创新生态，研发经费投入达到15.6亿元，高新技术企业达到290家。新增公园12座。
二、2026年重点工作
地区生产总值增长5%左右，高新技术企业达到320家。
"""


def report(text: str, year: int) -> Report:
    document = Document(text)
    headings = tuple(outline(document))
    figures = tuple(read_figures(text, calendar=Calendar(str(year - 1), str(year)), headings=headings))
    identity = Identity(f"{year}年某市政府工作报告", "某市", year, year - 1)
    return Report(f"某市_{year}.txt", "d", identity, document, headings, figures=figures)


def draft(*paragraphs: str, title: str = "2025年工作回顾") -> Draft:
    return Draft("稿", 2026, "excerpt", "", (DraftSection("一、", title, 1, paragraphs),))


def test_the_table_holds_results_of_the_reviewed_year_and_nothing_else_of_the_later_report():
    table = metrics_from(report(LATER, 2026))
    assert {(e.figure.indicator, e.figure.text) for e in table} >= {("高新技术企业", "290家"), ("研发经费投入", "15.6亿元")}
    assert not any("320" in e.figure.text for e in table)
    assert all(e.figure.status == "actual" and "创新生态" not in e.sentence for e in table)


def test_a_backtest_writes_the_later_years_figures_and_none_of_the_earlier_ones():
    before, real = report(EARLIER, 2025), report(LATER, 2026)
    table = metrics_from(real)
    written = run_backtest(before, table, ExcerptDrafter(), 2026)
    text = "\n".join(section.text for section in written.sections)
    scores = compare(written, real, table, before)
    assert scores.headings.f1 >= 0.8
    assert (scores.precision, scores.recall, scores.unsupported) == (1.0, 1.0, 0)
    assert "12.3" not in text
    assert "245" not in text
    assert "第三届" not in text


def test_a_wrong_figure_costs_precision_and_counts_as_unsupported():
    real = report(LATER, 2026)
    scores = compare(draft("高新技术企业达到291家。研发经费投入达到15.6亿元。"), real, metrics_from(real))
    assert scores.precision == 0.5
    assert scores.unsupported == 1
    assert scores.wrong == ("高新技术企业 291家",)


def test_the_right_value_of_another_indicator_is_no_hit_by_name():
    real = report(LATER, 2026)
    scores = compare(draft("瞪羚企业达到290家。"), real, metrics_from(real))
    assert (scores.precision, scores.value_precision) == (0.0, 1.0)


def test_a_gap_is_no_figure():
    real = report(LATER, 2026)
    scores = compare(draft("【待补：高新技术企业、12345热线办结率等8项】"), real, metrics_from(real))
    assert (scores.figures, scores.gaps, scores.recall) == (0, 1, 0.0)


def test_headings_count_as_matched_whatever_their_year():
    assert likeness("2025年工作回顾", "2024年工作回顾") == 1.0
    assert likeness("2025年工作回顾", "加强政府自身建设") < 0.5


def _plain_common(one: str, other: str) -> int:
    row = [0] * (len(other) + 1)
    for a in one:
        new = [0]
        for j, b in enumerate(other):
            new.append(row[j] + 1 if a == b else max(row[j + 1], new[j]))
        row = new
    return row[-1]


@given(st.text(alphabet="甲乙丙丁", min_size=1, max_size=30), st.text(alphabet="甲乙丙丁", min_size=1, max_size=30))
def test_the_overlap_is_the_longest_common_subsequence(one, other):
    assert rouge_l(one, other) == pytest.approx(2 * _plain_common(one, other) / (len(one) + len(other)))


def test_the_share_copied_counts_whole_sentences_of_last_year():
    real = report(LATER, 2026)
    text = "深入实施创新驱动发展战略，研发经费投入。持续优化创新生态环境建设。"
    earlier = report("深入实施创新驱动发展战略，研发经费投入。", 2025)
    assert compare(draft(text), real, [], earlier).copied == 0.5


@pytest.mark.skipif(not (Path(__file__).parents[1] / "examples" / "北京市_2025年政府工作报告.txt").exists(), reason="示例档案不在")
def test_a_real_report_of_a_city_makes_a_whole_draft_in_seconds():
    text = (Path(__file__).parents[1] / "examples" / "北京市_2025年政府工作报告.txt").read_text(encoding="utf-8")
    written = run_backtest(report(text, 2025), [], ExcerptDrafter(), 2026)
    body = "\n".join(section.text for section in written.sections)
    assert len(written.sections) >= 10
    assert "2024年" not in body
    without_gaps = re.sub("【待补：[^】]*】", "若干", body)
    assert [figure.text for figure in read_figures(without_gaps, calendar=Calendar("2025", "2026"))] == []


FIELDS = ("科技创新", "乡村振兴", "生态环境", "民生保障", "城市建设", "对外开放")
WORK = (
    "实验室攻关和成果转化",
    "粮食生产和高标准农田",
    "大气污染防治和河湖治理",
    "就业养老和社会救助",
    "老旧小区改造和管网建设",
    "外贸进出口和口岸建设",
)


def yearly(year: int, farming: str) -> Report:
    lines = [
        f"（{number}）推进{field}\n过去一年，扎实推进{work}，统筹推进{work}。{farming if field == '乡村振兴' else ''}"
        for number, field, work in zip("一二三四五六", FIELDS, WORK, strict=True)
    ]
    body = "\n".join(lines)
    return report(f"{year}年某市政府工作报告\n一、{year - 1}年工作回顾\n{body}\n二、{year}年重点工作\n抓好各项工作。\n", year)


def test_a_figure_in_a_section_of_another_field_is_misplaced_however_much_of_its_own_is_put_in_with_it():
    earlier, real = yearly(2025, ""), yearly(2026, "粮食产量120万吨，新建高标准农田20万亩。")
    written = run_backtest(earlier, [], ExcerptDrafter(), 2026)
    farming = "扎实推进粮食生产和高标准农田，统筹推进粮食生产和高标准农田。粮食产量120万吨，新建高标准农田20万亩。"
    put = [replace(one, paragraphs=(farming,)) if "科技创新" in one.title else one for one in written.sections]
    right = [replace(one, paragraphs=(farming,)) if "乡村振兴" in one.title else one for one in written.sections]
    assert compare(replace(written, sections=tuple(put)), real, [], earlier).reading.misplaced == 2
    assert compare(replace(written, sections=tuple(right)), real, [], earlier).reading.misplaced == 0
