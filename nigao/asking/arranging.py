"""Paragraphs of a section in another order, no word lost: two change places, one goes before another or to an end. Always asked first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao import commands as c
from nigao.asking.passages import pieces_of
from nigao.asking.pieces import Piece, cited, pieces
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer

_TRADED = re.compile(
    r"对调|互换|调换|对换|交换|换个?(?:位置|顺序|次序|过来)|换个(?:个儿?|儿)|(?:调|倒|颠倒)(?:个个儿?|个儿|个位置|个顺序|(?:位置|顺序)|过来)|(?:位置|顺序|次序)(?:互相)?(?:换|调|倒)"
)
_VERB = r"(?:移动|挪动|移|挪|提|调整|调|放|搬|排|插|摆|拿|换)"
_BESIDE = re.compile(
    rf"(?P<a>{P})(?:整段|整个|往前|往后|向前|向后|往上|往下|单独|直接|，)*{_VERB}(?:到|至|在)(?P<b>{P}|{Q})(?:的|之)?(?P<side>前|后|上|下)(?:面|边|头)?(?:去|来)?$"
)
_TO_END = re.compile(
    rf"(?P<a>{P})(?:整段|整个|往前|往后|，)*{_VERB}(?:到|至|在)(?:{S}|本节|节)?(?:的)?(?:(?P<front>最前面?|最上面?|开头|头里|最开头|首位|打头)|(?P<back>最后面?|末尾|结尾|最末尾?|最下面?))(?:去|来)?$"
)
_STEP = re.compile(rf"(?P<a>{P})(?:往|向|朝)?(?P<way>前|上|后|下){_VERB}(?:动)?(?:一|1)?(?:段|位|格|个位置)$")


def arranged(said: Saying) -> Heard | None:
    """Paragraphs put in another order within their section."""
    text = said.squeezed
    if said.paragraph is None or not (_TRADED.search(text) or re.search(_VERB, text)) or re.search("删|去掉|拿掉|砍|压|缩|精简|扩", text):
        return None
    if _TRADED.search(text):
        return _traded(said)
    beside, to_end, step = _BESIDE.search(text), _TO_END.search(text), _STEP.search(text)
    if not (beside or to_end or step):
        return None
    found = pieces(said)
    if not isinstance(found, list) or not found or found[0].ref.unit != "paragraph":
        return found if not isinstance(found, list) else None
    one, lines = found[0], [line for _, line in pieces_of(said.scene, found[0].position, "paragraph")]
    if one.text not in lines or lines.count(one.text) != 1:
        return None
    at = lines.index(one.text)
    to = _beside(said, beside, found, lines) if beside else (0 if to_end["front"] else len(lines)) if to_end else _step(step, at)
    if isinstance(to, int) and (to in (at, at + 1) or not 0 <= to <= len(lines)):
        return AskBack(f"{said.scene.name(one.position)}的这一段已经在那里了，要移到哪一段的前面或后面？稿子没有动。", firm=True)
    return to if not isinstance(to, int) else _moved(said, one, lines, at, to)


def _step(step: re.Match[str] | None, at: int) -> int:
    return at - 1 if step is not None and step["way"] in "前上" else at + 2


def _beside(said: Saying, found: re.Match[str], named: Sequence[Piece], lines: Sequence[str]) -> int | Heard:
    """Before which line it goes."""
    sign = found["b"]
    words = said.quoted[sign] if sign in said.quoted else named[1].text if len(named) > 1 else ""
    held = [n for n, line in enumerate(lines) if words and words in line]
    if len(held) != 1:
        return AskBack(f"要移到{said.scene.name(named[0].position)}里哪一段的前面或后面？请说“第几段”；稿子没有动。", firm=True)
    return held[0] + (found["side"] in "后下")


def _moved(said: Saying, one: Piece, lines: Sequence[str], at: int, to: int) -> Heard:
    first, last = min(at, to), max(at, to - 1)
    kept = [line for n, line in enumerate(lines[first : last + 1], first) if n != at]
    new = [one.text, *kept] if to < at else [*kept, one.text]
    old, scene = "\n".join(lines[first : last + 1]), said.scene
    if scene.text(one.position).count(old) != 1:
        return AskBack(f"{scene.name(one.position)}里有相同的段落，请在编辑区里手工移动；稿子没有动。", firm=True)
    where = "最前面" if to == 0 else "最后" if to == len(lines) else f"第{to if to > at else to + 1}段的位置"
    return Offer((c.Amend(scene.id(one.position), old, "\n".join(new)),), f"要把{scene.name(one.position)}里{cited([one])}移到{where}吗？")


def _traded(said: Saying) -> Heard | None:
    found = pieces(said)
    if not isinstance(found, list):
        return found
    if len(found) != 2 or found[0].ref.unit != found[1].ref.unit:
        return AskBack("您要对调的是哪一节的哪两段？请说“第二部分第一段和第二段对调”；稿子没有动。", firm=True)
    if found[0].position != found[1].position:
        return AskBack("不同节的段落不能直接对调，请先说把哪一段移到哪一节；稿子没有动。", firm=True)
    scene, position = said.scene, found[0].position
    text = scene.text(position)
    first, last = sorted((one.text for one in found), key=text.find)
    if text.count(first) != 1 or text.count(last) != 1:
        return AskBack(f"{scene.name(position)}里有相同的段落，请在编辑区里手工对调；稿子没有动。", firm=True)
    stretch = text[text.find(first) : text.find(last) + len(last)]
    between = stretch[len(first) : len(stretch) - len(last)]
    return Offer((c.Amend(scene.id(position), stretch, last + between + first),), f"要把{scene.name(position)}里{cited(found)}对调吗？")
