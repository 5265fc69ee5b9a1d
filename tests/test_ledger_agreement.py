"""Whether two figures can both be true, told from how they are written."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigao.figures.agreement import agree, interval, step
from nigao.figures.figure import Comparator, Figure


def figure(text: str, value: str, unit: str, comparator: Comparator = "eq") -> Figure:
    return Figure(text, 0, len(text), value, unit, "技术合同交易额", comparator=comparator)


@pytest.mark.parametrize(
    ("text", "value", "unit", "worth"),
    [
        ("16.8亿", "1680000000", "", "10000000"),
        ("416家", "416", "家", "1"),
        ("1,234.5万元", "12345000", "元", "1000"),
        ("３万余户", "30000", "户", "10000"),
        ("6.25%", "6.25", "%", "0.01"),
        ("12.5", "125000", "元", "1000"),  # a cell under 单位：万元
        ("0", "0", "家", "1"),
    ],
)
def test_the_last_written_digit_is_worth_what_its_scale_says(text: str, value: str, unit: str, worth: str):
    assert step(figure(text, value, unit)) == Decimal(worth)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure("1.23万件", "12300", "件"), figure("12345件", "12345", "件"), True),
        (figure("560余家", "560", "家", "approx"), figure("563家", "563", "家"), True),
        (figure("560余家", "560", "家", "approx"), figure("558家", "558", "家"), False),
        (figure("23.4亿元", "2340000000", "元"), figure("234000万元", "2340000000", "元"), True),
        (figure("16.8亿", "1680000000", ""), figure("16.8亿元", "1680000000", "元"), True),
        (figure("16.8亿", "1680000000", ""), figure("16.01亿元", "1601000000", "元"), False),
        (figure("416家", "416", "家"), figure("446个", "446", "个"), False),
        (figure("5%", "5", "%"), figure("5个百分点", "5", "百分点"), None),
        (figure("3万", "30000", ""), figure("3%", "3", "%"), None),
        (figure("8000亿元", "800000000000", "元", "ge"), figure("8650亿元", "865000000000", "元"), True),
        (figure("8000亿元", "800000000000", "元", "le"), figure("8650亿元", "865000000000", "元"), False),
        (figure("5%-6%", "5..6", "%"), figure("5.5%", "5.5", "%"), True),
        (figure("1.5万人", "15000", "人"), figure("1.6万人", "16000", "人"), False),
        (figure("5.2%", "5.2", "%"), figure("5.3%", "5.3", "%"), False),
        (figure("1.5万人", "15000", "人"), figure("1.55万人", "15500", "人"), True),
        (figure("1.5万人", "15000", "人"), figure("15432人", "15432", "人"), True),
        (figure("1.5万人", "15000", "人"), figure("1.58万人", "15800", "人"), False),
        (figure("约1.5万人", "15000", "人", "approx"), figure("1.6万人", "16000", "人"), False),
        (figure("约1.5万人", "15000", "人", "approx"), figure("约1.6万人", "16000", "人", "approx"), False),
        (figure("约2700人", "2700", "人", "approx"), figure("2650人", "2650", "人"), True),
        (figure("1.5万余人", "15000", "人", "approx"), figure("1.6万人", "16000", "人"), False),
        (figure("30余家", "30", "家", "approx"), figure("36家", "36", "家"), True),
        (figure("1000余家", "1000", "家", "approx"), figure("1900家", "1900", "家"), False),
        (figure("1.6万人", "16000", "人", "ge"), figure("1.5万人", "15000", "人"), False),
        (figure("1.52万人", "15200", "人", "ge"), figure("1.5万人", "15000", "人"), True),
        (figure("8000亿元", "800000000000", "元", "ge"), figure("7999.6亿元", "799960000000", "元"), False),
        (figure("5%-6%", "5..6", "%"), figure("6.4%", "6.4", "%"), False),
        (figure("1:3.4", "1:3.4", ""), figure("1:3.4", "1:3.4", ""), True),
    ],
)
def test_what_can_be_true_together(one: Figure, other: Figure, expected: bool | None):
    assert agree(one, other) is expected
    assert agree(other, one) is expected


@given(st.integers(min_value=1, max_value=10**13), st.integers(min_value=0, max_value=2))
def test_an_amount_agrees_with_itself_rounded_to_any_place(exact: int, places: int):
    rounded = (Decimal(exact) / 10**8).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if rounded:
        written = figure(f"{rounded}亿元", str(rounded.scaleb(8)), "元")
        assert agree(written, figure(f"{exact}元", str(exact), "元")) is True


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 2), st.sampled_from(["万人", "亿元", "%"]))
def test_two_numbers_of_one_precision_agree_only_where_they_are_one(one: int, two: int, places: int, unit: str):
    scale = {"万人": 4, "亿元": 8, "%": 0}[unit]
    first, second = (
        figure(f"{Decimal(n).scaleb(-places)}{unit}", str(Decimal(n).scaleb(scale - places)), unit.lstrip("万亿")) for n in (one, two)
    )
    assert agree(first, second) is (one == two)


@given(
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.sampled_from(["eq", "approx", "ge", "le"]),
    st.sampled_from(["eq", "approx", "ge", "le"]),
)
def test_agreement_goes_both_ways(one: int, two: int, mine: Comparator, theirs: Comparator):
    first, second = figure(f"{one}元", str(one), "元", mine), figure(f"{two}元", str(two), "元", theirs)
    assert agree(first, second) is agree(second, first)
    assert agree(first, first) is True


@given(st.integers(100, 10**9), st.integers(0, 7), st.integers(0, 7))
def test_two_roundings_of_one_amount_agree(exact: int, one: int, two: int):
    def rounded(places: int) -> Figure:
        value = (Decimal(exact) / 10**4).quantize(Decimal(1).scaleb(-min(places, 4)), ROUND_HALF_UP)
        return figure(f"{value}万元", str(value.scaleb(4)), "元")

    if all(Decimal(each.value) for each in (rounded(one), rounded(two))):
        assert agree(rounded(one), rounded(two)) is True


@given(st.decimals(min_value=-1000, max_value=1000, places=2), st.sampled_from(["eq", "approx", "ge", "le"]))
def test_a_figure_always_leaves_its_own_value_possible(value: Decimal, comparator: Comparator):
    found = interval(figure(f"{abs(value)}%", str(value), "%", comparator))
    assert found is not None
    assert found.holds(value)
