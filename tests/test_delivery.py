"""The offline bundle: the right packages for each machine, and an installer that says in one sentence what is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from delivery.bundle import HERE, checksums, licences, wanted

ROOT = HERE.parent


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


def test_every_module_of_the_program_is_in_its_wheel():
    """One left out is missed by nobody who runs the program from its folder."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = told["tool"]["hatch"]["build"]["targets"]["wheel"]["include"]
    beside = {"tests", "benchmarks", "delivery"}
    folders = {path.parent.name for path in ROOT.glob("*/*.py") if not path.parent.name.startswith(".")} - beside
    modules = {path.name for path in ROOT.glob("*.py")} | folders
    assert {"cli.py", "nigao", "ui"} <= modules
    assert [one for one in sorted(modules) if not any(fnmatch(f"/{one}", pattern) for pattern in included)] == []


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


# --- containers and services ----------------------------------------------------------------------------------------------

SETTING = re.compile(r"\bNIGAO_[A-Z_]+")


def services() -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"])


def test_every_container_runs_as_nobody_in_particular_on_a_disk_it_cannot_write_and_says_whether_it_works():
    assert set(services()) == {"page1", "page2", "worker", "db", "chroma", "proxy"}
    for name, service in services().items():
        unprivileged = service.get("user") or ("unprivileged" in service["image"] and "nginx")
        assert unprivileged and unprivileged not in ("root", "0"), name
        assert service["read_only"] and service["cap_drop"] == ["ALL"] and service["healthcheck"]["test"], name
    users = re.findall("^USER (.+)$", (ROOT / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert users and not users[-1].startswith(("root", "0"))


def test_only_the_proxy_can_be_reached_from_outside():
    assert [name for name, service in services().items() if "ports" in service] == ["proxy"]
    assert [service["networks"] for name, service in services().items() if name in ("db", "chroma")] == [["inside"], ["inside"]]
    assert yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["networks"]["inside"]["internal"]


def test_no_setting_is_named_that_the_program_does_not_read():
    read = set(SETTING.findall((ROOT / "nigao" / "settings.py").read_text(encoding="utf-8"))) | {"NIGAO_HOME"}
    for file in ("compose.yaml", "Containerfile", "delivery/nigao.service", "delivery/nigao-worker@.service", "docs/operations.md"):
        named = set(SETTING.findall((ROOT / file).read_text(encoding="utf-8")))
        assert named <= read, (file, named - read)


@pytest.mark.parametrize("unit", ["nigao.service", "nigao-worker@.service"])
def test_the_services_give_the_program_nothing_but_its_own_folder_to_write(unit: str):
    text = (HERE / unit).read_text(encoding="utf-8")
    for line in (
        "User=nigao",
        "NoNewPrivileges=true",
        "ProtectSystem=strict",
        "ProtectHome=true",
        "StateDirectory=nigao",
        "StateDirectoryMode=0700",
        "UMask=0077",
        "CapabilityBoundingSet=",
        "SystemCallFilter=@system-service",
    ):
        assert line in text.splitlines()


def test_a_command_as_the_service_has_the_services_user_settings_and_workspace(tmp_path: Path):
    """Run as it is, the command would open a workspace of whoever runs it."""
    told = tmp_path / "systemd-run"
    told.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    told.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "NIGAO_USER": "王敏"}
    command = ["sh", str(HERE / "nigao-as-service"), "user", "list", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL)
    asked = done.stdout.splitlines()
    assert asked[-4:] == [str(HERE / "nigao"), "user", "list", "--json"] and "--setenv=NIGAO_USER=王敏" in asked
    unit = (HERE / "nigao.service").read_text(encoding="utf-8").splitlines()
    given = {one.removeprefix("--property=") for one in asked if one.startswith("--property=")}
    assert given <= set(unit) and {"StateDirectory=nigao", "EnvironmentFile=-/etc/nigao.env"} <= given and "--uid=nigao" in asked
    told.unlink()
    for name in ("sh", "dirname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    without = subprocess.run(command, capture_output=True, text=True, env={"PATH": str(tmp_path)})
    assert (without.returncode, "没有 systemd" in without.stderr, without.stderr.count("\n")) == (2, True, 1)
