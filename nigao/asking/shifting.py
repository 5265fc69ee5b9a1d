"""A sentence quoted word for word, moved within its section: 把“……”这句移到本段最后, 放到第二段开头. Always asked first."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.passages import pieces_of
from nigao.asking.pieces import pieces
from nigao.asking.saying import P, Q, S, Saying
from nigao.asking.values import AskBack, Heard, Offer

_SHIFTED = re.compile(
    rf"(?:{S})?(?:里面?|的|中)*(?P<q>{Q})(?:这|那)?(?:一)?(?:小)?(?:句|段|半句|几个字)?(?:话)?，?(?:挪|移|放|搬|提|调|换|调整|移动|挪动)(?:到|至|在|去)*"
    rf"(?P<to>{P}|{S}|本节|节|段|该段|这段)?(?:的|里面?)*(?P<end>最?开头|段首|首句|首|最前面?|前面|第一句|最?末尾?|最后面?|结尾|段末|段尾|末句|尾|后面)(?:去|来|面|一句|位置)*"
)


def shifted(said: Saying) -> Heard | None:
    """The sentence at the beginning or the end of its paragraph, of another, or of the section it stands in."""
    edges = {sign: ref.words for sign, ref in said.refs.items() if re.fullmatch("开头|开篇|起首", ref.words)}
    found = _SHIFTED.fullmatch("".join(edges.get(one, one) for one in said.squeezed))
    if found is None:
        return None
    scene, words = said.scene, said.words(found["q"])
    named = [ref for ref in said.sections if ref.kind in ("words", "number") and len(ref.positions) == 1]
    places = [p for p in range(len(scene.sections)) if words in scene.text(p)]
    if len(places) != 1 or scene.text(places[0]).count(words) != 1:
        return AskBack(f"“{words}”{'有几处' if places else '在稿子里没有找到'}，您说的是哪一节的哪一句？稿子没有动。", firm=True)
    at = places[0]
    if any(ref.positions[0] != at for ref in named):
        return None  # to another section
    line = next((text for _, text in pieces_of(scene, at, "paragraph") if words in text), "")
    sentence = next((text for _, text in pieces_of(scene, at, "sentence") if words in text), "")
    if not line or sentence not in line or scene.text(at).count(line) != 1:
        return AskBack(f"“{words}”在{scene.name(at)}里不是完整的一句，请说明移的是哪一句；稿子没有动。", firm=True)
    lines = [text for _, text in pieces_of(scene, at, "paragraph")]
    front = re.search("头|首|前|第一", found["end"]) is not None
    target = _target(said, found["to"] or "", line, lines, front)
    if not isinstance(target, str):
        return target
    rest = line.replace(sentence, "", 1)
    if target == line:
        commands: tuple[c.Command, ...] = (c.Amend(scene.id(at), line, sentence + rest if front else rest + sentence),)
    elif scene.text(at).count(target) == 1 and rest:
        put = c.Amend(scene.id(at), target, sentence + target if front else target + sentence)
        commands = (c.Amend(scene.id(at), line, rest), put)
    else:
        return AskBack(f"{scene.name(at)}里这一句要移到哪一段？请说“第几段”；稿子没有动。", firm=True)
    where = "本段" if target == line else f"“{target[:12]}……”那一段"
    return Offer(commands, f"要把{scene.name(at)}里的“{sentence[:24]}……”移到{where}{'开头' if front else '末尾'}吗？")


def _target(said: Saying, to: str, line: str, lines: list[str], front: bool) -> str | Heard:
    """The paragraph it goes to."""
    if re.match(P, to):
        found = pieces(said)
        return found if not isinstance(found, list) else found[0].text
    here = said.refs[to].words if to in said.refs else to
    return line if "段" in here or not here else lines[0] if front else lines[-1]
