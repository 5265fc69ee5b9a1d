"""One figure as a text mentions it: its places, its quantity and all that gives it meaning, with the rule that decided each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from nigao.figures.figure import Comparator, Figure, Measure, Status
from nigao.quantity.amount import Amount
from nigao.quantity.period import Period
from nigao.text.prose import Extent

Direction = Literal[-1, 0, 1]
# told: said to be so; aimed: 力争, 目标, 拟; expected: 预计.
Modality = Literal["told", "aimed", "expected"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much: a decimal string with its scale expanded ("5..6" for a range, "1:3.4" for a ratio) and a canonical unit."""

    value: str
    unit: str

    @property
    def amount(self) -> Amount | None:
        """The value with its unit, or None for a ratio such as 1:3.4."""
        return Amount.parse(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured. head: the noun that is measured (收入, 增加值), "" if the name ends with none that is known.

    modifiers: what distinguishes it from its like (国家级, 城镇, 新增), in the order of the name.
    """

    name: str
    head: str = ""
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A figure where a text asserts it or sets it as a target.

    span, clause, sentence: places in the text it was read from. direction: +1 a rise, −1 a fall, 0 neither; of a level the way it
    was reached (降至 → −1). modality: how the clause itself puts it, whatever part of the document it stands in; status: what that
    makes of it. because: for each attribute the id of the rule that decided it.
    """

    text: str
    span: Extent
    clause: Extent
    sentence: Extent
    quantity: Quantity
    indicator: Indicator
    measure: Measure
    direction: Direction
    status: Status
    modality: Modality
    period: Period
    scope: str
    bound: Comparator
    section: str = ""
    because: Mapping[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def figure(self) -> Figure:
        """The record that the contract prints and the database keeps."""
        return Figure(
            text=self.text,
            start=self.span.start,
            end=self.span.end,
            value=self.quantity.value,
            unit=self.quantity.unit,
            indicator=self.indicator.name,
            measure=self.measure,
            status=self.status,
            comparator=self.bound,
            period=str(self.period),
            scope=self.scope,
            section=self.section,
        )
