"""Answers about texts: the sentences of the draft, the material or an earlier report that hold some words, whence one is, how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nigao.asking import values as asked
from nigao.asking.near import subsequence
from nigao.asking.scene import Scene
from nigao.asking.titles import plain_words
from nigao.ledger.entry import Source
from nigao.ports import Archive, Filter
from nigao.review import DraftView
from nigao.standing import BEARING
from nigao.work.answers import Answer
from nigao.work.missing import MissingRow
from nigao.writing.provenance import sentences_in

MANY = 6
_OTHER = "意思相近而用词不同的，请换个词再问。"


def mentions(scene: Scene, archive: Archive, view: DraftView, request: asked.AskMention) -> Answer:
    """Where the draft, the material or an earlier report says some words."""
    if request.year is not None:
        known = _reports(archive, view, request.year)
        name = f"《{known[0].title}》" if len(known) == 1 else "上年的报告"
        return _in_sources(archive, known, request.words, name)
    if request.material:
        sources = [source for source in archive.sources() if source.standing in BEARING]
        if request.who and not (sources := _of(sources, request.who)):
            return Answer(f"没有收到“{request.who}”的材料。")
        return _in_sources(archive, sources, request.words, f"“{request.who}”的材料" if request.who else "材料")
    positions = range(len(scene.sections)) if request.section is None else scene.block(request.section)
    wanted = plain_words(request.words)
    found = [f"{scene.name(p)}：{one.text}" for p in positions for one in sentences_in(scene.text(p)) if wanted in plain_words(one.text)]
    where = "稿子" if request.section is None else scene.name(request.section)
    if not found:
        return Answer(f"{where}里没有提到“{request.words}”；{_OTHER}", section=request.section)
    return Answer(f"{where}里提到“{request.words}”的有：\n" + _shown(found), section=request.section)


def _shown(found: Sequence[str]) -> str:
    return "\n".join(found[:MANY]) + (f"\n共{len(found)}处。" if len(found) > MANY else "")


def _reports(archive: Archive, view: DraftView, year: int) -> list[Source]:
    """The earlier reports of a year; of last year's the one this draft follows, whichever year it counts as."""
    known = archive.sources(Filter(role="report"))
    if year == view.reviewed_year - 1 or not any(year in (one.year, one.reviewed_year) for one in known):
        return [one for one in known if one.id == view.like] or known
    return [one for one in known if one.year == year] or [one for one in known if one.reviewed_year == year]


def _of(sources: Sequence[Source], who: str) -> list[Source]:
    """The material of a department called by its name, a short one, or an earlier one: 科委, 环保局."""
    names = {one.id: [words for words in (one.department, one.title, one.filename) if words] for one in sources}
    exact = [one for one in sources if any(who in words for words in names[one.id])]
    short = exact or [one for one in sources if any(subsequence(who, words, 4.0) for words in names[one.id])]
    if short:
        return [one for one in short if one.standing == "department"] or short
    shares = {one.id: sum(c in f"{one.department}{one.title}" for c in who) / len(who) for one in sources if one.department}
    best = max(shares.values(), default=0.0)
    return [one for one in sources if shares.get(one.id) == best] if best >= 0.6 else []


def _sentences(archive: Archive, source: Source, words: str) -> Iterator[tuple[str, str]]:
    """(where it stands, the sentence) of each sentence of a paper that holds the words."""
    wanted = plain_words(words)
    for _, _, passage in archive.passages(source.id):
        headed = bool(passage.heading_path) and wanted in plain_words(passage.heading_path[-1])  # all of it speaks of that
        if not headed and wanted not in plain_words(passage.text):
            continue
        where = " / ".join(passage.heading_path)
        for one in sentences_in(passage.text):
            if headed or wanted in plain_words(one.text):
                yield where, one.text


def _in_sources(archive: Archive, sources: Sequence[Source], words: str, name: str) -> Answer:
    if not sources:
        return Answer(f"还没有收进{name}，请先在“材料”页上传。")
    found, used = [], []
    for source in sources:
        for where, sentence in _sentences(archive, source, words):
            found.append(f"《{source.title or source.filename}》{where}：{sentence}")
            used.append(source.id)
    found = list(dict.fromkeys(found))
    if not found:
        return Answer(f"{name}里没有找到“{words}”；{_OTHER}")
    return Answer(f"{name}里提到“{words}”的有：\n" + _shown(found), tuple(dict.fromkeys(used)))


def whence_words(scene: Scene, archive: Archive, words: str) -> Answer:
    """Which paper a sentence is from: what the draft's evidence says, and every paper that holds the words."""
    found, used = [], []
    for source in (one for one in archive.sources() if one.standing in BEARING):
        for where, sentence in _sentences(archive, source, words):
            found.append(f"《{source.title or source.filename}》{where}：“{sentence}”")
            used.append(source.id)
    for position in range(len(scene.sections)):
        for line, id in _borne_out(scene, position, words):
            found.append(line)
            used.append(id)
    found = list(dict.fromkeys(found))
    if not found:
        return Answer(f"材料和稿子标明的出处里都没有找到“{words}”这句话；{_OTHER}")
    return Answer(f"“{words}”见：\n" + _shown(found), tuple(dict.fromkeys(used)))


def _borne_out(scene: Scene, position: int, words: str) -> Iterator[tuple[str, str]]:
    """(line, source) of what bears out a sentence of the draft that holds the words."""
    content, wanted = scene.content(position), plain_words(words)
    for one in sentences_in(content.text) if content is not None else ():
        if wanted not in plain_words(one.text) or content is None:
            continue
        for evidence in content.evidence:
            if evidence.start < one.end and evidence.end > one.start:
                for place in evidence.places[:2]:
                    yield f"{scene.name(position)}这一句的出处：《{place.title}》{place.where}，“{place.sentence}”", place.source


def paragraphs(scene: Scene, section: int | None) -> Answer:
    """How many paragraphs and sentences a section, or the whole draft, has."""
    texts = [scene.text(p) for p in (range(len(scene.sections)) if section is None else scene.block(section))]
    many = sum(bool(line.strip()) for text in texts for line in text.splitlines())
    said = sum(sum(1 for _ in sentences_in(text)) for text in texts)
    return Answer(f"{'全文' if section is None else scene.name(section)}有{many}段、{said}句。", section=section)


def owing(rows: Sequence[MissingRow], who: str) -> Answer:
    """Who still owes which figures of the draft, and where the list to send round is. who: of this department only, "" of all."""
    waiting = [row for row in rows if row.gap.left is None]
    owed: dict[str, list[str]] = {}
    for row in waiting:
        owed.setdefault(row.department or "没有写明部门的", []).append(row.gap.gap.indicator or row.gap.gap.says or "内容")
    if who:
        owed = {name: what for name, what in owed.items() if who in name or subsequence(who, name, 4.0)}
    if not owed:
        return Answer(f"稿子里没有要{f'“{who}”' if who else '部门'}补的数。")
    lines = [f"{name}：{'、'.join(dict.fromkeys(what))}" for name, what in owed.items()]
    return Answer("还没有给数的：\n" + "\n".join(lines) + "\n这里不能替您去催；催报单（分部门）在“写稿”页右侧的“缺数”里下载。")
