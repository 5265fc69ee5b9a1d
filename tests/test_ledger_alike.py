"""A department's paper against the unit's sheet: what contradicts under whatever name, and what is another thing under one as like."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from cli_base import read_file
from nigao.ledger import Conflict, Entry, Ledger, Source
from nigao.ledger.entries import entries_of
from nigao.reading import build_report
from nigao.report import Document, Identity

HEAD = "指标\t单位\t2024年\t2025年"
CONTRADICT = [
    ("2025年，全院门急诊量186.4万人次，同比增长4.2%。", "门急诊人次\t万人次\t178.9\t182.7"),
    ("全年新增停车位285个，缓解停车难。", "新增机动车停车位\t个\t200\t300"),
    ("今年计划新增停车位300个，实际新增285个。", "新增停车位\t个\t200\t310"),
    ("原计划新增停车泊位300个，全年实际完成285个。", "新增停车泊位\t个\t200\t301"),
    ("全年体检人次5.2万人次（含团体体检3.1万人次）。", "体检人次\t万人次\t4.8\t5.6"),
    ("全年门诊量120.5万人次，其中急诊11.2万人次。", "门诊量\t万人次\t110\t121.9"),
    ("全年出院病人4.35万人次（不含日间病房）。", "出院人次\t万人次\t4\t4.52"),
    ("医务人员手卫生依从率达到86.5%，较上年提高2个百分点。", "手卫生依从率\t%\t84.5\t88.1"),
    ("全年开展手术1.86万台，其中三四级手术1.02万台。", "手术台次\t台次\t17000\t19200"),
    ("在管物业面积458.6万平方米。", "在管面积\t万平方米\t400\t446.2"),
    ("全年实现文旅收入7230万元，同比增长5.5%。", "文旅营业收入\t万元\t6850\t7186"),
    ("平均住院日7.2天，比上年缩短0.3天。", "平均住院日\t天\t7.5\t7.4"),
    ("全年发放公积金贷款12.6亿元，原计划10亿元。", "发放个人住房公积金贷款\t亿元\t11\t12.1"),
    ("全年共接待游客301.5万人次。", "接待游客\t万人次\t268\t298.2"),
    ("清理违法建设图斑312处，原定任务为300处。", "清理违法建设图斑\t处\t250\t321"),
    ("全年完成固定资产投资16.25亿元。", "固定资产投资\t亿元\t18.6\t16.31"),
    ("截至年底，开放床位1200张，新增床位80张。", "开放床位\t张\t1120\t1210"),
    ("上转患者320人次，下转患者1850人次。", "下转患者\t人次\t1500\t1910"),
    ("开展志愿服务活动126场次，比原定的100场次多26场次。", "志愿服务活动\t场次\t90\t131"),
    ("截至12月底，在职职工（不含劳务派遣）862人。", "在职职工\t人\t850\t871"),
    ("全年举办培训班24期，含线上8期。", "举办培训班\t期\t20\t26"),
    ("医护比1:1.52；床护比1:0.45。出院患者平均住院日7.1天。", "出院患者平均住院日\t天\t7.5\t7.4"),
]

CAN_BOTH_BE = [
    ("新增床位80张。", "开放床位\t张\t1120\t1200"),
    ("上转患者320人次。", "下转患者\t人次\t1500\t1910"),
    ("体检5.2万人次，其中团体体检3.1万人次。", "团体体检\t万人次\t3\t3.1"),
    ("门诊量120.5万人次，其中急诊11.2万人次。", "急诊量\t万人次\t11\t11.2"),
    ("租金收入1.08亿元。", "租金收入\t万元\t9620\t10803"),
    ("1—11月充电量4127万千瓦时。", "充电量\t万千瓦时\t4000\t4520"),
    ("原计划新增停车位300个。", "新增停车位\t个\t200\t285"),
    ("新增停车位285个。", "停车位\t个\t1200\t1485"),
    ("新增非机动车停车位120个。", "新增机动车停车位\t个\t200\t285"),
    ("线上门诊量3.2万人次。", "门诊量\t万人次\t110\t121.9"),
    ("三四级手术1.02万台。", "手术台次\t台次\t17000\t19200"),
    ("医师手卫生依从率82.1%，护士手卫生依从率91.3%。", "手卫生依从率\t%\t84.5\t88.1"),
    ("妇科平均住院日5.1天。", "平均住院日\t天\t7.5\t7.4"),
    ("出院患者满意度96.2%。", "门诊患者满意度\t%\t95\t94.1"),
    ("外省游客86.5万人次。", "接待游客\t万人次\t268\t298.2"),
    ("转出患者120人次。", "转入患者\t人次\t90\t131"),
    ("全年入院4.4万人次。", "出院\t万人次\t4.2\t4.35"),
    ("发放贷款12.6亿元。", "收回贷款\t亿元\t11\t8.1"),
    ("提取住房公积金8.6亿元。", "归集住房公积金\t亿元\t11\t12.1"),
    ("新收案件1200件。", "办结案件\t件\t1100\t1187"),
    ("固定资产投资完成16.25亿元，其中工业投资8.1亿元。", "工业固定资产投资\t亿元\t7\t8.1"),
    ("实有床位1300张。", "编制床位\t张\t1200\t1200"),
    ("在编职工620人。", "在职职工\t人\t850\t871"),
    ("全年培训3200人次。", "培训班参训人员\t人\t850\t871"),
    ("全年无偿献血8200人次。", "无偿献血量\t人份\t8000\t8600"),
]


def paper(text: str, department: str = "甲科") -> list[Entry]:
    identity = Identity(f"{department}材料", "示例医院", 2025, 2025, "material", department)
    source = Source(department, identity.title, "示例医院", 2025, "material", department, reviewed_year=2025, standing="department")
    return entries_of(build_report(f"{department}2025年总结.txt", department, Document(text), identity), source)


def sheet(folder: Path, *rows: str) -> list[Entry]:
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell for cell in row.split("\t")])
    book.save(folder / "主要指标表.xlsx")
    report = read_file(folder / "主要指标表.xlsx", 2025)
    return entries_of(report, Source("sheet", "主要指标表", "示例医院", 2025, "metrics", reviewed_year=2025))


def conflicts(folder: Path, text: str, row: str, department: str = "甲科") -> list[Conflict]:
    return Ledger([*paper(text, department), *sheet(folder, row)]).conflicts()


@pytest.mark.parametrize(("text", "row"), CONTRADICT)
def test_a_paper_that_tells_another_number_of_the_same_thing_is_shown(tmp_path: Path, text: str, row: str) -> None:
    assert len(conflicts(tmp_path, text, row)) == 1


@pytest.mark.parametrize(("text", "row"), CAN_BOTH_BE)
def test_a_part_an_addition_another_person_or_a_rounding_contradicts_nothing(tmp_path: Path, text: str, row: str) -> None:
    assert conflicts(tmp_path, text, row) == []


def test_what_was_planned_stands_beside_what_came_of_it_and_is_no_result(tmp_path: Path) -> None:
    (found,) = conflicts(tmp_path, "原计划新增停车泊位300个，全年实际完成285个。", "新增停车泊位\t个\t200\t301")
    assert found.values == ("285个", "301")


def test_a_subsidiary_s_own_turnover_is_not_the_group_s(tmp_path: Path) -> None:
    assert conflicts(tmp_path, "全年营业收入1.96亿元。", "营业收入\t亿元\t11.42\t12.87", "物业公司") == []
    assert len(conflicts(tmp_path, "集团全年营业收入12.96亿元。", "营业收入\t亿元\t11.42\t12.87", "财务部")) == 1


def test_a_ruling_under_either_name_holds(tmp_path: Path) -> None:
    from nigao.ledger import Ruling

    entries = [*paper("全年新增停车位285个。"), *sheet(tmp_path, "新增机动车停车位\t个\t200\t300")]
    ruling = Ruling("新增机动车停车位", "", "2025", "300", "个", "张三", "以年报为准", "2026-01-05T09:00:00+08:00")
    (found,) = Ledger(entries, [ruling]).conflicts()
    assert found.ruling == ruling


@pytest.mark.parametrize("row", ["下转患者\t人次\t1500\t1910", "参保\t人\t1985\t2001"])
def test_a_count_that_looks_like_a_year_is_a_count(tmp_path: Path, row: str) -> None:
    name, _, last, now = row.split("\t")
    told = [(e.figure.indicator, e.figure.text, e.figure.period) for e in sheet(tmp_path, row)]
    assert told == [(name, last, "2024"), (name, now, "2025")]
