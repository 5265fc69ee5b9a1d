"""What persons put right by hand in the ledger counts everywhere, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from workspace_case import accept, edit

from bootstrap import open_workspace
from nigao.corrections import Restated
from nigao.errors import BadCall
from nigao.figures.aliases import usual
from nigao.figures.calendar import Calendar
from nigao.settings import Settings
from nigao.workspace import Workspace

MATERIAL = "2025年工作总结\n一、工作回顾\n2025年，双软认定26家。技术合同成交额16.8亿元。\n"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "2025年工作总结.txt").write_text(MATERIAL, encoding="utf-8")
    made = open_workspace(Settings(home=tmp_path / "home"))
    made.intake.take_in(tmp_path / "2025年工作总结.txt")
    yield made


def _entry(opened: Workspace, text: str):  # type: ignore[no-untyped-def]
    return next(entry for entry in opened.books.entries() if entry.figure.text == text)


def test_a_corrected_figure_is_what_drafts_are_held_against(opened: Workspace) -> None:
    entry = _entry(opened, "16.8亿元")
    said = Restated("16.01亿元", entry.figure.indicator, "2025", "", "level", "actual")
    opened.books.correct(entry, said, "王", "以年报为准")
    calendar = Calendar("2025", "2026")
    assert opened.guard.check("技术合同成交额16.01亿元。", calendar).clean
    assert not opened.guard.check("技术合同成交额16.8亿元。", calendar).clean
    opened.books.withdraw(opened.books.corrections()[0])
    assert opened.guard.check("技术合同成交额16.8亿元。", calendar).clean


def test_what_is_no_figure_leaves_the_ledger_and_comes_back(opened: Workspace) -> None:
    opened.books.correct(_entry(opened, "26家"), None, "王", "是名称")
    assert [entry.figure.text for entry in opened.books.entries()] == ["16.8亿元"]
    opened.books.withdraw(opened.books.corrections()[0])
    assert len(opened.books.entries()) == 2


def test_a_correction_needs_a_reason_and_a_readable_number(opened: Workspace) -> None:
    entry = _entry(opened, "26家")
    with pytest.raises(BadCall, match="理由"):
        opened.books.correct(entry, None, "王", " ")
    with pytest.raises(BadCall, match="没有从“很多”读出一个数"):
        opened.books.correct(entry, Restated("很多", "双软认定", "2025", "", "level", "actual"), "王", "改")
    assert opened.books.corrections() == []


def test_joined_names_are_one_indicator_in_ledger_and_guard(opened: Workspace) -> None:
    calendar = Calendar("2025", "2026")
    assert not opened.guard.check("信创资质企业26家。", calendar).clean
    opened.books.join("双软认定", "信创资质企业", "王")
    assert opened.books.ledger().lookup("信创资质企业")[0].figure.text == "26家"
    assert opened.books.ledger().lookup("双软认定")[0].figure.text == "26家"
    assert opened.guard.check("信创资质企业26家。", calendar).clean
    assert opened.guard.check("双软认定26家。", calendar).clean
    opened.books.part("双软认定")
    assert not opened.guard.check("信创资质企业26家。", calendar).clean


def test_names_are_not_joined_in_a_ring(opened: Workspace) -> None:
    opened.books.join("双软认定", "软件企业认定", "王")
    with pytest.raises(BadCall, match="已经归到"):
        opened.books.join("软件企业认定", "双软认定", "王")
    with pytest.raises(BadCall, match="两个不同"):
        opened.books.join("双软认定", "双软认定", "王")
    assert usual("双软认定", {"双软认定": "软件企业认定", "软件企业认定": "软件认定"}) == "软件认定"


def test_a_draft_checked_again_follows_what_was_put_right(opened: Workspace) -> None:
    draft = opened.drafting.start(2026)
    edit(opened, draft, 0, "2025年，技术合同成交额16.01亿元。")
    assert opened.reviewing.open_findings(draft, ("error",))
    entry = _entry(opened, "16.8亿元")
    opened.books.correct(entry, Restated("16.01亿元", entry.figure.indicator, "2025", "", "level", "actual"), "王", "以年报为准")
    assert opened.reviewing.refresh(draft) == 1
    assert opened.reviewing.open_findings(draft, ("error",)) == []
    assert opened.reviewing.refresh(draft) == 0


def test_a_signed_section_stays_signed_and_may_not_leave_while_it_is_false(opened: Workspace) -> None:
    draft = opened.drafting.start(2026)
    edit(opened, draft, 0, "2025年，技术合同成交额16.8亿元。")
    assert opened.reviewing.open_findings(draft, ("error",)) == []
    accept(opened, draft, 0)
    entry = _entry(opened, "16.8亿元")
    opened.books.correct(entry, Restated("16.01亿元", entry.figure.indicator, "2025", "", "level", "actual"), "王", "以年报为准")
    assert opened.desk.view(draft).sections[0].state == "accepted"
    assert opened.reviewing.open_findings(draft, ("error",))
    assert not opened.exporting.readiness(draft).final
