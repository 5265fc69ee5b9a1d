"""Requests that change the outline: another title, a new heading, moving, changing places, taking out. Reads words, changes nothing."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer, Order
from nigao.asking.where import Ref
from nigao.commands import Command, SectionId
from nigao.writing.provenance import sentences_in

_NUMBER = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|第[一二三四五六七八九十\d]+(?:部分|节|章)[：:、，\s]*|\d+[.．、])\s*"
)
_TO = r"(?:改名为|改成|改为|改作|换成|换为|改叫作?|叫做?|叫作|写成|定为|变成|用|为|是|改)"
_KEEP_NUMBER = r"(?:，?(?:序号|编号)(?:照旧|不变|不动|不用改|还是原来的))?"
_RENAME = (
    re.compile(rf"(?:把|将)?(?P<s>{S})?(?:的|这个|那个)*(?:标题|名字|题目|名称|小标题|大标题|题名)(?:名)?(?:要|应|给|也|就|请|重新)*{_TO}[：:]?(?P<t>{Q}|[^，。]{{2,60}}?){_KEEP_NUMBER}"),
    re.compile(rf"(?:把|将|给|替)*(?P<s>{S})(?:的|要|也|就|给)*(?:改名|更名|改叫|重命名|改题|(?:换|改|起|取|拟)个?(?:新)?(?:标题|名字|名|题目))(?:字)?[，：:]?(?:叫做?|叫作|就叫|为|成|作|是)?[：:]?(?P<t>{Q}|[^，。]{{2,60}}?){_KEEP_NUMBER}"),
    re.compile(rf"(?:把|将)?(?P<s>{S})(?:要|也|就)*(?:改成|改为|改叫)(?P<t>{Q}){_KEEP_NUMBER}"),
)  # fmt: skip
_MOVE_VERB = r"(?:移动?|挪动?|调整?|放|提|搬|排|摆|换|插)"
_SIDE = r"(?P<side>(?:的|之)?(?:最)?(?:前头|前面|前边|前|后头|后面|后边|后|上面|下面|里面?|最前面?|最后面?|末尾))?"
_MOVE = (
    re.compile(rf"(?P<s>{S})(?:整个|整节|整段|往前|往后|向前|向后|往上|往下|提前|前移|后移)*(?:{_MOVE_VERB})?，?(?:{_MOVE_VERB})?(?:到|至|在)(?P<t>{S}){_SIDE}(?:去|来)?"),
    re.compile(rf"(?P<s>{S})(?:整个|整节)*(?:往前|往后|向前|向后|提前|提|前移|后移|移|挪)+，?(?:{_MOVE_VERB})(?:到|至|在)(?P<t>{S}){_SIDE}(?:去|来)?"),
    re.compile(rf"{_MOVE_VERB}(?P<s>{S})(?:到|至|在)(?P<t>{S}){_SIDE}(?:去|来)?"),
)  # fmt: skip
_MOVE_END = re.compile(
    rf"(?P<s>{S})(?:整个|整节)*(?:{_MOVE_VERB})(?:到|至|在)?(?P<end>最前面?|第一个|第一位|首位|开头|头里|最后面?|末尾|最末|结尾|文末)(?:一个|一位|去|来|面)*"
)
_MOVE_STEP = re.compile(
    rf"(?P<s>{S})(?:整个|整节)*(?:(?:往|向)(?P<a>前|后|上|下){_MOVE_VERB}|{_MOVE_VERB}(?:到)?(?P<c>前|后)(?:面)?一(?:个)?|(?P<b>前|后|上|下){_MOVE_VERB})(?:动)?(?:一位|一格|一节|一个(?:位置|位次|位)?|个位置|一步)"
)
_SWAP = re.compile(
    rf"(?P<a>{S})(?:和|跟|与|同)?(?P<b>{S})?(?:两节|两个部分|两部分|两块)?(?:的)?(?:位置|顺序|次序|前后)?(?:互相)?(?:对调|互换|调换|交换|对换|换一?换|调一?调|换|调|倒)(?:个|个儿|过来)?(?:位置|顺序|次序|过来|个)?"
)
_SWAP_VERB = re.compile(rf"(?:对调|互换|调换|交换|对换)(?P<a>{S})(?:和|跟|与|同)?(?P<b>{S})?(?:位置|顺序|次序)?")
_REMOVE_VERB = r"(?:删除|删掉|删去|删了?|去掉|拿掉|砍掉|撤掉|去除|剔除|取消|不要)"
_REMOVE = re.compile(
    rf"(?:{_REMOVE_VERB}(?:整个|整)?(?P<a>{S})(?:整个|全部|整节|这一节|标题)?|(?:整个|整)?(?P<b>{S})(?:整个|整节|整段|全部|连标题|连同标题|标题|内容|整块|通通)*{_REMOVE_VERB}(?:掉|去)?|(?P<d>{S})(?:今年)?(?:不要|不写|不用写|不单列|用不着)(?:写)?)"
)
_DROP = re.compile(
    rf"(?:{_REMOVE_VERB}(?P<a>{S})?(?P<p>{P})|(?P<b>{S})?(?P<q>{P})(?:整个|全部|整段)*{_REMOVE_VERB}(?:掉|去)?)(?:，?(?:其他|别|其余)[一-龥]{{0,10}}(?:不动|不变|保留|别动))?"
)
_CUT = re.compile(
    rf"(?:{_REMOVE_VERB}(?P<a>{S})(?P<x>[^，\ue000-\ue2ff]{{1,20}}|{Q}[^，]{{0,6}})|(?P<b>{S})(?:里面?|中|关于|有关|讲|提到|说)*(?P<y>[^，\ue000-\ue2ff]{{1,20}}|{Q}[^，]{{0,6}}){_REMOVE_VERB})"
)
_ABOUT = re.compile(
    r"(?:里面?|中|关于|有关|涉及|提到|讲|谈|说|所有|全部|那些|带)*(?P<about>.{2,16}?)(?:方面|有关|相关)?(?:的?(?:内容|句子|部分|文字|表述|话|字样|那几句|几句|那句|句|段|提法))"
)
_ADD = re.compile(
    r"(?:再|另|多|单独|专门|要|给)*(?:添加|增加|新增|增设|增写|新设|设|补充|补|加上|加进|加|添|增|插入|插|开|起)(?:上|进|入)?(?P<rest>.*)"
)
_ADD_WHAT = re.compile(
    r"^(?:一|1)?(?:个|段)?(?:新的?|单独的?|专门的?|一级|二级|小|大)*(?P<unit>节|部分|小节|章节|章|标题|板块|大标题|小标题|一级标题|二级标题|内容|段|块)?(?:[，,：:]|叫做?|叫作|名叫|名为|题为|题目|标题|名字|名称|就叫|是|为|写|讲|关于|专门|专|谈|来|的|说)*"
)


def shaped(said: Saying) -> Heard | None:
    """What the words ask of the outline, None where they ask for something else as well."""
    for look in (_rename, _add, _move, _swap, _drop, _remove, _cut):
        found = look(said)
        if found is not None:
            return found
    if _TITLE_WISH.match(said.squeezed):
        return AskBack("标题要改成什么？请说“第二部分标题改成‘……’”；稿子没有动。")
    return None


_TITLE_WISH = re.compile(rf"{S}?(?:这个|那个)*(?:大|小)?(?:标题|题目)(?:[^里上中下，]|$)")


def title_of(said: Saying, words: str) -> str:
    """A title as said, without its number."""
    title = said.kept(words) if not re.fullmatch(Q, words) else said.words(words)
    return _NUMBER.sub("", title.strip("：:，。 的")).strip()


def _one(said: Saying, sign: str | None) -> int | Heard:
    """The one section a sign stands for, else what to ask."""
    ref = said.refs[sign] if sign else None
    if ref is None:
        return AskBack("请说明是哪一节，例如“第二部分”或标题里的词。")
    return placed(said, ref)


def placed(said: Saying, ref: Ref) -> int | Heard:
    """The one section words name; else the question back."""
    if ref.kind == "none":
        return AskBack(missing(ref, said))
    if ref.kind == "that" or not ref.positions:
        return AskBack("您说的是哪一节？请说编号或标题里的词，例如“第二部分”。")
    if ref.kind == "inside":
        where = said.scene.name(ref.positions[0])
        return AskBack(f"提纲里没有“{ref.words}”这一节，{where}里有一段讲它；您要改的是这一段还是整个{where}？稿子没有动。")
    if ref.kind == "many":
        return AskBack(f"“{ref.words}”有几处：{said.scene.names(ref.positions)}，您说的是哪一处？")
    if len(ref.positions) > 1:
        return AskBack("这一步一次只能对一节，请说明是哪一节。")
    return ref.positions[0]


def missing(ref: Ref, said: Saying) -> str:
    """That a section named is not there, and what there is."""
    words = ref.words.strip("“”")
    if re.match(r"(?:这|本|当前|此)", words):
        return "现在没有打开哪一节，请说编号或标题里的词，例如“第二部分”。"
    parts = sum(1 for one in said.scene.sections if one.item.level == 1 and one.item.number)
    have = f"，现在只有{parts}个部分" if re.match("第.+部分", words) and parts else ""
    return f"提纲里没有“{words}”{have}，稿子没有动；您说的是哪一节？请看右侧提纲中的编号，或说标题里的词。"


_RETITLE = re.compile(rf"(?:把|将)?(?:{S})?(?:的)?标题(?:里)?(?:的)?(?P<old>{Q}){_TO}(?P<t>{Q}){_KEEP_NUMBER}")


def _rename(said: Saying) -> Heard | None:
    if found := _RETITLE.fullmatch(said.text):
        old, scene = said.words(found["old"]), said.scene
        held = [p for p in range(len(scene.sections)) if old in f"{scene.item(p).number}{scene.item(p).title}"]
        if len(held) != 1:
            return AskBack(f"{'有几个标题' if held else '没有标题'}里有“{old}”，您要改的是哪一个？")
        whole = scene.item(held[0]).title
        bare = _NUMBER.sub("", old)
        return Order(
            (c.Rename(scene.id(held[0]), whole.replace(bare, title_of(said, found["t"])) if bare in whole else title_of(said, found["t"])),)
        )
    for number, pattern in enumerate(_RENAME):
        found = pattern.fullmatch(re.sub(r"(?:吧|了|。|！)+$", "", said.text))
        if found is None:
            continue
        title = title_of(said, found["t"])
        if not title or re.search(r"^(?:别的|其他|另一个|什么|一个)", title):
            return AskBack("请说明标题改成什么，例如“第二部分标题改成‘……’”；是哪一节也请说明。")
        here = found["s"] is None and said.scene.current is not None and bool(said.scene.item(said.scene.current).title)
        position = said.scene.current if here else _one(said, found["s"])
        if not isinstance(position, int):
            return position
        if number == 2 and said.refs[found["s"]].kind == "here":
            return None
        return Order((c.Rename(said.scene.id(position), title),))
    return None


def _place(said: Saying, text: str) -> tuple[str, dict[str, SectionId], Heard | None]:
    """Where a new heading goes: the text without the words for it, the command's fields, and what to ask where there is no such place."""
    pattern = rf"(?:放|排|插|摆|加|置)?(?:在|到|于)?(?P<s>{S})(?P<side>(?:的|之)?(?:里面?|中|下面|下|最后面?|末尾|结尾|后面|后边|后头|后|前面|前边|前头|前|最前面?|开头|那里|里头)*)"
    fields: dict[str, SectionId] = {}
    for found in re.finditer(pattern, text):
        ref = said.refs[found["s"]]
        if ref.kind == "none" and re.match(r"第[一二三四五六七八九十\d]+", ref.words):
            text = text.replace(found["s"], "")  # 加一个第四部分: what it will be, not where
            continue
        position = placed(said, ref)
        if not isinstance(position, int):
            return text, {}, position
        side, id = found["side"], said.scene.id(position)
        if "后" in side and "最后" not in side:
            fields = {"after": id}
        elif "前" in side and "最前" not in side:
            fields = {"before": id}
        elif said.scene.item(position).level == 1:
            fields = {"under": id}
        else:
            fields = {"after": id}
        text = text.replace(found.group(), "，")
    return text, fields, None


