"""How long the page takes with 200 reports in the workspace, in a real browser: first paint, turning a page, choosing a section; bytes sent.

Run: python benchmarks/page.py make HOME, then python benchmarks/page.py HOME [--sessions 30]. The reports are the shipped example, told of
other years. --import FOLDER: put the folder's files in on 材料 of an empty HOME instead. Seconds are of this machine: run it alone. CPU is
the server's, the least of several runs.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from page_case import chromium_browser  # noqa: E402
from server import Server, free_port  # noqa: E402

from bootstrap import open_workspace  # noqa: E402
from examples import example_files  # noqa: E402
from nigao.commands import Draft  # noqa: E402
from nigao.report import Report  # noqa: E402
from nigao.settings import Settings  # noqa: E402
from nigao.work.intake import Wishes  # noqa: E402

REPORTS = 200
RUNS = 5


def make(home: Path) -> None:
    """A workspace of 200 reports with a whole draft."""
    opened = open_workspace(Settings(home=home))
    for path, wishes in example_files():
        opened.intake.take_in(path, Wishes(**wishes))
    kept = [opened.archive.report(source.id) for source in opened.archive.sources()]
    for number in range(len(kept), REPORTS):
        report = kept[number % len(kept)]
        opened.archive.add(_earlier(report, 1 + number // len(kept)), f"{number}".encode())
    id = opened.drafting.start(2026)
    opened.doing.do_all(id, [Draft(section.id) for section in opened.desk.view(id).sections], "撰稿人")
    opened.worker.run_waiting()
    print(len(opened.archive.sources()), "sources,", len(opened.archive.entries()), "figures")


def _earlier(report: Report, years: int) -> Report:
    """The same report as it would have been told so many years before."""

    def back(period: str) -> str:
        return re.sub("[0-9]{4}", lambda year: str(int(year.group()) - years), period)

    found = report.identity
    identity = replace(
        found,
        title=back(found.title),
        year=found.year and found.year - years,
        reviewed_year=found.reviewed_year and found.reviewed_year - years,
    )
    figures = tuple(replace(figure, period=back(figure.period)) for figure in report.figures)
    return replace(report, digest=f"{report.digest[:40]}{years:024d}", filename=back(report.filename), identity=identity, figures=figures)


class Meter:
    """The server's CPU seconds and the bytes it sent to the tab."""

    def __init__(self, server: Server, tab: Any) -> None:
        self._pid = server._process.pid  # type: ignore[union-attr]
        self.sent = 0
        tab.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: Any) -> None:
        self.sent += len(frame)

    def _processes(self) -> Iterator[list[str]]:
        """The fields of /proc/PID/stat behind the name, of the server and what it started."""
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = file.read_text().rpartition(")")[2].split()
                if int(fields[2]) == self._pid:
                    yield fields

    def cpu(self) -> float:
        return sum(int(fields[11]) + int(fields[12]) for fields in self._processes()) / 100

    def memory(self) -> float:
        return sum(int(fields[21]) for fields in self._processes()) * 4096 / 1e6


STILL = "document.querySelector('[data-test-script-state=notRunning]') !== null"


def still(tab: Any) -> None:
    """The script has run, and nothing changed on the page for a tenth of a second."""
    tab.wait_for_function(STILL)


def measured(meter: Meter, tab: Any, do: Any, there: Any) -> tuple[float, float, float]:
    """(seconds until what was asked for is there, the server's CPU, bytes sent)."""
    time.sleep(1.0)
    cpu, sent, start = meter.cpu(), meter.sent, time.perf_counter()
    do()
    there()
    took = time.perf_counter() - start
    tab.wait_for_timeout(100)
    still(tab)
    return took, meter.cpu() - cpu, (meter.sent - sent) / 1000


