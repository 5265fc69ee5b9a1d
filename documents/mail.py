"""Mails (.eml) and web pages saved as one file (.mht): what papers the first carries, what page the second is. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from pathlib import Path

from nigao.errors import FileDamaged, FileTooLarge

LARGEST = 64 * 1024 * 1024
# Of fewer characters a mail with papers in it says only that they come.
_COVERING_NOTE = 200
_HEAD = re.compile(rb"\A\s*(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){1,200}?\s*\r?\n")
_TYPE = re.compile(rb"^content-type:\s*(?P<type>[\w.+-]+/[\w.+-]+)", re.I | re.M)
_SENT = re.compile(rb"^(?:received|return-path|message-id|to|date|delivered-to):", re.I | re.M)


def _head(start: bytes) -> bytes:
    """The lines of names and values that open a mail, b"" where there are none."""
    match = _HEAD.match(start)
    return match.group() if match and _TYPE.search(match.group()) else b""


def is_web_archive(start: bytes, name: str) -> bool:
    """Whether a file is a web page saved with its pictures in one, as Word and WPS do; start: its first bytes."""
    head = _head(start)
    if not head:
        return False
    kind = _TYPE.search(head)
    related = kind is not None and kind["type"].lower() in (b"multipart/related", b"text/html")
    return name.lower().endswith((".mht", ".mhtml")) or (related and not _SENT.search(head))


def is_mail(start: bytes, name: str) -> bool:
    """Whether a file is a mail as a mail program saves it; start: its first bytes."""
    head = _head(start)
    if not head or is_web_archive(start, name):
        return False
    return name.lower().endswith(".eml") or _SENT.search(head) is not None


def page_of(data: bytes, name: str) -> bytes:
    """The page of a web archive, in UTF-8. Raises FileDamaged where there is none."""
    for kind in ("text/html", "text/plain"):
        for part in message_from_bytes(data, policy=default).walk():
            if part.get_content_type() == kind and (text := _text(part)).strip():
                return text.encode("utf-8", "replace")
    raise FileDamaged(f"“{name}”这个单个文件网页里没有网页，请用 Word 或 WPS 打开后另存为 .docx 再导入。")


def papers_in(path: Path) -> list[tuple[str, bytes]]:
    """(name, content) of what a mail carries; its own words too, unless they only cover papers. Raises FileRefused."""
    if path.stat().st_size > LARGEST:
        raise FileTooLarge(f"“{path.name}”超过{LARGEST // 1024 // 1024}MB，请把附件存出来再导入。")
    try:
        return list(_papers(path))
    except OSError:
        raise
    except Exception as error:  # the last wall around a foreign parser on broken input: every way it fails means the same
        raise FileDamaged(f"“{path.name}”这封邮件已损坏或格式有误，请把附件存出来再导入。") from error


def _papers(path: Path) -> Iterator[tuple[str, bytes]]:
    message = message_from_bytes(path.read_bytes(), policy=default)
    carried = [part for part in message.walk() if not part.is_multipart() and _is_carried(part)]
    papers = [part for part in carried if part.get_content_disposition() != "inline" or not _is_picture(part)]
    body = message.get_body(("plain", "html"))
    words = _text(body) if body is not None and body.get_filename() is None else ""
    if not papers or len(re.sub(r"<[^>]*>|\s", "", words)) > _COVERING_NOTE:
        suffix = ".html" if body is not None and body.get_content_type() == "text/html" else ".txt"
        yield f"{str(message['subject'] or '').strip() or path.stem}{suffix}", words.encode("utf-8", "replace")
    for number, part in enumerate(papers, 1):
        yield _called(part) or f"附件{number}", part.get_payload(decode=True) or b""  # type: ignore[misc]


def _is_carried(part: EmailMessage) -> bool:
    """Whether a part is a paper that the mail carries; some programs give it no name."""
    signs = "signature" in part.get_content_type()
    return bool(part.get_filename()) or (not signs and (part.is_attachment() or part.get_content_maintype() == "application"))


def _called(part: EmailMessage) -> str:
    """The name of a paper, also where a program wrote it in Chinese letters as they are, which the standard has no way for."""
    name = str(part.get_filename() or "")
    if "\ufffd" not in name:
        return name
    written = " ".join(value for _, value in part.raw_items()).encode("ascii", "surrogateescape")
    found = re.search(rb"""\b(?:file)?name=(?:"([^"]+)"|([^\s;]+))""", written)
    return _decoded((found[1] or found[2]), "") if found else name


def _is_picture(part: EmailMessage) -> bool:
    return part.get_content_maintype() == "image"


def _text(part: MIMEPart) -> str:
    """A part's text in the letters it says, or in Chinese ones where it says what nobody knows."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    return _decoded(data, (part.get_content_charset() or "").lower())


def _decoded(data: bytes, named: str) -> str:
    """Bytes in the letters they are said to be in, else in those that Chinese mails use."""
    for encoding in ({"gb2312": "gb18030", "gbk": "gb18030", "us-ascii": "utf-8"}.get(named, named), "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("gb18030", "replace")
