"""Door 2: every use case without a screen. Arguments in, JSON or Chinese lines out; the work itself is in ``nigao``.

Here are the commands on files and on the workspace as a whole; those on drafts are in ``cli_drafts``, on departments' papers in
``cli_departments``, on names in ``cli_names``, on accounts in ``cli_people``.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

import cli_departments
import cli_drafts
import cli_names
import cli_people
from cli_base import (
    PERSON,
    AsJson,
    Delivered,
    FileArgument,
    Home,
    Year,
    app,
    command,
    emit,
    finish,
    lines_of,
    open_workspace,
    present,
    read_document,
    read_file,
    save,
    tell,
)
from cli_chinese import usage_sentence
from nigao.errors import BadCall, NigaoError
from nigao.record import HEADERS, Wanted, acting, deed_named, row_of

__all__ = ["app", "cli_departments", "cli_drafts", "cli_names", "cli_people", "main", "run"]


@command("import")
def import_files(
    paths: Annotated[list[Path], typer.Argument(metavar="路径…", help="文件、文件夹或 zip 压缩包；已收过的，按这次写的改。")],
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="年份",
            help="说的是哪一年的情况；总结写它回顾或打算的那一年都可以。政府工作报告没写明年份的，写作报告的那一年。",
        ),
    ] = None,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="单位名称。")] = "",
    role: Annotated[str, typer.Option("--role", metavar="类别", help="report（总结）、material（材料）或 metrics（数据表）。")] = "",
    department: Annotated[str, typer.Option("--department", metavar="部门", help="报送部门。")] = "",
    standing: Annotated[
        str, typer.Option("--standing", metavar="归属", help="own（本单位）、department（部门）或 reference（参考）。")
    ] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把文件或文件夹读入工作区，逐个文件报告结果；已收过的再写一次，可改它的年份、单位、类别、归属。"""
    from nigao import contract
    from nigao.work.intake import Wishes

    if role not in ("", "report", "material", "metrics"):
        raise BadCall(f"类别“{role}”不认识，请用 report、material 或 metrics。")
    if standing not in ("", "own", "department", "reference"):
        raise BadCall(f"归属“{standing}”不认识，请用 own、department 或 reference。")
    workspace = open_workspace(home)
    wishes = Wishes(year, unit, role or None, department, standing=standing or None, corrects=True)  # type: ignore[arg-type]
    refused, came = False, set()
    for taken in (one for path in paths for one in workspace.intake.take_in_all(path, wishes)):
        refused = refused or taken.status == "refused"
        came.add(taken.source or "")
        returned = workspace.missing.fill_returned(taken.source) if taken.source else None
        if returned is not None:
            taken = replace(taken, warnings=(*taken.warnings, *returned.why))
        if as_json:
            emit({**contract.taken(taken), "filled": returned.filled if returned is not None else 0})
        elif taken.status == "refused":
            print(f"未收 {taken.path}：{taken.error}")
        else:
            print(f"已收 {taken.path}：{taken.title}，{taken.sections}个章节，{taken.figures}个数字（编号 {taken.source}）")
            for warning in taken.warnings:
                print(f"    注意：{warning}")
    if workspace.why_not("intake.handed_in"):
        finish(refused)
        return
    if not as_json:
        for line in (*cli_departments.kept_to_compare(workspace, came), *cli_departments.passed_over(workspace)):
            print(line)
    asked = workspace.intake.without_year()
    if asked and not as_json:
        names = "、".join(one.source.title or one.source.filename for one in asked[:6])
        print(
            f"注意：有{len(asked)}份材料没有写明年份（{names}），其中的数字不知是哪一年的；请用 --year 写明年份再导入一次，或在网页的“材料”页填上。"
        )
    finish(refused)


