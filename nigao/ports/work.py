"""Background work and turns at a service."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from nigao.ports.progress import ShouldStop
from nigao.review import Job


class Jobs(Protocol):
    """Background work in the database, held by one worker at a time."""

    def enqueue(self, kind: str, draft: str, payload: str) -> str:
        """Put work at the end of the queue; its id. payload: an order's JSON, which says whose it is."""

    def claim(self, kinds: Sequence[str] = (), worker: str = "") -> Job | None:
        """Take a waiting job (of these kinds where any are named), making it running; None if there is none. The next is whose turn it is."""

    def beat(self, held: Collection[str]) -> None:
        """Word of who works at jobs: what these names (``Job.worker``) hold is their own for a while longer."""

    def take_back(self, worker: str = "") -> int:
        """What a worker that is heard of no more left waits again, and all that one of this name left; their number."""

    def give_back(self, job: Job) -> None:
        """Let a job wait again, for another worker or another turn."""

    def others_wait(self, job: Job, kinds: Sequence[str]) -> bool:
        """Whether somebody else's work of these kinds waits for a worker."""

    def update(self, job: Job, step: str, done: int, total: int, partial: str) -> None:
        """Note progress; of a job that is no longer this worker's nothing is noted, here and in ``finish`` and ``give_back``."""

    def finish(self, job: Job, state: str, error: str = "") -> None: ...

    def ask_stop(self, id: str) -> None: ...

    def holds(self, job: Job) -> bool:
        """Whether a job is still the worker's that took it."""

    def stop_asked(self, job: Job) -> bool:
        """Whether someone asked this job to stop, or it is no longer this worker's."""

    def job(self, id: str) -> Job: ...

    def jobs(self, draft: str = "", active_only: bool = False) -> list[Job]: ...


class Turns(Protocol):
    """Turns at the model's service, so many at once over all workers."""

    def turn(self, lane: str, by: str, should_stop: ShouldStop) -> AbstractContextManager[bool]:
        """Wait for a turn and have it; False where it was to stop first. lane: what for. by: who asked, so that all come in turn."""

    def beat(self) -> None:
        """Word of the turns this process has or waits for."""
