"""Background work in several processes: a killed worker's is gone on with by another, nothing is written twice, and people take turns."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import postgres_server
import pytest
import workspace_case as case
from sqlalchemy import create_engine, event, text

from bootstrap import open_workspace
from cli import main
from nigao.commands import Draft, Edit
from nigao.desk.results import Done
from nigao.settings import Settings
from nigao.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
# A worker whose drafter stops at its third section, tells so, and is killed there.
CHILD = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from bootstrap import open_workspace
from nigao.settings import Settings
from nigao.work.drafting import Drafting

before, number = Drafting.compose, 0
def compose(self, *given):
    global number
    number += 1
    if number > 2:
        print("here", flush=True)
        time.sleep(60)
    return before(self, *given)
Drafting.compose = compose
opened = open_workspace(Settings(home=Path({home!r}), database_url={url!r}, apart=True))
opened.worker.start()
time.sleep(60)
"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with postgres_server.running() as sockets:
        yield sockets


def versions(opened: Workspace, draft: str) -> list[int]:
    """How many versions each section has."""
    return [len(opened.desk.versions(draft, section.position)) for section in opened.desk.view(draft).sections]


def whole_draft(opened: Workspace, by: str) -> str:
    """A draft begun, its writing in the queue."""
    draft = opened.drafting.start(2026)
    opened.doing.queue(draft, [Draft(section.id) for section in opened.desk.view(draft).sections], by)
    return draft


def a_minute_goes_by(url: str) -> None:
    """As the database's clock would have it."""
    with create_engine(url.replace("postgresql:", "postgresql+psycopg:")).begin() as connection:
        connection.execute(text("UPDATE jobs SET until = until - 60"))


@contextmanager
def disk_full(opened: Workspace) -> Iterator[None]:
    """No room in the database for another page."""
    engine = opened.desk._engine  # type: ignore[attr-defined]

    def full(connection: Any, _record: object, _proxy: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "checkout", full)
    yield
    event.remove(engine, "checkout", full)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")


def killed_at_its_third_section(home: Path, url: str) -> None:
    """A worker's process, killed with SIGKILL in the middle of its work."""
    code = CHILD.format(root=str(ROOT), home=str(home), url=url)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout and child.stdout.readline().strip() == "here"
        os.kill(child.pid, signal.SIGKILL)


@pytest.mark.postgres
def test_a_killed_workers_draft_is_finished_by_another_and_no_section_written_twice(tmp_path: Path, postgres: str):
    url = postgres_server.fresh_database(postgres, "killed")
    (tmp_path / "去年.txt").write_text(case.TWO_FIELDS, encoding="utf-8")
    opened = open_workspace(Settings(home=tmp_path / "home", database_url=url, apart=True))
    opened.intake.take_in(tmp_path / "去年.txt")
    draft = whole_draft(opened, "王敏")
    killed_at_its_third_section(tmp_path / "home", url)
    assert [n > 0 for n in versions(opened, draft)].count(True) == 2
    opened.worker.run_waiting()  # the dead one's time is not over: nobody takes its work yet
    assert [n > 0 for n in versions(opened, draft)].count(True) == 2
    a_minute_goes_by(url)
    assert opened.jobs.take_back() == 1
    opened.worker.run_waiting()
    assert set(versions(opened, draft)) == {1}
    (job,) = opened.jobs.jobs(draft)
    assert (job.state, job.done) == ("done", job.total)


@pytest.mark.postgres
def test_while_the_database_is_away_work_waits_and_goes_on_afterwards(tmp_path: Path, postgres: str, caplog: pytest.LogCaptureFixture):
    url = postgres_server.fresh_database(postgres, "away")
    (tmp_path / "去年.txt").write_text(case.TWO_FIELDS, encoding="utf-8")
    opened = open_workspace(Settings(home=tmp_path / "home", database_url=url, apart=True))
    opened.intake.take_in(tmp_path / "去年.txt")
    draft = whole_draft(opened, "王敏")
    job = opened.jobs.claim()
    assert job is not None
    with postgres_server.away(postgres):
        opened.worker._do(job)  # what the worker's thread does; with it asleep nobody would see that it lives on
        with pytest.raises(Exception, match="数据库连接不上"):
            opened.desk.view(draft)
        caplog.clear()
        for _ in range(3):
            opened.worker._tell_of_itself()
        assert [("数据库连接不上" in line.message, line.exc_info) for line in caplog.records] == [(True, None)]  # once, in a sentence
    assert opened.jobs.job(job.id).state == "running"
    a_minute_goes_by(url)
    opened.worker._tell_of_itself()  # as it does every few seconds: what it works at no longer is not kept from anybody
    assert opened.jobs.job(job.id).state == "waiting"
    opened.worker.run_waiting()
    assert set(versions(opened, draft)) == {1} and opened.jobs.job(job.id).state == "done"


