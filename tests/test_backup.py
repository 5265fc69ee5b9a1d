"""The whole workspace in one file: taken while it is in use, restored elsewhere it is the same, on another database too."""

from __future__ import annotations

import secrets
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import postgres_server
import pytest
import storage_case as case

from nigao.errors import BadCall, FileDamaged, NotAllowed
from nigao.orders import SaidOrder
from nigao.people.accounts import Accounts
from nigao.review import Message
from storage import Storage, open_storage
from storage.passwords import Passwords


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with postgres_server.running() as sockets:
        yield sockets


@pytest.fixture
def store(tmp_path: Path) -> Storage:
    made = open_storage(tmp_path / "here")
    made.archive.add(case.report(), b"original")
    made.archive.remove(made.archive.add(case.report(salt="b", title="删去的一份"), b"gone"))
    draft = made.desk.create(case.brief(), "excerpt", "")
    case.keep_version(made, draft, 0, case.section(), "drafted", "摘编")
    case.keep_version(made, draft, 0, case.section("第二稿。"), "edited", "王")
    made.desk.say(draft, Message("person", "起草。", "2026-01-01T00:00:00+00:00"))
    return made


def same(one: Storage, other: Storage) -> None:
    (draft,) = one.desk.drafts()
    assert other.desk.view(draft.id) == one.desk.view(draft.id)
    assert other.desk.versions(draft.id, 0) == one.desk.versions(draft.id, 0)
    assert other.desk.load(draft.id).state == one.desk.load(draft.id).state
    assert [other.archive.report(s.id) for s in other.archive.sources()] == [one.archive.report(s.id) for s in one.archive.sources()]
    assert other.archive.removed() == one.archive.removed()
    assert other.archive.keyword_search("金融", 5) == one.archive.keyword_search("金融", 5) != []


def test_a_workspace_restored_elsewhere_is_the_same_and_verify_says_so(store: Storage, tmp_path: Path) -> None:
    store.backup(tmp_path / "all.zip")
    there = open_storage(tmp_path / "there")
    there.restore(tmp_path / "all.zip")
    same(store, there)
    assert there.verify(tmp_path / "all.zip").problems == ()
    case.keep_version(there, there.desk.drafts()[0].id, 1, case.section("新的。"), "edited", "王")
    assert there.verify(tmp_path / "all.zip").problems


@pytest.mark.postgres
def test_it_goes_from_sqlite_to_postgresql_and_back_and_goes_on_being_used(store: Storage, tmp_path: Path, postgres: str) -> None:
    store.backup(tmp_path / "all.zip")
    url = postgres_server.fresh_database(postgres, f"b{secrets.token_hex(6)}")
    grown = open_storage(tmp_path / "grown", url)
    grown.restore(tmp_path / "all.zip")
    same(store, grown)
    grown.archive.add(case.report(salt="c"), b"more")
    grown.desk.say(grown.desk.drafts()[0].id, Message("person", "还在用。", "2026-01-02T00:00:00+00:00"))
    grown.backup(tmp_path / "again.zip")
    back = open_storage(tmp_path / "back")
    back.restore(tmp_path / "again.zip")
    assert len(back.archive.sources()) == 2
    assert back.verify(tmp_path / "again.zip").problems == ()


def test_a_backup_taken_while_others_write_is_of_one_moment(store: Storage, tmp_path: Path) -> None:
    (draft,) = store.desk.drafts()
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            case.keep_version(store, draft.id, 1, case.section("又一稿。"), "edited", "王")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            store.backup(tmp_path / f"{number}.zip")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        there = open_storage(tmp_path / f"there{number}")
        there.restore(tmp_path / f"{number}.zip")
        row = there.desk.load(draft.id).state.at(1)
        assert len(there.desk.versions(draft.id, 1)) == (row.current or 0), "the version that stands is the last one there is"


def test_a_workspace_that_is_not_empty_is_left_alone(store: Storage, tmp_path: Path) -> None:
    store.backup(tmp_path / "all.zip")
    with pytest.raises(BadCall, match="不是空的"):
        store.restore(tmp_path / "all.zip")


@pytest.mark.parametrize("damage", ["no zip", "cut table", "other original", "no manifest"])
def test_a_damaged_backup_restores_nothing(store: Storage, tmp_path: Path, damage: str) -> None:
    store.backup(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    if damage == "cut table":
        parts["tables/versions.jsonl"] = parts["tables/versions.jsonl"].splitlines(keepends=True)[0]
    if damage == "other original":
        name = next(name for name in parts if name.startswith("originals/"))
        parts[name] += b"!"
    if damage == "no manifest":
        del parts["manifest.json"]
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name, data in parts.items():
            bad.writestr(name, data)
    if damage == "no zip":
        (tmp_path / "bad.zip").write_bytes(b"not a zip")
    there = open_storage(tmp_path / "there")
    with pytest.raises(FileDamaged):
        there.restore(tmp_path / "bad.zip")
    assert (there.archive.sources(), there.desk.drafts()) == ([], [])


def test_an_original_that_is_gone_is_named(store: Storage, tmp_path: Path) -> None:
    next(path for path in (tmp_path / "here" / "originals").glob("*/*") if path.read_bytes() == b"original").write_bytes(b"changed")
    assert any("原件" in problem for problem in store.verify().problems)


# Every version that had backups, half of them into each database.
EARLIER = [
    *((version, "sqlite") for version in ("0003", "0005", "0007")),
    *(pytest.param(version, "postgresql", marks=pytest.mark.postgres) for version in ("0004", "0006", "0008")),
]


@pytest.mark.parametrize(("version", "database"), EARLIER)
def test_a_backup_of_an_earlier_version_is_restored_and_gone_on_with(
    tmp_path: Path, request: pytest.FixtureRequest, version: str, database: str
) -> None:
    url = ""
    if database == "postgresql":
        url = postgres_server.fresh_database(request.getfixturevalue("postgres"), f"b{secrets.token_hex(6)}")
    there = open_storage(tmp_path / "there", url)
    there.restore(Path(__file__).parent / "data" / f"backup-{version}.zip")
    (draft,) = there.desk.drafts()
    last = there.desk.view(draft.id).sections[-1]
    assert (last.signed_by, last.current and last.current.section.text) == ("周正", "周正看过的一句。")
    assert there.verify().problems == () and there.record.broken_at() is None
    assert there.archive.keyword_search("新增", 5)
    # What the program has grown since works on it: accounts, the queue, a new line of the record.
    accounts = Accounts(there.people, Passwords())
    accounts.add("新人", ["管理员"], password="晨光里的石榴树开花")
    with pytest.raises(NotAllowed):
        accounts.sign_in("新人", "猜的")
    assert accounts.sign_in("新人", "晨光里的石榴树开花")
    there.jobs.enqueue("chat", draft.id, SaidOrder("问", "新人").dumped())
    assert there.jobs.claim() is not None
    assert there.record.broken_at() is None
    # And a backup of today's is restored as it is.
    there.backup(tmp_path / "today.zip")
    again = open_storage(tmp_path / "again")
    again.restore(tmp_path / "today.zip")
    assert again.verify(tmp_path / "today.zip").problems == ()
