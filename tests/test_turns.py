"""Turns at the model's service over all workers, and who is in a draft over all page servers: one database, several processes."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import postgres_server
import pytest
import workspace_case as case
from model_faults import FAULTS
from model_reply import Reply
from model_server import ModelServer
from sqlalchemy import func, select
from storage_case import brief

from bootstrap import open_workspace
from nigao.commands import Draft
from nigao.settings import Settings
from storage import Storage, open_storage
from storage.engine import reading
from storage.schema import turns
from storage.turns import Turns


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with postgres_server.running() as sockets:
        yield sockets


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Storage]]:
    """The same storage once more, as another process opens it."""
    url = ""
    if request.param == "postgresql":
        url = postgres_server.fresh_database(request.getfixturevalue("postgres"), f"t{secrets.token_hex(6)}")
    made: list[Storage] = []
    yield lambda: made.append(open_storage(tmp_path / "home", url)) or made[-1]  # type: ignore[func-returns-value]
    for one in made:
        one.close()


def never() -> bool:
    return False


def waiting(store: Storage) -> int:
    with reading(store.engine) as connection:
        return int(connection.execute(select(func.count()).select_from(turns).where(turns.c.began == 0)).scalar_one())


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def test_all_workers_together_have_no_more_turns_than_are_set(opened: Callable[[], Storage]):
    lock, two, now, most = threading.Lock(), threading.Barrier(2), 0, 0

    def work(of: Turns, by: str) -> None:
        nonlocal now, most
        with of.turn("write", by, never) as mine:
            assert mine
            with lock:
                now, most = now + 1, max(most, now + 1)
            two.wait(60)  # with fewer than are set nobody would get past
            with lock:
                now -= 1

    workers = [opened().turns(2) for _ in range(3)]
    threads = [threading.Thread(target=work, args=(workers[number % 3], f"{number}号")) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not two.broken and (now, most) == (0, 2)


def test_the_next_turn_is_somebody_elses_however_much_one_has_asked_for(opened: Callable[[], Storage]):
    store, came = opened(), list[str]()

    def work(by: str) -> None:
        with store.turns(1).turn("write", by, never):
            came.append(by)

    threads = []
    with opened().turns(1).turn("write", "王敏", never):
        for number, by in enumerate(("王敏", "王敏", "李四")):
            threads.append(threading.Thread(target=work, args=(by,)))
            threads[-1].start()
            until(lambda number=number: waiting(store) == number + 1)  # type: ignore[misc]
    for thread in threads:
        thread.join(60)
    assert came == ["李四", "王敏", "王敏"]


def test_a_question_waits_for_no_draft_and_who_is_stopped_waits_no_longer(opened: Callable[[], Storage]):
    store = opened()
    mine = store.turns(1)
    with mine.turn("write", "王敏", never), store.turns(1).turn("answer", "李四", never) as answered:
        assert answered
        with store.turns(1).turn("write", "李四", lambda: True) as stopped:
            assert not stopped
        assert waiting(store) == 0


def test_the_turn_of_a_worker_that_is_heard_of_no_more_is_over_and_of_one_that_is_heard_of_it_is_not(opened: Callable[[], Storage]):
    store, looked = opened(), 0
    dead, other = Turns(store.engine, 1, lease=0.5), opened().turns(1)

    def a_while() -> bool:
        nonlocal looked
        looked += 1
        dead.beat()
        return looked > 5

    with dead.turn("write", "王敏", never):
        with other.turn("write", "李四", a_while) as taken:
            assert not taken
        with other.turn("write", "李四", never) as taken:
            assert taken


def test_what_a_page_asks_itself_waits_for_its_turn_too(tmp_path: Path):
    (tmp_path / "去年.txt").write_text(case.TWO_FIELDS, encoding="utf-8")
    with ModelServer() as server:
        settings = Settings(home=tmp_path / "home", base_url=server.url, model="played", concurrency=1, apart=True)
        page = open_workspace(settings)
        page.intake.take_in(tmp_path / "去年.txt")
        draft = page.drafting.start(2026)
        section = page.desk.view(draft).sections[1].id
        server.play(lambda reply: reply.answer('{"variants": ["创新动能加快集聚"]}'))
        asked = len(server.chats)
        with open_storage(settings.home).turns(1).turn("answer", "李四", never):
            assert page.choosing.variants(draft, section, "title", lambda: True) == ()
            assert len(server.chats) == asked
        assert page.choosing.variants(draft, section, "title") and len(server.chats) > asked


def test_two_workers_at_two_drafts_ask_the_service_no_more_than_is_set(tmp_path: Path):
    (tmp_path / "去年.txt").write_text(case.TWO_FIELDS, encoding="utf-8")
    lock, now, most = threading.Lock(), 0, 0

    def answer(reply: Reply) -> None:
        nonlocal now, most
        with lock:
            now, most = now + 1, max(most, now + 1)
        time.sleep(0.1)
        with lock:
            now -= 1
        FAULTS["ok"](reply)

    with ModelServer() as server:
        server.play(answer)
        settings = Settings(tmp_path / "home", base_url=server.url, api_key="k", model="played", concurrency=1, apart=True)
        workers = [open_workspace(settings) for _ in range(2)]
        workers[0].intake.take_in(tmp_path / "去年.txt")
        drafts = [workers[0].drafting.start(2026, mode="model") for _ in range(2)]
        for draft, by in zip(drafts, ("王敏", "李四"), strict=True):
            workers[0].doing.queue(draft, [Draft(one.id) for one in workers[0].desk.view(draft).sections], by)
        threads = [threading.Thread(target=one.worker.run_waiting) for one in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        assert len(server.chats) >= 4 and most == 1
        assert {job.state for job in workers[0].jobs.jobs()} == {"done"}


def test_who_is_in_a_draft_is_seen_from_another_page_server_and_nobody_sees_herself(opened: Callable[[], Storage]):
    one, two = opened(), opened()
    draft = one.desk.create(brief(), "excerpt", "")
    one.presence.put(draft, "tab 1", "s1", "王敏")
    two.presence.put(draft, "tab 2", "s1", "李四")
    two.presence.put(draft, "tab 3", "s2", "李四")
    assert one.presence.others(draft, "tab 1", "王敏") == {"s1": ["李四"], "s2": ["李四"]}
    assert two.presence.others(draft, "tab 2", "李四") == {"s1": ["王敏"]}
    one.presence.put(draft, "tab 1", "s2", "王敏")
    assert two.presence.others(draft, "tab 2", "李四") == {"s2": ["王敏"]}
