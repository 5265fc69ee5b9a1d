"""Requests to write: the whole draft, a section, the next one, a section afresh, shorter or longer. Reads words, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao import commands as c
from nigao.asking.amounts import characters
from nigao.asking.earlier import year_in
from nigao.asking.lengths import A_LITTLE_SHORTER, LENGTH, Resize, length_in, resize
from nigao.asking.pieces import pieces
from nigao.asking.pointing import placed
from nigao.asking.saying import P, S, Saying
from nigao.asking.scene import Scene
from nigao.asking.values import AskBack, DraftWhole, Heard, Offer, Order, Remark, Told, Which, WriteNext

_NEXT = re.compile(
    r"(?:好，?)?(?:继续|接着|往下|写下去|下一步|(?:继续|接着|往下)(?:写|起草|往下写|下去|写下去)*|.{0,3}(?:写|起草|来|做).{0,2}(?:下一?(?:个)?(?:部分|节|章|小节)|[\ue000-\ue0ff]))(?:写|起草)?"
)
_WRITE = r"(?:起草|拟写|拟稿|草拟|撰写|写出来|写好|写上|写|生成|编写|拟定|拟)"
_AFRESH = r"(?:重新?(?:起草|写|拟|生成|组织|来)|重写|重拟|重起草|再(?:写|起草|来)|(?:另|重)(?:出|拟|弄|做|编)|[出拟来编给](?=一?(?:个)?(?:新)?(?:稿|版|遍)(?!本))|从头(?:起草|写|来|再写)|推倒重来|另写|起草|起(?=一?(?:个)?(?:新)?(?:稿|版|遍|草)))"
_ONCE = r"(?:一遍|稿子?|草稿?|一版|一稿|一次|一个|一下|完整|一份|个|版|新|试试|看看)*"
_DRAFT = re.compile(rf"(?:开始|先|只)*(?:{_WRITE}(?P<a>{S})(?:初稿|内容)?|(?P<b>{S})(?:内容)?(?:由|先)?{_WRITE}{_ONCE})(?:初稿)?")
_REWRITE = re.compile(
    rf"(?:不行，?|算，?)*(?:{_AFRESH}{_ONCE}(?P<a>{S})(?:内容|文字|正文)?(?P<p>{P})?|(?P<b>{S})?(?P<q>{P})?(?:整个|全部|内容|不行，?|，|要|(?:用|参照|参考|仿照|依照|比照|套用|照|按|依据|根据|结合)(?:着|照)?(?:今年|最新|去年|上年|往年|新|台账)的?(?:材料|框架|格式|数据|数|写法|情况|路数|路子|思路|套路|体例|结构|样子|样式|口径|做法|报告|稿子?)?(?:来)?)*(?:推倒，?)?{_AFRESH}{_ONCE}(?:起草|写)?{_ONCE}|(?P<d>{S})换(?:个|一个|一种)?(?:写法|说法|版本|一版))"
)
_ONE_PARAGRAPH = re.compile(rf"(?:只|单)?(?:{_AFRESH}|改写|重组)[^，]*(?P<p>{P})|(?P<q>{P})[^，]*(?:{_AFRESH}|改写)")
_DOCUMENT = re.compile(
    r"工作总结|总结|工作打算|打算|工作计划|计划|工作安排|工作要点|工作思路|工作报告|报告|初稿|全文|全稿|整篇|整份|通篇|全部|所有部分|剩下的|整个稿子|文稿|稿子"
)
_DRAFT_VERB = re.compile(r"起草|拟写|拟稿|拟一|草拟|撰写|写|生成|编写|拟定|出(?:一)?(?:份|个|版)|做(?:一)?份|来(?:一)?份")
_ABOUT_MORE = re.compile(
    rf"(?P<s>{S})(?:里面?|中)?(?:再|多|要|也|适当|适度|，)*(?:补充|充实|增加|加|多写|多讲|多说|多谈|展开|丰富|详写|细化)(?:写|讲|说|上|进|一些|些|点|一点|几句|一下|点儿)*(?P<about>[^，\ue000-\ue2ff]{{2,12}}?)(?:方面|情况)?(?:的)?(?:内容|情况|例子|举措|做法|方面|话|句子)*"
)


def wrote(said: Saying) -> Heard | None:
    """What is to be written, None where the words ask for something else as well."""
    for look in (_next, _rewritten, _drafted):
        found = look(said)
        if found is not None:
            return found
    return None


def whole_draft(said: Saying) -> DraftWhole | None:
    """按去年的框架起草2026年工作打算: a draft of its own."""
    text = said.spoken
    verb = _DRAFT_VERB.search(text)
    if verb is None or re.search(
        r"怎么写|如何写|写[了过]|重写|改写|扩写|不写|别写|哪些|从哪|从何|写[得实细活具生短长]|从头|重新|再|那几句|那句|那段|[挪移放补搬找]回|朋友圈|文案|公众号|推文|微博|短信|贺词|春联|对联",
        text,
    ):
        return None
    named = [ref.kind for ref in said.sections if ref.kind not in ("whole", "none")]
    if named and ("number" in named or not _names_document(text)):
        return None
    if said.quotations or said.paragraph is not None or re.search(r"写成|写作|写为|统一|凡是|都写|改成|换成|改为|换为", text):
        return None
    if not _DOCUMENT.search(text) and not any(ref.kind == "whole" for ref in said.sections):
        return None
    return _document(text, said.scene.year)


def _names_document(text: str) -> bool:
    """Whether a whole document is named (2026年工作打算), not a section of one (工作打算部分)."""
    return bool(
        re.search(r"(?:20\d\d年|今年|明年|去年|年度).{0,12}(?:总结|打算|计划|报告|安排|要点)(?!的?(?:第|部分|这|那|里|中|节))", text)
    )


def _document(text: str, this_year: int) -> DraftWhole:
    asked = re.sub(r"(?:按|照|参照|参考|依照|仿照|根据|沿用|用)[^，。]{0,30}?(?:框架|格式|结构|提纲|样子|模板|体例|思路|写法)", "", text)
    review, plan = re.search(r"总结|回顾", asked), re.search(r"打算|计划|安排|要点|思路", asked)
    which: Which = "whole" if bool(review) == bool(plan) else "review" if review else "plan"
    year = year_in(asked, this_year)
    years = [int(y) for y in re.findall(r"20\d\d", asked)]
    if len(years) > 1:
        year = max(years)
    elif year is not None and which == "review":
        year += 1
    name = re.search(r"《([^》]+)》", text)
    return DraftWhole(which, year, name[1] if name else "")


def _next(said: Saying) -> Heard | None:
    text = said.squeezed
    refs = said.sections
    if not _NEXT.fullmatch(text) or (refs and not all(re.match("下一|后一", ref.words) for ref in refs)):
        return None
    return WriteNext()


def positions_of(said: Saying) -> tuple[int, ...] | Heard | None:
    """The sections a clause is about, the open one where it names none; None where there is none at all."""
    refs = said.sections
    if not refs:
        return None if said.scene.current is None else (said.scene.current,)
    bad = next((ref for ref in refs if ref.kind in ("none", "that", "many")), None)
    if bad is not None:
        back = placed(said, bad)
        return back if not isinstance(back, int) else (back,)
    return tuple(dict.fromkeys(p for ref in refs for p in ref.positions))


_OVER = re.compile(r"(?P<s>[\ue000-\ue0ff])?(?:里面?|中)*(?:[\ue000-\ue0ff]|各)超(?P<over>[^字]+)字者压到(?P<to>[^字]+)字")


def _limited(said: Saying) -> Heard | None:
    """超过1000字的节压到800字: those longer than the limit, each brought to the length."""
    found = _OVER.fullmatch(said.squeezed)
    over, to = (characters(found["over"]), characters(found["to"])) if found else (None, None)
    if found is None or over is None or to is None:
        return None
    scope = positions_of(replace(said, text=found["s"])) if found["s"] else tuple(range(len(said.scene.sections)))
    if not isinstance(scope, tuple):
        return scope
    longer = [p for one in scope for p in said.scene.block(one) if len(said.scene.text(p)) > max(over, to) and p not in said.scene.spared]
    if not longer:
        return Told(f"没有超过{over}字的节，稿子没有动。")
    return Order(tuple(c.Shorten(said.scene.id(p), to) for p in dict.fromkeys(longer)))


_AS_LONG = re.compile(
    r"(?P<s>[\ue000-\ue0ff])(?:写|有点|有些|太|过于|偏|篇幅|比较|略)*(?P<now>长|短|啰嗦|单薄|多|少)?(?:些|点)*，?(?:压|缩|精简|扩|写|改|弄|控制|压缩)?(?:到|成|得)?"
    r"(?:跟|和|与|照|像|向|比照|参照)(?P<t>[\ue000-\ue0ff])(?:长度|篇幅|字数)?(?:差不多|一样|一般|相当|看齐|持平|齐平)(?:长|多)?(?:行|可以|即可|好|够)?"
)


def _as_long(said: Saying) -> Heard | None:
    """这节写长了，跟那节差不多就行: the other section is only the measure."""
    found = _AS_LONG.fullmatch(said.squeezed)
    if found is None:
        return None
    position, other = placed(said, said.refs[found["s"]]), placed(said, said.refs[found["t"]])
    if not isinstance(position, int):
        return position
    if not isinstance(other, int):
        return other
    to = sum(len(said.scene.text(p)) for p in said.scene.block(other))
    if not to:
        return AskBack(f"{said.scene.name(other)}还没有写，要压到多少字？稿子没有动。")
    longer = None if not found["now"] else found["now"] in ("短", "单薄", "少")
    return sized(said.scene, [(position,)], Resize(to, longer=longer), at_most=longer is False)


_L = r"[一二两三四五六七八九十百千\d]{2,6}(?:来)?(?:个)?字?"
_ANOTHER = re.compile(
    rf"(?:不对|错|不行|不成|哎呀?|唉|，)*(?:压|砍|缩|减|扩|写|删)?(?:得)?(?:{_L}|\d{{2,5}})?(?:还是|又|有点|太|还)*(?:少|短|多|长|狠|紧)(?:了|点|些)*，?(?:还是|是|就|那就)?(?:改|压|写|弄|调|放|放宽|扩|收|加|减|恢复)*(?:到|成|为|回)?{_L}(?:左右|上下)?"
)


# 多了，再压100字: so much less than now, not that length.
_MORE_OFF = re.compile(r"(?:再|还得?|往下)(?:压|减|砍|缩|删|去|加|扩|补|添)(?:掉|去)?(?:个)?[一二两三四五六七八九十百千\d]")


def another_length(said: Saying) -> Heard | None:
    """600太少了，改成800: the length asked for right before, from the text as it was before that."""
    scene = said.scene
    if (
        scene.recent is None
        or scene.last not in (c.Shorten, c.Expand)
        or said.sections
        or not _ANOTHER.fullmatch(said.squeezed)
        or _MORE_OFF.search(said.text)
    ):
        return None
    to = length_in(re.sub(r"(?<=[到成为回，是])(\d{2,5})$", r"\1字", said.squeezed))[1]
    return Order((c.Undo(), scene.last(scene.id(scene.recent), to))) if to is not None else None


def resized(said: Saying) -> Heard | None:
    """Another length, for sections, a part with all below it, or one paragraph."""
    if (limited := _limited(said) or _as_long(said)) is not None:
        return limited
    wanted = None if _AS_IT_IS.search(said.text) else resize(said)
    return brought_to(said, wanted) if wanted is not None else None


# 工作回顾写了五千多字: how long it is, not how long it is to be.
_AS_IT_IS = re.compile(
    rf"(?:写了|现在|已经|目前|有了?|长达|都)(?:有|是|写到?了?)*(?:近|将近|快|足足|整整|差不多)?{LENGTH}(?:了|呢)?$|^(?:[\ue000-\ue0ff])?(?:这|那)?(?:都|已经|快|足足|得有|怕有)*{LENGTH.replace('<n>', '<m>')}(?:了|呢)(?:吧|啊|呀|，)*$"
)


def brought_to(said: Saying, wanted: Resize) -> Heard:
    """What a clause names, brought to a length."""
    if wanted.paragraph or said.paragraph is not None:
        return _paragraph_resized(said, wanted)
    positions = positions_of(said)
    if positions is None:
        return AskBack("请说明是哪一节，例如“第二部分精简到800字”。")
    if not isinstance(positions, tuple):
        return positions
    paragraph_only = len(said.sections) == 1 and said.sections[0].kind == "here" and "段" in said.sections[0].words
    if len(said.sections) == 1 and (said.sections[0].alone or (paragraph_only and len(said.scene.block(positions[0])) > 1)):
        return _alone_resized(said.scene, positions[0], wanted)
    inside = next((ref for ref in said.sections if ref.kind == "inside"), None)
    if inside is not None:
        return _inside_resized(said, inside.positions[0], inside.nth, inside.words, wanted)
    each = len(said.sections) == 1 and said.sections[0].kind != "whole" and len(positions) > 1
    groups: list[Sequence[int]] = [(p,) for p in positions] if each else [positions]
    if wanted.to is not None and re.search("各|每", said.squeezed) and len(positions) == 1:
        # 第三部分各小节都压到600字: each of those below it, only where it is longer.
        below = said.scene.block(positions[0])[1:]
        groups = [(p,) for p in below if len(said.scene.text(p)) > wanted.to or wanted.longer] or groups
    at_most = bool(re.search("超过|以内|之内|以下|最多|至多|控制|不多于|封顶", said.squeezed))
    found = sized(said.scene, groups, wanted, at_most)
    if isinstance(found, Order) and not wanted.sure:
        return Offer(found.commands, f"要把{said.scene.names(positions)}精简一些吗？")
    total = sum(len(said.scene.text(p)) for group in groups for p in said.scene.written(group))
    if isinstance(found, Order) and len(found.commands) > 1 and wanted.to is not None and wanted.to < _HARDLY * total / len(groups):
        name = said.scene.names(positions) if len(positions) < len(said.scene.sections) else "全文"
        return Offer(found.commands, f"{name}现在{total}字，要压到{wanted.to}字吗？")
    return found


# Less than this of a part with all below it would be left: that is asked first.
_HARDLY = 0.1


def sized(scene: Scene, groups: Sequence[Sequence[int]], wanted: Resize, at_most: bool = False) -> Heard:
    """Each group of sections brought to the length wanted; at_most: whether a text that is shorter already is well."""
    commands: list[c.Command] = []
    notes: list[str] = []
    several = sum(len(scene.written(group)) for group in groups) > 1
    for group in groups:
        found, note = _shares(scene, group, wanted, at_most)
        # Of many, what says hardly anything stays: a salutation cannot lose a tenth.
        commands += [one for one in found if not (several and isinstance(one, c.Shorten) and _tiny(scene, one.section))]
        notes += [note] if note else []
    if not commands:
        return Told(notes[0] if notes else "还没有写好的部分，请先起草。")
    return Order(tuple(commands), "".join(notes))


_TINY = 80


def _tiny(scene: Scene, id: c.SectionId) -> bool:
    return any(scene.id(p) == id and len(scene.text(p)) < _TINY for p in range(len(scene.sections)))


def _shares(scene: Scene, group: Sequence[int], wanted: Resize, at_most: bool) -> tuple[list[c.Command], str]:
    """A command for each section of a part, its share as long as it is now; and what to say where nothing is to be done."""
    written = scene.written(group)
    total = sum(len(scene.text(p)) for p in written)
    kept = sum(len(scene.text(p)) for one in group for p in scene.block(one) if p in scene.spared)
    if wanted.to is not None and kept >= wanted.to and written:
        return [], f"{scene.names(scene.left_out)}不动就有{kept}字，压不到{wanted.to}字，稿子没有动；要各节都压，请说“各节”。"
    if wanted.to is not None and kept:  # what stays counts towards the length of the whole
        wanted = replace(wanted, to=wanted.to - kept)
    name = "全文" if len(group) == len(scene.sections) else scene.names(group)
    if not written:
        return [], f"{name}还没有写，请先起草。"
    if wanted.to is None and total < _TINY and not wanted.longer:
        return [], f"{name}一共{total}字，再精简就不成句了，稿子没有动；要改请直接说改成什么。"
    to = wanted.target(total)
    share = wanted.share if to is None else to / max(1, total)
    assert share is not None
    longer = wanted.longer if wanted.longer is not None else share > 1
    if wanted.to is not None and (share >= 1) is not longer and wanted.longer is not None:
        return [], f"{name}现在{total}字，已经{'不到' if not longer else '超过'}{wanted.to}字，不用再{'扩写' if longer else '精简'}。"
    if wanted.to is not None and wanted.longer is None and 1 <= share <= 1.1:
        return [], f"{name}现在{total}字，与{wanted.to}字相近，没有改动。"
    if wanted.to is not None and wanted.longer is None and share > 1 and at_most:
        return [], f"{name}现在{total}字，没有超过{wanted.to}字，不用再精简。"
    kind = c.Expand if longer else c.Shorten
    return [kind(scene.id(p), max(1, round(len(scene.text(p)) * share))) for p in written], ""


def _paragraph_resized(said: Saying, wanted: Resize) -> Heard:
    found = pieces(said)
    if not isinstance(found, list):
        return found
    paragraphs = [one for one in found if one.ref.unit == "paragraph"]
    scene = said.scene
    if not paragraphs:
        return AskBack("精简要按段或按节来说，例如“第二部分第二段精简一些”；稿子没有动。")
    if wanted.longer:
        return AskBack(f"没有接模型时不能只扩写一段，{scene.name(paragraphs[0].position)}没有动；要扩写整节请说是哪一节。")
    total = sum(len(one.text) for one in paragraphs)
    to = wanted.target(total) or max(1, round(total * (wanted.share or A_LITTLE_SHORTER)))
    commands = tuple(
        c.Shorten(scene.id(one.position), max(1, round(to * len(one.text) / max(1, total))), one.ref.nth)
        for one in sorted(paragraphs, key=lambda one: (one.position, -one.ref.nth))
    )
    elsewhere = [one.position for one in paragraphs if one.ref.kind == "inside" and one.position != scene.current]
    if elsewhere and not said.sections:
        return Offer(commands, f"要精简{scene.name(elsewhere[0])}里讲“{paragraphs[0].ref.words}”的这一段吗？")
    return Order(commands)


def _alone_resized(scene: Scene, position: int, wanted: Resize) -> Heard:
    """A part's own words, without what stands below it."""
    size = len(scene.text(position))
    if not size:
        return Told(f"{scene.name(position)}自己没有写字，只有下面各节；稿子没有动。")
    to = wanted.target(size) or max(1, round(size * (wanted.share or A_LITTLE_SHORTER)))
    if to >= size and not wanted.longer:
        return Told(f"{scene.name(position)}开头这段现在{size}字，不用再精简。")
    return Order(((c.Expand if to > size else c.Shorten)(scene.id(position), to),))


