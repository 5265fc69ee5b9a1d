"""Sentences of departments' prose told in other words, some of them false in one figure, against the paper they were drawn from."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from nigao.checks.guard import check_text
from nigao.ledger import Source
from nigao.ledger.entries import entries_of
from nigao.reading import build_report, calendar_for
from nigao.report import Document

DATA = Path(__file__).parent / "data"
# What is stopped of sentences that are not judged as they should be.
KNOWN = {
    "收案、结案数同比分别增长9.8%、11.2%。": ["9.8%", "11.2%"],  # 受理各类案件…，审执结…
    "诉前调解纠纷成功9843件。": [],
    "城镇新增就业达到120万人。": [],  # of a paper that is all plan: what nobody calls done is read as planned
    "省级督察反馈的71项问题完成整改43项。": [],
    "城南水厂扩建已投入8600万元，相当于年度计划的57.3%，预计10月通水。": ["8600万元"],  # named by the heading alone
    "规上工业增加值同比增长7.2%，增速比全省快1.1个百分点，35个大类行业里24个实现正增长。": ["35个"],
    "基本养老保险基金总收入16895亿元、总支出12765亿元，累计结存19497亿元。": ["16895亿元"],  # 城镇 is left out
    "林业专业合作社17个，带动农户3000余户，经营产值3000万元以上。": ["3000余户"],  # 参加农户
    "满意度得分95.8分，居全省三甲综合医院第5位，国考进位12名。": ["12名"],  # short for 国家三级公立医院绩效考核
    "走访企业90余家，开发岗位170余个。": ["170余个"],  # 拓岗
    "审结刑事案件262件。": [],  # that they are cases received, the heading alone says
    "天保工程补助资金1387.445万元。": [],  # of the next paragraph
    "网约车订单量46.76亿单。": [],  # the whole is told without its unit
    "上半年，全县一般公共预算收入8.6亿元，增长4.8%，完成年初预算的51.2%，税收占68.6%。": ["68.6%"],
}


def sentences() -> dict[str, list[tuple[str, list[str]]]]:
    """Paper → its sentences, each with the figures of it that are false."""
    found = defaultdict(list)
    for line in (DATA / "guard" / "sentences.tsv").read_text(encoding="utf-8").splitlines():
        paper, sentence, wrong, _ = line.split("\t")
        found[paper].append((sentence, wrong.split()))
    return dict(found)


def text_of(paper: str) -> str:
    """The paper itself: kept beside its sentences, or among those whose figures or headings are annotated."""
    beside = DATA / "guard" / "papers" / f"{paper}.txt"
    places = [
        beside,
        DATA / "figures" / "places" / f"{paper}.txt",
        DATA / "figures" / "written" / f"{paper}.txt",
        DATA / "outline" / f"{paper}.txt",
    ]
    return next(place for place in places if place.exists()).read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", sentences())
def test_just_the_false_figures_of_reworded_sentences_are_stopped(paper):
    text = text_of(paper)
    report = build_report(f"{paper}.txt", paper, Document(text))
    identity = report.identity
    entries = entries_of(report, Source(paper, identity.title, identity.unit, identity.year, reviewed_year=identity.reviewed_year))
    calendar = calendar_for(f"{paper}.txt", text, identity)
    stopped = {
        sentence: [span.text for span in check_text(sentence, entries, calendar=calendar).unsupported] for sentence, _ in sentences()[paper]
    }
    assert stopped == dict(sentences()[paper]) | {sentence: told for sentence, told in KNOWN.items() if sentence in stopped}
