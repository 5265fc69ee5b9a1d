"""Answers that need no model: last year's text, figures over the years, gaps, findings, what was found; each with its sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nigao.asking import values as asked
from nigao.asking.near import subsequence
from nigao.asking.scene import Scene
from nigao.checks.finding import Finding
from nigao.desk.gate import OpenFinding
from nigao.desk.results import Proposed, Result
from nigao.desk.texts import standing
from nigao.draft import Hit
from nigao.fulfilment import NAMES, ONLY_NUMBERED, TOLD_NAMES, Fulfilled, TaskTold
from nigao.fulfilment.judging import Judgement
from nigao.ledger import responsible
from nigao.ports import Archive, Filter, Retriever
from nigao.review import STATE_NAMES, DraftView, SectionView
from nigao.standing import BEARING
from nigao.text.likeness import grams
from nigao.work import facts
from nigao.writing.provenance import sentences_in, traced_clauses

MANY = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says. draft: where the conversation goes on, "" for the same draft; results: what came of commands."""

    text: str
    sources: tuple[str, ...] = ()
    section: int | None = None
    draft: str = ""
    results: tuple[Result, ...] = ()

    @property
    def proposal(self) -> str:
        """What waits for a yes, "" if nothing does."""
        return next((one.id for one in self.results if isinstance(one, Proposed)), "")


def _answer(text: str, sources: Sequence[str] = (), section: int | None = None) -> Answer:
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
    quoted = _sentences_about(request.topic, like) if like and year in (last, view.reviewed_year) else []
    if quoted and not about:
        return _answer(
            f"《{archive.source(view.like).title}》{name(view, request.section or 0)}里讲“{request.topic}”的有：\n" + "\n".join(quoted),
            [view.like],
            request.section,
        )
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
    theirs = "" if hit.source.standing in BEARING else "参考（外单位）："
    return f"【{theirs}{hit.source.title}{'　' + path if path else ''}】\n{hit.passage.text}"


def _sentences_about(topic: str, text: str) -> list[str]:
    """The sentences of a text that hold the topic's words."""
    return [one.text for one in sentences_in(text) if topic and topic in one.text][:6]


_ASKING = re.compile(
    r"提没提|写没写|提到|有没有|是不是|是否|什么|哪些|哪个|哪里|哪儿|怎么样|怎么|如何|多少|为什么|关于|有关|方面|材料|内容|介绍|情况|做了|工作|我们|你|您|觉得|这|那|吗|呢|的|了|是|有|在|请|告诉|一下|现在|今年|去年|[？?，。“”]"
)


def passages(hits: Sequence[Hit], question: str) -> Answer | None:
    """The passages nearest to a question, word for word; None where they do not speak of what is asked."""
    words = _ASKING.sub("", question)
    pairs = grams(words)
    least = max(min(2, len(pairs)), len(pairs) / 2)
    shown = [hit for hit in hits if pairs and sum(pair in hit.passage.text for pair in pairs) >= least][:3]
    if not shown:
        return None
    shown.sort(key=lambda hit: hit.source.standing not in BEARING)
    ours = any(hit.source.standing in BEARING and hit.source.role != "report" for hit in shown)
    head = ("" if ours else "今年本单位和部门的材料没有说到。") + "没有模型来归纳，先把找到的原文列在这里：\n\n"
    return _answer(head + "\n\n".join(_quoted(hit) for hit in shown), [hit.source.id for hit in shown])


def whence(scene: Scene, archive: Archive, request: asked.AskWhence) -> Answer:
    """Where a number of the draft is from, each place that bears it out."""
    lines, sources, found = [], [], False
    for position in range(len(scene.sections)) if request.section is None else scene.block(request.section):
        content = scene.content(position)
        for start in standing(content.text, request.number) if content else ():
            found = True
            end = start + len(request.number)
            proofs = (
                [e for e in content.evidence if e.start < end and e.end > start and e.verdict not in ("carried", "quoted", "gap")]
                if content
                else []
            )
            for place in [place for e in proofs for place in e.places][:3]:
                lines.append(f"{scene.name(position)}里的{request.number}：《{place.title}》{place.where}，“{place.sentence}”")
                sources.append(place.source)
            stated = [e.note for e in proofs if e.verdict == "stated" and not e.places]
            lines += [f"{scene.name(position)}里的{request.number}是手工填写的{'，' + note if note else ''}。" for note in stated[:1]]
    if lines:
        return _answer("\n".join(dict.fromkeys(lines)), sources)
    if found:
        return _answer(f"{request.number}在材料和台账里没有找到出处，请核对。")
    told = [e for e in archive.entries() if e.figure.text.replace(" ", "") == request.number.replace(" ", "")][:4]
    if told:
        return _answer(f"稿子里没有{request.number}，台账里有：\n" + "\n".join(map(facts.line, told)), [e.source.id for e in told])
    return _answer(f"稿子和台账里都没有{request.number}，请看看是不是这个数。")


