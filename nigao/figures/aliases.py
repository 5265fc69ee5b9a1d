"""One name for one indicator, and whether two names mean the same; it knows words, not values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from nigao.figures import words_aliases as words
from nigao.figures.figure import Figure
from nigao.figures.subject import verb_at_start

_SHORT = tuple((re.compile(pattern), full) for pattern, full in words.SHORT)
_ANY_SHORT = re.compile("|".join(f"(?:{pattern})" for pattern, _ in words.SHORT))
_GENERAL = re.compile(rf"^(?:{words.GENERAL})+(?=.{{2}})")
_LIGHT = re.compile(rf"^(?:{words.LIGHT})+(?=.{{2}})")
_TAIL = re.compile(rf"(?<=.{{2}}){words.TAILS}$")
_MARKS = re.compile(r"[“”‘’《》\"'\s、，（）()·的]")
_QUALIFIERS = tuple((name, re.compile(pattern)) for name, pattern in words.QUALIFIERS)
_FILLERS = re.compile(r"各类|各项|各级|评价|认定|总|新型|创新型|项目|企业|工程|情况|水平|规模|数量|年度|本地|地方|全社会|发展")


def canonical(indicator: str, extra: Mapping[str, str] | None = None) -> str:
    """The usual name of an indicator: 全市规上工业增加值 → 规模以上工业增加值, 高企 → 高新技术企业.

    extra: a unit's own short names → full names. Names that differ in a qualifier (国家级, 新增, 占比 …) stay different.
    """
    return _canonical(usual(indicator, extra) if extra else indicator)


def usual(indicator: str, extra: Mapping[str, str]) -> str:
    """The name by a unit's own table alone: the whole name if it is there, else with the short names in it written out, longest first."""
    seen = {indicator}
    while indicator in extra and extra[indicator] not in seen:  # 双软 → 软件认定 → 软件企业认定, never round
        indicator = extra[indicator]
        seen.add(indicator)
    if len(seen) > 1:
        return indicator
    for short in sorted(extra, key=len, reverse=True):
        if short and extra[short] not in indicator:
            indicator = indicator.replace(short, extra[short])
    return indicator


def renamed(figures: Sequence[Figure], names: Mapping[str, str]) -> list[Figure]:
    """The figures under the names a unit's own table gives them."""
    known = {name: usual(name, names) for name in {figure.indicator for figure in figures}} if names else {}
    return [
        figure if known.get(figure.indicator, figure.indicator) == figure.indicator else replace(figure, indicator=known[figure.indicator])
        for figure in figures
    ]


@lru_cache(maxsize=16384)
def _canonical(indicator: str) -> str:
    name = unicodedata.normalize("NFKC", indicator).replace("(", "（").replace(")", "）").strip()
    name = re.sub(r"\s+|[“”]", "", name)
    return _GENERAL.sub("", written_out(_GENERAL.sub("", name))) or indicator


def written_out(words: str) -> str:
    """Names, or a stretch of text, with the common short names written out."""
    if _ANY_SHORT.search(words) is None:  # most have none, and each of the rows below is a pass over the text
        return words
    for pattern, full in _SHORT:
        words = pattern.sub(full, words)
    return words


def same_indicator(a: str, b: str, extra: Mapping[str, str] | None = None) -> bool:
    """Whether two names mean one indicator. 国家级 is not 省级, 新增 not the stock, 占比 not the amount, 城镇 not 农村, 出口 not 进口."""
    one, two = canonical(a, extra), canonical(b, extra)
    if one == two:
        return True
    if not one or not two or qualifiers(one) != qualifiers(two):
        return False
    first, second = _core(one), _core(two)
    return first == second or _near(first, second) or one_deed(first, second)


@lru_cache(maxsize=16384)
def qualifiers(name: str) -> frozenset[tuple[str, str]]:
    """The qualifiers of a canonical name, each as (kind, word)."""
    found = set()
    for kind, pattern in _QUALIFIERS:
        for match in pattern.finditer(name):
            word = {"新建成": "建成", "新建": "建成", "净增": "新增", "增量": "新增"}.get(match.group(), match.group())
            found.add((kind, "占比" if kind == "share" else word))
    return frozenset(found)


@lru_cache(maxsize=16384)
def _core(name: str) -> str:
    name = re.sub(r"^(?:新建成|新建|建成)", "建成", _LIGHT.sub("", _MARKS.sub("", name)))
    return _TAIL.sub("", _TAIL.sub("", name))


def one_deed(one: str, two: str) -> bool:
    """改造老旧管网 and 老旧管网改造: one deed, its verb before or behind its object; nothing else may change places."""
    one, two = (re.sub(r"(?<=.{3})[量数额]$", "", name) for name in (one, two))
    if len(one) < 4:
        return False
    ahead, behind = verb_at_start(one), verb_at_start(two)
    return bool((ahead and one[len(ahead) :] + ahead == two) or (behind and two[len(behind) :] + behind == one))


def _near(one: str, two: str) -> bool:
    """Names alike but for words that change nothing: 科技型中小企业入库, 科技型中小企业评价入库."""
    short, long = _FILLERS.sub("", one), _FILLERS.sub("", two)
    return short == long and len(short) >= 2
