"""People at work at once on a grown workspace: PostgreSQL, page servers behind nginx, workers. How long an edit, a search, a turned page takes.

Run: python benchmarks/load.py [--people 50] [--seconds 600] [--pages 1 2] [--workers 1] [--reports 12]

Each person has a tab of her own (a websocket through nginx to a page server, as a browser has) and turns pages on it; her edits, searches
and questions go through the use cases with her rights, in as many other processes as there are page servers. She does something every
``--pause`` seconds or so; one run for each number of page servers, each from an empty database; one in ten asks for a whole draft, once. Nothing is asked beyond this machine, and it ends by itself. Seconds are
of this machine, which all of it shares: the figures of the processes' CPU say what was used.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import many_case as many  # noqa: E402
import postgres_server  # noqa: E402
from page import _earlier  # noqa: E402

from bootstrap import open_workspace  # noqa: E402
from examples import example_files  # noqa: E402
from nigao.commands import Draft, Edit  # noqa: E402
from nigao.desk.results import Done  # noqa: E402
from nigao.errors import NigaoError  # noqa: E402
from nigao.people.account import Person  # noqa: E402
from nigao.people.admitting import admitted  # noqa: E402
from nigao.settings import Settings  # noqa: E402
from nigao.work.intake import Wishes  # noqa: E402
from nigao.workspace import Workspace  # noqa: E402

PAGES = ("materials", "ledger", "write", "write", "write", "export", "record")
ASKED = ("老百姓看病方便了哪些", "新增企业多少家", "去年教育怎么样", "城镇新增就业", "重点项目进展", "安全生产", "财政收入")
WORD = "石榴树"
A_DRAFT = 5  # people on one draft


@dataclass(frozen=True)
class Asked:
    """What one client process plays. people: their numbers; port: nginx's."""

    home: Path
    url: str
    port: int
    people: tuple[int, ...]
    every: int
    drafts: tuple[str, ...]
    seconds: float
    pause: float


Took = tuple[str, float, float]  # what, seconds, of these its thread's CPU


def name(number: int) -> str:
    return f"{number}号"


# --- one client process -----------------------------------------------------------------------------------------------------


def played(asked: Asked) -> tuple[list[Took], list[str]]:
    """What each thing that people did took, and what went wrong."""
    opened = open_workspace(Settings(home=asked.home, database_url=asked.url, auth="header", apart=True), owner=True)
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


def _person(asked: Asked, opened: Workspace, number: int, end: float, took: list[Took], wrong: list[str]) -> None:
    chance = random.Random(number)
    time.sleep(chance.uniform(0, asked.pause))
    deeds = _deeds(asked, opened, number, chance)
    proxy = many.Proxy(asked.home, [], {name(number): WORD}, asked.port)
    try:
        tab = many.Session(f"ws://127.0.0.1:{asked.port}", proxy.headers(name(number), f"{number:032x}"))
    except Exception as error:  # noqa: BLE001 - a tab that does not open is a finding, not the end of the run
        wrong.append(f"tab: {error!r}")
        return
    deeds["page turned"] = lambda: tab.turn_to(chance.choice(PAGES))
    weights = {"edit saved": 4, "search": 2, "page turned": 3, "question": 1}
    first = True
    while time.monotonic() < end:
        what = "page turned" if first else chance.choices(list(weights), list(weights.values()))[0]
        what = "draft asked" if not first and number % 10 == 0 and deeds.get("draft asked") else what
        began, worked = time.perf_counter(), time.thread_time()
        try:
            deeds[what]()
            took.append(("tab opened" if first else what, time.perf_counter() - began, time.thread_time() - worked))
        except Exception as error:  # noqa: BLE001 - as above
            wrong.append(f"{what}: {error!r}")
        if what == "draft asked":
            deeds.pop(what)
        first = False
        time.sleep(chance.uniform(0.5, 1.5) * asked.pause)
    tab.close()


