"""Of which year a paper tells and which it plans, when it was written, and what its words say for it; papers of many kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.reader import FileReader
from nigao.own_year.paper import paper_years
from nigao.reading import calendar_for
from nigao.recognise import recognise

_PAPERS = Path(__file__).parent / "data" / "years"


def papers() -> Iterator[tuple[str, ...]]:
    """(name, reviewed, planned, part, text) of each paper."""
    for file in sorted(_PAPERS.glob("*.txt")):
        for block in re.split(r"(?m)^=== ", file.read_text(encoding="utf-8"))[1:]:
            head, _, text = block.partition("\n")
            yield (*(one.strip() for one in head.split("|")), text)


@pytest.mark.parametrize(("name", "reviewed", "planned", "part", "text"), list(papers()), ids=lambda value: str(value)[:12])
def test_a_paper_is_read_in_its_own_years(name: str, reviewed: str, planned: str, part: str, text: str) -> None:
    calendar = calendar_for(name, text, recognise(name, text))
    assert (calendar.reviewed, calendar.planned) == (reviewed, planned)
    found = paper_years(name, text).part
    assert (found.name if found else "") == part


def test_what_its_words_say_for_a_year_and_against_it_is_told() -> None:
    years = paper_years("某局_2026.txt", "某局2025年工作总结\n一、主要工作\n新增企业30家。\n")
    assert (years.reviewed, years.sure) == ("2025", "told")
    assert [clue.says for clue in years.because] == ["title.told", "name.bare"]
    assert paper_years("某局_2024.txt", "某局2025年工作总结\n").against[0].says == "name.bare"


def test_a_base_of_comparison_alone_tells_no_year() -> None:
    years = paper_years("材料.txt", "工作材料\n研发投入强度3.12%，比2023年底提高0.4个百分点。")
    assert (years.reviewed, years.sure) == ("", "")


@pytest.mark.parametrize(
    ("text", "reviewed"),
    [
        ("区残联工作情况\n过去一年，发放补贴2136万元。\n2026年1月8日", "2025"),
        ("区残联工作情况\n今年以来，发放补贴2136万元。\n2025年9月8日", "2025"),
        ("安全生产简报\n1—11月，发生事故12起。\n2026年1月8日", "2025"),
        ("安全生产简报\n1—11月，发生事故12起。\n2025年12月8日", "2025"),
    ],
)
def test_the_date_a_paper_bears_tells_its_year_by_what_it_looks_back_on(text: str, reviewed: str) -> None:
    assert paper_years("材料.txt", text).reviewed == reviewed


def test_a_papers_years_are_read_once_an_import(tmp_path: Path) -> None:
    from nigao.work.intake import read_report

    path = tmp_path / "某局2025年工作总结.txt"
    path.write_text("某局2025年工作总结\n一、主要工作\n" + "新增企业30家。\n" * 4000, encoding="utf-8")
    paper_years.cache_clear()
    report = read_report(FileReader(), path)
    assert report.identity.reviewed_year == 2025 and report.figures[0].period == "2025"
    assert paper_years.cache_info().misses == 1


@pytest.mark.parametrize("name", ["planted.txt", "review1.docx", "preview.docx", "plan.txt"])
def test_a_file_called_by_an_english_word_is_neither_a_plan_nor_a_review_for_that(name: str) -> None:
    text = "某局2026年工作总结和2027年工作打算\n一、2026年工作\n新增企业30家。\n"
    assert paper_years(name, text).looks == ""
    assert (paper_years(name, text).reviewed, paper_years(name, text).planned) == ("2026", "2027")


@pytest.mark.parametrize("said", ["2025年年度工作总结", "2025年年终总结", "2025年全年工作总结", "2025年度工作总结"])
def test_a_paper_of_the_whole_year_is_of_that_year_however_its_name_says_so(said: str) -> None:
    assert paper_years(f"市公积金中心{said}.txt", "").reviewed == "2025"


@pytest.mark.parametrize(
    "name",
    [
        "2025年度全市档案馆基本情况",
        "2025年第四季度市长信箱来信办理情况通报",
        "2025年全省气候公报",
        "某县2025年重点民生项目资金使用情况公示",
        "2025年度行政执法统计数据",
        "某市2025年生态环境状况公报（摘要）",
    ],
)
def test_a_paper_whose_name_only_says_how_things_stood_is_of_the_year_it_bears(name: str) -> None:
    assert paper_years(f"{name}.txt", "馆藏档案58万卷，照片档案2.1万张。\n").reviewed == "2025"


@pytest.mark.parametrize("name", ["2025年预算安排情况", "2025年重点工作部署情况", "某县政府工作报告2025年"])
def test_a_name_that_says_what_was_laid_down_is_still_a_plan_of_that_year(name: str) -> None:
    assert paper_years(f"{name}.txt", "安排支出3亿元。\n").planned == "2025"
