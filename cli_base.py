"""What every command of the command line shares: the options, what goes out, what comes in. No command is here."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli_chinese import ChineseCommand, ChineseGroup
from nigao.errors import BadCall, FileRefused

if TYPE_CHECKING:
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
PERSON = "命令行"  # who acts at this door
FileArgument = Annotated[Path, typer.Argument(metavar="文件", help="要读取的文件。")]


# --- what goes out ------------------------------------------------------------------------------------------------


def emit(value: object) -> None:
    """One JSON value, a line."""
    print(json.dumps(value, ensure_ascii=False, default=str), flush=True)


def tell(text: str) -> None:
    """A Chinese line for a person."""
    print(text, file=sys.stderr, flush=True)


def present(value: Any, as_json: bool, lines: Iterable[str]) -> None:
    """JSON for programs, plain lines for people."""
    if as_json:
        emit(value)
        return
    for line in lines:
        print(line)


def finish(needs_person: bool) -> None:
    """Exit code 1 where something needs a person."""
    if needs_person:
        raise typer.Exit(1)


# --- what comes in ------------------------------------------------------------------------------------------------


def open_workspace(home: Path | None) -> Workspace:
    """The workspace, made on first use. Raises WorkspaceFailed."""
    import bootstrap

    return bootstrap.open_as(bootstrap.load_settings(home), on_catch_up=lambda progress: tell(f"{progress.step}：已完成{progress.done}段"))


def read_file(path: Path, year: int | None = None) -> Report:
    """A file read without a workspace; a refusal here is the whole call's failure. Raises BadCall."""
    import bootstrap
    from nigao.work.intake import Wishes

    try:
        return bootstrap.read_only(path, Wishes(year=year))
    except FileRefused as refused:
        raise BadCall(str(refused)) from refused


def read_document(path: Path) -> Document:
    """A file's text and no more: quicker than ``read_file`` where figures do not matter. Raises BadCall."""
    import bootstrap

    try:
        return bootstrap.read_text(path)
    except FileRefused as refused:
        raise BadCall(str(refused)) from refused


def command(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Registers a command under its name."""
    return app.command(name, cls=ChineseCommand)


def lines_of(path: Path) -> list[str]:
    """Non-empty lines of a UTF-8 file. Raises BadCall."""
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise BadCall(f"清单“{path}”读不了，请检查路径，并存为 UTF-8 文本。") from error


def save(path: Path, content: bytes) -> None:
    """Write a file. Raises BadCall."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadCall(f"写不了“{path}”（{error.strerror}），请换一个位置，或先关掉正打开它的程序。") from error
