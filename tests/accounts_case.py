"""What became of every clause of the papers in a finished draft, found out from the outside; holds no tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigao.ports import Filter
from nigao.review import DraftView
from nigao.standing import BEARING
from nigao.workspace import Workspace

_SCRAP = 3
_NUMBER = r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])"
_TITLE = re.compile(r"(?:总结|打算|材料|汇报|小结|计划|工作情况)$")
_POINTS = re.compile(r"(?:如下表?|见附[表件]\d?|以下工作|总结如下)[：。]")
_COLUMNS = re.compile(r"(?:序号|指标|项目)\t")
_LABELS = frozenset({"养老服务"})
_HEADING = re.compile(rf"{_NUMBER}[^，。；\d]{{0,24}}[。：]?$")


def lost(opened: Workspace, view: DraftView) -> list[str]:
    """The clauses of this year's papers that stand nowhere: not in the draft, not among what was not used, borne out by no evidence."""
    sections = [one.current.section for one in view.sections if one.current]
    stands = _plain("\n".join(section.text for section in sections)) + _plain("\n".join(unused(view)))
    cited: dict[str, list[str]] = {}
    for place in (place for section in sections for one in section.evidence for place in one.places if place.sentence):
        cited.setdefault(place.source, []).append(_plain(place.sentence))
    papers = [s for s in opened.archive.sources(Filter(standings=BEARING)) if s.role == "material"]
    return [
        f"{source.filename}：{clause}"
        for source in papers
        for line in opened.archive.report(source.id).document.text.split("\n")
        for clause in _clauses(line)
        if clause not in stands and not any(_covers(words, clause) for words in cited.get(source.id, []))
    ]


def unused(view: DraftView) -> list[str]:
    """The words listed as not used."""
    found = [f for one in view.sections if one.current for f in one.current.section.findings if f.code == "draft.unused"]
    return [finding.values[0] for finding in found]


def _covers(words: str, clause: str) -> bool:
    """Whether cited words hold a clause, or all of it but what its department called itself at its beginning."""
    return clause in words or any(clause.endswith(words[:n]) for n in range(len(clause) // 2, len(clause)))


def _clauses(line: str) -> Iterator[str]:
    """The clauses that say something: no heading, title or scrap, nothing that only points elsewhere or names what is in the columns."""
    if _HEADING.match(line.strip()) or _TITLE.search(line.strip()) or _POINTS.search(line) or _COLUMNS.match(line):
        return
    body = re.sub(
        rf"{_NUMBER}[^，。；\d]{{0,14}}[。：]|{_NUMBER}20\d\d年(?:打算|计划)[。：]|{_NUMBER}|^[一二三四五六]是[^，。；\d]{{2,12}}。",
        "",
        line,
        count=1,
    )
    for part in re.split(r"[，。；：！\t]", body):
        words = _plain(re.sub(r"^(?:20\d\d年|今年以来|同时|其中)$|^并(?=[建开举])", "", part))
        if len(words) > _SCRAP and words not in _LABELS:
            yield words


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)
