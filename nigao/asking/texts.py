"""Questions about texts: what a department's material, the draft or an earlier report says of something, where, and whence a sentence is.

科委报的材料里讲没讲人工智能 · 民生那节写没写托育 · 上年报告里雁栖湖出现在哪几处 · 粮食播种面积实现双增长，这话出自哪儿.
"""

from __future__ import annotations

import re

from nigao.asking.saying import Q, S, Saying
from nigao.asking.values import AskMention, AskWhenceWords

_LEAD = re.compile(
    r"^(?:请问|问一?下|问问|帮我|帮忙|麻烦|劳驾|请|你|您|给我|看一?下|看一?看|看|瞅瞅|瞅一眼|瞧瞧|查一?下|查查|查|找找|翻翻|翻一?下|想知道|那啥|嗯|哎|那个(?=[^，]{2})|，)+"
)
_IN = r"(?:里面|里头|里边|里|中|上)"
_MATERIAL = re.compile(
    rf"(?:在)?(?P<who>(?:(?![在里])[一-龥]){{2,10}}?)??(?:刚|新|那边|最新|今年|去年)*(?:报|交|送|发|给|提供|报送|提交)?(?:来|上来|过来)?的?(?:那份|这份|几份)?(?:工作)?(?:材料|总结|汇报材料|文件|东西|汇报)(?:{_IN}|(?=，?(?:讲|关于|有关|说|谈|对|就|怎么|都|有没有|是不是|是否|写|提|里)))"
)
_EARLIER = re.compile(rf"(?:在)?(?P<when>去年|上年|上一年|前年|20\d\d年)(?:的)?(?:政府)?(?:工作)?(?:的)?(?:报告|稿子|那稿|那篇){_IN}?")
_DRAFT = re.compile(
    rf"(?:在)?(?P<s>{S})?(?:这节|那节|这一节)?(?P<whole>(?:咱们?|我们)?(?:这|现在的?|全)?(?:稿子?|文中|正文|初稿|全文))?(?:{_IN})?"
)
_SAY = r"(?:写|提|讲|说|谈|涉及|出现|反映|体现|点)"
_WHETHER = rf"(?:有没有|是否|是不是|有无)(?:{_SAY})?|(?:写没写|提没提|讲没讲|说没说|谈没谈|有没|涉没涉及|写不写|提不提|讲不讲|点没点)"
_DONE = r"(?:到|过|了|着|出|及|起)*"
_TAIL = r"(?:的)?(?:内容|的话|话|提法|说法|表述|句子|词|字样|事儿?|情况|工作)?(?:这个词|这句话)?(?:吗|呢|啊|没有?|么|呀)*"
_WHERE = r"(?:在|是|都|有)*(?:哪|几)(?:几|些|一)?(?:处|个?地方|段|句|次|节|儿|里|回)?"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:都|有)*(?:{_WHETHER}){_DONE}(?:关于|有关|和)?(?P<w>[^，]{{1,18}}?){_TAIL}",
        rf"(?:对|关于|就|有关|在|讲|说|谈)?(?P<w>[^，]{{1,18}}?)(?:方面|这块|这一块|的事儿?|的内容|那几句|的部分|那部分)?，?(?:都|又|是|上|到底)*{_SAY}{_DONE}(?:些|点儿?|的|的是)*(?:啥|什么|哪些(?:话|内容)?|哪几句)(?:内容|话|了)*(?:呢|啊|呀)?",
        rf"(?:对|关于|就|有关)?(?P<w>[^，]{{1,18}}?)(?:方面|这块)?(?:都|又|是)*(?:怎么|咋|如何){_SAY}{_DONE}的?(?:呢|啊|呀)?",
        rf"(?P<w>[^，]{{1,18}}?)(?:这个词|这句话?)?，?(?:都|一共|总共)*(?:{_SAY})?{_DONE}{_WHERE}(?:{_SAY})?{_DONE}",
        rf"(?:都|是|在|有)*{_WHERE}(?:都)?{_SAY}{_DONE}(?P<w>[^，]{{1,18}}?){_TAIL}",
        rf"(?:在|是)?(?:哪|谁|几)(?:些|几|份|个|家|一)*(?:部门|单位|家)?(?:的)?(?:都|有|也)*{_SAY}{_DONE}(?P<w>[^，]{{1,18}}?){_TAIL}",
        rf"(?:怎么|为什么|为何|咋|是不是|是否)(?:都|就|也|还)*(?:没(?:有)?|不){_SAY}{_DONE}(?:我们?|咱们?|俺们?)?(?:[一-龥]{{1,5}}[委局])?(?:的)?(?P<w>[^，]{{2,18}}?){_TAIL}",
        rf"(?:关于|有关)?(?P<w>[^，]{{1,18}}?)(?:这个词|这句话?)?，?(?:{_WHETHER}|写没写|提没提){_DONE}(?:呢|啊)?",
        rf"(?:都|有)*{_SAY}{_DONE}(?P<w>[^，]{{1,18}}?){_TAIL}(?:了)?(?:没有?|吗|么)",
    )
)
# 雁栖湖在上年报告里提没提: what is looked for comes first.
_BEFORE = re.compile(
    rf"(?P<w>[^，]{{2,16}}?)(?:这个词|这句话?)?，?在(?P<place>[^，]*{_IN})，?(?:都|有|是)*(?:{_WHETHER}|{_SAY}{_DONE}(?:没有?|吗)|{_SAY}?{_DONE}{_WHERE}{_SAY}?{_DONE}){_DONE}(?:没有?|吗|呢|啊|了)*"
)
_NO_WORDS = re.compile(
    r"什么|哪|怎么|这个|那个|错|出处|重复|问题|矛盾|缺|漏|数字|数据|多少|待补|(?<![低航天太高上防真])空(?![间气调中域港])|几[段句个节处]|字数|新的|硬伤|毛病|不一致|打架|采纳|签|改过|动过|重样|老话|旧话|可以|需要|必要|出入|依据|来源|目标|去年|上年|遗漏|雷同|套话|标题|落下|意见|回音|\d"
)
_WHENCE = re.compile(
    r"(?:，)?(?:这|那)(?:一)?(?:句话?|话|个?(?:提法|说法|表述)|段话?|几句话?)，?(?:的)?(?:是|最早|当初|都|，)*(?:出处|来源|依据|出自|来自|源自|(?:从|打|由)?(?:哪(?:儿|里|份|个|家|来)|何处)(?:来|出|抄|摘|报|材料|部门|单位|文件)*|谁(?:写|说|报|提|给)的?)"
)
_QUOTED_WHENCE = re.compile(
    rf"(?P<q>{Q})(?:，)?(?:这|那)?(?:一)?(?:句话?|话|个?提法|段话?|处)?，?(?:的)?(?:是|最早)*(?:出处|来源|依据|出自|来自|(?:从|打)?(?:哪(?:儿|里|份|个|来)|何处)|谁(?:写|说|报|提)的?)"
)


