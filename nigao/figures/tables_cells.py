"""One cell's text as a value: plain numbers with signs, arrows, units and bounds; anything else is not a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from nigao.figures.figure import Comparator
from nigao.figures.tables_labels import Unit, unit_of

_EMPTY = frozenset(
    {
        "",
        "-",
        "－",
        "—",
        "——",
        "–",
        "--",
        "/",
        "／",
        "…",
        "...",
        "……",
        "无",
        "暂无",
        "N/A",
        "n/a",
        "NA",
        "null",
        "None",
        "*",
        "×",
        "\\",
        "空",
    }
)
_ERROR = re.compile(r"^#(?:REF|DIV/0|N/A|NAME|VALUE|NUM|NULL|SPILL|CALC)[!?]?", re.I)
_SIGNS = {"↓": -1, "▼": -1, "↘": -1, "↑": 1, "▲": 1, "↗": 1, "+": 1, "-": -1, "△": 1}
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,3}(?:[ ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_CELL = re.compile(
    rf"""^(?P<before>(?:约|≈|近|超过|超|突破|达到|达|≥|>=|＞|>|≤|<=|＜|<|不少于|不低于|不超过|低于|高于|以内|第|前|增长|增加|提高|上升|下降|降低|减少|回落|为|共)*)\s*
    (?P<sign>[-+↓▼↘↑▲↗△])?\s*\s*¥?(?P<low>{_NUMBER})(?P<unit1>[^\d\s~至\-—–]*?)
    (?:\s*(?:~|至|-|—|–|到)\s*(?P<high>{_NUMBER}))?
    \s*(?P<more>余|多|几)?(?P<unit>[^\d\s]*m[23]|[^\d\s]*?)(?P<after>左右|上下|以上|以内|以下|及以上|[↓▼↘↑▲↗])?$""",
    re.X,
)
_ABOVE = re.compile(r"超|突破|≥|>|不少于|不低于|高于|以上")
_BELOW = re.compile(r"≤|<|不超过|低于|以内|以下")
_ABOUT = re.compile(r"约|≈|近|左右|上下|余|多")
_FALLING = re.compile(r"下降|降低|减少|回落")
# A word about a number that is none of its unit: 快报, 初步; in brackets any words are, before and behind.
_SAID = r"(?:快报|初步|初核|终核|预计|预估|估计|估算|测算|暂估|调度|统计|自报|上报|含税|未审|审定)(?:数|值|核算|统计|测算)?"
_REMARK = re.compile(
    rf"""^(?P<lead>[（(\[〔【][^\d（）()]{{1,16}}[)）\]〕】]\s*|{_SAID}\s*[:：]?\s*)?
    (?P<core>.*?)(?P<tail>\s*[（(\[〔【](?P<words>[^（）()]{{1,24}})[)）\]〕】]|\s*{_SAID}|\s*[*＊※†‡]+|\s*[①-⑳]+|(?<=[\d%％])[¹²³⁴-⁹]+)?$""",
    re.X | re.S,
)
_COMPARED = re.compile(r"^(?:同比|环比|比上年|较上年|比去年|较去年|比上年同期|较上年同期)(?:名义|实际)?")
_RANK_WORDS = {"首位": 1, "第一": 1, "第二": 2, "第三": 3, "第四": 4, "第五": 5, "第六": 6, "第七": 7, "第八": 8, "第九": 9, "第十": 10}
_DIGIT = re.compile(r"\d")
_YEAR_ONLY = re.compile(r"^(?:19|20)\d{2}\s*(?:年度?|年末|年底)?$")
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"^(?:19|20)\d{{2}}(?:[-/]{_MONTH}(?:[-/]{_DAY})?|\.{_MONTH}\.{_DAY}|年{_MONTH}月?(?:{_DAY}日?)?)(?:\s.*)?$|^{_MONTH}月(?:{_DAY}日)?$|^\d{{1,2}}:\d{{2}}"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's number as written: low..high before any scale of the head; start, end: where it stands within the cell's text.

    remark: what a bracket behind it says (快报, 增长5.2%).
    """

    low: Decimal
    high: Decimal
    unit: Unit | None
    comparator: Comparator
    start: int
    end: int
    rank: bool = False
    signed: bool = False
    remark: str = ""


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, 无."""
    return "".join(text.split()) in _EMPTY


def is_error(text: str) -> bool:
    """Whether a cell shows a spreadsheet's error: #REF!, #DIV/0!"""
    return bool(_ERROR.match(text.strip()))


def is_year(text: str) -> bool:
    """Whether a cell is a year and so a head, never a value: 2024, 2024年度."""
    return bool(_YEAR_ONLY.match(unicodedata.normalize("NFKC", text).strip()))


