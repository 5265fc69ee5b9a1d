"""Services as they are: each is asked in the way it takes, its own reason reaches the person, and it is reached by the right way."""

from __future__ import annotations

import json
import re
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from drafting_case import MATERIAL, OFFICE, settings, task
from model_embeddings import vector
from model_reply import Reply
from model_server import ModelServer
from model_services import LEARNT, NO_TOOLS, REASONS, longer_than

from chains.drafter import ModelDrafter
from chains.embeddings import EndpointEmbedder
from chains.faults import ToolsRefused
from chains.model import ChatModel, Limits, Meter
from chains.reasons import said
from chains.route import is_near, proxy_for
from nigao.draft import Hit
from nigao.errors import BadCall, ModelFailed, ModelRejected, ModelUnreachable
from nigao.report import Passage
from nigao.settings import Settings

QUICK = Limits(deadline=20, stall=5, attempts=3, longest_wait=1.5, backoff=0.05)
TURNS = [("system", "只用中文。"), ("user", "【任务：写作】\n〔F1〕 研发投入｜2025｜实绩｜12.3亿元\n")]


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.mark.parametrize("service", LEARNT)
def test_a_service_is_asked_again_in_the_way_it_takes_and_from_then_on_at_once(server: ModelServer, service: str):
    server.play(LEARNT[service])
    model = ChatModel(settings(server.url), limits=QUICK)
    assert "〔F1〕" in model.ask(TURNS).text
    before = len(server.chats)
    assert "〔F1〕" in model.ask(TURNS).text
    assert len(server.chats) == before + 1
    assert "只用中文" in str(server.chats[-1]["messages"])


def test_what_the_service_minds_is_left_out_and_nothing_else(server: ModelServer):
    server.play(LEARNT["temperature-one-only"])
    ChatModel(settings(server.url), limits=QUICK).ask(TURNS)
    sent = server.chats[-1]
    assert "temperature" not in sent and sent["max_tokens"] == 2048 and sent["stream"] is True and sent["messages"][0]["role"] == "system"


@pytest.mark.parametrize("reason", REASONS)
def test_the_services_own_sentence_reaches_the_person_and_what_cannot_change_is_not_asked_again(server: ModelServer, reason: str):
    service, words, most = REASONS[reason]
    server.play(service)
    before = len(server.chats)
    with pytest.raises(ModelFailed) as caught:
        ChatModel(settings(server.url), limits=QUICK).ask(TURNS)
    assert words in str(caught.value)
    assert re.fullmatch(r"[^。]{6,160}。", str(caught.value)) and "sk-abcdefgh" not in str(caught.value)
    assert len(server.chats) - before <= most


@pytest.mark.parametrize("words", NO_TOOLS)
def test_that_a_model_calls_no_tools_is_read_in_every_wording(server: ModelServer, words: str):
    status, body = NO_TOOLS[words]
    server.play(lambda reply: reply.page(status, json.dumps(body)) if reply.body.get("tools") else reply.answer(reply.text))
    tool = {"type": "function", "function": {"name": "look", "description": "看", "parameters": {"type": "object", "properties": {}}}}
    with pytest.raises(ToolsRefused):
        ChatModel(settings(server.url), limits=QUICK).ask(TURNS, tools=[tool])


def test_a_reason_as_long_as_a_page_is_shortened(server: ModelServer):
    server.play(lambda reply: reply.error(400, "参数不对" * 500))
    with pytest.raises(ModelRejected) as caught:
        ChatModel(settings(server.url), limits=QUICK).ask(TURNS)
    assert "参数不对" in str(caught.value) and len(str(caught.value)) < 200