def test_what_two_workers_wrote_of_one_command_is_kept_once(tmp_path: Path):
    opened = case.opened_with(tmp_path, {"去年.txt": case.TWO_FIELDS})
    draft = opened.drafting.start(2026)
    command = Draft(opened.desk.view(draft).sections[1].id)
    composed = opened.drafting.compose(draft, command, lambda progress: None, lambda: False)
    late = opened.drafting.compose(draft, command, lambda progress: None, lambda: False)
    for one in (composed, late):
        assert isinstance(opened.doing.put(draft, command, one.section, "drafted", "王敏", "摘编", one.seen, "一步"), Done)
    assert versions(opened, draft)[1] == 1
    assert len([entry for entry in opened.desk.journal(draft) if entry.group == "一步"]) == 1
    # Another step may write it again: what a person changed meanwhile is offered, not overwritten.
    opened.doing.do(draft, Edit(command.section, "王敏写的一句。"), "王敏")
    opened.doing.put(draft, command, composed.section, "drafted", "李四", "摘编", composed.seen, "另一步")
    assert opened.desk.view(draft).sections[1].current.section.text == "王敏写的一句。"  # type: ignore[union-attr]


def test_two_peoples_drafts_are_written_in_turns(tmp_path: Path):
    opened = case.opened_with(tmp_path, {"去年.txt": case.TWO_FIELDS})
    first, second = whole_draft(opened, "王敏"), whole_draft(opened, "李四")
    opened.worker.run_waiting()
    order = sorted((entry.at, entry.by) for draft in (first, second) for entry in opened.desk.journal(draft))
    names = [name for _, name in order]
    shorter = min(names.count("王敏"), names.count("李四"))
    assert names[: 2 * shorter] == ["王敏", "李四"] * shorter
    assert set(versions(opened, first)) == set(versions(opened, second)) == {1}


def test_one_persons_drafts_are_written_one_after_another(tmp_path: Path):
    opened = case.opened_with(tmp_path, {"去年.txt": case.TWO_FIELDS})
    first, second = whole_draft(opened, "王敏"), whole_draft(opened, "王敏")
    opened.worker.run_waiting()
    assert max(entry.at for entry in opened.desk.journal(first)) < min(entry.at for entry in opened.desk.journal(second))


def test_a_worker_that_closes_lets_its_work_wait_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    opened = case.opened_with(tmp_path, {"去年.txt": case.TWO_FIELDS})
    draft = whole_draft(opened, "王敏")
    at_third = opened.drafting.compose

    def closed_meanwhile(*given: Any) -> Any:
        if sum(versions(opened, draft)) == 2:
            opened.worker.close()
        return at_third(*given)

    monkeypatch.setattr(opened.drafting, "compose", closed_meanwhile)
    opened.worker.run_waiting()
    (job,) = opened.jobs.jobs(draft)
    assert job.state == "waiting" and 0 < sum(versions(opened, draft)) < len(versions(opened, draft))
    open_workspace(Settings(home=tmp_path / "home")).worker.run_waiting()
    assert set(versions(opened, draft)) == {1}


def test_a_full_disk_ends_a_job_with_a_sentence_and_the_worker_goes_on_when_there_is_room(tmp_path: Path):
    long = case.TWO_FIELDS.replace("新建公园12座。", "新建公园12座。" + "扎实推进老旧小区改造，完善物业管理。" * 500)
    opened = case.opened_with(tmp_path, {"去年.txt": long})
    draft = whole_draft(opened, "王敏")
    with disk_full(opened):
        opened.worker.run_waiting()
    (job,) = opened.jobs.jobs(draft)
    assert job.state == "failed" and "磁盘已满" in job.error
    rest = [Draft(section.id) for section in opened.desk.view(draft).sections if section.current is None]
    assert rest
    opened.doing.queue(draft, rest, "王敏")
    opened.worker.run_waiting()
    assert set(versions(opened, draft)) == {1} and opened.jobs.jobs(draft)[-1].state == "done"


@pytest.mark.parametrize(("setting", "says"), [("", "先设 NIGAO_WORKER=apart"), ("yes", "只能是 apart")])
def test_a_worker_beside_a_page_that_does_its_work_itself_is_refused(monkeypatch, capsys, home: Path, setting: str, says: str):
    monkeypatch.setenv("NIGAO_WORKER", setting)
    assert main(["worker", "--home", str(home)]) == 2
    assert says in capsys.readouterr().err
