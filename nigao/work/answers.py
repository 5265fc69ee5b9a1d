"""Answers that need no model: last year's text, figures over the years, gaps, findings, what was found; each with its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nigao import requests as asked
from nigao.checks.finding import Finding
from nigao.desk.gate import OpenFinding
from nigao.draft import Hit
from nigao.excerpt.surface import own
from nigao.figures.aliases import same_indicator
from nigao.fulfilment import NAMES, Fulfilled, Judgement
from nigao.ledger import Entry
from nigao.ports import Archive, Filter, Retriever
from nigao.review import STATE_NAMES, DraftView

if TYPE_CHECKING:
    from nigao.work.chatting import Answer

MANY = 12


def _answer(text: str, sources: Sequence[str] = (), section: int | None = None) -> Answer:
    from nigao.work.chatting import Answer

    return Answer(text, tuple(dict.fromkeys(sources)), section)


def name(view: DraftView, position: int) -> str:
    """A section as the conversation names it."""
    item = view.sections[position].item
    return f"“{item.number}{item.title or '开头'}”"


def last_year(view: DraftView, archive: Archive, retriever: Retriever, request: asked.AskSection) -> Answer:
    """How a topic was written in an earlier report: the section itself where the topic is a heading, else the passages found."""
    last = view.reviewed_year - 1
    year = request.year or last
    like = view.sections[request.section].item.like if request.section is not None else ""
    about = not request.topic or request.topic in view.sections[request.section or 0].item.title
    if like and about and year in (last, view.reviewed_year):
        return _answer(f"《{archive.source(view.like).title}》这一部分是这样写的：\n{like}", [view.like], request.section)
    known = archive.sources(Filter(role="report"))
    wanted = [source.id for source in known if year in (source.year, source.reviewed_year)]
    hits = retriever.search(request.topic, 3, Filter(sources=tuple(wanted))) if wanted else []
    if not hits:
        return _answer(f"在{year}年的报告里没有找到关于“{request.topic}”的段落，可以换个说法，或先上传那一年的报告。")
    return _answer("\n\n".join(_quoted(hit) for hit in hits), [hit.source.id for hit in hits])


def _quoted(hit: Hit) -> str:
    path = " / ".join(hit.passage.heading_path)
    return f"【{hit.source.title}{'　' + path if path else ''}】\n{hit.passage.text}"


def passages(hits: Sequence[Hit], question: str) -> Answer:
    """The passages nearest to a question, word for word."""
    if not hits:
        return _answer(f"档案里没有找到与“{question}”有关的段落。")
    shown = hits[:4]
    head = "没有接模型，先把找到的原文列在这里：\n\n"
    return _answer(head + "\n\n".join(_quoted(hit) for hit in shown), [hit.source.id for hit in shown])


def figures(archive: Archive, retriever: Retriever, request: asked.AskFigure, year: int) -> Answer:
    """An indicator over the years, straight from the ledger; where it is not there, the years that are, or where the words stand."""
    named = _named(archive.entries(), request.indicator) or archive.entries(indicator=request.indicator)
    wanted = {str(y) for y in request.years} or ({str(y) for y in range(year - request.last, year + 1)} if request.last else set())
    found = [e for e in named if not wanted or e.figure.period in wanted]
    if not found and not named:
        return _spoken_of(retriever, request.indicator)
    head = "" if found else f"台账里没有“{request.indicator}”{'、'.join(sorted(wanted))}年的数字，有这些：\n"
    found = found or list(named)
    found.sort(key=lambda e: (e.figure.period, e.figure.measure), reverse=True)
    lines = [line(entry) for entry in found[:MANY]]
    more = f"\n共{len(found)}条，其余见“台账”页。" if len(found) > MANY else ""
    return _answer(head + "\n".join(lines) + more, [entry.source.id for entry in found[:MANY]])


def _named(entries: Sequence[Entry], indicator: str) -> list[Entry]:
    """Figures of an indicator; 新增企业 is what is told of 企业 as a change."""
    found = [entry for entry in entries if entry.figure.indicator and same_indicator(entry.figure.indicator, indicator)]
    stock = indicator.removeprefix("新增")
    if found or stock == indicator:
        return found
    return [entry for entry in _named(entries, stock) if entry.figure.measure == "change" and entry.figure.unit not in ("%", "百分点")]


def _spoken_of(retriever: Retriever, words: str) -> Answer:
    none = f"台账里没有“{words}”的数字，可以上传含有它的材料或数据表。"
    pairs = [words[i : i + 2] for i in range(len(words) - 1)] or [words]
    hits = [hit for hit in retriever.search(words, 6) if sum(pair in hit.passage.text for pair in pairs) * 3 >= len(pairs) * 2][:3]
    if not hits:
        return _answer(none)
    return _answer(f"台账里没有“{words}”的数字，提到它的原文有：\n\n" + "\n\n".join(map(_quoted, hits)), [hit.source.id for hit in hits])


def of_source(archive: Archive, who: str) -> Answer:
    """The figures of the material a department or a file's name stands for."""
    known = archive.sources()
    shares = {s.id: _shared(who, f"{s.department}{s.title}{s.filename}") for s in known}
    best = max(shares.values(), default=0.0)
    meant = [source for source in known if shares[source.id] == best] if best >= 0.6 else []
    if not meant:
        return _answer(f"没有找到“{who}”的材料，请先在“材料”页上传，或换成材料的标题来问。")
    wanted = {source.id for source in meant}
    found = [entry for entry in archive.entries() if entry.source.id in wanted]
    head = "、".join(f"《{source.title or source.filename}》" for source in meant[:3]) + f"里有{len(found)}个数字"
    more = f"\n共{len(found)}个，其余见“台账”页。" if len(found) > MANY else ""
    return _answer(head + ("：\n" + "\n".join(map(line, found[:MANY])) + more if found else "。"), sorted(wanted))


