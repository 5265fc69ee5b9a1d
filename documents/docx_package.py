"""The bare DOCX package the writer starts from: every part written here, nothing inherited from another program's template."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from documents.layout import EVEN_FOOTER, ODD_FOOTER, styles_xml
from documents.wordml import NS

_W = f'xmlns:w="{NS["w"]}" xmlns:r="{NS["r"]}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"

_TYPES = (
    ("/word/document.xml", f"{_OFFICE}.document.main+xml"),
    ("/word/styles.xml", f"{_OFFICE}.styles+xml"),
    ("/word/settings.xml", f"{_OFFICE}.settings+xml"),
    ("/word/footer1.xml", f"{_OFFICE}.footer+xml"),
    ("/word/footer2.xml", f"{_OFFICE}.footer+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
)

# 开本 210×297 mm; 天头 37, 订口 28, 版心 156×225 mm; the page number's line stands 7 mm below (GB/T 9704-2012 5.1, 5.2.1, 7.5).
SECTION = (
    f'<w:sectPr {_W}><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1417" w:gutter="0"/>'
    '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)
_SETTINGS = (
    f'<w:settings {_W}><w:evenAndOddHeaders/><w:defaultTabStop w:val="632"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:language>zh-CN</dc:language></cp:coreProperties>'
)
_APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>nigao</Application></Properties>'


def blank_package(fonts: str) -> bytes:
    """An empty document with the layout's styles, page, page numbers and settings. fonts: a profile's name."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": f"<w:document {_W}><w:body>{SECTION}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("footer", "footer1.xml"), ("footer", "footer2.xml")
        ),
        "word/styles.xml": styles_xml(fonts),
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _footer(ODD_FOOTER),
        "word/footer2.xml": _footer(EVEN_FOOTER),
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _APP,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, _HEAD + text)
    return out.getvalue()


def _content_types() -> str:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _TYPES)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = []
    for number, (kind, target) in enumerate(targets, 1):
        base = _PACKAGE_REL if kind.startswith("metadata") else _REL
        rows.append(f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{escape(target)}"/>')
    return f'<Relationships xmlns="{_PACKAGE_REL}">{"".join(rows)}</Relationships>'


def _footer(style: str) -> str:
    def run(inner: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{inner}</w:r>'

    field = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )
    dash = run('<w:t xml:space="preserve">— </w:t>'), run('<w:t xml:space="preserve"> —</w:t>')
    return f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{dash[0]}{field}{dash[1]}</w:p></w:ftr>'
