"""The record: who decided what and when is told for every decision, in its own transaction, and cannot be changed unseen."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import postgres_server
import pytest
import storage_case as case
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from workspace_case import accept, edit, opened_with, section_id, written

from cli import main
from nigao.commands import Accept, LeaveOpen, Reject, Remove, SwitchOff, SwitchOn, Undo, UseSource, Waive
from nigao.desk.proposing import part
from nigao.desk.results import Done
from nigao.errors import NotFound
from nigao.ports import ExportOptions
from nigao.record import DEEDS, Happened, Wanted, acting
from nigao.work.intake import Wishes
from nigao.workspace import Workspace
from storage import Storage, open_storage

LAST = "2025年示例区工作报告\n一、2024年工作回顾\n2024年，新增企业30家。\n二、2025年工作打算\n持续抓好项目建设。\n"
SHEET = "发展改革局2025年工作情况\n2025年，全区新增企业36家。\n"


@pytest.fixture
def opened(tmp_path: Path) -> Workspace:
    with acting("王科长"):
        return opened_with(tmp_path, {"示例区_2025.txt": LAST, "发改局材料.txt": SHEET})


def told(workspace: Workspace, deed: str = "") -> list[tuple[str, str, str]]:
    """(who, deed, detail), the latest first."""
    return [(line.who, line.deed, line.detail) for line in workspace.record.lines(Wanted(deed=deed))]


def position_of(workspace: Workspace, draft: str, words: str) -> int:
    return next(s.position for s in workspace.desk.view(draft).sections if s.current and words in s.current.section.text)


def test_what_is_taken_in_put_right_ruled_and_thrown_away_stands_in_the_record_with_who_did_it(opened: Workspace):
    assert [who for who, _, _ in told(opened, "import")] == ["王科长", "王科长"]
    last = opened.archive.sources()[0].id
    entry = next(one for one in opened.books.entries() if one.figure.text == "36家")
    with acting("李主任"):
        opened.intake.set_standing(last, "own")
        opened.intake.set_unit("示例区")
        opened.intake.correct(last, Wishes(title="示例区政府工作报告"))
        opened.books.correct(entry, None, "李主任", "不是数字")
        opened.books.withdraw(opened.books.corrections()[0])
        opened.intake.remove(last)
        opened.intake.bring_back(last)
    by_her = [deed for who, deed, _ in told(opened) if who == "李主任"]
    assert by_her[::-1][:6] == ["standing", "unit", "identity", "correction", "no_correction", "remove_source"]
    assert "import" in by_her and told(opened, "correction") == [("李主任", "correction", "36家 → 不是数字：不是数字")]
    assert opened.record.broken_at() is None


def test_every_decision_on_a_draft_stands_in_the_record_also_when_it_is_undone(opened: Workspace):
    draft = written(opened, 2026).id
    position = position_of(opened, draft, "项目建设")
    edit(opened, draft, position, "新增企业999家。")
    finding = opened.reviewing.open_findings(draft)[0]
    gap = next((gap for s in opened.reviewing.sections(draft) for gap in s.gaps), None)
    id = section_id(opened, draft, position)
    source = opened.archive.sources()[1].id
    commands = [
        ("waive", Waive(finding.id, "以快报为准")),
        ("sign", Accept(id)),
        ("reject", Reject(id, "再核一遍")),
        ("switch_off", SwitchOff("wording", "沿用本单位写法")),
        ("switch_on", SwitchOn("wording")),
        ("no_source", UseSource(source, False)),
        ("use_source", UseSource(source, True)),
        ("remove_section", Remove(id)),
        ("restore_section", Undo()),
        *([("leave_open", LeaveOpen(gap.id, "等年报"))] if gap else []),
    ]
    for deed, command in commands:
        assert isinstance(opened.doing.do(draft, command, "核稿人甲"), Done), command
        assert opened.record.lines()[0].deed == deed and opened.record.lines()[0].who == "核稿人甲"
    assert told(opened, "waive")[0][2] == "以快报为准" and told(opened, "reject")[0][2] == "再核一遍"
    accept(opened, draft, position)
    opened.doing.do(draft, Undo(), "核稿人甲")
    assert opened.record.lines()[0].deed in ("unsign", "reject")
    opened.desk.remove(draft)
    opened.desk.bring_back(draft)
    assert [deed for _, deed, _ in told(opened)][:2] == ["restore_draft", "remove_draft"]
    assert {line.deed for line in opened.record.lines()} <= DEEDS.keys()


def test_what_was_only_proposed_or_refused_leaves_no_line(opened: Workspace):
    draft = written(opened, 2026).id
    before = len(opened.record.lines())
    id = section_id(opened, draft, position_of(opened, draft, "项目建设"))
    opened.doing.propose(draft, Accept(id), "要采纳这一部分吗？", [part(Accept(id), "", "采纳")], "甲", "chat")
    with pytest.raises(NotFound):
        opened.doing.do(draft, Waive("没有这条", "理由"), "甲")
    assert len(opened.record.lines()) == before


def test_a_final_file_is_told_with_the_digest_that_stands_in_its_properties(opened: Workspace):
    draft = written(opened, 2026).id
    position = position_of(opened, draft, "项目建设")
    edit(opened, draft, position, "持续抓好项目建设。")
    accept(opened, draft, position)
    opened.exporting.final(draft, ExportOptions(), "李主任")
    line = opened.record.lines()[0]
    assert (line.who, line.deed) == ("李主任", "export")
    assert json.loads(opened.desk.journal(draft)[-1].command)["digest"].startswith(line.detail)


# --- it holds ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with postgres_server.running() as sockets:
        yield sockets


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    url = ""
    if request.param == "postgres":
        url = postgres_server.fresh_database(request.getfixturevalue("postgres"), f"record{secrets.token_hex(4)}")
    made = open_storage(tmp_path / "home", url)
    for number in range(4):
        made.record.put(Happened("ruling", f"指标{number}", "12.3亿元：以年报为准"))
    return made


@pytest.mark.parametrize("deed", ["UPDATE record SET who = '别人'", "DELETE FROM record WHERE seq = 2", "DELETE FROM record"])
def test_the_database_itself_lets_no_line_be_changed_or_taken_out(store: Storage, deed: str):
    with pytest.raises(DBAPIError), store.engine.begin() as connection:
        connection.execute(text(deed))
    assert len(store.record.lines()) == 4 and store.record.broken_at() is None


@pytest.mark.parametrize(
    ("deed", "line"),
    [
        ("UPDATE record SET who = '别人' WHERE seq = 2", 2),
        ("UPDATE record SET detail = '13.3亿元：以年报为准' WHERE seq = 4", 4),
        ("DELETE FROM record WHERE seq = 2", 2),
        ("DELETE FROM record WHERE seq = 1", 1),
    ],
)
def test_who_changes_it_past_the_database_is_found_out(store: Storage, deed: str, line: int):
    with store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE record DISABLE TRIGGER USER"))
        else:
            for name in ("record_no_UPDATE", "record_no_DELETE"):
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(deed))
    assert store.record.broken_at() == line
    assert f"第{line}条" in store.verify().problems[0]


def test_many_who_write_at_once_make_one_chain(store: Storage):
    def write(name: str) -> None:
        with acting(name):
            for number in range(5):
                store.record.put(Happened("alias", f"叫法{number}"))

    writers = [threading.Thread(target=write, args=(f"撰稿人{n}",)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(store.record.lines()) == 24 and store.record.broken_at() is None
    assert len({line.who for line in store.record.lines()}) == 5


def test_it_goes_along_with_a_backup_and_goes_on_after_it(store: Storage, tmp_path: Path):
    store.backup(tmp_path / "all.zip")
    there = open_storage(tmp_path / "there")
    there.restore(tmp_path / "all.zip")
    assert there.record.lines() == store.record.lines()
    there.archive.add(case.report(), b"original")
    assert there.record.lines()[0].deed == "import" and there.record.broken_at() is None


# --- it is read ------------------------------------------------------------------------------------------------------


def test_it_is_asked_by_person_deed_day_and_words(store: Storage):
    with acting("李主任"):
        store.record.put(Happened("sign", "工作总结：开头", "第1稿"))
    day = store.record.lines()[0].at[:10]
    assert [line.deed for line in store.record.lines(Wanted(who="李主任"))] == ["sign"]
    assert [line.subject for line in store.record.lines(Wanted(deed="ruling", words="标2"))] == ["指标2"]
    assert store.record.lines(Wanted(since="2999-01-01")) == [] and store.record.lines(Wanted(until="2000-01-01")) == []
    assert len(store.record.lines(Wanted(since=day[:8] + "01"))) == 5


def test_the_command_line_lists_it_and_writes_it_as_a_table(opened: Workspace, tmp_path: Path, home: Path, capsys):
    assert main(["record", "--deed", "放入材料", "--out", str(tmp_path / "记录.xlsx"), "--home", str(home), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [line["who"] for line in found["lines"]] == ["王科长", "王科长"] and found["broken_at"] is None
    assert (tmp_path / "记录.xlsx").read_bytes()[:2] == b"PK"
    assert main(["record", "--deed", "跳舞", "--home", str(home)]) == 2
    assert "没有“跳舞”这类事项" in capsys.readouterr().err
