"""What went wrong with a model, said as nigao's own errors: one class and one Chinese sentence for each thing a person can do."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

from chains.reasons import Said, said
from nigao.errors import ModelBusy, ModelFailed, ModelNonsense, ModelRejected, ModelTimeout, ModelUnreachable

NONSENSE = "模型服务返回的内容无法识别，请检查服务地址是否为兼容OpenAI的接口（通常以/v1结尾）。"
EMPTY = "模型没有返回任何内容，请重试或更换模型。"
TIMEOUT = "模型在规定时间内没有答完，请稍后重试，或调大等待时限（NIGAO_DEADLINE）。"
PROXY = "经系统设置的代理连接不上模型服务，请检查代理（HTTP_PROXY、HTTPS_PROXY或ALL_PROXY）是否在运行，或把服务地址写进NO_PROXY。"
UNREACHABLE = "连接不上模型服务，请检查服务地址（OPENAI_BASE_URL）以及服务是否已启动。"
CERTIFICATE = "模型服务的证书不被这台机器信任（自签名、过期或域名不符），请把签发它的根证书装入系统，或请管理员换用受信任的证书。"
PLAIN = "模型服务的这个端口不是加密连接，请把服务地址（OPENAI_BASE_URL）的https://改为http://。"
TOO_LONG = "提示内容超出模型的上下文长度，请把NIGAO_CONTEXT设为模型的实际长度。"

_REJECTED = {
    400: "模型服务不接受这次请求，请检查模型名称和各项设置。",
    401: "模型服务拒绝了密钥，请检查OPENAI_API_KEY。",
    402: "模型服务的账户余额不足，请充值或更换服务。",
    403: "没有使用该模型的权限，请检查密钥的权限或更换模型。",
    404: "模型服务上没有这个地址或模型，请检查OPENAI_BASE_URL和NIGAO_MODEL。",
    413: TOO_LONG,
}


class PromptTooLong(ModelRejected):
    """The service said that the prompt does not fit its context; a shorter one may.

    context: tokens it named, 0 if none. whole: whether they hold the answer too.
    """

    def __init__(self, message: str, context: int = 0, whole: bool = True) -> None:
        super().__init__(message)
        self.context = context
        self.whole = whole


class BadRequest(ModelRejected):
    """The service did not take the request's form (400, 422); another form may pass. said: its refusal, read."""

    def __init__(self, message: str, refused: Said = Said()) -> None:
        super().__init__(message)
        self.said = refused


class ToolsRefused(BadRequest):
    """The service or the model knows no tools; without them it may answer."""


class Declined(ModelNonsense):
    """The service answered and will answer the same again: filtered, or nothing but thinking."""


# What langchain-openai, openai 3 and httpx2 were seen to raise on broken replies, beside their own classes: JSONDecodeError and
# "No generations" (ValueError), IndexError and KeyError on a malformed choice, TypeError and AttributeError on null fields.
BROKEN_REPLY = (ValueError, LookupError, TypeError, AttributeError)


def wire_errors() -> tuple[type[BaseException], ...]:
    """Every class a call can raise; imported late, for the openai client costs a second."""
    import httpx2
    import openai

    return (ModelFailed, openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, TimeoutError, OSError, *BROKEN_REPLY)


def translate(error: BaseException, proxied: bool = False) -> ModelFailed:
    """The library's error as one of ours. proxied: whether the service is asked through a proxy."""
    import httpx2
    import openai
    from langchain_core.exceptions import ContextOverflowError

    if own := _own(error):
        return own
    if isinstance(error, openai.APIStatusError):
        return _by_status(error.status_code, error.response.headers, said(error.response.content, error.status_code))
    if isinstance(error, ContextOverflowError):
        return PromptTooLong(TOO_LONG)
    if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException, TimeoutError)):
        return ModelTimeout(TIMEOUT)
    if isinstance(error, (openai.APIConnectionError, httpx2.TransportError, OSError)) and (wrong := _tls(error)):
        return ModelUnreachable(wrong)
    if isinstance(error, (openai.APIConnectionError, httpx2.TransportError, OSError)):
        return ModelUnreachable(PROXY if proxied else UNREACHABLE)
    if isinstance(error, openai.APIError):
        return as_failed(said(_body(error), 500), 500)
    return ModelNonsense(NONSENSE)


def _own(error: BaseException | None) -> ModelFailed | None:
    """What was raised by our own ear for refusals, however the library wrapped it."""
    while error is not None:
        if isinstance(error, ModelFailed):
            return error
        error = error.__cause__
    return None


def _tls(error: BaseException | None) -> str:
    """What is wrong with a secured connection, "" where that is not the reason."""
    while error is not None:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return CERTIFICATE
        if "WRONG_VERSION_NUMBER" in str(error) or "record layer failure" in str(error).lower():
            return PLAIN
        error = error.__cause__ or error.__context__
    return ""


