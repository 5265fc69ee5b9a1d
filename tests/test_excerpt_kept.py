"""What of last year's words stands again: an aim's bounds, a list of problems whole; no aim, signature or answered question of last year's."""

from __future__ import annotations

import pytest
from workspace_case import opened_with, written

from nigao.draft import DraftSection

LAST = """示例县农业农村局2024年工作总结和2025年工作打算
一、2024年工作总结
（一）粮食生产
全县粮食播种面积达到52.6万亩，粮食总产量18.4万吨。组织农机安全警示大会2场。
（二）产业发展
新增茶叶加工等企业5家，县农业技术推广站培训农民3200人次。
（三）资金保障
争取上级专项资金6200万元，落实耕地补贴资金4300万元，惠及农户2.6万户。
在肯定成绩的同时，我们也清醒认识到，工作中还存在一些短板和不足：一是农田水利设施仍然老旧，部分渠道渗漏严重；二是农技人员缺口问题突出，约有缺口45名；三是品牌影响力还不够强。对此，我们将高度重视，采取有力措施逐步加以解决。
二、2025年工作打算
（一）粮食生产
粮食播种面积稳定在52万亩以上，全年开展病虫害防控巡查不少于6茬次，完成土壤墒情会商不少于4茬次，绿肥轮作不少于2茬。
（二）产业发展
农产品加工产值突破30亿元，培训农民不少于3500人次。
（三）资金保障
争取上级专项资金6500万元以上。
示例县农业农村局
2024年12月26日
"""
GRAIN = """粮食股2025年工作总结
全县粮食播种面积达到52.9万亩，粮食总产量18.7万吨。召开农机安全警示大会3场。
2026年，病虫害防控巡查不少于8茬次。
"""
INDUSTRY = """产业股2025年工作总结
新增竹笋罐头等企业7家，明年将建成农产品加工产业园1个，建筑面积8600平方米。
"""
FUNDS = """计财股2025年工作总结
争取上级专项资金6400万元。落实耕地补贴资金4500元，惠及农户2.7万户。
"""
TABLE = """指标,2024年,2025年,单位
耕地补贴资金,4300,4500,万元
"""


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DraftSection]:
    """The draft's sections by their headings; the plan's have 打算 before them. The subsidy's unit slipped in one paper, and the
    ledger has been ruled upon."""
    papers = {"粮食股总结.txt": GRAIN, "产业股总结.txt": INDUSTRY, "计财股总结.txt": FUNDS, "农业指标2025.csv": TABLE}
    opened = opened_with(tmp_path_factory.mktemp("kept"), {"示例县农业农村局2024年工作总结.txt": LAST, **papers})
    opened.intake.as_material(opened.intake.handed_in())
    [conflict] = [one for one in opened.books.conflicts() if "耕地补贴资金" in one.indicator]
    opened.settling.rule(conflict, next(e for e in conflict.entries if e.source.role == "metrics"), "王敏", "以指标表为准")
    rows = [s for s in written(opened, 2026).sections if s.current]
    return {("打算" if s.item.kind == "plan" else "") + s.item.title: s.current.section for s in rows if s.current}


def test_last_years_aim_in_a_unit_nobody_listed_is_asked_for_and_goes_where_this_years_is_told(sections: dict[str, DraftSection]) -> None:
    plan = sections["打算粮食生产"].text
    assert "6茬次" not in plan and "4茬次" not in plan
    assert plan.count("病虫害防控巡查") == 1 and "病虫害防控巡查不少于8茬次" in plan
    assert "土壤墒情会商不少于【待补：土壤墒情会商2026年目标（茬次）】" in plan
    assert "绿肥轮作不少于【待补：绿肥轮作2026年目标】茬" in plan


def test_an_aim_asked_for_keeps_the_words_that_bound_it(sections: dict[str, DraftSection]) -> None:
    assert "稳定在【待补：粮食播种面积2026年目标（万亩）】以上" in sections["打算粮食生产"].text
    assert "农产品加工产值突破【" in sections["打算产业发展"].text and "培训农民不少于【" in sections["打算产业发展"].text


def test_a_list_of_problems_keeps_its_opening_and_every_number(sections: dict[str, DraftSection]) -> None:
    text = sections["资金保障"].text
    assert (
        "在肯定成绩的同时，我们也清醒认识到，工作中还存在一些短板和不足：一是农田水利设施仍然老旧，部分渠道渗漏严重；二是农技人员缺口"
        in text
    )
    assert "；三是品牌影响力还不够强。对此，我们将高度重视" in text and "45名" not in text


def test_who_signed_last_year_is_no_sentence(sections: dict[str, DraftSection]) -> None:
    assert "农业农村局" not in sections["打算资金保障"].text and "2024年12月" not in sections["打算资金保障"].text


def test_nothing_is_asked_for_that_the_material_tells_with_another_verb_or_other_examples(sections: dict[str, DraftSection]) -> None:
    assert "召开农机安全警示大会3场" in sections["粮食生产"].text and "警示大会【" not in sections["粮食生产"].text
    assert "竹笋罐头等企业7家" in sections["产业发展"].text and "茶叶加工" not in sections["产业发展"].text


def test_what_is_to_be_built_is_said_once_and_does_not_grow_by_one(sections: dict[str, DraftSection]) -> None:
    assert "建成农产品加工产业园1个，建筑面积8600平方米。" in sections["打算产业发展"].text
    assert "增加1个" not in sections["打算产业发展"].text
    listed = [finding.message for section in sections.values() for finding in section.findings if finding.code == "draft.unused"]
    assert not [one for one in listed if "农产品加工产业园" in one]


def test_a_figure_that_a_ruling_gave_up_is_not_offered_again(sections: dict[str, DraftSection]) -> None:
    assert "4500万元" in sections["资金保障"].text and "2.7万户" in "".join(s.text for s in sections.values())
    listed = [finding.message for section in sections.values() for finding in section.findings if finding.code == "draft.unused"]
    assert not [one for one in listed if "4500元" in one]
