"""What a name that is not whole alone borrows from what the sentence has spoken of: 产值, 存栏, 在建8座, 其中城镇."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject
from nigao.figures.context import Spot
from nigao.figures.memory import Memory, clause_ahead
from nigao.figures.reading import Reading

_PERSONS = frozenset({"人", "人次", "名"})
_SPENT = frozenset({"投资", "产值", "营业收入", "总产值", "工业产值", "销售收入"})
_EARNED = frozenset({"利润", "利润总额", "净利润", "税收", "营收", "营业收入"})
_TRADE = frozenset({"出口额", "进口额", "出口", "进口"})
_TAKEN_IN = frozenset({"引进", "引入", "招引", "利用", "争取", "吸引", "签约"})
# 受理案件15985件，审结14135件: closed are cases of the same court.
_CLOSED = frozenset({"审结", "办结", "结案", "执结", "审执结", "审结、执结"})
_TAKEN = re.compile("(?:受理|新收|立案)(?:各类)?案件$")
_CONTRACTED = frozenset({"签约", "成交"})
_CAME_IN = re.compile("实[收缴付到发交征检查种考]")
_DUE = re.compile("应(?P<deed>[收缴付到发交征检查种考])(?P<what>.{2,})")
_HARMED = frozenset({"死亡", "受伤", "失踪", "伤亡", "死伤"})
_BY_HEAD = frozenset({"人均", "户均", "亩均"})
_TOTAL = re.compile("(?<=..)(?:总数量?|总量|总计)$")


def whole_name(memory: Memory, spot: Spot, name: str, leader: Reading | None) -> str:
    """A name made whole by what the sentence has spoken of, where it is not whole alone."""
    added = name.startswith("新增") and spot.token.unit == "元"
    name = subject.tidy(subject.bare(name))
    if added and patterns.DEBT.search(name):
        return "新增" + name
    if added and name in patterns.GENERIC:
        return subject.tidy(memory.lender(spot, name) + "新增" + name)
    name = name.removeprefix("含") if memory.told and len(name) > 2 else name  # 培训24期，含线上8期
    return (
        _whole_of(memory, name)
        or _came_in(memory, name)
        or _harmed(memory, name)
        or _of_fund(memory, spot, name)
        or _as_in_the_year_told(memory, spot, name)
        or _length_of(memory, spot, name)
        or _lent(memory, spot, name)
        or _deed(memory, spot, name)
        or _of_size(memory, spot, name)
        or _shared_verb(spot, name, leader)
        or _money_spent(memory, spot, name)
        or _kind(memory, spot, name)
        or _other_half(memory, name)
        or _which(memory, spot, name)
        or _effect(memory, spot, name)
        or name
    )


def _whole_of(memory: Memory, name: str) -> str:
    """国内生产总值…，总量突破90万亿元: the total is the one told."""
    return next((told.base for told in memory.told if told.base.endswith("总值")), "") if name in {"总量", "规模"} else ""


def _came_in(memory: Memory, name: str) -> str:
    """应收物业费1200万元，实收1136万元: what came of what was due."""
    previous = memory.previous()
    due = _DUE.fullmatch(previous.base) if previous and _CAME_IN.fullmatch(name) else None
    return name + due["what"] if due and due["deed"] == name[1:] else ""


def _harmed(memory: Memory, name: str) -> str:
    """重大事故1起、死亡16人: in the accidents just counted."""
    previous = memory.previous()
    return previous.base + name if name in _HARMED and previous and previous.unit == "起" and previous.measure == "level" else ""


def _of_fund(memory: Memory, spot: Spot, name: str) -> str:
    """基本医疗保险基金总收入…；总支出…；累计结存…: of the fund whose money was told last."""
    if not patterns.FUND_LEFT.fullmatch(name) or (spot.token.unit != "元" and spot.token.kind != "share"):
        return ""
    last = next((told.base for told in reversed(memory.told) if told.unit.endswith("元")), "")
    return last[: last.rindex("基金") + 2] + name if "基金" in last[2:] else ""


def _as_in_the_year_told(memory: Memory, spot: Spot, name: str) -> str:
    """企业总数达到194家，2027年计划新认定35家、总数突破220家: beside a next year's figure the total is the one told of this year."""
    previous = memory.previous()
    if previous is None or previous.because.get("indicator") != "indicator.next_year":
        return ""
    alike = (told.base for told in memory.told if told.unit == spot.token.unit)
    return next((base for base in alike if base != name and base.endswith(name)), "")


def _length_of(memory: Memory, spot: Spot, name: str) -> str:
    """10个县区通了新的高速公路，新增里程590公里: of the last way the sentence names, not of who it leads to."""
    if name not in patterns.LENGTHS:
        return ""
    ways = list(patterns.WAY.finditer(spot.sentence[: len(spot.sentence) - len(spot.left)]))
    told = memory.previous()
    if not ways or (told and patterns.WAY.search(told.base)):
        return ""
    return ways[-1].group() + name


