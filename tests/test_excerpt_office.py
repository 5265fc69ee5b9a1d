"""A small office's report of last year, its sheet of figures and a department's note become a draft with everything in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from workspace_case import opened_with, written

LAST = """示例街道2024年工作总结和2025年工作安排
一、2024年主要工作回顾
（一）民生保障再上新台阶
基本保障广覆盖。全年救助各类困难对象3.6万人次，发放各类救助金1547万元，社区总体就业率达96.3%。全年提供助餐4万人次。
（二）公共管理走向精细
共改造小区立面1.4万平方米、小区道路2600平方米。拆除违法建筑5000余平方米。
（三）公共安全持续向好
全年排查安全隐患1200余处，整改率98.5%；调解矛盾纠纷860件，调解成功率99.1%。
二、存在的问题
一是养老床位供给不足。二是停车泊位矛盾突出。
三、2025年工作安排
（一）持续改善民生
全年提供助餐4.5万人次以上，新增养老床位60张。
（二）守牢安全底线
整改率保持在98%以上，调解成功率不低于99%。
"""
SHEET = """指标,2024年,2025年,单位,责任科室
救助困难对象,3.6,3.8,万人次,服务办
发放救助金,1547,1690,万元,服务办
助餐,4,4.7,万人次,服务办
新增养老床位,,62,张,服务办
改造小区立面,1.4,2.1,万平方米,城建办
加装电梯,,17,台,城建办
新增停车泊位,,160,个,城建办
安全隐患整改率,98.5,99.0,%,平安办
"""
NOTE = """平安办2025年工作情况
全年排查安全隐患1350处，整改率99%。建成智慧安防小区12个，实现高空抛物监控全覆盖。
2026年打算：新建微型消防站5个，调解成功率保持在99%以上。
"""
SECOND = """服务科2025年工作总结
一、2025年工作。全年办理敬老卡2.1万张。二、2026年打算。计划办理敬老卡2.5万张，实施适老化改造300户。
"""


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The draft's sections by their headings."""
    folder = tmp_path_factory.mktemp("office")
    papers = {"示例街道2024年工作总结.txt": LAST, "街道2025年指标.csv": SHEET, "平安办材料.txt": NOTE, "服务科总结.txt": SECOND}
    opened = opened_with(folder, papers)
    opened.intake.as_material(opened.intake.handed_in())  # 服务科's own summary
    view = written(opened, 2026)
    return {s.item.number + s.item.title: s.current.section.text if s.current else "" for s in view.sections}


def test_a_sheet_that_says_less_than_the_report_still_fills_its_sentence(sections: dict[str, str]) -> None:
    assert "救助各类困难对象3.8万人次，发放各类救助金1690万元" in sections["（一）民生保障再上新台阶"]


def test_what_a_department_plans_is_not_told_as_done(sections: dict[str, str]) -> None:
    plan = sections["（二）守牢安全底线"]
    assert plan.count("新建微型消防站5个") == 1 and "打算" not in plan
    assert not any("消防站" in text for heading, text in sections.items() if heading != "（二）守牢安全底线")


def test_no_result_stands_among_the_problems(sections: dict[str, str]) -> None:
    assert sections["二、存在的问题"] == "一是养老床位供给不足。二是停车泊位矛盾突出。"


def test_a_figure_no_word_places_goes_with_the_rows_beside_it(sections: dict[str, str]) -> None:
    assert "加装电梯17台" in sections["（二）公共管理走向精细"]
    assert "新增停车泊位160个" in sections["（二）公共管理走向精细"]
    assert "新增养老床位62张" in sections["（一）民生保障再上新台阶"]


def test_one_rate_told_under_a_longer_name_is_told_once(sections: dict[str, str]) -> None:
    assert sections["（三）公共安全持续向好"].count("99%") == 1


def test_a_heading_that_text_runs_on_from_is_not_quoted_and_turns_to_the_plan(sections: dict[str, str]) -> None:
    text = "\n".join(sections.values())
    assert "全年办理敬老卡2.1万张" in sections["（一）民生保障再上新台阶"]
    assert "办理敬老卡2.5万张" in sections["（一）持续改善民生"]
    assert "2025年工作。" not in text and "2026年打算" not in text


def test_a_departments_paragraph_on_the_coming_year_goes_into_the_plan(tmp_path: Path) -> None:
    last = (
        "示例区住建局2024年工作总结和2025年工作计划\n一、2024年工作总结\n（一）排水防涝\n新建改造雨污水管网33公里。\n"
        "二、2025年工作计划\n（一）排水防涝\n新建改造雨污水管网35公里。\n"
    )
    paper = "排水中心2025年工作总结\n2025年，新建改造雨污水管网36.4公里。\n2026年，新建改造雨污水管网30公里以上，整治易涝积水点8处。\n"
    opened = opened_with(tmp_path, {"总结2024.txt": last, "排水中心.txt": paper})
    opened.intake.as_material(opened.intake.handed_in())
    view = written(opened, 2026)
    told = {section.item.kind: section.current.section.text for section in view.sections if section.current and section.item.level == 2}
    assert "36.4公里" in told["review"] and "30公里" not in told["review"]
    assert "30公里以上" in told["plan"] and "8处" in told["plan"]


STREET = """示例街道2024年工作总结和2025年工作安排
2024年，示例街道真抓实干，各项工作取得新成效。
一、2024年主要工作
（一）党建引领更加有力。新发展党员28名，选派机关干部47名下沉社区。
（二）民生保障坚实有力。建成社区食堂3个，城乡居民医保参保率达到98.6%。
二、存在的问题
一是社区工作力量不足。
三、2025年工作安排
（一）加强基层党建。新发展党员25名。
（二）办好民生实事。新增城镇就业1800人，新建社区食堂2个。
"""
PARTY = """示例街道党建办2025年工作总结
一年来，我办紧紧围绕中心工作，认真履职尽责，扎实推进各项工作。
一、主要工作
1.建强基层组织。新发展党员26名。我办选派机关干部52名下沉社区。
四、不足。党员教育形式比较单一。
五、下步打算
我办将新发展党员24名。
"""
CARE = """民生办2025年工作总结
1.养老助餐。建成社区食堂2个。2.医保。城乡居民医保参保率达到98.9%，具体情况见下表。
明年，我们打算新增城镇就业1900人，新建社区食堂1个。
"""


def test_a_departments_words_become_the_units_own(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, {"示例街道2024年工作总结.txt": STREET, "党建办2025年总结.txt": PARTY, "民生办总结.txt": CARE})
    opened.intake.as_material(opened.intake.handed_in())
    sections = {s.item.title: s.current.section for s in written(opened, 2026).sections if s.current}
    review, plan = sections["党建引领更加有力"].text, sections["办好民生实事"].text
    assert "新发展党员26名" in review and "选派机关干部52名下沉社区" in review
    assert "新增城镇就业1900人，新建社区食堂1个" in plan and plan.count("1900人") == 1
    everything = "".join(section.text for section in sections.values())
    for own in ("我办", "我们打算", "明年", "建强基层组织", "养老助餐", "一年来"):
        assert own not in everything
    assert "党员教育形式比较单一" in sections["存在的问题"].text
    aside = [finding.values[0] for section in sections.values() for finding in section.findings if finding.code == "draft.unused"]
    assert any("紧紧围绕中心工作" in words for words in aside)
    assert not any(e.verdict == "context" for section in sections.values() for e in section.evidence)
