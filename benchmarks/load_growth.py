"""How it grows: more page servers, more workers, a larger archive; each measured alone, as fast as it will go."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import many_case as many
import psycopg
from load_crowd import ASKED, PAGES
from load_grown import THINKS, WIDTH, WORD, Grown, cpu, drafts, grown, name, p95, rss

from bootstrap import open_workspace
from nigao.settings import Settings

_TABS = 8


@dataclass(frozen=True)
class Turned:
    """Pages turned without a pause. cpu: the page servers' seconds for each."""

    servers: int
    a_second: float
    cpu: float
    p95: float


@dataclass(frozen=True)
class Written:
    """Whole drafts written. cpu: the workers' seconds for each section; first: seconds until the first draft was whole."""

    workers: int
    how: str
    drafts: int
    a_minute: float
    cpu: float
    first: float


@dataclass(frozen=True)
class Archive:
    """An archive of so many reports. search, ledger, page: processor seconds for one; memory, database: MB."""

    reports: int
    characters: int
    search: float
    ledger: float
    page: float
    memory: float
    database: float


# --- page servers -------------------------------------------------------------------------------------------------------


def of_page_servers(counts: Sequence[int], seconds: float) -> Iterator[Turned]:
    """Tabs that turn pages one after another, before so many servers."""
    for count in counts:
        with grown() as made:
            opened = made.filled(_TABS)
            drafts(opened, [0])
            opened.worker.run_waiting()
            servers = made.pages(count)
            proxy = made.proxy(servers, _TABS)
            ids = [one._process.pid for one in servers if one._process]
            with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
                took = []
                for lasting in (2.0, seconds):  # the first time, what is drawn for the first time
                    before = sum(map(cpu, ids))
                    parts = [(made.home, proxy.port, tuple(range(at, _TABS, 2)), lasting) for at in range(2)]
                    took = [one for part in pool.map(_turning, parts) for one in part]
            yield Turned(count, len(took) / seconds, (sum(map(cpu, ids)) - before) / len(took), p95(took))


def _turning(asked: tuple[Path, int, tuple[int, ...], float]) -> list[float]:
    """Seconds of each page that these people turned. asked: the workspace's folder, nginx's port, their numbers, for how long."""
    home, port, people, lasting = asked
    took: list[float] = []

    def turn(number: int) -> None:
        proxy = many.Proxy(home, [], {name(number): WORD}, port)
        with closing(many.Session(f"ws://127.0.0.1:{port}", proxy.headers(name(number), f"{number:032x}"))) as tab:
            tab.turn_to("write")
            end = time.monotonic() + lasting
            for page in cycle(PAGES):
                began = time.perf_counter()
                tab.turn_to(page)
                took.append(time.perf_counter() - began)
                if time.monotonic() > end:
                    return

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(turn, people))
    return took


# --- workers ------------------------------------------------------------------------------------------------------------


def of_workers(counts: Sequence[int], number: int) -> Iterator[Written]:
    """So many whole drafts, each another person's, waiting for so many workers; once without a model and once with one."""
    for model in (False, True):
        how = f"a model that takes {THINKS} s, {WIDTH} at once" if model else "without a model"
        for count in counts:
            with grown(model) as made:
                opened = made.filled(number)
                drafts(opened, range(number))
                working = made.workers(count)
                began, spent, first = time.perf_counter(), sum(cpu(one.id) for one in working), 0.0
                while active := opened.jobs.jobs(active_only=True):
                    first = first or (time.perf_counter() - began if len(active) < number else 0.0)
                    time.sleep(0.2)
                lasted = time.perf_counter() - began
                jobs = opened.jobs.jobs()
                assert {job.state for job in jobs} == {"done"}, [job.error for job in jobs]
                sections = sum(job.total for job in jobs)
                used = sum(cpu(one.id) for one in working) - spent
                yield Written(count, how, number, sections / lasted * 60, used / sections, first or lasted)


# --- the archive --------------------------------------------------------------------------------------------------------


def of_the_archive(sizes: Sequence[int]) -> Iterator[Archive]:
    """One archive that is added to; a search, the ledger and a turned page in processes of their own at each size."""
    with grown() as made:
        opened = made.filled(1)
        drafts(opened, [0])
        opened.worker.run_waiting()
        for size in sizes:
            made.more(opened, size)
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                search, ledger, memory = pool.submit(_looked, made.settings).result()
            with psycopg.connect(made.url) as line:
                database, characters = line.execute(
                    "SELECT pg_database_size(current_database()) / 1e6, (SELECT sum(length(text)) FROM passages)"
                ).fetchone() or (0, 0)
            there = opened.archive.sources()
            yield Archive(len(there), int(characters), search, ledger, _page(made), memory, float(database))


def _looked(settings: Settings) -> tuple[float, float, float]:
    """Processor seconds of a search and of the ledger, as a process that was just opened needs them; its MB after that."""
    opened = open_workspace(settings)
    opened.retriever.search("先查一次", 6)
    searches = [_spent(lambda asked=asked: opened.retriever.search(asked, 6)) for asked in ASKED]
    ledger = _spent(opened.books.ledger)
    return statistics.median(searches), ledger, rss(os.getpid())


def _spent(deed: Callable[[], object]) -> float:
    began = time.process_time()
    deed()
    return time.process_time() - began


def _page(made: Grown) -> float:
    """Processor seconds of a page server for a page that is turned to, after each was drawn once."""
    with many.pages(made.home, made.environment, 1) as (server,):
        proxy = many.Proxy(made.home.parent / "nginx", [server.port], {name(0): WORD}).start()
        try:
            with closing(many.Session(f"ws://127.0.0.1:{proxy.port}", proxy.headers(name(0)))) as tab:
                for page in dict.fromkeys(PAGES):
                    tab.turn_to(page)
                assert server._process
                before = cpu(server._process.pid)
                for page in PAGES:
                    tab.turn_to(page)
                return (cpu(server._process.pid) - before) / len(PAGES)
        finally:
            proxy.stop()
