"""Words of the draft put in place of others: “A”都换成“B”, “A”前面加上“B”, “A”里的“和”改成“及”, “A”少个“使”字, 去掉“A”两个字.

Which words, what becomes of them, and where: everywhere it is said to be, in a section named, else where they stand only once.
Reads words, changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nigao import commands as c
from nigao.asking.amounts import AMOUNT
from nigao.asking.framing import without_tail
from nigao.asking.pointing import placed
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer, Order

_WORD = r"(?:这个词|这几个字|这句话?|这个(?:说法|提法|表述)|字样|一词|两个字|俩字|[一二三四五六]个字|的(?:说法|表述|提法|地方|写法)|二字|三字|四字|字|词)*"
_EVERY = r"(?:都|全都|全部|全|一律|统一|统统|通通|通篇|处处|凡是|凡|所有|每一?处|到处|各处|一概)"
_INTO = r"(?:换成|换为|改成|改为|替换成|替换为|替换|改作|改写成|换作|写成|写作|改用|改叫|改称|统一为|统一成|统一用|用|叫|称|应为|应该是|应该写|应是|应写成?|换用|变成|订正为|更正为|改(?=[\ue200-\ue2ff])|换(?=[\ue200-\ue2ff]))"
_CHANGED = re.compile(
    rf"(?P<old>{Q}){_WORD}(?:里面?|中)?(?:的)?(?P<in>{Q})?{_WORD}[，]?(?:{_EVERY}|{S}|应|应该|要|给|请|把它|它|里面?|中|只|仅|在)*{_INTO}(?P<new>{Q}){_WORD}"
)
_ADDED = re.compile(
    rf"(?P<old>{Q}){_WORD}(?:的)?[，]?(?P<side>前|后)(?:面|边|头)?(?:再|{_EVERY})?(?:给|应|应该|要|得|也)*(?:加|添|补|插|带|写)(?:上|个|一个|进|入)*(?P<new>{Q}){_WORD}"
)
_LACKS = re.compile(
    rf"(?P<old>{Q}){_WORD}[，]?(?:里面?|中|这里)?(?P<how>少|漏|掉|缺|丢|多|重)(?:写|打|出)?(?:了|出)?(?:一?个)?(?P<new>{Q}){_WORD}"
)
_GONE = re.compile(
    rf"(?:(?:删掉|删去|删除|去掉|拿掉|不要|划掉|删)(?P<a>{Q}){_WORD}|(?P<b>{Q}){_WORD}(?:给|应该?|要|请|可以)*(?:删掉|删去|删除|去掉|拿掉|不要|划掉|删|去))"
)
# 那个5.4%后面加“左右”二字
_BESIDE_VALUE = re.compile(
    rf"(?P<v>{AMOUNT})(?:这个数|那个数|这里|那里|处)?(?:的)?[，]?(?P<side>前|后)(?:面|边|头)?(?:再|都)?(?:给|应|应该|要|得|也)*(?:加|添|补|插|带|写)(?:上|个|一个|进|入)*(?P<new>{Q}){_WORD}"
)
# “市民”“群众”统一用“市民”: the other of the two is put in its place.
_ONE_WORD = re.compile(
    rf"(?P<a>{Q})(?:和|跟|与|、|还是|或)?(?P<b>{Q})(?:两个词|这两个|两种(?:说法|写法))?(?:，)?(?:{_EVERY})*(?:用|写|称|叫|为)(?:成|作)?(?P<new>{Q})"
)
_YEARS = re.compile(rf"(?P<old>20\d\d年?度?)(?P<all>{_EVERY})+(?:换成|换为|改成|改为|替换成|替换为)(?P<new>20\d\d年?度?)")
_LOOSE = re.compile(rf"(?:把|将)(?P<old>[一-龥]{{2,12}}?)(?P<all>{_EVERY}+)(?:换成|换为|改成|改为|替换成|替换为)(?P<new>[一-龥]{{2,12}})")
_BARE = re.compile(rf"(?:把|将)(?P<old>[一-龥]{{2,12}}?){_WORD}(?:换成|换为|改成|改为|替换成|替换为)(?P<new>[一-龥]{{2,12}})")
_FIRST, _LAST = r"最?开头|开篇|最前面?|第一句", r"结尾|末尾|最后|文末|收尾|最末"
# What may stand beside the words and says nothing more.
_ASIDE = (
    r"把|将|请|给|在|对|里面?|里头|中|上|下|的|那|这|个|处|地方|内容|文字|正文|全文|通篇|全稿|稿子|文中|文章|出现|单写|写|说|用|提|叫|称|讲|到|了|就|也|要|应该?|得|一下|只|仅|别处|别的地方|其他地方|不动|统一|口径|说法|表述|顺手|顺便|另外|再|还有|补|改过来|改|补上|加上|，|：|、|处|着|有|是|它|吧|"
    r"笔误|错别字|打错|写错|错|句|段|一|开头|词|字|俩|两|几"
)


@dataclass(frozen=True, slots=True)
class _Change:
    """Words and what becomes of them. within: the words they stand in, "" for none; every: whether it is said of every place; plain:
    whether all of it is in quotation marks."""

    old: str
    new: str
    every: bool = False
    plain: bool = True


def reworded(said: Saying) -> Heard | None:
    """Words put in place of others, None where something else is asked as well."""
    if (qualified := _qualified(said)) is not None:
        return qualified
    change = _change(said)
    if change is None or not change.old or change.old == change.new:
        return None
    if _is_value(change.old) and _is_value(change.new) and not change.every:
        return None
    return _everywhere_or_one(said, change)


def _qualified(said: Saying) -> Heard | None:
    """那个5.4%后面加“左右”: words put beside a value that stands once in the section named, else in the open one or the draft."""
    text = without_tail(said.text)
    found = _BESIDE_VALUE.search(text)
    if found is None or not _nothing_else(text, found):
        return None
    scene, value, more = said.scene, found["v"], said.words(found["new"])
    named = [p for ref in said.sections if ref.kind not in ("whole", "none") for p in ref.positions]
    places = [p for p in named or range(len(scene.sections)) if value in scene.text(p)]
    if len(places) > 1 and scene.current in places:
        places = [scene.current]
    if len(places) != 1 or scene.text(places[0]).count(value) != 1:
        return AskBack(f"“{value}”{'有几处' if places else '在稿子里没有找到'}，您说的是哪一项的数？稿子没有动。", firm=True)
    new = more + value if found["side"] == "前" else value + more
    return Order((c.Amend(scene.id(places[0]), value, new),))


def _is_value(words: str) -> bool:
    return bool(re.fullmatch(r"\d[\d.,]*.{0,4}", words)) and not words.startswith("20")


def _change(said: Saying) -> _Change | None:
    text = without_tail(said.text)
    if (both := _ONE_WORD.search(text)) is not None and _nothing_else(text, both):
        words = [said.words(both["a"]), said.words(both["b"])]
        other = [one for one in words if one != said.words(both["new"])]
        return _Change(other[0], said.words(both["new"]), True) if len(other) == 1 else None
    for pattern, make in ((_CHANGED, _changed), (_ADDED, _with_more), (_LACKS, _put_right), (_GONE, _taken_out)):
        found = pattern.search(text)
        if found is not None and _nothing_else(text, found):
            return make(said, found, bool(re.search(_EVERY, text)))
    if found := _YEARS.search(text):
        return _Change(found["old"], found["new"], True) if _nothing_else(text, found) else None
    loose = _LOOSE.fullmatch(text)
    if loose is not None and _holding(said, loose["old"]) and not _of_something_else(loose["old"]):
        return _Change(loose["old"], loose["new"], True, plain=False)
    bare = _BARE.fullmatch(text)
    if bare is not None and len(_holding(said, bare["old"])) and not _of_something_else(bare["old"]):
        return _Change(bare["old"], bare["new"], False, plain=False)
    return None


def _of_something_else(words: str) -> bool:
    return bool(re.search(r"数字|数据|指标|单位|标题|名字|格式|字体|语气|这|那|第", words))


def _nothing_else(text: str, found: re.Match[str]) -> bool:
    rest = text[: found.start()] + "，" + text[found.end() :]
    rest = re.sub(rf"{S}|{P}|{_EVERY}|{_FIRST}|{_LAST}|{_ASIDE}", "", rest)
    return not re.search(Q, rest) and len(rest) <= 1 and not re.search("标题|题目|叫法", text)


def _changed(said: Saying, found: re.Match[str], every: bool) -> _Change:
    old, new = said.words(found["old"]), said.words(found["new"])
    if found["in"]:
        inner = said.words(found["in"])
        return _Change(old, old.replace(inner, new, 1) if old.count(inner) == 1 else "", every)
    return _Change(old, new, every)


def _with_more(said: Saying, found: re.Match[str], every: bool) -> _Change:
    old, more = said.words(found["old"]), said.words(found["new"])
    return _Change(old, more + old if found["side"] == "前" else old + more, every)


def _put_right(said: Saying, found: re.Match[str], every: bool) -> _Change:
    """A slip: words too few stand before the others, where they do not stand there already; words too many are taken out once."""
    old, slip = said.words(found["old"]), said.words(found["new"])
    if found["how"] in "多重":
        return _Change(old, old.replace(slip, "", 1) if slip in old else "", every)
    return _Change(old, slip + old, every)


def _taken_out(said: Saying, found: re.Match[str], every: bool) -> _Change:
    return _Change(said.words(found["a"] or found["b"]), "", every)


def _holding(said: Saying, words: str) -> list[int]:
    return [p for p in range(len(said.scene.sections)) if words in said.scene.text(p)]


def _everywhere_or_one(said: Saying, change: _Change) -> Heard | None:
    scene, holding = said.scene, _holding(said, change.old)
    if (heading := _in_a_heading(said, change)) is not None:
        return heading
    ref = next((ref for ref in said.sections if ref.kind != "whole"), None)
    whole = any(ref.kind == "whole" for ref in said.sections) or re.search(r"稿子|通篇|文中", said.text)
    if not change.plain:
        return Offer((c.Replace(change.old, change.new),), f"要把稿子里{len(holding)}个部分的“{change.old}”都换成“{change.new}”吗？")
    if end := _at_an_end(said, change, holding):
        return end
    if ref is not None:
        return _in_sections(said, change, ref.positions) if len(ref.positions) > 1 else _in_section(said, change, placed(said, ref))
    if change.every or whole:
        return _everywhere(said, change, holding)
    if scene.current is not None and change.old in scene.text(scene.current):
        return _in_sections(said, change, (scene.current,))
    if len(holding) > 1:
        question = f"“{change.old}”在{scene.names(holding)}里都有，要全部{f'换成“{change.new}”' if change.new else '删去'}吗？"
        return Offer(_commands(said, change, holding), question)
    if not change.new and holding:
        return Offer(_commands(said, change, holding), f"要从{scene.names(holding)}里删去“{change.old}”吗？")
    return Order(_commands(said, change, holding) or (c.Replace(change.old, change.new),))


def _in_a_heading(said: Saying, change: _Change) -> Heard | None:
    """Words that no text has, or not that of the section named, but one heading: another heading is offered."""
    scene = said.scene
    named = [p for ref in said.sections if ref.kind in ("number", "words", "here") for p in ref.positions]
    texts = [p for one in named for p in scene.block(one)] or range(len(scene.sections))
    held = [p for p in named or range(len(scene.sections)) if change.old in scene.item(p).title]
    if not change.plain or any(change.old in scene.text(p) for p in texts) or len(held) != 1:
        return None
    title = scene.item(held[0]).title.replace(change.old, change.new).strip("，、")
    return Offer(
        (c.Rename(scene.id(held[0]), title),), f"正文里没有“{change.old}”，{scene.name(held[0])}的标题里有，要把标题改成“{title}”吗？"
    )


def _everywhere(said: Saying, change: _Change, holding: Sequence[int]) -> Heard:
    """In the whole draft; a longer form that stands somewhere already is not made longer still."""
    if not change.new:
        return (
            Offer(_commands(said, change, holding), f"要从{said.scene.names(holding)}里删去“{change.old}”吗？")
            if holding
            else _not_there(change)
        )
    if change.old in change.new and any(change.new in said.scene.text(p) for p in holding):
        commands = tuple(one for p in holding for one in _apart(said, change, p))
        return Order(commands) if commands else AskBack(f"稿子里的“{change.old}”都已经是“{change.new}”，没有改动。")
    command = c.Replace(change.old, change.new)
    if longer := _in_longer_words(said, change, holding):
        return Offer((command,), f"{'、'.join(longer)}里也有“{change.old}”，要一起换成“{change.new}”吗？单位全称和【待补】里的不动。")
    return Order((command,))


def _in_longer_words(said: Saying, change: _Change, holding: Sequence[int]) -> list[str]:
    """What the words are only the end of, and would be another thing: 子公司, 有限公司, 分中心."""
    unit = said.scene.unit
    texts = (said.scene.text(p).replace(unit, "") if unit else said.scene.text(p) for p in holding)
    found = (one.group() for text in texts for one in re.finditer(rf"(?:[子分总母支]|有限|有限责任|股份){re.escape(change.old)}", text))
    return [f"“{one}”" for one in dict.fromkeys(found)]


def _apart(said: Saying, change: _Change, position: int) -> list[c.Command]:
    """Each place of a section that has the short form alone, the last first so that the others keep their count."""
    text, found, nth, at = said.scene.text(position), [], 0, 0
    lead = change.new.index(change.old)
    while (at := text.find(change.old, at)) >= 0:
        nth += 1
        if text[max(0, at - lead) : at - lead + len(change.new)] != change.new:
            found.append(c.Amend(said.scene.id(position), change.old, change.new, nth))
        at += len(change.old)
    return list(reversed(found))


def _in_section(said: Saying, change: _Change, position: int | Heard) -> Heard:
    return _in_sections(said, change, said.scene.block(position)) if isinstance(position, int) else position


def _in_sections(said: Saying, change: _Change, positions: Sequence[int]) -> Heard:
    scene = said.scene
    inside = [p for p in positions if change.old in scene.text(p)]
    if not inside:
        return AskBack(f"{scene.name(positions[0])}里没有“{change.old}”，稿子没有动；您说的是哪一节？")
    if not change.new:
        if len(inside) == 1 and scene.text(inside[0]).count(change.old) > 1:
            return AskBack(f"{scene.name(inside[0])}里有几处“{change.old}”，请说明是哪一处。")
        return Offer(_commands(said, change, inside), f"要从{scene.names(inside)}里删去“{change.old}”吗？")
    left = sum(scene.text(p).count(change.old) for p in range(len(scene.sections)) if p not in inside)
    note = f"其他部分还有{left}处“{change.old}”没有动，要一起换请说“全文都换”。" if left else ""
    return Order(_commands(said, change, inside), note)


def _at_an_end(said: Saying, change: _Change, holding: Sequence[int]) -> Heard | None:
    """全文结尾的“A”改成“B”: the last place it stands; 开头的: the first."""
    end = re.search(rf"(?P<first>{_FIRST})|(?P<last>{_LAST})", said.text)
    if end is None or change.every or not holding or [ref for ref in said.sections if ref.kind not in ("whole", "number")]:
        return None
    named = [ref for ref in said.sections if ref.kind == "number"]
    inside = [p for p in holding if not named or p in named[0].positions]
    if not inside or (named and end["last"] is None and end["first"] is None):
        return None
    position = inside[-1] if end["last"] else inside[0]
    nth = said.scene.text(position).count(change.old) if end["last"] else 1
    return Order((c.Amend(said.scene.id(position), change.old, change.new, nth),))


def _commands(said: Saying, change: _Change, positions: Sequence[int]) -> tuple[c.Command, ...]:
    scene = said.scene
    if not change.new:
        return tuple(c.Amend(scene.id(p), change.old, "") for p in positions if scene.text(p).count(change.old) == 1)
    return tuple(c.Replace(change.old, change.new, scene.id(p)) for p in positions)


def _not_there(change: _Change) -> AskBack:
    return AskBack(f"稿子里没有“{change.old}”，稿子没有动；请说明是哪几个字。")
