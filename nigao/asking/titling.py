"""Requests for another title or a new heading. Reads words, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao import commands as c
from nigao.asking.framing import without_tail
from nigao.asking.leftover import left, weighed
from nigao.asking.pointing import one, placed
from nigao.asking.saying import Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer, Order
from nigao.commands import SectionId

_NUMBER = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|第[一二三四五六七八九十\d]+(?:部分|节|章)[：:、，\s]*|\d+[.．、])\s*"
)
_TO = r"(?:就用|就叫|改名为|改成|改为|改作|换成|换为|改叫作?|叫做?|叫作|写成|定为|变成|用|为|是|改)"
_KEEP_NUMBER = r"(?:，?(?:序号|编号)(?:照旧|不变|不动|不用改|还是原来的))?"
_RENAME = (
    re.compile(rf"(?:把|将)?(?:标题|题目|名字)(?P<s>{S})(?:的)?(?:要|也|就)*{_TO}[：:，]?(?P<t>{Q}|[^，。]{{2,60}}?){_KEEP_NUMBER}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?:的|这个|那个)*(?:标题|名字|题目|名称|小标题|大标题|题名)(?:名)?(?:要|应|给|也|就|请|重新)*{_TO}[：:，]?(?P<t>{Q}|[^，。]{{2,60}}?){_KEEP_NUMBER}"),
    re.compile(rf"(?:把|将|给|替)*(?P<s>{S})(?:的|要|也|就|给)*(?:改名|更名|改叫|重命名|改题|(?:换|改|起|取|拟)个?(?:新)?(?:标题|名字|名|题目))(?:字)?[，：:]?(?:叫做?|叫作|就叫|就用|改用|为|成|作|是)?[：:，]?(?P<t>{Q}|[^，。]{{2,60}}?){_KEEP_NUMBER}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})(?:要|也|就)*(?:改成|改为|改叫)(?P<t>{Q}){_KEEP_NUMBER}"),
    re.compile(
        rf"(?:这个|那个)?(?:标题|题目|名字)(?:有点|有些|太|过于|不够|不太|不|偏)+[一-龥]{{1,4}}[，,](?:把|将|不如|干脆)*(?P<s>{S})(?:就|改|换|要|还是|可以|不如|干脆)*(?:叫做?|叫作|用|改成|换成|改为)(?P<t>{Q}|[^，。]{{2,40}}?){_KEEP_NUMBER}"
    ),
    re.compile(
        rf"(?:把|将)?(?P<s>{S})?(?:的|这个|那个)*(?:标题|题目|名字|小标题)(?:写|取|起|得|有点|有些|实在|还是|也)*(?:太|过于|过|不够|不太|不|偏|忒)*[一-龥]{{1,4}}?(?:了)?[，,](?:还是|不如|干脆|那)?(?:就|给我|要|直接)*(?:叫做?|叫作|改成|换成|改为|换为|改叫|用)[：:，]?(?P<t>{Q}|{S}|[^，。]{{2,60}}?){_KEEP_NUMBER}"
    ),
)  # fmt: skip
_ENOUGH = re.compile(r"(?<!取)(?:得了|算了|好了|就行了?|就好|就得了|完事)(?:吧|。)*$")
_RETITLE = re.compile(
    rf"(?:把|将)?(?:{S})?(?:的)?(?:标题|题目)(?:里面?|中)?(?:的|那个)?(?P<old>{Q})(?:这|那)?(?:[一二两三四五六七八九几]个字|[一两几]个?词|字样)?(?:都|给|，)*(?:{_TO}|换)(?P<t>{Q}){_KEEP_NUMBER}"
)
# “2025年工作回顾”改作“2025年工作总结”: what is quoted first is a heading, word for word.
_HEADING_TO = re.compile(rf"(?:把|将)?(?P<old>{Q})(?:这|那)?(?:一)?(?:个)?(?:大|小)?(?:标题|题目|节|部分)?{_TO}(?P<t>{Q}){_KEEP_NUMBER}")
_ADDS = r"(?:续写|续上|续|接着写|添加|增加|新增|增设|增写|新设|设|补充|补写|补|加上|加进|加|添|增|插入|插|开|起|新起|新开|另开|单列|单设|单开|列|(?:弄|搞|来|写|做|安排)(?=一|个))"
_AT_END = re.compile(
    r"，?(?:就|请|给|它)*(?:放|排|摆|加|搁|置|插|列)(?:在|到)?(?:全文|整个稿子?|这部分|该部分|这一部分)?的?(?:(?P<front>最前面?|开头|第一个?)|(?P<back>最后面?|末尾|最末|结尾|压轴))(?:边|头|一节|位置|位)*"
)
# 后面的序号顺延: it does anyway.
_FOLLOWS = re.compile(
    r"[，；]?(?:后面|后续|其后|以后|其余|下面)?(?:的|各)*(?:几)?(?:节|部分)?(?:的)?(?:序号|编号|顺序|标号|各节)(?:依次|相应|跟着|自动|也|都)*(?:顺延|后移|往后(?:排|推|顺)|后推|调整|顺下去)(?:一位|一下|即可|就行)?"
)
_AS = re.compile(rf"，?(?:作为|当作?|算|排成?|列为|放在)(?P<s>{S})(?=$|，)")
_ADD = re.compile(rf"(?:再|另外?|多|单独|专门|要|给|最好|应该|需要|，)*{_ADDS}(?:上|进来|进去|进|入|写|出来|出)?(?P<rest>.*)")
_ADD_WHAT = re.compile(
    r"^(?:一|1)?(?:个|段)?(?:新的?|单独的?|专门的?|一级|二级|小|大)*(?P<unit>节|部分|小节|章节|章|标题|板块|大标题|小标题|一级标题|二级标题|内容|段|块)?(?:[，,：:]|(?:题目|标题|名字)?就?叫做?|题目为|标题为|叫作|名叫|名为|题为|题目|标题|名字|名称|就叫|是|为|写|讲|关于|专门|专|谈|来|的|说)*"
)
_LOOKS = re.compile(
    r"[红黑蓝绿黄]色|^[红黑蓝绿]$|加粗|居中|黑体|宋体|仿宋|楷体|标宋|[一二三四五小大]号|字号|字体|对齐|下划线|斜体|大一点|小一点"
)
_TITLE_WISH = re.compile(rf"{S}?(?:这个|那个)*(?:大|小)?(?:标题|题目)(?:[^里上中下，]|$)")


def title_of(said: Saying, words: str) -> str:
    """A title as said, without its number."""
    title = said.kept(words) if not re.fullmatch(Q, words) else said.words(words)
    return _NUMBER.sub("", title.strip("：:，。 的")).strip()


_TITLE = r"(?:的)?(?:大|小)?(?:标题|题目|名字|名称)(?:里面?|中|上)?(?:的)?"
_LONGER = re.compile(
    rf"(?P<s>{S})?{_TITLE}(?P<side>最?前|最?后|开头|末尾|结尾)?(?:面|边)?(?:再|应该?|要)?(?:加|添|补|带)(?:上|个)?(?P<t>{Q})(?:[一两三四]个字|俩字|二字)?"
)
_SHORTER = re.compile(
    rf"(?:{_TITLE})?(?P<s>{S})?(?:那个|这个)?(?:{_TITLE})?(?:的)?(?P<t>{Q})(?:这|那)?(?:[一两三四几]个字|俩字|二字|字|半句|半截|后?半句|句话?)?(?:给|就|都)?(?:去掉|删掉|删去|拿掉|不要|删|划掉|省掉|省)(?:了|吧)*"
    r"(?:，?(?:只|就)(?:留|要|保留)(?:前|后)(?:面)?(?:的)?(?:半句|半截|一半)?(?:就行|即可)?)?"
)


_HALF = re.compile(
    rf"(?P<s>{S})?(?:那个|这个|的)*{_TITLE}(?:太长，?|长，?|，|[^，\ue000-\ue2ff]{{1,6}}，)?(?:只|就|光)?(?:(?:留|要|保留|用)(?:下)?(?P<kept>前|后|头)(?:面)?(?:那|这|的)?(?:一)?(?:半句|半截|一半|半)(?:就行|即可|行|就够)?"
    rf"|(?:去掉|删掉|删去|拿掉|砍掉|不要|省掉)(?P<out>前|后|头)(?:面)?(?:那|这|的)?(?:一)?(?:半句|半截|一半|半)"
    rf"|(?P<gone>前|后|头)(?:面)?(?:那|这|的)?(?:一)?(?:半句|半截|一半|半)(?:给|就|都)?(?:去掉|删掉|删去|拿掉|不要|删|划掉|省掉|省|砍掉|砍)(?:，?(?:只|就)?(?:留|要|保留)(?:下)?(?:(?:前|后)(?:面)?(?:那|的)?(?:半句|半截|一半)|{Q}))?)"
)


def _halved(said: Saying, found: re.Match[str]) -> Heard:
    """标题只留前半句: what stands before its first comma, or behind it."""
    several = said.refs[found["s"]].positions if found["s"] else ()
    if len(several) > 1:
        return _all_halved(said, several, found)
    position = one(said, found["s"]) if found["s"] else said.scene.current
    if not isinstance(position, int):
        return position if position is not None else AskBack("请说明是哪一节的标题；稿子没有动。")
    first, comma, last = said.scene.item(position).title.partition("，")
    if not comma:
        return AskBack(f"{said.scene.name(position)}的标题只有一句，要改成什么？稿子没有动。")
    front = found["kept"] in ("前", "头") if found["kept"] else (found["gone"] or found["out"]) == "后"
    return Order((c.Rename(said.scene.id(position), first if front else last),))


def _all_halved(said: Saying, positions: Sequence[int], found: re.Match[str]) -> Heard:
    """The same of several headings, asked first."""
    front = found["kept"] in ("前", "头") if found["kept"] else (found["gone"] or found["out"]) == "后"
    parts = [(p, *said.scene.item(p).title.partition("，")[::2]) for p in positions]
    commands = tuple(c.Rename(said.scene.id(p), first if front else last) for p, first, last in parts if last)
    named = said.scene.names([p for p, _, last in parts if last])
    return (
        Offer(commands, f"要把{named}的标题都只留{'前' if front else '后'}半句吗？")
        if commands
        else AskBack("这几节的标题都只有一句，稿子没有动。")
    )


def patched(said: Saying) -> Heard | None:
    """Words put before or behind a title, or taken out of it."""
    text = said.squeezed
    if half := _HALF.fullmatch(text):
        return _halved(said, half)
    longer, shorter = _LONGER.fullmatch(text), _SHORTER.fullmatch(text) if re.search("标题|题目", text) else None
    found = longer or shorter
    if found is None:
        return None
    position = one(said, found["s"]) if found["s"] else said.scene.current
    if position is None or not isinstance(position, int):
        return position if position is not None else AskBack("请说明是哪一节的标题；稿子没有动。")
    words, title = said.words(found["t"]), said.scene.item(position).title
    if longer is None:
        if title.count(words) != 1 or title == words:
            return AskBack(f"{said.scene.name(position)}的标题里没有“{words}”，您要改的是哪一节的标题？")
        return Order((c.Rename(said.scene.id(position), _without(title, words)),))
    return Order((c.Rename(said.scene.id(position), _longer(title, words, longer["side"] or "")),))


def _longer(title: str, words: str, side: str) -> str:
    """A title with words before or behind it, a half sentence of its own set off by a comma."""
    if re.search("前|开头", side):
        return words + title
    return f"{title}，{words}" if not side and len(words) >= 4 and not re.match("[，、]", words) else title + words


def _without(title: str, words: str) -> str:
    """A title without some of its words, and without the comma they leave."""
    return re.sub(r"([，、；])[，、；]+", r"\1", title.replace(words, "")).strip("，、；：")


def heading_named(said: Saying) -> Heard | None:
    """Another title for the one heading that is quoted whole, where the text says it nowhere."""
    named_so = _HEADING_TO.fullmatch(said.squeezed)
    if named_so is None:
        return None
    found, scene = named_so, said.scene
    old = _NUMBER.sub("", said.words(found["old"]))
    named = [p for p in range(len(scene.sections)) if scene.item(p).title == old]
    if len(named) != 1 or any(old in scene.text(p) for p in range(len(scene.sections))):
        return None
    return Order((c.Rename(scene.id(named[0]), title_of(said, found["t"])),))


# 标题“……”里的“甲”换成“乙”
_WITHIN_HEADING = re.compile(
    rf"(?:{S})?(?:的)?(?:标题|题目)(?P<c>{Q}|{S})(?:这个|这一)?(?:里面?|中|当中)(?:的)?(?P<old>{Q})(?:这|那)?(?:[一两三四五几]个字|字样|一词)?(?:{_TO}|换)(?P<t>{Q}){_KEEP_NUMBER}"
)


def _within_heading(said: Saying, found: re.Match[str]) -> Heard:
    context, old, new = (said.words(found[key]) for key in ("c", "old", "t"))
    named = said.refs[found["c"]].positions if found["c"] in said.refs else range(len(said.scene.sections))
    held = [p for p in named if found["c"] in said.refs or _NUMBER.sub("", context) in said.scene.item(p).title]
    if len(held) != 1 or old not in said.scene.item(held[0]).title:
        return AskBack(f"{'有几个标题' if held else '没有标题'}里有“{context}”，您要改的是哪一个？", firm=True)
    return Order((c.Rename(said.scene.id(held[0]), said.scene.item(held[0]).title.replace(old, new, 1)),))


def renamed(said: Saying) -> Heard | None:
    """Another title for a section."""
    if found := _RETITLE.fullmatch(said.text):
        old, scene = said.words(found["old"]), said.scene
        held = [p for p in range(len(scene.sections)) if old in f"{scene.item(p).number}{scene.item(p).title}"]
        if len(held) != 1:
            return AskBack(f"{'有几个标题' if held else '没有标题'}里有“{old}”，您要改的是哪一个？", firm=True)
        whole = scene.item(held[0]).title
        bare = _NUMBER.sub("", old)
        return Order(
            (c.Rename(scene.id(held[0]), whole.replace(bare, title_of(said, found["t"])) if bare in whole else title_of(said, found["t"])),)
        )
    if (inner := _WITHIN_HEADING.fullmatch(said.squeezed)) is not None:
        return _within_heading(said, inner)
    for number, pattern in enumerate(_RENAME):
        found = pattern.fullmatch(without_tail(_ENOUGH.sub("", said.text)))
        if found is None:
            continue
        if re.search(Q, found["t"]) and not re.fullmatch(Q, found["t"]):
            continue  # more is asked than a title
        title = title_of(said, found["t"])
        if re.match(r"一下|个|得|短|长|简", title):
            continue
        if not re.search(Q, found["t"]) and re.search(r"是不是|是否|好不好|怎么样|合适|吗$|[？?]", said.text):
            return None
        if not title or re.search(r"^(?:别的|其他|另一个|什么|一个)", title):
            return AskBack("请说明标题改成什么，例如“第二部分标题改成‘……’”；是哪一节也请说明。")
        here = found["s"] is None and said.scene.current is not None and bool(said.scene.item(said.scene.current).title)
        position = said.scene.current if here else one(said, found["s"])
        if not isinstance(position, int):
            return position
        if _LOOKS.search(title) and not re.search(Q, found["t"]):
            return None
        if found["s"] is None and not re.search(Q, found["t"]):
            question = f"要把{said.scene.name(position)}的标题改成“{title}”吗？"
            return Offer((c.Rename(said.scene.id(position), title),), question)
        if number == 3 and said.refs[found["s"]].kind == "here":
            return None
        return Order((c.Rename(said.scene.id(position), title),))
    return None


def place_of(said: Saying, text: str) -> tuple[str, dict[str, SectionId], Heard | None]:
    """Where a new heading goes: the text without the words for it, the command's fields, and what to ask where there is no such place."""
    pattern = rf"(?:放|排|插|摆|加|置|搁|列|挨着|紧跟|紧接|跟|接)?(?:在|到|于|着)?(?P<s>{S})(?P<side>(?:的|之)?(?:里面?|中|下面|下|最后面?|末尾|结尾|后面|后边|后头|后|前面|前边|前头|前|最前面?|开头|打头|那里|里头)*)"
    fields: dict[str, SectionId] = {}
    text = re.sub(rf"(?P<s>{S})(?:和|跟|与|到|、)?{S}?(?:的)?(?:这两节|两节)?(?:中间|之间|当中)", r"\g<s>后面", text)
    for found in re.finditer(pattern, text):
        ref = said.refs[found["s"]]
        if ref.kind == "none" and re.match(r"第[一二三四五六七八九十\d]+", ref.words):
            text = text.replace(found["s"], "")  # 加一个第四部分: what it will be, not where
            continue
        position = min(ref.positions) if len(ref.positions) == 2 and found["side"] == "后面" else placed(said, ref)
        if not isinstance(position, int):
            return text, {}, position
        side, id = found["side"], said.scene.id(position)
        if "后" in side and "最后" not in side:
            fields = {"after": id}
        elif "前" in side and "最前" not in side:
            fields = {"before": id}
        elif re.search("最前|开头|打头", side) and len(said.scene.block(position)) > 1:
            fields = {"before": said.scene.id(position + 1)}
        elif said.scene.item(position).level == 1:
            fields = {"under": id}
        else:
            fields = {"after": id}
        text = text.replace(found.group(), "，")
    return text, fields, None


