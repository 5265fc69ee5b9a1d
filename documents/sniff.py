"""What a file is, from its bytes; its name is only asked to tell a .csv from other text."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from nigao.errors import FileDamaged, FileEmpty, FileEncrypted, FileUnsupported

Kind = Literal["text", "csv", "docx", "xlsx", "xlsb", "pdf", "doc", "rtf", "odt", "xls", "ods", "zip", "html"]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_OTHER = ((b"Rar!", "RAR 压缩包"), (b"7z\xbc\xaf", "7z 压缩包"), (b"\x1f\x8b", "压缩包"), (b"MZ", "程序"), (b"\x7fELF", "程序"))
_ODF = {"application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods"}


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file's bytes. Raises FileRefused for kinds that cannot be read, each with what to do."""
    if not data.strip(b"\x00 \t\r\n"):
        raise FileEmpty(f"“{name}”是空文件，请检查是否上传或拷贝完整。")
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name)
    if data.startswith(_OLE):
        return _ole(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    _refuse_known(head, name)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or (b"urn:schemas-microsoft-com:office" in head.lower() and b"<" in head):
        return "html"
    if start.startswith((b"<?xml", b"mime-version:")) and not name.lower().endswith(".txt"):
        raise FileUnsupported(f"“{name}”是 XML 或单个文件网页，不能读取，请用 Word 或 WPS 打开后另存为 .docx 或 .xlsx。")
    return "csv" if name.lower().endswith((".csv", ".tsv")) else "text"


def _refuse_known(head: bytes, name: str) -> None:
    if head.startswith(_IMAGES) or (head.startswith(b"BM") and b"\x00" in head[:16]):
        raise FileUnsupported(f"“{name}”是图片，其中的文字无法读取，请先识别成文字并存为 .docx 或 .txt。")
    for magic, what in _OTHER:
        if head.startswith(magic) and b"\x00" in head:
            raise FileUnsupported(f"“{name}”是{what}，不能读取，请解压或另存为 .docx、.pdf、.xlsx 或 .txt。")


def _zipped(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:20000])
            mimetype = archive.open("mimetype").read(100).decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise FileDamaged(f"“{name}”已损坏或不完整，请用 Office 或 WPS 打开后重新保存再导入。") from error
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
    raise FileUnsupported(f"“{name}”是旧式 Office 文件，内容无法识别，请用 Word 或 WPS 另存为 .docx 或 .xlsx。")


def _has(data: bytes, stream: str) -> bool:
    return f"{stream}\x00".encode("utf-16-le") in data
