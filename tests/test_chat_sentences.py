"""What people type beside a draft comes to what they meant by it, and to nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from chat_case import faults, play, state, take_back
from workspace_case import opened_with, written

from nigao.workspace import Workspace

FOLDER = Path(__file__).parent / "data" / "chat"
CASES = [json.loads(line) for line in (FOLDER / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
REPORT = "示例区_2025.txt"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str]]:
    opened = opened_with(tmp_path_factory.mktemp("chat"), {REPORT: (FOLDER / REPORT).read_text(encoding="utf-8")})
    yield opened, written(opened, 2026).id


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_sentence_does_what_it_says_and_nothing_else_and_can_be_taken_back(drafted: tuple[Workspace, str], case: dict) -> None:
    opened, draft = drafted
    steps = sum(1 for entry in opened.desk.journal(draft) if entry.patch and not entry.undone)
    try:
        states, reply, proposed = play(opened, draft, case["turns"])
        wrong = faults(case["expect"], states, reply, proposed)
    finally:
        take_back(opened, draft, steps)
    assert not wrong, f"{[turn.get('say', '撤销') for turn in case['turns']]} → {reply}"
    assert state(opened, draft) == states[0], "taken back, it is as it was"