# (what services say of a prompt that is too long, the tokens they name)
WORDINGS = [
    (
        "This model's maximum context length is 2048 tokens. However, you requested 2559 tokens (511 in the messages, 2048 in the completion).",
        2048,
    ),
    ("'max_tokens' is too large: 2048. This model's maximum context length is 2048 tokens and your request has 511 input tokens.", 2048),
    ("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 6144]", 6144),
    ("prompt is too long: 213462 tokens > 200000 maximum", 200000),
    ("Your input exceeds the context window of this model.", 0),
    ("The input token count (1196265) exceeds the maximum number of tokens allowed (1048575).", 1048575),
    ("request (5200 tokens) exceeds the available context size (4096 tokens), try increasing it", 4096),
    ("prompt token count of 9000 exceeds the limit of 8000", 8000),
    ("Invalid request: Your request exceeded model token limit: 8192 (requested: 9000)", 8192),
    ("Input length (160062 tokens) exceeds the maximum allowed length (59862 tokens).", 59862),
    ("The input (49146 tokens) is longer than the model's context length (40960 tokens).", 40960),
    ("length of prompt_tokens (12000) must be less than max_seq_len (8192).", 8192),
    ("`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 512 `max_new_tokens`", 4096),
    ("Requested token count exceeds the model's maximum context length of 4,096 tokens. You requested a total of 6000 tokens.", 4096),
    ("上下文长度超出限制，最大为32768 tokens，当前为40000", 32768),
    ("您的输入5000个token超过了模型支持的最大长度4096", 4096),
    ("请求的token总数5000大于4096，请减少输入", 4096),
    ("输入文本过长：最大支持 6144 tokens", 6144),
    ("tokens数量40000超过模型上限32K", 32768),
    ("Prompt 超长", 0),
    (
        "Trying to keep the first 4433 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens",
        4096,
    ),
    ("Input validation error: `inputs` must have less than 4096 tokens. Given: 5000", 4096),
    ("Total tokens of image and text exceed max message tokens", 0),
    ("total message size 123456 exceeds limit 98304", 98304),
    ("The prompt size (5311) is greater than the allowed 4096 tokens", 4096),
    ("your prompt contains 5311 tokens, but this model only supports 4096", 4096),
    ("KV cache exhausted: requested 9000 tokens, available 4096", 4096),
    ("invalid params, context window exceeds limit (400)", 0),
    ("文本长度超限，最长支持 8000 字符", 8000),
    ("模型上下文窗口为 32768，本次请求 40213 个 token，已超出", 32768),
    ("本模型支持的上下文最多4096个词元，您的请求有5120个", 4096),
    ("messages 参数过长，限制 6000 tokens，实际 7123", 6000),
]


@pytest.mark.parametrize(("words", "tokens"), WORDINGS)
def test_that_a_prompt_is_too_long_is_read_in_every_wording_with_the_number_it_names(words: str, tokens: int):
    read = said(json.dumps({"error": {"message": words, "code": 400}}, ensure_ascii=False), 400)
    assert (read.kind, read.context) == ("context", tokens)


@pytest.mark.parametrize(
    "words",
    [
        "invalid temperature: only 1 is allowed for this model",
        "System role not supported",
        "stream_options is not supported",
        "Range of max_tokens should be [1, 8192]",
        "您的账户已欠费，请充值后重试",
        "tools is not supported in this model",
        "top_p should be less than 1",
        "请求频率超过限制，请稍后重试",
        "该token已过期，请重新获取",
    ],
)
def test_other_refusals_are_not_taken_for_a_prompt_too_long(words: str):
    assert said(f'{{"message": "{words}"}}', 400).kind != "context"


@pytest.mark.parametrize(
    "words",
    [
        "This model's maximum context length is 2600 tokens. However, you requested more. Please reduce the length of the messages.",
        "输入超长：该模型上下文长度最大为2600 tokens",
        "Range of input length should be [1, 1500]",
        "the request exceeds the available context size, try increasing it",
    ],
)
def test_a_section_is_written_though_the_context_is_smaller_than_the_settings_say(server: ModelServer, words: str):
    server.play(longer_than(1500 if "1500" in words else 2600, words))
    passages = tuple(Hit(Passage(MATERIAL * 4, (), i, i + 1), OFFICE, 1.0) for i in range(12))
    section = ModelDrafter(settings(server.url), QUICK).draft(task(passages=passages), lambda progress: None, lambda: False)
    assert section.state == "complete" and "12.3亿元" in section.text


