"""Which way a change goes, as words say it (增长, 下降), so that a value that goes the other way turns the words in front of it."""

from __future__ import annotations

import re

from nigao.figures.figure import Figure

_OPPOSITE = {
    "增收": "减收",
    "减收": "增收",
    "增支": "减支",
    "减支": "增支",
    "增长": "下降",
    "提高": "下降",
    "提升": "下降",
    "增加": "减少",
    "上升": "下降",
    "下降": "增长",
    "减少": "增加",
    "降低": "提高",
    "回落": "提高",
    "回升": "回落",
    "上涨": "下跌",
    "下跌": "上涨",
    "新增": "减少",
    "净增": "净减",
    "净减": "净增",
    "扩大": "收窄",
    "收窄": "扩大",
    "缩小": "扩大",
}
_FALLS = frozenset({"减收", "减支", "下降", "减少", "降低", "回落", "下跌", "净减", "收窄", "缩小"})
_WORDS = "|".join(_OPPOSITE)
_BEFORE = re.compile(rf"({_WORDS})(?:了|约|近|超过|超)?$")
# 增幅 and 降幅 name a rate and its direction in one; 增速 takes a sign.
_RATES = {"增幅": "降幅", "涨幅": "跌幅", "增长率": "下降率", "降幅": "增幅", "跌幅": "涨幅", "下降率": "增长率"}
_FALLING_RATES = frozenset({"降幅", "跌幅", "下降率", "低于", "慢于"})
_RATE = re.compile(rf"({'|'.join(_RATES)})(?:为|是|达到|达)?$")
_SIGNED = re.compile(r"(?:增速|变化|变动|增减)(?:率|幅度)?(?:为|是|达到|达)?$")
# 高于全国3个百分点
_AGAINST = re.compile(r"(高于|低于|快于|慢于)(?=[^，。；]{0,12}$)")
_AGAINST_OPPOSITE = {"高于": "低于", "低于": "高于", "快于": "慢于", "慢于": "快于"}
# Words that say themselves that it becomes less: 压减机构2户.
_LESSENS = re.compile(r"(?:压减|压缩|压降|精简|缩短|缩减|削减|核减|减免|减轻|节约|节省|清退|裁撤|下调)(?![至到为])")
_SAID = re.compile(rf"(?:同比|比上年)?(?:(?P<word>{_WORDS})(?:了)?|(?P<sign>[-−－+＋]))(?=[约近超\d])")


def turned(before: str, falls: bool) -> str | None:
    """The words before a change so that they say it falls or does not; None where they name no direction that could be turned."""
    match = _BEFORE.search(before)
    if match is None:
        return None
    return before if (match[1] in _FALLS) == falls else before[: match.start()] + _OPPOSITE[match[1]]


def put_after(before: str, value: str) -> tuple[str, str]:
    """(the words before a place, the value to stand there), where the value says itself which way it goes: -3.2%, 下降3.2%.

    增长 + -3.2% → 下降 + 3.2%; 增速为 + 下降3.2% → 增速为 + -3.2%; 高于全国 + -3个百分点 → 低于全国 + 3个百分点;
    压减 + -2户 → 压减 + 2户. A value without a direction goes as the words before it say.
    """
    said = _SAID.match(value)
    if said is None:
        return before, value
    falls = said["word"] in _FALLS if said["word"] else said["sign"] not in "+＋"
    amount = value[said.end() :]
    words = turned(before, falls)
    if words is not None:
        return words, amount
    rate = _RATE.search(before) or _AGAINST.search(before)
    if rate is not None:
        other = {**_RATES, **_AGAINST_OPPOSITE}[rate[1]]
        same = (rate[1] in _FALLING_RATES) == falls
        return (before if same else before[: rate.start()] + other + before[rate.end(1) :]), amount
    if falls and _LESSENS.search(re.split(r"[，。；、\n]", before)[-1]):
        return before, amount
    if _SIGNED.search(before) or not said["word"]:
        return before, ("-" if falls else "") + amount
    return before, value


def going(figure: Figure, words: str) -> str:
    """A ledger figure's words with the sign that says which way it goes, as they can be put into a gap: -3.2%, +8.2%; a level as it is."""
    if figure.measure != "change" or not re.match(r"[-−－+＋]?\d", words):
        return words
    return ("-" if figure.value.startswith("-") else "+") + re.sub(r"^[-−－+＋]", "", words)
