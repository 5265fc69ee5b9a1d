"""Facts a person states, words to be replaced, and this year's figures: what is said of values. Reads words, changes nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from dataclasses import replace as dataclass_replace

from nigao.asking.amounts import AMOUNT, percent
from nigao.asking.claims import Claim, claimed, claimed_together, refuses
from nigao.asking.framing import within_clause
from nigao.asking.pointing import placed
from nigao.asking.restoring import restored
from nigao.asking.saying import Q, S, Saying
from nigao.asking.values import FillAsLast, Heard, Order, RestoreLast, StateFigure, UseLedger
from nigao.asking.wording import reworded
from nigao.commands import Fill, SetFigure, Undo

VALUE = AMOUNT
_NOISE = re.compile(
    r"^(?:的|里面?的?|中的|中(?![考小学职医央心期标国药试层水])|把|将|请|今年|明年|来年|新一年|本年度?|全年|去年|20\d\d年|我们|咱们|那个|这个|关于|其中|就(?!业)|，|一下|更新|核对)+|(?:的|这个|那个|一项|这项|那项|这一项|指标|数字|数据|数值|今年|明年|全年|目前|实际|完成|统计|核实|快报|初步|最新|20\d\d年|处|是|为|也|就|按|那|空|，)+$"
)
_TARGET = re.compile(
    r"^(?:明年|来年|新一年)|(?:今年|明年)?(?:的)?(?:计划|打算|预计|力争|准备|拟|争取)(?:要)?(?:新建|新增|筹集|完成|实现|达到|改造|建设|安排|布置|完工|开工|培育|引进|创建|建|到)*$|(?:20\d\d年)?(?:的)?(?:预期|预计|主要)?(?:发展)?目标(?:值|数)?|任务(?:数)?$|预期(?:值)?|预计(?:值)?|计划(?:数|值)?$"
)
_ACTUAL = r"实际|完成(?:数|值|了|情况)|完成$|统计|快报|核实|决算|实绩"
_AS_LAST = re.compile(
    r"(?:照抄|照搬|沿用|抄|套用)(?:去年|上年)的?(?:那个)?(?:目标|数字|数据|数|标准)?|(?:照|按|用|依|就)(?:着)?(?:这个|那个|去年(?:的)?(?:那个)?|上年(?:的)?)(?:数字|数据|数|标准)?(?:来)?(?:填|写|补|定)(?:上|进去|报|写)?|(?:照|按|用)(?:着)?(?:去年|上年)的?(?:那个)?(?:数字|数据|数)(?:来|走|办|吧)*$|(?:跟|和|同|与)(?:去年|上年)(?:的)?(?:目标|数字?|任务)?(?:一样|相同|持平|保持一致|看齐)(?:填|写|吧|就行|即可|就好)*(?:上)?|(?:也|就)?(?:填|写)(?:这个|那个|去年的?|上年的?)数"
)
# 照着去年的把城镇新增就业填上; 新增就业目标还是按去年的数来
_AS_LAST_YEAR = re.compile(
    rf"(?:把|将)?(?:{S})?(?:里面?|中)?(?:的)?(?P<a>[^，。]{{2,16}}?)?(?:这个|那个|这项|那项)?(?:空|缺口|数)?，?(?:就|还是?|仍|先|都|也|请)*(?:照|按|参照|依|比照|用|拿|随)(?:着|照)?(?:去年|上年|上一年|往年)(?:的)?(?:那个)?"
    rf"(?:数字?|数据|目标|标准|口径|水平|来|给|办|走|写法)*(?:把|将)?(?:{S})?(?:里面?|中)?(?:的)?(?P<b>[^，。]{{2,16}}?)?(?:那个|这个|的)*(?:空|缺口|数)?(?:给|先|都)?(?:来)?(?:填|补|写|抄)(?:上去|上|进去|进来|进|一下|报|好)?"
)
_LEDGER = (
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；]*?)(?:的)?(?:数字|数据|数值|数|指标)?(?:都|全部?|一律|统一)*(?:换成|换为|改成|改为|更新成|更新为|更新到|替换成|替换为|改用|换上|换用|采用|用)(?:上)?(?:最新|今年|本年|新|当年|台账|20\d\d年|快报|最近一年)(?:度)?(?:里|中|上)?(?:最新)?(?:的)?(?:完成|实际|统计)?(?:数字|数据|数值|数|指标)?(?:的)?"),
    re.compile(rf"(?:更新|刷新)(?:一下)?(?P<s>{S})?(?:的)?(?P<n>[^，；]*?)(?:的)?(?:数字|数据|数值|数)"),
    re.compile(rf"(?P<s>{S})?(?P<n>[^，；]{{2,20}}?)(?:的)?(?:数字|数据|数值|数)(?:更新|刷新|换)(?:一下|掉|了)?"),
)  # fmt: skip
_ALL = re.compile(r"(?:所有|全部|全文|其中|这些|里面|旧|老|去年|上年|各个|各项)*(?:的)?(?:数字|数据|数值|数|指标)?")
_LAST_WORDS = re.compile(
    rf"(?:把|将)?(?:去年|上年|上一年)(?:的)?(?P<s>{S})(?:里面?|中)?(?:的)?(?P<w>.+?)(?:的)?(?:话|那句话?|这句话?|那几句话?|内容|提法|表述|说法|那段话?|，)+.*?(?:补|加|放|恢复|用|找|搬|写|拿)(?:回来|回去|进来|上来|上|进去|回|到|进)(?:来|去)?(?:稿子|正文|文中|{S})?(?:里|中)?(?:面)?(?:来|去)?"
)


_NAMELESS = re.compile(
    rf"(?:把|将)?(?:今年|明年|来年)?(?:的)?(?:(?:那|这)?(?:个|处|项|一项)?(?:空|缺口|待补|数|数字|目标|任务|计划)(?:数|值)?|这一?项|那一?项|它)(?:上|里|处|那里|也|就|先|给)*"
    rf"(?:填|写|补|改|定|按|是|为)(?:上|成|为|个|到|在)?(?P<v>{AMOUNT})(?:填|写|补|来)?(?:上)?(?:，?(?:填|写|补)(?:上|进去))?"
)


# 今年就按3000张填, said after what last year had was asked.
_THIS_YEAR = re.compile(
    rf"今年(?:的)?(?:就|也|还|先|咱们?|我们)*(?:按|照|定|填|写|安排)(?P<v>{AMOUNT})(?:来|吧|，)*(?:(?:填|写|补|定|走|放)(?:上|进去)?(?:(?:到|进|在){S}(?:里面?|去|中)*)?)?"
)


def stated(said: Saying) -> Heard | None:
    """A value a person states, or words to be put in place of others."""
    for look in (reworded, _put_so, _as_last, _ledger, _last_words, restored, _claimed):
        found = look(said)
        if found is not None:
            return found
    return None


# 民政的家庭养老床位, 规自委今年违建: whose figure it is, no part of its name.
_OF_OFFICE = re.compile(
    r"^(?:我们|咱们?|俺们)?(?:[省市县区]?(?:统计|发改|财政|教|教育|科|科技|工信|经信|人社|住建|交通|农业|农业农村|园林|商务|文旅|卫健|民政|生态|生态环境|环保|水务|应急|市场监管|公安|司法|国资|城管|体育|医保|规自|规划)(?:[委局办厅处]|部门)(?:的|报的|那边的?|今年|这边的?)?|民政的|交通的|住建的|教育的|统计的)(?=[一-龥]{2})(?!(?:来函|来电|来文|回函|回复|反馈|最新)?(?:说|讲|称|报|给|定|核)|来函|来电|来文|回函|反馈)"
)


def _name(said: Saying, words: str) -> tuple[str, bool]:
    """The indicator named, and whether its aim is spoken of."""
    name = said.words(words)
    target = bool(_TARGET.search(name))
    before = None
    while before != name:
        before, name = name, _NOISE.sub("", _TARGET.sub("", name)).strip("，的 ")
    return re.sub(
        r"(?<=.{2})(?:完成数|实际数|(?<![天人户件次指总个家倍位基])数|(?:新建|新增|增加|建设|建成|建到|打通|完成|改造|做到|搞|(?<![违扩改基城])建))$",
        "",
        _OF_OFFICE.sub("", name),
    ), target


def _where(said: Saying, sign: str | None) -> tuple[int, ...] | Heard:
    if sign is None:
        return ()
    ref = said.refs[sign]
    if ref.kind == "whole":
        return ()
    if len(ref.positions) > 1 and ref.kind in ("number", "words"):
        return ref.positions
    position = placed(said, ref)
    return said.scene.block(position) if isinstance(position, int) else position


def _claimed(said: Saying) -> Heard | None:
    """A value and what is said of it, in any order."""
    claim = claimed(replace(said, text=within_clause(said.text)))
    if claim is None:
        return _nameless(said)
    return _figure(said, claim)


def stated_together(said: Saying) -> list[Heard]:
    """Several values said in one breath, each with its name; [] where it is not that."""
    return [_figure(said, claim) for claim in claimed_together(replace(said, text=within_clause(said.text)))]


def _figure(said: Saying, claim: Claim) -> Heard:
    sections = _where(said, claim.signs[0] if claim.signs else None)
    if not isinstance(sections, tuple):
        return sections
    name, target = _name(said, claim.name)
    if not claim.was and len(name) < 2:
        return StateFigure("", claim.value, "", target or claim.aim, sections)
    actual = not target and not claim.aim and bool(re.search(_ACTUAL, said.text))
    fills = not claim.was and bool(_FILLS.search(said.text))
    return StateFigure(name, claim.value, claim.was, target or claim.aim, sections, actual, sure=claim.sure, fills=fills)


_FILLS = re.compile(
    r"填|补(?:上|进|到|录|成)|待补|(?:^|(?<=[的个处这那]))缺口|空(?:着|缺|格)|[的个处这那]空(?![气间调域港])"
)  # of what stands empty, not of a figure


# 错了，是28万人: said right after a value was put in.
_ANOTHER_VALUE = re.compile(
    rf"(?:哎呀?|唉|等等|不对|错|搞错|弄错|说错|记错|看错|填错|写错|不是{AMOUNT}|刚才|那个|这个|数|又|我|你|，)*(?:应该|应当|还是|要)?(?:是|为|改成|改为|改|换成|填成?|写成?|按|就)+(?P<v>{AMOUNT})(?:才对|才是|才行|算|来)?"
)


def another_value(said: Saying) -> Heard | None:
    """Another value for the gap or figure that was put in last; None where something else was done last."""
    deed, found = said.scene.deed, _ANOTHER_VALUE.fullmatch(within_clause(said.squeezed))
    if (
        found is None
        or said.sections
        or not isinstance(deed, Fill | SetFigure)
        or not re.search("错|不对|不是|还是|应该?是|应为|改", said.text)
    ):
        return None
    return Order((Undo(), dataclass_replace(deed, value=percent(found["v"]))))


_BY_THAT = re.compile(
    rf"(?:把|将)?(?:{S})?(?:里面?|的)*(?:今年|这|那|本年)?(?:的|也|还|就|仍|照样|一样|继续|这个|那个|这|那|空|缺口|处|数|目标|给我|请|先|，)*"
    rf"(?:(?:按|照|用|拿|依|以)(?:着)?|把)?(?:这个|那个|这|那|它|同一个|去年(?:的)?(?:那个)?|上年(?:的)?)(?:数字?|数据|目标|标准|口径|来|样子?)*(?:给|把|来|去|也|都)*(?:它|空|这个空|那个空)?(?:写|填|补|定|抄|安排|走)(?:上去|上|进去|进来|进|一下|报|好|下来)?"
    rf"|(?:今年|这|那)(?:个|处|的)?(?:空|缺口|数)?(?:也|还|就|仍)*(?:照着?|照样|同样|一样|这么|这样|如此|照此)(?:写|填|补|抄)(?:上去|上|进去|一下|下来)?"
)


def by_the_answer(said: Saying, asked: str) -> FillAsLast | None:
    """去年定的是多少来着？今年还按那个数写上: the gap of what was asked right before, filled with what last year had."""
    if not asked or refuses(said) or _BY_THAT.fullmatch(within_clause(said.text)) is None:
        return None
    return FillAsLast(asked, tuple(p for ref in said.sections for p in ref.positions))


# 城镇调查失业率的目标，宜写作“控制在5%以内”: how the value is put is given word for word.
_PUT_SO = re.compile(
    rf"(?:把|将)?(?:{S})?(?:里面?|的|中)*(?P<n>[^，。\ue000-\ue2ff]{{2,20}}?)(?:的)?(?P<aim>目标|任务|预期)?(?:值|数)?，?(?:宜|应该?|可|请|拟|要|就|给)*(?:写作|写成|写为|写|表述为|表述成|填|填成|填上)(?P<q>{Q})"
)


def _put_so(said: Saying) -> Heard | None:
    found = _PUT_SO.fullmatch(within_clause(said.text))
    words = said.words(found["q"]) if found is not None else ""
    value = re.search(AMOUNT, words)
    if found is None or value is None or len(words) - len(value.group()) > 6 or refuses(said):
        return None
    name, target = _name(said, found["n"])
    return StateFigure(
        name, words, "", target or found["aim"] is not None, tuple(p for ref in said.sections for p in ref.positions), fills=True
    )


def _nameless(said: Saying) -> Heard | None:
    """A value for a gap whose name was said before, or not at all: 今年这个空填50."""
    found = _NAMELESS.fullmatch(within_clause(said.text)) or _THIS_YEAR.fullmatch(within_clause(said.text))
    if found is None or refuses(said):
        return None
    sections = tuple(p for ref in said.sections if ref.kind != "whole" for p in ref.positions)
    return StateFigure("", percent(found["v"]), "", bool(re.search("目标|任务|计划|今年", said.text)), sections, fills=True)


def _as_last(said: Saying) -> Heard | None:
    if re.search(rf"\d(?:{AMOUNT})?", re.sub(r"20\d\d", "", said.text)):  # the values are said: 停车位2.5万个，沿用去年的盘子
        return None
    if (last := _AS_LAST_YEAR.fullmatch(within_clause(said.text))) is not None and not refuses(said):
        name = _name(said, last["a"] or last["b"] or "")[0]
        if re.search("框架|格式|结构|体例|写法|思路|重新|重写|起草|开头|结尾|段", said.words(last.group())):
            return None  # how it is to be written, no figure
        return FillAsLast(name if len(name) >= 2 else "", tuple(p for ref in said.sections for p in ref.positions))
    found = _AS_LAST.search(said.text)
    if (
        found is None
        or not re.search(r"去年|上年", said.text)
        or re.search(r"(?:别|不要|不能|不许|不得|甭|不)$", said.text[: found.start()])
    ):
        return None
    if re.match("照抄|照搬|沿用|抄|套用", found.group()) and re.search("哪|什么|多少|有没有|几|是不是|吗", said.text):
        return None
    spoken = said.text[: found.start()]
    name = re.sub(
        r"去年|上年|上一年|今年|定了?|是|有|多少[一-龥]?|几[一-龥]|什么|，|条|的|了|目标|呢|把|将|数字?$|[？?]|也|还|仍|就(?!业|学|医)|请|里面?|[\ue000-\ue0ff]|查(?:一下|一查)?|看看?",
        "",
        spoken,
    )
    sections = [p for ref in said.sections for p in ref.positions]
    words = said.words(name)
    return FillAsLast(words if len(words) >= 2 else "", tuple(sections))


def _ledger(said: Saying) -> Heard | None:
    text = within_clause(said.text)
    for pattern in _LEDGER:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        sections = _where(said, found["s"])
        if not isinstance(sections, tuple):
            return sections
        name, _target = _name(said, found["n"])
        if _ALL.fullmatch(name):
            name = ""
        if not name and not sections:
            whole = any(ref.kind == "whole" for ref in said.sections) or re.search("全文|所有|全部", said.spoken)
            if not whole:
                return None
        return UseLedger(name, sections)
    return None


def _last_words(said: Saying) -> Heard | None:
    found = _LAST_WORDS.fullmatch(within_clause(said.text))
    if found is None:
        return None
    position = placed(said, said.refs[found["s"]])
    if not isinstance(position, int):
        return position
    words = re.sub(r"^(?:关于|有关|讲|说|写|提到|的)+|(?:今年|还|用得上)+$", "", said.words(found["w"]))
    return RestoreLast(words, position)
