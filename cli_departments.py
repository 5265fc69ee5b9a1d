"""The command line's command on what departments handed in: papers that call themselves reports, made the unit's material."""

from __future__ import annotations

from typing import Annotated

import typer

from cli_base import AsJson, Home, command, open_workspace, present
from nigao.errors import NotFound

TOLD_AT_IMPORT = "起草时不会用到；是本单位各部门的，请运行 nigao departments --yes 作为部门材料（其中有的不是，写上要改的编号），也可以在网页的“材料”页改。"


@command("departments")
def departments(
    papers: Annotated[list[str] | None, typer.Argument(metavar="编号…", help="只改这几份，不写就是列出的全部。")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="都改为部门材料，起草时用上；不写只列出。")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出像是各部门报来的总结，或改为部门材料。"""
    from nigao.handed_in import called

    workspace = open_workspace(home)
    found = workspace.intake.handed_in()
    known = {source.id for source in found}
    for one in papers or ():
        if one not in known:
            raise NotFound(f"像是各部门报来的总结里没有“{one}”，编号见 nigao departments。")
    chosen = [source for source in found if not papers or source.id in papers]
    if yes:
        workspace.intake.as_material(chosen)
    told = [{"source": source.id, "title": source.title, "department": called(source), "material": yes} for source in chosen]
    made = "\t已作为部门材料" if yes else ""
    lines = [f"{source.id}\t{called(source)}\t{source.title or source.filename}{made}" for source in chosen]
    present(told, as_json, lines or ["没有像是各部门报来的总结。"])
