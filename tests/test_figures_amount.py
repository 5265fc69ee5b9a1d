"""Amounts know their unit: scaled units agree, other dimensions are refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigao.quantity.amount import Amount, DimensionError

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
