"""Last year's plans and shortcomings that this year's papers say are over: the building stands, the review is passed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.text.likeness import longest_shared

# What makes an end of one thing; 完成 alone is said of what is done every year.
_OVER = re.compile(
    r"建成|竣工|完工|投用|投入使用|投入运[营行]|启用|通过(?!率)|上线|通车|通水|揭牌|获批|开园|开诊|开馆|搬迁入驻|搬迁完成|换届|收官|改造完成|开始招生|正式招生|挂牌|全面完成|全部完成|实现全覆盖"
)
_VERB = re.compile(
    r"^(?:[一二三四五六七八九十]是)?(?:(?:继续|加快|全力|全面|扎实|有序|稳步|积极|持续|深入|力争|确保|争取)*(?:推进|推动|完成|实施|启动|抓好|做好|开展|建设|建成|加快|筹建|筹备|谋划|创建|通过|争取|申报|迎接))+"
)
_TAIL = re.compile(r"(?:(?:前期|准备|筹备|申报|创建|评审|验收)?(?:建设|工作|工程|项目|任务)|投入使用|投用|建成|竣工)+$")
# What a shortcoming says is not there yet: 外科综合楼尚未投用, 北城停保场迁建进展缓慢.
_NOT_YET = re.compile(
    r"^(?:[一二三四五六七八九十]是)?(?P<name>[一-鿿“”（）\d]{4,18}?)(?:建设|工程|项目)?(?:尚未|还未|仍未|未能|没有|(?:进展|进度|推进|建设)(?:较为|相对|比较|仍)?(?:缓慢|滞后|较慢|不快))"
)
# 国家级教学成果奖尚未取得突破, 办公用房紧张: won, eased by now.
_NOT_WON = re.compile(
    r"^(?:[一二三四五六七八九十]是)?(?P<name>[一-鿿]{4,14}?)(?:方面)?(?:尚未|还未|仍未|未能|没有)(?:取得|实现)(?:零的)?突破"
)
_EASED = re.compile(r"(?:得到|有效|基本|彻底|明显|全面)(?:缓解|解决|化解|消除|破解)")
_A_TROUBLE = 5
_COUNTED = r"\d[\d.,]*(?:余|多)?(?:万|亿)?[座个家处所条项台辆套件栋户名人张]"
_A_NAME = 4


def plan_over(clause: str, done: Sequence[str]) -> bool:
    """Whether a clause of last year's plan is of one thing that is finished by now (完成县域检验中心建设: 县域检验中心建成投用)."""
    clause = re.sub(r"\d{1,2}月(?:底|初|末|份)?之?前?|年底前?", "", clause)
    if re.search(r"\d", clause):
        return False
    thing = re.sub(r"[“”]", "", _TAIL.sub("", _VERB.sub("", clause)))
    return len(thing) >= _A_NAME and any(_finished(thing, one) for one in done)


def shortcoming_over(clause: str, done: Sequence[str]) -> bool:
    """Whether a shortcoming was that something is not there which is by now."""
    won = _NOT_WON.match(clause)
    if won is not None:
        return any(re.search(rf"(?:获|获得|取得|荣获|实现){re.escape(won['name'])}", one) for one in done)
    bare = re.sub(r"^[一二三四五六七八九十]是", "", clause)
    if any(_EASED.search(one) and longest_shared(bare, one) >= _A_TROUBLE for one in done):
        return True
    match = _NOT_YET.match(clause)
    return match is not None and any(_finished(re.sub(r"[“”]", "", match["name"]), one) for one in done)


def _finished(thing: str, done: str) -> bool:
    """Whether a clause says that a thing is finished: it names it, in one piece or two, and does not count many of its kind."""
    words = re.sub(r"[“”]", "", done)
    if not _OVER.search(words) or (
        not _OVER.search(thing) and re.search(rf"{re.escape(thing)}{_COUNTED}|{_COUNTED}{re.escape(thing)}", words)
    ):
        return False
    if thing in words:
        return True
    cuts = range(2, len(thing) - 1)
    return len(thing) > _A_NAME and any((at := words.find(thing[:n])) >= 0 and thing[n:] in words[at + n :] for n in cuts)
