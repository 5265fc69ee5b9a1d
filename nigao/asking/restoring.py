"""Requests to bring last year's words back, described loosely: 还用去年那个说法, 把航空枢纽那句找回来. Reads words, changes nothing."""

from __future__ import annotations

import re

from nigao.asking.pointing import placed
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import Heard, RestoreLast

_PAST = r"去年|上年|上一年|往年|原先|原来|原有|以前|老(?=提法|说法|写法|话|表述)|旧(?=提法|说法|写法|话|表述)"
_WORDS = r"那个|那种|那句话?|这句话?|那几句话?|那段话?|这段话?|那段|有一句|一句|几句|的话|提法|说法|写法|表述|内容|文字|句子|老话"
_BACK = r"(?:补|加|放|搬|找|拿|捡|贴|挪|添|恢复|用|写)(?:回来|回去|回)|(?:补|加|放)(?:上|进来|进去)|搬过来|照搬|照抄|沿用|恢复|接着用|继续用|还(?:是)?(?:用|照|按)|仍(?:旧|然)?(?:用|照|按)|用得上"
_ASIDE = r"不如[^，]*|后[面头]光秃秃|光秃秃|少了|漏了|丢了|没了|缺了|今年|结尾|末尾|开头|这块|这里|里面?|中|有关|关于|讲|说|写|提到|还是|还|仍|也|就|把|将|给|请|的|了|吧|来|照|按|用|在|那|这|是|有|，|。|、"
_NOT_BACK = re.compile(
    r"不要|不用|别|不必|不再|删|去掉|不沿用|[？?]|怎么(?!给?(?:漏|丢|没|少|删|忘|弄))|哪|什么|吗|精简|压缩|重写|起草|数(?:字|据)?(?:来)?(?:填|补)"
)


def restored(said: Saying) -> Heard | None:
    """Words of last year's section that are wanted again; None where nothing says which."""
    text = said.text
    of_words = re.search(_WORDS, text) or any(ref.unit == "sentence" for ref in said.refs.values())
    again = re.search(_BACK, text)
    returns = again is not None and "回" in again.group()
    if again is None or not of_words or not (re.search(_PAST, text) or returns) or _NOT_BACK.search(text):
        return None
    section = next((ref for ref in said.sections if ref.positions and ref.kind in ("number", "words", "here", "inside")), None)
    if section is not None and section.kind != "inside" and not isinstance(placed(said, section), int):
        return None
    position = section.positions[0] if section is not None else said.scene.current
    words = _topic(said)
    if position is None or len(words) < 2:
        return None
    return RestoreLast(words, position)


def _topic(said: Saying) -> str:
    """What the words wanted speak of: what is left without the section and the words of the request."""
    if (piece := said.paragraph) is not None and piece.unit == "sentence" and piece.kind != "here":
        return piece.words
    named = "".join(
        said.refs[c].words
        if c in said.refs and (re.match(P, c) or said.refs[c].kind in ("inside", "none"))
        else ""
        if re.match(S, c)
        else c
        for c in said.text
    )
    quoted = re.search(Q, named)
    if quoted:
        return said.words(quoted.group())
    return re.sub(rf"{_PAST}|{_WORDS}|{_BACK}|{_ASIDE}", "", said.words(named)).strip()
