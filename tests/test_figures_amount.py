"""Amounts know their unit: scaled units agree, other dimensions are refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigao.figures.calendar import Calendar
from nigao.figures.read import read_figures
from nigao.quantity.amount import Amount, DimensionError, written

NUMBER = st.decimals(min_value=0, max_value=10**9, places=2)


def amount(value: str, unit: str) -> Amount:
    parsed = Amount.parse(value, unit)
    assert parsed is not None
    return parsed


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("2", "公里"), ("2000", "米")),
        (("1", "平方公里"), ("100", "公顷")),
        (("3", "吨"), ("3000", "公斤")),
        (("1", "兆瓦"), ("1000", "千瓦")),
    ],
)
def test_scaled_units_agree(one, two):
    assert amount(*one).same_as(amount(*two))


@pytest.mark.parametrize(("one", "two"), [("%", "百分点"), ("元", "%"), ("元", "美元"), ("家", "人"), ("%", "位")])
def test_other_dimensions_are_refused(one, two):
    first, second = amount("5", one), amount("5", two)
    assert not first.comparable(second)
    for work in (first.same_as, first.__add__, first.__sub__):
        with pytest.raises(DimensionError):
            work(second)


def test_a_ratio_is_no_amount():
    assert Amount.parse("1:3.4", "") is None


@given(NUMBER, NUMBER)
def test_taking_away_what_was_added_gives_the_same_back(one, two):
    first, second = Amount(one, one, "吨"), Amount(two, two, "公斤")
    back = first + second - second
    assert abs(back.low - first.low) < Decimal("1e-9")
    assert back.unit == "吨"


@given(NUMBER, NUMBER, NUMBER)
def test_a_difference_of_intervals_holds_the_difference_of_any_two_points(low, more, other):
    wide, point = Amount(low, low + more, "元"), Amount(other, other, "元")
    difference = wide - point
    assert difference.low <= low - other <= difference.high


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("44000000", "元", "4400万元"),
        ("8880000000", "元", "88.8亿元"),
        ("-12500", "人", "-1.25万人"),
        ("5200000000000", "元", "5.2万亿元"),
        ("5234560000000", "元", "52345.6亿元"),
        ("116", "家", "116家"),
        ("12345.6", "%", "12345.6%"),
        ("120", "亿斤", "120亿斤"),
        ("5000000..6000000", "元", "5000000..6000000元"),
    ],
)
def test_a_value_is_shown_as_one_writes_it(value: str, unit: str, shown: str):
    assert written(value, unit) == shown


@given(st.integers(1, 10**13), st.integers(0, 2), st.sampled_from(["元", "人", "亩", "家", "公里"]))
def test_what_is_shown_of_a_value_is_read_as_the_same_value(whole: int, digits: int, unit: str):
    value = Decimal(whole).scaleb(-digits)
    (read,) = read_figures(f"数值为{written(f'{value:f}', unit)}。", calendar=Calendar("", ""))
    assert (Decimal(read.value), read.unit) == (value, unit)
