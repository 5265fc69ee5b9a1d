"""What stands around a figure, in a draft and in a source alike: its name, its clause, its sentence; read once, compared often."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from nigao.figures.distinctions import direction, kinds, levels, references
from nigao.figures.figure import Figure
from nigao.figures.places import places, subject_places
from nigao.ledger import Entry
from nigao.surroundings import sentence_around
from nigao.text.likeness import grams
from nigao.text.surface import plain, without_numbers
from nigao.verify.names import usual_name, usual_words

_CLAUSE_END = "，,、；;：:。！？!?（()）\n|"
# Words of saying and of area that do not tell what is measured.
_FILLER = re.compile(
    r"达到了?|已达|达|分别为|分别|实现了?|完成了?|约为|约|接近|近|超过|超|突破|不少于|不低于|左右|以上|以内|同比|比上年|较上年|比去年|较去年|上年|去年|"
    r"今年|全年|年末|年底|年度|增长|增加|提高|提升|上升|扩大|下降|减少|降低|回落|增至|升至|降至|增速|增幅|其中|我国|我省|我市|我区|我县|全国|全省|全市|全区|"
    r"全县|全自治区|总数|数量|总量|共计|共有|共|合计|总计|累计|一年来|目前|截至|已|为|是|有|了|的|由|从|到|至|元|个百分点"
)
_DATED = re.compile(
    r"(?:19|20)\d{2}|[去上前今明]年|[\d二三四五六七八九十两]年[来间内]|以来|十[一二三四五六]五|累计|年均|时期|期末|年[初末底]"
)
_WHOLE = re.compile(r"全[国省市区县州旗镇乡](?!性|面|覆盖|域)")
_BESIDE = re.compile(r"(?:[占居列比较与在]|[高低快慢好优]于|排名?|位[居列])[^，。；、]{0,2}$")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_NEWLY = re.compile(r"新(?:认定|建|获批|培育|引进|登记|入库|评定|命名)")
_RATES = frozenset({"%", "‰", "百分点", "倍"})
_NAMED_YEAR = re.compile(r"(?:^|[，、：])(?:截至|到|在)?((?:19|20)\d{2})年(?![底末]?[至到—]|以来|的)")
_MARK = re.compile(r"[，。、；：:,;（）()|＿%]")
_YEAR = re.compile(r"(?:19|20)?\d{2}年|\d{1,2}月(?:份|底|末)?")


@dataclass(frozen=True)
class Context:
    """A figure with the words around it.

    usual: the indicator's usual name. before, clause: its own clause up to the number, and without it; lead: the sentence before it.
    around: a draft's paragraph before it, a source's heading, title and unit. follows: ten characters after it. reviewed: the
    source's year. given: whether a person gave the figure its name, which the words around then need not hold.
    """

    figure: Figure
    usual: str
    before: str
    clause: str
    lead: str
    sentence: str
    around: str = ""
    follows: str = ""
    reviewed: str = ""
    given: bool = False

    @cached_property
    def name(self) -> str:
        """What is measured, "" where the name is only taken over from another sentence."""
        if self.given:
            return self.usual
        own = grams(self.usual)
        said = grams(usual_words(self.sentence)) | grams(_bare(self.sentence))
        return self.usual if len(own & said) * 2 >= len(own) else ""

    @cached_property
    def added(self) -> str:
        """The name of an addition, 新增 in front however it is told (学位新增2万个, 新增学位 in a table's head); "" for anything else."""
        if self.usual.startswith("新增"):
            return self.usual
        if self.figure.measure == "level" and self.usual and (made := _NEWLY.search(self.before)):
            return f"新增{self.usual.removeprefix(made.group())}"
        rising = self.figure.measure == "change" and not self.figure.value.startswith("-")
        return f"新增{self.usual}" if rising and self.usual and self.figure.unit not in _RATES else ""

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The other numbers of the sentence, as far as they are telling: of two digits and more, no years."""
        own = _DIGITS.findall(plain(self.figure.text).replace(",", ""))
        found = _DIGITS.findall(_YEAR.sub("", self.sentence.replace(",", "")))
        return frozenset(number for number in found if len(number) > 1 and number not in own)

    @cached_property
    def name_grams(self) -> frozenset[str]:
        """Bigrams of what is measured, by name."""
        return grams(_bare(self.name)) if self.name else frozenset()

    @cached_property
    def near_grams(self) -> frozenset[str]:
        """Bigrams of the name and the clause."""
        return self.name_grams | grams(_bare(self.clause)) if _bare(self.clause) else self.name_grams

    @cached_property
    def clause_grams(self) -> frozenset[str]:
        """Bigrams of the clause alone, direction and filling words left out."""
        return grams(self.bare_clause) if self.bare_clause else frozenset()

    @cached_property
    def bare_clause(self) -> str:
        """The clause without the number and filling words."""
        return _bare(self.clause)

    @cached_property
    def sentence_grams(self) -> frozenset[str]:
        """Bigrams of everything in the sentence."""
        return grams(_bare(self.sentence)) | self.near_grams

    @cached_property
    def direction(self) -> int:
        """+1, -1 or 0: by the figure's sign where it is a change, else by the words of its clause."""
        told = direction(self.clause)
        if self.figure.measure == "change" and self.figure.value.startswith("-"):
            return -1
        if told or self.figure.measure != "change":
            return told
        return 1

    @cached_property
    def role(self) -> str:
        """ "from" and "to" for the two ends of a change (由9.8%降至7.5%), else ""."""
        if re.search(r"[从由自][^，。至到]{0,8}$", self.before):
            return "from"
        return "to" if re.search(r"[到至]$", self.before) else ""

    @cached_property
    def bare_lead(self) -> str:
        """The sentence before the figure without numbers and filling words."""
        return _bare(self.lead)

    @cached_property
    def times(self) -> frozenset[str]:
        """The words of time in the sentence before the figure."""
        return frozenset(_DATED.findall(self.lead))

    @cached_property
    def dated(self) -> bool:
        """Whether the sentence itself says what time it speaks of."""
        return bool(self.times)

    @cached_property
    def period(self) -> str:
        """The year the sentence itself names, if it names one for what it tells; else as read."""
        years = [match[1] for match in _NAMED_YEAR.finditer(self.lead)]
        return years[0] if len(set(years)) == 1 and self.figure.period.isdecimal() else self.figure.period

    @cached_property
    def where(self) -> str:
        """The district, county or city that the figure's clause, or one before it in the sentence, opens with; "" with 分别."""
        if "分别" in self.lead:
            return ""
        return ["", *subject_places(self.lead)][-1]

    @cached_property
    def whole(self) -> str:
        """全省, 全县 …: of which whole the figure is told, by the last such word before it in its sentence; "" if there is none."""
        found = [match for match in _WHOLE.finditer(self.lead) if not _BESIDE.search(self.lead[: match.start()])]
        return found[-1].group() if found else ""

    @cached_property
    def levels(self) -> frozenset[str]:
        return levels(self.name + "，" + self.clause)

    @cached_property
    def sentence_levels(self) -> frozenset[str]:
        return levels(self.sentence + self.around)

    @cached_property
    def kinds(self) -> dict[int, frozenset[int]]:
        return kinds(self.name + "，" + self.clause)

    @cached_property
    def references(self) -> frozenset[str]:
        return references(self.clause)

    @cached_property
    def places(self) -> frozenset[str]:
        return places(self.lead + "，" + self.clause)

    @cached_property
    def sentence_places(self) -> frozenset[str]:
        return places(self.sentence + "，" + self.around)


@lru_cache(maxsize=65536)
def _bare(words: str) -> str:
    return _MARK.sub("", _FILLER.sub("", without_numbers(_YEAR.sub("", usual_words(words)))))


class Reading:
    """A draft's text with the clauses and sentences of its figures. given: names a person gave to others."""

    def __init__(self, text: str, figures: Sequence[Figure], given: Collection[str] = ()) -> None:
        self._text = text
        self._given = given
        self._starts = [figure.start for figure in figures]
        self._ends = [figure.end for figure in figures]
        self._names = [usual_name(figure.indicator) for figure in figures]

    def context(self, figure: Figure) -> Context:
        """The context of one of the draft's figures."""
        text, low, high = self._text, 0, len(self._text)
        place = bisect_left(self._starts, figure.start)
        if place > 0:
            low = self._ends[place - 1]
        after = bisect_right(self._starts, figure.start)
        if after < len(self._starts):
            high = self._starts[after]
        sentence = sentence_around(text, figure.start, figure.end)
        paragraph = text[text.rfind("\n", 0, figure.start) + 1 : figure.start]
        read = _context(figure, text, figure.start, figure.end, low, high, sentence, paragraph)
        read = _with_part(read, self._names[max(0, place - 3) : place]) if read.usual.startswith("占") else read
        return replace(read, given=True) if figure.indicator in self._given else read


def of_entries(entries: Sequence[Entry]) -> list[Context]:
    """The contexts of entries that share one sentence, each found at its own place in it, in the order of the document."""
    found: list[Context] = []
    last = 0
    for entry in entries:
        figure, sentence = entry.figure, entry.sentence
        start = sentence.find(figure.text, last)
        if start < 0:
            start = max(sentence.find(figure.text), 0)
        end = start + len(figure.text) if sentence.startswith(figure.text, start) else start
        around = f"{figure.section} {entry.source.title} {entry.source.unit} {entry.source.department} {figure.scope}"
        year = entry.source.reviewed_year or entry.source.year
        if figure.place:
            read = _cell(entry, around)
        elif entry.by_hand and end == start:
            read = _cell(replace(entry, sentence=f"{figure.indicator}{figure.text}"), around)
        else:
            read = _context(figure, sentence, start, end, min(last, start), len(sentence), sentence, around, str(year or ""))
            read = _with_part(read, [other.usual for other in found])
        found.append(replace(read, given=True) if entry.by_hand else read)
        last = end
    return found


def _with_part(context: Context, before: Sequence[str]) -> Context:
    """A share whose part was told before it in the sentence (研发经费投入4.37亿元，占地区生产总值2.51%) under its whole name."""
    if not context.usual.startswith("占") or not before:
        return context
    part = next((name for name in reversed(before) if name and "占" not in name), "")
    return replace(context, usual=usual_name(part + context.usual)) if part else context


def _cell(entry: Entry, around: str) -> Context:
    figure = entry.figure
    words = plain(entry.sentence)
    return Context(figure, usual_name(figure.indicator), "", words, words, words, around)


def _context(
    figure: Figure, text: str, start: int, end: int, low: int, high: int, sentence: str, around: str, reviewed: str = ""
) -> Context:
    left = max([low] + [text.rfind(stop, low, start) + 1 for stop in _CLAUSE_END])
    right = min([high] + [at for stop in _CLAUSE_END if (at := text.find(stop, end, high)) >= 0])
    begin = max(text.rfind(stop, 0, start) for stop in "。！？；\n") + 1
    before, after = plain(text[left:start]), plain(text[end:right])
    return Context(
        figure,
        usual_name(figure.indicator),
        before,
        f"{before}＿{after}",
        plain(text[begin:start]),
        plain(sentence),
        plain(around),
        plain(text[end : end + 16].split("\n")[0])[:10],
        reviewed,
    )
