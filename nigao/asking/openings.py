"""Paragraphs and sentences named by their first words, or only pointed at: “加快”打头的那段, 开头是“深入”的那句, 上面那段, 该段."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nigao.asking.passages import Unit, pieces_of, placed_among
from nigao.asking.ref import Ref
from nigao.asking.scene import Scene

_Q = r"[「『“\"《‘](?P<words>[^「」『』“”\"《》]{1,60})[」』”\"》’]"
_UNIT = r"(?:的)?(?:那|这)?(?:一|(?P<many>[几两三]))?(?P<unit>(?:自然)?段(?:话|落)?|句(?:话)?)"
_OPENS = (
    re.compile(rf"(?:以|用|拿)?{_Q}(?:几个字|二字|两个字)?(?:打头|开头|起头|起首|领头|开始|打头阵){_UNIT}"),
    re.compile(rf"(?:开头|打头|起头|起首|头几个字|头里|开篇)(?:写)?(?:的)?(?:是|为|写着|就是){_Q}{_UNIT}"),
)
_POINTED = re.compile(
    r"(?<![一-龥])(?:(?:上面|下面|前面|后面|上边|下边)(?:的)?(?:那|这)(?:一|几)?段(?:话|落)?|该段(?:落)?|这几段|那几段|上一段|下一段|前一段|后一段)|(?<=[把将，])(?:该段(?:落)?|[这那]几段|[上下前后](?:面那?|一)段)"
)


def opened_pieces(text: str, scene: Scene, scope: Sequence[int] = ()) -> Iterator[Ref]:
    """Those that begin with the words; in the open section before elsewhere. scope: the sections they are looked for in, () for all."""
    for pattern in _OPENS:
        for match in pattern.finditer(text):
            unit: Unit = "sentence" if match["unit"].startswith("句") else "paragraph"
            words = match["words"]
            found = [
                (p, n) for p in scope or range(len(scene.sections)) for n, piece in pieces_of(scene, p, unit) if piece.startswith(words)
            ]
            if match["many"] and len({p for p, _ in found}) == 1 and len(found) < match.end() - match.start():
                last, end = len(found) - 1, match.end()  # all of them, a sign each
                yield from (
                    Ref(match.start() if n == 0 else end - (last - n) - 1, end - (last - n), "inside", (p,), words, unit, nth)
                    for n, (p, nth) in enumerate(found)
                )
                continue
            yield from placed_among(match.start(), match.end(), words, unit, found, scene)


def pointed_pieces(text: str, scene: Scene) -> Iterator[Ref]:
    """A paragraph somebody points at, which nothing but the section's having only one tells."""
    lines = pieces_of(scene, scene.current, "paragraph") if scene.current is not None else []
    for match in _POINTED.finditer(text):
        if len(lines) == 1 and scene.current is not None:
            yield Ref(match.start(), match.end(), "inside", (scene.current,), match.group(), "paragraph", 1)
        else:
            yield Ref(match.start(), match.end(), "that", (), match.group(), "paragraph", 0)
