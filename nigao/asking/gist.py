"""The gist of a clause no pattern explains word for word, from the words of it that tell what is wanted and of what.

What is left of it when those are taken out decides: next to nothing, and it is done; more, and it is only offered; much, and it is no gist.
"""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.leftover import left, weighed
from nigao.asking.lengths import A_LITTLE_LONGER, A_LITTLE_SHORTER, Resize, length_in
from nigao.asking.moving import beside, exchanged, stepped, to_end
from nigao.asking.pointing import placed
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.titling import title_of
from nigao.asking.values import AskBack, Heard, Order
from nigao.asking.writing import afresh, brought_to, positions_of

_SHRINK = r"精简|精减|压缩|压减|压一?压|压短|压|缩短|缩减|缩一?缩|缩|砍短|砍|删减|裁减|瘦身|减肥|浓缩|凝练|提炼|精炼|简化|简短|简洁|简练|紧凑|写短|改短|变短|短|少写|挤挤?水分|收一?收|收短|打薄|减少|减"
_TOO_LONG = r"太长|过长|偏长|长(?:了)?点|啰嗦|啰唆|罗嗦|冗长|拖沓|太多|太水|打住|封顶|控制"
_GROW = r"扩写|扩充|扩展|扩|展开|充实|丰富|补充|详写|写细|写实|加长|拉长|写长|多写|详细|具体|细化|写厚|饱满|加强|加重|增加|撑"
_AFRESH = r"重新(?:写|起草|拟|来|组织|弄|做|搞|生成)|重写|重拟|重来|重做|推倒|另写|另起炉灶|返工|回炉|从头(?:写|来|再写)|再(?:写|来|拟|起草)(?:一?(?:版|遍|稿|个))|起草"
_MOVE = r"撂|移动|挪动|紧跟着?|紧接着?|紧挨着?|挨着|搁|移|挪|调整|调|放|提|搬|排|摆|换|插|拿|往|拉|置"
_FRONT, _BACK = r"最?前面?|第一(?:个|位|节)?|首位|开头|头里", r"最?后面?|末尾|最末|结尾|文末|尾巴|压轴"
_TITLE = r"大标题|小标题|标题|题目|名字|名称|题名|改名|更名|重命名|叫法|名"
_NAMED = r"只留下?|保留|改成|改为|换成|换为|叫做|叫作|改叫|就叫|定为|变成|写成|名为|题为|叫|用|为|是"
_UNDO = r"撤销|撤回|撤掉|回退|还原|恢复|取消|收回|反悔|后悔|(?:改|弄|变|倒|退|搞|还|调|换|拿|找|放|挪)回(?:来|去|到|成)?|不算|作废|退回|撤"
_LATELY = r"早了?$|多了?$|早|最后(?:这|那)?一?步|这一步|那一步|上次|刚才|刚刚|方才|刚|上一步|上步|前一步|上一个|原来|之前|原先|原样|老样子|手滑|手快|手误|手抖|点错|按错|弄错|改错|删错|搞错|误操作|错"
_OTHER = r"添|新增|加一|加个|增加|插|另起|单列|里的|砍|压|缩|精简|扩写|重写|起草|采纳|签|退回|打回|删|移|挪|对调|填"


def gist(said: Saying) -> Heard | None:
    """What a clause most likely asks for, done where hardly a word is left over, else offered; None where it cannot be told."""
    if said.quotations and re.search("这句|的说法|这个词", said.text):
        return None
    for look in (_undone, retitled, _swapped, _moved, _rewritten, _resized):
        found = look(said)
        if found is not None:
            return found
    return None


def _one(said: Saying, sign: str) -> int | Heard:
    return placed(said, said.refs[sign])


def _undone(said: Saying) -> Heard | None:
    text = said.squeezed
    plainly = re.search(r"(?:改|弄|变|倒|搞|还|调|找|放|换|移|挪|撤|退)回(?:来|去)", text) and not re.search(S, text)
    if not re.search(_UNDO, text) or not (plainly or re.search(_LATELY, text)) or said.quotations or re.search(rf"{P}|第\d", text):
        return None
    over = left(re.sub(S, "", text), _UNDO, _LATELY, "采纳|删除|删|精简|压缩|替换|改名|移动|退回|内容|段|版本")
    if over > 4:
        return None
    return Order((c.Undo(),)) if over <= 2 else AskBack("要撤回刚才做的那一步吗？要撤回请说“撤销”；稿子没有动。", firm=True)


