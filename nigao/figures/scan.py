"""Where numbers stand in a plain text, with scale, unit and worth; whether each is a figure is decided elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from nigao.figures import words_units
from nigao.figures.figure import Comparator
from nigao.quantity.amount import is_range, low_end, spanned
from nigao.text import numerals as numbers

Kind = Literal["amount", "rank", "share", "fold", "ratio"]

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_CHINESE = (
    r"(?:[零〇一二两三四五六七八九十百万亿壹贰叁肆伍陆柒捌玖拾佰仟]|千(?![瓦米克伏卡升]))+(?:点[零〇一二三四五六七八九]+[十百千万亿]*)?"
)
_TOKEN = re.compile(
    rf"(?P<turn>翻[了上]?近?(?P<turns>{_CHINESE}|\d)?番)|(?P<double>翻倍)|(?P<half>一半|半数|(?<=过)半(?![年天个月小径成场响边拉])|(?<=超)半(?![年天个月导])|半壁江山)"
    rf"|(?P<head>首位|榜首|(?<=全[国省市区县州])一(?=[，。；、]))|第(?P<nth>\d+|{_CHINESE})(?P<nthunit>大?[位名]|[高低多少](?=[，。；、）\n]|$))?|前(?P<top>\d+|{_CHINESE})(?P<topunit>[位名强]|(?=[，。、；）的\n列]|以内|$))"
    rf"|(?P<parts>{_CHINESE}|\d+)分之(?P<of>{_CHINESE}|{_ARABIC})|(?P<tenths>[一二两三四五六七八九]|\d)成(?P<more>[一二三四五六七八九])?(?:(?=以|左|多|[，。、；（）的]|$|\n)|(?<=[近超约逾过]\w成))"
    rf"|(?P<ratio>(?:{_ARABIC}):(?:{_ARABIC})(?::(?:{_ARABIC}))*)|(?P<slash>(?<![\d/.])\d{{1,2}}/\d{{1,3}}(?![\d/.%]))"
    rf"|(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE})"
)
_MORE = "余多来"
_SCALE = re.compile(r"万亿|[十百千]亿|亿|[十百千]万|万|千(?![瓦米克伏卡安升])|百(?!分点)")
_RANGE_SIGN = re.compile(r"[—\-~]{1,2}|至|到")
_COMPOUND = re.compile(r"/(?:[一-龥]{1,3}?(?=[·，。、；（）以左\d]|$|\n)|[一-龥]{1,2}|[a-zA-Z]+[23²³]?)(?:·[一-龥a-zA-Z])?")
_EITHER = re.compile(r"（([一-龥])）")
_PER = re.compile(
    r"/(百平方公里|平方米|平方公里|立方米|百万人|十万人|万人|千人|公里|公斤|小时|千瓦时|人次|标准箱|吨标准煤|亩|吨|人|年|月|日|天|户|家|件|台|辆|头|度|次|升|秒|斤|只|株|套|张|瓦|克|米|公顷|平方|个|床位|床)"
    r"(?:[·/](?:年|月|天|日|人))?"
)
_EACH = re.compile(r"每(立方米|平方公里|平方米|公斤|千克|升|亩)(?=[，。；、）\n]|以[下内上]|左右|$)")  # 35微克每立方米
# 7轮次, 86样次: so many times something was done, whatever it was; 位次, 名次, 层次 are no counts.
_SO_MANY_TIMES = re.compile(r"[^\W\d_a-zA-Z位名层顺主依频档今此首再其初屡每多二]次(?=[，。；、）\n]|以上|左右|以内|$)")
# 贡献率为-8.6%: a sign, not a dash between two things.
_MINUS = re.compile(r"(?:[为是达至到长比降（：:，、率余额量差]|^)-$")
# 招了58个人, 培训320个人次, 到位3.2个亿: as people talk. 58个人口, 10个人工岛 count other things.
_TALKED_UNIT = re.compile(r"个人次(?=[，。；、！）\n]|以上|左右|$)|个人(?=[，。；、！）\n]|以上|左右|没|来|报名|$)")
_TALKED_SCALE = re.compile(r"个亿(?![元级以])")
# 招了58个人，原计划60; 接诉2100件，去年是1800: the unit is said once.
_BESIDE = re.compile(
    r"(?:原计划|原定|原来(?:定|计划)|本来(?:定|计划)|计划|任务|目标|指标|(?:去年|上年|前年|往年)(?:同期)?(?:的?(?:是|为|只有|才|有)))(?:的?(?:是|为|数是))?$"
)
_ALONE = re.compile(r"[，。；、！）\n]|$")
_FOUR = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Token:
    """A number where it stands. unit: canonical, "" if none; written: the unit as written; scaled: whether a scale was written.

    text of the number is start..end of the plain text; digits_end is where the bare numeral ends. value: decimal string(s).
    """

    start: int
    end: int
    digits_end: int
    value: str
    unit: str
    written: str = ""
    kind: Kind = "amount"
    comparator: Comparator = "eq"
    chinese: bool = False
    scaled: bool = False
    bare: bool = False  # a scale with no digit before it: 上亿, 近百

    def low(self) -> Decimal:
        """The number, or the lower end of a range."""
        return low_end(self.value)


def scan(text: str) -> list[Token]:
    """All numbers of a plain text in order; the two ends of a range are one token."""
    found: list[Token] = []
    position = 0
    while match := _TOKEN.search(text, position):
        token = _token(match, text)
        position = max(token.end if token else match.end(), match.start() + 1)
        if token is None:
            continue
        joined = _range(found[-1], token, text) or _sum(found[-1], token) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(token)
    return _beside(_share_units(found, text), text)


def _beside(found: list[Token], text: str) -> list[Token]:
    """A bare number told beside another as its plan or last year's takes the unit of that one."""
    for i, token in enumerate(found):
        bare = token.kind == "amount" and not token.unit and not token.chinese and not token.scaled
        if not bare or not _ALONE.match(text, token.end) or not _BESIDE.search(text, max(0, token.start - 12), token.start):
            continue
        near = [one for one in (*found[max(0, i - 1) : i], *found[i + 1 : i + 2]) if _in_one_sentence(one, token, text)]
        like = next((one for one in near if one.unit and one.kind == "amount" and one.unit not in words_units.TIMES), None)
        if like is not None:
            found[i] = replace(token, unit=like.unit)
    return found


