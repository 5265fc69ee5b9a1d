"""What went wrong with a model, said as nigao's own errors: one class and one Chinese sentence for each thing a person can do."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time

from nigao.errors import ModelBusy, ModelFailed, ModelNonsense, ModelRejected, ModelTimeout, ModelUnreachable

NONSENSE = "模型服务返回的内容无法识别，请检查服务地址是否为兼容OpenAI的接口（通常以/v1结尾）。"
EMPTY = "模型没有返回任何内容，请重试或更换模型。"
TIMEOUT = "模型在规定时间内没有答完，请稍后重试，或调大等待时限（NIGAO_DEADLINE）。"
UNREACHABLE = "连接不上模型服务，请检查服务地址（OPENAI_BASE_URL）以及服务是否已启动。"
TOO_LONG = "提示内容超出模型的上下文长度，请把NIGAO_CONTEXT设为模型的实际长度。"

_REJECTED = {
    400: "模型服务不接受这次请求，请检查模型名称和各项长度限制。",
    401: "模型服务拒绝了密钥，请检查OPENAI_API_KEY。",
    402: "模型服务的账户余额不足，请充值或更换服务。",
    403: "没有使用该模型的权限，请检查密钥的权限或更换模型。",
    404: "模型服务上没有这个地址或模型，请检查OPENAI_BASE_URL和NIGAO_MODEL。",
    413: TOO_LONG,
}


class PromptTooLong(ModelRejected):
    """The service said that the prompt does not fit its context; a shorter one may."""


class BadRequest(ModelRejected):
    """The service did not take the request's form (400, 422); a plainer form may pass."""


class Declined(ModelNonsense):
    """The service answered and will answer the same again: filtered, or nothing but thinking."""


# What langchain-openai, openai 3 and httpx2 were seen to raise on broken replies, beside their own classes: JSONDecodeError and
# "No generations" (ValueError), IndexError and KeyError on a malformed choice, TypeError and AttributeError on null fields.
BROKEN_REPLY = (ValueError, LookupError, TypeError, AttributeError)


def wire_errors() -> tuple[type[BaseException], ...]:
    """Every class a call can raise; imported late, for the openai client costs a second."""
    import httpx2
    import openai

    return (openai.OpenAIError, httpx2.HTTPError, httpx2.StreamError, TimeoutError, OSError, *BROKEN_REPLY)


def translate(error: BaseException) -> ModelFailed:
    """The library's error as one of ours."""
    import httpx2
    import openai
    from langchain_core.exceptions import ContextOverflowError

    if isinstance(error, ModelFailed):
        return error
    if isinstance(error, ContextOverflowError):
        return PromptTooLong(TOO_LONG)
    if isinstance(error, openai.APIStatusError):
        return _by_status(error.status_code, error.response.headers)
    if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException, TimeoutError)):
        return ModelTimeout(TIMEOUT)
    if isinstance(error, (openai.APIConnectionError, httpx2.TransportError, OSError)):
        return ModelUnreachable(UNREACHABLE)
    if isinstance(error, openai.APIError):
        return ModelBusy("模型服务在生成过程中出错，请稍后重试。")
    return ModelNonsense(NONSENSE)


def _by_status(status: int, headers: Mapping[str, str]) -> ModelFailed:
    if status == 429 or status == 503:
        wait = retry_after(headers.get("retry-after", ""))
        hint = f"约{int(wait + 0.999)}秒后再试" if wait else "请稍后再试"
        return ModelBusy(f"模型服务繁忙或已达到限额，{hint}。", wait)
    if status in (408, 504, 524):
        return ModelTimeout(TIMEOUT)
    if status >= 500:
        return ModelBusy(f"模型服务出错（{status}），请稍后重试；若一直如此，请联系服务的管理员。")
    if status in (400, 422):
        return BadRequest(_REJECTED[400])
    return ModelRejected(_REJECTED.get(status, f"模型服务拒绝了请求（{status}），请检查服务地址、密钥和模型名称。"))


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
