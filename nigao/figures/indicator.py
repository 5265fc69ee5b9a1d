"""Names what each figure of a sentence measures, carrying subjects from figure to figure, and tells level from change."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject, words_units
from nigao.figures.accounts import Accounts, granted_left, stage_left
from nigao.figures.context import Spot
from nigao.figures.counted import (
    after_list,
    behind_portion,
    carried,
    counts_noun,
    effect_of,
    kind_of_examples,
    measured_first,
    name_in,
    object_behind,
)
from nigao.figures.listed import Listed
from nigao.figures.memory import Memory, clause_ahead
from nigao.figures.movement import made, moves
from nigao.figures.portions import portion
from nigao.figures.ranks import rank
from nigao.figures.reading import Reading
from nigao.figures.tail import Tail, decrease_of, increase_of, note_origin, read_tail

_PERSONS = frozenset({"人", "人次", "名"})
# 新认定企业33家，……，2027年计划新认定35家; 成交18.6亿元，……，明年目标21亿元: the next year's of what was told.
_NEXT_YEAR = re.compile(
    r"^[，；]?(?:20\d\d年|明年|下一?年度?|新的?一年)的?(?:预期|计划|目标|力争|拟|将|预计|再|要|确保|争取|达到|为|是)+(?P<deed>新[一-鿿]{1,2}|)$"
)
_STATE = "达标|合格|达到(?:国家|省定|省级)?标准|完成|通过|办结|整改到位|销号|验收"
_REACHED_OF = re.compile(
    rf"^，?(?:其中)?的?(?P<of>指标|项目|任务|事项|问题|工程|企业|学校|村|社区)中?(?P<state>{_STATE})?(?:的)?(?:已经?|现已|累计)?(?:有|达到?|超过|为)?$"
)
_STATE_BEHIND = re.compile(rf"^(?:以上|左右)?(?:已|均|全部)?(?P<state>{_STATE})(?=[，。；、]|$)")
# 国债9200万元、中央预算内投资6500万元，合计1.57亿元: of both.
_IN_SUM = re.compile(r"^[，、；]?(?:[两二三四五以][者项类家笔上个]|加起来)?(?:合计|共计|总计|总共|共|累计)(?:达到?|为|有|完成)?$")
_TOTAL = re.compile("(?<=..)(?:总数量?|总量|总计)$")
_TRADE = frozenset({"出口额", "进口额", "出口", "进口"})
_TAKEN_IN = frozenset({"引进", "引入", "招引", "利用", "争取", "吸引", "签约"})
_BY_HEAD = frozenset({"人均", "户均", "亩均"})
_MORE = re.compile("新增$|再净?增加?$")
_SPENT = frozenset({"投资", "产值", "营业收入", "总产值", "工业产值", "销售收入"})


class Reader:
    """Reads the figures of a text one after the other, remembering what the sentence has named."""

    def __init__(self, accounts: Accounts) -> None:
        """Begin with nothing remembered. accounts: those the text names."""
        self._accounts = accounts
        self._memory = Memory()
        self._listed = Listed()

    def read(self, spot: Spot, chain: int) -> Reading:
        """Name one figure. chain: how many figures, this one included, follow one another with nothing but 、 和 between."""
        self._memory.leaves(spot.bracket)
        if self._memory.begins(spot):
            self._listed.clear()
        self._memory.turns(spot)
        tail = read_tail(spot.left, spot.token)
        note_origin(tail, spot.left, spot.right)
        previous = self._memory.previous()
        tail.origin = tail.origin or (spot.chained and previous is not None and previous.tail.origin)
        reading = self._listed.read(self._memory, spot, tail, chain) or self._single(spot, tail)
        self._part_of_change(reading, spot, tail)
        reading.unit, reading.bracket = spot.token.unit, spot.bracket
        self._memory.keep(reading, spot)
        return reading

    def _single(self, spot: Spot, tail: Tail) -> Reading:
        previous = self._memory.previous()
        listed = spot.parallel or spot.left.startswith("其中") or _goes_on_adding(previous, spot, tail)
        leader = previous if listed and previous and not moves(tail) else None
        if spot.token.kind == "rank":
            return rank(self._memory, spot, tail)
        if previous and not spot.left and spot.clause and spot.token.kind == "amount":
            both = _by("indicator.two_units", made(spot, tail, previous.base, previous))  # 新增276户462人: one thing in two units
            both.measure, both.sign, both.because["measure"] = previous.measure, previous.sign, "measure.two_units"
            return both
        account = self._accounts.named(spot.left, spot.token.start) if spot.token.kind == "amount" else None
        if account:
            reading = _by("indicator.account", made(spot, tail, account[0], leader))
            reading.base = account[1]
            return reading
        if previous and spot.token.kind == "amount" and "预算" in previous.indicator and patterns.BUDGET_CHANGED.search(spot.left):
            reading = _by("indicator.budget_changed", made(spot, tail, f"{previous.base}调整预算", leader))
            reading.base = previous.base
            return reading
        than = patterns.FASTER_THAN.match(spot.left) if previous and previous.share and spot.token.kind == "share" else None
        if previous and than:
            return _by("indicator.other_than", _like_the_other(made(spot, tail, _its_own(than["who"], previous), None), previous))
        told_of_whole = portion(self._memory, spot, tail)
        if told_of_whole:
            return told_of_whole
        whose = self._done_by(spot, tail)
        if whose:
            return _by("indicator.done_by", made(spot, tail, whose, leader))
        name, verb, rule = self._named(spot, tail, leader)
        name = self._accounts.whole_name(self._of_kind(granted_left(name), spot), spot.token.start)
        reading = _by(rule, made(spot, tail, name, leader))
        reading.base = stage_left(reading.base)
        pulled = patterns.PULLED_BY.search(reading.base) or patterns.RECOVERED.search(reading.base)
        if pulled:
            reading.base = reading.base[: pulled.start()]  # 拉动工业增长2.9个百分点，贡献率…: of what pulled
        reading.verb = verb or (leader.verb if leader else "")
        return _carried_on(reading, spot, previous)

    def _part_of_change(self, reading: Reading, spot: Spot, tail: Tail) -> None:
        """增加预算1.48亿元（一般债券0.36亿元，专项债券1.12亿元）: what the brackets divide is a change, too."""
        owner = self._memory.owner(spot.bracket)
        divides = owner and owner.measure == "change" and owner.unit == spot.token.unit and not owner.share
        if owner and divides and reading.measure == "level" and not tail.said:
            reading.measure, reading.sign = "change", owner.sign
            reading.because["measure"] = "measure.owner_in_brackets"

    def _of_kind(self, name: str, spot: Spot) -> str:
        """一般债券…（再融资债券…，新增债券…）: what the brackets explain is of the kind told before them."""
        owner = self._memory.owner(spot.bracket)
        name = name.removeprefix("含") if owner and spot.left.startswith("含") else name
        kind = patterns.DEBT_KIND.search(owner.base) if owner else None
        if kind is None or not name.endswith(kind["what"]) or kind["kind"] in name:
            return name
        return name[: len(name) - len(kind["what"])] + kind.group()

    def _done_by(self, spot: Spot, tail: Tail) -> str:
        """客运量83亿人次。铁路完成26亿人次: who is told, and what of was told just before."""
        who = subject.tidy(subject.bare(tail.rest))
        before = [self._memory.before] if self._memory.before else []
        own = [told for told in self._memory.told if told.because["indicator"] != "indicator.done_by"]
        told = next((told for told in [*own, *before] if told.unit in ("", spot.token.unit)), None)
        done = tail.said in {"完成", "完成了", "实现", "实现了"}
        if not done or told is None or spot.right[:1] not in {"", "，", "、"} or not 2 <= len(who) <= 10:
            return ""
        measured = patterns.MEASURED.search(who) or who in spot.before or subject.verb_at_start(who + "物") or subject.verb_at_end(who)
        if measured:
            return ""
        deed = subject.verb_at_end(told.base)
        done = subject.telling(deed) and deed not in patterns.OF_MONEY and len(deed) < len(told.base)
        return who + (deed if done else told.base)  # 粮食作物种植38万亩，其中水稻完成30万亩

    def _named(self, spot: Spot, tail: Tail, leader: Reading | None) -> tuple[str, str, str]:
        """(name, verb, the rule that named it) of a figure that is neither a rank nor a share of something."""
        rest = after_list(spot, tail.rest)
        if self._memory.told and patterns.SET_BY.search(spot.left) and patterns.TASK_BEHIND.match(spot.right):
            return self._memory.told[-1].base, "", "indicator.carried"  # 播种86.7万亩，完成市下达的85.9万亩任务
        together = self._memory.sum_of(spot) if _IN_SUM.match(spot.left) else []
        if together:
            return "、".join(together) + "合计", "", "indicator.sum"
        reached = self._reached_of(spot)
        if reached:
            return reached, "", "indicator.reached_of"
        again = self._next_years(spot)
        if again:
            return again, "", "indicator.next_year"
        limit = patterns.LIMIT_BEHIND.match(spot.right)
        if limit and spot.left.endswith("的"):
            return re.sub("余额$", "", self._memory.lender(spot)) + limit["what"], "", "indicator.limit_behind"
        funded = patterns.FUNDED.fullmatch(spot.left.lstrip("，；"))
        if funded and spot.token.unit == "元" and _opens_thought(spot) and spot.right[:1] in {"", "，"}:
            return funded["verb"] + "资金", funded["verb"], "indicator.funded"
        spent_on = self._spent_on(spot)
        if spent_on:
            return spent_on, "", "indicator.spent_on"
        grown = increase_of(rest)
        if grown and spot.token.unit != "元" and not patterns.FLOWS.search(grown[1] or spot.right[:8]):
            lead = patterns.TASK_IS.sub("", subject.bare(grown[0])) if grown[1] else ""
            rest = lead + grown[1] if len(lead) > 1 and not patterns.PLACE.search(lead) else grown[1]
            if not rest:
                behind = object_behind(self._memory, spot, "", "") or patterns.RATE_OF_TIME.sub("", name_in(grown[0]))
                return behind or _without_total(carried(self._memory, spot)), "", "indicator.added"
        if spot.right.startswith("的") and spot.token.unit in words_units.THINGS and patterns.PEOPLE.search(rest):
            return name_in(rest), "", "indicator.people"
        if ("、" in rest or re.search(r"(?:以及|[、和及与])$", spot.left)) and spot.token.unit in words_units.THINGS:
            listed = kind_of_examples(spot, rest)
            if listed:
                return listed, "", "indicator.examples"
        ahead, _, last = rest.rpartition("、")
        if subject.verb_at_start(last) and subject.verb_at_start(subject.trim_opening(ahead)):
            rest = last  # 开展预算评审、压减资金: two things done, the figure is of the second
        less = decrease_of(subject.trim_opening(rest))
        if less and not tail.sign:
            rest = less
        rest = subject.achieved(rest)
        name = subject.trim_opening(subject.without_examples(rest) if counts_noun(spot) else rest)
        name = subject.without_long_examples(name) if spot.token.unit in words_units.THINGS else name
        name = patterns.WHICH_BATCH.sub("", subject.of_these(name) if spot.follows else name)
        verb = subject.verb_at_end(name)
        owner = measured_first(spot, name)
        if owner:
            return owner, "", "indicator.measured_first"
        if not name and tail.origin and self._memory.told:
            return carried(self._memory, spot), "", "indicator.carried"
        if (
            not name
            or verb
            or ((spot.token.unit in words_units.THINGS or len(name) <= 4) and spot.token.kind == "amount" and counts_noun(spot))
        ):
            found = object_behind(self._memory, spot, name[: len(name) - len(verb)], verb)
            if found:
                return found, verb, "indicator.behind"
        if not name or (name == verb and self._memory.told and not subject.telling(verb)):
            whole = carried(self._memory, spot)
            return _without_total(whole) if verb or _MORE.search(spot.left) else whole, "", "indicator.carried"
        if name in {"惠及", "受益", "覆盖", "服务"}:
            return effect_of(self._memory, spot, "", name, ""), name, "indicator.effect"
        more = behind_portion(self._memory, spot, name)
        rule = "indicator.behind" if more else "indicator.before"
        return more or self._subject(spot, name, leader), subject.verb_at_start(name), rule

    def _spent_on(self, spot: Spot) -> str:
        """投资100万元，完成松林公路1.7公里水泥硬化: what a bare 投资 is put into stands behind it, whatever was told before."""
        bare = patterns.PUT_IN.fullmatch(spot.left.lstrip("，；"))
        on = spot.right if spot.right.startswith("对") else spot.next
        if bare is None or spot.token.unit != "元" or spot.right not in {"", on} or not _opens_thought(spot):
            return ""
        put = patterns.PUT_INTO.match(on)
        what = subject.tidy(subject.bare(put["what"]) + (put["thing"] or "")) if put else ""
        return what + "投资" if 1 < len(what) <= 16 else "投资"

    def _reached_of(self, spot: Spot) -> str:
        """32项指标中已有27项达标, 32项指标达标30项以上: of those just counted, how many are so far; "" if it is not so told."""
        previous = self._memory.previous()
        match = _REACHED_OF.match(spot.left)
        state = (match["state"] or (_STATE_BEHIND.match(spot.right) or {"state": ""})["state"]) if match else ""
        if previous is None or match is None or not state or previous.unit != spot.token.unit:
            return ""
        return f"{previous.base}{state}" if previous.base.endswith(match["of"]) else ""

    def _next_years(self, spot: Spot) -> str:
        """Of which figure of the sentence this one is the next year's: the one told with the same verb, else the last in its unit; "" of none."""
        planned = _NEXT_YEAR.match(spot.left)
        if planned is None or spot.right[:1] not in {"", "，", "；", "、", "。"}:
            return ""
        if not planned["deed"]:
            return self._memory.counted_so(spot)
        alike = (told for told in self._memory.told if told.unit == spot.token.unit)
        return next((told.base for told in alike if (told.verb or told.tail.said or ("新增" if told.stock else "")) == planned["deed"]), "")

    def _subject(self, spot: Spot, name: str, leader: Reading | None) -> str:
        """A name made whole by what the sentence has spoken of, where it is not whole alone."""
        added = name.startswith("新增") and spot.token.unit == "元"
        name = subject.tidy(subject.bare(name))
        if added and patterns.DEBT.search(name):
            return "新增" + name
        if added and name in patterns.GENERIC:
            return subject.tidy(self._memory.lender(spot, name) + "新增" + name)
        return (
            self._whole_of(name)
            or self._as_in_the_year_told(spot, name)
            or self._length_of(spot, name)
            or self._lent(spot, name)
            or self._deed(spot, name)
            or self._of_size(spot, name)
            or _shared_verb(spot, name, leader)
            or self._money_spent(spot, name)
            or self._kind(spot, name)
            or self._other_half(name)
            or self._which(spot, name)
            or self._effect(spot, name)
            or name
        )

    def _whole_of(self, name: str) -> str:
        """国内生产总值…，总量突破90万亿元: the total is the one told."""
        return next((told.base for told in self._memory.told if told.base.endswith("总值")), "") if name in {"总量", "规模"} else ""

    def _as_in_the_year_told(self, spot: Spot, name: str) -> str:
        """企业总数达到194家，2027年计划新认定35家、总数突破220家: beside a next year's figure the total is the one told of this year."""
        previous = self._memory.previous()
        if previous is None or previous.because.get("indicator") != "indicator.next_year":
            return ""
        alike = (told.base for told in self._memory.told if told.unit == spot.token.unit)
        return next((base for base in alike if base != name and base.endswith(name)), "")

    def _length_of(self, spot: Spot, name: str) -> str:
        """10个县区通了新的高速公路，新增里程590公里: of the last way the sentence names, not of who it leads to."""
        if name not in patterns.LENGTHS:
            return ""
        ways = list(patterns.WAY.finditer(spot.sentence[: len(spot.sentence) - len(spot.left)]))
        told = self._memory.previous()
        if not ways or (told and patterns.WAY.search(told.base)):
            return ""
        return ways[-1].group() + name

    def _lent(self, spot: Spot, name: str) -> str:
        """产值, 存栏, 人数: a general word says of what it is told only with what was told before."""
        whose = patterns.LEADING_NOUN.match(spot.before) if spot.fresh and not self._memory.told and name in patterns.STANDALONE else None
        if whose and patterns.BRANCH.search(whose[1]):
            return subject.tidy(subject.bare(whose[1])) + name  # 生物医药产业恢复性增长，完成产值23亿元
        if not (name in patterns.NEEDY or (name in patterns.GENERIC and (self._memory.told or self._memory.who)) or len(name) <= 1):
            return ""
        if previous_by_head := next((told.base for told in reversed(self._memory.told) if name in _BY_HEAD and name in told.base), ""):
            return previous_by_head  # 农民人均纯收入2543元，人均增收126元
        lender = patterns.TASK_OF.sub("", self._memory.lender(spot, name) if len(name) > 1 else self._memory.whole(spot, name))
        lender = patterns.RECKONED_OF.sub("", lender) if name.endswith("投资") else lender  # 某工程概算投资8.6亿元，完成投资2亿元
        before = self._memory.previous()
        if name in _TRADE and (subject.verb_at_start(lender) in _TAKEN_IN or (before and patterns.OF_ALL_TRADES.search(before.base))):
            return name  # 社会消费品零售额20亿元；出口额53亿元: it is the whole area's; 引进内资25亿元，完成出口额1亿美元: nothing is exported of what was taken in
        if name == "投资" and patterns.ABOVE_SCALE.match(lender):
            return name  # 规上工业增加值增长7%，投资增长21%: no statistic is of the investment of those above scale
        if name == "投资" and patterns.AS_RECKONED.fullmatch(lender):
            return name  # 概算投资140亿元，完成投资28亿元: what was reckoned is not what was spent
        previous = self._memory.previous()
        if previous and previous.unit in _PERSONS and spot.token.unit.endswith("元") and name in _SPENT:
            return name  # 新增就业3200人，完成投资12亿元: nothing is invested in those who found work
        if patterns.RATE.search(lender) and name in patterns.STANDALONE:
            return name  # 资产负债率71%，…实现营业收入…: a rate has no income
        if len(name) > 2 and lender.endswith(name[:-1]):
            return lender[: 1 - len(name)] + name  # 棚户区改造开工45万套，开工率54%
        same = subject.verb_at_start(lender)
        # 成交房屋…套、成交额: the verb is said once.
        return subject.tidy((lender[len(same) :] if same and name.startswith(same) else lender) + name)

    def _deed(self, spot: Spot, name: str) -> str:
        """A verb alone (在建8座, 新登记60万户): what it was done to was told before, or in the clause ahead."""
        stands = patterns.STATES.fullmatch(name)
        if name == subject.verb_at_start(name + "物") and self._memory.told:
            lender = _without_total(self._memory.lender(spot))
            if stands and patterns.NO_THING.search(lender):
                lender = self._memory.counted_so(spot) or lender  # 棚改开工45万套，开工率54%；基本建成26万套
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
        if not stands or self._memory.told:
            return ""
        ahead = clause_ahead(spot)
        thing = "" if re.search(r"\d", ahead) else re.sub(r"(?:建设|工作)?(?:力度|进度|步伐|工作|建设)$", "", subject.bare(ahead))
        return name + thing if 4 <= len(thing) <= 16 and not subject.verb_at_end(thing) else name

    def _money_spent(self, spot: Spot, name: str) -> str:
        spent = patterns.MONEY_SPENT.fullmatch(name) and self._memory.told and not spot.parallel
        return subject.tidy(self._memory.lender(spot, "资金") + name) if spent else ""

    def _effect(self, spot: Spot, name: str) -> str:
        verb = subject.verb_at_start(name)
        if patterns.RECOVERED.match(name):
            return subject.tidy(self._memory.lender(spot) + name)
        if name.endswith("贡献率") and spot.left.lstrip("，、").startswith("对"):
            own = patterns.AS_SHARE.sub("", self._memory.lender(spot))
            return subject.tidy(f"{own}对{name}")  # 服务业增加值增长5.8%，对全市GDP的贡献率达42.4%
        works = verb in {"惠及", "受益", "带动", "撬动"} and len(name) <= 8
        pulls = patterns.PULLS.match(name) is not None
        if not (works or pulls):
            return ""
        lender = patterns.SHARE_IN_GROWTH.sub("", self._memory.lender(spot))
        return subject.tidy((patterns.DREW.sub("", lender) if works else lender) + name)

    def _which(self, spot: Spot, name: str) -> str:
        """低保对象84399人，其中城镇4992人: which of them, counted in the same unit."""
        if not patterns.WHICH.fullmatch(name):
            return ""
        owner = self._memory.owner(spot.bracket)
        # 国家级孵化器1家、省级8家，国家级众创空间3家、省级12家: beside 、 it is of what stands before it.
        told = reversed(self._memory.told) if spot.left.startswith("、") else self._memory.told
        told_of = [owner, *told] if owner else told
        of_kind = (told for told in told_of if told.unit == spot.token.unit and told.measure == "level")
        whole = next((told for told in of_kind if not patterns.WHICH.fullmatch(told.base)), None)
        if whole is None or whole.base.startswith(name):
            return ""
        return name + patterns.LEVEL_OF.sub("", whole.base)

    def _of_size(self, spot: Spot, name: str) -> str:
        """引进企业137家，其中注册资金千万元以上46家: of those just told, the ones of that size."""
        if not patterns.OF_SIZE.fullmatch(name):
            return ""
        alike = (told.base for told in reversed(self._memory.told) if told.unit == spot.token.unit and told.measure == "level")
        whole = next((base for base in alike if "元以" not in base), "")
        verb = subject.verb_at_start(whole)
        return verb + name + whole[len(verb) :] if whole else ""

    def _other_half(self, name: str) -> str:
        """城镇居民人均可支配收入…；农村居民…: of the others the same is measured."""
        told = [*reversed(self._memory.told), *([self._memory.before] if self._memory.before else [])]
        if patterns.FUND_SIDE.fullmatch(name):  # 五项社会保险基金收入合计…。基金支出合计…
            return next((match["whose"] + name for one in told if (match := patterns.OF_FUND.match(one.base))), "")
        if not patterns.RESIDENTS.fullmatch(name):
            return ""
        of = next((match["of"] for one in told if (match := patterns.OF_RESIDENTS.match(one.base))), "")
        return name + of

    def _kind(self, spot: Spot, name: str) -> str:
        """国有企业增加值增长1%，集体企业增长0.7%: what is measured of the kind named before is measured of this one, too."""
        kind = patterns.KIND.search(name)
        if not kind or spot.token.kind != "share" or patterns.PULLS.match(name):
            return ""
        for told in reversed(self._memory.told):
            if told.measure == "change" and told.share and (match := re.search(rf"{kind.group()}(?P<of>[^，、占]{{2,6}})$", told.base)):
                return name + match["of"] if patterns.MEASURED.search(match["of"]) else ""
        return ""


