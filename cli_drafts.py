"""The command line's commands on drafts: writing, looking, doing, talking, letting out and taking back."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli_base import PERSON, AsJson, Home, command, emit, finish, lines_of, open_workspace, present, save, tell
from cli_departments import passed_over
from nigao.errors import BadCall

if TYPE_CHECKING:
    from nigao.draft import Draft
    from nigao.workspace import Workspace

DraftArgument = Annotated[str, typer.Argument(metavar="稿子", help="稿子编号，见 nigao drafts。")]
By = Annotated[str, typer.Option("--by", metavar="姓名", help="以谁的名义。")]
_POLL = 0.2  # seconds between looks at work that another process does


@command("draft")
def draft(
    year: Annotated[
        int | None, typer.Option("--year", metavar="年份", help="稿子安排工作的那一年：写2025年总结和2026年打算，填 2026。")
    ] = None,
    like: Annotated[str, typer.Option("--like", metavar="编号", help="参照哪一份往年总结，默认最近一份。")] = "",
    title: Annotated[str, typer.Option("--title", metavar="标题", help="稿子的标题。")] = "",
    section: Annotated[list[str] | None, typer.Option("--section", metavar="标题", help="只起草这些部分，可重复。")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件.docx", help="同时存为 DOCX。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """从工作区起草整份或部分总结与打算。"""
    from nigao import contract
    from nigao.commands import Draft as DraftCommand

    if year is None:
        raise BadCall("请用 --year 指明起草哪一年的工作打算，例如 --year 2026。")
    workspace = open_workspace(home)
    id = workspace.drafting.start(year, like=like, title=title, sections=section or ())
    workspace.doing.do_all(id, [DraftCommand(one.id) for one in workspace.desk.view(id).sections], PERSON)
    _finish_work(workspace, id)
    written = workspace.drafting.as_draft(id)
    if out:
        save(out, workspace.exporting.review_copy(id, workspace.export_options()))
        tell(f"已存为 {out}")
    present(contract.draft(written), as_json, _as_lines(written))
    failures = [f"“{one.item.title}”没有写成：{one.note}" for one in workspace.desk.view(id).sections if one.state == "failed" and one.note]
    for line in (*failures, *passed_over(workspace)):
        tell(line)
    finish(bool(failures) or any(one.severity == "error" for part in written.sections for one in part.findings))


def _finish_work(workspace: Workspace, draft: str) -> None:
    """Come back when the draft's work is done: here, or by the server that has the workspace."""
    step = ""
    while active := workspace.jobs.jobs(draft=draft, active_only=True):
        workspace.worker.run_waiting()
        if active[0].step != step:
            step = active[0].step
            tell(step)
        if workspace.jobs.jobs(draft=draft, active_only=True):
            time.sleep(_POLL)


def _as_lines(draft: Draft) -> Iterable[str]:
    yield f"{draft.title}（编号 {draft.id}）"
    for section in draft.sections:
        yield section.heading
        yield from section.paragraphs


@command("drafts")
def drafts(home: Home = None, as_json: AsJson = False) -> None:
    """列出稿子，最新的在前。"""
    found = open_workspace(home).desk.drafts()
    rows = [{"draft": d.id, "title": d.title, "year": d.year, "unit": d.unit, "sections": d.parts, "updated": d.updated} for d in found]
    present(rows, as_json, (f"{row['draft']}\t{row['title']}" for row in rows))


@command("show")
def show(draft: DraftArgument, home: Home = None, as_json: AsJson = False) -> None:
    """给出稿子现在的样子：各部分的文字、出处、意见、状态和提议。"""
    workspace = open_workspace(home)
    present(shown(workspace, draft), as_json, _as_lines(workspace.drafting.as_draft(draft)))


def shown(workspace: Workspace, draft: str) -> dict[str, Any]:
    """A draft as ``nigao show`` prints it."""
    from nigao import contract

    kept = workspace.reviewing.kept(draft)
    return contract.shown(workspace.desk.view(draft), kept)


