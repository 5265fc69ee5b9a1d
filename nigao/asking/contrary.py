"""What the draft says and a person says is not so: 高标准粮仓没有建成，别写建成; 粮食轮换2.3万吨是目标，去掉. The place is found, and only offered.

Never heard as a wish that nothing be changed, and never as a value to be put somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigao import commands as c
from nigao.asking.amounts import AMOUNT
from nigao.asking.saying import Saying
from nigao.asking.values import AskBack, Heard, Offer
from nigao.text.likeness import grams
from nigao.writing.provenance import sentences_in

_DONE = r"建成|完成|完工|竣工|投用|投产|投入使用|开工|上线|达标|达到|落实|开展|启动|实现|通过|验收|办成|办完|到位|交付|开通|通车|运行|超额|清零|摘牌|挂牌|引进|开业|开园"
_NOT = r"(?:没有?|未能?|并未|尚未|未曾|没能)"
_NOT_SO = re.compile(
    rf"(?P<what>[^，。；：]{{2,18}}?)(?:今年|年内|其实|实际上?|根本|还|并|都|到现在|目前|现在|仍|是)*{_NOT}(?:真正|按期|按时|如期|全部|全面)?(?P<verb>{_DONE})(?:呢|啊|呀|的|了)?(?=[，。；：]|$)"
)
_WISH = re.compile(
    rf"(?:所以|那就|就|请|先|稿子?(?:里|上)|总结里|文中|怎么|咱们?|我们|可|也)*(?:(?:别|不要|不能|不该|不应该?|不可以?|不得|怎么能?|哪能|甭)(?:再|给我)?(?:写|说|算|讲|报)(?:成|作|是|为)?(?:了|已|已经)*(?:{_DONE})?(?:了|呢|啊)?"
    rf"|(?:写|说)(?:成|作|是)?(?:了|已|已经)*(?:{_DONE})?(?:了)?(?:是)?(?:错的?|不对|不实|有误)(?:了)?|(?:这句|那句|这个|那个|它|这话|那话|这一句|那一句)?(?:写|说|弄|搞)?(?:错了?|不对|不实|要改|得改|改(?:一下|过来|掉|了|改)?|删(?:掉|去|了)?|去掉|拿掉|更正(?:一下|过来)?))[。！!？?]?"
)
# 稿子里写邻里中心建成了，其实没有建成
_SAID_SO = re.compile(
    rf"(?:[^，。]{{0,6}}(?:写|说)(?:着|的|了|成)?(?:是)?)?(?P<what>[^，。；：]{{2,18}}?)(?:已经?|全部|全面)*(?P<verb>{_DONE})(?:了|的)?，(?:可|但|可是|但是|其实|实际上?|根本|事实上|真实情况|是|现在|目前|到现在)*(?:还|并)?{_NOT}(?:全部|全面|真正)?(?P=verb)?(?:呢|啊|的|了)?"
)
_INTO = re.compile(r"(?:这句|那句)?(?:请|就|要|应该?|得)?(?:改|写|换|更正|说)(?:成|为|作)[：:，]?[“\"]?(?P<new>[^“”\"]{4,80}?)[”\"]?[。]?$")
# 粮食轮换2.3万吨是目标，去掉; 出租率90%是明年的打算，不是今年的数，删了
_ONLY_AIM = re.compile(
    rf"(?P<what>[^，。；：]{{0,18}}?{AMOUNT})(?:这个|那个|这|那)?(?:数|值)?(?:其实|只)?(?:是|属于)(?:今年|去年|明年|年初|来年|20\d\d年)?(?:定)?的?(?:目标|计划|任务|打算|预期|安排)(?:数|值)?(?:，(?:又|并|可|而)?不是(?:今年)?(?:的)?(?:结果|完成数?|实际|实绩|成绩|事实|完成的)(?:数)?)?"
    r"，(?:请|把它|给我|就|先|要|应该?|得|所以|这句|那句|总结里|这里|不能|不该)*(?:去掉|删(?:掉|去|了|除)?|拿掉|不要|划掉|别写(?:在(?:总结|这)里?)?|写(?:在(?:总结|这)里?)?|撤掉)(?:了|吧|它)*[。！]?$"
)
_PLACE_WORDS = re.compile(
    r"^(?:把|将|在)?[^，。]{1,14}?(?:那|这)(?:一)?(?:节|段|部分|块|句)(?:里面?|中|说|讲|写|的|，)*|^[^，。]{2,12}(?:部分|[）)])(?:里面?|中|的|，)*|^(?:稿子?|总结|文)(?:里|中|上)(?:说|写|讲)?(?:的)?"
)
_NEGATED = re.compile(r"[未没不]|尚|无法|推迟")


def contrary(said: Saying) -> Heard | None:
    """What is said not to be so, and where the draft says it; None where nothing of the kind is said."""
    words = re.sub(r"[吧啊呀哦嘛呗]+(?=[，。！]|$)", "", said.spoken)
    bare = _PLACE_WORDS.sub("", words)
    return _not_so(said, bare) or _only_aim(said, bare)


def _not_so(said: Saying, words: str) -> Heard | None:
    told = _SAID_SO.match(words)
    found = told or _NOT_SO.search(words)
    if found is None:
        return None
    before, after = words[: found.start()].strip("，。；： "), words[found.end() :].strip("，。；： ")
    into = _INTO.fullmatch(after)
    pieces = [one for one in re.split("[，；]", before) + ([] if into else re.split("[，；]", after)) if one]
    if not (into or pieces or told) or not all(_WISH.fullmatch(one) for one in pieces):
        return None
    what, verb = re.sub(r"^(?:把|将|这个|那个)", "", found["what"]), found["verb"]
    places = [one for one in _clauses(said) if verb in one[2] and not _NEGATED.search(one[2]) and _speaks_of(what, one[2])]
    if not places:
        return AskBack(
            f"稿子的总结部分里没有找到说“{what}”已经“{verb}”的句子，稿子没有动；要改哪一句，请把那句里的几个字放在引号里，要写进一句，请说“在第几节加一句：……”。",
            firm=True,
        )
    if len(places) > 1:
        return _several(said, places)
    position, text, clause = places[0]
    if into is None:
        return _out(said, position, text, clause, f"您说没有{verb}，")
    new = into["new"] if _speaks_of(what, into["new"]) else f"{what}{into['new']}"
    old = clause.strip("。；，")
    return Offer((c.Amend(said.scene.id(position), old, new),), f"要把{said.scene.name(position)}里的“{old}”改成“{new}”吗？")


def _only_aim(said: Saying, words: str) -> Heard | None:
    found = _ONLY_AIM.fullmatch(words)
    if found is None:
        return None
    what = re.sub(r"^(?:把|将|这个|那个)", "", found["what"])
    exact = [one for one in _clauses(said) if what in one[2]]
    if not exact:
        return AskBack(f"稿子的总结部分里没有“{what}”，稿子没有动；要去掉哪一句，请把那句里的几个字放在引号里。", firm=True)
    return _several(said, exact) if len(exact) > 1 else _out(said, *exact[0], "")


def _clauses(said: Saying) -> Iterator[tuple[int, str, str]]:
    """(position, text, clause with its mark) of what the review says; of the sections named, where some are."""
    named = {p for ref in said.refs.values() if ref.kind not in ("whole", "none") for one in ref.positions for p in said.scene.block(one)}
    review = [p for p in range(len(said.scene.sections)) if said.scene.item(p).kind != "plan"]
    for p in [p for p in review if p in named] or review:
        text = said.scene.text(p)
        for sentence in sentences_in(text):
            for clause in re.findall(r"[^，；]+[，；]?", sentence.text):
                yield p, text, clause


def _speaks_of(what: str, clause: str) -> bool:
    pairs = grams(what)
    return what in clause or (bool(pairs) and sum(pair in clause for pair in pairs) >= 0.7 * len(pairs))


def _several(said: Saying, places: list[tuple[int, str, str]]) -> AskBack:
    told = "；".join(f"{said.scene.name(p)}里的“{clause.strip('。；，')}”" for p, _, clause in places[:4])
    return AskBack(f"有{len(places)}处这样写：{told}。您说的是哪一处？请把那句放在引号里；稿子没有动。", firm=True)


def _out(said: Saying, position: int, text: str, clause: str, why: str) -> Heard:
    """The clause taken out with the mark that would be left over; it is shown first."""
    at = text.find(clause)
    if text.count(clause) != 1:
        return AskBack(f"“{clause}”在{said.scene.name(position)}里有几处，请说明是哪一句；稿子没有动。", firm=True)
    old, new = clause, ""
    if clause.endswith("。") and at and text[at - 1] in "，；":  # the last of its sentence: the mark before it goes
        old, new = text[at - 1] + clause, "。"
    shown = clause.strip("。；，")
    offer = Offer((c.Amend(said.scene.id(position), old, new),), f"{why}要从{said.scene.name(position)}里删去“{shown}”吗？")
    return offer if text.count(old) == 1 else AskBack(f"请说明是{said.scene.name(position)}的哪一句；稿子没有动。", firm=True)