def test_the_settings_say_the_temperature_and_parameters_of_the_services_own(server: ModelServer):
    server.play("ok")
    found = Settings.from_environment({"NIGAO_TEMPERATURE": "0.8", "NIGAO_EXTRA_BODY": '{"enable_thinking": false, "top_k": 5}'}, Path("x"))
    ChatModel(replace(found, base_url=server.url, model="m"), limits=QUICK).ask(TURNS)
    sent = server.chats[-1]
    assert sent["temperature"] == 0.8 and sent["enable_thinking"] is False and sent["top_k"] == 5
    none = Settings.from_environment({"NIGAO_TEMPERATURE": "none"}, Path("x"))
    ChatModel(replace(none, base_url=server.url, model="m"), limits=QUICK).ask(TURNS)
    assert "temperature" not in server.chats[-1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"NIGAO_TEMPERATURE": "热"},
        {"NIGAO_TEMPERATURE": "9"},
        {"NIGAO_EXTRA_BODY": "[1]"},
        {"NIGAO_EXTRA_BODY": "{x"},
        {"OPENAI_BASE_URL": "通义千问"},
        {"OPENAI_BASE_URL": "http://a b/v1"},
        {"OPENAI_BASE_URL": "ftp://a/v1"},
    ],
)
def test_a_setting_that_is_none_is_said_in_one_sentence(wrong: dict[str, str]):
    with pytest.raises(BadCall, match=next(iter(wrong))):
        Settings.from_environment(wrong, Path("x"))


@pytest.mark.parametrize(
    ("copied", "address"),
    [
        ("https://llm.example.cn/compatible-mode/v1/chat/completions", "https://llm.example.cn/compatible-mode/v1"),
        ("https://llm.example.cn/api/paas/v4/", "https://llm.example.cn/api/paas/v4"),
        ("https://llm.example.cn", "https://llm.example.cn/v1"),
        ("llm.example.cn/v1", "https://llm.example.cn/v1"),
        ("localhost:11434", "http://localhost:11434/v1"),
        ("http://10.1.2.3:11434/api/generate", "http://10.1.2.3:11434/v1"),
        (" “http：//10.1.2.3：8000/v1” \n", "http://10.1.2.3:8000/v1"),
        ("http://[::1]:8000//v1", "http://[::1]:8000/v1"),
        ("", ""),
    ],
)
def test_an_address_is_understood_as_people_copy_it(copied: str, address: str):
    found = Settings.from_environment({"OPENAI_BASE_URL": copied, "OPENAI_API_KEY": " Bearer sk-1\n"}, Path("x"))
    assert (found.base_url, found.api_key) == (address, "sk-1")


def test_a_certificate_nobody_here_trusts_and_a_port_without_one_are_named(tmp_path: Path):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "llm")])
    begins, ends = datetime(2020, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, begins, ends).sign(key, hashes.SHA256())
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "both.pem").write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    with ModelServer() as server:
        address = server.url.replace("http:", "https:")
        with pytest.raises(ModelUnreachable, match="http://"):
            ChatModel(settings(address), limits=replace(QUICK, attempts=1)).ask(TURNS)
        server.secure(context)
        with pytest.raises(ModelUnreachable, match="证书"):
            ChatModel(settings(address), limits=replace(QUICK, attempts=1)).ask(TURNS)


# --- streams as gateways send them -------------------------------------------------------------------------------------


def _in_bits(reply: Reply, before: str, after: str, end: str = "stop") -> None:
    """A stream of two pieces with something odd between them and at its end."""
    reply.head()
    reply.delta("全县经济")
    reply.raw(before.encode())
    reply.delta("平稳增长。")
    reply.delta("", end)
    reply.raw(after.encode())