def reported(archive: Archive, who: str) -> Answer:
    """Whether a department has handed its material in."""
    meant = [
        s
        for s in archive.sources()
        if any(who in words or (words and subsequence(who, words, 4.0)) for words in (s.department, s.title, s.filename, s.unit))
    ]
    if not meant:
        return _answer(f"没有收到“{who}”的材料。")
    titles = "、".join(f"《{source.title or source.filename}》" for source in meant[:3])
    return _answer(f"“{who}”的材料已经收到：{titles}{f'等{len(meant)}份' if len(meant) > 3 else ''}。", [source.id for source in meant[:3]])


def carried(scene: Scene, section: int | None) -> Answer:
    """The sentences that stand as last year had them."""
    lines = []
    for position in range(len(scene.sections)) if section is None else scene.block(section):
        content = scene.content(position)
        if content is None:
            continue
        old = {one.stretch.start: one.origin == "carried" for one in traced_clauses(content)}
        kept = [s for s in sentences_in(content.text) if (own := [o for at, o in old.items() if s.start <= at < s.end]) and all(own)]
        if kept:
            some = "\n".join(f"・{one.text}" for one in kept[: 8 if section is not None else 2])
            lines.append(
                f"{scene.name(position)}里有{len(kept)}句沿用去年的话：\n{some}" + ("\n……" if len(kept) > 8 and section is not None else "")
            )
    where = scene.name(section) if section is not None else "稿子"
    return _answer("\n".join(lines) if lines else f"{where}里没有整句沿用去年的话。", section=section)


def repeats(view: DraftView, whole: Sequence[tuple[int, Finding]]) -> Answer:
    """Which sentences the draft says twice."""
    lines = [f"{name(view, position)}：{finding.message}" for position, finding in whole if finding.code == "document.repeat"]
    if not lines:
        return _answer("没有发现重复的句子；意思相近而写法不同的要接上模型才能找。")
    return _answer("重复的有：\n" + "\n".join(lines[:MANY]))


def place(scene: Scene, words: str) -> Answer:
    """The section whose words are nearest."""
    pairs = grams(words)
    scored = [(sum(2 * (pair in scene.item(p).title) + (pair in scene.text(p)) for pair in pairs), -p) for p in range(len(scene.sections))]
    best, position = max(scored, default=(0, 0))
    if not best:
        return _answer(f"各部分都没有与“{words}”相近的话，请看提纲定放在哪一节；稿子没有动。")
    return _answer(f"“{words}”与{scene.name(-position)}的内容最近，可以放在这一节；稿子没有动。", section=-position)


def length(scene: Scene, section: int | None) -> Answer:
    """How many characters stand."""
    positions = range(len(scene.sections)) if section is None else scene.block(section)
    total = sum(len(scene.text(position)) for position in positions)
    return _answer(f"{'全文' if section is None else scene.name(section)}现在{total}字。", section=section)


def figures(archive: Archive, retriever: Retriever, request: asked.AskFigure, year: int, words: str = "") -> Answer | None:
    """What the ledger says of a figure; where it says nothing, where the words stand. None where the question is another's to answer.

    words: the question as it was put.
    """
    found = facts.answered(archive, request, year, words)
    if found is not None:
        return _answer(found.text, [entry.source.id for entry in found.entries])
    if request.otherwise is not None:
        return None
    return _spoken_of(retriever, request.indicator) if request.indicator else _answer("您问的是哪一项指标？稿子没有动。")


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
    if not meant and (reported := [entry for entry in archive.entries() if who in responsible(entry) and entry.source.standing in BEARING]):
        told = "\n".join(map(facts.line, reported[:MANY]))
        more = f"\n共{len(reported)}个，其余见“台账”页。" if len(reported) > MANY else ""
        return _answer(f"没有收到“{who}”单独的材料，数据表里由它报的有：\n{told}{more}", sorted({one.source.id for one in reported}))
    if not meant:
        return _answer(f"没有找到“{who}”的材料，请先在“材料”页上传，或换成材料的标题来问。")
    wanted = {source.id for source in meant}
    found = [entry for entry in archive.entries() if entry.source.id in wanted]
    head = "、".join(f"《{source.title or source.filename}》" for source in meant[:3]) + f"里有{len(found)}个数字"
    more = f"\n共{len(found)}个，其余见“台账”页。" if len(found) > MANY else ""
    return _answer(head + ("：\n" + "\n".join(map(facts.line, found[:MANY])) + more if found else "。"), sorted(wanted))


def _shared(words: str, name: str) -> float:
    """Share of the characters of an abbreviation that a name holds: 环保局 of 生态环境局."""
    return sum(character in name for character in words) / len(words)


