"""How a ledger figure stands in a sentence: with the direction and bound its source gives it, never with what a model would like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nigao.excerpt.surface import own
from nigao.figures.figure import Figure
from nigao.ledger import Entry

UP = ("增长", "增加", "提高", "提升", "上升", "新增", "净增", "扩大", "攀升", "增幅", "增速", "高出", "上涨", "增")
DOWN = ("下降", "减少", "降低", "回落", "缩减", "压减", "压降", "下滑", "收窄", "降幅", "缩短", "下跌", "降")
BOUND_BEFORE = ("不低于", "不少于", "不超过", "控制在", "大约", "接近", "超过", "突破", "高于", "低于", "约", "近", "超", "逾")
BOUND_AFTER = ("以上", "以下", "以内", "左右")
_OWN = re.compile(r"翻|倍增|成为|^第|^前|^首|番$")


@dataclass(frozen=True, slots=True)
class Surface:
    """What is written for a figure: lead (direction or bound), number with unit, tail (以上 …)."""

    lead: str
    body: str
    tail: str

    @property
    def text(self) -> str:
        """All of it, as it stands in the sentence."""
        return self.lead + self.body + self.tail


def surface(entry: Entry) -> Surface:
    """The figure as its source has it; a table's cell gets the plain words for its measure and comparator."""
    figure = entry.figure
    body = re.sub(r"\s+", "", figure.text) if figure.measure == "rank" else own(figure)
    before, after = _around(entry, figure.text)
    if figure.measure == "change" and not _OWN.search(body):
        return Surface(_direction(figure, before, body), body, _tail(figure, after))
    if figure.comparator == "eq" or body.startswith(BOUND_BEFORE) or body.endswith(BOUND_AFTER):
        return Surface("", body, "")
    lead = next((word for word in BOUND_BEFORE if before.endswith(word)), "")
    tail = _tail(figure, after)
    if figure.comparator == "approx" and not (lead or tail or re.search("[余多几]", body)):
        lead = "约"
    return Surface(lead, body, tail if tail or lead or figure.comparator == "approx" else _bound(figure))


def _around(entry: Entry, text: str) -> tuple[str, str]:
    if entry.figure.place or text not in entry.sentence:
        return "", ""
    before, _, after = entry.sentence.partition(text)
    return before.rstrip(), after


def _tail(figure: Figure, after: str) -> str:
    return next((word for word in BOUND_AFTER if after.startswith(word)), "") if figure.comparator != "eq" else ""


def _bound(figure: Figure) -> str:
    return "以上" if figure.comparator == "ge" else "以内"


def _direction(figure: Figure, before: str, body: str) -> str:
    falling = figure.value.startswith("-")
    if body.startswith(UP + DOWN):
        return ""
    near = before[-8:].rstrip("了约近超过达到为至 ")
    found = next((word for word in (DOWN if falling else UP) if near.endswith(word) and word not in ("增幅", "增速", "降幅")), "")
    if found:
        return found
    if falling:
        return "下降" if figure.unit in ("%", "百分点") else "减少"
    return {"%": "增长", "百分点": "提高", "倍": "增长"}.get(figure.unit, "增加")
