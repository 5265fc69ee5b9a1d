"""How fast and how whole files are read, beside MarkItDown and Docling in the same run.

    uv run --with "markitdown[docx,pdf,xlsx]" --with docling python benchmarks/documents.py FILE_OR_FOLDER… [--count 100]

Reads ``count`` .docx files (those given, again and again, each under a name of its own), then counts what each reader kept of
what Word itself puts into the text. Peers that are not installed leave their columns empty. Not part of the tests.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from docx import Document
from docx.oxml import parse_xml
from office_files import W, paragraph

from documents.reader import FileReader

Read = Callable[[Path], str]
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def _numbered(text: str, level: int) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def _word(*paragraphs: str, numbering: str = "") -> bytes:
    """A whole .docx as python-docx saves it, so that no reader has a reason to refuse it."""
    document = Document()
    for number, written in enumerate(paragraphs):
        document.element.body.insert(number, parse_xml(written.replace("<w:p>", f"<w:p {W}>", 1)))
    if numbering:
        element = document.part.numbering_part.element
        for child in list(element):
            element.remove(child)
        element.extend(parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _sheet(value: float, code: str) -> bytes:
    """A workbook with one formatted number, as openpyxl writes it."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cases() -> list[tuple[str, str, bytes, str]]:
    """(what is asked, file name, content, what must stand in the text)."""
    gone, new = "<w:del><w:r><w:delText>5%</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>6%</w:t></w:r></w:ins>"
    tracked = f"<w:p><w:r><w:t>增长</w:t></w:r>{gone}{new}</w:p>"
    percent, scaled = _sheet(0.125, "0.0%"), _sheet(123456, '0!.0,"万"')
    numbered = _word(_numbered("回顾", 0), _numbered("经济", 1), numbering=_NUMBERING)
    return [
        ("automatic number 一、", "a.docx", numbered, "一、回顾"),
        ("automatic number （一）", "a.docx", numbered, "（一）经济"),
        ("tracked insertion kept", "b.docx", _word(tracked), "增长6%"),
        ("12.5% shown as such", "c.xlsx", percent, "12.5%"),
        ("12.3万 shown as such", "d.xlsx", scaled, "12.3万"),
        ("GB18030 text", "e.txt", "全年增长5%，镕基。".encode("gb18030"), "全年增长5%"),
    ]


def markitdown() -> Read | None:
    """MarkItDown, where it is installed."""
    if importlib.util.find_spec("markitdown") is None:
        return None
    from markitdown import MarkItDown

    converter = MarkItDown()
    return lambda path: converter.convert(str(path)).text_content


def docling() -> Read | None:
    """Docling, where it is installed."""
    if importlib.util.find_spec("docling") is None:
        return None
    from docling.document_converter import DocumentConverter

    converter = DocumentConverter()
    return lambda path: converter.convert(str(path)).document.export_to_markdown()


def kept(read: Read, path: Path, wanted: str) -> str:
    """ "yes", "no", or the name of what was raised."""
    try:
        return "yes" if wanted in read(path) else "no"
    except Exception as error:  # noqa: BLE001 - a peer may fail in any way; the table shows how
        return type(error).__name__


def timed(read: Read, paths: Sequence[Path]) -> str:
    """Seconds for all the files."""
    began = time.perf_counter()
    for path in paths:
        read(path)
    return f"{time.perf_counter() - began:.2f} s"


def word_files(given: Iterable[str]) -> list[Path]:
    """The .docx files among the given files and folders."""
    found = [path for one in map(Path, given) for path in (sorted(one.rglob("*.docx")) if one.is_dir() else [one])]
    return [path for path in found if path.suffix == ".docx"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="reading files, beside MarkItDown and Docling")
    parser.add_argument("paths", nargs="*", default=["examples"])
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    reader = FileReader()
    readers: list[Read | None] = [lambda path: reader.read(path).text, markitdown(), docling()]
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = word_files(options.paths)
        copies = [Path(shutil.copy(sources[i % len(sources)], folder / f"{i}.docx")) for i in range(options.count)] if sources else []
        if copies:
            rows.append((f"{len(copies)} .docx files", *(timed(read, copies) if read else "–" for read in readers)))
        for asked, file, content, wanted in cases():
            (folder / file).write_bytes(content)
            rows.append((asked, *(kept(read, folder / file, wanted) if read else "–" for read in readers)))
    print(f"{'':<28}{'nigao':>10}{'MarkItDown':>28}{'Docling':>22}")
    for row in rows:
        print(f"{row[0]:<28}{row[1]:>10}{row[2]:>28}{row[3]:>22}")


if __name__ == "__main__":
    main()
