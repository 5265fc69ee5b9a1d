"""A message read once: each sentence becomes commands that explain it, a question, or is asked back; what is left over is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao.asking.clausewise import asked_in
from nigao.asking.commenting import negated
from nigao.asking.deciding import just_done, remembered
from nigao.asking.dictated import fluent
from nigao.asking.doubled import one_of_two
from nigao.asking.excepting import kept_out, spared, unheard
from nigao.asking.first_of_all import first_of_all
from nigao.asking.keeping import around, pieces_kept
from nigao.asking.manual import explained
from nigao.asking.mistaken import other_one
from nigao.asking.moving import quoted_only
from nigao.asking.only_told import only_told
from nigao.asking.provided import answered
from nigao.asking.quoted_piece import quoted_too_long
from nigao.asking.ref import Ref
from nigao.asking.rows import row_dropped
from nigao.asking.ruling import which_holds
from nigao.asking.saying import Saying, clauses, heard, sentences
from nigao.asking.scene import Scene
from nigao.asking.sections_joined import joined_sections, split_section
from nigao.asking.slips import opened, put_right, unfenced, ways_said
from nigao.asking.stating import another_value, by_the_answer
from nigao.asking.supposing import doubted, not_yet, stays
from nigao.asking.together import last_lengths, one_after_another, one_record, signed_unseen
from nigao.asking.unexplained import WHICH, unexplained
from nigao.asking.values import (
    AskBack,
    AskFigure,
    AskPassage,
    AskSection,
    AskWhence,
    CheckSection,
    DraftWhole,
    Heard,
    Help,
    Order,
    OutOfScope,
    Remark,
    StateFigure,
    Stop,
    Told,
    Unplaced,
)
from nigao.asking.within_words import within_words
from nigao.asking.wondering import SIDE_BY_SIDE, WRITE_PROMISES, asks, only_asked, wondered
from nigao.asking.writing import another_length, resized, whole_draft
from nigao.commands import Renew, WriteFulfilment
from nigao.commands_json import sections_of

_STOP = re.compile(r"(?:先)?(?:停|停止|停下|停下来|别写|不要写|暂停|中止|打住)(?:起草|写作|生成|下来)?")
_RENEW = re.compile(
    r"(?:用|按|按照|根据|拿|把|照)?(?:新到|新来|新报|新收到|新交|新上传|刚到|刚来|刚收到|刚报|刚上传|后到|后来|晚到|补报|最新)的?(?:部门)?(?:的)?(?:几份|这份|那份)?(?:材料|文件|总结|稿子)"
    r".{0,12}(?:更新|补充|补进|并进|并到|合进|用上|加进|改一?改|修改|刷新)|更新.{0,10}(?:新到|新来|新报|刚到|后到|晚到|补报)的?(?:部门)?(?:材料|文件)"
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
# 不用重写，就问问这节有几段: what is not wanted, and then only a question.
_ONLY_ASKS = re.compile(
    r"^(?:先)?(?:不用|不要|别|不必|不是(?:要|让你|叫你)?|没(?:让|叫|要)你?)[^，。？?]{1,8}，(?:我)?(?:就|只|光|只是|就是|先)*(?:想|要|是)?(?:问一?下|问问|问|打听一?下|想知道|了解一?下|看看|查一?下|查查|说说|告诉我)(?:一下)?，?"
)
# Words that ask for something to be done: beside a question they are read clause by clause.
_ORDERS = re.compile(r"照着|照抄|沿用|填|补上|写[上进成\d]|空着|改成|改为|换成|删掉|精简|压到|采纳|挪到|移到")


def read(message: str, scene: Scene) -> list[Heard]:
    """What a message asks for, one value for each thing, in order; at least one."""
    ways = ways_said(opened(unfenced(put_right(fluent(message)))))
    first = _said_so(ways[0], scene)
    if len(ways) == 1 or _understood(first):
        return first
    return next((found for way in ways[1:] if _understood(found := _said_so(way, scene))), first)


def _understood(found: Sequence[Heard]) -> bool:
    """Whether something is done or answered, or the question back is one that must be answered."""
    return any(
        not isinstance(one, OutOfScope | Unplaced | Remark | AskBack | AskSection | AskPassage) or getattr(one, "firm", False)
        for one in found
    )


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
    if (only := only_told(said)) is not None:
        return [only]
    if not asks(said) and (other := other_one(said)) is not None:
        return other
    if (first := which_holds(said) if asks(said) else first_of_all(said)) is not None:
        return [first]
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
        found, subject = asked_in(sentence, subject)
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
    if (
        not asks(said)
        and not negated(said)
        and (joint := within_words(said) or quoted_too_long(said) or joined_sections(said) or split_section(said))
    ):
        return joint
    if not asks(said) and (found := another_length(said) or another_value(said) or one_of_two(said)) is not None:
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
    if re.fullmatch(
        "(?:谢谢|多谢|感谢|辛苦|你好|您好|你|您|大家|好|嗯|知道|收到|明白|不客气|没事|再见|拜拜)*",
        re.sub("[了的啊哈！。]", "", said.spoken),
    ):
        return [Told("好的。接下来要改哪一节，请直接说，例如“第二部分精简到800字”。")]
    refs = [ref for ref in said.sections if ref.kind != "whole"]
    return [unexplained(said, said)] if refs or len(said.squeezed) > 4 else [Unplaced(said.spoken)]
