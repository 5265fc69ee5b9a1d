"""Background work in the database: held by one worker for a while at a time, and taken up by another when that one is heard of no more."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, case, func, insert, select, update

from nigao.errors import NotFound
from nigao.review import Job
from storage.desk import now
from storage.engine import clock, reading, writing
from storage.schema import jobs

_NAMES = ("id", "kind", "draft", "payload", "state", "step", "done", "total", "partial", "error", "created", "by", "worker")
_COLUMNS = [jobs.c[name] for name in _NAMES]
ACTIVE = ("waiting", "running", "stopping")
# A worker that was not heard of for so long is taken for dead: some beats may be missed by a busy machine or a short break.
LEASE = 30.0
# Whose turn it is: by what was taken lately; older turns weigh nothing.
_TURNS = timedelta(hours=1)


class Jobs:
    """Fills the Jobs port over one engine. lease: for how many seconds a job is held without word of its worker."""

    def __init__(self, engine: Engine, lease: float = LEASE) -> None:
        self._engine = engine
        self._lease = lease

    # --- asked for ----------------------------------------------------------------------------------------------

    def enqueue(self, kind: str, draft: str, payload: str) -> str:
        """Put work at the end of the queue; its id."""
        row: dict[str, Any] = dict.fromkeys(("step", "partial", "error"), "") | dict.fromkeys(("done", "total"), 0)
        row |= {"id": secrets.token_hex(6), "kind": kind, "draft": draft, "payload": payload, "state": "waiting", "created": now()}
        row["by"] = str(json.loads(payload).get("by", ""))
        with writing(self._engine) as connection:
            connection.execute(insert(jobs), row)
        return str(row["id"])

    def ask_stop(self, id: str) -> None:
        """Ask a running job to stop; a waiting one is stopped at once, a finished one stays as it is. Raises NotFound."""
        after = case((jobs.c.state == "waiting", "stopped"), (jobs.c.state == "running", "stopping"), else_=jobs.c.state)
        with writing(self._engine) as connection:
            if not connection.execute(update(jobs).where(jobs.c.id == id).values(state=after)).rowcount:
                raise _no_job(id)

    def job(self, id: str) -> Job:
        """One job. Raises NotFound."""
        with reading(self._engine) as connection:
            row = connection.execute(select(*_COLUMNS).where(jobs.c.id == id)).first()
        if row is None:
            raise _no_job(id)
        return Job(*row)

    def jobs(self, draft: str = "", active_only: bool = False) -> list[Job]:
        """Jobs (of one draft), the oldest first."""
        query = select(*_COLUMNS).order_by(jobs.c.seq)
        if draft:
            query = query.where(jobs.c.draft == draft)
        if active_only:
            query = query.where(jobs.c.state.in_(ACTIVE))
        with reading(self._engine) as connection:
            return [Job(*row) for row in connection.execute(query)]

    # --- done ---------------------------------------------------------------------------------------------------

    def claim(self, kinds: Sequence[str] = (), worker: str = "") -> Job | None:
        """Take a waiting job, making it running; None if there is none. Two workers never get the same.

        It is the turn of whoever was served longest ago, her oldest job first. kinds: only jobs of these, all where none is named.
        """
        waiting = _waiting(kinds)
        with reading(self._engine) as connection:  # an idle worker asks often: without a job it must not take the write lock
            if connection.execute(select(jobs.c.seq).where(waiting).limit(1)).first() is None:
                return None
        since = (datetime.now(UTC) - _TURNS).isoformat()
        others = jobs.alias()
        served = select(func.max(others.c.started)).where(others.c.by == jobs.c.by, others.c.started > since).scalar_subquery()
        turn = (
            select(jobs.c.seq)
            .where(waiting)
            .order_by(func.coalesce(served, ""), jobs.c.seq)
            .limit(1)
            .with_for_update(of=jobs, skip_locked=True)
        )
        with writing(self._engine) as connection:
            seq = connection.execute(turn).scalar()
            if seq is None:
                return None
            held = {"worker": f"{worker}/{secrets.token_hex(4)}", "until": clock(connection) + self._lease, "started": now()}
            connection.execute(update(jobs).where(jobs.c.seq == seq).values(state="running", **held))
            return Job(*connection.execute(select(*_COLUMNS).where(jobs.c.seq == seq)).one())

    def beat(self, held: Collection[str]) -> None:
        """Word of who works at jobs: what these names (``Job.worker``) hold is their own for a while longer."""
        if not held:
            with reading(self._engine) as connection:  # whether the database answers is told all the same
                clock(connection)
            return
        with writing(self._engine) as connection:
            until = clock(connection) + self._lease
            connection.execute(update(jobs).where(_held, jobs.c.worker.in_(held)).values(until=until))

    def take_back(self, worker: str = "") -> int:
        """What nobody holds any more waits again, or is stopped where that was asked; the number of the first.

        worker: what one of this name left is nobody's, however lately it was heard of: there is only one of it, and it has just begun.
        """
        with writing(self._engine) as connection:
            left = jobs.c.until < clock(connection)
            left = left | jobs.c.worker.startswith(f"{worker}/", autoescape=True) if worker else left
            connection.execute(update(jobs).where(left, jobs.c.state == "stopping").values(state="stopped"))
            return connection.execute(update(jobs).where(left, jobs.c.state == "running").values(state="waiting")).rowcount

    def give_back(self, job: Job) -> None:
        """Let a job wait again, for another worker or another turn; one that was to stop is stopped."""
        after = case((jobs.c.state == "stopping", "stopped"), else_="waiting")
        self._of(job, state=after)

    def others_wait(self, job: Job, kinds: Sequence[str]) -> bool:
        """Whether somebody else's work of these kinds waits for a worker."""
        with reading(self._engine) as connection:
            return connection.execute(select(jobs.c.seq).where(_waiting(kinds), jobs.c.by != job.by).limit(1)).first() is not None

    def update(self, job: Job, step: str, done: int, total: int, partial: str) -> None:
        """Note progress."""
        self._of(job, step=step, done=done, total=total, partial=partial)

    def finish(self, job: Job, state: str, error: str = "") -> None:
        """End a job as "done", "failed" or "stopped"."""
        self._of(job, state=state, error=error)

    def holds(self, job: Job) -> bool:
        """Whether a job is still the worker's that took it. Raises NotFound."""
        return self.job(job.id).worker == job.worker

    def stop_asked(self, job: Job) -> bool:
        """Whether someone asked this job to stop, or it is no longer this worker's. Raises NotFound."""
        found = self.job(job.id)
        return found.state != "running" or found.worker != job.worker

    def _of(self, job: Job, **values: Any) -> None:
        """Change a job its worker holds; what was taken from it meanwhile is left as it is."""
        with writing(self._engine) as connection:
            connection.execute(update(jobs).where(_held, jobs.c.id == job.id, jobs.c.worker == job.worker).values(**values))


_held = jobs.c.state.in_(("running", "stopping"))


def _waiting(kinds: Sequence[str]) -> ColumnElement[bool]:
    waiting = jobs.c.state == "waiting"
    return waiting & jobs.c.kind.in_(kinds) if kinds else waiting


def _no_job(id: str) -> NotFound:
    return NotFound(f"没有编号为“{id}”的任务，可能已经被清除，请刷新页面。")
