"""Which of the gaps of last year's sentences this year's material answers in words of its own, and which of last year's aims it says are done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from nigao.excerpt import kinds
from nigao.excerpt.added import RATES
from nigao.excerpt.filled import Filled, Piece
from nigao.excerpt.material import Block
from nigao.excerpt.other_words import counted_of, of_one_thing
from nigao.excerpt.overtaken import plan_over, shortcoming_over
from nigao.excerpt.told import figures_in, figures_of, pairs_of
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.printable import GAP
from nigao.text.likeness import longest_shared
from nigao.text.prose import pieces
from nigao.writing.gaps import Gap, field_of, unit_fits
from nigao.writing.runs import Run, joined
from nigao.writing.sentences import clauses, groups

_SHORTEST_ASKED, _SAID = 3, 0.8
# Words that only hold a figure (保持在, 达到), and say nothing of what it is of.
_HOLDS = re.compile(r"保持在?|达到?(?!标)|实现|完成|控制在|提高到|为|力争|确保|全年|以上|以内|左右")
_ONE = re.compile(r"[1一](?!\d)")
_FINISHES = re.compile(r"建成|全部完成|收官|开工|启动|投用|竣工|通车|投产|上线|启用|组建|成立")
_FINISHED = re.compile(
    r"建成|完成|收官|开工|启动|投用|竣工|通车|通水|投产|上线|启用|开放|组建|成立|通过(?!率)|获|取得|批复|召开|办结|达标(?!率)|招生|挂牌|缓解|解决|化解"
)
# A step that is taken once for one thing: 完成成本监审和听证程序, 通过竣工验收.
_STEP = re.compile(
    r"(?:完成|通过|取得|办理|启动|开展)[^，。；]*(?:程序|手续|审批|验收|评审|论证|招标|招投标|编制|批复|立项|备案|移交|组建|改制|换届|选址|勘察|可研|认定|审定|监审|听证|普查|试点任务)"
)
_A_NAME = 5  # characters that two clauses share when they speak of one thing by its name
_FIELD = re.compile(r"([一-鿿]{2,8})方面，")
_A_STEP = 4
_A_THING = 3
_A_LONG_NAME = 8  # and when a whole sentence is about it (国企改革深化提升行动)
_SHORT_NAME = 4
# What was done to the things counted; 召开大会3场 answers what 组织大会 asks.
_DOING = re.compile(
    r"^(?:全年|累计|新)?(?:组织|召开|举办|开展|举行|承办|建成|建立|建设|新建|设立|完成|实施|达到?|拥有|共有)(?:开展|召开|举办)?"
)
# 电费上涨推动单位供水成本上升: what moved it is no part of its name.
_MOVED_BY = re.compile(r".+(?:推动|带动|拉动|导致|造成|致使|促使|使得?)")
# Deeds that papers count without saying to whom they were done.
_DEEDS = frozenset({"培训", "招聘", "慰问", "走访", "演练", "巡查", "巡检", "体检", "宣讲", "参演"})
_EXAMPLES = re.compile(r"(..).*等(.{2,})$")


@dataclass(slots=True)
class Answers:
    """What the material tells, by section and whether it plans.

    sentences: the words of its sentences with figures; figures; counted: those sentences with their figures; unread: what its numbers in
    units that the reader does not know are of. done: its clauses that tell of something finished.
    """

    sentences: dict[tuple[int, bool], list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    figures: dict[tuple[int, bool], list[Figure]] = field(default_factory=lambda: defaultdict(list))
    counted: dict[tuple[int, bool], list[tuple[str, tuple[Figure, ...]]]] = field(default_factory=lambda: defaultdict(list))
    unread: dict[tuple[int, bool], list[str]] = field(default_factory=lambda: defaultdict(list))
    done: list[str] = field(default_factory=list)

    def take(self, block: Block, item: int, calendar: Calendar) -> None:
        """Know what a block tells that stands in a section."""
        where = item, block.ahead
        counted = [text for _, text in block.parts if re.search(r"\d", text)]
        said = [clause for _, text in block.parts for clause in pieces(text)]
        self.figures[where] += figures_of(block, calendar)
        self.figures[where] += [one for _, text in block.parts for one in _labelled(text, calendar, block.ahead)]
        self.counted[where] += [(text, figures_in(text, calendar, block.ahead)) for text in counted]
        self.unread[where] += [kinds.asked_by(one[: at[0]]) for one in said if (at := kinds.unread_count(one))]
        self.sentences[where] += map(pairs_of, counted)

    def know(self, block: Block) -> None:
        """Know what a block says is finished, wherever it stands."""
        if not block.ahead:
            self.done += [clause for _, text in block.parts for clause in pieces(text) if _FINISHED.search(clause)]

    def without_mended(self, piece: Piece) -> Piece | None:
        """A shortcoming of last year's without what this year's material says has been put right; None where nothing is left of it."""
        if not piece.carried:
            return piece
        said = groups(piece.run.text)
        if not any(shortcoming_over(one.text.rpartition("：")[2], self.done) for _, group in said for one in clauses(group)):
            return piece
        kept = [run for at, group in said if (run := self._without_mended(piece.run, at, group)) is not None]
        end = piece.run.text[len(piece.run.text.rstrip("。！")) :]
        return replace(piece, run=joined([joined(kept, "；"), Run(end)])) if kept else None

    def _without_mended(self, run: Run, at: int, group: str) -> Run | None:
        """One of several shortcomings, as far as it is still one: to before the clause that is put right."""
        parts = clauses(group)
        over = next((n for n, one in enumerate(parts) if shortcoming_over(one.text.rpartition("：")[2], self.done)), len(parts))
        lead = parts[0].text.rpartition("：")
        if over:
            return run.slice(at, at + parts[over - 1].end)
        return run.slice(at, at + len(lead[0]) + 1) if lead[1] else None

    def to(self, piece: Piece, item: int, ahead: bool) -> bool:
        """Whether material of the same section tells, in its own words, what a piece of nothing but gaps asks for."""
        if piece.entries or not GAP.search(piece.run.text):
            return False
        asked = pairs_of(_HOLDS.sub("", GAP.sub("", piece.run.text)))
        told = self.sentences[item, ahead]
        if len(asked) >= _SHORTEST_ASKED and any(len(asked & words) >= _SAID * len(asked) for words in told):
            return True
        marks = GAP.findall(piece.run.text)
        named = kinds.asked_by(GAP.split(piece.run.text)[0])
        if not field_of(marks[0]).unit and any(len(one) >= _SHORT_NAME and named.endswith(one) for one in self.unread[item, ahead]):
            return True
        asking = [field_of(mark) for mark in marks]
        return _all_asked(asking, self.figures[item, ahead]) or all(self._counted_elsewhere(gap, ahead) for gap in asking)

    def _counted_elsewhere(self, asked: Gap, ahead: bool) -> bool:
        """Whether another section counts the same things (校友捐赠到账【】, 校友捐赠力争350万元)."""
        thing = counted_of(asked.indicator)
        told = (figure for (_, plans), listed in self.figures.items() if plans == ahead for figure in listed)
        same = (figure for figure in told if figure.measure == asked.measure and counted_of(figure.indicator) == thing)
        return len(thing) >= _A_THING and bool(asked.unit) and any(unit_fits(asked, figure) for figure in same)

    def to_deeds(self, filled: Filled, item: int, ahead: bool) -> Iterable[Piece]:
        """The gaps behind a clause that names a deed by a long name, where one sentence of the material counts under that name what they ask
        for (深化……提升行动，完成改革任务【】项，完成率【】: ……提升行动45项任务全部完成)."""
        for group in filled.groups:
            lead = next((piece.run.text for piece in group if piece.carried), "")
            asks = [piece for piece in group if not piece.entries and GAP.search(piece.run.text)]
            wanted = [field_of(mark) for piece in asks for mark in GAP.findall(piece.run.text)]
            if any(_counts_it(lead, wanted, *told) for told in self.counted[item, ahead]):
                yield from (piece for piece in group if piece in asks or piece.run.text == lead)

    def has_been_done(self, piece: Piece) -> bool:
        """Whether a piece of last year's plan is of a thing done once for all, and this year's material says that it is done."""
        words = GAP.sub("", piece.run.text)
        once = piece.carried or all(one.places and _ONE.match(one.places[0].value) for one in piece.run.evidence if one.verdict == "gap")
        if piece.entries:
            return False
        if piece.carried and plan_over(words, self.done):
            return True
        if "全部" in words and any("全部" in done and longest_shared(words, done) >= _A_NAME for done in self.done):
            return True
        step = _STEP.search(words) if piece.carried else None
        if step and any(longest_shared(step.group(), done) >= _A_STEP for done in self.done):
            return True
        return once and bool(_FINISHES.search(words)) and any(longest_shared(words, done) >= _A_NAME for done in self.done)


def _all_asked(asked: Sequence[Gap], told: Sequence[Figure]) -> bool:
    """Whether the material tells what each of the gaps asks for, each in a figure of its own."""
    left = list(told)
    for gap in asked:
        found = next((figure for figure in left if _is_asked(gap, figure)), None)
        if found is None:
            return False
        left.remove(found)
    return bool(asked)


def _counts_it(lead: str, wanted: Sequence[Gap], text: str, figures: Sequence[Figure]) -> bool:
    counted = [gap for gap in wanted if gap.unit != "%" and any(unit_fits(gap, figure) for figure in figures)]
    return bool(counted) and longest_shared(lead, text) >= _A_LONG_NAME


def _is_asked(asked: Gap, told: Figure) -> bool:
    """Whether material tells what a gap asks for under the end of its name (高考本科上线率, 本科上线率), with another verb before it
    (召开警示教育大会) or inside it (热线办结工单, 办结热线工单), or with this year's examples of it (新增……等专业)."""
    rises = told.measure == "change" and told.unit not in RATES and not told.value.startswith("-")
    if rises and asked.measure == "level" and asked.indicator.startswith("新增"):
        told = replace(told, measure="level", indicator=f"新增{told.indicator}")  # 联合培养基地新增4个
    if asked.measure != told.measure or not asked.unit or not unit_fits(asked, told):
        return False
    short, long = sorted((_DOING.sub("", asked.indicator), _DOING.sub("", told.indicator)), key=len)
    ends = len(told.indicator) >= _SHORT_NAME and asked.indicator.endswith(told.indicator)
    moved = len(asked.indicator) >= _SHORT_NAME and _MOVED_BY.fullmatch(told.indicator.removesuffix(asked.indicator))
    if moved and told.indicator.endswith(asked.indicator):
        return True
    deed = re.sub("^各[类项种]", "", told.indicator)
    if deed in _DEEDS and (asked.indicator.startswith(deed) or asked.indicator.endswith(deed)) and _one_unit(asked.unit, told.unit):
        return True  # 培训职工【】人次, 培训3400人次
    same = sorted(short) == sorted(long) or same_indicator(short, long)
    known = ends or (len(short) >= _SHORT_NAME and same) or _with_examples(asked.indicator, told.indicator)
    return known or of_one_thing(asked.indicator, told.indicator)


def _labelled(text: str, calendar: Calendar, ahead: bool) -> list[Figure]:
    """The figures of a sentence that names their field first, under whole names (心理健康方面，普查2015人次: 心理健康普查)."""
    label = _FIELD.match(text)
    return [replace(one, indicator=label[1] + one.indicator) for one in figures_in(text, calendar, ahead)] if label else []


def _one_unit(asked: str, told: str) -> bool:
    return asked in (told, f"万{told}", f"千{told}")


def _with_examples(one: str, other: str) -> bool:
    """Whether both name one kind of thing by examples of it, as something of one verb (新增甲、乙等专业, 新增丙等专业)."""
    first, second = _EXAMPLES.match(one), _EXAMPLES.match(other)
    return first is not None and second is not None and first.groups() == second.groups()