def _lent(memory: Memory, spot: Spot, name: str) -> str:
    """产值, 存栏, 人数: a general word says of what it is told only with what was told before."""
    whose = patterns.LEADING_NOUN.match(spot.before) if spot.fresh and not memory.told and name in patterns.STANDALONE else None
    if whose and patterns.BRANCH.search(whose[1]):
        return subject.tidy(subject.bare(whose[1])) + name  # 生物医药产业恢复性增长，完成产值23亿元
    if not (name in patterns.NEEDY or (name in patterns.GENERIC and (memory.told or memory.who)) or len(name) <= 1):
        return ""
    by_head = next((told.base for told in reversed(memory.told) if name in _BY_HEAD and name in told.base), "")
    if by_head:
        return by_head  # 农民人均纯收入2543元，人均增收126元
    lender = patterns.TASK_OF.sub("", memory.lender(spot, name) if len(name) > 1 else memory.whole(spot, name))
    lender = patterns.RECKONED_OF.sub("", lender) if name.endswith("投资") else lender  # 某工程概算投资8.6亿元，完成投资2亿元
    return name if _lends_nothing(memory, spot, name, lender) else _with_lender(lender, name)


def _lends_nothing(memory: Memory, spot: Spot, name: str, lender: str) -> bool:
    """Whether a general word stands for the unit's own, since what was told before has none of it."""
    before = memory.previous()
    if name in _TRADE and (subject.verb_at_start(lender) in _TAKEN_IN or (before and patterns.OF_ALL_TRADES.search(before.base))):
        return True  # 社会消费品零售额20亿元；出口额53亿元; 引进内资25亿元，完成出口额1亿美元
    if name == "投资" and (patterns.ABOVE_SCALE.match(lender) or patterns.AS_RECKONED.fullmatch(lender)):
        return True  # 规上工业增加值增长7%，投资增长21%; 概算投资140亿元，完成投资28亿元
    ahead, mark, part = spot.sentence.rpartition("；")
    if name in _EARNED and mark and "其中" in ahead and not re.search(r"\d", part):
        return True  # 销售总额28.6亿元，其中农产品11.2亿元；实现利润2160万元
    if lender in {"协议", "合同", "意向"}:
        return True  # 协议投资额47.3亿元，到位资金12.6亿元
    if before and before.unit in _PERSONS and spot.token.unit.endswith("元") and name in _SPENT:
        return True  # 新增就业3200人，完成投资12亿元
    return patterns.RATE.search(lender) is not None and name in patterns.STANDALONE  # 资产负债率71%，…实现营业收入…


def _with_lender(lender: str, name: str) -> str:
    if len(name) > 2 and lender.endswith(name[:-1]):
        return lender[: 1 - len(name)] + name  # 棚户区改造开工45万套，开工率54%
    same = subject.verb_at_start(lender)
    # 成交房屋…套、成交额: the verb is said once.
    return subject.tidy((lender[len(same) :] if same and name.startswith(same) else lender) + name)


def _deed(memory: Memory, spot: Spot, name: str) -> str:
    """A verb alone (在建8座, 新登记60万户): what it was done to was told before, or in the clause ahead."""
    stands = patterns.STATES.fullmatch(name)
    if name in _CONTRACTED and spot.token.unit.endswith("元") and not any(told.unit.endswith("元") for told in memory.told):
        return f"{name}金额"  # 参加展销9场，签约4300万元
    if name in _CLOSED and memory.told and (taken := _TAKEN.search(memory.lender(spot))):
        return taken.string[: taken.start()] + name + ("" if "案" in name else "案件")
    if name == subject.verb_at_start(name + "物") and memory.told:
        lender = without_total(memory.lender(spot))
        if stands and patterns.NO_THING.search(lender):
            lender = memory.counted_so(spot) or lender  # 棚改开工45万套，开工率54%；基本建成26万套
        if not stands:
            own = "调出" if lender.startswith("调出") else subject.verb_at_start(lender)
            swaps = len(name) == 2 and name not in patterns.OF_MONEY and (subject.telling(own) or own == "调出")
            if swaps and len(lender) - len(own) > 1:
                return subject.tidy(name + lender[len(own) :])  # 调出城乡低保4025人，调进4132人
            return subject.tidy(lender[: len(lender) - len(subject.verb_at_end(lender))] + name)
        state = subject.verb_at_end(lender)
        if state and patterns.STATES.fullmatch(state):
            return subject.tidy(lender[: len(lender) - len(state)] + name)  # 重大项目开工390个、竣工437个
        if stands and state and not subject.verb_at_start(lender):
            return subject.tidy(lender + name)  # 棚户区改造开工45万套，基本建成26万套
        nothing = state or patterns.NO_THING.search(lender)
        return name + ("" if nothing else lender[len(subject.verb_at_start(lender)) :])
    if not stands or memory.told:
        return ""
    ahead = clause_ahead(spot)
    thing = "" if re.search(r"\d", ahead) else re.sub(r"(?:建设|工作)?(?:力度|进度|步伐|工作|建设)$", "", subject.bare(ahead))
    return name + thing if 4 <= len(thing) <= 16 and not subject.verb_at_end(thing) else name