@command("do")
def do(
    draft: Annotated[str, typer.Argument(metavar="[稿子]", help="稿子编号，见 nigao drafts。")] = "",
    words: Annotated[str, typer.Argument(metavar="[命令]", help='一个 JSON 对象，例如 {"command":"accept","section":2}。')] = "",
    by: By = PERSON,
    base: Annotated[int | None, typer.Option("--base", metavar="第几稿", help="您看到的是这一部分的第几稿。")] = None,
    listed: Annotated[bool, typer.Option("--list", help="列出全部命令和写法。")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """对稿子做一件事，与网页上的按钮、对话做的是同样的事。"""
    from nigao import commands_json, contract
    from nigao.desk.results import Conflict, Queued, Refused

    if listed:
        every = commands_json.listed()
        present(every, as_json, (f"{one['command']}\t{one['words']}\t{json.dumps(one['example'], ensure_ascii=False)}" for one in every))
        return
    if not draft or not words:
        raise BadCall("请给出稿子编号和一个命令，全部命令见 nigao do --list。")
    workspace = open_workspace(home)
    _must_be(workspace, by)
    state = workspace.desk.load(draft).state
    order = commands_json.from_json(_json(words), lambda position: state.at(position).id)
    result = workspace.doing.do(draft, order, by, base)
    if isinstance(result, Queued):
        _finish_work(workspace, draft)
        _tell_failures(workspace, result)
    told = contract.results([result], workspace.desk.load(draft).state)
    words_of = (
        result.why if isinstance(result, Refused) else "别人在您之后保存过，没有覆盖。" if isinstance(result, Conflict) else result.text
    )
    present(told, as_json, [words_of])
    if isinstance(result, Refused | Conflict):
        tell(words_of)
    finish(isinstance(result, Refused | Conflict))


def _must_be(workspace: Workspace, by: str) -> None:
    """In a shared workspace nobody acts under another's name. Raises BadCall."""
    if workspace.person and by not in (PERSON, workspace.person.name):
        raise BadCall(f"这个工作区是共用的，只能以自己的账号“{workspace.person.name}”操作，不能写 --by {by}。")


def _tell_failures(workspace: Workspace, queued: Any) -> None:
    job = workspace.jobs.job(queued.job)
    if job.error:
        tell(job.error)


def _json(words: str) -> object:
    try:
        return json.loads(words)
    except ValueError as error:
        raise BadCall('命令不是 JSON，写法如 {"command":"rename","section":1,"title":"新标题"}，全部命令见 nigao do --list。') from error


@command("chat")
def chat(
    draft: Annotated[str, typer.Argument(metavar="[稿子]", help="稿子编号，见 nigao drafts。")] = "",
    text: Annotated[str, typer.Argument(metavar="[说的话]", help="对稿子说的一句话。")] = "",
    section: Annotated[int | None, typer.Option("--section", metavar="位置", help="屏幕上打开的是第几个部分，从 0 数。")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="撤回最后做的一件事。")] = False,
    yes: Annotated[str, typer.Option("--yes", metavar="提议", help="采用这条提议。")] = "",
    no: Annotated[str, typer.Option("--no", metavar="提议", help="不用这条提议。")] = "",
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="文件", help="每行一个 JSON：{id, draft, turns}，各在一份副本上。")
    ] = None,
    by: By = PERSON,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """在稿子旁边说一句话，做完再回来。"""
    if batch is not None:
        for line in lines_of(batch):
            emit(_batched(line, home, by))
        return
    if not draft or not (text or undo or yes or no):
        raise BadCall("请给出稿子编号和要说的话，或用 --undo、--yes、--no。")
    workspace = open_workspace(home)
    _must_be(workspace, by)
    told = _turn(workspace, draft, {"say": text, "section": section, "undo": undo, "yes": yes, "no": no}, by)
    present(told, as_json, [told["reply"]])


def _turn(workspace: Workspace, draft: str, turn: Mapping[str, Any], by: str) -> dict[str, Any]:
    """One turn of a conversation with what came of it, when what was started is done."""
    from nigao import contract
    from nigao.commands import Decline, Take

    said = len(workspace.desk.conversation(draft))
    seen = {entry.seq for entry in workspace.desk.journal(draft)}
    if turn.get("undo"):
        workspace.chat.undo(draft, by)
    elif turn.get("yes") or turn.get("no"):
        workspace.chat.decide(draft, Take(turn["yes"]) if turn.get("yes") else Decline(turn["no"]), by)
    else:
        workspace.chat.say(draft, str(turn["say"]), turn.get("section"), by)
    _finish_work(workspace, draft)
    messages = [one for one in workspace.desk.conversation(draft)[said:] if one.role == "assistant"]
    entries = [entry for entry in workspace.desk.journal(draft) if entry.seq not in seen]
    sources = {source.id: source for source in workspace.archive.sources()}
    return contract.said(messages, entries, workspace.desk.load(draft).state, sources)


def _batched(line: str, home: Path | None, by: str) -> dict[str, Any]:
    """One case of a batch, on a copy of the workspace."""
    import bootstrap

    order = _json(line)
    if not isinstance(order, dict) or not isinstance(order.get("turns"), list) or not order.get("draft"):
        raise BadCall('清单里有一行缺少 draft 或 turns，请按 {"id", "draft", "turns"} 的格式写。')
    if not all(isinstance(turn, dict) for turn in order["turns"]):
        raise BadCall('清单里 turns 的每一项要写成 {"say": "说的话"}，或 {"undo": true}。')
    settings = bootstrap.load_settings(home)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(settings.home, copy)
        workspace = open_workspace(copy)
        answers, states = [], []
        for turn in order["turns"]:
            answers.append(_turn(workspace, order["draft"], turn, by))
            states.append(shown(workspace, order["draft"]))
        return {"id": order.get("id"), "answers": answers, "states": states}


