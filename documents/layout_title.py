"""Breaking a long title into centred lines of 梯形 or 菱形 shape without splitting a word (GB/T 9704-2012 7.3.1)."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

# Words a title of an office is made of; a line may end before or after one, never inside.
_WORDS = re.compile(
    r"[0-9０-９]+年度?|第?[0-9０-９一二三四五六七八九十百]+[个届次期季月周]?|[A-Za-z]+|《[^》]{1,12}》|“[^”]{1,12}”|〔[^〕]*〕|（[^）]{1,12}）"
    r"|工作|总结|打算|计划|要点|安排|报告|情况|方案|意见|通知|通报|执行|草案|国民经济|社会发展|经济|社会|发展|政府|人民|委员会|办公室|办公厅|领导小组"
    r"|改革|财政|预算|统计|教育|卫生|健康|科技|科学|技术|创新|工业|信息化|商务|金融|建设|管理|服务|监督|市场|推进|关于|以及|和|及|与|暨|的"
)
_NOT_FIRST = set("的和及与暨、，。：；！？）》”〕年月日")
_NOT_LAST = set("（《“〔、第")
_GOOD_AFTER = ("的", "年", "年度", "总结", "打算", "计划", "要点", "情况", "委员会", "办公室", "政府", "局", "委", "厅", "部", "、")
_GOOD_BEFORE = ("和", "及", "与", "暨", "以及", "工作", "关于", "的")


def break_title(title: str, width: int) -> list[str]:
    """The title in as few lines as ``width`` characters and a good shape allow; joined they are the title again."""
    pieces = _pieces(title)
    length = sum(_width(piece) for piece in pieces)
    if length <= width:
        return [title]
    fewest = int(-(-length // width))
    for count in range(fewest, min(len(pieces), fewest + 3)):
        splits = [*_splits(pieces, count, width), *_splits(pieces, count + 1, width)]
        if splits:
            return ["".join(line) for line in min(splits, key=_cost)]
    return [title[at : at + width] for at in range(0, len(title), width)]


def _width(text: str) -> float:
    return sum(0.5 if ord(character) < 0x2E80 and character.isascii() else 1.0 for character in text)


def _pieces(title: str) -> list[str]:
    """Known words whole, everything else by character."""
    pieces: list[str] = []
    at = 0
    for match in _WORDS.finditer(title):
        pieces += list(title[at : match.start()])
        pieces.append(match.group())
        at = match.end()
    return pieces + list(title[at:])


def _splits(pieces: list[str], count: int, width: int) -> list[list[list[str]]]:
    """Every way to cut the pieces into ``count`` lines that fit; only the 14 best places are tried where there are many."""
    places = [
        at for at in range(1, len(pieces)) if pieces[at][0] not in _NOT_FIRST - set("和及与暨") and pieces[at - 1][-1] not in _NOT_LAST
    ]
    if count > 2:
        places = sorted(sorted(places, key=lambda at: _roughness(pieces[at - 1], pieces[at]))[:14])
    found = []
    for cuts in combinations(places, count - 1):
        edges = [0, *cuts, len(pieces)]
        lines = [pieces[a:b] for a, b in pairwise(edges)]
        if all(_width("".join(line)) <= width for line in lines):
            found.append(lines)
    return found


def _roughness(before: str, after: str) -> float:
    """How badly a line end between two pieces reads; 0 is a natural pause."""
    if before.endswith(_GOOD_AFTER):
        return 0.0
    if after in _GOOD_BEFORE:
        return 1.0 if after != "的" else 9.0
    return 3.0 if len(before) > 1 or len(after) > 1 else 6.0


def _cost(lines: list[list[str]]) -> float:
    widths = [_width("".join(line)) for line in lines]
    rough = sum(_roughness(a[-1], b[0]) for a, b in pairwise(lines))
    return rough * 2 + _shapelessness(widths) + 7 * len(widths)


def _shapelessness(widths: list[float]) -> float:
    """梯形 grows or shrinks by one to six characters a line, 菱形 is widest in the middle; a rectangle or an hourglass costs."""
    steps = [b - a for a, b in pairwise(widths)]
    cost = sum(max(0.0, abs(step) - 6) * 1.5 for step in steps)
    if any(step == 0 for step in steps):
        cost += 10.0
    if len(widths) > 2 and min(widths[1:-1]) < min(widths[0], widths[-1]):
        cost += 12.0
    return cost
