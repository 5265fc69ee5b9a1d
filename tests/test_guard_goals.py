"""What a draft says of a goal, and a change beside a level, are held against the goals and levels the sources tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nigao.checks.finding import Finding
from nigao.checks.guard import check_text
from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.ledger import Entry, Source
from nigao.ledger.entries import entries_of
from nigao.report import Document, Identity, Report

YEAR = Calendar("2026", "2027")
LAST = Calendar("2025", "2026")


def read(text: str, title: str, calendar: Calendar = YEAR) -> list[Entry]:
    figures = read_figures(text, calendar=calendar)
    source = Source(title, title, "青石集团", 2027, reviewed_year=2026, standing="own")
    return entries_of(Report(title, title, Identity(title), Document(text), figures=tuple(figures)), source)


SOURCES = (
    read(
        "2026年，实现利润总额9500万元以上，资产负债率控制在62%以内，新建充电桩200个，出租率达到88%，营业收入增长8%。",
        "去年的总结和打算",
        Calendar("2025", "2026", part="plan"),
    )
    + read("2025年，文旅收入6850万元，租金收入9620万元。", "去年的总结", LAST)
    + read(
        "利润总额8412万元，同比下降5.9%。资产负债率62.7%。新建充电桩233个。出租率86.9%。营业收入12.87亿元，增长12.7%。"
        "文旅收入7186万元。租金收入10803万元，增长12.3%。整改率99.6%。",
        "财务部总结",
    )
    + read("文旅收入7230万元，同比增长5.5%。租金收入1.08亿元，同比增长12.3%。", "文旅公司总结")
)


def found(text: str, code: str) -> list[Finding]:
    return [one for one in check_text(text, SOURCES, calendar=YEAR).findings if one.code == code]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("全年实现利润总额8412万元，超额完成年度目标。", "超额完成年度目标"),
        ("利润总额8412万元，同比下降5.9%，完成了全年任务。", "完成了全年任务"),
        ("资产负债率62.7%，控制在年度目标以内。", "控制在年度目标以内"),
        ("出租率86.9%，达到预期目标。", "达到预期目标"),
        ("新建充电桩233个，未完成年度目标。", "未完成年度目标"),
        ("营业收入12.87亿元，增长12.7%，低于年度目标。", "低于年度目标"),
    ],
)
def test_a_claim_that_the_goal_contradicts_is_an_error_that_names_both(text: str, said: str) -> None:
    (finding,) = found(text, "figure.goal")
    assert finding.severity == "error" and finding.places[0].text == said and "去年的总结和打算" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "新建充电桩233个，超额完成年度目标。",
        "利润总额8412万元，未完成年度目标。",
        "利润总额8412万元，完成年度目标的88.5%。",
        "利润总额8412万元。其他指标均完成年度目标。",
        "利润总额8412万元，明年确保完成年度目标。",
        "文旅收入7186万元，完成年度目标。",  # no goal is told
    ],
)
def test_a_claim_that_holds_that_is_hoped_or_of_which_no_goal_is_told_is_left_alone(text: str) -> None:
    assert not found(text, "figure.goal")


def test_a_change_beside_another_level_than_it_was_reckoned_from_is_an_error() -> None:
    (finding,) = found("文旅收入7186万元，同比增长5.5%。", "figure.basis")
    assert finding.severity == "error" and "按7230万元算的（文旅公司总结）" in finding.message and "应为4.9%" in finding.message


@pytest.mark.parametrize(
    "text", ["文旅收入7230万元，同比增长5.5%。", "租金收入1.08亿元，同比增长12.3%。", "文旅收入7186万元，同比增长4.9%。"]
)
def test_a_change_beside_its_own_level_or_one_rounded_from_it_is_left_alone(text: str) -> None:
    assert not found(text, "figure.basis")


def test_no_share_is_rounded_to_all_of_it() -> None:
    (finding,) = found("整改率100%。", "figure.unsupported")
    assert "99.6%" in finding.message


@pytest.mark.parametrize(("said", "found_"), [("12%", 1), ("4.9%", 0)])
def test_a_change_on_a_persons_word_alone_is_held_against_last_years_level(said: str, found_: int) -> None:
    (told,) = [e for e in read(f"文旅收入增长{said}。", "王填报") if e.figure.measure == "change"]
    entries = [*SOURCES, replace(told, by_hand=True)]
    result = check_text(f"文旅收入7186万元，同比增长{said}。", entries, calendar=YEAR)
    assert len([one for one in result.findings if one.code == "figure.basis" and "应为4.9%" in one.message]) == found_
