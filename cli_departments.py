"""The command line's command on what departments handed in: papers that call themselves reports, made the unit's material."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from cli_base import AsJson, Home, command, open_workspace, present
from nigao.errors import NotFound

if TYPE_CHECKING:
    from nigao.workspace import Workspace

_HOW = "起草时不会用到；是本单位各部门的，请运行 nigao departments --yes 作为部门材料（其中有的不是，写上要改的编号），也可以在网页的“材料”页改。"


def passed_over(workspace: Workspace) -> list[str]:
    """What is said of departments' papers that drafting passes over; nothing where there is none."""
    from nigao.handed_in import called

    found = [] if workspace.why_not("intake.handed_in") else workspace.intake.handed_in()
    names = "、".join(called(source) for source in found[:6])
    return [f"注意：有{len(found)}份像是各部门报来的总结（{names}），{_HOW}"] if found else []


def kept_to_compare(workspace: Workspace, since: Collection[str]) -> list[str]:
    """What is said of papers just taken in that count as another unit's, and so bear nothing out."""
    found = [one for one in workspace.archive.sources() if one.id in since and one.standing == "reference"]
    names = "、".join(one.title or one.filename for one in found[:6])
    how = "只作对照，不作数字的出处，起草时不用；其中有本单位或所属单位的，请加 --standing own 或 department 再导入一次，也可以在网页的“材料”页改。"
    return [f"注意：有{len(found)}份看来是外单位的（{names}），按参考收着，{how}"] if found else []


@command("departments")
def departments(
    papers: Annotated[
        list[str] | None, typer.Argument(metavar="编号…", help="只改这几份（没有列出的材料也可以），不写就是列出的全部。")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="都改为部门材料，起草时用上；不写只列出。")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出像是各部门报来的总结，或改为部门材料。"""
    from nigao.handed_in import called

    workspace = open_workspace(home)
    found = workspace.intake.handed_in()
    known = {source.id for source in found}
    others = {source.id: source for source in workspace.archive.sources() if source.id not in known}
    for one in papers or ():
        if one not in known and one not in others:
            raise NotFound(f"没有编号是“{one}”的材料，编号见 nigao departments 和导入时的 source。")
    chosen = [source for source in found if not papers or source.id in papers]
    chosen += [others[one] for one in papers or () if one in others]
    if yes:
        workspace.intake.as_material(chosen)
    told = [{"source": source.id, "title": source.title, "department": called(source), "material": yes} for source in chosen]
    made = "\t已作为部门材料" if yes else ""
    lines = [f"{source.id}\t{called(source)}\t{source.title or source.filename}{made}" for source in chosen]
    present(told, as_json, lines or ["没有像是各部门报来的总结。"])