@lru_cache(maxsize=1 << 14)
def value_of(text: str) -> Value | None:
    """Read a cell that is nothing but one number (or range) with its marks and remarks; None for anything else, dates and years too.

    A bracketed number is what it says, except in accounting's (1,234.5), which is negative.
    """
    if not _DIGIT.search(text) and not _RANK_WORDS.keys() & set(re.findall("..", text) + re.findall("..", text[1:])):
        return None
    bare = _bare(text)
    if bare is not None:
        return bare
    match = _REMARK.match(text) if len(text) <= 60 else None
    if match is None or not (match["lead"] or match["tail"]) or not match["core"].strip():
        return None
    words = (match["words"] or "").strip()
    value = _bare(match["core"])
    if value is None or (value.unit is None and _DATE.match(words)):
        return value
    shift = match.start("core")
    unit = value.unit or (unit_of(words) if words else None)
    return replace(value, unit=unit, start=value.start + shift, end=value.end + shift, remark=words)


def change_in(remark: str) -> Value | None:
    """A change or a rank that a number's remark tells: 同比增长5.2%, 第3位."""
    for piece in re.split(r"[，,；;、]", remark):
        words = _COMPARED.sub("", piece.strip())
        value = _bare(words)
        if value and (value.rank or value.signed or words != piece.strip() or words[:1] in {"增", "下", "降", "减", "提", "上", "回"}):
            return value
    return None


def _bare(text: str) -> Value | None:
    """The cell without its remarks."""
    shown = text.strip().lstrip("'’‘")  # an apostrophe only told the sheet that the number is text
    start = text.find(shown)
    if re.search(r"[①-⑳⑴-⒇¹²³⁴-⁹]", shown) and not re.search(r"m[²³]", shown):
        return None
    plain = unicodedata.normalize("NFKC", shown) if shown else ""
    if not plain or len(plain) > 40 or _DATE.match(plain) or len(plain) != len(shown):
        return _odd_width(text, shown, plain) if plain and len(plain) != len(shown) and len(plain) <= 40 else None
    return _value(plain, start)


def _odd_width(text: str, shown: str, plain: str) -> Value | None:
    """A cell whose characters change their number when made plain (㎡, …): its place is the whole cell."""
    value = None if _DATE.match(plain) else _value(plain, 0)
    start = text.find(shown)
    return value and replace(value, start=start, end=start + len(shown))


def _value(plain: str, start: int) -> Value | None:
    rank = _RANK_WORDS.get(re.sub(r"^(?:居|列|全国|全省|全市|位)+|[位名]$", "", plain))
    if rank is not None:
        return Value(Decimal(rank), Decimal(rank), None, "eq", start, start + len(plain), True)
    accounting = re.fullmatch(rf"\(({_NUMBER})\)", plain)
    if accounting:
        number = -_decimal(accounting.group(1))
        return Value(number, number, None, "eq", start, start + len(plain), signed=True)
    match = _CELL.match(plain)
    return None if match is None else _from_match(match, start)


def _from_match(match: re.Match[str], start: int) -> Value | None:
    before, after = match["before"], match["after"] or ""
    written = match["unit"] or match["unit1"]
    if re.fullmatch(r"[(（][A-Za-z][)）]", written):  # (P), (R): not final yet, or put right
        written = ""
    unit = unit_of(written) if written else None
    scale = Decimal(1)
    if written and unit is None:
        if written not in {"万", "亿", "万亿", "千", "百万", "千万"}:
            return None
        unit = unit_of(f"{written}元")
        scale, unit = (unit.factor if unit else Decimal(1)), None
    if len(re.sub(r"[,， ]", "", match["low"]).split(".")[0]) > 15:
        return None
    sign = _sign(match["sign"] or (after if after in _SIGNS else ""), before)
    low, high = sign * scale * _decimal(match["low"]), sign * scale * _decimal(match["high"] or match["low"])
    first = match.start("sign") if match["sign"] else match.start("low")
    last = max(match.end("unit"), match.end("low"), match.end("unit1"))
    rank = "第" in before and (unit is None or unit.base in {"位", "名"})
    first -= rank  # 第 belongs to a rank's surface
    comparator = _comparator(before + (match["more"] or "") + after)
    return Value(min(low, high), max(low, high), unit, comparator, start + first, start + last, rank, sign < 0 or bool(match["sign"]))


def _sign(mark: str, before: str) -> int:
    return -1 if _SIGNS.get(mark, 1) < 0 or _FALLING.search(before) else 1


def _comparator(words: str) -> Comparator:
    if _ABOVE.search(words):
        return "ge"
    if _BELOW.search(words):
        return "le"
    return "approx" if _ABOUT.search(words) else "eq"


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub(r"[,，\s]", "", text))
