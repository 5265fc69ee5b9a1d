"""A figure that papers tell differently stands once; what gave way is shown beside it. Labels and points inside a line are read as such."""

from __future__ import annotations

import pytest
from accounts_case import unused
from openpyxl import Workbook
from workspace_case import opened_with, written

from nigao.excerpt.kinds import of_leaders
from nigao.excerpt.labels import label_of, points_of, without_point

LAST = """示例供销社2025年工作总结和2026年工作打算
一、2025年工作总结
（一）农资保供稳定有力
全年供应化肥3.2万吨、农药680吨。建设配肥站2座。
（二）服务规模不断扩大
开展土地托管服务面积18.6万亩，其中全托管5.2万亩。统防统治面积9.8万亩。新建农产品冷库容量3000吨。
（三）党建责任全面落实
组织党员集中学习14次，开展廉政谈话38人次。
（四）存在的问题
在总结成绩的同时，我们也清醒地看到，工作中还存在一些问题和不足：一是基层社实力偏弱，薄弱基层社还有7个；二是专业人才短缺。
二、2026年工作打算
（一）抓好农资保供
供应化肥3.3万吨，建成农资储备库1座。
（二）扩大服务规模
土地托管服务面积达到20万亩。新增冷库容量5000吨。
"""
SUPPLY = """农资科2026年工作总结
农资供应。1—11月，全社供应化肥3.05万吨、农药655吨，市场占有率63.5%。新建配肥站1座。
土地托管。开展土地托管服务面积20.8万亩，其中全托管6.1万亩；统防统治面积11.2万亩。
存在问题。飞手不足，持证飞手仅27人；农膜回收体系还不健全。
下步打算。供应化肥3.4万吨，新建配肥站2座。
"""
STORES = """流通科2026年工作小结
1.冷链。新建农产品冷库容量2000吨，冷库出租率81%。
2.困难和问题：（1）二期冷库未能如期投用；（2）薄弱基层社还有3个，服务半径有限。
3.2027年：（1）二期冷库6月底前投用；（2）新增冷库容量3000吨。
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[str]]:
    folder = tmp_path_factory.mktemp("one_value")
    book = Workbook()
    year, months = book.active, book.create_sheet("分月")
    assert year is not None
    for row in (
        ("指标", "单位", "2025年", "2026年"),
        ("化肥供应量", "万吨", 3.2, 3.31),
        ("农药供应量", "吨", 680, 702),
        ("土地托管服务面积", "万亩", 18.6, 20.5),
    ):
        year.append(row)
    for row in (("月份", "化肥供应量（吨）"), *((f"{month}月", 2000 + month) for month in range(1, 13))):
        months.append(row)
    book.save(folder / "示例供销社2026年指标表.xlsx")
    opened = opened_with(folder, {"示例供销社2025年工作总结.txt": LAST})
    opened.intake.take_in(folder / "示例供销社2026年指标表.xlsx")
    for name, text in {"农资科2026年工作总结.txt": SUPPLY, "流通科2026年工作小结.txt": STORES}.items():
        (folder / name).write_text(text, encoding="utf-8")
        opened.intake.take_in(folder / name)
    opened.intake.as_material(opened.intake.handed_in())
    view = written(opened, 2027)
    return {s.item.title: s.current.section.text if s.current else "" for s in view.sections}, unused(view)


def test_the_tables_value_stands_and_a_departments_other_one_is_shown_beside_it(drafted: tuple[dict[str, str], list[str]]) -> None:
    sections, aside = drafted
    told = sections["服务规模不断扩大"]
    assert "20.5万亩" in told and "其中全托管6.1万亩" in told and "20.8万亩" not in told
    assert any("20.8万亩" in one for one in aside)


def test_what_eleven_months_came_to_gives_way_to_the_years_amount(drafted: tuple[dict[str, str], list[str]]) -> None:
    told = drafted[0]["农资保供稳定有力"]
    assert "3.31万吨" in told and "702吨" in told and "3.05" not in told and "655吨" not in told
    assert "1—11月，市场占有率63.5%" in told


def test_months_of_a_table_are_no_results_of_the_year(drafted: tuple[dict[str, str], list[str]]) -> None:
    sections, aside = drafted
    assert not any("月化肥供应量" in one for one in (*sections.values(), *aside))


def test_a_label_before_what_it_heads_is_not_quoted(drafted: tuple[dict[str, str], list[str]]) -> None:
    text = "\n".join(drafted[0].values())
    assert not any(label in text for label in ("农资供应。", "土地托管。", "存在问题。", "打算。"))


def test_every_shortcoming_of_a_department_is_one_of_the_list_and_told_once(drafted: tuple[dict[str, str], list[str]]) -> None:
    sections, _ = drafted
    troubles = sections["存在的问题"]
    for one in ("持证飞手仅27人", "农膜回收体系还不健全", "二期冷库未能如期投用"):
        assert troubles.count(one) == 1
    assert "一是基层社实力偏弱，薄弱基层社还有3个，服务半径有限；" in troubles and troubles.count("薄弱基层社") == 1
    assert not any("未能如期" in text for title, text in sections.items() if title != "存在的问题")


def test_points_numbered_inside_a_line_lose_their_numbers(drafted: tuple[dict[str, str], list[str]]) -> None:
    sections, _ = drafted
    assert "二期冷库6月底前投用。新增冷库容量3000吨。" in sections["扩大服务规模"]
    assert not any("（2）" in text for text in sections.values())


def test_what_stands_under_a_plans_label_is_planned(drafted: tuple[dict[str, str], list[str]]) -> None:
    sections, _ = drafted
    assert "供应化肥3.4万吨" in sections["抓好农资保供"] and "3.4万吨" not in sections["农资保供稳定有力"]


def test_an_opening_that_follows_what_leaders_said_stands_and_a_visit_of_last_year_does_not() -> None:
    assert not of_leaders("区档案馆认真学习贯彻习近平总书记关于档案工作的重要指示批示精神，扎实推进各项工作。")
    assert not of_leaders("深入学习贯彻习近平总书记考察云南重要讲话精神，推进高质量发展。")
    assert of_leaders("习近平总书记亲临我市视察，作出重要指示。")


def test_points_in_chinese_numerals_inside_a_line_are_sentences_of_their_own() -> None:
    told = points_of("确保利润9200万元；（二）负债率控制在62.5%以内。2.新引进企业55家。")
    assert [without_point(text) for _, text in told] == ["确保利润9200万元；", "负债率控制在62.5%以内。", "新引进企业55家。"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("党建工作。组织集中学习16次。", "党建工作。"),
        ("农资供应。供应化肥3万吨。", "农资供应。"),
        ("存在问题和困难。人员不足。", "存在问题和困难。"),
        ("下一年。举办展览6场。", "下一年。"),
        ("楼道革命全面铺开。已完成12栋。", ""),
        ("完成机构改革工作。新设3个科室。", ""),
    ],
)
def test_a_label_is_the_name_of_a_field_not_a_deed_told_shortly(line: str, label: str) -> None:
    assert line[: label_of(line).length] == label
