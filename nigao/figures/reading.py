"""What one figure measures, as it was read; a value that the readers pass on."""

from __future__ import annotations

from dataclasses import dataclass, field

from nigao.figures.figure import Comparator, Measure
from nigao.figures.tail import Tail


@dataclass(slots=True)
class Reading:
    """What one figure measures. base: the subject others after it may lean on."""

    indicator: str
    measure: Measure
    sign: int
    comparator: Comparator
    base: str = ""
    verb: str = ""
    stock: bool = False  # 新增 was said: those listed after it are additions too
    share: bool = False  # told in per cent
    tail: Tail = field(default_factory=lambda: Tail(""))
    pre: Comparator = "eq"
    unit: str = ""
    planned: str = ""  # which plan the amount is of (年初预算数); what follows may be a share of it
    bracket: int = -1  # where the brackets around it open, −1 if there are none
    because: dict[str, str] = field(default_factory=dict)  # attribute → the rule that decided it
