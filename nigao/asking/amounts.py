"""A value as people type it in a request: 116万人, 5%左右, 百分之五点二, 超130万辆; its number, its unit, what stands around them."""

from __future__ import annotations

import re

from nigao.figures.words_units import FOLDS, LATIN, MEASURES, SHARES, THINGS
from nigao.text.numerals import count

# Measure words that begin another word: 30项目, 5里程.
_NOT_BEFORE = {"项": "目", "里": "程", "部": "分", "家": "庭", "层": "次", "场": "所", "期": "间", "道": "路", "个": "[人点]$", "分": "别"}
_KNOWN = sorted(
    THINGS
    | MEASURES
    | LATIN
    | set(SHARES)
    | FOLDS
    | {"个点", "余家", "万余", "个人", "千瓦时", "度电", "张床位"} - {"字", "节", "段", "集", "页"},
    key=len,
    reverse=True,
)
_UNIT = "|".join(re.escape(one) + (f"(?!{_NOT_BEFORE[one]})" if one in _NOT_BEFORE else "") for one in _KNOWN)
_PER = r"(?:[/每](?:立方米|平方米|公里|小时|千瓦时|[一-龥A-Za-z]{1,3}))?"
_LOOSE = r"(?:(?![填写补改来吧就的了是按这那上以左更换为不应也都才对准])[一-龥]){1,2}(?=$|[，。；！、])"
BOUND_BEFORE = r"(?:不少于|不低于|不超过|不高于|超过|突破|约|达到|达|大约|力争|至少|最少|确保|超|近|逾)"
BOUND_AFTER = r"(?:左右|上下|以上|以下|以内)"
_NUMBER = r"(?:百分之[一二三四五六七八九十百零点\d.]+|\d[\d,]*(?:\.\d+)?(?:[-—~～至到]\d[\d.]*)?)"
AMOUNT = rf"(?:{BOUND_BEFORE})*(?:百分之[一二三四五六七八九十百零点\d.]+|\d[\d,]*(?:\.\d+)?(?:[-—~～至到]\d[\d.]*)?(?:[万亿千百]+(?![瓦克米卡赫伏帕焦]))?多?余?(?:(?:{_UNIT}){_PER}|{_LOOSE})?){BOUND_AFTER}?"
_YEAR = re.compile(r"20\d\d年?")


def is_amount(words: str) -> bool:
    """Whether it is a value by itself; a year is none."""
    return bool(re.fullmatch(AMOUNT, words)) and not _YEAR.fullmatch(words)


def share_of(value: str) -> bool | None:
    """Whether a value is a percentage; None for a bare number, which may be either."""
    if re.search(r"[%％‰]|百分|个点", value):
        return True
    return None if re.fullmatch(rf"{BOUND_BEFORE}*[\d.,]+{BOUND_AFTER}?", value) else False


def percent(value: str) -> str:
    """百分之五点二 → 5.2%"""

    def digits(match: re.Match[str]) -> str:
        words = match[1]
        if re.fullmatch(r"[\d.]+", words):
            return f"{words}%"
        whole, _, part = words.partition("点")
        rest = "".join(str("零一二三四五六七八九".index(one)) for one in part if one in "零一二三四五六七八九")
        return f"{characters(whole) or 0}{'.' + rest if rest else ''}%"

    return re.sub(r"百分之([一二三四五六七八九十百零点\d.]+)", digits, value)


def characters(words: str) -> int | None:
    """八百 → 800, 一千五 → 1500, 一万二千 → 12000, 1.2万 → 12000; None if it is no number."""
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return round(float(words))
    words = re.sub("[一二三四五六七八](?=[二三四五六七八九][十百千万])", "", words)  # 七八百
    head, wan, tail = words.partition("万")
    if not wan:
        return count(words)
    if re.fullmatch(r"\d+(?:\.\d+)?", head):
        many: float | None = float(head)
    else:
        many = count(head) if head else None
    rest = 0 if not tail else (count(tail) or 0) * (1000 if len(tail) == 1 else 1)
    return None if many is None else round(many * 10000) + rest