@command("gaps")
def gaps(
    draft: DraftArgument,
    sheets: Annotated[Path | None, typer.Option("--sheets", metavar="文件夹", help="每个部门写一份催报单（.xlsx）。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出稿子里每一处【待补】：缺什么、谁报、台账里有没有。"""
    from nigao import contract

    workspace = open_workspace(home)
    rows = workspace.missing.rows(draft)
    if sheets is not None:
        sheets.mkdir(parents=True, exist_ok=True)
        for name, content in workspace.missing.sheets(draft):
            save(sheets / name, content)
            tell(f"已存为 {sheets / name}")
    told = [contract.gap(row) for row in rows]
    present(told, as_json, (f"{one['gap']}\t{one['text']}\t{one['department']}" for one in told))


@command("export")
def export(
    draft: DraftArgument,
    out: Annotated[Path, typer.Argument(metavar="文件.docx", help="存到哪里。")],
    final: Annotated[
        bool, typer.Option("--final", help="定稿：只要采纳的部分；有改动没有重新采纳、数字错误或【待补】没有处理时不导出。")
    ] = False,
    review: Annotated[bool, typer.Option("--review", help="送审稿：全文，现在的样子（默认）。")] = False,
    changes: Annotated[bool, typer.Option("--changes", help="修订稿：与各部分上一稿的不同写成修订痕迹。")] = False,
    annex: Annotated[bool, typer.Option("--annex", help="附数据来源对照表。")] = False,
    comments: Annotated[bool, typer.Option("--comments", help="把核对意见写成 Word 批注。")] = False,
    template: Annotated[Path | None, typer.Option("--template", metavar="模板.docx", help="本单位的红头模板，正文接在它后面。")] = None,
    addressee: Annotated[str, typer.Option("--addressee", metavar="主送", help="主送机关，印在正文前。")] = "",
    signed_by: Annotated[str, typer.Option("--signed-by", metavar="署名", help="落款的单位。")] = "",
    date: Annotated[str, typer.Option("--date", metavar="日期", help="成文日期，例如 2026年1月5日。")] = "",
    fonts: Annotated[
        str, typer.Option("--fonts", metavar="字体", help="gb（仿宋_GB2312 等，默认）或 system（系统自带的仿宋、楷体、黑体）。")
    ] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把稿子导出为公文格式的 DOCX。"""
    if fonts not in ("", "gb", "system"):
        raise BadCall(f"字体“{fonts}”不认识，请用 gb 或 system。")
    if final + review + changes > 1:
        raise BadCall("--final、--review、--changes 只能选一个。")
    if changes and (annex or comments):
        raise BadCall("--changes 导出的是带修订痕迹的全文，不能与 --annex、--comments 同用。")
    workspace = open_workspace(home)
    ready = workspace.exporting.readiness(draft)
    marked = not final and bool(ready.errors)
    options = workspace.export_options(annex, comments, fonts or "gb", signed_by, date, addressee, mark_states=marked, template=template)
    write: Callable[..., bytes] = workspace.exporting.changes if changes else workspace.exporting.review_copy
    save(out, workspace.exporting.final(draft, options, PERSON) if final else write(draft, options))
    errors = 0 if final else len(ready.errors)
    tell(f"已导出 {out}" + (f"，还有{ready.told_errors}没有处理，已在稿中标明。" if errors else "。"))
    for said in ready.goes_with() if final else ():
        tell(said)
    present({"path": str(out), "errors": errors, "gaps": ready.gaps}, as_json, [])
    finish(bool(errors))


@command("merge")
def merge(
    draft: Annotated[str, typer.Argument(metavar="稿子", help="稿子编号。")],
    reviewed: Annotated[Path, typer.Argument(metavar="改后.docx", help="领导或同事改过的文件。")],
    adoption: Annotated[Path | None, typer.Option("--adoption", metavar="文件.xlsx", help="另存一份意见采纳情况表。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把改过的 DOCX 收回来：修订、批注和直接改动各归其部分。"""
    workspace = open_workspace(home)
    merged = workspace.merging.merge(draft, reviewed)
    if adoption:
        from nigao.adoption import HEADERS

        save(adoption, workspace.table(HEADERS, workspace.merging.adoption(draft), "意见采纳情况表"))
        tell(f"意见采纳情况表已存为 {adoption}")
    present({**merged.result.as_json(), "proposal": merged.proposal or None}, as_json, merged.result.lines())
    finish(merged.result.needs_person or bool(merged.proposal))
