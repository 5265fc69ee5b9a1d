"""What a service says when it refuses, read: its own sentence, what kind of reason that is, and the context length it names."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["money", "content", "context", "output", "key", "busy", "model", "form"]

# Where services put their sentence, the inner objects first.
_NESTED = ("error", "Error", "base_resp", "header", "data", "detail", "errors")
_WORDS = (
    "message",
    "msg",
    "Message",
    "status_msg",
    "error_msg",
    "errorMsg",
    "errmsg",
    "error_message",
    "detail",
    "error",
    "reason",
    "title",
)
_CODES = ("code", "status_code", "error_code", "errcode", "errno", "ret", "Code", "type", "status")
_FINE = frozenset({"", "0", "200", "20000", "ok", "success", "none", "null", "chat.completion"})
_LONGEST = 90
_SECRET = re.compile(r"\b(?:sk|ak)[-_][\w*.-]{6,}|\bBearer\s+\S+", re.IGNORECASE)

_MONEY = re.compile(
    r"欠费|余额不足|余额已|充值|额度(?:已|不足|用尽|用完)|资源包|套餐|arrear|insufficient[ _-]?(?:balance|quota|fund|credit|account)|good standing"
    r"|exceeded your current quota|billing|out of credit|payment required|overdue|\b1113\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"敏感|不安全|内容安全|(?:内容)?审核|违规|违法|不当内容|inappropriate|data_?inspection|content[ _-]?(?:filter|policy|management|moderation|risk)"
    r"|sensitive|moderation|unsafe|content exists risk|\b1301\b",
    re.IGNORECASE,
)
_OUTPUT = re.compile(r"max_?(?:completion_|new_|output_)?tokens", re.IGNORECASE)
_CONTEXT = re.compile(
    r"context[ _-]?(?:length|window|size|limit|overflow|exceed)|exceed_context|(?:input|prompt|message|request|sequence|seq)\w*[^.。]{0,40}?"
    r"(?:too long|too large|(?:longer|less|fewer|greater) than|length|exceed|characters|maximum|limit of|only supports? \d)|reduce the length|too many (?:input )?tokens"
    r"|kv cache|exceed[^.。]{0,30} tokens|token limit|tokens? (?:exceed|count)|max_(?:model|seq)_len|n_ctx|inputs?`? tokens|max input"
    r"|(?:上下文|输入|提示词?|prompt|messages?|内容|文本|消息|请求|tokens?(?:数|数量|总数)?|长度)[^。]{0,24}?(?:超长|过长|超过|超出|超限|大于|太长|上限|最大长度|最长|限制)|最大(?:上下文|输入|token)|(?:上下文|输入|提示词?)[^。]{0,12}最多",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"api[ _-]?key|密钥|鉴权|认证|身份验证|invalid[ _]token|令牌|unauthori[sz]ed|authenticat|token (?:is )?(?:invalid|expired)",
    re.IGNORECASE,
)
_BUSY = re.compile(
    r"并发|频率|频繁|限流|限速|稍后|繁忙|过载|排队|rate[ _-]?limit|too many requests|concurren|overload|busy|try again|throttl|capacity|\b(?:TPM|RPM|QPS)\b|unavailable",
    re.IGNORECASE,
)
# How often or how many at once, which is a limit too and none of the context.
_OFTEN = re.compile(r"频率|频繁|并发|限流|rate[ _-]?limit|too many requests|concurren|\b(?:TPM|RPM|QPS)\b", re.IGNORECASE)
_FIELD = re.compile(r'"[\w.-]+":')
_MODEL = re.compile(
    r"model[^.。]{0,60}(?:not (?:found|exist)|does ?n[o']t exist|unknown|no such)|无可用渠道|no available channel|模型[^。]{0,30}(?:不存在|未找到|未开通|已下线)",
    re.IGNORECASE,
)

_N = r"(\d[\d,]{0,9})\s*(k\b)?"
# How a limit is named, the plainest first: "maximum … is N", "N maximum", "exceeds the limit of N", "[1, N]", 「最大…为N」, "<= N".
_LIMITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:max(?:imum)?|上限|最大|最多|最长|不超过|不能超过|不得超过|限制(?:为|在|是)?)[^\d。]{{0,50}}?(?:length|window|size|tokens?|limit|长度|len|为|是|of|input|characters|数|过)?[^\d。]{{0,20}}?{_N}",
        rf"(?:context (?:length|window|size)|上下文(?:长度|窗口|大小)|n_ctx|max_(?:model|seq)_len)[^\d。]{{0,24}}?{_N}",
        rf"\[\s*\d+\s*[,，]\s*{_N}\s*\]",
        rf">=?\s*{_N}\s*(?:max|tokens? (?:max|limit))",
        rf"(?:limit|limit of|less than|at most|up to|no more than|only supports?|available|<=?|＜|≤)[^\d。]{{0,24}}?{_N}",
        rf"(?:超过|超出|大于|多于|exceeds?|longer than|greater than)[^\d。]{{0,40}}?{_N}",
    )
)
_FEWEST = 128


@dataclass(frozen=True, slots=True)
class Said:
    """A refusal as read. words: the service's own sentence, shortened, without secrets, "" if it gave none. context: tokens it names as
    the most its model takes (for "output": the most it writes), 0 if none. form: all its words and codes, for who learns what to leave out."""

    words: str = ""
    kind: Kind = "form"
    context: int = 0
    form: str = ""


def said(body: str | bytes, status: int = 200) -> Said:
    """Read a refusal's body: JSON of any service, an event of a stream, or plain text."""
    text = body.decode(errors="replace") if isinstance(body, bytes) else body
    value = _json(text)
    if value is None:
        plain = "" if "<" in text[:200] else " ".join(text.split())[:400]
        return _read(plain, plain) if plain and status != 200 else Said()
    return _read(_sentence(value), _all(value))


