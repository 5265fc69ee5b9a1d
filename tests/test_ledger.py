"""The ledger: lookup, series, conflicts and rulings, computed figures, what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nigao.figures.figure import Figure
from nigao.ledger import Entry, Ledger, Ruling, Source
from nigao.ledger.computed import average_growth, difference, fulfilment_rate, growth, share
from nigao.ledger.entries import entries_of
from nigao.reading import build_report
from nigao.report import Cell, Document, Table
from nigao.surroundings import Surroundings

REPORT = Source("r", "2025年报告", "甲市", 2025)
MATERIAL = Source("m", "科技局材料", "甲市", 2025, "material", "科技局")


def figure(text: str, value: str, unit: str, indicator: str, period: str = "2024", **more: object) -> Figure:
    return Figure(text, 0, len(text), value, unit, indicator, period=period, **more)  # type: ignore[arg-type]


def entry(
    text: str, value: str, unit: str, indicator: str, period: str = "2024", source: Source = REPORT, sentence: str = "", **more: object
) -> Entry:
    return Entry(figure(text, value, unit, indicator, period, **more), source, sentence)


PARKS = entry("16.8亿元", "1680000000", "元", "技术合同交易额")
PARKS_ELSEWHERE = entry("16.01亿元", "1601000000", "元", "技术合同交易额", source=MATERIAL)


def test_lookup_finds_an_indicator_under_a_units_own_name():
    ledger = Ledger([PARKS], aliases={"技合同额": "技术合同交易额"})
    assert ledger.lookup("技合同额") == [PARKS]
    assert ledger.lookup("技术合同交易额", period="2023") == []
    assert ledger.lookup("没有的指标") == []


def test_lookup_finds_part_of_a_name_where_no_indicator_has_that_name():
    assert Ledger([PARKS]).lookup("技术合同") == [PARKS]


def test_a_series_is_in_order_of_years_and_keeps_parts_of_the_area_apart():
    district = entry("3亿元", "300000000", "元", "技术合同交易额", scope="高新区")
    earlier = entry("12亿元", "1200000000", "元", "技术合同交易额", "2022")
    series = Ledger([PARKS, district, earlier]).series("技术合同交易额")
    assert [(point.period, point.entries) for point in series] == [("2022", (earlier,)), ("2024", (PARKS,))]


def test_a_conflict_lists_every_place_and_nothing_is_chosen():
    ledger = Ledger([PARKS, PARKS_ELSEWHERE])
    (conflict,) = ledger.conflicts()
    assert conflict.entries == (PARKS, PARKS_ELSEWHERE)
    assert conflict.values == ("16.8亿元", "16.01亿元")
    assert conflict.ruling is None
    assert ledger.settled("技术合同交易额", "2024") is None


BUDGET = """市财政局2025年预算报告
一、2024年预算执行情况
1.一般公共预算。全市一般公共预算收入完成107.8亿元。加上转移性收入142.1亿元、调入资金60.5亿元，收入总计310.4亿元。
市本级一般公共预算收入完成25.4亿元。加上转移性收入23.2亿元、调入资金13.1亿元，收入总计61.7亿元。
统筹资金1.76亿元，推进生态产业化。统筹资金16.46亿元，支持民生事业。
2.政府债务。全市政府债务余额186.5亿元，其中：一般债务117.8亿元。市本级政府债务余额79.3亿元，其中：一般债务64.3亿元。
"""


def test_the_accounts_of_a_city_and_of_its_own_level_contradict_nobody_but_two_totals_of_one_account_do():
    def conflicts(text: str) -> list[tuple[str, ...]]:
        report = build_report("市财政局2025年预算报告.txt", "b", Document(text))
        return [conflict.values for conflict in Ledger(entries_of(report, REPORT)).conflicts()]

    assert conflicts(BUDGET) == []
    assert conflicts(BUDGET + "全市一般公共预算收入完成106.9亿元，财政运行平稳。\n") == [("107.8亿元", "106.9亿元")]


def test_a_ruling_settles_a_conflict_and_holds_against_what_comes_in_later():
    ruling = Ruling("技术合同交易额", "", "2024", "1601000000", "元", "张主任", "以科技局年报为准")
    later = entry("16.5亿元", "1650000000", "元", "技术合同交易额")
    ledger = Ledger([PARKS, PARKS_ELSEWHERE, later], [ruling])
    (conflict,) = ledger.conflicts()
    assert conflict.ruling == ruling
    assert ledger.settled("技术合同交易额", "2024") == PARKS_ELSEWHERE


def test_a_ruled_value_that_no_source_tells_is_kept_with_the_persons_name():
    ruling = Ruling("技术合同交易额", "", "2024", "1700000000", "元", "张主任", "统计局核定")
    settled = Ledger([PARKS, PARKS_ELSEWHERE], [ruling]).settled("技术合同交易额", "2024")
    assert settled is not None
    assert (settled.figure.value, "张主任" in settled.source.title) == ("1700000000", True)


def test_rounding_bounds_other_years_targets_and_parts_are_no_conflicts():
    exact = entry("16.84亿元", "1684000000", "元", "技术合同交易额")
    above = entry("16亿元", "1600000000", "元", "技术合同交易额", comparator="ge")
    target = entry("15亿元", "1500000000", "元", "技术合同交易额", status="target")
    year = entry("12亿元", "1200000000", "元", "技术合同交易额", "2023")
    part = entry("2亿元", "200000000", "元", "技术合同交易额", scope="高新区")
    rate = entry("12%", "12", "%", "技术合同交易额", measure="change")
    assert Ledger([PARKS, exact, above, target, year, part, rate]).conflicts() == []


def test_two_units_of_different_places_do_not_contradict_each_other():
    other = entry("16.01亿元", "1601000000", "元", "技术合同交易额", source=Source("x", "乙市报告", "乙市"))
    assert Ledger([PARKS, other]).conflicts() == []


def test_a_department_that_signs_without_its_area_is_set_against_the_units_own_table():
    ours = entry("203公里", "203", "公里", "新建管网", source=Source("t", "指标表", "甲市水务集团", role="metrics"))
    theirs = entry("185公里", "185", "公里", "新建管网", source=Source("d", "工程部总结", "工程部", standing="department"))
    assert len(Ledger([ours, theirs]).conflicts()) == 1


def test_years_that_are_not_known_are_never_set_against_each_other():
    hidden = [entry("16.8亿元", "1680000000", "元", "技术合同交易额", period), entry("9亿元", "900000000", "元", "技术合同交易额", period)]
    assert all(Ledger(hidden_entries).conflicts() == [] for period in ("", "20xx") for hidden_entries in [_with_period(hidden, period)])


def _with_period(entries: list[Entry], period: str) -> list[Entry]:
    return [entry(e.figure.text, e.figure.value, e.figure.unit, e.figure.indicator, period) for e in entries]


period = "2024"


def test_what_follows_from_two_years_and_a_target_is_computed_and_says_from_what():
    before = entry("100亿元", "10000000000", "元", "外贸进出口", "2023")
    now = entry("112.5亿元", "11250000000", "元", "外贸进出口", "2024")
    target = entry("110亿元", "11000000000", "元", "外贸进出口", "2024", status="target")
    made = {each.kind: each for each in Ledger([before, now, target]).computed("外贸进出口", "2024")}
    assert (made["同比"].value, made["同比"].unit) == ("12.5", "%")
    assert (made["增减额"].value, made["增减额"].unit) == ("1250000000", "元")
    assert made["完成率"].value == "102.27"
    assert made["同比"].inputs == (now.figure, before.figure)
    assert "112.5亿元" in made["同比"].formula


def test_two_rates_differ_by_percentage_points_and_never_by_per_cent():
    before, now = entry("75.6%", "75.6", "%", "绿色出行比例", "2023"), entry("76.5%", "76.5", "%", "绿色出行比例", "2024")
    made = Ledger([before, now]).computed("绿色出行比例", "2024")
    assert [(each.kind, each.value, each.unit) for each in made] == [("百分点差", "0.9", "百分点")]


def test_amounts_of_different_kinds_are_never_computed_with():
    money, people = figure("3亿元", "300000000", "元", "甲"), figure("3人", "3", "人", "乙")
    assert growth(money, people) is difference(money, people) is share(money, people) is fulfilment_rate(money, people) is None
    assert growth(money, figure("0", "0", "元", "甲")) is None


def test_missing_names_last_years_figure_this_years_target_and_who_had_it():
    target = entry("18亿元", "1800000000", "元", "技术合同交易额", "2025", status="target")
    rows = Ledger([PARKS_ELSEWHERE, target]).missing((), "2025")
    assert [(row.indicator, row.last, row.department, row.target) for row in rows] == [
        ("技术合同交易额", PARKS_ELSEWHERE, "科技局", target)
    ]
    told = entry("17亿元", "1700000000", "元", "技术合同交易额", "2025")
    assert Ledger([PARKS_ELSEWHERE, target, told]).missing((), "2025") == []


def test_missing_takes_the_department_that_stands_beside_a_cell():
    cell = entry("288", "288", "家", "上市公司", sentence="上市公司 | 2024 | 288 | 家 | 全市 | 金融办（数值）", place="表1!C3")
    assert Ledger([cell]).missing(["上市公司"], "2025")[0].department == "金融办"


def test_who_told_most_of_a_section_is_likely_to_tell_what_is_missing_of_it():
    staff, party = ("总结 / 人才队伍", "总结 / 党的建设")
    last = [entry("9人", "9", "人", name, section=staff) for name in ("高级工程师", "高级技师", "离职职工", "劳动模范")]
    last += [entry("8次", "8", "次", name, section=party) for name in ("专题党课", "廉政谈话")]
    office = Source("h", "人事科材料", "甲市", 2025, "material", "人事科")
    table = Source("t", "甲市数据表", "甲市人社局", 2025, "metrics", "人社局")
    now = [entry("7人", "7", "人", name, "2025", source=office) for name in ("高级工程师", "高级技师", "离职职工")]
    now += [entry("5次", "5", "次", "专题党课", "2025", source=table)]
    rows = Ledger([*last, *now]).missing((), "2025")
    assert [(row.indicator, row.department) for row in rows] == [("劳动模范", "人事科"), ("廉政谈话", "")]


AMOUNTS = st.integers(min_value=1, max_value=10**12)


@given(AMOUNTS, AMOUNTS)
def test_growth_undone_gives_the_earlier_amount_back(later: int, earlier: int):
    made = growth(figure(f"{later}元", str(later), "元", "甲"), figure(f"{earlier}元", str(earlier), "元", "甲"))
    assert made is not None
    assert abs(Decimal(earlier) * (1 + Decimal(made.value) / 100) - later) <= Decimal(earlier) * Decimal("0.0000501")


@given(AMOUNTS, AMOUNTS)
def test_a_difference_added_to_the_earlier_amount_gives_the_later(later: int, earlier: int):
    made = difference(figure(f"{later}元", str(later), "元", "甲"), figure(f"{earlier}元", str(earlier), "元", "甲"))
    assert made is not None
    assert Decimal(made.value) + earlier == later


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_the_shares_of_all_parts_make_up_a_hundred(parts: list[int]):
    whole = figure("总数", str(sum(parts)), "元", "甲")
    shares = [share(figure(f"{part}元", str(part), "元", "乙"), whole) for part in parts]
    total = sum((Decimal(each.value) for each in shares if each is not None), Decimal(0))
    assert abs(total - 100) <= Decimal("0.005") * len(parts)


@given(AMOUNTS, st.integers(min_value=1, max_value=20), st.integers(min_value=-30, max_value=60))
def test_average_growth_compounded_over_the_years_gives_the_later_amount(earlier: int, years: int, rate: int):
    later = Decimal(earlier) * (1 + Decimal(rate) / 100) ** years
    assume(later > 1)
    made = average_growth(figure("后", str(later), "元", "甲"), figure("前", str(earlier), "元", "甲"), years)
    assert made is not None
    assert abs(Decimal(made.value) - rate) <= Decimal("0.01")


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_whether_two_amounts_conflict_does_not_depend_on_the_unit_they_are_written_in(first: int, second: int):
    def conflicts(scale: str, power: int) -> int:
        entries = [entry(f"{n}{scale}", str(Decimal(n).scaleb(power)), unit, "甲收入") for n, unit in ((first, "元"), (second, "元"))]
        return len(Ledger(entries).conflicts())

    assert conflicts("万元", 4) == conflicts("亿元", 8)
    mixed = [entry(f"{first}亿元", str(first * 10**8), "元", "甲收入"), entry(f"{first * 10000}万元", str(first * 10**8), "元", "甲收入")]
    assert Ledger(mixed).conflicts() == []


@pytest.mark.parametrize("ruled", ["95.3", "95.2"])
def test_a_ruling_on_what_came_of_it_is_none_on_what_was_aimed_at(ruled: str):
    told = [entry(f"{value}%", value, "%", "毛入园率") for value in ("95.3", "95.1")]
    aim = entry("95%", "95", "%", "毛入园率", status="target")
    ledger = Ledger([*told, aim], rulings=[Ruling("毛入园率", "", "2024", ruled, "%", "张", "以统计为准")])

    made = next(one for one in ledger.computed("毛入园率", "2024") if one.kind == "完成率")

    assert made.formula.startswith(f"完成率＝{ruled}%÷95%＝")


SHEET = [
    ["表一 教育", "", "", ""],
    ["指标", "2023年", "2024年", "2025年"],
    ["本科上线", "1763", "1842", "1916"],
    ["专任教师", "5170", "5236", "5279"],
    ["", "", "", ""],
    ["表二 体育", "", "", ""],
    ["指标", "计划", "实际", "增长"],
    ["健身步道", "9", "12", "11.5"],
]


def test_a_cells_head_is_its_own_tables_and_no_number_that_looks_like_a_year():
    cells, text = [], ""
    for row, values in enumerate(SHEET):
        for column, value in enumerate(values):
            if value:
                cells.append(Cell(value, row, column, len(text), len(text) + len(value)))
                text += value + "\t"
    around = Surroundings(Document(text, tables=(Table("指标", tuple(cells), 0, len(text)),)))

    def said(value: str) -> str:
        start = text.index(value)
        return around.sentence(Figure(value, start, start + len(value), value, "", "", place="指标!D4"))

    assert said("5279") == "专任教师 | 5170 | 5236 | 5279（2025年）"
    assert said("11.5") == "健身步道 | 9 | 12 | 11.5（增长）"
