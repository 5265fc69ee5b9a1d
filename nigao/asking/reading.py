"""A message read once: each clause becomes commands that explain it, a question, or is asked back; what is left over is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nigao.asking.agreeing import chooses
from nigao.asking.commenting import comment, forbids, negated
from nigao.asking.deciding import decided, just_done, not_there, remembered, sent_back, undone
from nigao.asking.dictated import fluent
from nigao.asking.doubled import one_of_two
from nigao.asking.excepting import kept_out, spared, unheard
from nigao.asking.keeping import around, pieces_kept
from nigao.asking.lengths import length_in
from nigao.asking.likeliest import orders
from nigao.asking.manual import explained
from nigao.asking.mistaken import other_one
from nigao.asking.mistyped import corrected
from nigao.asking.mood import as_said
from nigao.asking.moving import names_only_where, quoted_only
from nigao.asking.pointing import placed
from nigao.asking.provided import answered
from nigao.asking.ref import Ref
from nigao.asking.rows import row_dropped
from nigao.asking.saying import P, Q, S, Saying, clauses, heard, joined, runs, sentences
from nigao.asking.scene import Scene
from nigao.asking.shaping import shaped
from nigao.asking.slips import opened, put_right, unfenced, ways_said
from nigao.asking.stating import by_the_answer, stated, stated_together
from nigao.asking.supposing import ASIDE, doable, doubted, kind_of, not_yet, stays, supposed
from nigao.asking.together import last_lengths, one_after_another, one_record, signed_unseen
from nigao.asking.values import (
    AskBack,
    AskCarried,
    AskFigure,
    AskGaps,
    AskLength,
    AskParagraphs,
    AskPassage,
    AskSection,
    AskUsed,
    AskWhence,
    CheckSection,
    DraftWhole,
    Export,
    FillAsLast,
    Heard,
    Help,
    Offer,
    Order,
    OutOfScope,
    Remark,
    RestoreLast,
    StateFigure,
    Stop,
    Told,
    Unify,
    Unplaced,
)
from nigao.asking.wondering import SIDE_BY_SIDE, WRITE_PROMISES, asks, only_asked, wondered
from nigao.asking.writing import another_length, more_about, resized, whole_draft, wrote
from nigao.commands import Expand, Remember, Renew, Shorten, Undo, WriteFulfilment
from nigao.commands_json import sections_of

# Clauses of two kinds as likely as this are two things asked for.
_APART = 0.8
# What is this likely a request is one, whatever not stands in it: 这个提法不准，改“……”.
_CERTAIN = 0.9
_HOW = AskBack("请说明改哪一节的哪一处、怎么改，例如“第二部分精简到800字”“把第三部分第二段删掉”；稿子没有动。")
WHICH = AskBack("没有听出要改哪一处，稿子没有动；请说明是哪一节、怎么改，例如“第二部分精简到800字”。")
# What no paper is about, whatever else the words are like.
_OTHER_THINGS = re.compile(
    r"翻译|翻成|译成|英文|英语|打印|写(?:首|篇|封|个|份|张|条)|假条|请假|邮件|邮箱|微信|短信|钉钉|字体|字号|行距|页边距|页码|页眉|排版|图表|折线图|柱状图|饼图|配图|插图|"
    r"天气|外卖|机票|车票|酒店|会议室|唱|播|笑话|诗|股|基金|画|买|订|打车|闹钟|提醒我|日程|你是谁|你叫|你几岁|模型|公司做|开发|\d+(?:加|减|乘|除)"
)
Reader = Callable[[Saying], Heard | None]
# A wish that something should not stand in the text is no wish that nothing should be done.
_LEFT_OUT = re.compile(r"(?:句|段|条|话|字|数|提法|说法|[“”0-9]).*?(?:不要|别|不用|不必|不能|少)(?:再|往里|往上)?(?:写|提|讲|用)")
_LEAVE_OUT = AskBack("稿子没有动；要删去哪一句，请说“删去含‘……’的那一句”，把句中的几个字放在引号里。", firm=True)
_STOP = re.compile(r"(?:先)?(?:停|停止|停下|停下来|别写|不要写|暂停|中止|打住)(?:起草|写作|生成|下来)?")
_ACTS = re.compile(
    r"删|去掉|拿掉|砍|放到|搁到|不对|有误|错|挪|移|换|改|调整|合并|拆|落实|压|缩|精简|扩|写|补|加|添|插|采纳|签|退回|打回|重写|起草|修改|润色|处理|弄|整|对调|恢复|撤"
)
_STRONG_ACTS = re.compile(
    r"压|缩|精简|删|去掉|挪|移|换成|改成|改为|合并|拆|补上|加上|加一|添|插|采纳|签|打回|重写|起草|润色|对调|填|突出|强调|增加"
)
_TOO_FAR = re.compile(r"(?:压缩?|缩|减|砍|删|精简|改)(?:得|的)?(?:太|过于?|有点)(?:狠|厉害|过|头|猛|多了)|(?:压|缩|减|砍|删)过头")
_DELETES = re.compile(r"删|去掉|拿掉|砍掉|剔除")
_SIGNS = re.compile(r"采纳|签发|定稿")
_RENEW = re.compile(
    r"(?:用|按|按照|根据|拿|把|照)?(?:新到|新来|新报|新收到|新交|新上传|刚到|刚来|刚收到|刚报|刚上传|后到|后来|晚到|补报|最新)的?(?:部门)?(?:的)?(?:几份|这份|那份)?(?:材料|文件|总结|稿子)"
    r".{0,12}(?:更新|补充|补进|并进|并到|合进|用上|加进|改一?改|修改|刷新)|更新.{0,10}(?:新到|新来|新报|刚到|后到|晚到|补报)的?(?:部门)?(?:材料|文件)"
)
_WRONG_SOMEHOW = re.compile(
    r"不(?:太|大|很)?(?:对|好|行|妥|顺|通|合适|准|像)|有(?:点|些)?(?:问题|毛病|别扭|怪|乱)|别扭|怪怪|欠妥|再看看|再想想"
)
_ELSEWHERE = re.compile(
    r"^(?:帮我|给我|请|麻烦|再|顺便)*(?:做|搞|弄|整|出|生成|来|画|剪|拍)(?:成)?(?:一)?(?:个|份|张|套|段|些)?[^，。]{0,8}(?:ppt|幻灯片|演示文稿|海报|短?视频|思维导图|易拉宝|展板)",
    re.I,
)
# 会议纪要第二段要删，跟这个稿子没关系
_OTHER_PAPER = re.compile(
    r"(?:跟|和|与|同)(?:这|本|咱|我们)[^，。]{0,4}(?:稿子?|报告|材料)?(?:没|无|不沾)(?:关系|关|边)|(?:不是|没)(?:说|指|讲)?(?:的)?(?:这|本)(?:个|篇|份)(?:稿|报告|材料)|"
    r"^(?:把|将)?(?:会议纪要|讲话稿|发言稿|主持词|新闻稿|简报|方案|通知|台账|请示|批复|函|另一份(?:材料|稿子|报告)|别的(?:材料|稿子))(?:里|的|那份|上)*(?:那|这|第|最后|开头|标题)[^，。]{0,8}(?:段|句|条|节|部分)"
)
# 先查一下2025年轨道交通总里程: a figure asked for without a word of asking.
_LOOK_UP = re.compile(
    r"^(?:先|另外|顺便|再|请|帮我|给我)*(?:查一?下|查一查|查查|看一?下|看看|问一?下|告诉我|报一下)(?P<of>[^，。]{0,12}(?:去年|上年|前年|今年|20\d\d年)[^，。]{2,20})$"
)
# 不用重写，就问问这节有几段: what is not wanted, and then only a question.
_ONLY_ASKS = re.compile(
    r"^(?:先)?(?:不用|不要|别|不必|不是(?:要|让你|叫你)?|没(?:让|叫|要)你?)[^，。？?]{1,8}，(?:我)?(?:就|只|光|只是|就是|先)*(?:想|要|是)?(?:问一?下|问问|问|打听一?下|想知道|了解一?下|看看|查一?下|查查|说说|告诉我)(?:一下)?，?"
)
# 查到告诉我就行，不用往稿子里写: all that is wanted is an answer.
_ONLY_TOLD = re.compile(
    r"(?:[，,。]|^)(?:(?:你)?(?:查|找|看|算|翻)?(?:到|好|完)?(?:了|以后|之后|后)?(?:直接)?(?:告诉|跟|给|报给|回)(?:我|一声)(?:说|报|回)?(?:一下|一声|个数|句话)?(?:就|即|便)?(?:行|可以?|好|成|够)?(?:了)?|(?:我)?(?:就|只|只是|光)?(?:问问|问一下|问一句|想知道|了解一下)(?:而已)?|"
    r"(?:先)?(?:不用|不要|别|不必|不需要|不是要|甭|先别|先不)(?:急着|给我|你)?(?:往|把它|写|填|放|加)*(?:稿子?|文章?|正文|草稿)?(?:里面?|上|中)?(?:面)?(?:写|填|放|加|改|动|添)(?:进去|进来|进|上去|上)?(?:了|啊|吧)?)(?=$|[，,。])"
)
# 帮我对一下台账: what the ledger says of it.
_BY_LEDGER = re.compile(
    r"[，,。]?(?:你)?(?:帮我|给我|麻烦|请|再)*(?:(?:跟|和|与|照着?|拿|去|到)?(?:台账|指标表|统计表|数据表)(?:里|上|那边)?(?:核对?|对|查|比)(?:一?下|一?对|核|查|比)?|(?:核对?|对|查|比)(?:对)?(?:一?下)?(?:台账|指标表|统计表))(?:看看)?(?=$|[，,。])"
)
_OF_FIGURES = re.compile(r"查|问|多少|目标|去年|今年|上年|前年|20\d\d|年初|数$|是吧|对吧|对不对")


def _only_told(said: Saying) -> Heard | None:
    """What is asked where it is said that an answer is all that is wanted, or that the ledger is to be looked at."""
    told = _BY_LEDGER.sub("", _ONLY_TOLD.sub("", said.text)).strip("，,。 ")
    if told == said.text.strip("，,。 ") or len(told) < 4:
        return None
    asked = replace(said, text=told, spoken=said.words(told))
    if not (asks(asked) or re.search("查|看看|问|告诉|[对核]", told) or _BY_LEDGER.search(said.text)):
        return None
    of_value = (
        replace(asked, text=f"{told}是多少", spoken=f"{asked.spoken}是多少") if _OF_FIGURES.search(told) and not asks(asked) else asked
    )
    only = wondered(of_value)
    return None if isinstance(only, Order | CheckSection) else only


# Words that ask for something to be done: beside a question they are read clause by clause.
_ORDERS = re.compile(r"照着|照抄|沿用|填|补上|写[上进成\d]|空着|改成|改为|换成|删掉|精简|压到|采纳|挪到|移到")
_READERS: tuple[Reader, ...] = (undone, remembered, stated, resized, shaped, decided, wrote)


def read(message: str, scene: Scene) -> list[Heard]:
    """What a message asks for, one value for each thing, in order; at least one."""
    ways = ways_said(opened(unfenced(put_right(fluent(message)))))
    first = _said_so(ways[0], scene)
    if len(ways) == 1 or _understood(first):
        return first
    return next((found for way in ways[1:] if _understood(found := _said_so(way, scene))), first)


def _understood(found: Sequence[Heard]) -> bool:
    """Whether something is done or answered, or the question back is one that must be answered."""
    return any(not isinstance(one, OutOfScope | Unplaced | Remark | AskBack | AskSection) or getattr(one, "firm", False) for one in found)


def _said_so(message: str, scene: Scene) -> list[Heard]:
    provided = answered(message, scene)
    if provided.told:
        return [Told(provided.told)]
    message = provided.message
    said, kept = pieces_kept(spared(heard(message, scene)))
    found = [doubted(quoted_only(one, said), said) for one in unheard(said, _read(message, said))]
    if not kept and _lost_to_stay(said):
        found = [not_yet(one, said) for one in found]
    return around(kept_out(found, said), kept, said)


def _lost_to_stay(said: Saying) -> bool:
    """Whether a clause says that a paragraph is to stay, and nothing tells which: 末了讲困难那段不许动."""
    return any(re.search("[那这][一两几]?[段句]", one.text) and stays(one) for sentence in sentences(said) for one in clauses(sentence))


def _read(message: str, said: Saying) -> list[Heard]:
    if not re.sub(r"[^0-9A-Za-z一-龥\ue000-\ue2ff]", "", said.text):
        return [Help() if message.strip() in ("?", "？") else Unplaced(message)]
    if (only := _only_told(said)) is not None:
        return [only]
    if not asks(said) and (other := other_one(said)) is not None:
        return other
    if whole := _whole(said):
        return [whole]
    if (question := explained(said) or (None if _ORDERS.search(said.text) else only_asked(said))) is not None:
        return [question]
    if _ONLY_ASKS.match(said.text) and (only := wondered(replace(said, text=_ONLY_ASKS.sub("", said.text)))) is not None:
        return [only]
    out: list[Heard] = []
    subject: Ref | None = None
    for sentence in sentences(said):
        if out and isinstance(out[-1], AskFigure) and (fills := by_the_answer(sentence, out[-1].indicator)) is not None:
            out.append(fills)
            continue
        found, subject = _sentence(sentence, subject)
        out += found
    return _settled(out, said)


def _whole(said: Saying) -> Heard | None:
    """What is one request whatever commas it has."""
    if _STOP.fullmatch(said.squeezed):
        return Stop()
    if _ELSEWHERE.search(said.spoken):
        return OutOfScope()
    if _OTHER_PAPER.search(said.spoken) and not asks(said):
        return Told("说的是别的文件，这篇稿子没有动。")
    if found := remembered(said) or (None if asks(said) else just_done(said)):
        return found
    if not asks(said) and (row := row_dropped(said)):
        return row
    if not asks(said) and (found := another_length(said) or one_of_two(said)) is not None:
        return found
    if _RENEW.search(said.spoken) and not asks(said):
        at = next((ref.positions[0] for ref in said.sections if len(ref.positions) == 1 and ref.kind != "whole"), None)
        return Order((Renew(said.scene.id(at) if at is not None else None),))
    if WRITE_PROMISES.search(said.spoken) and not asks(said):
        return Order((WriteFulfilment(as_table=bool(SIDE_BY_SIDE.search(said.spoken))),))
    if not asks(said) and not said.scene.spared and (whole := whole_draft(said)):
        return whole
    if len(said.text) > 300:
        return Unplaced(said.spoken)
    return None


def _sentence(sentence: Saying, subject: Ref | None) -> tuple[list[Heard], Ref | None]:
    """What its clauses ask for; subject: the section spoken of last, which clauses without one are about."""
    out: list[Heard] = []
    rest: list[Saying] = []
    loose: list[Heard] = []
    parts = clauses(sentence)
    if (twice := one_of_two(sentence)) is not None and not asks(sentence):
        return [twice], subject
    while parts:
        asked = out[-1].indicator if out and isinstance(out[-1], AskFigure) else ""
        if asked and (fills := by_the_answer(parts[0], asked)) is not None:
            out, parts = [*out, fills], parts[1:]
            continue
        size, together, found = next(
            ((size, together, found) for size, together in runs(parts) if (found := _clause(together, subject)) is not None),
            (1, parts[0], None),
        )
        if (out or rest) and _NO_NEED.fullmatch(together.squeezed):
            out, rest, found = [one for one in out if not isinstance(one, Order | Offer)], [], [Told("好的，不动，稿子没有改。")]
        found = [as_said(_beside(one, subject, sentence.scene), together, sentence) for one in found] if found else found
        rest += [parts[0]] if found is None else []
        loose += found or [] if not together.sections else []
        subject = next((ref for ref in together.sections if ref.positions and ref.kind != "whole"), subject)
        out += found or []
        parts = parts[size:]
    open_one = not any(ref.positions for ref in sentence.sections) and subject is None
    unsaid = [one for one in rest if not (out and (_only_why(one) or _same_wish(_with(one, subject), out)))]
    if (unsaid and open_one) or any(re.search(rf"{_ACTS.pattern}|{S}|{P}|{Q}|段|节|部分|句|标题", one.squeezed) for one in unsaid):
        out = [_asked_first(one, unsaid) if one in loose else one for one in out]
    rest = [one for one in rest if not _same_wish(_with(one, subject), out)]
    if rest:
        out += [as_said(one, joined(rest), sentence) for one in _left(sentence, rest, out, subject)]
    return out, subject


def _only_why(said: Saying) -> bool:
    """Whether a clause nothing explained only says why something else is wanted: 写得像喊口号，推倒重写."""
    words = re.sub(S, "", said.squeezed)
    return not (
        _ACTS.search(words) or re.search(rf"{P}|{Q}|\d|[段句节]|部分|标题", words) or negated(said) or asks(said) or len(words) > 16
    )


def _same_wish(said: Saying, out: Sequence[Heard]) -> bool:
    """Whether a clause wishes what another of the sentence says exactly: 再往下压压，四百字."""
    kinds = {type(command) for one in out if isinstance(one, Order) for command in one.commands}
    kind = kind_of(said)
    if length_in(said.squeezed)[2]:
        return False
    return kind.share >= _APART and {"shorten": Shorten, "expand": Expand}.get(kind.what) in kinds


# 他们说要重写，我觉得不用: what was only said is not wanted.
_NO_NEED = re.compile(
    r"(?:我|你|您|咱们?|依我|觉得|认为|看|感觉|倒是|其实|可|但|是|先|还是|，)*(?:不用|不必|没(?:有)?(?:这个)?必要|大可不必|用不着|犯不着|免|不同意|不赞成|(?:不|欠)(?:太)?(?:妥当?|合适|好|行|可取)|不需要|别|不要|先别|先不|留着|保留|不[删改动压移换写](?:它)?|算)(?:听他的?|理他|管他|理会)?"
)


def _beside(found: Heard, subject: Ref | None, scene: Scene) -> Heard:
    """A value said in the breath of a section is looked for there first, and what is asked of no section is asked of it."""
    if (
        subject is not None
        and len(subject.positions) == 1
        and subject.kind in ("number", "words", "here")
        and isinstance(found, AskGaps | AskLength | AskCarried | AskUsed | AskParagraphs | CheckSection)
    ):
        return replace(found, section=subject.positions[0]) if found.section is None else found
    if not isinstance(found, StateFigure) or found.sections or subject is None:
        return found
    return replace(found, near=tuple(dict.fromkeys(below for one in subject.positions for below in scene.block(one))))


def _asked_first(found: Heard, rest: Sequence[Saying]) -> Heard:
    """What falls on a section its clause does not name is only offered where other words of the sentence are not understood."""
    if not isinstance(found, Order) or isinstance(found.commands[0] if found.commands else None, Undo | Remember):
        return found
    scene, ids = rest[0].scene, {getattr(command, "section", None) for command in found.commands}
    names = scene.names([p for p in range(len(scene.sections)) if scene.id(p) in ids])
    return Offer(found.commands, f"“{'，'.join(one.spoken for one in rest)}”没有听懂，是要改{names or '稿子'}吗？")


def _clause(said: Saying, subject: Ref | None) -> list[Heard] | None:
    """What a clause asks for; [] where it asks for nothing; None where it is not explained."""
    if said.text == "" or comment(said):
        return []
    about = _with(said, subject)
    if _TOO_FAR.search(said.text) and not negated(said) and not any(undone(one) for one in (said, *clauses(said))):
        return [AskBack("压过头了要恢复，请说“撤销”退回上一步，或说“恢复到上一稿”；稿子没有动。", firm=True)]
    if forbids(said) and not asks(said) and not orders(said, _CERTAIN):
        return [_not_done(about)]
    if not asks(said) and (several := stated_together(said)):
        return several
    if (wanted := _looked_up(said)) is not None:
        return [wanted]
    first = undone(said) or stated(said)
    if first is not None and (isinstance(first, Order | FillAsLast | RestoreLast) or not asks(said)):
        return [first]
    if (
        "，" not in said.text
        and (found := wondered(said)) is not None
        and (asks(said) or isinstance(found, CheckSection | Export | Unify | Help) or "，" not in said.text)
    ):
        return [found]
    if asks(said):
        return None
    if negated(said):
        return [back] if (back := sent_back(said)) is not None else None
    for reader in _READERS:
        found = reader(about)
        if found is not None:
            return [found]
    fixed = corrected(about)
    found = (resized(fixed) or wrote(fixed)) if fixed is not None else None
    if found is not None and (not isinstance(found, Order) or _harmless(found)):
        return [found]
    found = more_about(about)
    return [found] if found is not None else None


def _looked_up(said: Saying) -> Heard | None:
    """A figure of a year asked for beside something else: 先查一下2025年轨道交通总里程."""
    found = _LOOK_UP.match(said.text)
    if found is None or said.sections or wondered(said) is not None or re.search(r"报告|材料|稿|写|原文|错|提纲", said.text):
        return None
    asked = wondered(replace(said, text=f"{found['of']}是多少", spoken=f"{said.words(found['of'])}是多少"))
    return asked if isinstance(asked, AskFigure) else None


def _harmless(order: Order) -> bool:
    return all(isinstance(command, Shorten) or type(command).__name__ in ("Expand", "Draft") for command in order.commands)


def _with(said: Saying, subject: Ref | None) -> Saying:
    """A clause about the section spoken of last, where it names none itself."""
    if subject is None or (said.sections and not names_only_where(said)):
        return said
    sign = next((sign for sign, ref in said.refs.items() if ref is subject), None)
    if sign is None:
        return said
    return replace(said, text=sign + said.text)


def _not_done(said: Saying) -> Heard:
    ref = next((ref for ref in said.sections if ref.positions), None)
    if ref is None or len(ref.positions) != 1:
        return _LEAVE_OUT if _LEFT_OUT.search(said.spoken) else Told("好的，不动，稿子没有改。")
    name, number = said.scene.name(ref.positions[0]), said.scene.item(ref.positions[0]).number
    if _SIGNS.search(said.squeezed) and said.scene.sections[ref.positions[0]].accepted is not None:
        return AskBack(f"{name}已经采纳，要收回采纳请说“退回{number or '这一节'}”；稿子没有动。", firm=True)
    return Told(f"好的，{name}先不动。")


def _left(sentence: Saying, rest: Sequence[Saying], out: Sequence[Heard], subject: Ref | None) -> list[Heard]:
    """What becomes of clauses nothing explained."""
    whole = rest[0] if len(rest) == 1 else replace(sentence)
    told = [] if asks(sentence) else _each_supposed(_with_places(sentence, rest), subject)
    told = [one for one in told if not (out and isinstance(one, AskBack | Told)) and not _again(one, out)]
    if told:
        return told
    if out:
        acts = [one for one in rest if _STRONG_ACTS.search(one.squeezed)]
        if acts and any(not isinstance(one, Told) for one in out):
            return [AskBack(f"“{'，'.join(one.spoken for one in rest)}”这一句没有办，请说明要改哪一处。")]
        return []
    question = next((one for one in rest if asks(one)), None)
    if asks(sentence) or question is not None:
        found = wondered(sentence)
        if found is not None and not isinstance(found, Order):
            return [found]
    return [_unexplained(whole if asks(whole) else _with(whole, subject), sentence)]


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
    rest = wished if any(kind_of(_with(one, subject)).what not in ASIDE for one in wished) else rest
    kinds = [kind_of(_with(one, subject)) for one in rest]
    apart = {kind.what for kind in kinds if kind.share >= _APART and kind.what not in ASIDE}
    found = [_supposed([one], subject) for one in rest] if len(apart) > 1 else [_supposed(rest, subject)]
    if found == [None] and 0 < len(asking := [one for one in rest if not _only_why(one)]) < len(rest):
        found = [_supposed(asking, subject)]  # without what only says why
    return [one for one in found if one is not None]


def _supposed(rest: Sequence[Saying], subject: Ref | None) -> Heard | None:
    """What clauses are likely to ask for, taken together; nothing where a place they name is not there."""
    said = _with(joined(list(rest)), subject)
    return supposed(said) if not_there(said) is None else None


def _unexplained(said: Saying, sentence: Saying) -> Heard:
    """A remark on a section that is there; what is not there or not said; a question; or nothing for us."""
    if missing := not_there(said):
        return missing
    asked = asks(sentence)
    refs = [ref for ref in said.sections if ref.kind != "whole"]
    if not asked and negated(said) and not refs:
        return _LEAVE_OUT if _LEFT_OUT.search(said.spoken) else Told("好的，不动，稿子没有改。")
    if asked:
        return AskPassage(sentence.spoken)
    kind = kind_of(said)
    if refs and kind.what in ("none", "keep") and kind.share >= 0.7:
        return Told("好的，不动，稿子没有改。" if kind.what == "keep" else "听到了，稿子没有动；要改哪一处请直接说。")
    if refs:
        position = placed(said, refs[0])
        if not isinstance(position, int):
            return position
        words = said.words(re.sub(f"{S}|{P}", "", said.squeezed))
        scene = said.scene
        if _DELETES.search(words) and not negated(said):
            return AskBack(
                f"您是要删去整个{scene.name(position)}，还是只删其中的一部分？请说“删去整个{scene.item(position).number or '这一节'}”，或说明是哪一段哪一句，稿子没有动。"
            )
        if _SIGNS.search(words) and not negated(said):
            return AskBack(
                f"您是要采纳{scene.name(position)}吗？要采纳请说“采纳{scene.item(position).number or '这一节'}”；稿子没有动。", firm=True
            )
        if len(words) < 2:
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
    if re.fullmatch("(?:通过|同意|就这样|就这么定|没问题|可以|认可|不错|行|定|过|这样)*", plain):
        return AskBack("要采纳哪一节？请说“采纳第一部分”；稿子没有动。", firm=True)
    if (_ACTS.search(plain) or doable(said)) and not re.search(
        r"翻译|打印|写出|写(?:首|篇|封|个|份|张|条)|假条|邮件|字体|字号|行距|排版|画|唱|播|发(?:邮件|微信)|买|订", plain
    ):
        return _HOW
    return OutOfScope() if kind.what == "scope" or len(plain) > 14 or _OTHER_THINGS.search(plain) else WHICH


def _settled(out: list[Heard], said: Saying) -> list[Heard]:
    """Together: a not beside a signature only says so; nothing at all is said to be nothing."""
    out = one_after_another(last_lengths([one for n, one in enumerate(out) if one not in out[:n]]))
    out = signed_unseen(one_record(out), said.scene)
    if any(isinstance(one, AskWhence | AskFigure | AskSection) for one in out):
        out = [one for one in out if one != CheckSection(None)]  # 是不是写错了？你查查: of the figure, not of the draft
    if any(not isinstance(one, OutOfScope) and one != WHICH for one in out):
        out = [one for one in out if not isinstance(one, OutOfScope) and one != WHICH]
    done = [one for one in out if not isinstance(one, Told)]
    if done:
        ids = {id for one in out if isinstance(one, Order) for command in one.commands for id in sections_of(command)}
        changed = [said.scene.name(p) for p in range(len(said.scene.sections)) if said.scene.id(p) in ids]
        kept = [
            one
            for one in out
            if not isinstance(one, Told) or (one.text.startswith("好的，“") and not any(name in one.text for name in changed))
        ]
        backs = [one for one in kept if isinstance(one, AskBack)]
        return [one for one in kept if one not in backs[1:]] or kept
    if out:
        return out[:1]
    if any(isinstance(one, DraftWhole | StateFigure) for one in out):
        return out
    if (length := resized(said)) is not None:
        return [length]
    if re.fullmatch("(?:谢谢|多谢|辛苦|你好|您好|好|嗯|知道|收到|明白|不客气)*", re.sub("[了的啊哈！。]", "", said.spoken)):
        return [Told("好的。接下来要改哪一节，请直接说，例如“第二部分精简到800字”。")]
    refs = [ref for ref in said.sections if ref.kind != "whole"]
    return [_unexplained(said, said)] if refs or len(said.squeezed) > 4 else [Unplaced(said.spoken)]
