"""The background worker: takes jobs from the database one after another, so that a closed tab or a killed server loses nothing."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path

from nigao.errors import NigaoError
from nigao.ports import Desk, Jobs, Progress
from nigao.review import Job
from nigao.work.chatting import Chat
from nigao.work.drafting import Drafting
from nigao.work.intake import Intake, Taken, Wishes

# Writing text as it comes to the database more often than this would cost more than a reader can see.
PARTIAL_EVERY = 0.25
IDLE = 0.2
_UNCHANGED = "unchanged"


class Worker:
    """Runs jobs in one thread. on_crash: told of an exception that is not ours, with the job's id, for the log."""

    def __init__(
        self,
        jobs: Jobs,
        desk: Desk,
        intake: Intake,
        drafting: Drafting,
        chat: Chat,
        concurrency: int,
        on_crash: Callable[[str, Exception], None],
    ) -> None:
        self._jobs = jobs
        self._desk = desk
        self._intake = intake
        self._drafting = drafting
        self._chat = chat
        self._concurrency = concurrency
        self._on_crash = on_crash
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Take up what a killed server left running, and begin. Calling it again does nothing."""
        if self._thread is None:
            self._jobs.resume()
            self._thread = threading.Thread(target=self._run, name="nigao-worker", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Finish the step in hand and stop; jobs not done wait for the next start."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def run_waiting(self) -> None:
        """Do all waiting jobs now, in this thread: the command line's and the tests' way."""
        while (job := self._jobs.claim()) is not None:
            self._do(job)

    def _run(self) -> None:
        while not self._closing.is_set():
            job = self._claim()
            if job is None:
                self._closing.wait(IDLE)
            else:
                self._do(job)

    def _claim(self) -> Job | None:
        try:
            return self._jobs.claim()
        except NigaoError as error:  # the database is busy or full for the moment: look again later
            self._on_crash("", error)
            self._closing.wait(2)
            return None

    def _do(self, job: Job) -> None:
        steps = {"import": self._import, "draft": self._draft, "chat": self._answer}
        try:
            steps[job.kind](job)
            stopped = self._jobs.stop_asked(job.id)
            if not self._closing.is_set() or stopped:
                self._jobs.finish(job.id, "stopped" if stopped else "done")
        except NigaoError as error:
            self._jobs.finish(job.id, "failed", str(error))
        except Exception as error:  # noqa: BLE001 - the worker must outlive any defect; the log gets it whole
            self._on_crash(job.id, error)
            self._jobs.finish(job.id, "failed", "程序内部出错，这一步没有完成，已写好的内容都在；请重试，仍不行请把日志交给维护人员。")

    def _should_stop(self, job: Job) -> Callable[[], bool]:
        return lambda: self._closing.is_set() or self._jobs.stop_asked(job.id)

    # --- import -------------------------------------------------------------------------------------------------

    def _import(self, job: Job) -> None:
        """payload: [{"path", "name", "year", "unit", "role", "department", "title"}…]; partial: the rows so far as JSON."""
        files = json.loads(job.payload)
        rows: list[Taken] = []
        for number, file in enumerate(files, 1):
            if self._should_stop(job)():
                return
            step = f"正在读取 {number}/{len(files)}：{file['name']}"
            self._jobs.update(job.id, step, number - 1, len(files), _rows(rows))
            wishes = Wishes(**{key: file[key] for key in ("year", "unit", "role", "department", "title") if file.get(key)})
            page = partial(self._page, job, step, number - 1, len(files), rows)
            for row in self._intake.take_in_all(Path(file["path"]), wishes, file["name"], page):
                rows.append(row)
                self._jobs.update(job.id, step, number - 1, len(files), _rows(rows))
            self._jobs.update(job.id, step, number, len(files), _rows(rows))

    def _page(self, job: Job, step: str, done: int, files: int, rows: list[Taken], page: int, pages: int) -> None:
        """Word of a scan's pages as they are recognised."""
        self._jobs.update(job.id, f"{step}，正在识别第{page + 1}/{pages}页", done, files, _rows(rows))

    # --- drafting -----------------------------------------------------------------------------------------------

    def _draft(self, job: Job) -> None:
        """payload: {"positions": […], "remark", "length"}; a section written since the job was made is not written again."""
        order = json.loads(job.payload)
        todo = [position for position in order["positions"] if not self._written_since(job, position)]
        done = len(order["positions"]) - len(todo)
        reporter = _Reporter(self._jobs, job, done, len(order["positions"]))
        width = self._concurrency if self._desk.view(job.draft).mode == "model" else 1
        with ThreadPoolExecutor(max_workers=max(1, width), thread_name_prefix="nigao-section") as pool:
            told = list(pool.map(lambda position: self._section(job, order, position, reporter), todo))
        unchanged = [position for position, said in zip(todo, told, strict=True) if said == _UNCHANGED]
        if unchanged:
            self._drafting.say_unchanged(job.draft, unchanged, str(order["remark"]))
        failures = [said for said in told if said and said != _UNCHANGED]
        if failures:
            raise NigaoError(failures[0] if len(failures) == 1 else f"有{len(failures)}个部分没有写成，其余已保留：{failures[0]}")

    def _section(self, job: Job, order: dict[str, object], position: int, reporter: _Reporter) -> str:
        """Write one section; the Chinese sentence of what failed, "" if nothing did, _UNCHANGED where a remark changed nothing."""
        if self._should_stop(job)():
            return ""
        try:
            written = self._drafting.write(
                job.draft,
                position,
                lambda progress: reporter.tell(position, progress),
                self._should_stop(job),
                remark=str(order.get("remark") or ""),
                length=order.get("length"),  # type: ignore[arg-type]
            )
        except NigaoError as error:
            return str(error)
        reporter.finished(position)
        return "" if written.changed else _UNCHANGED

    def _written_since(self, job: Job, position: int) -> bool:
        section = self._desk.view(job.draft).sections[position]
        return bool(section.current and section.current.at >= job.created and section.current.section.state == "complete")

    # --- chat ---------------------------------------------------------------------------------------------------

    def _answer(self, job: Job) -> None:
        reporter = _Reporter(self._jobs, job, 0, 1)
        self._chat.answer(job.draft, job.payload, lambda progress: reporter.tell(0, progress), self._should_stop(job))


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
        self._jobs.update(self._job.id, self._step, self._done, self._total, next(reversed(self._texts.values()), ""))


def _rows(rows: list[Taken]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False)