def refusal(body: str | bytes) -> Said | None:
    """The refusal that stands in a body sent with status 200, None if it is an answer or nothing that can be read."""
    value = _json(body.decode(errors="replace") if isinstance(body, bytes) else body)
    if not isinstance(value, Mapping) or value.get("choices") or value.get("object") in ("list", "chat.completion.chunk"):
        return None
    spoken = _sentence(value)
    wrong = bool(value.get("error")) or value.get("success") is False or any(str(one).lower() not in _FINE for one in _codes(value))
    return _read(spoken, _all(value)) if wrong and spoken else None


def _json(text: str) -> Any:
    text = text.strip()
    text = text.removeprefix("data:").strip() if text.startswith("data:") else text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value[0] if isinstance(value, list) and value else value


def _sentence(value: Any) -> str:
    """The service's sentence, wherever it stands."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return next((found for one in value if (found := _sentence(one))), "")
    if not isinstance(value, Mapping):
        return ""
    for key in _NESTED:
        if isinstance(value.get(key), (Mapping, list)) and (found := _sentence(value[key])):
            return found
    return next((value[key] for key in _WORDS if isinstance(value.get(key), str) and value[key].strip()), "")


def _codes(value: Mapping[str, Any]) -> list[Any]:
    own = [value[key] for key in _CODES if isinstance(value.get(key), (str, int)) and not isinstance(value.get(key), bool)]
    inner = [value[key] for key in _NESTED if isinstance(value.get(key), Mapping)]
    return own + [code for one in inner for code in _codes(one)]


def _all(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:4000]


def _read(spoken: str, form: str) -> Said:
    kind = _kind(spoken, form)
    return Said(_short(spoken), kind, _named(spoken, form) if kind in ("context", "output") else 0, form)


def _named(spoken: str, form: str) -> int:
    """The limit in the sentence, else in a field beside it; the refusal's own code, said in brackets, is none."""
    for code in re.findall(r'code": "?(\d+)', form):
        spoken = re.sub(rf"[(（]{code}[)）]", "", spoken)
    field = re.search(r'"(?:n_ctx|max_model_len|max_seq_len|context_length|max_context_length)": "?(\d+)', form)
    return limit(spoken) or (int(field.group(1)) if field else 0)


def _kind(spoken: str, form: str) -> Kind:
    # The names of fields are no words of the service's: "message" before "exceeds" is not a message that is too long.
    both = f"{spoken} {_FIELD.sub(' ', form)}"
    if _MONEY.search(both):
        return "money"
    if _CONTENT.search(both):
        return "content"
    if _OUTPUT.search(both) and not re.search(r"context|input|prompt|上下文|输入|提示", both, re.IGNORECASE):
        return "output" if re.search(r"range|范围|between|at most|large|exceed|最大|超|<=|≤|\[", spoken, re.IGNORECASE) else "form"
    if _OFTEN.search(both):
        return "busy"
    if _CONTEXT.search(_OUTPUT.sub("", both)):
        return "context"
    for pattern, kind in _OTHERS:
        if pattern.search(both):
            return kind
    return "form"


_OTHERS: tuple[tuple[re.Pattern[str], Kind], ...] = ((_MODEL, "model"), (_BUSY, "busy"), (_KEY, "key"))


def limit(text: str) -> int:
    """The most tokens a sentence says a model takes; 0 where it names none. What was asked for stands beside it and is larger."""
    for pattern in _LIMITS:
        found = [number for match in pattern.finditer(text) if (number := _number(match.group(1), match.group(2))) >= _FEWEST]
        if found:
            return min(found)
    return 0


def _number(digits: str, thousands: str | None) -> int:
    return int(digits.replace(",", "") or 0) * (1024 if thousands else 1)


def _short(spoken: str) -> str:
    plain = _SECRET.sub("（密钥）", re.sub(r"https?://\S+", "", " ".join(spoken.split()))).strip(" \"'“”。.；;，,!！")
    plain = "".join(character for character in plain if character.isprintable()).replace("。", "；")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rstrip("，；,; ") + "…"
