"""Counting tokens offline, and fitting prompts into a context."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains import tokens

CHINESE = "2025年，全区研发投入达到12.3亿元，同比增长8.5%，高新技术企业总数达到263家。"


def test_counting_needs_no_network_and_gives_the_known_number():
    assert tokens.count("hello world") == 2
    assert tokens.encoding().decode(tokens.encoding().encode(CHINESE)) == CHINESE


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=200) | st.just(CHINESE))
def test_the_cheap_bound_is_hardly_ever_below_the_count_of_common_text(text: str):
    assert tokens.bound(text) * 2 >= tokens.count(text)
    assert tokens.bound(CHINESE) >= tokens.count(CHINESE) * 1.2


def test_a_huge_text_without_blanks_is_counted_quickly():
    assert tokens.count("啊" * 300_000) > 1000


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 5)), max_size=12), st.integers(10, 600))
def test_what_is_kept_fits_and_stays_in_order(parts: list[tuple[int, int]], room: int):
    blocks = [tokens.Block("工作" * size, rank, key) for key, (size, rank) in enumerate(parts)]
    kept, left_out = tokens.fit(blocks, room)
    assert len(kept) + left_out == len(blocks)
    assert [block.key for block in kept] == sorted(block.key for block in kept)
    assert sum(tokens.count(block.text) for block in kept) <= room


def test_the_important_is_kept_before_the_long():
    blocks = [tokens.Block("甲" * 900, 2, 0), tokens.Block("乙" * 50, 1, 1), tokens.Block("丙" * 50, 3, 2)]
    kept, left_out = tokens.fit(blocks, 200)
    assert [block.text[0] for block in kept] == ["乙", "丙"] and left_out == 1


def test_clipping_ends_at_a_sentence():
    clipped = tokens.clip(CHINESE * 40, 120)
    assert clipped.endswith("。") and tokens.fits(clipped, 120) and (CHINESE * 40).startswith(clipped)


@pytest.mark.parametrize("module", ["chains", "chains.drafter", "chains.assistant", "chains.embeddings", "prompts"])
def test_importing_is_cheap(module: str):
    heavy = {"langchain_core", "langchain_openai", "openai", "tiktoken", "pydantic", "numpy", "httpx2"}
    code = f"import sys, {module}; print(*sorted({heavy!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""
