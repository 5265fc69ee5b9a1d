"""Background work in the database: claimed by one worker at a time, and taken up again after a kill."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, case, insert, select, update

from nigao.errors import NotFound
from nigao.review import Job
from storage.desk import now
from storage.engine import reading, writing
from storage.schema import jobs

_NAMES = ("id", "kind", "draft", "payload", "state", "step", "done", "total", "partial", "error", "created")
_COLUMNS = [jobs.c[name] for name in _NAMES]
ACTIVE = ("waiting", "running", "stopping")


class Jobs:
    """Fills the Jobs port over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def enqueue(self, kind: str, draft: str, payload: str) -> str:
        """Put work at the end of the queue; its id."""
        row: dict[str, Any] = dict.fromkeys(("step", "partial", "error"), "") | dict.fromkeys(("done", "total"), 0)
        row |= {"id": secrets.token_hex(6), "kind": kind, "draft": draft, "payload": payload, "state": "waiting", "created": now()}
        with writing(self._engine) as connection:
            connection.execute(insert(jobs), row)
        return str(row["id"])

    def claim(self, kinds: Sequence[str] = ()) -> Job | None:
        """Take the oldest waiting job, making it running; None if there is none. Two workers never get the same.

        kinds: only jobs of these, all where none is named.
        """
        waiting = (jobs.c.state == "waiting") & jobs.c.kind.in_(kinds) if kinds else jobs.c.state == "waiting"
        with reading(self._engine) as connection:  # an idle worker asks often: without a job it must not take the write lock
            if connection.execute(select(jobs.c.seq).where(waiting).limit(1)).first() is None:
                return None
        oldest = select(jobs.c.seq).where(waiting).order_by(jobs.c.seq).limit(1).with_for_update(skip_locked=True)
        with writing(self._engine) as connection:
            seq = connection.execute(oldest).scalar()
            if seq is None:
                return None
            connection.execute(update(jobs).where(jobs.c.seq == seq).values(state="running"))
            return Job(*connection.execute(select(*_COLUMNS).where(jobs.c.seq == seq)).one())

    def update(self, id: str, step: str, done: int, total: int, partial: str) -> None:
        """Note progress. Raises NotFound."""
        self._set(id, step=step, done=done, total=total, partial=partial)

    def finish(self, id: str, state: str, error: str = "") -> None:
        """End a job as "done", "failed" or "stopped". Raises NotFound."""
        self._set(id, state=state, error=error)

    def ask_stop(self, id: str) -> None:
        """Ask a running job to stop; a waiting one is stopped at once, a finished one stays as it is. Raises NotFound."""
        after = case((jobs.c.state == "waiting", "stopped"), (jobs.c.state == "running", "stopping"), else_=jobs.c.state)
        self._set(id, state=after)

    def stop_asked(self, id: str) -> bool:
        """Whether someone asked this job to stop. Raises NotFound."""
        return self.job(id).state in ("stopping", "stopped")

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

    def resume(self) -> int:
        """At start: jobs left running by a killed server become waiting again, those asked to stop are stopped; number of the first."""
        with writing(self._engine) as connection:
            connection.execute(update(jobs).where(jobs.c.state == "stopping").values(state="stopped"))
            return connection.execute(update(jobs).where(jobs.c.state == "running").values(state="waiting")).rowcount

    def _set(self, id: str, **values: Any) -> None:
        with writing(self._engine) as connection:
            if not connection.execute(update(jobs).where(jobs.c.id == id).values(**values)).rowcount:
                raise _no_job(id)


def _no_job(id: str) -> NotFound:
    return NotFound(f"没有编号为“{id}”的任务，可能已经被清除，请刷新页面。")
