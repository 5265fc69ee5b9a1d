"""People at work at once on a grown workspace: how long an edit, a search, a turned page takes, how it grows, and what many more would take.

Run: python benchmarks/load.py [--people 50] [--seconds 600] [--pages 2] [--workers 2] [--short]

One command, one table, on PostgreSQL, page servers behind nginx, workers and a played model, all on this machine and gone at the end:

1. a crowd for ``--seconds``: each person has a tab of her own (a websocket through nginx, as a browser has) and turns pages on it; her edits,
   searches and questions go through the use cases with her rights, in as many other processes as there are page servers. She does something
   every ``--pause`` seconds or so; one in ten asks for a whole draft, which a model that takes its time writes;
2. growth: tabs that turn pages without a pause, at one page server and at two; drafts waiting for one worker, two and four, written without
   a model and with one; an archive of more and more reports;
3. what 500 people and 20,000 reports would take, reckoned from these.

Seconds are of this machine, which all of it shares, the people too; processor time says what was used. It takes some twenty minutes;
``--short`` is for looking whether it runs: a minute of the crowd and smaller steps, of which nothing should be reckoned.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import load_growth as growth  # noqa: E402
from load_crowd import Crowd, crowd  # noqa: E402
from load_reckoned import reckoned  # noqa: E402

# What the product promises: seconds within which 95 of 100 are done.
BOUNDS = {"edit saved": 0.5, "search": 0.3, "page turned": 1.0}


def _told(found: Crowd) -> None:
    print(
        f"\n| {found.people} people, {found.seconds:.0f} s, {found.pages} page servers, {found.workers} workers | times | p50 s | p95 s",
        end="",
    )
    print(" | longest s | CPU s each | wanted p95 |\n|---|---|---|---|---|---|---|")
    for what, row in found.rows.items():
        bound = BOUNDS.get(what)
        verdict = "" if bound is None else f"{bound} {'holds' if row.p95 <= bound else '**not met**'}"
        print(f"| {what} | {row.times} | {row.p50:.2f} | {row.p95:.2f} | {row.longest:.2f} | {row.cpu:.3f} | {verdict} |")
    print(f"\nErrors: {len(found.wrong)}.", *sorted(set(found.wrong))[:5])
    print(f"Jobs done: {found.done} of {found.jobs}. Memory: {found.base:.0f} MB a page server, {found.a_tab:.1f} MB a tab.")
    used = ", ".join(f"{name} {seconds:.0f}" for name, seconds in found.used.items())
    print(f"CPU seconds: {used}.")


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=600)
    asked.add_argument("--pause", type=float, default=10, help="seconds between two things one person does")
    asked.add_argument("--pages", type=int, default=2, help="page servers of the crowd")
    asked.add_argument("--workers", type=int, default=2, help="workers of the crowd")
    asked.add_argument("--short", action="store_true")
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whoever ends it ends what it started
    short = given.short
    print(f"# {'A short look' if short else 'The load'}, all on one machine", flush=True)
    found = crowd(given.people, 60 if short else min(given.seconds, 900), given.pause, given.pages, given.workers)
    _told(found)
    print("\n| growth | | | |\n|---|---|---|---|")
    for turned in growth.of_page_servers((1, 2), 10 if short else 30):
        print(f"| {turned.servers} page servers | {turned.a_second:.1f} pages a second | {turned.cpu:.3f} CPU s a page", end="")
        print(f" | p95 {turned.p95:.2f} s |", flush=True)
    for written in growth.of_workers((1, 4), 2 if short else 4):
        print(
            f"| {written.workers} workers, {written.how} | {written.a_minute:.0f} sections a minute | {written.cpu:.3f} CPU s a section",
            end="",
        )
        print(f" | first of {written.drafts} drafts after {written.first:.1f} s |", flush=True)
    archives = []
    for one in growth.of_the_archive((5, 40) if short else (5, 100, 400)):
        archives.append(one)
        print(
            f"| {one.reports} reports ({one.characters / 1e6:.2f} million characters) | search {one.search:.3f}, ledger {one.ledger:.2f} CPU s",
            end="",
        )
        print(f" | page turned {one.page:.3f} CPU s | {one.memory:.0f} MB a process, {one.database:.0f} MB database |", flush=True)
    print("\n## Reckoned\n")
    for line in reckoned(found, archives, 500, 20_000):
        print(f"- {line}")


if __name__ == "__main__":
    main()
