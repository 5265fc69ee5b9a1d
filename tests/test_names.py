"""The table of a unit's own names: what a person said and what its papers define, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bootstrap import open_workspace
from cli import app
from nigao.errors import NotFound
from nigao.figures.calendar import Calendar
from nigao.figures.defined import defined_names
from nigao.settings import Settings
from nigao.work.intake import Wishes
from nigao.workspace import Workspace

PAPER = "示例市2025年工作总结\n一、工作回顾\n2025年，新型农村集体经济组织（以下简称“新集组织”）发展到126个。新集组织带动增收3.2亿元。\n"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Workspace]:
    made = open_workspace(Settings(home=tmp_path / "home"))
    _take(made, tmp_path, "示例市2025年工作总结.txt", PAPER)
    yield made


def _take(opened: Workspace, folder: Path, name: str, text: str, standing: str = "own") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return opened.intake.take_in(folder / name, Wishes(standing=standing)).source  # type: ignore[arg-type]


def _table(opened: Workspace) -> list[tuple[str, str, bool, bool]]:
    return [(one.name, one.usual, one.learnt, one.refused) for one in opened.books.aliases()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大力培育高新技术企业（以下简称高企），高企达到12家。", [("高企", "高新技术企业")]),
        ("开展软件企业认定和产品登记（简称“软认登”），软认登26家。", [("软认登", "软件企业认定和产品登记")]),
        ("建成市民服务中心（以下简称中心）3个，中心5处。", []),
        ("按《示例市促进高新技术企业发展条例》（以下简称高条例），高条例3条。", []),
        ("组建示例市城市投资集团（以下简称城投集团），城投集团营收3亿元。", []),
        ("高新技术企业（以下简称高企）。", []),
    ],
)
def test_a_paper_defines_a_short_name_where_it_abbreviates_what_its_figures_are_called(text: str, found: list[tuple[str, str]]) -> None:
    named = {"高企", "软认登", "中心", "高条例", "城投集团营收"} if "，" in text else set()
    assert [(one.short, one.whole) for one in defined_names(text, named)] == found


def test_a_name_learnt_from_a_paper_is_in_the_table_and_every_figure_is_read_by_it(opened: Workspace) -> None:
    assert _table(opened) == [("新集组织", "新型农村集体经济组织", True, False)]
    assert {one.figure.indicator for one in opened.books.entries()} >= {"新型农村集体经济组织"}
    assert opened.guard.check("新集组织126个。", Calendar("2025", "2026")).clean
    assert [line.subject for line in opened.record.lines() if line.deed == "learnt"] == ["新集组织"]


def test_a_refused_name_is_not_learnt_again_and_a_person_can_have_it_back(opened: Workspace, tmp_path: Path) -> None:
    opened.books.part("新集组织")
    _take(opened, tmp_path, "示例市2025年总结（修改）.txt", PAPER.replace("126", "127"))
    assert _table(opened) == [("新集组织", "新型农村集体经济组织", True, True)]
    assert opened.books.names() == ()
    opened.books.join("新集组织", "新型农村集体经济组织", "王")
    assert _table(opened) == [("新集组织", "新型农村集体经济组织", False, False)]


def test_what_a_person_said_stands_against_what_a_paper_defines(opened: Workspace, tmp_path: Path) -> None:
    opened.books.join("新集组织", "集体经济组织", "王")
    _take(opened, tmp_path, "示例市2024年工作总结.txt", PAPER.replace("2025", "2024"))
    assert _table(opened) == [("新集组织", "集体经济组织", False, False)]


def test_names_of_another_unit_and_of_a_paper_thrown_away_are_not_used(tmp_path: Path) -> None:
    opened = open_workspace(Settings(home=tmp_path / "home"))
    source = _take(opened, tmp_path, "示例市2025年工作总结.txt", PAPER, "reference")
    assert _table(opened) == []
    opened.intake.set_standing(source, "own")
    assert len(_table(opened)) == 1
    opened.intake.remove(source)
    assert _table(opened) == []


def test_a_name_that_is_not_there_cannot_be_taken_out(opened: Workspace) -> None:
    with pytest.raises(NotFound, match="没有“双软”"):
        opened.books.part("双软")


def test_the_command_line_lists_adds_and_removes(opened: Workspace, tmp_path: Path) -> None:
    def run(*words: str) -> list[dict[str, object]]:
        result = CliRunner().invoke(app, ["names", *words, "--json", "--home", str(tmp_path / "home")])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    assert [(one["name"], one["learnt"]) for one in run("list")] == [("新集组织", True)]
    assert [one["name"] for one in run("add", "双软认定", "软件企业认定")] == ["双软认定", "新集组织"]
    assert [(one["name"], one["refused"]) for one in run("remove", "新集组织")] == [("双软认定", False), ("新集组织", True)]
