"""A department's sentence in the voice of the unit whose paper it goes into: no 我办, no heading run into it, no introduction of itself."""

from __future__ import annotations

import re

_LEVEL = r"(?:[全本我]?[省市县区旗镇街校院])?"
_BODY = r"办公室|办|处|科室|科|支队|大队|中队|部|站|中心|股|组|室|队|所|委|党委|局"
_OWN_BODY = r"办公室|办|处|科室|科|支队|大队|中队|部|站|股|组|室|队"  # without a name to go by: what a unit would not call itself
_WHEN = r"(?:20\d\d年(?:以来)?|全年|上半年|一年来|[今去]年(?:以来)?|过去(?:的)?一年|[本全下]一?学[年期]|(?:20\d\d[—\-–~～至]+20\d\d)?学年)"
_ADVERB = r"(?:还|也|又|均|已|共|累计|先后|积极|认真|扎实|深入|全力|主动|牵头(?=[组制推开选]))*"
_AHEAD_WHEN = r"(?:下一步|下步|明年|今后|20\d\d年|新的?一年|下一?[学年半][年期]?|接下来|下一阶段)"
_MEANS_TO = r"(?:将(?:要)?|拟|计划|打算|准备|要(?=[建抓做办完推]))?(?:继续(?=[抓做推]))?"
_HEADING = re.compile(r"^(?=[^0-9０-９]*$)(?:[一-鿿“”、]{2,12}|[一-鿿“”、]{2,8}，[一-鿿“”、]{2,8})[。：！]$")
_POINTS_AT = re.compile(
    r"(?:见|如)(?:下|附|上)[表图件]|(?:总结|汇报|报告)如下|做了以下|做了[^，。；\d]{1,3}(?:件事|项工作|方面(?:的)?工作)|重点(?:做好|抓好)(?:了)?以下|附表|[\u4e00-\u9fff]{2}如下[：:]$"
)
_GOES_ABOUT = r"在[^，]{2,24}(?:领导|指导|支持)|紧|围绕|聚焦|认真|坚持|以[^，]{2,20}为|深入|积极|严格|全面|始终"
_IN_GENERAL = re.compile(
    r"部署|领导下|中心工作|任务|职责|主线|围绕|聚焦|紧扣|抓[^，。]{1,4}[、，]|履职|作为|攻坚克难|统筹|深入(?:学习|贯彻)|坚持以|各项工作|目标"
)


def run_in_heading(text: str) -> bool:
    """Whether the first sentence of a numbered line is its heading (1.强化理论武装。扎实开展……), no sentence of what was done."""
    return bool(_HEADING.match(text))


def points_elsewhere(text: str) -> bool:
    """Whether a sentence only points at what stands below it there (重点指标完成情况见下表。)."""
    return bool(_POINTS_AT.search(text)) and not re.search(r"\d", re.sub(r"20\d\d年|附?[表件图]\d+", "", text))


def introduces(text: str, department: str) -> bool:
    """Whether a sentence says in general how the department went about its year (一年来，我站严格履行监管职责。), and nothing it did."""
    opened = re.match(rf"^(?:{_WHEN}，?)?(?:{_LEVEL}{re.escape(department)}|我(?:{_BODY}))", text) if department else None
    opened = opened or re.match(
        rf"^(?:{_WHEN}，?)?(?:我(?:{_OWN_BODY})|[\u4e00-\u9fff]{{2,14}}(?:部|科|处|室|办|局|中心|站|队|所)(?={_GOES_ABOUT}))", text
    )
    return bool(opened) and not re.search(r"\d", re.sub(r"20\d\d年", "", text)) and bool(_IN_GENERAL.search(text))


def opening_of(text: str, department: str, ahead: bool, reviewed: int | None = None) -> int:
    """How many characters at a sentence's beginning are the department's own: 明年，我们打算, 下一步，我办将, 区保障中心, 2025年，.

    reviewed: the year its paper tells of, which the unit's own text need not name again.
    """
    me = _me(department)
    if ahead:
        match = re.match(rf"^(?:{_AHEAD_WHEN}，?)?(?:{me}|我们)?{_MEANS_TO}(?=[一-鿿])", text)
        cut = match.end() if match else 0
        return cut if re.match(r"[一-鿿]{2}", text[cut:]) and not re.match(r"是|，|的", text[cut:]) else 0
    match = re.match(rf"^(?:{_WHEN}，?)?(?:{me}){_ADVERB}(?=[一-鿿])", text) or re.match(rf"^(?:{reviewed}年|今年以来)，(?=[一-鿿])", text)
    # 今年 is the paper's, whose unit's report is read in the year after.
    match = match or re.match(r"^[今本]年(?:以来)?，?(?!以来|[是的来度])(?=[一-鿿]{2})", text)
    return match.end() if match else 0


def asides_in(text: str, department: str) -> list[tuple[int, int]]:
    """Where the department speaks of itself inside a sentence (下半年，我办开展……)."""
    return [match.span() for match in re.finditer(rf"(?<=[，；])(?:{_me(department)})(?:还|也)?(?=[一-鿿]{{2}})", text)]


def _me(department: str) -> str:
    """What a department calls itself: its name, with or without the area's, or 我 with the last word of its name."""
    if not department:
        return rf"我(?:{_OWN_BODY})"
    last = re.search(rf"(?:{_BODY})$", department)
    own = rf"我(?:{last.group()[-1]}|{last.group()}|{_OWN_BODY})" if last else rf"我(?:{_OWN_BODY})"
    return rf"(?:我)?{_LEVEL}{re.escape(department)}|{own}"


_ITSELF = r"[我本全]?(?:公司|集团|局|校|院|中心|站|所|大队|支队|科|处|街道|社区)"
_YEAR_OF_ITS_OWN = re.compile(rf"^(?:今年|20\d\d年)，?是{_ITSELF}[^，。]{{0,30}}(?:之年|一年|年份|[”\"]年)")


def year_of_its_own(text: str, department: str) -> bool:
    """Whether a department says what the year was to itself (2026年是公司转型之年。), which is nothing of the unit's year."""
    return bool(department) and bool(_YEAR_OF_ITS_OWN.match(text))
