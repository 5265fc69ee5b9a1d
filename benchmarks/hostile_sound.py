"""A whole file of each kind that is read, and the same cut off, changed and named otherwise by lot."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from office_files import xlsx, zipped
from pdf_files import Words, pdf

from documents.office import office_program

DATA = Path(__file__).resolve().parent.parent / "tests" / "data" / "documents"
TEXT = "青石县2025年工作总结\n一、经济运行\n全年税收收入13.1亿元，增长5.0%。新增就业3200人。\n二、民生保障\n新建学校6所。\n"
MARK = "税收收入13.1亿元"


@dataclass(frozen=True)
class Case:
    """must: "refused", "any", or words that must be read. never: words that must not."""

    name: str
    content: bytes
    must: str = "any"
    never: str = ""


def sound() -> dict[str, bytes]:
    """A whole file of each kind."""
    rows = (("指标", "2025年"), ("税收收入13.1亿元", "13.1"))
    sheet = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) + "</row>" for row in rows)
    lines = [Words(line, 90, 750 - 30 * n) for n, line in enumerate(TEXT.split("\n")) if line]
    files = {
        "docx": _word(TEXT),
        "xlsx": xlsx(sheet),
        "pdf": pdf(lines),
        "ofd": ofd(TEXT),
        "txt": TEXT.encode(),
        "csv": "指标,2025年\n税收收入13.1亿元,13.1\n".encode("gb18030"),
        "html": f"<html><body>{''.join(f'<p>{line}</p>' for line in TEXT.split(chr(10)))}</body></html>".encode(),
        "rtf": b"{\\rtf1\\ansi " + "".join(f"\\u{ord(c)}?" if c != "\n" else "\\par " for c in TEXT).encode() + b"}",
        "xls": (DATA / "seen.xls").read_bytes(),
        "ods": (DATA / "seen.ods").read_bytes(),
    }
    if office_program():
        files["doc"] = _converted(files["docx"], "docx", "doc")
    return files


def _word(text: str) -> bytes:
    """As python-docx saves it: LibreOffice must be able to open it."""
    import docx as python_docx

    document, out = python_docx.Document(), io.BytesIO()
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _converted(content: bytes, kind: str, wanted: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a.{kind}").write_bytes(content)
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        command = [office_program() or "", profile, "--headless", "--convert-to", wanted, "--outdir", folder, f"{folder}/a.{kind}"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(folder) / f"a.{wanted}").read_bytes()


def ofd(text: str, wrong: str = "") -> bytes:
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject ID="{n + 5}" Boundary="20 {20 + 10 * n} 170 8" Size="5"><ofd:TextCode X="0" Y="5">{line}</ofd:TextCode></ofd:TextObject>'
        for n, line in enumerate(text.split("\n"))
        if line
    )
    return zipped(
        {
            "OFD.xml": f"<ofd:OFD {ns}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f'<ofd:Document {ns}><ofd:Pages><ofd:Page ID="1" BaseLoc="{wrong or "P/Content.xml"}"/></ofd:Pages></ofd:Document>',
            "Doc_0/P/Content.xml": f'<ofd:Page {ns}><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
        }
    )


# --- by lot -------------------------------------------------------------------------------------------------------


def mutated(files: dict[str, bytes], chance: random.Random) -> Iterator[Case]:
    """Cut off, flipped, blanked, doubled, under the name of another kind."""
    for kind, content in files.items():
        for share in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.999):
            yield Case(f"截断{share}.{kind}", content[: int(len(content) * share)])
        for number in range(7):
            changed = bytearray(content)
            for _ in range(2**number):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            yield Case(f"改{2**number}字节.{kind}", bytes(changed))
        for number in range(3):
            at = chance.randrange(len(content))
            yield Case(f"清零{number}.{kind}", content[:at] + bytes(len(content[at : at + 400])) + content[at + 400 :])
        yield Case(f"乱序.{kind}", content[len(content) // 2 :] + content[: len(content) // 2])
        yield Case(f"前有杂字.{kind}", b"\r\n\x00junk" + content)
        yield Case(f"后有杂字.{kind}", content + os.urandom(64))
    for kind, content in files.items():
        for other in chance.sample(sorted(set(files) - {kind}), 4):
            yield Case(f"名不副实（{kind}）.{other}", content)
        yield Case(f"没有后缀（{kind}）", content)