def _without_total(name: str) -> str:
    """企业总数142家，再培育10家: what is done is done to companies, not to their total."""
    return _TOTAL.sub("", name)


def _its_own(who: str, previous: Reading) -> str:
    """第三产业, beside 第二产业增加值: what is measured of the one is measured of the other."""
    head = patterns.MEASURED.search(previous.base)
    return who if head is None or patterns.MEASURED.search(who) else who + previous.base[head.start() :]


def _like_the_other(reading: Reading, previous: Reading) -> Reading:
    reading.measure, reading.sign = previous.measure, previous.sign
    reading.because["measure"] = "measure.as_the_other"
    return reading


def _carried_on(reading: Reading, spot: Spot, previous: Reading | None) -> Reading:
    """What a bare 达到7.7% carries on: the rate named before it (增速比全国高1.8个百分点，达到7.7%), the share (首次过半，达50.5%)."""
    bare = reading.because["indicator"] == "indicator.carried" and reading.measure == "level" and spot.token.unit == "%"
    if not bare or previous is None:
        return reading
    rate = patterns.RATE_REACHED.search(spot.sentence)
    if rate:
        reading.indicator = patterns.RATE_SAID.sub("", reading.indicator)
        reading.measure, reading.sign = "change", -1 if rate["how"] == "降幅" else 1
        reading.because["measure"] = "measure.rate_reached"
    elif previous.because["indicator"] == "indicator.portion" and previous.share and patterns.REACHES.search(spot.left):
        reading.indicator = previous.indicator
    return reading


