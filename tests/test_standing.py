"""A wall between units: only this unit's and its departments' papers bear a figure out; references answer only when they are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import edit, opened_with

from nigao.report import Identity
from nigao.standing import standing_of
from nigao.work.intake import Wishes
from nigao.workspace import Workspace

OURS = "2025年浙江省政府工作报告\n一、2024年工作回顾\n全省城镇调查失业率4.4%。新增企业30家。\n二、2025年工作安排\n力争研发投入增长8%，新建项目20个。\n"
BEIJING = (
    "2026年北京市政府工作报告\n一、2025年工作回顾\n全市城镇调查失业率4.1%。研发投入增长9%。新建项目14个。\n二、2026年工作安排\n继续努力。\n"
)
JIANGSU = (
    "2026年江苏省政府工作报告\n一、2025年工作回顾\n江苏全省高新技术企业突破5万家，城镇调查失业率4.1%。\n二、2026年工作安排\n继续努力。\n"
)
TABLE = "指标,2025年\n城镇调查失业率（%）,4.5\n"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    files = {
        "浙江省政府工作报告_2025.txt": OURS,
        "北京市政府工作报告_2026.txt": BEIJING,
        "江苏省政府工作报告_2026.txt": JIANGSU,
        "浙江省指标_2025.csv": TABLE,
    }
    return opened_with(tmp_path, files)


def standings(opened: Workspace) -> dict[str, str]:
    return {source.filename[:2]: source.standing for source in opened.archive.sources()}


def errors(opened: Workspace, text: str) -> list[str]:
    draft = opened.drafting.start(2026)
    edit(opened, draft, 0, text)
    return [one.finding.message for one in opened.reviewing.open_findings(draft) if one.finding.severity == "error"]


def test_the_first_report_says_whose_workspace_it_is_and_what_the_others_are(opened: Workspace) -> None:
    assert opened.archive.unit() == "浙江省"
    assert standings(opened) == {"浙江": "own", "北京": "reference", "江苏": "reference"}


def test_another_places_figure_bears_nothing_out(opened: Workspace) -> None:
    assert errors(opened, "全省城镇调查失业率4.1%。")
    assert errors(opened, "全省城镇调查失业率4.5%。") == []


def test_a_reference_bears_out_what_is_said_of_its_own_unit(opened: Workspace) -> None:
    assert errors(opened, "江苏全省高新技术企业突破5万家。") == []
    assert errors(opened, "高新技术企业突破5万家。")


def test_another_places_results_are_no_outcome_of_our_targets(opened: Workspace) -> None:
    report = next(source.id for source in opened.archive.sources() if source.standing == "own" and source.role == "report")
    assert {row.verdict for row in opened.books.fulfilment(report)} == {"no_data"}


def test_a_draft_follows_our_own_last_report_and_none_of_the_references(opened: Workspace) -> None:
    view = opened.desk.view(opened.drafting.start())
    assert (view.unit, view.year) == ("浙江省", 2026)


def test_references_feed_neither_the_ledger_nor_its_conflicts_nor_drafting(opened: Workspace) -> None:
    assert {entry.source.standing for entry in opened.books.entries()} <= {"own", "department"}
    draft = opened.drafting.start(2026)
    assert {entry.source.unit for entry in opened.drafting.task(draft, _first(opened, draft)).entries} <= {"浙江省", ""}


def _first(opened: Workspace, draft: str):
    from nigao.commands import Draft

    return Draft(opened.desk.view(draft).sections[0].id)


def test_a_person_says_what_a_source_is_and_it_stays_so(opened: Workspace) -> None:
    beijing = next(source.id for source in opened.archive.sources() if source.unit.startswith("北京"))
    opened.intake.set_standing(beijing, "own")
    opened.intake.set_unit("浙江省人民政府")
    assert standings(opened)["北京"] == "own"
    assert errors(opened, "全市城镇调查失业率4.1%。") == []
    opened.intake.set_standing(beijing, "reference")
    assert standings(opened)["北京"] == "reference"


def test_whose_workspace_it_is_can_be_put_right_and_all_is_seen_anew(opened: Workspace) -> None:
    opened.intake.set_unit("江苏省")
    assert standings(opened) == {"浙江": "reference", "北京": "reference", "江苏": "own"}


def test_what_a_file_is_can_be_said_when_it_comes_in(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, {"浙江省政府工作报告_2025.txt": OURS})
    path = tmp_path / "北京市政府工作报告_2026.txt"
    path.write_text(BEIJING, encoding="utf-8")
    assert opened.intake.take_in(path, Wishes(standing="department")).standing == "department"


def test_a_thrown_away_source_comes_back_as_what_it_was(opened: Workspace) -> None:
    table = next(source for source in opened.archive.sources() if source.role == "metrics")
    opened.intake.remove(table.id)
    assert errors(opened, "全省城镇调查失业率4.5%。")
    assert [gone.id for gone in opened.intake.removed()] == [table.id]
    assert opened.intake.bring_back(table.id) == table.id
    assert opened.archive.source(table.id) == table
    assert errors(opened, "全省城镇调查失业率4.5%。") == []
    assert opened.intake.removed() == []


@pytest.mark.parametrize(
    ("unit", "department", "ours", "standing"),
    [
        ("浙江省", "", "浙江省人民政府", "own"),
        ("浙江省人民政府办公厅", "", "浙江省", "own"),
        ("浙江省财政厅", "", "浙江省", "department"),
        ("青石县", "", "青石县人民政府", "own"),
        ("青石县财政局", "", "青石县", "department"),
        ("财政局", "", "青石县", "department"),
        ("", "财政局", "青石县", "department"),
        ("", "", "青石县", "own"),
        ("江苏省", "", "浙江省", "reference"),
        ("国务院", "", "浙江省", "reference"),
        ("江苏省", "", "江苏省苏州市", "reference"),
        ("江苏省苏州市", "", "江苏省", "department"),
        ("白水县", "", "青石县", "reference"),
        ("青石县教育局", "", "青石县财政局", "reference"),
        ("青石县", "", "青石县财政局", "reference"),
        ("青石县教师发展中心", "", "青石县教育局", "department"),
        ("青石县第一中学", "", "青石县教育局", "department"),
        ("白水县第一中学", "", "青石县教育局", "reference"),
        ("青石县人民医院", "", "青石县卫生健康委员会", "department"),
        ("青石县人民医院", "", "青石县第一中学", "reference"),
        ("青石县第一中学", "", "青石县城投集团有限公司", "reference"),
        ("青石县财政局", "", "青石县财政局", "own"),
        ("示例高新技术产业开发区", "", "示例高新技术产业开发区管委会", "own"),
        ("示例高新技术产业开发区管委会科技局", "", "示例高新技术产业开发区", "department"),
        ("红星集团机电公司", "", "红星集团有限公司", "department"),
        ("东方集团", "", "红星集团有限公司", "reference"),
        ("青石县", "", "红星集团有限公司", "reference"),
        ("澜江市", "水务集团", "澜江市水务集团有限公司", "own"),
        ("青石县", "教育体育局", "青石县教体局", "own"),
        ("青石县", "教育局", "青石县财政局", "reference"),
        ("澜江市", "水务集团", "澜江市", "department"),
    ],
)
def test_units_nest_as_their_names_do(unit: str, department: str, ours: str, standing: str) -> None:
    assert standing_of(Identity("总结", unit, 2025, 2024, "report", department), ours) == standing


ZONE = "云岭高新技术产业开发区管理委员会"


def test_a_zones_bureaus_that_come_in_first_are_its_departments_and_its_own_table_is_its_own(tmp_path: Path) -> None:
    files = {
        "应急管理和社会事务局.txt": "应急管理和社会事务局2026年工作总结和2027年工作打算\n一、2026年工作情况\n检查企业1300家次。\n",
        "总结.txt": f"{ZONE}2025年工作总结和2026年工作打算\n一、2025年工作回顾\n新增企业30家。\n二、2026年工作打算\n继续努力。\n",
        "高新区主要数据.csv": "高新区主要数据,\n指标,2026年\n规上工业企业数（家）,155\n",
    }
    opened = opened_with(tmp_path, files)
    assert opened.archive.unit() == ZONE
    assert {source.filename[:3]: source.standing for source in opened.archive.sources()} == {
        "应急管": "department", "总结.": "own", "高新区": "own",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "ours", "standing"),
    [("经开区", "青溪经济技术开发区管委会", "own"), ("高新区", "示例市人民政府", "reference"), ("长沙县", "长沙市望城区", "reference")],
)
def test_a_zone_without_its_name_is_ours_only_where_ours_is_one(unit: str, ours: str, standing: str) -> None:
    assert standing_of(Identity("主要数据", unit=unit), ours) == standing


def test_a_bureau_with_more_reports_than_the_government_above_it_has_the_workspace(tmp_path: Path) -> None:
    government = "2025年示例县政府工作报告\n一、2024年工作回顾\n全县新建学校3所。\n二、2025年工作安排\n新建学校4所。\n"
    bureau = "示例县教育体育局{}年工作总结及{}年工作打算\n一、{}年工作总结\n新建学校3所。\n二、{}年工作打算\n新建学校4所。\n"
    files = {"县政府工作报告_2025.txt": government}
    files |= {f"局_{year}.txt": bureau.format(year, year + 1, year, year + 1) for year in (2023, 2024)}
    opened = opened_with(tmp_path / "bureau", files)
    assert opened.archive.unit() == "示例县教育体育局"
    assert {source.filename[0]: source.standing for source in opened.archive.sources()} == {"县": "reference", "局": "own"}
    of_the_county = opened_with(
        tmp_path / "county", {**files, "县政府工作报告_2024.txt": government.replace("2025", "2023").replace("2024", "2022")}
    )
    assert of_the_county.archive.unit() == "示例县"
