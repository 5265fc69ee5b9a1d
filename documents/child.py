"""The parent's side of the reading child: started when first needed, used again, killed and replaced when it hangs or dies.

What a file may take is counted in the child's own work, not by the clock on the wall: a busy machine makes nobody's file too large.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path
from typing import Any

from documents import wire
from nigao.errors import FileDamaged, FileTooLarge

SECONDS = 15.0
# A child that does no work at all for so long hangs; where its work cannot be seen, this many times its seconds are waited for.
_STILL, _BLIND = 60.0, 6


def _start(module: str) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still buffered for a dead child
                continue


def _watch(process: subprocess.Popen[bytes], seconds: float, done: threading.Event, late: threading.Event) -> None:
    """End a child that has worked longer than it may, or does not work any more."""
    began = seen = _worked(process.pid)
    started = moved = time.monotonic()
    while not done.wait(min(0.5, seconds / 2)):
        now, worked = time.monotonic(), _worked(process.pid)
        if worked is None or began is None or seen is None:
            over = now - started > seconds * _BLIND
        else:
            if worked > seen:
                seen, moved = worked, now
            over = worked - began > seconds or now - moved > _STILL
        if over:
            late.set()
            process.kill()
            return


def _worked(pid: int) -> float | None:
    """Seconds of processor time a process has used; None where the system does not show it."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


class Child:
    """One reading process for one file at a time; safe to call from several threads.

    seconds: of work one request may take. module: what it runs.
    """

    def __init__(self, seconds: float = SECONDS, module: str = "documents.worker") -> None:
        self._seconds = seconds
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._finalizer: weakref.finalize[..., Any] | None = None

    def ask(self, request: dict[str, Any], name: str, seconds: float | None = None) -> dict[str, Any]:
        """The child's answer to a request about the file ``name``, with the seconds of work "spent" on it.

        Raises FileRefused; FileTooLarge when it took more work than ``seconds``.
        """
        allowed = seconds or self._seconds
        with self._lock:
            message, late = self._ask({**request, "seconds": allowed}, allowed)
        if late:
            raise FileTooLarge(f"“{name}”在{self._seconds:.0f}秒内没有读完，请拆分成几个文件或另存后再导入。")
        if message is None:
            raise FileDamaged(f"“{name}”无法读取，可能已损坏或过大，请用原来的软件重新保存或拆分后再导入。")
        if "error" in message:
            raise wire.raised(message)
        return message

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._lock.locked()

    def _ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any] | None, bool]:
        """(answer or None if the child died, whether it was ended for taking too long)."""
        process = self._alive()
        late, done = threading.Event(), threading.Event()
        threading.Thread(target=_watch, args=(process, seconds, done, late), name="nigao-reading", daemon=True).start()
        try:
            assert process.stdin is not None and process.stdout is not None
            wire.send(process.stdin, request)
            message = wire.receive(process.stdout)
        except (OSError, ValueError):
            message = None
        finally:
            done.set()
        if message is None or message.get("tired"):
            self.close()
        return message, late.is_set() and message is None

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None or self._pid != os.getpid():
            self._process, self._pid = _start(self._module), os.getpid()
            self._finalizer = weakref.finalize(self, _end, self._process)
        return self._process

    def close(self) -> None:
        """End the child, if there is one."""
        if self._process is not None and self._pid == os.getpid():
            if self._finalizer is not None:
                self._finalizer.detach()
            _end(self._process)
        self._process = None


class Children:
    """A few children, so that one long file keeps nobody else waiting."""

    def __init__(self, seconds: float = SECONDS, most: int = 3) -> None:
        self._lock = threading.Lock()
        self._all = [Child(seconds) for _ in range(most)]

    def ask(self, request: dict[str, Any], name: str, seconds: float | None = None) -> dict[str, Any]:
        """As ``Child.ask``, of a child that has nothing to do."""
        return self._free().ask(request, name, seconds)

    def _free(self) -> Child:
        with self._lock:
            chosen = next((child for child in self._all if not child.busy), self._all[0])
            self._all.remove(chosen)
            # The one asked last comes first again: it is warm; a busy one goes to the end of the line.
            self._all.insert(len(self._all) if chosen.busy else 0, chosen)
            return chosen

    def close(self) -> None:
        """End all children."""
        for child in self._all:
            child.close()
