"""The draft of the sample, which is the first thing anybody sees: nothing false in it, nothing told twice, every figure accounted for."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from bootstrap import open_workspace
from nigao.settings import Settings
from nigao.workspace import Workspace


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> tuple[Workspace, str]:
    home = tmp_path_factory.mktemp("sample") / "home"
    shutil.copytree(sample_home / "sample", home)
    opened = open_workspace(Settings(home=home))
    return opened, opened.desk.drafts()[0].id


def test_its_guard_finds_nothing_wrong_with_it(sample: tuple[Workspace, str]) -> None:
    opened, draft = sample
    assert [one.finding.message for one in opened.reviewing.open_findings(draft) if one.finding.severity == "error"] == []


def test_no_section_tells_a_clause_twice(sample: tuple[Workspace, str]) -> None:
    opened, draft = sample
    for section in opened.desk.view(draft).sections:
        text = section.current.section.text if section.current else ""
        said = Counter(clause for clause in re.split(r"[，。；：\n]", text) if len(clause) >= 10)
        assert [clause for clause, times in said.items() if times > 1] == [], section.item.title


def test_every_gap_names_what_is_missing(sample: tuple[Workspace, str]) -> None:
    opened, draft = sample
    gaps = [gap.text for section in opened.reviewing.sections(draft) for gap in section.gaps]
    assert gaps and [gap for gap in gaps if len(re.sub(r"[（(].*", "", gap)) < 2] == []
