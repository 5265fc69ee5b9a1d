"""A model's raw answer made into plain paragraphs; thinking taken out of a stream wherever it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains.thinking import ThinkFilter
from chains.tidy import Unusable, ended, paragraphs, refuse, whole_part


def _filtered(text: str, sizes: list[int]) -> ThinkFilter:
    seen, at, turn = ThinkFilter(), 0, 0
    while at < len(text):
        size = sizes[turn % len(sizes)]
        seen.feed(text[at : at + size])
        at, turn = at + size, turn + 1
    seen.close()
    return seen


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9), st.sampled_from(["think", "thinking", "THINK", "reasoning"]))
def test_thinking_is_taken_out_however_the_stream_is_cut(sizes: list[int], tag: str):
    assert _filtered(f"<{tag}>研发投入99亿元</{tag}>\n正文<b>一</b>。", sizes).text == "正文<b>一</b>。"
    assert _filtered(f"99亿元，想好了</{tag}>正文。", sizes).text == "正文。"
    assert _filtered(f"正文。<{tag}>没想完", sizes).text == "正文。"


@given(st.text(alphabet="<>/think甲。 \n"), st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_how_a_stream_is_cut_makes_no_difference(text: str, sizes: list[int]):
    assert _filtered(text, sizes).text == _filtered(text, [len(text) or 1]).text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("```text\n研发投入增长。\n```", ["研发投入增长。"]),
        ("## （一）科技创新\n\n研发投入增长。\n", ["研发投入增长。"]),
        ("（一）科技创新\n研发投入增长。", ["研发投入增长。"]),
        ("- **一是**抓项目\n- 抓招商，\n- 抓服务；", ["一是抓项目。抓招商。抓服务；"]),
        ("1. 抓项目。\n2. 抓招商。", ["抓项目。抓招商。"]),
        ("好的，以下是正文：\n研发投入增长。\n希望对您有帮助！", ["研发投入增长。"]),
        ("研发投入增长,同比(可比口径)提高;企业增加", ["研发投入增长，同比（可比口径）提高；企业增加。"]),
        ("占比3.5%，为2.31:1，12:30开始。", ["占比3.5%，为2.31:1，12:30开始。"]),
        ("研发投入明显增长。研发投入明显增长。\n研发投入明显增长。", ["研发投入明显增长。"]),
        ("见[官网](http://a.b/c)和![图](http://x/y)<script>alert(1)</script>。", ["见官网和alert(1)。"]),
        ("研发 投入\u200b增长。〔完〕", ["研发投入增长。"]),
        ("第一段。\n\n第二段。\n[完]", ["第一段。", "第二段。"]),
        ("---\n***\n|", []),
    ],
)
def test_debris_is_swept_up_and_the_text_stays(raw: str, clean: list[str]):
    assert paragraphs(raw, "科技创新") == clean


@given(st.text(max_size=300))
def test_no_answer_breaks_the_sweeper(raw: str):
    for part in paragraphs(raw, "科技创新"):
        assert part == part.strip() and "\n" not in part and "```" not in part
    assert raw.startswith(whole_part(raw))


def test_the_end_mark_is_known_in_its_usual_spellings():
    assert ended("正文。\n〔完〕") and ended("正文。【完】\n") and ended("正文。（全文完）")
    assert not ended("正文已完成。") and not ended("〔完〕" + "后文" * 20)


@pytest.mark.parametrize(
    "said",
    [
        "抱歉，我无法完成这个请求。",
        "I'm sorry, I can't help.",
        "作为一个AI语言模型，我不能写。",
        "",
        "Research spending rose to a new level.",
    ],
)
def test_refusals_and_foreign_answers_are_unusable(said: str):
    with pytest.raises(Unusable):
        refuse(said)


@pytest.mark.parametrize(
    "said", ["无法可依的局面得到扭转，群众办事不再难。", "解决了企业无法提供担保的难题。", "完善了GDP核算，推进5G和AI应用。"]
)
def test_official_sentences_are_no_refusals(said: str):
    refuse(said)
