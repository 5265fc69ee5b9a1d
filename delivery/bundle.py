"""Makes the offline bundle: the program's wheel, the wheels of the lock file for each kind of machine, licences, checksums.

``python -m delivery.bundle OUT.tar [--python 3.11] [--machine x86_64 --machine aarch64]`` needs uv, pip and the package index; what
comes out needs none of them but Python of that version. What has no wheel for a machine is named in MISSING and on the screen, and the
exit code is 1: a bundle that cannot be installed there says so before it is carried there. The recognition of scans is a part that may
be missing: the rest is installed without it.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
MACHINES = ("x86_64", "aarch64")
# A machine with glibc 2.28 or newer (Kylin V10, openEuler 20.03, UOS 20, Debian 10, RHEL 8) takes these.
_GLIBC = (
    "manylinux_2_28",
    "manylinux_2_27",
    "manylinux_2_26",
    "manylinux_2_24",
    "manylinux_2_17",
    "manylinux2014",
    "manylinux_2_12",
    "manylinux2010",
    "manylinux_2_5",
    "manylinux1",
)
EXTRAS = ("postgres",)
SCANS = "ocr"
_LICENCE = re.compile(r"(?:^|/)(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)


def requirements(uv: Sequence[str], extras: Iterable[str] = EXTRAS) -> list[str]:
    """The lock file's packages as ``name==version ; marker``, without ours."""
    command = [*uv, "export", "--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "--no-header", "--no-annotate"]
    for extra in extras:
        command += ["--extra", extra]
    out = subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True, text=True).stdout
    return [line.strip() for line in out.splitlines() if line.strip() and not line.lstrip().startswith(("#", "-"))]


def wanted(lines: Iterable[str], python: str, machine: str) -> list[str]:
    """Those of the lines whose marker holds on such a machine, the marker taken off."""
    from packaging.requirements import Requirement

    place = {
        "python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux", "platform_system": "Linux",
        "os_name": "posix", "platform_machine": machine, "implementation_name": "cpython", "platform_python_implementation": "CPython",
        "extra": "",
    }  # fmt: skip
    found = []
    for line in lines:
        read = Requirement(line)
        if read.marker is None or read.marker.evaluate(place):
            found.append(f"{read.name}{read.specifier}")
    return found


def fetch(packages: Sequence[str], python: str, machine: str, into: Path) -> list[str]:
    """Download a wheel of each package; those there is none of."""
    into.mkdir(parents=True)
    platforms = [part for glibc in _GLIBC for part in ("--platform", f"{glibc}_{machine}")]
    tag = "cp" + python.replace(".", "")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--dest", str(into), *platforms]
    command += ["--python-version", python, "--implementation", "cp", "--abi", tag, "--abi", "abi3", "--abi", "none"]
    if subprocess.run([*command, *packages], capture_output=True).returncode == 0:
        return []
    # One by one, to name what is missing.
    return [name for name in packages if subprocess.run([*command, name], capture_output=True).returncode != 0]


def licences(wheels: Iterable[Path], into: Path) -> None:
    """The licence texts every wheel brings along, by package; where it brings none, what its metadata says."""
    for wheel in wheels:
        package = into / wheel.name.split("-")[0]
        with zipfile.ZipFile(wheel) as content:
            texts = [name for name in content.namelist() if ".dist-info/" in name and _LICENCE.search(name)]
            metadata = next(name for name in content.namelist() if name.endswith(".dist-info/METADATA"))
            said = content.read(metadata).decode("utf-8", "replace").split("\n\n")[0]
            package.mkdir(parents=True, exist_ok=True)
            for name in texts:
                (package / Path(name).name).write_bytes(content.read(name))
            told = [line for line in said.splitlines() if line.startswith(("Name:", "Version:", "License", "Classifier: License"))]
            (package / "METADATA.txt").write_text("\n".join(told) + "\n", encoding="utf-8")


def checksums(folder: Path) -> str:
    """``sha256sum`` lines of every file, by path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in files)


def build(out: Path, uv: Sequence[str], python: str, machines: Sequence[str]) -> dict[str, list[str]]:
    """Write the bundle; what has no wheel, by machine."""
    missing = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "nigao"
        folder.mkdir()
        subprocess.run([*uv, "build", "-q", "--wheel", "--out-dir", str(folder / "program")], cwd=HERE.parent, check=True)
        (folder / "program" / ".gitignore").unlink(missing_ok=True)
        lines = requirements(uv)
        scans = requirements(uv, (SCANS,))
        for machine in machines:
            packages = wanted(lines, python, machine)
            missing[machine] = _part(folder, machine, packages, python)
            more = [name for name in wanted(scans, python, machine) if name not in packages]
            lost = _part(folder, f"{machine}-{SCANS}", more, python, machine)
            missing[f"{machine}-{SCANS}"] = lost
        licences((folder / "wheels").rglob("*.whl"), folder / "licences")
        (folder / "PYTHON").write_text(f"{python}\n", encoding="utf-8")
        (folder / "MISSING").write_text("".join(f"{m} {name}\n" for m, names in missing.items() for name in names), encoding="utf-8")
        for name in ("install.sh", "nigao-as-service", "nigao.service", "nigao-worker@.service", "nginx.conf"):
            shutil.copy(HERE / name, folder / name)
        shutil.copy(HERE.parent / "docs" / "operations.md", folder / "operations.md")
        (folder / "SHA256SUMS").write_text(checksums(folder), encoding="utf-8")
        with tarfile.open(out, "w") as bundle:
            bundle.add(folder, "nigao")
    return missing


def _part(folder: Path, name: str, packages: Sequence[str], python: str, machine: str = "") -> list[str]:
    """One list of requirements with its wheels; a list that is not whole leaves nothing behind but the names of what it lacks."""
    into = folder / "wheels" / name
    lost = fetch(packages, python, machine or name, into)
    if lost:
        shutil.rmtree(into)
    else:
        (folder / f"requirements-{name}.txt").write_text("\n".join(packages) + "\n", encoding="utf-8")
    return lost


def main() -> int:
    """The command."""
    asked = argparse.ArgumentParser(description="做离线安装包：一个文件，内网机器上装得起来。")
    asked.add_argument("out", type=Path, help="写到哪个 .tar 文件")
    asked.add_argument("--python", default=f"{sys.version_info.major}.{sys.version_info.minor}", help="内网机器上 Python 的版本")
    asked.add_argument("--machine", action="append", choices=MACHINES, help="内网机器的架构，可多次给出；默认两种都带")
    asked.add_argument("--uv", default="uv", help="uv 在哪里")
    given = asked.parse_args()
    missing = build(given.out, [given.uv], given.python, given.machine or MACHINES)
    for machine, names in missing.items():
        print(f"{machine}：" + (f"没有现成的包：{'、'.join(names)}" if names else "齐全"))
    return int(any(names for machine, names in missing.items() if machine in MACHINES))


if __name__ == "__main__":
    sys.exit(main())