@command("outline")
def outline(file: FileArgument, as_json: AsJson = False, home: Home = None) -> None:
    """列出一个文件的标题层次，不存入工作区。"""
    from nigao import contract
    from nigao.outline import outline as read_outline

    headings = read_outline(read_document(file))
    lines = (f"{'　' * (heading.level - 1)}{heading.number}{heading.title}" for heading in headings)
    present([contract.heading(heading) for heading in headings], as_json, lines)


@command("text")
def text(file: FileArgument, as_json: AsJson = False, home: Home = None) -> None:
    """给出读到的文字，各处的起止位置都按它计。"""
    document = read_document(file)
    present({"text": document.text, "warnings": list(document.warnings)}, as_json, [document.text])


@command("figures")
def figures(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[文件…]", help="要读取的文件；不给则列出工作区里的全部数字。")] = None,
    indicator: Annotated[str, typer.Option("--indicator", metavar="指标", help="只列名称里含这几个字的指标。")] = "",
    year: Year = None,
    why: Annotated[bool, typer.Option("--why", help="另列每项含义是依据哪条规则读出的（须给出文件）。")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出文件或整个工作区里的每个数字及其含义。"""
    from nigao import contract

    if why and not files:
        raise BadCall("--why 要重新读一遍原文，请在命令后面给出文件。")
    if files:
        found = [one for path in files for one in _figures_of(path, why)]
        found = [one for one in found if indicator in one["indicator"] and (year is None or str(year) in one["period"])]
    else:
        entries = open_workspace(home).archive.entries(indicator=indicator, period=str(year or ""))
        found = [contract.entry(one) for one in entries]
    lines = (
        f"{one['indicator']}\t{one['text']}\t{one['period']}\t{one['scope']}\t{one['place'] or one['section']}"
        + "".join(f"\n\t{attribute}\t{rule}" for attribute, rule in one.get("because", {}).items())
        for one in found
    )
    present({"figures": found}, as_json, lines)


def _figures_of(path: Path, why: bool) -> list[dict[str, Any]]:
    """The figures of one file as the contract has them, with the rules that read them where they are asked for."""
    from nigao import contract
    from nigao.reading import reasons_in

    report = read_file(path)
    reasons = reasons_in(report) if why else {}
    return [
        {**contract.figure(one), "path": str(path), **({"because": dict(reasons.get(one.start, {}))} if why else {})}
        for one in report.figures
    ]


@command("consistency")
def consistency(file: FileArgument, as_json: AsJson = False, home: Home = None) -> None:
    """查找一个文件内部前后矛盾的数字。"""
    from nigao import contract
    from nigao.checks.consistency import consistency as check
    from nigao.mention import in_text

    report = read_file(file)
    text = report.document.text
    findings = check(text, in_text(text, report.figures), report.headings)
    present({"findings": [contract.contradiction(one) for one in findings]}, as_json, (one.message for one in findings))
    finish(any(one.severity == "error" for one in findings))


@command("fulfilment")
def fulfilment(
    earlier: Annotated[Path, typer.Argument(metavar="上年报告", help="定目标的那一份。")],
    later: Annotated[Path, typer.Argument(metavar="本年报告", help="报结果的那一份。")],
    tasks: Annotated[bool, typer.Option("--tasks", help="只列没有数字的任务，各引本年报告里说到它的一句。")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """对照上年目标与本年结果，逐项判断完成情况；没有数字的任务用 --tasks 另列。"""
    from nigao import contract
    from nigao.fulfilment import TOLD_NAMES, sayings_of, tasks_told
    from nigao.fulfilment import fulfilment as judge

    if tasks:
        told = tasks_told(read_file(earlier), sayings_of(read_file(later), title=later.name))
        words = (f"{TOLD_NAMES[one.verdict]}\t{one.task.what}\t{one.saying.text if one.saying else ''}" for one in told)
        present([contract.task_told(one) for one in told], as_json, words)
        return
    rows = [contract.fulfilled(row) for row in judge(read_file(earlier), read_file(later))]
    lines = (f"{row['verdict']}\t{row['indicator']}\t{row['target']['text']}\t{(row['outcome'] or {}).get('text', '')}" for row in rows)
    present(rows, as_json, lines)


@command("search")
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
    workspace = open_workspace(home)
    for line in lines_of(batch) if batch else [query]:
        hits = workspace.retriever.search(line, k)
        shown = (f"【{hit.source.title}】{'/'.join(hit.passage.heading_path)}\n{hit.passage.text}\n" for hit in hits)
        present([contract.hit(hit) for hit in hits], as_json or batch is not None, shown)


@command("check")
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
        for line in bootstrap.checking().batch(lines_of(batch), year):
            emit(line)
        return
    if not draft:
        raise BadCall("请给出要核对的稿子，或用 --batch 指定清单。")
    given = [*(sources or []), *(Path(extra) for extra in draft[1:])]
    result = bootstrap.check_draft(draft[0], given, year, lambda: open_workspace(home))
    lines = [f"{one.severity}\t{one.message}" for one in result.findings] or ["没有发现问题。"]
    present(contract.checked(result.findings, result.unsupported), as_json, lines)
    finish(bool(result.unsupported) or any(one.severity == "error" for one in result.findings))


@command("backtest")
def backtest(
    earlier: Annotated[Path, typer.Argument(metavar="上年报告", help="起草时能看到的那一份。")],
    later: Annotated[Path, typer.Argument(metavar="本年报告", help="人写的那一份，只用来对照。")],
    metrics: Annotated[Path | None, typer.Option("--metrics", metavar="文件", help="本年数据表；不给则取自本年报告的数字。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """用上年报告和本年数据写本年报告，与人写的对照。"""
    import bootstrap

    scores = bootstrap.backtest(
        read_file(earlier), read_file(later), read_file(metrics) if metrics else None, bootstrap.load_settings(home)
    )
    present(scores, as_json, (f"{name}：{value}" for name, value in scores.items()))


@command("reindex")
def reindex(home: Home = None, as_json: AsJson = False) -> None:
    """从数据库重建检索索引。"""
    import bootstrap

    count = bootstrap.open_workspace(bootstrap.load_settings(home)).retriever.rebuild(
        lambda progress: tell(f"{progress.step} {progress.done}/{progress.total}")
    )
    present({"passages": count}, as_json, [f"已重建，共{count}段。"])


@command("model")
def try_model(home: Home = None, as_json: AsJson = False) -> None:
    """试一试设置的模型：会什么、读写多快、一次能读多长，并记在工作区里，起草和对话照此来问。"""
    from dataclasses import asdict

    import bootstrap

    settings = bootstrap.load_settings(home)
    found = bootstrap.try_model(settings, tell)
    present(asdict(found), as_json, found.lines(settings.deadline))
    finish(not found.answers)


@command("backup")
def back_up(
    file: Annotated[Path, typer.Argument(metavar="文件", help="备份存到哪里。")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把整个工作区（数据库和原件）存成一个文件，使用中也可以备份。"""
    import bootstrap

    content = bootstrap.open_store(bootstrap.load_settings(home)).backup(file)
    rows = sum(count for count, _ in content.tables.values())
    present(
        {"path": str(file), "rows": rows, "originals": content.originals},
        as_json,
        [f"已备份到 {file}：{content.originals}份原件，{rows}行记录。"],
    )


@command("restore")
def restore(
    file: Annotated[Path, typer.Argument(metavar="文件", help="备份文件。")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把备份恢复到一个空的工作区。"""
    import bootstrap

    content = bootstrap.open_store(bootstrap.load_settings(home)).restore(file)
    rows = sum(count for count, _ in content.tables.values())
    present(
        {"rows": rows, "originals": content.originals},
        as_json,
        [f"已恢复：{content.originals}份原件，{rows}行记录。检索索引会在使用时补建。"],
    )


@command("verify")
def verify(
    file: Annotated[Path | None, typer.Argument(metavar="[文件]", help="与这份备份比较；不给则只检查工作区是否完好。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """检查工作区是否完好，或是否与一份备份完全相同。"""
    import bootstrap

    content = bootstrap.open_store(bootstrap.load_settings(home)).verify(file)
    told = {
        "tables": {name: {"rows": rows, "digest": digest} for name, (rows, digest) in content.tables.items()},
        "originals": content.originals,
        "problems": list(content.problems),
    }
    present(told, as_json, content.problems or [f"完好：{content.originals}份原件。" + ("与备份相同。" if file else "")])
    finish(bool(content.problems))


@command("record")
def record(
    who: Annotated[str, typer.Option("--who", metavar="姓名", help="只看谁做的。")] = "",
    deed: Annotated[str, typer.Option("--deed", metavar="事项", help="只看哪一类，例如 采纳、裁定数字、导出定稿。")] = "",
    since: Annotated[str, typer.Option("--since", metavar="日期", help="从哪一天起，例如 2026-12-01。")] = "",
    until: Annotated[str, typer.Option("--until", metavar="日期", help="到哪一天止。")] = "",
    words: Annotated[str, typer.Option("--words", metavar="文字", help="只看提到这些字的。")] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="文件", help="另存为 .xlsx。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出谁在什么时候放入、裁定、更正、采纳、保留、导出了什么；只增不改，每一条锁住前一条。"""
    workspace = open_workspace(home)
    lines = workspace.record.lines(Wanted(who, deed_named(deed), since, until, words))
    broken = workspace.record.broken_at()
    if out is not None:
        save(out, workspace.table(HEADERS, [row_of(line) for line in lines], "记录"))
    told = {"lines": [{**asdict(line), "hash": line.hash} for line in lines], "broken_at": broken}
    shown = [" ".join(part for part in row_of(line) if part) for line in lines]
    present(told, as_json, [*shown, f"第{broken}条起与当初记下的不同。" if broken else f"共{len(lines)}条，记录完好。"])
    finish(broken is not None)


@command("serve")
def serve(
    port: Annotated[int, typer.Option("--port", metavar="端口", help="网页端口。", min=1, max=65535)] = 8501,
    address: Annotated[str, typer.Option("--address", metavar="地址", help="在本机的哪个地址上，默认只有本机打得开。")] = "127.0.0.1",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """打开网页，与 streamlit run app.py 相同。"""
    import serving

    raise typer.Exit(serving.serve(port, home, lambda place: present({"address": place}, as_json, [f"请在浏览器打开 {place}"]), address))


@command("worker")
def worker(
    alive: Annotated[Path | None, typer.Option("--alive", metavar="文件", help="数据库答应着时，每隔几秒更新这个文件的时间。")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """做共用工作区的后台工作（起草、读入、回答），可以开几个，也可以在几台机器上。"""
    import serving

    serving.work(home, lambda words: present({"working": True}, as_json, [words]), alive)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. Nothing but our own Chinese sentence is printed on failure."""
    from typer import TyperException

    os.environ.setdefault("PYTHONIOENCODING", "utf-8")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        with acting(PERSON):
            return int(app(args=arguments, prog_name="nigao", standalone_mode=False) or 0)
    except NigaoError as error:
        tell(str(error))
    except TyperException as error:
        tell(usage_sentence(error))
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        tell("已停止。已写好的内容都在工作区里。")
    except Exception as error:  # noqa: BLE001 - the last line before the person: the log gets it whole, she gets one sentence
        tell(f"程序内部出错，这一步没有完成；详情已记在 {_logged(error)}，请交给维护人员。")
    return 2


def _logged(error: Exception) -> Path:
    import bootstrap

    return bootstrap.log_defect(error)


def run() -> None:
    """The installed command."""
    sys.exit(main())


if __name__ == "__main__":
    run()
