"""A page drawn while the work behind it ends shows the result all the same; no browser is needed to see that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from workspace_case import opened_with, written

from bootstrap import open_workspace
from nigao.commands import Draft
from nigao.orders import FileOrder, ImportOrder
from nigao.review import Job
from nigao.settings import Settings
from nigao.workspace import Workspace

LAST = "2025年示例区工作报告\n一、2024年工作回顾\n2024年，新增企业30家。\n二、2025年工作打算\n持续抓好项目建设。\n"


class EndsAfterTheQuestion:
    """The jobs of a workspace whose work is all done as soon as the page has asked ``asked`` times what is running."""

    def __init__(self, workspace: Workspace, asked: int) -> None:
        self._workspace, self._left = workspace, asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._workspace.jobs, name)

    def jobs(self, draft: str = "", active_only: bool = False) -> list[Job]:
        found = self._workspace.jobs.jobs(draft, active_only)
        self._left -= 1
        if self._left == 0:
            self._workspace.worker.run_waiting()
        return found


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    return opened_with(tmp_path, {"示例区_2025.txt": LAST})


def _drawn(workspace: Workspace, room: str) -> AppTest:
    """A page drawn until it asks for no further run."""

    def script(workspace: object, room: str) -> None:
        from importlib import import_module

        import_module(f"ui.{room}").page(workspace)

    drawn = AppTest.from_function(script, default_timeout=30, args=(workspace, room)).run()
    assert not drawn.exception
    return drawn


def _buttons(workspace: Workspace, room: str) -> set[str]:
    """The words on a page's buttons."""
    return {button.label for button in _drawn(workspace, room).button}


@pytest.mark.parametrize("asked", [1, 2, 3])
@pytest.mark.parametrize(("room", "shows"), [("workbench", "采纳本节")])
def test_a_draft_finished_while_its_page_is_drawn_is_shown_as_finished(opened: Workspace, room: str, shows: str, asked: int) -> None:
    draft = opened.drafting.start(2026)
    opened.doing.do_all(draft, [Draft(section.id) for section in opened.desk.view(draft).sections], "王")
    assert _buttons(replace(opened, jobs=EndsAfterTheQuestion(opened, asked)), room) & {shows, "停止"}


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_an_import_finished_while_the_page_is_drawn_leads_on(tmp_path: Path, asked: int) -> None:
    path = tmp_path / "示例区_2025.txt"
    path.write_text(LAST, encoding="utf-8")
    made = open_workspace(Settings(home=tmp_path / "home"))
    made.jobs.enqueue("import", "", ImportOrder((FileOrder(str(path), path.name),)).dumped())
    assert _buttons(replace(made, jobs=EndsAfterTheQuestion(made, asked)), "materials") & {"起草2026年的稿子", "停止"}


def test_a_material_is_left_out_of_one_draft_and_the_page_says_so(tmp_path: Path) -> None:
    made = opened_with(tmp_path, {"示例区_2025.txt": LAST, "发改局材料.txt": "发展改革局2025年工作情况\n2025年，新增企业45家。\n"})
    draft = written(made, 2026).id
    out = next(source.id for source in made.archive.sources() if source.filename.endswith("发改局材料.txt"))

    def script(workspace: object, draft: str) -> None:
        from ui.workbench.sources import chooser, offer

        offer(workspace, draft)  # type: ignore[arg-type]
        chooser(workspace, draft)  # type: ignore[arg-type]

    drawn = AppTest.from_function(script, default_timeout=30, args=(made, draft)).run()
    drawn.multiselect[0].set_value([out]).run()
    next(button for button in drawn.button if button.label == "保存").click().run()
    assert made.desk.load(draft).state.head.unticked == (out,)
    assert any("这份稿子不用的材料：发展改革局2025年工作情况" in html.proto.body for html in drawn.get("html"))


def _asked_for_a_file(broken: bool) -> AppTest:
    """A page whose run is thrown away for another before it comes to the button that was clicked."""

    def script(broken: bool) -> None:
        import streamlit as st

        from nigao.errors import BadCall
        from ui.leaving import download

        def make() -> bytes:
            if broken:
                raise BadCall("还没有采纳任何部分。")
            return b"content"

        if st.session_state.pop("once more", False):
            st.rerun()
        download("下载", "稿子.docx", make, "file")

    drawn = AppTest.from_function(script, default_timeout=30, args=(broken,)).run()
    drawn.session_state["once more"] = True
    return drawn.button(key="file").click().run()


def test_a_file_asked_for_while_the_page_is_drawn_anew_is_made_and_kept_until_the_browser_has_it() -> None:
    drawn = _asked_for_a_file(broken=False)
    assert [wish.content for wish in drawn.session_state["leaving"].values()] == [b"content"]
    assert [wish.content for wish in drawn.run().session_state["leaving"].values()] == [b"content"]


def test_why_there_is_no_file_is_said_once() -> None:
    drawn = _asked_for_a_file(broken=True)
    assert [warning.value for warning in drawn.warning] == ["还没有采纳任何部分。"]
    assert not drawn.run().warning