def _inside_resized(said: Saying, position: int, nth: int, words: str, wanted: Resize) -> Heard:
    scene = said.scene
    lines = [line for line in scene.text(position).split("\n") if line]
    where = f"提纲里没有“{words}”这一节，{scene.name(position)}第{nth}段讲的是它"
    if wanted.longer:
        return Offer((c.Expand(scene.id(position), None, words),), f"{where}，要在这一节里多写“{words}”吗？")
    line = lines[nth - 1]
    to = wanted.to if wanted.to is not None and wanted.to < len(line) else max(1, round(len(line) * (wanted.share or 0.7)))
    return Offer((c.Shorten(scene.id(position), to, nth),), f"{where}，是要精简这一段吗？")


def _rewritten(said: Saying) -> Heard | None:
    if said.paragraph is not None and _ONE_PARAGRAPH.search(said.squeezed):
        positions = positions_of(said)
        if not isinstance(positions, tuple):
            return positions or AskBack("请说明是哪一节的哪一段。")
        scene = said.scene
        if scene.sections[positions[0]].current is None:
            return AskBack(f"{scene.name(positions[0])}还没有写，要先起草整节吗？")
        return Remark(tuple(scene.id(p) for p in positions[:1]), said.spoken, scene.name(positions[0]))
    found = _REWRITE.fullmatch(said.squeezed)
    if found is None or (found["p"] or found["q"]):
        return None
    if not (found["a"] or found["b"] or found["d"]) and not re.search("重|再|从头|另写", said.text):
        return None
    positions = positions_of(said)
    inside = next((ref for ref in said.sections if ref.kind == "inside"), None)
    if inside is not None:
        return next((one for one in (placed(said, inside),) if not isinstance(one, int)), None)
    if positions is None or not said.sections:
        return AskBack("请说明重写哪一节，例如“重写第二部分”。")
    if not isinstance(positions, tuple):
        return positions
    return afresh(said.scene, positions, begin="重" not in said.text and "再" not in said.text and "从头" not in said.text)


