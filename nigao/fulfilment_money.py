"""What a sum of money is meant for: money is named after its purpose, or stands bare with the purpose beside it. Judges nothing."""

from __future__ import annotations

import re

from nigao.mention import Mention
from nigao.text.prose import clauses

MONEY = frozenset({"元", "美元"})
# Words of giving, and of who gives: they tell of no purpose.
_CARRIER = re.compile(
    r"各级|中央|一般(?=预算|公共预算)|地方|全国|全省|全市|市级|市本级|本级|省级|县级|财政|政府|预算内?|预计|拟|将|要|为此|全年|当年|今年|新增|再|继续|共|一次性|专门|优先|"
    r"安排|投入|筹集|筹措|统筹|下达|拨付|争取|落实|注入|兑现|用于|专项|发展(?=资金|专项)|工作(?=专项|经费|资金)|补[助贴](?=资金|经费)|资金|经费|的(?=支出|投入|资金)|"
    r"(?<=的)支出|[，。、；：“”‘’的＿]"
)
_FOR = re.compile(
    r"^[^，。；\d]{0,8}[，（]?(?:主要|重点|优先|全力|大力|着力|继续|积极|进一步|用[^，。；]{1,6}方式)*(?:是)?(?:用于|用以|用来|支持|保障(?!性)|投向|弥补|解决|推进|推动|加快|开展|实施|落实|补助|帮助|兑现|促进|化解|消化|建成|建设|打好|打赢|确保|提高)"
    r"(?P<what>[^。；\d]+)"
)
_BARE_FOR = re.compile(r"^(?:主要|重点|优先|全力)*(?:用于|用以|支持|保障(?!性)|推进|实施|落实|建设)?")
_OWN = re.compile(r"[^，。；：、]{2,}$")


def about(name: str) -> str:
    """A sum's name without what every sum is called: 中央财政用于“三农”的支出 → 三农, 企业发展专项资金 → 企业, 安排资金 → nothing."""
    return _CARRIER.sub("", name)


def is_bare(mention: Mention) -> bool:
    """Whether a sum's own name does not tell what it is for."""
    return mention.quantity.unit in MONEY and len(about(mention.indicator.name)) < 2


def purpose(mention: Mention) -> str:
    """What a bare sum is for: the words after it that say so, else those ahead in its sentence."""
    text, end = mention.setting.text, mention.setting.end
    behind = _FOR.match(text[end : end + 120])
    if behind:
        return behind["what"]
    lead = mention.words.lead
    ahead = re.sub(r"\d[\d.,]*[^，。；]*", "", lead[: len(lead) - len(mention.words.before)])
    said = [clause for clause in clauses(ahead) if len(about(clause)) >= 4]
    if said:
        return said[-1]
    return ahead.strip("，")


def named_after(purpose_words: str) -> str:
    """A short name of a sum by its purpose: 用于消化政府隐性债务和… → 消化政府隐性债务资金; "" where none is short enough."""
    first = re.split("[，。；、]", _BARE_FOR.sub("", purpose_words))[0]
    own = _OWN.search(first)
    return f"{own.group()}资金" if own and len(own.group()) <= 24 else ""