def _opens_thought(spot: Spot) -> bool:
    """Whether the figure's clause begins its sentence, or a part of it that a ； opens."""
    return spot.sentence[: len(spot.sentence) - len(spot.clause)][-1:] in {"", "；"}


def _goes_on_adding(previous: Reading | None, spot: Spot, tail: Tail) -> bool:
    """新增富民产业1.3万亩，其中果业9542亩，有机茶叶2000亩; 新增地区总部45家，亚太区总部15家: one addition after the other."""
    if previous is None or not previous.stock or previous.because["measure"] not in {"measure.as_listed", "measure.addition"}:
        return False
    own = tail.rest.lstrip("，、和及与")
    alike = previous.unit == spot.token.unit and not spot.token.unit.endswith("元") and spot.token.kind == "amount"
    return alike and len(own) > 1 and not tail.said and not subject.verb_at_start(own) and not patterns.IN_ALL.search(own)


def _by(rule: str, reading: Reading) -> Reading:
    reading.because["indicator"] = rule
    return reading


def _shared_verb(spot: Spot, name: str, leader: Reading | None) -> str:
    """改造小区立面1.4万平方米、小区道路2600平方米: the verb is said once for all that is listed."""
    if not (leader and spot.parallel and leader.verb and subject.telling(leader.verb)):
        return ""
    own = subject.verb_at_start(name) or patterns.RATE.search(name) or name[0] in "改建修补新增退"
    return "" if own else leader.verb + name