def retitled(said: Saying) -> Heard | None:
    """Another title, with what is wrong about the old one or other words around it."""
    text = said.squeezed
    text = re.sub(r"(?<=标题|题目|名字|名称)(?:缩短|简化|精简|压缩|压短|缩|压)(?:成|为|到)", "改成", text)
    signs = re.findall(S, text)
    wanted = rf"(?:{_TITLE})[^{S[1:-1]}]*?(?:(?:{_NAMED})[：:]?(?P<t>{Q})|，(?:就|改)?叫(?:做|作)?(?P<w>[^，{S[1:-1]}]{{2,40}})$)"
    found = re.search(wanted, text) or re.search(rf"(?:{_TITLE})[：:，]?(?P<t>{Q})(?P<w>)", text)
    if found is None or len(set(signs)) != 1 or re.search(_OTHER, text):
        return None
    position = _one(said, signs[0])
    if not isinstance(position, int):
        return position
    words = found["t"] or found["w"]
    title = title_of(said, words)
    over = left(text.replace(words, ""), _TITLE, _NAMED)
    order = Order((c.Rename(said.scene.id(position), title),))
    return weighed(order, over, lambda: f"要把{said.scene.name(position)}的标题改成“{title}”吗？")


def _swapped(said: Saying) -> Heard | None:
    text = said.squeezed
    if not re.search("对调|互换|交换|调换|对换|颠倒|换一?换|换个?位置|[调掉]个?(?:位置|顺序|次序|个儿?)|倒一?下", text):
        return None
    positions = [p for sign in dict.fromkeys(re.findall(S, text)) for p in said.refs[sign].positions]
    if len(positions) != 2:
        return None
    over = left(text, "对调|互换|交换|调换|对换|颠倒|换|调|掉|倒")
    return weighed(exchanged(said, positions), over, lambda: f"要把{said.scene.names(positions)}对调吗？")


def _moved(said: Saying) -> Heard | None:
    text = said.squeezed
    if said.paragraph is not None or said.quotations:
        return None
    found = re.match(rf"[^{S[1:-1]}]*(?P<s>{S})(?P<rest>.*)", text)
    if found is None or not re.search(_MOVE, found["rest"]):
        return None
    target = re.search(rf"(?P<t>{S})(?P<side>[^{S[1:-1]}]*)$", found["rest"])
    position = _one(said, found["s"])
    if not isinstance(position, int):
        return position if target or re.search(rf"(?:{_MOVE})(?:到|至|在)", found["rest"]) else None
    if target is not None:
        if not re.search("前|后|里|下面|上面|之间", target["side"]):
            return None
        other = _one(said, target["t"])
        moved = beside(said, position, other, target["side"]) if isinstance(other, int) else other
    elif step := re.search(
        rf"(?:往|向|朝)?(?P<way>前|后|上|下)(?:面)?(?:{_MOVE})?(?:动)?(?:一位|一格|一节|一个|个位置|一步)", found["rest"]
    ):
        moved = stepped(said, position, step["way"] in "前上")
    elif end := re.search(
        rf"(?:{_MOVE})(?:到|至|在|成)?(?:全文|整个稿子|这部分|部分)?的?(?:(?P<front>最前|第一|首位|开头|头里)|(?P<back>最后|末尾|最末|结尾|文末|压轴))",
        found["rest"],
    ):
        moved = to_end(said, position, end["front"] is not None)
    else:
        return None
    if moved is None:
        return None
    over = left(text, _MOVE, _FRONT, _BACK, "之|朝|向|面|边|间")
    return weighed(moved, over, lambda: f"要这样移动{said.scene.name(position)}吗？")


def _rewritten(said: Saying) -> Heard | None:
    text = said.squeezed
    if said.paragraph is not None or said.quotations or not re.search(_AFRESH, text) or not re.search(S, text):
        return None
    positions = positions_of(said)
    if not isinstance(positions, tuple) or any(ref.kind in ("inside", "whole") for ref in said.sections):
        return positions if not isinstance(positions, tuple) else None
    over = left(text, _AFRESH)
    found = afresh(said.scene, positions, begin=False)
    return weighed(found, 3 * over, lambda: f"要把{said.scene.names(positions)}重新起草一遍吗？")


def _resized(said: Saying) -> Heard | None:
    text = said.squeezed
    shorter, longer = re.search(_SHRINK, text) or re.search(_TOO_LONG, text), re.search(_GROW, text)
    share_of, to, words = length_in(text)
    only_number = to is not None and words != "" and not (shorter or longer) and re.search("到|至|留|剩|控制|超过|以内", text)
    if not said.sections or said.quotations or re.search(_TITLE, text) or (bool(shorter) == bool(longer) and not only_number):
        return None
    if not re.search(_SHRINK, text) and not longer and to is None and share_of is None:
        return None
    if shorter is not None and shorter.group() == "短" and re.search("时间|期限|时限|链条|短板", text):
        return None
    share = share_of if share_of is not None else (None if to else (A_LITTLE_LONGER if longer else A_LITTLE_SHORTER))
    found = brought_to(said, Resize(to, share, None if only_number else bool(longer), paragraph=said.paragraph is not None))
    over = left(text.replace(words, "") if words else text, _GROW if longer else _SHRINK)
    names = "、".join(dict.fromkeys(said.scene.name(p) for ref in said.sections for p in ref.positions[:3]))
    return weighed(found, over, lambda: f"要把{names}{'扩写' if longer else '精简'}{f'到{to}字' if to else '一些'}吗？")
