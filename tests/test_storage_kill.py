"""A process killed in the middle of keeping something leaves all of it or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import storage_case as case

from storage import open_storage

# The child pauses where the test says, tells so, and is killed there: no luck with timing is needed to hit the middle.
CHILD = """
import sys, time
from pathlib import Path
sys.path[:0] = [{tests!r}, {root!r}]
import storage_case as case
import storage.archive, storage.desk, storage.engine
from storage import open_storage

def pause():
    print("here", flush=True)
    time.sleep(60)

store = open_storage(Path({home!r}))
{body}
print("done", flush=True)
time.sleep(60)
"""
IMPORT = """
report = case.report(text=case.TEXT * 200)
{hook}
store.archive.add(report, b"original" * 1000)
"""
BEFORE_FIGURES = """
before = storage.archive.figure_rows
def rows(*arguments):
    pause()
    return before(*arguments)
storage.archive.figure_rows = rows
"""
BEFORE_COMMIT = """
storage.archive.marks.touch = lambda *arguments: pause()
"""
BETWEEN_FILE_AND_ROW = """
storage.archive.Archive._insert = lambda *arguments: pause()
"""
VERSION = """
draft = store.desk.create(case.brief(), "excerpt", "")
case.keep_version(store, draft, 0, case.section("第一稿。"), "drafted", "摘编")
{hook}
case.keep_version(store, draft, 0, case.section("第二稿。"), "edited", "王")
"""
BEFORE_STATE = """
storage.desk._keep_small = lambda *arguments: pause()
"""


def killed(home: Path, body: str) -> str:
    """Run a child up to where it says it is, kill it there with SIGKILL; what it said."""
    root = Path(__file__).parents[1]
    code = CHILD.format(tests=str(root / "tests"), root=str(root), home=str(home), body=body)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        said = child.stdout.readline().strip()
        os.kill(child.pid, signal.SIGKILL)
    return said


@pytest.mark.parametrize("hook", [BEFORE_FIGURES, BEFORE_COMMIT, BETWEEN_FILE_AND_ROW])
def test_an_import_killed_in_the_middle_left_nothing_and_can_be_done_again(tmp_path: Path, hook: str) -> None:
    assert killed(tmp_path, IMPORT.format(hook=hook)) == "here"
    store = open_storage(tmp_path)
    assert (store.archive.sources(), store.archive.entries(), list(store.archive.passages())) == ([], [], [])
    assert store.archive.keyword_search("金融", 5) == []
    kept = case.report(text=case.TEXT * 200)
    assert store.archive.report(store.archive.add(kept, b"original" * 1000)) == kept


def test_an_import_killed_right_after_its_commit_is_there_whole(tmp_path: Path) -> None:
    assert killed(tmp_path, IMPORT.format(hook="")) == "done"
    store = open_storage(tmp_path)
    (source,) = store.archive.sources()
    assert store.archive.report(source.id) == case.report(text=case.TEXT * 200)
    assert store.archive.original(source.id) == b"original" * 1000
    assert store.archive.keyword_search("金融", 5)


def test_a_version_killed_in_the_middle_left_the_one_before_as_it_was(tmp_path: Path) -> None:
    assert killed(tmp_path, VERSION.format(hook=BEFORE_STATE)) == "here"
    store = open_storage(tmp_path)
    view = store.desk.view(store.desk.drafts()[0].id)
    assert [version.section.text for version in store.desk.versions(view.id, 0)] == ["第一稿。"]
    assert view.sections[0].state == "pending"
    assert case.keep_version(store, view.id, 0, case.section("第二稿。"), "edited", "王") == 2


def test_kills_at_any_moment_leave_whole_reports_only(tmp_path: Path) -> None:
    body = (
        "for n in range(1000):\n    store.archive.add(case.report(text=case.TEXT * 20, salt=str(n)), b'%d' % n)\n    print(n, flush=True)\n"
    )
    root = Path(__file__).parents[1]
    code = CHILD.format(tests=str(root / "tests"), root=str(root), home=str(tmp_path), body=body)
    for pause in (0.02, 0.035, 0.05):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout and child.stdout.readline()
            time.sleep(pause)
            os.kill(child.pid, signal.SIGKILL)
        store = open_storage(tmp_path)
        whole = len(case.report(text=case.TEXT * 20).passages)
        for source in store.archive.sources():
            assert len(store.archive.report(source.id).passages) == whole
            assert store.archive.original(source.id)
        store.close()
