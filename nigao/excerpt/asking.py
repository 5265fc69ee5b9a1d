"""What a missing figure is called, so that the department that has it knows what is wanted; "" where no name can be given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao.draft import Place
from nigao.excerpt.align import own_name
from nigao.excerpt.statements import well_named
from nigao.figures.figure import Figure
from nigao.writing.gaps import mark
from nigao.writing.runs import Run, marked

_LONGEST = 24
_DOES = re.compile(r"获|开设|开展")  # what was done names the figure, and stays
# A piece of a sentence is no name: it has a predicate, a list's rest or an owner of its own in it.
_SENTENCE_LIKE = re.compile(
    r"成为|倍感|就有|被|让|使(?!用)|把|将(?!军)|获评|荣获|达到|实现|开始|(?<![平人户年月日生亩次地床])均(?![价值衡等线可收])|有$|[^存所享]在(?![校建职岗册线院园营产地京外库编途研售])|"
    r"进入|以及|其中|上述|该|其|这|那|等$|^[一二三四五六七八九十]+是|[A-Za-z]$|喝上|用上|住上|走进|来自|取得|前来|就近|^(?:惠及|服务|带动|覆盖)"
)
# 占…比重, 增速 and the like are put behind the name by the reader; what stands in front must stand in the text.
_DERIVED = re.compile(r"^(?P<of>.+?)占(?P<whole>.+?)(?:的)?比重$")
_TOO_GENERAL = frozenset(
    {"收入", "支出", "收入总计", "支出总计", "结转", "年终结转", "调入资金", "调出资金", "总数", "总额", "总量", "规模", "余额"}
)


def asked(figure: Figure, paragraph: str, scope: str) -> str:
    """The name of a missing figure as the text has it; "" where the text gives it none or the number is no quantity.

    scope: whose it is (市本级政府性基金预算), put before a name that is told of several.
    """
    counted = bool(re.search(r"\d", figure.text)) and bool(figure.unit)
    if not (counted or figure.measure == "rank") or figure.is_range:
        return ""
    said = re.sub(r"^计(?![划算生量])|^(?:按期|如期|按时|顺利|圆满|全面|已经?)(?=[一-鿿]{4})", "", figure.indicator.removeprefix("加上"))
    name = said if _DOES.match(said) else own_name(said)
    if not well_named(name) or len(name) > _LONGEST or _SENTENCE_LIKE.search(name) or not _stands_in(name, paragraph):
        return ""
    return name if not scope or scope in name or name.startswith(("市本级", "县本级", "区本级", "省本级")) else scope + name


def _stands_in(name: str, paragraph: str) -> bool:
    """Whether the name is words of the text, not pieces of several (新能源汽车、家电 is no 家电源汽车)."""
    plain, words = _plain(paragraph), re.sub(r"(?:年初|调整|完成|完成调整)预算$", "", _plain(name))
    if words in plain:
        return True
    derived = _DERIVED.match(words)
    if derived:
        return derived["of"] in plain and derived["whole"] in plain
    # 新增高新技术企业, 快递业务量增长率: a verb or measure the reader took from beside the name.
    return any(words[n:] in plain and words[:n] in plain for n in range(2, len(words) - 1) if len(words) - n >= 3 and n <= 6)


def _plain(text: str) -> str:
    return re.sub(r"[\s“”‘’的了、（）()·]", "", text)


def too_general(name: str) -> bool:
    """Whether a name says nothing without whose it is."""
    return name in _TOO_GENERAL


def told_of_several(figures: Sequence[Figure]) -> frozenset[str]:
    """The names last year's text tells with more than one value."""
    values: dict[tuple[str, ...], set[str]] = {}
    for figure in figures:
        values.setdefault((figure.indicator, figure.measure, figure.unit, figure.status, figure.period), set()).add(figure.value)
    return frozenset(name for (name, *_), told in values.items() if len(told) > 1)


def gap(name: str, figure: Figure, place: Place, target_of: str = "", more: str = "", added: bool = False) -> Run:
    """The field for a missing figure, with last year's beside it. added: whether it counts what is new (新增精品示范村、省级中心村)."""
    unit = unit_of(figure)
    if added and figure.measure == "change":
        name, figure = f"新增{name.removeprefix('新增')}", replace(figure, measure="level")
    told = replace(place, value=figure.text, period=figure.period)
    words = mark(name, figure.measure, unit, target_of)
    return marked(words, "gap", (told,), f"{name}：上年为{figure.text}，台账中没有今年的数{more}")


def unit_of(figure: Figure) -> str:
    """The unit with its scale as last year's text wrote it: 万元, 亿立方米, %."""
    written = re.sub(r"^[\d,，.．\s]+", "", figure.text).lstrip("多余")
    unit = written if re.fullmatch(r"[^\d\s，。]{1,6}", written) else figure.unit
    return "" if figure.measure == "rank" else unit
