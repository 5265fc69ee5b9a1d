"""Door 2: every use case without a screen. Arguments in, JSON or Chinese lines out; the work itself is in ``nigao``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli_chinese import ChineseCommand, ChineseGroup, usage_sentence
from nigao.errors import BadCall, FileRefused, NigaoError

if TYPE_CHECKING:
    from nigao.draft import Draft
    from nigao.report import Document, Report
    from nigao.workspace import Workspace

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="拟稿：从本单位的档案和数据起草年度工作总结与工作打算，每个数字都有出处。",
)

Home = Annotated[Path | None, typer.Option("--home", metavar="目录", help="工作区所在目录，默认取环境变量 NIGAO_HOME。")]
AsJson = Annotated[bool, typer.Option("--json", help="在标准输出上给出 JSON，供其他程序使用。")]
Year = Annotated[int | None, typer.Option("--year", metavar="年份", help="年份，例如 2026。")]
Delivered = Annotated[
    int | None, typer.Option("--year", metavar="年份", help="稿子交出的年份：总结2025年的稿子写 2026；标题已写明年份的以标题为准。")
]
FileArgument = Annotated[Path, typer.Argument(metavar="文件", help="要读取的文件。")]


# --- what goes out ------------------------------------------------------------------------------------------------


def _out(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str), flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _show(value: Any, as_json: bool, lines: Iterable[str]) -> None:
    """JSON for programs, plain lines for people."""
    if as_json:
        _out(value)
        return
    for line in lines:
        print(line)


def _finish(needs_person: bool) -> None:
    if needs_person:
        raise typer.Exit(1)


# --- what comes in ------------------------------------------------------------------------------------------------


def _workspace(home: Path | None) -> Workspace:
    import bootstrap

    return bootstrap.open_workspace(
        bootstrap.load_settings(home), on_catch_up=lambda progress: _say(f"{progress.step}：已完成{progress.done}段")
    )


def _read(path: Path, year: int | None = None) -> Report:
    """A file read without a workspace; a refusal here is the whole call's failure. Raises BadCall."""
    import bootstrap
    from nigao.work.intake import Wishes

    try:
        return bootstrap.read_only(path, Wishes(year=year))
    except FileRefused as refused:
        raise BadCall(str(refused)) from refused


def _read_text(path: Path) -> Document:
    """A file's text and no more: quicker than ``_read`` where figures do not matter. Raises BadCall."""
    import bootstrap

    try:
        return bootstrap.read_text(path)
    except FileRefused as refused:
        raise BadCall(str(refused)) from refused


def _command(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, cls=ChineseCommand)


