"""A crowd at work for a while: what each thing took, what the machine spent on it, what went wrong."""

from __future__ import annotations

import multiprocessing
import random
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import many_case as many
from load_grown import WORD, cpu, drafts, grown, name, p95, rss

from bootstrap import open_workspace
from nigao.commands import Draft, Edit
from nigao.desk.results import Done
from nigao.errors import NigaoError
from nigao.people.account import Person
from nigao.people.admitting import admitted
from nigao.settings import Settings
from nigao.workspace import Workspace

PAGES = ("materials", "ledger", "write", "write", "write", "export", "record")
ASKED = ("老百姓看病方便了哪些", "新增企业多少家", "去年教育怎么样", "城镇新增就业", "重点项目进展", "安全生产", "财政收入")
OPENED, TURNED, EDITED, SEARCHED, SAID, DRAFTED = "tab opened", "page turned", "edit saved", "search", "question asked", "draft asked"
_WEIGHTS = {EDITED: 4, SEARCHED: 2, TURNED: 3, SAID: 1}
_AT_ONE_DRAFT = 5  # people

Took = tuple[str, float, float]  # what, seconds, of these its thread's CPU


@dataclass(frozen=True)
class Row:
    """One kind of thing people did. cpu: seconds of a processor each; of a turned page the page server's, else of the asking process."""

    times: int
    p50: float
    p95: float
    longest: float
    cpu: float


@dataclass(frozen=True)
class Crowd:
    """What became of it. used: seconds of a processor by kind of process; base: MB of a page server with one tab; a_tab: MB more for each."""

    people: int
    seconds: float
    pages: int
    workers: int
    rows: Mapping[str, Row]
    wrong: Sequence[str]
    used: Mapping[str, float]
    base: float
    a_tab: float
    done: int
    jobs: int


@dataclass(frozen=True)
class _Asked:
    """What one process of people plays. port: nginx's; people: their numbers."""

    settings: Settings
    port: int
    people: tuple[int, ...]
    drafts: tuple[str, ...]
    seconds: float
    pause: float


def crowd(people: int, seconds: float, pause: float, pages: int, workers: int) -> Crowd:
    """One run from an empty database."""
    with grown(model=True) as made:
        opened = made.filled(people)
        written = []
        for _ in range(-(-people // _AT_ONE_DRAFT)):
            written.append(opened.drafting.start(2026, mode="excerpt"))
            opened.doing.do_all(written[-1], [Draft(one.id) for one in opened.desk.view(written[-1]).sections], "admin")
        opened.worker.run_waiting()
        working, servers = made.workers(workers), made.pages(pages)
        proxy = made.proxy(servers, people)
        kinds = {"page servers": [one._process.pid for one in servers if one._process], "workers": [one.id for one in working]}
        first = many.Session(f"ws://127.0.0.1:{proxy.port}", proxy.headers(name(0)))
        first.turn_to("write")
        base = sum(map(rss, kinds["page servers"]))
        spent = {kind: sum(map(cpu, ids)) for kind, ids in kinds.items()} | {"PostgreSQL": made.database_seconds()}
        parts = [tuple(range(at, people, pages)) for at in range(pages)]
        asked = [_Asked(made.settings, proxy.port, part, tuple(written), seconds, pause) for part in parts]
        with ProcessPoolExecutor(pages, multiprocessing.get_context("spawn")) as pool:
            results = list(pool.map(_played, asked))
        now = {kind: sum(map(cpu, ids)) for kind, ids in kinds.items()} | {"PostgreSQL": made.database_seconds()}
        used = {kind: now[kind] - before for kind, before in spent.items()}
        after = sum(map(rss, kinds["page servers"]))
        jobs = [job for job in opened.jobs.jobs() if job.by != "admin"]
        took = [one for each, _ in results for one in each]
        drawn = sum(what in (OPENED, TURNED) for what, *_ in took)
        return Crowd(
            people, seconds, pages, workers, _rows(took, used["page servers"] / max(1, drawn)), [one for _, wrong in results for one in wrong],
            used, base / pages, (after - base) / people, sum(job.state == "done" for job in jobs), len(jobs),
        )  # fmt: skip


def _rows(took: Sequence[Took], a_page: float) -> dict[str, Row]:
    seconds, own = defaultdict(list), defaultdict(list)
    for what, lasted, worked in took:
        seconds[what].append(lasted)
        own[what].append(worked)
    return {
        what: Row(len(values), statistics.median(values), p95(values), max(values), a_page if what in (OPENED, TURNED) else statistics.mean(own[what]))
        for what, values in sorted(seconds.items())
    }  # fmt: skip


# --- one process of people ----------------------------------------------------------------------------------------------


def _played(asked: _Asked) -> tuple[list[Took], list[str]]:
    """What each thing that people did took, and what went wrong."""
    opened = open_workspace(asked.settings, owner=True)
    opened.retriever.search(ASKED[0], 6)  # a server that has been up for a while: the encoder is loaded
    took: list[Took] = []
    wrong: list[str] = []
    end = time.monotonic() + asked.seconds
    threads = [threading.Thread(target=_person, args=(asked, opened, number, end, took, wrong)) for number in asked.people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, wrong


def _person(asked: _Asked, opened: Workspace, number: int, end: float, took: list[Took], wrong: list[str]) -> None:
    chance = random.Random(number)
    time.sleep(chance.uniform(0, asked.pause))
    deeds = _deeds(asked, opened, number, chance)
    tab: many.Session | None = None

    def opens() -> None:
        nonlocal tab
        proxy = many.Proxy(asked.settings.home, [], {name(number): WORD}, asked.port)
        tab = many.Session(f"ws://127.0.0.1:{asked.port}", proxy.headers(name(number), f"{number:032x}"))
        turns()

    def turns() -> None:
        assert tab is not None
        tab.turn_to(chance.choice(PAGES))

    deeds |= {OPENED: opens, TURNED: turns}
    todo = [OPENED, *([DRAFTED] if number % 10 == 0 else [])]
    while time.monotonic() < end:
        what = todo.pop(0) if todo else chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
        began, worked = time.perf_counter(), time.thread_time()
        try:
            deeds[what]()
            took.append((what, time.perf_counter() - began, time.thread_time() - worked))
        except Exception as error:  # noqa: BLE001 - what fails for one is a finding, not the end of the run
            wrong.append(f"{what}: {error!r}")
            if what == OPENED:
                return
        time.sleep(chance.uniform(0.5, 1.5) * asked.pause)
    if tab is not None:
        tab.close()


def _deeds(asked: _Asked, opened: Workspace, number: int, chance: random.Random) -> dict[str, Callable[[], object]]:
    mine = asked.drafts[number // _AT_ONE_DRAFT % len(asked.drafts)]

    def who() -> Person:
        found = opened.accounts.person(name(number))
        assert found is not None
        return found

    hers = admitted(opened, who)
    section = hers.desk.view(mine).sections[number % _AT_ONE_DRAFT + 1].id
    said = iter(range(10**6))

    def edit() -> None:
        text = f"{name(number)}改的第{next(said)}稿，全年新增企业{chance.randint(10, 90)}家。\n抓好落实，确保完成。"
        result = hers.doing.do(mine, Edit(section, text), name(number))
        if not isinstance(result, Done):
            raise NigaoError(str(result))

    return {
        EDITED: edit,
        SEARCHED: lambda: hers.retriever.search(chance.choice(ASKED), 6),
        SAID: lambda: hers.chat.say(mine, chance.choice(ASKED) + "？", None, name(number)),
        DRAFTED: lambda: drafts(hers, [number]),
    }