def afresh(scene: Scene, positions: tuple[int, ...], begin: bool = False) -> Heard:
    """Sections written from last year's text and this year's material; where something would be lost it is asked first.

    begin: whether it was said as if nothing stood there yet.
    """
    targets = tuple(dict.fromkeys(p for one in positions for p in scene.block(one) if p not in scene.spared))
    commands = tuple(c.Draft(scene.id(p)) for p in targets)
    lost = [p for p in targets if scene.by_hand(p)]
    standing = [p for p in targets if scene.text(p)]
    if lost:
        return Offer(commands, f"{scene.names(lost)}有手工改过或已采纳的文字，重写会换掉它，要重写吗？")
    if len(targets) > 1 and standing:
        name = "全文" if len(targets) == len(scene.sections) else scene.names(positions)
        name = f"{scene.names(scene.left_out)}以外的部分" if scene.spared and len(positions) == len(scene.sections) else name
        return Offer(commands, f"要把{name}（共{len(targets)}个部分）重新起草一遍吗？")
    if begin and standing:
        return Offer(commands, f"{scene.names(positions)}已经写好，要重新起草一遍吗？")
    return Order(commands)


def _drafted(said: Saying) -> Heard | None:
    found = _DRAFT.fullmatch(said.squeezed)
    if found is None:
        if re.fullmatch(r"(?:开始|直接)?(?:起草|写|拟写|撰写|生成)(?:初稿)?|开始", said.squeezed) and said.scene.current is not None:
            return afresh(said.scene, (said.scene.current,), begin=True)
        return None
    positions = positions_of(said)
    if not isinstance(positions, tuple):
        return positions
    if any(ref.kind == "inside" for ref in said.sections):
        return None
    return afresh(said.scene, positions, begin=True)


