"""Services as they are: what each minds in a request, in its own words, as short functions on a played answer. Holds no tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from model_reply import Reply

Service = Callable[[Reply], None]


def _minds(wrong: Callable[[dict[str, Any]], bool], status: int, body: dict[str, Any]) -> Service:
    """A service that refuses what it minds and answers well else."""

    def play(reply: Reply) -> None:
        if wrong(reply.body):
            reply.page(status, json.dumps(body, ensure_ascii=False))
        else:
            reply.answer(reply.text)

    return play


def _error(message: str, code: object = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", "code": code}}


def _system(body: dict[str, Any]) -> bool:
    return any(message["role"] == "system" for message in body["messages"])


def longer_than(tokens: int, message: str, status: int = 400) -> Service:
    """A service that takes so many characters in all, here counted as tokens, the answer's allowance included where it says "context"."""
    whole = "context" in message or "上下文" in message

    def wrong(body: dict[str, Any]) -> bool:
        asked = sum(len(str(one["content"])) for one in body["messages"])
        return asked + (body.get("max_tokens", 0) if whole else 0) > tokens

    return _minds(wrong, status, _error(message))


# Each can be asked in a way it answers to; the client has to find it.
LEARNT: dict[str, Service] = {
    "temperature-one-only": _minds(
        lambda b: b.get("temperature", 1) != 1, 400, _error("invalid temperature: only 1 is allowed for this model")
    ),
    "temperature-422": _minds(
        lambda b: "temperature" in b, 422, {"detail": [{"loc": ["body", "temperature"], "msg": "extra fields not permitted"}]}
    ),
    "temperature-chinese": _minds(
        lambda b: "temperature" in b, 400, {"code": "1210", "msg": "API 调用参数有误，temperature参数非法。请检查文档。"}
    ),
    "completion-tokens": _minds(
        lambda b: "max_tokens" in b,
        400,
        _error("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
    ),
    "most-tokens": _minds(lambda b: b.get("max_tokens", 0) > 1024, 400, _error("Range of max_tokens should be [1, 1024]")),
    "no-system": _minds(_system, 400, _error("System role not supported")),
    "roles-alternate": _minds(_system, 400, _error("Conversation roles must alternate user/assistant/user/assistant/...")),
    "no-stream": _minds(lambda b: bool(b.get("stream")), 400, _error("Stream is not supported for this model")),
    "no-stream-chinese": _minds(lambda b: bool(b.get("stream")), 400, {"message": "该模型暂不支持流式输出"}),
    "stream-only": _minds(
        lambda b: not b.get("stream") or "stream_options" in b,
        400,
        _error("This model only support stream mode, please enable the stream parameter to access the model."),
    ),
    "no-thinking-whole": _minds(
        lambda b: bool(b.get("stream")) or b.get("enable_thinking") is not False,
        400,
        _error("stream is not supported; parameter.enable_thinking must be set to false for non-streaming calls"),
    ),
    "reasoner": _minds(
        lambda b: "max_tokens" in b or "temperature" in b or _system(b),
        400,
        _error("Unsupported value: 'temperature', 'max_tokens' or 'messages[0].role' does not support 'system' with this model."),
    ),
    "template-minds-system": _minds(
        _system, 500, {"error": {"code": 500, "message": "Jinja Exception: System role not supported", "type": "server_error"}}
    ),
    "template-minds-roles": _minds(
        _system, 500, {"error": {"code": 500, "message": "Jinja Exception: Only user and assistant roles are supported!"}}
    ),
    "usage-in-detail": _minds(
        lambda b: "stream_options" in b,
        422,
        {"object": "error", "message": {"detail": [{"loc": ["body", "stream_options"], "msg": "Extra inputs are not permitted"}]}},
    ),
    "name-unknown": _minds(
        lambda b: "max_tokens" in b,
        400,
        {"error": {"code": 400, "message": 'Invalid JSON payload received. Unknown name "max_tokens": Cannot find field.'}},
    ),
    "most-tokens-chinese": _minds(
        lambda b: b.get("max_tokens", 0) > 1024, 400, {"code": "1214", "msg": "最大输出长度 max_tokens 不能超过1024"}
    ),
    "plain-words": lambda reply: (
        reply.page(400, "unexpected parameter: temperature", "text/plain") if "temperature" in reply.body else reply.answer(reply.text)
    ),
    "says-nothing": _minds(lambda b: "temperature" in b, 400, {}),
    "temperature-in-200": _minds(lambda b: "temperature" in b, 200, _error("invalid temperature: only 1 is allowed for this model")),
}


def _refuses(status: int, body: dict[str, Any]) -> Service:
    return lambda reply: reply.page(status, json.dumps(body, ensure_ascii=False))


def _event(body: dict[str, Any]) -> Service:
    def play(reply: Reply) -> None:
        if not reply.streaming:
            reply.page(200, json.dumps(body, ensure_ascii=False))
            return
        reply.head()
        reply.event(body)

    return play


# Each gives a reason that the person must read: (service, what must be in the sentence, how often it may be asked).
REASONS: dict[str, tuple[Service, str, int]] = {
    "money-200": (_refuses(200, {"error": {"code": "1113", "message": "您的账户已欠费，请充值后重试"}}), "您的账户已欠费，请充值后重试", 1),
    "money-429": (_refuses(429, {"error": {"code": "1113", "message": "余额不足或无可用资源包,请充值。"}}), "余额不足", 1),
    "money-400": (
        _refuses(400, {"code": "Arrearage", "message": "Access denied, please make sure your account is in good standing."}),
        "good standing",
        1,
    ),
    "money-quota": (
        _refuses(429, _error("You exceeded your current quota, please check your plan and billing details.", "insufficient_quota")),
        "exceeded your current quota",
        1,
    ),
    "money-event": (_event({"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}), "insufficient balance", 1),
    "content-400": (
        _refuses(
            400,
            {
                "error": {
                    "code": "1301",
                    "message": "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语。",
                }
            },
        ),
        "不安全或敏感内容",
        1,
    ),
    "content-event": (
        _event({"error": {"code": "data_inspection_failed", "message": "Input data may contain inappropriate content."}}),
        "inappropriate",
        1,
    ),
    "busy-200": (_refuses(200, {"error": {"code": "1302", "message": "您当前使用该API的并发数过高，请降低并发"}}), "并发数过高", 3),
    "busy-429": (_refuses(429, {"error": {"code": "1302", "message": "您当前使用该API的并发数过高，请降低并发"}}), "并发数过高", 3),
    "fault-200": (_refuses(200, {"code": 500, "msg": "推理服务内部异常", "success": False}), "推理服务内部异常", 3),
    "success-false": (_refuses(200, {"success": False, "message": "无效的令牌，请重新获取"}), "无效的令牌", 1),
    "number-in-200": (_refuses(200, {"ret": -1, "msg": "应用未授权使用该模型"}), "应用未授权使用该模型", 3),
    "ended-as-sensitive": (lambda reply: reply.answer("", "sensitive"), "内容审核", 1),
    "thought-too-long": (lambda reply: reply.answer("", "length"), "NIGAO_MAX_OUTPUT", 1),
    "gateway-money": (
        _refuses(403, {"error": {"message": "用户额度不足, 剩余额度: ＄0.00", "code": "insufficient_user_quota"}}),
        "用户额度不足",
        1,
    ),
    "gateway-channel": (_refuses(503, _error("当前分组 default 下对于模型 qwen 无可用渠道")), "无可用渠道", 3),
    "often": (_refuses(400, {"code": "1302", "msg": "请求频率超过限制，请稍后重试"}), "请求频率超过限制", 3),
    "key": (_refuses(401, _error("Incorrect API key provided: sk-abcdefgh1234. You can find your API key")), "Incorrect API key", 1),
    "model": (_refuses(404, _error("The model `played` does not exist.")), "does not exist", 1),
}

# How services say that the model calls no tools.
NO_TOOLS: dict[str, tuple[int, dict[str, Any]]] = {
    "a-switch-is-missing": (500, {"error": {"code": 500, "message": "tools param requires --jinja flag", "type": "server_error"}}),
    "a-parser-is-missing": (400, _error('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set')),
    "chinese": (400, {"code": "1210", "msg": "该模型不支持function call"}),
    "field": (422, {"detail": [{"type": "extra_forbidden", "loc": ["body", "tools"], "msg": "Extra inputs are not permitted"}]}),
}
