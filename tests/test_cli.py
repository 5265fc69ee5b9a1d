"""The command line keeps its contract: JSON on stdout, Chinese on stderr, exit codes, no traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from server import ROOT, Server, free_port

from examples import example_files
from vectorstore.ownership import take

REPORT = example_files()[0][0]
COMMANDS = ["import", "outline", "text", "figures", "consistency", "fulfilment", "search"]
COMMANDS += ["draft", "check", "export", "merge", "backtest", "reindex", "serve", "worker"]


def nigao(*arguments: object, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"NIGAO_HOME": str(home)} if home else {})}
    command = [sys.executable, "-m", "cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def answer(*arguments: object, home: Path | None = None, code: int | tuple[int, ...] = 0) -> Any:
    run = nigao(*arguments, "--json", home=home)
    assert run.returncode in (code if isinstance(code, tuple) else (code,)), run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Path:
    home = tmp_path_factory.mktemp("cli") / "home"
    shutil.copytree(sample_home / "sample", home)
    return home


def test_importing_the_same_file_twice_changes_nothing(home: Path) -> None:
    first, second = (answer("import", REPORT, home=home) for _ in range(2))
    assert first["status"] == "accepted"
    assert first["source"] == second["source"]
    assert len({figure["source"] for figure in answer("figures", home=home)["figures"]}) == 1


def test_import_prints_one_line_a_file_and_says_by_its_exit_code_that_one_was_refused(home: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    run = nigao("import", broken, REPORT, "--json", home=home)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line["status"] for line in lines] == ["refused", "accepted"]
    assert lines[0]["error"].endswith("。")
    assert run.returncode == 1


def test_offsets_of_figures_and_headings_count_in_the_text_as_read() -> None:
    text = answer("text", REPORT)["text"]
    assert text == REPORT.read_text(encoding="utf-8")
    for figure in answer("figures", REPORT)["figures"]:
        assert text[figure["start"] : figure["end"]] == figure["text"]
    headings = answer("outline", REPORT)
    assert [text[h["start"] : h["end"]].startswith(h["number"]) for h in headings] == [True] * len(headings)
    assert {"level", "number", "title", "run_in", "start", "end"} <= headings[0].keys()


def test_figures_carry_every_field_of_the_contract() -> None:
    figure = answer("figures", REPORT)["figures"][0]
    fields = "text start end value unit indicator measure status comparator period scope section"
    assert set(fields.split()) <= figure.keys()


def test_why_tells_of_each_figure_which_rules_read_it() -> None:
    because = answer("figures", REPORT, "--why")["figures"][0]["because"]
    assert {"indicator", "measure", "status", "period", "bound"} <= because.keys()
    assert because["status"].startswith("status.") and because["period"].startswith("period.")


def test_search_answers_for_one_query_and_for_a_batch(archive: Path, tmp_path: Path) -> None:
    hits = answer("search", "城市副中心建设", "-k", 3, home=archive)
    assert 1 <= len(hits) <= 3
    assert {"text", "score", "source", "heading_path", "start", "end"} <= hits[0].keys()
    (tmp_path / "queries.txt").write_text("城市副中心\n养老服务\n", encoding="utf-8")
    run = nigao("search", "--batch", tmp_path / "queries.txt", home=archive)
    assert [bool(json.loads(line)) for line in run.stdout.splitlines()] == [True, True]


def test_a_draft_is_written_checked_and_exported_without_a_model(archive: Path, tmp_path: Path) -> None:
    draft = answer("draft", "--year", 2026, "--section", "2025年工作回顾", home=archive, code=(0, 1))
    assert draft["mode"] == "excerpt"
    section = draft["sections"][0]
    text = "\n".join(section["paragraphs"])
    assert section["state"] == "complete"
    for evidence in section["evidence"]:
        assert 0 <= evidence["start"] < evidence["end"] <= len(text)
    assert not [finding for finding in section["findings"] if finding["severity"] == "error"]
    run = nigao("export", draft["draft"], tmp_path / "out.docx", "--annex", "--comments", home=archive)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "out.docx").read_bytes()[:2] == b"PK"
    run = nigao("export", draft["draft"], tmp_path / "changes.docx", "--changes", home=archive)
    assert run.returncode == 0, run.stderr
    run = nigao("export", draft["draft"], tmp_path / "no.docx", "--changes", "--annex", home=archive)
    assert (run.returncode, "--changes" in run.stderr) == (2, True)
    merged = answer("merge", draft["draft"], tmp_path / "changes.docx", "--adoption", tmp_path / "adoption.xlsx", home=archive)
    assert merged["sections"] == []
    assert (tmp_path / "adoption.xlsx").read_bytes()[:2] == b"PK"


def test_check_lists_a_false_figure_and_lets_a_true_one_pass(tmp_path: Path) -> None:
    source, true, false = tmp_path / "来源_2025.txt", tmp_path / "真_2025.txt", tmp_path / "假_2025.txt"
    source.write_text("2025年工作总结\n2025年，全市新建学校12所，技术合同成交额达到57.28亿元，增长8.3%。\n", encoding="utf-8")
    true.write_text("2025年，技术合同成交额57.28亿元，增长8.3%。\n", encoding="utf-8")
    false.write_text("2025年，技术合同成交额75.28亿元，增长8.3%。\n", encoding="utf-8")
    assert answer("check", true, "--sources", source)["unsupported"] == []
    found = answer("check", false, "--sources", source, code=1)["unsupported"]
    assert [one["text"] for one in found] == ["75.28亿元"]


def test_check_batch_answers_line_by_line(tmp_path: Path) -> None:
    source = tmp_path / "来源_2025.txt"
    source.write_text("2025年，新建学校12所。\n", encoding="utf-8")
    (tmp_path / "稿.txt").write_text("2025年，新建学校21所。\n", encoding="utf-8")
    orders = [
        {"id": 1, "draft": str(tmp_path / "稿.txt"), "sources": [str(source)]},
        {"id": 2, "draft": str(tmp_path / "没有.txt"), "sources": []},
    ]
    (tmp_path / "batch.jsonl").write_text("\n".join(json.dumps(order) for order in orders), encoding="utf-8")
    run = nigao("check", "--batch", tmp_path / "batch.jsonl")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line["id"] for line in lines] == [1, 2]
    assert len(lines[0]["unsupported"]) == 1
    assert lines[1]["error"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_chinese(command: str) -> None:
    run = nigao(command, "--help")
    assert run.returncode == 0
    assert run.stdout.startswith("用法：")
    for english in ("Usage", "Options", "Show this", "required", "default"):
        assert english not in run.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("search",),
        ("draft",),
        ("figures", "没有这个文件.txt"),
        ("figures", "--why"),
        ("search", "x", "-k", "many"),
        ("export", "nobody", "x.docx"),
        ("text", "--wrong"),
    ],
)
def test_a_call_that_cannot_be_done_is_one_chinese_line_and_exit_code_2(arguments: tuple[str, ...], home: Path) -> None:
    run = nigao(*arguments, home=home)
    assert run.returncode == 2
    assert run.stdout == ""
    assert len(run.stderr.strip().splitlines()) == 1
    assert run.stderr.strip().endswith("。")


def test_a_second_server_on_the_same_workspace_is_refused_in_one_sentence(home: Path) -> None:
    first = Server(home).start()
    try:
        with urllib.request.urlopen(first.address, timeout=10):
            pass
        lock = take(home / "server")
        assert lock is not None
        run = nigao("serve", "--port", free_port(), home=home)
        lock.close()
        assert (run.returncode, run.stdout) == (2, "")
        assert "另一个服务" in run.stderr
        taken = nigao("serve", "--port", first.port, home=home.parent / "another")
        assert taken.returncode == 2
        assert "已被占用" in taken.stderr
    finally:
        first.kill()


def test_a_setting_that_is_no_number_is_one_sentence(home: Path) -> None:
    environment = {**os.environ, "NIGAO_HOME": str(home), "NIGAO_CONTEXT": "很长"}
    command = [sys.executable, "-m", "cli", "search", "研发"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "NIGAO_CONTEXT" in run.stderr
