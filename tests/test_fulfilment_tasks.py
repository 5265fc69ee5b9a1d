"""Promises without a number: which a plan makes, and what later papers say of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from workspace_case import opened_with

from cli import main
from nigao.fulfilment import sayings_of, tasks_told
from nigao.fulfilment.tasks import tasks_of
from nigao.reading import build_report
from nigao.report import Document, Report

EARLIER = """示例医院2025年工作总结和2026年工作打算
一、2025年工作总结
全年门诊量120万人次。
二、2026年工作打算
启动外科综合楼建设，完成档案室搬迁。建立患者诉求闭环办理机制，出台绩效分配办法。年内建成胸痛中心，开诊儿童康复门诊。推动东院区开工建设，确保智慧病房9月底前上线。加强医德医风建设，提升服务水平。深入推进等级医院创建，召开职工代表大会。完成全年目标任务。新建住院楼，12月投入使用。引进学科带头人3名。与市中心医院组建专科联盟。制定《科研奖励办法》。筹建中医馆。
"""
LATER = """示例医院2026年工作总结和2027年工作打算
一、2026年工作总结
外科综合楼项目于4月8日正式开工，主体已建到五层。档案室整体搬迁至行政楼负一层，10月底全部完成。建立了患者诉求“闭环”办理机制，办结率98%。胸痛中心尚未通过验收，推迟到明年建成。儿童康复门诊5月开诊，接诊1.2万人次。东院区可研报告已获批复，正在办理征地手续。智慧病房系统未能按期上线。职工代表大会4月召开。住院楼建设稳步推进。中医馆建设方案已报市卫健委。
二、2027年工作打算
出台绩效分配办法，与市中心医院组建专科联盟。
"""


def report(text: str) -> Report:
    name = text.split("\n")[0]
    return build_report(f"{name}.txt", name, Document(text))


def told(later: str = LATER) -> dict[str, tuple[str, str]]:
    rows = tasks_told(report(EARLIER), sayings_of(report(later), "l", "今年的总结"))
    return {row.task.what: (row.verdict, row.saying.text if row.saying else "") for row in rows}


def test_every_deed_of_the_plan_is_listed_with_the_sentence_that_tells_of_it() -> None:
    assert told() == {
        "启动外科综合楼建设": ("done", "外科综合楼项目于4月8日正式开工，主体已建到五层"),
        "完成档案室搬迁": ("done", "档案室整体搬迁至行政楼负一层，10月底全部完成"),
        "建立患者诉求闭环办理机制": ("done", "建立了患者诉求“闭环”办理机制，办结率98%"),
        "出台绩效分配办法": ("untold", ""),
        "年内建成胸痛中心": ("not_done", "胸痛中心尚未通过验收，推迟到明年建成"),
        "开诊儿童康复门诊": ("done", "儿童康复门诊5月开诊，接诊1.2万人次"),
        "推动东院区开工建设": ("told", "东院区可研报告已获批复，正在办理征地手续"),
        "确保智慧病房9月底前上线": ("not_done", "智慧病房系统未能按期上线"),
        "召开职工代表大会": ("done", "职工代表大会4月召开"),
        "新建住院楼，12月投入使用": ("told", "住院楼建设稳步推进"),
        "与市中心医院组建专科联盟": ("untold", ""),
        "制定《科研奖励办法》": ("untold", ""),
        "筹建中医馆": ("told", "中医馆建设方案已报市卫健委"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "加强医德医风建设，提升服务水平。",
        "完成全年目标任务。",
        "引进学科带头人3名。",
        "加快建设区域医疗中心。",
        "建立健全长效体系。",
        "开展主题教育活动。",
        "举办更多活动。",
    ],
)
def test_what_nobody_can_hold_against_a_paper_is_no_promise(sentence: str) -> None:
    plan = f"示例医院2025年工作总结和2026年工作打算\n一、2025年工作总结\n门诊量120万人次。\n二、2026年工作打算\n{sentence}\n"
    assert tasks_of(report(plan)) == []


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("外科综合楼正在办理开工手续。", "told"),
        ("外科综合楼预计明年3月开工。", "told"),
        ("外科综合楼未能按计划开工。", "not_done"),
        ("外科综合楼已启动建设。", "done"),
        ("内科综合楼已启动建设。", "untold"),
        ("完成外科楼外墙维修。", "untold"),
    ],
)
def test_a_promise_is_done_only_where_a_paper_says_so_plainly(said: str, verdict: str) -> None:
    later = f"示例医院2026年工作总结\n一、主要工作\n{said}\n"
    assert told(later)["启动外科综合楼建设"][0] == verdict


def test_the_command_prints_them_apart_and_the_targets_as_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "示例医院2025年.txt", tmp_path / "示例医院2026年.txt"]
    for path, text in zip(paths, (EARLIER, LATER), strict=True):
        path.write_text(text, encoding="utf-8")
    assert main(["fulfilment", *map(str, paths), "--tasks", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0] == {
        "promise": "启动外科综合楼建设",
        "verdict": "done",
        "target_sentence": "启动外科综合楼建设，完成档案室搬迁",
        "outcome_sentence": "外科综合楼项目于4月8日正式开工，主体已建到五层",
        "source": "示例医院2026年.txt",
    }
    assert main(["fulfilment", *map(str, paths), "--json"]) == 0
    assert all(row["target"] for row in json.loads(capsys.readouterr().out))


def test_the_workspace_asks_its_own_papers_and_no_reference(tmp_path: Path) -> None:
    other = "东陵县人民医院2026年工作总结\n一、主要工作\n绩效分配办法正式出台。\n"
    opened = opened_with(tmp_path, {"示例医院2025年.txt": EARLIER, "示例医院2026年.txt": LATER, "参考-东陵.txt": other})
    (earlier,) = [one.id for one in opened.archive.sources() if one.filename == "示例医院2025年.txt"]
    rows = {row.task.what: row for row in opened.books.tasks(earlier)}
    assert rows["出台绩效分配办法"].verdict == "untold"
    assert rows["筹建中医馆"].saying is not None and rows["筹建中医馆"].saying.title.startswith("示例医院2026年")
