"""Opens a reviewed DOCX from Word, WPS or LibreOffice: text before and after its tracked changes, who changed it, and comments."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from documents.changes_read import Anchor, Walk
from documents.wordml import q
from nigao.errors import FileDamaged, FileEncrypted, FileTooLarge, FileUnsupported
from nigao.returned import ReviewedComment, ReviewedDocument

_LARGEST = 32 * 1024 * 1024  # bytes of one XML part; a report of 500 pages has 5 MB
_OTHERS = ("word/comments.xml", "word/styles.xml", "docProps/core.xml")
_KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
_MOST_LINES = 20_000
_MOST_TAGS = 500_000  # what keeps reading within 20 s and half a gigabyte
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_reviewed(path: Path) -> ReviewedDocument:
    """A reviewed file's paragraphs and comments. Raises FileRefused."""
    body_root, comments_root, styles_root, core_root = _parts(path)
    styles = {} if styles_root is None else _style_names(styles_root)
    body = body_root.find(q("w:body"))
    if body is None:
        raise FileDamaged(f"“{path.name}”里没有正文，请用 Word 或 WPS 打开后另存为 .docx 再收回。")
    after, before = Walk(True, styles).body(body), Walk(False, styles).body(body)
    if sum(1 for paragraph in after.paragraphs if paragraph.text.strip()) > _MOST_LINES:
        raise FileTooLarge(f"“{path.name}”的段落过多，请拆分后再收回。")
    return ReviewedDocument(
        after=tuple(after.paragraphs),
        before=tuple(before.paragraphs),
        comments=tuple(_comment(node, after, before) for node in ([] if comments_root is None else comments_root.iter(q("w:comment")))),
        made_of="" if core_root is None else (core_root.findtext(_KEYWORDS) or "").strip(),
    )


def _comment(node: Any, after: Walk, before: Walk) -> ReviewedComment:
    """A comment on words that were deleted keeps them as its anchor."""
    id = node.get(q("w:id"), "")
    anchor = after.anchors.get(id, Anchor(-1, 0))
    words = anchor.text or before.anchors.get(id, anchor).text
    text = "\n".join("".join(leaf.text or "" for leaf in part.iter(q("w:t"))) for part in node.iter(q("w:p")))
    return ReviewedComment(node.get(q("w:author"), ""), text.strip(), words, anchor.paragraph, anchor.start, node.get(q("w:date"), ""))


def _style_names(root: Any) -> dict[str, str]:
    """Ids change when another program saves the file, names do not."""
    named = ((style.get(q("w:styleId"), ""), style.find(q("w:name"))) for style in root.iter(q("w:style")))
    return {id: name.get(q("w:val"), "") for id, name in named if name is not None}


def _parts(path: Path) -> tuple[Any, Any, Any, Any]:
    """The XML of body, comments, styles and properties, None for the others where the file has none."""
    try:
        with path.open("rb") as opened:
            if opened.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
                raise FileEncrypted(f"“{path.name}”设了密码或是旧版 .doc，请去掉密码并另存为 .docx 后再收回。")
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise FileUnsupported(f"“{path.name}”不是 Word 文档（.docx），请另存为 .docx 后再收回。")
            body = _parse(archive, "word/document.xml", path)
            others = (_parse(archive, name, path) if name in names else None for name in _OTHERS)
            return body, *others
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise FileDamaged(f"“{path.name}”打不开，请用 Word 或 WPS 打开后另存为 .docx 再收回。") from error


def _parse(archive: zipfile.ZipFile, name: str, path: Path) -> Any:
    """One part as XML: nothing expanded, nothing fetched, no more read than allowed."""
    import zlib

    from lxml import etree

    try:
        with archive.open(name) as part:
            content = part.read(_LARGEST + 1)
        if len(content) > _LARGEST or content.count(b"<") > _MOST_TAGS:
            raise FileTooLarge(f"“{path.name}”的正文过大，请拆分后再收回。")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(content.replace(_STRICT, _TRANSITIONAL), parser)
    except (etree.XMLSyntaxError, zlib.error) as error:
        raise FileDamaged(f"“{path.name}”的内容已损坏，请用 Word 或 WPS 打开后另存为 .docx 再收回。") from error