# What is said around the thing that is looked for.
_UNASKED = re.compile(
    rf"{_WHETHER}|{_WHERE}|{_SAY}{_DONE}|{_TAIL}$|怎么|如何|咋|什么|啥|没有|[，。？?吗呢了的]|这个词|这意思|这层意思|这个意思|写进去|用上|一共|总共|几次|多少次|次"
)


def asked_of_texts(said: Saying) -> AskMention | AskWhenceWords | None:
    """What is asked of a text, None where nothing is."""
    if said.paragraph is not None or len(said.spoken) > 70:
        return None
    return _whence(said) or _mention(said)


def loosely_asked(said: Saying) -> AskMention | None:
    """The same of words that are known to ask where something is said: what stands in quotation marks, or no word of asking."""
    if (exact := _mention(said)) is not None:
        return exact
    place, rest = _place(said, _LEAD.sub("", said.text)) or _said_last(said) or (AskMention("", _position(said)), said.text)
    quoted = next((said.quoted[one] for one in rest if one in said.quoted), "")
    return _made(said, quoted, place) if quoted else _made(said, max(_UNASKED.split(re.sub(S, "，", rest)), key=len), place)


def _said_last(said: Saying) -> tuple[AskMention, str] | None:
    """世界文化遗产几处，上年报告: the earlier report comes last."""
    found = re.search(rf"，?{_EARLIER.pattern}$", said.text)
    place = _place(said, found.group().strip("，")) if found is not None else None
    return (place[0], said.text[: found.start()]) if found is not None and place is not None else None