def _body(error: Any) -> str:
    return json.dumps(error.body, ensure_ascii=False) if isinstance(error.body, (dict, list)) else str(error.message)


def as_failed(refused: Said, status: int, wait: float | None = None) -> ModelFailed:
    """A refusal as one of our errors; the service's own sentence is passed on."""
    told = f"模型服务说：{refused.words}"
    if refused.kind == "money":
        return ModelRejected(f"{told}。" if _chinese(told) else f"{told}，请检查账户余额或更换服务。")
    if refused.kind == "content":
        return Declined(f"{told}，请调整材料或要求后重试。")
    if refused.kind == "context":
        whole = (
            not re.search(r"(?:input|prompt|输入|提示)\w*\s*(?:length|长度)", refused.form, re.IGNORECASE)
            or "context" in refused.form.lower()
        )
        return PromptTooLong(TOO_LONG, refused.context, whole)
    if refused.kind == "busy":
        return ModelBusy(f"{_once(told)}，请稍后再试。", wait)
    if refused.kind == "key":
        return ModelRejected(f"{_REJECTED[401][:-1]}（服务说：{refused.words}）。")
    if refused.kind == "model":
        return ModelRejected(f"{_REJECTED[404][:-1]}（服务说：{refused.words}）。")
    if status >= 500 or _FAULT.search(refused.form):
        return ModelBusy(f"模型服务在生成过程中出错（{refused.words or status}），请稍后重试。")
    return _minded(refused)


def _once(told: str) -> str:
    """The service's sentence without the advice that ours ends with too."""
    return re.sub(r"[，,。；;\s]*请?(?:您)?稍[后候](?:再试|重试)[。！!]?$", "", told)


def _minded(refused: Said) -> BadRequest:
    """What the service did not take in the request's form."""
    told = f"模型服务说：{refused.words}"
    if _TOOLS.search(refused.form) and "parallel_tool_calls" not in refused.form:
        return ToolsRefused(f"{told}。", refused)
    hint = f"模型服务不接受这次请求，它说：{refused.words}，请检查模型名称和各项设置。"
    return BadRequest(hint if len(refused.words) > 3 else _REJECTED[400], refused)


_TOOLS = re.compile(r"\btools?\b|tool[_ ](?:choice|call)|function[_ ]?call|functions?\b|工具调用|函数调用|不支持工具", re.IGNORECASE)
# A local server's template or switches mind the request's form and say so with a 500: asking otherwise helps, waiting does not.
_MINDS = re.compile(
    r"jinja|chat template|not support|unsupported|does ?n[o']t support|only supports?|requires --|不支持|仅支持", re.IGNORECASE
)
_FAULT = re.compile(r'"(?:code|status_code|error_code)": "?5\d\d\b|server_error|internal', re.IGNORECASE)


def _chinese(text: str) -> bool:
    return sum(1 for character in text[6:] if character > "\u3400") > 4


def _by_status(status: int, headers: Mapping[str, str], refused: Said) -> ModelFailed:
    wait = retry_after(headers.get("retry-after", ""))
    if refused.kind in ("money", "content") and status not in (401, 404):
        return as_failed(refused, status)
    if status == 503 and refused.kind == "model":
        return as_failed(refused, 404)
    if status in (429, 503):
        hint = f"约{int(wait + 0.999)}秒后再试" if wait else "请稍后再试"
        why = f"模型服务说：{refused.words}" if len(refused.words) > 3 else "模型服务繁忙或已达到限额"
        return ModelBusy(f"{_once(why)}，{hint}。", wait)
    if status in (408, 504, 524):
        return ModelTimeout(TIMEOUT)
    if refused.kind == "context" and status not in (401, 403, 404):
        return as_failed(refused, status)
    if status >= 500 and _MINDS.search(refused.words):
        return _minded(refused)
    if status >= 500:
        why = f"{status}，{refused.words}" if len(refused.words) > 3 else f"{status}"
        return ModelBusy(f"模型服务出错（{why}），请稍后重试；若一直如此，请联系服务的管理员。")
    if status in (400, 422):
        return as_failed(refused, status)
    if status == 413:
        return PromptTooLong(TOO_LONG)
    plain = _REJECTED.get(status, f"模型服务拒绝了请求（{status}），请检查服务地址、密钥和模型名称。")
    return ModelRejected(f"{plain[:-1]}（服务说：{refused.words}）。" if len(refused.words) > 3 else plain)


def retry_after(header: str) -> float | None:
    """Seconds of a Retry-After header (RFC 9110, 10.2.3: seconds or a date), None if there is none that can be read."""
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time())
    except (ValueError, TypeError):
        return None
