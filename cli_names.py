"""The command line's commands on the table of names: a unit's own names of indicators, said by a person or learnt from its papers."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli_base import AsJson, Home, app, open_workspace, present
from cli_chinese import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from nigao.corrections import Alias
    from nigao.workspace import Workspace

names = typer.Typer(
    cls=ChineseGroup, add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="指标的叫法：哪个名称就是哪个指标。"
)
app.add_typer(names, name="names")

Name = Annotated[str, typer.Argument(metavar="叫法", help="材料里的叫法。")]
By = Annotated[str, typer.Option("--by", metavar="名字", help="是谁说的，写进记录。")]


def _told(alias: Alias) -> dict[str, Any]:
    return asdict(alias) | {"learnt": alias.learnt}


def _line(alias: Alias) -> str:
    whence = f"学自材料：{alias.said}" if alias.learnt else alias.by
    return f"{alias.name}\t{alias.usual}\t{whence}{'（已停用）' if alias.refused else ''}"


def _show(workspace: Workspace, as_json: bool) -> None:
    table = workspace.books.aliases()
    present([_told(one) for one in table], as_json, map(_line, table))


@names.command("list", cls=ChineseCommand)
def every(home: Home = None, as_json: AsJson = False) -> None:
    """列出全部叫法，最近的在前。"""
    _show(open_workspace(home), as_json)


@names.command("add", cls=ChineseCommand)
def add(
    name: Name,
    usual: Annotated[str, typer.Argument(metavar="统一名称", help="台账里统一用的名称。")],
    by: By = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """加上一个叫法，或改它所指的指标；停用了的再加一次即启用。"""
    workspace = open_workspace(home)
    workspace.books.join(name, usual, by or "命令行")
    _show(workspace, as_json)


@names.command("remove", cls=ChineseCommand)
def remove(name: Name, home: Home = None, as_json: AsJson = False) -> None:
    """去掉一个叫法；从材料里学到的停用后不再学。"""
    workspace = open_workspace(home)
    workspace.books.part(name)
    _show(workspace, as_json)
