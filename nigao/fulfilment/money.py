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
_A_SUM = re.compile(r"\d[\d,.]*[余多]?[百千]?[万亿]*元")
_BARE_FOR = re.compile(r"^(?:主要|重点|优先|全力)*(?:用于|用以|支持|保障(?!性)|推进|实施|落实|建设)?")
# 争取中央和省级专项资金: money fetched from above goes by where it comes from, whatever it is for.
_FROM_ABOVE = re.compile(
    r"^(?:中央|国家|上级|省|自治区|市)[级厅]?(?:[和与及、]?(?:中央|国家|上级|省|自治区|市)级?)*[^，、]{0,8}(?:资金|经费|投资)$"
)
_FETCHED = re.compile(r"(?:争取|争取到|到位|向上争取)[^，。；\d]*$")
_OWN = re.compile(r"[^，。；：、]{2,}$")


def about(name: str) -> str:
    """A sum's name without what every sum is called: 中央财政用于“三农”的支出 → 三农, 企业发展专项资金 → 企业, 安排资金 → nothing."""
    return _CARRIER.sub("", name)


def is_bare(mention: Mention) -> bool:
    """Whether a sum's own name does not tell what it is for."""
    return not fetched(mention) and mention.quantity.unit in MONEY and len(about(mention.indicator.name)) < 2


def fetched(mention: Mention) -> bool:
    """Whether a sum is told as fetched from above, which is then what it is called."""
    text, end = mention.setting.text, mention.setting.end
    named = mention.quantity.unit in MONEY and _FROM_ABOVE.match(mention.indicator.name) and _FETCHED.search(mention.words.lead)
    return bool(named) and _for_what(text[end : end + 120]) is None


def purpose(mention: Mention) -> str:
    """What a bare sum is for: the words after it that say so, else those ahead in its sentence."""
    text, end = mention.setting.text, mention.setting.end
    behind = _for_what(text[end : end + 120])
    if behind:
        return behind["what"]
    lead = mention.words.lead
    ahead = re.sub(r"\d[\d.,]*[^，。；]*", "", lead[: len(lead) - len(mention.words.before)])
    said = [clause for clause in clauses(ahead) if len(about(clause)) >= 4]
    if said:
        return said[-1]
    return ahead.strip("，")


def _for_what(behind: str) -> re.Match[str] | None:
    """What the words behind a sum say it is for; another sum told behind a comma (，落实资助资金3500万元) is a thing of its own."""
    match = _FOR.match(behind)
    own = match is not None and "，" in behind[: match.start("what")] and _A_SUM.match(behind, match.end())
    return None if own else match


def named_after(purpose_words: str) -> str:
    """A short name of a sum by its purpose: 用于消化政府隐性债务和… → 消化政府隐性债务资金; "" where none is short enough."""
    first = re.split("[，。；、]", _BARE_FOR.sub("", purpose_words))[0]
    own = _OWN.search(first)
    return f"{own.group().removesuffix('资金')}资金" if own and len(own.group()) <= 24 else ""