def _deeds(asked: Asked, opened: Workspace, number: int, chance: random.Random) -> dict[str, Callable[[], object]]:
    mine = asked.drafts[number // A_DRAFT % len(asked.drafts)]

    def who() -> Person:
        found = opened.accounts.person(name(number))
        assert found is not None
        return found

    hers = admitted(opened, who)
    section = hers.desk.view(mine).sections[number % A_DRAFT + 1].id
    said = iter(range(10**6))

    def edit() -> None:
        text = f"{name(number)}改的第{next(said)}稿，全年新增企业{chance.randint(10, 90)}家。\n抓好落实，确保完成。"
        result = hers.doing.do(mine, Edit(section, text), name(number))
        if not isinstance(result, Done):
            raise NigaoError(str(result))

    def draft() -> None:
        made = hers.drafting.start(2026)
        hers.doing.queue(made, [Draft(one.id) for one in hers.desk.view(made).sections], name(number))

    return {
        "edit saved": edit,
        "search": lambda: hers.retriever.search(chance.choice(ASKED), 6),
        "question": lambda: hers.chat.say(mine, chance.choice(ASKED) + "？", None, name(number)),
        "draft asked": draft,
    }


# --- all of it --------------------------------------------------------------------------------------------------------------


def made(home: Path, url: str, people: int, reports: int) -> tuple[str, ...]:
    """The workspace: accounts, reports, drafts to write in."""
    opened = open_workspace(Settings(home=home, database_url=url, auth="header", apart=True), owner=False)
    opened.accounts.add("admin", ["管理员"])
    for number in range(people):
        opened.accounts.add(name(number), ["主笔"])
    for path, wishes in example_files():
        opened.intake.take_in(path, Wishes(**wishes))
    kept = [opened.archive.report(source.id) for source in opened.archive.sources()]
    for number in range(len(kept), reports):
        opened.archive.add(_earlier(kept[number % len(kept)], 1 + number // len(kept)), f"{number}".encode())
    opened.retriever.finish()
    drafts = []
    for _ in range(-(-people // A_DRAFT)):
        drafts.append(opened.drafting.start(2026))
        opened.doing.do_all(drafts[-1], [Draft(one.id) for one in opened.desk.view(drafts[-1]).sections], "admin")
    return tuple(drafts)


@contextmanager
def workers(home: Path, settings: dict[str, str], number: int) -> Iterator[list[many.Worker]]:
    running = [many.Worker(home, settings) for _ in range(number)]
    try:
        yield [one.ready() for one in running]
    finally:
        for one in running:
            one.end()


def rss(process: int) -> float:
    """MB of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu(process: int) -> float:
    """Seconds of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(took: Sequence[Took], wrong: Sequence[str]) -> None:
    """The table."""
    by: dict[str, list[float]] = defaultdict(list)
    worked: dict[str, list[float]] = defaultdict(list)
    for what, seconds, own in took:
        by[what].append(seconds)
        worked[what].append(own)
    print(f"{'':14}{'times':>7}{'p50':>8}{'p95':>8}{'longest':>9}{'CPU p50':>9}  seconds; CPU: of the asking process alone")
    for what, values in sorted(by.items()):
        ranked = sorted(values)
        p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
        print(f"{what:14}{len(values):7}{statistics.median(values):8.2f}{p95:8.2f}{ranked[-1]:9.2f}{statistics.median(worked[what]):9.3f}")
    print(f"errors: {len(wrong)}", *sorted(set(wrong))[:5], sep="\n  ")


def run(people: int, seconds: float, pause: float, pages: int, number_of_workers: int, reports: int) -> None:
    """One run, from an empty database to the table."""
    with tempfile.TemporaryDirectory() as scratch, postgres_server.running() as sockets:
        home, url = Path(scratch) / "home", postgres_server.fresh_database(sockets, "load")
        drafts = made(home, url, people, reports)
        settings = {**many.BEHIND, "NIGAO_DATABASE_URL": url}
        with workers(home, settings, number_of_workers) as working, many.pages(home, settings, pages) as servers:
            open_workspace(Settings(home=home, database_url=url, apart=True)).worker.run_waiting()
            words = {name(number): WORD for number in range(people)}
            proxy = many.Proxy(Path(scratch) / "nginx", [server.port for server in servers], words).start()
            processes = [server._process.pid for server in servers if server._process]
            first = many.Session(f"ws://127.0.0.1:{proxy.port}", proxy.headers(name(0)))
            first.turn_to("write")
            before, spent = sum(map(rss, processes)), [cpu(one) for one in (*processes, *(one.id for one in working))]
            parts = [tuple(range(at, people, pages)) for at in range(pages)]
            asked = [Asked(home, url, proxy.port, part, people, drafts, seconds, pause) for part in parts]
            with ProcessPoolExecutor(pages, multiprocessing.get_context("spawn")) as pool:
                results = list(pool.map(played, asked))
            after = sum(map(rss, processes))
            used = [cpu(one) - then for one, then in zip((*processes, *(one.id for one in working)), spent, strict=True)]
            proxy.stop()
        opened = open_workspace(Settings(home=home, database_url=url, apart=True))
        jobs = [job for job in opened.jobs.jobs() if job.kind == "commands"]
        print(f"{people} people, {seconds:.0f} s, {pages} page servers, {number_of_workers} workers, {reports} reports")
        told([one for took, _ in results for one in took], [one for _, wrong in results for one in wrong])
        done = sum(job.state == "done" for job in jobs)
        print(f"page servers: {before:.0f} MB with one tab, {after:.0f} MB with {people} more: {(after - before) / people:.1f} MB a tab")
        print(
            f"CPU seconds: page servers {sum(used[:pages]):.0f}, workers {sum(used[pages:]):.0f}; whole drafts done {done} of {len(jobs)}\n"
        )


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=600)
    asked.add_argument("--pause", type=float, default=10, help="seconds between two things one person does")
    asked.add_argument("--pages", type=int, nargs="+", default=[1, 2])
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--reports", type=int, default=12)
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whoever ends it ends what it started
    for pages in given.pages:
        run(given.people, min(given.seconds, 900), given.pause, pages, given.workers, given.reports)


if __name__ == "__main__":
    main()