def _last_or_nth(said: Saying, text: str) -> tuple[str, dict[str, SectionId]]:
    """加一节…，放最后; 作为第三部分的第二节: the text without it, and the place where it is one of its own."""
    if (found := _AS.search(text)) is not None:
        ref = said.refs[found["s"]]
        rest = text[: found.start()] + text[found.end() :]
        if len(ref.positions) == 1 and ref.kind == "number":
            return rest, {"before": said.scene.id(ref.positions[0])}
        if ref.kind == "none":
            return rest, {}
    found = _AT_END.search(text)
    if found is None:
        return text, {}
    return (text, {}) if found["front"] else (text[: found.start()] + text[found.end() :], {})


def _ends_a_text(said: Saying, unit: str | None, quoted: re.Match[str]) -> bool:
    """Whether quoted words go to the beginning or end of a section's text: 在“……”这节末尾加上“……”, said of no heading or section to be."""
    named = [ref for ref in said.refs.values() if len(ref.positions) == 1 and ref.kind in ("words", "number", "here")]
    at_edge = re.search(f"{S}(?:这|那)?(?:一)?(?:节|块)?(?:的|里面?|文字|正文)*(?:末尾|最后|结尾|开头|最前)", said.text) is not None
    alone = bool(named) and all(len(said.scene.block(ref.positions[0])) == 1 for ref in named)
    return not unit and quoted.group() == quoted["t"] and at_edge and alone