@_command("import")
def import_files(
    paths: Annotated[list[Path], typer.Argument(metavar="路径…", help="文件、文件夹或 zip 压缩包。")],
    year: Year = None,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="单位名称。")] = "",
    role: Annotated[str, typer.Option("--role", metavar="类别", help="report（总结）、material（材料）或 metrics（数据表）。")] = "",
    department: Annotated[str, typer.Option("--department", metavar="部门", help="报送部门。")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把文件或文件夹读入工作区，逐个文件报告结果。"""
    from nigao import contract
    from nigao.work.intake import Wishes

    if role not in ("", "report", "material", "metrics"):
        raise BadCall(f"类别“{role}”不认识，请用 report、material 或 metrics。")
    workspace = _workspace(home)
    wishes = Wishes(year=year, unit=unit, role=role or None, department=department)  # type: ignore[arg-type]
    refused = False
    for taken in (one for path in paths for one in workspace.intake.take_in_all(path, wishes)):
        refused = refused or taken.status == "refused"
        if as_json:
            _out(contract.taken(taken))
        elif taken.status == "refused":
            print(f"未收 {taken.path}：{taken.error}")
        else:
            print(f"已收 {taken.path}：{taken.title}，{taken.sections}个章节，{taken.figures}个数字（编号 {taken.source}）")
            for warning in taken.warnings:
                print(f"    注意：{warning}")
    handed_in = workspace.intake.handed_in()
    if handed_in and not as_json:
        names = "、".join(source.unit for source in handed_in[:6])
        print(f"注意：有{len(handed_in)}份像是各部门报来的总结（{names}），起草时不会用到；请在网页的“材料”页改为部门材料。")
    _finish(refused)


@_command("outline")
def outline(file: FileArgument, as_json: AsJson = False, home: Home = None) -> None:
    """列出一个文件的标题层次，不存入工作区。"""
    from nigao import contract
    from nigao.outline import outline as read_outline

    headings = read_outline(_read_text(file))
    lines = (f"{'　' * (heading.level - 1)}{heading.number}{heading.title}" for heading in headings)
    _show([contract.heading(heading) for heading in headings], as_json, lines)


@_command("text")
def text(file: FileArgument, as_json: AsJson = False, home: Home = None) -> None:
    """给出读到的文字，各处的起止位置都按它计。"""
    document = _read_text(file)
    _show({"text": document.text, "warnings": list(document.warnings)}, as_json, [document.text])


@_command("figures")
def figures(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[文件…]", help="要读取的文件；不给则列出工作区里的全部数字。")] = None,
    indicator: Annotated[str, typer.Option("--indicator", metavar="指标", help="只列名称里含这几个字的指标。")] = "",
    year: Year = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出文件或整个工作区里的每个数字及其含义。"""
    from nigao import contract

    if files:
        found = [{**contract.figure(one), "path": str(path)} for path in files for one in _read(path).figures]
        found = [one for one in found if indicator in one["indicator"] and (year is None or str(year) in one["period"])]
    else:
        entries = _workspace(home).archive.entries(indicator=indicator, period=str(year or ""))
        found = [contract.entry(one) for one in entries]
    lines = (f"{one['indicator']}\t{one['text']}\t{one['period']}\t{one['scope']}\t{one['place'] or one['section']}" for one in found)
    _show({"figures": found}, as_json, lines)


@_command("consistency")
def consistency(file: FileArgument, as_json: AsJson = False, home: Home = None) -> None:
    """查找一个文件内部前后矛盾的数字。"""
    from nigao import contract
    from nigao.checks.consistency import consistency as check

    report = _read(file)
    findings = check(report.document.text, report.figures, report.headings)
    _show({"findings": [contract.contradiction(one) for one in findings]}, as_json, (one.message for one in findings))
    _finish(any(one.severity == "error" for one in findings))


@_command("fulfilment")
def fulfilment(
    earlier: Annotated[Path, typer.Argument(metavar="上年报告", help="定目标的那一份。")],
    later: Annotated[Path, typer.Argument(metavar="本年报告", help="报结果的那一份。")],
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """对照上年目标与本年结果，逐项判断完成情况。"""
    from nigao import contract
    from nigao.fulfilment import fulfilment as judge

    rows = [contract.fulfilled(row) for row in judge(_read(earlier), _read(later))]
    lines = (f"{row['verdict']}\t{row['indicator']}\t{row['target']['text']}\t{(row['outcome'] or {}).get('text', '')}" for row in rows)
    _show(rows, as_json, lines)


@_command("search")
def search(
    query: Annotated[str, typer.Argument(metavar="[问题]", help="要查的话。")] = "",
    k: Annotated[int, typer.Option("-k", metavar="条数", help="给出几段。", min=1, max=200)] = 10,
    batch: Annotated[Path | None, typer.Option("--batch", metavar="文件", help="每行一个问题，逐行给出结果。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """在工作区里查找段落。"""
    from nigao import contract

    if not query and batch is None:
        raise BadCall("请给出要查的话，或用 --batch 指定一个每行一个问题的文件。")
    workspace = _workspace(home)
    for line in _lines(batch) if batch else [query]:
        hits = workspace.retriever.search(line, k)
        shown = (f"【{hit.source.title}】{'/'.join(hit.passage.heading_path)}\n{hit.passage.text}\n" for hit in hits)
        _show([contract.hit(hit) for hit in hits], as_json or batch is not None, shown)


@_command("draft")
def draft(
    year: Year = None,
    like: Annotated[str, typer.Option("--like", metavar="编号", help="参照哪一份往年总结，默认最近一份。")] = "",
    title: Annotated[str, typer.Option("--title", metavar="标题", help="稿子的标题。")] = "",
    section: Annotated[list[str] | None, typer.Option("--section", metavar="标题", help="只起草这些部分，可重复。")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="文件.docx", help="同时存为 DOCX。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """从工作区起草整份或部分总结与打算。"""
    from nigao import contract

    if year is None:
        raise BadCall("请用 --year 指明起草哪一年的工作打算，例如 --year 2026。")
    workspace = _workspace(home)
    id = workspace.drafting.start(year, like=like, title=title, sections=section or ())
    failures = _write_all(workspace, id)
    written = workspace.drafting.as_draft(id)
    if out:
        _save(out, workspace.exporting.review_copy(id, workspace.export_options()))
        _say(f"已存为 {out}")
    _show(contract.draft(written), as_json, _as_lines(written))
    for failure in failures:
        _say(failure)
    _finish(bool(failures) or any(one.severity == "error" for part in written.sections for one in part.findings))


def _write_all(workspace: Workspace, id: str) -> list[str]:
    """Write every section in this process; the sentences of what failed."""
    sections = workspace.desk.view(id).sections
    failures = []
    for number, section in enumerate(sections, 1):
        _say(f"正在起草 {number}/{len(sections)}：{section.item.number}{section.item.title}")
        try:
            workspace.drafting.write(id, section.position, lambda _progress: None, lambda: False)
        except NigaoError as failed:
            failures.append(f"“{section.item.title}”没有写成：{failed}")
    return failures


def _as_lines(draft: Draft) -> Iterable[str]:
    yield f"{draft.title}（编号 {draft.id}）"
    for section in draft.sections:
        yield section.heading
        yield from section.paragraphs


@_command("check")
def check(
    draft: Annotated[list[str] | None, typer.Argument(metavar="稿子", help="要核对的 .txt、.md、.docx 文件，或稿子编号。")] = None,
    sources: Annotated[list[Path] | None, typer.Option("--sources", metavar="路径", help="依据的文件或文件夹，默认整个工作区。")] = None,
    year: Delivered = None,
    batch: Annotated[Path | None, typer.Option("--batch", metavar="文件", help="每行一个 JSON：{id, draft, sources}。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """核对稿子里的每个数字是否有出处。"""
    import bootstrap
    from nigao import contract

    if batch is not None:
        for line in bootstrap.checking().batch(_lines(batch), year):
            _out(line)
        return
    if not draft:
        raise BadCall("请给出要核对的稿子，或用 --batch 指定清单。")
    given = [*(sources or []), *(Path(extra) for extra in draft[1:])]
    result = bootstrap.check_draft(draft[0], given, year, lambda: _workspace(home))
    lines = [f"{one.severity}\t{one.message}" for one in result.findings] or ["没有发现问题。"]
    _show(contract.checked(result.findings, result.unsupported), as_json, lines)
    _finish(bool(result.unsupported) or any(one.severity == "error" for one in result.findings))


@_command("export")
def export(
    draft: Annotated[str, typer.Argument(metavar="稿子", help="稿子编号。")],
    out: Annotated[Path, typer.Argument(metavar="文件.docx", help="存到哪里。")],
    annex: Annotated[bool, typer.Option("--annex", help="附数据来源对照表。")] = False,
    comments: Annotated[bool, typer.Option("--comments", help="把核对意见写成 Word 批注。")] = False,
    accepted: Annotated[bool, typer.Option("--accepted", help="只要已采纳的部分（定稿）；有数字错误未处理时不导出。")] = False,
    changes: Annotated[bool, typer.Option("--changes", help="与各部分上一稿的不同写成修订痕迹。")] = False,
    template: Annotated[Path | None, typer.Option("--template", metavar="模板.docx", help="本单位的红头模板，正文接在它后面。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把稿子导出为公文格式的 DOCX。"""
    if changes and (accepted or annex or comments):
        raise BadCall("--changes 导出的是带修订痕迹的全文，不能与 --accepted、--annex、--comments 同用。")
    workspace = _workspace(home)
    ready = workspace.exporting.readiness(draft, accepted_only=accepted)
    options = workspace.export_options(annex=annex, comments=comments, mark_states=not accepted and bool(ready.errors), template=template)
    write = workspace.exporting.changes if changes else workspace.exporting.final if accepted else workspace.exporting.review_copy
    _save(out, write(draft, options))
    _say(f"已导出 {out}" + (f"，还有{len(ready.errors)}处数字错误没有处理，已在稿中标明。" if ready.errors else "。"))
    _show({"path": str(out), "errors": len(ready.errors), "gaps": ready.gaps}, as_json, [])
    _finish(bool(ready.errors))


@_command("merge")
def merge(
    draft: Annotated[str, typer.Argument(metavar="稿子", help="稿子编号。")],
    reviewed: Annotated[Path, typer.Argument(metavar="改后.docx", help="领导或同事改过的文件。")],
    adoption: Annotated[Path | None, typer.Option("--adoption", metavar="文件.xlsx", help="另存一份意见采纳情况表。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把改过的 DOCX 收回来：修订、批注和直接改动各归其部分。"""
    workspace = _workspace(home)
    merged = workspace.merging.merge(draft, reviewed)
    if adoption:
        from nigao.adoption import HEADERS

        _save(adoption, workspace.table(HEADERS, workspace.merging.adoption(draft), "意见采纳情况表"))
        _say(f"意见采纳情况表已存为 {adoption}")
    _show(merged.as_json(), as_json, merged.lines())
    _finish(merged.needs_person)


@_command("backtest")
def backtest(
    earlier: Annotated[Path, typer.Argument(metavar="上年报告", help="起草时能看到的那一份。")],
    later: Annotated[Path, typer.Argument(metavar="本年报告", help="人写的那一份，只用来对照。")],
    metrics: Annotated[Path | None, typer.Option("--metrics", metavar="文件", help="本年数据表；不给则取自本年报告的数字。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """用上年报告和本年数据写本年报告，与人写的对照。"""
    import bootstrap

    scores = bootstrap.backtest(_read(earlier), _read(later), _read(metrics) if metrics else None, bootstrap.load_settings(home))
    _show(scores, as_json, (f"{name}：{value}" for name, value in scores.items()))


@_command("reindex")
def reindex(home: Home = None, as_json: AsJson = False) -> None:
    """从数据库重建检索索引。"""
    count = _workspace(home).retriever.rebuild(lambda progress: _say(f"{progress.step} {progress.done}/{progress.total}"))
    _show({"passages": count}, as_json, [f"已重建，共{count}段。"])


@_command("model")
def try_model(home: Home = None, as_json: AsJson = False) -> None:
    """试一试设置的模型：会什么、读写多快、一次能读多长，并记在工作区里，起草和对话照此来问。"""
    from dataclasses import asdict

    import bootstrap

    settings = bootstrap.load_settings(home)
    found = bootstrap.try_model(settings, _say)
    _show(asdict(found), as_json, found.lines(settings.deadline))
    _finish(not found.answers)


@_command("serve")
def serve(
    port: Annotated[int, typer.Option("--port", metavar="端口", help="网页端口。", min=1, max=65535)] = 8501,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """打开网页，与 streamlit run app.py 相同。"""
    import bootstrap

    raise typer.Exit(bootstrap.serve(port, home, lambda address: _show({"address": address}, as_json, [f"请在浏览器打开 {address}"])))


def _lines(path: Path) -> list[str]:
    """Non-empty lines of a UTF-8 file. Raises BadCall."""
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise BadCall(f"清单“{path}”读不了，请检查路径，并存为 UTF-8 文本。") from error


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadCall(f"写不了“{path}”（{error.strerror}），请换一个位置，或先关掉正打开它的程序。") from error


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. Nothing but our own Chinese sentence is printed on failure."""
    from typer import TyperException

    os.environ.setdefault("PYTHONIOENCODING", "utf-8")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return int(app(args=arguments, prog_name="nigao", standalone_mode=False) or 0)
    except NigaoError as error:
        _say(str(error))
    except TyperException as error:
        _say(usage_sentence(error))
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        _say("已停止。已写好的内容都在工作区里。")
    except Exception as error:  # noqa: BLE001 - the last line before the person: the log gets it whole, she gets one sentence
        _say(f"程序内部出错，这一步没有完成；详情已记在 {_logged(error)}，请交给维护人员。")
    return 2


def _logged(error: Exception) -> Path:
    import bootstrap

    return bootstrap.log_defect(error)


def run() -> None:
    """The installed command."""
    sys.exit(main())


if __name__ == "__main__":
    run()
