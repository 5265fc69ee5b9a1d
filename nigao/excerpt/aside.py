"""What of this year's papers the draft does not say, in their own words, for a person to put in or leave out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nigao.checks.finding import Finding
from nigao.draft import Hit
from nigao.excerpt.material import Block, as_ours, line_sentences, plain, points_only, without_label, without_number
from nigao.excerpt.of_the_year import whole_year
from nigao.excerpt.told import figures_in
from nigao.excerpt.voice import run_in_heading
from nigao.figures.agreement import agree
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.text.talk import for_the_report, why_not
from nigao.writing.sentences import clauses, groups, without_loose_start

_SCRAP = 3
_TITLE = re.compile(r"(?:总结|打算|材料|汇报|小结|计划|要点|情况|报告|思路|安排|设想)(?:[（(][^）)]*[）)])?$")
_LINK = re.compile(r"^[一二三四五六七八九十]{1,2}是")
_TABLE = re.compile(r"^[^\n]*\n表\d+：")
_AT_PRESENT = re.compile("^(?:当前|目前)(?=.{4})")
_ONLY_WHEN = re.compile(r"^(?:20\d\d年度?|全年|今年以来|一年来|上半年|同时|其中|此外|下一步|明年)$")


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that found no place. what: 材料 or 数字; where: the file; source: its id; but: what speaks against putting them in."""

    what: str
    text: str
    where: str
    source: str
    but: str = ""

    def finding(self) -> Finding:
        """values: the words, and the id of the source they are from."""
        shown = self.text.replace("\n", "；").replace("\t", " ")
        return Finding("draft.unused", "note", f"没有用上的{self.what}（{self.where}）：{shown}{self.but}", values=(self.text, self.source))


def of_block(block: Block, but: str = "") -> Aside:
    """A block that no paragraph takes."""
    source = block.hit.source
    return Aside("材料", block.text, source.filename or source.title, source.id, but)


class Accounts:
    """Knows what of the material the draft says already or lists as unused."""

    def __init__(self, blocks: Sequence[Block], handled: Sequence[Entry], entries: Sequence[Entry], calendar: Calendar) -> None:
        """blocks: quoted or set aside; handled: figures stated or set aside; entries: all that the ledger read."""
        self._words: dict[str, str] = {}
        for block in blocks:
            self._say(block.hit.source.id, block.text)
            for _, place in block.also:
                self._say(place.source, place.sentence)
        self._handled = [entry.figure for entry in handled]
        self._entries = entries
        self._calendar = calendar

    def _say(self, source: str, words: str) -> None:
        self._words[source] = f"{self._words.get(source, '')}|{plain(words)}"

    def left_over(self, passages: Sequence[Hit]) -> list[Aside]:
        """The sentences and tables of the material that neither stand nor are set aside, each once, in the order of their papers."""
        papers = [hit for hit in passages if hit.source.role == "material"]
        seen: set[tuple[str, int]] = set()
        found: list[Aside] = []
        for head, hits in itertools.groupby(papers, key=_table_head):
            rows = list(hits)
            if head:
                found += self._of_table(head, rows)
                continue
            for hit, begin, line in ((row, *one) for row in rows for one in _lines(row)):
                if (hit.source.id, begin) not in seen and line.strip() and not _is_heading(line, hit):
                    found += self._of_line(line, hit)
                seen.add((hit.source.id, begin))
        return found

    def _of_line(self, line: str, hit: Hit) -> Iterator[Aside]:
        source, headings = hit.source, [plain(without_number(one)) for one in hit.passage.heading_path]
        for text in line_sentences(without_number(line)):
            text = whole_year(text)
            if plain(text) in headings or (text != line.strip() and run_in_heading(_LINK.sub("", text))):
                continue
            if not for_the_report(text):
                yield Aside("材料", text, source.filename or source.title, source.id, why_not(text))
                continue
            missing = [
                one for one in _clauses(text, source) if not any(self._said(said, source.id) for said in (one, as_ours(one, source, True)))
            ]
            if missing:
                words = "，".join(missing).rstrip("：，；、") + "。"
                yield Aside("材料", words, source.filename or source.title, source.id, why_not(words))

    def _said(self, clause: str, source: str) -> bool:
        words = plain(without_loose_start(_AT_PRESENT.sub("", _LINK.sub("", clause))))
        if len(words) <= _SCRAP or _ONLY_WHEN.match(words) or words in self._words.get(source, ""):
            return True
        told = [figure for ahead in (False, True) for figure in figures_in(clause, self._calendar, ahead)]
        return bool(told) and all(self._told(figure) for figure in told)

    def _told(self, figure: Figure) -> bool:
        return any(agree(figure, one) and one.measure == figure.measure for one in self._handled)

    def _of_table(self, head: str, hits: Sequence[Hit]) -> Iterator[Aside]:
        """The rows of a table that say more than the figures told; with its head, so that they can stand as a table."""
        rows = [hit for hit in hits if "\n" in hit.passage.text]
        missing = [words for hit in rows if not self._row_said(words := hit.passage.text.rpartition("\n")[2], hit)]
        source = hits[0].source
        if missing:
            yield Aside("表格", "\n".join([_TABLE.sub("", head), *missing]), source.filename or source.title, source.id)

    def _row_said(self, row: str, hit: Hit) -> bool:
        """Whether the figures of a row for the years written are told; a row of words alone never is."""
        begin, end = hit.passage.start, hit.passage.start + len(row)
        here = [e.figure for e in self._entries if e.source.id == hit.source.id and begin <= e.figure.start < end]
        ours = [figure for figure in here if figure.period in ("", self._calendar.reviewed, self._calendar.planned)]
        return bool(ours) and all(map(self._told, ours))


def _table_head(hit: Hit) -> str:
    """The head of the table whose row a passage is, with its number (表1：指标 2025年); "" for running text."""
    first = hit.passage.text.partition("\n")[0]
    return f"{hit.source.id}\n{first}" if _TABLE.match(f"\n{first}") and "\t" in first else ""


def _lines(hit: Hit) -> Iterator[tuple[int, str]]:
    begin = hit.passage.start
    for line in hit.passage.text.split("\n"):
        yield begin, line
        begin += len(line) + 1


def _is_heading(line: str, hit: Hit) -> bool:
    """Whether a line is a heading or title, or only points elsewhere."""
    bare = plain(line)
    headed = any(bare and plain(heading) and bare.endswith(plain(heading)) for heading in hit.passage.heading_path)
    return (
        headed or points_only(line) or (not re.search(r"[。；！，]", line) and (bool(_TITLE.search(line.strip())) or len(bare) <= _SCRAP))
    )


def _clauses(text: str, source: Source) -> Iterator[str]:
    """The clauses of a sentence without what is the department's own at its beginning."""
    for ahead in (False, True):
        words = as_ours(without_label(text), source, ahead)
        if words != text:
            break
    for _, group in groups(words.rstrip("。！")):
        yield from (clause.text for clause in clauses(group))