def added(said: Saying) -> Heard | None:
    """A new heading, where the words say, else at the end."""
    if not re.search(_ADDS, said.text) or not (re.search(r"节|部分|标题|章|板块|大块", said.spoken) or (said.quotations and said.sections)):
        return None
    if said.paragraph is not None or re.search(
        rf"(?:末尾|结尾|最后|后面|里面?|段|句)[^，]{{0,4}}(?:加上|补上|添上|写上|加|补|添)(?:一)?(?:句|段)?(?:话)?{Q}", said.text
    ):
        return None
    whole = "".join(sign for sign, ref in said.refs.items() if ref.kind == "whole")
    spoken = re.sub(f"[{whole}]", "全文", said.text) if whole else said.text
    to_be, spoken = _to_be(said), _ABOUT_AND_TITLE.sub(r"\g<t>", spoken)
    words, fields = _last_or_nth(said, without_tail(_FOLLOWS.sub("", spoken)))
    text, where, ask = place_of(said, words)
    fields = fields or where
    text = re.sub(
        r"，?(?:具体|里面|下面)?内容(?:回头|以后|之后|过后|先|可以)*(?:再(?:说|写|补)|空着|不写|不管)$|"
        r"^(?:我想|我们|帮我|帮忙|麻烦|劳驾|请|在|，|给|把|还|那|再|我|咱|俺|(?:全文|稿子|全稿|整篇|文章)?(?:的)?(?:最后|末尾|结尾|文末|结尾处)(?:面|处)?)+|，+$",
        "",
        re.sub("，+", "，", text),
    ).strip("，")
    found = _ADD.fullmatch(text)
    if found is None:
        return None
    if re.match(r"[两二三四五几]个?(?:节|部分|小节|小标题|标题)", found["rest"]):
        if ask is None and len(said.quotations) > 1:  # 设两个小节，一个叫“……”，一个叫“……”
            titles = [title_of(said, sign) for sign in said.text if re.match(Q, sign)]
            spot = fields or where
            each = reversed(titles) if "after" in spot else titles
            return Order(tuple(c.Add(title, **spot) for title in each))  # type: ignore[arg-type]
        return AskBack("新加的几节各叫什么、放在哪里？请一节一节说，例如“在第二部分后面加一节‘……’”。")
    what = _ADD_WHAT.match(found["rest"])
    assert what is not None
    rest = found["rest"][what.end() :].strip("，：:。 ")
    quoted_first = re.match(rf"(?P<t>{Q})(?:这|的|那)?(?:一)?(?:个)?(?:节|部分|标题|小节|章)?$", rest)
    if quoted_first and (re.search("[。；！]$", said.words(quoted_first["t"])) or _ends_a_text(said, what["unit"], quoted_first)):
        return None  # a sentence, no heading
    title = title_of(said, quoted_first["t"]) if quoted_first else title_of(said, rest)
    unit = what["unit"] or ("节" if quoted_first else to_be)
    if (
        not unit
        or unit in ("内容", "段")
        or "，" in rest
        or len(title) > 40
        or (said.quotations and not quoted_first and re.search(rf"{Q}.*(?:放|搁|排|插|后面|前面|最后)", rest))
    ):
        return None
    if ask is not None:
        return ask
    if not title:
        return AskBack("请说明新加的一节叫什么、放在哪一节后面，例如“在第二部分后面加一节‘……’”。")
    parts = [p for p in range(len(said.scene.sections)) if len(said.scene.block(p)) > 1 and said.scene.item(p).level == 1]
    if not fields and unit in ("节", "小节") and parts and (to_be == "节" or re.search("最后|末尾|结尾|文末", said.text)):
        fields = {"under": said.scene.id(parts[-1])}
    if re.search("目标完成情况", title):
        return Order((c.WriteFulfilment(),))
    return Order((c.Add(title, **fields),))  # type: ignore[arg-type]


