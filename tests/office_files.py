"""Makes small Office packages for tests, sound and hostile alike."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _package(main: str, parts: dict[str, str | bytes]) -> bytes:
    relations = f'<Relationships {_PACKAGE}><Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>'
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": relations, **parts})


def paragraph(text: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(body: str, **parts: str) -> bytes:
    """A .docx with this body; parts: numbering="<w:num…/>" and styles="<w:style…/>" become parts of their own."""
    more: dict[str, str | bytes] = {f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()}
    return _package("word/document.xml", {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **more})


def xlsx(rows: str, formats: tuple[str, ...] = (), state: str = "visible", after: str = "") -> bytes:
    """A .xlsx of one sheet 指标; a cell's s="n" (from 1) takes formats[n-1]."""
    codes = "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{code}"/>' for i, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(formats)))
    relation = f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    sheet = f'<sheet name="指标" sheetId="1" state="{state}" r:id="r1"/>'
    return _package(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": f"<workbook {_X} {_R}><sheets>{sheet}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships {_PACKAGE}>{relation}</Relationships>",
            "xl/styles.xml": f'<styleSheet {_X}><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f"<worksheet {_X}><sheetData>{rows}</sheetData>{after}</worksheet>",
        },
    )
