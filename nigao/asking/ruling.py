"""Which of contradicting values is to be used, in one's own words: 文旅收入用财务部的, 在管面积按指标表的来. Reads words, changes nothing."""

from __future__ import annotations

import re

from nigao.asking.amounts import AMOUNT
from nigao.asking.saying import Saying
from nigao.asking.values import AskRuled, RuleByWords

_USE = r"(?:统一|一律|就|还是|都|请|要|先|，)*(?:按照?|用|以|取|采用|依|照|听)"
_WHO = r"(?P<who>(?!去年|上年|今年|最新|台账|快报|这个|那个|这|那|原来|以前|全年|新|旧|老|前)[一-龥（）—\-\d]{2,14}?)"
_THEIRS = r"(?:的口径|口径|的数字?|的数据|报的数?|给的数?|说的数?|那个数?|的为准|为准|的来|来算|的说法|的)(?:为准|来|算|写|走|办|填|统一)?"
_ENDS = r"(?:吧|了|就行|好了|即可)*[。！]?"
_RULED = (
    re.compile(rf"(?:把|将)?(?P<n>[一-龥]{{2,14}}?)(?:这个数|的数|这一项|这项)?{_USE}{_WHO}{_THEIRS}(?P<v>{AMOUNT})?{_ENDS}"),
    re.compile(
        rf"(?P<n>[一-龥]{{2,14}}?)(?:，)?[一-龥]{{2,8}}?(?:说|报|写|是|给)(?:的)?(?:是)?{AMOUNT}，[一-龥]{{2,8}}?(?:说|报|写|是|给)(?:的)?(?:是)?{AMOUNT}，{_USE}{_WHO}{_THEIRS}(?P<v>{AMOUNT})?{_ENDS}"
    ),
)


def ruled_by_words(said: Saying) -> RuleByWords | None:
    """The indicator and who is to be followed; None where nothing of the kind is said."""
    if said.quotations or re.search("标题|题目|节|部分|段|模板|字体|格式|顺序|写法", said.spoken):
        return None
    for pattern in reversed(_RULED):
        if found := pattern.fullmatch(said.spoken):
            values = tuple(re.findall(rf"(?:说|报|写|是|给)(?:的)?(?:是)?({AMOUNT})", said.spoken))
            return RuleByWords(found["n"], found["who"], found["v"] or "", values)
    return None


_WHICH = re.compile(
    r"(?P<n>[一-龥]{2,14}?)(?:这个数|的数|这一项|这项)?(?:到底|究竟|最后|现在|我们?|咱们?|，)*(?:该|要|应该|应当)?(?:是)?(?:用|按|以|取|采用|听|信|算)(?:的是|的)?(?:哪(?:一)?(?:个|家|份|处)|谁)(?:的|报的)?(?:数字?|数据|口径|说法)?(?:为准|准|对|来|算|写)?(?:呢|啊|呀)?[？?]?"
)


def which_holds(said: Saying) -> AskRuled | None:
    """文旅收入到底用哪个数: which of the values told."""
    found = None if said.sections or said.quotations else _WHICH.fullmatch(said.spoken)
    return AskRuled(found["n"]) if found else None
