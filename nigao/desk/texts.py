"""Changing what a section says: by hand, word by word, or back to an earlier version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nigao.checks.finding import Finding
from nigao.commands import Add, Amend, Edit, Keep, PutIn, Replace, Restore, SettleCarried, Tabulate, WriteFulfilment
from nigao.desk import outlines
from nigao.desk.bench import Bench, must_say
from nigao.desk.state import SectionRow
from nigao.draft import DraftSection, Place
from nigao.errors import BadCall
from nigao.figures.figure import Figure
from nigao.fulfilment import Fulfilled
from nigao.fulfilment.section import paragraphs as fulfilment_paragraphs
from nigao.fulfilment.section import side_by_side, title_of
from nigao.printable import GAP
from nigao.writing.placed import left_out, without
from nigao.writing.placed import put_in as put_into
from nigao.writing.provenance import kept_by_hand
from nigao.writing.runs import Run, joined, marked, of_section
from nigao.writing.series_table import series_table


def edit(bench: Bench, command: Edit) -> str:
    """The section's text as a person wrote it."""
    row = bench.state.section(command.section)
    if not bench.write(row.id, command.text, remark=command.remark):
        raise BadCall(f"{row.name}没有改动，不用保存。")
    return f"已保存{row.name}为新的一稿，数字已重新核对。"


def amend(bench: Bench, command: Amend) -> str:
    """One stretch replaced."""
    row = bench.state.section(command.section)
    text = _text(bench, row)
    at = _nth(text, command.old, command.nth) if command.old else -1
    if command.old and at < 0:
        raise BadCall(f"{row.name}里已经没有“{_shown(command.old)}”，可能后来又改过，请看现在的文字。")
    if command.old and not command.new:
        changed = left_out(text, at, at + len(command.old))
    else:
        changed = text[:at] + command.new + text[at + len(command.old) :] if command.old else f"{text}\n{command.new}"
    if not bench.write(row.id, changed, remark=command.remark, sources=command.sources):
        raise BadCall(f"{row.name}这一处没有变化。")
    return f"已改{row.name}的一处。"


def replace_words(bench: Bench, command: Replace) -> str:
    """Words replaced letter by letter, each section that changes as a version of its own."""
    old = command.old
    if not old:
        raise BadCall("请说明要换掉哪几个字。")
    if old == command.new:
        raise BadCall("换前换后是同样的字，不用改。")
    rows = bench.state.standing() if command.section is None else [bench.state.section(command.section)]
    changed, count = [], 0
    for row in rows:
        now = bench.text(row.id)
        places = standing(now.text, old, bench.state.head.unit) if now else []
        if now is None or not places:
            continue
        text = now.text
        for at in reversed(places):
            text = text[:at] + command.new + text[at + len(old) :]
        bench.write(row.id, text, remark=f"把“{old}”改为“{command.new}”")
        changed.append(row)
        count += len(places)
    if not changed:
        raise BadCall(f"{'稿子' if command.section is None else rows[0].name}里没有“{old}”，请检查是不是这几个字。")
    where = changed[0].name if len(changed) == 1 else f"{len(changed)}个部分"
    return f"已把{where}里的{count}处“{old}”改为“{command.new}”。"


def standing(text: str, words: str, name: str = "") -> list[int]:
    """Where the words stand by themselves: 5% does not stand in 15%, nor 2025 in 12025, nor 公司 in a field's mark or in the unit's own name."""
    before = r"(?<![\d.])" if words[:1].isdigit() else ""
    after = r"(?!\d)" if words[-1:].isdigit() else ""
    kept = [found.span() for found in GAP.finditer(text)]
    kept += [found.span() for found in re.finditer(re.escape(name), text)] if name else []
    found = (match.span() for match in re.finditer(f"{before}{re.escape(words)}{after}", text))
    return [start for start, end in found if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in kept)]


def restore(bench: Bench, command: Restore) -> str:
    """An earlier version as a new one."""
    row = bench.state.section(command.section)
    version = bench.tools.version(bench.state.id, row.id, command.version)
    now = bench.text(row.id)
    if now is not None and now.paragraphs == version.section.paragraphs:
        raise BadCall(f"{row.name}现在就是第{command.version}稿的文字，不用恢复。")
    bench.put(row.id, version.section, "restored", f"恢复第{command.version}稿")
    return f"已恢复{row.name}的第{command.version}稿。"


def keep(bench: Bench, command: Keep) -> str:
    """Clauses of last year that a person looked at and lets stand."""
    row = bench.state.section(command.section)
    now = bench.text(row.id)
    if now is None:
        raise BadCall(f"{row.name}还没有写。")
    kept = kept_by_hand(now, command.clause)
    if kept == now.evidence:
        raise BadCall("这里没有沿用去年的句子，不用确认。")
    bench.put(row.id, replace(now, evidence=kept), "edited", "保留沿用的句子")
    return f"已确认{row.name}沿用的句子今年仍然成立。"