def _add(said: Saying) -> Heard | None:
    if not re.search(r"添|增|加|插|补|设", said.text) or not (
        re.search(r"节|部分|标题|章|板块|大块", said.spoken) or (said.quotations and said.sections)
    ):
        return None
    if said.paragraph is not None:
        return None
    text, fields, ask = _place(said, re.sub(r"(?:吧|了|。|！)+$", "", said.text))
    text = re.sub(
        r"^(?:我想|我们|请|在|，|给|(?:全文|稿子|全稿)?(?:的)?(?:最后|末尾|结尾)(?:面)?)+|，+$", "", re.sub("，+", "，", text)
    ).strip("，")
    found = _ADD.fullmatch(text)
    if found is None:
        return None
    if re.match(r"[两二三四五几]个?(?:节|部分|小节)", found["rest"]):
        return AskBack("新加的几节各叫什么、放在哪里？请一节一节说，例如“在第二部分后面加一节‘……’”。")
    what = _ADD_WHAT.match(found["rest"])
    assert what is not None
    rest = found["rest"][what.end() :].strip("，：:。 ")
    quoted_first = re.match(rf"(?P<t>{Q})(?:这|的|那)?(?:一)?(?:个)?(?:节|部分|标题|小节|章)?$", rest)
    title = title_of(said, quoted_first["t"]) if quoted_first else title_of(said, rest)
    unit = what["unit"] or ("节" if quoted_first else "")
    if not unit or unit in ("内容", "段") or "，" in rest or len(title) > 40:
        return None
    if ask is not None:
        return ask
    if not title:
        return AskBack("请说明新加的一节叫什么、放在哪一节后面，例如“在第二部分后面加一节‘……’”。")
    parts = [p for p in range(len(said.scene.sections)) if len(said.scene.block(p)) > 1 and said.scene.item(p).level == 1]
    if not fields and unit in ("节", "小节") and parts and re.search("最后|末尾|结尾", said.text):
        fields = {"under": said.scene.id(parts[-1])}
    if re.search("目标完成情况", title):
        return Order((c.WriteFulfilment(),))
    return Order((c.Add(title, **fields),))  # type: ignore[arg-type]


