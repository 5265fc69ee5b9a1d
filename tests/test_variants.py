"""Ways of putting a heading or an opening to choose from, and the archive's search for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from drafting_case import settings, task
from langchain_core.retrievers import BaseRetriever
from model_server import ModelServer
from workspace_case import edit, opened_with, section_id

from bootstrap import langchain_retriever, open_workspace
from chains.drafter import ModelDrafter
from nigao.errors import BadCall, ModelNonsense
from nigao.settings import Settings

LAST = "2025年示例区工作报告\n一、2024年工作回顾\n2024年研发投入10.1亿元。持续优化服务。\n二、2025年工作打算\n力争研发投入达到11亿元。\n"


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


def _says(server: ModelServer, *found: str) -> ModelDrafter:
    server.play(lambda reply: reply.answer("好的：" + json.dumps({"variants": found}, ensure_ascii=False)))
    return ModelDrafter(settings(server.url))


def test_openings_with_figures_nobody_bears_out_are_dropped_and_slots_are_filled(server: ModelServer):
    drafter = _says(
        server,
        "全年研发投入达到〔F1〕。",
        "全年研发投入达到987.6亿元。",
        "全年研发投入达到12.3亿元，创新能力持续增强。",
        "以上内容仅供参考。",
    )
    found = drafter.variants(task(), "opening")
    assert len(found) == 2 and all("12.3亿元" in one for one in found)


def test_titles_lose_their_numbers_and_those_too_long_or_the_same_are_dropped(server: ModelServer):
    drafter = _says(
        server,
        "（一）科技创新能力持续增强",
        "（一）创新动能加快集聚",
        "1. 创新生态不断优化。",
        "很长的标题" * 10,
        "研发投入突破987.6亿元",
        "创新动能加快集聚",
    )
    assert drafter.variants(task(), "title") == ("创新动能加快集聚", "创新生态不断优化")


def test_no_more_than_three_are_shown_and_nonsense_is_said(server: ModelServer):
    assert len(_says(server, "甲之一", "乙之二", "丙之三", "丁之四").variants(task(), "title")) == 3
    server.play("html", "ok")
    with pytest.raises(ModelNonsense):
        ModelDrafter(settings(server.url)).variants(task(), "title")


def test_a_choice_is_a_command_that_is_done_like_any_other(server: ModelServer, tmp_path: Path):
    opened = open_workspace(Settings(home=tmp_path / "home", base_url=server.url, api_key="k", model="played", deadline=20.0))
    (tmp_path / "示例区_2025.txt").write_text(LAST, encoding="utf-8")
    opened.intake.take_in(tmp_path / "示例区_2025.txt")
    draft = opened.drafting.start(2026)
    edit(opened, draft, 0, "原来的开头。\n第二段不动。")
    _says(server, "过去一年创新成效", "一年来的进展")
    titles = opened.choosing.variants(draft, section_id(opened, draft, 0), "title")
    opened.doing.do(draft, titles[1].command, "撰稿人")
    _says(server, "各项工作取得新进展。")
    (opening,) = opened.choosing.variants(draft, section_id(opened, draft, 0), "opening")
    opened.doing.do(draft, opening.command, "撰稿人")
    section = opened.desk.view(draft).sections[0]
    assert section.item.title == "一年来的进展" and section.current is not None
    assert section.current.section.paragraphs == ("各项工作取得新进展。", "第二段不动。")


def test_without_a_model_it_is_said_what_is_needed(tmp_path: Path):
    opened = opened_with(tmp_path, {"示例区_2025.txt": LAST})
    draft = opened.drafting.start(2026)
    with pytest.raises(BadCall, match="NIGAO_MODEL"):
        opened.choosing.variants(draft, section_id(opened, draft, 0), "title")


def test_the_archives_search_is_a_langchain_retriever(tmp_path: Path):
    opened = opened_with(tmp_path, {"示例区_2025.txt": LAST})
    retriever = langchain_retriever(opened, 3)
    assert isinstance(retriever, BaseRetriever)
    found = retriever.invoke("研发投入")
    assert found and "研发投入" in found[0].page_content and found[0].metadata["title"] and found[0].metadata["end"] > 0