@pytest.mark.parametrize("between", ["data: \n\n", "data:\n\n: ping\n\n", 'event: ping\ndata: {"type": "ping"}\n\n'])
@pytest.mark.parametrize("after", ["data: [done]\n\n", "data:[DONE]", ""])
def test_what_keeps_a_stream_open_and_how_it_ends_costs_no_words(server: ModelServer, between: str, after: str):
    server.play(lambda reply: _in_bits(reply, between, after))
    reply = ChatModel(settings(server.url), limits=QUICK).ask(TURNS)
    assert (reply.text, reply.finish) == ("全县经济平稳增长。", "stop")


@pytest.mark.parametrize("why", ["insufficient_system_resource", "network_error", "error", "abort"])
def test_an_answer_that_the_service_broke_off_is_not_whole(server: ModelServer, why: str):
    server.play(lambda reply: _in_bits(reply, "", "data: [DONE]\n\n", why))
    reply = ChatModel(settings(server.url), limits=QUICK).ask(TURNS)
    assert reply.finish == "cut" and "中途断开" in reply.note


def test_a_refusal_in_the_middle_of_a_stream_ends_it_and_what_came_before_is_kept(server: ModelServer):
    def play(reply: Reply) -> None:
        reply.head()
        reply.delta("全县经济平稳增长。")
        reply.raw('event: error\ndata: {"code": "5000", "message": "服务繁忙，请稍后重试"}\n\n'.encode())

    server.play(play)
    reply = ChatModel(settings(server.url), limits=QUICK).ask(TURNS)
    assert (reply.text, reply.finish) == ("全县经济平稳增长。", "cut")


@pytest.mark.parametrize(
    "told",
    [
        "<|im_start|>assistant\n全县经济平稳增长。<|im_end|>",
        "<|channel|>analysis<|message|>先看数字。<|end|><|start|>assistant<|channel|>final<|message|>全县经济平稳增长。<|return|>",
        "全县经济平稳增长。<｜end▁of▁sentence｜>",
        "[/INST] 全县经济平稳增长。</s>",
    ],
)
def test_the_marks_of_a_models_template_are_no_part_of_what_it_says(server: ModelServer, told: str):
    server.play(lambda reply: reply.answer(told))
    assert ChatModel(settings(server.url), limits=QUICK).ask(TURNS).text == "全县经济平稳增长。"


def test_a_model_that_a_gateway_has_no_way_to_is_said_at_once(server: ModelServer):
    words = "当前分组 default 下对于模型 qwen-max 无可用渠道"
    server.play(lambda reply: reply.error(503, words))
    before = len(server.chats)
    with pytest.raises(ModelRejected, match=r"NIGAO_MODEL.*无可用渠道"):
        ChatModel(settings(server.url), limits=QUICK).ask(TURNS)
    assert len(server.chats) == before + 1


# --- time --------------------------------------------------------------------------------------------------------------


