"""Sections named by what they are about: 民生那节, 生态、安全两节, “城市副中心”那一节, 民生 beside a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigao.asking.kin import PARTS, called
from nigao.asking.levels import part_of
from nigao.asking.near import subsequence
from nigao.asking.passages import about, paragraphs_about, pieces_of
from nigao.asking.ref import AND, UNIT, WORD, Kind, Ref, quotes
from nigao.asking.scene import Scene
from nigao.asking.titles import FILLER, by_words, holding, in_hand, longer, longest, nearly_titled, plain_words, wider

_TOPIC = re.compile(rf"(?P<run>{WORD}{{2,24}}?)(?P<tail>(?:的)?(?:那|这)?(?:一)?(?:个|大|小)?{UNIT}|那个(?=[，,]))")
_TOPICS = re.compile(rf"(?P<run>{WORD}{{2,10}}(?:{AND}{WORD}{{2,10}})+?)(?:的)?(?:那|这)?(?:[两三四五六几]|\d)(?:个|大|小)?{UNIT}")
# 安全、生态都压到900字: said of each, without a word for what they are.
_EACH = re.compile(rf"(?:^|(?<=[，。；把将\x00]))(?P<run>{WORD}{{2,6}}?(?:{AND}{WORD}{{2,6}}?)+)(?=都|各|均|全|一律|分别|一起)")
_QUOTED_TAIL = re.compile(rf"(?:的)?(?:那|这)?(?:一)?(?:个)?(?:{UNIT}|标题)")
_WHO_DID = re.compile(
    r"[^，。]{0,4}(?:主任|书记|[市省县区局处科厅部院]长|秘书长|领导|主席|总|老[一-龥]|小[一-龥])(?:已经|都|刚|也|说|把)*(?:看过|已阅|审过|阅过|签过|圈过|看了|审了|阅示|审阅)(?:了|的)?(?=.{2})|.*?(?:谁|哪个|哪位|有没有人|是不是|有没有|为什么|怎么)(?:把|给|又|再|刚|上午|下午|昨天|今天|最后)*(?:改|动|写|删|调|压|换|挪|补|加|采纳|签|审)?(?:了|过|的)?(?=.{2})"
)
_BESIDE = re.compile(
    r"^(?:\x00|[：:]|(?:大概|大约|约|留|只留)?[一二两三四五六七八九\d][一二三四五六七八九十百千万\d]*(?:来)?(?:个)?字|\d{3,5}(?:字|左右|上下|以内|$)|是(?=头等|重头|重中之重|重点)|的(?:顺序|位置|次序|标题|题目|篇幅|字数)|占|挨着|对换|对调|互换|换|最后|最前|末尾|结尾|(?:补|加|添|新增|增)(?:一|个|上一|写一)|(?:再|也|就)?(?:加|减|添|补)(?=[一二两三四五六七八九十\d]+[百千]?(?:来|多)?(?:个)?字)|调(?![查控研解节度])|之间|中间|当中|搬|并|的?先|整体|砍|删减|缩减|精减|扩|控制|全部|的?(?:里面?|中|当中|下面|之[前后下]|[前后]面|[前后](?!续))|往[前后]|再|太|短|长|也短|也长|稍|可以|还|写得|标题|改名|各|分别|均|也|都|就|写(?=[得了冗长短多少薄厚虚实散乱水])|重写|重新|重拟|起草|扩写|充实|采纳|签|退回|打回|核对|核一|去掉|拿掉|删|压|缩|精简|挪|移|放|和|跟|与|、|，|；|。|排|提到|(?:这|那)?[两三几](?:节|个部分|部分)|用不着|犯不着|没必要|不必(?=写)|不用(?=写)|搬|腾|瘦|收(?=到|短|一收)|降到|(?:得|要|能|该|可以|给我|帮我|给)(?=再?[压缩砍删挪移搬减扩写重精])|(?:以|之)?外(?![资贸企商事来部地])|除外|例外|$)"
)
_BEFORE = re.compile(
    r"(?:^|[，；。：？?！!]|个|把|将|今年|在|到|至|于|去|往|对调|互换|对换|交换|调换|采纳|签掉|退回|打回|重写|精简|压缩|扩写|给|和|跟|与|、|吧|请|对|移|于|放|搁|排|插|挪|接|除|除[了去开]|不含|不包括|刨[去除开])$"
)


def quoted(text: str, scene: Scene) -> Iterator[Ref]:
    """“城市副中心”那一节: a heading in quotation marks, there or not."""
    for start, end, words in quotes(text):
        tail = _QUOTED_TAIL.match(text, end)
        held = by_words(words, scene)
        before = text[:start]
        if not tail and (goes_on := _goes_on(text, end, words, scene)) is not None:
            yield Ref(start, end + goes_on[0], "words", goes_on[1], text[start : end + goes_on[0]])
            continue
        if tail and not re.search(r"(?:添|加|插|增|叫做?|名为|补|讲)(?:一|1)?个?$|一节$|一个?$", before):
            yield _ref(start, tail.end(), held, words, scene)
        elif (
            held
            and re.search(r"(?:把|将|在|到|移|挪|标题|题目)$", before)
            and len(held) == 1
            and re.match(r"[前后之挪移放和跟与的里]|$", text[end:])
        ):
            yield Ref(start, end, "words", held, words)


def _goes_on(text: str, end: int, words: str, scene: Scene) -> tuple[int, tuple[int, ...]] | None:
    """“十五五”目标任务: how far a heading that begins with what is quoted goes on behind it, and which it is."""
    more = re.match("[一-龥]{2,8}", text[end:])
    for size in range(len(more.group()) if more else 0, 1, -1):
        whole = plain_words(words + text[end : end + size])
        titles = [(i, plain_words(scene.item(i).title)) for i in range(len(scene.sections))]
        held = tuple(i for i, title in titles if plain_words(words) in title and subsequence(whole, title, 2.0))
        if len(held) == 1:
            return size, held
    return None


def listed(text: str, scene: Scene) -> Iterator[Ref]:
    """生态、安全两节"""
    for match in (*_TOPICS.finditer(text), *_EACH.finditer(text)):
        names = re.split(AND, match["run"])
        first = longest(names[0], scene)
        found = [first and (first[0], in_hand(first[1], scene)), *((0, in_hand(by_words(name, scene), scene)) for name in names[1:])]
        if all(one and len(one[1]) == 1 for one in found):
            skipped = found[0][0] if found[0] else 0
            yield Ref(match.start() + skipped, match.end(), "words", tuple(one[1][0] for one in found if one), match.group())


def topics(text: str, scene: Scene) -> Iterator[Ref]:
    """民生那节: the longest words before it that a heading holds; else the paragraph that speaks of it; else named and not there."""
    at = 0
    while match := _TOPIC.search(text, at):
        at = match.end()
        run, start = match["run"], match.start()
        if before := _WHO_DID.match(run):  # 昨天谁改了民生那节
            run, start = run[before.end() :], start + before.end()
        found = longest(run, scene)
        if found and not longer(run, found[0], found[1], scene):
            found = (min(wider(run, found[0], scene.item(position).title) for position in found[1]), found[1])
            yield _ref(start + found[0], match.end(), found[1], run[found[0] :], scene)
            continue
        skipped = FILLER.match(run)
        name = run[skipped.end() :] if skipped else run
        name = name.strip("“”的")
        if match["tail"] == "那个":
            continue
        pointed = re.match(r"的|那|这", match["tail"]) or match["tail"] in ("部分", "节", "章节", "小节")
        if (
            not pointed
            or len(name) < 2
            or len(name) > 10
            or re.search(r"[一两几每]$|^(?:整|添|加|插|增)|第|哪|什么|多少|所有|其[他余它]|各|某|刚才|上面", name)
        ):
            continue
        begin = start + run.find(name)
        nearby = nearly_titled(name, scene)
        if "段" in match["tail"] and (not nearby or _in_one_paragraph(name, nearby, scene)):  # a paragraph of that topic: passages'
            continue
        inside = () if nearby else paragraphs_about(name, scene)
        if not inside and scene.current is not None:  # spoken of in one paragraph of the open section only
            here = about(name, "paragraph", scene, (scene.current,))
            inside = ((here[0][0], here[0][1]),) if len(here) == 1 else ()
        if len(inside) > 1 and scene.current is not None:
            inside = tuple(place for place in inside if place[0] in part_of(scene, scene.current or 0)) or inside
        if nearby:
            yield Ref(begin, match.end(), "words" if len(nearby) == 1 else "many", nearby, name)
        elif len(inside) == 1:
            yield Ref(begin, match.end(), "inside", (inside[0][0],), name, "", inside[0][1])
        else:
            several = tuple(dict.fromkeys(position for position, _ in inside)) if len(name) > 2 else ()
            # Named in several texts, not in headings: never narrowed to one of them.
            yield Ref(begin, match.end(), "many" if several else "none", several, name, nth=len(several))


def _in_one_paragraph(name: str, held: tuple[int, ...], scene: Scene) -> bool:
    """Whether one paragraph speaks of it at its head, in the open section or in the one whose field it is."""
    here = () if scene.current is None else (scene.current,)
    found = {
        place
        for place in about(name, "paragraph", scene, tuple(dict.fromkeys((*here, *held))))
        if name in pieces_of(scene, place[0], "paragraph")[place[1] - 1][1][:40]
    }
    return len(found) == 1


def _bare_topics(text: str, scene: Scene) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    at = 0
    while at < len(text) - 1:
        for end in range(min(len(text), at + 40), at + 1, -1):
            words = text[at:end]
            if "\x00" in words or re.search(r"[，；。]$|^[，；。和与跟及、]", words):
                continue
            held = holding(words, scene) if len(plain_words(words)) >= 2 else ()
            if not held and len(words) >= 4 and called(words, PARTS):
                held = nearly_titled(words, scene)
            if held and (len(held) == 1 or (len(plain_words(words)) >= 2 and len(in_hand(held, scene)) == 1)):
                yield at, end, held
                at = end - 1
                break
        at += 1


def bare(text: str, scene: Scene) -> Iterator[Ref]:
    """民生 beside a verb, or a long stretch of a heading: no word says that a section is meant."""
    for start, end, held in _bare_topics(text, scene):
        if len(held) == 1:
            title = scene.item(held[0]).title
            start = next((at for at in range(max(0, start - 4), start) if subsequence(text[at:end], title, 2.0)), start)
        beside = _BEFORE.search(text[:start]) and _BESIDE.search(text[end:])
        if beside or end - start >= 6:
            yield _ref(start, end, held, text[start:end], scene)


def _ref(start: int, end: int, held: tuple[int, ...], words: str, scene: Scene) -> Ref:
    kind: Kind = "words" if len(held) == 1 else "many" if held else "none"
    return Ref(start, end, kind, held, words)
