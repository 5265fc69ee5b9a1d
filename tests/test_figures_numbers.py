"""Numerals of every kind and what they are worth (pairs after WeTextProcessing's tests, Apache-2.0)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nigao.figures.scan import scan
from nigao.text import numerals as numbers

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        ("零", "0"),
        ("十", "10"),
        ("十一", "11"),
        ("二十", "20"),
        ("一百零一", "101"),
        ("一百一十一", "111"),
        ("两百", "200"),
        ("一千零一", "1001"),
        ("一千零一十一", "1011"),
        ("两千零十二", "2012"),
        ("一万零三百", "10300"),
        ("十万一千一百一十一", "101111"),
        ("一亿两千三百万", "123000000"),
        ("三万五", "35000"),
        ("一万两千三百", "12300"),
        ("一点一一", "1.11"),
        ("二十点一万", "201000"),
        ("三点一四一五九二六", "3.1415926"),
        ("三百一十八", "318"),
        ("二〇二五", "2025"),
        ("百万", "1000000"),
        ("千亿", "100000000000"),
        ("九千九百九十一", "9991"),
        ("壹佰贰拾", "120"),
        ("一万亿", "1000000000000"),
    ],
)
def test_a_chinese_numeral_is_worth_what_it_says(written, worth):
    assert numbers.worth(written) == Decimal(worth)


@pytest.mark.parametrize("text", ["", "上", "点五", "一点"])
def test_what_is_no_numeral_has_no_worth(text):
    assert numbers.worth(text) is None


def spell(number: int) -> str:
    """Write a number below 10 000 in Chinese, the plain way."""
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
        zero = not digit
    return text


@given(st.integers(min_value=1, max_value=9999))
def test_reading_undoes_writing(number):
    assert numbers.worth(spell(number)) == number


@pytest.mark.parametrize(
    ("written", "low", "high"), [("三四十", 30, 40), ("七八百", 700, 800), ("三五百", None, None), ("四十五", None, None)]
)
def test_two_neighbouring_digits_are_a_range(written, low, high):
    assert numbers.about(written) == (None if low is None else (low, high))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1 234 567人", "1234567", "人"),
        ("1,234家", "1234", "家"),
        ("1亿3千多万", "130000000", ""),
        ("2万5千公里", "25000", "公里"),
        ("百分之五点三", "5.3", "%"),
        ("三分之二", "0.6667", "分之"),
        ("1/3", "0.3333", "分之"),
        ("50.2件/万人", "50.2", "件/万人"),
        ("5000千瓦", "5000", "千瓦"),
        ("百万千瓦", "1000000", "千瓦"),
    ],
)
def test_a_number_is_found_with_scale_and_unit(text, value, unit):
    (token,) = scan(text.replace(" ", ""))
    assert (token.value, token.unit) == (value, unit)
