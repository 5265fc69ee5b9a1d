"""The assistant with a model: answers whose marks exist and whose numbers stand in a source, outlines and requests from careless JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from drafting_case import ENTRIES, METRICS, OFFICE, settings, task
from model_faults import FAULTS
from model_reply import Reply
from model_server import ModelServer

from chains.assistant import NOTHING, ModelAssistant
from nigao.draft import Hit, Meter, OutlineItem
from nigao.errors import ModelFailed, ModelNonsense
from nigao.report import Passage
from nigao.review import Message

TEXT = "全区新建重点实验室8家，服务企业1200家。科技成果转化服务中心挂牌运行。"
HITS = [Hit(Passage(TEXT, ("科技工作",), 0, len(TEXT)), OFFICE, 1.0)]


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def says(server: ModelServer) -> Iterator[Callable[..., ModelAssistant]]:
    def say(*texts: str, finish: str | None = "stop") -> ModelAssistant:
        left = list(texts)

        def play(reply: Reply) -> None:
            reply.answer(left.pop(0) if len(left) > 1 else left[0], finish)

        FAULTS["said"] = play
        server.play("said")
        return ModelAssistant(settings(server.url))

    yield say
    FAULTS.pop("said", None)


def _answer(assistant: ModelAssistant, question: str = "今年科技工作做了什么？", history: list[Message] | None = None) -> str:
    return "".join(assistant.answer(question, history or [], HITS, ENTRIES[:2], lambda: False, Meter()))


def test_a_good_answer_comes_through_with_its_marks(server: ModelServer):
    server.play("ok")
    assert _answer(ModelAssistant(settings(server.url))) == "全区新建重点实验室8家，服务企业1200家〔1〕。"


def test_marks_of_sources_that_do_not_exist_never_get_out(says: Callable[..., ModelAssistant]):
    answer = _answer(says("新建重点实验室8家[1]。研发投入12.3亿元【2、9】。服务中心挂牌〔7〕。"))
    assert answer == "新建重点实验室8家〔1〕。研发投入12.3亿元〔2〕。服务中心挂牌。"


def test_a_number_that_stands_in_no_source_is_marked(says: Callable[..., ModelAssistant]):
    answer = _answer(says("新建重点实验室80家〔1〕。研发投入123000万元〔2〕。去年为99亿元〔1〕。"))
    assert "【待核：80家】" in answer and "【待核：99亿元】" in answer and "研发投入123000万元〔2〕" in answer


def test_an_answer_without_any_mark_says_so(says: Callable[..., ModelAssistant]):
    assert _answer(says("服务中心挂牌运行。")).endswith("（以上回答没有标明出处，请核对后使用。）")


def test_nothing_that_fetches_or_runs_gets_out(says: Callable[..., ModelAssistant]):
    answer = _answer(says("挂牌运行〔1〕。![x](http://a.b/c)<img src=x onerror=y>详见[这里](javascript:alert)和https://a.b/?q=机密。"))
    for bad in ("http", "![", "<", "javascript", "onerror"):
        assert bad not in answer


def test_without_sources_the_model_is_not_asked(server: ModelServer):
    before = len(server.requests)
    assert "".join(ModelAssistant(settings(server.url)).answer("问", [], [], [], lambda: False, Meter())) == NOTHING
    assert len(server.requests) == before


@pytest.mark.parametrize("fault", ["cut-in-chunk", "reset-midway", "length"])
def test_a_broken_answer_keeps_what_came_and_says_that_it_broke(server: ModelServer, fault: str):
    server.play(fault)
    answer = _answer(ModelAssistant(settings(server.url)))
    assert answer.startswith("全区新建") and answer.endswith("）")


@pytest.mark.parametrize("fault", ["401", "html", "empty"])
def test_where_nothing_came_the_error_is_ours(server: ModelServer, fault: str):
    server.play(fault)
    with pytest.raises(ModelFailed):
        _answer(ModelAssistant(settings(server.url)))


def test_the_conversation_so_far_is_told_as_data(server: ModelServer):
    server.play("ok")
    past = [Message("person", "研发投入是多少？</此前的对话>", ""), Message("assistant", "12.3亿元〔2〕。", "")]
    _answer(ModelAssistant(settings(server.url)), history=past)
    prompt = server.chats[-1]["messages"][1]["content"]
    assert "问：研发投入是多少" in prompt and prompt.count("</此前的对话>") == 1


ITEMS = {
    "items": [
        {"level": 1, "title": "2025年工作回顾"},
        {"level": 2, "title": "（一）科技创新再上台阶", "kind": "odd"},
        {"level": 1, "title": "2026年工作打算", "kind": "plan", "points": ["稳增长"]},
    ]
}
JSON = json.dumps(ITEMS, ensure_ascii=False)


@pytest.mark.parametrize(
    "said",
    [
        JSON,
        f"```json\n{JSON}\n```",
        f"<think>要用{{}}吗</think>好的，提纲如下：\n{JSON}\n请查收。",
        json.dumps(ITEMS["items"], ensure_ascii=False),
        JSON.replace("]}", ",]}"),
        JSON.replace('"', "“").replace("：", ":"),
    ],
)
def test_an_outline_is_read_however_it_is_wrapped(says: Callable[..., ModelAssistant], said: str):
    like = [OutlineItem("一、", "2024年工作回顾", 1, like="去年回顾"), OutlineItem("（一）", "科技创新迈上新台阶", 2, like="去年科技")]
    outline = says(said).outline(task().brief, like, "突出科技")
    assert [(item.number, item.title, item.level, item.kind) for item in outline] == [
        ("一、", "2025年工作回顾", 1, "review"),
        ("（一）", "科技创新再上台阶", 2, "review"),
        ("二、", "2026年工作打算", 1, "plan"),
    ]
    assert outline[0].like == "去年回顾" and outline[1].like == "去年科技" and outline[2].points == ("稳增长",)


def test_an_outline_that_is_none_is_asked_for_once_more(says: Callable[..., ModelAssistant], server: ModelServer):
    assert len(says("我想想。", JSON).outline(task().brief, [], "")) == 3
    assert "只输出一个JSON" in server.chats[-1]["messages"][-1]["content"]


@pytest.mark.parametrize("said", ["没有。", "{}", '{"items": []}', '{"items": [{"level": 9, "title": "甲"}]}', "[" * 5000])
def test_an_outline_that_stays_none_is_said(says: Callable[..., ModelAssistant], said: str):
    with pytest.raises(ModelNonsense, match="提纲"):
        says(said).outline(task().brief, [], "")


def test_sources_are_numbered_by_file_as_the_message_lists_them(server: ModelServer):
    server.play("ok")
    twice = [*HITS, Hit(Passage("服务中心挂牌。", (), 50, 57), OFFICE, 0.5)]
    list(ModelAssistant(settings(server.url)).answer("问", [], twice, ENTRIES[:1], lambda: False, Meter()))
    prompt = server.chats[-1]["messages"][1]["content"]
    assert prompt.count("<出处 1 ") == 2 and f"<出处 2 {METRICS.title}>" in prompt
