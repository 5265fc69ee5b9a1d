"""Time our own code takes before the first token of a section is asked for and shown, beside a plain LangChain chain; the model is played.

Run: python benchmarks/overhead.py [--context 8192]. Prints a table; seconds, the least of several runs (imports aside, as said).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from drafting_case import ENTRIES, LIKE, MATERIAL, OFFICE, settings, task  # noqa: E402
from model_server import ModelServer  # noqa: E402

from nigao.draft import Hit, SectionTask  # noqa: E402
from nigao.ledger import Entry  # noqa: E402
from nigao.report import Passage  # noqa: E402

RUNS = 7


def section(entries: int) -> SectionTask:
    """A section as a grown archive gives it: many figures, twelve passages, a long section of last year."""
    known = [ENTRIES[i % len(ENTRIES)] for i in range(entries)]
    many = tuple(_renamed(entry, i) for i, entry in enumerate(known))
    text = MATERIAL * 4
    passages = tuple(Hit(Passage(text, ("科技工作",), i * 1000, i * 1000 + len(text)), OFFICE, 1.0) for i in range(12))
    items = list(task().brief.outline)
    items[1] = replace(items[1], points=("研发投入", "高新技术企业"))
    return replace(task(), brief=replace(task().brief, outline=tuple(items)), entries=many, passages=passages, like_text=LIKE * 6)


def _renamed(entry: Entry, i: int) -> Entry:
    name = entry.figure.indicator if i < len(ENTRIES) else f"{entry.figure.indicator}{i}"
    return replace(entry, figure=replace(entry.figure, indicator=name), id=f"e{i}")


class Clock:
    """Takes the time from the call to the first text, without the time the played model takes."""

    def __init__(self, server: ModelServer) -> None:
        self._server = server

    def time(self, run: Callable[[Callable[[], None]], None]) -> float:
        """Seconds of our own: until the request arrived, and from the first byte sent until text was shown."""
        shown: list[float] = []
        self._server.arrivals.clear()
        began = time.perf_counter()
        run(lambda: shown.append(time.perf_counter()))
        arrived, answered = self._server.arrivals[0]
        return (arrived - began) + (shown[0] - answered)


def ours(server: ModelServer, context: int, entries: int) -> Callable[[Callable[[], None]], None]:
    """A drafter that has been made; each run drafts one section."""
    from chains.drafter import ModelDrafter

    drafter = ModelDrafter(settings(server.url, context=context))
    given = section(entries)
    return lambda seen: drafter.draft(given, lambda progress: seen() if progress.delta else None, lambda: False) and None


def plain(server: ModelServer, entries: int) -> Callable[[Callable[[], None]], None]:
    """The usual way: everything stuffed into one prompt template and streamed."""
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_openai import ChatOpenAI

    chain = ChatPromptTemplate.from_template("根据资料写一节：\n{data}") | ChatOpenAI(model="m", base_url=server.url, api_key="k")  # type: ignore[arg-type]
    given = section(entries)
    data = "\n".join([given.like_text, *(hit.passage.text for hit in given.passages), *(e.sentence for e in given.entries[:60])])

    def run(seen: Callable[[], None]) -> None:
        for chunk in chain.stream({"data": data}):
            if chunk.content:
                seen()

    return run


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--context", type=int, default=8192)
    context = parser.parse_args().context
    with ModelServer() as server:
        clock = Clock(server)
        began = time.perf_counter()
        import langchain_openai  # noqa: F401

        print(f"importing the client: {time.perf_counter() - began:.2f} s (once a process, not counted below)")
        print(f"{'':44}{'first':>8}{'least':>8}")
        rows = [(f"nigao, {n} figures in the ledger, context {context}", ours(server, context, n)) for n in (7, 300, 3000)]
        rows.append(("plain prompt | ChatOpenAI", plain(server, 300)))
        for name, run in rows:
            times = [clock.time(run) for _ in range(RUNS)]
            print(f"{name:44}{times[0]:8.3f}{min(times):8.3f}")


if __name__ == "__main__":
    main()