def test_the_librarys_own_limit_of_silence_does_not_end_a_slow_models_answer(server: ModelServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANGCHAIN_OPENAI_STREAM_CHUNK_TIMEOUT_S", "0.3")

    def slow(reply: Reply) -> None:
        reply.head()
        reply.wait(1.5)
        reply.say(reply.text)
        reply.done()

    server.play(slow)
    assert ChatModel(settings(server.url), limits=QUICK).ask(TURNS).finish == "stop"


def test_one_setting_governs_how_long_a_model_may_take():
    assert Limits.within(500) == replace(Limits(), deadline=500, stall=125)
    assert Limits.within(10).stall == 10


def test_a_stop_closes_the_connection_so_that_the_server_stops_computing(server: ModelServer):
    left = threading.Event()

    def computes(reply: Reply) -> None:
        reply.handler.connection.settimeout(20)
        if reply.handler.connection.recv(1) == b"":
            left.set()

    server.play(computes)
    stop = threading.Event()
    model = ChatModel(settings(server.url), limits=Limits(deadline=60, stall=60))
    model.open()
    threading.Timer(0.5, stop.set).start()
    assert model.ask(TURNS, should_stop=stop.is_set).finish == "stopped"
    assert left.wait(10)


def test_time_up_closes_the_connection_too(server: ModelServer):
    left = threading.Event()

    def computes(reply: Reply) -> None:
        reply.handler.connection.settimeout(20)
        if reply.handler.connection.recv(1) == b"":
            left.set()

    server.play(computes)
    with pytest.raises(ModelFailed):
        ChatModel(settings(server.url), limits=replace(QUICK, deadline=1.0)).ask(TURNS)
    assert left.wait(10)


# --- the way there -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "::1", "10.1.2.3", "192.168.1.8", "172.20.0.5", "100.64.3.4", "127.1", "ollama", "gpu.lan", "ai.internal"],
)
def test_a_service_near_by_is_asked_directly_whatever_proxy_is_set(host: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("all_proxy", "socks://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    assert is_near(host)
    assert proxy_for(f"http://[{host}]:8000/v1" if ":" in host else f"http://{host}:8000/v1") == ""


def test_a_service_far_away_goes_through_the_proxy_that_is_set(monkeypatch: pytest.MonkeyPatch):
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert proxy_for("https://api.example.com/v1") == ""
    monkeypatch.setenv("all_proxy", "socks://127.0.0.1:7891")
    assert proxy_for("https://api.example.com/v1") == "socks5://127.0.0.1:7891"
    monkeypatch.setenv("https_proxy", "127.0.0.1:7890")
    assert proxy_for("https://api.example.com/v1") == "http://127.0.0.1:7890"
    for spared, address in {
        "example.com": "https://api.example.com/v1",
        "api.example.com:8443": "https://api.example.com:8443/v1",
        "11.0.0.0/8,x.cn": "https://11.2.3.4/v1",
    }.items():
        monkeypatch.setenv("no_proxy", spared)
        assert proxy_for(address) == ""
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("https_proxy", "socks4://127.0.0.1:7890")
    with pytest.raises(ModelUnreachable, match="socks4"):
        proxy_for("https://api.example.com/v1")


def test_a_model_on_this_machine_answers_though_a_proxy_of_any_kind_is_set(server: ModelServer, monkeypatch: pytest.MonkeyPatch):
    for proxy in ("http://127.0.0.1:9", "socks5://127.0.0.1:9", "socks://127.0.0.1:9", "socks4://127.0.0.1:9"):
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy)
        server.play("ok")
        assert ChatModel(settings(server.url), limits=QUICK).ask(TURNS).finish == "stop"


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:9", "socks5://127.0.0.1:9"])
def test_a_proxy_that_does_not_run_is_named_as_what_is_wrong(proxy: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(ModelUnreachable, match="代理"):
        ChatModel(settings("http://api.example.com/v1"), limits=QUICK).ask(TURNS)


# --- vectors -----------------------------------------------------------------------------------------------------------

TEXTS = [f"第{i}项工作有序推进" for i in range(70)]


@pytest.mark.parametrize("fault", ["ten", "one", "ten-413", "ten-silent"])
def test_a_service_that_takes_few_texts_at_a_time_gets_few(server: ModelServer, fault: str):
    server.embed_with(fault)
    found = EndpointEmbedder(settings(server.url, embedding_model="e")).embed(TEXTS)
    assert np.allclose(found, [vector(text) for text in TEXTS], atol=1e-6)


def test_a_text_too_long_for_the_model_is_shortened_and_the_others_are_not(server: ModelServer):
    server.embed_with("long-400")
    embedder = EndpointEmbedder(settings(server.url, embedding_model="e"))
    assert embedder.embed([*TEXTS[:3], "长" * 3000]).shape == (4, 64)
    server.embed_with("money")
    with pytest.raises(ModelRejected, match="欠费"):
        embedder.embed(TEXTS)


def test_costs_of_learning_are_counted(server: ModelServer):
    server.play(LEARNT["temperature-one-only"])
    meter = Meter()
    began = time.monotonic()
    ChatModel(settings(server.url), limits=QUICK).ask(TURNS, meter=meter)
    assert meter.usage.calls == 2 and 0 < meter.usage.seconds <= time.monotonic() - began