def _in_one_sentence(one: Token, other: Token, text: str) -> bool:
    first, second = sorted((one, other), key=lambda token: token.start)
    return re.search(r"[。！？\n；]", text[first.end : second.start]) is None


def unit_at(text: str, start: int) -> str:
    """The unit as written at this place, "" if there is none; the longest that is known wins, and what is done so many times is one."""
    times = _TALKED_UNIT.match(text, start) or _SO_MANY_TIMES.match(text, start)
    if times:
        return times.group()
    for size in range(min(words_units.LONGEST, len(text) - start), 0, -1):
        word = text[start : start + size]
        if word in words_units.ALL and not _part_of_word(text, start, size, word):
            return word
    return ""


def _part_of_word(text: str, start: int, size: int, word: str) -> bool:
    after = text[start + size : start + size + 1]
    if word in words_units.LATIN:
        return after.isascii() and after.isalnum()
    return text[start : start + size + 1] in words_units.NOT_UNITS and text[start : start + 3] not in {"项目标", "人才能"}


def _token(match: re.Match[str], text: str) -> Token | None:
    kind = match.lastgroup
    if match["arabic"] or match["chinese"]:
        return _amount(match, text)
    if match["turn"] or match["double"]:
        return _turn(match)
    if match["head"] or match["nth"] or match["top"]:
        return _rank(match)
    if match["parts"] or match["tenths"] or match["half"] or match["slash"]:
        return _share(match, text)
    return _ratio(match) if kind else None