def _move(said: Saying) -> Heard | None:
    text = said.squeezed
    if found := _MOVE_END.fullmatch(text):
        position = _one(said, found["s"])
        return position if not isinstance(position, int) else _to_end(said, position, not re.search("最后|末|结尾", found["end"]))
    if found := _MOVE_STEP.fullmatch(text):
        position = _one(said, found["s"])
        return position if not isinstance(position, int) else _step(said, position, (found["a"] or found["b"] or found["c"]) in "前上")
    for pattern in _MOVE:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        position, target = _one(said, found["s"]), _one(said, found["t"])
        if not isinstance(position, int) or not isinstance(target, int):
            return next(one for one in (position, target) if not isinstance(one, int))
        return _beside(said, position, target, found["side"] or "")
    return None


def _beside(said: Saying, position: int, target: int, side: str) -> Heard | None:
    scene = said.scene
    if position == target:
        return AskBack(f"{scene.name(position)}要移到哪一节的前面或后面？")
    moved, beside = scene.id(position), scene.id(target)
    if position in scene.block(target) and re.search("最|末|里|开头", side):
        return _to_end(said, position, "前" in side or "开头" in side)
    if position in scene.block(target):
        return AskBack(f"{scene.name(position)}就在{scene.name(target)}里，要移到哪一节的前面或后面？")
    if not scene.item(target).number and not scene.item(target).title:
        return _to_end(said, position, True)
    if "里" in side or (not side and scene.item(target).level < scene.item(position).level):
        last = [i for i in scene.block(target) if scene.item(i).level == scene.item(target).level + 1]
        return Order((c.Move(moved, after=scene.id(last[-1])),)) if last else Order((c.Move(moved, after=beside),))
    after = "后" in side or "下" in side or "末" in side or (not side and position < target)
    return Order((c.Move(moved, after=beside) if after else c.Move(moved, before=beside),))


