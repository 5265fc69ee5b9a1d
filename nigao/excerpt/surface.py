"""Writing a ledger figure as an official sentence writes it: number, scale and unit, in the wording of last year or its own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from nigao.figures.figure import Figure
from nigao.quantity.amount import Amount
from nigao.text.numerals import chinese

_SCALES = (("万亿", Decimal(10) ** 12), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_LIKE = re.compile(r"^(?P<number>[\d,，]+(?:\.\d+)?)\s*(?P<scale>万亿|千万|百万|亿|万|千|百)?(?P<over>多|余)?\s*(?P<unit>.*)$")
_FACTORS = {"万亿": 10**12, "千万": 10**7, "百万": 10**6, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
_CLOSE = Decimal("0.005")
_SCALED_UNITS = frozenset({"%", "％", "百分点", "个百分点", "位", "倍", "分之", "成"})


@dataclass(frozen=True, slots=True)
class Surface:
    """A figure as it will stand. rounded: whether it says less than the ledger does."""

    text: str
    rounded: bool = False


def surface(figure: Figure, like: str = "") -> Surface | None:
    """The figure written in the manner of ``like`` (last year's surface) where that is possible, else in its own.

    None where a figure cannot be written so that it means the same (a rank for a level, another dimension).
    """
    if figure.measure == "rank":
        text = _rank(figure, like)
        return Surface(text) if text else None
    if like:
        as_before = _in_manner(figure, like)
        if as_before:
            return as_before
    return Surface(own(figure))


def own(figure: Figure) -> str:
    """The figure in its own words: as its source wrote it where that is complete, else number, natural scale and unit."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", figure.text))
    if figure.measure == "change" and text.startswith(("-", "+", "−", "－")):
        text = text[1:]
    if figure.unit == "分之" or not re.search(r"\d", text) or (figure.unit and text.endswith(_unit_words(figure.unit))) or not figure.unit:
        return text or _number(Decimal(figure.value))
    try:
        value = abs(Decimal(figure.value))
    except InvalidOperation:
        return text
    return natural(value, figure.unit)


def natural(value: Decimal, unit: str) -> str:
    """Number, scale and unit as people write them: 5200000000000, 元 → 5.2万亿元; 12345, 件 → 12345件."""
    if unit not in _SCALED_UNITS:
        for name, factor in _SCALES:
            scaled = value / factor
            if scaled >= 1 and _places(scaled) <= 2:
                return f"{_number(scaled)}{name}{unit}"
    return f"{_number(value)}{'个百分点' if unit == '百分点' else unit}"


def _unit_words(unit: str) -> tuple[str, ...]:
    return (unit, "个百分点") if unit == "百分点" else (unit,)


def _in_manner(figure: Figure, like: str) -> Surface | None:
    match = _LIKE.match(re.sub(r"(?<=\d,) +(?=\d)", "", unicodedata.normalize("NFKC", like)))
    if match is None or figure.is_range or not figure.unit:
        return None
    value = _in_unit(figure, match["unit"].strip())
    if value is None:
        return None
    factor = Decimal(_FACTORS.get(match["scale"] or "", 1))
    scaled, places = abs(value) / factor, len(match["number"].partition(".")[2])
    if scaled < Decimal("0.1") or not match["unit"].strip():
        return None
    unit = (match["scale"] or "") + match["unit"].strip()
    grouped = bool(re.search(r"\d[,，]\d{3}", match["number"]))
    if _places(scaled) <= max(places, 2):
        return Surface(f"{_grouped(_number(scaled)) if grouped else _number(scaled)}{unit}")
    if not match["scale"]:
        return None if figure.unit not in _SCALED_UNITS else _rounded(scaled, max(places, 1), unit)
    return _rounded(scaled, max(places, 1), unit)


def _rounded(value: Decimal, places: int, unit: str) -> Surface:
    """As short as last year's, unless that would say another value: 0.952% is no 1%."""
    short = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if abs(short - value) > value * _CLOSE:
        return Surface(f"{_number(value)}{unit}")
    return Surface(f"{_number(short)}{unit}", rounded=True)


def _in_unit(figure: Figure, written: str) -> Decimal | None:
    """The figure's value in the unit as written last year, None where that measures something else."""
    amount = figure.amount
    if amount is None:
        return None
    if written == figure.unit or (written == "个百分点" and figure.unit == "百分点"):
        return amount.low
    other = Amount(Decimal(1), Decimal(1), written)
    if not other.comparable(amount):
        return None
    return amount.base()[0] / other.base()[0]


def _rank(figure: Figure, like: str) -> str:
    try:
        place = int(Decimal(figure.value))
    except InvalidOperation:
        return ""
    before = unicodedata.normalize("NFKC", like) or unicodedata.normalize("NFKC", figure.text)
    if re.match("前", before) != re.match("前", figure.text):
        before = figure.text
    if "首" in before or "榜" in before or "魁" in before:
        return "首位" if place == 1 else f"第{place}位"
    arabic = bool(re.search(r"\d", before)) or place > 99
    name = str(place) if arabic else chinese(place)
    if before.startswith("前"):
        return f"前{name}{'位' if before.endswith('位') else ''}"
    tail = "名" if before.endswith("名") else "" if before.endswith(tuple("一二三四五六七八九十")) else "位"
    return f"第{name}{tail}"


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _grouped(number: str) -> str:
    """1077607 → 1,077,607, where last year's text writes so."""
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}"


def _number(value: Decimal) -> str:
    plain = format(value.normalize(), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
