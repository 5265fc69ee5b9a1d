"""What the played model can do instead of answering well: one short function a fault, by name in ``FAULTS``."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable

import model_voice as voice
from model_reply import Reply

Fault = Callable[[Reply], None]
PAGE = "<!DOCTYPE html><html><head><title>404</title></head><body><h1>nginx</h1></body></html>"


def _ok(reply: Reply) -> None:
    reply.answer(reply.text)


def _voice(speak: Callable[[str], str], finish: str | None = "stop") -> Fault:
    return lambda reply: reply.answer(speak(reply.prompt), finish)


def _says(text: str, finish: str | None = "stop") -> Fault:
    return lambda reply: reply.answer(text, finish)


def _status(status: int, message: str = "no", **headers: str) -> Fault:
    return lambda reply: reply.error(status, message, **headers)


def _hang(reply: Reply) -> None:
    reply.wait(60)


def _hang_after_headers(reply: Reply) -> None:
    reply.head()
    reply.wait(60)


def _keepalive(reply: Reply) -> None:
    reply.head()
    while not reply.closing.is_set():
        reply.raw(b": ping\n\n")
        reply.wait(0.2)


def _drip(reply: Reply) -> None:
    reply.head()
    while not reply.closing.is_set():
        reply.delta("慢")
        reply.wait(0.3)


def _stall_midway(reply: Reply) -> None:
    _half(reply)
    reply.wait(60)


def _half(reply: Reply) -> None:
    reply.head()
    reply.say(reply.text[: max(1, len(reply.text) // 2)])


def _cut_with_done(reply: Reply) -> None:
    _half(reply)
    reply.event("[DONE]")


def _cut_in_line(reply: Reply) -> None:
    _half(reply)
    reply.raw(b'data: {"id":"c1","choices":[{"index":0,"del')


def _cut_in_chunk(reply: Reply) -> None:
    handler = reply.handler
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for line in reply.lines(reply.text[: len(reply.text) // 2]):
        reply.raw(f"{len(line):x}\r\n".encode() + line + b"\r\n")
    reply.raw(b"ffff\r\ndata: ")
    handler.close_connection = True


def _reset(reply: Reply) -> None:
    _half(reply)
    reply.wait(0.3)
    _drop(reply)


def _reset_at_once(reply: Reply) -> None:
    _drop(reply)


def _drop(reply: Reply) -> None:
    connection = reply.handler.connection
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    raise ConnectionResetError


def _no_stream(reply: Reply) -> None:
    reply.whole()


def _stream_unknown(reply: Reply) -> None:
    if reply.streaming:
        reply.head()
    else:
        reply.whole()


def _usage_refused(reply: Reply) -> None:
    if "stream_options" in reply.body:
        reply.error(400, "Unrecognized request argument supplied: stream_options")
    else:
        _ok(reply)


def _too_long(reply: Reply) -> None:
    if len(reply.prompt) > 2500:
        reply.error(400, "This model's maximum context length is 4096 tokens (context_length_exceeded)")
    else:
        _ok(reply)


def _html(reply: Reply) -> None:
    reply.page(200, PAGE, "text/html")


def _html_502(reply: Reply) -> None:
    reply.page(502, PAGE, "text/html")


def _plain_text(reply: Reply) -> None:
    reply.page(200, "upstream connect error", "text/plain")


def _wrong_json(reply: Reply) -> None:
    reply.page(200, '{"code": 0, "msg": "success", "data": null}')


def _bad_line_first(reply: Reply) -> None:
    reply.head()
    reply.event("{not json")
    reply.say(reply.text)
    reply.done()


def _bad_line_midway(reply: Reply) -> None:
    _half(reply)
    reply.event("{not json")
    reply.done()


def _bad_utf8(reply: Reply) -> None:
    _half(reply)
    reply.raw(b'data: {"choices":[{"index":0,"delta":{"content":"\xff\xfe\xfa"}}]}\n\n')
    reply.done()


def _error_event(reply: Reply) -> None:
    reply.head()
    reply.event({"error": {"message": "CUDA out of memory", "type": "server_error", "code": 500}})


def _error_event_midway(reply: Reply) -> None:
    _half(reply)
    reply.event({"error": {"message": "CUDA out of memory", "type": "server_error", "code": 500}})


def _no_choices(reply: Reply) -> None:
    reply.head() if reply.streaming else None
    if reply.streaming:
        reply.event({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "played", "choices": []})
        reply.event("[DONE]")
    else:
        reply.page(200, '{"id":"c1","object":"chat.completion","created":1,"model":"played","choices":[]}')


def _no_choices_midway(reply: Reply) -> None:
    reply.head()
    reply.event({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "played", "choices": []})
    reply.say(reply.text)
    reply.done()


def _null_delta(reply: Reply) -> None:
    reply.head()
    reply.event({"id": "c1", "choices": [{"index": 0, "delta": None, "finish_reason": None}], "model": "played", "created": 1})
    reply.say(reply.text)
    reply.done()


def _null_choices(reply: Reply) -> None:
    reply.head()
    reply.event({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "played", "choices": None})
    reply.event("[DONE]")


def _only_tools(reply: Reply) -> None:
    call = {"index": 0, "id": "t1", "type": "function", "function": {"name": "search", "arguments": "{}"}}
    reply.head()
    reply.delta(None, None, tool_calls=[call])
    reply.done("tool_calls")


def _refusal_field(reply: Reply) -> None:
    reply.head()
    reply.delta(None, None, refusal="I can't help with that.")
    reply.done()


def _length(reply: Reply) -> None:
    _half(reply)
    reply.done("length")


def _filtered_midway(reply: Reply) -> None:
    _half(reply)
    reply.done("content_filter")


def _endless(reply: Reply) -> None:
    reply.head()
    while not reply.closing.is_set():
        reply.delta("各项工作有序推进，取得积极成效。" * 20)


def _endless_thinking(reply: Reply) -> None:
    reply.head()
    reply.delta("<think>")
    while not reply.closing.is_set():
        reply.delta("再想一想，" * 40)


def _stop_but_cut(reply: Reply) -> None:
    reply.answer(reply.text[: len(reply.text) * 2 // 3].rstrip("。〔完〕F0123456789"))


def _think_split(reply: Reply) -> None:
    reply.head()
    for piece in ("<th", "ink", ">先看数字：研发投入99亿元", "。</", "thi", "nk>\n"):
        reply.delta(piece)
    reply.say(reply.text, 3)
    reply.done()


def _no_space_crlf(reply: Reply) -> None:
    reply.head()
    for line in reply.lines(reply.text):
        reply.raw(line.replace(b"data: ", b"data:").replace(b"\n", b"\r\n"))
    reply.raw(b'data:{"id":"c1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\r\n\r\ndata:[DONE]\r\n\r\n')


_THOUGHT = "先看数字：研发投入99亿元，写成增长99%。"
FAULTS: dict[str, Fault] = {
    "ok": _ok,
    "ok-without-finish": lambda reply: reply.answer(reply.text, None),
    "ok-one-by-one": lambda reply: (reply.head(), reply.say(reply.text, 1), reply.done(), None)[-1],
    "ok-crlf": _no_space_crlf,
    "ok-no-stream": _no_stream,
    "ok-stream-unknown": _stream_unknown,
    "ok-usage-refused": _usage_refused,
    "ok-think": lambda reply: reply.answer(f"<think>{_THOUGHT}</think>\n\n{reply.text}"),
    "ok-think-split": _think_split,
    "ok-think-headless": lambda reply: reply.answer(f"{_THOUGHT}</think>\n\n{reply.text}"),
    "ok-empty-choices-first": _no_choices_midway,
    "ok-null-delta": _null_delta,
    "ok-mess": _voice(voice.mess),
    "ok-parrot": _voice(voice.parrot),
    "liar": _voice(voice.lie),
    "careless": _voice(voice.careless),
    "swap": _voice(voice.swap),
    "obey": _voice(voice.obey),
    "echo": _voice(voice.echo),
    "400": _status(400),
    "401": _status(401),
    "402": _status(402),
    "403": _status(403),
    "404": _status(404),
    "422": _status(422),
    "429-soon": _status(429, Retry_After="1"),
    "429-late": _status(429, Retry_After="120"),
    "429": _status(429),
    "500": _status(500),
    "503": _status(503),
    "504": _status(504),
    "context-4k": _too_long,
    "hang": _hang,
    "hang-after-headers": _hang_after_headers,
    "keepalive": _keepalive,
    "drip": _drip,
    "stall-midway": _stall_midway,
    "cut-silent": _half,
    "cut-with-done": _cut_with_done,
    "cut-in-line": _cut_in_line,
    "cut-in-chunk": _cut_in_chunk,
    "reset-midway": _reset,
    "reset-at-once": _reset_at_once,
    "stop-but-cut": _stop_but_cut,
    "length": _length,
    "length-at-once": _says("", "length"),
    "filtered": _says("", "content_filter"),
    "filtered-midway": _filtered_midway,
    "empty": _says(""),
    "blank": _says(" \n\n "),
    "html": _html,
    "html-502": _html_502,
    "plain-text": _plain_text,
    "wrong-json": _wrong_json,
    "bad-line-first": _bad_line_first,
    "bad-line-midway": _bad_line_midway,
    "bad-utf8": _bad_utf8,
    "error-event": _error_event,
    "error-event-midway": _error_event_midway,
    "no-choices": _no_choices,
    "null-choices": _null_choices,
    "only-tools": _only_tools,
    "refusal-field": _refusal_field,
    "refusal": _says("抱歉，我无法协助完成这个请求。"),
    "refusal-english": _says("I'm sorry, but I can't assist with that."),
    "endless": _endless,
    "endless-thinking": _endless_thinking,
    "think-unclosed": _says(f"<think>{_THOUGHT}"),
}