def _amount(match: re.Match[str], text: str) -> Token | None:
    written = match.group()
    chinese = not written[0].isdigit()
    pair = numbers.about(written) if chinese else None
    low = pair[0] if pair else numbers.worth(written) if chinese else numbers.arabic(written)
    if low is None:
        return None
    high = pair[1] if pair else low
    end = digits_end = match.end()
    factor, end, more = _scale(text, end)
    unit, unit_end = _unit(text, end)
    if (talked := _TALKED_SCALE.match(text, end)) and factor == 1:
        factor, end, unit = Decimal(10**8), talked.end(), ""
    if unit in {"倍", "番"} and text[unit_end : unit_end + 1] in {"多", "余"}:
        unit_end, more = unit_end + 1, True
    bare = chinese and all(c in "十百千万亿" for c in written) and written != "十"
    canonical = words_units.SPELLED.get(unit, unit)
    if unit in words_units.FOLDS:
        kind: Kind = "fold"
    else:
        kind = "share" if unit in words_units.SHARES else "amount"
    value = numbers.scaled(low, factor) + (f"..{numbers.scaled(high, factor)}" if pair else "")
    below_zero = not chinese and _MINUS.search(text, max(0, match.start() - 3), match.start()) is not None
    return Token(
        match.start() - below_zero,
        unit_end if unit else end,
        digits_end,
        f"-{value}" if below_zero else value,
        canonical,
        unit,
        kind,
        "approx" if more or pair else "eq",
        chinese,
        factor != 1 or (chinese and written[-1] in "百千万亿"),
        bare,
    )


def _scale(text: str, at: int) -> tuple[Decimal, int, bool]:
    """(factor, end, whether 余 or 多 was said) of what follows the digits: 万, 余万, 万余, 多."""
    end, more, factor = at, False, Decimal(1)
    if text[end : end + 1] in _MORE and text[end : end + 1] and (_SCALE.match(text, end + 1) or _has_unit(text, end + 1)):
        end, more = end + 1, True
    scale = _SCALE.match(text, end)
    if scale:
        factor, end = Decimal(numbers.SCALES[scale.group()]), scale.end()
        if text[end : end + 1] in {"余", "多"}:
            end, more = end + 1, True
            larger = _SCALE.match(text, end)
            if larger:
                factor, end = factor * numbers.SCALES[larger.group()], larger.end()
    elif not more and text[end : end + 1] == "余":
        end, more = end + 1, True
    elif not more and text[end : end + 1] == "多" and not unit_at(text, end + 1):
        more = bool(re.match(r"多(?=[，。、；（）]|$|\n|以|[一-龥]{2})", text[end : end + 3])) and not re.match(
            r"多[样元维种彩边]", text[end : end + 2]
        )
        end += more
    return factor, end, more


def _has_unit(text: str, at: int) -> bool:
    return bool(unit_at(text, at))


def _unit(text: str, at: int) -> tuple[str, int]:
    unit = unit_at(text, at)
    if not unit:
        return "", at
    end = at + len(unit)
    spoken = _EACH.match(text, end)
    if spoken:
        return f"{unit}/{spoken[1]}", spoken.end()
    either = _EITHER.match(text, end)
    if either and either[1] in words_units.THINGS and unit in words_units.THINGS:
        return unit + either.group(), either.end()  # 万头（只）
    per = _PER.match(text, end)
    if per:
        return unit + per.group(), per.end()
    if text[end : end + 1] == "/":
        loose = _COMPOUND.match(text, end)
        if loose:
            return unit + loose.group(), loose.end()
    return unit, end


def _turn(match: re.Match[str]) -> Token:
    turns = match["turns"] or "一"
    count = int(turns) if turns.isdecimal() else int(numbers.worth(turns) or 1)
    approx: Comparator = "approx" if "近" in match.group() else "eq"
    return Token(match.start(), match.end(), match.end(), str(2 ** min(count, 30)), "倍", "番", "fold", approx, True)


def _rank(match: re.Match[str]) -> Token | None:
    number = match["nth"] or match["top"]
    value = Decimal(1) if match["head"] else numbers.arabic(number) if number[0].isdigit() else numbers.worth(number)
    if value is None:
        return None
    unit = match["nthunit"] or match["topunit"] or ""
    comparator: Comparator = "le" if match["top"] else "eq"
    return Token(
        match.start(),
        match.end(),
        match.end(),
        numbers.plain(value),
        "位",
        unit or match["head"] or "",
        "rank",
        comparator,
        bool(number) and not number[0].isdigit(),
    )


