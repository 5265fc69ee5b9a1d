"""The child process that parses files and studies what is in them: memory limited from inside, time from outside.

Run as ``python -m documents.worker``.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from documents import wire
from nigao.errors import FileDamaged, FileRefused, FileTooLarge
from nigao.report import Document

MEMORY = 1024 * 1024 * 1024
TIRED = 400 * 1024 * 1024  # bytes still held after a file; a fresh child serves the next one then


def _docx(data: bytes, name: str, _seen: wire.Seen) -> Document:
    from documents.docx_reader import read_docx

    return read_docx(data, name)


def _pdf(data: bytes, name: str, seen: wire.Seen) -> Document:
    from documents.pdf_reader import read_pdf

    return read_pdf(data, name, seen)


def _xlsx(data: bytes, name: str, _seen: wire.Seen) -> Document:
    from documents.xlsx_reader import read_xlsx

    return read_xlsx(data, name)


def _sheets(data: bytes, name: str, _seen: wire.Seen) -> Document:
    from documents.sheets_reader import read_sheets

    return read_sheets(data, name)


def _ods(data: bytes, name: str, _seen: wire.Seen) -> Document:
    from documents.ods_reader import read_ods

    return read_ods(data, name)


def _html(data: bytes, name: str, _seen: wire.Seen) -> Document:
    from documents.html_reader import read_html

    return read_html(data, name)


def _mht(data: bytes, name: str, _seen: wire.Seen) -> Document:
    from documents.html_reader import read_html
    from documents.mail import page_of

    return read_html(page_of(data, name), name)


def _ofd(data: bytes, name: str, _seen: wire.Seen) -> Document:
    from documents.ofd_reader import read_ofd

    return read_ofd(data, name)


_READERS: dict[str, Callable[[bytes, str, wire.Seen], Document]] = {
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "xls": _sheets,
    "ods": _ods,
    "xlsb": _sheets,
    "html": _html,
    "mht": _mht,
    "ofd": _ofd,
}


def _study(request: dict[str, Any]) -> dict[str, Any]:
    """What is recognised in a document that was read before."""
    from nigao.figures.calendar import Calendar
    from nigao.reading import build_report
    from nigao.report import Identity

    document, identity, calendar = wire.unpacked(request["study"]), Identity(*request["identity"]), Calendar(*request["years"])
    report = build_report(request["name"], "", document, identity, calendar)
    return wire.packed_findings(report)


def _read(request: dict[str, Any]) -> dict[str, Any]:
    data = Path(request["path"]).read_bytes()
    return wire.packed(_READERS[request["kind"]](data, request["name"], request["seen"]))


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The parsed document, or what is recognised in one, or the refusal; whatever a library raises on a broken file is a damaged file."""
    name = request["name"]
    try:
        return {**(_study(request) if "study" in request else _read(request)), "tired": _tired()}
    except FileRefused as refused:
        return {**wire.refusal(refused), "tired": _tired()}
    except MemoryError:
        return {**wire.refusal(FileTooLarge(f"“{name}”读取时占用内存过多，请拆分成几个文件再导入。")), "tired": True}
    except RecursionError:
        return {**wire.refusal(FileDamaged(f"“{name}”的结构嵌套过深，请用 Word 或 WPS 重新保存后再导入。")), "tired": True}
    except Exception:  # noqa: BLE001 - the last wall around foreign parsers on broken input: every way they fail means the same
        return {**wire.refusal(FileDamaged(f"“{name}”已损坏或格式有误，请用原来的软件打开并重新保存后再导入。")), "tired": _tired()}


def _tired() -> bool:
    """Whether much memory is still held; getrusage would tell the parent's peak, which a child inherits."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):  # no such file on this platform
        return False
    return pages * os.sysconf("SC_PAGE_SIZE") > TIRED


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A parser has no reason to write: nothing larger than nothing can be put on disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def serve(reply: Callable[[dict[str, Any]], dict[str, Any]], memory: int) -> None:
    """Answer requests on the standard pipes until the parent closes them. memory: bytes of address space the process may have."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not speak into the answers
    _limit_memory(memory)
    while (request := wire.receive(sys.stdin.buffer)) is not None:
        began = time.process_time()
        _limit_work(request.get("seconds", 0.0))
        wire.send(out, {**reply(request), "spent": time.process_time() - began})


def _limit_work(seconds: float) -> None:
    """Let the system end this process when it works far longer than it may: the parent that should do so may be gone."""
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + 2 * seconds + 10), hard))


def main() -> None:
    """Read files until the parent is gone."""
    serve(answer, MEMORY)


if __name__ == "__main__":
    main()
