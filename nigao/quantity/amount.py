"""Amounts that know their unit: 1.2亿元 equals 12000万元, % never compares with 元 nor with 百分点, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

# Units of one dimension, each with its factor to the dimension's base (GB 3100: legal units; 亩 = 2000/3 m²).
_DIMENSIONS: dict[str, dict[str, Decimal]] = {
    "length": {"米": Decimal(1), "公里": Decimal(1000), "千米": Decimal(1000), "里": Decimal(500)},
    "area": {
        "平方米": Decimal(1),
        "亩": Decimal(2000) / Decimal(3),
        "公顷": Decimal(10_000),
        "平方公里": Decimal(1_000_000),
        "平方千米": Decimal(1_000_000),
    },
    "mass": {"克": Decimal("0.001"), "公斤": Decimal(1), "千克": Decimal(1), "斤": Decimal("0.5"), "吨": Decimal(1000)},
    "energy": {"度": Decimal(1), "千瓦时": Decimal(1), "兆瓦时": Decimal(1000)},
    "power": {"瓦": Decimal("0.001"), "千瓦": Decimal(1), "兆瓦": Decimal(1000), "吉瓦": Decimal(1_000_000)},
    "volume": {"升": Decimal("0.001"), "千升": Decimal(1), "立方米": Decimal(1), "方": Decimal(1)},
    "money": {"元": Decimal(1), "人民币": Decimal(1), "元人民币": Decimal(1)},
    "percent": {"%": Decimal(1), "％": Decimal(1), "‰": Decimal("0.1")},
    "point": {"百分点": Decimal(1), "个百分点": Decimal(1)},
    "place": {"位": Decimal(1), "名": Decimal(1)},
}
_OF_UNIT = {unit: (name, factor) for name, units in _DIMENSIONS.items() for unit, factor in units.items()}


_TO = ".."


def is_range(written: str) -> bool:
    """Whether a figure's value is one from … to ("5..6")."""
    return _TO in written


def low_end(written: str) -> Decimal:
    """The number, or where a range or a ratio begins. Raises decimal.InvalidOperation if it is none."""
    return Decimal(written.partition(_TO)[0].partition(":")[0])


def spanned(low: str, high: str) -> str:
    """The value of a range."""
    return f"{low}{_TO}{high}"


def falling(written: str) -> str:
    """A value as a fall; a range falls as a whole."""
    low, dots, high = written.partition(_TO)
    return spanned(f"-{high}", f"-{low}") if dots else f"-{low}"


def written(value: str, unit: str) -> str:
    """A figure's value as one writes it: 44000000 元 is 4400万元, 116 家 stays 116家; no digit is rounded away.

    万亿 only where it makes a short number: 5.2万亿元, but 52345.6亿元.
    """
    if unit in ("%", "百分点", "") or is_range(value) or ":" in value or unit.startswith(("亿", "万")):
        return f"{value}{unit}"
    number = Decimal(value)
    for scale, word in ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        scaled = number / scale
        if abs(scaled) >= 1 and (word != "万亿" or scaled == round(scaled, 2)):
            return f"{scaled.normalize():f}{word}{unit}"
    return f"{value}{unit}"


class DimensionError(ValueError):
    """Two amounts of different dimensions were compared or added."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A closed interval low..high of one unit; a plain number has low == high."""

    low: Decimal
    high: Decimal
    unit: str

    @classmethod
    def parse(cls, value: str, unit: str) -> Amount | None:
        """Read the decimal string of a figure ("12", "5..6"); None if it is not one (a ratio)."""
        return _parsed(value, unit)

    @property
    def dimension(self) -> str:
        """Name of the dimension; a counted unit (家, 个, 项 …) is a dimension of its own."""
        return _OF_UNIT.get(self.unit, (self.unit, Decimal(1)))[0]

    def base(self) -> tuple[Decimal, Decimal]:
        """low and high in the dimension's base unit."""
        factor = _OF_UNIT.get(self.unit, (self.unit, Decimal(1)))[1]
        return self.low * factor, self.high * factor

    def same_as(self, other: Amount) -> bool:
        """Whether both say the same quantity. Raises DimensionError where they cannot be compared."""
        self._must_compare(other)
        return self.base() == other.base()

    def comparable(self, other: Amount) -> bool:
        """Whether the two can be compared at all."""
        return self.dimension == other.dimension

    def __add__(self, other: Amount) -> Amount:
        """The sum in this amount's unit. Raises DimensionError where the two cannot be added."""
        low, high = self._converted(other)
        return Amount(self.low + low, self.high + high, self.unit)

    def __sub__(self, other: Amount) -> Amount:
        """The difference in this amount's unit; of intervals, all that is possible. Raises DimensionError."""
        low, high = self._converted(other)
        return Amount(self.low - high, self.high - low, self.unit)

    def _converted(self, other: Amount) -> tuple[Decimal, Decimal]:
        """The other's ends in this amount's unit."""
        self._must_compare(other)
        factor = _OF_UNIT.get(self.unit, (self.unit, Decimal(1)))[1]
        low, high = other.base()
        return low / factor, high / factor

    def _must_compare(self, other: Amount) -> None:
        if not self.comparable(other):
            raise DimensionError(f"{self.unit or '无单位'} 与 {other.unit or '无单位'} 不能比较")


@lru_cache(maxsize=16384)
def _parsed(value: str, unit: str) -> Amount | None:
    low, _, high = value.partition(_TO)
    try:
        return Amount(Decimal(low), Decimal(high or low), unit)
    except InvalidOperation:
        return None