# 单开一节写体育，标题就用“……”: the title is what is quoted.
_ABOUT_AND_TITLE = re.compile(
    rf"(?:来|专门|专|去)*(?:写|讲|说|谈|关于|反映)[^，\ue000-\ue2ff]{{1,14}}，(?:标题|题目|名字)(?:就|可以|先|定)*(?:用|叫做?|为|是|写)：?(?P<t>{Q})"
)


def _to_be(said: Saying) -> str:
    """增加第十二节：……: what the new heading will be, where there is none of that number; "" where none is said."""
    ref = next((ref for ref in said.sections if ref.kind == "none" and re.match(r"第[一二三四五六七八九十\d]+", ref.words)), None)
    return "" if ref is None else "部分" if re.search("部分|板块|章", ref.words) else "节"


_APART = re.compile(
    rf"(?P<t>{Q}|[^，{S[1:-1]}]{{2,20}}?)(?:这块|这一块|这件事|方面|的?内容)?(?:得|要|应该?|需要|可以|必须|最好)*(?:单列|单独列|单独写|单独|另起|单设|独立|另立|专列)(?:成|为|出来|出|写|列|设|立)*一?(?:个)?(?:节|部分|章)(?:吧)?"
    rf"(?:，?(?:放|排|插|摆|加|搁|列|接|跟)+(?:在|到|于)?(?P<s>{S})(?:的|之)?(?P<side>前|后|里|下)(?:面|边|头)?)?"
    rf"(?:，?(?:就)?(?:叫做?|名叫|(?:标题|题目)(?:叫|是|就叫))(?P<called>{Q}))?"
)


