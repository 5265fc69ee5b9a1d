"""Which papers of the archive a question names: 国资委通知里, 财务部报的, 数据表上, 去年总结里."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.bodies import behind_areas
from nigao.ledger import Source

_PAPER = r"通知|意见|办法|方案|批复|复函|函|纪要|公报|快报|简报|月报|报表|数据表|指标表|统计表|材料|总结|小结|报告|要点|计划|回复"
_IN = re.compile(rf"(?P<who>[\u4e00-\u9fff]{{0,8}}?)的?(?P<paper>{_PAPER})(?:里面?|中|上|(?:的)?(?:要求|说|写|提|讲))")
_GIVES = r"(?:那边|那里|那头)?(?:最后|刚|上次)?(?:报|写|说|给|填|提供|送|统计|算)(?:来|上来|过来)?的?"
_ABOVE = re.compile("上级|上面|上头|[省市县区州]里")
_ENOUGH = 0.6  # of the characters of what stands before 通知


def papers_named(words: str, sources: Sequence[Source]) -> list[Source]:
    """The sources a question asks to be looked into, none where it names none that is here."""
    found = [source for source in sources if any(_gives(words, name) for name in _bodies(source))]
    for match in _IN.finditer(words):
        of_kind = [source for source in sources if match["paper"] in f"{source.title}{source.filename}"]
        found += [source for source in of_kind if _is_of(source, match["who"])]
    return list({source.id: source for source in found}.values())


def without_paper(words: str) -> str:
    """What is asked of it: 国资委通知里要求营业收入 → 营业收入."""
    return re.sub("^(?:对|关于|要求|的)+", "", _IN.sub("", words)) or words


def _bodies(source: Source) -> set[str]:
    """What a department that handed a paper in is called, with its area and without."""
    if source.standing == "own":
        return set()
    return {name for one in (source.department, source.unit) for name in (one, behind_areas(one)) if len(name) >= 2}


def _gives(words: str, name: str) -> bool:
    return re.search(re.escape(name) + _GIVES, words) is not None


def _is_of(source: Source, who: str) -> bool:
    """Whether the words before 通知 say whose paper it is; nothing said names none."""
    if _ABOVE.search(who):
        return source.standing == "reference"
    theirs = f"{source.department}{source.unit}{source.title}"
    return len(who) >= 2 and sum(character in theirs for character in who) >= _ENOUGH * len(who)
