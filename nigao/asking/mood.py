"""How something is said that could be wanted: as a condition, a guess, other people's words, of another day. Then it is asked, not done.

如果不合适就删掉 · 没问题再采纳 · 城镇新增就业好像是26万人 · 就说第一节采纳了 · 明天再采纳（三）.
"""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import Heard, Offer, Order, StateFigure, Told
from nigao.commands import Remember, Undo

# Said anywhere in a sentence, it holds for all of it.
_CONDITION = re.compile(
    r"如果|(?<![主需重只])要是(?!的)|假如|假设|倘若|万一|听说|据说|有人(?:说|提|讲|建议|主张|认为)|(?<![一-龥])(?:你|您|咱们?|我)?就说(?!明|法)|原话|与其|(?:之前|以前)(?:先|还要|还得|得|要)"
    r"|(?:没有?|无)(?:问题|意见|毛病|错误?|误)(?:了)?(?:的话)?(?:就)?再|(?:核对|核实|核|查|看|审|改|补|填)(?:一下|一遍)?(?:完|过|好|齐|了|准|清)(?:了)?(?:以后|之后)?再(?=采纳|签|定稿|删|退)|等.{1,10}(?:再|才)(?=采纳|签|定稿|删|退)"
)
# Said of what might have been: nothing is asked.
_WISHED = re.compile(r"要不是|(?:真|倒|恨不得)想(?:叫|让|把|给)|恨不得|巴不得")
# Said in the clause itself.
_GUESS = re.compile(
    r"明天|后天|改天|下周|过两天|(?:晚点|回头|以后)再(?=采纳|签|定稿|删|退|改|压|移|换|重写)|(?:要|想|采纳|重写|删|压|改|填|写|不行|不好|太长)[^，。]{0,5}的话(?=，|$)|好像|似乎|也许|说不定|八成是|怎么样[？?]?$|如何[？?]?$"
    r"|合不合适|与否|也行|也可以|都行|要么|要不(?![得然是])"
)
_VALUE_ONLY = re.compile(r"是[^，。]*吧[？?。]?$")
_PUTS = re.compile(r"填|改|写|按|补|定|换")


def wavering(said: Saying, sentence: Saying) -> bool:
    """Whether a clause is said with a doubt or a condition."""
    bare = re.sub(f"{S}|{P}|{Q}", "", said.text)
    return bool(_GUESS.search(bare) or _CONDITION.search(re.sub(f"{S}|{P}|{Q}", "\ue400", sentence.text)))


def as_said(found: Heard, said: Saying, sentence: Saying) -> Heard:
    """What was heard, only asked about where it is said with a doubt."""
    if isinstance(found, Order | Offer) and _WISHED.search(sentence.text):
        return Told("听到了，稿子没有动；要改哪一处请直接说，例如“第二部分精简到800字”。")
    if isinstance(found, StateFigure):
        guessed = _VALUE_ONLY.search(said.text) is not None and not _PUTS.search(said.text)
        return replace(found, sure=False) if guessed or wavering(said, sentence) else found
    if not isinstance(found, Order) or isinstance(found.commands[0], Undo | Remember) or not wavering(said, sentence):
        return found
    words = "、".join(dict.fromkeys(type(command).words for command in found.commands))
    names = said.scene.names(list(dict.fromkeys(p for ref in said.sections if ref.kind != "whole" for p in ref.positions)))
    return Offer(found.commands, f"您是现在就要{words}{names}吗？")
