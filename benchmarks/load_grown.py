"""A grown workspace for the load benchmarks: PostgreSQL, accounts, reports, page servers, workers, a model that takes its time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import many_case as many
import postgres_server
from model_reply import Reply
from model_server import ModelServer
from page import _earlier
from player import play

from bootstrap import open_workspace
from examples import example_files
from nigao.commands import Draft
from nigao.settings import Settings
from nigao.work.intake import Wishes
from nigao.workspace import Workspace

WORD = "石榴树"
THINKS = 1.5  # seconds the played model takes for an answer
WIDTH = 8  # of its answers at once


def name(number: int) -> str:
    """A person's."""
    return f"{number}号"


@dataclass
class Grown:
    """An empty database with a folder beside it. model: the played model's address, "" where none is asked."""

    home: Path
    url: str
    sockets: str
    model: str = ""
    ending: ExitStack = field(default_factory=ExitStack)

    @property
    def settings(self) -> Settings:
        """As everybody opens it."""
        model = "played" if self.model else ""
        return Settings(self.home, self.url, base_url=self.model, api_key=model, model=model, concurrency=WIDTH, auth="header", apart=True)

    @property
    def environment(self) -> dict[str, str]:
        """The same for a process of its own."""
        of_model = {"OPENAI_BASE_URL": self.model, "OPENAI_API_KEY": "played", "NIGAO_MODEL": "played"} if self.model else {}
        return {**many.BEHIND, **of_model, "NIGAO_DATABASE_URL": self.url, "NIGAO_CONCURRENCY": str(WIDTH)}

    def filled(self, people: int, reports: int = 0) -> Workspace:
        """With accounts, the examples' papers, and the same again of earlier years until there are so many."""
        opened = open_workspace(self.settings, owner=False)
        opened.accounts.add("admin", ["管理员"])
        for number in range(people):
            opened.accounts.add(name(number), ["主笔"])
        for path, wishes in example_files():
            opened.intake.take_in(path, Wishes(**wishes))
        self.more(opened, reports)
        return opened

    def more(self, opened: Workspace, reports: int) -> None:
        """Reports until there are so many."""
        there = opened.archive.sources()
        kept = [opened.archive.report(source.id) for source in there if not re.match("又", source.title)][:5]
        for number in range(len(there), reports):
            again = _earlier(kept[number % len(kept)], 1 + number // len(kept))
            opened.archive.add(replace(again, identity=replace(again.identity, title=f"又{again.identity.title}")), f"{number}".encode())
        opened.retriever.finish()

    def pages(self, number: int) -> list[many.Server]:
        """So many page servers."""
        return self.ending.enter_context(many.pages(self.home, self.environment, number))

    def workers(self, number: int) -> list[many.Worker]:
        """So many workers, begun together."""
        running = [many.Worker(self.home, self.environment) for _ in range(number)]
        for one in running:
            self.ending.callback(_ended, one)
        return [one.ready() for one in running]

    def proxy(self, servers: Sequence[many.Server], people: int) -> many.Proxy:
        """nginx before them."""
        words = {name(number): WORD for number in range(people)}
        started = many.Proxy(self.home.parent / "nginx", [server.port for server in servers], words).start()
        self.ending.callback(started.stop)
        return started

    def database_seconds(self) -> float:
        """Processor time of the database server and all it has started."""
        first = int((Path(self.sockets) / "data" / "postmaster.pid").read_text().split()[0])
        return sum(cpu(one) for one in (first, *_below(first))) + _reaped(first)


@contextmanager
def grown(model: bool = False) -> Iterator[Grown]:
    """One, for as long as it is needed."""
    with ExitStack() as ending:
        scratch = ending.enter_context(TemporaryDirectory())
        sockets = ending.enter_context(postgres_server.running())
        address = ending.enter_context(ModelServer(_answer)).url if model else ""
        made = Grown(Path(scratch) / "home", postgres_server.fresh_database(sockets, "load"), sockets, address)
        ending.enter_context(made.ending)
        yield made


def _answer(reply: Reply) -> None:
    reply.wait(THINKS)
    play(reply)


def _ended(worker: many.Worker) -> None:
    with suppress(ProcessLookupError):
        worker.end()


def drafts(opened: Workspace, people: Sequence[int]) -> list[str]:
    """A whole draft asked for by each."""
    asked = []
    for number in people:
        asked.append(opened.drafting.start(2026))
        opened.doing.queue(asked[-1], [Draft(one.id) for one in opened.desk.view(asked[-1]).sections], name(number))
    return asked


def rss(process: int) -> float:
    """MB of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu(process: int) -> float:
    """Seconds of a process so far; 0 where it is gone."""
    fields = _fields(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _reaped(process: int) -> float:
    """Seconds of the processes it had started that have ended."""
    fields = _fields(process)
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _fields(process: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return []


def _below(process: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 took at most."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))] if ranked else 0.0
