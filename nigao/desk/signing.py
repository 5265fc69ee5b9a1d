"""Signing, sending back, and letting findings be: a person's decisions on what stands."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.checks.catalogue import CATALOGUE
from nigao.commands import Accept, AnswerOpinion, LeaveOpen, NotWanted, Reject, Remember, SwitchOff, SwitchOn, UseSource, Waive
from nigao.desk.bench import Bench, must_say
from nigao.desk.gate import findings_of, gaps_of, may_sign, open_in, unwanted_key
from nigao.desk.state import Reason, SectionRow, Signed, digest_of
from nigao.errors import BadCall, NotFound
from nigao.review import SwitchedOff

_NAMED = 2
_SHOWN = 20


def accept(bench: Bench, command: Accept) -> str:
    """Sign one section; with none named, all that have neither errors nor gaps and are finished."""
    if command.section is not None:
        row = bench.state.section(command.section)
        content = bench.text(row.id)
        if content is None or not content.paragraphs:
            raise BadCall(f"{row.name}还没有写，请先起草再采纳。")
        if content.state == "incomplete":
            raise BadCall(f"{row.name}没有写完，请先重写或手工补全再采纳。")
        _sign(bench, row)
        return f"已采纳{row.name}。" + open_in(bench, row)
    able, passed = may_sign(bench)
    if not able:
        raise BadCall("没有可以一起采纳的部分：" + (passed_over(passed) or "各部分都已经采纳。"))
    for row in able:
        _sign(bench, row)
    return f"已采纳{len(able)}个部分。" + passed_over(passed)


def passed_over(passed: list[tuple[SectionRow, str]]) -> str:
    """How many sections were not signed and why, as one sentence: by reason, the first of each named."""
    rows: dict[str, list[SectionRow]] = {}
    for row, why in passed:
        rows.setdefault(re.sub(r"\d+处", "", why), []).append(row)
    told = "；".join(
        f"{why}的{len(of)}个（{'、'.join(row.name for row in of[:_NAMED])}{'等' if len(of) > _NAMED else ''}）" for why, of in rows.items()
    )
    return f"跳过{len(passed)}个：{told}。" if passed else ""


def _sign(bench: Bench, row: SectionRow) -> None:
    content = bench.text(row.id)
    number = bench.number(row.id)
    assert content is not None and number is not None
    signed = Signed(number, digest_of(row.item.title, content.paragraphs), bench.by, bench.at)
    bench.change(row.id, signed=signed, rejected=False, note="")


def reject(bench: Bench, command: Reject) -> str:
    """Send a section back: what was signed of it is signed no longer."""
    row = bench.change(bench.state.section(command.section).id, rejected=True, signed=None, note=command.reason.strip())
    return f"已退回{row.name}" + (f"：{row.note}。" if row.note else "。")


def waive(bench: Bench, command: Waive) -> str:
    """Leave a finding as it is."""
    reason = must_say(command.reason, "请写明保留这处的理由，例如“以统计局12月快报为准”。")
    found = next((one for one in findings_of(bench) if command.finding in (one.id, one.key)), None)
    if found is None:
        raise NotFound("没有这条意见，可能已经改好或文字已变，请刷新后再看。")
    bench.state = replace(bench.state, waivers={**bench.state.waivers, found.key: Reason(reason, bench.by, bench.at)})
    return f"已记下理由：{reason}。"


def not_wanted(bench: Bench, command: NotWanted) -> str:
    """Words without a place are listed no more; taken back like any other step."""
    words = must_say(command.text, "请说明不要的是哪一句。")
    key = unwanted_key(words)
    if key in bench.state.waivers:
        raise BadCall("已经记下不要这一句。")
    bench.state = replace(bench.state, waivers={**bench.state.waivers, key: Reason("不要", bench.by, bench.at)})
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return f"已记下不要“{shown}”，以后不再列出；点“撤回”可以找回来。"


def leave_open(bench: Bench, command: LeaveOpen) -> str:
    """Leave a gap open on purpose."""
    reason = must_say(command.reason, "请写明为什么留着不填，例如“等省里2月公布”。")
    gap = next((one for one in gaps_of(bench) if one.id == command.gap), None)
    if gap is None:
        raise NotFound("没有这处【待补】，可能已经填好，请刷新后再看。")
    bench.head(left_open={**bench.state.head.left_open, gap.id: Reason(reason, bench.by, bench.at)})
    return f"“{gap.text}”留着待补：{reason}。"


def switch_off(bench: Bench, command: SwitchOff) -> str:
    """Leave a check, or a family of checks, out for this draft."""
    reason = must_say(command.reason, "请写明关闭这项检查的理由，例如“本单位沿用这一写法”。")
    if command.check not in CATALOGUE and command.check not in {known.partition(".")[0] for known in CATALOGUE}:
        raise BadCall(f"没有代码为“{command.check}”的检查，全部代码见“体检项目”。")
    off = SwitchedOff(command.check, reason, bench.by, bench.at)
    bench.state = replace(bench.state, off={**bench.state.off, command.check: off})
    return "已在这份稿子里关闭这项检查。"


def switch_on(bench: Bench, command: SwitchOn) -> str:
    """Let a check speak again."""
    if command.check not in bench.state.off:
        raise BadCall("这项检查没有关闭，不用恢复。")
    bench.state = replace(bench.state, off={code: off for code, off in bench.state.off.items() if code != command.check})
    return "已恢复这项检查。"


def answer_opinion(bench: Bench, command: AnswerOpinion) -> str:
    """What became of a reviewer's comment."""
    answer = must_say(command.answer, "请写明采纳情况，例如“已采纳”或“以统计局数为准，未采纳”。")
    key = str(command.opinion)
    if key not in bench.state.opinions:
        raise NotFound("没有这条意见，可能稿子已经删除，请刷新页面。")
    answered = replace(bench.state.opinions[key], answer=answer, by=bench.by, at=bench.at)
    bench.state = replace(bench.state, opinions={**bench.state.opinions, key: answered})
    return "已记下采纳情况。"


def remember(bench: Bench, command: Remember) -> str:
    """Something decided for the rest of the draft."""
    decision = must_say(command.decision, "请说明要记住什么，例如“金额一律用亿元”。")
    if decision in bench.state.head.decisions:
        raise BadCall(f"“{decision}”已经记住了。")
    bench.head(decisions=(*bench.state.head.decisions, decision))
    return f"记住了：{decision}。以后写的部分都按这一条。"


def use_source(bench: Bench, command: UseSource) -> str:
    """Whether a source feeds this draft; one left out neither feeds nor bears out."""
    before = bench.state.head.unticked
    after = tuple(one for one in before if one != command.source) + (() if command.use else (command.source,))
    if after == before:
        raise BadCall("这份材料已经是这样了。")
    bench.head(unticked=after)
    return "这份稿子" + ("重新选用这份材料。" if command.use else "不再用这份材料。")
