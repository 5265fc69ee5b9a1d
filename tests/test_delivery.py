"""The offline bundle: the right packages for each machine, and an installer that says in one sentence what is missing."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from delivery.bundle import HERE, checksums, licences, wanted


def bundle(folder: Path, python: str = "3.11", machine: str = "", missing: str = "") -> Path:
    """A bundle without wheels."""
    made = folder / "nigao"
    (made / "wheels" / (machine or machine_here())).mkdir(parents=True)
    (made / "program").mkdir()
    (made / "PYTHON").write_text(f"{python}\n")
    (made / "MISSING").write_text(missing)
    (made / "install.sh").write_text((HERE / "install.sh").read_text(encoding="utf-8"), encoding="utf-8")
    (made / "SHA256SUMS").write_text(checksums(made), encoding="utf-8")
    return made


def machine_here() -> str:
    return subprocess.run(["uname", "-m"], capture_output=True, text=True, check=True).stdout.strip()


def install(made: Path, target: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", str(made / "install.sh"), str(target)], capture_output=True, text=True)


def test_packages_are_chosen_for_the_machine_they_are_for():
    lines = ["a==1 ; platform_machine == 'aarch64'", "b==2 ; sys_platform == 'win32'", "c==3 ; python_full_version < '3.12'", "d[x]==4"]
    assert wanted(lines, "3.11", "aarch64") == ["a==1", "c==3", "d==4"]
    assert wanted(lines, "3.12", "x86_64") == ["d==4"]


def test_every_package_keeps_its_licence(tmp_path: Path):
    wheel = tmp_path / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as content:
        content.writestr("thing-1.0.dist-info/METADATA", "Name: thing\nVersion: 1.0\nLicense: MIT\n\nThe story of the thing.")
        content.writestr("thing-1.0.dist-info/licenses/LICENSE", "Permission is granted")
    licences([wheel], tmp_path / "licences")
    assert (tmp_path / "licences" / "thing" / "LICENSE").read_text() == "Permission is granted"
    assert (tmp_path / "licences" / "thing" / "METADATA.txt").read_text() == "Name: thing\nVersion: 1.0\nLicense: MIT\n"


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"python": "9.9"}, "要 Python 9.9"),
        ({"machine": "mips"}, "没有"),
        ({"missing": "{machine} numpy==2.0\n"}, "numpy==2.0"),
    ],
)
def test_what_cannot_be_installed_is_said_in_one_sentence_and_nothing_is_made(tmp_path: Path, made: dict[str, str], says: str):
    told = {"python": here_python(), **{name: value.format(machine=machine_here()) for name, value in made.items()}}
    done = install(bundle(tmp_path, **told), tmp_path / "target")
    assert done.returncode == 2 and says in done.stderr and done.stderr.count("\n") == 1
    assert not (tmp_path / "target").exists()


def test_a_bundle_that_was_changed_on_the_way_is_not_installed(tmp_path: Path):
    made = bundle(tmp_path, here_python())
    (made / "program" / "extra.whl").write_bytes(b"")
    (made / "PYTHON").write_text(f"{here_python()}\n\n")
    done = install(made, tmp_path / "target")
    assert done.returncode == 2 and "被改动" in done.stderr
    assert not (tmp_path / "target").exists()


def here_python() -> str:
    """The version of the python3 the installer finds."""
    asked = 'import sys; print("%d.%d" % sys.version_info[:2])'
    return subprocess.run(["python3", "-c", asked], capture_output=True, text=True, check=True).stdout.strip()