_SENTENCE_ABOUT = re.compile(
    rf"(?:在)?(?P<s>{S})?(?:里面?|中|的|{P}|末尾|最后|结尾|后面|前面|开头|再|要|应该?|得|还|，)*(?:加|补|添|写|讲|说|增加|补充)(?:上|写|进|入|个)*(?:一|两|几|些|点|一些|一点|几点)*(?:句|段|笔|点|条)?(?:话|文字|内容|表述)?"
    rf"(?:关于|有关|讲讲?|说说?|写|谈谈?|反映|体现|涉及)(?P<about>[^，\ue000-\ue2ff]{{2,14}}?)(?:方面|情况)?(?:的)?(?:内容|情况|例子|举措|做法|话|句子|文字|表述)*"
)


def more_about(said: Saying) -> Heard | None:
    """A section that is to say more of something: only offered, from the draft's own material."""
    found = _ABOUT_MORE.fullmatch(said.squeezed) or _SENTENCE_ABOUT.fullmatch(said.squeezed)
    if found is None:
        return None
    position = placed(said, said.refs[found["s"]]) if found["s"] else said.scene.current
    if position is None:
        return AskBack("请说明加在哪一节，例如“第二部分再写一句……”；稿子没有动。")
    if not isinstance(position, int):
        return position
    about = said.words(found["about"]).strip("的")
    return Offer((c.Expand(said.scene.id(position), None, about),), f"要在{said.scene.name(position)}里补上材料中提到“{about}”的句子吗？")
