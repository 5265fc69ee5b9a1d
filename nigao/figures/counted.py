"""The thing a number counts where it stands behind the number, is lent by what was told before, or is an example of a kind."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject, words_units
from nigao.figures.accounts import LEVEL
from nigao.figures.context import Spot
from nigao.figures.memory import Memory, clause_ahead
from nigao.figures.tail import after_words, read_tail

# 市本级安排4065万元用于就业补助: who pays is not what it is for.
_WHO_PAYS = re.compile(rf"(?:(?:{LEVEL}|全?[省市区县州]|中央)?(?:财政|级财政)?(?:专项|财政|补助|扶持)?(?:资金)?|统筹(?:安排)?)")


def name_in(rest: str) -> str:
    """The name that is left in front of a number, "" if there is none."""
    return subject.tidy(subject.trim_opening(rest))


def carried(memory: Memory, spot: Spot) -> str:
    """Nothing named here: the subject is the one told before in the sentence, or in the clause ahead."""
    previous = memory.previous()
    fresh = patterns.NEW_SUBJECT.match(spot.before) if spot.fresh else None
    if fresh:
        return subject.tidy(subject.bare(fresh[1]))
    if memory.who and not memory.told:
        return memory.who
    if previous and previous.tail.compared is False and patterns.OF_GROWTH.search(spot.left):
        return previous.base  # 占全市60.6%，比全市平均增幅高8.4个百分点: the growth is of the thing, not of its share
    if previous and previous.indicator and (spot.token.unit == "百分点" or previous.tail.origin):
        return previous.indicator
    if previous and previous.share and previous.measure == "level" and spot.token.kind == "amount" and (told := memory.counted_so(spot)):
        return told  # 受理投诉2746件，办结率99.8%，同比少1104件
    if previous and previous.base:
        return previous.base
    noun = object_behind(memory, spot, "", "")
    if noun:
        return noun
    ahead = clause_ahead(spot)
    opening = patterns.LEADING_NOUN.match(subject.trim_opening(ahead))
    if opening and spot.fresh and not subject.verb_at_start(opening[1]):
        return subject.tidy(subject.bare(opening[1]))
    before = subject.tidy(subject.bare(read_tail(ahead, spot.token).rest)) if ahead else ""
    return before[-30:] or memory.last_subject


def object_behind(memory: Memory, spot: Spot, before: str, verb: str) -> str:
    """The thing counted where it stands behind its number: 推进89个平急两用公共基础设施项目."""
    _, right = after_words(spot.right)
    if patterns.AIMED_AT.match(right):
        return ""
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
    if verb == "吸引":
        return subject.tidy(verb + noun)
    if verb in {"惠及", "受益", "覆盖", "服务", "带动"} or "受益" in noun:
        return effect_of(memory, spot, subject.bare(before), verb, noun)
    goes_on = len(spot.left) < len(spot.clause) and not re.search("[、，和及与；]", spot.left)
    # 7家金融机构为36家企业提供…: what stands between two numbers is the first one's thing.
    lead = subject.bare(before) if before and not goes_on else ""
    keep = verb if subject.telling(verb) else ""
    if lead and len(lead) > 18 and not keep:
        lead = ""
    return subject.tidy(lead + keep + noun)


def counts_noun(spot: Spot) -> bool:
    """Whether a noun stands straight behind the measure word: what is counted, whatever stands in front."""
    _, right = after_words(spot.right)
    return (
        len(right) >= 2
        and not patterns.RIGHT_STOP.match(right)
        and not patterns.VERB_RIGHT.match(right)
        and not patterns.DONE_TO.match(right)
        and (right[0] in "在新" or not subject.verb_at_start(right + "。"))
    )


def effect_of(memory: Memory, spot: Spot, before: str, verb: str, noun: str) -> str:
    """…改造，惠及上千万家庭: the clause before lends its object."""
    source = before
    if not source and len(memory.behind) >= 4:
        source = subject.bare(memory.behind)
    if not source:
        previous = memory.previous()
        source = previous.base if previous else subject.bare(spot.before) if spot.before else ""
    source = source if len(source) <= 24 else source[-24:]
    return subject.tidy(source + verb + noun)


def measured_first(spot: Spot, name: str) -> str:
    """总投资33.9亿元的一批高端产业项目, 全长19公里的九杨路: what is measured first, and behind the number of what."""
    _, right = after_words(spot.right)
    general = subject.bare(name)
    general = general[len(subject.verb_at_start(general)) :] if general not in patterns.SIZES else general
    at_once = general in patterns.OF_PROJECT and len(right) > 3 and not patterns.RIGHT_STOP.match(right + "，")
    if not (right.startswith("的") or (at_once and not patterns.VERB_RIGHT.match(right))):
        return ""
    general = "价值" if general.endswith("价值") else general
    if general not in patterns.SIZES or patterns.ABOUT_FIGURE.match(right):
        return ""
    noun = re.sub(r"^(?:一批|一个|这些)", "", subject.object_of(right.removeprefix("的"), spot.more))
    return noun + general if len(noun) > 1 else ""


def behind_portion(memory: Memory, spot: Spot, name: str) -> str:
    """三级公立医院50%的号源; 筹措8亿元实施安居工程: what stands behind completes a name that is not whole without it."""
    _, right = after_words(spot.right)
    meant = re.match(r"的|用于|支持", right)
    general = subject.bare(name)
    if meant and spot.token.kind == "amount" and (general in patterns.GENERIC or _WHO_PAYS.fullmatch(general)):
        purpose = subject.object_of(right[meant.end() :], spot.more)
        return subject.tidy(
            purpose + general
            if general in patterns.GENERIC or general.endswith("资金")
            else f"{general}{meant.group().removeprefix('用于')}{purpose}"
        )
    if spot.token.kind == "share" and right.startswith("的") and not patterns.ABOUT_FIGURE.match(right):
        return subject.tidy(subject.bare(name) + subject.object_of(right[1:], spot.more))
    whole = len(name) > 3 and not name.endswith("财政")
    if (
        not whole
        and spot.token.kind == "amount"
        and len(right) > 3
        and not patterns.DONE_TO.match(right)
        and not patterns.RIGHT_STOP.match(right)
        and not memory.told
    ):
        return subject.tidy(name + subject.object_of(right, spot.more))
    return ""


def kind_of_examples(spot: Spot, rest: str) -> str:
    """启动建设电子元器件、生物制造3个省实验室: the names before the number are examples of the noun behind it."""
    name = subject.trim_opening(rest)
    verb = subject.verb_at_start(name)
    each = len(re.split(r"、|[和及与]", name)) == spot.token.low()  # 天九牧业、仲楚养殖两家万头猪场: both of them named
    if (
        (subject.verb_at_end(name) and not each)
        or not spot.right
        or patterns.RIGHT_STOP.match(spot.right)
        or patterns.VERB_RIGHT.match(spot.right)
    ):
        return ""
    noun = subject.object_of(spot.right, spot.more)
    return subject.tidy((verb if subject.telling(verb) else "") + noun) if len(noun) >= 2 else ""


def after_list(spot: Spot, rest: str) -> str:
    """What belongs to this figure where another stands before it in the clause (20家企业和30个项目)."""
    if spot.follows and not spot.parallel and spot.left is not spot.clause and len(spot.left) < len(spot.clause):
        parts = re.split(r"[、]|以及|(?<=[\u4e00-\u9fff])[和及](?=[\u4e00-\u9fff])", rest)
        return parts[-1] if len(parts) > 1 and parts[-1] else rest
    return rest
