"""A text made plain for reading numbers, with the way back to its own offsets; it never changes the text itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from nigao.text.prose import Extent
from nigao.text.traditional import simplified

# Full-width letters, digits and signs (GB/T 15834 prints them in names), look-alikes that keyboards and PDF readers leave behind.
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：（）！？"}
_RADICALS = dict(zip(map(ord, "⼀⼆⼋⼗⼈⼯⽉⽇⽅⼤⼩⽣⽤⽔⽕⽊⼟⼒"), "一二八十人工月日方大小生用水火木土力", strict=True))
_LOOKALIKES = {
    ord(wrong): right
    for wrong, right in {
        "﹪": "%",
        "٪": "%",
        "∶": ":",
        "ː": ":",
        "꞉": ":",
        "○": "〇",
        "◯": "〇",
        "⁄": "/",
        "∕": "/",
        "－": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "–": "—",
        "―": "—",
        "─": "—",
        "〜": "~",
        "∼": "~",
        "\r": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
    }.items()
}
_MATH_DIGITS = {0x1D7CE + i: str(i % 10) for i in range(50)}
_TABLE = {**_WIDE, **_RADICALS, **_LOOKALIKES, **_MATH_DIGITS}
_PUNCTUATION = {";": "；", "(": "（", ")": "）", "!": "！", "?": "？"}

# A decimal point that a font of its own drew: it comes out as a character nobody else has, often on a line of its own.
_OWN_POINT = re.compile("(?<=\\d)(\\s*)[\ue000-\uf8ff\U000f0000-\U0010ffff](?=\\s*\\S)")
_RAISED_POINT = re.compile(r"(?<=\d)[·•](?=\d+(?:[%‰]|个?百分点|[万亿]|元))")
_TORN_POINT = re.compile(r"(?<=\d)\s+(?=\.\d)|(?<=\d\.)[ \u3000]+(?=\d)|(?<=[\n（]\d)\s+(?=\.[ \u3000]*[一-龥])|(?<=（)\s+(?=\d{1,2}）)")
# — 3 — at the foot of a printed page, alone on its line.
_PAGE_MARK = re.compile(r"(?:^|\n)(?P<what>[ \u3000]*[—-]+[ \u3000]*\d{1,3}[ \u3000]*[—-]+[ \u3000]*\n)")
# 某市人民政府公报2026年第10期: the head of every printed page, with its number above or below.
_RUNNING_HEAD = re.compile(
    r"(?:^|\n)(?P<what>(?:[ \u3000]*\d{1,3}[ \u3000]*\n+)?[ \u3000]*[^\n。，；]{0,20}(?:公报|日报|简报|政报)[^\n。，；]{0,20}第[ \u3000]*\d+[ \u3000]*期[^\n。，；]{0,12}\n"
    r"(?:\n*[ \u3000]*\d{1,3}[ \u3000]*\n)?)"
)
# Half-width stops in Chinese prose: 亿元.其中, 全市收支. 一般公共预算.
_STOP = re.compile(r"(?<=[\u4e00-\u9fff%）])([ \u3000]?)\.(?=\s*[\u4e00-\u9fff（(]|\s*\n|$)")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\u180e]+")
# What opens an item of a list is no part of what the item is about: ● ☑ ⑴; before a number it may be a sign (▲5.0%).
_BULLET = re.compile(r"(?:^|(?<=[\n；。]))[ \u3000]*[•·●○▪■□◆◇▲△▶►➢➤★☆☑☒✓✔√◎※⑴-⒇\uf020-\uf0ff]+[ \u3000]*(?=[一-龥“])")
# … and so a star or a dash with a blank behind it, at the beginning of a line: * 3月通过评审, - 新建车间2座; - 5.2% is a fall.
_DASHED = re.compile(
    r"(?:^|(?<=\n))[ \t\u3000]*(?:[*＊][ \t\u3000]*(?=[^*＊\s])|[-+•·●○▪■□◆◇➢][ \t\u3000]+(?=[一-龥“【A-Za-z]|\d{1,4}[年月日]))"
)
# 投资¥1,234万元: the unit behind the number says it.
_CURRENCY = re.compile(r"(?<=[一-龥：])[ \u3000]*[¥￥][ \u3000]*(?=\d[\d,.]*[ \u3000]*[十百千万亿]*元)")
_SIGN = re.compile(
    r"(?:(?<=[\u4e00-\u9fff%\d元][（，；])|(?<=同比)|(?<=环比)|(?<=比上年)|(?<=较上年)|(?<=同期)|(?<=分别)|(?<=%、))[-+－−↑↓▲▼↗↘](?=\d+(?:\.\d+)?(?:%|个百分点))"
)
# 取得25金、17银、18铜: medals of three kinds, told by their kinds alone.
_MEDALS = re.compile(r"(?<![\d.])\d{1,4}[金银铜](?:[、，]?\d{1,4}[金银铜])+(?![一-龥\d])")
_WELL_DONE = re.compile("(?<=[金银铜名位枚])的(?:历史)?(?:最?好|优异|骄人)成绩")
_MEDAL = re.compile(r"(?P<count>\d{1,4})(?P<kind>[金银铜])")
_NAMED_UNIT = re.compile(
    r"(?<=[一-龥])（(?P<unit>[十百千万亿]{0,2}(?:元|美元|人|人次|户|家|个|件|项|公里|亩|公顷|吨|千瓦时|平方米|立方米|平方公里|辆|张|所|座|处|株|头|只)|[%‰])）"
    r"[：:][ \u3000]*(?P<number>[-+]?\d[\d,]*(?:\.\d+)?)(?=[\s；，。、]|$)"
)
_EMPTY_QUOTES = re.compile(r"“\s*”|‘\s*’")
# 2024—2025学年 is read as the year it ends in.
_SCHOOL_YEAR = re.compile(r"(?P<first>20\d\d年?[—\-–~～－至]+)20\d\d(?P<school>学)年")
_SPACES = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BREAK = re.compile("[ \u3000]*\n(?:[ \u3000]*\n)?[ \u3000]*")
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \u3000]*\d{1,2}[.．、][ \u3000]+(?=\d)")
# 人口　年末常住人口94.9万人: what a gazette's paragraph is about, set before it in a type of its own; a blank is all that is left of that.
_RUN_IN = re.compile(
    r"(?:^|(?<=\n))(?P<lead>[ \u3000]*[一-龥]{2,8})[ \u3000](?=[ \u3000]*(?:(?:到|截至)?年末|(?:初步核算，)?全年|(?:20|19)\d\d年|全[省市区县州][一-龥]))"
)
_GRADE = re.compile(r"[A-Z](?=[一-龥])")  # 新建 5 G基站
_GROUP = re.compile(r"\d{3}(?!\d)")
_STARTS_ITEM = re.compile(
    r"[“”\s]*(?:[一二三四五六七八九十]{1,3}(?:、|是)|（[一二三四五六七八九十\d]+）|"
    r"第[一二三四五六七八九十]+[，、章部条]|\d{1,2}[.、](?!\d)|——|— —|[•·●▪◆])"
)
_NUMBER_GOES_ON = re.compile(r"[\d.,%‰万亿千百多余]|个百分点|[家个项人户亩吨元件]")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
# 收入比为2.6：1, 比重为6.8：77.3：15.9: a full-width colon between the parts of a ratio.
# 占比分别为：39.3%、19.0%: a colon that parts nothing.
_IDLE_COLON = re.compile(r"(?<=分别为|分别是|分别达|比例为|占比为)[：:][ \u3000]*(?=\d)")
_RATIO = re.compile(
    r"(?<![\d.：:])\d{1,3}(?:\.\d+)?(?:：\d{1,3}(?:\.\d+)?){2}(?![\d：:年月])|(?<=[比为由从到至的达约是])\d{1,3}(?:\.\d+)?：\d{1,3}(?:\.\d+)?(?![\d：:年月])"
)
# 【12月当月收入13.9亿元，增长13.6%】: too long for a name, an explanation as in round brackets.
_SQUARE = re.compile(r"【([^【】\n]{13,120})】")
_WIDE_COMMA = re.compile(r"(?<![\d，,、.])(\d{1,3}(?:，\d{3})+)(?![\d，])")
_ZERO = re.compile(r"(?<=\d)[Oo](?=[\d.%])|(?<=\d\.)[Oo](?=[\d%])|(?<=\.\d)[Oo](?=[%万亿个])")
_ONE = re.compile(r"(?<=\d)[lI](?=[\d.%])|(?<=\d\.)[lI](?=[\d%])")


@dataclass(frozen=True, slots=True)
class Clean:
    """text: plain text; at[i]: where its i-th character stands in the text it was made of."""

    text: str
    at: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch start..end of the plain text, in the offsets of the original."""
        return self.at[start], self.at[end - 1] + 1

    def within(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the original as it stands in the plain text."""
        return bisect_left(self.at, start), bisect_left(self.at, end)

    def extent(self, plain: Extent) -> Extent:
        """A stretch of the plain text as a stretch of the original."""
        return Extent(*self.span(plain.start, plain.end)) if plain.end > plain.start else Extent(0, 0)


def clean(original: str) -> Clean:
    """Make digits half-width, drop what cannot be seen, join what a line break or a stray space tore apart."""
    text, at = _RUN_IN.sub(r"\g<lead>。", _STOP.sub(r"\1。", _points(simplified(original.translate(_TABLE))))), list(range(len(original)))
    text, at = _without(text, at, [m.span("what") for m in _PAGE_MARK.finditer(text)])
    text, at = _without(text, at, [m.span("what") for m in _RUNNING_HEAD.finditer(text)])
    text, at = _without(text, at, [m.span() for m in _TORN_POINT.finditer(text)])
    text, at = _without(text, at, [m.span() for m in _INVISIBLE.finditer(text)])
    text, at = _without(text, at, [m.span() for m in _EMPTY_QUOTES.finditer(text)])
    text, at = _without(text, at, _soft_breaks(text))
    text, at = _without(text, at, [m.span() for m in _BULLET.finditer(text)])
    text, at = _without(text, at, [m.span() for m in _DASHED.finditer(text)])
    text, at = _without(text, at, [m.span() for m in _CURRENCY.finditer(text)])
    text, at = _without(text, at, [m.span() for m in _IDLE_COLON.finditer(text)])
    text, at = _without(text, at, _loose_spaces(text))
    text, at = _without(text, at, [m.span() for m in _WELL_DONE.finditer(text)])
    text, at = _without(text, at, [span for m in _SCHOOL_YEAR.finditer(text) for span in (m.span("first"), m.span("school"))])
    return Clean(*_with_medals(*_with_units(*_signed(_same_length(text), at))))


def _with_medals(text: str, at: list[int]) -> tuple[str, list[int]]:
    """4金2银 as 金牌4枚、银牌2枚: the name lies where the number does, the unit where the metal does."""
    pieces, places, last = [], [], 0
    for medals in _MEDALS.finditer(text):
        for one in _MEDAL.finditer(text, *medals.span()):
            start, end = one.span("count")
            parted = "、" if start > medals.start() else ""
            pieces += [text[last : medals.start()] if not parted else "", f"{parted}{one['kind']}牌{one['count']}枚"]
            places += [*(at[last : medals.start()] if not parted else []), *[at[start]] * (len(parted) + 2), *at[start:end], at[end]]
        last = medals.end()
    return ("".join((*pieces, text[last:])), [*places, *at[last:]]) if pieces else (text, at)


def _with_units(text: str, at: list[int]) -> tuple[str, list[int]]:
    """A unit in brackets behind a name as the number's: 税收收入（亿元）：13.1 is 税收收入：13.1亿元; the unit lies where the number ends."""
    if not (named := list(_NAMED_UNIT.finditer(text))):
        return text, at
    pieces, places, last = [], [], 0
    for one in named:
        number, unit = one.span("number"), one["unit"]
        pieces += [text[last : one.start()], "：", text[number[0] : number[1]], unit]
        places += [*at[last : one.start()], at[number[0] - 1], *at[number[0] : number[1]], *[at[number[1] - 1]] * len(unit)]
        last = one.end()
    return "".join((*pieces, text[last:])), [*places, *at[last:]]


def _signed(text: str, at: list[int]) -> tuple[str, list[int]]:
    """A sign or an arrow before a rate as the word it stands for: （+5.0%） is 增长5.0%; each letter of it lies where the sign lies."""
    if not (marks := list(_SIGN.finditer(text))):
        return text, at
    pieces, places, last = [], [], 0
    for mark in marks:
        word = "增长" if mark.group() in "+↑▲↗" else "下降"
        pieces += [text[last : mark.start()], word]
        places += [*at[last : mark.start()], *[at[mark.start()]] * len(word)]
        last = mark.end()
    return "".join((*pieces, text[last:])), [*places, *at[last:]]


def _same_length(text: str) -> str:
    """Changes that keep every offset: punctuation to its Chinese form, letters that stand for digits."""
    for ascii_mark, chinese in _PUNCTUATION.items():
        text = text.replace(ascii_mark, chinese)
    text = _RATIO.sub(lambda match: match[0].replace("：", ":"), _COLON.sub("：", _COMMA.sub("，", text)))
    text = _WIDE_COMMA.sub(lambda match: match[0].replace("，", ","), text)
    text = _SQUARE.sub(lambda match: f"（{match[1]}）", text)
    return _ONE.sub("1", _ZERO.sub("0", text))


def _points(text: str) -> str:
    """Decimal points from a printer's own font, each as the point it was drawn as; 1·8% is one in a raised place."""
    text = _RAISED_POINT.sub(".", text)
    return _OWN_POINT.sub(lambda match: f"{match[1]}.", text)


def _without(text: str, at: list[int], spans: list[tuple[int, int]]) -> tuple[str, list[int]]:
    if not spans:
        return text, at
    pieces, places, last = [], [], 0
    for start, end in spans:
        pieces.append(text[last:start])
        places.extend(at[last:start])
        last = end
    pieces.append(text[last:])
    places.extend(at[last:])
    return "".join(pieces), places


def _loose_spaces(text: str) -> list[tuple[int, int]]:
    """Spaces that part nothing: all but those between two Latin words or digits, and after a list number."""
    kept = {match.end() - 1 for match in _LIST_NUMBER.finditer(text)}
    spans = []
    for match in _SPACES.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if end - 1 in kept:
            continue
        if (
            before.isascii()
            and before.isalnum()
            and after.isascii()
            and after.isalnum()
            and not _groups(text, start, end)
            and not _GRADE.match(text, end)
        ):
            start += 1
        if start < end:
            spans.append((start, end))
    return spans


def _groups(text: str, start: int, end: int) -> bool:
    """Whether the space parts groups of three digits (1 234 567), as GB/T 15835 allows."""
    before = text[max(0, start - 4) : start]
    return bool(re.search(r"(?:^|\D)\d{1,3}$|\s\d{3}$", before)) and bool(_GROUP.match(text, end)) and end - start == 1


def _soft_breaks(text: str) -> list[tuple[int, int]]:
    """Line breaks inside a paragraph: those a page's width made, and those that tear a number."""
    width, indented = _page_width(text), _indents(text)
    spans, begin = [], 0
    for match in _BREAK.finditer(text):
        line = text[begin : match.start()]
        begin = match.end()
        after = text[match.end() : match.end() + 14]
        goes_on = _goes_on_below if match.group().count("\n") > 1 else _goes_on
        opens = (indented and match.group().endswith("\u3000\u3000")) or _is_title(line, width)
        if line and after and "\t" not in line and not opens and not _STARTS_ITEM.match(after) and goes_on(line, after, width):
            spans.append(match.span())
    return spans


def _indents(text: str) -> bool:
    """Whether paragraphs open with two blanks, as in print, and the lines within them do not."""
    lines = [line for line in text.split("\n") if line.strip()]
    opening = sum(line.startswith("\u3000\u3000") for line in lines)
    return 0 < opening <= len(lines) * 0.7


def _is_title(line: str, width: int) -> bool:
    """一、2025年工作回顾, shorter than the page is wide: a numbered line with no mark in it does not go on."""
    return bool(width and len(line) < width * 0.85 and _STARTS_ITEM.match(line) and not re.search("[，。；！？]", line))


def _goes_on_below(line: str, after: str, width: int) -> bool:
    """Whether a sentence goes on beyond an empty line, as where a page was scanned line by line: only in text wrapped at a width."""
    if not width or line[-1] in "。！？；;!?：:" or after[0] == "\n":
        return False
    return len(line) >= width * 0.8 or bool(_NUMBER_GOES_ON.match(after)) or line[-1] in "，、,"


def _goes_on(line: str, after: str, width: int) -> bool:
    if line[-1] in "。！？；;!?：:" or after[0] == "\n":
        return False
    if width and len(line) >= width * 0.6:
        return True
    tail = line[-1]
    return len(line) > 12 and (tail.isdigit() or tail in "万亿.") and bool(_NUMBER_GOES_ON.match(after))


def _page_width(text: str) -> int:
    """The width a text was wrapped at, 0 if its lines are whole paragraphs."""
    lines = [line for line in text.split("\n") if len(line) > 14]
    if len(lines) < 6:
        return 0
    lengths = sorted(map(len, lines))
    middle = lengths[len(lengths) // 2]
    near = sum(1 for length in lengths if middle * 0.6 <= length <= middle * 1.4)
    broken = sum(1 for line in lines if line[-1] not in "。！？；;!?：:”")
    return middle if 18 <= middle <= 60 and near * 5 >= len(lines) * 3 and broken * 5 >= len(lines) * 3 else 0
