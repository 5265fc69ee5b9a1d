"""What a file is, from its bytes; its name is only asked to tell a .csv from other text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from documents.mail import is_mail, is_web_archive
from nigao.errors import FileDamaged, FileEmpty, FileEncrypted, FileUnsupported

Kind = Literal["text", "csv", "docx", "xlsx", "xlsb", "pdf", "doc", "rtf", "odt", "xls", "ods", "zip", "html", "ofd", "mht", "mail"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_NEWER_IMAGES = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
_OTHER = ((b"Rar!", "RAR 压缩包"), (b"7z\xbc\xaf", "7z 压缩包"), (b"\x1f\x8b", "压缩包"), (b"MZ", "程序"), (b"\x7fELF", "程序"))
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", _OLE, b"\x89PNG", b"{\\rtf")
# What files of these names hold; another kind is read as what it is, and that is said.
_NAMED: dict[str, tuple[Kind, ...]] = {
    ".docx": ("docx",), ".docm": ("docx",), ".xlsx": ("xlsx",), ".xlsm": ("xlsx",), ".xlsb": ("xlsb",), ".pdf": ("pdf",), ".ofd": ("ofd",),
    ".doc": ("doc",), ".wps": ("doc", "docx"), ".xls": ("xls",), ".et": ("xls", "xlsx"), ".rtf": ("rtf",), ".odt": ("odt",), ".ods": ("ods",),
    ".mht": ("mht",), ".mhtml": ("mht",), ".eml": ("mail",), ".txt": ("text",), ".md": ("text",), ".csv": ("csv",), ".tsv": ("csv",), ".htm": ("html",), ".html": ("html",),
}  # fmt: skip
_KINDS: dict[Kind, str] = {
    "text": "纯文本", "csv": "用制表符或逗号分隔的表格文本", "docx": "Word 文档", "xlsx": "Excel 工作簿", "xlsb": "Excel 工作簿", "pdf": "PDF",
    "doc": "旧格式的 Word 文档", "rtf": "RTF 文档", "odt": "OpenDocument 文档", "xls": "旧格式的 Excel 工作簿", "ods": "OpenDocument 表格",
    "html": "网页", "ofd": "OFD 版式文件", "zip": "压缩包", "mht": "单个文件网页", "mail": "邮件",
}  # fmt: skip
# Office 2003 could save as one XML file, which many systems still hand out under the old names; LibreOffice reads both.
_OFFICE_XML: tuple[tuple[bytes, Kind], ...] = ((b"office:spreadsheet", "xls"), (b"<w:worddocument", "doc"), (b"office/word/2003", "doc"))
# A page without its head, as systems hand tables out under the name .xls.
_FRAGMENT = re.compile(rb"(?:<!--.*?-->\s*)*<(?:table|div|p|body|head|meta|style|center|h[1-6])(?:\s[^<>]*)?>", re.S)
_SHEETS = (".xls", ".xlsx", ".et", ".csv", ".tsv", ".xlsm", ".ods", ".dbf")
_ODF = {"application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods"}


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file's bytes. Raises FileRefused for kinds that cannot be read, each with what to do."""
    if not data.strip(b"\x00 \t\r\n"):
        raise FileEmpty(f"“{name}”是空文件，请检查是否上传或拷贝完整。")
    head = data[:1024]
    if len(data) < 8 and any(magic.startswith(data) or data.startswith(magic) for magic in _MAGIC):
        raise _damaged(name)
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name)
    if data.startswith(_OLE):
        return _ole(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    _refuse_known(head, name)
    if is_web_archive(data[:20_000], name):
        return "mht"
    if is_mail(data[:20_000], name):
        return "mail"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") and b"schemas.microsoft.com/office/2006/xmlpackage" in head.lower():
        return "xlsx" if b"excel.sheet" in head.lower() else "docx"
    if start.startswith(b"<?xml") and (kind := next((kind for mark, kind in _OFFICE_XML if mark in head.lower()), None)):
        return kind
    if start.startswith((b"<!doctype html", b"<html")) or (b"urn:schemas-microsoft-com:office" in head.lower() and b"<" in head):
        return "html"
    if _FRAGMENT.match(start) and b"</" in data[:20_000] and not name.lower().endswith((".md", ".markdown")):
        return "html"
    if re.match(rb"(?:(?:<\?[^>]*>|<!--.*?-->|<!doctype svg[^>]*>)\s*)*<svg[\s>]", start, re.S):
        raise FileUnsupported(f"“{name}”是图片（SVG），其中的文字无法读取，请先识别成文字并存为 .docx 或 .txt。")
    if start.startswith(b"<?xml") and not name.lower().endswith(".txt"):
        raise FileUnsupported(f"“{name}”是 XML，不能读取，请用 Word 或 WPS 打开后另存为 .docx 或 .xlsx。")
    return _text(data, name)


def _text(data: bytes, name: str) -> Kind:
    """Text, as a table where it stands in columns and its name is a sheet's. Raises FileDamaged for scraps of another format."""
    suffix = PurePath(name).suffix.lower()
    if suffix in (".csv", ".tsv"):
        return "csv"
    if suffix in _NAMED and "text" not in _NAMED[suffix]:
        letters = data.decode("utf-8", "ignore") if _is_utf8(data) else data.decode("gb18030", "ignore")
        if len(data) < 12 and not re.search(r"[\u4e00-\u9fff]{2}", letters):
            raise _damaged(name)
    lines = [line for line in data[:20_000].split(b"\n")[:50] if line.strip()]
    for mark in (b"\t", b",", b";"):
        even = sum(line.count(mark) > 0 for line in lines)
        if suffix in _SHEETS and lines and even >= 0.6 * len(lines):
            return "csv"
    return "text"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def mismatch(kind: Kind, name: str) -> str:
    """What to say where a file is not what its name says; "" where it is."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _NAMED or kind in _NAMED[suffix]:
        return ""
    return f"文件名是 {suffix}，内容其实是{_KINDS[kind]}，已按实际内容读取，请核对。"


def _damaged(name: str) -> FileDamaged:
    return FileDamaged(f"“{name}”已损坏或不完整，请用 Office 或 WPS 打开后重新保存再导入。")


def _refuse_known(head: bytes, name: str) -> None:
    newer = (head[4:8] == b"ftyp" and head[8:12] in _NEWER_IMAGES) or head[8:12] == b"WEBP"
    if head.startswith(_IMAGES) or newer or (head.startswith(b"BM") and b"\x00" in head[:16]):
        raise FileUnsupported(f"“{name}”是图片，其中的文字无法读取，请先识别成文字并存为 .docx 或 .txt。")
    for magic, what in _OTHER:
        if head.startswith(magic) and b"\x00" in head:
            raise FileUnsupported(f"“{name}”是{what}，不能读取，请解压或另存为 .docx、.pdf、.xlsx 或 .txt。")


def _zipped(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {one.replace("\\", "/") for one in archive.namelist()[:20000]}
            mimetype = archive.open("mimetype").read(100).decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise _damaged(name) from error
    if not any(not one.endswith("/") for one in names):
        raise FileEmpty(f"“{name}”是空的压缩包，里面没有文件，请重新压缩后再导入。")
    if "OFD.xml" in names:
        return "ofd"
    if mimetype in _ODF:
        return _ODF[mimetype]  # type: ignore[return-value]
    if "xl/workbook.bin" in names:
        return "xlsb"
    for folder, kind in (("word/", "docx"), ("xl/", "xlsx")):
        if any(one.startswith(folder) for one in names):
            return kind  # type: ignore[return-value]
    if any(one.startswith("ppt/") for one in names):
        raise FileUnsupported(f"“{name}”是演示文稿，不能读取，请把文字另存为 .docx。")
    return "zip"


def _ole(data: bytes, name: str) -> Kind:
    """An old Office file, by the names of its streams."""
    found = [stream for stream in ("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document") if _has(data, stream)]
    if "EncryptedPackage" in found:
        raise FileEncrypted(f"“{name}”有打开密码，请在 Office 或 WPS 里取消密码后再导入。")
    if "PowerPoint Document" in found:
        raise FileUnsupported(f"“{name}”是演示文稿，不能读取，请把文字另存为 .docx。")
    if "WordDocument" in found:
        return "doc"
    if "Workbook" in found or "Book" in found:
        return "xls"
    if _has(data, "__properties_version1.0"):
        raise FileUnsupported(f"“{name}”是 Outlook 邮件，不能读取，请在 Outlook 里把附件存出来再导入。")
    raise FileUnsupported(f"“{name}”是旧式 Office 文件，内容无法识别，请用 Word 或 WPS 另存为 .docx 或 .xlsx。")


def _has(data: bytes, stream: str) -> bool:
    return f"{stream}\x00".encode("utf-16-le") in data
