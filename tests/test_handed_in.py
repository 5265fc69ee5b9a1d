"""Departments' papers that call themselves reports are seen for what they are, and used once a person says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from workspace_case import opened_with, section_id, texts

from cli import main
from nigao.commands import Draft
from nigao.handed_in import called, handed_in
from nigao.ledger import Source
from nigao.ports import Filter
from nigao.report import Identity
from nigao.standing import standing_of
from nigao.work.intake import Wishes
from nigao.workspace import Workspace

MAIN = "示例区2024年工作总结和2025年工作安排\n一、2024年工作回顾\n新增企业30家。公开招聘教师86名。\n二、2025年工作安排\n新增企业40家。\n"
PAPERS = {
    "财政局2025年工作总结.txt": "示例区财政局2025年工作总结\n一、主要工作\n全年新增企业35家，争取上级资金2.3亿元。\n",
    "教育局2025年工作总结.txt": "示例区教育局2025年工作总结\n一、主要工作\n全年公开招聘教师93名，新增学位1260个。\n",
}


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return opened_with(tmp_path, {"示例区2024年总结.txt": MAIN, **PAPERS})


def test_a_draft_follows_the_units_own_report_and_not_a_departments(opened: Workspace) -> None:
    assert [source.unit for source in opened.intake.handed_in()] == ["教育局", "财政局"]
    assert opened.drafting.years_to_write()[0] == 2026
    view = opened.desk.view(opened.drafting.start())
    assert (view.unit, view.year) == ("示例区", 2026)


def test_once_they_are_material_drafting_uses_them_and_nothing_is_asked_again(opened: Workspace) -> None:
    assert opened.intake.as_material(opened.intake.handed_in()) == 2
    assert not opened.intake.handed_in()
    kept = {source.department: source for source in opened.archive.sources() if source.role == "material"}
    assert {(source.unit, source.reviewed_year) for source in kept.values()} == {("示例区", 2025)}
    draft = opened.drafting.start(2026)
    opened.doing.do_all(draft, [Draft(section_id(opened, draft, position)) for position in (0, 1)], "王")
    opened.worker.run_waiting()
    text = "".join(texts(opened, draft))
    assert "35家" in text and "93名" in text


def test_one_paper_of_a_department_of_the_unit_is_enough() -> None:
    own = Source("a", "报告", "青石县", 2025, "report", reviewed_year=2024, standing="own")
    bureau = Source("b", "总结", "农业农村局", 2025, "report", reviewed_year=2025, standing="department")
    assert handed_in([own, bureau]) == [bureau]


def test_one_paper_of_a_part_of_the_unit_is_enough() -> None:
    own = Source("a", "总结", "示例局", 2025, "report", reviewed_year=2024)
    part = Source("b", "总结", "人事科", 2025, "report", reviewed_year=2025)
    assert handed_in([own, part]) == [part]


@pytest.mark.parametrize(
    "others",
    [
        [("财政局", 2024), ("财政局", 2025)],  # a bureau's own of two years
        [("财政局", 2025)],  # one paper alone
        [("甲省", 2025), ("乙市", 2025)],  # other areas, to compare with
        [("财政局", 2024), ("教育局", 2024)],  # of the year the unit's own report is about
    ],
)
def test_other_reports_are_left_as_they_are(others: list[tuple[str, int]]) -> None:
    own = Source("a", "总结", "示例区", 2025, "report", reviewed_year=2024)
    assert not handed_in(
        [own, *(Source(f"{i}", "总结", unit, year, "report", reviewed_year=year) for i, (unit, year) in enumerate(others))]
    )


def test_one_click_on_the_page_makes_them_material(opened: Workspace) -> None:
    def script(workspace: object) -> None:
        from importlib import import_module

        import_module("ui.materials").page(workspace)

    drawn = AppTest.from_function(script, default_timeout=30, args=(opened,)).run()
    assert "2份像是各部门报来的总结" in drawn.warning[0].value
    assert [option.partition("：")[0] for option in drawn.multiselect[0].options] == ["教育局", "财政局"]
    next(button for button in drawn.button if button.label == "都作为部门材料").click().run()
    assert not drawn.exception and not opened.intake.handed_in()
    assert "都作为部门材料" not in [button.label for button in drawn.button]


def test_another_areas_report_kept_to_compare_with_is_nobodys_department(tmp_path: Path) -> None:
    paper = "临江区住建局2025年工作总结\n一、主要工作\n改造老旧小区66个。\n"
    own = "青川区住房和城乡建设局2024年工作总结和2025年工作计划\n一、2024年工作\n改造老旧小区41个。\n二、2025年计划\n改造老旧小区50个。\n"
    section = "建管科2025年工作总结\n一、主要工作\n建筑业总产值305亿元。\n"
    opened = opened_with(tmp_path, {"总结2024.txt": own, "临江总结.txt": paper, "建管科2025年工作总结.txt": section})
    assert [source.unit for source in opened.intake.handed_in()] == ["建管科"]


def test_a_paper_that_names_no_unit_goes_by_its_title_once_its_year_is_known() -> None:
    own = Source("a", "总结", "青川区住建局", 2025, "report", reviewed_year=2024)
    section = Source("b", "建管科2025年工作总结", "建管科", 2025, "report", reviewed_year=2025)
    station = Source("c", "质量安全监督站工作总结", "", 2025, "report", reviewed_year=2025)
    assert handed_in([own, section, station]) == [section, station]


def test_what_is_made_material_is_the_units_own_departments_whatever_its_name_is_written_like(tmp_path: Path) -> None:
    own = "青川区住建局2024年工作总结\n一、2024年工作\n改造老旧小区41个。\n"
    papers = {name: f"{name}2025年工作总结\n一、主要工作\n完成任务35项。\n" for name in ("建管科", "行政审批科")}
    opened = opened_with(tmp_path, {"总结2024.txt": own} | {f"{name}2025年总结.txt": text for name, text in papers.items()})
    opened.intake.set_unit("青川区住房和城乡建设局")
    assert opened.intake.as_material(opened.intake.handed_in()) == 2
    assert sorted(source.standing for source in opened.archive.sources()) == ["department", "department", "own"]


def test_whose_workspace_it_is_does_not_hang_on_which_file_is_read_first(tmp_path: Path) -> None:
    other = "临江区住建局2025年工作总结\n一、主要工作\n改造老旧小区66个。\n"
    own = "青川区住建局2024年工作总结和2025年工作计划\n一、2024年工作\n改造老旧小区41个。\n二、2025年计划\n改造老旧小区50个。\n"
    opened = opened_with(tmp_path, {"1临江.txt": other, "2总结.txt": own})
    assert opened.archive.unit() == "青川区住建局"
    assert {source.unit: source.standing for source in opened.archive.sources()} == {"临江区住建局": "reference", "青川区住建局": "own"}


def test_the_same_paper_under_another_name_is_taken_in_once_and_said(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, {"建管科总结.txt": "建管科2025年工作总结\n全年完成任务35项。\n"})
    (tmp_path / "副本.txt").write_bytes((tmp_path / "建管科总结.txt").read_bytes())
    again = opened.intake.take_in(tmp_path / "副本.txt")
    assert len(opened.archive.sources()) == 1
    assert any("与已收的“建管科总结.txt”内容完全相同" in warning for warning in again.warnings)


SHORT = "安全股2025年工作小结\n今年我们做了以下工作：\n1、改造学校食堂22所。\n明年打算：建成监管平台1个。\n"


def test_a_short_summary_of_a_year_is_of_that_year(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, {"示例区2024年总结.txt": MAIN, "安全股2025年工作小结.txt": SHORT})

    known = {called(source): source for source in opened.archive.sources()}

    assert known["安全股"].reviewed_year == 2025
    told = {e.figure.text: (e.figure.period, e.figure.status) for e in opened.archive.entries() if e.source.id == known["安全股"].id}
    assert told == {"22所": ("2025", "actual"), "1个": ("2026", "target")}


def test_the_year_a_person_says_a_papers_facts_are_of_is_the_year_of_its_figures(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, {"示例区2024年总结.txt": MAIN, "安全股工作小结.txt": SHORT.replace("2025年", "")})
    paper = next(source for source in opened.archive.sources() if "安全股" in source.title)

    for year in (2024, 2025):
        corrected = opened.intake.correct(paper.id, Wishes(role="material", about=year)).identity

        assert corrected.reviewed_year == year
        assert {e.figure.period for e in opened.archive.entries() if e.source.id == paper.id and e.figure.text == "22所"} == {str(year)}


def test_of_two_companies_the_one_that_has_reported_for_longer_is_the_units_own(tmp_path: Path) -> None:
    works = "清源污水处理有限公司2025年工作总结\n一、2025年工作\n处理污水2.4亿立方米。\n二、2026年安排\n处理污水2.5亿立方米。\n"
    group = "清源水务集团有限公司2024年工作总结和2025年计划\n一、2024年工作\n供水2.8亿立方米。\n二、2025年计划\n供水2.9亿立方米。\n"
    opened = opened_with(tmp_path, {"1污水公司总结.txt": works, "2清源水务集团2024年工作总结.txt": group})
    assert opened.archive.unit() == "清源水务集团"
    assert opened.desk.view(opened.drafting.start()).unit == "清源水务集团"


def test_departments_papers_are_listed_and_made_material_at_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], opened: Workspace
) -> None:
    home = ["--home", str(tmp_path / "home")]
    assert main(["departments", *home]) == 0
    listed = capsys.readouterr().out
    assert "教育局" in listed and "财政局" in listed and "已作为部门材料" not in listed
    one = next(line.split("\t")[0] for line in listed.splitlines() if "教育局" in line)
    assert main(["departments", one, "--yes", *home]) == 0
    assert [source.unit for source in opened.intake.handed_in()] in ([], ["财政局"])
    assert main(["departments", "没有这一份", *home]) != 0
    assert "编号见 nigao departments" in capsys.readouterr().err


def test_a_paper_that_comes_late_is_seen_for_what_it_is_though_it_is_alone(opened: Workspace, tmp_path: Path) -> None:
    opened.intake.as_material(opened.intake.handed_in())
    late = tmp_path / "党建办2025年工作情况.txt"
    late.write_text("党建办2025年工作情况报告\n一、主要工作\n全年组织集中学习48次。\n", encoding="utf-8")
    opened.intake.take_in(late)
    assert [called(source) for source in opened.intake.handed_in()] == ["党建办"]


@pytest.mark.parametrize(
    ("theirs", "ours", "standing"),
    [
        ("平安法治办", "柳浦街道办事处", "department"),
        ("安全监督部", "清源水务集团", "department"),
        ("教务处", "示例职业学院", "department"),
        ("江北水务集团", "清源水务集团", "reference"),
        ("示例大学", "示范职业学院", "reference"),
    ],
)
def test_a_part_of_a_street_a_company_or_a_school_is_its_department(theirs: str, ours: str, standing: str) -> None:
    assert standing_of(Identity("2025年工作总结", theirs, 2025, 2025), ours) == standing


def test_a_companys_workspace_is_the_groups_though_a_company_of_a_park_is_read_first(tmp_path: Path) -> None:
    opened = opened_with(
        tmp_path,
        {
            "园区公司2026年工作总结.txt": "青石产业园开发有限公司2026年工作总结和2027年工作计划\n一、2026年工作\n引进企业53家。\n二、2027年计划\n引进企业55家。\n",
            "集团2024年总结.txt": "青石区国有资产投资集团有限公司2024年工作总结和2025年工作打算\n一、2024年工作\n引进企业40家。\n二、2025年打算\n引进企业45家。\n",
            "集团2025年总结.txt": "青石区国有资产投资集团有限公司2025年工作总结和2026年工作打算\n一、2025年工作\n引进企业46家。\n二、2026年打算\n引进企业50家。\n",
            "参考-东陵城投.txt": "东陵区城市建设投资集团有限公司2026年工作总结\n一、主要工作\n引进企业99家。\n",
        },
    )
    assert opened.archive.unit() == "青石区国有资产投资集团有限公司"
    assert [called(source) for source in opened.intake.handed_in()] == ["园区公司"]
    assert opened.archive.sources(Filter(standings=("reference",)))[0].filename == "参考-东陵城投.txt"


def test_who_says_that_a_paper_is_a_departments_is_not_asked_again_and_drafting_uses_it(opened: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "党群部总结.txt"
    path.write_text("党群工作部2025年工作总结\n一、主要工作\n开展主题党日12次。\n", encoding="utf-8")
    opened.intake.take_in(path, Wishes(standing="department", department="党群工作部"))
    assert "党群工作部" not in {called(source) for source in opened.intake.handed_in()}
    (kept,) = [source for source in opened.archive.sources() if source.department == "党群工作部"]
    assert (kept.role, kept.standing) == ("material", "department")


@pytest.mark.parametrize(("said", "about"), [(2025, "2025"), (2026, "2025"), (2024, "2023")])
def test_the_year_said_of_a_report_that_tells_its_years_is_the_one_reviewed_or_the_one_planned(
    tmp_path: Path, said: int, about: str
) -> None:
    path = tmp_path / "财务部总结.txt"
    path.write_text("示例集团财务部2025年工作总结\n一、2025年工作\n营业收入12亿元。\n二、2026年打算\n引进企业50家。\n", encoding="utf-8")
    opened = opened_with(tmp_path, {})
    opened.intake.take_in(path, Wishes(year=said))
    assert {e.figure.period for e in opened.archive.entries() if e.figure.status == "actual"} == {about}


def test_what_is_said_of_a_paper_that_is_in_already_puts_it_right(
    opened: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "资产管理部报告.txt"
    paper.write_text("资产管理部关于今年以来工作情况的报告\n一、主要工作\n盘活房产6.7万平方米。\n", encoding="utf-8")
    home = str(tmp_path / "again")
    for name, text in (("示例区2024年总结.txt", MAIN), *PAPERS.items()):
        (tmp_path / name).write_text(text, encoding="utf-8")
        main(["import", str(tmp_path / name), "--home", home])
    main(["import", str(paper), "--home", home])
    capsys.readouterr()
    main(["import", str(paper), "--home", home, "--year", "2025", "--standing", "department", "--department", "资产管理部"])
    main(["figures", "--home", home, "--indicator", "盘活", "--json"])
    assert '"period":"2025"' in capsys.readouterr().out.replace(" ", "")


def test_a_draft_says_which_departments_papers_it_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = str(tmp_path / "passed")
    for name, text in (("示例区2024年总结.txt", MAIN), *PAPERS.items()):
        (tmp_path / name).write_text(text, encoding="utf-8")
        main(["import", str(tmp_path / name), "--home", home])
    capsys.readouterr()
    main(["draft", "--year", "2026", "--home", home])
    assert "有2份像是各部门报来的总结（教育局、财政局），起草时不会用到" in capsys.readouterr().err


def test_the_paper_that_is_open_stays_open_when_another_comes_in_above_it(opened: Workspace, tmp_path: Path) -> None:
    def script(workspace: object) -> None:
        from importlib import import_module

        import_module("ui.materials").page(workspace)

    theirs = next(source for source in opened.archive.sources() if "教育局" in source.title)
    drawn = AppTest.from_function(script, default_timeout=30, args=(opened,))
    drawn.session_state["open_source"] = theirs.id
    drawn.run()
    before = [row.source.id for row in opened.archive.overview()].index(theirs.id)
    late = tmp_path / "水利局2025年材料.txt"
    late.write_text("示例区水利局2025年工作情况\n全年新建水库3座。\n", encoding="utf-8")
    opened.intake.take_in(late)
    drawn.run()
    assert [row.source.id for row in opened.archive.overview()].index(theirs.id) != before
    assert not drawn.exception and theirs.title in [one.value for one in drawn.subheader]


def test_papers_taken_for_another_units_are_named_at_import_and_in_the_chat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("示例区2024年总结.txt", MAIN), ("参考-云溪区总结.txt", "云溪区2025年工作总结\n一、主要工作\n新增企业99家。\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        main(["import", str(tmp_path / name), "--home", str(tmp_path / "home")])
    assert "有1份看来是外单位的（云溪区2025年工作总结），按参考收着" in capsys.readouterr().out
    opened = opened_with(tmp_path / "chat", {"示例区2024年总结.txt": MAIN, "参考-云溪区总结.txt": "云溪区2025年工作总结\n新增企业99家。\n"})
    draft = opened.drafting.start()
    opened.chat.say(draft, "哪些材料没有用上")
    assert "另有1份按参考收着" in opened.desk.conversation(draft)[-1].text
