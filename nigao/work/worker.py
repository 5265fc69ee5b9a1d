"""The background worker: takes jobs from the database one after another, so that a closed tab or a killed server loses nothing.

In the page's process where one person works alone; in processes of its own (``nigao worker``), of which there may be several, where
``NIGAO_WORKER=apart``. What a worker takes is its own as long as it is heard of; another takes it up when it is not.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from nigao import commands_json
from nigao.commands import Command, Draft, Redraft
from nigao.desk.doing import Doing, now
from nigao.desk.results import Done, Proposed, Refused, Result
from nigao.errors import DatabaseAway, NigaoError, NotAllowed
from nigao.orders import CommandsOrder, FileOrder, ImportOrder, SaidOrder
from nigao.people.in_force import Alone, Rights
from nigao.people.rights import On
from nigao.ports import Desk, Jobs, OnProgress, Progress, Turns
from nigao.record import acting, who_acts
from nigao.review import Job, Message, VersionKind
from nigao.work.chatting import Chat
from nigao.work.drafting import Composed, Drafting, why_incomplete
from nigao.work.intake import Intake, Taken, Wishes
from nigao.work.missing import MissingFigures
from nigao.work.turns import AtOnce

# Writing text as it comes to the database more often than this would cost more than a reader can see.
PARTIAL_EVERY = 0.25
IDLE = 0.2
# Word of a worker comes so often (seconds); a job is given to another after several times as long without.
BEAT = 5.0
# After the database did not answer it is let alone for so long.
_AWAY = 2.0
# The name of the one worker that a page has in its own process.
PAGE = "page"
# Who takes what: the second thread waits for nothing but what is said.
_KINDS = (("commands", "import"), ("chat",))
_R = TypeVar("_R", Result, str)


class Worker:
    """Runs jobs in two threads, one of them for what is said: a question does not wait for a draft. on_crash: told of an exception that is not ours, with the job's id, for the log."""

    def __init__(
        self,
        jobs: Jobs,
        desk: Desk,
        intake: Intake,
        drafting: Drafting,
        doing: Doing,
        chat: Chat,
        missing: MissingFigures,
        concurrency: int,
        on_crash: Callable[[str, Exception], None],
        rights: Rights = Alone(),
        turns: Turns = AtOnce(),
    ) -> None:
        self._jobs = jobs
        self._desk = desk
        self._intake = intake
        self._drafting = drafting
        self._doing = doing
        self._chat = chat
        self._missing = missing
        self._concurrency = concurrency
        self._on_crash = on_crash
        self._rights = rights
        self._turns = turns
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []
        self._name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
        self._on_beat: Callable[[], None] = lambda: None
        self._in_hand: set[str] = set()
        self._told_of: str = ""

    def start(self, name: str = "", on_beat: Callable[[], None] = lambda: None) -> None:
        """Begin, with what a worker left that is heard of no more. Calling it again does nothing.

        name: where there is only one worker of it at a time; what it left when it was killed is taken up at once. on_beat: told each
        time the database took its word.
        """
        if not self._threads:
            self._name, self._on_beat = name or self._name, on_beat
            self._jobs.take_back(name)
            self._threads = [threading.Thread(target=self._run, args=(kinds,), name=f"nigao-{kinds[0]}", daemon=True) for kinds in _KINDS]
            self._threads.append(threading.Thread(target=self._beat, name="nigao-beat", daemon=True))
            for thread in self._threads:
                thread.start()

    def close(self) -> None:
        """Finish the step in hand and stop; jobs not done wait for another worker or the next start."""
        self._closing.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def run_waiting(self) -> None:
        """Do all waiting jobs now, in this thread: the command line's and the tests' way."""
        with self._heard_of():
            while not self._closing.is_set() and (job := self._jobs.claim((), self._name)) is not None:
                self._do(job)

    def _run(self, kinds: tuple[str, ...]) -> None:
        while not self._closing.is_set():
            job = self._claim(kinds)
            if job is None:
                self._closing.wait(IDLE)
            else:
                self._do(job)

    def _claim(self, kinds: tuple[str, ...]) -> Job | None:
        try:
            return self._jobs.claim(kinds, self._name)
        except NigaoError as error:  # the database is busy or full for the moment: look again later
            self._troubled(error)
            self._closing.wait(_AWAY)
            return None

    # --- word of itself -------------------------------------------------------------------------------------------

    def _beat(self) -> None:
        """Until it closes: word of itself, and a look for what others left."""
        while not self._closing.wait(BEAT):
            self._tell_of_itself()

    def _tell_of_itself(self) -> None:
        try:
            self._jobs.beat(tuple(self._in_hand))
            self._jobs.take_back()
            self._turns.beat()
            self._on_beat()
            self._told_of = ""
        except NigaoError as error:  # told again in a moment; if it lasts, what it holds goes to another
            self._troubled(error)

    def _troubled(self, error: NigaoError) -> None:
        """What stands in the way is said once, not every two seconds by each thread for as long as it lasts."""
        if self._told_of != str(error):
            self._told_of = str(error)
            self._on_crash("", error)

    @contextmanager
    def _heard_of(self) -> Iterator[None]:
        """Word of itself while it works in this thread."""
        over = threading.Event()

        def tell() -> None:
            while not over.wait(BEAT):
                self._tell_of_itself()

        thread = threading.Thread(target=tell, name="nigao-beat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()

    # --- a job ----------------------------------------------------------------------------------------------------

    def _do(self, job: Job) -> None:
        self._in_hand.add(job.worker)
        try:
            self._ended(job, *self._done(job))
        except NigaoError as error:  # its end could not be written: it is taken up again when it is no longer held
            self._on_crash(job.id, error)
            self._closing.wait(_AWAY)
        finally:
            self._in_hand.discard(job.worker)

    def _done(self, job: Job) -> tuple[str, str]:
        """Do a job as far as it goes: its state, "waiting" where it is to be gone on with; and the Chinese sentence of what failed."""
        steps = {"import": self._import, "commands": self._commands, "chat": self._answer}
        try:
            gone_through = steps[job.kind](job)
        except DatabaseAway:
            raise
        except NigaoError as error:
            return "failed", str(error)
        except Exception as error:  # noqa: BLE001 - the worker must outlive any defect; the log gets it whole
            self._on_crash(job.id, error)
            return "failed", "程序内部出错，这一步没有完成，已写好的内容都在；请重试，仍不行请把日志交给维护人员。"
        if self._jobs.stop_asked(job):
            return "stopped", ""
        return ("done" if gone_through and not self._closing.is_set() else "waiting"), ""

    def _ended(self, job: Job, state: str, error: str) -> None:
        if state == "waiting":
            self._jobs.give_back(job)
        else:
            self._jobs.finish(job, state, error)

    def _should_stop(self, job: Job) -> Callable[[], bool]:
        return lambda: self._closing.is_set() or self._jobs.stop_asked(job)

    # --- import -------------------------------------------------------------------------------------------------

    def _import(self, job: Job) -> bool:
        """Every file taken in; what came in before is not taken in again. partial: the rows so far as JSON."""
        order = ImportOrder.loaded(job.payload)
        self._must(order.by, "intake.take_in", On(departments=tuple(file.department for file in order.files)))
        with acting(order.by), self._intake.together():
            self._take_in(job, order.files)
        return True

    def _must(self, by: str, what: str, on: On = On()) -> None:
        """Asked again when the work begins: rights may have changed since it was put in the queue. Raises NotAllowed."""
        if why := self._rights.why_not(by, what, on):
            raise NotAllowed(why)

    def _take_in(self, job: Job, files: Sequence[FileOrder]) -> None:
        rows: list[Taken] = []
        for number, file in enumerate(files):
            if self._should_stop(job)():
                return
            step = f"正在读取 {number + 1}/{len(files)}：{file.name}"
            self._jobs.update(job, step, number, len(files), _rows(rows))
            wishes = Wishes.of(file)
            page = partial(self._page, job, step, number, len(files), rows)
            told = len(rows)
            for row in self._intake.take_in_all(Path(file.path), wishes, file.name, page):
                if len(rows) > told:  # one of an archive's many; the last one's row is told with the step that follows at once
                    self._jobs.update(job, step, number, len(files), _rows(rows))
                rows.append(self._with_gaps_filled(row))
        self._jobs.update(job, f"已读{len(files)}个文件", len(files), len(files), _rows(rows))

    def _with_gaps_filled(self, row: Taken) -> Taken:
        """The row of a 催报单 with what could not be put into the drafts; its other numbers stand there now."""
        by = who_acts() if self._rights.shared else ""
        why = self._missing.fill_returned(row.source, by, self._rights.sees_all(by)).why if row.source else ()
        return replace(row, warnings=(*row.warnings, *why)) if why else row

    def _page(self, job: Job, step: str, done: int, files: int, rows: list[Taken], page: int, pages: int) -> None:
        """Word of a scan's pages as they are recognised."""
        self._jobs.update(job, f"{step}，正在识别第{page + 1}/{pages}页", done, files, _rows(rows))

    # --- commands -----------------------------------------------------------------------------------------------

    def _commands(self, job: Job) -> bool:
        """Each command's section written and kept, one written since the job was made not again; whether it went through them all."""
        order = CommandsOrder.loaded(job.payload)
        group = order.group or job.id
        done = {entry.command for entry in self._desk.journal(job.draft) if entry.group == group}
        todo = [text for text in order.commands if text not in done]
        reporter = _Reporter(self._jobs, job, len(order.commands) - len(todo), len(order.commands))
        turn = _Turn(lambda: self._jobs.others_wait(job, _KINDS[0]))
        commands = [commands_json.from_json(json.loads(text)) for text in todo]
        for command in commands:
            self._mark(job, command, busy=job.id)
        width = self._concurrency if self._desk.view(job.draft).mode == "model" else 1
        write = partial(self._write, job, order.by, group, reporter, turn)
        with ThreadPoolExecutor(max_workers=max(1, width), thread_name_prefix="nigao-section") as pool:
            results = list(pool.map(write, range(len(commands)), commands))
        told = [result for result in results if isinstance(result, Refused | Proposed)]
        # Written afresh and the same again is nothing to say of each of many.
        self._tell(job, [one for one in told if len(commands) == 1 or not (isinstance(one, Refused) and isinstance(one.command, Draft))])
        failures = [result for result in results if isinstance(result, str)]
        if failures:
            raise NigaoError(failures[0] if len(failures) == 1 else f"有{len(failures)}个部分没有写成，其余已保留：{failures[0]}")
        return None not in results

    def _write(self, job: Job, by: str, group: str, reporter: _Reporter, turn: _Turn, number: int, command: Command) -> Result | str | None:
        """Do one command; the Chinese sentence of what failed, None where it was to stop or it is somebody else's turn."""
        if turn.over():
            return None
        if self._should_stop(job)():
            self._mark(job, command)
            return None
        if self._rights.shared and (why := self._doing.refused(job.draft, command, by)):
            self._mark(job, command, trouble=why)
            return turn.took(why)
        try:
            composed = self._composed(job, command, by, lambda progress: reporter.tell(number, progress))
            if composed is None:
                return None
            if composed.section.state == "incomplete" and (self._closing.is_set() or not self._jobs.holds(job)):
                return None  # broken off, not stopped by anybody: written whole by whoever goes on with it
            kind: VersionKind = "redrafted" if composed.seen else "drafted"
            author = self._drafting.author(job.draft)
            result = self._doing.put(job.draft, command, composed.section, kind, by, author, composed.seen, group)
        except DatabaseAway:
            raise
        except NigaoError as error:
            self._mark(job, command, trouble=str(error))
            return turn.took(str(error))
        trouble = why_incomplete(composed.section) if composed.section.state == "incomplete" else ""
        self._mark(job, command, trouble=trouble)
        reporter.finished(number)
        return turn.took(result)

    def _composed(self, job: Job, command: Command, by: str, tell: OnProgress) -> Composed | None:
        """The section written, with a model when it is one's turn at it; None where it was to stop before."""
        stop = self._should_stop(job)
        if self._desk.view(job.draft).mode != "model":
            return self._drafting.compose(job.draft, command, tell, stop)
        with self._turns.turn("write", by, stop) as mine:
            return self._drafting.compose(job.draft, command, tell, stop) if mine else None

    def _mark(self, job: Job, command: Command, busy: str = "", trouble: str = "") -> None:
        for section in commands_json.sections_of(command):
            self._desk.mark(job.draft, section, busy, trouble)

    def _tell(self, job: Job, results: Sequence[Refused | Proposed]) -> None:
        """What did not come out as was asked is said in the conversation."""
        for result in results:
            text = result.why if isinstance(result, Refused) else result.text
            if isinstance(result, Refused) and self._desk.view(job.draft).mode == "excerpt" and isinstance(result.command, Redraft):
                text += "没有接模型时只会精简、扩写、删段、换词、换数和重写，这条意见请手工改。"
            proposal = result.id if isinstance(result, Proposed) else ""
            self._desk.say(job.draft, Message("assistant", text, now(), proposal=proposal))

    # --- chat ---------------------------------------------------------------------------------------------------

    def _answer(self, job: Job) -> bool:
        reporter = _Reporter(self._jobs, job, 0, 1)
        order = SaidOrder.loaded(job.payload)
        self._must(order.by, "chat.say")
        stop = self._should_stop(job)
        with self._turns.turn("answer", order.by, stop) as mine:
            if mine:
                self._chat.answer(job.draft, order, lambda progress: reporter.tell(0, progress), stop)
        return mine


class _Turn:
    """Whether a job should let another person's go before it: after each section it has written, when one waits.

    Only what the journal holds is not done again at the next turn: a job of which anything else came goes on to its end.
    """

    def __init__(self, others_wait: Callable[[], bool]) -> None:
        self._others_wait = others_wait
        self._written = 0
        self._other = False
        self._over = False

    def took(self, result: _R) -> _R:
        """What came of a section."""
        self._written += isinstance(result, Done)
        self._other = self._other or not isinstance(result, Done)
        return result

    def over(self) -> bool:
        """Whether it is somebody else's turn."""
        self._over = self._over or (self._written > 0 and not self._other and self._others_wait())
        return self._over


class _Reporter:
    """Writes progress and the text as it comes to the job, at most every PARTIAL_EVERY seconds."""

    def __init__(self, jobs: Jobs, job: Job, done: int, total: int) -> None:
        self._jobs, self._job, self._done, self._total = jobs, job, done, total
        self._texts: dict[int, str] = {}
        self._step = ""
        self._last = 0.0
        self._lock = threading.Lock()

    def tell(self, position: int, progress: Progress) -> None:
        with self._lock:
            fresh = progress.step and progress.step != self._step
            self._step = progress.step or self._step
            self._texts[position] = self._texts.get(position, "") + progress.delta
            if fresh or time.monotonic() - self._last >= PARTIAL_EVERY:
                self._write()

    def finished(self, position: int) -> None:
        with self._lock:
            self._done += 1
            self._texts.pop(position, None)
            self._write()

    def _write(self) -> None:
        self._last = time.monotonic()
        self._jobs.update(self._job, self._step, self._done, self._total, next(reversed(self._texts.values()), ""))


def _rows(rows: list[Taken]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)
