"""An exported file's pages as pictures, laid out by LibreOffice where it is installed."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from documents.office import converted, office_program
from nigao.errors import BadCall
from nigao.ports import MOST_PAGES

_SECONDS = 60.0
_SCALE = 1.25  # 90 pixels an inch: legible on a screen, a page in a tenth of a megabyte


def pages(content: bytes) -> list[bytes]:
    """The first sixty pages of a DOCX file as PNG. Raises BadCall without LibreOffice, FileRefused when it cannot lay the file out."""
    if office_program() is None:
        raise BadCall("这台电脑没有装 LibreOffice，不能预览版面；可以先下载，用 Word 或 WPS 打开看。")
    import pypdfium2

    with tempfile.TemporaryDirectory(prefix="nigao-preview-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "draft.docx"
        source.write_bytes(content)
        with converted(source, "docx", "pdf", "稿子.docx", _SECONDS) as made, pypdfium2.PdfDocument(made) as document:
            return [_picture(document[number]) for number in range(min(len(document), MOST_PAGES))]


def _picture(page: object) -> bytes:
    out = io.BytesIO()
    page.render(scale=_SCALE).to_pil().save(out, "PNG")  # type: ignore[attr-defined]
    return out.getvalue()
