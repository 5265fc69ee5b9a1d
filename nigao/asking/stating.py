"""Facts a person states, words to be replaced, and this year's figures: what is said of values. Reads words, changes nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao import commands as c
from nigao.asking.amounts import AMOUNT, percent
from nigao.asking.claims import claimed, refuses
from nigao.asking.pointing import placed
from nigao.asking.restoring import restored
from nigao.asking.saying import Q, S, Saying
from nigao.asking.values import AskBack, FillAsLast, Heard, Offer, Order, RestoreLast, StateFigure, UseLedger

VALUE = AMOUNT
_CHANGE = r"(?:改成|改为|换成|换为|更正为|更正成|改到|调整为|调整到|调到|修改为|修正为|订正为|应为|应该是|应当是|应是|该是|变成|改)"
_WRONG = r"(?:(?:给)?(?:核|写|弄|搞|填|算|抄|报|打)?错(?:了)?|(?:不|没)(?:对|准)|有误|有问题|有变|有变化|变了|最新)"
_PUT = r"(?:填写?成?|填上|填为|填报|写成?|写上|写|按|定为|定在|定|设为|设在|设|补上|补|就填|就写|就按|就定|录)"
_AGAIN = r"(?:，?(?:请|帮|麻烦|就|给|都|把|它)*(?:改过来|改正过来|更正(?:一下|过来)?|改一下|改改|改了|改|订正一下|核一下|填上|填进去|写上|补上|按这个(?:填|写|改)|就填这个|填|写|补))?"
_SAYS = r"(?:实际|正确|准确|其实)?(?:数|数字|数据|值)?(?:的)?(?:应该|应当|应|该|实际|其实)?(?:是|为|改成|改为|更正为)"
_STATED = (
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；\ue000-\ue0ff]{{2,}}?)(?:的)?(?:数|数字|数据)?(?P<old>(?<![\d.]){VALUE}){_WRONG}[，：:]?{_SAYS}(?P<new>{VALUE}|{Q}){_AGAIN}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；\ue000-\ue0ff]{{2,}}?目标)(?:是|为|：)?(?P<new>{VALUE}|{Q}){_AGAIN}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；\ue000-\ue0ff]{{2,}}?)(?P<new>{VALUE})，?(?:请|帮我|就|给)*(?:填进去|填上|填一下|补上|补进去|写上|写进去)"),
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；\ue000-\ue0ff]*?)(?:从|由|的)?(?P<old>(?<![\d.]){VALUE}|{Q})(?:的)?{_CHANGE}(?P<new>{VALUE}|{Q}){_AGAIN}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；\ue000-\ue0ff]{{2,}}?)(?:的)?(?:数|数字|数据)?{_WRONG}[，：:]?(?:不是(?P<old>{VALUE})[，：:]?)?{_SAYS}(?P<new>{VALUE}|{Q}){_AGAIN}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；\ue000-\ue0ff]{{2,}}?)(?:的)?(?:数|数字|数据)?(?:不是(?P<old>{VALUE})[，：:]?)(?:而?{_SAYS})(?P<new>{VALUE}|{Q}){_AGAIN}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；\ue000-\ue0ff]{{2,}}?)(?:的)?(?:数|数字|数据)?(?:应该是|应当是|应该为|应是|应为|该是|应当为|实际是|实际为|其实是|正确的是|更正为|改成|改为)(?P<new>{VALUE}|{Q}){_AGAIN}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；\ue000-\ue0ff]{{2,}}?)(?:的)?(?:数|数字|数据|那个空|那个缺口|那处|那里|那空|空)?(?:就|先|都|可以)?{_PUT}(?P<new>{VALUE}|{Q})(?:来)?{_AGAIN}"),
)  # fmt: skip
_NOISE = re.compile(
    r"^(?:的|里面?的?|中的?|把|将|请|今年|明年|来年|新一年|本年度?|全年|去年|20\d\d年|我们|咱们|那个|这个|关于|其中|就|，|一下|更新|核对)+|(?:的|这个|那个|一项|这项|那项|这一项|指标|数字|数据|数值|今年|明年|全年|目前|实际|完成|统计|核实|快报|初步|最新|20\d\d年|处|是|为|也|就|按|那|空|，)+$"
)
_TARGET = re.compile(
    r"^(?:明年|来年|新一年)|(?:今年|明年)?(?:的)?(?:计划|打算|预计|力争|准备|拟|争取)(?:要)?(?:新建|新增|筹集|完成|实现|达到|改造|建设|安排|布置|完工|开工|培育|引进|创建|建|到)*$|(?:20\d\d年)?(?:的)?(?:预期|预计|主要)?(?:发展)?目标(?:值|数)?|任务(?:数)?$|预期(?:值)?|预计(?:值)?|计划(?:数|值)?$"
)
_ACTUAL = r"实际|完成(?:数|值|了|情况)|完成$|统计|快报|核实|决算|实绩"
_AS_LAST = re.compile(
    r"(?:照抄|照搬|沿用|抄|套用)(?:去年|上年)的?(?:那个)?(?:目标|数字|数据|数|标准)?|(?:照|按|用|依|就)(?:着)?(?:这个|那个|去年(?:的)?(?:那个)?|上年(?:的)?)(?:数字|数据|数|标准)?(?:来)?(?:填|写|补|定)(?:上|进去|报|写)?|(?:照|按|用)(?:着)?(?:去年|上年)的?(?:那个)?(?:数字|数据|数)(?:来|走|办|吧)*$|(?:跟|和|同|与)(?:去年|上年)(?:一样|相同|持平|保持一致)(?:填|写|吧)?(?:上)?|(?:也|就)?(?:填|写)(?:这个|那个|去年的?|上年的?)数"
)
_LEDGER = (
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?P<n>[^，；]*?)(?:的)?(?:数字|数据|数值|数|指标)?(?:都|全部?|一律|统一)*(?:换成|换为|改成|改为|更新成|更新为|更新到|替换成|替换为|改用|换上|换用|采用|用)(?:上)?(?:最新|今年|本年|新|当年|台账|20\d\d年|快报|最近一年)(?:度)?(?:里|中|上)?(?:最新)?(?:的)?(?:完成|实际|统计)?(?:数字|数据|数值|数|指标)?(?:的)?"),
    re.compile(rf"(?:更新|刷新)(?:一下)?(?P<s>{S})?(?:的)?(?P<n>[^，；]*?)(?:的)?(?:数字|数据|数值|数)"),
    re.compile(rf"(?P<s>{S})?(?P<n>[^，；]{{2,20}}?)(?:的)?(?:数字|数据|数值|数)(?:更新|刷新|换)(?:一下|掉|了)?"),
)  # fmt: skip
_ALL = re.compile(r"(?:所有|全部|全文|其中|这些|里面|旧|老|去年|上年|各个|各项)*(?:的)?(?:数字|数据|数值|数|指标)?")
_SWAP = re.compile(
    rf"(?:把|将)?(?P<s>{S})?(?:里面?|中|里头|所有|全部)*(?:的)?(?P<old>{Q})(?:这个词|这几个字|这句话?|字样|一词|两个字|的说法|的表述|的地方|二字)*(?:在?(?P<s2>{S})(?:里|中)?)?(?P<all>(?:都|全部?|一律|统一|统统|通通|，|要|给|请)*)(?:换成|换为|改成|改为|替换成|替换为|改作|改写成|换作)(?P<new>{Q})(?:这个词|这几个字|二字)?"
)
_SWAP_YEARS = re.compile(
    rf"(?:把|将)?(?P<s>{S})?(?:里面?|中)?(?:的)?(?:所有的?)?(?P<old>20\d\d年?度?)(?P<all>全部|都|一律|统一|统统)+(?:换成|换为|改成|改为|替换成|替换为)(?P<new>20\d\d年?度?)"
)
_SWAP_LOOSE = re.compile(
    rf"(?:把|将)?(?P<s>{S})?(?:里面?|中)?(?:的)?(?P<old>[一-龥]{{2,12}})(?P<all>都|全部?|一律|统一|统统)(?:换成|换为|改成|改为|替换成|替换为)(?P<new>[一-龥]{{2,12}})"
)
_LAST_WORDS = re.compile(
    rf"(?:把|将)?(?:去年|上年|上一年)(?:的)?(?P<s>{S})(?:里面?|中)?(?:的)?(?P<w>.+?)(?:的)?(?:话|那句话?|这句话?|那几句话?|内容|提法|表述|说法|那段话?|，)+.*?(?:补|加|放|恢复|用|找|搬|写|拿)(?:回来|回去|进来|上来|上|进去|回|到|进)(?:来|去)?(?:稿子|正文|文中|{S})?(?:里|中)?(?:面)?(?:来|去)?"
)


def stated(said: Saying) -> Heard | None:
    """A value a person states, or words to be put in place of others."""
    for look in (_swapped, _as_last, _ledger, _value, _last_words, restored, _claimed):
        found = look(said)
        if found is not None:
            return found
    return None


def _clean(text: str) -> str:
    return re.sub(
        r"(?:吧|了|。|！|谢谢|哈|啊)+$",
        "",
        re.sub(r"^(?:请|麻烦|帮我|帮忙|给我|，|另外|还有|顺便|顺带|然后|同时|再(?=把|将)|那|嗯|对了|那个)+", "", text),
    )


def _name(said: Saying, words: str) -> tuple[str, bool]:
    """The indicator named, and whether its aim is spoken of."""
    name = said.words(words)
    target = bool(_TARGET.search(name))
    before = None
    while before != name:
        before, name = name, _NOISE.sub("", _TARGET.sub("", name)).strip("，的 ")
    return re.sub(r"(?<=.{2})(?:完成数|实际数|(?<![天人户件次指总个家倍位基])数)$", "", name), target


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


def _value(said: Saying) -> Heard | None:
    text = _clean(said.text)
    if refuses(said):
        return None
    for pattern in _STATED:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        group = found.groupdict()
        new, old = (re.sub("^(?:就|按)", "", said.words(group.get(key) or "")) for key in ("new", "old"))
        if not old and _TOLD.search(text[: text.rfind(group.get("new") or "")]):
            return None
        if not re.fullmatch(VALUE, new) or (old and not re.fullmatch(VALUE, old)):
            return None
        if re.search(r"字(?:以内|左右|上下)?$", new) or re.search(r"(?:精简|压缩|压|缩|控制)$", group["n"]):
            return None
        sections = _where(said, group["s"])
        if not isinstance(sections, tuple):
            return sections
        name, target = _name(said, group["n"])
        before = re.match(r"(\d[\d.,]*(?:[万亿千百]+)?(?:个百分点|平方公里|万元|亿元|[%％]|[一-龥])?)([一-龥].+)", name)
        if before and not old:
            old, name = before[1], before[2]
        if not name and not old:
            return AskBack("请说明是哪一项指标的数，例如“城镇新增就业应该是116万人”。")
        if not sections and re.match(r"(?:这一?节|本节)", said.spoken) and said.scene.current is not None:
            sections = (said.scene.current,)
        actual = not target and bool(re.search(_ACTUAL, said.words(group["n"])))
        return StateFigure(name, percent(new), old, target, sections, actual, fills=not old and bool(_FILLS.search(text)))
    return None


def _claimed(said: Saying) -> Heard | None:
    """A value and what is said of it, in any order."""
    claim = claimed(replace(said, text=_clean(said.text)))
    if claim is None:
        return None
    sections = _where(said, claim.signs[0] if claim.signs else None)
    if not isinstance(sections, tuple):
        return sections
    name, target = _name(said, claim.name)
    if not claim.was and len(name) < 2:
        return None
    actual = not target and not claim.aim and bool(re.search(_ACTUAL, said.text))
    fills = not claim.was and bool(_FILLS.search(said.text))
    return StateFigure(name, claim.value, claim.was, target or claim.aim, sections, actual, sure=claim.sure, fills=fills)


_FILLS = re.compile(
    r"填|补(?:上|进|到|录)|待补|缺口|空(?:着|缺|格)|[的个处这那]空(?![气间调域港])"
)  # of what stands empty, not of a figure
_TOLD = re.compile(r"(?:写|填|报|弄|搞|打|录|抄|算)(?:成)?了$")  # 写成了11.5%: what stands there, not what is wanted


def _as_last(said: Saying) -> Heard | None:
    found = _AS_LAST.search(said.text)
    if found is None or not re.search(r"去年|上年", said.text):
        return None
    if re.match("照抄|照搬|沿用|抄|套用", found.group()) and re.search("哪|什么|多少|有没有|几|是不是|吗", said.text):
        return None
    spoken = said.text[: found.start()]
    name = re.sub(
        r"去年|上年|上一年|今年|定了?|是|有|多少[一-龥]?|几[一-龥]|什么|，|条|的|了|目标|呢|把|将|数字?$|[？?]|也|还|仍|就|请|里面?|[\ue000-\ue0ff]|查(?:一下|一查)?|看看?",
        "",
        spoken,
    )
    sections = [p for ref in said.sections for p in ref.positions]
    words = said.words(name)
    return FillAsLast(words, tuple(sections)) if len(words) >= 2 else None


def _ledger(said: Saying) -> Heard | None:
    text = _clean(said.text)
    for pattern in _LEDGER:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        if _SWAP_YEARS.fullmatch(text):
            return None
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


def _swapped(said: Saying) -> Heard | None:
    text = _clean(said.text)
    found = _SWAP.fullmatch(text) or _SWAP_YEARS.fullmatch(text)
    loose = None if found else _SWAP_LOOSE.fullmatch(text)
    match = found or loose
    if match is None:
        return None
    scene = said.scene
    old, new = said.words(match["old"]), said.words(match["new"])
    if re.fullmatch(r"\d[\d.,]*.{0,4}", old) and re.fullmatch(r"\d[\d.,]*.{0,4}", new) and not match["all"] and not re.match("20", old):
        return None
    group = match.groupdict()
    sign = group.get("s") or group.get("s2")
    holding = [i for i in range(len(scene.sections)) if old in scene.text(i)]
    if loose and (not holding or re.search(r"数字|数据|指标|单位|标题|名字|格式|字体|语气", old) or not re.search("把|将", said.text)):
        return None
    ref = said.refs[sign] if sign else None
    if ref is not None and ref.kind != "whole":
        position = placed(said, ref)
        if not isinstance(position, int):
            return position
        inside = [p for p in scene.block(position) if old in scene.text(p)] or [position]
        return _replaced(said, tuple(c.Replace(old, new, scene.id(p)) for p in inside), old, inside)
    everywhere = (ref is not None and ref.kind == "whole") or bool(match["all"])
    if loose:
        return Offer((c.Replace(old, new),), f"要把稿子里{len(holding)}个部分的“{old}”都换成“{new}”吗？")
    if not everywhere and scene.current is not None and old in scene.text(scene.current):
        return _replaced(said, (c.Replace(old, new, scene.id(scene.current)),), old, [scene.current])
    if not everywhere and len(holding) > 1:
        return Offer((c.Replace(old, new),), f"“{old}”在{scene.names(holding)}里都有，要全部换成“{new}”吗？")
    return Order((c.Replace(old, new),))


def _replaced(said: Saying, commands: tuple[c.Command, ...], old: str, inside: list[int]) -> Order:
    left = sum(said.scene.text(i).count(old) for i in range(len(said.scene.sections)) if i not in inside)
    return Order(commands, f"其他部分还有{left}处“{old}”没有动，要一起换请说“全文都换”。" if left else "")


def _last_words(said: Saying) -> Heard | None:
    found = _LAST_WORDS.fullmatch(_clean(said.text))
    if found is None:
        return None
    position = placed(said, said.refs[found["s"]])
    if not isinstance(position, int):
        return position
    words = re.sub(r"^(?:关于|有关|讲|说|写|提到|的)+|(?:今年|还|用得上)+$", "", said.words(found["w"]))
    return RestoreLast(words, position)