MARKS = (
    "数字下的记号说的是出处：绿色实线是有出处；黄色虚线（△）是由台账算出、按原数取整，或数字有但含义不同、各处说法不一，要看一眼；"
    "红色双线（×）是在全部材料里都没有找到；黄底的【待补】是还没有数。点那个数字，右边就是它的原句、文件和位置。"
)


def outline(view: DraftView) -> Answer:
    """The headings as they stand, each with its state."""
    lines = [
        "　" * max(0, s.item.level - 1) + f"{s.item.number}{s.item.title or '（开头）'}　{STATE_NAMES[s.state]}" for s in view.sections
    ]
    return _answer(f"《{view.title}》的提纲（可以说“把第二部分移到……”“增加一节……”）：\n" + "\n".join(lines))


def _part_of(view: DraftView, position: int) -> list[SectionView]:
    """A section with all that stands below it."""
    level = view.sections[position].item.level
    end = next((one.position for one in view.sections[position + 1 :] if one.item.level <= level), len(view.sections))
    return list(view.sections[position:end])


_GAP_CLAUSE = re.compile(r"[^，。；\n【】]*【待补[^】]*】[^，。；\n【】]*")


def gaps(view: DraftView, section: int | None) -> Answer:
    """What is marked 【待补】, section by section."""
    lines = []
    for one in view.sections if section is None else _part_of(view, section):
        text = one.current.section.text if one.current else ""
        missing = [part.split("】", 1)[0] for part in text.split("【")[1:] if part.startswith("待补")]
        if missing and section is not None:  # of one section, each with its words
            lines.append(f"{name(view, one.position)}：\n" + "\n".join(f"・{words}" for words in _GAP_CLAUSE.findall(text)))
        elif missing:
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
    inside = None if section is None else {one.position for one in _part_of(view, section)}
    mine = [one for one in found if inside is None or one.position in inside]
    open_ones = [one for one in mine if not one.waived]
    unused = [one for one in open_ones if one.finding.message.startswith("没有用上的材料")]
    lines = [f"{one.heading}：{one.finding.message}" for one in open_ones if one not in unused]
    lines += [f"{name(view, position)}：{finding.message}" for position, finding in whole if finding.severity != "note"]
    notes = sum(1 for _, finding in whole if finding.severity == "note")
    tail = f"\n另有{notes}条提示（沿用去年的句子、标点写法等），见“写稿”页的“意见”。" if notes else ""
    tail += f"\n另有{len(unused)}处没有用上的材料，也在“意见”里。" if unused else ""
    if not lines:
        return _answer("数字都核对过了，没有需要处理的意见。" + tail, section=section)
    more = f"\n共{len(lines)}条，其余见“写稿”页的“意见”。" if len(lines) > MANY else ""
    return _answer("\n".join(lines[:MANY]) + more + tail, section=section)


def promises(rows: Sequence[Fulfilled], year: int, tasks: Sequence[TaskTold] = ()) -> Answer:
    """How many of the year's targets were reached, and which were not; and what is told of those without a number."""
    if not rows:
        return _answer("\n".join(["上年的报告里没有找到带数字的目标。", *_tasks(tasks)]))
    counts = {verdict: [row for row in rows if row.verdict == verdict] for verdict in NAMES}
    lines = [
        f"{year}年的目标共{len(rows)}项："
        + "，".join(f"{NAMES[verdict]}{len(found)}项" for verdict, found in counts.items() if found)
        + "。"
    ]
    waiting: tuple[Judgement, ...] = ("missed", "unclear")
    for verdict in waiting:
        lines += [f"{NAMES[verdict]}：{row.indicator}，{row.note}" for row in counts[verdict][:8]]
    lines += _tasks(tasks) or [ONLY_NUMBERED]
    lines.append("两边的原句在“台账”页的“目标完成情况”里；说“把目标完成情况写成一节”，就写进稿子。")
    return _answer("\n".join(lines))


def _tasks(tasks: Sequence[TaskTold]) -> list[str]:
    """Each promise without a number with the sentence that tells of it; nothing where the plan has none."""
    if not tasks:
        return []
    lines = [f"没有数字的任务{len(tasks)}项，只引材料的说法，是否完成请您核定："]
    for one in tasks[:MANY]:
        lines.append(f"{TOLD_NAMES[one.verdict]}：{one.task.what}" + (f"——“{one.saying.text}”（{one.saying.title}）" if one.saying else ""))
    return [*lines, *([f"……还有{len(tasks) - MANY}项，见“台账”页。"] if len(tasks) > MANY else [])]


def together(said: Sequence[Answer]) -> Answer | None:
    """Several answers as one reply; None where there is none yet."""
    if not said:
        return None
    return Answer(
        "\n".join(dict.fromkeys(one.text for one in said)),
        tuple(dict.fromkeys(id for one in said for id in one.sources)),
        next((one.section for one in said if one.section is not None), None),
        next((one.draft for one in said if one.draft), ""),
        tuple(result for one in said for result in one.results),
    )
