"""What a department says of itself, advises or labels, which is no deed, shortcoming or sentence of the unit's report."""

from nigao.excerpt.labels import apart_from_advice
from nigao.excerpt.voice import year_of_its_own


def test_what_the_year_was_to_a_department_is_nothing_of_the_units_year() -> None:
    assert year_of_its_own("2026年是公司转型之年。", "文旅公司")
    assert year_of_its_own("今年是我校建校60周年，也是我校提质的关键一年。", "一中") is False
    assert not year_of_its_own("2026年是“十五五”规划开局之年。", "文旅公司")


def test_advice_among_shortcomings_is_a_plan_or_is_asked_of_others() -> None:
    parts = (
        (0, "存在漏报风险。"),
        (9, "建议2027年建立每季度比对机制。"),
        (30, "建议增加编制。"),
        (40, "4座场站用地手续不全，建议区里协调办理。"),
    )
    told, advised, asked = apart_from_advice(parts)
    assert [text for _, text in told] == ["存在漏报风险。", "4座场站用地手续不全。"]
    assert [text for _, text in advised] == ["建立每季度比对机制。"]
    assert [text for _, text in asked] == ["建议增加编制。"]