def _siblings(said: Saying, position: int) -> list[int]:
    scene = said.scene
    level = scene.item(position).level
    start = position
    while start > 0 and scene.item(start).level >= level:
        start -= 1
    out = []
    for i in range(start if scene.item(start).level >= level else start + 1, len(scene.sections)):
        if scene.item(i).level < level:
            break
        if scene.item(i).level == level and (scene.item(i).number or scene.item(i).title):
            out.append(i)
    return out


def _to_end(said: Saying, position: int, front: bool) -> Heard:
    others = [i for i in _siblings(said, position) if i != position]
    if not others:
        return AskBack("同一级只有这一个部分，要移到哪里？")
    target = said.scene.id(others[0] if front else others[-1])
    moved = said.scene.id(position)
    return Order((c.Move(moved, before=target) if front else c.Move(moved, after=target),))


def _step(said: Saying, position: int, forward: bool) -> Heard:
    siblings = _siblings(said, position)
    at = siblings.index(position) + (-1 if forward else 1) if position in siblings else -1
    if not 0 <= at < len(siblings):
        return AskBack(f"{said.scene.name(position)}已经在{'最前' if forward else '最后'}了，要移到哪里？")
    moved, beside = said.scene.id(position), said.scene.id(siblings[at])
    return Order((c.Move(moved, before=beside) if forward else c.Move(moved, after=beside),))


