"""Several numbers told with 分别: which name each of them has, one after the other."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject
from nigao.figures.context import Spot
from nigao.figures.counted import name_in
from nigao.figures.memory import Memory
from nigao.figures.movement import made
from nigao.figures.reading import Reading
from nigao.figures.respectively import FARES, heads_in, names_in, names_of
from nigao.figures.tail import Tail

# “信补贷”、“财银贷”分别新增放款3.8亿元、2.7亿元: who, each, and what they did.
_EACH_DID = re.compile(
    r"^(?P<who>[^，]{3,40}?)分别(?P<what>(?:新增|完成|实现|增加|获得|新建|建成|发放|投放|签约|投入|新投放)[^，、\d]{1,12})$"
)


_NAMED_IN_TURN = re.compile("(?:依次|分别)(?:为|是)(?P<who>[^，；。]{2,60})$")
_OF_ALL = re.compile("^.*(?:地区|城市|县区|区县|企业)(?=.{2})")
_RANKED_BY = re.compile("(?P<what>[^，；。、]{2,24}?)最[低高多少大小快慢好差]的[^；。]*$")
# 新建服务中心3个、服务点26个，累计分别达到9个和137个: all there are, not those built newly.
_IN_ALL = re.compile("累计|总数|总量")
_NEWLY = re.compile("^新(?:建成?|增|设|开)(?=.{2})")
_EACH_OF_TOLD = re.compile(
    r"^[，、]?(?:(?P<what>(?:增加值|产值|营收|收入|利润|投资|产量|销量)?(?:占比|比重|增速|增幅)|(?:票面|发行|平均)?利率|(?:平均)?期限|(?:投资)?完成率|(?:平均)?(?:单|均)价|(?:对[^，、\d]{2,14}?的?)?贡献率)分别(?:为|达到?|是)|分别(?P<of_plan>完成(?:年度|全年|年初|调整)?(?:预算|计划|目标|任务)(?:数|任务|值)?)的?|分别(?P<did>(?:下拉|拉动|拉低|负向拉动)[^，、\d]{2,16}?)(?:增速|增幅)?)$"
)


class Listed:
    """The names still waiting for their numbers."""

    def __init__(self) -> None:
        """Begin with none waiting."""
        self._queue: list[str] = []
        self._turn = 0
        self._ranked_by = ""  # what those named in turn are ranked by
        self._share_of = ""  # the whole that the queued names are told a share of

    def clear(self) -> None:
        """A new sentence: none is waiting any more."""
        self._queue, self._share_of = [], ""

    def read(self, memory: Memory, spot: Spot, tail: Tail, chain: int) -> Reading | None:
        """One of several numbers told with 分别."""
        rest = tail.rest
        fold = spot.token.kind == "fold"  # 收入、支出…，是2015年的1.3倍和1.5倍
        several = list(dict.fromkeys(r.base for r in reversed(memory.told) if r.measure == "level"))[::-1]
        shares = [r.indicator for r in list(memory.told)[-2:] if r.measure == "level" and r.share]
        if spot.token.unit == "百分点" and len(shares) == 2:
            several = shares  # 占比分别为12%和33%，比上年提高0.7和1.2个百分点: it is the shares that moved
        if not tail.respectively and chain == 2 and not name_in(rest) and (tail.sign or fold) and len(several) >= 2 and not spot.parallel:
            self._queue, self._turn = several[-2:], 0
        elif chain > 1 and (of_each := patterns.SHARE_EACH.match(spot.left)) and len(memory.bases()) >= chain:
            of = of_each["of"]
            whole = of + ("" if of.endswith(("比重", "比例", "比")) else "比重")
            self._queue, self._turn, self._share_of = memory.bases()[-chain:], 0, whole
        elif chain > 1 and tail.sign and not tail.respectively and len(items := names_in(name_in(rest))) == chain:
            self._queue, self._turn = items, 0
        elif chain > 1 and (of_each_new := _EACH_DID.match(rest)) and len(items := names_of(of_each_new["who"], chain, [])) == chain:
            self._queue, self._turn = [f"{subject.trim_opening(item)}{of_each_new['what']}" for item in items], 0
        elif chain > 1 and (of_each_told := _EACH_OF_TOLD.match(spot.left)) and len(memory.bases()) >= chain:
            # 增加值占比分别为9.7%、8.8%, 分别下拉工业增速2.6、1.1个百分点: of each of those told just before
            self._queue, self._turn = memory.bases()[-chain:], 0
            self._share_of = of_each_told["what"] or of_each_told["of_plan"] or of_each_told["did"] or ""
        elif chain == 2 and not tail.sign and name_in(rest).endswith(("存贷款", "存贷款余额")):
            self._queue, self._turn = names_of(subject.trim_opening(rest), 2, []), 0  # 存贷款余额达7338万元和4022万元
        elif chain > 1 and not tail.sign and not tail.respectively and len(items := heads_in(name_in(rest))) == chain:
            self._queue, self._turn = items, 0  # 业务总量和业务收入完成9815亿元和9279亿元
        elif tail.respectively and chain > 1 and (ranked := self._in_turn(spot, memory, chain)):
            self._queue, self._turn = ranked, 0
        elif tail.respectively and chain > 1:
            fresh = patterns.NEW_SUBJECT.match(spot.before) if spot.fresh and not name_in(rest) else None
            whose = fresh[1] if fresh else rest
            if not whose and not memory.told and spot.fresh and FARES.search(spot.before):
                whose = spot.before  # 蔬菜、瓜果供应充足，分别增长0.4%、33%
            names = names_of(_opened(whose), chain, [r.base for r in memory.told])
            names = [_NEWLY.sub("", name) for name in names] if _IN_ALL.search(spot.left) and not name_in(rest) else names
            self._queue, self._turn = names, 0
        elif not (
            self._queue and (spot.chained or (spot.parallel and not subject.trim_opening(rest)) or (spot.follows and not name_in(rest)))
        ):
            self._queue = []
            return None
        if not self._queue:
            return None
        listed = self._queue[self._turn % len(self._queue)]
        name = subject.tidy(subject.bare(listed)) or listed
        self._turn += 1
        share = self._share_of
        if self._turn >= len(self._queue):
            self._share_of = ""
        previous = memory.previous()
        leader = previous if spot.chained and previous else None
        reading = made(spot, tail, name + share, leader)
        reading.base = name
        reading.because["indicator"] = "indicator.respectively"
        return reading

    def _in_turn(self, spot: Spot, memory: Memory, count: int) -> list[str]:
        """PM2.5平均浓度最低的3个城市依次是甲、乙和丙，分别为47、55和55: each one's, in the order they are named; [] if it is not so told."""
        who, what = _NAMED_IN_TURN.search(spot.before), _RANKED_BY.search(spot.sentence)
        names = re.split("、|和|与|及", who["who"]) if who else []
        if what is None or len(names) != count:
            return []
        if not self._ranked_by.endswith(what["what"]):  # 浓度最高的…: the same 浓度 as before
            self._ranked_by = _OF_ALL.sub("", subject.tidy(subject.bare(what["what"])))
        return [name + self._ranked_by for name in names]


def _opened(rest: str) -> str:
    """The subject of a list without its opening words, unless they are the first item themselves (全国和自贸区…)."""
    return rest.lstrip("，、") if re.match(r"(?:全[国省市区县]|国内)[和与及、]", rest.lstrip("，、")) else subject.trim_opening(rest)
