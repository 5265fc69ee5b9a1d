"""Opens a file of any kind an office keeps and hands on its text, tables and shape; knows nothing of what they mean."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

from documents import told_json, wire
from documents.child import SECONDS, Children
from documents.expand import expand
from documents.plain import decode, decoded
from documents.secrecy import warned_of_text
from documents.sniff import Kind, kind_of, mismatch
from documents.text_tables import has_table, read_with_tables, tables_in
from nigao.errors import FileDamaged, FileEmpty, FileRefused, FileScanned, FileTooLarge, FileUnsupported
from nigao.reading import build_report, calendar_for
from nigao.repair import repair
from nigao.report import Document, Identity, Report

LARGEST = 200 * 1024 * 1024
LONGEST = 3_000_000
# Studied here: it takes a moment, and a command that looks at one page need not wait for a child to start.
_SHORT = 20_000
_CONVERTED: dict[str, str] = {"doc": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx", "ods": "xlsx", "xlsb": "xlsx"}

_SHEETS = ("xls", "ods", "xlsb")

OnPage = Callable[[int, int], None]


def _untold(_done: int, _pages: int) -> None:
    """Nobody asked how far it is."""


class FileReader:
    """Fills ``nigao.ports.Reader``. Text is decoded here, everything else is done in child processes that are started when first needed.

    seconds: of work one file may take, from its bytes to all that is recognised in it. A child may use 1 GiB of memory.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._children = Children(seconds)
        self._spent = threading.local()

    def read(self, path: Path, name: str = "", on_page: OnPage = _untold) -> Document:
        """The document in a file; its content decides the format. name: what to call it in messages (the path's own if empty).
        on_page: told (pages done, pages) before each page of a scan.

        Raises FileRefused with one Chinese sentence.
        """
        shown = name or path.name
        self._spent.began, self._spent.seconds = time.thread_time(), 0.0
        data = _load(path, shown)
        kind = kind_of(data, shown)
        if kind in ("text", "csv") and len(data) > 4 * LONGEST:
            raise _too_long(shown)
        document = self._by_kind(path, data, kind, shown, on_page)
        if wrong := mismatch(kind, shown):
            document = replace(document, warnings=(wrong, *document.warnings))
        if said := warned_of_text(document.text):
            document = replace(document, warnings=tuple(dict.fromkeys((said, *document.warnings))))
        if not document.text.strip():
            raise FileEmpty(f"“{shown}”里没有可以读取的文字，请检查是否选错了文件。")
        if len(document.text) > LONGEST:
            raise _too_long(shown)
        self._spent.on = document
        return document

    def study(self, name: str, digest: str, document: Document, identity: Identity) -> Report:
        """All that can be recognised in a document, within what reading it has left of the file's time. Raises FileRefused."""
        if len(document.text) < _SHORT:
            return build_report(name, digest, document, identity)
        left = max(2.0, self._seconds - self._spent_on(document))
        years = calendar_for(name, document.text, identity)
        request = {
            "study": wire.packed(document),
            "identity": [getattr(identity, one.name) for one in fields(identity)],
            "years": [years.reviewed, years.planned, years.part],
            "name": name,
        }
        message = self._children.ask(request, name, left)
        return wire.unpacked_findings(message, name, digest, identity, document)

    def _spent_on(self, document: Document) -> float:
        """Seconds of work since this thread began to read the document; 0 if it was read another time."""
        if getattr(self._spent, "on", None) is not document:
            return 0.0
        here: float = time.thread_time() - self._spent.began + self._spent.seconds
        self._spent.on = None
        return here

    def _parsed(self, path: Path, kind: str, name: str, seconds: float | None = None, seen: wire.Seen | None = None) -> Document:
        message = self._children.ask({"path": str(path), "kind": kind, "name": name, "seen": seen or {}}, name, seconds)
        self._spent.seconds = getattr(self._spent, "seconds", 0.0) + message["spent"]
        return wire.unpacked(message)

    def _by_kind(self, path: Path, data: bytes, kind: Kind, name: str, on_page: OnPage) -> Document:
        if kind == "text" and name.lower().endswith((".md", ".markdown")):
            from documents.markdown import read_markdown

            return read_markdown(decode(data, name))
        if kind == "text":
            return _plain(*decoded(data, name), name)
        if kind == "csv":
            from documents.csv_reader import read_csv

            return read_csv(decode(data, name), name)
        if kind == "zip":
            next(expand([path]), None)  # raises the reason why it cannot be opened, if there is one
            raise FileUnsupported(f"“{name}”是压缩包，请解压后选择其中的文件，或从命令行整包导入。")
        if kind == "mail":
            raise FileUnsupported(f"“{name}”是邮件，请把其中的附件存出来再选择，或把整封邮件导入。")
        if kind in _CONVERTED:
            return self._through_office(path, kind, name)
        return self._pdf(path, name, on_page) if kind == "pdf" else self._parsed(path, kind, name)

    def _pdf(self, path: Path, name: str, on_page: OnPage) -> Document:
        """A PDF with what its pictures of pages say, where the recogniser is installed."""
        from documents import ocr

        try:
            document = self._parsed(path, "pdf", name)
        except FileScanned:
            if not ocr.can_recognise():
                raise
            return self._parsed(path, "pdf", name, seen=ocr.recognised(path, name, on_page))
        if not document.pictures or not ocr.can_recognise():
            return document
        try:
            return self._parsed(path, "pdf", name, seen=ocr.recognised(path, name, on_page, document.pictures))
        except FileRefused:  # a picture that says nothing takes nothing from the pages that do
            return document

    def _through_office(self, path: Path, kind: str, name: str) -> Document:
        """Old and foreign formats: converted by LibreOffice where it is installed; old sheets can also be read without it."""
        from documents.office import converted, office_program

        if office_program() is None:
            if kind in _SHEETS:
                return self._parsed(path, kind, name)
            raise FileUnsupported(f"“{name}”是 .doc、.wps、.rtf 或 .odt 文件，本机没有安装 LibreOffice，请用 Word 或 WPS 另存为 .docx。")
        try:
            with converted(path, kind, _CONVERTED[kind], name, self._seconds * 0.8) as made:
                return self._parsed(made, _CONVERTED[kind], name, self._seconds / 2)
        except FileDamaged:
            if kind not in _SHEETS:
                raise
            return self._parsed(path, kind, name)  # LibreOffice may stand there without the part for sheets

    def close(self) -> None:
        """End the children; the next read starts another."""
        self._children.close()


