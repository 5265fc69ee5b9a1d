"""What people say in front of a number when they talk (培训办了102期, 今年招了58个人, 你先按44.9写), and what it is of."""

from __future__ import annotations

import re

# 办了, 又出了: how it came about, said behind what it is of. 经办, 主办 are verbs of reports.
_DONE = re.compile(
    r"^(?P<what>(?!.*(?:公司|企业|有限))[一-鿿“”]{1,12}?)(?:一共|总共|共|都|也|又|今年|全年|已经|先后|的?活)*"
    r"(?:(?<![经承督协主交查申开举筹创合公补代帮盘催转兴])办|搞|(?<![叫当看])做(?!法)|弄|接|(?<![付支提产输突超指演])出|换|修|(?<![建组])建|改)$"
)
_DONE_FIRST = re.compile(r"^(?:今年|全年|一共|总共|又|也|都|新)*(?P<deed>招|办|接|修|换)$")
_TO_HIRE = re.compile(r"(?:明年|今年|全年|再|新)*(?:打算|计划|准备|拟|要|想)?(?:再|新)?招")
_IN_FULL = {"招": "招聘", "办": "举办", "接": "受理", "修": "维修", "换": "更换"}
# 你先按, 先按, 就按: to the writer; the thing is named in the clause ahead.
_TO_THE_WRITER = re.compile(r"^(?:你|您|咱们?|大家)?(?:就|先|暂(?:时|且)?|可以|再)*(?:按照?|照|用|写|填|报|算)?$")
# 招了58人，原计划60; 新建5座，原定新建4座; 接诉2100件，去年是1800件.
_BESIDE = re.compile(
    r"[，、；（]?(?:而|其中)?(?:(?:原计划|原定|原来(?:定|计划)|本来(?:定|计划)|计划|任务|目标)(?:数)?(?:招|建|办|改|修|完成|新建|招聘|改造|举办)?|(?:去年|上年)(?:同期)?)(?:的?(?:是|为|只有|才|有))?"
)
# 劳动生产率财务那边口径还没定: what it is that is not settled.
_NOT_SETTLED = re.compile(
    r"^(?P<what>[一-鿿]{2,14}?)(?:(?:财务|人事|统计|审计|办公室|[一-鿿]{1,3}[局处科部室])?[那这][边里])?的?(?:口径|数据?|数字|准数|具体数)?(?:现在|目前)?(?:还|尚|暂)*[没未](?:有)?(?:最[后终]|完全|正式)?(?:定|确定|出来|核|报|算|统计|审)"
)


def without_talk(rest: str, said_done: bool) -> str:
    """The words before a number without what is only talk. said_done: whether 了 stood right before the number."""
    if _TO_HIRE.fullmatch(rest):
        return _IN_FULL["招"]
    if not said_done:
        return rest
    rest = rest.removesuffix("了")
    first = _DONE_FIRST.match(rest)
    if first:
        return _IN_FULL[first["deed"]]
    match = _DONE.match(rest)
    return match["what"] if match else rest + "了" * said_done


def is_talk(rest: str) -> bool:
    """Whether what stands before a number only tells the writer what to do with it."""
    return bool(rest) and _TO_THE_WRITER.fullmatch(rest) is not None


def beside(left: str) -> bool:
    """Whether a number is told beside another, as what was planned of it or what it was last year, and names nothing itself."""
    return _BESIDE.fullmatch(left) is not None


def unsettled_in(ahead: str) -> str:
    """What a clause says is not settled yet, "" if it says that of nothing."""
    match = _NOT_SETTLED.match(ahead)
    return match["what"] if match else ""
