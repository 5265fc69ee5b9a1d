"""Sections named by how they stand: 没有待补的那些节, 还没采纳的, 数字没问题的几节, 超过一千字的部分."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nigao.asking.amounts import characters
from nigao.asking.levels import titled
from nigao.asking.ref import Ref
from nigao.asking.scene import Scene

_UNIT = r"(?:的)?(?:那|这)?(?:些|几|各|所有|全部|几个|各个)?(?:个)?(?:小)?(?:节|部分|章节|板块|地方(?=都?(?:签|采纳|定稿)))"
_SIGNED = r"(?:的)?(?=(?:都|就|先|全|全部|可以|一并|给我|给)*(?:签|采纳|定稿))"
_N = r"[一二两三四五六七八九十百千\d]{2,6}"
_STATES: tuple[tuple[str, str], ...] = (
    ("full", r"(?:(?:已经)?(?:没有?|不(?:再)?有|无|不缺|不差|不带)(?:了)?(?:待补|空格|空着|空|缺口|缺数|数|红线|红)(?:的|了)?|(?:数|空)?(?:都|已经|全)*(?:填|补)(?:齐|全|满|完|好)了?|数(?:字|据)?(?:都|全)?(?:齐|全)了?)的"),
    ("gaps", r"(?:还|仍)?(?:有|带|剩|缺|含)(?:着)?(?:待补|空|缺口|数)(?:没填|没补)?的"),
    ("unsigned", r"(?:还|尚|仍)?(?:没有?|未|不曾)(?:采纳|签字|签发|签|定稿|核|审)(?:过|的|掉)*的"),
    ("signed", r"(?:已经|已|都)?(?:采纳|签字|签发|签|定稿)(?:过|了|好)*的"),
    ("unwritten", r"(?:还|尚)?(?:没有?|未)(?:动笔|写|起草|动|写好|写完)(?:过)?的"),
    ("sound", r"(?:数字|数据|数|出处|内容)?(?:都|全)?(?:(?:没有?|无)(?:什么)?(?:问题|毛病|错|红线|疑问)|有出处|核对过|对得上|靠得住)(?:了)?的"),
    ("longer", rf"(?:字数)?(?:超过?了?|多于|大于|不止|过)(?P<n>{_N})(?:个)?字?的"),
    ("shorter", rf"(?:字数)?(?:不到|不足|少于|没到|低于)(?P<n>{_N})(?:个)?字?的"),
)  # fmt: skip


def as_they_stand(text: str, scene: Scene) -> Iterator[Ref]:
    """The sections that stand as the words say; of a kind that is not there where none does."""
    for state, pattern in _STATES:
        for found in re.finditer(rf"(?:凡是?|所有|全部|把)?(?P<all>{pattern})(?:{_UNIT}|{_SIGNED})", text):
            stands = _test(state, found, scene)
            positions = tuple(p for p in range(len(scene.sections)) if (titled(scene, p) or scene.text(p)) and stands(p))
            start = found.start("all")
            yield Ref(start, found.end(), "number" if positions else "none", positions, text[start : found.end()])


def _test(state: str, found: re.Match[str], scene: Scene) -> Callable[[int], bool]:
    many = characters(found["n"]) or 0 if "n" in found.groupdict() else 0
    tests: dict[str, Callable[[int], bool]] = {
        "full": lambda p: bool(scene.text(p)) and "【待补" not in scene.text(p),
        "gaps": lambda p: "【待补" in scene.text(p),
        "unsigned": lambda p: bool(scene.text(p)) and scene.sections[p].accepted is None,
        "signed": lambda p: scene.sections[p].accepted is not None,
        "unwritten": lambda p: scene.sections[p].current is None,
        "sound": lambda p: _sound(scene, p),
        "longer": lambda p: len(scene.text(p)) > many,
        "shorter": lambda p: 0 < len(scene.text(p)) < many,
    }
    return tests[state]


def _sound(scene: Scene, position: int) -> bool:
    """Whether nothing is missing in it and every figure of it is borne out."""
    content = scene.content(position)
    good = ("supported", "carried", "quoted", "stated", "computed")
    return content is not None and "【待补" not in content.text and all(one.verdict in good for one in content.evidence)
