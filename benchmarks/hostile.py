"""Hostile and broken files, all of them through one `nigao import`: what becomes of each, in how much work and memory.

    python benchmarks/hostile.py [--keep FOLDER] [--only WORD]

The files are made by lot from sound ones (``hostile_sound``) and by hand (``hostile_office``, ``hostile_papers``, ``hostile_texts``). Each
must end in one Chinese sentence or in a report that holds the words it should, within 20 s of work and 1 GiB, and leave the import fit
for the next. Prints what does not, and a summary. Not part of the tests: of 465 files on 26 November 2026 none was wrong, in 519 s of work,
and the largest process held 689 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from hostile_office import sheets, words
from hostile_papers import papers, zips
from hostile_sound import MARK, Case, mutated, sound
from hostile_texts import texts

from bootstrap import open_workspace
from documents.child import _worked
from nigao.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SECONDS, MEMORY = 20.0, 1024.0


def cases() -> Iterator[Case]:
    """All of them, the same ones each time."""
    files = sound()
    yield from (Case(f"好.{kind}", content, MARK if kind not in ("xls", "ods") else "128.6") for kind, content in files.items())
    for made in (mutated(files, random.Random(7)), words(), sheets(), zips(files), papers(), texts()):
        yield from made


# --- the run ------------------------------------------------------------------------------------------------------


def taken_in(folder: Path, home: Path) -> Iterator[tuple[dict[str, Any], float, float]]:
    """(what the command says of a file, seconds of work since it spoke of the one before, MB of the largest of its processes)."""
    # Each file's folder by itself: what comes out of an archive is named by the folder that was asked for.
    command = [sys.executable, "-m", "cli", "import", *map(str, sorted(folder.iterdir())), "--json", "--home", str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None and running.stderr is not None
        before = 0.0
        for line in running.stdout:
            now = _work(running.pid)
            yield json.loads(line), now - before, _largest(running.pid)
            before = now
        if said := running.stderr.read().strip():
            print("standard error:", said[-500:])


def _work(process: int) -> float:
    """Seconds of work of a process, those it started that are gone, and those that live."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        gone = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        return (_worked(process) or 0.0) + gone + sum(_work(child) for child in _children(process))
    return 0.0


def _largest(process: int) -> float:
    """MB of memory that a process or one it started has held at most."""
    with suppress(OSError, ValueError):
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
        high = re.search(r"VmHWM:\s*(\d+)", status)
        return max([int(high[1]) / 1024 if high else 0.0, *map(_largest, _children(process))])
    return 0.0


def _children(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):  # a thread that has just ended
            yield from map(int, (task / "children").read_text(encoding="ascii").split())


# --- what became of each ------------------------------------------------------------------------------------------


def verdict(case: Case, rows: Sequence[dict[str, Any]], read: Sequence[str]) -> tuple[str, str]:
    """(what became of it, what is wrong with that or ""). rows: what was said of it; read: the texts that were taken in."""
    told = [row["error"] for row in rows if row["status"] == "refused"]
    text = "\n".join(read)
    became = "read" if read else "refused"
    if not rows:
        return "silent", "没有下文"
    if wrong := [one for one in told if not _is_one_sentence(one)]:
        return became, f"一句话不合格：{wrong[0]}"
    if case.never and case.never in text:
        return became, f"读到了不该读的“{case.never}”"
    if case.must == "refused":
        return became, f"收下了：{text[:60]!r}" if read else ""
    if case.must != "any" and case.must not in text:
        return became, f"没有读到：{(told or [text])[0][:80]}"
    strange = sum(not (one.isprintable() or one in "\n\t\r　") for one in text[:5000])
    return became, f"收下了乱码：{text[:60]!r}" if strange > 0.05 * min(len(text), 5000) else ""


def _is_one_sentence(text: str) -> bool:
    """Whether it names the file, ends as one sentence and says what to do."""
    return bool(re.fullmatch(r"“[^”]*”?.*[^。]。", text, re.S)) and text.count("。") == 1 and bool(re.search(r"请|重新|检查", text))


def run(made: Sequence[Case], folder: Path) -> None:
    """Take all of them in at once and print what is wrong."""
    files, home = folder / "files", folder / "home"
    for number, case in enumerate(made):  # a folder for each: a name may begin with a dot, and two may be alike
        (files / f"{number:03}").mkdir(parents=True)
        (files / f"{number:03}" / case.name.removeprefix(".")).write_bytes(case.content)
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    spent: Counter[int] = Counter()
    largest = 0.0
    for row, seconds, memory in taken_in(files, home):
        largest = max(largest, memory)
        at = int(Path(row["path"]).relative_to(files).parts[0])
        rows[at].append(row)
        spent[at] += seconds  # type: ignore[assignment]
    archive = open_workspace(Settings(home=home)).archive
    became: Counter[str] = Counter()
    for at, case in enumerate(made):
        sources = [row["source"] for row in rows[at] if row.get("source")]
        what, wrong = verdict(case, rows[at], [archive.report(source).document.text for source in sources])
        wrong = wrong or ("太慢" if spent[at] > SECONDS else "")
        became[what] += 1
        if wrong:
            became["wrong"] += 1
            print(f"{case.name}: {wrong} ({spent[at]:.1f} s)", flush=True)
    slowest = [(f"{seconds:.1f}", made[at].name) for at, seconds in spent.most_common(8)]
    print(dict(became), f"{sum(spent.values()):.0f} s of work, largest process {largest:.0f} MB (at most {MEMORY:.0f}); slowest:", slowest)


def main() -> None:
    """Make them, take them in, print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="leave the files here")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    made = [case for case in cases() if options.only in case.name]
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        return run(made, options.keep)
    with tempfile.TemporaryDirectory() as name:
        run(made, Path(name))
    return None


if __name__ == "__main__":
    main()
