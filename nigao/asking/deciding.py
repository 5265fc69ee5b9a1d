"""Requests to sign, send back, take back, bring an earlier version back, remember. Reads words, changes nothing."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.pointing import missing, placed
from nigao.asking.ref import Ref
from nigao.asking.saying import P, S, Saying
from nigao.asking.values import AskBack, Heard, Offer, Order, Told
from nigao.text.numerals import number

_FINE = r"(?:，|批示|签批|这么着|给(?=签)|已阅|阅过|就这么着|就这么办|一次性|一把|换成(?=采纳)|改成(?=采纳)|请|(?:党组会|常委会|常务会|会上?|班子|领导)?(?:都|已经|全|也)?(?:过了?会|审议?过|上过会|议过|圈阅|圈过)|(?:起草|精简|压缩|扩写|修改|改写|重写|写|改|压|缩|弄|填|核|审)完(?:以后|之后|后)?(?:就|直接|马上|再)?|这节|内容|数字|数据|可以|没问题|没有问题|没什么问题|没意见|已经|已|标记|登记|记一下|标|看过|审过|核过|核完|核对过|改好|改完|写好|不错|挺好|很好|好|行|同意|认可|领导|主任|局长|秘书长|处长|市长|上面|点头|说行|说可以|定|就这样|这样|这么定|过|OK|ok|合格|到位|满意|由我|由|我来|我)"
_SIGN = r"(?:(?:标|算|设|转|记)(?:成|为|作)?(?:采纳|定稿|已采纳)|采纳|签发|签字|签掉|签|定稿|定下来|采用)"
_WHO = r"(?:领导|主任|局长|秘书长|处长|市长|上面|大家)?(?:说|看过|审过|同意|点头|定)*，?"
_ACCEPT = re.compile(
    rf"{_WHO}{_FINE}*(?:全部|所有|全|一起|都)*(?P<a>{S})?{_FINE}*(?:全部|全)?(?:予以|给予|可以|准予)?{_SIGN}(?P<b>{S})?{_FINE}*"
)
_AGREE = re.compile(
    rf"{_WHO}{_FINE}*(?P<a>{S})?{_FINE}*(?:通过|同意|认可|没问题|没有问题|就这样|就这么定|这么定|可以|行|过|可以定|定)(?P<b>{S})?{_FINE}*"
)
_REJECT = re.compile(
    rf"(?P<a>{S})?(?:整个|先)?(?:(?:不行|不同意|不合格|没写好|不像话|不能用|写不行|太[一-龥]{{1,3}})，?)?(?:退回|打回|发回|驳回|退)(?P<b>{S})?(?:去|来)?(?:重新?[写弄搞做来]|修改|重改|再改)?(?:[，：:](?:因为|原因是?|理由是?|就说|意见是?)?(?P<why>[^\ue000-\ue0ff]+))?"
)
_LATELY = r"(?:刚才|刚刚|方才|刚|上一步|上步|前一步|最近一次|最后一次|那一步|这一步)"
_BACK = r"(?:撤销|撤回|撤掉|回退|还原|恢复|取消|收回|反悔|改回去?|倒回去?|不算数?|作废|不要|找回|退回(?=上|原))"
_UNDO = (
    re.compile(rf"(?:不对，?|错，?|算，?|等等，?)?{_BACK}(?:掉|到)?{_LATELY}?(?:采纳|删除|精简|压缩|替换|改名|移动|退回|一步|上一步|操作|改动|修改|动作|一下|那一步|这一步|做的?|一次|原样|原来样子|原状)*"),
    re.compile(rf"(?:不对，?|错，?|算，?)?{_LATELY}(?!有|说|讲|提)[^，。\ue200-\ue2ff]{{0,9}}，?[^，。\ue200-\ue2ff]{{0,4}}?{_BACK}(?:掉|回来|回去|原样|过来|一步|来)?"),
    re.compile(rf"(?:算，?|不对，?)?(?:{S}(?:是)?留着，?)?(?:{_LATELY})?(?:删|改|动|换|移|压|加|采纳)(?:掉|去|过|错)?(?:{S}|那节|内容|那段|部分|东西|字|话)?(?:恢复|还原|找回|撤回|撤销|退)(?:回来|回去|来)?"),
    re.compile(r"(?:后面?|最后|后头|末了|后来)(?:这|那)(?:一)?(?:个|次|步|下|处)(?:改动|操作)?(?:不算数?|撤销|撤掉|撤回?|不要|作废|取消)(?:，?(?:就|给我|请)*(?:撤销|撤掉|撤回?|取消))?"),
    re.compile(r"(?:上一步|上步|上一个|上个|前一个|刚才|前一步)(?:操作|改动)?(?:错|不对|不算|不要|作废)"),
    re.compile(r"(?:改|变)回(?:去|来|原来|原样|之前)(?:样子|那样)?|回到(?:上一步|刚才|之前)(?:样子|状态)?|undo|后悔|反悔|退(?:回)?一步|撤|退回上一步"),
)  # fmt: skip
# 刚才这两步都撤; 填错，退回没填的样子; 还是换回原来的; 给我放回来
_STEPS = re.compile(
    rf"(?:把)?{_LATELY}?(?:这|那|前|最后)?(?P<n>[两俩二三四五六2-6])(?:步|次|下|个(?:改动|操作|动作)?(?=全|都|一起|一并|统统))(?:操作|改动)?，?(?:全|都|一起|全部|统统|给我|帮我|给)*(?:{_BACK}|撤)(?:掉|回来|回去)?(?:，?(?:退回|回到|恢复到?|还原成?|变回|改回)成?.{{0,10}})?"
)
_BACK_AGAIN = re.compile(
    r"(?:(?:不|别)(?:换|改|移|挪|调|动|删|压)了?，)?(?:.{0,3}(?:填|改|删|弄|换|写|压|移|挪|加|搞|点|按|采纳)(?:错|反|多|过头|坏|乱|岔)(?:了|啦)?，?)?(?:标题|题目|名字|次序|顺序|位置|这句|那句|这段|那段)?(?:还是?|是|仍|那就|就|全|都|给它|给我|给|把它|一切|统统|全部|重新|再)*"
    r"(?:(?:换|改|变|退|恢复|还原|放|拿|搬|找|弄|调|倒|挪|移|加|回|用|要|按|照)(?:回|成|到|为|去|来)*(?:原来|原先|之前|以前|刚才|没(?:填|改|动|删|换|压)(?:时候|之前)?|最初|最开始|一开始|改之前|动之前)(?:的)?(?:样子|样儿|那样|那个|说法|写法|内容|文字|状态|位置|地方|版本|顺序|次序|排法|标题|题目|名字|叫法|那版|那稿)?(?:来|办|走|排|写)?"
    r"|(?:换|改|变|退|放|拿|搬|找|弄|调|挪|移|加|搁|撂|恢复|还原)回(?:来|去|(?:到)?(?:原处|原位|老地方|老位置|原先那儿|原来那儿)(?:去|来)?))(?:吧|算了|得了|好了)?"
)
_WITHDRAWN = re.compile(
    rf"(?:撤回|撤销|撤掉|收回|取消)(?:对|给)?(?P<t>{S})(?:的)?(?:采纳|签字|签发)|(?P<s>{S})(?:的)?(?:采纳|签字|签发|签)(?:给|也|先)?(?:收回(?:来|去)?|撤回(?:来|去)?|撤销|撤掉|撤下来?|拿掉|去掉|取消掉?|撤|作废)"
    # （二）又有变化，先撤签，另外两节照旧
    rf"|(?P<u>{S})(?:[^，]{{0,10}}，)?(?:先|暂时|就|给我|把它)*(?:撤签|退签|销签|把签字?(?:撤|收|拿)(?:了|回来|掉|下来)?)"
    r"(?:，(?:其[余他]|另外|别的|剩下|旁的)[^，]{1,8}(?:照旧|不变|不动|保留|留着|别动|照签))?"
)
# 刚签的先不作数，给它撤下来: said of a signature just given.
_JUST_SIGNED = re.compile(
    r"(?:[^，]{1,14}，){0,2}(?:刚|刚才|方才|刚刚)签(?:字|掉|过)?的?(?:那[个节份])?(?:先|就|暂时)*(?:不作数|不算数?|作废|撤|收回|取消|撤回|撤销)"
    r"(?:，(?:请|先|给|把|帮我)*(?:它|那节|签字)?(?:撤|收|拿|退)(?:下来|回来|回去|掉))?"
)
_RESTORE = re.compile(
    rf"(?P<a>{S})?(?:恢复|回到|用回|退回|换回|还原)(?:成|到|为)?(?P<b>{S})?(?:第(?P<n>[一二三四五六七八九十\d]+)(?:稿|版|个版本)|(?P<last>上一?(?:个)?(?:稿|版本?)|前一?(?:个)?(?:稿|版本?)|原稿|初稿|最初(?:那)?(?:一)?(?:稿|版)))"
)
_REMEMBER = re.compile(
    r"(?:请)?(?:记住|记一下|记着|以后(?:都|一律)?|今后|从现在(?:起|开始)|统一(?:写|用|称)|注意(?=[：:，, ]|.{6}))[：:，, ]*(?P<what>.{2,80})"
)


# 刚才移动创新主体那一步撤销: which step it is, beside what was done.
_NAMED_STEP = re.compile(
    rf"(?:把)?{_LATELY}(?P<what>[^，。]{{3,16}}?)(?:的)?(?:那|这)(?:一)?(?:步|次|下|个改动|个操作)，?(?:给)?{_BACK}(?:掉|回来|回去)?"
)
_STEP_WORDS = re.compile(
    r"移动|挪动|移|挪|精简|压缩|缩短|压|缩|扩写|改名|改标题|标题|题目|改|填数|填|补|删除|删掉|删|增加|加|换词|换|对调|采纳|退回|重写|起草|撤回|写|调整|调|[把的了到在去成为和、“”那这一个节段句]|后面|前面|之后|之前"
)


def _undone_if_last(said: Saying, what: str) -> Heard:
    """The last step taken back where it was done to what is named; else it is asked which is meant."""
    scene = said.scene
    last = scene.recent
    if last is not None and (what in scene.item(last).title or what in scene.text(last)):
        return Order((c.Undo(),))
    return AskBack(
        f"最近一步改的不是“{what}”，没有撤回；要撤回最近一步请说“撤销”，要撤回更早的一步请到“记录”页选那一步。稿子没有动。", firm=True
    )


def undone(said: Saying) -> Heard | None:
    """Whether the last thing done is to be taken back."""
    text = said.squeezed
    if (taken := withdrawn(said)) is not None:
        return taken
    if found := _RESTORE.fullmatch(text):
        return _restored(said, found)
    if steps := _STEPS.fullmatch(text):
        return Order((c.Undo(),) * (number(steps["n"].replace("两", "二").replace("俩", "二")) or 1))
    if text in ("不要", "取消", "作废"):  # of what, nobody knows
        return AskBack("要撤回刚才做的那一步吗？要撤回请说“撤销”；稿子没有动。", firm=True)
    if (named := _NAMED_STEP.fullmatch(text)) and (what := _STEP_WORDS.sub("", said.words(named["what"]))) and len(what) >= 3:
        return _undone_if_last(said, what)
    if _REDO.fullmatch(text) or _RATHER_AFTER.fullmatch(text):
        return Order((c.Redo(),))
    if said.scene.last is c.Accept and _JUST_SIGNED.fullmatch(text):
        return Order((c.Undo(),))
    if _JUST_DONE.fullmatch(text) or re.fullmatch("(?:唉|哎呀?|哦|，)*(?:签|采纳|填|改|删|换|移|挪|加)(?:早|错|反|岔)(?:地方|数)?", text):
        return Order((c.Undo(),))
    if _RATHER_BEFORE.fullmatch(text):
        return _back_again(said.scene.last, text)
    if one_back := _ONE_BACK.fullmatch(text):
        return _put_back(said, said.refs[one_back["s"] or one_back["t"]])
    if any(pattern.fullmatch(text) for pattern in _UNDO):
        return Order((c.Undo(),))
    if (changed := _CHANGED_BACK.fullmatch(text)) and _was_changed(said, said.refs[changed["s"]]):
        return _put_back(said, said.refs[changed["s"]])
    return _back_again(said.scene.last, text) if _BACK_AGAIN.fullmatch(text) else None


def _was_changed(said: Saying, ref: Ref) -> bool:
    """Whether it is one section, and one that was changed before."""
    return len(ref.positions) == 1 and (ref.positions[0] == said.scene.recent or said.scene.id(ref.positions[0]) in said.scene.before)


def just_done(said: Saying) -> Heard | None:
    """刚添的那节撤掉: said of what was just done, whatever place its words are like."""
    if _STEPS.fullmatch(said.squeezed):
        return undone(said)
    return Order((c.Undo(),)) if _JUST_DONE.fullmatch(re.sub("[了吧啊呀啦呗。！! ]|请|麻烦", "", said.spoken)) else None


def _back_again(last: type[c.Command] | None, text: str) -> Heard:
    """原来的顺序 takes back what moved something, 原来的题目 what renamed it; where something else was done last nobody meant that."""
    meant = next((kinds for words, kinds in _OF_WHAT if re.search(words, text)), None)
    if meant is None or last is None or last in meant:
        return Order((c.Undo(),))
    return AskBack(f"最近一步是“{last.words}”，没有撤回；要撤回它请说“撤销”，要撤回更早的一步请到“记录”页选那一步。稿子没有动。", firm=True)


# 多余了，刚添的那节撤掉; 刚才压的这两节全给我退回压之前; 变回刚才那样: what was just done goes.
_JUST_DONE = re.compile(
    rf"(?:多余|不成|不行|不好|太[狠多少长短过]|算|不对|错|唉|哎呀?|，)*(?:把)?(?:{_LATELY})(?:你)?(?:给)?(?:添|加|增|压|缩|砍|改|删|换|移|挪|写|扩|填|并|拆|弄|搞|动|精简|采纳|签)(?:过|掉|好)?(?:的)?(?:那|这)?(?:[一两二三四几])?(?:个)?(?:小)?(?:节|部分|段|句|处|步|标题|{S}|{P})?(?:话)?"
    r"(?:全|都|一起|统统|全部|给我|再|又|给|就)*(?:撤销|撤回|撤掉|撤|拿掉|去掉|不要|取消|还原|恢复|退回去?|退掉|作废)(?:到|回|成)?(?:压|改|删|加|添|动|缩|砍|换|移|写|填|扩|精简)?(?:之前|以前|前|原样|原来)?(?:的)?(?:样子|那样|那版|状态|来|去)?"
    r"|(?:[^，]{0,10}，){0,2}(?:变|改|换|退|恢复|回|弄|调)(?:回|到|成)+(?:去)?(?:到)?(?:刚才|之前|原来|先前|前面|改之前|压之前)(?:的)?(?:那|这)?(?:样子|样|个样|版|稿|状态)?"
)
# 还是原来那版好, （六）的标题还原: the words say by themselves that what was done last goes.
_RATHER_BEFORE = re.compile(
    rf"(?:想想|看看|觉得|我|，)*(?:还?是|不如|比不上|宁可|情愿)(?:用|要|按|照)?(?:原来|原先|之前|以前|刚才|改之前|改前|没改|没动|没压|老|上)(?:的)?(?:那|这)?(?:一)?(?:个)?(?:版本|版|稿|样子|样|写法|说法)?"
    r"(?:好|强|顺|行|合适|妥当?|更好|舒服|地道)?(?:，?(?:用|换|退|回)(?:到|回)?(?:那|原来|之前)(?:的)?(?:一)?(?:个)?(?:版|稿|样子)?)?"
    rf"|(?:[^，]{{0,10}}，)?(?:把)?(?:{S})?(?:的)?(?:标题|题目|名字|顺序|次序|位置)(?:给我|给|还是|都|全)*(?:还?是|还)?(?:还原|恢复(?:到|成)?(?:原来|原先|之前|以前)?(?:的)?(?:那个|样子|那样)?|复原|不改|不换|不动|变回(?:去|来)|改回(?:去|来)|换回(?:去|来))"
)
# （四）恢复原样, 先前第三节那个压缩不要了: what was done to one section goes, whatever was done since.
_ONE_BACK = re.compile(
    rf"(?:恢复|还原)(?P<t>{S})(?:的)?(?:原文|原样|原貌|原稿|原来的?样子)|(?:先?前|刚才|之前|前面|那个|方才|把|对|，)*(?P<s>{S})(?:先前|刚才|之前|方才|这次|上次|里面?|中|的|那个|那次|那|这个)*"
    rf"(?:(?P<what>改动|修改|压缩|精简|缩减|扩写|重写|改写|变动|调整|操作|改)(?:过|掉)?(?:的|那)?(?:内容|部分|东西)?(?:不要|不算数?|作废|撤销|撤回|撤掉|撤|取消|还原|恢复|收回|退)(?:回来|回去|掉)?"
    r"|(?:给我|给|就|还是|先|都|全部|全|统统|一律)*(?:还原|复原|恢复(?:原样|原状|原来的?样子|原貌|到改之前|到改动前)|(?:退|回|改|变|恢复)(?:回|到|成)+(?:原来|原样|原状|改之前|改前|没改|压之前|没压|动之前|之前)(?:的)?(?:样子|那版|那稿|时候|版本|状态)?))"
)
# （五）那个恢复, of a section that was changed before: its change goes.
_CHANGED_BACK = re.compile(
    rf"(?:把|对|，)*(?P<s>{S})(?:那个|那次|那处|这个|的|先|就|还是|给我|给|都|也|它)*(?:恢复|还原|复原|撤销|撤回|撤掉|撤|退回去|退回来|改回(?:来|去)|变回(?:来|去)|回到原来|回到从前|不压|不改|不缩)(?:掉|回来|回去|一下)?"
)
# What was taken back is wanted again: 撤错了, 把刚才撤回的恢复回来, 取消撤回, 重做; 把稿子恢复回来 where all of it went.
_TAKEN_BACK = r"(?:撤(?:回|销|掉|了|走|没)?|退回)"
_REDO = re.compile(
    rf"(?:{_LATELY})?{_TAKEN_BACK}(?:错|多)了?(?:，?(?:请)?(?:给我|帮我|都|全)?(?:恢复|找|弄|拿|变)(?:回来|回去|过来))?"
    rf"|(?:把)?(?:{_LATELY})?{_TAKEN_BACK}(?:掉)?的?(?:那一?步|那一?下|那些|内容|东西|改动|部分|稿子)?(?:再|又|都|全|全部|给我|帮我)*(?:恢复|找|弄|拿|变|加)(?:回来|过来|回去)?"
    rf"|(?:取消|撤销|撤回)(?:{_LATELY})?(?:的)?(?:那次|那个|这次)?(?:撤回|撤销)|重做(?:一下|刚才那步)?|redo"
    r"|(?:把)?(?:整个|整篇|整份)?(?:稿子|全稿|全文|正文|原稿)(?:再|都|全|全部|给我|帮我)*(?:恢复|找|弄|变)(?:回来|过来|回去)",
    re.IGNORECASE,
)


# 还是压过的那版好，用那版: what was taken back last.
_RATHER_AFTER = re.compile(
    r"(?:想想|看看|想来想去|算|觉得|不对|我|，)*(?:还?是|不如|就|那)*(?:用|要|按|照)?(?:回)?(?:刚才)?(?:你)?(?:压|改|精简|缩|扩写?|写|换|删|挪|移|调|动|加)(?:过|完|后|好|短|了|之后|以后)*(?:的)?(?:那|这)(?:一)?(?:个)?(?:版本|版|稿|样子|样)"
    r"(?:好|强|顺|行|合适|妥当?|更好|舒服)?(?:，?(?:就)?(?:用|换回|恢复|回到|要)(?:那|这|它)(?:一)?(?:个)?(?:版|稿)?)?"
    r"|(?:又|我|想想|后悔|，)*还?是(?:用|要|按|照|就用|回到|恢复到?)(?:刚才)?(?:压|改|精简|缩|扩写?|写|换|删|挪|移|调|动|加)(?:过|完|短|好)(?:之后|以后|后)?的?(?:好|吧|行)?"
)


def _put_back(said: Saying, ref: Ref) -> Heard:
    """One section as it was before it was changed last; what was done to others since stays."""
    position, scene = placed(said, ref), said.scene
    if not isinstance(position, int):
        return position
    if scene.recent == position:
        return Order((c.Undo(),))
    before = scene.before.get(scene.id(position))
    if before is None:
        return Told(f"{scene.name(position)}还没有改动过，稿子没有动。")
    return Order((c.Restore(scene.id(position), before),))


_OF_WHAT = (("顺序|次序|位置|排法", (c.Move, c.Swap, c.Add, c.Remove)), ("标题|题目|名字|叫法", (c.Rename,)))


def _restored(said: Saying, found: re.Match[str]) -> Heard:
    sign = found["a"] or found["b"]
    position = placed(said, said.refs[sign]) if sign else said.scene.current
    if position is None:
        return AskBack("请说明恢复哪一节的第几稿，例如“第二部分恢复第1稿”。", firm=True)
    if not isinstance(position, int):
        return position
    current = said.scene.sections[position].current
    standing = current.number if current else 0
    earlier = max(1, standing - 1) if found["last"] and found["last"][0] in "上前" else 1
    wanted = number(found["n"]) if found["n"] else earlier
    return Order((c.Restore(said.scene.id(position), wanted or 1),))


def withdrawn(said: Saying) -> Heard | None:
    """A signature that is taken back: 文化那节的采纳取消."""
    found = _WITHDRAWN.fullmatch(said.squeezed)
    if found is None:
        return None
    position = placed(said, said.refs[found["s"] or found["t"] or found["u"]])
    if not isinstance(position, int):
        return position
    if said.scene.sections[position].accepted is None:
        return AskBack(f"{said.scene.name(position)}还没有采纳，稿子没有动。", firm=True)
    if said.scene.recent == position and said.scene.sections[position].state == "accepted":
        return Order((c.Undo(),))  # it was the last thing done
    return Offer((c.Reject(said.scene.id(position)),), f"要收回{said.scene.name(position)}的采纳吗？")


def decided(said: Saying) -> Heard | None:
    """Signing and sending back."""
    text = said.squeezed
    if (back := sent_back(said)) is not None:
        return back
    explicit = _ACCEPT.fullmatch(text)
    found = explicit or _AGREE.fullmatch(text)
    if found is None:
        return None
    sign = found["a"] or found["b"]
    if sign is None:
        if not explicit or re.search("采用", text):
            return None
        if re.fullmatch(r"(?:全部|所有|都)*(?:采纳|定稿|签发)", text) and re.search("全部|所有|都|统统|通通|一律|全数|悉数", said.text):
            return Order((c.Accept(),))
        if said.scene.current is None:
            return AskBack("请说明采纳哪一部分，例如“采纳第一部分”，或说“全部采纳”。", firm=True)
        return Offer((c.Accept(said.scene.id(said.scene.current)),), f"要采纳现在打开的{said.scene.name(said.scene.current)}吗？")
    ref = said.refs[sign]
    if ref.kind == "whole":
        return Order((c.Accept(),))
    if ref.kind in ("none", "that", "many", "inside"):
        position = placed(said, ref)
        return position if not isinstance(position, int) else AskBack("采纳要按节，请说明是哪一节。", firm=True)
    return signed(said, ref.positions, bool(explicit) and "采用" not in text)


def sent_back(said: Saying) -> Heard | None:
    """Sending back, also where a not says why: 不行，退回."""
    found = _REJECT.fullmatch(said.squeezed)
    return _rejected(said, found) if found else None


def signed(said: Saying, positions: tuple[int, ...], plainly: bool) -> Heard:
    scene = said.scene
    block = [
        p for one in positions for p in (scene.block(one) if len(positions) == 1 else (one,)) if scene.text(p) and p not in scene.spared
    ]
    if not block:
        return AskBack(f"{scene.name(positions[0])}还没有写，请先起草再采纳；您要采纳的是哪一节？", firm=True)
    commands = tuple(c.Accept(scene.id(p)) for p in block)
    if plainly and len(block) == len(positions):
        return Order(commands)
    return Offer(commands, f"要采纳{scene.names(block)}吗？")


_THIS_BACK = re.compile(r"(?:不同意|不行|不合格|不像话|没写好|，)*(?:退回|打回|发回|驳回)(?:去|来|重写|修改|重改|重做|给他们?)*(?=$|，|：)")


def _rejected(said: Saying, found: re.Match[str]) -> Heard | None:
    sign = found["a"] or found["b"]
    reason = re.search("[，：:](?:因为|原因是?|理由是?)?([^，：:].*)$", said.text) if found["why"] else None
    why = said.kept(reason[1]).strip("，。！") if reason else ""
    if sign is None:
        if said.scene.current is None or not _THIS_BACK.match(said.squeezed):
            return AskBack("请说明退回哪一节，例如“退回第二部分：重点不突出”。", firm=True)
        return Offer((c.Reject(said.scene.id(said.scene.current), why),), f"要退回现在打开的{said.scene.name(said.scene.current)}吗？")
    ref = said.refs[sign]
    if ref.kind in ("number", "words", "here") and len(ref.positions) > 1:
        return Offer(tuple(c.Reject(said.scene.id(p), why) for p in ref.positions), f"要退回{said.scene.names(ref.positions)}吗？")
    position = placed(said, ref)
    if not isinstance(position, int):
        return position
    return Order((c.Reject(said.scene.id(position), why),))


def remembered(said: Saying) -> Heard | None:
    """Something that holds for the rest of the draft."""
    found = _REMEMBER.fullmatch(said.text)
    return Order((c.Remember(said.kept(found["what"]).strip("。")),)) if found else None


def not_there(said: Saying) -> AskBack | None:
    """A section named that is not there."""
    ref = next((ref for ref in said.sections if ref.kind == "none"), None)
    return AskBack(missing(ref, said), firm=True) if ref else None
