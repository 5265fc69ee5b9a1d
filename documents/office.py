"""Converting old and foreign formats with LibreOffice, where it is installed: own profile, no macros, no network, limited work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nigao.errors import FileDamaged, FileTooLarge

_PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# LibreOffice would load linked pictures and run document macros: a dead proxy and the highest security level stop both.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_FILTERS = {"pdf": "pdf:writer_pdf_Export", "docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_OUTPUT = 64 * 1024 * 1024
# It may hang without working; on a busy machine its seconds of work take this many times as long.
_PATIENCE = 6
_DATA = 1024 * 1024 * 1024


def office_program() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    return next((found for one in _PROGRAMS if (found := shutil.which(one))), None)


@contextmanager
def converted(path: Path, kind: str, wanted: str, name: str, seconds: float) -> Iterator[Path]:
    """The file as .docx, .xlsx or .pdf, in a folder of its own that is gone afterwards. Raises FileRefused."""
    with tempfile.TemporaryDirectory(prefix="nigao-office-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"in.{kind}"
        shutil.copyfile(path, source)
        profile = Path(folder) / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        _run(_command(folder, source, wanted), folder, name, seconds)
        made = Path(folder) / "out" / f"in.{wanted}"
        if not made.is_file():
            raise FileDamaged(f"“{name}”无法转换，可能已损坏或有密码，请用原来的软件另存为 .{wanted} 再导入。")
        yield made


def _command(folder: str, source: Path, wanted: str) -> list[str]:
    return [
        office_program() or "soffice",
        f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
        "--convert-to", _FILTERS[wanted],
        "--outdir", str(Path(folder) / "out"),
        str(source),
    ]  # fmt: skip


def _run(command: list[str], folder: str, name: str, seconds: float) -> None:
    """Run until done or out of its seconds of work; the whole process group ends then, for soffice is a starter of the real program."""
    process = subprocess.Popen(
        _limited(command, seconds),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": folder, "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds * _PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise FileTooLarge(f"“{name}”在{seconds:.0f}秒内没有转换完，请用原来的软件另存为 .docx 或 .xlsx 再导入。") from error
    finally:
        _kill_group(process)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        import signal

        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _limited(command: list[str], seconds: float) -> list[str]:
    """The command under limits of work, data and output; a small Python sets them, for code between fork and exec is unsafe under threads."""
    if os.name != "posix":
        return command
    work = f"r.setrlimit(r.RLIMIT_CPU, ({int(seconds) + 1}, {int(seconds) + 1})); "
    limits = f"{work}r.setrlimit(r.RLIMIT_DATA, ({_DATA}, {_DATA})); r.setrlimit(r.RLIMIT_FSIZE, ({_OUTPUT}, {_OUTPUT}))"
    return [sys.executable, "-I", "-S", "-c", f"import os, resource as r, sys; {limits}; os.execv(sys.argv[1], sys.argv[1:])", *command]