def _swap(said: Saying) -> Heard | None:
    found = _SWAP.fullmatch(said.squeezed) or _SWAP_VERB.fullmatch(said.squeezed)
    if found is None:
        return None
    refs = [said.refs[sign] for sign in (found["a"], found["b"]) if sign]
    bad = next((ref for ref in refs if not ref.positions), None)
    if bad is not None:
        return AskBack(missing(bad, said))
    positions = [p for ref in refs for p in ref.positions]
    if len(positions) != 2 or any(ref.kind == "many" for ref in refs):
        plain = re.search("对调|互换|交换|调换|对换", said.squeezed)
        return AskBack("请说明是哪两节对调，例如“第二节和第八节对调”。") if plain or len(positions) == 1 else None
    return Order((c.Swap(said.scene.id(positions[0]), said.scene.id(positions[1])),))


def _drop(said: Saying) -> Heard | None:
    found = _DROP.fullmatch(said.squeezed)
    if found is None:
        return None
    sign = found["a"] or found["b"]
    ref = said.refs[found["p"] or found["q"]]
    if ref.unit == "sentence" and ref.positions and ref.nth:
        text = sentences_in(said.scene.text(ref.positions[0]))[ref.nth - 1].text
        return Offer(
            (c.Drop(said.scene.id(ref.positions[0]), "sentence", ref.nth),),
            f"要从{said.scene.name(ref.positions[0])}删去这一句吗？“{text}”",
        )
    if ref.nth == 0:
        return AskBack(f"没有找到讲“{ref.words}”的那一{'段' if ref.unit == 'paragraph' else '句'}，您说的是第几段？")
    if sign is None and said.scene.current is None:
        return AskBack("您说的是哪一节的哪一段？请先打开那一节，或说“第二部分第二段”。")
    position = _one(said, sign) if sign else said.scene.current
    assert position is not None
    if not isinstance(position, int):
        return position
    command = c.Drop(said.scene.id(position), ref.unit or "paragraph", ref.nth)
    words = cited(said, position, ref)
    if sign and said.refs[sign].kind != "here" and "不要" not in said.squeezed:
        return Order((command,))
    return Offer((command,), f"要删去{said.scene.name(position)}的这一{'段' if ref.unit == 'paragraph' else '句'}吗？{words}")


