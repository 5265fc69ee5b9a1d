"""Whether an answer is all that is wanted: 查到告诉我就行，不用往稿子里写 · 帮我对一下台账."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.asking.saying import Saying
from nigao.asking.values import CheckSection, Heard, Order
from nigao.asking.wondering import asks, wondered

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


def only_told(said: Saying) -> Heard | None:
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
