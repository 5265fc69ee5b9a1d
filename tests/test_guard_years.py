"""In which years a draft and its papers are read: their own words first, then the sources; a base of comparison is nobody's year."""

from __future__ import annotations

from pathlib import Path

import pytest

from nigao.own_year.paper import paper_years
from nigao.reading import build_report
from nigao.report import Document, Report
from nigao.work.checking import Checking
from nigao.work.intake import Wishes


def stopped(draft: str, *papers: str, year: int | None = None) -> list[str]:
    files = {f"材料{n}.txt": text for n, text in enumerate(papers)} | {"稿子.txt": draft}

    def opened(path: Path, wishes: Wishes) -> Report:
        return build_report(path.name, str(path), Document(files[str(path)]))

    checking = Checking(opened, lambda given: iter(given))
    entries = checking.entries([Path(name) for name in files if name != "稿子.txt"])
    return [span.text for span in checking.check(Path("稿子.txt"), entries, year).unsupported]


SAID = "县财政局2025年工作情况\n2025年，全县一般公共预算收入16.0亿元，增长5.1%；2024年为15.22亿元。税收占比68.5%。"
UNSAID = (
    "县科技局工作材料\n新增高新技术企业23家，研发投入强度3.12%，比2023年底提高0.4个百分点。治理违法建设超2000万平方米，发放贷款1956笔。"
)


@pytest.mark.parametrize("year", [None, 2025, 2026])
def test_the_year_in_a_title_holds_whatever_year_is_given_beside_it(year: int | None):
    assert stopped("青石县2025年工作总结\n一般公共预算收入达到160000万元，同比增长5.1%。税收占比68.5%。", SAID, year=year) == []


@pytest.mark.parametrize(
    "text", ["比2023年底提高0.4个百分点。", "较2020年增长一倍。", "自2019年以来持续下降。", "落实《2024—2026年行动计划》。"]
)
def test_a_year_that_a_paper_only_compares_with_or_names_is_not_its_own(text: str):
    assert paper_years("材料.txt", f"工作材料\n全县完成投资15亿元，{text}").calendar.reviewed == ""


@pytest.mark.parametrize("text", ["治理违法建设超2000万平方米。", "担保1956笔。", "惠及2012户、2024人。"])
def test_a_count_of_four_digits_is_no_year(text: str):
    assert paper_years("材料.txt", f"工作材料\n{text}").calendar.reviewed == ""


@pytest.mark.parametrize("title", ["", "青石县2024年工作总结\n", "青石县2025年工作总结\n"])
def test_a_paper_that_does_not_say_its_year_agrees_with_the_year_of_the_draft(title: str):
    text = "全县新增高新技术企业23家，研发投入强度达到3.12%。治理违法建设超2000万平方米。"
    assert stopped(title + text, UNSAID) == []


def test_a_draft_that_names_no_year_is_read_in_the_years_of_its_sources():
    old = "县财政局2019年工作情况\n全县一般公共预算收入12.3亿元。"
    assert stopped("一般公共预算收入12.3亿元。", old) == []
    assert stopped("一般公共预算收入12.3亿元。", old, SAID) == ["12.3亿元"]


def test_a_year_told_in_passing_is_not_the_drafts_own():
    text = "审议2026年预算草案。全县一般公共预算收入16.0亿元，税收占比68.5%。"
    assert stopped(text, SAID) == []


def test_a_figure_told_of_another_year_is_still_stopped():
    assert stopped("2024年，全县一般公共预算收入16.0亿元。", SAID) == ["16.0亿元"]
    assert stopped("2025年，全县一般公共预算收入15.22亿元。", SAID) == ["15.22亿元"]
