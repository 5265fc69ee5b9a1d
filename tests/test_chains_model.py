"""The chat model wrapper against a real server that plays every fault: what is whole, what is kept, what is said, and when."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator

import pytest
from drafting_case import settings
from model_faults import FAULTS
from model_server import ModelServer

from chains.model import ChatModel, Limits, Meter, Reply
from nigao.errors import ModelBusy, ModelFailed, ModelNonsense, ModelRejected, ModelTimeout, ModelUnreachable

PROMPT = "【任务：写作】\n〔F1〕 研发投入｜2025｜实绩｜12.3亿元\n<材料 M1 来源：科技局>\n全年新建学校8所，新增学位1200个。\n</材料 M1>\n"
WHOLE = "2025年研发投入达到〔F1〕。全年新建学校8所，新增学位1200个。\n〔完〕"
QUICK = Limits(deadline=2.5, stall=0.6, attempts=3, longest_wait=1.5, backoff=0.05)

# What each fault must come to: a finish, or an error's class. "stop" and "unknown" carry the whole text, the rest only its beginning.
OUTCOMES: dict[str, str | type[ModelFailed]] = {
    "ok": "stop",
    "ok-without-finish": "unknown",
    "ok-one-by-one": "stop",
    "ok-crlf": "stop",
    "ok-no-stream": "stop",
    "ok-stream-unknown": "stop",
    "ok-usage-refused": "stop",
    "ok-think": "stop",
    "ok-think-split": "stop",
    "ok-think-headless": "stop",
    "ok-empty-choices-first": "stop",
    "ok-null-delta": "stop",
    "context-4k": "stop",
    "400": ModelRejected,
    "401": ModelRejected,
    "402": ModelRejected,
    "403": ModelRejected,
    "404": ModelRejected,
    "422": ModelRejected,
    "429": ModelBusy,
    "429-soon": ModelBusy,
    "429-late": ModelBusy,
    "500": ModelBusy,
    "503": ModelBusy,
    "504": ModelTimeout,
    "hang": ModelTimeout,
    "hang-after-headers": ModelTimeout,
    "keepalive": ModelTimeout,
    "drip": "cut",
    "stall-midway": "cut",
    "cut-silent": "unknown-part",
    "cut-with-done": "unknown-part",
    "cut-in-line": "unknown-part",
    "cut-in-chunk": "cut",
    "reset-midway": "cut",
    "reset-at-once": ModelUnreachable,
    "length": "length",
    "length-at-once": ModelNonsense,
    "filtered": ModelNonsense,
    "filtered-midway": "filter",
    "empty": ModelNonsense,
    "blank": ModelNonsense,
    "html": ModelNonsense,
    "html-502": ModelBusy,
    "plain-text": ModelNonsense,
    "wrong-json": ModelNonsense,
    "bad-line-first": ModelNonsense,
    "bad-line-midway": "cut",
    "bad-utf8": "cut",
    "error-event": ModelBusy,
    "error-event-midway": "cut",
    "no-choices": ModelNonsense,
    "null-choices": ModelNonsense,
    "only-tools": ModelNonsense,
    "refusal-field": ModelNonsense,
    "endless": "length",
    "endless-thinking": ModelNonsense,
    "think-unclosed": ModelNonsense,
}
# Faults of what is said, not of how: the drafter's tests are about them.
OF_CONTENT = {"ok-mess", "ok-parrot", "careless", "liar", "swap", "obey", "echo", "refusal", "refusal-english", "stop-but-cut"}


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


def _ask(server: ModelServer, *faults: str, limits: Limits = QUICK, meter: Meter | None = None) -> Reply:
    server.play(*faults)
    return ChatModel(settings(server.url), limits=limits).ask([("user", PROMPT)], meter=meter)


def test_every_fault_that_can_be_played_has_an_expected_outcome():
    assert OUTCOMES.keys() | OF_CONTENT == FAULTS.keys()


@pytest.mark.parametrize("fault", OUTCOMES)
def test_each_fault_ends_in_time_with_the_truth_about_it(server: ModelServer, fault: str):
    wanted = OUTCOMES[fault]
    began = time.monotonic()
    if isinstance(wanted, str):
        reply = _ask(server, fault)
        assert reply.finish == wanted.removesuffix("-part")
        if fault in ("drip", "endless"):
            assert reply.text
        elif wanted in ("stop", "unknown"):
            assert reply.text == WHOLE
        else:
            assert reply.text and WHOLE.startswith(reply.text)
            assert wanted == "unknown-part" or re.fullmatch(r"[^。]+。", reply.note)
    else:
        with pytest.raises(wanted) as caught:
            _ask(server, fault)
        assert re.fullmatch(r"[^。]{6,}。", str(caught.value)) and "Error" not in str(caught.value)
    assert time.monotonic() - began < 10 * QUICK.deadline  # a fault that hangs would never end


def test_a_service_that_comes_back_is_asked_again_and_answers(server: ModelServer):
    for fault in ("429", "429-soon", "500", "503", "html-502", "reset-at-once", "empty", "html", "bad-line-first"):
        meter = Meter()
        assert _ask(server, fault, "ok", meter=meter).text == WHOLE
        assert meter.usage.calls == 2


def test_a_long_retry_after_is_told_and_not_waited_for(server: ModelServer):
    began = time.monotonic()
    with pytest.raises(ModelBusy, match="120秒") as caught:
        _ask(server, "429-late")
    assert caught.value.retry_after == 120
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("fault", ["hang", "hang-after-headers", "keepalive", "stall-midway", "drip"])
def test_a_stop_is_obeyed_even_when_the_server_says_nothing(server: ModelServer, fault: str):
    server.play(fault)
    stop = threading.Event()
    model = ChatModel(settings(server.url), limits=Limits(deadline=60, stall=60))
    model.open()
    threading.Timer(0.5, stop.set).start()
    began = time.monotonic()
    reply = model.ask([("user", PROMPT)], should_stop=stop.is_set)
    assert reply.finish == "stopped"
    assert time.monotonic() - began < 15  # not the minute that the limits allow


def test_a_stop_is_obeyed_while_waiting_to_try_again(server: ModelServer):
    server.play("429-soon")
    before = len(server.requests)
    stop = threading.Event()
    model = ChatModel(settings(server.url), limits=Limits(longest_wait=5))
    model.open()
    threading.Timer(0.5, stop.set).start()
    with pytest.raises(ModelBusy):
        model.ask([("user", PROMPT)], should_stop=stop.is_set)
    assert len(server.requests) == before + 1


def test_no_server_at_all_is_one_sentence():
    with ModelServer() as gone:
        address = gone.url
    with pytest.raises(ModelUnreachable, match="连接不上"):
        ChatModel(settings(address), limits=QUICK).ask([("user", PROMPT)])


def test_deltas_come_as_they_are_written_and_never_hold_thinking(server: ModelServer):
    server.play("ok-think-split")
    heard: list[str] = []
    reply = ChatModel(settings(server.url)).ask([("user", PROMPT)], on_delta=heard.append)
    assert "".join(heard).strip() == reply.text == WHOLE
    assert len(heard) > 5


def test_tokens_are_counted_whether_the_server_tells_them_or_not(server: ModelServer):
    for fault in ("ok", "ok-usage-refused"):
        meter = Meter()
        _ask(server, fault, meter=meter)
        assert meter.usage.tokens_in > 20 and meter.usage.tokens_out > 10 and meter.usage.seconds > 0


def test_the_limit_is_sent_under_the_name_every_server_knows(server: ModelServer):
    _ask(server, "ok")
    assert server.chats[-1]["max_tokens"] == 2048
    assert "max_completion_tokens" not in server.chats[-1]


def test_what_a_server_needs_is_remembered(server: ModelServer):
    server.play("ok-usage-refused")
    model = ChatModel(settings(server.url), limits=QUICK)
    before = len(server.chats)
    model.ask([("user", PROMPT)])
    model.ask([("user", PROMPT)])
    assert len(server.chats) - before == 3


def test_several_sections_can_be_written_at_once(server: ModelServer):
    server.play("ok")
    model = ChatModel(settings(server.url), limits=QUICK)
    replies: list[Reply] = []
    threads = [threading.Thread(target=lambda: replies.append(model.ask([("user", PROMPT)]))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [reply.text for reply in replies] == [WHOLE] * 6
