"""The parent's side of the reading child: started when first needed, used again, killed and replaced when it hangs or dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

from documents import wire
from nigao.errors import FileDamaged, FileTooLarge
from nigao.report import Document

SECONDS = 20.0


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


class Child:
    """One reading process for one file at a time; safe to call from several threads. module: what it runs."""

    def __init__(self, seconds: float = SECONDS, module: str = "documents.worker") -> None:
        self._seconds = seconds
        self._module = module
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._finalizer: weakref.finalize[..., Any] | None = None

    def read(self, path: Path, kind: str, name: str, seconds: float | None = None, seen: wire.Seen | None = None) -> Document:
        """Parse a file in the child. seen: the lines recognised in pages of a PDF that are pictures.

        Raises FileRefused; FileTooLarge when it took longer than ``seconds``.
        """
        return wire.unpacked(self.ask({"path": str(path), "kind": kind, "name": name, "seen": seen or {}}, name, seconds))

    def ask(self, request: dict[str, Any], name: str, seconds: float | None = None) -> dict[str, Any]:
        """The child's answer to a request about the file ``name``. Raises as ``read`` does."""
        with self._lock:
            message, late = self._ask(request, seconds or self._seconds)
        if late:
            raise FileTooLarge(f"“{name}”在{self._seconds:.0f}秒内没有读完，请拆分成几个文件或另存后再导入。")
        if message is None:
            raise FileDamaged(f"“{name}”无法读取，可能已损坏或过大，请用原来的软件重新保存或拆分后再导入。")
        if "error" in message:
            raise wire.raised(message)
        return message

    def _ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any] | None, bool]:
        """(answer or None if the child died, whether time ran out)."""
        process = self._alive()
        late = threading.Event()
        timer = threading.Timer(seconds, lambda: (late.set(), process.kill()))
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            wire.send(process.stdin, request)
            message = wire.receive(process.stdout)
        except (OSError, ValueError):
            message = None
        finally:
            timer.cancel()
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