def settle_carried(bench: Bench, command: SettleCarried) -> str:
    """Several clauses of last year's kept or taken out at once."""
    row = bench.state.section(command.section)
    now = bench.text(row.id)
    carried = [one for one in now.evidence if one.verdict == "carried"] if now else []
    wanted = {words.rstrip("，。；") for words in command.clauses}
    chosen = [one for one in carried if now and (not wanted or now.text[one.start : one.end].rstrip("，。；") in wanted)]
    if now is None or not chosen:
        raise BadCall(f"{row.name}里没有这些沿用去年的句子，可能已经改过，请刷新后再看。")
    if command.keep:
        kept = tuple(replace(one, verdict="stated") if one in chosen else one for one in now.evidence)
        bench.put(row.id, replace(now, evidence=kept), "edited", "保留沿用的句子")
        return f"已确认{row.name}沿用的{len(chosen)}句今年仍然成立。"
    text = now.text
    for one in sorted(chosen, key=lambda one: -one.start):
        start, end, left = without(text, one.start, one.end)
        text = text[:start] + left + text[end:]
    bench.write(row.id, text, remark="删去沿用的句子")
    return f"已删去{row.name}沿用去年的{len(chosen)}句。"


def put_in(bench: Bench, command: PutIn) -> str:
    """Words the drafter found no place for, in the section a person chose; no longer listed as unused anywhere."""
    row = bench.state.section(command.section)
    words = must_say(command.text, "请说明要放进去的是哪一句。")
    now = bench.text(row.id) or DraftSection(row.item.number, row.item.title, row.item.level)
    if words in now.text:
        raise BadCall(f"{row.name}里已经有这一句。")
    listed = [(other, finding) for other in bench.state.standing() for finding in _unused(bench, other) if finding.values[0] == words]
    quoted = tuple(Place(f.values[1], f.message[: f.message.find("：")], "", 0, 0, words) for _, f in listed[:1] if len(f.values) > 1)
    put = put_into(of_section(now), marked(words, "quoted", quoted) if quoted else Run(words))
    made = replace(now, paragraphs=tuple(put.text.split("\n")), evidence=put.evidence, state="complete")
    bench.put(row.id, _without_finding(made, words), "edited", "用上没有用的材料")
    for other, _ in listed:
        there = bench.text(other.id)
        if other.id != row.id and there is not None:
            bench.put(other.id, _without_finding(there, words), "edited", "用上没有用的材料")
    return f"已放进{row.name}。"


def tabulate(bench: Bench, command: Tabulate) -> str:
    """An indicator's figures over the years as a table at the section's end, each with the place it comes from."""
    row = bench.state.section(command.section)
    indicator = must_say(command.indicator, "请说明把哪个指标列成表。")
    table = series_table(bench.tools.ledger(bench.state), indicator)
    if table is None:
        raise BadCall(f"台账里“{indicator}”没有两年以上说法一致的数，列不成表；请先放入更多年份的材料，或在台账的“各处不一”里裁定。")
    now = bench.text(row.id) or DraftSection(row.item.number, row.item.title, row.item.level)
    if table.text in now.text:
        raise BadCall(f"{row.name}里已经有这张表。")
    put = joined([of_section(now), table] if now.paragraphs else [table], "\n")
    made = replace(now, paragraphs=tuple(put.text.split("\n")), evidence=put.evidence, state="complete")
    bench.put(row.id, made, "edited", f"列表：{indicator}")
    return f"已把“{indicator}”历年的数列成表，放在{row.name}的末尾。"


def _unused(bench: Bench, row: SectionRow) -> list[Finding]:
    now = bench.text(row.id)
    return [finding for finding in now.findings if finding.code == "draft.unused" and finding.values] if now else []


def _without_finding(section: DraftSection, words: str) -> DraftSection:
    return replace(section, findings=tuple(f for f in section.findings if not (f.code == "draft.unused" and f.values[:1] == (words,))))


def write_fulfilment(bench: Bench, command: WriteFulfilment) -> str:
    """The section on last year's targets, written anew where the draft has it already."""
    rows = bench.tools.fulfilled(bench.state)
    if not rows:
        raise BadCall("上年的报告里没有找到带数字的目标，请核对它的“工作打算”部分是否已经读到。")
    year = bench.state.head.reviewed_year
    title = title_of(year, command.as_table)
    there = next((row for row in bench.state.standing() if row.item.title == title), None)
    if there is None:
        review = [row.id for row in bench.state.standing() if row.item.kind == "review" and row.item.level == 1]
        outlines.add(bench, Add(title, after=review[-1] if review else None))
        there = next(row for row in bench.state.standing() if row.item.title == title)
    ledger = bench.tools.ledger(bench.state)

    def next_goal(row: Fulfilled) -> Figure | None:
        told = ledger.told(row.indicator, str(year + 1), "target", row.target.measure)
        return told.figure if told is not None and told.figure.measure == row.target.measure else None

    lines = side_by_side(rows, year) if command.as_table else fulfilment_paragraphs(rows, year, next_goal)
    if not bench.write(there.id, "\n".join(lines), "drafted", "目标完成情况"):
        raise BadCall(f"{there.name}已经是最新的，没有改动。")
    return f"已把{len(rows)}项目标的完成情况写进{there.name}，没有结果的留了【待补】。"


def _text(bench: Bench, row: SectionRow) -> str:
    now = bench.text(row.id)
    if now is None:
        raise BadCall(f"{row.name}还没有写，请先起草。")
    return now.text


def _nth(text: str, words: str, nth: int) -> int:
    """Where the words stand for the nth time, −1 if they do not; one place only is meant whatever its number."""
    places = list(_places(text, words))
    if len(places) == 1:
        return places[0]
    return places[nth - 1] if 0 < nth <= len(places) else -1


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _shown(words: str) -> str:
    return words if len(words) <= 24 else words[:22] + "……"
