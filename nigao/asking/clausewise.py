"""What one sentence asks for, clause by clause: the longest run of clauses a reader explains, what is left over handed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nigao.asking.commenting import comment, forbids, negated, only_said
from nigao.asking.deciding import decided, remembered, sent_back, undone
from nigao.asking.doubled import one_of_two
from nigao.asking.lengths import length_in
from nigao.asking.likeliest import orders
from nigao.asking.mistyped import corrected
from nigao.asking.mood import as_said
from nigao.asking.ref import Ref
from nigao.asking.saying import P, Q, S, Saying, clauses, joined, runs
from nigao.asking.shaping import shaped
from nigao.asking.stating import by_the_answer, stated, stated_together
from nigao.asking.subject import beside_subject, said_of
from nigao.asking.supposing import kind_of
from nigao.asking.titling import heading_named
from nigao.asking.unexplained import ACTS, APART, LEAVE_OUT, LEFT_OUT, SIGNS, left_over, only_why
from nigao.asking.values import AskBack, AskFigure, CheckSection, Export, FillAsLast, Heard, Help, Offer, Order, RestoreLast, Told, Unify
from nigao.asking.within_words import within_words
from nigao.asking.wondering import asks, wondered
from nigao.asking.writing import more_about, resized, wrote
from nigao.commands import Accept, Drop, Expand, Remember, Remove, Shorten, Undo

# What is this likely a request is one, whatever not stands in it: 这个提法不准，改“……”.
_CERTAIN = 0.9
Reader = Callable[[Saying], Heard | None]
_TOO_FAR = re.compile(r"(?:压缩?|缩|减|砍|删|精简|改)(?:得|的)?(?:太|过于?|有点)(?:狠|厉害|过|头|猛|多了)|(?:压|缩|减|砍|删)过头")
# 先查一下2025年轨道交通总里程: a figure asked for without a word of asking.
_LOOK_UP = re.compile(
    r"^(?:先|另外|顺便|再|请|帮我|给我)*(?:查一?下|查一查|查查|看一?下|看看|问一?下|告诉我|报一下)(?P<of>[^，。]{0,12}(?:去年|上年|前年|今年|20\d\d年)[^，。]{2,20})$"
)
_READERS: tuple[Reader, ...] = (undone, remembered, stated, resized, shaped, decided, wrote)


def asked_in(sentence: Saying, subject: Ref | None) -> tuple[list[Heard], Ref | None]:
    """What its clauses ask for; subject: the section spoken of last, which clauses without one are about."""
    out: list[Heard] = []
    rest: list[Saying] = []
    loose: list[Heard] = []
    parts = [one for one in clauses(sentence) if not (re.search(r"\d", one.text) and only_said(one))] or clauses(sentence)
    if (twice := one_of_two(sentence)) is not None and not asks(sentence):
        return [twice], subject
    while parts:
        parts = [_of_the_others(parts[0], subject), *parts[1:]]
        asked = out[-1].indicator if out and isinstance(out[-1], AskFigure) else ""
        if asked and (fills := by_the_answer(parts[0], asked)) is not None:
            out, parts = [*out, fills], parts[1:]
            continue
        size, together, found = next(
            ((size, together, found) for size, together in runs(parts) if (found := _clause(together, subject)) is not None),
            (1, parts[0], None),
        )
        goes = any(isinstance(command, Remove | Drop) for one in out if isinstance(one, Order | Offer) for command in one.commands)
        if goes and re.fullmatch("(?:就|今年|也)*(?:不写|不要|不用写?|不留|不单列|用不着|不需要|不保留)", together.squeezed):
            found = []
        elif (out or rest) and _NO_NEED.fullmatch(together.squeezed):
            out, rest, found = [one for one in out if not isinstance(one, Order | Offer)], [], [Told("好的，不动，稿子没有改。")]
        found = [as_said(beside_subject(one, subject, sentence.scene), together, sentence) for one in found] if found else found
        rest += [parts[0]] if found is None else []
        loose += found or [] if not together.sections else []
        subject = next((ref for ref in together.sections if ref.positions and ref.kind != "whole"), subject)
        out += found or []
        parts = parts[size:]
    open_one = not any(ref.positions for ref in sentence.sections) and subject is None
    unsaid = [one for one in rest if not (out and (only_why(one) or _same_wish(said_of(one, subject), out)))]
    if (unsaid and open_one) or any(re.search(rf"{ACTS.pattern}|{S}|{P}|{Q}|段|节|部分|句|标题", one.squeezed) for one in unsaid):
        out = [_asked_first(one, unsaid) if one in loose else one for one in out]
    rest = [one for one in rest if not _same_wish(said_of(one, subject), out)]
    if rest:
        out += [as_said(one, joined(rest), sentence) for one in left_over(sentence, rest, out, subject)]
    return out, subject


_OTHERS = re.compile(
    r"^(?:其[余他它]|剩下?|余下|别)(?:的)?(?:各|几|那几)?(?:个)?(?:小?节|部分|章节)?(?:的)?(?:都|全|全部|一律|就|统统)*(?=采纳|签|压|精简|缩|重|起草|退回|打回|扩)"
)


def _of_the_others(said: Saying, subject: Ref | None) -> Saying:
    """采纳前四节，其余的重新起草: the sections of the same rank that were not named before."""
    found = _OTHERS.match(said.text)
    if found is None or subject is None or not subject.positions or subject.kind == "whole" or said.sections:
        return said
    scene = said.scene
    level = scene.item(subject.positions[0]).level
    others = tuple(
        p for p in range(len(scene.sections)) if scene.item(p).level == level and scene.item(p).title and p not in subject.positions
    )
    if not others:
        return said
    sign = "\ue0fd"
    ref = Ref(0, 0, "number", others, found.group())
    return replace(said, text=sign + said.text[found.end() :], refs={**said.refs, sign: ref})


def _same_wish(said: Saying, out: Sequence[Heard]) -> bool:
    """Whether a clause wishes what another of the sentence says exactly: 再往下压压，四百字."""
    kinds = {type(command) for one in out if isinstance(one, Order) for command in one.commands}
    kind = kind_of(said)
    if length_in(said.squeezed)[2]:
        return False
    return kind.share >= APART and {"shorten": Shorten, "expand": Expand}.get(kind.what) in kinds


# 他们说要重写，我觉得不用: what was only said is not wanted.
_NO_NEED = re.compile(
    r"(?:我|你|您|咱们?|依我|觉得|认为|看|感觉|倒是|其实|可|但|是|先|还是|，)*(?:不用|不必|没(?:有)?(?:这个)?必要|大可不必|用不着|犯不着|免|不同意|不赞成|(?:不|欠)(?:太)?(?:妥当?|合适|好|行|可取)|不需要|别|不要|先别|先不|留着|保留|不[删改动压移换写](?:它)?|算)(?:听他的?|理他|管他|理会)?"
)


def _asked_first(found: Heard, rest: Sequence[Saying]) -> Heard:
    """What falls on a section its clause does not name is only offered where other words of the sentence are not understood."""
    if not isinstance(found, Order) or isinstance(found.commands[0] if found.commands else None, Undo | Remember):
        return found
    scene, ids = rest[0].scene, {getattr(command, "section", None) for command in found.commands}
    names = scene.names([p for p in range(len(scene.sections)) if scene.id(p) in ids])
    return Offer(found.commands, f"“{'，'.join(one.spoken for one in rest)}”没有听懂，是要改{names or '稿子'}吗？")


def _clause(said: Saying, subject: Ref | None) -> list[Heard] | None:
    """What a clause asks for; [] where it asks for nothing; None where it is not explained."""
    if said.text == "" or comment(said) or only_said(said):
        return []
    about = said_of(said, subject)
    if _TOO_FAR.search(said.text) and not negated(said) and not any(undone(one) for one in (said, *clauses(said))):
        return [AskBack("压过头了要恢复，请说“撤销”退回上一步，或说“恢复到上一稿”；稿子没有动。", firm=True)]
    if subject is None and _signed_too_soon(said):
        return [Order((Undo(),))]
    if forbids(said) and not asks(said) and not orders(said, _CERTAIN):
        return [_not_done(about)]
    if not asks(said) and (several := stated_together(said)):
        return several
    if (wanted := _looked_up(said)) is not None:
        return [wanted]
    first = heading_named(said) or within_words(said) or undone(said) or stated(said)
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


def _signed_too_soon(said: Saying) -> bool:
    """Whether what was just signed is not to be: 等等，先别采纳."""
    return said.scene.last is Accept and not said.sections and bool(_NOT_SIGNED.fullmatch(said.squeezed))


_NOT_SIGNED = re.compile(
    r"(?:等等|慢着|且慢|不对|，|这节?|先|暂时|暂|还是|可)*(?:别|不|不要|不用|不能|缓|莫)(?:忙着?|急着?|着急)?(?:采纳|签字?|签发|定稿)(?:它|着|呢)?"
)


def _harmless(order: Order) -> bool:
    return all(isinstance(command, Shorten) or type(command).__name__ in ("Expand", "Draft") for command in order.commands)


def _not_done(said: Saying) -> Heard:
    ref = next((ref for ref in said.sections if ref.positions), None)
    if ref is None or len(ref.positions) != 1:
        return LEAVE_OUT if LEFT_OUT.search(said.spoken) else Told("好的，不动，稿子没有改。")
    name, number = said.scene.name(ref.positions[0]), said.scene.item(ref.positions[0]).number
    if SIGNS.search(said.squeezed) and said.scene.sections[ref.positions[0]].accepted is not None:
        return AskBack(f"{name}已经采纳，要收回采纳请说“退回{number or '这一节'}”；稿子没有动。", firm=True)
    return Told(f"好的，{name}先不动。")