def _too_long(name: str) -> FileTooLarge:
    return FileTooLarge(f"“{name}”的文字超过{LONGEST // 10000}万字，请拆分成几个文件再导入。")


def _load(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise FileUnsupported(f"“{name}”是文件夹，请选择其中的文件。")
        if path.stat().st_size > LARGEST:
            raise FileTooLarge(f"“{name}”超过{LARGEST // 1024 // 1024}MB，请拆分后再导入。")
        if not path.is_file():
            raise FileUnsupported(f"“{name}”不是普通文件，请选择文档或表格文件。")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileUnsupported(f"没有找到文件“{name}”，请检查路径。") from error
    except OSError as error:
        raise FileDamaged(f"“{name}”打不开，请检查权限或重新拷贝一份。") from error


def _plain(text: str, said: str, name: str) -> Document:
    """A text with the tables that are drawn or set in it, if there are any; what a program gave out is told as text."""
    if len(text) <= LONGEST and (as_text := told_json.told(text)):
        return _repaired(as_text, "；".join(filter(None, [said, told_json.WARNING])), name)
    if len(text) > LONGEST or not (has_table(text) and tables_in(text)):
        return _repaired(text, said, name)
    document = read_with_tables(text, lambda part: _repaired(part, "", name))
    return replace(document, warnings=(*filter(None, [said]), *document.warnings))


def _repaired(text: str, said: str, name: str) -> Document:
    if len(text) > LONGEST:
        raise _too_long(name)
    done = repair(text)
    return replace(Document(done.text), warnings=(*filter(None, [said]), *done.warnings))
