"""Plain text in the encodings Chinese offices use: decided by the bytes, read in process."""

from __future__ import annotations

import codecs
import re

from nigao.errors import FileEmpty, FileUnsupported

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"))
_BOMS16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FEW = 0.05
_COMMON = frozenset("的年工作全中人一二三四五是在不和有大上理生主要日月元。，、")
# GB18030 decodes almost any bytes; real text is mostly made of these.
_USUAL = re.compile(
    r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u203b\x20-\x7e\s\u00a0-\u00ff\u2100-\u22ff\u2460-\u24ff\u2500-\u25ff]"
)


def decode(data: bytes, name: str) -> str:
    """The text with line ends as newlines and no byte order mark: UTF-8, else UTF-16 by its mark or its zeros, else GB18030.

    Raises FileUnsupported for binary data, FileEmpty for none.
    """
    return decoded(data, name)[0]


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """As ``decode``, and a sentence where lines of the file were saved in different encodings. Raises as it does."""
    text, said = _decoded(data), ""
    if text is not None and "\ufffd" in text:
        said = f"文件里有{text.count(chr(0xFFFD))}处坏字节，读不出是什么字，请核对。"
    if text is None:
        text, said = _line_by_line(data), "文件里有几种编码，已逐行辨认，请核对有没有乱码。"
    if text is None:
        raise FileUnsupported(f"“{name}”不是可以识别的文本或文档，请另存为 .docx、.pdf、.xlsx 或 .txt 再导入。")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip(" \t\n\u3000\u200b\ufeff\x00"):
        raise FileEmpty(f"“{name}”里没有文字，请检查是否选错了文件。")
    return text, said


def _decoded(data: bytes) -> str | None:
    for mark, encoding in (*_BOMS, *_BOMS16):
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding, "replace")
    if b"\x00" in data[:4096]:
        wide = _utf16_without_mark(data)
        if wide is not None or data.count(0) > _FEW * len(data):
            return wide
    data = data.replace(b"\x00", b"")  # what some programs leave at the ends of their fields
    text = _checked(data, "utf-8", "strict") or _cut_utf8(data) or _broken_utf8(data)
    if text is not None:
        return text
    traditional = _checked(data, "big5", "strict")
    for errors in ("strict", "replace"):
        text = _checked(data, "gb18030", errors)
        if text is not None:
            return traditional if traditional is not None and _commonness(traditional) > 2 * _commonness(text) else text
    return traditional


def _commonness(text: str) -> float:
    """The share of characters that every Chinese paper is full of; text in wrong letters has hardly any."""
    sample = text[:20_000]
    return sum(one in _COMMON for one in sample) / max(1, len(sample))


def _broken_utf8(data: bytes) -> str | None:
    """UTF-8 with a byte or two in it that are none: most of what is not ASCII is well-formed."""
    text = data.decode("utf-8", "replace")
    broken, whole = text.count("\ufffd"), sum(one > "\u2e7f" for one in text[:200_000])
    return text if 0 < broken <= max(3, whole // 50) and whole > 20 and len(_CONTROL.findall(text)) < _FEW * len(text) else None


def _line_by_line(data: bytes) -> str | None:
    """Lines of UTF-8 among lines of GB18030, as when two files were put together; None where some line is neither."""
    lines = []
    for line in data.split(b"\n"):
        text = next((text for one in ("utf-8", "gb18030") if (text := _checked(line, one, "strict")) is not None), None)
        if text is None:
            return None
        lines.append(text)
    return "\n".join(lines)


def _cut_utf8(data: bytes) -> str | None:
    """UTF-8 cut off inside its last character."""
    for cut in (1, 2, 3):
        if len(data) > 32 and (text := _checked(data[:-cut], "utf-8", "strict")) is not None:
            return text
    return None


def _utf16_without_mark(data: bytes) -> str | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _checked(data, encoding, "strict")
        if text and len(_USUAL.findall(text)) > 0.9 * len(text):
            return text
    return None


def _checked(data: bytes, encoding: str, errors: str) -> str | None:
    """The text, unless it cannot be decoded so or does not look like text."""
    try:
        text = data.decode(encoding, errors)
    except (UnicodeDecodeError, ValueError):
        return None
    sample = text[:200_000]
    strange = len(_CONTROL.findall(sample)) + 3 * sample.count("\ufffd")
    if strange > 0.02 * len(sample):
        return None
    unusual = encoding != "utf-8" and len(_USUAL.findall(sample)) < 0.8 * len(sample)
    return None if unusual else text
