"""What becomes of clauses nothing explained: what they are likely to ask for, a remark on a section that is there, or a question back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao.asking.agreeing import chooses
from nigao.asking.commenting import negated
from nigao.asking.deciding import decided, not_there
from nigao.asking.pointing import placed
from nigao.asking.ref import Ref
from nigao.asking.saying import P, Q, S, Saying, joined
from nigao.asking.subject import said_of
from nigao.asking.supposing import ASIDE, doable, kind_of, stays, supposed
from nigao.asking.values import AskBack, AskFigure, AskPassage, AskWhence, Heard, Offer, Order, OutOfScope, Remark, StateFigure, Told
from nigao.asking.wondering import asks, wondered

# Clauses of two kinds as likely as this are two things asked for.
APART = 0.8
_HOW = AskBack("请说明改哪一节的哪一处、怎么改，例如“第二部分精简到800字”“把第三部分第二段删掉”；稿子没有动。")
WHICH = AskBack("没有听出要改哪一处，稿子没有动；请说明是哪一节、怎么改，例如“第二部分精简到800字”。")
# What no paper is about, whatever else the words are like.
_OTHER_THINGS = re.compile(
    r"朋友圈|文案|公众号|推文|春联|对联|贺词|打(?:个)?电话|投影仪|翻译|翻成|译成|英文|英语|打印|写(?:首|篇|封|个|份|张|条)|假条|请假|邮件|邮箱|微信|短信|钉钉|字体|字号|行距|页边距|页码|页眉|排版|图表|折线图|柱状图|饼图|配图|插图|"
    r"天气|外卖|机票|车票|酒店|会议室|唱|播|笑话|诗|股|基金|画|买|订|打车|闹钟|提醒我|日程|你是谁|你叫|你几岁|模型|公司做|开发|\d+(?:加|减|乘|除)"
)
# A wish that something should not stand in the text is no wish that nothing should be done.
LEFT_OUT = re.compile(r"(?:句|段|条|话|字|数|提法|说法|[“”0-9]).*?(?:不要|别|不用|不必|不能|少)(?:再|往里|往上)?(?:写|提|讲|用)")
LEAVE_OUT = AskBack("稿子没有动；要删去哪一句，请说“删去含‘……’的那一句”，把句中的几个字放在引号里。", firm=True)
ACTS = re.compile(
    r"删|去掉|拿掉|砍|放到|搁到|不对|有误|错|挪|移|换|改|调整|合并|拆|落实|压|缩|精简|扩|写|补|加|添|插|采纳|签|退回|打回|重写|起草|修改|润色|处理|弄|整|对调|恢复|撤"
)
_STRONG_ACTS = re.compile(
    r"压|缩|精简|删|去掉|挪|移|换成|改成|改为|合并|拆|补上|加上|加一|添|插|采纳|签|打回|重写|起草|润色|对调|填|突出|强调|增加"
)
_DELETES = re.compile(r"删|去掉|拿掉|砍掉|剔除")
SIGNS = re.compile(r"采纳|签发|定稿")
_AGREES = re.compile("(?:同意|通过|可以|没问题|没有问题|没意见|认可|过|定|行|点头|领导|主任|市长|都|已经|，)+")
_WRONG_SOMEHOW = re.compile(
    r"不(?:太|大|很)?(?:对|好|行|妥|顺|通|合适|准|像)|有(?:点|些)?(?:问题|毛病|别扭|怪|乱)|别扭|怪怪|欠妥|再看看|再想想"
)


def only_why(said: Saying) -> bool:
    """Whether a clause nothing explained only says why something else is wanted: 写得像喊口号，推倒重写."""
    words = re.sub(S, "", said.squeezed)
    return not (ACTS.search(words) or re.search(rf"{P}|{Q}|\d|[段句节]|部分|标题", words) or negated(said) or asks(said) or len(words) > 16)


def left_over(sentence: Saying, rest: Sequence[Saying], out: Sequence[Heard], subject: Ref | None) -> list[Heard]:
    """What becomes of clauses nothing explained."""
    whole = rest[0] if len(rest) == 1 else replace(sentence)
    told = [] if asks(sentence) else _each_supposed(_with_places(sentence, rest), subject)
    told = [one for one in told if not (out and isinstance(one, AskBack | Told)) and not _again(one, out)]
    if told:
        return told
    if out:
        if asked := [found for one in rest if (found := _asked_besides(one, out)) is not None]:
            return asked
        acts = [one for one in rest if _STRONG_ACTS.search(one.squeezed)]
        if acts and any(not isinstance(one, Told) for one in out):
            return [AskBack(f"“{'，'.join(one.spoken for one in rest)}”这一句没有办，请说明要改哪一处。")]
        return []
    question = next((one for one in rest if asks(one)), None)
    if asks(sentence) or question is not None:
        found = wondered(sentence)
        if found is not None and not isinstance(found, Order):
            return [found]
    return [unexplained(whole if asks(whole) else said_of(whole, subject), sentence)]


_ITS_SOURCE = re.compile(r"(?:这|那|该|它)(?:一)?(?:个|条|处|项)?(?:数字?|数据|值)?(?:是|的)*(?:哪|谁|从哪|出处|来源|依据|根据)")


def _asked_besides(said: Saying, out: Sequence[Heard]) -> Heard | None:
    """What is asked beside something done, of the value that is put in where the clause only points at it: 改完告诉我这数哪个单位报的."""
    if not asks(said) and not _ITS_SOURCE.search(said.text):
        return None
    stated = next((one for one in reversed(out) if isinstance(one, StateFigure)), None)
    if stated is not None and _ITS_SOURCE.search(said.text):
        return AskWhence(stated.was) if stated.was else AskFigure(stated.indicator, who=True)
    found = wondered(said)
    return None if isinstance(found, Order | AskPassage) else found


def _again(found: Heard, out: Sequence[Heard]) -> bool:
    """Whether the same was heard before: 再拉长点，凑个八百字."""
    kinds = {type(command) for one in out if isinstance(one, Order | Offer) for command in one.commands}
    return isinstance(found, Offer) and {type(command) for command in found.commands} <= kinds


def _with_places(sentence: Saying, rest: Sequence[Saying]) -> Sequence[Saying]:
    """The clauses left over, or the whole sentence where only the others name the paragraph: 第二段太长，拆成两段."""
    return [sentence] if sentence.paragraph is not None and all(one.paragraph is None for one in rest) else rest


def _each_supposed(rest: Sequence[Saying], subject: Ref | None) -> list[Heard]:
    """What the clauses left over are likely to ask for, taken together, or each by itself where each is likely another thing."""
    wished = [one for one in rest if not stays(one)]
    rest = wished if any(kind_of(said_of(one, subject)).what not in ASIDE for one in wished) else rest
    kinds = [kind_of(said_of(one, subject)) for one in rest]
    apart = {kind.what for kind in kinds if kind.share >= APART and kind.what not in ASIDE}
    found = [_supposed([one], subject) for one in rest] if len(apart) > 1 else [_supposed(rest, subject)]
    if found == [None] and 0 < len(asking := [one for one in rest if not only_why(one)]) < len(rest):
        found = [_supposed(asking, subject)]  # without what only says why
    return [one for one in found if one is not None]


def _supposed(rest: Sequence[Saying], subject: Ref | None) -> Heard | None:
    """What clauses are likely to ask for, taken together; nothing where a place they name is not there."""
    said = said_of(joined(list(rest)), subject)
    return supposed(said) if not_there(said) is None else None


def unexplained(said: Saying, sentence: Saying) -> Heard:
    """A remark on a section that is there; what is not there or not said; a question; or nothing for us."""
    if missing := not_there(said):
        return missing
    asked = asks(sentence)
    refs = [ref for ref in said.sections if ref.kind != "whole"]
    if not asked and negated(said) and not refs:
        return LEAVE_OUT if LEFT_OUT.search(said.spoken) else Told("好的，不动，稿子没有改。")
    if (
        not refs
        and not said.quotations
        and _OTHER_THINGS.search(re.sub(f"{P}|{Q}", "", said.squeezed))
        and not re.search("稿|报告|材料|目标|指标|数", said.spoken)
    ):
        return OutOfScope()
    if asked:
        return AskPassage(sentence.spoken)
    kind = kind_of(said)
    if refs and kind.what in ("none", "keep") and kind.share >= 0.7:
        return Told("好的，不动，稿子没有改。" if kind.what == "keep" else "听到了，稿子没有动；要改哪一处请直接说。")
    if refs:
        position = placed(said, refs[0])
        if not isinstance(position, int):
            return position
        words = said.words(re.sub(f"{S}|{P}|{Q}", "", said.squeezed))
        scene = said.scene
        if _DELETES.search(words) and not negated(said):
            return AskBack(
                f"您是要删去整个{scene.name(position)}，还是只删其中的一部分？请说“删去整个{scene.item(position).number or '这一节'}”，或说明是哪一段哪一句，稿子没有动。"
            )
        if _AGREES.fullmatch(words) and not negated(said) and (agreed := decided(said)) is not None:
            return agreed
        if SIGNS.search(words) and not negated(said):
            return AskBack(
                f"您是要采纳{scene.name(position)}吗？要采纳请说“采纳{scene.item(position).number or '这一节'}”；稿子没有动。", firm=True
            )
        if len(words) < 2 and not said.quotations:
            return AskBack(f"{scene.name(position)}要怎么改？可以说“精简到800字”“重新起草”“标题改成……”。")
        return Remark(tuple(scene.id(p) for p in refs[0].positions), sentence.spoken, scene.names(refs[0].positions))
    if kind.what == "none" and kind.share >= 0.7 and said.paragraph is None:
        return Told("听到了，稿子没有动；要改哪一处请直接说，例如“第二部分精简到800字”。")
    plain = re.sub(f"{S}|{P}|{Q}", "", said.squeezed)
    if said.paragraph is not None and _WRONG_SOMEHOW.search(plain):
        return AskBack("您说的是哪一节的哪一段，哪里不对、要怎么改？请说“第几节第几段”和要改成的话；稿子没有动。", firm=True)
    if re.search("(?:这|那)(?:几)?(?:个|些)?数", plain) and not re.search("吗|呢", plain):
        return AskBack("您说的是哪一项的数？请说指标的名字，例如“城镇新增就业应该是116万人”；稿子没有动。", firm=True)
    if chooses(said.spoken):
        return AskBack("现在没有等您选的提议；要改哪一处请直接说，例如“第二部分精简到800字”。稿子没有动。", firm=True)
    if re.fullmatch("(?:通过|同意|就这样|就这么定|没问题|可以|认可|不错|行|定|过|这样)+", plain):
        return AskBack("要采纳哪一节？请说“采纳第一部分”；稿子没有动。", firm=True)
    if (ACTS.search(plain) or doable(said)) and not re.search(
        r"翻译|打印|写出|写(?:首|篇|封|个|份|张|条)|假条|邮件|字体|字号|行距|排版|画|唱|播|发(?:邮件|微信)|买|订", plain
    ):
        return _HOW
    return OutOfScope() if kind.what == "scope" or len(plain) > 14 or _OTHER_THINGS.search(plain) else WHICH
