"""A word taken out or put in another's place only where it stands within longer words: “基本消除重污染天气”的“基本”去掉，别处的不动."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.saying import Q, S, Saying
from nigao.asking.values import AskBack, Heard, Order

_WORD = rf"(?P<c>{Q})(?:这(?:句|里|处)|那(?:句|里|处))?(?:里面?|中|当中)?(?:的)?(?:把|将)?(?P<w>{Q})(?:这|那)?(?:[一两二三四五几俩]个?字|[一两几]个?词|字样)?"
_REST = rf"(?:，(?:(?:{Q}(?:里面?|中|的)*)+|别处|其他|其余|别的)(?:的)?(?:{Q})?(?:那个|那处|那里|各处|地方)?(?:就|都|先)*(?:不去|不删|不动|不改|不换|别动|照旧|不变|留着|保留|不要动)(?:它)?)?"
_OUT = re.compile(rf"(?:{S})?(?:里面?|中|的)*{_WORD}(?:给|都|就)?(?:去掉|删掉|删去|拿掉|划掉|不要|删|去){_REST}")
# “深入实施规划”删掉“深入”俩字
_OUT_OF = re.compile(
    rf"(?:{S})?(?:里面?|中|的)*(?P<c>{Q})(?:这(?:句|里|处)|那(?:句|里|处))?(?:里面?|中|当中)?(?:给|都|就)?(?:去掉|删掉|删去|拿掉|划掉|不要|删|去)(?P<w>{Q})(?:这|那)?(?:[一两二三四五几俩]个?字|[一两几]个?词|字样)?{_REST}"
)
_OTHER = re.compile(rf"(?:{S})?(?:里面?|中|的)*{_WORD}(?:给|都|就)?(?:换成|换为|改成|改为|改作|替换成|换|改)(?P<n>{Q}){_REST}")


def within_words(said: Saying) -> Heard | None:
    """The one place changed; None where no word within words is spoken of."""
    out, other = _OUT.fullmatch(said.squeezed) or _OUT_OF.fullmatch(said.squeezed), _OTHER.fullmatch(said.squeezed)
    found = out or other
    if found is None:
        return None
    context, word = said.words(found["c"]), said.words(found["w"])
    new = "" if other is None else said.words(other["n"])
    if word not in context or word == context:
        return None
    scene = said.scene
    named = [p for ref in said.sections if ref.positions and ref.kind != "whole" for p in ref.positions]
    places = [p for p in named or range(len(scene.sections)) if context in scene.text(p)]
    if len(places) != 1 or scene.text(places[0]).count(context) != 1 or context.count(word) != 1:
        return AskBack(f"“{context}”{'有几处' if places else '在稿子里没有找到'}，您说的是哪一处？稿子没有动。", firm=True)
    return Order((c.Amend(scene.id(places[0]), context, context.replace(word, new)),))