def _money_spent(memory: Memory, spot: Spot, name: str) -> str:
    spent = patterns.MONEY_SPENT.fullmatch(name) and memory.told and not spot.parallel
    return subject.tidy(memory.lender(spot, "资金") + name) if spent else ""


def _effect(memory: Memory, spot: Spot, name: str) -> str:
    verb = subject.verb_at_start(name)
    if patterns.RECOVERED.match(name):
        return subject.tidy(memory.lender(spot) + name)
    if name.endswith("贡献率") and spot.left.lstrip("，、").startswith("对"):
        own = patterns.AS_SHARE.sub("", memory.lender(spot))
        return subject.tidy(f"{own}对{name}")  # 服务业增加值增长5.8%，对全市GDP的贡献率达42.4%
    works = verb in {"惠及", "受益", "带动", "撬动"} and len(name) <= 8
    pulls = patterns.PULLS.match(name) is not None
    if not (works or pulls):
        return ""
    lender = patterns.SHARE_IN_GROWTH.sub("", memory.lender(spot))
    return subject.tidy((patterns.DREW.sub("", lender) if works else lender) + name)


def _which(memory: Memory, spot: Spot, name: str) -> str:
    """低保对象84399人，其中城镇4992人: which of them, counted in the same unit."""
    if not patterns.WHICH.fullmatch(name):
        return ""
    owner = memory.owner(spot.bracket)
    # 国家级孵化器1家、省级8家，国家级众创空间3家、省级12家: beside 、 it is of what stands before it.
    told = reversed(memory.told) if spot.left.startswith("、") else memory.told
    told_of = [owner, *told] if owner else told
    of_kind = (told for told in told_of if told.unit == spot.token.unit and told.measure == "level")
    whole = next((told for told in of_kind if not patterns.WHICH.fullmatch(told.base)), None)
    if whole is None or whole.base.startswith(name):
        return ""
    return name + patterns.LEVEL_OF.sub("", whole.base)


def _of_size(memory: Memory, spot: Spot, name: str) -> str:
    """引进企业137家，其中注册资金千万元以上46家: of those just told, the ones of that size."""
    if not patterns.OF_SIZE.fullmatch(name):
        return ""
    alike = (told.base for told in reversed(memory.told) if told.unit == spot.token.unit and told.measure == "level")
    whole = next((base for base in alike if "元以" not in base), "")
    verb = subject.verb_at_start(whole)
    return verb + name + whole[len(verb) :] if whole else ""


def _other_half(memory: Memory, name: str) -> str:
    """城镇居民人均可支配收入…；农村居民…: of the others the same is measured."""
    told = [*reversed(memory.told), *([memory.before] if memory.before else [])]
    if patterns.FUND_SIDE.fullmatch(name):  # 五项社会保险基金收入合计…。基金支出合计…
        return next((match["whose"] + name for one in told if (match := patterns.OF_FUND.match(one.base))), "")
    if re.fullmatch("第[一二三]产业", name):  # 固定资产投资增长11.9%。分产业看，第一产业下降18.3%
        measured = next((match for one in told if (match := patterns.OF_BRANCH.search(one.base))), None)
        return name + patterns.BRANCH_OF.get(measured.group(), measured.group()) if measured else ""
    if not patterns.RESIDENTS.fullmatch(name):
        return ""
    of = next((match["of"] for one in told if (match := patterns.OF_RESIDENTS.match(one.base))), "")
    return name + of


def _kind(memory: Memory, spot: Spot, name: str) -> str:
    """国有企业增加值增长1%，集体企业增长0.7%: what is measured of the kind named before is measured of this one, too."""
    kind = patterns.KIND.search(name)
    if not kind or spot.token.kind != "share" or patterns.PULLS.match(name):
        return ""
    for told in reversed(memory.told):
        if told.measure == "change" and told.share and (match := re.search(rf"{kind.group()}(?P<of>[^，、占]{{2,6}})$", told.base)):
            return name + match["of"] if patterns.MEASURED.search(match["of"]) else ""
    return ""


def _shared_verb(spot: Spot, name: str, leader: Reading | None) -> str:
    """改造小区立面1.4万平方米、小区道路2600平方米: the verb is said once for all that is listed."""
    if not (leader and spot.parallel and leader.verb and subject.telling(leader.verb)):
        return ""
    own = subject.verb_at_start(name) or patterns.RATE.search(name) or name[0] in "改建修补新增退"
    return "" if own else leader.verb + name


def without_total(name: str) -> str:
    """企业总数142家，再培育10家: what is done is done to companies, not to their total."""
    return _TOTAL.sub("", name)
