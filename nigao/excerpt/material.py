"""This year's material as it can be quoted: whole paragraphs of whole sentences, each in the one place of the draft it fits best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.draft import Hit, Place
from nigao.excerpt.kinds import counts, falls_short, happened, laments, opens, problem, problem_heading, resolves, year_sense
from nigao.excerpt.labels import apart_from_advice, each_trouble, label_of, points_of, without_point
from nigao.excerpt.of_the_year import on_the_way, result_and_miss, whole_year
from nigao.excerpt.topics import fields_of
from nigao.excerpt.voice import asides_in, introduces, opening_of, points_elsewhere, run_in_heading, year_of_its_own
from nigao.excerpt.years_apart import parted, reviewed_by
from nigao.ledger import Entry, Source
from nigao.outline.lone import plan_of
from nigao.text.prose import pieces
from nigao.text.talk import for_the_report
from nigao.writing.runs import Run, joined, marked
from nigao.writing.sentences import sentences, without_loose_start

REVIEWS, PLANS = ("review", "other"), ("plan",)
_AHEAD = re.compile(r"下一步|下半年|下学年|下学期|打算|计划|安排|思路|谋划|明年|今后|部署|要点|建议")
_TO_COME = r"20\d\d年|明年|下一?年度?|新的一年|下一步|下步|下半年|下学[年期]|新学[年期]|下一?阶段"
_PLAN_LABEL = re.compile(
    rf"^(?:(?:{_TO_COME})?的?(?:工作)?(?:打算|计划|安排|思路|要点)|(?:{_TO_COME})的?(?:主要|重点)?(?:工作|任务|目标|考虑|设想|举措|重点)(?:任务|重点|目标|措施)?)"
    r"(?:是|为)?[：:]"
)
# 一、2025年工作。全年…: a heading that text runs on from.
_RUN_IN = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])?(?:20\d\d年)?[\u4e00-\u9fff]{0,8}(?:工作|情况|成效|打算|计划|安排|做法|思路)[。！]$"
)
_AHEAD_IN_TEXT = re.compile(
    rf"{_PLAN_LABEL.pattern}|^(?:下一步|下步|明年|20\d\d年，?(?:将|要|我|计划|拟|打算)|今后)|^(?:还|再|我们)?打算(?=[一-鿿])(?!是|为|如下)|^下(?:半年|学[年期])(?:，(?!.{{0,24}}(?:了|完成|实现|达到))|计划|将|我|拟|打算)|将(?:继续|进一步|着力|重点)|力争|拟于|计划于"
)
_POINT = re.compile(r"[（(]?\d{1,2}[）).、]|[*·•●▪\-]\s?|[①-⑳]|[一二三四五六七八九十]是")
_FACING = re.compile(r"面对[^。]{0,40}(?:形势|局面|挑战|考验|压力)[^。]{0,40}领导下")
_FIVE_YEARS = re.compile(r"(?:——)?(?:这五年|五年来|过去五年|“?十[一二三四五六七八九]五”?时期)")
# 八是加强人才工作: a link of a list that the other links are not in.
_LINK = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是(?:要)?)(?=\S)")
LISTED = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?=20\d\d年|\D|$)")  # a point of a list, each a line
_NUMBER = re.compile(
    r"^(?:\d{1,2}[.．、](?=20\d\d年|\D|$)|第[一二三四五六七八九十]{1,2}[，、,]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*"
)
_OF_THE_WHOLE = re.compile(r"面对|领导下|坚持以|全面贯彻|[全我][国省市区县旗镇乡街]|全体|各项(?:工作|事业)|我们")
# A finance bureau's opening is of its own field, and yet of its whole year.
_IN_ALL = re.compile(r"总体(?:平稳|良好|稳定|向好|较好)|(?:主要|各项)(?:目标|指标|工作)?任务[^，。]{0,8}(?:完成|实现)")
_OWN_LABEL = re.compile(
    r"^(?:存在的?|面临的?)?(?:主要)?(?:问题|困难|不足|短板|差距)(?:之处)?(?:[和与及、]?(?:存在的?|面临的?)?(?:问题|困难|不足|短板|差距)(?:之处)?)*(?:是|有|为|如下)?[：:]|^存在的?(?:主要)?(?:问题|困难|不足|短板)(?:主要)?是(?=[^：:])"
)
_OWN_WORD = re.compile(r"^(?:存在的?|主要)*(?:问题|困难|不足)(?:嘛|呢|吧|方面)?[，,]")
# 养老服务：建成……: the name of a field before what was done in it.
_ON_ITS_WAY = re.compile(
    r"(?:完成|获批|通过|取得|启动)[^。；]*，(?:目前|现)?(?:尚未|还未|暂未|未)(?:正式)?(?:开工|动工|启动|投用|投入使用|建成|竣工|完工|开园|开诊)"
)
_POINTS = re.compile(r"[（(]\d{1,2}[）)]|[①-⑳]|.{0,16}[：:][（(]1[）)]|.{0,16}[：:]①")
_FIELD_LABEL = re.compile(
    r"^(?:第[一二三四五六七八九十]，)|^(?![在从]|.{0,12}(?:等|各|多|诸|两)方面)[\u4e00-\u9fff]{2,8}方面，(?=[^，。；\d]{7,})|^(?!.{0,9}(?:是|为|如下|包括|有|于|要求|目标|思路|任务|主题)：)[\u4e00-\u9fff]{2,8}：(?=[^，。；]{6,})"
)
_ABOUT = re.compile(r"^[\u4e00-\u9fff“”、]{2,14}方面[。：]$")  # 安全生产方面。 before what was done in it
_SHORTEST, _SHORTEST_TOLD = 12, 7
_TROUBLES = re.compile(
    r"存在的?(?:主要)?(?:问题|困难|不足|短板)|问题(?:和|与|及)不足|不足之处|面临的?(?:问题|困难)|^(?:主要|存在)?(?:问题|困难|不足|短板)(?:[和与及、](?:问题|困难|不足|短板|(?:意见)?建议|需要[^，。]{0,8}))?$"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of material: its whole sentences with their offsets in the passage.

    ahead: it plans. troubles: it names shortcomings. also: by a sentence's offset, where another department tells the same. general: it
    says only how a department went about its year, which is no deed of the unit. label: what headed it on its line (农资供应。).
    """

    hit: Hit
    parts: tuple[tuple[int, str], ...]
    ahead: bool
    troubles: bool = False
    also: tuple[tuple[int, Place], ...] = ()
    general: bool = False
    label: str = ""

    @property
    def text(self) -> str:
        """The sentences one after another."""
        return "".join(part for _, part in self.parts)

    @property
    def says_something(self) -> bool:
        """Whether it is more than a scrap; a shortcoming, a deed or a figure may be told in a few words."""
        tells = self.troubles or happened(self.text) or counts(self.text)
        return len(self.text) >= (_SHORTEST_TOLD if tells else _SHORTEST)

    @property
    def opens(self) -> bool:
        """Whether it opens the look back as a whole (2025年是…收官之年。一年来……, “十四五”时期，我省……), not one field of work."""
        if self.ahead or not self.parts:
            return False
        first = self.parts[0][1]
        if year_sense(first) or _FIVE_YEARS.match(first) or _FACING.match(first):
            return True
        fields = fields_of(first).keys()
        if opens(first) and _IN_ALL.search(first):
            return True
        return opens(first) and (fields == {"§总量"} or (not fields and bool(_OF_THE_WHOLE.search(first))))

    def opened(self) -> Block:
        """The block without the 同时, 此外 that tied its first sentence to one that stands elsewhere."""
        (start, first), *rest = self.parts
        words = without_loose_start(first)
        return replace(self, parts=((start + len(first) - len(words), words), *rest))

    def run(self) -> Run:
        """The block as quoted, each sentence with its place."""
        return joined([self.sentence(start, part) for start, part in self.parts])

    def sentence(self, start: int, part: str) -> Run:
        """One of the sentences as quoted, with every place that tells it."""
        others = tuple(place for at, place in self.also if at == start)
        cuts = asides_in(part, self.hit.source.department)
        edges = [0, *(edge for span in cuts for edge in span), len(part)]
        pieces = [(start + begin, part[begin:end]) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
        return joined([marked(words, "quoted", (self.place(at, words), *others)) for at, words in pieces])

    def place(self, start: int, part: str) -> Place:
        source, begin = self.hit.source, self.hit.passage.start + start
        where = " ".join([source.filename or source.title, *self.hit.passage.heading_path[-1:]])
        return Place(source.id, source.title, where, begin, begin + len(part), part)


def blocks_of(passages: Sequence[Hit]) -> tuple[Block, ...]:
    """The paragraphs that may be quoted, each sentence once though passages overlap; headings, scraps and tables are left."""
    found: list[Block] = []
    told: dict[str, str] = {}
    labelled: dict[str, bool] = {}  # by paper, whether the list in hand stands under 2027年：
    for hit in passages:
        if hit.source.role != "material":
            continue
        begin = 0
        for line in hit.passage.text.split("\n"):
            labelled[hit.source.id] = _under_plan(line, hit.source, labelled.get(hit.source.id, False))
            for block in _of_line(hit, line, begin, labelled[hit.source.id]):
                fresh = tuple(part for part in block.parts if plain(part[1]) not in told.get(hit.source.id, ""))
                told[hit.source.id] = told.get(hit.source.id, "") + "|" + plain(block.text)
                left = replace(block, parts=fresh)
                if left.says_something:
                    found.append(left)
            begin += len(line) + 1
    return tuple(found)


def plain(text: str) -> str:
    """A text without its marks and blanks, to compare words by."""
    return re.sub(r"\W", "", text)


def _of_line(hit: Hit, line: str, begin: int, to_come: bool = False) -> list[Block]:
    """What of a line has been done and what comes next, which parts at 下一步."""
    number = _NUMBER.match(line)
    skip = number.end() if number else 0
    label = label_of(line[skip:])
    name = line[skip : skip + label.length]
    skip += label.length
    told = [(start + at, words) for start, text in _sentences(line[skip:]) for at, words in for_the_report(text)]
    whole = [(begin + skip + start, text) for start, text in told]
    whole = [(at, text) for at, text in whole if not on_the_way(text, [other for _, other in whole])]
    to_come = to_come or any(_under_plan(heading, hit.source, False) for heading in hit.passage.heading_path)
    headed_ahead = bool(_AHEAD.search(" ".join(hit.passage.heading_path))) and not under_troubles(hit.passage.heading_path)
    all_ahead = to_come or label.ahead or headed_ahead
    whole, planned, leaning = (whole, [], []) if all_ahead else _by_year(whole, hit.source)
    turn = 0 if all_ahead else next((i for i, (_, text) in enumerate(whole) if _turns(text, hit.source.reviewed_year)), len(whole))
    if turn == len(whole) and whole and not all_ahead and _only_resolves(whole):
        turn = 0
    done = whole[:turn]
    parts = (
        (_quotable(done, bool(number), hit.source, False), False),
        (_quotable([*planned, *whole[turn:]], bool(number), hit.source, True), True),
    )
    headed = done[0][1].rstrip("。：！") if done and number and run_in_heading(done[0][1]) else ""
    labelled = bool(label.troubles or _TROUBLES.match(line) or _OWN_LABEL.match(line[skip:]) or _OWN_WORD.match(line[skip:]))
    troubles = under_troubles(hit.passage.heading_path) or labelled or problem(line[:60]) or problem_heading(headed)
    results = (
        parts[0][0] if troubles else tuple((start, apart[0] if (apart := result_and_miss(text)) else text) for start, text in parts[0][0])
    )
    missed = () if troubles else tuple((start, apart[1]) for start, text in parts[0][0] if (apart := result_and_miss(text)))
    own = tuple(part for part in results if _of_itself(part[1], hit.source.department))
    short = tuple(part for part in results if part not in own and not troubles and (_behind(part[1]) or laments(part[1])))
    deeds = tuple(part for part in results if part not in own and part not in short)
    lacking = tuple(part for part in parts[1][0] if not all_ahead and (falls_short(part[1]) or laments(part[1])))
    deeds, advised, asked = apart_from_advice(deeds) if troubles else (deeds, (), ())
    found = [
        Block(hit, advised, True),
        Block(hit, asked, False, general=True),
        *([Block(hit, one, False, True) for one in each_trouble(deeds)] if troubles else [Block(hit, deeds, False)]),
        *(Block(hit, one, False, True) for one in each_trouble(tuple(map(_of_no_moment, (*short, *missed, *lacking))))),
        Block(hit, own, False, general=True),
    ]
    found.append(Block(hit, tuple(part for part in parts[1][0] if part not in lacking), True))
    found.append(Block(hit, tuple(leaning), False, general=True))
    return [replace(block, label=name) for block in found if "\t" not in line and block.says_something]


def _of_itself(text: str, department: str) -> bool:
    return introduces(text, department) or year_of_its_own(text, department)


def _under_plan(line: str, source: Source, so_far: bool) -> bool:
    """Whether a line is a plan's label alone (2027年：, 【下一步】) or a point of the list below one."""
    year = plan_of(line)
    if year is None:
        return so_far and bool(_POINT.match(line.strip()) or not line.strip())
    reviewed = reviewed_by(source)
    return not year or (reviewed is not None and int(year) > reviewed)


def _behind(text: str) -> bool:
    """Whether a sentence tells of a thing that fell behind; one that says what was done of it and that the next step is to come does not."""
    return falls_short(text) and not _ON_ITS_WAY.search(text)


def _of_no_moment(part: tuple[int, str]) -> tuple[int, str]:
    """A shortcoming without the 当前 it is told with: among others it would stand apart."""
    start, text = part
    words = re.sub(r"^(?:当前|目前)，?", "", text)
    return start + len(text) - len(words), words


def _sentences(line: str) -> list[tuple[int, str]]:
    """The sentences of a line with their offsets; an item of a list that ends in ； or, with a number in it, in nothing, is one as well."""
    found = []
    for start, text in ((at + n, point) for at, whole in sentences(line) for n, point in points_of(whole)):
        bare = text.rstrip("；;，,") if _POINTS.match(text) else text.rstrip("；;")
        if text.endswith(("。", "！")):
            found.append((start, text))
        elif bare != text or (counts(text) and not text.endswith(("，", "、", "：", ":"))):
            found.append((start, f"{bare}。"))
    return found


def line_sentences(line: str) -> list[str]:
    """Every sentence of a line, whole or not."""
    return [text for _, text in sentences(line)]


def points_only(line: str) -> bool:
    """Whether all a line says is where to look."""
    said = [text for _, text in sentences(without_number(line))]
    return bool(said) and all(points_elsewhere(text) for text in said)


def under_troubles(headings: Sequence[str]) -> bool:
    """Whether what stands below these headings is filed as a shortcoming (存在的问题, 问题); it is no achievement whatever it says."""
    return any(_TROUBLES.search(without_number(heading)) for heading in headings)


def _by_year(
    parts: Sequence[tuple[int, str]], source: Source
) -> tuple[list[tuple[int, str]], list[tuple[int, str]], list[tuple[int, str]]]:
    """(what is told of one year, next year's plans cut out of it, sentences whose two years lean on each other)."""
    told, planned, leaning = [], [], []
    for start, text in parts:
        apart = parted(text, reviewed_by(source))
        if apart is None:
            told.append((start, text))
        elif apart.whole:
            leaning.append((start, text))
        else:
            told += [(start + at, words) for at, words in apart.done]
            planned += [(start + at, words) for at, words in apart.ahead]
    return told, planned, leaning


def _only_resolves(parts: Sequence[tuple[int, str]]) -> bool:
    """Whether a paragraph says only what must be done (奋力推进……, 必须……), and nothing that has been."""
    clauses = [clause for _, text in parts for clause in pieces(text) if clause]
    said = sum(resolves(text) for _, text in parts)
    return len(parts) > 1 and (said > 1 or (said == 1 and not any(happened(clause) for clause in clauses)))


def _turns(text: str, reviewed: int | None) -> bool:
    """Whether what comes next is told from here on: its words say so, or the year it begins with is still to come."""
    year = re.match(r"(20\d\d)年(?![底末])", text)
    if year and reviewed and int(year[1]) > reviewed:
        return True
    of_the_year = year is not None and reviewed is not None  # 2025年，我市……, of the year looked back on
    return bool(_AHEAD_IN_TEXT.search(text, year.end() + 2 if of_the_year and year else 0) or (_RUN_IN.match(text) and _AHEAD.search(text)))


def _quotable(parts: Sequence[tuple[int, str]], numbered: bool, source: Source, ahead: bool) -> tuple[tuple[int, str], ...]:
    """The sentences without a heading that runs into them, the label of a plan, what only points at a table, and the department's own openings."""
    kept = [(start, text) for start, text in parts if not (numbered and _RUN_IN.match(text)) and not points_elsewhere(text)]
    alone = sum(bool(_LINK.match(text)) for _, text in kept) == 1
    if (numbered or (alone and _LINK.match(kept[0][1]))) and len(kept) > 1 and run_in_heading(_LINK.sub("", kept[0][1])):
        kept = kept[1:]
    kept = [(start, text) for start, text in kept if len(kept) == 1 or not _ABOUT.match(text)]
    said = [(start, text, as_ours(without_label(_LINK.sub("", text) if alone else text), source, ahead)) for start, text in kept]
    said = [(start, text, without_loose_start(words) if words[:1] in "并且而" else words) for start, text, words in said]
    return tuple((start + len(text) - len(words), words if ahead else whole_year(words)) for start, text, words in said)


def as_ours(text: str, source: Source, ahead: bool = False) -> str:
    """A sentence without 存在问题： before its problems, and without what is the department's own at its beginning."""
    words = without_point(_FIELD_LABEL.sub("", without_point(_OWN_LABEL.sub("", re.sub(r"^20\d\d年[：:]", "", text)))))
    if introduces(words, source.department) or year_sense(words):
        return words
    return words[opening_of(words, source.department, ahead, source.reviewed_year) :]


def quotable(entry: Entry) -> str:
    """The sentence of an entry as it is quoted where it is known from the ledger alone."""
    words = without_loose_start(without_label(_LINK.sub("", without_number(entry.sentence))))
    ahead = entry.figure.status == "target"
    told = as_ours(words, entry.source, ahead)
    return told if ahead else whole_year(told)


def without_label(text: str) -> str:
    """2026年打算：新建…: in a section of plans the words of the plan alone."""
    return _PLAN_LABEL.sub("", text)


def without_number(text: str) -> str:
    """A line without the number of its list."""
    return _NUMBER.sub("", text)
