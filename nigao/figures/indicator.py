"""Names what each figure of a sentence measures, carrying subjects from figure to figure, and tells level from change."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from nigao.figures import patterns, subject, words_units
from nigao.figures.context import Spot
from nigao.figures.figure import Comparator, Measure
from nigao.figures.respectively import names_in, names_of
from nigao.figures.tail import Tail, after_words, decrease_of, increase_of, note_origin, read_tail

_KEPT = 12  # no list a sentence speaks of again is longer; keeps the work linear


@dataclass(slots=True)
class Reading:
    """What one figure measures. base: the subject others after it may lean on."""

    indicator: str
    measure: Measure
    sign: int
    comparator: Comparator
    base: str = ""
    verb: str = ""
    stock: bool = False  # 新增 was said: those listed after it are additions too
    share: bool = False  # told in per cent
    tail: Tail = field(default_factory=lambda: Tail(""))
    pre: Comparator = "eq"
    unit: str = ""
    planned: str = ""  # which plan the amount is of (年初预算数); what follows may be a share of it


class Reader:
    """Reads the figures of a text one after the other, remembering what the sentence has named."""

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        self._sentence = -1
        self._told: deque[Reading] = deque(maxlen=_KEPT)
        self._queue: list[str] = []
        self._turn = 0
        self._last_subject = ""
        self._behind = ""
        self._share_of = ""  # the whole that the queued names are told a share of
        self._before: Reading | None = None  # the first figure of the sentence before

    def read(self, spot: Spot, chain: int) -> Reading:
        """Name one figure. chain: how many figures, this one included, follow one another with nothing but 、 和 between."""
        if spot.sentence_start != self._sentence:
            self._last_subject = self._from_before(spot)
            self._before = self._told[0] if self._told else None
            self._sentence, self._queue, self._behind, self._share_of = spot.sentence_start, [], "", ""
            self._told.clear()
        tail = read_tail(spot.left, spot.token)
        note_origin(tail, spot.left, spot.right)
        previous = self._previous()
        tail.origin = tail.origin or (spot.chained and previous is not None and previous.tail.origin)
        reading = self._listed(spot, tail, chain) or self._single(spot, tail)
        reading.unit = spot.token.unit
        self._told.append(reading)
        self._behind = "" if patterns.RIGHT_STOP.match(spot.right) else spot.right
        return reading

    def _from_before(self, spot: Spot) -> str:
        """What the sentence before was about: 经营主体稳中培优。总量达…, else what its first figure measured."""
        opening = patterns.LEADING_NOUN.match(spot.ahead)
        if opening:
            return subject.tidy(subject.bare(opening[1]))
        if re.fullmatch(r"[^，、；：\d]{4,20}", spot.ahead) and not subject.verb_at_start(spot.ahead):
            return subject.tidy(subject.bare(spot.ahead))
        return self._told[0].base if self._told and len(spot.ahead) < 2 else ""

    def _previous(self) -> Reading | None:
        return self._told[-1] if self._told else None

    def _listed(self, spot: Spot, tail: Tail, chain: int) -> Reading | None:
        """One of several numbers told with 分别."""
        rest = tail.rest
        fold = spot.token.kind == "fold"  # 收入、支出…，是2015年的1.3倍和1.5倍
        several = list(dict.fromkeys(r.base for r in self._told if r.measure == "level"))
        if (
            not tail.respectively
            and chain == 2
            and not self._name(rest)
            and (tail.sign or fold)
            and len(several) >= 2
            and not spot.parallel
        ):
            self._queue, self._turn = several[-2:], 0
        elif chain > 1 and (of_each := patterns.SHARE_EACH.match(spot.left)) and len(self._bases()) >= chain:
            of = of_each["of"]
            whole = of + ("" if of.endswith(("比重", "比例", "比")) else "比重")
            self._queue, self._turn, self._share_of = self._bases()[-chain:], 0, whole
        elif chain > 1 and tail.sign and not tail.respectively and len(items := names_in(self._name(rest))) == chain:
            self._queue, self._turn = items, 0
        elif tail.respectively and chain > 1:
            fresh = patterns.NEW_SUBJECT.match(spot.before) if spot.fresh and not self._name(rest) else None
            names = names_of(_opened(fresh[1] if fresh else rest), chain, [r.base for r in self._told])
            self._queue, self._turn = names, 0
        elif not (
            self._queue and (spot.chained or (spot.parallel and not subject.trim_opening(rest)) or (spot.follows and not self._name(rest)))
        ):
            self._queue = []
            return None
        if not self._queue:
            return None
        listed = self._queue[self._turn % len(self._queue)]
        name = subject.tidy(subject.bare(listed)) or listed
        self._turn += 1
        share = self._share_of
        if self._turn >= len(self._queue):
            self._share_of = ""
        previous = self._previous()
        leader = previous if spot.chained and previous else None
        reading = self._made(spot, tail, name + share, leader)
        reading.base = name
        return reading

    def _bases(self) -> list[str]:
        """What the sentence has spoken of so far, each once, where it stood last."""
        return list(dict.fromkeys(told.base for told in reversed(self._told)))[::-1]

    def _name(self, rest: str) -> str:
        return subject.tidy(subject.trim_opening(rest))

    def _single(self, spot: Spot, tail: Tail) -> Reading:
        previous = self._previous()
        listed = spot.parallel or spot.left.startswith("其中")
        leader = previous if listed and previous and not self._moves(tail, spot) else None
        if spot.token.kind == "rank":
            return self._rank(spot, tail)
        if previous and not spot.left and spot.clause and spot.token.kind == "amount":
            return self._made(spot, tail, previous.base, previous)  # 新增276户462人: one thing in two units
        planned = patterns.PLAN_AMOUNT.search(spot.left) if spot.right == "的" and spot.token.kind == "amount" else None
        if planned:
            return self._planned(spot, tail, planned)
        if previous and previous.planned and spot.left == "的" and spot.token.unit == "%":
            return self._of_planned(spot, tail, previous)
        of_plan = patterns.OF_PLAN.search(spot.left) if spot.token.unit == "%" else None
        if of_plan:
            return self._of_plan(spot, tail, of_plan)
        beyond = patterns.BEYOND_PLAN.search(spot.left) if not tail.sign else None
        if beyond:
            return self._beyond_plan(spot, tail, beyond)
        share = patterns.SHARE.search(spot.left)
        if share and spot.token.kind in {"share", "ratio", "fold"} and not tail.sign:
            return self._share(spot, tail, share)
        part = patterns.PART_OF.search(spot.left)
        if part and spot.token.kind == "share" and (spot.token.unit == "分之" or spot.token.written == "成") and not tail.sign:
            return self._part(spot, tail, part)
        whose = self._done_by(spot, tail)
        if whose:
            return self._made(spot, tail, whose, leader)
        name, verb = self._named(spot, tail, leader)
        reading = self._made(spot, tail, name, leader)
        reading.verb = verb or (leader.verb if leader else "")
        return reading

    def _done_by(self, spot: Spot, tail: Tail) -> str:
        """客运量83亿人次。铁路完成26亿人次: who is told, and what of was told just before."""
        who = subject.tidy(subject.bare(tail.rest))
        before = [self._before] if self._before else []
        told = next((told for told in [*before, *self._told] if told.unit == spot.token.unit), None)
        done = tail.said in {"完成", "完成了", "实现", "实现了"}
        if not done or told is None or spot.right[:1] not in {"", "，", "、"} or not 2 <= len(who) <= 10:
            return ""
        measured = patterns.MEASURED.search(who) or who in spot.before or subject.verb_at_start(who + "物") or subject.verb_at_end(who)
        return "" if measured else who + told.base

    def _moves(self, tail: Tail, spot: Spot) -> bool:
        return bool(tail.sign) or bool(increase_of(tail.rest))

    def _named(self, spot: Spot, tail: Tail, leader: Reading | None) -> tuple[str, str]:
        """(name, verb) of a figure that is neither a rank nor a share of something."""
        rest = self._after_list(spot, tail.rest)
        grown = increase_of(rest)
        if grown and spot.token.unit != "元" and not patterns.FLOWS.search(grown[1] or spot.right[:8]):
            lead = subject.bare(grown[0]) if grown[1] else ""
            rest = lead + grown[1] if len(lead) > 1 and not patterns.PLACE.search(lead) else grown[1]
            if not rest:
                return self._object(spot, "", "") or patterns.RATE_OF_TIME.sub("", self._name(grown[0])) or self._carried(spot), ""
        if spot.right.startswith("的") and spot.token.unit in words_units.THINGS and patterns.PEOPLE.search(rest):
            return self._name(rest), ""
        if ("、" in rest or re.search(r"(?:以及|[、和及与])$", spot.left)) and spot.token.unit in words_units.THINGS:
            listed = self._examples(spot, rest)
            if listed:
                return listed, ""
        ahead, _, last = rest.rpartition("、")
        if subject.verb_at_start(last) and subject.verb_at_start(subject.trim_opening(ahead)):
            rest = last  # 开展预算评审、压减资金: two things done, the figure is of the second
        less = decrease_of(subject.trim_opening(rest))
        if less and not tail.sign:
            rest = less
        rest = subject.achieved(rest)
        name = subject.trim_opening(subject.without_examples(rest) if self._counts_noun(spot) else rest)
        name = subject.without_long_examples(name) if spot.token.unit in words_units.THINGS else name
        name = patterns.WHICH_BATCH.sub("", subject.of_these(name) if spot.follows else name)
        verb = subject.verb_at_end(name)
        whose = self._whose(spot, name)
        if whose:
            return whose, ""
        if not name and tail.origin and self._told:
            return self._carried(spot), ""
        if (
            not name
            or verb
            or ((spot.token.unit in words_units.THINGS or len(name) <= 4) and spot.token.kind == "amount" and self._counts_noun(spot))
        ):
            found = self._object(spot, name[: len(name) - len(verb)], verb)
            if found:
                return found, verb
        if not name or (name == verb and self._told and not subject.telling(verb)):
            return self._carried(spot), ""
        if name in {"惠及", "受益", "覆盖", "服务"}:
            return self._effect(spot, "", name, ""), name
        more = self._behind_share(spot, name)
        return more or self._subject(spot, name, leader), subject.verb_at_start(name)

    def _whose(self, spot: Spot, name: str) -> str:
        """总投资33.9亿元的一批高端产业项目, 全长19公里的九杨路: what is measured first, and behind the number of what."""
        _, right = after_words(spot.right)
        general = subject.bare(name)
        at_once = general in patterns.OF_PROJECT and len(right) > 3 and not patterns.RIGHT_STOP.match(right + "，")
        if not (right.startswith("的") or (at_once and not patterns.VERB_RIGHT.match(right))):
            return ""
        if general not in patterns.SIZES or patterns.ABOUT_FIGURE.match(right):
            return ""
        noun = re.sub(r"^(?:一批|一个|这些)", "", subject.object_of(right.removeprefix("的"), spot.more))
        return noun + general if len(noun) > 1 else ""

    def _behind_share(self, spot: Spot, name: str) -> str:
        """三级公立医院50%的号源; 筹措8亿元实施安居工程: what stands behind completes a name that is not whole without it."""
        _, right = after_words(spot.right)
        meant = re.match(r"的|用于|支持", right)
        general = subject.bare(name)
        if meant and spot.token.kind == "amount" and (general in patterns.GENERIC or re.fullmatch("(?:专项|财政)?资金", general)):
            return subject.tidy(subject.object_of(right[meant.end() :], spot.more) + general)
        if spot.token.kind == "share" and right.startswith("的") and not patterns.ABOUT_FIGURE.match(right):
            return subject.tidy(subject.bare(name) + subject.object_of(right[1:], spot.more))
        whole = len(name) > 3 and not name.endswith("财政")
        if (
            not whole
            and spot.token.kind == "amount"
            and len(right) > 3
            and not patterns.DONE_TO.match(right)
            and not patterns.RIGHT_STOP.match(right)
            and not self._told
        ):
            return subject.tidy(name + subject.object_of(right, spot.more))
        return ""

    def _examples(self, spot: Spot, rest: str) -> str:
        """启动建设电子元器件、生物制造3个省实验室: the names before the number are examples of the noun behind it."""
        name = subject.trim_opening(rest)
        verb = subject.verb_at_start(name)
        if subject.verb_at_end(name) or not spot.right or patterns.RIGHT_STOP.match(spot.right) or patterns.VERB_RIGHT.match(spot.right):
            return ""
        noun = subject.object_of(spot.right, spot.more)
        return subject.tidy((verb if subject.telling(verb) else "") + noun) if len(noun) >= 2 else ""

    def _after_list(self, spot: Spot, rest: str) -> str:
        """What belongs to this figure where another stands before it in the clause (20家企业和30个项目)."""
        if spot.follows and not spot.parallel and spot.left is not spot.clause and len(spot.left) < len(spot.clause):
            parts = re.split(r"[、]|以及|(?<=[\u4e00-\u9fff])[和及](?=[\u4e00-\u9fff])", rest)
            return parts[-1] if len(parts) > 1 and parts[-1] else rest
        return rest

    def _object(self, spot: Spot, before: str, verb: str) -> str:
        """The thing counted where it stands behind its number: 推进89个平急两用公共基础设施项目."""
        _, right = after_words(spot.right)
        right = right[1:] if right.startswith("的") else right
        if not right or patterns.RIGHT_STOP.match(right) or (not verb and before and patterns.VERB_RIGHT.match(right)):
            return ""
        if verb and patterns.VERB_RIGHT.match(right) and (spot.token.unit in words_units.MEASURES or len(before) > 3):
            return ""
        done = subject.verb_at_start(right)
        if right[0] in "、，" or (verb and (patterns.DONE_TO.match(right) or (done and right.startswith(done + "了")))):
            return ""  # 投资130万元对社区进行改造, 投资130万元铺设了水泥路: what it was spent on is told as a deed
        if re.match("人口的?(?:发展中)?(?:大国|国家)", right):
            return "人口"
        noun = subject.object_of(right, spot.more)
        if len(noun) < 2 and not verb and noun not in {"县", "市", "区", "村", "镇", "乡"}:
            return ""
        if verb in {"惠及", "受益", "覆盖", "服务", "带动", "吸引"} or "受益" in noun:
            return self._effect(spot, subject.bare(before), verb, noun)
        lead = subject.bare(before) if before else ""
        keep = verb if subject.telling(verb) else ""
        if lead and len(lead) > 18 and not keep:
            lead = ""
        return subject.tidy(lead + keep + noun)

    def _counts_noun(self, spot: Spot) -> bool:
        """Whether a noun stands straight behind the measure word: what is counted, whatever stands in front."""
        _, right = after_words(spot.right)
        return (
            len(right) >= 2
            and not patterns.RIGHT_STOP.match(right)
            and not patterns.VERB_RIGHT.match(right)
            and not patterns.DONE_TO.match(right)
            and (right[0] in "在新" or not subject.verb_at_start(right + "。"))
        )

    def _effect(self, spot: Spot, before: str, verb: str, noun: str) -> str:
        """…改造，惠及上千万家庭: the clause before lends its object."""
        source = before
        if not source and len(self._behind) >= 4:
            source = subject.bare(self._behind)
        if not source:
            previous = self._previous()
            source = previous.base if previous else subject.bare(spot.before) if spot.before else ""
        source = source if len(source) <= 24 else source[-24:]
        return subject.tidy(source + verb + noun)

    def _subject(self, spot: Spot, name: str, leader: Reading | None) -> str:
        added = "新增" if name.startswith("新增") and spot.token.unit == "元" else ""
        name = subject.tidy(subject.bare(name))
        if added and name in patterns.GENERIC:
            return subject.tidy(self._lender(spot, name) + added + name)
        whole = next((told.base for told in self._told if told.base.endswith("总值")), "") if name in {"总量", "规模"} else ""
        if whole:
            return whole
        if name in patterns.NEEDY or (name in patterns.GENERIC and self._told) or len(name) <= 1:
            lender = self._lender(spot, name)
            if patterns.RATE.search(lender) and name in patterns.STANDALONE:
                return name  # 资产负债率71%，…实现营业收入…: a rate has no income
            same = subject.verb_at_start(lender)
            # 成交房屋…套、成交额: the verb is said once.
            return subject.tidy((lender[len(same) :] if same and name.startswith(same) else lender) + name)
        if name == subject.verb_at_start(name + "物") and self._told:
            lender = self._lender(spot, name)
            if patterns.STATES.fullmatch(name):
                thing = (
                    "" if subject.verb_at_end(lender) or patterns.NO_THING.search(lender) else lender[len(subject.verb_at_start(lender)) :]
                )
                return name + thing
            return subject.tidy(lender[: len(lender) - len(subject.verb_at_end(lender))] + name)
        if patterns.STATES.fullmatch(name) and not self._told:
            ahead = _clause_ahead(spot)
            thing = "" if re.search(r"\d", ahead) else re.sub(r"(?:建设|工作)?(?:力度|进度|步伐|工作|建设)$", "", subject.bare(ahead))
            return name + thing if 4 <= len(thing) <= 16 and not subject.verb_at_end(thing) else name
        if (
            leader
            and spot.parallel
            and leader.verb
            and subject.telling(leader.verb)
            and not subject.verb_at_start(name)
            and not patterns.RATE.search(name)
            and name[0] not in "改建修补新增退"
        ):
            return leader.verb + name
        if patterns.MONEY_SPENT.fullmatch(name) and self._told and not spot.parallel:
            return subject.tidy(self._lender(spot, "资金") + name)
        measured = self._measure_of_kind(spot, name)
        if measured:
            return name + measured
        verb = subject.verb_at_start(name)
        if verb in {"惠及", "受益", "带动", "拉动", "撬动"} and len(name) <= 8:
            return subject.tidy(self._lender(spot) + name)
        return name

    def _measure_of_kind(self, spot: Spot, name: str) -> str:
        """国有企业增加值增长1%，集体企业增长0.7%: what is measured of the kind named before is measured of this one, too."""
        kind = patterns.KIND.search(name)
        if not kind or spot.token.kind != "share":
            return ""
        for told in reversed(self._told):
            if told.measure == "change" and told.share and (match := re.search(rf"{kind.group()}(?P<of>[^，、占]{{2,6}})$", told.base)):
                return match["of"] if patterns.MEASURED.search(match["of"]) else ""
        return ""

    def _lender(self, spot: Spot, borrower: str = "") -> str:
        """The subject a general word borrows; 播种面积 lends 产量 only what both are of."""
        previous = self._previous()
        anew = patterns.NEW_THOUGHT.search(spot.sentence) if borrower in patterns.GENERIC else None
        if anew and not subject.verb_at_start(subject.trim_opening(anew["who"])):
            return subject.tidy(subject.bare(anew["who"]))
        opening = patterns.LEADING_NOUN.match(spot.before) if spot.fresh and borrower in patterns.GENERIC else None
        if opening:
            return subject.tidy(subject.bare(opening[1]))
        if previous and previous.base:
            return patterns.MEASURED.sub("", previous.base) if borrower in patterns.GENERIC - patterns.OF_ANOTHER else previous.base
        ahead = _clause_ahead(spot)
        before = "" if re.search(r"\d", ahead) else subject.bare(ahead)
        return before if 2 <= len(before) <= 24 else before[-16:]

    def _carried(self, spot: Spot) -> str:
        """Nothing named here: the subject is the one told before in the sentence, or in the clause ahead."""
        previous = self._previous()
        fresh = patterns.NEW_SUBJECT.match(spot.before) if spot.fresh else None
        if fresh:
            return subject.tidy(subject.bare(fresh[1]))
        if previous and previous.tail.compared is False and patterns.OF_GROWTH.search(spot.left):
            return previous.base  # 占全市60.6%，比全市平均增幅高8.4个百分点: the growth is of the thing, not of its share
        if previous and previous.indicator and (spot.token.unit == "百分点" or previous.tail.origin):
            return previous.indicator
        if previous and previous.base:
            return previous.base
        noun = self._object(spot, "", "")
        if noun:
            return noun
        ahead = _clause_ahead(spot)
        before = subject.tidy(subject.bare(read_tail(ahead, spot.token).rest)) if ahead else ""
        return before[-30:] or self._last_subject

    def _made(self, spot: Spot, tail: Tail, name: str, leader: Reading | None) -> Reading:
        post, _ = after_words(spot.right)
        pre = tail.comparator
        if pre == "eq" and spot.chained and leader and not post:
            pre = leader.pre
        comparator = self._exactness(spot, pre, post)
        measure, sign, stock = self._movement(spot, tail, leader)
        return Reading(name, measure, sign, comparator, patterns.RATE_SAID.sub("", name), "", stock, spot.token.kind == "share", tail, pre)

    def _exactness(self, spot: Spot, pre: Comparator, post: Comparator | None) -> Comparator:
        if post:
            return post
        return pre if pre != "eq" else spot.token.comparator

    def _movement(self, spot: Spot, tail: Tail, leader: Reading | None) -> tuple[Measure, int, bool]:
        """(level or change, sign, whether 新增 governs what is listed after)."""
        token = spot.token
        grown = increase_of(tail.rest)
        if grown and not tail.reached and not tail.sign:
            what = grown[1] or spot.right[:10]
            flow = token.unit == "元" or bool(patterns.FLOWS.search(what))
            if token.kind == "amount":
                return ("level", 0, False) if flow else ("change", 1, True)
        if token.written in {"番"} or (token.value == "2" and token.unit == "倍" and token.written == ""):
            return "change", 1, False
        if token.unit in {"百分点", "千分点", "基点"}:
            if tail.reached:
                return "level", 0, False
            return "change", tail.sign or (leader.sign if leader else 0) or 1, False
        behind = patterns.GROWTH_BEHIND.match(after_words(spot.right)[1]) if token.kind == "share" and not tail.origin else None
        if behind and not tail.sign:
            return "change", -1 if behind["how"] in {"下降", "降幅"} else 1, False
        if tail.sign and not tail.reached and not self._modifies(spot):
            return "change", tail.sign, False
        # 两次降低利率: how often is no fall.
        if token.unit != "次" and decrease_of(subject.trim_opening(tail.rest)) and not tail.reached:
            return "change", -1, True
        if leader and not tail.origin and leader.measure == "change" and self._like(spot, tail, leader):
            return "change", leader.sign, leader.stock
        return "level", 0, False

    def _modifies(self, spot: Spot) -> bool:
        """提高1200万中小学教师待遇: the number tells of the noun behind it, not how far something moved."""
        token = spot.token
        return not token.unit and token.scaled and bool(spot.right) and not patterns.RIGHT_STOP.match(spot.right)

    def _like(self, spot: Spot, tail: Tail, leader: Reading) -> bool:
        if spot.chained:
            return True
        if leader.stock and leader.sign < 0:
            return (spot.token.kind == "amount") is not leader.share and not tail.said.strip("约近超过到")
        if leader.stock:
            return (
                spot.token.kind == "amount"
                and spot.token.unit != "元"
                and not subject.telling(subject.verb_at_start(tail.rest.lstrip("、和及与")))
                and not tail.said.strip("到")
            )
        return spot.token.kind == "share" and not patterns.RATE.search(tail.rest) and not tail.said

    def _share(self, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
        """占全国28.7%: of what the sentence has named, told or told just now."""
        before, of = spot.left[: match.start()], tail.rest[match.end() :] if len(tail.rest) > match.end() else spot.left[match.end() :]
        of = re.sub(r"(?:达到|达|为|超过|超|约|近|的|到|至|提高|上升|提升|比重|比例|逾|突破)+$", "", of)
        own = subject.tidy(subject.bare(read_tail(before, spot.token).rest))
        if not own or own in {"分别", "均"}:
            own = self._lender(spot)
        name = own + "占比" if of.startswith("比") or not of else f"{own}占{of}比重"
        reading = self._made(spot, tail, subject.tidy(name), None)
        reading.measure, reading.sign, reading.base = "level", 0, own
        return reading

    def _planned(self, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
        """完成年初预算数60999万元的…: the amount planned for what the sentence has named."""
        own = subject.tidy(subject.bare(read_tail(spot.left[: match.start()], spot.token).rest)) or self._lender(spot)
        reading = self._made(spot, tail, own + match["of"].replace("的", ""), None)
        reading.measure, reading.sign, reading.base, reading.planned = "level", 0, own, match["of"]
        return reading

    def _of_planned(self, spot: Spot, tail: Tail, plan: Reading) -> Reading:
        reading = self._made(spot, tail, f"{plan.base}完成{plan.planned}", None)
        reading.base = plan.base
        return reading

    def _of_plan(self, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
        """完成年初预算的102.5%: how much of its plan what the sentence has named has reached."""
        before = read_tail(spot.left[: match.start()], spot.token).rest
        own = subject.tidy(subject.bare(before)) or self._lender(spot)
        reading = self._made(spot, tail, f"{own}完成{match['of']}", None)
        reading.measure, reading.sign, reading.base = "level", 0, own
        return reading

    def _beyond_plan(self, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
        before = read_tail(spot.left[: match.start()], spot.token).rest
        own = subject.tidy(subject.bare(before)) or self._lender(spot)
        reading = self._made(spot, tail, own, None)
        reading.measure, reading.sign = "change", 1
        return reading

    def _part(self, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
        """装机超过全球一半: a share of the whole that is named before the number."""
        own = subject.tidy(subject.bare(read_tail(spot.left[: match.start()], spot.token).rest)) or self._lender(spot)
        how = (match["how"] or "") + (match["more"] or "")
        tail.comparator = "ge" if "超" in how else "approx" if re.search("近|约", how) else tail.comparator
        reading = self._made(spot, tail, f"{own}占{match['of']}比重", None)
        reading.measure, reading.sign, reading.base = "level", 0, own
        return reading

    def _rank(self, spot: Spot, tail: Tail) -> Reading:
        left = spot.left.lstrip("、，和及与")
        match = patterns.RANK_VERB.search(left)
        own = left[: match.start()] if match else left
        own = subject.tidy(subject.bare(subject.without_place_held(re.sub(r"(?:从|由|均|分别|达|的)+$", "", own))))
        own = patterns.AMONG_WHOM.sub("", own)
        scope = subject.tidy(subject.trim_opening(match.group())) if match else ""
        previous = self._previous()
        if (own in patterns.GENERIC and own not in {"", "总量"}) or (own.endswith("增速") and len(own) == 2):
            own = self._lender(spot, own) + own
        entered = re.match(r"(?:跻身|进入|入选|列入|挺进)(?=.{2})", left)
        if entered and scope:
            own = subject.tidy(left[entered.end() :])
        listed = re.sub(r"^(?:跻身|位居|位列|列|居|获|荣登|荣膺|问鼎|登上|摘得)*(?:全国|全省|全市|全区|全县|全球|世界)*", "", scope)
        if not own and patterns.CONTEST.search(listed):
            own = listed
        if not own and re.search(r"[均都]", spot.left) and len(self._told) > 1:
            own = "、".join(dict.fromkeys(r.base for r in list(self._told)[-3:]))
        if not own:
            own = (
                previous.base
                if previous
                else self._lender(spot)
                or re.sub(r"^(?:跻身|进入|位居|居|获|列|荣登|荣膺|问鼎|登上|摘得)+", "", scope)
                or self._last_subject
            )
        comparator = spot.token.comparator
        return Reading(own, "rank", 0, comparator, own, "", False, False, tail, tail.comparator)


def _clause_ahead(spot: Spot) -> str:
    """The clause before this one that says what and not how."""
    if not patterns.MANNER.match(spot.before):
        return spot.before
    clauses = re.split(r"[，；：]", spot.sentence)[:-2]
    return next((clause for clause in reversed(clauses) if not patterns.MANNER.match(clause)), "")


def _opened(rest: str) -> str:
    """The subject of a list without its opening words, unless they are the first item themselves (全国和自贸区…)."""
    return rest.lstrip("，、") if re.match(r"(?:全[国省市区县]|国内)[和与及、]", rest.lstrip("，、")) else subject.trim_opening(rest)