def report(name: str, runs: list[tuple[float, float, float]]) -> None:
    took, cpu, sent = ([one[n] for one in runs] for n in range(3))
    print(
        f"{name:24} {statistics.median(took):6.2f} s (least {min(took):.2f})  CPU {min(cpu):5.2f} s  {statistics.median(sent):8.1f} KB",
        flush=True,
    )


def opened(browser: Any) -> Any:
    """A tab of a browser that has never seen the page."""
    tab = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    tab.set_default_timeout(120_000)
    return tab


def first_paints(server: Server, browser: Any) -> tuple[Any, Meter]:
    """写稿 in a browser that never saw it and in a new tab of one that did, beside a Streamlit page of one line; the last tab stays open."""
    with empty_page() as address:
        first: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ("empty page", "empty page again", "写稿", "写稿 again")}
        for run in range(RUNS):
            for name, goes_to, seen in (("empty page", address, "p"), ("写稿", f"{server.address}/write", ".ng-page p")):
                tab = opened(browser)
                for again in ("", " again"):
                    meter = Meter(server, tab)
                    there = lambda tab=tab, seen=seen: tab.locator(seen).first.wait_for()  # noqa: E731
                    took = measured(meter, tab, lambda tab=tab, goes_to=goes_to: tab.goto(goes_to), there)
                    first[f"{name}{again}"].append(took)
                    still(tab)
                    if not again:
                        before, tab = tab, tab.context.new_page()
                        tab.set_default_timeout(120_000)
                        before.close()
                if run < RUNS - 1 or name == "empty page":
                    tab.context.close()
    for name, runs in first.items():
        report(f"first paint, {name}", runs[1:])
    return tab, meter


@contextmanager
def empty_page() -> Iterator[str]:
    """The address of a Streamlit page that writes one line: what any page of this framework costs on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        script, port = Path(folder) / "empty.py", free_port()
        script.write_text("import streamlit\nstreamlit.write('one line')\n", encoding="utf-8")
        options = [
            "--server.port",
            str(port),
            "--server.headless",
            "true",
            "--browser.gatherUsageStats",
            "false",
            "--server.address",
            "127.0.0.1",
        ]
        running = subprocess.Popen([sys.executable, "-m", "streamlit", "run", str(script), *options], stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            while True:
                with suppress(OSError), urlopen(f"{address}/_stcore/health", timeout=1):
                    break
                time.sleep(0.2)
            yield address
        finally:
            running.kill()
            running.wait()


def walk(server: Server, browser: Any) -> None:
    """Every step a person takes most, some times."""

    tab, meter = first_paints(server, browser)
    pages = {
        "台账": lambda: tab.get_by_text(re.compile("共[0-9]+个数字|已裁定|裁定")).first.wait_for(),
        "材料": lambda: tab.get_by_text(re.compile("已收[0-9]+份")).first.wait_for(),
        "导出": lambda: tab.get_by_role("button", name="下载送审稿").first.wait_for(),
        "写稿": lambda: tab.locator(".ng-page p").first.wait_for(),
    }
    turned: dict[str, list[tuple[float, float, float]]] = {name: [] for name in pages}
    for _ in range(RUNS):
        for name, there in pages.items():
            turned[name].append(measured(meter, tab, tab.get_by_role("link", name=name, exact=True).click, there))
    for name, runs in turned.items():
        report(f"turn to {name}", runs)
    rows = tab.locator(".ng-row")
    chosen = []
    for n in range(RUNS):
        row = rows.nth((3 + 4 * n) % rows.count())
        title = row.locator(".ng-name").inner_text()
        tab.get_by_role("radio", name="去年", exact=True).click()
        time.sleep(1)
        body = tab.locator(".st-key-pane-body")
        chosen.append(measured(meter, tab, row.click, lambda title=title, body=body: body.get_by_text(title).first.wait_for()))
    report("choose a section, 去年", chosen)
    tabs = []
    for name, shows in (("缺数", "待补"), ("意见", "全稿体检"), ("各稿", "和哪一稿比"), ("对话", "可以这样说")):
        there = lambda shows=shows: tab.locator(".st-key-pane-body").get_by_text(re.compile(shows)).first.wait_for()  # noqa: E731
        tabs.append(measured(meter, tab, tab.get_by_role("radio", name=name, exact=True).click, there))
        report(f"pane {name}", tabs[-1:])
    figures = tab.locator(".ng-figure.ng-ok")
    clicked = []
    for n in range(RUNS):
        figure = figures.nth(n)
        clicked.append(measured(meter, tab, figure.click, lambda: (tab.wait_for_timeout(50), still(tab))))
    report("click a figure", clicked)
    typed = []
    for _ in range(RUNS):
        tab.locator(".ng-page p").nth(2).evaluate(
            "p => { p.closest('.ng-page').focus(); getSelection().selectAllChildren(p); getSelection().collapseToEnd(); }"
        )
        tab.keyboard.type("好。")

        def saved() -> None:
            tab.keyboard.press("Control+s")

        typed.append(measured(meter, tab, saved, lambda: (tab.wait_for_timeout(50), still(tab))))
    report("save what was typed", typed)


def sessions(server: Server, browser: Any, number: int) -> None:
    """The server's memory after so many people came, looked at every page, and left."""
    meter = None
    for n in range(number):
        tab = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
        tab.set_default_timeout(120_000)
        meter = meter or Meter(server, tab)
        tab.goto(f"{server.address}/write")
        tab.locator(".ng-page p").first.wait_for()
        still(tab)
        for name in ("台账", "材料", "导出", "写稿"):
            tab.get_by_role("link", name=name, exact=True).click()
            tab.wait_for_timeout(300)
            still(tab)
        tab.context.close()
        if n in (0, 4, 9, 19, number - 1):
            print(f"after {n + 1} sessions: {meter.memory():.0f} MB", flush=True)


