"""The words around a figure as they stand, surface made even, and what is left of them for telling two figures alike. Says nothing of meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from nigao.figures.clean import Clean
from nigao.figures.usual import usual_name, usual_words
from nigao.text.likeness import grams
from nigao.text.prose import SENTENCE, Extent, statement, stretch
from nigao.text.surface import plain, without_numbers

# Words of saying and of area that do not tell what is measured.
_FILLER = re.compile(
    r"达到了?|已达|达|分别为|分别|实现了?|完成了?|约为|约|接近|近|超过|超|突破|不少于|不低于|左右|以上|以内|同比|比上年|较上年|比去年|较去年|上年|去年|"
    r"今年|全年|年末|年底|年度|增长|增加|提高|提升|上升|扩大|下降|减少|降低|回落|增至|升至|降至|增速|增幅|其中|我国|我省|我市|我区|我县|全国|全省|全市|全区|"
    r"全县|全自治区|总数|数量|总量|共计|共有|共|合计|总计|累计|一年来|目前|截至|已|为|是|有|了|的|由|从|到|至|元|个百分点"
)
_MARK = re.compile(r"[，。、；：:,;（）()|＿%]")
_YEAR = re.compile(r"(?:19|20)?\d{2}年|\d{1,2}月(?:份|底|末)?")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Words:
    """before, after: the figure's own stretch, on either side of the number. lead: its sentence before it. sentence: the whole of it.

    around: a draft's paragraph before it, a source's heading, title and unit. follows: ten characters after the number.
    """

    before: str = ""
    after: str = ""
    lead: str = ""
    sentence: str = ""
    around: str = ""
    follows: str = ""

    @cached_property
    def clause(self) -> str:
        """The own stretch with a mark where the number stands."""
        return f"{self.before}＿{self.after}"

    def name(self, what: str) -> bool:
        """Whether the sentence, or what stands around it, names this."""
        return what in self.sentence or what in self.around

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of the sentence, as far as they are telling: of two digits and more, no years."""
        found = _DIGITS.findall(_YEAR.sub("", self.sentence.replace(",", "")))
        return frozenset(number for number in found if len(number) > 1)

    @cached_property
    def clause_grams(self) -> frozenset[str]:
        """Bigrams of the own stretch, direction and filling words left out."""
        return grams(self.bare_clause) if self.bare_clause else frozenset()

    @cached_property
    def bare_clause(self) -> str:
        """The own stretch without the number and filling words."""
        return bare(self.clause)

    @cached_property
    def bare_lead(self) -> str:
        """The sentence before the figure without numbers and filling words."""
        return bare(self.lead)

    @cached_property
    def sentence_grams(self) -> frozenset[str]:
        """Bigrams of the sentence, filling words left out."""
        return grams(bare(self.sentence))

    @cached_property
    def usual(self) -> str:
        """The sentence with short names written out."""
        return usual_words(self.sentence)

    def says(self, name: frozenset[str]) -> bool:
        """Whether the sentence says at least half of a name's bigrams, with or without its filling words, a part of it ahead of a ； too."""
        missing = self._unsaid(name, self.usual)
        if len(missing) * 2 > len(name):
            missing = self._unsaid(missing, bare(self.sentence))
        if len(missing) * 2 > len(name):
            missing = self._unsaid(missing, usual_words(self.around.rpartition("。")[2]))
        return len(missing) * 2 <= len(name)

    @staticmethod
    def _unsaid(name: frozenset[str], words: str) -> frozenset[str]:
        return frozenset(gram for gram in name if gram not in words)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a figure stands, start..end of ``text``. low, high: how far its own stretch can reach: to the figures beside it.

    around: what stands around it where that is not the paragraph. owner: what a share told here is part of, where that was told before.
    reviewed: the year its paper reviews. given: whether a person gave its name. cell: whether the text is all words of a table's cell.
    title: what its paper is called.
    cleaned: what ``text`` was made of, where it is no longer as it was written; places are told in that.
    """

    text: str
    start: int
    end: int
    low: int
    high: int
    around: str | None = None
    owner: str = ""
    reviewed: str = ""
    given: bool = False
    cell: bool = False
    cleaned: Clean | None = None
    title: str = ""

    def place(self, extent: Extent) -> Extent:
        """A stretch of ``text`` where it stands in what was written."""
        return self.cleaned.extent(extent) if self.cleaned else extent

    def reach(self) -> Extent:
        """Its own stretch of the text."""
        return stretch(self.text, self.start, self.end, self.low, self.high)

    def sentence(self) -> Extent:
        """Its sentence, or the part of it up to a ；."""
        return statement(self.text, self.start, self.end)

    def words(self) -> Words:
        """The words around it."""
        if self.cell:
            whole = plain(self.text)
            return Words(after=whole, lead=whole, sentence=whole, around=self.around or "")
        text, start, end = self.text, self.start, self.end
        own, said = self.reach(), self.sentence()
        low = max(0, start - SENTENCE)
        around = text[text.rfind("\n", low, start) + 1 or low : start] if self.around is None else self.around
        return Words(
            plain(text[own.start : start]),
            plain(text[end : own.end]),
            plain(text[said.start : start]),
            plain(said.of(text)),
            plain(around),
            plain(text[end : end + 16].split("\n")[0])[:10],
        )


@lru_cache(maxsize=65536)
def bare(words: str) -> str:
    """What tells: numbers, years, marks and filling words left out."""
    return _MARK.sub("", _FILLER.sub("", without_numbers(_YEAR.sub("", usual_words(words)))))


def numbers_of(text: str) -> list[str]:
    """The digits of a number as written, thousands joined."""
    return _DIGITS.findall(plain(text).replace(",", ""))


def owner_of(name: str, before: Sequence[str]) -> str:
    """What a share is part of where only its whole is named (研发经费投入4.37亿元，占地区生产总值2.51%): the last thing told before it."""
    if not name.startswith("占"):
        return ""
    return next((usual for one in reversed(before) if (usual := usual_name(one)) and "占" not in usual), "")
