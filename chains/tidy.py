"""A model's raw answer made into plain paragraphs of official Chinese; what the text says is not judged here."""

from __future__ import annotations

import html
import re

from chains.fence import sentences
from nigao.checks.leavings import swept
from nigao.errors import ModelNonsense

_END = re.compile(r"[〔\[【（(]\s*(?:完|全文完|正文完)\s*[〕\]】）)]")
_FENCE = re.compile(r"^\s*(?:```|~~~)[\w-]*\s*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^)]*)\)")
_URL = re.compile(r"(?:https?|ftp|data|javascript):[^\s，。；）)]+", re.IGNORECASE)
_HTML = re.compile(r"</?(?![Ff]\d)[A-Za-z][^<>\n]{0,200}>")
_CONTROL = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]")
_BULLET = re.compile(r"^\s*(?:[-*+•·●▪◦]\s+|\d{1,2}[.)]\s+|[（(]\d{1,2}[)）]\s*|\d{1,2}[、．]\s*|[①-⑳]\s*)")
_QUOTE = re.compile(r"^\s*[>＞]\s*")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_HEADING = re.compile(r"^\s*#{1,6}\s*")
_CHATTER = re.compile(
    r"^(?:好的|当然|以下是|下面是|根据您?(?:提供)?的?(?:要求|材料)|这是|正文如下|希望(?:以上|对您|这)|如需|如有|如果您|请注意|注[:：]|说明[:：]|（注)"
)
_REFUSAL = re.compile(
    r"抱歉[，,]?[^。\n]{0,12}(?:不能|无法)|我(?:不能|无法)(?:协助|提供|完成|生成|满足|回答)|作为一?[个名款]?(?:AI|人工智能|语言模型|助手)|违反[^。\n]{0,10}(?:政策|规定|准则)"
    r"|\bI(?:['’]m| am) sorry\b|\bI (?:cannot|can['’]t|am unable)\b|\bAs an AI\b",
    re.IGNORECASE,
)
_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_WIDE = "\u3400-\u9fff〔〕【】（）“”《》"


class Unusable(ModelNonsense):
    """The model answered, but not with the text asked for; asking again may help."""


def ended(text: str) -> bool:
    """Whether the model set the end mark it was asked for."""
    return bool(_END.search(text[-24:]))


def refuse(text: str) -> None:
    """Raise ModelNonsense where the answer is a refusal, or is not Chinese."""
    body = plain(text).strip()
    if len(body) < 160 and _REFUSAL.search(body):
        raise Unusable("模型拒绝了这次请求，请换一种说法、调整材料，或更换模型。")
    letters = re.findall(r"[A-Za-z\u3400-\u9fff]", body)
    if sum(1 for letter in letters if letter > "\x7f") * 3 < len(letters) or not letters:
        raise Unusable("模型没有用中文写出正文，请重试或更换模型。")


def plain_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def paragraphs(text: str, title: str = "") -> list[str]:
    """The body as paragraphs: no headings, fences, lists, marks, links, chatter, or sentences said twice."""
    lines = [line for raw in plain(text).split("\n") if (line := _line(raw, title))]
    return _once([_closed(clean) for part in _merged(lines) if (clean := swept(part).strip())])


def whole_part(text: str) -> str:
    """A broken answer up to its last whole sentence."""
    return text[: max(text.rfind(mark) for mark in "。！？；") + 1]


def plain(text: str) -> str:
    """The text without Markdown, links, addresses, HTML and control characters, with full-width punctuation between Chinese."""
    text = _END.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = html.unescape(text)
    for pattern, by in ((_FENCE, ""), (_IMAGE, ""), (_LINK, r"\1"), (_URL, ""), (_HTML, ""), (_CONTROL, "")):
        text = pattern.sub(by, text)
    text = re.sub(r"\*\*|__|`|(?<!\w)[*~]+(?!\w)", "", text)
    return _full_width(text)


def _full_width(text: str) -> str:
    """Half-width punctuation between Chinese made full-width (GB/T 15834); decimals, times and ratios are left alone."""
    return re.sub(rf"(?<=[{_WIDE}%％])\s?[,;:?!()]|[,;:?!()]\s?(?=[{_WIDE}])", lambda match: _HALF[match.group().strip()], text)


def _line(raw: str, title: str) -> str:
    line = _HEADING.sub("", _QUOTE.sub("", raw)).strip()
    bare = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*|[。：:\s]+$", "", line)
    if not line or bare == title or _TABLE.match(line) or set(line) <= set("-=_*—|:· "):
        return ""
    if raw.lstrip().startswith("#") and not line.endswith(("。", "；", "！")):
        return ""
    if _CHATTER.match(line) and (line.endswith(("：", ":", "！", "!")) or len(line) < 60) and "F" not in line:
        return ""
    return "\x00" + _BULLET.sub("", line) if _BULLET.match(raw) else line


def _merged(lines: list[str]) -> list[str]:
    """List items joined into one paragraph of sentences; other lines stay paragraphs."""
    out: list[str] = []
    in_list = False
    for line in lines:
        listed = line.startswith("\x00")
        body = line.lstrip("\x00").strip()
        if listed and in_list:
            out[-1] = _closed(out[-1]) + body
        else:
            out.append(body)
        in_list = listed
    return out


def _closed(text: str) -> str:
    text = re.sub(r"[ \t\u3000]+(?=[\u3400-\u9fff，。；])|(?<=[\u3400-\u9fff，。；])[ \t\u3000]+", "", text.strip())
    return text if not text or text[-1] in "。！？；：”）」" else text.rstrip("，、,;；") + "。"


def _once(parts: list[str]) -> list[str]:
    """Each sentence once: small models say the same again and again."""
    seen: set[str] = set()
    out = []
    for part in parts:
        kept = []
        for start, end in sentences(part):
            sentence = part[start:end]
            key = re.sub(r"\W", "", sentence)
            if len(key) < 8 or key not in seen:
                kept.append(sentence)
            seen.add(key)
        if kept:
            out.append("".join(kept))
    return out