def _shared(words: str, name: str) -> float:
    """Share of the characters of an abbreviation that a name holds: 环保局 of 生态环境局."""
    return sum(character in name for character in words) / len(words)


MARKS = (
    "数字下的记号说的是出处：绿色实线是有出处；黄色虚线（△）是由台账算出、按原数取整，或数字有但含义不同、各处说法不一，要看一眼；"
    "红色双线（×）是在全部材料里都没有找到；黄底的【待补】是还没有数。点那个数字，右边就是它的原句、文件和位置。"
)


def line(entry: Entry) -> str:
    figure = entry.figure
    period = f"{figure.period}年" if figure.period else "年份未写明"
    scope = f"〔{figure.scope}〕" if figure.scope else ""
    rate = figure.unit in ("%", "百分点")
    falls = figure.value.startswith("-")
    change = "" if figure.measure != "change" else ("下降" if falls else "增长") if rate else ("减少" if falls else "增加")
    status = "（目标）" if figure.status == "target" else ""
    return f"{period}{scope}　{figure.indicator}{change} {own(figure)}{status}　出处：{entry.source.title} {figure.place}"


def outline(view: DraftView) -> Answer:
    """The headings as they stand, each with its state."""
    lines = [
        "　" * max(0, s.item.level - 1) + f"{s.item.number}{s.item.title or '（开头）'}　{STATE_NAMES[s.state]}" for s in view.sections
    ]
    return _answer(f"《{view.title}》的提纲（可以说“把第二部分移到……”“增加一节……”）：\n" + "\n".join(lines))


def gaps(view: DraftView, section: int | None) -> Answer:
    """What is marked 【待补】, section by section."""
    lines = []
    for one in view.sections if section is None else [view.sections[section]]:
        text = one.current.section.text if one.current else ""
        missing = [part.split("】", 1)[0] for part in text.split("【")[1:] if part.startswith("待补")]
        if missing:
            lines.append(
                f"{name(view, one.position)}：{'；'.join(dict.fromkeys(m.removeprefix('待补').strip('：:') or '内容' for m in missing))}"
            )
    return _answer("还缺：\n" + "\n".join(lines) if lines else "没有标为【待补】的地方。", section=section)


def status(view: DraftView) -> Answer:
    """How far the draft is."""
    counts: dict[str, int] = {}
    for section in view.sections:
        counts[STATE_NAMES[section.state]] = counts.get(STATE_NAMES[section.state], 0) + 1
    return _answer(
        f"《{view.title}》共{len(view.sections)}个部分：" + "，".join(f"{state}{count}个" for state, count in counts.items()) + "。"
    )


def findings(view: DraftView, found: Sequence[OpenFinding], section: int | None, whole: Sequence[tuple[int, Finding]] = ()) -> Answer:
    """What the checks say of a section, or of all. whole: findings of the draft as a whole, with the section each stands in."""
    mine = [one for one in found if section is None or one.position == section]
    lines = [f"{one.heading}：{one.finding.message}" for one in mine if not one.waived]
    lines += [f"{name(view, position)}：{finding.message}" for position, finding in whole if finding.severity != "note"]
    notes = sum(1 for _, finding in whole if finding.severity == "note")
    tail = f"\n另有{notes}条提示（沿用去年的句子、标点写法等），见“写稿”页的“意见”。" if notes else ""
    if not lines:
        return _answer("数字都核对过了，没有需要处理的意见。" + tail, section=section)
    more = f"\n共{len(lines)}条，其余见“写稿”页的“意见”。" if len(lines) > MANY else ""
    return _answer("\n".join(lines[:MANY]) + more + tail, section=section)


def promises(rows: Sequence[Fulfilled], year: int) -> Answer:
    """How many of the year's targets were reached, and which were not."""
    if not rows:
        return _answer("上年的报告里没有找到带数字的目标。")
    counts = {verdict: [row for row in rows if row.verdict == verdict] for verdict in NAMES}
    lines = [
        f"{year}年的目标共{len(rows)}项："
        + "，".join(f"{NAMES[verdict]}{len(found)}项" for verdict, found in counts.items() if found)
        + "。"
    ]
    waiting: tuple[Judgement, ...] = ("missed", "unclear")
    for verdict in waiting:
        lines += [f"{NAMES[verdict]}：{row.indicator}，{row.note}" for row in counts[verdict][:8]]
    lines.append("两边的原句在“台账”页的“目标完成情况”里；说“把目标完成情况写成一节”，就写进稿子。")
    return _answer("\n".join(lines))