def apart(said: Saying) -> Heard | None:
    """统筹发展和安全单列一节，放民生后面: a heading of its own for something."""
    found = _APART.fullmatch(said.squeezed)
    if found is None:
        return None
    title, scene = title_of(said, found["called"] or found["t"]), said.scene
    if len(title) < 2:
        return None
    if not found["s"]:
        return Offer((c.Add(title),), f"要加一节“{title}”吗？")
    position = placed(said, said.refs[found["s"]])
    if not isinstance(position, int):
        return position
    id, side = scene.id(position), found["side"]
    command = c.Add(title, before=id) if side == "前" else c.Add(title, after=id) if side == "后" else c.Add(title, under=id)
    return Order((command,))


def wished(said: Saying) -> Heard | None:
    """Another title without saying which."""
    if _TITLE_WISH.match(said.squeezed) and not said.quotations and "，" not in said.text:
        return AskBack("标题要改成什么？请说“第二部分标题改成‘……’”；稿子没有动。")
    return None


_HEADING = r"大标题|小标题|标题|题目|名字|名称|题名|改名|更名|重命名|叫法|名"
_CALLED_NOW = r"只留下?|保留|改成|改为|换成|换为|叫做|叫作|改叫|就叫|定为|变成|写成|名为|题为|叫|用|为|是"
_MORE = r"放到|放在|排到|提到|搬|增|一节|添|新增|加一|加个|增加|插|另起|单列|里的|砍|压|缩|精简|扩写|重写|起草|采纳|签|退回|打回|删|移|挪|对调|填"


def retitled(said: Saying) -> Heard | None:
    """Another title, with what is wrong about the old one or other words around it."""
    text = said.squeezed
    text = re.sub(r"(?<=标题|题目|名字|名称)(?:缩短|简化|精简|压缩|压短|缩|压)(?:成|为|到)", "改成", text)
    signs = re.findall(S, text)
    wanted = rf"(?:{_HEADING})[^{S[1:-1]}]*?(?:(?:{_CALLED_NOW})[：:]?(?P<t>{Q})|，(?:就|改)?叫(?:做|作)?(?P<w>[^，{S[1:-1]}]{{2,40}})$)"
    found = re.search(wanted, text) or re.search(rf"(?:{_HEADING})[：:，]?(?P<t>{Q})(?P<w>)", text)
    if found is None or len(set(signs)) != 1 or re.search(_MORE, text):
        return None
    position = placed(said, said.refs[signs[0]])
    if not isinstance(position, int):
        return position
    words = found["t"] or found["w"]
    title = title_of(said, words)
    over = left(text.replace(words, ""), _HEADING, _CALLED_NOW)
    order = Order((c.Rename(said.scene.id(position), title),))
    return weighed(order, over, lambda: f"要把{said.scene.name(position)}的标题改成“{title}”吗？")