def taking_in(server: Server, browser: Any, files: list[str]) -> None:
    """From choosing the files to the first line about one, to all of them in the table, and to the last of their vectors."""
    tab = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    tab.set_default_timeout(300_000)
    meter = Meter(server, tab)
    tab.goto(f"{server.address}/materials")
    tab.get_by_role("button", name="上传去年的总结").click()
    tab.locator("input[type=file]").wait_for(state="attached")
    still(tab)
    cpu, start = meter.cpu(), time.perf_counter()

    def tell(what: str, wait: float = 0.0) -> None:
        print(f"{what:24} {time.perf_counter() - start - wait:6.2f} s  CPU {meter.cpu() - cpu:5.2f} s", flush=True)

    tab.locator("input[type=file]").set_input_files(files)
    tab.get_by_role("button", name="读入", exact=True).click()
    tab.get_by_text(re.compile("^已收 ")).first.wait_for()
    tell("the first file's line")
    tab.get_by_text(re.compile(f"已收{len(files)}份")).first.wait_for()
    tell(f"all {len(files)} in the table")
    cpu, start, quiet, before = meter.cpu(), time.perf_counter(), 0, 0.0
    while quiet < 6:  # three seconds without work: the vectors are made
        time.sleep(0.5)
        now = meter.cpu()
        quiet, before = (quiet + 1 if now - before < 0.05 else 0), now
    tell("their vectors", 3.0)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("home", nargs="+")
    asked.add_argument("--sessions", type=int, default=0)
    asked.add_argument("--import", type=Path, dest="files", metavar="FOLDER")
    told = asked.parse_args()
    if told.home[0] == "make":
        make(Path(told.home[1]))
    else:
        running = Server(Path(told.home[0]).resolve()).start()
        try:
            with chromium_browser() as chromium:
                if told.files:
                    taking_in(running, chromium, sorted(str(path) for path in told.files.iterdir()))
                elif told.sessions:
                    sessions(running, chromium, told.sessions)
                else:
                    walk(running, chromium)
        finally:
            running.kill()
