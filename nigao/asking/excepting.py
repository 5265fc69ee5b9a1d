"""What is said to be left out of a request: 除了（四）, 第一部分不动, 不含回顾, 第四部分除外. Whatever else is heard, these sections stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nigao import commands as c
from nigao.asking.ref import Kind, Ref
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.scene import Scene
from nigao.asking.values import AskBack, Heard, Offer, Order, StateFigure, Told, UseLedger
from nigao.commands import Command
from nigao.commands_json import sections_of

_SEVERAL = rf"{S}(?:(?:和|跟|与|及|以及|、)?{S})*"
_PIECES = r"(?:这|那)?(?:[一两三四五]|几)?(?:个)?(?:节|部分|块)?"
_OUT = r"(?:以外|之外|外)"
_REST = r"(?:其[余他它]|别|剩下?|余下|另外|剩余)(?:的)?(?:这|那)?(?:各|所有|全部|几)?(?:个)?(?:小?节|部分|章节|内容|地方)?"
_LEFT_OUT = (
    re.compile(rf"(?<![删清去消解免排])除(?:了|去|开|却|掉)?(?P<s>{_SEVERAL})的?{_PIECES}(?:[^，。；]{{0,6}}?{_OUT}(?!资|贸|企|商|事|来|部|地)(?:的)?|[^，。；]{{0,8}}?(?=，))"),
    re.compile(rf"(?<![删清去消解免排])除(?:了|去|开|却|掉)?(?P<s>{_SEVERAL})的?{_PIECES}(?={_REST}|都|全|一律)"),
    re.compile(rf"[（(]?(?:不含|不包括|不包含|不计|刨去|刨除|刨开|撇开|抛开|不算上?)(?P<s>{_SEVERAL})的?{_PIECES}[）)]?"),
    re.compile(rf"[（(]?(?P<s>{_SEVERAL})的?{_PIECES}(?:除外|例外|不(?:算|计|包括|包含|含)(?:在内|进去)?|不在内)[）)]?"),
)  # fmt: skip
_ACT = r"(?:动|变|改|换|替换|压|压缩|精简|减|缩|管|写|算|采纳|签|删|调整|处理|参与|包括|碰|起草|重写|扩)"
_STAYS = re.compile(
    rf"(?:但|但是|不过|只是|唯独|就|只有|单单)?(?P<s>{_SEVERAL})的?{_PIECES}(?:里面?|中)?(?:的)?(?:内容|部分|文字)?(?:就|先|还|都|要|一律)*"
    rf"(?:(?:不用|不必|不要|不许|不准|不得|不可|不能|不|别|甭|暂不|无需|莫)(?:再|去|先|用|要)*{_ACT}(?:了|它|它们)?|(?:保持|维持)?(?:原样|原状|照旧|不变|保持不变|另说|留着|留下|保留|先?放一?放)|(?:再|还要?|还得)(?:改改?|看看|想想|等等|商量|斟酌|推敲|琢磨|核核|磨磨)(?:再说)?)(?:吧|了|啊)*"
)
_UNHEARD = (
    re.compile(r"(?<![删清去消解免排])除(?:了|去|开|却|掉)?(?!此|非|湿|尘|夕|名|险|法|害)[^，。；]{1,14}(?:以外|之外|外(?!资|贸|企|商|事|来|部|地))"),
    re.compile(r"(?<![删清去消解免排])除(?:了|去|开|却|掉)[^，。；]{1,14}(?=，(?!.{0,8}(?:也|还|又)))"),
    re.compile(r"[^，。；]{1,12}(?:除外|例外|不包括在内|不计在内)"),
    re.compile(rf"{P}(?:就|先|要|都)*(?:别|不要|不用|不|甭)(?:再|去)?(?:动|变|改|碰|删|压|减)|{P}(?:留着|保留|保持|原样)"),
)  # fmt: skip
# 讲困难和挑战那段不许动: a piece of the section that nothing else tells which it is.
_PIECE = re.compile(
    rf"[^，。；{S[1:-1]}]{{1,16}}?(?:那|这)(?:一|几)?(?:小)?(?:段|句|条|块)(?:话|文字|内容)?(?:就|都|可|千万|先|暂时|一定)*"
    r"(?:(?:不许|不准|不得|不可以?|别|不要|不能|甭|不用)(?:再|给我|去|乱)*(?:动|碰|改|变|压|删|减|缩)|(?:得|要|必须|还是)?(?:留着|保留|保住|原样|不动|不变|不压|不减))"
)
_ALL = re.compile(r"全部|所有|全都|统统|一律|通通|都|其余|其他|各")
_EVERYWHERE = re.compile(rf"{Q}.*(?:换|改|替换)(?:成|为|作).*{Q}")
_SIGNING = re.compile(r"采纳|签|定稿|通过")
_ALSO = re.compile(r"也|还(?!原|是)|同样|一样")
_WHOLE_SIGN = "\ue0ff"


def spared(said: Saying) -> Saying:
    """The message without what it leaves out, its scene knowing the sections that are to stay."""
    for pattern in _LEFT_OUT:
        found = pattern.search(said.text)
        if found is not None and _certain(said, found["s"]):
            return _without(said, found)
    return _staying(said)


def unheard(said: Saying, out: Sequence[Heard]) -> list[Heard]:
    """What is left out, and nothing tells which section that is: nothing is done before that is known."""
    found = next((found for pattern in (*_UNHEARD, _PIECE) if (found := pattern.search(said.text))), None)
    if said.scene.spared or found is None or not any(isinstance(one, Order) for one in out):
        return list(out)
    if re.search(P, found.group()) or _PIECE.search(found.group()):
        return [AskBack("一节里只留一段不动，要按段来说，例如“（四）第二段精简一些”；稿子没有动，您要改的是哪一段？", firm=True)]
    return [
        AskBack(f"“{said.words(found.group())}”指的是哪一节没有听懂，稿子没有动；请说编号或标题里的词，例如“除（四）以外”。", firm=True)
    ]


def _refs(said: Saying, signs: str) -> list[Ref]:
    return [said.refs[sign] for sign in re.findall(S, signs)]


def _certain(said: Saying, signs: str) -> bool:
    """Whether each is a section that is there."""
    return all(ref.positions and ref.kind in ("number", "words", "here") for ref in _refs(said, signs))


def _without(said: Saying, found: re.Match[str]) -> Saying:
    out = _blocks(said.scene, _refs(said, found["s"]))
    rest = said.text[: found.start()] + said.text[found.end() :]
    wider, others = _wider(said, rest, out)
    if others and not wider:
        if _ALSO.search(rest):  # besides（四）,（五）too
            return _together(said, found, others)
        return replace(said, text=rest.strip("，"))
    if part := [ref for ref in wider if ref.kind != "whole"]:
        everything = "".join(sign for sign in re.findall(S, rest) if said.refs[sign].kind == "whole")
        rest, wider = (re.sub(f"[{everything}]", "", rest) if everything else rest), part
    rest = re.sub(_REST, "", rest) if wider else re.sub(_REST, _WHOLE_SIGN, rest, count=1)
    return _within(said, rest.strip("，"), out, bool(wider))


def _wider(said: Saying, rest: str, out: frozenset[int]) -> tuple[list[Ref], list[Ref]]:
    """Of the sections named besides: those that hold the ones left out, and the others."""
    named = _refs(said, rest)
    wider = [ref for ref in named if set(_blocks(said.scene, [ref])) > out]
    return wider, [ref for ref in named if ref not in wider]


def _blocks(scene: Scene, refs: Iterable[Ref]) -> frozenset[int]:
    return frozenset(below for ref in refs for one in ref.positions for below in scene.block(one))


def _together(said: Saying, found: re.Match[str], others: Sequence[Ref]) -> Saying:
    """Those that were named first join the others: 除了（四），（五）也压一半 is said of both."""
    first = others[0]
    sign = next(sign for sign, ref in said.refs.items() if ref is first)
    positions = (*(p for ref in _refs(said, found["s"]) for p in ref.positions), *first.positions)
    refs = {**said.refs, sign: replace(first, kind="number", positions=positions)}
    return replace(said, text=(said.text[: found.start()] + said.text[found.end() :]).strip("，"), refs=refs)


def _within(said: Saying, rest: str, out: frozenset[int], named: bool) -> Saying:
    """The request about all but these. named: whether it says itself what of."""
    scene = replace(said.scene, spared=said.scene.spared | out)
    refs = dict(said.refs)
    if named:
        refs = {sign: _each(ref, rest, scene, sign) for sign, ref in refs.items()}
    else:
        refs[_WHOLE_SIGN] = Ref(0, 0, "whole", tuple(range(len(scene.sections))), "其余部分")
        rest = rest if _WHOLE_SIGN in rest else re.sub("^(把|将)?", rf"\g<1>{_WHOLE_SIGN}", rest, count=1)
    return replace(said, text=rest, refs=refs, scene=scene)


def _each(ref: Ref, rest: str, scene: Scene, sign: str) -> Ref:
    """第三部分除了第一节都压到500字: a length for each of the pieces, not for the part."""
    if ref.kind == "whole" or len(ref.positions) != 1 or not set(scene.block(ref.positions[0])) & scene.spared:
        return ref
    if _SIGNING.search(rest) or not re.search(rf"{sign}[^，]*(?:都|各|每|均|分别|全部?)", rest):
        return ref
    level = scene.item(min(scene.spared)).level
    pieces = tuple(p for p in scene.block(ref.positions[0]) if scene.item(p).level == level and p not in scene.spared)
    kind: Kind = "number"
    return replace(ref, kind=kind, positions=pieces) if pieces else ref


def _staying(said: Saying) -> Saying:
    """全文精简一成，第一部分不动: a clause that keeps what another clause would change; what is said of it before may be a clause too."""
    pieces = re.split(r"([，；。])", said.text)
    for at, size in ((at, size) for at in range(0, len(pieces), 2) for size in (1, 3)):
        clause = "".join(pieces[at : at + size]).strip()
        found = _STAYS.fullmatch(clause) if size == 1 else _STAYS.fullmatch(re.sub(rf"(?<={S})[^，{S[1:-1]}]{{0,16}}，", "", clause))
        if found is None or not _certain(said, found["s"]) or said.paragraph is not None:
            continue
        rest = "".join(pieces[:at] + pieces[at + size :]).strip("，；。")
        out = _blocks(said.scene, _refs(said, found["s"]))
        wider, others = _wider(said, rest, out)
        if wider or (not others and rest and (_ALL.search(re.sub(P, "", rest)) or _EVERYWHERE.search(rest))):
            return _within(said, re.sub(_REST, "" if wider else _WHOLE_SIGN, rest, count=1), out, bool(wider))
    return said


def kept_out(heard: Sequence[Heard], said: Saying) -> list[Heard]:
    """What was heard, with nothing in it that touches a section left out."""
    return [_asked(_kept_out(one, said.scene), said) for one in heard] if said.scene.spared else list(heard)


def _asked(heard: Heard, said: Saying) -> Heard:
    """Words put in place of others in many sections are asked first, where nothing says that all are meant."""
    if not isinstance(heard, Order) or not isinstance(heard.commands[0], c.Replace) or len(heard.commands) < 2 or _ALL.search(said.text):
        return heard
    first = heard.commands[0]
    return Offer(
        heard.commands, f"要把{said.scene.names(said.scene.left_out)}以外{len(heard.commands)}个部分的“{first.old}”都换成“{first.new}”吗？"
    )


def _kept_out(heard: Heard, scene: Scene) -> Heard:
    if isinstance(heard, StateFigure | UseLedger):
        wanted = heard.sections or tuple(range(len(scene.sections)))
        return replace(heard, sections=tuple(p for p in wanted if p not in scene.spared))
    if not isinstance(heard, Order | Offer):
        return heard
    ids = {scene.id(p) for p in scene.spared}
    if any(isinstance(command, c.Remove) and _holds(command, scene) for command in heard.commands):
        return AskBack(f"要删的部分里有您说要留的{scene.names(sorted(scene.spared))}，请一节一节说删哪一节；稿子没有动。", firm=True)
    commands = tuple(
        one for command in heard.commands for one in _everywhere(command, scene) if not ids & set(sections_of(one)) or not sections_of(one)
    )
    names = scene.names(scene.left_out)
    if not commands:
        return Told(f"好的，{names}不动，没有别的要改的。")
    if any(isinstance(command, c.Accept) and command.section is None for command in heard.commands):
        return Offer(commands, f"要采纳除{names}以外的{len(commands)}个部分吗？")
    return (
        replace(heard, commands=commands)
        if isinstance(heard, Offer)
        else replace(heard, commands=commands, note=heard.note + f"{names}没有动。")
    )


def _holds(command: c.Remove, scene: Scene) -> bool:
    at = next((p for p in range(len(scene.sections)) if scene.id(p) == command.section), None)
    return at is not None and bool(set(scene.block(at)) & scene.spared)


def _everywhere(command: Command, scene: Scene) -> Iterable[Command]:
    """A command for the whole draft as one for each section that it is about."""
    sections = [p for p in range(len(scene.sections)) if p not in scene.spared and scene.text(p)]
    if isinstance(command, c.Accept) and command.section is None:
        return [c.Accept(scene.id(p)) for p in sections]
    if isinstance(command, c.Replace) and command.section is None:
        return [c.Replace(command.old, command.new, scene.id(p)) for p in sections if command.old in scene.text(p)]
    return [command]