def cited(said: Saying, position: int, ref: Ref) -> str:
    """The first words of a paragraph, so that a person sees which is meant."""
    lines = [line for line in said.scene.text(position).split("\n") if line]
    if ref.unit != "paragraph" or not 0 < abs(ref.nth) <= len(lines):
        return ""
    line = lines[ref.nth] if ref.nth < 0 else lines[ref.nth - 1]
    return f"（“{line[:24]}{'……' if len(line) > 24 else ''}”）"


def _remove(said: Saying) -> Heard | None:
    found = _REMOVE.fullmatch(said.squeezed)
    if found is None:
        return None
    ref = said.refs[found["a"] or found["b"] or found["d"]]
    if ref.kind == "inside":
        part = Ref(0, 0, "here", (), ref.words, "paragraph", ref.nth)
        words = cited(said, ref.positions[0], part)
        return Offer(
            (c.Drop(said.scene.id(ref.positions[0]), "paragraph", ref.nth),),
            f"提纲里没有“{ref.words}”这一节，{said.scene.name(ref.positions[0])}里有一段讲它{words}，是要删去这一段吗？",
        )
    if ref.kind == "whole":
        return AskBack("不能把整个稿子删掉；要删哪一节，请说编号或标题。")
    if ref.kind == "here" and "段" in ref.words:
        return AskBack("您说的是哪一段？请说“第二段”，或说段里的词；要删整节，请说“删去这一节”。")
    if len(ref.positions) > 1 and ref.kind in ("number", "words"):
        commands: tuple[Command, ...] = tuple(c.Remove(said.scene.id(p)) for p in ref.positions)
        return Offer(commands, f"要删去{said.scene.names(ref.positions)}吗？")
    position = placed(said, ref)
    if not isinstance(position, int):
        return position
    return offer_removal(said, position)


def offer_removal(said: Saying, position: int) -> Offer:
    """Taking a section out is asked first, with what goes along."""
    below = len(said.scene.block(position)) - 1
    along = f"和它下面的{below}个部分" if below else "整节"
    return Offer((c.Remove(said.scene.id(position)),), f"要删去{said.scene.name(position)}{along}吗？删去后可以找回。")


def _cut(said: Saying) -> Heard | None:
    """删 with a section and something more: never the section itself."""
    found = _CUT.fullmatch(said.squeezed)
    if found is None:
        return None
    ref = said.refs[found["a"] or found["b"]]
    position = placed(said, ref)
    if not isinstance(position, int):
        return position
    scene, rest = said.scene, found["x"] or found["y"]
    if re.fullmatch(rf"(?:里面?|中)?(?:这|那)?{Q}(?:这|那)?(?:一)?(?:句话?|几个字|个词|字样|句|话)*", rest):
        words = said.words(re.search(Q, rest).group())  # type: ignore[union-attr]
        if scene.text(position).count(words) == 1:
            return Offer((c.Amend(scene.id(position), words, ""),), f"要从{scene.name(position)}里删去“{words}”吗？")
        return AskBack(f"{scene.name(position)}里{'有几处' if words in scene.text(position) else '没有'}“{words}”，请说明是哪一处。")
    about = _ABOUT.fullmatch(rest)
    words = said.words(about["about"] if about else rest)
    if about and words in scene.text(position):
        return Offer((c.DropAbout(scene.id(position), words),), f"要删去{scene.name(position)}里提到“{words}”的句子吗？")
    return AskBack(f"您是要删去整个{scene.name(position)}，还是只删其中的“{words}”？请说明是哪一段哪一句，稿子没有动。")