def _share(match: re.Match[str], text: str) -> Token | None:
    if match["tenths"]:
        tens = _digit(match["tenths"]) * 10 + (_digit(match["more"]) if match["more"] else 0)
        return Token(match.start(), match.end(), match.end(), str(tens), "%", "成", "share", chinese=True)
    if match["half"]:
        bound: Comparator = "ge" if match.group() == "半" else "eq"  # 过半
        return Token(match.start(), match.end(), match.end(), "0.5", "分之", "半", "share", bound, chinese=True)
    if match["slash"]:
        top, bottom = map(Decimal, match["slash"].split("/"))
        if not 0 < top < bottom:
            return None
        return Token(match.start(), match.end(), match.end(), _quotient(top, bottom), "分之", "/", "share")
    return _fraction(match, text)


def _fraction(match: re.Match[str], text: str) -> Token | None:
    parts, of = (numbers.arabic(t) if t[0].isdigit() else numbers.worth(t) for t in (match["parts"], match["of"]))
    if parts is None or of is None or not parts:
        return None
    whole = {"百": "%", "千": "‰"}.get(match["parts"], "")
    value = numbers.plain(of) if whole else _quotient(of, parts)
    end = match.end()
    return Token(match.start(), end, end, value, whole or "分之", "分之", "share", chinese=True)


def _ratio(match: re.Match[str]) -> Token:
    parts = [numbers.plain(numbers.arabic(part)) for part in match["ratio"].split(":")]
    value = parts[0] if len(parts) == 2 and parts[1] == "1" else ":".join(parts)
    return Token(match.start(), match.end(), match.end(), value, "", ":", "ratio")


def _quotient(top: Decimal, bottom: Decimal) -> str:
    return numbers.plain(numbers.EXACT.quantize(numbers.EXACT.divide(top, bottom), _FOUR))


def _digit(written: str) -> int:
    return int(written) if written.isdecimal() else numbers.DIGITS[written]


def _sum(first: Token, second: Token) -> Token | None:
    """2万5千公里, 1亿3千多万 as one number; None if the two only stand side by side."""
    if first.end != second.start or first.unit or not first.scaled or first.comparator != "eq" or second.kind != "amount":
        return None
    if not second.scaled or second.low() >= first.low() or is_range(first.value + second.value):
        return None
    return replace(second, start=first.start, value=numbers.plain(first.low() + second.low()))


def _share_units(found: list[Token], text: str) -> list[Token]:
    """A unit written once after several numbers is said of each: 10.6万、3.8万、3.3万平方公里; 4.2和0.7个百分点."""
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        between = text[one.end : two.start]
        if (
            between not in {"、", "和", "及", "与"}
            or one.kind == "rank"
            or two.kind not in {"amount", "share", "fold"}
            or one.chinese != two.chinese
        ):
            continue
        if (two.unit == "百分点" and one.written == "个") or (
            not one.unit and two.unit and one.kind == "amount" and two.unit not in words_units.TIMES
        ):
            found[i] = replace(one, unit=two.unit, kind=two.kind)
    return found


def _range(first: Token, second: Token, text: str) -> Token | None:
    """5%—6%, 30至40家, 4.5-5%, 三至五个 as one token; None if the two are not the ends of a range."""
    if (
        (first.kind != second.kind and first.unit)
        or first.kind not in {"amount", "share", "fold"}
        or second.kind not in {"amount", "share", "fold"}
    ):
        return None
    if not _RANGE_SIGN.fullmatch(text, first.end, second.start) or is_range(first.value + second.value):
        return None
    if first.unit and first.unit != second.unit:
        return None
    factor = Decimal(1)
    if not first.scaled and second.scaled and not first.unit and not first.chinese:
        scale = _SCALE.match(text, second.digits_end)
        factor = Decimal(numbers.SCALES[scale.group()]) if scale else factor
    low, high = first.low() * factor, second.low()
    if low >= high or (second.unit in words_units.TIMES and low > 1900):
        return None
    return replace(second, start=first.start, value=spanned(numbers.plain(low), numbers.plain(high)), chinese=first.chinese)