def whence_asked(said: Saying) -> AskWhenceWords | None:
    """Whence a sentence is, in words that are known to ask it."""
    if (exact := _whence(said)) is not None:
        return exact
    if said.paragraph is not None and said.paragraph.words and said.paragraph.kind == "inside":
        return AskWhenceWords(said.paragraph.words)
    return AskWhenceWords(said.quotations[0]) if said.quotations and len(said.quotations[0]) >= 4 else None


def _position(said: Saying) -> int | None:
    named = [ref.positions[0] for ref in said.sections if len(ref.positions) == 1 and ref.kind != "whole"]
    return named[0] if named else None


def _whence(said: Saying) -> AskWhenceWords | None:
    text = _LEAD.sub("", said.text)
    if found := _QUOTED_WHENCE.search(text):
        words = said.quoted[found["q"]]
        return AskWhenceWords(words) if len(words) >= 4 and not re.fullmatch(r"[\d.,%％]+\S{0,3}", words) else None
    if found := _WHENCE.search(text):
        words = said.words(text[: found.start()]).strip("，。 ")
        return AskWhenceWords(words) if len(words) >= 4 else None
    return None


# 有没有哪份材料讲低空的: it is asked which paper says so.
_WHICH_PAPER = re.compile(
    rf"(?:有没有|有|看看|是)?(?:哪|什么|哪个|哪家|谁家?)(?:几|些|一)?(?:份|篇|个|家|本)?(?:部门|单位|局|委办)?(?:的)?(?:材料|文件|报告|汇报|总结)(?:{_IN})?(?:都|有|也|专门)*(?:{_SAY}){_DONE}(?:关于|有关|了)?(?P<w>[^，]{{2,18}}?){_TAIL}"
)


_TOLD_TO_ME = re.compile(r"，(?:你)?(?:念|说|讲|读|列|找|调|拿|摘)(?:出来|给我|一下|来)*(?:听听?|看看?|瞧瞧|念念)?(?:吧|呗)?$")


def _mention(said: Saying) -> AskMention | None:
    text = _TOLD_TO_ME.sub("", re.sub(r"[？?。！!]+$", "", _LEAD.sub("", said.text)))
    which = _WHICH_PAPER.fullmatch(text.split("，")[0])
    if which is not None and (made := _made(said, which["w"], AskMention("", material=True))) is not None:
        return made
    if before := _BEFORE.fullmatch(text):
        place = _place(said, before["place"] + "，")
        if place is not None and not place[1].strip("，"):
            return _made(said, before["w"], place[0])
    place = _place(said, text)
    if place is None:
        return None
    asked = place[1].strip("，")
    for pattern in _ASKED:
        if (found := pattern.fullmatch(asked)) and (made := _made(said, found["w"], place[0])):
            return made
    return None


def _place(said: Saying, text: str) -> tuple[AskMention, str] | None:
    """The text that is asked about, and what is asked of it."""
    if found := _EARLIER.match(text):
        year = said.scene.year - (2 if found["when"] == "前年" else 1)
        year = int(found["when"][:4]) if found["when"][0] == "2" else year
        return AskMention("", year=year), text[found.end() :]
    if found := _MATERIAL.match(text):
        who = re.sub(
            r"^(?:各|所有|全部|这些|几个)?(?:部门|单位|家|委办局)$|^(?:上报|送来|报来|交来)|(?:那边|那里)$|的$", "", found["who"] or ""
        )
        return AskMention("", material=True, who=who), text[found.end() :]
    found = _DRAFT.match(text)
    if found is None or not (found["s"] or found["whole"]):
        return None
    ref = said.refs[found["s"]] if found["s"] else None
    if ref is not None and ref.kind != "whole" and len(ref.positions) != 1:
        return None
    return AskMention("", None if ref is None or ref.kind == "whole" else ref.positions[0]), text[found.end() :]


def _made(said: Saying, words: str, place: AskMention) -> AskMention | None:
    words = re.sub(
        r"^(?:关于|有关|对|就(?!业)|到|过|了|的|在|都)+|(?:的|了|这个|那个|方面|内容|都|又|是|，|在|这块)+$", "", said.words(words)
    )
    if len(words) < 2 or _NO_WORDS.search(words):
        return None
    return AskMention(words, place.section, place.material, place.who, place.year)
